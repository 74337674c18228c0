"""The table ``deadlines``: rules that find times, and contexts, the words round a time that change what it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property, lru_cache, partial
from operator import itemgetter
from typing import Literal, NamedTuple

from policy_parse.fields.deadlines.builders import BUILDERS
from policy_parse.fields.deadlines.reading import Builder
from policy_parse.fields.deadlines.signs import DeadlineSigns
from policy_parse.lexicon import Entry, Lexicon
from policy_parse.lexicon.patterns import check_pattern
from policy_parse.text.sign import LazyPattern

Place = Literal["text", "column", "label"]
ContextRole = Literal["baseline", "name", "validity", "attribute", "rate"]

_TABLE = "deadlines"
_SLOT = re.compile(r"\$\{(\w+)(?::(\d))?\}")  # ${month}, ${month:2}
_GROUP = re.compile(r"\(\?P(<|=)(\w+)(>|\))")  # (?P<month> and (?P=month)
_REACH = 40
"""So many characters before and after a time may say what it is."""


_PLACE_AND_ORDER = itemgetter(0, 1, 2)


class TimeRule(NamedTuple):
    """One form of a time: its pattern, words of which a text must hold one, the function that computes its value.

    A text must hold one word of each list of `needs_too` as well.
    """

    id: str
    pattern: LazyPattern
    needs: tuple[str, ...]
    build: Builder
    needs_too: tuple[tuple[str, ...], ...]
    in_text: bool
    """Tried in running text too, not only in columns and behind labels."""

    def may_hold(self, text: str) -> bool:
        """False if `text` lacks all the words of one of the lists of `needs_too`."""
        for words in self.needs_too:
            for word in words:
                if word in text:
                    break
            else:
                return False
        return True


class TimeContext(NamedTuple):
    """Words before or after a time that say what it is; `before` is searched, so it ends in ``$``.

    `opened`: the first characters that its times may have, `only`: how the ids of its rules begin; empty for any.
    `closed`: whether its times end in a word of limit (年底前); None for any.
    """

    id: str
    role: ContextRole
    before: LazyPattern | None
    after: LazyPattern | None
    opened: str = ""
    only: str = ""
    closed: bool | None = None

    def fits(self, time: FoundTime) -> bool:
        """True if the words round `time` are those of this context."""
        if time.recurs is not (self.role == "rate") or not time.rule.startswith(self.only):
            return False
        if (self.opened and time.opening not in self.opened) or self.closed not in (None, time.closed):
            return False
        if self.before is not None and self.before.search(time.before) is None:
            return False
        if self.after is not None and self.after.match(time.after) is None:
            return False
        return self.role != "baseline" or not time.is_own_year


class FoundTime(NamedTuple):
    """A time in a text, with the words round it."""

    rule: str
    before: str
    after: str
    opening: str
    """Its first character of opening: 到 of 到2025年; ``-`` if it has none."""
    closed: bool
    """It ends in a word of limit: 前 of 年底前."""
    recurs: bool
    is_own_year: bool
    """不低于|本年度|总量的10%: the plan's own year is no baseline."""


class _ByNeed(NamedTuple):
    """Rules by the words that they need."""

    rules: Mapping[str, Mapping[str, Sequence[tuple[int, TimeRule]]]]
    """First character of a word → word → the rules, each with its place in the file."""
    firsts: re.Pattern[str]
    """One of these characters."""


class DeadlineRules:
    """Every rule and context of one lexicon, in file order. Patterns are compiled when they are first tried.

    Raises LexiconError for a rule that cannot work: a user's vocabulary is tried as a whole at once, the package's own
    by its tests.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        entries = lexicon.table(_TABLE)
        fragments = {
            entry["id"].removeprefix("fragment."): entry["fragment"] for entry in entries if "fragment" in entry
        }
        self.rules = tuple(_rule(entry, fragments, lexicon) for entry in entries if "pattern" in entry)
        self.contexts = tuple(_context(entry) for entry in entries if "role" in entry)
        self.signs = DeadlineSigns(lexicon)
        if not lexicon.is_builtin:
            for rule in self.rules:
                check(rule, str(lexicon.entry_file(_TABLE, rule.id)))

    def candidates(self, text: str, place: Place) -> list[tuple[re.Match[str], TimeRule]]:
        """Find times in folded `text`, in order, not overlapping: leftmost first, then longest, then file order."""
        tried = self._for_text if place == "text" else self._for_columns
        present: dict[int, TimeRule] = {}
        for first in set(tried.firsts.findall(text)):
            for word, needing in tried.rules[first].items():
                if word in text:
                    for order, rule in needing:
                        if order not in present and rule.may_hold(text):
                            present[order] = rule
        found: list[tuple[int, int, int, re.Match[str], TimeRule]] = []
        for order, rule in sorted(present.items()):
            for match in rule.pattern.finditer(text):
                if match.end() - match.start() == len(text):
                    return [(match, rule)]  # no later rule finds more
                found.append((match.start(), -match.end(), order, match, rule))
        found.sort(key=_PLACE_AND_ORDER)
        kept: list[tuple[re.Match[str], TimeRule]] = []
        end = 0
        for start, _, _, match, rule in found:
            if start >= end:
                kept.append((match, rule))
                end = match.end()
        return kept

    def context_of(self, text: str, match: re.Match[str], rule: TimeRule) -> TimeContext | None:
        """The first context that fits the time `match`, found by `rule` in `text`; None if the words say nothing."""
        return self._context(found_time(text, match, rule))

    @cached_property
    def _context(self) -> Callable[[FoundTime], TimeContext | None]:
        """The first context that fits; remembered, as a column has the same time row after row."""

        @lru_cache(maxsize=1024)
        def first(time: FoundTime) -> TimeContext | None:
            return next((context for context in self.contexts if context.fits(time)), None)

        return first

    @cached_property
    def _for_text(self) -> _ByNeed:
        return _by_need((order, rule) for order, rule in enumerate(self.rules) if rule.in_text)

    @cached_property
    def _for_columns(self) -> _ByNeed:
        return _by_need(enumerate(self.rules))


def found_time(text: str, match: re.Match[str], rule: TimeRule) -> FoundTime:
    """The time `match`, found by `rule` in `text`, with the words round it."""
    groups, (start, end) = match.groupdict(), match.span()
    return FoundTime(
        rule.id,
        before=text[max(0, start - _REACH) : start],
        after=text[end : end + _REACH],
        opening=(groups.get("open") or "-")[0],
        closed=bool(groups.get("close")),
        recurs=text.startswith("每", start),
        is_own_year=bool(groups.get("year_named")),
    )


def check(rule: TimeRule, file: str = _TABLE) -> None:
    """Raise LexiconError for a pattern that cannot be compiled, that matches the empty string, or that is too slow."""
    check_pattern(file, rule.id, rule.pattern.pattern, flags=re.VERBOSE)


def _by_need(rules: Iterable[tuple[int, TimeRule]]) -> _ByNeed:
    words: dict[str, dict[str, list[tuple[int, TimeRule]]]] = {}
    for order, rule in rules:
        for word in rule.needs:
            words.setdefault(word[0], {}).setdefault(word, []).append((order, rule))
    return _ByNeed(words, re.compile(f"[{re.escape(''.join(words))}]"))


def _rule(entry: Entry, fragments: Mapping[str, str], lexicon: Lexicon) -> TimeRule:
    name = entry["makes"]
    if name not in BUILDERS:
        known = "、".join(sorted(BUILDERS))
        raise lexicon.error(_TABLE, entry["id"], f"makes 应为 {known} 之一，不是 {name}（no such builder）")
    pattern = LazyPattern(partial(_expand, entry, fragments, lexicon), re.VERBOSE)
    needs, too = tuple(entry["needs"]), tuple(map(tuple, entry.get("needs_too", ())))
    return TimeRule(entry["id"], pattern, needs, BUILDERS[name], too, "places" not in entry)


def _context(entry: Entry) -> TimeContext:
    before, after = (LazyPattern(entry[key], re.VERBOSE) if key in entry else None for key in ("before", "after"))
    limits = entry.get("opened", ""), entry.get("only", ""), entry.get("closed")
    return TimeContext(entry["id"], entry["role"], before, after, *limits)


def _expand(entry: Entry, fragments: Mapping[str, str], lexicon: Lexicon) -> str:
    """The pattern of `entry` with the fragments in their slots, groups renamed where a slot has a number."""

    def fill(slot: re.Match[str]) -> str:
        name, number = slot.groups()
        if name not in fragments:
            known = "、".join(sorted(fragments))
            raise lexicon.error(_TABLE, entry["id"], f"没有片段 {name}，有 {known}（no such fragment）")
        piece = _GROUP.sub(rf"(?P\1\2_{number}\3", fragments[name]) if number else fragments[name]
        return f"(?:{piece}\n)"  # the line break ends a remark

    return _SLOT.sub(fill, entry["pattern"])
