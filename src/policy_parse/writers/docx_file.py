"""DOCX: the tasks as a table of the kind that offices issue (任务分解表), to be edited and sent out.

Read back, each row has the units and the time limits of its task: roles stand in columns of their own, and a limit
whose year came from the document (6月底前) is written with it.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby
from typing import Any
from xml.sax.saxutils import escape

from policy_parse.model import Deadline, Plan, Role, Task
from policy_parse.writers.ledger import Places, units_in_words
from policy_parse.writers.package import UNPRINTABLE, timeless

FORMAT = "docx"
SUFFIXES = (".docx",)
BINARY = True

_PAGE = (297, 210)
_MARGIN = 20
_BODY, _HEAD = "仿宋", "黑体"
_TITLE_SIZE, _SIZE = 22.0, 10.5
"""Points: 二号 and 五号."""
_ROLES: dict[str, Role] = {
    "牵头单位": "lead", "责任单位": "responsible", "配合单位": "supporting", "指导单位": "guiding",
}  # fmt: skip
_CENTRED = frozenset({"序号", "完成时限", "出处"})
# 2025年底前 · “十四五”末: understood without the document round it
_HAS_YEAR = re.compile(r"20\d\d|[一二三四五六七八九十]五")


@dataclass(frozen=True, slots=True)
class _Row:
    path: tuple[str, ...]
    cells: tuple[str, ...]


def render(plan: Plan) -> bytes:
    """Return a landscape document: title, source, one row a task; cells of headings that follow each other merged.

    指导单位 has a column where a task names one. Every task of the plan is there, in document order.
    """
    import docx
    from docx.enum.section import WD_ORIENT
    from docx.oxml import parse_xml
    from docx.shared import Mm

    document = docx.Document()
    section = document.sections[0]
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Mm(_PAGE[0]), Mm(_PAGE[1])
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(_MARGIN)
    body = document.element.body
    for element in (*_heading(plan), _table(plan)):
        body.insert(len(body) - 1, parse_xml(element))
    footer = section.footer.paragraphs[0]._p
    footer.getparent().replace(footer, parse_xml(_page_number()))
    _set_fonts(document)
    document.core_properties.title = UNPRINTABLE.sub("", _title(plan))[:255]
    out = io.BytesIO()
    document.save(out)
    return timeless(out.getvalue())


def _set_fonts(document: Any) -> None:
    from docx.oxml.ns import qn

    fonts = document.styles["Normal"].element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), _BODY)


def _title(plan: Plan) -> str:
    name = plan.header.title or plan.header.notice_title or ""
    return name if name.endswith("任务分解表") else f"{name}任务分解表"


def _heading(plan: Plan) -> Iterator[str]:
    yield _paragraph(_title(plan), font=_HEAD, size=_TITLE_SIZE, alignment="center")
    header = plan.header
    number = f"（{header.document_number.text}）" if header.document_number else ""
    name = f"《{header.title}》{number}" if header.title else plan.source.name
    yield _paragraph(f"来源：{name}", size=_SIZE, alignment="center")


# ------------------------------------------------------------------------------------------------------------- rows


def _columns(plan: Plan) -> dict[str, int]:
    """Heads with their widths in millimetres."""
    columns = {"序号": 11, "重点任务": 28, "工作内容": 74, "目标指标": 34}
    columns |= {"牵头单位": 24, "责任单位": 26, "配合单位": 25}
    if any(unit.role == "guiding" for task in plan.tasks for unit in task.supporting):
        columns |= {"工作内容": 54, "指导单位": 20}
    return columns | {"完成时限": 20, "出处": 15}


def _rows(plan: Plan, heads: Sequence[str]) -> Iterator[_Row]:
    places = Places(plan)
    for number, task in enumerate(plan.tasks, 1):
        cells = {
            "序号": str(number),
            "重点任务": "\n".join(task.path),
            "工作内容": _content(task),
            "目标指标": "\n".join(dict.fromkeys("".join(target.text.split()) for target in task.targets)),
            "完成时限": "\n".join(_limits(task.deadlines)),
            "出处": places.of(task),
        }
        cells |= {head: units_in_words(task, role) for head, role in _ROLES.items()}
        yield _Row(task.path, tuple(cells[head] for head in heads))


def _content(task: Task) -> str:
    words = task.text.strip()
    return words if not task.title or words.startswith(task.title) else f"{task.title}。{words}"


def _limits(deadlines: Iterable[Deadline]) -> Iterable[str]:
    """The time limits in words, one that is stated twice (2025年6月底前, 2025年6月30日) once."""
    said: dict[tuple[object, ...], str] = {}
    for deadline in deadlines:
        key = (deadline.kind, deadline.end, deadline.rrule) if deadline.end else (deadline.text,)
        said.setdefault(key, _limit(deadline))
    return dict.fromkeys(said.values())


def _limit(deadline: Deadline) -> str:
    """`deadline` so that it says its year: 6月底前 in a plan of 2023 is 2023年6月底前."""
    words = "".join(deadline.text.split())
    end = deadline.end
    if deadline.kind != "date" or end is None or _HAS_YEAR.search(words):
        return words
    last = (end + timedelta(days=1)).day == 1
    return f"{end.year}年{end.month}月{'底' if last else f'{end.day}日'}前"


# -------------------------------------------------------------------------------------------------------------- xml


def _namespace() -> str:
    from docx.oxml.ns import nsdecls

    return str(nsdecls("w"))


def _table(plan: Plan) -> str:
    columns = _columns(plan)
    heads, widths = list(columns), [round(width * 1440 / 25.4) for width in columns.values()]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    head = "".join(
        _cell(_paragraph(words, font=_HEAD, alignment="center", inner=True), width)
        for words, width in zip(heads, widths, strict=True)
    )
    rows = [f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>"]
    for path, group in groupby(_rows(plan, heads), key=lambda row: row.path):
        rows += [_row(row, heads, widths, first=i == 0, merged=bool(path)) for i, row in enumerate(group)]
    edges = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    return (
        f'<w:tbl {_namespace()}><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{edges}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"{''.join(rows)}</w:tbl>"
    )


def _row(row: _Row, heads: Sequence[str], widths: Sequence[int], *, first: bool, merged: bool) -> str:
    cells = []
    for head, words, width in zip(heads, row.cells, widths, strict=True):
        merge = ""
        if head == "重点任务" and merged:
            merge = '<w:vMerge w:val="restart"/>' if first else "<w:vMerge/>"
            words = words if first else ""
        alignment = "center" if head in _CENTRED else "left"
        lines = "".join(_paragraph(line, alignment=alignment, inner=True) for line in words.split("\n"))
        cells.append(_cell(lines, width, merge))
    return f"<w:tr>{''.join(cells)}</w:tr>"


def _cell(paragraphs: str, width: int, merge: str = "") -> str:
    properties = f'<w:tcW w:w="{width}" w:type="dxa"/>{merge}<w:vAlign w:val="center"/>'
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraphs}</w:tc>"


def _paragraph(
    words: str, *, font: str = _BODY, size: float = _SIZE, alignment: str = "left", inner: bool = False
) -> str:
    words = escape(UNPRINTABLE.sub("", words))
    run = f'<w:r>{_look(font, size)}<w:t xml:space="preserve">{words}</w:t></w:r>' if words else ""
    space = '<w:spacing w:before="0" w:after="0"/>' if inner else '<w:spacing w:before="0" w:after="120"/>'
    return f'<w:p{"" if inner else " " + _namespace()}><w:pPr>{space}<w:jc w:val="{alignment}"/></w:pPr>{run}</w:p>'


def _look(font: str, size: float) -> str:
    names = "".join(f' w:{script}="{font}"' for script in ("ascii", "hAnsi", "eastAsia", "cs"))
    return f'<w:rPr><w:rFonts{names}/><w:sz w:val="{round(2 * size)}"/></w:rPr>'


def _page_number() -> str:
    """— 1 — in the middle of the foot (GB/T 9704—2012, 7.5)."""
    look = _look(_BODY, 14)
    field = f'<w:fldSimple w:instr=" PAGE "><w:r>{look}<w:t>1</w:t></w:r></w:fldSimple>'
    dash = f'<w:r>{look}<w:t xml:space="preserve">{{}}</w:t></w:r>'
    words = f"{dash.format('— ')}{field}{dash.format(' —')}"
    return f'<w:p {_namespace()}><w:pPr><w:jc w:val="center"/></w:pPr>{words}</w:p>'
