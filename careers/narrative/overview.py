"""Sentences of the Overview: what a job pays here, how that compares, and whether it grows."""

from __future__ import annotations

from dataclasses import asdict

import numpy as np
import pandas as pd

from careers import format as fmt
from careers.experience import ExperienceProfile
from careers.i18n import N_, _, ngettext
from careers.industries import ALL as ALL_INDUSTRIES
from careers.narrative.names import in_place, industry_in_sentence, industry_name, job_in_sentence
from careers.narrative.requirements import first_duties
from careers.narrative.verdicts import against, label
from careers.outlook import Outlook
from careers.overview import FIRST_IN_RANKINGS, Overview
from careers.pay import ALL_OCCUPATIONS, PERIOD, Cell, PayRecord, Per, Verdict
from careers.prices import RealAmount
from careers.ranking import Ranking
from careers.requirements import SCHOOLING
from careers.worklife import WorkLife

PER_WORDS: dict[Per, str] = {"year": N_("a year"), "hour": N_("an hour")}

GROWTH_WORDS = {
    "decline": N_("decline"),
    "little or no change": N_("little or no change"),
    "slower than average": N_("slower than average"),
    "as fast as average": N_("as fast as average"),
    "faster than average": N_("faster than average"),
    "much faster than average": N_("much faster than average"),
}
"""The agency's growth words, for the translation catalogue."""


def amount(cell: Cell, per: Per, ceiling: float | None = None) -> str:
    """A pay figure with its period: "$45,610 a year", "at least $239,200 a year", "not released"."""
    text = fmt.pay(cell.value, cell.flag, per, ceiling)
    has_amount = cell.value is not None or (cell.flag == "top_coded" and ceiling is not None)
    return _("{amount} {per}").format(amount=text, per=_(PER_WORDS[per])) if has_amount else text


def middle(record: PayRecord, per: Per, ceiling: float | None = None) -> str:
    """What half of the workers earn."""
    cell = record.cell("p50", per)
    if cell.value is not None:
        return _("Half earn more than {amount}, and half earn less.").format(amount=amount(cell, per))
    if cell.flag == "top_coded" and ceiling is not None:
        return _("More than half earn {amount}.").format(amount=amount(cell, per, ceiling))
    return _("The middle pay is {words}.").format(words=fmt.pay(None, cell.flag, per, ceiling))


def spread(record: PayRecord, per: Per, ceiling: float | None = None) -> str:
    """The middle half and the two outer tenths; only what is released."""
    p10, p25, p75, p90 = (record.cell(f"p{p}", per) for p in (10, 25, 75, 90))
    parts = []
    if p25.value is not None and p75.value is not None:
        parts.append(
            _("The middle half earn {low} to {high}.").format(low=fmt.usd(p25.value, per), high=amount(p75, per))
        )
    if p10.value is not None:
        parts.append(_("The lowest-paid tenth earn {amount} or less.").format(amount=fmt.usd(p10.value, per)))
    if p90.value is not None:
        parts.append(_("The highest-paid tenth earn {amount} or more.").format(amount=fmt.usd(p90.value, per)))
    elif p90.flag == "top_coded" and ceiling is not None:
        parts.append(_("The highest-paid tenth earn {amount}.").format(amount=amount(p90, per, ceiling)))
    return " ".join(parts)


def jobs(record: PayRecord) -> str:
    """How many jobs there are, and how common they are here."""
    if record.employment is None:
        return _("The number of jobs {in_place} is not released.").format(
            in_place=in_place(record.place_code, record.place_title)
        )
    text = ngettext(
        "About {number} job {in_place}.", "About {number} jobs {in_place}.", round(record.employment)
    ).format(number=fmt.people(record.employment), in_place=in_place(record.place_code, record.place_title))
    quotient = record.location_quotient
    if quotient is None or record.place_code == "US":
        return text
    if 0.95 <= quotient <= 1.05:
        return text + " " + _("They are about as common here as in the US as a whole.")
    if quotient > 1:
        return (
            text
            + " "
            + _("They are {ratio} times as common here as in the US as a whole.").format(ratio=fmt.ratio(quotient))
        )
    return (
        text
        + " "
        + _("They are less common here: {ratio} times the US share of jobs.").format(ratio=fmt.ratio(quotient))
    )


def real_pay(real: RealAmount, per: Per) -> str:
    """What the middle pay buys after local prices."""
    level = real.parity.parity_index
    value = fmt.usd(real.real_usd, per)
    if abs(level - 100) < 0.05:
        return _("Prices here are at the US level, so this pay buys what it says.")
    if level < 100:
        text = _("Prices here are {percent} below the US level, so this pay buys what {amount} buys on average.")
    else:
        text = _("Prices here are {percent} above the US level, so this pay buys what {amount} buys on average.")
    return text.format(percent=fmt.pct(abs(level - 100)), amount=value)


def outlook(record: Outlook) -> str:
    """How many jobs are projected, in the agency's word, and how many openings."""
    if record.employment_change_pct is None:
        return _("The {edition} projections give no growth for this job.").format(edition=fmt.edition(record.edition))
    change = fmt.pct(record.employment_change_pct, signed=True)
    everyone = (
        fmt.pct(record.all_occupations_change_pct, signed=True) if record.all_occupations_change_pct is not None else ""
    )
    if record.growth_word is not None:
        text = _("Jobs in the United States: {change} from {base} to {target} (“{word}”; all jobs {everyone}).")
    else:
        text = _("Jobs in the United States: {change} from {base} to {target} (all jobs {everyone}).")
    sentence = text.format(
        change=change,
        base=record.base_year,
        target=record.target_year,
        word=_(record.growth_word) if record.growth_word else "",
        everyone=everyone,
    )
    if record.openings:
        growth = (record.employment_change_thousand or 0) * 1000 / (record.target_year - record.base_year)
        if growth < record.openings / 2:
            text = _("About {openings} openings a year, most of them to replace people who leave or change jobs.")
        else:
            text = _("About {openings} openings a year.")
        sentence += " " + text.format(openings=fmt.count(record.openings))
    return sentence


def versus(record: PayRecord, other: PayRecord, verdict: Verdict, per: Per, other_words: str) -> str:
    """How the middle pay stands against another cell's, with the verdict on the averages.

    Args:
        record, other: the two cells.
        verdict: `careers.pay.compare` of both.
        per: year or hour.
        other_words: the other, inside a sentence: "the US middle", "all occupations here".
    """
    mine, theirs = record.cell("p50", per).value, other.cell("p50", per).value
    if mine is None or theirs is None:
        return ""
    share = (mine / theirs - 1) * 100
    if mine == theirs:
        text = _("That is the same as {other}.")
    elif verdict.outcome in ("too_close", "disagree"):
        text = (
            _("That is {amount} above {other}, but {verdict}.")
            if mine > theirs
            else _("That is {amount} below {other}, but {verdict}.")
        )
    elif verdict.outcome == "clear":
        text = (
            _("That is {percent} above {other}, a clear difference.")
            if mine > theirs
            else _("That is {percent} below {other}, a clear difference.")
        )
    else:
        text = _("The middle of {other} is {theirs}.")
    return text.format(
        amount=fmt.usd(abs(mine - theirs), per),
        percent=fmt.pct(abs(share), 0 if abs(share) >= 1 else 1),
        other=other_words,
        verdict=label(verdict),
        theirs=fmt.usd(theirs, per),
    )


# --- The page ------------------------------------------------------------------------------------------------------


def crossed(industry_title: str, place_title: str) -> str:
    """Why a chosen industry does not count on a page about a place."""
    return _(
        "No agency publishes pay in {place} by industry. This page shows all industries there, not {industry} alone."
    ).format(place=place_title, industry=industry_title)


def lead(answer: Overview, wanted: Per) -> list[str]:
    """The answer in two to four sentences: the middle, how it compares, the outlook."""
    here, per = answer.here, answer.per
    sentences = [middle(here, per, answer.ceiling)]
    if answer.against_nation is not None:
        us = versus(here, answer.nation, answer.against_nation, per, _("the US middle"))
        if us:
            sentences.append(us)
    if per != wanted:
        sentences.append(
            _("This work is paid by the hour, so no yearly figure is published.")
            if per == "hour"
            else _("This work is paid by the year, so no hourly figure is published.")
        )
    return sentences


def main_figure(answer: Overview) -> tuple[str, str, str, bool]:
    """Label, figure, note of the one figure that answers the page's question."""
    here, per = answer.here, answer.per
    other: Per = "hour" if per == "year" else "year"
    cell, other_cell = here.cell("p50", per), here.cell("p50", other)
    both = _("By the hour: {amount}") if other == "hour" else _("By the year: {amount}")
    return (
        _("Middle pay {per}").format(per=_(PER_WORDS[per])),
        fmt.pay(cell.value, cell.flag, per, answer.ceiling),
        both.format(amount=fmt.pay(other_cell.value, other_cell.flag, other, answer.ceilings[PERIOD[other]])),
        True,
    )


def key_figures(answer: Overview) -> list[tuple[str, str, str, bool]]:
    """Label, figure, note and whether it is the main one, for each key figure below the first."""
    here, per, ceiling = answer.here, answer.per, answer.ceiling
    p25, p75 = here.cell("p25", per), here.cell("p75", per)
    half = (
        _("{low} to {high}").format(low=fmt.usd(p25.value, per), high=fmt.pay(p75.value, p75.flag, per, ceiling))
        if p25.value is not None
        else fmt.pay(p25.value, p25.flag, per, ceiling)
    )
    cells = {p: here.cell(p, per) for p in ("p10", "p90")}
    texts = {p: fmt.pay(cell.value, cell.flag, per, ceiling) for p, cell in cells.items()}
    figures = [
        (_("Lowest tenth earn up to"), texts["p10"], "", False),
        (_("Middle half earn"), half, "", False),
        (_("Highest tenth earn from"), texts["p90"], "", False),
        (_("Jobs here"), fmt.jobs(here.employment, here.employment_flag), _jobs_note(here), False),
    ]
    if answer.real is not None:
        note = _("price level {index}, US = 100").format(index=fmt.index(answer.real.parity.parity_index))
        figures.append((_("Middle pay after local prices"), fmt.usd(answer.real.real_usd, per), note, False))
    figures.extend(_outlook_figure(answer.outlook))
    return figures


def _outlook_figure(record: Outlook | None) -> list[tuple[str, str, str, bool]]:
    if record is None or record.employment_change_pct is None:
        return []
    label_words = _("Jobs in the US, {edition}").format(edition=fmt.edition(record.edition))
    note = _("{openings} openings a year").format(openings=fmt.count(record.openings)) if record.openings else ""
    if record.growth_word is not None:
        note = _("“{word}”, {rest}").format(word=_(record.growth_word), rest=note) if note else _(record.growth_word)
    return [(label_words, fmt.pct(record.employment_change_pct, signed=True), note, False)]


def _jobs_note(here: PayRecord) -> str:
    if here.location_quotient is None or here.place_code == "US":
        return ""
    return _("{ratio} times the US share").format(ratio=fmt.ratio(here.location_quotient))


def row_titles(answer: Overview) -> list[str]:
    """Names of the chart's rows: here, the whole country, and all occupations here."""
    here = answer.here
    where = _place(here)
    if here.industry_code != ALL_INDUSTRIES:
        where = industry_name(here.industry_code, here.industry_title)
    titles = [where]
    if answer.against_nation is not None:
        titles.append(_place(answer.nation))
    if answer.against_everyone is not None:
        titles.append(_("All occupations, {where}").format(where=where))
    return titles


def _place(record: PayRecord) -> str:
    return _("United States") if record.place_code == "US" else record.place_title


def spread_rows(answer: Overview) -> pd.DataFrame:
    """The rows of the spread chart, figures and flags as published, each named in ``row_title``."""
    records = [answer.here]
    if answer.against_nation is not None:
        records.append(answer.nation)
    if answer.against_everyone is not None:
        records.append(answer.everyone)
    frame = pd.DataFrame([asdict(record) for record in records])
    frame.insert(0, "row_title", row_titles(answer))
    return frame


def spread_columns(per: Per) -> list[str]:
    """Columns of the table under the chart: the five percentiles and the average."""
    return [f"pay_{PERIOD[per]}_{statistic}_usd" for statistic in ("p10", "p25", "p50", "p75", "p90", "mean")]


def spread_words(answer: Overview) -> tuple[str, str, str]:
    """Title, subtitle and sentence of the spread chart."""
    here, per = answer.here, answer.per
    p10, p25, p75, p90 = (here.cell(f"p{p}", per) for p in (10, 25, 75, 90))
    if p25.value is not None and p75.value is not None:
        title = _("The middle half earn {low} to {high}").format(low=fmt.usd(p25.value, per), high=amount(p75, per))
    elif p10.value is not None:
        title = _("Nine in ten earn {low} or more").format(low=amount(p10, per))
    else:
        title = _("How pay spreads")
    job = job_in_sentence(here.occupation_title)
    measure = _("Yearly pay of {job}, {edition}") if per == "year" else _("Hourly pay of {job}, {edition}")
    subtitle = measure.format(job=job, edition=fmt.edition(here.edition))
    sentence = spread(here, per, answer.ceiling) or _("The spread of pay is not released.")
    if p90.flag == "top_coded" and p10.value is None:
        sentence = _("Nine in ten earn {amount}.").format(amount=amount(p10, per, answer.ceiling))
    return title, subtitle, sentence


def comparisons(answer: Overview) -> list[str]:
    """How the job here stands against the country, against all work here, and after local prices."""
    here, per = answer.here, answer.per
    sentences = []
    if answer.against_nation is not None:
        sentences.append(against(answer.against_nation, _("the same job in the US as a whole")))
    if answer.against_everyone is not None:
        if here.industry_code == ALL_INDUSTRIES:
            other = _("all occupations {in_place}").format(in_place=in_place(here.place_code, here.place_title))
        else:
            industry = industry_in_sentence(here.industry_code, here.industry_title)
            other = _("all occupations in {industry}").format(industry=industry)
        sentences.append(against(answer.against_everyone, other))
    if answer.real is not None:
        sentences.append(real_pay(answer.real, per))
        if answer.real.parity.is_likely_high:
            sentences.append(_("This area has no price level of its own. Its state's likely overstates prices here."))
    sentences.append(jobs(here))
    return [*sentences, *answer.gaps]


def best(ranked: Ranking, kind: str, answer: Overview) -> list[tuple[str, str]]:
    """Words and code of the best-paying places or industries.

    Args:
        ranked: the ranking.
        kind: ``place`` or ``industry``: whose names and codes the rows carry.
        answer: for the period and the ceiling.
    """
    columns = (f"{kind}_title", f"{kind}_code", ranked.column.replace("_usd", "_flag"), ranked.column)
    # The rows stand in order, so the first are the best; a look at single columns spares their frame.
    first = zip(*(ranked.rows[column].array[:FIRST_IN_RANKINGS] for column in columns), strict=True)
    entries = []
    for name, code, flag, value in first:
        figure = fmt.pay(None if flag == "top_coded" else float(value), str(flag), answer.per, answer.ceiling)
        told = industry_name(code, name) if kind == "industry" else name
        entries.append((_("{name}: {figure}").format(name=told, figure=figure), str(code)))
    return entries


def ranking_note(label: str, ranked: Ranking) -> str:
    """What the ranking is by, and how many cells are too uncertain to take part."""
    text = _("{label}, by middle pay.").format(label=label)
    left = ranked.n_uncertain
    if left:
        text += " " + ngettext(
            "{number} is left out because its figures are too uncertain to rank.",
            "{number} are left out because their figures are too uncertain to rank.",
            left,
        ).format(number=fmt.count(left))
    return text


def headlines(answer: Overview) -> list[tuple[str, list[str], str, str]]:
    """Title, sentences, page and link words for each further subject."""
    found: list[tuple[str, list[str], str, str]] = []
    if answer.outlook is not None:
        found.append((_("Will there be jobs?"), prospects(answer.outlook), "outlook", _("More about the outlook")))
    if answer.experience is not None:
        told = with_experience(answer.experience)
        if told:
            here = [told, *with_experience_here(answer)]
            found.append((_("Pay with years of experience"), here, "experience", _("Pay by years of experience")))
    fair = offered(answer)
    if fair:
        found.append((_("Is an offer fair?"), [fair], "offer", _("Check an offer")))
    moved = since(answer.history, answer.per)
    if moved:
        found.append((_("How pay has moved"), [moved], "trend", _("Pay since {year}").format(year=_first_year(answer))))
    doing = first_duties(answer.duties) if answer.duties is not None else []
    if doing:
        found.append((_("What people do"), doing, "requirements", _("What it takes")))
    if answer.work_life is not None:
        told = work_life(answer.work_life)
        if told:
            found.append((_("What the work is like"), [told], "worklife", _("Work life")))
    if answer.similar:
        found.append((_("Similar jobs"), [similar(answer)], "related", _("Compare them as trade-offs")))
    if answer.also_called:
        found.append((_("Also called"), [", ".join(answer.also_called) + "."], "", ""))
    return found


def work_life(life: WorkLife) -> str:
    """Usual hours, part-time and working from home in one sentence; only what enough people answered."""
    parts = []
    if life.weekly_hours_mean.value is not None:
        parts.append(
            _("people work {hours} hours a week on average").format(hours=fmt.index(life.weekly_hours_mean.value))
        )
    if life.part_time_pct.value is not None:
        parts.append(_("{percent} work part-time").format(percent=fmt.pct(life.part_time_pct.value, 0)))
    if life.from_home_pct.value is not None:
        parts.append(_("{percent} work from home").format(percent=fmt.pct(life.from_home_pct.value, 0)))
    if not parts:
        return ""
    text = fmt.listed(parts)
    return _("{facts} ({year}).").format(facts=text[:1].upper() + text[1:], year=life.year)


def similar(answer: Overview) -> str:
    """The nearest related roles with their middle pay here."""
    entries = []
    for role in answer.similar:
        cell = role.record.cell("p50", answer.per) if role.record is not None else Cell(None, "not_released")
        entries.append(
            _("{job} ({pay})").format(
                job=job_in_sentence(role.occupation_title),
                pay=fmt.pay(cell.value, cell.flag, answer.per, answer.ceiling),
            )
        )
    text = fmt.listed(entries)
    return _("{jobs}.").format(jobs=text[:1].upper() + text[1:])


def _first_year(answer: Overview) -> int:
    return int(answer.history["year"].min())


def prospects(record: Outlook) -> list[str]:
    """Growth, openings and typical entry schooling."""
    sentences = [outlook(record)]
    if record.typical_entry_schooling is not None:
        sentences.append(
            _("People typically need {schooling} to get in.").format(
                schooling=_(SCHOOLING[record.typical_entry_schooling])
            )
        )
    return sentences


def with_experience(profile: ExperienceProfile) -> str:
    """The middle pay of the first and the last band, where both are known."""
    first, last = profile.bands[0].cell("p50"), profile.bands[-1].cell("p50")
    if first.value is None or last.value is None:
        return ""
    return _(
        "Full-time workers with under 5 years of potential experience earn about {low} a year in the middle, those "
        "with 20 or more about {high}. These are different people in {year}, not one person's path."
    ).format(
        low=fmt.usd(round(first.value, -2), "year"), high=fmt.usd(round(last.value, -2), "year"), year=profile.year
    )


def with_experience_here(answer: Overview) -> list[str]:
    """The same for the place or industry: a model, so a range; nothing where the pay there cannot be scaled."""
    here, profile = answer.here, answer.experience
    if profile is None or here == answer.nation:
        return []
    first, last = profile.estimates[0], profile.estimates[-1]
    if first.low_usd is None or first.high_usd is None or last.low_usd is None or last.high_usd is None:
        return []
    where = in_place(here.place_code, here.place_title)
    if here.industry_code != ALL_INDUSTRIES:
        where = _("in {industry}").format(industry=industry_in_sentence(here.industry_code, here.industry_title))
    amounts = {
        name: fmt.usd(round(value, -2 if answer.per == "year" else 1), answer.per)
        for name, value in (
            ("low", first.low_usd), ("high", first.high_usd), ("last_low", last.low_usd), ("last_high", last.high_usd),
        )
    }  # fmt: skip
    return [
        _(
            "Scaled to the pay {where}, a model: likely {low} to {high} {per} with under 5 years, {last_low} to "
            "{last_high} with 20 or more."
        ).format(where=where, per=_(PER_WORDS[answer.per]), **amounts)
    ]


def offered(answer: Overview) -> str:
    """Between which amounts an offer is in the middle half here; nothing where these are not published."""
    p25, p75 = (answer.here.cell(f"p{p}", answer.per) for p in (25, 75))
    if p25.value is None or p75.value is None or answer.here.soc_code == ALL_OCCUPATIONS:
        return ""
    return _(
        "From {low} to {high} {per} an offer is among the middle half here; below that in the lowest quarter, above it "
        "in the highest. Industry and years move that."
    ).format(low=fmt.usd(p25.value, answer.per), high=fmt.usd(p75.value, answer.per), per=_(PER_WORDS[answer.per]))


def since(history: pd.DataFrame, per: Per) -> str:
    """How the national middle has moved since the first year, in the newest year's dollars."""
    column = f"pay_{PERIOD[per]}_p50_real_usd"
    years, middles = history["year"].to_numpy(int), history[column].to_numpy(float)
    known = np.flatnonzero(~np.isnan(middles))
    if len(known) < 2:
        return ""
    first, last = known[0], known[-1]
    change = (middles[last] / middles[first] - 1) * 100
    span = {"first": int(years[first]), "last": int(years[last])}
    caution = _("Codes and methods changed in between, so read this with care.")
    if abs(change) < 0.5:
        text = _("In {last} dollars, the US middle is about what it was in {first}.").format(**span)
    elif change > 0:
        text = _("In {last} dollars, the US middle rose {percent} from {first} to {last}.").format(
            percent=fmt.pct(change, 0), **span
        )
    else:
        text = _("In {last} dollars, the US middle fell {percent} from {first} to {last}.").format(
            percent=fmt.pct(-change, 0), **span
        )
    between = (years > years[first]) & (years <= years[last]) & history["break_note"].notna().to_numpy(bool)
    return f"{text} {caution}" if between.any() else text
