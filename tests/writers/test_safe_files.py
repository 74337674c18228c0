"""Files are written whole or not at all: at a kill, on a full disk, over a file that is read-only; and nothing is left."""

import os
import random
import signal
import subprocess
import sys
import time

import pytest

from policy_parse.errors import WriteError
from policy_parse.writers import safe_files
from policy_parse.writers.safe_files import write_together, write_whole
from thoroughness import tried

posix = pytest.mark.skipif(os.name != "posix", reason="signals and limits of POSIX")
WRITER = """
import sys
from pathlib import Path
from policy_parse.writers import safe_files
if sys.argv[2] == "named":
    safe_files._UNNAMED = None
print("begun", flush=True)
for number in range(10**9):
    safe_files.write_whole(Path(sys.argv[1]), bytes([number % 251]) * 3_000_000)
"""


@pytest.fixture(params=["unnamed", "named"])
def way(request, monkeypatch):
    """Both ways of writing: files without a name where the system has them, and hidden names."""
    if request.param == "named":
        monkeypatch.setattr(safe_files, "_UNNAMED", None)
    return request.param


def test_what_is_written_is_there_and_nothing_else(way, tmp_path):
    target = tmp_path / "a.json"
    for data in (b"one", b"another"):
        write_whole(target, data)
        assert target.read_bytes() == data
    assert list(tmp_path.iterdir()) == [target]


@posix
def test_the_mode_of_an_earlier_file_is_kept(way, tmp_path):
    target = tmp_path / "a.json"
    target.write_bytes(b"old")
    target.chmod(0o640)
    write_whole(target, b"new")
    assert target.stat().st_mode & 0o777 == 0o640


@posix
def test_a_file_that_is_read_only_is_not_replaced(way, tmp_path):
    target = tmp_path / "a.json"
    target.write_bytes(b"old")
    target.chmod(0o444)
    with pytest.raises(WriteError, match="read-only"):
        write_whole(target, b"new")
    with pytest.raises(WriteError, match="read-only"):
        write_together(tmp_path, {"b.json": b"new", "a.json": b"new"})
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


@posix
def test_at_a_full_disk_the_earlier_file_stays(way, tmp_path):
    import resource

    target = tmp_path / "a.json"
    target.write_bytes(b"old")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, before[1]))
    try:
        with pytest.raises(WriteError, match=r"a\.json"):
            write_whole(target, bytes(50_000))
        with pytest.raises(WriteError):
            write_together(tmp_path, {"b.json": b"small", "a.json": bytes(50_000)})
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, ignored)
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


@posix
@pytest.mark.parametrize("way", ["unnamed", "named"])
def test_killed_at_any_moment_the_file_is_the_old_one_or_a_new_one(way, tmp_path):
    """What may be left is hidden, and the next write removes it; where files need no name there is nothing to leave."""
    target = tmp_path / "a.bin"
    moments = random.Random(1)
    for _ in range(tried(4, 20)):
        process = subprocess.Popen([sys.executable, "-c", WRITER, str(target), way], stdout=subprocess.PIPE)
        process.stdout.readline()
        time.sleep(moments.uniform(0.01, 0.15))
        process.kill()
        process.wait()
        process.stdout.close()
        if target.exists():
            data = target.read_bytes()
            assert len(data) == 3_000_000
            assert data == data[:1] * len(data)
    left = [file for file in tmp_path.iterdir() if file != target]
    assert all(file.name.startswith(".") and file.suffix == ".part" for file in left)
    write_whole(target, b"whole")
    assert [file for file in tmp_path.iterdir() if file.stat().st_size] == [target]


@posix
def test_what_another_process_is_writing_is_left_alone(tmp_path):
    target = tmp_path / "a.json"
    part = tmp_path / ".a.json.1-0.part"
    part.write_bytes(b"half")
    with part.open("rb") as held:
        assert safe_files._lock(held)
        write_whole(target, b"one")
        assert part.exists()
    write_whole(target, b"two")
    assert list(tmp_path.iterdir()) == [target]
