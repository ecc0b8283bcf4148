"""Categories match both ways, or the difference is one that is known and explained.

``code_differences.csv`` lists every code that only one of two tables has, with the reason. A build that meets another
difference stops, and so does one in which a listed difference is gone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import polars as pl

from etl.errors import CheckError


def check_same_codes(comparison: str, codes: Mapping[str, Iterable[str]], reference: Path) -> None:
    """Hold the codes of two tables against each other and against the known differences.

    Args:
        comparison: name in the column ``comparison`` of ``code_differences.csv``.
        codes: two tables' codes, by the table's name (``only_in`` in the file).
        reference: the folder with that file.

    Raises:
        CheckError: names the codes that differ without being listed, and those listed that do not differ.
    """
    listed = pl.read_csv(reference / "code_differences.csv", infer_schema=False).filter(
        pl.col("comparison") == comparison
    )
    known = set(listed.select("code", "only_in").rows())
    (one, in_one), (other, in_other) = ((name, set(found)) for name, found in codes.items())
    found = {(code, one) for code in in_one - in_other} | {(code, other) for code in in_other - in_one}
    if found != known:
        raise CheckError(
            one,
            f"{one}.parquet",
            f"{one} and {other} differ in codes that are not listed: {sorted(found - known)}; "
            f"listed but no longer different: {sorted(known - found)}.",
            f"Find out why, then correct data/reference/code_differences.csv ({comparison}).",
        )
