"""A page of an OFD file that is only pictures, put together and handed to text recognition."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from policy_parse import limits
from policy_parse.readers.ofd.package import OfdPackage
from policy_parse.readers.ofd.pages import OfdPage
from policy_parse.signs.pages import PageSigns

if TYPE_CHECKING:
    from policy_parse.readers.scan.page import ScannedPage


def recognize_page(page: OfdPage, package: OfdPackage, number: int, signs: PageSigns) -> ScannedPage | None:
    """What recognition finds on `page`; None if OCR is not installed or no picture of it can be opened."""
    from policy_parse.readers.scan import reader as ocr

    if page.content is None or ocr.missing() is not None:
        return None
    from PIL import Image

    from policy_parse.readers.scan.page import DPI

    scale = DPI / 72
    size = round(page.width * scale), round(page.height * scale)
    most = limits.current().pixels
    if not 0 < size[0] * size[1] <= most:
        return None
    canvas = Image.new("RGB", size, (255, 255, 255))
    opened = 0
    for picture in page.content.pictures:
        data = package.read(page.pictures.get(picture.resource, ""))
        if not data:
            continue
        try:
            with Image.open(io.BytesIO(data)) as image:
                if image.width * image.height > most:
                    continue
                wide = max(1, min(size[0], round((picture.x1 - picture.x0) * scale)))
                high = max(1, min(size[1], round((picture.bottom - picture.top) * scale)))
                canvas.paste(
                    image.convert("RGB").resize((wide, high)), (round(picture.x0 * scale), round(picture.top * scale))
                )
                opened += 1
        except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
            continue
    return ocr.scan_page(canvas, page.width, page.height, number, signs) if opened else None
