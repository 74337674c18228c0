"""The ledger as a workbook: what an office fills in and prints."""

import io
from datetime import datetime

import pytest

from policy_parse.writers import render

openpyxl = pytest.importorskip("openpyxl")


def book(plan):
    return openpyxl.load_workbook(io.BytesIO(render(plan, "xlsx")))


def column(sheet, head):
    heads = [cell.value for cell in sheet[3]]
    return [row[heads.index(head)] for row in sheet.iter_rows(min_row=4)]


def test_there_are_sheets_of_tasks_overall_targets_and_findings(plan, plan_with_targets):
    assert book(plan_with_targets).sheetnames == ["任务台账", "总体指标", "疑问"]
    assert book(plan).sheetnames == ["任务台账", "疑问"]


def test_words_of_the_document_stay_words(plan):
    cell = column(book(plan)["任务台账"], "内容")[0]
    assert "=1+1，漏损率控制在9%以内 <b>" in cell.value
    assert cell.data_type == "s"


def test_what_begins_like_a_formula_is_no_formula(plan):
    first, second = plan.tasks
    alone = plan.model_copy(
        update={"tasks": (first.model_copy(update={"related": ()}), second.model_copy(update={"related": ()}))}
    )
    cell = column(book(alone)["任务台账"], "内容")[0]
    assert (cell.value, cell.data_type) == ("=1+1，漏损率控制在9%以内 <b>", "s")


def test_a_last_day_is_a_date_with_the_words_beside(plan):
    sheet = book(plan)["任务台账"]
    assert column(sheet, "截止日期")[0].value == datetime(2022, 12, 31)  # noqa: DTZ001 - a day has no zone
    assert column(sheet, "截止日期")[0].is_date
    assert column(sheet, "时限")[0].value == "年底前"


def test_title_and_source_stand_at_the_top(plan):
    sheet = book(plan)["任务台账"]
    assert sheet["A1"].value == "示例工作方案<i>任务台账"
    assert sheet["A2"].value == "来源：《示例工作方案<i>》　源文件：plan.docx"


def test_columns_with_nothing_in_them_are_left_out_but_for_the_room_of_the_office(plan):
    heads = [cell.value for cell in book(plan)["任务台账"][3]]
    assert "配合单位" not in heads
    assert heads[-3:] == ["进展情况", "完成状态", "备注"]


def test_a_state_is_chosen_from_four(plan):
    sheet = book(plan)["任务台账"]
    (rule,) = sheet.data_validations.dataValidation
    state = column(sheet, "完成状态")[0]
    assert state.coordinate in rule.sqref
    assert rule.formula1 == '"未启动,进行中,已完成,超期"'


def test_every_sheet_prints_across_with_its_head_on_each_page(plan_with_targets):
    for sheet in book(plan_with_targets):
        assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows == "$3:$3"
        assert sheet.freeze_panes == "A4"
        assert sheet.auto_filter.ref.startswith("A3:")
        assert sheet["A4"].border.left.style == "thin"


def test_severity_is_said_in_chinese_with_the_codes_beside(plan):
    sheet = book(plan)["疑问"]
    assert [column(sheet, head)[0].value for head in ("级别", "级别代码", "疑问代码")] == [
        "提示",
        "info",
        "unit-variant",
    ]


def test_a_plan_without_tasks_is_a_workbook_too(plan):
    assert book(plan.model_copy(update={"tasks": (), "findings": ()})).sheetnames == ["任务台账", "疑问"]
