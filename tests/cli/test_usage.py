"""Help and wrong usage in the language of the locale, and what was perhaps meant."""

import re
from pathlib import Path

import pytest

from policy_parse.cli import main, texts
from policy_parse.cli.arguments import parser
from policy_parse.cli.help_texts import HELP
from policy_parse.cli.texts import TEXTS, language, one_of, text
from policy_parse.text.terminal_width import cells

CHINESE = re.compile(r"[\u4e00-\u9fff]")


@pytest.fixture(params=["zh", "en"])
def spoken(request, monkeypatch):
    monkeypatch.setenv("LC_ALL", {"zh": "zh_CN.UTF-8", "en": "en_GB.UTF-8"}[request.param])
    return request.param


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
        (["frobnicate"], "没有命令 frobnicate；用法见 policy-parse --help", "no such command: frobnicate; see"),
        (
            ["parse", "plan.docx", "--formta", "csv"],
            "不认识的参数 --formta csv，是不是 --format",
            "did you mean --format?",
        ),
        (["explain", "plan.docx", "--colour"], "不认识的参数 --colour", "unrecognized arguments"),
        (["parse", "plan.docx", "-o"], "后面缺少内容", "expected a value"),
        (["check", "plan.docx", "--format", "csv"], "不能是 'csv'，可以是", "is none of"),
        (["parse", "plan.docx", "--year", "next"], "不是年份", "not a year"),
    ],
)
def test_what_is_wrong_is_said_in_the_language_of_the_locale(arguments, chinese, english, spoken, capsys):
    line = said(capsys, *arguments)
    assert (chinese if spoken == "zh" else english) in line
    assert "next" in arguments or (chinese in line) != (english in line)


def test_a_file_in_the_place_of_the_command_wants_parse(tmp_path, monkeypatch, capsys):
    (tmp_path / "plan.docx").write_bytes(b"")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "zh_CN.GBK")
    assert "是不是 policy-parse parse plan.docx" in said(capsys, "plan.docx")


# -------------------------------------------------------------------------------------------------------- languages


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_TW.Big5", "LC_ALL": ""}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LC_MESSAGES": "en_US.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "de_DE", "LC_ALL": "ZH_CN"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
    ],
)
def test_the_first_of_three_variables_that_is_set_decides(environment, expected, monkeypatch):
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(texts.os, "name", "posix")
    assert language() == expected


@pytest.mark.parametrize(("system", "expected"), [("Chinese (Simplified)_China", "zh"), ("German_Germany", "en")])
def test_where_none_is_set_windows_is_asked(system, expected, monkeypatch):
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(texts.os, "name", "nt")
    monkeypatch.setattr("locale.getlocale", lambda: (system, "936"))
    assert language() == expected


def help_texts():
    """Every text that help shows, with where it stands: of the main parser, of each command, of their options."""
    main_parser = parser()
    for name, one in {"": main_parser, **main_parser.commands}.items():
        yield f"{name}: description", one.description
        for action in one._actions:
            if action.dest != "command":
                yield f"{name}: {action.dest}", action.help


@pytest.mark.parametrize(("where", "both"), list(help_texts()), ids=lambda value: str(value)[:40])
def test_every_text_of_help_is_a_line_of_chinese_and_a_line_of_english(where, both, monkeypatch):
    chinese, english = both.split("\n")
    assert CHINESE.search(chinese), where
    assert english[:1].isascii(), where
    assert not CHINESE.search(re.sub(r"\([^)]*\)", "", english)), where  # words of a plan as an example
    monkeypatch.setenv("LC_ALL", "zh_CN")
    assert one_of(both) == chinese
    monkeypatch.setenv("LC_ALL", "en_GB")
    assert one_of(both) == english


def test_help_is_one_table_and_all_of_it_is_used():
    shown = {both for _, both in help_texts()}
    assert shown <= set(HELP.values())
    source = "".join((Path(texts.__file__).parent / f"{name}.py").read_text("utf-8") for name in ("arguments", "usage"))
    assert [name for name in HELP if f'HELP["{name}"]' not in source and name not in parser().commands] == []


def test_with_the_command_that_is_asked_for_its_options_alone_are_made():
    for name, whole in parser().commands.items():
        asked = parser(name).commands
        assert [action.option_strings for action in asked[name]._actions] == [
            action.option_strings for action in whole._actions
        ]
        assert all(len(other._actions) == 1 for other_name, other in asked.items() if other_name != name)  # --help


@pytest.mark.parametrize("name", TEXTS)
def test_every_other_text_is_there_in_both_languages_with_the_same_places(name, spoken):
    chinese, english = TEXTS[name]
    assert CHINESE.search(chinese) or set(chinese) <= set("{}01：")
    assert english
    assert not CHINESE.search(english)
    places = [sorted(re.findall(r"\{\d\}", words)) for words in (chinese, english)]
    assert places[0] == places[1]
    assert "{" not in text(name, *"甲乙丙"[: len(places[0])])


@pytest.mark.parametrize("command", [None, *parser().commands])
def test_help_is_in_one_language_and_80_columns(command, spoken, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    with pytest.raises(SystemExit) as left:
        main([*([command] if command else []), "--help"])
    assert left.value.code == 0
    out = capsys.readouterr().out
    assert max(map(cells, out.splitlines())) <= 80
    assert out.startswith("用法：policy-parse" if spoken == "zh" else "usage: policy-parse")
    assert ("显示本说明" in out) == (spoken == "zh")
    assert ("show this help" in out) == (spoken == "en")


@pytest.mark.parametrize(
    ("ending", "instead"), [("xls", ".xlsx"), ("pdf", ".docx"), ("doc", ".docx"), ("odf", ".json .jsonl .md .ndjson")]
)
def test_an_ending_that_cannot_be_written_names_one_that_can(ending, instead, beibei, tmp_path, capsys):
    assert main(["parse", str(beibei / "source.txt"), "-o", str(tmp_path / f"out.{ending}")]) == 2
    err = capsys.readouterr().err
    assert f".{ending}" in err
    assert instead in err
