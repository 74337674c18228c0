"""``policy-parse ledger``: the ledger that survives the week."""

import random
import re
import shutil
import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import PatternFill

from policy_parse.cli import main

FIRST = 4
"""The first row below the head."""


class Ledger:
    """The workbook as a clerk sees it: cells by the words of the work and the head of the column."""

    def __init__(self, path, sheet="任务台账"):
        self.path = path
        self.book = openpyxl.load_workbook(path)
        self.sheet = self.book[sheet]
        self.heads = [cell.value for cell in self.sheet[FIRST - 1]]

    def column(self, head):
        return self.heads.index(head) + 1

    def rows(self):
        return [y for y in range(FIRST, self.sheet.max_row + 1) if self.at(y, "内容")]

    def at(self, y, head):
        return self.sheet.cell(y, self.column(head)).value

    def put(self, y, head, value):
        if head not in self.heads:
            self.heads.append(head)
            self.sheet.cell(FIRST - 1, len(self.heads)).value = head
        self.sheet.cell(y, self.column(head)).value = value

    def by_work(self, head):
        """What stands under `head`, by how the work begins."""
        return {begin(self.at(y, "内容")): self.at(y, head) for y in self.rows()}

    def save(self):
        self.book.save(self.path)

    def sort(self, key):
        """Sort the rows as an office program does: values move, the places stay."""
        ordered = sorted(([c.value for c in self.sheet[y]] for y in self.rows()), key=key)
        for y, values in zip(self.rows(), ordered, strict=True):
            for cell, value in zip(self.sheet[y], values, strict=True):
                cell.value = value


def begin(words):
    return words.removeprefix("正文：")[:10]


@pytest.fixture
def desk(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write_plan(path, works):
    """Sections of fifty items each."""
    lines = ["某县2031年巡查工作方案"]
    for section in range(0, len(works), 50):
        lines.append(f"{'一二三四五六七八九十'[section // 50]}、重点任务")
        lines += [f"（{number}）{words}" for number, words in enumerate(works[section : section + 50], 1)]
    path.write_text("\n".join(lines) + "\n", "utf-8")


def run(*arguments):
    return main(["ledger", *arguments, "-o", "ledger.xlsx"])


# ----------------------------------------------------------------------------------------------- the user's document


def edited(source, target):
    """Two tasks changed, one gone, one new at the front, so that the ids of those behind it change."""
    document = docx.Document(source)
    paragraphs = {p.text[:12]: p for p in document.paragraphs if p.text}

    def paragraph(start):
        return next(p for words, p in paragraphs.items() if words.startswith(start))

    def say(p, before, now):
        run = next(run for run in p.runs if before in run.text)
        run.text = run.text.replace(before, now, 1)

    first = paragraph("一是强化水资源")
    first.insert_paragraph_before("一是开展取水口专项整治。全面排查取水口，建立问题清单（区水利局牵头）。", first.style)
    for now, start in (("二是", "一是强化水资源"), ("三是", "二是加大计划"), ("四是", "三是强化重点")):
        say(paragraph(start), start[0], now[0])
    say(paragraph("一是大力推进农业"), "1", "2")
    p = paragraph("四是做好节水统计")
    p._element.getparent().remove(p._element)
    for row in list(document.tables[0].rows):
        cells = [cell.text for cell in row.cells]
        if "做好节水统计" in cells[2]:
            row._tr.getparent().remove(row._tr)
        if "县域节水型社会达标" in cells[2]:
            row.cells[-1].text = "2022年9月20日"
    document.save(target)


def test_on_the_users_document_every_typed_cell_stays_with_its_work(desk, beibei, capsys):
    shutil.copy(beibei / "source.docx", desk / "plan.docx")
    assert run("plan.docx") == 0
    ledger = Ledger(desk / "ledger.xlsx")
    ids = ledger.by_work("编号")
    typed = {}
    for y in [*ledger.rows()[:9], ledger.rows()[16]]:
        work = begin(ledger.at(y, "内容"))
        typed[work] = (f"进展：{work}", f"领导：{work}", f"=ROW(B{y})")
        for head, words in zip(("进展情况", "分管领导", "行"), typed[work], strict=True):
            ledger.put(y, head, words)
    ledger.save()
    before = (desk / "ledger.xlsx").read_bytes()
    edited(desk / "plan.docx", desk / "plan.docx")
    capsys.readouterr()
    assert run("plan.docx") == 0
    said = capsys.readouterr().out
    assert (desk / "ledger.xlsx.bak").read_bytes() == before

    after = Ledger(desk / "ledger.xlsx")
    gone = "做好节水统计工作。加"[:10]
    assert sum(after.by_work("编号")[work] != ids[work] for work in typed if work != gone) >= 3
    for work, (progress, leader, _) in typed.items():
        if work != gone:
            y = next(y for y in after.rows() if begin(after.at(y, "内容")) == work)
            assert (after.at(y, "进展情况"), after.at(y, "分管领导"), after.at(y, "行")) == (progress, leader, f"=ROW(B{y})")  # fmt: skip
    assert sorted(filter(None, after.by_work("进展情况").values())) == sorted(
        p for w, (p, _, _) in typed.items() if w != gone
    )
    put_away = [[cell.value for cell in row] for row in after.book["已移出的任务"].iter_rows()]
    assert len(put_away) == 2
    assert {typed[gone][0], typed[gone][1]} <= set(put_away[1])

    marks = {work: mark for work, mark in after.by_work("本次更新").items() if mark}
    assert marks == {"开展取水口专项整治。": "新增", "大力推进农业节水工作": "变化：内容、目标", "扎实开展县域节水型社": "变化：时限、截止日期"}  # fmt: skip
    lines = said.splitlines()
    assert "新增 1 行，移出 1 行" in lines[0]
    assert "变化 2 行" in lines[0]
    assert [line.split(" ", 2)[0] for line in lines[1:]] == ["新增", "变化", "变化", "移出"]
    assert "做好节水统计工作" in lines[-1]
    assert after.at(FIRST, "内容").startswith("开展取水口")
    record = [[cell.value for cell in row] for row in after.book["更新记录"].iter_rows()]
    assert any("1万亩" in str(row[5]) and "2万亩" in str(row[6]) for row in record)

    assert run("plan.docx") == 0  # the marks of the last time go
    assert not any(Ledger(desk / "ledger.xlsx").by_work("本次更新").values())
    assert run("plan.docx") == 0
    assert "没有变化" in capsys.readouterr().out


# ----------------------------------------------------------------------------------------------------- five hundred

OBJECTS = ("水库", "泵站", "堤防", "灌区", "涵闸", "河道", "管网", "水厂", "湿地", "码头", "桥梁", "渡口", "学校", "医院", "敬老院", "体育馆", "图书馆", "粮库", "冷库", "市场", "公园", "广场", "驿站", "厂房", "林场")  # fmt: skip
DEEDS = (
    "完成除险加固，消除隐患",
    "开展确权划界，设立界桩",
    "建成监测站网，数据入库",
    "编制修缮设计，报批后开工",
    "组织竣工验收，移交管护",
)
PLACES = ("城关镇", "东河乡", "西山镇", "南坪乡")
OFFICES = ("县水利局", "县财政局", "县教育局", "县卫生健康局", "县交通运输局")


def five_hundred():
    works = [
        f"{place}{thing}工程。对{place}{thing}{deed}。（{OFFICES[(i + j + k) % 5]}负责，2031年{(i + j) % 12 + 1}月底前）"
        for i, thing in enumerate(OBJECTS) for j, place in enumerate(PLACES) for k, deed in enumerate(DEEDS)
    ]  # fmt: skip
    assert len(works) == 500
    return works


def test_five_hundred_rows_sorted_and_filtered_keep_their_order_and_their_words(desk, capsys):
    works = five_hundred()
    write_plan(desk / "plan.txt", works)
    assert run("plan.txt") == 0
    ledger = Ledger(desk / "ledger.xlsx")
    assert len(ledger.rows()) == 500
    for y in ledger.rows():
        ledger.put(y, "进展情况", f"进展 {ledger.at(y, '内容')}")
        ledger.put(y, "分管领导", f"领导 {ledger.at(y, '内容')}")
    ledger.sort(lambda row: random.Random(str(row)).random())
    order = [ledger.at(y, "内容") for y in ledger.rows()]
    hidden = {ledger.at(y, "内容") for y in ledger.rows()[::3]}
    ledger.sheet.auto_filter.ref = f"A3:{openpyxl.utils.get_column_letter(len(ledger.heads))}503"
    ledger.sheet.auto_filter.add_filter_column(ledger.column("责任单位") - 1, ["县水利局"])
    for y in ledger.rows():
        ledger.sheet.row_dimensions[y].hidden = ledger.at(y, "内容") in hidden
    ledger.save()

    gone, changed = (
        works[17],
        {works[40]: works[40].replace("负责", "牵头"), works[222]: works[222].replace("2031年", "2032年")},
    )
    new = "全县水旱灾害风险普查。汇总普查成果并通过省级核查。（县应急管理局负责，2031年9月底前）"
    left = [changed.get(work, work) for work in works if work != gone]
    write_plan(desk / "plan.txt", [*left[:100], new, *left[100:]])
    capsys.readouterr()
    assert run("plan.txt") == 0
    assert "变化 2 行；新增 1 行，移出 1 行" in capsys.readouterr().out

    after = Ledger(desk / "ledger.xlsx")
    rows = after.rows()
    texts = [after.at(y, "内容") for y in rows]
    stays = [text for text in order if text not in (taken := set(order) - set(texts))]
    assert len(taken) == 1
    assert texts == [*stays, texts[-1]]  # the order of the user, the new one at the end
    assert after.at(rows[-1], "本次更新") == "新增"
    for y in rows[:-1]:
        words = after.at(y, "内容")
        assert (after.at(y, "进展情况"), after.at(y, "分管领导")) == (f"进展 {words}", f"领导 {words}")
        assert after.sheet.row_dimensions[y].hidden is (words in hidden)
    assert after.sheet.auto_filter.ref.endswith("503")
    assert after.sheet.auto_filter.filterColumn[0].filters.filter == ["县水利局"]
    assert not after.sheet.row_dimensions[rows[-1]].hidden
    put_away = [cell.value for cell in after.book["已移出的任务"][2]]
    assert {f"进展 {(text := taken.pop())}", f"领导 {text}"} <= set(put_away)


# ------------------------------------------------------------------------------------------------------- what people do

WORKS = (
    "抓好河道巡查。每周巡查河道并登记。（县水利局负责，2031年3月底前）",
    "抓好校车安全。逐车检验并公布结果。（县教育局负责，2031年5月底前）",
    "抓好粮食收购。敞开收购农民余粮。（县发展改革局负责，2031年8月底前）",
    "抓好森林防火。配齐护林员和机具。（县林业局负责，2031年10月底前）",
)


@pytest.fixture
def made(desk, capsys):
    """A ledger of four tasks, and what brings it up to date with others."""
    write_plan(desk / "plan.txt", WORKS)
    assert run("plan.txt") == 0
    capsys.readouterr()
    return Ledger(desk / "ledger.xlsx")


def update(*works):
    write_plan(Path("plan.txt"), works)
    assert run("plan.txt") == 0
    return Ledger("ledger.xlsx")


def test_a_correction_of_our_words_stays_and_is_told_when_the_plan_says_otherwise(made, capsys):
    made.put(FIRST, "责任单位", "县水利局、城关镇")
    made.put(FIRST + 1, "责任单位", "县教体局")
    made.save()
    after = update(WORKS[0], WORKS[1].replace("县教育局", "县公安局"), *WORKS[2:])
    assert [after.at(FIRST + i, "责任单位") for i in range(3)] == ["县水利局、城关镇", "县教体局", "县发展改革局"]
    told = [line for line in capsys.readouterr().out.splitlines() if line.startswith("保留")]
    assert len(told) == 1
    assert "校车" in told[0]
    record = [[cell.value for cell in row] for row in after.book["更新记录"].iter_rows()]
    assert ["责任单位", "县教体局", "县公安局"] in [row[4:] for row in record]


def test_rows_and_notes_of_ones_own_stay_where_they_are(made):
    y = made.sheet.max_row + 1
    made.put(y, "内容", "办公室自加的事项")
    made.put(y, "进展情况", "每月一报")
    made.sheet.cell(y + 3, 1).value = "以上由办公室汇总"
    made.sheet.cell(y + 4, 2).value = "=COUNTA(F4:F7)"
    made.book.create_sheet("说明")["A1"] = '=COUNTIF(任务台账!F$4:F$7,"抓*")&任务台账!F7'
    made.save()
    after = update(
        WORKS[0],
        *WORKS[2:],
        "抓好集市整治。取缔占道经营。（县城管局负责）",
        "抓好冬修水利。疏浚沟渠二十条。（县水利局负责）",
    )
    assert [begin(after.at(y, "内容"))[:6] for y in after.rows()] == ["抓好河道巡查", "抓好粮食收购", "抓好森林防火", "抓好集市整治", "抓好冬修水利", "办公室自加的"]  # fmt: skip
    assert after.at(FIRST + 5, "进展情况") == "每月一报"
    assert after.sheet.cell(FIRST + 8, 1).value == "以上由办公室汇总"
    assert after.sheet.cell(FIRST + 9, 2).value == "=COUNTA(F4:F6)"
    assert after.book["说明"]["A1"].value == '=COUNTIF(任务台账!F$4:F$6,"抓*")&任务台账!F6'


def test_look_lists_rules_comments_and_formulas_go_with_the_rows(made):
    sheet, last = made.sheet, made.sheet.max_row
    made.put(FIRST - 1, "剩余", "剩余")
    for y in made.rows():
        made.put(y, "剩余", f"=LEN(F{y})")
    sheet.cell(FIRST + 2, 6).fill = PatternFill("solid", fgColor="FFFF00")
    sheet.cell(FIRST + 2, 6).comment = Comment("问过了", "某某")
    sheet.row_dimensions[FIRST + 2].height = 77
    sheet.conditional_formatting.add(f"A{FIRST}:F{last}", FormulaRule(formula=[f"$A{FIRST}>2"]))
    made.save()
    after = update(*WORKS[1:3], "抓好集市整治。取缔占道经营。（县城管局负责）", WORKS[3])
    assert after.sheet.cell(FIRST + 1, 6).fill.fgColor.rgb == "00FFFF00"
    assert after.sheet.cell(FIRST + 1, 6).comment.text == "问过了"
    assert after.sheet.row_dimensions[FIRST + 1].height == 77
    assert [after.at(y, "剩余") for y in after.rows()] == [f"=LEN(F{y})" for y in after.rows()]
    (formatting,) = after.sheet.conditional_formatting
    assert str(formatting.sqref) == f"A{FIRST}:F{last}"
    (choice,) = after.sheet.data_validations.dataValidation
    assert re.fullmatch(rf"[A-Z]+{FIRST}:[A-Z]+{last}", str(choice.sqref))
    assert after.sheet.cell(FIRST + 2, 1).border.left.style == "thin"
    assert [after.at(y, "序号") for y in after.rows()] == [1, 2, 3, 4]


def test_merged_cells_are_taken_apart_and_keep_their_words(made, capsys):
    column = made.column("备注")
    made.put(FIRST, "备注", "三项一并督办")
    made.sheet.merge_cells(start_row=FIRST, end_row=FIRST + 2, start_column=column, end_column=column)
    made.save()
    after = update(*WORKS[1:])
    assert [after.at(y, "备注") for y in after.rows()] == ["三项一并督办", "三项一并督办", None]
    assert "合并的单元格" in capsys.readouterr().out


def test_what_begins_like_a_formula_stays_text(made):
    made.put(FIRST, "进展情况", "x")
    for y, words in zip(made.rows(), ("=1+1", "+1", "-1", "@SUM(A1)"), strict=True):
        cell = made.sheet.cell(y, made.column("备注"))
        cell.value, cell.data_type = words, "s"
    made.save()
    after = update(
        *(f"{lead}抓好{n}号渠清淤。清运淤泥。（县水利局负责）" for n, lead in enumerate("=+-@", 1)), *WORKS[:2]
    )
    for row in after.sheet.iter_rows(min_row=FIRST):
        assert {cell.data_type for cell in row} <= {"s", "n", "d"}
    assert all(
        cell.data_type in "sn"
        for sheet in after.book
        for row in sheet.iter_rows(min_row=5)
        for cell in row
        if not cell.is_date
    )


def test_a_ledger_of_many_documents_keeps_those_that_are_not_given(desk, capsys):
    (desk / "甲.txt").write_text(
        "某县2031年工作方案\n一、重点任务\n（一）抓好河道巡查。（县水利局负责）\n（二）抓好校车安全。（县教育局负责）\n",
        "utf-8",
    )
    (desk / "乙.txt").write_text("某镇2031年工作方案\n一、重点任务\n（一）抓好河道巡查。（镇水利站负责）\n", "utf-8")
    assert run("甲.txt", "乙.txt") == 0
    ledger = Ledger(desk / "ledger.xlsx")
    for y in ledger.rows():
        ledger.put(y, "备注", ledger.at(y, "来源文件"))
    ledger.save()
    (desk / "乙.txt").write_text(
        "某镇2031年工作方案\n一、重点任务\n（一）抓好森林防火。（镇林业站负责）\n（二）抓好河道巡查。（镇水利站负责）\n",
        "utf-8",
    )
    assert run("乙.txt") == 0
    assert "2 行原样保留" in capsys.readouterr().out
    (desk / "乙.txt").rename(desk / "丙.txt")
    assert run("丙.txt", "甲.txt") == 0
    after = Ledger(desk / "ledger.xlsx")
    found = [(after.at(y, "来源文件"), after.at(y, "责任单位"), after.at(y, "备注")) for y in after.rows()]
    assert sorted(found, key=str) == [("丙.txt", "镇林业站", None), ("丙.txt", "镇水利站", "乙.txt"), ("甲.txt", "县教育局", "甲.txt"), ("甲.txt", "县水利局", "甲.txt")]  # fmt: skip


# ------------------------------------------------------------------------------------------------------------- refused


def test_nothing_is_touched_when_it_cannot_be_updated(made, desk, capsys):
    before = (desk / "ledger.xlsx").read_bytes()
    (desk / "plan.txt").write_text("这里没有任务。\n", "utf-8")
    assert run("plan.txt") == 1
    assert "没有读到任务" in capsys.readouterr().err
    assert (desk / "ledger.xlsx").read_bytes() == before
    assert not (desk / "ledger.xlsx.bak").exists()
    write_plan(desk / "plan.txt", WORKS)
    openpyxl.Workbook().save(desk / "ledger.xlsx")
    assert run("plan.txt") == 1
    assert "不是本程序写出的台账" in capsys.readouterr().err
    (desk / "ledger.xlsx").write_bytes(b"no workbook")
    assert run("plan.txt") == 1
    assert main(["ledger", "plan.txt", "-o", "ledger.csv"]) == 2
    assert main(["ledger", "plan.txt", "-o", "missing/ledger.xlsx"]) == 1


def test_parse_says_which_command_updates(made, capsys):
    made.put(FIRST, "进展情况", "已启动")
    made.save()
    assert main(["parse", "plan.txt", "-o", "ledger.xlsx"]) == 2
    assert "policy-parse ledger" in capsys.readouterr().err
    update(*WORKS[1:])
    assert main(["parse", "plan.txt", "-o", "ledger.xlsx"]) == 2


def test_a_correction_by_words_that_stand_in_other_rows_too_stays(made):
    made.put(FIRST, "责任单位", "县教育局")
    made.put(FIRST + 1, "截止日期", made.at(FIRST + 2, "截止日期"))
    made.save()
    after = update("抓好集市整治。取缔占道经营。（县城管局负责）", *WORKS)
    assert [after.at(y, "责任单位") for y in after.rows()] == [
        "县城管局",
        "县教育局",
        "县教育局",
        "县发展改革局",
        "县林业局",
    ]
    assert after.at(FIRST + 2, "截止日期") == after.at(FIRST + 3, "截止日期")


def test_without_our_notes_a_correction_is_replaced_but_kept_on_the_record(made):
    made.put(FIRST, "责任单位", "县水务局")
    made.put(FIRST, "备注", "已督办")
    made.book.custom_doc_props.props = []  # as programs do that know no properties of their own
    made.save()
    after = update(*WORKS)
    assert (after.at(FIRST, "责任单位"), after.at(FIRST, "备注")) == ("县水利局", "已督办")
    record = [[cell.value for cell in row][4:] for row in after.book["更新记录"].iter_rows()]
    assert ["责任单位", "县水务局", "县水利局"] in record


def test_a_ledger_that_cannot_be_written_stays_as_it_is(made, desk, monkeypatch):
    from policy_parse.writers import safe_files

    made.put(FIRST, "备注", "已督办")
    made.save()
    before = (desk / "ledger.xlsx").read_bytes()
    write_plan(desk / "plan.txt", WORKS[1:])
    kept = safe_files._replace

    def full(target, data):
        if target.suffix == ".xlsx":
            raise OSError(28, "No space left on device")
        kept(target, data)

    monkeypatch.setattr(safe_files, "_replace", full)
    assert run("plan.txt") == 1
    assert (desk / "ledger.xlsx").read_bytes() == before
    assert (desk / "ledger.xlsx.bak").read_bytes() == before


def test_work_that_comes_back_has_its_words_again(made):
    made.put(FIRST + 1, "进展情况", "已检验三十辆")
    made.put(FIRST + 1, "分管领导", "某某")
    made.save()
    after = update(WORKS[0], *WORKS[2:])
    assert after.book["已移出的任务"].max_row == 2
    after = update(*WORKS)
    assert (after.at(FIRST + 1, "进展情况"), after.at(FIRST + 1, "分管领导")) == ("已检验三十辆", "某某")
    assert after.book["已移出的任务"].max_row == 1


def test_a_correction_of_work_that_comes_back_is_not_lost(made):
    made.put(FIRST + 1, "责任单位", "县教体局")
    made.save()
    update(WORKS[0], *WORKS[2:])
    after = update(*WORKS)
    assert after.at(FIRST + 1, "责任单位") == "县教育局"
    assert "县教体局" in [cell.value for cell in after.book["已移出的任务"][2]]


def test_a_table_that_an_office_program_made_of_it_grows_with_it(made):
    from openpyxl.worksheet.table import Table

    made.sheet.auto_filter.ref = None
    made.sheet.add_table(Table(displayName="台账", ref=f"A3:{openpyxl.utils.get_column_letter(len(made.heads))}7"))
    made.save()
    after = update(*WORKS, "抓好集市整治。取缔占道经营。（县城管局负责）")
    assert after.sheet.tables["台账"].ref.endswith("8")


def test_words_in_a_text_box_are_not_lost_by_an_update(made, desk, capsys):
    with zipfile.ZipFile(desk / "ledger.xlsx", "a") as package:
        package.writestr("xl/drawings/drawing9.xml", "<xdr:wsDr><xdr:sp>请尽快填报</xdr:sp></xdr:wsDr>")
    before = (desk / "ledger.xlsx").read_bytes()
    write_plan(desk / "plan.txt", WORKS[1:])
    assert run("plan.txt") == 1
    assert "文本框" in capsys.readouterr().err
    assert (desk / "ledger.xlsx").read_bytes() == before
