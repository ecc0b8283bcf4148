"""What an occupation pays, where and in which industries, and how that has moved: published OEWS figures.

Nothing here is estimated: a cell is what the agency printed, with its flag. Look-ups take microseconds, because the
tables are sorted by their keys and a cell is found by bisection.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Final, Literal, cast

import numpy as np
import pandas as pd
from pandas.api.types import union_categoricals

from careers import industries, tables
from careers.errors import CareersError, Near, NotPublished, TableMissing
from careers.i18n import _
from careers.industries import ALL as ALL_INDUSTRIES
from careers.occupation_names import in_language
from careers.places import Place
from careers.places import place as find_place
from careers.significance import CRITICAL_Z, holm
from careers.titles import Occupation
from careers.titles import occupation as find_occupation

Per = Literal["year", "hour"]
PERCENTILES: Final = (10, 25, 50, 75, 90)
PERIOD: Final[dict[Per, str]] = {"year": "annual", "hour": "hourly"}

ALL_OCCUPATIONS: Final = "00-0000"


@dataclass(frozen=True)
class Cell:
    """One figure: the number, or None with the flag that says why there is none."""

    value: float | None
    flag: str


@dataclass(frozen=True)
class PayRecord:
    """All published figures of one occupation in one place or industry.

    Field names, units and meanings are those of the published tables; a figure is None unless its flag is ``ok`` or
    ``collapsed``. ``table`` names the published table that holds the row.
    """

    soc_code: str
    occupation_title: str
    place_code: str
    place_title: str
    industry_code: str
    industry_title: str
    table: str
    edition: str
    series: str
    employment: float | None
    employment_flag: str
    employment_rse_pct: float | None
    pay_rse_pct: float | None
    jobs_per_1000: float | None
    location_quotient: float | None
    pay_hourly_mean_usd: float | None
    pay_hourly_mean_flag: str
    pay_hourly_p10_usd: float | None
    pay_hourly_p10_flag: str
    pay_hourly_p25_usd: float | None
    pay_hourly_p25_flag: str
    pay_hourly_p50_usd: float | None
    pay_hourly_p50_flag: str
    pay_hourly_p75_usd: float | None
    pay_hourly_p75_flag: str
    pay_hourly_p90_usd: float | None
    pay_hourly_p90_flag: str
    pay_annual_mean_usd: float | None
    pay_annual_mean_flag: str
    pay_annual_p10_usd: float | None
    pay_annual_p10_flag: str
    pay_annual_p25_usd: float | None
    pay_annual_p25_flag: str
    pay_annual_p50_usd: float | None
    pay_annual_p50_flag: str
    pay_annual_p75_usd: float | None
    pay_annual_p75_flag: str
    pay_annual_p90_usd: float | None
    pay_annual_p90_flag: str

    def cell(self, statistic: str, per: Per = "year") -> Cell:
        """One pay figure: ``statistic`` is ``mean`` or ``p10`` … ``p90``."""
        name = f"pay_{PERIOD[per]}_{statistic}"
        return Cell(getattr(self, f"{name}_usd"), getattr(self, f"{name}_flag"))

    @property
    def source(self) -> tables.Source:
        """Who published the figures."""
        return tables.record(self.table).source()


_FIGURES: Final = tuple(f.name for f in fields(PayRecord))[9:]


@dataclass(frozen=True)
class _Index:
    """A pay table as arrays, with the sorted number that finds a row: occupation × width + place or industry."""

    frame: pd.DataFrame
    occupations: dict[str, int]
    others: dict[str, int]
    numbers: np.ndarray
    columns: dict[str, Callable[[int], Any]]

    def row(self, soc_code: str, other: str) -> int | None:
        """Position of the one row of that key, or None where the agency publishes no such cell."""
        occupation, second = self.occupations.get(soc_code), self.others.get(other)
        if occupation is None or second is None:
            return None
        number = occupation * len(self.others) + second
        at = int(np.searchsorted(self.numbers, number))
        return at if at < len(self.numbers) and self.numbers[at] == number else None

    def rows(self, soc_code: str) -> slice:
        """Positions of all rows of an occupation."""
        occupation = self.occupations.get(soc_code, -1)
        width = len(self.others)
        first, last = np.searchsorted(self.numbers, (occupation * width, (occupation + 1) * width))
        return slice(int(first), int(last))


def _index(name: str, other: str) -> _Index:
    frame = tables.load(name)
    soc, second = frame["soc_code"].cat, frame[other].cat
    numbers = soc.codes.to_numpy(np.int64) * len(second.categories) + second.codes.to_numpy(np.int64)
    if not (np.diff(numbers) > 0).all():
        # Two rows of one key, or rows out of order, would make bisection answer with the wrong one.
        raise TableMissing(name)
    return _Index(
        frame,
        {code: i for i, code in enumerate(soc.categories)},
        {code: i for i, code in enumerate(second.categories)},
        numbers,
        {column: _reader(frame[column]) for column in _FIGURES if column in frame.columns},
    )


def _reader(column: pd.Series) -> Callable[[int], Any]:
    """How to read one cell of a column fast: a number or None, or the text of a flag."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        codes, words = column.cat.codes.to_numpy(), list(column.cat.categories)
        return lambda at: words[codes[at]]
    values = column.to_numpy(np.float64)

    def read(at: int) -> float | None:
        value = float(values[at])
        return None if math.isnan(value) else value

    return read


@tables.built_once
def _places() -> _Index:
    return _index("pay_by_place", "place_code")


@tables.built_once
def _industries() -> _Index:
    return _index("pay_by_industry", "industry_code")


def lookup(soc_code: str, place: str = "US", industry: str | None = None) -> PayRecord:
    """The published figures of one occupation in one place, or in one industry of the whole country.

    Args:
        soc_code: such as ``43-4051``; ``00-0000`` is all occupations.
        place: ``US``, a state's letters, a metro's or a nonmetro area's code.
        industry: an industry's code, or None for all industries.

    Returns:
        Exactly one cell.

    Raises:
        UnknownOccupation, UnknownPlace, UnknownIndustry: no such code; each offers the nearest.
        NotPublished: the agency releases no such cell, among them every place other than ``US`` together with an
            industry; ``nearest`` names the published neighbours.
    """
    job, where = find_occupation(soc_code), find_place(place)
    sector = None if industry is None else industries.get(industry)
    if sector is None or sector.industry_code == ALL_INDUSTRIES:
        return _record(_places(), "pay_by_place", job, where, None)
    if where.place_code != "US":
        # Only what is published for this occupation may be offered as a way on.
        near = (
            [Near(where.place_code, where.title)] if _places().row(job.soc_code, where.place_code) is not None else []
        )
        if _industries().row(job.soc_code, sector.industry_code) is not None:
            near.append(Near(sector.industry_code, sector.title))
        raise NotPublished(
            f"{in_language(job.title)}, {where.title}, {sector.title}",
            near or [Near("US", find_place("US").title)],
            _(
                "The agency does not publish pay by place and industry together, so there is no figure for {industry} "
                "in {place}. It publishes places with all industries together, and industries in the whole country."
            ).format(industry=sector.title, place=where.title),
        )
    return _record(_industries(), "pay_by_industry", job, where, sector)


def _record(index: _Index, table: str, job: Occupation, where: Place, sector: industries.Industry | None) -> PayRecord:
    at = index.row(job.soc_code, sector.industry_code if sector else where.place_code)
    if at is None:
        raise _unpublished(job, where, sector)
    figures = {name: read(at) for name, read in index.columns.items()}
    figures.setdefault("jobs_per_1000", None)
    figures.setdefault("location_quotient", None)
    return PayRecord(
        soc_code=job.soc_code,
        occupation_title=job.title,
        place_code=where.place_code,
        place_title=where.title,
        industry_code=sector.industry_code if sector else ALL_INDUSTRIES,
        industry_title=sector.title if sector else industries.get(ALL_INDUSTRIES).title,
        table=table,
        edition=_edition(table),
        series=_series(job, where, sector),
        **figures,
    )


@tables.kept(16)
def _edition(table: str) -> str:
    return tables.record(table).source().edition


def _series(job: Occupation, where: Place, sector: industries.Industry | None) -> str:
    """The agency's own series identifier without its last two digits, which name the measure."""
    kind = {"nation": "N", "state": "S"}.get(where.place_kind, "M")
    industry_code = sector.oews_industry_code if sector else ALL_INDUSTRIES
    return f"OEU{kind}{where.oews_area_code}{industry_code}{job.soc_code.replace('-', '')}"


def _unpublished(job: Occupation, where: Place, sector: industries.Industry | None) -> NotPublished:
    """Name the published neighbours: the state and nation around a place, the sector above an industry."""
    near: list[Near] = []
    if sector is not None:
        if sector.sector_code and sector.sector_code != sector.industry_code:
            above = industries.get(sector.sector_code)
            if _industries().row(job.soc_code, above.industry_code) is not None:
                near.append(Near(above.industry_code, above.title))
        near.append(Near("US", find_place("US").title))
        what, message = sector.title, _("The agency does not publish pay for {job} in {place}.")
    else:
        for code in (*where.state_codes, "US"):
            if code != where.place_code and _places().row(job.soc_code, code) is not None:
                near.append(Near(code, find_place(code).title))
        what, message = where.title, _("The agency does not publish pay for {job} in {place}.")
    name = in_language(job.title)
    return NotPublished(f"{name}, {what}", near, message.format(job=name, place=what))


def _copied(frame: pd.DataFrame, at: np.ndarray) -> pd.DataFrame:
    """Rows of a published table, numbered anew. Not as a view: pandas notes every view with the table, block by block,
    and the collector would walk over these notes after each rerun.
    """
    found = frame.take(at)
    found.index = pd.RangeIndex(len(found))
    return found


PlaceKind = Literal["nation", "state", "metro", "nonmetro"]


def by_place(soc_code: str, kind: PlaceKind | None = None) -> pd.DataFrame:
    """An occupation's published figures in all places of a kind.

    Args:
        soc_code: such as ``43-4051``.
        kind: ``state``, ``metro``, ``nonmetro`` or ``nation``; None for all.

    Returns:
        One row per place: ``place_code``, ``place_title``, ``place_kind`` and the figures and flags of
        ``pay_by_place``; in order of place code.

    Raises:
        UnknownOccupation: no such code.
        NotPublished: the occupation has no cell in any place of that kind.
    """
    job = find_occupation(soc_code)
    if kind is not None and kind not in ("nation", "state", "metro", "nonmetro"):
        raise CareersError(kind, message=_("There is no kind of place called “{kind}”.").format(kind=kind[:20]))
    rows = _places().rows(job.soc_code)
    frame, codes, titles, kinds = _place_rows()
    at = np.arange(rows.start, rows.stop)
    if kind is not None:
        at = at[kinds[codes[at]] == kind]
    if not len(at):
        raise NotPublished(job.title)
    codes = codes[at]
    found = _copied(frame, at)
    found.insert(1, "place_title", titles[codes])
    found.insert(2, "place_kind", kinds[codes])
    return found


@tables.built_once
def _place_rows() -> tuple[pd.DataFrame, np.ndarray, np.ndarray, np.ndarray]:
    """The pay table as `by_place` cuts it, the place's number in each row, and titles and kinds by that number."""
    frame = _places().frame.drop(columns="soc_code")
    codes = frame["place_code"].cat
    listed = tables.load("places").set_index("place_code").loc[codes.categories]
    titles, kinds = (listed[column].to_numpy(object) for column in ("place_title", "place_kind"))
    return frame, codes.codes.to_numpy(), titles, kinds


def by_industry(soc_code: str, level: industries.Level = "sector") -> pd.DataFrame:
    """An occupation's published figures in all industries of one level, in the whole country.

    Args:
        soc_code: such as ``43-4051``.
        level: ``sector``, ``3-digit``, ``4-digit``, ``5-6-digit``; ``government`` and ``ownership`` repeat jobs that
            are counted elsewhere and come only when asked for.

    Returns:
        One row per industry: ``industry_code``, ``industry_title``, ``occupation_share_pct`` (of all the occupation's
        wage and salary jobs, missing where either number is not released), and the figures and flags of
        ``pay_by_industry``; in the agency's order.

    Raises:
        UnknownOccupation, UnknownIndustry: no such code or level.
        NotPublished: the occupation has no cell in any industry of that level.
    """
    job = find_occupation(soc_code)
    industries.at_level(level)
    rows = _industries().rows(job.soc_code)
    frame, codes, titles, levels, order = _industry_rows()
    codes = codes[rows]
    at = np.flatnonzero(levels[codes] == level)
    if not len(at):
        raise NotPublished(job.title)
    at = at[np.argsort(order[codes[at]])]
    found = _copied(frame, rows.start + at)
    found.insert(1, "industry_title", titles[codes[at]])
    return found


@tables.built_once
def _industry_rows() -> tuple[pd.DataFrame, np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """The pay table as `by_industry` cuts it, with shares; the industry's number in each row; and by that number the
    industry's title, level and position in the agency's list.
    """
    frame = _industries().frame.drop(columns="soc_code")
    codes = frame["industry_code"].cat
    listed = tables.load("industries").set_index("industry_code").loc[codes.categories]
    titles, levels = (listed[column].to_numpy(object) for column in ("industry_title", "industry_level"))
    soc = _industries().frame["soc_code"].cat.codes.to_numpy()
    jobs = np.full(soc.max() + 1, math.nan)
    is_whole = (frame["industry_code"] == ALL_INDUSTRIES).to_numpy()
    jobs[soc[is_whole]] = frame["employment"].to_numpy()[is_whole]
    frame.insert(1, "occupation_share_pct", frame["employment"] * 100 / jobs[soc])
    return frame, codes.codes.to_numpy(), titles, levels, listed["sort_order"].to_numpy()


@tables.built_once
def _history() -> tuple[pd.DataFrame, dict[str, slice]]:
    """All years of all occupations, joined once: the workbooks' years, then the newest from the national cells."""
    past, national = tables.load("pay_history"), _places().frame
    newest = _newest_year()
    latest = national[national["place_code"] == "US"].merge(tables.load("occupations"), on="soc_code", validate="1:1")
    latest["year"] = newest
    columns = [c for c in past.columns if c in latest.columns]
    parts = [past[columns], latest[columns]]
    for column in columns:
        if isinstance(past[column].dtype, pd.CategoricalDtype):
            words = union_categoricals([part[column] for part in parts], sort_categories=True).categories
            parts = [part.assign(**{column: part[column].cat.set_categories(words)}) for part in parts]
    joined = pd.concat(parts).sort_values(["soc_code", "year"], ignore_index=True)
    joined = joined.merge(tables.load("pay_editions"), on="year", how="left", validate="m:1")
    prices = _price_index()
    factor = joined["year"].map({year: prices[newest] / prices[year] for year in joined["year"].unique()})
    real = {
        c.replace("_usd", "_real_usd"): joined[c] * factor
        for c in columns
        if c.startswith("pay_") and c.endswith("_usd")
    }
    joined = pd.concat([joined, pd.DataFrame(real)], axis=1)
    codes, words = joined["soc_code"].cat.codes.to_numpy(), joined["soc_code"].cat.categories
    starts = np.searchsorted(codes, np.arange(len(words) + 1))
    return joined, {code: slice(int(starts[i]), int(starts[i + 1])) for i, code in enumerate(words)}


def history(soc_code: str, real: bool = True) -> pd.DataFrame:
    """An occupation's national figures by year, the newest May last, joined on the same code only.

    Args:
        soc_code: such as ``43-4051``.
        real: whether to add columns in dollars of the newest year (``…_real_usd``), by the yearly average of CPI-U.

    Returns:
        One row per published year: ``year``, ``occupation_title`` as named then, the figures and flags of
        ``pay_history``, the edition's ceilings and, where codes or method changed in that year, ``break_kind`` and
        ``break_note``. A year in which the code was not published has no row.

    Raises:
        UnknownOccupation: no such code.
    """
    job = find_occupation(soc_code)
    frame, spans = _history()
    columns = [c for c in frame.columns if c != "soc_code" and (real or not c.endswith("_real_usd"))]
    span = spans[job.soc_code]
    return _copied(frame, np.arange(span.start, span.stop))[columns]


@tables.built_once
def _price_index() -> dict[int, float]:
    frame = tables.load("price_index")
    return dict(zip(frame["year"].astype(int), frame["price_index"].astype(float), strict=True))


@tables.kept(16)
def _newest_year() -> int:
    return int(_edition("pay_by_place").split()[-1])


@tables.kept(16)
def ceilings(year: int | None = None) -> dict[str, float]:
    """``annual`` and ``hourly`` ceiling of an edition; of the newest without a year. Not to be changed."""
    frame = tables.load("pay_editions")
    row = frame[frame["year"] == (frame["year"].max() if year is None else year)].to_dict("records")[0]
    return {"annual": row["ceiling_annual_usd"], "hourly": row["ceiling_hourly_usd"]}


# --- Is the difference real? --------------------------------------------------------------------------------

SMALLEST_RSE_PCT: Final = 0.05
"""What a printed 0.0 stands for at most."""

Outcome = Literal["clear", "too_close", "disagree", "unknown"]


@dataclass(frozen=True)
class Verdict:
    """Whether two averages differ, and why we say so.

    Attributes:
        outcome: ``clear``; ``too_close`` (the averages lie within their error); ``disagree`` (average and middle point
            different ways); ``unknown`` (an average, its error or a shared number of jobs is not released).
        z: standard errors between the averages, None where unknown. Positive where the first is higher.
        difference_usd: first average minus second, per year or per hour.
        higher: 1 or 2 where the difference is clear, else None.
        is_part: one is a part of the other, such as a state of the nation.
        is_real: the averages were divided by local prices, whose own error is unknown.
        reason: one plain sentence.
    """

    outcome: Outcome
    z: float | None
    difference_usd: float | None
    higher: Literal[1, 2] | None
    is_part: bool
    is_real: bool
    per: Per
    reason: str


def compare(
    a: PayRecord,
    b: PayRecord,
    *,
    price_levels: tuple[float, float] | None = None,
    critical_z: float = CRITICAL_Z,
) -> Verdict:
    """Say whether two published averages differ by more than their error (methods: “Is the difference real?”).

    Args:
        a, b: two cells. Where all jobs of one are among the other's (a state in the nation, an occupation among all),
            the part's share of the jobs enters the error.
        price_levels: regional price parities of both (US = 100), to compare after local prices.
        critical_z: 1.645 for one comparison; larger when several are shown at once.

    Returns:
        The verdict. Yearly pay is compared, or hourly pay where an occupation is paid by the hour only. Asked the other
        way round, the answer is the same with its signs turned.
    """
    if _is_part(b, a):
        levels = None if price_levels is None else price_levels[::-1]
        return turned(compare(b, a, price_levels=levels, critical_z=critical_z))
    per: Per = "hour" if "hourly_only" in (a.pay_annual_mean_flag, b.pay_annual_mean_flag) else "year"
    means = [r.cell("mean", per).value for r in (a, b)]
    errors = [r.pay_rse_pct for r in (a, b)]
    is_part = _is_part(a, b)
    if None in means or None in errors:
        if "top_coded" in [r.cell("mean", per).flag for r in (a, b)]:
            reason = _("One of the averages is above the highest pay that is printed.")
        else:
            reason = _("One of the averages is not released.")
        return Verdict("unknown", None, None, None, is_part, price_levels is not None, per, reason)
    m1, m2 = cast("list[float]", means)
    r1, r2 = (max(rse, SMALLEST_RSE_PCT) for rse in cast("list[float]", errors))
    middles = [r.cell("p50", per).value for r in (a, b)]
    if price_levels is not None:
        factors = [100 / level for level in price_levels]
        m1, m2 = m1 * factors[0], m2 * factors[1]
        middles = [None if m is None else m * f for m, f in zip(middles, factors, strict=True)]
    s1, s2 = m1 * r1 / 100, m2 * r2 / 100
    share = _share(a, b) if is_part else 0.0
    if share is None:
        reason = _("The number of jobs is not released, so we cannot tell how far the two share their data.")
        return Verdict("unknown", None, m1 - m2, None, True, price_levels is not None, per, reason)
    variance = s1**2 * (1 - 2 * share) + s2**2
    if is_part:
        variance = max(variance, s1**2 * (1 - share) ** 2)
    z = (m1 - m2) / math.sqrt(variance) if variance else 0.0
    outcome: Outcome = "clear" if abs(z) >= critical_z else "too_close"
    if outcome == "clear":
        reason = _("The averages lie further apart than their error explains.")
    else:
        reason = _("The averages lie within their error of each other.")
    if None not in middles:
        n1, n2 = cast("list[float]", middles)
        if (n1 - n2) * (m1 - m2) < 0:
            outcome, reason = "disagree", _("Average and middle pay point different ways.")
    higher: Literal[1, 2] | None = (1 if z > 0 else 2) if outcome == "clear" else None
    return Verdict(outcome, z, m1 - m2, higher, is_part, price_levels is not None, per, reason)


def compare_several(
    a: PayRecord, others: Sequence[PayRecord], *, price_levels: Sequence[tuple[float, float]] | None = None
) -> list[Verdict]:
    """`compare` of one cell with several that are shown at once, by Holm's correction.

    Each further pair is one more chance to call a difference clear by accident; Holm keeps the chance of a single such
    mistake among all pairs at what `compare` allows for one.

    Args:
        a: the cell that stands against each of the others.
        others: the other cells.
        price_levels: price levels of both cells of each pair, to compare after local prices.
    """
    levels: Sequence[tuple[float, float] | None] = price_levels or [None] * len(others)
    return together([compare(a, b, price_levels=pair) for b, pair in zip(others, levels, strict=True)])


def together(verdicts: Sequence[Verdict]) -> list[Verdict]:
    """Verdicts of `compare`, each made alone, as they stand when all their pairs are shown at once (Holm)."""
    critical = iter(holm([v.z for v in verdicts if v.z is not None]))
    return [v if v.z is None or abs(v.z) >= next(critical) else _called_close(v) for v in verdicts]


def _called_close(verdict: Verdict) -> Verdict:
    if verdict.outcome != "clear":
        return verdict
    reason = _("Several are compared at once, and the averages lie too close together for that.")
    return replace(verdict, outcome="too_close", higher=None, reason=reason)


def turned(verdict: Verdict) -> Verdict:
    """The same verdict with first and second exchanged."""
    other: dict[int | None, Literal[1, 2] | None] = {1: 2, 2: 1, None: None}
    return replace(
        verdict,
        z=None if verdict.z is None else -verdict.z,
        difference_usd=None if verdict.difference_usd is None else -verdict.difference_usd,
        higher=other[verdict.higher],
    )


def _is_part(a: PayRecord, b: PayRecord) -> bool:
    """Whether ``a``'s jobs are all among ``b``'s.

    A metro that crosses state lines is not inside a state. Treating it as apart only widens the error.
    """
    states = find_place(a.place_code).state_codes
    job = b.soc_code in (a.soc_code, ALL_OCCUPATIONS)
    where = b.place_code in (a.place_code, "US") or tuple(states) == (b.place_code,)
    sector = b.industry_code in (a.industry_code, ALL_INDUSTRIES)
    same = (a.soc_code, a.place_code, a.industry_code) == (b.soc_code, b.place_code, b.industry_code)
    return job and where and sector and not same


def _share(a: PayRecord, b: PayRecord) -> float | None:
    if a.employment is None or not b.employment:
        return None
    return min(1.0, a.employment / b.employment)
