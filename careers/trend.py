"""How an occupation's pay and number of jobs moved since 2013, and how far that can be trusted.

The yearly editions were not made to be read as a time series. So a change is told with its verdict, with the breaks
that fall into it, and with every year that has no figure.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, fields
from typing import Any, Final, Literal

import pandas as pd

from careers import pay, tables
from careers.i18n import _
from careers.industries import ALL as ALL_INDUSTRIES
from careers.pay import PERIOD, PayRecord, Per, Verdict
from careers.places import place as find_place
from careers.significance import CRITICAL_Z

Dollars = Literal["real", "nominal"]
STATISTICS: Final = ("p10", "p25", "p50", "p75", "p90")


@dataclass(frozen=True)
class Change:
    """A figure in its first and its last published year.

    Attributes:
        first_year, last_year: May of these years.
        first, last: the figures, in the dollars asked for; jobs are counts.
        change_pct: percent from first to last.
        outcome: the verdict of `careers.pay.compare` on the averages of both years; for jobs the same test on their
            printed errors. ``unknown`` where an average or an error is not released.
        break_years: years in between in which codes or methods changed.
    """

    first_year: int
    last_year: int
    first: float
    last: float
    change_pct: float
    outcome: pay.Outcome
    break_years: tuple[int, ...]


@dataclass(frozen=True)
class Trend:
    """An occupation's yearly national figures.

    Attributes:
        soc_code, occupation_title: the occupation asked about.
        per: the period shown; the other than asked for where the newest edition has only that.
        dollars: ``real`` (dollars of the newest year, by CPI-U) or ``nominal`` (dollars of each year).
        newest_year: year of those real dollars.
        listed_from: first year of all editions at hand.
        frame: one row per published year, oldest first: the columns of ``pay_history`` for this period, the same in
            newest dollars (``…_real_usd``), the edition's ceiling in both, the consumer price index, and what changed.
        pay: change of the median, None with fewer than two years.
        jobs: change of the number of jobs, likewise.
        prices_pct: change of consumer prices over the years of ``pay``.
    """

    soc_code: str
    occupation_title: str
    per: Per
    dollars: Dollars
    newest_year: int
    listed_from: int
    frame: pd.DataFrame
    pay: Change | None
    jobs: Change | None
    prices_pct: float | None

    def column(self, statistic: str, dollars: Dollars | None = None) -> str:
        """Name of a figure's column in the frame, in the dollars asked for or in others."""
        real = "_real" if (dollars or self.dollars) == "real" else ""
        return f"pay_{PERIOD[self.per]}_{statistic}{real}_usd"

    def flag(self, statistic: str) -> str:
        """Name of a figure's flag column."""
        return f"pay_{PERIOD[self.per]}_{statistic}_flag"

    @property
    def ceiling(self) -> str:
        """Name of the column with the highest pay that each edition prints, in the dollars asked for."""
        return f"ceiling_{PERIOD[self.per]}{'_real' if self.dollars == 'real' else ''}_usd"

    @property
    def source(self) -> tables.Source:
        """Who published the earlier years."""
        return tables.record("pay_history").source()


@tables.kept(4)
def trend(soc_code: str, per: Per = "year", dollars: Dollars = "real") -> Trend:
    """How pay and jobs of an occupation moved in the whole country. Kept, so that a rerun computes nothing.

    Args:
        soc_code: such as ``43-4051``.
        per: ``year`` or ``hour``.
        dollars: see `Trend`.

    Raises:
        UnknownOccupation: no such code.
    """
    history = pay.history(soc_code)
    rows = history.to_dict("records")
    newest = rows[-1]
    if newest[f"pay_{PERIOD[per]}_p50_flag"] in ("hourly_only", "annual_only"):
        per = "hour" if per == "year" else "year"
    period = PERIOD[per]
    prices = dict(zip(*(tables.load("price_index")[c].tolist() for c in ("year", "price_index")), strict=True))
    editions = tables.load("pay_editions")["year"]
    newest_year = int(editions.max())
    frame = history[
        [
            "year",
            "occupation_title",
            "employment",
            "employment_flag",
            "employment_rse_pct",
            "pay_rse_pct",
            *(f"pay_{period}_{s}_{end}" for s in STATISTICS for end in ("usd", "real_usd", "flag")),
            f"ceiling_{period}_usd",
            "break_kind",
            "break_note",
        ]
    ].copy()
    index = frame["year"].map(prices)
    frame.insert(1, "price_index", index)
    frame[f"ceiling_{period}_real_usd"] = frame[f"ceiling_{period}_usd"] * prices[newest_year] / index
    found = Trend(
        soc_code=soc_code,
        occupation_title=str(newest["occupation_title"]),
        per=per,
        dollars=dollars,
        newest_year=newest_year,
        listed_from=int(editions.min()),
        frame=frame,
        pay=None,
        jobs=None,
        prices_pct=None,
    )
    moved = _change(rows, found.column("p50"), found)
    return Trend(
        **{f.name: getattr(found, f.name) for f in fields(Trend) if f.name not in ("pay", "jobs", "prices_pct")},
        pay=moved,
        jobs=_change(rows, "employment", found),
        prices_pct=(prices[moved.last_year] / prices[moved.first_year] - 1) * 100 if moved else None,
    )


def _change(rows: list[dict[Any, Any]], column: str, of: Trend) -> Change | None:
    known = [row for row in rows if not math.isnan(row[column])]
    if len(known) < 2:
        return None
    first, last = known[0], known[-1]
    return Change(
        int(first["year"]),
        int(last["year"]),
        float(first[column]),
        float(last[column]),
        (last[column] / first[column] - 1) * 100,
        _jobs_outcome(first, last) if column == "employment" else _pay_verdict(first, last, of).outcome,
        tuple(year for year in _breaks() if first["year"] < year <= last["year"]),
    )


@tables.built_once
def _breaks() -> tuple[int, ...]:
    """Years in which codes or methods changed, whether or not an occupation was published then."""
    editions = tables.load("pay_editions")
    return tuple(int(year) for year in editions["year"][editions["break_kind"].notna()])


def _pay_verdict(first: dict[Any, Any], last: dict[Any, Any], of: Trend) -> Verdict:
    levels = None
    if of.dollars == "real":
        prices = of.frame.set_index("year")["price_index"]
        levels = (100.0, float(prices[first["year"]] / prices[last["year"]]) * 100)
    return pay.compare(_record(last, of), _record(first, of), price_levels=levels)


def _record(row: dict[Any, Any], of: Trend) -> PayRecord:
    """A year's row as a record, so that two years are compared by the same rule as two places."""
    figures: dict[str, Any] = {f.name: row.get(f.name) for f in fields(PayRecord)}
    missing = {name for name, value in figures.items() if isinstance(value, float) and math.isnan(value)}
    told: dict[str, Any] = {
        "soc_code": of.soc_code,
        "occupation_title": of.occupation_title,
        "place_code": "US",
        "place_title": find_place("US").title,
        "industry_code": ALL_INDUSTRIES,
        "industry_title": _("All industries"),
        "table": "pay_history",
        "edition": _("May {year}").format(year=row["year"]),
        "series": "",
    }
    return PayRecord(**(figures | dict.fromkeys(missing) | told))


def _jobs_outcome(first: dict[Any, Any], last: dict[Any, Any]) -> pay.Outcome:
    errors = [max(row["employment_rse_pct"], pay.SMALLEST_RSE_PCT) * row["employment"] / 100 for row in (first, last)]
    if any(math.isnan(error) for error in errors):
        return "unknown"
    z = (last["employment"] - first["employment"]) / math.hypot(*errors)
    return "clear" if abs(z) >= CRITICAL_Z else "too_close"
