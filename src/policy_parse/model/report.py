"""The findings of several documents with their places, as ``policy-parse check`` writes them in JSON."""

from __future__ import annotations

from typing import Literal

from policy_parse.model.base import SCHEMA_VERSION, Model, published
from policy_parse.model.finding import Severity


class ReportedPlace(Model):
    """One place that a finding is about. Numbers are null where the format has none."""

    start: int
    """the first character: offset into the text of the plan"""
    end: int
    """after the last character"""
    where: str
    """第3页 表1第5行第2列, 第17段: counted from one"""
    text: str
    """the words"""
    page: int | None
    """counted from one"""
    paragraph: int | None
    """counted from one"""
    table: int | None
    """counted from one; null where the words stand in no table"""
    row: int | None
    """counted from one"""
    column: int | None
    """counted from one"""


class ReportedFinding(Model):
    """One finding."""

    code: str
    """what it is about: policy-parse rules --findings has all codes"""
    severity: Severity
    """info, warning or error"""
    message: str
    """for a person, in Chinese"""
    tasks: tuple[str, ...]
    """ids of the tasks it is about"""
    places: tuple[ReportedPlace, ...]
    """none for one about the whole document"""


class CheckedDocument(Model):
    """One document, or why it could not be read."""

    name: str
    """name of the file"""
    sha256: str | None
    """hash of its bytes, hexadecimal; null if it could not be read"""
    error: str | None
    """why it could not be read; null if it was"""
    findings: tuple[ReportedFinding, ...]
    """those asked for, in the order of the document"""


class FindingsReport(Model):
    """All documents of a call of ``policy-parse check``."""

    model_config = published("findings", SCHEMA_VERSION)

    schema_version: Literal["1.0"] = SCHEMA_VERSION
    """version of these fields"""
    files: tuple[CheckedDocument, ...]
    """in the order of the call"""
