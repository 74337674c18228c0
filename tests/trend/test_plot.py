"""The plot: well-formed, complete, nothing upon anything else, told apart without colours."""

import re
import xml.etree.ElementTree as ET
from decimal import Decimal
from itertools import combinations

import pytest
from made_up_trend import all_plans, plan

from policy_parse import trend
from policy_parse.writers.trends import find_writer
from policy_parse.writers.trends.plot_scale import shown_years, ticks
from policy_parse.writers.trends.svg_shapes import Box, style, width

SVG = "{http://www.w3.org/2000/svg}"


def crowd():
    """Eight offices over six years, close to each other."""
    words = "到{}年底，全市用水总量控制在{:.2f}亿立方米以内，水质达标率达到{:.1f}%以上。"
    return [
        plan(f"{name}州市", year, words.format(year, 8 + i * 0.1 - n * 0.1, 90 + i * 0.3 + n * 0.5))
        for i, name in enumerate("江海山河云石林田")
        for n, year in enumerate(range(2031, 2037))
    ]


@pytest.fixture(scope="module", params=["made up", "a crowd"])
def drawn(request):
    found = trend(all_plans() if request.param == "made up" else crowd())
    return found, find_writer("svg").render(found)


def words_of(data):
    """All words with the box that they fill."""
    root = ET.fromstring(data)
    for one in root.iter(f"{SVG}text"):
        size, x, y = (float(one.get(key)) for key in ("font-size", "x", "y"))
        wide = width(one.text, size)
        left = x - {None: 0, "middle": wide / 2, "end": wide}[one.get("text-anchor")]
        yield one.text, Box(left, y - size * 0.8, left + wide, y + size * 0.15)


def test_no_words_touch_other_words_or_leave_the_page(drawn):
    _, data = drawn
    known = list(words_of(data))
    assert [(a, b) for (a, one), (b, other) in combinations(known, 2) if one.meets(other)] == []
    _, _, right, bottom = map(float, ET.fromstring(data).get("viewBox").split())
    assert all(Box(0, 0, right, bottom).holds(box) for _, box in known)


def test_every_value_has_its_mark_and_its_words(drawn):
    found, data = drawn
    shown = [one for one in found.series if len({(p.office, p.year) for p in one.points}) > 1]
    known = [words for words, _ in words_of(data)]
    said = sum(bool(re.match(r"[≤≥<>]?\d[\d.]*$", words)) for words in known)
    assert said >= sum(len(one.points) for one in shown)
    offices = {p.office for one in shown for p in one.points}
    assert offices <= set(known)
    root = ET.fromstring(data)
    bounds = sum(p.comparator in ("le", "lt", "ge", "gt") for one in shown for p in one.points)
    heads = [one for one in root.iter(f"{SVG}polygon") if one.get("stroke") is None]
    assert len(heads) == bounds + 2  # and those of the legend


def test_arrows_point_to_what_the_bound_allows():
    for words, sign in (("控制在8亿立方米以内", 1), ("达到8亿立方米以上", -1)):
        found = trend([plan("江州市", y, f"到{y}年底，全市供水总量{words}。") for y in (2031, 2032)])
        root = ET.fromstring(find_writer("svg").render(found))
        arrow = [one for one in root.iter(f"{SVG}polygon") if one.get("stroke") is None][-1]
        corners = [tuple(map(float, corner.split(","))) for corner in arrow.get("points").split()]
        assert (corners[0][1] > corners[1][1]) == (sign > 0)


def test_other_names_and_what_is_not_drawn_are_said():
    data = find_writer("svg").render(trend(all_plans())).decode()
    assert "又名：城市公共管网漏损率" in data
    assert "未画的指标 1 项" in data
    assert "较上年下降" in data


def test_one_indicator_takes_the_whole_width_and_no_year_draws_nothing():
    found = trend(all_plans(), indicator="高标准农田")
    assert [words for words, _ in words_of(find_writer("svg").render(found)) if "万亩" in words] == [
        "高标准农田（万亩）"
    ]
    assert find_writer("svg").render(trend([])).startswith(b"<?xml")


def test_names_cannot_break_the_file():
    found = trend(all_plans())
    worse = found.series[0].model_copy(update={"indicator": 'a<b>&"\x0b\ud800' + "长" * 300, "names": ("甲]]>", "乙")})
    data = find_writer("svg").render(found.model_copy(update={"series": (worse,)}))
    assert ET.fromstring(data) is not None


def test_the_same_trend_gives_the_same_bytes(drawn):
    found, data = drawn
    assert find_writer("svg").render(found) == data


def test_pages_are_cut_between_plots(beibei):
    files = [beibei.parent / f"made-up-yunxiu-{year}-commerce" / "source.docx" for year in (2031, 2032)]
    data = find_writer("svg").render(trend(files))
    page = 1122.52
    boxes = [box for _, box in words_of(data)]
    assert max(box.bottom for box in boxes) > 2 * page
    assert [box for box in boxes if box.top // page != box.bottom // page] == []


def test_thirty_offices_look_unlike_without_colours():
    assert len({style(number)[:2] for number in range(30)}) == 30


@pytest.mark.parametrize(
    ("values", "expected"),
    [(("9", "8.5"), ("8.4", "8.6", "8.8", "9")), (("3",), ("2.5", "3", "3.5")), (("0",), ("-1", "0", "1"))],
)
def test_round_numbers_on_the_axis(values, expected):
    found = ticks([Decimal(value) for value in values])
    assert [str(float(one)).removesuffix(".0") for one in found] == list(expected)


def test_things_that_are_counted_have_whole_numbers():
    assert all(one == one.to_integral_value() for one in ticks([Decimal(1), Decimal(2)], whole=True))


def test_years_that_would_touch_have_no_label():
    assert shown_years([2031, 2032, 2033, 2035], 400, 40) == [2031, 2032, 2033, 2035]
    assert shown_years(range(2020, 2031), 100, 40) == [2022, 2026, 2030]
