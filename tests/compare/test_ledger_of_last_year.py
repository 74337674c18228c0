"""Last year's ledger with this year's plan: what was typed goes on with the work, as a person paired the two plans."""

import openpyxl
import pytest
from truth import PAIRS, truth

from policy_parse import parse
from policy_parse.cli import main
from policy_parse.writers.ledger import entries

pytestmark = pytest.mark.usefixtures("read_once")

FIRST = 4


def rows_by_quote(plan, quotes):
    """The row of the ledger in which each quote of the plan stands."""
    work = entries(plan)
    places = {quote: plan.text.index(quote) for quote in quotes}
    return {
        quote: next(e.number for e in work if any(t.span.start <= place < t.span.end for t in e.tasks))
        for quote, place in places.items()
    }


def matched(pair):
    """Rows of the old ledger → rows of the new one in which each may go on; none for work that is dropped."""
    told = truth(pair)
    sides = [
        rows_by_quote(parse(told.source(side)), [quote for match in told.match for quote in match.get(side, ())])
        for side in ("old", "new")
    ]
    found = {}
    for match in told.match:
        for quote in match.get("old", ()):
            found.setdefault(sides[0][quote], set()).update(sides[1][q] for q in match.get("new", ()))
    merged = {sides[0][quote] for match in told.match if match["kind"] == "merged" for quote in match["old"]}
    return found, merged


def column(sheet, head):
    return [cell.value for cell in sheet[FIRST - 1]].index(head) + 1


@pytest.mark.parametrize("pair", PAIRS)
def test_what_was_typed_last_year_stands_at_this_years_work(pair, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    told = truth(pair)
    assert main(["ledger", str(told.source("old")), "-o", "ledger.xlsx"]) == 0
    book = openpyxl.load_workbook("ledger.xlsx")
    sheet = book["任务台账"]
    own = sheet.max_column + 1
    sheet.cell(FIRST - 1, own).value = "分管领导"
    for y in range(FIRST, sheet.max_row + 1):
        sheet.cell(y, column(sheet, "进展情况")).value = f"去年第{sheet.cell(y, 1).value}项"
        sheet.cell(y, own).value = sheet.cell(y, 1).value
    typed = {f"去年第{number}项" for number in range(1, sheet.max_row - FIRST + 2)}
    book.save("ledger.xlsx")

    assert main(["ledger", str(told.source("new")), "-o", "ledger.xlsx"]) == 0
    book = openpyxl.load_workbook("ledger.xlsx")
    sheet = book["任务台账"]
    goes_on = {}
    for y in range(FIRST, sheet.max_row + 1):
        words = sheet.cell(y, column(sheet, "进展情况")).value
        if words is not None:
            goes_on[sheet.cell(y, column(sheet, "分管领导")).value] = sheet.cell(y, 1).value
            assert words == f"去年第{sheet.cell(y, column(sheet, '分管领导')).value}项"
    may, merged = matched(pair)
    assert {old for old, new in goes_on.items() if new not in may[old]} == set()
    # of works that were merged one row goes on, the others are put away with what was typed
    assert {old for old, new in may.items() if new and old not in goes_on} <= merged
    put_away = [cell.value for row in book["已移出的任务"].iter_rows(min_row=2) for cell in row]
    assert {f"去年第{old}项" for old in goes_on} | {words for words in put_away if words in typed} == typed
    assert sheet["A1"].value == f"{parse(told.source('new')).header.title}任务台账"
