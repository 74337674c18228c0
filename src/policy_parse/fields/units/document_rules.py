"""What holds for all statements of a document: who leads a list, who is responsible throughout, who may be named."""

from __future__ import annotations

from typing import NamedTuple

from policy_parse.fields.units.signs import UnitSigns


class Rules(NamedTuple):
    """How a document tells the leader of a list without role words."""

    first_unit_leads: bool = False
    """排在第一位的为牵头单位."""
    units_before_comma_lead: bool = False
    """逗号前为牵头单位: what is before the first ， leads."""
    divisions: bool = False
    """Items end in the divisions of one office and nothing more: （公共服务科）."""
    units_in_brackets_lead: bool = False
    """括号中为牵头部门: the units of a bracket without role words lead."""


def read_rules(text: str, signs: UnitSigns) -> Rules:
    """The rules of a folded document."""
    return Rules(
        first_unit_leads(text, signs),
        units_before_comma_lead(text, signs),
        names_divisions(text, signs),
        signs.brackets_name_lead.search(text) is not None,
    )


def first_unit_leads(text: str, signs: UnitSigns) -> bool:
    """True if the folded document says that the first unit of a list leads: 列第一位的为牵头单位."""
    return ("第一" in text or "首" in text) and signs.first_unit_leads.search(text) is not None


def units_before_comma_lead(text: str, signs: UnitSigns) -> bool:
    """True if the folded document says that the units before the first ， lead: 逗号前为牵头单位."""
    return "逗号" in text and signs.units_before_comma_lead.search(text) is not None


_FEWEST_DIVISIONS = 3


def names_divisions(text: str, signs: UnitSigns) -> bool:
    """True if the folded document closes its items with brackets that hold nothing but divisions of one office."""
    if not any(end in text for end in "科股处办"):
        return False
    found = (match[0] for match in signs.bare_divisions.finditer(text))
    return sum(signs.division_of_an_office.search(bracket) is not None for bracket in found) >= _FEWEST_DIVISIONS


class Everywhere(NamedTuple):
    """Units that a document names once for all later tasks: where the list is, and if it is for this task too."""

    start: int
    """Folded range of the list of units."""
    end: int
    from_here: bool
    """各县区均为责任单位，以下不再列出 and 各县区配合，下同 name them for their own task too, 以下均需… does not."""
    rule: tuple[int, int]
    """Folded range of the whole rule."""


def everywhere(text: str, signs: UnitSigns) -> Everywhere | None:
    """The first rule of a folded document that makes units responsible for every later task, or None."""
    if signs.unlisted.search(text) or signs.classes_for_later_tasks.search(text):  # its last words, found fast
        return _first(text, 0, len(text), signs)
    return None


def rule_ranges(text: str, start: int, end: int, signs: UnitSigns) -> list[tuple[int, int]]:
    """Folded ranges of ``text[start:end]`` that state a rule about all tasks: their units are listed elsewhere."""
    found: list[tuple[int, int]] = []
    if text.find("括号", start, end) >= 0:
        found += (match.span() for match in signs.brackets_name_lead.finditer(text, start, end))
    while text.find("不再", start, end) >= 0 and (rule := _first(text, start, end, signs)) is not None:
        found.append(rule.rule)
        start = rule.rule[1]
    return found


def _first(text: str, start: int, end: int, signs: UnitSigns) -> Everywhere | None:
    """The rule of ``text[start:end]`` that begins first."""
    found = [
        (match, group, match.start(group) - (group == "plain"))
        for sign, group in (
            (signs.for_later_tasks, "after"),
            (signs.for_all_tasks, "before"),
            (signs.here_and_for_later_tasks, "plain"),
            (signs.classes_for_later_tasks, "same"),
            (signs.said_of_all_tasks, "all"),
        )
        if (match := sign.search(text, start, end)) is not None
    ]
    if not found:
        return None
    match, group, at = min(found, key=lambda each: each[0].start())
    stop = match.end(group)
    if group not in ("before", "same") and (work := signs.carrying_out.search(text, at + 2, stop)) is not None:
        stop = work.start()  # 各区人民政府|负责落实
    return Everywhere(at, stop, from_here=group != "after", rule=match.span())
