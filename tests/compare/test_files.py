"""A comparison as a workbook, a Word document and a page: read back, every change of the made-up pairs is in each."""

import io
from datetime import datetime
from html.parser import HTMLParser

import docx
import openpyxl
import pytest
from compared_plans import OTHERS, plan
from truth import PAIRS, truth

from policy_parse import compare, parse
from policy_parse.annotation import annotate
from policy_parse.model import wording
from policy_parse.readers.docx.reader import read
from policy_parse.writers.comparisons import find_writer, format_of
from policy_parse.writers.comparisons.notes import notes_of
from policy_parse.writers.comparisons.rows import note_of
from policy_parse.writers.comparisons.works import words_of
from policy_parse.writers.workbook import is_as_written

pytestmark = pytest.mark.usefixtures("read_once")

FORMATS = ("xlsx", "docx", "html")
HOSTILE = (
    "=1+1，<script>alert(1)</script>，创建节水企业12家。（市水务局负责）",
    "+cmd，\"'><img src=x onerror=alert(1)>，创建节水企业15家。（市水务局负责）",
)
VOID = {"meta", "br", "img", "link", "hr", "input"}


class Page(HTMLParser):
    """What a browser makes of a page: tags that do not match are an error."""

    def __init__(self, data):
        super().__init__()
        self.open, self.tags = [], []
        self.words = {"del": [], "ins": [], "": []}
        self.feed(data.decode())
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if "style" not in self.open:
            self.words[next((tag for tag in self.open if tag in ("del", "ins")), "")].append(data)

    @property
    def text(self):
        return "\n".join(word for words in self.words.values() for word in words)


class Columns(HTMLParser):
    """The words of either column of a page."""

    def __init__(self, data):
        super().__init__()
        self.old = self.new = ""
        self._side = ""
        self.feed(data.decode())

    def handle_starttag(self, tag, attrs):
        if tag == "div":
            self._side = dict(attrs)["class"].removeprefix("side ") if "side" in dict(attrs)["class"] else ""

    def handle_endtag(self, tag):
        self._side = "" if tag == "div" else self._side

    def handle_data(self, data):
        if self._side:
            setattr(self, self._side, getattr(self, self._side) + data)


@pytest.fixture(scope="module", params=PAIRS)
def pair(request):
    told = truth(request.param)
    old, new = parse(told.source("old")), parse(told.source("new"))
    return compare(old, new), old, new


@pytest.fixture(scope="module")
def hostile():
    old, new = plan(2023, HOSTILE[0], *OTHERS), plan(2024, HOSTILE[1], *OTHERS)
    return compare(old, new), old, new


def render(pair, format):
    return find_writer(format).render(*pair)


def book(pair):
    return openpyxl.load_workbook(io.BytesIO(render(pair, "xlsx")))


def rows(sheet):
    heads, *found = sheet.iter_rows(min_row=3, values_only=True)
    return [dict(zip(heads, row, strict=True)) for row in found]


def tables(pair):
    """The cells of each row of the Word document, a merged cell once for each row."""
    document = docx.Document(io.BytesIO(render(pair, "docx")))
    return [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]


def changes(comparison):
    return [change for match in (*comparison.targets, *comparison.matches) for change in match.changes]


def whole(comparison):
    """Matches whose kind is a difference of its own."""
    return [m for m in (*comparison.targets, *comparison.matches) if m.kind not in ("kept", "changed")]


# ------------------------------------------------------------------------------------------- every change is in each


def test_the_sheet_of_changes_has_a_row_for_each(pair):
    comparison = pair[0]
    found = rows(book(pair)["变化清单"])
    assert len(found) == len(changes(comparison)) + len(whole(comparison))
    cells = [(row["栏目"], row["原来"] or "", row["现在"] or "") for row in found]
    for change in changes(comparison):
        assert (wording.CHANGE_FIELDS[change.field], words_of(change.old), words_of(change.new)) in cells


def test_the_sheet_side_by_side_has_a_row_for_each_match(pair):
    comparison, old, new = pair
    found = rows(book(pair)["逐项对照"])
    assert len(found) == len(comparison.targets) + len(comparison.matches)
    for sides, content in (
        ((m.old for m in comparison.matches), "原内容"),
        ((m.new for m in comparison.matches), "新内容"),
    ):
        text = "\n".join(row[content] or "" for row in found)
        ids = {i for side in sides for i in side}
        assert all(task.text in text for task in (old if content == "原内容" else new).tasks if task.id in ids)


def test_the_word_document_has_a_row_for_each_change(pair):
    comparison, old, new = pair
    found = tables(pair)
    for change in changes(comparison):
        told = {wording.CHANGE_FIELDS[change.field], note_of(change), words_of(change.old), words_of(change.new)} - {""}
        assert any(told <= set(cells) for cells in found)
    for match in comparison.matches:
        if match.kind in ("added", "dropped"):
            tasks = [task for plan in (old, new) for task in plan.tasks if task.id in (match.new or match.old)]
            assert any(task.text in cell for cells in found for cell in cells for task in tasks)


def test_the_page_tells_each_change(pair):
    comparison = pair[0]
    page = Page(render(pair, "html"))
    for change in changes(comparison):
        if change.field != "text":
            assert not change.old or words_of(change.old) in page.words["del"]
            assert not change.new or words_of(change.new) in page.words["ins"]
        assert any(note_of(change) in words for words in page.words[""])


def test_the_page_shows_all_words_of_both_plans(pair):
    _, old, new = pair
    columns = Columns(render(pair, "html"))
    for words, tasks in ((columns.old, old.tasks), (columns.new, new.tasks)):
        assert [task.text for task in tasks if "".join(task.text.split()) not in "".join(words.split())] == []


def test_notes_stand_at_the_words_that_changed(pair):
    comparison, _, new = pair
    notes = notes_of(*pair)
    dropped = sum(match.kind == "dropped" for match in (*comparison.targets, *comparison.matches))
    others = len(changes(comparison)) + len(whole(comparison)) - dropped
    assert len(notes) == others + 1
    assert notes[0][0] is None
    assert notes[0][1].count("\n") == dropped
    at = {(span.of(new.text), words.partition("\n")[0]) for span, words in notes if span is not None}
    for change in changes(comparison):
        if change.new is not None and change.field not in ("title", "text"):
            assert (change.new.text, f"【{wording.CHANGE_FIELDS[change.field]}】{note_of(change)}") in at


# ------------------------------------------------------------------------------------------------------ the workbook


def test_days_are_dates_and_differences_numbers():
    old = plan(2023, "改造管网。改造管网60公里以上，2023年底前完成。（市水务局负责）", *OTHERS)
    new = plan(2024, "改造管网。改造管网85.5公里以上，2024年9月底前完成。（市水务局负责）", *OTHERS)
    target, deadline = rows(book((compare(old, new), old, new))["变化清单"])
    assert (target["原数值"], target["新数值"], target["差额"], target["单位"]) == (60, 85.5, 25.5, "km")
    assert target["宽严"] == "更严"
    assert deadline["原截止日期"] == datetime(2023, 12, 31)  # noqa: DTZ001 - a day has no zone
    assert deadline["新截止日期"] == datetime(2024, 9, 30)  # noqa: DTZ001
    assert deadline["相差天数"] == -92


def test_numbers_of_unlike_units_do_not_stand_beside_each_other():
    old, new = (
        plan(2023, "培训电工120人。（市水务局负责）", *OTHERS),
        plan(2024, "培训电工3批。（市水务局负责）", *OTHERS),
    )
    (row,) = rows(book((compare(old, new), old, new))["变化清单"])
    assert row["变化"] == "不可比"
    assert row.get("原数值") is None or row.get("新数值") is None


def test_sheets_filter_stay_in_sight_and_print(pair):
    for sheet in book(pair):
        assert sheet.freeze_panes == "A4"
        assert sheet.auto_filter.ref.startswith("A3:")
        assert sheet.print_title_rows == "$3:$3"
        assert (sheet.page_setup.orientation, sheet.page_setup.fitToWidth) == ("landscape", 1)
        assert all(0 < sheet.row_dimensions[y].height <= 409 for y in range(3, sheet.max_row + 1))
        longest = max(range(4, sheet.max_row + 1), key=lambda y: sum(len(str(c.value or "")) for c in sheet[y]))
        assert sheet.row_dimensions[longest].height > 3 * 13


def test_what_is_printed_fits_a_page_across_with_legible_print(pair):
    for sheet in book(pair):
        printed = openpyxl.utils.range_boundaries(sheet.print_area.split("!")[-1])[2]
        assert {merged.max_col for merged in sheet.merged_cells.ranges} == {printed}
        letters = map(openpyxl.utils.get_column_letter, range(1, printed + 1))
        digits = sum(sheet.column_dimensions[letter].width for letter in letters)
        assert 10 * 276 / (digits * 2.5) >= 8  # print of 10 points on 276 mm; a digit is at most 2.5 mm wide


def test_the_rows_of_one_piece_of_work_stay_on_one_page(pair):
    document = docx.Document(io.BytesIO(render(pair, "docx")))
    assert document.element.xpath(".//w:vMerge[not(@w:val='restart')]")
    for table in document.tables:
        rows = [row._tr for row in table.rows]
        goes_on = [bool(row.xpath(".//w:vMerge[not(@w:val='restart')]")) for row in rows]
        keeps = [all(p.xpath("./w:pPr/w:keepNext") for p in row.xpath(".//w:p")) for row in rows]
        assert keeps == [*goes_on[1:], False]


def test_words_that_look_like_formulas_stay_words(hostile):
    for sheet in book(hostile):
        cells = [cell for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]
        assert {cell.data_type for cell in cells} == {"s"}
        assert any(cell.value.startswith(("=1+1", "+cmd")) for cell in cells)


def test_a_workbook_that_nobody_has_typed_into_may_be_written_anew(pair, tmp_path):
    file = tmp_path / "changes.xlsx"
    data = render(pair, "xlsx")
    file.write_bytes(data)
    assert is_as_written(file)
    typed = openpyxl.load_workbook(io.BytesIO(data))
    typed["变化清单"]["W5"] = "已核"
    typed.save(file)
    assert not is_as_written(file)


# ----------------------------------------------------------------------------------------------- document and page


def test_the_document_names_both_plans_and_groups_by_kind(pair):
    comparison = pair[0]
    document = docx.Document(io.BytesIO(render(pair, "docx")))
    lines = [paragraph.text for paragraph in document.paragraphs]
    assert lines[0] == "方案变化对照表"
    assert comparison.old.title in lines[1]
    assert comparison.new.title in lines[2]
    kinds = [m.kind for m in (*comparison.targets, *comparison.matches)]
    groups = [
        f"{label}（{kinds.count(k)} 项）" for k, label in wording.MATCH_KINDS.items() if k in kinds and k != "kept"
    ]
    assert [line for line in lines if line.endswith("项）")] == groups
    assert len(document.tables) == len(groups)


def test_hostile_words_are_words_of_the_document(hostile):
    assert any("<script>alert(1)</script>" in cell for row in tables(hostile) for cell in row)


def test_the_page_needs_nothing_else_and_runs_nothing(hostile):
    page = Page(render(hostile, "html"))
    tags = {tag for tag, _ in page.tags}
    assert not tags & {"script", "img", "link", "iframe", "object", "form"}
    assert not [name for _, attributes in page.tags for name in attributes if name.startswith("on") or name == "src"]
    assert all(attributes["href"].startswith("#w") for tag, attributes in page.tags if tag == "a")
    (policy,) = [a["content"] for tag, a in page.tags if tag == "meta" and "http-equiv" in a]
    assert policy.startswith("default-src 'none'")
    assert "<script>alert" in "".join(page.words["del"] + page.words[""])
    assert "url(" not in render(hostile, "html").decode()


def test_links_lead_to_what_changed(pair):
    page = Page(render(pair, "html"))
    ids = {attributes["id"] for _, attributes in page.tags if "id" in attributes}
    links = [attributes["href"][1:] for tag, attributes in page.tags if tag == "a"]
    assert set(links) <= ids
    assert len(links) == sum(m.kind != "kept" for m in (*pair[0].targets, *pair[0].matches))


def marked(old, new, *, years=(2023, 2024)):
    """The words that a page marks in the two columns of one task."""
    plans = plan(years[0], old, *OTHERS), plan(years[1], new, *OTHERS)
    page = render((compare(*plans), *plans), "html").decode()
    columns = page.partition('id="w1"')[2].partition('class="pair"')[2].partition("</section>")[0]
    found = Page(f"<div {columns.rpartition('</div>')[0]}</div>".encode())
    return found.words["del"], found.words["ins"]


def test_words_and_numbers_are_marked_whole():
    assert marked("改造管网120公里。（市水务局负责）", "改造管网1250公里。（市水务局负责）") == (["120"], ["1250"])
    old = "组织开展节水宣传进社区活动，普及节水知识。（市水务局负责）"
    assert marked(old, old.replace("宣传", "培训")) == (["宣传"], ["培训"])


def test_a_year_that_moves_with_the_plan_is_not_marked():
    old = "2023年底前改造管网120公里。（市水务局负责）"
    assert marked(old, old.replace("2023", "2024").replace("120", "130")) == (["120"], ["130"])
    assert marked(old, old.replace("2023", "2025")) == (["2023"], ["2025"])


def test_scraps_between_changes_are_part_of_the_change():
    old = "管网改造。开展城区供水管线排查，改造城区老旧供水管网，建设分区计量设施，降低漏损。（市水务局负责）"
    new = "管网改造。会同街道入户检修水表，改造城区老旧供水管网，建成并投用智慧调度平台，降低漏损。（市水务局负责）"
    dropped, added = marked(old, new)
    assert (len(dropped), len(added)) == (2, 2)
    assert "改造城区老旧供水管网" not in "".join((*dropped, *added))


def test_units_in_another_order_are_not_marked():
    old = "改造管网120公里。（市水务局、市财政局、市教育局负责）"
    new = "改造管网120公里。（市财政局、市水务局、市林业局负责）"
    assert marked(old, new) == (["市教育局"], ["市林业局"])


# ------------------------------------------------------------------------------------------------------------- all


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_comparison_gives_the_same_bytes(hostile, format):
    assert render(hostile, format) == render(hostile, format)


@pytest.mark.parametrize("format", FORMATS)
def test_two_equal_plans_and_two_empty_ones(format):
    same = plan(2023, *OTHERS)
    assert render((compare(same, same), same, same), format)
    nothing = parse("通知".encode(), name="notice.txt")
    assert render((compare(nothing, nothing), nothing, nothing), format)


def test_very_long_texts_are_compared_by_clauses():
    long = "、".join(f"{n}号泵站" for n in range(400))
    old = f"检修泵站。检修{long}，落实管护责任。（市水务局负责）"
    assert marked(old, old.replace("管护", "监管")) == (["落实管护责任。"], ["落实监管责任。"])


def test_endings_choose_the_format(tmp_path):
    assert [format_of(tmp_path / f"a{end}") for end in (".xlsx", ".docx", ".html", ".HTM")] == [*FORMATS, "html"]


def test_changes_are_comments_on_a_copy_of_the_new_plan(tmp_path):
    told = truth(PAIRS[0])
    old, new = parse(told.source("old")), parse(told.source("new"))
    notes = notes_of(compare(old, new), old, new)
    annotate(told.source("new"), notes, tmp_path / "noted.docx")
    document = docx.Document(str(tmp_path / "noted.docx"))
    assert [comment.text for comment in document.comments] == [words for _, words in notes]
    assert read((tmp_path / "noted.docx").read_bytes(), name="noted.docx").text == new.text


def test_between_rates_it_is_percentage_points():
    line = "一、重点任务\n（一）改造管网。城市公共供水管网漏损率控制在{}%以内，改造管网{}公里。（责任单位：县水务局）\n"
    old, new = (parse(line.format(*values).encode(), name="plan.txt") for values in ((9, 30), ("8.5", 35)))
    words = "".join(note_of(change) for match in compare(old, new).matches for change in match.changes)
    assert "下调 0.5 个百分点" in words
    assert "上调 5 公里" in words
