import datetime

import pytest
from made_up_plan import names, plan, table, task, tasks, who

WORK = "一、重点任务"


class TestItem:
    def test_the_lowest_numbered_item_is_a_task(self):
        assert names(WORK, "（一）水源保护。", "1.划定保护区。完成勘界。", "2.清理排口。完成整治。") == [
            "划定保护区",
            "清理排口",
        ]

    def test_what_only_introduces_items_is_none(self):
        assert names(WORK, "（一）水源保护。抓好两项工作。", "1.划定保护区。") == ["划定保护区"]

    def test_has_number_title_words_path_and_role(self):
        found = task(WORK, "（一）水源保护。", "1.划定保护区。完成勘界立标。（市水务局负责）")
        assert found.number == "1"
        assert found.title == "划定保护区"
        assert found.text == "划定保护区。完成勘界立标。"
        assert found.path == ("重点任务", "水源保护")
        assert found.section_role == "task"
        assert found.origin == "narrative"

    def test_a_short_name_before_a_colon_is_its_title(self):
        assert task(WORK, "1.“一网”：建成监测网。（市水务局负责）").title == "“一网”"

    FIRST = "（一）划定保护区。按照水源地的分布和供水规模完成勘界立标和围网建设。（市水务局负责）"
    SECOND = "清理入河排口，健全排查台账。按照查测溯治的要求完成全部排口的登记建档和分类整治。（市环境局负责）"

    def test_a_further_paragraph_that_opens_with_a_heading_has_that_for_its_title(self):
        long = "严格执法。对违法设置的排口依法处理并定期公开处理结果接受群众监督。（市环境局负责）"
        found = tasks(WORK, self.FIRST, self.SECOND + "开展执法检查。（市公安局负责）", long)
        assert [t.title for t in found] == [
            "划定保护区", "清理入河排口，健全排查台账", "清理入河排口，健全排查台账", "严格执法",
        ]  # fmt: skip
        assert {t.number for t in found} == {"一"}

    def test_a_bracket_inside_the_heading_does_not_end_it(self):
        bracket = "治理船舶修造（拆解）企业。按照查测溯治的要求完成全部企业的登记建档和分类整治。（市环境局负责）"
        assert [t.title for t in tasks(WORK, self.FIRST, bracket)] == ["划定保护区", "治理船舶修造（拆解）企业"]

    @pytest.mark.parametrize(
        "further",
        ["完成12处入河排口的登记建档，分类提出整治的办法和时限。（市环境局负责）", "清理入河排口。（市环境局负责）"],
        ids=["a sentence of its own", "nothing but a heading"],
    )
    def test_any_other_further_paragraph_has_the_title_of_its_item(self, further):
        assert [t.title for t in tasks(WORK, self.FIRST, further)] == ["划定保护区"] * 2

    def test_a_long_first_sentence_is_no_title(self):
        first = "围绕全市供水安全保障能力建设总体布局统筹推进水源工程输水工程净水厂站和配水管网建设改造" * 2
        assert task(WORK, f"1.{first}。（市水务局负责）").title is None

    def test_its_span_runs_from_its_number_to_the_end_of_its_statement(self):
        made = plan(WORK, "1.划定保护区。（市水务局负责）。", "2.清理排口。")
        assert made.tasks[0].span.of(made.text) == "1.划定保护区。（市水务局负责）"

    def test_its_paragraphs_belong_to_it(self):
        found = task(WORK, "1.划定保护区。", "完成勘界立标。（市水务局负责）")
        assert found.text == "划定保护区。\n完成勘界立标。"

    def test_ids_are_unique_and_always_the_same(self):
        pieces = (WORK, "1.甲。（市水务局负责）乙。（市财政局负责）", "2.丙。", "二、丁", "1.戊。")
        ids = [t.id for t in tasks(*pieces)]
        assert len(set(ids)) == len(ids)
        assert ids == [t.id for t in tasks(*pieces)]


class TestStatement:
    @pytest.mark.parametrize(
        "paragraphs",
        [
            ("1.划定保护区。（市水务局牵头，市财政局配合）",),
            ("1.划定保护区（市水务局牵头，市财政局配合）。",),
            ("1.划定保护区。〔牵头单位：市水务局；配合单位：市财政局〕",),
            ("1.划定保护区。", "牵头单位：市水务局", "配合单位：市财政局"),
            ("1.划定保护区。", "牵头单位：市水务局。配合单位：市财政局。"),
            ("1.划定保护区。牵头单位：市水务局，配合单位：市财政局。",),
            ("1.划定保护区。", "责任单位：市水务局牵头，市财政局配合"),
            ("1.划定保护区。", "（市水务局牵头，市财政局配合）"),
        ],
    )
    def test_may_stand_before_or_after_the_full_stop_or_on_lines_of_its_own(self, paragraphs):
        found = task(WORK, *paragraphs)
        assert who(found) == ["市水务局 L", "市财政局 S"]
        assert found.text.rstrip("。") == "划定保护区"

    def test_each_of_several_in_one_item_closes_a_task(self):
        found = tasks(
            WORK, "1.治水。建泵站（市水务局牵头，市财政局配合）；改管网（市住建局牵头）；清河道（市河长办牵头）。"
        )
        assert [who(t) for t in found] == [["市水务局 L", "市财政局 S"], ["市住建局 L"], ["市河长办 L"]]
        assert {t.title for t in found} == {"治水"}
        assert {t.number for t in found} == {"1"}
        assert [t.text for t in found] == ["治水。建泵站", "改管网", "清河道"]

    def test_several_that_follow_one_another_close_one_task(self):
        assert who(task(WORK, "1.划定保护区。（牵头单位：市水务局）（配合单位：市财政局）")) == [
            "市水务局 L",
            "市财政局 S",
        ]

    def test_words_after_the_last_are_a_task_without_units(self):
        found = tasks(WORK, "1.治水。建泵站（市水务局牵头）。同时抓好全市污水处理厂提质增效各项工作。", "2.节能。")
        assert who(found[0]) == ["市水务局 L"]
        assert who(found[1]) == []
        assert "提质增效" in found[1].text

    def test_a_remark_after_the_last_is_none(self):
        assert len(tasks(WORK, "1.治水。（市水务局牵头）长期坚持。")) == 1

    def test_one_right_after_the_heading_is_that_of_the_item(self):
        found = task(WORK, "1.划定保护区（市水务局负责）", "完成勘界立标。")
        assert who(found) == ["市水务局 R"]
        assert "完成勘界立标" in found.text

    def test_a_time_in_it_limits_the_task(self):
        found = task(WORK, "1.划定保护区。", "责任单位：市水务局；完成时限：2031年9月底前")
        assert [d.end for d in found.deadlines] == [datetime.date(2031, 9, 30)]


class TestHandedDown:
    def test_a_statement_on_a_heading_covers_each_item_under_it(self):
        found = tasks(WORK, "（一）强化水质保障。（责任单位：县卫生健康委）", "1.定期检测。", "2.公布结果。")
        assert [who(t) for t in found] == [["县卫生健康委 R*"]] * 2

    def test_an_item_with_a_statement_of_its_own_keeps_it(self):
        found = tasks(
            WORK, "（一）强化水质保障。（责任单位：县卫生健康委）", "1.定期检测。（县水务局负责）", "2.公布结果。"
        )
        assert [who(t) for t in found] == [["县水务局 R"], ["县卫生健康委 R*"]]

    def test_a_statement_on_a_line_below_the_heading_covers_them_too(self):
        found = tasks(WORK, "（一）强化水质保障。", "责任单位：县卫生健康委", "1.定期检测。", "2.公布结果。")
        assert [who(t) for t in found] == [["县卫生健康委 R*"]] * 2

    def test_it_goes_no_further_than_the_heading(self):
        found = tasks(
            WORK, "（一）强化水质保障。（县卫生健康委负责）", "1.定期检测。", "（二）加强宣传。", "1.进社区。"
        )
        assert [who(t) for t in found] == [["县卫生健康委 R*"], []]

    def test_a_statement_after_the_last_of_several_items_is_the_last_ones(self):
        found = tasks(WORK, "（一）强化水质保障。", "1.定期检测。", "2.公布结果。", "责任单位：县卫生健康委")
        assert [who(t) for t in found] == [[], ["县卫生健康委 R"]]

    def test_it_covers_them_all_where_the_sections_are_closed_so(self):
        one = ("（一）强化水质保障。", "1.定期检测。", "2.公布结果。", "责任单位：县卫生健康委")
        two = ("（二）强化水量保障。", "1.扩建水厂。", "2.更新管网。", "责任单位：县水务局")
        assert [who(t) for t in tasks(WORK, *one, *two)] == [
            ["县卫生健康委 R*"], ["县卫生健康委 R"], ["县水务局 R*"], ["县水务局 R"],
        ]  # fmt: skip

    def test_an_item_with_a_label_that_is_not_known_inherits_nothing(self):
        found = tasks(
            WORK, "（一）强化水质保障。（责任单位：县卫生健康委）", "1.定期检测。", "主抓单位：县水务局", "2.公布结果。"
        )
        assert [who(t) for t in found] == [[], ["县卫生健康委 R*"]]

    STATED = ("（一）划定保护区。立标。（县水务局负责）", "（二）清理排口。建档。（县环境局负责）")

    def test_one_in_a_further_paragraph_covers_them_all_where_every_item_beside_has_one(self):
        inner = ("（三）强化水质保障。", "1.定期检测。", "2.公布结果。", "健全检测台账。（县卫生健康委负责）")
        found = tasks(WORK, *self.STATED, *inner)
        assert [who(t) for t in found[2:]] == [["县卫生健康委 R*"], ["县卫生健康委 R"]]

    @pytest.mark.parametrize(
        "before", [STATED[:1], (*STATED[:1], "（二）清理排口。建立台账。")], ids=["one item beside", "one without"]
    )
    def test_one_in_a_further_paragraph_is_the_last_items_own_elsewhere(self, before):
        inner = ("（三）强化水质保障。", "1.定期检测。", "2.公布结果。", "健全检测台账。（县卫生健康委负责）")
        found = tasks(WORK, *before, *inner)
        assert [who(t) for t in found[-2:]] == [[], ["县卫生健康委 R"]]

    def test_a_deadline_on_the_heading_is_handed_down_with_it(self):
        found = tasks(WORK, "（一）保障。（责任单位：县卫健委；完成时限：2031年6月底）", "1.定期检测。", "2.公布结果。")
        assert [[d.end for d in t.deadlines] for t in found] == [[datetime.date(2031, 6, 30)]] * 2


class TestRulesForTheWholeDocument:
    def test_the_first_of_every_list_leads_where_the_document_says_so(self):
        found = tasks(
            WORK, "1.划定保护区。（市水务局、市财政局）", "2.清理排口。（市环境局）",
            "注：各项任务中列第一位的为牵头单位。",
        )  # fmt: skip
        assert [who(t) for t in found[:2]] == [["市水务局 L", "市财政局 R"], ["市环境局 L"]]

    def test_units_named_for_all_later_tasks_are_inherited_by_them(self):
        found = tasks(
            WORK, "1.划定保护区。（市水务局负责）",
            "2.清理排口。（市环境局负责。以下均需各区人民政府落实，不再列出）",
            "3.修复湿地。（市林业局负责）", "4.巡查。",
        )  # fmt: skip
        assert [who(t) for t in found] == [
            ["市水务局 R"],
            ["市环境局 R"],
            ["市林业局 R", "各区人民政府 R*"],
            ["各区人民政府 R*"],
        ]


class TestListsAndEnumerations:
    def test_an_enumeration_in_a_paragraph_makes_a_task_of_each_part(self):
        found = tasks(WORK, "（一）强化监管。一是开展巡查。二是严格执法。三是定期通报。")
        assert [(t.number, t.title) for t in found] == [("一", "开展巡查"), ("二", "严格执法"), ("三", "定期通报")]
        assert {t.path for t in found} == {("重点任务", "强化监管")}

    def test_not_so_where_the_item_has_one_statement_for_all(self):
        found = task(WORK, "（一）强化监管。一是开展巡查。二是严格执法。（市水务局负责）")
        assert who(found) == ["市水务局 R"]
        assert found.title == "强化监管"

    def test_fragments_of_one_sentence_are_one_task(self):
        found = task(WORK, "（一）建立机制，做到：", "（1）信息共享；", "（2）联合执法；", "（3）定期会商。")
        assert "联合执法" in found.text

    def test_sentences_of_their_own_are_not(self):
        assert len(tasks(WORK, "（一）建立机制。", "（1）信息共享。", "（2）联合执法。", "（3）定期会商。")) == 3

    def test_items_that_start_inside_a_paragraph_are_tasks(self):
        assert names(WORK, "（一）划定保护区。完成勘界。（二）清理排口。完成整治。") == ["划定保护区", "清理排口"]

    def test_paragraphs_without_numbers_are_tasks_where_they_have_statements(self):
        found = tasks("总述。", "建设泵站三座，提升排涝能力。（市水务局负责）", "改造管网，降低漏损。（市住建局负责）")
        assert [who(t) for t in found] == [["市水务局 R"], ["市住建局 R"]]

    def test_headed_paragraphs_without_numbers_are_tasks(self):
        body = "健全责任体系，完善工作机制，推动各项措施落地见效，形成齐抓共管格局。"
        assert names(WORK, "（一）强化监管", f"开展日常巡查。{body}", f"严格执法办案。{body}") == [
            "开展日常巡查",
            "严格执法办案",
        ]


class TestSections:
    def test_goals_hold_targets_and_no_tasks(self):
        made = plan("一、工作目标", "到2031年底，全市用水总量控制在5.2亿立方米以内。", "二、重点任务", "1.划定保护区。")
        assert [t.title for t in made.tasks] == ["划定保护区"]
        assert [(t.indicator, t.unit) for t in made.targets] == [("用水总量", "亿立方米")]

    def test_background_holds_neither(self):
        made = plan("一、指导思想", "坚持节水优先。", "二、工作回顾", "建成泵站5座。", "三、重点任务", "1.划定保护区。")
        assert [t.title for t in made.tasks] == ["划定保护区"]
        assert made.targets == ()

    def test_a_safeguard_is_a_task_of_that_role(self):
        found = tasks("一、重点任务", "1.划定保护区。", "二、保障措施", "（一）加大投入。统筹资金。")
        assert [(t.title, t.section_role) for t in found] == [("划定保护区", "task"), ("加大投入", "safeguard")]

    def test_several_plans_in_one_document_have_tasks_of_their_own(self):
        from policy_parse.document.pieces import Paragraph

        found = tasks(
            "一、重点任务", "1.划定保护区。", "附件2", Paragraph("滨江市节能行动方案", alignment="center"), "一、推广灯具。更换灯具。",
        )  # fmt: skip
        assert [t.title for t in found] == ["划定保护区", "推广灯具"]
        assert "滨江市节能行动方案" in found[1].path
        assert len({t.id for t in found}) == 2


class TestNotAPlan:
    @pytest.mark.parametrize("title", ["滨江市供水管理办法", "滨江市节水工作方案政策解读", "关于节水工作情况的通报"])
    def test_items_without_statements_are_no_tasks(self, title):
        assert tasks("一、总则", "（一）加强供水管理。", "（二）规范用水行为。", title=title) == ()

    def test_a_statement_makes_a_task_all_the_same(self):
        found = tasks("一、事项", "（一）加强供水管理。（市水务局负责）", title="滨江市供水管理办法")
        assert [who(t) for t in found] == [["市水务局 R"]]


def test_a_target_of_an_introduction_belongs_to_the_plan():
    made = plan("一、重点任务", "（一）水源保护。全年建成水源地8处。", "1.划定保护区。")
    assert [t.indicator for t in made.targets] == ["水源地"]


def test_so_does_one_of_an_introduction_below_a_heading_without_a_number():
    goals = "经济社会发展的主要预期目标是：生产总值增长5%左右，粮食产量稳定在30万吨以上。"
    made = plan(
        "2030年工作回顾",
        "建成泵站5座。",
        "2031年重点工作",
        goals,
        "（一）水源保护。完成勘界。",
        "（二）造林。补种苗木。",
    )
    assert [t.indicator for t in made.targets] == ["生产总值", "粮食产量"]


def test_targets_and_deadlines_of_its_words_are_the_tasks():
    found = task(WORK, "1.建设泵站。2031年6月底前，新建泵站12座。（市水务局负责）")
    assert [(t.indicator, int(t.value), t.unit) for t in found.targets] == [("泵站", 12, "座")]
    assert [d.end for d in found.deadlines] == [datetime.date(2031, 6, 30)]


@pytest.mark.parametrize("numbers", [(1, 2, 3), (1, 3, 4), (1, 2, 2), (2, 3, 5)])
def test_pieces_of_work_numbered_in_words_need_not_be_complete(numbers):
    found = tasks(
        WORK, *(f"任务{number}：改造{thing}。完成改造。" for number, thing in zip(numbers, "甲乙丙", strict=True))
    )
    assert [(t.number, t.title) for t in found] == [
        (str(number), f"改造{thing}") for number, thing in zip(numbers, "甲乙丙", strict=True)
    ]


def test_numbers_that_fall_count_no_pieces_of_work():
    assert names(WORK, "任务3：改造泵站。完成改造。", "任务1：改造水厂。完成改造。") == ["重点任务"]


class TestClosingParagraph:
    ITEMS = ("（一）划定保护区。完成勘界立标。", "（二）清理排口。完成整治任务。", "（三）改造管网。完成老旧管网改造。")
    CLOSING = "建立部门联动机制，各镇街制定专项方案，及时总结推广经验做法。到2031年底，全市建成示范泵站30座。"

    def test_the_last_paragraph_of_a_document_is_no_part_of_its_last_item(self):
        made = plan(WORK, *self.ITEMS, "（四）建设泵站。完成选址工作。", self.CLOSING)
        assert made.tasks[-1].text == "建设泵站。完成选址工作。"

    def test_its_goals_belong_to_the_plan(self):
        made = plan(WORK, *self.ITEMS, "（四）建设泵站。完成选址工作。", self.CLOSING)
        assert [t.value for t in made.targets] == [30]

    def test_where_other_items_have_several_paragraphs_it_belongs_to_the_item(self):
        made = plan(WORK, *self.ITEMS, "设立标识牌。", "（四）建设泵站。完成选址工作。", self.CLOSING)
        assert made.tasks[-1].text.endswith("30座。")


def test_goals_within_a_paragraph_of_general_requirements_belong_to_the_plan():
    made = plan(
        "一、总体要求", "围绕节水优先，完善供水体系。目标到2031年，建成示范泵站30座。", "二、重点任务", "1.建设泵站。"
    )
    assert [(t.indicator, t.value) for t in made.targets] == [("示范泵站", 30)]


def test_a_heading_that_counts_its_items_commits_to_nothing():
    assert plan(WORK, "（一）发展2个优势领域", "1.智能制造。建成车间。", "2.企业服务。").targets == ()


def test_an_appeal_behind_the_last_statement_is_no_task():
    made = plan(
        WORK,
        "1.划定保护区。（市水务局负责）",
        "2.清理排口。（市住建局负责）各区各部门要抓紧制定实施细则，确保落实到位。",
    )
    assert [t.title for t in made.tasks] == ["划定保护区", "清理排口"]


class TestLooseEnds:
    def test_a_rule_about_later_tasks_is_no_task(self):
        found = tasks(
            "一、水源保护。划定保护区。责任单位：市水务局。以下均需各区人民政府落实，不再列出。",
            "二、管网改造。责任单位：市住建局。",
        )
        assert [t.title for t in found] == ["水源保护", "管网改造"]
        assert who(found[1]) == ["市住建局 R", "各区人民政府 R*"]

    def test_a_statement_on_the_heading_is_no_part_of_the_title(self):
        assert task(WORK, "（一）规范检查（市司法局、市应急局）").title == "规范检查"

    def test_each_part_with_a_statement_of_its_own_is_a_task_and_so_is_the_last(self):
        found = tasks(WORK, "（一）防控", "一是监测预警。（市水务局）二是接种。（市住建局牵头）三是宣传。")
        assert [(t.number, who(t)) for t in found] == [("一", ["市水务局 R"]), ("二", ["市住建局 L"]), ("三", [])]

    def test_a_short_line_after_the_statement_of_a_long_item_is_none_of_its_words(self):
        long = "坚持预防为主、防治结合，加强水源巡查，健全值守制度，确保供水安全平稳。"
        found = task(WORK, f"（一）{long}（市水务局负责）", "促进居民节水。")
        assert found.text == long

    def test_a_person_before_the_units_is_no_part_of_the_words(self):
        found = task(WORK, "（一）抓实学习。责任领导：王某某；责任部门：市水务局；完成时限：2031年6月")
        assert found.text == "抓实学习。"
        assert who(found) == ["市水务局 R"]

    def test_a_line_that_names_a_person_is_none_of_the_words(self):
        for label in ("责任领导", "主管领导", "项目责任人"):
            assert task(WORK, "（一）抓实学习。", f"{label}：王某某", "责任部门：市水务局").text == "抓实学习。"

    def test_circled_numbers_within_a_paragraph_begin_items(self):
        found = tasks(WORK, "（一）整治", "①新建公厕6座（市住建局）；②清运垃圾；③栽植苗木（市水务局）。")
        assert [(t.number, who(t)) for t in found] == [("①", ["市住建局 R"]), ("②", []), ("③", ["市水务局 R"])]

    def test_what_goes_on_for_long_is_a_time_and_no_unit(self):
        found = task(WORK, "（一）修建铁路。（市水务局牵头；市财政局配合；长期推进）")
        assert who(found) == ["市水务局 L", "市财政局 S"]
        assert [d.kind for d in found.deadlines] == ["ongoing"]

    def test_a_heading_over_a_table_is_no_task(self):
        made = plan(
            WORK, "（一）供水", table(("序号", "工作任务", "责任单位"), ["1", "建设泵站", "市水务局"]), "备注：无。"
        )
        assert [t.origin for t in made.tasks] == ["table"]

    def test_a_month_may_stand_right_behind_the_number(self):
        assert [t.number for t in tasks(WORK, "1.4月底前完成会商。（市水务局）", "2.5月发布方案。（市水务局）")] == [
            "1",
            "2",
        ]

    @pytest.mark.parametrize(
        ("statement", "units"),
        [
            (
                "（总牵头：市水务局；协办：市财政局；参与：各镇街；监督：市审计局）",
                ["市水务局 L", "市财政局 S", "各镇街 S", "市审计局 G"],
            ),
            (
                "【责任单位】市水务局【配合单位】市财政局、各街道【完成时限】10月",
                ["市水务局 R", "市财政局 S", "各街道 S"],
            ),
            ("责任单位：市水务局，2031年底前完成并持续推进", ["市水务局 R"]),
        ],
    )
    def test_labels_of_every_kind_name_only_units(self, statement, units):
        assert who(task(WORK, f"（一）修建泵站。{statement}")) == units
