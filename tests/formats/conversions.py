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

import made_up_document

from policy_parse.readers.office.convert import find_soffice

FIXTURES = Path(__file__).parent / "fixtures"
_SOURCES = [
    ("plan", "doc"),
    ("plan", "odt"),
    ("accepted", "pdf"),
    ("unrepeated", "pdf"),
    ("typed", "html"),
    ("typed", "rtf"),
]
_SOURCES += [("source", form) for form in ("doc", "odt", "pdf", "html", "rtf")]
BEIBEI = Path(__file__).parents[2] / "corpus" / "beibei-2022-water" / "source.docx"
"""The real document of the project; its numbers are typed."""


def convert_plan(folder: Path) -> dict[str, Path]:
    """What LibreOffice makes of the plan and of the real document, by name, in `folder`; raises where it gives one up."""
    made: dict[str, Path] = {}
    (folder / "plan.docx").write_bytes(made_up_document.docx())
    (folder / "source.docx").write_bytes(BEIBEI.read_bytes())
    (folder / "accepted.docx").write_bytes(made_up_document.docx(tracked=False))
    (folder / "unrepeated.docx").write_bytes(made_up_document.docx(tracked=False, repeated=False))
    (folder / "typed.docx").write_bytes(made_up_document.docx(tracked=False, typed=True))
    for form in dict.fromkeys(form for _, form in _SOURCES):
        sources = [source for source, other in _SOURCES if other == form]
        _soffice(folder, form, *(folder / f"{source}.docx" for source in sources))
        made |= {f"{source}.{form}": folder / f"{source}.{form}" for source in sources}
    return made


def _soffice(folder: Path, form: str, *files: Path) -> None:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [
        str(find_soffice()),
        profile,
        "--headless",
        "--convert-to",
        form,
        "--outdir",
        str(folder),
        *map(str, files),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)


def main() -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        made = convert_plan(folder)
        (FIXTURES / "plan.pdf").write_bytes(made["accepted.pdf"].read_bytes())
        (FIXTURES / "plan.html").write_bytes(made["typed.html"].read_bytes())
        for name in ("plan.doc", "plan.odt", "typed.rtf"):
            ending = name.partition(".")[2]
            old = made[name].rename(folder / f"from_{ending}.{ending}")
            _soffice(folder, "docx:MS Word 2007 XML", old)
            (FIXTURES / f"from_{ending}.docx").write_bytes((folder / f"from_{ending}.docx").read_bytes())


if __name__ == "__main__":
    main()
