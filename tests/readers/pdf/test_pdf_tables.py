"""Tables of a PDF: ruled, merged, continued over pages, and told by alignment alone."""

from itertools import pairwise

import pytest
from pdf_writer import PdfPage, write_pdf

from policy_parse.readers.pdf import reader as pdf

XS = [60, 100, 240, 380, 460, 540]
HEADER = ["序号", "重点任务", "工作内容", "责任单位", "完成时限"]
ROWS = [
    ["1", "节水载体", "创建节水型企业3家。", "市经信局", "2027年底前"],
    ["2", "管网改造", "改造老旧管网12公里。", "市住建局", "2028年6月"],
    ["3", "监督检查", "每季度检查一次。", "市水务局", "长期坚持"],
]


def read(*pages):
    return pdf.read(write_pdf(*pages), name="plan.pdf")


def tables(document):
    """Each table as its cells: (row, column, row_span, column_span, text)."""
    found = {}
    for block in document.blocks:
        if block.kind == "cell":
            place = block.row, block.column, block.row_span, block.column_span
            found.setdefault(block.table, []).append((*place, block.span.of(document.text)))
    return list(found.values())


def plain(rows):
    return [(r, c, 1, 1, text) for r, row in enumerate(rows) for c, text in enumerate(row)]


def heights(count, top=100, height=40):
    return [top + i * height for i in range(count + 1)]


def test_a_ruled_table_is_its_cells():
    page = PdfPage().table(XS, heights(4), [HEADER, *ROWS])
    assert tables(read(page)) == [plain([HEADER, *ROWS])]


def test_words_above_between_and_below_tables_stand_in_order():
    page = PdfPage().text(80, 90, "附表1").table(XS[:3], heights(1, 100), [["甲", "乙"]])
    page.text(80, 170, "附表2").table(XS[:3], heights(1, 180), [["丙", "丁"]]).text(80, 250, "备注：下同。")
    assert read(page).text == "附表1\n甲\t乙\n附表2\n丙\t丁\n备注：下同。"


def test_merged_cells_have_their_spans():
    rows = [["任务", "分工", None], [None, "牵头单位", "配合单位"], ["节水", "市水务局", "各县区"]]
    page = PdfPage().table(XS[:4], heights(3), rows, without={("v", 0, 2), ("h", 1, 0)})
    (cells,) = tables(read(page))
    assert cells[:2] == [(0, 0, 2, 1, "任务"), (0, 1, 1, 2, "分工")]
    assert (1, 2, 1, 1, "配合单位") in cells


def test_lines_of_a_cell_are_joined_and_ended_lines_kept_apart():
    xs = [60, 180, 300]
    page = PdfPage().table(xs, [100, 180], [[["市发展改革委、市生", "态环境局、市水利局"], ["市水利局", "市财政局"]]])
    assert [c[4] for c in tables(read(page))[0]] == ["市发展改革委、市生态环境局、市水利局", "市水利局\n市财政局"]


def test_numbered_items_in_a_cell_are_kept_apart_though_the_line_is_full():
    xs = [60, 180, 300]
    page = PdfPage().table(xs, [100, 180], [[["1.建成节水型企业。", "2.改造供水管网。"], "市水务局"]], size=13)
    assert tables(read(page))[0][0][4] == "1.建成节水型企业。\n2.改造供水管网。"


def test_a_table_goes_on_over_the_page_with_its_header_repeated():
    first = PdfPage().table(XS, heights(2, 700, 30), [HEADER, ROWS[0]]).text(280, 800, "— 1 —", 12)
    second = PdfPage().table(XS, heights(3, 60), [HEADER, *ROWS[1:]]).text(280, 800, "— 2 —", 12)
    assert tables(read(first, second)) == [plain([HEADER, *ROWS])]


def test_a_table_goes_on_over_the_page_without_its_header():
    first = PdfPage().table(XS, heights(2, 700, 30), [HEADER, ROWS[0]])
    second = PdfPage().table(XS, heights(2, 60), ROWS[1:])
    assert tables(read(first, second)) == [plain([HEADER, *ROWS])]


def test_a_header_of_two_rows_repeated_is_dropped_once_and_whole():
    head = [["任务", "分工", None], [None, "牵头单位", "配合单位"]]
    first = PdfPage().table(
        XS[:4], heights(3, 600), [*head, ["甲", "乙局", "丙局"]], without={("v", 0, 2), ("h", 1, 0)}
    )
    second = PdfPage().table(
        XS[:4], heights(3, 60), [*head, ["丁", "戊局", "己局"]], without={("v", 0, 2), ("h", 1, 0)}
    )
    (cells,) = tables(read(first, second))
    assert [c[4] for c in cells] == ["任务", "分工", "牵头单位", "配合单位", "甲", "乙局", "丙局", "丁", "戊局", "己局"]


def test_a_row_cut_by_the_page_in_the_middle_of_words_is_one_row():
    top = ["1", "节水载", ["创建节水型企业并", "对用水大户开展水"], "市经信局", "2027年6月30"]
    rest = ["", "体", "平衡测试。", "", "日"]
    first = PdfPage().table([60, 100, 160, 260, 340, 420], [700, 730, 780], [HEADER, top])
    second = PdfPage().table([60, 100, 160, 260, 340, 420], [60, 100, 140], [rest, ROWS[1]])
    (cells,) = tables(read(first, second))
    assert [c[4] for c in cells[5:10]] == [
        "1",
        "节水载体",
        "创建节水型企业并对用水大户开展水平衡测试。",
        "市经信局",
        "2027年6月30日",
    ]
    assert cells[10][:2] == (2, 0)


def test_a_row_cut_between_two_sentences_is_one_row():
    first = PdfPage().table(XS, heights(3, 600), [HEADER, ROWS[0], ROWS[1]])
    second = PdfPage().table(XS, heights(2, 60), [["", "", "同步更换智能水表。", "", ""], ROWS[2]])
    (cells,) = tables(read(first, second))
    assert [c[4] for c in cells[10:15]] == [
        "2",
        "管网改造",
        "改造老旧管网12公里。同步更换智能水表。",
        "市住建局",
        "2028年6月",
    ]
    assert cells[15][:2] == (3, 0)


def test_whole_rows_on_either_side_of_the_page_stay_two():
    first = PdfPage().table(XS, heights(1, 740), [ROWS[0]])
    second = PdfPage().table(XS, heights(2, 60), ROWS[1:])
    assert len(tables(read(first, second))[0]) == 15


def test_a_merged_cell_that_is_an_empty_box_on_the_next_page_is_one_cell():
    xs = [60, 140, 340, 440]
    rows = [["类别", "任务", "单位"], ["水资源", "控制总量。", "甲局"], [None, "监测水质。", "乙局"]]
    more = [["", "巡查河道。", "丙局"], [None, "清理垃圾。", "丁局"], ["大气", "控制扬尘。", "戊局"]]
    first = PdfPage().table(xs, heights(3, 660), rows, without={("h", 2, 0)})
    second = PdfPage().table(xs, heights(3, 60), more, without={("h", 1, 0)})
    (cells,) = tables(read(first, second))
    assert [c for c in cells if c[1] == 0] == [(0, 0, 1, 1, "类别"), (1, 0, 4, 1, "水资源"), (5, 0, 1, 1, "大气")]


def test_an_empty_cell_of_an_ordinary_column_stays_empty():
    first = PdfPage().table(XS, heights(2, 700, 30), [HEADER, ROWS[0]])
    second = PdfPage().table(XS, heights(2, 60), [["2", "管网改造", "改造老旧管网。", "市住建局", ""], ROWS[2]])
    (cells,) = tables(read(first, second))
    assert (2, 4, 1, 1, "") in cells


def test_tables_of_other_columns_on_the_next_page_are_others():
    first = PdfPage().table(XS, heights(2, 700, 30), [HEADER, ROWS[0]])
    second = PdfPage().table([60, 200, 540], heights(1, 60), [["指标", "目标值"]])
    assert len(tables(read(first, second))) == 2


def test_words_between_two_tables_keep_them_apart():
    first = PdfPage().table(XS, heights(2, 600, 30), [HEADER, ROWS[0]]).text(80, 700, "附件2")
    second = PdfPage().table(XS, heights(2, 60), [HEADER, ROWS[1]])
    assert len(tables(read(first, second))) == 2


def test_a_table_over_three_pages_is_one():
    pages = [PdfPage().table(XS, heights(2, 700 if i == 0 else 60, 30), [HEADER, ROWS[i]]) for i in range(2)]
    pages[1] = PdfPage().table(XS, heights(20, 60, 36), [HEADER] + [[str(i), *ROWS[1][1:]] for i in range(2, 21)])
    pages.append(PdfPage().table(XS, heights(2, 60), [HEADER, ["21", *ROWS[2][1:]]]))
    (cells,) = tables(read(*pages))
    assert [c[4] for c in cells if c[1] == 0] == ["序号", *map(str, range(1, 22))]


def test_a_landscape_page_holds_the_same_table():
    page = PdfPage(842, 595).table(XS, heights(4), [HEADER, *ROWS])
    assert tables(read(page)) == [plain([HEADER, *ROWS])]


def test_shaded_header_cells_are_cells():
    page = PdfPage()
    for a, b in pairwise(XS):
        page.fill(a, 100, b, 120).fill(a, 120, b, 140)
    page.table(XS, heights(4), [HEADER, *ROWS])
    assert tables(read(page)) == [plain([HEADER, *ROWS])]


def test_thin_filled_boxes_are_lines():
    page = PdfPage()
    for y in (100, 140, 180):
        page.fill(60, y, 300, y + 0.6, grey=0)
    for x in (60, 180, 300):
        page.fill(x, 100, x + 0.6, 180, grey=0)
    page.text(70, 120, "甲", 10).text(190, 120, "乙", 10).text(70, 160, "丙", 10).text(190, 160, "丁", 10)
    assert tables(read(page)) == [plain([["甲", "乙"], ["丙", "丁"]])]


def test_white_boxes_behind_words_are_no_table():
    page = PdfPage()
    for i in range(4):
        page.fill(60, 100 + 30 * i, 300, 130 + 30 * i, grey=1).fill(300, 100 + 30 * i, 540, 130 + 30 * i, grey=1)
        page.text(80, 122 + 30 * i, f"第{i}段。")
    assert tables(read(page)) == []


def test_a_box_of_one_column_is_paragraphs():
    page = PdfPage().table([80, 520], [100, 130, 200], [["专栏1　重点工程"], ["完成水库除险加固2座。"]], size=14)
    document = read(page)
    assert tables(document) == []
    assert document.text == "专栏1 重点工程\n完成水库除险加固2座。"


def test_a_label_written_upwards_is_read():
    page = PdfPage().table(XS[:4], heights(2), [["", "甲", "乙"], [None, "丙", "丁"]], without={("h", 1, 0)})
    page.text(84, 170, "第1类任务", 12, quarter=1)
    (cells,) = tables(read(page))
    assert cells[0] == (0, 0, 2, 1, "第1类任务")


def test_superscripts_in_cells_stay_with_their_unit():
    page = PdfPage().table(XS[:3], heights(1), [["亿m", "3.028"]]).text(60 + 5.4 + 15.75, 109, "3", 5.5)
    assert [c[4] for c in tables(read(page))[0]] == ["亿m³", "3.028"]


INDICATORS = [
    ["指标", "2025年", "2027年"],
    ["用水总量", "79.5", "80"],
    ["再生水利用率", "15%", "18%"],
    ["漏损率", "9%", "8%"],
]


def aligned(page, rows, xs=(90, 260, 400), top=140):
    for r, row in enumerate(rows):
        for x, text in zip(xs, row, strict=True):
            page.text(x, top + 28 * r, text, 14)
    return page


def test_columns_of_figures_without_lines_are_a_table():
    document = read(aligned(PdfPage().text(80, 100, "主要指标如下："), INDICATORS))
    assert tables(document) == [plain(INDICATORS)]
    assert document.text.startswith("主要指标如下：\n指标\t2025年")


def test_a_table_of_three_lines_needs_no_figures():
    rows = [["任务", "牵头", "配合"], ["节水", "市水务局", "各县区"], ["治气", "市环境局", "各县区"]]
    page = aligned(PdfPage(), rows).line(80, 120, 480, 120).line(80, 147, 480, 147).line(80, 205, 480, 205)
    assert tables(read(page)) == [plain(rows)]


@pytest.mark.parametrize(
    "rows",
    [
        [
            ["市水务局", "市财政局", "市住建局"],
            ["市环境局", "市农业局", "市统计局"],
            ["市经信局", "市商务局", "市人社局"],
        ],
        [["组　长：", "王某某", "副市长"], ["成　员：", "李某某", "局长"], ["", "张某某", "副局长"]],
    ],
)
def test_signatures_and_names_set_in_columns_are_no_table(rows):
    assert tables(read(aligned(PdfPage(), rows))) == []


def test_running_text_is_never_cut_into_columns():
    page = PdfPage()
    for i in range(12):
        page.text(80, 100 + 28 * i, "各县区要 在2027年底前 完成12项 任务并报市水务局备案同意")
    assert tables(read(page)) == []


def test_words_that_only_say_that_a_table_goes_on_do_not_part_it():
    first = PdfPage().text(80, 590, "表2　重点任务").table(XS, heights(2, 600, 30), [HEADER, ROWS[0]])
    second = PdfPage().text(80, 50, "表2　重点任务（续）").table(XS, heights(3, 60), [HEADER, *ROWS[1:]])
    document = read(first, second)
    assert tables(document) == [plain([HEADER, *ROWS])]
