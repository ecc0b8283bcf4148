"""Sentences of Compare: what differs most, whether it is real, what flips after prices, and what stands beside."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from typing import Any, Final, NamedTuple

import pandas as pd

from careers import compare, pay, tables, worklife
from careers import format as fmt
from careers.compare import Flip, Grid, GridCell, JobBeside, Measure, Move, PairVerdict
from careers.i18n import N_, _, ngettext
from careers.industries import ALL as ALL_INDUSTRIES
from careers.industries import Industry
from careers.narrative import census
from careers.narrative.names import industry_in_sentence, job_in_sentence, job_title, place_in_sentence, place_short
from careers.narrative.outlook import NEVER_REQUIRED, TRAINING, doubt
from careers.narrative.overview import GROWTH_WORDS, PER_WORDS, amount, middle, prospects
from careers.outlook import Outlook
from careers.pay import PERIOD, Per, Verdict
from careers.places import Place
from careers.prices import Parity
from careers.related import TIER_WORDS, Nearness
from careers.requirements import SCHOOLING
from careers.significance import CRITICAL_Z
from careers.titles import Occupation
from careers.worklife import Estimate

SENTENCES: Final = 3
"""How many differences are told on top."""

MOST_NAMED: Final = 3
"""Cells that a sentence names; of more it tells the number."""

SAME_GROWTH_POINTS: Final = 0.5
"""Two rates of growth nearer than this are told as no difference."""

SAME_QUOTIENT: Final = 0.1
"""The same for how common a job is."""

MEASURE_LABELS: Final[dict[Measure, str]] = {"nominal": N_("As paid"), "real": N_("After local prices")}

MARKS: Final = {
    "clear": N_("clearly lower"),
    "too_close": N_("too close to call"),
    "disagree": N_("too close to call"),
    "unknown": N_("cannot be told"),
}
"""A cell against the best-paid one, in two to four words."""

KIND_WORDS: Final = {"state": N_("state level"), "metro": N_("metro level"), "nation": N_("US level")}
"""Whose price level it is."""

YEARS: Final = {
    "": N_("not chosen"),
    "0": N_("under 5 years"),
    "5": N_("5 to 10 years"),
    "10": N_("10 to 20 years"),
    "20": N_("20 years or more"),
}
"""Years of experience to choose from: the first year of each band as the address carries it, and its words."""


# --- Names ----------------------------------------------------------------------------------------------------------


def _jobs(grid: Grid) -> list[Occupation]:
    return [row[0].job for row in grid.cells]


def _places(grid: Grid) -> list[Place]:
    return [cell.place for cell in grid.cells[0]]


def heading(grid: Grid) -> str:
    """The jobs and the places: by name as long as there are one or two, then by number."""
    jobs, places = _jobs(grid), _places(grid)
    if len(jobs) <= 2:
        titles = [job_title(jobs[0].title), *(job_in_sentence(job.title) for job in jobs[1:])]
        what = fmt.listed(titles)
    else:
        what = _("{number} jobs").format(number=fmt.count(len(jobs)))
    if len(places) <= 2:
        where = _listed([_in_words(place) for place in places])
    else:
        where = _("{number} places").format(number=fmt.count(len(places)))
    return _("{jobs} in {places}").format(jobs=what, places=where)


def place_name(place: Place) -> str:
    """A place as its chip and its row call it."""
    return place_short(place.place_code, place.title)


def row_place(cell: GridCell) -> str:
    """A cell's place as its row calls it, and the industry where the cell is of one."""
    name = place_name(cell.place)
    if cell.industry is None:
        return name
    return _("{place}, {industry}").format(place=name, industry=_industry(cell.industry))


def _industry(industry: Industry) -> str:
    return industry_in_sentence(industry.industry_code, industry.title)


def _in_words(place: Place) -> str:
    """A place inside a sentence, as short as it stays clear: "Ohio", "the United States", "Columbus, OH"."""
    if place.place_kind == "metro":
        return place_short(place.place_code, place.title)
    return place_in_sentence(place.place_code, place.title)


def _where(cell: GridCell) -> str:
    """The place inside a sentence, and the industry where the cell is of one."""
    where = _in_words(cell.place)
    if cell.industry is None:
        return where
    return _("{place} ({industry})").format(place=where, industry=_industry(cell.industry))


def _who(grid: Grid, cell: GridCell) -> str:
    """A cell inside a sentence: the place, the job or both, whatever tells the cells apart."""
    if len(grid.cells) == 1:
        return _where(cell)
    job = job_in_sentence(cell.job.title)
    if len(grid.cells[0]) == 1:
        return job
    return _("{job} in {place}").format(job=job, place=_where(cell))


def _start(text: str) -> str:
    return text[:1].upper() + text[1:]


def _all_named(grid: Grid, cells: Sequence[GridCell]) -> str:
    names = [_who(grid, cell) for cell in cells]
    if len(names) > MOST_NAMED:
        rest = _("{number} more").format(number=fmt.count(len(names) - MOST_NAMED + 1))
        names = [*names[: MOST_NAMED - 1], rest]
    return _listed(names)


def _listed(names: Sequence[str]) -> str:
    """Names in a row; those that hold a comma themselves stand between semicolons."""
    return "; ".join(names) if len(names) > 2 and any("," in name for name in names) else fmt.listed(list(names))


def _amount(grid: Grid, cell: GridCell, measure: Measure, statistic: str = "p50") -> str:
    """A pay figure with its period, or the words for its flag."""
    return amount(cell.pay(statistic, grid.per, measure), grid.per, grid.ceiling(cell, measure))


def _bare(grid: Grid, cell: GridCell, measure: Measure, statistic: str = "p50") -> str:
    figure = cell.pay(statistic, grid.per, measure)
    return fmt.pay(figure.value, figure.flag, grid.per, grid.ceiling(cell, measure))


def _middles(grid: Grid, cells: Sequence[GridCell], measure: Measure) -> list[float]:
    """Middle pay of cells that have one."""
    values = [cell.pay("p50", grid.per, measure).value for cell in cells]
    return [value for value in values if value is not None]


def options(grid: Grid) -> dict[str, str]:
    """Every cell to pick from: its code as the address carries it, and its name."""
    return {".".join(cell.key): _start(_who(grid, cell)) for cell in grid.all_cells}


def pair_options(grid: Grid) -> tuple[dict[str, str], dict[str, str]]:
    """Options for both of a pair; in front those of the largest flip, or else the first two cells."""
    told = options(grid)
    first, second = ({".".join(cell.key): told[".".join(cell.key)]} | told for cell in grid.usual_pair or ())
    return first, second


def after_first(told: dict[str, str]) -> dict[str, str]:
    """The same options with the second in front, which then counts where the address says nothing."""
    entries = list(told.items())
    return dict([*entries[1:], *entries[:1]])


# --- The answer -----------------------------------------------------------------------------------------------------


def lead(grid: Grid, measure: Measure) -> list[str]:
    """The most important differences, three at most: pay, what prices change, then jobs, schooling and the rest."""
    further = _across_jobs(grid) if len(grid.cells) > 1 else _across_places(grid)
    told = [_pay(grid, measure), _prices(grid), *further]
    return [sentence for sentence in told if sentence][:SENTENCES]


def _pay(grid: Grid, measure: Measure) -> str:
    """Who earns most in the middle, against whom, and from which others that is a clear difference."""
    if len(grid.all_cells) == 1:
        cell = grid.all_cells[0]
        return cell.gap or middle(_record(cell), grid.per, grid.ceiling(cell))
    known = [*grid.printed(measure), *grid.capped(measure)]
    if not known:
        return _no_prices(grid, measure) or _("No agency publishes middle pay for any of these.")
    unsure = _unsure(grid, measure)
    if len(known) == 1:
        told = [
            _("middle pay is known for {who} only: {amount}.").format(
                who=_who(grid, known[0]), amount=_amount(grid, known[0], measure)
            )
        ]
    elif unsure or grid.capped(measure):
        told = [*_range(grid, measure), *unsure]
    else:
        told = _clear(grid, measure)
    if measure == "real":
        told[0] = _("After local prices: {sentence}").format(sentence=told[0])
    named = {cell.key for cell in (*known, *(pair.first for pair in grid.against_best(measure)))}
    silent = [cell for cell in grid.all_cells if cell.key not in named]
    if silent and len(known) > 1:
        told.append(_("Not known: {names}.").format(names=_all_named(grid, silent)))
    return " ".join(map(_start, told))


def _no_prices(grid: Grid, measure: Measure) -> str:
    """Says so where pay is known, and what is missing are the price levels."""
    if measure == "real" and (grid.printed() or grid.capped()):
        return _("No price level is published for these places, so pay can only be shown as paid.")
    return ""


def _record(cell: GridCell) -> pay.PayRecord:
    assert cell.record is not None
    return cell.record


def _in_order(grid: Grid, measure: Measure) -> list[GridCell]:
    """Cells from the lowest middle pay to the highest, as far as that is known."""
    best = grid.best(measure)
    ordered = sorted(grid.printed(measure), key=lambda cell: _middles(grid, [cell], measure))
    return [*(cell for cell in ordered if cell is not best), *([] if best is None else [best])]


def _range(grid: Grid, measure: Measure) -> list[str]:
    """The lowest and the highest: no rank is claimed, because others are too close, or known from below only."""
    told, ordered, best = [], _in_order(grid, measure), grid.best(measure)
    if ordered:
        words = {
            "low": _bare(grid, ordered[0], measure),
            "lowest": _who(grid, ordered[0]),
            "high": _amount(grid, ordered[-1], measure),
            "highest": _who(grid, ordered[-1]),
        }
        values = _middles(grid, ordered, measure)
        if len(ordered) == 1:
            text = _("middle pay is {high} for {highest}.")
        elif len(values) == len(ordered) and len(set(values)) == 1:
            text = _("middle pay is the same, {high}: {names}.")
            words["names"] = _all_named(grid, ordered)
        else:
            text = _("middle pay runs from {low} ({lowest}) to {high} ({highest}).")
        told.append(text.format(**words))
    if best is None:
        names = _at_least(grid, measure)
        told.append(_("Known only from below: {names}. So which is highest stays open.").format(names=names))
    return told


def _at_least(grid: Grid, measure: Measure) -> str:
    """Cells whose middle pay is known from below only, each with what it is at least."""
    return _listed(
        [
            _("{name} ({amount})").format(name=_who(grid, cell), amount=_amount(grid, cell, measure))
            for cell in grid.capped(measure)
        ]
    )


def _clear(grid: Grid, measure: Measure) -> list[str]:
    """How the highest is told where all others are clearly lower. The lowest is a figure, not a verdict."""
    ordered = _in_order(grid, measure)
    words = {
        "best": _who(grid, ordered[-1]),
        "high": _amount(grid, ordered[-1], measure),
        "lowest": _who(grid, ordered[0]),
        "low": _bare(grid, ordered[0], measure),
    }
    is_pair, is_complete = len(ordered) == 2, len(ordered) == len(grid.all_cells)
    if len(grid.cells) > 1:
        pair = _("{best} earn more: {high} in the middle against {low} for {lowest}, a clear difference.")
        every = _("{best} earn most: {high} in the middle, clearly more than all others.")
        known = _("{best} earn most: {high} in the middle, clearly more than all others that are published.")
    else:
        pair = _("{best} pays more: {high} in the middle against {low} in {lowest}, a clear difference.")
        every = _("{best} pays most: {high} in the middle, clearly more than all others.")
        known = _("{best} pays most: {high} in the middle, clearly more than all others that are published.")
    if is_pair:
        return [pair.format(**words)]
    lowest = _("lowest middle pay: {lowest}, {low}.")
    return [text.format(**words) for text in (every if is_complete else known, lowest)]


def _is_level(grid: Grid, pair: PairVerdict, measure: Measure) -> bool:
    """Whether both cells of a pair have the same middle pay."""
    values = _middles(grid, [pair.first, pair.second], measure)
    return len(values) == 2 and values[0] == values[1]


def _unsure(grid: Grid, measure: Measure) -> list[str]:
    """Which of the others are level with the highest, too close to call against it, or cannot be told."""
    best, pairs = grid.best(measure), grid.against_best(measure)
    if best is None:
        return []
    level, apart = ([p for p in pairs if _is_level(grid, p, measure) == is_level] for is_level in (True, False))
    groups = (
        (_("The same middle pay, but clearly less on average than {best}: {names}."), level, ("clear",)),
        (_("The same middle pay, and too close to call on average against {best}: {names}."), level,
         ("too_close", "disagree")),
        (_("Too close to call against the highest: {names}."), apart, ("too_close", "disagree")),
        # Of a top-coded highest the average is not printed either, and its middle is higher for sure.
        (_("Cannot be told against the highest: {names}."), [] if grid.capped(measure) else pairs, ("unknown",)),
    )  # fmt: skip
    told = []
    for text, of, outcomes in groups:
        cells = [pair.first for pair in of if pair.verdict.outcome in outcomes]
        if cells:
            told.append(text.format(best=_who(grid, best), names=_all_named(grid, cells)))
    return told


def _prices(grid: Grid) -> str:
    """Whether a ranking flips once local prices count, and who is ahead then."""
    if len({cell.place.place_code for cell in grid.all_cells if cell.parity is not None}) < 2:
        return ""
    if grid.flips:
        return _flip(grid, grid.flips[0]) + (" " + _more_flips(len(grid.flips) - 1) if len(grid.flips) > 1 else "")
    paid, after = grid.best("nominal"), grid.best("real")
    if paid is None or after is None or len(grid.printed("real")) + len(grid.capped("real")) < 2:
        return ""
    told = {"best": _who(grid, after), "amount": _amount(grid, after, "real")}
    if paid is after:
        if len(grid.cells) > 1:
            text = _(
                "No job’s places clearly change their order after local prices: the highest middle pay is still that "
                "of {best}, worth {amount} at average US prices."
            )
        else:
            text = _(
                "No clear ranking flips after local prices: the highest middle pay is still that of {best}, worth "
                "{amount} at average US prices."
            )
        return text.format(**told)
    verdict = grid.verdict(after.key, paid.key, "real")
    return _(
        "After local prices the highest middle pay is that of {best}: {amount} ({verdict} against {other})."
    ).format(**told, verdict=_verdict_words(verdict), other=_who(grid, paid))


def _verdict_words(verdict: Verdict) -> str:
    words = {
        "clear": N_("a clear difference"),
        "too_close": N_("too close to call"),
        "disagree": N_("too close to call"),
        "unknown": N_("we cannot tell how clear"),
    }
    return _(words[verdict.outcome])


def _flip(grid: Grid, flip: Flip) -> str:
    words = {"paid": _where(flip.higher_as_paid), "real": _where(flip.higher_after_prices)}
    if len(grid.cells) > 1:
        return _(
            "The ranking flips for {job}: {paid} pays more than {real}, but after local prices {real} does, both times "
            "clearly."
        ).format(job=job_in_sentence(flip.higher_as_paid.job.title), **words)
    return _(
        "The ranking flips: {paid} pays more than {real}, but after local prices {real} does, both times clearly."
    ).format(**words)


def _more_flips(number: int) -> str:
    return ngettext("{number} more pair flips too.", "{number} more pairs flip too.", number).format(
        number=fmt.count(number)
    )


def _across_jobs(grid: Grid) -> list[str]:
    """How the jobs differ apart from pay: growth, schooling, openings."""
    told = [_growth(grid), _schooling(grid), _openings(grid)]
    return [*told, *(sentence for beside in grid.beside if beside.outlook for sentence in prospects(beside.outlook))]


def _growth(grid: Grid) -> str:
    known = [(b, b.outlook, b.outlook.employment_change_pct) for b in grid.beside if b.outlook is not None]
    rated = [(b, o, change) for b, o, change in known if change is not None]
    if len(rated) < 2 or len({o.edition for _b, o, _change in rated}) > 1:
        return ""
    rated.sort(key=lambda entry: entry[2])
    (slow, told, low), (fast, _told, high) = rated[0], rated[-1]
    if high - low < SAME_GROWTH_POINTS:
        return ""
    return _(
        "Jobs in the whole country are projected to change by {high} for {fast} and by {low} for {slow}, "
        "{base} to {target}."
    ).format(
        fast=job_in_sentence(fast.job.title),
        slow=job_in_sentence(slow.job.title),
        high=fmt.pct(high, signed=True),
        low=fmt.pct(low, signed=True),
        base=told.base_year,
        target=told.target_year,
    )


def _schooling(grid: Grid) -> str:
    """Which schooling each of the jobs typically takes, where they differ."""
    by_level: dict[str, list[str]] = {}
    for beside in grid.beside:
        if beside.outlook is not None and beside.outlook.typical_entry_schooling is not None:
            names = by_level.setdefault(beside.outlook.typical_entry_schooling, [])
            names.append(job_in_sentence(beside.job.title))
    if len(by_level) < 2:
        return ""
    levels = sorted(by_level, key=list(SCHOOLING).index, reverse=True)
    parts = [
        _("{schooling} for {jobs}").format(schooling=_(SCHOOLING[level]), jobs=fmt.listed(by_level[level]))
        for level in levels
    ]
    return _("To get in, people typically need {parts}.").format(parts="; ".join(parts))


def _openings(grid: Grid) -> str:
    known = [(b, b.outlook.openings_per_100) for b in grid.beside if b.outlook is not None]
    rated = [(beside, rate) for beside, rate in known if rate is not None]
    if len(rated) < 2:
        return ""
    rated.sort(key=lambda entry: entry[1])
    (few, low), (many, high) = rated[0], rated[-1]
    return _("A year brings {high} openings per 100 workers for {many}, and {low} for {few}.").format(
        high=fmt.index(high),
        low=fmt.index(low),
        many=job_in_sentence(many.job.title),
        few=job_in_sentence(few.job.title),
    )


def _across_places(grid: Grid) -> list[str]:
    """How the places differ apart from pay: growth by the states' own projections, how common the job is."""
    told = [_growth_by_state(grid), _concentration(grid)]
    outlook = grid.beside[0].outlook
    return [*told, *(prospects(outlook) if outlook else [])]


def _growth_by_state(grid: Grid) -> str:
    rated = [
        (cell.outlook.employment_change_pct, cell.outlook)
        for cell in grid.all_cells
        if cell.outlook is not None and cell.outlook.employment_change_pct is not None and not cell.outlook.is_in_doubt
    ]
    if len(rated) < 2:
        return ""
    rated.sort(key=lambda entry: entry[0])
    (low, slow), (high, fast) = rated[0], rated[-1]
    if high - low < SAME_GROWTH_POINTS:
        return ""
    return _("The states project a change in jobs of {high} in {fast} and {low} in {slow}, {base} to {target}.").format(
        high=fmt.pct(high, signed=True),
        low=fmt.pct(low, signed=True),
        fast=place_in_sentence(fast.place_code, fast.place_title),
        slow=place_in_sentence(slow.place_code, slow.place_title),
        base=fast.base_year,
        target=fast.target_year,
    )


def _concentration(grid: Grid) -> str:
    rated = [
        (cell.record.location_quotient, cell)
        for cell in grid.all_cells
        if cell.record is not None and cell.record.location_quotient is not None
    ]
    if len(rated) < 2:
        return ""
    rated.sort(key=lambda entry: entry[0])
    (low, rare), (high, common) = rated[0], rated[-1]
    if high - low < SAME_QUOTIENT:
        return ""
    return _(
        "These jobs are most common in {common}, {high} times their US share; least in {rare}, {low} times."
    ).format(common=_where(common), rare=_where(rare), high=fmt.ratio(high), low=fmt.ratio(low))


# --- The chart and its table ----------------------------------------------------------------------------------------


def _is_in_panels(grid: Grid) -> bool:
    return len(grid.cells) > 1 and len(grid.cells[0]) > 1


def panel(grid: Grid) -> str | None:
    """Column by which the rows of the chart are put into panels."""
    return "panel_title" if _is_in_panels(grid) else None


def _mark(grid: Grid, cell: GridCell, measure: Measure) -> str:
    """A cell against the best-paid one, in a few words; empty where nothing is compared."""
    best = grid.best(measure)
    if len(grid.all_cells) == 1 or (best is None and not grid.capped(measure)):
        return ""
    if best is None:
        return _(MARKS["unknown"]) if cell.record is not None else ""
    if cell is best:
        return _("highest")
    for pair in grid.against_best(measure):
        if pair.first is cell:
            if grid.capped(measure):
                return _("lower middle pay")
            return _("same middle pay") if _is_level(grid, pair, measure) else _(MARKS[pair.verdict.outcome])
    return ""


def rows(grid: Grid, measure: Measure) -> pd.DataFrame:
    """One row per cell, in the reader's order: the published columns and flags, verdicts and, where the measure is
    ``real``, pay after local prices.

    A cell that is not published has the flag ``not_released`` throughout, and ``gap`` says why.
    """
    absent: dict[str, Any] = dict.fromkeys(pay.PayRecord.__dataclass_fields__)
    absent |= {name: "not_released" for name in absent if name.endswith("_flag")}
    made = []
    for cell in grid.all_cells:
        figures = absent if cell.record is None else asdict(cell.record)
        after: dict[str, Any] = {}
        if measure == "real":
            after = {
                f"pay_{PERIOD[grid.per]}_{statistic}_after_prices_usd": cell.pay(statistic, grid.per, "real").value
                for statistic in ("mean", *(f"p{p}" for p in pay.PERCENTILES))
            }
            after["parity_index"] = None if cell.parity is None else cell.parity.parity_index
            after["parity_kind"] = None if cell.parity is None else cell.parity.parity_kind
            after["parity_year"] = grid.price_year
        place = row_place(cell)
        job = job_title(cell.job.title)
        mark = _mark(grid, cell, measure)
        made.append(
            {
                "row_title": job if len(grid.cells) > 1 and len(grid.cells[0]) == 1 else place,
                "panel_title": job,
                **figures,
                "soc_code": cell.job.soc_code,
                "occupation_title": cell.job.title,
                "place_code": cell.place.place_code,
                "place_title": cell.place.title,
                **after,
                "verdict": mark or _("nothing to compare"),
                "mark": mark,
                "gap": cell.gap,
            }
        )
    frame = pd.DataFrame(made)
    numbers = [c for c in frame.columns if c.endswith(("_usd", "_pct", "_index", "_quotient", "_per_1000"))]
    return frame.astype(dict.fromkeys([*numbers, "employment"], float))


def columns(grid: Grid, measure: Measure) -> list[str]:
    """Columns of the table under the chart."""
    suffix = "_after_prices" if measure == "real" else ""
    pays = [f"pay_{PERIOD[grid.per]}_{s}{suffix}_usd" for s in ("p10", "p25", "p50", "p75", "p90", "mean")]
    differs = {"occupation_title": len(grid.cells) > 1, "place_title": len(grid.cells[0]) > 1 or len(grid.cells) == 1}
    told = [*(name for name, is_told in differs.items() if is_told), *pays, "verdict"]
    return [*told, *(["parity_index"] if measure == "real" else []), "employment", "location_quotient", "pay_rse_pct"]


def words(grid: Grid, measure: Measure) -> tuple[str, str, str]:
    """Title, subtitle and sentence of the chart."""
    ordered, capped, pairs = _in_order(grid, measure), grid.capped(measure), grid.against_best(measure)
    ends = _middles(grid, ordered, measure)
    is_clear = pairs and not any(pair.verdict.outcome != "clear" or _is_level(grid, pair, measure) for pair in pairs)
    if capped and grid.best(measure) is None:
        floors = [floor for cell in capped if (floor := grid.ceiling(cell, measure)) is not None]
        title = _("Middle pay: {low} or more").format(low=fmt.usd(min([*ends, *floors]), grid.per))
    elif not ordered:
        title = _("How pay spreads")
    elif is_clear or (capped and len(ordered) > 1):
        who, high = _who(grid, ordered[-1]), _bare(grid, ordered[-1], measure)
        title = _("Highest middle pay: {who}, {amount}").format(who=who, amount=high)
    elif ends and ends[0] < ends[-1]:
        title = _("Middle pay from {low} to {high}").format(
            low=fmt.usd(ends[0], grid.per), high=fmt.usd(ends[-1], grid.per)
        )
    elif len(ordered) < len(grid.all_cells):
        who, known = _who(grid, ordered[-1]), _bare(grid, ordered[-1], measure)
        title = _("Middle pay: {who}, {amount}").format(who=who, amount=known)
    else:
        title = _("Middle pay: {amount}").format(amount=_bare(grid, ordered[-1], measure))
    return title, _subtitle(grid, measure), _sentence(grid, measure)


class Part(NamedTuple):
    """A chart of the grid or of a part of it.

    Attributes:
        key: its name, unique on the page.
        rows: see `rows`.
        words: title, subtitle and sentence.
        notes: what must be known beside it.
        panel, mark: columns of the rows' panel and of their verdict in words, where the chart shows them.
    """

    key: str
    rows: pd.DataFrame
    words: tuple[str, str, str]
    notes: list[str]
    panel: str | None
    mark: str | None


def parts(grid: Grid, measure: Measure, wanted: Per, *, apart: bool) -> list[Part]:
    """The chart, or ``apart`` one for each job, to be read from afar.

    A job's own chart has no verdicts: they are of the whole grid. What holds for all stands beside the last.
    """
    frame, told = rows(grid, measure), notes(grid, measure, wanted)
    if not apart or not _is_in_panels(grid):
        return [Part("compared", frame, words(grid, measure), told, panel(grid), "mark")]
    unjudged: dict[Measure, tuple[PairVerdict, ...]] = dict.fromkeys(compare.MEASURES, ())
    return [
        Part(
            f"compared-{number}",
            frame[frame["soc_code"] == row[0].job.soc_code].reset_index(drop=True),
            words(replace(grid, cells=(row,), judged=unjudged, flips=()), measure),
            told if number == len(grid.cells) else told[:1],
            None,
            None,
        )
        for number, row in enumerate(grid.cells, start=1)
    ]


def _subtitle(grid: Grid, measure: Measure) -> str:
    text = {"year": _("Yearly pay, {edition}, {dollars}"), "hour": _("Hourly pay, {edition}, {dollars}")}[grid.per]
    if len(grid.cells) == 1:
        text = {
            "year": _("Yearly pay of {job}, {edition}, {dollars}"),
            "hour": _("Hourly pay of {job}, {edition}, {dollars}"),
        }[grid.per]
    dollars = _("as paid")
    if measure == "real":
        dollars = _("after local prices of {year}").format(year=grid.price_year)
    return text.format(
        job=job_in_sentence(grid.cells[0][0].job.title),
        edition=fmt.edition(tables.record("pay_by_place").source().edition),
        dollars=dollars,
    )


def _sentence(grid: Grid, measure: Measure) -> str:
    known, capped = grid.printed(measure), grid.capped(measure)
    if not known and not capped:
        return _no_prices(grid, measure) or _("Nothing can be drawn: none of these figures is released.")
    told = []
    if known:
        ordered = sorted(known, key=lambda cell: _middles(grid, [cell], measure))
        text = _("Middle pay runs from {low} ({lowest}) to {high} ({highest}).")
        ends = _middles(grid, (ordered[0], ordered[-1]), measure)
        if len(known) == 1:
            text = _("Middle pay is {high} ({highest}).")
        elif ends[0] == ends[1]:
            text = _("Middle pay is {high} for all.")
        told.append(
            text.format(
                low=_bare(grid, ordered[0], measure),
                lowest=_who(grid, ordered[0]),
                high=_bare(grid, ordered[-1], measure),
                highest=_who(grid, ordered[-1]),
            )
        )
    if capped:
        told.append(_("Middle pay is known only from below: {names}.").format(names=_at_least(grid, measure)))
    spreads = [(cell, *_ends(grid, cell, measure)) for cell in known]
    full = [(cell, low, high) for cell, low, high in spreads if low is not None and high is not None]
    if full:
        cell, low, high = max(full, key=lambda entry: entry[2] - entry[1])
        text = _("Pay is spread widest for {who}: {low} to {high} from lowest to highest tenth.")
        if len(full) == 1:
            text = _("From lowest to highest tenth it is {low} to {high}.")
        told.append(text.format(who=_who(grid, cell), low=fmt.usd(low, grid.per), high=fmt.usd(high, grid.per)))
    return " ".join(told)


def _ends(grid: Grid, cell: GridCell, measure: Measure) -> tuple[float | None, float | None]:
    low, high = (cell.pay(p, grid.per, measure).value for p in ("p10", "p90"))
    return low, high


def notes(grid: Grid, measure: Measure, wanted: Per) -> list[str]:
    """What must be known beside the chart: gaps, prices, the period, how verdicts are made."""
    told = [_("Line: lowest to highest tenth of workers. Band: middle half. Mark: the middle.")]
    told += dict.fromkeys(cell.gap for cell in grid.all_cells if cell.gap)
    if measure == "real":
        told += dict.fromkeys(cell.price_gap for cell in grid.all_cells if cell.price_gap)
        told += _price_notes(grid)
    told += _period_notes(grid, wanted)
    number = len(grid.judged[measure])
    if number > 1:
        told.append(
            _(
                "Verdicts are on average pay, at 90% for all {number} pairs judged here together: each against the "
                "highest, and each job’s places against each other. Middle pay carries no published error."
            ).format(number=fmt.count(number))
        )
    elif number:
        told.append(_("The verdict is on average pay, at 90%. Middle pay carries no published error."))
    return [*told, *industry_note(grid)]


def industry_note(grid: Grid) -> list[str]:
    """How far the industry asked about counts."""
    if grid.industry is None:
        return []
    if any(cell.industry is not None for cell in grid.all_cells):
        return [_("The industry counts for the United States only: no agency publishes pay by place and industry.")]
    return [
        _("All industries together, not {industry} alone: no agency publishes pay by place and industry.").format(
            industry=_industry(grid.industry)
        )
    ]


def _price_notes(grid: Grid) -> list[str]:
    told = []
    if any(cell.place.place_kind == "metro" for cell in grid.all_cells):
        told.append(
            _("Price levels are of {year} for all places, the newest year that metro areas have.").format(
                year=grid.price_year
            )
        )
    else:
        told.append(_("Price levels are of {year}.").format(year=grid.price_year))
    return [*told, *likely_high_notes(grid), _("The error of the price levels themselves is not published.")]


def likely_high_notes(grid: Grid) -> list[str]:
    """Names the places whose price level is borrowed from their state."""
    places = [cell.place for cell in grid.cells[0] if cell.parity is not None and cell.parity.is_likely_high]
    if not places:
        return []
    return [
        _("{places}: the level is the whole state's, which likely overstates prices there.").format(
            places=fmt.listed([place_name(place) for place in places])
        )
    ]


def _period_notes(grid: Grid, wanted: Per) -> list[str]:
    """Says so where pay is not shown by the period asked for, or where no period is common to all."""
    flags = {
        "hour": ("pay_annual_p50_flag", "hourly_only", _("{jobs}: paid by the hour only.")),
        "year": ("pay_hourly_p50_flag", "annual_only", _("{jobs}: paid by the year only.")),
    }
    told = []
    for own, (column, flag, text) in flags.items():
        names = [
            job_title(row[0].job.title)
            for row in grid.cells
            if any(cell.record is not None and getattr(cell.record, column) == flag for cell in row)
        ]
        if names and own != wanted:
            sentence = text.format(jobs=fmt.listed(names))
            if grid.per != wanted:
                sentence += (
                    " "
                    + {
                        "hour": _("So all pay stands here by the hour."),
                        "year": _("So all pay stands here by the year."),
                    }[grid.per]
                )
            told.append(sentence)
    return told


def sources(grid: Grid, measure: Measure) -> list[str]:
    """Published tables behind the chart: the price levels and the industries only where they count."""
    levels = ["price_parities"] if measure == "real" else []
    return ["pay_by_place", *levels, *(["pay_by_industry"] if any(cell.industry for cell in grid.all_cells) else [])]


def rule(measure: Measure) -> str:
    """How the figures were had."""
    if measure == "nominal":
        return _("Figures as the agency publishes them. Nothing is estimated here.")
    return _("Published pay × 100 ÷ the place's price level (US = 100).")


# --- Two cells that a person picks ------------------------------------------------------------------------------------


def pair(grid: Grid, first: tuple[str, str], second: tuple[str, str]) -> list[str]:
    """How two cells differ as paid and after local prices, and whether the order turns round."""
    a, b = grid.cell(*first), grid.cell(*second)
    if a is b:
        return [_("Pick two different ones to see whether they differ.")]
    nominal = grid.verdict(first, second)
    told = [_verdict(grid, a, b, "nominal", nominal)]
    if a.place.place_code == b.place.place_code:
        return [*told, _("In one place local prices cancel out.")]
    real = grid.verdict(first, second, "real")
    told.append(_verdict(grid, a, b, "real", real))
    if nominal.outcome == real.outcome == "clear":
        if nominal.higher != real.higher:
            told.append(_("The ranking flips once local prices count."))
        else:
            told.append(_("The order stays the same after local prices."))
    return told


def pair_note(grid: Grid, first: tuple[str, str], second: tuple[str, str]) -> str:
    """How far apart two cells lie in standard errors, for those who check the verdict."""
    if first == second:
        return ""
    nominal, real = (grid.verdict(first, second, measure).z for measure in compare.MEASURES)
    if nominal is None:
        return ""
    text = _("First average less the second, in standard errors: {nominal} as paid.")
    if real is not None and first[1] != second[1]:
        text = _("First average less the second, in standard errors: {nominal} as paid, {real} after local prices.")
    told = text.format(nominal=fmt.one_decimal(nominal), real=fmt.one_decimal(real or 0))
    return f"{told} " + _("One pair alone is clear from 1.645 on, several shown together from more.")


def _verdict(grid: Grid, a: GridCell, b: GridCell, measure: Measure, verdict: Verdict) -> str:
    """Both averages and what can be said of their difference."""
    start = _("As paid") if measure == "nominal" else _("After local prices of {year}").format(year=grid.price_year)
    per = grid.per
    if any(cell.pay("mean", per, measure).value is None for cell in (a, b)):
        # Both are paid by the other period only.
        per = verdict.per
    first, second = (cell.pay("mean", per, measure) for cell in (a, b))
    if first.value is None or second.value is None or verdict.outcome == "unknown":
        return _("{measure}: we cannot tell. {reason}").format(measure=start, reason=verdict.reason)
    words = dict(zip(("a", "b"), _pair_names(grid, a, b), strict=True)) | {
        "measure": start,
        "first": fmt.usd(first.value, per),
        "second": fmt.usd(second.value, per),
        "per": _(PER_WORDS[per]),
    }
    if verdict.outcome == "clear":
        text = _("{measure}: {a} {first} {per} on average, {b} {second}. A clear difference. Higher: {higher}.")
        return text.format(**words, higher=words["a" if verdict.higher == 1 else "b"])
    if verdict.outcome == "disagree":
        text = _(
            "{measure}: {a} {first} {per} on average, {b} {second}. Too close to call: average and middle pay point "
            "different ways."
        )
    else:
        text = _("{measure}: {a} {first} {per} on average, {b} {second}. Too close to call.")
    return text.format(**words)


def _pair_names(grid: Grid, a: GridCell, b: GridCell) -> tuple[str, str]:
    """Two cells by what tells them apart: the place, the job or both."""
    if a.job is b.job:
        return _where(a), _where(b)
    if a.place is b.place:
        return job_in_sentence(a.job.title), job_in_sentence(b.job.title)
    return _who(grid, a), _who(grid, b)


# --- Beside pay -------------------------------------------------------------------------------------------------------


def beside(grid: Grid) -> list[tuple[str, list[str]]]:
    """What stands beside pay: for each fact its name, and a cell for each job."""
    told: list[tuple[str, list[str]]] = []
    for at, cell in enumerate(grid.cells[0]):
        label = _("Jobs, {place}").format(place=row_place(cell))
        told.append((label, [_jobs_cell(row[at]) for row in grid.cells]))
    by_edition = sorted({b.outlook.edition for b in grid.beside if b.outlook is not None})
    years = fmt.listed(by_edition) or _("not projected")
    told.append((_("Growth, whole country, {years}").format(years=years), _each(grid, _growth_cell)))
    for at, place in enumerate(_places(grid)):
        if place.place_kind == "state":
            told.append(_growth_of_state([row[at] for row in grid.cells], place))
    told += [
        (_("Openings a year per 100 workers, {years}").format(years=years), _each(grid, _openings_cell)),
        (_("Schooling to get in"), _each(grid, _schooling_cell)),
        (_("Training on the job"), _each(grid, _training_cell)),
        (_("Usual hours a week"), _each(grid, lambda b: _estimate(b.hours.weekly_hours_mean if b.hours else None))),
        (_("Share working part-time"), _each(grid, lambda b: _estimate(b.hours.part_time_pct if b.hours else None))),
        (_("More pay with 20 years or more than under 5"), _each(grid, _experience_cell)),
    ]
    if any(b.band is not None for b in grid.beside):
        told.append((_("Middle pay with your experience"), _each(grid, _band_cell)))
    if len(grid.cells) > 1:
        first = job_in_sentence(grid.cells[0][0].job.title)
        told.append((_("How near to {job}").format(job=first), _each(grid, lambda b: _near_cell(b.nearness))))
    return told


def _each(grid: Grid, cell: Callable[[JobBeside], str]) -> list[str]:
    return [cell(beside_job) for beside_job in grid.beside]


def _jobs_cell(cell: GridCell) -> str:
    record = cell.record
    if record is None:
        return _("not published")
    told = fmt.jobs(record.employment, record.employment_flag)
    if record.location_quotient is None or cell.place.place_code == "US":
        return told
    return _("{jobs} ({ratio} times the US share)").format(jobs=told, ratio=fmt.ratio(record.location_quotient))


def _growth_cell(job: JobBeside) -> str:
    record = job.outlook
    if record is None or record.employment_change_pct is None:
        return _("not projected")
    change = fmt.pct(record.employment_change_pct, signed=True)
    if record.growth_word is None:
        return change
    return _("{change} (“{word}”)").format(change=change, word=_(GROWTH_WORDS.get(record.growth_word, "")))


def _growth_of_state(cells: Sequence[GridCell], place: Place) -> tuple[str, list[str]]:
    known = [cell.outlook for cell in cells if cell.outlook is not None]
    name = place_name(place)
    if not known:
        return _("Growth, {place}").format(place=name), [_("not projected")] * len(cells)
    label = _("Growth, {place}, {years} (the state's own)").format(place=name, years=fmt.edition(known[0].edition))
    told = []
    for cell in cells:
        if cell.outlook is None or cell.outlook.employment_change_pct is None:
            told.append(_("not projected"))
        else:
            change = fmt.pct(cell.outlook.employment_change_pct, signed=True)
            told.append(_("{change} (in doubt)").format(change=change) if cell.outlook.is_in_doubt else change)
    return label, told


def _openings_cell(job: JobBeside) -> str:
    record = job.outlook
    if record is None or record.openings_per_100 is None or record.openings is None:
        return _("not projected")
    return _("{rate} ({number} a year)").format(
        rate=fmt.index(record.openings_per_100), number=fmt.count(record.openings)
    )


def _schooling_cell(job: JobBeside) -> str:
    if job.outlook is None or job.outlook.typical_entry_schooling is None:
        return _("not stated")
    return _(SCHOOLING[job.outlook.typical_entry_schooling])


def _training_cell(job: JobBeside) -> str:
    training = None if job.outlook is None else job.outlook.on_the_job_training
    if training is None:
        return _("not stated")
    return _("none") if training == NEVER_REQUIRED else _(TRAINING[training])


def _estimate(estimate: Estimate | None) -> str:
    """A figure from the sample with how far it may be off, at 90%."""
    if estimate is None:
        return _("not known")
    if estimate.value is None or estimate.standard_error is None:
        return _("too few people asked")
    off = CRITICAL_Z * estimate.standard_error
    if estimate.is_share:
        return _("{share} ± {points}").format(share=fmt.pct(estimate.value), points=fmt.points(max(off, 0.1)))
    return _("{hours} ± {off}").format(hours=fmt.one_decimal(estimate.value), off=fmt.one_decimal(max(off, 0.1)))


def _experience_cell(job: JobBeside) -> str:
    if job.experience_gap_usd is None or job.experience_gap_pct is None:
        return _("not known")
    return _("{amount} a year ({percent})").format(
        amount=fmt.usd_change(round(job.experience_gap_usd, -2), "year"),
        percent=fmt.pct(job.experience_gap_pct, 0, signed=True),
    )


def _band_cell(job: JobBeside) -> str:
    if job.band is None:
        return _("not known")
    cell = job.band.cell("p50")
    return amount(cell if cell.value is None else pay.Cell(round(cell.value, -2), cell.flag), "year")


def _near_cell(near: Nearness | None) -> str:
    if near is None:
        return _("itself")
    parts = [_(TIER_WORDS[near.tier])] if near.tier else []
    if near.skill_rank is not None:
        parts.append(
            _("number {rank} of {all} by skills and knowledge").format(
                rank=fmt.count(near.skill_rank), all=fmt.count(near.ranked_n)
            )
        )
    return "; ".join(parts) if parts else _("not rated")


def beside_notes(grid: Grid) -> list[str]:
    """Whose figures stand beside pay, and what they do not tell."""
    told = [
        _("National and state projections are of different years and makers, so they are never mixed."),
        _(
            "Hours, part-time and experience are from the census, for the country as a whole ({states}); ± holds the "
            "true figure in 9 of 10 such samples. More experience means other people, not one person's path."
        ).format(states=census.covered(worklife.coverage())),
    ]
    # A state that lists a part of its jobs says the same of all of them.
    told += dict.fromkeys(
        doubt(cell.outlook) for cell in grid.all_cells if cell.outlook is not None and cell.outlook.is_in_doubt
    )
    shared = [job_in_sentence(b.job.title) for b in grid.beside if b.hours is not None and b.hours.shared_by > 1]
    if shared:
        told.append(
            _(
                "The census counts these together with other jobs, so those figures are of them together: {jobs}."
            ).format(jobs=fmt.listed(shared))
        )
    return told


def beside_rows(grid: Grid) -> pd.DataFrame:
    """What stands beside pay as plain figures, one row per job and place, for the download."""
    made = []
    for row, job in zip(grid.cells, grid.beside, strict=True):
        for cell in row:
            nation: Outlook | None = job.outlook
            state, record, near, hours = cell.outlook, cell.record, job.nearness, job.hours
            made.append(
                {
                    "soc_code": cell.job.soc_code,
                    "occupation_title": cell.job.title,
                    "place_code": cell.place.place_code,
                    "place_title": cell.place.title,
                    "industry_code": ALL_INDUSTRIES if cell.industry is None else cell.industry.industry_code,
                    "employment": record and record.employment,
                    "employment_flag": record.employment_flag if record else "not_released",
                    "location_quotient": record and record.location_quotient,
                    "edition": nation and nation.edition,
                    "employment_change_pct": nation and nation.employment_change_pct,
                    "growth_word": nation and nation.growth_word,
                    "openings_annual_thousand": nation and nation.openings_annual_thousand,
                    "openings_per_100": nation and nation.openings_per_100,
                    "typical_entry_schooling": nation and nation.typical_entry_schooling,
                    "on_the_job_training": nation and nation.on_the_job_training,
                    "state_edition": state and state.edition,
                    "state_employment_change_pct": state and state.employment_change_pct,
                    "state_openings_per_100": state and state.openings_per_100,
                    "state_openings_per_100_flag": state and state.openings_annual_thousand_flag,
                    "surveyed_employment": state and state.surveyed_employment,
                    "weekly_hours_mean": hours and hours.weekly_hours_mean.value,
                    "weekly_hours_mean_se": hours and hours.weekly_hours_mean.standard_error,
                    "part_time_pct": hours and hours.part_time_pct.value,
                    "part_time_se_points": hours and hours.part_time_pct.standard_error,
                    "experience_gap_usd": job.experience_gap_usd,
                    "experience_gap_pct": job.experience_gap_pct,
                    "relatedness_tier": near and near.tier,
                    "skill_rank": near and near.skill_rank,
                }
            )
    return pd.DataFrame(made)


# --- Moving -----------------------------------------------------------------------------------------------------------


def places_with_prices(grid: Grid) -> dict[str, str]:
    """Places to move from and to: those of the grid that have a price level."""
    return {cell.place.place_code: _start(_in_words(cell.place)) for cell in grid.cells[0] if cell.parity is not None}


def usual_amount(grid: Grid, place_code: str) -> float | None:
    """Middle pay of the first job in a place, to start from; None where it is not released."""
    return grid.cell(grid.cells[0][0].job.soc_code, place_code).pay("p50", grid.per).value


def usual_words(grid: Grid, place_code: str) -> str:
    """Says whose pay it is that a move starts from."""
    cell = grid.cell(grid.cells[0][0].job.soc_code, place_code)
    return _("This starts from the middle pay of {job} in {place}.").format(
        job=job_in_sentence(cell.job.title), place=_where(cell)
    )


def no_amount(grid: Grid, place_code: str, typed: str) -> str:
    """Says why no amount can be worked out."""
    if typed:
        return unreadable(typed)
    cell = grid.cell(grid.cells[0][0].job.soc_code, place_code)
    return _("We have no middle pay there to start from ({words}). Type an amount.").format(
        words=_bare(grid, cell, "nominal")
    )


def unreadable(typed: str) -> str:
    """Says that a text is no amount."""
    return _("“{text}” is not an amount we can read. Type one such as 52,000.").format(text=typed)


def amount_label(per: Per) -> str:
    """What the box for an amount asks."""
    return {"year": _("Pay a year now, in dollars"), "hour": _("Pay an hour now, in dollars")}[per]


def moving(told: Move, per: Per) -> list[str]:
    """What amount there buys as much, whose price levels say so, and housing apart."""
    here, there = _in_words(told.from_place), _in_words(told.to_place)
    sentences = [
        _("{amount} {per} in {here} buys about as much as {equal} in {there}.").format(
            amount=fmt.usd(told.amount_usd, per),
            per=_(PER_WORDS[per]),
            here=here,
            equal=fmt.usd(told.equal_usd, per),
            there=there,
        ),
        _("Price levels of {year}, US = 100: {here} {from_level}, {there} {to_level}.").format(
            year=told.from_parity.year,
            here=here,
            there=there,
            from_level=_level(told.from_parity),
            to_level=_level(told.to_parity),
        ),
    ]
    if told.from_housing is not None and told.to_housing is not None:
        sentences.append(
            _(
                "Housing alone: {here} {from_level}, {there} {to_level}. Rent may weigh more for you than on average."
            ).format(
                here=here,
                there=there,
                from_level=_parity(told.from_housing),
                to_level=_parity(told.to_housing),
            )
        )
    if told.from_parity.is_likely_high or told.to_parity.is_likely_high:
        sentences.append(
            _("An area outside the metros answers with its state's level, which likely overstates prices there.")
        )
    return sentences


def _level(parity: Parity) -> str:
    return _("{level} ({kind})").format(level=_parity(parity), kind=_(KIND_WORDS[parity.parity_kind]))


def _parity(parity: Parity) -> str:
    return fmt.ratio(parity.parity_index)


def names(grid: Grid) -> dict[str, str]:
    """Code → name of the jobs and places of the grid, for their chips."""
    told = {job.soc_code: job_title(job.title) for job in _jobs(grid)}
    return told | {place.place_code: place_name(place) for place in _places(grid)}
