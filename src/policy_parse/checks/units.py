"""Units: one office written two ways or in two roles, a name without its neighbours' prefix, a task without units."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from policy_parse.checks.spelling import variants
from policy_parse.checks.unread import tasks_with_unknown_labels
from policy_parse.checks.wording import name_of, names_of, quoted
from policy_parse.checks.words import CheckWords
from policy_parse.model import Finding, Plan, Task, Unit
from policy_parse.model.wording import ROLES
from policy_parse.span import Span
from policy_parse.structure.header.front_matter import plan_year
from policy_parse.text.fold import FOLDING, clean

_PREFIXES = "国省市区县旗州盟镇乡"
_SECTIONS, _ITEMS = 8, 6
"""Sections, or items with several paragraphs, of which one alone without units lacks them."""
_SIBLINGS = 3
_BETWEEN = 2
_NAMED = 4
"""Characters of a name that is known again within other words."""
_MOST = 0.7
_EXPLAINS, _SENTENCE = "解释", 60
"""The word for the office that explains a document, at its end, and how many characters before it the office stands."""
_FEW = 0.1
"""The share of tasks that may lack units of their own where a rule for all gives them 各区县; more are meant to."""
_MANY = 5
"""Items of a section that assigns no work (组织保障), of which one may lack what the others have."""


def variant_spelling(plan: Plan, words: CheckWords) -> Iterator[Finding]:
    """区城乡住房建委 / 区住房城乡建委: one finding for each pair of spellings of one office.

    Two names in one task are two offices, however alike (市农业农村局、市乡村振兴局, merged later), unless a heading
    above gives it one of them.
    """
    spellings = _spellings(plan)
    tasks = {name: {task.id for task, unit in places if not unit.inherited} for name, places in spellings.items()}
    header = plan.header
    year = header.issued_on.year if header.issued_on else plan_year(header)
    for one, other in variants(tuple(spellings), region=header.region, words=words, year=year):
        if tasks[one].isdisjoint(tasks[other]):
            yield Finding(
                code="unit-variant",
                severity="info",
                message=f"同一单位有两种写法：{quoted((one, other))}",
                tasks=_tasks_of(spellings[one] + spellings[other]),
                spans=tuple(unit.span for _, unit in spellings[one] + spellings[other]),
            )
    yield from _explaining_office(plan, year, words)


def _explaining_office(plan: Plan, year: int | None, words: CheckWords) -> Iterator[Finding]:
    """本方案由县水利水务局负责解释, where 县水利局 issued it: the last sentence that says who explains the document."""
    last = plan.text.rfind(_EXPLAINS)
    if last < 0:
        return
    match = words.signs.explained_by.search(plan.text, max(0, last - _SENTENCE), last + len(_EXPLAINS))
    if match is None:
        return
    names = (clean(match["name"]), *map(clean, plan.header.issuers))
    for one, other in variants(names, region=plan.header.region, words=words, year=year):
        if one == names[0] and one not in names[1:]:
            yield Finding(
                code="unit-variant",
                severity="info",
                message=f"同一单位有两种写法：{quoted((one, other))}",
                spans=(Span(*match.span("name")),),
            )


def unit_unknown_prefix(plan: Plan, words: CheckWords) -> Iterator[Finding]:
    """商务委 among 区…: the only one of its list without a prefix, where 区商务委 is a unit of the same document.

    A list that gives the prefix once for all (市水务局、财政局、市场监管局) is no question, though some names begin
    with the same character; one that stands between two with the prefix is.
    """
    spellings = _spellings(plan)
    bare = {name[1:] for name in spellings if name[:1] in _PREFIXES} & spellings.keys()
    if not bare:
        return
    found: dict[tuple[str, str], list[tuple[Task, Unit]]] = defaultdict(list)
    for task in plan.tasks:
        units = [unit for unit in (*task.responsible, *task.supporting) if not unit.collective]
        if bare.isdisjoint(map(spelling, units)):
            continue
        prefixes = Counter(spelling(unit)[:1] for unit in units if spelling(unit)[:1] in _PREFIXES)
        if not prefixes:
            continue
        prefix = prefixes.most_common(1)[0][0]
        lacking = [unit for unit in units if prefix + spelling(unit) in spellings]
        if len(lacking) != 1:
            continue
        [unit] = lacking
        if (
            _among(unit, units, prefix)
            or _between(unit, units, prefix, plan.text)
            or _heads(unit, units, prefix, plan.text)
        ):
            found[spelling(lacking[0]), prefix].append((task, lacking[0]))
    for (name, prefix), places in found.items():
        yield Finding(
            code="unit-unknown-prefix",
            severity="warning",
            message=f"“{name}”前面没有“{prefix}”，同一名单中的其他单位有；文中另有“{prefix}{name}”",
            tasks=_tasks_of(places),
            spans=tuple(unit.span for _, unit in places),
        )


def _among(lacking: Unit, units: Sequence[Unit], prefix: str) -> bool:
    """True if most units of a list, and several, carry the prefix."""
    carrying = sum(spelling(unit)[:1] == prefix for unit in units if unit is not lacking)
    return carrying >= max(_SIBLINGS, len(units) / 2)


def _heads(lacking: Unit, units: Sequence[Unit], prefix: str, text: str) -> bool:
    """True if a unit is the first of its list, and all others, of its role, carry the prefix: 水利局、县财政局."""
    first, *others = units
    if first is not lacking or not others:
        return False
    joints = [clean(text[a.span.end : b.span.start]) for a, b in pairwise(units)]
    return joints[0] == "、" and all(spelling(unit)[:1] == prefix and unit.role == first.role for unit in others)


def _between(lacking: Unit, units: Sequence[Unit], prefix: str, text: str) -> bool:
    """True if the neighbours of a unit in its list, on both sides, carry the prefix."""
    at = next(i for i, unit in enumerate(units) if unit is lacking)
    if not 0 < at < len(units) - 1:
        return False
    before, after = units[at - 1], units[at + 1]
    listed = [clean(text[a.span.end : b.span.start]) for a, b in ((before, lacking), (lacking, after))]
    return listed == ["、", "、"] and all(spelling(unit)[:1] == prefix for unit in (before, after))


def unit_two_roles(plan: Plan, words: CheckWords) -> Iterator[Finding]:
    """区水利局牵头，区水利局、区财政局配合: one finding for each task with a unit in two of its lists."""
    for task in plan.tasks:
        named: dict[str, dict[str, Unit]] = defaultdict(dict)
        for unit in (*task.responsible, *task.supporting):
            if not unit.collective and not unit.inherited:
                named[clean(unit.name)].setdefault(unit.role, unit)
        twice = {
            spelling(next(iter(roles.values()))): list(roles.values()) for roles in named.values() if len(roles) > 1
        }
        again = [] if twice else list(_named_again(task, plan, words))
        if again:
            yield Finding(
                code="unit-two-roles",
                severity="warning",
                message=f"{name_of(task)}同一单位列了两次：{quoted(dict.fromkeys(unit.text for unit, _ in again))}",
                tasks=(task.id,),
                spans=tuple(span for unit, other in again for span in (unit.span, other)),
            )
        if twice:
            roles = (f"“{name}”（{'、'.join(ROLES[unit.role] for unit in units)}）" for name, units in twice.items())
            yield Finding(
                code="unit-two-roles",
                severity="warning",
                message=f"{name_of(task)}同一单位列了两次，分工不同：{'、'.join(roles)}",
                tasks=(task.id,),
                spans=tuple(unit.span for units in twice.values() for unit in units),
            )


def _named_again(task: Task, plan: Plan, words: CheckWords) -> Iterator[tuple[Unit, Span]]:
    """The units of a statement that stand in it a second time, in the same role, each with that other place."""
    units = [unit for unit in (*task.responsible, *task.supporting) if not unit.collective and not unit.inherited]
    if len(units) < _BETWEEN:
        return
    for unit in units:
        over = words.signs.statement_over.search(plan.text, unit.span.end)
        end = over.start() if over else len(plan.text)
        bare = unit.text[1:] if unit.text[:1] in _PREFIXES and len(unit.text) >= _NAMED else ""  # 市水利局、…、水利局
        for name in filter(None, (unit.text, bare)):
            span = _next_place(name, unit.span.end, end, plan, words)
            if span is not None and not any(one.span.overlaps(span) for one in units if not _again(one, unit, span)):
                yield unit, span


def _again(one: Unit, unit: Unit, span: Span) -> bool:
    """True if `one` is what was read at `span`, in the role of `unit`."""
    return one.span == span and one.role == unit.role


def _next_place(name: str, start: int, end: int, plan: Plan, words: CheckWords) -> Span | None:
    """Where a name stands next as one of a list, between marks or before the words that end the list."""
    at = plan.text.find(name, start, end)
    while at >= 0:
        behind = at + len(name)
        ends = words.signs.parts_units.search(plan.text[behind : behind + 1]) is not None
        if words.signs.parts_units.search(plan.text[at - 1 : at]) is not None and (
            ends or words.signs.list_of_units_over.match(plan.text, behind)
        ):
            return Span(at, behind)
        at = plan.text.find(name, behind, end)
    return None


def responsible_missing(plan: Plan, words: CheckWords) -> Iterator[Finding]:
    """Tasks without any unit, where most of their kind (items of the text, rows of one table) have one.

    A task with its units after an unknown label is one of them, whatever the others have. Of no kind with the
    others are the items of a section in which none has units (重点领域, 工作步骤), and the rest of an item after its
    last statement.
    """
    yield from _only_supporting(plan)
    lacking = [(tasks, without) for tasks in siblings(plan) if (without := _without_units(tasks, words))]
    if not lacking:
        return
    names = [name for name in _spellings(plan) if len(name) >= _NAMED]
    unknown = tasks_with_unknown_labels(plan, words)
    for tasks, without in lacking:
        alike = _of_naming_sections(tasks)
        missing = {task.id for task in _without_units(alike, words) if not _names_them(task, names, plan, words)}
        if len(alike) < _SIBLINGS or len(missing) > (1 - _MOST) * len(alike):
            missing = set()
        silent = [task for task in without if task.id in missing or task.id in unknown]
        if silent:
            yield Finding(
                code="responsible-missing",
                severity="warning",
                message=f"没有写明责任单位：{names_of(silent)}",
                tasks=tuple(task.id for task in silent),
                spans=tuple(task.span for task in silent),
            )


def _only_supporting(plan: Plan) -> Iterator[Finding]:
    """Tasks with supporting units only, where all others of their kind that have such have one that leads too."""
    for tasks in siblings(plan):
        supported = [task for task in tasks if any(not unit.inherited for unit in task.supporting)]
        alone = [task for task in supported if not task.responsible]
        without = [task for task in alone if all(unit.role != "guiding" for unit in task.supporting)]
        if without and len(supported) >= _SIBLINGS + len(without) and len(without) <= (1 - _MOST) * len(supported):
            yield Finding(
                code="responsible-missing",
                severity="warning",
                message=f"只有配合单位，没有写明牵头或责任单位：{names_of(without)}",
                tasks=tuple(task.id for task in without),
                spans=tuple(task.span for task in without),
            )


def _without_units(tasks: Sequence[Task], words: CheckWords) -> list[Task]:
    """The tasks that name nobody but, by a rule for all, 各区县; without the rest of an item after its last statement.

    Of an item whose parts have names (一区：…, 两园：…) and units of their own the last part is no such rest.
    """
    for_all = _of_a_rule_for_all(tasks)
    naming = {task.path[:1] for task in tasks if _names_its_own(task)}
    bare = [task for task in tasks if not _names_any(task, for_all if task.path[:1] in naming else ())]
    if sum(bool(task.responsible or task.supporting) for task in bare) > max(1, _FEW * len(tasks)):
        bare = [task for task in bare if not task.responsible and not task.supporting]
    without = {task.id for task in bare}
    stated = {
        _item(task): task
        for task in tasks
        if task.responsible and task.id not in without and (task.title or task.number)
    }
    every_paragraph = _names_in_every_paragraph(tasks, bare)
    return [
        task
        for task in bare
        if every_paragraph
        or (last := stated.get(_item(task))) is None
        or (_is_named_part(task, words) and _is_named_part(last, words))
    ]


def _names_in_every_paragraph(tasks: Sequence[Task], bare: Sequence[Task]) -> bool:
    """True if many items name units after each of their paragraphs, and one item alone has a paragraph without any."""
    stated = Counter(_item(task) for task in tasks if task.responsible)
    several = [item for item, count in stated.items() if count > 1]
    return len(several) >= _ITEMS and len({_item(task) for task in bare if _item(task) in stated}) == 1


def _of_a_rule_for_all(tasks: Sequence[Task]) -> set[str]:
    """The units that most tasks have from elsewhere, where nearly all name some of their own too: 宁东管委会."""
    if sum(map(_names_its_own, tasks)) < (1 - _FEW) * len(tasks):
        return set()
    inherited = Counter(unit.text for task in tasks for unit in (*task.responsible, *task.supporting) if unit.inherited)
    return {name for name, count in inherited.items() if 2 * count > len(tasks)}


def _names_its_own(task: Task) -> bool:
    return any(not unit.inherited for unit in (*task.responsible, *task.supporting))


def _names_any(task: Task, for_all: Collection[str] = ()) -> bool:
    """True if a task names units; what a rule for all says, of 各区县 or of those of `for_all`, names none."""
    return any(
        not (unit.inherited and (unit.collective or unit.text in for_all))
        for unit in (*task.responsible, *task.supporting)
    )


def _is_named_part(task: Task, words: CheckWords) -> bool:
    return words.signs.named_part.match(clean(task.text).translate(FOLDING)) is not None


def _of_naming_sections(tasks: Sequence[Task]) -> list[Task]:
    """The tasks without those of sections that have several and name no unit in any."""
    sections: dict[tuple[str, ...], list[Task]] = defaultdict(list)
    for task in tasks:
        sections[task.path[:1] if task.origin == "narrative" else ()].append(task)
    silent = {
        section
        for section, own in sections.items()
        if len(own) > 1 and not any(task.responsible or task.supporting for task in own)
    }
    if len(sections) >= _SECTIONS and len(silent) == 1:
        silent = set()  # one of many: its units were forgotten
    return [task for task in tasks if (task.path[:1] if task.origin == "narrative" else ()) not in silent]


def _names_them(task: Task, names: Sequence[str], plan: Plan, words: CheckWords) -> bool:
    """True if units are written though not read: after a label broken over lines, or run into the cell of the work.

    A notice's heading that was taken for a task is another that lacks none.
    """
    if words.signs.carried_document.search(clean(task.title or "")):
        return True
    text = clean(task.span.of(plan.text)).translate(FOLDING)
    if task.origin == "table" and any(name in text for name in names):
        return True
    return any(label + "：" in text for label, (role, _) in words.units.roles.labels.items() if role != "deadline")


def siblings(plan: Plan) -> Iterator[Sequence[Task]]:
    """Tasks set out alike: the items of the task sections, those of each other section, the rows of each table."""
    yield [task for task in plan.tasks if task.origin == "narrative" and task.section_role == "task"]
    others: dict[tuple[str, ...], list[Task]] = defaultdict(list)
    for task in plan.tasks:
        if task.origin == "narrative" and task.section_role != "task" and task.path:
            others[task.path[:1]].append(task)
    yield from (tasks for tasks in others.values() if len(tasks) >= _MANY)
    tables: dict[int | None, list[Task]] = defaultdict(list)
    cells = {block.span: block.table for block in plan.blocks if block.kind == "cell"}
    for task in plan.tasks:
        if task.origin == "table":
            tables[cells.get(task.span)].append(task)
    yield from tables.values()


def _item(task: Task) -> tuple[str | None, str | None, tuple[str, ...]]:
    """What tasks of one item have in common; the rest of an item after its last statement needs no units of its own."""
    return task.number, task.title, task.path


def _spellings(plan: Plan) -> dict[str, list[tuple[Task, Unit]]]:
    """Every single unit by its spelling without spaces, in document order, with its places."""
    found: dict[str, list[tuple[Task, Unit]]] = defaultdict(list)
    for task in plan.tasks:
        for unit in (*task.responsible, *task.supporting):
            if not unit.collective:
                found[spelling(unit)].append((task, unit))
    return found


def spelling(unit: Unit) -> str:
    """How a unit is written, but for spaces and the width of signs."""
    return _spelled(unit.text)


@lru_cache(maxsize=4096)  # one plan names the same offices over and over
def _spelled(text: str) -> str:
    return clean(text).translate(FOLDING)


def _tasks_of(places: Sequence[tuple[Task, Unit]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(task.id for task, _ in places))
