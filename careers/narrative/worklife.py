"""Sentences of Work life: hours, part-time, from home, the way to work, employers, ages, each with its doubt."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import pandas as pd

from careers import format as fmt
from careers import ratings
from careers.columns import FEWEST_PEOPLE
from careers.i18n import N_, _
from careers.narrative import census
from careers.narrative.names import job_in_sentence
from careers.narrative.requirements import rated, stands_out
from careers.worklife import Estimate, WorkLife

VERDICTS: Final = {
    "clear": N_("clear difference"),
    "too_close": N_("too close to call"),
    "unknown": N_("cannot be told"),
    "itself": N_("all workers"),
}
"""What the difference from all workers is called."""

TITLES: Final = {
    "weekly_hours": N_("{share} usually work {group} a week"),
    "way_to_work": N_("{share} of those who travel to work go {group}"),
    "travel_minutes": N_("{share} of those who travel to work need {group}"),
    "employer": N_("{share} work for {group}"),
    "schooling": N_("For {share}, {group} is the highest schooling"),
    "age": N_("{share} are {group}"),
}
"""The finding of each chart: how many are in the largest group."""

MEASURES: Final = {
    "weekly_hours": N_("Usual hours a week"),
    "way_to_work": N_("Ways to work, of people who travel to work"),
    "travel_minutes": N_("Minutes to work, one way, of people who travel to work"),
    "employer": N_("Who employs them"),
    "schooling": N_("Highest schooling that people have"),
    "age": N_("Age"),
}

SENTENCES: Final = {
    "weekly_hours": N_("By usual hours a week: {groups}."),
    "way_to_work": N_("By way to work: {groups}."),
    "travel_minutes": N_("By time to work: {groups}."),
    "employer": N_("By employer: {groups}."),
    "schooling": N_("By highest schooling: {groups}."),
    "age": N_("By age: {groups}."),
}


def verdict(estimate: Estimate) -> str:
    """The difference from all workers in a few words."""
    return _(VERDICTS[estimate.outcome])


def too_few() -> str:
    """What is said where too few people were asked."""
    return _("not shown: fewer than {number} people").format(number=FEWEST_PEOPLE)


# --- Figures -------------------------------------------------------------------------------------------------------


def _card(
    label: str, estimate: Estimate, text: Callable[[float], str], *, is_main: bool = False
) -> tuple[str, str, str, bool]:
    if estimate.value is None or estimate.interval is None:
        return label, too_few(), "", is_main
    low, high = (text(edge) for edge in estimate.interval)
    note = _("likely {low} to {high}").format(low=low, high=high) if low != high else _("likely {low}").format(low=low)
    if estimate.everyone is not None and estimate.outcome != "itself":
        note = _("{likely}; all workers {everyone}: {verdict}").format(
            likely=note, everyone=text(estimate.everyone), verdict=verdict(estimate)
        )
    return label, text(estimate.value), note, is_main


def main_figure(life: WorkLife) -> tuple[str, str, str, bool]:
    """The answer as a card: label, value, note, and that it is the main one."""
    return _card(_("Usual hours a week, on average"), life.weekly_hours_mean, fmt.one_decimal, is_main=True)


def key_figures(life: WorkLife) -> list[tuple[str, str, str, bool]]:
    """Part-time, working from home, the way to work and age as cards."""
    return [
        _card(_("Work part-time (under 35 hours)"), life.part_time_pct, fmt.pct),
        _card(_("Work from home"), life.from_home_pct, fmt.pct),
        _card(_("Minutes to work, one way"), life.travel_minutes_mean, fmt.one_decimal),
        _card(_("Half are no older than"), life.age_p50_years, fmt.one_decimal),
    ]


def first_notes(life: WorkLife, place_code: str, place_title: str) -> list[str]:
    """What must be known with the first figure: who shares it, and that it is not of one place."""
    told = [census.shared(life.shared_by, life.sharing), census.scope(life.coverage, place_code, place_title)]
    return [sentence for sentence in told if sentence]


# --- Shares --------------------------------------------------------------------------------------------------------


def table(life: WorkLife, trait: str) -> pd.DataFrame:
    """The groups of a trait in their own order: share, flag, 90% interval, error, all workers, verdict, sample."""
    rows = []
    for share in life.shares[trait]:
        low, high = share.interval or (None, None)
        rows.append(
            {
                "soc_code": life.soc_code,
                "trait_words": share.words[:1].upper() + share.words[1:],
                "share_pct": share.value,
                "share_flag": share.flag,
                "share_low_pct": low,
                "share_high_pct": high,
                "share_se_points": share.standard_error,
                "everyone_share_pct": share.everyone,
                "verdict": verdict(share),
                "people_n": share.people_n,
            }
        )
    frame = pd.DataFrame(rows)
    return frame if life.part_time_pct.outcome != "itself" else frame.drop(columns=["everyone_share_pct", "verdict"])


def table_columns(frame: pd.DataFrame) -> list[str]:
    """Columns that the table under a chart shows."""
    return [column for column in frame.columns if column not in ("soc_code", "share_flag")]


def title(life: WorkLife, trait: str) -> str:
    """The finding: how many are in the largest group. It claims no rank, so it needs no verdict."""
    known = [share for share in life.shares[trait] if share.value is not None]
    if not known:
        return _("Too few people were asked to show this")
    if trait == "age" and life.age_p50_years.value is not None:
        return _("Half are no older than {age}").format(age=fmt.one_decimal(life.age_p50_years.value))
    largest = max(known, key=lambda share: share.value or 0)
    return _(TITLES[trait]).format(share=fmt.pct(largest.value or 0, 0), group=largest.words)


def subtitle(life: WorkLife, trait: str) -> str:
    """Measure, who, place, period."""
    return _("{measure}, {job}, {covered}, {year}").format(
        measure=_(MEASURES[trait]),
        job=job_in_sentence(life.occupation_title),
        covered=census.covered(life.coverage),
        year=life.year,
    )


def sentence(life: WorkLife, trait: str) -> str:
    """The chart in one sentence: every group."""
    told = [
        _("{group} {share}").format(share=fmt.pct(share.value), group=share.words)
        for share in life.shares[trait]
        if share.value is not None
    ]
    if not told:
        return _("No group is shown: fewer than {number} people were asked.").format(number=FEWEST_PEOPLE)
    return _(SENTENCES[trait]).format(groups="; ".join(told))


def words(life: WorkLife, trait: str) -> tuple[str, str, str]:
    """Title, subtitle and sentence of a trait's chart."""
    return title(life, trait), subtitle(life, trait), sentence(life, trait)


def asked(life: WorkLife, trait: str) -> str:
    """How many people stand behind a chart; with schooling, that many of the young are still at school."""
    text = _("{number} people were asked.")
    if trait == "schooling":
        text = _("{number} people were asked, everyone from 16 on, so that some are still at school.")
    return text.format(number=fmt.count(life.shares[trait][0].people_n))


def series(life: WorkLife) -> str:
    """Which records of the microdata answer."""
    return census.codes(life.census_occupation_code)


def rule() -> str:
    """How the figures were computed."""
    return _(
        "Weighted shares and averages of civilians with a job, the self-employed included. Working from home is of "
        "those at work that week; ways and times are of those who travel."
    )


def how_to_read(life: WorkLife) -> list[str]:
    """What “likely” means, how a difference is judged, and whose answers these are."""
    error = _(
        "“Likely” is the range that would hold the true figure in 9 of 10 such samples. It counts the error from "
        "asking some people and not all; wrong answers come on top."
    )
    if life.error_is_approximate:
        error += " " + _("The error itself is approximate, because these files hold no weights made for it.")
    said = [error]
    if life.part_time_pct.outcome != "itself":
        said.append(
            _(
                "A difference from all workers is called clear where both errors together do not explain it, with a "
                "stricter mark because many figures are compared at once. Otherwise it is too close to call."
            )
        )
    said.append(
        _(
            "Everyone counted is a civilian with a job, employed or self-employed, in {covered}. {number} people in "
            "this job were asked in {year}, about one week of their lives; some answered for others in their household."
        ).format(covered=census.covered(life.coverage), number=fmt.count(life.people_n), year=life.year)
    )
    return said


# --- Surroundings --------------------------------------------------------------------------------------------------


SURROUNDINGS_COLUMNS: Final = ["element_name", "rating", "average_job_rating", "rating_difference"]


def surroundings(soc_code: str) -> pd.DataFrame:
    """What stands out in the job's surroundings; empty where Work Context is not loaded or says nothing."""
    if "work_context" not in ratings.loaded() or not ratings.is_rated(soc_code, "work_context"):
        return rated([])
    return rated(stands_out(ratings.items(soc_code, "work_context")))


def surroundings_caption(occupation_title: str) -> str:
    """What the table of surroundings shows."""
    return _("How much of each, from 1 to 5: {job} and the average job, furthest above it first (O*NET)").format(
        job=job_in_sentence(occupation_title)
    )


def surroundings_missing(soc_code: str, occupation_title: str) -> str:
    """Why nothing is said about the surroundings, and how to have it said."""
    if "work_context" not in ratings.loaded():
        return _(
            "Noise, weather, standing or dealing with upset people: O*NET’s Work Context says so, and it is not loaded "
            "here, because the O*NET file that these tables were built from lacks it. With the full file from O*NET, "
            "“python -m etl fetch --source onet” and “python -m etl build --source onet” load it."
        )
    if not ratings.is_rated(soc_code, "work_context"):
        return ratings.unrated(soc_code, "work_context").message
    return _("Nothing in the surroundings of {job} stands out from the average job.").format(
        job=job_in_sentence(occupation_title)
    )
