"""All values of an indicator by region and year, from a folder of plans, with polars (policy-parse[polars]).

Run: python examples/values_with_polars.py examples/plans 漏损率
"""

import sys
from pathlib import Path
from typing import Any

from policy_parse import PolicyParseError, parse, to_polars


def values(folder: str, indicator: str) -> Any:
    """A data frame: region, year (of the due date, else the plan's last), indicator, bound, number and unit, words."""
    tables = to_polars(parse(path) for path in sorted(Path(folder).iterdir()))
    import polars as pl  # it is there, or the line above has said what to install

    year = pl.coalesce(pl.col("due").dt.year(), pl.col("end_year")).alias("year")
    columns = ["region_name", year, "indicator", "comparator", "quantity", "quantity_unit", "text"]
    found = tables["targets"].join(tables["plans"], on="plan")
    found = found.filter(pl.col("indicator").str.contains(indicator, literal=True))
    return found.select(columns).unique(maintain_order=True).sort("region_name", "year", "indicator")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        print(__doc__, file=sys.stderr)
        sys.exit(2)
    try:
        print(values(*sys.argv[1:]).write_csv(), end="")
    except (PolicyParseError, OSError) as error:
        sys.exit(str(error))
