"""The bars of scanned pages: what is read of a scan beside what is read of the same page's text layer.

Marked `scan`. Three plans: the user's document, and two marked ones of the larger corpus where that lies beside the
project. What the paper and the light do to a page is drawn anew for each page and kind from SCAN_SEED, so that nothing
can be tuned to one scratch: SCAN_SEED=5 pytest -m scan tests/readers/scan/test_scan_bars.py.
"""

import io
import os
import time
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path
from random import Random

import pytest
from test_scan import OWN_DOCUMENT

from policy_parse import parse
from policy_parse.model import Plan
from policy_parse.readers.scan import engine
from policy_parse.readers.scan import reader as ocr

pytestmark = [
    pytest.mark.scan,
    pytest.mark.skipif(not ocr.available(), reason="the extra ocr is not installed"),
]
if ocr.available():
    import made_scans as made

SEED = os.environ.get("SCAN_SEED", "2026")
CORPUS = Path(__file__).parents[4] / "shared" / "corpus"
MADE_UP = Path(__file__).parents[2] / "formats" / "fixtures" / "plan.pdf"
PLANS = (
    (OWN_DOCUMENT, (5, 9)),
    (MADE_UP, (3,)),
    (CORPUS / "fujian-2021-haiyang-table" / "source.pdf", (3,)),
    (CORPUS / "wuhan-2022-tandafeng" / "source.pdf", (4,)),
)
KINDS = ("worn", "on its side", "upside down", "stamped", "poor", "photographed")
BAR, BAR_OF_POOR = 0.95, 0.85
DEARER = 1.10
"""By how much the processor time of a page may exceed that of the recogniser alone."""


def scan(path: Path, number: int, kind: str) -> tuple[bytes, str]:
    """Page `number` as paper of that kind gives it back, and a name for the file."""
    random = Random(f"{SEED} {path.parent.name} {number} {kind}")
    (page,) = made.drawn_pages(path.read_bytes(), [number])
    seed = random.randrange(10**6)
    if kind == "photographed":
        return made.as_photo(made.photographed(page, seed)), "photo.jpg"
    if kind == "poor":
        return made.as_pdf([made.poor(page, seed)], dpi=150, quality=35), "scan.pdf"
    if kind == "stamped":
        place = {"across": random.uniform(0.25, 0.75), "down": random.uniform(0.15, 0.85)}
        return made.as_pdf([made.stamped(page, **place, wide=random.choice((38, 42, 45)), seed=seed)]), "scan.pdf"
    quarters = {"worn": 0, "on its side": random.choice((1, 3)), "upside down": 2}[kind]
    return made.as_pdf([made.turned(page, quarters, seed)]), "scan.pdf"


@cache
def drawn(path: Path, number: int) -> Plan:
    return parse(made.single_pages(path.read_bytes(), [number]), name="page.pdf")


def units(plan: Plan) -> Counter[tuple[str, str]]:
    return Counter((unit.text, unit.role) for task in plan.tasks for unit in (*task.responsible, *task.supporting))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("path", "numbers"), PLANS, ids=lambda value: value.parent.name if value in dict(PLANS) else ""
)
def test_the_units_of_a_scan_are_those_of_the_text_layer(path: Path, numbers: tuple[int, ...], kind: str) -> None:
    if not path.is_file():
        pytest.skip("the larger corpus is not beside this project")
    both = wrong = 0
    for number in numbers:
        plan = parse(scan(path, number, kind)[0], name=scan(path, number, kind)[1])
        found, right = units(plan), units(drawn(path, number))
        both += 2 * (found & right).total()
        wrong += (found - right).total() + (right - found).total()
        said = {finding.code for finding in plan.findings} & {"page-illegible", "page-doubtful"}
        assert said or kind != "poor", f"page {number} is a poor copy and nothing says so"
    assert both / (both + wrong) >= (BAR_OF_POOR if kind == "poor" else BAR)


def test_a_page_takes_hardly_more_processor_time_than_its_recognition_alone() -> None:
    pages = [
        scan(path, numbers[0], kind) for path, numbers in PLANS[:2] for kind in ("worn", "stamped", "photographed")
    ]
    parse(pages[0][0], name=pages[0][1])  # loads what is loaded once a process
    whole = alone = 0.0
    for data, name in pages:
        picture = rendered(data, name)
        whole += min(spent(lambda data=data, name=name: parse(data, name=name)) for _ in range(2))
        alone += min(spent(lambda picture=picture: engine._engine()(picture, use_cls=False)) for _ in range(2))
    assert whole <= DEARER * alone


def spent(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def rendered(data: bytes, name: str) -> "made.Picture":
    """What the reader gives to the recogniser, as the library takes it: blue, green, red."""
    import numpy as np
    from PIL import Image

    if name.endswith(".pdf"):
        (page,) = made.drawn_pages(data, [1])
    else:
        image = Image.open(io.BytesIO(data))
        image.thumbnail((ocr._LARGEST, ocr._LARGEST))
        page = np.asarray(image.convert("RGB"))
    return np.ascontiguousarray(page[..., ::-1])
