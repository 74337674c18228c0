"""A folder of documents to one file, one task a line, on every core; what cannot be read is named and stops nothing.

Run: python examples/many_to_ndjson.py examples/plans tasks.ndjson

Without a script: policy-parse parse examples/plans -o tasks.ndjson
"""

import json
import sys

from policy_parse import PolicyParseError, parse_many


def main(folder: str, out: str) -> int:
    """Write the tasks of every document in `folder` to `out`, in the order of the files' names; how many were read."""
    read = 0
    with open(out, "w", encoding="utf-8") as file:
        for result in parse_many(folder):
            if result.plan is None:
                print(result.error, file=sys.stderr)
                continue
            read += 1
            heads = {"document": result.name, "title": result.plan.header.title}
            for task in result.plan.tasks:
                file.write(json.dumps(heads | task.model_dump(mode="json"), ensure_ascii=False) + "\n")
    return read


if __name__ == "__main__":
    if len(sys.argv) != 3:
        print(__doc__, file=sys.stderr)
        sys.exit(2)
    try:
        sys.exit(0 if main(*sys.argv[1:]) else 1)
    except (PolicyParseError, OSError) as error:
        sys.exit(str(error))
