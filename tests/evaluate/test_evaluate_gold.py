import json

import pytest
from marked_plan import TEXT, gold, gold_task

from policy_parse.errors import ReadError
from policy_parse.evaluate import Gold, faults_of, read_gold


def faults(marked):
    return faults_of(Gold.model_validate(marked), TEXT)


def test_a_sound_gold_has_no_faults():
    assert faults(gold()) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"starts": "开展碳审计"}, "not found"),
        ({"responsible": ["市碳中和局"]}, "市碳中和局"),
        ({"deadlines": [{"text": "八月底前", "kind": "date", "end": "2031-08-31"}]}, "八月底前"),
        ({"deadlines": [{"text": "6月底前", "kind": "date"}]}, "without end"),
        ({"deadlines": [{"text": "6月底前", "kind": "soon"}]}, "kind soon"),
        ({"targets": [{"text": "审计企业30家", "comparator": "atleast", "value": 30}]}, "comparator atleast"),
        ({"targets": [{"text": "审计企业30家", "comparator": "eq"}]}, "no value"),
        (
            {"targets": [{"text": "审计企业30家", "comparator": "eq", "value": 30, "valeu_max": 40}]},
            "unknown key valeu_max",
        ),
        ({"targets": [{"text": "新增节能灯具20万只", "comparator": "eq", "value": 20}]}, "not in its task"),
    ],
)
def test_each_fault_of_a_task_is_named(change, said):
    found = faults(gold_task(1, **change))
    assert any(said in fault for fault in found), found


def test_tasks_out_of_order_are_a_fault():
    assert faults(gold(tasks=gold()["tasks"][::-1]))


def test_an_unknown_header_field_is_a_fault():
    assert faults(gold(header={"titel": "滨江市2031年节能工作方案"})) == ["header: 没有这一栏 unknown field: titel"]


def test_a_file_that_is_no_json_is_a_read_error(tmp_path):
    file = tmp_path / "gold.json"
    file.write_text("{", "utf-8")
    with pytest.raises(ReadError, match="not JSON"):
        read_gold(file)


def test_a_gold_of_the_wrong_shape_is_a_read_error_that_names_the_place(tmp_path):
    file = tmp_path / "gold.json"
    file.write_text(json.dumps({"tasks": [{"ends": "完成。"}]}), "utf-8")
    with pytest.raises(ReadError, match=r"tasks\.0\.starts"):
        read_gold(file)


def test_a_gold_that_is_not_there_is_a_read_error(tmp_path):
    with pytest.raises(ReadError):
        read_gold(tmp_path / "gold.json")


@pytest.mark.parametrize("marked", [{}, {"document": "x"}])
def test_a_gold_that_marks_nothing_is_refused(marked, tmp_path):
    file = tmp_path / "gold.json"
    file.write_text(json.dumps(marked), "utf-8")
    with pytest.raises(ReadError, match="marks nothing"):
        read_gold(file)


def test_a_gold_that_says_there_is_no_task_is_a_gold(tmp_path):
    file = tmp_path / "gold.json"
    file.write_text('{"tasks": []}', "utf-8")
    assert read_gold(file).tasks == ()
