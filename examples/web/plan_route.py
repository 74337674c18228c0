"""A route of FastAPI that takes a plan as an upload and answers with the Plan as JSON, described in /docs.

Needs: pip install fastapi uvicorn python-multipart
Run: uvicorn --app-dir examples/web plan_route:app
Try: curl -F file=@corpus/beibei-2022-water/source.docx http://127.0.0.1:8000/plans
"""

from threading import Lock
from typing import Annotated

from fastapi import FastAPI, HTTPException, Query, UploadFile

from policy_parse import Plan, ReadError, parse

MAX_BYTES = 20_000_000

app = FastAPI(title="policy_parse")
one_at_a_time = Lock()  # FastAPI calls routes from several threads, and the reader of PDF files serves one


@app.post("/plans")
def read_plan(file: UploadFile, year: Annotated[int | None, Query(ge=1949, le=2200)] = None) -> Plan:
    """The plan in `file`. 413 for a file that is too large, 422 with the reason for one that cannot be read."""
    data = file.file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise HTTPException(413, f"larger than {MAX_BYTES:,} bytes")
    try:
        with one_at_a_time:
            return parse(data, name=file.filename or "upload", year=year)
    except ReadError as error:
        raise HTTPException(422, error.reason) from error
