"""Newer editions that we know of but do not hold: a hand-kept list, held against the sources."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Final

import polars as pl

from etl.errors import CheckError
from etl.schema import TABLES
from etl.sources import SOURCES

FILE: Final = "newer_editions.csv"


def _fail(cause: str) -> CheckError:
    return CheckError("newer_editions", FILE, cause, f"Correct data/reference/{FILE}.")


def build(raw: Path, reference: Path) -> dict[str, pl.DataFrame]:  # noqa: ARG001 - every loader takes both
    """Hand-kept list to table: newer_editions.

    Raises:
        CheckError: names a source that we do not have, or a day that is none.
    """
    rows = pl.read_csv(reference / FILE, infer_schema=False)
    wanted = set(TABLES["newer_editions"].fields)
    if set(rows.columns) != wanted:
        raise _fail(f"Columns should be {sorted(wanted)}; found {sorted(rows.columns)}.")
    for row, entry in enumerate(rows.iter_rows(named=True), start=2):
        if entry["source_name"] not in SOURCES:
            raise _fail(f"Row {row}: there is no source {entry['source_name']!r}.")
        if entry["published_on"] is not None:
            try:
                date.fromisoformat(entry["published_on"])
            except ValueError as error:
                raise _fail(f"Row {row}, published_on: {entry['published_on']!r} is no day.") from error
    return {"newer_editions": rows}


def check(tables: Mapping[str, pl.DataFrame], _reference: Path) -> None:
    """No newer edition is the one at hand already.

    Raises:
        CheckError: names the source whose row has become untrue.
    """
    for entry in tables["newer_editions"].iter_rows(named=True):
        if SOURCES[entry["source_name"]].edition == entry["newer_edition"]:
            raise _fail(f"{entry['source_name']}: {entry['newer_edition']} is the edition at hand, so it is not newer.")
