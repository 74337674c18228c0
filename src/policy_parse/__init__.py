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
    "parse": "api", "read": "api", "parse_document": "api",
    "Lexicon": "lexicon",
    "Span": "span",
    "PolicyParseError": "errors", "ReadError": "errors", "PasswordError": "errors", "MissingToolError": "errors",
    "LexiconError": "errors",
    "Plan": "model", "Header": "model", "Task": "model", "Unit": "model", "Target": "model", "Deadline": "model",
    "Finding": "model", "Section": "model", "Block": "model", "Quantity": "model", "Baseline": "model",
}  # fmt: skip

__all__ = [
    "Baseline", "Block", "Deadline", "Finding", "Header", "Lexicon", "LexiconError", "MissingToolError",
    "PasswordError", "Plan", "PolicyParseError", "Quantity", "ReadError", "Section", "Span", "Target", "Task", "Unit",
    "__version__", "parse", "parse_document", "read",
]  # fmt: skip

if TYPE_CHECKING:
    from policy_parse.api import parse, parse_document, read
    from policy_parse.errors import LexiconError, MissingToolError, PasswordError, PolicyParseError, ReadError
    from policy_parse.lexicon import Lexicon
    from policy_parse.model import (
        Baseline,
        Block,
        Deadline,
        Finding,
        Header,
        Plan,
        Quantity,
        Section,
        Target,
        Task,
        Unit,
    )
    from policy_parse.span import Span


def __getattr__(name: str) -> Any:
    """Load a public name when it is first asked for, so that ``import policy_parse`` costs next to nothing."""
    if name not in _HOME:
        raise AttributeError(f"module 'policy_parse' has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(f"policy_parse.{_HOME[name]}"), name)
    globals()[name] = value
    return value
