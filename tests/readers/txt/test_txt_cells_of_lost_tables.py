"""Tables whose shape a copy of a page lost: a cell a line, rows without the cells merged from above (made up)."""

import pytest

from policy_parse.api import parse


def tasks(text):
    plan = parse(text.encode(), name="plan.txt")
    return [
        (t.text, [u.text for u in (*t.responsible, *t.supporting)], [str(d.end) for d in t.deadlines])
        for t in plan.tasks
    ]


HEADS = ("序号", "实事内容", "责任单位", "完成时限")
ROWS = (
    ("1", "新建2座人行桥。", "县住建局\n县财政局\n县桥梁指挥部", "9月投入使用"),
    ("2", "迁建县图书馆。", "县文旅局\n县代建中心", "12月底前"),
    ("3", "改造管网。", "县水务局", "5月底前动工"),
)
READ = [
    ("新建2座人行桥。", ["县住建局", "县财政局", "县桥梁指挥部"], ["2031-09-30"]),
    ("迁建县图书馆。", ["县文旅局", "县代建中心"], ["2031-12-31"]),
    ("改造管网。", ["县水务局"], ["2031-05-31"]),
]


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_units_and_limits_end_each_row_of_a_cell_a_line(gap):
    lines = [line for row in (HEADS, *ROWS) for cell in row for line in cell.split("\n")]
    assert tasks(gap.join(["甲县2031年民生实事任务分解表", *lines, "分享到：", ""])) == READ


def test_cells_each_closed_by_a_bar():
    rows = (HEADS, *((str(80 + i), *(cell.replace("\n", "、") for cell in row[1:])) for i, row in enumerate(ROWS)))
    text = "甲县2031年任务分解表\n" + "\n".join(f"{cell} |" for row in rows for cell in row)
    assert tasks(text) == READ


def test_rows_move_right_where_a_merged_cell_was_left_out():
    text = (
        "甲市2031年民生实事任务分解表\n类别 | 民生事项名称 | 年度任务目标 | 责任单位 | 电话 |\n"
        "教育 | 1.改建小学 | 完成2座教学楼建设。 | 教育局 | 5550123 |\n"
        "2.建设操场 | 建成操场13处。 | 教育局 | 5550123 | |\n3.课后服务 | 实行课后服务全覆盖。 | 民政局 | 5550123 |\n"
    )
    assert [(words, who) for words, who, _ in tasks(text)] == [
        ("完成2座教学楼建设。", ["教育局"]),
        ("建成操场13处。", ["教育局"]),
        ("实行课后服务全覆盖。", ["民政局"]),
    ]


def test_columns_one_blank_apart():
    text = (
        "甲市2031年任务分解表\n序号 类别 主要任务 牵头单位 参与单位 责任单位\n"
        "1 水资源 严格控制用水总量,做到以水定需。 市水利局 市发展改革委、农业局等 各县(市、区)党委和人民政府,高新区党工委和管委会\n"
        "2 水环境 整治沿河排口。 市环境局、市水利局 市财政局等部门 各县(市、区)人民政府\n"
    )
    assert [who for _, who, _ in tasks(text)] == [
        ["市水利局", "各县(市、区)党委和人民政府", "高新区党工委和管委会", "市发展改革委", "农业局"],
        ["市环境局", "市水利局", "各县(市、区)人民政府", "市财政局"],
    ]


def test_cards_whose_heads_end_in_colons():
    text = (
        "甲市2031年重点工作\n重点工作: | 5.统筹治理与更新,促进分类治理。 |\n牵头单位: | 市城管局 |\n完成时限: | 2031年6月 |\n"
        "重点工作: | 6.推进小区改造。 |\n牵头单位: | 市住建局 |\n完成时限: | 2031年9月 |\n"
    )
    assert [(who, due) for _, who, due in tasks(text)] == [
        (["市城管局"], ["2031-06-30"]),
        (["市住建局"], ["2031-09-30"]),
    ]
