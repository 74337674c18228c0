"""Lines of a table of contents in a PDF."""

import pytest

from policy_parse.readers.pages.paragraphs import is_contents


@pytest.mark.parametrize(
    "text",
    [
        "一、总体要求 ………… 3",
        "（一）主要目标…………………………—12—",
        "第一章 总则............iv",
        "二、重点任务 · · · ·····  17",
    ],
)
def test_words_leaders_and_a_page_number(text):
    assert is_contents(text)


@pytest.mark.parametrize(
    "text", ["一、总体要求 3", "……5", "建设泵站等……2025年完工", "一、总体要求", "\u2003" * 20_000 + "甲"]
)
def test_any_other_line_is_none(text):
    assert not is_contents(text)
