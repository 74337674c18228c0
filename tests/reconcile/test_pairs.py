from policy_parse.model import Task
from policy_parse.reconcile import relate
from policy_parse.span import Span


def task(identity, origin, text, title=None):
    return Task(id=identity, origin=origin, text=text, title=title, span=Span(0, len(text)), rule="r")


PIPES = "加快更新使用二十年以上的供水管网，推进分区计量，城市公共供水漏损率控制在9%以内"
FARMS = "建设高标准农田1万亩，推广滴灌喷灌，提升农业灌溉用水效率"
SCHOOLS = "组织中小学开展节水进校园活动，建成节水型学校12所"
ITEMS = [
    task("n1", "narrative", PIPES, "提升供水效率"),
    task("n2", "narrative", FARMS, "发展节水农业"),
    task("n3", "narrative", SCHOOLS, "加强宣传教育"),
]


def related(tasks):
    return {t.id: t.related for t in relate(tasks)}


def test_a_shortened_row_is_related_to_its_item_both_ways():
    row = task("t1", "table", "更新供水管网，漏损率控制在9%以内", "供水效率提升")
    found = related([*ITEMS, row])
    assert (found["t1"], found["n1"], found["n2"]) == (("n1",), ("t1",), ())


def test_words_of_very_many_tasks_join_nobody_however_long_the_plan():
    others = [task(f"n{i}", "narrative", f"{FARMS}第{i}号") for i in range(600)]
    rows = [task(f"t{i}", "table", f"{SCHOOLS}第{i}号") for i in range(60)]
    assert set(related([*others, task("n", "narrative", SCHOOLS), *rows]).values()) == {()}


def test_two_rows_may_share_one_item():
    rows = [task("t1", "table", "建设高标准农田1万亩"), task("t2", "table", "推广滴灌喷灌，提升农业灌溉用水效率")]
    assert related([*ITEMS, *rows])["n2"] == ("t1", "t2")


def test_one_row_may_cover_two_items():
    row = task("t1", "table", f"{FARMS}。{SCHOOLS}")
    assert related([*ITEMS, row])["t1"] == ("n2", "n3")


def test_a_row_of_other_work_is_related_to_nothing():
    assert related([*ITEMS, task("t1", "table", "完善危险废物转移联单制度，开展执法检查")])["t1"] == ()


def test_a_common_phrase_is_not_the_same_work():
    assert related([*ITEMS, task("t1", "table", "节水宣传")])["t1"] == ()


def test_width_of_signs_makes_no_difference():
    row = task("t1", "table", "建成节水型学校１２所，组织中小学开展节水进校园活动")
    assert related([*ITEMS, row])["t1"] == ("n3",)


def test_without_a_table_tasks_stay_as_they_are():
    assert relate(ITEMS) == tuple(ITEMS)


def test_rows_are_not_compared_with_rows():
    rows = [task("t1", "table", PIPES), task("t2", "table", PIPES)]
    assert related(rows) == {"t1": (), "t2": ()}


def test_many_tasks_are_related_each_to_its_own():
    names = ["".join(chr(0x4E00 + (i * 37 + j * 101) % 4000) for j in range(6)) for i in range(400)]
    items = [
        task(f"n{i}", "narrative", f"加快推进{name}工程项目建设，按期完成年度任务") for i, name in enumerate(names)
    ]
    rows = [task(f"t{i}", "table", f"推进{name}项目") for i, name in enumerate(names)]
    found = related(items + rows)
    assert [found[f"t{i}"] for i in range(400)] == [(f"n{i}",) for i in range(400)]


def test_one_title_joins_an_item_and_a_row_that_have_few_words_in_common():
    item = task("n9", "narrative", "开展漏点普查，建成计量分区12个，及时修复漏点", "推进分区计量")
    row = task("t9", "table", "划定计量区域，建成计量分区12个，逐区分析数据，按月通报", "推进分区计量")
    assert related([*ITEMS, item, row])["t9"] == ("n9",)
    other = task("t8", "table", "组织宣传", "推进分区计量")
    assert related([*ITEMS, item, row, other])["t9"] == ()  # two rows of the title: it tells nothing
