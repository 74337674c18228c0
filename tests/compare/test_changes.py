"""One difference at a time: what is told of it, and that nothing else is."""

from datetime import date

import pytest
from compared_plans import OTHERS, facts, one_change, plan

from policy_parse import compare

pytestmark = pytest.mark.usefixtures("read_once")

PIPES = "改造供水管网。加快更新老旧管网，{}，确保供水安全。（市水务局负责）"


def target(old, new, **given):
    changes = one_change(PIPES.format(old), PIPES.format(new), **given)
    assert [c.field for c in changes] == ["target"], changes
    return changes[0]


# ------------------------------------------------------------------------------------------------------- targets


@pytest.mark.parametrize(
    ("old", "new", "kind", "difference", "unit", "effect"),
    [
        ("漏损率控制在10%以内", "漏损率控制在9%以内", "lowered", -1, "%", "stricter"),
        ("漏损率控制在9%以内", "漏损率控制在10%以内", "raised", 1, "%", "looser"),
        ("水质达标率达到95%以上", "水质达标率达到97%以上", "raised", 2, "%", "stricter"),
        ("水质达标率不低于97%", "水质达标率不低于95%", "lowered", -2, "%", "looser"),
        ("新建泵站12座", "新建泵站15座", "raised", 3, "座", "stricter"),
        ("完成投资1.2亿元", "完成投资9000万元", "lowered", -30_000_000, "元", "unclear"),
        ("用水量较2020年下降7%", "用水量较2020年下降10%", "raised", 3, "%", "stricter"),
        ("改造管网3—5公里", "改造管网4—6公里", "raised", 1, "km", "stricter"),
        ("每季度开展巡查2次", "每季度开展巡查4次", "raised", 2, "次", "stricter"),
    ],
)
def test_a_number_that_is_another(old, new, kind, difference, unit, effect):
    change = target(old, new)
    assert (change.kind, change.difference, change.unit, change.effect) == (kind, difference, unit, effect)


@pytest.mark.parametrize(
    ("old", "new", "effect"),
    [
        ("漏损率≤9%", "漏损率＜9%", "stricter"),
        ("水质达标率超过95%", "水质达标率不低于95%", "looser"),
        ("水质达标率95%左右", "水质达标率95%以上", "stricter"),
        ("再生水占比30%左右", "再生水占比30%以上", "stricter"),
        ("新建泵站12座左右", "新建泵站12座", "unclear"),
    ],
)
def test_the_same_number_with_another_bound(old, new, effect):
    change = target(old, new)
    assert (change.kind, change.effect, change.difference) == ("bound", effect, None)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("用水量较2020年下降7%以上", "用水量控制在7亿立方米以内"),  # a change, a level
        ("培训骨干300人", "培训骨干500人次"),  # persons, turns
        ("改造管网3—6公里", "改造管网4—5公里"),  # a narrower range
    ],
)
def test_what_cannot_be_compared_is_said_to_be_so(old, new):
    assert target(old, new).kind == "incomparable"


def test_units_of_one_dimension_are_made_equal():
    change = target("治理水域面积30公顷以上", "治理水域面积900亩以上")
    assert (change.kind, change.difference, change.unit, change.effect) == ("raised", 30, "ha", "stricter")


def test_a_baseline_that_moves_or_stays_is_no_change():
    for year in (2022, 2023):
        old, new = "用水量较2022年下降7%以上", f"用水量较{year}年下降7%以上"
        assert one_change(PIPES.format(old), PIPES.format(new)) == ()


def test_another_baseline_cannot_be_compared():
    assert target("用水量较2020年下降7%以上", "用水量较2022年下降7%以上").kind == "incomparable"


def test_a_target_more_and_a_target_less():
    more = "漏损率控制在9%以内，新建泵站3座"
    assert target("漏损率控制在9%以内", more).kind == "added"
    assert target(more, "漏损率控制在9%以内").kind == "dropped"


def test_a_bound_that_is_turned_round_is_never_called_stricter():
    assert target("水质综合指数不低于80", "水质综合指数不高于90").effect == "unclear"


# ------------------------------------------------------------------------------------------------------ deadlines


def limit(old, new, **given):
    changes = one_change(PIPES.format(old), PIPES.format(new), **given)
    return [(c.field, c.kind, getattr(c, "days", None)) for c in changes]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("2023年11月底前完成", "2024年11月底前完成", []),
        ("2023年2月底前完成", "2024年2月底前完成", []),
        ("11月底前完成", "11月30日前完成", [("deadline", "reworded", 0)]),
        ("年底前完成", "2024年底前完成", []),
        ("每季度报送进展", "每季度报送进展", []),
        ("到2025年全部完成", "到2025年全部完成", []),
        ("2023年11月底前完成", "2024年10月底前完成", [("deadline", "earlier", -30)]),
        ("2023年6月底前完成", "2024年9月底前完成", [("deadline", "later", 92)]),
        ("2023年11月底前完成", "2023年11月底前完成", [("deadline", "earlier", -366)]),
        ("每季度报送进展", "每月报送进展", [("deadline", "reworded", None)]),
    ],
)
def test_a_limit_is_carried_over_by_the_years_between(old, new, told):
    assert limit(old, new) == told


def test_a_limit_more_and_a_limit_less():
    assert limit("按期完成", "2024年底前按期完成") == [("deadline", "added", None)]
    assert limit("2023年底前按期完成", "按期完成") == [("deadline", "dropped", None)]


def test_several_years_between():
    assert limit("2021年底前完成", "2024年底前完成", between=(2021, 2024)) == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("“十五五”期间完成", "“十六五”期间完成", []),
        ("“十五五”末完成", "“十六五”末完成", []),
        ("“十五五”期间完成", "“十五五”期间完成", []),
        ("“十五五”末完成", "2034年底前完成", [("deadline", "earlier", -365)]),
    ],
)
def test_a_five_year_plan_is_carried_over_to_the_next(old, new, told):
    assert limit(old, new, between=(2026, 2031)) == told


TWICE = "主城区{}完成，乡镇{}完成"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (("2023年底前", "2023年底前"), ("2024年底前", "2024年底前"), []),
        (("2023年底前", "2023年底前"), ("2024年6月底前", "2024年底前"), [("deadline", "earlier", -184)]),
        (("2023年底前", "2023年底前"), ("2024年6月底前", "2024年6月底前"), [("deadline", "earlier", -184)]),
        (("2023年6月底前", "2023年底前"), ("2024年底前", "2024年底前"), [("deadline", "later", 184)]),
    ],
)
def test_a_limit_that_is_stated_twice_may_change_once(old, new, told):
    assert limit(TWICE.format(*old), TWICE.format(*new)) == told


def test_how_often_a_limit_is_stated_is_no_change_of_it():
    changes = one_change(PIPES.format(TWICE.format(*["2023年底前"] * 2)), PIPES.format("2024年底前完成"))
    assert "deadline" not in {change.field for change in changes}


# ---------------------------------------------------------------------------------------------------------- units


def units(old, new):
    work = "改造供水管网。加快更新老旧管网，确保供水安全。（{}）"
    return [
        (c.field, c.kind, c.old and c.old.text, c.new and c.new.text)
        for c in one_change(work.format(old), work.format(new))
    ]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("市水务局负责", "市水务局、市财政局负责", [("responsible", "joined", None, "市财政局")]),
        ("市水务局、市财政局负责", "市水务局负责", [("responsible", "left", "市财政局", None)]),
        ("市水务局牵头，市财政局配合", "市财政局牵头，市水务局配合", [("lead", "role", "市财政局", "市财政局"), ("supporting", "role", "市水务局", "市水务局")]),
        ("市环保局负责", "市生态环境局负责", [("responsible", "renamed", "市环保局", "市生态环境局")]),
        ("市工商局、市质监局负责", "市市场监管局负责", [("responsible", "renamed", "市工商局", "市市场监管局"), ("responsible", "renamed", "市质监局", "市市场监管局")]),
        ("市大数据局负责", "市数据局负责", [("responsible", "renamed", "市大数据局", "市数据局")]),
        ("市金融局负责", "市委金融办负责", [("responsible", "renamed", "市金融局", "市委金融办")]),
        ("福建银保监局负责", "福建金融监管局负责", [("responsible", "renamed", "福建银保监局", "福建金融监管局")]),
        ("人行福州中心支行负责", "人行福建省分行负责", [("responsible", "renamed", "人行福州中心支行", "人行福建省分行")]),
        ("人行福州中心支行负责", "人行江西省分行负责", [("responsible", "joined", None, "人行江西省分行"), ("responsible", "left", "人行福州中心支行", None)]),
        ("市发改委负责", "市发展改革委负责", []),
        ("市住房城乡建设局负责", "市住建局负责", []),
        ("各县区负责", "各县区、各有关部门负责", [("responsible", "joined", None, "各有关部门")]),
    ],
)  # fmt: skip
def test_units(old, new, told):
    assert units(old, new) == told


def test_a_renamed_unit_names_the_reform():
    changes = one_change("改造管网。（市环保局负责）", "改造管网。（市生态环境局负责）")
    assert [c.reform for c in changes] == ["reform.2018.ecology"]


# ---------------------------------------------------------------------------------------------------------- words


def test_words_that_are_others():
    changes = one_change(PIPES.format("抓好巡查维护"), PIPES.format("抓好巡查和抢修维护"))
    assert facts(changes) == [("text", "reworded")]
    assert 0.7 < changes[0].likeness < 1
    assert changes[0].old.startswith("改造供水管网")


def test_a_title_that_is_another():
    old, new = (f"{t}。加快更新老旧管网，确保供水安全。（市水务局负责）" for t in ("改造供水管网", "推进供水管网改造"))
    assert facts(one_change(old, new)) == [("title", "reworded")]


def test_a_number_in_a_title_is_a_change_of_the_target_alone():
    old, new = (f"完成供水管网改造{n}公里。加快更新老旧管网，确保供水安全。（市水务局负责）" for n in (60, 85))
    assert facts(one_change(old, new)) == [("target", "raised")]


@pytest.mark.parametrize("years", [(2023, 2024), (2024, 2025)])
@pytest.mark.parametrize(("old", "new"), [("3月15日", "2月20日"), ("2月28日", "3月1日"), ("2月底", "3月1日")])
def test_days_are_the_mirror_around_the_end_of_february(years, old, new):
    first, second = (
        plan(year, PIPES.format(f"{year}年{day}前完成")) for year, day in zip(years, (old, new), strict=True)
    )
    (there,), (back,) = (compare(*plans).matches[0].changes for plans in ((first, second), (second, first)))
    assert there.days == -back.days != 0


def test_years_that_move_with_the_plan_and_marks_are_no_rewording():
    old = "改造供水管网。落实2023年度计划，对2020年以前的管网逐一更新；确保供水安全。（市水务局负责）"
    new = "改造供水管网。落实2024年度计划，对2020年以前的管网逐一更新，确保供水安全。（市水务局负责）"
    assert one_change(old, new) == ()


@pytest.mark.parametrize(
    ("old", "new", "is_same"),
    [
        ("处理能力10000吨以上的水厂", "处理能力1万吨以上的水厂", True),
        ("处理能力1.2万吨以上的水厂", "处理能力12,000吨以上的水厂", True),
        ("处理能力1.2万吨以上的水厂", "处理能力12万吨以上的水厂", False),
        ("管理系统1.5版", "管理系统15版", False),
    ],
)
def test_a_number_that_is_no_target_is_another_only_where_its_value_is(old, new, is_same):
    words = "规范供水运行。对{}加强巡查，确保供水安全。（市水务局负责）"
    assert (one_change(words.format(old), words.format(new)) == ()) == is_same


def test_five_year_plans_that_move_with_the_plan_are_no_rewording():
    old, new = (
        f"改造供水管网。衔接“{n}五”规划和第{n}个五年规划纲要，更新管网。（市水务局负责）" for n in ("十五", "十六")
    )
    assert one_change(old, new, between=(2026, 2031)) == ()
    assert facts(one_change(old, new, between=(2026, 2027))) == [("text", "reworded")]


def test_a_year_that_does_not_move_with_the_plan_is_a_rewording():
    old = "改造供水管网。对2010年以前的管网逐一更新，确保供水安全。（市水务局负责）"
    new = "改造供水管网。对2015年以前的管网逐一更新，确保供水安全。（市水务局负责）"
    assert facts(one_change(old, new)) == [("text", "reworded")]


# ------------------------------------------------------------------------------------------------ pieces, not tasks

TABLE = "附件\n任务分解表\n序号\t工作任务\t责任单位\t完成时限\n"


def with_table(year, *rows):
    task = "改造供水管网。加快更新老旧管网，新建加压泵站12座，确保城区供水安全。（市水务局负责）"
    lines = [f"{i}\t{row}" for i, row in enumerate(rows, 1)]
    return plan(year, task, *OTHERS, table=TABLE + "\n".join(lines) if rows else "")


def test_a_task_and_its_row_are_one_piece_of_work():
    row = "加快更新老旧管网，新建加压泵站12座\t市水务局\t{}年10月底前"
    found = compare(with_table(2023, row.format(2023)), with_table(2024, row.format(2024)))
    assert {match.kind for match in found.matches} == {"kept"}
    assert [len(match.old) for match in found.matches] == [2, 1, 1, 1]


def test_a_title_that_a_row_repeats_is_told_once():
    plans = []
    for year, title in zip((2023, 2024), ("全面治理城乡供水管网漏损", "深入治理城乡供水管网的漏损问题"), strict=True):
        words = f"{title}。逐段检测老旧管网，及时修复漏点。"
        plans.append(
            plan(year, f"{words}（市水务局负责）", *OTHERS, table=f"{TABLE}1\t{words}\t市水务局\t{year}年10月底前")
        )
    found = compare(*plans)
    assert len(found.matches[0].old) == 2
    assert [facts(match.changes) for match in found.matches if match.changes] == [[("title", "reworded")]]


def test_a_table_that_is_left_out_is_no_work_left_out():
    row = "加快更新老旧管网，新建加压泵站12座\t市水务局\t2023年10月底前"
    found = compare(with_table(2023, row), with_table(2024))
    assert [match.kind for match in found.matches] == ["changed", "kept", "kept", "kept"]
    assert facts(found.matches[0].changes) == [("deadline", "dropped")]


def test_the_period_of_the_plans_is_told():
    found = compare(plan(2023, *OTHERS), plan(2024, *OTHERS))
    assert (found.old.year, found.new.year, found.new.name) == (2023, 2024, "2024.txt")
    assert found.is_same


def test_a_plan_without_a_year_is_compared_as_it_stands():
    nameless = compare(plan("", *OTHERS), plan(2024, *OTHERS))
    assert nameless.old.year is None
    assert {match.kind for match in nameless.matches} == {"kept"}


def test_a_horizon_beyond_both_plans_that_moves_by_more():
    changes = one_change(PIPES.format("到2025年全部完成"), PIPES.format("到2027年全部完成"))
    assert [(c.kind, c.days) for c in changes] == [("later", 365)]
    assert changes[0].new.end == date(2027, 12, 31)


# ---------------------------------------------------------------------------------------------- merged and split

WELLS = "封停自备水井。对公共管网覆盖范围内的自备井逐一封停，{}。（市水利局负责）"
LEAKS = "排查管网漏点。委托专业队伍听漏检漏，{}。（市水务局负责）"
BOTH = "整治供水设施。对公共管网覆盖范围内的自备井逐一封停，{}；委托专业队伍听漏检漏，{}。（市水务局、市水利局负责）"


def test_two_tasks_in_one_are_merged_and_their_values_are_compared_together():
    apart = plan(2023, WELLS.format("封停自备井30眼"), LEAKS.format("漏损率控制在10%以内"), *OTHERS)
    joined = plan(2024, BOTH.format("封停自备井40眼", "漏损率控制在9%以内"), *OTHERS)
    match = compare(apart, joined).matches[0]
    assert (match.kind, len(match.old), len(match.new)) == ("merged", 2, 1)
    assert facts(match.changes) == [("title", "reworded"), ("target", "raised"), ("target", "lowered")]
    back = compare(joined, apart).matches[0]
    assert (back.kind, len(back.old), len(back.new)) == ("split", 1, 2)


def test_a_value_that_stands_in_another_task_merges_though_the_words_are_others():
    apart = plan(
        2023,
        "整治自备水井。逐一核查登记台账，封停自备井30眼。（市水利局负责）",
        LEAKS.format("漏损率控制在10%以内"),
        *OTHERS,
    )
    joined = plan(2024, LEAKS.format("封停自备井40眼，漏损率控制在9%以内"), *OTHERS)
    match = compare(apart, joined).matches[0]
    assert (match.kind, len(match.old)) == ("merged", 2)


def test_a_task_that_only_resembles_what_goes_on_is_dropped():
    old = plan(
        2023,
        "新建东湖泵站。建设东湖泵站及配套管线。（市水务局负责）",
        "新建西岭泵站。建设西岭泵站及配套管线。（市水务局负责）",
        *OTHERS,
    )
    new = plan(2024, "新建西岭泵站。建设西岭泵站及配套管线。（市水务局负责）", *OTHERS)
    found = compare(old, new)
    assert [match.kind for match in found.matches] == ["kept"] * 4 + ["dropped"]


QUAY = (
    "推进水运建设。主动融入流域发展，挖掘内河航运潜力，培育壮大航运企业，加快白石码头翻坝转运设施前期工作，"
    "研究水陆联运组织方式，争取上级补助资金。（市交通运输局负责）"
)
ROAD = "加快公路建设。推进东岭至南浦高速公路征地拆迁，完成初步设计审批，落实项目资本金。（市交通运输局负责）"


def test_a_long_item_that_goes_on_as_one_clause_of_another_is_merged():
    joined = "完善公路水运网络。东岭至南浦高速公路建成通车；白石码头翻坝转运设施开工。（市交通运输局负责）"
    found = compare(plan(2023, ROAD, QUAY, *OTHERS), plan(2024, joined, *OTHERS))
    assert (found.matches[0].kind, len(found.matches[0].old)) == ("merged", 2)


def test_a_new_item_that_shares_a_few_words_here_and_there_is_split_off_nothing():
    night = (
        "活跃夜间消费。推动夜间经济发展，打造特色街区，建立集聚区名录，简化摊点审批程序，引进餐饮品牌，"
        "办好大型灯会，延长公交末班时间。（市商务局负责）"
    )
    shorter = "活跃夜间消费。延长公交末班时间，打造特色街区。（市商务局负责）"
    other = "壮大演艺市场。引进大型演唱会，建立演出审批通道。（市文化局负责）"
    found = compare(plan(2023, night, *OTHERS), plan(2024, shorter, other, *OTHERS))
    assert [match.kind for match in found.matches] == ["changed", "added", "kept", "kept", "kept"]
