"""Every entry tried by its own examples: it must read its ``examples`` and must not read its ``never``.

The tests try the package's own tables so, ``policy-parse rules --check`` those of a user.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal, NamedTuple

from policy_parse.fields import indicator_table
from policy_parse.fields.deadlines.find import find_deadlines, find_times
from policy_parse.fields.deadlines.rules import DeadlineRules, TimeRule, found_time
from policy_parse.fields.quantities.numbers import NUMBER, read_numeral
from policy_parse.fields.targets.find import find_targets
from policy_parse.fields.units.full_names import resolve_name
from policy_parse.fields.units.reforms import BEFORE_REFORMS
from policy_parse.fields.units.role_words import RoleWords
from policy_parse.fields.units.same_office import spelling
from policy_parse.lexicon import Entry, Lexicon
from policy_parse.lexicon.load import DATA
from policy_parse.lexicon.offices import OfficeWords
from policy_parse.lexicon.schema import SIGN_TABLES
from policy_parse.lexicon.signs import with_words
from policy_parse.model import Deadline, Target
from policy_parse.structure.header.signs import HeaderSigns
from policy_parse.structure.headings import SectionWords
from policy_parse.text.fold import clean, fold
from policy_parse.text.sign import Sign
from policy_parse.vocabulary.agency_examples import CITY, agency
from policy_parse.vocabulary.words import words_of

Key = Literal["examples", "never"]
YEAR, ISSUED = 2022, date(2022, 8, 8)
"""Year and date of the document that the examples are read in."""


class Case(NamedTuple):
    """One example, or counter-example, of an entry: a text, or a text with what it means."""

    table: str
    entry: Entry
    key: Key
    example: str | Sequence[str]
    word: str = ""
    """The word of the entry that was put into a frame; empty if the example is written out."""

    @property
    def text(self) -> str:
        """The words that are tried."""
        return self.example if isinstance(self.example, str) else self.example[0]


class Verdict(NamedTuple):
    """`passed`: the case was read as it should be; `read`: what was read."""

    passed: bool
    read: object


def cases(lexicon: Lexicon, *, own: bool = False) -> Iterator[Case]:
    """Every case of the tables of `lexicon`; with `own` those of a user's entries only."""
    for table in sorted({*_READ, *_CSV}):
        for entry in lexicon.table(table):
            home = lexicon.entry_file(table, entry["id"])
            if own and home is not None and home.parent == DATA:
                continue
            if table in _CSV:
                if entry.get("written") and entry.get("meant"):
                    yield Case(table, entry, "examples", (entry["written"], entry["meant"]))
                continue
            yield from cases_of(table, entry)


def cases_of(table: str, entry: Entry) -> Iterator[Case]:
    """The examples and counter-examples of one entry, then each of its words, and compounds, in each of its frames."""
    for key in _KEYS:
        for example in entry.get(key, ()):
            yield Case(table, entry, key, example)
    if table in SIGN_TABLES:  # of these each frame must be found by one of several patterns: a test tries them
        return
    for frames, words in (("frames", "words"), ("compound_frames", "compounds")):
        for frame in entry.get(frames, ()):
            for word in entry.get(words, ()):
                yield Case(table, entry, "examples", _with_word(frame, word), word)


def _with_word(frame: str | Sequence[str], word: str) -> str | Sequence[str]:
    """`frame` with `word` in place of each {}: a sentence, or a sentence with what it means."""
    return frame.replace("{}", word) if isinstance(frame, str) else [part.replace("{}", word) for part in frame]


def verdict(case: Case, lexicon: Lexicon) -> Verdict:
    """What the entry of `case` makes of it."""
    if case.table in _CSV:
        return Verdict(*_CSV[case.table](case.entry, lexicon))
    return Verdict(*_READ[case.table](case, lexicon))


def failures(lexicon: Lexicon, *, own: bool = False) -> Iterator[str]:
    """One line for each case that is not read as it should be: file, entry, words, and what they were read as."""
    for case in cases(lexicon, own=own):
        passed, read = verdict(case, lexicon)
        if not passed:
            file = lexicon.entry_file(case.table, case.entry["id"]) or Path(case.table)
            must = "例子没有这样读出（not read so）" if case.key == "examples" else "反例也被读出（read all the same）"
            meant = "" if isinstance(case.example, str) else f"，应为 {'、'.join(case.example[1:]) or '空'}"
            shown = "、".join(map(str, read)) if isinstance(read, list | tuple) else read
            yield f"{file}: {case.entry['id']}: {must}: {case.text}{meant}，读作 {shown or '空（nothing）'}"


_KEYS: tuple[Key, ...] = ("examples", "never")
_Read = tuple[bool, object]


def _words(text: str) -> str:
    return fold(clean(text)).text


def _is(case: Case, read: object, entry: object) -> _Read:
    """An example is read as `entry` says; a counter-example as anything else."""
    return (read == entry) is (case.key == "examples"), read


def _column(case: Case, lexicon: Lexicon) -> _Read:
    read = tuple(words_of(lexicon).columns.meaning(_words(case.text)))
    return _is(case, read, (case.entry["meaning"], f"column.{case.entry['id']}"))


def _heading(case: Case, lexicon: Lexicon) -> _Read:
    return _is(case, SectionWords(lexicon).role(_words(case.text)), case.entry["role"])


def _indicator_column(case: Case, lexicon: Lexicon) -> _Read:
    read = indicator_table.column_meaning(_words(case.text), YEAR - 1, words_of(lexicon).indicators)
    return _is(case, read, case.entry["meaning"])


def role_read(case: Case, words: RoleWords) -> _Read:
    """Read a label at the head of the words, a role word or a manner at their end."""
    text, identity = _words(case.text), case.entry["id"]
    if case.entry["kind"] == "label":
        found = words.label.match(text)
        read = found and (found["label"] if case.word else words.labels[found["label"]][1])
        return _is(case, read, case.word or identity)
    found = words.suffix.search(text)
    if case.entry["kind"] == "manner":
        read = text[found.start() :] if found and found["manner"] else ""
        return read.startswith(case.word) and found is not None and found["manner"] + found["suffix"] == read, read
    read = found and (found["suffix"] if case.word else words.suffixes[found["suffix"]][1])
    return _is(case, read, case.word or identity)


_NAMES = frozenset(("firm", "loose", "class_head", "class_level", "class_tail", "place"))


def office_read(case: Case, words: OfficeWords) -> _Read:
    """Tell names from other words; the examples of words that are no names are other words."""
    if case.entry["kind"] == "class_name":
        return _is(case, words.is_class(case.text), True)
    if case.entry["kind"] not in _NAMES:
        return case.key == "never" or not words.looks_like_unit(case.text), "单位（a unit）"
    if case.entry["kind"].startswith("class_"):
        return _is(case, words.looks_like_unit(case.text, strict=True) and words.is_class(case.text), True)
    strict = case.key == "never" or case.entry["kind"] == "firm"
    return _is(case, words.looks_like_unit(case.text, strict=strict), True)


def _title(case: Case, lexicon: Lexicon) -> _Read:
    signs, text, kind = HeaderSigns(lexicon), _words(case.text), case.entry["kind"]
    if kind == "ending" and case.key == "never":  # one pattern for all endings: only this entry's words are in question
        return not text.endswith(tuple(case.entry["words"])), text
    found = {
        "ending": signs.title_end,
        "body": signs.body_start,
        "noise": signs.noise,
        "remark": signs.remark,
    }
    return _is(case, found[kind].search(text) is not None, True)


def _targets(text: str, lexicon: Lexicon) -> tuple[Target, ...]:
    return find_targets(fold(text), source=text, year=YEAR, words=words_of(lexicon).targets)


def _none(case: Case, lexicon: Lexicon) -> _Read:
    read = [target.text for target in _targets(case.text, lexicon)]
    return not read, read


def _measure(case: Case, lexicon: Lexicon) -> _Read:
    """What a number comes to with its measure, which is all of the words."""
    if case.key == "never":
        return _none(case, lexicon)
    text, words = _words(case.text), words_of(lexicon).targets
    match = NUMBER.match(text)
    number = read_numeral(text, match, words) if match else None
    if number is None or number.unit is None or number.end != len(text):
        return False, None
    quantity = words.measures.quantity(number.value, None, number.unit)
    if quantity is None:
        return False, None
    _, meant, unit = case.example
    fits = "/" in text or (quantity.dimension or "").split("/")[0] == case.entry["dimension"].split("/")[0]
    read = (quantity.value, quantity.unit)
    return fits and read == (Decimal(meant), unit), read


def _bound(case: Case, lexicon: Lexicon) -> _Read:
    if case.key == "never":
        return _none(case, lexicon)
    read = [(target.comparator, target.change or "") for target in _targets(case.text, lexicon)]
    return read == [tuple(case.example[1:])], read


def _indicator(case: Case, lexicon: Lexicon) -> _Read:
    if case.key == "never":
        return _none(case, lexicon)
    read = [target.indicator for target in _targets(case.text, lexicon)]
    return (read[0] if read else "") == case.example[1], read


def _deadline(case: Case, lexicon: Lexicon) -> _Read:
    """The words are found whole by the rule, and mean the day, the recurrence or the kind that stands beside them.

    Where only a part of an example is the time, it stands between two ``|``.
    """
    if "role" in case.entry:
        return _context(case, lexicon)
    rules = words_of(lexicon).deadlines
    rule = next((rule for rule in rules.rules if rule.id == case.entry["id"]), None)
    if rule is None:
        return False, "无规则（no rule）"
    if case.key == "never":
        found = rule.pattern.search(fold(case.text).text)
        return found is None, found and found.group()
    text = case.text.replace("|", "")
    about: dict[str, Any] = {"source": text, "year": YEAR, "issued_on": ISSUED, "rules": rules}
    read: list[Deadline]
    if rule.in_text:
        read = [time.deadline for time in find_times(fold(text), **about)]
    else:
        read = list(find_deadlines(fold(text), place="column", **about))
    said = [(d.text, d.rule, str(d.end or "") or d.rrule or d.kind) for d in read]
    whole = len(read) == 1 and said[0][:2] == (case.text.split("|")[1] if "|" in case.text else text, rule.id)
    return whole and case.example[1] in (said[0][2], read[0].kind), said


def _context(case: Case, lexicon: Lexicon) -> _Read:
    """The words round the time that a sentence marks (较|2020年|下降) say what the time is, by this entry."""
    rules = words_of(lexicon).deadlines
    text, found = marked_time(case.text, rules)
    if found is None:
        return False, "无时间（no such time）"
    own = next(context for context in rules.contexts if context.id == case.entry["id"])
    read = rules.context_of(text, *found)
    fits = own.fits(found_time(text, *found))
    if case.key == "never":
        return not fits, own.role
    return fits and read is not None and read.role == own.role, read and read.id


def marked_time(sentence: str, rules: DeadlineRules) -> tuple[str, tuple[re.Match[str], TimeRule] | None]:
    """The folded sentence without its two ``|``, and the time that stands between them; None if no rule finds it."""
    before, words, after = sentence.split("|")
    start = len(fold(before).text)
    text = fold(before + words + after).text
    place = start, start + len(fold(words).text)
    return text, next(((m, rule) for m, rule in rules.candidates(text, "text") if m.span() == place), None)


def _sign(case: Case, lexicon: Lexicon) -> _Read:
    """A pattern finds its examples; of a list of words the frames are tried by the tests, each with each word."""
    pattern = with_words(case.entry["pattern"], case.table, lexicon)
    sign = Sign(case.entry["id"], pattern, needs=case.entry.get("needs", ()))
    return (sign.finds(case.text) if case.key == "examples" else sign.search(case.text) is None), None


def _direction(case: Case, lexicon: Lexicon) -> _Read:
    return _is(case, words_of(lexicon).comparison.directions.of(_words(case.text)), case.entry["direction"])


def _reform(case: Case, lexicon: Lexicon) -> _Read:
    """Two names are one office by the entry: names in a made-up place, or of offices of the centre."""
    comparison = words_of(lexicon).comparison
    units, names = comparison.units, [_words(name) for name in case.example]
    one, other = (spelling(name, words=units, region=CITY, year=BEFORE_REFORMS) for name in names)
    full, others = (resolve_name(name, region=CITY, words=units)[0] for name in names)
    reform = comparison.reforms.between(one, other) or comparison.reforms.between_branches(full, others, units.regions)
    return _is(case, reform.id if reform else None, case.entry["id"])


_READ: Mapping[str, Callable[[Case, Lexicon], _Read]] = {
    "bounds": _bound,
    "columns": _column,
    "deadlines": _deadline,
    "directions": _direction,
    "headings": _heading,
    "indicator_columns": _indicator_column,
    "indicators": _indicator,
    "measures": _measure,
    "reforms": _reform,
    "offices": lambda case, lexicon: office_read(case, words_of(lexicon).units.offices),
    "roles": lambda case, lexicon: role_read(case, words_of(lexicon).units.roles),
    **dict.fromkeys(SIGN_TABLES, _sign),
    "titles": _title,
}
_CSV: Mapping[str, Callable[[Entry, Lexicon], _Read]] = {
    "agencies": lambda entry, lexicon: agency(entry, words_of(lexicon).units)
}
