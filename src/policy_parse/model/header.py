"""What the front and back matter of the document say."""

from __future__ import annotations

import datetime

from pydantic import Field

from policy_parse.model.base import Model
from policy_parse.model.unit import Level
from policy_parse.span import Span


class DocumentNumber(Model):
    """发文字号: 北碚府办发〔2022〕76号 → 北碚府办发, 2022, 76."""

    text: str
    code: str
    year: int
    serial: int


class Region(Model):
    """The administrative region that the plan is for, per GB/T 2260."""

    name: str
    level: Level
    code: str | None = Field(default=None, description="six digits of GB/T 2260")
    path: tuple[str, ...] = Field(default=(), description="names from the province down, this region last")


class PlanPeriod(Model):
    """The years that the plan covers, both included."""

    start_year: int
    end_year: int


class Header(Model):
    """Fields that the document does not give are null or empty."""

    title: str | None = None
    notice_title: str | None = None
    document_number: DocumentNumber | None = None
    issuers: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    issued_on: datetime.date | None = None
    printed_on: datetime.date | None = None
    copied_to: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()
    region: Region | None = None
    plan_period: PlanPeriod | None = None
    spans: dict[str, Span | tuple[Span, ...]] = Field(
        default_factory=dict, description="for each field given, where it was read"
    )
