"""What a column under a head that nobody knows holds: its cells tell it, and what stands beside it."""

import pytest
from made_up import LEFT, UP, grid

ORDERS = ("修缮渡槽四座", "开展隐患排查", "新建泵站三座")
THINGS = ("雨污分流管网", "老旧小区电梯", "背街小巷路面")
SHORT = ("雨污分流", "老旧电梯", "背街路面")
OFFICES = ("市水务局", "市财政局", "市教育局")
OTHERS = ("市公安局", "市民政局", "市司法局")
STREETS = ("东城街道", "西城街道", "南城街道")
TIMES = ("2031年6月底", "2031年9月底", "年底前")
LEVELS = ("普及率不低于95%", "漏损率≤9%", "9座以上")


def meanings(heads, *columns):
    made = grid(heads, *(list(row) for row in zip(*columns, strict=True)))
    return [column.meaning for column in made.columns]


@pytest.mark.parametrize(
    ("heads", "columns", "expected"),
    [
        (("甲栏", "归谁管"), (ORDERS, OFFICES), ["content", "responsible"]),
        (("归谁管", "甲栏"), (OFFICES, ORDERS), ["responsible", "content"]),
        (("甲栏", "何时好"), (ORDERS, TIMES), ["content", "deadline"]),
        (("甲栏", "何时好", "归谁管"), (ORDERS, TIMES, OFFICES), ["content", "deadline", "responsible"]),
        (("甲栏", "多少", "归谁管"), (ORDERS, ("≥92", "43%", "5座"), OFFICES), ["content", "value", "responsible"]),
        (("次序", "甲栏", "归谁管"), (("1", "2", "3"), ORDERS, OFFICES), ["index", "content", "responsible"]),
        (("序号", "款", "甲栏", "归谁管"), (("1", "2", "3"), ("1", "2", "3"), ORDERS, OFFICES), ["index", None, "content", "responsible"]),
        (("甲栏", "市水务局", "市财政局"), (ORDERS, ("★", "", "○"), ("○", "★", "")), ["content", "mark", "mark"]),
        (("甲栏", "市水务局", "市财政局"), (ORDERS, ("★", "", "○"), ("", "", "")), ["content", "mark", "mark"]),
        (("甲栏", "归谁管", "成立时间"), (ORDERS, OFFICES, TIMES), ["content", "responsible", None]),
        (("甲栏", "归谁管", "监测频次"), (ORDERS, OFFICES, ("每月", "每季度", "每年")), ["content", "responsible", None]),
        (("甲栏", "责任单位", "乙栏"), (ORDERS, OFFICES, OTHERS), ["content", "responsible", None]),
        (("甲栏", "归谁管", LEFT), (ORDERS, OFFICES, OTHERS), ["content", "responsible", "responsible"]),
        (("甲栏", "谁兜底"), (ORDERS, STREETS), ["content", "responsible"]),
        (("工作任务", "谁兜底"), (ORDERS, STREETS), ["content", "responsible"]),
        (("工作任务", "谁兜底", "谁帮忙"), (ORDERS, STREETS, STREETS[::-1]), ["content", None, None]),
        (("工作任务", "谁兜底", "责任单位"), (ORDERS, STREETS, OFFICES), ["content", None, "responsible"]),
        (("工作任务", "报送部门", "完成时限"), (ORDERS, STREETS, TIMES), ["content", None, "deadline"]),
    ],
)  # fmt: skip
def test_offices_times_values_numbers_and_marks_tell_themselves(heads, columns, expected):
    assert meanings(heads, *columns) == expected


@pytest.mark.parametrize(
    ("heads", "columns", "expected"),
    [
        (("甲栏", "归谁管"), (THINGS, OFFICES), ["content", "responsible"]),
        (("甲栏", "归谁管"), (SHORT, OFFICES), [None, "responsible"]),
        (("甲栏", "归谁管", "何时好"), (("雨污分流网", "老旧电梯井", "背街路面板"), OFFICES, TIMES), ["content", "responsible", "deadline"]),
        (("甲栏", "归谁管", "何时好"), (SHORT, OFFICES, TIMES), [None, "responsible", "deadline"]),
        (("甲栏", "市水务局", "市财政局"), (("雨污", "电梯", "路面"), ("★", "", "○"), ("○", "★", "")), ["content", "mark", "mark"]),
        (("甲栏", "市水务局", "市财政局"), (("雨", "电", "路"), ("★", "", "○"), ("○", "★", "")), [None, "mark", "mark"]),
        (("甲栏", "乙栏", "归谁管"), (("水", "电", "路"), ORDERS, OFFICES), [None, "content", "responsible"]),
        (("甲栏", "乙栏", "归谁管"), (("水", "电", "路"), THINGS, OFFICES), [None, "content", "responsible"]),
        (("归谁管", "甲栏", "乙栏"), (OFFICES, ("水", "电", "路"), ORDERS), ["responsible", None, "content"]),
        (("归谁管", "甲栏", "乙栏"), (OFFICES, THINGS, ("水", "电", "路")), ["responsible", "content", None]),
        (("甲栏", "乙栏", "归谁管"), (ORDERS, LEVELS, OFFICES), ["content", "goal", "responsible"]),
        (("工作任务", "乙栏", "责任单位"), (ORDERS, LEVELS, OFFICES), ["content", "goal", "responsible"]),
        (("工作任务", "乙栏", "责任单位"), (ORDERS, ("普及率不低于95%", "很好", "也好"), OFFICES), ["content", None, "responsible"]),
        (("甲栏", "乙栏", "归谁管"), (("《某办法》", "《某规定》", "《某意见》"), THINGS, OFFICES), [None, "content", "responsible"]),
        (("甲栏", "乙栏", "归谁管"), (ORDERS, ("每处扣1分", "扣完为止", "加0.5分"), OFFICES), ["content", None, "responsible"]),
        (("所在地", "乙栏", "归谁管"), (("新建东街", "新建西街", "改造南街"), THINGS, OFFICES), [None, "content", "responsible"]),
        (("重点工程", "建的啥"), (("东塘工程", "西塘工程", "北塘工程"), ORDERS), ["title", "content"]),
        (("目标", "怎么做", "责任单位"), (("水清", "路平", "山绿"), ORDERS, OFFICES), ["goal", "content", "responsible"]),
        (("目标", "怎么做", "责任单位"), (("水清", "路平", "山绿"), THINGS, OFFICES), ["goal", None, "responsible"]),
        (("目标", "责任单位", "怎么做"), (("水清", "路平", "山绿"), OFFICES, ORDERS), ["goal", "responsible", None]),
    ],
)  # fmt: skip
def test_the_work_is_told_by_its_words_and_by_what_stands_beside_it(heads, columns, expected):
    assert meanings(heads, *columns) == expected


@pytest.mark.parametrize("head", ["设定依据", "姓名", "通讯地址"])
def test_a_table_of_something_else_gets_no_work(head):
    assert meanings(("甲栏", "乙栏", head), ORDERS, OFFICES, ("某某", "某甲", "某乙")) == [None, None, None]


def test_a_table_of_results_names_offices_and_no_work():
    assert meanings(("甲栏", "乙栏", "完成情况"), ORDERS, OFFICES, ("好", "好", "好"))[:2] == [None, "responsible"]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        # periods: values if half of the cells under all of them are
        ([("工作任务", "2029年", "2030年"), ("建设泵站", "5", "6")], ["content", "value", "value"]),
        ([("工作任务", "2029年", "2030年"), ("建设泵站", "5", "动工")], ["content", "value", "value"]),
        ([("工作任务", "2029年", "2030年"), ("建设泵站", "5", "动工"), ("修渠", "选址", "")], ["content", "period", "period"]),
        ([("工作任务", "一季度", "二季度"), ("建设泵站", "动工", "建成")], ["content", "period", "period"]),
        # values under a head of times
        ([("指标", "完成时限", "责任单位"), ("节水量", "30", "市水务局"), ("漏损率", "≤9%", "市水务局")], ["goal", "value", "responsible"]),
        # numbers under a head of work are those of the rows, unless there is a column of numbers
        ([("事项", "工作内容", "责任单位"), ("1", "建设泵站", "市水务局"), ("2", "修渡槽", "市水务局")], ["index", "content", "responsible"]),
        ([("序号", "事项", "工作内容", "责任单位"), ("1", "1", "建设泵站", "市水务局"), ("2", "2", "修渡槽", "市水务局")], ["index", "title", "content", "responsible"]),
        # 单位: offices, or units of measure where another column names the offices
        ([("指标名称", "单位", "目标值", "责任单位"), ("节水量", "万方", "30", "市水利局")], ["title", None, "goal", "responsible"]),
        ([("工作任务", "单位", "归谁管"), ("建泵站", "市水务局", "市民政局"), ("修渡槽", "市财政局", "市公安局")], ["content", "responsible", None]),
        ([("工作任务", "单位", "归谁管"), ("建泵站", "座", "市民政局"), ("修渡槽", "处", "市公安局")], ["content", None, "responsible"]),
        # several columns under one head
        ([("重点任务", LEFT, "责任单位"), ("1", "建设泵站", "市水务局"), ("2", "修渡槽", "市水务局")], ["index", "content", "responsible"]),
        ([("重点任务", LEFT, "责任单位"), ("治水", "建设泵站", "市水务局"), ("修路", "铺沥青路", "市水务局")], ["title", "content", "responsible"]),
        ([("重点任务", LEFT, "责任单位"), ("治水", "建设泵站", "市水务局"), (UP, "修渡槽", "市水务局")], ["group", "content", "responsible"]),
        ([("重点任务", LEFT, LEFT, "责任单位"), ("1", "治水", "建设泵站", "市水务局"), ("2", "修路", "铺沥青路", "市水务局")], ["index", "title", "content", "responsible"]),
        ([("重点任务", LEFT, "责任单位"), ("建设泵站", "1", "市水务局"), ("修渡槽", "2", "市水务局")], ["content", "index", "responsible"]),
        ([("重点任务", LEFT, "责任单位"), ("建设泵站", "", "市水务局"), ("修渡槽", "", "市水务局")], ["content", "content", "responsible"]),
        ([("任务", "任务", "责任单位"), ("治水", "建设泵站", "市水务局")], ["content", "content", "responsible"]),
    ],
)  # fmt: skip
def test_known_heads_are_settled_by_what_stands_below(rows, expected):
    assert [column.meaning for column in grid(*rows).columns] == expected


def test_rows_that_say_nothing_of_their_columns_do_not_count():
    made = grid(
        ("甲栏", "责任单位", "完成时限"),
        ("一、水利工程", LEFT, LEFT),
        ("新建泵站三座", "市水务局", "年底前"),
        ("二、市财政局的工作", LEFT, LEFT),
        ("修缮渡槽四座", "市财政局", "年底前"),
        ("合计", "2项", "2项"),
        ("小计", "2项", "2项"),
        ("填报人：某甲", "审核人：某乙", "日期：2031年3月"),
    )
    assert [column.meaning for column in made.columns] == ["content", "responsible", "deadline"]
    assert [column.kind for column in made.columns] == ["work", "office", "time"]
    assert [column.heading for column in made.columns] == ["甲栏", "责任单位", "完成时限"]
    assert [column.rule for column in made.columns] == [None, "column.responsible", "column.deadline"]
