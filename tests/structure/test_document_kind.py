import pytest
from made_up import WORDS, outline

from policy_parse.model import Header
from policy_parse.structure.document_kind import is_plan


def kind(title, *pieces):
    return is_plan(Header(title=title), outline(*pieces), WORDS.lines)


@pytest.mark.parametrize(
    "title",
    [
        "滨江市节水工作方案",
        "滨江市2031年营商环境工作要点",
        "滨江市关于促进消费的若干措施",
        "滨江市节能三年行动计划（2031—2033年）",
        "滨江市重点任务分工",
        "2031年政府工作报告重点任务分解",
    ],
)
def test_a_title_that_says_plan_makes_one(title):
    assert kind(title, "一、建设泵站。") is True


@pytest.mark.parametrize(
    "title",
    [
        "滨江市公共租赁住房管理办法",
        "滨江市供水条例",
        "关于2031年工作情况的通报",
        "滨江市节水行动方案政策解读",
        "滨江市行政许可事项目录",
        "滨江市人民政府关于设立开发区的批复",
    ],
)
def test_a_title_that_says_rules_facts_or_news_makes_none(title):
    assert kind(title, "一、重点任务", "1.建设泵站。") is False


def test_a_title_is_judged_by_its_last_word():
    assert kind("关于印发滨江市节水工作方案实施细则的通知", "一、总则") is False
    assert kind("关于印发滨江市供水管理办法贯彻落实工作方案的通知", "一、总则") is True


def test_without_a_word_in_the_title_a_section_headed_tasks_decides():
    assert kind("关于做好节水工作的通知", "一、重点任务", "1.建设泵站。") is True
    assert kind("关于做好节水工作的通知", "一、情况", "1.建设泵站。") is False


def test_without_a_title_too():
    assert kind(None, "一、主要措施", "1.建设泵站。") is True


@pytest.mark.parametrize(
    "title", ["关于组织开展节水器具推广试点的通知", "滨江市人民政府关于进一步加强供水安全监管的通知"]
)
def test_a_notice_that_sets_work_itself_is_a_plan(title):
    assert kind(title, "一、总体要求", "1.器具改造。") is True


@pytest.mark.parametrize(
    ("headings", "plan"),
    [
        (["加强巡查", "完善制度", "推进改造", "好的"], True),
        (["加强巡查", "完善制度", "好的", "坏的"], True),
        (["加强巡查", "好的", "坏的", "中的"], False),
        (["加强巡查", "完善制度", "推进改造"], False),
    ],
)
def test_four_items_half_of_which_begin_as_orders_make_a_plan(headings, plan):
    assert kind("滨江市节水", *(f"{n}.{heading}。" for n, heading in enumerate(headings, 1))) is plan
