"""What importing costs: heavy packages are loaded where they are used, not before."""

import subprocess
import sys

import pytest

HEAVY = (
    "docx", "pdfplumber", "pdfminer", "pypdfium2", "jieba", "PIL", "onnxruntime", "rapidocr", "pint",
    "lxml", "rich", "starlette", "uvicorn", "cv2", "numpy", "openpyxl", "pandas", "polars", "pyarrow", "duckdb", "ray", "icalendar", "dateutil",
    "sqlite3", "multiprocessing", "olefile", "msoffcrypto",
)  # fmt: skip


def loaded_by(statement):
    script = f"{statement}\nimport sys; print(*{{m.partition('.')[0] for m in sys.modules}})"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(run.stdout.split())


def test_importing_the_package_loads_nothing_that_is_not_its_own():
    assert loaded_by("import policy_parse") & {*HEAVY, "pydantic", "regex"} == set()


@pytest.mark.parametrize(
    "statement", ["import policy_parse.api", "import policy_parse.cli", "from policy_parse import parse, Plan, Lexicon"]
)
def test_the_pipeline_loads_no_reader_before_it_reads(statement):
    assert loaded_by(statement) & set(HEAVY) == set()


def test_looking_for_a_reader_loads_no_parser():
    assert loaded_by("from policy_parse.registry import readers; readers()") & set(HEAVY) == set()


def test_reading_text_loads_no_parser_of_other_formats():
    statement = "from policy_parse import parse; parse('一、重点任务\\n1.巡查河道。（市水利局负责）'.encode())"
    assert not loaded_by(statement) & set(HEAVY)


def test_every_public_name_is_there():
    import policy_parse

    assert [name for name in policy_parse.__all__ if getattr(policy_parse, name, None) is None] == []


def test_an_unknown_name_is_an_attribute_error():
    import policy_parse

    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = policy_parse.nothing
