"""Values as their number formats show them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policy_parse.readers.xlsx.number_formats import BUILTIN, show_number, show_text

JUNE_30 = 45838  # 2025-06-30


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ('yyyy"年"m"月"d"日"', "2025年6月30日"),
        (r"yyyy\年m\月d\日", "2025年6月30日"),
        ("[$-804]yyyy年m月d日;@", "2025年6月30日"),
        ('yyyy"年"m"月"', "2025年6月"),
        ('m"月"d"日"', "6月30日"),
        (r"yyyy\-mm\-dd", "2025-06-30"),
        ("yyyy/m/d;@", "2025/6/30"),
        ("yyyy.mm.dd", "2025.06.30"),
        ('yy"年"mm"月"', "25年06月"),
        ('[DBNum1][$-804]yyyy"年"m"月"d"日";@', "二〇二五年六月三十日"),
        ("[$-F800]dddd, mmmm dd, yyyy", "2025年6月30日"),
        ("mmm-yy", "2025年6月"),
        ("d-mmm", "6月30日"),
        ("m/d/yyyy", "2025年6月30日"),
        ("mm-dd-yy", "2025年6月30日"),
        ("aaaa", "星期一"),
        ("[$-804]aaa", "周一"),
    ],
)
def test_a_day_is_what_a_person_sees(code, shown):
    assert show_number(JUNE_30, code) == shown


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (JUNE_30 + 0.75, "yyyy-mm-dd hh:mm:ss", "2025-06-30 18:00:00"),
        (JUNE_30 + 0.75, '上午/下午h"时"mm"分"', "下午6时00分"),
        (0.5, "h:mm", "12:00"),
        (1.5, "[h]:mm", "36:00"),
        (1 / 24, "mm:ss", "00:00"),
        (-1, "yyyy-mm-dd", "-1"),
        (9e9, "yyyy-mm-dd", "9000000000"),
    ],
)
def test_times_and_what_is_no_day(value, code, shown):
    assert show_number(value, code) == shown


def test_days_may_count_from_1904():
    assert show_number(JUNE_30 - 1462, "yyyy-mm-dd", from_1904=True) == "2025-06-30"


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (3.0, "General", "3"),
        (0.513, "General", "0.513"),
        (0.1 + 0.2, "General", "0.3"),
        (13800138000, "General", "13800138000"),
        (0.0000001, "General", "0.0000001"),
        (-3, "General", "-3"),
        (5, 'General"家"', "5家"),
        (0.09, "0%", "9%"),
        (0.0905, "0.00%", "9.05%"),
        (0.005, "0.0%", "0.5%"),
        (1234567.5, "#,##0.00", "1,234,567.50"),
        (999.5, "#,##0", "1,000"),
        (2.5, "0", "3"),
        (5, "000", "005"),
        (1, "0.##", "1"),
        (1.5, "0.##", "1.5"),
        (12, '0"家"', "12家"),
        (95, '"≥"0', "≥95"),
        (-5, "0_);(0)", "(5)"),
        (-5.25, "0.0", "-5.3"),
        (-0.004, "0.00", "0.00"),
        (0, '0;-0;"—"', "—"),
        (120000, "0.00,", "120.00"),
        (1200000, '0!.0,"万元"', "120.0万元"),
        (3.028, "_ * #,##0.000_ ;_ * -#,##0.000_ ;_ * 0_ ;_ @_ ", "3.028"),
        (5, '"¥"#,##0.00_);[Red]\\("¥"#,##0.00\\)', "¥5.00"),
        (5, "[$¥-804]#,##0", "¥5"),
        (150, '[>=100]0"级";0"等"', "150级"),
        (15, '[>=100]0"级";0"等"', "15等"),
        (1.25, "# ?/?", "1.25"),
        (12345, "0.00E+00", "12345"),
        (3, "@", "3"),
        (7, ";;;", ""),
    ],
)
def test_numbers(value, code, shown):
    assert show_number(value, code) == shown


def test_words_round_a_text():
    assert show_text("5", '"第"@"项"') == "第5项"
    assert show_text("5", "@") == show_text("5", "General") == "5"
    assert show_text("≥5", "0.00;-0.00;0;@") == "≥5"


def test_formats_that_a_file_names_by_number():
    assert [show_number(JUNE_30, BUILTIN[n]) for n in (14, 17, 31, 57, 58)] == [
        "2025/6/30", "2025年6月", "2025年6月30日", "2025年6月", "6月30日",
    ]  # fmt: skip


@settings(deadline=None)
@given(
    st.floats(-1e14, 1e14), st.text(st.sampled_from('ymdhsae0#?.,%@;"\\[]<>=$-_*!/E+GgeneralDBNum1 年'), max_size=20)
)
def test_no_format_is_refused(value, code):
    assert "\n" not in show_number(value, code)
    assert isinstance(show_text("甲", code), str)
