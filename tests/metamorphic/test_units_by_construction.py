"""Statements put together from parts, so that the right units are known: separators × role words × places × classes × 等.

Bars, not single cases: of some hundreds of statements of a family 99 in 100 are read wholly right.
"""

import itertools
import random

import pytest

from policy_parse import parse

OFFICES = [
    "市水利局",
    "市发展改革委",
    "市文化和旅游局",
    "市卫生健康委",
    "市公安局",
    "市自然资源和规划局",
    "市政府办公室",
    "市委宣传部",
    "市总工会",
    "市大数据中心",
    "市税务局",
    "青溪海关",
]
CLASSES = ["各县（市、区）人民政府", "各相关单位", "市直有关部门", "各镇街", "各县区", "市级有关部门"]
LEAD = ["牵头", "牵头负责", "牵头落实"]
DO = ["负责", "按职责分工负责", "分工负责", "负责落实", "按职责完成相关工作", "按照职责分工落实", "组织实施"]
HELP = ["配合", "参与", "协助", "配合落实"]
OPEN = ["", "等", "等部门", "等有关部门", "等市有关部门、单位", "等相关单位"]


def plan(statements):
    """A plan with one item for each statement."""
    items = [f"{n}.整治河道。修好第{n}段堤岸。{statement}" for n, statement in enumerate(statements, 1)]
    return "青溪市2025年重点工作方案\n\n一、重点任务\n" + "\n".join(items) + "\n"


def read(statements, tmp_path):
    """(text, role, open_ended) of the units of every item."""
    path = tmp_path / "plan.txt"
    path.write_text(plan(statements), "utf-8")
    tasks = parse(path).tasks
    got = {}
    for task in tasks:
        units = [(u.text, u.role, u.open_ended) for u in (*task.responsible, *task.supporting)]
        got.setdefault(task.number, []).extend(units)
    return [got.get(str(n), []) for n in range(1, len(statements) + 1)]


def expected(*groups):
    """What the groups (names, role, open at the end) of one statement give."""
    return [
        (name, role, is_open and i == len(names) - 1) for names, role, is_open in groups for i, name in enumerate(names)
    ]


def drawn(rng, count, *, classes=False):
    names = rng.sample(OFFICES, count)
    return [*names[:-1], rng.choice(CLASSES)] if classes else names


def brackets(rng):
    """（甲、乙牵头，丙等部门按职责分工负责）."""
    for separator, lead, do, others in itertools.product("、，", LEAD, DO, OPEN):
        first, second = drawn(rng, rng.choice([1, 2])), drawn(rng, rng.choice([1, 2, 3]))
        second = [name for name in second if name not in first] or ["市民政局"]
        text = f"（{'、'.join(first)}{lead}{separator if separator == '，' else '，'}{'、'.join(second)}{others}{do}）"
        yield text, expected((first, "lead", False), (second, "responsible", bool(others)))


def helpers(rng):
    """（甲负责，乙、丙配合）, （甲牵头、乙配合）."""
    for separator, (first_role, first_words), help_, others in itertools.product(
        "，、；", (("lead", "牵头"), ("responsible", "负责")), HELP, OPEN[:4]
    ):
        first, second = ["市水利局"], [name for name in drawn(rng, 2) if name != "市水利局"]
        text = f"（{first[0]}{first_words}{separator}{'、'.join(second)}{others}{help_}）"
        yield text, expected((first, first_role, False), (second, "supporting", bool(others)))


def with_classes(rng):
    """（甲、乙等有关部门及各县区负责）: the class is one more unit."""
    for others, joint, members, do in itertools.product(
        ["", "等部门", "等有关部门", "等市有关部门"],
        ["、", "及", "和", "，"],
        ["各县区", "各地区", "各市", "各镇街"],
        DO[:3],
    ):
        names = drawn(rng, 2)
        text = f"（{'、'.join(names)}{others}{joint}{members}{do}）"
        yield text, expected((names, "responsible", bool(others)), ([members], "responsible", False))


def labels(rng):
    """责任单位：甲、乙；配合单位：丙, in brackets, on lines of their own, in square brackets."""
    forms = [
        "（责任单位：{a}；配合单位：{b}）",
        "（责任单位：{a}，配合单位：{b}）",
        "\n责任单位：{a}\n配合单位：{b}",
        "（责任部门：{a}。协办单位：{b}）",
        "\n责任单位：{a}；参与单位：{b}。",
    ]
    for form, separator, others, classes in itertools.product(forms, ["、", " ", "/"], OPEN, [False, True]):
        first, second = drawn(rng, 2), drawn(rng, 2, classes=classes)
        second = [name for name in second if name not in first] or ["市民政局"]
        is_open = bool(others) and not classes
        text = form.format(a=separator.join(first), b=separator.join(second) + (others if is_open else ""))
        yield text, expected((first, "responsible", False), (second, "supporting", is_open))


def own_roles(rng):
    """责任单位：甲（牵头）乙、丙（配合）."""
    for label, mark, tail in itertools.product(
        ["责任单位", "责任部门", "承办单位"], ["、", " ", "，", "；", ""], ["", "（配合）", "（协办单位）", "（参与）"]
    ):
        first, second, third = drawn(rng, 3)
        text = f"（{label}：{first}（牵头）{mark}{second}{tail}{mark or '、'}{third}）"
        units = [
            (first, "lead", False),
            (second, "supporting" if tail else "responsible", False),
            (third, "responsible", False),
        ]
        yield text, units


def last_verbs(rng):
    """配合单位：甲、乙，各县区负责落实: the verb is said of the last alone."""
    for others, do, members in itertools.product(["", "等", "等单位"], DO, CLASSES[:4]):
        first, second, third = drawn(rng, 3)
        text = f"（牵头单位：{first}，配合单位：{second}、{third}{others}，{members}{do}）"
        yield (
            text,
            expected(
                ([first], "lead", False),
                ([second, third], "supporting", bool(others)),
                ([members], "responsible", False),
            ),
        )


def no_statements(rng):
    """A bracket in a sentence that says who does a part of the work."""
    for work, who, do, tail in itertools.product(
        ["零星工程", "小型泵站排查", "技工学校"],
        ["各镇住建部门", "市水利局", "人社部门"],
        ["负责", "组织实施", "落实"],
        ["，其余按期上报。", "分别管理。"],
    ):
        yield f"对堤岸（{work}由{who}{do}）{tail}", []


FAMILIES = [brackets, helpers, with_classes, labels, own_roles, last_verbs, no_statements]


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.__name__)
def test_units_of_statements_put_together(family, tmp_path):
    cases = list(family(random.Random(7)))
    got = read([statement for statement, _ in cases], tmp_path)
    wrong = [
        (statement, sorted(right), sorted(units))
        for (statement, right), units in zip(cases, got, strict=True)
        if sorted(units) != sorted(right)
    ]
    assert len(wrong) <= len(cases) // 100, (len(wrong), len(cases), wrong[:5])
