"""The skill for agents: its front matter is what agents read, and each of its commands runs."""

import re
import shlex
import shutil
from pathlib import Path

import pytest

from policy_parse.cli import main
from policy_parse.cli.arguments import parser

pytestmark = pytest.mark.usefixtures("read_once")

ROOT = Path(__file__).parents[1]
FILE = ROOT / "skills" / "policy-parse" / "SKILL.md"
TEXT = FILE.read_text("utf-8")
HEAD, BODY = re.fullmatch(r"---\n(.*?)\n---\n(.*)", TEXT, re.DOTALL).groups()
COMMANDS = [line for block in re.findall(r"^```sh\n(.*?)^```$", BODY, re.M | re.S) for line in block.splitlines()]


def test_the_front_matter_has_a_name_and_a_description():
    fields = dict(line.split(": ", 1) for line in HEAD.splitlines())
    assert fields.keys() == {"name", "description"}
    assert fields["name"] == FILE.parent.name
    assert re.fullmatch(r"[a-z0-9-]{1,64}", fields["name"])
    assert 50 < len(fields["description"]) <= 1024
    assert "Use when" in fields["description"]
    assert not re.search(r"[<>]|: ", fields["description"])


def test_it_is_short():
    assert len(TEXT.splitlines()) < 60


@pytest.fixture
def desk(tmp_path, beibei, monkeypatch):
    shutil.copy(beibei / "source.docx", tmp_path / "plan.docx")
    shutil.copy(beibei / "source.docx", tmp_path / "last-year.docx")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_every_command_runs_and_writes_what_it_says(desk, capsys):
    assert len(COMMANDS) >= 9
    for line in COMMANDS:
        name, *arguments = shlex.split(line, comments=True)
        assert name == "policy-parse", line
        assert main(arguments) == 0, line
        if "-o" in arguments:
            assert (desk / arguments[arguments.index("-o") + 1]).stat().st_size, line


def test_what_is_named_is_there():
    assert set(re.findall(r"policy-parse (\w+)", BODY)) <= set(parser().commands)
    known = {
        option for one in parser().commands.values() for action in one._actions for option in action.option_strings
    }
    assert set(re.findall(r"--[a-z][a-z-]+", BODY)) <= known
