"""Tables of tasks that are no plain rows under one head: cards, projects, groups, repeats, totals, goals, periods."""

import datetime

import pytest
from made_up_plan import LEFT, UP, plan, table, task, tasks, who

HEAD = ("序号", "工作任务", "责任单位", "完成时限")


def named(made):
    return [(t.indicator, t.comparator, str(t.value), t.unit) for t in made.targets]


class TestHead:
    def test_a_pair_of_known_heads_among_unknown_ones_is_enough(self):
        found = task(
            table(
                ["河段", "起点", "长势", "底色", "主要任务", "牵头部门"],
                ["东段", "甲桥", "好", "青", "修堤", "市水务局"],
            )
        )
        assert (found.text, who(found)) == ("修堤", ["市水务局 L"])

    def test_rows_to_fill_in_stand_above_the_head_and_below_the_rows(self):
        found = tasks(
            table(
                ["填报单位：市水务局", LEFT, LEFT, "2031年3月"],
                HEAD,
                ["1", "修堤", "市水务局", "6月底前"],
                ["填表人：甲某", LEFT, "审核人：乙某", LEFT],
            )
        )
        assert [t.text for t in found] == ["修堤"]

    def test_of_columns_under_one_head_the_numbers_are_no_title(self):
        found = task(table(["重点任务", LEFT, "牵头单位"], ["4", "修堤三处", "市水务局"]))
        assert (found.number, found.title, found.text) == ("4", None, "修堤三处")

    def test_the_office_of_a_river_chief_is_responsible_and_the_chief_is_nobody(self):
        found, _ = tasks(
            table(
                ["河段", "河长", LEFT, "主要任务", "完成时限"],
                [UP, "姓名", "河长单位", UP, UP],
                ["东段", "甲某", "市水务局", "修堤", "6月底前"],
                ["西段", "乙某", "市城管局", "清淤", "7月底前"],
            )
        )
        assert (found.title, found.text, who(found)) == ("东段", "修堤", ["市水务局 R"])

    @pytest.mark.parametrize("head", ["年度目标", "总目标", "工作目标"])
    def test_what_the_row_is_to_reach_belongs_to_the_work_of_its_last_period(self, head):
        first, last = tasks(
            table(
                ["工作任务", head, "一季度", "二季度", "三季度", "责任单位"],
                ["管网改造", "漏损率降至9%", "完成设计", "改造管网20公里", "—", "市水务局"],
            )
        )
        assert named(first) == []
        assert named(last) == [("管网", "eq", "20", "公里"), ("漏损率", "le", "9", "%")]

    @pytest.mark.parametrize("head", ["2031年计划", "2031年项目计划", "2031年实施计划"])
    def test_a_plan_of_one_year_beside_the_whole_work_is_the_work_of_that_year(self, head):
        found = task(
            table(
                ["项目名称", "建设内容", head, "责任单位"], ["东坪水厂", "新建管网20公里", "新建管网8公里", "市水务局"]
            )
        )
        assert named(found) == [("管网", "eq", "8", "公里")]
        assert [d.end for d in found.deadlines] == [datetime.date(2031, 12, 31)]
        assert found.path[-1] == "东坪水厂"

    def test_offices_in_a_column_that_reports_get_no_work(self):
        found = task(table(["工作任务", "报送单位", "完成时限"], ["修堤", "市水务局", "6月底前"]))
        assert who(found) == []

    def test_a_catalogue_of_permits_is_no_work(self):
        assert tasks(table(["事项名称", "设定依据", "实施机关"], ["取水许可", "某法", "市水务局"])) == ()

    def test_a_list_of_addresses_is_no_work(self):
        assert tasks(table(["名称", "地址", "电话"], ["市中医院", "东街3号", "12345"])) == ()


class TestRows:
    def test_a_total_is_no_work(self):
        found = tasks(
            table(HEAD, ["1", "修堤", "市水务局", "6月底前"], ["小计", "", "1家", ""], ["合计（2项）", "3项", "", ""])
        )
        assert [t.text for t in found] == ["修堤"]

    @pytest.mark.parametrize("same", ["同上", "〃", "（同上）", "同前"])
    def test_same_as_above_stands_for_the_cell_above(self, same):
        _, found, last = tasks(
            table(HEAD, ["1", "修堤", "市水务局", "6月底前"], ["2", "补渠", same, same], ["3", "种树", same, "9月底前"])
        )
        assert who(found) == who(last) == ["市水务局 R*"]
        assert [d.end for d in found.deadlines] == [datetime.date(2031, 6, 30)]
        assert [d.end for d in last.deadlines] == [datetime.date(2031, 9, 30)]

    def test_units_of_a_group_row_cover_the_rows_that_name_none(self):
        one, two = tasks(
            table(
                HEAD,
                ["二、优服务（责任单位：市政务局）", LEFT, LEFT, LEFT],
                ["1", "减时限", "", ""],
                ["2", "修堤", "市水务局", ""],
            )
        )
        assert who(one) == ["市政务局 R*"]
        assert who(two) == ["市水务局 R"]

    @pytest.mark.parametrize("stage", ["已完成", "完成立项", "正在实施", "已开工建设"])
    def test_a_stage_of_progress_is_no_limit(self, stage):
        assert task(table(HEAD, ["1", "修堤", "市水务局", stage])).deadlines == ()

    @pytest.mark.parametrize("event", ["汛期前", "按上级要求", "已完成项目年底前验收"])
    def test_other_words_are_a_limit(self, event):
        assert len(task(table(HEAD, ["1", "修堤", "市水务局", event])).deadlines) == 1


class TestForms:
    def test_cards_with_the_heads_in_the_left_column(self):
        one, two = tasks(
            table(
                ["任务名称", "修堤"], ["工作内容", "加固堤段3处"], ["牵头单位", "市水务局"], ["完成时限", "6月底前"],
                ["任务名称", "补渠"], ["工作内容", "衬砌渠道2条"], ["牵头单位", "市农业局"], ["完成时限", "9月底前"],
            )
        )  # fmt: skip
        assert [(t.title, t.text, who(t)) for t in (one, two)] == [
            ("修堤", "加固堤段3处", ["市水务局 L"]),
            ("补渠", "衬砌渠道2条", ["市农业局 L"]),
        ]

    def test_a_card_with_two_pairs_a_row(self):
        found = task(
            table(["任务名称", "修堤", "牵头单位", "市水务局"], ["工作内容", "加固堤段3处", "完成时限", "6月底前"])
        )
        assert (found.title, found.text, who(found)) == ("修堤", "加固堤段3处", ["市水务局 L"])

    def test_a_table_of_projects_needs_no_units(self):
        found = task(table(["序号", "项目名称", "建设内容"], ["在建", LEFT, LEFT], ["1", "东塘工程", "新建闸门4座"]))
        assert (found.title, found.text, found.path) == ("东塘工程", "新建闸门4座", ("在建",))

    def test_a_column_of_work_beside_one_of_goals_needs_no_units(self):
        found = task(table(["序号", "任务", "目标"], ["1", "修堤", "加固堤段3处"]))
        assert [t.text for t in found.targets] == ["加固堤段3处"]

    def test_goals_before_the_measures_are_targets_and_no_title(self):
        found = task(
            table(
                ["重点任务", "工作目标", "具体措施", "责任单位"],
                ["治水", "漏损率控制在9%以内", "更新水表500块", "市水务局"],
            )
        )
        assert found.title == "治水"
        assert {t.indicator for t in found.targets} == {"漏损率", "水表"}

    def test_a_year_over_half_years_dates_their_work(self):
        found = tasks(
            table(
                ["重点任务", "2032年", LEFT, "责任单位"],
                [UP, "上半年", "下半年", UP],
                ["泵站", "完成选址", "建成主体", "市水务局"],
            )
        )
        assert [(t.title, t.text, t.deadlines[0].end) for t in found] == [
            ("泵站", "完成选址", datetime.date(2032, 6, 30)),
            ("泵站", "建成主体", datetime.date(2032, 12, 31)),
        ]


class TestIndicators:
    def test_each_of_a_pair_has_its_own_measure_and_value(self):
        made = plan(
            table(
                ["指标", "单位", "2035年"],
                ["林地面积/林木覆盖率", "万亩/%", "36/51以上"],
                ["处理能力", "万吨/日", "12"],
            )
        )
        assert named(made) == [
            ("林地面积", "eq", "36", "万亩"),
            ("林木覆盖率", "ge", "51", "%"),
            ("处理能力", "eq", "12", "万吨/日"),
        ]

    def test_what_was_reached_is_no_target(self):
        made = plan(
            table(
                ["指标", "单位", "2030年目标值", "2030年实际值", "较目标值增加"], ["集中供水率", "%", "85", "88", "3"]
            )
        )
        assert made.targets == made.tasks == ()

    def test_places_beside_numbers_are_no_indicators(self):
        made = plan(table(["地区", "单位", "2035年"], ["东城区", "个", "5"], ["西城区", "个", "6"]))
        assert made.targets == ()

    def test_a_lower_head_is_no_value(self):
        made = plan(
            table(["指标", "单位", "规划目标", LEFT], [UP, UP, "2035年", "五年累计"], ["造林面积", "万亩", "", "12"])
        )
        assert named(made) == [("造林面积", "eq", "12", "万亩")]


def test_a_table_that_is_not_understood_is_a_finding_with_its_heads():
    made = plan(table(["名目", "分值", "怎么扣", "考谁"], ["堤防", "10", "每发现一处扣一分并全市通报", "市水务局"]))
    [finding] = [f for f in made.findings if f.code == "table-unread"]
    assert finding.severity == "warning"
    assert "名目、分值、怎么扣、考谁" in finding.message


def test_a_table_of_other_things_is_no_finding():
    made = plan(table(["姓名", "单位", "电话"], ["甲某", "市水务局", "123"]))
    assert [f for f in made.findings if f.code == "table-unread"] == []


def test_a_date_in_a_cell_is_no_date_of_issue():
    made = plan(table(HEAD, ["1", "修堤", "市水务局", "2031年9月30日"]))
    assert made.header.issued_on is None


class TestVerbOfTheHead:
    def test_what_is_built_needs_no_verb_in_its_cell(self):
        made = task(
            table(["项目名称", "建设内容"], ["东塘工程", "2座150万立方米调节池；约12公里护岸，新建闸门4座\n3座泵站"])
        )
        assert [t.text for t in made.targets] == ["2座150万立方米调节池", "约12公里护岸", "新建闸门4座", "3座泵站"]
        assert named(made) == [
            ("150万立方米调节池", "eq", "2", "座"),
            ("护岸", "approx", "12", "公里"),
            ("闸门", "eq", "4", "座"),
            ("泵站", "eq", "3", "座"),
        ]

    def test_a_head_without_a_verb_gives_none(self):
        made = task(table(["项目名称", "工作内容", "责任单位"], ["东塘工程", "2座调节池有待维护", "市水务局"]))
        assert made.targets == ()

    def test_numbers_of_a_list_are_no_counts(self):
        made = task(table(["项目名称", "建设内容"], ["东塘工程", "1.泵站；2.闸门；2031年完工"]))
        assert made.targets == ()
