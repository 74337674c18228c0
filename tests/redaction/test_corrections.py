"""Corrections of a plan without contacts hold none either: by themselves, and in an archive that is collected without.

The plan is made up, as are the people in it.
"""

import sqlite3
import zlib
from contextlib import closing
from pathlib import Path

import pytest

from archive_versions import as_of_version_1
from policy_parse import apply, parse, redact
from policy_parse.api import redact_corrections
from policy_parse.archive.base import Archive
from policy_parse.cli import main
from policy_parse.corrections import read_corrections
from policy_parse.model.corrections import (
    Corrections,
    DeadlineCorrection,
    TaskCorrection,
    UnitCorrection,
    WordCorrection,
)

SECRETS = ("赵某某", "13800005551", "13900005552", "zhao_mou@example.cn")
PLAN = """云岫县2031年节水工作方案
一、重点任务
（一）强化用水管理。联系人：赵某某，电话：13800005551。6月底前完成12个灌区改造，材料报赵某某。（县水利局牵头，县财政局配合）
（二）开展宣传。每年开展宣传5次。（县教育局负责）
"""


def corrections_of(plan):
    """A task whose text holds contacts is confirmed, a title and a unit get some typed in, a day is confirmed."""
    first, second = plan.tasks
    unit = first.responsible[0]
    return Corrections(
        plan=plan.source.sha256,
        reviewer="审核人 13900005552",
        corrections=(
            TaskCorrection(op="confirm", task=first.id, field="task", old=first),
            WordCorrection(op="set", task=second.id, field="title", old=second.title, new="开展宣传，找赵某某，zhao_mou@example.cn"),
            UnitCorrection(op="set", task=first.id, field="responsible", old=unit, new=unit.model_copy(update={"name": "云岫县水利局（13900005552）"})),
            DeadlineCorrection(op="confirm", task=first.id, field="deadlines", old=first.deadlines[0]),
        ),
    )  # fmt: skip


def leaked(words):
    return [secret for secret in SECRETS if secret in words]


@pytest.fixture
def plan():
    return parse(PLAN.encode(), name="plan.txt")


def test_the_corrections_hold_what_is_looked_for(plan):
    assert leaked(corrections_of(plan).model_dump_json()) == [*SECRETS]


@pytest.mark.parametrize("held", ["as it was read", "masked already"])
def test_they_are_masked_and_fit_the_masked_plan(plan, held):
    masked = redact(plan)
    made = corrections_of(plan)
    found = redact_corrections(made, plan if held == "as it was read" else masked)
    merged = apply(masked, found)
    assert leaked(found.model_dump_json()) == []
    assert [f for f in merged.findings if f.code == "correction-left-out"] == []
    assert [task.rule == "review" for task in merged.tasks] == [True, False]
    assert merged.tasks[0].deadlines[0].rule == merged.tasks[0].responsible[0].rule == "review"
    assert found.plan == made.plan
    assert [one.task for one in found.corrections] == [one.task for one in made.corrections]


def test_those_without_a_contact_stay_as_they_are(plan):
    made = corrections_of(plan)
    made = made.model_copy(update={"reviewer": "审核人", "corrections": made.corrections[3:]})
    assert redact_corrections(made, plan) == made


def held(path):
    """All that an archive holds, packed plans as their JSON."""
    with closing(sqlite3.connect(path)) as base:
        tables = [name for (name,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        rows = [row for table in tables for row in base.execute(f"SELECT * FROM {table}")]
    return "\n".join(_words(cell) for row in rows for cell in row)


def _words(cell):
    if not isinstance(cell, bytes):
        return str(cell)
    try:
        return zlib.decompress(cell).decode()
    except zlib.error:
        return cell.decode("utf-8", "replace")


@pytest.fixture
def desk(tmp_path, monkeypatch, plan):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "plan.txt").write_text(PLAN, "utf-8")
    (tmp_path / "made.json").write_text(corrections_of(plan).model_dump_json(), "utf-8")
    return tmp_path


def run(*words):
    assert main([*words]) == 0


def stands(plan):
    """What was corrected in the archive's plan."""
    with closing(Archive(Path("plans.sqlite"))) as archive:
        (_, found), files = archive.plan(plan.source.sha256), archive.corrections(plan.source.sha256)
    return found, [read_corrections(file.encode()) for file in files]


def test_an_archive_that_is_collected_anew_without_contacts_keeps_none_in_its_corrections(desk, plan):
    run("collect", "plan.txt", "--into", "plans.sqlite")
    run("apply", "plans.sqlite", "made.json")
    assert leaked(held("plans.sqlite")) == [*SECRETS]
    run("collect", "plan.txt", "--into", "plans.sqlite", "--redact", "contacts")
    assert leaked(held("plans.sqlite")) == []
    assert leaked((desk / "plans.sqlite").read_bytes().decode("utf-8", "replace")) == []
    found, [file] = stands(plan)
    assert len(file.corrections) == 4
    assert found.tasks[0].rule == found.tasks[0].responsible[0].rule == "review"
    assert "correction-left-out" not in {finding.code for finding in found.findings}


def test_corrections_that_are_given_to_an_archive_without_contacts_are_kept_without_them(desk, plan):
    run("collect", "plan.txt", "--into", "plans.sqlite", "--redact", "contacts")
    for _ in range(2):  # the second time they are there already
        run("apply", "plans.sqlite", "made.json")
    assert leaked(held("plans.sqlite")) == []
    found, files = stands(plan)
    assert len(files) == 1
    assert found.tasks[1].title.startswith("开展宣传，找＊＊＊，＊")
    before = found
    run("collect", "plan.txt", "--into", "plans.sqlite", "--redact", "contacts", "--year", "2031")  # read anew
    assert stands(plan)[0].tasks == before.tasks


def test_what_an_archive_cannot_do_with_corrections_is_refused(desk, plan, capsys):
    run("collect", "plan.txt", "--into", "plans.sqlite")
    assert main(["apply", "plans.sqlite", "made.json", "--redact", "contacts"]) == 1
    assert "collect it with --redact contacts first" in capsys.readouterr().err
    assert main(["apply", "plans.sqlite", "made.json", "-o", "out.json"]) == 2
    assert not (desk / "out.json").exists()
    assert stands(plan)[1] == []
    run("collect", "plan.txt", "--into", "plans.sqlite", "--redact", "contacts")
    run("apply", "plans.sqlite", "made.json", "--redact", "contacts")
    assert len(stands(plan)[1]) == 1


def test_an_archive_with_contacts_keeps_what_reviewers_typed(desk, plan):
    run("collect", "plan.txt", "--into", "plans.sqlite", "--redact", "contacts")
    run("collect", "plan.txt", "--into", "plans.sqlite")
    run("apply", "plans.sqlite", "made.json")
    _, [file] = stands(plan)
    assert file == corrections_of(plan)


def test_an_archive_of_before_there_was_a_note_of_it_can_be_gone_on_with(desk, plan):
    run("collect", "plan.txt", "--into", "plans.sqlite")
    as_of_version_1("plans.sqlite")
    run("apply", "plans.sqlite", "made.json")
    assert stands(plan)[0].tasks[0].rule == "review"
