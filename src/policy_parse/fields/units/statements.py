"""Responsibility statements: （A牵头，B、C等按职责分工负责）, 责任单位：A、B；完成时限：6月底 → units with roles.

Sources of the forms: the field contract's worked cases and the wordings of published plans (data/roles.toml).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from policy_parse.fields.units.brackets import closings
from policy_parse.fields.units.document_rules import rule_ranges
from policy_parse.fields.units.items import ItemName
from policy_parse.fields.units.lists import Item, split_list
from policy_parse.fields.units.offices import Offices
from policy_parse.fields.units.role_words import LabelRole, RoleWords, role_words
from policy_parse.fields.units.shared_places import before_a_government, share_government
from policy_parse.fields.units.shared_words import share_prefix
from policy_parse.lexicon import Lexicon
from policy_parse.model import Role, Unit
from policy_parse.refusals import Trace
from policy_parse.text.fold import Folded, clean

UNIT_ROLES: frozenset[str] = frozenset({"lead", "responsible", "supporting", "guiding"})
_Found = tuple[ItemName, Item, LabelRole | None, str]
"""A name, the list item it stands in, its role where one is said, and the rule that said it."""


class Rules(NamedTuple):
    """How a document tells the leader of a list without role words."""

    first_leads: bool = False
    """排在第一位的为牵头单位."""
    comma_leads: bool = False
    """逗号前为牵头单位: what stands before the first ， leads."""
    divisions: bool = False
    """Items end in the divisions of one office and nothing more: （公共服务科）."""


NO_RULES = Rules()
_DIVISIONS = ("科", "股", "室", "处", "所", "站", "队", "中心")


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
    lexicon: Lexicon
    offices: Offices
    rules: Rules = NO_RULES
    trace: Trace | None = None
    """Where it is reported why something is no statement."""

    def refuse(self, reason: str, folded: Folded, start: int, end: int) -> None:
        """Report why ``folded.text[start:end]`` is no statement, if somebody asks."""
        if self.trace is not None and start < end:
            self.trace.refuse(reason, folded.span(start, end))

    def parse(self, folded: Folded, start: int, end: int, *, default: Role | None = None) -> Statement | None:
        """The statement that ``folded.text[start:end]`` is (without its brackets), or None where it is none.

        `default` is the role of a list without role words (a column's meaning); with None such a list counts only
        where every item is certainly an organisation.
        """
        words = role_words(self.lexicon)
        units: list[Unit] = []
        deadlines: list[tuple[int, int]] = []
        explicit = default is not None
        for role, rule, begin, stop in _segments(folded.text, start, end, words):
            if role == "deadline":
                deadlines.extend(_trimmed(folded.text, begin, stop))
                explicit = True
            elif role in ("person", "other"):
                continue
            else:
                found = self._segment(folded, begin, stop, role or default, rule, deadlines)
                if found is None:
                    self.refuse("statement.not_units", folded, start, end)
                    return None
                units.extend(found[0])
                explicit = explicit or role is not None or found[1]
        if not units and not deadlines:
            self.refuse("statement.nobody", folded, start, end)
            return None
        if units and not explicit and not all(self._is_certain(clean(u.text)) for u in units):
            self.refuse("statement.uncertain_unit", folded, start, end)
            return None
        units = share_prefix(units, self.offices, self.lexicon)
        units = share_government(units, self.source, self.offices)
        return Statement(start, end, tuple(_once(units)), tuple(deadlines), explicit)

    def _segment(
        self,
        folded: Folded,
        start: int,
        end: int,
        role: LabelRole | None,
        rule: str | None,
        deadlines: list[tuple[int, int]],
    ) -> tuple[list[Unit], bool] | None:
        """Units of one labelled stretch, and whether a role word was seen; None where it is no list of units."""
        text = folded.text
        units: list[_Found] = []
        waiting: list[tuple[ItemName, Item]] = []
        seen = False
        rules = rule_ranges(text, start, end)
        items = list(split_list(text, start, end))
        # a bracket in running text lost no line breaks, as a cell may have
        alone = len(items) == 1 and text.rfind("（", 0, start) <= text.rfind("）", 0, start)
        read = [
            self.offices.item(text[at.start : at.end], role is not None, alone or _has_gap(folded, at)) for at in items
        ]
        for i, (item, words) in enumerate(zip(items, read, strict=True)):
            asked = words.may_be_person and i + 1 < len(read) and read[i + 1].says == "phone"
            if asked or words.says == "phone":
                seen = True
                continue
            if item.before in ("；", "。") and role is not None:
                units += [(name, at, role, rule or "") for name, at in waiting]
                waiting = []
            if words.says in ("nobody", "rule") or (rules and any(a <= item.start < b for a, b in rules)):
                continue
            if words.says == "time":
                deadlines.append((item.start, item.end))
                continue
            if words.own:
                seen = True
                units += [(name, item, words.role, words.rule or "") for name in words.names]
                continue
            waiting += [(name, item) for name in words.names]
            if not words.names and waiting:  # 甲局、乙局、等部门
                waiting[-1] = (waiting[-1][0]._replace(open_ended=True), waiting[-1][1])
            if words.rule is not None:
                seen = True
                units += [(name, at, words.role, words.rule) for name, at in waiting]
                waiting = []
        units += [(name, at, role, rule or "") for name, at in waiting]
        units.sort(key=lambda unit: (unit[1].start, unit[0].start))
        kept = _kept(units, labelled=role is not None, seen=seen)
        if kept is None:
            return None
        led = any(role == "lead" for _, _, role, _ in kept)
        return [self._unit(folded, kept, i, led=led) for i in range(len(kept))], seen

    def _is_certain(self, name: str) -> bool:
        """Whether a name is an organisation's by itself; 各区、县（市）政府 is one name, as 各区县政府 is."""
        name = name.replace("、", "")
        return self.offices.is_unit(name, True) or (self.rules.divisions and name.endswith(_DIVISIONS))

    def _unit(self, folded: Folded, units: list[_Found], i: int, *, led: bool) -> Unit:
        name, item, role, rule = units[i]
        # 责任单位：甲、乙 · 甲、乙负责: the first may lead; a list of 配合单位 has no leader
        if role is None or (role == "responsible" and not led):
            role, rule = self._role_by_place(units, i, role, rule)
        span = folded.span(item.start + name.start, item.start + name.end)
        text = span.of(self.source)
        office = self.offices.office(clean(text))
        return Unit(
            text=text,
            span=span,
            rule=f"unit.{rule}" if rule else "unit.plain",
            name=office.name,
            role=role if role in UNIT_ROLES else "responsible",  # type: ignore[arg-type]
            collective=office.collective,
            level=office.level,
            open_ended=name.open_ended,
        )

    def _role_by_place(self, units: list[_Found], i: int, role: LabelRole | None, rule: str) -> tuple[LabelRole, str]:
        """Role of a unit without a role word of its own, by the document's rule about the first of a list."""
        if self.rules.comma_leads and any(u[1].before == "，" for u in units[1:]):
            if not any(u[1].before == "，" for u in units[1 : i + 1]):
                return "lead", "place.before_comma"
        elif self.rules.first_leads and i == 0:
            return "lead", "place.first"
        return role or "responsible", rule or "plain"


def _has_gap(folded: Folded, item: Item) -> bool:
    """Whether something was left out of it in folding: the blank of 市水利局 市财政局."""
    return folded.offsets[item.end - 1] - folded.offsets[item.start] >= item.end - item.start


def _kept(units: list[_Found], *, labelled: bool, seen: bool) -> list[_Found] | None:
    """Those that can be units; None where the stretch is no list of units.

    Under a label whatever has the shape of a name counts. Beside a role word (A牵头) it does too, as long as most
    of the names are known kinds of organisation. Without either every name must be one.
    """
    places = before_a_government([(name.text, item.before) for name, item, *_ in units])
    shaped = [name.shaped or i in places for i, (name, *_) in enumerate(units)]
    if labelled:
        return [unit for unit, ok in zip(units, shaped, strict=True) if ok]
    known = sum(name.known or i in places for i, (name, *_) in enumerate(units))
    if seen:
        return units if all(shaped) and known * 2 >= len(units) else None
    return units if known == len(units) else None


def _once(units: list[Unit]) -> Iterator[Unit]:
    seen: set[tuple[str, str]] = set()
    for unit in units:
        key = (clean(unit.text), unit.role)
        if key not in seen:
            seen.add(key)
            yield unit


# （本市分工：市财政局负责）: a label that only says whose list it is
_UNKNOWN_LABEL = re.compile(r"[^，、；。：（）]{2,8}(?:分工|方案|层面|级|方面|牵头)：")


def _segments(
    text: str, start: int, end: int, words: RoleWords
) -> Iterator[tuple[LabelRole | None, str | None, int, int]]:
    """(role, rule, start, end) of each stretch: before the first label with role None, then one a label."""
    role: LabelRole | None = None
    rule: str | None = None
    unknown = _UNKNOWN_LABEL.match(text, start, end)
    begin = unknown.end() if unknown else start
    for match in words.label.finditer(text, start, end):
        at = match.start()
        if begin < at and text[at - 1] not in "；。，、\n\t）〕;（〔【" and not _runs_on(text, at, role, match[0]):
            continue
        if at > begin:
            yield role, rule, begin, at - (text[at - 1] == "〔")
        role, rule = words.labels[match["label"]]
        begin = match.end()
    if begin < end:
        yield role, rule, begin, end


# 责任单位：市水利局配合单位：市财政局 · 完成时限：2025年6月底前责任单位：…: lines of labels that lost their breaks
_NAME_ENDS = frozenset("局委办厅院会室心司队处科部站所校行等")
_TIME_ENDS = frozenset("日前底末月年内")


def _runs_on(text: str, at: int, role: LabelRole | None, label: str) -> bool:
    """Whether a label begins right after the last name, or the last time, of the labelled list before it.

    A person's name ends anywhere: 责任领导：王某某 责任科室：办公室.
    """
    if role == "person":
        return label.endswith("：")
    ends = _TIME_ENDS if role == "deadline" else _NAME_ENDS
    return role is not None and label.endswith("：") and text[at - 1] in ends


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start] in "：；。，、\n\t":
        start += 1
    while end > start and text[end - 1] in "；。，、\n\t":
        end -= 1
    if start < end:
        yield start, end


_STATED = UNIT_ROLES | {"deadline", "person"}
_LONGEST_BRACKET = 900


def find_statements(folded: Folded, reader: UnitReader) -> list[Statement]:
    """Every responsibility statement in one paragraph, in order, not overlapping: brackets and label runs."""
    text = folded.text
    words = role_words(reader.lexicon)
    ends = closings(text) if "（" in text or "〔" in text else {}
    found: list[Statement] = []
    at = 0
    while at < len(text):
        nxt = _next_candidate(text, at, words)
        if nxt is None:
            break
        start, kind = nxt
        if kind == "bracket":
            end = ends.get(start, len(text))
            inner_end = end - 1 if start in ends else end
            near = 2 < inner_end - start <= _LONGEST_BRACKET  # （一） holds no unit, nor does half a page
            placed = _ends_sentence(text, end) or text[start - 1 : start + 1] == "。（"
            # a bracket in the middle of a sentence counts only for what it says: （A牵头）, not （试点）
            says = near and (placed or words.states.search(text, start, end) is not None)
            statement = reader.parse(folded, start + 1, inner_end) if says else None
            if (
                statement is not None
                and (statement.explicit or placed)
                and _is_statement(text[start + 1 : inner_end], statement)
            ):
                found.append(statement._replace(start=start, end=end))
                at = end
            else:
                if reason := _why_no_statement(text[start + 1 : inner_end], statement, near=near, says=says):
                    reader.refuse(reason, folded, start, end)
                at = start + 1
        else:
            end = _label_end(text, start, words)
            statement = reader.parse(folded, start, end)
            if statement is not None:
                opened = start > 0 and text[start - 1] == "〔"
                found.append(statement._replace(start=start - opened, end=end))
            at = max(end, start + 1)
    return found


def _next_candidate(text: str, at: int, words: RoleWords) -> tuple[int, str] | None:
    bracket = min((i for i in (text.find("（", at), text.find("〔", at)) if i >= 0), default=-1)
    stop = bracket if bracket >= 0 else len(text)
    labels = text.find("：", at, stop) >= 0 or text.find("〕", at, stop) >= 0
    for match in words.label.finditer(text, at, stop) if labels else ():
        if words.labels[match["label"]][0] not in _STATED:
            continue
        before = text[match.start() - 1] if match.start() else "\n"
        # 责任单位：甲局 on its own or after a mark, or 【责任单位】甲局
        if (before in "。；\n\t）〕，" and match[0].endswith("：")) or (before == "〔" and "〕" in match[0]):
            return match.start(), "label"
    return (bracket, "bracket") if bracket >= 0 else None


def _ends_sentence(text: str, end: int) -> bool:
    """Whether a bracket that ends at `end` closes its sentence: a mark, another bracket or nothing follows."""
    return end >= len(text) or text[end] in "。；（〔\n"


def _why_no_statement(inner: str, statement: Statement | None, *, near: bool, says: bool) -> str | None:
    """Why a bracket is no statement (`refusals`); None where `UnitReader.parse` has reported it."""
    if _is_remark(inner):
        return "bracket.remark"
    if not near:
        return "bracket.size"
    return None if says and statement is None else "bracket.inside_sentence"


def _is_statement(inner: str, statement: Statement) -> bool:
    """False for brackets that only name what they stand behind: （以下简称…）, （见附件）."""
    return not _is_remark(inner) and bool(statement.units or statement.deadlines)


def _is_remark(inner: str) -> bool:
    return inner.startswith(("括号", "以下简称", "简称", "以下统称", "详见", "见附", "含", "包括", "不含", "附件"))


def _label_end(text: str, start: int, words: RoleWords) -> int:
    """Where a run of labelled lists ends: the first 。 that no further label follows, or the paragraph's end."""
    at = start
    while True:
        stop = text.find("。", at)
        if stop < 0:
            return len(text)
        follow = words.label.match(text, stop + 1) or (
            words.label.match(text, stop + 2) if text[stop + 1 : stop + 2] == "\n" else None
        )
        if follow is None:
            return stop
        at = follow.end()


def inherit(units: tuple[Unit, ...]) -> tuple[Unit, ...]:
    """The same units, marked as stated elsewhere than on the task itself."""
    return tuple(u if u.inherited else u.model_copy(update={"inherited": True}) for u in units)
