"""Small Word documents written as raw XML, so that a test says exactly what stands in the file."""

from __future__ import annotations

import zipfile
from io import BytesIO

from policy_parse.document import Document, DocumentBlock
from policy_parse.readers.docx import reader as docx

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": W,
        "r": RELATIONSHIPS,
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "v": "urn:schemas-microsoft-com:vml",
    }.items()
)
PARTS = ("styles", "numbering", "footnotes", "endnotes", "settings")


def part(tag: str, content: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:{tag} {NAMESPACES}>{content}</w:{tag}>'


def archive(parts: dict[str, str | bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts.items():
            target.writestr(name, content)
    return out.getvalue()


def document_parts(body: str, **related: str) -> dict[str, str | bytes]:
    """The parts of a document; `related` gives the content of styles, numbering, footnotes, endnotes."""
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{RELATIONSHIPS}/{kind}" Target="{kind}.xml"/>' for n, kind in enumerate(PARTS)
    )
    package = "http://schemas.openxmlformats.org/package/2006"
    return {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" '
        f'Type="{RELATIONSHIPS}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{package}/relationships">{links}</Relationships>',
        "word/document.xml": part("document", f"<w:body>{body}</w:body>"),
        **{f"word/{kind}.xml": part(kind, content) for kind, content in related.items()},
    }


def build(body: str, **related: str) -> bytes:
    return archive(document_parts(body, **related))


def read(body: str, **related: str) -> Document:
    return docx.read(build(body, **related), name="made-up.docx")


def text(body: str, **related: str) -> str:
    return read(body, **related).text


def cells(body: str, **related: str) -> list[tuple[int, int, int, int, str]]:
    """``(row, column, row_span, column_span, text)`` of every cell."""
    document = read(body, **related)
    return [_cell(block, document) for block in document.blocks if block.kind == "cell"]


def _cell(block: DocumentBlock, document: Document) -> tuple[int, int, int, int, str]:
    place = block.row, block.column, block.row_span, block.column_span
    return (*(-1 if n is None else n for n in place), block.span.of(document.text))  # type: ignore[return-value]


def codes(document: Document) -> list[str]:
    return [notice.code for notice in document.notices]


def r(words: str, properties: str = "") -> str:
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{words}</w:t></w:r>'


def p(content: str = "", properties: str = "") -> str:
    """A paragraph; plain words become a run."""
    inner = content if content.startswith("<") or not content else r(content)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inner}</w:p>"


def tc(content: str = "", properties: str = "") -> str:
    inner = content if content.startswith(("<w:p", "<w:tbl")) else p(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def tr(*content: str, properties: str = "") -> str:
    inner = "".join(one if one.startswith("<") else tc(one) for one in content)
    return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{inner}</w:tr>"


def tbl(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


def number(number_id: int, level: int = 0) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number_id}"/></w:numPr>'


def level(index: int, text: str, number_format: str = "decimal", start: int = 1, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{number_format}"/>'
        f'{more}<w:lvlText w:val="{text}"/></w:lvl>'
    )


def abstract(key: int, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{key}">{"".join(levels)}</w:abstractNum>'


def num(key: int, source: int, *overrides: str) -> str:
    return f'<w:num w:numId="{key}"><w:abstractNumId w:val="{source}"/>{"".join(overrides)}</w:num>'


def style(key: str, properties: str = "", name: str = "", based_on: str = "", kind: str = "paragraph") -> str:
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return f'<w:style w:type="{kind}" w:styleId="{key}"><w:name w:val="{name or key}"/>{base}{properties}</w:style>'
