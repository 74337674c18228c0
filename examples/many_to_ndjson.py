"""A folder of documents to one file, one task a line, on every core; what cannot be read is named and stops nothing.

Run: python examples/many_to_ndjson.py examples/plans tasks.ndjson

On one core no script is needed: policy-parse parse examples/plans -o tasks.ndjson
"""

import json
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from policy_parse import PolicyParseError, ReadError, parse


def tasks_of(path: Path) -> tuple[list[str], str | None]:
    """The tasks of one document as JSON lines, or why there are none."""
    try:
        plan = parse(path)
    except ReadError as error:
        return [], str(error)
    heads = {"document": path.name, "title": plan.header.title}
    return [json.dumps(heads | task.model_dump(mode="json"), ensure_ascii=False) for task in plan.tasks], None


def main(folder: str, out: str) -> None:
    """Write the tasks of every file in `folder` to `out`, in the order of the files' names."""
    files = sorted(path for path in Path(folder).iterdir() if path.is_file())
    with ProcessPoolExecutor() as pool, open(out, "w", encoding="utf-8") as file:
        for lines, refused in pool.map(tasks_of, files):
            file.writelines(line + "\n" for line in lines)
            if refused:
                print(refused, file=sys.stderr)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        print(__doc__, file=sys.stderr)
        sys.exit(2)
    try:
        main(*sys.argv[1:])
    except (PolicyParseError, OSError) as error:
        sys.exit(str(error))
