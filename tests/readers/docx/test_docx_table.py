"""Tables: the grid, merged cells, and what stands round rows and cells."""

from __future__ import annotations

from docx_builder import cells, p, r, read, tbl, tc, text, tr
from hypothesis import given
from hypothesis import strategies as st

DOWN = '<w:vMerge w:val="restart"/>'
ON = "<w:vMerge/>"
TRACKED = 'w:id="1" w:author="x"'


def wide(columns: int) -> str:
    return f'<w:gridSpan w:val="{columns}"/>'


def test_a_cell_merged_downwards_stands_once_with_its_rows():
    got = cells(tbl(tr(tc("甲", DOWN), "1"), tr(tc("", ON), "2"), tr(tc("", '<w:vMerge w:val="continue"/>'), "3")))
    assert got == [(0, 0, 3, 1, "甲"), (0, 1, 1, 1, "1"), (1, 1, 1, 1, "2"), (2, 1, 1, 1, "3")]


def test_a_merged_cell_is_not_shifted_in_the_text():
    assert text(tbl(tr(tc("甲", DOWN), "1"), tr(tc("", ON), "2"))) == "甲\t1\n2"


def test_columns_count_the_grid_after_a_wide_cell():
    got = cells(tbl(tr(tc("表头", wide(2)), tc("丙", DOWN)), tr("甲", "乙", tc("", ON))))
    assert got == [(0, 0, 1, 2, "表头"), (0, 2, 2, 1, "丙"), (1, 0, 1, 1, "甲"), (1, 1, 1, 1, "乙")]


def test_a_band_row_ends_a_chain_of_merged_cells():
    got = cells(tbl(tr(tc("甲", DOWN), "1"), tr(tc("分组", wide(2))), tr(tc("乙", ON), "2")))
    assert got == [(0, 0, 1, 1, "甲"), (0, 1, 1, 1, "1"), (1, 0, 1, 2, "分组"), (2, 0, 1, 1, "乙"), (2, 1, 1, 1, "2")]


def test_a_new_start_ends_the_chain_above():
    got = cells(tbl(tr(tc("甲", DOWN)), tr(tc("", ON)), tr(tc("乙", DOWN)), tr(tc("", ON))))
    assert got == [(0, 0, 2, 1, "甲"), (2, 0, 2, 1, "乙")]


def test_rows_that_begin_later_keep_their_columns():
    got = cells(tbl(tr("甲", "乙"), tr("丙", properties='<w:gridBefore w:val="1"/>')))
    assert got == [(0, 0, 1, 1, "甲"), (0, 1, 1, 1, "乙"), (1, 1, 1, 1, "丙")]


def test_cells_merged_sideways_the_old_way():
    got = cells(tbl(tr(tc("甲", '<w:hMerge w:val="restart"/>'), tc("", "<w:hMerge/>"), "乙")))
    assert got == [(0, 0, 1, 2, "甲"), (0, 2, 1, 1, "乙")]


def test_a_block_of_rows_and_columns_merged_together():
    got = cells(tbl(tr(tc("甲", wide(2) + DOWN), "1"), tr(tc("", wide(2) + ON), "2")))
    assert got == [(0, 0, 2, 2, "甲"), (0, 2, 1, 1, "1"), (1, 2, 1, 1, "2")]


def test_content_controls_round_a_cell_and_round_a_row():
    in_control = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"
    row = tr(in_control.format(tc("甲")), tc("乙"))
    assert text(tbl(row, in_control.format(tr("丙", "丁")))) == "甲\t乙\n丙\t丁"


def test_deleted_rows_and_cells_are_out_inserted_ones_in():
    body = tbl(
        tr("甲", properties=f"<w:ins {TRACKED}/>"),
        tr("乙", properties=f"<w:del {TRACKED}/>"),
        tr(tc("丙", f"<w:cellDel {TRACKED}/>"), tc("丁", f"<w:cellIns {TRACKED}/>")),
    )
    assert text(body) == "甲\n丁"


def test_hidden_rows_are_out():
    assert text(tbl(tr("甲"), tr("乙", properties="<w:hidden/>"))) == "甲"


def test_an_insertion_in_a_cell_is_in():
    assert text(tbl(tr(tc(p(r("完成") + f"<w:ins {TRACKED}>{r('1')}</w:ins>" + r("万亩"))), "乙"))) == "完成1万亩\t乙"


def test_paragraphs_of_a_cell_are_joined_by_line_breaks():
    assert text(tbl(tr(tc(p("甲") + p() + p("乙")), "丙"))) == "甲\n乙\t丙"


def test_a_nested_table_is_laid_into_the_cell():
    inner = tbl(tr("1", "2"), tr("3", "4"))
    document = read(tbl(tr(tc(p("甲") + inner + p()), "乙")))
    assert document.text == "甲\n1\t2\n3\t4\t乙"
    assert [block.kind for block in document.blocks] == ["cell", "cell"]


def test_one_column_round_whole_tables_is_a_frame():
    inner = tbl(tr("1", "2"))
    document = read(tbl(tr("标题"), tr(tc(inner + p()))))
    assert [(block.kind, block.span.of(document.text)) for block in document.blocks] == [
        ("paragraph", "标题"),
        ("cell", "1"),
        ("cell", "2"),
    ]


def test_tables_are_numbered_in_order():
    document = read(tbl(tr("甲")) + p("乙") + tbl(tr("丙")))
    assert [block.table for block in document.blocks] == [0, None, 1]


def test_damaged_numbers_do_not_stop_the_reading():
    body = tbl(tr(tc("甲", '<w:gridSpan w:val="x"/>'), tc("乙", '<w:gridSpan w:val="-3"/>')))
    assert cells(body) == [(0, 0, 1, 1, "甲"), (0, 1, 1, 1, "乙")]


CELL = st.tuples(st.sampled_from(("", DOWN, ON)), st.integers(1, 3))


@given(st.lists(st.lists(CELL, min_size=1, max_size=4), min_size=1, max_size=6))
def test_no_two_cells_ever_cover_one_place(rows):
    body = tbl(*(tr(*(tc("甲", wide(span) + merge) for merge, span in row)) for row in rows))
    covered = [
        (row + down, column + across)
        for row, column, rows_, columns, _ in cells(body)
        for down in range(rows_)
        for across in range(columns)
    ]
    assert len(covered) == len(set(covered))
