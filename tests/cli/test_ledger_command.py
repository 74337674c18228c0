"""``policy-parse ledger``: the ledger that survives the week."""

import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
from ledger_desk import FIRST, Ledger, begin, run, write_plan
from openpyxl.comments import Comment
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter

from policy_parse import parse
from policy_parse.cli import main

pytestmark = pytest.mark.usefixtures("read_once")


@pytest.fixture
def desk(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


# ------------------------------------------------------------------------------------------------------- what people do

WORKS = (
    "抓好河道巡查。每周巡查河道并登记。（县水利局负责，2031年3月底前）",
    "抓好校车安全。逐车检验并公布结果。（县教育局负责，2031年5月底前）",
    "抓好粮食收购。敞开收购农民余粮。（县发展改革局负责，2031年8月底前）",
    "抓好森林防火。配齐护林员和机具。（县林业局负责，2031年10月底前）",
)


@pytest.fixture
def made(desk, capsys):
    """A ledger of four tasks, and what brings it up to date with others."""
    write_plan(desk / "plan.txt", WORKS)
    assert run("plan.txt") == 0
    capsys.readouterr()
    return Ledger(desk / "ledger.xlsx")


def update(*works):
    write_plan(Path("plan.txt"), works)
    assert run("plan.txt") == 0
    return Ledger("ledger.xlsx")


def test_a_correction_of_our_words_stays_and_is_told_when_the_plan_says_otherwise(made, capsys):
    made.put(FIRST, "责任单位", "县水利局、城关镇")
    made.put(FIRST + 1, "责任单位", "县教体局")
    made.save()
    after = update(WORKS[0], WORKS[1].replace("县教育局", "县公安局"), *WORKS[2:])
    assert [after.at(FIRST + i, "责任单位") for i in range(3)] == ["县水利局、城关镇", "县教体局", "县发展改革局"]
    told = [line for line in capsys.readouterr().out.splitlines() if line.startswith("保留")]
    assert len(told) == 1
    assert "校车" in told[0]
    record = [[cell.value for cell in row] for row in after.book["更新记录"].iter_rows()]
    assert ["责任单位", "县教体局", "县公安局"] in [row[4:] for row in record]


def test_rows_and_notes_of_ones_own_stay_where_they_are(made):
    y = made.sheet.max_row + 1
    made.put(y, "内容", "办公室自加的事项")
    made.put(y, "进展情况", "每月一报")
    made.sheet.cell(y + 3, 1).value = "以上由办公室汇总"
    made.sheet.cell(y + 4, 2).value = "=COUNTA(F4:F7)"
    made.book.create_sheet("说明")["A1"] = '=COUNTIF(任务台账!F$4:F$7,"抓*")&任务台账!F7'
    made.save()
    after = update(
        WORKS[0],
        *WORKS[2:],
        "抓好集市整治。取缔占道经营。（县城管局负责）",
        "抓好冬修水利。疏浚沟渠二十条。（县水利局负责）",
    )
    assert [begin(after.at(y, "内容"))[:6] for y in after.rows()] == ["抓好河道巡查", "抓好粮食收购", "抓好森林防火", "抓好集市整治", "抓好冬修水利", "办公室自加的"]  # fmt: skip
    assert after.at(FIRST + 5, "进展情况") == "每月一报"
    assert after.sheet.cell(FIRST + 8, 1).value == "以上由办公室汇总"
    assert after.sheet.cell(FIRST + 9, 2).value == "=COUNTA(F4:F6)"
    assert after.book["说明"]["A1"].value == '=COUNTIF(任务台账!F$4:F$6,"抓*")&任务台账!F6'


def test_look_lists_rules_comments_and_formulas_go_with_the_rows(made):
    sheet, last = made.sheet, made.sheet.max_row
    made.put(FIRST - 1, "剩余", "剩余")
    for y in made.rows():
        made.put(y, "剩余", f"=LEN(F{y})")
    sheet.cell(FIRST + 2, 6).fill = PatternFill("solid", fgColor="FFFF00")
    sheet.cell(FIRST + 2, 6).comment = Comment("问过了", "某某")
    sheet.row_dimensions[FIRST + 2].height = 77
    sheet.conditional_formatting.add(f"A{FIRST}:F{last}", FormulaRule(formula=[f"$A{FIRST}>2"]))
    made.save()
    after = update(*WORKS[1:3], "抓好集市整治。取缔占道经营。（县城管局负责）", WORKS[3])
    assert after.sheet.cell(FIRST + 1, 6).fill.fgColor.rgb == "00FFFF00"
    assert after.sheet.cell(FIRST + 1, 6).comment.text == "问过了"
    assert after.sheet.row_dimensions[FIRST + 1].height == 77
    assert [after.at(y, "剩余") for y in after.rows()] == [f"=LEN(F{y})" for y in after.rows()]
    *colours, formatting = sorted(after.sheet.conditional_formatting, key=lambda each: "F" in str(each.sqref))
    assert str(formatting.sqref) == f"A{FIRST}:F{last}"
    assert {str(each.sqref) for each in colours} == {f"A{FIRST}:{get_column_letter(after.column('编号'))}{last}"}
    (choice,) = after.sheet.data_validations.dataValidation
    assert re.fullmatch(rf"[A-Z]+{FIRST}:[A-Z]+{last}", str(choice.sqref))
    assert after.sheet.cell(FIRST + 2, 1).border.left.style == "thin"
    assert [after.at(y, "序号") for y in after.rows()] == [1, 2, 3, 4]


def test_merged_cells_are_taken_apart_and_keep_their_words(made, capsys):
    column = made.column("备注")
    made.put(FIRST, "备注", "三项一并督办")
    made.sheet.merge_cells(start_row=FIRST, end_row=FIRST + 2, start_column=column, end_column=column)
    made.save()
    after = update(*WORKS[1:])
    assert [after.at(y, "备注") for y in after.rows()] == ["三项一并督办", "三项一并督办", None]
    assert "合并的单元格" in capsys.readouterr().out


def test_what_begins_like_a_formula_stays_text(made):
    made.put(FIRST, "进展情况", "x")
    for y, words in zip(made.rows(), ("=1+1", "+1", "-1", "@SUM(A1)"), strict=True):
        cell = made.sheet.cell(y, made.column("备注"))
        cell.value, cell.data_type = words, "s"
    made.save()
    after = update(
        *(f"{lead}抓好{n}号渠清淤。清运淤泥。（县水利局负责）" for n, lead in enumerate("=+-@", 1)), *WORKS[:2]
    )
    formulas = [cell for sheet in after.book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert {cell.column for cell in formulas} == {after.column("剩余天数")}
    assert all(
        re.fullmatch(r"=IF\(AND\(ISNUMBER\([A-Z]+\d+\),[A-Z]+\d+<>\"已完成\"\),[A-Z]+\d+-TODAY\(\),\"\"\)", cell.value)
        for cell in formulas
    )


def test_a_ledger_of_many_documents_keeps_those_that_are_not_given(desk, capsys):
    (desk / "甲.txt").write_text(
        "某县2031年工作方案\n一、重点任务\n（一）抓好河道巡查。（县水利局负责）\n（二）抓好校车安全。（县教育局负责）\n",
        "utf-8",
    )
    (desk / "乙.txt").write_text("某镇2031年工作方案\n一、重点任务\n（一）抓好河道巡查。（镇水利站负责）\n", "utf-8")
    assert run("甲.txt", "乙.txt") == 0
    ledger = Ledger(desk / "ledger.xlsx")
    for y in ledger.rows():
        ledger.put(y, "备注", ledger.at(y, "来源文件"))
    ledger.save()
    (desk / "乙.txt").write_text(
        "某镇2031年工作方案\n一、重点任务\n（一）抓好森林防火。（镇林业站负责）\n（二）抓好河道巡查。（镇水利站负责）\n",
        "utf-8",
    )
    assert run("乙.txt") == 0
    assert "2 行原样保留" in capsys.readouterr().out
    (desk / "乙.txt").rename(desk / "丙.txt")
    assert run("丙.txt", "甲.txt") == 0
    after = Ledger(desk / "ledger.xlsx")
    found = [(after.at(y, "来源文件"), after.at(y, "责任单位"), after.at(y, "备注")) for y in after.rows()]
    assert sorted(found, key=str) == [("丙.txt", "镇林业站", None), ("丙.txt", "镇水利站", "乙.txt"), ("甲.txt", "县教育局", "甲.txt"), ("甲.txt", "县水利局", "甲.txt")]  # fmt: skip


# ---------------------------------------------------------------------------------------------------- the other sheets


def by_unit(ledger):
    head, *rows = list(ledger.book["单位台账"].iter_rows(min_row=3, values_only=True))
    return {row[head.index("单位")]: row[head.index("责任的任务")] for row in rows}


def test_the_sheet_by_unit_follows_the_rows_and_what_people_corrected(made):
    made.put(FIRST, "责任单位", "县水务集团、县财政局")
    units = made.book["单位台账"]
    column = units.max_column + 1
    units.cell(3, column).value = "联络员"
    for y in range(4, units.max_row + 1):
        units.cell(y, column).value = f"{units.cell(y, 2).value}的人"
    made.save()
    after = update(*WORKS[:3], "抓好集市整治。取缔占道经营。（县教育局负责）")
    assert by_unit(after) == {
        "县水务集团": "1 抓好河道巡查",
        "县财政局": "1 抓好河道巡查",
        "县教育局": "2 抓好校车安全\n4 抓好集市整治",
        "县发展改革局": "3 抓好粮食收购",
    }
    people = {row[1]: row[column - 1] for row in after.book["单位台账"].iter_rows(min_row=4, values_only=True)}
    assert (people["县教育局"], people["县水务集团"]) == ("县教育局的人", None)
    put_away = [cell.value for row in after.book["已移出的单位台账"].iter_rows() for cell in row]
    assert {"县水利局的人", "县林业局的人"} <= set(put_away)


def test_a_sheet_that_people_took_out_stays_out(made):
    del made.book["单位台账"]
    made.save()
    after = update(*WORKS[1:])
    assert "单位台账" not in after.book.sheetnames
    assert "单位台账" not in update(*WORKS).book.sheetnames


def test_title_and_source_follow_the_plan_unless_people_wrote_their_own(made, desk):
    made.sheet["A2"].value = "每月5日前填报"
    made.save()
    (desk / "plan.txt").write_text((desk / "plan.txt").read_text("utf-8").replace("2031年巡", "2032年巡"), "utf-8")
    assert run("plan.txt") == 0
    after = Ledger("ledger.xlsx")
    assert after.sheet["A1"].value == "某县2032年巡查工作方案任务台账"
    assert after.sheet["A2"].value == "每月5日前填报"
    assert after.book["单位台账"]["A2"].value.startswith("来源：《某县2032年")


def test_a_changed_row_is_as_tall_as_its_words_and_what_was_typed(made):
    made.put(FIRST, "进展情况", "已完成三处险工险段的除险加固，" * 30)
    before = made.sheet.row_dimensions[FIRST].height
    made.save()
    after = update(
        WORKS[0].replace("3月底前", "4月底前"), *WORKS[1:3], f"{'抓好集市整治，' * 20}取缔占道经营。（县城管局负责）"
    )
    assert after.sheet.row_dimensions[FIRST].height > 5 * before
    assert after.sheet.row_dimensions[FIRST + 3].height > 2 * after.sheet.row_dimensions[FIRST + 1].height
    with zipfile.ZipFile("ledger.xlsx") as package:
        assert b'customHeight="1"' not in package.read("xl/worksheets/sheet1.xml").split(b'r="4"')[1]


def test_a_ledger_is_read_back_as_its_work(made):
    made.put(FIRST, "进展情况", "已于2031年2月启动")
    made.save()
    update(*WORKS[1:3], WORKS[0].replace("县水利局", "县财政局"))
    plan = parse("ledger.xlsx")
    assert [
        (t.title, [u.text for u in t.responsible], [str(d.end) for d in t.deadlines if d.end]) for t in plan.tasks
    ] == [
        ("抓好河道巡查", ["县财政局"], ["2031-03-31"]),
        ("抓好校车安全", ["县教育局"], ["2031-05-31"]),
        ("抓好粮食收购", ["县发展改革局"], ["2031-08-31"]),
    ]
    assert {t.path for t in plan.tasks} == {("重点任务",)}
    assert "formula-unread" not in {finding.code for finding in plan.findings}


# ------------------------------------------------------------------------------------------------------------- refused


def test_nothing_is_touched_when_it_cannot_be_updated(made, desk, capsys):
    before = (desk / "ledger.xlsx").read_bytes()
    (desk / "plan.txt").write_text("这里没有任务。\n", "utf-8")
    assert run("plan.txt") == 1
    assert "没有读到任务" in capsys.readouterr().err
    assert (desk / "ledger.xlsx").read_bytes() == before
    assert not (desk / "ledger.xlsx.bak").exists()
    write_plan(desk / "plan.txt", WORKS)
    openpyxl.Workbook().save(desk / "ledger.xlsx")
    assert run("plan.txt") == 1
    assert "不是本程序写出的台账" in capsys.readouterr().err
    (desk / "ledger.xlsx").write_bytes(b"no workbook")
    assert run("plan.txt") == 1
    assert main(["ledger", "plan.txt", "-o", "ledger.csv"]) == 2
    assert main(["ledger", "plan.txt", "-o", "missing/ledger.xlsx"]) == 1


def test_parse_says_which_command_updates(made, capsys):
    made.put(FIRST, "进展情况", "已启动")
    made.save()
    assert main(["parse", "plan.txt", "-o", "ledger.xlsx"]) == 2
    assert "policy-parse ledger" in capsys.readouterr().err
    update(*WORKS[1:])
    assert main(["parse", "plan.txt", "-o", "ledger.xlsx"]) == 2


def test_a_correction_by_words_that_stand_in_other_rows_too_stays(made):
    made.put(FIRST, "责任单位", "县教育局")
    made.put(FIRST + 1, "截止日期", made.at(FIRST + 2, "截止日期"))
    made.save()
    after = update("抓好集市整治。取缔占道经营。（县城管局负责）", *WORKS)
    assert [after.at(y, "责任单位") for y in after.rows()] == [
        "县城管局",
        "县教育局",
        "县教育局",
        "县发展改革局",
        "县林业局",
    ]
    assert after.at(FIRST + 2, "截止日期") == after.at(FIRST + 3, "截止日期")


def test_without_our_notes_a_correction_is_replaced_but_kept_on_the_record(made):
    made.put(FIRST, "责任单位", "县水务局")
    made.put(FIRST, "备注", "已督办")
    made.book.custom_doc_props.props = []  # as programs do that know no properties of their own
    made.save()
    after = update(*WORKS)
    assert (after.at(FIRST, "责任单位"), after.at(FIRST, "备注")) == ("县水利局", "已督办")
    record = [[cell.value for cell in row][4:] for row in after.book["更新记录"].iter_rows()]
    assert ["责任单位", "县水务局", "县水利局"] in record


def test_a_ledger_that_cannot_be_written_stays_as_it_is(made, desk, monkeypatch):
    from policy_parse.writers import safe_files

    made.put(FIRST, "备注", "已督办")
    made.save()
    before = (desk / "ledger.xlsx").read_bytes()
    write_plan(desk / "plan.txt", WORKS[1:])
    kept = safe_files._part

    def full(target, pieces):
        if target.suffix == ".xlsx":
            raise OSError(28, "No space left on device")
        return kept(target, pieces)

    monkeypatch.setattr(safe_files, "_part", full)
    assert run("plan.txt") == 1
    assert (desk / "ledger.xlsx").read_bytes() == before
    assert (desk / "ledger.xlsx.bak").read_bytes() == before


def test_work_that_comes_back_has_its_words_again(made):
    made.put(FIRST + 1, "进展情况", "已检验三十辆")
    made.put(FIRST + 1, "分管领导", "某某")
    made.save()
    after = update(WORKS[0], *WORKS[2:])
    assert after.book["已移出的任务"].max_row == 2
    after = update(*WORKS)
    assert (after.at(FIRST + 1, "进展情况"), after.at(FIRST + 1, "分管领导")) == ("已检验三十辆", "某某")
    assert after.book["已移出的任务"].max_row == 1


def test_a_correction_of_work_that_comes_back_is_not_lost(made):
    made.put(FIRST + 1, "责任单位", "县教体局")
    made.save()
    update(WORKS[0], *WORKS[2:])
    after = update(*WORKS)
    assert after.at(FIRST + 1, "责任单位") == "县教育局"
    assert "县教体局" in [cell.value for cell in after.book["已移出的任务"][2]]


def test_a_table_that_an_office_program_made_of_it_grows_with_it(made):
    from openpyxl.worksheet.table import Table

    made.sheet.auto_filter.ref = None
    made.sheet.add_table(Table(displayName="台账", ref=f"A3:{get_column_letter(len(made.heads))}7"))
    made.save()
    after = update(*WORKS, "抓好集市整治。取缔占道经营。（县城管局负责）")
    assert after.sheet.tables["台账"].ref.endswith("8")


def test_words_in_a_text_box_are_not_lost_by_an_update(made, desk, capsys):
    with zipfile.ZipFile(desk / "ledger.xlsx", "a") as package:
        package.writestr("xl/drawings/drawing9.xml", "<xdr:wsDr><xdr:sp>请尽快填报</xdr:sp></xdr:wsDr>")
    before = (desk / "ledger.xlsx").read_bytes()
    write_plan(desk / "plan.txt", WORKS[1:])
    assert run("plan.txt") == 1
    assert "文本框" in capsys.readouterr().err
    assert (desk / "ledger.xlsx").read_bytes() == before
