"""Reference pages of ``docs/``, written from the code when the site is built (a hook of MkDocs: ``mkdocs.yml``).

Fields come from the JSON Schema, findings from ``data/findings.toml``, formats from the readers and writers, commands
from the parser of arguments; what the code does not say in both languages stands in ``reference.toml`` beside this
file. The pages are not kept in the repository, so that they are never behind the code.

Run: python tools/reference.py zh fields (prints the page)
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from policy_parse import Plan
from policy_parse.cli.arguments import parser
from policy_parse.lexicon import Lexicon
from policy_parse.model import wording
from policy_parse.registry import readers
from policy_parse.rules import finding_codes
from policy_parse.writers import writers

LANGUAGES = ("zh", "en")
WORDS: Mapping[str, Any] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
OBJECTS = ("Plan", "Header", "Task", "Unit", "Target", "Deadline", "Finding")
"""The objects that people look for; the others follow."""


def table(heads: list[str], rows: list[list[str]]) -> str:
    """A table of Markdown; line breaks and bars in cells are made harmless."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "".join("| " + " | ".join(_cell(cell) for cell in line) + " |\n" for line in lines)


def _cell(words: str) -> str:
    return " ".join(words.split()).replace("|", "\\|").replace("<", "&lt;")


def said(key: str, language: str) -> str:
    """A heading or sentence of the pages themselves."""
    return str(WORDS["page"][key][language])


# ------------------------------------------------------------------------------------------------------------- fields


def fields(language: str) -> str:
    """Every object of the JSON Schema with its fields: name, type, meaning."""
    schema = Plan.model_json_schema(mode="serialization")
    objects = {"Plan": schema, **schema["$defs"]}
    order = [*OBJECTS, *sorted(set(objects) - set(OBJECTS))]
    return said("fields", language) + "".join(_object(name, objects[name], language) for name in order)


def _object(name: str, schema: Mapping[str, Any], language: str) -> str:
    own = WORDS["fields"].get(name, {})
    about = schema.get("description", "").partition("\n\n")[0]
    head = f"\n## {name}\n\n{_cell(about)}\n\n" if language == "en" else f"\n## {name} {own.get('_', '')}\n\n"
    rows = []
    for field, kind in schema.get("properties", {}).items():
        english = kind.get("description", "")
        says = english if language == "en" else own.get(field, WORDS["fields"]["_value"].get(field, english))
        rows.append([f"`{field}`", _type(kind), says])
    return head + table([said("field", language), said("type", language), said("meaning", language)], rows)


def _type(kind: Mapping[str, Any]) -> str:
    """The type of a field in a few marks: [Task](#task), [text] for a list, values of an enumeration one by one."""
    if "anyOf" in kind:
        return " / ".join(dict.fromkeys(_type(one) for one in kind["anyOf"]))
    if "$ref" in kind:
        name = kind["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    if "enum" in kind:
        return " ".join(f"`{value}`" for value in kind["enum"])
    if "const" in kind:
        return f"`{kind['const']}`"
    if kind.get("type") == "array":
        return f"{_type(kind.get('items', {'type': 'number'}))} …"
    return str(kind.get("format", kind.get("type", "object")))


# ----------------------------------------------------------------------------------------------------------- findings


def findings(language: str) -> str:
    """Every code of a finding: how grave, what it means, its example."""
    out = [said("findings", language)]
    for one in finding_codes(Lexicon.load()):
        grave = " ".join(wording.SEVERITIES[severity] if language == "zh" else severity for severity in one.severities)
        meaning = one.means if language == "zh" else one.says
        out.append(f"\n## {one.code}\n\n{_cell(meaning)} ({grave})\n")
        out += [f"\n```text\n{example.strip()}\n```\n" for example in one.examples]
    return "".join(out)


# ------------------------------------------------------------------------------------------------------------ formats


def formats(language: str) -> str:
    """What is read and what is written: name, endings, remarks."""
    heads = [said("format", language), said("endings", language), said("meaning", language)]
    read = [_format("reads", one.FORMAT, one.SUFFIXES, language) for one in readers()]
    written = [_format("writes", one.FORMAT, one.SUFFIXES, language) for one in writers()]
    written += [_format("writes", name, ("OUT/",), language) for name in WORDS["writes"] if name.startswith("tables-")]
    return (
        said("formats", language)
        + f"\n## {said('reads', language)}\n\n{table(heads, read)}\n{said('sniffed', language)}"
        + f"\n## {said('writes', language)}\n\n{table(heads, written)}"
    )


def _format(part: str, name: str, endings: tuple[str, ...], language: str) -> list[str]:
    return [f"`{name}`", " ".join(f"`{ending}`" for ending in endings), WORDS[part].get(name, {}).get(language, "")]


# ----------------------------------------------------------------------------------------------------------- commands


def commands(language: str) -> str:
    """Every command with its arguments and options, as its help has them; then the exit statuses."""
    out = [said("commands", language)]
    for name, sub in parser().commands.items():
        actions = [action for action in sub._actions if action.help is not argparse.SUPPRESS]
        needed = [_argument(action) for action in actions if not action.option_strings]
        usage = " ".join(["policy-parse", name, *needed, f"[{said('options', language)}]"])
        out.append(f"\n## {name}\n\n{_one(sub.description or '', language)}\n\n```text\n{usage}\n```\n\n")
        rows = [[f"`{_name(action)}`", _one(action.help or "", language)] for action in actions]
        out.append(table([said("argument", language), said("meaning", language)], rows))
    statuses = [[number, said[language]] for number, said in WORDS["status"].items()]
    out.append(
        f"\n## {said('status', language)}\n\n{table([said('status', language), said('meaning', language)], statuses)}"
    )
    return "".join(out)


def _argument(action: argparse.Action) -> str:
    name = str(action.metavar or action.dest)
    return {"+": f"{name}…", "*": f"[{name}…]", "?": f"[{name}]"}.get(str(action.nargs), name)


def _name(action: argparse.Action) -> str:
    if not action.option_strings:
        return _argument(action)
    takes = action.metavar or (",".join(map(str, action.choices)) if action.choices else "")
    return f"{', '.join(action.option_strings)} {takes}".strip()


def _one(words: str, language: str) -> str:
    """The Chinese or the English of a text that has both, Chinese in its first line."""
    chinese, _, english = words.partition("\n")
    return _cell(chinese if language == "zh" else english or chinese)


# -------------------------------------------------------------------------------------------------------------- pages

PAGES: Mapping[str, Callable[[str], str]] = {
    "fields": fields, "findings": findings, "formats": formats, "commands": commands,
}  # fmt: skip


def pages() -> Iterator[tuple[str, str]]:
    """Path below ``docs/`` and Markdown of each page."""
    for language in LANGUAGES:
        for name, write in PAGES.items():
            yield f"{language}/reference/{name}.md", write(language)


def on_files(files: Any, config: Any) -> Any:
    """Add the pages to those of the site (called by MkDocs)."""
    from mkdocs.structure.files import File

    for path, words in pages():
        files.append(File.generated(config, path, content=words))
    return files


def on_post_build(config: Any) -> None:
    """Put our way of cutting Chinese into words in the place of the one that MkDocs brings (called by MkDocs)."""
    target = Path(config["site_dir"], "search", "lunr.zh.js")
    target.write_bytes(Path(__file__).with_name("search_zh.js").read_bytes())


if __name__ == "__main__":
    if len(sys.argv) != 3:
        print(__doc__, file=sys.stderr)
        sys.exit(2)
    print(PAGES[sys.argv[2]](sys.argv[1]), end="")
