"""Tables right by construction: heads × orders × rows above × forms; the share that is read right is the bar."""

import itertools
import random

from policy_parse.api import parse_document
from policy_parse.document import Cell, Table, build_document
from policy_parse.document.pieces import Paragraph
from policy_parse.readers.txt.reader import read
from thoroughness import drawn, tried

BAR = 0.99
TITLE = "滨江市2031年重点工作任务分工表"

WORK = (
    "新建泵站3座",
    "改造管网12公里",
    "完善联席会议制度",
    "开展入河排口排查整治",
    "推进数字孪生流域建设",
    "培育种粮大户20户",
)
OFFICES = ("市水务局", "市住建局、市财政局", "市农业农村局", "各县区人民政府", "市发展改革委", "市生态环境局、市城管局")
TIMES = ("2031年6月底", "2031年9月", "12月底前", "三季度", "长期坚持", "2031年11月30日")
NAMES = ("云河", "石湖", "白沙片区", "青岭", "南湾", "东渡")
HEADS = {
    "work": ("工作任务", "重点举措", "工作内容", "主要任务", "抓手", "干什么", "攻坚清单"),
    "office": ("责任单位", "牵头部门", "责任主体", "谁来抓", "归口", "主抓方", "扛旗者"),
    "time": ("完成时限", "时间节点", "何时成", "收官点", "交账日", "时间要求"),
    "name": ("流域", "片区", "点位", "所在地"),
    "index": ("序号", "编号"),
}
"""Known heads and made-up ones that no vocabulary has."""
ORDERS = tuple(
    order
    for size in (2, 3, 4, 5)
    for order in itertools.permutations(("index", "name", "work", "office", "time"), size)
    if "work" in order and "office" in order and (size < 5 or order[0] == "index")
)
ABOVE = (
    (),
    (("滨江市任务表",),),
    (("填报单位：市政府办", "2031年3月"),),
    (("滨江市任务表",), ("填报单位：市政府办", "日期：2031年3月")),
)


def rows_of(order, rows, draw):
    cells = {
        "index": [str(i + 1) for i in range(rows)],
        "name": draw.sample(NAMES, rows),
        "work": draw.sample(WORK, rows),
        "office": draw.sample(OFFICES, rows),
        "time": draw.sample(TIMES, rows),
    }
    return [[cells[kind][i] for kind in order] for i in range(rows)]


def table_of(above, head, rows):
    """A table whose rows above the head have one cell across, or a first one and a last one."""
    width, cells = len(head), []
    for r, row in enumerate(above):
        if len(row) == 1 or width < 2:
            cells.append(Cell(row[0], r, 0, 1, width))
        else:
            cells += [Cell(row[0], r, 0, 1, width - 1), Cell(row[-1], r, width - 1, 1, 1)]
    for r, row in enumerate([head, *rows], len(above)):
        cells += [Cell(text, r, c, 1, 1) for c, text in enumerate(row)]
    return Table(tuple(cells))


def plan_of(table):
    made = [Paragraph(TITLE, alignment="center"), table]
    return parse_document(build_document(made, name="made-up.txt", format="txt", data=b""))


def units_of(task):
    return "、".join(unit.text for unit in (*task.responsible, *task.supporting))


def is_right(plan, order, rows):
    work, office = order.index("work"), order.index("office")
    said = [(task.text, units_of(task)) for task in plan.tasks]
    if said != [(row[work], row[office]) for row in rows]:
        return False
    if "time" in order:
        time = order.index("time")
        if [[d.text for d in task.deadlines] for task in plan.tasks] != [[row[time]] for row in rows]:
            return False
    return "index" not in order or [task.number for task in plan.tasks] == [row[order.index("index")] for row in rows]


def share(results):
    results = list(results)
    wrong = [what for what, right in results if not right]
    return 1 - len(wrong) / len(results), len(results), wrong[:5]


def cases(count, seed):
    draw = random.Random(seed)
    for _ in range(count):
        order = draw.choice(ORDERS)
        head = [draw.choice(HEADS[kind]) for kind in order]
        yield draw, order, head, rows_of(order, draw.randint(2, 5), draw)


def test_heads_known_and_made_up_in_every_order_below_captions():
    found, count, wrong = share(
        ((above, head, rows), is_right(plan_of(table_of(above, head, rows)), order, rows))
        for draw, order, head, rows in cases(tried(200, 1500), 1)
        for above in (draw.choice(ABOVE),)
    )
    assert found >= BAR, (found, count, wrong)


def test_columns_set_apart_by_tabs_or_blanks_and_cells_on_lines():
    def text(head, rows, form):
        if form == "tabs":
            return "\n".join("\t".join(row) for row in [head, *rows])
        if form == "blanks":
            return "\n".join("   ".join(row) for row in [head, *rows])
        return "\n".join(cell for row in [head, *rows] for cell in row)

    def results():
        for draw, order, _, rows in cases(tried(80, 600), 2):
            if len(order) < 3:
                continue
            head = [draw.choice(HEADS[kind][:3] if kind != "name" else ("片区",)) for kind in order]
            if "name" in order:
                continue
            for form in ("tabs", "blanks", "lines"):
                data = f"{TITLE}\n\n{text(head, rows, form)}\n".encode()
                yield (form, head, rows), is_right(parse_document(read(data, name="made-up.txt")), order, rows)

    found, count, wrong = share(results())
    assert found >= BAR, (found, count, wrong)


PERIODS = (
    ("一季度", "二季度", "三季度", "四季度"),
    ("上半年", "下半年"),
    ("2031年", "2032年", "2033年"),
    ("1—6月", "7—12月"),
    ("2031年上半年", "2031年下半年"),
)
STAGES = ("完成选址", "启动招标", "建成主体工程", "投入运行", "组织验收", "编制方案", "开展试点")


def test_columns_of_periods_give_a_task_for_each_filled_cell():
    def results():
        made = itertools.product(PERIODS, ("重点任务", "攻坚清单"), (0, 1, 2), range(10))
        for periods, known, units, seed in drawn(made, 80):
            draw = random.Random(seed)
            head = [known, *periods]
            rows = [[f"{name}泵站", *(draw.choice(STAGES) for _ in periods)] for name in draw.sample(NAMES, 3)]
            if units:
                place = 1 if units == 1 else len(head)
                head.insert(place, "责任单位")
                for row in rows:
                    row.insert(place, "市水务局")
            plan = plan_of(table_of((), head, rows))
            wanted = [(cell, h) for row in rows for h, cell in zip(head, row, strict=True) if h in periods]
            said = [(task.text, task.deadlines[0].text if task.deadlines else None) for task in plan.tasks]
            named = all(units_of(task) == ("市水务局" if units else "") for task in plan.tasks)
            yield (head, rows), said == wanted and named

    found, count, wrong = share(results())
    assert found >= BAR, (found, count, wrong)


INDICATORS = (
    ("森林覆盖率", "%", "41", "43"),
    ("供水能力", "万吨/日", "12", "18"),
    ("新增绿地面积", "公顷", "5", "≥30"),
    ("水质优良比例", "%", "80", "90以上"),
)


def test_names_under_any_head_beside_values_of_years_are_indicators():
    names = ("指标", "类别", "项目", "内容", "评价内容", "领域", "事项", "测什么")
    years = (("2030年", "2035年"), ("现状值", "2035年目标"), ("2030年", "2035年目标值"))

    def results():
        chosen_rows = [chosen for rows in (2, 3, 4) for chosen in itertools.permutations(INDICATORS, rows)]
        made = itertools.product(names, years, (True, False), chosen_rows)
        for name, (before, after), index, chosen in drawn(made, 240):
            head = [*(["序号"] if index else []), name, "单位", before, after]
            rows = [[*([str(i + 1)] if index else []), *row] for i, row in enumerate(chosen)]
            plan = plan_of(table_of((), head, rows))
            said = [(t.indicator, t.unit, t.text) for t in plan.targets]
            yield (head, rows), said == [(n, u, v) for n, u, _, v in chosen] and not plan.tasks

    found, count, wrong = share(results())
    assert found >= BAR, (found, count, wrong)


def test_marks_in_columns_of_offices_say_who_does_what():
    legends = (
        ("★", "○", ""),
        ("▲", "△", "注：▲为牵头单位，△为配合单位。"),
        ("●", "√", "说明：“●”表示牵头，“√”表示配合。"),
    )
    offices = ("市水务局", "市住建局", "市财政局", "市城管局")

    def results():
        made = itertools.product(legends, range(60), ("工作任务", "攻坚清单"))
        for (lead, other, legend), seed, work in drawn(made, 80):
            draw = random.Random(seed)
            rows, wanted = [], []
            for words in draw.sample(WORK, 3):
                first = draw.randrange(len(offices))
                others = [i for i in range(len(offices)) if i != first and draw.random() < 0.5]
                rows.append(
                    [words, *(lead if i == first else other if i in others else "" for i in range(len(offices)))]
                )
                wanted.append((words, [offices[first]], [offices[i] for i in others]))
            pieces = [
                Paragraph(TITLE, alignment="center"),
                table_of((), [work, *offices], rows),
                Paragraph(legend or "以上。"),
            ]
            plan = parse_document(build_document(pieces, name="made-up.txt", format="txt", data=b""))
            said = [(t.text, [u.text for u in t.responsible], [u.text for u in t.supporting]) for t in plan.tasks]
            yield (work, rows, legend), said == wanted and all(t.responsible[0].role == "lead" for t in plan.tasks)

    found, count, wrong = share(results())
    assert found >= BAR, (found, count, wrong)
