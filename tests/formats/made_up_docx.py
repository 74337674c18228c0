"""Word pieces that python-docx has no call for: computed numbers, tracked changes, footnotes, text boxes, merged cells."""

from __future__ import annotations

from typing import Any

from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt

OUTLINE, ROWS = 90, 91
"""Numberings: 一、（一）1.（1） by level, and 1 2 3 in the first cell of a row."""
W = nsdecls("w")
_LEVELS = {
    OUTLINE: [
        ("chineseCountingThousand", "%1、"),
        ("chineseCountingThousand", "（%2）"),
        ("decimal", "%3."),
        ("decimal", "（%4）"),
    ],
    ROWS: [("decimal", "%1")],
}
_CHANGED = 'w:id="7" w:author="某某" w:date="2023-03-01T00:00:00Z"'


def add_numberings(document: Document) -> None:
    numbering = document.part.numbering_part.element
    for key, levels in _LEVELS.items():
        inner = "".join(
            f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:suff w:val="nothing"/><w:lvlText w:val="{text}"/>'
            f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="0" w:firstLine="{0 if key == ROWS else 640}"/></w:pPr></w:lvl>'
            for i, (form, text) in enumerate(levels)
        )
        numbering.insert(
            0,
            parse_xml(
                f'<w:abstractNum {W} w:abstractNumId="{key}"><w:multiLevelType w:val="multilevel"/>{inner}</w:abstractNum>'
            ),
        )
        numbering.append(parse_xml(f'<w:num {W} w:numId="{key}"><w:abstractNumId w:val="{key}"/></w:num>'))


def number(paragraph: Any, level: int, numbering: int = OUTLINE) -> None:
    """Give `paragraph` the next computed number of `level`."""
    properties = paragraph._p.get_or_add_pPr()
    properties.append(parse_xml(f'<w:numPr {W}><w:ilvl w:val="{level}"/><w:numId w:val="{numbering}"/></w:numPr>'))


def write_words(paragraph: Any, words: str, size: float | None = None) -> None:
    """`words` as runs: ``m^3`` raised, ``[+in]`` and ``[-out]`` tracked, ``[*note]`` a footnote, ``|`` a soft line break."""
    for kind, text in _pieces(words):
        run = paragraph.add_run(text if kind in " ^+-" else "")
        if size:
            run.font.size = Pt(size)
        if kind == "^":
            run.font.superscript = True
        elif kind == "|":
            run.add_break()
        elif kind == "*":
            run._r.append(parse_xml(f'<w:footnoteReference {W} w:id="{text}"/>'))
            run.font.superscript = True
        elif kind in "+-":
            change = parse_xml(f"<w:{'ins' if kind == '+' else 'del'} {W} {_CHANGED}/>")
            run._r.addprevious(change)
            change.append(run._r)
            if kind == "-":
                for t in run._r.findall(qn("w:t")):
                    t.tag = qn("w:delText")


def _pieces(words: str) -> list[tuple[str, str]]:
    import re

    found = []
    for piece in re.split(r"(\^\d|\||\[[-+*][^\]]*\])", words):
        if piece[:1] == "^":
            found.append(("^", piece[1:]))
        elif piece == "|":
            found.append(("|", ""))
        elif piece[:2] in ("[+", "[-", "[*"):
            found.append((piece[1], piece[2:-1]))
        elif piece:
            found.append((" ", piece))
    return found


def add_footnotes(document: Document, notes: list[str]) -> None:
    marks = "".join(
        f'<w:footnote w:type="{kind}" w:id="{i}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
        for i, kind in ((-1, "separator"), (0, "continuationSeparator"))
    )
    inner = "".join(
        f'<w:footnote w:id="{i}"><w:p><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r><w:r><w:t>{note}</w:t></w:r></w:p></w:footnote>'
        for i, note in enumerate(notes, 1)
    )
    xml = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:footnotes {W}>{marks}{inner}</w:footnotes>'
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    part = Part(PackURI("/word/footnotes.xml"), kind, xml.encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def add_text_box(paragraph: Any, words: str) -> None:
    box = (
        f'<w:pict {W} xmlns:v="urn:schemas-microsoft-com:vml"><v:shape style="position:absolute;margin-left:330pt;margin-top:-40pt;width:110pt;height:24pt" stroked="f">'
        f"<v:textbox><w:txbxContent><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict>"
    )
    paragraph.add_run()._r.append(parse_xml(box))


def add_landscape_section(document: Document) -> None:
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(25)
    section.top_margin = section.bottom_margin = Mm(25)


def add_page_numbers(section: Any) -> None:
    """— 1 — in the middle of the foot, and the plan's name as running head."""
    paragraph = section.footer.paragraphs[0]
    paragraph.alignment = 1
    paragraph.add_run("— ")
    for kind in ("begin", "separate", "end"):
        run = paragraph.add_run("1" if kind == "separate" else "")
        run._r.insert(0, parse_xml(f'<w:fldChar {W} w:fldCharType="{kind}"/>'))
        if kind == "begin":
            paragraph.add_run()._r.append(parse_xml(f'<w:instrText {W} xml:space="preserve"> PAGE </w:instrText>'))
    paragraph.add_run(" —")
    section.header.paragraphs[0].add_run("青禾县城乡供水提质三年行动方案")


def add_table(
    document: Document,
    widths: list[float],
    rows: list[list[str]],
    *,
    header_rows: int,
    size: float = 12,
    numbered: int | None = None,
) -> Any:
    """A ruled table. ``^`` merges a cell with the one above, ``<`` with the one on its left; header rows repeat.

    `numbered` is the column whose cells have computed numbers: there ``#`` stands for the next one.
    """
    table = document.add_table(rows=len(rows), cols=len(widths), style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for i, row in enumerate(rows):
        for j, words in enumerate(row):
            cell = table.rows[i].cells[j]
            cell.width = Mm(widths[j])
            if words in ("^", "<"):
                continue
            for k, line in enumerate(words.split("\n")):
                paragraph = cell.paragraphs[0] if k == 0 else cell.add_paragraph()
                paragraph.paragraph_format.first_line_indent = Pt(0)
                paragraph.paragraph_format.line_spacing = Pt(size * 1.5)
                if j == numbered and line == "#":
                    number(paragraph, 0, ROWS)
                else:
                    write_words(paragraph, line, size)
        if i < header_rows:
            table.rows[i]._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {W}/>"))
    _merge(table, rows)
    return table


def _merge(table: Any, rows: list[list[str]]) -> None:
    for i, row in enumerate(rows):
        for j, words in enumerate(row):
            if words in ("^", "<"):
                continue
            below = next((n for n in range(i + 1, len(rows)) if rows[n][j] != "^"), len(rows)) - 1
            right = next((n for n in range(j + 1, len(row)) if row[n] != "<"), len(row)) - 1
            if (below, right) != (i, j):
                table.rows[i].cells[j].merge(table.rows[below].cells[right])
                merged = table.rows[i].cells[j]
                for paragraph in merged.paragraphs[1:]:
                    if not paragraph.text and not paragraph._p.findall(".//" + qn("w:numPr")):
                        paragraph._p.getparent().remove(paragraph._p)
