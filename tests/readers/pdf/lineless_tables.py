"""Made-up tables set in a PDF without lines, or with the three lines of a 三线表: each choice of how they are set."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from pdf_writer import PdfPage, write_pdf

SIZE = 10.5
LEFT = 60.0
TITLE = "滨江市2031年重点工作安排"
LEAD = "为做好2031年各项工作，制定本安排，请各单位认真组织实施，按时完成各项任务。"
AFTER = "各单位要加强协作，每季度末将进展报送市政府办公室，由市政府办公室汇总通报。"

WORK = (
    "新建泵站3座", "改造老旧供水管网12公里并完成验收", "完善联席会议制度", "开展入河排口排查整治专项行动",
    "推进数字孪生流域建设试点", "培育种粮大户20户", "拆除沿河违法建筑，恢复岸线12公里",
    "编制水源地保护规划并报市政府审定后印发实施", "更换水表2万只",
)  # fmt: skip
OFFICES = (
    "市水务局", "市住建局、市财政局、各县区人民政府", "市农业农村局", "各县区人民政府",
    "市发展改革委", "市生态环境局、市城管局",
)  # fmt: skip
TIMES = ("2031年6月底", "2031年9月", "12月底前", "三季度", "长期坚持", "2031年11月30日前")
NAMES = ("云河治理", "石湖整修", "白沙片区提升改造", "青岭绿化", "南湾疏解", "东渡更新")
KNOWN = {"index": "序号", "name": "项目", "work": "工作内容", "office": "责任单位", "time": "完成时限"}
UNKNOWN = {"index": "编号", "name": "落子", "work": "攻坚一招", "office": "扛旗之人", "time": "收官点"}
COLUMNS = {
    2: ("work office", "name work", "work time"),
    3: ("index work office", "work office time", "name work office"),
    4: ("index work office time", "name work office time", "index name work office"),
    5: ("index name work office time",),
}
CELLS = {"name": NAMES, "work": WORK, "office": OFFICES, "time": TIMES}
WIDTHS = {"index": 3, "name": 5, "work": 12, "office": 7, "time": 7}
"""Characters of a column in which cells are broken."""


@dataclass(frozen=True)
class Setting:
    """How one table is set."""

    columns: int
    blank: bool
    wrapped: bool
    known: bool
    lines: str
    """none or three."""
    apart: bool
    """True if rows stand further apart than the lines of a cell."""
    centred: bool
    """True if short columns are centred, and cells stand in the middle of their row."""


SETTINGS = tuple(
    Setting(*choice)
    for choice in itertools.product(
        (2, 3, 4, 5), (False, True), (False, True), (False, True), ("none", "three"), (False, True), (False, True)
    )
)


def rows_of(setting: Setting, draw: Random) -> list[list[str]]:
    kinds = draw.choice(COLUMNS[setting.columns]).split()
    heads = KNOWN if setting.known else UNKNOWN
    size = draw.randint(3, 6)
    columns = [
        [str(i + 1) for i in range(size)] if kind == "index" else draw.sample(CELLS[kind], size) for kind in kinds
    ]
    rows = [list(row) for row in zip(*columns, strict=True)]
    if setting.blank:
        for row in rows[1:]:
            may_be_empty = ("name", "office", "time") if len(kinds) > 2 else ("office", "time")
            free = [i for i, kind in enumerate(kinds) if kind in may_be_empty]
            if free and draw.random() < 0.4:
                row[draw.choice(free)] = ""
    return [[heads[kind] for kind in kinds], *rows]


def page_of(setting: Setting, rows: Sequence[Sequence[str]]) -> bytes:
    """A PDF of one page: title, a paragraph, the table, a paragraph."""
    heads = {**{v: k for k, v in KNOWN.items()}, **{v: k for k, v in UNKNOWN.items()}}
    kinds = [heads[head] for head in rows[0]]
    pitch, gap = 1.5 * SIZE, 1.8 * SIZE
    most = [WIDTHS[k] if setting.wrapped else 99 for k in kinds]
    cells = [[_broken(text, m) for text, m in zip(row, most, strict=True)] for row in rows]
    widths = [max(_wide(line) for row in cells for line in row[c]) for c in range(len(kinds))]
    xs = [LEFT]
    for width in widths:
        xs.append(xs[-1] + width + gap)
    page = PdfPage(width=max(595.0, xs[-1] + 40))
    page.text(180, 60, TITLE, 16).text(LEFT + 2 * SIZE, 100, LEAD, SIZE)
    y = 140.0
    tops = []
    for row in cells:
        tops.append(y)
        high = max(map(len, row))
        for c, lines in enumerate(row):
            down = (high - len(lines)) / 2 * pitch if setting.centred else 0.0
            for i, line in enumerate(lines):
                middle = setting.centred and kinds[c] != "work"
                x = xs[c] + ((widths[c] - _wide(line)) / 2 if middle or (setting.centred and row is cells[0]) else 0)
                if line:
                    page.text(x, y + down + i * pitch, line, SIZE)
        y += high * pitch + (0.8 * SIZE if setting.apart else 0)
    if setting.lines == "three":
        step = (0.8 * SIZE if setting.apart else 0) / 2 + 0.35 * pitch
        for at in (tops[0] - pitch + 3, tops[1] - pitch + 3, y - pitch + step - 2):
            page.line(xs[0] - 4, at, xs[-1] - gap + 4, at)
    page.text(LEFT + 2 * SIZE, y + 24, AFTER, SIZE)
    return write_pdf(page)


def _wide(line: str) -> float:
    return sum(0.5 if char < "\x7f" else 1.0 for char in line) * SIZE


def _broken(text: str, most: int) -> list[str]:
    """The lines of a cell, as full as they can be, no number broken, no mark at the beginning."""
    lines = [""]
    for piece in _pieces(text):
        if lines[-1] and _wide(lines[-1] + piece) > most * SIZE and piece not in "、，。":
            lines.append("")
        lines[-1] += piece
    return lines


def _pieces(text: str) -> Iterator[str]:
    for is_ascii, group in itertools.groupby(text, lambda c: c < "\x7f"):
        characters = list(group)
        yield from ["".join(characters)] if is_ascii else characters
