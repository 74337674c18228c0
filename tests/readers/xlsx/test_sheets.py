"""Sheets as headings, titles, fill-in lines and tables."""

from datetime import date

import pytest
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Side
from workbooks import HEAD, cells, codes, fill, paragraphs, read_book, read_rows, saved, task_rows

from policy_parse.readers.xlsx import reader as xlsx

ALL_SIDES = Border(*[Side(style="thin")] * 4)


def test_a_sheet_is_a_table():
    document = read_rows([["序号", "任务"], [1, "新建泵站"]])
    assert document.format == "xlsx"
    assert document.page_count is None
    assert document.text == "序号\t任务\n1\t新建泵站"
    assert [(b.table, b.row, b.column, b.page) for b in document.blocks] == [
        (0, 0, 0, None), (0, 0, 1, None), (0, 1, 0, None), (0, 1, 1, None),
    ]  # fmt: skip


def test_values_are_shown_by_their_formats():
    rows = [["指标", "目标", "时限"], ["漏损率", 0.09, date(2025, 6, 30)], ["泵站", 3.0, "年底前"]]
    document = read_rows(rows, formats=("", "0%", 'yyyy"年"m"月"d"日"'))
    assert document.text.split("\n")[1] == "漏损率\t9%\t2025年6月30日"
    assert read_rows(rows).text.split("\n")[2] == "泵站\t3\t年底前"


def test_merged_cells_keep_their_spans():
    document = read_rows(
        [["序号", "责任分工", None], [None, "牵头", "配合"], [1, "甲局", "乙局"], [2, "隐去", "丙局"]],
        merged=["A1:A2", "B1:C1", "B3:B4"],
    )
    assert cells(document) == [
        (0, 0, 2, 1, "序号"), (0, 1, 1, 2, "责任分工"), (1, 1, 1, 1, "牵头"), (1, 2, 1, 1, "配合"),
        (2, 0, 1, 1, "1"), (2, 1, 2, 1, "甲局"), (2, 2, 1, 1, "乙局"), (3, 0, 1, 1, "2"), (3, 2, 1, 1, "丙局"),
    ]  # fmt: skip


def test_lines_of_a_cell_are_paragraphs_of_it():
    assert cells(read_rows([["任务", "单位"], [" 修路 \r\n\n架桥\t两座", "甲局"]]))[2][4] == "修路\n架桥 两座"


def test_a_title_over_the_width_is_a_paragraph():
    book = Workbook()
    fill(book.active, [["青岚县2025年任务分解表"], *task_rows()])
    book.active.merge_cells("A1:D1")
    book.active["A1"].alignment = Alignment(horizontal="center")
    document = read_book(book)
    assert paragraphs(document) == ["青岚县2025年任务分解表"]
    assert document.blocks[0].alignment == "center"
    assert cells(document)[0] == (0, 0, 1, 1, "序号")


def test_a_title_may_be_two_rows_high_and_wider_than_the_table():
    document = read_rows([["青岚县2025年任务分解表"], [None], *task_rows()], merged=["A1:H2"])
    assert paragraphs(document) == ["青岚县2025年任务分解表"]
    assert cells(document)[:4] == [(0, n, 1, 1, head) for n, head in enumerate(HEAD)]


@pytest.mark.parametrize(
    ("row", "line"),
    [
        (["填报单位：县水利局", None, "填报时间：2025年3月"], "填报单位：县水利局　填报时间：2025年3月"),
        (["填报单位：", "县水利局", "填报时间：", "2025年3月"], "填报单位：县水利局　填报时间：2025年3月"),
        (["填报单位：县水利局", None, None, "2025年3月"], "填报单位：县水利局　2025年3月"),
    ],
)
def test_a_fill_in_row_is_a_line_of_its_own(row, line):
    document = read_rows([["青岚县任务表"], row, *task_rows()])
    assert paragraphs(document) == ["青岚县任务表", line]
    assert document.blocks[1].note == "form"
    assert cells(document)[0][4] == "序号"


def test_one_cell_above_the_head_is_a_paragraph():
    lines = ["附件：青岚县任务表", "说明：列第一位的为牵头单位"]
    document = read_rows([*([line] for line in lines), *task_rows()])
    assert paragraphs(document) == lines
    assert [b.note for b in document.blocks[:2]] == [None, None]


def test_one_field_beside_the_margin_is_a_form():
    document = read_rows([["青岚县任务表"], [None, None, None, "单位：万元"], *task_rows()])
    assert paragraphs(document) == ["青岚县任务表", "单位：万元"]
    assert [b.note for b in document.blocks[:2]] == [None, "form"]


def test_what_is_filled_in_below_a_table_is_no_row():
    document = read_rows([*task_rows(), ["填表人：张三", None, "审核人："], ["注：以下空白"]], merged=["A5:D5"])
    assert paragraphs(document) == ["填表人：张三　审核人：", "注：以下空白"]
    assert max(b.row for b in document.blocks if b.row is not None) == 2


def test_a_last_row_of_work_stays():
    document = read_rows([*task_rows(), [None, "修桥：两座"]])
    assert cells(document)[-1] == (3, 1, 1, 1, "修桥：两座")


def test_fields_with_their_values_are_a_card():
    document = read_rows([["任务卡"], ["任务名称：", "新建泵站"], ["责任单位：", "县水利局"]])
    assert paragraphs(document) == ["任务卡"]
    assert [c[4] for c in cells(document)] == ["任务名称：", "新建泵站", "责任单位：", "县水利局"]


def test_empty_rows_part_tables():
    document = read_rows([["一、水利"], *task_rows(), [], [], ["二、交通"], *task_rows()])
    assert paragraphs(document) == ["一、水利", "二、交通"]
    assert len(cells(document, 0)) == len(cells(document, 1)) == 12


def test_empty_rows_with_borders_belong_to_their_table():
    book = Workbook()
    fill(book.active, task_rows())
    fill(book.active, [[3, "新建水厂", "县住建局", "年底前"]], top=6)
    for y in range(1, 7):
        for x in range(1, 5):
            book.active.cell(y, x).border = ALL_SIDES
    document = read_book(book)
    assert [b.row for b in document.blocks][-1] == 3
    assert {b.table for b in document.blocks} == {0}


def test_empty_rows_and_columns_are_left_out():
    book = Workbook()
    fill(book.active, [[None, "任务", None, "单位"], [None, "修路", None, "甲局"]], top=3)
    book.active.cell(60, 30).border = ALL_SIDES
    assert cells(read_book(book)) == [
        (0, 0, 1, 1, "任务"),
        (0, 1, 1, 1, "单位"),
        (1, 0, 1, 1, "修路"),
        (1, 1, 1, 1, "甲局"),
    ]


def test_several_sheets_have_their_names_as_headings():
    book = Workbook()
    book.active.title = "水利"
    fill(book.active, task_rows())
    fill(book.create_sheet("交通"), [["交通任务清单"], *task_rows()])
    fill(book.create_sheet("住建"), [["青岚县任务清单"], *task_rows()])
    fill(book.create_sheet("Sheet4"), task_rows())
    book.create_sheet("空表")
    document = read_book(book)
    assert paragraphs(document) == ["水利", "交通任务清单", "青岚县任务清单", "住建"]
    assert [b.heading for b in document.blocks if b.kind == "paragraph"] == [1, None, None, 1]


def test_the_name_of_the_only_sheet_is_left_out():
    book = Workbook()
    book.active.title = "水利"
    fill(book.active, task_rows())
    book.create_sheet("空表")
    assert paragraphs(read_book(book)) == []


def test_a_column_of_lines_is_text():
    lines = [["青岚县防汛工作方案"], ["一、工作目标"], ["责任单位：县水利局"]]
    document = read_rows(lines)
    assert paragraphs(document) == [line for [line] in lines]
    assert {b.note for b in document.blocks} == {None}


def test_what_is_hidden_is_read_and_said():
    book = Workbook()
    fill(book.active, task_rows())
    fill(book.create_sheet("旧表"), task_rows()).sheet_state = "hidden"
    book.active.row_dimensions[2].hidden = True
    book.active.row_dimensions[90].hidden = True
    book.active.column_dimensions["C"].hidden = True
    document = read_book(book)
    assert codes(document) == ["hidden-cells", "hidden-cells"]
    assert "旧表" in document.notices[0].message
    assert "1 行、1 列" in document.notices[1].message
    assert document.text.count("县文旅局") == 2


def test_formulas_are_not_evaluated():
    document = read_rows([["任务", "总数"], ["新建泵站", "=1+2"]])
    assert cells(document)[-1][4] == "新建泵站"
    assert codes(document) == ["formula-unread"]


def test_the_place_of_a_sheet_name_with_a_title_row_is_below_it():
    book = Workbook()
    book.active.title = "总表"
    fill(book.active, [["青岚县2025年重点任务分解表"], *task_rows()])
    fill(book.create_sheet("附表"), task_rows())
    assert paragraphs(read_book(book)) == ["青岚县2025年重点任务分解表", "总表", "附表"]


def test_the_same_bytes_give_the_same_document():
    data = saved(fill(Workbook().active, task_rows()).parent)
    assert xlsx.read(data, name="x") == xlsx.read(data, name="x")
