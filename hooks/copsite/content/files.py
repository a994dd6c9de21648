"""The files of the site: pages, published files, and files that cannot be used."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from posixpath import splitext

from pathspec.gitignore import GitIgnoreSpec

from copsite.content.attachments import Attachment
from copsite.content.menu import Settings, read_settings
from copsite.content.urls import ATTACHMENTS, url_of
from copsite.diagnostics.problem import Place, Problem, ProblemsError
from copsite.yamlio.reader import decode

DOCS = "docs/"
CONFIG = "mkdocs.yml"

# MkDocs ignores these in addition to `exclude_docs` (mkdocs.structure.files).
_HIDDEN = GitIgnoreSpec.from_lines([".*"])
_TEMPLATES = GitIgnoreSpec.from_lines(["/templates/"])

# Files that are published unchanged. A file of any other type is probably meant to be a page.
_ASSETS = re.compile(
    r"\.(?:apng|avif|bmp|gif|ico|jpe?g|png|svg|tiff?|webp"
    r"|css|js|json|map|mjs|wasm|webmanifest|xml|eot|otf|ttf|woff2?"
    r"|aac|flac|m4[av]|mov|mp[34]|og[agv]|opus|srt|vtt|wav|web[am]"
    r"|csv|epub|gz|ics|od[ps]|pdf|pptx?|vcf|xlsx?|zip)",
    re.IGNORECASE,
)
_ASSET_NAMES = frozenset(("CNAME", "_headers", "_redirects", "humans.txt", "llms.txt", "robots.txt", "security.txt"))
# Extensions of Markdown in any program, with or without a suffix: `.MD`, `.markdown`, `.md.txt`, `.md~`.
_MARKDOWN = re.compile(
    r"\.(?:md|markdn|markdown|mdown|mdtext|mdtxt|mdwn|mdx|mkd|mkdn|mkdown|qmd|rmd)(?![a-z0-9])", re.IGNORECASE
)
_TEXT = frozenset((".text", ".txt"))
# Other files that affect the site, apart from the catalog and the pages.
_MADE_FROM = (DOCS, "hooks/", "requirements-pdf.txt", "requirements-site.txt")


class Kind(Enum):
    """The type of a path; the value is the problem's message, or '' for a file."""

    FILE = ""
    LINK = "this is a symbolic link, which is not followed here. Put the file or folder itself in its place"
    SUBMODULE = "this is a Git submodule, whose files cannot be read here. Put the files themselves in its place"
    OTHER = "this is not a file that can be read. Remove it, or put a file in its place"
    UNREADABLE = "this cannot be read. Change its permissions"


@dataclass(frozen=True)
class State:
    """The site's files at one revision, by path in the repository.

    `texts` has the catalog, the resources, the pages (`docs/**/*.md`) and MkDocs' settings. `others` has everything
    else below docs/, and anything at the path of a text that is not a file. `attachments` has what the content of each
    file below docs/files/ shows.
    """

    texts: Mapping[str, bytes]
    others: Mapping[str, Kind]
    attachments: Mapping[str, Attachment] = field(default_factory=dict)


@dataclass(frozen=True)
class Files:
    """The site's input: the catalog, the pages by uri, the uris of all published files, and MkDocs' settings.

    `resources` is None if there is no such file. `problems` are those of files that leave the rest readable.
    `attachments` are the published files below docs/files/ by their path in it.
    """

    catalog: str
    pages: Mapping[str, str]
    published: frozenset[str]
    settings: Settings
    problems: tuple[Problem, ...] = ()
    resources: str | None = None
    attachments: Mapping[str, Attachment] = field(default_factory=dict)


def is_attachment(path: str) -> bool:
    """Return whether a path in the repository is a file for people to download."""
    return path.startswith(DOCS + ATTACHMENTS) and not is_page(path)


def is_page(path: str) -> bool:
    """Return whether a path in the repository is a written page or a community page."""
    return path.startswith(DOCS) and path.endswith(".md")


def read_files(state: State, catalog: str, resources: str, config: str = CONFIG) -> Files:
    """Decode the texts of the site; raise `ProblemsError` with all problems of files if one cannot be read.

    `catalog`, `resources` and `config` are the paths of the catalog, of the resources and of MkDocs' settings.
    """
    problems: list[Problem] = []
    plain = {path: data for path, data in state.texts.items() if not is_page(path)}
    texts = _decoded(plain, []) | _decoded(
        {path: plain[path] for path in (catalog, resources, config) if path in plain}, problems
    )
    try:
        settings = read_settings(texts, config)
    except ProblemsError as error:
        problems += error.problems
        settings = read_settings({}, config)
    excluded = _HIDDEN + settings.excluded
    found = [path for path in (*state.texts, *state.others) if path.startswith(DOCS)]
    used = {path for path in found if not excluded.match_file(path.removeprefix(DOCS))}
    for path, kind in state.others.items():
        if kind is not Kind.FILE and (path in used or not path.startswith(DOCS)):
            problems.append(Problem(_shown(path), Place(1, 1), kind.value))
    problems += _badly_named(used)
    if catalog not in state.texts and catalog not in state.others:
        problems.append(Problem(catalog, Place(1, 1), "the catalog is not there. It belongs into this place"))
    left_out = {path for path in used if _TEMPLATES.match_file(path.removeprefix(DOCS))}
    for path in sorted(left_out):
        if is_page(path) or not _is_asset(path):
            words = "MkDocs leaves out the folder docs/templates/. Move this file to another folder"
            problems.append(Problem(path, Place(1, 1), words))
    used = {path for path in used - left_out if path.isprintable()}
    wanted = {path: data for path, data in state.texts.items() if path in used}
    pages = {path.removeprefix(DOCS): text for path, text in _decoded(wanted, problems).items()}
    unusable = {path for path, kind in state.others.items() if kind is not Kind.FILE}
    uris = (path.removeprefix(DOCS) for path in used - unusable)
    published = frozenset(uri for uri in uris if not settings.drafts.match_file(uri))
    # Of what cannot be read nobody knows what leads to it or from it.
    unread = any(kind is Kind.UNREADABLE or not path.startswith(DOCS) for path, kind in state.others.items())
    unread = unread or (resources in state.texts and resources not in texts)
    if unread or len(pages) < len(wanted) or catalog not in texts:
        raise ProblemsError([*problems, *file_problems(pages, published, ())])
    inspected = {path.removeprefix(DOCS): one for path, one in state.attachments.items()}
    attachments = {uri.removeprefix(ATTACHMENTS): inspected[uri] for uri in inspected if uri in published}
    return Files(texts[catalog], pages, published, settings, tuple(problems), texts.get(resources), attachments)


def file_problems(pages: Collection[str], files: Collection[str], generated: Collection[str]) -> Iterator[Problem]:
    """Report unused files, and files whose names or URLs collide, if only on other systems.

    Paths are relative to docs/: written `pages`, published `files`, and pages `generated` from the catalog.
    """
    for uri in sorted(files):
        if not uri.endswith(".md") and not uri.startswith(ATTACHMENTS) and not _is_asset(uri):
            yield Problem(DOCS + uri, Place(1, 1), _unused(uri))
    yield from _same_elsewhere(sorted({*pages, *files} - {*generated}), generated)
    first: dict[str, str] = {}
    for uri in sorted(pages, key=lambda uri: (uri.endswith("README.md"), uri)):
        twin = first.setdefault(url_of(uri), uri)
        if twin != uri:
            words = f"this page and docs/{twin} have the same address, /{url_of(uri)}. Rename or remove one"
            yield Problem(DOCS + uri, Place(1, 1), words)


def not_compared(changed: Iterable[str], config: str = CONFIG) -> list[str]:
    """Return the changed files that affect the site but are not compared, sorted."""
    return sorted(
        _shown(path)
        for path in changed
        if (path.startswith(_MADE_FROM) or path == config)
        and (_HIDDEN.match_file(path) or not (is_page(path) or is_attachment(path)))
    )


def downloads(changed: Iterable[str]) -> list[str]:
    """Return the changed files below docs/files/, sorted."""
    return sorted(_shown(path) for path in changed if is_attachment(path) and not _HIDDEN.match_file(path))


def _decoded(texts: Mapping[str, bytes], problems: list[Problem]) -> dict[str, str]:
    decoded: dict[str, str] = {}
    for path, data in texts.items():
        try:
            decoded[path] = decode(data, _shown(path))
        except ProblemsError as error:
            problems += error.problems
    return decoded


def _is_asset(path: str) -> bool:
    name = path.rpartition("/")[2]
    return bool(_ASSETS.fullmatch(splitext(name)[1])) or name in _ASSET_NAMES


def _unused(uri: str) -> str:
    name = uri.rpartition("/")[2]
    if found := _MARKDOWN.search(name):
        return f"only a file whose name ends in '.md' becomes a page. Rename it to {name[: found.start()] + '.md'!r}"
    stem, ending = splitext(name)
    if ending.lower() in _TEXT:
        return f"only a file whose name ends in '.md' becomes a page. Rename it to {stem + '.md'!r}"
    return (
        f"the site does not use this kind of file. Write its text in Markdown, in {stem + '.md'!r}; "
        "or save it as a PDF, which people can download; or remove it"
    )


def _badly_named(paths: Iterable[str]) -> Iterator[Problem]:
    for path in sorted(paths):
        if not path.isprintable():
            words = "the name of this file or its folder has an invisible character, or is not in UTF-8. Rename it"
            yield Problem(_shown(path), Place(1, 1), words)


def _same_elsewhere(uris: Iterable[str], generated: Iterable[str]) -> Iterator[Problem]:
    """Report names of files or folders that differ only in case or Unicode form, which many systems ignore."""
    first: dict[str, str] = {}
    for uri in generated:
        for place in _places(uri):
            first.setdefault(_folded(place), place)
    reported: set[str] = set()
    for uri in uris:
        for place in _places(uri):
            twin = first.setdefault(_folded(place), place)
            if twin != place and place not in reported:
                reported.add(place)
                same = _composed(twin) == _composed(place)
                how = "in how their accents are stored" if same else "in capital and small letters"
                words = f"docs/{place} and docs/{twin} differ only {how}; many computers take them for one. Rename one"
                yield Problem(DOCS + uri, Place(1, 1), words)
                break


def _places(uri: str) -> Iterator[str]:
    """Yield the folders that contain a file, outermost first, then the file."""
    end = uri.find("/")
    while end >= 0:
        yield uri[:end]
        end = uri.find("/", end + 1)
    yield uri


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _folded(text: str) -> str:
    return _composed(_composed(text).casefold())


def _shown(path: str) -> str:
    """Return a path with unprintable characters escaped."""
    return "".join(sign if sign.isprintable() else _escaped(sign) for sign in path)


def _escaped(sign: str) -> str:
    return f"\\x{ord(sign) - 0xDC00:02x}" if "\udc80" <= sign <= "\udcff" else repr(sign)[1:-1]
