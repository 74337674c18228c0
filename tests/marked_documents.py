"""The documents that hand-made markings name: a folder of a corpus, a made-up plan, or a file of the larger one's `unmarked`."""

from functools import cache
from pathlib import Path

import pytest

from policy_parse.api import parse_document, read

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared" / "corpus"

needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the larger corpus is not beside this project")


def file_of(document):
    """The published file, the format first in which paragraphs are surest."""
    if document.startswith("unmarked/"):
        return SHARED / document
    if (made_up := ROOT / "tests" / "compare" / "plans" / f"{document}.txt").is_file():
        return made_up
    folder = next(corpus / document for corpus in (ROOT / "corpus", SHARED) if (corpus / document).is_dir())
    return next(file for suffix in ("docx", "txt", "pdf") if (file := folder / f"source.{suffix}").is_file())


@cache
def document_of(file):
    """A file as it is read, once for all tests of a process."""
    return read(file)


def text_of(document):
    """The text as it is read."""
    return document_of(file_of(document)).text


@cache
def plan_of(file):
    """The plan of a file, the same as that of `parse`, made once for all tests of a process."""
    return parse_document(document_of(file))
