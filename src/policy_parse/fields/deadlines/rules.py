"""The table ``deadlines``: patterns put together and compiled, and the words round a time that change what it is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Literal, NamedTuple

from policy_parse.errors import LexiconError
from policy_parse.fields.deadlines.builders import BUILDERS
from policy_parse.fields.deadlines.reading import Builder
from policy_parse.lexicon import Entry, Lexicon
from policy_parse.lexicon.patterns import check_pattern

Place = Literal["text", "column", "label"]
ContextRole = Literal["baseline", "name", "validity", "attribute", "rate"]

_TABLE = "deadlines"
_SLOT = re.compile(r"\$\{(\w+)(?::(\d))?\}")  # ${month}, ${month:2}
_GROUP = re.compile(r"\(\?P(<|=)(\w+)(>|\))")  # (?P<month> and (?P=month)


class Rule(NamedTuple):
    """One form of a time: its pattern, what a text must hold for it, what computes its value."""

    id: str
    expression: str
    needs: tuple[str, ...]
    build: Builder
    in_text: bool  # tried in running text too, not only in columns and behind labels

    @property
    def pattern(self) -> re.Pattern[str]:
        """The expression compiled, when it is first needed: a document rarely holds every form."""
        return _compiled(self.id, self.expression)


class Context(NamedTuple):
    """Words before or after a time that say what it is; `before` is searched, so it ends in ``$``.

    `opened`: characters with which its times open, `only`: how the ids of its rules begin; empty for any.
    """

    id: str
    role: ContextRole
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    opened: str = ""
    only: str = ""


@cache
def rules(lexicon: Lexicon) -> tuple[Rule, ...]:
    """Every rule in file order, patterns expanded. Raises LexiconError for one that cannot work.

    A user's vocabulary is tried as a whole at once; the package's own is by its tests.
    """
    fragments = {
        entry["id"].removeprefix("fragment."): entry["fragment"]
        for entry in lexicon.table(_TABLE)
        if "fragment" in entry
    }
    found = tuple(_rule(entry, fragments, lexicon) for entry in lexicon.table(_TABLE) if "pattern" in entry)
    if not lexicon.is_builtin:
        for rule in found:
            check(rule, str(lexicon.entry_file(_TABLE, rule.id)))
    return found


def check(rule: Rule, file: str = _TABLE) -> None:
    """Raise LexiconError for a pattern that cannot be compiled, that matches the empty string, or that is too slow."""
    check_pattern(file, rule.id, rule.expression)


class _Tried(NamedTuple):
    """The rules for running text or for columns, each with its place in the file, by the words they need."""

    first: re.Pattern[str]
    """The first character of any of the words."""
    words: Mapping[str, Mapping[str, Sequence[tuple[int, Rule]]]]
    """First character → word → rules."""


@cache
def _tried(lexicon: Lexicon, in_text: bool) -> _Tried:
    words: dict[str, dict[str, list[tuple[int, Rule]]]] = {}
    for order, rule in enumerate(rules(lexicon)):
        if rule.in_text or not in_text:
            for word in rule.needs:
                words.setdefault(word[0], {}).setdefault(word, []).append((order, rule))
    return _Tried(re.compile(f"[{re.escape(''.join(words))}]"), words)


@cache
def contexts(lexicon: Lexicon) -> tuple[Context, ...]:
    """Every entry that says what stands round a time, in file order. Raises LexiconError."""
    return tuple(_context(entry) for entry in lexicon.table(_TABLE) if "role" in entry)


def candidates(text: str, place: Place, lexicon: Lexicon) -> list[tuple[re.Match[str], Rule]]:
    """Find times in folded `text`, in order, not overlapping: leftmost first, then longest, then file order."""
    tried = _tried(lexicon, place == "text")
    present = {
        order: rule
        for first in set(tried.first.findall(text))
        for word, needing in tried.words[first].items()
        if word in text
        for order, rule in needing
    }
    if not present:
        return []
    found = [(match, order, rule) for order, rule in present.items() for match in rule.pattern.finditer(text)]
    found.sort(key=lambda hit: (hit[0].start(), -hit[0].end(), hit[1]))
    kept: list[tuple[re.Match[str], Rule]] = []
    end = 0
    for match, _, rule in found:
        if match.start() >= end:
            kept.append((match, rule))
            end = match.end()
    return kept


def _rule(entry: Entry, fragments: Mapping[str, str], lexicon: Lexicon) -> Rule:
    name = entry["makes"]
    if name not in BUILDERS:
        known = "、".join(sorted(BUILDERS))
        raise lexicon.error(_TABLE, entry["id"], f"makes 应为 {known} 之一，不是 {name}（no such builder）")
    expression = _expand(entry, fragments, lexicon)
    return Rule(entry["id"], expression, tuple(entry["needs"]), BUILDERS[name], "places" not in entry)


def _context(entry: Entry) -> Context:
    identity = entry["id"]
    before, after = (_compiled(identity, entry[key]) if key in entry else None for key in ("before", "after"))
    return Context(identity, entry["role"], before, after, entry.get("opened", ""), entry.get("only", ""))


def _expand(entry: Entry, fragments: Mapping[str, str], lexicon: Lexicon) -> str:
    """Put the fragments in for their slots, groups renamed where a slot has a number."""

    def fill(slot: re.Match[str]) -> str:
        name, number = slot.groups()
        if name not in fragments:
            known = "、".join(sorted(fragments))
            raise lexicon.error(_TABLE, entry["id"], f"没有片段 {name}，有 {known}（no such fragment）")
        return _GROUP.sub(rf"(?P\1\2_{number}\3", fragments[name]) if number else fragments[name]

    return _SLOT.sub(fill, entry["pattern"])


@cache
def _compiled(identity: str, pattern: str) -> re.Pattern[str]:
    try:
        return re.compile(pattern)
    except re.error as error:
        raise LexiconError(_TABLE, identity, f"正则表达式有误（bad pattern）: {error}") from error
