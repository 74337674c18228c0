"""Wrong usage: Chinese first, English beside it, and what was perhaps meant."""

import pytest

from policy_parse.cli import main
from policy_parse.cli.arguments import parser


def said(capsys, *arguments):
    with pytest.raises(SystemExit) as left:
        main(list(arguments))
    assert left.value.code == 2
    return capsys.readouterr().err.splitlines()[-1]


@pytest.mark.parametrize(
    ("arguments", "chinese", "english"),
    [
        ([], "缺少参数 COMMAND", "required: COMMAND"),
        (["parse"], "缺少参数 FILE", "required: FILE"),
        (["prase", "plan.docx"], "没有命令 prase，是不是 parse", "did you mean parse?"),
        (["outlines", "plan.docx"], "是不是 outline", "did you mean outline?"),
        (["frobnicate"], "没有命令 frobnicate；用法见 policy-parse --help", "invalid choice"),
        (
            ["parse", "plan.docx", "--formta", "csv"],
            "不认识的参数 --formta csv，是不是 --format",
            "did you mean --format?",
        ),
        (["explain", "plan.docx", "--colour"], "不认识的参数 --colour", "unrecognized arguments"),
        (["parse", "plan.docx", "-o"], "后面缺少内容", "expected one argument"),
        (["parse", "plan.docx", "--year", "next"], "不是年份", "not a year"),
    ],
)
def test_what_is_wrong_is_said_in_both_languages(arguments, chinese, english, capsys):
    line = said(capsys, *arguments)
    assert chinese in line
    assert english in line


def test_a_file_in_the_place_of_the_command_wants_parse(tmp_path, monkeypatch, capsys):
    (tmp_path / "plan.docx").write_bytes(b"")
    monkeypatch.chdir(tmp_path)
    assert "是不是 policy-parse parse plan.docx" in said(capsys, "plan.docx")


@pytest.mark.parametrize("command", [None, *parser().commands])
def test_help_has_a_chinese_and_an_english_line_for_everything(command, capsys):
    with pytest.raises(SystemExit) as left:
        main([*([command] if command else []), "--help"])
    assert left.value.code == 0
    out = capsys.readouterr().out
    assert out.startswith("用法 usage: policy-parse")
    assert "显示本说明\n" in out
    assert "show this help\n" in out
    assert all(action.help and "\n" in action.help for action in parser()._actions if action.dest != "command")


@pytest.mark.parametrize(
    ("ending", "instead"), [("xls", ".xlsx"), ("pdf", ".docx"), ("doc", ".docx"), ("odf", ".json .jsonl .md .ndjson")]
)
def test_an_ending_that_cannot_be_written_names_one_that_can(ending, instead, beibei, tmp_path, capsys):
    assert main(["parse", str(beibei / "source.txt"), "-o", str(tmp_path / f"out.{ending}")]) == 2
    err = capsys.readouterr().err
    assert f".{ending}" in err
    assert instead in err
