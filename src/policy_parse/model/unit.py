"""Who does it."""

from __future__ import annotations

from typing import Literal

from policy_parse.model.base import Value

Role = Literal["lead", "responsible", "supporting", "guiding"]
Level = Literal["national", "provincial", "municipal", "county", "township"]


class Unit(Value):
    """An organisation that a responsibility statement, label or column names; never one person (责任领导)."""

    name: str
    """official full name where document and vocabulary settle it, else text without spaces"""
    role: Role
    """lead 牵头, responsible 责任/负责, supporting 配合, guiding 指导"""
    collective: bool = False
    """names a class of units: 各相关单位, 各镇人民政府"""
    level: Level | None = None
    """administrative level, where the name or region settles it"""
    open_ended: bool = False
    """last of a list that ends in 等, 等单位, 等部门"""
    inherited: bool = False
    """stated on a heading above, in a merged cell or in a document-wide rule"""
