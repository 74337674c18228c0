"""The parts of a statement: what is before its first label, and what each label governs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from policy_parse.fields.units.role_words import LabelRole
from policy_parse.fields.units.words import UnitWords
from policy_parse.text.fold import Folded


class Stretch(NamedTuple):
    """Part of a statement: what is before the first label, without a role, or what one label governs."""

    role: LabelRole | None
    rule: str | None
    """The id of the label."""
    start: int
    end: int


def stretches(folded: Folded, start: int, end: int, words: UnitWords) -> Iterator[Stretch]:
    """The stretches of a statement: before the first label without a role, then one a label."""
    text = folded.text
    role: LabelRole | None = None
    rule: str | None = None
    if words.roles.mark.search(text, start, end) is None:
        yield Stretch(role, rule, start, end)
        return
    unknown = words.signs.unknown_label.match(text, start, end)
    begin = unknown.end() if unknown else start
    for match in words.roles.label.finditer(text, start, end):
        at = match.start()
        if (
            begin < at
            and text[at - 1] not in "；：。，、\n\t）〕;（〔【"
            and not _runs_on(folded, at, role, match[0], words)
        ):
            continue
        if _says_a_rule(text, start, at, end, words):
            continue
        if at > begin:
            yield from _known_part(text, Stretch(role, rule, begin, at - (text[at - 1] == "〔")), words)
        role, rule = words.roles.labels[match["label"]]
        begin = match.end()
    if begin < end:
        yield from _known_part(text, Stretch(role, rule, begin, end), words)


def _says_a_rule(text: str, start: int, at: int, end: int, words: UnitWords) -> bool:
    """True if a label stands in a bracket behind a name that tells who leads: （第一责任单位为牵头单位，下同）."""
    opened = text.rfind("（", start + 1, at)
    closed = text.find("）", opened, end) if opened >= 0 else -1
    return closed > at and words.signs.first_unit_leads.search(text, opened, closed) is not None


def _known_part(text: str, stretch: Stretch, words: UnitWords) -> Iterator[Stretch]:
    """The stretch up to a label that nobody knows: 市水利局|主抓单位：…; a check reports that."""
    unread = words.signs.unread_label.search(text, stretch.start + 1, stretch.end) if stretch.role else None
    yield stretch._replace(end=unread.start()) if unread else stretch


def _runs_on(folded: Folded, at: int, role: LabelRole | None, label: str, words: UnitWords) -> bool:
    """True if a label begins right after the last name, or the last time, of the labelled list before it, or a blank.

    责任单位：市水利局配合单位：市财政局 · 完成时限：2025年6月底前责任单位：…: lines of labels that lost their breaks.
    A person's name ends anywhere: 责任领导：王某某 责任科室：办公室.
    """
    if role is None or not label.endswith("："):
        return False
    if role == "person" or folded.offsets[at] - folded.offsets[at - 1] > 1:
        return True
    end = words.signs.runs_on_time if role == "deadline" else words.signs.runs_on_name
    return end.match(folded.text, at - 1) is not None


def trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The range without the marks at its ends; nothing if no more is in it."""
    while start < end and text[start] in "：；。，、\n\t":
        start += 1
    while end > start and text[end - 1] in "；。，、\n\t":
        end -= 1
    if start < end:
        yield start, end
