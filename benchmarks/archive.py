"""An archive of a million tasks: how long it takes to fill, how large it is, and what the ready queries take.

    python benchmarks/archive.py FOLDER_OF_PLANS [--tasks 1000000] [--limit 1000] [--keep ARCHIVE]

The tables are filled with the rows of the plans in FOLDER, again and again as other documents: of each copy the plan's
hash, its region, its year and the region in front of its units are others. Reading is not measured here (`many.py`).
"""

from __future__ import annotations

import argparse
import tempfile
import time
from contextlib import closing
from itertools import count, cycle
from pathlib import Path

from policy_parse import ReadError, parse
from policy_parse.archive.base import Archive, Reading
from policy_parse.archive.query import ask, tables_of
from policy_parse.archive.ready import QUERIES, parameters_of
from policy_parse.batch.packed import packed
from policy_parse.lexicon import Lexicon
from policy_parse.model.tables import TABLES, rows_of

ASKED = {"unit": "水利局", "indicator": "漏损率", "month": "2025-06", "today": "2024-06-01"}


def readings(folder: Path) -> list[Reading]:
    """What the plans of a folder give."""
    found = []
    for file in sorted(file for file in folder.rglob("*") if file.suffix in (".docx", ".txt")):
        try:
            plan = parse(file)
        except ReadError:
            continue
        if plan.tasks:
            found.append(Reading(plan.source.sha256, packed(plan), None, rows_of([plan]), ()))
    return found


def other(reading: Reading, number: int, region: tuple[str, str]) -> Reading:
    """The same as another document, of that region."""
    plan, (code, name), year = f"{number:064x}", region, 2015 + number % 15
    at = {table.name: [column.name for column in table.columns] for table in TABLES}

    def changed(table: str, row: tuple[object, ...]) -> tuple[object, ...]:
        cells = dict(zip(at[table], row, strict=True), plan=plan)
        if table == "plans":
            cells |= {"region_code": code, "region_name": name, "start_year": year, "end_year": year}
        if table == "units":
            cells["name"] = f"{name}{str(cells['name'])[-12:]}"
        return tuple(cells.values())

    rows = {table: [changed(table, row) for row in given] for table, given in reading.rows.items()}
    return Reading(plan, reading.json, None, rows, ())


def main() -> None:
    """Fill an archive and ask it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("plans", type=Path)
    parser.add_argument("--tasks", type=int, default=1_000_000)
    parser.add_argument("--limit", type=int, default=1000, help="rows of an answer, as on a terminal; 0: all")
    parser.add_argument("--keep", type=Path)
    arguments = parser.parse_args()
    given = readings(arguments.plans)
    regions = [(str(entry["id"]), str(entry["name"])) for entry in Lexicon.load().table("regions")]
    with tempfile.TemporaryDirectory() as folder:
        place = arguments.keep or Path(folder, "plans.sqlite")
        begin, used = time.monotonic(), time.process_time()
        tasks = 0
        with closing(Archive(place)) as archive:
            for number, reading, region in zip(count(), cycle(given), cycle(regions)):
                if tasks >= arguments.tasks:
                    break
                archive.keep(other(reading, number, region), "made", [f"{number}.docx"])
                tasks += len(reading.rows["tasks"])
        took, cpu = time.monotonic() - begin, time.process_time() - used
        print(
            f"{tasks:,} tasks of {number:,} documents: {took:.0f} s, CPU {cpu:.0f} s, {place.stat().st_size >> 20:,} MB"
        )
        for ready in QUERIES:
            for words in ({}, {"region": "500000"}):
                begin, used = time.monotonic(), time.process_time()
                given_parameters = parameters_of({**of(ready.name), **words}, limit=arguments.limit)
                sql = ready.statement(given_parameters, tables_of(place))
                answer = ask(place, sql, given_parameters, seconds=600)
                took, cpu = time.monotonic() - begin, time.process_time() - used
                print(
                    f"{ready.name:<18}{words or ''!s:<24}{len(answer.rows):>9,} rows  {took:7.2f} s  CPU {cpu:7.2f} s"
                )


def of(name: str) -> dict[str, str | None]:
    """What a ready query is asked for."""
    wanted = {
        "tasks-of-unit": ("unit",),
        "deadlines": ("month",),
        "overdue": ("today",),
        "indicator": ("indicator",),
    }
    return {option: ASKED[option] for option in wanted.get(name, ())}


if __name__ == "__main__":
    main()
