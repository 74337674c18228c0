import pytest
from compared_plans import PLANS

from policy_parse import parse


@pytest.fixture(scope="session")
def years():
    """Two made-up years of one office."""
    return parse(PLANS / "lingjiang-2023.txt"), parse(PLANS / "lingjiang-2024.txt")
