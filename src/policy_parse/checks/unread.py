"""What was perhaps not read: a document that gives no task, words that look like a label and are none."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence

from policy_parse.checks.wording import names_of
from policy_parse.fields.units.lists import split_list
from policy_parse.fields.units.role_words import RoleWords
from policy_parse.fields.units.words import UnitWords
from policy_parse.model import Block, Finding, Plan, Task
from policy_parse.span import Span
from policy_parse.structure.document_kind import is_named_otherwise
from policy_parse.text.fold import Folded, clean, fold

# 。主抓单位：县水利局、县财政局 · 主抓单位：县水利局 at the beginning · （主抓处室：综合处）
_LABEL = re.compile(
    r"(?:^|(?<=[。；，\n\t（〔【）〕]))(?P<words>(?P<before>[\u4e00-\u9fff]{1,8})(?:单位|部门|处室|科室|股室))：(?P<list>[^。；：\n\t（）【】]{3,120})"
)
_MAY_BE = re.compile(r"(?:单位|部门|处室|科室|股室)(?=[ \u3000]{0,4}[:：︰﹕∶])")
_HAN_AT_END = re.compile(r"[\u4e00-\u9fff]+\Z")
_LONGEST = 10
_HEAD = re.compile(r"(?P<before>[\u4e00-\u9fff、/]{1,8})(?:单位|部门|处室|科室|股室)")
_HEAD_ROWS = 4
# 甲局、乙局等有关部门 · 甲局牵头
_OPEN_END = re.compile(r"等(?:有关|相关)?(?:单位|部门)?$|(?:牵头|负责|配合|参与)$")
# 报送单位：, 参会单位： in front matter and annexes; 联系部门：… asks whom to call
_NOT_WORK = re.compile(
    r"发文|发布|制定|编制|起草|印发|印制|报送|抄送|主送|填报|填表|填写|上报|申报|申请|推荐|联系|咨询|受理|审批|审核|批准|解释|来源|供稿|编写|编印|参会|出席|列席|参训"
    r"|成员|组成|组长|中标|采购|招标|投标|代理|施工|设计|监理|勘察|检测|生产|供应|供货|投资|运营|产权|使用|用人|用工|工作|所在|隶属|归口|收文|来文|呈报|签发|会签|考核|被|获奖|获评|入选|示范|试点|拟|原|各"
)
_REACH = 400
"""How far behind its task a label may stand that was read as no part of it."""


def no_tasks(plan: Plan, words: UnitWords) -> Iterator[Finding]:
    """A document without any task; only a remark where its title says that it is none that sets work (办法, 通报)."""
    if not plan.tasks:
        otherwise = is_named_otherwise(plan.header)
        hint = "标题表明不是部署任务的文件" if otherwise else "可能不是工作方案一类的文件，或者正文没有读到"
        yield Finding(code="no-tasks", severity="info" if otherwise else "warning", message=f"没有读到任务：{hint}")


def label_unknown(plan: Plan, words: UnitWords) -> Iterator[Finding]:
    """主抓单位：县水利局: one finding for each label, or head of a column, of organisations that nobody knows."""
    for label, places in _labels(plan, words).items():
        yield _unknown(
            f"不认识“{label}”，其后的单位没有读作责任单位，可在自备词表 roles.toml 中加入（--lexicon）", places
        )
    for head, places in _columns(plan, words).items():
        yield _unknown(
            f"不认识表头“{head}”，该栏的单位没有读作责任单位，可在自备词表 columns.toml 中加入（--lexicon）", places
        )


def tasks_with_unknown_labels(plan: Plan, words: UnitWords) -> set[str]:
    """Ids of the tasks that say their units behind a label, or in a column, that nobody knows."""
    places = (*_labels(plan, words).values(), *_columns(plan, words).values())
    return {task.id for one in places for task, _ in one if task is not None}


_Place = tuple[Task | None, Span]
"""Some words, and the task that they stand in or right behind."""


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


def _columns(plan: Plan, words: UnitWords) -> dict[str, list[_Place]]:
    """Heads of the columns of task tables that hold organisations, none of which was read."""
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
        head = next((fold(clean(b.span.of(plan.text))).text for b in blocks[:_HEAD_ROWS] if _heads(b, plan)), None)
        body = [block for block in blocks if (table, block.row) in rows]
        if head is None or any(bisect_left(units, b.span.start) < bisect_left(units, b.span.end) for b in body):
            continue
        texts = [fold(clean(block.span.of(plan.text))).text for block in body]
        listed = [_are_units([t[i.start : i.end] for i in split_list(t, 0, len(t), words.signs)], words) for t in texts]
        if 2 * sum(listed) > sum(map(bool, texts)):
            found[head] += [
                (task, block.span) for block, ok in zip(body, listed, strict=True) if ok
                for task in rows[table, block.row]
            ]  # fmt: skip
    return found


def _heads(block: Block, plan: Plan) -> bool:
    """Whether a cell is the head of a column of organisations: 主抓单位, but not 报送单位."""
    head = _HEAD.fullmatch(clean(block.span.of(plan.text)))
    return head is not None and not _NOT_WORK.search(head["before"])


def _labels(plan: Plan, words: UnitWords) -> dict[str, list[_Place]]:
    """Labels in the text with the organisations behind them, where none of these was read."""
    found: dict[str, list[_Place]] = defaultdict(list)
    roles, places, units = words.roles, _Places(plan), _unit_starts(plan)
    for line in _lines(plan.text, roles):
        for match in _LABEL.finditer(line.text):
            if match["words"] in roles.labels or _NOT_WORK.search(match["before"]):
                continue
            items = split_list(line.text, *match.span("list"), words.signs)
            if not _are_units([line.text[item.start : item.end] for item in items], words):
                continue
            span = line.span(match.start("words"), match.end("list"))
            if bisect_left(units, span.start) == bisect_left(units, span.end):  # else they were read in another way
                found[match["words"]].append((places.task_of(span), span))
    return found


def _lines(text: str, words: RoleWords) -> Iterator[Folded]:
    """The paragraphs that may hold a label which is none of `words`, folded."""
    end = 0
    for hint in _MAY_BE.finditer(text):
        label = _HAN_AT_END.search(text, max(0, hint.end() - _LONGEST), hint.end())
        if hint.start() >= end and label is not None and label[0] not in words.labels:
            end = stop if (stop := text.find("\n", hint.end())) >= 0 else len(text)
            yield fold(text, text.rfind("\n", 0, hint.start()) + 1, end)


def _are_units(names: Sequence[str], words: UnitWords) -> bool:
    """Whether a list names organisations: the first by its own looks, and most of them."""
    bare = [_OPEN_END.sub("", name) for name in names]
    certain = [words.offices.looks_like_unit(name, strict=True) for name in bare]
    return bool(certain) and certain[0] and 2 * sum(certain) > len(certain)


class _Places:
    """Which task some words belong to."""

    def __init__(self, plan: Plan) -> None:
        self._tasks = sorted(plan.tasks, key=lambda task: task.span.start)
        self._starts = [task.span.start for task in self._tasks]
        self._sections = sorted(section.span.start for section in plan.sections)

    def task_of(self, span: Span) -> Task | None:
        """The last task that begins before `span`, where no section begins between them; None for one far behind."""
        i = bisect_right(self._starts, span.start)
        if not i:
            return None
        task = self._tasks[i - 1]
        left = bisect_left(self._sections, task.span.end) < bisect_left(self._sections, span.start)
        return None if left or span.start - task.span.end > _REACH else task
