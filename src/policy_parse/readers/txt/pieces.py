"""Lines to pieces: tables cut out, the lines between them joined to paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policy_parse.document import Paragraph, Piece
from policy_parse.readers.txt.column_of_cells import find_written_cells
from policy_parse.readers.txt.drawn_tables import find_table, may_be_row
from policy_parse.readers.txt.lines import Line
from policy_parse.readers.txt.markdown import is_markdown, unmark
from policy_parse.readers.txt.paragraphs import join_lines

_PAGE_NUMBER = re.compile(
    r"[—–\-－·]{1,2}\s*\d{1,4}\s*[—–\-－·]{1,2}|第\s*\d{1,4}\s*页(?:\s*[，,/]?\s*共\s*\d{1,4}\s*页)?|\d{1,4}\s*/\s*\d{1,4}"
)

_TRIALS = 50
"""Lines in a row that look like a table's and begin none; after so many no table is looked for until they end."""
# 打印 | 【字号： | 加大 | 】 | 分享到： as they come out where a page is copied
_BUTTON = re.compile(
    r"[【\[\s]*(?:下载|打印|全屏|收藏|分享|分享到|字[号体]|加大|还原|减小|放大|缩小|大|中|小|默认|关闭|复制链接|微信|微博|QQ空间)?[：:\s]*[】\]|\s]*"
)


def build_pieces(lines: Sequence[Line]) -> list[Piece]:
    """Paragraphs and tables in the order of `lines`."""
    lines = _without_buttons(unmark(lines) if is_markdown(lines) else lines)
    pieces: list[Piece] = []
    pending: list[Line] = []

    def flush() -> None:
        pieces.extend(Paragraph(text) for text in join_lines([line for line in pending if line.text]))
        pending.clear()

    at = failures = 0
    while at < len(lines):
        line = lines[at]
        failures = failures if may_be_row(line) else 0
        found = (find_table(lines, at) if failures < _TRIALS else None) or find_written_cells(lines, at)
        failures += found is None
        if found:
            flush()
            table, at = found
            pieces.append(table)
            continue
        if line.heading or line.bold:
            flush()
            pieces.append(Paragraph(line.text, heading=line.heading, bold=line.bold))
        elif not _is_page_number(line.text):
            pending.append(line)
        at += 1
    flush()
    return pieces


def _is_page_number(text: str) -> bool:
    """— 3 — | - 3 - | 第3页 | 第 3 页 共 9 页 | 3 / 9: what the foot of a page says, no part of the text."""
    return bool(_PAGE_NUMBER.fullmatch(text))


def _without_buttons(lines: Sequence[Line]) -> list[Line]:
    """`lines` without the buttons of a web page: three lines or more, one below the other, that are nothing else."""
    kept: list[Line] = []
    run: list[Line] = []
    for line in lines:
        if line.text and _BUTTON.fullmatch(line.text):
            run.append(line)
            continue
        kept += [] if len(run) >= 3 else run
        run = []
        kept.append(line)
    return kept + ([] if len(run) >= 3 else run)
