"""From a figure on screen back to the agency's file: which file, which line of it, which row of our tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from careers import tables
from careers.industries import ALL as ALL_INDUSTRIES
from careers.pay import PERIOD, Cell, PayRecord, Per

FIGURES_FILE: Final = "oe.data.0.Current"
"""The one file of the OEWS that holds figures; the others hold names of codes."""

MEASURES: Final[dict[str, str]] = {
    "employment": "01",
    "employment_rse_pct": "02",
    "pay_hourly_mean_usd": "03",
    "pay_annual_mean_usd": "04",
    "pay_rse_pct": "05",
    "pay_hourly_p10_usd": "06",
    "pay_hourly_p25_usd": "07",
    "pay_hourly_p50_usd": "08",
    "pay_hourly_p75_usd": "09",
    "pay_hourly_p90_usd": "10",
    "pay_annual_p10_usd": "11",
    "pay_annual_p25_usd": "12",
    "pay_annual_p50_usd": "13",
    "pay_annual_p75_usd": "14",
    "pay_annual_p90_usd": "15",
    "jobs_per_1000": "16",
    "location_quotient": "17",
}
"""Column of the pay tables → the agency's code of the measure, the last two digits of a series."""


@dataclass(frozen=True)
class Trace:
    """Where one figure stands.

    Attributes:
        cell: the figure, or the flag that says why there is none.
        table, key, column: the published table, the columns and values that pick its row, and the figure's column.
        series: the agency's identifier of the figure, all 25 characters.
        measure: its last two digits.
        source: who published the file.
        file: the agency's file, with address, size, hash and the day it was taken over.
    """

    cell: Cell
    table: str
    key: dict[str, str]
    column: str
    series: str
    measure: str
    source: tables.Source
    file: tables.RawFile


def trace(record: PayRecord, statistic: str = "p50", per: Per = "year") -> Trace:
    """Follow one pay figure of a record back to its line in the agency's file.

    Args:
        record: from `careers.pay.lookup`.
        statistic: ``mean`` or ``p10`` … ``p90``.
        per: ``year`` or ``hour``.
    """
    column = f"pay_{PERIOD[per]}_{statistic}_usd"
    other = {"place_code": record.place_code}
    if record.industry_code != ALL_INDUSTRIES:
        other = {"industry_code": record.industry_code}
    source = record.source
    return Trace(
        cell=record.cell(statistic, per),
        table=record.table,
        key={"soc_code": record.soc_code, **other},
        column=column,
        series=record.series + MEASURES[column],
        measure=MEASURES[column],
        source=source,
        file=next(file for file in source.files if file.name == FIGURES_FILE),
    )
