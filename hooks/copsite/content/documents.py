"""A written page: its head, its text, and what is wrong with either."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from copsite.catalog.models import FrontMatter
from copsite.catalog.plain_texts import fault_of_plain
from copsite.catalog.validate import fit
from copsite.diagnostics.problem import Place, Problem, ProblemsError
from copsite.markdown.problems import NO_HEAD, faults_of
from copsite.markdown.reader import read_markdown
from copsite.markdown.text import Text, headings
from copsite.yamlio.reader import Path, Source, read

_FENCE = re.compile(r"---[ \t]*")


@dataclass(frozen=True)
class Document:
    """A Markdown source below docs/: its head, its text and its problems; own words have no head."""

    uri: str
    head: FrontMatter | None
    text: Text
    problems: tuple[Problem, ...] = ()

    @property
    def path(self) -> str:
        """Give the file's path in the repository."""
        return f"docs/{self.uri}"

    @property
    def anchors(self) -> frozenset[str]:
        """Give the headings that carry an id, as links below docs/ name them."""
        return frozenset(f"{self.uri}#{heading.id}" for heading, _ in headings(self.text) if heading.id)


def read_document(uri: str, text: str) -> Document:
    """Read a page that people wrote, and all that its head and its text have wrong.

    A community's own words, `cops/ID.md`, have no head and no first heading: the catalog gives both.
    """
    path, lines = f"docs/{uri}", text.split("\n")
    end, is_community_page = _end_of_head(lines), community_id_of(uri) is not None
    problems: list[Problem] = []
    head = None
    if is_community_page and end:
        problems.append(Problem(path, Place(1, 1), NO_HEAD))
    elif not is_community_page and not end:
        words = "the page has no head. Begin it with a line `---`, then `title:` and `description:`, then `---`"
        problems.append(Problem(path, Place(1, 1), words))
    elif end:
        try:
            # The line before it is kept, empty, so that problems name the file's own lines.
            source = read("\n".join(["", *lines[1 : end - 1], ""]), path)
            head = fit(FrontMatter, source)
            problems += _markup(head, source)
        except ProblemsError as error:
            problems += error.problems
    body = read_markdown("\n".join(lines[end:]), end + 1)
    if is_community_page or end:  # else its first lines are what is left of a head
        problems += (Problem(path, *fault) for fault in faults_of(body, has_title=not is_community_page))
    return Document(uri, head, body, tuple(problems))


def _markup(head: FrontMatter, source: Source) -> Iterator[Problem]:
    """Say which texts of a head have markup that is shown as it is written."""
    texts: dict[Path, str] = {("title",): head.title, ("description",): head.description}
    texts |= {("questions", n): text for n, text in enumerate(head.questions)}
    for at, text in texts.items():
        if words := fault_of_plain(text):
            yield Problem(source.path, source.place(at), f"`{at[0]}` {words}")


def community_id_of(uri: str) -> str | None:
    """Give the id of the community whose own words a source holds, if it holds any."""
    found = re.fullmatch(r"cops/(?!index\.md$)([^/]+)\.md", uri)
    return found and found[1]


def _end_of_head(lines: list[str]) -> int:
    """Give the number of lines that the head takes; 0 where there is none."""
    if not _FENCE.fullmatch(lines[0]):
        return 0
    return next((n + 1 for n, line in enumerate(lines) if n > 1 and _FENCE.fullmatch(line)), 0)
