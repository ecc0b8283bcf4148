"""Prices over time (CPI-U) and between places (regional price parities).

Sources: BLS series CUUR0000SA0, annual averages; BEA tables SARPP (states, all years) and MARPP (metros, one year).
BEA explains the parities at www.bea.gov/data/prices-inflation/regional-price-parities-state-and-metro-area.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import polars as pl

from etl.coverage import check_same_codes
from etl.download import open_raw
from etl.errors import CheckError, SourceChangedError
from etl.places import read_states
from etl.sources import SOURCES, RemoteFile

CPI_SERIES: Final = "CUUR0000SA0"

COMPONENTS: Final[dict[str, str]] = {
    "RPPs: All items": "all",
    "RPPs: Goods": "goods",
    "RPPs: Services: Housing": "housing",
    "RPPs: Services: Utilities": "utilities",
    "RPPs: Services: Other": "other_services",
}
"""Component by BEA's description; the state table numbers them 1 to 5 in this order."""

STATE_COLUMNS: Final = (
    "GeoFIPS",
    "GeoName",
    "Region",
    "TableName",
    "LineCode",
    "IndustryClassification",
    "Description",
    "Unit",
)
METRO_COLUMNS: Final = ("GeoFIPS", "GeoName", "Description")

METRO_FILE_NATION: Final = "0"
METRO_FILE_NONMETRO: Final = "999"
"""Line for everything outside metros, all states together. It is no place of ours and is left out: a nonmetro area is
measured by its own state's price level."""

_REMEDY: Final = (
    "Open the file and compare it with etl/prices.py. If the agency changed it, the loader has to learn that."
)


def _read_csv(source: str, remote: RemoteFile, raw: Path) -> list[tuple[int, list[str]]]:
    """Rows with their line numbers; cells stripped, blank lines left out."""
    with open_raw(raw, remote) as stream:
        try:
            text = stream.read().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise SourceChangedError(source, remote.path.name, f"It is not UTF-8 text ({error}).", _REMEDY) from error
    reader = csv.reader(io.StringIO(text), skipinitialspace=True)
    return [(reader.line_num, [cell.strip() for cell in row]) for row in reader if row]


def _number(source: str, remote: RemoteFile, line: int, column: str, cell: str) -> float:
    if not re.fullmatch(r"\d+(\.\d+)?", cell):
        cause = f"Line {line}, column {column}: {cell!r} is not a number."
        raise SourceChangedError(source, remote.path.name, cause, _REMEDY)
    return float(cell)


def _remote(source: str, start: str) -> RemoteFile:
    return next(f for f in SOURCES[source].files if f.path.name.startswith(start))


def read_price_index(raw: Path) -> pl.DataFrame:
    """Read CPI-U annual averages.

    Returns:
        ``year`` and ``price_index`` (1982–84 = 100), one row per year.

    Raises:
        SourceChangedError: other columns, another series, a cell that is no number.
    """
    remote = _remote("cpi", CPI_SERIES)
    (_, header), *rows = _read_csv("cpi", remote, raw)
    if header != ["series", "year", "value"]:
        cause = f"Columns are {header}, not series, year, value."
        raise SourceChangedError("cpi", remote.path.name, cause, _REMEDY)
    found: list[tuple[int, float]] = []
    for line, row in rows:
        if len(row) != len(header) or row[0] != CPI_SERIES:
            cause = f"Line {line} is not a line of series {CPI_SERIES}: {row}."
            raise SourceChangedError("cpi", remote.path.name, cause, _REMEDY)
        found.append((int(_number("cpi", remote, line, "year", row[1])), _number("cpi", remote, line, "value", row[2])))
    return pl.DataFrame(found, {"year": pl.Int64, "price_index": pl.Float64}, orient="row")


def read_state_parities(raw: Path, states: pl.DataFrame) -> pl.DataFrame:
    """Read the price levels of the nation and the states, all years and components.

    Args:
        raw: the downloads.
        states: see ``etl.places.read_states``.

    Returns:
        The columns of ``price_parities``.

    Raises:
        SourceChangedError: an unknown column, component or state, or a cell that is no number.
    """
    remote = _remote("parities", "SARPP")
    (_, header), *rows = _read_csv("parities", remote, raw)
    years = header[len(STATE_COLUMNS) :]
    if tuple(header[: len(STATE_COLUMNS)]) != STATE_COLUMNS or not all(re.fullmatch(r"\d{4}", y) for y in years):
        cause = f"Columns are {header}, not {list(STATE_COLUMNS)} and years."
        raise SourceChangedError("parities", remote.path.name, cause, _REMEDY)
    places = {f"{fips}000": code for fips, code in states.select("state_fips_code", "state_code").rows()}
    places["00000"] = "US"
    found = []
    for line, row in rows:
        if len(row) == 1:  # a note below the table
            continue
        cells = dict(zip(header, row, strict=False))
        component = COMPONENTS.get(cells.get("Description", ""))
        number = str(list(COMPONENTS.values()).index(component) + 1) if component else ""
        if (
            len(row) != len(header)
            or cells["GeoFIPS"] not in places
            or cells["LineCode"] != number
            or cells["Unit"] != "Index"
        ):
            cause = f"Line {line}: unknown state, component or unit: {row[: len(STATE_COLUMNS)]}."
            raise SourceChangedError("parities", remote.path.name, cause, _REMEDY)
        place = places[cells["GeoFIPS"]]
        found += [(place, int(y), "state", component, _number("parities", remote, line, y, cells[y])) for y in years]
    return _parities(found)


def read_metro_parities(raw: Path) -> pl.DataFrame:
    """Read the price levels of metros, one year.

    The file's line for the nation is left out, because the state table has it, and so is the one for everything
    outside metros (see `METRO_FILE_NONMETRO`).

    Returns:
        The columns of ``price_parities``; ``place_code`` is the CBSA code. BEA uses older borders than OEWS, so some
        codes are not in ``places``.

    Raises:
        SourceChangedError: an unknown column or component, a code that is not a CBSA's, a cell that is no number, or
            a nation that is not 100.
    """
    remote = _remote("parities", "MARPP")
    (_, header), *rows = _read_csv("parities", remote, raw)
    year = re.fullmatch(r"RPP (\d{4})", header[-1])
    if tuple(header[:-1]) != METRO_COLUMNS or year is None:
        cause = f"Columns are {header}, not {list(METRO_COLUMNS)} and one RPP with its year."
        raise SourceChangedError("parities", remote.path.name, cause, _REMEDY)
    found = []
    for line, row in rows:
        component = COMPONENTS.get(row[2]) if len(row) == len(header) else None
        if component is None:
            cause = f"Line {line}: unknown component or number of cells: {row}."
            raise SourceChangedError("parities", remote.path.name, cause, _REMEDY)
        code, name = row[0], row[1]
        value = _number("parities", remote, line, header[-1], row[3])
        if code in (METRO_FILE_NATION, METRO_FILE_NONMETRO):
            if not name.startswith("United States") or (
                code == METRO_FILE_NATION and component == "all" and value != 100
            ):
                cause = f"Line {line}: the line of the nation reads {row}."
                raise SourceChangedError("parities", remote.path.name, cause, _REMEDY)
            continue
        if not re.fullmatch(r"\d{5}", code):
            cause = f"Line {line}: {code!r} is not a metro's five-digit code."
            raise SourceChangedError("parities", remote.path.name, cause, _REMEDY)
        found.append((code, int(year[1]), "metro", component, value))
    return _parities(found)


def _parities(rows: Sequence[tuple[str, int, str, str | None, float]]) -> pl.DataFrame:
    return pl.DataFrame(
        rows,
        {
            "place_code": pl.String,
            "year": pl.Int64,
            "parity_kind": pl.String,
            "parity_component": pl.String,
            "parity_index": pl.Float64,
        },
        orient="row",
    )


def build(raw: Path, reference: Path) -> dict[str, pl.DataFrame]:
    """Build ``price_index`` and ``price_parities``.

    Raises:
        SourceChangedError: see the readers.
    """
    return {
        "price_index": read_price_index(raw),
        "price_parities": pl.concat([read_state_parities(raw, read_states(reference)), read_metro_parities(raw)]),
    }


def check(tables: Mapping[str, pl.DataFrame], reference: Path) -> None:
    """Hold prices against places and editions.

    Raises:
        CheckError: a pay edition without a price index; a place, year and component without its parity; states other
            than the fifty and DC; metros that only one of ``price_parities`` and ``places`` has and that
            ``code_differences.csv`` does not list.
    """
    parities, places = tables["price_parities"], tables["places"]
    lacking = set(tables["pay_editions"]["year"]) - set(tables["price_index"]["year"])
    if lacking:
        raise CheckError(
            "price_index",
            "price_index.parquet",
            f"No price index for the pay editions of {sorted(lacking)}.",
            "Fetch the newer index: python -m etl fetch --source cpi --accept-new.",
        )
    for kind in ("state", "metro"):
        of_kind = parities.filter(pl.col("parity_kind") == kind)
        full = of_kind["place_code"].n_unique() * of_kind["year"].n_unique() * len(COMPONENTS)
        if of_kind.height != full:
            raise CheckError(
                "price_parities",
                "price_parities.parquet",
                f"{of_kind.height} {kind} rows; every place, year and component together are {full}.",
                "Look for missing lines in BEA's file.",
            )
    states = places.filter((pl.col("place_kind") == "state") & ~pl.col("is_territory"))["place_code"].to_list()
    found = parities.filter((pl.col("parity_kind") == "state") & (pl.col("place_code") != "US"))
    check_same_codes(
        "state_parities", {"price_parities": found["place_code"].unique().to_list(), "places": states}, reference
    )
    metros = places.filter(pl.col("place_kind") == "metro")["place_code"].to_list()
    found = parities.filter(pl.col("parity_kind") == "metro")
    check_same_codes(
        "metro_parities", {"price_parities": found["place_code"].unique().to_list(), "places": metros}, reference
    )
