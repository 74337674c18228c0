"""Which row is which work: near twins, whose words differ in little (all made up)."""

import pytest

from policy_parse.vocabulary.prepare import prepared
from policy_parse.writers.ledger_update.identity import pair_rows


def row(title, content, unit="县水利局", limit="2031年6月底前", target=""):
    return {"任务名称": title, "内容": content, "责任单位": unit, "时限": limit, "目标": target, "所属章节": "重点任务"}


def pairs(old, new):
    """The pairs found between rows that are numbered as they come."""
    sides = [
        [{**each, "序号": str(n), "编号": f"n.1.{n}", "原序号": str(n)} for n, each in enumerate(side, 1)]
        for side in (old, new)
    ]
    return pair_rows(sides[0], sides[1], prepared(None).comparison)


def canal(number, length):
    return row(
        f"推进{number}号渠清淤",
        f"推进{number}号渠清淤。完成{number}号渠清淤{length}公里，清运淤泥并登记。",
        target=f"{number}号渠清淤{length}公里",
    )


TOWNS = ("城关镇", "东河乡", "西山镇", "南坪乡", "北坝镇", "石桥镇", "青龙乡", "白马镇")


def town(name, count):
    return row(
        f"{name}人居环境整治",
        f"开展{name}人居环境整治，新建公厕{count}座，清理垃圾点{count * 3}处。",
        f"{name}人民政府",
        target=f"公厕{count}座",
    )


OFFICES = ("县教育局", "县水利局", "县财政局", "县林业局")
QUARTERS = ("2031年3月底前", "2031年6月底前", "2031年9月底前", "2031年12月底前")


def the_same(unit="县教育局", limit="2031年6月底前"):
    return row("落实安全责任", "落实安全生产责任，开展隐患排查。", unit, limit)


def test_some_are_gone_and_others_changed():
    gone = {2, 5, 9, 12}
    left = [n for n in range(1, 21) if n not in gone]
    found = pairs([canal(n, 10 + n) for n in range(1, 21)], [canal(n, 10 + n if n % 3 else 30 + n) for n in left])
    assert found == {n - 1: j for j, n in enumerate(left)}


def test_all_changed_and_stand_in_another_order():
    assert pairs([canal(n, 10 + n) for n in range(20)], [canal(n, 50 + 3 * n) for n in reversed(range(20))]) == {
        n: 19 - n for n in range(20)
    }
    assert pairs(
        [town(t, n + 2) for n, t in enumerate(TOWNS)], [town(t, 20 - n) for n, t in enumerate(TOWNS[::-1])]
    ) == {n: 7 - n for n in range(8)}


def test_a_twin_in_the_place_of_the_one_that_is_gone_is_new():
    old = [town(t, n + 2) for n, t in enumerate(TOWNS)]
    assert pairs(old, [*old[:3], town("黄土镇", 9), *old[4:]]) == {n: n for n in range(8) if n != 3}


@pytest.mark.parametrize("differ", ["unit", "limit"])
def test_the_same_words_for_several_offices_or_quarters(differ):
    old = [the_same(**{differ: each}) for each in (OFFICES if differ == "unit" else QUARTERS)]
    assert pairs(old, old[::-1]) == {0: 3, 1: 2, 2: 1, 3: 0}
    assert pairs(old, old[1:]) == {1: 0, 2: 1, 3: 2}


def test_what_fits_two_rows_alike_is_taken_for_neither():
    old = [row("", f"在{place}建设一处便民驿站，配齐桌椅和饮水机。") for place in ("东门", "西门")]
    new = [row("", "在北门建设一处便民驿站，配齐桌椅和饮水机，并向群众开放。")]
    assert pairs(old, new) == {}


def test_a_work_with_other_words_is_known_by_how_it_begins():
    old = [row("抓好河道巡查", "抓好河道巡查。每周巡查一次。"), row("抓好水库巡查", "抓好水库巡查。每周巡查一次。")]
    new = [row("抓好河道巡查", "抓好河道巡查。落实责任人，雨季加密频次，发现险情立即处置并报告。")]
    assert pairs(old, new) == {0: 0}
