"""What the readers ask of a line of raw text: numbers by text/numbering, labels by roles.toml, endings by titles.toml."""

import pytest

from policy_parse.lexicon import Lexicon
from policy_parse.signs.lines import LineSigns

LEXICON = Lexicon.load()
LINES = LineSigns(LEXICON)


@pytest.mark.parametrize(
    "text",
    ["一、建设泵站", "(一) 建设泵站", "1. 建设泵站", "1.2 建设泵站", "①建设泵站", "第一章 总则", "一是建设泵站", "附件1", "专栏2", "●建设泵站", "（101）建设泵站"],
)  # fmt: skip
def test_a_line_with_a_number_or_a_mark_opens_a_paragraph(text):
    assert LINES.is_label(text)


@pytest.mark.parametrize("text", ["1.5亿元", "1.5 万亩", "十五五时期", "附近河道", "2031年底前", "第一条规定"])
def test_an_amount_or_a_time_opens_none(text):
    assert not LINES.is_label(text)


def test_a_number_before_a_date_opens_one_too():
    assert LINES.is_label("23.2031 年4 月1 日以后开工的泵站，可申请补助。")


@pytest.mark.parametrize(
    ("text", "bare"), [("16.", True), ("（一）", True), ("三、", True), ("三、泵站", False), ("①", False)]
)
def test_a_bare_number_has_its_words_on_the_next_line(text, bare):
    assert LINES.is_bare_label(text) is bare


def test_a_role_label_of_ones_own_opens_a_field():
    labels = [e if e["id"] != "label.lead" else {**e, "words": ["主抓方"]} for e in LEXICON.table("roles")]
    own = LineSigns(LEXICON.with_table("roles", labels))
    assert own.is_field("主抓方：市水务局")
    assert not LINES.is_field("主抓方：市水务局")


def test_a_title_ending_of_ones_own_closes_a_title():
    endings = [e if e["id"] != "title.plan" else {**e, "words": ["施工图"]} for e in LEXICON.table("titles")]
    own = LineSigns(LEXICON.with_table("titles", endings))
    assert own.closes_title("滨江市节水施工图（2031年）")
    assert not LINES.closes_title("滨江市节水施工图（2031年）")
