"""Addresses of the Occupational Outlook Handbook's pages, from the crosswalk of the Employment Projections program."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import polars as pl

from etl.download import open_raw
from etl.errors import CheckError
from etl.sources import SOURCES
from etl.workbooks import NOT_AVAILABLE, Column, Workbook

_COLUMNS: Final = {
    "sort_order": Column("sort order", used=False),
    "onet_soc_code": Column(r"o\*net-soc code", used=False),
    "onet_title": Column(r"o\*net-soc title", used=False),
    "soc_code": Column("nem code"),
    "matrix_title": Column("national employment matrix occupational title", used=False),
    "profile_code": Column("ooh profile code", used=False),
    "handbook_title": Column("ooh profile title"),
    "group": Column(r"ooh occupation group( \(brief\))?", used=False),
    "handbook_address": Column("ooh profile website"),
}
_ADDRESS: Final = r"^https://www\.bls\.gov/(?i:ooh)/[a-z0-9/-]+\.htm$"
NOT_SURVEYED: Final = frozenset({"45-3031"})
"""Occupations with a page whose jobs OEWS does not count (fishing and hunting workers)."""


def build(raw: Path, reference: Path) -> dict[str, pl.DataFrame]:  # noqa: ARG001 - every loader takes both
    """File to table: handbook_pages. Occupations without a page of their own are not in it.

    Raises:
        SourceChangedError: a heading is missing, an address is not the handbook's, or an occupation has two pages.
    """
    remote = SOURCES["crosswalk"].files[0]
    with open_raw(raw, remote) as stream:
        book = Workbook("crosswalk", remote.path.name, stream.read())
    sheet = book.read(book.sheets[0], _COLUMNS, "soc_code")
    pages = (
        sheet.rows.filter(pl.col("handbook_address") != NOT_AVAILABLE)
        .select("soc_code", "handbook_title", "handbook_address")
        .filter(~pl.col("soc_code").is_in(sorted(NOT_SURVEYED)))
        .unique()
    )
    strange = pages.filter(~pl.col("handbook_address").str.contains(_ADDRESS))
    if strange.height:
        raise sheet.fault(f"{strange['handbook_address'][0]!r} is not an address of the handbook.")
    if pages["soc_code"].is_duplicated().any():
        double = pages.filter(pages["soc_code"].is_duplicated())
        raise sheet.fault(f"Occupations with two pages: {sorted(set(double['soc_code']))[:5]}.")
    return {"handbook_pages": pages}


def check(tables: Mapping[str, pl.DataFrame], _reference: Path) -> None:
    """Every page belongs to a detailed OEWS occupation.

    Raises:
        CheckError: names the codes that do not.
    """
    detailed = tables["occupations"].filter(pl.col("occupation_level") == "detailed")["soc_code"]
    stray = sorted(set(tables["handbook_pages"]["soc_code"]) - set(detailed))
    if stray:
        cause = f"Codes that are no detailed occupations: {stray[:5]}."
        raise CheckError("handbook_pages", "handbook_pages.parquet", cause, "Look at etl/handbook.py.")
