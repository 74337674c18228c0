"""Where the documents of the tests are; helpers that several folders use."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
BEIBEI = ROOT / "corpus" / "beibei-2022-water"


@pytest.fixture(scope="session")
def beibei():
    """The folder of the one document that stands in the project: source.docx, source.pdf, source.txt, gold.json."""
    return BEIBEI
