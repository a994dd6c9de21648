"""Written pages: their front matter, their text, and the problems of both."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from copsite.catalog.models import FrontMatter
from copsite.catalog.plain_texts import fault_of_plain
from copsite.catalog.validate import parse_front_matter
from copsite.diagnostics.problem import Place, Problem, ProblemsError
from copsite.markdown.fill import fill_line
from copsite.markdown.problems import NO_HEAD, faults_of
from copsite.markdown.reader import read_markdown
from copsite.markdown.text import Text, headings
from copsite.yamlio.reader import FieldPath, Source, read

_FENCE = re.compile(r"---[ \t]*")
FILLED = ("title", "description")  # the fields of the front matter that may have shortcodes


@dataclass(frozen=True)
class Document:
    """A Markdown source below docs/: its front matter (None for a community page), its text and its problems.

    `places` are those of the front matter's fields.
    """

    uri: str
    head: FrontMatter | None
    text: Text
    problems: tuple[Problem, ...] = ()
    places: Mapping[str, Place] = field(default_factory=dict)

    @property
    def path(self) -> str:
        """Return the file's path in the repository."""
        return f"docs/{self.uri}"

    @property
    def anchors(self) -> frozenset[str]:
        """Return links to the headings with an explicit id, relative to docs/."""
        return frozenset(f"{self.uri}#{heading.id}" for heading, _ in headings(self.text) if heading.id)


def read_document(uri: str, text: str) -> Document:
    """Read a written page, and find the problems of its front matter and its text.

    A community page, `cops/ID.md`, has no front matter and no title, since both come from the catalog.
    """
    path, lines = f"docs/{uri}", text.split("\n")
    end, is_community_page = _end_of_head(lines), community_id_of(uri) is not None
    problems: list[Problem] = []
    head, places = None, dict[str, Place]()
    if is_community_page and end:
        problems.append(Problem(path, Place(1, 1), NO_HEAD))
    elif not is_community_page and not end:
        words = "the page has no head. Begin it with a line `---`, then `title:` and `description:`, then `---`"
        problems.append(Problem(path, Place(1, 1), words))
    elif end:
        try:
            # An empty line takes the place of the first `---`, so that problems have the file's line numbers.
            source = read("\n".join(["", *lines[1 : end - 1], ""]), path)
            head = parse_front_matter(source)
            places = {name: source.place((name,)) for name in FILLED}
            problems += _markup(head, source)
        except ProblemsError as error:
            problems += error.problems
    body = read_markdown("\n".join(lines[end:]), end + 1)
    if is_community_page or end:  # otherwise its first lines may be incomplete front matter
        problems += (Problem(path, *fault) for fault in faults_of(body, has_title=not is_community_page))
    return Document(uri, head, body, tuple(problems), places)


def _markup(head: FrontMatter, source: Source) -> Iterator[Problem]:
    """Report values of the front matter with markup, which would appear literally."""
    texts: dict[FieldPath, str] = {
        (name,): fill_line(getattr(head, name), lambda shortcode: "words") for name in FILLED
    }
    texts |= {("questions", n): text for n, text in enumerate(head.questions)}
    for at, text in texts.items():
        if words := fault_of_plain(text):
            yield Problem(source.path, source.place(at), f"`{at[0]}` {words}")


def community_id_of(uri: str) -> str | None:
    """Return the id of a community page's community, or None if the source is another page."""
    found = re.fullmatch(r"cops/(?!index\.md$)([^/]+)\.md", uri)
    return found and found[1]


def _end_of_head(lines: list[str]) -> int:
    """Return the number of lines of the front matter, or 0 if there is none."""
    if not _FENCE.fullmatch(lines[0]):
        return 0
    return next((n + 1 for n, line in enumerate(lines) if n > 1 and _FENCE.fullmatch(line)), 0)
