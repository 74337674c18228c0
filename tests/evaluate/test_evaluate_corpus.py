import json

import pytest
from marked_plan import TEXT, audit, gold, gold_task, lamps, plan

from policy_parse.cli import main
from policy_parse.errors import ReadError
from policy_parse.evaluate import (
    DocumentScore,
    Run,
    check_corpus,
    compare_runs,
    evaluate_corpus,
    evaluate_plan,
    read_run,
    total,
    unscored,
)


@pytest.fixture
def corpus(tmp_path):
    folder = tmp_path / "corpus" / "binjiang"
    folder.mkdir(parents=True)
    (folder / "gold.json").write_text(json.dumps(gold(), ensure_ascii=False), "utf-8")
    (folder / "source.txt").write_text(TEXT, "utf-8")
    return folder.parent


def run_of(*scores):
    return Run(documents=tuple(DocumentScore(name=f"d{i}/source.txt", score=s) for i, s in enumerate(scores)))


GOOD = evaluate_plan(gold(), plan(lamps(), audit()))
MISSED = evaluate_plan(gold(), plan(lamps()))


def test_every_source_beside_a_gold_is_a_document(corpus):
    (corpus / "binjiang" / "source.html").write_text(f"<html><body><p>{TEXT}</p></body></html>", "utf-8")
    (corpus / "unmarked").mkdir()
    (corpus / "unmarked" / "source.txt").write_text(TEXT, "utf-8")
    assert [d.name for d in evaluate_corpus(corpus).documents] == ["binjiang/source.html", "binjiang/source.txt"]


def test_a_source_that_cannot_be_read_is_a_row_that_says_why(corpus):
    (corpus / "binjiang" / "source.txt").write_bytes(b"")
    [document] = evaluate_corpus(corpus).documents
    assert document.score is None
    assert document.unread


def test_a_folder_without_marked_documents_is_a_read_error(tmp_path):
    with pytest.raises(ReadError):
        evaluate_corpus(tmp_path)


def test_the_figures_of_several_documents_add_up():
    both = total([GOOD, MISSED])
    assert (both.counts["task"].right, both.counts["task"].missed) == (3, 1)
    assert both.counts["task"].recall == 0.75


def test_a_saved_run_is_read_back_equal(tmp_path):
    file = tmp_path / "run.json"
    file.write_text(run_of(GOOD, MISSED).dumps(), "utf-8")
    assert read_run(file) == run_of(GOOD, MISSED)


def test_a_file_that_is_no_run_is_a_read_error(tmp_path):
    file = tmp_path / "run.json"
    file.write_text("[]", "utf-8")
    with pytest.raises(ReadError, match="not a saved run"):
        read_run(file)


class TestComparison:
    def test_faults_that_went_away_are_gains(self):
        found = compare_runs(run_of(MISSED), run_of(GOOD))
        assert found.losses == ()
        assert {d.note.field for d in found.gains} == {
            "task",
            "boundary",
            "title",
            "unit",
            "role",
            "target",
            "indicator",
        }

    def test_faults_that_are_new_are_losses(self):
        found = compare_runs(run_of(GOOD), run_of(MISSED))
        assert found.gains == ()
        assert len(found.losses) == len(MISSED.notes)

    def test_the_same_run_twice_changes_nothing(self):
        found = compare_runs(run_of(MISSED), run_of(MISSED))
        assert (found.gains, found.losses) == ((), ())
        assert all(change.before == change.after for change in found.changes)

    def test_a_fact_that_is_still_missed_is_no_loss_though_something_else_was_read(self):
        before = evaluate_plan(gold_task(0, title="推广灯具"), plan(lamps(), audit()))
        after = evaluate_plan(
            gold_task(0, title="推广灯具"), plan(lamps().model_copy(update={"title": "推广"}), audit())
        )
        found = compare_runs(run_of(before), run_of(after))
        assert (found.gains, found.losses) == ((), ())

    def test_a_document_of_one_run_only_is_named_and_not_judged(self):
        found = compare_runs(run_of(GOOD), run_of(GOOD, MISSED))
        assert found.only_after == ("d1/source.txt",)
        assert found.losses == ()


class TestCommand:
    def test_prints_a_row_for_each_document_and_the_figures_of_all(self, corpus, capsys):
        assert main(["evaluate", str(corpus)]) == 0
        out = capsys.readouterr().out
        assert "binjiang/source.txt" in out
        assert "precision" in out

    def test_json_holds_figures_and_notes(self, corpus, capsys):
        assert main(["evaluate", str(corpus), "--json"]) == 0
        out = json.loads(capsys.readouterr().out)
        assert out["total"]["task"]["gold"] == 2
        assert out["documents"][0]["notes"] is not None

    def test_verbose_shows_what_was_missed_with_its_place(self, corpus, capsys):
        marked = gold_task(1, title="能源审计")
        (corpus / "binjiang" / "gold.json").write_text(json.dumps(marked, ensure_ascii=False), "utf-8")
        main(["evaluate", str(corpus), "-v"])
        line = next(line for line in capsys.readouterr().out.splitlines() if "~ 名称 title" in line)
        assert "能源审计  读成 read as  开展能源审计" in line
        assert f"@{TEXT.index('开展能源审计')}:" in line

    def test_a_run_that_was_saved_is_compared_with(self, corpus, tmp_path, capsys):
        file = tmp_path / "run.json"
        assert main(["evaluate", str(corpus), "--save", str(file)]) == 0
        marked = gold_task(1, title="能源审计")
        (corpus / "binjiang" / "gold.json").write_text(json.dumps(marked, ensure_ascii=False), "utf-8")
        assert main(["evaluate", str(corpus), "--against", str(file)]) == 0
        assert "losses: faults that are new: 1" in capsys.readouterr().out

    def test_check_names_the_faults_of_a_gold_and_fails(self, corpus, capsys):
        assert main(["evaluate", str(corpus), "--check"]) == 0
        (corpus / "binjiang" / "gold.json").write_text(json.dumps(gold_task(0, lead=["市碳局"])), "utf-8")
        assert main(["evaluate", str(corpus), "--check"]) == 1
        assert "市碳局" in capsys.readouterr().out

    def test_a_folder_that_is_not_there_is_one_clear_line(self, tmp_path, capsys):
        assert main(["evaluate", str(tmp_path / "nowhere")]) == 1
        err = capsys.readouterr().err
        assert err.count("\n") == 1
        assert "nowhere" in err


def test_check_reports_a_source_that_cannot_be_read(corpus):
    (corpus / "binjiang" / "source.txt").write_bytes(b"")
    [(_, faults)] = check_corpus(corpus)
    assert faults


def test_a_folder_that_lacks_its_marking_or_its_source_is_named(corpus, capsys):
    for folder, file in (("no_gold", "source.txt"), ("no_source", "gold.json")):
        (corpus / folder).mkdir()
        (corpus / folder / file).write_text(TEXT, "utf-8")
    (corpus / "notes").mkdir()
    assert unscored(corpus) == [("no_gold", "gold.json"), ("no_source", "source.*")]
    assert main(["evaluate", str(corpus)]) == 0
    assert [line.split(":")[1].strip() for line in capsys.readouterr().err.splitlines()] == ["no_gold", "no_source"]


def test_a_marked_document_is_never_written_over(corpus, capsys):
    gold_file = corpus / "binjiang" / "gold.json"
    before = gold_file.read_bytes()
    assert main(["evaluate", str(corpus), "--save", str(gold_file)]) == 2
    assert gold_file.read_bytes() == before
