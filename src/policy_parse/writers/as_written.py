"""Whether a file is as this program wrote it, so that writing over it loses nothing that anybody made or typed."""

from __future__ import annotations

import re
import zipfile
import zlib
from pathlib import Path

from policy_parse.writers.package import TIME, WRITTEN

GENERATOR = '<meta name="generator" content="policy-parse">'
"""By which a page of ours is known."""
_HEAD = 8192
"""Bytes at either end in which a file of text shows what it is."""
_CREATOR = b">policy-parse</dc:creator>"


def head_of(path: Path) -> bytes:
    """The beginning of a file. Raises OSError."""
    with path.open("rb") as file:
        return file.read(_HEAD)


def end_of(path: Path) -> bytes:
    """The end of a file, which may begin within a character. Raises OSError."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - _HEAD))
        return file.read()


def is_package(path: Path) -> bool:
    """True for a Word document of ours that nobody has saved since: office programs put the time into it."""
    try:
        with zipfile.ZipFile(path) as package:
            core = package.read("docProps/core.xml")
            times = {info.date_time for info in package.infolist()}
    except (zipfile.BadZipFile, KeyError, ValueError, NotImplementedError, RuntimeError, EOFError, zlib.error):
        return False
    return _CREATOR in core and times == {WRITTEN} and set(re.findall(rb">\d{4}-\d\d-\d\dT[^<]*<", core)) == {TIME}


def is_page(path: Path) -> bool:
    """True for an HTML page of ours."""
    return GENERATOR.encode() in head_of(path)


def is_json(path: Path, first: str) -> bool:
    """True for the JSON of a result of ours whose first field after its version is `first`."""
    return re.match(rb'\{\s*"schema_version":\s*"[\d.]+",\s*"%s":' % first.encode(), head_of(path)) is not None
