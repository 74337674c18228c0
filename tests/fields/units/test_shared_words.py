"""Names of offices that a list names without their level."""

import pytest

from policy_parse.fields.units.find import find_statements
from policy_parse.fields.units.offices import Offices
from policy_parse.fields.units.statements import UnitReader
from policy_parse.fields.units.words import UnitWords
from policy_parse.lexicon import Lexicon
from policy_parse.model import Region
from policy_parse.text.fold import fold

WORDS = UnitWords(Lexicon.load())
CITY = Region(name="常州市", level="municipal", code="320400", path=("江苏省", "常州市"))


def named(text, region=CITY):
    reader = UnitReader(source=text, offices=Offices(WORDS, region))
    return {u.text: (u.name, u.level) for s in find_statements(fold(text), reader) for u in s.units}


@pytest.mark.parametrize(
    ("office", "name"),
    [
        ("财政局", "常州市财政局"),
        ("发展改革委", "常州市发展和改革委员会"),
        ("市场监管局", "常州市市场监督管理局"),
        ("妇联", "常州市妇女联合会"),
    ],
)
def test_an_office_behind_one_that_says_its_level_is_of_that_level(office, name):
    assert named(f"建设泵站。（市水利局、{office}负责）")[office] == (name, "municipal")


def test_the_last_level_said_counts():
    found = named("建设泵站。（省水利厅、市水利局、财政局负责）")
    assert found["财政局"] == ("常州市财政局", "municipal")


def test_it_holds_over_the_labels_of_a_statement():
    assert named("建设泵站。（牵头单位：市水利局；配合单位：财政局）")["财政局"][0] == "常州市财政局"


@pytest.mark.parametrize("unit", ["某某水务集团", "北方新区管委会"])
def test_what_is_no_known_office_stays_as_written(unit):
    assert named(f"建设泵站。（市水利局、{unit}负责）")[unit] == (unit, None)


def test_nothing_is_taken_from_behind():
    assert named("建设泵站。（财政局、市水利局负责）")["财政局"] == ("财政局", None)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("（天宁区、钟楼区人民政府负责）", ["常州市天宁区人民政府", "常州市钟楼区人民政府"]),
        ("（天宁区、市水利局负责）", ["常州市天宁区", "常州市水利局"]),
        ("（溧阳市，天宁区人民政府负责）", ["溧阳市", "常州市天宁区人民政府"]),
    ],
)
def test_a_place_before_a_government_is_named_as_one_too(text, names):
    assert [name for name, _ in named(f"建设泵站。{text}").values()] == names
