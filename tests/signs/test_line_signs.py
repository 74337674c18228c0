"""What the readers ask of a line of raw text: numbers by text/numbering, labels by roles.toml, endings by titles.toml."""

import pytest

from policy_parse.lexicon import Lexicon
from policy_parse.signs.lines import LineSigns, ends_sentence, open_bracket, open_brackets

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


OPENING, ENDING, ADDRESSED = "江山市水利局关于印发", "节水方案的通知", "各乡镇："


@pytest.mark.parametrize(
    ("texts", "inside"),
    [
        ([], []),
        (["甲"], []),
        ([OPENING, ENDING, ADDRESSED], [0]),
        ([OPENING, ENDING, "江水发〔2024〕3号"], [0]),
        ([OPENING, ENDING, "2024年5月6日"], [0]),
        ([OPENING, ENDING, "为做好工作"], []),
        ([OPENING, ENDING], []),
        ([OPENING, ENDING + "（2024年5月6日）"], [0]),
        (["第一句。", OPENING, ENDING, ADDRESSED], [1]),
        (["江水发〔2024〕3号", OPENING, ENDING, ADDRESSED], [1]),
        (["2024年5月6日", OPENING, ENDING, ADDRESSED], []),
        (["江山市水利局", "关于印发节水", "方案的通知", ADDRESSED], [0, 1]),
        (["江山市水利局", "节水", "方案的通知", ADDRESSED], []),
        ([OPENING, "一、节水方案的通知", ADDRESSED], []),
        ([OPENING, "2024年5月6日", ENDING, ADDRESSED], []),
        ([OPENING + "，", ENDING, ADDRESSED], []),
        ([OPENING, *["节水"] * 4, "方案的通知", ADDRESSED], [0, 1, 2, 3, 4]),
        ([OPENING, *["节水"] * 5, "方案的通知", ADDRESSED], []),
        ([OPENING + "《节水", "方案的通知", ADDRESSED], []),
        ([OPENING + "《节水", "方案》的通知", ADDRESSED], [0]),
        ([OPENING + "节" * 75, "水" * 70 + "方案的通知", ADDRESSED], [0]),
        ([OPENING + "节" * 75, "水" * 71 + "方案的通知", ADDRESSED], []),
        ([OPENING, ENDING, ADDRESSED, "好。", OPENING, ENDING, ADDRESSED], [0, 4]),
        (["甲", "乙。", OPENING, ENDING, ADDRESSED], [2]),
    ],
)
def test_the_lines_of_a_title_over_several(texts, inside):
    assert sorted(LINES.spread_titles(texts)) == inside


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        *(("甲。", True), ("甲；", True), ("甲。”", True), ("甲。）", True), ("甲", False), ("", False), ("）", False), ("（甲）", False)),
        *(("（一二三四五六七八九十一）", False), ("（一二三四五六七八九十一二）", True), ("《一二三四五六七八九十一二三方案》", False)),
    ],
)  # fmt: skip
def test_a_line_ends_a_sentence(text, ends):
    assert ends_sentence(text) is ends


@pytest.mark.parametrize(
    ("texts", "anew", "is_open"),
    [
        (["（甲", "乙", "丙）", "丁"], (), [True, True, False, False]),
        (["（甲", "（乙", "丙）", "丁）"], (), [True, True, True, False]),
        (["《甲", "乙》"], (), [True, False]),
        (["（甲《乙", "丙）", "丁》"], (), [True, False, False]),
        (["甲）", "（乙"], (), [False, True]),
        (["（甲", "x" * 198, "y）"], (), [True, True, False]),
        (["（甲", "x" * 199, "y"], (), [True, False, False]),
        (["甲" * 150, "（乙", "x" * 150, "丙"], (), [False, True, True, True]),
        (["（甲", "乙", "丙）"], (1,), [False, False, False]),
        (["甲", "（乙"], (0,), [False, True]),
        (["（甲", "（乙", "丙"], (1,), [False, True, True]),
    ],
)
def test_a_bracket_stays_open_over_lines(texts, anew, is_open):
    assert open_brackets(texts, frozenset(anew)) == is_open
    assert open_bracket(texts[0]) is (is_open[0] or 1 in anew)
