"""Work grows in step with the document: lines of the program that are run, counted, for inputs made to be slow.

A clock would say it too, on a machine that does nothing else. What a pattern does inside is not counted here:
`benchmarks/scaling.py` measures it.
"""

import io
import re
import sys
import zipfile
from math import log
from pathlib import Path

import pytest

from policy_parse import parse
from policy_parse.vocabulary.prepare import prepared
from thoroughness import drawn, tried

ROOT = Path(__file__).parents[1]
sys.path[:0] = [
    str(ROOT / "benchmarks"),
    str(Path(__file__).parent / "readers/ofd"),
    str(Path(__file__).parent / "readers/pdf"),
]
from ofd_writer import OfdPageWriter, write_ofd  # noqa: E402
from pdf_writer import PdfPage, write_pdf  # noqa: E402
from scaling import HEAD, TEXTS  # noqa: E402

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
CHARACTERS = tried(400, 1500)
"""Of the shorter text of the two; the longer is four times as long."""
COMPILER = str(Path(re.__file__).parent)
MOST = 1.4
"""1 is in step with the length, 2 with its square; sorting and what is done once are between."""


def work(data: bytes, name: str) -> int:
    """Lines of Python that are run to parse `data`, without those that compile a pattern, once a process."""
    count = 0

    def line(frame, event, argument):
        nonlocal count
        if event == "call" and frame.f_code.co_filename.startswith(COMPILER):
            return None
        count += 1
        return line

    before = sys.gettrace()
    sys.settrace(line)
    try:
        parse(data, name=name)
    finally:
        sys.settrace(before)
    return count


def growth(make, size: int) -> float:
    """The exponent by which work grows from an input of `size` to one of four times as much."""
    parse(make(size // 2), name="warm")  # what is prepared once a process is not counted
    small = work(make(size), "small")  # each once: what is known again costs nothing
    return log(work(make(4 * size), "large") / small, 4)


def package(members: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, content in members.items():
            file.writestr(name, content)
    return out.getvalue()


def docx(body: str) -> bytes:
    return package({"word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>"})


def p(words: str) -> str:
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def xlsx(rows: str) -> bytes:
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    sheets = f'<workbook {S} xmlns:r="{kind}"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>'
    link = f'<Relationships xmlns="{relations}"><Relationship Id="r1" Type="{kind}/worksheet" Target="worksheets/a.xml"/></Relationships>'
    sheet = f"<worksheet {S}><sheetData>{rows}</sheetData></worksheet>"
    return package({"xl/workbook.xml": sheets, "xl/_rels/workbook.xml.rels": link, "xl/worksheets/a.xml": sheet})


def row(*cells: str) -> str:
    return "<row>" + "".join(f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in cells) + "</row>"


def html(body: str) -> bytes:
    return f"<html><body>{body}</body></html>".encode()


def ofd(size: int) -> bytes:
    page = OfdPageWriter()
    for i in range(size):
        page.text(20, 20 + i * 250 / size, f"（{i}）抓好清淤。", 3)
        page.line(20, 20 + i * 250 / size, 60, 20 + i * 250 / size)
    return write_ofd([page])


def pdf(size: int) -> bytes:
    page = PdfPage()
    for i in range(size):
        page.text(40 + i % 7 * 70, 40 + i // 7 * 700 / size * 7, f"{i}.清淤", 5)
        page.line(40 + i % 7 * 70, 42 + i // 7 * 700 / size * 7, 90 + i % 7 * 70, 42 + i // 7 * 700 / size * 7)
    return write_pdf(page)


TABLE = ("序号", "工作任务", "责任单位", "完成时限")
DOCUMENTS = {
    "docx paragraphs": (60, lambda n: docx("".join(p(f"{i}.抓好清淤。（第{i}局负责）") for i in range(n)))),
    "docx runs": (2000, lambda n: docx("<w:p>" + "<w:r><w:t>清</w:t></w:r>" * n + "</w:p>")),
    "docx rows": (40, lambda n: docx("<w:tbl>" + "".join("<w:tr>" + "".join(f"<w:tc>{p(cell)}</w:tc>" for cell in (str(i), f"抓好清淤{i}次", f"第{i}局", "6月底前")) + "</w:tr>" for i in range(n)) + "</w:tbl>")),
    "docx cells": (60, lambda n: docx("<w:tbl><w:tr>" + f"<w:tc>{p('清淤')}</w:tc>" * n + "</w:tr></w:tbl>")),
    "docx nested": (16, lambda n: docx("<w:tbl><w:tr><w:tc>" * n + p("清淤") + "</w:tc></w:tr></w:tbl>" * n)),
    "xlsx rows": (40, lambda n: xlsx(row(*TABLE) + "".join(row(str(i), f"抓好清淤{i}次", f"第{i}局", "6月底前") for i in range(n)))),
    "xlsx columns": (100, lambda n: xlsx(row(*(f"清淤{i}" for i in range(n))) * 3)),
    "html paragraphs": (60, lambda n: html("".join(f"<p>{i}.抓好清淤。（第{i}局负责）" for i in range(n)))),
    "html list": (200, lambda n: html("<ol>" + "<li>抓好清淤。" * n)),
    "html breaks": (200, lambda n: html("抓好清淤，<br>" * n)),
    "html links": (1000, lambda n: html("<ul>" + "<li><a href=a>抓好清淤</a>" * n + "</ul><p>抓好清淤，抓好巡查。")),
    "html nested div": (300, lambda n: html("<div>抓好清淤，" * n)),
    "html nested table": (100, lambda n: html("<table><tr><td>抓好清淤，" * n)),
    "html nested tables of two cells": (20, lambda n: html("<table><tr><td>抓好清淤<td>" * n + "巡查")),
    "html rows": (40, lambda n: html("<table>" + "".join(f"<tr><td>{i}<td>抓好清淤{i}次<td>第{i}局" for i in range(n)) + "</table>")),
    "html spans": (20, lambda n: html("<table>" + "<tr><td rowspan=3 colspan=9>清淤<td>巡查" * n + "</table>")),
    "md tables": (200, lambda n: ("<table><tr><td>清淤</td></tr></table>\n" * n).encode()),
    "md nested": (100, lambda n: ("<table><tr><td>清淤</td></tr>\n" * n).encode()),
    "mht parts": (200, lambda n: b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n" + b"--x\r\nContent-Type: text/plain\r\n\r\na\r\n" * n + b"--x\r\nContent-Type: text/html\r\n\r\n<p>plan plan plan\r\n--x--"),
    "txt tabs": (60, lambda n: "".join(f"{i}\t抓好清淤{i}次\t第{i}局\n" for i in range(n)).encode()),
    "txt bars": (60, lambda n: "".join(f"| {i} | 抓好清淤{i}次 | 第{i}局 |\n" for i in range(n)).encode()),
    "txt short lines": (200, lambda n: "清淤\n\n".encode() * n),
    "txt units of one task": (60, lambda n: (HEAD + "责任单位：" + "、".join(f"第{i}局" for i in range(n))).encode()),
    "txt units of many brackets": (60, lambda n: (HEAD + "".join(f"做{i}（市第{i}局负责）；" for i in range(n))).encode()),
    "txt targets of one item": (60, lambda n: (HEAD + "".join(f"用水总量{i}控制在{i}万吨以内，" for i in range(n))).encode()),
    "ofd page": (60, ofd),
    "pdf page": (70, pdf),
}  # fmt: skip


@pytest.mark.parametrize("name", DOCUMENTS)
def test_readers_work_in_step_with_their_worst_documents(name):
    prepared(None)
    size, make = DOCUMENTS[name]
    assert growth(make, size * tried(2, 3) // 3) < MOST


@pytest.mark.parametrize("words", drawn(TEXTS, 24))
def test_rules_work_in_step_with_their_worst_texts(words):
    def make(size: int) -> bytes:
        if "{n}" in words:
            return (
                HEAD + "".join("\n" + words.replace("{n}", str(n)) for n in range(1, size // len(words) + 1))
            ).encode()
        return (HEAD + words * (size // len(words))).encode()

    assert growth(make, CHARACTERS) < MOST
