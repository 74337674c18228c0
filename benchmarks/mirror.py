"""The shape of the source in figures, to compare two states of it: ``python benchmarks/mirror.py src/policy_parse``.

Nothing but the standard library. ``-v`` lists what each figure counts, with places.

    python benchmarks/mirror.py ../before/src/policy_parse
    python benchmarks/mirror.py src/policy_parse -v

Cyclomatic complexity is counted as radon does: one, and one more for each ``if``, ``elif``, loop, ``except``,
``assert`` and conditional expression, for each further operand of ``and`` / ``or``, each comprehension and each ``if``
of one, and each ``case`` but the default; what nested functions hold counts for the outer function too.
"""

from __future__ import annotations

import argparse
import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

LINES_OF_A_FILE, LINES_OF_A_FUNCTION = 400, 60
COMPLEX, VERY_COMPLEX = 15, 20
Function = ast.FunctionDef | ast.AsyncFunctionDef
HAN = re.compile(r"[\u3400-\u9fff]")
"""An ideograph; the range \\u4e00-\\u9fff in a character class is none."""
PATTERN_CALLS = {
    *("compile", "match", "search", "fullmatch", "sub", "split", "findall", "finditer"),
    *("LazyPattern", "Rare", "Sign"),  # Rare: what LazyPattern was called
}
ELSEWHERE = ("data", "signs")
"""Folders whose business patterns with words are."""


class Source(NamedTuple):
    """One module."""

    name: str
    text: str
    tree: ast.Module


class Place(NamedTuple):
    """Something that a figure counts."""

    file: str
    line: int
    what: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.what}"


def sources(folder: Path) -> list[Source]:
    """The modules of a source folder, by name."""
    files = sorted(folder.rglob("*.py"))
    texts = [(file.relative_to(folder).as_posix(), file.read_text("utf-8")) for file in files]
    return [Source(name, text, ast.parse(text)) for name, text in texts]


def fullest_folder(folder: Path) -> tuple[int, str]:
    """How many modules the fullest folder holds, and its name."""
    counts = Counter(file.parent.relative_to(folder).as_posix() for file in folder.rglob("*.py"))
    name, count = counts.most_common(1)[0]
    return count, name


def functions(source: Source) -> Iterator[Function]:
    """Every function and method, those inside others too."""
    yield from (node for node in ast.walk(source.tree) if isinstance(node, Function))


def length(function: Function) -> int:
    """Lines of a function, decorators left out, docstring and all."""
    return (function.end_lineno or function.lineno) - function.lineno + 1


def complexity(function: Function) -> int:
    """Cyclomatic complexity."""
    total = 1
    for node in ast.walk(function):
        if isinstance(node, ast.If | ast.IfExp | ast.For | ast.AsyncFor | ast.While | ast.ExceptHandler | ast.Assert):
            total += 1
        elif isinstance(node, ast.BoolOp):
            total += len(node.values) - 1
        elif isinstance(node, ast.comprehension):
            total += 1 + len(node.ifs)
        elif isinstance(node, ast.match_case):
            total += not (isinstance(node.pattern, ast.MatchAs) and node.pattern.pattern is None)
    return total


def boolean_positions(function: Function) -> list[str]:
    """Arguments of type bool that may be given by position."""
    return [a.arg for a in (*function.args.posonlyargs, *function.args.args) if _is_bool(a.annotation)]


def _is_bool(annotation: ast.expr | None) -> bool:
    return annotation is not None and ast.unparse(annotation).split(" | ")[0] == "bool"


def takes(function: Function, name: str) -> bool:
    """Whether a function has an argument of that name."""
    arguments = function.args
    return any(a.arg == name for a in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs))


def patterns(source: Source) -> Iterator[tuple[int, str, bool]]:
    """Regular expressions with ideographs: line, source, and whether they carry an id (``Sign("id", …)``)."""
    for node in ast.walk(source.tree):
        if not isinstance(node, ast.Call):
            continue
        called = node.func
        name = called.attr if isinstance(called, ast.Attribute) else called.id if isinstance(called, ast.Name) else ""
        owner = called.value.id if isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name) else ""
        if name not in PATTERN_CALLS or (isinstance(called, ast.Attribute) and owner != "re"):
            continue
        for argument in node.args[1 if name == "Sign" else 0 :][:1]:
            words = "".join(
                part.value
                for part in ast.walk(argument)
                if isinstance(part, ast.Constant) and isinstance(part.value, str)
            )
            if HAN.search(re.sub(r"\\u[0-9a-f]{4}|[\u4e00\u3400]-[\u9fa5\u9fff]", "", words)):
                yield node.lineno, words, name == "Sign"


def figures(folder: Path) -> Iterator[tuple[str, int, list[Place]]]:
    """Name, figure and places of each."""
    modules = sources(folder)
    all_functions = [(source, function) for source in modules for function in functions(source)]

    def where(source: Source, node: ast.AST, what: str) -> Place:
        return Place(source.name, getattr(node, "lineno", 1), what)

    yield "modules", len(modules), []
    yield "lines", sum(source.text.count("\n") for source in modules), []
    yield "functions", len(all_functions), []
    count, name = fullest_folder(folder)
    yield f"modules in the fullest folder ({name})", count, []
    sizes = [(source, source.text.count("\n")) for source in modules]
    long = [Place(source.name, 1, f"{n} lines") for source, n in sizes if n > LINES_OF_A_FILE]
    yield f"files over {LINES_OF_A_FILE} lines", len(long), long
    long = [where(s, f, f"{f.name} {length(f)}") for s, f in all_functions if length(f) > LINES_OF_A_FUNCTION]
    yield f"functions over {LINES_OF_A_FUNCTION} lines", len(long), long
    measured = sorted(((complexity(f), s, f) for s, f in all_functions), key=lambda found: -found[0])
    for limit in (COMPLEX, VERY_COMPLEX):
        over = [where(s, f, f"{f.name} {n}") for n, s, f in measured if n > limit]
        yield f"functions of complexity over {limit}", len(over), over if limit == COMPLEX else []
    flags = [where(s, f, f"{f.name}({a})") for s, f in all_functions for a in boolean_positions(f)]
    yield "boolean positional arguments", len(flags), flags
    lexical = [where(s, f, f.name) for s, f in all_functions if takes(f, "lexicon")]
    yield "functions that take `lexicon`", len(lexical), lexical
    classes = [(s, n) for s in modules for n in ast.walk(s.tree) if isinstance(n, ast.ClassDef)]
    times = Counter(node.name for _, node in classes)
    twice = sorted((where(s, n, n.name) for s, n in classes if times[n.name] > 1), key=lambda place: place.what)
    yield "class names used twice or more", sum(n > 1 for n in times.values()), twice
    chinese = [
        (Place(s.name, line, words[:60]), named)
        for s in modules
        if s.name.split("/")[0] not in ELSEWHERE
        for line, words, named in patterns(s)
    ]
    yield "patterns with Chinese outside data/ and signs/", len(chinese), [place for place, _ in chinese]
    yield "  of these without an id (no Sign)", sum(not named for _, named in chinese), []
    yield "  ideographs in them", sum(len(HAN.findall(w)) for s in modules for _, w, _ in patterns(s)), []


def main() -> None:
    """Print the figures of one folder."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, help="a source folder: src/policy_parse")
    parser.add_argument("-v", "--verbose", action="store_true", help="list what is counted, with places")
    arguments = parser.parse_args()
    for name, figure, places in figures(arguments.folder):
        print(f"{figure:>6}  {name}")
        if arguments.verbose:
            for place in places:
                print(f"          {place}")


if __name__ == "__main__":
    main()
