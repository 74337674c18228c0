"""Saved web pages: encodings, the article, tables, soft breaks."""

import pytest

from policy_parse.document import Document
from policy_parse.errors import ReadError
from policy_parse.readers.html import reader as html

TITLE = "某某市人民政府办公室关于印发某某市节约用水工作方案的通知"
BODY = "为加强用水管理，提高用水效率，结合本市实际，制定本方案。各区县、各部门要按照职责分工，抓好工作落实。"


def read(markup: str, encoding: str = "utf-8") -> Document:
    return html.read(markup.encode(encoding), name="page.html")


def lines(markup: str) -> list[str]:
    return read(f"<html><body>{markup}</body></html>").text.split("\n")


def grid(document: Document) -> list[tuple[int, int, int, int, str]]:
    return [
        (b.row, b.column, b.row_span, b.column_span, b.span.of(document.text))
        for b in document.blocks
        if b.kind == "cell"
    ]


PAGE = f"""<!DOCTYPE html>
<html><head><meta charset="gb2312"><title>{TITLE}_某某市人民政府</title>
<script>var text = "脚本里的句子，不是正文。";</script><style>p {{ color: red }}</style></head>
<body>
<div class="header"><ul class="nav"><li><a href="/">首页</a></li><li><a href="/a">政务公开</a></li><li><a href="/b">政务服务</a></li></ul></div>
<div class="crumbs">当前位置：<a href="/">首页</a> &gt; <a href="/a">政务公开</a> &gt; 正文</div>
<h1>{TITLE}</h1>
<div class="info">来源：某某市人民政府 发布时间：2024-05-06</div>
<div style="display: none">隐藏的句子，不应出现在正文里。</div>
<div id="zoom">
<p>各区县人民政府：</p><p>{BODY}</p><p>{BODY}</p>
<!-- 注释里的句子，不是正文。 -->
<p style="text-align: right">某某市人民政府办公室</p>
<p>龑㎡</p>
<div class="bdsharebuttonbox"><a href="#">微信</a><a href="#">微博</a></div>
</div>
<div class="related"><h3>相关链接</h3><ul><li><a href="/x">某某市召开节水工作会议，部署重点任务</a></li></ul></div>
<footer>主办：某某市人民政府办公室，网站标识码：0000000000，联系我们。</footer>
</body></html>"""


def test_only_the_article_of_a_page_is_read_with_its_title_before_it() -> None:
    assert read(PAGE, "gb18030").text.split("\n") == [
        TITLE,
        "各区县人民政府：",
        BODY,
        BODY,
        "某某市人民政府办公室",
        "龑㎡",
    ]


def test_the_title_of_the_page_is_a_heading_of_level_nought() -> None:
    assert read(PAGE, "gb18030").blocks[0].heading == 0


def test_alignment_comes_from_the_style() -> None:
    assert read(PAGE, "gb18030").blocks[4].alignment == "right"


def test_a_page_without_any_container_loses_nothing_of_its_text() -> None:
    assert lines(f"<h2>一、总体要求</h2><p>{BODY}</p><p>短句</p>") == ["一、总体要求", BODY, "短句"]


def test_gb2312_is_read_as_gb18030_so_that_nothing_is_cut_off() -> None:
    page = f'<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"></head><body><p>䶮㎡m³</p><p>{BODY}</p></body></html>'
    assert read(page, "gb18030").text == f"䶮㎡m³\n{BODY}"


def test_a_table_keeps_its_spans() -> None:
    page = (
        "<table><tr><th rowspan=2>任务</th><th colspan=2>责任分工</th></tr><tr><th>牵头单位</th><th>配合单位</th></tr>"
        "<tr><td>种树</td><td>市林业局</td><td>市园林局</td></tr></table>"
    )
    assert grid(read(page)) == [
        (0, 0, 2, 1, "任务"), (0, 1, 1, 2, "责任分工"), (1, 1, 1, 1, "牵头单位"), (1, 2, 1, 1, "配合单位"),
        (2, 0, 1, 1, "种树"), (2, 1, 1, 1, "市林业局"), (2, 2, 1, 1, "市园林局"),
    ]  # fmt: skip


def test_no_two_cells_cover_one_place_however_the_spans_overlap() -> None:
    page = "<table><tr><td>a<td rowspan=9>b</tr><tr><td colspan=5>c</tr><tr><td rowspan=0>d</tr></table>"
    cells = grid(read(page))
    places = [(r + i, c + j) for r, c, rows, columns, _ in cells for i in range(rows) for j in range(columns)]
    assert len(places) == len(set(places))


def test_paragraphs_of_a_cell_are_lines_of_it() -> None:
    assert grid(read("<table><tr><td><p>一</p><p>二</p></td><td>三<br>四</td></tr></table>")) == [
        (0, 0, 1, 1, "一\n二"), (0, 1, 1, 1, "三\n四"),
    ]  # fmt: skip


def test_a_layout_table_is_read_as_paragraphs() -> None:
    page = f"<table><tr><td>首页</td><td>{''.join(f'<p>{i}.{BODY}</p>' for i in range(1, 7))}</td></tr></table>"
    document = read(f"<html><body>{page}</body></html>")
    assert {block.kind for block in document.blocks} == {"paragraph"}
    assert BODY in document.text


def test_a_break_before_an_indent_or_a_number_ends_the_paragraph() -> None:
    assert lines(f"<p>{BODY}<br>\u3000\u3000一、工作目标<br>（一）严控总量<br><br>{BODY}</p>") == [
        BODY, "一、工作目标", "（一）严控总量", BODY,
    ]  # fmt: skip


def test_any_other_break_is_soft() -> None:
    document = read("<html><body><p>关于印发某某市节约用水<br>工作方案的通知</p></body></html>")
    assert [b.span.of(document.text) for b in document.blocks] == ["关于印发某某市节约用水\n工作方案的通知"]


def test_raised_two_and_three_become_their_characters() -> None:
    assert lines("<p>用水总量3亿m<sup>3</sup>，面积2km<sup>2</sup>，CO<sub>2</sub></p>") == [
        "用水总量3亿m³，面积2km²，CO2"
    ]


def test_numbers_of_an_ordered_list_are_text() -> None:
    assert lines("<ol start=3><li>种树</li><li>种草</li></ol><ul><li>浇水</li></ul>") == ["3.种树", "4.种草", "浇水"]


def test_a_line_end_of_the_source_is_no_blank() -> None:
    assert lines("<p>加强用水\n      管理，按 2024 年\n计划</p>") == ["加强用水管理，按 2024 年计划"]


def test_bold_paragraphs_say_so() -> None:
    document = read("<html><body><p><b>一、目标</b></p><p><b>一</b>是</p></body></html>")
    assert [block.bold for block in document.blocks] == [True, False]


def test_a_web_archive_is_unpacked() -> None:
    archive = (
        "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=xx\r\n\r\n--xx\r\nContent-Type: text/html; charset=utf-8\r\n"
        f"Content-Transfer-Encoding: 8bit\r\n\r\n<html><body><p>{BODY}</p></body></html>\r\n--xx--\r\n"
    ).encode()
    assert html.sniff(archive)
    assert html.read(archive, name="page.mht").text == BODY


@pytest.mark.parametrize(
    "start", ["<html>", "\ufeff<!DOCTYPE html>", "\n<!-- a --><HTML xmlns:o='urn'>", "<?xml version='1.0'?><html>"]
)
def test_pages_are_known_by_their_first_tag(start: str) -> None:
    assert html.sniff(start.encode())


def test_text_and_other_xml_are_no_pages() -> None:
    assert not html.sniff("一、目标 <p>".encode())
    assert not html.sniff(b"<?xml version='1.0'?><office:document>")


def test_a_page_without_text_is_an_error() -> None:
    with pytest.raises(ReadError):
        read("<html><body><script>x</script></body></html>")


def test_the_name_of_the_site_is_no_title_wherever_it_stands() -> None:
    page = f"<html><head><title>某某市人民政府 | {TITLE}</title></head><body><div>某某市人民政府</div><h2>{TITLE}</h2><ucapcontent><p>{BODY}</p><p>{BODY}</p></ucapcontent></body></html>"
    assert read(page).text.split("\n") == [TITLE, BODY, BODY]


def test_a_soft_break_stays_where_the_source_breaks_after_it() -> None:
    assert lines("<p>责任单位：市水利局<br/>\n<font>配合单位：市财政局</font></p>") == [
        "责任单位：市水利局",
        "配合单位：市财政局",
    ]


NOTED = f"<p>{BODY}<sup><a href='#{{0}}'><sup>1</sup></a></sup></p><div id='{{1}}1'><p><a href='#{{2}}'>1</a>本市标准。</p></div><p>{BODY}</p>"


@pytest.mark.parametrize("marks", [("sdfootnote1sym", "sdfootnote", "sdfootnote1anc"), ("_ftn1", "ftn", "_ftnref1")])
def test_footnotes_of_an_office_suite_say_so_and_leave_no_mark_in_the_text(marks: tuple[str, str, str]) -> None:
    document = read(f"<html><body>{NOTED.format(*marks)}</body></html>")
    assert [(b.note, b.span.of(document.text)) for b in document.blocks] == [
        (None, BODY),
        ("footnote", "本市标准。"),
        (None, BODY),
    ]


def test_running_heads_of_an_office_suite_are_left_out() -> None:
    assert lines(
        f'<div title="header"><p>某某市节水方案</p></div><p>{BODY}</p><div title="footer"><p>— 1 —</p></div>'
    ) == [BODY]


def test_numbers_of_a_long_list_are_counted_once() -> None:
    items = "".join(f"<li>事项{i}<ol start=5><li>子项<li value=9>子项<li>子项</ol></li>" for i in range(300))
    text = html.read(f"<html><body><ol>{items}</ol></body></html>".encode(), name="a.html").text.split("\n")
    assert text[:5] == ["1.事项0", "5.子项", "9.子项", "10.子项", "2.事项1"]
    assert text[-4:] == ["300.事项299", "5.子项", "9.子项", "10.子项"]
