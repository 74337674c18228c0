"""The fields of every JSON result as lines of text, kept by version in ``tests/model/golden``: what others build on.

A field may be added to a version as long as it need not be given; what was there may be taken away, renamed or made to
mean another type only with a new version, whose file stands beside the old one.

Run: python tools/schemas.py --write (refuses what needs another version)
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from policy_parse.cli.show import SCHEMAS

GOLDEN = Path(__file__).parents[1] / "tests" / "model" / "golden"


def schema_of(name: str) -> dict[str, Any]:
    """The JSON Schema of a result by its name in ``policy-parse schema``, as a program may write it."""
    module, _, model = SCHEMAS[name].rpartition(".")
    schema: dict[str, Any] = getattr(import_module(f"policy_parse.model.{module}"), model).model_json_schema()
    return schema


def golden_of(name: str, schema: Mapping[str, Any]) -> Path:
    """The file for the version that a schema names."""
    return GOLDEN / f"{name}-{schema['properties']['schema_version']['const']}.txt"


def fields_of(schema: Mapping[str, Any]) -> list[str]:
    """A line for each field of each object, sorted: object, field (``?`` if it need not be given), type."""
    objects = {schema["title"]: schema, **schema.get("$defs", {})}
    return sorted(line for name, found in objects.items() for line in _fields(name, found))


def _fields(name: str, found: Mapping[str, Any]) -> Iterator[str]:
    required = found.get("required", ())
    for field, about in found.get("properties", {}).items():
        yield f"{name}.{field}{'' if field in required else '?'}: {_type(about)}"


def _type(about: Mapping[str, Any]) -> str:
    """A type in short: ``string | null``, ``list of Unit``, ``"le" | "ge"``."""
    if "anyOf" in about or "oneOf" in about:
        return " | ".join(_type(one) for one in about.get("anyOf") or about["oneOf"])
    if "$ref" in about:
        return str(about["$ref"]).rpartition("/")[2]
    if "const" in about or "enum" in about:
        return " | ".join(f'"{one}"' for one in about.get("enum", [about.get("const")]))
    if about.get("type") == "array":
        if "prefixItems" in about:
            return f"list of {', '.join(_type(one) for one in about['prefixItems'])}"
        return f"list of {_type(about.get('items', {}))}"
    if isinstance(about.get("additionalProperties"), Mapping):
        return f"object of {_type(about['additionalProperties'])}"
    return " ".join(filter(None, (str(about.get("type", "any")), about.get("format"))))


def breaks(old: Sequence[str], new: Sequence[str]) -> list[str]:
    """The lines of `old` that are gone, and those of `new` that must be given though they are new."""
    gone = [f"- {line}" for line in old if line not in new]
    demanded = [
        f"+ {line}" for line in new if line not in old and "?: " not in line and _owner(line) in map(_owner, old)
    ]
    return gone + demanded


def _owner(line: str) -> str:
    return line.partition(".")[0]


def main() -> int:
    """Say what differs from the files; write it with ``--write`` where that breaks nothing. 1 if something does."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--write", action="store_true")
    args, status = options.parse_args(), 0
    for name in SCHEMAS:
        schema = schema_of(name)
        file, fields = golden_of(name, schema), fields_of(schema)
        known = file.read_text("utf-8").splitlines() if file.exists() else []
        if wrong := breaks(known, fields):
            status = 1
            print(f"{file.name}: needs another schema_version", *wrong, sep="\n  ")
        elif known != fields:
            print(f"{file.name}: {len(fields) - len(known)} more fields")
            if args.write:
                file.write_text("\n".join([*fields, ""]), "utf-8")
    return status


if __name__ == "__main__":
    sys.exit(main())
