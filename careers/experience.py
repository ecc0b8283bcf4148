"""What pay looks like with more years of experience: people counted in the census, and what surveys reported.

The two kinds of evidence stand apart and are never blended. A percentile is not a level of experience, and a band of
potential experience is a picture of different people in one year, not one person's path.

What a job pays with some years of experience in a place or industry, no agency publishes. It is modelled: the middle
pay published there, times how the census's people with those years stand to everyone in the occupation (`Index`). See
``docs/decisions/experience-model.md``.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, fields
from typing import Any, Final, Literal, get_args

import numpy as np
import pandas as pd

from careers import combined, industries, pay, tables
from careers.errors import CareersError, NotPublished, Unusable
from careers.i18n import _
from careers.occupation_names import in_language
from careers.pay import ALL_OCCUPATIONS, PERCENTILES, PERIOD, SMALLEST_RSE_PCT, Cell, PayRecord, Per
from careers.places import place as find_place
from careers.significance import CRITICAL_Z, holm, part_variance
from careers.titles import occupation as find_occupation

TABLE: Final = "pay_by_experience"
INDEX_TABLE: Final = "experience_index"
GROUPS_TABLE: Final = "experience_groups"
SURVEY_TABLE: Final = "pay_surveys"
ALL_BANDS: Final = "all"
BANDS: Final = ("0-5", "5-10", "10-20", "20+")
"""Years of potential experience, lower end included, upper end not, in order."""

BAND_STARTS: Final = (0, 5, 10, 20)
"""Where each of `BANDS` begins."""

FEWEST_MEASURED: Final = 50
"""People from which on a cell counts as measured."""

PLACES_DIFFER: Final = 0.030
INDUSTRIES_DIFFER: Final = 0.046
"""How far an occupation's index truly differs from state to state, and from sector to sector (standard deviation).

Measured by leaving each out in turn; see ``docs/decisions/experience-model.md``.
"""

MOST_YEARS: Final = 60
"""Years of experience above which we take a number for a slip."""

EVERY_LEVEL: Final = "all"
SCHOOLING: Final[dict[str, str]] = {
    "less_than_high_school": "up_to_high_school",
    "high_school": "up_to_high_school",
    "some_college": "some_college_or_associate",
    "associate": "some_college_or_associate",
    "bachelor": "bachelor",
    "master": "graduate",
    "doctoral_or_professional": "graduate",
}
"""Highest schooling as people tell it → the level by which the index tells it apart."""

Split = Literal["division", "sector", "schooling", "experience"]
"""What else the census's figures are told by: see `groups`."""

Badge = Literal["measured", "modelled", "not_shown"]
BaseKind = Literal["nation", "place", "industry", "place_and_industry"]


@dataclass(frozen=True)
class Band:
    """Yearly pay of full-time, year-round employees with so many years of potential experience.

    Field names, units and meanings are those of the published table; a figure is None unless its flag is ``ok``.
    ``pay_annual_p50_se_usd`` is the median's standard error, ``workers_share_pct`` the band's share of the workers of
    all bands. Under 30 people (``people_n``) nothing is shown.
    """

    experience_band: str
    people_n: int
    workers_weighted: float | None
    workers_share_pct: float | None
    workers_share_se_points: float | None
    pay_annual_p10_usd: float | None
    pay_annual_p10_flag: str
    pay_annual_p25_usd: float | None
    pay_annual_p25_flag: str
    pay_annual_p50_usd: float | None
    pay_annual_p50_flag: str
    pay_annual_p75_usd: float | None
    pay_annual_p75_flag: str
    pay_annual_p90_usd: float | None
    pay_annual_p90_flag: str
    pay_annual_p50_se_usd: float | None

    def cell(self, statistic: str) -> Cell:
        """One pay figure: ``statistic`` is ``p10`` … ``p90``."""
        return Cell(getattr(self, f"pay_annual_{statistic}_usd"), getattr(self, f"pay_annual_{statistic}_flag"))


@dataclass(frozen=True)
class Coverage:
    """Which states' people are in the microdata, as read from its files.

    Args:
        state_codes, missing_state_codes: letters of the states (and DC) in and not in the files.
        people_n: persons in the files.
    """

    state_codes: tuple[str, ...]
    missing_state_codes: tuple[str, ...]
    people_n: int


@dataclass(frozen=True)
class Base:
    """The published middle pay that experience is applied to.

    Args:
        kind: whose pay it is; ``place_and_industry`` is itself modelled, see `careers.combined`.
        per: its period.
        value_usd: US dollars per ``per``, or None with the flag that says why there is none.
        flag: as in the pay tables.
        at_least_usd: what a ``top_coded`` middle is at least.
        error: its standard error as a share of it. The agency prints one for averages only, which stands in.
        differs: how far the index may truly differ there from the whole country's, as a standard deviation of its
            logarithm: 0 for the nation.
        records: the published rows behind it, that of the place or industry first.
        reason: why there is no figure, where the flag does not say it.
    """

    kind: BaseKind
    per: Per
    value_usd: float | None
    flag: str
    at_least_usd: float | None
    error: float | None
    differs: float
    records: tuple[PayRecord, ...]
    reason: str = ""


@dataclass(frozen=True)
class Index:
    """How the pay of people with some years of experience stands to that of everyone in the occupation.

    All figures are natural logarithms of ratios; ``ratio``, ``low_ratio`` and ``high_ratio`` (90%) are not.

    Args:
        experience_band: the years of potential experience.
        schooling_level: ``all``, or one of the values of `SCHOOLING`.
        people_n: people in the sample.
        effective_n: how many equally weighted people would tell as much; None where nobody was asked.
        own_log, own_se: what those people say; None under 30 people or above what the census prints.
        group_log, group_se: what is usual in the occupation's group, and how sure that is.
        between_sd: how far occupations differ from what is usual in their group.
        own_weight: how much those people count in the estimate, 0 to 1.
        log, se: the estimate; None where it is not shown.
        badge: ``measured`` on enough people (50, standard error up to 15% of the median), ``modelled`` or
            ``not_shown``.
    """

    experience_band: str
    schooling_level: str
    people_n: int
    effective_n: float | None
    own_log: float | None
    own_se: float | None
    group_log: float | None
    group_se: float | None
    between_sd: float | None
    own_weight: float | None
    log: float | None
    se: float | None
    badge: Badge

    @property
    def ratio(self) -> float | None:
        """The estimate as a ratio: 1.1 is a tenth above everyone in the occupation."""
        return None if self.log is None else math.exp(self.log)

    @property
    def low_ratio(self) -> float | None:
        """Lower end of the 90% range."""
        return None if self.log is None or self.se is None else math.exp(self.log - CRITICAL_Z * self.se)

    @property
    def high_ratio(self) -> float | None:
        """Upper end of the 90% range."""
        return None if self.log is None or self.se is None else math.exp(self.log + CRITICAL_Z * self.se)


@dataclass(frozen=True)
class BandEstimate:
    """What the job pays with these years of experience in the place and industry asked about: a model.

    Args:
        experience_band: the years of potential experience.
        badge: that of the index; at best ``modelled`` where place and industry are crossed, or where the microdata
            holds nobody from the place.
        people_n: people in the sample behind the index, from the whole country.
        index: how these years stand to everyone.
        value_usd, low_usd, high_usd: the middle and its 90% range, per ``Base.per``; None where not shown.
        flag: ``ok``, the base's flag, or ``not_released`` where the index is not shown.
        at_least_usd: where the published middle is ``top_coded``: what the pay is at least, at the lower end of the
            index's range.
        spread: ``p10`` … ``p90`` of these people, scaled as the middle is; only where the index is measured.
    """

    experience_band: str
    badge: Badge
    people_n: int
    index: Index
    value_usd: float | None
    low_usd: float | None
    high_usd: float | None
    flag: str
    at_least_usd: float | None
    spread: dict[str, Cell]


@dataclass(frozen=True)
class ExperienceProfile:
    """One occupation's pay by years of potential experience.

    Args:
        soc_code, occupation_title: the occupation asked about.
        year: survey year, in whose dollars the figures of ``everyone`` and ``bands`` are.
        census_occupation_code: codes of the microdata that answer, joined by ``;``, or ``all``.
        shared_by: how many occupations of that level these codes cover; above 1, the figures are theirs together.
        everyone: all bands together; the census's people, whole country.
        bands: one for each of `BANDS`, in order; the census's people, whole country.
        coverage: whose figures these are.
        error_is_approximate: whether the standard errors were had without replicate weights.
        place_code, industry_code: where the estimates apply; the industry is None for all industries.
        base: the middle pay there.
        estimates: what the job pays there, one for each of `BANDS`; modelled, in the dollars of the pay tables.
    """

    soc_code: str
    occupation_title: str
    year: int
    census_occupation_code: str
    shared_by: int
    everyone: Band
    bands: tuple[Band, ...]
    coverage: Coverage
    error_is_approximate: bool
    place_code: str
    industry_code: str | None
    base: Base
    estimates: tuple[BandEstimate, ...]

    @property
    def source(self) -> tables.Source:
        """Who published the microdata."""
        return tables.record(TABLE).source("acs")


@dataclass(frozen=True)
class Step:
    """One step on the way to an estimate.

    Args:
        name: ``middle_pay`` (published, or modelled where place and industry are crossed), ``experience_band``,
            ``own_ratio`` (what this occupation's people say), ``group_ratio`` (what is usual in its group),
            ``ratio`` (the two drawn together), ``differences`` (how far that truly differs between places and between
            industries, around 1) and ``pay``.
        value, low, high: the figure with its 90% range where it has one; the band's name for ``experience_band``.
        unit: ``usd``, ``ratio`` or ``years``.
        people_n: people in the sample behind it.
        source: name of the source in the table's record.
    """

    name: str
    value: float | str | None
    low: float | None
    high: float | None
    unit: str
    people_n: int | None
    source: str


@dataclass(frozen=True)
class Estimate:
    """What a person with these years of experience can expect: a range, and how it came about.

    Args:
        soc_code, occupation_title, place_code, industry_code, years: what was asked.
        schooling: what was asked; None where nothing was.
        schooling_level: the level by which people were told apart; ``all`` where nothing was asked or the census has
            too few people.
        band: the estimate of the band that the years fall into.
        base: the middle pay there.
        shared_by: how many occupations share the census's people.
        steps: how the estimate came about, in order.
    """

    soc_code: str
    occupation_title: str
    place_code: str
    industry_code: str | None
    years: float
    schooling: str | None
    schooling_level: str
    band: BandEstimate
    base: Base
    shared_by: int
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class BandShare:
    """How many of the people in a job have these years, beside all occupations.

    Args:
        experience_band: the years of potential experience.
        people_n: people in the sample.
        share_pct, se_points: their share of the job's workers with its standard error; None under 30 people.
        low_pct, high_pct: its 90% range.
        everyone_pct: the same share of all occupations' workers.
        outcome: whether the two differ, with Holm's correction over the bands: ``clear``, ``too_close`` to call,
            ``unknown`` without a figure, ``itself`` for all occupations.
    """

    experience_band: str
    people_n: int
    share_pct: float | None
    se_points: float | None
    low_pct: float | None
    high_pct: float | None
    everyone_pct: float | None
    outcome: Literal["clear", "too_close", "unknown", "itself"]


@dataclass(frozen=True)
class SurveyFigure:
    """One figure as somebody reported it; field names and units are those of the table ``pay_surveys``."""

    survey_row: int
    survey_source: str
    survey_publisher: str
    soc_code: str
    reported_title: str
    place_code: str
    experience_from_years: float | None
    experience_to_years: float | None
    experience_label: str | None
    statistic: str
    pay_period: str
    pay_usd: float
    sample_size: float | None
    as_of_from_year: int
    as_of_to_year: int
    survey_address: str | None

    @property
    def source(self) -> tables.Source:
        """Where the collection of survey figures comes from."""
        return tables.record(SURVEY_TABLE).source()


@tables.built_once
def _rows() -> dict[tuple[str, str], dict[str, Any]]:
    """Rows of pay by experience by occupation and band."""
    return {(row["soc_code"], row["experience_band"]): row for row in _records(TABLE)}


@tables.built_once
def _surveys() -> dict[str, tuple[SurveyFigure, ...]]:
    figures: dict[str, tuple[SurveyFigure, ...]] = {}
    for row in _records(SURVEY_TABLE):
        figures[row["soc_code"]] = (*figures.get(row["soc_code"], ()), SurveyFigure(**row))
    return figures


def _records(table: str) -> list[dict[str, Any]]:
    return [_bare(row) for row in tables.digest(table).astype(object).to_dict("records")]


def _bare(row: Mapping[Hashable, Any]) -> dict[str, Any]:
    return {str(k): None if isinstance(v, float) and math.isnan(v) else v for k, v in row.items()}


@tables.built_once
def coverage() -> Coverage:
    """Which states the microdata at hand covers."""
    told = tables.record(TABLE).facts["coverage"]
    return Coverage(tuple(told["state_codes"]), tuple(told["missing_state_codes"]), told["people_n"])


def profile(soc_code: str, place: str = "US", industry: str | None = None, per: Per = "year") -> ExperienceProfile:
    """One occupation's pay by band of potential experience: as the census has it, and as modelled for a place.

    Args:
        soc_code: such as ``43-4051``; groups of occupations such as ``43-0000`` and ``00-0000`` have profiles too.
        place: where the estimates apply; ``US``, a state's letters, a metro's or a nonmetro area's code.
        industry: the industry they apply to, or None for all. With a place other than ``US`` the base itself is
            modelled.
        per: period of the estimates. The census's own figures are by the year.

    Raises:
        UnknownOccupation, UnknownPlace, UnknownIndustry: no such code.
        NotPublished: the microdata has no code for the occupation, or the agency publishes no pay for it there.
    """
    job = find_occupation(soc_code)
    rows = [_rows().get((job.soc_code, band)) for band in (ALL_BANDS, *BANDS)]
    found = [_band(row) for row in rows if row is not None]
    first = rows[0]
    if first is None or len(found) != len(rows):
        raise _absent(job.title)
    base = _base(job.soc_code, place, industry, per)
    estimates = tuple(_estimate(_index(job.soc_code, band), base, place, job.soc_code) for band in BANDS)
    return ExperienceProfile(
        soc_code=job.soc_code,
        occupation_title=job.title,
        year=first["year"],
        census_occupation_code=first["census_occupation_code"],
        shared_by=first["shared_by"],
        everyone=found[0],
        bands=tuple(found[1:]),
        coverage=coverage(),
        error_is_approximate=tables.record(TABLE).facts["error_method"] != "replicate weights",
        place_code=find_place(place).place_code,
        industry_code=_industry(base),
        base=base,
        estimates=estimates,
    )


def _band(row: dict[str, Any]) -> Band:
    return Band(**{field.name: row[field.name] for field in fields(Band)})


def shares(soc_code: str) -> tuple[BandShare, ...]:
    """Who is in a job by years of potential experience, beside all occupations: one for each of `BANDS`, in order.

    It shows who is there in one year, and not where others went.

    Raises:
        UnknownOccupation, NotPublished: see `profile`.
    """
    job = find_occupation(soc_code)
    mine, others = ([_rows().get((code, b)) for b in (ALL_BANDS, *BANDS)] for code in (job.soc_code, ALL_OCCUPATIONS))
    if None in mine:
        raise _absent(job.title)
    own, everyone = ([_band(row) for row in found if row is not None] for found in (mine, others))
    is_itself = job.soc_code == ALL_OCCUPATIONS
    part = (own[0].workers_weighted or 0.0) / (everyone[0].workers_weighted or math.inf)
    zs = [None if is_itself else _share_z(a, b, part) for a, b in zip(own[1:], everyone[1:], strict=True)]
    critical = iter(holm([z for z in zs if z is not None]))
    told = []
    for band, other, z in zip(own[1:], everyone[1:], zs, strict=True):
        share, error = band.workers_share_pct, band.workers_share_se_points
        low, high = None, None
        if share is not None and error is not None:
            low, high = max(share - CRITICAL_Z * error, 0.0), min(share + CRITICAL_Z * error, 100.0)
        outcome: Literal["clear", "too_close", "unknown", "itself"] = "itself" if is_itself else "unknown"
        if z is not None:
            outcome = "clear" if abs(z) >= next(critical) else "too_close"
        other_share = other.workers_share_pct
        told.append(BandShare(band.experience_band, band.people_n, share, error, low, high, other_share, outcome))
    return tuple(told)


def _share_z(own: Band, everyone: Band, part: float) -> float | None:
    share, other = own.workers_share_pct, everyone.workers_share_pct
    error, other_error = own.workers_share_se_points, everyone.workers_share_se_points
    if share is None or other is None or not error or not other_error:
        return None
    return (share - other) / math.sqrt(part_variance(error, other_error, part))


def _absent(title: str) -> NotPublished:
    return NotPublished(
        title, message=_("The census has no pay by experience for {job}.").format(job=in_language(title))
    )


# --- In a place and an industry ------------------------------------------------------------------------------


def _base(soc_code: str, place: str, industry: str | None, per: Per) -> Base:
    """The middle pay there, or the flag that says why there is none.

    Raises:
        UnknownOccupation, UnknownPlace, UnknownIndustry: no such code.
        NotPublished: the agency publishes no such cell.
    """
    where = find_place(place)
    sector = None if industry is None else industries.get(industry)
    if sector is not None and sector.industry_code == industries.ALL:
        sector = None
    differs = math.hypot(
        PLACES_DIFFER if where.place_code != "US" else 0.0, INDUSTRIES_DIFFER if sector is not None else 0.0
    )
    if sector is not None and where.place_code != "US":
        both = combined.estimate(soc_code, where.place_code, sector.industry_code, per)
        records = (both.place, both.industry, both.nation)
        if both.value_usd is None or both.high_usd is None:
            flag = next(
                (f for r in records if (f := r.cell("p50", per).flag) not in ("ok", "collapsed")), "not_released"
            )
            return Base("place_and_industry", per, None, flag, None, None, differs, records, both.reason)
        error = (both.high_usd / both.value_usd - 1) / CRITICAL_Z
        return Base("place_and_industry", per, both.value_usd, "ok", None, error, differs, records)
    record = pay.lookup(soc_code, where.place_code, sector.industry_code if sector else None)
    cell = record.cell("p50", per)
    kind: BaseKind = "industry" if sector else "nation" if where.place_code == "US" else "place"
    at_least = pay.ceilings().get(PERIOD[per]) if cell.flag == "top_coded" else None
    rse = None if record.pay_rse_pct is None else max(record.pay_rse_pct, SMALLEST_RSE_PCT) / 100
    return Base(kind, per, cell.value, cell.flag, at_least, rse, differs, (record,))


def _industry(base: Base) -> str | None:
    """Code of the industry that a base is about, or None for all."""
    return next((r.industry_code for r in base.records if r.industry_code != industries.ALL), None)


@dataclass(frozen=True)
class _Indices:
    """The index table as columns, with the number of each key's row."""

    rows: dict[tuple[str, str, str], int]
    columns: dict[str, Any]


_INDEX_COLUMNS: Final = {
    "effective_n": "effective_n",
    "own_log": "pay_ratio_log",
    "own_se": "pay_ratio_log_se",
    "group_log": "group_ratio_log",
    "group_se": "group_ratio_log_se",
    "between_sd": "between_ratio_log_sd",
    "own_weight": "own_weight",
    "log": "estimate_ratio_log",
    "se": "estimate_ratio_log_se",
}


@tables.built_once
def _indices() -> _Indices:
    frame = tables.load(INDEX_TABLE)
    keys = zip(*(frame[c].astype(object) for c in ("soc_code", "experience_band", "schooling_level")), strict=True)
    columns: dict[str, Any] = {name: frame[c].to_numpy(np.float64) for name, c in _INDEX_COLUMNS.items()}
    columns["people_n"] = frame["people_n"].to_numpy(np.int64)
    columns["badge"] = frame["evidence_badge"].astype(object).to_list()
    return _Indices({key: i for i, key in enumerate(keys)}, columns)


def _index(soc_code: str, band: str, level: str = EVERY_LEVEL) -> Index:
    indices = _indices()
    at = indices.rows.get((soc_code, band, level))
    if at is None:
        return _raw_index(soc_code, band)
    figures: dict[str, float | None] = {}
    for name in _INDEX_COLUMNS:
        value = float(indices.columns[name][at])
        figures[name] = None if math.isnan(value) else value
    return Index(
        experience_band=band,
        schooling_level=level,
        people_n=int(indices.columns["people_n"][at]),
        badge=indices.columns["badge"][at],
        **figures,
    )


def _raw_index(soc_code: str, band: str) -> Index:
    """A group of occupations holds people enough to speak for itself; its two medians count as independent."""
    own, everyone = (_band(_rows()[(soc_code, b)]) for b in (band, ALL_BANDS))
    log = se = None
    if own.pay_annual_p50_usd and everyone.pay_annual_p50_usd:
        log = math.log(own.pay_annual_p50_usd / everyone.pay_annual_p50_usd)
        se = math.hypot(*((b.pay_annual_p50_se_usd or 0) / (b.pay_annual_p50_usd or 1) for b in (own, everyone)))
    return Index(
        experience_band=band,
        schooling_level=EVERY_LEVEL,
        people_n=own.people_n,
        effective_n=None,
        own_log=log,
        own_se=se,
        group_log=None,
        group_se=None,
        between_sd=None,
        own_weight=None if log is None else 1.0,
        log=log,
        se=se,
        badge="not_shown" if log is None else "measured" if own.people_n >= FEWEST_MEASURED else "modelled",
    )


def _estimate(index: Index, base: Base, place: str, soc_code: str) -> BandEstimate:
    """Apply an index to a middle pay."""
    badge = index.badge
    if badge == "measured" and (base.kind == "place_and_industry" or not is_covered(place)):
        badge = "modelled"
    value = low = high = at_least = None
    flag = base.flag
    if index.log is None or index.se is None:
        flag = "not_released"
    elif base.value_usd is not None and base.error is not None:
        value, flag = base.value_usd * math.exp(index.log), "ok"
        reach = math.exp(CRITICAL_Z * math.hypot(index.se, base.error, base.differs))
        low, high = value / reach, value * reach
    elif base.value_usd is not None:
        # Without the error of the published average we could not say how sure the estimate is.
        flag = "not_released"
    elif base.at_least_usd is not None:
        at_least = base.at_least_usd * math.exp(index.log - CRITICAL_Z * math.hypot(index.se, base.differs))
    spread = _spread(index, base, value, soc_code)
    return BandEstimate(index.experience_band, badge, index.people_n, index, value, low, high, flag, at_least, spread)


def _spread(index: Index, base: Base, value: float | None, soc_code: str) -> dict[str, Cell]:
    """Percentiles of these people, times the middle pay there over the median of everyone in the census."""
    everyone = _rows()[(soc_code, ALL_BANDS)]["pay_annual_p50_usd"]
    if index.badge != "measured" or index.schooling_level != EVERY_LEVEL or value is None or everyone is None:
        return {}
    own = _band(_rows()[(soc_code, index.experience_band)])
    scale = (base.value_usd or 0) / everyone
    spread = {}
    for p in PERCENTILES:
        cell = own.cell(f"p{p}")
        spread[f"p{p}"] = Cell(None if cell.value is None else cell.value * scale, cell.flag)
    spread["p50"] = Cell(value, "ok")
    return spread


def is_covered(place: str) -> bool:
    """Whether the microdata holds all states that the place touches; the whole country counts as covered."""
    missing = coverage().missing_state_codes
    return not any(state in missing for state in find_place(place).state_codes)


def band_of(years: float) -> str:
    """The band that a number of years falls into.

    Raises:
        Unusable: not a number from 0 to `MOST_YEARS`.
    """
    if isinstance(years, bool) or not isinstance(years, int | float) or not 0 <= years <= MOST_YEARS:
        message = _("Years of experience must be a number from 0 to {most}.").format(most=MOST_YEARS)
        raise Unusable(years, message=message)
    return [band for band, start in zip(BANDS, BAND_STARTS, strict=True) if years >= start][-1]


def estimate(
    soc_code: str,
    years: float,
    place: str = "US",
    industry: str | None = None,
    schooling: str | None = None,
    per: Per = "year",
) -> Estimate:
    """What a job pays with so many years of experience, in a place and an industry: a range, and how it came about.

    Args:
        soc_code, place, industry, per: see `profile`.
        years: years of potential experience: since schooling ended.
        schooling: one of the keys of `SCHOOLING`, or None. Where the census has too few such people,
            ``schooling_level`` of the answer is ``all``.

    Raises:
        UnknownOccupation, UnknownPlace, UnknownIndustry: no such code.
        Unusable: years or schooling that cannot be.
        NotPublished: see `profile`.
    """
    band = band_of(years)
    _check_schooling(schooling)
    told = profile(soc_code, place, industry, per)
    found = _with_schooling(told, BANDS.index(band), place, schooling)
    return Estimate(
        soc_code=told.soc_code,
        occupation_title=told.occupation_title,
        place_code=told.place_code,
        industry_code=told.industry_code,
        years=float(years),
        schooling=schooling,
        schooling_level=found.index.schooling_level,
        band=found,
        base=told.base,
        shared_by=told.shared_by,
        steps=_steps(found, told.base),
    )


def estimates(
    soc_code: str, place: str = "US", industry: str | None = None, schooling: str | None = None, per: Per = "year"
) -> tuple[BandEstimate, ...]:
    """What a job pays in a place and an industry in each of `BANDS`: `estimate` for any number of years.

    Raises:
        UnknownOccupation, UnknownPlace, UnknownIndustry, Unusable, NotPublished: see `estimate`.
    """
    _check_schooling(schooling)
    told = profile(soc_code, place, industry, per)
    return tuple(_with_schooling(told, i, place, schooling) for i in range(len(BANDS)))


def _check_schooling(schooling: str | None) -> None:
    if schooling is not None and schooling not in SCHOOLING:
        known = ", ".join(SCHOOLING)
        raise Unusable(schooling, message=_("Schooling must be one of {known}.").format(known=known))


def _with_schooling(told: ExperienceProfile, band: int, place: str, schooling: str | None) -> BandEstimate:
    """One band's estimate, by schooling where the census has enough people to tell."""
    if schooling is not None:
        index = _index(told.soc_code, BANDS[band], SCHOOLING[schooling])
        if index.log is not None:
            return _estimate(index, told.base, place, told.soc_code)
    return told.estimates[band]


def _steps(found: BandEstimate, base: Base) -> tuple[Step, ...]:
    index, n = found.index, found.index.people_n
    reach = None if base.error is None else CRITICAL_Z * base.error
    middle = base.value_usd
    low, high = (None, None) if middle is None or reach is None else (middle * (1 - reach), middle * (1 + reach))
    return (
        Step("middle_pay", middle, low, high, "usd", None, "oews"),
        Step("experience_band", index.experience_band, None, None, "years", None, "acs"),
        _ratio_step("own_ratio", index.own_log, index.own_se, n),
        _ratio_step(
            "group_ratio",
            index.group_log,
            None if index.group_se is None else math.hypot(index.group_se, index.between_sd or 0),
            None,
        ),
        _ratio_step("ratio", index.log, index.se, n),
        _ratio_step("differences", 0.0, base.differs, None),
        Step("pay", found.value_usd, found.low_usd, found.high_usd, "usd", None, "oews"),
    )


def _ratio_step(name: str, log: float | None, se: float | None, people_n: int | None) -> Step:
    if log is None or se is None:
        return Step(name, None, None, None, "ratio", people_n, "acs")
    low, high = (math.exp(log + side * CRITICAL_Z * se) for side in (-1, 1))
    return Step(name, math.exp(log), low, high, "ratio", people_n, "acs")


# --- Other evidence -------------------------------------------------------------------------------------------


@tables.built_once
def _group_spans() -> dict[str, slice]:
    codes = tables.load(GROUPS_TABLE)["soc_code"].cat
    starts = np.searchsorted(codes.codes.to_numpy(), np.arange(len(codes.categories) + 1))
    return {code: slice(int(starts[i]), int(starts[i + 1])) for i, code in enumerate(codes.categories)}


def groups(soc_code: str, split: Split) -> pd.DataFrame:
    """Pay by experience within groups of people, as the census has it, whole country.

    Args:
        soc_code: such as ``43-4051``.
        split: ``division`` (only census divisions of which the files hold every state), ``sector``, ``schooling``
            (highest level reached), or ``experience`` (finer bands, in the band ``all``).

    Returns:
        One row per group and band, ``all`` bands included: ``split_group``, ``experience_band``, ``people_n``,
        ``workers_weighted``, percentiles with flags and ``pay_annual_p50_se_usd``, in dollars of ``year``. A cell
        under 30 people has no row; no row at all is an empty frame.

    Raises:
        UnknownOccupation: no such code.
        CareersError: no such split.
    """
    if split not in get_args(Split):
        raise CareersError(split, message=_("People are not told apart by “{split}”.").format(split=str(split)[:20]))
    span = _group_spans().get(find_occupation(soc_code).soc_code, slice(0, 0))
    rows = tables.load(GROUPS_TABLE).iloc[span]
    return rows[rows["split"] == split].drop(columns=["soc_code", "split"]).reset_index(drop=True)


@tables.kept(16)
def within(soc_code: str, split: Split, group: str) -> dict[str, Band]:
    """One group of `groups` by band, such as the people of one sector: those of `BANDS` that have enough people.

    Raises:
        UnknownOccupation, CareersError: see `groups`.
    """
    frame = groups(soc_code, split)
    rows = frame[frame["split_group"] == group].astype(object).to_dict("records")
    absent = dict.fromkeys(("workers_share_pct", "workers_share_se_points"))
    found = {row["experience_band"]: _band({**absent, **_bare(row)}) for row in rows}
    return {band: found[band] for band in BANDS if band in found}


@tables.kept(16)
def by_schooling(soc_code: str) -> pd.DataFrame:
    """People of all bands together by schooling, from least to most; see `groups`. Kept, so leave it as it is.

    Raises:
        UnknownOccupation: no such code.
    """
    frame = groups(soc_code, "schooling")
    order = list(SCHOOLING)
    rows = frame[frame["experience_band"] == ALL_BANDS]
    return rows.sort_values("split_group", key=lambda levels: levels.astype(object).map(order.index))


def surveys(soc_code: str) -> tuple[SurveyFigure, ...]:
    """Survey figures about an occupation, as reported and in the order kept; empty where nobody reported any.

    Raises:
        UnknownOccupation: no such code.
    """
    return _surveys().get(find_occupation(soc_code).soc_code, ())
