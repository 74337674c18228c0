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
    """as written: 北碚府办发〔2022〕76号"""
    code: str
    """机关代字: 北碚府办发"""
    year: int
    """its year: 2022"""
    serial: int
    """its number in the year: 76"""


class Region(Model):
    """The administrative region that the plan is for, per GB/T 2260."""

    name: str
    """official name: 北碚区"""
    level: Level
    """administrative level"""
    code: str | None = None
    """six digits of GB/T 2260"""
    path: tuple[str, ...] = ()
    """names from the province down, this region last"""


class PlanPeriod(Model):
    """The years that the plan covers, both included."""

    start_year: int
    """first year"""
    end_year: int
    """last year; that of start_year for a plan of one year"""


class Header(Model):
    """Fields that the document does not give are null or empty."""

    title: str | None = None
    """the plan's own title"""
    notice_title: str | None = None
    """title of the 关于印发…的通知 that carries it"""
    document_number: DocumentNumber | None = None
    """发文字号"""
    issuers: tuple[str, ...] = ()
    """发文机关"""
    recipients: tuple[str, ...] = ()
    """主送机关, split at commas"""
    issued_on: datetime.date | None = None
    """成文日期"""
    printed_on: datetime.date | None = None
    """印发日期"""
    copied_to: tuple[str, ...] = ()
    """抄送, split at commas"""
    attachments: tuple[str, ...] = ()
    """titles of the attachments (附件)"""
    region: Region | None = None
    """the administrative region that the plan is for"""
    plan_period: PlanPeriod | None = None
    """the years that it covers"""
    spans: dict[str, Span | tuple[Span, ...]] = Field(default_factory=dict)
    """for each field given, where it was read"""

    def __hash__(self) -> int:
        """Equal headers have equal hashes; the places, a dictionary, are left out."""
        return hash(tuple(getattr(self, name) for name in Header.model_fields if name != "spans"))
