"""``policy-parse ledger --columns``: what an office's own heads mean that no vocabulary knows."""

from pathlib import Path

import openpyxl
import pytest
from ledger_desk import run

from policy_parse import parse
from policy_parse.cli import main

PLAN = (
    "某县2031年巡查工作方案\n一、重点任务\n"
    "（一）抓好河道巡查。每周巡查河道并登记。（牵头单位：县水利局；配合单位：各乡镇；2031年3月底前）\n"
    "（二）抓好校车安全。逐车检验并公布结果。（牵头单位：县教育局；2031年5月底前）\n"
)
HEADS = ("顺次", "干什么", "主抓科室", "搭手科室", "啥时候", "分工")
"""As no office should call them; 分工 is known to the vocabulary and is not what it says."""
MAP = """\
"干什么" = "内容"
"主抓 科室" = "牵头单位"
"搭手科室" = "配合单位"
"啥时候" = "截止日期"
"分工" = ""
"""


@pytest.fixture
def desk(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "plan.txt").write_text(PLAN, "utf-8")
    (tmp_path / "map.toml").write_text(MAP, "utf-8")
    template(HEADS)
    return tmp_path


def template(heads, above=()):
    book = openpyxl.Workbook()
    for row in (*above, heads):
        book.active.append(row)
    book.save("ours.xlsx")


def rows(columns=6):
    sheet = openpyxl.load_workbook("ledger.xlsx").active
    return [[cell.value for cell in row[:columns]] for row in sheet.iter_rows()]


def test_heads_that_no_vocabulary_knows_are_named_by_a_file_and_known_from_then_on(desk, capsys):
    assert run("plan.txt", "--template", "ours.xlsx") == 1
    assert "--columns" in capsys.readouterr().err
    assert run("plan.txt", "--template", "ours.xlsx", "--columns", "map.toml") == 0
    head, first, second = rows()
    assert head == list(HEADS)
    assert first[:4] == [None, "抓好河道巡查。每周巡查河道并登记。", "县水利局", "各乡镇"]
    assert [str(row[4])[:10] for row in (first, second)] == ["2031-03-31", "2031-05-31"]
    assert first[5] is second[5] is None

    book = openpyxl.load_workbook("ledger.xlsx")
    book.active["F3"] = "老张"
    book.save("ledger.xlsx")
    (desk / "plan.txt").write_text(PLAN.replace("（一）", "（一）抓好集市整治。取缔占道经营。（县城管局负责）\n（二）", 1), "utf-8")  # fmt: skip
    assert run("plan.txt") == 0
    found = {row[1][:6]: row[5] for row in rows()[1:]}
    assert found == {"抓好集市整治": None, "抓好河道巡查": None, "抓好校车安全": "老张"}


def two_rows():
    template((None, "负责人", "经办人", "负责人", "经办人"), above=[("干什么", "县级", "县级", "镇级", "镇级")])
    book = openpyxl.load_workbook("ours.xlsx")
    for place in ("A1:A2", "B1:C1", "D1:E1"):
        book.active.merge_cells(place)
    book.save("ours.xlsx")
    Path("map.toml").write_text('"干什么" = "内容"\n"县级/负责人" = "牵头单位"\n"镇级/经办人" = "配合单位"\n', "utf-8")


def test_a_head_of_two_rows_is_named_with_the_one_above(desk):
    two_rows()
    assert run("plan.txt", "--template", "ours.xlsx", "--columns", "map.toml") == 0
    assert rows(5)[2] == ["抓好河道巡查。每周巡查河道并登记。", "县水利局", None, None, "各乡镇"]


@pytest.mark.parametrize(
    ("map_", "said"),
    [
        ('"干什么" = "工作"\n', "没有“工作”这一栏，可用的有"),
        ('"干什么" = "内容"\n"主抓科室" = "内容"\n', "“内容”已有别的表头"),
        ("干什么 = 内容\n", "写法有误"),
        ('"干什么" = 3\n', "没有“3”这一栏"),
        ('"干什么" = ""\n', "没有写明任何栏目"),
        ('"干什么" = "内容"\n"没有的表头" = "时限"\n', "没有这样的表头（no such head）：没有的表头"),
    ],
)
def test_what_is_wrong_with_the_file_is_said_and_nothing_is_written(desk, map_, said, capsys):
    (desk / "map.toml").write_text(map_, "utf-8")
    assert run("plan.txt", "--template", "ours.xlsx", "--columns", "map.toml") == 1
    assert said in capsys.readouterr().err
    assert not (desk / "ledger.xlsx").exists()


def test_a_file_that_is_not_there_or_not_needed_is_refused(desk, capsys):
    assert run("plan.txt", "--template", "ours.xlsx", "--columns", "none.toml") == 1
    assert "none.toml" in capsys.readouterr().err
    assert run("plan.txt", "--columns", "map.toml") == 2
    assert "--template" in capsys.readouterr().err
    assert run("plan.txt") == 0
    assert run("plan.txt", "--columns", "map.toml") == 1
    assert "不用对照" in capsys.readouterr().err


def test_an_office_whose_heads_are_ours_too_keeps_its_workbook(desk):
    template(("编号", "内容", "责任单位", "完成时限", "批示"))
    assert run("plan.txt", "--template", "ours.xlsx") == 0
    (desk / "plan.txt").write_text(PLAN.replace("3月底前", "4月底前"), "utf-8")
    assert main(["ledger", "plan.txt", "-o", "ledger.xlsx"]) == 0
    assert rows(7)[0] == ["编号", "内容", "责任单位", "完成时限", "批示", None, None][: len(rows(7)[0])]
    assert openpyxl.load_workbook("ledger.xlsx").sheetnames == ["Sheet", "更新记录"]


def read_back(role):
    plan = parse("ledger.xlsx")
    assert not {finding.code for finding in plan.findings} & {"table-inferred", "table-unread"}
    return [
        (task.text, [unit.text for unit in (*task.responsible, *task.supporting) if unit.role == role])
        for task in plan.tasks
    ]


def test_a_workbook_that_was_filled_by_a_mapping_is_read_back_by_it(desk):
    run("plan.txt", "--template", "ours.xlsx", "--columns", "map.toml")
    book = openpyxl.load_workbook("ledger.xlsx")
    book.active["F2"] = "县审计局"
    book.save("ledger.xlsx")
    works = ["抓好河道巡查。每周巡查河道并登记。", "抓好校车安全。逐车检验并公布结果。"]
    assert read_back("lead") == [(works[0], ["县水利局"]), (works[1], ["县教育局"])]
    assert read_back("supporting") == [(works[0], ["各乡镇"]), (works[1], [])]
    plan = parse("ledger.xlsx")
    days = [{str(deadline.end) for deadline in task.deadlines if deadline.end} for task in plan.tasks]
    assert days == [{"2031-03-31"}, {"2031-05-31"}]
    assert "县审计局" not in plan.text


def test_heads_over_two_rows_are_read_back_by_the_mapping(desk):
    two_rows()
    assert run("plan.txt", "--template", "ours.xlsx", "--columns", "map.toml") == 0
    assert [units for _, units in read_back("lead")] == [["县水利局"], ["县教育局"]]
    assert [units for _, units in read_back("supporting")] == [["各乡镇"], []]


def test_a_note_of_own_heads_that_is_damaged_is_none(desk):
    run("plan.txt", "--template", "ours.xlsx", "--columns", "map.toml")
    book = openpyxl.load_workbook("ledger.xlsx")
    for noted in ("bm90IGpzb24=", "no base64", "WzFd"):
        for property in book.custom_doc_props.props:
            if property.name == "policy-parse columns 1":
                property.value = noted
        book.save("ledger.xlsx")
        assert "干什么" in parse("ledger.xlsx").text
