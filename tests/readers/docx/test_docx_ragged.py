"""Tables whose rows were drawn by hand: lines that miss each other by a hair are one line."""

import pytest
from docx_builder import cells, tc, tr


def table(widths: list[int], *rows: list[tuple[str, int]]) -> list[tuple[int, int, int, int, str]]:
    """The cells of a table with those grid columns; a row is texts, each with the columns that it spans."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    body = "".join(tr(*(tc(text, f'<w:gridSpan w:val="{span}"/>') for text, span in row)) for row in rows)
    return cells(f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>")


@pytest.mark.parametrize("hair", [10, 110, 290])
@pytest.mark.parametrize("wide_above", [True, False])
def test_a_row_that_is_off_by_a_hair_is_in_the_columns_above_it(hair: int, wide_above: bool) -> None:
    left = [("清淤", 1), ("县水利局", 2), ("六月", 1)]
    right = [("巡查", 2), ("县林业局", 1), ("九月", 1)]
    rows = [left, right] if wide_above else [right, left]
    found = table([3000, hair, 2000, 1500], *rows)
    assert [(row, column, wide) for row, column, _, wide, _ in found] == [
        (0, 0, 1), (0, 1, 1), (0, 2, 1), (1, 0, 1), (1, 1, 1), (1, 2, 1),
    ]  # fmt: skip


def test_several_hairs_in_a_row_are_one_line_only_as_long_as_they_are_no_column() -> None:
    rows = [[("甲", 1), ("乙", 3)], [("丙", 2), ("丁", 2)], [("戊", 3), ("己", 1)]]
    assert [cell[1] for cell in table([2000, 100, 100, 2000], *rows)] == [0, 1] * 3
    assert [cell[1] for cell in table([2000, 250, 250, 2000], *rows)] == [0, 1, 0, 1, 0, 2]


def test_a_narrow_column_with_a_cell_of_its_own_stays() -> None:
    rows = [[("号", 1), ("任务", 1), ("单位", 1)], [("总则", 2), ("单位", 1)]]
    found = table([200, 2000, 2000], *rows)
    assert [(column, wide) for _, column, _, wide, _ in found] == [(0, 1), (1, 1), (2, 1), (0, 2), (2, 1)]


@pytest.mark.parametrize("widths", [[], [0, 0, 0, 0], [3000], [3000, 110]])
def test_a_grid_that_says_little_moves_nothing(widths: list[int]) -> None:
    found = table(widths, [("清淤", 1), ("县水利局", 2), ("六月", 1)], [("巡查", 2), ("县林业局", 2)])
    assert [(column, wide) for _, column, _, wide, _ in found] in (
        [(0, 1), (1, 2), (3, 1), (0, 2), (2, 2)],
        [(0, 1), (1, 1), (2, 1), (0, 1), (1, 2)],
    )
