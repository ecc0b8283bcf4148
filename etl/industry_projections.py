"""Industry projections: jobs in each industry now and in ten years, and which OEWS industry each of them is.

Source: ``industry.xlsx`` at www.bls.gov/emp/ind-occ-matrix, table 2.11. Any edition with that table is read; which
years it spans is read from its headings. Its lines are wage and salary jobs, save the two on top that say otherwise.

The National Employment Matrix writes industries in six characters (``541500``, ``31-330``, ``61110P`` for private
schools); OEWS writes the same industry ``5415``, ``31-33``, ``611105``. Lines that put several OEWS industries together
keep their own code and answer for none of them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import polars as pl

from etl.coverage import check_same_codes
from etl.download import open_raw
from etl.errors import CheckError
from etl.projections import CORE, check_sums, edition_name, read_years
from etl.sources import SOURCES
from etl.workbooks import Column, Sheet, Workbook

SOURCE: Final = "industry_projections"
TABLE: Final = "2.11"
SCOPES: Final = "industry_scopes.csv"
NOT_AVAILABLE: Final = ("–", "—")
"""This workbook prints the shorter dash."""

_MATRIX: Final = r"(\d{4} )?national employment matrix "
COLUMNS: Final[dict[str, Column]] = {
    "industry_title": Column(f"{_MATRIX}(industry )?title"),
    "matrix_industry_code": Column(f"{_MATRIX}(industry )?code"),
    "industry_type": Column("industry type"),
    **{name: CORE[name] for name in ("employment", "employment_change_thousand", "employment_change_pct")},
    "rate": Column(r"compound annual rate of change, .*", required=False, used=False),
    "output": Column(r"output, \d{4}", required=False, used=False),
    "rates": Column(r"compound annual rate of change, output, .*", required=False, used=False),
}

WITHOUT_JOBS: Final = frozenset({"9999R1"})
"""Owner-occupied dwellings: output and no jobs."""

SPECIAL: Final = {"TE1200": "000000", "900000": "99", "910000": "999101", "516210": "5162"}
"""All wage and salary jobs, government, the federal part of it, and media streaming: codes that follow no rule."""

OWNERS: Final = {"P": "5", "S": "2", "L": "3"}
"""The matrix's letter for private, state and local schools and hospitals → OEWS's last digit."""


def industry_code(matrix_code: str) -> str | None:
    """The code that OEWS writes for an industry of the matrix, whether or not OEWS publishes it.

    >>> [industry_code(c) for c in ("110000", "31-330", "541500", "541330", "999100", "61110P", "6110P0", "3250A1")]
    ['11', '31-33', '5415', '541330', '999100', '611105', '611005', '3250A1']
    >>> [industry_code(c) for c in ("TE1200", "TE1000", "1131-2", "313-40", "6110Y1")]
    ['000000', None, None, None, None]
    """
    if matrix_code in SPECIAL:
        return SPECIAL[matrix_code]
    if re.fullmatch(r"999\d{3}|\d{3}0A\d", matrix_code):
        return matrix_code
    if re.fullmatch(r"\d{6}", matrix_code):
        stem = matrix_code.rstrip("0")
        # Five- and six-digit industries are written with six digits.
        return matrix_code if len(stem) > 4 else stem.ljust(2, "0")
    sector = re.fullmatch(r"(\d\d-\d\d)0", matrix_code)
    if sector:
        return sector[1]
    owned = re.fullmatch(r"(\d{5})([PSL])", matrix_code) or re.fullmatch(r"(\d{4})(P)0", matrix_code)
    return f"{owned[1].ljust(5, '0')}{OWNERS[owned[2]]}" if owned else None


def read_industries(file: str, content: bytes) -> tuple[int, int, Sheet]:
    """Read table 2.11 as text, with the years that its headings name.

    Raises:
        SourceChangedError: no such table, or a heading missing, unknown, or about other years.
    """
    sheet = Workbook(SOURCE, file, content).read_table(TABLE, COLUMNS, key="matrix_industry_code")
    return (*read_years(sheet), sheet)


def shape_industries(base_year: int, target_year: int, sheet: Sheet, scopes: Mapping[str, str]) -> pl.DataFrame:
    """Give an edition's industries numbers and the codes that OEWS writes for them.

    Args:
        base_year, target_year, sheet: see `read_industries`.
        scopes: OEWS code → where that industry's two counts differ in what they cover.

    Returns:
        The columns of ``industry_outlook``.

    Raises:
        SourceChangedError: a code twice, two lines for one OEWS industry, a mark that is no number, or figures that
            contradict each other.
    """
    codes = sheet.text("matrix_industry_code", NOT_AVAILABLE)
    frame = pl.DataFrame(
        [
            sheet.rows["sheet_row"],
            codes,
            sheet.text("industry_title", NOT_AVAILABLE),
            codes.map_elements(industry_code, pl.String).alias("matched_industry_code"),
            sheet.figures(f"employment_{base_year}", NOT_AVAILABLE).alias("employment_base_thousand"),
            sheet.figures(f"employment_{target_year}", NOT_AVAILABLE).alias("employment_target_thousand"),
            sheet.figures("employment_change_thousand", NOT_AVAILABLE),
            sheet.figures("employment_change_pct", NOT_AVAILABLE),
        ]
    ).filter(~pl.col("matrix_industry_code").is_in(sorted(WITHOUT_JOBS)))
    for column in ("matrix_industry_code", "matched_industry_code"):
        twice = frame.filter(pl.col(column).is_not_null() & pl.col(column).is_duplicated())
        if twice.height:
            raise sheet.fault(f"Row {twice['sheet_row'][0]}: {column} {twice[column][0]} comes more than once.")
    check_sums(sheet, frame, "matrix_industry_code")
    return frame.drop("sheet_row").with_columns(
        edition=pl.lit(edition_name(base_year, target_year)),
        base_year=pl.lit(base_year),
        target_year=pl.lit(target_year),
        industry_scope_note=pl.col("matched_industry_code").replace_strict(
            dict(scopes), default=None, return_dtype=pl.String
        ),
    )


def read_scopes(reference: Path) -> dict[str, str]:
    """Read where the projections and OEWS count an industry differently: OEWS code → a sentence."""
    rows = pl.read_csv(reference / SCOPES, infer_schema=False)
    return dict(rows.select("industry_code", "industry_scope_note").rows())


def _read(raw: Path) -> tuple[int, int, Sheet]:
    (remote,) = SOURCES[SOURCE].files
    with open_raw(raw, remote) as stream:
        return read_industries(remote.path.name, stream.read())


def build(raw: Path, reference: Path) -> dict[str, pl.DataFrame]:
    """Build ``industry_outlook``.

    Raises:
        SourceChangedError: see `read_industries` and `shape_industries`.
    """
    return {"industry_outlook": shape_industries(*_read(raw), read_scopes(reference))}


def facts(raw: Path, reference: Path) -> dict[str, dict[str, Any]]:  # noqa: ARG001 - every loader offers the same
    """Tell which edition the file holds, for the record of ``industry_outlook``."""
    return {"industry_outlook": {"source_editions": {SOURCE: edition_name(*_read(raw)[:2])}}}


def check(tables: Mapping[str, pl.DataFrame], reference: Path) -> None:
    """Hold the projected industries against those that OEWS publishes.

    Raises:
        CheckError: an industry that only one of ``industry_outlook`` and ``industries`` has and that
            ``code_differences.csv`` does not list, or a note in ``industry_scopes.csv`` on an industry that is not
            there.
    """
    outlook = tables["industry_outlook"]
    matched = outlook["matched_industry_code"].drop_nulls().to_list()
    check_same_codes(
        "industry_projections",
        {"industry_outlook": matched, "industries": tables["industries"]["industry_code"].to_list()},
        reference,
    )
    unused = sorted(set(read_scopes(reference)) - set(matched))
    if unused:
        raise CheckError(
            "industry_outlook",
            SCOPES,
            f"It names industries that no projection is matched to: {unused}.",
            f"Correct data/reference/{SCOPES}.",
        )
