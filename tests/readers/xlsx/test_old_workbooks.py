"""Workbooks in the old binary format (.xls, .et), written here by xlwt."""

import contextlib
from datetime import date
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
import xlwt
from workbooks import cells, codes, paragraphs

from policy_parse import registry
from policy_parse.errors import PasswordError, ReadError
from policy_parse.readers.xlsx import reader as xlsx

LINES = xlwt.easyxf("borders: left thin, right thin, top thin, bottom thin")


def styled(code: str) -> xlwt.XFStyle:
    return xlwt.easyxf("align: horiz center", num_format_str=code)


def saved(book: xlwt.Workbook) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def made_up() -> xlwt.Workbook:
    book = xlwt.Workbook()
    sheet = book.add_sheet("水利")
    sheet.write_merge(0, 0, 0, 3, "青岚县2025年任务分解表", styled("General"))
    for x, head in enumerate(["序号", "重点任务", "责任单位", "完成时限"]):
        sheet.write(1, x, head)
    sheet.write(2, 0, 1)
    sheet.write(2, 1, "漏损率降至")
    sheet.write_merge(2, 3, 2, 2, "县水利局\n县财政局")
    sheet.write(2, 3, date(2025, 6, 30), styled('yyyy"年"m"月"d"日"'))
    sheet.write(3, 0, 2)
    raised = xlwt.easyfont("escapement superscript")
    sheet.write_rich_text(3, 1, ["供水5万m", ("3", raised)])
    sheet.write(3, 3, 0.09, styled("0%"))
    return book


def test_an_old_workbook_is_read_as_a_new_one():
    data = saved(made_up())
    assert registry.find_reader(data, "plan.doc") is xlsx
    document = xlsx.read(data, name="made-up.xls")
    assert document.format == "xls"
    assert paragraphs(document) == ["青岚县2025年任务分解表"]
    assert document.blocks[0].alignment == "center"
    assert cells(document)[4:] == [
        (1, 0, 1, 1, "1"), (1, 1, 1, 1, "漏损率降至"), (1, 2, 2, 1, "县水利局\n县财政局"), (1, 3, 1, 1, "2025年6月30日"),
        (2, 0, 1, 1, "2"), (2, 1, 1, 1, "供水5万m³"), (2, 3, 1, 1, "9%"),
    ]  # fmt: skip


def test_what_is_hidden_is_said():
    book = made_up()
    book.get_sheet(0).row(3).hidden = True
    book.get_sheet(0).col(1).hidden = True
    other = book.add_sheet("旧表")
    other.write(0, 0, "甲")
    other.visibility = 1
    document = xlsx.read(saved(book), name="x")
    assert codes(document) == ["hidden-cells", "hidden-cells"]
    assert document.text.endswith("甲")


def test_empty_rows_with_borders_belong_to_their_table():
    book = xlwt.Workbook()
    sheet = book.add_sheet("Sheet1")
    for y, row in enumerate([["任务", "单位"], ["修路", "甲局"], [None, None], ["架桥", "乙局"]]):
        for x, value in enumerate(row):
            sheet.write(y, x, value, LINES)
    assert {b.table for b in xlsx.read(saved(book), name="x").blocks} == {0}


def test_damage_is_named():
    data = saved(made_up())
    with pytest.raises(ReadError, match=r"made-up\.xls: .*损坏"):
        xlsx.read(data[:1600] + bytes(len(data) - 1600), name="made-up.xls")


@pytest.mark.parametrize("seed", range(30))
def test_no_damage_ends_in_another_error(seed):
    data = bytearray(saved(made_up()))
    for n in range(20):
        at = 512 + (seed * 7919 + n * 104729) % (len(data) - 512)
        data[at] ^= 1 << (n % 8)
    with contextlib.suppress(ReadError):  # whatever else is raised fails the test
        assert xlsx.read(bytes(data), name="x").text.strip()


def test_a_password_is_asked_for():
    data = saved(made_up())
    at = data.index(b"\xe1\x00\x02\x00")  # a record that may stand for FilePass at the head of the stream
    locked = data[:at] + b"\x2f\x00\x02\x00\x00\x00" + data[at + 6 :]
    with pytest.raises(PasswordError, match="密码"):
        xlsx.read(locked, name="x")


def test_without_a_word_there_is_nothing_to_read():
    book = xlwt.Workbook()
    book.add_sheet("空")
    with pytest.raises(ReadError, match="没有文字"):
        xlsx.read(saved(book), name="x")


LOCKED = Path(__file__).with_name("locked.xls")
"""A made-up table, saved by LibreOffice as Excel 97 with the password “secret”."""


def test_an_old_workbook_opens_with_its_password():
    document = registry.read_document(LOCKED.read_bytes(), name="locked.xls", password="secret")
    assert document.text.splitlines()[1] == "种树\t市林业局\t2031年6月底前"
    assert document.sha256 == sha256(LOCKED.read_bytes()).hexdigest()


@pytest.mark.parametrize("password", [None, "Secret"])
def test_nor_does_it_without(password):
    with pytest.raises(PasswordError, match="密码"):
        registry.read_document(LOCKED.read_bytes(), name="locked.xls", password=password)
