import io
import json
from pathlib import Path

import pytest

from policy_parse import Comparison
from policy_parse.cli import drawn_table, main

pytestmark = pytest.mark.usefixtures("read_once")

PLANS = Path(__file__).parents[2] / "examples" / "plans"
OLD, NEW = str(PLANS / "jiangcheng-2024.txt"), str(PLANS / "jiangcheng-2025.txt")


def run(capsys, *arguments):
    status = main(["compare", *map(str, arguments)])
    done = capsys.readouterr()
    return status, done.out, done.err


def test_a_table_of_what_changed(capsys):
    status, out, err = run(capsys, OLD, NEW)
    assert (status, err) == (0, "")
    assert out.splitlines()[:2] == [
        "江城市2024年节约用水工作方案 → 江城市2025年节约用水工作方案",
        "任务：调整 3，新增 1，取消 1；总体目标：调整 4",
    ]
    assert "下调 0.1 亿立方米，更严" in out
    assert "提前 92 天" in out
    assert "机构改革更名" in out


def test_json_by_ending_and_by_name(capsys, tmp_path):
    target = tmp_path / "changes.json"
    assert run(capsys, OLD, NEW, "-o", target) == (0, "", "")
    found = Comparison.model_validate_json(target.read_bytes())
    assert [match.kind for match in found.matches] == ["changed", "changed", "changed", "added", "dropped"]
    _, out, _ = run(capsys, OLD, NEW, "--format", "json")
    assert json.loads(out) == json.loads(target.read_text("utf-8"))


@pytest.mark.parametrize(
    ("part", "fields"), [("targets", {"target"}), ("deadlines", {"deadline"}), ("units", {"supporting"})]
)
def test_only_a_part(capsys, part, fields):
    _, out, _ = run(capsys, OLD, NEW, "--only", part, "--format", "json")
    found = Comparison.model_validate_json(out)
    assert {change.field for match in (*found.matches, *found.targets) for change in match.changes} == fields
    assert all(match.changes for match in (*found.matches, *found.targets))


def test_two_parts(capsys):
    _, out, _ = run(capsys, OLD, NEW, "--only", "units", "--only", "deadlines", "--format", "json")
    fields = {change.field for match in Comparison.model_validate_json(out).matches for change in match.changes}
    assert fields == {"supporting", "deadline"}


def test_exit_status_tells_of_differences_where_asked(capsys):
    assert run(capsys, OLD, NEW, "--fail-on-change")[0] == 1
    assert run(capsys, OLD, OLD, "--fail-on-change")[0] == 0
    assert run(capsys, OLD, NEW)[0] == 0


def test_of_two_equal_plans_the_counts_are_all_there_is(capsys):
    _, out, _ = run(capsys, OLD, OLD)
    assert out.splitlines()[1:] == ["任务：延续 4；总体目标：延续 4"]


def test_only_what_did_not_change_is_no_difference(capsys, tmp_path):
    later = tmp_path / "later.txt"
    later.write_text(Path(OLD).read_text("utf-8").replace("12家", "14家"), encoding="utf-8")
    assert run(capsys, OLD, later, "--fail-on-change", "--only", "units")[0] == 0
    assert run(capsys, OLD, later, "--fail-on-change", "--only", "targets")[0] == 1


def test_a_document_that_cannot_be_read_is_named(capsys, tmp_path):
    status, out, err = run(capsys, OLD, tmp_path / "none.docx")
    assert (status, out) == (1, "")
    assert err.count("\n") == 1
    assert "none.docx" in err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["-", "-"], "标准输入 - 只能用一次"),
        ([OLD, NEW, "-o", "changes.doc"], "changes.doc"),
        ([OLD, NEW, "--format", "none"], "none"),
    ],
)
def test_wrong_usage(capsys, arguments, said):
    status, out, err = run(capsys, *arguments)
    assert (status, out) == (2, "")
    assert said in err


def test_a_source_is_not_written_over(capsys, tmp_path):
    source = tmp_path / "plan.txt"
    source.write_bytes(Path(OLD).read_bytes())
    assert run(capsys, source, NEW, "-o", source)[0] == 2
    assert source.read_bytes() == Path(OLD).read_bytes()


def test_a_terminal_gets_a_table_with_whole_texts(capsys, monkeypatch):
    pytest.importorskip("rich")
    terminal = io.StringIO()
    terminal.isatty = lambda: True
    monkeypatch.setattr(drawn_table.sys, "stdout", terminal)
    monkeypatch.setenv("COLUMNS", "160")
    assert main(["compare", OLD, NEW]) == 0
    assert "…" not in terminal.getvalue()
    assert "机构改革更名" in terminal.getvalue()


def test_without_rich_a_terminal_gets_plain_text(monkeypatch):
    terminal = io.StringIO()
    terminal.isatty = lambda: True
    monkeypatch.setattr(drawn_table.sys, "stdout", terminal)
    monkeypatch.setattr(drawn_table, "find_spec", lambda name: None)
    assert main(["compare", OLD, NEW]) == 0
    assert terminal.getvalue().startswith("江城市2024年节约用水工作方案 → ")


@pytest.mark.parametrize("ending", ["xlsx", "docx", "html"])
def test_a_file_by_its_ending_whole_or_not_at_all(capsys, tmp_path, ending):
    if ending == "xlsx":
        pytest.importorskip("openpyxl")
    target = tmp_path / f"changes.{ending}"
    assert run(capsys, OLD, NEW, "-o", target) == (0, "", "")
    first = target.read_bytes()
    assert run(capsys, OLD, NEW, "-o", target) == (0, "", "")
    assert target.read_bytes() == first
    assert run(capsys, OLD, tmp_path / "none.docx", "-o", target)[0] == 1
    assert target.read_bytes() == first
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("format", ["xlsx", "docx"])
def test_what_is_no_text_needs_a_file(capsys, format):
    status, out, err = run(capsys, OLD, NEW, "--format", format)
    assert (status, out) == (2, "")
    assert "-o" in err


def test_a_workbook_that_somebody_has_typed_into_is_not_written_over(capsys, tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    target = tmp_path / "changes.xlsx"
    assert run(capsys, OLD, NEW, "-o", target)[0] == 0
    book = openpyxl.load_workbook(target)
    book.worksheets[0]["B4"] = "已核"
    book.save(target)
    typed = target.read_bytes()
    assert run(capsys, OLD, NEW, "-o", target)[0] == 2
    assert target.read_bytes() == typed


def test_no_folder_no_reading(capsys, tmp_path):
    status, _, err = run(capsys, tmp_path / "none.txt", NEW, "-o", tmp_path / "no" / "changes.html")
    assert status == 1
    assert "没有目录" in err


def test_changes_as_comments_on_the_new_plan(capsys, tmp_path):
    docx = pytest.importorskip("docx")
    document = docx.Document()
    for line in Path(NEW).read_text("utf-8").splitlines():
        document.add_paragraph(line)
    new, noted = tmp_path / "new.docx", tmp_path / "noted.docx"
    document.save(str(new))
    before = new.read_bytes()
    status, out, _ = run(capsys, OLD, new, "--annotate", noted, "-o", tmp_path / "changes.html")
    assert (status, out) == (0, "")
    words = [comment.text for comment in docx.Document(str(noted)).comments]
    assert "【时限】提前 92 天\n原：2024年底前" in words
    assert "【新增】原方案没有这一项" in words
    assert words[0].startswith("【取消】")
    assert new.read_bytes() == before
    assert run(capsys, OLD, new, "--annotate", new)[0] == 2
    assert new.read_bytes() == before


@pytest.mark.parametrize(
    "arguments",
    [
        [OLD, "-", "--annotate", "noted.docx"],
        [OLD, NEW, "--annotate", "-"],
        [OLD, NEW, "--annotate", "a.json", "-o", "a.json"],
    ],
)
def test_what_cannot_be_annotated(capsys, arguments):
    status, out, err = run(capsys, *arguments)
    assert (status, out) == (2, "")
    assert err.count("\n") == 1


def test_a_plan_that_cannot_carry_comments_leaves_no_file(capsys, tmp_path):
    status, out, err = run(capsys, OLD, NEW, "--annotate", tmp_path / "noted.docx", "-o", tmp_path / "changes.html")
    assert (status, out) == (1, "")
    assert "docx" in err
    assert list(tmp_path.iterdir()) == []
