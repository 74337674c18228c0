"""Complex fields: which words are an instruction, which a result, and results that only an instruction holds."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from policy_parse.readers.docx.names import VAL, Element, W, integer, is_on

# The circled characters that Chinese Word makes of its 带圈字符: eq \o\ac(○,3)
_OVERSTRUCK = re.compile(r"\\o(?:\\a[clr])?\(\s*([^,，;；()]*)[,，;；]\s*([^()]*)\)", re.IGNORECASE)
# A fraction: eq \f(1,2)
_FRACTION = re.compile(r"\\f\(\s*([^,，;；()]*)[,，;；]\s*([^()]*)\)", re.IGNORECASE)
# Raising and lowering inside them: \s\up3(…)
_SHIFT = re.compile(r"\\s(?:\\\w{1,8})?\(([^()]{0,80})\)")
_CIRCLES = frozenset("○〇◯O")


@dataclass(slots=True)
class Field:
    """One open field. Until its separator, text in it is instruction."""

    instruction: list[str] = field(default_factory=list)
    form: str = ""
    """What its form data shows, if it is a check box or a list."""
    in_result: bool = False
    contents: bool = False
    held: list[str] = field(default_factory=list)
    """Words of the instruction: given back if the field never ends."""

    def separate(self) -> None:
        """The instruction is over: what follows is the result."""
        self.in_result = True
        self.contents = self.kind == "TOC"

    @property
    def kind(self) -> str:
        """The field's name (TOC, PAGEREF, EQ), upper-case; empty if there is none."""
        words = "".join(self.instruction).split(None, 1)
        return words[0].upper() if words else ""

    def text_of_its_own(self) -> str:
        """What a field shows beside its result: a form's state, overstruck characters and fractions of EQ."""
        if self.form:
            return self.form
        if self.in_result or self.kind != "EQ":
            return ""
        text = _SHIFT.sub(r"\1", "".join(self.instruction)).replace(" ", "")
        overstruck = _OVERSTRUCK.search(text)
        if overstruck:
            return _enclosed(overstruck[1].strip(), overstruck[2].strip())
        fraction = _FRACTION.search(text)
        return f"{fraction[1].strip()}/{fraction[2].strip()}" if fraction else ""


def _enclosed(first: str, second: str) -> str:
    """○ and 3 → ③; what has no circled form stays plain."""
    inner = second if first in _CIRCLES else first if second in _CIRCLES else ""
    if inner.isascii() and inner.isdecimal() and 1 <= int(inner) <= 20:
        return chr(ord("①") + int(inner) - 1)
    return inner or first + second


def form_text(element: Element) -> str:
    """What a form field's data shows by itself: a check box, the chosen entry of a list; else empty."""
    box = element.find(f"{W}ffData/{W}checkBox")
    if box is not None:
        state = box.find(W + "checked")
        return "☑" if is_on(state if state is not None else box.find(W + "default")) else "☐"
    entries = element.find(f"{W}ffData/{W}ddList")
    if entries is None:
        return ""
    chosen = entries.find(W + "result")
    index = integer(chosen.get(VAL)) if chosen is not None else 0
    values = [str(entry.get(VAL, "")) for entry in entries.iterchildren(W + "listEntry")]
    return values[index] if index is not None and 0 <= index < len(values) else ""
