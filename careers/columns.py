"""What the columns of the tables are called on screen, and how one of their cells reads.

Column names are systematic (``pay_annual_p50_usd``, ``employment_flag``), so one rule names and prints them all; a new
column needs an entry here before a screen can show it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import Any, Final

from careers import format as fmt
from careers import occupation_names, places
from careers.i18n import N_, _

HEADINGS: Final[dict[str, str]] = {
    "soc_code": N_("Occupation code"),
    "occupation_title": N_("Job"),
    "place_code": N_("Place code"),
    "place_title": N_("Place"),
    "place_kind": N_("Kind of place"),
    "industry_code": N_("Industry code"),
    "industry_title": N_("Industry"),
    "industry_level": N_("Level"),
    "row_title": N_("Job and place"),
    "year": N_("May of"),
    "employment": N_("Jobs"),
    "employment_rse_pct": N_("Error of jobs (RSE)"),
    "pay_rse_pct": N_("Error of average pay (RSE)"),
    "jobs_per_1000": N_("Of 1,000 jobs there"),
    "location_quotient": N_("Concentration (US = 1)"),
    "occupation_share_pct": N_("Share of this job’s workers"),
    "parity_index": N_("Price level (US = 100)"),
    "ranking": N_("In the ranking"),
    "price_index": N_("Consumer prices (1982–84 = 100)"),
    "experience_band": N_("Years of potential experience"),
    "people_n": N_("People asked"),
    "workers_weighted": N_("Workers they stand for"),
    "shared_by": N_("Occupations sharing the code"),
    "pay_annual_p50_se_usd": N_("Standard error of the middle"),
    "break_note": N_("What changed"),
    "trait_words": N_("Group"),
    "share_pct": N_("Share"),
    "share_low_pct": N_("Likely from"),
    "share_high_pct": N_("Likely to"),
    "share_se_points": N_("Standard error"),
    "everyone_share_pct": N_("All workers"),
    "verdict": N_("Difference"),
    "element_name": N_("Name in O*NET"),
    "plain_phrase": N_("In plain words"),
    "rating": N_("This job"),
    "average_job_rating": N_("Average job"),
    "rating_difference": N_("Above the average job"),
    "skill_name": N_("Skill"),
    "skill_score": N_("This job"),
    "everyone_skill_score": N_("All occupations"),
    "skill_percentile_rank": N_("Occupations that score lower"),
    "attained_share_pct": N_("BLS count, from age 25 on"),
    "rating_precision": N_("O*NET’s warning"),
    "survey_source": N_("Survey"),
    "survey_publisher": N_("Reported by"),
    "reported_title": N_("Job name"),
    "experience_label": N_("Experience"),
    "statistic": N_("Figure"),
    "pay_period": N_("Per"),
    "pay_usd": N_("Pay"),
    "sample_size": N_("People asked"),
    "as_of_from_year": N_("Not before"),
    "as_of_to_year": N_("Not after"),
    "ceiling_hourly_usd": N_("Highest pay printed"),
    "ceiling_annual_usd": N_("Highest pay printed"),
    "openings_reason": N_("Why a job opens"),
    "openings_annual_thousand": N_("Openings a year"),
    "openings_per_100": N_("Openings a year per 100 workers"),
    "edition": N_("Edition"),
    "base_year": N_("From"),
    "target_year": N_("To"),
    "employment_base_thousand": N_("Jobs at the start"),
    "employment_target_thousand": N_("Jobs projected"),
    "employment_change_thousand": N_("Change in jobs"),
    "employment_change_pct": N_("Change in jobs, percent"),
    "projected_industry_title": N_("Industry that is projected"),
    "industry_scope_note": N_("What is counted otherwise"),
    "counted_year": N_("Year"),
    "counted_by": N_("Counted in edition"),
    "projected_thousand": N_("Jobs on the projected path"),
    "counted_thousand": N_("Jobs counted later"),
    "gap_pct": N_("Counted against projected"),
    "everyone_gap_pct": N_("The same, all occupations"),
    "typical_entry_schooling": N_("Schooling to get in"),
    "interests": N_("Interests"),
    "top_skills": N_("Skills that stand out"),
    "number": N_("Number in the picture"),
    "pay_change_usd": N_("Change in pay"),
    "pay_verdict": N_("Is the change real?"),
    "schooling_change": N_("Schooling against now"),
    "relatedness": N_("Why it is here"),
    "rung_title": N_("Compared with"),
    "percentile_low_pct": N_("Earn less than the offer, from"),
    "percentile_high_pct": N_("Earn less than the offer, to"),
    "equal_pay_usd": N_("Buys as much there"),
    "estimate_low_usd": N_("Likely from"),
    "estimate_usd": N_("Middle pay, estimated"),
    "estimate_high_usd": N_("Likely to"),
    "evidence_badge": N_("How it is known"),
    "asked_n": N_("People asked, whole country"),
    "paid_n": N_("People whose pay is told"),
    "major_title": N_("Job or field of study"),
    "file_row": N_("Row"),
    "file_column": N_("Column"),
    "fault_cause": N_("What is wrong"),
    "split_group": N_("Highest schooling"),
    "skill_gaps": N_("Matters more there (now → there)"),
}

WORDS: Final[dict[str, dict[str, str]]] = {
    "experience_band": {
        "all": N_("all"),
        "0-5": N_("0–5 years"),
        "5-10": N_("5–10 years"),
        "10-20": N_("10–20 years"),
        "20+": N_("20+ years"),
    },
    "statistic": {
        "average": N_("average"),
        "median": N_("median"),
        "typical": N_("typical"),
        "low": N_("lowest"),
        "high": N_("highest"),
        "bonus_and_commission": N_("bonus and commission"),
    },
    "split_group": {
        "less_than_high_school": N_("below high school"),
        "high_school": N_("high school"),
        "some_college": N_("some college"),
        "associate": N_("associate’s degree"),
        "bachelor": N_("bachelor’s degree"),
        "master": N_("master’s degree"),
        "doctoral_or_professional": N_("doctorate or professional"),
    },
    "evidence_badge": {
        "measured": N_("measured"),
        "modelled": N_("modelled"),
        "not_shown": N_("not shown"),
    },
    "pay_period": {"year": N_("year"), "hour": N_("hour")},
    "typical_entry_schooling": {
        "No formal educational credential": N_("none"),
        "High school diploma or equivalent": N_("high school"),
        "Some college, no degree": N_("some college"),
        "Postsecondary nondegree award": N_("certificate"),
        "Associate's degree": N_("associate’s degree"),
        "Bachelor's degree": N_("bachelor’s degree"),
        "Master's degree": N_("master’s degree"),
        "Doctoral or professional degree": N_("doctorate"),
    },
    "rating_precision": {
        "ok": N_("no warning"),
        "low": N_("too imprecise"),
        "not_stated": N_("not stated"),
    },
}
"""What the categories of a column are called on screen."""

ABSENT: Final[dict[str, str]] = {
    "experience_label": N_("not stated"),
    "sample_size": N_("not stated"),
    "file_column": N_("the whole row"),
    "pay_annual_p50_se_usd": N_("not known"),
    "parity_index": N_("none published"),
    "employment_change_pct": N_("no jobs to start from"),
    "openings_per_100": N_("no jobs to start from"),
    "counted_by": N_("not yet counted"),
    "counted_thousand": N_("not yet counted"),
    "gap_pct": N_("not yet known"),
    "everyone_gap_pct": N_("not yet known"),
    "typical_entry_schooling": N_("not stated"),
    "percentile_low_pct": N_("cannot be told"),
    "percentile_high_pct": N_("cannot be told"),
    "interests": N_("not rated"),
    "top_skills": N_("not rated"),
}
"""What is said in place of a missing cell, where “not released” would be wrong."""

PEOPLE: Final = "people_n"
"""A row with this column was estimated here, from so many people in a sample."""

PAID: Final = "paid_n"
"""Of those, the people whose pay is told, where not all of theirs is."""

FEWEST_PEOPLE: Final = 30
"""A group of fewer people has no figures. A test holds this against the published tables."""

STATISTICS: Final[dict[str, str]] = {
    "mean": N_("Average"),
    "p10": N_("Lowest tenth up to (P10)"),
    "p25": N_("Lower quarter up to (P25)"),
    "p50": N_("Middle (median, P50)"),
    "p75": N_("Upper quarter from (P75)"),
    "p90": N_("Highest tenth from (P90)"),
}

_PAY: Final = re.compile(r"pay_(?P<period>annual|hourly)_(?P<statistic>mean|p\d\d)(?P<real>_real|_after_prices)?_usd")
_NUMBERS: Final = (
    *("_usd", "_pct", "_points", "_index", "_quotient", "_per_1000", "_per_100"),
    *("_n", "_weighted", "_thousand", "_size", "year"),
)
_RATINGS: Final = ("rating", "average_job_rating", "rating_difference", "skill_score", "everyone_skill_score")
FLAGS_WITH_VALUE: Final = frozenset({"ok", "collapsed"})


def is_flag(column: str) -> bool:
    """Whether a column says what kind of figure stands in another."""
    return column.endswith("_flag")


def flag_of(column: str) -> str:
    """Name of the column that would hold this column's flag."""
    return f"{re.sub(r'(_real|_after_prices)?_(usd|pct)$', '', column)}_flag"


def heading(column: str) -> str:
    """What a column is called on screen.

    Raises:
        KeyError: no name is kept for it here.
    """
    matched = _PAY.fullmatch(column)
    if matched:
        figure = STATISTICS[matched["statistic"]]
        name = _(figure)
        dollars = {"_real": _("{figure}, newest dollars"), "_after_prices": _("{figure}, after local prices")}
        return dollars.get(matched["real"] or "", "{figure}").format(figure=name)
    return _(HEADINGS[column])


def is_number(column: str) -> bool:
    """Whether a column's cells are figures, which stand flush right."""
    return column in ("employment", "shared_by", "skill_percentile_rank", *_RATINGS) or column.endswith(_NUMBERS)


def cell(row: Mapping[str, Any], column: str, ceilings: Mapping[str, float] | None = None) -> str:
    """One cell as text: the figure with its unit's writing, or words where there is none.

    Args:
        row: column → value, with the flag column beside a flagged figure.
        column: which of them to print.
        ceilings: ``annual`` and ``hourly`` ceiling of the edition, to name top-coded cells.
    """
    value = row[column]
    flag = row.get(flag_of(column))
    missing = value is None or (isinstance(value, float) and math.isnan(value))
    if missing and row.get(PAID, row.get(PEOPLE, FEWEST_PEOPLE)) < FEWEST_PEOPLE:
        return _("not shown: fewer than {number} people").format(number=FEWEST_PEOPLE)
    if missing and column in ABSENT:
        return _(ABSENT[column])
    matched = _PAY.fullmatch(column)
    if matched:
        if missing and matched["real"] == "_after_prices" and flag in FLAGS_WITH_VALUE:
            return _("no local price level")
        if PEOPLE in row and not missing:
            # An estimate from a sample is not known to the dollar.
            value = round(value, -2)
        per: fmt.Per = "year" if matched["period"] == "annual" else "hour"
        ceiling = None if PEOPLE in row or not ceilings else ceilings.get(matched["period"])
        if ceiling is not None and matched["real"]:
            level = row.get("parity_index") if matched["real"] == "_after_prices" else None
            ceiling = None if level is None or math.isnan(level) else ceiling * 100 / level
        return fmt.pay(
            None if missing else value, str(flag or "not_released" if missing else flag or "ok"), per, ceiling
        )
    if missing:
        return fmt.flag_words(str(flag)) if flag not in (None, *FLAGS_WITH_VALUE) else _("not released")
    if flag == "growth_only":
        # The words stay together, so that a narrow column takes two lines for them and not four.
        return _("{figure} (new\N{NO-BREAK SPACE}jobs\N{NO-BREAK SPACE}only)").format(figure=_plain(column, value))
    return _plain(column, value)


def word(column: str, value: str) -> str:
    """What a category of a column is called on screen."""
    return _(WORDS[column][value])


OWN_WORDS: Final = frozenset({"break_note", "experience_label", "industry_scope_note", "survey_publisher"})
"""Columns of the hand-kept lists that hold words of ours, each in the catalogue; a reader's own words stay as typed."""


def _plain(column: str, value: Any) -> str:
    if column == "occupation_title":
        return occupation_names.in_language(str(value))
    if column == "place_title":
        return places.in_language(str(value))
    if column in OWN_WORDS:
        return _(str(value))
    if column in WORDS:
        return word(column, str(value))
    if column.endswith("year"):
        return str(int(value))
    if column.endswith("change_usd"):
        return fmt.usd_change(value, "year" if float(value).is_integer() else "hour")
    if column.endswith("_usd"):
        return (
            fmt.usd_year(value) if column.startswith("pay_annual") or float(value).is_integer() else fmt.usd_hour(value)
        )
    if column.endswith(("change_pct", "gap_pct")):
        return fmt.pct(value, signed=True)
    if column.endswith("_pct"):
        return fmt.pct(value)
    if column.endswith("_thousand"):
        return fmt.count(round(value * 1000), signed=column.endswith("change_thousand"))
    if column.endswith("_points"):
        return fmt.points(value)
    if column == "skill_percentile_rank":
        return fmt.pct(value, 0)
    if column in _RATINGS or column.endswith("_quotient"):
        return fmt.ratio(value)
    if column.endswith(("_index", "_per_1000", "_per_100")):
        return fmt.index(value)
    if is_number(column):
        return fmt.count(value)
    return str(value)
