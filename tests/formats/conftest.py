"""The made-up plan as Word file, GB18030 text, the copies that LibreOffice made once, and those it makes now."""

import sys
from pathlib import Path

import conversions
import made_up_document
import pytest

from policy_parse.api import parse_document
from policy_parse.readers.office import reader as office
from policy_parse.readers.office.convert import find_soffice
from policy_parse.registry import read_document
from thoroughness import THOROUGH

sys.path.append(str(Path(__file__).parents[1] / "readers" / "ofd"))


@pytest.fixture(scope="session")
def plan_of():
    """Plan of ``plan_of(name)``: docx, txt, or a copy in fixtures; each parsed once."""
    made = {}

    def plan(name):
        if name not in made:
            made[name] = parse_document(read_document(_bytes(name), name=name))
        return made[name]

    return plan


def _bytes(name):
    if name == "plan.docx":
        return made_up_document.docx()
    if name == "plan.txt":
        return made_up_document.text().encode("gb18030")
    if name == "plan.ofd":
        return _ofd((conversions.FIXTURES / "plan.pdf").read_bytes())
    return (conversions.FIXTURES / name).read_bytes()


def _ofd(pdf):
    from ofd_writer import ofd_of_pdf

    return ofd_of_pdf(pdf)


@pytest.fixture(scope="session")
def converted_documents(tmp_path_factory):
    """The copies that this machine's LibreOffice makes, read; .doc, .odt and .rtf in one call."""
    if find_soffice() is None:
        pytest.skip("LibreOffice is not installed")
    if not THOROUGH:
        pytest.skip("made anew in the thorough run: the copies that were made once serve")
    made = conversions.convert_plan(tmp_path_factory.mktemp("formats"))
    old = ("plan.doc", "plan.odt", "typed.rtf", "source.doc", "source.odt", "source.rtf")
    documents = dict(zip(old, office.read_many([(name, made[name].read_bytes()) for name in old]), strict=True))
    documents |= {name: read_document(path.read_bytes(), name=name) for name, path in made.items() if name not in old}
    documents["source.ofd"] = read_document(_ofd(made["source.pdf"].read_bytes()), name="source.ofd")
    return documents


@pytest.fixture(scope="session")
def converted(converted_documents):
    """Plans of these copies."""
    return {name: parse_document(document) for name, document in converted_documents.items()}
