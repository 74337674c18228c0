"""The shape of the package, read from its source: imports go down, files stay small, nothing depends on the moment."""

import ast
import re
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).parents[1] / "src" / "policy_parse"
FILES = sorted(PACKAGE.rglob("*.py"))
MAX_LINES = 400

LAYERS = (
    {"cli"},
    {"web"},
    {"review", "integrations"},
    {"why_not", "findings", "annotation"},
    {"explain", "evaluate", "rules"},
    {"archive"},
    {"batch"},
    {"api"},
    {"registry", "vocabulary"},
    {"readers", "writers", "reconcile", "checks"},
    {"trends"},
    {"comparison", "corrections", "redaction"},
    {"tasks"},
    {"fields", "structure"},
    {"signs"},
    {"lexicon"},
    {"text", "document", "model"},
    {"refusals"},
    {"sources", "plugins"},
    {"limits"},
    {"span", "errors"},
    {"log"},
)
"""Top first. A module imports from the lines below its own, or from its own package; never from a neighbour or above."""

ROOMS = {
    "readers": (
        {"office", "wordml", "markdown"},
        {"docx", "xlsx", "html", "pdf", "ofd"},
        {"scan", "txt"},
        {"pages", "compound_file", "encryption", "opc"},
    ),
    "fields": ({"indicator_table"}, {"indicator_words", "targets", "units"}, {"quantities"}, {"deadlines"}),
    "structure": ({"outline", "sections", "tables", "document_kind"}, {"header"}),
}
"""The same inside a package: rooms that are not listed may be used by all."""

FORBIDDEN_MODULES = {
    "time", "random", "secrets", "uuid", "socket", "ssl", "http", "ftplib", "smtplib", "asyncio", "requests", "httpx", "urllib.request",
    "pickle", "marshal", "shelve", "dill",
}  # fmt: skip
MAY_IMPORT = {("batch", "pool"): {"time"}, ("web",): {"asyncio", "secrets", "socket"}}
"""How long a worker has been at a document decides whether it is ended, never what is read. A room that talks to a
browser needs many things at once, a token nobody can guess, a port of this machine."""
FORBIDDEN_CALLS = {"eval", "exec", "__import__", "breakpoint"}
FORBIDDEN_METHODS = {"now", "today", "utcnow", "fromtimestamp"}


def parts_of(file):
    return file.relative_to(PACKAGE).with_suffix("").parts


@cache
def tree_of(file):
    return ast.parse(file.read_text("utf-8"))


@cache
def imports(file):
    """Every module that `file` imports, inside functions too, with its line."""
    return tuple(_imports(file))


def _imports(file):
    for node in ast.walk(tree_of(file)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"relative import in {file}, line {node.lineno}"
            yield node.module, node.lineno
            if (PACKAGE.parent / node.module.replace(".", "/")).is_dir():  # from a package: its modules
                yield from ((f"{node.module}.{alias.name}", node.lineno) for alias in node.names)


def own_imports():
    """Every import of one module of ours by another: file, line, the parts of both names."""
    for file in FILES:
        for module, line in imports(file):
            if module.startswith("policy_parse."):
                yield file, line, parts_of(file), tuple(module.split(".")[1:])


def depth(layers, name):
    return next((i for i, names in enumerate(layers) if name in names), None)


def test_every_module_has_a_layer():
    packages = {parts_of(file)[0] for file in FILES} - {"__init__", "__main__"}
    assert packages - {name for names in LAYERS for name in names} == set()


def test_imports_go_down_only():
    assert [
        f"{file}:{line}: {here[0]} imports {other[0]}"
        for file, line, here, other in own_imports()
        if here[0] not in ("__init__", "__main__", other[0]) and other[0] != "__version__"
        and depth(LAYERS, other[0]) <= depth(LAYERS, here[0])
    ] == []  # fmt: skip


def test_imports_go_down_only_inside_a_package():
    wrong = []
    for file, line, here, other in own_imports():
        if here[0] == other[0] and len(here) > 1 < len(other) and here[1] != other[1] and here[0] in ROOMS:
            rooms = ROOMS[here[0]]
            mine, theirs = depth(rooms, here[1]), depth(rooms, other[1])
            if mine is not None and theirs is not None and theirs <= mine:
                wrong.append(f"{file}:{line}: {here[0]}.{here[1]} imports {other[1]}")
    assert wrong == []


def test_no_import_goes_round():
    graph = {}
    for _, _, here, other in own_imports():
        graph.setdefault(".".join(here), set()).add(".".join(other))
    done = set()

    def visit(name, path):
        assert name not in path, " → ".join([*path[path.index(name) :], name])
        if name not in done:
            for other in sorted(graph.get(name, ())):
                visit(other, [*path, name])
            done.add(name)

    for name in sorted(graph):
        visit(name, [])


def test_no_clock_no_chance_no_network_no_code_from_data():
    wrong = []
    for file in FILES:
        allowed = {
            module for room, modules in MAY_IMPORT.items() if parts_of(file)[: len(room)] == room for module in modules
        }
        for module, line in imports(file):
            if any(module == bad or module.startswith(f"{bad}.") for bad in FORBIDDEN_MODULES - allowed):
                wrong.append(f"{file}:{line}: import {module}")
        for node in ast.walk(tree_of(file)):
            if not isinstance(node, ast.Call):
                continue
            called = node.func
            if isinstance(called, ast.Name) and called.id in FORBIDDEN_CALLS:
                wrong.append(f"{file}:{node.lineno}: {called.id}()")
            if isinstance(called, ast.Attribute) and called.attr in FORBIDDEN_METHODS:
                wrong.append(f"{file}:{node.lineno}: .{called.attr}()")
    assert wrong == []


def test_no_file_holds_two_ideas():
    assert [f"{file}: {n}" for file in FILES if (n := len(file.read_text("utf-8").splitlines())) > MAX_LINES] == []


def test_every_module_says_what_it_is():
    assert [file for file in FILES if file.name != "__main__.py" and not ast.get_docstring(tree_of(file))] == []


def test_no_place_of_the_machine_it_was_made_on():
    place = re.compile(r"/(?:home|root|tmp|Users)/|[A-Z]:\\\\")
    assert [file for file in FILES if place.search(file.read_text("utf-8"))] == []
