"""OEWS flat files of one May: pay and jobs by place, and by industry for the whole country.

Source: download.bls.gov/pub/time.series/oe (``oe.txt`` there states the layout of the series identifiers). A series is
``OEU`` + area type + area (7) + industry (6) + occupation (6) + measure (2); the 15 to 17 measures of one cell stand
in consecutive rows, which is what makes reading six million of them cheap.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import polars as pl

from etl.cells import FLAGS, PERCENTILES
from etl.download import open_raw, raw_path
from etl.errors import CheckError, SourceChangedError
from etl.sources import SOURCES

SERIES_LENGTH: Final = 25
CELL_LENGTH: Final = 23
DATA_FILE: Final = "oe.data.0.Current"
DATA_COLUMNS: Final = ("series_id", "year", "period", "value", "footnote_codes")

MEASURES: Final[tuple[str, ...]] = (
    "employment",
    "employment_rse_pct",
    "pay_hourly_mean_usd",
    "pay_annual_mean_usd",
    "pay_rse_pct",
    *(f"pay_hourly_p{p}_usd" for p in PERCENTILES),
    *(f"pay_annual_p{p}_usd" for p in PERCENTILES),
    "jobs_per_1000",
    "location_quotient",
)
"""What measure codes 01 to 17 hold, in their order. `read_measures` holds this against ``oe.datatype``."""

MEASURE_NAMES: Final[tuple[str, ...]] = (
    "Employment",
    "Employment percent relative standard error",
    "Hourly mean wage",
    "Annual mean wage",
    "Wage percent relative standard error",
    "Hourly 10th percentile wage",
    "Hourly 25th percentile wage",
    "Hourly median wage",
    "Hourly 75th percentile wage",
    "Hourly 90th percentile wage",
    "Annual 10th percentile wage",
    "Annual 25th percentile wage",
    "Annual median wage",
    "Annual 75th percentile wage",
    "Annual 90th percentile wage",
    "Employment per 1,000 jobs",
    "Location Quotient",
)

FLAGGED: Final[tuple[str, ...]] = ("employment", *(m for m in MEASURES if m.startswith("pay_") and m != "pay_rse_pct"))
"""Measures that carry a flag of their own. The other four are missing only together with these."""

FOOTNOTE_TOP_CODED: Final = "5"
FOOTNOTE_NOT_RELEASED: Final = "8"
FOOTNOTE_OTHER_PERIOD: Final = "4"
EXPECTED_FOOTNOTES: Final = frozenset({"1", "2", "3", FOOTNOTE_OTHER_PERIOD, FOOTNOTE_TOP_CODED, FOOTNOTE_NOT_RELEASED})

INDUSTRY_LEVELS: Final = {"2": "sector", "3": "3-digit", "4": "4-digit", "5": "5-6-digit"}
OCCUPATION_LEVELS: Final = {"0": "major", "1": "minor", "2": "broad", "3": "detailed"}

IGNORED_LIST_COLUMNS: Final = frozenset({"selectable", "occupation_description", "industry_description"})
"""Columns of the code lists that say nothing the tables need."""

_REMEDY = "The agency may have changed the file: compare it with etl/oews.py before accepting it."


@dataclass(frozen=True)
class Cells:
    """All cells of the flat file, in file order.

    Attributes:
        keys: one row per cell: ``area_type``, ``area``, ``industry``, ``occupation`` as text.
        values: cells × measures, NaN where the file prints no number.
        footnotes: cells × measures, the footnote's number, 0 for none.
        filled: cells × measures, whether the file has a row for it.
        year: the reference year that all rows carry.
    """

    keys: pl.DataFrame
    values: np.ndarray
    footnotes: np.ndarray
    filled: np.ndarray
    year: int


def _fail(file: str, cause: str) -> SourceChangedError:
    return SourceChangedError("oews", file, cause, _REMEDY)


def read_measures(raw: Path) -> Cells:
    """Read the flat file as text and put each number in its cell.

    Args:
        raw: the downloads, with ``download.bls.gov/pub/time.series/oe/oe.data.0.Current`` or its ``.gz``.

    Returns:
        `Cells`; May 2025 has 370,172 of them.

    Raises:
        SourceChangedError: a column, series layout, period, mark or footnote that is not known, a measure that comes
            twice, or a mark without the footnote that explains it.
    """
    remote = next(f for f in SOURCES["oews"].files if f.path.name == DATA_FILE)
    with open_raw(raw, remote) as stream:
        header, row = (stream.readline(1000).decode("ascii", "replace") for _ in range(2))
    columns = tuple(name.strip() for name in header.split("\t"))
    if columns != DATA_COLUMNS:
        raise _fail(DATA_FILE, f"Columns are {list(columns)}, not {list(DATA_COLUMNS)}.")
    _, year, period, *_ = [*row.split("\t"), "", "", ""]
    if not year.strip().isdigit() or period.strip() != "A01":
        raise _fail(DATA_FILE, f"The first row is of year {year!r}, period {period!r}; May estimates have A01.")
    printed = pl.col("value").str.strip_chars()
    footnote = pl.col("footnote_codes").str.strip_chars()
    # One lazy pass, so that the columns of text are dropped as soon as their numbers are known. An empty field is null,
    # and a null must not pass for an answer: hence ``eq_missing``.
    lazy = pl.scan_csv(
        raw_path(raw, remote), separator="\t", quote_char=None, infer_schema=False, new_columns=list(DATA_COLUMNS)
    ).select(
        "series_id",
        is_same_time=pl.col("year").eq_missing(pl.lit(year)) & pl.col("period").eq_missing(pl.lit(period)),
        fits=pl.col("series_id").str.starts_with("OEU")
        & (pl.col("series_id").str.slice(SERIES_LENGTH).str.strip_chars() == ""),
        measure=pl.col("series_id").str.slice(CELL_LENGTH, 2).cast(pl.UInt8, strict=False),
        number=printed.cast(pl.Float64, strict=False),
        is_mark=printed.eq_missing(pl.lit("-")),
        footnote=footnote.cast(pl.UInt8, strict=False),
        is_footnote=footnote.fill_null("") != "",
    )
    try:
        rows = lazy.collect()
    except pl.exceptions.ComputeError as error:
        raise _fail(DATA_FILE, f"A row has not the columns {list(DATA_COLUMNS)}: {error}") from error
    return _cells(rows, int(year))


def _cells(rows: pl.DataFrame, year: int) -> Cells:
    """Hold the rows against the layout the loader knows, and put each number in its cell."""
    series = rows["series_id"]
    odd = rows.filter(~pl.col("fits") | ~pl.col("measure").is_between(1, len(MEASURES)).fill_null(False))
    if odd.height:
        raise _fail(DATA_FILE, f"Series {odd['series_id'][0]!r} has not the known layout ({odd.height} rows).")
    if not rows["is_same_time"].all():
        stray = rows.filter(~pl.col("is_same_time"))["series_id"][0]
        raise _fail(DATA_FILE, f"Year or period changes within the file, first at series {stray!r}.")
    unknown = rows.filter(~pl.col("number").is_finite().fill_null(False) & ~pl.col("is_mark"))
    if unknown.height:
        raise _fail(DATA_FILE, f"Column value holds an unknown mark, first at series {unknown['series_id'][0]!r}.")
    known_footnotes = [int(f) for f in (FOOTNOTE_TOP_CODED, FOOTNOTE_NOT_RELEASED, FOOTNOTE_OTHER_PERIOD)]
    unknown = rows.filter(pl.col("is_footnote") & ~pl.col("footnote").is_in(known_footnotes).fill_null(False))
    if unknown.height:
        raise _fail(DATA_FILE, f"Column footnote_codes: unknown code, first at series {unknown['series_id'][0]!r}.")
    unexplained = rows.filter(pl.col("is_mark") != pl.col("is_footnote"))
    if unexplained.height:
        raise _fail(
            DATA_FILE,
            f"{unexplained.height} rows have a mark without a footnote, or a number with one, "
            f"first series {unexplained['series_id'][0]!r}.",
        )

    cell = series.str.head(CELL_LENGTH)
    is_first = (cell != cell.shift(1)).fill_null(True)
    measure = rows["measure"].to_numpy()
    slot = np.cumsum(is_first.to_numpy(), dtype=np.int32)
    slot -= 1
    n_cells = int(slot[-1]) + 1
    slot *= len(MEASURES)
    slot += measure
    slot -= 1
    values = np.full(n_cells * len(MEASURES), np.nan)
    values[slot] = rows["number"].fill_null(float("nan")).to_numpy()
    filled = np.zeros(n_cells * len(MEASURES), dtype=bool)
    filled[slot] = True
    if int(filled.sum()) != rows.height:
        raise _fail(DATA_FILE, "A cell has the same measure twice.")
    footnotes = np.zeros(n_cells * len(MEASURES), dtype=np.uint8)
    noted = rows["is_mark"].arg_true().to_numpy()
    footnotes[slot[noted]] = rows["footnote"].gather(noted).to_numpy()
    first = cell.filter(is_first)
    if first.n_unique() != n_cells:
        raise _fail(DATA_FILE, "The rows of one cell do not stand together.")
    keys = pl.DataFrame(
        {
            "area_type": first.str.slice(3, 1),
            "area": first.str.slice(4, 7),
            "industry": first.str.slice(11, 6),
            "occupation": first.str.slice(17, 6),
        }
    )
    shape = (n_cells, len(MEASURES))
    return Cells(keys, values.reshape(shape), footnotes.reshape(shape), filled.reshape(shape), year)


def _read_list(raw: Path, name: str, columns: tuple[str, ...]) -> pl.DataFrame:
    """Read one of the small code lists as text; columns beyond those named are allowed only if known."""
    remote = next(f for f in SOURCES["oews"].files if f.path.name == name)
    with open_raw(raw, remote) as stream:
        frame = pl.read_csv(stream.read(), separator="\t", infer_schema=False, quote_char=None)
    frame = frame.rename(lambda column: column.strip()).with_columns(pl.all().str.strip_chars())
    missing = [c for c in columns if c not in frame.columns]
    unknown = [c for c in frame.columns if c not in columns and c not in IGNORED_LIST_COLUMNS]
    if missing or unknown:
        raise _fail(name, f"Columns missing: {missing}; columns not known: {unknown}.")
    return frame.select(columns)


def read_lists(raw: Path) -> dict[str, pl.DataFrame]:
    """Read the code lists and hold measures, footnotes and release against what this loader knows."""
    lists = {
        "measure": _read_list(raw, "oe.datatype", ("datatype_code", "datatype_name")),
        "footnote": _read_list(raw, "oe.footnote", ("footnote_code", "footnote_text")),
        "release": _read_list(raw, "oe.release", ("release_date", "description")),
        "area": _read_list(raw, "oe.area", ("state_code", "area_code", "areatype_code", "area_name")),
        "industry": _read_list(
            raw, "oe.industry", ("industry_code", "industry_name", "display_level", "sort_sequence")
        ),
        "occupation": _read_list(
            raw, "oe.occupation", ("occupation_code", "occupation_name", "display_level", "sort_sequence")
        ),
    }
    expected = [(f"{i:02}", name) for i, name in enumerate(MEASURE_NAMES, 1)]
    if lists["measure"].rows() != expected:
        raise _fail("oe.datatype", f"Measures are {lists['measure'].rows()}, not {expected}.")
    footnotes = set(lists["footnote"]["footnote_code"])
    if footnotes != EXPECTED_FOOTNOTES:
        raise _fail("oe.footnote", f"Footnotes are {sorted(footnotes)}, not {sorted(EXPECTED_FOOTNOTES)}.")
    if lists["release"].height != 1:
        raise _fail("oe.release", f"It names {lists['release'].height} releases, not one.")
    return lists


def shape_pay(cells: Cells) -> pl.DataFrame:
    """Put a flag beside every figure.

    Returns:
        One row per cell: the four keys, the 17 measures, and a flag column for employment, means and percentiles.

    Raises:
        SourceChangedError: a cell whose footnote does not fit its measure.
    """
    columns: dict[str, pl.Series] = {}
    code_of = {name: i for i, name in enumerate(FLAGS)}
    note_flags = np.zeros(256, dtype=np.uint8)
    note_flags[int(FOOTNOTE_TOP_CODED)] = code_of["top_coded"]
    note_flags[int(FOOTNOTE_NOT_RELEASED)] = code_of["not_released"]
    flag_type = pl.Enum(FLAGS)
    values = np.asfortranarray(cells.values)
    notes = np.asfortranarray(cells.footnotes)
    collapsed: dict[int, np.ndarray] = {}
    for per in ("hourly", "annual"):
        first = MEASURES.index(f"pay_{per}_p10_usd")
        for k in range(len(PERCENTILES) - 1):
            equal = values[:, first + k] == values[:, first + k + 1]
            for column in (first + k, first + k + 1):
                collapsed[column] = collapsed.get(column, np.zeros(len(values), dtype=bool)) | equal
    for j, measure in enumerate(MEASURES):
        columns[measure] = pl.Series(measure, values[:, j], nan_to_null=True)
        if measure not in FLAGGED:
            continue
        if not cells.filled[:, j].all():
            raise _fail(DATA_FILE, f"Some cells lack the measure {MEASURE_NAMES[j]!r} altogether.")
        if measure == "employment" and np.isin(notes[:, j], (0, int(FOOTNOTE_NOT_RELEASED)), invert=True).any():
            raise _fail(DATA_FILE, "A number of jobs carries a footnote that belongs to pay.")
        note_flags[int(FOOTNOTE_OTHER_PERIOD)] = code_of["annual_only" if "_hourly_" in measure else "hourly_only"]
        codes = note_flags[notes[:, j]]
        if j in collapsed:
            codes[collapsed[j]] = code_of["collapsed"]
        flag = measure.replace("_usd", "") + "_flag"
        columns[flag] = pl.Series(flag, codes).cat.to(flag_type)
    return cells.keys.hstack(pl.DataFrame(columns))


def soc_code(column: str) -> pl.Expr:
    """Six digits as the flat files write them → the customary 43-4051."""
    return pl.col(column).str.head(2) + "-" + pl.col(column).str.tail(4)


def industry_code(published: str) -> str:
    """An industry's code as people write it.

    The flat files close a sector's span half-open (``44--46`` is 44–45) and fill up to six digits (``524000``).
    Five- and six-digit codes, government lines and combined codes with a letter stay as published.

    >>> industry_code("44--46"), industry_code("524000"), industry_code("3250A1"), industry_code("99-100")
    ('44-45', '524', '3250A1', '99')
    """
    if "-" in published:
        first, last = (int(part) for part in published.replace("--", "-").split("-"))
        return str(first) if last - first == 1 else f"{first}-{last - 1}"
    if not published.isdigit() or published.startswith(("999", "000")):
        return published
    for digits in (3, 4):
        if published.endswith("0" * (6 - digits)):
            return published[:digits]
    return published


def shape_industries(industry: pl.DataFrame) -> pl.DataFrame:
    """Name each industry's level and sector.

    Display level 2 also holds three government lines that repeat jobs counted in the sectors; they, and all other codes
    of the government's own, get the level ``government`` so that nobody adds them.
    """
    rows = []
    sector = None
    for code, name, level, order in (
        industry.select("industry_code", "industry_name", "display_level", "sort_sequence")
        .sort(pl.col("sort_sequence").cast(pl.Int64))
        .rows()
    ):
        if code == "000000":
            kind = "all"
        elif code in ("000001", "999001"):
            kind = "ownership"
        elif code.startswith("999"):
            kind = "government"
        elif level in INDUSTRY_LEVELS:
            kind = INDUSTRY_LEVELS[level]
        else:
            raise _fail("oe.industry", f"Row {code}: display level {level} is not known.")
        if kind == "sector":
            sector = industry_code(code)
        title = name
        if kind == "sector":
            title = name.split(" - ", 1)[-1] if name.startswith("Sector") else name
        rows.append(
            {
                "industry_code": industry_code(code),
                "industry_title": title,
                "industry_level": kind,
                "sector_code": None if kind in ("all", "ownership") else sector,
                "oews_industry_code": code,
                "sort_order": int(order),
            }
        )
    return pl.DataFrame(rows)


def shape_occupations(occupation: pl.DataFrame) -> pl.DataFrame:
    """Name each occupation's level and major group.

    Raises:
        SourceChangedError: a display level that is not known.
    """
    strange = occupation.filter(~pl.col("display_level").is_in(list(OCCUPATION_LEVELS)).fill_null(False))
    if strange.height:
        row = strange.row(0, named=True)
        raise _fail(
            "oe.occupation", f"Row {row['occupation_code']}: display level {row['display_level']} is not known."
        )
    code = soc_code("occupation_code")
    level = (
        pl.when(pl.col("occupation_code") == "000000")
        .then(pl.lit("total"))
        .otherwise(pl.col("display_level").replace_strict(OCCUPATION_LEVELS, return_dtype=pl.String))
    )
    return occupation.select(
        soc_code=code,
        occupation_title=pl.col("occupation_name"),
        occupation_level=level,
        major_group_code=pl.when(pl.col("occupation_code") != "000000").then(
            pl.col("occupation_code").str.head(2) + "-0000"
        ),
        sort_order=pl.col("sort_sequence").cast(pl.Int64),
    )


def place_code(areas: pl.DataFrame, states: Mapping[str, str]) -> pl.DataFrame:
    """Address each area: US, a state's letters, a metro's five digits, a nonmetro area's seven.

    Args:
        areas: ``oe.area``.
        states: two-digit Census code → letters.

    Returns:
        ``area`` and ``place_code``.
    """
    rows = []
    for state, area, kind, _name in areas.rows():
        if kind == "N":
            code = "US"
        elif kind == "S":
            if state not in states:
                raise _fail("oe.area", f"State {state} is not in data/reference/states.csv.")
            code = states[state]
        elif area.startswith("00"):
            code = area[2:]
        else:
            code = area
        rows.append((area, code))
    return pl.DataFrame(rows, schema=["area", "place_code"], orient="row")


def _match_both_ways(found: set[str], listed: set[str], file: str, what: str) -> None:
    if found != listed:
        raise _fail(
            file,
            f"{what} in the data and in the list differ: only in the data {sorted(found - listed)[:5]}, "
            f"only in the list {sorted(listed - found)[:5]}.",
        )


def build(raw: Path, reference: Path) -> dict[str, pl.DataFrame]:
    """Files to tables: occupations, industries, pay_by_place, pay_by_industry.

    Raises:
        SourceChangedError: see `read_measures`; or codes in the data and in the lists are not the same set.
    """
    lists = read_lists(raw)
    cells = read_measures(raw)
    edition = lists["release"]["description"][0]
    if edition != f"May {cells.year}":
        raise _fail("oe.release", f"It names {edition!r}, the data are of {cells.year}.")
    pay = shape_pay(cells)
    _match_both_ways(set(pay["area"].unique()), set(lists["area"]["area_code"]), "oe.area", "Areas")
    _match_both_ways(
        set(pay["industry"].unique()), set(lists["industry"]["industry_code"]), "oe.industry", "Industries"
    )
    _match_both_ways(
        set(pay["occupation"].unique()), set(lists["occupation"]["occupation_code"]), "oe.occupation", "Occupations"
    )
    states_file = pl.read_csv(reference / "states.csv", infer_schema=False)
    states = dict(states_file.select("state_fips_code", "state_code").rows())
    industries = shape_industries(lists["industry"])
    figures = [c for c in pay.columns if c not in cells.keys.columns]
    pay = pay.with_columns(soc_code=soc_code("occupation"))
    national = pl.col("area_type") == "N"
    by_place = (
        pay.filter(pl.col("industry") == "000000")
        .join(place_code(lists["area"], states), on="area", how="inner", validate="m:1")
        .select("soc_code", "place_code", *figures)
    )
    by_industry = (
        pay.filter(national)
        .join(
            industries.select(industry="oews_industry_code", industry_code="industry_code"),
            on="industry",
            how="inner",
            validate="m:1",
        )
        .select("soc_code", "industry_code", *(f for f in figures if f not in ("jobs_per_1000", "location_quotient")))
    )
    stray = pay.filter(~national & (pl.col("industry") != "000000")).height
    if stray:
        raise _fail(DATA_FILE, f"{stray} cells cross a place with an industry; the loader knows none.")
    return {
        "occupations": shape_occupations(lists["occupation"]),
        "industries": industries,
        "pay_by_place": by_place,
        "pay_by_industry": by_industry,
    }


def check(tables: Mapping[str, pl.DataFrame], _reference: Path) -> None:
    """Rules across the OEWS tables that no single schema can state.

    Raises:
        CheckError: a state is missing, an occupation stands in no table or only in one, an unflagged figure is missing,
            or detailed occupations add up to more than their total.
    """
    place, industry = tables["pay_by_place"], tables["pay_by_industry"]
    occupations = tables["occupations"]

    def fail(table: str, cause: str) -> CheckError:
        return CheckError(table, f"{table}.parquet", cause, "Look at etl/oews.py and at the agency's files.")

    states = set(tables["places"].filter(pl.col("place_kind") == "state")["place_code"])
    if len(states) != 54 or not states <= set(place["place_code"]):
        raise fail("pay_by_place", f"{len(states)} states and territories, 54 expected, all with pay.")
    for name, column, listed in (
        ("pay_by_place", "soc_code", set(occupations["soc_code"])),
        ("pay_by_industry", "soc_code", set(occupations["soc_code"])),
        ("pay_by_place", "place_code", set(tables["places"]["place_code"])),
        ("pay_by_industry", "industry_code", set(tables["industries"]["industry_code"])),
    ):
        found = set(tables[name][column])
        if found != listed:
            raise fail(name, f"{column} and its list differ: {sorted(found ^ listed)[:5]}.")
    national = place.filter(pl.col("place_code") == "US")
    same = national.join(industry.filter(pl.col("industry_code") == "000000"), on="soc_code", how="full", suffix="_i")
    differing = same.filter(pl.col("employment").ne_missing(pl.col("employment_i")))
    if differing.height or same.height != occupations.height:
        raise fail("pay_by_industry", f"{differing.height} occupations differ between the two national tables.")
    for name in ("pay_by_place", "pay_by_industry"):
        frame = tables[name]
        for rse, flag in (("employment_rse_pct", "employment_flag"), ("pay_rse_pct", "pay_annual_mean_flag")):
            lacking = frame.filter(pl.col(rse).is_null() & (pl.col(flag) == "ok"))
            if lacking.height:
                raise fail(name, f"{lacking.height} rows have a figure but no {rse}, the first {lacking.row(0)[:2]}.")
    level = occupations.select("soc_code", "occupation_level")
    detail = national.join(level, on="soc_code").filter(pl.col("occupation_level") == "detailed")["employment"].sum()
    total = national.filter(pl.col("soc_code") == "00-0000")["employment"].item()
    if not 0.98 * total <= detail <= total:
        raise fail("pay_by_place", f"Detailed occupations add up to {detail:,.0f} of {total:,.0f} jobs.")
