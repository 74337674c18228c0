"""A conversion that is stopped leaves neither processes nor a copy of the document behind."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(os.name != "posix", reason="a program in sh stands for LibreOffice")


@pytest.mark.parametrize("request_to_end", [signal.SIGINT, signal.SIGTERM])
def test_a_stopped_run_ends_the_converter_and_removes_its_folder(tmp_path: Path, request_to_end: int) -> None:
    programs, scratch = tmp_path / "programs", tmp_path / "scratch"
    programs.mkdir(), scratch.mkdir()
    soffice = programs / "soffice"
    soffice.write_text(f'#!/bin/sh\nsleep 60 &\necho $! > "{tmp_path}/child"\nwait\n', "utf-8")
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
    state = Path(f"/proc/{child.read_text().strip()}/stat")
    assert not state.exists() or state.read_text().split()[2] in "ZX"
