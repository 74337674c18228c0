"""SVG: a plot of each indicator on pages of A4, legible in grey.

Offices differ by mark and dash, not by colour alone; an arrow at a value points where the bound allows more: ≤ down,
≥ up. Pages stand below each other, so that a printer that cuts by A4 cuts between plots.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from policy_parse.model.trend import Series, Trend
from policy_parse.writers.as_written import head_of
from policy_parse.writers.trends.plot_panel import is_wide, panel
from policy_parse.writers.trends.svg_shapes import (
    FAINT,
    FONT,
    Box,
    Style,
    arrow,
    mark,
    n,
    path,
    style,
    text,
    width,
    wrapped,
)
from policy_parse.writers.trends.words import has_several

FORMAT = "svg"
SUFFIXES = (".svg",)

_PAGE_WIDTH, _PAGE_HEIGHT = 793.7, 1122.52
"""A4 at 96 to the inch."""
_MARGIN, _GAP = 42.0, 22.0
_PANEL, _WIDE = 218.0, 1.5
"""The height of a plot, and by how much one is higher that takes the whole width."""
_HEADLINE, _SIZE = 15.0, 10.5


def render(trend: Trend) -> bytes:
    """The drawing: what has several values; if nothing has, everything."""
    shown, left_out = _shown(trend)
    looks = {office: style(number) for number, office in enumerate(_offices(shown))}
    parts, top = _header(trend, shown, left_out, looks)
    boxes, pages = _boxes(shown, top)
    for series, box in zip(shown, boxes, strict=True):
        parts += panel(series, box, looks)
    bottom = max((box.bottom for box in boxes), default=top)
    return _file(parts, _PAGE_HEIGHT * pages if pages > 1 else bottom + _MARGIN)


def _boxes(shown: Sequence[Series], top: float) -> tuple[list[Box], int]:
    """A place for each plot, two in a row or one that is wide, none over the end of a page; how many pages it takes."""
    boxes: list[Box] = []
    pages, column = 1, 0
    half = (_PAGE_WIDTH - 2 * _MARGIN - _GAP) / 2
    for series in shown:
        wide = len(shown) == 1 or is_wide(series)
        tall = _PANEL * (_WIDE if wide else 1)
        if boxes and (wide or column == 0):
            top, column = boxes[-1].bottom + _GAP, 0
        if top + tall > pages * _PAGE_HEIGHT - _MARGIN:
            top = pages * _PAGE_HEIGHT + _MARGIN
            pages += 1
        left = _MARGIN + column * (half + _GAP)
        boxes.append(Box(left, top, _PAGE_WIDTH - _MARGIN if wide else left + half, top + tall))
        column = 0 if wide else 1 - column
    return boxes, pages


def _shown(trend: Trend) -> tuple[list[Series], int]:
    """What is drawn, and how many indicators are not: those of one value, where others have several; without a year."""
    dated = [series for series in trend.series if any(point.year is not None for point in series.points)]
    several = [series for series in dated if has_several(series)]
    shown = several or dated
    return shown, len(trend.series) - len(shown)


def _offices(shown: Sequence[Series]) -> list[str]:
    return list(dict.fromkeys(point.office for series in shown for point in series.points if point.year is not None))


def _header(trend: Trend, shown: Sequence[Series], left_out: int, looks: dict[str, Style]) -> tuple[list[str], float]:
    """The headline, the legend and what is not drawn; where the plots begin."""
    room = _PAGE_WIDTH - 2 * _MARGIN
    years = sorted({point.year for series in shown for point in series.points if point.year is not None})
    said = f"{years[0]}—{years[-1]}年" if len(years) > 1 else "".join(f"{year}年" for year in years)
    parts = [text(_MARGIN, _MARGIN + _HEADLINE, f"指标对照 {said}".rstrip(), _HEADLINE, bold=True)]
    legend, y = _legend(looks, _MARGIN + _HEADLINE + 20, room)
    parts += legend
    note = f"未画的指标 {left_out} 项（只有一个数值或没有年份），见表。" if left_out else ""
    sources = f"方案 {len(trend.plans)} 份。{note}"
    for words in wrapped(sources, room, _SIZE, 2):
        parts.append(text(_MARGIN, y, words, _SIZE, fill=FAINT))
        y += _SIZE + 5
    return parts, y + 6


def _legend(looks: dict[str, Style], y: float, room: float) -> tuple[list[str], float]:
    """A mark, a piece of line and the name for each office, then the arrows; in as many lines as it takes."""
    parts: list[str] = []
    x = _MARGIN
    for name, look in looks.items():
        words = wrapped(name, room - 40, _SIZE, 1)[0]
        x, y = _next(x, y, 38 + width(words, _SIZE), room)
        parts += [path([(x, y - 4), (x + 28, y - 4)], look), mark(x + 14, y - 4, look)]
        parts.append(text(x + 34, y, words, _SIZE))
        x += 38 + width(words, _SIZE) + 16
    for words, length in (("≥ 不低于", -14.0), ("≤ 不高于", 14.0)):
        x, y = _next(x, y, 14 + width(words, _SIZE), room)
        parts += [arrow(x + 4, y - 4 - length / 2, length, style(0)), text(x + 12, y, words, _SIZE)]
        x += 14 + width(words, _SIZE) + 16
    return parts, y + 20


def _next(x: float, y: float, wide: float, room: float) -> tuple[float, float]:
    """Where the next piece of the legend begins: here, or in a new line."""
    return (x, y) if x == _MARGIN or x + wide <= _MARGIN + room else (_MARGIN, y + 20)


_XML = '<?xml version="1.0" encoding="UTF-8"?>'


def is_as_written(path: Path) -> bool:
    """True for a plot of ours."""
    first, head, *_ = f"{head_of(path).decode('utf-8', 'replace')}\n".split("\n")
    return first == _XML and head.startswith("<svg ") and head.endswith(f' font-family="{FONT}">')


def _file(parts: Sequence[str], height: float) -> bytes:
    size = f'width="210mm" height="{n(height / _PAGE_WIDTH * 210)}mm" viewBox="0 0 {n(_PAGE_WIDTH)} {n(height)}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="{FONT}">'
    ground = f'<rect width="{n(_PAGE_WIDTH)}" height="{n(height)}" fill="#ffffff"/>'
    whole = "\n".join((_XML, head, ground, *parts, "</svg>", ""))
    return whole.encode("utf-8", "replace")
