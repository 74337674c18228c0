"""The plan at a glance, progress on a terminal, a scan that was not read, and consoles with an encoding of their own."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from policy_parse import Plan, parse
from policy_parse.cli import drawn_table, main, progress
from policy_parse.cli.glance import glance
from policy_parse.model import Finding, Source
from policy_parse.text.terminal_width import cells, cut, wrapped
from thoroughness import tried

PLAN = Path(__file__).parents[2] / "examples" / "plans" / "jiangcheng-2025.txt"


@pytest.fixture(autouse=True)
def chinese(monkeypatch):
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")


@pytest.fixture(scope="module")
def plan(beibei):
    return parse(beibei / "source.docx")


def shown(plan, width=80):
    return [str(line) for line in glance(plan, width)]


# ----------------------------------------------------------------------------------------------------------- glance


@pytest.mark.parametrize("width", [1, 40, 53, 80, 120, 500])
def test_no_line_is_wider_than_the_terminal(plan, width):
    assert max(map(cells, shown(plan, width))) <= min(max(width, 40), 120)


def test_the_plan_its_counts_its_work_and_its_findings_are_there(plan):
    lines = shown(plan)
    assert lines[0] == "北碚区2022年最严格的水资源管理工作方案"
    assert "北碚府办发〔2022〕76号 · 重庆市北碚区人民政府办公室 · 2022-08-08" in lines[1]
    assert "任务 43（22 项工作） · 单位 21 · 目标 28 · 时限 27 · 疑点 13" in lines
    assert "  城市公共管网漏损率 ≤ 9%（2022-12-31）" in lines
    assert "重点任务 › 提高用水效率" in lines
    where = next(i for i, line in enumerate(lines) if "大力推进农业节水工作" in line)
    assert lines[where].startswith("  4 ")
    assert lines[where].endswith("  2022-11-30")
    assert cells(lines[where]) == 80
    assert lines[where + 1].strip() == "牵头：区农业农村委；配合：区发展改革委、区科技局、区财政局、区水利局"
    assert lines[where + 2].strip() == "高标准农田建设 = 1万亩"
    assert "  错误 target-mismatch" in lines or "  注意 target-mismatch" in lines


def test_every_piece_of_work_is_there_once(plan):
    numbers = [line[:3].strip() for line in shown(plan) if line[:3].strip().isdigit() and line[3:4] == " "]
    assert numbers == [str(number) for number in range(1, 23)]


def test_work_with_the_title_of_another_says_what_it_is(plan):
    assert any(line.strip().startswith("完成节水型居民小区累计创建率≥15%") for line in shown(plan))


def test_of_many_findings_of_a_code_three_are_shown():
    finding = Finding(code="deadline-missing", severity="info", message="没有时限")
    plan = parse(PLAN).model_copy(update={"findings": (finding,) * 9})
    assert shown(plan)[-5:] == ["  提示 deadline-missing", *["      没有时限"] * 3, "      另 6 项"]


def test_labels_are_english_elsewhere(plan, monkeypatch):
    monkeypatch.setenv("LC_ALL", "C")
    assert "43 tasks (22 distinct) · 21 units · 28 targets · 27 deadlines · 13 findings" in shown(plan)
    assert "Findings" in shown(plan)


def test_a_document_without_anything_is_shown(capsys, tmp_path):
    (tmp_path / "note.txt").write_text("今天天气很好。\n", "utf-8")
    assert main(["show", str(tmp_path / "note.txt")]) == 0
    said = capsys.readouterr()
    assert "任务 0" in said.out
    assert "没有读到任务" in said.err


def test_a_pipe_gets_plain_text_whatever_colours_are_asked_for(capsys, monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert main(["show", str(PLAN)]) == 0
    out = capsys.readouterr().out
    assert "\x1b" not in out
    assert out.startswith("江城市2025年节约用水工作方案\n")
    assert all(line == line.rstrip() for line in out.splitlines())


def test_a_terminal_gets_the_same_words_in_colours(capsys, monkeypatch):
    main(["show", str(PLAN)])
    plain = capsys.readouterr().out
    terminal = io.StringIO()
    terminal.isatty = lambda: True
    monkeypatch.setattr(drawn_table.sys, "stdout", terminal)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert main(["show", str(PLAN)]) == 0
    from rich.text import Text

    assert "\x1b[1m" in terminal.getvalue()
    words = [line.rstrip() for line in Text.from_ansi(terminal.getvalue()).plain.splitlines()]
    assert words == plain.splitlines()


def test_no_word_of_a_document_steers_the_terminal():
    evil = "\x1b[2J\x1b]0;title\x07\u202e\x9b31m\x7f"
    found = parse(PLAN)
    task = found.tasks[0].model_copy(update={"title": f"巡查{evil}河道"})
    header = found.header.model_copy(update={"title": f"甲县{evil}方案"})
    lines = shown(found.model_copy(update={"tasks": (task,), "header": header}))
    assert lines[0].startswith("甲县")
    assert any("巡查" in line and "河道" in line for line in lines)
    assert all(line.isprintable() for line in lines)


# ------------------------------------------------------------------------------------------------------------ widths


def test_lines_do_not_begin_with_a_mark_that_closes_or_end_with_one_that_opens():
    words = "（区水利局、区财政局）按“职责”分工负责，2025年12月底前完成policy-parse的部署。" * 5
    for width in range(8, 60):
        lines = wrapped(words, width)
        assert "".join(lines) == words
        assert max(map(cells, lines)) <= width
        if width > 16:
            assert not [line for line in lines if line[0] in "，。、）”" or line[-1] in "（“"]
            assert any("policy-parse" in line for line in lines)


@pytest.mark.parametrize(
    ("words", "width", "result"),
    [("甲乙丙", 6, "甲乙丙"), ("甲乙丙", 5, "甲乙…"), ("甲乙丙", 4, "甲…"), ("a\n b", 9, "a b"), ("abc", 2, "a…")],
)
def test_what_does_not_fit_ends_in_a_sign_of_it(words, width, result):
    assert cut(words, width) == result


@pytest.mark.parametrize(("words", "width"), [("", 0), ("a", 1), ("中", 2), ("é", 1), ("e\u0301", 1), ("　", 2)])
def test_cells(words, width):
    assert cells(words) == width


# ------------------------------------------------------------------------------------------------- scans, progress


def test_a_scan_that_was_not_read_says_so(capsys, monkeypatch):
    unread = Finding(code="page-not-read", severity="warning", message="第1—3页没有可用的文字层，没有读取。")
    none = Finding(code="no-tasks", severity="warning", message="没有读到任务")
    scan = Plan(
        source=Source(name="scan.pdf", format="pdf", sha256="0" * 64), header={}, text="", findings=(unread, none)
    )
    monkeypatch.setattr("policy_parse.api.parse", lambda *args, **kwargs: scan)
    for command in (["parse", "-q"], ["show"], ["trend"]):
        assert main([*command, str(PLAN)]) == 0
        out, err = capsys.readouterr()
        assert command != ["show"] or "没有读到任务" not in out
        assert "第1—3页没有可用的文字层，没有读取" in err
        assert "found）" not in err.splitlines()[0]


class Screen(io.StringIO):
    encoding = "utf-8"

    def isatty(self):
        return True


def followed(monkeypatch, stream, *, quiet=False, count=3):
    monkeypatch.setattr(progress.sys, "stderr", stream)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "80")
    with progress.bar(count, quiet=quiet) as advance:
        for number in range(count):
            name = f"北碚区工作方案{number}.docx"
            print(f"policy-parse: {name}: 读不了", file=sys.stderr)
            advance(name, True)
    return stream.getvalue()


def test_a_terminal_sees_how_far_it_is_and_what_is_wrong_above_it(monkeypatch):
    shown = followed(monkeypatch, Screen())
    assert "0/3" in shown
    assert "3/3" in shown
    assert "个/分" in shown
    assert "还需" in shown
    assert "policy-parse: 北碚区工作方案0.docx: 读不了\n" in shown


@pytest.mark.parametrize(
    ("stream", "quiet", "count"), [(io.StringIO(), False, 3), (Screen(), True, 3), (Screen(), False, 1)]
)
def test_a_log_or_one_document_or_q_sees_only_what_is_wrong(stream, quiet, count, monkeypatch):
    said = followed(monkeypatch, stream, quiet=quiet, count=count)
    assert said.count("\n") == count
    assert "\x1b" not in said


# --------------------------------------------------------------------------------------------------------- encodings


def run(encoding, *arguments):
    environment = {**os.environ, "PYTHONIOENCODING": encoding, "LC_ALL": "zh_CN.UTF-8"}
    command = [sys.executable, "-m", "policy_parse", *map(str, arguments)]
    done = subprocess.run(command, env=environment, capture_output=True)
    assert b"Traceback" not in done.stderr
    return done


def test_a_gbk_console_is_written_to_in_gbk_and_what_it_lacks_is_replaced(tmp_path):
    source = tmp_path / "方案.txt"
    source.write_text(
        "甲县2031年节水方案\n一、重点任务\n1.用水总量控制在3亿m³以内，联系人𠮷某。（县水利局负责）\n", "utf-8"
    )
    for command in tried(("show", "explain"), ("show", "blocks", "explain", "outline", "check")):
        done = run("gbk", command, source)
        assert done.returncode == 0
        assert "甲县2031年节水方案" in done.stdout.decode("gbk") or command in ("outline", "explain", "check")
        assert "m?" in done.stdout.decode("gbk") or command in ("outline", "check")
    done = run("gbk", "show", "没有.txt")
    assert (done.returncode, "没有.txt" in done.stderr.decode("gbk")) == (1, True)
    assert "方案一览" in run("gbk", "--help").stdout.decode("gbk")


def test_data_for_programs_is_utf8_in_any_pipe(tmp_path):
    done = run("gbk", "parse", PLAN, "--format", "json")
    assert Plan.model_validate_json(done.stdout.decode("utf-8")).header.title == "江城市2025年节约用水工作方案"


def test_a_console_without_chinese_gets_utf8():
    assert "江城市2025年节约用水工作方案" in run("ascii", "show", PLAN).stdout.decode("utf-8")


def test_a_gbk_screen_shows_json_that_can_be_read(monkeypatch):
    screen = io.TextIOWrapper(io.BytesIO(), encoding="gbk")
    screen.isatty = lambda: True
    monkeypatch.setattr(sys, "stdout", screen)
    assert main(["parse", str(PLAN), "--format", "json"]) == 0
    assert "江城市2025年节约用水工作方案" in screen.buffer.getvalue().decode("gbk")
