"""Ruling lines to tables, from bare edges."""

from policy_parse.readers.pages.grid import RuledEdge, box_edges, find_grids


def ruled(xs, ys, without=()):
    edges = []
    for row, y in enumerate(ys):
        edges += [RuledEdge(True, y, xs[c], xs[c + 1]) for c in range(len(xs) - 1) if ("h", row, c) not in without]
    for column, x in enumerate(xs):
        edges += [RuledEdge(False, x, ys[r], ys[r + 1]) for r in range(len(ys) - 1) if ("v", r, column) not in without]
    return edges


def places(grid):
    return [cell[:4] for cell in grid.cells]


def test_two_rows_of_three_columns_are_six_cells():
    (grid,) = find_grids(ruled([0, 50, 100, 200], [0, 20, 40]))
    assert places(grid) == [(r, c, 1, 1) for r in (0, 1) for c in (0, 1, 2)]
    assert grid.box == (0, 0, 200, 40)


def test_a_missing_line_between_two_rows_is_a_cell_merged_downwards():
    (grid,) = find_grids(ruled([0, 50, 100], [0, 20, 40], without={("h", 1, 0)}))
    assert places(grid) == [(0, 0, 2, 1), (0, 1, 1, 1), (1, 1, 1, 1)]


def test_a_missing_line_between_two_columns_is_a_cell_merged_across():
    (grid,) = find_grids(ruled([0, 50, 100], [0, 20, 40], without={("v", 0, 1)}))
    assert places(grid) == [(0, 0, 1, 2), (1, 0, 1, 1), (1, 1, 1, 1)]


def test_an_l_shaped_field_is_cut_into_rows_that_cover_no_place_twice():
    (grid,) = find_grids(ruled([0, 50, 100], [0, 20, 40], without={("h", 1, 0), ("v", 0, 1)}))
    covered = [
        (r, c)
        for row, column, rs, cs, _ in grid.cells
        for r in range(row, row + rs)
        for c in range(column, column + cs)
    ]
    assert sorted(covered) == [(0, 0), (0, 1), (1, 0), (1, 1)]


def test_lines_that_nearly_meet_are_joined():
    edges = [RuledEdge(True, 0.0, 0, 49), RuledEdge(True, 1.2, 51, 100), RuledEdge(True, 20, 0, 100)]
    edges += [RuledEdge(False, x, 1, 18) for x in (0, 50, 100)]
    (grid,) = find_grids(edges)
    assert len(grid.cells) == 2


def test_tables_apart_are_apart():
    edges = ruled([0, 50, 100], [0, 20, 40]) + ruled([0, 50, 100], [100, 120])
    assert [len(g.cells) for g in find_grids(edges)] == [4, 2]


def test_a_table_without_side_lines_is_closed_where_its_rows_end():
    edges = [RuledEdge(True, y, 0, 300) for y in (0, 20, 40)] + [RuledEdge(False, x, 0, 40) for x in (100, 200)]
    (grid,) = find_grids(edges)
    assert places(grid) == [(r, c, 1, 1) for r in (0, 1) for c in (0, 1, 2)]


def test_a_table_cut_before_its_last_line_is_closed_where_its_columns_end():
    edges = [RuledEdge(True, y, 0, 100) for y in (0, 20)] + [RuledEdge(False, x, 0, 60) for x in (0, 50, 100)]
    (grid,) = find_grids(edges)
    assert places(grid) == [(0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1)]


def test_a_side_line_drawn_for_the_header_only_is_carried_on():
    edges = [RuledEdge(True, y, 0, 100) for y in (0, 20, 40, 60)]
    edges += [RuledEdge(False, x, 0, 60) for x in (0, 50)] + [RuledEdge(False, 100, 0, 20)]
    (grid,) = find_grids(edges)
    assert len(grid.cells) == 6


def test_shades_behind_the_lines_of_a_cell_make_no_rows():
    shades = [e for top in (2, 8) for e in box_edges((2, top, 48, top + 6), is_shade=True)]
    (grid,) = find_grids(ruled([0, 50, 100], [0, 20, 40]) + shades)
    assert len(grid.cells) == 4


def test_shades_without_lines_are_a_table():
    boxes = [(x, y, x + 49, y + 19) for y in (0, 20) for x in (0, 50)]
    (grid,) = find_grids(e for box in boxes for e in box_edges(box, is_shade=True))
    assert len(grid.cells) == 4


def test_a_dangling_line_inside_a_cell_divides_nothing():
    edges = [*ruled([0, 50, 100], [0, 20]), RuledEdge(False, 75, 0, 10)]
    (grid,) = find_grids(edges)
    assert places(grid) == [(0, 0, 1, 1), (0, 1, 1, 1)]


def test_an_underline_is_no_table():
    assert find_grids([RuledEdge(True, 10, 0, 100), RuledEdge(True, 30, 0, 100)]) == []


def test_a_drawing_of_thousands_of_lines_is_no_table():
    edges = [RuledEdge(True, 4.0 * i, 0, 4000) for i in range(800)] + [
        RuledEdge(False, 4.0 * i, 0, 4000) for i in range(800)
    ]
    assert find_grids(edges) == []
