"""Tables whose cells were written one below the other (made-up rows)."""

import pytest

from policy_parse.api import parse
from policy_parse.readers.txt import reader as txt

ROWS = """某市2031年重点任务清单
序号
重点任务
主要内容
牵头部门
责任单位
1
1.提升服
务效率
推进窗口服务标准化，缩短
办理时间。
市行政审批局
市公安局、市人力资
源社会保障局
2
推广电子证照应用。
市大数据局、市
公安局
各区人民政府
序号
重点任务
主要内容
牵头部门
责任单位
3
2.优化设
施布局
新建社区服务站，完善配
套设施。
市民政局
—
"""


def cells(text):
    document = txt.read(text.encode(), name="made-up.txt")
    rows = {}
    for block in document.blocks:
        if block.kind == "cell":
            rows.setdefault(block.row, []).append(block.span.of(document.text))
    return rows


def test_rows_come_apart_at_their_numbers_and_offices():
    rows = cells(ROWS)
    assert rows[0] == ["序号", "重点任务", "主要内容", "牵头部门", "责任单位"]
    assert rows[1] == [
        "1",
        "1.提升服务效率",
        "推进窗口服务标准化，缩短办理时间。",
        "市行政审批局",
        "市公安局、市人力资源社会保障局",
    ]


def test_a_row_without_a_group_of_its_own_belongs_to_the_one_above():
    assert cells(ROWS)[2] == ["2", "推广电子证照应用。", "市大数据局、市公安局", "各区人民政府"]


def test_heads_that_a_new_page_repeats_are_no_cells():
    assert cells(ROWS)[3] == ["3", "2.优化设施布局", "新建社区服务站，完善配套设施。", "市民政局", "—"]


def test_a_row_cut_by_the_page_is_whole():
    whole = "2\n推广电子证照应用。\n市大数据局、市\n公安局\n各区人民政府\n"
    heads = "序号\n重点任务\n主要内容\n牵头部门\n责任单位\n"
    parts = f"2\n推广电子证照应用，\n市大数据局\n市公安局、市财\n{heads}拓展使用场景。\n政局\n"
    cut = ROWS.replace(whole + heads, parts)
    assert cells(cut)[2] == ["2", "推广电子证照应用，拓展使用场景。", "市大数据局", "市公安局、市财政局"]


def test_lines_that_only_begin_like_heads_stay_paragraphs():
    text = "序号\n重点任务\n主要内容\n牵头部门\n1\n这里没有单位，只有文字。\n2\n还是没有。\n3\n仍然没有。\n"
    assert cells(text) == {}


def test_a_name_broken_after_a_shorter_office_is_one():
    broken = ROWS.replace("市公安局、市人力资\n源社会保障局", "市公安局、市委\n网信办")
    assert cells(broken)[1][-1] == "市公安局、市委网信办"


OWN_HEAD = """序号
工作任务
主抓科所
1
建设泵站十二座，改造老旧管网。
市水务局
2
开展节水宣传，组织进校园活动。
市教育局
3
完善阶梯水价，落实补贴政策。
市发展改革委
4
推广节水器具，淘汰落后产品。
市住房城乡建设局
"""


def own_columns(directory):
    (directory / "columns.toml").write_text(
        '[[entry]]\nid = "mine"\nmeaning = "responsible"\npatterns = ["主抓科所"]\nexamples = ["主抓科所"]\n', "utf-8"
    )
    return directory


def test_a_head_of_the_callers_vocabulary_is_a_head(tmp_path):
    plan = parse(OWN_HEAD.encode(), name="made-up.txt", lexicon=own_columns(tmp_path))
    assert [[unit.text for unit in task.responsible] for task in plan.tasks] == [
        ["市水务局"],
        ["市教育局"],
        ["市发展改革委"],
        ["市住房城乡建设局"],
    ]


def test_an_empty_cell_under_a_head_of_the_callers_vocabulary_continues_the_one_above(tmp_path):
    rows = "序号\t工作任务\t主抓科所\n1\t建设泵站。\t市水务局\n2\t铺设管网。\t\n"
    plan = parse(rows.encode(), name="made-up.txt", lexicon=own_columns(tmp_path))
    assert [[unit.text for unit in task.responsible] for task in plan.tasks] == [["市水务局"], ["市水务局"]]


def test_an_empty_unit_of_measure_stays_empty():
    text = "序号\t指标\t单位\t目标\n1\t供水量\t万吨\t12\n2\t利用系数\t\t0.6\n"
    assert cells(text)[2] == ["2", "利用系数", "", "0.6"]


def rows_of(*rows):
    heads = "序号\n重点任务\n主要内容\n牵头部门\n责任单位"
    text = f"某市2031年重点任务清单\n{heads}\n" + "\n".join(f"{i}\n{row}" for i, row in enumerate(rows, 1)) + "\n"
    return text, cells(text)


FILL = ("1.治水\n新建泵站。\n市水务局\n市财政局", "改造管网。\n市住建局\n市财政局", "种树。\n市林业局\n市财政局")


def test_a_name_that_only_ends_on_the_next_line_is_one():
    _, rows = rows_of(
        *FILL, "巡查河道。市水务局\n市级有关单位，各区\n人民政府", "查库。\n市水务局\n河库长制委员会\n有关成员单位"
    )
    assert rows[4][-2:] == ["市水务局", "市级有关单位，各区人民政府"]
    assert rows[5][-2:] == ["市水务局", "河库长制委员会有关成员单位"]


def test_a_row_that_does_not_come_apart_takes_no_units_from_the_row_above():
    text, _ = rows_of(*FILL, "修桥。市交通局\n市城建集团等\n市级有关单位", *FILL[1:], *FILL[1:])
    made = parse(text.encode(), name="made-up.txt")
    [unread] = [task for task in made.tasks if task.text.startswith("修桥")]
    assert unread.responsible == unread.supporting == ()
    assert unread.id in next(f.tasks for f in made.findings if f.code == "responsible-missing")


VALUES = """某省防灾规划
一、目标
专栏1 主要指标
序号
指标名称
目标值
性质
1
火灾起数
下降12%
约束性
2
溺水率
<2
预期性
二、任务
"""


def test_numbered_indicators_come_apart_by_their_values():
    rows = cells(VALUES)
    assert rows[0] == ["序号", "指标名称", "目标值", "性质"]
    assert rows[2] == ["2", "溺水率", "<2", "预期性"]
    assert len(rows) == 3


def test_numbered_words_without_values_are_no_table():
    assert not cells(VALUES.replace("下降12%", "有所下降").replace("<2", "稳中有降"))


def rows_with_limits(odd):
    """Eight rows, one cell a line, of one or two units; row `odd` has words in their place that are none."""
    offices = {n: "市民政局\n市财政局" if n % 2 else "市民政局" for n in range(1, 9)}
    offices[odd] = "推动形成更加完善的格局和更多的成果\n持续发力"
    rows = "".join(f"{n}\n推进第{n}批改造，完善设施。\n{words}\n12月底前\n" for n, words in offices.items())
    return f"某市2031年重点任务清单\n序号\n重点任务\n责任单位\n完成时限\n{rows}"


@pytest.mark.parametrize("odd", [3, 8])
def test_no_word_is_lost_of_a_row_that_does_not_come_apart(odd):
    text = rows_with_limits(odd)
    document = txt.read(text.encode(), name="made-up.txt")
    assert len(cells(text)) == (9 if odd == 3 else 8)
    assert "".join(document.text.split()) == "".join(text.split())


def test_a_row_that_does_not_come_apart_keeps_its_limit():
    assert cells(rows_with_limits(3))[3][2:] == ["", "12月底前"]
