"""The made-up plans of `corpus/` written from `made_up/*.txt`: what Word keeps, and what a person marked in them.

``python tests/compare/made_up_years.py`` writes `source.docx` and `gold.json` of each. A source text holds the words, one
paragraph or table row a line, and below each item the marks of a person: ``>`` a target, ``@`` a deadline, ``--`` the
next statement of the same item, ``?`` an item that may be a task or not. Units, titles and quotes are taken from the words
as they were typed; no program that reads plans has a part in it.
"""

from __future__ import annotations

import io
import json
import re
import sys
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "formats"))

HERE = Path(__file__).parent / "made_up"
CORPUS = Path(__file__).parents[2] / "corpus"
PLANS = {
    "yunxiu-2031": "made-up-yunxiu-2031-commerce",
    "yunxiu-2032": "made-up-yunxiu-2032-commerce",
    "beibei-2023": "made-up-beibei-2023-water",
}
"""The source text of each plan, and its folder in `corpus/`."""
COUNT = "一二三四五六七八九十"
LABELS = {
    "牵头单位": "lead",
    "责任单位": "responsible",
    "配合单位": "supporting",
    "监督单位": "guiding",
}
VERBS = {"牵头": "lead", "配合": "supporting", "按职责分工负责": "responsible", "按照各自职责分工负责": "responsible"}
ROLES = ("lead", "responsible", "supporting", "guiding")


@dataclass
class Line:
    """One line of a source text: `kind` says what it is, `marks` what a person wrote below it."""

    kind: str
    words: str
    level: int | None = None
    cells: list[str] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)


def lines_of(name: str) -> list[Line]:
    """The lines of the source text `name`, each with its marks."""
    found: list[Line] = []
    for line in (HERE / f"{name}.txt").read_text("utf-8").splitlines():
        head = re.match(r"(mark|notice|recipients|body|issuer|issued|title|copied|printed): ", line)
        if not line.strip() or line.startswith("//"):
            continue
        if line[0] in ">@?" or line == "--":
            found[-1].marks.append(line.strip())
        elif head:
            found.append(Line(head[1], line[head.end() :]))
        elif line.startswith("#"):
            marks, _, words = line.partition(" ")
            found.append(Line("item", words, level=len(marks) - 1))
        elif line.startswith("|"):
            found.append(
                Line("row", line, cells=[cell.strip().replace("\\n", "\n") for cell in line[1:-1].split(" |")])
            )
        elif line[0] in "%!":
            found.append(Line("table" if line[0] == "%" else "landscape", line[1:]))
        else:
            found.append(Line("text", line))
    return found


# ------------------------------------------------------------------------------------------------------------- Word


def docx(name: str) -> bytes:
    """The plan as a Word file: computed numbers, merged cells, a landscape section; no dates in its parts."""
    import docx as python_docx
    import made_up_docx as word
    from docx.shared import Mm, Pt

    document = python_docx.Document()
    document.core_properties.title = "虚构文件，只用于测试"
    document.core_properties.author = ""
    word.add_numberings(document)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = (
        Mm(37),
        Mm(35),
        Mm(28),
        Mm(26),
    )
    word.add_page_numbers(section)
    section.header.paragraphs[0].runs[0].text = "虚构文件，只用于测试"
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "FangSong", Pt(16)
    normal.element.rPr.rFonts.set(word.qn("w:eastAsia"), "仿宋")
    normal.paragraph_format.line_spacing, normal.paragraph_format.space_after = Pt(28), Pt(0)

    def paragraph(words: str, *, indent: bool = True, align: int = 3, large: bool = False) -> object:
        new = document.add_paragraph()
        new.alignment = align
        new.paragraph_format.first_line_indent = Pt(32) if indent else Pt(0)
        word.write_words(new, words, 22 if large else None)
        for run in new.runs:
            run.bold = large or None
        return new

    lines = lines_of(name)
    for i, line in enumerate(lines):
        if line.kind in ("mark", "notice", "title"):
            if line.kind == "title":
                document.add_page_break()
            paragraph(line.words, indent=False, align=1, large=line.kind != "mark")
        elif line.kind in ("issuer", "issued"):
            paragraph(line.words, indent=False, align=2)
        elif line.kind == "item":
            word.number(paragraph(line.words), line.level)
        elif line.kind == "table":
            rows = [row.cells for row in rows_below(lines, i)]
            heads = next(n for n, row in enumerate(rows) if row[0] == "序号" or "工作任务" in row) + 1
            word.add_table(document, [float(w) for w in line.words.split()[1:]], rows, header_rows=heads, size=12)
        elif line.kind == "landscape":
            word.add_landscape_section(document)
        elif line.kind != "row":
            paragraph(line.words, indent=line.kind in ("body", "text") and line.words != "附件")
    data = io.BytesIO()
    document.save(data)
    return undated(data.getvalue())


def rows_below(lines: list[Line], at: int) -> list[Line]:
    """The rows of the table whose head is line `at`."""
    end = next((n for n in range(at + 1, len(lines)) if lines[n].kind != "row"), len(lines))
    return lines[at + 1 : end]


def undated(data: bytes) -> bytes:
    """The package `data` with one date for each of its files, so that the same words are the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            new.writestr(zipfile.ZipInfo(part.filename, (2000, 1, 1, 0, 0, 0)), old.read(part), zipfile.ZIP_DEFLATED)
    return out.getvalue()


# ------------------------------------------------------------------------------------------------------------- gold


def gold(name: str) -> dict:
    """The marks of the source text `name` as a gold file."""
    lines = lines_of(name)
    only = {line.kind: line.words for line in lines}
    issued, printed = only["issued"], re.search(r"\d+年\d+月\d+日", only["printed"])[0]
    header = {
        "title": only["title"],
        "notice_title": only["notice"].replace("|", ""),
        "document_number": only["mark"],
        "issuers": [only["issuer"]],
        "issued_on": iso(issued),
        "printed_on": iso(printed),
        "recipients": only["recipients"].rstrip("：").split("，"),
        "copied_to": only["copied"].removeprefix("抄送：").rstrip("。").split("，"),
    }
    tasks: list[dict] = []
    targets: list[dict] = []
    counter = [0, 0, 0, 0]
    table = ""
    columns: list[str] = []
    carried: list[str] = []
    for line in lines:
        if line.kind == "item":
            counter[line.level :] = [counter[line.level] + 1] + [0] * (3 - line.level)
            if "。" in line.words[:-1]:
                number = COUNT[counter[line.level] - 1] if line.level < 2 else str(counter[line.level])
                tasks += narrative(line, number)
        elif line.kind == "table":
            table, columns, carried = line.words.split()[0], [], []
        elif line.kind == "row" and table == "tasks":
            if "完成时限" in line.cells:
                columns = line.cells
            elif columns:
                carried = [
                    old if cell == "^" else cell for cell, old in zip(line.cells, carried or line.cells, strict=True)
                ]
                tasks.append(row(line, dict(zip(columns, carried, strict=True))))
        elif line.kind == "text" and (found := re.match(r"([一二三四五六七八九十])是", line.words)):
            tasks += narrative(Line("item", line.words[2:], marks=line.marks), found[1])
        elif line.kind == "text" and "?" in line.marks:
            tasks += narrative(Line("text", re.sub(r"^（.）", "", line.words), marks=line.marks), None)
        elif line.marks:
            targets += [target(mark) for mark in line.marks if mark[0] == ">"]
    return {"document": PLANS[name], "header": header, "tasks": tasks, "targets": targets}


def narrative(line: Line, number: str | None) -> list[dict]:
    """The tasks of an item: one for each of its responsibility statements."""
    title = line.words.partition("。")[0] if number else None
    statements = [m for m in re.finditer(r"（([^（）]*)）", line.words) if units(m[1])]
    marks: list[list[str]] = [[]]
    for mark in line.marks:
        if mark == "--":
            marks.append([])
        else:
            marks[-1].append(mark)
    found = []
    start = 0
    ends = [m.end() for m in statements] or [len(line.words)]
    if "?rest" in line.marks:
        ends.append(len(line.words))
    for n, end in enumerate(ends):
        words = line.words[start:end].lstrip("；。")
        rest = "?rest" in line.marks and n == len(ends) - 1
        found.append(
            {
                "origin": "narrative",
                "starts": plain(words)[:12],
                "ends": plain(words)[-10:],
                "number": None if rest else number,
                "title": None if rest else title,
                **(units(statements[n][1]) if n < len(statements) else {key: [] for key in ROLES}),
                **values(marks[n] if n < len(marks) else []),
                "optional": "?" in line.marks or rest,
            }
        )
        start = end
    return found


def row(line: Line, cells: dict[str, str]) -> dict:
    """The task of a table row."""
    title = cells["工作事项" if "工作内容" in cells else "工作目标"]
    number = re.match(r"\d+(?=\.)", title)
    words = cells.get("工作内容") or cells["工作任务"]
    found = {
        "origin": "table",
        "starts": plain(words)[:14],
        "ends": plain(words)[-14:],
        "number": number[0] if number else cells["序号"],
        "title": re.sub(r"^\d+\.", "", title),
        "lead": listed(cells.get("牵头单位", "/")),
        "responsible": listed(cells["责任单位"]),
        "supporting": listed(cells["配合单位"]),
        "guiding": [],
        **values(line.marks),
        "optional": False,
    }
    if cells["完成时限"][0].isdigit():
        found["deadlines"].append({"text": cells["完成时限"], "kind": "date", "end": iso(cells["完成时限"])})
    return found


def units(statement: str) -> dict[str, list[str]]:
    """The units of a statement as it was typed, by role; empty where the words are no statement."""
    found: dict[str, list[str]] = {role: [] for role in ROLES}
    for part in re.split(r"[；，]", statement):
        label, colon, names = part.partition("：")
        verb = next((v for v in sorted(VERBS, key=len, reverse=True) if part.endswith(v)), None)
        if colon and label in LABELS:
            found[LABELS[label]] += listed(names)
        elif verb:
            found[VERBS[verb]] += listed(part.removesuffix(verb))
    return found if any(found.values()) else {}


def listed(cell: str) -> list[str]:
    """The names of a list: 县商务局、县财政局."""
    cell = re.sub("按职责分工负责$", "", cell)
    return [] if cell == "/" else [re.sub("等单位$", "", name) for name in re.split(r"[、，\n]", cell)]


def values(marks: list[str]) -> dict[str, list[dict]]:
    """The targets and deadlines of marks."""
    return {
        "targets": [target(mark) for mark in marks if mark[0] == ">"],
        "deadlines": [deadline(mark) for mark in marks if mark[0] == "@"],
    }


def target(mark: str) -> dict:
    """``> words ~ indicator ~ comparator ~ value ~ unit ~ key=value``."""
    text, indicator, comparator, value, unit, *more = (part.strip() for part in mark[1:].split("~"))
    found = {
        "text": text,
        "indicator": indicator,
        "comparator": comparator,
        "value": float(value) if "." in value else int(value),
        "unit": unit if unit != "-" else None,
    }
    for key, _, said in (part.partition("=") for part in more):
        found[key] = int(said) if said.isdigit() else said
    return found


def deadline(mark: str) -> dict:
    """``@ words ~ kind ~ last day or rule``."""
    text, kind, *said = (part.strip() for part in mark[1:].split("~"))
    return {"text": text, "kind": kind} | ({"end" if kind == "date" else "rrule": said[0]} if said else {})


def iso(date: str) -> str:
    """2031年3月14日 → 2031-03-14."""
    year, month, day = map(int, re.findall(r"\d+", date))
    return f"{year}-{month:02}-{day:02}"


def plain(words: str) -> str:
    """Words without the signs that raise a character."""
    return re.sub(r"\^(\d)", r"\1", words)


def main() -> None:
    """Write every plan that has a source text."""
    for name, folder in PLANS.items():
        if (HERE / f"{name}.txt").exists():
            (CORPUS / folder).mkdir(exist_ok=True)
            (CORPUS / folder / "source.docx").write_bytes(docx(name))
            words = json.dumps(gold(name), ensure_ascii=False, indent=1)
            (CORPUS / folder / "gold.json").write_text(words + "\n", "utf-8")


if __name__ == "__main__":
    main()
