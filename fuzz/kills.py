"""Kill what writes, at moments spread over the writing: is the old file there or the new one, whole, and nothing else?

    python fuzz/kills.py [--kills 50] [--seed 1] [--only WORDS ...] [--named]

Every format of every command that writes one is written over an earlier file by a process of its own, which ends by
SIGKILL: half of the times at a step of the writing, drawn from all of them (calls of the system, quarters of what is
written, statements of a database and the work within one), half of the times at a moment drawn from the time that the
writing takes. What is left is held against the earlier files and those of an undisturbed run; databases by what they
hold, once they are opened again. Then the command is run once more, which must succeed and leave nothing beside its
files. `--named` writes as systems do that have no files without a name. POSIX only. Status 1 for a fault.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import select
import shutil
import signal
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "src")]

ONE = """云岫县2031年节水工作方案
一、总体目标
到2031年底，全县用水总量控制在{n}万m3以内，城市公共供水管网漏损率控制在9%以内。
二、重点任务
（一）抓好巡查。每季度末前报送情况，2031年6月底前巡查{n}次。（县水利局牵头，县财政局、县审计局配合）
（二）抓好整改。10月底前完成{n}处整改。（县财政局负责）
"""
"""A plan that no office has issued."""
Words = tuple[str, ...]
_QUARTERS = 4
_WORK = 300
"""Instructions of SQLite's machine between two steps within a statement."""


@dataclass(frozen=True)
class Case:
    """One command that writes into ``out/``, and those that make what is there before."""

    name: str
    words: Words
    before: tuple[Words, ...]
    is_database: bool = False


def cases() -> Iterator[Case]:
    """A case for each format of each command, as the program itself lists them."""
    from policy_parse.archive.answers import FORMATS as ANSWERS
    from policy_parse.findings import FORMATS as REPORTS
    from policy_parse.writers import BUILTIN, find_writer
    from policy_parse.writers.comparisons import FORMATS as COMPARISONS
    from policy_parse.writers.tables import FORMATS as TABLES
    from policy_parse.writers.trends import FORMATS as TRENDS

    def again(name: str, out: str, *words: str, old: Words = ("old.txt",), new: Words = ("new.txt",)) -> Case:
        command, *options = words
        before, after = ((command, *files, *options, "-o", out) for files in (old, new))
        return Case(name, after, () if out.endswith(".txt") else (before,))

    for format in BUILTIN:
        yield again(f"parse {format}", f"out/plan{find_writer(format).SUFFIXES[0]}", "parse", "--format", format)
    yield Case("parse json, first", ("parse", "new.txt", "-o", "out/plan.json"), ())
    for format in ("ndjson", "csv", "xlsx", "ics", "sqlite"):
        end = find_writer(format).SUFFIXES[0]
        yield again(f"parse {format}, many", f"out/plans{end}", "parse", old=("old.txt",) * 2, new=("old.txt", "new.txt"))  # fmt: skip
    for format in TABLES:
        name = f"parse {format}, a folder" if format in BUILTIN else f"parse {format}"
        yield again(name, "out/", "parse", "--format", format)
    yield again("parse, a folder", "out/", "parse", old=("a/one.txt", "a/two.txt"), new=("b/one.txt", "b/two.txt"))
    failing = ("parse", "none.docx", "new.txt", "-o", "out/plans.csv")
    yield Case("failures.ndjson", failing, (("parse", "old.txt", "none.docx", "other.docx", "-o", "out/plans.csv"),))
    yield again("apply json", "out/plan.json", "apply", old=("old.txt", "old.json"), new=("new.txt", "new.json"))
    for format, (end, *_) in COMPARISONS.suffixes.items():
        yield again(f"compare {format}", f"out/changes{end}", "compare", old=("old.txt", "new.txt"), new=("new.txt", "old.txt"))  # fmt: skip
    for format, (end, *_) in TRENDS.suffixes.items():
        yield again(f"trend {format}", f"out/trend{end}", "trend", new=("old.txt", "new.txt"))
    for format in REPORTS:
        end = {"text": "txt"}.get(format, format)
        yield again(f"check {format}", f"out/report.{end}", "check", new=("old.txt", "new.txt"))
    for kind in ("docx", "pdf"):
        yield Case(f"check --annotate {kind}", ("check", f"plan.{kind}", "--annotate", f"out/noted.{kind}"), ())
    for format in ANSWERS:
        end = {"text": "txt"}.get(format, format)
        sql = (
            "SELECT u.name AS source, t.text AS target FROM units u JOIN tasks t ON t.plan = u.plan AND t.task = u.task"
        )
        yield Case(
            f"query {format}",
            ("query", "new.sqlite", sql, "-o", f"out/answer.{end}"),
            (("query", "old.sqlite", sql, "-o", f"out/answer.{end}"),),
        )
    ledger = ("-o", "out/ledger.xlsx")
    yield Case("ledger, made", ("ledger", "new.txt", *ledger), ())
    earlier = (("ledger", "old.txt", *ledger), ("ledger", "a/one.txt", *ledger))
    yield Case("ledger, updated, with .bak", ("ledger", "new.txt", *ledger), earlier)
    template = ("ledger", "new.txt", "--template", "ours.xlsx", *ledger)
    yield Case("ledger from a template", template, ())
    marks = str(ROOT / "corpus")
    yield Case("evaluate --save", ("evaluate", marks, "--save", "out/run.json"), ())
    archive = ("--into", "out/plans.sqlite")
    yield Case("collect, an archive", ("collect", "old.txt", "new.txt", *archive), (("collect", "old.txt", *archive),), True)  # fmt: skip
    yield Case("apply to an archive", ("apply", "out/plans.sqlite", "old.json"), (("collect", "old.txt", *archive),), True)  # fmt: skip


def make_desk(desk: Path) -> None:
    """The documents that the cases read, in `desk`."""
    import openpyxl

    from policy_parse import Corrections, parse
    from policy_parse.cli import main as main_of_program

    for folder in ("out", "a", "b"):
        (desk / folder).mkdir()
    texts = {"old.txt": 3, "new.txt": 5, "a/one.txt": 7, "a/two.txt": 9, "b/one.txt": 11, "b/two.txt": 13}
    for name, number in texts.items():
        (desk / name).write_text(ONE.format(n=number), "utf-8")
    for kind in ("docx", "pdf"):
        shutil.copy(ROOT / "corpus" / "beibei-2022-water" / f"source.{kind}", desk / f"plan.{kind}")
    for name in ("old", "new"):
        plan = parse(desk / f"{name}.txt")
        unit = plan.tasks[0].supporting[0].model_dump(mode="json")
        gone = {"op": "remove", "task": plan.tasks[0].id, "field": "supporting", "old": unit, "new": None}
        corrections = Corrections.model_validate({"plan": plan.source.sha256, "corrections": [gone]})
        (desk / f"{name}.json").write_text(corrections.model_dump_json(), "utf-8")
    with contextlib.redirect_stderr(io.StringIO()):  # in this process, which has the dictionary in memory then
        for name in ("old", "new"):
            main_of_program(["collect", str(desk / f"{name}.txt"), "--into", str(desk / f"{name}.sqlite")])
    book = openpyxl.Workbook()
    book.active.append(["序号", "工作任务", "责任单位", "完成时限", "备注"])
    book.save(desk / "ours.xlsx")


class Died(NamedTuple):
    """How a process ended, how many steps it had gone, and how long it took from the first of them."""

    status: int
    steps: int
    seconds: float


@dataclass
class Steps:
    """Counts the steps of writing in this process; says when the first is made, and ends the process at one."""

    last: int | None
    pipe: int
    count: int = 0

    def step(self) -> int:
        """One step. Returns 0, which lets SQLite go on."""
        self.count += 1
        if self.count == 1:
            os.write(self.pipe, b"!")
        if self.count == self.last:
            os.kill(os.getpid(), signal.SIGKILL)
        return 0


class _Around:
    """Something of the system in whose calls steps are made, before and after each; whatever else it has is its own."""

    def __init__(self, inner: Any, steps: Steps, names: Sequence[str], made: Callable[[str, Any], Any]) -> None:
        self._inner, self._steps, self._names, self._made = inner, steps, names, made

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._inner, name)
        if name not in self._names:
            return found

        def call(*words: Any, **options: Any) -> Any:
            self._steps.step()
            result = self._made(name, found(*words, **options))
            self._steps.step()
            return result

        return call


class _File(_Around):
    """A file that is written in quarters, with a step after each."""

    def __init__(self, inner: Any, steps: Steps) -> None:
        super().__init__(inner, steps, ("flush", "close"), lambda name, result: result)

    def writelines(self, pieces: Any) -> None:
        for piece in pieces:
            part = max(1, len(piece) // _QUARTERS)
            for at in range(0, len(piece), part):
                self._inner.write(piece[at : at + part])
                self._inner.flush()
                self._steps.step()


def watch(steps: Steps, *, named: bool) -> None:
    """Let the writers of this process make `steps`."""
    from policy_parse.archive import base
    from policy_parse.writers import safe_files

    def made(name: str, result: Any) -> Any:
        return _File(result, steps) if name == "fdopen" else result

    calls = ("open", "fdopen", "link", "replace", "fsync", "chmod", "fchmod", "unlink", "close")
    safe_files.os = _Around(os, steps, calls, made)  # type: ignore[assignment]
    if named:
        safe_files._UNNAMED = None

    def connected(name: str, result: Any) -> Any:
        result.set_trace_callback(lambda statement: steps.step() and None)
        result.set_progress_handler(steps.step, _WORK)
        return result

    base.sqlite3 = _Around(sqlite3, steps, ("connect",), connected)  # type: ignore[assignment]


def run(desk: Path, words: Words, *, last: int | None = None, after: float | None = None, named: bool = False) -> Died:
    """Run a command in a process of its own; it is killed at step `last`, or `after` so many seconds of writing."""
    begun, begin = os.pipe()
    counted, count = os.pipe()
    child = os.fork()
    if not child:
        _work(desk, words, Steps(last, begin), count, named=named)
    os.close(begin)
    os.close(count)
    select.select([begun], [], [])
    since = time.monotonic()
    if after is not None:
        select.select([counted], [], [], after)
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
    steps = b"".join(iter(lambda: os.read(counted, 100), b""))
    seconds = time.monotonic() - since
    _, status = os.waitpid(child, 0)
    os.close(begun)
    os.close(counted)
    return Died(os.waitstatus_to_exitcode(status), int(steps or 0), seconds)


def _work(desk: Path, words: Words, steps: Steps, count: int, *, named: bool) -> None:
    from policy_parse.cli import main as command

    status = 70
    try:
        os.chdir(desk)
        nowhere = os.open(os.devnull, os.O_RDWR)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        watch(steps, named=named)
        status = command(list(words))
        os.write(count, str(steps.count).encode())
    finally:
        os._exit(status)


Files = Mapping[str, object]


def files_of(out: Path) -> dict[str, object]:
    """What stands in `out`, by name: the bytes, of an archive all that it holds."""
    return {
        file.relative_to(out).as_posix(): _held(file) if file.name == "plans.sqlite" and _is_archive(file) else file.read_bytes()
        for file in sorted(out.rglob("*"))
        if file.is_file() and not file.name.endswith(("-wal", "-shm"))
    }  # fmt: skip


def _is_archive(file: Path) -> bool:
    from policy_parse.archive.base import is_archive

    return is_archive(file)


def _held(file: Path) -> object:
    """The rows of each document in an archive, once SQLite has put right what a kill left; or what is wrong with it."""
    base = sqlite3.connect(file)
    try:
        if (wrong := base.execute("PRAGMA integrity_check").fetchone()) != ("ok",):
            return wrong
        tables = ("plans", "tasks", "units", "targets", "deadlines", "findings", "documents", "corrections", "sources")
        rows = [(table, *row) for table in tables for row in base.execute(f"SELECT * FROM {table}")]
        found = base.execute("SELECT plan, title, text, units FROM task_words")  # by number in the order of writing
        return frozenset(rows) | frozenset(("task_words", *row) for row in found)
    except sqlite3.Error as error:
        return str(error)
    finally:
        base.close()


@dataclass
class Row:
    """What came of the kills of one case."""

    kills: int = 0
    old: int = 0
    new: int = 0
    mixed: int = 0
    """Several files, each whole, some the old ones, some the new."""
    litter: int = 0
    """Kills that left a hidden file."""
    faults: list[str] = field(default_factory=list)


def _look(found: Files, old: Files, new: Files, row: Row) -> bool:
    """Note what a kill left; True if there is something beside the files that should be there."""
    left = [name for name in found if name not in old and name not in new]
    strange = [name for name in left if not Path(name).name.startswith(".")]
    wrong = [name for name in {**old, **new} if not _is_one_of(found.get(name), old.get(name), new.get(name))]
    if strange or wrong:
        row.faults.append(f"strange {strange}, neither old nor new {wrong}")
    kept = {name: value for name, value in found.items() if name not in left}
    row.old += kept == old
    row.new += kept == new
    row.mixed += kept not in (old, new)
    row.litter += bool(left)
    return bool(left)


def _is_one_of(found: object, old: object, new: object) -> bool:
    """True for the old file or the new one; of an archive also for the old with some documents of the new, whole."""
    if isinstance(found, frozenset) and isinstance(new, frozenset):
        before = old if isinstance(old, frozenset) else frozenset()
        return before & new <= found <= before | new and _plans(found) == _plans(found, "documents")
    return found in (old, new)


def _plans(rows: frozenset[Any], table: str = "plans") -> set[object]:
    return {row[1] for row in rows if row[0] == table}


def try_case(case: Case, desk: Path, random: Random, args: argparse.Namespace) -> Row:
    """Kill one case as often as asked for; the files at `desk` are as they were afterwards."""
    out, kept = desk / "out", desk / "kept"

    def lay_out() -> None:
        shutil.rmtree(out)
        shutil.copytree(kept, out)

    for words in case.before:
        _succeed(run(desk, words), words)
    shutil.copytree(out, kept)
    old = files_of(out)
    whole = run(desk, case.words, named=args.named)
    _succeed(whole, case.words)
    new, row = files_of(out), Row()
    assert new != old, f"{case.name}: nothing is written"
    for turn in range(args.kills * 4):
        if row.kills == args.kills:
            break
        lay_out()
        at = {"last": random.randint(1, whole.steps)} if turn % 2 else {"after": random.uniform(0, whole.seconds)}
        died = run(desk, case.words, named=args.named, **at)  # type: ignore[arg-type]
        if died.status != -signal.SIGKILL:  # it was done before
            continue
        row.kills += 1
        found = files_of(out)
        is_left = _look(found, old, new, row)
        if not case.before and found == new:
            continue  # some formats are not written over
        if is_left or case.is_database or row.kills % 5 == 1:
            again = run(desk, case.words, named=args.named)
            found = files_of(out)
            beside = [name for name in found if name not in old and name not in new]
            if again.status not in _DONE or beside or (case.is_database and found != new):
                row.faults.append(f"afterwards {again}, beside the files {beside}")
    for folder in (out, kept):
        shutil.rmtree(folder)
    out.mkdir()
    return row


_DONE = (0, 1)
"""1 where a document is meant to fail, or findings are."""


def _succeed(died: Died, words: Words) -> None:
    if died.status not in _DONE or not died.steps:
        raise SystemExit(f"{' '.join(words)}: {died}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=50, help="of each case")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", nargs="*", default=[""], help="the cases with any of these words in their name")
    parser.add_argument("--named", action="store_true", help="write without files that have no name")
    args = parser.parse_args()
    faults = 0
    print(f"{'written':28}{'kills':>6}{'old':>6}{'new':>6}{'mixed':>6}{'litter':>7}{'faults':>7}")
    with tempfile.TemporaryDirectory() as place:
        desk = Path(place)
        make_desk(desk)
        total = Row()
        for case in (case for case in cases() if any(words in case.name for words in args.only)):
            row = try_case(case, desk, Random(f"{args.seed}:{case.name}"), args)
            _show(case.name, row)
            for each in ("kills", "old", "new", "mixed", "litter"):
                setattr(total, each, getattr(total, each) + getattr(row, each))
            total.faults += row.faults
            faults += len(row.faults)
    _show("all", total)
    sys.exit(1 if faults else 0)


def _show(name: str, row: Row) -> None:
    numbers = (row.kills, row.old, row.new, row.mixed, row.litter, len(row.faults))
    print(f"{name:28}" + "".join(f"{n:>{w}}" for n, w in zip(numbers, (6, 6, 6, 6, 7, 7), strict=True)), flush=True)
    for fault in row.faults[:3]:
        print(f"    {fault}", flush=True)


if __name__ == "__main__":
    main()
