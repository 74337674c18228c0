"""A .doc as LibreOffice writes it, whose text ends with a table: made-up documents, with a running head and without."""

import io
import struct
import subprocess
from pathlib import Path

import docx
import pytest

from policy_parse.readers.compound_file import read_streams, with_longer_stream
from policy_parse.readers.docx import reader as docx_reader
from policy_parse.readers.office import convert as office_convert
from policy_parse.readers.office import reader as office
from policy_parse.readers.office.last_paragraph import with_last_paragraph

needs_soffice = pytest.mark.skipif(office_convert.find_soffice() is None, reason="LibreOffice is not installed")


def ends_with_a_table(*, head: str = "", rows: int = 3, before: str = "青溪市任务分工表", after: str = "") -> bytes:
    document = docx.Document()
    if head:
        document.sections[0].header.paragraphs[0].text = head
    if before:
        document.add_paragraph(before)
    table = document.add_table(rows, 2, style="Table Grid")
    for r in range(rows):
        table.cell(r, 0).text, table.cell(r, 1).text = f"新建泵站{r}座", "市水务局\n市住建局"
    table.cell(0, 0).merge(table.cell(1, 0))
    if after:
        document.add_paragraph(after)
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


FORMS = {
    "short": ends_with_a_table(),
    "long": ends_with_a_table(rows=60),
    "running head": ends_with_a_table(head="滨江市文件"),
    "table alone": ends_with_a_table(before=""),
    "paragraph after": ends_with_a_table(after="特此通知。"),
}


@pytest.fixture(scope="module")
def word_files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder: Path = tmp_path_factory.mktemp("ends")
    for i, data in enumerate(FORMS.values()):
        (folder / f"{i}.docx").write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [str(office_convert.find_soffice()), profile, "--headless", "--convert-to", "doc", "--outdir"]
    files = [str(folder / f"{i}.docx") for i in range(len(FORMS))]
    subprocess.run([*command, str(folder), *files], check=True, capture_output=True, timeout=120)
    return {form: (folder / f"{i}.doc").read_bytes() for i, form in enumerate(FORMS)}


@needs_soffice
def test_a_table_at_the_end_is_read_as_in_the_docx(word_files: dict[str, bytes]) -> None:
    forms = [form for form in FORMS if form != "table alone"]
    found = office.read_many([(f"{form}.doc", word_files[form]) for form in forms])
    for form, document in zip(forms, found, strict=True):
        expected = docx_reader.read(FORMS[form], name="plan.docx")
        assert not isinstance(document, Exception)
        assert [(b.kind, b.row, b.column, b.row_span) for b in document.blocks] == [
            (b.kind, b.row, b.column, b.row_span) for b in expected.blocks
        ]
        assert document.text.split() == expected.text.split()


@needs_soffice
def test_a_file_that_needs_no_paragraph_or_has_none_to_show_stays_as_it_is(word_files: dict[str, bytes]) -> None:
    for form in ("paragraph after", "table alone"):
        assert with_last_paragraph(word_files[form]) is word_files[form]


@needs_soffice
def test_a_mended_file_is_not_mended_again(word_files: dict[str, bytes]) -> None:
    mended = with_last_paragraph(word_files["short"])
    assert mended != word_files["short"]
    assert with_last_paragraph(mended) is mended


@needs_soffice
@pytest.mark.parametrize("kept", [600, 2_000, 8_000, 12_000])
def test_a_cut_file_stays_as_it_is(word_files: dict[str, bytes], kept: int) -> None:
    cut = word_files["short"][:kept]
    assert with_last_paragraph(cut) is cut


def one_stream(length: int) -> bytes:
    """A compound file with the stream "Text" of `length` bytes, 4096 or more; its table has room for more sectors."""
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHHH", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<I", header, 44, 1)
    struct.pack_into("<IIII", header, 48, 1, 0, 4096, 0xFFFFFFFE)
    struct.pack_into("<II", header, 68, 0xFFFFFFFE, 0)
    struct.pack_into("<109I", header, 76, 0, *[0xFFFFFFFF] * 108)
    sectors = -(-length // 512)
    chain = [*range(3, 2 + sectors), 0xFFFFFFFE]
    table = [0xFFFFFFFD, 0xFFFFFFFE, *chain, *[0xFFFFFFFF] * (126 - sectors)]
    entries = b""
    none = 0xFFFFFFFF
    for name, kind, child, start, size in (("Root Entry", 5, 1, 0xFFFFFFFE, 0), ("Text", 2, none, 2, length)):
        entry = bytearray(128)
        coded = name.encode("utf-16-le") + b"\0\0"
        entry[: len(coded)] = coded
        struct.pack_into("<HB", entry, 64, len(coded), kind)
        struct.pack_into("<III", entry, 68, none, none, child)
        struct.pack_into("<II", entry, 116, start, size)
        entries += bytes(entry)
    content = bytes(i % 251 for i in range(length)).ljust(512 * sectors, b"\0")
    return bytes(header) + struct.pack("<128I", *table) + entries.ljust(512, b"\0") + content


@pytest.mark.parametrize("length", [4096, 4097, 4600, 4608, 5000])
@pytest.mark.parametrize("added", [1, 8, 40, 500])
def test_a_stream_goes_on_with_what_is_added(length: int, added: int) -> None:
    data, more = one_stream(length), bytes(range(1, 251)) * 2
    longer = with_longer_stream(data, "Text", more[:added])
    assert longer is not None
    assert read_streams(longer, ("Text",))["Text"] == read_streams(data, ("Text",))["Text"] + more[:added]


def test_a_stream_without_room_stays_as_it_is() -> None:
    assert with_longer_stream(one_stream(4608), "Text", bytes(600)) is None
    assert with_longer_stream(one_stream(4608), "Other", b"x") is None
