"""The time that a paragraph gives for the items of the list under it."""

import pytest
from made_up_plan import plan


def dues(*lines):
    return [t.due and t.due.text for t in plan("一、主要目标", *lines).targets]


@pytest.mark.parametrize(
    "lines",
    [
        ("到2031年，主要目标是：", "——建成泵站12座。", "——污水处理率达到95%。"),
        ("到2031年，水质明显改善。", "——建成泵站12座。", "——污水处理率达到95%。"),
        ("到2031年，实现以下目标：", "1.建成泵站12座。", "2.污水处理率达到95%。"),
    ],
)
def test_the_time_over_a_list_governs_its_items(lines):
    assert dues(*lines) == ["到2031年", "到2031年"]


def test_an_item_with_a_time_of_its_own_keeps_it():
    assert dues("到2031年，主要目标是：", "——到2030年，建成泵站12座。", "——建成水厂3座。") == ["到2030年", "到2031年"]


def test_two_times_over_a_list_govern_nothing():
    assert dues("到2031年，水质改善。到2035年，水质优良。", "——建成泵站12座。") == [None]


def test_a_paragraph_that_is_no_item_is_governed_by_no_other():
    assert dues("到2031年，水质明显改善：", "建成泵站12座。") == [None]


def test_an_item_of_two_paragraphs_ends_no_list():
    lines = ("到2031年，实现以下目标：", "1.建成泵站12座。", "各地同步实施。", "2.污水处理率达到95%。")
    assert dues(*lines) == ["到2031年", "到2031年"]


def test_items_in_the_paragraph_that_introduces_them_are_governed_by_it():
    assert dues("（一）到2031年，实现以下目标：1.建成泵站12座。2.建成水厂3座。") == ["到2031年", "到2031年"]
