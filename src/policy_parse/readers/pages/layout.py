"""Pages to pieces: tables cut out, margins dropped, lines put in reading order and joined over pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from operator import itemgetter

from policy_parse.document import Cell, Piece, Table
from policy_parse.readers.pages.aligned_tables import take_aligned_tables
from policy_parse.readers.pages.columns import column_order, find_gutter
from policy_parse.readers.pages.footnotes import build_notes, note_rule
from policy_parse.readers.pages.frames import enclosing_frame, number_frames
from policy_parse.readers.pages.grid import Box, find_grids
from policy_parse.readers.pages.joined_tables import continues, join_tables
from policy_parse.readers.pages.lines import PrintedLine, build_lines, most_common
from policy_parse.readers.pages.margins import drop_margins
from policy_parse.readers.pages.page import PageContent
from policy_parse.readers.pages.paragraphs import build_paragraphs
from policy_parse.readers.pages.regions import PlacedLine, TextRegion, measure_region
from policy_parse.readers.pages.ruled_tables import PageTable, contains, take_tables
from policy_parse.signs.pages import PageSigns
from policy_parse.signs.reading import ReaderSigns


@dataclass(slots=True)
class PageLayout:
    """One page after its characters have been grouped; small enough to keep for every page of a long document."""

    number: int
    width: float
    height: float
    lines: list[PrintedLine]
    tables: list[PageTable] = field(default_factory=list)
    frames: list[list[Box]] = field(default_factory=list)
    """Boxes drawn round text that are no tables."""
    gutter: float | None = None
    """The position between its two columns; None if it is not set in columns."""
    note_rule: float | None = None
    """Height of the rule above its footnotes, from the top; None if it has no footnotes."""
    to_page: Callable[[Box], Box] | None = None
    """Back to the frame of the page as displayed, if it was turned to be read."""


def lay_out_page(content: PageContent, signs: ReaderSigns) -> PageLayout:
    """The lines, tables and frames of one page."""
    grids = find_grids(content.edges)
    tables, boxes, rest = take_tables(content, grids, signs.pages)
    # A frame round the whole page is an ornament.
    frames = [found for found in boxes if found[-1][3] - found[0][1] < 0.9 * content.height]
    lines = build_lines(rest, content.number)
    gutter = find_gutter(lines, content.width)
    if gutter is not None:
        lines = build_lines(rest, content.number, columns=(gutter,))
    elif any(line.gaps for line in lines):
        aligned, lines = take_aligned_tables(lines, content.edges, content.number, signs)
        tables = sorted([*tables, *aligned], key=lambda t: (t.box[1], t.box[0]))
    lines.extend(_turned_lines(content, tables))
    return PageLayout(
        number=content.number,
        width=content.width,
        height=content.height,
        lines=sorted(lines, key=lambda line: line.y),
        tables=tables,
        frames=frames,
        gutter=gutter,
        note_rule=note_rule(lines, content.edges, content.width, signs.pages),
        to_page=_turning(content) if content.turn else None,
    )


def _turned_lines(content: PageContent, tables: Sequence[PageTable]) -> Iterator[PrintedLine]:
    """Text at a right angle to the rest and outside tables, one line a run."""
    for run in content.turned:
        text = "".join(g.text for g in run).strip()
        x0, x1 = min(g.x0 for g in run), max(g.x1 for g in run)
        top, bottom = min(g.y - g.size for g in run), max(g.y for g in run)
        if text and not any(contains(t.box, (x0 + x1) / 2, (top + bottom) / 2) for t in tables):
            size = x1 - x0
            yield PrintedLine(text, x0, x1, top + size, size, False, "", content.number)


def _turning(content: PageContent) -> Callable[[Box], Box]:
    turn, width, height = content.turn, content.width, content.height
    empty = PageContent(0, width, height, [], [], [], 0.0, 0, turn=turn)
    return empty.to_page


_Item = PlacedLine | PageTable


def lay_out_pages(layouts: Sequence[PageLayout], signs: PageSigns) -> list[Piece]:
    """All pieces of a document in reading order, without page numbers and running heads."""
    _forget_common_bold(layouts)
    body = measure_region([line for layout in layouts for line in layout.lines])
    dropped, _ = drop_margins([(layout.height, layout.lines) for layout in layouts], body.em, signs)
    notes = [
        line
        for layout in layouts
        if layout.note_rule is not None
        for line in layout.lines
        if line.y > layout.note_rule and id(line) not in dropped
    ]
    dropped |= set(map(id, notes))
    kept = [[line for line in layout.lines if id(line) not in dropped] for layout in layouts]
    numbers = number_frames([(layout.frames, lines) for layout, lines in zip(layouts, kept, strict=True)])
    regions = _regions(layouts, kept)
    items: list[_Item] = []
    for layout, lines, region, frames in zip(layouts, kept, regions, numbers, strict=True):
        items.extend(_page_items(layout, lines, region, frames))
    pieces = [*_pieces(items, signs), *build_notes(notes, signs)]
    turned = {layout.number: layout.to_page for layout in layouts if layout.to_page}
    return [_turn_back(piece, turned) for piece in pieces] if turned else pieces


def _forget_common_bold(layouts: Sequence[PageLayout]) -> None:
    """Where most of a document is bold, fonts only claim to be, and bold tells nothing."""
    lines = [line for layout in layouts for line in layout.lines]
    if 2 * sum(len(k.text) for k in lines if k.bold) > sum(len(k.text) for k in lines):
        for layout in layouts:
            layout.lines = [replace(line, bold=False) for line in layout.lines]


_OTHER_SIZE = 1.12
"""A page set so much larger than the rest (the notice before a plan) has its own size and spacing."""


def _regions(layouts: Sequence[PageLayout], kept: Sequence[Sequence[PrintedLine]]) -> Iterator[TextRegion]:
    """The body region of each page: of its own lines if they are enough, else of all pages of its size."""
    by_size: dict[tuple[int, int], list[PrintedLine]] = defaultdict(list)
    for layout, lines in zip(layouts, kept, strict=True):
        by_size[round(layout.width / 10), round(layout.height / 10)].extend(lines)
    common = {size: measure_region(lines, width=10.0 * size[0]) for size, lines in by_size.items()}
    for layout, lines in zip(layouts, kept, strict=True):
        shared = common[round(layout.width / 10), round(layout.height / 10)]
        own = measure_region(lines, width=layout.width, fallback=shared)
        if own.em <= _OTHER_SIZE * shared.em:
            own = replace(own, em=shared.em, pitch=shared.pitch)
        yield replace(own, indents=shared.indents, scraps=shared.scraps)


def _page_items(
    layout: PageLayout, lines: Sequence[PrintedLine], region: TextRegion, frames: Sequence[int]
) -> list[_Item]:
    placed = _place(lines, layout, region, frames)
    items: list[tuple[float, float, float, _Item]] = [
        (p.line.x0, p.line.x1, p.line.y - p.line.size / 2, p) for p in placed
    ]
    items.extend((table.box[0], table.box[2], table.box[1], table) for table in layout.tables)
    if layout.gutter is not None:
        return column_order(items, layout.gutter)
    return [item for *_, item in sorted(items, key=itemgetter(2))]


def _place(
    lines: Sequence[PrintedLine], layout: PageLayout, region: TextRegion, frames: Sequence[int]
) -> list[PlacedLine]:
    if layout.gutter is not None:
        return _place_in_columns(lines, layout.gutter, region)
    if not layout.frames:
        return [PlacedLine(line, region) for line in lines]
    inside: dict[tuple[int, int] | None, list[PrintedLine]] = defaultdict(list)
    for line in lines:
        inside[enclosing_frame(line, layout.frames)].append(line)
    placed: list[PlacedLine] = []
    for place, members in inside.items():
        if place is None:
            placed.extend(PlacedLine(line, region) for line in members)
            continue
        box = layout.frames[place[0]][place[1]]
        base = TextRegion(box[0] + 5, box[2] - 5, most_common((k.size, len(k.text)) for k in members), 0.0, True)
        own = measure_region(members, fallback=base)
        placed.extend(PlacedLine(line, replace(own, frame=frames[place[0]], box=place[1])) for line in members)
    return sorted(placed, key=lambda p: p.line.y)


def _place_in_columns(lines: Sequence[PrintedLine], gutter: float, region: TextRegion) -> list[PlacedLine]:
    """Lines with the margins of their own column; those across the gutter with the page's."""
    sides: tuple[list[PrintedLine], list[PrintedLine], list[PrintedLine]] = ([], [], [])
    for line in lines:
        sides[0 if line.x1 <= gutter else 1 if line.x0 >= gutter else 2].append(line)
    placed = [PlacedLine(line, region) for line in sides[2]]
    for members in sides[:2]:
        own = measure_region(members, fallback=None)
        placed.extend(PlacedLine(line, own) for line in members)
    return placed


def _continues_table(line: PlacedLine, table: PageTable, following: _Item | None, signs: PageSigns) -> bool:
    if not signs.continued_table.fullmatch(line.line.text) or not isinstance(following, PageTable):
        return False
    return following.page == table.page + 1 and continues(table, following)


def _pieces(items: Sequence[_Item], signs: PageSigns) -> Iterator[Piece]:
    """Lines in a row to paragraphs, tables that follow each other over a page to one."""
    lines: list[PlacedLine] = []
    parts: list[PageTable] = []
    for item, following in zip_longest(items, items[1:]):
        if parts and isinstance(item, PlacedLine) and _continues_table(item, parts[-1], following, signs):
            continue
        if isinstance(item, PageTable) and parts and item.page == parts[-1].page + 1 and continues(parts[-1], item):
            parts.append(item)
            continue
        if parts:
            yield join_tables(parts, signs)
            parts = []
        if isinstance(item, PlacedLine):
            lines.append(item)
            continue
        yield from build_paragraphs(lines, signs)
        lines = []
        parts = [item]
    if parts:
        yield join_tables(parts, signs)
    yield from build_paragraphs(lines, signs)


def _turn_back(piece: Piece, turned: dict[int, Callable[[Box], Box]]) -> Piece:
    if isinstance(piece, Table):
        return Table(tuple(_turn_cell(cell, turned) for cell in piece.cells))
    if piece.page not in turned or piece.bbox is None:
        return piece
    return replace(piece, bbox=turned[piece.page](piece.bbox))


def _turn_cell(cell: Cell, turned: dict[int, Callable[[Box], Box]]) -> Cell:
    if cell.page not in turned or cell.bbox is None:
        return cell
    return replace(cell, bbox=turned[cell.page](cell.bbox))
