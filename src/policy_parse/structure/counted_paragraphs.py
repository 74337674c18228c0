"""Phases and pieces of work that are numbered in words, a paragraph each: 第一阶段：动员摸底, 任务一：推进清淤."""

from __future__ import annotations

from collections.abc import Callable

from policy_parse.signs.lines import LineSigns
from policy_parse.structure.node import Node
from policy_parse.structure.unnumbered_items import part_of
from policy_parse.text.numbering import Label, han_value


def counted_paragraphs(node: Node, source: str, signs: LineSigns) -> list[Node]:
    """The phases, or else the pieces of work, that the paragraphs below the heading of `node` count up, as items.

    Empty if there are not two, or if their numbers do not rise; one that is left out or given twice loses no item.
    """
    if len(node.lines) < 3:
        return []
    return _counted_up(node, source, signs, _phase) or _counted_up(node, source, signs, _work)


_Opening = Callable[[str, LineSigns], "tuple[str, Label] | None"]


def _counted_up(node: Node, source: str, signs: LineSigns, opening: _Opening) -> list[Node]:
    """The items that the paragraphs of `node` open so, all named alike; empty if their numbers do not rise."""
    lines = list(node.lines)
    heads, names, counted = [], set(), []
    for i, line in enumerate(lines[1:], 1):
        found = opening(line.folded.text, signs) if line.label is None else None
        if found is None:
            continue
        heads.append(i)
        names.add(found[0])
        counted.append(found[1].ordinal)
        lines[i] = line._replace(label=found[1])
    if len(set(counted)) < 2 or len(names) > 1 or counted != sorted(counted):
        return []
    return [part_of(node, lines[i:j], source, signs) for i, j in zip(heads, [*heads[1:], len(lines)], strict=True)]


def _phase(text: str, signs: LineSigns) -> tuple[str, Label] | None:
    """第一阶段: the number of a phase is the whole word; None if the line does not open with one."""
    phase = signs.numbered_phase.match(text) if text.startswith("第") else None
    ordinal = han_value(phase["ordinal"]) if phase is not None else None
    if phase is None or ordinal is None:
        return None
    return "", Label("first_is", phase["number"], ordinal, phase.start(), phase.end())


def _work(text: str, signs: LineSigns) -> tuple[str, Label] | None:
    """任务一：, 攻坚任务1: what the work is called and its number; None if the line does not open so."""
    work = signs.numbered_work.match(text)
    if work is None:
        return None
    number = work["number"]
    ordinal = int(number) if number.isascii() else han_value(number)
    return None if ordinal is None else (work["name"], Label("first_is", number, ordinal, work.start(), work.end()))
