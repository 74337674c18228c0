"""A column headed 单位: measures in a table of indicators, offices in a table of tasks."""

from made_up_plan import plan, table

HEAD = ("序号", "指标", "单位", "2028年", "2033年", "属性")


def test_a_table_of_indicators_with_measures_gives_targets_and_no_tasks():
    made = plan(
        table(HEAD, ["1", "水质达标率", "%", "96", "≥98", "约束性"], ["2", "新建水厂", "座", "—", "[5]", "预期性"])
    )
    assert made.tasks == ()
    assert [(t.indicator, t.comparator, int(t.value), t.unit) for t in made.targets] == [
        ("水质达标率", "ge", 98, "%"),
        ("新建水厂", "eq", 5, "座"),
    ]


def test_a_table_of_tasks_with_offices_under_that_head_gives_tasks():
    made = plan(table(("序号", "主要任务", "目标值", "单位"), ["1", "建设水厂", "5座", "市水务局"]))
    assert [u.text for u in made.tasks[0].responsible] == ["市水务局"]


def test_the_measure_of_indicators_that_offices_answer_for_is_no_office():
    made = plan(
        table(
            ("序号", "考核指标", "单位", "年度目标", "责任部门"),
            ["1", "农业增加值增幅", "%", "≥2%", "市农业农村局"],
            ["2", "水产品产量", "万吨", "42", "市渔业局"],
        )
    )
    assert [[u.text for u in task.responsible] for task in made.tasks] == [["市农业农村局"], ["市渔业局"]]
    assert [[(t.indicator, int(t.value), t.unit) for t in task.targets] for task in made.tasks] == [
        [("农业增加值增幅", 2, "%")],
        [("水产品产量", 42, "万吨")],
    ]
