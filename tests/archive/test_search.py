"""`policy-parse search`: words are found as words, offices under all their names, the best first."""

import shutil
from functools import partial

import pytest
from archive_contents import check_index
from archived_plans import lay_plans

from policy_parse.cli import main

ARCHIVE = "plans.sqlite"
PLAN = """某市2031年重点工作方案
一、重点任务
（一）推进节水改造。新建污水处理厂2座，供水管网漏损率控制在9%以内。（市发展改革委牵头，市水利局配合）
（二）加强水质监测。加密旅游季节水质监测。（市生态环境局负责）
（三）优化服务。各县人民政府推行电子证照。（市市场监管局负责）
（四）建设绿色建筑。既有建筑节能改造50万平方米。（市住房城乡建设局负责）
"""


@pytest.fixture(scope="module")
def collected(tmp_path_factory):
    """An archive of four made-up plans."""
    folder = tmp_path_factory.mktemp("collected")
    lay_plans(folder / "plans")
    (folder / "plans" / "丁.txt").write_text(PLAN, "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        main(["collect", "plans", "--into", ARCHIVE, "--quiet"])
    return folder / ARCHIVE


@pytest.fixture
def find(desk, collected, objects):
    """Searches an archive of four made-up plans; gives the hits."""
    (desk / "plans" / "丁.txt").write_text(PLAN, "utf-8")
    shutil.copy(collected, desk / ARCHIVE)
    return partial(objects, "search")


def titles(hits):
    return {hit["title"] for hit in hits}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["污水处理"], {"推进节水改造"}),  # a part of a longer word
        (["节能改造"], {"建设绿色建筑"}),  # 建筑节能 is a word of the vocabulary
        (["漏损率"], {"推进节水改造"}),  # in no dictionary
        (["季节水质"], {"加强水质监测"}),
        (["民政"], set()),  # only the letters stand in 人民政府
        (["漏损率", "污水"], {"推进节水改造"}),
        (["漏损率", "电子证照"], set()),
        (["發展改革委"], {"推进节水改造"}),  # traditional characters
        (["市发改委"], {"推进节水改造"}),
        (["市发展和改革委员会"], {"推进节水改造"}),
        (["市市场监督管理局"], {"优化服务"}),
        (["--unit", "水利局", "污水"], {"推进节水改造"}),
        (["--unit", "水利局", "绿色建筑"], set()),
        (["监测", "--year", "2031"], {"加强水质监测"}),
        (["监测", "--year", "2020..2030"], set()),
    ],
)
def test_what_is_found(find, words, expected):
    assert titles(find(*words)) == expected


def test_letters_across_words_are_no_word(find):
    found = find("节水")
    assert "加强水质监测" not in titles(found)  # 季节|水质
    assert len(found) == 7  # those of the three plans on 节水, by the titles of these


def test_the_best_come_first_and_are_as_many_as_are_asked_for(find):
    hits = find("节水", "--limit", "3")
    assert len(hits) == 3
    assert hits[0]["title"] == "推进节水改造"  # a word in the title counts for more than one in the plan's
    assert [hit["score"] for hit in hits] == sorted((hit["score"] for hit in hits), reverse=True)


def test_the_words_that_were_sought_are_lit(find):
    [hit] = find("市发改委", "污水处理")
    assert [hit["text"][start:end] for start, end in hit["lit"]] == ["污水处理"]  # the unit is no part of the text


@pytest.mark.parametrize("term", ['"市发改委"', "“市发改委”", "（市发改委", "市发改委*", " '市发改委' "])
def test_marks_round_a_term_take_nothing_from_it(term, find):
    assert titles(find(term)) == {"推进节水改造"}


def test_words_are_lit_without_the_marks_round_them(find):
    [hit] = find('"污水处理"')
    assert [hit["text"][start:end] for start, end in hit["lit"]] == ["污水处理"]


def test_a_document_that_is_read_anew_is_found_by_its_new_words_alone(find, run, desk):
    assert titles(find("污水处理")) == {"推进节水改造"}
    run("collect", "plans", "--into", ARCHIVE, "--year", "2032")  # other settings: everything is read again
    check_index(ARCHIVE)
    assert titles(find("污水处理")) == {"推进节水改造"}
    assert len(find("节水")) == 7


def test_what_is_shown_without_a_format(find, run):
    find("节水")
    _, out, _ = run("search", ARCHIVE, "污水处理")
    first, words, units = out.splitlines()
    assert first == "1. 推进节水改造  某市2031年重点工作方案（2031） 第3段"
    assert "新建污水处理厂2座" in words
    assert units.strip() == "市发展改革委、市水利局"


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (["。"], 2),
        (['"'], 2),
        (["节水", "--year", "2032..2030"], 2),
        (["节水", "--year", "二〇三一"], 2),
        (['污水" OR "人民'], 0),
        (["没有这样的话"], 0),
    ],
)
def test_searches_for_nothing_or_in_the_wrong_way_are_one_line(find, run, words, status):
    find("节水")
    found, out, said = run("search", ARCHIVE, *words)
    assert (found, out, said.count("\n")) == (status, "", 1)


def test_a_file_that_is_no_archive_is_named(run, desk):
    (desk / "x.sqlite").write_bytes(b"nothing")
    status, _, said = run("search", "x.sqlite", "节水")
    assert (status, said.count("\n"), "x.sqlite" in said) == (1, 1, True)


def test_tables_without_an_index_are_told_how_to_get_one(run, desk):
    run("parse", "plans", "-o", "tables.sqlite")
    status, _, said = run("search", "tables.sqlite", "节水")
    assert (status, said.count("\n"), "tables.sqlite" in said, "collect" in said) == (1, 1, True, True)


def test_of_very_many_tasks_the_latest_are_ranked_and_all_where_all_are_asked_for(find, monkeypatch):
    every = find("市", "--limit", "100")
    assert len(every) > 3
    monkeypatch.setattr("policy_parse.archive.search._RANKED", 2)
    assert find("市", "--limit", "100") == every
    latest = titles(find("市", "--limit", "2"))
    assert latest == {"优化服务", "建设绿色建筑"}
    assert titles(find("市", "--limit", "2", "--year", "2031")) == latest
    assert titles(find("漏损率", "--limit", "2")) == {"推进节水改造"}
