"""A week with a ledger: filled in, sorted, filtered; vocabulary and document change; run again. And a year with it."""

import random
import shutil

import openpyxl
import pytest
from ledger_desk import (
    FIRST,
    TEMPLATES,
    Form,
    Ledger,
    begin,
    edited,
    five_hundred,
    run,
    sort,
    teach_the_label,
    with_an_unknown_label,
    write_plan,
)
from openpyxl.utils import get_column_letter

from thoroughness import tried

pytestmark = pytest.mark.usefixtures("read_once")


@pytest.fixture
def desk(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


# ------------------------------------------------------------------------------------------- what is to be seen after it


def test_on_the_users_document_the_four_rows_are_marked_and_listed(desk, beibei, capsys):
    shutil.copy(beibei / "source.docx", desk / "plan.docx")
    assert run("plan.docx") == 0
    before = (desk / "ledger.xlsx").read_bytes()
    ids = Ledger(desk / "ledger.xlsx").by_work("编号")
    edited(desk / "plan.docx", desk / "plan.docx")
    capsys.readouterr()
    assert run("plan.docx") == 0
    said = capsys.readouterr().out
    assert (desk / "ledger.xlsx.bak").read_bytes() == before

    after = Ledger(desk / "ledger.xlsx")
    assert sum(after.by_work("编号").get(work) not in (old, None) for work, old in ids.items()) >= 3
    marks = {work: mark for work, mark in after.by_work("本次更新").items() if mark}
    assert marks == {"开展取水口专项整治。": "新增", "大力推进农业节水工作": "变化：内容、目标", "扎实开展县域节水型社": "变化：时限、截止日期"}  # fmt: skip
    lines = said.splitlines()
    assert "变化 2 行；新增 1 行，移出 1 行" in lines[0]
    assert [line.split(" ", 2)[0] for line in lines[1:]] == ["新增", "变化", "变化", "移出"]
    assert "做好节水统计工作" in lines[-1]
    assert after.at(FIRST, "内容").startswith("开展取水口")
    record = [[cell.value for cell in row] for row in after.book["更新记录"].iter_rows()]
    assert any("1万亩" in str(row[5]) and "2万亩" in str(row[6]) for row in record)

    assert run("plan.docx") == 0  # the marks of the last time go
    assert not any(Ledger(desk / "ledger.xlsx").by_work("本次更新").values())
    assert run("plan.docx") == 0
    assert "没有变化" in capsys.readouterr().out


# ------------------------------------------------------------------------------------------------------ the whole week


def our_own(book):
    """No template: the ledger as we make it."""
    return None


class Week:
    """The workbook of one week: made, worked in, brought up to date."""

    def __init__(self, desk, make, told_by):
        self.told_by = told_by  # so many characters tell one work from another, before and after
        book = openpyxl.Workbook()
        self.form = make(book)
        self.options = ()
        if self.form is not None:
            book.save(desk / "ours.xlsx")
            self.options = ("--template", "ours.xlsx")
        self.path = desk / "ledger.xlsx"

    def open(self):
        self.book = openpyxl.load_workbook(self.path)
        if self.form is None:
            ledger = Ledger(self.path)
            self.form = Form("任务台账", FIRST, ledger.column("内容"), ledger.column("进展情况"), FIRST - 1)
        self.sheet = self.book[self.form.sheet]
        return self.form.rows(self.sheet)

    def work(self, y):
        return self.sheet.cell(y, self.form.work).value.removeprefix("正文：")[: self.told_by]

    def fill_in(self, rows):
        """Ten cells, and two columns of one's own."""
        own = self.own = [self.sheet.max_column + 1, self.sheet.max_column + 2]
        for x, head in zip(own, ("分管领导", "督办意见"), strict=True):
            self.sheet.cell(self.form.head, x).value = head
        typed = {}
        for y in rows:
            work = self.work(y)
            typed[work] = [f"{head}：{work}" for head in ("进展", "领导", "意见")]
            for x, words in zip((self.form.typed, *own), typed[work], strict=True):
                self.sheet.cell(y, x).value = words
        assert len(typed) == len(rows)
        return typed

    def sort_and_filter(self, rows):
        sort(self.sheet, rows, key=lambda row: random.Random(str(row[self.form.work - 1])).random())
        last = get_column_letter(self.sheet.max_column)
        self.sheet.auto_filter.ref = f"A{self.form.head}:{last}{rows[-1]}"
        self.sheet.auto_filter.add_filter_column(self.form.typed - 1, ["有"])
        for y in rows[::3]:
            self.sheet.row_dimensions[y].hidden = True

    def typed(self, rows):
        columns = (self.form.typed, *self.own)
        found = {self.work(y): [self.sheet.cell(y, x).value for x in columns] for y in rows}
        return {work: words for work, words in found.items() if any(words)}


@pytest.mark.parametrize("make", [our_own, *TEMPLATES])
def test_the_users_document_through_a_week(make, desk, beibei, capsys):
    with_an_unknown_label(beibei / "source.docx", desk / "plan.docx")
    week = Week(desk, make, 34)
    assert run("plan.docx", *week.options) == 0
    rows = week.open()
    typed = week.fill_in([*rows[:9], rows[16]])
    week.sort_and_filter(rows)
    order = [week.work(y) for y in rows]
    week.book.save(week.path)

    edited(desk / "plan.docx", desk / "plan.docx")
    teach_the_label(desk / "mine")
    capsys.readouterr()
    assert run("plan.docx", *week.options, "--lexicon", "mine") == 0
    said = capsys.readouterr().out.splitlines()
    assert "延续 21 行，其中变化 2 行；新增 1 行，移出 1 行" in said[0]
    assert sorted(line.split(" ", 1)[0] for line in said[1:]) == ["变化", "变化", "新增", "移出"]

    rows = week.open()
    (gone,) = (work for work in typed if "做好节水统计" in work)
    stays = [work for work in order if "做好节水统计" not in work]
    assert [week.work(y) for y in rows[:-1]] == stays  # as the user sorted them, the new one at the end
    assert "开展取水口" in week.work(rows[-1])
    assert week.typed(rows) == {work: words for work, words in typed.items() if work != gone}
    put_away = [cell.value for cell in week.book["已移出的任务"][2]]
    assert set(typed[gone]) <= set(put_away)
    assert not week.sheet.row_dimensions[rows[-1]].hidden
    if make is our_own:
        assert any("n.3.2.1-2" in ids for ids in Ledger(week.path).by_work("编号").values())


@pytest.mark.parametrize("make", tried([our_own], [our_own, *TEMPLATES]))
def test_five_hundred_rows_through_a_week(make, desk, capsys):
    works = five_hundred()
    write_plan(desk / "plan.txt", works)
    week = Week(desk, make, 24)
    assert run("plan.txt", *week.options) == 0
    rows = week.open()
    assert len(rows) == 500
    typed = week.fill_in(rows)
    week.sort_and_filter(rows)
    order = [week.work(y) for y in rows]
    hidden = {week.work(y): bool(week.sheet.row_dimensions[y].hidden) for y in rows}
    week.book.save(week.path)

    gone, changed = works[17], {works[n]: works[n].replace("负责", "牵头").replace("2031", "2032") for n in (40, 222)}
    new = "全县水旱灾害风险普查。汇总普查成果并通过省级核查。（县应急管理局负责，2031年9月底前）"
    left = [changed.get(work, work) for work in works if work != gone]
    write_plan(desk / "plan.txt", [*left[:100], new, *left[100:]])
    teach_the_label(desk / "mine")
    capsys.readouterr()
    assert run("plan.txt", *week.options, "--lexicon", "mine") == 0
    said = capsys.readouterr().out
    # the first work is two statements now: one goes on with other words, one is new
    assert "延续 499 行，其中变化 3 行；新增 2 行，移出 1 行" in said

    rows = week.open()
    taken = set(order) - {week.work(y) for y in rows}
    assert len(taken) == 1
    gone = taken.pop()
    assert [week.work(y) for y in rows[:-2]] == [work for work in order if work != gone]
    assert week.typed(rows) == {work: words for work, words in typed.items() if work != gone}
    assert set(typed[gone]) <= {cell.value for cell in week.book["已移出的任务"][2]}
    assert all(bool(week.sheet.row_dimensions[y].hidden) is hidden[week.work(y)] for y in rows[:-2])
    assert not any(week.sheet.row_dimensions[y].hidden for y in rows[-2:])
    filtered = week.sheet.auto_filter
    assert filtered.ref.endswith(str(rows[-1]))
    assert filtered.filterColumn[0].filters.filter == ["有"]


# ------------------------------------------------------------------------------------------------------------ the year


def test_begin_is_how_a_work_is_known():
    assert begin("正文：抓好河道巡查") == "抓好河道巡查"
