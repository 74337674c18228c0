"""What an entry of each vocabulary holds: its keys and their values. The package's own files are held to it by a test.

A file of a user's is held to it when it is loaded, so that a slip of the pen is told by its file, entry and key, and
not by the first document that needs the word. The meanings of the keys stand in ``data/README.md``.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple, get_args

from policy_parse.errors import LexiconError
from policy_parse.lexicon.checks import (
    Check,
    beside,
    examples,
    flag,
    frame,
    joined,
    like,
    lists,
    marked,
    number,
    one_of,
    parted,
    verbose,
    weight,
    word,
    words,
    year,
)
from policy_parse.lexicon.files import DATA, Entry
from policy_parse.lexicon.patterns import check_pattern
from policy_parse.model import Change, Comparator, Effort, Level, Role, SectionRole, Severity


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
_TOLD, _GRAVE = {"says": word, "examples": examples()}, lists(one_of(*get_args(Severity)))
_DESCRIBES = "说明程序的读法和提示，不能另加（it describes what code does）"
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
        "pattern": Form({"pattern": verbose, "says": word}, {"needs": words, **_TRIED}),
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
                {"needs_too": lists(words), "places": lists(one_of("column")), **_SENTENCES},
            ),
            "role": Form(
                {"role": one_of("baseline", "name", "validity", "attribute", "rate")},
                {"before": beside, "after": beside, "opened": word, "only": word, "closed": flag, **_TRIED},
            ),
        }
    ),
    "directions": Table({"id": Form({"direction": one_of("higher", "lower"), **_WORDS}, _FRAMED)}, kept=("direction",)),
    "findings": Table({"id": Form(_TOLD | {"means": word, "severity": _GRAVE}, {"reader": flag})}, refused=_DESCRIBES),
    "forms": Table({"id": Form(_TOLD | {"code": word})}, refused=_DESCRIBES),
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
    "reforms": Table(
        {
            "id": Form(
                {"year": year, "source": word, "before": words, "after": words},
                {"examples": examples(2), "never": examples(2), "seats": flag},
            )
        }
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
