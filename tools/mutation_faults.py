"""Small faults in the source, made by the operators of mutmut, for `mutation.py`."""

from __future__ import annotations

import difflib
import random
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SRC = ROOT / "src"
PACKAGES = ("fields", "structure", "text", "signs")


@dataclass(frozen=True)
class Fault:
    """One change of one function: the file, the lines before and after."""

    file: str
    function: str
    line: int
    before: str
    after: str

    @property
    def package(self) -> str:
        """One of PACKAGES."""
        return self.file.split("/")[2]

    def source(self) -> str:
        """The module with the fault in it."""
        lines = (ROOT / self.file).read_text("utf-8").splitlines(keepends=True)
        count = len(self.before.splitlines())
        return "".join([*lines[: self.line - 1], self.after, *lines[self.line - 1 + count :]])

    def shown(self) -> str:
        """The fault as a difference of lines."""
        changed = difflib.ndiff(self.before.splitlines(), self.after.splitlines())
        return "\n".join(line for line in changed if line[0] in "+-")


def drawn(seed: int, number: int, packages: tuple[str, ...]) -> list[Fault]:
    """`number` faults of the packages, each as likely as any other; the same for the same seed and source."""
    import libcst as cst
    from mutmut.mutation.file_mutation import create_mutations

    files = sorted(path for name in packages for path in (SRC / "policy_parse" / name).rglob("*.py"))
    every = []
    for path in files:
        module, mutations, _, _ = create_mutations(str(path), path.read_text("utf-8"))
        within = [each for each in mutations if isinstance(each.contained_by_top_level_function, cst.FunctionDef)]
        every += [(path, module, each) for each in within]
    print(f"{len(every)} faults in {len(files)} files, {number} drawn with seed {seed}", flush=True)
    chance = random.Random(seed)
    found = {as_lines(*one) for one in chance.sample(every, min(number, len(every)))}
    return sorted(found, key=lambda fault: (fault.file, fault.line, fault.after))


def as_lines(path: Path, module, mutation) -> Fault:  # type: ignore[no-untyped-def]
    """A fault of mutmut as the lines it changes."""
    lines = path.read_text("utf-8").splitlines(keepends=True)
    mutated = module.deep_replace(mutation.original_node, mutation.mutated_node).code.splitlines(keepends=True)
    first = next(i for i, (a, b) in enumerate(zip(lines, mutated, strict=False)) if a != b)
    last = 0
    while last < min(len(lines), len(mutated)) - first and lines[-1 - last] == mutated[-1 - last]:
        last += 1
    before, after = "".join(lines[first : len(lines) - last]), "".join(mutated[first : len(mutated) - last])
    function = mutation.contained_by_top_level_function.name.value
    return Fault(str(path.relative_to(ROOT)), function, first + 1, before, after)
