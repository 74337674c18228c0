"""Word XML 2003 in the words of docx: most elements are the same in another namespace, the rest is mapped here.

Some programs write its root and take the namespace of docx inside; that is read too.
"""

from __future__ import annotations

from collections.abc import Callable

from policy_parse.readers.docx.names import VAL, V, W
from policy_parse.readers.opc import Element

_OLD = "{http://schemas.microsoft.com/office/word/2003/wordml}"
_AML = "{http://schemas.microsoft.com/aml/2001/core}"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_DRAWN = (V, "{urn:schemas-microsoft-com:office:office}", "{urn:schemas-microsoft-com:office:word}")
"""Namespaces of drawings: their elements keep their names."""
_RENAMED = {"vmerge": "vMerge", "hmerge": "hMerge", "listPr": "numPr", "ilfo": "numId", "hlink": "hyperlink"}
_NOTES = {"footnote": "footnotes", "endnote": "endnotes"}
_INSERTED, _DELETED = "Word.Insertion", "Word.Deletion"
_NUMBER_FORMATS = {
    0: "decimal", 1: "upperRoman", 2: "lowerRoman", 3: "upperLetter", 4: "lowerLetter", 5: "ordinal",
    10: "ideographDigital", 11: "japaneseCounting", 14: "decimalFullWidth", 16: "japaneseLegal",
    18: "decimalEnclosedCircle", 19: "decimalFullWidth2", 22: "decimalZero", 23: "bullet",
    26: "decimalEnclosedFullstop", 27: "decimalEnclosedParen", 28: "decimalEnclosedCircleChinese",
    29: "ideographEnclosedCircle", 30: "ideographTraditional", 31: "ideographZodiac",
    33: "taiwaneseCounting", 34: "ideographLegalTraditional", 35: "taiwaneseCountingThousand", 36: "taiwaneseDigital",
    37: "chineseCounting", 38: "chineseLegalSimplified", 39: "chineseCountingThousand", 255: "none",
}  # fmt: skip
"""Number formats by their codes ([MS-OSHARED] 2.2.1.3)."""


def word_2003_parts(root: Element) -> dict[str, bytes]:
    """The parts of a docx that says the same as the ``w:wordDocument`` `root`, which is changed on the way."""
    from lxml import etree

    make: Callable[[str], Element] = etree.Element
    _unwrap(root)
    _rename(root)
    parts = {"document": make(W + "document")}
    body = root.find(W + "body")
    if body is not None:
        parts["document"].append(body)
        for note, part in _NOTES.items():
            parts[part] = make(W + part)
            _move_notes(body, note, parts[part], make)
    styles = root.find(W + "styles")
    if styles is not None:
        parts["styles"] = styles
    lists = root.find(W + "lists")
    if lists is not None:
        parts["numbering"] = _numbering(lists, make)
    links = "".join(
        f'<Relationship Id="r{n}" Type="{_RELATIONSHIPS}/{kind}" Target="{kind}.xml"/>'
        for n, kind in enumerate(kind for kind in parts if kind != "document")
    )
    return {
        "_rels/.rels": _relationships(
            f'<Relationship Id="r0" Type="{_RELATIONSHIPS}/officeDocument" Target="word/document.xml"/>'
        ),
        "word/_rels/document.xml.rels": _relationships(links),
        **{f"word/{kind}.xml": etree.tostring(part, encoding="utf-8") for kind, part in parts.items()},
    }


def _relationships(links: str) -> bytes:
    return f'<Relationships xmlns="{_PACKAGE}">{links}</Relationships>'.encode()


def _unwrap(root: Element) -> None:
    """Take away what stands round the words: sections, smart tags, and the marks of changes and comments.

    What was inserted stays and becomes ``w:ins``; what was deleted and what comments say goes.
    """
    for element in list(root.iter("{*}*")):
        tag = str(element.tag)
        if tag.startswith((_OLD, W, *_DRAWN)) or element is root or element.getparent() is None:
            continue
        if tag == _AML + "annotation":
            content = element.find(_AML + "content")
            kind = element.get(_OLD + "type")
            if kind == _INSERTED and content is not None and len(content):
                element.tag = _OLD + "ins"
                _splice(content)
            elif kind == _INSERTED or (kind == _DELETED and (content is None or not len(content))):
                element.tag = _OLD + ("ins" if kind == _INSERTED else "del")  # of a paragraph's mark
            else:
                _remove(element)
        elif tag != _AML + "content":
            _splice(element)


def _splice(element: Element) -> None:
    """Put the children of `element` in its place."""
    parent = element.getparent()
    at = parent.index(element)
    parent[at : at + 1] = list(element)


def _remove(element: Element) -> None:
    element.getparent().remove(element)


def _rename(root: Element) -> None:
    for element in root.iter(_OLD + "*"):
        name = str(element.tag)[len(_OLD) :]
        element.tag = W + _RENAMED.get(name, name)
        for key in list(element.attrib):
            if key.startswith(_OLD):
                element.set(W + key[len(_OLD) :], element.attrib.pop(key))


def _move_notes(body: Element, kind: str, part: Element, make: Callable[[str], Element]) -> None:
    """Move the footnotes or endnotes, which stand in the text here, to a part of their own."""
    for number, note in enumerate(list(body.iter(W + kind)), 1):
        reference = make(f"{W}{kind}Reference")
        reference.set(W + "id", str(number))
        note.getparent().replace(note, reference)
        note.set(W + "id", str(number))
        part.append(note)


def _numbering(lists: Element, make: Callable[[str], Element]) -> Element:
    """Definitions of lists: ``listDef`` is docx's abstractNum, ``list`` its num, ``nfc`` the code of a numFmt."""
    numbering = make(W + "numbering")
    for definition in list(lists.iterchildren(W + "listDef")):
        definition.tag = W + "abstractNum"
        definition.set(W + "abstractNumId", definition.get(W + "listDefId", ""))
        for form in definition.iter(W + "nfc"):
            form.tag = W + "numFmt"
            form.set(VAL, _NUMBER_FORMATS.get(_code(form.get(VAL)), "decimal"))
        numbering.append(definition)
    for number in list(lists.iterchildren(W + "list")):
        number.tag = W + "num"
        number.set(W + "numId", number.get(W + "ilfo", ""))
        for reference in number.iterchildren(W + "ilst"):
            reference.tag = W + "abstractNumId"
        numbering.append(number)
    return numbering


def _code(text: str | None) -> int:
    return int(text) if text and text.isdecimal() else 0
