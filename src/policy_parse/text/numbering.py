"""Numbers that head items: 第一章 一、（一）1.（1）① 一是. Read on folded text; which form stands above which.

Forms and their order follow GB/T 9704—2012, 7.3.3 (一、→（一）→ 1. →（1）), with the forms that real plans add.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import Literal, NamedTuple

from policy_parse.span import Span
from policy_parse.text.sign import Sign

Form = Literal[
    "part",
    "chapter",
    "section",
    "article",
    "han",
    "han_bracket",
    "arabic",
    "dotted",
    "arabic_bracket",
    "circled",
    "first_is",
]

RANKS: dict[Form, int] = {
    "part": 0,
    "chapter": 1,
    "section": 2,
    "article": 3,
    "han": 4,
    "han_bracket": 5,
    "arabic": 6,
    "dotted": 7,
    "arabic_bracket": 8,
    "circled": 9,
    "first_is": 10,
}
"""Which form stands above which where a document uses several: the smaller the outer."""

LEVELS: dict[Form, int] = {
    "part": 1,
    "chapter": 1,
    "section": 2,
    "article": 1,
    "han": 1,
    "han_bracket": 2,
    "arabic": 3,
    "dotted": 4,
    "arabic_bracket": 4,
    "circled": 5,
    "first_is": 3,
}
"""``Section.level`` of each form (contract: 1 = 一、, 2 = （一）, 3 = 1. …)."""

_HAN = "[一二三四五六七八九十百零〇]{1,5}"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"

_LABEL = Sign(
    "text.number_label",
    rf"""
    第(?P<number>{_HAN}|\d{{1,2}})
    (?: (?P<part>篇|编|部分)|(?P<chapter>章)|(?P<section>节)|(?P<article>条)(?![、：.]?[^。]{{0,6}}规定) )[、：.]?
  | (?P<han>{_HAN})(?:、|\.(?!\d)|，(?=\D))
  | [（〔](?P<han_bracket>{_HAN})[）〕][、.]?
  | (?P<dotted>\d{{1,2}}(?:\.\d{{1,2}}){{1,3}})(?![\d%‰年月万亿元米倍]|个(?![人体])|公[里顷斤])[、.]?(?=[^\d，。])
  | (?P<arabic>\d{{1,3}})(?:[、]|\.(?!\d)|\.(?=20\d\d(?:年|-\d)|\d{{1,2}}月))
  | [（〔](?P<arabic_bracket>\d{{1,2}}|1\d\d)[）〕][、.]?
  | (?P<arabic_half>\d{{1,2}}|1\d\d)）[、.]?
  | (?P<circled>[{_CIRCLED}])[、.]?
  | (?P<first_is>{_HAN})(?:是(?![否非])|要(?![素点件求务]))[，：]?
    """,
    says="the number at the head of an item or section",
    examples=[
        "|第一篇|总则", "|第1篇|", "|第二编|", "|第三部分|", "|第2部分|",
        "|第三章|总则", "|第2章|", "|第二节|", "|第3节|", "|第四条|", "|第5条|",
        "|一、|总体要求", "|一.|总体要求", "|一，|总体要求", "|（一）|", "|1.2|总量", "|1.|建设", "|1.|4月底前",
        "|1.|2025年前", "|1.|2025-03开工", "|1、|建设", "|（1）|", "|（100）|",
        "|1）|", "|128）|", "|①|", "|一是|", "|一要|",
    ],
    never=["2.5万亩", "3.2个百分点", "1.5公里", "1.2公顷", "1.5公斤"],
)  # fmt: skip
_DIGITS = {ch: i for i, ch in enumerate("〇一二三四五六七八九")} | {"零": 0}


class Label(NamedTuple):
    """A number at the head of an item, on folded text."""

    form: Form
    number: str
    """As written, without the punctuation round it: 一, 3, ①, 1.2."""
    ordinal: int
    """Its value: 三 → 3, ③ → 3, 1.2 → 2."""
    start: int
    end: int
    """Where the words after it begin."""

    @property
    def rank(self) -> int:
        """Order among the forms, outer first (`RANKS`)."""
        return RANKS[self.form]


def read_label(text: str, at: int = 0) -> Label | None:
    """The label that begins at `at` of the folded `text`, or None. 1.5倍, 十四五 and 一是否 are no labels."""
    match = _LABEL.match(text, at)
    if match is None:
        return None
    group = match.lastgroup
    assert group is not None
    number = match["number"] or match[group]
    form: Form = "arabic_bracket" if group == "arabic_half" else group  # type: ignore[assignment]
    ordinal = _ordinal(number)
    if ordinal is None:
        return None
    return Label(form, number, ordinal, match.start(), match.end())


def _ordinal(number: str) -> int | None:
    if number in _CIRCLED:
        return _CIRCLED.index(number) + 1
    if number[0].isdigit():
        return int(number.rsplit(".", 1)[-1])
    return han_value(number)


def han_value(number: str) -> int | None:
    """The value of a number in words: 二十一 → 21; None if the characters make no number below 1,000 (十五十)."""
    total, digit = 0, 0
    last_unit = 1000
    for ch in number:
        if ch in _DIGITS:
            if digit:
                return None
            digit = _DIGITS[ch]
        else:
            unit = 100 if ch == "百" else 10
            if unit >= last_unit:
                return None
            total += (digit or 1) * unit
            last_unit, digit = unit, 0
    return total + digit or None


_SPACED = Sign(
    "text.spaced_number",
    r"[ \u3000\xa0]{0,8}(?P<number>[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})(?:(?P<blank>[ \u3000\xa0]+)|[.．、])"
    r"(?=[\u4e00-\u9fff]|“)(?![年月日号时分秒天个项家人名次万亿千百元种类条户座处所台套批级档倍成度周])",
    says="a number with nothing but a blank behind it, at the head of a paragraph: 2 提升服务能力, not 3 个",
    examples=["|2 |提升服务能力", "|二　|主要任务", "|3.|建设", "|２ |建设"],
    never=["3 个泵站", "6 月底前"],
)


def spaced_numbers(text: str, paragraphs: Iterable[Span]) -> dict[int, Label]:
    """Labels of the paragraphs that are numbered with nothing but a blank (2 提升服务能力), by where they begin.

    One such number may be anything; it is a label where the number before or after it in the text's paragraphs heads
    one too, with a blank or with a mark. The labels are on folded text.
    """
    found: dict[int, Label] = {}
    last: dict[Form, tuple[Label, int | None]] = {}
    for span in paragraphs:
        match = _SPACED.match(text, span.start, span.end)
        if match is None:
            continue
        number = unicodedata.normalize("NFKC", match["number"])
        ordinal = _ordinal(number)
        if ordinal is None:
            continue
        label = Label("arabic" if number.isdigit() else "han", number, ordinal, 0, len(number))
        before, stands = last.get(label.form, (None, None))
        here = span.start if match["blank"] else None
        if before is not None and before.ordinal + 1 == ordinal:
            found |= {at: one for at, one in ((stands, before), (here, label)) if at is not None}
        last[label.form] = label, here
    return found
