"""The text of one paragraph: its runs and everything that may be around or among them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field

from policy_parse.readers.docx.fields import Field, form_text
from policy_parse.readers.docx.formulas import math_text
from policy_parse.readers.docx.names import (
    ALTERNATE,
    CONTAINERS,
    R_RUN,
    RPR,
    SDT,
    SDT_CONTENT,
    VAL,
    A,
    Element,
    M,
    R,
    T,
    V,
    W,
    alternative,
    half_points,
    is_on,
)
from policy_parse.readers.docx.styles import Styles, WordStyle
from policy_parse.readers.docx.symbols import is_symbol_font, shifted, symbol
from policy_parse.readers.docx.text_boxes import Box, boxes_in

# Line ends inside the markup (blanks to Word), and characters of symbol fonts.
_ODD = re.compile("[\t\n\r\ue000-\uf8ff]")
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_BLANKS = " \t\r\n"
_RAISED = ("superscript", "subscript")
_SZ = W + "sz"
_FONTS = W + "rFonts"
_ASCII = W + "ascii"
_OTHER = W + "hAnsi"
_BOLD = W + "b"
_RAISING = W + "vertAlign"
_VANISH = W + "vanish"
_RUN_STYLE = W + "rStyle"


@dataclass(slots=True)
class ParagraphText:
    """The visible text of one paragraph, as it grows, and what hangs on it."""

    parts: list[str] = field(default_factory=list)
    sizes: dict[float | None, int] = field(default_factory=lambda: defaultdict(int))
    """Characters by size in points."""
    bold: int = 0
    plain: int = 0
    boxes: list[Box] = field(default_factory=list)
    contents: bool = False

    @property
    def size(self) -> float | None:
        """Size of most of the characters."""
        return max(self.sizes, key=self.sizes.__getitem__) if self.sizes else None


class ParagraphReader:
    """Reads paragraphs in document order; fields that run over several paragraphs stay open between calls."""

    def __init__(self, styles: Styles, warn: Callable[[str, str], None]) -> None:
        self.notes: list[tuple[str, str]] = []
        """``("footnote" | "endnote", id)`` in the order in which the text refers to them."""
        self.images = 0
        self.revised = False
        self._styles = styles
        self._warn = warn
        self._fields: list[Field] = []
        self._line = ParagraphText()
        self._base = WordStyle()
        self._size: float | None = None
        self._bold = self._hidden = False
        self._raised: str | None = None
        self._font: str | None = None
        """The symbol font that a run's letters are drawn in, None for an ordinary one."""
        self._fonts: Element | None = None
        self._inline: dict[str, Callable[[Element], None]] = {
            R_RUN: self._run,
            ALTERNATE: self._alternative,
            SDT: self._control,
            W + "fldSimple": self._simple_field,
            W + "hyperlink": self._inside,
            W + "dir": self._inside,
            W + "bdo": self._inside,
            W + "del": self._deleted,
            W + "moveFrom": self._deleted,
            W + "ins": self._inserted,
            W + "moveTo": self._inserted,
            M + "oMath": self._math,
            M + "oMathPara": self._math,
        } | {name: self._inside for name in CONTAINERS if name not in (W + "ins", W + "moveTo")}
        self._in_run: dict[str, Callable[[Element], None]] = {
            W + "tab": lambda _: self._show("\t"),
            W + "ptab": lambda _: self._show("\t"),
            W + "br": lambda _: self._show("\n"),
            W + "cr": lambda _: self._show("\n"),
            W + "noBreakHyphen": lambda _: self._show("-"),
            W + "sym": self._symbol,
            W + "ruby": self._ruby,
            W + "fldChar": self._field_mark,
            W + "instrText": self._instruction,
            W + "footnoteReference": lambda e: self._note("footnote", e),
            W + "endnoteReference": lambda e: self._note("endnote", e),
            W + "drawing": self._graphic,
            W + "pict": self._graphic,
            W + "object": self._graphic,
            ALTERNATE: self._alternative_in_run,
            M + "oMath": self._math,
        }

    def read(self, paragraph: Element, style: WordStyle, line: ParagraphText | None = None) -> ParagraphText:
        """The line of `paragraph`, whose style is `style`; continues `line` if one is given."""
        self._line = line = ParagraphText() if line is None else line
        self._base = style
        line.contents = line.contents or style.contents or any(f.contents for f in self._fields)
        self._inside(paragraph)
        for depth, unfinished in enumerate(self._fields):
            if not unfinished.in_result:
                # An instruction does not run over its paragraph's end: the field was never finished.
                line.parts.extend(unfinished.held)
                del self._fields[depth:]
                break
        return line

    @property
    def contents_unfinished(self) -> bool:
        """True if a list of contents was begun and never ended."""
        return any(opened.contents for opened in self._fields)

    def _inside(self, element: Element) -> None:
        inline = self._inline
        for child in element:
            handler = inline.get(child.tag)
            if handler is not None:
                handler(child)

    def _inserted(self, element: Element) -> None:
        self.revised = True
        self._inside(element)

    def _deleted(self, _: Element) -> None:
        self.revised = True

    def _control(self, element: Element) -> None:
        content = element.find(SDT_CONTENT)
        if content is not None:
            self._inside(content)

    def _alternative(self, element: Element) -> None:
        chosen = alternative(element)
        if chosen is not None:
            self._inside(chosen)

    def _simple_field(self, element: Element) -> None:
        if element.get(W + "instr", "").strip().upper().startswith("TOC"):
            self._line.contents = True
        self._inside(element)

    def _run(self, run: Element) -> None:
        base = self._base
        self._size, self._bold, self._hidden, self._raised = base.size, base.bold, base.hidden, base.raised
        self._font = self._fonts = None
        for child in run:
            tag = child.tag
            if tag == T:
                self._words(child)
            elif tag == RPR:
                self._look(child)
            else:
                handler = self._in_run.get(tag)
                if handler is not None:
                    handler(child)

    def _look(self, properties: Element) -> None:
        for child in properties:
            tag = child.tag
            if tag == _SZ:
                self._size = half_points(child.get(VAL)) or self._size
            elif tag == _FONTS:
                font = child.get(_ASCII)
                if is_symbol_font(font) and child.get(_OTHER, font) == font:
                    self._font = font
                self._fonts = child
            elif tag == _BOLD:
                self._bold = is_on(child)
            elif tag == _RAISING:
                value = child.get(VAL)
                self._raised = value if value in _RAISED else None
            elif tag == _VANISH:
                self._hidden = is_on(child)
            elif tag == _RUN_STYLE:
                style = self._styles.character(child.get(VAL, ""))
                self._size = style.size or self._size
                self._bold = self._bold != style.bold
                self._hidden = self._hidden != style.hidden
                self._raised = style.raised or self._raised

    def _words(self, element: Element) -> None:
        text = element.text
        if not text:
            return
        if (text[0] in _BLANKS or text[-1] in _BLANKS) and element.get(_XML_SPACE) != "preserve":
            text = text.strip(_BLANKS)
        if self._font is not None:
            text = "".join(self._character(character, self._font) for character in text)
        elif _ODD.search(text):
            text = _ODD.sub(lambda match: self._character(match[0], self._fonts_named()), text)
        self._show(text)

    def _show(self, text: str) -> None:
        if self._hidden or not text:
            return
        for opened in self._fields:
            if not opened.in_result:
                opened.held.append(text)
                return
        if self._raised is not None:
            text = shifted(text, self._raised)
        line = self._line
        line.parts.append(text)
        length = len(text)
        line.sizes[self._size] += length
        if self._bold:
            line.bold += length
        else:
            line.plain += length

    def _symbol(self, element: Element) -> None:
        try:
            character = chr(int(element.get(W + "char", ""), 16))
        except (ValueError, OverflowError):
            return
        self._show(self._character(character, element.get(W + "font")))

    def _character(self, character: str, font: str | None) -> str:
        if character in _BLANKS:
            return " "
        found = symbol(character, font)
        if found is None:
            self._warn("symbol-unknown", f"有符号字体“{font or '未注明'}”的字符无法识别，文中以“□”代替")
            return "□"
        return found

    def _fonts_named(self) -> str | None:
        """The symbol font that a run names for any of its scripts, else the first font that it names."""
        if self._fonts is None:
            return None
        names: list[str] = list(self._fonts.attrib.values())
        return next((name for name in names if is_symbol_font(name)), names[0] if names else None)

    def _ruby(self, element: Element) -> None:
        base = element.find(W + "rubyBase")
        if base is not None and not self._hidden:
            self._inside(base)

    def _field_mark(self, element: Element) -> None:
        kind = element.get(W + "fldCharType")
        if kind == "begin":
            self._fields.append(Field(form=form_text(element)))
        elif not self._fields:
            return
        elif kind == "separate":
            opened = self._fields[-1]
            opened.separate()
            self._line.contents = self._line.contents or opened.contents
        elif kind == "end":
            closed = self._fields.pop()
            if closed.contents and not any(part.strip() for part in self._line.parts):
                self._line.contents = self._base.contents
            self._show(closed.text_of_its_own())

    def _instruction(self, element: Element) -> None:
        if self._fields and not self._fields[-1].in_result:
            self._fields[-1].instruction.append(element.text or "")

    def _note(self, kind: str, element: Element) -> None:
        key = element.get(W + "id")
        if key and not self._hidden:
            self.notes.append((kind, key))

    def _graphic(self, element: Element) -> None:
        if self._hidden:
            return
        self._line.boxes.extend(boxes_in(element))
        self.images += any(e.get(R + "embed") or e.get(R + "link") for e in element.iter(A + "blip"))
        self.images += any(e.get(R + "id") for e in element.iter(V + "imagedata"))

    def _alternative_in_run(self, element: Element) -> None:
        chosen = alternative(element)
        for child in chosen if chosen is not None else ():
            handler = self._words if child.tag == T else self._in_run.get(child.tag)
            if handler is not None:
                handler(child)

    def _math(self, element: Element) -> None:
        self._show(math_text(element))
