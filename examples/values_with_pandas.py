"""All values of an indicator by region and year, from a folder of plans, with pandas (policy-parse[pandas]).

Run: python examples/values_with_pandas.py examples/plans 漏损率
"""

import sys
from pathlib import Path
from typing import Any

from policy_parse import PolicyParseError, parse, to_pandas


def values(folder: str, indicator: str) -> Any:
    """A data frame: region, year (of the due date, else the plan's last), indicator, bound, number and unit, words."""
    tables = to_pandas(parse(path) for path in sorted(Path(folder).iterdir()))
    found = tables["targets"].merge(tables["plans"], on="plan")
    found = found[found.indicator.str.contains(indicator, regex=False, na=False)]
    found["year"] = found.due.dt.year.astype("Int64").fillna(found.end_year)
    columns = ["region_name", "year", "indicator", "comparator", "quantity", "quantity_unit", "text"]
    return found[columns].drop_duplicates().sort_values(columns[:3])


if __name__ == "__main__":
    if len(sys.argv) != 3:
        print(__doc__, file=sys.stderr)
        sys.exit(2)
    try:
        print(values(*sys.argv[1:]).to_csv(index=False), end="")
    except (PolicyParseError, OSError) as error:
        sys.exit(str(error))
