"""Every question that a page answers, with its parameters, as data for programs.

The API's routes, its OpenAPI description and its guide are all made from `QUESTIONS`; ``python -m careers --json``
writes its answers with the same `plain` and `source`. Nothing here knows HTTP or a screen.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, is_dataclass, replace
from datetime import date
from typing import Any, Final, get_args
from urllib.parse import urlencode

import numpy as np
import pandas as pd

from careers import (
    asked,
    compare,
    duties,
    experience,
    explore,
    industries,
    industry_pay,
    majors,
    offers,
    outlook,
    overview,
    places,
    regions,
    related,
    requirements,
    tables,
    titles,
    trend,
    worklife,
)
from careers import format as fmt
from careers.errors import CareersError, Near, Unusable
from careers.i18n import FALLBACK, N_, _, language, languages
from careers.narrative import compare as compare_words
from careers.narrative import english
from careers.narrative import explore as explore_words
from careers.narrative import offer as offer_words
from careers.narrative import outlook as outlook_words
from careers.narrative import overview as overview_words
from careers.narrative import related as related_words
from careers.pay import ALL_OCCUPATIONS, Per, Verdict

LONGEST_LIST: Final = 20
"""Parts of a list that are looked at."""

MOST_FOUND: Final = 8
LONGEST_SEARCH: Final = 200
"""Characters of a typed text that are searched; nobody's job title is longer."""


# --- Figures as data ------------------------------------------------------------------------------------------------


def plain(value: Any) -> Any:
    """Anything that the domain answers as what JSON can hold.

    Records become objects with the names of their fields, frames become lists of rows, and what is missing becomes
    null, never NaN: the flag beside it says why.
    """
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(part) for key, part in value.items()}
    if isinstance(value, pd.DataFrame):
        names = [str(name) for name in value.columns]
        return [dict(zip(names, map(plain, row), strict=True)) for row in value.itertuples(index=False, name=None)]
    if isinstance(value, list | tuple):
        return [plain(part) for part in value]
    if isinstance(value, CareersError):
        return {"message": str(value), "nearest": plain(value.nearest)}
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, np.generic):
        return plain(value.item())
    if value is pd.NA:
        return None
    raise TypeError(f"No JSON is known for a {type(value).__name__}.")


def source(table: str) -> dict[str, Any]:
    """The first source of a published table: agency, edition, licence, how to cite it, and its files with hashes."""
    return asdict(tables.record(table).source())


# --- Parameters -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Parameter:
    """One parameter of an address, the same on a page and in the API.

    Args:
        name: as the address carries it.
        meaning: what it is, to be translated when shown.
        read: makes a value of the text; raises `CareersError` with the sentence that people are told.
        default: value where the address does not carry it.
        example: a value that the published tables know.
        options: the values there are, where they are few; made when asked for, because some come from tables.
        is_list: whether it holds several values, with commas between or repeated.
        is_required: whether there is no answer without it.
        is_number: whether the text is a number.
    """

    name: str
    meaning: str
    read: Callable[[str], Any]
    default: Any = None
    example: str = ""
    options: Callable[[], Sequence[str]] | None = None
    is_list: bool = False
    is_required: bool = False
    is_number: bool = False


class Missing(CareersError):  # noqa: N818 - reads as what happened
    """The address lacks a parameter without which there is no answer."""

    sentence = N_("The parameter “{what}” is missing.")


def _code(name: str) -> Callable[[str], Any]:
    def read(value: str) -> Any:
        try:
            return asked.known(name, value)
        except CareersError as error:
            raise asked.explained(name, value, error) from error

    return read


def _one_of(name: str, options: Callable[[], Sequence[str]]) -> Callable[[str], str]:
    def read(value: str) -> str:
        if value in options():
            return value
        message = _("“{value}” is no choice for “{name}”.").format(value=asked.shown(value), name=name)
        raise Unusable(value, [Near(option, option) for option in options() if option][:12], message)

    return read


def _choice(
    name: str,
    meaning: str,
    options: Callable[[], Sequence[str]] | Sequence[str],
    *,
    default: str | None = None,
    example: str = "",
) -> Parameter:
    # An empty first choice is what a page's box says that asks for nothing.
    def listed() -> Sequence[str]:
        return [option for option in (options() if callable(options) else options) if option]

    return Parameter(name, meaning, _one_of(name, listed), default, example, listed)


def _years(value: str) -> float | None:
    question = offer_words.read({"years": value}, "year")
    for problem in question.problems:
        raise Unusable(value, message=problem)
    return question.years


def _edition(value: str) -> str:
    options = outlook_words.edition_options()
    told = value.replace("–", "-")
    if told in options:
        return told
    message = _("We have no projections of the edition “{value}”.").format(value=asked.shown(value))
    raise Unusable(value, [Near(code, words) for code, words in options.items()], message)


def _text(value: str) -> str:
    return value[: asked.LONGEST_VALUE]


JOB: Final = Parameter(
    "job", N_("Occupation code. /api/titles finds it by name."), _code("job"), ALL_OCCUPATIONS, "43-4051"
)
PLACE: Final = Parameter(
    "place",
    N_("US, a state’s letters, or the code of a metro or nonmetro area. /api/places finds it by name."),
    _code("place"),
    "US",
    "OH",
)
INDUSTRY: Final = Parameter(
    "industry", N_("Industry code; without it, all industries. /api/industries finds it by name."), _code("industry")
)
PAY: Final = replace(
    _choice("pay", N_("Pay by the year or by the hour."), get_args(Per), default="year"), read=_code("pay")
)
YEARS: Final = Parameter("years", N_("Years of potential experience."), _years, example="8", is_number=True)
SCHOOLING: Final = _choice("schooling", N_("Highest schooling reached; counts with years."), list(experience.SCHOOLING))
JOBS: Final = replace(
    JOB, meaning=N_("One to five occupation codes, with commas between."), example="43-4051,29-1141", is_list=True
)
PLACES: Final = replace(
    PLACE, meaning=N_("One to five place codes, with commas between."), example="US,OH,18140", is_list=True
)
LANGUAGE: Final = _choice("lang", N_("Language of the sentences in the answer."), languages, default=FALLBACK)
"""Every question has this one besides its own."""


# --- Questions ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Question:
    """One question with its answer.

    Args:
        name: its address below ``/api/``.
        page: name of the page that shows the same; empty for none.
        title: what it answers, to be translated when shown.
        parameters: what the address may carry; anything else in it is not looked at.
        answer: takes the parameters by name and gives the answer, whose fields `plain` writes.
        behind: published tables that the answer comes from, the first of which is the main one.
    """

    name: str
    page: str
    title: str
    parameters: tuple[Parameter, ...]
    answer: Callable[..., Any]
    behind: tuple[str, ...]


@dataclass(frozen=True)
class ExperienceAnswer:
    """What the Experience page shows.

    Args:
        profile: pay by band of potential experience, in the whole country and modelled for the place.
        estimate: one estimate for the years asked about, with the steps that lead to it; None without years.
        shares: who is in the job by years.
        surveys: what salary surveys reported, never blended with the rest.
    """

    profile: experience.ExperienceProfile
    estimate: experience.Estimate | None
    shares: tuple[experience.BandShare, ...]
    surveys: tuple[experience.SurveyFigure, ...]


@dataclass(frozen=True)
class RequirementsAnswer:
    """What the page “What it takes” shows.

    Args:
        requirements: schooling, training, skills and ways in.
        duties: what people do; None where O*NET describes no such occupation.
    """

    requirements: requirements.Requirements
    duties: duties.Duties | None


@dataclass(frozen=True)
class Picked:
    """Two cells of a comparison: each an occupation and a place code; measure → what can be said of the difference."""

    first: tuple[str, str]
    second: tuple[str, str]
    verdicts: dict[compare.Measure, Verdict]


@dataclass(frozen=True)
class Comparison:
    """What the Compare page shows: see `careers.compare.Grid`.

    Args:
        against_best: measure → every other published cell against the best-paid one.
        picked: the pair asked about, or else the one to start with; None for one cell, or one against itself.
        move: what an amount in one place equals in another; None without two price levels or an amount.
    """

    cells: tuple[tuple[compare.GridCell, ...], ...]
    beside: tuple[compare.JobBeside, ...]
    per: Per
    price_year: int
    ceilings: dict[str, float]
    industry: industries.Industry | None
    against_best: dict[compare.Measure, tuple[compare.PairVerdict, ...]]
    flips: tuple[compare.Flip, ...]
    repeated: tuple[str, ...]
    picked: Picked | None
    move: compare.Move | None


@dataclass(frozen=True)
class Found:
    """What a search found, best first.

    Args:
        q: the text that was searched.
        matches: each with its code, its title and the language of that title.
    """

    q: str
    matches: tuple[Any, ...]


def _pay(job: str, place: str, industry: str | None, pay: Per) -> overview.Overview:
    found = overview.answer(job, place, industry, pay)
    if industry is None or place == "US":
        return found
    # As on the page: the place answers, and that the industry does not count here is said.
    crossed = overview_words.crossed(industries.get(industry).title, places.place(place).title)
    return replace(found, gaps=(crossed, *found.gaps))


def _places(job: str, place: str, pay: Per, kind: regions.Kind, real: str) -> regions.Regions:
    return regions.answer(job, place, kind, pay, real == "1")


def _industries(
    job: str, place: str, industry: str | None, pay: Per, level: industry_pay.Level, order: industry_pay.Order
) -> industry_pay.IndustryPay:
    return industry_pay.answer(job, place, industry, level, pay, order)


def _trend(job: str, pay: Per, dollars: trend.Dollars) -> trend.Trend:
    return trend.trend(job, pay, dollars)


def _outlook(job: str, place: str, edition: str | None) -> outlook.Prospects:
    return outlook.prospects(job, place, edition)


def _experience(
    job: str, place: str, industry: str | None, pay: Per, years: float | None, schooling: str | None
) -> ExperienceAnswer:
    profile = experience.profile(job, place, industry, pay)
    other: Per | None = {"hourly_only": "hour", "annual_only": "year"}.get(profile.base.flag)  # type: ignore[assignment]
    if other is not None:
        pay, profile = other, experience.profile(job, place, industry, other)
    estimate = None if years is None else experience.estimate(job, years, place, industry, schooling, pay)
    return ExperienceAnswer(profile, estimate, experience.shares(job), experience.surveys(job))


def _requirements(job: str, place: str) -> RequirementsAnswer:
    try:
        done = duties.lookup(job)
    except CareersError:
        # The other half of the answer stands without it, as on the page.
        done = None
    return RequirementsAnswer(requirements.lookup(job, place), done)


def _worklife(job: str) -> worklife.WorkLife:
    return worklife.lookup(job)


def _related(job: str, place: str, only: tuple[str, ...]) -> related.RelatedRoles:
    if job == ALL_OCCUPATIONS:
        raise Unusable(job, message=_("Choose one job: all occupations together have no related roles."))
    wanted = {related_words.WISH_OF[name]: True for name in only}
    return related.find(job, place, related_words.MOST_SHOWN, **wanted)


def _explore(place: str, pay: Per, words: str, **told: str | None) -> explore.Explored:
    listed, order = told.pop("list"), told.pop("order")
    wishes = explore_words.asked({name: value or "" for name, value in told.items()}, pay)
    return explore.table(place, **wishes, text=words, listed=listed, order=order, per=pay)  # type: ignore[arg-type]


def _compare(
    job: tuple[str, ...],
    place: tuple[str, ...],
    industry: str | None,
    pay: Per,
    years: float | None,
    amount: float | None,
    **told: str | None,
) -> Comparison:
    for name, codes in (("job", job), ("place", place)):
        try:
            compare.bounded(name, set(codes))
        except CareersError as error:
            raise Refused(name, error) from error
    grid = compare.grid(job, place, industry, years, pay)
    return Comparison(
        grid.cells,
        grid.beside,
        grid.per,
        grid.price_year,
        grid.ceilings,
        grid.industry,
        {measure: tuple(grid.against_best(measure)) for measure in compare.MEASURES},
        grid.flips,
        grid.repeated,
        _picked(grid, told["first"], told["second"]),
        _moved(grid, told["from"], told["to"], amount),
    )


def _picked(grid: compare.Grid, first: str | None, second: str | None) -> Picked | None:
    if grid.usual_pair is None:
        return None
    options = compare_words.options(grid)
    a, b = grid.usual_pair
    a_key = a.key if first is None else _cell_key(_among("first", first, options))
    b_key = b.key if second is None else _cell_key(_among("second", second, options))
    if a_key == b_key:
        return None
    return Picked(a_key, b_key, {measure: grid.verdict(a_key, b_key, measure) for measure in compare.MEASURES})


def _cell_key(code: str) -> tuple[str, str]:
    job, place = code.split(".")
    return job, place


def _moved(grid: compare.Grid, here: str | None, there: str | None, amount: float | None) -> compare.Move | None:
    known = compare_words.places_with_prices(grid)
    if len(known) < 2:
        return None
    usual, other = list(known)[:2]
    here = usual if here is None else _among("from", here, known)
    there = other if there is None else _among("to", there, known)
    earned = compare_words.usual_amount(grid, here) if amount is None else amount
    return None if earned is None else compare.move(earned, here, there, grid.price_year)


def _among(name: str, code: str, options: Mapping[str, str]) -> str:
    try:
        return _one_of(name, lambda: list(options))(code)
    except CareersError as error:
        raise Refused(name, error) from error


def _amount(value: str) -> float:
    found = compare.typed_amount(value)
    if found is None:
        raise Unusable(value, message=compare_words.unreadable(asked.shown(value)))
    return found


def _offer(job: str, place: str, industry: str | None, pay: Per, **told: str | None) -> offers.OfferCheck:
    question = offer_words.read({name: value or "" for name, value in told.items()}, pay)
    for problem in question.problems:
        raise Unusable("", message=problem)
    if question.compared_usd is None:
        raise Missing("amount")
    return offers.check(
        job, question.compared_usd, question.compared_per, place, industry, question.years, question.schooling,
        sure=question.sure,
    )  # fmt: skip


def _majors(job: str, field: str | None) -> majors.Lines:
    return majors.occupations(field) if field else majors.of(job)


def _searching(search: Callable[..., Sequence[Any]]) -> Callable[[str], Found]:
    def found(q: str) -> Found:
        matches = search(q, limit=MOST_FOUND)
        return Found(q, tuple({**asdict(match), "language": english.language_of(match.title)} for match in matches))

    return found


_SEARCHED: Final = Parameter("q", N_("What people type: a name or a code."), lambda text: text[:LONGEST_SEARCH], "")
_EXPLORED: Final = tuple(explore_words.FILTER_LABELS)


def _filter(name: str) -> Parameter:
    def options() -> list[str]:
        # What pay can be asked for differs by the year and by the hour.
        return list(dict.fromkeys(value for per in get_args(Per) for value in explore_words.options(per)[name]))

    return _choice(name, explore_words.FILTER_LABELS[name], options)


QUESTIONS: Final = (
    Question(
        "pay", "overview", N_("What a job pays in a place or an industry, and how that compares"),
        (JOB, PLACE, INDUSTRY, PAY), _pay,
        ("pay_by_place", "pay_by_industry", "pay_history", "price_parities", "outlook", "pay_by_experience"),
    ),
    Question(
        "pay/places", "regions", N_("What a job pays in every state, metro or nonmetro area"),
        (JOB, PLACE, PAY,
         _choice("kind", N_("Kind of place."), regions.KINDS, default="state"),
         _choice("real", N_("1 ranks by pay after local prices."), ("0", "1"), default="0")),
        _places, ("pay_by_place", "price_parities"),
    ),
    Question(
        "pay/industries", "industries", N_("Where a job’s workers are, and what each industry pays"),
        (JOB, PLACE, INDUSTRY, PAY,
         _choice("level", N_("Level of detail."), ("sector", "3-digit", "4-digit", "5-6-digit"), default="sector"),
         _choice("order", N_("Order of the rows."), get_args(industry_pay.Order), default="jobs")),
        _industries, ("pay_by_industry", "pay_by_place"),
    ),
    Question(
        "pay/years", "trend", N_("What a job has paid in the whole country since 2013"),
        (JOB, PAY, _choice("dollars", N_("Dollars of the newest year, or of each year."), get_args(trend.Dollars),
                           default="real")),
        _trend, ("pay_history", "pay_by_place", "price_index", "pay_editions"),
    ),
    Question(
        "experience", "experience", N_("Pay by years of potential experience"),
        (JOB, PLACE, INDUSTRY, PAY, YEARS, SCHOOLING), _experience,
        (experience.TABLE, experience.INDEX_TABLE, "pay_by_place", experience.SURVEY_TABLE),
    ),
    Question(
        "outlook", "outlook", N_("Whether there will be jobs: growth, openings, states and past projections"),
        (JOB, PLACE, Parameter("edition", N_("Edition of the projections; without it, the newest."), _edition,
                               options=lambda: list(outlook_words.edition_options()))),
        _outlook, ("outlook", "outlook_by_state"),
    ),
    Question(
        "requirements", "requirements", N_("What it takes: duties, schooling, training, skills and ways in"),
        (JOB, PLACE), _requirements, ("outlook", "onet_ratings", "onet_elements", worklife.TABLE),
    ),
    Question(
        "worklife", "worklife", N_("Hours, part-time, work from home, the way to work, employers and ages"),
        (JOB,), _worklife, (worklife.TABLE, worklife.SHARES_TABLE),
    ),
    Question(
        "related", "related", N_("What else people in a job could do, each role as a trade-off"),
        (replace(JOB, is_required=True, default=None), PLACE,
         replace(_choice("only", N_("Show only roles that pass these, with commas between."),
                         tuple(related_words.WISH_OF)), default=(), is_list=True)),
        _related, ("pay_by_place", "outlook", "related_occupations", "onet_ratings"),
    ),
    Question(
        "explore", "explore", N_("All occupations of a place, narrowed and in order"),
        (PLACE, PAY, *(_filter(name) for name in _EXPLORED),
         Parameter("words", N_("Words in the title."), _text, "", "nurse"),
         _choice("list", N_("A list in its own order."), tuple(explore.LISTS)),
         _choice("order", N_("Order of the rows, without a list."), explore.ORDERS, default="jobs")),
        _explore, ("pay_by_place", "outlook", "onet_ratings"),
    ),
    Question(
        "compare", "compare", N_("Up to five jobs in up to five places side by side, with what differs clearly"),
        (JOBS, PLACES, INDUSTRY, PAY, YEARS,
         Parameter("first", N_("A job in a place to set against another one."), _text, example="43-4051.OH"),
         Parameter("second", N_("The other one."), _text, example="43-4051.US"),
         Parameter("from", N_("Place to move from; it must be one of those compared."), _text, example="OH"),
         Parameter("to", N_("Place to move to."), _text, example="US"),
         Parameter("amount", N_("Pay in the first place, in dollars; without it, the middle pay."), _amount,
                   example="52000")),
        _compare,
        ("pay_by_place", "price_parities", "outlook", "outlook_by_state", worklife.TABLE, experience.TABLE,
         "related_occupations"),
    ),
    Question(
        "offer", "offer", N_("Where an offer stands: here, in the industry and with like experience"),
        (JOB, PLACE, INDUSTRY, PAY,
         Parameter("amount", N_("The offer, in dollars."), _text, example="46000", is_required=True),
         Parameter("years", YEARS.meaning, _text, example="8", is_number=True), SCHOOLING,
         Parameter("hours", N_("Hours a week, if part-time."), _text, is_number=True),
         Parameter("weeks", N_("Weeks a year, if not all."), _text, is_number=True),
         Parameter("sure", N_("Period and amount, to say that an unusual one is meant: year-46000."), _text)),
        _offer, ("pay_by_place", "pay_by_industry", experience.INDEX_TABLE),
    ),
    Question(
        "majors", "majors", N_("Jobs that people who studied a field hold, or what people in a job studied"),
        (JOB, Parameter("field", N_("Field of study: its code or name. It goes before the job."), _text,
                        example="6107")),
        _majors, (majors.TABLE,),
    ),
    Question("titles", "", N_("Occupations that a text may mean"), (_SEARCHED,), _searching(titles.search),
             ("titles",)),
    Question("places", "", N_("Places that a text may mean"), (_SEARCHED,), _searching(places.search), ("places",)),
    Question("industries", "", N_("Industries that a text may mean"), (_SEARCHED,), _searching(industries.search),
             ("industries",)),
)  # fmt: skip


def of_page(page: str) -> Question | None:
    """The question that a page answers, or None."""
    return next((question for question in QUESTIONS if page and question.page == page), None)


# --- Asking ---------------------------------------------------------------------------------------------------------


class Refused(CareersError):  # noqa: N818 - reads as what happened
    """A parameter that cannot be answered; ``cause`` is what went wrong with it."""

    def __init__(self, parameter: str, cause: CareersError) -> None:
        """Keep whose fault it is."""
        super().__init__(cause.what, cause.nearest, str(cause))
        self.parameter = parameter
        self.cause = cause


def understood(question: Question, told: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """The parameters of a question as values.

    Args:
        question: one of `QUESTIONS`.
        told: name → all values of that name in the address; hostile. Of a repeated single value the last counts, as on
            a page; an empty one counts as absent.

    Raises:
        Refused: a value answers nothing, or a required one is missing.
    """
    values = {}
    for parameter in (LANGUAGE, *question.parameters):
        given = [value.strip() for value in told.get(parameter.name, ()) if value.strip()]
        if parameter.is_list:
            # More parts than fit are refused later, by number; the same part over and over is none of them.
            parts = [part.strip() for value in given for part in value.split(",") if part.strip()]
            given = parts if len(parts) <= LONGEST_LIST else list(dict.fromkeys(parts))[:LONGEST_LIST]
        try:
            values[parameter.name] = _value(parameter, given)
        except CareersError as error:
            raise Refused(parameter.name, error) from error
    return values


def _value(parameter: Parameter, given: Sequence[str]) -> Any:
    if parameter.is_required and not given:
        raise Missing(parameter.name)
    if given:
        read = [parameter.read(text) for text in (given if parameter.is_list else given[-1:])]
        return tuple(read) if parameter.is_list else read[0]
    default = parameter.default
    return (default,) if parameter.is_list and not isinstance(default, tuple) else default


def ask(question: Question, told: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """The whole answer as data: what was understood, the answer, the page that shows it, and the sources.

    Args:
        question, told: see `understood`.

    Raises:
        Refused: see `understood`.
        CareersError: what was asked for is not published, or cannot be answered.
    """
    values = understood(question, told)
    answer = question.answer(**{name: value for name, value in values.items() if name != LANGUAGE.name})
    sources = dict.fromkeys(entry for table in question.behind for entry in tables.record(table).sources)
    if isinstance(answer, Found):
        # Asked for at every key that somebody presses: as short as it can be.
        return {**plain(answer), "sources": [{"title": entry.title, "edition": entry.edition} for entry in sources]}
    return {
        "question": plain(values),
        "page": page_address(question, told),
        "answer": plain(answer),
        "sources": [asdict(entry) for entry in sources],
    }


def address(question: Question, told: Mapping[str, Sequence[str]]) -> str:
    """Address in the API that answers what these parameters ask, as a page's address carries them."""
    return _joined(f"/api/{question.name}", question, told)


def page_address(question: Question, told: Mapping[str, Sequence[str]]) -> str | None:
    """Address of the page that shows the same; None where there is none."""
    return _joined(f"/{question.page}", question, told) if question.page else None


def _joined(path: str, question: Question, told: Mapping[str, Sequence[str]]) -> str:
    names = {parameter.name: parameter for parameter in question.parameters}
    kept = {
        name: ",".join(values) if names[name].is_list else values[-1]
        for name, values in told.items()
        if name in names and values and values[-1]
    }
    if language() != FALLBACK:
        kept[LANGUAGE.name] = language()
    return f"{path}?{urlencode(kept, safe=',')}" if kept else path


def flags() -> dict[str, str]:
    """Every flag that can stand beside a figure, and what it means."""
    return {
        "ok": _("as published"),
        "collapsed": _("as published; equal to the percentile beside it"),
        "growth_only": _("as published; counts new jobs only, not those that people leave"),
    } | {flag: fmt.flag_words(flag) for flag in ("not_released", "top_coded", "hourly_only", "annual_only")}
