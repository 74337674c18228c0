"""Frames drawn round running text (专栏): which lines are in which, and frames that go on over the page."""

from __future__ import annotations

from collections.abc import Sequence

from policy_parse.readers.pages.grid import Box
from policy_parse.readers.pages.lines import PrintedLine
from policy_parse.readers.pages.ruled_tables import contains

FrameBoxes = Sequence[Box]
"""The boxes of one frame from the top: one, or a title's and a text's divided by a line."""
_SAME = 4.0
"""Points by which the sides of a frame may be elsewhere on the next page."""


def enclosing_frame(line: PrintedLine, frames: Sequence[FrameBoxes]) -> tuple[int, int] | None:
    """Numbers of the frame and of its box that `line` is in, the smallest of several; None if it is in no frame."""
    x, y = (line.x0 + line.x1) / 2, line.y - line.size / 3
    found = [
        ((box[2] - box[0]) * (box[3] - box[1]), i, j)
        for i, boxes in enumerate(frames)
        for j, box in enumerate(boxes)
        if contains(box, x, y)
    ]
    return min(found)[1:] if found else None


def number_frames(pages: Sequence[tuple[Sequence[FrameBoxes], Sequence[PrintedLine]]]) -> list[list[int]]:
    """A number from 1 for each frame of each page; the same one if a frame goes on at the head of the next page.

    `pages`: the frames of each page and its lines without page numbers and running heads.
    """
    numbers: list[list[int]] = []
    used = 0
    open_box: Box | None = None
    open_number = 0
    for frames, lines in pages:
        here: list[int] = []
        for boxes in frames:
            x0, top, x1, _ = boxes[0]
            first = all(line.y > top for line in lines)
            if open_box and first and abs(x0 - open_box[0]) <= _SAME and abs(x1 - open_box[2]) <= _SAME:
                here.append(open_number)
            else:
                used += 1
                here.append(used)
        numbers.append(here)
        open_box = None
        for number, boxes in zip(here, frames, strict=True):
            if all(line.y < boxes[-1][3] for line in lines):
                open_box, open_number = boxes[-1], number
    return numbers
