"""Rules by their ids: where each is written, so that any value of a result can be traced to a line.

A rule is an entry of a vocabulary (``data/``), a form that code reads (``data/forms.toml`` with its place in code), a
sign or word list that is written in code, or a reason why something was not read (`refusals`).
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from policy_parse.checks.codes import finding_codes
from policy_parse.lexicon import Lexicon
from policy_parse.lexicon.files import read_text
from policy_parse.lexicon.load import DATA
from policy_parse.model import wording
from policy_parse.refusals import REASONS

_SOURCE = DATA.parent
_REASONS_FILE = _SOURCE / "refusals.py"
_FORMS = "forms"
_SIGN_USED = re.compile(r"(\.[a-z_]+)\.id\b")  # return signs.cap.id
_QUOTED_ID = re.compile(r'"([a-z_]+\.[a-z_]+)"')


class Rule(NamedTuple):
    """One rule with the place where it is written."""

    ids: tuple[str, ...]
    """The id in its file first, then the ids under which results carry it."""
    file: Path
    line: int
    """Counted from one."""
    says: Mapping[str, object]
    """What is shown of it: words, pattern, examples."""

    @property
    def place(self) -> str:
        """File and line: ``roles.toml:12`` of the package's data, ``tasks/rows.py:80`` of its code, else the path."""
        shown: Path | str = self.file
        if self.file.parent == DATA:
            shown = self.file.name
        elif self.file.is_relative_to(_SOURCE):
            shown = self.file.relative_to(_SOURCE).as_posix()
        return f"{shown}:{self.line}"


def find_rules(lexicon: Lexicon, prefix: str = "") -> Iterator[Rule]:
    """The rules with an id that begins with `prefix`, those in data before those in code.

    Regions are facts, not rules: they are found by their id, and not listed without a prefix.
    """
    for rule in (*_in_data(lexicon, regions=bool(prefix)), *_in_code(), *_reasons()):
        if any(known.startswith(prefix) for known in rule.ids):
            yield rule


def find_rule(lexicon: Lexicon, identity: str) -> Rule | None:
    """The rule with this id, as its file has it or as results carry it; None if there is none."""
    return next((rule for rule in find_rules(lexicon, identity) if identity in rule.ids), None)


def describe_rules(lexicon: Lexicon, prefix: str) -> str:
    """The rules with an id that begins with `prefix`: file, line, words or pattern, examples; '' if there are none.

    With an empty prefix, one line a rule.
    """
    out: list[str] = []
    for rule in find_rules(lexicon, prefix):
        out.append(f"{rule.ids[0]:<36}{rule.place}")
        if prefix:
            out += [f"    {key} = {value}" for key, value in rule.says.items()]
    return "\n".join(out) + ("\n" if out else "")


def describe_findings(lexicon: Lexicon, prefix: str = "") -> str:
    """Codes of findings that begin with `prefix`: how grave, what it means, a made-up example; '' if there are none."""
    out: list[str] = []
    for one in finding_codes(lexicon):
        if one.code.startswith(prefix):
            grave = " ".join(f"{wording.SEVERITIES[severity]} {severity}" for severity in one.severities)
            out += [f"{one.code:<26}{grave}", f"    {one.means}", f"    {one.says}"]
            for example in one.examples:
                lines = [line for line in example.splitlines() if line.strip()]
                out += [f"    例 example: {lines[0]}", *(f"        {line}" for line in lines[1:])]
    return "\n".join(out) + ("\n" if out else "")


def _in_data(lexicon: Lexicon, *, regions: bool) -> Iterator[Rule]:
    for file in sorted((*DATA.glob("*.toml"), *DATA.glob("*.csv"))):
        table = file.stem
        if file.suffix == ".csv" and not regions:
            continue
        for entry in lexicon.table(table):
            identity = entry["id"]
            source = lexicon.entry_file(table, identity) or file
            says = {key: value for key, value in entry.items() if key != "id"}
            if table == _FORMS:
                says["code"] = ", ".join(_places_of_form(entry["code"], identity))
            yield Rule(_ids(table, identity), source, _line(source, identity), says)


def _ids(table: str, identity: str) -> tuple[str, ...]:
    """The id of an entry and the ids that results carry: ``unit.label.lead``, ``target.counted``, ``tasks.duty``."""
    if table.startswith("signs_"):
        return f"{table.removeprefix('signs_')}.{identity}", identity
    return identity, f"{table.rstrip('s')}.{identity}", f"unit.{identity}"


@cache
def _lines_of_ids(file: Path) -> dict[str, int]:
    """Line of each entry of a vocabulary file."""
    begins = re.compile(r'\s*id\s*=\s*["\']([^"\']+)["\']' if file.suffix == ".toml" else r'"?([^",]+)"?,')
    found: dict[str, int] = {}
    for number, line in enumerate(read_text(file).splitlines(), 1):
        if match := begins.match(line):
            found.setdefault(match[1], number)
    return found


def _line(file: Path, identity: str) -> int:
    return _lines_of_ids(file).get(identity, 0)


def _places_of_form(modules: str, identity: str) -> Iterator[str]:
    """Where the modules of a form name its id; the module alone if it puts the id together."""
    for module in modules.split(", "):
        found = [place for place in places_in_code(identity) if place.startswith(f"{module}:")]
        yield from found or (module,)


def places_in_code(identity: str) -> tuple[str, ...]:
    """Where the package's code decides by this id: ``fields/targets/forms.py:123``.

    Where it names the id, the table of reasons left out; for a sign of a table, where the sign is used (``signs.cap``).
    """
    return _ids_in_code().get(identity, ()) or _ids_in_code().get("." + identity.rpartition(".")[2], ())


@cache
def _ids_in_code() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for file in sorted(_SOURCE.rglob("*.py")):
        if file == _REASONS_FILE:
            continue
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
            for identity in {*_QUOTED_ID.findall(line), *_SIGN_USED.findall(line)}:
                found[identity] = (*found.get(identity, ()), f"{file.relative_to(_SOURCE).as_posix()}:{number}")
    return found


@cache
def _in_code() -> tuple[Rule, ...]:
    """Every ``Sign("id", …)`` that a module of the package writes, found in the source without importing it."""
    found = []
    for file in sorted(_SOURCE.rglob("*.py")):
        text = file.read_text("utf-8")
        if "Sign(" not in text:
            continue
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Sign":
                identity = _constant(node.args[0]) if node.args else None
                if isinstance(identity, str):
                    says = {key.arg: _shown(key.value, text) for key in node.keywords if key.arg}
                    pattern = {"pattern": _shown(node.args[1], text)} if len(node.args) > 1 else {}
                    found.append(Rule((identity,), file, node.args[0].lineno, pattern | says))
    return tuple(found)


def _constant(node: ast.expr) -> object:
    try:
        return ast.literal_eval(node)
    except ValueError:
        return None


def _shown(node: ast.expr, text: str) -> object:
    """A constant's value, else the words of the source (an f-string with named parts)."""
    value = _constant(node)
    return ast.get_source_segment(text, node) if value is None else value


@cache
def _reasons() -> tuple[Rule, ...]:
    lines = _REASONS_FILE.read_text("utf-8").splitlines()
    begins = {match[1]: n for n, line in enumerate(lines, 1) if (match := re.match(r"\s+" + _QUOTED_ID.pattern, line))}
    return tuple(
        Rule((identity,), _REASONS_FILE, begins[identity], {"says": says, "code": ", ".join(places_in_code(identity))})
        for identity, says in REASONS.items()
    )
