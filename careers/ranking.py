"""Who is first, honestly: rankings that leave out cells too uncertain to be ranked, and say how many.

Rules (methods: “Is the difference real?”): a cell takes part only if its pay has a relative standard error of at most
10%, it stands for at least 100 jobs, and its number of jobs is released.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from careers.pay import PERIOD, PayRecord, Per, ceilings

LARGEST_PAY_RSE_PCT: Final = 10.0
FEWEST_JOBS: Final = 100
WITHIN_REACH_Z: Final = 4.0
"""Standard errors between two averages from which no correction for many pairs makes them close."""


@dataclass(frozen=True)
class Ranking:
    """Rows of a table in order of a figure.

    Attributes:
        rows: rows that take part, highest first, with ``rank`` (1 is highest; equal figures share a rank).
        left_out: rows that do not, in the order they came, with ``reason``: ``not_released`` (the figure itself),
            ``top_coded`` (its place is open), ``jobs_not_released``, ``few_jobs``, ``uncertain`` or, after local
            prices, ``no_price_level``.
        column: the column ranked by.
    """

    rows: pd.DataFrame
    left_out: pd.DataFrame
    column: str

    @property
    def n_uncertain(self) -> int:
        """Rows that have the figure, but too uncertain to be ranked."""
        return int((~self.left_out["reason"].isin(["not_released", "top_coded", "no_price_level"])).sum())


Columns = pd.DataFrame | Mapping[str, np.ndarray]
"""Figures by name of their column, all of one length."""


def doubts(frame: Columns) -> np.ndarray:
    """Why a cell is too uncertain to be ranked, whatever it is ranked by: empty, or a ``reason`` of `Ranking`.

    Args:
        frame: one row per cell, with ``pay_rse_pct`` and ``employment``.
    """
    error, jobs = np.asarray(frame["pay_rse_pct"], float), np.asarray(frame["employment"], float)
    reason = np.full(len(jobs), "", object)
    # A missing error or number is neither above nor below a limit.
    reason[error > LARGEST_PAY_RSE_PCT] = "uncertain"
    reason[jobs < FEWEST_JOBS] = "few_jobs"
    reason[np.isnan(jobs)] = "jobs_not_released"
    return reason


def reasons(frame: Columns, figure: str, column: str, per: Per) -> tuple[np.ndarray, np.ndarray]:
    """What each cell is ranked by, a top-coded one above all; and why it takes no part, or nothing.

    Args:
        frame: one row per cell, with the published figures.
        figure: such as ``pay_annual_p50``, whose flag tells what is top-coded.
        column: what to rank by.
        per: period of the figure, for its ceiling.
    """
    is_open = np.asarray(frame[f"{figure}_flag"] == "top_coded", bool)
    value = np.where(is_open, np.inf, np.asarray(frame[column], float))
    reason = doubts(frame)
    if (np.asarray(frame[f"{figure}_usd"], float) > ceilings()[PERIOD[per]]).any():
        reason[is_open] = "top_coded"
    reason[np.isnan(value)] = "not_released"
    return value, reason


def rank(frame: pd.DataFrame, statistic: str = "p50", per: Per = "year", *, after_prices: bool = False) -> Ranking:
    """Rank the rows of `careers.pay.by_place` or `careers.pay.by_industry`.

    Args:
        frame: one row per place or industry, with the published figures.
        statistic: ``mean`` or ``p10`` … ``p90``.
        per: pay by the year or the hour.
        after_prices: rank by what the pay buys: the frame has ``parity_index`` and the column
            ``pay_…_after_prices_usd`` of `careers.regions`.

    Returns:
        The ranking. A top-coded figure is known only from below: it ranks at the top, tied with its like. But where the
        agency prints figures above the ceiling as well, a top-coded one may lie anywhere among them and is left out.
    """
    figure = f"pay_{PERIOD[per]}_{statistic}"
    column = f"{figure}_after_prices_usd" if after_prices else f"{figure}_usd"
    value, reason = reasons(frame, figure, column, per)
    if after_prices:
        reason[frame["parity_index"].isna().to_numpy(bool)] = "no_price_level"
    listed, left = np.flatnonzero(reason == ""), np.flatnonzero(reason != "")
    listed = listed[np.argsort(-value[listed], kind="stable")]
    highest = value[listed]
    # The first of equal figures gives all of them its rank.
    ranks = np.searchsorted(-highest, -highest) + 1
    return Ranking(
        frame.take(listed).assign(rank=ranks).reset_index(drop=True),
        frame.take(left).assign(reason=reason[left]).reset_index(drop=True),
        column,
    )


def rivals(ranking: Ranking, means: str, shown: int) -> list[int]:
    """Positions of the rows that the first one is held against before it may be called the first.

    Args:
        ranking: the ranking.
        means: column of its averages.
        shown: rows that are shown: the first of them are rivals in any case, so that the reader sees the verdict on
            each. Further down, only those whose average lies within reach.
    """
    averages = ranking.rows[means].to_numpy(float)
    errors = averages * ranking.rows["pay_rse_pct"].to_numpy(float) / 100
    near = np.abs(averages[0] - averages) < WITHIN_REACH_Z * np.hypot(errors[0], errors)
    return [at for at in range(1, len(averages)) if at < shown or near[at]]


def of_period(frame: pd.DataFrame, per: Per) -> pd.DataFrame:
    """Rows of `careers.pay.by_place` or `careers.pay.by_industry` without the pay of the other period, codes and flags
    as plain text, so that rows of different origin stack.
    """
    other = PERIOD["hour" if per == "year" else "year"]
    kept = frame[[name for name in frame.columns if not name.startswith(f"pay_{other}_")]]
    return kept.astype({name: object for name in kept.columns if kept[name].dtype == "category"})


def as_row(record: PayRecord, place_kind: str | None = None) -> pd.DataFrame:
    """One cell as such a row: with the kind of its place it stacks with places, without it with industries."""
    row = {name: math.nan if value is None else value for name, value in vars(record).items()}
    return pd.DataFrame([row if place_kind is None else row | {"place_kind": place_kind}])
