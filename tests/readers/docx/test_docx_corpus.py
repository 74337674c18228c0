"""Real documents: every one reads, and the one that was read by eye reads as it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from policy_parse.readers.docx import reader as docx

ROOT = Path(__file__).parents[3]
SHARED = ROOT / "../shared/corpus"
WATER = [
    path
    for path in (ROOT / "corpus/beibei-2022-water/source.docx", SHARED / "beibei-2022-water/source.docx")
    if path.exists()
]
REAL = sorted(SHARED.glob("*/*.docx"))


@pytest.mark.skipif(not WATER, reason="the document is not here")
def test_the_water_plan_reads_whole():
    document = docx.read(WATER[0].read_bytes(), name="source.docx")
    cells = [block for block in document.blocks if block.kind == "cell"]
    assert document.notices == ()
    assert "用水总量≤3.028亿m³，全区万元GDP用水量" in document.text
    assert {block.table for block in cells} == {0}
    assert max(block.row or 0 for block in cells) == 25
    assert sum((block.row_span or 1) * (block.column_span or 1) for block in cells) == 26 * 7


@pytest.mark.skipif(not REAL, reason="the corpus is not here")
@pytest.mark.parametrize("path", REAL, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_real_document_reads_with_its_spans_right(path: Path):
    document = docx.read(path.read_bytes(), name=path.name)
    assert document.text.strip()
    assert [n for n in document.notices if n.severity == "error"] == []
    ends = 0
    for block in document.blocks:
        assert ends <= block.span.start
        ends = block.span.end
