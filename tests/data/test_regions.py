import re

from policy_parse.lexicon.load import Lexicon
from policy_parse.lexicon.regions import Regions

LEXICON = Lexicon.load()
ROWS = LEXICON.table("regions")
REGIONS = Regions(LEXICON)


def current(pattern):
    return [row for row in ROWS if re.fullmatch(pattern, row["id"]) and not row["until"]]


def test_ids_are_codes_and_former_names_say_when_they_ended():
    for row in ROWS:
        assert re.fullmatch(r"[1-9][0-9]{5}(?:-20[12][0-9])?", row["id"]), row
        assert row["id"].partition("-")[2] in ("", row["until"]), row
        assert re.fullmatch(r"[一-鿿]{2,16}", row["name"]), row


def test_every_province_prefecture_and_county_is_there():
    assert len(current(r"[0-9]{2}0000")) == 34
    assert 330 <= len(current(r"[0-9]{2}(?!00)[0-9]{2}00")) <= 340
    assert 2820 <= len(current(r"[0-9]{4}(?!00)[0-9]{2}")) <= 2900


def test_every_county_has_a_province():
    for row in ROWS:
        place = REGIONS.named(row["name"])[0]
        assert place.code.endswith("0000") or REGIONS.parents(place), row


def test_codes_and_names_of_well_known_places():
    for code, name, path in (
        ("110108", "海淀区", ("北京市", "海淀区")),
        ("320583", "昆山市", ("江苏省", "苏州市", "昆山市")),
        ("429004", "仙桃市", ("湖北省", "仙桃市")),
        ("540581", "错那市", ("西藏自治区", "山南市", "错那市")),
        ("659012", "白杨市", ("新疆维吾尔自治区", "白杨市")),
    ):
        place = REGIONS.named(name)[0]
        assert (place.code, REGIONS.path(place)) == (code, path)


def test_short_names_follow_from_full_ones():
    for short, code in (
        ("北碚", "500109"),
        ("广西", "450000"),
        ("内蒙古自治区", "150000"),
        ("黔南", "522700"),
        ("黔南州", "522700"),
        ("彭水", "500243"),
        ("阿拉善", "152900"),
        ("神农架", "429021"),
    ):
        assert REGIONS.named(short)[0].code == code, short


def test_a_former_name_is_found_behind_the_current_one():
    assert [place.until for place in REGIONS.named("沙县")] == [None, 2021]
    assert REGIONS.named("孟津县")[0].until == 2021


def test_full_names_are_as_offices_bear_them():
    for name, full in (
        ("北碚区", "重庆市北碚区"),
        ("沙县区", "三明市沙县区"),
        ("昆山市", "昆山市"),
        ("苏州市", "苏州市"),
        ("云阳县", "重庆市云阳县"),
        ("尤溪县", "尤溪县"),
    ):
        assert REGIONS.full_name(REGIONS.named(name)[0]) == full


def test_the_longest_name_at_a_place_wins():
    end, places = REGIONS.at_start("新疆维吾尔自治区水利厅")
    assert (end, places[0].code) == (8, "650000")
    assert REGIONS.at_start("水利部门") == (0, ())


def test_no_place_is_its_own_parent():
    assert isinstance(REGIONS, Regions)
    for row in ROWS:
        for place in REGIONS.named(row["name"]):
            assert place.code not in {parent.code for parent in REGIONS.parents(place)}
