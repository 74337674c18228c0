"""The typed results: frozen pydantic models of every object of the contract (schema version 1.0).

Those of a comparison are in ``model/comparison``, a reviewer's in ``model/corrections``: loaded where they are used.
"""

from policy_parse.model.base import SCHEMA_VERSION, Model, Number, Value
from policy_parse.model.block import Block
from policy_parse.model.deadline import Deadline, DeadlineKind, Precision
from policy_parse.model.finding import Finding, Severity
from policy_parse.model.header import DocumentNumber, Header, PlanPeriod, Region
from policy_parse.model.plan import Plan, Source
from policy_parse.model.section import Section, SectionRole
from policy_parse.model.target import Baseline, Change, Comparator, Effort, Quantity, Target
from policy_parse.model.task import Origin, Task
from policy_parse.model.unit import Level, Role, Unit

__all__ = [
    "SCHEMA_VERSION",
    "Baseline",
    "Block",
    "Change",
    "Comparator",
    "Deadline",
    "DeadlineKind",
    "DocumentNumber",
    "Effort",
    "Finding",
    "Header",
    "Level",
    "Model",
    "Number",
    "Origin",
    "Plan",
    "PlanPeriod",
    "Precision",
    "Quantity",
    "Region",
    "Role",
    "Section",
    "SectionRole",
    "Severity",
    "Source",
    "Target",
    "Task",
    "Unit",
    "Value",
]
