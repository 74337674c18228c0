"""Which index of full text finds what is asked for: words, characters, or runs of three; and how fast.

    python benchmarks/searching.py ARCHIVE [--differences] [--tasks N]

ARCHIVE is one of ``policy-parse collect``. The queries, and what is no answer to them, stand in searching.toml.
Recall and precision are means over the queries; a query without an answer in the archive is left out. ``--differences``
prints the places where the letters of a term stand and the index of words does not find them, or the reverse.
``--tasks N`` repeats the documents of a copy of the archive until there are N tasks, and times what is asked of it.
"""

from __future__ import annotations

import argparse
import re
import sqlite3
import time
import tomllib
from collections import Counter
from contextlib import closing
from pathlib import Path
from statistics import mean
from tempfile import TemporaryDirectory

from policy_parse.archive import edges
from policy_parse.archive.index import words_of
from policy_parse.archive.query import ask as asked_of
from policy_parse.archive.query import tables_of
from policy_parse.archive.ready import QUERIES, parameters_of
from policy_parse.archive.search import matching, search
from policy_parse.text.fold import fold
from policy_parse.text.segmentation import search_segmenter
from policy_parse.vocabulary.prepare import prepared

HERE = Path(__file__).parent
WORDS = prepared()
CUT = search_segmenter(WORDS.comparison.vocabulary)
FIELDS = """SELECT tasks.plan || tasks.task, coalesce(tasks.title, ''), tasks.text,
  coalesce((SELECT group_concat(units.text || ' ' || units.name, ' ') FROM units
            WHERE units.plan = tasks.plan AND units.task = tasks.task), ''),
  coalesce((SELECT group_concat(targets.indicator, ' ') FROM targets
            WHERE targets.plan = tasks.plan AND targets.task = tasks.task), ''),
  coalesce(plans.title, '') FROM tasks JOIN plans USING (plan)"""


def plain(text):
    return re.sub(r"\s+", "", fold(text).text.lower())


def characters(text):
    return " ".join(re.findall(r"[^\W_]", plain(text)))


def as_words(text):
    return " ".join(words_of(text, CUT))


def as_phrase_of_characters(term):
    return f'"{characters(term)}"'


def as_phrase_of_words(term):
    return f'"{as_words(term)}"'


INDEXES = {
    "words": ("unicode61 remove_diacritics 0", as_words, as_phrase_of_words),
    "characters": ("unicode61 remove_diacritics 0", characters, as_phrase_of_characters),
    "runs of three": ("trigram", plain, lambda term: f'"{plain(term)}"'),
}
"""Name → tokenizer of FTS5, how a text is put in, how a term is asked for."""


def built(rows, tokenizer, put):
    base = sqlite3.connect(":memory:")
    base.execute(f"CREATE VIRTUAL TABLE found USING fts5(title, text, units, indicators, plan, tokenize='{tokenizer}')")
    base.executemany("INSERT INTO found VALUES (?, ?, ?, ?, ?)", ([put(text) for text in row[1:]] for row in rows))
    return base


def answers(rows, query, crosses, names):
    """The tasks that answer: every term stands in one of the fields, outside what it only crosses."""

    def stands(term, text):
        for name in names.get(term, [term]):
            crossed = [m.span() for other in crosses.get(term, ()) for m in re.finditer(re.escape(other), text)]
            for found in re.finditer(re.escape(name), text):
                if not any(start <= found.start() and found.end() <= end for start, end in crossed):
                    return True
        return False

    return {i for i, row in enumerate(rows) if all(any(stands(term, text) for text in row) for term in query.split())}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("archive", type=Path)
    parser.add_argument("--differences", action="store_true")
    parser.add_argument("--tasks", type=int)
    args = parser.parse_args()
    if args.tasks:
        grown(args.archive, args.tasks)
        return
    judged = tomllib.loads((HERE / "searching.toml").read_text("utf-8"))
    queries = [query for group in judged["queries"].values() for query in group]
    rows = sqlite3.connect(args.archive).execute(FIELDS).fetchall()
    shown = [[plain(text) for text in row[1:]] for row in rows]
    right = {q: answers(shown, q, judged.get("crosses", {}), judged.get("names", {})) for q in queries}
    asked = [query for query in queries if right[query]]
    print(f"{len(rows)} tasks, {len(asked)} of {len(queries)} queries have answers")
    print(f"{'index':26}{'recall':>8}{'precision':>11}{'F1':>7}{'ms a query':>12}{'MB':>7}")
    places = {row[0]: i for i, row in enumerate(rows)}
    indexes = {"words and offices (ours)": (None, None, lambda term: matching(term, WORDS)), **INDEXES}
    for name, (tokenizer, put, ask) in indexes.items():
        if tokenizer:
            base = built(rows, tokenizer, put)
            sql = "SELECT rowid - 1 FROM found WHERE found MATCH ? ORDER BY rank"
        else:
            base = sqlite3.connect(args.archive)
            base.create_function("place", 1, places.get)
            sql = """SELECT place(plan || task) FROM task_search JOIN task_words ON id = task_search.rowid
              WHERE task_search MATCH ? ORDER BY rank"""
        found, took = {}, []
        for query in asked:
            match = " AND ".join(ask(term) for term in query.split())
            begin = time.process_time()
            found[query] = {row[0] for row in base.execute(sql, (match,))}
            took.append(time.process_time() - begin)
        recalls = [len(found[q] & right[q]) / len(right[q]) for q in asked]
        exact = [len(found[q] & right[q]) / len(found[q]) for q in asked if found[q]]
        recall, precision = mean(recalls), mean(exact)
        size = f"{len(base.serialize()) / 1e6:7.1f}" if tokenizer else ""
        f1 = 2 * recall * precision / (recall + precision)
        print(f"{name:26}{recall:8.3f}{precision:11.3f}{f1:7.3f}{mean(took) * 1e3:12.2f}{size}")
        if args.differences and not tokenizer:
            for query in asked:
                show(query, right[query], found[query], shown)


def grown(archive, tasks):
    """Times of searches in a copy of the archive with so many tasks, and of ready queries; sizes."""
    with TemporaryDirectory() as folder:
        copy = Path(folder, "grown.sqlite")
        with closing(sqlite3.connect(archive)) as held:
            held.execute("VACUUM INTO ?", (str(copy),))
        begin = time.perf_counter()
        grow(copy, tasks)
        print(f"{tasks} tasks made in {time.perf_counter() - begin:.0f} s, {copy.stat().st_size / 1e6:.0f} MB")
        for terms, chosen in SEARCHES:
            took, hits = timed(lambda terms=terms, chosen=chosen: search(copy, terms.split(), WORDS, **chosen))
            print(f"search {terms} {chosen or ''}: {took:.0f} ms CPU, {len(hits)} hits")
        for limit in (1000, 0):
            for ready in QUERIES:
                parameters = parameters_of({ready.needs: ASKED[ready.needs]} if ready.needs else {}, limit=limit)
                sql = ready.statement(parameters, tables_of(copy))
                took, answer = timed(lambda sql=sql, given=parameters: asked_of(copy, sql, given, seconds=600))
                print(f"query {ready.name}: {took:.0f} ms CPU, {len(answer.rows)} rows, limit {limit or 'none'}")


SEARCHES = (
    ("漏损率", {}),
    ("高标准农田", {}),
    ("节水 灌溉", {}),
    ("市发改委 储能", {}),
    ("养老 社区", {"year": "2022..2024"}),
    ("污水处理", {"unit": "水利局"}),
    ("建设", {}),
)
ASKED = {"unit": "水利局", "indicator": "漏损率", "month": "2025-12"}


def timed(run):
    """Milliseconds of CPU of the quickest of three runs, and what the last gave."""
    best = float("inf")
    for _ in range(3):
        begin = time.process_time()
        given = run()
        best = min(best, (time.process_time() - begin) * 1000)
    return best, given


def grow(archive, tasks):
    """Copies of all documents, under other names, until there are so many tasks."""
    with closing(sqlite3.connect(archive, isolation_level=None)) as base:
        base.execute("PRAGMA synchronous = OFF")
        (held,) = base.execute("SELECT count(*) FROM tasks").fetchone()
        tables = ("plans", "sections", "tasks", "units", "targets", "deadlines", "findings")
        columns = {t: [row[1] for row in base.execute(f"PRAGMA table_info({t})")] for t in tables}
        base.execute("BEGIN")
        base.execute("CREATE TEMP TABLE originals AS SELECT plan FROM plans")
        for number in range(1, -(-tasks // held)):
            for table, names in columns.items():
                if names:
                    given = ", ".join(f"'{number}-' || plan" if name == "plan" else f'"{name}"' for name in names)
                    base.execute(
                        f"INSERT INTO {table} SELECT {given} FROM {table} WHERE plan IN (SELECT plan FROM originals)"
                    )
            words = f"NULL, '{number}-' || plan, task, title, text, units, offices, indicators, plan_title"
            held_words = f"SELECT {words} FROM task_words WHERE plan IN (SELECT plan FROM originals)"
            base.execute(f"INSERT INTO task_words {held_words}")
        base.execute("INSERT INTO task_search (task_search) VALUES ('rebuild')")
        base.execute("DELETE FROM unit_edges")
        edges.fill(base)
        base.execute("COMMIT")
        base.execute("PRAGMA optimize")


def show(query, right, found, shown):
    """The words round each term where only the letters stand, or only the index finds it."""
    for what, tasks in (("letters only", right - found), ("index only", found - right)):
        around = Counter()
        for i in tasks:
            for term in query.split():
                hits = [m for text in shown[i] for m in re.findall(f".{{0,3}}{re.escape(term)}.{{0,3}}", text)]
                around.update(hits[:2] or [f"({shown[i][0][:20]})"])
        if around:
            print("   ", what, query, len(tasks), dict(around.most_common(12)))


if __name__ == "__main__":
    main()
