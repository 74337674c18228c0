"""The server with contacts left out: nothing that it shows or gives holds one. The plan and its people are made up."""

import io
import json
from base64 import b64decode
from pathlib import Path
from urllib.parse import quote
from zipfile import ZipFile

from web_site import HOME, OWN, PLAN

from policy_parse import Plan, parse, redact

BEIBEI = Path(__file__).parents[2] / "corpus" / "beibei-2022-water"
SECRETS = ("赵某某", "13800005551", "zhao_mou@example.cn")
WITH_CONTACTS = PLAN.replace("1.更新供水管网。", "1.更新供水管网（联系人：赵某某，13800005551，zhao_mou@example.cn）。")


def leaked(data):
    if data[:2] == b"PK":
        with ZipFile(io.BytesIO(data)) as package:
            data = b"\n".join(package.read(name) for name in package.namelist())
    words = data.decode("utf-8", "replace").replace("\r\n ", "")
    return [secret for secret in SECRETS if secret in words or json.dumps(secret)[1:-1] in words]


def all_that_is_given(visitor, identity, other):
    """Each answer of the server about a document, by its address."""
    places = [
        f"/plans/{identity}/{place}"
        for place in ("review", "corrections", *(f"files/{f}" for f in ("xlsx", "docx", "ics", "json")))
    ]
    places += [f"/compare?old={identity}&new={other}&format={format}" for format in ("html", "xlsx", "docx")]
    answers = {place: visitor.client.get(place) for place in ("/", "/plans", *places)}
    assert {answer.status_code for answer in answers.values()} == {200}
    return {place: answer.content for place, answer in answers.items()}  # fmt: skip


def visited(visit, *, redact):
    visitor = visit(redact=redact)
    identity = visitor.read(WITH_CONTACTS)["id"]
    other = visitor.read(WITH_CONTACTS.replace("85公里", "90公里").replace("2025", "2026"), "明年.txt")["id"]
    return visitor, identity, other


def put(visitor, identity, corrections):
    address = f"/plans/{identity}/corrections"
    answer = visitor.client.put(address, content=json.dumps(corrections), headers={**OWN, "if-match": "0"})
    assert answer.status_code == 200, answer.text
    return answer.json()


def corrections_of(plan):
    """A unit and a title with contacts typed in."""
    task = plan.tasks[0]
    unit = task.responsible[0].model_dump(mode="json")
    new = {**unit, "name": "江城市住房城乡建设局（13800005551）"}
    title = {"op": "set", "task": task.id, "field": "title", "old": task.title, "new": "管网，找zhao_mou@example.cn"}
    named = {"op": "set", "task": task.id, "field": "responsible", "old": unit, "new": new}
    return {"schema_version": "1.1", "plan": plan.source.sha256, "reviewer": "甲", "corrections": [title, named]}


def test_without_the_option_they_are_there(visit, one_process):
    given = all_that_is_given(*visited(visit, redact=False))
    assert [place for place, data in given.items() if leaked(data)] == [p for p in given if p not in ("/", "/plans") and "corrections" not in p]  # fmt: skip


def test_nothing_that_is_shown_or_given_holds_one(visit, one_process):
    visitor, identity, other = visited(visit, redact=True)
    given = all_that_is_given(visitor, identity, other)
    assert {place: found for place, data in given.items() if (found := leaked(data))} == {}
    plan = Plan.model_validate_json(given[f"/plans/{identity}/files/json"])
    assert plan == redact(parse(WITH_CONTACTS.encode(), name="方案.txt"))
    assert len(plan.tasks) == 2


def test_what_a_reviewer_types_is_left_out_too(visit, one_process):
    visitor, identity, other = visited(visit, redact=True)
    plan = Plan.model_validate_json(visitor.file(identity, "json").content)
    said = put(visitor, identity, corrections_of(plan))
    assert (said["corrections"], said["left_out"]) == (2, [])
    given = all_that_is_given(visitor, identity, other)
    assert {place: found for place, data in given.items() if (found := leaked(data))} == {}
    task = Plan.model_validate_json(given[f"/plans/{identity}/files/json"]).tasks[0]
    assert (task.title[:4], task.responsible[0].rule) == ("管网，找", "review")


def test_corrections_of_a_reviewer_stay_as_they_were_typed_without_the_option(visit, one_process):
    visitor, identity, _ = visited(visit, redact=False)
    made = corrections_of(Plan.model_validate_json(visitor.file(identity, "json").content))
    put(visitor, identity, made)
    assert visitor.client.get(f"/plans/{identity}/corrections").json()["file"] == made


def test_a_ledger_that_is_brought_up_to_date_gets_none(visit, one_process):
    visitor, identity, other = visited(visit, redact=True)
    ledger = visitor.file(identity, "xlsx").content
    headers = {**OWN, "x-name": quote("台账.xlsx")}
    answer = visitor.client.post(f"/plans/{other}/ledger", content=ledger, headers=headers)
    assert answer.status_code == 200, answer.text
    assert answer.json()["report"]
    assert leaked(b64decode(answer.json()["file"])) == []


def test_the_page_for_review_shows_no_pictures_of_pages(visit, one_process):
    pages = {}
    for redacted in (False, True):
        visitor = visit(redact=redacted)
        identity = visitor.read((BEIBEI / "source.pdf").read_bytes(), "方案.pdf")["id"]
        pages[redacted] = visitor.client.get(f"/plans/{identity}/review").text
        visitor.leave()
    assert "data:image/" in pages[False]
    assert "data:image/" not in pages[True]


def test_the_first_page_says_so(visit, one_process):
    shown = '<p class="private" data-w="redacted">'
    assert shown in visit(redact=True).client.get(HOME + "/").text
    assert shown not in visit().client.get(HOME + "/").text
