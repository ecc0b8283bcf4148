"""State projections: jobs in each state and territory now and in ten years, as the states' own agencies project them.

Source: projectionscentral.org, long-term occupational projections. The states work after the national projections, so
the file's years lie behind those of the newest national edition, and a figure never changes sides. Jobs and openings
are rounded to tens, and most states compute the change in percent from the rounded numbers: with few jobs it is coarse.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import polars as pl

from etl.coverage import check_same_codes
from etl.download import open_raw
from etl.errors import CheckError, SourceChangedError
from etl.places import read_states
from etl.projections import edition_name
from etl.sources import SOURCES, RemoteFile

SOURCE: Final = "state_projections"

COLUMNS: Final[dict[str, str]] = {
    "Title": "occupation_title",
    "Base": "employment_base",
    "Projected": "employment_target",
    "PercentChange": "employment_change_pct",
    "AvgAnnualOpenings": "openings_annual",
    "STFIPS": "state_fips_code",
    "OccCode": "soc_code",
    "base_year": "base_year",
    "proj_year": "target_year",
}
"""Our name by the file's heading."""

NATION_FIPS: Final = "00"
HALF_STEP: Final = 5
"""Jobs are printed to tens, so the true number lies within this of it."""

_NUMBERS: Final = ("employment_base", "employment_target", "employment_change_pct", "openings_annual")
_YEARS: Final = ("base_year", "target_year")
_REMEDY: Final = (
    "Open the file and compare it with etl/state_projections.py. If it has changed, the loader has to learn that."
)


def _fail(file: str, cause: str) -> SourceChangedError:
    return SourceChangedError(SOURCE, file, cause, _REMEDY)


def read_state_projections(content: bytes, file: str) -> pl.DataFrame:
    """Read one file of projections by state, its numbers as numbers.

    Args:
        content: the CSV file's bytes.
        file: its name, for messages.

    Returns:
        The columns of `COLUMNS`, and ``line``, the line in the file counted from 1; two-digit state codes.

    Raises:
        SourceChangedError: a column missing or unknown, a cell that is not what its column holds, more than one pair of
            years, or a place and occupation twice.
    """
    try:
        rows = pl.read_csv(content, infer_schema=False)
    except pl.exceptions.PolarsError as error:
        raise _fail(file, f"It cannot be read as a CSV file ({str(error).splitlines()[0]}).") from error
    if set(rows.columns) != set(COLUMNS):
        missing, unknown = sorted(set(COLUMNS) - set(rows.columns)), sorted(set(rows.columns) - set(COLUMNS))
        raise _fail(file, f"Columns missing: {missing}; columns not known: {unknown}.")
    rows = rows.rename(COLUMNS).with_columns(pl.all().str.strip_chars().fill_null("")).with_row_index("line", 2)
    patterns = dict.fromkeys(_NUMBERS, r"-?\d+(\.\d+)?") | dict.fromkeys(_YEARS, r"(19|20)\d\d")
    patterns |= {"soc_code": r"\d{2}-\d{4}", "state_fips_code": r"\d{1,2}", "occupation_title": r".+"}
    headings = {name: heading for heading, name in COLUMNS.items()}
    for column, pattern in patterns.items():
        odd = rows.filter(~pl.col(column).str.contains(f"^({pattern})$"))
        if odd.height:
            raise _fail(
                file,
                f"Line {odd['line'][0]}, column {headings[column]}: {odd[column][0]!r} is not what belongs there "
                f"({odd.height} such cells).",
            )
    numbers = rows.with_columns(
        pl.col("line").cast(pl.Int64),
        pl.col(_NUMBERS).cast(pl.Float64),
        pl.col(_YEARS).cast(pl.Int64),
        pl.col("state_fips_code").str.zfill(2),
    )
    spans = numbers.select(_YEARS).unique()
    if spans.height != 1 or spans["base_year"][0] >= spans["target_year"][0]:
        raise _fail(file, f"It should span one pair of years; found {sorted(spans.rows())}.")
    twice = numbers.filter(pl.struct("state_fips_code", "soc_code").is_duplicated())
    if twice.height:
        line, state, code = twice.select("line", "state_fips_code", "soc_code").row(0)
        raise _fail(file, f"Line {line}: occupation {code} comes more than once in state {state}.")
    return numbers


def shape_state_projections(rows: pl.DataFrame, states: pl.DataFrame, file: str) -> pl.DataFrame:
    """Give each row its place and edition, and hold the change against the jobs.

    A change from no jobs at all (fewer than five, rounded) is no share of anything: it is missing, where the file
    prints zero.

    Args:
        rows: see `read_state_projections`.
        states: see ``etl.places.read_states``.
        file: for messages.

    Returns:
        The columns of ``outlook_by_state``, all codes as in the file.

    Raises:
        SourceChangedError: a state that only the file or only our list has, or a change that does not fit the jobs.
    """
    letters = dict(states.select("state_fips_code", "state_code").rows()) | {NATION_FIPS: "US"}
    found = set(rows["state_fips_code"])
    if found != set(letters):
        raise _fail(
            file,
            f"Codes of states only in the file: {sorted(found - set(letters))}; "
            f"only in data/reference/states.csv: {sorted(set(letters) - found)}.",
        )
    base, target, change = pl.col("employment_base"), pl.col("employment_target"), pl.col("employment_change_pct")
    # Without jobs at either end of the rounding no change in percent can be too large.
    least_base, most_base = base - HALF_STEP, base + HALF_STEP
    lowest = ((target - HALF_STEP).clip(0) / most_base - 1) * 100 - 0.0501
    highest = pl.when(least_base > 0).then(((target + HALF_STEP) / least_base - 1) * 100 + 0.0501)
    fits = (base == 0) | ((change >= lowest) & (change <= highest).fill_null(True))
    odd = rows.filter(~fits)
    if odd.height:
        row = odd.row(0, named=True)
        raise _fail(
            file,
            f"Line {row['line']} ({row['soc_code']}): {row['employment_base']:.0f} and {row['employment_target']:.0f} "
            f"jobs do not fit a change of {row['employment_change_pct']} percent ({odd.height} such lines).",
        )
    base_year, target_year = rows.select(_YEARS).row(0)
    return rows.select(
        "soc_code",
        pl.col("state_fips_code").replace_strict(letters).alias("place_code"),
        pl.lit(edition_name(base_year, target_year)).alias("edition"),
        *_YEARS,
        (base / 1000).round(3).alias("employment_base_thousand"),
        (target / 1000).round(3).alias("employment_target_thousand"),
        pl.when(base > 0).then(change).alias("employment_change_pct"),
        (pl.col("openings_annual") / 1000).round(3).alias("openings_annual_thousand"),
    )


def _read(raw: Path) -> list[tuple[RemoteFile, pl.DataFrame]]:
    read = []
    for remote in SOURCES[SOURCE].files:
        with open_raw(raw, remote) as stream:
            read.append((remote, read_state_projections(stream.read(), remote.path.name)))
    return read


def build(raw: Path, reference: Path) -> dict[str, pl.DataFrame]:
    """Build ``outlook_by_state``, every edition at hand.

    Raises:
        SourceChangedError: see `read_state_projections` and `shape_state_projections`.
    """
    states = read_states(reference)
    frames = [shape_state_projections(rows, states, remote.path.name) for remote, rows in _read(raw)]
    return {"outlook_by_state": pl.concat(frames)}


def facts(raw: Path, reference: Path) -> dict[str, dict[str, Any]]:  # noqa: ARG001 - every loader offers the same
    """Tell which editions the files hold, for the record of ``outlook_by_state``."""
    names = [edition_name(*rows.select(_YEARS).row(0)) for _remote, rows in _read(raw)]
    return {"outlook_by_state": {"source_editions": {SOURCE: " and ".join(names)}}}


def check(tables: Mapping[str, pl.DataFrame], reference: Path) -> None:
    """Hold the states' codes against the occupations that have pay, and the nation against its own projections.

    Raises:
        CheckError: a detailed code that only one of ``outlook_by_state`` and ``occupations`` has and that
            ``code_differences.csv`` does not list; or the nation's jobs differ from ``outlook`` of the same edition.
    """
    states, occupations = tables["outlook_by_state"], tables["occupations"]
    check_same_codes(
        "state_projections",
        {
            "outlook_by_state": states["soc_code"].unique().to_list(),
            "occupations": occupations.filter(pl.col("occupation_level").is_in(["total", "detailed"]))[
                "soc_code"
            ].to_list(),
        },
        reference,
    )
    jobs = ["employment_base_thousand", "employment_target_thousand", "openings_annual_thousand"]
    both = states.filter(pl.col("place_code") == "US").join(
        tables["outlook"].select("soc_code", "edition", *jobs), on=["soc_code", "edition"], suffix="_national"
    )
    # The national workbook prints hundreds; the states' file repeats them and rounds the total to tens.
    odd = both.filter(pl.any_horizontal((pl.col(c) - pl.col(f"{c}_national")).abs() > 0.0501 for c in jobs))
    if odd.height:
        raise CheckError(
            "outlook_by_state",
            "outlook_by_state.parquet",
            f"The nation's figures for {odd['soc_code'][0]} are not those of the national {odd['edition'][0]} "
            f"projections ({odd.height} such rows).",
            "One of the two files is of another edition than it says, or a column is read under a wrong name.",
        )
