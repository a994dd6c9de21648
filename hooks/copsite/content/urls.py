"""URLs of sources below docs/, and relative links between pages."""

from __future__ import annotations

from functools import lru_cache
from posixpath import dirname, join, normpath, relpath
from urllib.parse import urljoin


def site_address(site_url: str) -> str:
    """Return the site's address in the form to which a page's URL can be appended, or '' if there is none.

    `https://a.example/x//b/../?c` is `https://a.example/x/`.
    """
    return urljoin(site_url, ".") if site_url else ""


ATTACHMENTS = "files/"  # the folder of the files that resources name
CHAPTERS = "handbook/"  # the folder of the chapters
_TAKEN = ("begin", "contents", "top")  # ids of the whole handbook's page


def url_of(uri: str) -> str:
    """Return the URL, relative to the site, of the page or file from the source `uri`.

    `index.md` is ``, `cops/index.md` is `cops/`, `cops/teens.md` is `cops/teens/`; other files stay as they are.
    """
    if not uri.endswith(".md"):
        return uri
    folder, slash, name = uri.rpartition("/")
    return folder + slash if name in ("index.md", "README.md") else uri.removesuffix(".md") + "/"


def relative_url(target: str, from_uri: str) -> str:
    """Return the relative URL from one page or file to `target`, a source with or without `#anchor`."""
    uri, hash_, anchor = target.partition("#")
    here, there = _steps(from_uri), _steps(uri)
    shared, folders = 0, min(len(here), len(there)) - 1
    while shared < folders and here[shared] == there[shared]:
        shared += 1
    path = "../" * (len(here) - 1 - shared) + "/".join(there[shared:])
    # Only a page's own anchors need no path; a file has none.
    return (path or ("" if anchor and from_uri.endswith(".md") else "./")) + hash_ + anchor


def full_url(target: str, from_uri: str, site_url: str) -> str:
    """Return the absolute URL of `target`, a source with or without `#anchor`; relative if `site_url` is unknown ('').

    `from_uri` is the source of the page or file with the link.
    """
    if not site_url:
        return relative_url(target, from_uri)
    uri, hash_, anchor = target.partition("#")
    return site_url + url_of(uri) + hash_ + anchor


@lru_cache(maxsize=1000)  # most pages are linked from and to many times in a row
def _steps(uri: str) -> list[str]:
    return url_of(uri).split("/")


def relative_source(target: str, from_uri: str) -> str:
    """Return the path of the source `target` relative to the folder of `from_uri`."""
    return relpath(target, dirname(from_uri) or ".")


def absolute_source(link: str, from_uri: str) -> str:
    """Return the source of a relative Markdown link on `from_uri`, relative to docs/."""
    return normpath(join(dirname(from_uri), link))


def chapter_id(uri: str) -> str:
    """Return a chapter's id on the whole handbook's page.

    A dot, which no heading's id has, follows a name that is taken on that page.
    """
    name = uri.removeprefix(CHAPTERS).removesuffix(".md")
    return f"{name}." if name in _TAKEN or name.startswith("__") else name


def chapter_anchor(id: str, anchor: str) -> str:
    """Return an anchor of a chapter on the whole handbook's page, unique across chapters."""
    return f"{id}.{anchor}" if anchor else id
