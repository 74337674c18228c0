"""A conversion that is stopped leaves neither processes nor a copy of the document behind."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from policy_parse import LimitError, Limits, read
from policy_parse.readers.office.convert import confinement
from policy_parse.readers.office.scratch import scratch_folder

pytestmark = pytest.mark.skipif(os.name != "posix", reason="a program in sh stands for LibreOffice")


@pytest.mark.parametrize("request_to_end", [signal.SIGINT, signal.SIGTERM])
def test_a_stopped_run_ends_the_converter_and_removes_its_folder(tmp_path: Path, request_to_end: int) -> None:
    programs, scratch = tmp_path / "programs", tmp_path / "scratch"
    programs.mkdir(), scratch.mkdir()
    soffice = programs / "soffice"
    mark = os.getpid()
    soffice.write_text(f'#!/bin/sh\nsleep 60.{mark} &\necho x > "{tmp_path}/child"\nwait\n', "utf-8")
    soffice.chmod(0o755)
    (tmp_path / "plan.rtf").write_bytes(rb"{\rtf1\ansi x}")
    run = subprocess.Popen(
        [sys.executable, "-m", "policy_parse", "parse", str(tmp_path / "plan.rtf")],
        env={**os.environ, "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}", "TMPDIR": str(scratch)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    child = tmp_path / "child"
    for _ in range(600):
        if child.exists() and child.read_text().strip():
            break
        time.sleep(0.05)
    run.send_signal(request_to_end)
    _, said = run.communicate(timeout=30)
    assert run.returncode == 130
    assert said.decode().strip().endswith("已中断（interrupted）")
    assert list(scratch.iterdir()) == []
    assert not _is_running(f"60.{mark}")


def _is_running(argument: str) -> bool:
    """True if a process has `argument`, in whatever namespace it is."""
    for _ in range(100):
        lines = [file.read_bytes() for file in Path("/proc").glob("[0-9]*/cmdline") if file.exists()]
        if not any(argument.encode() in line.split(b"\0") for line in lines):
            return False
        time.sleep(0.05)
    return True


def test_a_killed_run_ends_the_converter_and_the_next_one_removes_its_folder(tmp_path: Path) -> None:
    if not confinement():
        pytest.skip("this system has no namespaces for us")
    programs, scratch = tmp_path / "programs", tmp_path / "scratch"
    programs.mkdir(), scratch.mkdir()
    mark = os.getpid()
    soffice = programs / "soffice"
    soffice.write_text(
        f'#!/bin/sh\ntest -e "{tmp_path}/child" && exit\necho x > "{tmp_path}/child"\nsleep 61.{mark}\n', "utf-8"
    )
    soffice.chmod(0o755)
    (tmp_path / "plan.rtf").write_bytes(rb"{\rtf1\ansi x}")
    command = [sys.executable, "-m", "policy_parse", "parse", str(tmp_path / "plan.rtf")]
    settings = {**os.environ, "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}", "TMPDIR": str(scratch)}
    run = subprocess.Popen(command, env=settings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _ in range(600):
        if (tmp_path / "child").exists():
            break
        time.sleep(0.05)
    run.kill()
    run.wait()
    assert not _is_running(f"61.{mark}")
    assert len(list(scratch.iterdir())) == 1
    assert subprocess.run(command, env=settings, capture_output=True).returncode == 1
    assert list(scratch.iterdir()) == []


def test_a_folder_that_is_in_use_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("policy_parse.readers.office.scratch.gettempdir", lambda: str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with scratch_folder() as first, scratch_folder() as second:
        assert first.is_dir()
        assert first != second
        assert first.stat().st_mode & 0o777 == 0o700
    assert list(tmp_path.iterdir()) == []


def test_a_conversion_that_takes_too_long_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    soffice = tmp_path / "soffice"
    soffice.write_text("#!/bin/sh\nsleep 60\n", "utf-8")
    soffice.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    with pytest.raises(LimitError, match="conversion_seconds=1"):
        read(rb"{\rtf1\ansi x}", name="a.rtf", limits=Limits(conversion_seconds=1))
