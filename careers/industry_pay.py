"""What an occupation pays in every industry, where its jobs are, and how one industry or place stands beside that."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Final, Literal

import pandas as pd

from careers import combined, overview, pay, ranking, tables
from careers.combined import Combined
from careers.errors import NotPublished
from careers.pay import PERIOD, PayRecord, Per, Verdict
from careers.ranking import Ranking

Level = Literal["sector", "3-digit", "4-digit", "5-6-digit"]
LEVELS: Final[tuple[Level, ...]] = ("sector", "3-digit", "4-digit", "5-6-digit")
Order = Literal["jobs", "pay"]

FIRST_COMPARED: Final = 8
"""Industries at the top by pay that the best is held against."""


@dataclass(frozen=True, eq=False)
class IndustryPay:
    """An occupation in all industries of one level of the whole country, and what the reader chose beside it.

    Attributes:
        nation: all industries together.
        place: all industries in the chosen place, or None where that is the whole country or not published.
        industry: the chosen industry in the whole country, or None.
        combined: place and industry together as a model, or None unless both are chosen and published.
        per: the period shown; the other than asked for where the occupation is paid so only.
        ceilings: ``annual`` and ``hourly`` ceiling of the edition.
        level: which industries are listed.
        frame: their rows in the order asked for, with ``occupation_share_pct`` and ``reason`` (empty: its pay is
            ranked; see `careers.ranking`); last the chosen industry where it is of another level (``other_level``).
        ranking: the same by middle pay; None where there is no cell of that level.
        most_jobs: the row with the most jobs, None where none is released.
        jobs_hidden: how many of the listed industries have an unreleased number of jobs.
        leader: verdicts on the best-paid industry against its rivals (`careers.ranking.rivals`), Holm-corrected.
        best_against_most: verdict on the best-paid industry against the one with the most jobs; None if the same.
        industry_against_nation, place_against_nation: verdicts on the two choices, None where there is none.
        gaps: what of the choices is not published, with its published neighbours.
    """

    nation: PayRecord
    place: PayRecord | None
    industry: PayRecord | None
    combined: Combined | None
    per: Per
    ceilings: dict[str, float]
    level: Level
    frame: pd.DataFrame
    ranking: Ranking | None
    most_jobs: dict[str, Any] | None
    jobs_hidden: int
    leader: tuple[Verdict, ...]
    best_against_most: Verdict | None
    industry_against_nation: Verdict | None
    place_against_nation: Verdict | None
    gaps: tuple[NotPublished, ...]


@tables.kept(4)
def answer(
    soc_code: str,
    place: str = "US",
    industry: str | None = None,
    level: Level = "sector",
    wanted: Per = "year",
    order: Order = "jobs",
) -> IndustryPay:
    """Gather an occupation's pay and jobs by industry, with the chosen place and industry beside them.

    Args:
        soc_code: such as ``43-4051``.
        place: the reader's place; its figure is of all industries, because no agency crosses the two.
        industry: the reader's industry, of any level.
        level: which industries are listed. Government codes and other special ones repeat jobs that the sectors
            count already; none of these levels holds them.
        wanted: pay by the year or the hour.
        order: ``jobs`` puts the industry with the most jobs first, ``pay`` the best-paid one.

    Raises:
        UnknownOccupation, UnknownPlace, UnknownIndustry: no such code.
    """
    nation = pay.lookup(soc_code)
    per = overview.period(nation, wanted)
    gaps: list[NotPublished] = []
    here = _or_gap(gaps, soc_code, place, None) if place != "US" else None
    sector = _or_gap(gaps, soc_code, "US", industry) if industry else None
    together = combined.estimate(soc_code, place, sector.industry_code, per) if here and sector else None
    try:
        listed = ranking.of_period(pay.by_industry(soc_code, level), per)
    except NotPublished:
        listed = None
    ranked = None
    most_jobs: dict[str, Any] | None = None
    hidden, best_most = 0, None
    leader: tuple[Verdict, ...] = ()
    frame = pd.DataFrame(columns=["industry_code", "industry_title", "reason"])
    if listed is not None:
        ranked = ranking.rank(listed, per=per)
        reasons = dict(zip(ranked.left_out["industry_code"], ranked.left_out["reason"], strict=True))
        by_jobs = listed.sort_values("employment", ascending=False, na_position="last", kind="stable")
        by_pay = pd.concat([ranked.rows.drop(columns="rank"), ranked.left_out.drop(columns="reason")])
        frame = by_jobs if order == "jobs" else by_pay
        frame = frame.assign(reason=[reasons.get(code, "") for code in frame["industry_code"]])
        if sector is not None and sector.industry_code not in set(frame["industry_code"]):
            own = ranking.of_period(ranking.as_row(sector), per)
            own["occupation_share_pct"] = own["employment"] * 100 / (nation.employment or math.nan)
            frame = pd.concat([frame, own.reindex(columns=frame.columns).assign(reason="other_level")])
        frame = frame.reset_index(drop=True)
        hidden = int(listed["employment"].isna().sum())
        first = by_jobs.head(1).astype(object).to_dict("records")[0]
        most_jobs = {str(k): v for k, v in first.items()} if pd.notna(first["employment"]) else None
        if len(ranked.rows):
            codes = [str(code) for code in ranked.rows["industry_code"]]
            best = pay.lookup(soc_code, "US", codes[0])
            rivals = ranking.rivals(ranked, f"pay_{PERIOD[per]}_mean_usd", FIRST_COMPARED)
            leader = tuple(pay.compare_several(best, [pay.lookup(soc_code, "US", codes[at]) for at in rivals]))
            if most_jobs is not None and most_jobs["industry_code"] != codes[0]:
                best_most = pay.compare(best, pay.lookup(soc_code, "US", str(most_jobs["industry_code"])))
    return IndustryPay(
        nation=nation,
        place=here,
        industry=sector,
        combined=together,
        per=per,
        ceilings=pay.ceilings(),
        level=level,
        frame=frame,
        ranking=ranked,
        most_jobs=most_jobs,
        jobs_hidden=hidden,
        leader=leader,
        best_against_most=best_most,
        industry_against_nation=pay.compare(sector, nation) if sector else None,
        place_against_nation=pay.compare(here, nation) if here else None,
        gaps=tuple(gaps),
    )


def _or_gap(gaps: list[NotPublished], soc_code: str, place: str, industry: str | None) -> PayRecord | None:
    try:
        return pay.lookup(soc_code, place, industry)
    except NotPublished as gap:
        gaps.append(gap)
        return None
