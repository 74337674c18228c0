"""The examples that belong to other tools: a route of FastAPI, a notebook."""

import importlib.util
import json
from pathlib import Path

import pytest

from policy_parse import Plan, parse

pytestmark = pytest.mark.usefixtures("read_once")

EXAMPLES = Path(__file__).parents[1] / "examples"
PLAN = EXAMPLES / "plans" / "jiangcheng-2025.txt"


@pytest.fixture
def route():
    pytest.importorskip("fastapi")
    pytest.importorskip("python_multipart")
    spec = importlib.util.spec_from_file_location("plan_route", EXAMPLES / "web" / "plan_route.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def client(route):
    from fastapi.testclient import TestClient

    return TestClient(route.app)


def test_an_upload_is_answered_with_the_plan(client, beibei):
    for file in (PLAN, beibei / "source.docx"):
        answer = client.post("/plans", files={"file": (file.name, file.read_bytes())})
        assert answer.status_code == 200
        assert Plan.model_validate_json(answer.content) == parse(file)


def test_the_year_is_taken_and_a_wrong_one_refused(client):
    files = {"file": ("plan.txt", "甲县工作方案\n一、重点任务\n1.清淤，6月底前完成。（县水利局负责）\n".encode())}
    tasks = client.post("/plans?year=2031", files=files).json()["tasks"]
    assert tasks[0]["deadlines"][0]["end"] == "2031-06-30"
    assert client.post("/plans?year=31", files=files).status_code == 422


def test_what_cannot_be_read_is_refused_with_the_reason(client, route, monkeypatch):
    refused = client.post("/plans", files={"file": ("plan.docx", b"PK\x03\x04nothing")})
    assert (refused.status_code, isinstance(refused.json()["detail"], str)) == (422, True)
    assert client.post("/plans").status_code == 422
    monkeypatch.setattr(route, "MAX_BYTES", 10)
    assert client.post("/plans", files={"file": ("plan.txt", b"x" * 11)}).status_code == 413


def test_the_route_is_described_by_the_schema_of_a_plan(client):
    described = client.get("/openapi.json").json()
    answer = described["paths"]["/plans"]["post"]["responses"]["200"]["content"]["application/json"]["schema"]
    assert answer["$ref"].endswith("/Plan")


NOTEBOOKS = sorted(EXAMPLES.glob("*.ipynb"))


@pytest.mark.parametrize("file", NOTEBOOKS, ids=lambda file: file.name)
def test_a_notebook_is_valid_and_small_and_holds_no_results(file):
    nbformat = pytest.importorskip("nbformat")
    notebook = nbformat.read(file, as_version=4)
    nbformat.validate(notebook)
    assert file.stat().st_size < 10_000
    assert all(not cell.get("outputs") and cell.get("execution_count") is None for cell in notebook.cells)


@pytest.mark.parametrize("file", NOTEBOOKS, ids=lambda file: file.name)
def test_the_cells_of_a_notebook_run(file, monkeypatch, capsys):
    monkeypatch.chdir(file.parent)
    names, shown = {}, []
    for cell in json.loads(file.read_text("utf-8"))["cells"]:
        if cell["cell_type"] != "code":
            continue
        code = "".join(cell["source"])
        exec(compile(code, file.name, "exec"), names)
        last = code.splitlines()[-1]
        if last.isidentifier():
            shown.append(names[last]._repr_html_())
    assert shown
    assert all(html.startswith(("<div>", "<table>")) for html in shown)
    assert "再生水利用率 raised stricter" in capsys.readouterr().out
