"""Schooling that people in a job have, and what earnings go with schooling: the agency's own tables of both.

Source: ``education.xlsx`` at www.bls.gov/emp/ind-occ-matrix, tables 5.1 and 5.3. What a job typically takes to enter
(table 5.4) is the same as in the projections and read there. Any edition is read; its years stand in the titles.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import polars as pl

from etl.coverage import check_same_codes
from etl.download import open_raw
from etl.projections import edition_name
from etl.sources import SOURCES
from etl.workbooks import Column, Sheet, Workbook

SOURCE: Final = "education"

ATTAINED: Final[dict[str, str]] = {
    "below_high_school": "less than high school diploma",
    "high_school": "high school diploma or equivalent",
    "some_college": "some college, no degree",
    "associates": "associate's degree",
    "bachelors": "bachelor's degree",
    "masters": "master's degree",
    "doctoral_or_professional": "doctoral or professional degree",
}
"""Levels of schooling, lowest first, by the heading of table 5.3."""

EARNERS: Final[dict[str, str]] = {
    "Less than a high school diploma": "below_high_school",
    "High school diploma": "high_school",
    "Some college, no degree": "some_college",
    "Associate's degree": "associates",
    "Bachelor's degree": "bachelors",
    "Master's degree": "masters",
    "Professional degree": "professional",
    "Doctoral degree": "doctoral",
    "Total": "all",
}
"""The same by the row of table 5.1, which tells the two highest apart and adds everyone."""

_MATRIX: Final = r"(\d{4} )?national employment matrix (occupation )?"
_SHARES: Final[dict[str, Column]] = {
    "occupation_title": Column(f"{_MATRIX}title"),
    "soc_code": Column(f"{_MATRIX}code"),
    **{name: Column(re.escape(heading)) for name, heading in ATTAINED.items()},
}
_EARNINGS: Final[dict[str, Column]] = {
    "attained": Column("educational attainment"),
    "earnings": Column(r"median usual weekly earnings \(\$\)"),
    "unemployment": Column(r"unemployment rate \(%\)"),
}
_MARKED: Final = r"\[\d+\]\s*$"


def _open(raw: Path) -> Workbook:
    (remote,) = SOURCES[SOURCE].files
    with open_raw(raw, remote) as stream:
        return Workbook(SOURCE, remote.path.name, stream.read())


def _years(sheet: Sheet) -> str:
    """The year or years that end a table's title: ``2023`` or ``2021–22``."""
    found = re.search(r"(\d{4})(?:\s*[-–]\s*(\d{2,4}))?\s*$", sheet.title)
    if found is None:
        raise sheet.fault(f"Its title names no year: {sheet.title!r}.")
    return edition_name(int(found[1]), int(found[2])) if found[2] else found[1]


def shape_attainment(workbook: Workbook) -> pl.DataFrame:
    """Read table 5.3: of people from 25 on in each occupation, how many have which schooling.

    Returns:
        The columns of ``schooling_people_have``; ``is_borrowed`` where the census knows a wider group only, which the
        table marks.

    Raises:
        SourceChangedError: sheet or heading missing or unknown, a code twice, or shares that do not make a whole.
    """
    sheet = workbook.read_table("5.3", _SHARES, key="soc_code")
    wide = pl.DataFrame(
        [
            sheet.rows["sheet_row"],
            sheet.text("soc_code"),
            sheet.rows["occupation_title"].str.contains(_MARKED).alias("is_borrowed"),
            *(sheet.figures(name) for name in ATTAINED),
        ]
    )
    odd = wide.filter(pl.col("soc_code").is_duplicated() | ~pl.col("soc_code").str.contains(r"^\d{2}-\d{4}$"))
    if odd.height:
        raise sheet.fault(f"Row {odd['sheet_row'][0]}: code {odd['soc_code'][0]} comes twice or is none.")
    # Seven shares, each rounded to a tenth.
    odd = wide.filter((pl.sum_horizontal(*ATTAINED) - 100).abs() > 0.4)
    if odd.height:
        raise sheet.fault(f"Row {odd['sheet_row'][0]} ({odd['soc_code'][0]}): the shares do not add up to 100.")
    order = {name: number for number, name in enumerate(ATTAINED, start=1)}
    return (
        wide.drop("sheet_row")
        .unpivot(
            index=["soc_code", "is_borrowed"],
            on=list(ATTAINED),
            variable_name="attained_schooling",
            value_name="attained_share_pct",
        )
        .with_columns(
            edition=pl.lit(_years(sheet)),
            attained_order=pl.col("attained_schooling").replace_strict(order, return_dtype=pl.Int64),
        )
    )


def shape_earnings(workbook: Workbook) -> pl.DataFrame:
    """Read table 5.1: weekly earnings and unemployment of people from 25 on, by schooling.

    Returns:
        The columns of ``earnings_by_schooling``.

    Raises:
        SourceChangedError: sheet or heading missing or unknown, or other levels than those known.
    """
    sheet = workbook.read_table("5.1", _EARNINGS, key="attained")
    words = sheet.text("attained")
    if sorted(words) != sorted(EARNERS):
        raise sheet.fault(f"Levels of schooling should be {sorted(EARNERS)}; found {sorted(words)}.")
    return pl.DataFrame(
        {
            "attained_schooling": words.replace_strict(EARNERS),
            "earnings_weekly_p50_usd": sheet.figures("earnings"),
            "unemployment_pct": sheet.figures("unemployment"),
        }
    ).with_columns(edition=pl.lit(_years(sheet)))


def build(raw: Path, reference: Path) -> dict[str, pl.DataFrame]:  # noqa: ARG001 - every loader takes both
    """Build ``schooling_people_have`` and ``earnings_by_schooling``.

    Raises:
        SourceChangedError: see `shape_attainment` and `shape_earnings`.
    """
    workbook = _open(raw)
    return {"schooling_people_have": shape_attainment(workbook), "earnings_by_schooling": shape_earnings(workbook)}


def facts(raw: Path, reference: Path) -> dict[str, dict[str, Any]]:
    """Tell which years the tables are of, for their records."""
    built = build(raw, reference)
    return {name: {"source_editions": {SOURCE: frame["edition"][0]}} for name, frame in built.items()}


def check(tables: Mapping[str, pl.DataFrame], reference: Path) -> None:
    """Hold the occupations against those that have pay.

    Raises:
        CheckError: a detailed code that only one of ``schooling_people_have`` and ``occupations`` has and that
            ``code_differences.csv`` does not list.
    """
    wanted = pl.col("occupation_level").is_in(["total", "detailed"])
    check_same_codes(
        "schooling_people_have",
        {
            "schooling_people_have": tables["schooling_people_have"]["soc_code"].unique().to_list(),
            "occupations": tables["occupations"].filter(wanted)["soc_code"].to_list(),
        },
        reference,
    )
