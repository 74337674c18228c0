"""The whole run is shared by as many workers as there are cores (pytest-xdist), four at most; a part of it is not.

`-n 0` and `-p no:xdist` run everything in one process, `-n 8` in eight. A worker takes a file at a time, so that what
is made once for a file is made once; the files that read the same documents are one, and the long ones come first.
"""

MOST = 4
"""Each worker prepares the vocabularies, and a browser, for itself."""
TOGETHER = {
    "tests/checks/test_planted.py": "documents",
    "tests/checks/test_planted_quotes.py": "documents",
    "tests/compare/test_marked_pairs.py": "documents",
    "tests/compare/test_marks_of_comparison.py": "documents",
    "tests/evaluate/test_evaluate_same_figures.py": "documents",
    "tests/test_corpus.py": "documents",
    "tests/test_marks.py": "documents",
    "tests/review/test_browser.py": "browser",
    "tests/review/test_every_value.py": "browser",
    "tests/review/test_pictures.py": "browser",
    "tests/web/test_serve_in_browser.py": "browser",
}
"""Files whose tests share what is made once a process."""
APART = ("tests/test_growth.py",)
"""Files whose tests share nothing: a worker takes one test of them at a time."""
FIRST = ("tests/checks/test_planted.py", "tests/test_corpus.py", "tests/test_growth.py")


def share(config):
    """Give the run to several workers if it is of all tests, and nobody has said how many."""
    asked = config.getoption("numprocesses", default=0)  # 0 where pytest-xdist is not used
    is_whole = config.args_source == config.ArgsSource.TESTPATHS
    if asked is None and is_whole and not hasattr(config, "workerinput") and not config.getoption("usepdb"):
        workers = min(config.hook.pytest_xdist_auto_num_workers(config=config), MOST)
        config.option.numprocesses = workers if workers > 1 else 0


def order(items):
    """The long files first, so that no worker is left with one when the others have done."""
    items.sort(key=lambda item: FIRST.index(file) if (file := file_of(item.nodeid)) in FIRST else len(FIRST))


def scheduler(config, log):
    """Hands out families of tests, in their order."""
    from xdist.scheduler import LoadScopeScheduling

    class Families(LoadScopeScheduling):
        def _split_scope(self, nodeid):
            return family(nodeid)

    config.option.loadscopereorder = False
    return Families(config, log)


def family(nodeid):
    """What one worker takes together: the tests of a file, or of several."""
    file = file_of(nodeid)
    return nodeid if file in APART else TOGETHER.get(file, file)


def file_of(nodeid):
    return nodeid.partition("::")[0]
