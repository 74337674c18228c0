import pytest
from made_up import WORDS, body_lines, document, lines, outline, table

from policy_parse.document.pieces import Paragraph
from policy_parse.structure.outline import build_outline, without_statement
from policy_parse.structure.sections import outline_sections

BODY = "围绕全年任务加强统筹协调，完善工作机制，压实各方责任，推动各项工作落地见效，及时总结推广经验做法。"


def first_line(document):
    return body_lines(document, 0, 1)[0]


def tree(*pieces):
    """Numbers (or headings) of the outline, nested."""

    def shown(node):
        return (node.label.number if node.label else node.heading, [shown(child) for child in node.children])

    return [shown(child) for child in outline(*pieces).children]


def node(*pieces):
    """The first node of the outline."""
    return outline(*pieces).children[0]


def roles(*pieces):
    return {n.heading: n.role for n in outline(*pieces).walk() if n.heading}


def test_what_stands_in_a_frame_has_the_role_of_its_section():
    framed = Paragraph("专栏1 重点工程", frame=1), Paragraph("1.泵站", frame=1)
    assert roles("一、保障措施", "加强领导。", *framed) == {
        "保障措施": "safeguard",
        "专栏1重点工程": "safeguard",
        "泵站": "safeguard",
    }


class TestTree:
    def test_inner_numbers_stand_under_outer_ones(self):
        assert tree("一、甲", "（一）乙", "1.丙", "（1）丁", "①戊", "（二）己", "二、庚") == [
            ("一", [("一", [("1", [("1", [("①", [])])])]), ("二", [])]),
            ("二", []),
        ]

    def test_a_level_may_be_left_out(self):
        assert tree("一、甲", "1.乙", "2.丙", "二、丁") == [("一", [("1", []), ("2", [])]), ("二", [])]

    def test_chapters_stand_above_han_numbers(self):
        assert tree("第一章 甲", "一、乙", "第二章 丙") == [("一", [("一", [])]), ("二", [])]

    def test_longer_dotted_numbers_stand_under_shorter_ones(self):
        assert tree("1.1 甲类", "1.1.1 乙类", "1.2 丙类") == [("1.1", [("1.1.1", [])]), ("1.2", [])]

    def test_a_numbering_that_goes_on_over_sections_stays_in_them(self):
        assert tree("（一）甲", "1.乙", "（二）丙", "2.丁") == [("一", [("1", [])]), ("二", [("2", [])])]

    def test_paragraphs_without_a_number_belong_to_the_item_before_them(self):
        item = node("1.建设泵站。", "新建三座。", "2.改造管网。")
        assert [line.folded.text for line in item.lines] == ["1.建设泵站。", "新建三座。"]

    def test_what_stands_before_the_first_number_belongs_to_the_root(self):
        assert [line.folded.text for line in outline("为做好节水工作。", "一、任务").lines] == ["为做好节水工作。"]

    def test_every_line_belongs_to_exactly_one_node(self):
        pieces = ("总述。", "一、甲", "段落。", "（一）乙", "1.丙。2.丁。", "一是戊。二是己。", "二、庚")
        owned = [line for n in outline(*pieces).walk() for line in n.lines]
        assert sorted(x.span for x in owned) == sorted(x.span for x in lines(*pieces))

    def test_a_second_is_without_a_first_only_goes_on_with_its_paragraph(self):
        assert tree("1.甲。", "二是乙。") == [("1", [])]

    def test_paragraphs_that_count_first_is_second_is_are_items(self):
        assert tree("（一）甲。", "一是乙。", "二是丙。") == [("一", [("一", []), ("二", [])])]


class TestHeading:
    def test_is_the_leading_sentence_without_number_and_mark(self):
        assert node("1.建设泵站。新建三座。").heading == "建设泵站"

    def test_is_the_words_before_a_colon(self):
        assert node("1.泵站：新建三座。").heading == "泵站"

    def test_leaves_out_the_statement_in_brackets(self):
        assert node("（一）优化服务（牵头单位：市税务局）").heading == "优化服务"

    def test_keeps_a_bracket_that_names_no_unit(self):
        assert node("（一）优化服务（第二期）").heading == "优化服务（第二期）"

    def test_knows_its_place(self):
        pieces = ("总述。", "1. 建设泵站。新建。")
        assert outline(*pieces).children[0].heading_span.of(document(*pieces).text) == "建设泵站"

    def test_the_path_names_the_headings_above(self):
        root = outline("一、重点任务", "（一）强基", "1.建设泵站。")
        item = next(n for n in root.walk() if n.heading == "建设泵站")
        assert item.path() == ("重点任务", "强基")

    @pytest.mark.parametrize(
        ("words", "heading"),
        [
            ("优化服务（市税务局负责）", "优化服务"),
            ("优化服务〔责任单位：市税务局（综合科）〕", "优化服务"),
            ("优化服务（试行）", "优化服务（试行）"),
            ("（市税务局负责）", "（市税务局负责）"),
        ],
    )
    def test_a_statement_is_taken_off_its_end_only(self, words, heading):
        assert without_statement(words, WORDS.lines) == heading


class TestRoles:
    def test_the_words_of_a_top_heading_decide(self):
        assert roles("一、总体目标", "二、重点任务", "三、保障措施") == {
            "总体目标": "goal",
            "重点任务": "task",
            "保障措施": "safeguard",
        }

    def test_a_topic_at_the_top_is_work(self):
        assert roles("一、推进再生水利用")["推进再生水利用"] == "task"

    def test_items_take_the_role_of_their_section(self):
        found = roles("一、保障措施", "（一）加大投入。", "二、重点任务", "（一）建设泵站。")
        assert found["加大投入"] == "safeguard"
        assert found["建设泵站"] == "task"

    def test_a_goal_under_general_requirements_is_a_goal(self):
        found = roles("一、总体要求", "（一）指导思想。", "（二）主要目标。")
        assert found["指导思想"] == "background"
        assert found["主要目标"] == "goal"

    def test_under_a_heading_that_says_task_everything_is_a_task(self):
        assert roles("一、重点任务", "（一）组织实施。")["组织实施"] == "task"


class TestNamedHeads:
    def test_the_usual_name_of_a_section_on_a_line_of_its_own_opens_it(self):
        assert tree("总述。", "重点任务", "1.建设泵站。", "保障措施", "1.加大投入。") == [
            ("重点任务", [("1", [])]),
            ("保障措施", [("1", [])]),
        ]

    def test_so_do_short_lines_above_paragraphs_where_there_are_several(self):
        found = tree("一、任务", "推动泵站提质", BODY, "推动管网更新", BODY)
        assert found == [("一", [("推动泵站提质", []), ("推动管网更新", [])])]

    def test_a_single_short_line_counts_only_where_it_is_set_off(self):
        assert tree("一、任务", "推动泵站提质", BODY) == [("一", [])]
        assert tree("一、任务", Paragraph("推动泵站提质", bold=True), BODY) == [("一", [("推动泵站提质", [])])]

    def test_the_name_of_an_office_is_no_heading(self):
        assert tree("一、任务", "滨江市水务局", BODY, "滨江市财政局", BODY) == [("一", [])]


class TestSeveralPlans:
    PIECES = (
        Paragraph("滨江市节水工作方案", alignment="center"),
        "一、建设泵站",
        "二、改造管网",
        "附件2",
        Paragraph("滨江市节能工作要点", alignment="center"),
        "一、推广灯具",
    )

    def test_the_title_of_a_further_plan_opens_a_node_of_level_nought(self):
        further = [n for n in outline(*self.PIECES).children if n.level == 0]
        assert [n.heading for n in further] == ["滨江市节能工作要点"]

    def test_its_numbering_starts_anew_below_it(self):
        [plan] = [n for n in outline(*self.PIECES).children if n.level == 0]
        assert [(n.label.number, n.heading) for n in plan.children] == [("一", "推广灯具")]

    def test_the_first_stands_under_one_too_where_its_title_is_known(self):
        made = document(*self.PIECES)
        root = build_outline(
            body_lines(made, 1, len(made.blocks)),
            made,
            WORDS.outline,
            title=first_line(made),
        )
        assert [(n.heading, n.level) for n in root.children] == [("滨江市节水工作方案", 0), ("滨江市节能工作要点", 0)]
        assert root.lines == []
        assert [n.path()[0] for n in root.walk() if n.level > 0] == [*["滨江市节水工作方案"] * 2, "滨江市节能工作要点"]

    def test_a_single_plan_needs_none(self):
        made = document("滨江市节水工作要点", "一、甲", "二、乙")
        root = build_outline(body_lines(made, 1, 3), made, WORDS.outline, title=first_line(made))
        assert [n.level for n in root.children] == [1, 1]

    def test_the_name_of_an_attachment_above_its_own_title_opens_none(self):
        root = outline("一、甲", "附件：滨江市节水任务分工方案", "附件", "滨江市节水任务分工方案", "一、乙")
        assert [n.heading for n in root.children if n.level == 0] == ["滨江市节水任务分工方案"]

    def test_words_that_end_in_plan_inside_the_text_open_none(self):
        root = outline("一、甲", "各地要制定工作方案", "二、乙")
        assert all(n.level != 0 for n in root.children)


class TestSections:
    def test_ids_tell_the_place_and_parents_the_way_up(self):
        found = outline_sections(outline("一、甲", "（一）乙", "1.丙", "二、丁"))
        assert [(s.id, s.parent, s.level, s.number) for s in found] == [
            ("1", None, 1, "一"),
            ("1.1", "1", 2, "一"),
            ("1.1.1", "1.1", 3, "1"),
            ("2", None, 1, "二"),
        ]

    def test_the_span_of_a_section_covers_all_below_it(self):
        made = document("一、甲", "（一）乙", "丙。", "二、丁")
        first = outline_sections(outline("一、甲", "（一）乙", "丙。", "二、丁"))[0]
        assert first.span.of(made.text) == "一、甲\n（一）乙\n丙。"


class TestFrames:
    """专栏: running text in a table of one column."""

    PIECES = (
        "一、重点任务",
        "（一）建设泵站。",
        table(["专栏1 重点工程"], ["1.新建泵站。"], ["2.改造管网。"]),
        "（二）加强监测。",
    )

    def test_its_items_hang_under_its_title_in_the_section_round_it(self):
        assert tree(*self.PIECES) == [("一", [("一", []), ("二", []), ("专栏1重点工程", [("1", []), ("2", [])])])]

    def test_its_numbers_do_not_disturb_those_of_the_text(self):
        assert tree("1.甲。", table(["1.乙。"], ["2.丙。"]), "2.丁。")[:2] == [("1", []), ("2", [])]

    def test_each_stands_in_its_own_section(self):
        second = ("二、保护生态", "（一）修复湿地。", table(["专栏2 生态工程"], ["1.种树。"], ["2.种草。"]))
        assert tree(*self.PIECES, *second)[1] == ("二", [("一", []), ("专栏2生态工程", [("1", []), ("2", [])])])

    def test_without_a_frame_its_title_begins_it_and_the_next_running_number_ends_it(self):
        pieces = ("第一章 甲", "第一节 乙", "专栏1：重点工程", "一、建设泵站", "二、改造管网", "第二节 丙", "第二章 丁")
        box = ("专栏1：重点工程", [("一", []), ("二", [])])
        assert tree(*pieces) == [("一", [("一", []), box, ("二", [])]), ("二", [])]

    def test_a_box_in_a_section_of_goals_states_goals(self):
        pieces = (
            "一、总体要求",
            "（一）指导思想",
            "深入贯彻。",
            "（二）主要目标",
            "到2031年稳步增强。",
            "专栏1：主要指标",
            "用水总量控制在9亿立方米以内。",
        )
        roles = {found.heading: found.role for found in outline(*pieces).walk()}
        assert roles["专栏1：主要指标"] == "goal"

    def test_without_a_frame_an_inner_numbering_goes_on_after_it(self):
        pieces = (
            "一、甲",
            "（一）乙",
            "1.丙",
            "专栏1：重点工程",
            "（1）建设泵站。",
            "（2）改造管网。",
            "2.丁",
            "（二）戊",
        )
        box = ("专栏1：重点工程", [("1", []), ("2", [])])
        assert tree(*pieces) == [("一", [("一", [("1", []), ("2", [])]), box, ("二", [])])]


class TestAfterTheLastItem:
    def test_further_attachments_are_no_items(self):
        assert tree("一、甲", "二、乙", "附件：1.《责任清单》", "2.《措施清单》") == [("一", []), ("二", [])]

    def test_the_line_in_which_a_site_says_when_it_published_is_no_part_of_it(self):
        last = outline("一、甲", "二、乙", "滨江市水务局2031年3月20日发布，公示时间：一个月。").children[-1]
        assert len(last.lines) == 1

    @pytest.mark.parametrize(
        "after",
        [
            ("滨江市水务局", "滨江市财政局", "2031年3月20日"),
            ("滨江市人民政府", "二〇三一年三月二十日"),
            ("各位代表！蓝图已经绘就，让我们共同努力。",),
            ("【原文下载】", "[滨江市节水工作方案.pdf](/files/plan.pdf)"),
        ],
    )
    def test_who_signed_and_what_closes_a_report_are_no_part_of_it(self, after):
        last = outline("一、甲", "二、乙", *after).children[-1]
        assert len(last.lines) == 1

    def test_a_date_that_nobody_signs_is_part_of_it(self):
        assert len(outline("一、甲", "二、乙", "2031年3月20日").children[-1].lines) == 2


@pytest.mark.parametrize(
    ("heading", "role"),
    [("“十五五”时期的主要目标任务", "goal"), ("2031年重点工作", "task"), ("“十四五”时期工作回顾", "background")],
)
def test_an_unnumbered_section_of_a_report_is_known_by_its_name(heading, role):
    assert roles(heading, BODY)[heading] == role


def test_a_theme_inside_a_section_is_work_and_no_safeguard():
    assert roles("一、培育人才", "（一）优化人才服务保障。建成公寓。")["优化人才服务保障"] == "task"


def test_a_theme_that_sections_of_work_follow_is_work_and_the_last_one_a_safeguard():
    found = roles(
        "一、强化人才保障",
        "（一）引进人才。",
        "二、建设园区",
        "（二）建成厂房。",
        "三、强化要素保障",
        "（三）供应土地。",
    )
    assert (found["强化人才保障"], found["引进人才"]) == ("task", "task")
    assert (found["强化要素保障"], found["供应土地"]) == ("safeguard", "safeguard")


@pytest.mark.parametrize(
    ("sixth", "role"),
    [
        ("（三）畅通诉求渠道。设立窗口。", "task"),
        ("（一）畅通诉求渠道。设立窗口。", "safeguard"),
        ("（三）加强组织领导。成立专班。", "safeguard"),
    ],
    ids=["numbered on", "numbered anew", "named as a safeguard"],
)
def test_services_at_the_end_are_work_where_their_items_are_numbered_on_from_work(sixth, role):
    pieces = (
        "一、推广节水",
        "（一）改造管网。分段推进。",
        "（二）更换水表。分批推进。",
        "二、改进作风强化服务保障",
        sixth,
    )
    assert outline(*pieces).children[-1].role == role


def test_work_that_begins_with_carrying_out_is_no_safeguard():
    root = outline("一、重点任务", "（一）培训", "1.组织实施节水技术下乡活动，举办讲座。")
    assert [n.role for n in root.walk() if n.label] == ["task", "task", "task"]


def test_the_name_of_the_table_below_is_no_heading_and_no_part_of_the_item_before() -> None:
    rows = table(("任务", "责任单位"), ("种树", "市林业局"))
    root = outline("一、保障措施", "（一）加强督查。每季度通报。", "近期工作安排表", rows)
    assert [node.heading for node in root.walk() if node.heading] == ["保障措施", "加强督查"]
    assert [line.folded.text for line in root.lines] == ["近期工作安排表"]


def test_a_further_plan_may_follow_a_line_of_labels():
    found = outline("一、甲", "（一）乙。", "完成时限：2031年6月底前", "某某区净土行动方案", "一、丙", "（一）丁。")
    assert [n.heading for n in found.walk() if n.level == 0] == ["某某区净土行动方案"]


def shape(*pieces):
    """Each node but the root as level, number or heading, role, and how many lines it has; the root's lines first."""
    root, *nodes = outline(*pieces).walk()
    shown = [f"{n.level} {n.label.number if n.label else n.heading} {n.role} {len(n.lines)}" for n in nodes]
    return [len(root.lines), *shown]


CATALOGUE, PLAN = "滨江市节水器具目录", "滨江市节水工作方案"


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        # annexes that list things
        (("一、甲", "附件", CATALOGUE, "1.龙头", "2.便器"), [1, "1 一 task 1", f"1 {CATALOGUE} other 1", "3 1 other 1", "3 2 other 1"]),
        (("一、甲", "附件2", "说明", CATALOGUE, "1.龙头"), [2, "1 一 task 1", f"1 {CATALOGUE} other 1", "3 1 other 1"]),
        (("一、甲", "附件2", "说明", "说明", CATALOGUE, "1.龙头"), [4, "1 一 task 1", "3 1 task 1"]),
        (("一、甲", CATALOGUE, "1.龙头"), [0, "1 一 task 2", "3 1 task 1"]),
        (("一、甲", "附件", CATALOGUE, "龙头"), [3, "1 一 task 1"]),
        # lists of annexes
        (("附件（略）：", "1.甲表", "2.乙表", "3.丙表"), [4]),
        (("附件：1.甲表", "2.乙表", "4.丙表"), [2, "3 4 task 1"]),
        (("附件：1.甲表", "2.乙表", "好。", "3.丙表"), [3, "3 3 task 1"]),
        (("附件（略）：", "1.甲表，很长。", "2.乙表"), [1, "3 1 task 1", "3 2 task 1"]),
        # further plans
        (("一、甲", "附件", PLAN, "一、乙"), [1, "1 一 task 1", f"0 {PLAN} background 1", "1 一 task 1"]),
        (("一、甲", "附件", PLAN, "二、乙"), [2, "1 一 task 1", "1 二 task 1"]),
        (("一、甲", "附件", f"{PLAN}。", "一、乙"), [2, "1 一 task 1", "1 一 task 1"]),
        (("一、甲", "附件", "节水方案", "一、乙"), [2, "1 一 task 1", "1 一 task 1"]),
        (("一、甲", "说明。", PLAN, "一、乙"), [0, "1 一 task 2", f"0 {PLAN} background 1", "1 一 task 1"]),
        (("一、甲", "说明", PLAN, "一、乙"), [0, "1 一 task 3", "1 一 task 1"]),
        ((PLAN, "一、乙"), [1, "1 一 task 1"]),
        (("一、甲", "附件", PLAN, *["好"] * 10, "一、乙"), [1, "1 一 task 1", f"0 {PLAN} background 11", "1 一 task 1"]),
        (("一、甲", "附件", PLAN, *["好"] * 11, "一、乙"), [13, "1 一 task 1", "1 一 task 1"]),
        (("一、甲", Paragraph(PLAN, alignment="center"), "一、乙"), [0, "1 一 task 1", f"0 {PLAN} background 1", "1 一 task 1"]),
        (("一、甲", Paragraph(PLAN, heading=0), "一、乙"), [0, "1 一 task 1", f"0 {PLAN} background 1", "1 一 task 1"]),
        (("一、甲", Paragraph(PLAN, heading=1), "一、乙"), [0, "1 一 task 2", "1 一 task 1"]),
        # 一是, 二是
        (("一、甲", "（一）乙", "二是丙。"), [0, "1 一 task 1", "2 一 task 2"]),
        (("一、甲", "一是乙。", "二是丙。", "四是丁。"), [0, "1 一 task 1", "3 一 task 1", "3 二 task 2"]),
    ],
)  # fmt: skip
def test_annexes_and_further_plans(pieces, expected):
    assert shape(*pieces) == expected
