"""What pay looks like with more years of experience: people counted in the census, and what surveys reported.

The two kinds of evidence stand apart and are never blended. A percentile is not a level of experience, and a band of
potential experience is a picture of different people in one year, not one person's path.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, fields
from typing import Any, Final

from careers import tables
from careers.errors import NotPublished
from careers.i18n import _
from careers.pay import Cell
from careers.titles import occupation as find_occupation

TABLE: Final = "pay_by_experience"
SURVEY_TABLE: Final = "pay_surveys"
ALL_BANDS: Final = "all"
BANDS: Final = ("0-5", "5-10", "10-20", "20+")
"""Years of potential experience, lower end included, upper end not, in order."""


@dataclass(frozen=True)
class Band:
    """Yearly pay of full-time, year-round employees with so many years of potential experience.

    Field names, units and meanings are those of the published table; a figure is None unless its flag is ``ok``.
    ``pay_annual_p50_se_usd`` is the median's standard error. Under 30 people (``people_n``) nothing is shown.
    """

    experience_band: str
    people_n: int
    workers_weighted: float | None
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
class ExperienceProfile:
    """One occupation's pay by years of potential experience, whole country.

    Args:
        soc_code, occupation_title: the occupation asked about.
        year: survey year, in whose dollars the figures are.
        census_occupation_code: codes of the microdata that answer, joined by ``;``, or ``all``.
        shared_by: how many occupations of that level these codes cover; above 1, the figures are theirs together.
        everyone: all bands together.
        bands: one for each of `BANDS`, in order.
        coverage: whose figures these are.
        error_is_approximate: whether the standard errors were had without replicate weights.
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

    @property
    def source(self) -> tables.Source:
        """Who published the microdata."""
        return tables.record(TABLE).source("acs")


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
    rows = tables.load(table).astype(object).to_dict("records")
    return [{str(k): None if isinstance(v, float) and math.isnan(v) else v for k, v in row.items()} for row in rows]


def coverage() -> Coverage:
    """Which states the microdata at hand covers."""
    told = tables.record(TABLE).facts["coverage"]
    return Coverage(tuple(told["state_codes"]), tuple(told["missing_state_codes"]), told["people_n"])


def profile(soc_code: str) -> ExperienceProfile:
    """One occupation's pay by band of potential experience.

    Args:
        soc_code: such as ``43-4051``; groups of occupations such as ``43-0000`` and ``00-0000`` have profiles too.

    Raises:
        UnknownOccupation: no such code.
        NotPublished: the microdata has no code for the occupation.
    """
    job = find_occupation(soc_code)
    rows = [_rows().get((job.soc_code, band)) for band in (ALL_BANDS, *BANDS)]
    found = [_band(row) for row in rows if row is not None]
    first = rows[0]
    if first is None or len(found) != len(rows):
        raise NotPublished(job.title, message=_("The census has no pay by experience for {job}.").format(job=job.title))
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
    )


def _band(row: dict[str, Any]) -> Band:
    return Band(**{field.name: row[field.name] for field in fields(Band)})


def surveys(soc_code: str) -> tuple[SurveyFigure, ...]:
    """Survey figures about an occupation, as reported and in the order kept; empty where nobody reported any.

    Raises:
        UnknownOccupation: no such code.
    """
    return _surveys().get(find_occupation(soc_code).soc_code, ())
