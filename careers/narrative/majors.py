"""Sentences of the Majors page: which jobs people of a field hold, and what people in a job studied."""

from __future__ import annotations

from typing import Any, Literal

import pandas as pd

from careers import format as fmt
from careers.columns import FEWEST_PEOPLE
from careers.experience import Coverage
from careers.i18n import _, ngettext
from careers.majors import Line, Lines
from careers.narrative import census
from careers.narrative.names import job_in_sentence, job_title
from careers.pay import ALL_OCCUPATIONS, PERCENTILES
from careers.significance import CRITICAL_Z

Side = Literal["jobs", "fields"]
"""What the lines are: the jobs of a field of study, or the fields of a job."""

DRAWN = {"few": 5, "many": 15}
"""Lines drawn, by what the reader asks for; a phone's first screen holds a few."""
LONGEST_NAME = 33
"""Characters of a line's name in the chart: on a phone its pay and its share stand behind it."""

COLUMNS = (
    *("major_title", "share_pct", "share_low_pct", "share_high_pct", "people_n", "paid_n"),
    *(f"pay_annual_p{p}_usd" for p in PERCENTILES),
    "pay_annual_p50_se_usd",
)
"""Columns of the table behind the chart."""


def heading(field_title: str | None, soc_code: str, occupation_title: str) -> str:
    """The page's heading; no place stands in it, because the figures are the whole country's."""
    if field_title is not None:
        return _("Jobs after studying {field}").format(field=field_title.lower())
    if soc_code == ALL_OCCUPATIONS:
        return _("Fields of study and jobs")
    return _("What {job} studied").format(job=job_in_sentence(occupation_title))


def name(line: Line, side: Side) -> str:
    """A line's name in full: a field of study, or the jobs that the census does not tell apart."""
    if side == "fields":
        return line.field_title
    return "; ".join(job_title(part) for part in line.title.split(" · ")) if line.soc_codes else _("All jobs")


def named(line: Line, side: Side) -> str:
    """The name in a sentence or on a card: of jobs told together the largest, and how many more."""
    if side == "fields" or len(line.soc_codes) < 2:
        return name(line, side)
    more = len(line.soc_codes) - 1
    return ngettext("{job} and {number} more", "{job} and {number} more", more).format(
        job=job_title(line.title.split(" · ")[0]), number=more
    )


def short(line: Line, side: Side) -> str:
    """The same as a label of the chart, cut where it is too long."""
    text = named(line, side)
    return text if len(text) <= LONGEST_NAME else text[: LONGEST_NAME - 1].rstrip(" ,;") + "…"


def table(lines: Lines, side: Side) -> pd.DataFrame:
    """One row per line, with its code, its share with range, its people and its pay, figures and flags as estimated."""
    return pd.DataFrame([_row(line, side) for line in lines.lines])


def _row(line: Line, side: Side) -> dict[str, Any]:
    row: dict[str, Any] = {
        "major_title": name(line, side),
        "label": short(line, side),
        "share_words": fmt.pct(line.share_pct),
        "degree_field_code": line.degree_field_code,
        "soc_code": line.soc_codes[0] if line.soc_codes else "",
        "people_n": line.people_n,
        "share_pct": line.share_pct,
        "share_low_pct": line.low_pct,
        "share_high_pct": line.high_pct,
        "paid_n": line.paid_n,
    }
    for p in PERCENTILES:
        cell = line.pay[f"p{p}"]
        row[f"pay_annual_p{p}_usd"], row[f"pay_annual_p{p}_flag"] = cell.value, cell.flag
    return row | {"pay_annual_p50_se_usd": line.pay_p50_se_usd}


def _many(share_pct: float) -> str:
    """A share as people say it, rounded to a whole number in a hundred."""
    return _("{number} in 100").format(number=round(share_pct)) if share_pct >= 1 else _("fewer than 1 in 100")


def _about(value: float) -> str:
    return fmt.usd_year(round(value, -2))


def main_figure(lines: Lines, side: Side, title: str) -> tuple[str, str, str, bool]:
    """The commonest job or field as a card."""
    label = (
        _("Most common job after studying {field}").format(field=title.lower())
        if side == "jobs"
        else _("Most common field of study of graduates in this job")
    )
    if not lines.lines:
        return label, _("not shown"), _("No group has {number} people or more.").format(number=FEWEST_PEOPLE), True
    first = lines.lines[0]
    note = _("{share}, likely {low} to {high}").format(
        share=_many(first.share_pct), low=fmt.pct(first.low_pct), high=fmt.pct(first.high_pct)
    )
    return label, named(first, side), note, True


def lead(lines: Lines, side: Side, title: str) -> list[str]:
    """What a person asks first: how spread out it is, and what it pays."""
    three = sum(line.share_pct for line in lines.lines[:3])
    said = []
    if len(lines.lines) > 3:
        text = (
            _("The three most common jobs hold {share} of its working graduates.")
            if side == "jobs"
            else _("The three most common fields are those of {share} of the graduates in it.")
        )
        said.append(text.format(share=fmt.pct(three, 0)))
    middle = lines.everyone.pay["p50"]
    if middle.value is not None:
        text = (
            _("Over all jobs, the middle pay of those who studied {title} is {amount} a year, full-time.")
            if side == "jobs"
            else _("Over all fields, the middle pay of graduates among {title} is {amount} a year, full-time.")
        )
        shown = title.lower() if side == "jobs" else job_in_sentence(title)
        said.append(text.format(title=shown, amount=_about(middle.value)))
    return said


def chart_words(lines: Lines, side: Side, title: str, most: int) -> tuple[str, str, str]:
    """Title, subtitle and sentence of the chart."""
    subtitle = (
        _("Yearly pay, {year} dollars; then the share in the job")
        if side == "jobs"
        else _("Yearly pay, {year} dollars; then the field’s share")
    ).format(year=lines.year)
    if not lines.lines:
        return _("Too few people to show"), subtitle, _("No group has enough people to be shown.")
    first = lines.lines[0]
    finding = (
        _("{share} who studied {title} work as {first}")
        if side == "jobs"
        else _("{share} graduates among {title} studied {first}")
    ).format(
        share=_many(first.share_pct).capitalize(),
        title=title.lower() if side == "jobs" else job_in_sentence(title),
        first=job_in_sentence(named(first, side)) if side == "jobs" else first.field_title.lower(),
    )
    told = [
        _("{name} {share}").format(name=named(line, side), share=fmt.pct(line.share_pct)) for line in lines.lines[:3]
    ]
    known = [line for line in lines.lines[:most] if line.pay["p50"].value is not None]
    sentence = _("Most common: {lines}.").format(lines="; ".join(told))
    if len(known) > 1:
        top = max(known, key=lambda line: line.pay["p50"].value or 0)
        sentence += " " + _("Of those drawn, the highest middle pay is that of {name}: {amount}.").format(
            name=named(top, side), amount=_about(top.pay["p50"].value or 0)
        )
    return finding, subtitle, sentence


def notes(lines: Lines, side: Side, most: int) -> list[str]:
    """What is drawn, what is not, and how sure the middles are."""
    drawn = min(most, len(lines.lines))
    said = [
        _("Drawn: the {number} most common of {all}. The table has all of them.").format(
            number=drawn, all=fmt.count(len(lines.lines))
        ),
        (
            _("{share} are in jobs of fewer than {number} people, which are not shown.")
            if side == "jobs"
            else _("{share} are in fields of fewer than {number} people, which are not shown.")
        ).format(share=fmt.pct(lines.not_shown_pct), number=FEWEST_PEOPLE),
    ]
    errors = [line.pay_p50_se_usd for line in lines.lines[:most] if line.pay_p50_se_usd is not None]
    if errors:
        said.append(
            _("Each middle drawn is give or take about {low} to {high} (90%).").format(
                low=_about(CRITICAL_Z * min(errors)), high=_about(CRITICAL_Z * max(errors))
            )
        )
    return said


def how_to_read(lines: Lines, coverage: Coverage) -> list[str]:
    """Whose figures these are and what they do not say."""
    return [
        _(
            "These are people with a bachelor’s degree or more who have a job. The field is that of their first "
            "bachelor’s degree; a later degree may have opened the job."
        ),
        _("Pay is that of those who work full-time and all year as employees, in {year}.").format(year=lines.year),
        _("People asked: {people}, in {covered}.").format(
            people=fmt.count(lines.everyone.people_n), covered=census.covered(coverage)
        ),
        _("A field did not cause the pay: who chooses it, where they live and how long they have worked all differ."),
        _("The census puts some jobs under one code. They stand in one row here."),
    ]


def rule() -> str:
    """How the figures were computed."""
    return _(
        "Weighted shares and percentiles of the census’s answers; errors are approximate. Fewer than {number} people "
        "are not shown. Pay is rounded to the nearest $100 on screen."
    ).format(number=FEWEST_PEOPLE)
