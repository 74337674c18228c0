"""The names under which an office is written: 市发改委, 市发展改革委, 市发展和改革委员会."""

from __future__ import annotations

from policy_parse.fields.units.full_names import take_apart
from policy_parse.fields.units.words import UnitWords
from policy_parse.text.fold import clean


def spellings(name: str, words: UnitWords) -> tuple[str, ...]:
    """`name`, and what else the vocabulary calls the office that it ends in; `name` alone if it knows none.

    A place or a word of level before it stays: 北碚区住房城乡建委 → 北碚区住房和城乡建设委员会. Offices with another
    ending (发展改革局 for 发展改革委) and their predecessors are others. The name itself comes first, the others in one
    order.
    """
    name, known = clean(name), words.agencies
    if (central := known.national.get(name)) is not None:
        whole = (form for form in known.national if form not in known.functions)  # 发展改革委 is of a province too
        others = [form for form in whole if known.national[form].full == central.full]
        return tuple(dict.fromkeys((name, *sorted(others))))
    rest = take_apart(name, None, words).rest
    rest = rest if name.endswith(rest) else name
    full = {agency.full for agency in known.functions.get(rest, ())}
    others = [form for form, agencies in known.functions.items() if any(one.full in full for one in agencies)]
    before = name[: len(name) - len(rest)]
    return tuple(dict.fromkeys((name, *(before + form for form in sorted(others)))))
