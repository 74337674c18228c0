"""Qualified names of WordprocessingML, built once; strict documents are brought to the transitional names first."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

Element = Any
"""An lxml element; lxml is imported only when a document is read."""

ZIP = b"PK\x03\x04"
"""First bytes of a zip archive."""

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
V = "{urn:schemas-microsoft-com:vml}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
OVERRIDE = "{http://schemas.openxmlformats.org/package/2006/content-types}Override"

VAL = W + "val"
ID = W + "id"
P = W + "p"
PPR = W + "pPr"
R_RUN = W + "r"
RPR = W + "rPr"
T = W + "t"
TBL = W + "tbl"
TR = W + "tr"
TC = W + "tc"
SDT = W + "sdt"
SDT_CONTENT = W + "sdtContent"
CHOICE = MC + "Choice"
FALLBACK = MC + "Fallback"
ALTERNATE = MC + "AlternateContent"
TXBX_CONTENT = W + "txbxContent"

CONTAINERS = frozenset(W + name for name in ("ins", "moveTo", "smartTag", "customXml", "sdtContent"))
"""Elements that only wrap what they hold, at every level: runs, cells, rows, blocks."""


def is_on(element: Element | None) -> bool:
    """Value of an on/off property: present without a value means on."""
    return element is not None and element.get(VAL, "1") not in ("0", "false", "off", "none")


def integer(text: str | None) -> int | None:
    """`text` as an integer; None if it is not one."""
    try:
        return int(text) if text is not None else None
    except ValueError:
        return None


@lru_cache(maxsize=256)  # a document has few sizes, and one for every run
def half_points(text: str | None) -> float | None:
    """A font size in points: plain numbers are half-points, strict documents may write 10.5pt."""
    if not text:
        return None
    try:
        return float(text[:-2]) if text.endswith("pt") else int(text) / 2
    except ValueError:
        return None


def alternative(element: Element) -> Element | None:
    """The one branch of an ``mc:AlternateContent`` that is read: its first Choice, else its Fallback."""
    chosen = element.find(CHOICE)
    return chosen if chosen is not None else element.find(FALLBACK)
