"""OEWS national workbooks of earlier years: pay and jobs by occupation, one row per code and year.

Source: ``oesmYYnat.zip`` at www.bls.gov/oes/special-requests. Headings drift; ``oews_history_columns.csv`` says
which heading means what from which year to which. The workbooks' own notes explain the marks: ``#`` at least the
ceiling, ``*`` no pay estimate, ``**`` no estimate of jobs, and the columns ANNUAL and HOURLY for occupations that are
paid by the year or by the hour only.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import polars as pl

from etl.cells import FLAGS, PERCENTILES
from etl.coverage import check_same_codes
from etl.download import open_raw
from etl.errors import CheckError, SourceChangedError
from etl.schema import OCCUPATION_LEVELS
from etl.sources import SOURCES, RemoteFile
from etl.workbooks import Column, Sheet, Workbook

SOURCE: Final = "oews_history"

TOP_CODED: Final = "#"
NO_PAY: Final = "*"
NO_EMPLOYMENT: Final = "**"

_MARKS_OF_FILES: Final = re.compile(r"oesm(\d\d)nat\.zip")
_FLAG_TYPE: Final = pl.Enum(FLAGS)
_SERIES: Final = {"hourly": "is_annual_only", "annual": "is_hourly_only"}
"""Which mark empties the hourly cells, and which the annual ones."""


def read_columns(reference: Path) -> pl.DataFrame:
    """Read the map of headings: heading, field (null for one left aside), first and last year, only value allowed."""
    return pl.read_csv(
        reference / "oews_history_columns.csv",
        schema={
            "heading": pl.String,
            "field": pl.String,
            "first_year": pl.Int64,
            "last_year": pl.Int64,
            "only_value": pl.String,
        },
    )


def read_history(raw: Path, remote: RemoteFile, columns: pl.DataFrame) -> Sheet:
    """Read one year's workbook as text.

    Args:
        raw: the downloads.
        remote: the year's zip file, which holds one workbook.
        columns: see `read_columns`.

    Returns:
        One row per line of the workbook, a column per field of the map and ``year``.

    Raises:
        SourceChangedError: not one workbook in the zip file, a heading that the map does not expect in that year or
            that is missing, or a cell outside the whole country and all industries.
    """
    year = file_year(remote)
    with open_raw(raw, remote) as stream:
        try:
            with zipfile.ZipFile(stream) as archive:
                names = [n for n in archive.namelist() if n.lower().endswith((".xls", ".xlsx"))]
                content = archive.read(names[0]) if len(names) == 1 else b""
        except zipfile.BadZipFile as error:
            cause = f"It is not a zip file ({error})."
            raise SourceChangedError(SOURCE, remote.path.name, cause, "Fetch the file again.") from error
    if len(names) != 1:
        cause = f"One workbook was expected in the zip file; found {names}."
        raise SourceChangedError(SOURCE, remote.path.name, cause, "Look into the file; the loader has to learn that.")
    workbook = Workbook(SOURCE, names[0].rsplit("/", 1)[-1], content)
    of_year = columns.filter(
        (pl.col("first_year") <= year) & (pl.col("last_year").is_null() | (pl.col("last_year") >= year))
    )
    known = {
        field or heading: Column(re.escape(heading), used=field is not None)
        for heading, field in of_year.select("heading", "field").rows()
    }
    sheet_name = workbook.find(r"national_(m\d{4}_)?dl")
    if sheet_name is None:
        cause = f"No sheet is called national_dl or national_M{year}_dl; there are {list(workbook.sheets)}."
        raise SourceChangedError(SOURCE, workbook.file, cause, "Open the file; the loader has to learn the new name.")
    sheet = workbook.read(sheet_name, known, key="soc_code")
    for field, value in of_year.filter(pl.col("only_value").is_not_null()).select("field", "only_value").rows():
        others = sheet.rows.filter(pl.col(field).fill_null("") != value)
        if others.height:
            raise sheet.fault(
                f"Row {others['sheet_row'][0]}, column {sheet.headings[field]!r}: {others[field][0]!r} instead of "
                f"{value!r}; the workbook should hold the whole country and all industries only."
            )
    return sheet


def file_year(remote: RemoteFile) -> int:
    """May of which year a zip file covers, from its name."""
    match = _MARKS_OF_FILES.fullmatch(remote.path.name)
    if match is None:
        cause = "The name does not tell the year; oesmYYnat.zip was expected."
        raise SourceChangedError(SOURCE, remote.path.name, cause, "Mend the address in etl/sources.py.")
    return 2000 + int(match[1])


def shape_history(sheet: Sheet, year: int) -> pl.DataFrame:
    """Give every figure its flag, and every code its one row.

    Since 2017 a group that BLS publishes as a whole stands twice, as a broad and as a detailed occupation with the same
    figures. It stays as ``detailed``, the level at which it is estimated. Any other code that comes twice is an error.

    Returns:
        The columns of ``pay_history``.

    Raises:
        SourceChangedError: unknown level or mark, a code that comes twice with different figures, or pay by the hour
            for an occupation marked as paid by the year only (and the other way round).
    """
    rows = sheet.rows
    level = rows["occupation_level"].str.to_lowercase()
    odd = rows.filter(~level.is_in(list(OCCUPATION_LEVELS)).fill_null(False))
    if odd.height:
        raise sheet.fault(f"Row {odd['sheet_row'][0]}: level {odd['occupation_level'][0]!r} is not known.")
    odd = rows.filter(~pl.col("soc_code").str.contains(r"^\d{2}-\d{4}$") | pl.col("occupation_title").is_null())
    if odd.height:
        raise sheet.fault(f"Row {odd['sheet_row'][0]}: {odd['soc_code'][0]!r} is not a code with a title.")

    columns: list[pl.Series] = [
        rows["sheet_row"],
        rows["soc_code"],
        sheet.text("occupation_title"),
        level.alias("occupation_level"),
        sheet.figures("employment", (NO_EMPLOYMENT,)),
        rows.select(_flag("employment", pl.lit("not_released"), NO_EMPLOYMENT).alias("employment_flag"))[
            "employment_flag"
        ],
        sheet.figures("employment_rse_pct", (NO_EMPLOYMENT,)),
        sheet.figures("pay_rse_pct", (NO_PAY,)),
    ]
    for per, mark in _SERIES.items():
        is_other = _truth(sheet, mark)
        fields = [f"pay_{per}_mean_usd", *(f"pay_{per}_p{p}_usd" for p in PERCENTILES)]
        numbers = pl.DataFrame([sheet.figures(field, (NO_PAY, TOP_CODED)) for field in fields])
        marked = rows.filter(is_other & ~pl.all_horizontal(pl.col(f) == NO_PAY for f in fields))
        if marked.height:
            raise sheet.fault(f"Row {marked['sheet_row'][0]}: {sheet.headings[mark]} is set, yet there is {per} pay.")
        other_flag = mark.removeprefix("is_")
        reason = pl.when(is_other).then(pl.lit(other_flag)).otherwise(pl.lit("not_released"))
        flags = rows.select(_flag(f, reason, NO_PAY).alias(f.replace("_usd", "_flag")) for f in fields)
        columns += [*numbers.get_columns(), *mark_collapsed(numbers, flags, per).get_columns()]
    shaped = pl.DataFrame(columns).with_columns(pl.lit(year).alias("year"))
    return _one_row_per_code(sheet, shaped).drop("sheet_row")


def _flag(field: str, reason: pl.Expr, empty: str) -> pl.Expr:
    return (
        pl.when(pl.col(field) == empty)
        .then(reason)
        .when(pl.col(field) == TOP_CODED)
        .then(pl.lit("top_coded"))
        .otherwise(pl.lit("ok"))
        .cast(_FLAG_TYPE)
    )


def _truth(sheet: Sheet, column: str) -> pl.Series:
    words = sheet.rows[column].str.to_lowercase()
    odd = sheet.rows.filter(words.is_not_null() & (words != "true"))
    if odd.height:
        raise sheet.fault(
            f"Row {odd['sheet_row'][0]}, column {sheet.headings[column]!r}: {odd[column][0]!r}, not TRUE or blank."
        )
    return words.is_not_null()


def mark_collapsed(numbers: pl.DataFrame, flags: pl.DataFrame, per: str) -> pl.DataFrame:
    """Flag percentiles that equal a neighbour: BLS could not tell them apart."""
    values = [f"pay_{per}_p{p}_usd" for p in PERCENTILES]
    equal = [(numbers[a] == numbers[b]).fill_null(False) for a, b in zip(values, values[1:], strict=False)]
    no = pl.repeat(False, numbers.height, eager=True)
    return flags.with_columns(
        pl.when(before | after).then(pl.lit("collapsed", _FLAG_TYPE)).otherwise(pl.col(flag)).alias(flag)
        for flag, before, after in zip(
            [f"pay_{per}_p{p}_flag" for p in PERCENTILES], [no, *equal], [*equal, no], strict=True
        )
    )


def _one_row_per_code(sheet: Sheet, shaped: pl.DataFrame) -> pl.DataFrame:
    """Keep one row of a code that stands as broad and as detailed with the same figures; refuse any other pair."""
    figures = [c for c in shaped.columns if c not in ("sheet_row", "occupation_level")]
    pairs = shaped.group_by("soc_code").agg(
        pl.col("occupation_level").sort().alias("levels"),
        pl.col("sheet_row").min(),
        pl.struct(figures).n_unique().alias("variants"),
    )
    odd = pairs.filter(
        (pl.col("levels").list.len() > 1)
        & ((pl.col("levels") != pl.lit(["broad", "detailed"], pl.List(pl.String))) | (pl.col("variants") > 1))
    ).sort("sheet_row")
    if odd.height:
        raise sheet.fault(
            f"Row {odd['sheet_row'][0]}: code {odd['soc_code'][0]} comes more than once, as "
            f"{odd['levels'][0].to_list()}, with {odd['variants'][0]} different sets of figures."
        )
    doubled = shaped["soc_code"].is_duplicated()
    return shaped.filter(~doubled | (pl.col("occupation_level") == "detailed"))


def shape_editions(reference: Path) -> pl.DataFrame:
    """Read ceilings and breaks by year.

    The ceilings are those that each edition's own notes name; methods and codes are explained at
    www.bls.gov/oes/methods_21.pdf and www.bls.gov/oes/soc_2018.htm.
    """
    return pl.read_csv(reference / "oews_editions.csv")


def build(raw: Path, reference: Path) -> dict[str, pl.DataFrame]:
    """Build ``pay_history`` and ``pay_editions``.

    Raises:
        SourceChangedError: see `read_history` and `shape_history`.
    """
    columns = read_columns(reference)
    years = [shape_history(read_history(raw, remote, columns), file_year(remote)) for remote in SOURCES[SOURCE].files]
    return {"pay_history": pl.concat(years), "pay_editions": shape_editions(reference)}


def check(tables: Mapping[str, pl.DataFrame], reference: Path) -> None:
    """Hold history, editions and the newest occupations against each other.

    Raises:
        CheckError: a year without a row in ``pay_editions`` or between two years, a printed percentile above its
            edition's ceiling, or a detailed code that came or went since the last edition without being listed in
            ``code_differences.csv``.
    """
    history, editions = tables["pay_history"], tables["pay_editions"]
    years = history["year"].unique().sort().to_list()
    if years != list(range(years[0], years[-1] + 1)) or editions["year"].sort().to_list()[:-1] != years:
        raise CheckError(
            "pay_history",
            "pay_editions.parquet",
            f"History has the years {years}, editions {editions['year'].sort().to_list()}; editions should have the "
            "same years without a gap, and the newest edition.",
            "Complete data/reference/oews_editions.csv.",
        )
    with_ceiling = history.join(editions, on="year")
    for per in ("hourly", "annual"):
        ceiling = pl.col(f"ceiling_{per}_usd")
        above = with_ceiling.filter(pl.any_horizontal(pl.col(f"pay_{per}_p{p}_usd") >= ceiling for p in PERCENTILES))
        if above.height:
            raise CheckError(
                "pay_history",
                "pay_history.parquet",
                f"{above.height} rows hold {per} percentiles at or above the ceiling of their year, the first "
                f"{above['soc_code'][0]} in {above['year'][0]}.",
                "Look at data/reference/oews_editions.csv and at the agency's notes of that year.",
            )
    last = history.filter((pl.col("year") == years[-1]) & (pl.col("occupation_level") == "detailed"))
    now = tables["occupations"].filter(pl.col("occupation_level") == "detailed")
    check_same_codes(
        "oews_detailed_last_edition",
        {"pay_history": last["soc_code"].to_list(), "occupations": now["soc_code"].to_list()},
        reference,
    )
