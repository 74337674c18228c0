"""--debug and --limit; what nobody foresaw is one line."""

import logging

import pytest

from policy_parse import log
from policy_parse.cli import main


@pytest.fixture
def logger():
    """The logger of the package, put back afterwards."""
    logger = logging.getLogger(log.LOGGER)
    yield logger
    logger.setLevel(logging.NOTSET)
    for handler in list(logger.handlers):
        logger.removeHandler(handler)


def test_a_traceback_is_shown_only_where_it_is_asked_for(logger, tmp_path, capsys):
    (tmp_path / "a.txt").write_bytes(b"\x00\x00")
    assert main(["parse", str(tmp_path / "a.txt")]) == 1
    assert "Traceback" not in capsys.readouterr().err
    assert main(["parse", "--debug", str(tmp_path / "a.txt")]) == 1
    said = capsys.readouterr().err
    assert "Traceback" in said
    assert "find_reader" in said


def test_debugging_says_what_is_done_on_standard_error_alone(logger, beibei, capsys):
    assert main(["parse", "--debug", str(beibei / "source.txt")]) == 0
    out, said = capsys.readouterr()
    assert "read as txt" in said
    assert out.startswith("{")


@pytest.mark.parametrize("error", [ZeroDivisionError("by nought"), MemoryError(), RecursionError("deep")])
def test_what_nobody_foresaw_is_one_line_and_status_1(error, monkeypatch, beibei, capsys):
    def fails(*args, **kwargs):
        raise error

    monkeypatch.setattr("policy_parse.writers.render", fails)
    assert main(["parse", str(beibei / "source.txt")]) == 1
    said = capsys.readouterr().err
    assert type(error).__name__ in said
    assert said.count("\n") == 1


def test_a_limit_holds_for_one_command(beibei, capsys):
    assert main(["check", "--limit", "pages=3", str(beibei / "source.pdf")]) == 0
    assert "共12页，第4页起没有读取" in capsys.readouterr().out
    assert main(["check", str(beibei / "source.pdf")]) == 0
    assert "limit-passed" not in capsys.readouterr().out
    assert main(["parse", "--limit", "file_bytes=100", str(beibei / "source.txt")]) == 1
    assert "file_bytes=100" in capsys.readouterr().err


@pytest.mark.parametrize("word", ["pages", "pages=", "pages=0", "pages=-1", "page=3", "pages=1.5", "pages=１"])
def test_what_is_no_limit_is_wrong_usage(word, beibei, capsys):
    with pytest.raises(SystemExit) as caught:
        main(["parse", "--limit", word, str(beibei / "source.txt")])
    assert caught.value.code == 2
    assert "conversion_seconds" in capsys.readouterr().err
