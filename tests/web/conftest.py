"""The server as an application of its own, asked through the client of starlette."""

import io
import os
import shutil
import time
from pathlib import Path

import pytest

pytest.importorskip("starlette")
pytest.importorskip("uvicorn")

from starlette.testclient import TestClient
from web_site import HOME, OWN, SITE

from policy_parse.lexicon import Lexicon
from policy_parse.web.app import build_app
from policy_parse.web.frames import put_frame, take_frame
from policy_parse.web.jobs import answer
from policy_parse.web.limits import ServerLimits
from policy_parse.web.office import Office
from policy_parse.web.workshop import Worker

STRANGE_READER = Path(__file__).parents[1] / "batch" / "strange_reader.py"


class Visitor:
    """Somebody at the page: a client with the cookie, and what the page's script asks."""

    def __init__(self, client):
        self.client, self.is_open = client, True

    def leave(self):
        """End the server."""
        if self.is_open:
            self.is_open = False
            self.client.__exit__(None, None, None)

    def send(self, text, name="方案.txt", **headers):
        from urllib.parse import quote

        data = text if isinstance(text, bytes) else text.encode()
        return self.client.post("/plans", content=data, headers={**OWN, "x-name": quote(name), **headers})

    def shown(self, identity):
        return next(one for one in self.client.get("/plans").json() if one["id"] == identity)

    def state(self, identity, *, until, seconds=30):
        """The document in the list, once it is in that state."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            shown = self.shown(identity)
            if shown["state"] in until:
                return shown
            time.sleep(0.05)
        raise AssertionError(shown)

    def read(self, text, name="方案.txt", **headers):
        """Send a document and wait until it is read, or cannot be."""
        answer = self.send(text, name, **headers)
        assert answer.status_code == 201, answer.text
        return self.state(answer.json()["id"], until=("done", "failed"))

    def file(self, identity, format):
        answer = self.client.get(f"/plans/{identity}/files/{format}")
        assert answer.status_code == 200, answer.text
        return answer


@pytest.fixture
def one_process(monkeypatch):
    """What the workers are asked is answered here, through the same frames: for what is answered.

    That processes of their own answer, are started and ended is told by test_limits and test_real_server.
    """

    def ask(worker, head, parts):
        there, back = io.BytesIO(), io.BytesIO()
        put_frame(there, head, parts)
        there.seek(0)
        put_frame(back, *answer(take_frame(there, worker._most), Lexicon.load()))
        back.seek(0)
        return take_frame(back, worker._most)

    monkeypatch.setattr(Worker, "_ask", ask)


@pytest.fixture
def visit(tmp_path):
    """Open the page of a new server with these limits; its worker processes end with the test."""
    opened = []

    def visit_(lexicon=(), redact=False, **limits):
        office = Office(ServerLimits(**limits), tmp_path, lexicon, redact=redact)
        client = TestClient(build_app(office, SITE), base_url=HOME)
        client.__enter__()
        opened.append(Visitor(client))
        assert client.get(f"/?token={SITE.token}").status_code == 200
        return opened[-1]

    yield visit_
    for visitor in opened:
        visitor.leave()


@pytest.fixture
def strange(tmp_path, monkeypatch):
    """A reader of another package, as plug-ins are, that hangs, dies or takes all memory at documents which say so."""
    place = tmp_path / "plugins"
    info = place / "strange_reader-1.0.dist-info"
    info.mkdir(parents=True)
    shutil.copy(STRANGE_READER, place)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: strange-reader\nVersion: 1.0\n", "utf-8")
    (info / "entry_points.txt").write_text("[policy_parse.readers]\nstrange = strange_reader\n", "utf-8")
    monkeypatch.setenv("PYTHONPATH", str(place), prepend=os.pathsep)
