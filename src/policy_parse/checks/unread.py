"""What was perhaps not read: a document without tasks, labels and columns of organisations that are unknown."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence

from policy_parse.checks.places import TaskFinder
from policy_parse.checks.wording import names_of
from policy_parse.checks.words import CheckWords
from policy_parse.fields.units.lists import split_list
from policy_parse.model import Block, Finding, Plan, Task
from policy_parse.signs.columns import UNIT_MEANINGS
from policy_parse.span import Span
from policy_parse.structure.document_kind import titled_as_other_document
from policy_parse.text.fold import Folded, clean, fold
from policy_parse.text.sign import LazyPattern

_HAN_AT_END = LazyPattern(r"[\u4e00-\u9fff]+\Z")
_LONGEST = 10
_HEAD_ROWS = 4


def no_tasks(plan: Plan, words: CheckWords) -> Iterator[Finding]:
    """A document without any task: info, not warning, if the title names a type that assigns no work (办法, 通报)."""
    if not plan.tasks:
        otherwise = titled_as_other_document(plan.header, words.lines)
        hint = "标题表明不是部署任务的文件" if otherwise else "可能不是工作方案一类的文件，或者正文没有读到"
        yield Finding(code="no-tasks", severity="info" if otherwise else "warning", message=f"没有读到任务：{hint}")


def label_unknown(plan: Plan, words: CheckWords) -> Iterator[Finding]:
    """主抓单位：县水利局: one finding for each unknown label, or head of a column, of organisations."""
    for label, places in _labels(plan, words).items():
        yield _unknown(
            f"不认识“{label}”，其后的单位没有读作责任单位，可在自备词表 roles.toml 中加入（--lexicon）", places
        )
    for head, places in _columns(plan, words).items():
        yield _unknown(
            f"不认识表头“{head}”，该栏的单位没有读作责任单位，可在自备词表 columns.toml 中加入（--lexicon）", places
        )


def tasks_with_unknown_labels(plan: Plan, words: CheckWords) -> set[str]:
    """Ids of the tasks that give their units after an unknown label or in an unknown column."""
    places = (*_labels(plan, words).values(), *_columns(plan, words).values())
    return {task.id for one in places for task, _ in one if task is not None}


_Place = tuple[Task | None, Span]
"""Some words, and the task that they are part of or follow."""


def _unknown(message: str, places: Sequence[_Place]) -> Finding:
    tasks = [task for task, _ in places if task is not None]
    return Finding(
        code="label-unknown",
        severity="warning",
        message=message + (f"：{names_of(tasks)}" if tasks else ""),
        tasks=tuple(dict.fromkeys(task.id for task in tasks)),
        spans=tuple(dict.fromkeys(span for _, span in places)),
    )


def _unit_starts(plan: Plan) -> list[int]:
    return sorted(unit.span.start for task in plan.tasks for unit in (*task.responsible, *task.supporting))


def _columns(plan: Plan, words: CheckWords) -> dict[str, list[_Place]]:
    """Heads of the columns of task tables whose organisations were not read."""
    rows: dict[tuple[int | None, int | None], list[Task]] = defaultdict(list)
    cells = {block.span: block for block in plan.blocks if block.kind == "cell"}
    for task in plan.tasks:
        if task.origin == "table" and (cell := cells.get(task.span)) is not None:
            rows[cell.table, cell.row].append(task)
    tables = {table for table, _ in rows}
    columns: dict[tuple[int | None, int | None], list[Block]] = defaultdict(list)
    for block in cells.values():
        if block.table in tables:
            columns[block.table, block.column].append(block)
    units = _unit_starts(plan)
    found: dict[str, list[_Place]] = defaultdict(list)
    for (table, _), blocks in columns.items():
        body = [block for block in blocks if (table, block.row) in rows]
        head = _head_of(blocks, body, plan, words)
        if head is None or any(bisect_left(units, b.span.start) < bisect_left(units, b.span.end) for b in body):
            continue
        texts = [fold(clean(block.span.of(plan.text))).text for block in body]
        listed = [_is_list_of_units(text, 0, len(text), words) for text in texts]
        if 2 * sum(listed) > sum(map(bool, texts)):
            found[head] += [
                (task, block.span) for block, ok in zip(body, listed, strict=True) if ok
                for task in rows[table, block.row]
            ]  # fmt: skip
    return found


def _head_of(blocks: Sequence[Block], body: Sequence[Block], plan: Plan, words: CheckWords) -> str | None:
    """The words of the head of a column that may hold organisations which get work; None if it cannot.

    The cell that says so in its words, else the lowest above the rows of tasks: 助战方, but not 报送单位 and not 片区.
    """
    above = [block for block in blocks[:_HEAD_ROWS] if body and (block.row or 0) < (body[0].row or 0)]
    named = [b for b in blocks[:_HEAD_ROWS] if _heads(b, plan, words)]
    heads = [fold(clean(b.span.of(plan.text))).text for b in named or above[-1:]]
    signs = words.tables.signs
    known = heads and words.tables.meaning(heads[0]).name not in (None, *UNIT_MEANINGS)
    other = heads and (signs.no_unit_head.search(heads[0]) or signs.place_head.search(heads[0]))
    return None if not heads or known or other else heads[0] or None


def _heads(block: Block, plan: Plan, words: CheckWords) -> bool:
    """True if a cell is the head of a column of organisations: 主抓单位, but not 报送单位."""
    head = words.signs.unit_column.match(clean(block.span.of(plan.text)))
    return head is not None and not words.signs.not_work.search(head["before"])


def _labels(plan: Plan, words: CheckWords) -> dict[str, list[_Place]]:
    """Labels in the text with the organisations after them, if none of these was read."""
    found: dict[str, list[_Place]] = defaultdict(list)
    places, units = TaskFinder(plan), _unit_starts(plan)
    for line in _lines(plan.text, words):
        for match in words.signs.unit_label.finditer(line.text):
            if match["words"] in words.units.roles.labels or words.signs.not_work.search(match["before"]):
                continue
            if not _is_list_of_units(line.text, *match.span("list"), words):
                continue
            span = line.span(match.start("words"), match.end("list"))
            if bisect_left(units, span.start) == bisect_left(units, span.end):  # else they were read in another way
                found[match["words"]].append((places.before(span), span))
    return found


def _lines(text: str, words: CheckWords) -> Iterator[Folded]:
    """The paragraphs that may hold an unknown label, folded."""
    end = 0
    for hint in words.signs.unit_label_hint.finditer(text):
        label = _HAN_AT_END.search(text, max(0, hint.end() - _LONGEST), hint.end())
        if hint.start() >= end and label is not None and label[0] not in words.units.roles.labels:
            end = stop if (stop := text.find("\n", hint.end())) >= 0 else len(text)
            yield fold(text, text.rfind("\n", 0, hint.start()) + 1, end)


def _is_list_of_units(text: str, start: int, end: int, words: CheckWords) -> bool:
    """True if ``text[start:end]`` lists organisations: the first by its own looks, and most of them."""
    names = [text[item.start : item.end] for item in split_list(text, start, end, words.units.signs)]
    bare = [words.signs.after_names.sub("", name) for name in names]
    certain = [words.units.offices.looks_like_unit(name, strict=True) for name in bare]
    return bool(certain) and certain[0] and 2 * sum(certain) > len(certain)
