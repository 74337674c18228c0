"""The ledger as a workbook: what an office fills in and prints."""

import io
import zipfile
from datetime import datetime

import openpyxl
import pytest

from policy_parse.cli import main
from policy_parse.writers import find_writer, render
from policy_parse.writers.workbook import is_ledger


def book(plan):
    return openpyxl.load_workbook(io.BytesIO(render(plan, "xlsx")))


def column(sheet, head):
    heads = [cell.value for cell in sheet[3]]
    return [row[heads.index(head)] for row in sheet.iter_rows(min_row=4)]


def test_there_are_sheets_of_tasks_overall_targets_and_findings(plan, plan_with_targets):
    assert book(plan_with_targets).sheetnames == ["任务台账", "总体指标", "单位台账", "疑问"]
    assert book(plan).sheetnames == ["任务台账", "单位台账", "疑问"]


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


@pytest.mark.parametrize("lead", ["=", "+", "-", "@", "＝", "＠"])
def test_no_sheet_runs_what_a_plan_or_its_units_begin_with(build_plan, lead):
    plan = build_plan(f"{lead}cmd|' /C calc'!A0，漏损率控制在9%以内", name=f"{lead}plan.docx")
    tasks = tuple(
        task.model_copy(update={"title": f"{lead}1+1", "number": f"{lead}1", "path": (f"{lead}1",), "related": ()})
        for task in plan.tasks
    )
    header = plan.header.model_copy(update={"title": f"{lead}1+1"})
    made = plan.model_copy(update={"tasks": tasks, "targets": plan.tasks[0].targets, "header": header})
    cells = [cell for sheet in book(made) for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert all("TODAY()" in cell.value for cell in cells)
    title = column(book(made)["任务台账"], "任务名称")[0]
    assert (title.value, title.data_type, title.quotePrefix) == (f"{lead}1+1", "s", True)


def test_a_last_day_is_a_date_with_the_words_beside(plan):
    sheet = book(plan)["任务台账"]
    assert column(sheet, "截止日期")[0].value == datetime(2022, 12, 31)  # noqa: DTZ001 - a day has no zone
    assert column(sheet, "截止日期")[0].is_date
    assert column(sheet, "时限")[0].value == "年底前"


def test_title_and_source_stand_at_the_top(plan):
    sheet = book(plan)["任务台账"]
    assert sheet["A1"].value == "示例工作方案<i>任务台账"
    assert sheet["A2"].value == "来源：《示例工作方案<i>》　源文件：plan.docx（红：超期；黄：15 天内到期；绿：已完成）"


def test_columns_with_nothing_in_them_are_left_out_but_for_the_room_of_the_office(plan):
    heads = [cell.value for cell in book(plan)["任务台账"][3]]
    assert "配合单位" not in heads
    assert [head for head in heads if head in ("剩余天数", "进展情况", "完成状态", "备注")] == heads[-8:-4]
    assert heads[-4:] == ["所属章节", "原序号", "出处", "编号"]


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
        assert sheet.oddFooter.center.text == "第 &P 页，共 &N 页"
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
    assert book(plan.model_copy(update={"tasks": (), "findings": ()})).sheetnames == ["任务台账"]


def test_what_is_not_printed_stands_behind_what_is(plan):
    sheet = book(plan)["任务台账"]
    last = column(sheet, "备注")[0].column_letter
    assert sheet.print_area == f"'任务台账'!$A$1:${last}$4"
    assert f"A1:{last}1" in sheet.merged_cells


def test_the_workbook_says_what_it_is(plan):
    properties = book(plan).properties
    assert (properties.title, properties.creator) == ("示例工作方案<i>任务台账", "policy-parse")
    assert (properties.description, properties.language) == ("plan.docx", "zh-CN")


def test_days_left_are_computed_from_the_last_day_and_the_state(plan):
    sheet = book(plan)["任务台账"]
    day, state = (column(sheet, head)[0].coordinate for head in ("截止日期", "完成状态"))
    cell = column(sheet, "剩余天数")[0]
    assert cell.value == f'=IF(AND(ISNUMBER({day}),{state}<>"已完成"),{day}-TODAY(),"")'
    assert cell.number_format == "0"


def test_rows_are_coloured_by_their_last_day_and_state(plan):
    sheet = book(plan)["任务台账"]
    rules = [rule for formatting in sheet.conditional_formatting for rule in formatting.rules]
    assert [rule.formula[0].count("TODAY()") for rule in sorted(rules, key=lambda rule: rule.priority)] == [0, 1, 1]
    assert all(rule.stopIfTrue and rule.dxf.fill.bgColor.rgb for rule in rules)


def test_an_overall_target_has_a_number_and_a_day_to_reckon_with(plan_with_targets):
    sheet = book(plan_with_targets)["总体指标"]
    value = column(sheet, "数值")[0]
    assert (value.value, value.data_type, column(sheet, "计量单位")[0].value) == (9, "n", "%")


def test_each_unit_has_a_row_with_what_it_leads_and_supports(plan):
    sheet = book(plan)["单位台账"]
    assert [column(sheet, head)[0].value for head in ("单位", "牵头项数", "合计", "牵头的任务")] == [
        "区水利局",
        1,
        1,
        "1 管网改造",
    ]


def test_a_row_is_as_tall_as_its_words_and_grows_when_more_is_typed(plan):
    long = plan.tasks[0].model_copy(update={"text": "全面落实水资源管理制度措施。" * 40, "related": ()})
    made = render(plan.model_copy(update={"tasks": (long,)}), "xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(made))["任务台账"]
    lines = 14 * 40 / (sheet.column_dimensions[column(sheet, "内容")[0].column_letter].width / 1.67)
    assert lines * 13 < sheet.row_dimensions[4].height < lines * 20
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        assert b'customHeight="1"' not in package.read("xl/worksheets/sheet1.xml").split(b'r="3"')[1]


# ------------------------------------------------------------------------------------ what people typed is not lost

TWO_TASKS = "某县2031年巡查工作方案\n一、重点任务\n（一）抓好巡查。（县水利局负责）\n（二）抓好=整改\r。（县财政局负责，2031年6月底前）\n"


@pytest.fixture
def ledger(tmp_path, monkeypatch):
    """A ledger in a folder of its own, with the command that made it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "plan.txt").write_text(TWO_TASKS, "utf-8")
    assert main(["parse", "plan.txt", "-o", "ledger.xlsx"]) == 0
    return tmp_path / "ledger.xlsx"


def saved(ledger, change=lambda book: None):
    """The bytes of the ledger, saved again by another program, with what `change` does to it."""
    opened = openpyxl.load_workbook(ledger)
    change(opened)
    opened.save(ledger)
    return ledger.read_bytes()


def fill_in(book):
    sheet = book["任务台账"]
    sheet.cell(5, [cell.value for cell in sheet[3]].index("进展情况") + 1).value = "已完成招标"


def own_column(book):
    sheet = book["任务台账"]
    sheet.cell(3, sheet.max_column + 1).value = "分管领导"


def note_below(book):
    sheet = book["任务台账"]
    sheet.cell(sheet.max_row + 5, 1).value = "以上由办公室汇总"


def own_sheet(book):
    book.create_sheet("说明")["A1"] = "请于每月5日前填报"


def changed_words(book):
    book["任务台账"].cell(4, 2).value = "改过的编号"


@pytest.mark.parametrize("change", [fill_in, own_column, note_below, own_sheet, changed_words])
def test_a_ledger_that_somebody_worked_in_is_not_written_over(ledger, capsys, change):
    before = saved(ledger, change)
    assert main(["parse", "plan.txt", "-o", "ledger.xlsx"]) == 2
    assert "填写过" in capsys.readouterr().err
    out = ledger.parent / "out"  # not beside the plan: a workbook there would be read as a document the next time
    assert main(["parse", "plan.txt", "-o", f"{out}/", "--format", "xlsx"]) == 0
    ledger.rename(out / "plan.xlsx")
    assert main(["parse", "plan.txt", "-o", f"{out}/", "--format", "xlsx"]) == 2
    assert (out / "plan.xlsx").read_bytes() == before


@pytest.mark.parametrize("again", ["as written", "saved by another program"])
def test_a_ledger_that_nobody_worked_in_is_written_anew(ledger, again):
    if again != "as written":
        saved(ledger)
    assert main(["parse", "plan.txt", "-o", "ledger.xlsx"]) == 0


def test_any_other_workbook_is_not_written_over(ledger, capsys):
    openpyxl.Workbook().save(ledger)
    assert main(["parse", "plan.txt", "-o", "ledger.xlsx"]) == 2
    ledger.write_bytes(b"no workbook")
    assert main(["parse", "plan.txt", "-o", "ledger.xlsx"]) == 2


def test_whatever_a_plan_holds_its_ledger_is_known_as_untouched(plan, tmp_path):
    odd = "a\x0b b _x0041_ \r\n 1e5 \t =1+1 2031-01-01 00:00:00"
    task = plan.tasks[0].model_copy(update={"title": odd, "text": odd, "related": ()})
    written = render(plan.model_copy(update={"tasks": (task, *plan.tasks[1:])}), "xlsx")
    (tmp_path / "ledger.xlsx").write_bytes(written)
    assert find_writer("xlsx").is_as_written(tmp_path / "ledger.xlsx")


def test_a_ledger_is_known_by_its_properties_and_a_damaged_or_swollen_workbook_is_none(plan, tmp_path):
    made = render(plan, "xlsx")
    (tmp_path / "ledger.xlsx").write_bytes(made)
    assert is_ledger(tmp_path / "ledger.xlsx")

    with zipfile.ZipFile(io.BytesIO(made)) as package:
        info = package.getinfo("docProps/custom.xml")
    begins = info.header_offset + 30 + len(info.filename)
    damaged = made[:begins] + b"\xff" * info.compress_size + made[begins + info.compress_size :]
    swollen = io.BytesIO()
    with zipfile.ZipFile(swollen, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("docProps/custom.xml", b"policy-parse cells" + b" " * (1 << 20))
    for data in (damaged, swollen.getvalue(), made[:200], b""):
        (tmp_path / "other.xlsx").write_bytes(data)
        assert not is_ledger(tmp_path / "other.xlsx")
