"""Coverage-guided fuzzing of one reader, or of the rules of the text, with atheris.

    pip install atheris
    python fuzz/targets.py docx [-max_total_time=600 …] [FOLDER]

Targets: docx, pdf, ofd, xlsx, xls, html, markdown, txt, wordml, rules. The seeds of a target are copied into FOLDER
(default: a new one), where what is found to be new is kept; options with ``-`` go to libFuzzer. Anything but a document
or a ReadError is a crash, and so is a plan that does not keep what a Plan promises. doc, wps, rtf, odt and pictures are
other programs' work (LibreOffice, text recognition): `mutate.py` damages those.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import mkdtemp

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "src")]

SEEDS = Path(__file__).parent / "seeds"
TARGETS = {
    "docx": ("plan.docx", "layouts.docx"),
    "pdf": ("lines.pdf", "plan.pdf", "locked.pdf"),
    "ofd": ("plan.ofd",),
    "xlsx": ("plan.xlsx",),
    "xls": ("plan.xls",),
    "html": ("plan.html", "plan.mht"),
    "markdown": ("plan.md",),
    "txt": ("plan.txt", "plan-gb.txt", "pasted.txt"),
    "wordml": ("plan-wordml.xml",),
    "rules": ("plan.txt", "pasted.txt"),
}


def reading(reader: str) -> Callable[[bytes], None]:
    """What reads bytes with that reader alone, whatever they begin with."""
    from importlib import import_module

    from policy_parse import ReadError

    module = import_module(f"policy_parse.readers.{'xlsx' if reader == 'xls' else reader}.reader")

    def one(data: bytes) -> None:
        try:
            if module.sniff(data):
                module.read(data, name="any")
        except ReadError as error:
            if "\n" in str(error):
                raise AssertionError("an error of two lines") from error

    return one


def rules(data: bytes) -> None:
    """Read bytes as lines of a text, and look whether the plan keeps its promises."""
    from mutate import check

    words = "某市2025年节水工作方案\n一、重点任务\n" + data.decode("utf-8", "ignore")
    found = check(words.encode(), "any.txt")
    assert found.kind in ("read", "refused"), found.said


def main() -> None:
    import atheris

    if len(sys.argv) < 2 or sys.argv[1] not in TARGETS:
        sys.exit(__doc__)
    target = sys.argv.pop(1)
    folders = [word for word in sys.argv[1:] if not word.startswith("-")] or [mkdtemp(prefix=f"fuzz-{target}-")]
    for name in TARGETS[target]:
        shutil.copy(SEEDS / name, folders[0])
    with atheris.instrument_imports(include=["policy_parse"]):
        import policy_parse.api

        policy_parse.api.parse("一、重点任务".encode())
        one = rules if target == "rules" else reading(target)
    options = [word for word in sys.argv[1:] if word.startswith("-")]
    atheris.Setup([sys.argv[0], *options, *folders], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
