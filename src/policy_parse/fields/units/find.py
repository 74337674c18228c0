"""Where responsibility statements stand in a paragraph: in brackets, behind labels, in a last sentence of their own."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from policy_parse.fields.units.lists import bracket_ends
from policy_parse.fields.units.role_words import RoleWords
from policy_parse.fields.units.statements import UNIT_ROLES, Statement, UnitReader
from policy_parse.text.fold import Folded

_STATED = UNIT_ROLES | {"deadline", "person"}
_LONGEST_BRACKET = 900
_OPENING = re.compile("[（〔]")
_MARKS = "。；\n"
_CLOSING_REACH = 20
"""How far before the end of a sentence its role word may begin: 配合，2031年12月底前全部完成."""
_SHORTEST_SENTENCE, _LONGEST_SENTENCE = 5, 80
"""Characters of a last sentence that says who does the work."""


class Candidate(NamedTuple):
    """Where a statement may begin: at a bracket or at a label."""

    start: int
    kind: Literal["bracket", "label"]


def find_statements(folded: Folded, reader: UnitReader) -> list[Statement]:
    """Every statement of a paragraph, in order, not overlapping: brackets, label runs, a last sentence."""
    text, roles = folded.text, reader.words.roles
    ends = bracket_ends(text) if "（" in text or "〔" in text else {}
    found: list[Statement] = []
    at = 0
    while (candidate := _next_candidate(text, at, roles)) is not None:
        start = candidate.start
        if candidate.kind == "bracket":
            statement = _in_bracket(folded, start, ends.get(start), reader)
            at = start + 1 if statement is None else statement.end
        else:
            end = _label_end(text, start, roles)
            statement = reader.parse(folded, start, end)
            if statement is not None:
                opened = start > 0 and text[start - 1] == "〔"
                statement = statement._replace(start=start - opened)
            at = max(end, start + 1)
        if statement is not None:
            found.append(statement)
    if (last := _last_sentence(folded, found[-1].end if found else 0, reader)) is not None:
        found.append(last)
    return found


def _last_sentence(folded: Folded, start: int, reader: UnitReader) -> Statement | None:
    """The last sentence behind `start` if it names offices and their role and nothing else.

    …12处。由甲局会同乙局负责落实。 A last clause counts too if it begins with 由.
    """
    text = folded.text
    end = len(text.rstrip(_MARKS))
    if reader.words.signs.closing_role.search(text, max(start, end - _CLOSING_REACH), end) is None:
        return None
    begin = max(start, text.rfind("。", start, end) + 1, text.rfind("；", start, end) + 1)
    begin = max(begin, text.rfind("，由", begin, end) + 1)
    if not _SHORTEST_SENTENCE <= end - begin <= _LONGEST_SENTENCE:
        return None
    statement = reader.parse(folded, begin, end)
    if statement is None or not (statement.units and statement.explicit):
        return None
    return statement if all(reader.offices.is_unit(unit.text) for unit in statement.units) else None


def _in_bracket(folded: Folded, start: int, closed: int | None, reader: UnitReader) -> Statement | None:
    """The statement of the bracket that opens at `start` and ends at `closed`, if it ends; None if it is none."""
    text, signs = folded.text, reader.words.signs
    if closed is None:
        last = min(len(text), start + _LONGEST_BRACKET + 2)  # beyond it, it is too long wherever it ends
        stop = signs.unclosed_end.search(text, start + 1, last)
        end = inner_end = stop.start() if stop else last
    else:
        end, inner_end = closed, closed - 1
    if not 2 < inner_end - start <= _LONGEST_BRACKET:  # （一） holds no unit, nor does half a page
        reader.refuse("bracket.size", folded, start, end)
        return None
    explains = signs.only_explains.match(text, start + 1, inner_end)  # （以下简称…）, （见附件）
    if explains and not signs.classes_for_later_tasks.search(text, start + 1, inner_end + 1):
        reader.refuse(signs.only_explains.id, folded, start, end)
        return None
    placed = _ends_sentence(text, end) or text[start - 1 : start + 1] == "。（"
    # a bracket in the middle of a sentence counts only for what it says: （A牵头）, not （试点）
    if not placed and reader.words.roles.states.search(text, start, end) is None:
        reader.refuse("bracket.inside_sentence", folded, start, end)
        return None
    statement = reader.parse(folded, start + 1, inner_end)
    if statement is None:
        return None
    if not (statement.explicit or placed):
        reader.refuse("bracket.inside_sentence", folded, start, end)
        return None
    return statement._replace(start=start, end=end)


def _next_candidate(text: str, at: int, words: RoleWords) -> Candidate | None:
    bracket = _OPENING.search(text, at)
    stop = bracket.start() if bracket else len(text)
    labels = text.find("：", at, stop) >= 0 or text.find("〕", at, stop) >= 0
    for match in words.label.finditer(text, at, stop) if labels else ():
        if words.labels[match["label"]][0] not in _STATED:
            continue
        before = text[match.start() - 1] if match.start() else "\n"
        # 责任单位：甲局 on its own or after a mark, or 【责任单位】甲局
        if (before in "。；\n\t）〕，" and match[0].endswith("：")) or (before == "〔" and "〕" in match[0]):
            return Candidate(match.start(), "label")
    return Candidate(stop, "bracket") if bracket else None


def _ends_sentence(text: str, end: int) -> bool:
    """True if a bracket that ends at `end` closes its sentence: a mark, another bracket or nothing follows."""
    return end >= len(text) or text[end] in "。；（〔\n"


def _label_end(text: str, start: int, words: RoleWords) -> int:
    """The end of a run of labelled lists: the first 。 that no further label follows, or the paragraph's end."""
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
