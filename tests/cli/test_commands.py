"""What each command prints and writes on a document that can be read."""

import json
import os
import subprocess
import sys

import pytest

from policy_parse import Plan, __version__, parse
from policy_parse.cli import main

pytestmark = pytest.mark.usefixtures("read_once")


@pytest.fixture
def run(capsys):
    """Run one command; its standard output. It must succeed and say nothing else."""

    def call(*arguments):
        assert main([str(argument) for argument in arguments]) == 0
        said = capsys.readouterr()
        assert said.err == ""
        return said.out

    return call


def test_parse_prints_the_plan(run, beibei):
    assert Plan.model_validate_json(run("parse", beibei / "source.docx")) == parse(beibei / "source.docx")


def test_parse_writes_the_format_that_the_ending_names(run, beibei, tmp_path):
    assert run("parse", beibei / "source.txt", "-o", tmp_path / "plan.json") == ""
    assert Plan.model_validate_json((tmp_path / "plan.json").read_bytes()) == parse(beibei / "source.txt")
    run("parse", beibei / "source.txt", "-o", tmp_path / "ledger.csv")
    assert (tmp_path / "ledger.csv").read_bytes().startswith("\ufeff".encode())


def test_parse_prints_another_format(run, beibei):
    plan = parse(beibei / "source.txt")
    lines = run("parse", beibei / "source.txt", "--format", "ndjson").splitlines()
    assert [json.loads(line)["id"] for line in lines] == [task.id for task in plan.tasks]
    assert plan.header.title in run("parse", beibei / "source.txt", "--format", "text")


def test_a_file_that_was_there_stays_where_writing_fails(beibei, tmp_path, capsys):
    out = tmp_path / "plan.json"
    assert main(["parse", str(beibei / "source.txt"), "-o", str(out)]) == 0
    before = out.read_bytes()
    (tmp_path / "damaged.docx").write_bytes((beibei / "source.docx").read_bytes()[:20000])
    assert main(["parse", str(tmp_path / "damaged.docx"), "-o", str(out)]) == 1
    assert out.read_bytes() == before
    assert sorted(file.name for file in tmp_path.iterdir()) == ["damaged.docx", "plan.json"]


def test_output_to_a_place_that_is_not_there_is_one_line(beibei, tmp_path, capsys):
    assert main(["parse", str(beibei / "source.txt"), "-o", str(tmp_path / "none" / "plan.json")]) == 1
    assert capsys.readouterr().err.count("\n") == 1


def plan_file(tmp_path, text):
    file = tmp_path / "plan.txt"
    file.write_text(text, "utf-8")
    return file


UNDATED = "节水工作方案\n重点任务\n1.改造管网。6月底前完成管网改造。（市水利局负责）\n"


def ends(output):
    tasks = json.loads(output)["tasks"]
    return [(deadline["end"], deadline["inferred"]) for task in tasks for deadline in task["deadlines"]]


def test_year_completes_the_times_that_have_none(run, tmp_path):
    assert ends(run("parse", plan_file(tmp_path, UNDATED), "--year", "2031")) == [("2031-06-30", True)]


def test_without_year_and_without_one_in_the_document_no_date_is_guessed(run, tmp_path):
    assert ends(run("parse", plan_file(tmp_path, UNDATED))) == [(None, False)]


def test_own_vocabulary_is_laid_over_the_built_in_one(run, tmp_path):
    text = "某某市2025年节水工作方案\n重点任务\n1.改造管网。改造老旧管网。（兜底单位：市水利局）\n"
    file = plan_file(tmp_path, text)
    assert not [
        t for t in json.loads(run("parse", file))["tasks"] if any(u["text"] == "市水利局" for u in t["responsible"])
    ]
    own = tmp_path / "mine"
    own.mkdir()
    entry = '[[entry]]\nid = "mine.label"\nkind = "label"\nrole = "lead"\nwords = ["兜底单位"]\nexamples = ["兜底单位：市水利局"]\nnever = []\n'
    (own / "roles.toml").write_text(entry, "utf-8")
    tasks = json.loads(run("parse", file, "--lexicon", own))["tasks"]
    assert [(u["text"], u["role"]) for u in tasks[0]["responsible"]] == [("市水利局", "lead")]


def test_blocks_shows_every_block_with_its_place(run, beibei):
    lines = run("blocks", beibei / "source.docx").splitlines()
    plan = parse(beibei / "source.docx")
    assert len(lines) == len(plan.blocks)
    assert any(line.startswith("table 1 [2,") for line in lines)
    assert lines[0].endswith(repr(plan.blocks[0].span.of(plan.text)))


def test_outline_shows_sections_with_roles_and_depth(run, beibei):
    out = run("outline", beibei / "source.docx")
    assert "目标 goal       二 目标任务\n" in out
    assert "任务 task       三 重点任务\n" in out
    assert "任务 task         一 严控用水总量\n" in out


def test_explain_names_rule_and_place_of_every_field(run, beibei):
    plan = parse(beibei / "source.docx")
    task = plan.tasks[0]
    by_position, by_id = (run("explain", beibei / "source.docx", "--task", key) for key in ("1", task.id))
    assert by_position == by_id
    for value in (*task.responsible, *task.supporting, *task.targets, *task.deadlines):
        assert value.rule in by_id
        assert f"[{value.span.start}:{value.span.end}]" in by_id


@pytest.mark.parametrize("source", ["source.docx", "source.txt"])
def test_every_task_can_be_explained(source, beibei):
    from policy_parse.explain import explain

    plan = parse(beibei / source)
    for task in plan.tasks:
        assert explain(plan, task).startswith(task.id)


def test_explain_without_a_task_explains_every_one(run, beibei):
    out = run("explain", beibei / "source.docx")
    assert [line.split()[0] for line in out.splitlines() if line and not line.startswith(" ")] == [
        task.id for task in parse(beibei / "source.docx").tasks
    ]


@pytest.mark.parametrize(
    ("part", "words"), [("header", "发文字号"), ("targets", "漏损率"), ("findings", "unit-variant")]
)
def test_explain_shows_what_is_no_task_by_its_name(part, words, run, beibei):
    assert words in run("explain", beibei / "source.docx", "--task", part)


def test_rules_lists_every_rule_with_its_file_and_line(run):
    lines = run("rules").splitlines()
    assert any(line.startswith("deadline.quarter ") and "deadlines.toml:" in line for line in lines)
    assert any(line.startswith("label.lead ") and "roles.toml:" in line for line in lines)


def test_rules_shows_one_rule_with_its_examples(run):
    out = run("rules", "deadline.quarter")
    assert "examples" in out
    assert "三季度" in out


def test_a_rule_named_in_the_output_can_be_looked_up(run, beibei):
    plan = parse(beibei / "source.docx")
    rules = {value.rule for value in plan.values()}
    assert [
        rule for rule in sorted(rules) if rule.split(".")[0] in ("deadline", "bound") and not run("rules", rule)
    ] == []


@pytest.mark.parametrize("of", ["plan", "comparison", "trend", "findings", "corrections"])
def test_every_field_of_a_schema_is_described(run, of):
    schema = json.loads(run("schema", of))
    models = {of: schema, **schema["$defs"]}
    bare = [f"{m}.{f}" for m, d in models.items() for f, v in d.get("properties", {}).items() if "description" not in v]
    assert bare == []


def test_schema_is_a_json_schema_that_names_every_field_of_the_contract(run):
    schema = json.loads(run("schema"))
    assert set(schema["properties"]) == {
        "schema_version", "source", "header", "text", "blocks", "sections", "tasks", "targets", "findings",
    }  # fmt: skip
    for name, fields in {
        "Header": "title notice_title document_number issuers recipients issued_on printed_on copied_to attachments region plan_period spans",
        "Task": "id origin number title text path section_role responsible supporting targets deadlines span related",
        "Unit": "text span name role collective level open_ended inherited",
        "Target": "text span indicator scope comparator value value_max unit quantity change baseline per effort due",
        "Deadline": "text span kind start end precision rrule inferred",
        "Finding": "code severity message tasks spans",
    }.items():
        assert set(fields.split()) <= set(schema["$defs"][name]["properties"])


def test_formats_lists_every_reader_and_every_writer(run):
    read, written = run("formats").split("写出 write\n")
    names = [[line.split()[0] for line in part.splitlines()] for part in (read, written)]
    assert names[0][1:3] == ["docx", "pdf"]
    assert {"ofd", "html", "txt"} <= set(names[0])
    assert {"json", "xlsx", "ics", "sqlite", "tables-csv", "tables-ndjson", "tables-parquet"} <= set(names[1])
    assert "sqlite" in names[1]
    assert "sqlite" not in names[1][names[1].index("sqlite") + 1 :]


def test_evaluate_scores_a_folder(run, beibei):
    figures = json.loads(run("evaluate", beibei.parent, "--json"))
    assert "documents" in figures


def test_help_and_version_say_what_they_should(capsys):
    for argument in ("--help", "--version"):
        with pytest.raises(SystemExit) as left:
            main([argument])
        assert left.value.code == 0
    said = capsys.readouterr().out
    assert f"policy-parse {__version__}" in said
    assert "explain" in said


def test_chinese_comes_out_whatever_the_console(beibei):
    command = [sys.executable, "-m", "policy_parse", "outline", str(beibei / "source.txt")]
    run = subprocess.run(command, env={**os.environ, "PYTHONIOENCODING": "ascii", "LC_ALL": "C"}, capture_output=True)
    assert run.returncode == 0
    assert "重点任务" in run.stdout.decode("utf-8")


def test_the_command_is_on_the_path():
    from importlib.metadata import entry_points

    assert [e.value for e in entry_points(group="console_scripts", name="policy-parse")] == ["policy_parse.cli:run"]


OWN_ROLE = """[[entry]]
id = "suffix.ours"
kind = "suffix"
role = "lead"
words = ["挂帅"]
examples = ["市水利局挂帅", "市水利局牵头"]
never = ["挂帅人：张三", "由市长挂帅"]
"""
OWN_AGENCIES = """id,kind,full,short,ends,written,meant
function.lakes,function,湖泊保护,湖保,局,湖保局,湖泊保护局
function.hills,function,山地保护,山保,局,山保局,山林保护局
"""


def test_own_rules_are_tried_by_their_examples(capsys, tmp_path):
    (tmp_path / "roles.toml").write_text(OWN_ROLE, "utf-8")
    (tmp_path / "agencies.csv").write_text(OWN_AGENCIES, "gb18030")
    assert main(["rules", "--lexicon", str(tmp_path), "--check"]) == 1
    *failed, last = capsys.readouterr().out.splitlines()
    assert [(line.split(": ")[1], line.split(": ")[3].split("，")[0]) for line in failed] == [
        ("function.hills", "山保局"),
        ("suffix.ours", "市水利局牵头"),
        ("suffix.ours", "由市长挂帅"),
    ]
    assert "读作 suffix.lead" in failed[1]
    assert all(str(tmp_path) in line for line in failed)
    assert last.startswith("3 个词条，6 个例子，3 个没有通过")


def test_own_rules_that_do_what_their_examples_say_pass(run, tmp_path):
    (tmp_path / "roles.toml").write_text(
        OWN_ROLE.replace(', "市水利局牵头"', "").replace(', "由市长挂帅"', ""), "utf-8"
    )
    assert (
        run("rules", "--lexicon", tmp_path, "--check")
        == "1 个词条，2 个例子，0 个没有通过（entries, examples, failed）\n"
    )


def test_a_frame_is_tried_with_each_word_of_the_entry(capsys, tmp_path):
    (tmp_path / "indicators.toml").write_text(
        """[[entry]]
id = "ours"
kind = "effort"
effort = "striven"
words = ["铆劲", "攒劲"]
frames = [["{}使合格率达到97%", "合格率"], ["{}合格率达到97%", "{}合格率"]]
""",
        "utf-8",
    )
    assert main(["rules", "--lexicon", str(tmp_path), "--check"]) == 1
    *failed, last = capsys.readouterr().out.splitlines()
    assert [line.split(": ")[3].split("，")[0] for line in failed] == ["铆劲合格率达到97%", "攒劲合格率达到97%"]
    assert last.startswith("1 个词条，4 个例子，2 个没有通过")


def test_a_rule_of_a_table_in_gbk_is_shown(run, tmp_path):
    (tmp_path / "agencies.csv").write_text(OWN_AGENCIES, "gb18030")
    assert "agencies.csv:2" in run("rules", "function.lakes", "--lexicon", tmp_path)


def test_own_rules_that_cannot_be_used_are_one_line(capsys, tmp_path):
    (tmp_path / "roles.toml").write_text(OWN_ROLE.replace('"lead"', '"boss"'), "utf-8")
    assert main(["rules", "--lexicon", str(tmp_path), "--check"]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert "suffix.ours: role" in said.err
