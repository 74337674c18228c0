"""What every model shares: frozen, no unknown fields, numbers as JSON numbers."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from importlib import import_module
from typing import Annotated, Any, Final

from pydantic import BaseModel, ConfigDict, PlainSerializer, WithJsonSchema

from policy_parse.span import Span

SCHEMA_VERSION: Final = "1.0"


class Model(BaseModel):
    """Base of all results: frozen, hashable by value, unknown fields refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: Any) -> dict[str, Any]:
        """The JSON Schema; each field has the words below it in the source, which are read when they are asked for."""
        from policy_parse.model.descriptions import said_of_fields

        found: dict[str, Any] = handler(schema)
        fields = handler.resolve_ref_schema(found)["properties"]
        for name, says in said_of_fields(cls):
            fields[name]["description"] = says
        return found

    def __repr_args__(self) -> Iterator[tuple[str, object]]:
        """What ``repr`` shows, one line: fields that say something, words cut, lists by their length."""
        from policy_parse.model.shown import shown_fields

        return shown_fields(self)


_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def published(name: str, version: str) -> ConfigDict:
    """The configuration of a result that is written to files: its JSON Schema says what it is of and which version."""
    return ConfigDict(json_schema_extra={"$schema": _DIALECT, "$id": f"urn:policy-parse:{name}:{version}"})


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


def notebook_html(value: Model) -> str:
    """What a notebook shows of a Plan or a Task; its module knows all models, so it is loaded by name."""
    html: str = import_module("policy_parse.model.notebook").html_of(value)
    return html
