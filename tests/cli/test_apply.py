"""``policy-parse apply``: corrections merged into a plan, what was left out, what is still to be reviewed."""

import json
from pathlib import Path

import pytest

from confirmed import confirmed
from policy_parse import Corrections, Plan, UnitCorrection, apply, parse
from policy_parse.cli import main

pytestmark = pytest.mark.usefixtures("read_once")


@pytest.fixture
def plan(beibei):
    return parse(beibei / "source.docx")


@pytest.fixture
def files(plan, tmp_path):
    """The plan as JSON, and corrections that confirm all of it."""
    (tmp_path / "plan.json").write_text(plan.model_dump_json(), "utf-8")
    all_of_it = Corrections(plan=plan.source.sha256, corrections=tuple(confirmed(plan)))
    (tmp_path / "corrections.json").write_text(all_of_it.model_dump_json(), "utf-8")
    return tmp_path / "plan.json", tmp_path / "corrections.json", all_of_it


def run(capsys, *arguments):
    status = main(["apply", *map(str, arguments)])
    said = capsys.readouterr()
    return status, said.out, said.err


def test_corrections_are_merged_and_the_plan_printed(capsys, files, plan):
    status, out, err = run(capsys, *files[:2])
    assert status == 0
    assert Plan.model_validate_json(out) == apply(plan, files[2])
    assert "all reviewed" in err


def test_the_document_itself_will_do(capsys, files, plan, beibei, tmp_path):
    status, out, _ = run(capsys, beibei / "source.docx", files[1], "-o", tmp_path / "new.json")
    assert (status, out) == (0, "")
    assert Plan.model_validate_json((tmp_path / "new.json").read_bytes()) == apply(plan, files[2])


def test_any_format_can_be_written(capsys, files, beibei, tmp_path):
    assert run(capsys, *files[:2], "-o", tmp_path / "new.xlsx")[0] == 0
    assert (tmp_path / "new.xlsx").read_bytes().startswith(b"PK")
    assert run(capsys, *files[:2], "-o", tmp_path / "new.html")[0] == 0
    assert b'"rule":"review"' in (tmp_path / "new.html").read_bytes()


def test_several_files_are_merged_in_their_order(capsys, files, plan, tmp_path):
    unit = plan.tasks[0].responsible[0].model_copy(update={"rule": "review"})
    later = UnitCorrection(op="remove", task=plan.tasks[0].id, field="responsible", old=unit)
    (tmp_path / "later.json").write_text(
        Corrections(plan=plan.source.sha256, corrections=(later,)).model_dump_json(), "utf-8"
    )
    _, out, _ = run(capsys, *files[:2], tmp_path / "later.json")
    assert unit not in Plan.model_validate_json(out).tasks[0].responsible


def test_what_is_left_out_and_what_is_still_to_be_reviewed_is_said(capsys, files, plan, tmp_path):
    gone = plan.tasks[0].responsible[0].model_copy(update={"name": "别的名称"})
    one = UnitCorrection(op="remove", task=plan.tasks[0].id, field="responsible", old=gone)
    (tmp_path / "one.json").write_text(
        Corrections(plan=plan.source.sha256, corrections=(one,)).model_dump_json(), "utf-8"
    )
    status, _, err = run(capsys, files[0], tmp_path / "one.json")
    assert status == 0
    assert "没有采用" in err
    assert "0 corrections merged" in err
    assert "still to review" in err


def test_corrections_of_another_document_are_one_line(capsys, files, tmp_path):
    (tmp_path / "other.json").write_text(Corrections(plan="0" * 64).model_dump_json(), "utf-8")
    status, out, err = run(capsys, files[0], tmp_path / "other.json", "-o", tmp_path / "new.json")
    assert (status, out, err.count("\n")) == (1, "", 1)
    assert "other.json" in err
    assert not (tmp_path / "new.json").exists()


def test_a_calendar_that_is_there_is_brought_up_to_date(capsys, files, tmp_path):
    own = "BEGIN:VEVENT\r\nUID:mine\r\nDTSTART:20220101\r\nSUMMARY:例会\r\nEND:VEVENT\r\n"
    (tmp_path / "new.ics").write_bytes(f"BEGIN:VCALENDAR\r\n{own}END:VCALENDAR\r\n".encode())
    assert run(capsys, *files[:2], "-o", tmp_path / "new.ics")[0] == 0
    assert "SUMMARY:例会" in (tmp_path / "new.ics").read_text("utf-8")
    (tmp_path / "new.ics").write_text("notes")
    status, _, err = run(capsys, *files[:2], "-o", tmp_path / "new.ics")
    assert (status, "new.ics" in err) == (2, True)
    assert (tmp_path / "new.ics").read_text() == "notes"


@pytest.mark.parametrize("content", ["{}", "[]", "nothing", '{"plan": 1}'])
def test_a_file_that_holds_no_corrections_is_one_line(capsys, files, content, tmp_path):
    (tmp_path / "no.json").write_text(content, "utf-8")
    status, _, err = run(capsys, files[0], tmp_path / "no.json")
    assert (status, err.count("\n")) == (1, 1)


def test_json_that_is_no_plan_is_one_line(capsys, files, tmp_path):
    (tmp_path / "no.json").write_text('{"text": "甲"}', "utf-8")
    status, _, err = run(capsys, tmp_path / "no.json", files[1])
    assert (status, err.count("\n")) == (1, 1)
    assert "not the JSON of a plan" in err


def test_neither_source_is_overwritten(capsys, files):
    for file in files[:2]:
        before = file.read_bytes()
        assert run(capsys, *files[:2], "-o", file)[0] == 2
        assert file.read_bytes() == before


def test_a_plan_that_is_wholly_reviewed_is_a_gold_file(capsys, files, beibei, tmp_path):
    folder = tmp_path / "corpus" / "beibei"
    folder.mkdir(parents=True)
    (folder / "source.docx").write_bytes((beibei / "source.docx").read_bytes())
    assert run(capsys, *files[:2], "-o", folder / "gold.json")[0] == 0
    assert main(["evaluate", str(tmp_path / "corpus"), "--json"]) == 0
    total = json.loads(capsys.readouterr().out)["total"]
    assert {total[field]["f1"] for field in ("task", "boundary", "unit", "role", "target", "deadline")} == {1.0}


def test_a_plan_that_is_not_wholly_reviewed_is_none(capsys, files, beibei, tmp_path):
    folder = tmp_path / "corpus" / "beibei"
    folder.mkdir(parents=True)
    (folder / "source.docx").write_bytes((beibei / "source.docx").read_bytes())
    (folder / "gold.json").write_bytes(files[0].read_bytes())
    assert main(["evaluate", str(tmp_path / "corpus")]) == 1
    assert "not reviewed" in capsys.readouterr().err


def test_a_pdf_is_shown_with_its_pages(capsys, tmp_path):
    pdf = Path(__file__).parents[1] / "formats" / "fixtures" / "plan.pdf"
    assert main(["parse", str(pdf), "-o", str(tmp_path / "plan.html")]) == 0
    assert (tmp_path / "plan.html").read_bytes().count(b"data:image/webp") == parse(pdf).source.page_count > 1
    assert main(["parse", str(pdf), "-o", str(tmp_path / "out") + "/", "--format", "html"]) == 0
    assert (tmp_path / "out" / "plan.html").read_bytes() == (tmp_path / "plan.html").read_bytes()


def test_a_mark_of_utf8_that_an_editor_has_put_there_does_no_harm(capsys, files, plan):
    for file in files[:2]:
        file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    status, out, _ = run(capsys, *files[:2])
    assert (status, Plan.model_validate_json(out)) == (0, apply(plan, files[2]))


def test_what_an_earlier_call_left_out_is_not_said_again(capsys, files, plan, tmp_path):
    gone = plan.tasks[0].responsible[0].model_copy(update={"name": "别的名称"})
    one = UnitCorrection(op="remove", task=plan.tasks[0].id, field="responsible", old=gone)
    corrections = Corrections(plan=plan.source.sha256, corrections=(one,))
    files[0].write_text(apply(plan, corrections).model_dump_json(), "utf-8")
    assert "没有采用" not in run(capsys, *files[:2])[2]
