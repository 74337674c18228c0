"""Numbers in a sentence with their measures: what each is, where it ends, and what is none."""

from decimal import Decimal

import pytest

from policy_parse.fields.quantities.amounts import find_amounts
from policy_parse.fields.quantities.words import QuantityWords
from policy_parse.lexicon import Lexicon
from policy_parse.text.fold import fold

WORDS = QuantityWords(Lexicon.load())


def amounts(words, *, in_turn=False):
    text = fold(words).text
    return text, find_amounts(text, WORDS, in_turn=in_turn)


def shown(words, *, in_turn=False):
    """Each amount as number|measure, its value or values, its unit, the bound after it."""
    text, found = amounts(words, in_turn=in_turn)
    return [
        " ".join(
            (
                f"{text[a.start : a.number_end]}|{text[a.number_end : a.unit_end]}",
                f"{a.value}" if a.value_max is None else f"{a.value}..{a.value_max}",
                a.unit or "-",
                *([f"{text[a.unit_end : a.end]}={a.after and a.after.comparator}"] if a.end > a.unit_end else ()),
                *([a.more] if a.more else ()),
            )
        )
        for a in found
    ]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        # figures and numerals
        ("3.028亿m3", ["3.028|亿m3 3.028 亿m3"]),
        ("20,000元", ["20,000|元 20000 元"]),
        ("5亿3000万零5百个", ["5亿3000万零5百|个 530000500 个"]),
        ("一百二十七个", ["一百二十七|个 127 个"]),
        ("两万零三个", ["两万零三|个 20003 个"]),
        ("廿二个", ["廿二|个 22 个"]),
        ("壹佰贰拾个", ["壹佰贰拾|个 120 个"]),
        ("三点五万个", ["三点五|万个 3.5 万个"]),
        ("二〇二五年", ["二〇二五|年 2025 年"]),
        ("25", ["25| 25 -"]),
        ("二十五", []),
        # a magnitude belongs to the measure
        ("5万亩", ["5|万亩 5 万亩"]),
        ("三百万元", ["三百|万元 300 万元"]),
        ("三百万", ["三百|万 300 万"]),
        ("1万", ["1|万 1 万"]),
        ("12亿5000万", ["12亿5000|万 125000 万"]),
        ("12亿5000万人", ["12亿5000万|人 1250000000 人"]),
        ("十二亿五千万", ["十二亿五千|万 125000 万"]),
        ("十二亿五千万元", ["十二亿五千万|元 1250000000 元"]),
        ("一万二千瓦", []),
        # shares
        ("百分之八十", ["百分之八十| 80 %"]),
        ("百分之百", ["百分之百| 100 %"]),
        ("百分之12.5", ["百分之12.5| 12.5 %"]),
        ("千分之三", ["千分之三| 3 ‰"]),
        ("万分之五", ["万分之五| 5 ‱"]),
        ("十万分之九", ["十万分之九| 9 /10万"]),
        ("百万分之二", ["百万分之二| 2 /百万"]),
        ("三分之二", ["三分之二| 2 /3"]),
        ("10分之一", ["10分之一| 1 /10"]),
        ("三分之三", []),
        ("三分之四", []),
        ("一分之一", []),
        ("2.5分之一", []),
        ("九成五", ["九|成五 9.5 成"]),
        ("九成零", ["九|成 9 成"]),
        ("九成以上", ["九|成 9 成 以上=ge"]),
        ("3/4", []),
        ("3/4以上", []),
        # halves
        ("半小时", ["半|小时 0.5 小时"]),
        ("半个月", ["半|个月 0.5 个月"]),
        ("半个", []),
        ("上半天", []),
        ("一半天", []),
        ("半个多月", []),
        ("一吨半", ["一|吨半 1.5 吨"]),
        ("一吨半以上", ["一|吨半 1.5 吨 以上=ge"]),
        ("一年半", ["一|年半 1.5 年"]),
        ("三成半", ["三|成半 3.5 成"]),
        ("三倍半", ["三|倍半 3.5 倍"]),
        ("一个半小时", ["一|个半小时 1.5 个小时"]),
        ("两个半工作日", ["两|个半工作日 2.5 个工作日"]),
        ("一个半", []),
        ("一座半", []),
        ("一亿半", []),
        ("一年半载", []),
        ("一两年半", []),
        # more, about, one of several
        ("500余家", ["500|余家 500 家 余"]),
        ("十余家", ["十|余家 10 家 余"]),
        ("3万多个", ["3|万多个 3 万个 多"]),
        ("十几个", ["十|几个 10 个 几"]),
        ("三几个", []),
        ("三十来个", ["三十|来个 30 个 来"]),
        ("20来个", ["20|来个 20 个 来"]),
        ("25来个", []),
        ("两三家", ["两三|家 2..3 家"]),
        ("七八十家", ["七八十|家 70..80 家"]),
        ("数十个", []),
        ("几十个", []),
        # measures that no entry names
        ("18榀以上", ["18|榀 18 榀 以上=ge"]),
        ("18榀左右", ["18|榀 18 榀 左右=approx"]),
        ("不少于18榀", ["18|榀 18 榀"]),
        ("新增18榀", ["18|榀 18 榀"]),
        ("18榀", ["18| 18 -"]),
        ("18的以上", ["18| 18 -"]),
        ("不少于三十万点位", ["三十|万点位 30 万点位"]),
        ("不少于三点位", []),
        # bounds after the amount
        ("25以上", ["25| 25 - 以上=ge"]),
        ("5左右", ["5| 5 - 左右=approx"]),
        ("5米以内", ["5|米 5 米 以内=le"]),
        ("5万元（含）以上", ["5|万元 5 万元 （含）以上=ge"]),
        ("5万元以上（含）", ["5|万元 5 万元 以上=ge"]),
        ("5万元（不含）以上", ["5|万元 5 万元 （不含）以上=gt"]),
        ("5万元以上（不含）", ["5|万元 5 万元 以上（不含）=gt"]),
        ("5万元以下（不含）", ["5|万元 5 万元 以下（不含）=lt"]),
        ("5万元左右（不含）", []),
        ("5万元（不含）", []),
        ("5万元（不含），3个", ["3|个 3 个"]),
        ("3日（节假日除外）内", ["3|日 3 日 （节假日除外）内=le"]),
    ],
)
def test_an_amount_is_a_number_its_measure_and_the_bound_after_it(words, expected):
    assert shown(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("3—5个", ["3-5|个 3..5 个"]),
        ("3至5个", ["3至5|个 3..5 个"]),
        ("三至五个", ["三至五|个 3..5 个"]),
        ("3个到5个", ["3个到5|个 3..5 个"]),
        ("5—3个", []),
        ("3-3个", []),
        ("6%与8%之间", ["6%与8|% 6..8 % 之间=None"]),
        ("6%、8%之间", ["6%、8|% 6..8 % 之间=None"]),
        ("6%和8%", ["6|% 6 %", "8|% 8 %"]),
        ("6%至8%之间", ["6%至8|% 6..8 % 之间=None"]),
        ("1亿—5亿元", ["1亿-5|亿元 1..5 亿元"]),
        ("1万到2万人", ["1万到2|万人 1..2 万人"]),
        ("1万-5万", ["1万-5|万 1..5 万"]),
        ("1万-5", []),
        ("1-5万元", ["1-5|万元 1..5 万元"]),
        ("500—3万人", ["500-3万人| 500..30000 人"]),
        ("500万元到3亿元", ["500万元到3亿元| 500..30000 万元"]),
        ("500万元到3亿元以上", ["500万元到3亿元| 500..30000 万元 以上=ge"]),
        ("3亿元到500万元", ["3|亿元 3 亿元", "500|万元 500 万元"]),
        ("5元到8米", ["5|元 5 元", "8|米 8 米"]),
        ("3-4-5个", []),
        ("2-3-4", []),
        ("12-3-4", []),
        ("2-3与4", ["2-3| 2..3 -", "4| 4 -"]),
        ("3至十几个", []),
        ("20个到几十个", []),
        ("5万（不含）-10万元", []),
        ("5万元（不含）-10万元", []),
        ("5万元（含）-10万元", ["5万元（含）-10|万元 5..10 万元"]),
        ("由30天到3天", ["30|天 30 天", "3|天 3 天"]),
        ("由3天到30天", ["3|天 3 天", "30|天 30 天"]),
        ("-18℃--15℃", ["-18℃--15|℃ -18..-15 ℃"]),
        ("-3~-1%", ["-3~-1|% -3..-1 %"]),
        ("两三家至五家", ["两三|家 2..3 家", "五|家 5 家"]),
    ],
)
def test_two_numbers_are_the_ends_of_a_range(words, expected):
    assert shown(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("不高于-18℃", ["-18|℃ -18 ℃"]),
        ("零下18℃", ["零下18|℃ -18 ℃"]),
        ("负2%", ["负2|% -2 %"]),
        ("-2%", ["-2|% -2 %"]),
        ("达到-2%", ["-2|% -2 %"]),
        ("提高到-2%", ["-2|% -2 %"]),
        ("-50万元", ["-50|万元 -50 万元"]),
        ("-2", ["-2| -2 -"]),
        ("-20家", ["20|家 20 家"]),
        ("-20年", ["20|年 20 年"]),
        ("目标值-18℃", ["18|℃ 18 ℃"]),
        ("负二三成", ["负二三|成 -3..-2 成"]),
    ],
)
def test_a_number_may_be_below_zero(words, expected):
    assert shown(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("7×24小时", []),
        ("±5%", []),
        ("10²", []),
        ("10⁴", []),
        ("1.2.3", []),
        ("CO2", []),
        ("B113个", []),
        ("APP20个", ["20|个 20 个"]),
        ("APP20", []),
        ("APP20km", []),
        ("两台4.3米焦炉", ["两|台 2 台"]),
        ("两座220千伏变电站", ["两|座 2 座"]),
        ("两台4.3米", ["两|台 2 台", "4.3|米 4.3 米"]),
        ("两吨4.3米焦炉", ["两|吨 2 吨", "4.3|米 4.3 米"]),
        ("两台，4.3米焦炉", ["两|台 2 台", "4.3|米 4.3 米"]),
        ("一条30%", ["一|条 1 条", "30|% 30 %"]),
        ("建成3个，5座以上，6%", ["3|个 3 个", "5|座 5 座 以上=ge", "6|% 6 %"]),
        ("", []),
    ],
)
def test_numbers_that_are_part_of_something_else_are_none(words, expected):
    assert shown(words) == expected


@pytest.mark.parametrize(
    ("words", "one", "in_turn"),
    [("236/51", [], ["236| 236 -", "51| 51 -"]), ("3/4以上", [], ["3| 3 -", "4| 4 - 以上=ge"])],
)
def test_numbers_with_a_stroke_between_them_are_one_or_stand_for_several_things(words, one, in_turn):
    assert shown(words) == one
    assert shown(words, in_turn=True) == in_turn


@pytest.mark.parametrize(
    ("words", "chinese", "percent", "included"),
    [
        ("5个", False, False, False),
        ("五个", True, False, False),
        ("5亿个", False, False, False),
        ("百分之12", True, True, False),
        ("九成", True, True, False),
        ("9成", False, True, False),
        ("一个半小时", True, True, False),
        ("一吨半", True, False, False),
        ("半小时", True, False, False),
        ("八成至九成", True, True, False),
        ("5万元（含）", False, False, True),
        ("5万元以上（含）", False, False, True),
        ("5万元以上", False, False, False),
    ],
)
def test_how_a_number_is_written(words, chinese, percent, included):
    _, (amount,) = amounts(words)
    assert (amount.chinese, amount.percent, amount.included) == (chinese, percent, included)


@pytest.mark.parametrize(
    ("words", "is_year"),
    [("2025年", True), ("2025年度", True), ("1900年", True), ("1899年", False), ("3年", False), ("2025个", False)],
)
def test_a_number_of_four_figures_before_year_names_one(words, is_year):
    _, (amount,) = amounts(words)
    assert amount.is_year is is_year


@pytest.mark.parametrize(
    ("words", "standard", "factor", "kind"),
    [("5万亩", "亩", 10000, "physical"), ("18榀以上", "榀", 1, "count"), ("三分之二", "", Decimal(1) / 3, "ratio")],
)
def test_the_measure_of_an_amount(words, standard, factor, kind):
    _, (amount,) = amounts(words)
    assert (amount.measure.standard, amount.measure.factor, amount.measure.kind) == (standard, factor, kind)


def test_a_number_alone_has_no_measure():
    _, (amount,) = amounts("25")
    assert amount.measure is None
