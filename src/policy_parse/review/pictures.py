"""The pages of a PDF or a picture file, drawn small, with the places of the characters that a Plan has of them."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from policy_parse.annotation.pdf_places import Letter, Marker, PageLetters, page_letters
from policy_parse.errors import ReadError
from policy_parse.model import Plan
from policy_parse.readers.pdf.reader import PDFIUM, open_document
from policy_parse.readers.pdf.turning import ReadingFrame
from policy_parse.writers.review_page.pictures import PageLine, PagePicture

if TYPE_CHECKING:
    from PIL.Image import Image

_WIDTHS = ((20, 1100), (60, 900), (200, 700))
"""Up to so many pages, pictures so many pixels wide; pages beyond the last are not drawn."""
_MOST_BYTES = 16_000_000
"""Of all pictures of one document together: no more are drawn from then on."""
_QUALITY = 60
_GAP = 4
"""Offsets from one character found on a line to the next: those between them (a raised ³, a space) were not found."""
_MEDIA_TYPE = "image/webp"


def pictures_of(plan: Plan, data: bytes, *, name: str, password: str | None = None) -> tuple[PagePicture, ...]:
    """The pages of the document that `plan` was read from; none of a format without pages of its own.

    Bounded in number, size and sum: a long document gets smaller pictures, and none of its last pages. The same bytes
    give the same pictures. Raises ReadError if `data` is another document or cannot be opened.
    """
    if hashlib.sha256(data).hexdigest() != plan.source.sha256:
        raise ReadError(name, "不是这份方案的原文件（not the document of this plan）")
    pages = {"pdf": _of_pdf, "image": _of_picture}.get(plan.source.format)
    if pages is None:
        return ()
    found: list[PagePicture] = []
    size = 0
    for page in pages(plan, data, name, password):
        size += len(page.picture)
        if size > _MOST_BYTES:
            break
        found.append(page)
    return tuple(found)


def _width(pages: int) -> int:
    return next((width for most, width in _WIDTHS if pages <= most), _WIDTHS[-1][1])


def _of_pdf(plan: Plan, data: bytes, name: str, password: str | None) -> Iterator[PagePicture]:
    with PDFIUM:
        document = open_document(data, name, password)
        try:
            letters = [page_letters(document, index) for index in range(len(document))]
            frames = [_displayed(document, index, page.frame) for index, page in enumerate(letters)]
            lines = _lines(plan, letters, frames)
            for index, frame in enumerate(frames[: _WIDTHS[-1][0]]):
                image = _drawn(document, index, _width(len(document)))
                if image is not None:
                    shown = tuple(lines.get(index, ()))
                    yield PagePicture(index + 1, *frame.size, _MEDIA_TYPE, _packed(image), shown)
        finally:
            document.close()


def _displayed(document: Any, index: int, read: ReadingFrame) -> ReadingFrame:
    """The frame that page `index` is displayed in, as boxes of blocks are; it may be turned further to be read."""
    page = _loaded(document, index)
    if page is None:
        return read
    try:
        return replace(read, turn=page.get_rotation() // 90 % 4)
    finally:
        page.close()


def _drawn(document: Any, index: int, width: int) -> Image | None:
    """A page as it is displayed; None of one that cannot be loaded."""
    page = _loaded(document, index)
    if page is None:
        return None
    try:
        bitmap = page.render(scale=width / max(page.get_size()[0], 1))
        try:
            image: Image = bitmap.to_pil()
            return image
        finally:
            bitmap.close()
    finally:
        page.close()


def _loaded(document: Any, index: int) -> Any:
    import pypdfium2

    try:
        return document[index]
    except pypdfium2.PdfiumError:
        return None


def _packed(image: Image) -> bytes:
    out = io.BytesIO()
    image.convert("RGB").save(out, "WEBP", quality=_QUALITY, method=2)
    return out.getvalue()


def _lines(plan: Plan, letters: list[PageLetters], frames: list[ReadingFrame]) -> dict[int, list[PageLine]]:
    """For each page (0-based) the characters of all blocks, line by line."""
    marker = Marker(plan, letters)
    found: dict[int, list[PageLine]] = {}
    for number in range(len(plan.blocks)):
        for page, row in _rows(marker.letters(number)):
            found.setdefault(page, []).append(_line(row, frames[page]))
    return found


def _rows(letters: dict[int, tuple[int, Letter]]) -> Iterator[tuple[int, list[tuple[int, Letter]]]]:
    """Page by page the offsets and characters of one line: to the right of each other, in the order of the text."""
    row: list[tuple[int, Letter]] = []
    on = 0
    for offset in sorted(letters):
        page, letter = letters[offset]
        if row and not (page == on and _goes_on(row[-1], (offset, letter))):
            yield on, row
            row = []
        on = page
        row.append((offset, letter))
    if row:
        yield on, row


def _goes_on(last: tuple[int, Letter], this: tuple[int, Letter]) -> bool:
    """True if a character stands on the line of the one before it; a few between them may not have been found."""
    (before, left), (offset, right) = last, this
    level = abs(right.y - left.y) <= max(left.height, right.height) / 2
    return level and right.x > left.x and offset - before <= _GAP


def _line(row: list[tuple[int, Letter]], frame: ReadingFrame) -> PageLine:
    """The row with the edges of its characters; those that were not found share the room between their neighbours."""
    edges: list[float] = []
    top, bottom, right = float("inf"), 0.0, 0.0
    for offset, letter in row:
        box = _corners(letter, frame)
        missing = offset - row[0][0] - len(edges)
        edges += [right + (box.left - right) * i / missing for i in range(missing)]
        edges.append(box.left)
        top, bottom, right = min(top, box.top), max(bottom, box.bottom), box.right
    return PageLine(row[0][0], top, bottom, (*edges, right))


class _Corners(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float


def _corners(letter: Letter, frame: ReadingFrame) -> _Corners:
    """A character in the frame that the page is displayed in."""
    (xa, ya), (xb, yb) = frame.point(letter.box.left, letter.box.bottom), frame.point(letter.box.right, letter.box.top)
    return _Corners(min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb))


def _of_picture(plan: Plan, data: bytes, name: str, password: str | None) -> Iterator[PagePicture]:
    from policy_parse.readers.scan.reader import page_images, page_sheet

    wide = _width(plan.source.page_count or 1)
    for number, (image, width, height) in enumerate(page_images(data, name), 1):
        sheet, width, height = page_sheet(image, width, height)
        sheet.thumbnail((wide, wide * 2))
        yield PagePicture(number, width, height, _MEDIA_TYPE, _packed(sheet))
