"""``policy-parse ledger --template``: an office's own workbook, filled in and brought up to date."""

import openpyxl
import pytest
from ledger_desk import TEMPLATES

from policy_parse.cli import main

WORKS = (
    "抓好河道巡查。每周巡查河道并登记。（牵头单位：县水利局；配合单位：各乡镇；2031年3月底前）",
    "抓好校车安全。逐车检验并公布结果。（牵头单位：县教育局；配合单位：县公安局；2031年5月底前）",
    "抓好粮食收购。敞开收购农民余粮。（牵头单位：县发展改革局；2031年8月底前）",
    "=抓好森林防火。配齐护林员和机具。（牵头单位：县林业局；2031年10月底前）",
)


def write_plan(works):
    lines = "".join(f"（{number}）{words}\n" for number, words in enumerate(works, 1))
    with open("plan.txt", "w", encoding="utf-8") as file:
        file.write(f"某县2031年巡查工作方案\n一、重点任务\n{lines}")


@pytest.mark.parametrize("make", TEMPLATES)
def test_an_offices_own_workbook_is_filled_and_updated(make, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    book = openpyxl.Workbook()
    form = make(book)
    sheet, first = book[form.sheet], form.first
    column = {"工作内容": form.work, "督办等级": form.typed, **form.columns}
    heads = [[cell.value for cell in row] for row in sheet.iter_rows(max_row=first - 1)]
    names = book.sheetnames
    book.save("ours.xlsx")
    template = (tmp_path / "ours.xlsx").read_bytes()
    write_plan(WORKS)
    command = ["ledger", "plan.txt", "-o", "ledger.xlsx", "--template", "ours.xlsx"]
    assert main(command) == 0
    assert capsys.readouterr().out == "ledger.xlsx: 新建（made）\n"
    assert (tmp_path / "ours.xlsx").read_bytes() == template

    book = openpyxl.load_workbook("ledger.xlsx")
    filled = book[sheet.title]
    assert [[cell.value for cell in row] for row in filled.iter_rows(max_row=first - 1)] == heads
    works = [filled.cell(y, column["工作内容"]) for y in range(first, first + 4)]
    assert [cell.value[:7].lstrip("=") for cell in works] == [
        "抓好河道巡查。",
        "抓好校车安全。",
        "抓好粮食收购。",
        "抓好森林防火",
    ]
    assert {cell.data_type for cell in works} == {"s"}
    assert "县教育局" in filled.cell(first + 1, column["主办单位"]).value
    assert filled.cell(first + 1, column.get("协办单位", column["主办单位"])).value.endswith("县公安局")
    for y in range(first, first + 4):
        filled.cell(y, column["督办等级"]).value = f"已办 {filled.cell(y, column['工作内容']).value}"
        assert filled.cell(y, 1).border.left.style == sheet.cell(first, 1).border.left.style
        if "累计天数" in column:
            assert filled.cell(y, column["累计天数"]).value == f"=LEN(C{y})"
            assert filled.cell(y, 3).fill.fgColor.rgb == "00DDEEFF"
    if "累计天数" in column:
        assert filled["A9"].value == "填表人："
        assert str(filled.data_validations.dataValidation[0].sqref) == "F4:F7"
    book.save("ledger.xlsx")

    write_plan(
        [WORKS[3], "抓好集市整治。取缔占道经营。（牵头单位：县城管局）", WORKS[1].replace("5月", "6月"), WORKS[0]]
    )
    capsys.readouterr()
    assert main(command) == 0
    assert "其中变化 1 行；新增 1 行，移出 1 行" in capsys.readouterr().out
    book = openpyxl.load_workbook("ledger.xlsx")
    assert book.sheetnames == [*names, "已移出的任务", "更新记录"]
    after = book[sheet.title]
    assert [[cell.value for cell in row] for row in after.iter_rows(max_row=first - 1)] == heads
    found = {}
    for y in range(first, first + 4):
        found[after.cell(y, column["工作内容"]).value] = after.cell(y, column["督办等级"]).value
    assert len(found) == 4
    assert [typed for work, typed in found.items() if "集市" in work] == [None]
    assert all(typed == f"已办 {work}" for work, typed in found.items() if "集市" not in work)
    assert any("粮食收购" in str(cell.value) and "已办" in str(cell.value) for cell in book["已移出的任务"][2])


def test_a_workbook_without_a_known_head_is_refused(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    openpyxl.Workbook().save("ours.xlsx")
    write_plan(WORKS)
    assert main(["ledger", "plan.txt", "-o", "ledger.xlsx", "--template", "ours.xlsx"]) == 1
    assert "没有认出任务表的表头" in capsys.readouterr().err
    assert main(["ledger", "plan.txt", "-o", "ours.xlsx", "--template", "ours.xlsx"]) == 2
    assert not (tmp_path / "ledger.xlsx").exists()
