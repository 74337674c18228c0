"""Write `seeds/`: a small plan, made up from end to end, in every format that is read; for mutation and for atheris.

    python fuzz/make_seeds.py

The copies in old formats are made by LibreOffice, the workbooks by openpyxl and xlwt, the OFD and the picture from the
PDF. Run it only to renew them: what is found with a seed and a number is found again only with the same seeds.
"""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[1]
SEEDS = Path(__file__).parent / "seeds"
for place in ("formats", "readers/ofd", "readers/pdf"):
    sys.path.append(str(ROOT / "tests" / place))

import made_up_document  # noqa: E402
from ofd_writer import OfdPageWriter, write_ofd  # noqa: E402
from pdf_writer import PdfPage, write_pdf  # noqa: E402

HEAD = ("序号", "工作任务", "责任单位", "完成时限")
ROWS = (
    ("1", "新建小型水库3座", "县水利局牵头，县财政局配合", "2031年底前"),
    ("2", "漏损率降至9%以内", "县住房城乡建设局", "每季度末"),
)
LINES = (
    "青禾县2031年供水工作方案",
    "一、主要目标",
    "到2031年，用水总量控制在1.26亿m³以内，用水量较2030 年下降7%以上。",
    "二、重点任务",
    "（一）改造管网。6月底前改造管网12公里。（县水利局牵头，县财政局、各乡镇配合）",
)


def html() -> bytes:
    rows = "".join("<tr>" + "".join(f"<td>{cell}" for cell in row) + "</tr>" for row in (HEAD, *ROWS))
    body = "".join(f"<p>{line}</p>" for line in LINES)
    return f"<html><head><meta charset=utf-8><title>{LINES[0]}</title></head><body>{body}<ol><li>抓好清淤<li>巡查</ol><table border=1>{rows}</table></body></html>".encode()


def archive() -> bytes:
    head = b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
    return head + html() + b"\r\n--x--\r\n"


def markdown() -> bytes:
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>\n" for row in (HEAD, *ROWS))
    return ("\n\n".join(LINES) + f"\n\n<table>\n{rows}</table>\n").encode()


def xlsx() -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    for row in ((LINES[0],), HEAD, *ROWS):
        sheet.append(row)
    sheet.merge_cells("A1:D1")
    sheet["E3"], sheet["E3"].number_format = 0.09, "0%"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def xls() -> bytes:
    import xlwt

    book = xlwt.Workbook()
    sheet = book.add_sheet("任务")
    for y, row in enumerate(((LINES[0],), HEAD, *ROWS)):
        for x, cell in enumerate(row):
            sheet.write(y, x, cell)
    sheet.merge(0, 0, 0, 3)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def ofd() -> bytes:
    page = OfdPageWriter()
    for i, line in enumerate(LINES):
        page.text(20, 20 + 9 * i, line[:34])
    page.table(80, [20, 40, 110, 160, 190], [list(HEAD), *map(list, ROWS)])
    return write_ofd([page, OfdPageWriter().text(30, 30, "三、保障措施")])


def flat_opc(docx: bytes) -> bytes:
    parts = []
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        for name in package.namelist():
            if name in ("_rels/.rels", "word/_rels/document.xml.rels", "word/document.xml"):
                content = package.read(name).decode().partition("?>")[2]
                parts.append(f'<pkg:part pkg:name="/{name}"><pkg:xmlData>{content}</pkg:xmlData></pkg:part>')
    head = '<?xml version="1.0"?><pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">'
    return (head + "".join(parts) + "</pkg:package>").encode()


def short_docx() -> bytes:
    from docx import Document

    document = Document()
    for line in LINES:
        document.add_paragraph(line)
    table = document.add_table(0, 4)
    for row in (HEAD, *ROWS):
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def converted(source: bytes, endings: tuple[str, ...]) -> dict[str, bytes]:
    """The document as LibreOffice writes it in other formats."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "plan.docx").write_bytes(source)
        for ending in endings:
            profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
            command = ["soffice", profile, "--headless", "--convert-to", ending, "--outdir", name, f"{name}/plan.docx"]
            subprocess.run(command, check=True, capture_output=True, timeout=180)
        return {ending: (folder / f"plan.{ending}").read_bytes() for ending in endings}


def picture(pdf: bytes) -> bytes:
    import pypdfium2

    out = io.BytesIO()
    page = pypdfium2.PdfDocument(pdf)[0]
    page.render(scale=0.6).to_pil().convert("L").save(out, "PNG")
    return out.getvalue()


def main() -> None:
    SEEDS.mkdir(exist_ok=True)
    short = short_docx()
    copies = converted(short, ("doc", "odt", "rtf", "pdf"))
    lines = PdfPage().lines(60, [line[:30] for line in LINES])
    lines.table([80, 110, 280, 430, 530], [300, 330, 360, 390], [HEAD, *ROWS])
    files = {
        "plan.docx": short,
        "layouts.docx": made_up_document.docx(),
        "plan.txt": "\n".join(LINES).encode(),
        "plan-gb.txt": "\n".join(LINES).encode("gb18030"),
        "pasted.txt": made_up_document.text().encode(),
        "plan.html": html(),
        "plan.mht": archive(),
        "plan.md": markdown(),
        "plan.xlsx": xlsx(),
        "plan.xls": xls(),
        "plan.ofd": ofd(),
        "plan-wordml.xml": flat_opc(short),
        "lines.pdf": write_pdf(lines),
        "locked.pdf": write_pdf(lines, password="a"),
        "plan.png": picture(copies["pdf"]),
        **{f"plan.{ending}": content for ending, content in copies.items()},
        "plan.wps": copies["doc"],
    }
    for name, content in files.items():
        (SEEDS / name).write_bytes(content)


if __name__ == "__main__":
    main()
