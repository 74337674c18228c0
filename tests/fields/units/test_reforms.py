import pytest

from policy_parse.errors import LexiconError
from policy_parse.fields.units.reforms import BEFORE_REFORMS, Reforms
from policy_parse.fields.units.same_office import spelling
from policy_parse.fields.units.words import UnitWords
from policy_parse.lexicon import Lexicon
from policy_parse.vocabulary.agency_examples import CITY

LEXICON = Lexicon.load()
UNITS = UnitWords(LEXICON)
REFORMS = Reforms(LEXICON, UNITS.agencies)


def between(one, other, lexicon=LEXICON):
    units = UnitWords(lexicon)
    names = [spelling(name, words=units, region=CITY, year=BEFORE_REFORMS) for name in (one, other)]
    found = Reforms(lexicon, units.agencies).between(*names)
    return found and found.id


def test_every_successor_of_the_names_is_told_by_a_reform_of_the_same_year():
    told = {
        (office, after, r.year)
        for r in REFORMS.reforms
        for office in r.before
        for after in r.after
        if r.id.startswith("reform.")
    }
    known = {(office, after, until) for office, (after, until) in UNITS.agencies.successors.items()}
    assert known - told == set()


def test_the_order_of_the_names_does_not_matter():
    assert between("市环保局", "市生态环境局") == between("市生态环境局", "市环保局") == "reform.2018.ecology"


def test_one_reform_after_another_is_the_last_of_them():
    assert between("市扶贫开发办", "市农业农村局") == "reform.2023.rural_revitalization"


@pytest.mark.parametrize(
    ("one", "other"),
    [("市环保局", "县生态环境局"), ("市水利局", "市水务局"), ("市环保局", "市环境保护局"), ("市工商局", "市质监局")],
)
def test_other_places_other_offices_and_other_spellings_are_no_reform(one, other):
    assert between(one, other) is None


def test_a_users_successor_is_a_reform_too(tmp_path):
    rows = "id,kind,full,short,ends,levels,regions,until,successor,written,meant\nfunction.lakes,function,湖泊,湖泊,局,,,2025,function.water_resources,湖泊局,湖泊局\n"
    (tmp_path / "agencies.csv").write_text(rows, encoding="utf-8")
    assert between("市湖泊局", "市水利局", Lexicon.load(tmp_path)) == "function.lakes"


def test_a_reform_of_an_office_that_is_not_there_is_refused(tmp_path):
    (tmp_path / "reforms.toml").write_text(
        '[[entry]]\nid = "mine"\nyear = 2025\nsource = "x"\nbefore = ["function.none"]\nafter = ["function.water_resources"]\nexamples = []\n',
        encoding="utf-8",
    )
    lexicon = Lexicon.load(tmp_path)
    with pytest.raises(LexiconError, match=r"function\.none"):
        Reforms(lexicon, UnitWords(lexicon).agencies)
