"""Why a result looks as it does: for each field the rule that made it and its place in the document.

Every label is Chinese with the field's name beside it, so that a clerk and a programmer read the same lines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from policy_parse.model import Block, Plan, Target, Task, Value, wording
from policy_parse.model.location import Places
from policy_parse.refusals import Trace, Weighed
from policy_parse.span import Span
from policy_parse.text.terminal_width import padded

_LABELS: Mapping[str, str] = {
    "task": wording.TASK,
    "path": "所在章节",
    **{str(role): word for role, word in wording.ROLES.items()},
    "target": wording.TARGET,
    "due": "对应时间",
    "deadline": wording.DEADLINE,
    "text": "内容",
}
_LABEL_WIDTH, _RULE_WIDTH = 20, 32


def explain(plan: Plan, task: Task, trace: Trace | None = None) -> str:
    """One line a field: name, value, rule, place (page, paragraph or cell) and offsets; then the words themselves.

    With the `trace` of the reading, behind each target what its number was weighed as.
    """
    places = Places(plan)
    lines = [f"{task.id}  {task.title or ''}".rstrip(), _line_of("task", task.rule, place_of(places, task.span))]
    if task.path:
        lines.append(_line_of("path", " › ".join(task.path)))
    lines += [line for values in _values(task) for line in _lines(places, *values, trace)]
    lines.append(_line_of("text", quote(task.text, 400)))
    return "\n".join(lines) + "\n"


def explain_targets(plan: Plan, trace: Trace | None = None) -> str:
    """The targets outside tasks, each as `explain` has them; '' if there are none."""
    places = Places(plan)
    lines = [
        line for target in plan.targets for values in _of_target(target) for line in _lines(places, *values, trace)
    ]
    return "".join(line + "\n" for line in lines)


def explain_header(plan: Plan) -> str:
    """One line for each field of the header that the document gives: its value and where it was read."""
    lines, places = [], Places(plan)
    for field, chinese in wording.HEADER_FIELDS.items():
        value = getattr(plan.header, field)
        if value is None or value == ():
            continue
        spans = plan.header.spans.get(field, ())
        where = [place_of(places, span) for span in ((spans,) if isinstance(spans, Span) else spans)]
        lines.append(f"{padded(f'{chinese} {field}', 28)}{_in_words(value)}    {'；'.join(where)}".rstrip())
    return "".join(line + "\n" for line in lines)


def explain_findings(plan: Plan) -> str:
    """One line for each finding, then one for each place that it is about; '' if there are none."""
    lines, places = [], Places(plan)
    for finding in plan.findings:
        lines.append(f"{padded(f'{wording.SEVERITIES[finding.severity]} {finding.code}', 28)}{finding.message}")
        lines += [f"    {place_of(places, span)}  {quote(span.of(plan.text))}" for span in finding.spans]
    return "".join(line + "\n" for line in lines)


PARTS: Mapping[str, Callable[..., str]] = {
    "header": explain_header,
    "targets": explain_targets,
    "findings": explain_findings,
}
"""The parts of a plan, besides tasks, that are explained by name."""


def _in_words(value: object) -> str:
    if isinstance(value, tuple):
        return "；".join(map(_in_words, value))
    for part in ("text", "name"):
        if hasattr(value, part):
            code = getattr(value, "code", None) if part == "name" else None
            return str(getattr(value, part)) + (f" {code}" if code else "")
    years = (getattr(value, "start_year", None), getattr(value, "end_year", None))
    return str(value) if years == (None, None) else "—".join(dict.fromkeys(str(year) for year in years if year))


def _line_of(name: str, *words: str) -> str:
    indent = "    " if name == "due" else "  "
    first, *rest = words
    label = padded(f"{indent}{_LABELS[name]} {name}", _LABEL_WIDTH)
    return f"{label}{padded(first, _RULE_WIDTH)} {'  '.join(rest)}" if rest else f"{label}{first}"


def _value(places: Places, name: str, value: Value, means: str) -> str:
    return _line_of(name, value.rule, place_of(places, value.span), f"{quote(value.text)} → {means}")


def _lines(places: Places, name: str, value: Value, means: str, trace: Trace | None) -> Iterator[str]:
    """The line of a value; behind a target's what its numbers were weighed as."""
    yield _value(places, name, value, means)
    if trace is not None and isinstance(value, Target):
        for weighed in trace.weighed(value.span):
            if weighed.candidates[0].reading != "name":  # the year in it
                yield from (f"  {line}" for line in explain_weighed(weighed))


def explain_weighed(weighed: Weighed) -> Iterator[str]:
    """Each candidate reading of a number with its sum and its cues, the best first; and by how much that leads."""
    for place, candidate in enumerate(weighed.candidates):
        cues = "、".join(f"{identity.rpartition('.')[2]} {weight:+g}" for identity, weight in candidate.cues)
        lead = f"（领先 margin {weighed.margin:g}）" if not place else ""
        yield f"    读法 reading {candidate.reading:<12}{candidate.score:>5g}  {cues}{lead}"


def explain_value(places: Places, value: Value, task: Task | None) -> str:
    """One value of `task`, or of the plan, on one line, led by the id of the task."""
    lines = list(_values(task)) if task is not None else []
    if isinstance(value, Target):
        lines += _of_target(value)
    name, _, means = next(line for line in lines if line[1] is value)
    return f"  {task.id if task else ''} {_value(places, name, value, means).strip()}"


def _values(task: Task) -> Iterator[tuple[str, Value, str]]:
    for unit in (*task.responsible, *task.supporting):
        notes = [
            words
            for words, on in (
                ("一类单位 collective", unit.collective),
                ("等", unit.open_ended),
                ("由上级标题或通篇说明得来 inherited", unit.inherited),
            )
            if on
        ]
        yield unit.role, unit, unit.name + (f"（{'，'.join(notes)}）" if notes else "")
    for target in task.targets:
        yield from _of_target(target)
    for deadline in task.deadlines:
        means = deadline.rrule or (
            str(deadline.end) if deadline.end else f"{wording.DEADLINE_KINDS[deadline.kind]} {deadline.kind}"
        )
        means += f" {deadline.time}" if deadline.time else ""
        yield "deadline", deadline, means + ("（年份由文件推得 inferred）" if deadline.inferred else "")


def _of_target(target: Target) -> Iterator[tuple[str, Value, str]]:
    yield "target", target, _target(target)
    if target.due is not None:
        yield "due", target.due, str(target.due.end or wording.DEADLINE_KINDS[target.due.kind])


def _target(target: Target) -> str:
    """全区 漏损率 下降 decrease ≥ ge 7 % （较2020年）."""
    number = f"{target.value}" + (f"–{target.value_max}" if target.value_max is not None else "")
    parts = [target.indicator or "?"]
    if target.change:
        parts.append(f"{wording.CHANGES[target.change]} {target.change}")
    parts += [f"{wording.COMPARATORS[target.comparator]} {target.comparator}", number, target.unit or ""]
    if target.baseline:
        parts.append(f"（与“{target.baseline.text}”比 baseline）")
    return " ".join(p for p in parts if p)


def quote(text: str, limit: int = 60) -> str:
    """`text` in quotation marks on one line, cut to `limit` characters."""
    text = text.replace("\n", "⏎")
    return f"“{text if len(text) <= limit else text[: limit - 1] + '…'}”"


def place_of(places: Places, span: Span) -> str:
    """Page, paragraph or cell where `span` begins, and its offsets."""
    block = places.block(span.start)
    where = [] if block is None else list(_where(places, block))
    return " ".join([*where, f"[{span.start}:{span.end}]"])


def _where(places: Places, block: Block) -> Iterator[str]:
    """第3页 表1第5行第2列, 第17段: counted from one."""
    if block.page is not None:
        yield f"第{block.page}页"
    if block.table is not None and block.row is not None and block.column is not None:
        yield f"表{block.table + 1}第{block.row + 1}行第{block.column + 1}列"
    elif (number := places.paragraph(block)) is not None:
        yield f"第{number}段"
