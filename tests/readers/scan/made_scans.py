"""Pages of a PDF as paper gives them back: worn, turned, stamped, poor, photographed; the same page, the same picture.

Each kind is a function from a page as drawn (a colour picture of 200 dpi) to the picture that a scanner or a camera
would make of it. What is random is drawn with a fixed seed.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any

import cv2
import numpy as np
import pypdfium2
from PIL import Image

DPI = 200
KINDS = ("worn", "on its side", "upside down", "stamped", "poor", "photographed")
Picture = Any
"""A numpy array, height by width by red, green, blue."""


def drawn_pages(pdf: bytes, numbers: Sequence[int]) -> list[Picture]:
    """Pages (1-based) of `pdf` as they are drawn."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [np.asarray(document[n - 1].render(scale=DPI / 72).to_pil().convert("RGB")) for n in numbers]
    finally:
        document.close()


def single_pages(pdf: bytes, numbers: Sequence[int]) -> bytes:
    """A PDF of these pages (1-based) alone, text layer and all."""
    whole, part = pypdfium2.PdfDocument(pdf), pypdfium2.PdfDocument.new()
    part.import_pages(whole, [n - 1 for n in numbers])
    data = io.BytesIO()
    part.save(data)
    return data.getvalue()


def as_pdf(pages: Sequence[Picture], dpi: float = DPI, quality: int = 60) -> bytes:
    """A PDF of pictures and nothing else."""
    images = [Image.fromarray(page) for page in pages]
    data = io.BytesIO()
    images[0].save(data, "PDF", save_all=True, append_images=images[1:], resolution=dpi, quality=quality)
    return data.getvalue()


def as_photo(page: Picture) -> bytes:
    """A JPEG that does not say how large it is on paper."""
    data = io.BytesIO()
    Image.fromarray(page).save(data, "JPEG", quality=70)
    return data.getvalue()


def as_png(page: Picture) -> bytes:
    """A PNG that says its resolution."""
    data = io.BytesIO()
    Image.fromarray(page).save(data, "PNG", dpi=(DPI, DPI))
    return data.getvalue()


def scan_of(path: Path, number: int, kind: str, seed: str) -> tuple[bytes, str]:
    """Page `number` of a PDF as paper of that kind gives it back, and a name for the file."""
    random = Random(f"{seed} {path.parent.name} {number} {kind}")
    (page,) = drawn_pages(path.read_bytes(), [number])
    own = random.randrange(10**6)
    if kind == "photographed":
        return as_photo(photographed(page, own)), "photo.jpg"
    if kind == "poor":
        return as_pdf([poor(page, own)], dpi=150, quality=35), "scan.pdf"
    if kind == "stamped":
        place = {"across": random.uniform(0.25, 0.75), "down": random.uniform(0.15, 0.85)}
        return as_pdf([stamped(page, **place, wide=random.choice((38, 42, 45)), seed=own)]), "scan.pdf"
    quarters = {"worn": 0, "on its side": random.choice((1, 3)), "upside down": 2}[kind]
    return as_pdf([turned(page, quarters, own)]), "scan.pdf"


def for_the_recogniser(data: bytes, name: str, longest: int) -> Picture:
    """What the reader gives to the recogniser, as the library takes it: blue, green, red."""
    if name.endswith(".pdf"):
        (page,) = drawn_pages(data, [1])
    else:
        image = Image.open(io.BytesIO(data))
        image.thumbnail((longest, longest))
        page = np.asarray(image.convert("RGB"))
    return np.ascontiguousarray(page[..., ::-1])


def worn(page: Picture, seed: int = 7) -> Picture:
    """What an office scanner gives: grey, a little aslant and soft, grain, a shadow along one side."""
    random = np.random.default_rng(seed)
    grey = _tilted(_grey(page), random.uniform(-0.7, 0.7))
    grey = cv2.GaussianBlur(grey, (0, 0), 0.7).astype(np.float32)
    shadow = 1 - 0.12 * np.exp(-np.arange(grey.shape[1]) / (0.12 * grey.shape[1]))
    return _coloured((grey * 0.93 + 10) * shadow + random.normal(0, 7, grey.shape))


def turned(page: Picture, quarters: int, seed: int = 7) -> Picture:
    """A worn page that lay in the scanner turned by so many quarters, clockwise."""
    return np.ascontiguousarray(np.rot90(worn(page, seed), -quarters))


def stamped(page: Picture, across: float = 0.72, down: float = 0.3, wide: float = 42, seed: int = 7) -> Picture:
    """A page with a round red seal, `wide` millimetres, its middle at these shares of the page; in colour."""
    high, broad = page.shape[:2]
    middle, radius = (int(across * broad), int(down * high)), int(wide / 25.4 * DPI / 2)
    ink = np.zeros((high, broad), np.float32)
    cv2.circle(ink, middle, radius, 1.0, 9, cv2.LINE_AA)
    star = [
        (
            int(middle[0] + radius * (0.32 if i % 2 == 0 else 0.13) * np.sin(np.pi * i / 5)),
            int(middle[1] - radius * (0.32 if i % 2 == 0 else 0.13) * np.cos(np.pi * i / 5)),
        )
        for i in range(10)
    ]
    cv2.fillPoly(ink, [np.array(star, np.int32)], 1.0, cv2.LINE_AA)
    for i in range(12):  # characters round the rim, as strokes
        angle = np.pi * (0.85 + 1.3 * i / 11)
        x = int(middle[0] + 0.78 * radius * np.cos(angle))
        y = int(middle[1] + 0.78 * radius * np.sin(angle))
        for dx, dy in ((-14, -9), (-14, 0), (-14, 9)):
            cv2.line(ink, (x + dx, y + dy), (x + dx + 28, y + dy), 0.9, 4, cv2.LINE_AA)
        cv2.line(ink, (x, y - 14), (x, y + 14), 0.9, 4, cv2.LINE_AA)
    random = np.random.default_rng(seed)
    ink = ink[..., None] * random.uniform(0.75, 0.95, ink.shape)[..., None].astype(np.float32)
    red = np.array([205, 45, 50], np.float32)
    paper = page.astype(np.float32)
    shown = paper * (1 - ink) + ink * np.minimum(paper, red)
    return _coloured(cv2.GaussianBlur(shown, (0, 0), 0.6) + random.normal(0, 5, shown.shape))


def poor(page: Picture, seed: int = 11) -> Picture:
    """A faded copy at 150 dpi: more aslant, specks, grain."""
    random = np.random.default_rng(seed)
    grey = cv2.resize(_grey(page), None, fx=0.75, fy=0.75, interpolation=cv2.INTER_AREA)
    grey = cv2.GaussianBlur(_tilted(grey, random.uniform(-1.5, 1.5)), (0, 0), 0.6).astype(np.float32)
    grey = 255 - (255 - grey) * 0.55 - 12
    specks = random.random(grey.shape) < 0.0004
    grey[cv2.dilate(specks.astype(np.uint8), np.ones((2, 2), np.uint8)) > 0] = 90
    return _coloured(grey + random.normal(0, 10, grey.shape))


def photographed(page: Picture, seed: int = 3) -> Picture:
    """A sheet on a dark table, taken from a corner by warm light that fades to one side."""
    random = np.random.default_rng(seed)
    high, wide = page.shape[:2]
    table = np.full((int(1.12 * high), int(1.16 * wide), 3), (78, 66, 58), np.uint8)
    shift = random.uniform(0.01, 0.055, (4, 2)) * (wide, high)
    x0, y0, x1, y1 = 0.07 * wide, 0.05 * high, 1.09 * wide, 1.07 * high
    corners = np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]]) + shift * [[1, 1], [-1, 1], [-1, -1], [1, -1]]
    sheet = np.array([[0, 0], [wide, 0], [wide, high], [0, high]], np.float32)
    matrix = cv2.getPerspectiveTransform(sheet, corners.astype(np.float32))
    cv2.warpPerspective(
        page, matrix, table.shape[1::-1], dst=table, flags=cv2.INTER_AREA, borderMode=cv2.BORDER_TRANSPARENT
    )
    y, x = np.mgrid[0 : table.shape[0], 0 : table.shape[1]].astype(np.float32)
    light = 0.98 - 0.3 * (x / table.shape[1]) - 0.12 * (y / table.shape[0])
    shown = table.astype(np.float32) * light[..., None] * np.array([1.0, 0.96, 0.88], np.float32)
    return _coloured(cv2.GaussianBlur(shown, (0, 0), 0.6) + random.normal(0, 4, shown.shape))


def scribbled(page: Picture, seed: int = 5) -> Picture:
    """A page as large as `page` with strokes all over it that are no writing."""
    random = np.random.default_rng(seed)
    paper = np.full(page.shape[:2], 245, np.uint8)
    high, wide = paper.shape
    for _ in range(260):
        start = random.uniform((0.1 * wide, 0.1 * high), (0.9 * wide, 0.9 * high))
        path = start + np.cumsum(random.normal(0, 14, (24, 2)), axis=0)
        cv2.polylines(paper, [path.astype(np.int32)], False, 60, 3, cv2.LINE_AA)
    return _coloured(paper.astype(np.float32) + random.normal(0, 6, paper.shape))


def _grey(page: Picture) -> Picture:
    return cv2.cvtColor(page, cv2.COLOR_RGB2GRAY)


def _tilted(grey: Picture, degrees: float) -> Picture:
    high, wide = grey.shape
    matrix = cv2.getRotationMatrix2D((wide / 2, high / 2), degrees, 1.0)
    return cv2.warpAffine(grey, matrix, (wide, high), flags=cv2.INTER_CUBIC, borderValue=255)


def _coloured(page: Picture) -> Picture:
    clipped = page.clip(0, 255).astype(np.uint8)
    return cv2.cvtColor(clipped, cv2.COLOR_GRAY2RGB) if clipped.ndim == 2 else clipped
