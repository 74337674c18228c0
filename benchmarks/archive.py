"""An archive of a million tasks: how long it takes to fill, how large it is, what ready queries and searches take.

    python benchmarks/archive.py FOLDER_OF_PLANS [--tasks 1000000] [--limit 1000] [--keep ARCHIVE]

The tables are filled with the rows of the plans in FOLDER, again and again as other documents: of each copy the plan's
hash, its region, its year and the region in front of its units are others; full text is that of the plan. Reading is
not measured here (`many.py`). What is asked first is asked of a file that the system has to fetch from its disk.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable, Sized
from contextlib import closing
from itertools import count, cycle
from pathlib import Path

from searching import SEARCHES

from policy_parse import ReadError, parse
from policy_parse.archive.base import Archive, Reading
from policy_parse.archive.query import ask, tables_of
from policy_parse.archive.reading import as_kept
from policy_parse.archive.ready import QUERIES, parameters_of
from policy_parse.archive.search import search
from policy_parse.model.tables import TABLES
from policy_parse.vocabulary.prepare import prepared

ASKED = {"unit": "水利局", "indicator": "漏损率", "month": "2025-12", "today": "2024-06-01"}


def readings(folder: Path) -> list[Reading]:
    """What the plans of a folder give."""
    found, words = [], prepared()
    for file in sorted(file for file in folder.rglob("*") if file.suffix in (".docx", ".txt")):
        try:
            plan = parse(file)
        except ReadError:
            continue
        if plan.tasks:
            found.append(as_kept(plan, plan, words))
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
    return Reading(plan, reading.json, None, rows, [(plan, *row[1:]) for row in reading.words])


def main() -> None:
    """Fill an archive and ask it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("plans", type=Path)
    parser.add_argument("--tasks", type=int, default=1_000_000)
    parser.add_argument("--limit", type=int, default=1000, help="rows of an answer, as on a terminal; 0: all")
    parser.add_argument("--keep", type=Path)
    arguments = parser.parse_args()
    given = readings(arguments.plans)
    words = prepared()
    regions = [(str(entry["id"]), str(entry["name"])) for entry in words.lexicon.table("regions")]
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
            for options in ({}, {"region": "500000"}):
                given_parameters = parameters_of({**of(ready.name), **options}, limit=arguments.limit)
                sql = ready.statement(given_parameters, tables_of(place))
                timed(
                    f"{ready.name} {' '.join(options.values())}",
                    lambda sql=sql, values=given_parameters: ask(place, sql, values, seconds=600).rows,
                )
        for terms, options in SEARCHES:
            timed(
                f"search {terms} {' '.join(options.values())}",
                lambda terms=terms, options=options: search(place, terms.split(), words, **options),
            )


def timed(name: str, run: Callable[[], Sized]) -> None:
    """Print what the first call takes, and the quickest of three more."""
    took = []
    for _ in range(4):
        begin = time.monotonic()
        rows = len(run())
        took.append(time.monotonic() - begin)
    print(f"{name:<40}{rows:>9,} rows  {took[0]:7.3f} s first, {min(took[1:]):7.3f} s again")


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
