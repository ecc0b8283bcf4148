"""Up to five jobs in up to five places side by side: pay as paid and after local prices, with verdicts that allow for
how many pairs are shown at once, and what stands beside pay.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations
from typing import Final, Literal, TypeVar

from careers import experience, industries, outlook, pay, prices, related, tables, worklife
from careers.errors import CareersError, NotPublished
from careers.i18n import N_, _
from careers.industries import Industry
from careers.outlook import Outlook, StateOutlook
from careers.pay import Cell, PayRecord, Per, Verdict, ceilings
from careers.places import Place
from careers.places import place as find_place
from careers.prices import Parity
from careers.related import Nearness
from careers.titles import Occupation
from careers.titles import occupation as find_occupation
from careers.worklife import Hours

T = TypeVar("T")

MOST_JOBS: Final = 5
MOST_PLACES: Final = 5
HIGHEST_AMOUNT_USD: Final = 100_000_000
"""Pay that a person types is below this; anything else is a slip."""

BAND_STARTS: Final = (0, 5, 10, 20)
"""First year of each of `careers.experience.BANDS`."""

Measure = Literal["nominal", "real"]
MEASURES: Final[tuple[Measure, Measure]] = ("nominal", "real")


@dataclass(frozen=True)
class GridCell:
    """One job in one place.

    Attributes:
        job, place: whose cell it is.
        record: the published figures, or None with the reason in ``gap``.
        parity: the place's price level in the grid's common year, or None with the reason in ``price_gap``.
        outlook: the state's own projection where the place is a state, in its own years; else None.
        gap, price_gap: plain sentences, empty where nothing is missing.
        industry: the industry that the figures are of; None for all of them, as everywhere but in the whole country.
    """

    job: Occupation
    place: Place
    industry: Industry | None
    record: PayRecord | None
    parity: Parity | None
    outlook: StateOutlook | None
    gap: str
    price_gap: str

    @property
    def key(self) -> tuple[str, str]:
        """Occupation and place code."""
        return self.job.soc_code, self.place.place_code

    def pay(self, statistic: str, per: Per, measure: Measure = "nominal") -> Cell:
        """One figure as paid or after local prices; ``not_released`` where there is no cell or no price level."""
        if self.record is None or (measure == "real" and self.parity is None):
            return Cell(None, "not_released")
        cell = self.record.cell(statistic, per)
        if measure == "nominal" or cell.value is None or self.parity is None:
            return cell
        return Cell(cell.value * 100 / self.parity.parity_index, cell.flag)


@dataclass(frozen=True)
class JobBeside:
    """What stands beside pay for one job, whatever the place. A part that is not published is None.

    Attributes:
        job: the occupation.
        outlook: the newest national projection.
        hours: usual hours and share working part-time, with error and sample size.
        band: the band of potential experience that the years asked about fall into, with its pay.
        experience_gap_usd: middle pay at 20 years and more of potential experience, less that under 5 years.
        experience_gap_pct: the same as a share of the latter.
        nearness: how near the first of the jobs compared finds this one; None for the first itself.
    """

    job: Occupation
    outlook: Outlook | None
    hours: Hours | None
    band: experience.Band | None
    experience_gap_usd: float | None
    experience_gap_pct: float | None
    nearness: Nearness | None


@dataclass(frozen=True)
class PairVerdict:
    """Two cells and what can be said of their difference; ``first`` is the one compared, ``second`` the other."""

    first: GridCell
    second: GridCell
    verdict: Verdict


@dataclass(frozen=True)
class Flip:
    """Two cells whose order turns round once prices count, both times clearly."""

    higher_as_paid: GridCell
    higher_after_prices: GridCell
    as_paid: Verdict
    after_prices: Verdict


@dataclass(frozen=True)
class Grid:
    """The answer of `grid`.

    Attributes:
        cells: one tuple per job, one cell per place, in the order asked.
        beside: what stands beside pay, one per job.
        per: the period shown: the one wanted, or the other where one of the jobs is paid so only.
        price_year: the one year whose price levels serve all places.
        ceilings: ``annual`` and ``hourly`` ceiling of the edition.
        industry: the industry asked about, which counts for the whole country only; None for all of them.
        judged: measure → every pair of which something is said: each cell against the best-paid one, and each job's
            places against each other. They are judged together (Holm), so that no two statements contradict.
        flips: the same job in two places whose order turns round after prices, the largest difference first.
        repeated: codes that were asked more than once and stand once.
    """

    cells: tuple[tuple[GridCell, ...], ...]
    beside: tuple[JobBeside, ...]
    per: Per
    price_year: int
    ceilings: dict[str, float]
    industry: Industry | None
    judged: dict[Measure, tuple[PairVerdict, ...]]
    flips: tuple[Flip, ...]
    repeated: tuple[str, ...]

    @property
    def all_cells(self) -> tuple[GridCell, ...]:
        """Every cell, job by job."""
        return tuple(cell for row in self.cells for cell in row)

    def cell(self, soc_code: str, place_code: str) -> GridCell:
        """One cell.

        Raises:
            CareersError: the grid does not hold it.
        """
        for cell in self.all_cells:
            if cell.key == (soc_code, place_code):
                return cell
        raise CareersError(f"{soc_code}, {place_code}")

    def ceiling(self, cell: GridCell, measure: Measure = "nominal") -> float | None:
        """What a top-coded figure of a cell is at least; None without a price level."""
        printed = self.ceilings[pay.PERIOD[self.per]]
        if measure == "nominal":
            return printed
        return None if cell.parity is None else printed * 100 / cell.parity.parity_index

    def printed(self, measure: Measure = "nominal") -> list[GridCell]:
        """Cells whose middle pay is a figure."""
        return self._known[measure][0]

    def capped(self, measure: Measure = "nominal") -> list[GridCell]:
        """Cells whose middle pay is top-coded: known from below only. The source prints many figures above that."""
        return self._known[measure][1]

    def best(self, measure: Measure = "nominal") -> GridCell | None:
        """The cell whose middle pay is the highest; of equal ones, that with the higher average.

        None where no middle is known, and where a top-coded one leaves open which is the highest.
        """
        return self._best[measure]

    def against_best(self, measure: Measure = "nominal") -> list[PairVerdict]:
        """Every other published cell against the best-paid one."""
        best = self.best(measure)
        return [pair for pair in self.judged[measure] if pair.second is best]

    # Asked for at every cell of a chart, so each is worked out once.
    @cached_property
    def _known(self) -> dict[Measure, tuple[list[GridCell], list[GridCell]]]:
        found: dict[Measure, tuple[list[GridCell], list[GridCell]]] = {}
        for measure in MEASURES:
            middles = [(cell, cell.pay("p50", self.per, measure)) for cell in self.all_cells]
            printed = [cell for cell, middle in middles if middle.value is not None]
            found[measure] = printed, [cell for cell, middle in middles if middle.flag == "top_coded"]
        return found

    @cached_property
    def _best(self) -> dict[Measure, GridCell | None]:
        return {measure: self._highest(measure) for measure in MEASURES}

    def _highest(self, measure: Measure) -> GridCell | None:
        def rank(cell: GridCell) -> tuple[float, float]:
            middle, mean = (cell.pay(statistic, self.per, measure).value for statistic in ("p50", "mean"))
            return middle or 0.0, mean or 0.0

        highest, capped = max(self.printed(measure), key=rank, default=None), self.capped(measure)
        if not capped:
            return highest
        floor = self.ceiling(capped[0], measure)
        is_above = floor is not None and (highest is None or rank(highest)[0] < floor)
        return capped[0] if len(capped) == 1 and is_above else None

    @property
    def usual_pair(self) -> tuple[GridCell, GridCell] | None:
        """The pair to look at until somebody picks one: that of the largest flip, or else the first two cells."""
        if len(self.all_cells) < 2:
            return None
        if self.flips:
            return self.flips[0].higher_after_prices, self.flips[0].higher_as_paid
        return self.all_cells[0], self.all_cells[1]

    def verdict(self, first: tuple[str, str], second: tuple[str, str], measure: Measure = "nominal") -> Verdict:
        """What can be said of the difference between two cells that a person picks.

        The pair is judged together with all of `judged`.

        Raises:
            CareersError: the grid does not hold one of them, or they are the same.
        """
        a, b = self.cell(*first), self.cell(*second)
        if a is b:
            raise CareersError(f"{first[0]}, {first[1]}", message=_("Pick two different ones to compare."))
        shown = self.judged[measure]
        told = _of_pair(shown, a, b)
        return told or pay.together([*(pair.verdict for pair in shown), _judge(a, b, measure)])[-1]


def grid(
    jobs: Sequence[str],
    places: Sequence[str],
    industry: str | None = None,
    years: float | None = None,
    wanted: Per = "year",
) -> Grid:
    """Put jobs and places side by side.

    Args:
        jobs: one to five occupation codes.
        places: one to five place codes, of any kinds.
        industry: an industry; it applies to the whole country only, because no agency crosses it with a place.
        years: years of potential experience, 0 or more; ``beside`` then holds the band they fall into.
        wanted: pay by the year or the hour.

    Returns:
        Every cell with its figures or with the reason why there are none.

    Raises:
        UnknownOccupation, UnknownPlace, UnknownIndustry: no such code.
        CareersError: none or more than five of either, or years below zero.
    """
    if years is not None and not years >= 0:
        raise CareersError(str(years), message=_("Years of experience cannot be below zero."))
    job_codes, repeated_jobs = _once(find_occupation(code).soc_code for code in jobs)
    place_codes, repeated_places = _once(find_place(code).place_code for code in places)
    bounded("job", job_codes)
    bounded("place", place_codes)
    sector = None if industry is None else industries.get(industry).industry_code
    found = _grid(job_codes, place_codes, None if sector == industries.ALL else sector, years, wanted)
    repeated = (*repeated_jobs, *repeated_places)
    return replace(found, repeated=repeated) if repeated else found


def _once(codes: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Codes in the order asked, each once, and those that came again."""
    kept: list[str] = []
    again: list[str] = []
    for code in codes:
        (again if code in kept else kept).append(code)
    return tuple(kept), tuple(again)


def bounded(name: str, codes: Collection[str]) -> None:
    """Refuse none or more than fit.

    Args:
        name: ``job`` or ``place``.
        codes: different codes of that kind.

    Raises:
        CareersError: there is none of them, or more than five.
    """
    most, message = {
        "job": (MOST_JOBS, N_("Compare 1 to {most} jobs at a time.")),
        "place": (MOST_PLACES, N_("Compare 1 to {most} places at a time.")),
    }[name]
    if not 1 <= len(codes) <= most:
        raise CareersError(str(len(codes)), message=_(message).format(most=most))


def _ask(question: Callable[[], T]) -> tuple[T | None, str]:
    """What a look-up answers, or None and the sentence that says why not."""
    try:
        return question(), ""
    except NotPublished as gap:
        return None, str(gap)


@tables.kept(4)
def _grid(
    jobs: tuple[str, ...],
    places: tuple[str, ...],
    industry: str | None,
    years: float | None,
    wanted: Per,
) -> Grid:
    """The grid of known codes."""
    year = prices.common_year(places)
    cells = tuple(
        tuple(_cell(job, place, industry if place == "US" else None, year) for place in places) for job in jobs
    )
    flat = [cell for row in cells for cell in row]
    bare = Grid(
        cells,
        tuple(_beside(job, jobs[0], years) for job in jobs),
        _period(flat, wanted),
        year,
        ceilings(),
        None if industry is None else industries.get(industry),
        {},
        (),
        (),
    )
    judged = {measure: _together(bare, measure) for measure in MEASURES}
    return replace(bare, judged=judged, flips=_flips(bare, judged))


@tables.kept(64)
def _cell(soc_code: str, place_code: str, industry: str | None, year: int) -> GridCell:
    job, where = find_occupation(soc_code), find_place(place_code)
    record, gap = _ask(lambda: pay.lookup(soc_code, place_code, industry))
    level, price_gap = _ask(lambda: prices.parity(place_code, year))
    own = None
    if where.place_kind == "state":
        own, _reason = _ask(lambda: outlook.lookup(soc_code, state=place_code))
    sector = None if industry is None else industries.get(industry)
    return GridCell(job, where, sector, record, level, own, gap, price_gap)


@tables.kept(32)
def _beside(soc_code: str, first: str, years: float | None) -> JobBeside:
    profile, _gap = _ask(lambda: experience.profile(soc_code))
    bands = [band.cell("p50").value for band in profile.bands] if profile else [None]
    low, high = bands[0], bands[-1]
    gap = high - low if low is not None and high is not None else None
    return JobBeside(
        find_occupation(soc_code),
        _ask(lambda: outlook.lookup(soc_code))[0],
        _ask(lambda: worklife.hours(soc_code))[0],
        None if profile is None or years is None else profile.bands[bisect(BAND_STARTS, years) - 1],
        gap,
        gap * 100 / low if gap is not None and low else None,
        None if soc_code == first else related.between(first, soc_code),
    )


def _period(cells: Sequence[GridCell], wanted: Per) -> Per:
    """The period that all cells have. Where none is common to all, the one wanted, and the others say so."""
    records = [cell.record for cell in cells if cell.record is not None]
    by_hour = any(record.pay_annual_p50_flag == "hourly_only" for record in records)
    by_year = any(record.pay_hourly_p50_flag == "annual_only" for record in records)
    if by_hour == by_year:
        return wanted
    return "hour" if by_hour else "year"


def _judge(first: GridCell, second: GridCell, measure: Measure) -> Verdict:
    """The verdict on two cells as one comparison."""
    if first.record is None or second.record is None:
        return _unknown(measure, _("One of the two is not published."))
    if measure == "nominal":
        return pay.compare(first.record, second.record)
    if first.parity is None or second.parity is None:
        return _unknown(measure, _("One of the two places has no published price level."))
    levels = (first.parity.parity_index, second.parity.parity_index)
    return pay.compare(first.record, second.record, price_levels=levels)


def _unknown(measure: Measure, reason: str) -> Verdict:
    return Verdict("unknown", None, None, None, False, measure == "real", "year", reason)


def _together(bare: Grid, measure: Measure) -> tuple[PairVerdict, ...]:
    """Every pair of which something is said, judged together."""
    best = bare.best(measure)
    pairs = [(cell, best) for cell in bare.all_cells if best is not None and cell is not best]
    held = {frozenset((a.key, b.key)) for a, b in pairs}
    pairs += [pair for row in bare.cells for pair in combinations(row, 2) if {cell.key for cell in pair} not in held]
    published = [(a, b) for a, b in pairs if a.record is not None and b.record is not None]
    verdicts = pay.together([_judge(a, b, measure) for a, b in published])
    return tuple(PairVerdict(a, b, verdict) for (a, b), verdict in zip(published, verdicts, strict=True))


def _of_pair(shown: Sequence[PairVerdict], a: GridCell, b: GridCell) -> Verdict | None:
    """The verdict on two cells among those judged, whichever stands first there."""
    for pair in shown:
        if (pair.first, pair.second) == (a, b):
            return pair.verdict
        if (pair.first, pair.second) == (b, a):
            return pay.turned(pair.verdict)
    return None


def _flips(bare: Grid, judged: dict[Measure, tuple[PairVerdict, ...]]) -> tuple[Flip, ...]:
    """A job's places that are clearly different as paid and after prices, but the other way round."""
    found = []
    for a, b in (pair for row in bare.cells for pair in combinations(row, 2)):
        paid, after = (_of_pair(judged[measure], a, b) for measure in MEASURES)
        if paid is None or after is None or not paid.outcome == after.outcome == "clear":
            continue
        if paid.higher != after.higher:
            higher, lower = (a, b) if paid.higher == 1 else (b, a)
            found.append(Flip(higher, lower, paid, after))
    return tuple(sorted(found, key=lambda flip: -abs(flip.as_paid.z or 0)))


@dataclass(frozen=True)
class Move:
    """What an amount earned in one place equals in another.

    Attributes:
        amount_usd, from_place: what is earned where.
        equal_usd, to_place: what buys as much there.
        from_parity, to_parity: the price levels used, of one year.
        from_housing, to_housing: the same for housing alone, which differs most; None where not published.
    """

    amount_usd: float
    equal_usd: float
    from_place: Place
    to_place: Place
    from_parity: Parity
    to_parity: Parity
    from_housing: Parity | None
    to_housing: Parity | None


def move(amount: float, from_place: str, to_place: str, year: int | None = None) -> Move:
    """What amount there buys as much as this amount here.

    Args:
        amount: dollars, by the year or the hour.
        from_place, to_place: place codes.
        year: year of the price levels, as of the grid beside it; without it, the newest that both places have.

    Raises:
        UnknownPlace: no such place.
        NotPublished: one of the places has no price level.
        CareersError: the amount is not above zero.
    """
    if not amount > 0:
        raise CareersError(str(amount), message=_("Enter an amount above zero."))
    year = year or prices.common_year([from_place, to_place])
    here, there = prices.parity(from_place, year), prices.parity(to_place, year)
    return Move(
        amount,
        amount * there.parity_index / here.parity_index,
        find_place(from_place),
        find_place(to_place),
        here,
        there,
        _ask(lambda: prices.parity(from_place, year, "housing"))[0],
        _ask(lambda: prices.parity(to_place, year, "housing"))[0],
    )


def band_start(text: str) -> str:
    """First year of the band that years of experience fall into, both as an address carries them: ``8`` → ``5``.

    A text that is no number of years from 0 on comes back as it is.
    """
    if not text.isascii() or not text.replace(".", "", 1).isdigit():
        return text
    return str(BAND_STARTS[bisect(BAND_STARTS, float(text)) - 1])


def typed_amount(text: str) -> float | None:
    """Pay as people type it, such as ``$52,000``, ``52 000`` or ``21.50``; None where it is no amount above zero."""
    bare = "".join(text.replace("$", "").replace(",", "").split())
    if not bare.isascii() or not bare.replace(".", "", 1).isdigit():
        return None
    value = float(bare)
    return value if 0 < value < HIGHEST_AMOUNT_USD else None
