"""Where statements begin and end in a paragraph, and how a list of offices is cut into items."""

from itertools import pairwise

import pytest
from test_units_statements import reader, statements

from policy_parse.fields.units.lists import bracket_ends, split_list
from policy_parse.text.fold import fold

SIGNS = reader("").words.signs


def shown(text):
    """The words of each statement in a paragraph, ! before those that say a role."""
    folded = fold(text).text
    return ["!" * s.explicit + folded[s.start : s.end] for s in statements(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # brackets
        ("建设泵站（市水务局）。", ["（市水务局）"]),
        ("建设泵站（市水务局）和道路。", []),
        ("建设泵站（市水务局牵头）和道路。", ["!（市水务局牵头）"]),
        ("建设泵站。（市水务局）和道路", ["（市水务局）"]),
        ("建设泵站（市水务局）。修路（市交通局）。", ["（市水务局）", "（市交通局）"]),
        ("建设泵站。（市水务局）（市财政局配合）", ["（市水务局）", "!（市财政局配合）"]),
        ("建设泵站。（市水务局", ["（市水务局"]),
        ("建设泵站。（市水务局。修路", ["（市水务局"]),
        ("建设泵站。（一）修路", []),
        ("（见附件1）", []),
        ("建设泵站。（" + "市水务局、" * 178 + "市财政局）", ["（" + "市水务局、" * 178 + "市财政局）"]),
        ("建设泵站。（" + "市水务局、" * 182 + "市财政局）", []),
        # labels
        ("责任单位：市水务局", ["!责任单位：市水务局"]),
        ("建设泵站。责任单位：市水务局", ["!责任单位：市水务局"]),
        ("建设泵站，责任单位：市水务局", ["!责任单位：市水务局"]),
        ("建设泵站责任单位：市水务局", []),
        ("责任单位：市水务局。配合单位：市财政局。修路", ["!责任单位：市水务局。配合单位：市财政局"]),
        ("责任单位：市水务局。\n配合单位：市财政局", ["!责任单位：市水务局。\n配合单位：市财政局"]),
        ("责任单位：市水务局。修路。配合单位：市财政局", ["!责任单位：市水务局", "!配合单位：市财政局"]),
        ("【责任单位】市水务局", ["!〔责任单位〕市水务局"]),
        ("建设泵站。〔责任单位〕市水务局", ["!〔责任单位〕市水务局"]),
        ("建设泵站〔责任单位：市水务局〕", ["!〔责任单位：市水务局〕"]),
        # the last sentence
        ("市水务局负责。", ["!市水务局负责"]),
        ("建设泵站。由市水务局负责。", ["!由市水务局负责"]),
        ("建设泵站，由市水务局负责。", ["!由市水务局负责"]),
        ("建设泵站；市水务局牵头；\n", ["!市水务局牵头"]),
        ("建设泵站（市财政局）。市水务局负责。", ["（市财政局）", "!市水务局负责"]),
        ("建设泵站。甲局。", []),
        ("市水务局负责。建设泵站。", []),
        ("建设泵站。" + "市水务局、" * 14 + "市财政局负责。", ["!" + "市水务局、" * 14 + "市财政局负责"]),
        ("建设泵站。" + "市水务局、" * 15 + "市财政局负责。", []),
    ],
)  # fmt: skip
def test_where_statements_stand(text, expected):
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("", []),
        ("甲局", ["甲局"]),
        ("甲局，乙局；丙局。丁局", ["甲局", "，乙局", "；丙局", "。丁局"]),
        ("甲局|乙局;丙局/丁局", ["甲局", "|乙局", ";丙局", "/丁局"]),
        ("①甲局②乙局", ["①甲局", "②乙局"]),
        ("甲局\n乙局", ["甲局", "\n乙局"]),
        ("、甲局、、乙局、", ["、甲局", "、乙局"]),
        ("：甲局： 、乙局", ["甲局", "、乙局"]),
        ("甲局（某处、某科）、乙局", ["甲局（某处、某科）", "、乙局"]),
        ("甲局（某处（某科、某股））、乙局", ["甲局（某处（某科、某股））", "、乙局"]),
        ("甲局（某处、乙局", ["甲局（某处", "、乙局"]),
        ("甲局）、乙局", ["甲局）", "、乙局"]),
        ("“甲、乙”办、丙", ["“甲、乙”办", "、丙"]),
        ("《甲、乙》、〔丙、丁〕、「戊、己」", ["《甲、乙》", "、〔丙、丁〕", "、「戊、己」"]),
        ("甲局（牵头）乙局", ["甲局（牵头）", "乙局"]),
        ("甲局（某处）乙局", ["甲局（某处）乙局"]),
        ("（牵头）乙局", ["（牵头）乙局"]),
        # one name with a mark in it
        ("各县、市、区", ["各县、市、区"]),
        ("各市、县财政局", ["各市、县财政局"]),
        ("各县、市财政局", ["各县", "、市财政局"]),
        ("市、区财政局", ["市、区财政局"]),
        ("各街道、区直各部门", ["各街道", "、区直各部门"]),
        ("各区县党委、政府", ["各区县党委、政府"]),
        ("市直有关部门、单位", ["市直有关部门、单位"]),
        ("市直甲局、单位", ["市直甲局", "、单位"]),
        ("甲局等具有审批、核验职能的部门", ["甲局等具有审批、核验职能的部门"]),
        ("甲局等部门、乙局", ["甲局等部门", "、乙局"]),
    ],
)
def test_a_list_is_cut_into_items(text, items):
    found = list(split_list(text, 0, len(text), SIGNS))
    assert [item.before + text[item.start : item.end] for item in found] == items
    assert all(item.after == following.before for item, following in pairwise(found))


def test_only_a_part_of_the_text_is_cut():
    text = "甲局、乙局、丙局"
    assert [text[i.start : i.end] for i in split_list(text, 3, 5, SIGNS)] == ["乙局"]
    assert [(i.start, i.end, i.before, i.after) for i in split_list(text, 3, 8, SIGNS)] == [
        (3, 5, "", "、"),
        (6, 8, "、", ""),
    ]


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        *(("", {}), ("（甲）", {0: 3}), ("（甲（乙）丙）", {2: 5, 0: 7}), ("（甲", {}), ("甲）", {}), ("（甲〕", {0: 3})),
        *(("（甲）〔乙〕", {0: 3, 3: 6}), ("）（甲）", {1: 4}), ("（（甲）", {1: 4})),
    ],
)  # fmt: skip
def test_where_brackets_close(text, ends):
    assert bracket_ends(text) == ends


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("建设泵站。（市水务局）", ["市水务局 responsible plain"]),
        ("建设泵站。（市水务局牵头，市财政局配合）", ["市水务局 lead suffix.lead", "市财政局 supporting suffix.supporting"]),
        ("责任单位：市水务局（牵头）、市财政局", ["市水务局 lead suffix.lead", "市财政局 responsible label.responsible"]),
        ("责任单位：由市水务局等部门", ["市水务局 responsible label.responsible +"]),
        ("责任单位：1.市水务局 2.市财政局", ["市水务局 responsible label.responsible", "市财政局 responsible label.responsible"]),
        ("责任单位：市水务局*、市财政局", ["市水务局 responsible label.responsible", "市财政局 responsible label.responsible"]),
        ("责任单位：市水务局会同市财政局", ["市水务局 responsible label.responsible", "市财政局 responsible label.responsible"]),
        ("责任单位：市文化和旅游局", ["市文化和旅游局 responsible label.responsible"]),
        ("责任单位：市水务局和各县政府", ["市水务局 responsible label.responsible", "各县政府 responsible label.responsible"]),
        ("责任单位：领导小组各成员单位", ["领导小组各成员单位 responsible label.responsible"]),
        ("责任单位：市水务局主抓单位：市财政局", ["市水务局 responsible label.responsible"]),
        ("责任单位：市水务局 电话：12345", ["市水务局 responsible label.responsible"]),
        ("责任领导：王某某 责任科室：办公室", ["办公室 responsible label.responsible"]),
        ("完成时限：6月底前责任单位：市水务局", ["市水务局 responsible label.responsible"]),
        ("责任单位：无", []),
        ("（市水务局牵头 市财政局配合）", ["市水务局 lead suffix.lead", "市财政局 supporting suffix.supporting"]),
        ("（办公室牵头 财务科协助）", ["办公室 lead suffix.lead", "财务科 supporting suffix.supporting"]),
    ],
)  # fmt: skip
def test_each_unit_has_its_role_and_the_rule_that_gave_it(text, expected):
    units = [unit for statement in statements(text) for unit in statement.units]
    assert [f"{u.text} {u.role} {u.rule.removeprefix('unit.')}" + " +" * u.open_ended for u in units] == expected
