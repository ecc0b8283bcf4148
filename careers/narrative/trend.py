"""Sentences of the Trend: how pay moved after rising prices, what the years can tell, and what they cannot."""

from __future__ import annotations

from itertools import groupby

import pandas as pd

from careers import format as fmt
from careers.i18n import N_, _
from careers.narrative.names import job_in_sentence, workers
from careers.pay import Per
from careers.trend import Change, Trend

PER_WORDS: dict[Per, str] = {"year": N_("a year"), "hour": N_("an hour")}


def _whole(change: Change) -> str:
    return fmt.pct(abs(change.change_pct), 0)


def _is_flat(change: Change) -> bool:
    return round(abs(change.change_pct)) == 0


def title(trend: Trend) -> str:
    """The finding over the span, only as far as the averages' error supports it."""
    change = trend.pay
    if change is None:
        known = trend.frame["year"][trend.frame[trend.column("p50")].notna()]
        if known.empty:
            return _("No year has a figure for middle pay")
        return _("Only {year} has a figure for middle pay").format(year=known.iloc[0])
    span = {"first": change.first_year, "last": change.last_year}
    if trend.dollars == "nominal":
        prices = fmt.pct(trend.prices_pct or 0, 0)
        if change.outcome in ("clear", "unknown") and change.change_pct > 0 and not _is_flat(change):
            return _("Middle pay rose {percent} from {first} to {last}, while prices rose {prices}").format(
                percent=_whole(change), prices=prices, **span
            )
        return _("Middle pay from {first} to {last}, while prices rose {prices}").format(prices=prices, **span)
    if change.outcome == "unknown":
        return _("Middle pay after inflation, {first} to {last}").format(**span)
    if change.outcome != "clear":
        return _("No clear change in pay after inflation from {first} to {last}").format(**span)
    if _is_flat(change):
        return _("After inflation, middle pay is about the same in {last} as in {first}").format(**span)
    if change.change_pct > 0:
        return _("After inflation, middle pay rose {percent} from {first} to {last}").format(
            percent=_whole(change), **span
        )
    return _("After inflation, middle pay fell {percent} from {first} to {last}").format(percent=_whole(change), **span)


def dollars(trend: Trend) -> str:
    """In whose dollars the figures are."""
    if trend.dollars == "real":
        return _("in {year} dollars").format(year=trend.newest_year)
    return _("in dollars of each year")


def subtitle(trend: Trend) -> str:
    """Measure, dollars, who, place, period."""
    years = trend.frame["year"]
    text = {
        "year": _("Median yearly pay {dollars}, {job}, United States, May {first} to May {last}"),
        "hour": _("Median hourly pay {dollars}, {job}, United States, May {first} to May {last}"),
    }[trend.per]
    return text.format(
        dollars=dollars(trend), job=job_in_sentence(trend.occupation_title), first=years.min(), last=years.max()
    )


def sentence(trend: Trend) -> str:
    """The chart in one sentence, with its highest and lowest year."""
    middles = trend.frame.set_index("year")[trend.column("p50")].dropna()
    if middles.empty:
        return _("No year has a figure for middle pay.")
    if len(middles) == 1:
        return _("Middle pay in {year}: {amount}.").format(
            year=middles.index[0], amount=fmt.usd(middles.iloc[0], trend.per)
        )
    return _(
        "Middle pay was {first_amount} in {first} and {last_amount} in {last}; it was lowest in {low} ({low_amount}) "
        "and highest in {high} ({high_amount}), {dollars}."
    ).format(
        first=middles.index[0],
        first_amount=fmt.usd(middles.iloc[0], trend.per),
        last=middles.index[-1],
        last_amount=fmt.usd(middles.iloc[-1], trend.per),
        low=middles.idxmin(),
        low_amount=fmt.usd(middles.min(), trend.per),
        high=middles.idxmax(),
        high_amount=fmt.usd(middles.max(), trend.per),
        dollars=dollars(trend),
    )


def main_figure(trend: Trend) -> tuple[str, str, str, bool]:
    """The answer as a card: label, value, note, and that it is the main one.

    Args:
        trend: in real dollars, whichever are drawn.
    """
    known = trend.frame.dropna(subset=[trend.column("p50", "real")])
    where = workers(trend.occupation_title)
    if known.empty:
        return _("Middle pay of {job}, US").format(job=where), _("in no edition"), "", True
    first, last = known.iloc[0], known.iloc[-1]
    now = fmt.usd(last[trend.column("p50", "real")], trend.per)
    per = _(PER_WORDS[trend.per])
    if len(known) == 1:
        return (
            _("Middle pay, US, May {year}").format(year=last["year"]),
            now,
            _("{per}. No other year has a figure.").format(per=per),
            True,
        )
    value = _("no clear change")
    if trend.pay is not None and trend.pay.outcome in ("clear", "unknown"):
        flat = _is_flat(trend.pay)
        value = _("about the same") if flat else fmt.pct(trend.pay.change_pct, 0, signed=True)
    return (
        _("Middle pay after inflation, US, {first} to {last}").format(first=first["year"], last=last["year"]),
        value,
        _("from {then} to {now} {per}, both in {newest} dollars").format(
            then=fmt.usd(first[trend.column("p50", "real")], trend.per), now=now, per=per, newest=trend.newest_year
        ),
        True,
    )


def key_figures(trend: Trend) -> list[tuple[str, str, str]]:
    """What the change is made of: pay before inflation, prices, jobs."""
    found = []
    known = trend.frame.dropna(subset=[trend.column("p50", "nominal")])
    if trend.pay is not None and trend.prices_pct is not None:
        first, last = (known.iloc[at][trend.column("p50", "nominal")] for at in (0, -1))
        found.append(
            (
                _("Before inflation"),
                fmt.pct((last / first - 1) * 100, 0, signed=True),
                _("from {then} to {now}").format(then=fmt.usd(first, trend.per), now=fmt.usd(last, trend.per)),
            )
        )
        found.append((_("Prices"), fmt.pct(trend.prices_pct, 0, signed=True), _("consumer prices, CPI-U")))
    return found


def doubts(trend: Trend) -> str:
    """How far the change over the span can be trusted: its error, then the breaks inside it."""
    change = trend.pay
    if change is None:
        return ""
    parts = []
    if change.outcome == "disagree":
        parts.append(_("Average and middle pay point different ways, so the direction is too close to call."))
    elif change.outcome == "too_close":
        parts.append(_("The averages of the two years lie within their error of each other."))
    elif change.outcome == "unknown":
        parts.append(_("An average or its error is not released, so we cannot tell whether the change is real."))
    if change.break_years:
        parts.append(
            _("Job codes or methods changed in {years}, so part of the change can come from that.").format(
                years=fmt.listed([str(year) for year in change.break_years])
            )
        )
    return " ".join(parts)


def advice() -> str:
    """What the agency advises, in our words."""
    return _(
        "The agency advises against reading these figures as a time series. Each year’s figure is built from three "
        "years of surveys, and job codes and methods change. Trust the long move more than any single step."
    )


def rule(trend: Trend) -> str:
    """How the figures were taken over or computed."""
    if trend.dollars == "nominal":
        return _("Figures as published, joined on the same code only.")
    return _(
        "Each published figure times the consumer price index of {year}, divided by that of its own year (CPI-U, "
        "yearly average). Years are joined on the same code only."
    ).format(year=trend.newest_year)


def trust(trend: Trend, asked: Per, place_code: str, place_title: str, industry_title: str | None) -> list[str]:
    """How far the change can be trusted, and for whom it holds."""
    said = [period_note(trend, asked), doubts(trend), advice(), scope_note(place_code, place_title, industry_title)]
    return [sentence for sentence in said if sentence]


def years_phrase(years: list[int]) -> str:
    """Years in a sentence, runs drawn together: ``2013 to 2015 and 2019``."""
    runs: list[list[int]] = []
    for year in sorted(years):
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    words = [
        _("{first} to {last}").format(first=run[0], last=run[-1]) if len(run) > 2 else fmt.listed([str(y) for y in run])
        for run in runs
    ]
    return fmt.listed(words)


def coverage(trend: Trend) -> list[str]:
    """Since when the code exists, years without it, and names it had before."""
    said = []
    years = [int(year) for year in trend.frame["year"]]
    if years[0] > trend.listed_from:
        said.append(
            _(
                "This job’s code starts in {year}. Before that its work was counted under other codes, so no line is "
                "drawn for earlier years."
            ).format(year=years[0])
        )
    absent = sorted(set(range(years[0], years[-1] + 1)) - set(years))
    if absent:
        said.append(
            _("Nothing was published under this job’s code in {years}; the line is broken there.").format(
                years=years_phrase(absent)
            )
        )
    names = [
        (name, [int(y) for y, _name in rows])
        for name, rows in groupby(zip(years, trend.frame["occupation_title"], strict=True), key=lambda pair: pair[1])
    ]
    now = names[-1][0]
    for name, spelled in names[:-1]:
        if name.casefold() != now.casefold():
            said.append(
                _("In {years} the code’s name was “{name}”, so it may have covered other work.").format(
                    years=years_phrase(spelled), name=name
                )
            )
    return said


def gaps(trend: Trend) -> list[str]:
    """Years in which the middle, or an edge of the band, is not printed, and why."""
    said = []
    for statistic, what in (
        ("p50", _("the middle pay")),
        ("p10", _("the lowest tenth’s pay")),
        ("p90", _("the highest tenth’s pay")),
    ):
        flags = trend.frame[trend.flag(statistic)]
        for flag in sorted(set(flags) - {"ok", "collapsed"}):
            rows = trend.frame[flags == flag]
            years = years_phrase([int(year) for year in rows["year"]])
            if flag == "top_coded":
                said.append(
                    _(
                        "In {years} {what} is above what the edition prints, so we only know that it is at least the "
                        "ceiling ({ceilings}, in dollars of that year)."
                    ).format(years=years, what=what, ceilings=_ceilings(trend, rows))
                )
            else:
                said.append(
                    _("In {years} {what} is missing: {reason}.").format(
                        years=years, what=what, reason=fmt.flag_words(str(flag))
                    )
                )
    return said


def _ceilings(trend: Trend, rows: pd.DataFrame) -> str:
    column = "ceiling_annual_usd" if trend.per == "year" else "ceiling_hourly_usd"
    return fmt.listed([fmt.usd(value, trend.per) for value in dict.fromkeys(rows[column])])


def period_note(trend: Trend, asked: Per) -> str:
    """Says so where the job is paid by the other period only."""
    if trend.per == asked:
        return ""
    if trend.per == "hour":
        return _("This job’s pay is published by the hour only, so you see hourly pay.")
    return _("This job’s pay is published by the year only, so you see yearly pay.")


def scope_note(place_code: str, place_title: str, industry_title: str | None) -> str:
    """Says so where a place or an industry was chosen: earlier years are national."""
    if industry_title:
        return _(
            "These figures are for the whole country and all industries. Earlier years of {what} are not here."
        ).format(what=industry_title)
    if place_code != "US":
        return _("These figures are for the whole country. Earlier years of {what} are not here.").format(
            what=place_title
        )
    return ""


# --- The number of jobs ---------------------------------------------------------------------------------------------


def jobs_title(trend: Trend) -> str:
    """How the number of jobs moved."""
    change = trend.jobs
    if change is None:
        return _("Jobs by year")
    span = {"first": change.first_year, "last": change.last_year}
    if change.outcome in ("too_close", "disagree"):
        return _("No clear change in the number of jobs from {first} to {last}").format(**span)
    if _is_flat(change):
        return _("About as many jobs in {last} as in {first}").format(**span)
    text = _("{percent} more jobs in {last} than in {first}")
    if change.change_pct < 0:
        text = _("{percent} fewer jobs in {last} than in {first}")
    return text.format(percent=_whole(change), **span)


def jobs_subtitle(trend: Trend) -> str:
    """Measure, who, place, period."""
    years = trend.frame["year"]
    return _("Wage and salary jobs, {job}, United States, May {first} to May {last}").format(
        job=job_in_sentence(trend.occupation_title), first=years.min(), last=years.max()
    )


def jobs_sentence(trend: Trend) -> str:
    """The number of jobs in one sentence, with its highest and lowest year."""
    jobs = trend.frame.set_index("year")["employment"].dropna()
    if jobs.empty:
        return _("No year has a number of jobs.")
    return _(
        "{first_jobs} jobs in {first} and {last_jobs} in {last}; fewest in {low} ({low_jobs}), most in {high} "
        "({high_jobs}). The self-employed are not counted."
    ).format(
        first=jobs.index[0],
        first_jobs=fmt.people(jobs.iloc[0]),
        last=jobs.index[-1],
        last_jobs=fmt.people(jobs.iloc[-1]),
        low=jobs.idxmin(),
        low_jobs=fmt.people(jobs.min()),
        high=jobs.idxmax(),
        high_jobs=fmt.people(jobs.max()),
    )
