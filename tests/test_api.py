"""What may be given to `parse`, and what is refused with a sentence."""

import io
import tempfile
from decimal import Context, localcontext

import pytest

from policy_parse import Lexicon, ReadError, parse

TEXT = "某某市节水工作方案\n一、重点任务\n（一）建设泵站。6月底前完成。（市水务局负责）"
DATA = TEXT.encode()


@pytest.mark.parametrize("source", [DATA, bytearray(DATA), memoryview(DATA), io.BytesIO(DATA)])
def test_any_kind_of_bytes_is_read(source):
    assert len(parse(source).tasks) == 1


@pytest.mark.parametrize("source", [io.StringIO(TEXT), None, 7])
def test_what_holds_no_bytes_is_refused(source):
    with pytest.raises(TypeError, match="binary mode"):
        parse(source)


def test_a_file_opened_as_text_is_refused_whatever_is_in_it(beibei):
    for name in ("source.docx", "source.txt"):
        with open(beibei / name, encoding="utf-8") as file, pytest.raises(TypeError, match="'rb'"):
            parse(file)


def test_a_temporary_file_of_text_is_refused(tmp_path):
    with tempfile.NamedTemporaryFile("w+", encoding="ascii", dir=tmp_path) as file, pytest.raises(TypeError):
        parse(file)


def test_a_path_that_no_file_can_have_is_refused():
    with pytest.raises(ReadError, match="cannot be opened"):
        parse("a\0b.docx")


def test_a_name_in_another_encoding_can_be_written():
    plan = parse(DATA, name="\udcb7\udcbd.txt")
    assert plan.source.name == "??.txt"
    assert plan.model_dump_json()


@pytest.mark.parametrize("year", [0, 1948, 2201, 10_000])
def test_a_year_of_no_plan_is_refused(year):
    with pytest.raises(ValueError, match="1949-2200"):
        parse(DATA, year=year)


def test_the_year_given_is_that_of_times_without_one():
    assert parse(DATA, year=2026).tasks[0].deadlines[0].end.year == 2026


def test_numbers_do_not_depend_on_how_the_caller_counts():
    big = f"{TEXT}\n（二）治理水土流失1234567.5万亩。（市水务局负责）".encode()
    with localcontext(Context(prec=5)):
        narrow = parse(big)
    assert narrow == parse(big)
    assert narrow.tasks[1].targets[0].quantity.value == 12345675000


@pytest.fixture
def mine(tmp_path):
    entry = '[[entry]]\nid = "label.lead.ours"\nkind = "label"\nrole = "lead"\nwords = ["主抓单位"]\nexamples = ["主抓单位：市水利局"]\n'
    (tmp_path / "roles.toml").write_text(entry, "utf-8")
    return tmp_path


def test_a_directory_of_vocabularies_may_stand_alone(mine):
    assert Lexicon.load(mine) is Lexicon.load([str(mine)])


def test_a_changed_vocabulary_is_read_again(mine):
    before = Lexicon.load(mine)
    file = mine / "roles.toml"
    file.write_text(file.read_text("utf-8").replace("主抓单位", "总抓单位"), "utf-8")
    assert Lexicon.load(mine) is not before
    assert Lexicon.load(mine).table("roles")[-1]["words"] == ["总抓单位"]


def test_the_built_in_vocabularies_are_loaded_once():
    assert Lexicon.load() is Lexicon.load([])
