from made_up import LEFT, UP, grid, grids, table

from policy_parse.structure.tables import rows_of


def meanings(made):
    return [column.meaning for column in made.columns]


class TestHead:
    def test_one_row_of_heads(self):
        made = grid(["序号", "工作任务", "责任单位", "完成时限"], ["1", "建设泵站", "市水务局", "6月底前"])
        assert meanings(made) == ["index", "content", "responsible", "deadline"]
        assert len(made.body) == 1

    def test_heads_on_two_rows_the_lower_one_decides(self):
        made = grid(
            ["序号", "工作任务", "责任分工", LEFT],
            [UP, UP, "牵头单位", "配合单位"],
            ["1", "建设泵站", "市水务局", "市财政局"],
        )
        assert meanings(made) == ["index", "content", "lead", "supporting"]
        assert [row[1].text for row in made.body] == ["建设泵站"]

    def test_the_deadline_column_may_stand_first(self):
        made = grid(["完成时限", "重点任务", "责任单位"], ["6月底前", "建设泵站", "市水务局"])
        assert meanings(made) == ["deadline", "content", "responsible"]

    def test_a_title_row_stands_above_the_head(self):
        made = grid(
            ["节水任务分解表", LEFT, LEFT],
            ["序号", "工作任务", "责任单位"],
            ["1", "建设泵站", "市水务局"],
        )
        assert (made.caption_rows, made.header_rows) == (1, 1)
        assert meanings(made) == ["index", "content", "responsible"]

    def test_blanks_and_line_breaks_in_a_head_do_not_count(self):
        made = grid(["工作 任务", "责任\n单位"], ["建设泵站", "市水务局"])
        assert meanings(made) == ["content", "responsible"]

    def test_a_table_of_figures_has_no_head(self):
        assert grid(["2029年", "2030年"], ["5", "6"]).header_rows == 0

    def test_one_known_head_is_not_enough(self):
        assert grid(["姓名", "单位", "电话"], ["甲", "乙", "丙"]).header_rows == 0


class TestCells:
    def test_a_merged_cell_serves_every_row_it_covers(self):
        made = grid(["类别", "工作任务", "责任单位"], ["水", "建设泵站", "甲局"], [UP, "改造管网", "乙局"])
        assert [row[0].text for row in made.body] == ["水", "水"]
        assert made.body[0][0].span == made.body[1][0].span

    def test_words_are_without_spaces_and_line_breaks(self):
        made = grid(["工作任务", "责任单位"], ["建设 泵\n站", "市水务局"])
        assert made.body[0][0].words == "建设泵站"

    def test_rows_are_numbered_by_the_grid(self):
        made = grid(["工作任务", "责任单位"], ["甲", "乙局"], ["丙", "丁局"])
        assert [number for number, _ in rows_of(made)] == [1, 2]

    def test_columns_are_found_by_what_they_hold(self):
        made = grid(["牵头单位", "工作任务", "配合单位"], ["甲局", "乙", "丙局"])
        assert made.columns_of("lead", "supporting") == [0, 2]


class TestContinuation:
    HEAD = ("序号", "工作任务", "责任单位")

    def test_a_table_without_a_head_goes_on_with_the_columns_of_the_one_before(self):
        found = grids(table(self.HEAD, ["1", "甲", "乙局"]), "（续表）", table(["2", "丙", "丁局"]))
        assert meanings(found[1]) == ["index", "content", "responsible"]
        assert len(found[1].body) == 1

    def test_not_so_one_with_other_columns(self):
        found = grids(table(self.HEAD, ["1", "甲", "乙局"]), table(["2", "丙"], ["3", "丁"]))
        assert found[1].header_rows == 0
        assert meanings(found[1]) == [None, None]


def test_the_unit_of_measure_beside_a_column_of_offices_is_no_office():
    made = grid(["指标名称", "单位", "目标值", "责任单位"], ["节水量", "万方", "30", "市水利局"])
    assert meanings(made)[1] is None
    assert meanings(made)[3] == "responsible"


def test_a_column_headed_unit_alone_holds_offices():
    made = grid(["序号", "工作任务", "单位"], ["1", "加强节水", "市水利局"])
    assert meanings(made)[2] == "responsible"
