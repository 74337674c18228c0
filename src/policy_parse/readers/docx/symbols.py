"""Characters of symbol fonts as Unicode, and raised or lowered digits as ² ₂."""

from __future__ import annotations

from functools import lru_cache

# Adobe Symbol encoding, 0x20–0x7E and 0xA1–0xFE; a blank where Unicode has no plain counterpart.
_SYMBOL_LOW = " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"
_SYMBOL_HIGH = "ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪ 〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭"
_SYMBOL = {0x20 + i: c for i, c in enumerate(_SYMBOL_LOW)} | {0xA1 + i: c for i, c in enumerate(_SYMBOL_HIGH)}

_WINGDINGS = {
    0x20: " ", 0x21: "✏", 0x22: "✂", 0x28: "☎", 0x29: "✆", 0x2A: "✉", 0x46: "☞", 0x47: "☝", 0x4A: "☺", 0x6C: "●",
    0x6D: "❍", 0x6E: "■", 0x6F: "□", 0x70: "□", 0x71: "❑", 0x72: "❒", 0x73: "◆", 0x74: "◆", 0x75: "◆", 0x76: "❖",
    0x77: "◆", 0x78: "⌧", 0x9E: "·", 0x9F: "•", 0xA0: "▪", 0xA1: "○", 0xA2: "○", 0xA3: "○", 0xA4: "◉", 0xA5: "◎",
    0xA7: "▪", 0xA8: "□", 0xAA: "✦", 0xAB: "★", 0xAC: "✶", 0xAD: "✴", 0xB2: "✧", 0xB5: "✪", 0xB6: "☆", 0xD8: "➢",
    0xDC: "➲", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "➔", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒",
    0xFE: "☑",
}  # fmt: skip
_WINGDINGS |= {0x80: "⓪"} | {0x81 + i: chr(ord("①") + i) for i in range(10)}
_WINGDINGS |= {0x8B: "⓿"} | {0x8C + i: chr(ord("❶") + i) for i in range(10)}
_WINGDINGS_2 = {
    0x4F: "✗", 0x50: "✓", 0x51: "✗", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x96: "•", 0x97: "●", 0x98: "●", 0x99: "○",
    0x9A: "○", 0x9E: "⦿", 0x9F: "■", 0xA0: "■", 0xA1: "■", 0xA2: "■", 0xA3: "□", 0xA4: "□", 0xAD: "◆", 0xAE: "◆",
}  # fmt: skip
_WINGDINGS_2 |= {0x69 + i: chr(ord("①") + i - 1) if i else "⓪" for i in range(11)}
_WINGDINGS_2 |= {0x74 + i: chr(ord("❶") + i - 1) if i else "⓿" for i in range(11)}
_WINGDINGS_3 = {
    0x70: "▲",
    0x71: "▼",
    0x75: "◀",
    0x7D: "▶",
    0x84: "◀",
    0x85: "▶",
    0x22: "→",
    0x21: "←",
    0x23: "↑",
    0x24: "↓",
}

_FONTS = {"symbol": _SYMBOL, "wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "wingdings 3": _WINGDINGS_3}

_UNMISTAKABLE = frozenset("≥≤±×÷≈≠°•")

SUPERSCRIPT = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")
SUBSCRIPT = str.maketrans("0123456789+-−", "₀₁₂₃₄₅₆₇₈₉₊₋₋")
_RAISABLE = frozenset("0123456789+-− ")


@lru_cache(maxsize=256)  # a document has few fonts, and one for every run
def is_symbol_font(font: str | None) -> bool:
    """True if `font` draws symbols at the places of letters."""
    return font is not None and font.lower() in _FONTS


def symbol(character: str, font: str | None) -> str | None:
    """`character` of `font` as Unicode; itself if the font is an ordinary one; None if it is not known.

    Symbol fonts hold their characters at their own codes or at U+F000 plus them.
    """
    code = ord(character)
    private = 0xF020 <= code <= 0xF0FF
    table = _FONTS.get((font or "").strip().lower())
    if table is not None:
        return table.get(code - 0xF000 if private else code) if private or code < 0x100 else character
    if not private:
        return None if 0xE000 <= code <= 0xF8FF else character
    # The font's name is lost or stands for another: only signs that mean one thing are taken for Symbol's.
    found = _SYMBOL.get(code - 0xF000)
    return found if found in _UNMISTAKABLE else None


def bullet(character: str, font: str | None) -> str:
    """The mark of a bulleted list as Unicode; ``•`` if the font's own is not known."""
    if character == "o" and font is not None and font.lower().startswith("courier"):
        return "○"
    return symbol(character, font) or "•"


def shifted(text: str, position: str) -> str:
    """`text` in superscript or subscript characters if all of it has them, else unchanged."""
    if not _RAISABLE.issuperset(text):
        return text
    return text.translate(SUPERSCRIPT if position == "superscript" else SUBSCRIPT)
