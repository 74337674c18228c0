"""The tools for assistants, asked through the client of the package `mcp`, and the files that they may not open."""

import os
import sys
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pytest

if find_spec("mcp") is None:
    pytest.skip("mcp is not installed", allow_module_level=True)  # imported when it is asked: it takes a second

import anyio

from policy_parse import parse
from policy_parse.cli import main
from policy_parse.integrations.workspace import RefusedError, Workspace

pytestmark = pytest.mark.usefixtures("read_once")

PLANS = Path(__file__).parents[2] / "examples" / "plans"
OLD, NEW = "jiangcheng-2024.txt", "jiangcheng-2025.txt"
TOOLS = {"parse", "explain", "check", "compare", "search"}


def client_of(workspace, **settings):
    """A client of a server for that workspace."""
    import mcp

    return mcp.Client(server_of(workspace), **settings)


@cache
def server_of(workspace):
    """The server of that workspace: what its tools take and give is described once, a tenth of a second."""
    from policy_parse.integrations.mcp_server import server

    return server(workspace)


def asked(workspace, *calls):
    """The results of tool calls in one session with the server."""

    async def session():
        async with client_of(workspace) as client:
            return [await client.call_tool(name, arguments) for name, arguments in calls]

    return anyio.run(session)


def answer(workspace, name, **arguments):
    (result,) = asked(workspace, (name, arguments))
    assert not result.is_error, result.content
    assert result.structured_content is not None
    return result.structured_content


def refusal(workspace, name, **arguments):
    (said,) = refusals(workspace, (name, arguments))
    return said


def refusals(workspace, *calls):
    """What is said of calls in one session, each of which is refused."""
    results = asked(workspace, *calls)
    assert all(result.is_error and result.structured_content is None for result in results)
    return [result.content[0].text for result in results]


@pytest.fixture(scope="module")
def plans():
    return Workspace([PLANS])


@pytest.fixture(scope="module")
def own(beibei):
    return Workspace([beibei])


def quotes(value):
    """Every quote in an answer."""
    if isinstance(value, dict):
        if {"text", "where", "start", "end"} <= value.keys():
            yield value
        else:
            for part in value.values():
                yield from quotes(part)
    elif isinstance(value, list):
        for part in value:
            yield from quotes(part)


def test_there_are_five_tools_with_typed_answers_that_only_read(plans):
    async def session():
        async with client_of(plans) as client:
            return (await client.list_tools()).tools, client.instructions

    tools, instructions = anyio.run(session)
    assert {tool.name for tool in tools} == TOOLS
    for tool in tools:
        assert tool.description
        assert tool.output_schema["type"] == "object"
        for part in (tool.output_schema, *tool.output_schema["$defs"].values()):
            fields = part.get("properties", {})
            assert [name for name, field in fields.items() if not field.get("description")] == [], tool.name
        assert (tool.annotations.read_only_hint, tool.annotations.destructive_hint) == (True, False)
        assert all("description" in p or "minimum" in p for p in tool.input_schema["properties"].values()), tool.name
    assert "Quote" in instructions


def test_a_client_of_the_older_handshake_is_answered_too(plans):
    async def session():
        async with client_of(plans, mode="legacy") as client:
            return await client.call_tool("parse", {"path": NEW})

    assert anyio.run(session).structured_content["task_count"] == 4


def test_parse_gives_the_plan_in_parts_and_every_quote_is_verbatim(own, beibei):
    plan = parse(beibei / "source.docx")
    tasks, offset = [], 0
    while offset is not None:
        part = answer(own, "parse", path="source.docx", offset=offset, limit=20)
        tasks, offset = [*tasks, *part["tasks"]], part.get("next_offset")
        assert all(plan.text[quote["start"] : quote["end"]] == quote["text"] for quote in quotes(part))
    assert [task["id"] for task in tasks] == [task.id for task in plan.tasks]
    assert part["title"] == "北碚区2022年最严格的水资源管理工作方案"
    assert (part["issued_on"], part["task_count"], part["region"]) == ("2022-08-08", 43, "重庆市北碚区")
    row = next(task for task in tasks if task["origin"] == "table")
    assert (row["quote"]["table"], row["quote"]["row"]) == (1, 2)
    assert row["quote"]["where"].startswith("表1第2行")
    target = next(t for t in tasks[0]["targets"] if t["indicator"] == "用水总量")
    assert (target["comparator"], target["value"], target["unit"]) == ("le", 3.028, "亿m³")
    assert target["quote"]["text"] == "用水总量控制在3.028亿m³以内"


def test_explain_names_the_rule_and_the_words_of_each_value(own):
    said = answer(own, "explain", path="source.docx", part="n.3.1.1")
    lead = next(value for value in said["values"] if value["field"] == "lead")
    assert (lead["means"], lead["rule"], lead["quote"]["text"]) == (
        "重庆市北碚区水利局",
        "unit.suffix.lead",
        "区水利局",
    )
    assert "强化水资源管理刚性约束" in said["text"]
    assert answer(own, "explain", path="source.docx", part="targets")["values"][0]["field"] == "target"
    assert "发文字号" in answer(own, "explain", path="source.docx", part="header")["text"]


def test_why_not_says_what_refused_the_words(own):
    assert "没有读作 refused" in answer(own, "explain", path="source.docx", why_not="77号")["text"]


def test_check_gives_findings_with_places(own):
    said = answer(own, "check", path="source.docx", codes=["target-mismatch"])
    assert [finding["code"] for finding in said["findings"]] == ["target-mismatch"]
    assert {place["where"][:1] for place in said["findings"][0]["places"]} == {"第", "表"}
    assert sum(answer(own, "check", path="source.docx")["counts"].values()) == 13


def test_compare_tells_what_changed_with_the_words_of_both_sides(plans):
    said = answer(plans, "compare", old=OLD, new=NEW)
    target = next(c for m in said["targets"] for c in m["changes"] if c.get("indicator") == "再生水利用率")
    assert all(value is not None for quote in quotes(said) for value in quote.values())
    assert (target["kind"], target["effect"]) == ("raised", "stricter")
    assert (target["old_quote"]["text"], target["new_quote"]["text"]) == ("再生水利用率达到26%", "再生水利用率达到30%")
    assert {"added", "dropped"} <= {match["kind"] for match in said["works"]}
    assert all(match["kind"] != "kept" for match in said["works"])
    few = answer(plans, "compare", old=OLD, new=NEW, limit=1)
    assert len(few["works"]) == 1
    assert few["left_out"] == len(said["works"]) - 1 + len(said["targets"]) - 1


@pytest.mark.parametrize(
    ("asked_for", "titles"),
    [
        ({"words": "再生水厂"}, {"建设再生水厂"}),
        ({"words": "节水 宣传"}, {"开展节水宣传"}),
        ({"unit": "工业和信息化局", "words": "企业"}, {"创建节水型企业"}),
        ({"words": "没有这样的字"}, set()),
        ({"due_to": "1999-12-31"}, set()),
    ],
)
def test_search_finds_tasks_by_words_unit_and_time(plans, asked_for, titles):
    said = answer(plans, "search", paths=["."], **asked_for)
    assert {found["task"]["title"] for found in said["tasks"]} == titles
    assert said["total"] == len(said["tasks"])
    for found in said["tasks"]:
        assert answer(plans, "parse", path=found["document"])["title"] == found["plan"]


def test_search_by_time_takes_both_ends(plans):
    said = answer(plans, "search", paths=[OLD, NEW], due_from="2025-01-01", due_to="2025-12-31")
    assert said["total"] == len(
        answer(plans, "search", paths=[NEW], due_from="2025-01-01", due_to="2025-12-31")["tasks"]
    )
    assert said["total"] >= 1
    assert answer(plans, "search", paths=["."], limit=1)["total"] == 8


def test_a_document_of_a_folder_that_cannot_be_read_is_named_and_the_rest_searched(tmp_path):
    (tmp_path / "plan.txt").write_bytes((PLANS / NEW).read_bytes())
    (tmp_path / "bad.docx").write_bytes(b"")
    said = answer(Workspace([tmp_path]), "search", paths=["."])
    assert said["total"] == 4
    assert [words.startswith("bad.docx") for words in said["unread"]] == [True]


# ------------------------------------------------------------------------------------------------ what is not opened


@pytest.fixture
def closed(tmp_path):
    """A workspace beside a secret, with every way out of it that a path has."""
    inside, outside = tmp_path / "open", tmp_path / "open-not"
    inside.mkdir()
    outside.mkdir()
    (outside / "secret.txt").write_bytes((PLANS / NEW).read_bytes())
    (inside / "plan.txt").write_bytes((PLANS / NEW).read_bytes())
    (inside / "link.txt").symlink_to(outside / "secret.txt")
    (inside / "folder").symlink_to(outside)
    (inside / "round.txt").symlink_to(inside / "round.txt")
    return Workspace([inside], max_bytes=5000)


@pytest.mark.parametrize(
    "path",
    [
        "../open-not/secret.txt", "{root}/../open-not/secret.txt", "{out}/secret.txt", "link.txt", "folder/secret.txt",
        "/etc/passwd", "~/secret.txt", "round.txt", "a\0b.txt", "", "file:///etc/passwd", "none.txt",
    ],
)  # fmt: skip
def test_no_path_leads_out(closed, tmp_path, path):
    given = {"path": path.format(root=closed.roots[0], out=tmp_path / "open-not")}
    for said in refusals(closed, *((tool, given) for tool in ("parse", "explain", "check"))):
        assert "江城市" not in said
        assert "Traceback" not in said


def test_a_folder_with_links_out_gives_only_what_is_its_own(closed):
    said = answer(closed, "search", paths=["."])
    assert {Path(found["document"]).name for found in said["tasks"]} == {"plan.txt"}
    assert "outside" in refusal(closed, "search", paths=["folder"])
    assert "outside" in refusal(closed, "compare", old="plan.txt", new="link.txt")


def test_a_large_file_is_refused(closed):
    (closed.roots[0] / "large.txt").write_bytes(b"x" * 5001)
    assert "larger than 0.005 MB" in refusal(closed, "parse", path="large.txt")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names")
def test_a_pipe_is_not_waited_for(closed):
    os.mkfifo(closed.roots[0] / "pipe.txt")
    assert "not a regular file" in refusal(closed, "parse", path="pipe.txt")


def test_too_many_documents_are_refused(closed):
    for number in range(201):
        (closed.roots[0] / f"{number}.txt").write_text("x")
    assert "more than 200" in refusal(closed, "search", paths=["."])


@pytest.mark.parametrize(
    ("tool", "arguments", "reason"),
    [
        ("parse", {"path": "plan.txt", "year": 22}, "not a year"),
        ("parse", {"path": "plan.txt", "limit": 0}, "limit"),
        ("parse", {"path": "plan.txt", "offset": -1}, "offset"),
        ("parse", {}, "path"),
        ("explain", {"path": "plan.txt", "part": "n.99"}, "no such task"),
        ("explain", {"path": "plan.txt"}, "no such task"),
        ("explain", {"path": "plan.txt", "why_not": "没有的字"}, "not in the text"),
        ("search", {"paths": []}, "paths"),
        ("search", {"paths": ["."], "due_to": "soon"}, "due_to"),
    ],
)
def test_a_wrong_question_is_an_error_that_says_why(closed, tool, arguments, reason):
    assert reason in refusal(closed, tool, **arguments)


def test_nothing_is_written(closed, tmp_path, monkeypatch):
    def listing():
        return {p: (p.lstat().st_mtime_ns, p.lstat().st_size) for p in tmp_path.rglob("*")}

    monkeypatch.setenv("TMPDIR", str(tmp_path))
    before = listing()
    (closed.roots[0] / "plan.txt").stat()
    asked(
        closed,
        ("parse", {"path": "plan.txt"}),
        ("check", {"path": "plan.txt"}),
        ("compare", {"old": "plan.txt", "new": "plan.txt"}),
        ("search", {"paths": ["."]}),
        ("explain", {"path": "plan.txt", "part": "header"}),
    )
    assert listing() == before


def test_a_second_question_does_not_read_the_document_again(closed, monkeypatch):
    first = closed.plan("plan.txt")
    assert closed.plan("plan.txt") is first
    (closed.roots[0] / "plan.txt").write_text("甲县工作方案\n", "utf-8")
    assert closed.plan("plan.txt") is not first


def test_a_root_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(RefusedError, match="no such directory"):
        Workspace([tmp_path / "none"])


# ----------------------------------------------------------------------------------------------------------- command


def test_the_command_serves_over_standard_input_and_output():
    import mcp

    async def session():
        parameters = mcp.StdioServerParameters(
            command=sys.executable,
            args=["-m", "policy_parse", "mcp", str(PLANS)],
            env={**os.environ, "PYTHONIOENCODING": "gbk"},
        )
        async with mcp.Client(mcp.stdio_client(parameters)) as client:
            return await client.call_tool("parse", {"path": NEW})

    result = anyio.run(session)
    assert result.structured_content["title"] == "江城市2025年节约用水工作方案"


@pytest.mark.parametrize("arguments", [["none"], [str(PLANS), "--max-mb", "0"]])
def test_wrong_usage_of_the_command(arguments, capsys):
    assert main(["mcp", *arguments]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_without_the_package_the_command_names_the_extra(monkeypatch, capsys):
    from policy_parse.cli import mcp as command

    monkeypatch.setattr(command, "find_spec", lambda name: None)
    assert main(["mcp"]) == 1
    said = capsys.readouterr().err
    assert "mcp: 没有安装" in said
    assert "pip install 'policy-parse[mcp]'" in said
