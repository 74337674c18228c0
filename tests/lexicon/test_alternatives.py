"""Words at the beginning of a text: with a pattern and without one the same is found."""

import re

import pytest

from policy_parse.lexicon.alternatives import Beginnings, any_beginning

WORDS, COMPOUNDS = ["新", "新建", "改造", "更新"], ["新能源", "新建村", "更新世"]


@pytest.mark.parametrize(
    "text",
    ["新泵站", "新能源", "新建泵站", "新建村道路", "改造", "更新管网", "更新世地层", "泵站更新", "", "新建", "新能"],
)
def test_what_begins_a_text_is_found_with_and_without_a_pattern(text):
    with_pattern = re.match(any_beginning(WORDS, COMPOUNDS), text) is not None
    assert Beginnings(WORDS, COMPOUNDS).begin(text) is with_pattern


def test_a_compound_is_not_one_of_its_words():
    assert not Beginnings(["新"], ["新能源"]).begin("新能源汽车")
    assert Beginnings(["新"], ["新能源"]).begin("新泵站")
