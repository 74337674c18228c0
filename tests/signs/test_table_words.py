"""What one cell, one column and the rows of a table are by their words."""

import pytest

from policy_parse.lexicon import Lexicon
from policy_parse.signs.tables import mean_length
from policy_parse.vocabulary.words import words_of

WORDS = words_of(Lexicon.load()).tables


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        *(("1", "ordinal"), ("（一）", "ordinal"), ("2.1", "ordinal"), ("★", "mark"), ("年底前", "time"), ("≥92", "value")),
        *(("4处", "value"), ("市水务局", "office"), ("新建泵站", "work"), ("修缮渡槽4处", "work"), ("泵站", "text"), ("", "text")),
        *(("市水务局、市财政局、某企业协会", "office"), ("牵头：市水务局", "office"), ("市水务局（牵头）", "office")),
        *(("市财政局等部门", "office"), ("市水务局、甲、乙", "text"), ("市水务局、市财政局、甲", "office")),
    ],
)  # fmt: skip
def test_the_kind_of_a_cell(words, kind):
    assert WORDS.kind(words) == kind


@pytest.mark.parametrize(
    ("words", "listed"),
    [("东城街道", True), ("东城街道、西城街道", True), ("东城街道、好的", False), ("", False), ("市水务局（牵头）", True), ("修缮渡槽4处", False)],
)  # fmt: skip
def test_a_cell_may_list_offices_if_every_name_may_be_one(words, listed):
    assert WORDS.may_list_offices(words) is listed


@pytest.mark.parametrize(
    ("words", "may_be"),
    [
        *(("责任单位", True), ("甲栏", True), ("市水务局", True), ("新建泵站", True), ("2031年", True), ("一季度", True)),
        *(("一" * 16, True), ("一" * 17, False), ("甲。", False), ("甲；乙", False), ("甲：乙", False)),
        *(("1", False), ("★", False), ("年底前", False), ("≥92", False)),
    ],
)  # fmt: skip
def test_what_may_be_a_head(words, may_be):
    assert WORDS.may_be_head(words) is may_be


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        *(([], None), ([""], None), (["/", "无", "—"], None)),
        *((["1", "2"], "ordinal"), (["2", "3"], "ordinal"), (["1", "2", "1", "2"], "ordinal"), (["1", "2", "2"], "ordinal")),
        *((["1", "1.1", "1.2", "2"], "ordinal"), (["1.1", "1.2", "2.1"], "ordinal"), (["3", "3.1", "4"], "ordinal")),
        *((["1", "3"], "value"), (["1", "2", "4"], "value"), (["10", "20"], "value"), (["5", "5座"], "value")),
        *((["1.2", "1.3"], "value"), (["1", "2.5"], "value"), (["1-1", "1-2"], "ordinal"), (["1-1", "1-3"], "value")),
        *((["市水务局", "市财政局", "某某"], "office"), (["市水务局", "某某"], "text"), (["市水务局", "", "/"], "office")),
        (["市水务局", "市财政局", "市教育局", "某某", "某甲"], "office"),
    ],
)  # fmt: skip
def test_the_kind_of_a_column_is_that_of_most_of_its_cells(cells, kind):
    assert WORDS.kind_of_column(cells) == kind


@pytest.mark.parametrize(
    ("cells", "holds"),
    [(["5", "6座"], True), (["5", "动工"], True), (["5", "动工", "建成"], False), (["5", "动工", "/"], True), ([], True), (["动工"], False)],
)  # fmt: skip
def test_values_are_half_of_the_filled_cells(cells, holds):
    assert WORDS.holds_values(cells) is holds


@pytest.mark.parametrize(
    ("heads", "are"),
    [
        *((["工作任务", "责任单位"], True), (["工作任务", "完成时限"], True), (["工 作任务", "责任单位"], True)),
        *((["工作任务", "责任单位", "甲"], True), (["工作任务", "责任单位", "甲", "乙"], False)),
        *((["工作任务", "序号"], False), (["责任单位", "完成时限"], False), (["甲", "乙"], False)),
    ],
)  # fmt: skip
def test_known_heads_of_a_table_of_work(heads, are):
    assert WORDS.are_heads(heads) is are
    assert WORDS.tell_a_table([heads]) is are


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([["啥", "谁"], ["修堤", "市水务局"], ["补渠", "市财政局"]], True),
        ([["啥", "谁"], ["修堤", "市水务局"]], False),
        ([["啥", "何时"], ["修堤", "年底 前"], ["补渠", "6月底"]], True),
        ([["啥", "多少"], ["修堤", "5座"], ["补渠", "6座"]], False),
        ([["啥", "多少", "几个"], ["修堤", "5座", "4座"], ["补渠", "6座", "5座"]], True),
        ([["啥", "5座", "4座"], ["修堤", "5座", "4座"], ["补渠", "6座", "5座"]], False),
        ([["啥", "市水务局"], ["修堤", "★"], ["补渠", "★"]], False),
        ([["啥", "市水务局", "市财政局"], ["修堤", "★", "★"], ["补渠", "★", "★"]], True),
        ([["啥", "一季度", "二季度"], ["修堤", "动", "停"], ["补渠", "动", "停"]], True),
        ([["啥", "一季度", "咋"], ["修堤", "动", "停"], ["补渠", "动", "停"]], False),
        ([["工程名称", "咋"], ["东塘工程", "新建泵站"], ["西塘工程", "修缮渡槽"]], True),
        ([["工程名称", "咋"], ["东塘工程", "好"], ["西塘工程", "不好"]], False),
        ([["市水务局", "啥"], ["市财政局", "好"], ["市教育局", "好"]], False),
    ],
)  # fmt: skip
def test_columns_below_unknown_heads_tell_a_table(rows, told):
    assert WORDS.told_by_cells(rows) is told
    assert WORDS.tell_a_table(rows) is (told and all(map(WORDS.may_be_head, rows[0])))


def test_a_cell_with_a_sentence_above_others_is_no_head():
    assert not WORDS.tell_a_table([["啥。", "谁"], ["修堤", "市水务局"], ["补渠", "市财政局"]])


@pytest.mark.parametrize(("cells", "mean"), [([], 0), (["甲乙"], 2), (["甲乙", "甲乙丙丁"], 3), (["甲", "甲乙"], 1.5)])
def test_the_mean_length_of_cells(cells, mean):
    assert mean_length(cells) == mean
