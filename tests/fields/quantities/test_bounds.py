"""The words before a number (at the | of each row): what they say of it, and where they begin."""

import pytest
from test_amounts import WORDS

from policy_parse.fields.quantities.bounds import baseline_year, read_before, read_inner_bound, read_period
from policy_parse.text.fold import fold


def before(words, floor=0):
    text = fold(words.replace("|", "")).text
    return text, read_before(text, fold(words).text.index("|"), floor, WORDS)


@pytest.mark.parametrize(
    ("words", "said", "bounds"),
    [
        ("漏损率不超过|9%", "不超过", "at_most"),
        ("漏损率不应超过|9%", "不应超过", "at_most"),
        ("漏损率原则上一律不应当使其超过|9%", "原则上一律不应当使其超过", "at_most"),
        ("漏损率超过|9%", "超过", "more_than"),
        ("漏损率低于|9%", "低于", "less_than"),
        ("漏损率不低于|9%", "不低于", "at_least"),
        ("漏损率大于或等于|9%", "大于或等于", "at_least"),
        ("漏损率等于或大于|9%", "等于或大于", "at_least"),
        ("漏损率小于等于|9%", "小于等于", "at_most"),
        ("漏损率不得大于或等于|9%", "不得大于或等于", "less_than"),
        ("漏损率不得等于或小于|9%", "不得等于或小于", "more_than"),
        ("漏损率达到|9%", "达到", "reach"),
        ("漏损率达到了|9%", "达到了", "reach"),
        ("漏损率攀升至|9%", "攀升至", "reach"),
        ("漏损率压降为|9%", "压降为", "down_to"),
        ("漏损率由30%调整到|9%", "调整到", "down_to"),
        ("漏损率由30%调整到|39%", "调整到", "reach"),
        ("漏损率由30%调整到|39元", "", ""),
        ("严禁漏损率超过|9%", "超过", "at_most"),
        ("严禁在各个县区和各个街道乡镇的所有供水管网中使得漏损率超过|9%", "超过", "more_than"),
        ("占比达到|9%", "达到", "reach"),
        ("至少|9个", "至少", "at_least"),
        ("至少建成|9个", "", ""),
        ("年均≥|9", "年均≥", "at_least"),
        ("约|9个", "约", "about"),
        ("签约|9个", "", ""),
        ("|9%", "", ""),
        ("，|9%", "", ""),
        ("达到人民币|4亿元", "达到人民币", "reach"),
        ("人民币|4亿元", "", ""),
        ("提高到每人|40元", "提高到每人", "reach"),
        ("每人|40元", "", ""),
        # changes
        ("下降|7%", "下降", "decrease"),
        ("下降了|7%", "下降了", "decrease"),
        ("累计增长不低于|9%", "累计增长不低于", "at_least increase"),
        ("力争达到|9%", "力争达到", "reach"),
        ("再增加|9%", "再增加", "increase"),
        ("增速|7%", "", "rate_of_increase"),
        ("增速不低于|7%", "不低于", "at_least rate_of_increase"),
        ("与2020年比较下降率|7%", "与2020年比较下降率", "rate_of_decrease"),
        ("层高|4米", "高", "increase"),
        ("层高不超过|4米", "不超过", "at_most"),
        ("提高|4米", "提高", "increase"),
    ],
)
def test_the_bounds_before_a_number(words, said, bounds):
    text, found = before(words)
    assert text[found.start : words.index("|")] == said
    assert [bound.id.removeprefix("bound.") for bound in found.bounds] == bounds.split()
    assert len(found.starts) == len(found.bounds)


@pytest.mark.parametrize(
    ("floor", "said", "bounds"),
    [
        (0, "不超过", ["at_most"]),
        (3, "不超过", ["at_most"]),
        (4, "超过", ["more_than"]),
        (5, "过", ["past"]),
        (6, "", []),
    ],
)
def test_nothing_before_the_floor_is_read(floor, said, bounds):
    text, found = before("漏损率不超过|9%", floor)
    assert (text[found.start : 6], [b.id.removeprefix("bound.") for b in found.bounds]) == (said, bounds)


@pytest.mark.parametrize(
    ("words", "starts"),
    [("漏损率不应超过|9%", ["不应超过"]), ("累计增长不低于|9%", ["不低于", "增长不低于"]), ("下降了|7%", ["下降了"]), ("攀升至|9%", ["攀升至"])],
)  # fmt: skip
def test_where_each_bound_begins(words, starts):
    text, found = before(words)
    assert [text[start : words.index("|")] for start in found.starts] == starts


@pytest.mark.parametrize(
    ("words", "period", "baseline", "each"),
    [
        ("年均增长|7%", "year", None, False),
        ("每月不少于|4个", "month", None, False),
        ("每年培育|4个", None, None, False),
        ("均增长|7%", None, None, True),
        ("分别达到|7%", None, None, True),
        ("年均分别增长|7%", "year", None, True),
        ("累计增长|7%", None, None, False),
        ("较2020年累计下降|7%", None, "2020年", False),
        ("较2020年同期水平下降|7%", None, "2020年同期水平", False),
        ("比法定承诺办理时限压缩|50%", None, "法定承诺办理时限", False),
        ("比上年增长|9%", None, "上年", False),
        ("同比增长|9%", None, "同比", False),
        ("与2020年比较下降率|7%", None, "2020年", False),
        ("增长|9%", None, None, False),
    ],
)
def test_the_period_and_what_a_change_is_measured_from(words, period, baseline, each):
    text, found = before(words)
    assert (found.period, found.each) == (period, each)
    assert (found.baseline and text[slice(*found.baseline)]) == baseline


@pytest.mark.parametrize(
    ("words", "denied"), [("未达到|9%", True), ("不必超过|9%", True), ("不超过|9%", False), ("达到|9%", False)]
)
def test_a_negation_that_is_not_understood(words, denied):
    assert before(words)[1].denied is denied


@pytest.mark.parametrize(
    ("words", "name"),
    [("严禁漏损率超过|9%", "漏损率"), ("坚决防止出现漏损率超过|9%", "漏损率"), ("漏损率超过|9%", None), ("漏损率不超过|9%", None)],
)  # fmt: skip
def test_the_name_begins_behind_words_that_forbid(words, name):
    text, found = before(words)
    assert (found.name_from is None) == (name is None)
    assert name is None or text[found.name_from : found.start] == name


def test_the_name_behind_words_that_forbid_is_counted_from_the_head_of_the_sentence():
    _, found = before("提升水质，严禁漏损率超过|9%", 5)
    assert found.name_from == 7


@pytest.mark.parametrize(
    ("words", "from_first", "from_second"),
    [("每年培育示范园区", "year", None), ("年培育示范", "year", None), ("每季度检查", "quarter", None), ("月培育", None, None), ("培育", None, None)],
)  # fmt: skip
def test_the_period_that_a_passage_names(words, from_first, from_second):
    assert read_period(words, 0, len(words), WORDS) == from_first
    assert read_period(words, 1, len(words), WORDS) == from_second


def test_a_period_behind_the_passage_is_none_of_it():
    assert read_period("培育园区，每年", 0, 4, WORDS) is None


@pytest.mark.parametrize(
    ("words", "place", "rule"),
    [
        ("首担率不低于担保总额的", 3, "bound.at_least"),
        ("首担率占到总额的", 3, "bound.reach"),
        ("担率不低于总额的", 2, "bound.at_least"),
        ("首担率总额的", None, None),
    ],
)
def test_a_bound_before_what_a_share_is_of(words, place, rule):
    found = read_inner_bound(words, 0, len(words), WORDS)
    assert (found and (found[0], found[1].id)) == (place and (place, rule))


@pytest.mark.parametrize(
    ("base", "in_2026", "without"),
    [
        *(("2020年", 2020, 2020), ("2020年底", 2020, 2020), ("上年", 2025, None), ("去年", 2025, None), ("上年同期", 2025, None)),
        *(("“十三五”末", 2020, 2020), ("十四五末", 2025, 2025), ("同期", None, None)),
    ],
)  # fmt: skip
def test_the_year_that_a_change_is_measured_from(base, in_2026, without):
    base = fold(base).text
    assert baseline_year(base, 2026, WORDS) == in_2026
    assert baseline_year(base, None, WORDS) == without
