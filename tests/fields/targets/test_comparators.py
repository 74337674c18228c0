"""What binds a number is decided alike in running text and in a table's cell."""

from __future__ import annotations

import pytest

from made_up_indicators import table
from policy_parse.fields.indicator_table import indicator_targets
from policy_parse.fields.indicator_words import IndicatorWords
from policy_parse.fields.targets.find import find_targets
from policy_parse.fields.targets.words import TargetWords
from policy_parse.lexicon import Lexicon
from policy_parse.text.fold import fold

LEXICON = Lexicon.load()
WORDS = TargetWords(LEXICON)


def in_text(value):
    sentence = f"节水型企业{value}。"
    (target,) = find_targets(fold(sentence), source=sentence, year=2024, words=WORDS)
    return target.comparator, target.change, target.rule


def in_a_table(value):
    source, rows = table("指标名称 | 2025年", f"节水型企业 | {value}")
    (target,) = indicator_targets(rows, source=source, year=2024, words=IndicatorWords(LEXICON, WORDS))
    return target.comparator, target.change, target.rule


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ("达到500余家", ("gt", None, "target.more")),
        ("达到3万多家", ("gt", None, "target.more")),
        ("不少于500余家", ("ge", None, "bound.at_least")),
        ("达到500家以上", ("ge", None, "bound.or_more")),
        ("达到500~600家", ("between", None, "target.range")),
        ("达到500家", ("ge", None, "bound.reach")),
        ("保持在500家", ("eq", None, "bound.equal")),
        ("超过500家", ("gt", None, "bound.more_than")),
        ("较2020年增长20%", ("eq", "increase", "bound.increase")),
        ("较2020年增长20%以上", ("ge", "increase", "bound.or_more")),
        ("压减20%", ("eq", "decrease", "bound.cut")),
        ("增速20%", ("eq", None, "bound.rate_of_increase")),
        ("较2020年增速20%", ("eq", "increase", "bound.rate_of_increase")),
    ],
)
def test_a_number_binds_alike_in_text_and_in_a_table(value, read):
    assert in_text(value) == read
    assert in_a_table(value) == read
