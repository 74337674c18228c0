"""Traditional characters are read as simplified ones; what is quoted stays as written."""

from policy_parse.api import parse
from policy_parse.text.fold import fold
from policy_parse.text.traditional import SIMPLIFIED, simplified

PLAN = """滨江市人民政府辦公室關於印發滨江市節水工作方案的通知
滨政辦發〔2031〕4號
各縣區人民政府,市政府有關部門:
現將《滨江市節水工作方案》印發給你們,請認真組織實施。
滨江市人民政府辦公室
2031年3月13日
滨江市節水工作方案
一、工作目標
到2033年,用水總量控制在3億立方米以內。
二、重點任務
1.建設泵站。2031年10月底前新建泵站3座。(市水務局、市財政局牽頭,各縣區人民政府按職責分工負責)
2.改造管網。更新管網。(市住房城鄉建設局負責)
"""


def test_each_character_has_one_simplified_one():
    assert all(len(a) == len(b) == 1 and b not in SIMPLIFIED for a, b in SIMPLIFIED.items())
    assert simplified("關於節水的實施方案") == "关于节水的实施方案"


def test_simplified_text_stays_as_it_is():
    text = "乾县著名的后山水库"
    assert simplified(text) is text


def test_folding_keeps_places():
    folded = fold("關 於(節水)")
    assert folded.text == "关于（节水）"
    assert list(folded.offsets) == [0, 2, 3, 4, 5, 6]


def test_a_plan_in_traditional_characters_is_read_like_any_other():
    plan = parse(PLAN.encode(), name="plan.txt")
    assert plan.header.title == "滨江市節水工作方案"
    assert plan.header.document_number.text == "滨政辦發〔2031〕4號"
    first, second = plan.tasks
    assert [(u.text, u.role) for u in first.responsible] == [
        ("市水務局", "lead"),
        ("市財政局", "lead"),
        ("各縣區人民政府", "responsible"),
    ]
    assert [str(d.end) for d in first.deadlines] == ["2031-10-31"]
    assert [(t.indicator, t.value, t.unit) for t in first.targets] == [("泵站", 3, "座")]
    assert [u.text for u in second.responsible] == ["市住房城鄉建設局"]
    assert [(t.indicator, t.comparator, t.value) for t in plan.targets] == [("用水總量", "le", 3)]
