"""Indicator tables (主要指标表): one target for each indicator and each year to come.

    指标名称      | 单位   | 2020年 | 2025年 | 属性
    森林覆盖率    | %      | 41.2   | ≥43    | 约束性      → 森林覆盖率 ge 43 %, binding, due 2025
    能耗强度降低（%）|     | —      | 〔14〕 | 约束性      → 能耗强度降低 eq 14 %, decrease

The value's cell is the target's text; indicator and unit come from their own cells. Values of the base year, group rows
and cells without a number (完成省分解任务) give none. Source: data/indicator_columns.toml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple, Protocol

from policy_parse.fields.indicator_words import IndicatorWords
from policy_parse.fields.quantities.amounts import Amount, find_amounts, with_plain_signs
from policy_parse.fields.quantities.bounds import Before, baseline_year, read_before
from policy_parse.fields.quantities.comparators import binding, change
from policy_parse.fields.quantities.measures import Measure
from policy_parse.model import Baseline, Change, Deadline, Effort, Target
from policy_parse.span import Span
from policy_parse.text.dates import five_year_plan
from policy_parse.text.fold import Folded, clean, fold
from policy_parse.text.sign import LazyPattern, Sign


class ValueCell(Protocol):
    """What is asked of a table's cell; a merged one is the same object at every place it covers."""

    @property
    def text(self) -> str:
        """Its words as written in the document."""
        ...

    @property
    def span(self) -> Span:
        """Their place in the document."""
        ...

    @property
    def folded(self) -> Folded:
        """Them folded, with their line breaks."""
        ...

    @property
    def words(self) -> str:
        """Them folded, without spaces and line breaks."""
        ...


Rows = Sequence[Sequence[ValueCell | None]]

_HEADER_ROWS = 5
"""Captions and heads are looked for in so many rows."""
_BRACKETS = re.compile(r"[（〔][^（）〔〕]*[）〕]")
_MARKS = Sign(
    "target_tables.marks",
    r"[*★▲☆注①-⑩]+ $",
    says="marks of a footnote after an indicator's name",
    examples=["漏损率|*|", "漏损率|★|", "漏损率|注①|"],
    never=["*漏损率"],
)
_UNIT_IN_BRACKETS = re.compile(r"[（(\[〔【]([^（）()\[\]〔〕【】]{1,14})[）)\]〕】]")
_CHINESE_OR_DIGIT_FIRST = LazyPattern(r"[\u4e00-\u9fff0-9]")


class _Columns(NamedTuple):
    """The column of each meaning; `values` are the columns with values to come, each with its head."""

    indicator: int
    unit: int | None
    attribute: int | None
    values: tuple[tuple[int, str, tuple[ValueCell, ...]], ...]
    body: int
    periods: Mapping[int, Deadline | None] = {}


class NameColumn(NamedTuple):
    """The column of names that the cells of a table tell, where no head says 指标, and the rows of its head."""

    column: int
    first: int
    """The first row of the head."""
    body: int
    """The first row below it."""
    periods: tuple[tuple[int, Deadline | None], ...] = ()
    """Columns of values that are headed by a part of a year (一季度), each with that time."""


def is_indicator_table(rows: Rows, *, year: int | None, words: IndicatorWords, names: NameColumn | None = None) -> bool:
    """True if `rows` have a column of indicators and one of values to come."""
    return _read_columns(rows, year, words, names) is not None


def indicator_targets(
    rows: Rows, *, source: str, year: int | None, words: IndicatorWords, names: NameColumn | None = None
) -> tuple[Target, ...]:
    """The targets of an indicator table, row by row; none if `rows` are not such a table.

    `names` is the column of names where the head of none says 指标.

    Spans lie in the value's cell; ``span.of(source)`` holds its words without the space round them. A column of a
    year before `year` (the plan's), or of 现状, is the base and gives nothing; without `year` the first of several is.
    """
    columns = _read_columns(rows, year, words, names)
    if columns is None:
        return ()
    found: list[Target] = []
    seen: set[tuple[Span, Span]] = set()
    for row in rows[columns.body :]:
        name = row[columns.indicator] if columns.indicator < len(row) else None
        if name is None or not clean(name.text):
            continue
        for column, head, heads in columns.values:
            cell = row[column] if column < len(row) else None
            if cell is None or cell is name or (name.span, cell.span) in seen:
                continue
            seen.add((name.span, cell.span))
            attribute = _words_at(row, columns.attribute)
            due = _due(source, heads, words) or columns.periods.get(column)
            found += _cell_targets(source, cell, name, _words_at(row, columns.unit), attribute, head, due, year, words)
    return tuple(found)


def _words_at(row: Sequence[ValueCell | None], column: int | None) -> str:
    cell = row[column] if column is not None and column < len(row) else None
    return cell.words if cell is not None else ""


def _read_columns(rows: Rows, year: int | None, words: IndicatorWords, names: NameColumn | None) -> _Columns | None:
    first = next((i for i, row in enumerate(rows[:_HEADER_ROWS]) if _has_indicator(row, words)), None)
    if first is None:
        if names is None:
            return None
        first, body = names.first, names.body
    else:
        body = first + 1
        while body < min(len(rows), first + 3) and _goes_on(rows[body - 1], rows[body], words):
            body += 1
    width = max(map(len, rows[first:body]))
    heads = [_heads(rows[first:body], column) for column in range(width)]
    written = ["".join(cell.words for cell in column) for column in heads]
    meanings = [column_meaning(name, year, words) for name in written]
    indicator = _indicator_column(written, meanings, words)
    if indicator is None and names is not None:
        indicator = names.column
    if indicator is None:
        return None
    _mark_reached(written, meanings, words)
    years = ((i, words.signs.head_year.search(name)) for i, name in enumerate(written) if meanings[i] == "target")
    dated = [(match["year"], i) for i, match in years if match]
    if year is None and len(dated) > 1 and "base" not in meanings:
        meanings[min(dated)[1]] = "base"
    periods = dict(names.periods) if names is not None else {}
    values = tuple(
        (i, written[i], heads[i])
        for i, m in enumerate(meanings)
        if i != indicator and (m in ("target", "growth") or (m is None and i in periods))
    )
    if not values:
        return None
    unit = _place("unit", meanings)
    if unit is None:
        others = (i for i, m in enumerate(meanings) if m is None and i not in (indicator, *periods))
        unit = next((i for i in others if holds_measures(rows[body:], i, words)), None)
    return _Columns(indicator, unit, _place("attribute", meanings), values, body, periods)


def holds_measures(rows: Rows, column: int, words: IndicatorWords) -> bool:
    """True if every filled cell of a column is a measure and nothing else, or two for a pair: %, 万亩/%."""
    cells = [_words_at(row, column) for row in rows]
    filled = [cell for cell in cells if cell and not words.signs.no_value.fullmatch(cell)]
    return bool(filled) and all(_is_measure(cell, words) for cell in filled)


def _is_measure(written: str, words: IndicatorWords) -> bool:
    measures = words.amounts.measures
    if measures.parse(written) is not None:
        return True
    return "/" in written and all(measures.parse(part) is not None for part in written.split("/"))


def _indicator_column(heads: Sequence[str], meanings: Sequence[str | None], words: IndicatorWords) -> int | None:
    """The last column that is headed as one of indicators, else the last of groups whose head says 指标."""
    if "indicator" in meanings:
        return len(meanings) - 1 - list(meanings)[::-1].index("indicator")
    groups = (i for i, meaning in enumerate(meanings) if meaning == "group")
    return next((i for i in reversed([*groups]) if words.signs.indicator_head.search(heads[i])), None)


def _mark_reached(heads: Sequence[str], meanings: list[str | None], words: IndicatorWords) -> None:
    """Take the targets of a year whose results stand beside them for what they are: past, as the base is."""
    years = [words.signs.head_year.search(head) for head in heads]
    reached = [
        int(match["year"])
        for head, match in zip(heads, years, strict=True)
        if match and words.signs.result_head.search(head)
    ]
    for i, match in enumerate(years):
        compared = words.signs.compared_head.match(heads[i]) is not None
        if meanings[i] == "target" and (compared or (match and reached and int(match["year"]) <= max(reached))):
            meanings[i] = "base"


def _place(meaning: str, meanings: Sequence[str | None]) -> int | None:
    return meanings.index(meaning) if meaning in meanings else None


def _has_indicator(row: Sequence[ValueCell | None], words: IndicatorWords) -> bool:
    names = {cell.words for cell in row if cell is not None}
    says = words.signs.indicator_head.search
    indicator = (name for name in names if says(name) or words.exact.get(name) == "indicator")
    return len(names) > 1 and any(len(name) <= 8 for name in indicator)


def _goes_on(above: Sequence[ValueCell | None], row: Sequence[ValueCell | None], words: IndicatorWords) -> bool:
    """True if `row` is a further row of the head: the head of the indicators reaches down to it."""
    merged = [cell.words for cell, upper in zip(row, above, strict=False) if cell is not None and cell is upper]
    says = words.signs.indicator_head.search
    return any(says(head) or words.exact.get(head) == "indicator" for head in merged)


def _heads(rows: Rows, column: int) -> tuple[ValueCell, ...]:
    """The cells of the head over `column`, top down, each once."""
    cells: list[ValueCell] = []
    for row in rows:
        cell = row[column] if column < len(row) else None
        if cell is not None and not any(cell is known for known in cells):
            cells.append(cell)
    return tuple(cells)


def column_meaning(head: str, year: int | None, words: IndicatorWords) -> str | None:
    """What a column holds by its head, folded and without spaces: indicator, unit, base, target … or None."""
    plain = _BRACKETS.sub("", head)
    if exact := words.exact.get(plain):
        return exact
    contained = next((meaning for part, meaning in words.contained if part in head), None)
    if contained in ("base", "growth"):
        return contained
    if match := words.signs.head_year.search(head):
        return "base" if year is not None and int(match["year"]) < year else "target"
    return contained or ("target" if words.signs.head_plan.search(head) else None)


def _cell_targets(
    source: str,
    cell: ValueCell,
    name: ValueCell,
    unit: str,
    attribute: str,
    head: str,
    due: Deadline | None,
    year: int | None,
    words: IndicatorWords,
) -> Iterator[Target]:
    """The targets of one value's cell: one for each number outside brackets, usually one."""
    folded = cell.folded
    text = folded.text.replace("\n", " ").replace("\t", " ")
    if words.signs.no_value.fullmatch(text.strip()):
        return
    numbers = with_plain_signs(find_amounts(text, words.amounts, in_turn=True), folded, source, in_cell=True)
    amounts = [a for a in numbers if not _in_bracket(text, a) and not a.is_year]
    whole_name, own_unit = _indicator(name, words)
    shared = text.count("/") + 1 == len(amounts) > 1
    for place, amount in enumerate(amounts):
        indicator = _share(whole_name, place, len(amounts)) if shared else whole_name
        before = read_before(text, amount.start, 0, words.amounts)
        said = _plain_unit(unit, words) or own_unit or _unit_of_head(head, words)
        written = amount.unit or (_share(said, place, len(amounts)) if said and shared else said)
        alone = len(amounts) == 1
        start, end = (0, len(text)) if alone else (min(before.start, amount.start), amount.end)
        while text[start] == " ":
            start += 1
        while text[end - 1] == " ":
            end -= 1
        span = folded.span(start, end)
        quantity_unit = fold(written).text if written else None
        measure = amount.measure or (words.amounts.measures.parse(quantity_unit) if quantity_unit else None)
        comparator, rule = binding(amount, before, after=amount.after, form="target.table_value")
        base = None
        if before.baseline is not None:
            at, since = folded.span(*before.baseline), text[slice(*before.baseline)]
            base = Baseline(text=at.of(source), span=at, year=baseline_year(since, year, words.amounts))
        yield Target(
            text=span.of(source),
            span=span,
            rule=rule,
            indicator=indicator,
            comparator=comparator,
            value=amount.value,
            value_max=amount.value_max,
            unit=written,
            quantity=words.amounts.measures.quantity(amount.value, amount.value_max, quantity_unit),
            change=_change(before, measure, indicator, text, amount, head, words),
            baseline=base,
            per="year" if words.signs.yearly_head.search(head) or before.period == "year" else None,
            effort=_effort(attribute, words),
            due=due,
        )


def _share(written: str, place: int, values: int) -> str:
    """The part of 甲/乙 that belongs to the value at `place` of 236/51; all of it if it has not as many parts."""
    parts = written.split("/")
    return parts[place].strip() if len(parts) == values else written


def _in_bracket(text: str, amount: Amount) -> bool:
    """True for an amount in round brackets, which explains: 34.5（2020年值）. 〔18〕 is a (cumulative) value."""
    opening = text.rfind("（", 0, amount.start)
    return opening > 0 and text.find("）", opening, amount.start) < 0 and bool(text[:opening].strip())


def _change(
    before: Before,
    measure: Measure | None,
    indicator: str,
    text: str,
    amount: Amount,
    head: str,
    words: IndicatorWords,
) -> Change | None:
    """The direction that the cell's words give, else its sign, else the names of indicator and column."""
    if any(bound.strength == "change" for bound in before.bounds):
        return change(before, measure)
    if text[amount.start - 1 : amount.start] == "-":
        return "decrease"
    if words.signs.decreasing_name.search(indicator):
        return "decrease"
    growth = words.signs.growth_head.search(head) or words.signs.increasing_name.search(indicator)
    return "increase" if growth else None


def _indicator(name: ValueCell, words: IndicatorWords) -> tuple[str, str | None]:
    """The indicator without its label, its marks and its unit in brackets, and that unit."""
    shown = _MARKS.sub("", words.signs.row_label.sub("", clean(name.text)))
    unit = None
    measures = words.amounts.measures
    for match in _UNIT_IN_BRACKETS.finditer(shown):
        bracketed = fold(match[1]).text
        found = measures.match(bracketed, 0)
        whole = found is not None and found.end == len(bracketed)
        damaged = "/" in bracketed and not _CHINESE_OR_DIGIT_FIRST.match(bracketed)  # μg/m?
        if whole or damaged:
            unit = match[1]
            shown = shown.replace(match.group(), "", 1)
    return _MARKS.sub("", shown), unit


def _plain_unit(unit: str, words: IndicatorWords) -> str | None:
    return None if words.signs.no_value.fullmatch(unit) else unit.strip("（）")


def _unit_of_head(head: str, words: IndicatorWords) -> str | None:
    """The unit that a head names for its whole column: 年均增速（%）."""
    match = re.search(r"（([^（）]{1,8})）", head)
    found = words.amounts.measures.match(match[1], 0) if match else None
    return match[1] if match and found is not None and found.end == len(match[1]) else None


def _effort(attribute: str, words: IndicatorWords) -> Effort | None:
    if words.signs.binding_attribute.search(attribute):
        return "binding"
    return "expected" if words.signs.expected_attribute.search(attribute) else None


def _due(source: str, heads: Sequence[ValueCell], words: IndicatorWords) -> Deadline | None:
    """The year of the column, or the last of its five-year plan, as a Deadline on the words of the head."""
    for cell in heads:
        folded = cell.folded
        if match := words.signs.head_year.search(folded.text):
            end = int(match["year"])
        elif match := words.signs.head_plan.search(folded.text):
            end = five_year_plan(match["plan"])[1]
        else:
            continue
        span = folded.span(match.start(), match.end())
        return Deadline(
            text=span.of(source), span=span, rule="indicator_table.year", kind="date",
            start=date(end, 1, 1), end=date(end, 12, 31), precision="year",
        )  # fmt: skip
    return None
