"""What fields mean: the string below each in the source of its class, as a JSON Schema has it."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from pydantic import BaseModel


def said_of_fields(model: type[BaseModel]) -> Iterator[tuple[str, str]]:
    """The described fields of a class of results and its bases, with what is said of each; none without the source."""
    for base in reversed(model.__mro__):
        if issubclass(base, BaseModel) and base is not BaseModel:
            yield from _said_in(base)


@cache
def _said_in(model: type) -> tuple[tuple[str, str], ...]:
    """The same of one class; its source is read once, a schema asks for it at every place where the class is named."""
    try:
        [definition] = ast.parse(inspect.getsource(model)).body
    except OSError:  # installed without the source
        return ()
    assert isinstance(definition, ast.ClassDef)
    return tuple(
        (field.target.id, " ".join(str(below.value.value).split()))
        for field, below in pairwise(definition.body)
        if isinstance(field, ast.AnnAssign) and isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant)
        if isinstance(field.target, ast.Name)
    )
