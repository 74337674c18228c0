import csv
import io
from pathlib import Path

import pytest

from policy_parse import Trend
from policy_parse.cli import main

pytestmark = pytest.mark.usefixtures("read_once")

PLANS = Path(__file__).parents[2] / "examples" / "plans"
OLD, NEW = str(PLANS / "jiangcheng-2024.txt"), str(PLANS / "jiangcheng-2025.txt")


def run(capsys, *arguments):
    status = main(["trend", *map(str, arguments)])
    done = capsys.readouterr()
    return status, done.out, done.err


def test_a_table_of_years(capsys):
    status, out, err = run(capsys, OLD, NEW)
    assert (status, err) == (0, "")
    lines = [line.split() for line in out.splitlines()]
    assert lines[0] == ["方案", "2", "份，指标", "7", "项，其中有多个数值的", "6", "项"]
    assert lines[2] == ["指标", "单位", "机关", "2024年", "2025年", "变化"]
    assert ["城市公共供水管网漏损率", "%", "江城市", "≤9", "≤8", "更严"] in lines


def test_a_folder_and_the_words_of_an_indicator(capsys):
    assert run(capsys, PLANS, "--indicator", "用水总量")[1].count("亿立方米") == 1
    status, out, err = run(capsys, PLANS, "--indicator", "绿化率")
    assert (status, len(out.splitlines())) == (0, 1)
    assert "no such indicator" in err
    assert "江城市" not in run(capsys, PLANS, "--region", "海城")[1]


def test_files_by_their_endings(capsys, tmp_path):
    for ending in ("csv", "json", "svg", "txt"):
        assert run(capsys, OLD, NEW, "-o", tmp_path / f"t.{ending}") == (0, "", "")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "t.csv").read_text("utf-8-sig"))))
    found = Trend.model_validate_json((tmp_path / "t.json").read_bytes())
    assert len(rows) == sum(len(one.points) for one in found.series)
    water = [row for row in rows if row["指标"] == "用水总量"]
    assert [(r["年份"], r["界限"], r["数值"], r["单位"], r["较前值"], r["宽严"], r["文件"]) for r in water] == [
        ("2024", "≤", "8.2", "亿立方米", "", "", "jiangcheng-2024.txt"),
        ("2025", "≤", "8.1", "亿立方米", "-0.1", "更严", "jiangcheng-2025.txt"),
    ]
    assert (tmp_path / "t.svg").read_bytes().startswith(b"<?xml")
    assert run(capsys, OLD, NEW, "--format", "svg")[1] == (tmp_path / "t.svg").read_text("utf-8")


def test_a_file_that_cannot_be_read_is_a_line_and_the_rest_goes_on(capsys, tmp_path):
    bad = tmp_path / "bad.docx"
    bad.write_bytes(b"PK\x03\x04 broken")
    status, out, err = run(capsys, OLD, bad, NEW)
    assert status == 1
    assert [line for line in err.splitlines() if "bad.docx" in line] == err.splitlines()
    assert len(err.splitlines()) == 1
    assert "≤8.1" in out
    assert run(capsys, bad)[:2] == (1, "")


def test_a_plan_without_indicators_is_said(capsys, tmp_path):
    plan = tmp_path / "none.txt"
    plan.write_text("江城市2024年节水工作方案\n一、主要任务\n1.开展宣传。组织进社区宣传。（市水务局负责）", "utf-8")
    assert "no indicator found" in run(capsys, plan)[2]


@pytest.mark.parametrize(
    "arguments", [[], [OLD, "-o", "t.pdf"], [OLD, "--format", "xlsx"], ["-", "-"], [OLD, "-o", OLD]]
)
def test_wrong_usage(capsys, arguments):
    try:
        status = main(["trend", *arguments])
    except SystemExit as ended:
        status = ended.code
    assert status == 2


def test_a_table_with_rules_on_a_terminal(monkeypatch):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    shown = Terminal()
    monkeypatch.setattr("sys.stdout", shown)
    monkeypatch.setenv("COLUMNS", "160")
    assert main(["trend", OLD, NEW]) == 0
    assert "≤8.2" in shown.getvalue()
    assert "─" in shown.getvalue()
