"""A ledger as a clerk sees it, offices' own workbooks (made up), and plans that change between two runs."""

from dataclasses import dataclass, field

import docx
import openpyxl
from openpyxl.styles import Border, PatternFill, Side
from openpyxl.worksheet.datavalidation import DataValidation

from policy_parse.cli import main

FIRST = 4
"""The first row below the head of a ledger of ours."""
LINED = Border(*[Side(style="thin")] * 4)


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


def begin(words):
    return words.removeprefix("正文：")[:10]


def sort(sheet, rows, key):
    """Sort rows as an office program does: values move, the places and the formulas of a row stay."""
    ordered = sorted(([c.value for c in sheet[y]] for y in rows), key=key)
    for y, values in zip(rows, ordered, strict=True):
        for cell, value in zip(sheet[y], values, strict=True):
            if cell.data_type != "f" and not str(value).startswith("=LEN"):
                cell.value = value


def run(*arguments):
    return main(["ledger", *map(str, arguments), "-o", "ledger.xlsx"])


# ------------------------------------------------------------------------------------------------------------- plans


def write_plan(path, works):
    """Sections of fifty items each."""
    lines = ["某县2031年巡查工作方案"]
    for section in range(0, len(works), 50):
        lines.append(f"{'一二三四五六七八九十'[section // 50]}、重点任务")
        lines += [f"（{number}）{words}" for number, words in enumerate(works[section : section + 50], 1)]
    path.write_text("\n".join(lines) + "\n", "utf-8")


def with_an_unknown_label(source, target):
    """The user's document with a statement in the midst of an item, under a label that no vocabulary has."""
    document = docx.Document(source)
    for run_ in (run_ for paragraph in document.paragraphs for run_ in paragraph.runs):
        run_.text = run_.text.replace("大力实施节水灌溉，", "大力实施节水灌溉（主抓单位：区农业农村委）；")
    document.save(target)


def teach_the_label(folder):
    """A vocabulary that knows the label: the item makes two statements then, and ids change."""
    folder.mkdir()
    entry = '[[entry]]\nid = "mine.label"\nkind = "label"\nrole = "lead"\nwords = ["主抓单位"]\nexamples = ["主抓单位：县水利局"]\nnever = []\n'
    (folder / "roles.toml").write_text(entry, "utf-8")


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
    """Five hundred tasks; the first makes two statements if the label 主抓单位 is known."""
    works = [
        f"{place}{thing}工程。对{place}{thing}{deed}。（{OFFICES[(i + j + k) % 5]}负责，2031年{(i + j) % 12 + 1}月底前）"
        for i, thing in enumerate(OBJECTS) for j, place in enumerate(PLACES) for k, deed in enumerate(DEEDS)
    ]  # fmt: skip
    works[0] = (
        "城关镇水库工程。对城关镇水库完成除险加固，消除隐患（主抓单位：县水利局）；组织竣工验收。（县财政局负责，2031年1月底前）"
    )
    assert len(works) == 500
    return works


# --------------------------------------------------------------------------------------------- offices' own workbooks


@dataclass
class Form:
    """A workbook to be filled in: its sheet, its first row, and where the work and what people type stand."""

    sheet: str
    first: int
    work: int
    typed: int
    """A column that people fill in."""
    head: int
    """The lowest row of the head."""
    columns: dict[str, int] = field(default_factory=dict)

    def rows(self, sheet):
        return [y for y in range(self.first, sheet.max_row + 1) if sheet.cell(y, self.work).value]


def lined(sheet, first, last, width):
    for y in range(first, last + 1):
        for x in range(1, width + 1):
            sheet.cell(y, x).border = LINED


def other_names_in_another_order(book):
    """Two blank rows, a note below, a formula and a list in columns that we do not know."""
    sheet = book.active
    sheet["A1"] = "督查事项一览表"
    for x, head in enumerate(("编号", "主办单位", "工作内容", "完成时限", "协办单位", "督办等级", "累计天数"), 1):
        sheet.cell(3, x).value = head
    lined(sheet, 3, 5, 7)
    for y in (4, 5):
        sheet.cell(y, 3).fill = PatternFill("solid", fgColor="DDEEFF")
        sheet.cell(y, 7).value = f"=LEN(C{y})"
    levels = DataValidation(type="list", formula1='"红,黄,蓝"')
    sheet.add_data_validation(levels)
    levels.add("F4:F5")
    sheet["A7"] = "填表人："
    return Form(sheet.title, 4, 3, 6, 3, {"主办单位": 2, "协办单位": 5, "累计天数": 7})


def two_rows_of_heads(book):
    """Merged cells over columns and rows in the head, ten blank rows."""
    sheet = book.active
    sheet.merge_cells("A1:G1")
    sheet["A1"] = "任务分解表"
    sheet.append(["序号", "任务名称", "具体内容", "责任分工", None, "完成时间", "领导批示"])
    sheet.append([None, None, None, "牵头单位", "配合单位", None, None])
    sheet.merge_cells("D2:E2")
    for column in "ABCFG":
        sheet.merge_cells(f"{column}2:{column}3")
    lined(sheet, 2, 12, 7)
    return Form(sheet.title, 4, 3, 7, 3, {"主办单位": 4, "协办单位": 5})


def instructions_first(book):
    """The table stands on a second sheet, behind one that says how to fill it in."""
    book.active.title = "填报说明"
    book.active["A1"] = "一、请按序号逐项填报。"
    book.active["A2"] = "二、责任单位填全称，完成时限填到月。"
    sheet = book.create_sheet("Sheet2")
    for x, head in enumerate(("序号", "目标任务", "责任单位", "时间节点", "落实情况"), 1):
        sheet.cell(1, x).value = head
    return Form(sheet.title, 2, 2, 5, 1, {"主办单位": 3})


TEMPLATES = (other_names_in_another_order, two_rows_of_heads, instructions_first)
