"""What goes on one page of paper: up to four jobs in up to three places, with pay, outlook, what it takes and related
roles.

This module gathers the figures and decides what is left out; `careers.narrative.handout` puts them into words.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from careers import compare, duties, experience, outlook, pay, related, requirements, tables, worklife
from careers.compare import Grid
from careers.duties import Duties
from careers.errors import NotPublished
from careers.experience import ExperienceProfile
from careers.outlook import Outlook
from careers.pay import PayRecord, Per
from careers.places import Place
from careers.places import place as find_place
from careers.related import RelatedRole
from careers.requirements import Requirements
from careers.titles import Occupation
from careers.titles import occupation as find_occupation
from careers.worklife import WorkLife

T = TypeVar("T")

MOST_JOBS: Final = 4
MOST_PLACES: Final = 3
"""More does not fit on one page in a type that can be read."""

MOST_RELATED: Final = 3


@dataclass(frozen=True)
class JobOnPaper:
    """One job, beside its pay. A part that no source publishes is None or empty.

    Attributes:
        job: the occupation.
        outlook: the newest national projection; where there is none, ``outlook_gap`` says why.
        outlook_gap: a plain sentence, or empty.
        requirements: schooling, experience, training, skills and licences.
        duties: what people in the job do.
        work_life: hours, part-time and working from home, in the whole country.
        experience: pay by years of potential experience, in the whole country.
        related: the nearest related roles, with their pay in the first place.
    """

    job: Occupation
    outlook: Outlook | None
    outlook_gap: str
    requirements: Requirements | None
    duties: Duties | None
    work_life: WorkLife | None
    experience: ExperienceProfile | None
    related: tuple[RelatedRole, ...]


@dataclass(frozen=True)
class Handout:
    """The answer of `answer`.

    Attributes:
        grid: pay of every job in every place, with verdicts and the states' own projections.
        jobs: what stands beside pay, one per job, in the order asked.
        nation: for one job in one place, the job in the whole country; None where that is the place itself.
        left_out_jobs, left_out_places: those asked for that do not fit on the page.
    """

    grid: Grid
    jobs: tuple[JobOnPaper, ...]
    nation: PayRecord | None
    left_out_jobs: tuple[Occupation, ...]
    left_out_places: tuple[Place, ...]

    @property
    def has_local_prices(self) -> bool:
        """Whether pay after local prices says more than pay as paid: not for the whole country alone."""
        return any(cell.parity is not None and cell.place.place_code != "US" for cell in self.grid.all_cells)

    @property
    def has_state_outlook(self) -> bool:
        """Whether a state's own projection is told."""
        return any(cell.outlook is not None for cell in self.grid.all_cells)


def answer(jobs: Sequence[str], places: Sequence[str], industry: str | None = None, wanted: Per = "year") -> Handout:
    """Gather what goes on the page. Kept, so that a rerun computes nothing.

    Args:
        jobs: occupation codes; the first four go on the page.
        places: place codes; the first three go on the page.
        industry: an industry; see `careers.compare.grid`.
        wanted: pay by the year or the hour.

    Raises:
        UnknownOccupation, UnknownPlace, UnknownIndustry: no such code.
        CareersError: none of either.
    """
    job_codes = tuple(dict.fromkeys(find_occupation(code).soc_code for code in jobs))
    place_codes = tuple(dict.fromkeys(find_place(code).place_code for code in places))
    return _answer(job_codes, place_codes, industry, wanted)


@tables.kept(4)
def _answer(jobs: tuple[str, ...], places: tuple[str, ...], industry: str | None, wanted: Per) -> Handout:
    """The page of known codes."""
    alone = len(jobs) == len(places) == 1 and places[0] != "US"
    return Handout(
        compare.grid(jobs[:MOST_JOBS], places[:MOST_PLACES], industry, wanted=wanted),
        tuple(_beside(code, places[0]) for code in jobs[:MOST_JOBS]),
        _known(lambda: pay.lookup(jobs[0])) if alone else None,
        tuple(find_occupation(code) for code in jobs[MOST_JOBS:]),
        tuple(find_place(code) for code in places[MOST_PLACES:]),
    )


def _beside(soc_code: str, place_code: str) -> JobOnPaper:
    projection, gap = None, ""
    try:
        projection = outlook.lookup(soc_code)
    except NotPublished as absent:
        gap = str(absent)
    found = _known(lambda: related.find(soc_code, place_code, limit=MOST_RELATED))
    return JobOnPaper(
        find_occupation(soc_code),
        projection,
        gap,
        _known(lambda: requirements.lookup(soc_code, place_code)),
        _known(lambda: duties.lookup(soc_code)),
        _known(lambda: worklife.lookup(soc_code)),
        _known(lambda: experience.profile(soc_code)),
        found.roles if found else (),
    )


def _known(ask: Callable[[], T]) -> T | None:
    """What ``ask`` answers, or None where no source publishes it."""
    try:
        return ask()
    except NotPublished:
        return None
