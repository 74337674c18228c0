"""The shape of the package, read from its source: imports go down, files stay small, nothing depends on the moment."""

import ast
import re
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "src" / "policy_parse"
FILES = sorted(PACKAGE.rglob("*.py"))
MAX_LINES = 400

LAYERS = (
    {"cli"},
    {"explain", "evaluate"},
    {"api"},
    {"registry", "vocabulary"},
    {"readers", "writers", "reconcile", "checks"},
    {"tasks"},
    {"fields", "structure"},
    {"lexicon"},
    {"text", "document", "model"},
    {"span", "errors"},
)
"""Top first. A module imports from the lines below its own, or from its own package; never from a neighbour or above."""

FORBIDDEN_MODULES = {
    "time", "random", "secrets", "uuid", "socket", "ssl", "http", "ftplib", "smtplib", "asyncio", "requests", "httpx", "urllib.request",
    "pickle", "marshal", "shelve", "dill",
}  # fmt: skip
FORBIDDEN_CALLS = {"eval", "exec", "__import__", "breakpoint"}
FORBIDDEN_METHODS = {"now", "today", "utcnow", "fromtimestamp"}


def name_of(file):
    return ".".join(file.relative_to(PACKAGE).with_suffix("").parts)


def layer_of(package):
    return next((depth for depth, names in enumerate(LAYERS) if package in names), None)


def trees():
    return [pytest.param(file, ast.parse(file.read_text("utf-8")), id=name_of(file)) for file in FILES]


def imports(tree):
    """Every module that `tree` imports, inside functions too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"relative import in line {node.lineno}"
            if node.module == "policy_parse":
                yield from ((f"policy_parse.{alias.name}", node.lineno) for alias in node.names)
            elif node.module:
                yield node.module, node.lineno


def test_every_module_has_a_layer():
    packages = {name_of(file).split(".")[0] for file in FILES} - {"__init__", "__main__"}
    assert {package for package in packages if layer_of(package) is None} == set()
    assert {name for names in LAYERS for name in names} - packages <= {"evaluate"}


@pytest.mark.parametrize(("file", "tree"), trees())
def test_imports_go_down_only(file, tree):
    package = name_of(file).split(".")[0]
    if package in ("__init__", "__main__"):
        return
    wrong = []
    for module, line in imports(tree):
        if not module.startswith("policy_parse.") or module.split(".")[1] == "__version__":
            continue
        other = module.split(".")[1]
        if other != package and layer_of(other) <= layer_of(package):
            wrong.append(f"line {line}: {package} imports {other}")
    assert wrong == []


@pytest.mark.parametrize(("file", "tree"), trees())
def test_no_clock_no_chance_no_network_no_code_from_data(file, tree):
    wrong = []
    for module, line in imports(tree):
        if any(module == bad or module.startswith(f"{bad}.") for bad in FORBIDDEN_MODULES):
            wrong.append(f"line {line}: import {module}")
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        called = node.func
        if isinstance(called, ast.Name) and called.id in FORBIDDEN_CALLS:
            wrong.append(f"line {node.lineno}: {called.id}()")
        if isinstance(called, ast.Attribute) and called.attr in FORBIDDEN_METHODS:
            wrong.append(f"line {node.lineno}: .{called.attr}()")
    assert wrong == []


@pytest.mark.parametrize("file", FILES, ids=name_of)
def test_no_file_holds_two_ideas(file):
    assert len(file.read_text("utf-8").splitlines()) <= MAX_LINES


@pytest.mark.parametrize("file", [f for f in FILES if f.stat().st_size], ids=name_of)
def test_every_module_says_what_it_is(file):
    assert file.name == "__main__.py" or ast.get_docstring(ast.parse(file.read_text("utf-8")))


def test_no_place_of_the_machine_it_was_made_on():
    place = re.compile(r"/(?:home|root|tmp|Users)/|[A-Z]:\\\\")
    assert [name_of(file) for file in FILES if place.search(file.read_text("utf-8"))] == []
