"""The licences of all that is installed with this package, each with what needs it; for a release.

Fails where something that runs with the package or one of its extras stands under the GPL or AGPL, or says nothing of
its licence. What only those who change the package install (extras `dev`, `docs`) is listed and may stand under any.
What is not installed is named, not judged: install all extras before.

Run: python tools/licences.py [--format markdown]
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from importlib import metadata
from typing import NamedTuple

from packaging.requirements import Requirement

PACKAGE = "policy-parse"
FOR_CHANGING_IT = frozenset({"dev", "docs"})
"""Extras that nothing runs with."""
REFUSED = re.compile(r"\bA?GPL|(?<!Lesser )General Public License|Affero", re.IGNORECASE)
_LICENCES_OF_OTHERS = "License :: "


class Installed(NamedTuple):
    """One package that is needed."""

    name: str
    version: str | None
    """None if it is not installed."""
    licence: str
    """As its metadata says; "" if that says nothing."""
    needed_by: tuple[str, ...]
    """Extras; "" is the package itself."""

    @property
    def runs(self) -> bool:
        """True if something of it runs when the package or an extra is used."""
        return not FOR_CHANGING_IT.issuperset(self.needed_by)


def packages() -> list[Installed]:
    """Everything that the package and each of its extras need, by name."""
    found: dict[str, set[str]] = {}
    extras = metadata.metadata(PACKAGE).get_all("Provides-Extra") or []
    for extra in ("", *extras):
        for name in _needed(PACKAGE, extra, set()):
            found.setdefault(name, set()).add(extra)
    return [_installed(name, tuple(sorted(by))) for name, by in sorted(found.items()) if name != PACKAGE]


def _needed(package: str, extra: str, seen: set[tuple[str, str]]) -> Iterator[str]:
    """The names of what `package` with `extra` needs here, and what that needs."""
    if (package, extra) in seen:
        return
    seen.add((package, extra))
    try:
        lines = metadata.requires(package) or []
    except metadata.PackageNotFoundError:
        return
    for requirement in map(Requirement, lines):
        if requirement.marker is not None and not requirement.marker.evaluate({"extra": extra}):
            continue
        if package == PACKAGE and extra and "extra" not in str(requirement.marker):
            continue  # what the package itself needs is not the extra's
        name = re.sub(r"[-_.]+", "-", requirement.name).lower()
        yield name
        for inner in ("", *requirement.extras):
            yield from _needed(name, inner, seen)


def _installed(name: str, needed_by: tuple[str, ...]) -> Installed:
    try:
        about = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return Installed(name, None, "", needed_by)
    return Installed(name, about["Version"], licence_of(about), needed_by)


def licence_of(about: metadata.PackageMetadata) -> str:
    """The expression, the classifiers, or the first line of the licence; "" if there is none of them."""
    classifiers = [
        line.rpartition(" :: ")[2]
        for line in about.get_all("Classifier") or []
        if line.startswith(_LICENCES_OF_OTHERS) and not line.endswith("OSI Approved")
    ]
    first = (about.get("License") or "").strip().partition("\n")[0]
    return about.get("License-Expression") or " / ".join(classifiers) or ("" if first == "UNKNOWN" else first)


def faults(found: list[Installed]) -> list[str]:
    """A line for each package that runs and whose licence is refused or not said."""
    return [
        f"{one.name} {one.version}: {one.licence or 'no licence is said'}"
        for one in found
        if one.version is not None and one.runs and (not one.licence or REFUSED.search(one.licence))
    ]


def main() -> int:
    """Print the list; 1 if there is a fault."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--format", choices=("text", "markdown"), default="text")
    form = options.parse_args().format
    found = packages()
    if form == "markdown":
        print("| package | version | licence | needed by |\n|---|---|---|---|")
    for one in found:
        cells = (one.name, one.version or "not installed", one.licence, ", ".join(by or "all" for by in one.needed_by))
        print(
            f"| {' | '.join(cells)} |"
            if form == "markdown"
            else f"{cells[0]:<28}{cells[1]:<16}{cells[2]:<48}{cells[3]}"
        )
    wrong = faults(found)
    for line in wrong:
        print(f"refused: {line}", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
