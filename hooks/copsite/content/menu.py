"""MkDocs' settings for files: the menu (`nav`), and the patterns of files left out of the site or the menu."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from posixpath import normpath
from typing import NamedTuple
from urllib.parse import urlsplit

import yaml
from pathspec.gitignore import GitIgnoreSpec

from copsite.diagnostics.problem import Place, Problem, ProblemsError, brief
from copsite.diagnostics.suggestions import closest
from copsite.yamlio.reader import FAULTS, yaml_problem

_QuickLoader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_PLAIN_TAG = "tag:yaml.org,2002:"
_COMPARED = 300  # files to compare a misspelled one with
_ENTRY = "must be a file below docs/, or a title and a file, such as `- Join: join.md`"


class Entry(NamedTuple):
    """An entry of `nav`: its target, and its path and place in the settings."""

    target: str
    path: str
    place: Place


@dataclass(frozen=True)
class Settings:
    """The menu's entries, and the patterns, as MkDocs reads them.

    `nav` is `None` if MkDocs builds the menu from all pages. It is not `complete` if an entry comes from the
    environment (`!ENV`). `path` and `place` are those of `nav`.
    """

    path: str
    place: Place
    nav: tuple[Entry, ...] | None
    complete: bool
    excluded: GitIgnoreSpec
    drafts: GitIgnoreSpec
    not_in_nav: GitIgnoreSpec


def read_settings(texts: Mapping[str, str], path: str) -> Settings:
    """Read the settings in `path`, and those it inherits from other `texts`; raise `ProblemsError` if invalid.

    Return an empty menu and empty patterns if there is no text at `path`.
    """
    reader = _Reader(texts, path)
    path_of_nav, node = reader.find("nav")
    nav = reader.menu(path_of_nav, node)
    patterns = {key: reader.patterns(key) for key in ("exclude_docs", "draft_docs", "not_in_nav")}
    if reader.problems:
        raise ProblemsError(reader.problems)
    place = _place(node) if node else Place(1, 1)
    return Settings(path_of_nav, place, nav, reader.complete, *patterns.values())


def menu_problems(
    settings: Settings, pages: Collection[str], files: Collection[str], generated: Collection[str]
) -> Iterator[Problem]:
    """Report broken entries of the menu, and pages that are in neither `nav` nor `not_in_nav`.

    Paths are relative to docs/: written `pages`, published `files`, and pages `generated` from the catalog.
    """
    if settings.nav is None:
        return
    named: set[str] = set()
    for target, path, place in settings.nav:
        uri = "/".join(part for part in target.split("/") if part not in ("", "."))
        uri = f"/{uri}" if target.startswith("/") else uri
        named.add(uri)
        if uri not in files and uri not in generated and (words := _mistake(target, [*pages, *generated])):
            yield Problem(path, place, words)
    if not settings.complete:
        return
    for uri in pages:
        if uri not in generated and uri not in named and not _left_out(settings, uri):
            words = "this page is not in the menu. Add it to `nav` in mkdocs.yml, or its path to `not_in_nav`"
            yield Problem(f"docs/{uri}", Place(1, 1), words)
    omitted: dict[str, str] = {}
    for uri in generated:
        if uri not in named and not _left_out(settings, uri):
            folder, _, below = uri.partition("/")
            omitted.setdefault(f"/{folder}/*" if below else f"/{uri}", uri)
    for form, uri in omitted.items():
        words = f"neither `nav` nor `not_in_nav` has {uri!r}, which is made from the data"
        remedy = f"Add {form!r}" if "*" in form else f"Add it to `nav`, or {form!r}"
        yield Problem(settings.path, settings.place, f"{words}. {remedy} to `not_in_nav`")


def _left_out(settings: Settings, uri: str) -> bool:
    return settings.drafts.match_file(uri) or settings.not_in_nav.match_file(uri)


def _mistake(target: str, options: list[str]) -> str:
    """Return the problem with a menu entry's `target`, or '' for an external address."""
    try:
        address = urlsplit(target)
    except ValueError:
        return f"`nav` has {brief(target)!r}, which is neither a file nor a web address"
    if address.scheme or address.netloc:
        return ""
    if target.startswith("/"):
        return f"`nav` has {brief(target)!r}. Write it without the first slash, as it is seen from docs/"
    meant = closest(target, [*islice(options, _COMPARED)])
    return f"`nav` has {brief(target)!r}, which is not on the site." + (
        f" Did you mean {meant!r}?" if meant else " Write a file below docs/, or remove the entry"
    )


class _Reader:
    """Reads settings from YAML without resolving MkDocs' own tags (`!ENV`), which need its environment."""

    def __init__(self, texts: Mapping[str, str], path: str) -> None:
        self.problems: list[Problem] = []
        self.complete = True
        self.roots: dict[str, dict[str, yaml.Node]] = {}
        while path in texts and path not in self.roots:
            self.roots[path] = self.compose(texts[path], path)
            parent = self.roots[path].get("INHERIT")
            path = normpath(str(parent.value)) if isinstance(parent, yaml.ScalarNode) else ""

    def compose(self, text: str, path: str) -> dict[str, yaml.Node]:
        try:
            root = yaml.compose(text, Loader=_QuickLoader)
        except FAULTS as fault:
            raise ProblemsError([yaml_problem(path, text, fault)]) from None
        if root is None or not isinstance(root, yaml.MappingNode):
            return {}
        return {key.value: value for key, value in root.value if isinstance(key, yaml.ScalarNode)}

    def find(self, key: str) -> tuple[str, yaml.Node | None]:
        """Return the path of the first file in the chain of inheritance that has the setting, and its node."""
        found = ((path, root[key]) for path, root in self.roots.items() if key in root)
        return next(found, (next(iter(self.roots), ""), None))

    def menu(self, path: str, node: yaml.Node | None) -> tuple[Entry, ...] | None:
        if node is None or _is_null(node):
            return None
        if _is_unknown(node):
            self.complete = False
            return ()
        if not isinstance(node, yaml.SequenceNode):
            self.problems.append(Problem(path, _place(node), "`nav` must be a list, each entry after `- `"))
            return None
        return tuple(self.entries(path, node, set())) if node.value else None

    def entries(self, path: str, node: yaml.Node, seen: set[int]) -> Iterator[Entry]:
        """Yield the entries of a list; skip lists that an alias repeats."""
        items = node.value if id(node) not in seen else []
        seen.add(id(node))
        for item in items:
            target = item.value[0][1] if isinstance(item, yaml.MappingNode) and len(item.value) == 1 else item
            if isinstance(target, yaml.SequenceNode) and target is not item:
                yield from self.entries(path, target, seen)
            elif _is_unknown(target):
                self.complete = False
            elif isinstance(target, yaml.ScalarNode) and target.tag == _PLAIN_TAG + "str":
                yield Entry(target.value, path, _place(target))
            else:
                self.problems.append(Problem(path, _place(target), f"an entry of `nav` {_ENTRY}"))

    def patterns(self, key: str) -> GitIgnoreSpec:
        path, node = self.find(key)
        lines: list[str] = []
        if isinstance(node, yaml.ScalarNode) and node.tag == _PLAIN_TAG + "str":
            lines = str(node.value).splitlines()
        elif node is not None and not _is_null(node) and not _is_unknown(node):
            words = f"`{key}` must be text with one pattern on each line, after `{key}: |`"
            self.problems.append(Problem(path, _place(node), words))
        try:
            return GitIgnoreSpec.from_lines(lines)
        except ValueError as error:
            words = f"`{key}` has a pattern that cannot be read: {error}"
            self.problems.append(Problem(path, _place(node) if node else Place(1, 1), words))
            return GitIgnoreSpec.from_lines([])


def _is_null(node: yaml.Node) -> bool:
    return node.tag == _PLAIN_TAG + "null"


def _is_unknown(node: yaml.Node) -> bool:
    return not node.tag.startswith(_PLAIN_TAG)


def _place(node: yaml.Node) -> Place:
    start, end = node.start_mark, node.end_mark
    return Place(start.line + 1, start.column + 1, max(end.column - start.column, 1) if end.line == start.line else 1)
