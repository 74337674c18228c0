"""The parts of the front and back matter around the titles: number, recipients, signature, attachments, record."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

from policy_parse.structure.header.lines import HeaderLine, is_numbered, join_lines
from policy_parse.structure.header.signs import HeaderSigns
from policy_parse.structure.header.words import HeaderWords
from policy_parse.text.dates import find_dates
from policy_parse.text.fold import Folded

_MOST_NAMES = 40
_FILES = 4
"""Lines that the files of a document take on its web page."""
_FAR = 12
"""Lines within which a list that was begun must end."""


class NameList(NamedTuple):
    """Names read from a list, and the lines that it takes."""

    items: tuple[Folded, ...]
    first: int
    last: int


_JOINTS = str.maketrans("和及", "、、")


def find_number(lines: Sequence[HeaderLine], signs: HeaderSigns) -> tuple[Folded, int] | None:
    """Find the 发文字号 above the text: its words, its line.

    It stands on a line of its own, else behind its label in what a web page says of the document.
    """
    sentences, labelled = 0, None
    for i, line in enumerate(lines[:80]):
        if line.kind == "number":
            return line.folded, i
        if labelled is None and line.kind in ("noise", "plain") and (match := signs.labelled_number.search(line.text)):
            labelled = line.folded.part(match.start("code"), match.end()), i
        sentences += line.kind == "body"
        if sentences > 4:
            break
    return labelled


def trim_code(match: re.Match[str], signs: HeaderSigns) -> tuple[int, int]:
    """Where the number begins, after an opening bracket or a label (文号：) of its line, and where it ends."""
    start = match.start("code")
    code = match["code"]
    label = signs.number_labels.match(code)
    if label:
        start += label.end()
        code = code[label.end() :]
    while code[:1] in ("（", "(") and code.count("（") > code.count("）"):
        start, code = start + 1, code[1:]
    return start, match.end()


def find_recipients(lines: Sequence[HeaderLine], after: int, words: HeaderWords) -> NameList | None:
    """Find 主送机关: the names between the title and the colon that closes them, split at ，."""
    begun = after + 1
    for i in range(after + 1, min(len(lines), after + 1 + 2 * _FAR)):
        line = lines[i]
        of_the_page = line.kind == "attachment" and _number_follows(lines, i)
        if line.cell or (line.kind == "attachment" and not of_the_page) or is_numbered(line.text):
            break
        if (
            of_the_page
            or line.kind in ("number", "date", "remark", "noise", "letterhead")
            or words.signs.title_end.search(line.text)
        ):
            begun = i + 1
            continue
        begun += i == begun + 1 and _is_page_word(lines[begun], line, words.signs)
        joined = join_lines(lines[begun : i + 1])
        colon = joined.text.find("：")
        if colon >= 0:
            names = split_names(joined.part(0, colon), "，；")
            filled_in = words.is_unit(joined.text[colon + 1 :], strict=True)  # 填报单位：市政府办
            if _are_recipients(names, words) and not filled_in:
                return NameList(tuple(names), begun, i)
            begun = i + 1
        if "。" in joined.text or i - begun >= _FAR:
            break
    return None


def _number_follows(lines: Sequence[HeaderLine], at: int) -> bool:
    """True if the document's number is just below: a web page lists the files of a document above its text."""
    return any(line.kind == "number" for line in lines[at + 1 : at + 1 + _FILES])


_PAGE_WORD_MAX = 8


def _is_page_word(line: HeaderLine, below: HeaderLine, signs: HeaderSigns) -> bool:
    """True if a short line with no mark of a list stands over the first recipients: a word of the web page."""
    short = len(line.text) <= _PAGE_WORD_MAX and not _LISTED.search(line.text)
    return short and signs.recipients.match(below.text) is not None


_LISTED = re.compile("[，、；：]")


def _are_recipients(names: Sequence[Folded], words: HeaderWords) -> bool:
    if not names or len(names) > _MOST_NAMES or any(_is_sentence(name.text) for name in names):
        return False
    known = sum(
        words.signs.recipients.search(name.text) is not None
        or any(words.is_unit(part) for part in name.text.translate(_JOINTS).split("、"))
        for name in names
    )
    return known * 3 >= len(names) * 2


def _is_sentence(name: str) -> bool:
    """True if the words are more than a name: a sentence, or a notice's title run on (…关于印发《…》的通知各局)."""
    return max(map(len, name.split("、"))) > 60 or "。" in name or "印发" in name


def find_copied(lines: Sequence[HeaderLine], words: HeaderWords) -> NameList | None:
    """Find 抄送, over as many lines as name units, split at ，。；."""
    for i in range(len(lines) - 1, max(-1, len(lines) - 200), -1):
        if lines[i].kind == "copied" and not lines[i].text.startswith("主送"):
            last = i
            while last + 1 < len(lines) and last - i < _FAR and _goes_on(lines[last + 1], lines[last], words):
                if lines[last + 1].kind == "unit" and last + 2 < len(lines) and lines[last + 2].kind == "printed":
                    break  # 印发机关, its date on the next line
                last += 1
            joined = join_lines(lines[i : last + 1])
            end = len(joined.text.rstrip(".。"))
            names = split_names(joined.part(joined.text.index("：") + 1, end), "，。；")
            return NameList(tuple(names), i, last)
    return None


def _goes_on(line: HeaderLine, above: HeaderLine, words: HeaderWords) -> bool:
    if line.kind in ("printed", "copied", "date", "attachment", "noise", "remark"):
        return False
    if is_numbered(line.text):
        return False
    if not above.text.endswith("。"):
        return True
    names = [name for name in re.split("[，。；、]", line.text) if name]
    return bool(names) and all(words.is_unit(name) for name in names)


def find_printed(lines: Sequence[HeaderLine]) -> tuple[Folded, datetime.date, int] | None:
    """Find 印发日期 of the record at the end: 某某市人民政府办公室 2022年8月8日印发."""
    for i in range(len(lines) - 1, max(-1, len(lines) - 200), -1):
        if lines[i].kind == "printed":
            dates = find_dates(lines[i].text)
            if dates:
                start, end, date = dates[-1]
                return lines[i].folded.part(start, end), date, i
    return None


_ITEM = re.compile(r"^[（(]?(?P<number>[0-9]{1,2})(?:[）)]?[.、．：](?![0-9])|[）)])")
_INLINE_ITEM = re.compile(r"(?<=[^0-9])[0-9]{1,2}[.、](?=[^0-9])")


def find_attachments(
    lines: Sequence[HeaderLine], title_at: Callable[[int], Folded | None], words: HeaderWords
) -> NameList | None:
    """Find 附件说明: 附件：1.… 2.…, each without its number; without a list, the titles under 附件1, 附件2.

    `title_at` gives the title that begins on a line, None if none does.
    """
    for i, line in enumerate(lines):
        match = words.signs.annex_list.match(line.text) if line.kind == "attachment" else None
        if match and (match["rest"] or (i + 1 < len(lines) and _ITEM.match(lines[i + 1].text))):
            return _attachment_list(lines, i, match.start("rest"), words.signs)
    items, last = [], -1
    for i, line in enumerate(lines[:-1]):
        if line.kind == "attachment" and words.lines.annex_mark.match(line.text):
            title = title_at(i + 1)
            if title is not None:
                items.append(title)
                last = i
    return NameList(tuple(items), last + 1, last) if items else None


def _attachment_list(lines: Sequence[HeaderLine], first: int, start: int, signs: HeaderSigns) -> NameList:
    """Read the items of a list that begins on line `first`, broken lines joined to the item that they belong to."""
    parts: list[list[Folded]] = []
    line = lines[first].folded
    _add_items(parts, line.part(start, len(line.text)), begins=True)
    opening = _ITEM.match(line.text[start:])
    numbered = not parts or opening is not None
    last, number = first, int(opening["number"]) if opening else 0
    for i in range(first + 1, min(len(lines), first + 1 + _MOST_NAMES)):
        here = lines[i]
        match = _ITEM.match(here.text)
        item = match is not None and int(match["number"]) <= number + 2
        number = int(match["number"]) if match and item else number
        done = here.kind in ("unit", "date", "remark", "printed", "copied", "attachment", "recipients", "noise")
        if here.cell or (done and not item) or (match and not item) or here.text.endswith("。"):
            break
        if not item and (not numbered or here.centered or len(here.text) > 30):
            break
        _add_items(parts, here.folded, begins=item)
        last = i
    items = [_joined(part) for part in parts if part]
    items = [item for item in items if item.text not in ("（略）", "略")]
    return NameList(tuple(_without_item_number(item, signs) for item in items), first, last)


def _add_items(parts: list[list[Folded]], folded: Folded, *, begins: bool) -> None:
    """Add the words of one line; several items may stand on it: 1.甲方案2.乙清单."""
    if not folded.text:
        return
    cuts = [0, *(m.start() for m in _INLINE_ITEM.finditer(folded.text) if m.start() > 4), len(folded.text)]
    for k, (a, b) in enumerate(pairwise(cuts)):
        if k == 0 and not begins and parts:
            parts[-1].append(folded.part(a, b))
        else:
            parts.append([folded.part(a, b)])


def _joined(parts: Sequence[Folded]) -> Folded:
    return Folded("".join(part.text for part in parts), [o for part in parts for o in part.offsets])


def _without_item_number(item: Folded, signs: HeaderSigns) -> Folded:
    match, cut = _ITEM.match(item.text), signs.annex_again.search(item.text)
    text = item.text[: cut.start()] if cut else item.text
    return item.part(match.end() if match else 0, len(text.rstrip("；;。，、.")))


def split_names(folded: Folded, marks: str) -> list[Folded]:
    """Split `folded` at `marks`, but not at those inside brackets; empty ones are left out."""
    pieces, depth, start = [], 0, 0
    for i, ch in enumerate(folded.text):
        if ch in "（(〔":
            depth += 1
        elif ch in "）)〕":
            depth = max(0, depth - 1)
        elif ch in marks and depth == 0:
            pieces.append((start, i))
            start = i + 1
    pieces.append((start, len(folded.text)))
    return [folded.part(a, b) for a, b in pieces if folded.text[a:b].strip("\t")]
