"""The files below docs/files/: kinds by content, sizes, and names of people that their metadata holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from posixpath import splitext
from typing import NamedTuple

from copsite.catalog.field_formats import comparable
from copsite.catalog.models import Catalog, Resources
from copsite.catalog.partial import sound
from copsite.catalog.rules.context import read, sound_values
from copsite.content.metadata import MetadataError
from copsite.content.office_metadata import ending_of, people_in
from copsite.content.pdf_metadata import authors_in
from copsite.content.urls import ATTACHMENTS
from copsite.diagnostics.problem import Place, Problem, brief, is_unseen

LARGEST = 10_000_000  # bytes
_MOST_NAMES = 1_000

_WORD, _EXCEL, _POWERPOINT = "Word document", "Excel workbook", "PowerPoint presentation"
# The kind of file by its ending.
KINDS: Mapping[str, str] = {
    "pdf": "PDF",
    "docx": _WORD,
    "xlsx": _EXCEL,
    "pptx": _POWERPOINT,
    "odt": "OpenDocument text",
    "ods": "OpenDocument spreadsheet",
    "odp": "OpenDocument presentation",
    "csv": "CSV table",
    "txt": "plain text",
    "vtt": "captions",
    "srt": "captions",
    "epub": "EPUB book",
    "png": "PNG picture",
    "jpg": "JPEG picture",
    "jpeg": "JPEG picture",
    "webp": "WebP picture",
    "gif": "GIF picture",
    "mp3": "MP3 sound",
    "m4a": "MP4 sound",
    "mp4": "MP4 video",
}
# What to do with an ending that is not served.
_INSTEAD = {
    "doc": "Save it as '.docx'",
    "xls": "Save it as '.xlsx'",
    "ppt": "Save it as '.pptx'",
    "rtf": "Save it as '.docx'",
    "svg": "It could hold a program. Save it as '.png' or '.pdf'",
    "html": "It could hold a program. Save it as '.pdf', or write it in Markdown as a page",
    "zip": "Add the files in it one by one",
}
_TEXT = ("csv", "txt", "vtt", "srt")
_OFFICE = ("docx", "xlsx", "pptx", "odt", "ods", "odp")
_CONTROLS = re.compile(rb"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_BEGINNINGS = (
    (re.compile(rb"%PDF-[0-9]"), "pdf"),
    (re.compile(rb"PK\x03\x04"), "zip"),
    (re.compile(rb"\x89PNG\r\n\x1a\n"), "png"),
    (re.compile(rb"\xff\xd8\xff"), "jpg"),
    (re.compile(rb"GIF8[79]a"), "gif"),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), "webp"),
    (re.compile(rb"....ftypM4[AB]", re.DOTALL), "m4a"),
    (re.compile(rb"....ftyp(?!qt|hei|avi|mif)", re.DOTALL), "mp4"),
    (re.compile(rb"ID3|\xff[\xe2\xe3\xf2\xf3\xfa\xfb]"), "mp3"),
)
_LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # old office files, and new ones with a password
_POINTER = b"version https://git-lfs.github.com/spec/"
# How to remove a name.
_IN_OFFICE = "In its program, choose File, Info, Check for Issues, Inspect Document, and remove personal information"
_REMEDIES = {
    "pdf": "Clear the author in the program that made it, and export it again",
    **dict.fromkeys(("docx", "xlsx", "pptx"), _IN_OFFICE),
    **dict.fromkeys(
        ("odt", "ods", "odp"), "In LibreOffice, choose File, Properties, clear 'Apply user data', and reset properties"
    ),
}


class Attachment(NamedTuple):
    """A file below docs/files/: its kind in words, its size in bytes, the people that it names, and its faults."""

    kind: str
    size: int
    people: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """Return the kind and the size as they stand beside a link, such as `PDF, 1.2 MB`."""
        return f"{self.kind}, {_size(self.size)}"


def inspect(path: str, data: bytes) -> Attachment:
    """Return what a file's content shows; `path` is relative to docs/files/."""
    ending = _ending(path)
    people: tuple[str, ...] = ()
    faults = [*_faults(path, data)]
    if not faults:
        try:
            people = _cleaned(_people(ending, data))
        except MetadataError as error:
            words = f"this {KINDS[ending]} {error}, so it cannot be searched for names"
            faults = [f"{words}. Save it again, without a password"]
    return Attachment(KINDS.get(ending, "file"), len(data), people, tuple(faults))


def too_large(path: str, size: int) -> Attachment:
    """Return a file that has too many bytes to be read."""
    shown = f"{size:,} bytes" if _size(size) == _size(LARGEST) else _size(size)
    words = f"this file has {shown}, but at most 10 MB can be here. Make it smaller, or publish it elsewhere"
    return Attachment(KINDS.get(_ending(path), "file"), size, (), (f"{words} and give its address as `url`",))


def attachment_problems(
    attachments: Mapping[str, Attachment],
    resources: Resources | None,
    catalog: Catalog,
) -> Iterator[Problem]:
    """Report files with faults, and files that name people.

    A name that is the association's or in some resource's `by` is there on purpose. `resources` are None if they
    cannot be read.
    """
    entries = [*enumerate(resources.resources)] if resources and sound(resources, "resources") else []
    files = dict(sound_values(entries, lambda one: one.file))
    makers = dict(sound_values(entries, lambda one: one.by))
    unsure = {file for n, file in files.items() if n not in makers}
    known = {comparable(name) for name in makers.values()}
    known |= {comparable(read(catalog, lambda one: one.association.name) or "")}
    known |= {comparable(read(catalog, lambda one: one.association.short_name) or "")}
    for path, one in sorted(attachments.items()):
        faults = [*one.faults]
        people = [name for name in one.people if comparable(name) not in known]
        if people and path not in unsure:
            shown = " and ".join(repr(brief(name)) for name in people[:3])
            whose = f"author is {shown}" if len(people) == 1 else f"authors are {shown}"
            faults.append(f"everyone can read in this file that its {whose}. {_REMEDIES[_ending(path)]}")
        yield from (Problem(f"docs/{ATTACHMENTS}{path}", Place(1, 1), words) for words in faults)


def _faults(path: str, data: bytes) -> Iterator[str]:
    ending = _ending(path)
    if ending not in KINDS:
        remedy = _INSTEAD.get(ending) or f"Save it as one of {', '.join(KINDS)}"
        files = f"'.{ending}' files" if ending else "files without an ending"
        yield f"{files} cannot be here. {remedy}"
    elif not data:
        yield "this file is empty. Put the file itself here"
    elif len(data) > LARGEST:
        yield from too_large(path, len(data)).faults
    elif data.startswith(_POINTER):
        words = "this is not the file itself, but what Git LFS stores in its place"
        yield f"{words}. Run `git lfs pull`, then add the file to Git without LFS"
    else:
        yield from _mismatch(ending, data)


def _mismatch(ending: str, data: bytes) -> Iterator[str]:
    """Report content of another kind than the ending says."""
    kind = KINDS[ending]
    if ending in _OFFICE and data.startswith(_LOCKED):
        yield f"this file has a password or an old format. Save it as '.{ending}' without a password"
        return
    found = next((ending for form, ending in _BEGINNINGS if form.match(data)), "")
    if ending in _TEXT and not found:
        yield from _faults_of_text(ending, data)
        return
    try:
        found = ending_of(data) if found == "zip" else found
    except MetadataError as error:
        yield f"this {kind} {error}. Save it again"
        return
    if KINDS.get(found, "") != kind and not (ending == "mp4" and found == "m4a"):
        other = f": {KINDS[found]}. Rename it to end in '.{found}'" if found in KINDS else ". Save it again"
        yield f"the name of this file says {kind}, but its content is of another kind{other}"
    elif ending == "pdf" and b"%%EOF" not in data[-2000:]:
        yield "this PDF is cut off: its end is missing. Copy it here again"


def _faults_of_text(ending: str, data: bytes) -> Iterator[str]:
    how = "In Excel, save it as 'CSV UTF-8'" if ending == "csv" else "Save it with the encoding UTF-8"
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        yield f"this {KINDS[ending]} is not in UTF-8, from byte {error.start + 1} on. {how}"
        return
    if found := _CONTROLS.search(data):
        yield f"this {KINDS[ending]} holds a control character, at byte {found.start() + 1}. {how}"


def _people(ending: str, data: bytes) -> Iterator[str]:
    if ending == "pdf":
        return authors_in(data)
    return people_in(data) if ending in _OFFICE else iter(())


def _cleaned(names: Iterator[str]) -> tuple[str, ...]:
    """Return names without repetitions, line breaks and invisible characters; at most the first `_MOST_NAMES`."""
    plain = (
        "".join(" " if one.isspace() else one for one in name if one.isspace() or not is_unseen(one))
        for name in islice(names, _MOST_NAMES)
    )
    return tuple(dict.fromkeys(words for name in plain if (words := " ".join(name.split()))))


def _ending(path: str) -> str:
    return splitext(path)[1].removeprefix(".").lower()


def _size(size: int) -> str:
    if size >= 999_500:
        return f"{size / 1_000_000:.1f} MB"
    return f"{max(1, round(size / 1000))} kB"
