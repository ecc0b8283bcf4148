"""Up to five jobs in up to five places side by side: pay as paid and after local prices, with verdicts that allow for
how many pairs are shown at once, and what stands beside pay.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Final, Literal, TypeVar

from careers import experience, industries, outlook, pay, prices, related, tables, worklife
from careers.errors import CareersError, NotPublished
from careers.i18n import _
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
    """

    job: Occupation
    place: Place
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
        against_best: measure → every other cell against the best-paid one, Holm-corrected over those pairs.
        flips: the same job in two places whose order turns round after prices, the largest difference first;
            Holm-corrected over all pairs of places of a job.
        repeated: codes that were asked more than once and stand once.
    """

    cells: tuple[tuple[GridCell, ...], ...]
    beside: tuple[JobBeside, ...]
    per: Per
    price_year: int
    ceilings: dict[str, float]
    against_best: dict[Measure, tuple[PairVerdict, ...]]
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

    def best(self, measure: Measure = "nominal") -> GridCell | None:
        """The cell with the highest middle pay; None where none is released. A top-coded one counts as highest."""
        ranks = {cell.key: _rank(cell, self.per, measure) for cell in self.all_cells}
        known = [cell for cell in self.all_cells if ranks[cell.key] is not None]
        return max(known, key=lambda cell: ranks[cell.key] or 0, default=None)

    def verdict(self, first: tuple[str, str], second: tuple[str, str], measure: Measure = "nominal") -> Verdict:
        """What can be said of the difference between two cells that a person picks.

        The pair is judged together with those against the best, which are shown beside it.

        Raises:
            CareersError: the grid does not hold one of them, or they are the same.
        """
        a, b = self.cell(*first), self.cell(*second)
        if a is b:
            raise CareersError(f"{first[0]}, {first[1]}", message=_("Pick two different ones to compare."))
        shown = self.against_best[measure]
        for pair in shown:
            if (pair.first, pair.second) == (a, b):
                return pair.verdict
            if (pair.first, pair.second) == (b, a):
                return pay.turned(pair.verdict)
        return pay.together([*(pair.verdict for pair in shown), _judge(a, b, measure)])[-1]


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
    _bounded(job_codes, MOST_JOBS, _("Compare 1 to {most} jobs at a time."))
    _bounded(place_codes, MOST_PLACES, _("Compare 1 to {most} places at a time."))
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


def _bounded(codes: Sequence[str], most: int, message: str) -> None:
    if not 1 <= len(codes) <= most:
        raise CareersError(str(len(codes)), message=message.format(most=most))


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
    cells = tuple(tuple(_cell(job, place, industry, year) for place in places) for job in jobs)
    flat = [cell for row in cells for cell in row]
    bare = Grid(
        cells,
        tuple(_beside(job, jobs[0], years) for job in jobs),
        _period(flat, wanted),
        year,
        ceilings(),
        {},
        _flips(cells),
        (),
    )
    return replace(bare, against_best={"nominal": _against_best(bare, "nominal"), "real": _against_best(bare, "real")})


@tables.kept(64)
def _cell(soc_code: str, place_code: str, industry: str | None, year: int) -> GridCell:
    job, where = find_occupation(soc_code), find_place(place_code)
    record, gap = _ask(lambda: pay.lookup(soc_code, place_code, industry if place_code == "US" else None))
    level, price_gap = _ask(lambda: prices.parity(place_code, year))
    own = None
    if where.place_kind == "state":
        own, _reason = _ask(lambda: outlook.lookup(soc_code, state=place_code))
    return GridCell(job, where, record, level, own, gap, price_gap)


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


def _rank(cell: GridCell, per: Per, measure: Measure) -> float | None:
    figure = cell.pay("p50", per, measure)
    return float("inf") if figure.flag == "top_coded" else figure.value


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


def _against_best(bare: Grid, measure: Measure) -> tuple[PairVerdict, ...]:
    best = bare.best(measure)
    if best is None:
        return ()
    others = [cell for cell in bare.all_cells if cell is not best and cell.record is not None]
    verdicts = pay.together([_judge(cell, best, measure) for cell in others])
    return tuple(PairVerdict(cell, best, verdict) for cell, verdict in zip(others, verdicts, strict=True))


def _flips(cells: Sequence[Sequence[GridCell]]) -> tuple[Flip, ...]:
    """Pairs that are clearly different as paid and after prices, but the other way round."""
    pairs = [
        (a, b)
        for row in cells
        for a, b in combinations(row, 2)
        if a.record is not None and b.record is not None and a.parity is not None and b.parity is not None
    ]
    nominal, real = (pay.together([_judge(a, b, measure) for a, b in pairs]) for measure in MEASURES)
    found = []
    for (a, b), paid, after in zip(pairs, nominal, real, strict=True):
        if paid.outcome == after.outcome == "clear" and paid.higher != after.higher:
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


def move(amount: float, from_place: str, to_place: str) -> Move:
    """What amount there buys as much as this amount here.

    Raises:
        UnknownPlace: no such place.
        NotPublished: one of the places has no price level.
        CareersError: the amount is not above zero.
    """
    if not amount > 0:
        raise CareersError(str(amount), message=_("Enter an amount above zero."))
    year = prices.common_year([from_place, to_place])
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


def typed_amount(text: str) -> float | None:
    """Pay as people type it, such as ``$52,000``, ``52 000`` or ``21.50``; None where it is no amount above zero."""
    bare = "".join(text.replace("$", "").replace(",", "").split())
    if not bare.isascii() or not bare.replace(".", "", 1).isdigit():
        return None
    value = float(bare)
    return value if 0 < value < HIGHEST_AMOUNT_USD else None
