"""A plan at a glance, as lines for a terminal: what it is, how much there is in it, the work, what is to be queried."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from policy_parse.cli.messages import PAGES_NOT_READ
from policy_parse.cli.texts import language, text
from policy_parse.model import wording
from policy_parse.model.location import Places
from policy_parse.review.counts import Counts, counts_of
from policy_parse.text.terminal_width import cells, cut, padded, wrapped

if TYPE_CHECKING:
    from policy_parse.model import Deadline, Finding, Plan, Target
    from policy_parse.writers.ledger import Entry

WIDTH = 80
"""Columns where no terminal says how wide it is."""
_NARROWEST, _WIDEST = 40, 120
_LIMIT_WIDTH = 24
"""Cells: time limits that take no more stand at the right of the title."""
_LINES_OF_UNITS = 2
_FINDINGS_OF_A_CODE = 3
_CODE_INDENT = 6
_NO_TASKS = "no-tasks"
_SEVERITY_STYLES = {"info": "dim", "warning": "yellow", "error": "red"}


class Line(NamedTuple):
    """One line of parts, each with the style (as `rich` names styles) that a terminal with colours gives it."""

    parts: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        """The words alone."""
        return "".join(words for words, _ in self.parts).rstrip()


def glance(plan: Plan, width: int = WIDTH) -> list[Line]:
    """The plan in lines of at most `width` cells (taken as 40 where it is less, 120 where it is more).

    Title, number, issuers, date, region and file; counts; overall targets; each piece of work once, in document order,
    below its headings, with units, targets and time limits; findings, of each code the first three.
    """
    from policy_parse.writers.ledger import entries

    width = min(max(width, _NARROWEST), _WIDEST)
    if any(finding.code == PAGES_NOT_READ for finding in plan.findings):  # which says why there is no task
        shown = tuple(finding for finding in plan.findings if finding.code != _NO_TASKS)
        plan = plan.model_copy(update={"findings": shown})
    work = entries(plan)
    lines = [
        *_header(plan, width),
        *_lines(_counts(counts_of(plan)), width, "green" if plan.tasks else "yellow"),
        *_own_targets(plan, width),
        *_work(work, width),
        *_findings(plan, width),
    ]
    return [Line(tuple((_harmless(words), style) for words, style in line.parts)) for line in lines]


def _harmless(words: str) -> str:
    """`words` without characters that would steer the terminal, or turn the order of what it shows."""
    if words.isprintable():
        return words
    return "".join(c for c in words if c.isprintable() or c == "\u3000")


def _lines(words: str, width: int, style: str = "", *, indent: int = 0, most: int | None = None) -> Iterator[Line]:
    """`words` in lines behind an indent; where they are more than `most`, the last ends in …."""
    found = wrapped(words, width - indent)
    if most is not None and len(found) > most:
        found = [*found[: most - 1], cut(f"{found[most - 1]}{found[most]}", width - indent)]
    for line in found:
        yield Line(((f"{' ' * indent}", ""), (line, style)))


def _header(plan: Plan, width: int) -> Iterator[Line]:
    header, source = plan.header, plan.source
    yield from _lines(header.title or text("no-title"), width, "bold")
    facts = [header.document_number.text if header.document_number else None, "、".join(header.issuers)]
    facts.append(str(header.issued_on) if header.issued_on else None)
    if header.region is not None:
        facts.append(header.region.name)
    if any(facts):
        yield from _lines(" · ".join(fact for fact in facts if fact), width)
    pages = f" · {text('pages', source.page_count)}" if source.page_count else ""
    yield from _lines(f"{source.name} · {source.format}{pages}", width, "dim")


def _counts(found: Counts) -> str:
    tasks, pieces = found.tasks, found.pieces
    counts = [text("tasks", tasks) if pieces == tasks else text("pieces", tasks, pieces)]
    counts += [text("units", found.units), text("targets", found.targets)]
    counts += [text("deadlines", found.deadlines), text("findings", found.findings)]
    return " · ".join(counts)


def _head(words: str) -> Iterator[Line]:
    yield from (Line(), Line(((words, "bold cyan"),)))


def _own_targets(plan: Plan, width: int) -> Iterator[Line]:
    if plan.targets:
        yield from _head(text("own-targets"))
    for words in _unique(_target(target) for target in plan.targets):
        yield from _lines(words, width, indent=2)


def _target(target: Target) -> str:
    end = target.due.end if target.due is not None else None
    return wording.describe_target(target) + (f"（{end.isoformat()}）" if end else "")


def _work(work: Sequence[Entry], width: int) -> Iterator[Line]:
    titles = Counter(_title(entry) for entry in work)
    for path, below in groupby(work, key=lambda entry: entry.tasks[0].path):
        yield from _head(cut(" › ".join(path) or text("head-tasks"), width))
        for entry in below:
            yield from _entry(entry, width, is_told_apart=titles[_title(entry)] == 1)


def _title(entry: Entry) -> str:
    return entry.title.split("\n")[0] or entry.content()


def _entry(entry: Entry, width: int, *, is_told_apart: bool) -> Iterator[Line]:
    """Number, title and time limit; what is to be done, where others have that title; units; targets."""
    number = padded(str(entry.number), 3, right=True)
    indent = len(number) + 1
    limits = "、".join(_unique(_limit(deadline) for task in entry.tasks for deadline in task.deadlines))
    beside = limits if cells(limits) <= _LIMIT_WIDTH else ""
    room = width - indent - (cells(beside) + 2 if beside else 0)
    words = " ".join(_title(entry).split())
    title = wrapped(words, room)[0]
    yield Line(((f"{number} ", "dim"), (padded(title, room + 2 if beside else 0), "bold"), (beside, "magenta")))
    if rest := words[len(title) :].strip():
        yield from _lines(cut(rest, width - indent), width, "bold", indent=indent)
    if limits and not beside:
        yield from _lines(limits, width, "magenta", indent=indent, most=_LINES_OF_UNITS)
    if not is_told_apart:
        yield from _lines(cut(entry.content(), width - indent), width, "dim", indent=indent)
    if units := _units(entry):
        yield from _lines(units, width, indent=indent, most=_LINES_OF_UNITS)
    targets = "；".join(_unique(wording.describe_target(t) for task in entry.tasks for t in task.targets))
    if targets:
        yield from _lines(targets, width, "green", indent=indent)


def _units(entry: Entry) -> str:
    """牵头：区水利局；配合：区财政局、区税务局; the names alone where all of them are responsible."""
    found = {role: names for role in wording.ROLES if (names := entry.units(role))}
    if found.keys() == {"responsible"}:
        return found["responsible"]
    return "；".join(text(role) + names for role, names in found.items())


def _limit(deadline: Deadline) -> str:
    if deadline.kind == "date" and deadline.end is not None:
        return deadline.end.isoformat() + (f" {deadline.time}" if deadline.time else "")
    return " ".join(deadline.text.split())


def _findings(plan: Plan, width: int) -> Iterator[Line]:
    if not plan.findings:
        return
    yield from _head(text("head-findings"))
    places, counts = Places(plan), Counter(finding.code for finding in plan.findings)
    by_code: dict[str, list[Finding]] = {}
    for finding in plan.findings:
        by_code.setdefault(finding.code, []).append(finding)
    for code, found in by_code.items():
        severity = found[0].severity
        name = wording.SEVERITIES[severity] if language() == "zh" else severity
        yield Line(((f"  {name} ", _SEVERITY_STYLES[severity]), (code, "dim")))
        for finding in found[:_FINDINGS_OF_A_CODE]:
            where = f"（{places.words(finding.spans[0].start)}）" if finding.spans else ""
            yield from _lines(f"{finding.message}{where}", width, indent=_CODE_INDENT)
        if counts[code] > _FINDINGS_OF_A_CODE:
            yield from _lines(text("more", counts[code] - _FINDINGS_OF_A_CODE), width, "dim", indent=_CODE_INDENT)


def _unique(words: Iterable[str]) -> Iterable[str]:
    return dict.fromkeys(words)
