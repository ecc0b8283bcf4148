"""Sentences of the Offer page: where an amount stands, what would move it, and what can be said about it.

An offer is asked about by an address, so every part of the question may be missing, a slip or nonsense: `read` turns it
into a question that can be answered, or into words that say what is wrong.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import pandas as pd

from careers import compare, offers, outlook, pay
from careers import format as fmt
from careers.errors import CareersError, NotPublished, Unusable
from careers.experience import EVERY_LEVEL, MOST_YEARS, BandEstimate, Estimate
from careers.i18n import N_, _, ngettext
from careers.narrative.experience import SPANS
from careers.narrative.names import (
    in_place,
    industry_in_sentence,
    industry_name,
    job_in_sentence,
    place_in_sentence,
    place_short,
    workers,
)
from careers.narrative.overview import PER_WORDS
from careers.offers import OfferCheck, Position, Rung
from careers.pay import PERCENTILES, PERIOD, Per
from careers.ranking import FEWEST_JOBS, LARGEST_PAY_RSE_PCT

PARAMETERS: Final = ("amount", "years", "schooling", "hours", "weeks", "sure")
"""Parts of the question that the address of this page carries besides job, place, industry and period."""

LONGEST_TYPED: Final = 20
PLACES_SHOWN: Final = 5
MOVED: Final[dict[Per, tuple[str, ...]]] = {
    per: ("place_title", "equal_pay_usd", f"pay_{PERIOD[per]}_p50_usd", "parity_index", "employment")
    for per in ("year", "hour")
}
"""Columns of the table of other states."""

_FULL_WEEK, _FULL_YEAR = 40.0, 52.0

SCHOOLING_CHOICES: Final[dict[str, str]] = {
    "less_than_high_school": N_("No high school diploma"),
    "high_school": N_("High school diploma"),
    "some_college": N_("Some college, no degree"),
    "associate": N_("Associate’s degree"),
    "bachelor": N_("Bachelor’s degree"),
    "master": N_("Master’s degree"),
    "doctoral_or_professional": N_("Doctorate or professional degree"),
}
"""Schooling as the address carries it, in the words of the box."""

LEVEL_WORDS: Final[dict[str, str]] = {
    "up_to_high_school": N_("up to a high school diploma"),
    "some_college_or_associate": N_("some college or an associate’s degree"),
    "bachelor": N_("a bachelor’s degree"),
    "graduate": N_("a graduate degree"),
}
"""Levels by which the census's people are told apart, inside a sentence."""

WHERE_WORDS: Final[dict[str, str]] = {
    "lowest_tenth": N_("In the lowest tenth"),
    "lowest_quarter": N_("In the lowest quarter"),
    "below_middle": N_("Below the middle"),
    "about_middle": N_("About the middle"),
    "above_middle": N_("Above the middle"),
    "highest_quarter": N_("In the highest quarter"),
    "highest_tenth": N_("In the highest tenth"),
    "unclear": N_("Too close to tell"),
}


@dataclass(frozen=True)
class Question:
    """An offer as the address asks about it.

    Args:
        amount: US dollars as typed, None where nothing usable was typed.
        per: the period it was typed for.
        years: years of experience, or None.
        schooling: highest schooling, one of `SCHOOLING_CHOICES`, or None.
        compared_usd, compared_per: what is compared: the same, or the hourly amount of a part-time or part-year offer.
        hours, weeks: hours a week and weeks a year, where they were typed.
        problems: what in the address cannot be used, a sentence each.
        sure: whether the reader has said that this very amount and period are meant.
    """

    amount: float | None
    per: Per
    years: float | None = None
    schooling: str | None = None
    compared_usd: float | None = None
    compared_per: Per = "year"
    hours: float | None = None
    weeks: float | None = None
    problems: list[str] = field(default_factory=list)
    sure: bool = False


def schooling_options() -> dict[str, str]:
    """What the box of schooling offers: nothing first, then the levels from least to most."""
    return {"": _("Any")} | {value: _(words) for value, words in SCHOOLING_CHOICES.items()}


def sure_of(amount_typed: str, per: Per) -> str:
    """What the address carries once the reader says that an amount that looks like a slip is meant."""
    return f"{per}-{amount_typed.strip()}"


def read(told: Mapping[str, str], per: Per) -> Question:
    """Make a question of what was typed.

    Args:
        told: name → text, names as in `PARAMETERS`; a blank text is nothing typed.
        per: the period chosen for pay.
    """
    problems: list[str] = []

    def typed(name: str, reader: Callable[[str], float]) -> float | None:
        text = told.get(name, "").strip()
        if not text:
            return None
        try:
            return reader(text)
        except CareersError as error:
            problems.append(str(error))
            return None

    amount = typed("amount", _amount)
    about_years = _("Years of experience must be a number from 0 to {most}.").format(most=MOST_YEARS)
    years = typed("years", lambda text: _number(text, 0, MOST_YEARS, about_years))
    about_time = _("Hours a week go from 1 to 100, weeks a year from 1 to 52.")
    hours = typed("hours", lambda text: _number(text, 1, 100, about_time))
    weeks = typed("weeks", lambda text: _number(text, 1, 52, about_time))
    schooling = told.get("schooling", "").strip() or None
    if schooling is not None and schooling not in SCHOOLING_CHOICES:
        problems.append(_("That is no level of schooling that we know. Choose one from the list."))
        schooling = None
    if schooling is not None and years is None:
        problems.append(_("Schooling counts only together with years of experience. Type the years too."))
    compared, compared_per = amount, per
    if amount is not None and per == "year" and (hours is not None or weeks is not None):
        compared_per = "hour"
        compared = offers.per_hour(amount, hours or _FULL_WEEK, weeks or _FULL_YEAR)
    sure = told.get("sure", "") == sure_of(told.get("amount", ""), per)
    return Question(amount, per, years, schooling, compared, compared_per, hours, weeks, problems, sure)


def _amount(text: str) -> float:
    amount = offers.parse(text)
    if amount <= 0:
        raise Unusable(text, message=_("An offer has to be more than zero."))
    return amount


def _number(text: str, low: float, high: float, message: str) -> float:
    bare = text.replace(".", "", 1)
    value = float(text) if bare.isascii() and bare.isdigit() else math.nan
    if not low <= value <= high:
        raise Unusable(text, message=message)
    return value


# --- The verdict ---------------------------------------------------------------------------------------------------


def _money(value: float, per: Per, *, is_estimate: bool = False) -> str:
    """A yearly estimate is not known to the dollar, nor an hourly one to the cent beyond ten."""
    if is_estimate:
        value = round(value, -2) if per == "year" else round(value, 1)
    return _("{amount} {per}").format(amount=fmt.usd(value, per), per=_(PER_WORDS[per]))


def _shown_end(value: float, per: Per) -> str:
    """One end of an estimate's range, as coarse as the estimate is."""
    return fmt.usd(round(value, -2) if per == "year" else round(value, 1), per)


def standing(position: Position) -> str:
    """The range in words: how many in a hundred earn less."""
    low, high = position.low_pct, position.high_pct
    if low is None and high is None:
        return _("the figures do not tell how many earn less")
    if low is None:
        return _("at most {number} in 100 earn less").format(number=math.ceil(high or 0))
    if high is None:
        return _("at least {number} in 100 earn less").format(number=math.floor(low))
    first, last = round(low), round(high)
    if first == last:
        return _("about {number} in 100 earn less").format(number=first)
    return _("about {low} to {high} in 100 earn less").format(low=first, high=last)


def who(check: OfferCheck, rung: Rung) -> str:
    """The people of a rung inside a sentence: "customer service representatives in Ohio"."""
    job = workers(check.occupation_title)
    if rung.kind == "industry":
        name = industry_in_sentence(rung.code, rung.title)
        return _("{job} in {industry}, whole country").format(job=job, industry=name)
    if rung.kind == "experience":
        return _("{job} with {span} (modelled)").format(job=job, span=_like(check, rung.code))
    return _("{job} {in_place}").format(job=job, in_place=in_place(rung.code, rung.title))


def _like(check: OfferCheck, band: str) -> str:
    """Years and, where people were told apart by it, schooling: "5 to 10 years and a bachelor’s degree"."""
    level = check.estimate.schooling_level if check.estimate is not None else EVERY_LEVEL
    if level == EVERY_LEVEL:
        return _(SPANS[band])
    return _("{span} and {schooling}").format(span=_(SPANS[band]), schooling=_(LEVEL_WORDS[level]))


def heading(occupation_title: str, place_code: str, place_title: str) -> str:
    """The page's heading, short enough for a phone."""
    place = _("US") if place_code == "US" else place_short(place_code, place_title)
    return _("Offer: {job}, {place}").format(job=job_in_sentence(occupation_title), place=place)


def main_figure(check: OfferCheck) -> tuple[str, str, str, bool]:
    """The verdict as a card: label, words, range, and that it is the main one."""
    label = _("An offer of {amount}").format(amount=_money(check.amount_usd, check.per))
    rung = check.nearest
    if rung is None or rung.position is None:
        return label, _("The data cannot tell"), "", True
    note = _("Of {people}, {range}.").format(people=who(check, rung), range=standing(rung.position))
    return label, _(WHERE_WORDS[rung.position.where]), note, True


def lead(check: OfferCheck, question: Question) -> list[str]:
    """What else the answer needs at once: the middle it is held against, and how a part-time offer was compared."""
    said = []
    rung = check.nearest
    if rung is not None and rung.middle.value is not None:
        gap = check.amount_usd - rung.middle.value
        middle = _money(rung.middle.value, check.per)
        if gap == 0:
            said.append(_("That is the middle pay there, {middle}.").format(middle=middle))
        else:
            text = (
                _("That is {gap} above the middle pay there, {middle}.")
                if gap > 0
                else _("That is {gap} below the middle pay there, {middle}.")
            )
            said.append(text.format(gap=fmt.usd(abs(gap), check.per), middle=middle))
    if rung is None:
        said += list(dict.fromkeys(r.reason for r in check.rungs if r.reason))
    if question.compared_per != question.per:
        said.append(
            _("{total} a year for {hours} hours a week and {weeks} weeks is {hourly}.").format(
                total=fmt.usd_year(question.amount or 0),
                hours=_plain(question.hours or _FULL_WEEK),
                weeks=_plain(question.weeks or _FULL_YEAR),
                hourly=_money(check.amount_usd, "hour"),
            )
        )
    return said


def _plain(value: float) -> str:
    return fmt.count(value) if value.is_integer() else fmt.one_decimal(value)


def rungs_told(check: OfferCheck) -> list[str]:
    """Every rung beyond the verdict's in a sentence, with its jobs and error."""
    return [_rung(check, rung) for rung in check.rungs if rung is not check.nearest]


def _rung(check: OfferCheck, rung: Rung) -> str:
    people = who(check, rung)
    people = people[:1].upper() + people[1:]
    if rung.position is None:
        return _("{people}: {reason}").format(people=people, reason=rung.reason)
    text = _("{people}: {where}; {range}.").format(
        people=people, where=_(WHERE_WORDS[rung.position.where]).lower(), range=standing(rung.position)
    )
    return " ".join([text, *_thin(rung)])


def _thin(rung: Rung) -> list[str]:
    """Why a rung should not be leaned on."""
    said = []
    if rung.jobs is not None and rung.jobs < FEWEST_JOBS:
        said.append(
            ngettext("It rests on {number} job only.", "It rests on {number} jobs only.", round(rung.jobs)).format(
                number=fmt.count(rung.jobs)
            )
        )
    if rung.kind != "experience" and rung.effective_n is None:
        said.append(_("The agency prints no error for it, so the range is likely too narrow."))
    elif rung.pay_rse_pct is not None and rung.pay_rse_pct > LARGEST_PAY_RSE_PCT:
        said.append(
            _("Its average pay has an error of {percent}, which is much.").format(percent=fmt.pct(rung.pay_rse_pct))
        )
    return said


def cautions(check: OfferCheck) -> list[str]:
    """What the figures hold and do not hold, and where they are thin."""
    nearest = check.nearest
    thin = _thin(nearest) if nearest is not None else []
    return [
        *(
            [_("For {people}: {thin}").format(people=who(check, nearest), thin=" ".join(thin))]
            if nearest and thin
            else []
        ),
        _(
            "The offer is compared with base pay of {edition}: wages with commissions and tips, without overtime and "
            "year-end bonus. Leave those out of the amount, and weigh benefits apart."
        ).format(edition=fmt.edition(check.edition)),
        _(
            "Each range is about 90% sure. It holds the survey’s own error and two ways of reading between the five "
            "published figures; it is approximate. Nothing is guessed beyond the lowest or highest tenth."
        ),
        _("These figures are of all who do the job, new and experienced. A low place among them is not a beginner’s."),
    ]


# --- The chart -----------------------------------------------------------------------------------------------------


def ladder(check: OfferCheck) -> pd.DataFrame:
    """One row per rung: its five percentiles with flags, jobs, error, and where the offer stands."""
    period = PERIOD[check.per]
    rows: list[dict[str, Any]] = []
    for rung in check.rungs:
        position = rung.position
        row: dict[str, Any] = {
            "rung_title": rung_title(rung),
            "percentile_low_pct": None if position is None else position.low_pct,
            "percentile_high_pct": None if position is None else position.high_pct,
            "employment": rung.jobs,
            "employment_flag": "not_released" if rung.record is None else rung.record.employment_flag,
            "pay_rse_pct": rung.pay_rse_pct,
        }
        for p in PERCENTILES:
            name = f"p{p}"
            if rung.record is not None:
                cell = rung.record.cell(name, check.per)
            else:
                band = check.estimate.band if check.estimate is not None and rung.kind == "experience" else None
                cell = (band.spread if band else {}).get(name) or (rung.middle if p == 50 else _NOTHING)
            is_rounded = rung.record is None and cell.value is not None and check.per == "year"
            row[f"pay_{period}_{name}_usd"] = round(cell.value, -2) if is_rounded and cell.value else cell.value
            row[f"pay_{period}_{name}_flag"] = cell.flag
        rows.append(row)
    return pd.DataFrame(rows)


_NOTHING: Final = pay.Cell(None, "not_released")


def rung_title(rung: Rung) -> str:
    """A rung as a label of the chart."""
    if rung.kind == "nation":
        return _("United States")
    if rung.kind == "industry":
        return _("{industry}, US").format(industry=industry_name(rung.code, rung.title))
    if rung.kind == "experience":
        return _("{span}, modelled").format(span=_(SPANS[rung.code]).capitalize())
    return place_short(rung.code, rung.title)


def columns_shown(check: OfferCheck) -> list[str]:
    """Columns of the table behind the chart."""
    spread = [f"pay_{PERIOD[check.per]}_p{p}_usd" for p in PERCENTILES]
    return ["rung_title", "percentile_low_pct", "percentile_high_pct", *spread, "employment", "pay_rse_pct"]


def chart_words(check: OfferCheck) -> tuple[str, str, str]:
    """Title, subtitle and sentence of the ladder."""
    nearest = check.nearest
    if nearest is None or nearest.position is None:
        title = _("No rung has figures to compare with")
    else:
        title = _("{where}, {rung}").format(where=_(WHERE_WORDS[nearest.position.where]), rung=rung_title(nearest))
    measure = (
        _("Yearly pay and the offer, {edition}") if check.per == "year" else _("Hourly pay and the offer, {edition}")
    )
    subtitle = measure.format(edition=fmt.edition(check.edition))
    told = [
        _("{rung} {middle}").format(rung=rung_title(r), middle=fmt.usd(_shown(r, check.per), check.per))
        for r in check.rungs
        if r.middle.value is not None
    ]
    sentence = _("The offer is {amount}. The middle pay: {rungs}.").format(
        amount=_money(check.amount_usd, check.per), rungs="; ".join(told)
    )
    return title, subtitle, sentence if told else _("No middle pay is released to compare the offer with.")


def _shown(rung: Rung, per: Per) -> float:
    value = rung.middle.value or 0.0
    return round(value, -2) if rung.kind == "experience" and per == "year" else value


def reference(check: OfferCheck) -> tuple[str, float]:
    """The line across all rungs."""
    return _("offer {amount}").format(amount=fmt.usd(check.amount_usd, check.per)), check.amount_usd


def rule(check: OfferCheck) -> str:
    """How the figures were had."""
    text = _("Published percentiles. The offer is placed between them, on log pay, straight and smooth; see the range.")
    if check.estimate is not None:
        text += " " + _(
            "The rung of experience is modelled: pay of the census’s people with these years, scaled to the published "
            "middle pay, and shown to the nearest $100."
        )
    return text


# --- What would move it --------------------------------------------------------------------------------------------

_STEPS: Final = {
    25: N_("the lower quarter"),
    50: N_("the middle"),
    75: N_("the highest quarter"),
    90: N_("the highest tenth"),
}


def movers(check: OfferCheck) -> list[str]:
    """What it takes to stand higher: the next published figures, other rungs, more years."""
    said = []
    nearest = check.nearest
    if nearest is not None and nearest.record is not None:
        cells = [(p, nearest.record.cell(f"p{p}", check.per).value) for p in _STEPS]
        above = [(p, value) for p, value in cells if value is not None and value > check.amount_usd]
        for p, value in above[:2]:
            text = _("{more} more would bring it to {step} there: {amount}.")
            step = _("the end of {step}").format(step=_(_STEPS[p])) if p == 25 else _(_STEPS[p])
            said.append(
                text.format(
                    more=fmt.usd(value - check.amount_usd, check.per), step=step, amount=_money(value, check.per)
                )
            )
        if not above:
            said.append(_("No published figure there is above it."))
        # An industry's figure is the whole country's, so it is held against the country's and not against the place's.
        industry, nation = check.rung("industry"), check.rung("nation")
        if industry is not None and nation is not None and industry.middle.value and nation.middle.value:
            ratio = industry.middle.value / nation.middle.value - 1
            told = _(
                "Across the country, the middle pay for this job in {industry} is {percent} {side} all industries."
            )
            said.append(
                told.format(
                    industry=industry_in_sentence(industry.code, industry.title),
                    percent=fmt.pct(abs(ratio) * 100),
                    side=_("above") if ratio >= 0 else _("below"),
                )
            )
    return said


def by_years(check: OfferCheck, bands: tuple[BandEstimate, ...]) -> list[str]:
    """What the model says for each band of years, the reader's own among them."""
    told = [
        _("{span}: {low} to {high}").format(
            span=_(SPANS[band.experience_band]),
            low=_shown_end(band.low_usd, check.per),
            high=_shown_end(band.high_usd, check.per),
        )
        for band in bands
        if band.low_usd is not None and band.high_usd is not None
    ]
    if not told:
        return [_("By years of experience nothing can be told here.")]
    levels = {band.index.schooling_level for band in bands if band.low_usd is not None}
    if levels != {EVERY_LEVEL} and len(levels) == 1:
        text = _("Likely middle pay by years of potential experience with {schooling}, modelled: {bands}.")
        return [text.format(schooling=_(LEVEL_WORDS[levels.pop()]), bands="; ".join(told))]
    said = [_("Likely middle pay by years of potential experience, modelled: {bands}.").format(bands="; ".join(told))]
    if levels != {EVERY_LEVEL}:
        said.append(_("Where too few people with your schooling were asked, this is of everyone with these years."))
    return said


def steps_told(found: Estimate) -> list[tuple[str, str]]:
    """How the estimate by experience came about: each step's name and what it says."""
    per = found.base.per
    steps = {step.name: step for step in found.steps}
    where = _base_words(found)
    told = []
    middle = steps["middle_pay"].value
    if isinstance(middle, float):
        told.append((_("Start from the middle pay"), _("{where}: {amount}.").format(
            where=where, amount=_money(middle, per, is_estimate=found.base.kind == "place_and_industry"))))  # fmt: skip
    told.append(
        (
            _("Find the years"),
            _("{years} years fall into the group {span}.").format(
                years=_plain(found.years), span=_(SPANS[found.band.experience_band])
            ),
        )
    )
    if found.schooling is not None:
        text = _("Too few people with your schooling are like you, so all schooling counts together.")
        if found.schooling_level != EVERY_LEVEL:
            level = _(LEVEL_WORDS[found.schooling_level])
            text = _("People with {schooling} are counted apart.").format(schooling=level)
        told.append((_("Look at schooling"), text))
    own, group, ratio = steps["own_ratio"], steps["group_ratio"], steps["ratio"]
    if isinstance(own.value, float):
        told.append(
            (
                _("Ask the census"),
                _("{people} people with these years, whole country, earn {ratio} times what everyone in the job earns.")
                .format(people=fmt.count(own.people_n or 0), ratio=fmt.ratio(own.value)),
            )
        )  # fmt: skip
    if isinstance(group.value, float):
        told.append((_("Look at similar jobs"), _("There it is {ratio} times.").format(ratio=fmt.ratio(group.value))))
    if isinstance(ratio.value, float) and ratio.low is not None and ratio.high is not None:
        told.append(
            (
                _("Draw both together"),
                _("{ratio} times, likely {low} to {high}. The more people were asked, the more they count.").format(
                    ratio=fmt.ratio(ratio.value), low=fmt.ratio(ratio.low), high=fmt.ratio(ratio.high)
                ),
            )
        )
    band = found.band
    if band.low_usd is not None and band.high_usd is not None:
        low, high = _shown_end(band.low_usd, per), _money(band.high_usd, per, is_estimate=True)
        told.append((_("Multiply"), _("Likely middle pay: {low} to {high}.").format(low=low, high=high)))
    return told


def _base_words(found: Estimate) -> str:
    return {
        "nation": _("Published for the United States"),
        "place": _("Published for the place"),
        "industry": _("Published for the industry, whole country"),
        "place_and_industry": _("Modelled for place and industry together, as if the industry paid alike everywhere"),
    }[found.base.kind]


# --- Elsewhere -----------------------------------------------------------------------------------------------------


def elsewhere(check: OfferCheck, place_code: str) -> pd.DataFrame:
    """What buys as much in the states with most of these jobs, beside the middle pay there; empty without prices.

    Returns:
        ``place_title``, ``equal_pay_usd``, ``parity_index``, the middle pay with its flag, ``employment``.
    """
    states = pay.by_place(check.soc_code, "state")
    states = states[(states["place_code"].astype(str) != place_code) & states["employment"].notna()]
    states = states.sort_values("employment", ascending=False)
    column = f"pay_{PERIOD[check.per]}_p50_usd"
    rows = []
    for row in states.head(PLACES_SHOWN).astype(object).to_dict("records"):
        try:
            move = compare.move(check.amount_usd, place_code, row["place_code"])
        except CareersError:
            # No price level on one side; the caller says so where no row is left.
            continue
        equal = round(move.equal_usd, -2 if check.per == "year" else 2)
        rows.append(
            {
                "place_title": row["place_title"],
                "equal_pay_usd": equal,
                "parity_index": move.to_parity.parity_index,
                column: row[column],
                f"pay_{PERIOD[check.per]}_p50_flag": row[f"pay_{PERIOD[check.per]}_p50_flag"],
                "employment": row["employment"],
                "employment_flag": row["employment_flag"],
            }
        )
    return pd.DataFrame(rows)


def elsewhere_words(check: OfferCheck, place_code: str, place_title: str, rows: pd.DataFrame) -> str:
    """What the table of other states shows."""
    if rows.empty:
        return _("No price level is published for {place}, so no equal amount elsewhere can be told.").format(
            place=place_title
        )
    return _("What buys as much as {amount} in {place}, in the states with most of these jobs").format(
        amount=_money(check.amount_usd, check.per), place=place_in_sentence(place_code, place_title)
    )


# --- Talking about it ----------------------------------------------------------------------------------------------


def to_say(check: OfferCheck) -> tuple[list[str], list[str]]:
    """Sentences for the talk: those that speak for more, and those the other side may bring. Each names its source."""
    more, less = [], []
    nearest = check.nearest
    if nearest is not None and nearest.record is not None:
        upper = nearest.record.cell("p75", check.per).value
        if upper is not None and check.amount_usd < upper:
            text = _("One in four {people} earn {amount} or more (Bureau of Labor Statistics, wage survey, {edition}).")
            more.append(
                text.format(
                    people=who(check, nearest), amount=_money(upper, check.per), edition=fmt.edition(check.edition)
                )
            )
    try:
        projected = outlook.lookup(check.soc_code)
    except NotPublished:
        projected = None
    if projected is not None and projected.openings:
        more.append(
            _("About {openings} such jobs open a year across the country (employment projections, {edition}).").format(
                openings=fmt.count(projected.openings), edition=fmt.edition(projected.edition)
            )
        )
    if projected is not None and (projected.employment_change_pct or 0) < 0:
        text = _("The number of these jobs is projected to fall by {percent} (employment projections, {edition}).")
        less.append(
            text.format(
                percent=fmt.pct(-(projected.employment_change_pct or 0)), edition=fmt.edition(projected.edition)
            )
        )
    for rung in check.rungs:
        value = rung.middle.value
        if value is None or value == check.amount_usd:
            continue
        if rung.kind == "experience":
            band = check.estimate.band if check.estimate else None
            if band is None or band.low_usd is None or band.high_usd is None:
                continue
            low, high = (_shown_end(edge, check.per) for edge in (band.low_usd, band.high_usd))
            sentence = _(
                "People with {span} likely have a middle pay of {low} to {high} (our estimate from the census and the "
                "wage survey; say that it is one)."
            ).format(
                span=_like(check, rung.code),
                low=low,
                high=_("{amount} {per}").format(amount=high, per=_(PER_WORDS[check.per])),
            )
            if check.amount_usd < band.low_usd:
                more.append(sentence)
            elif check.amount_usd > band.high_usd:
                less.append(sentence)
            continue
        sentence = _("Half of {people} earn more than {middle} (Bureau of Labor Statistics, wage survey, {edition}).")
        if value < check.amount_usd:
            sentence = _(
                "Half of {people} earn less than {middle} (Bureau of Labor Statistics, wage survey, {edition})."
            )
        (more if value > check.amount_usd else less).append(
            sentence.format(
                people=who(check, rung), middle=_money(value, check.per), edition=fmt.edition(check.edition)
            )
        )
    return more, less


# --- Before there is an answer -------------------------------------------------------------------------------------


def nothing_typed() -> list[str]:
    """What to do where no amount stands yet."""
    return [
        _("Type the offer above, and how many years of experience you have."),
        _("You will see where it stands in this place, in the country, in an industry and among people like you."),
    ]


def example(soc_code: str, place_code: str, per: Per) -> tuple[str, str] | None:
    """Words and amount of an example: the middle pay there. None where it is not released."""
    try:
        middle = pay.lookup(soc_code, place_code).cell("p50", per).value
    except NotPublished:
        return None
    if middle is None:
        return None
    return _("Try the middle pay here, {amount}").format(amount=_money(middle, per)), f"{middle:g}"


def ways_on(slip: offers.AskAgain, amount_typed: str, per: Per) -> list[tuple[str, Per, dict[str, str]]]:
    """Answers to "is that right?": words, the period and what changes in the address.

    Args:
        slip: what was asked.
        amount_typed: the amount as typed.
        per: the period it was typed for.
    """
    ways: list[tuple[str, Per, dict[str, str]]] = []
    if slip.per is not None and slip.per != per:
        words = _("Yes, it is for a year") if slip.per == "year" else _("Yes, it is for an hour")
        ways.append((words, slip.per, {}))
    words = _("No, it is for an hour") if per == "hour" else _("No, it is for a year")
    if not ways:
        words = _("The amount is right")
    return [*ways, (words, per, {"sure": sure_of(amount_typed, per)})]
