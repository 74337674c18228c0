"""The lines of a document as its header is read: folded, each with its block, the kinds of lines told apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal, NamedTuple

from policy_parse.document.blocks import Document
from policy_parse.lexicon.load import Lexicon
from policy_parse.lexicon.offices import looks_like_unit
from policy_parse.span import Span
from policy_parse.text.dates import find_dates
from policy_parse.text.fold import Folded

Kind = Literal[
    "plain",
    "unit",
    "letterhead",
    "number",
    "date",
    "recipients",
    "attachment",
    "remark",
    "copied",
    "printed",
    "noise",
    "body",
]
"""What a line is; titles are made of ``plain`` lines, and of ``unit`` lines above them."""


class HeaderLine(NamedTuple):
    """One line of a block; `folded` has absolute offsets."""

    block: int
    folded: Folded
    kind: Kind
    centered: bool
    cell: bool
    size: float | None

    @property
    def text(self) -> str:
        """The folded words."""
        return self.folded.text

    @property
    def span(self) -> Span:
        """Where the line stands, without the spaces around it."""
        return self.folded.span(0, len(self.text))


class TitleWords(NamedTuple):
    """The words of ``data/titles.toml``, made ready."""

    ending: re.Pattern[str]
    """A title that is complete, with the remark in brackets that may follow it."""
    body: tuple[str, ...]
    noise: re.Pattern[str]
    remark: re.Pattern[str]


@cache
def title_words(lexicon: Lexicon) -> TitleWords:
    """Make the words of `lexicon` ready, once."""
    words: dict[str, list[str]] = {}
    for entry in lexicon.table("titles"):
        words.setdefault(entry["kind"], []).extend(entry["words"])
    endings = "|".join(sorted(map(re.escape, words["ending"]), key=len, reverse=True))
    return TitleWords(
        # …工作方案（2021-2023年）》, …若干措施（试行）的通知
        ending=re.compile(rf"(?:{endings})(?:[（〔][^（）〔〕]{{1,30}}[）〕]){{0,2}}[》”]?$"),
        body=tuple(words["body"]),
        noise=re.compile("|".join(map(re.escape, words["noise"]))),
        # （此件公开发布）, ——2026年1月27日在某某省人民代表大会会议上
        remark=re.compile(
            rf"^[（〔]?(?:{'|'.join(map(re.escape, words['remark']))})(?:$|[）〕：，。])|^--?[^。]{{6,60}}会议?上$"
        ),
    )


# 北碚府办发〔2022〕76号, （鲁政办发〔2022〕7号）, 商贸函2031年第12号, 发文字号：苏政办发〔2022〕1号, …31号2022-07-18
NUMBER = re.compile(
    r"(?P<code>[一-鿿A-Za-z（）-]{1,24}?)[〔（]?(?P<year>(?:19|20)[0-9]{2})(?:年?[〕）]|年(?=第))第?(?P<serial>[0-9]{1,5})号"
)
_NUMBER_LINE = re.compile(
    rf"^(?:(?:发文字号|文号|文件编号|字号)[：:]?)?[（(]?{NUMBER.pattern}[，,]?(?:[0-9]{{4}}(?:年[0-9]{{1,2}}月[0-9]{{1,2}}日|-[0-9]{{1,2}}-[0-9]{{1,2}}))?[）)]?(?:签发人[：:].{{0,20}})?$"
)
_TITLED = re.compile(r"(?:通知|意见|方案|办法|公告|决定|规划|计划|措施|批复)[〔（]?[^〔（]{1,12}[〔（]")
_PRINTED = re.compile(r"(?:年|[0-9]{4})[^。；]{1,12}[日号](?:印发|印)[。]?$")
_COPIED = re.compile(r"^(?:抄送|抄报|抄送单位|主送)[：:]")
_ATTACHMENT = re.compile(r"^附(?:件|表|录)(?:[0-9一二三四五六七八九十]{1,3})?(?:[：:].*)?$")
_NUMBERED = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}、|[（][一二三四五六七八九十]{1,3}[）]|[0-9]{1,2}[.、][^0-9]|第[一二三四五六七八九十]{1,3}[章节条])"
)
_COLLECTED = re.compile(r"^[0-9]{1,3}[.、](?![0-9])")
_MONTH = re.compile(r"^(?:19|20)[0-9]{2}年[0-9]{1,2}月$")
_LETTERHEAD = re.compile(r"^(.{3,40}?)(?:文件|公报)$")
_SENTENCE = re.compile(r"[。；]|，$")
_LONGEST_TITLE_LINE = 120
_LONGEST_LIST = 600
"""Characters that recipients may take."""
_LONGEST_DATE = 24
"""二〇二二年十二月三十一日 with line breaks and brackets."""
_BRACKETED = re.compile(r"^[（(〔](.*)[）)〕]$")


def is_numbered(text: str) -> bool:
    """Whether a folded line begins with a number of the outline: 一、, （一）, 1., 第一章."""
    return _NUMBERED.match(text) is not None


def read_header_lines(document: Document, whole: Folded, lexicon: Lexicon) -> list[HeaderLine]:
    """Every line of `document`, whose folded text is `whole`, that holds a character, in text order, with its kind.

    A block is a line, or several where it has line breaks in it. Notes beside the text and tables of contents are
    left out; so is the number that a collected volume puts before the document (12. 某某市…方案). A cell as wide
    as its table, a frame round text or a title over the columns, counts as a paragraph.
    """
    return list(_lines(document, whole, title_words(lexicon), lexicon))


def _lines(document: Document, whole: Folded, words: TitleWords, lexicon: Lexicon) -> Iterator[HeaderLine]:
    widths: dict[int | None, int] = {}
    for block in document.blocks:
        widths[block.table] = max(widths.get(block.table, 0), (block.column or 0) + (block.column_span or 1))
    opening = True
    for number, block in enumerate(document.blocks):
        if block.contents or block.note in ("footnote", "endnote"):
            continue
        start, end = block.span.start, block.span.end
        while start < end:
            stop = document.text.find("\n", start, end)
            stop = end if stop < 0 else stop
            # a long paragraph is text: its beginning is enough
            folded = whole.between(start, stop if stop - start <= _LONGEST_LIST else start + _LONGEST_TITLE_LINE * 2)
            if opening and folded.text:
                collected = _COLLECTED.match(folded.text)
                folded = folded.part(collected.end(), len(folded.text)) if collected else folded
                opening = not folded.text
            if folded.text.strip("\t"):
                yield HeaderLine(
                    block=number,
                    folded=folded,
                    kind=_kind(folded.text, words, lexicon),
                    centered=block.alignment == "center" or block.heading == 0,
                    cell=block.kind == "cell" and (block.column_span or 1) < widths[block.table],
                    size=block.size,
                )
            start = stop + 1


def _kind(text: str, words: TitleWords, lexicon: Lexicon) -> Kind:
    if len(text) > _LONGEST_TITLE_LINE:
        return "recipients" if _recipients_end(text) else "body"
    if "号" in text and _NUMBER_LINE.match(text) and not _TITLED.search(text):
        return "number"
    if text[0] in "抄主" and _COPIED.match(text):
        return "copied"
    if "印" in text[-3:] and _PRINTED.search(text) and len(text) < 80:
        return "printed"
    if is_date(text):
        return "date"
    if words.remark.match(text):
        return "remark"
    if text[0] == "附" and _ATTACHMENT.match(text):
        return "attachment"
    if (text[-1] == "月" and _MONTH.match(text)) or words.noise.search(text):
        return "noise"
    if _recipients_end(text):
        return "recipients"
    if is_numbered(text):
        return "body"
    if _SENTENCE.search(text) or (text.startswith(words.body) and not words.ending.search(text)):
        return "body"
    if looks_like_unit(text, lexicon, strict=True):
        return "unit"
    head = _LETTERHEAD.match(text)
    return "letterhead" if head and looks_like_unit(head[1], lexicon, strict=True) else "plain"


def _recipients_end(text: str) -> bool:
    return text.endswith("：") and 3 <= len(text) <= _LONGEST_LIST and "。" not in text and not text.startswith("附")


def is_date(text: str) -> bool:
    """Whether a folded line is a date and nothing else but brackets round it: （2022年6月17日）."""
    if len(text) > _LONGEST_DATE:
        return False
    inner = _BRACKETED.match(text)
    plain = inner[1] if inner else text
    dates = find_dates(plain)
    return len(dates) == 1 and dates[0].start == 0 and len(plain) - dates[0].end <= 1


def join_lines(lines: Sequence[HeaderLine]) -> Folded:
    """One folded text of `lines` in a row, without the breaks between them."""
    text: list[str] = []
    offsets: list[int] = []
    for line in lines:
        text.append(line.text)
        offsets.extend(line.folded.offsets)
    return Folded("".join(text), offsets)
