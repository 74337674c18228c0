"""What one document costs here and with other programs: a whole process, a warm call, memory; by format.

    python benchmarks/beside.py [FORMAT …] [--peers PYTHON] [--rounds 3] [--instructions]

FORMAT is one or more of docx, pdf, table-pdf, scan, xlsx. The files: the plan of corpus/beibei-2022-water as docx, as
PDF with text, and its first two pages as pictures; the PDF with a table of ../shared/corpus where that is there; a
workbook of the plan's tasks. PYTHON is an interpreter that has programs which this one has not (a virtual environment
of their own). Prints Markdown: CPU seconds of a whole process (best of the rounds; user and system, children too), CPU
milliseconds of a warm call (best), the most memory. CPU time and not the clock, so that other work on the machine
disturbs less; ``--instructions`` counts those of the whole process with valgrind, which other work does not disturb at
all and which takes some fifty times as long. A program that is not installed is named.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
BEIBEI = ROOT / "corpus" / "beibei-2022-water"
TABLE = ROOT / ".." / "shared" / "corpus" / "fujian-2021-haiyang-table" / "source.pdf"

PROGRAMS = {
    "policy-parse": "from policy_parse import parse\nwork = parse",
    "python-docx, a walk": """
import docx
from docx.table import Table
def work(file):
    for item in docx.Document(file).iter_inner_content():
        rows = item.rows if isinstance(item, Table) else ()
        _ = item.text if not isinstance(item, Table) else [cell.text for row in rows for cell in row.cells]""",
    "pdfium, text alone": """
import pypdfium2
def work(file):
    return [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(file)]""",
    "pdfplumber, words and tables": """
import pdfplumber
def work(file):
    with pdfplumber.open(file) as document:
        return [(page.extract_words(), page.extract_tables()) for page in document.pages]""",
    "openpyxl, all cells": """
import openpyxl
def work(file):
    book = openpyxl.load_workbook(file)
    return [row for sheet in book for row in sheet.iter_rows(values_only=True)]""",
    "markitdown": "from markitdown import MarkItDown\nwork = MarkItDown().convert",
    "kreuzberg": "import kreuzberg\nwork = kreuzberg.extract_file_sync",
    "docling": """
from docling.document_converter import DocumentConverter
work = DocumentConverter().convert""",
}
"""What each does with a file: the text or cells alone, save policy-parse, which gives the Plan."""
PACKAGES = {
    "policy-parse": "policy-parse",
    "python-docx, a walk": "python-docx",
    "pdfium, text alone": "pypdfium2",
    "pdfplumber, words and tables": "pdfplumber",
    "openpyxl, all cells": "openpyxl",
}
ALL = ("markitdown", "kreuzberg", "docling")
FORMATS: dict[str, tuple[str, ...]] = {
    "docx": ("policy-parse", "python-docx, a walk", *ALL),
    "pdf": ("policy-parse", "pdfium, text alone", "pdfplumber, words and tables", *ALL),
    "table-pdf": ("policy-parse", "pdfium, text alone", "pdfplumber, words and tables", *ALL),
    "scan": ("policy-parse", "docling"),
    "xlsx": ("policy-parse", "openpyxl, all cells", "markitdown", "kreuzberg", "docling"),
}
WARM = """
import json, re, sys, time
times = []
for _ in range(int(sys.argv[2])):
    begin = time.process_time()
    work(sys.argv[1])
    times.append(time.process_time() - begin)
status = open("/proc/self/status").read() if sys.platform == "linux" else "VmHWM: 0"
print(json.dumps([min(times) * 1000, int(re.search(r"VmHWM:\\s*(\\d+)", status)[1]) / 1024]))
"""


class Costs(NamedTuple):
    """What one program takes for one file."""

    process: float
    """CPU seconds of a whole process."""
    warm: float
    """CPU milliseconds of a call, once everything is loaded."""
    memory: float
    """MB at most, of a process with one call."""
    instructions: str = ""


def files(folder: Path, wanted: list[str]) -> dict[str, Path]:
    """A file for each format."""
    found = {"docx": BEIBEI / "source.docx", "pdf": BEIBEI / "source.pdf"}
    if TABLE.is_file():
        found["table-pdf"] = TABLE
    if "scan" in wanted:
        found["scan"] = scanned(BEIBEI / "source.pdf", folder / "scan.pdf")
    if "xlsx" in wanted:
        found["xlsx"] = workbook(folder / "tasks.xlsx")
    return {name: found[name] for name in wanted if name in found}


def scanned(file: Path, out: Path) -> Path:
    """The first two pages as pictures of 200 dots an inch."""
    import pypdfium2

    pages = [page.render(scale=200 / 72).to_pil() for page in list(pypdfium2.PdfDocument(file))[:2]]
    pages[0].save(out, save_all=True, append_images=pages[1:])
    return out


def workbook(out: Path) -> Path:
    """A table of the plan's tasks as an office would type it."""
    import openpyxl

    from policy_parse import parse

    book = openpyxl.Workbook()
    book.active.append(["序号", "任务", "责任单位", "完成时限"])
    for number, task in enumerate(parse(BEIBEI / "source.docx").tasks, 1):
        units = "、".join(unit.text for unit in task.responsible)
        book.active.append([number, task.text, units, "；".join(one.text for one in task.deadlines)])
    book.save(out)
    return out


def run(command: list[str], environment: Mapping[str, str]) -> tuple[float, str]:
    """CPU seconds of a process and all it started, and what it printed. Raises CalledProcessError."""
    before = os.times()
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    after = os.times()
    used = after.children_user + after.children_system - before.children_user - before.children_system
    return used, done.stdout


def costs(python: str, program: str, file: Path, rounds: int, *, instructions: bool) -> Costs:
    """What a program takes for a file. Raises CalledProcessError where it is not installed or fails."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    begin = [python, "-c", PROGRAMS[program] + WARM, str(file)]
    whole, last = [], [0.0, 0.0]
    for _ in range(rounds + 1):  # the first writes byte code
        used, out = run([*begin, "1"], environment)
        whole.append(used)
        last = json.loads(out.splitlines()[-1])
    _, out = run([*begin, str(2 + 3 * rounds)], environment)
    counted = counted_by_valgrind([*begin, "1"], environment) if instructions else ""
    return Costs(min(whole[1:]), json.loads(out.splitlines()[-1])[0], last[1], counted)


def counted_by_valgrind(command: list[str], environment: Mapping[str, str]) -> str:
    """Millions of instructions of a process."""
    tool = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null"]
    fixed = {**environment, "PYTHONHASHSEED": "0"}
    done = subprocess.run([*tool, *command], env=fixed, capture_output=True, text=True)
    found = re.search(r"Collected : (\d+)", done.stderr)
    return f"{int(found[1]) / 1e6:,.0f}" if found else "failed"


def version(python: str, program: str) -> str:
    """Version of the package, empty where it is not installed."""
    name = PACKAGES.get(program, program)
    script = f"from importlib.metadata import version; print(version({name!r}))"
    return subprocess.run([python, "-c", script], capture_output=True, text=True).stdout.strip()


def machine() -> str:
    """What it was measured on, and how busy that was."""
    model = re.search(r"model name\s*: (.+)", Path("/proc/cpuinfo").read_text()) if sys.platform == "linux" else None
    load = f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"
    name = model[1] if model else platform.processor()
    return f"{name}, {os.cpu_count()} cores, Python {platform.python_version()}, load {load} when begun"


def main() -> None:
    """Print a table for each format."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("formats", nargs="*", choices=[[], *FORMATS])
    parser.add_argument("--peers", default=sys.executable)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--instructions", action="store_true")
    arguments = parser.parse_args()
    print(f"{machine()}\n")
    missing = set()
    with tempfile.TemporaryDirectory() as folder:
        for name, file in files(Path(folder), arguments.formats or list(FORMATS)).items():
            heads = ["whole process, CPU s", "warm, CPU ms", "memory, MB"]
            heads += ["million instructions"] if arguments.instructions else []
            print(f"| {name}, {file.stat().st_size >> 10} kB | {' | '.join(heads)} |")
            print(f"|---|{'---|' * len(heads)}", flush=True)
            for program in FORMATS[name]:
                python = next((one for one in (sys.executable, arguments.peers) if version(one, program)), None)
                if python is None:
                    missing.add(program)
                    continue
                label = f"{program} {version(python, program)}"
                try:
                    found = costs(python, program, file, arguments.rounds, instructions=arguments.instructions)
                except subprocess.CalledProcessError as error:
                    print(f"| {label} | fails: {(error.stderr.strip().splitlines() or ['?'])[-1][:80]} | | |")
                    continue
                cells = [f"{found.process:.2f}", f"{found.warm:.1f}", f"{found.memory:.0f}"]
                cells += [found.instructions] if arguments.instructions else []
                print(f"| {label} | {' | '.join(cells)} |", flush=True)
            print()
    if missing:
        print(f"Not installed: {', '.join(sorted(missing))}.")


if __name__ == "__main__":
    main()
