"""A plan that no office ever issued, with every layout that is hard to read; made up from end to end.

`docx()` is the document as Word keeps it; `text()` is what somebody gets who pastes it into a text file. The county, its
numbers and its tasks do not exist. ``python made_up_document.py FOLDER`` writes both.
"""

from __future__ import annotations

import io
import re
import sys
from dataclasses import dataclass
from pathlib import Path

TITLE = "青禾县城乡供水提质三年行动方案"

NOTICE = [
    "青禾府办发〔2023〕18号",
    "青禾县人民政府办公室|关于印发《青禾县城乡供水提质三年行动方案（2023—2025年）》的通知",
    "各乡镇人民政府，县级有关部门，有关单位：",
    "《青禾县城乡供水提质三年行动方案（2023—2025年）》已经县政府同意，现印发给你们，请认真贯彻执行。",
    "青禾县人民政府办公室",
    "2023年3月20日",
]


@dataclass(frozen=True)
class Line:
    """A paragraph of the plan: `level` of its computed number, None where it has none."""

    words: str
    level: int | None = None


GOALS = [
    Line("为提升城乡供水保障能力，结合我县实际，制定本方案。"),
    Line("总体要求", 0),
    Line("坚持建管并重、城乡一体，统筹水源、水厂、管网和服务，推动城乡供水同标准、同质量、同服务[*1]。"),
    Line("主要目标", 0),
    Line(
        "到2025年，全县供水总量控制在1.26亿m^3以内，城市公共供水管网漏损率降至9%以内，农村自来水普及率达到92%以上。主要指标见下表。"
    ),
]
NOTES = ["同标准指执行同一水质标准。"]

INDICATORS = [
    ["序号", "指标", "单位", "2022年", "2025年", "属性"],
    ["1", "规模化供水工程覆盖人口比例", "%", "61", "≥75", "预期性"],
    ["2", "水源地水质达标率", "%", "96", "100", "约束性"],
    ["3", "万元工业增加值用水量下降率", "%", "—", "[16]", "约束性"],
]

TASKS = [
    Line("重点任务", 0),
    Line("夯实水源基础。", 1),
    Line(
        "加快水源工程建设。统筹新建水源与现有水源挖潜，完善取水口、输水线和调度设施，2024年底前新建小型水库3座，"
        "新增蓄水能力350万m^3。（县水利局牵头，县发展改革局、县财政局、县自然资源局配合）",
        2,
    ),
    Line(
        "加强水源地保护。完成12个集中式水源地规范化建设，设立界标和警示牌（市生态环境局青禾分局牵头，县水利局、县林业局配合）；"
        "关闭保护区内排污口不少于20个（县水利局牵头，各乡镇人民政府配合）；2023年11月底前建立巡查台账（县农业农村局负责）。",
        2,
    ),
    Line("强化水质保障。（责任单位：县卫生健康局、县疾控中心）", 1),
    Line("完善水质检测体系。建设县级水质检测中心1个，健全水质信息公开制度。", 2),
    Line("开展水质提升专项行动。水质抽检合格率提高到95%，比2022年提高3个百分点。", 2),
    Line("推进管网改造。", 1),
    Line("更新老旧管网。制定年度计划，分片区实施更新改造。", 2),
    Line("2023年完成老城区管网更新45公里，管网压力合格率不低于98%。", 3),
    Line("责任单位：县住房城乡建设局、县城市管理局"),
    Line("配合单位：县自来水公司"),
    Line("完成时限：2023年12月底前"),
    Line("2025年6月底前完成开发区管网更新30公里，安装智能水表2.5万只。", 3),
    Line("责任单位：青禾高新区管委会|配合单位：县经济信息局|完成时限：2025年6月30日"),
    Line(
        "提升管理水平。建立供水管网信息系统，实行分区计量、压力调控和漏损预警，把巡线、检修、抢修纳入统一平台，形成发现、派单、处置、反馈的闭环，"
        "力争2025年城区分区计量覆盖率达到90%以上（县住房城乡建设局（县人民防空办公室）牵头，县大数据中心、县财政局、"
        "各乡镇（街道）人民政府、县自来水公司、县水务投资集团有限公司等单位按职责分工负责）。",
        2,
    ),
    Line("促进节约用水。", 1),
    Line(
        "推进农业节水。一是完成高标准农田建设[-1][+2]万亩，农田灌溉水有效利用系数≥0.55（县农业农村局牵头，县水利局[-、县气象局]配合）。"
        "二是推广水肥一体化5000亩（县农业农村局、[+县供销联社]负责）。",
        2,
    ),
    Line(
        "推进工业节水。创建节水型企业不少于2家，万元工业增加值用水量较2020年下降16%以上。〔牵头单位：县经济信息局；配合单位：县水利局、县市场监管局〕",
        2,
    ),
]

FRAME = [
    "专栏1  城乡供水重点工程",
    "1.水厂改造工程。新建规模化水厂2座，改造水厂5座。",
    "2.管网延伸工程。新建供水管网120公里，新增受益人口3.6万人。",
]

SAFEGUARDS = [
    Line("保障措施", 0),
    Line("加强组织领导。成立县城乡供水工作领导小组，统筹推进各项工作。", 1),
    Line("严格督促考核。每季度末通报进展情况。（县政府督查室牵头，县水利局配合）", 1),
    Line("附件：1.重点任务分解表"),
    Line("2.近期工作安排表"),
]

WORK = [
    ["青禾县城乡供水提质重点任务分解表", "<", "<", "<", "<", "<", "<"],
    ["序号", "重点任务", "工作内容", "工作目标", "责任分工", "<", "完成时限"],
    ["^", "^", "^", "^", "牵头单位", "配合单位", "^"],
    ["一、水源工程", "<", "<", "<", "<", "<", "<"],
    [
        "#",
        "水源建设",
        "新建小型水库，配套建设输水管线和取水设施",
        "新建小型水库3座",
        "县水利局",
        "县发展改革局\n县财政局",
        "2024年12月31日",
    ],
    ["#", "^", "开展病险水库除险加固，消除安全隐患", "除险加固水库≥6座", "^", "/", "^"],
    [
        "#",
        "水源保护",
        "推进集中式水源地规范化建设，设立界标、警示牌和隔离设施",
        "完成12个",
        "市生态环境局青禾分局",
        "县水利局、县林业局",
        "2023年10月底前",
    ],
    ["#", "^", "关闭水源保护区内的排污口并开展回头看", "不少于20个", "县水利局", "各乡镇人民政府", "^"],
    ["二、管网工程", "<", "<", "<", "<", "<", "<"],
    [
        "#",
        "管网更新",
        "更新老城区供水管网，同步改造二次供水设施，推进供水设施专业化管理，建立从水源到水龙头的全过程监管机制，开展管网普查",
        "更新管网45公里",
        "县住房城乡建设局",
        "县城市管理局、县自来水公司",
        "2023年12月31日",
    ],
    [
        "#",
        "^",
        "更新开发区供水管网，安装智能水表，健全计量收费制度，实现用水数据在线采集、分析、预警，按月公布供水水质和服务信息",
        "更新管网30公里",
        "^",
        "青禾高新区管委会、县经济信息局",
        "2025年6月30日",
    ],
    [
        "#",
        "计量改造",
        "推进城区分区计量，降低管网漏损",
        "城区公共供水管网漏损率＜9%",
        "县住房城乡建设局",
        "县大数据中心",
        "长期坚持",
    ],
    ["三、节水工程", "<", "<", "<", "<", "<", "<"],
    [
        "#",
        "农业节水",
        "实施高标准农田建设，推广水肥一体化",
        "完成高标准农田建设2万亩",
        "县农业农村局",
        "县水利局",
        "2025年10月",
    ],
    [
        "#",
        "^",
        "推进大中型灌区取水计量，实行总量控制、定额管理，完善农业水价形成机制，落实精准补贴和节水奖励",
        "大中型灌区取水计量率100%",
        "县水利局",
        "—",
        "2024年上半年",
    ],
    [
        "#",
        "工业节水",
        "创建节水型企业，开展用水审计和水效对标",
        "创建节水型企业2家",
        "县经济信息局",
        "县水利局\n县市场监管局",
        "每年12月底前",
    ],
]

NEAR = [
    ["完成时限", "序号", "工作内容", "责任单位"],
    ["2023年4月底前", "1", "制定年度实施计划，明确项目清单", "县水利局、县财政局"],
    ["^", "2", "建立县城乡供水工作联席会议制度", "县政府办公室"],
    ["2023年5月15日前", "3", "完成供水工程普查，普查率100%", "县水利局，各乡镇人民政府"],
    ["2023年三季度末", "4", "出台农村供水价格管理办法", "县发展改革局"],
]

RECORD = ["抄送：县委办公室，县人大常委会办公室，县政协办公室。", "青禾县人民政府办公室  2023年3月20日印发"]


def docx(*, tracked: bool = True, typed: bool = False, repeated: bool = True) -> bytes:
    """The plan as a Word file: computed numbers, a footnote, a text box, merged cells, a landscape section.

    With its tracked changes in it, or `tracked` False with all of them accepted, as one does before printing; with
    `typed` its numbers are written out, for formats in which LibreOffice cannot keep 一、 as a computed one; without
    `repeated` the heads of its tables are not repeated on the next page.
    """
    import docx as python_docx
    import made_up_docx as word
    from docx.shared import Mm, Pt

    document = python_docx.Document()
    counter = [0, 0, 0, 0]
    word.add_numberings(document)
    word.add_footnotes(document, NOTES)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = (
        Mm(37),
        Mm(35),
        Mm(28),
        Mm(26),
    )
    word.add_page_numbers(section)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "FangSong", Pt(16)
    normal.element.rPr.rFonts.set(word.qn("w:eastAsia"), "仿宋")
    normal.paragraph_format.line_spacing, normal.paragraph_format.space_after = Pt(28), Pt(0)
    normal.paragraph_format.widow_control = False

    def paragraph(
        words: str, *, indent: bool = True, align: int = 3, size: float | None = None, bold: bool = False
    ) -> object:
        new = document.add_paragraph()
        new.alignment = align
        new.paragraph_format.first_line_indent = Pt(32) if indent else Pt(0)
        word.write_words(new, words if tracked else _accepted(words), size)
        for run in new.runs:
            run.bold = bold or None
        return new

    def lines(group: list[Line]) -> None:
        for line in group:
            new = paragraph((_label(line, counter) if typed else "") + line.words)
            if line.level is not None and not typed:
                word.number(new, line.level)

    mark, title, recipients, body, signature, date = NOTICE
    word.add_text_box(paragraph(mark, indent=False, align=1), "内部资料 注意保存")
    paragraph(title, indent=False, align=1, size=22, bold=True)
    paragraph(recipients, indent=False)
    paragraph(body)
    for words in (signature, date):
        paragraph(words, indent=False, align=2)
    document.add_page_break()
    paragraph(TITLE, indent=False, align=1, size=22, bold=True)
    paragraph("（2023—2025年）", indent=False, align=1)
    lines(GOALS)
    word.add_table(document, [12, 62, 16, 20, 22, 24], INDICATORS, header_rows=1)
    lines(TASKS)
    word.add_table(document, [156], [["\n".join(FRAME)]], header_rows=0)
    lines(SAFEGUARDS)
    word.add_landscape_section(document)
    paragraph("附件1", indent=False)
    work = _with_numbers(WORK) if typed else WORK
    word.add_table(document, [14, 26, 74, 42, 34, 34, 23], work, header_rows=3 if repeated else 0, size=14, numbered=0)
    paragraph("附件2", indent=False)
    paragraph("近期工作安排表", indent=False, align=1)
    word.add_table(document, [40, 14, 120, 60], NEAR, header_rows=1)
    for words in RECORD:
        paragraph(words, indent=False)
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def text() -> str:
    """The plan pasted into a text file: numbers typed, one row a line, cells apart by tabs, a merged cell once."""
    parts = [*map(_plain, NOTICE), TITLE, "（2023—2025年）"]
    counter = [0, 0, 0, 0]
    parts += (
        _numbered(GOALS, counter)
        + _rows(INDICATORS)
        + _numbered(TASKS, counter)
        + FRAME
        + _numbered(SAFEGUARDS, counter)
    )
    parts += ["附件1", *_rows(WORK), "附件2", "近期工作安排表", *_rows(NEAR), *RECORD]
    return "\n".join(parts) + "\n"


def _accepted(words: str) -> str:
    return re.sub(r"\[\+([^\]]*)\]", r"\1", re.sub(r"\[-[^\]]*\]", "", words))


def _plain(words: str) -> str:
    return re.sub(r"\[\*[^\]]*\]", "", _accepted(words)).replace("^3", "³").replace("|", "\n")


def _numbered(lines: list[Line], counter: list[int]) -> list[str]:
    return [_label(line, counter) + _plain(line.words) for line in lines]


def _label(line: Line, counter: list[int]) -> str:
    """The number of `line`, written out; `counter` has the last one of each level."""
    if line.level is None:
        return ""
    counter[line.level :] = [counter[line.level] + 1] + [0] * (3 - line.level)
    n = counter[line.level]
    return ("一二三四五六七八九"[n - 1] + "、", f"（{'一二三四五六七八九'[n - 1]}）", f"{n}.", f"（{n}）")[line.level]


def _rows(rows: list[list[str]]) -> list[str]:
    found = []
    for row in _with_numbers(rows):
        band = row[1:] == ["<"] * (len(row) - 1)
        found.append(
            row[0]
            if band
            else "\t".join("" if words in ("^", "<") else _plain(words).replace("\n", "、") for words in row)
        )
    return found


def _with_numbers(rows: list[list[str]]) -> list[list[str]]:
    numbers = iter(range(1, len(rows) + 1))
    return [[str(next(numbers)) if words == "#" else words for words in row] for row in rows]


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    (folder / "plan.docx").write_bytes(docx())
    (folder / "accepted.docx").write_bytes(docx(tracked=False))
    (folder / "typed.docx").write_bytes(docx(tracked=False, typed=True))
    (folder / "plan.txt").write_bytes(text().encode("gb18030"))
