"""The workers: what they are given while the caller keeps what they have done."""

import time
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pytest

from policy_parse.batch.documents import Document
from policy_parse.batch.pool import Workers, outcomes


class Item(NamedTuple):
    document: Document


def leaving_marks(folder):
    """Work that leaves a file for each item that it is at."""

    def act(item):
        (folder / item.document.name).touch()
        return item.document.name

    return act


def items(*names):
    return [Item(Document(name, None, data=b"")) for name in names]


def comes_to_be(path: Path, seconds=60):
    """True as soon as the file is there, False if that takes longer."""
    until = time.monotonic() + seconds
    while not path.exists():
        if time.monotonic() > until:
            return False
        time.sleep(0.01)
    return True


def test_a_worker_goes_on_while_the_caller_keeps_what_it_has_done(tmp_path):
    done = outcomes(partial(leaving_marks, tmp_path), items("甲", "乙", "丙"), jobs=1)
    assert next(done).value == "甲"
    assert comes_to_be(tmp_path / "乙")
    assert [outcome.value for outcome in done] == ["乙", "丙"]


def test_workers_stay_for_the_next_call(tmp_path):
    workers = Workers(partial(leaving_marks, tmp_path), jobs=1)
    processes = []
    for names in (("甲", "乙"), ("丙",)):
        assert [outcome.value for outcome in workers.run(items(*names))] == list(names)
        processes.append([worker.process.pid for worker in workers._workers])
    workers.close()
    assert processes[0] == processes[1] != []


def test_a_call_that_is_given_up_leaves_nothing_to_the_next(tmp_path):
    workers = Workers(partial(leaving_marks, tmp_path), jobs=1)
    given_up = workers.run(items("甲", "乙"))
    assert next(given_up).value == "甲"
    given_up.close()
    assert [(outcome.number, outcome.value) for outcome in workers.run(items("丙"))] == [(0, "丙")]
    workers.close()


def test_what_is_done_is_given_before_the_items_raise(tmp_path):
    def broken():
        yield from items("甲", "乙")
        raise OSError("no more")

    done = outcomes(partial(leaving_marks, tmp_path), broken(), jobs=1)
    assert [next(done).value, next(done).value] == ["甲", "乙"]
    with pytest.raises(OSError, match="no more"):
        next(done)
