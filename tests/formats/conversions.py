"""The made-up plan in every format; ``python conversions.py`` renews the converted copies in ``fixtures``.

LibreOffice makes the copies: .doc and .odt from the plan with its computed numbers and tracked changes; the PDF from
the plan with its changes accepted, since it prints what was deleted too; .html and .rtf from the plan with its numbers
written out, since its HTML knows only 1. 2. 3. and its RTF writes “一?” for 一、. Where there is no LibreOffice, the
copies serve; of .doc, .odt and .rtf they are what LibreOffice reads from them, which is how such a file is read.
"""

from __future__ import annotations

import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

import made_up_plan

from policy_parse.readers.office_convert import find_soffice

FIXTURES = Path(__file__).parent / "fixtures"
_SOURCES = {"doc": "plan", "odt": "plan", "pdf": "accepted", "html": "typed", "rtf": "typed"}


def convert_plan(folder: Path) -> dict[str, Path]:
    """The plan in `folder` as docx, txt, doc, odt, pdf, html and rtf; raises where LibreOffice gives one up."""
    made = {"docx": folder / "plan.docx", "txt": folder / "plan.txt"}
    made["docx"].write_bytes(made_up_plan.docx())
    made["txt"].write_bytes(made_up_plan.text().encode("gb18030"))
    (folder / "accepted.docx").write_bytes(made_up_plan.docx(tracked=False))
    (folder / "typed.docx").write_bytes(made_up_plan.docx(tracked=False, typed=True))
    for ending, source in _SOURCES.items():
        _soffice(folder, ending, folder / f"{source}.docx")
        made[ending] = folder / f"{source}.{ending}"
    return made


def _soffice(folder: Path, form: str, *files: Path) -> None:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [str(find_soffice()), profile, "--headless", "--convert-to", form, "--outdir", str(folder), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)


def main() -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        made = convert_plan(folder)
        for ending in ("pdf", "html"):
            (FIXTURES / f"plan.{ending}").write_bytes(made[ending].read_bytes())
        for ending in ("doc", "odt", "rtf"):
            old = made[ending].rename(folder / f"from_{ending}.{ending}")
            _soffice(folder, "docx:MS Word 2007 XML", old)
            (FIXTURES / f"from_{ending}.docx").write_bytes((folder / f"from_{ending}.docx").read_bytes())


if __name__ == "__main__":
    main()
