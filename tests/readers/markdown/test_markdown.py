"""Markdown with tables written as HTML, as programs that read PDFs write it."""

import pytest

from policy_parse import ReadError, parse, read

TABLE = (
    "<table><tr><td>序号</td><td>重点任务</td><td>责任单位</td><td>完成时限</td></tr>"
    '<tr><td>1</td><td>清淤河道</td><td>县水利局</td><td rowspan="2">2031年6月</td></tr>'
    "<tr><td>2</td><td>改造泵站</td><td>县住建局</td></tr></table>"
)


def markdown(table: str = TABLE, below: str = "\n\n请各单位抓好落实。\n") -> bytes:
    return f"# 某县2031年任务分解表\n\n{table}{below}".encode()


@pytest.mark.parametrize("table", [TABLE, TABLE.replace("><", ">\n<"), TABLE.replace("<table>", '<TABLE border="1">')])
def test_an_html_table_is_a_table_with_its_spans(table: str) -> None:
    document = read(markdown(table), name="a.md")
    found = [(b.row, b.column, b.row_span, b.span.of(document.text)) for b in document.blocks if b.kind == "cell"]
    assert found[4:8] == [(1, 0, 1, "1"), (1, 1, 1, "清淤河道"), (1, 2, 1, "县水利局"), (1, 3, 2, "2031年6月")]
    assert document.text.startswith("某县2031年任务分解表\n")
    assert document.text.endswith("请各单位抓好落实。")


@pytest.mark.parametrize(
    ("before", "after"), [('<div align="center">', "</div>"), ("<center><br/>", "</center>"), ("<hr>", "")]
)
def test_what_stands_round_a_table_for_its_place_on_the_page_is_no_text(before: str, after: str) -> None:
    document = read(markdown(f"{before}\n\n{TABLE}\n\n{after}\n"), name="a.md")
    assert [b.span.of(document.text) for b in document.blocks if b.kind != "cell"] == [
        "某县2031年任务分解表", "请各单位抓好落实。",
    ]  # fmt: skip


def test_its_rows_are_tasks() -> None:
    tasks = parse(markdown(), name="a.md").tasks
    assert [task.responsible[0].text for task in tasks] == ["县水利局", "县住建局"]
    assert [task.deadlines[0].text for task in tasks] == ["2031年6月"] * 2


def test_tables_follow_each_other_and_hold_others() -> None:
    inner = TABLE.replace("清淤河道", "<table><tr><td>清淤</td></tr></table>")
    document = read(markdown(inner + "\n\n" + TABLE), name="a.md")
    assert {b.table for b in document.blocks if b.kind == "cell"} == {0, 1}


def test_one_that_never_ends_is_read_to_the_end() -> None:
    document = read(markdown(TABLE.removesuffix("</table>"), "<br></table x"), name="a.md")
    assert "改造泵站" in document.text


def test_text_without_a_table_is_plain_text() -> None:
    assert read("# 方案\n\n表格用 <table 标签写。\n".encode(), name="a.md").format == "txt"
    with pytest.raises(ReadError):
        read(b"\n<table><tr><td> </td></tr></table>\n \n", name="a.md")
