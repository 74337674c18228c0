"""The same bytes give the same plan and the same files: whatever the hash seed, locale, time zone, day, thread, process."""

import contextlib
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from thoroughness import THOROUGH, tried

ROOT = Path(__file__).parents[1]
READ = """
import sys, os, hashlib, json, datetime, time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT, work = Path(sys.argv[1]), Path(sys.argv[2])
if day := os.environ.get("DAY"):
    class Kind(type):
        def __instancecheck__(cls, value):
            return isinstance(value, cls.__base__)
    class Date(datetime.date, metaclass=Kind):
        @classmethod
        def today(cls):
            return cls.fromisoformat(day)
    class Moment(datetime.datetime, metaclass=Kind):
        @classmethod
        def now(cls, tz=None):
            return cls.fromisoformat(day).replace(tzinfo=tz)
        today = utcnow = now
    now = Moment.fromisoformat(day).timestamp()
    local = time.localtime
    time.time = lambda: now
    time.time_ns = lambda: int(now * 1e9)
    time.localtime = lambda seconds=None: local(now if seconds is None else seconds)
    datetime.date, datetime.datetime = Date, Moment

from policy_parse import compare, parse
from policy_parse.writers import render, writers

documents = [
    *sorted((ROOT / "corpus").glob("*/source.*")), *sorted((ROOT / "examples/plans").iterdir()),
    *sorted((ROOT / "tests/formats/fixtures").iterdir()), *sorted(work.iterdir()),
]
digest = lambda data: hashlib.sha256(data).hexdigest()[:16]
found = {path.relative_to(path.parents[1]).as_posix(): digest(render(parse(path), "json")) for path in documents}
if sys.argv[3] == "in threads too":
    with ThreadPoolExecutor(4) as pool:
        again = list(pool.map(lambda path: digest(render(parse(path.read_bytes(), name=path.name), "json")), documents))
    assert again == list(found.values())
plan = parse(documents[0])
for writer in writers():
    found[writer.FORMAT] = digest(render(plan, writer.FORMAT))
years = sorted((ROOT / "examples/plans").iterdir())
found["compare"] = digest(compare(*years).model_dump_json().encode())
print(json.dumps(found))
"""
"""Prints a hash of each plan and each file that is written of one; reads all documents once more in threads if it is asked to."""
HTML = "<html><head><meta charset='utf-8'></head><body><h1>云岫县2031年节水方案</h1><p>一、重点任务</p><p>1.{}（县水利局牵头）</p></body></html>"
TASK = "2031年6月底前建设泵站3座，用水量较2020年下降7%以上。"


@pytest.fixture(scope="module")
def more(tmp_path_factory):
    """Made-up documents of the formats that no folder of the project has."""
    from openpyxl import Workbook

    sys.path.append(str(ROOT / "tests/readers/ofd"))
    from ofd_writer import ofd_of_pdf

    folder = tmp_path_factory.mktemp("made-up")
    (folder / "plan.htm").write_text(HTML.format(TASK), "utf-8")
    (folder / "plan.md").write_text(
        f"# 云岫县2031年节水方案\n\n## 一、重点任务\n\n1. {TASK}（县水利局牵头）\n", "utf-8"
    )
    (folder / "plan.ofd").write_bytes(ofd_of_pdf((ROOT / "corpus/beibei-2022-water/source.pdf").read_bytes()))
    book = Workbook()
    for row in (["序号", "工作任务", "责任单位", "完成时限"], [1, TASK, "县水利局", "2031年6月底前"]):
        book.active.append(row)
    book.save(folder / "plan.xlsx")
    return folder


def read(more, *, threads=True, **settings):
    environment = {name: os.environ[name] for name in ("PATH", "PYTHONPATH", "HOME") if name in os.environ} | settings
    command = [sys.executable, "-c", READ, str(ROOT), str(more), "in threads too" if threads else "one by one"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


def read_here(more):
    printed = io.StringIO()
    with pytest.MonkeyPatch.context() as patch, contextlib.redirect_stdout(printed):
        patch.setattr(sys, "argv", ["", str(ROOT), str(more), "one by one"])
        exec(READ, {})
    return json.loads(printed.getvalue())


@pytest.fixture(scope="module")
def usual(more):
    """What comes of them in this process; of the thorough run in another, which reads them in threads as well."""
    found = read(more, PYTHONHASHSEED="0", LC_ALL="C.UTF-8", TZ="UTC") if THOROUGH else read_here(more)
    assert {Path(name).suffix for name in found} >= {".docx", ".pdf", ".txt", ".html", ".htm", ".md", ".ofd", ".xlsx"}
    assert len(set(found.values())) > 12
    return found


ALL_AT_ONCE = [
    {
        "PYTHONHASHSEED": "7",
        "LANG": "zh_CN.GBK",
        "PYTHONUTF8": "0",
        "PYTHONOPTIMIZE": "2",
        "TZ": "Pacific/Kiritimati",
        "DAY": "2047-02-28T23:59:59",
    },
]
"""Seed, locale, zone, day and level of optimization together: none of them changes anything, or one of them does."""
ONE_BY_ONE = [
    {"PYTHONHASHSEED": "1", "LC_ALL": "C", "TZ": "America/St_Johns", "DAY": "2047-02-28T23:59:59"},
    {"PYTHONHASHSEED": "1", "LC_ALL": "C", "TZ": "Asia/Shanghai"},
    {"PYTHONHASHSEED": "4242", "LC_ALL": "zh_CN.UTF-8", "TZ": "America/St_Johns"},
    {"PYTHONHASHSEED": "7", "LANG": "zh_CN.GBK", "PYTHONUTF8": "0", "PYTHONOPTIMIZE": "2"},
    {"PYTHONHASHSEED": "0", "DAY": "2047-02-28T23:59:59", "TZ": "Pacific/Kiritimati"},
]


@pytest.mark.parametrize(
    "settings",
    ALL_AT_ONCE + tried([], ONE_BY_ONE),
    ids=lambda settings: " ".join(f"{name}={value}" for name, value in settings.items()),
)
def test_nothing_around_the_bytes_changes_what_comes_of_them(settings, usual, more):
    assert read(more, threads=tried(False, True), **settings) == usual
