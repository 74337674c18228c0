"""The parts of a docx by their paths, and the archive that holds them."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO

from policy_parse.readers.opc import Element

_PKG = "{http://schemas.microsoft.com/office/2006/xmlPackage}"

_LONGEST_PATH = 1000


def flat_parts(root: Element) -> dict[str, bytes]:
    """The XML parts of a flat package."""
    from lxml import etree

    parts: dict[str, bytes] = {}
    for part in root.iterchildren(_PKG + "part"):
        content = part.find(_PKG + "xmlData")
        path = part.get(_PKG + "name", "").lstrip("/")
        if content is not None and len(content) and 0 < len(path) < _LONGEST_PATH:
            parts[path] = etree.tostring(content[0], encoding="utf-8")
    return parts


def pack(parts: Mapping[str, bytes]) -> bytes:
    """A docx that holds `parts`."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for path, content in parts.items():
            archive.writestr(path, content)
    return out.getvalue()
