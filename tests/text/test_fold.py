import unicodedata

from policy_parse.span import Span
from policy_parse.text.fold import clean, fold, tidy


def test_wide_letters_digits_and_signs_become_narrow():
    assert fold("ＧＤＰ增长６％").text == "GDP增长6%"


def test_chinese_marks_become_wide():
    assert fold("改造(试点),推广;其中:").text == "改造（试点），推广；其中："


def test_signs_of_other_keyboards_become_the_common_ones():
    assert fold("丶､、").text == "、、、"
    assert fold("｡。").text == "。。"
    assert fold("「甲」『乙』〝丙〞").text == "“甲”“乙”“丙”"
    assert fold("«甲»‹乙›").text == "《甲》〈乙〉"
    assert fold("<>﹤﹥≧⩾≦⩽﹒").text == "<><>≥≥≤≤."


def test_a_comma_between_groups_of_digits_is_part_of_the_number():
    assert fold("1，200家,300人").text == "1,200家，300人"
    assert fold("1,2004").text == "1，2004"


def test_a_colon_between_digits_is_a_time():
    assert fold("10:30").text == "10:30"


def test_spaces_inside_words_go_and_offsets_lead_back():
    folded = fold("北碚区 2022 年")
    assert folded.text == "北碚区2022年"
    assert folded.span(3, 8) == Span(4, 10)


def test_line_breaks_and_tabs_stay():
    assert fold("市水\n利局\t牵头").text == "市水\n利局\t牵头"


def test_a_half_width_full_stop_behind_words_is_one():
    assert fold("推进绿色改造.开展核查.").text == "推进绿色改造。开展核查。"


def test_a_point_in_a_number_or_behind_a_numeral_stays():
    assert fold("一.增长1.2倍,建设2.0版").text == "一.增长1.2倍，建设2.0版"


def test_angle_quotes_are_book_titles():
    assert fold("«工作方案»").text == "《工作方案》"


def test_radicals_become_ideographs_and_signs_stay():
    assert fold("⽔利，10㎡").text == "水利，10㎡"


def test_offsets_are_absolute_where_a_part_is_folded():
    source = "一、目标 任务"
    folded = fold(source, 2)
    assert folded.text == "目标任务"
    assert folded.span(0, 4).of(source) == "目标 任务"


def test_clean_drops_every_space():
    assert clean("市 水\n利　局") == "市水利局"


def test_tidy_keeps_one_blank_between_latin_words():
    assert tidy("布局 AI  OPC\n社区") == "布局AI OPC社区"


def test_every_space_and_mark_without_width_is_left_out():
    spaces = [chr(code) for code in range(0x10000) if unicodedata.category(chr(code)) == "Zs"]
    assert len(spaces) > 15
    marks = ["\u00ad", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\x0b", "\x0c", "\r", "\u2028"]
    assert [ascii(mark) for mark in (*spaces, *marks) if fold(f"市{mark}局").text != "市局"] == []
