"""The examples run, and do what their first lines say."""

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"


def run(name, *arguments):
    command = [sys.executable, "-X", "utf8", str(EXAMPLES / name), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True, cwd=ROOT)


def test_every_example_is_tested():
    here = Path(__file__).read_text("utf-8")
    assert [script.name for script in EXAMPLES.glob("*.py") if f'"{script.name}"' not in here] == []


@pytest.mark.parametrize("name", [script.name for script in EXAMPLES.glob("*.py")])
@pytest.mark.parametrize("arguments", [[], ["one"], ["a", "b", "c"]])
def test_missing_arguments_are_answered_with_the_usage(name, arguments):
    done = subprocess.run([sys.executable, "-X", "utf8", EXAMPLES / name, *arguments], capture_output=True, cwd=ROOT)
    assert done.returncode == 2
    assert f"Run: python examples/{name}" in done.stderr.decode()
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("name", [script.name for script in EXAMPLES.glob("*.py")])
def test_a_document_that_is_not_there_is_one_line(name, tmp_path):
    command = [sys.executable, "-X", "utf8", EXAMPLES / name, tmp_path / "none", tmp_path / "out"]
    done = subprocess.run(command, capture_output=True, cwd=ROOT)
    assert done.returncode == 1
    assert done.stderr.decode().count("\n") == 1


def test_ledger_has_a_line_for_each_unit_of_each_task_the_earliest_first(tmp_path, beibei):
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


def test_many_documents_become_one_file_and_the_unreadable_is_named(tmp_path):
    folder = tmp_path / "plans"
    folder.mkdir()
    for plan in (EXAMPLES / "plans").iterdir():
        (folder / plan.name).write_bytes(plan.read_bytes())
    (folder / "empty.docx").write_bytes(b"")
    done = run("many_to_ndjson.py", folder, tmp_path / "tasks.ndjson")
    tasks = [json.loads(line) for line in (tmp_path / "tasks.ndjson").read_text("utf-8").splitlines()]
    assert [task["document"] for task in tasks] == ["jiangcheng-2024.txt"] * 4 + ["jiangcheng-2025.txt"] * 4
    assert "empty.docx" in done.stderr
    assert done.stderr.count("\n") == 1


def test_comparison_tells_targets_tasks_and_hands_that_changed():
    plans = EXAMPLES / "plans"
    said = run("compare_years.py", plans / "jiangcheng-2024.txt", plans / "jiangcheng-2025.txt").stdout.splitlines()
    assert "指标  再生水利用率：再生水利用率达到26% → 再生水利用率达到30%（raised, stricter）" in said
    assert "新增  建设再生水厂" in said
    assert "取消  开展节水宣传" in said
    assert "分工  抓好漏损排查：市大数据管理局 → 市数据局（renamed）" in said
