"""All values of an indicator by region and year, from files of tables, with DuckDB (pip install duckdb).

Run: policy-parse parse examples/plans -o tables/ --format tables-csv
Run: python examples/values_with_duckdb.py tables 漏损率
"""

import sys
from pathlib import Path
from typing import Any

QUERY = """
SELECT DISTINCT region_name, coalesce(year(due), end_year) AS year, indicator, comparator, quantity, quantity_unit, text
FROM read_csv($targets) JOIN read_csv($plans) USING (plan)
WHERE contains(indicator, $indicator)
ORDER BY region_name, year, indicator
"""


def values(folder: str, indicator: str) -> Any:
    """A relation: region, year (of the due date, else the plan's last), indicator, bound, number and unit, words."""
    import duckdb

    files = {name: str(Path(folder, f"{name}.csv").resolve(strict=True)) for name in ("targets", "plans")}
    return duckdb.execute(QUERY, files | {"indicator": indicator})


if __name__ == "__main__":
    if len(sys.argv) != 3:
        print(__doc__, file=sys.stderr)
        sys.exit(2)
    try:
        for row in values(*sys.argv[1:]).fetchall():
            print(*("" if cell is None else cell for cell in row), sep=",")
    except (ImportError, OSError) as error:
        sys.exit(str(error))
