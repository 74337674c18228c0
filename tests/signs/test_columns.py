import pytest

from policy_parse.lexicon import Lexicon
from policy_parse.signs.columns import UNKNOWN, ColumnHeads

HEADS = ColumnHeads(Lexicon.load())


@pytest.mark.parametrize(
    ("head", "meaning"),
    [
        ("序号", "index"),
        ("工作任务", "content"),
        ("具体措施", "content"),
        ("项目名称", "title"),
        ("工作目标", "goal"),
        ("类别", "group"),
        ("牵头单位", "lead"),
        ("责任单位", "responsible"),
        ("责任单位（部门）", "responsible"),
        ("配合单位", "supporting"),
        ("督导单位", "guiding"),
        ("完成时限", "deadline"),
        ("时间节点", "deadline"),
        ("责任领导", "person"),
        ("备注", "remark"),
        ("民生实事", "content"),
        ("目标与任务", "content"),
        ("任务项目指标", "content"),
        ("2031年度任务目标", "content"),
        ("民生事项名称", "title"),
        ("1-9月份工作完成情况", "remark"),
        ("进展比例", "remark"),
        ("监督电话", "remark"),
        ("颜色", None),
    ],
)
def test_the_head_of_a_column_says_what_it_holds(head, meaning):
    assert HEADS.meaning(head).name == meaning


def test_a_long_cell_is_no_head():
    assert HEADS.meaning("责任单位" * 5) == UNKNOWN


def test_heads_that_a_document_explains():
    own = HEADS.with_own({"谁干": "责任单位", "干啥/细项": "工作任务", "颜色": ""})
    assert own.meaning("谁干") == HEADS.meaning("责任单位")
    assert own.own(["干 啥", "细项"]) == HEADS.meaning("工作任务")
    assert own.own(["干啥", "干啥", "细项"]) == HEADS.meaning("工作任务")
    assert own.own(["干啥"]) is None
    assert own.meaning("颜色") == UNKNOWN
    assert own.meaning("责任单位") == HEADS.meaning("责任单位")
    assert HEADS.meaning("谁干") == UNKNOWN
    assert HEADS.own(["谁干"]) is None


@pytest.mark.parametrize(
    ("head", "known"),
    [("责任单位" + "（一二三四五六七八九十）", True), ("责任单位" + "（一二三四五六七八九十一）", False)],
)
def test_a_head_has_sixteen_characters_at_most(head, known):
    assert (HEADS.meaning(head) != UNKNOWN) is known
