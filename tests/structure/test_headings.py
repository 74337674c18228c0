import pytest
from made_up import WORDS

from policy_parse.structure.headings import heading_end

SECTIONS = WORDS.outline.sections


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("总体目标", "goal"),
        ("工作目标（2031年）", "goal"),
        ("指导思想", "background"),
        ("基本原则。", "background"),
        ("重点任务", "task"),
        ("主要举措", "task"),
        ("保障措施", "safeguard"),
        ("工作要求", "safeguard"),
        ("组织实施", "safeguard"),
        ("附则", "other"),
    ],
)
def test_the_words_of_a_heading_give_its_role(heading, role):
    assert SECTIONS.role(heading) == role


@pytest.mark.parametrize("heading", ["推进污水资源化", "完善住房保障体系建设", "建设智慧水务平台"])
def test_a_topic_gives_no_role(heading):
    assert SECTIONS.role(heading) is None


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("建设泵站。新建三座", "建设泵站"),
        ("建设泵站：新建三座", "建设泵站"),
        ("建设泵站；改造管网", "建设泵站"),
        ("建设泵站\n新建三座", "建设泵站"),
        ("建设泵站（一期；二期）。新建三座", "建设泵站（一期；二期）"),
        ("建设（泵站（一期；二期）、管网；水厂）。新建三座", "建设（泵站（一期；二期）、管网；水厂）"),
        ("建设泵站", "建设泵站"),
        ("实施“一核：引领”行动。新建", "实施“一核：引领”行动"),
        ("落实《水法。总则》要求。新建", "落实《水法。总则》要求"),
        ("建设泵站（甲。乙）。新建", "建设泵站（甲。乙）"),
        ("建设泵站（甲。乙", "建设泵站（甲"),
    ],
)
def test_a_heading_ends_with_its_first_sentence(text, heading):
    assert text[: heading_end(text, 0)] == heading


def test_a_heading_may_begin_after_its_number():
    assert heading_end("1.建设泵站。新建", 2) == 6


@pytest.mark.parametrize(
    "heading", ["保障公平参与竞争", "保障和改善民生", "推动产业实现新突破", "激励企业实现商业化突破"]
)
def test_a_heading_that_orders_work_gives_no_role(heading):
    assert SECTIONS.role(heading) is None


@pytest.mark.parametrize(
    ("heading", "role"),
    [("综合实力实现新跃升突破", "background"), ("生态建设取得显著成效", "background"), ("保障机制", "safeguard")],
)
def test_what_was_reached_is_background(heading, role):
    assert SECTIONS.role(heading) == role


def test_whom_a_plan_covers_is_background():
    assert SECTIONS.role("分类改革实施范围") == "background"
