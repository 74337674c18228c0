"""A document through the server: read, corrected, downloaded, compared, refused, removed."""

import io
import json
from base64 import b64decode
from datetime import date
from urllib.parse import quote, unquote

import openpyxl
import pytest
from docx import Document
from web_site import OWN, PLAN

from policy_parse import Plan, parse

pytest.importorskip("icalendar")

from icalendar import Calendar


def corrections_of(document, *corrections, **fields):
    whole = {
        "schema_version": "1.1",
        "plan": document.source.sha256,
        "reviewer": "甲",
        "saved_at": "2031-01-01T00:00:00Z",
    }
    return json.dumps({**whole, "corrections": list(corrections), **fields})


def target_set_to(plan, value):
    """The correction of the first target of the first task to another number."""
    old = plan.tasks[0].targets[0].model_dump(mode="json")
    return {
        "op": "set",
        "task": plan.tasks[0].id,
        "field": "targets",
        "old": old,
        "new": {**old, "value": value, "quantity": {**old["quantity"], "value": value}},
    }


def put(visitor, identity, corrections, revision=0):
    return visitor.client.put(
        f"/plans/{identity}/corrections", content=corrections, headers={**OWN, "if-match": str(revision)}
    )


def words_of(data):
    return [
        str(cell.value)
        for sheet in openpyxl.load_workbook(io.BytesIO(data))
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    ]


@pytest.fixture
def read_plan(visit, one_process):
    visitor = visit()
    shown = visitor.read(PLAN)
    return visitor, shown["id"], parse(PLAN.encode(), name="方案.txt")


def test_what_the_list_shows(read_plan):
    visitor, identity, plan = read_plan
    shown = visitor.shown(identity)
    assert (shown["state"], shown["name"], shown["error"]) == ("done", "方案.txt", "")
    assert shown["about"]["title"] == plan.header.title == "江城市2025年节约用水工作方案"
    assert shown["about"]["counts"] == {
        "tasks": 2,
        "pieces": 2,
        "units": 3,
        "targets": 2,
        "deadlines": 1,
        "findings": len(plan.findings),
    }
    assert shown["about"]["open"] == 2 + 3 + 2 + 1


def test_json_is_the_plan_that_parse_gives(read_plan):
    visitor, identity, plan = read_plan
    assert Plan.model_validate_json(visitor.file(identity, "json").content) == plan


def test_ledger_task_table_and_calendar_can_be_read_back(read_plan):
    visitor, identity, _ = read_plan
    assert "更新供水管网" in words_of(visitor.file(identity, "xlsx").content)
    table = Document(io.BytesIO(visitor.file(identity, "docx").content)).tables[0]
    assert "市住房城乡建设局" in {cell.text for row in table.rows for cell in row.cells}
    [entry] = Calendar.from_ical(visitor.file(identity, "ics").content).walk("VTODO") or Calendar.from_ical(
        visitor.file(identity, "ics").content
    ).walk("VEVENT")
    last = entry.get("due") or entry.get("dtstart")
    assert last.dt in (date(2025, 9, 30), date(2025, 10, 1))


def test_downloads_are_named_after_the_document_in_the_language_asked_for(read_plan):
    visitor, identity, _ = read_plan
    names = {}
    for language in ("zh", "en"):
        answer = visitor.client.get(f"/plans/{identity}/files/xlsx?lang={language}")
        kind, _, name = answer.headers["content-disposition"].partition("; filename*=UTF-8''")
        assert kind == "attachment"
        names[language] = unquote(name)
    assert names == {"zh": "方案-台账.xlsx", "en": "方案-ledger.xlsx"}


def test_corrections_are_in_what_is_downloaded_afterwards(read_plan):
    visitor, identity, plan = read_plan
    unit = plan.tasks[0].supporting[0].model_dump(mode="json")
    gone = {"op": "remove", "task": plan.tasks[0].id, "field": "supporting", "old": unit, "new": None}
    assert "市财政局" in words_of(visitor.file(identity, "xlsx").content)
    answer = put(visitor, identity, corrections_of(plan, target_set_to(plan, 90), gone))
    assert answer.status_code == 200, answer.text
    assert (answer.json()["revision"], answer.json()["corrections"], answer.json()["left_out"]) == (1, 2, [])
    target = Plan.model_validate_json(visitor.file(identity, "json").content).tasks[0].targets[0]
    assert (target.value, target.rule) == (90, "review")
    ledger = words_of(visitor.file(identity, "xlsx").content)
    assert "市住房城乡建设局" in ledger
    assert "市财政局" not in ledger
    assert visitor.shown(identity)["about"]["open"] == 6
    kept = visitor.client.get(f"/plans/{identity}/corrections").json()
    assert kept["revision"] == 1
    assert kept["file"]["reviewer"] == "甲"


def test_corrections_are_always_those_of_the_plan_as_it_was_read(read_plan):
    visitor, identity, plan = read_plan
    put(visitor, identity, corrections_of(plan, target_set_to(plan, 90)))
    put(visitor, identity, corrections_of(plan, target_set_to(plan, 95)), revision=1)
    assert Plan.model_validate_json(visitor.file(identity, "json").content).tasks[0].targets[0].value == 95
    put(visitor, identity, corrections_of(plan), revision=2)
    assert Plan.model_validate_json(visitor.file(identity, "json").content).tasks == plan.tasks


def test_a_window_that_is_behind_does_not_overwrite(read_plan):
    visitor, identity, plan = read_plan
    put(visitor, identity, corrections_of(plan, target_set_to(plan, 90)))
    late = put(visitor, identity, corrections_of(plan))
    assert (late.status_code, "load this page anew" in late.text) == (409, True)
    assert Plan.model_validate_json(visitor.file(identity, "json").content).tasks[0].targets[0].value == 90


@pytest.mark.parametrize("sent", ["nonsense", "{}", '{"schema_version": "1.1", "plan": "0", "corrections": []}'])
def test_corrections_that_are_none_change_nothing(read_plan, sent):
    visitor, identity, plan = read_plan
    answer = put(visitor, identity, sent)
    assert (answer.status_code, answer.headers["content-type"]) == (422, "text/plain; charset=utf-8")
    assert answer.text
    other = corrections_of(plan, plan="0" * 64)
    assert "another document" in put(visitor, identity, other).text
    assert Plan.model_validate_json(visitor.file(identity, "json").content) == plan
    assert visitor.shown(identity)["revision"] == 0


def test_a_ledger_is_brought_up_to_date(read_plan):
    visitor, identity, _ = read_plan
    ledger = visitor.file(identity, "xlsx").content

    def renewed(data, name="台账.xlsx"):
        return visitor.client.post(f"/plans/{identity}/ledger", content=data, headers={**OWN, "x-name": quote(name)})

    answer = renewed(ledger).json()
    assert (answer["report"], b64decode(answer["file"])) == ("", ledger)
    ours = openpyxl.Workbook()
    ours.active.append(["序号", "工作任务", "牵头单位", "完成时限", "督办人"])
    stream = io.BytesIO()
    ours.save(stream)
    answer = renewed(stream.getvalue(), "本单位.xlsx").json()
    assert answer["report"] == "已填入（filled in）"
    words = words_of(b64decode(answer["file"]))
    assert any("市住房城乡建设局" in one for one in words)
    assert "督办人" in words
    for data in (b"no workbook", PLAN.encode()):
        refused = renewed(data, "假的.xlsx")
        assert (refused.status_code, refused.text.partition(": ")[0]) == (422, "假的.xlsx")


def test_two_plans_are_compared_with_their_corrections(read_plan):
    visitor, old, plan = read_plan
    new = visitor.read(PLAN.replace("2025", "2026").replace("15家", "18家"), "明年.txt")["id"]
    put(visitor, old, corrections_of(plan, target_set_to(plan, 90)))
    page = visitor.client.get(f"/compare?old={old}&new={new}")
    assert page.status_code == 200
    assert "15家" in page.text
    assert "script-src" not in page.headers["content-security-policy"]
    book = visitor.client.get(f"/compare?old={old}&new={new}&format=xlsx")
    assert any("18家" in words for words in words_of(book.content))
    word = visitor.client.get(f"/compare?old={old}&new={new}&format=docx")
    assert Document(io.BytesIO(word.content)).tables
    assert visitor.client.get(f"/compare?old={old}&new=nothing").status_code == 404
    assert visitor.client.get(f"/compare?old={old}&new={new}&format=../x").status_code == 404


@pytest.mark.parametrize(
    ("data", "words"), [(b"PK\x03\x04 broken", "format"), (b"%PDF-1.7 broken", ""), (bytes(range(256)) * 8, "")]
)
def test_what_cannot_be_read_says_which_file_and_why(visit, one_process, data, words):
    shown = visit().read(data, "坏文件.docx")
    assert shown["state"] == "failed"
    assert shown["error"].startswith("坏文件.docx: ")
    assert words in shown["error"]
    assert len(shown["error"]) > len("坏文件.docx: ") + 5


def test_a_document_with_a_password_asks_for_it(visit, one_process):
    msoffcrypto = pytest.importorskip("msoffcrypto.format.ooxml")
    plain, locked = io.BytesIO(), io.BytesIO()
    document = Document()
    for line in PLAN.splitlines():
        document.add_paragraph(line)
    document.save(plain)
    msoffcrypto.OOXMLFile(plain).encrypt("密码 1", locked)
    visitor = visit()
    shown = visitor.read(locked.getvalue(), "加密.docx")
    assert (shown["state"], shown["password"]) == ("failed", True)
    assert visitor.read(locked.getvalue(), "加密.docx", **{"x-password": "wrong"})["password"] is True
    assert (
        visitor.read(locked.getvalue(), "加密.docx", **{"x-password": quote("密码 1")})["about"]["counts"]["tasks"] == 2
    )


def test_an_own_vocabulary_is_used(visit, tmp_path):
    (tmp_path / "roles.toml").write_text('[[label]]\nid = "label.own"\n', "utf-8")
    shown = visit(lexicon=[tmp_path]).read(PLAN)
    assert shown["state"] == "failed"  # the worker refuses a broken one; `serve` says so before it begins


def test_what_is_removed_is_gone(read_plan):
    visitor, identity, _ = read_plan
    assert visitor.client.delete(f"/plans/{identity}", headers=OWN).status_code == 204
    assert visitor.client.get("/plans").json() == []
    for path in ("review", "corrections", "files/json"):
        answer = visitor.client.get(f"/plans/{identity}/{path}")
        assert (answer.status_code, "no such plan" in answer.text) == (404, True)


def test_a_document_that_is_not_read_yet_has_no_files(visit):
    visitor = visit()
    failed = visitor.read(b"PK\x03\x04 broken")
    answer = visitor.client.get(f"/plans/{failed['id']}/review")
    assert (answer.status_code, "not read yet" in answer.text) == (409, True)


HOSTILE = """关于</script><script>alert(1)</script>的工作方案
一、重点任务
1.=cmd|'/c calc'!A0，完成改造5个。（市水利局<img src=x onerror=alert(1)>负责）
2.+1+1，新建管网8公里。（市财政局负责）
3.@SUM(A1)，新建泵站3座。（市财政局负责）
"""


def test_words_that_would_act_are_harmless_everywhere(visit, one_process):
    visitor = visit()
    name = '../../etc/<script>alert(1)</script>"=1+1.txt'
    shown = visitor.read(HOSTILE, name)
    assert shown["state"] == "done"
    assert shown["name"] == 'script>"=1+1.txt'
    identity = shown["id"]
    page = visitor.client.get(f"/plans/{identity}/review").text
    assert page.count("<script") == 2
    assert "<img" not in page
    book = openpyxl.load_workbook(io.BytesIO(visitor.file(identity, "xlsx").content))
    formulas = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert all("TODAY()" in formula for formula in formulas)
    words = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "s"]
    assert any("=cmd|" in one for one in words)
    other = visitor.read(HOSTILE.replace("5个", "6个"), name)["id"]
    compared = visitor.client.get(f"/compare?old={identity}&new={other}").text
    assert "<script" not in compared
    assert "<img" not in compared
    disposition = visitor.file(identity, "json").headers["content-disposition"]
    assert not set(disposition.partition("''")[2]) & set("<>\"'/\\ ")


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("/etc/passwd", "passwd"), ("C:\\Users\\a\\方案.docx", "方案.docx"), ("..", ".."), ("", "document"), ("a/", "document"),
        ("a\r\nset-cookie: x\x00.txt", "aset-cookie: x.txt"), ("\u202egnp.txt", "gnp.txt"), ("长" * 500 + ".docx", "长" * 115 + ".docx"),
    ],
)  # fmt: skip
def test_a_name_is_only_shown(visit, one_process, sent, kept):
    visitor = visit()
    shown = visitor.read(PLAN, sent)
    assert shown["name"] == kept
    assert Plan.model_validate_json(visitor.file(shown["id"], "json").content).source.name == kept


@pytest.mark.parametrize(
    "path",
    [
        "/static/..%2fapp.py",
        "/static/home.html",
        "/static/words.json",
        "/static/%2fetc%2fpasswd",
        "/plans/x/files/../review",
    ],
)
def test_no_path_leads_to_a_file(visit, one_process, path):
    answer = visit().client.get(path)
    assert answer.status_code == 404
    assert "import" not in answer.text


def test_the_first_page_speaks_the_language_of_the_browser(visit, one_process):
    client = visit().client
    for accepted, marked in (
        ("en-GB,en;q=0.9,zh;q=0.8", "en"),
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh-Hans"),
        ("de,en;q=0.3,zh;q=0.5", "zh-Hans"),
        ("fr", "zh-Hans"),
        ("en;q=x", "zh-Hans"),
    ):
        assert f'<html lang="{marked}"' in client.get("/", headers={"accept-language": accepted}).text
    assert '<html lang="en"' in client.get("/?lang=en", headers={"accept-language": "zh"}).text
