"""What the words of a title say by themselves: marks, dates and numbers in it, its likeness to others, years, region."""

import pytest
from test_header import WORDS, header

from policy_parse.structure.header.period import find_period, year_of_action
from policy_parse.structure.header.title_lines import is_complete
from policy_parse.structure.header.title_text import alike, is_same, title_of, without_marks, without_tail
from policy_parse.text.fold import fold

SIGNS = WORDS.signs


@pytest.mark.parametrize(
    ("words", "bare"),
    [
        *(("江山市方案", "江山市方案"), ("《江山市方案》", "江山市方案"), ("附件1江山市方案", "江山市方案")),
        *(("滨政发〔2031〕4号《江山市意见》", "江山市意见"), ("《甲》和《乙》", "《甲》和《乙》"), ("《甲《乙》丙》", "甲《乙》丙")),
        *(("〈江山市方案〉", "江山市方案"), ("〈甲〉和〈乙〉", "〈甲〉和〈乙〉"), ("《江山市意见〉", "江山市意见"), ("《江山市意见", "江山市意见")),
        *(("《甲》办法", "《甲》办法"), ("甲《乙》", "甲《乙》")),
    ],
)  # fmt: skip
def test_marks_round_a_whole_title_are_no_part_of_it(words, bare):
    assert without_marks(fold(words), SIGNS).text == bare


@pytest.mark.parametrize(
    ("words", "title", "date", "number"),
    [
        ("江山市方案", "江山市方案", None, None),
        ("江山市方案（2024年5月6日）", "江山市方案", "2024年5月6日", None),
        ("江山市方案（2024年5月）", "江山市方案", None, None),
        ("江山市方案（江政发〔2024〕3号）", "江山市方案", None, "江政发〔2024〕3号"),
        ("江山市方案江政发〔2024〕3号", "江山市方案", None, "江政发〔2024〕3号"),
        ("江山市方案（2024—2025年）", "江山市方案（2024-2025年）", None, None),
        ("江山市方案（试行）", "江山市方案（试行）", None, None),
    ],
)
def test_the_date_and_the_number_behind_a_title(words, title, date, number):
    for before in ("", "## "):
        found = title_of(fold(before + words), 2, 3, SIGNS)
        assert (found.text, found.first, found.last) == (title, 2, 3)
        assert (found.date_folded and found.date_folded.text, found.number and found.number.text) == (date, number)
        assert (found.date and (found.date.year, found.date.month, found.date.day)) == (date and (2024, 5, 6))
    assert without_tail(fold(words).text, SIGNS) == title


@pytest.mark.parametrize(
    ("one", "other", "same", "like"),
    [
        ("江山市节水方案", "江山市节水方案", True, True),
        ("江山市的节水方案", "《江山市节水方案》", True, True),
        ("关于江山市节水方案", "江山市节水方案", True, True),
        ("江山市节水工作实施方案", "江山市节水工作方案", False, True),
        ("江山市节水工作方案", "江山市节水工作实施方案", False, True),
        ("节水工作方案", "江山市2024年度城乡一体化节水工作方案", False, False),
        ("节水工作方案", "江山市的节水工作方案", False, True),
        ("江山市节水灌溉", "江山市节水灌溉工程建设管理和保护办法", False, True),
        ("节水方案", "江山节水方案", False, False),
        ("江山市节约用水条例实施方案", "江山市学校食堂安全方案", False, False),
    ],
)
def test_two_titles_are_the_same_or_spellings_of_one(one, other, same, like):
    assert is_same(one, other, SIGNS) is same
    assert alike(one, other, SIGNS) is like


@pytest.mark.parametrize(
    ("words", "whole"),
    [
        *(("江山市节水方案", True), ("节水方案", True), ("方案", False), ("江山市节水", False), ("江山市节水方案（2024年5月6日）", True)),
        *(("关于印发江山市节水方案", False), ("关于印发江山市节水方案的通知", True), ("《江山市节水方案", False), ("江山市（节水方案", False)),
        *(("甲，乙工作方案", True), ("甲，乙，丙工作方案", False), ("关于甲，乙，丙工作方案", True), ("《甲，乙，丙工作》方案", True)),
    ],
)  # fmt: skip
def test_words_that_read_as_a_whole_title(words, whole):
    assert is_complete(fold(words).text, SIGNS) is whole


@pytest.mark.parametrize(
    ("title", "period"),
    [
        ("江山市2021—2023年方案", (2021, 2023, "2021-2023年")),
        ("江山市2021—2021年方案", (2021, 2021, "2021-2021年")),
        ("江山市2023—2021年方案", (2021, 2021, "2021年")),
        ("“十四五”规划", (2021, 2025, "“十四五”")),
        ("“十四五”规划2021年任务", (2021, 2021, "“十四五”")),
        ("“十四五”规划2025年任务", (2025, 2025, "“十四五”")),
        ("“十四五”规划2026年任务", (2021, 2025, "“十四五”")),
        ("江山市2022年方案", (2022, 2022, "2022年")),
        ("江山市2022年两年行动方案", (2022, 2023, "2022年")),
        ("江山市2022年三年行动方案", (2022, 2024, "2022年")),
        ("江山市2022年五年行动方案", (2022, 2026, "2022年")),
        ("江山市2023年方案（2024—2026年）", (2024, 2026, "2024-2026年")),
        ("2022年总结和2023年工作要点", (2023, 2023, "2023年")),
        ("2022年总结", (2022, 2022, "2022年")),
        ("江山市1899年方案", None),
        ("方案", None),
    ],
)
def test_the_years_in_a_title_and_the_words_that_say_so(title, period):
    found = find_period(fold(title), SIGNS)
    assert (found and (found[0].start_year, found[0].end_year, found[1].text)) == period


@pytest.mark.parametrize(("far", "year"), [(0, 2025), (1480, 2025), (1500, None)])
def test_the_year_of_action_is_told_in_the_opening(far, year):
    assert year_of_action("甲" * far + "自2025年6月1日起至8月31日开展。", SIGNS) == year


@pytest.mark.parametrize(
    ("title", "text", "region"),
    [
        ("杭州市节水方案", "", ("杭州市", "municipal", "330100", ("浙江省", "杭州市"), "杭州市")),
        ("浙江省杭州市节水方案", "", ("杭州市", "municipal", "330100", ("浙江省", "杭州市"), "浙江省杭州市")),
        ("杭州节水方案", "", ("杭州市", "municipal", "330100", ("浙江省", "杭州市"), "杭州")),
        ("关于印发杭州市节水方案的通知", "", ("杭州市", "municipal", "330100", ("浙江省", "杭州市"), "杭州市")),
        ("江山市贺村镇节水方案", "", ("江山市", "county", "330881", ("浙江省", "衢州市", "江山市"), "江山市")),
        ("鼓楼区节水方案", "", ("鼓楼区", "county", None, ("鼓楼区",), "鼓楼区")),
        ("鼓楼区节水方案", "福州市", ("福州市鼓楼区", "county", "350102", ("福建省", "福州市", "鼓楼区"), "鼓楼区")),
        ("鼓楼区节水方案", "福州市，福州市，南京市", ("鼓楼区", "county", None, ("鼓楼区",), "鼓楼区")),
        ("鼓楼区节水方案", "福州市，福州市，福州市，南京市", ("福州市鼓楼区", "county", "350102", ("福建省", "福州市", "鼓楼区"), "鼓楼区")),
        ("北京市朝阳区节水方案", "", ("北京市朝阳区", "county", "110105", ("北京市", "朝阳区"), "北京市朝阳区")),
        ("省水利厅关于印发节水方案的通知", "浙江省", ("浙江省", "provincial", "330000", ("浙江省",), "省")),
        ("省水利厅关于印发节水方案的通知", "浙江省，浙江省，江苏省", None),
        ("省水利厅关于印发节水方案的通知", "浙江省，浙江省，浙江省，江苏省", ("浙江省", "provincial", "330000", ("浙江省",), "省")),
        ("省水利厅关于印发节水方案的通知", "", None),
        ("江山节水方案", "", None),
        ("杭州高新区节水方案", "", None),
        ("某某市节水方案", "", None),
    ],
)  # fmt: skip
def test_the_region_in_a_title_settled_by_the_text(title, text, region):
    lines = f"{title}\n为推进节水，制定本方案。\n一、目标\n{text}"
    got = header(lines)
    found = got.region
    said = found and (found.name, found.level, found.code, found.path, got.spans["region"].of(lines))
    assert said == region
