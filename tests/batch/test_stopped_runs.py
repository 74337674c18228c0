"""`policy-parse parse` of many documents: stopped at any moment and gone on with it ends as an undisturbed run does."""

import json
import os
import random
import signal
import subprocess
import sys
import time

import pytest

from policy_parse.cli import main
from thoroughness import tried

JOURNAL = ".policy-parse"


def command(*words):
    return [sys.executable, "-m", "policy_parse", "parse", *map(str, words)]


@pytest.fixture
def ran(capsys, monkeypatch):
    """Runs the command here; gives the exit status and what was said."""
    monkeypatch.setenv("LANG", "en")

    def ran(*words):
        status = main(["parse", *map(str, words)])
        return status, capsys.readouterr().err

    return ran


def contents(folder):
    """Every file below a folder but the record of what is done."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and file.name != JOURNAL
    }


@pytest.fixture
def mixed(plans):
    """Forty plans in all, and what cannot be read."""
    for number in range(30):
        (plans / f"{number}.txt").write_text(
            (plans / "甲.txt").read_text("utf-8").replace("甲", f"甲{number}"), "utf-8"
        )
    (plans / "empty.docx").write_bytes(b"")
    (plans / "damaged.pdf").write_bytes(b"%PDF-1.7\n1 0 obj")
    (plans / "INDEX.tsv").write_text("name\tplace\n")
    return plans


def alone(process):
    """Kill the process that others work for."""
    os.kill(process, signal.SIGKILL)


def together(process):
    """Kill it with those that work for it."""
    os.killpg(process, signal.SIGKILL)


@pytest.mark.parametrize(("output", "kills"), [("out/", [alone, together]), ("all.csv", [together, alone])])
def test_killed_at_any_moment_and_resumed_it_ends_as_if_undisturbed(output, kills, mixed, tmp_path, ran):
    whole, killed = tmp_path / "whole", tmp_path / "killed"
    for place in (whole, killed):
        place.mkdir()
    status, said = ran(mixed, "-o", f"{whole}/{output}", "--jobs", 1)
    assert (status, "INDEX.tsv" in said, "40 read, 2 failed" in said) == (1, True, True)
    chance = random.Random(output)
    for kill in tried(kills[:1], kills * 4):
        run = subprocess.Popen(
            command(mixed, "-o", f"{killed}/{output}", "--jobs", 2, "--resume"),
            start_new_session=True,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(chance.uniform(0.3, 2))
        if run.poll() is None:
            kill(run.pid)
        run.wait()
    status, said = ran(mixed, "-o", f"{killed}/{output}", "--jobs", 1, "--resume")
    assert (status, "40 read, 2 failed" in said) == (1, True)
    found = {name: data for name, data in contents(killed).items() if not name.endswith(JOURNAL)}
    assert found == contents(whole)


def test_ctrl_c_keeps_what_is_done_and_says_so(mixed, tmp_path, strange, ran):
    strange(mixed, "hang")
    run = subprocess.Popen(
        command(mixed, "-o", f"{tmp_path}/out/", "--jobs", 2), start_new_session=True, stderr=subprocess.PIPE, text=True
    )
    while len(list(tmp_path.glob("out/*.json"))) < 40:
        time.sleep(0.05)
    time.sleep(1)  # the last of them is noted
    os.killpg(run.pid, signal.SIGINT)
    said = run.communicate()[1]
    assert (run.returncode, "--resume" in said, "Traceback" in said) == (130, True, False)
    status, said = ran(mixed, "-o", f"{tmp_path}/out/", "--resume", "--time-limit", 3)
    assert (status, "42 done before" in said, "40 read, 3 failed" in said) == (1, True, True)
    [hung] = [row for row in failures(tmp_path / "out" / "failures.ndjson") if row["kind"] == "time"]
    assert (hung["name"], "--time-limit" in hung["reason"]) == ("hang.txt", True)


def failures(file):
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


def test_what_is_the_same_is_not_done_again(mixed, tmp_path, ran, in_process):
    out, arguments = tmp_path / "out", (mixed, "-o", f"{tmp_path}/out/", "--resume")
    assert "done before" not in ran(*arguments)[1]
    before = {file: file.stat().st_mtime_ns for file in out.glob("*.json")}
    (mixed / "甲.txt").write_text((mixed / "乙.txt").read_text("utf-8"), "utf-8")
    (mixed / "new.txt").write_text((mixed / "乙.txt").read_text("utf-8"), "utf-8")
    (out / "丙.json").unlink()
    status, said = ran(*arguments)
    assert (status, "40 done before" in said, "41 read, 2 failed" in said) == (1, True, True)
    changed = {file.name for file, then in before.items() if file.stat().st_mtime_ns != then}
    assert changed == {"甲.json", "丙.json"}
    for option in (("--year", 2030), ("--limit", "pages=9"), ("--format", "md")):
        assert "done before" not in ran(*arguments, *option)[1]


def test_failures_are_rows_and_gone_when_they_are_mended(mixed, tmp_path, ran, in_process):
    file = tmp_path / "out" / "failures.ndjson"
    ran(mixed, "-o", f"{tmp_path}/out/")
    rows = failures(file)
    assert [list(row) for row in rows] == [["name", "sha256", "kind", "reason"]] * 2
    assert [(row["name"], row["kind"]) for row in rows] == [("damaged.pdf", "unreadable"), ("empty.docx", "unreadable")]
    for row in rows:
        (mixed / row["name"]).unlink()
    assert ran(mixed, "-o", f"{tmp_path}/out/")[0] == 0
    assert not file.exists()


def test_results_are_on_standard_output_before_the_last_document_is_read(mixed, strange):
    strange(mixed, "hang")
    with subprocess.Popen(command(mixed, "--jobs", 1), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as run:
        assert json.loads(run.stdout.readline())["source"] == "0.txt"
        run.terminate()


@pytest.mark.parametrize("format", tried(["csv"], ["ndjson", "csv", "xlsx", "ics", "sqlite"]))
def test_a_file_for_all_has_the_same_bytes_by_one_process_or_two_or_none(format, plans, tmp_path):
    for file in sorted(plans.iterdir())[7:]:
        file.unlink()
    files = [tmp_path / f"{jobs}.{format}" for jobs in ("none", *tried([2], [1, 2]))]
    for file in files:
        jobs = ("--jobs", file.stem) if file.stem != "none" else ()
        assert main(["parse", str(plans), "-o", str(file), "-q", *jobs]) == 0
    assert len({file.read_bytes() for file in files}) == 1


def test_a_name_of_the_failures_is_given_to_no_result(plans, tmp_path, in_process):
    (plans / "甲.txt").rename(plans / "failures.txt")
    assert main(["parse", str(plans), "-o", f"{tmp_path}/out/", "--format", "ndjson", "-q"]) == 0
    assert not (tmp_path / "out" / "failures.ndjson").exists()
    assert len(list((tmp_path / "out").iterdir())) == 10


def test_two_runs_at_one_place_do_not_disturb_each_other(mixed, tmp_path, strange, ran):
    strange(mixed, "hang")
    arguments = (mixed, "-o", f"{tmp_path}/out/", "--jobs", 1, "--resume")
    with subprocess.Popen(command(*arguments), stderr=subprocess.DEVNULL) as first:
        while not list(tmp_path.glob("out/*.json")):
            time.sleep(0.05)
        status, said = ran(*arguments)
        first.terminate()
    assert (status, "another run is writing here" in said) == (1, True)
