"""What assistants may ask of plans: parse, explain, check, compare, search. Each answer is made of quotes with places.

Every function raises PolicyParseError, with a sentence that says why, where there is no answer.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from policy_parse.api import YEARS
from policy_parse.api import compare as compare_plans
from policy_parse.errors import PolicyParseError, ReadError
from policy_parse.explain import PARTS
from policy_parse.explain import explain as explain_task
from policy_parse.findings import chosen
from policy_parse.integrations.answers import (
    ChangeAnswer,
    Checked,
    Compared,
    Explained,
    ExplainedValue,
    Found,
    FoundTask,
    Matched,
    ParsedPlan,
    Quote,
)
from policy_parse.integrations.quoting import Quoter
from policy_parse.integrations.workspace import RefusedError, Workspace
from policy_parse.model import Plan, Target, Task, Unit, Value, wording
from policy_parse.model.comparison import AnyChange, Match, TargetMatch, TaskMatch
from policy_parse.text.fold import clean
from policy_parse.why_not import find_place, why_not

_NOT_READ = ("page-not-read", "page-damaged")
MOST = 200
"""Tasks, findings or matches of one answer."""


def parse(workspace: Workspace, path: str, *, year: int | None = None, offset: int = 0, limit: int = 50) -> ParsedPlan:
    """The plan, with `limit` tasks from `offset` on."""
    plan = workspace.plan(path, year=_year(year))
    quoter, header = Quoter(plan), plan.header
    offset, limit = max(offset, 0), _limit(limit)
    end = offset + limit
    return ParsedPlan(
        name=plan.source.name,
        format=plan.source.format,
        sha256=plan.source.sha256,
        pages=plan.source.page_count,
        title=header.title,
        document_number=header.document_number.text if header.document_number else None,
        issuers=header.issuers,
        issued_on=header.issued_on,
        region=header.region.name if header.region else None,
        own_targets=tuple(map(quoter.target, plan.targets)),
        task_count=len(plan.tasks),
        offset=offset,
        next_offset=end if end < len(plan.tasks) else None,
        tasks=tuple(map(quoter.task, plan.tasks[offset:end])),
        finding_codes=Counter(finding.code for finding in plan.findings),
        warnings=tuple(finding.message for finding in plan.findings if finding.code in _NOT_READ),
    )


def explain(workspace: Workspace, path: str, *, part: str | None = None, why_not_read: str | None = None) -> Explained:
    """Which rule made each value of a task (its id), or of a part of the plan; or why words were not read."""
    if why_not_read is not None:
        document = workspace.document(path)
        asked = find_place(document.text, why_not_read)
        if asked is None:
            raise RefusedError(f"{path}: 文中没有 {why_not_read}（not in the text）")
        return Explained(text=why_not(document, asked, year=None, lexicon=workspace.lexicon))
    plan = workspace.plan(path)
    if part is not None and part in PARTS:
        values = [("target", target) for target in plan.targets] if part == "targets" else []
        return Explained(text=PARTS[part](plan), values=_explained(plan, values))
    task = next((task for task in plan.tasks if task.id == part), None)
    if task is None:
        known = "、".join([*PARTS, *(task.id for task in plan.tasks[:12])])
        raise RefusedError(f"{path}: 没有任务 {part}，有的是（no such task; there are） {known}")
    return Explained(text=explain_task(plan, task), values=_explained(plan, _values(task)))


def check(workspace: Workspace, path: str, *, codes: Sequence[str] = ()) -> Checked:
    """The findings of those codes, of all codes where none is named."""
    plan = workspace.plan(path)
    found = chosen(plan.findings, select=codes)
    counts = Counter(str(finding.severity) for finding in found)
    return Checked(name=plan.source.name, counts=counts, findings=tuple(map(Quoter(plan).finding, found[:MOST])))


def compare(workspace: Workspace, old: str, new: str, *, limit: int = 100) -> Compared:
    """What changed from `old` to `new`: at most `limit` pieces of work and targets that are not as they were."""
    plans = workspace.plan(old), workspace.plan(new)
    found = compare_plans(*plans, lexicon=workspace.lexicon)
    quoters = Quoter(plans[0]), Quoter(plans[1])
    targets = [_target_match(match, plans, quoters) for match in found.targets if match.kind != "kept"]
    works = [_task_match(match, plans, quoters) for match in found.matches if match.kind != "kept"]
    limit = _limit(limit)
    return Compared(
        old=plans[0].header.title or plans[0].source.name,
        new=plans[1].header.title or plans[1].source.name,
        counts=Counter(match.kind for match in found.matches),
        target_counts=Counter(match.kind for match in found.targets),
        works=tuple(works[:limit]),
        targets=tuple(targets[:limit]),
        left_out=max(0, len(works) - limit) + max(0, len(targets) - limit),
    )


def search(
    workspace: Workspace,
    paths: Sequence[str],
    *,
    words: str = "",
    unit: str = "",
    due_from: datetime.date | None = None,
    due_to: datetime.date | None = None,
    limit: int = 50,
) -> Found:
    """Tasks of the documents (those of a folder too) that hold all `words`, name `unit`, and are due in that time."""
    wanted = [clean(word) for word in words.split()]
    found: list[FoundTask] = []
    unread: list[str] = []
    total, limit = 0, _limit(limit)
    for path in workspace.documents(paths):
        try:
            plan = workspace.plan(path)
        except PolicyParseError as error:
            unread.append(str(error))
            continue
        quoter = Quoter(plan)
        for task in plan.tasks:
            if _holds(task, wanted) and _names(task, clean(unit)) and _is_due(task, due_from, due_to):
                total += 1
                if len(found) < limit:
                    found.append(FoundTask(document=path, plan=plan.header.title, task=quoter.task(task)))
    return Found(total=total, tasks=tuple(found), unread=tuple(unread))


def _limit(limit: int) -> int:
    return min(max(limit, 1), MOST)


def _year(year: int | None) -> int | None:
    if year is not None and year not in YEARS:
        raise ReadError(str(year), "不是年份（not a year）")
    return year


# ----------------------------------------------------------------------------------------------------------- search


def _holds(task: Task, wanted: Iterable[str]) -> bool:
    said = clean("\n".join([task.title or "", task.text, *task.path, *(target.text for target in task.targets)]))
    return all(word in said for word in wanted)


def _names(task: Task, unit: str) -> bool:
    units = (*task.responsible, *task.supporting)
    return not unit or any(unit in clean(one.text) or unit in clean(one.name) for one in units)


def _is_due(task: Task, start: datetime.date | None, end: datetime.date | None) -> bool:
    if start is None and end is None:
        return True
    limits = [*task.deadlines, *(target.due for target in task.targets if target.due is not None)]
    days = [limit.end for limit in limits if limit.end is not None]
    return any((start is None or start <= day) and (end is None or day <= end) for day in days)


# ---------------------------------------------------------------------------------------------------------- explain


def _values(task: Task) -> Iterator[tuple[str, Value]]:
    yield from ((unit.role, unit) for unit in (*task.responsible, *task.supporting))
    for target in task.targets:
        yield "target", target
        if target.due is not None:
            yield "due", target.due
    yield from (("deadline", deadline) for deadline in task.deadlines)


def _explained(plan: Plan, values: Iterable[tuple[str, Value]]) -> tuple[ExplainedValue, ...]:
    quoter = Quoter(plan)
    return tuple(
        ExplainedValue(field=field, means=_means(value), rule=value.rule, quote=quoter.quote(value.span))
        for field, value in values
    )


def _means(value: Value) -> str:
    if isinstance(value, Unit):
        return value.name
    if isinstance(value, Target):
        return wording.describe_target(value)
    return str(getattr(value, "rrule", None) or getattr(value, "end", None) or value.text)


# ---------------------------------------------------------------------------------------------------------- compare

_Plans = tuple[Plan, Plan]
_Quoters = tuple[Quoter, Quoter]


def _task_match(match: TaskMatch, plans: _Plans, quoters: _Quoters) -> Matched:
    old, new = (
        [task for task in plan.tasks if task.id in ids] for plan, ids in zip(plans, (match.old, match.new), strict=True)
    )
    named = (new or old)[0]
    return _matched(match, named.title or named.text[:40], old, new, quoters)


def _target_match(match: TargetMatch, plans: _Plans, quoters: _Quoters) -> Matched:
    old, new = [plans[0].targets[i] for i in match.old], [plans[1].targets[i] for i in match.new]
    return _matched(match, (new or old)[0].indicator or "", old, new, quoters)


def _matched(
    match: Match, name: str, old: Sequence[Task | Target], new: Sequence[Task | Target], quoters: _Quoters
) -> Matched:
    return Matched(
        kind=match.kind,
        score=match.score,
        name=name,
        old=tuple(quoters[0].quote(one.span) for one in old),
        new=tuple(quoters[1].quote(one.span) for one in new),
        changes=tuple(_change(change, quoters) for change in match.changes),
    )


def _change(change: AnyChange, quoters: _Quoters) -> ChangeAnswer:
    old, new = change.old, change.new
    return ChangeAnswer(
        field=change.field,
        kind=change.kind,
        old=_said(old),
        new=_said(new),
        old_quote=_quoted(old, quoters[0]),
        new_quote=_quoted(new, quoters[1]),
        indicator=getattr(change, "indicator", None),
        effect=getattr(change, "effect", None),
        days=getattr(change, "days", None),
    )


def _said(value: Value | str | None) -> str | None:
    return value if value is None or isinstance(value, str) else _means(value)


def _quoted(value: Value | str | None, quoter: Quoter) -> Quote | None:
    return quoter.quote(value.span) if isinstance(value, Value) else None
