"""Lines put together until they read as one title."""

from __future__ import annotations

from collections.abc import Sequence

from policy_parse.structure.header.lines import HeaderLine, join_lines
from policy_parse.structure.header.signs import HeaderSigns
from policy_parse.structure.header.title_text import Title, title_of, without_tail

MOST_LINES = 8
"""Lines that a title takes at most."""


def title_ending_at(lines: Sequence[HeaderLine], last: int, signs: HeaderSigns, *, after: int = -1) -> Title | None:
    """Return the title that line `last` completes or begins to complete; None if it does not end as titles do.

    Lines up to `after` are not part of it.
    """
    if not _ends_at(lines, last, after, signs) or (last and signs.hands_out.search(lines[last - 1].text)):
        return None  # 现将 / 《某某方案》 / 印发给你们
    first = _first_line(lines, last, after, signs)
    whole = last if is_complete(join_lines(lines[first : last + 1]).text, signs) else None
    while last + 1 < len(lines) and last - first < MOST_LINES and lines[last + 1].kind in ("plain", "unit"):
        if whole == last and not _goes_on(lines[last + 1].text, lines[last], lines[last + 1], signs):
            break
        last += 1
        whole = last if is_complete(join_lines(lines[first : last + 1]).text, signs) else whole
    return title_of(join_lines(lines[first : whole + 1]), first, whole, signs) if whole is not None else None


def _ends_at(lines: Sequence[HeaderLine], last: int, after: int, signs: HeaderSigns) -> bool:
    """True if a title may end on line `last`; its last word may begin on the line above (若干措 / 施)."""
    here = lines[last].text
    if _ends(here, signs):
        return True
    above = lines[last - 1] if last - 1 > max(after, -1) and len(without_tail(here, signs)) <= 4 else None
    return above is not None and above.kind in ("plain", "unit") and _ends(above.text + here, signs)


def _ends(text: str, signs: HeaderSigns) -> bool:
    return signs.title_end.search(signs.open_date_tail.sub("", without_tail(text, signs))) is not None


def is_complete(text: str, signs: HeaderSigns) -> bool:
    """True if the folded `text` reads as a whole title: ends as one, brackets closed, a notice with its 通知."""
    if text.count("《") != text.count("》") or text.count("（") != text.count("）"):
        return False
    text = without_tail(text, signs)
    if text.count("，") > 1 and "关于" not in text and "《" not in text:
        return False  # a sentence
    return len(text) >= 4 and signs.title_end.search(text) is not None and signs.open_notice.search(text) is None


def _goes_on(following: str, line: HeaderLine, below: HeaderLine, signs: HeaderSigns) -> bool:
    """True if a title that could end goes on in the next line: 的通知, 和任务清单, a short last word (行动 / 计划)."""
    if signs.goes_on.match(following):
        return True
    if line.centered != below.centered or line.size != below.size or not _ends(following, signs):
        return False
    if len(following) <= 6:
        return following not in line.text and not signs.opens_annex.match(following)
    if signs.open_ended.search(line.text):  # 关于完善用水政策 / 保障供水的若干措施
        return signs.strong_end.search(following) is not None
    # …三年行动 / 方案（2023—2025年）
    return signs.weak_ending.search(line.text) is not None and signs.strong_start.match(following) is not None


def _first_line(lines: Sequence[HeaderLine], last: int, after: int, signs: HeaderSigns) -> int:
    first = last
    while first - 1 > after and last - first < MOST_LINES:
        above, here = lines[first - 1], lines[first]
        text = join_lines(lines[first : last + 1]).text
        if above.cell != here.cell or above.kind not in ("plain", "unit") or is_file_name(lines, first - 1):
            break
        needed = (
            signs.begins.match(text)
            or signs.goes_on.match(text)
            or len(without_tail(text, signs)) <= 4
            or above.text.isdigit()
            or text.count("》") > text.count("《")
            or text.count("）") > text.count("（")
        )
        if (above.kind == "unit" and not needed) or signs.digits_line.match(above.text):
            break
        alike = above.centered and here.centered and above.size == here.size
        if not (needed or alike or signs.leads_on.search(above.text) or len(above.text) >= 8):
            break
        first -= 1
    return first


def is_file_name(lines: Sequence[HeaderLine], at: int) -> bool:
    """True if a line is the title below it as the name of a file: 深化改革创新_加快节水发展的意见."""
    name = lines[at].text
    return "_" in name and any(name.replace("_", "") in line.text for line in lines[at + 1 : at + 4])
