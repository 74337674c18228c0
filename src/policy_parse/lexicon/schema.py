"""What an entry of each vocabulary holds: its keys and their values. The package's own files are held to it by a test.

A file of a user's is held to it when it is loaded, so that a slip of the pen is told by its file, entry and key, and
not by the first document that needs the word. The meanings of the keys stand in ``data/README.md``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import NamedTuple, get_args

from policy_parse.errors import LexiconError
from policy_parse.lexicon.files import DATA, Entry
from policy_parse.lexicon.patterns import check_pattern
from policy_parse.model import Change, Comparator, Effort, Level, Role, SectionRole
from policy_parse.text.fold import clean, fold

Check = Callable[[object], str | None]
"""What is wrong with a value, as a clause for a person; None where nothing is."""


class Form(NamedTuple):
    """The keys that an entry must have and may have; ``id`` is a word where it is not among them."""

    required: Mapping[str, Check]
    optional: Mapping[str, Check] = {}


class Table(NamedTuple):
    """The forms of a table's entries."""

    forms: Mapping[str, Form]
    by: str = ""
    """The key whose value names the form. Without one an entry has the form whose name is among its keys."""
    kept: tuple[str, ...] = ()
    """Code relies on an entry for every combination of values that these keys have in our file."""
    refused: str = ""
    """Why a user cannot lay a file over ours."""


# ---------------------------------------------------------------------------------------------------------- values


def word(value: object) -> str | None:
    """Text that is not empty and has no space around it."""
    if not isinstance(value, str) or not value or value != value.strip():
        return "应为文字，前后没有空格（must be text without spaces around it）"
    return None


def words(value: object) -> str | None:
    """A list of words as they stand in folded text, none twice."""
    if not isinstance(value, list) or not value or any(word(each) for each in value):
        return '应为词的列表，如 ["甲", "乙"]（must be a list of words）'
    for each in value:
        if value.count(each) > 1:
            return f"{each} 写了两次（given twice）"
        if (folded := fold(clean(each)).text) != each:
            return f"{each} 应写作 {folded}（must be written so, as text is read）"
    return None


def one_of(*values: str) -> Check:
    """One of `values`."""

    def check(value: object) -> str | None:
        if value in values:
            return None
        return f"应为 {'、'.join(values)} 之一，不是 {value}（must be one of these, not {value!r}）"

    return check


def lists(check: Check) -> Check:
    """A list, not empty, of what passes `check`."""

    def each(value: object) -> str | None:
        if not isinstance(value, list) or not value:
            return "应为列表（must be a list）"
        return next((fault for item in value if (fault := check(item))), None)

    return each


def parted(check: Check) -> Check:
    """Text whose pieces, parted by spaces, each pass `check`: a cell of a CSV file."""

    def each(value: object) -> str | None:
        return word(value) or next((fault for piece in str(value).split() if (fault := check(piece))), None)

    return each


def flag(value: object) -> str | None:
    """True or false."""
    return None if isinstance(value, bool) else "应为 true 或 false（must be true or false）"


_LARGEST = 30
"""Powers of ten that a factor may have: more is a slip, and no number can be counted in it."""


def number(value: object) -> str | None:
    """A decimal above zero, written as text so that it stays exact."""
    try:
        sound = (
            isinstance(value, str)
            and Decimal(value).is_finite()
            and Decimal(value) > 0
            and abs(Decimal(value).adjusted()) <= _LARGEST
        )
    except InvalidOperation:
        sound = False
    return None if sound else f'应为写成文字的正数，如 "10"，不是 {value}（must be a positive number in quotes）'


def weight(value: object) -> str | None:
    """How much a cue adds to its reading, as text: a number other than zero, below zero where it speaks against it."""
    sound = re.fullmatch(r"-?[0-9]{1,2}(?:\.[0-9]+)?", str(value)) is not None and float(str(value)) != 0
    return None if sound else "应为不为零的数（must be a number other than zero）"


def marked(value: object) -> str | None:
    """A sentence with a number between two ``|``."""
    sound = isinstance(value, str) and value.count("|") == 2
    return None if sound else "应为一句文字，数写在两个 | 之间（must be a text with the number between two |）"


def like(expression: str, what: str) -> Check:
    """Text that is wholly of the shape `expression`."""
    shape = re.compile(expression)

    def check(value: object) -> str | None:
        sound = isinstance(value, str) and shape.fullmatch(value) is not None
        return None if sound else f"应为{what}，不是 {value}"

    return check


def pattern(value: object) -> str | None:
    """A regular expression without slots; what it costs is `check_pattern`'s business."""
    if word(value):
        return "应为正则表达式（must be a regular expression）"
    return "只有时限规则的 pattern 可用 ${…}（slots are for rules of deadlines.toml）" if "${" in str(value) else None


def beside(value: object) -> str | None:
    """A pattern in VERBOSE form of what precedes or follows something, without slots."""
    return verbose(value) or pattern(str(value).strip())


def verbose(value: object) -> str | None:
    """A pattern spread over lines, perhaps with slots for words."""
    return None if isinstance(value, str) and value.strip() else "应为正则表达式（must be a regular expression）"


def joined(value: object) -> str | None:
    """A pattern that is read as one of several: nothing in it counts or names groups."""
    if fault := pattern(value):
        return fault
    if re.search(r"\(\?P[<=]|\(\?[aiLmsux]+\)|\\[1-9]", str(value)):
        return f"不能有具名分组、反向引用和标志（no named groups, back references or flags）: {value}"
    return None


def frame(value: object) -> str | None:
    """A sentence with ``{}`` where each word of its entry is put in turn."""
    sound = isinstance(value, str) and value.count("{}") == 1
    return None if sound else "应为一句文字，词的位置写作 {}（must be a text with {} for the word）"


def examples(width: int = 1) -> Check:
    """A list of texts, or of lists of `width` texts; it may be empty."""

    def check(value: object) -> str | None:
        rows = value if isinstance(value, list) else [None]
        for row in rows:
            cells = [row] if width == 1 else row
            if not isinstance(cells, list) or len(cells) != width or not all(isinstance(cell, str) for cell in cells):
                each = "一句文字" if width == 1 else f"{width} 段文字的列表"
                return f"应为列表，每例是{each}（must be a list of examples, each of {width} texts）"
        return None

    return check


# ---------------------------------------------------------------------------------------------------------- tables

ROLES = (*get_args(Role), "person", "deadline", "other")
COLUMNS = ("index", "group", "title", "content", "detail", "goal", *get_args(Role), "person", "deadline", "remark")
PERIODS = ("year", "half_year", "quarter", "month", "week", "day")
_INDICATOR_WORDS = (
    *("scope", "adverb", "lead_in", "preposition", "quantifier", "manner", "quantity_name", "size_name", "payment"),
    *("work_verb", "verb_or_noun", "result_verb", "event_verb", "achieving_verb", "fostering_verb", "completion_verb"),
    *("past", "service", "after_amount", "after_share", "predicate", "inclusion_verb", "determiner"),
    *("field", "provision", "legal_rate"),
)
CUED = (
    *("level", "change", "count", "service"),
    *("name", "past", "inside", "description", "threshold", "support", "reference"),
)
"""What a number may be read as; see fields/targets/cues.py."""
_TRIED = {"examples": examples(), "never": examples()}
_FRAMED = {**_TRIED, "frames": lists(frame)}
_SENTENCES = {"examples": examples(2), "never": examples()}


def _framed(width: int) -> dict[str, Check]:
    """Examples of `width` texts, and the same with {} for each of the words, or of the compounds, in turn."""
    return dict.fromkeys(("examples", "frames", "compound_frames"), examples(width)) | {"never": examples()}


_WORDS = {"words": words}
_PATTERNS = lists(joined)
_SPREAD = lists(lambda value: verbose(value) or joined(str(value).strip()))
"""Patterns in VERBOSE form that are read as one."""
_YEAR = like("(?:19|20)[0-9]{2}", "四位年份（a year）")
_AGENCY = {"full": word, "short": parted(word)}
_AGENCY_MORE = {
    "levels": parted(one_of(*get_args(Level))),
    "regions": parted(like("-?[1-9][0-9]", "两位省级代码（two digits, perhaps after a hyphen）")),
    "until": _YEAR,
    "successor": word,
    "written": word,
    "meant": word,
}
_BOUND_MORE = {"compounds": words, "noun": flag, "absolute": flag, **_framed(3)}
_COMPARATOR = one_of(*(value for value in get_args(Comparator) if value != "between"))
_BOUND = {"place": one_of("before", "after"), **_WORDS}


def _kinds(*kinds: str, optional: Mapping[str, Check] = _TRIED) -> dict[str, Form]:
    """The same form for every kind: `words` and nothing more."""
    return dict.fromkeys(kinds, Form(_WORDS, optional))


_SIGNS = Table(
    {
        "pattern": Form({"pattern": verbose, "says": word}, _TRIED),
        "words": Form({"words": words, "says": word}, {"frames": examples()}),
    }
)
SIGN_TABLES = tuple(sorted(file.stem for file in DATA.glob("signs_*.toml")))
"""Tables of patterns by name; `lexicon.signs.SignTable` makes objects of them."""

TABLES: Mapping[str, Table] = {
    **dict.fromkeys(SIGN_TABLES, _SIGNS),
    "agencies": Table(
        {
            "function": Form(_AGENCY | {"ends": parted(word)}, _AGENCY_MORE),
            "pattern": Form(
                _AGENCY | {"full": like(r".*\{place\}.*", "带 {place} 的全称（a name with {place}）")}, _AGENCY_MORE
            ),
            "national": Form(_AGENCY, _AGENCY_MORE),
        },
        by="kind",
    ),
    "bounds": Table(
        {
            "bound": Form(_BOUND | {"comparator": _COMPARATOR}, _BOUND_MORE),
            "level": Form(_BOUND | {"comparator": _COMPARATOR}, _BOUND_MORE),
            "change": Form(_BOUND | {"change": one_of(*get_args(Change))}, _BOUND_MORE | {"comparator": _COMPARATOR}),
        },
        by="strength",
        kept=("strength", "place", "comparator", "change"),
    ),
    "columns": Table({"id": Form({"meaning": one_of(*COLUMNS), "patterns": _SPREAD}, _TRIED)}),
    "deadlines": Table(
        {
            "fragment": Form({"fragment": verbose}),
            "pattern": Form(
                {"pattern": verbose, "makes": word, "needs": words},
                {"needs_too": words, "places": lists(one_of("column")), **_SENTENCES},
            ),
            "role": Form(
                {"role": one_of("baseline", "name", "validity", "attribute", "rate")},
                {"before": beside, "after": beside, "opened": word, "only": word, **_TRIED},
            ),
        }
    ),
    "forms": Table(
        {"id": Form({"says": word, "code": word, "examples": examples()})},
        refused="说明代码读法，不能另加（it describes what code reads）",
    ),
    "headings": Table({"id": Form({"role": one_of(*get_args(SectionRole)), "patterns": _SPREAD}, _TRIED)}),
    "indicator_columns": Table(
        {
            "id": Form(
                {"meaning": one_of("indicator", "group", "unit", "attribute", "base", "target", "growth")},
                {"exact": words, "contains": words, **_TRIED},
            )
        }
    ),
    "indicators": Table(
        {
            **_kinds(*_INDICATOR_WORDS, optional={"compounds": words, **_framed(2)}),
            **dict.fromkeys(
                ("effort", "effort_verb"),
                Form({"effort": one_of(*get_args(Effort)), **_WORDS}, {"compounds": words, **_framed(2)}),
            ),
            "period": Form({"per": one_of(*PERIODS), **_WORDS}, {"compounds": words, **_framed(2)}),
        },
        by="kind",
        kept=("kind",),
    ),
    "measures": Table(
        {
            "id": Form(
                {
                    "aliases": words,
                    "dimension": word,
                    "kind": one_of("physical", "money", "time", "ratio", "count", "people"),
                },
                {
                    "standard": word,
                    "factor": number,
                    "compounds": _PATTERNS,
                    "examples": examples(3),
                    "never": examples(),
                },
            )
        }
    ),
    "offices": Table(
        {
            **_kinds(
                *("firm", "loose", "class_head", "class_level", "class_tail"),
                *("place", "not", "person", "verb", "predicate"),
                optional=_FRAMED,
            ),
            "class_name": Form({"patterns": _PATTERNS}, _TRIED),
        },
        by="kind",
        kept=("kind",),
    ),
    "regions": Table(
        {
            "id": Form(
                {
                    "id": like("[1-9][0-9]{5}(?:-(?:19|20)[0-9]{2})?", "六位代码，旧名加连字符和年份（six digits）"),
                    "name": word,
                },
                {"until": _YEAR},
            )
        }
    ),
    "roles": Table(
        {"id": Form({"kind": one_of("label", "suffix", "manner"), "role": one_of(*ROLES), **_WORDS}, _FRAMED)},
        kept=("kind",),
    ),
    "target_cues": Table(
        {
            "reading": Form(
                {"id": word, "reading": one_of(*CUED), "weight": weight, "example": marked, "says": word},
                {"reads": one_of(*CUED), **dict.fromkeys(("frames", "when", "finds", "lacks"), word)},
            )
        }
    ),
    "titles": Table(_kinds("ending", "body", "noise", "remark", optional=_FRAMED), by="kind", kept=("kind",)),
}
"""By the name of the file without its ending."""


# ---------------------------------------------------------------------------------------------------------- checking


def check_entry(table: str, entry: Entry, file: str) -> None:
    """Raise LexiconError for an entry that lacks a key, has one that is not known, or a value that cannot serve."""
    identity = str(entry["id"])
    entry = {key: value for key, value in entry.items() if value not in ("", None)} if file.endswith(".csv") else entry
    schema = TABLES[table]
    form = _form(schema, entry)
    if form is None:
        forms = "、".join(schema.forms)
        if not schema.by:
            reason = f"应有 {forms} 之一（must have one of these）"
        elif schema.by not in entry:
            reason = f"没有 {schema.by}（missing）"
        else:
            reason = f"{schema.by} {one_of(*schema.forms)(entry[schema.by])}"
        raise LexiconError(file, identity, reason)
    checks = {"id": word, **({schema.by: word} if schema.by else {}), **form.optional, **form.required}
    for key in entry:
        if key not in checks:
            raise LexiconError(file, identity, _unknown(key, checks))
    if lacking := sorted(form.required.keys() - entry.keys()):
        raise LexiconError(file, identity, f"没有 {', '.join(lacking)}（missing）")
    for key, value in entry.items():
        if fault := checks[key](value):
            raise LexiconError(file, identity, f"{key} {fault}")
        if checks[key] in (beside, _PATTERNS, _SPREAD):
            flags = 0 if checks[key] is _PATTERNS else re.VERBOSE
            for each in [value] if isinstance(value, str) else value:
                check_pattern(file, identity, each, beside=checks[key] is beside, flags=flags)


def lost(table: str, ours: Sequence[Entry], all_entries: Sequence[Entry]) -> Iterator[str]:
    """What code relies on in our file and no entry has any more: ``kind = noise``."""
    kept = TABLES[table].kept
    there = {tuple(entry.get(key) for key in kept) for entry in all_entries}
    for values in dict.fromkeys(tuple(entry.get(key) for key in kept) for entry in ours):
        if values not in there:
            yield ", ".join(f"{key} = {value}" for key, value in zip(kept, values, strict=True) if value is not None)


def _form(schema: Table, entry: Entry) -> Form | None:
    if schema.by:
        named = entry.get(schema.by)
        return schema.forms.get(named) if isinstance(named, str) else None
    return next((form for key, form in schema.forms.items() if key in entry), None)


def _unknown(key: object, known: Collection[str]) -> str:
    from difflib import get_close_matches

    if key is None:
        return "格子比表头多（more cells than the header names）"
    near = get_close_matches(str(key), known, 1, 0.5)
    said = f"，是否应为 {near[0]}" if near else f"，有 {'、'.join(sorted(known))}"
    return f"没有 {key} 这个键{said}（no such key: {key}{f'; did you mean {near[0]}?' if near else ''}）"
