"""A written page: its head, its sections, and its text with the shortcodes filled in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from .catalog import fit
from .layout import EXAMPLE, ShortcodeError
from .model import FrontMatter
from .problems import Place, Problem, ProblemsError
from .source import read

_HEAD = re.compile(r"\A---[ \t]*\n(?P<yaml>.*?\n)---[ \t]*(\n|\Z)", re.DOTALL)
# Code is left as it is, so that a page can show a shortcode; what is no code may be one.
_FENCED = r"^(?P<fence>`{3,}|~{3,}).*?^(?P=fence)"
_TICKED = r"(?P<tick>`+)(?!`)(?:(?!\n[ \t]*\n).)*?(?<!`)(?P=tick)(?!`)"
_TOKEN = re.compile(
    rf"{_FENCED}|{_TICKED}|\{{\{{(?P<shortcode>.*?)\}}\}}|(?P<unclosed>\{{\{{)", re.DOTALL | re.MULTILINE
)
_FENCE = re.compile(_FENCED, re.DOTALL | re.MULTILINE)
_HEADING = re.compile(r"^(?P<level>#{1,6})\s+(?P<text>.*?)(\s*\{[^}]*#(?P<id>[\w-]+)[^}]*\})?\s*$", re.MULTILINE)


@dataclass(frozen=True)
class Document:
    """A Markdown source below docs/: its head and its text, which begins on line `first`."""

    uri: str
    head: FrontMatter | None
    text: str
    first: int

    @property
    def path(self) -> str:
        """Give the file's path in the repository."""
        return f"docs/{self.uri}"

    @property
    def anchors(self) -> frozenset[str]:
        """Give the headings that carry an id, as links below docs/ name them."""
        return frozenset(f"{self.uri}#{found['id']}" for found in _headings(self.text) if found["id"])


def read_document(uri: str, text: str) -> Document:
    """Read a page that people wrote; raise `ProblemsError` for what its head lacks or has wrong.

    A community's own words, `cops/ID.md`, have no head and no first heading: the catalog gives both.
    """
    path, found = f"docs/{uri}", _HEAD.match(text)
    if own_words_of(uri):
        titles = (heading for heading in _headings(text) if heading["level"] == "#")
        if wrong := found or next(titles, None):
            line = text[: wrong.start()].count("\n") + 1
            words = "the catalog gives this page its head and its title. Begin with a `##` heading, or with text"
            raise ProblemsError([Problem(path, Place(line, 1), words)])
        return _in_steps(Document(uri, None, text, 1))
    if not found:
        words = "the page has no head. Begin it with a line `---`, then `title:` and `description:`, then `---`"
        raise ProblemsError([Problem(path, Place(1, 1), words)])
    # The line before it is kept, empty, so that problems name the file's own lines.
    head = fit(FrontMatter, read("\n" + found["yaml"], path))
    return _in_steps(Document(uri, head, text[found.end() :], found.group().count("\n") + 1))


def _in_steps(document: Document) -> Document:
    """Give the document, whose headings must go down one level at a time, as readers who hear a page need them."""
    problems, above = [], 1 if document.head is None else 0
    for found in _headings(document.text):
        level = len(found["level"])
        if level > above + 1:
            line = document.first + document.text[: found.start()].count("\n")
            words = f"this heading has level {level}, the one before it {above}. Write {'#' * (above + 1)}"
            problems.append(Problem(document.path, Place(line, 1, level), words))
        above = level
    if problems:
        raise ProblemsError(problems)
    return document


def own_words_of(uri: str) -> str | None:
    """Give the id of the community whose own words a source holds, if it holds any."""
    found = re.fullmatch(r"cops/(?!index\.md$)([^/]+)\.md", uri)
    return found and found[1]


def section(text: str, anchor: str) -> str:
    """Give what stands below the heading with that id, up to the next heading of its level; '' where none does."""
    below, level = None, 0
    for found in _headings(text):
        if below is not None and len(found["level"]) <= level:
            return text[below : found.start()].strip()
        if found["id"] == anchor:
            below, level = found.end(), len(found["level"])
    return text[below:].strip() if below is not None else ""


def expand(document: Document, meaning: Callable[[str], str]) -> str:
    """Give the text with `meaning` of every shortcode in its place; raise `ProblemsError` with all that have none."""
    problems: list[Problem] = []

    def replace(found: re.Match[str]) -> str:
        if found.lastgroup in ("fence", "tick"):
            return found.group()
        words = f"this `{{{{` has no `}}}}` after it. {EXAMPLE}"
        if found.lastgroup == "shortcode":
            try:
                return meaning(found["shortcode"])
            except ShortcodeError as error:
                words = str(error)
        before = document.text[: found.start()]
        width = len(found.group().partition("\n")[0])
        place = Place(document.first + before.count("\n"), found.start() - before.rfind("\n"), width)
        problems.append(Problem(document.path, place, words))
        return ""

    text = _TOKEN.sub(replace, document.text)
    if problems:
        raise ProblemsError(problems)
    return text


def _headings(text: str) -> Iterator[re.Match[str]]:
    """Find the headings; what begins like one in a block of code is none."""
    return _HEADING.finditer(_FENCE.sub(lambda code: re.sub(r"[^\n]", "x", code.group()), text))
