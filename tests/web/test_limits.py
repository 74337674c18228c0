"""How much is taken, kept and waited for; a document that hangs the reader is given up and the next one is read."""

import sys
import time

import pytest
from web_site import OWN, PLAN

HANGS, CRASHES, GROWS = "STRANGE hang", "STRANGE die", "STRANGE grow"


def test_a_document_that_hangs_or_ends_the_process_is_given_up_and_the_next_is_read(visit, strange):
    visitor = visit(read_seconds=3)
    hung, died = visitor.read(HANGS, "死循环.hang"), visitor.read(CRASHES, "崩溃.hang")
    assert hung["state"] == "failed"
    assert hung["error"] == "死循环.hang: 读了 3 秒还没有读完，已中止（not read in 3 seconds and given up）"
    assert (died["state"], "process that read it has died" in died["error"]) == ("failed", True)
    assert visitor.read(PLAN)["state"] == "done"


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited on Linux")
def test_a_document_that_takes_all_memory_is_given_up(visit, strange):
    visitor = visit(megabytes_of_memory=1024)
    shown = visitor.read(GROWS, "膨胀.hang")
    assert shown["state"] == "failed"
    assert shown["error"].startswith("膨胀.hang: 内存超过限额")
    assert visitor.read(PLAN)["state"] == "done"


def test_what_is_being_read_can_be_stopped(visit, strange):
    visitor = visit()
    hanging = visitor.send(HANGS, "死循环.hang").json()["id"]
    waiting = visitor.send(PLAN).json()["id"]
    assert visitor.state(hanging, until=("reading",))["name"] == "死循环.hang"
    assert visitor.shown(waiting)["state"] == "waiting"
    assert visitor.client.delete(f"/plans/{hanging}", headers=OWN).status_code == 204
    assert visitor.state(waiting, until=("done",))["about"]["counts"]["tasks"] == 2


def test_downloads_do_not_wait_for_what_is_being_read(visit, strange):
    visitor = visit()
    done = visitor.read(PLAN)["id"]
    hanging = visitor.send(HANGS).json()["id"]
    visitor.state(hanging, until=("reading",))
    assert visitor.file(done, "xlsx").content[:2] == b"PK"
    assert visitor.shown(hanging)["state"] == "reading"


def test_nothing_is_left_running_or_lying_about(tmp_path, visit, strange):
    visitor = visit()
    visitor.state(visitor.send(HANGS).json()["id"], until=("reading",))
    began = time.monotonic()
    visitor.leave()
    assert time.monotonic() - began < 20
    assert sorted(path.name for path in tmp_path.iterdir()) == ["plugins"]


def test_a_file_that_is_too_large_is_refused(visit, one_process):
    visitor = visit(file_bytes=1000)
    answer = visitor.send(PLAN + "。" * 1000, "大文件.txt")
    assert (answer.status_code, answer.text) == (413, "大文件.txt: 文件超过 0.001 MB（larger than 0.001 MB）")
    assert answer.headers["connection"] == "close"
    assert visitor.client.get("/plans").json() == []


def test_corrections_that_are_too_large_are_refused(visit, one_process):
    visitor = visit(corrections_bytes=1000)
    identity = visitor.read(PLAN)["id"]
    answer = visitor.client.put(f"/plans/{identity}/corrections", content=b" " * 1001, headers={**OWN, "if-match": "0"})
    assert (answer.status_code, visitor.shown(identity)["revision"]) == (413, 0)


def test_a_worker_that_cannot_be_started_is_told(visit, monkeypatch):
    monkeypatch.setattr("sys.executable", "/nothing/python")
    shown = visit().read(PLAN)
    assert (shown["state"], "process that read it has died" in shown["error"]) == ("failed", True)


def test_a_fault_of_ours_is_a_sentence(visit, one_process, monkeypatch):
    visitor = visit()
    identity = visitor.read(PLAN)["id"]
    monkeypatch.setattr("policy_parse.web.office.Office.file_of", lambda *arguments: 1 / 0)
    visitor.client._transport.raise_server_exceptions = False
    answer = visitor.client.get(f"/plans/{identity}/files/xlsx")
    assert (answer.status_code, "please report: ZeroDivisionError" in answer.text) == (500, True)


def test_a_file_of_no_size_is_refused(visit, one_process):
    visitor = visit()
    assert visitor.send("", "空.txt").text == "空.txt: 文件是空的（an empty file）"
    answer = visitor.client.post("/plans", content=iter([b"in pieces"]), headers=OWN)
    assert (answer.status_code, "of unknown size" in answer.text) == (411, True)
    assert visitor.client.get("/plans").json() == []


def test_a_full_list_takes_no_more_and_loses_nothing(visit, one_process):
    visitor = visit(plans=2)
    kept = [visitor.read(PLAN, f"{n}.txt")["id"] for n in range(2)]
    answer = visitor.send(PLAN, "多.txt")
    assert (answer.status_code, "remove some" in answer.text) == (507, True)
    assert [one["id"] for one in visitor.client.get("/plans").json()] == kept
    visitor.client.delete(f"/plans/{kept[0]}", headers=OWN)
    assert visitor.read(PLAN, "多.txt")["state"] == "done"


def test_no_more_bytes_are_kept_than_may_be(visit, one_process):
    visitor = visit(kept_bytes=400_000)
    states = [visitor.read(PLAN, f"{n}.txt") for n in range(8)]
    done = [one for one in states if one["state"] == "done"]
    refused = [one for one in states if one["state"] == "failed"]
    assert done
    assert refused
    assert all("0.4 MB are full" in one["error"] for one in refused)
