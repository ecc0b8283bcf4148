"""Sentences of Explore: what was asked for, what passes, who leads, and how jobs divide by pay, growth or schooling."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, Final

import pandas as pd

from careers import columns, outlook, pay, tables
from careers import format as fmt
from careers.errors import NotPublished
from careers.explore import LISTS, Explored, interests, skills
from careers.i18n import N_, _, ngettext
from careers.narrative.names import in_place, job_in_sentence, job_title
from careers.narrative.overview import PER_WORDS
from careers.pay import PERIOD, Per
from careers.requirements import SCHOOLING, TRAINING, schooling_rank

DOTS: Final = "dots"
PICTURES: Final[dict[str, str]] = {
    "growth": N_("Tiles colored by growth"),
    "pay": N_("Tiles colored by pay"),
    "schooling": N_("Tiles colored by schooling"),
    "openings": N_("Tiles colored by openings"),
    DOTS: N_("Dots: pay and growth"),
}
"""What the picture of all occupations can be; tiles are as large as the number of jobs."""

DOT_SIDES: Final = {"more": N_("above the middle, and growing faster than all jobs"), "less": N_("the others")}
"""Words of the two kinds of dots."""

BEST_NAMED: Final = 3
"""Dots that the sentence names."""

LIST_LABELS: Final[dict[str, str]] = {
    "all": N_("All occupations"),
    "fastest_growing": N_("Fastest growing"),
    "most_openings": N_("Most openings"),
    "best_paid_without_degree": N_("Best paid without a degree"),
    "most_jobs": N_("Most jobs here"),
}

ORDER_LABELS: Final[dict[str, str]] = {
    "jobs": N_("Most jobs first"),
    "pay": N_("Best paid first"),
    "growth": N_("Fastest growing first"),
    "openings": N_("Most openings first"),
    "title": N_("By name"),
}

PAY_STEPS: Final[dict[Per, tuple[float, ...]]] = {
    "year": (30_000, 40_000, 50_000, 60_000, 80_000, 100_000, 150_000),
    "hour": (15, 20, 25, 30, 40, 50, 75),
}
"""Amounts to choose from as the least pay."""

GROWTH_STEPS: Final = (0, 3, 5, 10, 20)
"""Percent to choose from as the least growth."""

WHY_LEFT_OUT: Final[dict[str, str]] = {
    "uncertain": N_("with an error of pay above 10%"),
    "few_jobs": N_("with fewer than 100 jobs"),
    "jobs_not_released": N_("whose number of jobs is not released"),
    "not_published": N_("without any figure here"),
    "no_figure": N_("without a figure to rank by"),
}
"""Why occupations take no part in a list, behind their number."""

DEGREE, ADVANCED = "Associate's degree", "Master's degree"
OPENINGS_CUTS: Final = (7.5, 11.5)
"""Openings a year per 100 workers at which the classes part, between whole numbers, as tiles print them."""


def heading(place_code: str, place_title: str) -> str:
    """The page's heading."""
    return _("Explore jobs {in_place}").format(in_place=in_place(place_code, place_title))


# --- What can be asked for -----------------------------------------------------------------------------------


def options(per: Per) -> dict[str, dict[str, str]]:
    """Filter → value in the address → words. The first value of each, empty, asks for nothing."""
    low = {"": _("Any")}
    for usd in PAY_STEPS[per]:
        low[f"{usd:g}"] = _("{amount} or more").format(amount=_round_usd(usd, per))
    growth = {"": _("Any")}
    for pct in GROWTH_STEPS:
        growth[f"{pct:g}"] = (
            _("{percent} or more").format(percent=fmt.pct(pct, 0, signed=True)) if pct else _("Not shrinking")
        )
    return {
        "schooling": {"": _("Any")} | {str(n): _start(schooling_short(level)) for n, level in enumerate(SCHOOLING)},
        "training": {"": _("Any")} | {str(n): _start(_(TRAINING_SHORT[level])) for n, level in enumerate(TRAINING)},
        "least_pay": low,
        "least_growth": growth,
        "interest": {"": _("Anything")} | {code: interest_label(code) for code in interests()},
        "skill": {"": _("Anything")} | {code: _(name) for code, name in skills().items()},
    }


FILTER_LABELS: Final[dict[str, str]] = {
    "schooling": N_("Schooling, at most"),
    "training": N_("Training on the job, at most"),
    "least_pay": N_("Middle pay, at least"),
    "least_growth": N_("Growth in jobs, at least"),
    "interest": N_("What you like"),
    "skill": N_("What you are good at"),
}


def filter_label(name: str) -> str:
    """What a filter is about."""
    return _(FILTER_LABELS[name])


TRAINING_SHORT: Final[dict[str, str]] = {
    "None": N_("none"),
    "Short-term on-the-job training": N_("up to a month"),
    "Moderate-term on-the-job training": N_("up to a year"),
    "Long-term on-the-job training": N_("over a year"),
    "Apprenticeship": N_("apprenticeship"),
    "Internship/residency": N_("internship or residency"),
}
"""Training on the job as a box has room for it, from least to most."""


def schooling_short(level: str) -> str:
    """A level of schooling as a box or a tile has room for it."""
    return columns.cell({"typical_entry_schooling": level}, "typical_entry_schooling")


def _start(words: str) -> str:
    return words[:1].upper() + words[1:]


def _round_usd(usd: float, per: Per) -> str:
    return fmt.usd_year(usd) if per == "year" else fmt.usd_axis(usd, per)


INTEREST_LABELS: Final[dict[str, str]] = {
    "Realistic": N_("Hands-on work (Realistic)"),
    "Investigative": N_("Finding things out (Investigative)"),
    "Artistic": N_("Creating (Artistic)"),
    "Social": N_("Helping and teaching (Social)"),
    "Enterprising": N_("Leading and selling (Enterprising)"),
    "Conventional": N_("Order and detail (Conventional)"),
}
"""O*NET's interest areas as a choice needs them."""


def interest_label(code: str) -> str:
    """An interest area in plain words, with O*NET's name for it."""
    return _(INTEREST_LABELS[interests()[code]])


def asked(chosen: Mapping[str, str], per: Per) -> dict[str, Any]:
    """What the address asks for as `careers.explore.table` takes it.

    Args:
        chosen: filter → value, as in `options`; unknown filters and values ask for nothing.
        per: year or hour.
    """
    known = options(per)
    told = {name: value for name, value in chosen.items() if value and value in known.get(name, {})}
    wishes: dict[str, Any] = {}
    for name, value in told.items():
        if name == "schooling":
            wishes[name] = list(SCHOOLING)[int(value)]
        elif name == "training":
            wishes[name] = list(TRAINING)[int(value)]
        elif name == "least_pay":
            wishes["pay_at_least_usd"] = float(value)
        elif name == "least_growth":
            wishes["growth_at_least_pct"] = float(value)
        else:
            wishes[name] = value
    return wishes


PARAMETER_OF: Final[dict[str, str]] = {
    "pay_at_least_usd": "least_pay",
    "growth_at_least_pct": "least_growth",
    "listed": "list",
    "text": "words",
}
"""Filter of `careers.explore` → its name in the address, where they differ."""


def wish(answer: Explored, name: str) -> str:
    """One filter in force, in words: “at most a high school diploma or equivalent”."""
    value = answer.filters.get(name)
    if name == "schooling":
        return _("schooling: at most {level}").format(level=_(SCHOOLING[str(value)]))
    if name == "training":
        return _("training on the job: at most {level}").format(level=_(TRAINING[str(value)]))
    if name == "pay_at_least_usd":
        amount = _round_usd(float(value or 0), answer.per)
        return _("pays {amount} or more {per}").format(amount=amount, per=_(PER_WORDS[answer.per]))
    if name == "growth_at_least_pct":
        return _("growth of {percent} or more").format(percent=fmt.pct(float(value or 0), 0, signed=True))
    if name == "skill":
        return _("skill: {name}").format(name=skills()[str(value)])
    if name == "interest":
        return _("interest: {name}").format(name=interest_label(str(value)))
    if name == "text":
        return _("the words “{words}”").format(words=value)
    return _("list: {name}").format(name=_(LISTS[str(answer.listed)]))


def nothing_left(answer: Explored) -> str:
    """Where nothing passes, a sentence that says which one to drop."""
    if not answer.loosen:
        wishes = fmt.listed([_("“{filter}”").format(filter=wish(answer, name)) for name in _in_force(answer)])
        return _("No occupation passes all of this. Drop more than one: {filters}.").format(filters=wishes)
    best = answer.loosen[0]
    return ngettext(
        "No occupation passes all of this. Drop “{filter}”, and {count} comes back.",
        "No occupation passes all of this. Drop “{filter}”, and {count} come back.",
        best.occupations_n,
    ).format(filter=wish(answer, best.name), count=fmt.count(best.occupations_n))


def _in_force(answer: Explored) -> list[str]:
    return [*answer.filters, *(["listed"] if answer.listed else [])]


def ways_on(answer: Explored) -> list[tuple[str, str]]:
    """Where nothing passes: words, and the parameter of the address to drop, most fruitful first."""
    names = [loosening.name for loosening in answer.loosen] or _in_force(answer)
    return [(_("Drop “{filter}”").format(filter=wish(answer, name)), PARAMETER_OF.get(name, name)) for name in names]


# --- The answer ----------------------------------------------------------------------------------------------


def lead(answer: Explored) -> list[str]:
    """The answer in one or two sentences: how many pass, and who leads a list."""
    if not len(answer.frame):
        return []
    told = [passing(answer)]
    if answer.listed is not None:
        told.insert(0, leader(answer))
    return told


def passing(answer: Explored) -> str:
    """How many there are, and how many without figures in the place."""
    here = in_place(answer.place_code, answer.place_title)
    number, everything = len(answer.frame), answer.everything_n
    if answer.listed is not None:
        asked = number + len(answer.left_out)
        return ngettext(
            "{number} of {asked} occupations is reliable enough for this list.",
            "{number} of {asked} occupations are reliable enough for this list.",
            number,
        ).format(number=fmt.count(number), asked=fmt.count(asked))
    if answer.filters:
        text = ngettext(
            "{number} of {everything} occupations fits.", "{number} of {everything} occupations fit.", number
        )
    else:
        text = _("All {everything} occupations.")
    sentence = text.format(number=fmt.count(number), everything=fmt.count(everything))
    if answer.not_published_n:
        sentence += " " + ngettext(
            "{number} of them has no figures {in_place}.",
            "{number} of them have no figures {in_place}.",
            answer.not_published_n,
        ).format(number=fmt.count(answer.not_published_n), in_place=here)
    return sentence


def leader(answer: Explored) -> str:
    """Who leads the list, or that several share the lead."""
    first: dict[str, Any] = {str(k): v for k, v in answer.frame.iloc[0].items()}
    job = job_title(first["occupation_title"])
    here = in_place(answer.place_code, answer.place_title)
    span = {"base": answer.base_year, "target": answer.target_year}
    figures = answer.frame[answer.column]
    same = int((figures == figures.iloc[0]).sum())
    if answer.listed == "fastest_growing":
        change = fmt.pct(first["employment_change_pct"], signed=True)
        if same > 1:
            return _("{number} share the lead: {change} in the United States from {base} to {target}.").format(
                number=fmt.count(same), change=change, **span
            )
        return _("{job} grow fastest: {change} in the United States from {base} to {target}.").format(
            job=job, change=change, **span
        )
    if answer.listed == "most_openings":
        return _("{job} have the most openings: about {number} a year in the United States.").format(
            job=job, number=fmt.count(round(first["openings_annual_thousand"] * 1000))
        )
    if answer.listed == "most_jobs":
        return _("{job} are the most common: {number} jobs {in_place}.").format(
            job=job, number=fmt.count(first["employment"]), in_place=here
        )
    amount = columns.cell(first, answer.column, pay.ceilings())
    text = _("{job} earn the most of those that ask for no degree: {amount} {per} in the middle.")
    return f"{text.format(job=job, amount=amount, per=_(PER_WORDS[answer.per]))} {_closeness(answer)}".strip()


def _closeness(answer: Explored) -> str:
    """Whether the best-paid clearly earns more than the next ones."""
    if not answer.leader:
        return ""
    clear = sum(verdict.outcome == "clear" and verdict.higher == 1 for verdict in answer.leader)
    close = len(answer.leader) - clear
    if not close:
        return _("On average that is clearly more than each of the next {number}.").format(
            number=fmt.count(len(answer.leader))
        )
    return ngettext(
        "But against {close} of the next {number} it is too close to call.",
        "But against {close} of the next {number} it is too close to call.",
        close,
    ).format(close=fmt.count(close), number=fmt.count(len(answer.leader)))


# --- The picture ---------------------------------------------------------------------------------------------


def column(measure: str, per: Per) -> str:
    """The column that a measure is about."""
    return {
        "growth": "employment_change_pct",
        "pay": f"pay_{PERIOD[per]}_p50_usd",
        "schooling": "typical_entry_schooling",
        "openings": "openings_per_100",
    }[measure]


def picture_rows(answer: Explored, measure: str) -> pd.DataFrame:
    """The rows that have an area, as a picture needs them.

    Returns:
        One row per occupation with a released number of jobs: ``soc_code``, ``job`` (its name as a heading),
        ``major_group_title``, ``employment``, ``value`` (what colours it: percent, dollars, level of schooling from 0,
        or openings per 100 workers; infinite for top-coded pay, so that it belongs to the highest class),
        ``short_words`` (the same as short as a tile needs it) and ``told`` (name and figures in a line).
    """
    frame = answer.frame[answer.frame["employment"].to_numpy() > 0]
    values, flags = _values(frame, measure, answer.per)
    words = _short_words(measure, values, flags, answer.per)
    names = [_job_names()[code] for code in frame["soc_code"]]
    text = _("{job}: {jobs} jobs, {words}")
    jobs = frame["employment"].tolist()
    told = [
        text.format(job=name, jobs=fmt.count(number), words=value)
        for name, number, value in zip(names, jobs, words, strict=True)
    ]
    columns_of = {
        "soc_code": frame["soc_code"].tolist(),
        "job": names,
        "major_group_title": frame["major_group_title"].tolist(),
        "short_words": words,
        "told": told,
    }
    # Plain objects: pandas' own strings are slow to walk through.
    rows = pd.DataFrame({name: pd.Series(cells, dtype=object) for name, cells in columns_of.items()})
    return rows.assign(employment=jobs, value=values)


@tables.kept(4)
def _job_names() -> dict[str, str]:
    frame = tables.load("occupations").astype(object)
    return {code: job_title(title) for code, title in zip(frame["soc_code"], frame["occupation_title"], strict=True)}


def _values(frame: pd.DataFrame, measure: str, per: Per) -> tuple[list[float], list[str]]:
    """What colours each row, and its flag."""
    if measure == "schooling":
        levels = [schooling_rank(level) for level in frame["typical_entry_schooling"]]
        values = [math.nan if level is None else float(level) for level in levels]
    else:
        values = frame[column(measure, per)].tolist()
    if measure != "pay":
        return values, ["not_released" if math.isnan(value) else "ok" for value in values]
    flags = frame[f"pay_{PERIOD[per]}_p50_flag"].tolist()
    return [math.inf if flag == "top_coded" else value for value, flag in zip(values, flags, strict=True)], flags


def _short_words(measure: str, values: Sequence[float], flags: Sequence[str], per: Per) -> list[str]:
    ceiling = pay.ceilings()[PERIOD[per]]
    levels = list(SCHOOLING)

    def words(value: float, flag: str) -> str:
        if math.isnan(value):
            return _("not stated") if measure == "schooling" else fmt.flag_words(flag)
        if measure == "growth":
            return fmt.pct(value, signed=True)
        if measure == "openings":
            return _("{number} per 100").format(number=fmt.count(value))
        if measure == "schooling":
            return schooling_short(levels[int(value)])
        if math.isinf(value):
            return _("≥{amount}").format(amount=fmt.usd_axis(ceiling, per))
        return fmt.usd_axis(value, per)

    # Hundreds of occupations share a few dozen values, as far as a tile shows them.
    shown = {"pay": -3 if per == "year" else 2, "openings": 0}.get(measure, 1)
    known: dict[tuple[float, str], str] = {}
    told = []
    for value, flag in zip(values, flags, strict=True):
        key = (value if math.isinf(value) else round(value, shown), flag)
        if key not in known:
            known[key] = words(key[0], flag)
        told.append(known[key])
    return told


def classes(answer: Explored, measure: str) -> tuple[tuple[float, float], tuple[str, str, str]] | None:
    """Cuts and words of the three classes of a measure, low to high; None for pay that is known, whose classes follow
    from the figures.
    """
    if measure == "pay" and answer.frame[column("pay", answer.per)].notna().any():
        return None
    if measure == "schooling":
        levels = list(SCHOOLING)
        words = (_("no degree"), _("two or four years of college"), _("master’s or more"))
        return (float(levels.index(DEGREE)), float(levels.index(ADVANCED))), words
    if measure == "openings":
        low, high = OPENINGS_CUTS
        numbers = {"low": fmt.count(math.ceil(low)), "high": fmt.count(math.ceil(high))}
        return OPENINGS_CUTS, (
            _("under {low}").format(**numbers),
            _("{low} to {high}").format(low=fmt.count(math.ceil(low)), high=fmt.count(math.floor(high))),
            _("{high} and more").format(**numbers),
        )
    average = answer.all_occupations_change_pct or 0.0
    return (0.0, average), (
        _("fewer jobs"),
        _("0 to {average}").format(average=fmt.pct(average, signed=True)),
        _("{average} or more").format(average=fmt.pct(average, signed=True)),
    )


def picture_words(answer: Explored, measure: str, frame: pd.DataFrame, cuts: Sequence[float]) -> tuple[str, str, str]:
    """Title, subtitle and sentence of the picture."""
    return picture_title(answer, measure, frame, cuts), picture_subtitle(answer, measure), picture_sentence(frame)


def picture_title(answer: Explored, measure: str, frame: pd.DataFrame, cuts: Sequence[float]) -> str:
    """The finding: which share of the jobs lies where. Neutral where there is nothing to divide."""
    value, jobs = frame["value"], frame["employment"]
    total = jobs[value.notna()].sum()
    if len(frame) < 2 or not total:
        return _("Occupations by their number of jobs")
    low = 100 * jobs[value < cuts[0]].sum() / total
    high = 100 * jobs[value >= cuts[1]].sum() / total
    if measure == "growth":
        return _("{share} of these jobs are in occupations projected to shrink").format(share=fmt.pct(low, 0))
    if measure == "schooling":
        return _("{share} of these jobs are in occupations that ask for no degree").format(share=fmt.pct(low, 0))
    if measure == "openings":
        return _("{share} of these jobs are in occupations with {number} or more openings per 100 workers").format(
            share=fmt.pct(high, 0), number=fmt.count(math.ceil(cuts[1]))
        )
    amount = _round_usd(cuts[1], answer.per)
    return _("{share} of these jobs are in occupations that pay {amount} or more").format(
        share=fmt.pct(high, 0), amount=amount
    )


def picture_subtitle(answer: Explored, measure: str) -> str:
    """What area and colour stand for, of where and when."""
    area = _("Area: employees {in_place}, {edition}.").format(
        in_place=in_place(answer.place_code, answer.place_title), edition=fmt.edition(_edition())
    )
    colour = {
        "growth": _("Color: projected change in US jobs, {years}."),
        "pay": _("Color: middle pay {per} there."),
        "schooling": _("Color: schooling typical for entry."),
        "openings": _("Color: US openings a year per 100 workers, {years}."),
    }[measure]
    return f"{area} {colour.format(years=fmt.edition(answer.edition), per=_(PER_WORDS[answer.per]))}"


def _edition() -> str:
    return tables.record("pay_by_place").source().edition


def picture_sentence(frame: pd.DataFrame) -> str:
    """The picture in one sentence: its largest tiles."""
    if not len(frame):
        return _("None of these has a released number of jobs here.")
    first = frame.sort_values("employment", ascending=False, kind="stable").head(3)
    text = _("The largest: {jobs}.") if len(frame) > 1 else _("Only one: {jobs}.")
    return text.format(jobs="; ".join(str(words) for words in first["told"]))


def notes(answer: Explored, drawn: int, hatched: int = 0) -> list[str]:
    """What stands under the picture: what is left out and why, and what the figures are not.

    Args:
        answer: what is shown.
        drawn: how many occupations have a tile.
        hatched: how many of these have no figure to be colored by.
    """
    told = []
    if hatched:
        told.append(
            ngettext(
                "Hatched: {number} occupation without a released figure.",
                "Hatched: {number} occupations without a released figure.",
                hatched,
            ).format(number=fmt.count(hatched))
        )
    if answer.listed is not None:
        told.append(left_out(answer))
    absent = len(answer.frame) - drawn
    if absent and answer.listed is None:
        told.append(
            ngettext(
                "{number} occupation has no released number of jobs here, so no tile; it is in the list below.",
                "{number} occupations have no released number of jobs here, so no tile; they are in the list below.",
                absent,
            ).format(number=fmt.count(absent))
        )
    told.append(
        _("Growth and openings are projected for the whole country, where all jobs together grow {average}.").format(
            average=fmt.pct(answer.all_occupations_change_pct or 0.0, signed=True)
        )
    )
    return told


def dots_rows(answer: Explored) -> pd.DataFrame:
    """Occupations as dots of pay and growth: ``pay_side`` is ``more`` for those above both lines, else ``less``."""
    named = [f"pay_{PERIOD[answer.per]}_p50_{part}" for part in ("flag", "usd")]
    frame, middle = (
        answer.frame[["soc_code", "occupation_title", *named, "employment_change_pct"]],
        middle_of_all(answer),
    )
    flag, figure = (frame[name] for name in named)
    pays = (figure > (middle or math.inf)).to_numpy(bool) | (flag == "top_coded").to_numpy(bool)
    grows = (frame["employment_change_pct"] > (answer.all_occupations_change_pct or 0.0)).to_numpy(bool)
    # Plain objects: pandas' own strings are slow to walk through.
    sides = pd.Series(["more" if both else "less" for both in pays & grows], dtype=object)
    return frame.assign(pay_side=sides, number=pd.Series([""] * len(frame), dtype=object))


def middle_of_all(answer: Explored) -> float | None:
    """Middle pay of all jobs in the place; None where none is published."""
    try:
        return pay.lookup(outlook.ALL_OCCUPATIONS, answer.place_code).cell("p50", answer.per).value
    except NotPublished:
        return None


def dots_lines(answer: Explored) -> tuple[tuple[str, float] | None, tuple[str, float] | None]:
    """Words and value of the two lines across: growth of all jobs, and middle pay of all jobs."""
    growth, middle = answer.all_occupations_change_pct, middle_of_all(answer)
    upright = None if growth is None else (_("all jobs {change}").format(change=fmt.pct(growth, signed=True)), growth)
    if middle is None:
        return upright, None
    return upright, (_("all jobs {amount}").format(amount=fmt.usd(middle, answer.per)), middle)


def dots_words(answer: Explored, frame: pd.DataFrame) -> tuple[str, str, str]:
    """Title, subtitle and sentence of the dots."""
    column = f"pay_{PERIOD[answer.per]}_p50_usd"
    both = frame[frame["pay_side"] == "more"]
    title = _("Pay and projected growth of occupations")
    if middle_of_all(answer) is not None:
        title = ngettext(
            "{number} of {all} occupations pays above the middle and grows faster than all jobs",
            "{number} of {all} occupations pay above the middle and grow faster than all jobs",
            len(both),
        ).format(number=fmt.count(len(both)), all=fmt.count(_drawn(frame, answer.per)))
    subtitle = _("Up: middle pay {per} {in_place}, {edition}. Right: change in US jobs, {years}.").format(
        per=_(PER_WORDS[answer.per]),
        in_place=in_place(answer.place_code, answer.place_title),
        edition=fmt.edition(_edition()),
        years=fmt.edition(answer.edition),
    )
    first = both.sort_values(["employment_change_pct", column], ascending=False, kind="stable").head(BEST_NAMED)
    named = [
        _("{job} ({amount}, {change})").format(
            job=job_in_sentence(row["occupation_title"]),
            amount=columns.cell({str(name): value for name, value in row.items()}, column, pay.ceilings()),
            change=fmt.pct(row["employment_change_pct"], signed=True),
        )
        for row in first.astype(object).to_dict("records")
    ]
    sentence = _("Of those, these grow fastest: {jobs}.").format(jobs=fmt.listed(named))
    return title, subtitle, sentence if named else _("None of these pays above the middle and grows faster than all.")


def _drawn(frame: pd.DataFrame, per: Per) -> int:
    """How many have both figures; top-coded pay is known from below, and drawn at its ceiling."""
    figure = f"pay_{PERIOD[per]}_p50"
    pays = frame[f"{figure}_usd"].notna() | (frame[f"{figure}_flag"] == "top_coded")
    return int((pays & frame["employment_change_pct"].notna()).sum())


def dots_notes(answer: Explored, frame: pd.DataFrame) -> list[str]:
    """What is not drawn, and what the picture does not say."""
    absent = len(frame) - _drawn(frame, answer.per)
    told = [
        _("Each line upward is twice the pay of the one below."),
        _("A dot leads to its Overview, and so does the job’s name in the list below."),
        _("Growth is that of the whole country. Pay and growth stand side by side; neither causes the other."),
    ]
    if absent:
        told.append(
            ngettext(
                "{number} occupation lacks one of the two figures, so it has no dot; it is in the list below.",
                "{number} occupations lack one of the two figures, so they have no dot; they are in the list below.",
                absent,
            ).format(number=fmt.count(absent))
        )
    return told


FIRST_SHOWN: Final = 10
"""Occupations at the top of a list that are drawn."""


def leaders_words(answer: Explored) -> tuple[str, str, str]:
    """Title, subtitle and sentence of the picture of a list."""
    return leaders_title(answer), leaders_subtitle(answer), leaders_sentence(answer)


def leaders_title(answer: Explored) -> str:
    """Who leads; never one alone where several share the lead or are too close to call."""
    figures = answer.frame[answer.column]
    same = int((figures == figures.iloc[0]).sum())
    job = job_title(answer.frame["occupation_title"].iloc[0])
    close = sum(not (verdict.outcome == "clear" and verdict.higher == 1) for verdict in answer.leader)
    if same > 1:
        return _("{number} occupations share the lead").format(number=fmt.count(same))
    if close:
        return ngettext(
            "{job} lead, but {number} of the next is too close to call",
            "{job} lead, but {number} of the next are too close to call",
            close,
        ).format(job=job, number=fmt.count(close))
    return {
        "fastest_growing": _("{job} grow fastest"),
        "most_openings": _("{job} have the most openings"),
        "best_paid_without_degree": _("{job} earn the most without a degree"),
        "most_jobs": _("{job} are the most common"),
    }[str(answer.listed)].format(job=job)


def leaders_subtitle(answer: Explored) -> str:
    """What the bars show, of where and when."""
    here = in_place(answer.place_code, answer.place_title)
    measure = {
        "fastest_growing": _("Projected change in US jobs, {years}; occupations with reliable figures {in_place}."),
        "most_openings": _(
            "Projected openings a year in the US, {years}; occupations with reliable figures {in_place}."
        ),
        "best_paid_without_degree": _("Middle pay {per} {in_place}, {edition}; no degree is typical for entry."),
        "most_jobs": _("Jobs of employees {in_place}, {edition}."),
    }[str(answer.listed)]
    return measure.format(
        years=fmt.edition(answer.edition), in_place=here, edition=fmt.edition(_edition()), per=_(PER_WORDS[answer.per])
    )


def leaders_sentence(answer: Explored) -> str:
    """The first three with their figures."""
    text, first = _("{job} {figure}"), answer.frame.head(3)
    told = [
        text.format(job=job_title(row["occupation_title"]), figure=columns.cell(row, answer.column, pay.ceilings()))
        for row in (dict(zip(first.columns, cells, strict=True)) for cells in first.itertuples(index=False, name=None))
    ]
    return _("At the top: {jobs}.").format(jobs="; ".join(told))


def left_out(answer: Explored) -> str:
    """How many take no part in the list, and why."""
    if not len(answer.left_out):
        return _("Nothing is left out of this list as uncertain.")
    counts = answer.left_out["reason"].value_counts(sort=True)
    parts = [
        _("{number} {reason}").format(number=fmt.count(int(number)), reason=_(WHY_LEFT_OUT[str(reason)]))
        for reason, number in counts.items()
    ]
    return _("Left out of this list: {parts}.").format(parts="; ".join(parts))


# --- The list ------------------------------------------------------------------------------------------------


def attribution() -> str:
    """What has to stand beside O*NET's ratings."""
    return tables.record("onet_ratings").source("onet").citation


def list_title(answer: Explored) -> str:
    """Heading of the list."""
    return _(LIST_LABELS[answer.listed]) if answer.listed else _("One by one")


def list_subtitle(answer: Explored) -> str:
    """What the list shows: whose figures."""
    return _("Pay and jobs {in_place}, {edition}; growth and openings in the United States, {years}.").format(
        in_place=in_place(answer.place_code, answer.place_title),
        edition=fmt.edition(_edition()),
        years=fmt.edition(answer.edition),
    )


def list_columns(answer: Explored) -> list[str]:
    """Columns that the list shows, the job first."""
    return [
        "occupation_title",
        f"pay_{PERIOD[answer.per]}_p50_usd",
        "employment",
        "employment_change_pct",
        "openings_annual_thousand",
        "typical_entry_schooling",
        "interests",
        "top_skills",
    ]


def list_notes(answer: Explored) -> list[str]:
    """What must be known beside the list."""
    told = []
    if answer.listed is None and answer.frame["is_uncertain"].any():
        text = _("Pale rows are too uncertain to rank: a pay error above 10%, under 100 jobs, or jobs not released.")
        told.append(text)
    return told


RULE: Final = N_(
    "Figures as the agencies publish them, put side by side by occupation code. A skill stands out where O*NET rates "
    "it 3 of 5 or more and above the average job; an occupation's interests are its two strongest."
)
