"""What reading costs beside the libraries underneath: PDF against pdfplumber, docx against python-docx.

    python benchmarks/reading.py [FOLDER ...] [--rounds 3]

Reads every .pdf and .docx under the folders (the project's own corpus, and ../shared/corpus where it is there). Each
file is read by both in turn within one process, and the best processor time of the rounds counts, so that a busy
machine disturbs both alike. Prints milliseconds a page or document and the ratio.
"""

from __future__ import annotations

import argparse
import io
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
Work = Callable[[bytes], object]
FOLDERS = (ROOT / "corpus", ROOT / ".." / "shared" / "corpus")


def read_pdf(data: bytes) -> object:
    from policy_parse.readers.pdf import reader as pdf

    return pdf.read(data, name="benchmark.pdf")


def pdfplumber_words_and_tables(data: bytes) -> object:
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data)) as document:
        for page in document.pages:
            page.extract_words()
            page.extract_tables()
            page.close()
    return None


def read_docx(data: bytes) -> object:
    from policy_parse.readers.docx import reader as docx

    return docx.read(data, name="benchmark.docx")


def python_docx_inner_content(data: bytes) -> object:
    import docx
    from docx.table import Table

    for item in docx.Document(io.BytesIO(data)).iter_inner_content():
        if isinstance(item, Table):
            for row in item.rows:
                for cell in row.cells:
                    _ = cell.text
        else:
            _ = item.text
    return None


def cost(work: Work, data: bytes) -> float:
    """Processor seconds of one run."""
    start = time.process_time()
    work(data)
    return time.process_time() - start


def compare(files: list[Path], ours: Work, theirs: Work, rounds: int) -> tuple[float, float]:
    """Seconds over all `files`, each file's best of `rounds`, for both."""
    totals = [0.0, 0.0]
    for file in files:
        data = file.read_bytes()
        best = [float("inf"), float("inf")]
        for _ in range(rounds):
            for i, work in enumerate((ours, theirs)):
                best[i] = min(best[i], cost(work, data))
        totals = [t + b for t, b in zip(totals, best, strict=True)]
    return totals[0], totals[1]


def page_count(files: list[Path]) -> int:
    import pypdfium2

    return sum(len(pypdfium2.PdfDocument(file)) for file in files)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path, default=[f for f in FOLDERS if f.is_dir()])
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    for suffix, ours, theirs, name, per in (
        ("pdf", read_pdf, pdfplumber_words_and_tables, "pdfplumber extract_words + extract_tables", "page"),
        ("docx", read_docx, python_docx_inner_content, "python-docx iter_inner_content", "document"),
    ):
        files = sorted(file for folder in arguments.folders for file in folder.rglob(f"*.{suffix}"))
        if not files:
            continue
        mine, other = compare(files, ours, theirs, arguments.rounds)
        count = page_count(files) if suffix == "pdf" else len(files)
        print(
            f"{suffix}: {len(files)} files, {count} {per}s; policy_parse {1000 * mine / count:.2f} ms a {per}, "
            f"{name} {1000 * other / count:.2f}; ratio {mine / other:.3f}"
        )


if __name__ == "__main__":
    main()
