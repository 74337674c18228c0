"""Pictures of pages (PNG, JPEG, TIFF) and scanned pages of other formats, through text recognition.

Extra ``policy-parse[ocr]``: rapidocr, whose models are in its package and work offline, onnxruntime and OpenCV.
Ruling lines go through the same grid code as drawn ones, so a scanned table is a table.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from policy_parse import limits
from policy_parse.document import Document, Notice, build_document
from policy_parse.errors import MissingToolError, ReadError
from policy_parse.readers.pages.grid import RuledEdge
from policy_parse.readers.pages.layout import lay_out_page, lay_out_pages
from policy_parse.readers.scan.doubt import scan_notices
from policy_parse.readers.scan.engine import NEEDED, available
from policy_parse.readers.scan.page import ScannedPage, read_edges, read_scan, with_confidence
from policy_parse.readers.scan.seal import grey_without_seals
from policy_parse.readers.scan.sheet import even_light, flat_sheet
from policy_parse.signs.pages import PageSigns
from policy_parse.signs.reading import ReaderSigns, builtin_signs

FORMAT = "image"
SUFFIXES = (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".webp")

_MARKS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")
_LONG_SIDE = 11.69
"""Inches, of A4: what a picture is taken to show if it does not say how large it is."""
_LARGEST = 2339
"""Pixels of the long side that are recognised; A4 at 200 dpi."""


def sniff(data: bytes) -> bool:
    """True if `data` is a PNG, JPEG, TIFF, BMP or WebP picture."""
    if data[:4] == b"RIFF":
        return data[8:12] == b"WEBP"
    if data[:2] == b"BM":
        return int.from_bytes(data[2:6], "little") == len(data)
    return data.startswith(_MARKS)


def missing() -> str | None:
    """What to install before pictures can be read; None if nothing is missing."""
    return None if available() else NEEDED


def read(data: bytes, *, name: str, password: str | None = None, signs: ReaderSigns | None = None) -> Document:
    """Recognise the pages of a picture file; every block has page, box and confidence.

    Raises MissingToolError without the extra, ReadError for a damaged or oversized picture or one without text.
    `password` is ignored.
    """
    if not available():
        raise MissingToolError(name, NEEDED)
    signs = signs or builtin_signs()
    words = signs.pages
    scans = list(_scans(data, name, words))
    pieces = lay_out_pages([lay_out_page(scan.content, signs) for scan in scans], words)
    pieces = with_confidence(pieces, scans, words)
    notices = [
        Notice("page-recognized", "info", "全文由文字识别得出，请核对（the text was recognised from pictures）。"),
        *scan_notices([scan.doubt for scan in scans], pieces),
    ]
    document = build_document(pieces, name=name, format=FORMAT, data=data, page_count=len(scans), notices=notices)
    if not document.text.strip():
        raise ReadError(name, "图片里没有认出文字（no text was recognised）")
    return document


def scan_page(image: Any, width: float, height: float, page: int, signs: PageSigns) -> ScannedPage:
    """Recognise one page: `image` a PIL image of it, its size in points, its 1-based number.

    Gives content for ``pages.layout.lay_out_page``, so that tables and paragraphs go on over scanned pages, and what
    `with_confidence` and `scan_notices` need afterwards. A page that lies on its side or its head is turned; of a
    photograph the sheet in it is the page, and boxes are of the sheet; words under a seal are laid bare.
    """
    import numpy

    picture = numpy.asarray(image.convert("RGB"))
    sheet = flat_sheet(picture)
    if sheet is not None:
        width, height = _sheet_size(sheet)
        picture = sheet
    grey = grey_without_seals(picture, picture.shape[1] / width * 72)
    if sheet is not None:
        grey = even_light(grey)
    return read_scan(grey, number=page, width=width, height=height, signs=signs)


def page_sheet(image: Any, width: float, height: float) -> tuple[Any, float, float]:
    """The picture that boxes of a page are in, with its size in points: the sheet in a photograph, else `image`."""
    import numpy
    from PIL import Image

    sheet = flat_sheet(numpy.asarray(image.convert("RGB"))) if available() else None
    return (image, width, height) if sheet is None else (Image.fromarray(sheet), *_sheet_size(sheet))


def _sheet_size(sheet: Any) -> tuple[float, float]:
    high, wide = sheet.shape[:2]
    return wide * _LONG_SIDE * 72 / max(high, wide), high * _LONG_SIDE * 72 / max(high, wide)


def page_edges(image: Any, width: float) -> list[RuledEdge]:
    """The ruling lines in a PIL image of a page `width` points wide; for scans that have a text layer."""
    import numpy

    return read_edges(numpy.asarray(image.convert("L")), width=width)


def _scans(data: bytes, name: str, signs: PageSigns) -> Iterator[ScannedPage]:
    for number, (image, width, height) in enumerate(page_images(data, name), 1):
        yield scan_page(image, width, height, number, signs)


def page_images(data: bytes, name: str) -> Iterator[tuple[Any, float, float]]:
    """The pages of a picture file, each as a PIL image and its size in points. Raises ReadError."""
    import io

    from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(data)) as picture:
            limits.refuse("pages", getattr(picture, "n_frames", 1), name)
            for frame in ImageSequence.Iterator(picture):
                limits.refuse("pixels", frame.width * frame.height, name)
                upright = ImageOps.exif_transpose(frame)
                width, height = (72 * inches for inches in _inches(upright))
                upright.thumbnail((_LARGEST, _LARGEST))
                yield upright, width, height
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError) as error:
        raise ReadError(name, "图片损坏，打不开（the picture is damaged）") from error


def _inches(picture: Any) -> tuple[float, float]:
    """The size of the page on paper: as the file says if that can be true, else with A4's long side."""
    dpi = float(picture.info.get("dpi", (0, 0))[0])
    if not 72 < dpi <= 1200 or not 4 <= max(picture.size) / dpi <= 24:
        dpi = max(picture.size) / _LONG_SIDE
    return picture.width / dpi, picture.height / dpi
