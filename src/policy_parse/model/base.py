"""What every model shares: frozen, no unknown fields, numbers as JSON numbers."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer, WithJsonSchema

from policy_parse.span import Span

SCHEMA_VERSION: Final = "1.0"


class Model(BaseModel):
    """Base of all results: frozen, hashable by value where its fields are, unknown fields refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def _json_number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


Number = Annotated[
    Decimal, PlainSerializer(_json_number, when_used="json"), WithJsonSchema({"type": "number"}, mode="serialization")
]
"""A Decimal in Python, a JSON number in JSON."""


class Value(Model):
    """Something read from the document: its words, their place, and the id of the rule that read them."""

    text: str = Field(description="verbatim words of the document: Plan.text[span.start:span.end]")
    span: Span = Field(description="half-open code-point offsets into Plan.text")
    rule: str = Field(description="id of the vocabulary entry or rule that made this value")
    confidence: float | None = Field(
        default=None,
        description="0-1 where the words come from OCR: the confidence of the block they stand in; of a target of "
        "running text, by how much its reading outweighs the others (0.5: not at all), the lower of the two",
    )
