"""Sentences of Regions: what the job pays here, how the place stands among its like, and whether the best differ."""

from __future__ import annotations

import math
from typing import Final

import pandas as pd

from careers import format as fmt
from careers import prices, tables
from careers.errors import NotPublished
from careers.i18n import N_, _, language, ngettext
from careers.narrative.names import job_in_sentence, place_in_sentence, place_short
from careers.narrative.overview import PER_WORDS, amount
from careers.pay import PERIOD, Per
from careers.places import place as find_place
from careers.ranking import Ranking
from careers.regions import Kind, Regions, column

KIND_LABELS: Final[dict[Kind, str]] = {
    "state": N_("States"),
    "metro": N_("Metro areas"),
    "nonmetro": N_("Nonmetro areas"),
}

KINDS: Final[dict[Kind, str]] = {
    "state": N_("states and territories"),
    "metro": N_("metro areas"),
    "nonmetro": N_("nonmetro areas"),
}

WHY_LEFT_OUT: Final[dict[str, str]] = {
    "uncertain": N_("with an error above 10%"),
    "few_jobs": N_("with fewer than 100 jobs"),
    "jobs_not_released": N_("whose number of jobs is not released"),
    "not_released": N_("whose pay is not released"),
    "top_coded": N_("known only from below"),
    "no_price_level": N_("without a local price level"),
}
"""Why rows take no part in the ranking (`careers.ranking`), behind their number."""

WHY_NOT_RANKED: Final[dict[str, str]] = {
    "uncertain": N_("its error is above 10%"),
    "few_jobs": N_("it has fewer than 100 jobs"),
    "jobs_not_released": N_("its number of jobs is not released"),
    "not_released": N_("its pay is not released"),
    "top_coded": N_("its pay is known only from below"),
    "no_price_level": N_("no local price level is published for it"),
}
"""The same of one place."""


def money(answer: Regions, usd: float | None) -> str:
    """A figure of the measure shown: "$45,610", "at least $239,200". Only the reader's own place can be known from
    below; such places are not ranked.
    """
    if usd is None:
        return fmt.flag_words("not_released")
    if math.isinf(usd):
        level = None if answer.here_level is None else answer.here_level.parity_index
        return fmt.pay(None, "top_coded", answer.per, _ceiling(answer, level))
    return fmt.usd(usd, answer.per)


def _ceiling(answer: Regions, parity_index: float | None) -> float:
    """What a top-coded figure of a place is at least, in the dollars shown."""
    printed = answer.ceilings[PERIOD[answer.per]]
    return printed * 100 / parity_index if answer.after_prices and parity_index is not None else printed


def ranked_usd(answer: Regions) -> dict[str, float]:
    """Place code → figure of each ranked place, highest first; infinite where it is only known from below."""
    if answer.ranking is None:
        return {}
    rows = answer.ranking.rows
    figures = zip(rows["place_code"], rows[answer.column], rows[f"pay_{PERIOD[answer.per]}_p50_flag"], strict=True)
    return {str(code): math.inf if flag == "top_coded" else float(value) for code, value, flag in figures}


def _title(place_code: str) -> str:
    return find_place(place_code).title


# --- The answer ----------------------------------------------------------------------------------------------------


def lead(answer: Regions, wanted: Per) -> list[str]:
    """The answer in two to four sentences: the pay here, its place among its like, and the best."""
    told = [here(answer), period_note(answer.per, wanted)]
    if answer.ranking is not None and len(answer.ranking.rows):
        told += [position(answer), best(answer)]
    return [sentence for sentence in told if sentence]


def period_note(per: Per, wanted: Per) -> str:
    """Why pay is shown by the other period than asked for, or nothing."""
    if per == wanted:
        return ""
    if per == "hour":
        return _("This work is paid by the hour, so no yearly figure is published.")
    return _("This work is paid by the year, so no hourly figure is published.")


def here(answer: Regions) -> str:
    """The middle pay here and the verdict against the country. The heading names the place."""
    record, per = answer.here, answer.per
    cell = record.cell("p50", per)
    paid = amount(cell, per, answer.ceilings[PERIOD[per]])
    if answer.gap is not None:
        return _("Middle pay in the whole country: {amount}.").format(amount=paid)
    if answer.after_prices and record.place_code != "US" and cell.value is not None:
        if answer.here_level is None:
            return _("Middle pay: {amount}. No local price level is published, so what it buys stays open.").format(
                amount=paid
            )
        text = _("Middle pay: {amount}, which buys what {buys} buys at average US prices; {verdict}.")
        return text.format(amount=paid, buys=money(answer, answer.here_usd), verdict=_against_nation(answer))
    told = _against_nation(answer)
    if not told:
        return _("Middle pay: {amount}.").format(amount=paid)
    return _("Middle pay: {amount}; {verdict}.").format(amount=paid, verdict=told)


def _against_nation(answer: Regions) -> str:
    """How far from the US middle, and whether averages bear it out; nothing where either is missing."""
    verdict, mine = answer.against_nation, answer.here_usd
    theirs = answer.nation.cell("p50", answer.per).value
    if verdict is None or mine is None or math.isinf(mine) or theirs is None:
        return ""
    share = (mine / theirs - 1) * 100
    if verdict.outcome == "clear" and mine != theirs:
        text = _("{percent} above the US ({us}), a clear difference")
        if mine < theirs:
            text = _("{percent} below the US ({us}), a clear difference")
    elif verdict.outcome == "disagree":
        text = _("too close to call against the US ({us}): average and middle disagree")
    elif verdict.outcome == "unknown":
        text = _("the US has {us}, and whether the two differ cannot be told")
    else:
        text = _("too close to call against the US ({us})")
    return text.format(us=fmt.usd(theirs, answer.per), percent=fmt.pct(abs(share), 0 if abs(share) >= 1 else 1))


def position(answer: Regions) -> str:
    """How many of its like pay more and less. It counts instead of giving a rank: ties and gaps leave it true."""
    ranking = answer.ranking
    assert ranking is not None
    values = ranked_usd(answer)
    kinds = _(KINDS[answer.kind])
    if answer.here.place_code == "US":
        return _("It runs from {low} to {high} in the {number} {kinds} that can be ranked.").format(
            number=fmt.count(len(values)),
            kinds=kinds,
            low=money(answer, min(values.values())),
            high=money(answer, max(values.values())),
        )
    left_out = ranking.left_out[ranking.left_out["place_code"] == answer.here.place_code]
    if len(left_out):
        return _("{place} is not ranked: {why}.").format(
            place=_sentence_start(place_in_sentence(answer.here.place_code, answer.here.place_title)),
            why=_(WHY_NOT_RANKED[str(left_out["reason"].iloc[0])]),
        )
    mine = answer.here_usd
    others = [value for code, value in values.items() if code != answer.here.place_code]
    if mine is None or len(others) < 2:
        return ""
    more, same = sum(value > mine for value in others), sum(value == mine for value in others)
    less = len(others) - more - same
    parts = []
    if more:
        parts.append(ngettext("{n} pays more", "{n} pay more", more).format(n=fmt.count(more)))
    if same:
        parts.append(ngettext("{n} pays the same", "{n} pay the same", same).format(n=fmt.count(same)))
    if less:
        parts.append(ngettext("{n} pays less", "{n} pay less", less).format(n=fmt.count(less)))
    is_one = answer.here.place_code in values
    text = _("Of the {number} other {kinds} that can be ranked, {parts}.")
    if not is_one:
        text = _("Of {number} {kinds} that can be ranked, {parts}.")
    return text.format(number=fmt.count(len(others)), kinds=kinds, parts=fmt.listed(parts))


def best(answer: Regions) -> str:
    """Whether those at the top pay clearly more than here."""
    verdicts = answer.against_first
    if all(verdict.outcome == "unknown" for verdict in verdicts.values()):
        return ""
    clear = sum(verdict.outcome == "clear" and verdict.higher == 2 for verdict in verdicts.values())
    words = {"number": fmt.count(len(verdicts)), "clear": fmt.count(clear)}
    if len(verdicts) == 1:
        only = next(iter(verdicts))
        place = place_in_sentence(only, _title(only))
        if clear:
            return _("{place} clearly pays more on average.").format(place=_sentence_start(place))
        return _("Against {place} it is too close to call.").format(place=place)
    if clear == len(verdicts):
        return _("Each of the {number} best-paying clearly pays more on average.").format(**words)
    if clear == 0:
        return _("None of the {number} best-paying clearly pays more on average.").format(**words)
    return ngettext(
        "Of the {number} best-paying, {clear} clearly pays more on average; the others are too close to call.",
        "Of the {number} best-paying, {clear} clearly pay more on average; the others are too close to call.",
        clear,
    ).format(**words)


def _sentence_start(words: str) -> str:
    return words[:1].upper() + words[1:]


# --- Around the charts ---------------------------------------------------------------------------------------------


def ranked_words(answer: Regions) -> tuple[str, str, str]:
    """Title, subtitle and sentence of the ranking."""
    return ranked_title(answer), subtitle(answer), ranked_sentence(answer)


def ranked_title(answer: Regions) -> str:
    """Who leads, if anyone clearly does; never more than the figures bear."""
    figures = ranked_usd(answer)
    if answer.ranking is None or not figures:
        return _("Nothing here can be ranked")
    first, top = next(iter(figures.items()))
    tied = sum(value == top for value in figures.values())
    if tied > 1:
        return _("{number} share the top: {amount}").format(number=fmt.count(tied), amount=money(answer, top))
    place = place_in_sentence(first, _title(first))
    if len(figures) == 1:
        return _("Only {place} can be ranked").format(place=place)
    close = sum(verdict.outcome != "clear" for verdict in answer.leader)
    if close:
        return ngettext(
            "{place} leads, but {number} other is too close to call",
            "{place} leads, but {number} others are too close to call",
            close,
        ).format(place=_sentence_start(place), number=fmt.count(close))
    text = _("{place} pays the most of all {number} {kinds}")
    if len(answer.ranking.left_out):
        text = _("{place} pays the most of the {number} {kinds} that can be ranked")
    return text.format(place=_sentence_start(place), number=fmt.count(len(figures)), kinds=_(KINDS[answer.kind]))


def subtitle(answer: Regions) -> str:
    """Measure, who and period."""
    measure = _("Middle pay by the year") if answer.per == "year" else _("Middle pay by the hour")
    text = _("{measure} (median), {job}, {edition}")
    if answer.after_prices:
        text = _("{measure} (median), {job}, {edition}, at average US prices (price levels of {year})")
    job = job_in_sentence(answer.here.occupation_title)
    return text.format(measure=measure, job=job, edition=fmt.edition(answer.here.edition), year=answer.price_year)


def ranked_sentence(answer: Regions) -> str:
    """The ranking in one sentence: both ends, the place and the country."""
    figures = list(ranked_usd(answer).items())
    if not figures:
        return _("No figure is sure enough to be ranked; the table shows what is published.")
    parts = []
    for (code, usd), text in ((figures[0], _("top: {place} {amount}")), (figures[-1], _("bottom: {place} {amount}"))):
        parts.append(text.format(place=place_short(code, _title(code)), amount=money(answer, usd)))
    record = answer.here
    if record.place_code not in ("US", figures[0][0], figures[-1][0]) and answer.here_usd is not None:
        name = place_short(record.place_code, record.place_title)
        parts.append(_("{place} {amount}").format(place=name, amount=money(answer, answer.here_usd)))
    nation = answer.nation.cell("p50", answer.per)
    if nation.value is not None:
        parts.append(_("United States {amount}").format(amount=fmt.usd(nation.value, answer.per)))
    told = "; ".join(parts)
    return _("{sentence} {per}.").format(sentence=_sentence_start(told), per=_(PER_WORDS[answer.per]))


def notes(answer: Regions) -> list[str]:
    """What stands under the ranking: how many are left out and why, and what the prices and verdicts rest on."""
    told = []
    if marks(answer):
        place = place_in_sentence(answer.here.place_code, answer.here.place_title)
        text = _("{sign} too close to call against {place}, tested for the {number} best.")
        told.append(text.format(sign=CLOSE, place=place, number=fmt.count(len(answer.first))))
    if answer.ranking is not None and len(answer.ranking.left_out):
        counts = answer.ranking.left_out["reason"].value_counts(sort=False)
        parts = [_left_out(str(reason), int(number)) for reason, number in counts.items()]
        told.append(_("Left out of the ranking, pale in the table: {parts}.").format(parts="; ".join(parts)))
    told.append(
        _("Verdicts rest on average pay, by a 90% test over all pairs shown: no error is printed for the middle.")
    )
    if answer.after_prices:
        told.append(_("The error of local price levels is not known."))
        if any(answer.frame["place_kind"] == "nonmetro"):
            told.append(_("A nonmetro area borrows its state’s price level, which likely overstates prices there."))
    return told


def _left_out(reason: str, number: int) -> str:
    return _("{number} {reason}").format(number=fmt.count(number), reason=_(WHY_LEFT_OUT[reason]))


CLOSE: Final = "≈"


def marks(answer: Regions) -> dict[str, str]:
    """Place code → sign behind its figure where it is too close to call against the reader's own place."""
    close = ("too_close", "disagree")
    return {code: CLOSE for code, verdict in answer.against_first.items() if verdict.outcome in close}


def reference(answer: Regions) -> tuple[str, float] | None:
    """Words and value of the line of the whole country."""
    cell = answer.nation.cell("p50", answer.per)
    if cell.value is None:
        return None
    return _("US {amount}").format(amount=fmt.usd(cell.value, answer.per)), cell.value


def rule(answer: Regions) -> str:
    """How the figures came about."""
    if not answer.after_prices:
        return _("Figures as the agency publishes them. Nothing is estimated here.")
    return _(
        "Pay after local prices = pay as published × 100 ÷ regional price parity of {year} (US = 100). One year serves "
        "all places shown."
    ).format(year=answer.price_year)


def table(answer: Regions) -> pd.DataFrame:
    """The answer's rows with names for a chart and the part each plays in the ranking in words."""
    return _table(answer, language())


@tables.kept(4)
def _table(answer: Regions, _language: str) -> pd.DataFrame:
    frame = answer.frame
    reasons = frame["reason"].tolist()
    return frame.assign(
        place_name=[place_short(code, _title(code)) for code in frame["place_code"]],
        ranking=[_in_ranking(str(reason)) for reason in reasons],
        is_left_out=[reason != "" for reason in reasons],
    )


def _in_ranking(reason: str) -> str:
    if not reason:
        return _("ranked")
    if reason == "other_kind":
        return _("your place, for comparison")
    return _("left out: {reason}").format(reason=_(WHY_NOT_RANKED[reason]))


def table_columns(answer: Regions) -> list[str]:
    """Columns that the table shows, the place first."""
    after = [answer.column, "parity_index"] if answer.after_prices else []
    paid = [column(s, answer.per, after_prices=False) for s in ("p50", "p10", "p90", "mean")]
    return ["place_title", *after, *paid, "pay_rse_pct", "employment", "location_quotient", "ranking"]


# --- Beside the ranking --------------------------------------------------------------------------------------------


def key_figures(answer: Regions) -> list[tuple[str, str, str, bool]]:
    """Label, figure, note and whether it is the main one."""
    here, per = answer.here, answer.per
    cell = here.cell("p50", per)
    figures = [
        (
            _("Middle pay as paid, {place}").format(place=place_short(here.place_code, here.place_title)),
            fmt.pay(cell.value, cell.flag, per, answer.ceilings[PERIOD[per]]),
            _(PER_WORDS[per]),
            False,
        )
    ]
    if here.place_code != "US" and cell.value is not None:
        figures.append(_after_prices_figure(answer, cell.value))
    note = ""
    if here.location_quotient is not None and here.place_code != "US":
        note = _("{ratio} times the US share").format(ratio=fmt.ratio(here.location_quotient))
    figures.append((_("Jobs here"), fmt.jobs(here.employment, here.employment_flag), note, False))
    return figures


def _after_prices_figure(answer: Regions, paid: float) -> tuple[str, str, str, bool]:
    name = _("The same after local prices")
    try:
        real = prices.real(paid, answer.here.place_code, answer.price_year)
    except NotPublished:
        return name, _("no local price level"), "", False
    level = _("price level {index} of {year}, US = 100").format(
        index=fmt.index(real.parity.parity_index), year=real.parity.year
    )
    return name, fmt.usd(real.real_usd, answer.per), level, False


def asides(answer: Regions, industry_title: str | None) -> list[str]:
    """What must be known beside the answer."""
    told = []
    if industry_title is not None:
        told.append(
            _("No agency crosses places with industries: all industries count here, not only {industry}.").format(
                industry=industry_title
            )
        )
    if answer.here.place_code != "US" and any(answer.frame["reason"] == "other_kind"):
        told.append(_("Your own place is drawn below the others: it is of another kind."))
    if answer.ranking is None:
        told.append(_("No figure for {kinds} is published for this job.").format(kinds=_(KINDS[answer.kind])))
    return told


# --- The map -------------------------------------------------------------------------------------------------------


def has_map(answer: Regions) -> bool:
    """Whether there is anything to put on a map: nonmetro areas have no outlines here."""
    return answer.ranking is not None and answer.kind != "nonmetro" and bool(answer.frame[answer.column].notna().any())


def map_rows(answer: Regions) -> pd.DataFrame:
    """Rows to put on a map: all states, also those without a cell, or the metros with their middle.

    A figure known only from below belongs to the highest class if that is above all that are printed, else to none.
    """
    return _map_rows(answer, language())


@tables.kept(4)
def _map_rows(answer: Regions, _language: str) -> pd.DataFrame:
    shown = table(answer)
    shown = shown[shown["place_kind"] == answer.kind]
    flag = f"pay_{PERIOD[answer.per]}_p50_flag"
    if answer.kind == "metro":
        found = [find_place(code) for code in shown["place_code"]]
        shown = shown.assign(
            latitude_degrees=pd.Series([place.latitude_degrees for place in found], index=shown.index),
            longitude_degrees=pd.Series([place.longitude_degrees for place in found], index=shown.index),
        )
    else:
        absent = _states()[~_states()["place_code"].isin(shown["place_code"])]
        shown = pd.concat([shown, absent.assign(**{flag: "not_released"})], ignore_index=True)
    capped, printed = (shown[flag] == "top_coded").to_numpy(), answer.ceilings[PERIOD[answer.per]]
    at_least = printed * 100 / shown["parity_index"] if answer.after_prices else pd.Series(printed, index=shown.index)
    highest = shown[answer.column].max()
    level = at_least.where(at_least < highest, math.inf).where(at_least >= highest)
    return shown.assign(**{answer.column: shown[answer.column].where(~capped, level)})


@tables.built_once
def _states() -> pd.DataFrame:
    places = tables.load("places")
    return places.loc[places["place_kind"] == "state", ["place_code", "place_title"]].astype(object)


def map_words(answer: Regions) -> tuple[str, str, str]:
    """Title, subtitle and sentence of the map. Its finding is a pattern, so the title stays neutral."""
    shown = answer.frame[(answer.frame["place_kind"] == answer.kind) & answer.frame[answer.column].notna()]
    title = _("Where the middle pay is higher and lower")
    sentence = ngettext(
        "{number} place with a figure; the darker, the higher the pay.",
        "{number} places with a figure, in three classes of about equal size.",
        len(shown),
    ).format(number=fmt.count(len(shown)))
    return title, subtitle(answer), sentence


def map_notes(answer: Regions) -> list[str]:
    """What the map does not show."""
    told = []
    rows = map_rows(answer)
    capped = rows[f"pay_{PERIOD[answer.per]}_p50_flag"] == "top_coded"
    if (capped & rows[answer.column].isna()).any():
        told.append(_("Pay known only from below has no class here: the source prints higher figures elsewhere."))
    if answer.kind == "state":
        told.append(_("Guam, Puerto Rico and the Virgin Islands are not on this map; the table has them."))
    return told


FIRST_AROUND: Final = 5


def around(answer: Regions, metros: Ranking | None) -> tuple[str, list[tuple[str, str]]]:
    """A heading, and words and code of the best-paying metros around; no entries where there are none."""
    if metros is None:
        return "", []
    codes = find_place(answer.here.place_code).state_codes
    states = fmt.listed([place_in_sentence(code, find_place(code).title) for code in codes])
    entries = []
    first = metros.rows.head(FIRST_AROUND)
    figures = zip(first["place_code"], first[metros.column], first[f"pay_{PERIOD[answer.per]}_p50_flag"], strict=True)
    for code, usd, flag in figures:
        figure = fmt.pay(None if flag == "top_coded" else usd, flag, answer.per, answer.ceilings[PERIOD[answer.per]])
        entries.append((_("{name}: {figure}").format(name=place_short(code, _title(code)), figure=figure), code))
    return _("Best-paying metro areas in {states}, as paid").format(states=states), entries


def place_options(answer: Regions) -> dict[str, str]:
    """Place code → name, in order of name, for a box that chooses one."""
    frame = answer.frame
    codes = frame.loc[frame["place_kind"] == answer.kind, "place_code"]
    return dict(sorted(((code, _title(code)) for code in codes), key=lambda option: option[1]))


def tiles(answer: Regions) -> list[tuple[str, str, str, float]]:
    """Code, name, figure as short as can be, and value of each state."""
    return _tiles(answer, language())


@tables.kept(4)
def _tiles(answer: Regions, _language: str) -> list[tuple[str, str, str, float]]:
    flag = f"pay_{PERIOD[answer.per]}_p50_flag"
    rows = map_rows(answer)
    named = ("place_code", "place_title", answer.column, flag)
    levels = rows["parity_index"].tolist() if answer.after_prices else [None] * len(rows)
    figures = zip(*(rows[name].tolist() for name in named), levels, strict=True)
    return [(code, name, _short_amount(answer, usd, told, level), usd) for code, name, usd, told, level in figures]


def _short_amount(answer: Regions, value: float, flag: str, parity_index: float | None) -> str:
    """A figure as short as a tile needs it: "$46k", "≥$239k", or the words for its flag."""
    if flag == "top_coded":
        return _("≥{amount}").format(amount=fmt.usd_axis(_ceiling(answer, parity_index), answer.per))
    if not math.isnan(value):
        return fmt.usd_axis(value, answer.per)
    return _("no local price level") if flag in ("ok", "collapsed") else fmt.flag_words(flag)
