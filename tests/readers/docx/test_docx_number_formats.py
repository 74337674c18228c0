"""Number formats, one row each: the format, then number and numeral."""

from __future__ import annotations

import pytest

from policy_parse.readers.docx.number_formats import format_custom, format_number

CASES = {
    "decimal": {1: "1", 12: "12", 0: "0"},
    "decimalZero": {1: "01", 10: "10"},
    "decimalFullWidth": {12: "１２"},
    "decimalFullWidth2": {12: "１２"},
    "decimalHalfWidth": {12: "12"},
    "decimalEnclosedCircle": {1: "①", 20: "⑳", 21: "21"},
    "decimalEnclosedCircleChinese": {1: "①", 10: "⑩", 21: "21"},
    "decimalEnclosedFullstop": {1: "⒈", 20: "⒛"},
    "decimalEnclosedParen": {1: "⑴", 20: "⒇"},
    "ideographEnclosedCircle": {1: "㈠", 10: "㈩", 11: "(十一)"},
    "numberInDash": {3: "- 3 -"},
    "hex": {11: "B"},
    "upperLetter": {1: "A", 26: "Z", 27: "AA", 28: "BB"},
    "lowerLetter": {1: "a", 53: "aaa"},
    "upperRoman": {4: "IV", 9: "IX", 2025: "MMXXV"},
    "lowerRoman": {14: "xiv"},
    "chineseCounting": {1: "一", 10: "十", 11: "十一", 20: "二十", 99: "九十九", 105: "一〇五"},
    "chineseCountingThousand": {
        10: "十",
        21: "二十一",
        100: "一百",
        105: "一百零五",
        110: "一百一十",
        1001: "一千零一",
    },
    "taiwaneseCounting": {10: "十", 105: "一〇五"},
    "taiwaneseCountingThousand": {3: "三", 12: "十二", 210: "二百一十", 10000: "一万", 10100: "一万零一百"},
    "taiwaneseDigital": {10: "一〇"},
    "ideographDigital": {10: "一〇", 21: "二一"},
    "japaneseDigitalTenThousand": {10: "一〇"},
    "japaneseCounting": {10: "十", 11: "十一", 105: "百五", 1000: "千"},
    "chineseLegalSimplified": {3: "叁", 10: "壹拾", 25: "贰拾伍", 101: "壹佰零壹"},
    "ideographLegalTraditional": {3: "參", 10: "壹拾", 26: "貳拾陸"},
    "ideographTraditional": {1: "甲", 10: "癸", 11: "11"},
    "ideographZodiac": {1: "子", 12: "亥", 13: "13"},
    "ideographZodiacTraditional": {1: "甲子", 60: "癸亥"},
    "none": {1: ""},
}


@pytest.mark.parametrize(
    ("number_format", "number", "numeral"),
    [(name, number, numeral) for name, rows in CASES.items() for number, numeral in rows.items()],
)
def test_every_format_writes_its_numerals(number_format, number, numeral):
    assert format_number(number, number_format) == numeral


@pytest.mark.parametrize(
    ("number", "number_format"), [(1, "klingon"), (1, "ganada"), (0, "upperRoman"), (10**9, "decimal")]
)
def test_what_cannot_be_written_is_none_and_no_other_numeral(number, number_format):
    assert format_number(number, number_format) is None


def test_custom_formats_are_read_from_their_example():
    assert format_custom(12, "0001, 0002, 0003, ...") == "0012"
    assert format_custom(12, "α, β, γ, ...") is None
