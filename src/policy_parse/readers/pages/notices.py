"""What readers of pages say of several pages at once."""

from __future__ import annotations

from collections.abc import Sequence

from policy_parse.document import Notice


def named(numbers: Sequence[int]) -> str:
    """The pages of ascending `numbers` as a reader would name them: 第3页, 第1—4、7页."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return "第" + "、".join(f"{a}" if a == b else f"{a}—{b}" for a, b in runs) + "页"


def left_out(pages: int, most: int) -> Notice:
    """Says that only the first `most` of that many pages were read."""
    reason = f"超过限额 pages={most}：共{pages}页，第{most + 1}页起没有读取。"
    return Notice("limit-passed", "error", reason, most + 1)


def recognized(numbers: Sequence[int]) -> Notice:
    """Says that the words of these pages (at least one) come from character recognition."""
    return Notice("page-recognized", "info", f"{named(numbers)}的文字由识别得出，请核对。", numbers[0])
