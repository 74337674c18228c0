"""Measures: which words are one, what one of them is, and how many of another it is."""

from decimal import Decimal

import pytest
from test_amounts import WORDS

from policy_parse.errors import LexiconError
from policy_parse.fields.quantities.measures import Measures
from policy_parse.text.fold import fold

MEASURES = WORDS.measures


@pytest.mark.parametrize(
    ("text", "unit", "end", "more"),
    [
        *(("亿m3用水", "亿m3", 3, ""), ("余家企业", "家", 2, "余"), ("万多个", "万个", 3, "多"), ("多万个", "万个", 3, "多")),
        *(("千瓦", "千瓦", 2, ""), ("千个", "千个", 2, ""), ("kW", "kW", 2, ""), ("kWh", "kWh", 3, ""), ("条", "条", 1, "")),
        *(("吨/万平方米", "吨/万平方米", 6, ""), ("吨/月·平方公里", "吨/月·平方公里", 8, ""), ("千瓦/机柜", "千瓦/机柜", 5, "")),
        *(("吨/（月·平方公里）以内", "吨/月·平方公里", 10, ""), ("吨/（月·平方公里", "吨/月·平方公里", 9, ""), ("吨/", "吨", 1, "")),
        *(("元/人/年", "元/人/年", 5, ""), ("吨每天以上", "吨每天", 3, ""), ("吨每天好", "吨", 1, ""), ("吨每好", "吨", 1, "")),
        *(("套（次）", "套（次）", 4, ""), ("套（好）", "套", 1, ""), ("万条次", "万条次", 3, ""), ("吨次", "吨", 1, "")),
        *(("万。", "万", 1, ""), ("余万。", "万", 2, "余"), ("万余。", "万", 1, "余")),
        *(("条件", None, 0, ""), ("万的", None, 0, ""), ("榀", None, 0, ""), ("", None, 0, ""), ("/万人", None, 0, "")),
    ],
)  # fmt: skip
def test_the_unit_that_begins_at_a_place(text, unit, end, more):
    for before in ("", "水5"):
        found = MEASURES.match(fold(before + text).text, len(before))
        assert found == (unit and (unit, end + len(before), more))


@pytest.mark.parametrize(
    ("unit", "base"),
    [("亿元", "元"), ("千万元", "元"), ("千瓦", "千瓦"), ("元", "元"), ("榀", "榀"), ("万榀", "榀"), ("万", "")],
)
def test_a_unit_without_its_magnitude(unit, base):
    assert MEASURES.base(unit) == base


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        *(("亿元", "万元", "10000"), ("万元", "亿元", "0.0001"), ("元", "元", "1"), ("m3", "亿m3", "1E-8")),
        *(("元", "米", "0"), ("榀", "榀", "1"), ("榀", "元", "0"), ("元", "榀", "0")),
    ],
)  # fmt: skip
def test_how_many_of_another_one_unit_is(one, other, ratio):
    assert MEASURES.ratio(one, other) == Decimal(ratio)


@pytest.mark.parametrize(
    ("unit", "standard", "factor", "dimension", "kind"),
    [
        ("元", "元", "1", "money", "money"),
        ("亿元", "元", "100000000", "money", "money"),
        ("成", "%", "10", "ratio", "ratio"),
        ("万", "", "10000", "number", "count"),
        ("/10万", "", "0.00001", "ratio", "ratio"),
        ("/百万", "", "0.000001", "ratio", "ratio"),
        ("/4", "", "0.25", "ratio", "ratio"),
        ("吨/万平方米", "t/m²", "0.0001", "mass/area", "physical"),
        ("吨/月·平方公里", "t/month/km²", "1", "mass/time/area", "physical"),
        ("千米每小时", "km/h", "1", "length/time", "physical"),
        ("元/人/年", "元/人/year", "1", "money/count/time", "money"),
        ("吨/机柜", "t/机柜", "1", None, "physical"),
        ("万吨/机柜", "t/机柜", "10000", None, "physical"),
        ("吨/机柜/天", "t/机柜/d", "1", None, "physical"),
        ("套（次）", "套", "1", "count", "count"),
        ("条次", "条次", "1", "count", "count"),
        ("万条次", "条次", "10000", "count", "count"),
    ],
)
def test_what_a_unit_stands_for(unit, standard, factor, dimension, kind):
    assert MEASURES.parse(unit) == (standard, Decimal(factor), dimension, kind)


@pytest.mark.parametrize("unit", ["榀", "万榀", "吨次", "千瓦/！", "机柜/吨", ""])
def test_what_no_unit_is(unit):
    assert MEASURES.parse(unit) is None


@pytest.mark.parametrize(
    ("value", "value_max", "unit", "expected"),
    [
        ("3.028", None, "亿m3", ("302800000", None, "m³", "volume")),
        ("2", "3", "万元", ("20000", "30000", "元", "money")),
        ("5", None, "成", ("50", None, "%", "ratio")),
        ("12", None, "/10万", ("0.00012", None, None, "ratio")),
        ("1", None, "/3", ("0.333333333333333", None, None, "ratio")),
        ("1", "2", "/3", ("0.333333333333333", "0.666666666666667", None, "ratio")),
        ("1", None, None, ("1", None, None, "ratio")),
        ("1", "2", None, ("1", "2", None, "ratio")),
        ("1", "2", "榀", ("1", "2", "榀", None)),
        ("2", None, "番", ("3", None, "倍", "ratio")),
        ("1", "2", "番", ("1", "3", "倍", "ratio")),
        ("30", None, "番", ("1073741823", None, "倍", "ratio")),
        ("31", None, "番", ("31", None, "番", None)),
        ("2", "31", "番", ("2", "31", "番", None)),
    ],
)
def test_a_value_multiplied_out(value, value_max, unit, expected):
    found = MEASURES.quantity(Decimal(value), value_max and Decimal(value_max), unit)
    least, most, standard, dimension = expected
    assert (found.value, found.value_max) == (Decimal(least), most and Decimal(most))
    assert (found.unit, found.dimension) == (standard, dimension)


class _Twice:
    """A vocabulary with two measures of one name."""

    def table(self, name):
        assert name == "measures"
        both = {"aliases": ["桶"], "dimension": "count", "kind": "count"}
        return [{**both, "id": "count.a"}, {**both, "id": "count.b"}]

    def error(self, table, entry, reason):
        return LexiconError(table, entry, reason)


def test_one_word_for_two_measures_is_refused_and_both_are_named():
    with pytest.raises(LexiconError, match=r"measures: count\.b: 桶 .*count\.a"):
        Measures(_Twice(), WORDS.quantities)
