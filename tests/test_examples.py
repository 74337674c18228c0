"""The examples run, and do what their first lines say."""

import csv
import json
import runpy
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from policy_parse import parse
from policy_parse.cli import main

pytestmark = pytest.mark.usefixtures("read_once")

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"


@pytest.fixture
def begin(monkeypatch, in_process):
    """Begins a script in this process, with these arguments."""

    def begin(name, *arguments):
        monkeypatch.chdir(ROOT)
        monkeypatch.setattr(sys, "argv", [str(EXAMPLES / name), *map(str, arguments)])
        runpy.run_path(str(EXAMPLES / name), run_name="__main__")

    return begin


@pytest.fixture
def run(capsys, begin):
    """Runs a script to its end; gives what it printed."""

    def run(name, *arguments):
        begin(name, *arguments)
        return capsys.readouterr().out

    return run


@pytest.fixture
def ended(capsys, begin):
    """Runs a script that ends early; gives its exit status and what it said of it."""

    def ended(name, *arguments):
        with pytest.raises(SystemExit) as left:
            begin(name, *arguments)
        said, code = capsys.readouterr().err, left.value.code
        return (1, f"{said}{code}\n") if isinstance(code, str) else (code, said)  # as the interpreter does

    return ended


def test_every_example_is_tested():
    here = Path(__file__).read_text("utf-8")
    assert [script.name for script in EXAMPLES.glob("*.py") if f'"{script.name}"' not in here] == []


@pytest.mark.parametrize("name", [script.name for script in EXAMPLES.glob("*.py")])
@pytest.mark.parametrize("arguments", [[], ["one"], ["a", "b", "c"]])
def test_missing_arguments_are_answered_with_the_usage(name, arguments, ended):
    status, said = ended(name, *arguments)
    assert status == 2
    assert f"Run: python examples/{name}" in said
    assert "Traceback" not in said


@pytest.mark.parametrize("name", [script.name for script in EXAMPLES.glob("*.py")])
def test_a_document_that_is_not_there_is_one_line(name, tmp_path, ended):
    status, said = ended(name, tmp_path / "none", tmp_path / "out")
    assert status == 1
    assert said.count("\n") == 1


def test_ledger_has_a_line_for_each_unit_of_each_task_the_earliest_first(run, tmp_path, beibei):
    run("ledger_by_unit.py", beibei / "source.docx", tmp_path / "ledger.csv")
    with open(tmp_path / "ledger.csv", encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    gold = json.loads((beibei / "gold.json").read_text("utf-8"))
    assert len(rows) == sum(
        len(t[role]) for t in gold["tasks"] for role in ("lead", "responsible", "supporting", "guiding")
    )
    days = [row["截止日期"] or "9999" for row in rows]
    assert days == sorted(days)
    assert {row["角色"] for row in rows} <= {"牵头", "责任", "配合", "指导"}


def test_a_table_for_feishu_has_a_row_for_each_task_with_dates_that_are_dates(run, tmp_path, beibei):
    run("tasks_for_feishu.py", beibei / "source.docx", tmp_path / "tasks.csv")
    assert (tmp_path / "tasks.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    with open(tmp_path / "tasks.csv", encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["任务编号"] for row in rows] == [task.id for task in parse(beibei / "source.docx").tasks]
    for row in rows:
        for head in ("开始日期", "截止日期"):
            assert not row[head] or date.fromisoformat(row[head])
        assert row["任务"]
        assert row["出处"]
    first = next(row for row in rows if row["任务"] == "强化水资源管理刚性约束")
    assert (first["牵头单位"], first["配合单位"]) == ("重庆市北碚区水利局", "各相关单位")


def test_no_cell_for_feishu_is_a_formula(run, tmp_path):
    plan = "甲县2031年方案\n一、重点任务\n1.=1+1清淤。到2031年达到3家。（县水利局、县财政局负责）\n"
    (tmp_path / "plan.txt").write_text(plan, "utf-8")
    run("tasks_for_feishu.py", tmp_path / "plan.txt", tmp_path / "tasks.csv")
    with open(tmp_path / "tasks.csv", encoding="utf-8-sig", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert "县水利局,县财政局" in "".join(cells).replace("甲县", "县")
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


def test_many_documents_become_one_file_and_the_unreadable_is_named(tmp_path):
    folder = tmp_path / "plans"
    folder.mkdir()
    for plan in (EXAMPLES / "plans").iterdir():
        (folder / plan.name).write_bytes(plan.read_bytes())
    (folder / "empty.docx").write_bytes(b"")
    command = [sys.executable, "-X", "utf8", EXAMPLES / "many_to_ndjson.py", folder, tmp_path / "tasks.ndjson"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True, cwd=ROOT)
    tasks = [json.loads(line) for line in (tmp_path / "tasks.ndjson").read_text("utf-8").splitlines()]
    assert [task["document"] for task in tasks] == ["jiangcheng-2024.txt"] * 4 + ["jiangcheng-2025.txt"] * 4
    assert "empty.docx" in done.stderr
    assert done.stderr.count("\n") == 1


def test_comparison_tells_targets_tasks_and_hands_that_changed(run):
    plans = EXAMPLES / "plans"
    said = run("compare_years.py", plans / "jiangcheng-2024.txt", plans / "jiangcheng-2025.txt").splitlines()
    assert "指标  再生水利用率：再生水利用率达到26% → 再生水利用率达到30%（raised, stricter）" in said
    assert "新增  建设再生水厂" in said
    assert "取消  开展节水宣传" in said
    assert "分工  抓好漏损排查：市大数据管理局 → 市数据局（renamed）" in said


@pytest.fixture(scope="module")
def plans_of_regions(tmp_path_factory, beibei):
    """Plans of two years of one region, and those of a town that there is not."""
    folder = tmp_path_factory.mktemp("plans")
    for source in ("beibei-2022-water", "made-up-beibei-2023-water"):
        shutil.copy(beibei.parent / source / "source.docx", folder / f"{source}.docx")
    for plan in (EXAMPLES / "plans").iterdir():
        shutil.copy(plan, folder)
    return folder


def values(printed):
    """Region, year, indicator, bound and number that a script has printed."""
    rows = [row for row in csv.reader(printed.splitlines()) if row[1] != "year"]
    return sorted((row[0], int(row[1]), row[2], row[3], float(row[4])) for row in rows)


@pytest.mark.parametrize(
    ("name", "package"),
    [("values_with_pandas.py", "pandas"), ("values_with_polars.py", "polars"), ("values_with_duckdb.py", "duckdb")],
)
def test_all_values_of_an_indicator_by_region_and_year_are_one_query(name, package, plans_of_regions, tmp_path, run):
    pytest.importorskip(package)
    folder = plans_of_regions
    if package == "duckdb":
        folder = tmp_path / "tables"
        assert main(["parse", str(plans_of_regions), "-o", str(folder), "--format", "tables-csv"]) == 0
    found = values(run(name, folder, "用水总量"))
    assert ("重庆市北碚区", 2022, "用水总量", "le", 302800000) in found
    assert {(region, year) for region, year, *_ in found} >= {
        ("重庆市北碚区", 2022),
        ("重庆市北碚区", 2023),
        ("", 2024),
        ("", 2025),
    }
    assert ("", 2025, "用水总量", "le", 810000000) in found


@pytest.mark.parametrize("name", ["values_with_pandas.py", "values_with_polars.py"])
def test_a_package_that_is_missing_is_one_line_that_names_the_extra(name):
    hidden = "import sys; sys.modules.update(pandas=None, polars=None); sys.argv = sys.argv[1:]; import runpy; runpy.run_path(sys.argv[0], run_name='__main__')"
    command = [sys.executable, "-X", "utf8", "-c", hidden, EXAMPLES / name, EXAMPLES / "plans", "x"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", cwd=ROOT)
    assert done.returncode == 1
    assert f"policy-parse[{name[12:18]}]" in done.stderr
    assert done.stderr.count("\n") == 1
