"""The words for results: complete, and the same in every output."""

from typing import get_args

import pytest

from policy_parse import parse
from policy_parse.explain import explain, explain_targets
from policy_parse.model import wording
from policy_parse.model.block import BlockKind
from policy_parse.model.deadline import DeadlineKind
from policy_parse.model.finding import Severity
from policy_parse.model.header import Header
from policy_parse.model.section import SectionRole
from policy_parse.model.target import Change, Comparator, Effort, Period
from policy_parse.model.task import Origin
from policy_parse.model.unit import Role
from policy_parse.writers.ledger_sheets import target_rows
from policy_parse.writers.markdown_file import render as markdown


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        (wording.COMPARATORS, Comparator),
        (wording.CHANGES, Change),
        (wording.EFFORTS, Effort),
        (wording.PERIODS, Period),
        (wording.DEADLINE_KINDS, DeadlineKind),
        (wording.ROLES, Role),
        (wording.SEVERITIES, Severity),
        (wording.ORIGINS, Origin),
        (wording.BLOCK_KINDS, BlockKind),
        (wording.SECTION_ROLES, SectionRole),
    ],
)
def test_every_kind_has_a_word_of_its_own(words, kinds):
    assert tuple(words) == get_args(kinds)
    assert len({*words.values()}) == len(words)


def test_every_field_of_the_header_has_a_word():
    assert tuple(wording.HEADER_FIELDS) == tuple(name for name in Header.model_fields if name != "spans")


PLAN = """某某市清河治理工作方案

一、工作目标
到2031年，城市供水普及率较2030年提高3%—5%，污水收集率达到80%—90%，漏损率较2030年下降7%以上，每年新建泵站2座。
"""


@pytest.fixture(scope="module")
def plan():
    return parse(PLAN.encode(), name="plan.txt")


def test_a_range_is_between_and_a_rate_rises_in_every_output(plan):
    shown = [row["目标值"] for row in target_rows(plan)]
    assert shown == ["提高 介于 3—5%", "介于 80—90%", "下降 ≥ 7%", "每年 = 2座"]
    table, explained = markdown(plan).decode(), explain_targets(plan)
    for words in ("提高 介于 3—5%", "介于 80—90%"):
        assert words in table
    assert "提高 increase 介于 between 3" in explained
    assert "介于 between 80" in explained
    for other in ("增加", "= 80"):
        assert other not in table + explained


def test_a_plain_change_has_no_sign():
    plan = parse("一、工作目标\n到2031年，漏损率较2030年下降7%。".encode(), name="plan.txt", year=2031)
    assert [wording.describe_target(target) for target in plan.targets] == ["漏损率 下降 7%"]


def test_the_role_of_a_unit_is_the_same_word_in_the_ledger_and_in_explain():
    plan = parse("一、重点任务\n（一）建设泵站。（市水务局牵头，市财政局配合）".encode(), name="plan.txt")
    explained, table = explain(plan, plan.tasks[0]), markdown(plan).decode()
    for role in ("lead", "supporting"):
        assert f"{wording.ROLES[role]} {role}" in explained
        assert wording.unit_head(role) in table
