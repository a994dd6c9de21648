"""Files below docs/files/ are known by their content, and names left in their metadata are found."""

from __future__ import annotations

import time
import zlib
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject, StreamObject

from copsite.catalog.models import Catalog, Resources
from copsite.catalog.partial import sound_part
from copsite.content.attachments import LARGEST, Attachment, attachment_problems, inspect, too_large
from copsite.content.metadata import MetadataError, texts_of

CORE = """<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
 xmlns:dc="http://purl.org/dc/elements/1.1/">{}</cp:coreProperties>"""
META = """<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/">
 <office:meta>{}</office:meta></office:document-meta>"""
XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator><rdf:Seq><rdf:li>{}</rdf:li></rdf:Seq></dc:creator>
<dc:title>Not a Person</dc:title></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""
LAUGHS = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>' + CORE.format(
    "<dc:creator>&b;</dc:creator>"
)


def archive(**parts: str | bytes) -> bytes:
    """Make a ZIP archive; `__` in a name stands for a slash, and `_` for a dot."""
    data = BytesIO()
    with ZipFile(data, "w", ZIP_DEFLATED) as file:
        for name, content in parts.items():
            path = name if "/" in name else name.replace("__", "/").replace("_", ".")
            file.writestr("[Content_Types].xml" if name == "types" else path, content)
    return data.getvalue()


def office(folder: str = "word", **parts: str | bytes) -> bytes:
    """Make an Office Open XML file, as far as this program looks at it."""
    return archive(types="<Types/>", **{f"{folder}__document_xml": "<x/>"}, **parts)


def declared(data: bytes, size: int) -> bytes:
    """Change how large the first part of an archive says to be when it is unpacked."""
    at = data.index(b"PK\x01\x02") + 24
    return data[:at] + size.to_bytes(4, "little") + data[at + 4 :]


def open_document(kind: str = "text", **parts: str | bytes) -> bytes:
    return archive(mimetype=f"application/vnd.oasis.opendocument.{kind}", content_xml="<x/>", **parts)


def pdf(author: str = "", xmp: str = "", compress: bool = False, password: str = "") -> bytes:
    """Make a PDF with pypdf."""
    writer = PdfWriter()
    writer.add_blank_page(72, 72)
    if author:
        writer.add_metadata({"/Author": author, "/Producer": "Not a Person"})
    if xmp:
        stream: Any = StreamObject()
        stream.set_data(XMP.format(xmp).encode())
        stream.update({NameObject("/Type"): NameObject("/Metadata"), NameObject("/Subtype"): NameObject("/XML")})
        stream = stream.flate_encode() if compress else stream
        writer.root_object[NameObject("/Metadata")] = writer._add_object(stream)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    data = BytesIO()
    writer.write(data)
    return data.getvalue()


def pdf_of(*objects: bytes, trailer: bytes = b"") -> bytes:
    """Make a PDF of objects as they are written in it, without a table of them."""
    whole = b"\n".join(b"%d 0 obj\n%b\nendobj" % (n, one) for n, one in enumerate(objects, 1))
    return b"%PDF-1.7\n" + whole + b"\ntrailer\n<< " + trailer + b" >>\n%%EOF\n"


def packed(*objects: bytes, extra: bytes = b"") -> bytes:
    """Make an object stream of objects with the numbers from 101 on."""
    places = [sum(len(one) + 1 for one in objects[:n]) for n in range(len(objects))]
    table = b" ".join(b"%d %d" % (101 + n, place) for n, place in enumerate(places)) + b" "
    data = zlib.compress(table + b" ".join(objects))
    head = b"<< /Type /ObjStm /N %d /First %d /Filter /FlateDecode /Length %d %b >>"
    return head % (len(objects), len(table), len(data), extra) + b"\nstream\n" + data + b"\nendstream"


SOUND = {
    "plan.pdf": (pdf(), "PDF, 1 kB"),
    "plan.docx": (office(), "Word document, 1 kB"),
    "plan.xlsx": (office("xl"), "Excel workbook, 1 kB"),
    "plan.pptx": (office("ppt"), "PowerPoint presentation, 1 kB"),
    "plan.odt": (open_document(), "OpenDocument text, 1 kB"),
    "plan.ods": (open_document("spreadsheet"), "OpenDocument spreadsheet, 1 kB"),
    "plan.odp": (open_document("presentation"), "OpenDocument presentation, 1 kB"),
    "plan.epub": (archive(mimetype="application/epub+zip"), "EPUB book, 1 kB"),
    "plan.csv": ("Drawer,Würfel\r\n".encode() * 100, "CSV table, 2 kB"),
    "plan.txt": (b"\xef\xbb\xbfText\n", "plain text, 1 kB"),
    "plan.vtt": (b"WEBVTT\n", "captions, 1 kB"),
    "plan.png": (b"\x89PNG\r\n\x1a\n" + bytes(1_249_992), "PNG picture, 1.2 MB"),
    "plan.jpg": (b"\xff\xd8\xff\xe0", "JPEG picture, 1 kB"),
    "plan.jpeg": (b"\xff\xd8\xff\xdb", "JPEG picture, 1 kB"),
    "plan.gif": (b"GIF89a", "GIF picture, 1 kB"),
    "plan.webp": (b"RIFF\0\0\0\0WEBP", "WebP picture, 1 kB"),
    "plan.mp3": (b"ID3\x04", "MP3 sound, 1 kB"),
    "plan.m4a": (b"\0\0\0\x20ftypM4A ", "MP4 sound, 1 kB"),
    "a/plan.mp4": (b"\0\0\0\x20ftypisom", "MP4 video, 1 kB"),
}


@pytest.mark.parametrize("path", SOUND)
def test_a_file_has_its_kind_and_size_in_words(path: str) -> None:
    data, words = SOUND[path]
    assert inspect(path, data) == Attachment(words.rpartition(",")[0], len(data))
    assert inspect(path, data).words == words


SIZES = {1: "1 kB", 1499: "1 kB", 2600: "3 kB", 999_499: "999 kB", 999_500: "1.0 MB", 10_000_000: "10.0 MB"}


@pytest.mark.parametrize("size", SIZES)
def test_a_size_is_in_kilobytes_or_megabytes(size: int) -> None:
    assert Attachment("PDF", size).words == f"PDF, {SIZES[size]}"


POINTER = b"version https://git-lfs.github.com/spec/v1\noid sha256:" + b"0" * 64 + b"\nsize 12345\n"
OTHER = "but its content is of another kind"
# A file, and the beginning of its only problem.
FAULTS = {
    "program.exe": (b"MZ", "'.exe' files cannot be here. Save it as one of pdf, docx, xlsx, pptx, odt"),
    "page.html": (b"<p>", "'.html' files cannot be here. It could hold a program. Save it as '.pdf', or"),
    "logo.svg": (b"<svg>", "'.svg' files cannot be here. It could hold a program. Save it as '.png'"),
    "old.doc": (b"\xd0\xcf\x11\xe0", "'.doc' files cannot be here. Save it as '.docx'"),
    "many.zip": (archive(a="b"), "'.zip' files cannot be here. Add the files in it one by one"),
    "README": (b"Text", "files without an ending cannot be here. Save it as one of"),
    "plan.pdf": (b"", "this file is empty"),
    "big.pdf": (bytes(LARGEST + 100_000), "this file has 10.1 MB, but at most 10 MB can be here. Make it smaller, or"),
    "one-more.pdf": (bytes(LARGEST + 1), "this file has 10,000,001 bytes, but at most 10 MB can be here. Make it"),
    "pointer.csv": (POINTER, "this is not the file itself, but what Git LFS stores in its place. Run `git lfs pull`"),
    "pointer.pdf": (POINTER, "this is not the file itself, but what Git LFS stores in its place. Run `git lfs pull`"),
    "page.pdf": (b"<!doctype html>", f"the name of this file says PDF, {OTHER}. Save it again"),
    "word.pdf": (office(), f"the name of this file says PDF, {OTHER}: Word document. Rename it to end in '.docx'"),
    "sheet.docx": (office("xl"), f"the name of this file says Word document, {OTHER}: Excel workbook. Rename it"),
    "zip.docx": (archive(a="b"), f"the name of this file says Word document, {OTHER}. Save it again"),
    "pdf.csv": (pdf(), f"the name of this file says CSV table, {OTHER}: PDF. Rename it to end in '.pdf'"),
    "photo.png": (b"\xff\xd8\xff\xe0", f"the name of this file says PNG picture, {OTHER}: JPEG picture. Rename it"),
    "cut.pdf": (pdf()[:-20], "this PDF is cut off: its end is missing. Copy it here again"),
    "cut.docx": (office()[:-30], "this Word document is damaged. Save it again"),
    "locked.docx": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "this file has a password or an old format. Save it as '.docx'",
    ),
    "locked.pdf": (pdf("A", password="x"), "this PDF is encrypted, so it cannot be searched for names. Save it again"),  # noqa: S106 - made here
    "locked.odt": (
        open_document(**{"META-INF__manifest_xml": "<m:encryption-data/>"}),
        "this OpenDocument text is protected with a password, so it cannot be searched",
    ),
    "latin.csv": ("Größe".encode("latin-1"), "this CSV table is not in UTF-8, from byte 3 on. In Excel, save it as"),
    "utf16.csv": ("a,b".encode("utf-16"), "this CSV table is not in UTF-8, from byte 1 on. In Excel, save it as"),
    "binary.txt": (b"a\0b", "this plain text holds a control character, at byte 2. Save it with the encoding UTF-8"),
    "laughs.docx": (
        office(docProps__core_xml=LAUGHS),
        "this Word document has metadata with a document type, so it cannot be searched for names",
    ),
    "large.docx": (
        office(docProps__core_xml=CORE.format(" " * 2_000_000)),
        "this Word document has metadata of more than 1 MB",
    ),
    "deep.docx": (
        office(docProps__core_xml=CORE.format("<a>" * 100 + "</a>" * 100)),
        "this Word document has metadata with too many levels",
    ),
    "wrong.docx": (office(docProps__core_xml="<a"), "this Word document has metadata that is not valid XML"),
    "bomb.docx": (
        declared(office(), 500_000_001),
        "this Word document unpacks to more than 500 MB. Save it again",
    ),
    "parts.docx": (
        office(**{f"p{n}": "" for n in range(5_001)}),
        "this Word document has too many parts. Save it again",
    ),
    "bomb.pdf": (
        pdf_of(packed(bytes(40_000_000))),
        "this PDF unpacks to more than can be checked, so it cannot be searched for names",
    ),
    "objects.pdf": (pdf_of(b"endobj " * 200_001), "this PDF has too many parts"),
    "unusual.pdf": (
        pdf_of(packed(b"<< >>", extra=b"/DecodeParms << /Predictor 12 >>")),
        "this PDF holds its metadata in an unusual form",
    ),
}


@pytest.mark.parametrize("path", FAULTS)
def test_a_file_that_cannot_be_served_is_reported_in_one_line(path: str) -> None:
    data, words = FAULTS[path]
    began = time.process_time()
    found = inspect(path, data)
    assert [fault[: len(words)] for fault in found.faults] == [words]
    assert found.people == ()
    assert time.process_time() - began < 10
    assert all(fault.isprintable() and len(fault) < 250 for fault in found.faults)


def test_a_file_with_too_many_bytes_need_not_be_read() -> None:
    assert too_large("big.pdf", 12_300_000) == Attachment(
        "PDF",
        12_300_000,
        (),
        (
            "this file has 12.3 MB, but at most 10 MB can be here. Make it smaller, or publish it elsewhere and give "
            "its address as `url`",
        ),
    )


PEOPLE = {
    "info.pdf": (pdf("Sample Person"), "Sample Person"),
    "unicode.pdf": (pdf("Ÿrsa Ødegård 李"), "Ÿrsa Ødegård 李"),
    "brackets.pdf": (pdf("A (B) \\ C"), "A (B) \\ C"),
    "xmp.pdf": (pdf(xmp="Sample Person"), "Sample Person"),
    "packed-xmp.pdf": (pdf(xmp="Sample Person", compress=True), "Sample Person"),
    "both.pdf": (pdf("Person One", "Person Two"), "Person One, Person Two"),
    "hex.pdf": (pdf_of(b"<< /Author <FEFF0041 0042> >>"), "AB"),
    "octal.pdf": (pdf_of(b"<< /Author(\\101\\\n\\102\\(\\)) >>"), "AB()"),
    "utf-8.pdf": (pdf_of(b"<< /Author (\xef\xbb\xbf\xc3\xa9) >>"), "é"),
    "elsewhere.pdf": (pdf_of(b"<< /Author 2 0 R >>", b" (Sample Person) "), "Sample Person"),
    "stream.pdf": (pdf_of(packed(b"<< /Author (Sample Person) >>")), "Sample Person"),
    "stream-elsewhere.pdf": (pdf_of(packed(b"<< /Author 102 0 R >>", b"(Sample Person)")), "Sample Person"),
    "revised.pdf": (pdf("Person One") + pdf("Person Two"), "Person One, Person Two"),
    "empty.pdf": (pdf_of(b"<< /Author () >>", b"<< /Author <> >>", b"<< /Author ( ) >>"), ""),
    "none.pdf": (pdf_of(b"<< /Title (Author) /Role /Author >>", b"<< /Author 9 0 R >>"), ""),
    "cut.pdf": (pdf_of(b"<< /Author (Sample Person"), "Sample Person"),
    "lines.pdf": (pdf_of(b"<< /Author (Sample\nPerson\x00\\t) >>"), "Sample Person"),
    "creator.docx": (
        office(docProps__core_xml=CORE.format("<dc:creator>Sample Person</dc:creator><dc:title>Title</dc:title>")),
        "Sample Person",
    ),
    "modifier.docx": (
        office(docProps__core_xml=CORE.format("<cp:lastModifiedBy>Person &amp; Co</cp:lastModifiedBy>")),
        "Person & Co",
    ),
    "same.xlsx": (
        office(
            "xl", docprops__Core_XML=CORE.format("<dc:creator>A</dc:creator><cp:lastModifiedBy>A</cp:lastModifiedBy>")
        ),
        "A",
    ),
    "elsewhere.pptx": (
        office(
            "ppt",
            meta__x_psmdcp=CORE.format("<dc:creator>Sample Person</dc:creator>"),
            **{
                "_rels/.rels": "<R><Relationship Type='http://x/metadata/core-properties' Target='/meta/x.psmdcp'/></R>"
            },
        ),
        "Sample Person",
    ),
    "first.odt": (
        open_document(
            meta_xml=META.format("<meta:initial-creator>One</meta:initial-creator><dc:creator>2</dc:creator>")
        ),
        "One, 2",
    ),
    "printed.ods": (open_document("spreadsheet", meta_xml=META.format("<meta:printed-by>P</meta:printed-by>")), "P"),
    "utf-16.docx": (
        office(docProps__core_xml=CORE.format("<dc:creator>Ødegård</dc:creator>").encode("utf-16")),
        "Ødegård",
    ),
    "none.docx": (office(docProps__core_xml=CORE.format("<dc:creator/>")), ""),
    "plan.csv": (b"Author,Sample Person\n", ""),
}


@pytest.mark.parametrize("path", PEOPLE)
def test_names_of_people_are_found(path: str) -> None:
    data, people = PEOPLE[path]
    found = inspect(path, data)
    assert (found.faults, ", ".join(found.people)) == ((), people)


@given(st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=40))
def test_any_name_that_another_reader_finds_is_found(name: str) -> None:
    data = pdf(name)
    metadata = PdfReader(BytesIO(data)).metadata
    assert metadata is not None
    assert inspect("plan.pdf", data).people == (metadata.author,)


HOSTILE = [pdf("A", "B"), pdf("A", "B", compress=True), pdf_of(packed(b"<< /Author 102 0 R >>", b"(A)"))]
HOSTILE += [office(docProps__core_xml=CORE.format("<dc:creator>A</dc:creator>")), open_document(meta_xml="<a>b</a>")]


@given(st.sampled_from(HOSTILE), st.data())
def test_any_damage_is_borne(data: bytes, draw: st.DataObject) -> None:
    at = draw.draw(st.integers(0, len(data)))
    length = draw.draw(st.sampled_from([0, 1, 2, 50]))
    changed = data[:at] + draw.draw(st.binary(max_size=4)) + data[at + length :]
    for path in ("plan.pdf", "plan.docx", "plan.odt"):
        found = inspect(path, changed)
        assert found.faults or found.people or found.size


# Each makes work for a search that is not linear.
LONG = {
    "digits": b"1 " * 4_000_000,
    "numbers": b"1 1 obj " * 150_000,
    "streams": b"stream\n" * 1_000_000,
    "object streams": b"1 0 obj /ObjStm /First 1 stream\n" * 190_000,
    "authors": b"1 0 obj /Author 1 0 R endobj\n" * 90_000,
    "catalogs": b"1 0 obj /Catalog /Metadata 1 0 R stream\nendstream " * 90_000,
    "strings": b"/Author (((((" * 700_000,
    "spaces": b"/Author" + b" " * 9_000_000,
    "hex": b"/Author <" + b"0" * 9_000_000,
}


@pytest.mark.parametrize("name", LONG)
def test_a_hostile_pdf_takes_little_time(name: str) -> None:
    began = time.process_time()
    inspect("plan.pdf", b"%PDF-1.7\n" + LONG[name] + b"%%EOF")
    assert time.process_time() - began < 20


def test_an_element_in_another_namespace_is_not_meant() -> None:
    assert [*texts_of(b"<creator>A</creator>", ("dc creator",))] == []
    with pytest.raises(MetadataError):
        [*texts_of(b"<?xml version='1.0' encoding='klingon'?><a/>", ())]


RESOURCES = {
    "resources": [
        {
            "id": "plan",
            "title": "Plan",
            "summary": "A plan.",
            "kind": "guide",
            "file": "plan.pdf",
            "by": "Sample Person",
            "date": "2026-10-01",
            "license": "CC BY 4.0",
            "topics": ["youth"],
            "communities": ["teens"],
        }
    ]
}
CATALOG = sound_part(Catalog, {"association": {"name": "Sample Library Association", "short_name": "SLA"}})
CLEAR = "Clear the author in the program that made it, and export it again"


def told(attachments: dict[str, Attachment], resources: object = RESOURCES) -> list[str]:
    return [*map(str, attachment_problems(attachments, sound_part(Resources, resources), CATALOG))]


def named(*people: str) -> Attachment:
    return Attachment("PDF", 1000, people)


def test_a_name_is_reported_unless_it_is_there_on_purpose() -> None:
    assert told({"plan.pdf": named("sample  person", "SLA", "Sample library association")}) == []
    assert told({"plan.pdf": named("Person Two", "SLA")}) == [
        f"docs/files/plan.pdf:1:1: everyone can read in this file that its author is 'Person Two'. {CLEAR}"
    ]
    assert told({"plan.pdf": named("Person Two", "Person Three")}) == [
        "docs/files/plan.pdf:1:1: everyone can read in this file that its authors are 'Person Two' and 'Person Three'. "
        f"{CLEAR}"
    ]


def test_no_name_is_reported_while_the_maker_is_unknown() -> None:
    entry = {**RESOURCES["resources"][0], "by": ["x"]}
    assert told({"plan.pdf": named("Person Two")}, {"resources": [entry]}) == []
