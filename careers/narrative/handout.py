"""Words of the handout: everything that stands on the page, as plain text and shares of a scale, ready to be set.

A `Sheet` holds no markup. What a counselor typed stays text; whoever sets it as HTML has to escape it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from careers import format as fmt
from careers import pay, prices, tables, worklife
from careers.compare import MEASURES, GridCell
from careers.handout import Handout, JobOnPaper
from careers.i18n import N_, _, language
from careers.narrative import census, overview
from careers.narrative import compare as side_by_side
from careers.narrative import requirements as entry
from careers.narrative import sources as origin
from careers.narrative.names import in_place, job_in_sentence, job_title, place_in_sentence
from careers.narrative.outlook import doubt
from careers.outlook import GROWTH_ONLY, StateOutlook
from careers.pay import PERIOD, Cell

LONGEST_NAME: Final = 80
LONGEST_NOTE: Final = 400
"""Characters of the counselor's name or organisation, and of their note; more does not fit."""

MOST_NOTE_LINES: Final = 5

TOPICS: Final[dict[str, str]] = {
    "outlook": N_("Will there be jobs?"),
    "entry": N_("Getting in"),
    "related": N_("Related roles"),
    "duties": N_("What people do"),
    "work_life": N_("Work life"),
    "experience": N_("Pay with experience"),
}
"""What stands below pay, the most needed first: where room is short, the last ones are left out."""

LEFT_OUT: Final[dict[str, str]] = {
    "outlook": N_("the outlook"),
    "entry": N_("what it takes"),
    "related": N_("related roles"),
    "duties": N_("what people do"),
    "work_life": N_("work life"),
    "experience": N_("pay with experience"),
}
"""The same inside a sentence."""

ROOM: Final = {(3, 3): 5, (4, 1): 5, (4, 2): 3, (4, 3): 3}
"""Jobs and places → how many of `TOPICS` usually fit beside them; with fewer of either, all do."""

STEPS: Final = ("schooling", "experience", "training", "licence", "skills")
"""Steps of the way in that the page tells, in this order."""

TICKS: Final = 5

KEY: Final[dict[str, str]] = {
    "line": N_("lowest-paid to highest-paid tenth"),
    "band": N_("middle half"),
    "middle": N_("the middle: half earn more, half less"),
    "open": N_("at least this much"),
}
"""What the marks of the chart stand for."""


@dataclass(frozen=True)
class Own:
    """What the counselor adds: kept for the visit only.

    Attributes:
        name, organisation, note: plain text, each perhaps empty.
    """

    name: str = ""
    organisation: str = ""
    note: str = ""

    @property
    def note_lines(self) -> tuple[str, ...]:
        """The note by line, at most five; what follows runs on in the last."""
        lines = [_printable(line) for line in self.note[:LONGEST_NOTE].splitlines()]
        lines = [line for line in lines if line]
        rest = lines[MOST_NOTE_LINES - 1 :]
        return (*lines[: MOST_NOTE_LINES - 1], *([" ".join(rest)] if rest else []))

    @property
    def by_line(self) -> str:
        """Who made the page: name and organisation, or either, or nothing."""
        parts = (_printable(text[:LONGEST_NAME]) for text in (self.name, self.organisation))
        return ", ".join(part for part in parts if part)

    @property
    def all_words(self) -> str:
        """Everything that the counselor adds to the page, as it stands there."""
        return " ".join([self.by_line, *self.note_lines])


def _printable(text: str) -> str:
    """Text without control and direction marks, each run of white space one space."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


@dataclass(frozen=True)
class Row:
    """One job in one place, or the heading of a job's rows.

    Attributes:
        name: what the row is.
        is_heading: whether it only names the job whose rows follow.
        low, middle, high, real: tenth, middle and ninetieth percentile and the middle after local prices, as text.
        shares: where P10, P25, P50, P75 and P90 stand on the scale, 0 to 1; None where not released. One known from
            below only has no place either, but for P90: its share is where the line opens.
        is_open: whether P90 lies beyond what the edition prints.
        told: the row's mark in the chart, in a sentence.
    """

    name: str
    is_heading: bool = False
    low: str = ""
    middle: str = ""
    high: str = ""
    real: str = ""
    shares: tuple[float | None, ...] = ()
    is_open: bool = False
    told: str = ""

    @property
    def marks(self) -> set[str]:
        """Which marks of `KEY` it has. Of pay that is known from below only, that is nothing but the open end."""
        if self.is_heading:
            return set()
        p10, p25, p50, p75, _p90 = self.shares
        drawn = {"line": p10, "band": None if p25 is None else p75, "middle": p50}
        return {mark for mark, share in drawn.items() if share is not None} | ({"open"} if self.is_open else set())


@dataclass(frozen=True)
class Topic:
    """One part below pay.

    Attributes:
        name: which of `TOPICS`.
        title: its heading.
        told: sentences, one list per job.
    """

    name: str
    title: str
    told: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Sheet:
    """Everything on the page.

    Attributes:
        language: code of the language it is written in.
        title: jobs and places.
        made: who made it and when.
        note_title, note: the counselor's own words, by line; empty where there are none.
        lead: the answer in one to three sentences.
        pay_title, pay_subtitle, pay_words: finding, what is measured, and the chart in a sentence.
        heads: headings of the columns of pay: name, spread, low, middle, high, and real where it is told.
        rows: pay, in order.
        ticks: where the scale is marked, 0 to 1, and the words.
        key: marks that the chart has, by their names in `KEY`, and what each stands for.
        notes: what must be known beside the figures.
        jobs: names of the jobs, one per column of the topics.
        topics: what stands beside pay.
        sources_title, sources: whose figures these are, with editions.
        left_out: what was asked for or is known and has no room; empty where nothing is missing.
        link: address of the live view; empty where it is not known.
        link_title, link_words: what the code that holds it is, and what it is for.
    """

    language: str
    title: str
    made: str
    note_title: str
    note: tuple[str, ...]
    lead: tuple[str, ...]
    pay_title: str
    pay_subtitle: str
    pay_words: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    ticks: tuple[tuple[float, str], ...]
    key: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    jobs: tuple[str, ...]
    topics: tuple[Topic, ...]
    sources_title: str
    sources: tuple[str, ...]
    left_out: tuple[str, ...]
    link: str
    link_title: str
    link_words: str


def usual_topics(found: Handout) -> int:
    """How many of `TOPICS` fit beside so many jobs."""
    return ROOM.get((len(found.jobs), len(found.grid.cells[0])), len(TOPICS))


def sheet(found: Handout, own: Own, link: str, today: date, topics: int | None = None) -> Sheet:
    """The whole page in words.

    Args:
        found: what goes on it.
        own: what the counselor adds.
        link: address of the live view.
        today: day that the page is made.
        topics: how many of `TOPICS` stand on it; None for as many as usually fit.
    """
    grid = found.grid
    shown = list(TOPICS)[: usual_topics(found) if topics is None else topics]
    rows, ticks = _rows(found)
    told = [Topic(name, _(TOPICS[name]), tuple(_told(found, job, name) for job in found.jobs)) for name in shown]
    title, subtitle, sentence = side_by_side.words(grid, "nominal")
    by_line = own.by_line
    made = _("Made by {who} on {day}") if by_line else _("Made on {day}")
    return Sheet(
        language=language(),
        title=side_by_side.heading(grid),
        made=made.format(who=by_line, day=fmt.day(today)),
        note_title=_("A note for you"),
        note=own.note_lines,
        lead=tuple(_lead(found)),
        pay_title=title,
        pay_subtitle=subtitle,
        pay_words=sentence,
        heads=tuple(_heads(found)),
        rows=tuple(rows),
        ticks=tuple(ticks),
        key=tuple((mark, _(words)) for mark, words in KEY.items() if any(mark in row.marks for row in rows)),
        notes=tuple(_notes(found, shown)),
        jobs=tuple(job_title(job.job.title) for job in found.jobs),
        topics=tuple(topic for topic in told if any(topic.told)),
        sources_title=_("Sources"),
        sources=tuple(_sources(found, shown)),
        left_out=tuple(_left_out(found, shown)),
        link=link,
        link_title=_("Code that opens the live view: {link}").format(link=link),
        link_words=_("Scan for the live view: newer figures, all sources, more to compare."),
    )


def versions(found: Handout, own: Own, link: str, today: date) -> Iterator[Sheet]:
    """The same page with fewer and fewer topics, for a paper on which the usual ones do not fit."""
    for topics in range(usual_topics(found), -1, -1):
        yield sheet(found, own, link, today, topics)


# --- Pay --------------------------------------------------------------------------------------------------------------


def _lead(found: Handout) -> list[str]:
    """What matters most. One job in one place is held against the country, because nothing stands beside it."""
    grid = found.grid
    if len(grid.all_cells) > 1:
        return side_by_side.lead(grid, "nominal")
    cell = grid.all_cells[0]
    if cell.record is None:
        return [cell.gap]
    ceiling = grid.ceilings[PERIOD[grid.per]]
    told = [overview.middle(cell.record, grid.per, ceiling)]
    if found.nation is not None:
        verdict = pay.compare(cell.record, found.nation)
        told.append(overview.versus(cell.record, found.nation, verdict, grid.per, _("the US middle")))
    told.append(overview.spread(cell.record, grid.per, ceiling))
    middle = cell.pay("p50", grid.per).value
    if cell.place.place_code != "US" and cell.parity is not None and middle is not None:
        told.append(overview.real_pay(prices.real(middle, cell.place.place_code, grid.price_year), grid.per))
    return [*(text for text in told if text), overview.jobs(cell.record)]


def _heads(found: Handout) -> list[str]:
    several_jobs, several_places = len(found.grid.cells) > 1, len(found.grid.cells[0]) > 1
    name = _("Job and place") if several_jobs and several_places else _("Job") if several_jobs else _("Place")
    spread = {"year": _("Pay a year"), "hour": _("Pay an hour")}[found.grid.per]
    told = [name, spread, _("Lowest-paid tenth up to"), _("Middle"), _("Highest-paid tenth from")]
    return [*told, _("Middle after local prices")] if found.has_local_prices else told


def _rows(found: Handout) -> tuple[list[Row], list[tuple[float, str]]]:
    """The rows of pay, and the marks of their common scale, which starts at zero."""
    grid = found.grid
    top, ticks = _scale(found)
    rows = []
    for cells in grid.cells:
        is_grouped = len(grid.cells) > 1 and len(cells) > 1
        if is_grouped:
            rows.append(Row(job_title(cells[0].job.title), is_heading=True))
        for cell in cells:
            name = side_by_side.row_place(cell) if is_grouped or len(grid.cells) == 1 else job_title(cell.job.title)
            rows.append(_row(found, cell, name, top))
    return rows, ticks


def _row(found: Handout, cell: GridCell, name: str, top: float) -> Row:
    grid = found.grid
    ceiling = grid.ceilings[PERIOD[grid.per]]
    cells = [cell.pay(f"p{percentile}", grid.per) for percentile in pay.PERCENTILES]
    words = [fmt.pay(figure.value, figure.flag, grid.per, ceiling) for figure in cells]
    low, middle, high = words[0], words[2], words[-1]
    is_open = cells[-1].flag == "top_coded"
    if all(figure.value is None and figure.flag != "top_coded" for figure in cells):
        told = _("{name}: nothing to draw, {words}.").format(name=name, words=middle)
    else:
        told = _("{name}: from {low} to {high}, {middle} in the middle.").format(
            name=name, low=low, high=high, middle=middle
        )
    return Row(
        name,
        low=low,
        middle=middle,
        high=high,
        real=_real(found, cell) if found.has_local_prices else "",
        shares=tuple(_shares(cells, ceiling, top)),
        is_open=is_open,
        told=told,
    )


def _real(found: Handout, cell: GridCell) -> str:
    """The middle after local prices; without a price level it is the level that is missing, not the pay."""
    grid = found.grid
    paid, real = (cell.pay("p50", grid.per, measure) for measure in MEASURES)
    if cell.parity is None and (paid.value is not None or paid.flag == "top_coded"):
        return _("no local price level")
    return fmt.pay(real.value, real.flag, grid.per, grid.ceiling(cell, "real"))


def _shares(cells: Sequence[Cell], ceiling: float, top: float) -> list[float | None]:
    """Where percentiles stand on the scale. A top-coded P90 is where the line opens: at the ceiling, or beyond at the
    highest of the others, of which the source prints some above it.
    """
    values = [figure.value for figure in cells]
    if cells[-1].flag == "top_coded":
        values[-1] = max([ceiling, *(value for value in values if value is not None)])
    return [None if value is None else value / top for value in values]


def _scale(found: Handout) -> tuple[float, list[tuple[float, str]]]:
    """Where the scale ends, and its marks: whole steps of 1, 2 or 5."""
    grid = found.grid
    ceiling = grid.ceilings[PERIOD[grid.per]]
    figures = [cell.pay(f"p{p}", grid.per) for cell in grid.all_cells for p in pay.PERCENTILES]
    known = [ceiling if figure.flag == "top_coded" else figure.value for figure in figures]
    highest = max((value for value in known if value is not None), default=0.0)
    if not highest:
        return 1.0, []
    rough = highest / TICKS
    power = 10 ** math.floor(math.log10(rough))
    step = next(size * power for size in (1, 2, 5, 10) if size * power >= rough)
    steps = math.ceil(highest / step)
    return steps * step, [(at / steps, fmt.usd_axis(at * step, grid.per)) for at in range(steps + 1)]


def _notes(found: Handout, shown: Sequence[str]) -> list[str]:
    """What is not published, how the verdicts hold, which price levels serve, whom the census counts."""
    grid = found.grid
    told = [*dict.fromkeys(cell.gap for cell in grid.all_cells if cell.gap), *side_by_side.industry_note(grid)]
    if grid.judged["nominal"]:
        told.append(_("“Clear” and “too close to call” are told from average pay and its error, at 90%."))
    if found.has_local_prices:
        told.append(
            _("After local prices: what the middle pay buys at average US prices of {year}.").format(
                year=grid.price_year
            )
        )
        told += [*dict.fromkeys(cell.price_gap for cell in grid.all_cells if cell.price_gap)]
        told += side_by_side.likely_high_notes(grid)
    if "related" in shown and any(job.related for job in found.jobs):
        place = grid.cells[0][0].place
        told.append(
            _("Pay beside related roles is the middle {in_place}.").format(
                in_place=in_place(place.place_code, place.title)
            )
        )
    if any(name in shown for name in ("work_life", "experience")):
        told.append(
            _("Work life and experience are from the census, for the country as a whole ({states}).").format(
                states=census.covered(worklife.coverage())
            )
        )
    return told


# --- Beside pay -------------------------------------------------------------------------------------------------------


def _told(found: Handout, job: JobOnPaper, name: str) -> tuple[str, ...]:
    """What one topic says of one job; empty where no source says anything."""
    if name == "outlook":
        return tuple(_outlook(found, job))
    if name == "entry":
        return tuple(_entry(job))
    if name == "related":
        return tuple(_related(found, job))
    if name == "duties":
        return tuple(entry.first_duties(job.duties))
    if name == "work_life":
        return tuple(_work_life(job))
    return tuple(_experience(job))


def _outlook(found: Handout, job: JobOnPaper) -> list[str]:
    told = [overview.outlook(job.outlook) if job.outlook is not None else job.outlook_gap]
    cells = next(cells for cells in found.grid.cells if cells[0].job is job.job)
    return told + [_of_state(cell.outlook) for cell in cells if cell.outlook is not None]


def _of_state(told: StateOutlook) -> str:
    """A state's own projection, in its own years."""
    if told.is_in_doubt:
        return doubt(told)
    words = place_in_sentence(told.place_code, told.place_title)
    place = words[:1].upper() + words[1:]
    if told.employment_change_pct is None:
        return _("{place} itself projects no change for this job, {base} to {target}.").format(
            place=place, base=told.base_year, target=told.target_year
        )
    text = _("{place} itself projects {change} from {base} to {target}, and about {openings} openings a year.")
    if told.openings_annual_thousand_flag == GROWTH_ONLY:
        text = _("{place} itself projects {change} from {base} to {target}. It does not publish all openings.")
    return text.format(
        place=place,
        change=fmt.pct(told.employment_change_pct, signed=True),
        base=told.base_year,
        target=told.target_year,
        openings=fmt.count(told.openings),
    )


def _entry(job: JobOnPaper) -> list[str]:
    if job.requirements is None:
        return [_("No source tells what it takes to get in.")]
    steps = job.requirements.steps()
    return [step.words for kind in STEPS for step in steps if step.kind == kind]


def _related(found: Handout, job: JobOnPaper) -> list[str]:
    if not job.related:
        return [_("O*NET names no related roles for this job.")]
    per = found.grid.per
    entries = []
    for role in job.related:
        cell = role.record.cell("p50", per) if role.record is not None else Cell(None, "not_released")
        amount = fmt.pay(cell.value, cell.flag, per, found.grid.ceilings[PERIOD[per]])
        entries.append(_("{job} ({pay})").format(job=job_in_sentence(role.occupation_title), pay=amount))
    text = "; ".join(entries)
    return [text[:1].upper() + text[1:]]


def _work_life(job: JobOnPaper) -> list[str]:
    text = overview.work_life(job.work_life) if job.work_life is not None else ""
    return [text, *_shared(job.work_life.shared_by)] if job.work_life is not None and text else []


def _experience(job: JobOnPaper) -> list[str]:
    text = overview.with_experience(job.experience) if job.experience is not None else ""
    return [text, *_shared(job.experience.shared_by)] if job.experience is not None and text else []


def _shared(shared_by: int) -> list[str]:
    if shared_by < 2:
        return []
    return [_("The census counts this job together with others ({number} in all).").format(number=shared_by)]


# --- Whose figures, and what is missing -------------------------------------------------------------------------------


def _sources(found: Handout, shown: Sequence[str]) -> list[str]:
    """One line per source used on the page, with its edition; O*NET in the words that its licence asks for."""
    used = [tables.record("pay_by_place").source()]
    if any(cell.record is not None and cell.record.table == "pay_by_industry" for cell in found.grid.all_cells):
        used.append(tables.record("pay_by_industry").source())
    used += list(dict.fromkeys(job.outlook.source for job in found.jobs if job.outlook is not None))
    if found.has_state_outlook and "outlook" in shown:
        used.append(tables.record("outlook_by_state").source())
    if found.has_local_prices:
        used.append(tables.record("price_parities").source())
    if any(job.work_life or job.experience for job in found.jobs) and {"work_life", "experience"} & set(shown):
        used.append(tables.record("work_life").source())
    used = list(dict.fromkeys(used))
    told = [
        _("{title}, {agency}, {edition}.").format(
            title=source.title, agency=source.agency, edition=fmt.edition(source.edition)
        )
        for source in used
    ]
    return [*told, *_onet(found, shown), *(origin.newer(edition) for edition in origin.newest(used))]


def _onet(found: Handout, shown: Sequence[str]) -> list[str]:
    """O*NET in the words that its licence asks for, all releases used in one."""
    onet = []
    if any(job.requirements for job in found.jobs) and "entry" in shown:
        onet.append(tables.record("onet_ratings").source("onet"))
    if any(job.related for job in found.jobs) and "related" in shown:
        onet.append(tables.record("related_occupations").source())
    if "duties" in shown:
        onet += [job.duties.coverage.source for job in found.jobs if job.duties]
    editions = list(dict.fromkeys(source.edition for source in onet))
    # The licence's own words stay English in every language.
    return [onet[0].citation.replace(editions[0], " and ".join(editions))] if onet else []


def _left_out(found: Handout, shown: Sequence[str]) -> list[str]:
    """What was asked for and does not fit, then what is known of these jobs and does not fit."""
    told = []
    names = [job_title(job.title) for job in found.left_out_jobs]
    names += [side_by_side.place_name(place) for place in found.left_out_places]
    if names:
        told.append(_("Left out, because it does not fit on one page: {names}.").format(names="; ".join(names)))
    topics = [_(LEFT_OUT[name]) for name in LEFT_OUT if name not in shown]
    if topics:
        told.append(
            _("Not on this page for lack of room: {topics}. The live view tells it.").format(topics=fmt.listed(topics))
        )
    return told


def names(found: Handout) -> dict[str, str]:
    """Code → name of the jobs and places asked for, for their chips."""
    told = side_by_side.names(found.grid)
    told |= {job.soc_code: job_title(job.title) for job in found.left_out_jobs}
    return told | {place.place_code: side_by_side.place_name(place) for place in found.left_out_places}


def too_many(found: Handout) -> str:
    """Says on the screen what is left out and how to change that; empty where all fits."""
    parts = []
    if found.left_out_jobs:
        names = "; ".join(job_title(job.title) for job in found.left_out_jobs)
        parts.append(_("Four jobs fit on the page. Left out: {names}.").format(names=names))
    if found.left_out_places:
        names = "; ".join(side_by_side.place_name(place) for place in found.left_out_places)
        parts.append(_("Three places fit on the page. Left out: {names}.").format(names=names))
    if parts:
        parts.append(_("To have another one on it, remove one above or move it to the front."))
    return " ".join(parts)
