"""What work is like in an occupation: hours, part-time, working from home, the way to work, employers, schooling, ages.

Figures are of people in the census microdata: civilians with a job, the self-employed included. Each comes with its
sample size and standard error, and beside the same figure of all workers with a verdict on the difference.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Final, Literal

import numpy as np

from careers import tables
from careers.errors import Near, NotPublished
from careers.experience import Coverage
from careers.i18n import N_, _
from careers.occupation_names import in_language
from careers.significance import CRITICAL_Z, holm, part_variance
from careers.titles import occupation as find_occupation

TABLE: Final = "work_life"
SHARES_TABLE: Final = "work_life_shares"
EVERYONE: Final = "00-0000"

SMALLEST_ERROR: Final = 0.005
"""What a printed error of 0.00 stands for at most."""

GROUPS: Final[dict[str, dict[str, str]]] = {
    "weekly_hours": {
        "under_20": N_("under 20 hours"),
        "20-34": N_("20 to 34 hours"),
        "35-40": N_("35 to 40 hours"),
        "41-49": N_("41 to 49 hours"),
        "50+": N_("50 hours or more"),
    },
    "way_to_work": {
        "car": N_("by car, truck or van"),
        "public_transport": N_("by bus, train or other public transport"),
        "walk_or_bicycle": N_("on foot or by bicycle"),
        "taxi_or_motorcycle": N_("by taxi or motorcycle"),
        "other": N_("another way"),
    },
    "travel_minutes": {
        "under_15": N_("under 15 minutes"),
        "15-29": N_("15 to 29 minutes"),
        "30-44": N_("30 to 44 minutes"),
        "45-59": N_("45 to 59 minutes"),
        "60+": N_("an hour or more"),
    },
    "employer": {
        "private_company": N_("a private company"),
        "nonprofit": N_("a nonprofit"),
        "local_government": N_("local government"),
        "state_government": N_("state government"),
        "federal_government": N_("federal government"),
        "self_employed": N_("themselves, business not incorporated"),
        "own_incorporated_business": N_("their own incorporated business"),
        "family_unpaid": N_("a family business, without pay"),
    },
    "schooling": {
        "less_than_high_school": N_("less than high school"),
        "high_school": N_("high school diploma or equivalent"),
        "some_college": N_("some college, no degree"),
        "associate": N_("associate’s degree"),
        "bachelor": N_("bachelor’s degree"),
        "master": N_("master’s degree"),
        "doctoral_or_professional": N_("doctoral or professional degree"),
    },
    "age": {
        "16-24": N_("16 to 24"),
        "25-34": N_("25 to 34"),
        "35-44": N_("35 to 44"),
        "45-54": N_("45 to 54"),
        "55-64": N_("55 to 64"),
        "65+": N_("65 or older"),
    },
}
"""What people differ in, and the groups it is told in, in their own order and in plain words."""

Outcome = Literal["clear", "too_close", "unknown", "itself"]


@dataclass(frozen=True)
class Estimate:
    """One figure from the sample, beside the same figure of all workers.

    Attributes:
        value: in the unit its name tells; None unless the flag is ``ok``.
        flag: ``ok``, or ``not_released`` where too few people were asked.
        standard_error: same unit (percentage points for shares); None without a value.
        people_n: people behind it.
        is_share: whether it is a share in percent, which cannot leave 0 to 100.
        everyone: the figure of all workers.
        z: standard errors between the two; None where unknown.
        outcome: ``clear``; ``too_close`` to call; ``unknown`` without a figure; ``itself`` for all workers.
    """

    value: float | None
    flag: str
    standard_error: float | None
    people_n: int
    is_share: bool
    everyone: float | None = None
    z: float | None = None
    outcome: Outcome = "unknown"

    @property
    def interval(self) -> tuple[float, float] | None:
        """90% interval; None without a value."""
        if self.value is None or self.standard_error is None:
            return None
        margin = CRITICAL_Z * self.standard_error
        low, high = self.value - margin, self.value + margin
        return (max(low, 0.0), min(high, 100.0) if self.is_share else high)


@dataclass(frozen=True)
class Share(Estimate):
    """Share of people in one group of a trait, in percent.

    Attributes:
        trait, group: see `GROUPS`.
    """

    trait: str = ""
    group: str = ""

    @property
    def words(self) -> str:
        """The group in plain words."""
        return _(GROUPS[self.trait][self.group])


@dataclass(frozen=True)
class WorkLife:
    """What work is like in one occupation, whole country.

    Attributes:
        soc_code, occupation_title: the occupation asked about.
        year: survey year.
        census_occupation_code: codes of the microdata that answer, joined by ``;``, or ``all``.
        shared_by: how many occupations of that level these codes cover; above 1, the figures are theirs together.
        sharing: the others among them.
        people_n, at_work_n, travelers_n: people in the sample; those at work that week; those who travelled to it.
        workers_weighted: workers they stand for; None where too few were asked.
        weekly_hours_mean: usual hours a week, on average.
        part_time_pct: share who usually work under 35 hours.
        from_home_pct: share of those at work that week who worked from home.
        travel_minutes_mean: minutes one way of those who travel, on average.
        age_p50_years: age that half do not exceed.
        shares: by trait, the shares of its groups in their own order.
        coverage: which states' people are in the files.
        error_is_approximate: whether the standard errors were had without replicate weights.
    """

    soc_code: str
    occupation_title: str
    year: int
    census_occupation_code: str
    shared_by: int
    sharing: tuple[Near, ...]
    people_n: int
    at_work_n: int
    travelers_n: int
    workers_weighted: float | None
    weekly_hours_mean: Estimate
    part_time_pct: Estimate
    from_home_pct: Estimate
    travel_minutes_mean: Estimate
    age_p50_years: Estimate
    shares: dict[str, tuple[Share, ...]]
    coverage: Coverage
    error_is_approximate: bool

    @property
    def source(self) -> tables.Source:
        """Who published the microdata."""
        return tables.record(TABLE).source("acs")


_FIGURES: Final = {
    "weekly_hours_mean": ("weekly_hours_mean_flag", "weekly_hours_mean_se", "people_n"),
    "part_time_pct": ("part_time_flag", "part_time_se_points", "people_n"),
    "from_home_pct": ("from_home_flag", "from_home_se_points", "at_work_n"),
    "travel_minutes_mean": ("travel_minutes_mean_flag", "travel_minutes_mean_se", "travelers_n"),
    "age_p50_years": ("age_p50_flag", "age_p50_se_years", "people_n"),
}
"""Column of each figure → columns of its flag, its error and the people behind it."""


def lookup(soc_code: str) -> WorkLife:
    """What work is like in an occupation.

    Args:
        soc_code: such as ``43-4051``; groups of occupations such as ``43-0000`` and ``00-0000`` answer too.

    Raises:
        UnknownOccupation: no such code.
        NotPublished: the microdata has no code for the occupation.
    """
    job = find_occupation(soc_code)
    life = _life(job.soc_code)
    if life is None:
        raise _absent(job.title)
    return life


@dataclass(frozen=True)
class Hours:
    """Hours in one occupation, whole country, not compared with other workers.

    Attributes:
        year: survey year.
        shared_by: how many occupations the census codes cover together.
        weekly_hours_mean: usual hours a week, on average.
        part_time_pct: share who usually work under 35 hours.
    """

    year: int
    shared_by: int
    weekly_hours_mean: Estimate
    part_time_pct: Estimate


@tables.kept(2_000)
def hours(soc_code: str) -> Hours:
    """Usual hours and the share working part-time: two figures of `lookup`, for comparing jobs with each other.

    Raises:
        UnknownOccupation, NotPublished: as in `lookup`.
    """
    job = find_occupation(soc_code)
    row = _rows().get(job.soc_code)
    if row is None:
        raise _absent(job.title)
    mean, part_time = (_estimate(row, name) for name in ("weekly_hours_mean", "part_time_pct"))
    return Hours(int(row["year"]), int(row["shared_by"]), mean, part_time)


def _absent(title: str) -> NotPublished:
    return NotPublished(
        title, message=_("The census has no figures on work life for {job}.").format(job=in_language(title))
    )


def coverage() -> Coverage:
    """Which states the microdata at hand covers."""
    told = tables.record(TABLE).facts["coverage"]
    return Coverage(tuple(told["state_codes"]), tuple(told["missing_state_codes"]), told["people_n"])


# --- Is the difference real? --------------------------------------------------------------------------------


@tables.kept(64)
def _life(soc_code: str) -> WorkLife | None:
    """An occupation's record, each figure beside that of all workers; None where there is none."""
    everyone = _bare_life(EVERYONE)
    life = _bare_life(soc_code)
    return None if life is None or everyone is None else _judged(life, everyone)


def _judged(life: WorkLife, everyone: WorkLife) -> WorkLife:
    """Every figure beside that of all workers, with Holm's correction over all of them."""
    pairs = list(zip(_estimates(life), _estimates(everyone), strict=True))
    is_itself = life.soc_code == everyone.soc_code
    part = (life.workers_weighted or 0.0) / (everyone.workers_weighted or math.inf)
    zs = [None if is_itself else _z(own, other, part) for own, other in pairs]
    critical = iter(holm([z for z in zs if z is not None]))
    outcomes: Iterator[Outcome] = (
        ("itself" if is_itself else "unknown") if z is None else "clear" if abs(z) >= next(critical) else "too_close"
        for z in zs
    )
    judged = iter(
        [
            replace(own, everyone=other.value, z=z, outcome=outcome)
            for (own, other), z, outcome in zip(pairs, zs, outcomes, strict=True)
        ]
    )
    figures: dict[str, Any] = {name: next(judged) for name in _FIGURES}
    shares: dict[str, Any] = {t: tuple(next(judged) for _group in groups) for t, groups in life.shares.items()}
    return replace(life, **figures, shares=shares)


def _estimates(life: WorkLife) -> Iterator[Estimate]:
    for name in _FIGURES:
        yield getattr(life, name)
    for groups in life.shares.values():
        yield from groups


def _z(own: Estimate, other: Estimate, part: float) -> float | None:
    if own.value is None or other.value is None or own.standard_error is None or other.standard_error is None:
        return None
    errors = (max(own.standard_error, SMALLEST_ERROR), max(other.standard_error, SMALLEST_ERROR))
    return (own.value - other.value) / math.sqrt(part_variance(*errors, part))


# --- Tables, each read once ---------------------------------------------------------------------------------


@tables.built_once
def _rows() -> dict[str, dict[str, Any]]:
    frame = tables.load(TABLE).astype(object)
    return {row["soc_code"]: {str(k): v for k, v in row.items()} for row in frame.to_dict("records")}


@tables.built_once
def _share_rows() -> tuple[dict[str, slice], dict[str, list[Any]]]:
    """Rows of each occupation in the table of shares, and its columns."""
    frame = tables.load(SHARES_TABLE)
    codes = frame["soc_code"].cat
    starts = np.searchsorted(codes.codes.to_numpy(), np.arange(len(codes.categories) + 1))
    rows = {str(code): slice(int(starts[i]), int(starts[i + 1])) for i, code in enumerate(codes.categories)}
    names = ("trait", "trait_group", "share_pct", "share_flag", "share_se_points", "people_n")
    return rows, {name: frame[name].astype(object).tolist() for name in names}


@tables.built_once
def _answered() -> dict[tuple[str, str], set[str]]:
    """Occupations that a census code answers for, by code and level."""
    found: dict[tuple[str, str], set[str]] = {}
    for soc_code, row in _rows().items():
        for code in row["census_occupation_code"].split(";"):
            found.setdefault((code, find_occupation(soc_code).level), set()).add(soc_code)
    return found


def _estimate(row: dict[str, Any], name: str) -> Estimate:
    flag, error, people = _FIGURES[name]
    return Estimate(_bare(row[name]), row[flag], _bare(row[error]), int(row[people]), name.endswith("_pct"))


def _bare_life(soc_code: str) -> WorkLife | None:
    """An occupation's record, not yet compared with all workers."""
    row = _rows().get(soc_code)
    if row is None:
        return None
    job = find_occupation(soc_code)
    figures = {name: _estimate(row, name) for name in _FIGURES}
    sharing = set().union(*(_answered()[code, job.level] for code in row["census_occupation_code"].split(";")))
    return WorkLife(
        soc_code=soc_code,
        occupation_title=job.title,
        year=int(row["year"]),
        census_occupation_code=row["census_occupation_code"],
        shared_by=int(row["shared_by"]),
        sharing=tuple(Near(code, find_occupation(code).title) for code in sorted(sharing - {soc_code})),
        people_n=int(row["people_n"]),
        at_work_n=int(row["at_work_n"]),
        travelers_n=int(row["travelers_n"]),
        workers_weighted=_bare(row["workers_weighted"]),
        **figures,
        shares=_shares(soc_code),
        coverage=coverage(),
        error_is_approximate=tables.record(TABLE).facts["error_method"] != "replicate weights",
    )


def _shares(soc_code: str) -> dict[str, tuple[Share, ...]]:
    rows, columns = _share_rows()
    cells = zip(*(column[rows[soc_code]] for column in columns.values()), strict=True)
    found = {
        (trait, group): Share(_bare(share), flag, _bare(error), int(people), True, trait=trait, group=group)
        for trait, group, share, flag, error, people in cells
    }
    return {trait: tuple(found[trait, group] for group in groups) for trait, groups in GROUPS.items()}


def _bare(value: object) -> float | None:
    return None if not isinstance(value, int | float) or math.isnan(value) else float(value)
