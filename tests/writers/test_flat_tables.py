"""The flat tables: the columns of the contract, the same rows in every format, whole files or none."""

import csv
import datetime
import io
import json
import os
import re
import sqlite3
from pathlib import Path

import pytest

from policy_parse import FormatError, MissingExtraError, WriteError, parse, to_pandas, write, write_tables
from policy_parse.cli import main
from policy_parse.model import frames
from policy_parse.model.tables import TABLES, reference, rows_of
from policy_parse.writers.tables import FORMATS, file_names, files_of

pytestmark = pytest.mark.usefixtures("read_once")

ROOT = Path(__file__).parents[2]
PLANS = sorted((ROOT / "examples/plans").iterdir())
CONTRACT = {
    "plans": "plan name format title notice_title document_number issuers issued_on printed_on region_code region_name region_level "
    "start_year end_year tasks targets findings schema_version parser_version",
    "tasks": "plan task origin number title text path section_role start end place related",
    "units": "plan task role text name level collective open_ended inherited start end",
    "targets": "plan task indicator scope comparator value value_max unit quantity quantity_max quantity_unit dimension change "
    "baseline_year per effort due text start end",
    "deadlines": "plan task kind start_on end_on time precision rrule inferred text start end",
    "findings": "plan code severity message tasks spans",
}
KINDS = {"text": str, "list": str, "integer": int, "number": float, "date": datetime.date, "boolean": bool}
SIGNS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "'", "'=1", "＝1+1", "－1", '"', ";"]


@pytest.fixture(scope="module")
def plans(beibei):
    return [parse(beibei / "source.docx"), *map(parse, PLANS)]


@pytest.fixture
def hostile(build_plan):
    """Plans whose words try to be formulas, tags and broken lines."""
    made = [build_plan(f"{sign}，漏损率控制在9%以内") for sign in [*SIGNS, "a\nb,c", "\ud800", "<script>"]]
    return [
        plan.model_copy(update={"source": plan.source.model_copy(update={"sha256": str(i)})})
        for i, plan in enumerate(made)
    ]


def test_the_columns_are_those_of_the_contract():
    assert {table.name: " ".join(column.name for column in table.columns) for table in TABLES} == CONTRACT


def test_a_cell_has_the_type_of_its_column_and_no_text_is_empty(plans):
    rows = rows_of(plans)
    for table in TABLES:
        assert rows[table.name]
        for row in rows[table.name]:
            for column, cell in zip(table.columns, row, strict=True):
                assert cell is None or type(cell) is KINDS[column.kind], column.name
                assert cell != ""
                assert column.kind != "list" or isinstance(json.loads(cell), list)


def test_every_value_of_the_plan_has_its_row(plans):
    rows = rows_of(plans)
    tasks = [task for plan in plans for task in plan.tasks]
    assert len(rows["plans"]) == len(plans)
    assert len(rows["tasks"]) == len(tasks)
    assert len(rows["units"]) == sum(len(task.responsible) + len(task.supporting) for task in tasks)
    assert len(rows["deadlines"]) == sum(len(task.deadlines) for task in tasks)
    assert len(rows["targets"]) == sum(len(of.targets) for of in (*plans, *tasks))
    assert len(rows["findings"]) == sum(len(plan.findings) for plan in plans)


def test_the_counts_of_a_plan_are_those_of_its_rows(plans):
    rows = rows_of(plans)
    head = [column.name for column in TABLES[0].columns]
    for plan in rows["plans"]:
        told = dict(zip(head, plan, strict=True))
        for name in ("tasks", "targets", "findings"):
            assert told[name] == sum(row[0] == told["plan"] for row in rows[name])


def test_a_target_is_multiplied_out_and_says_when(plans):
    names = CONTRACT["targets"].split()
    first = dict(zip(names, rows_of(plans)["targets"][0], strict=True))
    assert (first["task"], first["indicator"], first["comparator"]) == (None, "用水总量", "le")
    assert (first["value"], first["unit"], first["quantity"], first["quantity_unit"]) == (
        3.028,
        "亿m³",
        302800000,
        "m³",
    )
    assert first["due"] == datetime.date(2022, 12, 31)
    assert plans[0].text[first["start"] : first["end"]] == first["text"]


def test_a_document_that_is_given_twice_is_there_once(plans):
    assert rows_of([*plans, plans[0]]) == rows_of(plans)


# ------------------------------------------------------------------------------------------------- read back equal


def typed(kind, words):
    """A cell of CSV as `rows_of` has it."""
    if words == "":
        return None
    if kind == "text":
        return words[1:] if words.startswith("'") else words
    readers = {
        "list": str,
        "integer": int,
        "number": float,
        "date": datetime.date.fromisoformat,
        "boolean": "true".__eq__,
    }
    return readers[kind](words)


def from_csv(files):
    for table in TABLES:
        head, *rows = csv.reader(io.StringIO(files[f"{table.name}.csv"].decode("utf-8-sig"), newline=""))
        assert head == [column.name for column in table.columns]
        yield (
            table.name,
            [tuple(typed(c.kind, cell) for c, cell in zip(table.columns, row, strict=True)) for row in rows],
        )


def day(kind, cell):
    return datetime.date.fromisoformat(cell) if kind == "date" and cell is not None else cell


def from_ndjson(files):
    for table in TABLES:
        lines = [json.loads(line) for line in files[f"{table.name}.ndjson"].decode().split("\n")[:-1]]
        assert all(list(line) == [column.name for column in table.columns] for line in lines)
        yield table.name, [tuple(day(c.kind, line[c.name]) for c in table.columns) for line in lines]


def from_parquet(files):
    parquet = pytest.importorskip("pyarrow.parquet")
    for table in TABLES:
        yield table.name, arrow_rows(parquet.read_table(io.BytesIO(files[f"{table.name}.parquet"])))


def from_sqlite(files):
    base = sqlite3.connect(":memory:")
    base.deserialize(files["plans.sqlite"])
    for table in TABLES:
        rows = base.execute(f"SELECT * FROM {table.name}").fetchall()
        kinds = [column.kind for column in table.columns]
        yield (
            table.name,
            [
                tuple(
                    bool(cell) if kind == "boolean" else day(kind, cell) for kind, cell in zip(kinds, row, strict=True)
                )
                for row in rows
            ],
        )
    base.close()


def arrow_rows(table):
    return [tuple(row.values()) for row in table.to_pylist()]


READ = {"tables-csv": from_csv, "tables-ndjson": from_ndjson, "tables-parquet": from_parquet, "sqlite": from_sqlite}


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("given", ["plans", "hostile"])
def test_every_file_is_read_back_equal(format, given, request):
    if format == "tables-parquet":
        pytest.importorskip("pyarrow")
    plans = request.getfixturevalue(given)
    files = files_of(plans, format)
    assert tuple(files) == file_names(format)
    assert dict(READ[format](files)) == rows_of(plans)
    assert files_of(plans, format) == files


@pytest.mark.parametrize("given", ["plans", "hostile"])
def test_every_frame_holds_the_same(given, request):
    plans = request.getfixturevalue(given)
    rows = rows_of(plans)
    pytest.importorskip("pyarrow")
    assert {name: arrow_rows(table) for name, table in frames.to_arrow(plans).items()} == rows
    pytest.importorskip("polars")
    assert {name: table.rows() for name, table in frames.to_polars(plans).items()} == rows


@pytest.mark.parametrize("given", ["plans", "hostile"])
def test_pandas_holds_the_same(given, request):
    pandas = pytest.importorskip("pandas")
    plans = request.getfixturevalue(given)

    def plain(kind, cell):
        return None if pandas.isna(cell) else cell.date() if kind == "date" else KINDS[kind](cell)

    for table in TABLES:
        frame = to_pandas(plans)[table.name]
        kinds = [column.kind for column in table.columns]
        found = [tuple(map(plain, kinds, row)) for row in frame.itertuples(index=False, name=None)]
        assert found == rows_of(plans)[table.name]


def test_a_plan_gives_its_own_frames(plans):
    pytest.importorskip("pandas")
    pytest.importorskip("polars")
    pytest.importorskip("pyarrow")
    plan = plans[0]
    assert len(plan.to_pandas()["tasks"]) == len(plan.to_polars()["tasks"]) == len(plan.to_arrow()["tasks"]) == 43


def test_a_plan_without_anything_has_every_column_with_its_type():
    pandas, polars, arrow = (pytest.importorskip(name) for name in ("pandas", "polars", "pyarrow"))
    plan = parse(b"hello", name="hello.txt")
    assert plan.to_pandas()["targets"].due.dtype == "datetime64[s]"
    assert plan.to_pandas()["targets"].value.dtype == pandas.Float64Dtype()
    assert plan.to_polars()["targets"].schema["due"] == polars.Date
    assert plan.to_arrow()["targets"].schema.field("due").type == arrow.date32()


# ----------------------------------------------------------------------------- readers that are told nothing of types


def test_readers_that_guess_take_numbers_for_numbers(plans, tmp_path):
    pandas, polars, duckdb = (pytest.importorskip(name) for name in ("pandas", "polars", "duckdb"))
    write_tables(plans, tmp_path / "csv", "tables-csv")
    write_tables(plans, tmp_path / "ndjson", "tables-ndjson")
    csv_file, ndjson = str(tmp_path / "csv/targets.csv"), str(tmp_path / "ndjson/targets.ndjson")
    count = len(rows_of(plans)["targets"])
    assert pandas.read_csv(csv_file).value.dtype == float
    assert polars.read_csv(csv_file, infer_schema_length=1).schema["value"] == polars.Float64
    assert polars.read_ndjson(ndjson, infer_schema_length=None).schema["value"] == polars.Float64
    for read in (f"read_csv('{csv_file}')", f"read_json('{ndjson}')"):
        found = duckdb.sql(f"SELECT typeof(any_value(value)), typeof(any_value(due)), count(*) FROM {read}").fetchall()
        assert found == [("DOUBLE", "DATE", count)]


def test_tasks_as_ndjson_have_numbers_with_a_point_too(plan, tmp_path):
    write(plan, tmp_path / "tasks.ndjson")
    assert '"value": 9.0,' in (tmp_path / "tasks.ndjson").read_text("utf-8")
    polars = pytest.importorskip("polars")
    write(parse(PLANS[0]), tmp_path / "tasks.ndjson")
    target = polars.read_ndjson(tmp_path / "tasks.ndjson", infer_schema_length=1).schema["targets"].inner
    assert dict(target)["value"] == polars.Float64


@pytest.mark.parametrize("sign", [sign for sign in SIGNS if sign[0] not in '";'])
def test_no_cell_runs_as_a_formula(build_plan, sign):
    files = files_of([build_plan(f"{sign}，漏损率控制在9%以内")])
    cells = [
        cell for data in files.values() for row in csv.reader(io.StringIO(data.decode("utf-8-sig"))) for cell in row
    ]
    assert f"'{sign}，漏损率控制在9%以内" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "＝", "－", "\t", "\r"))]


# ------------------------------------------------------------------------------------------------------------- files


def test_the_same_query_works_on_the_database(plans, tmp_path):
    write_tables(plans, tmp_path, "sqlite")
    base = sqlite3.connect(tmp_path / "plans.sqlite")
    found = base.execute(
        "SELECT name, strftime('%Y', coalesce(due, end_year || '-12-31')), value FROM targets JOIN plans USING (plan) "
        "WHERE indicator LIKE '%漏损率' ORDER BY 2"
    ).fetchall()
    base.close()
    assert [(year, value) for _, year, value in found if value != 9.0] == [("2025", 8.0)]


def test_the_ending_names_a_database(plans, tmp_path):
    for ending in ("sqlite", "sqlite3", "db"):
        write(plans[0], tmp_path / f"a.{ending}")
        assert (tmp_path / f"a.{ending}").read_bytes().startswith(b"SQLite format 3")


def test_a_plan_is_written_into_a_folder(plans, tmp_path):
    write(plans[0], tmp_path / "out", "tables-csv")
    assert sorted(file.name for file in (tmp_path / "out").iterdir()) == sorted(f"{name}.csv" for name in CONTRACT)


def test_if_one_file_cannot_be_written_none_is(plans, tmp_path, monkeypatch):
    write_tables(plans[:1], tmp_path)
    before = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    sync, calls = os.fsync, []

    def full(handle):
        calls.append(handle)
        if len(calls) == 4:
            raise OSError(28, "No space left on device")
        sync(handle)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(WriteError, match="No space"):
        write_tables(plans, tmp_path)
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == before


def test_a_folder_in_the_place_of_a_file_is_refused_before_any_is_written(plans, tmp_path):
    (tmp_path / "units.csv").mkdir()
    with pytest.raises(WriteError, match="directory"):
        write_tables(plans, tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["units.csv"]


def test_what_is_missing_is_named_with_its_extra(plans, monkeypatch):
    def missing(name):
        raise ModuleNotFoundError(name)

    monkeypatch.setattr(frames, "import_module", missing)
    for function, extra in ((frames.to_pandas, "pandas"), (frames.to_polars, "polars"), (frames.to_arrow, "arrow")):
        with pytest.raises(MissingExtraError, match=rf"policy-parse\[{extra}\]"):
            function(plans)
    with pytest.raises(MissingExtraError, match=r"policy-parse\[arrow\]"):
        files_of(plans, "tables-parquet")


def test_an_unknown_format_is_refused(plans, tmp_path):
    with pytest.raises(FormatError, match="tables-parquet"):
        write_tables(plans, tmp_path, "tables-xml")


def test_the_reference_is_made_from_the_definition():
    assert reference() in (ROOT / "docs/en/tables.md").read_text("utf-8")


def test_the_reference_in_chinese_has_the_same_tables_columns_and_lists_in_the_same_order():
    page = (ROOT / "docs/zh/tables.md").read_text("utf-8")
    told, lists = {}, set()
    for name, rows in re.findall(r"^\| ([a-z]+) [^|]*\| \|\n\|---\|---\|\n((?:\|.*\n)+)", page, re.MULTILINE):
        cells = [row.strip("|").split("|") for row in rows.splitlines()]
        columns = [re.findall("`([a-z_]+)`", names) for names, _ in cells]
        told[name] = [column for of_row in columns for column in of_row]
        lists |= {(name, c) for of_row, (_, says) in zip(columns, cells, strict=True) if "列表" in says for c in of_row}
    beside = {table.name: [c for c in table.columns if c.name != "plan" or table.name == "plans"] for table in TABLES}
    assert told == {name: [column.name for column in columns] for name, columns in beside.items()}
    assert {(name, c.name) for name, columns in beside.items() for c in columns if c.kind == "list"} <= lists


# ------------------------------------------------------------------------------------------------------ command line


@pytest.mark.parametrize("format", FORMATS)
def test_a_folder_of_plans_becomes_one_set_of_tables(format, tmp_path, capsys):
    if format == "tables-parquet":
        pytest.importorskip("pyarrow")
    assert main(["parse", str(ROOT / "examples/plans"), "-o", f"{tmp_path / 'out'}/", "--format", format]) == 0
    files = {file.name: file.read_bytes() for file in (tmp_path / "out").iterdir()}
    assert sorted(files) == sorted(file_names(format))
    assert len(dict(READ[format](files))["plans"]) == 2
    assert "2 read, 0 failed" in capsys.readouterr().err


def test_one_database_of_a_folder_of_plans(tmp_path, capsys):
    assert main(["parse", str(ROOT / "examples/plans"), "-o", str(tmp_path / "all.sqlite")]) == 0
    assert (tmp_path / "all.sqlite").read_bytes() == files_of(map(parse, PLANS), "sqlite")["plans.sqlite"]


def test_a_name_without_a_stroke_is_a_folder_too(tmp_path, capsys):
    assert main(["parse", str(PLANS[0]), "-o", str(tmp_path / "out"), "--format", "tables-csv"]) == 0
    assert (tmp_path / "out/targets.csv").exists()


def test_tables_do_not_go_to_standard_output(capsys):
    assert main(["parse", str(PLANS[0]), "--format", "tables-csv"]) == 2
    assert "-o OUT/" in capsys.readouterr().err


def test_a_file_in_the_place_of_the_folder_is_one_line(tmp_path, capsys):
    (tmp_path / "out").write_text("x")
    assert main(["parse", str(PLANS[0]), "-o", str(tmp_path / "out"), "--format", "tables-csv"]) == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_where_nothing_can_be_read_nothing_is_written(tmp_path, capsys):
    (tmp_path / "a.docx").write_bytes(b"")
    assert main(["parse", str(tmp_path / "a.docx"), "-o", str(tmp_path / "out"), "--format", "tables-csv"]) == 1
    assert not (tmp_path / "out").exists()


def test_a_source_is_not_written_over(tmp_path, capsys):
    (tmp_path / "tasks.csv").write_bytes(PLANS[0].read_bytes())
    assert main(["parse", str(tmp_path / "tasks.csv"), "-o", str(tmp_path), "--format", "tables-csv"]) == 2
    assert (tmp_path / "tasks.csv").read_bytes() == PLANS[0].read_bytes()
