"""Number formats of automatic numbering (ISO/IEC 29500-1, 17.18.59) as Word and LibreOffice write them out."""

from __future__ import annotations

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_PLACES = ("", "十", "百", "千")
_LEGAL_SIMPLIFIED = ("零壹贰叁肆伍陆柒捌玖", ("", "拾", "佰", "仟"), "万")
_LEGAL_TRADITIONAL = ("零壹貳參肆伍陸柒捌玖", ("", "拾", "佰", "仟"), "萬")
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC")),
    *((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"


def _below_ten_thousand(n: int, digits: str, places: tuple[str, ...], zero: str) -> str:
    """1024 → 一千零二十四; one zero for any gap inside, none at the end."""
    parts: list[str] = []
    gap = False
    for place in (3, 2, 1, 0):
        digit = n // 10**place % 10
        if digit:
            if gap and parts:
                parts.append(zero)
            parts.append(digits[digit] + places[place])
            gap = False
        else:
            gap = True
    return "".join(parts)


def _counted(n: int, digits: str, places: tuple[str, ...], myriad: str, zero: str) -> str:
    high, low = divmod(n, 10_000)
    text = _below_ten_thousand(low, digits, places, zero)
    if high:
        gap = zero if low and low < 1000 else ""
        text = _below_ten_thousand(high, digits, places, zero) + myriad + gap + text
    return text


def _thousands(n: int) -> str:
    """10 → 十, 21 → 二十一, 105 → 一百零五."""
    text = _counted(n, _DIGITS, _PLACES, "万", "零")
    return text[1:] if text.startswith("一十") else text


def _tens(n: int) -> str:
    """10 → 十, 21 → 二十一, but 105 → 一〇五: by tens below one hundred, digit by digit above."""
    return _thousands(n) if n < 100 else _by_digit(n)


def _by_digit(n: int) -> str:
    """10 → 一〇, 21 → 二一."""
    return "".join(_DIGITS[int(digit)] for digit in str(n))


def _japanese(n: int) -> str:
    """10 → 十, 105 → 百五: no 一 before 十, 百, 千, and no zero."""
    return _counted(n, _DIGITS, _PLACES, "万", "").replace("一千", "千").replace("一百", "百").replace("一十", "十")


def _legal(digits: str, places: tuple[str, ...], myriad: str) -> Callable[[int], str]:
    return lambda n: _counted(n, digits, places, myriad, digits[0])


def _letters(first: str) -> Callable[[int], str]:
    """26 → z, 27 → aa, 28 → bb: Word repeats the letter."""
    return lambda n: chr(ord(first) + (n - 1) % 26) * ((n - 1) // 26 + 1)


def _roman(n: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        text += letters * (n // value)
        n %= value
    return text


def _from(first: str, count: int, beyond: Callable[[int], str] = str) -> Callable[[int], str]:
    """`count` consecutive characters beginning with `first`; `beyond` writes the numbers after them."""
    return lambda n: chr(ord(first) + n - 1) if 1 <= n <= count else beyond(n)


def _full_width(n: int) -> str:
    return "".join(chr(ord("０") + int(digit)) for digit in str(n))


def _cycle(characters: str) -> Callable[[int], str]:
    return lambda n: characters[n - 1] if n <= len(characters) else str(n)


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": lambda n: f"{n:02}",
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "decimalEnclosedCircle": _from("①", 20),
    "decimalEnclosedCircleChinese": _from("①", 20),
    "decimalEnclosedFullstop": _from("⒈", 20),
    "decimalEnclosedParen": _from("⑴", 20),
    # The standard's name says circle, its code points and Word say brackets (㈠): [MS-OI29500] 2.1.540 a.
    "ideographEnclosedCircle": _from("㈠", 10, lambda n: f"({_thousands(n)})"),
    "numberInDash": lambda n: f"- {n} -",
    "hex": lambda n: f"{n:X}",
    "upperLetter": _letters("A"),
    "lowerLetter": _letters("a"),
    "upperRoman": _roman,
    "lowerRoman": lambda n: _roman(n).lower(),
    "chineseCounting": _tens,
    "chineseCountingThousand": _thousands,
    "taiwaneseCounting": _tens,
    "taiwaneseCountingThousand": _thousands,
    "taiwaneseDigital": _by_digit,
    "ideographDigital": _by_digit,
    "japaneseDigitalTenThousand": _by_digit,
    "japaneseCounting": _japanese,
    "chineseLegalSimplified": _legal(*_LEGAL_SIMPLIFIED),
    "ideographLegalTraditional": _legal(*_LEGAL_TRADITIONAL),
    "ideographTraditional": _cycle(_STEMS),
    "ideographZodiac": _cycle(_BRANCHES),
    "ideographZodiacTraditional": lambda n: _STEMS[(n - 1) % 10] + _BRANCHES[(n - 1) % 12] if n <= 60 else str(n),
}

_ZERO = {"decimal": "0", "decimalHalfWidth": "0", "decimalZero": "00", "decimalFullWidth": "０", "hex": "0"}
_LARGEST = 99_999


def format_number(n: int, number_format: str) -> str | None:
    """`n` as `number_format` writes it; None if the format is not known or cannot write `n`.

    ``none`` gives the empty string. A caller must not put another numeral in the place of None.
    """
    if number_format == "none":
        return ""
    write = _FORMATS.get(number_format)
    if write is None or n > _LARGEST:
        return None
    if n < 1:
        return (str(n) if n < 0 and number_format == "decimal" else _ZERO.get(number_format)) or None
    return write(n)


def format_custom(n: int, example: str) -> str | None:
    """`n` in a custom format, given by its first members (``001, 002, 003, ...``); None if not understood."""
    first = example.split(",")[0].strip()
    if first.isascii() and first.isdecimal() and int(first) == 1:
        return f"{n:0{len(first)}}"
    return None
