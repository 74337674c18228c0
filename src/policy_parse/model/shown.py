"""Results in a line, for a terminal, a notebook or a debugger."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from policy_parse.span import Span

_MOST_SHOWN = 30
"""Characters of a text."""


class _Brief(str):
    """Words that stand in a ``repr`` as they are."""

    __slots__ = ()
    __repr__ = str.__str__


def shown_fields(model: BaseModel) -> Iterator[tuple[str, object]]:
    """The fields of `model` that say something, each with what stands for it in a ``repr``."""
    for name in type(model).model_fields:
        value = getattr(model, name)
        if not (value is None or value is False or value in ((), {}) or name == "schema_version"):
            yield name, _Brief(_brief(value))


def _brief(value: object) -> str:
    if isinstance(value, str):
        return repr(value if len(value) <= _MOST_SHOWN else f"{value[: _MOST_SHOWN - 1]}…")
    if isinstance(value, BaseModel):
        first = next(shown_fields(value), None)
        return f"{type(value).__name__}({'' if first is None else f'{first[0]}={first[1]!r}, …'})"
    if isinstance(value, Span):
        return f"{value.start}..{value.end}"
    if isinstance(value, tuple | dict) and not all(isinstance(item, float) for item in value):
        kinds = dict.fromkeys(type(item).__name__ for item in value)
        return f"[{len(value)} {'/'.join(kinds)}]"
    return str(value)
