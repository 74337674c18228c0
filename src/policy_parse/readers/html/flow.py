"""An article's elements to paragraphs and tables, in reading order."""

from __future__ import annotations

import re
from functools import partial
from typing import Any

from policy_parse.document import Alignment, Paragraph, Piece
from policy_parse.document.pieces import Note
from policy_parse.readers.html.article import is_layout
from policy_parse.readers.html.tables import own_rows, read_table
from policy_parse.readers.txt.lines import split_lines
from policy_parse.readers.txt.pieces import build_pieces as build_text_pieces
from policy_parse.signs.reading import ReaderSigns

_BLOCK = frozenset(
    (  # noqa: SIM905
        "address article blockquote body caption center dd details div dl dt fieldset figcaption figure form header "
        "h1 h2 h3 h4 h5 h6 hr li main ol p section summary table tbody td tfoot th thead tr ul"
    ).split()
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.I)
_ALIGN = re.compile(r"text-align\s*:\s*(left|center|right)", re.I)
_INDENT = re.compile(r"[ \t\r\n]*[\u3000\xa0\u2003]{2}")
_WIDE = r"[\u2e80-\u9fff\uff00-\uffef\u3001-\u303f\u2014\u201c\u201d]"
_SOURCE_BREAK = re.compile(rf"(?<={_WIDE})[ \t]*[\r\n][ \t\r\n]*(?={_WIDE})")
# <div id="sdfootnote1"> (LibreOffice), <div id="ftn1"> (Word), and the marks that lead to them
_NOTE = re.compile(r"(?:sdfootnote|ftn)[0-9]+$|(?P<end>(?:sdendnote|edn)[0-9]+$)")
_NOTE_MARK = re.compile(r"#(?:sdfootnote|sdendnote|_ftn|_edn)[0-9]|#_ftnref|#_ednref")
_RAISED = {"2": "²", "3": "³"}


def build_pieces(article: Any, signs: ReaderSigns, title: str | None = None) -> list[Piece]:
    """The paragraphs and tables of `article`, `title` first if it is given.

    A ``<br>`` ends a paragraph where an indent, a number or another ``<br>`` follows, else it is a soft break.
    Numbers of ``<ol>`` stand in the text. A layout table is read as what its cells hold.
    """
    flow = _Flow(signs, single_heading=sum(1 for _ in article.iter("h1")) == 1)
    if title:
        flow.pieces.append(Paragraph(title, heading=0))
    flow.walk(article)
    return flow.pieces


def plain_text(element: Any, signs: ReaderSigns) -> str:
    r"""The text of one cell: its paragraphs joined by ``\\n``; tables inside it a row a line."""
    flow = _Flow(signs, single_heading=False, cell=True)
    flow.walk(element)
    return "\n".join(piece.text for piece in flow.pieces if isinstance(piece, Paragraph))


class _Flow:
    """Pieces so far, and the paragraph that is being read."""

    def __init__(self, signs: ReaderSigns, *, single_heading: bool, cell: bool = False) -> None:
        self.signs = signs
        self.pieces: list[Piece] = []
        self.single_heading = single_heading
        self.cell = cell
        self.parts: list[str] = []
        self.visible = self.bold_visible = 0
        self.breaks = 0
        self.bold: list[bool] = [False]
        self.alignment: list[Alignment | None] = [None]
        self.heading: int | None = None
        self.label = ""
        self.numbers: dict[Any, int] = {}
        """The number of the last item of each list."""
        self.note: tuple[Any, Note] | None = None

    def walk(self, root: Any) -> None:
        from lxml import etree

        walker = etree.iterwalk(root, events=("start", "end"))
        depth = 0
        for event, element in walker:
            if event == "start":
                depth += 1
                if self.enter(element, depth > 1):
                    walker.skip_subtree()
            else:
                self.leave(element)
                depth -= 1
                if depth:
                    self.write(element.tail)

    def enter(self, element: Any, inner: bool) -> bool:
        """Begin an element; True if it was read as a whole and its children are not to be walked."""
        tag = element.tag if isinstance(element.tag, str) else ""
        style = element.get("style") or ""
        self.bold.append(self.bold[-1] or tag in {"b", "strong", "th"} or tag in _HEADINGS or bool(_BOLD.search(style)))
        self.alignment.append(_alignment(element, style) or self.alignment[-1])
        if tag == "br":
            self.breaks += 1
        elif tag == "a" and _NOTE_MARK.match(element.get("href") or ""):
            return True
        elif tag in _BLOCK:
            self.flush()
            if tag == "div" and self.note is None and (note := _NOTE.match(element.get("id") or "")):
                self.note = element, "endnote" if note["end"] else "footnote"
            if tag in _HEADINGS:
                self.heading = 0 if tag == "h1" and self.single_heading else _HEADINGS[tag]
            elif tag == "li":
                self.label = self.list_number(element)
            elif tag == "table" and inner and not is_layout(element):
                return self.table(element)
        elif tag == "pre":
            self.flush()
            self.pieces.extend(build_text_pieces(split_lines("".join(element.itertext())), self.signs))
            return True
        elif tag in {"sup", "sub"}:
            self.script(element, tag)
            return True
        self.write(element.text)
        return False

    def leave(self, element: Any) -> None:
        """End an element."""
        self.bold.pop()
        if element.tag in _BLOCK:
            self.flush()
            self.note = None if self.note is not None and self.note[0] is element else self.note
            self.heading = None if element.tag in _HEADINGS else self.heading
        elif element.tag in {"td", "th"} and self.cell:
            self.parts.append(" ")
        self.alignment.pop()

    def list_number(self, item: Any) -> str:
        """The number that a browser shows before an ``<li>`` of an ``<ol>``, as ``3.``; empty for bullets."""
        parent = item.getparent()
        if parent is None or parent.tag != "ol" or "none" in (parent.get("style") or ""):
            return ""
        number = self.numbers[parent] + 1 if parent in self.numbers else _short_number(parent.get("start"), 1)
        self.numbers[parent] = number = _short_number(item.get("value"), number)
        return f"{number}."

    def table(self, element: Any) -> bool:
        caption = element.find("caption")
        if caption is not None and (title := plain_text(caption, self.signs).strip()):
            self.pieces.append(Paragraph(title, alignment="center"))
        if self.cell:
            for row in own_rows(element):
                cells = (plain_text(cell, self.signs) for cell in row.iterchildren("td", "th"))
                self.pieces.append(Paragraph(" ".join(filter(None, cells))))
        else:
            table = read_table(element, partial(plain_text, signs=self.signs))
            if table:
                self.pieces.append(table)
        return True

    def script(self, element: Any, tag: str) -> None:
        if any(_NOTE_MARK.match(link.get("href") or "") for link in element.iter("a")):
            return
        text = "".join(element.itertext()).strip()
        self.write(_RAISED.get(text, text) if tag == "sup" else text)

    def write(self, text: str | None) -> None:
        if not text:
            return
        if self.breaks and text.strip():
            begins = bool(_INDENT.match(text)) or self.signs.lines.is_label(text.strip()) or self.breaks > 1
            self.breaks = 0
            if begins:
                self.flush()
            else:
                self.parts.append("\v")
        if text.strip():
            count = len("".join(text.split()))
            self.visible += count
            self.bold_visible += count if self.bold[-1] else 0
        self.parts.append(text)

    def flush(self) -> None:
        """End the paragraph that is being read."""
        text = _tidy("".join(self.parts))
        if text and (self.cell or not self.signs.pages.page_furniture.fullmatch(text)):
            label = "" if self.signs.lines.is_label(text) else self.label
            self.pieces.append(
                Paragraph(
                    label + text,
                    heading=self.heading,
                    alignment=self.alignment[-1],
                    bold=self.visible > 0 and self.bold_visible == self.visible,
                    note=self.note[1] if self.note is not None else None,
                )
            )
            self.label = ""
        self.parts = []
        self.visible = self.bold_visible = self.breaks = 0


def _tidy(text: str) -> str:
    r"""White space as a reader sees it: runs are one blank, none at a line's ends; soft breaks become ``\\n``.

    A line end of the source between two Chinese characters is no blank; one that the author typed stays.
    """
    text = _SOURCE_BREAK.sub("", text)
    lines = (re.sub(r"\s+", " ", line).strip() for line in text.split("\v"))
    return "\n".join(filter(None, lines))


def _alignment(element: Any, style: str) -> Alignment | None:
    found = _ALIGN.search(style)
    value = (found.group(1) if found else element.get("align") or ("center" if element.tag == "center" else "")).lower()
    if value == "left":
        return "left"
    if value == "center":
        return "center"
    return "right" if value == "right" else None


def _short_number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 5 else otherwise
