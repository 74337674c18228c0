"""An office under all the names by which it is written: 市发改委, 市发展改革委, 市发展和改革委员会."""

from __future__ import annotations

from policy_parse.fields.units.full_names import take_apart
from policy_parse.fields.units.words import UnitWords
from policy_parse.text.fold import clean


def spellings(name: str, words: UnitWords) -> tuple[str, ...]:
    """`name` first, and all else that the vocabulary calls the office that it ends in, in one order."""
    name = clean(name)
    before, full = taken_apart(name, words)
    if not full:
        return (name,)
    known = words.agencies
    if name in known.national:
        others = [form for form, one in known.national.items() if one.full in full and form not in known.functions]
    else:
        others = [form for form, offices in known.functions.items() if any(one.full in full for one in offices)]
    return tuple(dict.fromkeys((name, *(before + form for form in sorted(others)))))


def taken_apart(name: str, words: UnitWords) -> tuple[str, tuple[str, ...]]:
    """The place or word of level before the office that `name` ends in, and its full names, in one order.

    北碚区住房城乡建委 → 北碚区, 住房和城乡建设委员会. No full name if the vocabulary knows no such office. Names of one
    office have the same; an office with another ending (发展改革局) and one that took over in a reform are others.
    """
    name, known = clean(name), words.agencies
    if (central := known.national.get(name)) is not None and name not in known.functions:
        return "", (central.full,)
    rest = take_apart(name, None, words).rest
    rest = rest if name.endswith(rest) else name
    return name[: len(name) - len(rest)], tuple(sorted({one.full for one in known.functions.get(rest, ())}))
