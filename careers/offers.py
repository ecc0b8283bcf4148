"""Where an offer stands: among people in the job in the metro, state, nation and industry, and with like experience.

Every answer is a range of percentiles. The five published percentiles are met exactly; between them pay is interpolated
twice, straight in log pay and by a smooth monotone curve, and the range holds both and the error of the sample. Nothing
is extrapolated: below the lowest published percentile the answer is "below it". Methods, “Where does an offer stand?”.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from statistics import NormalDist
from typing import Final, Literal, get_args

from careers import experience, industries, pay
from careers.errors import NotPublished, Unusable
from careers.experience import BandEstimate, Estimate
from careers.i18n import _
from careers.occupation_names import in_language
from careers.pay import PERCENTILES, SMALLEST_RSE_PCT, Cell, PayRecord, Per
from careers.places import place as find_place
from careers.significance import CRITICAL_Z
from careers.titles import occupation as find_occupation

RungKind = Literal["metro", "nonmetro", "state", "nation", "industry", "experience"]
Where = Literal[
    "lowest_tenth",
    "lowest_quarter",
    "below_middle",
    "about_middle",
    "above_middle",
    "highest_quarter",
    "highest_tenth",
    "unclear",
]

MIDDLE: Final = (40.0, 60.0)
"""Percentiles between which an offer is about the middle."""

WIDEST_PCT: Final = 40.0
"""Points between the ends of a range above which it says too little to be put into a word."""

HOURS_OF_A_FULL_YEAR: Final = 2080
"""Only to tell whether an amount was typed for the wrong period; never to make a figure."""

FURTHEST: Final = 4.0
"""How many times the highest tenth's pay, or how small a part of the lowest tenth's, an amount may be unasked."""

_AMOUNT: Final = re.compile(r"\$?\s*(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?\s*(k)?\s*", re.ASCII | re.IGNORECASE)
_LONGEST: Final = 40
_BISECTIONS: Final = 30


class AskAgain(Unusable):
    """An amount that looks like a slip: the person should be asked before it is judged.

    Args:
        reason: ``looks_yearly``, ``looks_hourly``, ``too_low`` or ``too_high``.
        per: the period it looks like it is for, or None.
    """

    def __init__(self, what: object, reason: str, per: Per | None, message: str) -> None:
        """Keep what to ask about."""
        super().__init__(what, message=message)
        self.reason = reason
        self.per = per


@dataclass(frozen=True)
class Position:
    """Where an amount stands, as percentiles.

    Args:
        low_pct, high_pct: the range holds with 90%, approximately; None where the figures do not tell how much further
            it reaches: below the lowest or above the highest published percentile.
        where: the range in one word.
    """

    low_pct: float | None
    high_pct: float | None
    where: Where


@dataclass(frozen=True)
class Rung:
    """An offer among one group of people.

    Args:
        kind: who they are.
        code, title: the place, the industry, or the band of experience.
        record: the published figures; None for ``experience``, which is modelled, and where nothing is published.
        position: where the offer stands; None where it cannot be told.
        middle: the middle pay there, with its flag.
        jobs, pay_rse_pct: wage and salary jobs, and the relative standard error of average pay; None where not
            released.
        effective_n: how many people drawn at random would tell as much; None where unknown.
        reason: why there is no position, in a sentence; empty where there is one.
    """

    kind: RungKind
    code: str
    title: str
    record: PayRecord | None
    position: Position | None
    middle: Cell
    jobs: float | None
    pay_rse_pct: float | None
    effective_n: float | None
    reason: str = ""


@dataclass(frozen=True)
class OfferCheck:
    """An offer on every rung.

    Args:
        soc_code, occupation_title: the job.
        amount_usd, per: the offer.
        rungs: metro (or nonmetro area), state and nation, then industry and experience, as far as asked about.
        estimate: what the job pays with these years of experience; None where no years were given.
        edition: edition of the pay figures that the offer is compared with.
    """

    soc_code: str
    occupation_title: str
    amount_usd: float
    per: Per
    rungs: tuple[Rung, ...]
    estimate: Estimate | None
    edition: str

    def rung(self, kind: RungKind) -> Rung | None:
        """The rung of that kind, if it was asked about."""
        return next((r for r in self.rungs if r.kind == kind), None)

    @property
    def nearest(self) -> Rung | None:
        """The rung nearest to the person that has an answer: the first place, else the industry."""
        return next((r for r in self.rungs if r.position is not None and r.kind != "experience"), None)


# --- The amount -----------------------------------------------------------------------------------------------


def parse(text: str) -> float:
    """Read an amount as people type it: ``52000``, ``$52,000``, ``52k``, ``24.50``.

    Raises:
        Unusable: it is no such amount.
    """
    found = _AMOUNT.fullmatch(text.strip()) if len(text) <= _LONGEST else None
    if found is None:
        raise Unusable(text, message=_("Please type the offer as a number, such as 52,000 or 24.50."))
    value = float(found[1].replace(",", "") + (found[2] or ""))
    return value * 1000 if found[3] else value


def per_hour(total: float, hours_per_week: float, weeks_per_year: float) -> float:
    """What a part-time or part-year offer is by the hour, to `check` it by the hour.

    Args:
        total: US dollars for all of it.
        hours_per_week: above 0, up to 100.
        weeks_per_year: weeks that are paid, above 0, up to 53.

    Raises:
        Unusable: an amount, hours or weeks that cannot be.
    """
    for value, most in ((hours_per_week, 100), (weeks_per_year, 53)):
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= most:
            raise Unusable(value, message=_("Hours a week go from 0 to 100, weeks a year from 0 to 53."))
    return _checked(total) / (hours_per_week * weeks_per_year)


def _checked(offer: object) -> float:
    if isinstance(offer, bool) or not isinstance(offer, int | float) or not math.isfinite(offer):
        raise Unusable(offer, message=_("Please give the offer as a number, such as 52,000 or 24.50."))
    if offer <= 0:
        raise Unusable(offer, message=_("An offer has to be more than zero."))
    return float(offer)


def _ask_about_slips(soc_code: str, offer: float, per: Per) -> None:
    """Ask where an amount is far outside of what the job pays and would fit the other period.

    Raises:
        AskAgain: it does.
    """
    record = pay.lookup(soc_code)
    low, high = (_plausible(record, p, per) for p in ("p10", "p90"))
    if low is None or high is None or low / FURTHEST <= offer <= high * FURTHEST:
        return
    factor = HOURS_OF_A_FULL_YEAR if per == "hour" else 1 / HOURS_OF_A_FULL_YEAR
    fits = low / FURTHEST <= offer / factor <= high * FURTHEST
    job = in_language(find_occupation(soc_code).title)
    if per == "hour" and fits:
        raise AskAgain(offer, "looks_yearly", "year", _("That is a lot for one hour. Is it for a year?"))
    if per == "year" and fits:
        raise AskAgain(offer, "looks_hourly", "hour", _("That is very little for a year. Is it for an hour?"))
    if offer < low:
        message = _("That is far below what {job} pays anywhere. Is it for a full {period}?")
        reason = "too_low"
    else:
        message = _("That is far above what {job} pays anywhere. Is the amount right, for one {period}?")
        reason = "too_high"
    period = _("year") if per == "year" else _("hour")
    raise AskAgain(offer, reason, None, message.format(job=job, period=period))


def _plausible(record: PayRecord, statistic: str, per: Per) -> float | None:
    """A percentile, from the other period or the ceiling where need be: good enough to tell a slip."""
    other: Per = "hour" if per == "year" else "year"
    factor = HOURS_OF_A_FULL_YEAR if per == "year" else 1 / HOURS_OF_A_FULL_YEAR
    own, otherwise = record.cell(statistic, per).value, record.cell(statistic, other).value
    if own is not None:
        return own
    return None if otherwise is None else otherwise * factor


# --- Where it stands ------------------------------------------------------------------------------------------


def locate(
    offer: float, percentiles: Sequence[tuple[int, float]], effective_n: float | None = None
) -> tuple[float | None, float | None]:
    """Find the range of percentiles at which an amount stands.

    The standard error of a percentile of pay is √(p(1 − p) ÷ n) ÷ density; told in percentiles, the density drops out.

    Args:
        offer: US dollars.
        percentiles: percentile (0 to 100) and pay, rising; two or more.
        effective_n: how many people drawn at random the figures are worth; None for no sampling error.

    Returns:
        Both ends, each None where it lies beyond the first or last percentile.
    """
    first, last = percentiles[0], percentiles[-1]
    if offer < first[1]:
        return None, float(first[0])
    if offer > last[1]:
        return float(last[0]), None
    shares = [float(p) for p, _pay in percentiles]
    logs = [math.log(pay) for _p, pay in percentiles]
    at = math.log(offer)
    # Where neighbouring percentiles are equal, all between them is meant.
    ends = [share for share, log in zip(shares, logs, strict=True) if log == at]
    if not ends:
        i = next(i for i in range(len(logs) - 1) if at < logs[i + 1])
        straight = shares[i] + (at - logs[i]) / (logs[i + 1] - logs[i]) * (shares[i + 1] - shares[i])
        ends = [straight, _inverse(_smooth(shares, logs), at, shares[i], shares[i + 1])]
    low, high = min(ends), max(ends)
    if effective_n:
        low, high = _beyond(low, effective_n, -1), _beyond(high, effective_n, 1)
    return (low if low >= first[0] else None), (high if high <= last[0] else None)


def _beyond(percentile: float, effective_n: float | None, side: int) -> float:
    if not effective_n:
        return percentile
    share = percentile / 100
    moved = share + side * CRITICAL_Z * math.sqrt(share * (1 - share) / effective_n)
    return 100 * min(max(moved, 0.0), 1.0)


Curve = Callable[[float], float]


def _inverse(curve: Curve, value: float, low: float, high: float) -> float:
    """Where between two shares a rising curve has a value."""
    for _step in range(_BISECTIONS):
        middle = (low + high) / 2
        if curve(middle) < value:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _smooth(shares: list[float], logs: list[float]) -> Curve:
    """A piecewise cubic that never falls where the points rise (PCHIP, by Fritsch, Carlson and Butland)."""
    widths = [b - a for a, b in zip(shares, shares[1:], strict=False)]
    slopes = [(b - a) / w for a, b, w in zip(logs, logs[1:], widths, strict=False)]
    if len(slopes) == 1:
        return lambda share: logs[0] + slopes[0] * (share - shares[0])
    inner = [
        0.0 if a * b <= 0 else (3 * (v + w)) / ((2 * w + v) / a + (w + 2 * v) / b)
        for a, b, v, w in zip(slopes, slopes[1:], widths, widths[1:], strict=False)
    ]
    edges = [
        _end_slope(widths[0], widths[1], slopes[0], slopes[1]),
        _end_slope(widths[-1], widths[-2], slopes[-1], slopes[-2]),
    ]
    rates = [edges[0], *inner, edges[1]]

    def at(share: float) -> float:
        i = _piece(shares, share)
        width = widths[i]
        t = (share - shares[i]) / width
        start = (1 + 2 * t) * (1 - t) ** 2 * logs[i] + t * (1 - t) ** 2 * width * rates[i]
        return start + t**2 * (3 - 2 * t) * logs[i + 1] + t**2 * (t - 1) * width * rates[i + 1]

    return at


def _end_slope(width: float, next_width: float, slope: float, next_slope: float) -> float:
    """Slope at an end: that of a parabola through three points, kept from turning the curve."""
    rate = ((2 * width + next_width) * slope - width * next_slope) / (width + next_width)
    if rate * slope <= 0:
        return 0.0
    return 3 * slope if slope * next_slope <= 0 and abs(rate) > 3 * abs(slope) else rate


def _piece(shares: list[float], share: float) -> int:
    return next((i for i in range(len(shares) - 2) if share <= shares[i + 1]), len(shares) - 2)


def word(low: float | None, high: float | None) -> Where:
    """One word for a range of percentiles."""
    if low is None and high is None:
        return "unclear"
    if low is None or high is None:
        return _open_word(low, high)
    if high - low > WIDEST_PCT:
        return "unclear"
    if low <= 50 <= high or (low >= MIDDLE[0] and high <= MIDDLE[1]):
        return "about_middle"
    if high < 50:
        return "lowest_quarter" if high <= 25 else "below_middle"
    return "highest_quarter" if low >= 75 else "above_middle"


def _open_word(low: float | None, high: float | None) -> Where:
    """One word for a range without one end."""
    if high is not None:
        return (
            "lowest_tenth"
            if high <= 10
            else "lowest_quarter"
            if high <= 25
            else "below_middle"
            if high <= 50
            else "unclear"
        )
    assert low is not None
    return (
        "highest_tenth" if low >= 90 else "highest_quarter" if low >= 75 else "above_middle" if low >= 50 else "unclear"
    )


def effective_n(
    percentiles: Sequence[tuple[int, float]], pay_rse_pct: float | None, jobs: float | None
) -> float | None:
    """How many people drawn at random the published figures are worth: (spread ÷ standard error of the mean)².

    The spread is that of the log-normal curve through the outermost percentiles, as a share of its mean, so that the
    mean itself drops out.

    Args:
        percentiles: percentile and pay.
        pay_rse_pct: relative standard error of average pay, in percent.
        jobs: no sample tells more than all jobs do; None where not released.

    Returns:
        None where the error is not released or the percentiles do not differ.
    """
    (p, low), (q, high) = percentiles[0], percentiles[-1]
    if pay_rse_pct is None or high <= low:
        return None
    normal = NormalDist()
    sigma = math.log(high / low) / (normal.inv_cdf(q / 100) - normal.inv_cdf(p / 100))
    n = math.expm1(sigma**2) / (max(pay_rse_pct, SMALLEST_RSE_PCT) / 100) ** 2
    return n if jobs is None else min(n, jobs)


def _rung(kind: RungKind, code: str, title: str, offer: float, per: Per, ask: Callable[[], PayRecord]) -> Rung:
    """An offer among the published figures of one place or industry."""
    try:
        record = ask()
    except NotPublished as gap:
        return Rung(kind, code, title, None, None, Cell(None, "not_released"), None, None, None, str(gap))
    cells = [(p, record.cell(f"p{p}", per)) for p in PERCENTILES]
    known = [(p, cell.value) for p, cell in cells if cell.value is not None]
    middle, jobs, rse = record.cell("p50", per), record.employment, record.pay_rse_pct
    if len(known) < 2:
        ceiling = pay.ceilings().get(pay.PERIOD[per])
        if ceiling is not None and offer < ceiling and {cell.flag for _p, cell in cells} == {"top_coded"}:
            position = Position(None, float(PERCENTILES[0]), "lowest_tenth")
            return Rung(kind, code, title, record, position, middle, jobs, rse, None)
        return Rung(kind, code, title, record, None, middle, jobs, rse, None, _why_not(middle))
    n = effective_n(known, rse, jobs)
    low, high = locate(offer, known, n)
    if high is None and known[-1][0] < PERCENTILES[-1]:
        # The next percentile is at least the ceiling.
        ceiling = pay.ceilings().get(pay.PERIOD[per])
        above = next(p for p, cell in cells if p > known[-1][0])
        if ceiling is not None and offer < ceiling and dict(cells)[above].flag == "top_coded":
            high = float(above)
    return Rung(kind, code, title, record, Position(low, high, word(low, high)), middle, jobs, rse, n)


def _why_not(middle: Cell) -> str:
    if middle.flag == "hourly_only":
        return _("This job is paid by the hour, so an offer by the year cannot be compared. Give the hourly amount.")
    if middle.flag == "annual_only":
        return _("This job is paid by the year, so an hourly offer cannot be compared. Give the yearly amount.")
    if middle.flag == "top_coded":
        return _("Pay here is above the highest that is printed, so an offer cannot be compared.")
    return _("Too few figures are released here to compare an offer.")


def _experience_rung(offer: float, found: Estimate) -> Rung:
    """An offer among people with like experience: modelled."""
    band: BandEstimate = found.band
    code, middle = band.experience_band, Cell(band.value_usd, band.flag)
    title = found.occupation_title
    if band.value_usd is None or band.low_usd is None or band.high_usd is None:
        reason = found.base.reason or (
            _why_not(Cell(None, found.base.flag))
            if band.flag == found.base.flag
            else _("Too few people with these years of experience were asked to tell.")
        )
        return Rung("experience", code, title, None, None, middle, None, None, None, reason)
    known = [(int(name[1:]), cell.value) for name, cell in band.spread.items() if cell.value is not None]
    n = band.index.effective_n
    if len(known) < 2:
        position = (
            Position(None, 50.0, "below_middle")
            if offer < band.low_usd
            else Position(50.0, None, "above_middle")
            if offer > band.high_usd
            else Position(None, None, "about_middle")
        )
        return Rung("experience", code, title, None, position, middle, None, None, n)
    # The whole ladder may stand higher or lower by the error of its middle, which holds the sample's own error.
    ends = [locate(offer * band.value_usd / edge, known) for edge in (band.high_usd, band.value_usd, band.low_usd)]
    low = None if any(e[0] is None for e in ends) else min(e[0] for e in ends if e[0] is not None)
    high = None if any(e[1] is None for e in ends) else max(e[1] for e in ends if e[1] is not None)
    return Rung("experience", code, title, None, Position(low, high, word(low, high)), middle, None, None, n)


def check(
    soc_code: str,
    amount: float,
    per: Per = "year",
    place: str = "US",
    industry: str | None = None,
    years: float | None = None,
    schooling: str | None = None,
    *,
    sure: bool = False,
) -> OfferCheck:
    """Where an offer stands on every rung.

    Args:
        soc_code: such as ``43-4051``.
        amount: US dollars per ``per``, before taxes, without overtime and year-end bonus, as the figures are.
        per: ``year`` (full-time) or ``hour``.
        place: where the job is; its state and the nation are further rungs.
        industry: adds a rung for the industry in the whole country.
        years, schooling: add a rung for people with like experience, there and in that industry; see
            `careers.experience.estimate`.
        sure: do not ask about an amount that looks like a slip.

    Raises:
        UnknownOccupation, UnknownPlace, UnknownIndustry: no such code.
        AskAgain: the amount looks like a slip.
        Unusable: an amount, period, years or schooling that cannot be.
    """
    job, where = find_occupation(soc_code), find_place(place)
    if per not in get_args(Per):
        raise Unusable(per, message=_("An offer is by the year or by the hour."))
    offer = _checked(amount)
    if not sure:
        _ask_about_slips(job.soc_code, offer, per)
    ladder = [where]
    if where.place_kind in ("metro", "nonmetro") and where.state_codes:
        ladder.append(find_place(where.state_codes[0]))
    if where.place_code != "US":
        ladder.append(find_place("US"))
    kinds: dict[str, RungKind] = {"metro": "metro", "nonmetro": "nonmetro", "state": "state", "nation": "nation"}
    rungs = [
        _rung(kinds[p.place_kind], p.place_code, p.title, offer, per, partial(pay.lookup, job.soc_code, p.place_code))
        for p in ladder
    ]
    sector = None if industry is None else industries.get(industry)
    if sector is not None and sector.industry_code != industries.ALL:
        code = sector.industry_code
        ask = partial(pay.lookup, job.soc_code, "US", code)
        rungs.append(_rung("industry", code, sector.title, offer, per, ask))
    found = None
    if years is not None:
        band = experience.band_of(years)
        try:
            found = experience.estimate(job.soc_code, years, where.place_code, industry, schooling, per)
            rungs.append(_experience_rung(offer, found))
        except NotPublished as gap:
            nothing = Cell(None, "not_released")
            rungs.append(Rung("experience", band, job.title, None, None, nothing, None, None, None, str(gap)))
    return OfferCheck(job.soc_code, job.title, offer, per, tuple(rungs), found, pay.lookup(job.soc_code).edition)
