"""`parse_many`: the plans that `parse` gives, in order, and a record of every document that has none."""

import zipfile

import pytest

from policy_parse import Lexicon, LexiconError, parse, parse_many
from thoroughness import tried


def test_each_document_of_a_folder_has_the_plan_that_parse_gives_whatever_the_number_of_processes(plans):
    expected = [parse(file) for file in sorted(plans.iterdir())]
    for jobs in tried([2], [1, 2]):
        results = list(parse_many(plans, jobs=jobs))
        assert [result.plan for result in results] == expected
        assert [result.sha256 for result in results] == [plan.source.sha256 for plan in expected]


def test_what_hangs_dies_or_grows_is_named_and_the_rest_is_read(plans, strange):
    for what in ("hang", "die", "grow", "out"):
        strange(plans, what)
    (plans / "empty.docx").write_bytes(b"")
    failed = {r.name: r.error for r in parse_many(plans, jobs=2, time_limit=8, memory_limit=1024) if r.error}
    assert {name: error.kind for name, error in failed.items()} == {
        "hang.txt": "time",
        "die.txt": "crash",
        "grow.txt": "memory",
        "out.txt": "crash",
        "empty.docx": "unreadable",
    }
    assert "SIGABRT" in failed["die.txt"].reason
    assert "status 3" in failed["out.txt"].reason


def test_bytes_names_files_and_words_go_together(plans, tmp_path):
    data = (plans / "甲.txt").read_bytes()
    (tmp_path / "nothing").mkdir()
    sources = iter([data, ("named.txt", data), plans / "乙.txt", "no such file", tmp_path / "nothing"])
    results = list(parse_many(sources, jobs=1))
    assert [(r.name, r.plan is not None) for r in results[1:3]] == [("named.txt", True), ("乙.txt", True)]
    assert [(r.error.kind, r.sha256 is None) for r in results[3:]] == [("unreadable", True), ("unreadable", False)]
    assert results[0].plan.tasks == results[1].plan.tasks != ()


def test_sources_are_asked_for_when_they_are_needed(plans):
    asked = []

    def given():
        for file in sorted(plans.iterdir()) * 30:
            asked.append(file)
            yield file

    results = parse_many(given(), jobs=1)
    next(results)
    results.close()
    assert len(asked) < 80


def test_vocabularies_of_ones_own_reach_the_workers(plans, tmp_path):
    words = tmp_path / "words"
    words.mkdir()
    (words / "roles.toml").write_text(
        '[[entry]]\nid = "label.lead.ours"\nkind = "label"\nrole = "lead"\nwords = ["主抓单位"]\n'
        'examples = ["主抓单位：市水利局"]\nnever = []\n',
        "utf-8",
    )
    data = "江城县2025年节水方案\n一、重点任务\n1.编制规划。（主抓单位：县水利局）\n".encode()
    assert parse(data).tasks[0].responsible == ()
    for lexicon in tried([Lexicon.load(words)], [words, Lexicon.load(words)]):
        [result] = parse_many([data], jobs=1, lexicon=lexicon)
        assert [unit.role for unit in result.plan.tasks[0].responsible] == ["lead"]


def test_a_vocabulary_that_cannot_be_used_is_an_error_of_the_whole(plans, tmp_path):
    with pytest.raises(LexiconError, match="no such directory"):
        next(parse_many(plans, jobs=1, lexicon=tmp_path / "none"))


def test_a_year_that_is_none_is_refused_at_once(plans):
    with pytest.raises(ValueError, match="1900"):
        parse_many(plans, year=1900)


def test_a_script_without_a_guard_is_told_so(plans, tmp_path):
    import subprocess
    import sys

    script = tmp_path / "script.py"
    script.write_text(f"from policy_parse import parse_many\nprint(len(list(parse_many({str(plans)!r}, jobs=1))))\n")
    done = subprocess.run([sys.executable, script], capture_output=True, text=True)
    assert (done.returncode, "if __name__ == '__main__'" in done.stderr) == (1, True)


def test_members_of_archives_have_the_names_that_windows_writes(plans, tmp_path, in_process):
    archive = tmp_path / "plans.zip"
    with zipfile.ZipFile(archive, "w") as file:
        file.write(plans / "甲.txt", "2031/x.txt")
    raw = archive.read_bytes().replace(b"2031/x.txt", "水利局.txt".encode("gb18030"))
    archive.write_bytes(raw)
    [result] = parse_many(archive, jobs=1)
    assert (result.name, result.plan.source.name) == ("水利局.txt", "水利局.txt")
