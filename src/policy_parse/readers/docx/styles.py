"""Styles with their basedOn chains, each resolved once."""

from __future__ import annotations

import re
from typing import NamedTuple

from policy_parse.document import Alignment
from policy_parse.readers.docx.names import PPR, RPR, VAL, Element, W, half_points, integer, is_on
from policy_parse.signs.styles import StyleSigns

_ALIGNMENTS: dict[str, Alignment] = {
    "left": "left",
    "start": "left",
    "both": "left",
    "center": "center",
    "distribute": "center",
    "right": "right",
    "end": "right",
}
_OF_A_TABLE = b'type="table"'
_TABLE_STYLE = re.compile(rb'<(\w{1,9}:)style\s[^<>]{0,200}\btype="table"[^<>]{0,200}(?<!/)>')
"""The tag with which the style of a table begins."""
DEFAULT_SIZE = 10.0
"""Points, if a document's defaults name no size (ISO/IEC 29500-1, 17.3.2.38)."""


class WordStyle(NamedTuple):
    """What a style says once its basedOn chain is followed; None if it says nothing."""

    heading: int | None = None
    alignment: Alignment | None = None
    bold: bool = False
    size: float | None = None
    hidden: bool = False
    raised: str | None = None
    """``superscript``, ``subscript`` or None."""
    contents: bool = False
    number_id: str | None = None
    chain: tuple[tuple[str, int | None], ...] = ()
    """Each style id from the style itself to the root of its chain, with the list level that style names itself."""


def alignment_of(value: str | None) -> Alignment | None:
    """left, center or right for a value of ``w:jc``; None for none and for unknown ones."""
    return _ALIGNMENTS.get(value or "")


def outline_level(value: str | None) -> int | None:
    """1–9 for ``w:outlineLvl`` 0–8; None for body text (9) and for anything else."""
    level = integer(value)
    return level + 1 if level is not None and 0 <= level <= 8 else None


def without_table_styles(content: bytes) -> bytes:
    """The part of the styles without those of tables, which say nothing that is read.

    They are most of the part in files that began from a template with all of them, and parsing it takes longer than
    the text itself: 6 ms of the 9 that the three parts of such a file take. One that is not closed ends the search.
    """
    kept: list[bytes] = []
    done = at = 0
    while (place := content.find(_OF_A_TABLE, at)) >= 0:
        start = content.rfind(b"<", at, place)
        at = place + len(_OF_A_TABLE)
        opening = _TABLE_STYLE.match(content, start) if start >= 0 else None
        if opening is None:
            continue
        end = content.find(b"</%bstyle>" % opening[1], opening.end())
        if end < 0:
            break
        if content.find(b"<%bstyle " % opening[1], opening.end(), end) < 0:  # else its own end is another's
            kept.append(content[done:start])
            done = at = content.index(b">", end) + 1
    return b"".join([*kept, content[done:]])


class Styles:
    """Every style of one document; unknown ids give the defaults, circular chains end where they close."""

    def __init__(self, root: Element | None, signs: StyleSigns) -> None:
        self._signs = signs
        self._elements: dict[str, Element] = {}
        self._resolved: dict[str, WordStyle] = {}
        self._defaults = WordStyle()
        self._default_paragraph: str | None = None
        if root is None:
            return
        for element in root.iterchildren(W + "style"):
            key = element.get(W + "styleId")
            if key:
                self._elements[key] = element
                if element.get(W + "default") in ("1", "true", "on") and element.get(W + "type") == "paragraph":
                    self._default_paragraph = key
        self._defaults = WordStyle(size=DEFAULT_SIZE)
        defaults = root.find(W + "docDefaults")
        if defaults is not None:
            for run in defaults.iterfind(f"{W}rPrDefault/{RPR}"):
                self._defaults = _with_run(self._defaults, run)
            for paragraph in defaults.iterfind(f"{W}pPrDefault/{PPR}"):
                self._defaults = _with_paragraph(self._defaults, paragraph)

    def paragraph(self, key: str | None) -> WordStyle:
        """The paragraph style `key`; the document's default paragraph style if it is None or unknown."""
        if key is None or key not in self._elements:
            key = self._default_paragraph
        return self._defaults if key is None else self._resolve(key, self._defaults, ())

    def character(self, key: str) -> WordStyle:
        """What the character style `key` sets by itself; nothing if it is unknown."""
        return self._resolve(key, WordStyle(), ()) if key in self._elements else WordStyle()

    def number_id(self, key: str) -> str | None:
        """The numId of the numbering style `key`."""
        return self.character(key).number_id

    def _resolve(self, key: str, base: WordStyle, below: tuple[str, ...]) -> WordStyle:
        found = self._resolved.get(key)
        if found is not None:
            return found
        element = self._elements[key]
        parent = element.find(W + "basedOn")
        parent_key = parent.get(VAL) if parent is not None else None
        if parent_key in self._elements and parent_key != key and parent_key not in below:
            base = self._resolve(parent_key, base, (*below, key))
        own_level = element.find(f"{PPR}/{W}numPr/{W}ilvl")
        level = integer(own_level.get(VAL)) if own_level is not None else None
        style = base._replace(chain=((key, level), *base.chain))
        name = element.find(W + "name")
        own_name = (name.get(VAL) if name is not None else None) or key
        style = self._with_name(style, own_name)
        paragraph = element.find(PPR)
        if paragraph is not None:
            style = _with_paragraph(style, paragraph)
        run = element.find(RPR)
        if run is not None:
            style = _with_run(style, run)
        if self._signs.title_style.fullmatch(own_name):
            # Word gives its title style the outline level of a first heading.
            style = style._replace(heading=0)
        self._resolved[key] = style
        return style

    def _with_name(self, style: WordStyle, name: str) -> WordStyle:
        heading = self._signs.heading_style.fullmatch(name)
        if heading:
            return style._replace(heading=int(heading[1]))
        return style._replace(contents=True) if self._signs.contents_style.fullmatch(name) else style


def _with_paragraph(style: WordStyle, properties: Element) -> WordStyle:
    for child in properties:
        if child.tag == W + "jc":
            style = style._replace(alignment=alignment_of(child.get(VAL)) or style.alignment)
        elif child.tag == W + "outlineLvl":
            style = style._replace(heading=outline_level(child.get(VAL)))
        elif child.tag == W + "numPr":
            key = child.find(W + "numId")
            if key is not None:
                style = style._replace(number_id=key.get(VAL))
    return style


def _with_run(style: WordStyle, properties: Element) -> WordStyle:
    for child in properties:
        if child.tag == W + "b":
            style = style._replace(bold=is_on(child))
        elif child.tag == W + "sz":
            style = style._replace(size=half_points(child.get(VAL)) or style.size)
        elif child.tag == W + "vanish":
            style = style._replace(hidden=is_on(child))
        elif child.tag == W + "vertAlign":
            value = child.get(VAL)
            style = style._replace(raised=value if value in ("superscript", "subscript") else None)
    return style
