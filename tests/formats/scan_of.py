"""A PDF as an office scanner would give it: pages at 200 dpi, slightly turned, grey, noisy, pressed as JPEG."""

from __future__ import annotations

import io
from typing import Any

DPI = 200
QUALITY = 55
TURNS = (0.5, -0.8, 0.3, -0.4, 0.8, -0.6)
"""Degrees, page by page, over and over."""


def scan(pdf: bytes) -> bytes:
    """The pages of `pdf` as pictures and nothing else; the same bytes give the same scan."""
    import numpy as np
    import pypdfium2
    from PIL import Image

    document = pypdfium2.PdfDocument(pdf)
    random = np.random.default_rng(7)
    pages: list[Any] = []
    for number in range(len(document)):
        page = document[number].render(scale=DPI / 72).to_pil().convert("L")
        page = page.rotate(TURNS[number % len(TURNS)], Image.Resampling.BICUBIC, fillcolor=255)
        grey = np.asarray(page, dtype=np.float32) * 0.92 + 12
        noisy = grey + random.normal(0, 9, grey.shape)
        pages.append(Image.fromarray(noisy.clip(0, 255).astype(np.uint8)))
    out = io.BytesIO()
    pages[0].save(out, "PDF", save_all=True, append_images=pages[1:], resolution=DPI, quality=QUALITY)
    return out.getvalue()
