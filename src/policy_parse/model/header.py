"""What the front and back matter of the document say."""

from __future__ import annotations

import datetime

from pydantic import Field

from policy_parse.model.base import Model
from policy_parse.model.unit import Level
from policy_parse.span import Span


class DocumentNumber(Model):
    """发文字号: 北碚府办发〔2022〕76号 → 北碚府办发, 2022, 76."""

    text: str = Field(description="as written")
    code: str = Field(description="the words before the year: 北碚府办发")
    year: int = Field(description="the year in its brackets")
    serial: int = Field(description="the number after the year")


class Region(Model):
    """The administrative region that the plan is for, per GB/T 2260."""

    name: str = Field(description="full name: 重庆市北碚区")
    level: Level = Field(description="national, provincial, municipal, county or township")
    code: str | None = Field(default=None, description="six digits of GB/T 2260")
    path: tuple[str, ...] = Field(default=(), description="names from the province down, this region last")


class PlanPeriod(Model):
    """The years that the plan covers, both included."""

    start_year: int = Field(description="first year")
    end_year: int = Field(description="last year")


class Header(Model):
    """Fields that the document does not give are null or empty."""

    title: str | None = Field(default=None, description="the plan's own title")
    notice_title: str | None = Field(
        default=None,
        description="the notice that carries it (关于印发…的通知), with the issuer where the heading has it",
    )
    document_number: DocumentNumber | None = Field(default=None, description="发文字号")
    issuers: tuple[str, ...] = Field(default=(), description="who issued it")
    recipients: tuple[str, ...] = Field(default=(), description="主送机关, a group joined by 、 as one")
    issued_on: datetime.date | None = Field(default=None, description="成文日期")
    printed_on: datetime.date | None = Field(default=None, description="印发日期")
    copied_to: tuple[str, ...] = Field(default=(), description="抄送")
    attachments: tuple[str, ...] = Field(default=(), description="titles of the attachments")
    region: Region | None = Field(default=None, description="the administrative region that it is for")
    plan_period: PlanPeriod | None = Field(default=None, description="the years that it covers")
    spans: dict[str, Span | tuple[Span, ...]] = Field(
        default_factory=dict, description="for each field given, where it was read"
    )
