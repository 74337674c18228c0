"""One document for programs that hand out the work themselves: a record, never an error, that goes through pickle."""

import pickle
from concurrent.futures import ThreadPoolExecutor

import pytest

from policy_parse import Limits, parse, parse_bytes

PLAN = "甲县2031年巡查工作方案\n一、重点任务\n（一）抓好巡查。6月底前巡查河道4次。（甲县水利局牵头）\n".encode()


def test_a_document_that_can_be_read_is_its_plan():
    result = parse_bytes(PLAN, "甲.txt")
    assert result.plan == parse(PLAN, name="甲.txt")
    assert (result.name, result.sha256, result.failure) == ("甲.txt", result.plan.source.sha256, None)


@pytest.mark.parametrize(
    ("data", "kind", "limits"), [(b"", "unreadable", None), (PLAN, "limit", Limits(file_bytes=10))]
)
def test_one_that_cannot_be_read_is_a_record(data, kind, limits):
    result = parse_bytes(data, "乙.txt", limits=limits)
    assert result.plan is None
    assert result.failure == {"name": "乙.txt", "sha256": result.sha256, "kind": kind, "reason": result.error.reason}
    assert len(result.sha256) == 64


def test_results_go_through_pickle():
    for result in (parse_bytes(PLAN, "甲.txt"), parse_bytes(b"", "乙.txt")):
        other = pickle.loads(pickle.dumps(result))
        assert (other.plan, other.failure) == (result.plan, result.failure)


def test_threads_do_not_disturb_each_other():
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(lambda year: parse_bytes(PLAN, f"{year}.txt", year=year), range(2020, 2040)))
    for year, result in zip(range(2020, 2040), found, strict=True):
        assert result.plan.tasks[0].deadlines[0].end.year == year


def test_tables_of_results_have_a_fixed_schema():
    pytest.importorskip("pyarrow")
    from policy_parse.integrations.arrow import schema, tables_of

    read, failed = parse_bytes(PLAN, "甲.txt"), parse_bytes(b"", "乙.txt")
    found, nothing = tables_of([read, failed, read]), tables_of([])
    assert {name: table.num_rows for name, table in found.items() if name in ("plans", "tasks", "failures")} == {
        "plans": 1, "tasks": 1, "failures": 1,
    }  # fmt: skip
    assert found["failures"].to_pylist()[0] == {**failed.failure, "settings": None, "limits": None}
    for name, table in found.items():
        assert table.schema.equals(nothing[name].schema, check_metadata=True)
        assert table.schema.equals(schema(name), check_metadata=True)
