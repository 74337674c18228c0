"""Plans of many offices, and a plug-in whose reader hangs, dies and grows, as an installed package has it."""

import shutil
import sys
from pathlib import Path

import pytest

OFFICES = "甲乙丙丁戊己庚辛壬癸"


def made_up(office):
    """A plan that no office has issued."""
    return (
        f"{office}县2031年巡查工作方案\n一、重点任务\n（一）抓好巡查。全年巡查河道{len(office) + 3}次。"
        f"（{office}县水利局牵头，{office}县财政局配合）\n（二）抓好整改。6月底前完成整改。（{office}县财政局负责）\n"
    )


@pytest.fixture
def plans(tmp_path):
    """A folder of ten plans."""
    folder = tmp_path / "plans"
    folder.mkdir()
    for office in OFFICES:
        (folder / f"{office}.txt").write_text(made_up(office), "utf-8")
    return folder


@pytest.fixture
def strange(tmp_path, monkeypatch):
    """The reader of STRANGE documents, installed for every process that is started."""
    place = tmp_path / "installed"
    announced = place / "strange_reader-1.dist-info"
    announced.mkdir(parents=True)
    (announced / "METADATA").write_text("Metadata-Version: 2.1\nName: strange-reader\nVersion: 1\n")
    (announced / "entry_points.txt").write_text("[policy_parse.readers]\nstrange = strange_reader\n")
    shutil.copy(Path(__file__).with_name("strange_reader.py"), place)
    monkeypatch.setattr(sys, "path", [str(place), *sys.path])
    monkeypatch.setenv("PYTHONPATH", ":".join(entry for entry in sys.path if entry))
    return lambda folder, what: (folder / f"{what}.txt").write_text(f"STRANGE {what}")
