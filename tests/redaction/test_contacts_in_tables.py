"""Cells of contacts: below a head, beside a label, and none where no head says so. All tables are made up."""

import pytest

from policy_parse.document.build import build_document
from policy_parse.document.pieces import Cell, Table
from policy_parse.redaction.contacts import contacts_in_document
from policy_parse.vocabulary.prepare import prepared

SIGNS = prepared().contacts
LONG = "由各成员单位自行确定并于每季度末前报送名单" * 2


def found(*rows):
    cells = [Cell(text=text, row=r, column=c) for r, row in enumerate(rows) for c, text in enumerate(row)]
    document = build_document([Table(cells=tuple(cells))], name="made up", format="docx", data=b"")
    return [span.of(document.text) for span in contacts_in_document(document.text, document.blocks, SIGNS)]


@pytest.mark.parametrize(
    ("rows", "contacts"),
    [
        ([("单位", "联系人", "联系电话"), ("县水利局", "欧阳某", "555012")], ["欧阳某", "555012"]),
        ([("联系人", "电话"), ("甲某", "5550123"), ("乙某", "5550124")], ["甲某", "5550123", "乙某", "5550124"]),
        ([("联系人", "尉迟某某", "联系电话", "5550123")], ["尉迟某某", "5550123"]),
        ([("任务", "建设泵站"), ("联系人", "尉迟某某"), ("联系电话", "5550123")], ["尉迟某某", "5550123"]),
        ([("责任人", "办公电话"), ("皇甫某", "5550123")], ["皇甫某", "5550123"]),
        ([("姓名", "电子邮箱"), ("皇甫某", "a@example.cn")], ["皇甫某", "a@example.cn"]),
        ([("联 系\n人", "联系方式"), ("皇甫某", "5550123")], ["皇甫某", "5550123"]),
    ],
)
def test_cells_below_a_head_and_beside_a_label(rows, contacts):
    assert found(*rows) == contacts


@pytest.mark.parametrize(
    "rows",
    [
        [("责任人", "任务"), ("皇甫某", "建设泵站3座")],
        [("序号", "产值"), ("1", "5550123")],
        [("联系人", "联系电话"), ("", "/")],
        [("联系人", "联系电话"), ("无", "12345")],
        [("联系人",), (LONG,)],
        [("联系人", "联系电话")],
        [("负责人和联系人名单以及联系电话的汇总表", "任务"), ("皇甫某", "建设泵站")],
    ],
)
def test_other_cells_are_none(rows):
    assert found(*rows) == []


def test_what_stands_above_a_head_is_left():
    assert found(("县水利局", "5550199"), ("联系人", "联系电话"), ("皇甫某", "5550123")) == ["皇甫某", "5550123"]
