"""The bars of scanned pages: what is read of a scan beside what is read of the same page's text layer.

Marked `scan`. Three plans: the user's document, and two marked ones of the larger corpus where that lies beside the
project. What the paper and the light do to a page is drawn anew for each page and kind from SCAN_SEED, so that nothing
can be tuned to one scratch: SCAN_SEED=5 pytest -m scan tests/readers/scan/test_scan_bars.py.
"""

import os
import time
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path

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

    KINDS = made.KINDS
else:
    KINDS = ()

SEED = os.environ.get("SCAN_SEED", "2026")
CORPUS = Path(__file__).parents[4] / "shared" / "corpus"
MADE_UP = Path(__file__).parents[2] / "formats" / "fixtures" / "plan.pdf"
PLANS = (
    (OWN_DOCUMENT, (5, 9)),
    (MADE_UP, (3,)),
    (CORPUS / "fujian-2021-haiyang-table" / "source.pdf", (3,)),
    (CORPUS / "wuhan-2022-tandafeng" / "source.pdf", (4,)),
)
BAR, BAR_OF_POOR = 0.95, 0.85
DEARER = 1.10
"""By how much the processor time of a page may exceed that of the recogniser alone."""


def scan(path: Path, number: int, kind: str) -> tuple[bytes, str]:
    return made.scan_of(path, number, kind, SEED)


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
        picture = made.for_the_recogniser(data, name, ocr._LARGEST)
        whole += min(spent(lambda data=data, name=name: parse(data, name=name)) for _ in range(2))
        alone += min(spent(lambda picture=picture: engine._engine()(picture, use_cls=False)) for _ in range(2))
    assert whole <= DEARER * alone


def spent(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start
