"""What is installed with the package: licences that go with its own, and bounds that are tried."""

import re
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tools"))
pytest.importorskip("packaging")

import licences  # noqa: E402
from packaging.requirements import Requirement  # noqa: E402
from packaging.version import Version  # noqa: E402

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def installed(licence, *needed_by, version="1.0"):
    return licences.Installed("made-up", version, licence, needed_by)


def test_nothing_that_runs_is_under_a_licence_that_would_bind_its_users():
    found = licences.packages()
    assert {"pydantic", "lxml", "pillow"} <= {one.name for one in found if one.runs}
    assert licences.faults(found) == []


@pytest.mark.parametrize(
    ("one", "refused"),
    [
        (installed("GPL-3.0-or-later", ""), True),
        (installed("GNU Affero General Public License v3", "mcp"), True),
        (installed("GNU General Public License v2 (GPLv2)", "dev", "ocr"), True),
        (installed("", ""), True),
        (installed("AGPL-3.0-only", "dev"), False),
        (installed("GNU Lesser General Public License v3 or later (LGPLv3+)", ""), False),
        (installed("MIT", ""), False),
        (installed("", "ocr", version=None), False),
    ],
)
def test_what_is_refused(one, refused):
    assert bool(licences.faults([one])) == refused


def test_the_lowest_versions_that_are_tried_are_those_that_are_allowed():
    pinned = dict(re.findall(r"^([\w.-]+)==([\w.]+)", (ROOT / "tools/lowest.txt").read_text("utf-8"), re.MULTILINE))
    for requirement in map(Requirement, PROJECT["dependencies"]):
        (bound,) = [one for one in requirement.specifier if one.operator == ">="]
        assert Version(pinned[requirement.name.lower()]) == Version(bound.version), requirement.name


def test_the_versions_of_python_are_said_once():
    said = {line.rpartition(" ")[2] for line in PROJECT["classifiers"] if "Python :: 3." in line}
    assert PROJECT["requires-python"] == f">={min(said, key=Version)}"
    assert f"{sys.version_info.major}.{sys.version_info.minor}" in said
