"""Where the documents of the tests are; helpers that several folders use."""

import gc
import re
import signal
from hashlib import sha256
from pathlib import Path

import pytest
import regex
from hypothesis import HealthCheck, settings

import several_workers
from headless_browser import chromium  # noqa: F401
from policy_parse import ReadError, UnforeseenError, api
from policy_parse.batch.outcome import here
from policy_parse.limits import current
from thoroughness import SAID, tried

re._MAXCACHE = regex._main._MAXCACHE = 20_000
"""Patterns are compiled once a process: Python keeps 512, the vocabularies have more, and many tests lay a word over them."""

settings.register_profile(
    "any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=tried(60, 500)
)
settings.load_profile("any machine")  # no property fails because the machine is busy

ROOT = Path(__file__).parents[1]
BEIBEI = ROOT / "corpus" / "beibei-2022-water"


def pytest_configure(config):
    config.addinivalue_line("markers", "scan: reads pages by OCR, some seconds each; run with -m scan")
    if (
        signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    ):  # a run in the background: what is started would not hear of it
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config):
    several_workers.share(config)


@pytest.hookimpl(wrapper=True)
def pytest_collection():
    """Ten thousand tests are collected and kept: looking through them for garbage, again and again, finds none."""
    gc.disable()
    result = yield
    gc.freeze()
    gc.enable()
    return result


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    return several_workers.scheduler(config, log) if config.option.dist == "load" else None


def pytest_terminal_summary(terminalreporter):
    terminalreporter.write_line(SAID)


def pytest_collection_modifyitems(config, items):
    several_workers.order(items)
    for item in items:
        if item.get_closest_marker("scan") and "scan" not in (config.getoption("markexpr") or ""):
            item.add_marker(pytest.mark.skip(reason="pages read by OCR take long: run with -m scan"))


@pytest.fixture(scope="session")
def beibei():
    """The folder of the one document that stands in the project: source.docx, source.pdf, source.txt, gold.json."""
    return BEIBEI


@pytest.fixture(scope="session", autouse=True)
def faults_are_seen():
    """What the net for unforeseen errors catches fails the test instead of passing for a document that is refused."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(UnforeseenError, "__init__", _fail)
        yield


@pytest.fixture
def net(monkeypatch):
    """The net for unforeseen errors as users have it."""
    monkeypatch.setattr(UnforeseenError, "__init__", ReadError.__init__)


@pytest.fixture
def in_process(monkeypatch):
    """Many documents are read here, where processes would be started: for what is done with the results.

    What the processes do is told by tests/batch, at the cost of starting them.
    """
    monkeypatch.setattr("policy_parse.batch.pool.outcomes", lambda work, items, **_: here(work, items))


_READ = {}
"""What `read_once` has read, with the vocabulary it was read by, so that no other one is taken for it."""


@pytest.fixture
def read_once(monkeypatch):
    """What any test of this process has read, under the same name, by the same words and limits, is not read again.

    For what is done with documents and plans, which nobody can change. That the same bytes give the same plan each
    time is told by test_determinism.
    """

    def known(make, of):
        def once(*given, **options):
            key = make.__name__, of(*given), current(), *((name, _word(value)) for name, value in options.items())
            if key not in _READ:
                _READ[key] = make(*given, **options), given, options
            return _READ[key][0]

        return once

    monkeypatch.setattr(api, "read_document", known(api.read_document, lambda data: sha256(data).digest()))
    plan, with_plan = api._plan, known(api._plan, lambda document, year, words, _: (document, year, id(words)))
    monkeypatch.setattr(api, "_plan", lambda *given: (with_plan if given[-1] is None else plan)(*given))


def _word(value):
    return value if value is None or isinstance(value, str) else id(value)


def _fail(self, name, reason):
    pytest.fail(f"{name}: {reason}")
