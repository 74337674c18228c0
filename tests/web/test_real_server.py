"""The program as it runs: slow clients over real connections, its address, its end."""

import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from web_site import PLAN

from policy_parse.cli import main
from policy_parse.web.limits import ServerLimits
from policy_parse.web.server import listen, serve

SECONDS = 20
"""For what should take one or two, on a machine that is busy."""


@pytest.fixture
def running():
    """A server in a thread that waits for nothing longer than a second or two; its address."""
    listening, ready, found = listen(0), threading.Event(), []

    def begun(address, for_one_time):
        found.extend(map(urlsplit, (address, for_one_time)))
        ready.set()

    limits = ServerLimits(upload_seconds=2, idle_seconds=1, file_bytes=100_000)
    thread = threading.Thread(target=serve, args=(listening, limits), kwargs={"ready": begun})
    thread.start()
    assert ready.wait(SECONDS)
    yield found[0]._replace(fragment=found[1].query)
    assert asked(found[0], "POST", "/end").status == 204
    thread.join(SECONDS)
    assert not thread.is_alive()


def cookie_of(address):
    return f"policy-parse-{address.port}={address.query.partition('=')[2]}"


def asked(address, method, path, **headers):
    connection = http.client.HTTPConnection(address.hostname, address.port, timeout=SECONDS)
    connection.request(
        method, path, headers={"cookie": cookie_of(address), "origin": f"http://{address.netloc}", **headers}
    )
    return connection.getresponse()


def send(address, data):
    connection = http.client.HTTPConnection(address.hostname, address.port, timeout=SECONDS)
    headers = {"cookie": cookie_of(address), "origin": f"http://{address.netloc}", "x-name": "a.txt"}
    connection.request("POST", "/plans", data, headers)
    assert connection.getresponse().status == 201


def head_of(address, size):
    lines = (
        "POST /plans HTTP/1.1",
        f"Host: {address.netloc}",
        f"Origin: http://{address.netloc}",
        f"Cookie: {cookie_of(address)}",
        f"Content-Length: {size}",
        "X-Name: slow.txt",
        "",
        "",
    )
    return "\r\n".join(lines).encode()


def everything(connection):
    """All that comes until the server closes the connection."""
    found = b""
    while piece := connection.recv(4096):
        found += piece
    return found


def opened(address):
    return socket.create_connection((address.hostname, address.port), timeout=SECONDS)


def test_an_upload_that_stands_still_is_ended(running):
    with opened(running) as connection:
        connection.sendall(head_of(running, 1000) + b"1.")
        answer = everything(connection)
    assert answer.startswith(b"HTTP/1.1 408 ")
    assert "slow.txt: 传得太慢，已中止" in answer.decode()
    assert asked(running, "GET", "/plans").read() == b"[]"


def test_an_upload_that_trickles_is_ended(running):
    with opened(running) as connection:
        connection.sendall(head_of(running, 1000))
        connection.settimeout(0.2)
        answer, end = b"", time.monotonic() + SECONDS
        while not answer and time.monotonic() < end:
            connection.sendall(b"1")
            try:
                answer = connection.recv(4096)
            except TimeoutError:
                continue
    assert answer.startswith(b"HTTP/1.1 408 ")


def test_the_head_of_a_request_is_not_waited_for_for_ever(running):
    with opened(running) as connection:
        connection.sendall(b"GET /plans HTTP/1.1\r\nHost: ")
        assert everything(connection) == b""
    with opened(running) as connection:  # the second request of a connection
        connection.sendall(
            f"GET /plans HTTP/1.1\r\nHost: {running.netloc}\r\nCookie: {cookie_of(running)}\r\n\r\nGET /pl".encode()
        )
        assert everything(connection).count(b"HTTP/1.1") == 1


def test_an_upload_that_is_too_large_is_refused_before_it_is_sent(running):
    with opened(running) as connection:
        connection.sendall(head_of(running, 100_001))
        answer = everything(connection)
    assert answer.startswith(b"HTTP/1.1 413 ")


def test_the_address_that_a_browser_is_started_with_opens_the_page_one_time(running):
    once = f"/?{running.fragment}"
    assert running.fragment != running.query
    assert asked(running, "GET", once, cookie="", host="evil.example").status == 421
    first = asked(running, "GET", once, cookie="")
    assert (first.status, first.getheader("set-cookie").partition(";")[0]) == (200, cookie_of(running))
    assert asked(running, "GET", once, cookie="").status == 403
    assert asked(running, "GET", f"/?{running.query}", cookie="").status == 200


def test_it_goes_on_for_others_meanwhile(running):
    with opened(running) as connection:
        connection.sendall(head_of(running, 1000) + b"1.")
        assert asked(running, "GET", "/plans").status == 200


def test_it_listens_to_this_machine_alone(running):
    with listen(0) as listening:
        assert listening.getsockname()[0] == "127.0.0.1"
    others = {info[4][0] for info in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)} - {"127.0.0.1"}
    for other in others:
        if not other.startswith("127."):
            with pytest.raises(OSError, match=r"."), socket.create_connection((other, running.port), timeout=3):
                pass


# ----------------------------------------------------------------------------------------------------------- command


def begin(tmp_path, *options):
    environment = {**os.environ, "LC_ALL": "en_US.UTF-8", "TMPDIR": str(tmp_path), "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "policy_parse", "serve", "--no-browser", *options]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment, encoding="utf-8")


@pytest.mark.skipif(os.name != "posix", reason="signals")
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_it_prints_its_address_and_ends_cleanly(tmp_path, sent):
    process = begin(tmp_path)
    assert process.stdout.readline() == "The page is open on this machine alone; Ctrl-C ends it:\n"
    address = urlsplit(process.stdout.readline().strip())
    assert address.hostname == "127.0.0.1"
    assert re.fullmatch(r"token=[\w-]{43}", address.query)
    send(address, PLAN.encode() * 20)
    process.send_signal(sent)
    out, err = process.communicate(timeout=SECONDS)
    assert (process.returncode, out, err) == (0, "", "ended, everything is forgotten\n")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks at processes as Linux shows them")
def test_workers_do_not_outlive_a_server_that_was_killed(tmp_path, strange):
    process = begin(tmp_path)
    process.stdout.readline()
    address = urlsplit(process.stdout.readline().strip())
    send(address, b"STRANGE hang")
    end = time.monotonic() + SECONDS
    while len(workers := children_of(process.pid)) < 2 and time.monotonic() < end:
        time.sleep(0.05)
    assert len(workers) == 2
    while b'"reading"' not in asked(address, "GET", "/plans").read() and time.monotonic() < end:
        time.sleep(0.05)
    process.kill()
    process.communicate()
    while any(map(is_alive, workers)) and time.monotonic() < end:
        time.sleep(0.05)
    assert not any(map(is_alive, workers))


def children_of(pid):
    return [
        int(word) for task in Path(f"/proc/{pid}/task").iterdir() for word in (task / "children").read_text().split()
    ]


def is_alive(pid):
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except FileNotFoundError:
        return False


def test_a_port_that_is_taken_is_told(capsys):
    with listen(0) as taken:
        port = taken.getsockname()[1]
        assert main(["serve", "--no-browser", "--port", str(port)]) == 2
    assert f"--port {port}: 用不了" in capsys.readouterr().err


@pytest.mark.parametrize(
    "options", [["--port", "70000"], ["--limit-mb", "0"], ["--limit-mb", "nan"], ["--time-limit", "-1"]]
)
def test_options_that_cannot_be_are_told(capsys, options):
    assert main(["serve", "--no-browser", *options]) == 2
    assert options[0] in capsys.readouterr().err


def test_a_vocabulary_that_cannot_be_used_is_told_before_anything_begins(capsys, tmp_path):
    (tmp_path / "roles.toml").write_text("nonsense", "utf-8")
    assert main(["serve", "--no-browser", "--lexicon", str(tmp_path)]) == 1
    assert "roles.toml" in capsys.readouterr().err


@pytest.mark.parametrize("missing", ["starlette", "uvicorn"])
def test_without_the_extra_it_says_what_to_install(capsys, monkeypatch, missing):
    from policy_parse.cli import serve as command

    monkeypatch.setattr(command, "find_spec", lambda name: None if name == missing else object())
    assert main(["serve"]) == 1
    said = capsys.readouterr().err
    assert f"serve: {missing}: 没有安装" in said
    assert "pip install 'policy-parse[web]'" in said


def test_a_worker_finds_the_package_wherever_it_is_started(tmp_path):
    """The folder that a user stands in is no place to import from."""
    (tmp_path / "json.py").write_text("raise SystemExit('imported from here')", "utf-8")
    (tmp_path / "temp").mkdir()
    environment = {**os.environ, "TMPDIR": str(tmp_path / "temp"), "PYTHONPATH": str(Path(__file__).parents[2] / "src")}
    command = shutil.which("policy-parse") or str(Path(sys.executable).with_name("policy-parse"))
    if not Path(command).exists():
        pytest.skip("not installed")
    process = subprocess.Popen(
        [command, "serve", "--no-browser"], cwd=tmp_path, stdout=subprocess.PIPE, env=environment, encoding="utf-8"
    )
    process.stdout.readline()
    address = urlsplit(process.stdout.readline().strip())
    send(address, PLAN.encode())
    end = time.monotonic() + SECONDS
    answer = b""
    while b'"done"' not in answer and b'"failed"' not in answer and time.monotonic() < end:
        answer = asked(address, "GET", "/plans").read()
        time.sleep(0.1)
    process.terminate()
    process.communicate(timeout=SECONDS)
    assert b'"done"' in answer
