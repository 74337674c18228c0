"""Mutation testing of the rules, by a sample: the share of N small faults that the tests notice.

    python tools/mutation.py --seed 1 --number 200

The faults are made by the operators of mutmut (`pip install mutmut`; only this tool needs it) and drawn by the seed
from the four packages. One process imports the tests once and forks a child for each fault; the child changes the
code of the one function and runs the tests that reach its line, the cheapest first, until one fails or `--budget` CPU
seconds of tests have passed. A fault in a function that already works while tests are imported (it prepares
vocabularies there) is put into the source in a fresh process, before anything is imported. Which test reaches which
line is measured when the source or the tests have changed, and kept in `.mutation/`. Only `TESTS` are run: what
others alone notice counts as not noticed, so the share is a lower bound.

Faults that change nothing that can be seen are listed with the reason in `mutation_equal.toml` and counted apart.
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import hashlib
import importlib
import json
import os
import resource
import signal
import subprocess
import sys
import time
import tomllib
import types
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from mutation_faults import PACKAGES, ROOT, SRC, Fault, drawn

TESTS = [
    *(f"tests/{name}" for name in (*PACKAGES, "tasks")),
    *(f"tests/test_{name}.py" for name in ("data", "made_up_plans", "why_not")),
]
"""Those that read single passages, and small made-up plans. What only others notice counts as not noticed."""
KEPT = ROOT / ".mutation"
EQUAL = Path(__file__).with_name("mutation_equal.toml")
LONGEST = 20.0
"""CPU seconds that a single test may take under a fault: then it hangs, which is noticed."""
WHILE_IMPORTING = ""
"""The name of the context of lines that run before the first test."""


class Reached:
    """A plugin that notes which test runs which lines, and how long it takes; written to `.mutation/reached.json`."""

    def __init__(self) -> None:
        import coverage

        folders = [str(SRC / "policy_parse" / name) for name in PACKAGES]
        self.coverage = coverage.Coverage(data_file=None, source=folders, config_file=False)
        self.coverage.start()
        self.took: dict[str, float] = {}
        self.failing: set[str] = set()

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self) -> None:
        """Prepare what tests share before the first of them."""
        prepare()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        """Note what the test runs and how long it takes."""
        self.coverage.switch_context(item.nodeid)
        start = time.process_time()
        result = yield
        self.took[item.nodeid] = round(time.process_time() - start, 4)
        return result

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note a test that fails by itself."""
        if report.failed:  # without any fault: it can notice none
            self.failing.add(report.nodeid)

    def pytest_sessionfinish(self) -> None:
        """Write what was noted."""
        self.coverage.stop()
        self.took = {name: took for name, took in self.took.items() if name not in self.failing}
        data = self.coverage.get_data()
        tests = sorted(self.took, key=lambda name: (self.took[name], name))
        number = {name: index for index, name in enumerate(tests)} | {WHILE_IMPORTING: -1}
        lines = {
            str(Path(file).relative_to(ROOT)): {
                line: sorted(number[name] for name in names if name in number)
                for line, names in data.contexts_by_lineno(file).items()
            }
            for file in data.measured_files()
        }
        KEPT.mkdir(exist_ok=True)
        kept = {"state": state(), "tests": [[name, self.took[name]] for name in tests], "lines": lines}
        (KEPT / "reached.json").write_text(json.dumps(kept, ensure_ascii=False), "utf-8")


class Trial:
    """A plugin that runs the given tests until one fails; `failed` names it."""

    def __init__(self, tests: list[str]) -> None:
        self.tests, self.failed = tests, ""

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note the test that fails."""
        if report.failed:
            self.failed = report.nodeid

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run the given tests and no others."""
        self.run(session)
        return True

    def run(self, session: pytest.Session) -> None:
        """Run the tests in their order, each with a limit on its CPU time."""
        by_name = {item.nodeid: item for item in session.items}
        items = [by_name[name] for name in self.tests if name in by_name]
        for item, following in zip(items, [*items[1:], None], strict=True):
            signal.setitimer(signal.ITIMER_PROF, LONGEST)  # its signal ends the process
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if self.failed:
                return


class Server:
    """A plugin that tries faults in forks of a process that has collected the tests."""

    def __init__(self, trials: list[tuple[Fault, list[str]]]) -> None:
        self.trials, self.outcome = trials, {}

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Try the faults instead of running the tests."""
        prepare()
        gc.collect()
        gc.freeze()
        for fault, tests in self.trials:
            self.outcome[fault] = in_a_fork(lambda fault=fault, tests=tests: self.child(session, fault, tests))
            note(fault, self.outcome[fault])
        return True

    def child(self, session: pytest.Session, fault: Fault, tests: list[str]) -> str:
        """The test that fails with the fault in the function's code; "" if none does."""
        if not put_in(fault):
            return "not put in"
        trial = Trial(tests)
        session.config.pluginmanager.unregister(name="terminalreporter")
        session.config.pluginmanager.register(trial)
        trial.run(session)
        return trial.failed


def put_in(fault: Fault) -> bool:
    """Change the code of the function in all that hold it. False if no function of that place is there."""
    name = fault.file.removeprefix("src/").removesuffix(".py").replace("/", ".").removesuffix(".__init__")
    module = importlib.import_module(name)
    assert module.__file__ is not None
    old, new = (
        codes(compile(text, module.__file__, "exec"))
        for text in (Path(module.__file__).read_text("utf-8"), fault.source())
    )
    changed = {old[key]: new[key] for key in old if key in new and old[key] != new[key]}
    done = False
    for each in functions_of(module):
        if isinstance(each, types.FunctionType) and each.__code__ in changed:
            each.__code__ = changed[each.__code__]
            done = True
    return done


def functions_of(module: types.ModuleType) -> Iterator[object]:
    """What may be a function in a module and in its classes, under what is wrapped round it."""
    for each in vars(module).values():
        yield each
        yield getattr(each, "__wrapped__", None)
        if isinstance(each, type):
            for member in vars(each).values():
                yield from (member, getattr(member, "__func__", None), getattr(member, "fget", None))
                yield getattr(member, "func", None)


def codes(code: types.CodeType, within: str = "") -> dict[tuple[str, int], types.CodeType]:
    """Each function's code in a module, by its qualified name and how many of that name came before."""
    found: dict[tuple[str, int], types.CodeType] = {}
    seen: Counter[str] = Counter()
    todo = [code]
    while todo:
        for each in (const for const in todo.pop(0).co_consts if isinstance(const, types.CodeType)):
            found[each.co_qualname, seen[each.co_qualname]] = each
            seen[each.co_qualname] += 1
            todo.append(each)
    return found


def prepare() -> None:
    """Build the package's vocabulary, so that no test does."""
    from policy_parse.vocabulary.prepare import prepared

    prepared().check()


def in_a_fork(work) -> str:  # type: ignore[no-untyped-def]
    """What `work` gives in a child process; "hangs" or "ends the process" if it gives nothing."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        with contextlib.suppress(BaseException):
            empty = os.open(os.devnull, os.O_RDWR)
            for stream in (0, 1, 2):
                os.dup2(empty, stream)
            resource.setrlimit(resource.RLIMIT_AS, (6 << 30, 6 << 30))
            os.write(writing, (work() or "survived").encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        given = pipe.read().decode()
    _, status = os.waitpid(child, 0)
    return given or ("hangs" if os.WIFSIGNALED(status) else "ends the process")


def cold(fault: Fault, tests: list[str]) -> str:
    """The same with the fault in the source, before anything of the package is imported."""

    def work() -> str:
        from importlib.machinery import SourceFileLoader

        place, text = str(ROOT / fault.file), fault.source().encode()
        plain = SourceFileLoader.get_code

        def get_code(self: SourceFileLoader, name: str) -> types.CodeType | None:
            return compile(text, place, "exec") if self.path == place else plain(self, name)

        SourceFileLoader.get_code = get_code  # type: ignore[method-assign]
        signal.setitimer(signal.ITIMER_PROF, 2 * LONGEST)
        trial = Trial(tests)
        files = sorted({name.split("::")[0] for name in tests})
        status = pytest.main(["-q", "-p", "no:cacheprovider", *files], plugins=[trial, Settings()])
        return trial.failed or ("" if status in (0, 5) else "while importing")

    return in_a_fork(work)


class Settings:
    """A plugin for hypothesis: the same examples each time, and none kept."""

    @pytest.hookimpl(trylast=True)
    def pytest_configure(self) -> None:
        """Behind the conftest, which has a profile of its own."""
        from hypothesis import settings

        settings.register_profile("mutation", settings.get_profile("any machine"), database=None, derandomize=True)
        settings.load_profile("mutation")


def state() -> str:
    """One word for the source and the tests as they are."""
    files = (path for folder in (SRC, ROOT / "tests") for path in sorted(folder.rglob("*")))
    known = [path for path in files if path.suffix in (".py", ".toml", ".csv", ".txt")]
    return hashlib.sha256(b"".join(path.read_bytes() for path in known)).hexdigest()


def what_is_reached() -> dict[str, Any]:
    """Which tests reach which lines, as `Reached` has written it; measured again if anything has changed."""
    kept = KEPT / "reached.json"
    if not kept.exists() or json.loads(kept.read_text("utf-8")).get("state") != state():
        subprocess.run([sys.executable, __file__, "--reach"], stdout=subprocess.DEVNULL, check=True)
    found: dict[str, Any] = json.loads(kept.read_text("utf-8"))
    return found


def chosen(fault: Fault, reached: dict[str, Any], budget: float) -> tuple[bool, list[str]]:
    """Whether the line runs before any test does, and the tests that are to notice the fault, the cheapest first."""
    lines = {int(line): tests for line, tests in reached["lines"].get(fault.file, {}).items()}
    length = len(fault.before.splitlines())
    numbers = {n for line in range(fault.line, fault.line + length) for n in lines.get(line, ())}
    line = fault.line
    while not numbers and line > fault.line - 12:  # a statement is noted at its first line
        line -= 1
        numbers = set(lines.get(line, ()))
    early = -1 in numbers or not numbers
    if early:  # each such fault has its tests imported anew: those of the folder that mirrors its package
        mirrored = ("/".join(["tests", *fault.file.split("/")[2:-1]]), "tests/test_made_up")
        near = [i for i, (name, _) in enumerate(reached["tests"]) if name.startswith(mirrored)]
        order = [i for i in near if i in numbers] + [i for i in near if i not in numbers]
    else:
        order = sorted(numbers)
    spent, tests = 0.0, []
    for name, took in (reached["tests"][i] for i in order):
        if spent + took > budget:
            break
        spent += took
        tests.append(name)
    return early, tests


def note(fault: Fault, outcome: str) -> None:
    """One line for one fault, as it is tried."""
    print(f"  {outcome[:90]:90} {fault.file.removeprefix('src/policy_parse/')}:{fault.line}", flush=True)


def equal_ones() -> dict[tuple[str, str, str], str]:
    """The faults that change nothing that can be seen: file, line before and after → reason."""
    entries = tomllib.loads(EQUAL.read_text("utf-8")).get("equal", []) if EQUAL.exists() else []
    return {(each["file"], each["before"].strip(), each["after"].strip()): each["why"] for each in entries}


def report(outcome: dict[Fault, str]) -> None:
    """The share that was noticed by package, and what was not, with its difference."""
    equal = equal_ones()
    same = {f for f in outcome if outcome[f] == "survived" and (f.file, f.before.strip(), f.after.strip()) in equal}
    tally: dict[str, Counter[str]] = defaultdict(Counter)
    for fault, result in outcome.items():
        kind = "equal" if fault in same else "survived" if result in ("survived", "not put in") else "killed"
        for package in (fault.package, "all"):
            tally[package][kind] += 1
    for fault, result in outcome.items():
        if fault not in same and result in ("survived", "not put in"):
            print(f"\n{fault.file}:{fault.line} in {fault.function} ({result})\n{fault.shown()}")
    print()
    for package in (*PACKAGES, "all"):
        if counts := tally.get(package):
            whole = counts["killed"] + counts["survived"]
            share = 100 * counts["killed"] / max(whole, 1)
            print(f"{package:10} {counts['killed']:4} of {whole:4} noticed, {share:5.1f} %; {counts['equal']} equal")
    KEPT.mkdir(exist_ok=True)
    kept = [asdict(fault) | {"outcome": result} for fault, result in outcome.items()]
    (KEPT / "last.json").write_text(json.dumps(kept, ensure_ascii=False, indent=1), "utf-8")


def main() -> None:
    """Draw, try, report."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--number", type=int, default=200)
    parser.add_argument("--budget", type=float, default=8.0, help="CPU seconds of tests for a fault")
    parser.add_argument("--only", choices=PACKAGES, help="one package")
    parser.add_argument("--again", action="store_true", help="those that survived the last run")
    parser.add_argument("--reach", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    os.chdir(ROOT)
    arguments = ["-q", "-p", "no:cacheprovider", *TESTS]
    if options.reach:
        sys.exit(pytest.main(arguments, plugins=[Reached(), Settings()]))
    reached = what_is_reached()
    if not options.again:
        faults = drawn(options.seed, options.number, (options.only,) if options.only else PACKAGES)
    else:
        last = json.loads((KEPT / "last.json").read_text("utf-8"))
        names = ("file", "function", "line", "before", "after")
        faults = [Fault(*(each[n] for n in names)) for each in last if each["outcome"] in ("survived", "not put in")]
    plans = {fault: chosen(fault, reached, options.budget) for fault in faults}
    outcome = {}
    for fault, (early, tests) in plans.items():
        if early:
            outcome[fault] = cold(fault, tests)
            note(fault, outcome[fault])
    server = Server([(fault, tests) for fault, (early, tests) in plans.items() if not early])
    pytest.main(arguments, plugins=[server, Settings()])
    report(outcome | server.outcome)


if __name__ == "__main__":
    main()
