"""Tables without lines, or of three lines, right by construction; and what stands in columns and is no table."""

from collections import Counter
from random import Random

import pytest
from lineless_tables import SETTINGS, page_of, rows_of
from pdf_writer import PdfPage, write_pdf

from policy_parse.readers.pdf import reader as pdf
from thoroughness import drawn

BARS = {2: 0.75, 3: 0.98, 4: 0.98, 5: 0.98}
"""By columns. A name beside work under two heads that nobody knows is no table: nothing tells it from a list."""
TRIED = [
    *(setting for setting in SETTINGS if setting.columns == 2),
    *drawn([setting for setting in SETTINGS if setting.columns > 2], 64),
]
"""All of two columns, as some of them are missed; some of the others."""


def cells(data):
    document = pdf.read(data, name="made-up.pdf")
    return [
        (b.table, b.row, b.column, b.row_span, b.column_span, b.span.of(document.text).replace("\n", ""))
        for b in document.blocks
        if b.kind == "cell"
    ]


def test_columns_blank_and_broken_cells_and_heads_of_every_kind():
    right, count, wrong = Counter(), Counter(), []
    for setting in TRIED:
        rows = rows_of(setting, Random(f"rows {setting}"))
        found = [cell[1:] for cell in cells(page_of(setting, rows))]
        is_right = found == [(r, c, 1, 1, text) for r, row in enumerate(rows) for c, text in enumerate(row)]
        count[setting.columns] += 1
        right[setting.columns] += is_right
        if not is_right:
            wrong.append((setting, rows, found))
    assert all(right[columns] >= bar * count[columns] for columns, bar in BARS.items()), (right, count, wrong[:3])


NO_TABLES = {
    "members": [
        ("组　长：", "王某某", "副市长"), ("副组长：", "李某某", "市政府副秘书长"), ("", "张某某", "市水务局局长"),
        ("成　员：", "赵某某", "市财政局副局长"), ("", "钱某某", "市住建局副局长"),
    ],
    "members without labels": [
        ("王某某", "市水务局局长"), ("李某某", "市财政局副局长"), ("张某某", "市住建局副局长"), ("赵某某", "市城管局局长"),
    ],
    "offices": [("市水务局", "市财政局"), ("市住建局", "市城管局"), ("市教育局", "市民政局"), ("各县区人民政府", "")],
    "contents": [
        ("一、总体要求", "1"), ("二、重点任务", "3"), ("三、保障措施", "12"), ("四、实施步骤", "15"),
    ],
    "contacts": [
        ("联系人：王某某", "电话：1234567"), ("联系人：李某某", "电话：7654321"), ("地址：东街3号", "邮编：100001"),
    ],
    "signatures": [("滨江市水务局", "滨江市财政局"), ("2031年3月1日", "2031年3月1日")],
    "items": [
        ("1.新建泵站", "5.更换水表"), ("2.改造管网", "6.清理河道"), ("3.拆除违建", "7.修复岸线"), ("4.培育大户", "8.开展试点"),
    ],
    "towns": [("东城街道", "西城街道", "南湾镇"), ("北坝镇", "石湖乡", "白沙镇"), ("云河镇", "青岭镇", "东渡镇")],
    "prose": [
        ("市水务局要认真履行职责，", "会同各县区建立"), ("台账，定期通报情况。各县区", "人民政府要明确"),
        ("分管领导和责任部门，按时", "报送进展。"),
    ],
}  # fmt: skip


@pytest.mark.parametrize("pitch", [20, 28])
@pytest.mark.parametrize("name", NO_TABLES)
def test_what_stands_in_columns_is_no_table(name, pitch):
    page = PdfPage().text(180, 60, "滨江市2031年重点工作安排").text(112, 100, "现将有关事项通知如下：")
    for r, row in enumerate(NO_TABLES[name]):
        for x, text in zip((80, 260, 400), row, strict=False):
            if text:
                page.text(x, 140 + pitch * r, text, 14)
    assert cells(write_pdf(page)) == []


def test_words_below_a_table_are_no_row():
    page = PdfPage()
    for r, row in enumerate([("工作内容", "责任单位"), ("新建泵站3座", "市水务局"), ("更换水表", "市住建局")]):
        page.text(80, 100 + 24 * r, row[0], 12).text(260, 100 + 24 * r, row[1], 12)
    page.text(80, 172, "注：下同。", 12).text(80, 220, "滨江市水务局", 12)
    assert [cell[-1] for cell in cells(write_pdf(page))] == [
        "工作内容",
        "责任单位",
        "新建泵站3座",
        "市水务局",
        "更换水表",
        "市住建局",
    ]
