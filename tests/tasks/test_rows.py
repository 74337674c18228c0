import datetime

import pytest
from made_up_plan import LEFT, UP, plan, table, task, tasks, who

HEAD = ("序号", "工作任务", "责任单位", "配合单位", "完成时限")


def rows(*body, head=HEAD):
    return tasks(table(head, *body))


class TestRow:
    def test_a_row_of_content_is_a_task(self):
        found = task(table(HEAD, ["1", "建设泵站。", "市水务局", "市财政局", "2031年6月底前"]))
        assert found.origin == "table"
        assert found.number == "1"
        assert found.text == "建设泵站。"
        assert who(found) == ["市水务局 R", "市财政局 S"]
        assert [d.end for d in found.deadlines] == [datetime.date(2031, 6, 30)]

    def test_its_span_is_its_content_cell(self):
        made = plan(table(HEAD, ["1", "建设泵站。", "市水务局", "", ""]))
        assert made.tasks[0].span.of(made.text) == "建设泵站。"

    def test_a_row_without_content_is_none(self):
        assert len(rows(["1", "建设泵站", "市水务局", "", ""], ["", "", "", "", ""])) == 1

    def test_a_head_repeated_inside_is_none(self):
        assert len(rows(["1", "建设泵站", "市水务局", "", ""], HEAD, ["2", "改造管网", "市住建局", "", ""])) == 2

    @pytest.mark.parametrize("nobody", ["/", "—", "——", "无", "", "-"])
    def test_a_mark_or_an_empty_cell_names_no_unit(self, nobody):
        [found] = rows(["1", "建设泵站", "市水务局", nobody, nobody])
        assert who(found) == ["市水务局 R"]
        assert found.deadlines == ()

    def test_several_units_in_a_cell_on_lines_of_their_own(self):
        [found] = rows(["1", "建设泵站", "市水务局\n市财政局", "", ""])
        assert who(found) == ["市水务局 R", "市财政局 R"]

    def test_role_words_in_a_cell_decide(self):
        [found] = rows(["1", "建设泵站", "市水务局牵头，市财政局配合", "", ""])
        assert who(found) == ["市水务局 L", "市财政局 S"]

    def test_a_column_of_persons_gives_no_unit(self):
        [found] = rows(["建设泵站", "王某某", "市水务局"], head=("工作任务", "责任领导", "责任单位"))
        assert who(found) == ["市水务局 R"]

    def test_targets_of_content_and_goal_are_the_tasks(self):
        [found] = rows(
            ["建设泵站12座", "漏损率控制在8%以内", "市水务局"], head=("主要任务", "工作目标", "责任单位")
        )  # fmt: skip
        assert {t.indicator for t in found.targets} == {"泵站", "漏损率"}


class TestColumns:
    def test_lead_and_responsible_columns(self):
        [found] = rows(["建设泵站", "市水务局", "市财政局"], head=("工作任务", "牵头单位", "责任单位"))
        assert who(found) == ["市水务局 L", "市财政局 R"]

    def test_heads_on_two_rows(self):
        found = task(
            table(
                ["序号", "工作任务", "责任分工", LEFT],
                [UP, UP, "牵头单位", "配合单位"],
                ["1", "建设泵站", "市水务局", "市财政局"],
            )
        )
        assert who(found) == ["市水务局 L", "市财政局 S"]

    def test_the_deadline_column_may_stand_first(self):
        [found] = rows(["2031年9月", "建设泵站", "市水务局"], head=("完成时限", "重点任务", "责任单位"))
        assert [d.end for d in found.deadlines] == [datetime.date(2031, 9, 30)]
        assert found.text == "建设泵站"

    def test_a_title_column_names_the_task_and_the_finer_column_is_its_content(self):
        found = rows(
            ["供水保障", "建设泵站三座并改造配套管网", "市水务局"],
            [UP, "开展水质检测并按月公布结果", "市卫健委"],
            head=("事项", "主要措施", "责任单位"),
        )
        assert [(t.title, t.text[:4]) for t in found] == [("供水保障", "建设泵站"), ("供水保障", "开展水质")]

    def test_columns_that_group_rows_are_the_path(self):
        found = rows(
            ["水源", "建设泵站", "市水务局"],
            [UP, "保护湿地", "市林业局"],
            head=("类别", "工作任务", "责任单位"),
        )
        assert [t.path for t in found] == [("水源",), ("水源",)]

    def test_a_row_across_the_table_groups_the_rows_below_it(self):
        found = rows(
            ["一、水源保护", LEFT, LEFT],
            ["1", "建设泵站", "市水务局"],
            ["二、节约用水", LEFT, LEFT],
            ["2", "改造器具", "市住建局"],
            head=("序号", "工作任务", "责任单位"),
        )
        assert [t.path[-1] for t in found] == ["一、水源保护", "二、节约用水"]

    def test_a_table_of_figures_gives_no_task(self):
        assert tasks(table(["地区", "2029年", "2030年"], ["东城区", "5", "6"])) == ()

    def test_a_table_of_indicators_gives_targets_and_no_task(self):
        made = plan(table(["指标", "单位", "2030年", "2035年", "属性"], ["泵站数量", "座", "12", "20", "预期性"]))
        assert made.tasks == ()
        assert {int(t.value) for t in made.targets} >= {20}

    def test_a_table_of_units_and_no_work_gives_none(self):
        assert tasks(table(["单位", "姓名", "电话"], ["市水务局", "王某某", "8000"])) == ()


class TestMergedCells:
    def test_a_unit_cell_merged_downwards_serves_each_row(self):
        found = rows(["1", "建设泵站", "市水务局", "", "2031年"], ["2", "改造管网", UP, "", UP])
        assert [who(t) for t in found] == [["市水务局 R*"], ["市水务局 R*"]]
        assert [[d.end for d in t.deadlines] for t in found] == [[datetime.date(2031, 12, 31)]] * 2

    def test_a_content_cell_merged_over_rows_of_different_units_is_a_task_for_each(self):
        found = rows(["1", "建设泵站", "市水务局", "", ""], [UP, UP, "市住建局", "", ""])
        assert [who(t) for t in found] == [["市水务局 R"], ["市住建局 R"]]
        assert len({t.id for t in found}) == 2

    def test_a_content_cell_merged_over_rows_of_the_same_unit_is_one_task_with_the_deadlines_of_all(self):
        [found] = rows(["1", "建设泵站", "市水务局", "", "2031年3月"], [UP, UP, UP, "", "2031年6月"])
        assert [d.end.month for d in found.deadlines] == [3, 6]

    def test_a_row_of_a_merged_content_that_names_nobody_is_no_task_of_its_own(self):
        assert len(rows(["1", "建设泵站", "市水务局", "", ""], [UP, UP, "", "/", ""])) == 1

    def test_a_title_row_stands_above_the_head(self):
        found = tasks(
            table(["节水任务分解表", LEFT, LEFT], ["序号", "工作任务", "责任单位"], ["1", "建设泵站", "市水务局"])
        )
        assert [t.text for t in found] == ["建设泵站"]


class TestSeveralTables:
    def test_one_without_a_head_goes_on_with_the_one_before(self):
        found = tasks(table(HEAD, ["1", "建设泵站", "市水务局", "", ""]), table(["2", "改造管网", "市住建局", "", ""]))
        assert [who(t) for t in found] == [["市水务局 R"], ["市住建局 R"]]

    def test_each_with_its_own_head_is_read_by_it(self):
        found = tasks(
            table(HEAD, ["1", "建设泵站", "市水务局", "", ""]),
            table(["完成时限", "重点任务", "牵头单位"], ["6月", "改造管网", "市住建局"]),
        )
        assert [who(t) for t in found] == [["市水务局 R"], ["市住建局 L"]]

    def test_ids_tell_table_and_row(self):
        found = tasks(
            table(HEAD, ["1", "建设泵站", "市水务局", "", ""]), table(HEAD, ["1", "改造管网", "市住建局", "", ""])
        )
        assert [t.id for t in found] == ["t1.r2", "t2.r2"]


def test_the_first_of_a_cell_leads_where_the_document_says_so():
    found = tasks("注：责任单位中列第一位的为牵头单位。", table(HEAD, ["1", "建设泵站", "市水务局、市财政局", "", ""]))
    assert who(found[0]) == ["市水务局 L", "市财政局 R"]


def test_a_number_inside_the_content_is_the_tasks_where_no_column_gives_one():
    [found] = rows(["3.建设泵站", "市水务局"], head=("工作任务", "责任单位"))
    assert found.number == "3"


class TestRoleOfAColumn:
    def test_the_first_of_a_list_of_supporting_units_does_not_lead(self):
        [found] = tasks("列第一位的为牵头单位。", table(HEAD, ["1", "建设泵站", "市水务局、市住建局", "市财政局", ""]))
        assert who(found) == ["市水务局 L", "市住建局 R", "市财政局 S"]

    def test_goals_to_reach_are_the_content_beside_a_project(self):
        [found] = rows(["供水工程", "新建泵站5座", "市水务局"], head=("项目名称", "目标任务", "责任单位"))
        assert (found.title, found.text) == ("供水工程", "新建泵站5座")

    def test_values_of_indicators_that_offices_answer_for_belong_to_their_rows(self):
        made = plan(
            table(("指标", "单位", "2030年", "2031年目标", "责任单位"), ["漏损率", "%", "9.1", "≤8", "市水务局"])
        )
        assert made.targets == ()
        assert [(t.indicator, t.comparator, int(t.value)) for t in made.tasks[0].targets] == [("漏损率", "le", 8)]
