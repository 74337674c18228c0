"""What a document says once for all its statements, and what a list of names is cut into."""

import pytest

from policy_parse.fields.units.document_rules import (
    everywhere,
    first_unit_leads,
    names_divisions,
    units_before_comma_lead,
)
from policy_parse.fields.units.lists import split_list
from policy_parse.fields.units.names_in_item import names_in
from policy_parse.fields.units.words import UnitWords
from policy_parse.lexicon import Lexicon

WORDS = UnitWords(Lexicon.load())
SIGNS = WORDS.signs


@pytest.mark.parametrize(
    "text",
    [
        "各项任务中列第一位的为牵头单位。",
        "（排在第一位的为牵头单位，下同）",
        "责任单位中排名第一的为牵头单位",
        "排在首位的单位为牵头单位",
        "列第一位者为牵头单位",
        "第一个单位为牵头单位",
        "排在第一为牵头单位，下同",
    ],
)
def test_the_first_of_a_list_leads_where_the_document_says_so(text):
    assert first_unit_leads(text, SIGNS)


@pytest.mark.parametrize("text", ["市水务局为牵头单位。", "把节水放在第一位。", "排名第一的城市", "明确一个牵头单位"])
def test_other_words_say_nothing_about_the_first(text):
    assert not first_unit_leads(text, SIGNS)


def test_the_comma_tells_the_leaders_where_the_document_says_so():
    assert units_before_comma_lead("注：责任单位中，逗号前为牵头单位。", SIGNS)
    assert not units_before_comma_lead("逗号前后均为责任单位", SIGNS)


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("以下均需各市人民政府落实，不再列出", "各市人民政府"),
        ("以下任务均需各区政府落实，不再一一列出", "各区政府"),
        ("以下政策均需市、县（市、区）人民政府落实，不再单独列出", "市、县（市、区）人民政府"),
        ("以下均需各市人民政府，江北新区管委会落实，不再列出", "各市人民政府，江北新区管委会"),
        ("以下责任单位中均包含各市、县〔区〕政府，不再列出", "各市、县〔区〕政府"),
        ("各县市区人民政府均为责任单位，以下不再列出", "各县市区人民政府"),
        ("各区人民政府负责落实，以下不再列出", "各区人民政府"),
        ("各区人民政府、新区管委会具体落实，以下任务不再列出", "各区人民政府、新区管委会"),
        (
            "以下均需各区（含开发区、高新区、新区，以下统称各区）党委和政府落实，不再列出",
            "各区（含开发区、高新区、新区，以下统称各区）党委和政府",
        ),
    ],
)
def test_a_rule_for_every_later_task_names_its_units(text, units):
    whole = f"（一）建设泵站。（市水务局负责。{text}）"
    found = everywhere(whole, SIGNS)
    assert found is not None
    assert whole[found.start : found.end] == units


def test_a_rule_may_hold_for_the_task_it_stands_in_or_only_for_later_ones():
    assert everywhere("各区人民政府均为责任单位，以下不再列出", SIGNS).from_here is True
    assert everywhere("以下均需各区人民政府落实，不再列出", SIGNS).from_here is False


def test_a_document_without_such_a_rule_has_none():
    assert everywhere("各区人民政府要抓好落实，不再另行发文。", SIGNS) is None


def test_a_document_whose_items_end_in_divisions_is_known():
    items = ("改进服务。（公共服务科）", "加强管理。（综合科、办公室）", "开展培训。（人事股）。")
    assert names_divisions("\n".join(items), SIGNS)
    assert not names_divisions("\n".join(items[:2]), SIGNS)
    assert not names_divisions("\n".join(item + "另行安排" for item in items), SIGNS)


class TestRoleWords:
    WORDS = WORDS.roles

    def test_the_longest_word_wins(self):
        assert self.WORDS.suffix.search("市水务局牵头负责")["suffix"] == "牵头负责"

    def test_a_manner_is_told_from_the_role(self):
        found = self.WORDS.suffix.search("各区政府按各自职责牵头")
        assert (found["manner"], found["suffix"]) == ("按各自职责", "牵头")

    def test_a_label_ends_in_a_colon(self):
        assert self.WORDS.label.match("牵头单位：市水务局")
        assert not self.WORDS.label.match("牵头单位市水务局")

    def test_every_word_has_one_meaning(self):
        assert self.WORDS.labels["牵头单位"][0] == "lead"
        assert self.WORDS.suffixes["配合"][0] == "supporting"


class TestLists:
    @pytest.mark.parametrize(
        ("text", "items"),
        [
            ("甲局、乙局，丙局；丁局", ["甲局", "乙局", "丙局", "丁局"]),
            ("甲局\n乙局", ["甲局", "乙局"]),
            ("甲局（子、丑）、乙局", ["甲局（子、丑）", "乙局"]),
            ("甲局（子、乙局", ["甲局（子", "乙局"]),
            ("各市、县政府、乙局", ["各市、县政府", "乙局"]),
            ("各区党委、政府、甲局", ["各区党委、政府", "甲局"]),
            ("甲局、各市、州、县人民政府", ["甲局", "各市、州、县人民政府"]),
            ("市州、县市区人民政府，乙局", ["市州、县市区人民政府", "乙局"]),
            ("、甲局、、乙局、", ["甲局", "乙局"]),
            ("", []),
        ],
    )
    def test_are_cut_between_marks_outside_brackets(self, text, items):
        assert [text[i.start : i.end] for i in split_list(text, 0, len(text), SIGNS)] == items

    def test_an_item_knows_the_marks_round_it(self):
        first, second = split_list("甲局，乙局、", 0, 6, SIGNS)
        assert (first.before, first.after, second.before, second.after) == ("", "，", "，", "、")

    @pytest.mark.parametrize(
        ("text", "names"),
        [
            ("甲局", ["甲局"]),
            ("由甲局", ["甲局"]),
            ("甲局等部门", ["甲局"]),
            ("甲局等5个部门", ["甲局"]),
            ("甲局会同乙局", ["甲局", "乙局"]),
            ("甲局等部门会同各地方", ["甲局", "各地方"]),
            ("甲和局", ["甲和局"]),
            ("各区党委和政府", ["各区党委和政府"]),
        ],
    )
    def test_names_are_freed_of_the_words_round_them(self, text, names):
        known = {"甲局", "乙局", "各区党委", "政府"}
        assert [text[n.start : n.end] for n in names_in(text, 0, len(text), known.__contains__, signs=SIGNS)] == names

    @pytest.mark.parametrize("text", ["高等院校", "市第一中等职业学校"])
    def test_a_name_with_the_character_of_and_others_stays_whole(self, text):
        assert [text[n.start : n.end] for n in names_in(text, 0, len(text), lambda _: False, signs=SIGNS)] == [text]
