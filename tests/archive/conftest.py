"""An archive of made-up plans."""

import json

import pytest
from archived_plans import lay_plans

from policy_parse.cli import main


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """A folder of three plans and one that cannot be read; the archive is plans.sqlite."""
    lay_plans(tmp_path / "plans")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def run(capsys):
    """Runs a command and gives its exit status and what it said."""

    def run(*words):
        status = main([str(word) for word in words])
        said = capsys.readouterr()
        return status, said.out, said.err

    return run


@pytest.fixture
def objects(run):
    """Asks the archive of the desk by a command; gives what that prints as JSON."""

    def objects(command, *words):
        status, out, said = run(command, "plans.sqlite", *words, "--format", "json")
        assert status == 0, said
        return json.loads(out)

    return objects
