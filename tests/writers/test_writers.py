import csv
import io
import json
import os
import zipfile

import pytest

from policy_parse import parse
from policy_parse.errors import WriteError
from policy_parse.model import Plan
from policy_parse.writers import dumps, formats, render, write


def rows(plan):
    return list(csv.DictReader(io.StringIO(render(plan, "csv").decode("utf-8-sig"))))


def test_json_is_the_plan_and_reads_back_equal(plan):
    data = render(plan, "json")
    assert Plan.model_validate_json(data) == plan
    assert "漏损率" in data.decode()
    value = json.loads(data)["tasks"][0]["targets"][0]["value"]
    assert (value, type(value)) == (9, int)
    assert json.loads(data)["tasks"][0]["deadlines"][0]["end"] == "2022-12-31"


def test_ndjson_has_one_task_a_line(plan):
    lines = render(plan, "ndjson").decode().splitlines()
    assert [json.loads(line)["id"] for line in lines] == ["1", "t1.1"]


def test_csv_opens_in_excel_with_chinese_heads(plan):
    assert render(plan, "csv").startswith(b"\xef\xbb\xbf")
    assert rows(plan)[0]["牵头单位"] == "区水利局"


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1", "@SUM(A1)", "＝1+1", "＠SUM(A1)"])
def test_csv_cells_cannot_run_as_formulas(build_plan, words):
    assert rows(build_plan(f"{words}，漏损率控制在9%以内"))[0]["内容"].startswith(f"'{words}")


def test_ledger_says_where_a_task_stands(plan):
    assert [row["出处"] for row in rows(plan)] == ["第2页 第2段", "表1第2行"]


def test_ledger_gives_deadline_as_words_and_as_day(plan):
    assert (rows(plan)[0]["时限"], rows(plan)[0]["截止日期"]) == ("年底前", "2022-12-31")


def test_xlsx_does_not_hold_the_time_it_was_made(plan):
    with zipfile.ZipFile(io.BytesIO(render(plan, "xlsx"))) as book:
        assert {entry.date_time[0] for entry in book.infolist()} == {1980}
        assert b"2000-01-01T00:00:00Z</dcterms:modified>" in book.read("docProps/core.xml")


def test_xlsx_leaves_out_what_xml_cannot_hold(build_plan):
    assert render(build_plan("漏损率控制在9%以内\x01\x0b"), "xlsx")


def test_markdown_table_has_one_line_a_task_even_for_bars_and_line_breaks(build_plan):
    page = render(build_plan("甲|乙\n漏损率控制在9%以内"), "md").decode()
    tasks = page.split("## 任务")[1].split("## 疑问")[0]
    assert len([line for line in tasks.splitlines() if line.startswith("| ")]) == 3


def test_markdown_names_ids_headings_overall_targets_and_findings(plan_with_targets):
    page = render(plan_with_targets, "md").decode()
    assert [line for line in page.splitlines() if line.startswith("## ")] == ["## 总体指标", "## 任务", "## 疑问"]
    assert "1<br>t1.1 | 重点任务" in page
    assert "| 漏损率 | ≤ 9% |" in page
    assert "| 提示 | 两种写法" in page


def test_text_is_the_text(plan):
    assert render(plan, "text").decode() == plan.text


def test_the_ending_chooses_the_format(plan, tmp_path):
    for ending in ("json", "csv", "ndjson", "html", "md", "txt"):
        write(plan, tmp_path / f"out.{ending}")
        assert (tmp_path / f"out.{ending}").stat().st_size


def test_a_named_format_goes_before_the_ending(plan, tmp_path):
    write(plan, tmp_path / "out.dat", "csv")
    assert (tmp_path / "out.dat").read_bytes() == render(plan, "csv")


def test_unknown_ending_is_refused_with_those_known(plan, tmp_path):
    with pytest.raises(WriteError, match=r"\.csv .*\.json"):
        write(plan, tmp_path / "out.odf")
    assert not list(tmp_path.iterdir())


def test_unknown_format_is_refused(plan):
    with pytest.raises(WriteError, match="yaml"):
        dumps(plan, "yaml")


def test_binary_format_does_not_go_to_a_terminal(plan):
    with pytest.raises(WriteError, match="-o"):
        dumps(plan, "xlsx")


def test_what_was_there_stays_when_writing_fails(plan, tmp_path, monkeypatch):
    out = tmp_path / "out.json"
    out.write_text("old")

    def fail(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(WriteError, match="No space"):
        write(plan, out)
    assert out.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["out.json"]


def test_folder_that_is_not_there_gives_a_clear_error(plan, tmp_path):
    with pytest.raises(WriteError, match=r"out\.json"):
        write(plan, tmp_path / "missing" / "out.json")


def test_a_link_is_followed_and_stays_a_link(plan, tmp_path):
    (tmp_path / "real.json").write_text("old")
    (tmp_path / "link.json").symlink_to(tmp_path / "real.json")
    write(plan, tmp_path / "link.json")
    assert (tmp_path / "link.json").is_symlink()
    assert (tmp_path / "real.json").read_bytes() == render(plan, "json")


def test_a_new_file_is_readable_as_the_user_wants_new_files_to_be(plan, tmp_path):
    (tmp_path / "plain").write_text("")
    write(plan, tmp_path / "out.json")
    assert (tmp_path / "out.json").stat().st_mode == (tmp_path / "plain").stat().st_mode


@pytest.mark.parametrize("name", formats())
def test_the_same_plan_gives_the_same_bytes(plan, name):
    assert render(plan, name) == render(plan, name)


def test_a_third_is_read_back_from_json_as_it_was_written():
    plan = parse(
        "某县2031年工作方案\n一、重点任务\n1.完成三分之一以上排污口整治任务。（县水利局负责）\n".encode(),
        name="plan.txt",
    )
    assert plan.tasks[0].targets[0].quantity.unit is None
    assert type(plan).model_validate_json(render(plan, "json")) == plan
