"""Names, numbers and addresses of people are found, other numbers are not. All documents here are made up."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy_parse import parse, redact
from policy_parse.redaction.contacts import contacts_in_text
from policy_parse.vocabulary.prepare import prepared

SIGNS = prepared().contacts
PLAN = """云岫县2031年节水工作方案
一、总体目标
到2031年底，全县用水总量控制在3028万m3以内，补助资金13800005555元。
二、主要任务
（一）强化用水管理。2031年6月底前完成12个灌区改造。{}（县水利局牵头，县财政局配合）
（二）开展宣传。每年开展宣传5次。（县教育局负责）
"""


def found(text):
    return [span.of(text) for span in contacts_in_text(text, SIGNS)]


@pytest.mark.parametrize(
    ("text", "contacts"),
    [
        ("（联系人：张某某，联系电话：5550123，邮箱：zhang@example.cn）", ["张某某", "5550123", "zhang@example.cn"]),
        ("（综合处，张某，5550123）", ["张某", "5550123"]),
        ("联 系 人：张 某；电　话：0571－8555 0123 转 801", ["张 某", "0571－8555 0123 转 801"]),
        ("联系人：县水利局 张某，手机138 0000 5555", ["张某", "138 0000 5555"]),
        ("联系人：张某、李某某，电话5550123、5550124", ["张某", "李某某", "5550123", "5550124"]),
        ("联系人：张\n某（业务）5550123李某（技术）", ["张\n某", "5550123", "李某"]),
        ("请与规划科王某某同志联系（13800005555）", ["王某某", "13800005555"]),
        ("请联系王某某，电话：（010）55550123", ["王某某", "（010）55550123"]),
        ("联系人：阿不都·某某，传真：5550123。", ["阿不都·某某", "5550123"]),
        ("微信号：zhang_mou01，QQ：555012345", ["zhang_mou01", "555012345"]),
    ],
)
def test_contacts_are_found(text, contacts):
    assert found(text) == contacts


@pytest.mark.parametrize(
    "text",
    [
        "北碚府办发〔2022〕15号",
        "用水总量控制在3028万m3以内",
        "安排资金13800005555元",
        "总投资（其中财政，5550123万元）",
        "统一社会信用代码91500109MA5U000000",
        "拨打12345热线、投诉电话：12315",
        "手机用户5550123户",
        "2031-06-30至2031-12-31",
        "联系人由各单位自行确定并报送。",
        "方案：5550123",
        "微信公众号",
        "联系人：综合处",
    ],
)
def test_other_numbers_and_words_are_none(text):
    assert found(text) == []


@given(st.text(st.sampled_from("张某联系人电话：，（）。\n\t 0123456789-@.cnQ局微信号处"), max_size=60))
def test_places_are_in_order_and_apart(text):
    spans = contacts_in_text(text, SIGNS)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(span.of(text).strip() for span in spans)


def test_a_plan_without_contacts_is_returned_as_it_is():
    plan = parse(PLAN.format("").encode())
    assert redact(plan) is plan


def test_nothing_but_the_characters_of_contacts_changes():
    plan = parse(PLAN.format("联系人：张某某，电话：5550123。").encode())
    masked = redact(plan)
    assert masked.text == plan.text.replace("张某某", "＊＊＊").replace("5550123", "＊" * 7)
    assert "联系人：＊＊＊，电话：＊＊＊＊＊＊＊" in masked.tasks[0].text
    assert redact(masked) == masked
    assert [*masked.values()] == [*plan.values()]
    assert [(task.id, task.title, task.span) for task in masked.tasks] == [
        (task.id, task.title, task.span) for task in plan.tasks
    ]


def test_a_contact_inside_a_value_is_masked_in_the_value():
    plan = parse(
        PLAN.replace("县水利局牵头", "县水利局张某13800005556牵头").format("联系人：张某，13800005556。").encode()
    )
    masked = redact(plan)
    assert "13800005556" not in masked.model_dump_json()
    assert all(value.span.of(masked.text) == value.text for value in masked.values())


def test_a_contact_found_once_is_masked_wherever_it_stands():
    plan = parse(PLAN.format("联系人：欧阳某某，5550123。材料报欧阳某某，并告知5550123。高峰期除外。").encode())
    text = redact(plan).text
    assert "欧阳某某" not in text
    assert "5550123" not in text


def test_a_short_name_is_left_inside_other_words():
    plan = parse(PLAN.format("联系人：高峰，5550123。高峰期错峰用水。").encode())
    text = redact(plan).text
    assert "联系人：＊＊" in text
    assert "高峰期" in text
