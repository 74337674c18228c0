"""`policy-parse collect`: documents into an archive, once each; corrections that survive; nothing half done."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
import zlib

import pytest
from archive_contents import contents, rows

from policy_parse import Corrections, Plan, parse
from policy_parse.archive.base import is_archive
from policy_parse.model.corrections import TaskCorrection, UnitCorrection, WordCorrection
from policy_parse.model.tables import TABLES, rows_of
from policy_parse.writers.sqlite_file import stored
from thoroughness import tried

ARCHIVE = "plans.sqlite"


def plan_in(archive, name):
    """The plan of a document as the archive has it."""
    [(data,)] = rows(archive, "SELECT json FROM documents JOIN plans USING (plan) WHERE name = ?", name)
    return Plan.model_validate_json(zlib.decompress(data))


def test_what_was_read_within_other_limits_is_read_again(desk, run):
    run("collect", "plans/甲.txt", "--into", ARCHIVE, "--limit", "file_bytes=10")
    assert "0 read, 1 failed" in run("collect", "plans/甲.txt", "--into", ARCHIVE, "--limit", "file_bytes=10")[2]
    status, _, said = run("collect", "plans/甲.txt", "--into", ARCHIVE)
    assert (status, "1 read, 0 failed" in said, "done before" in said) == (0, True, False)


def test_the_archive_has_the_flat_tables_and_each_plan_whole(desk, run):
    status, _, said = run("collect", "plans", "--into", ARCHIVE)
    assert (status, "3 read, 1 failed" in said) == (1, True)
    plans = [parse(desk / "plans" / f"{name}.txt") for name in "丙乙甲"]
    for table in TABLES:
        expected = list(stored(rows_of(plans)[table.name]))
        found = rows(ARCHIVE, f"SELECT * FROM {table.name}")
        assert sorted(found, key=repr) == sorted(expected, key=repr)
    assert plan_in(ARCHIVE, "甲.txt") == plans[2]
    assert rows(ARCHIVE, "SELECT name, kind FROM failures") == [("plans/empty.docx", "unreadable")]
    assert rows(ARCHIVE, "PRAGMA journal_mode") == [("wal",)]


def test_adding_is_idempotent_by_content(desk, run):
    run("collect", "plans", "--into", ARCHIVE)
    before = contents(ARCHIVE)
    assert "4 done before" in run("collect", "plans", "--into", ARCHIVE)[2]
    assert contents(ARCHIVE) == before
    (desk / "copy.txt").write_bytes((desk / "plans" / "甲.txt").read_bytes())
    run("collect", "copy.txt", "--into", ARCHIVE)
    after = contents(ARCHIVE)
    assert [name for name in after if after[name] != before[name]] == ["sources"]
    assert rows(ARCHIVE, "SELECT count(*) FROM sources WHERE name = 'copy.txt'") == [(1,)]


def test_documents_with_the_same_bytes_in_one_call_are_one_by_the_first_name(desk, run):
    for name in ("1.txt", "2.txt"):
        (desk / "plans" / name).write_bytes((desk / "plans" / "甲.txt").read_bytes())
    (desk / "plans" / "again.docx").write_bytes(b"")
    status, _, said = run("collect", "plans", "--into", ARCHIVE, "--jobs", tried(1, 2))
    assert (status, "5 read, 2 failed" in said) == (1, True)
    assert rows(ARCHIVE, "SELECT name FROM plans ORDER BY name") == [("1.txt",), ("丙.txt",), ("乙.txt",)]
    assert len(rows(ARCHIVE, "SELECT * FROM sources")) == 5
    assert len(rows(ARCHIVE, "SELECT * FROM failures")) == 2


def test_another_vocabulary_reads_anew_only_what_is_given(desk, run):
    run("collect", "plans", "--into", ARCHIVE)
    words = desk / "words"
    words.mkdir()
    (words / "roles.toml").write_text(
        '[[entry]]\nid = "label.lead.ours"\nkind = "label"\nrole = "lead"\nwords = ["主抓单位"]\n'
        'examples = ["主抓单位：市水利局"]\nnever = []\n',
        "utf-8",
    )
    _, _, said = run("collect", "plans/甲.txt", "--into", ARCHIVE, "--lexicon", words)
    assert ("done before" in said, "2 that were read otherwise" in said) == (False, True)
    assert "1 done before" in run("collect", "plans/甲.txt", "--into", ARCHIVE, "--lexicon", words)[2]
    assert len(rows(ARCHIVE, "SELECT DISTINCT settings FROM documents")) == 2


def test_another_version_of_the_parser_reads_anew(desk, run, monkeypatch):
    run("collect", "plans", "--into", ARCHIVE)
    monkeypatch.setattr("policy_parse.batch.journal.__version__", "99")
    assert "done before" not in run("collect", "plans", "--into", ARCHIVE)[2]
    assert len(rows(ARCHIVE, "SELECT * FROM plans")) == 3


def corrections_of(plan):
    """The first unit is another, the first task is confirmed, the number of the second is another."""
    first, second = plan.tasks
    unit = first.responsible[0]
    return Corrections(
        plan=plan.source.sha256,
        reviewer="made up",
        corrections=(
            UnitCorrection(
                op="set",
                task=first.id,
                field="responsible",
                old=unit,
                new=unit.model_copy(update={"name": "甲县水务局"}),
            ),
            TaskCorrection(op="confirm", task=first.id, field="task", old=first),
            WordCorrection(op="set", task=second.id, field="number", old=second.number, new="二之一"),
        ),
    )


def test_corrections_live_in_the_archive_and_survive_reading_anew(desk, run):
    run("collect", "plans", "--into", ARCHIVE)
    as_read = plan_in(ARCHIVE, "甲.txt")
    (desk / "fixed.json").write_text(corrections_of(as_read).model_dump_json(), "utf-8")
    for _ in range(2):  # the second time it is there already
        assert run("apply", ARCHIVE, "fixed.json")[0] == 0
    fixed = plan_in(ARCHIVE, "甲.txt")
    assert fixed.tasks[0].responsible[0].name == "甲县水务局"
    assert rows(ARCHIVE, "SELECT count(*) FROM units WHERE name = '甲县水务局'") == [(1,)]
    assert rows(ARCHIVE, "SELECT number FROM tasks WHERE number = '二之一'") == [("二之一",)]
    [(kept,)] = rows(ARCHIVE, "SELECT as_read FROM documents WHERE as_read NOT NULL")
    assert Plan.model_validate_json(zlib.decompress(kept)) == as_read

    _, _, said = run("collect", "plans", "--into", ARCHIVE, "--year", 2031)  # all are read anew
    assert "done before" not in said
    assert plan_in(ARCHIVE, "甲.txt").tasks == fixed.tasks


def test_corrections_of_another_document_are_refused(desk, run):
    run("collect", "plans/甲.txt", "--into", ARCHIVE)
    (desk / "fixed.json").write_text(corrections_of(parse("plans/乙.txt")).model_dump_json(), "utf-8")
    status, _, said = run("apply", ARCHIVE, "fixed.json")
    assert (status, said.count("\n"), "the archive has no plan" in said) == (1, 1, True)


@pytest.mark.parametrize("there", [b"no database", "tables"])
def test_a_file_that_is_no_archive_is_left_as_it_is(there, desk, run):
    if there == "tables":
        run("parse", "plans", "-o", ARCHIVE)
    else:
        (desk / ARCHIVE).write_bytes(there)
    before = (desk / ARCHIVE).read_bytes()
    status, _, said = run("collect", "plans", "--into", ARCHIVE)
    assert (status, "no archive" in said, is_archive(desk / ARCHIVE)) == (1, True, False)
    assert (desk / ARCHIVE).read_bytes() == before


def test_killed_at_any_moment_and_started_again_it_ends_as_if_undisturbed(desk, run):
    text = (desk / "plans" / "甲.txt").read_text("utf-8")
    for number in range(40):
        (desk / "plans" / f"{number}.txt").write_text(text.replace("甲", f"甲{number}"), "utf-8")
    run("collect", "plans", "--into", "whole.sqlite", "--jobs", 1)
    chance = random.Random(12)
    command = [sys.executable, "-m", "policy_parse", "collect", "plans", "--into", "killed.sqlite", "--jobs", "2"]
    for turn in range(tried(1, 8)):
        process = subprocess.Popen(command, start_new_session=True, stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(0.3, 2.5))
        if process.poll() is None:
            (os.killpg if turn % 2 else os.kill)(process.pid, signal.SIGKILL)
        process.wait()
    run("collect", "plans", "--into", "killed.sqlite", "--jobs", 1)
    assert contents("killed.sqlite") == contents("whole.sqlite")


def test_others_read_it_as_it_is(desk, run):
    sqlite_utils = pytest.importorskip("sqlite_utils")
    run("collect", "plans", "--into", ARCHIVE)
    base = sqlite_utils.Database(sqlite3.connect(ARCHIVE))
    assert {"plans", "tasks", "documents", "corrections"} <= set(base.table_names())
    assert next(base["tasks"].rows_where("number = ?", ["一"]))["title"] == "抓好巡查"


def test_a_document_without_a_task_is_said_once(desk, run):
    (desk / "plans" / "hello.txt").write_text("hello", "utf-8")
    for times in (1, 0):
        assert run("collect", "plans", "--into", ARCHIVE)[2].count("hello.txt: 没有读到任务") == times
