"""Older office formats through LibreOffice."""

import hashlib
import io
import struct
import subprocess
from pathlib import Path

import pytest

from policy_parse.errors import MissingToolError, PasswordError, ReadError
from policy_parse.readers.docx import reader as docx_reader
from policy_parse.readers.office import convert as office_convert
from policy_parse.readers.office import reader as office
from policy_parse.registry import read_document
from thoroughness import tried

NONE, END = 0xFFFFFFFF, 0xFFFFFFFE

needs_soffice = pytest.mark.skipif(office_convert.find_soffice() is None, reason="LibreOffice is not installed")


def compound_file(stream: str, content: bytes) -> bytes:
    """A smallest OLE2 file: header, allocation table, directory, one stream."""
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<5H", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<I", header, 44, 1)
    struct.pack_into("<5I", header, 48, 1, 0, 4096, END, 0)
    struct.pack_into("<I", header, 68, END)
    struct.pack_into("<109I", header, 76, 0, *[NONE] * 108)
    chain = [*range(3, 10), END]  # eight sectors: a stream of 4096 bytes is not small
    table = struct.pack("<128I", 0xFFFFFFFD, END, *chain, *[NONE] * 118)
    directory = b""
    for place, (name, kind, start, size) in enumerate([("Root Entry", 5, END, 0), (stream, 2, 2, 4096)]):
        raw = name.encode("utf-16-le") + b"\0\0"
        tree = struct.pack("<HBBIII", len(raw), kind, 1, NONE, NONE, NONE if place else 1) + bytes(36)
        directory += raw.ljust(64, b"\0") + tree + struct.pack("<IQ", start, size)
    unused = bytes(68) + struct.pack("<III", NONE, NONE, NONE) + bytes(48)
    return bytes(header) + table + directory + unused * 2 + content.ljust(4096, b"\0")


def word_file(flags: int = 0) -> bytes:
    return compound_file("WordDocument", struct.pack("<5HH", 0xA5EC, 0xC1, 0, 0x804, 0, flags))


def test_a_word_97_file_is_known_by_its_stream() -> None:
    assert office.kind_of(word_file()) == "doc"
    assert office.kind_of(word_file(), "plan.wps") == "wps"


def test_a_compound_file_without_that_stream_is_none() -> None:
    assert not office.sniff(compound_file("Workbook", b""))


def test_rtf_and_flat_open_document_are_known() -> None:
    assert office.kind_of(rb"{\rtf1\ansi}") == "rtf"
    flat = b'<?xml version="1.0"?><office:document office:mimetype="application/vnd.oasis.opendocument.text">'
    assert office.kind_of(flat) == "fodt"


def test_a_circle_in_the_directory_ends() -> None:
    data = bytearray(word_file())
    struct.pack_into("<I", data, 512 + 4, 1)
    data[1024:1152] = bytes(128)
    assert office.kind_of(bytes(data)) is None


def test_a_cut_off_compound_file_is_none() -> None:
    assert office.kind_of(word_file()[:600]) is None


def test_an_encrypted_word_file_says_so() -> None:
    with pytest.raises(PasswordError):
        office.read(word_file(flags=0x0100), name="secret.doc")


def test_without_libreoffice_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "find_soffice", lambda: None)
    assert "libreoffice-writer" in (office.missing() or "")
    with pytest.raises(MissingToolError, match="libreoffice-writer"):
        office.read(rb"{\rtf1\ansi x}", name="plan.rtf")


def plan_docx() -> bytes:
    import docx

    document = docx.Document()
    document.add_paragraph("一、总体要求")
    document.add_paragraph("种树100亩，由市林业局牵头。")
    table = document.add_table(rows=3, cols=2, style="Table Grid")
    for i, (left, right) in enumerate([("任务", "责任单位"), ("种树", "市林业局"), ("", "市园林局")]):
        table.rows[i].cells[0].text, table.rows[i].cells[1].text = left, right
    table.cell(1, 0).merge(table.cell(2, 0))
    document.add_paragraph("特此通知。")
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


OLD = tried(("doc", "rtf"), ("doc", "rtf", "odt"))


@pytest.fixture(scope="module")
def old_files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder: Path = tmp_path_factory.mktemp("office")
    (folder / "plan.docx").write_bytes(plan_docx())
    for ending in OLD:
        command = [
            str(office_convert.find_soffice()),
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
        ]
        subprocess.run(
            [*command, "--convert-to", ending, "--outdir", str(folder), str(folder / "plan.docx")],
            check=True,
            capture_output=True,
            timeout=120,
        )
    return {ending: (folder / f"plan.{ending}").read_bytes() for ending in OLD}


@needs_soffice
def test_doc_rtf_and_odt_in_one_call_give_what_the_docx_gives(old_files: dict[str, bytes]) -> None:
    expected = docx_reader.read(plan_docx(), name="plan.docx")
    found = office.read_many([(f"plan.{ending}", data) for ending, data in old_files.items()])
    for ending, document in zip(old_files, found, strict=True):
        assert not isinstance(document, ReadError)
        assert document.format == ending
        assert document.text.split() == expected.text.split()
        spans = [(b.row, b.column, b.row_span) for b in document.blocks if b.kind == "cell"]
        assert spans == [(b.row, b.column, b.row_span) for b in expected.blocks if b.kind == "cell"]


@needs_soffice
def test_a_damaged_file_is_an_error_and_does_not_harm_the_others(old_files: dict[str, bytes]) -> None:
    found = office.read_many([("bad.doc", word_file()), ("plan.rtf", old_files["rtf"])])
    assert isinstance(found[0], ReadError)
    assert not isinstance(found[1], ReadError)


LOCKED = Path(__file__).with_name("locked.doc")
"""A made-up plan, saved by LibreOffice as Word 97 with the password “secret”."""


@needs_soffice
def test_a_word_97_file_opens_with_its_password() -> None:
    document = office.read(LOCKED.read_bytes(), name="locked.wps", password="secret")
    assert document.text.splitlines()[0] == "甲县2031年巡查工作方案"
    assert document.format == "wps"
    assert document.sha256 == hashlib.sha256(LOCKED.read_bytes()).hexdigest()


@pytest.mark.parametrize("name", ["locked.doc", "locked.wps"])
@pytest.mark.parametrize("password", [None, "", "Secret"])
def test_nor_does_it_without(name: str, password: str | None) -> None:
    with pytest.raises(PasswordError, match=name):
        office.read(LOCKED.read_bytes(), name=name, password=password)


def test_a_locked_file_that_is_cut_off_is_an_error() -> None:
    data = LOCKED.read_bytes()
    for cut in range(600, len(data), 1500):
        with pytest.raises(ReadError):
            read_document(data[:cut], name="locked.doc", password="secret")
