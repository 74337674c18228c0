"""HTML: the document with every value marked in its place, for checking the result."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from itertools import groupby, pairwise

from policy_parse.model import Block, Deadline, Plan, Target, Unit, Value, wording
from policy_parse.span import Span
from policy_parse.writers.ledger import used
from policy_parse.writers.ledger_sheets import TARGET_HEADS, target_rows

FORMAT = "html"
SUFFIXES = (".html", ".htm")
BINARY = False

_STYLE = """
body{font:16px/1.8 "Songti SC","SimSun",serif;max-width:60em;margin:2em auto;padding:0 1em;color:#222}
table{border-collapse:collapse;font-size:14px;margin:1em 0}
th,td{border:1px solid #999;padding:.3em .5em;vertical-align:top}caption{text-align:left;font-weight:bold}
p,td,h3{white-space:pre-wrap}h3{font-size:1em;margin:1em 0}
.task{background:#f6f6f0}
.first::before{content:attr(data-task);font:11px sans-serif;color:#fff;background:#666;border-radius:3px;
padding:1px 4px;margin-right:3px}
.lead{background:#cfe3ff}.responsible{background:#dff0d8}.supporting{background:#ffefc2}.guiding{background:#eadcf5}
.target{border-bottom:2px solid #d33}.deadline{border-bottom:2px dashed #06a}.finding{outline:1px dotted #c60}
.legend span{margin-right:1em;padding:0 .3em}
li.error{color:#b00}li.warning{color:#a60}
"""
_LEGEND: Mapping[str, str] = {
    **{str(role): word for role, word in wording.ROLES.items()},
    "target": wording.TARGET,
    "deadline": wording.DEADLINE,
    "task": wording.TASK,
    "finding": wording.FINDING,
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of text with the class it is shown in and what a pointer over it tells."""

    span: Span
    css: str
    note: str
    task: str = ""


def render(plan: Plan) -> bytes:
    """One page that needs nothing else: no script, no link out; every character of the document is escaped."""
    title = escape(plan.header.title or plan.source.name)
    legend = "".join(f'<span class="{css}">{name}</span>' for css, name in _LEGEND.items())
    body = "\n".join(_body(plan, _by_block(plan)))
    page = (
        '<!doctype html>\n<html lang="zh-Hans"><head><meta charset="utf-8">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<title>{title}</title><style>{_STYLE}</style></head>\n<body>\n"
        f'<p class="legend">{legend}</p>\n{_findings(plan)}{_targets(plan)}{body}\n</body></html>\n'
    )
    return page.encode("utf-8", "replace")


def _by_block(plan: Plan) -> dict[Span, list[Mark]]:
    """For each block the marks over it, in text order, longer ones first."""
    starts = [block.span.start for block in plan.blocks]
    found: dict[Span, list[Mark]] = {block.span: [] for block in plan.blocks}
    for mark in sorted(_marks(plan), key=lambda mark: (mark.span.start, -mark.span.end)):
        first = max(bisect_right(starts, mark.span.start) - 1, 0)
        for block in plan.blocks[first : bisect_left(starts, mark.span.end)]:
            if mark.span.overlaps(block.span):
                found[block.span].append(mark)
    return found


def _marks(plan: Plan) -> Iterator[Mark]:
    for task in plan.tasks:
        yield Mark(task.span, "task", f"{wording.TASK} {task.id}（{task.rule}）", task.id)
        for value in (*task.responsible, *task.supporting, *task.targets, *task.deadlines):
            yield _mark(value)
    for target in plan.targets:
        yield _mark(target)
    for finding in plan.findings:
        for span in finding.spans:
            yield Mark(span, "finding", finding.message)


def _mark(value: Value) -> Mark:
    if isinstance(value, Unit):
        return Mark(value.span, value.role, f"{value.name}（{value.rule}）")
    if isinstance(value, Target):
        return Mark(value.span, "target", f"{wording.describe_target(value)}（{value.rule}）")
    when = (value.rrule or value.end or value.kind) if isinstance(value, Deadline) else value.text
    return Mark(value.span, "deadline", f"{when}（{value.rule}）")


def _body(plan: Plan, marks: Mapping[Span, list[Mark]]) -> Iterator[str]:
    """Return the blocks in order; the cells of one table together."""
    for table, blocks in groupby(plan.blocks, key=lambda block: block.table if block.kind == "cell" else None):
        if table is None:
            for block in blocks:
                tag = "h3" if block.kind == "heading" else "p"
                yield f"<{tag}>{_marked(plan.text, block.span, marks[block.span])}</{tag}>"
        else:
            yield "<table>" + "".join(_rows(plan.text, blocks, marks)) + "</table>"


def _rows(text: str, cells: Iterable[Block], marks: Mapping[Span, list[Mark]]) -> Iterator[str]:
    for _, row in groupby(cells, key=lambda cell: cell.row):
        yield "<tr>" + "".join(_cell(text, cell, marks[cell.span]) for cell in row) + "</tr>\n"


def _cell(text: str, cell: Block, marks: list[Mark]) -> str:
    size = f'rowspan="{cell.row_span or 1}" colspan="{cell.column_span or 1}"'
    return f"<td {size}>{_marked(text, cell.span, marks)}</td>"


def _marked(text: str, span: Span, marks: list[Mark]) -> str:
    """Return the words of one block, cut wherever a mark begins or ends, each piece with all the marks over it."""
    edges = {edge for mark in marks for edge in (mark.span.start, mark.span.end) if span.start < edge < span.end}
    pieces = []
    for start, end in pairwise(sorted({span.start, span.end, *edges})):
        here = [mark for mark in marks if mark.span.start <= start and end <= mark.span.end]
        words = escape(text[start:end])
        pieces.append(f"<span {_attributes(here, start)}>{words}</span>" if here else words)
    return "".join(pieces)


def _attributes(marks: list[Mark], start: int) -> str:
    css = " ".join(dict.fromkeys(mark.css for mark in marks))
    note = escape("\n".join(dict.fromkeys(mark.note for mark in marks)))
    begins = [mark.task for mark in marks if mark.task and mark.span.start == start]
    first = f' data-task="{escape(" ".join(begins))}"' if begins else ""
    return f'class="{css}{" first" if begins else ""}"{first} title="{note}"'


def _targets(plan: Plan) -> str:
    """The commitments that the plan makes outside its tasks, as a table."""
    rows = target_rows(plan)
    if not rows:
        return ""
    heads = used(TARGET_HEADS, rows)
    lines = ["".join(f"<th>{head}</th>" for head in heads)]
    lines += ["".join(f"<td>{escape(row[head])}</td>" for head in heads) for row in rows]
    return "<table><caption>总体指标</caption>" + "".join(f"<tr>{line}</tr>\n" for line in lines) + "</table>\n"


def _findings(plan: Plan) -> str:
    if not plan.findings:
        return ""
    items = "".join(
        f'<li class="{f.severity}">{wording.SEVERITIES[f.severity]}：{escape(f.message)}'
        f"{escape('（' + '、'.join(f.tasks) + '）') if f.tasks else ''}</li>"
        for f in plan.findings
    )
    return f"<ul>{items}</ul>\n"
