"""Names of occupations in other languages than English: hand-kept lists of our own, one file per language.

The agencies name their occupations in English only. ``data/reference/occupation_names_LANGUAGE.csv`` gives the names
that are shown in another language, and further words by which people look for the occupation.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import polars as pl

from etl.errors import CheckError

PREFIX: Final = "occupation_names_"
_COLUMNS: Final = ["soc_code", "name", "everyday"]
_BETWEEN: Final = "; "


def _fail(file: str, cause: str) -> CheckError:
    return CheckError("occupation_names", file, cause, f"Correct data/reference/{file}.")


def read(path: Path) -> pl.DataFrame:
    """Read one list: ``soc_code``, ``name`` and ``name_use``, which is ``shown`` or ``everyday``.

    Raises:
        CheckError: other columns, an occupation or a shown name that comes twice, or a row without a name.
    """
    rows = pl.read_csv(path, infer_schema=False)
    if rows.columns != _COLUMNS:
        raise _fail(path.name, f"Columns should be {_COLUMNS}; found {rows.columns}.")
    for column in ("soc_code", "name"):
        wrong = rows.filter(pl.col(column).is_duplicated() | pl.col(column).is_null())[column].unique().to_list()
        if wrong:
            raise _fail(path.name, f"Missing or twice in {column}: {sorted(map(str, wrong))[:5]}.")
    everyday = rows.select("soc_code", name=pl.col("everyday").str.split(_BETWEEN)).drop_nulls().explode("name")
    return pl.concat(
        [
            rows.select("soc_code", "name", name_use=pl.lit("shown")),
            everyday.with_columns(name_use=pl.lit("everyday")),
        ]
    ).unique(["soc_code", "name"], keep="first", maintain_order=True)


def build(raw: Path, reference: Path) -> dict[str, pl.DataFrame]:  # noqa: ARG001 - every loader takes both
    """Hand-kept lists to table: occupation_names.

    Raises:
        CheckError: see `read`.
    """
    lists = [
        read(path).with_columns(language_code=pl.lit(path.stem.removeprefix(PREFIX)))
        for path in sorted(reference.glob(f"{PREFIX}*.csv"))
    ]
    return {"occupation_names": pl.concat(lists).select("language_code", "soc_code", "name", "name_use")}


def check(tables: Mapping[str, pl.DataFrame], _reference: Path) -> None:
    """Every name belongs to an occupation that OEWS publishes.

    Raises:
        CheckError: names the codes that do not.
    """
    stray = sorted(set(tables["occupation_names"]["soc_code"]) - set(tables["occupations"]["soc_code"]))
    if stray:
        cause = f"Codes that OEWS does not publish: {stray[:5]}."
        raise CheckError("occupation_names", f"{PREFIX}*.csv", cause, f"Correct data/reference/{PREFIX}*.csv.")
