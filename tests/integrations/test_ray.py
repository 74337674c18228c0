"""A folder read by a Ray of this machine into Parquet parts: the same rows as in an archive, whatever is lost on the way."""

import os
import shutil
import sqlite3
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from policy_parse import LexiconError, ReadError, WriteError
from policy_parse.archive.base import Archive
from policy_parse.archive.collect import Options, collect
from policy_parse.batch.documents import find_documents
from policy_parse.model.tables import TABLES

pytest.importorskip("pyarrow")
if find_spec("ray") is None:
    pytest.skip("ray is not installed", allow_module_level=True)  # imported when it is begun: it takes seconds

from pyarrow import parquet

from policy_parse.integrations import arrow, parts
from policy_parse.integrations.ray import parse_to_parquet
from shown_pages import BLOCK, ROOT, text_of
from thoroughness import only_thorough, tried

ACTORS = tried(1, 2)
"""Each is a process of Ray and one of ours, and a few seconds of preparing."""
PLUG_IN = '''
"""A reader at which documents hang, end their process, or end once the actor that wants them."""
import os, signal, time
FORMAT, SUFFIXES = "strange", (".strange",)
sniff = lambda data: data.startswith(b"STRANGE ")
missing = lambda: None
def read(data, *, name, password=None):
    _, what, *where = data.decode().split()
    while what == "hang":
        time.sleep(0.05)
    if what == "die":
        os.abort()
    try:
        os.close(os.open(where[0], os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        from policy_parse import ReadError
        raise ReadError(name, "seen before")
    os.kill(os.getppid(), signal.SIGKILL)
    time.sleep(60)
'''


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    """A Ray with a processor for each actor, whose actors have the reader of STRANGE documents installed."""
    place = tmp_path_factory.mktemp("installed")
    announced = place / "strange-1.dist-info"
    announced.mkdir()
    (announced / "METADATA").write_text("Metadata-Version: 2.1\nName: strange\nVersion: 1\n")
    (announced / "entry_points.txt").write_text("[policy_parse.readers]\nstrange = strange\n")
    (place / "strange.py").write_text(PLUG_IN, "utf-8")
    import ray
    import ray.data

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", os.pathsep.join([str(place), *filter(None, sys.path)]))
        patch.setenv("RAY_USAGE_STATS_ENABLED", "0")
        ray.shutdown()
        ray.init(num_cpus=ACTORS, include_dashboard=False, log_to_driver=False, logging_level="ERROR")
        ray.data.DataContext.get_current().enable_progress_bars = False
        yield
        ray.shutdown()


def made_up(office):
    """A plan that no office has issued."""
    return (
        f"{office}县2031年巡查工作方案\n一、重点任务\n（一）抓好巡查。全年巡查河道{len(office) + 3}次。"
        f"（{office}县水利局牵头，{office}县财政局配合）\n（二）抓好整改。6月底前完成整改。（{office}县财政局负责）\n"
    )


def plans_in(folder):
    """Nine plans in two folders, one of them twice, an empty file, a hidden one, and one that is no document."""
    (folder / "more").mkdir(parents=True)
    for office in "甲乙丙丁戊己庚辛壬":
        (folder / ("more" if office in "甲乙" else "") / f"{office}.txt").write_text(made_up(office), "utf-8")
    (folder / "once more.txt").write_text(made_up("甲"), "utf-8")
    (folder / "empty.txt").touch()
    (folder / "INDEX.tsv").write_text("a\tb\n")
    (folder / ".hidden.txt").write_text(made_up("癸"), "utf-8")


@pytest.fixture(scope="module")
def undisturbed(cluster, tmp_path_factory):
    """A folder with plans, the parts of a run over them, and what the run says."""
    desk = tmp_path_factory.mktemp("desk")
    plans_in(desk / "plans")
    return desk, parse_to_parquet(desk / "plans", desk / "parts", actors=ACTORS)


@pytest.fixture
def desk(undisturbed, tmp_path):
    """A copy of both."""
    shutil.copytree(undisturbed[0], tmp_path, dirs_exist_ok=True)
    return tmp_path


def held(into):
    """The rows of every table of parts, sorted."""
    return {
        name: sorted(
            (tuple(row.values()) for part in (into / name).glob("*.parquet") for row in parquet.read_table(part).to_pylist()),
            key=repr,
        )
        for name in arrow.NAMES
    }  # fmt: skip


def as_in_an_archive(folder, place):
    """The rows that `collect` puts into an archive, with the names below `folder`."""
    archive = Archive(place)
    list(collect(archive, find_documents([str(folder)]).documents, Options()))
    archive.close()
    base = sqlite3.connect(place)
    below = len(folder.as_posix()) + 1
    flat = {table.name: base.execute(f"SELECT * FROM {table.name}").fetchall() for table in TABLES}
    sources = [(name[below:], plan) for name, plan in base.execute("SELECT name, plan FROM sources")]
    failures = base.execute("SELECT name, sha256, kind, reason FROM failures").fetchall()
    return flat, sorted(sources), [(name[below:], *rest) for name, *rest in failures]


def plain(rows):
    """Cells as SQLite has them."""
    return sorted((tuple(str(c) if hasattr(c, "isoformat") else c for c in row) for row in rows), key=repr)


def test_the_parts_hold_what_an_archive_holds(undisturbed, tmp_path):
    desk, summary = undisturbed
    assert summary == (9, 1, 1, ("INDEX.tsv",))
    found = held(desk / "parts")
    flat, sources, failures = as_in_an_archive(desk / "plans", tmp_path / "plans.sqlite")
    assert len(flat["tasks"]) == 18
    names = {row[0]: row[1] for row in found["plans"]}
    flat["plans"] = [(row[0], names[row[0]], *row[2:]) for row in flat["plans"]]  # an archive calls a file by its path
    for name, rows in flat.items():
        assert plain(found[name]) == plain(rows), name
    assert found["sources"] == sources
    assert [row[:4] for row in found["failures"]] == failures
    assert {row[0] for row in found["documents"]} == {row[0] for row in flat["plans"]}
    for name in arrow.NAMES:
        for part in (desk / "parts" / name).glob("*.parquet"):
            assert parquet.read_schema(part).equals(arrow.schema(name), check_metadata=True)


def test_queries_are_the_same_in_duckdb_and_in_sqlite(undisturbed, tmp_path):
    duckdb = pytest.importorskip("duckdb")
    desk, _ = undisturbed
    as_in_an_archive(desk / "plans", tmp_path / "plans.sqlite")
    base = duckdb.connect()
    for name in arrow.NAMES:
        base.execute(f"CREATE VIEW {name} AS SELECT * FROM '{desk}/parts/{name}/*.parquet'")
    query = """SELECT units.name, units.role, count(*) AS tasks, min(deadlines.end_on) AS first
      FROM units JOIN tasks USING (plan, task) LEFT JOIN deadlines USING (plan, task)
      GROUP BY units.name, units.role ORDER BY units.name, units.role"""
    found = base.execute(query).fetchall()
    assert len(found) == 27
    assert plain(found) == plain(sqlite3.connect(tmp_path / "plans.sqlite").execute(query).fetchall())


def test_what_is_done_is_not_done_again_and_what_was_not_finished_is(desk):
    into, plans = desk / "parts", desk / "plans"
    whole = held(into)
    written = {part: part.stat().st_mtime_ns for part in (into / "documents").iterdir()}
    assert parse_to_parquet(f"file://{plans}", into)[:3] == (0, 1, 10)
    assert {part: part.stat().st_mtime_ns for part in (into / "documents").iterdir()} == written
    lost = [part for part in sorted(written) if parquet.read_metadata(part).num_rows][:2]
    again = sum(parquet.read_metadata(part).num_rows for part in lost)
    for part in lost:  # as if the actor had been killed before it wrote them
        part.unlink()
    (into / "tasks" / f"{'0' * 40}.parquet.new").write_bytes(b"half of it")
    (into / "tasks" / "notes.txt").touch()
    (plans / "癸.txt").write_text(made_up("癸"), "utf-8")
    assert parse_to_parquet(plans, into, actors=ACTORS)[:3] == (again + 1, 1, 10 - again)
    found = held(into)
    assert [row[1] for row in found["plans"] if row not in whole["plans"]] == ["癸.txt"]
    assert len(found["tasks"]) == len(whole["tasks"]) + 2
    assert all(set(whole[name]) <= set(found[name]) for name in arrow.NAMES)
    assert [part.name for part in (into / "tasks").iterdir() if part.suffix != ".parquet"] == ["notes.txt"]


@only_thorough  # that a document which hangs or ends its process is named: tests/batch/test_parse_many.py
def test_a_lost_actor_loses_nothing_and_no_document_brings_the_others_down(undisturbed, tmp_path):
    wanted, plans, marker = held(undisturbed[0] / "parts"), tmp_path / "plans", tmp_path / "killed"
    plans_in(plans)
    (plans / "actor.txt").write_text(f"STRANGE actor {marker}")
    (plans / "hang.txt").write_text("STRANGE hang")
    (plans / "die.txt").write_text("STRANGE die")
    summary = parse_to_parquet(plans, tmp_path / "parts", actors=ACTORS, time_limit=10)
    assert marker.exists()
    assert summary[:2] == (9, 4)
    found = held(tmp_path / "parts")
    kinds = {row[0]: row[2] for row in found["failures"]}
    assert kinds == {"actor.txt": "unreadable", "hang.txt": "time", "die.txt": "crash", "empty.txt": "unreadable"}
    for name in {*arrow.NAMES} - {"failures"}:
        assert found[name] == wanted[name], name


def shown(page):
    """The snippet that a page shows, and what it shows below it."""
    found = BLOCK.findall(text_of(page))
    at = next(at for at, (_, body) in enumerate(found) if "integrations.ray" in body)
    return found[at][1], found[at + 1][1]


@only_thorough  # the other snippets of these pages: tests/test_site.py
def test_the_pages_show_what_comes_out(cluster, tmp_path, monkeypatch, capsys):
    pytest.importorskip("duckdb")
    snippet, printed = shown("docs/en/many.md")
    assert shown("docs/zh/many.md") == (snippet, printed)
    shutil.copytree(ROOT / "examples/plans", tmp_path / "many")
    monkeypatch.chdir(tmp_path)
    exec(compile(snippet, "many.md", "exec"), {"__name__": "__main__"})
    assert capsys.readouterr().out == printed


def test_what_cannot_be_begun_is_said(cluster, tmp_path):
    with pytest.raises(ReadError, match="nowhere"):
        parse_to_parquet(tmp_path / "nowhere", tmp_path / "parts")
    with pytest.raises(ReadError, match="no-such-scheme"):
        parse_to_parquet("no-such-scheme://plans", tmp_path / "parts")
    with pytest.raises(LexiconError):
        parse_to_parquet(tmp_path, tmp_path / "parts", lexicon=tmp_path / "nowhere")
    with pytest.raises(ValueError, match="1800"):
        parse_to_parquet(tmp_path, tmp_path / "parts", year=1800)


def test_other_settings_need_another_folder(tmp_path):
    place = parts.place_of(tmp_path / "parts")
    parts.write_part(place, f"{'a' * 40}.parquet", {"documents": [("0" * 64, "{}", "those")]})
    assert parts.what_is_done(place, "those").plans == {"0" * 64}
    with pytest.raises(WriteError, match="another version"):
        parts.what_is_done(place, "others")


def test_a_place_that_takes_no_file_is_said(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(WriteError, match="file"):
        parts.write_part(parts.place_of(tmp_path / "file"), "x.parquet", {"documents": []})


def test_a_document_that_is_too_large_is_not_read_into_memory(tmp_path):
    from policy_parse import LimitError, Limits
    from policy_parse.limits import using

    (tmp_path / "large.txt").write_bytes(b"x" * 1000)
    with using(Limits(file_bytes=999)), pytest.raises(LimitError):
        parts.bytes_of(parts.place_of(tmp_path), "large.txt")
    assert parts.hash_of(parts.place_of(tmp_path), "gone.txt") is None
    assert Path(parts.place_of(tmp_path).root) == tmp_path
