"""Every PDF of the shared corpus: no character lost, the cells that pdfplumber finds, memory. Skips where it is absent."""

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from policy_parse.readers.pages.layout import lay_out_page
from policy_parse.readers.pdf import reader as pdf
from policy_parse.readers.pdf.glyphs import visible_text
from policy_parse.readers.pdf.page import read_page
from policy_parse.signs.reading import builtin_signs
from thoroughness import sample, tried

SIGNS = builtin_signs()
ROOT = Path(__file__).parents[3]
SHARED = ROOT / ".." / "shared" / "corpus"
FILES = sorted([*(ROOT / "corpus").rglob("*.pdf"), *SHARED.rglob("*.pdf")])
NAMES = [f"{file.parent.name}/{file.stem[:12]}" for file in FILES]
RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def characters(text):
    """The 汉字 and digits of a text, counted."""
    shown_as = (visible_text(ord(c)) or "" for c in text.translate(RAISED))
    return Counter(c for c in shown_as if "一" <= c <= "鿿" or "㐀" <= c <= "䶿" or (c.isascii() and c.isdigit()))


def pages_alone(file):
    """For each page read by itself: what pdfium gives and is missing from our text, and the other way round."""
    import pypdfium2

    source = pypdfium2.PdfDocument(file)
    for index in range(len(source)):
        layout = lay_out_page(read_page(source, index), SIGNS)
        ours = Counter()
        for line in layout.lines:
            ours += characters(line.text)
        for table in layout.tables:
            for cell in table.cells:
                ours += characters(cell.text)
        theirs = characters(source[index].get_textpage().get_text_range())
        yield index + 1, theirs - ours, ours - theirs


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared corpus is not here")
def test_every_page_keeps_its_characters(capsys):
    differences = []
    for file, name in sample(zip(FILES, NAMES, strict=True), 8):
        for page, missing, extra in pages_alone(file):
            differences.append((missing.total() + extra.total(), name, page, dict(missing), dict(extra)))
    worst = sorted(differences, key=lambda d: -d[0])[:10]
    with capsys.disabled():
        print("\nthe ten pages that differ most from pdfium's text:")
        for count, name, page, missing, extra in worst:
            print(f"  {count:4d}  {name} p. {page}  missing {missing} extra {extra}")
    assert [d for d in worst if d[0]] == []


@pytest.mark.parametrize("file", sample(FILES, 8), ids=sample(NAMES, 8))
def test_only_margins_are_dropped_on_the_way_to_pieces(file):
    """What the pages hold and the document does not is page numbers, running heads and repeated table heads."""
    import pypdfium2

    document = pdf.read(file.read_bytes(), name=file.name)
    theirs = Counter()
    for page in pypdfium2.PdfDocument(file):
        theirs += characters(page.get_textpage().get_text_range())
    ours = characters(document.text)
    assert ours - theirs == Counter()
    lost = theirs - ours
    assert lost.total() <= 100 * document.page_count
    once = {character for character, count in lost.items() if not character.isdigit() and count == 1}
    assert once == set() or document.page_count == 1


# Where pdfplumber's cells are not the table's: white boxes that a converter put behind lines of text, a page laid out
# in one big box, shades drawn line by line inside a cell, a right or upper border that was not drawn.
NO_TABLES = {"shandong-2021-chengxiangjianshe", "dc080", "govcn"}
MENDED = {("dc420", 8), ("dc451", 12), ("dc451", 13), ("dc451", 14), ("dc559", 6)}


def norm(text):
    return "".join(sorted(characters(text or "").elements()))


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared corpus is not here")
@pytest.mark.parametrize("file", sample(FILES, 8), ids=sample(NAMES, 8))
def test_ruled_tables_have_the_cells_that_pdfplumber_finds(file):
    import pdfplumber
    import pypdfium2

    key = file.parent.name if file.stem == "source" else file.stem.partition("-")[0]
    if key in NO_TABLES:
        pytest.skip("pdfplumber takes layout boxes for tables here")
    source = pypdfium2.PdfDocument(file)
    with pdfplumber.open(file) as reference:
        for page in reference.pages:
            content = read_page(source, page.page_number - 1)
            if not content.edges or (key, page.page_number) in MENDED:
                continue
            wanted = [
                sorted(norm(cell) for row in table for cell in row if cell is not None)
                for table in page.extract_tables()
                if len(table[0]) > 1
            ]
            page.close()
            layout = lay_out_page(content, SIGNS)
            found = [sorted(norm(cell.text) for cell in table.cells) for table in layout.tables]
            for table in wanted:
                assert table in found, page.page_number


MEMORY = """
import re, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from pdf_writer import PdfPage, write_pdf
from policy_parse.readers.pdf import reader as pdf
count = int(sys.argv[2])
pages = [PdfPage() for _ in range(count)]
for n, page in enumerate(pages):
    for i in range(22):
        page.text(80, 100 + 28 * i, f"第{n}页第{i}行各部门要按照职责分工抓好各项工作任务的落")
data = write_pdf(*pages)
del pages
document = pdf.read(data, name="long.pdf")
assert document.page_count == count
# Not getrusage: its peak goes on from the process that started this one.
print(int(re.search(r"VmHWM:\\s*([0-9]+) kB", Path("/proc/self/status").read_text())[1]) // 1024)
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="no such account of memory on this system")
def test_pages_are_not_kept_in_memory():
    """A thousand take less than 250 megabytes, some 60; the usual run has fewer of both."""
    pages, megabytes = tried((250, 90), (1000, 250))
    command = [sys.executable, "-c", MEMORY, str(Path(__file__).parent), str(pages)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert int(done.stdout) < megabytes


def test_reading_twice_gives_the_same():
    data = FILES[0].read_bytes()
    assert pdf.read(data, name="a.pdf") == pdf.read(data, name="a.pdf")


def test_boxes_lie_on_their_page():
    for file in FILES[:6]:
        document = pdf.read(file.read_bytes(), name=file.name)
        for block in document.blocks:
            x0, top, x1, bottom = block.bbox
            assert -20 <= x0 < x1 <= 900, block
            assert -20 <= top < bottom <= 900, block
