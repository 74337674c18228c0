"""Responsibility statements in running text: every form, and what is none."""

import pytest

from policy_parse.fields.units.document_rules import Rules
from policy_parse.fields.units.find import find_statements
from policy_parse.fields.units.offices import Offices
from policy_parse.fields.units.statements import UnitReader
from policy_parse.fields.units.words import UnitWords
from policy_parse.lexicon import Lexicon
from policy_parse.text.fold import fold

WORDS = UnitWords(Lexicon.load())


def reader(text, rules=None):
    return UnitReader(source=text, offices=Offices(WORDS, None), rules=rules or Rules())


def statements(text, rules=None):
    return find_statements(fold(text), reader(text, rules))


def units(text, rules=None):
    """Names and roles, short: L lead, R responsible, S supporting, G guiding."""
    short = {"lead": "L", "responsible": "R", "supporting": "S", "guiding": "G"}
    return [f"{u.text} {short[u.role]}" for s in statements(text, rules) for u in s.units]


class TestBrackets:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("建设泵站。（市水务局牵头，市财政局配合）", ["市水务局 L", "市财政局 S"]),
            ("建设泵站。（市水务局、市住房城乡建设局牵头，市财政局、各区人民政府按职责分工负责）", [
                "市水务局 L", "市住房城乡建设局 L", "市财政局 R", "各区人民政府 R",
            ]),
            ("建设泵站。（责任单位：市水务局、市财政局）", ["市水务局 R", "市财政局 R"]),
            ("建设泵站。（牵头单位：市水务局；责任单位：市财政局；配合单位：市审计局）", [
                "市水务局 L", "市财政局 R", "市审计局 S",
            ]),
            ("建设泵站。〔市水务局负责〕", ["市水务局 R"]),
            ("建设泵站。［市水务局牵头］", ["市水务局 L"]),
            ("建设泵站。【市水务局负责】", ["市水务局 R"]),
            ("建设泵站。(市水务局负责)", ["市水务局 R"]),
            ("建设泵站。（市水务局，各区政府）", ["市水务局 R", "各区政府 R"]),
            ("建设泵站（市水务局）", ["市水务局 R"]),
            ("建设泵站。（各有关部门按职责分工负责）", ["各有关部门 R"]),
            ("建设泵站。（市水务局主办，市财政局协办）", ["市水务局 L", "市财政局 S"]),
            ("建设泵站。（市水务局总牵头，市财政局参与）", ["市水务局 L", "市财政局 S"]),
            ("建设泵站。（市水务局牵头，市财政局参加，市审计局支持）", ["市水务局 L", "市财政局 S", "市审计局 S"]),
            ("建设泵站。（市水务局指导，各区人民政府落实）", ["市水务局 G", "各区人民政府 R"]),
            ("建设泵站。（市水务局督导，各区人民政府实施）", ["市水务局 G", "各区人民政府 R"]),
            ("建设泵站。（市审计局监督）", ["市审计局 G"]),
            ("建设泵站。（市水务局会同市财政局负责）", ["市水务局 R", "市财政局 R"]),
            ("建设泵站。（市水务局牵头、市财政局配合）", ["市水务局 L", "市财政局 S"]),
        ],
    )  # fmt: skip
    def test_every_form_gives_its_units_with_their_roles(self, text, expected):
        assert units(text) == expected

    def test_a_mark_before_the_closing_bracket_is_no_unit(self):
        assert units("建设泵站。（市水务局、市财政局、）") == ["市水务局 R", "市财政局 R"]

    def test_a_list_may_be_broken_over_lines(self):
        assert units("建设泵站。（责任单位：市水务局、\n市财政局）") == ["市水务局 R", "市财政局 R"]

    def test_brackets_inside_a_name_belong_to_it(self):
        assert units("建设泵站。（市委编办（事业单位登记中心）、市政府办（金融）负责）") == [
            "市委编办（事业单位登记中心） R",
            "市政府办（金融） R",
        ]

    def test_marks_inside_inner_brackets_do_not_cut(self):
        assert units("建设泵站。（市水务局，各县（市、区）人民政府负责）") == ["市水务局 R", "各县（市、区）人民政府 R"]

    def test_a_bracket_closed_by_another_kind_is_closed_all_the_same(self):
        assert units("建设泵站。（市水务局负责〕") == ["市水务局 R"]

    def test_a_bracket_that_never_closes_ends_with_its_paragraph(self):
        assert units("建设泵站。（市水务局牵头，市财政局配合") == ["市水务局 L", "市财政局 S"]

    def test_several_statements_in_one_item_are_kept_apart(self):
        found = statements("建泵站（市水务局牵头）；改管网（市住建局牵头）。")
        assert [[u.text for u in s.units] for s in found] == [["市水务局"], ["市住建局"]]

    def test_a_statement_knows_its_place_brackets_included(self):
        text = "建设泵站。（市水务局负责）改造"
        [statement] = statements(text)
        assert fold(text).text[statement.start : statement.end] == "（市水务局负责）"

    def test_a_unit_knows_its_place(self):
        text = "建 设泵站。（市 水务局负责）"
        [statement] = statements(text)
        [unit] = statement.units
        assert unit.span.of(text) == unit.text == "市 水务局"


class TestNoStatement:
    @pytest.mark.parametrize(
        "text",
        [
            "建设泵站（以下简称泵站）。",
            "建设泵站（含配套管网）。",
            "建设泵站（详见附件2）。",
            "由市水务局（以下简称水务局）报送。",
            "按照要求（滨府发〔2031〕8号）推进。",
            "建设泵站（新建、改建、扩建）。",
            "推进产品（服务）质量提升。",
            "提高覆盖率（95%以上）。",
            "市财政局（国资委）要加强监管，市水务局要做好配合。",
            "由市水务局报送市财政局。",
            "指导思想：坚持系统治理。",
            "压实责任：各部门要高度重视。",
        ],
    )
    def test_words_that_name_no_unit_responsible_are_none(self, text):
        assert units(text) == []

    @pytest.mark.parametrize("text", ["建设泵站。（责任领导：王某某）", "建设泵站。（联系人：李某，电话：12345678）"])
    def test_a_person_is_no_unit(self, text):
        assert units(text) == []

    def test_a_person_beside_units_is_left_out(self):
        assert units("建设泵站。（责任领导：王某某；责任单位：市水务局）") == ["市水务局 R"]

    @pytest.mark.parametrize("mark", ["/", "—", "无", "-"])
    def test_a_mark_for_nobody_is_no_unit(self, mark):
        assert units(f"责任单位：市水务局；配合单位：{mark}") == ["市水务局 R"]


class TestLabels:
    def test_a_label_line_is_a_statement(self):
        assert units("责任单位：市水务局、市财政局") == ["市水务局 R", "市财政局 R"]

    def test_labels_run_on_in_one_paragraph(self):
        assert units("牵头单位：市水务局。责任单位：市财政局、市审计局。完成时限：2031年6月底。") == [
            "市水务局 L", "市财政局 R", "市审计局 R",
        ]  # fmt: skip

    def test_a_label_may_hold_role_words(self):
        assert units("责任部门：市水务局牵头，市财政局配合；完成时限：6月底前") == ["市水务局 L", "市财政局 S"]

    def test_a_label_in_brackets_needs_no_colon(self):
        assert units("建设泵站。【责任单位】市水务局") == ["市水务局 R"]

    def test_a_deadline_behind_a_label_is_kept_and_no_unit(self):
        text = fold("责任单位：市水务局；完成时限：2031年6月底前")
        [statement] = find_statements(text, reader(text.text))
        assert [text.text[a:b] for a, b in statement.deadlines] == ["2031年6月底前"]
        assert [u.text for u in statement.units] == ["市水务局"]

    def test_a_deadline_in_a_bracket_beside_units_is_kept_too(self):
        text = fold("建设泵站。（市水务局负责，2031年6月底前完成）")
        [statement] = find_statements(text, reader(text.text))
        assert [text.text[a:b] for a, b in statement.deadlines] == ["2031年6月底前完成"]

    def test_a_name_that_no_vocabulary_knows_counts_behind_a_label(self):
        assert units("责任单位：滨江水投集团、气候处") == ["滨江水投集团 R", "气候处 R"]

    @pytest.mark.parametrize(
        ("label", "role"),
        [
            ("牵头部门", "L"), ("主办单位", "L"), ("责任主体", "R"), ("实施主体", "R"), ("责任处室", "R"),
            ("协办单位", "S"), ("参与部门", "S"), ("支持单位", "S"), ("指导单位", "G"), ("督导单位", "G"),
        ],
    )  # fmt: skip
    def test_the_label_gives_the_role(self, label, role):
        assert units(f"{label}：市水务局") == [f"市水务局 {role}"]

    def test_words_before_a_colon_inside_a_sentence_are_no_label(self):
        assert units("要压实主体责任：市水务局要带头。") == []


class TestNames:
    @pytest.mark.parametrize(
        "name",
        [
            "市委网信办", "省委军民融合办", "国家税务总局滨江市税务局", "国网滨江供电公司", "中国人民银行滨江市分行", "市生态环境局东城分局",
            "高新区管委会", "市节水工作领导小组办公室", "各县（市、区）人民政府", "各镇街", "滨江海关", "团市委", "市妇联", "市法院", "市督查室",
        ],
    )  # fmt: skip
    def test_every_kind_of_office_is_read_whole(self, name):
        assert units(f"建设泵站。（{name}、市财政局负责）") == [f"{name} R", "市财政局 R"]

    def test_a_name_with_and_in_it_stays_whole(self):
        assert units("建设泵站。（市文化和旅游局负责）") == ["市文化和旅游局 R"]

    def test_two_names_joined_by_and_are_two(self):
        assert units("建设泵站。（市财政局和市水务局负责）") == ["市财政局 R", "市水务局 R"]

    def test_levels_that_share_an_ending_are_one_name(self):
        assert units("建设泵站。（各市、县人民政府负责）") == ["各市、县人民政府 R"]

    def test_a_name_with_a_role_word_in_it_stays_whole(self):
        assert units("建设泵站。（市质量技术监督局负责）") == ["市质量技术监督局 R"]

    def test_by_before_a_name_is_no_part_of_it(self):
        assert units("建设泵站。（由市水务局牵头）") == ["市水务局 L"]

    def test_one_office_named_twice_in_one_role_counts_once(self):
        assert units("建设泵站。（市水务局、市水务局负责）") == ["市水务局 R"]


class TestMarks:
    @pytest.mark.parametrize("tail", ["等", "等单位", "等部门", "等有关部门", "等部门和单位"])
    def test_and_others_is_dropped_and_leaves_the_list_open(self, tail):
        [statement] = statements(f"建设泵站。（市水务局牵头，市财政局、市审计局{tail}按职责分工负责）")
        assert [(u.text, u.open_ended) for u in statement.units] == [
            ("市水务局", False),
            ("市财政局", False),
            ("市审计局", True),
        ]

    def test_a_list_without_and_others_is_closed(self):
        [statement] = statements("建设泵站。（市水务局负责）")
        assert not statement.units[0].open_ended

    @pytest.mark.parametrize(
        "name",
        [
            "各区人民政府",
            "各相关单位",
            "有关部门",
            "领导小组各成员单位",
            "市级有关部门",
            "沿江各地级市政府",
            "县（市、区）人民政府",
            "市、县人民政府",
            "设区市人民政府",
            "地方各级人民政府",
            "局机关各处室",
            "市直属单位",
            "中、省驻本市单位",
            "市、区财政局",
            "省级人民政府",
            "市直单位",
            "区属国有企业",
            "市属高校",
            "驻区单位",
            "市级部门",
            "市级公立医院",
        ],
    )
    def test_a_class_of_units_is_collective(self, name):
        [statement] = statements(f"建设泵站。（{name}负责）")
        assert [(u.text, u.collective) for u in statement.units] == [(name, True)]

    @pytest.mark.parametrize("name", ["市水务局", "市人民政府", "地方金融监管局", "市金属企业协会", "市直机关工委"])
    def test_a_single_office_is_not_collective(self, name):
        [statement] = statements(f"建设泵站。（{name}负责）")
        assert not statement.units[0].collective


class TestDocumentRules:
    FIRST = Rules(first_unit_leads=True)
    COMMA = Rules(units_before_comma_lead=True)

    def test_the_first_of_a_list_without_role_words_leads_where_the_document_says_so(self):
        assert units("建设泵站。（市水务局、市财政局、市审计局）", self.FIRST) == [
            "市水务局 L",
            "市财政局 R",
            "市审计局 R",
        ]

    def test_so_does_the_only_one(self):
        assert units("建设泵站。（责任单位：市水务局）", self.FIRST) == ["市水务局 L"]

    def test_so_does_the_first_of_a_label(self):
        assert units("责任单位：市水务局、市财政局", self.FIRST) == ["市水务局 L", "市财政局 R"]

    def test_a_list_that_names_its_leader_keeps_it(self):
        assert units("建设泵站。（市财政局负责，市水务局牵头）", self.FIRST) == ["市财政局 R", "市水务局 L"]

    def test_a_supporting_list_has_no_leader(self):
        assert units("配合单位：市水务局、市财政局", self.FIRST) == ["市水务局 S", "市财政局 S"]

    def test_divisions_in_a_bracket_count_where_items_of_the_document_end_in_them(self):
        text = "改进服务。（公共服务科、办公室）"
        assert units(text) == []
        assert units(text, Rules(divisions=True)) == ["公共服务科 R", "办公室 R"]
        assert units("改进服务。（公共服务）", Rules(divisions=True)) == []

    def test_those_before_the_comma_lead_where_the_document_says_so(self):
        assert units("建设泵站。（市水务局、市住建局，市财政局、市审计局）", self.COMMA) == [
            "市水务局 L", "市住建局 L", "市财政局 R", "市审计局 R",
        ]  # fmt: skip

    def test_without_a_comma_nobody_leads_by_it(self):
        assert units("建设泵站。（市水务局、市财政局）", self.COMMA) == ["市水务局 R", "市财政局 R"]

    def test_the_words_of_a_rule_are_no_units(self):
        assert units("建设泵站。（市水务局、市财政局负责。排在第一位的为牵头单位，下同）", self.FIRST)[:2] == [
            "市水务局 L",
            "市财政局 R",
        ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("（" * 20_000 + "市水务局负责", 1),
        ("（市水务局" * 4_000, 1),
        ("责任单位：" * 4_000, 0),
        ("市水务局、" * 8_000, 0),
    ],
)
def test_a_paragraph_of_unclosed_brackets_and_endless_lists_is_read(text, found):
    assert len(statements(text)) == found  # how long it takes: benchmarks/scaling.py


def test_places_before_a_government_share_its_ending():
    assert units("建设泵站。（市水务局，东山、黄埔、南岭区政府负责）") == [
        "市水务局 R",
        "东山 R",
        "黄埔 R",
        "南岭区政府 R",
    ]


def test_levels_of_government_that_share_an_ending_are_certain_without_any_role_word():
    assert units("建设泵站。（市水务局、市财政局，各区、县（市）政府）") == [
        "市水务局 R",
        "市财政局 R",
        "各区、县（市）政府 R",
    ]


def test_a_person_and_a_telephone_behind_a_unit_are_no_units():
    assert units("建设泵站。（综合处，张某某，5550123）改造管网。（规划处，李某，5550124）") == ["综合处 R", "规划处 R"]


def test_each_unit_names_the_rule_that_gave_its_role():
    text = "建设泵站。（责任单位：市水务局；市财政局配合）改造管网。（市水务局，市住建局（牵头），各区人民政府负责）"
    found = [(u.text, u.rule) for s in statements(text) for u in s.units]
    assert found == [
        ("市水务局", "unit.label.responsible"),
        ("市财政局", "unit.suffix.supporting"),
        ("市水务局", "unit.suffix.responsible"),
        ("市住建局", "unit.suffix.lead"),
        ("各区人民政府", "unit.suffix.responsible"),
    ]


def test_marks_round_a_time_behind_a_label_are_no_part_of_it():
    text = fold("建设泵站。（责任单位：市水务局；完成时限：；2031年6月底前；）")
    [statement] = find_statements(text, reader(text.text))
    assert [text.text[a:b] for a, b in statement.deadlines] == ["2031年6月底前"]


@pytest.mark.parametrize(("word", "role"), [("统筹推进", "L"), ("协同推进", "S"), ("共同推进", "R"), ("分工负责", "R")])
def test_a_role_word_that_begins_like_a_manner_is_read_whole(word, role):
    assert units(f"建设泵站。（市水务局{word}）") == [f"市水务局 {role}"]
