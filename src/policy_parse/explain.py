"""Why a task looks as it does: for each field the rule that made it and where in the document it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from policy_parse.lexicon import Lexicon
from policy_parse.lexicon.files import read_text
from policy_parse.lexicon.load import DATA
from policy_parse.model import Block, Plan, Target, Task, Value
from policy_parse.model.places import Places
from policy_parse.span import Span


def explain(plan: Plan, task: Task) -> str:
    """One line a field: name, value, rule, place (page, paragraph or cell) and offsets; then the words themselves."""
    lines = [f"{task.id}  {task.title or ''}".rstrip(), f"  {'task':<12}{task.rule:<34}{_place(plan, task.span)}"]
    if task.path:
        lines.append(f"  {'path':<12}{' › '.join(task.path)}")
    for name, value, said in _values(task):
        lines.append(f"  {name:<12}{value.rule:<34}{_place(plan, value.span)}  {_quote(value.text)} → {said}")
    lines.append(f"  {'text':<12}{_quote(task.text, 400)}")
    return "\n".join(lines) + "\n"


def _values(task: Task) -> Iterator[tuple[str, Value, str]]:
    for unit in (*task.responsible, *task.supporting):
        notes = [
            n
            for n, on in (("collective", unit.collective), ("等", unit.open_ended), ("inherited", unit.inherited))
            if on
        ]
        yield unit.role, unit, unit.name + (f" ({', '.join(notes)})" if notes else "")
    for target in task.targets:
        yield "target", target, _target(target)
        if target.due is not None:
            yield "  due", target.due, str(target.due.end)
    for deadline in task.deadlines:
        said = deadline.rrule or (str(deadline.end) if deadline.end else deadline.kind)
        yield "deadline", deadline, said + (" (year inferred)" if deadline.inferred else "")


def _target(target: Target) -> str:
    number = f"{target.value}" + (f"–{target.value_max}" if target.value_max is not None else "")
    parts = [target.indicator or "?", target.comparator, number, target.unit or ""]
    if target.change:
        parts.append(target.change)
    if target.baseline:
        parts.append(f"vs {target.baseline.text}")
    return " ".join(p for p in parts if p)


def _quote(text: str, limit: int = 60) -> str:
    text = text.replace("\n", "⏎")
    return f"“{text if len(text) <= limit else text[: limit - 1] + '…'}”"


def _place(plan: Plan, span: Span) -> str:
    block = next((b for b in plan.blocks if b.span.overlaps(span) or b.span == span), None)
    where = [] if block is None else list(_where(Places(plan), block))
    return " ".join([*where, f"[{span.start}:{span.end}]"])


def _where(places: Places, block: Block) -> Iterator[str]:
    """Page, cell or paragraph, counted from one as in the ledgers."""
    if block.page is not None:
        yield f"page {block.page}"
    if block.table is not None and block.row is not None and block.column is not None:
        yield f"table {block.table + 1} row {block.row + 1} column {block.column + 1}"
    elif (number := places.paragraph(block)) is not None:
        yield f"paragraph {number}"


def describe_rules(lexicon: Lexicon, prefix: str) -> str:
    """Every vocabulary entry whose id begins with `prefix`: file, line, words or pattern, examples; '' where none does.

    With an empty prefix, one line an entry.
    """
    out: list[str] = []
    for file in sorted((*DATA.glob("*.toml"), *DATA.glob("*.csv"))):
        for entry in lexicon.table(file.stem):
            known = {entry["id"], f"{file.stem.rstrip('s')}.{entry['id']}", f"unit.{entry['id']}"}
            if prefix and not any(k.startswith(prefix) for k in known):
                continue
            if file.suffix == ".csv" and not prefix:
                continue  # regions are facts, not rules
            source = lexicon.entry_file(file.stem, entry["id"]) or file
            shown = file.name if source.parent == DATA else str(source)
            out.append(f"{entry['id']:<36}{shown}:{_line(source, entry['id'])}")
            if prefix:
                out += [f"    {key} = {value}" for key, value in entry.items() if key != "id"]
    return "\n".join(out) + ("\n" if out else "")


def _line(file: Path, identity: str) -> int:
    begins = re.compile(
        rf'\s*id\s*=\s*["\']{re.escape(identity)}["\']' if file.suffix == ".toml" else rf"{re.escape(identity)},"
    )
    lines = read_text(file).splitlines()
    return next((number for number, line in enumerate(lines, 1) if begins.match(line)), 0)
