"""Responsibility statements: （A牵头，B、C等按职责分工负责）, 责任单位：A、B；完成时限：6月底 → units with roles.

Sources of the forms: the field contract's worked cases and the wordings of published plans (data/roles.toml).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from operator import attrgetter
from typing import NamedTuple, cast

from policy_parse.fields.units.document_rules import Rules, rule_ranges
from policy_parse.fields.units.items import ItemName, ItemWords
from policy_parse.fields.units.lists import Item, split_list
from policy_parse.fields.units.offices import Offices
from policy_parse.fields.units.role_words import LabelRole
from policy_parse.fields.units.shared_words import (
    NamedUnit,
    places_before_a_government,
    share_government,
    share_level,
)
from policy_parse.fields.units.stretches import Stretch, stretches, trimmed
from policy_parse.fields.units.words import UnitWords
from policy_parse.fields.units.wrapped_names import read_over_lines, rejoined, split_at_blanks
from policy_parse.model import Role, Unit
from policy_parse.refusals import Trace
from policy_parse.text.fold import Folded

UNIT_ROLES: frozenset[str] = frozenset({"lead", "responsible", "supporting", "guiding"})
NO_RULES = Rules()


_START = attrgetter("start")


class Found(NamedTuple):
    """A name in a list, with the role that the list gives it."""

    name: ItemName
    item: Item
    role: LabelRole | None
    rule: str
    """The id of the label or role word that said the role; empty if none did."""

    @property
    def start(self) -> int:
        """Folded position of the name."""
        return self.item.start + self.name.start


@dataclass(slots=True)
class Listed:
    """What one stretch lists, filled item by item."""

    found: list[Found] = field(default_factory=list)
    waiting: list[Found] = field(default_factory=list)
    """Names whose role a word further on may say: 甲局、乙局牵头."""
    times: list[tuple[int, int]] = field(default_factory=list)
    """Folded ranges of items that limit the work: 6月底前完成."""
    says_role: bool = False
    """A role word, or a phone number to ask at, was seen."""
    nobody: bool = False
    """A mark for nobody was seen: 配合单位：无."""

    def add(self, item: Item, words: ItemWords) -> None:
        """Add the names of one item; a role word at its end is said of all that wait."""
        names = [Found(name, item, None, "") for name in words.names]
        if words.own:
            self.says_role = True
            self.found += [name._replace(role=words.role, rule=words.rule or "") for name in names]
            return
        self.waiting += names
        if not names and self.waiting:  # 甲局、乙局、等部门
            last = self.waiting[-1]
            self.waiting[-1] = last._replace(name=last.name._replace(open_ended=True))
        if words.rule is not None:
            self.says_role = True
            self.settle(words.role, words.rule)

    def settle_before_comma(self, item: Item, role: LabelRole, rule: str | None) -> None:
        """Give the label's `role` to the names that a ， parts from `item`, whose own role word does not reach them."""
        last = item.before == "，" and len(self.waiting)
        last = last or max((i for i, found in enumerate(self.waiting) if found.item.before == "，"), default=0)
        rest, self.waiting = self.waiting[last:], self.waiting[:last]
        self.settle(role, rule)
        self.waiting = rest

    def settle(self, role: LabelRole | None, rule: str | None) -> None:
        """Give `role` to all names that wait."""
        self.found += [Found(found.name, found.item, role, rule or "") for found in self.waiting]
        self.waiting = []


class Statement(NamedTuple):
    """One responsibility statement."""

    start: int
    """Folded positions, brackets included."""
    end: int
    units: tuple[Unit, ...]
    deadlines: tuple[tuple[int, int], ...]
    """Folded ranges of the words that limit the task (完成时限：…)."""
    explicit: bool
    """A label or a role word says what it is; else only a bracket full of units."""


@dataclass(frozen=True, slots=True)
class UnitReader:
    """Reads statements of one document; frozen, so that a reader can be shared."""

    source: str
    offices: Offices
    rules: Rules = NO_RULES
    trace: Trace | None = None
    """Where it is reported why something is no statement."""

    def refuse(self, reason: str, folded: Folded, start: int, end: int) -> None:
        """Report why ``folded.text[start:end]`` is no statement, if somebody asks."""
        if self.trace is not None and start < end:
            self.trace.refuse(reason, folded.span(start, end))

    @property
    def words(self) -> UnitWords:
        """What is known of organisations."""
        return self.offices.words

    def parse(self, folded: Folded, start: int, end: int, *, default: Role | None = None) -> Statement | None:
        """Parse ``folded.text[start:end]``, without its brackets, as one statement; None if it is not one.

        `default` is the role of a list without role words (a column's meaning); with None such a list counts only
        if every item is certainly an organisation.
        """
        units: list[NamedUnit] = []
        deadlines: list[tuple[int, int]] = []
        explicit = default is not None
        nobody = False
        for stretch in stretches(folded, start, end, self.words):
            if stretch.role == "deadline":
                deadlines.extend(trimmed(folded.text, stretch.start, stretch.end))
                explicit = True
            elif stretch.role not in ("person", "other"):
                listed = self._read_list(folded, stretch if stretch.role else stretch._replace(role=default))
                kept = self._that_can_be_units(listed, labelled=(stretch.role or default) is not None)
                nobody = nobody or (stretch.role in UNIT_ROLES and listed.nobody and not listed.found)
                if kept is None:
                    self.refuse("statement.not_units", folded, start, end)
                    return None
                units += self._units(folded, kept)
                deadlines += listed.times
                explicit = explicit or stretch.role is not None or listed.says_role
        if not units and not deadlines and not nobody:
            self.refuse("statement.nobody", folded, start, end)
            return None
        if units and not explicit and not all(self._is_certain(unit.words) for unit in units):
            self.refuse("statement.uncertain_unit", folded, start, end)
            return None
        units = share_government(list(share_level(units, self.offices)), self.source, self.offices)
        return Statement(start, end, tuple(map(_unit, _once(units))), tuple(deadlines), explicit or nobody)

    def _read_list(self, folded: Folded, stretch: Stretch) -> Listed:
        """Read one stretch as a list of units, item by item."""
        listed, text, signs, is_unit = Listed(), folded.text, self.words.signs, self.offices.is_unit
        rules = rule_ranges(text, stretch.start, stretch.end, signs)
        items = list(split_list(text, stretch.start, stretch.end, signs))
        items = rejoined(text, items, is_unit, signs)
        items = list(split_at_blanks(folded, items, is_unit, signs))
        read = self._read_items(folded, stretch, items)
        for i, (item, words) in enumerate(zip(items, read, strict=True)):
            if words.says == "phone" or (words.may_be_person and i + 1 < len(read) and read[i + 1].says == "phone"):
                listed.says_role = True  # （综合处，张某，5550123）: whom to ask
                continue
            if item.before in ("；", "。"):
                listed.settle(stretch.role, stretch.rule)
            if words.rule is not None and not words.own and stretch.role is not None:
                listed.settle_before_comma(item, stretch.role, stretch.rule)
            listed.nobody = listed.nobody or words.says == "nobody"
            if words.says in ("nobody", "rule") or (rules and any(a <= item.start < b for a, b in rules)):
                continue
            if words.says == "time":
                listed.times.append((item.start, item.end))
            else:
                listed.add(item, words)
        listed.settle(stretch.role, stretch.rule)
        listed.found.sort(key=_START)
        return listed

    def _read_items(self, folded: Folded, stretch: Stretch, items: Sequence[Item]) -> list[ItemWords]:
        """Read each item by itself; names of a list without marks may run on where a line break was lost."""
        text, labelled, read_item = folded.text, stretch.role is not None, self.words.items.read
        # a bracket in running text lost no line breaks, as a cell may have
        alone = len(items) == 1 and text.rfind("（", 0, stretch.start) <= text.rfind("）", 0, stretch.start)
        read: list[ItemWords] = []
        for item in items:
            body, run_on = text[item.start : item.end], alone or _has_gap(folded, item)
            if "\n" in body:
                read.append(read_over_lines(body, partial(read_item, labelled=labelled, alone=run_on)))
            else:
                read.append(read_item(body, labelled=labelled, alone=run_on))
        return read

    def _that_can_be_units(self, listed: Listed, *, labelled: bool) -> list[Found] | None:
        """Names that can be units, or None if this is not a list of units.

        Under a label whatever has the shape of a name counts. Beside a role word (A牵头) it does too, as long as most
        of the names are known kinds of organisation. Without either every name must be one.
        """
        found = listed.found
        places = places_before_a_government([(f.name.text, f.item.before) for f in found], self.words.signs)
        shaped = [f.name.shaped or i in places for i, f in enumerate(found)]
        if labelled:
            return [f for f, ok in zip(found, shaped, strict=True) if ok]
        known = sum(f.name.known or i in places for i, f in enumerate(found))
        if listed.says_role:
            return found if all(shaped) and known * 2 >= len(found) else None
        return found if known == len(found) else None

    def _is_certain(self, name: str) -> bool:
        """True if a name is an organisation's by itself; 各区、县（市）政府 is one name, as 各区县政府 is."""
        name = name.replace("、", "")
        if self.offices.is_unit(name, strict=True):
            return True
        return self.rules.divisions and self.words.signs.division_end.search(name) is not None

    def _units(self, folded: Folded, listed: Sequence[Found]) -> Iterator[NamedUnit]:
        """The units of one list."""
        led = any(found.role == "lead" for found in listed)
        for i, found in enumerate(listed):
            # 责任单位：甲、乙 · 甲、乙负责: the first may lead; a list of 配合单位 has no leader
            by_place = found.role is None or (found.role == "responsible" and not led)
            role, rule = self._role_by_place(listed, i) if by_place else (found.role, found.rule)
            span = folded.span(found.start, found.item.start + found.name.end)
            text = span.of(self.source)
            words, office = self.offices.written(text)
            own = cast(Role, role) if role in UNIT_ROLES else "responsible"
            yield NamedUnit(text, words, span, office, own, rule, found.name.open_ended)

    def _role_by_place(self, listed: Sequence[Found], i: int) -> tuple[LabelRole, str]:
        """Role of a unit that no word makes the leader or a supporter, by the document's rule about the first."""
        if self.rules.units_before_comma_lead and any(found.item.before == "，" for found in listed[1:]):
            if not any(found.item.before == "，" for found in listed[1 : i + 1]):
                return "lead", "place.before_comma"
        elif self.rules.first_unit_leads and i == 0:
            return "lead", "place.first"
        elif self.rules.units_in_brackets_lead and listed[i].role is None:
            return "lead", "place.in_brackets"
        return listed[i].role or "responsible", listed[i].rule or "plain"


def _has_gap(folded: Folded, item: Item) -> bool:
    """True if something was left out of it in folding: the blank of 市水利局 市财政局."""
    return folded.offsets[item.end - 1] - folded.offsets[item.start] >= item.end - item.start


def _once(units: Iterable[NamedUnit]) -> Iterator[NamedUnit]:
    seen: set[tuple[str, str]] = set()
    for unit in units:
        key = unit.words, unit.role
        if key not in seen:
            seen.add(key)
            yield unit


def _unit(unit: NamedUnit) -> Unit:
    return Unit(
        text=unit.text,
        span=unit.span,
        rule=f"unit.{unit.rule}" if unit.rule else "unit.plain",
        name=unit.office.name,
        role=unit.role,
        collective=unit.office.collective,
        level=unit.office.level,
        open_ended=unit.open_ended,
    )


def inherit(units: tuple[Unit, ...]) -> tuple[Unit, ...]:
    """The same units, marked as stated elsewhere than on the task itself."""
    return tuple(u if u.inherited else u.model_copy(update={"inherited": True}) for u in units)
