"""Where a source below docs/ is found on the site, and how one page leads to another."""

from __future__ import annotations

from functools import lru_cache
from posixpath import basename, dirname, join, normpath, relpath
from urllib.parse import urljoin


def site_address(site_url: str) -> str:
    """Give the site's address in the one form to which a page's own can be appended; nothing where there is none.

    `https://a.example/x//b/../?c` is `https://a.example/x/`.
    """
    return urljoin(site_url, ".") if site_url else ""


CHAPTERS = "handbook/"  # the folder of the chapters, all of which one page has too
_TAKEN = ("begin", "contents", "top")  # ids of that page itself


def url_of(uri: str) -> str:
    """Give the address, relative to the site, of what the source `uri` becomes.

    `index.md` is ``, `cops/index.md` is `cops/`, `cops/teens.md` is `cops/teens/`; other files stay as they are.
    """
    name = basename(uri)
    if not uri.endswith(".md"):
        return uri
    return uri.removesuffix(name) if name in ("index.md", "README.md") else uri.removesuffix(".md") + "/"


def relative_url(target: str, from_uri: str) -> str:
    """Give the link from one page to `target`, a source with or without `#anchor`; works below any path."""
    uri, hash_, anchor = target.partition("#")
    here, there = _steps(from_uri), _steps(uri)
    shared, folders = 0, min(len(here), len(there)) - 1
    while shared < folders and here[shared] == there[shared]:
        shared += 1
    path = "../" * (len(here) - 1 - shared) + "/".join(there[shared:])
    return (path or ("" if anchor else "./")) + hash_ + anchor


@lru_cache(maxsize=1000)  # a page is led from, and led to, many times in a row
def _steps(uri: str) -> list[str]:
    return url_of(uri).split("/")


def relative_source(target: str, from_uri: str) -> str:
    """Give `target` as a Markdown source writes it in a link, seen from the folder of `from_uri`."""
    return relpath(target, dirname(from_uri) or ".")


def absolute_source(link: str, from_uri: str) -> str:
    """Give the source that a Markdown link names, seen from docs/."""
    return normpath(join(dirname(from_uri), link))


def chapter_id(uri: str) -> str:
    """Give a chapter's id on the page of the whole handbook; no heading has one with a dot, so it is no other's."""
    name = uri.removeprefix(CHAPTERS).removesuffix(".md")
    return f"{name}." if name in _TAKEN or name.startswith("__") else name


def chapter_anchor(id: str, anchor: str) -> str:
    """Give an anchor of a chapter on the page of the whole handbook: no two chapters have one in common."""
    return f"{id}.{anchor}" if anchor else id
