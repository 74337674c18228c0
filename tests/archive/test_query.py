"""`policy-parse query`: ready queries and one's own, which read and do nothing else."""

import csv
import io
from functools import partial
from pathlib import Path
from xml.etree import ElementTree

import pytest
from archive_contents import contents

from archive_versions import as_of_version_1
from policy_parse.archive.query import ask as answer_of
from policy_parse.archive.ready import QUERIES, parameters_of

pytestmark = pytest.mark.usefixtures("read_once")

ARCHIVE = "plans.sqlite"


@pytest.fixture
def ask(desk, run, objects):
    """Asks the archive of the desk; gives the rows."""
    run("collect", "plans", "--into", ARCHIVE)
    return partial(objects, "query")


def test_the_tasks_of_a_unit_with_their_deadlines(ask):
    found = ask("tasks-of-unit", "--unit", "甲县财政局")
    assert [(row["unit"], row["role"], row["task_title"]) for row in found] == [
        ("甲县财政局", "supporting", "抓好巡查"),
        ("甲县财政局", "responsible", "抓好整改"),
    ]
    assert found[1]["deadlines"] == "6月底前"
    assert len(ask("tasks-of-unit", "--unit", "财政局")) == 6


def test_deadlines_of_a_month_and_what_is_overdue(ask):
    assert {row["end_on"] for row in ask("deadlines", "--month", "2031-06")} == {"2031-06-30"}
    assert len(ask("deadlines", "--month", "2031-06", "--unit", "乙县")) == 1
    assert ask("deadlines", "--month", "2031-07") == []
    assert len(ask("overdue", "--today", "2031-07-01")) == 3
    assert ask("overdue", "--today", "2031-06-30") == []
    assert ask("overdue", "--today", "2031-07-01")[0]["units"].endswith("财政局")
    assert [row["end_on"] for row in ask("overdue", "--today", "2032-01-01", "--limit", 2)] == ["2031-06-30"] * 2


def test_an_indicator_over_plans_and_what_is_set_differently(ask):
    found = ask("indicator", "--indicator", "漏损率")
    assert sorted((row["plan_title"][0], row["comparator"], row["value"], row["year"]) for row in found) == [
        ("丙", "le", 9.0, 2031),
        ("乙", "le", 8.0, 2031),
        ("甲", "le", 9.0, 2031),
    ]
    [row] = ask("set-differently")
    assert (row["indicator"], row["plans"], row["least"], row["most"]) == ("公共供水管网漏损率", 3, 8.0, 9.0)
    assert "乙县2031年节水工作方案：le 8.0%" in row["as_set"]


@pytest.mark.parametrize(
    ("option", "value", "count"),
    [("year", "2031", 3), ("year", "2020..2030", 0), ("year", "2030..2032", 3), ("region", "500000", 0)],
)
def test_plans_are_chosen_by_years_and_region(option, value, count, ask):
    assert len(ask("indicator", "--indicator", "漏损率", f"--{option}", value)) == count


def test_a_region_is_all_that_is_in_it(run, desk, beibei):
    run("collect", beibei / "source.txt", "--into", ARCHIVE)
    for region, found in (("500000", True), ("500109", True), ("510000", False), ("北碚", True), ("500200", False)):
        _, out, _ = run(
            "query", ARCHIVE, "indicator", "--indicator", "用水总量", "--region", region, "--format", "ndjson"
        )
        assert (out != "") == found


def test_who_works_with_whom_is_a_network(ask, run, desk):
    edges = ask("who-with-whom", "--unit", "甲县")
    assert {(row["source"], row["target"], row["tasks"]) for row in edges} == {
        ("甲县审计局", "甲县水利局", 1),
        ("甲县审计局", "甲县财政局", 1),
        ("甲县水利局", "甲县财政局", 1),
    }
    assert run("query", ARCHIVE, "who-with-whom", "-o", "units.graphml")[0] == 0
    space = {"g": "http://graphml.graphdrawing.org/xmlns"}
    graph = ElementTree.parse(desk / "units.graphml").getroot().find("g:graph", space)
    names = {node.get("id"): node.find("g:data", space).text for node in graph.findall("g:node", space)}
    assert len(names) == 9
    found = {(names[edge.get("source")], names[edge.get("target")]) for edge in graph.findall("g:edge", space)}
    assert {("甲县审计局", "甲县水利局"), ("乙县水利局", "乙县财政局")} <= found


def test_an_answer_that_is_no_network_is_no_graphml(ask, run):
    assert run("query", ARCHIVE, "set-differently", "-o", "x.graphml")[0] == 2


def test_a_statement_of_ones_own_in_every_format(ask, run, desk):
    sql = "SELECT title, '=1+1' AS formula, NULL AS none, 1.5 AS number FROM plans ORDER BY title LIMIT 1"
    assert ask(sql) == [{"title": "丙县2031年节水工作方案", "formula": "=1+1", "none": None, "number": 1.5}]
    run("query", ARCHIVE, sql, "-o", "x.csv")
    [row] = csv.DictReader(io.StringIO((desk / "x.csv").read_text("utf-8-sig")))
    assert row == {"title": "丙县2031年节水工作方案", "formula": "'=1+1", "none": "", "number": "1.5"}
    assert run("query", ARCHIVE, sql)[1].splitlines()[1].startswith("丙县2031年节水工作方案")


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM tasks",
        "PRAGMA writable_schema = 1",
        "ATTACH 'other.sqlite' AS other",
        "CREATE TABLE mine (a)",
        "SELECT load_extension('x')",
        "SELECT * FROM pragma_table_info('plans')",
        "VACUUM INTO 'copy.sqlite'",
    ],
)
def test_nothing_but_reading_is_let_through(sql, ask, run, desk):
    before = contents(ARCHIVE)
    status, out, said = run("query", ARCHIVE, sql)
    assert (status, out, said.count("\n"), "only reading is allowed" in said) == (1, "", 1, True)
    assert contents(ARCHIVE) == before
    assert not list(desk.glob("*copy*"))


@pytest.mark.parametrize(
    "sql", ["SELECT nothing FROM plans", "SELECT 1; SELECT 2", "no such thing", "SELECT :missing AS x"]
)
def test_a_wrong_statement_is_one_line(sql, ask, run):
    status, out, said = run("query", ARCHIVE, sql)
    assert (status, out, said.count("\n"), "cannot be asked" in said) == (1, "", 1, True)


def test_a_question_without_end_ends(ask, run):
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    status, _, said = run("query", ARCHIVE, endless, "--time-limit", 1)
    assert (status, "took longer than 1 s" in said) == (1, True)


def test_ready_queries_are_listed_shown_and_asked_for_rightly(ask, run):
    names = [line.split()[0] for line in run("query", ARCHIVE)[1].splitlines()]
    assert names == ["tasks-of-unit", "deadlines", "overdue", "indicator", "who-with-whom", "set-differently"]
    for name in names:
        assert "SELECT" in run("query", ARCHIVE, name, "--sql")[1]
    assert run("query", ARCHIVE, "tasks-of-unit")[0] == 2
    assert "deadlines" in run("query", ARCHIVE, "deadline")[2]
    for option in (("--month", "2031-13"), ("--today", "tomorrow")):
        with pytest.raises(SystemExit):
            run("query", ARCHIVE, "deadlines", *option)
    for years in ("soon", "2032..2030"):
        assert run("query", ARCHIVE, "overdue", "--year", years)[0] == 2


def test_the_tables_of_parse_can_be_asked_too(desk, run):
    run("parse", "plans", "-o", "tables.sqlite")
    _, out, _ = run("query", "tables.sqlite", "overdue", "--today", "2032-01-01", "--format", "ndjson")
    assert len(out.splitlines()) == 3


def test_an_archive_is_not_written_over_and_must_be_there(ask, run):
    assert run("query", ARCHIVE, "overdue", "-o", ARCHIVE, "--format", "csv")[0] == 2
    assert run("query", "none.sqlite", "overdue")[0] == 1


def test_an_archive_in_a_folder_that_cannot_be_written_to_is_read(ask, run, desk):
    import os

    if os.geteuid() == 0:
        pytest.skip("root writes everywhere")
    desk.chmod(0o555)
    try:
        assert run("query", ARCHIVE, "set-differently", "--format", "ndjson")[0] == 0
    finally:
        desk.chmod(0o755)


def test_signs_of_patterns_are_no_wildcards(ask):
    assert ask("tasks-of-unit", "--unit", "%") == []
    assert ask("indicator", "--indicator", "漏损率", "--region", "_") == []


def counted_both_ways(**asked):
    """The edges of the archive: from the table that is kept, and counted when asked for."""
    ready = next(ready for ready in QUERIES if ready.name == "who-with-whom")
    parameters = parameters_of(asked)
    assert ready.statement(parameters, {"unit_edges"}) == ready.counted
    kept, counted = (answer_of(Path(ARCHIVE), sql, parameters).rows for sql in (ready.counted, ready.sql))
    return kept, counted


def test_who_works_with_whom_is_kept_as_it_would_be_counted(ask, desk, run):
    kept, counted = counted_both_ways()
    assert kept == counted
    assert len(kept) == 9
    kept, counted = counted_both_ways(unit="甲县")
    assert kept == counted
    assert len(kept) == 3
    before = contents(ARCHIVE)["documents"]
    run("collect", "plans", "--into", ARCHIVE, "--year", "2030")
    assert not set(before) & set(contents(ARCHIVE)["documents"])  # all were read anew
    assert counted_both_ways()[0] == counted_both_ways()[1]


def test_only_plans_of_a_region_or_year_are_counted_when_asked_for(ask):
    ready = next(ready for ready in QUERIES if ready.name == "who-with-whom")
    for asked in ({"region": "500000"}, {"year": "2031"}):
        assert ready.statement(parameters_of(asked), {"unit_edges"}) == ready.sql
    assert ready.statement(parameters_of({}), {"units"}) == ready.sql
    assert len(ask("who-with-whom", "--year", "2031")) == len(ask("who-with-whom"))


def test_an_archive_of_the_first_version_is_brought_up_to_date(ask, run):
    whole, edges = contents(ARCHIVE), ask("who-with-whom")
    as_of_version_1(ARCHIVE)
    assert ask("who-with-whom") == edges
    run("collect", "plans", "--into", ARCHIVE)
    assert contents(ARCHIVE) == whole
