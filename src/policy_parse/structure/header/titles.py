"""Titles: lines put together until they read as one, the notice told from the plan that it carries."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from typing import NamedTuple

from policy_parse.lexicon.load import Lexicon
from policy_parse.structure.header.letter import stands_below_letter
from policy_parse.structure.header.lines import NUMBER, HeaderLine, TitleWords, join_lines, title_words
from policy_parse.text.dates import find_dates
from policy_parse.text.fold import Folded
from policy_parse.text.numbering import read_label


class Title(NamedTuple):
    """One title: its folded words, the lines ``first`` to ``last`` that it stands on, and what its brackets add."""

    folded: Folded
    first: int
    last: int
    date: datetime.date | None = None
    date_folded: Folded | None = None
    number: Folded | None = None

    @property
    def text(self) -> str:
        """The folded words."""
        return self.folded.text


class Titles(NamedTuple):
    """The titles that a document opens with; `own` is the plan's, `notice` the one that carries it."""

    own: Title | None = None
    notice: Title | None = None
    headline: Folded | None = None
    """A newspaper's own words round the title: 某某市委市政府出台《某某方案》."""
    letter: Title | None = None
    """The plan's name over the letter that hands it out, where that is no notice: 某某市十条措施."""
    headless: bool = False
    """The letter that hands the plan out stands above its title and has no heading of its own."""

    @property
    def lead(self) -> Title | None:
        """The heading that recipients and issuers stand below."""
        return self.notice or self.letter or self.own

    @property
    def below(self) -> int:
        """The line that recipients and signature stand below; -1 is the top of the document."""
        return self.lead.last if self.lead is not None and not self.headless else -1


_ITEM_MIN = 40
"""Characters from which a numbered line is an item with its text."""
_HEAD_LINES = 80
"""How far down a title is looked for: web pages put their menus before it."""
_MOST_LINES = 8
_LIKENESS = 0.72
_NAMED = re.compile(
    r"^[^《]{0,30}《(?P<title>(?:[^《》]|《[^《》]*》){4,120})》(?:$|(?:等|和|及|、|与)(?!.*(?:的|意见|规划|精神).*(?:方案|措施)))"
)
_REPORTED = re.compile(
    r"(?:印发|出台|制定|公布)(?:了)?《(?P<title>[^《》]{4,80}(?:方案|计划|规划|意见|措施|办法|要点|清单))》"
)
# 某某市委市政府出台《某某方案》: the headline over a plan that a newspaper prints
_HEADLINE = re.compile(r"^[^《》]{2,30}(?:出台|制定)(?:了)?《(?P<title>[^《》]{4,80})》$")
_NAMES = re.compile(r"^[^，；。：]{3,60}[^，；。：、]$")
"""What can be a title that does not end as titles do."""

_CARRIES = "印发|转发|批转|下发|发布|公布|颁布|颁发"
# 某某市人民政府关于印发某某方案的通知; 某某局印发《某某措施》
_NOTICE = re.compile(
    rf"^(?P<issuer>.{{0,80}}?)(?:(?:关于)?(?:联合)?(?:{_CARRIES})(?:实施)?)(?P<inner>.{{4,200}}?)"
    r"(?:的(?:通知|决定|函|公告|通告|命令)|(?<=》)(?:通知|的通知)?)(?:[（〔][^（）〔〕]{1,20}[）〕])?$"
)
_OPEN_NOTICE = re.compile(
    rf"(?:关于|^.{{2,40}}?[^的])(?:联合)?(?:{_CARRIES})(?!.*(?:通知|决定|函|公告|通告|命令|》)(?:[（〔][^（）〔〕]*[）〕])?$)"
)
_CONTINUES = re.compile(r"^(?:的|和|及|与|以及|暨|、|》|）|”|[（〔](?![一二三四五六七八九十]{1,3}[）〕]))")
_BEGINS = re.compile(rf"^(?:关于|{_CARRIES})")
_WEAK = re.compile(r"(?:工作|行动|任务|重点|试点|工程|体系|机制|制度|标准|分工|政策|事项|规范|建设|发展)$")
_STRONG = re.compile(
    r"(?:工作|行动|实施|若干)?(?:方案|计划|规划|纲要|意见|措施|办法|细则|要点|指南|通知|通报|决定|清单)"
)
_LEADS_ON = re.compile(rf"(?:{_CARRIES}|关于|的|、|和|及|与|“|《|（|〔)$")
_DATE_TAIL = re.compile(r"[（〔](?P<inner>[^（）〔〕]{6,16})[）〕]$")
# …的通知（2023年2月14: the rest of the date is on the next line
_OPEN_TAIL = re.compile(r"[（〔](?:19|20)[0-9]{0,2}年?[0-9年月]{0,6}$")
# …的通知津住建科〔2020〕46号, …的通知（鲁政办发〔2022〕7号）
_NUMBER_TAIL = re.compile(
    rf"^.*(?:通知|意见|方案|办法|公告|决定|规划|计划|措施|批复|要点)(?P<number>[（〔]?(?P<inner>{NUMBER.pattern})[）〕]?)$"
)
_DATE_ONLY = re.compile(r"^[0-9年月日./:-]{6,}$")
_ATTACHED = re.compile(
    r"^(?:附(?:件|表|录)[0-9一二三四五六七八九十]{0,3}|专栏[0-9一二三四五六七八九十]{1,2})[：:.、]?(?=[^的和与及中])"
)
_PLAIN = re.compile(r"[^0-9A-Za-z一-鿿]|的|关于")
# 《滨江市节约用水行动计划》的通知: a page title cut off before 《
_CUT_NOTICE = re.compile(r"^《(?P<inner>[^《》]{6,100})》的通知$")
# 滨江市节约用水工作方案的通知: a heading that says nothing of issuing, as collections of plans print them
_PLAN_OF_NOTICE = re.compile(
    r"^(?P<plan>(?!.*(?:关于|转发)).{6,100}(?:方案|计划|要点|措施|清单|规划|办法|细则|意见))的通知$"
)
# 现将《深化节水改革十条措施》印发给你们
_HANDED_OUT = re.compile(r"现将?《(?P<title>[^《》]{4,80})》(?:予以)?印发(?:给|你)")
_LETTER_LINES = 8
"""How far below a heading its letter says what it hands out."""


def find_titles(lines: Sequence[HeaderLine], lexicon: Lexicon) -> Titles:
    """Find the title of the plan and of the notice that carries it.

    A notice whose plan has no title of its own further down lends it the words between 印发 and 的通知. Where no line
    ends as titles do, the first plain line that stands out (centred, largest) is taken.
    """
    words = title_words(lexicon)
    first = _first_title(lines, words)
    if first is None:
        first = _standing_out(lines) or _reported(lines)
    if first is None:
        return Titles()
    notice = _NOTICE.match(first.text) or _CUT_NOTICE.match(first.text)
    if notice is None:
        named = _HEADLINE.match(first.text) or _PLAN_OF_NOTICE.match(first.text)
        if named is not None and named.re is _PLAN_OF_NOTICE:
            return Titles(own=Title(first.folded.part(*named.span("plan")), *first[1:]))
        if named is None:
            over = _notice_of(lines, first, words)
            if over is not None:
                return Titles(own=_carried(lines, over, first.text, words) or first, notice=over)
            own = _handed_out(lines, first, words)
            if own is not None:
                return Titles(own=own, letter=first)
            return Titles(own=first, headless=stands_below_letter(lines, first.first))
        inside = Title(first.folded.part(*named.span("title")), first.first, first.last)
        return Titles(own=inside, headline=first.folded)
    start, end = notice.span("inner")
    inner = _first_named(first.folded.part(start, end))
    own = _carried(lines, first, inner.text, words)
    return Titles(own=own or Title(inner, first.first, first.last), notice=first)


def _handed_out(lines: Sequence[HeaderLine], heading: Title, words: TitleWords) -> Title | None:
    """The plan's title over its own text, where the letter between it and `heading` names it: 现将《…》印发给你们."""
    below = range(heading.last + 1, min(heading.last + 1 + _LETTER_LINES, len(lines)))
    named = next((m["title"] for i in below if (m := _HANDED_OUT.search(lines[i].text))), None)
    if named is None or not heading.text.endswith(named[-4:]):
        return None
    for i in range(heading.last + 1, len(lines)):
        title = title_ending_at(lines, i, words, after=heading.last) if lines[i].kind == "plain" else None
        if title is not None and title.text == named:
            return title
    return None


def _notice_of(lines: Sequence[HeaderLine], heading: Title, words: TitleWords) -> Title | None:
    """Find the notice under the title of its web page, which names the plan alone: 关于印发某某方案的通知."""
    for i in range(heading.last + 1, min(heading.last + 1 + _LETTER_LINES, len(lines))):
        if lines[i].kind != "plain":
            continue
        title = title_ending_at(lines, i, words, after=heading.last)
        notice = _NOTICE.match(title.text) if title is not None else None
        if title is not None and notice is not None:
            inner = _first_named(title.folded.part(*notice.span("inner")))
            return title if inner.text == heading.text else None
    return None


def _first_named(inner: Folded) -> Folded:
    """What a notice carries: 《甲方案》和《乙清单》, 省水利厅《甲方案》 → 甲方案; without such marks, all of it."""
    match = _NAMED.match(inner.text)
    return inner.part(*match.span("title")) if match else _without_marks(inner)


def heading_issuer(title: Title) -> Folded | None:
    """Return the words before 关于 or 印发 in a heading; None where it begins with them or has neither."""
    match = re.match(rf"(?P<issuer>.{{2,100}}?)(?:关于|(?:联合)?(?:{_CARRIES}))", title.text)
    return title.folded.part(0, match.end("issuer")) if match else None


def _first_title(lines: Sequence[HeaderLine], words: TitleWords) -> Title | None:
    sentences = 0
    for i, line in enumerate(lines[:_HEAD_LINES]):
        if line.kind == "body":
            sentences += 1
            if sentences > 3 or (len(line.text) >= _ITEM_MIN and read_label(line.text) is not None):
                return None  # part of a plan: what is named further down is a table or an attachment of it
        elif line.kind == "plain" and not (line.cell or _is_file_name(lines, i) or _is_numbered(line)):
            title = title_ending_at(lines, i, words)
            if title is not None:
                return title
    return None


def _is_numbered(line: HeaderLine) -> bool:
    """Whether a line begins with a number and a blank, as a heading does: 2 重点工作."""
    digits = len(line.text) - len(line.text.lstrip("0123456789"))
    offsets = line.folded.offsets
    return 0 < digits < min(3, len(line.text)) and offsets[digits] - offsets[digits - 1] > 1


def _is_file_name(lines: Sequence[HeaderLine], at: int) -> bool:
    """Whether a line is the title below it as a file is named: 深化改革创新_加快节水发展的意见."""
    name = lines[at].text
    return "_" in name and any(name.replace("_", "") in line.text for line in lines[at + 1 : at + 4])


def title_ending_at(lines: Sequence[HeaderLine], last: int, words: TitleWords, *, after: int = -1) -> Title | None:
    """Return the title that line `last` completes or begins to complete; None where it does not end as a title does.

    Lines up to `after` are not part of it.
    """
    if not _ends_at(lines, last, after, words):
        return None
    first = _first_line(lines, last, after)
    whole = last if is_complete(join_lines(lines[first : last + 1]).text, words) else None
    while last + 1 < len(lines) and last - first < _MOST_LINES and lines[last + 1].kind in ("plain", "unit"):
        if whole == last and not _goes_on(lines[last + 1].text, lines[last], lines[last + 1], words):
            break
        last += 1
        whole = last if is_complete(join_lines(lines[first : last + 1]).text, words) else whole
    return _take_off_tail(join_lines(lines[first : whole + 1]), first, whole) if whole is not None else None


def _ends_at(lines: Sequence[HeaderLine], last: int, after: int, words: TitleWords) -> bool:
    """Whether a title may end on line `last`; its last word may begin on the line above (若干措 / 施)."""
    here = lines[last].text
    if _ends(here, words):
        return True
    above = lines[last - 1] if last - 1 > max(after, -1) and len(_untailed(here)) <= 4 else None
    return above is not None and above.kind in ("plain", "unit") and _ends(above.text + here, words)


def _ends(text: str, words: TitleWords) -> bool:
    return words.ending.search(_OPEN_TAIL.sub("", _untailed(text))) is not None


def is_complete(text: str, words: TitleWords) -> bool:
    """Whether the folded `text` reads as a whole title: ends as one, brackets closed, a notice with its 通知."""
    if text.count("《") != text.count("》") or text.count("（") != text.count("）"):
        return False
    text = _untailed(text)
    if text.count("，") > 1 and "关于" not in text and "《" not in text:
        return False  # a sentence
    return len(text) >= 4 and words.ending.search(text) is not None and _OPEN_NOTICE.search(text) is None


def _goes_on(following: str, line: HeaderLine, below: HeaderLine, words: TitleWords) -> bool:
    """Whether a title that could end goes on in the next line: 的通知, 和任务清单, a short last word (行动 / 计划)."""
    if _CONTINUES.match(following):
        return True
    if line.centered != below.centered or line.size != below.size or not _ends(following, words):
        return False
    if len(following) <= 6:
        return following not in line.text and not following.startswith(("附", "任务", "目录"))
    # …三年行动 / 方案（2023—2025年）
    return _WEAK.search(line.text) is not None and _STRONG.match(following) is not None


def _first_line(lines: Sequence[HeaderLine], last: int, after: int) -> int:
    first = last
    while first - 1 > after and last - first < _MOST_LINES:
        above, here = lines[first - 1], lines[first]
        text = join_lines(lines[first : last + 1]).text
        if above.cell != here.cell or above.kind not in ("plain", "unit") or _is_file_name(lines, first - 1):
            break
        needed = (
            _BEGINS.match(text)
            or _CONTINUES.match(text)
            or len(_untailed(text)) <= 4
            or above.text.isdigit()
            or text.count("》") > text.count("《")
            or text.count("）") > text.count("（")
        )
        if (above.kind == "unit" and not needed) or _DATE_ONLY.match(above.text):
            break
        alike = above.centered and here.centered and above.size == here.size
        if not (needed or alike or _LEADS_ON.search(above.text) or len(above.text) >= 8):
            break
        first -= 1
    return first


def _carried(lines: Sequence[HeaderLine], notice: Title, expected: str, words: TitleWords) -> Title | None:
    """Find the carried plan's own title below the notice: it reads like `expected`, or is the first after the date."""
    wanted = _PLAIN.sub("", expected)
    signed = None
    for i in range(notice.last + 1, len(lines)):
        line = lines[i]
        if line.kind == "date" and signed is None:
            signed = i
        if line.kind not in ("plain", "unit", "letterhead"):
            continue
        title = title_ending_at(lines, i, words, after=notice.last)
        if title is None or _NOTICE.match(title.text):
            continue
        if _alike(_PLAIN.sub("", title.text), wanted):
            return title
        if signed is not None and i - signed <= 6 and not line.cell:
            return title
    return None


def _alike(text: str, wanted: str) -> bool:
    if len(text) < 6:
        return False
    if text in wanted or wanted in text:
        return len(text) * 2 >= len(wanted) or wanted.startswith(text)
    from difflib import SequenceMatcher  # only where a title is written two ways

    matcher = SequenceMatcher(None, text, wanted, autojunk=False)
    return (
        matcher.real_quick_ratio() >= _LIKENESS and matcher.quick_ratio() >= _LIKENESS and matcher.ratio() >= _LIKENESS
    )


def _standing_out(lines: Sequence[HeaderLine]) -> Title | None:
    """Find a title without a title's ending: centred or larger lines at the top, else a short first line."""
    plain = [
        i for i, line in enumerate(lines[:20]) if line.kind == "plain" and not line.cell and _NAMES.match(line.text)
    ]
    if not plain:
        return None
    largest = max((lines[i].size or 0 for i in plain), default=0)
    first = next((i for i in plain if lines[i].centered and (lines[i].size or 0) == largest), plain[0])
    last = first
    while (
        last + 1 < len(lines)
        and last - first < _MOST_LINES
        and lines[last + 1].kind == "plain"
        and lines[first].centered
        and lines[last + 1].centered
        and lines[last + 1].size == lines[first].size
    ):
        last += 1
    if not lines[first].centered and (first > 0 or last + 1 >= len(lines) or lines[last + 1].kind == "plain"):
        return None  # a line like any other: a fragment of text, not its title
    return _take_off_tail(join_lines(lines[first : last + 1]), first, last)


def _reported(lines: Sequence[HeaderLine]) -> Title | None:
    """Find the plan that a report on it names in its opening: 我市印发《某某方案》."""
    for i, line in enumerate(lines[:4]):
        match = _REPORTED.search(line.text)
        if match:
            return Title(line.folded.part(*match.span("title")), i, i - 1)
    return None


def _untailed(text: str) -> str:
    match = _DATE_TAIL.search(text)
    if match and (find_dates(match["inner"]) or re.match(r"^20[0-9]{2}年[0-9]{1,2}月", match["inner"])):
        text = text[: match.start()]
    match = _NUMBER_TAIL.search(text)
    return text[: match.start("number")] if match else text


def _take_off_tail(folded: Folded, first: int, last: int) -> Title:
    """Take off the date and the number that may stand in brackets behind a title; they are kept apart."""
    date, date_folded, number = None, None, None
    if folded.text.startswith("#"):  # a heading as markdown writes it
        folded = folded.part(len(folded.text) - len(folded.text.lstrip("#")), len(folded.text))
    match = _DATE_TAIL.search(folded.text)
    if match:
        dates = find_dates(match["inner"])
        if dates or re.match(r"^20[0-9]{2}年[0-9]{1,2}月", match["inner"]):
            at = match.start("inner")
            if dates:
                date, date_folded = dates[0].date, folded.part(at + dates[0].start, at + dates[0].end)
            folded = folded.part(0, match.start())
    match = _NUMBER_TAIL.search(folded.text)
    if match:
        number = folded.part(*match.span("inner"))
        folded = folded.part(0, match.start("number"))
    return Title(_without_marks(folded), first, last, date, date_folded, number)


def _without_marks(folded: Folded) -> Folded:
    """《某某方案》 → 某某方案, where the marks enclose the whole; 附件1某某方案 → 某某方案."""
    attached = _ATTACHED.match(folded.text)
    folded = folded.part(attached.end(), len(folded.text)) if attached else folded
    text = folded.text
    if text.startswith("《") and text.endswith("》") and text.count("《") == text.count("》"):
        depth = 0
        for i, ch in enumerate(text):
            depth += (ch == "《") - (ch == "》")
            if depth == 0 and i < len(text) - 1:
                return folded
        return folded.part(1, len(text) - 1)
    if text.startswith("《") and "》" not in text:  # 《某某意见〉: the wrong mark closes
        return folded.part(1, len(text.rstrip("〉>")))
    return folded
