"""What every model shares: frozen, no unknown fields, numbers as JSON numbers."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, Any, Final

from pydantic import BaseModel, ConfigDict, PlainSerializer, WithJsonSchema

from policy_parse.span import Span

SCHEMA_VERSION: Final = "1.0"


class Model(BaseModel):
    """Base of all results: frozen, hashable by value, unknown fields refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: Any) -> dict[str, Any]:
        """The JSON Schema, each field with the words below it in the source: read when they are asked for."""
        found: dict[str, Any] = handler(schema)
        fields = handler.resolve_ref_schema(found)["properties"]
        for base in reversed(cls.__mro__):
            for name, says in _said_of_fields(base):
                fields[name]["description"] = says
        return found

    def __repr_args__(self) -> Iterator[tuple[str, object]]:
        """What ``repr`` shows, one line: fields that say something, words cut, lists by their length."""
        for name in type(self).model_fields:
            value = getattr(self, name)
            if not (value is None or value is False or value in ((), {}) or name == "schema_version"):
                yield name, _Brief(_brief(value))


def _said_of_fields(model: type) -> Iterator[tuple[str, str]]:
    """The fields that a class of results adds to its base, and the string below each; none for other classes."""
    if not issubclass(model, Model) or model is Model:
        return
    import ast
    import inspect
    from itertools import pairwise

    try:
        [definition] = ast.parse(inspect.getsource(model)).body
    except OSError:  # installed without the source
        return
    assert isinstance(definition, ast.ClassDef)
    for field, below in pairwise(definition.body):
        if isinstance(field, ast.AnnAssign) and isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant):
            assert isinstance(field.target, ast.Name)
            yield field.target.id, " ".join(str(below.value.value).split())


class _Brief(str):
    """Words that stand in a ``repr`` as they are."""

    __slots__ = ()
    __repr__ = str.__str__


_MOST_SHOWN = 30
"""Characters of a text in a ``repr``."""


def _brief(value: object) -> str:
    if isinstance(value, str):
        return repr(value if len(value) <= _MOST_SHOWN else f"{value[: _MOST_SHOWN - 1]}…")
    if isinstance(value, Model):
        first = next(iter(value.__repr_args__()), None)
        return f"{type(value).__name__}({'' if first is None else f'{first[0]}={first[1]!r}, …'})"
    if isinstance(value, Span):
        return f"{value.start}..{value.end}"
    if isinstance(value, tuple | dict) and not all(isinstance(item, float) for item in value):
        kinds = dict.fromkeys(type(item).__name__ for item in value)
        return f"[{len(value)} {'/'.join(kinds)}]"
    return str(value)


def _json_number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


Number = Annotated[
    Decimal, PlainSerializer(_json_number, when_used="json"), WithJsonSchema({"type": "number"}, mode="serialization")
]
"""A Decimal in Python, a JSON number in JSON."""


class Value(Model):
    """Something read from the document: its words, their place, and the id of the rule that read them."""

    text: str
    """verbatim words of the document: Plan.text[span.start:span.end]"""
    span: Span
    """half-open code-point offsets into Plan.text"""
    rule: str
    """id of the vocabulary entry or rule that made this value"""
    confidence: float | None = None
    """0-1 where the words come from OCR: the confidence of the block they stand in; of a target of running text, by
    how much its reading outweighs the others (0.5: not at all), the lower of the two
    """
