"""Files: containers, parts, damage, encryption, limits."""

import contextlib
import importlib.util
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook
from workbooks import STRICT, cells, codes, fill, package, read_rows, saved, task_rows

from policy_parse import limits, registry
from policy_parse.errors import LimitError, PasswordError, ReadError
from policy_parse.readers.xlsx import reader as xlsx


def book() -> bytes:
    return saved(fill(Workbook().active, task_rows()).parent)


def row(*cells: str) -> str:
    return f"<sheetData><row>{''.join(cells)}</row></sheetData>"


def inline(text: str) -> str:
    return f'<c t="inlineStr"><is><t>{text}</t></is></c>'


def read(data: bytes):
    return xlsx.read(data, name="made-up.xlsx")


def test_a_workbook_is_known_by_content():
    assert registry.find_reader(book(), "plan.docx") is xlsx
    assert registry.find_reader(book()[:-200], "plan.docx") is xlsx


def test_other_archives_are_none(beibei):
    assert not xlsx.sniff((beibei / "source.docx").read_bytes())
    assert not xlsx.sniff((beibei / "source.docx").read_bytes()[:-500])
    assert not xlsx.sniff(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000))


def test_strict_files_are_read():
    assert read(package(row(inline("任务"), inline("单位")), main=STRICT)).text == "任务\t单位"


def test_cells_without_places_follow_each_other():
    assert read(package(row(inline("甲"), '<c r="D1" t="inlineStr"><is><t>乙</t></is></c>', inline("丙")))).text == (
        "甲\t乙\t丙"
    )


def test_shared_strings_of_several_formats_without_their_readings():
    strings = (
        "<si><r><t>建管网</t></r><r><t>5万m</t></r><r><rPr><vertAlign val='superscript'/></rPr><t>3</t></r>"
        "<rPh sb='0' eb='1'><t>jian</t></rPh><phoneticPr fontId='1'/></si><si><t>_x000D_\n第二行_x005F_x</t></si>"
    )
    data = package(row('<c t="s"><v>0</v></c>', '<c t="s"><v>1</v></c>', '<c t="s"><v>9</v></c>'), strings=strings)
    assert [c[4] for c in cells(read(data))] == ["建管网5万m³", "第二行_x"]


def test_results_of_formulas_and_other_kinds():
    data = package(
        row(
            '<c t="str"><f>A1</f><v>县水利局</v></c>', "<c><f>SUM(B1)</f><v>12</v></c>", '<c t="b"><v>1</v></c>',
            '<c t="e"><v>#N/A</v></c>', '<c t="d" s="1"><v>2025-06-30T00:00:00</v></c>', "<c><v>一</v></c>",
        ),
        styles='<cellXfs><xf numFmtId="0"/><xf numFmtId="31"/></cellXfs>',
    )  # fmt: skip
    assert read(data).text == "县水利局\t12\tTRUE\t#N/A\t2025年6月30日\t一"


def test_pictures_that_wps_keeps_in_cells_are_no_words():
    picture = '<c t="str"><f>_xlfn.DISPIMG("ID_1",1)</f><v>=DISPIMG("ID_1",1)</v></c>'
    assert read(package(row(inline("甲"), picture))).text == "甲"


def test_days_from_1904():
    data = package(
        row('<c s="0"><v>44376</v></c>', inline("止")),
        styles='<numFmts><numFmt numFmtId="177" formatCode="yyyy\\-mm"/></numFmts><cellXfs><xf numFmtId="177"/></cellXfs>',
        properties='<workbookPr date1904="1"/>',
    )
    assert read(data).text == "2025-06\t止"


@pytest.mark.parametrize("styles", ["", "<cellXfs><xf numFmtId='x' borderId='99'/></cellXfs>", "<fills><bad/></fills>"])
def test_styles_that_make_no_sense_cost_no_words(styles):
    assert read(package(row('<c s="7" t="inlineStr"><is><t>甲</t></is></c>', inline("乙")), styles=styles)).text == (
        "甲\t乙"
    )


def test_merged_cells_that_overlap_or_are_none():
    merged = "".join(f'<mergeCell ref="{ref}"/>' for ref in ("A1:B1", "B1:B9", "A1", "x", "A1:XFD1048576"))
    data = package(f"<sheetData><row>{inline('甲')}</row><row>{inline('乙')}{inline('丙')}</row></sheetData>"
                   f"<mergeCells>{merged}</mergeCells>")  # fmt: skip
    assert read(data).text == "甲\n乙\t丙"


def test_pictures_are_mentioned():
    assert codes(read(package(row(inline("甲")), **{"xl/media/image1.png": ""}))) == ["images-unread"]


def test_a_damaged_sheet_is_read_as_far_as_it_goes():
    data = package(row(inline("甲"), inline("乙")) + "<unclosed")
    document = read(data)
    assert document.text == "甲\t乙"
    assert codes(document) == ["part-damaged"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (saved(Workbook()), "没有文字"),
        (book()[:-300], "损坏"),
        (book()[:30], "损坏"),
        (package("").replace(b"xl/workbook.xml", b"xl/workbook.xm_"), "缺少"),
    ],
    ids=["empty", "cut off", "only a head", "without its main part"],
)
def test_what_cannot_be_read_is_named(data, reason):
    with pytest.raises(ReadError, match=rf"made-up\.xlsx: .*{reason}"):
        read(data)


@pytest.mark.parametrize(
    "few", [{"cells": 3}, {"part_bytes": 100}, {"total_bytes": 500}, {"entries": 3}, {"elements": 9}]
)
def test_too_large(few):
    with limits.using(limits.Limits(**few)), pytest.raises(LimitError, match=next(iter(few))):
        read(book())


def test_links_outside_the_file_are_not_followed():
    data = book()
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "xl/_rels/workbook.xml.rels":
                content = content.replace(b'worksheet"', b'worksheet" TargetMode="External"')
            new.writestr(name, content)
    with pytest.raises(ReadError, match="没有文字"):
        read(out.getvalue())


def encryption():
    """The module of the docx tests that encrypts as Office does."""
    path = Path(__file__).parents[1] / "docx" / "test_docx_encrypted.py"
    spec = importlib.util.spec_from_file_location("encrypting", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_an_encrypted_workbook_opens_with_its_password(monkeypatch):
    monkeypatch.syspath_prepend(str(Path(__file__).parents[1] / "docx"))
    module = encryption()
    data = module.agile(book())
    document = registry.read_document(data, name="x", password=module.PASSWORD)
    assert document.text == read(book()).text
    assert document.format == "xlsx"
    assert document.sha256 != read(book()).sha256
    for wrong in (None, "abc"):
        with pytest.raises(PasswordError, match=r"\Ax: "):
            registry.read_document(data, name="x", password=wrong)


@pytest.mark.parametrize("seed", range(40))
def test_no_damage_ends_in_another_error(seed):
    data = bytearray(book() if seed % 2 else package(row(inline("甲"))))
    for n in range(12):
        at = (seed * 7919 + n * 104729) % len(data)
        data[at] ^= 1 << (n % 8)
    with contextlib.suppress(ReadError):  # whatever else is raised fails the test
        assert read(bytes(data)).text.strip()


def test_a_sheet_far_down_and_to_the_right():
    rows = [["甲", "乙"]]
    document = read_rows(rows)
    far = package('<sheetData><row r="1048576"><c r="XFC1048576" t="inlineStr"><is><t>甲</t></is></c>'
                  '<c r="XFD1048576" t="inlineStr"><is><t>乙</t></is></c></row></sheetData>')  # fmt: skip
    assert read(far).text == document.text == "甲\t乙"
