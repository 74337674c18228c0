"""Labels and names of a column that lost the line breaks between them, as copies do."""

import pytest
from test_units_statements import reader, units

from policy_parse.text.fold import clean, fold


def test_labels_that_run_on_after_a_name_begin_their_own_lists():
    words = "责任单位：高新区管委会配合单位：市财政局完成时限：2031年6月30日牵头单位：市水务局"
    assert units(words) == ["高新区管委会 R", "市财政局 S", "市水务局 L"]


def test_a_label_with_words_before_it_is_not_cut_out_of_them():
    assert units("责任单位：市水务局，主要配合单位：市财政局")[0] == "市水务局 R"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("市发展改革委市财政局", ["市发展改革委 R", "市财政局 R"]),
        ("县水利局县自然资源局县林业局", ["县水利局 R", "县自然资源局 R", "县林业局 R"]),
        ("县大数据中心县财政局", ["县大数据中心 R", "县财政局 R"]),
    ],
)
def test_names_of_one_level_without_a_mark_between_them_are_two(words, expected):
    assert units(f"责任单位：{words}") == expected


@pytest.mark.parametrize("name", ["市公安局市交警支队", "市公安局市中分局", "市文化和旅游局", "市委市政府督查室"])
def test_a_name_that_holds_another_level_stays_whole(name):
    assert units(f"责任单位：{name}") == [f"{name} R"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("市生态环境局东山分局县疾控中心", ["市生态环境局东山分局 R", "县疾控中心 R"]),
        ("自然资源和规划局林业局", ["自然资源和规划局 R", "林业局 R"]),
        ("水利局农业农村局财政局", ["水利局 R", "农业农村局 R", "财政局 R"]),
    ],
)
def test_names_of_two_levels_or_of_none_are_two(words, expected):
    assert units(f"责任单位：{words}") == expected


@pytest.mark.parametrize("name", ["公安局交警局", "市发展改革委能源局", "税务局稽查局", "市委办公室"])
def test_a_part_of_an_office_stays_with_it(name):
    assert units(f"责任单位：{name}") == [f"{name} R"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("县文化和\n旅游局、县住\n建局", ["县文化和旅游局", "县住建局"]),
        ("县水利局\n县林业局", ["县水利局", "县林业局"]),
        ("县农业农村\n局", ["县农业农村局"]),
        ("各乡镇\n县水利局", ["各乡镇", "县水利局"]),
        ("县水利局 县林业局", ["县水利局", "县林业局"]),
        ("县 水 利 局", ["县水利局"]),
    ],
)
def test_a_line_break_inside_a_name_and_one_between_two(words, expected):
    folded = fold(words)
    statement = reader(words).parse(folded, 0, len(folded.text), default="responsible")
    assert [clean(unit.text) for unit in statement.units] == expected
