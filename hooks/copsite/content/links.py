"""Links and images of written text: validation, and their addresses on the site."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from itertools import islice
from posixpath import basename, dirname, splitext
from typing import NamedTuple
from urllib.parse import quote, unquote

from copsite.channels.mailto import Message
from copsite.content.urls import absolute_source, relative_source
from copsite.diagnostics.problem import brief
from copsite.diagnostics.suggestions import closest
from copsite.markdown.fill import slug
from copsite.markdown.text import Link

_SCHEME = re.compile(r"(?i)[a-z][a-z0-9+.-]*:")
_OUTSIDE = ("https:", "http:", "mailto:", "tel:")
_DRIVE = re.compile(r"(?i)[a-z]:[\\/]|\\\\")
_HOST = re.compile(r"(?i)(www\.|[a-z0-9-]+(\.[a-z0-9-]+)*\.(com|edu|example|gov|net|org|us)([/?#]|$))")
_MAIL = re.compile(r"[^@/\s]+@[^@/\s]+")
_UNSEEN = re.compile(r"[\x00-\x1f\x7f]")
_COMPARED = 300  # names to compare a misspelled one with; each comparison takes time
_LONGEST = 100  # characters of a name to compare


class LinkTargets(NamedTuple):
    """Valid link targets: the sources of pages, all other files below docs/, and the anchors of a page.

    `anchors` returns None if they are unknown; `own` returns those of the written text at a uri, which differ on a page
    that includes it, or None if there is no text.
    """

    pages: Collection[str]
    files: Collection[str]
    anchors: Callable[[str], Collection[str] | None]
    own: Callable[[str], Collection[str] | None]


class Target(NamedTuple):
    """The target of a link below docs/: a source, a query and an anchor."""

    source: str
    query: str
    anchor: str

    @property
    def link(self) -> str:
        """Return the source with its anchor, without the query."""
        return self.source + (f"#{self.anchor}" if self.anchor else "")


def is_elsewhere(target: str) -> bool:
    """Return whether a link leads out of the site."""
    return _SCHEME.match(target) is not None


def target_of(link: str, uri: str) -> Target:
    """Return the target of a link on the page `uri`."""
    path, _, anchor = link.partition("#")
    path, _, query = path.partition("?")
    source = absolute_source(unquote(path), uri) if path else uri
    # A folder's address does not match any file.
    return Target(source + "/" if path.endswith("/") else source, query, unquote(anchor))


def address(link: str) -> str:
    """Escape a link for use in HTML; return `#` for schemes that may run code."""
    if is_elsewhere(link) and not link.lower().startswith(_OUTSIDE):
        return "#"  # the check has reported it
    return quote(link, safe="/:?#[]@!$&'()*+,;=%~-._")


def fault_of(link: Link, uri: str, targets: LinkTargets) -> str:
    """Return the problem with a link on the page `uri` and its correction, or '' if it is valid."""
    return next(_faults(link, uri, targets), "")


def _faults(link: Link, uri: str, targets: LinkTargets) -> Iterator[str]:
    said = f"`{brief(link.target)}`"
    if not link.target.strip() or link.target == "#":
        yield "this link leads nowhere. Write an address in its round brackets"
    if link.picture and not link.text:
        yield "this picture has no words for those who do not see it. Write in its square brackets what it shows"
    if not link.text:
        yield "this link has no text. Write in its square brackets where it leads"
    if "{{" in link.target:
        yield f"{said} is no address: a shortcode cannot stand in one. Write the shortcode that makes the whole link"
    if _UNSEEN.search(link.target):
        yield f"{said} has an invisible character. Write the address anew"
    if _DRIVE.match(link.target) or link.target.lower().startswith("file:"):
        yield f"{said} is a file on one computer, which nobody else can open. Put it below docs/ and link to it there"
    if is_elsewhere(link.target):
        yield from _outside(link, said)
    else:
        yield from _inside(link, uri, targets, said)


def _outside(link: Link, said: str) -> Iterator[str]:
    scheme = link.target.partition(":")[0].lower() + ":"
    if scheme not in _OUTSIDE:
        yield f"{said} begins with `{brief(scheme)}`, which is not allowed. A link begins with https: or mailto:"
    elif link.picture:
        yield f"{said} is on another site, from which no picture is shown. Put it below docs/"
    elif scheme == "mailto:" and "@" not in link.target:
        yield f"{said} names no email address. Write it after mailto:"
    elif scheme in ("https:", "http:") and not re.match(r"(?i)https?://[^/?#]", link.target):
        yield f"{said} names no site. Write https:// and the site's name"


def _inside(link: Link, uri: str, targets: LinkTargets, said: str) -> Iterator[str]:
    if "\\" in link.target:
        yield f"{said} has a backslash. {_meant(_guess(link.target.replace(chr(92), '/'), uri, targets), 'Write /')}"
    elif link.target.startswith("//"):
        yield f"{said} begins with two slashes. Write https: before them"
    elif link.target.startswith("/"):
        guess = _guess(link.target.lstrip("/"), "index.md", targets, uri)
        yield f"{said} begins with a slash. {_meant(guess, 'Write the way from this file, such as `../join.md`')}"
    target = target_of(link.target, uri)
    if target.source.startswith("../") or target.source == "..":
        yield f"{said} leads out of docs/, and only what is below docs/ is published. Link to the file's web address"
    if target.source not in targets.files and (link.picture or target.source not in targets.pages):
        yield _missing(link, uri, targets, said)
    elif target.anchor and target.source in targets.pages:
        anchors = targets.own(uri) if link.target.startswith("#") else None
        anchors = targets.anchors(target.source) if anchors is None else anchors
        if anchors is not None and target.anchor not in anchors:
            close = slug(target.anchor) if slug(target.anchor) in anchors else _close(target.anchor, sorted(anchors))
            page = "this page" if target.source == uri else f"docs/{target.source}"
            words = f"{said}: {page} has no heading with the id `{brief(target.anchor)}`"
            yield f"{words}. {_meant(close and link.target.partition('#')[0] + '#' + close, 'Leave out # and the id')}"


def _missing(link: Link, uri: str, targets: LinkTargets, said: str) -> str:
    target = target_of(link.target, uri)
    if link.picture and target.source in targets.pages:
        return f"{said} is a page, and no picture. Leave out the ! before the brackets"
    guess = _outer(link.target) or _guess(link.target, uri, targets, picture=link.picture)
    what = "no picture" if link.picture else "nothing"
    return f"{said}: there is {what} at docs/{brief(target.source)}. {_meant(guess, 'Correct it, or remove the link')}"


def _outer(link: str) -> str | None:
    """Return the external address that was probably meant."""
    if _MAIL.fullmatch(link):
        return Message(link).mailto
    return f"https://{link}" if _HOST.match(link) else None


def _meant(guess: str | None, otherwise: str) -> str:
    return f"Did you mean `{guess}`?" if guess else otherwise


def _guess(link: str, seen_from: str, targets: LinkTargets, uri: str = "", *, picture: bool = False) -> str | None:
    """Return the link that was probably meant, in the form used on the page."""
    source, query, anchor = target_of(link, seen_from)
    every = [*([] if picture else sorted(targets.pages)), *sorted(targets.files)]
    found = next(filter(None, (_same(one, every) for one in _forms(source))), None) or _near(source, every)
    if found is None:
        return None
    return relative_source(found, uri or seen_from) + (f"?{query}" if query else "") + (f"#{anchor}" if anchor else "")


def _forms(source: str) -> Iterator[str]:
    """Yield sources that may have been meant, for example by a page's URL."""
    yield source
    stem = source.removesuffix("/").removesuffix("index.html").removesuffix(".html").removesuffix("/")
    yield from (f"{stem}.md", f"{stem}/index.md" if stem not in ("", ".") else "index.md")
    yield source.replace(" ", "-").replace("_", "-")


def _same(source: str, every: Collection[str]) -> str | None:
    """Find a source, ignoring case."""
    if source in every:
        return source
    return next((one for one in every if one.lower() == source.lower()), None)


def _near(source: str, every: Collection[str]) -> str | None:
    """Find a source with the same name in another folder, or a similar name, preferably in the same folder."""
    names = {basename(form).lower() for form in _forms(source)} - {"index.md", ""}
    beside = [one for one in every if dirname(one) == dirname(source)]
    elsewhere = next((one for one in every if basename(one).lower() in names), None)
    return elsewhere or _named_like(source, beside) or _named_like(source, every)


def _named_like(source: str, every: Collection[str]) -> str | None:
    stems: dict[str, str] = {}
    for one in islice(every, _COMPARED):
        stems.setdefault(_stem(one), one)  # a page before a file of the same name
    found = _close(_stem(source), stems)
    return stems[found] if found else None


def _close(word: str, options: Collection[str]) -> str | None:
    """Find the option closest to the word; skip long ones, as comparing them is slow."""
    if len(word) > _LONGEST:
        return None
    return closest(word, [one for one in islice(options, _COMPARED) if len(one) <= _LONGEST])


def _stem(source: str) -> str:
    """Return a source's name without its extension, or its folder's name for an index."""
    return splitext(basename(source.removesuffix("/").removesuffix("/index.md")))[0]
