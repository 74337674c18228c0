"""Formulas (Office MathML) as one line of text."""

from __future__ import annotations

from policy_parse.readers.docx.names import Element, M, W
from policy_parse.readers.docx.symbols import shifted

_VALUE = M + "val"
_GONE = frozenset((W + "del", W + "moveFrom"))


def math_text(element: Element) -> str:
    """The formula in reading order: fractions as a/b, raised and lowered digits as ² ₂, brackets as drawn."""
    tag = element.tag
    if tag == M + "t":
        return str(element.text or "")
    if tag == M + "f":
        return f"{_part(element, 'num')}/{_part(element, 'den')}"
    if tag == M + "sSup":
        return _part(element, "e") + shifted(_part(element, "sup"), "superscript")
    if tag == M + "sSub":
        return _part(element, "e") + shifted(_part(element, "sub"), "subscript")
    if tag == M + "sSubSup":
        lowered, raised = shifted(_part(element, "sub"), "subscript"), shifted(_part(element, "sup"), "superscript")
        return _part(element, "e") + lowered + raised
    if tag == M + "rad":
        return f"{shifted(_part(element, 'deg'), 'superscript')}√{_part(element, 'e')}"
    if tag == M + "nary":
        sign = _property(element, "naryPr", "chr", "∫")
        return f"{sign}{_part(element, 'sub')}{_part(element, 'sup')}{_part(element, 'e')}"
    if tag == M + "d":
        inner = _property(element, "dPr", "sepChr", "|").join(math_text(e) for e in element.iterchildren(M + "e"))
        return _property(element, "dPr", "begChr", "(") + inner + _property(element, "dPr", "endChr", ")")
    return "".join(math_text(child) for child in element if child.tag not in _GONE)


def _part(element: Element, name: str) -> str:
    part = element.find(M + name)
    return math_text(part) if part is not None else ""


def _property(element: Element, group: str, name: str, default: str) -> str:
    found = element.find(f"{M}{group}/{M}{name}")
    return str(found.get(_VALUE, "")) if found is not None else default
