"""One screen's answer: what a job pays here, how that compares, where it pays more, and whether it grows.

Gathers what the other modules know, each part with its own source. A part that no agency publishes is None, and
``gaps`` says so in words; the rest still answers.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeVar

import pandas as pd

from careers import duties, experience, outlook, pay, prices, ranking, related, tables, titles, worklife
from careers.duties import Duties
from careers.errors import NotPublished
from careers.experience import ExperienceProfile
from careers.outlook import Outlook
from careers.pay import ALL_OCCUPATIONS, PayRecord, Per, Verdict, ceilings
from careers.prices import RealAmount
from careers.ranking import Ranking
from careers.related import RelatedRole
from careers.worklife import WorkLife

T = TypeVar("T")

FIRST_IN_RANKINGS: Final = 3


@dataclass(frozen=True)
class Overview:
    """Everything the Overview says.

    Attributes:
        here: the occupation in the place, or in the industry where the place is the whole country.
        nation: the occupation in the whole country and all industries; the same as ``here`` where that was asked.
        everyone: all occupations in the same place or industry.
        per: the period all parts use; the other than asked for where the occupation is paid so only.
        ceilings: ``annual`` and ``hourly`` ceiling of the edition, which name top-coded cells.
        against_nation, against_everyone: verdicts on ``here`` against those two; None against itself.
        real: the middle pay after local prices; None where prices cancel or none are published.
        outlook: the newest projection.
        states, industries: rankings by middle pay; None where nothing can be ranked.
        experience: pay by years of potential experience, in the census and as modelled for the place or industry.
        duties: what people in the job do.
        work_life: hours, part-time and working from home.
        similar: the nearest related roles, at most `FIRST_IN_RANKINGS`.
        history: national pay by year, in the newest year's dollars too.
        also_called: wordings that workers reported.
        gaps: sentences about parts that are not published.
    """

    here: PayRecord
    nation: PayRecord
    everyone: PayRecord
    per: Per
    ceilings: dict[str, float]
    against_nation: Verdict | None
    against_everyone: Verdict | None
    real: RealAmount | None
    outlook: Outlook | None
    states: Ranking | None
    industries: Ranking | None
    experience: ExperienceProfile | None
    duties: Duties | None
    work_life: WorkLife | None
    similar: tuple[RelatedRole, ...]
    history: pd.DataFrame
    also_called: tuple[str, ...]
    gaps: tuple[str, ...]

    @property
    def ceiling(self) -> float | None:
        """The edition's ceiling for the period shown."""
        return self.ceilings.get(pay.PERIOD[self.per])


def period(record: PayRecord, wanted: Per) -> Per:
    """The period in which this occupation's pay is published: the one wanted, or the only one there is."""
    if wanted == "year" and record.pay_annual_p50_flag == "hourly_only":
        return "hour"
    if wanted == "hour" and record.pay_hourly_p50_flag == "annual_only":
        return "year"
    return wanted


@tables.kept(4)
def answer(soc_code: str, place: str = "US", industry: str | None = None, wanted: Per = "year") -> Overview:
    """Gather the Overview of one selection. Kept, so that a rerun computes nothing.

    Args:
        soc_code, place, industry: see `careers.pay.lookup`. An industry counts only with the whole country, because
            no agency crosses it with a place.
        wanted: pay by the year or the hour.

    Raises:
        UnknownOccupation, UnknownPlace, UnknownIndustry: no such code.
        NotPublished: the agency releases no such cell; ``nearest`` names the published neighbours.
    """
    sector = industry if place == "US" else None
    here = pay.lookup(soc_code, place, sector)
    nation = pay.lookup(soc_code)
    everyone = pay.lookup(ALL_OCCUPATIONS, place, sector)
    per = period(here, wanted)
    gaps: list[str] = []
    middle = here.cell("p50", per).value
    return Overview(
        here=here,
        nation=nation,
        everyone=everyone,
        per=per,
        ceilings=ceilings(),
        against_nation=None if here == nation else pay.compare(here, nation),
        against_everyone=None if soc_code == ALL_OCCUPATIONS else pay.compare(here, everyone),
        real=None if place == "US" or middle is None else _or_gap(gaps, lambda: prices.real(middle, place)),
        outlook=_or_gap(gaps, lambda: outlook.lookup(soc_code)),
        states=_ranked(lambda: pay.by_place(soc_code, "state"), per),
        industries=_ranked(lambda: pay.by_industry(soc_code, "sector"), per),
        experience=_or_gap(gaps, lambda: experience.profile(soc_code, place, sector, per)),
        duties=_known(lambda: duties.lookup(soc_code)),
        work_life=_known(lambda: worklife.lookup(soc_code)),
        similar=_similar(soc_code, place),
        history=pay.history(soc_code),
        also_called=tuple(titles.also_called(soc_code)) if soc_code != ALL_OCCUPATIONS else (),
        gaps=tuple(gaps),
    )


def _or_gap(gaps: list[str], ask: Callable[[], T]) -> T | None:
    """What ``ask`` answers, or None and a sentence about what is not published."""
    try:
        return ask()
    except NotPublished as gap:
        gaps.append(str(gap))
        return None


def _known(ask: Callable[[], T]) -> T | None:
    """What ``ask`` answers, or None: the part's own page says why."""
    try:
        return ask()
    except NotPublished:
        return None


def _similar(soc_code: str, place: str) -> tuple[RelatedRole, ...]:
    found = _known(lambda: related.find(soc_code, place, limit=FIRST_IN_RANKINGS))
    return found.roles if found else ()


def _ranked(ask: Callable[[], pd.DataFrame], per: Per) -> Ranking | None:
    frame = _known(ask)
    if frame is None:
        return None
    # The name, the code and what a ranking reads: ranking all columns takes three times as long.
    names = [name for name in frame.columns if name.startswith(("place_", "industry_", f"pay_{pay.PERIOD[per]}_p50"))]
    ranked = ranking.rank(frame[[*names, "pay_rse_pct", "employment"]], per=per)
    return ranked if len(ranked.rows) else None
