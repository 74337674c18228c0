"""Automatic numbering: what Word prints before a paragraph, computed from numbering.xml."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from policy_parse.readers.docx.names import (
    ALTERNATE,
    CHOICE,
    RPR,
    VAL,
    Element,
    W,
    alternative,
    integer,
    is_on,
)
from policy_parse.readers.docx.number_formats import format_custom, format_number
from policy_parse.readers.docx.styles import Styles, WordStyle
from policy_parse.readers.docx.symbols import bullet

_PLACE = re.compile(r"%([1-9])")
_LEVELS = 9
_LONGEST_LABEL = 255
"""Characters of the text around the numbers of a label; each paragraph of a list has it again."""
_WORDY = frozenset(("Lo", "Lu", "Ll", "Nd", "Nl"))
"""Categories of last characters of a label that need a space after them: 第一章 总则, 1.1 目标; not 一、 （一） ①."""


class Level(NamedTuple):
    """One level of a list: how its number is counted and written."""

    start: int = 0
    number_format: str = "decimal"
    custom: str | None = None
    text: str = ""
    suffix: str = "tab"
    restart: int | None = None
    """0: never; k: only after a level k (1-based) or above; None: after any level above."""
    legal: bool = False
    hidden: bool = False
    style: str | None = None
    font: str | None = None


@dataclass(slots=True)
class _List:
    """An abstract list and how far it has counted; every list instance that uses it shares the count."""

    levels: dict[int, Level]
    counts: dict[int, int]


class _Instance(NamedTuple):
    """A ``w:num``: an abstract list with some levels replaced or restarted."""

    source: _List
    levels: dict[int, Level]
    starts: dict[int, int]


class Numbering:
    """The numbers of one document; `label` must be called once for each paragraph, in reading order."""

    def __init__(self, root: Element | None, styles: Styles, warn: Callable[[str, str], None]) -> None:
        self._styles = styles
        self._warn = warn
        self._abstract: dict[str, Element] = {}
        self._numbers: dict[str, Element] = {}
        self._lists: dict[str, _List] = {}
        self._instances: dict[str, _Instance | None] = {}
        self._started: set[tuple[str, int]] = set()
        if root is not None:
            for element in root:
                if element.tag == W + "abstractNum":
                    self._abstract[element.get(W + "abstractNumId", "")] = element
                elif element.tag == W + "num":
                    self._numbers[element.get(W + "numId", "")] = element

    def label(self, number_id: str | None, level: int | None, style: WordStyle) -> str:
        """The number before a paragraph and what separates it from the text; empty if it has no number.

        `number_id` and `level` are the paragraph's own, None if only its style numbers it. numId 0 switches
        numbering off. A number in a format that is not known is left out, with a notice; it still counts.
        """
        from_style = number_id is None
        key = style.number_id if from_style else number_id
        if not key or key == "0":
            return ""
        instance = self._instance(key)
        if instance is None:
            return ""
        if level is None:
            level = self._style_level(instance, style) if from_style or key == style.number_id else 0
        definition = instance.levels.get(level)
        if definition is None or not 0 <= level < _LEVELS:
            return ""
        self._count(key, instance, level)
        return "" if definition.hidden else self._write(instance, level, definition)

    def _style_level(self, instance: _Instance, style: WordStyle) -> int:
        """The level that is linked to the paragraph's style or the style names; of its bases if it has neither."""
        linked = {definition.style: number for number, definition in instance.levels.items() if definition.style}
        for key, own_level in style.chain:
            level = linked.get(key, own_level)
            if level is not None:
                return level
        return 0

    def _count(self, key: str, instance: _Instance, level: int) -> None:
        counts = instance.source.counts
        start = instance.starts.get(level)
        if start is not None and (key, level) not in self._started:
            counts[level] = start
        elif level in counts:
            counts[level] += 1
        else:
            counts[level] = instance.levels[level].start if start is None else start
        self._started.add((key, level))
        for deeper in [number for number in counts if number > level]:
            restart = instance.levels[deeper].restart if deeper in instance.levels else None
            if restart is None or level < restart:
                del counts[deeper]

    def _write(self, instance: _Instance, level: int, definition: Level) -> str:
        if definition.number_format == "bullet":
            return "".join(bullet(character, definition.font) for character in definition.text)
        if any(int(place) > level + 1 for place in _PLACE.findall(definition.text)):
            return ""  # Word ignores a text that refers to a deeper level: [MS-OI29500] 2.1.283 c
        unknown = ""

        def numeral(place: re.Match[str]) -> str:
            nonlocal unknown
            index = int(place[1]) - 1
            source = instance.levels.get(index)
            if source is None or source.number_format in ("bullet", "none"):
                return ""
            value = instance.source.counts.get(index, source.start)
            number_format = "decimal" if definition.legal else source.number_format
            if number_format == "custom" and source.custom:
                text = format_custom(value, source.custom)
            else:
                text = format_number(value, number_format)
            if text is None:
                unknown = source.custom or number_format
                return ""
            return text

        text = _PLACE.sub(numeral, definition.text)
        if unknown:
            self._warn("numbering-unknown", f"自动编号的格式“{unknown}”不认识，这类编号没有读出")
            return ""
        spaced = text and definition.suffix != "nothing" and unicodedata.category(text[-1]) in _WORDY
        return text + " " if spaced else text

    def _instance(self, key: str) -> _Instance | None:
        if key not in self._instances:
            element = self._numbers.get(key)
            self._instances[key] = None if element is None else self._build(element)
        return self._instances[key]

    def _build(self, element: Element) -> _Instance | None:
        reference = element.find(W + "abstractNumId")
        source = self._list(reference.get(VAL, "") if reference is not None else "")
        if source is None:
            return None
        levels, starts = dict(source.levels), {}
        for override in element.iterchildren(W + "lvlOverride"):
            number = integer(override.get(W + "ilvl"))
            if number is None:
                continue
            replaced = override.find(W + "lvl")
            if replaced is not None:
                levels[number] = _level(replaced)
            start = override.find(W + "startOverride")
            value = integer(start.get(VAL)) if start is not None else None
            if value is not None:
                starts[number] = value
        return _Instance(source, levels, starts)

    def _list(self, key: str, links: int = 0) -> _List | None:
        if key in self._lists:
            return self._lists[key]
        element = self._abstract.get(key)
        if element is None:
            return None
        link = element.find(W + "numStyleLink")
        if link is not None and links < _LEVELS:
            number = self._numbers.get(self._styles.number_id(link.get(VAL, "")) or "")
            reference = number.find(W + "abstractNumId") if number is not None else None
            linked = self._list(reference.get(VAL, ""), links + 1) if reference is not None else None
            if linked is not None:
                self._lists[key] = linked
                return linked
        levels: dict[int, Level] = {}
        for child in element.iterchildren(W + "lvl"):
            number = integer(child.get(W + "ilvl"))
            if number is not None:
                levels[number] = _level(child)
        self._lists[key] = _List(levels, {})
        return self._lists[key]


def _level(element: Element) -> Level:
    values: dict[str, str | None] = {}
    custom = hidden = font = None
    for child in element:
        if child.tag == ALTERNATE:  # Word's custom formats stand in a Choice, a plainer format in the Fallback
            branch = child.find(CHOICE)
            branch = branch if branch is not None else alternative(child)
            child = branch.find(W + "numFmt") if branch is not None else None
            if child is None:
                continue
        values[child.tag] = child.get(VAL, "1" if child.tag == W + "isLgl" else None)
        if child.tag == W + "numFmt":
            custom = child.get(W + "format")
        elif child.tag == RPR:
            hidden = is_on(child.find(W + "vanish"))
            fonts = child.find(W + "rFonts")
            font = fonts.get(W + "ascii") or fonts.get(W + "hAnsi") if fonts is not None else None
    restart = values.get(W + "lvlRestart")
    return Level(
        start=integer(values.get(W + "start")) or 0,
        number_format=values.get(W + "numFmt") or "decimal",
        custom=custom,
        text=(values.get(W + "lvlText") or "")[:_LONGEST_LABEL],
        suffix=values.get(W + "suff") or "tab",
        restart=integer(restart) if restart is not None else None,
        legal=values.get(W + "isLgl") not in (None, "0", "false", "off"),
        hidden=bool(hidden),
        style=values.get(W + "pStyle"),
        font=font,
    )
