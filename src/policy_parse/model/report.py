"""The findings of several documents with their places, as ``policy-parse check`` writes them in JSON."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from policy_parse.model.base import SCHEMA_VERSION, Model
from policy_parse.model.finding import Severity


class ReportedPlace(Model):
    """One place that a finding is about. Numbers are null where the format has none."""

    start: int = Field(description="the first character: offset into the text of the plan")
    end: int = Field(description="after the last character")
    where: str = Field(description="第3页 表1第5行第2列, 第17段: counted from one")
    text: str = Field(description="the words")
    page: int | None = Field(description="counted from one")
    paragraph: int | None = Field(description="counted from one")
    table: int | None = Field(description="counted from one; null where the words stand in no table")
    row: int | None = Field(description="counted from one")
    column: int | None = Field(description="counted from one")


class ReportedFinding(Model):
    """One finding."""

    code: str = Field(description="what it is about: policy-parse rules --findings has all codes")
    severity: Severity = Field(description="info, warning or error")
    message: str = Field(description="for a person, in Chinese")
    tasks: tuple[str, ...] = Field(description="ids of the tasks it is about")
    places: tuple[ReportedPlace, ...] = Field(description="none for one about the whole document")


class CheckedDocument(Model):
    """One document, or why it could not be read."""

    name: str = Field(description="name of the file")
    sha256: str | None = Field(description="hash of its bytes, hexadecimal; null if it could not be read")
    error: str | None = Field(description="why it could not be read; null if it was")
    findings: tuple[ReportedFinding, ...] = Field(description="those asked for, in the order of the document")


class FindingsReport(Model):
    """All documents of a call of ``policy-parse check``."""

    schema_version: Literal["1.0"] = Field(default=SCHEMA_VERSION, description="version of these fields")
    files: tuple[CheckedDocument, ...] = Field(description="in the order of the call")
