"""Chinese government plans as typed tasks: who shall do what, with whom, how much, by when.

    from policy_parse import parse
    plan = parse("plan.docx")
    for task in plan.tasks:
        print(task.title, [u.name for u in task.responsible], [d.end for d in task.deadlines])

Every unit, target and deadline carries its words and their place: ``plan.text[v.span.start:v.span.end] == v.text``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

_HOME = {
    "parse": "api", "read": "api", "parse_document": "api", "compare": "api", "trend": "api",
    "apply": "api", "redact": "api", "read_corrections": "corrections",
    "parse_many": "batch.many", "parse_bytes": "batch.many", "ParseResult": "batch.many",
    "Lexicon": "lexicon",
    "Span": "span",
    "PolicyParseError": "errors", "ReadError": "errors", "PasswordError": "errors", "MissingToolError": "errors",
    "LimitError": "errors", "Limits": "limits",
    "UnforeseenError": "errors", "LexiconError": "errors", "WriteError": "errors", "FormatError": "errors",
    "TimeLimitError": "errors", "MemoryLimitError": "errors", "CrashError": "errors", "WorkerError": "errors",
    "QueryError": "errors",
    "CorrectionsError": "errors", "MissingExtraError": "errors", "PluginWarning": "errors",
    "Document": "document",
    "write": "writers", "dumps": "writers", "write_tables": "writers.tables",
    "to_pandas": "model.frames", "to_polars": "model.frames", "to_arrow": "model.frames",
    "annotate": "annotation", "notes_of": "annotation", "review_page": "review",
    "Plan": "model", "Header": "model", "Task": "model", "Unit": "model", "Target": "model", "Deadline": "model",
    "Finding": "model", "Section": "model", "Block": "model", "Quantity": "model", "Baseline": "model",
    "Role": "model", "Level": "model",
    "Comparison": "model.comparison", "ComparedPlan": "model.comparison",
    "TaskMatch": "model.comparison", "TargetMatch": "model.comparison", "TargetChange": "model.comparison",
    "DeadlineChange": "model.comparison", "UnitChange": "model.comparison", "WordChange": "model.comparison",
    "Corrections": "model.corrections", "UnitCorrection": "model.corrections", "TargetCorrection": "model.corrections",
    "DeadlineCorrection": "model.corrections", "WordCorrection": "model.corrections",
    "TaskCorrection": "model.corrections",
    "Trend": "model.trend", "TrendPlan": "model.trend", "Series": "model.trend", "TrendPoint": "model.trend",
    "Region": "model", "DocumentNumber": "model", "PlanPeriod": "model", "Source": "model",
}  # fmt: skip

__all__ = [
    "Baseline", "Block", "ComparedPlan", "Comparison", "Corrections", "CorrectionsError", "CrashError", "Deadline",
    "DeadlineChange", "DeadlineCorrection", "Document", "DocumentNumber", "Finding", "FormatError", "Header", "Level",
    "Lexicon", "LexiconError", "LimitError", "Limits", "MemoryLimitError", "MissingExtraError", "MissingToolError",
    "ParseResult", "PasswordError", "Plan", "PlanPeriod", "PluginWarning", "PolicyParseError", "Quantity",
    "QueryError", "ReadError", "Region", "Role", "Section", "Series", "Source", "Span", "Target", "TargetChange",
    "TargetCorrection", "TargetMatch", "Task", "TaskCorrection", "TaskMatch", "TimeLimitError", "Trend", "TrendPlan",
    "TrendPoint", "UnforeseenError", "Unit", "UnitChange", "UnitCorrection", "WordChange", "WordCorrection",
    "WorkerError", "WriteError", "__version__",
    "annotate", "apply", "compare", "dumps", "notes_of", "parse", "parse_bytes", "parse_document", "parse_many",
    "read", "read_corrections", "redact", "review_page", "to_arrow", "to_pandas", "to_polars", "trend", "write",
    "write_tables",
]  # fmt: skip

if TYPE_CHECKING:
    from policy_parse.annotation import annotate, notes_of
    from policy_parse.api import apply, compare, parse, parse_document, read, redact, trend
    from policy_parse.batch.many import ParseResult, parse_bytes, parse_many
    from policy_parse.corrections import read_corrections
    from policy_parse.document import Document
    from policy_parse.errors import (
        CorrectionsError,
        CrashError,
        FormatError,
        LexiconError,
        LimitError,
        MemoryLimitError,
        MissingExtraError,
        MissingToolError,
        PasswordError,
        PluginWarning,
        PolicyParseError,
        QueryError,
        ReadError,
        TimeLimitError,
        UnforeseenError,
        WorkerError,
        WriteError,
    )
    from policy_parse.lexicon import Lexicon
    from policy_parse.limits import Limits
    from policy_parse.model import (
        Baseline,
        Block,
        Deadline,
        DocumentNumber,
        Finding,
        Header,
        Level,
        Plan,
        PlanPeriod,
        Quantity,
        Region,
        Role,
        Section,
        Source,
        Target,
        Task,
        Unit,
    )
    from policy_parse.model.comparison import (
        ComparedPlan,
        Comparison,
        DeadlineChange,
        TargetChange,
        TargetMatch,
        TaskMatch,
        UnitChange,
        WordChange,
    )
    from policy_parse.model.corrections import (
        Corrections,
        DeadlineCorrection,
        TargetCorrection,
        TaskCorrection,
        UnitCorrection,
        WordCorrection,
    )
    from policy_parse.model.frames import to_arrow, to_pandas, to_polars
    from policy_parse.model.trend import Series, Trend, TrendPlan, TrendPoint
    from policy_parse.review import review_page
    from policy_parse.span import Span
    from policy_parse.writers import dumps, write
    from policy_parse.writers.tables import write_tables


def __dir__() -> list[str]:
    """Every public name, loaded or not."""
    return sorted({*globals(), *__all__})


def __getattr__(name: str) -> Any:
    """Load a public name when it is first asked for, so that ``import policy_parse`` costs next to nothing."""
    if name not in _HOME:
        raise AttributeError(f"module 'policy_parse' has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(f"policy_parse.{_HOME[name]}"), name)
    globals()[name] = value
    return value
