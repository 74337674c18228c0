"""Indicators over years and offices: what is one series, in which unit, for which year."""

from decimal import Decimal

import pytest
from made_up_trend import COUNTY, all_plans, plan, text
from pydantic import ValidationError

from policy_parse import Region, Trend, parse, trend


@pytest.fixture(scope="module")
def found():
    return trend(all_plans())


def series(found, name):
    (one,) = [one for one in found.series if name in one.names]
    return one


def of(one, office):
    return [(p.year, p.comparator, p.value) for p in one.points if p.office == office]


def goals(year, words, office="江州市"):
    return plan(office, year, words)


def test_every_target_is_in_one_series(found):
    plans = sorted(all_plans(), key=lambda p: p.header.plan_period.start_year)
    stated = [(n, t.span) for n, p in enumerate(plans) for t in (*p.targets, *(t for k in p.tasks for t in k.targets))]
    shown = [(p.plan, p.span) for one in found.series for p in one.points]
    assert sorted(shown) == sorted(stated)


def test_values_of_other_units_are_made_equal(found):
    water = series(found, "用水总量")
    assert water.unit == "亿立方米"
    assert of(water, "江州市") == [
        (2031, "le", Decimal("8.2")), (2032, "le", Decimal("8.1")), (2033, "le", 8), (2035, "le", Decimal("7.8")),
    ]  # fmt: skip
    assert of(water, "临溪县") == [
        (2031, "le", Decimal("0.9")),
        (2032, "le", Decimal("0.88")),
        (2033, "le", Decimal("0.87")),
    ]
    fields = series(found, "高标准农田")
    assert (fields.unit, [p.value for p in fields.points]) == ("万亩", [Decimal("2.4"), Decimal("2.6"), Decimal("2.5")])


def test_a_value_is_of_the_year_of_its_due_date_else_of_its_plan(found):
    water = [p for p in series(found, "用水总量").points if p.office == "江州市"]
    assert [(found.plans[p.plan].year, p.year, p.year_from) for p in water[-2:]] == [
        (2033, 2033, "due"),
        (2033, 2035, "due"),
    ]
    assert {p.year_from for p in series(found, "高标准农田").points} == {"plan"}


def test_without_a_due_date_a_plan_of_several_years_means_its_last():
    words = "江州市节水三年行动计划（2031—2033年）\n一、主要任务\n1.建设泵站。新建泵站12座。（市水利局负责）"
    (point,) = trend([parse(words.encode())]).series[0].points
    assert (point.year, point.year_from, point.value) == (2033, "plan", 12)


def test_a_renamed_indicator_is_one_series_with_both_names(found):
    leaks = series(found, "城市公共管网漏损率")
    assert leaks.names == ("城市公共管网漏损率", "城市公共供水管网漏损率")
    assert leaks.indicator == leaks.names[-1]
    assert 0.5 < leaks.likeness < 1
    assert [p.indicator for p in leaks.points] == [leaks.names[0], leaks.names[1], leaks.names[1]]
    assert series(found, "用水总量").likeness is None


def test_a_bound_that_changes_is_stricter(found):
    rate = [p for p in series(found, "水质达标率").points if p.office == "江州市"]
    assert [(p.comparator, p.value, p.difference, p.effect) for p in rate] == [
        ("ge", 95, None, None),
        ("ge", 96, 1, "stricter"),
        ("gt", 96, 0, "stricter"),
    ]
    fields = series(found, "高标准农田")
    assert [p.effect for p in fields.points] == [None, "stricter", "looser"]


def test_things_that_do_not_convert_are_not_joined(found):
    assert series(found, "节水骨干").unit == "人次"
    assert series(found, "节水培训").unit == "场"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("用水总量控制在8亿立方米以内", "用水总量较2030年下降5%以上"),  # a level, a change
        ("单位能耗较2030年下降5%以上", "单位能耗下降5%以上"),  # from when is not said
        ("培训骨干300人", "培训骨干300人次"),  # persons, turns
        ("管网覆盖率达到90%以上", "管网覆盖率达到0.9以上"),  # a percentage, a bare number
        ("抽检合格率达到98%以上", "抽检不合格率控制在2%以内"),
        ("县域网络零售额达到6亿元以上", "农产品网络零售额达到5亿元以上"),  # each has a word that the other lacks
        ("网络零售额达到60亿元以上", "农产品网络零售额达到5亿元以上"),  # of another size
        ("新建泵站12座", "每年新建泵站12座"),  # in all, each year
    ],
)
def test_what_is_not_the_same_stays_apart(old, new):
    found = trend([goals(2031, f"{old}。"), goals(2032, f"{new}。")])
    assert [len(one.points) for one in found.series] == [1, 1]


def test_two_things_of_one_plan_stay_apart_whatever_they_are_called():
    words = "省级产业集群达到1个以上，国家级产业集群达到1个以上，公共充电桩达到100个以上，充电桩达到120个以上。"
    assert [len(one.names) for one in trend([goals(2031, words)]).series] == [1, 1, 1, 1]
    found = trend([goals(2031, words), goals(2032, words)])
    assert [(len(one.names), len(one.points)) for one in found.series] == [(1, 2)] * 4


WORK = "治理生活污水。加快补齐管网短板，推进雨污分流改造，{}。（市水务局、市生态环境局负责）"


def of_two_offices(one, other):
    plans = [plan("江州市", 2031, "治污。", WORK.format(one)), plan("临溪县", 2031, "治污。", WORK.format(other))]
    return [len(one.points) for one in trend(plans).series]


def test_names_of_two_offices_need_the_same_work_and_to_be_all_but_the_same():
    assert of_two_offices("城市生活污水集中收集率达到70%以上", "生活污水集中收集率达到65%以上") == [2]
    assert of_two_offices("城市生活污水集中收集率达到70%以上", "城市生活污水集中处理率达到75%以上") == [1, 1]
    assert of_two_offices("县城生活污水集中处理率达到95%以上", "污水处理率达到95%以上") == [1, 1]
    goals_only = [goals(2031, "城市生活污水集中收集率达到70%以上。")]
    goals_only.append(goals(2031, "生活污水集中收集率达到65%以上。", "临溪县"))
    assert [len(one.points) for one in trend(goals_only).series] == [1, 1]


def test_a_vague_name_of_two_offices_needs_the_same_work():
    assert of_two_offices("建成项目5个", "建成项目6个") == [2]
    other = "发展旅游。打造精品线路，办好节庆活动，建成项目6个。（县文化旅游局负责）"
    plans = [plan("江州市", 2031, "治污。", WORK.format("建成项目5个")), plan("临溪县", 2031, "兴业。", other)]
    assert [len(one.points) for one in trend(plans).series] == [1, 1]


def test_baselines_that_stay_and_baselines_that_move():
    stays = trend([goals(y, f"到{y}年底，单位能耗较2030年下降{y - 2028}%以上。") for y in (2032, 2033, 2034)])
    assert [(one.baseline, len(one.points)) for one in stays.series] == [(2030, 3)]
    moves = trend([goals(y, f"到{y}年底，单位能耗较{y - 1}年下降{y - 2028}%以上。") for y in (2032, 2033, 2034)])
    assert [(one.baseline, [p.baseline for p in one.points]) for one in moves.series] == [(None, [2031, 2032, 2033])]
    mixed = trend([goals(2032, "单位能耗较2030年下降4%以上。"), goals(2033, "单位能耗较2032年下降1%以上。")])
    assert [len(one.points) for one in mixed.series] == [1, 1]


def test_a_year_in_a_name_moves_with_the_plan():
    plans = []
    for year, value in ((2031, 100), (2032, 500)):
        one = goals(year, f"核查报告达到{value}份以上。")
        named = one.targets[0].model_copy(update={"indicator": f"企业{year - 1}年度排放报告"})
        plans.append(one.model_copy(update={"targets": (named,)}))
    assert [(len(one.points), one.likeness) for one in trend(plans).series] == [(2, 1.0)]


def test_the_same_in_text_and_table_is_one_value(beibei):
    found = trend([beibei / "source.docx"])
    water = series(found, "用水总量")
    assert [(p.value, p.tasks) for p in water.points] == [(Decimal("3.028"), ("n.3.1.1", "t1.r2"))]
    assert series(found, "城市公共管网漏损率").names == ("城市公共管网漏损率", "城市公共供水管网漏损率")
    assert [p.comparator for p in series(found, "万元GDP用水量").points] == ["ge", "gt"]  # the text, the table


def test_beibei_and_its_made_up_year(beibei):
    corpus = beibei.parent
    found = trend([corpus / "made-up-beibei-2023-water" / "source.docx", beibei / "source.docx"])
    assert [(p.year, p.office) for p in found.plans] == [(2022, "重庆市北碚区"), (2023, "重庆市北碚区")]
    values = {one.indicator: [str(p.value) for p in one.points] for one in found.series}
    assert values["用水总量"] == ["3.028", "3.05"]
    assert values["农田灌溉水有效利用系数"] == ["0.513", "0.515"]
    assert values["城市公共管网漏损率"] == ["9", "8.5"]
    assert values["高标准农田建设"] == ["10000", "8000"]
    assert values["节水型高校"] == ["2"]


def test_the_made_up_years_of_a_county(beibei):
    files = [beibei.parent / f"made-up-yunxiu-{year}-commerce" / "source.docx" for year in (2031, 2032)]
    found = trend(files)
    assert [len(one.names) for one in found.series] == [1] * len(found.series)  # nothing is renamed there
    sales = series(found, "县域网络零售额")
    assert (sales.unit, [p.value for p in sales.points]) == ("万元", [60000, 65000])
    grain = series(found, "应急成品粮")
    assert (grain.unit, [p.value for p in grain.points]) == ("万吨", [Decimal("0.06"), Decimal("0.07")])
    training = [one for one in found.series if one.indicator == "农村电商培训"]
    assert [one.unit for one in training] == ["人次", "场"]
    cost = series(found, "农村物流成本")
    assert (cost.change, cost.baseline, [p.baseline for p in cost.points]) == ("decrease", None, [2030, 2031])


def test_words_and_region_choose():
    plans = all_plans()
    assert [one.indicator for one in trend(plans, indicator="管网 漏损率").series] == ["城市公共供水管网漏损率"]
    assert [one.indicator for one in trend(plans, indicator="公共管网").series] == ["城市公共供水管网漏损率"]
    county = trend(plans, region="临溪")
    assert {p.office for one in county.series for p in one.points} == {"临溪县"}
    assert [one.indicator for one in county.series] == ["用水总量", "水质达标率"]
    assert trend(plans, indicator="绿化率").series == ()


@pytest.mark.parametrize(
    ("headers", "offices"),
    [
        ([("甲市", "甲市人民政府"), ("甲市", "甲市人民政府办公室"), ("甲市", None)], ["甲市", "甲市", "甲市"]),
        ([("甲市", "甲市水利局"), ("甲市", "甲市城市管理局")], ["甲市水利局", "甲市城市管理局"]),
        ([("甲市", None), ("乙市", None)], ["甲市", "乙市"]),
        ([(None, "丙县人民政府"), (None, "丙县人民政府")], ["丙县人民政府", "丙县人民政府"]),
        ([(None, None), (None, None)], ["江州市", "江州市"]),  # by their titles
    ],
)
def test_whose_plans_are_one_line(headers, offices):
    plans = []
    for number, (region, issuer) in enumerate(headers):
        one = goals(2031 + number, "用水总量控制在8亿立方米以内。")
        known = {"region": region and Region(name=region, level="municipal"), "issuers": (issuer,) if issuer else ()}
        plans.append(one.model_copy(update={"header": one.header.model_copy(update=known)}))
    assert [one.office for one in trend(plans).plans] == offices


def test_the_same_whatever_order_the_years_are_given_in():
    plans = all_plans()
    assert trend([plans[0], plans[2], plans[3]]) == trend([plans[3], plans[0], plans[2]])


def test_json_reads_back_and_nothing_can_be_changed(found):
    assert Trend.model_validate_json(found.model_dump_json()) == found
    with pytest.raises(ValidationError):
        found.series[0].unit = "km"


def test_files_and_plans_alike_and_none_at_all():
    data = text("临溪县", 2031, *COUNTY[2031])
    assert trend([data]).series[0].points == trend([parse(data)]).series[0].points
    assert trend([]) == Trend(plans=())
