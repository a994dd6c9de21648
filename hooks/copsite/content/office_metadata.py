"""Office files and other ZIP archives: which format one has, and the people that its metadata names."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from posixpath import normpath
from struct import error as StructError
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, LargeZipFile, ZipFile, ZipInfo

from copsite.content.metadata import LARGEST_XML, MetadataError, elements_of, texts_of

_MOST_PARTS = 5_000  # an office file has some hundreds
_LARGEST = 500_000_000  # bytes when unpacked
_DC = "http://purl.org/dc/elements/1.1/"
_OPENXML = "http://schemas.openxmlformats.org/package/2006"
_ODF = "urn:oasis:names:tc:opendocument:xmlns:meta:1.0"
_PEOPLE = frozenset(
    (
        f"{_DC} creator",
        f"{_OPENXML}/metadata/core-properties lastModifiedBy",
        f"{_ODF} initial-creator",
        f"{_ODF} printed-by",
    )
)
# The ending for the type that the part `mimetype` states, and for a folder of the Office Open XML formats.
_BY_TYPE = {
    b"application/epub+zip": "epub",
    b"application/vnd.oasis.opendocument.presentation": "odp",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
    b"application/vnd.oasis.opendocument.text": "odt",
}
_BY_FOLDER = {"ppt/": "pptx", "word/": "docx", "xl/": "xlsx"}
_PROTECTED = "is protected with a password"
# What the standard library raises for a damaged archive.
_FAULTS = (
    BadZipFile,
    LargeZipFile,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    StructError,
    ValueError,
    zlib.error,
)


def ending_of(data: bytes) -> str:
    """Return the ending for the format of a ZIP archive, `zip` if it is none of those known here.

    Raise `MetadataError` if it is damaged or too large when unpacked.
    """
    with _opened(data) as archive:
        names = archive.namelist()
        stated = _part(archive, archive.getinfo("mimetype")) if "mimetype" in names else b""
        folders = {name.partition("/")[0] + "/" for name in names if "/" in name}
        by_folder = [_BY_FOLDER[folder] for folder in sorted(folders & _BY_FOLDER.keys())]
        if "[Content_Types].xml" not in names or len(by_folder) != 1:
            by_folder = ["zip"]
        return _BY_TYPE.get(stated.strip(), by_folder[0])


def people_in(data: bytes) -> Iterator[str]:
    """Yield the people whom the metadata of an office file names; raise `MetadataError` if it cannot be read."""
    with _opened(data) as archive:
        wanted = {"docprops/core.xml", "meta.xml", *_core_properties(archive)}
        for info in archive.infolist():
            if info.filename == "META-INF/manifest.xml" and b"encryption-data" in _part(archive, info):
                raise MetadataError(_PROTECTED)
            if info.filename.lower() in wanted:
                yield from texts_of(_part(archive, info), _PEOPLE)


def _core_properties(archive: ZipFile) -> Iterator[str]:
    """Yield the names of the parts that the package's relationships declare as its core properties."""
    for info in archive.infolist():
        for element in elements_of(_part(archive, info)) if info.filename == "_rels/.rels" else ():
            if element.attributes.get("Type", "").endswith("/core-properties"):
                yield normpath(element.attributes.get("Target", "").lstrip("/")).lower()


@contextmanager
def _opened(data: bytes) -> Iterator[ZipFile]:
    if data.count(b"PK\x01\x02") > _MOST_PARTS:
        raise MetadataError("has too many parts")
    try:
        with ZipFile(BytesIO(data)) as archive:
            if any(info.flag_bits & 1 for info in archive.infolist()):
                raise MetadataError(_PROTECTED)
            if sum(info.file_size for info in archive.infolist()) > _LARGEST:
                raise MetadataError("unpacks to more than 500 MB")
            yield archive
    except _FAULTS:
        raise MetadataError("is damaged") from None


def _part(archive: ZipFile, info: ZipInfo) -> bytes:
    """Return a part of an archive, or a little more than the largest metadata if it is larger."""
    if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):  # others may take much memory
        raise MetadataError("is packed in an unusual way")
    with archive.open(info) as part:
        return part.read(LARGEST_XML + 1)
