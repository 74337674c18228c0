"""A ledger that is read again holds the same work: words, units, last days."""

import io
from pathlib import Path

import openpyxl
import pytest

from policy_parse import parse
from policy_parse.model.wording import ROLES
from policy_parse.writers import render
from policy_parse.writers.ledger import entries
from policy_parse.writers.ledger_units import units_in, whole_units

CORPUS = Path(__file__).parents[2] / "corpus"
UNNAMED = "某县2031年巡查工作方案\n一、重点任务\n（一）抓好河道巡查。每条河道登记在册。\n（二）抓好校车安全。逐车检验。\n".encode()
SEVERAL = "某省2031年治水工作方案\n一、重点任务\n（一）治理河道。疏浚河道20条。（省水利厅牵头，各市、县人民政府负责）\n（二）保障供水。（省水利厅、省财政厅等负责，2031年6月底前）\n".encode()
PLANS = {
    **{folder.name: folder / "source.docx" for folder in sorted(CORPUS.iterdir()) if folder.is_dir()},
    "nobody is named": UNNAMED,
    "a unit that is written as several": SEVERAL,
}


def plain(words):
    return "".join(words.split())


@pytest.mark.parametrize("name", PLANS)
def test_a_ledger_that_is_read_again_holds_the_same_work(name):
    plan = parse(PLANS[name], name=None if isinstance(PLANS[name], Path) else "plan.txt")
    work, back = entries(plan), parse(render(plan, "xlsx"), name="ledger.xlsx")
    assert [plain(task.text) for task in back.tasks] == [plain(entry.content()) for entry in work]
    for entry, task in zip(work, back.tasks, strict=True):
        for role in ROLES:
            units = {u.text for u in (*task.responsible, *task.supporting) if u.role == role}
            assert units == set(units_in(entry.units(role), whole_units(plan)))
        assert {d.end for t in entry.tasks for d in t.deadlines if d.end} <= {d.end for d in task.deadlines}
    assert len(back.targets) == len(plan.targets)
    assert not {f.code for f in back.findings} & {"table-inferred", "table-unread", "formula-unread", "hidden-cells"}


def test_a_unit_that_is_written_as_several_is_one_on_the_sheet_by_unit():
    sheet = openpyxl.load_workbook(io.BytesIO(render(parse(SEVERAL, name="plan.txt"), "xlsx")))["单位台账"]
    assert [sheet.cell(y, 2).value for y in range(4, sheet.max_row + 1)] == ["省水利厅", "各市、县人民政府", "省财政厅"]


@pytest.mark.parametrize("format", ["xlsx", "docx"])
@pytest.mark.parametrize(
    "goals",
    [
        "力争到2033年，全省规上工业万元增加值能耗、碳排放分别下降10%、12.5%以上，一般工业固体废物综合利用率达98%以上。到2035年，能效标杆水平产能比例达到50%。",
        "到2031年，培育产值超100亿元的龙头企业2家，新增首次获批医疗器械注册证500件，建设产业集聚区3个，打造示范应用场景20个。",
    ],
    ids=["whom they cover", "quotes that begin as work does"],
)
def test_targets_are_read_back_as_targets_and_not_as_tasks(goals, format):
    work = "（一）开展诊断。逐户诊断并公布结果。（省经信厅负责）"
    plan = parse(f"某省2031年节能行动计划\n一、主要目标\n{goals}\n二、重点任务\n{work}\n".encode(), name="plan.txt")
    back = parse(render(plan, format), name=f"ledger.{format}")
    assert [plain(task.text) for task in back.tasks] == ["开展诊断。逐户诊断并公布结果。"]
    assert len(back.targets) == len(plan.targets) == 4
