"""What people with each level of schooling earn over all occupations: context, and no figure of any one job."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from careers import tables

EARNINGS_TABLE: Final = "earnings_by_schooling"

LEVELS: Final = (
    *("below_high_school", "high_school", "some_college", "associates", "bachelors", "masters"),
    *("professional", "doctoral"),
)
"""Levels of schooling, from least to most; professional is law or medicine, doctoral a doctorate."""


@dataclass(frozen=True)
class Earnings:
    """Full-time workers from 25 years on with one level of schooling, all occupations together.

    Args:
        level: one of `LEVELS`.
        earnings_weekly_p50_usd: middle earnings, US dollars a week.
        unemployment_pct: share of the labor force without work.
        year: year of both figures.
    """

    level: str
    earnings_weekly_p50_usd: float
    unemployment_pct: float
    year: int


@tables.built_once
def earnings() -> tuple[Earnings, ...]:
    """Earnings by level, from least schooling to most."""
    frame = tables.load(EARNINGS_TABLE).astype(object)
    found = {str(row["attained_schooling"]): row for row in frame.to_dict("records")}
    return tuple(
        Earnings(
            level,
            float(found[level]["earnings_weekly_p50_usd"]),
            float(found[level]["unemployment_pct"]),
            int(found[level]["edition"]),
        )
        for level in LEVELS
    )
