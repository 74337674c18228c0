"""Forms (pieces of a page kept apart) that draw each other: some so often that pdfium would never end, or end us.

Each of a few forms that draws the next one twice is a page of billions of pieces, and pdfium gives up its process when
no memory is left. So the forms are counted first, where a file has any; few documents have.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from typing import Any

from policy_parse import limits

_MOST = 100_000
"""Forms drawn on one page, those inside others counted each time."""
# /Form, also with escaped letters: /F#6frm
_FORM = re.compile(rb"/(?:F|#46)(?:o|#6[fF])(?:r|#72)(?:m|#6[dD])\b")
# /Fm0 Do
_DRAWN = re.compile(rb"/([^\s/\[\]<>(){}%]+)\s+Do\b")


def has_endless_forms(data: bytes, password: str | None) -> bool:
    """True if the forms of a page draw each other in a circle or more often than any document does."""
    if _FORM.search(data) is None:
        return False
    from pdfminer.pdfdocument import PDFDocument
    from pdfminer.pdfpage import PDFPage
    from pdfminer.pdfparser import PDFParser

    known: dict[int, int] = {}
    try:
        document = PDFDocument(PDFParser(io.BytesIO(data)), password or "")
        return any(
            _pieces(form, known, ()) > _MOST
            for page in PDFPage.create_pages(document)
            for form in _forms(page.resources).values()
        )
    except Exception:  # pdfminer raises all sorts on files that pdfium reads
        return False


def _forms(resources: Any) -> dict[str, Any]:
    """The forms among the resources of a page or a form, by the name that they are drawn by."""
    from pdfminer.pdftypes import PDFStream, resolve1

    listed = resolve1((resolve1(resources) or {}).get("XObject")) or {}
    found = {name: resolve1(item) for name, item in listed.items()}
    return {
        name: item
        for name, item in found.items()
        if isinstance(item, PDFStream) and getattr(item.attrs.get("Subtype"), "name", "") == "Form"
    }


def _pieces(form: Any, known: dict[int, int], above: tuple[int, ...]) -> int:
    """How many forms are drawn where `form` is, itself included; more than are allowed for a circle."""
    key = id(form) if form.objid is None else form.objid
    if key in above or len(above) > limits.current().depth:
        return _MOST + 1
    if key not in known:
        inner = _forms(form.attrs.get("Resources"))
        drawn = Counter(_DRAWN.findall(form.get_data())) if inner else Counter[bytes]()
        known[key] = 1 + sum(
            times * _pieces(inner[name], known, (*above, key))
            for word, times in drawn.items()
            if (name := word.decode("latin-1")) in inner
        )
    return known[key]
