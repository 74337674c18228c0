"""The ledgers on paper: letters that can be read, every word whole and in its cell. Printed by LibreOffice, if it is there."""

import subprocess
from collections import Counter

import openpyxl
import pdfplumber
import pytest

from policy_parse import parse, write
from policy_parse.readers.office.convert import find_soffice
from thoroughness import tried

A4, A3 = (842, 595), (1191, 842)
SMALLEST = 8.0
"""Points."""
INNER = 0.3
"""So much of a letter's height is left out above and below: the box of a font is taller than its letters."""

pytestmark = pytest.mark.skipif(find_soffice() is None, reason="LibreOffice is not installed")


def long_plan(folder):
    """A made-up plan whose rows hold much: long work, many units, targets, sections."""
    units = "、".join(
        f"县{name}局" for name in ("水利", "财政", "教育", "林业", "农业农村", "交通运输", "卫生健康", "市场监管")
    )
    items = [
        f"（{n}）{lead}整治第{n}片区。{'全面排查隐患，建立台账，逐一销号，做到问题不解决不放过；' * n}整治河道{n * 3}公里以上，"
        f"新建Wi-Fi 6基站{n}座。（{lead}牵头，{units}按职责分工负责，各乡镇人民政府配合，2031年{n}月底前）"
        for n, lead in enumerate(("县水利局", "县生态环境局", "县住房城乡建设局", "县自然资源和规划局"), 1)
    ]
    text = "\n".join(
        (
            "某县2031年河道整治工作方案",
            "一、工作目标",
            "到2031年底，整治河道100公里以上，水质达标率达到95%。",
            "二、重点任务",
            *items,
        )
    )
    (folder / "long.txt").write_text(text + "\n", "utf-8")
    return parse(folder / "long.txt")


def tall_plan(folder):
    """A made-up plan with one row that no page of A4 can hold at 8 points, and a unit that leads thirty works."""
    words = "".join(f"抓好第{n}处险工险段除险加固，落实责任人、巡查人和抢险队伍，配齐物料机具；" for n in range(1, 46))
    targets = "".join(
        f"新建{name}{n}座以上，" for n, name in enumerate(("泵站", "水闸", "涵洞", "渡槽", "水塔", "机井"), 2)
    )
    items = [f"（{n}）整治第{n}片区。逐条登记在册。（县水利局牵头，县财政局配合，2031年6月底前）" for n in range(1, 31)]
    items.append(f"（三十一）除险加固。{words}{targets}（县水利局牵头，各乡镇人民政府配合，2031年9月底前）")
    (folder / "tall.txt").write_text("\n".join(("某县2031年水利工作方案", "一、重点任务", *items)) + "\n", "utf-8")
    return parse(folder / "tall.txt")


FILES = tried(
    ("beibei-xlsx", "long-docx", "tall-xlsx"),
    ("beibei-xlsx", "beibei-docx", "long-xlsx", "long-docx", "tall-xlsx", "tall-docx"),
)
WORKBOOKS = [name for name in FILES if name.endswith("xlsx")]


@pytest.fixture(scope="module")
def printed(tmp_path_factory, beibei):
    """The pages of each ledger by the name of its file, and the folder with the files."""
    folder = tmp_path_factory.mktemp("printed")
    plans = {"beibei": parse(beibei / "source.docx"), "long": long_plan(folder), "tall": tall_plan(folder)}
    for name, plan in plans.items():
        for suffix in ("xlsx", "docx"):
            if f"{name}-{suffix}" in FILES:
                write(plan, folder / f"{name}-{suffix}.{suffix}")
    office = [
        str(find_soffice()),
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--convert-to",
        "pdf",
    ]
    files = sorted(str(file) for suffix in ("xlsx", "docx") for file in folder.glob(f"*-*.{suffix}"))
    subprocess.run([*office, "--outdir", str(folder), *files], check=True, capture_output=True, timeout=300)
    pages = {}
    for file in files:
        name = file.rpartition("/")[2].rpartition(".")[0]
        with pdfplumber.open(folder / f"{name}.pdf") as pdf:
            pages[name] = [(page.width, page.height, page.chars, page.edges) for page in pdf.pages]
    return folder, pages


@pytest.mark.parametrize("name", FILES)
def test_it_prints_across_and_no_letter_is_smaller_than_eight_points(printed, name):
    for width, height, letters, _ in printed[1][name]:
        assert (round(width), round(height)) in ((A4, A3) if name == "tall-xlsx" else (A4,))
        assert min(letter["size"] for letter in letters if letter["text"].strip()) >= SMALLEST


@pytest.mark.parametrize("name", FILES)
def test_no_letter_stands_on_another_or_over_the_edge_of_its_cell(printed, name):
    for _, _, letters, edges in printed[1][name]:
        boxes = [box(letter) for letter in letters if letter["text"].strip()]
        assert list(overlaps(boxes)) == []
        across = [(e["top"], e["x0"], e["x1"]) for e in edges if e["orientation"] == "h"]
        down = [(e["x0"], e["top"], e["bottom"]) for e in edges if e["orientation"] == "v"]
        for left, top, right, bottom in boxes:
            middle, half = (left + right) / 2, (top + bottom) / 2
            assert not [y for y, x0, x1 in across if top < y < bottom and x0 < middle < x1]
            assert not [x for x, y0, y1 in down if left + 1 < x < right - 1 and y0 < half < y1]


def box(letter):
    """The part of a letter that is surely inked."""
    inner = INNER * letter["size"]
    return letter["x0"], letter["top"] + inner, letter["x1"], letter["bottom"] - inner


def overlaps(boxes):
    """Pairs of letters one of which stands on a good part of the other."""
    lines = sorted(boxes, key=lambda each: (each[1], each[0]))
    for i, one in enumerate(lines):
        for other in lines[i + 1 :]:
            if other[1] >= one[3]:
                break
            if min(one[2], other[2]) - max(one[0], other[0]) > 0.5 * min(one[2] - one[0], other[2] - other[0]):
                yield one, other


@pytest.mark.parametrize("name", WORKBOOKS)
def test_every_word_of_the_printed_columns_is_on_paper(printed, name):
    folder, pages = printed
    on_paper = Counter(c for _, _, letters, _ in pages[name] for letter in letters for c in letter["text"])
    written = Counter()
    for sheet in openpyxl.load_workbook(folder / f"{name}.xlsx"):
        area = sheet.print_area or sheet.dimensions
        for row in sheet[area.rpartition("!")[2].replace("$", "")]:
            written.update(
                str(c) for cell in row if isinstance(cell.value, str) and cell.data_type != "f" for c in cell.value
            )
    assert {c: n for c, n in written.items() if c.strip() and on_paper[c] < n and c.isalnum()} == {}


@pytest.mark.parametrize("name", WORKBOOKS)
def test_the_head_and_the_number_stand_on_every_page(printed, name):
    pages = ["".join(letter["text"] for letter in letters) for _, _, letters, _ in printed[1][name]]
    assert all(f"第{n}页，共{len(pages)}页" in page.replace(" ", "") for n, page in enumerate(pages, 1))
    assert sum("序号" in page or "级别" in page for page in pages) == len(pages)
