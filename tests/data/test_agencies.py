import re

import pytest

from policy_parse.errors import LexiconError
from policy_parse.fields.units.agencies import ENDS, Agencies, Agency
from policy_parse.fields.units.full_names import resolve_name
from policy_parse.fields.units.words import UnitWords
from policy_parse.lexicon.load import Lexicon
from policy_parse.model.header import Region
from policy_parse.vocabulary.agency_examples import where

LEXICON = Lexicon.load()
ROWS = LEXICON.table("agencies")
WORDS = UnitWords(LEXICON)
IDS = {row["id"] for row in ROWS}

CITY = Region(name="江州市", level="municipal", code="999900", path=("江苏省", "江州市"))
LEVELS = {"provincial", "municipal", "county", "township"}


def test_rows_are_well_formed():
    for row in ROWS:
        assert row["kind"] in {"function", "pattern", "national"}, row
        assert row["id"].startswith(row["kind"] + "."), row
        assert row["short"].split(), row
        assert set(row["levels"].split()) <= LEVELS, row
        assert all(re.fullmatch(r"-?[1-9][0-9]", region) for region in row["regions"].split()), row
        assert bool(row["ends"]) == (row["kind"] == "function"), row
        assert ("{place}" in row["full"]) == (row["kind"] == "pattern"), row
        assert not row["until"] or 2000 < int(row["until"]) < 2030, row


def test_successors_are_there_and_never_run_in_a_circle():
    known = Agencies(LEXICON)
    for row in ROWS:
        if row["successor"]:
            assert row["successor"] in IDS, row["id"]
            assert row["until"], row["id"]
        assert known.current(known.current(row["id"])) == known.current(row["id"])


def test_no_short_form_means_two_things_in_one_place():
    for table in (Agencies(LEXICON).functions, Agencies(LEXICON).patterns):
        for form, meanings in table.items():
            for level in LEVELS:
                for province in ("31", "50", "32"):
                    full = {a.full for a in meanings if a.holds(level, province + "0000")}
                    assert len(full) <= 1, (form, level, province, full)


def test_every_shortened_ending_is_known():
    for row in ROWS:
        assert all(end in ENDS or end in {"局", "厅", "分局", "中心"} for end in row["ends"].split()), row["id"]


def test_a_users_row_completes_the_names_of_their_city(tmp_path):
    (tmp_path / "agencies.csv").write_text(
        "id,kind,full,short,ends\nfunction.lakes,function,湖泊保护和治理,湖保,局\n", encoding="utf-8"
    )
    lexicon = Lexicon.load([tmp_path])
    assert resolve_name("市湖保局", region=CITY, words=UnitWords(lexicon))[0] == "江州市湖泊保护和治理局"


def test_a_users_row_that_is_incomplete_is_refused(tmp_path):
    (tmp_path / "agencies.csv").write_text("id,kind,full,short\nfunction.lakes,function,湖泊,湖\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"function\.lakes"):
        Agencies(Lexicon.load([tmp_path]))


@pytest.mark.parametrize("kind", ["function", "pattern", "national"])
def test_each_short_form_is_put_together_to_the_full_name_of_its_row(kind):
    """Without a form, or an ending, the name would stay as written, or be that of another row."""
    put = [pair for row in ROWS if row["kind"] == kind for pair in put_together(row)]
    assert put
    assert [(name, whole) for name, whole in put if name != whole] == []


def put_together(row):
    """Each short form of a row with each of its endings, resolved, and what it should be resolved to."""
    region, word = where(row, WORDS.regions)
    for end in row["ends"].split() or [""]:
        for short in row["short"].split():
            if row["kind"] == "national":
                yield resolve_name(short + end, region=None, words=WORDS), (row["full"], "national")
            else:
                name, _ = resolve_name(word + short + end, region=region, words=WORDS)
                pattern = row["full"].replace("{place}", region.name)
                yield name, pattern if row["kind"] == "pattern" else region.name + row["full"] + ENDS.get(end, end)


@pytest.mark.parametrize(
    ("regions", "code", "holds"),
    [((), "320000", True), ((), None, True), (("32",), "320500", True), (("32",), None, False), (("-32",), "320500", False), (("-32",), None, True)],
)  # fmt: skip
def test_an_agency_holds_in_its_regions_and_everywhere_if_it_names_none(regions, code, holds):
    assert Agency("function.lakes", "湖泊", (), regions).holds("municipal", code) is holds
