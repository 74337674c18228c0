"""A count behind a list: the list is sought as far back as lists reach, and one that is longer is not judged."""

import pytest

from policy_parse import parse


def told(names: int, length: int) -> list[str]:
    """The findings of totals of a made-up plan that counts three where so many are listed, with names so long."""
    listed = "、".join(f"{chr(0x4E10 + i) * length}产权证" for i in range(names))
    plan = parse(
        f"甲县2031年方案\n一、重点任务\n1.抓好改革。推进{listed}三证合一。（县水利局负责）\n".encode(), name="a.txt"
    )
    return [finding.code for finding in plan.findings if finding.code == "total-mismatch"]


@pytest.mark.parametrize(("names", "length", "found"), [(3, 1, 0), (5, 1, 1), (5, 100, 1), (5, 250, 0)])
def test_a_list_longer_than_lists_are_is_not_judged(names, length, found):
    assert len(told(names, length)) == found
