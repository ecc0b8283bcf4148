"""What an occupation pays in every state, metro or nonmetro area, as paid or after local prices, and how one place
stands among them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
import pandas as pd

from careers import overview, pay, prices, ranking, tables
from careers.errors import NotPublished
from careers.pay import PERIOD, PayRecord, Per, Verdict
from careers.places import place as find_place
from careers.ranking import Ranking

Kind = Literal["state", "metro", "nonmetro"]
KINDS: Final[tuple[Kind, ...]] = ("state", "metro", "nonmetro")

FIRST_SHOWN: Final = 8
"""Places at the top that are drawn first and held against the reader's own."""


@dataclass(frozen=True, eq=False)
class Regions:
    """An occupation in all places of a kind, and one of them.

    Attributes:
        here: the cell of the place asked about, or the nation's where the agency prints none for it.
        nation: the whole country.
        per: the period shown; the other than asked for where the occupation is paid so only.
        ceilings: ``annual`` and ``hourly`` ceiling of the edition.
        kind: which kind of place is listed.
        price_year: year of the price levels pay is divided by, or None for pay as paid.
        ranking: the places in order of middle pay, and those left out; None where there is no cell of that kind.
        frame: all rows as a table shows them, the ranked first: the published columns; after local prices also
            ``parity_index``, ``parity_kind`` and ``pay_…_after_prices_usd``; ``reason`` (empty: ranked; see
            `careers.ranking`; ``other_kind``: the reader's own place, listed although of another kind).
        here_usd: middle pay of ``here`` in the measure ranked by; infinite where only known from below, None where
            there is none.
        against_nation: verdict on ``here`` against the nation, None against itself or without price levels.
        against_first: place code → verdict on ``here`` against each of the first places, Holm-corrected.
        leader: verdicts on the first place against its rivals, Holm-corrected: the next ones drawn, and every further
            one whose average lies within reach.
        gap: why the place asked about has no cell, with its published neighbours.
        here_level: the price level of ``here``; None as paid, and where none is published.
    """

    here: PayRecord
    nation: PayRecord
    per: Per
    ceilings: dict[str, float]
    kind: Kind
    price_year: int | None
    ranking: Ranking | None
    frame: pd.DataFrame
    here_usd: float | None
    against_nation: Verdict | None
    against_first: dict[str, Verdict]
    leader: list[Verdict]
    gap: NotPublished | None
    here_level: prices.Parity | None

    @property
    def after_prices(self) -> bool:
        """Whether pay is shown after local prices."""
        return self.price_year is not None

    @property
    def column(self) -> str:
        """The column ranked by."""
        return column("p50", self.per, after_prices=self.after_prices)

    @property
    def first(self) -> pd.DataFrame:
        """The ranked rows drawn first."""
        return self.frame[self.frame["reason"] == ""].head(FIRST_SHOWN)


def column(statistic: str, per: Per, *, after_prices: bool) -> str:
    """Name of a pay column, as paid or after local prices."""
    return f"pay_{PERIOD[per]}_{statistic}{'_after_prices' if after_prices else ''}_usd"


@tables.kept(4)
def answer(soc_code: str, place: str = "US", kind: Kind = "state", wanted: Per = "year", real: bool = False) -> Regions:
    """Gather all places of a kind for one occupation, and how one place stands among them.

    Args:
        soc_code: such as ``43-4051``.
        place: the reader's own place.
        kind: which places are listed; the reader's own comes on top where it is of another kind.
        wanted: pay by the year or the hour.
        real: after local prices. One year of price levels serves all places listed (`careers.prices.common_year`).

    Raises:
        UnknownOccupation, UnknownPlace: no such code.
    """
    nation = pay.lookup(soc_code)
    gap: NotPublished | None = None
    try:
        here = pay.lookup(soc_code, place)
    except NotPublished as error:
        here, gap = nation, error
    per = overview.period(nation, wanted)
    try:
        listed = ranking.of_period(pay.by_place(soc_code, kind), per)
    except NotPublished:
        listed = None
    year = None
    if real:
        codes = [] if listed is None else listed["place_code"].to_list()
        year = prices.common_year([*codes, here.place_code])
    ranked, frame = None, pd.DataFrame(columns=["place_code", "place_title", "place_kind", "reason"])
    if listed is not None:
        listed = listed if year is None else with_prices(listed, year, per)
        ranked = ranking.rank(listed, per=per, after_prices=real)
        parts = [ranked.rows.drop(columns="rank").assign(reason="")]
        if len(ranked.left_out):
            parts.append(ranked.left_out)
        if here.place_code != "US" and here.place_code not in set(listed["place_code"]):
            own = ranking.of_period(ranking.as_row(here, find_place(here.place_code).place_kind), per)
            own = own if year is None else with_prices(own, year, per)
            parts.append(own.reindex(columns=listed.columns).assign(reason="other_kind"))
        frame = pd.concat(parts, ignore_index=True) if len(parts) > 1 else parts[0]
    level = _level(here.place_code, year)
    has_level = year is None or level is not None
    against = None
    if here.place_code != "US" and has_level:
        against = pay.compare(here, nation, price_levels=None if level is None else (level.parity_index, 100.0))
    found = Regions(
        here=here,
        nation=nation,
        per=per,
        ceilings=pay.ceilings(),
        kind=kind,
        price_year=year,
        ranking=ranked,
        frame=frame,
        here_usd=_usd(here, per, level) if has_level else None,
        against_nation=against,
        against_first={},
        leader=[],
        gap=gap,
        here_level=level,
    )
    first = [str(code) for code in found.first["place_code"]]
    if has_level:
        found.against_first.update(_verdicts(here, [code for code in first if code != here.place_code], year))
    if ranked is not None and first:
        means = column("mean", per, after_prices=real)
        rivals = [str(ranked.rows["place_code"].iloc[at]) for at in ranking.rivals(ranked, means, FIRST_SHOWN)]
        found.leader.extend(_verdicts(pay.lookup(soc_code, first[0]), rivals, year).values())
    return found


@tables.kept(4)
def metros_around(soc_code: str, place: str, per: Per = "year") -> Ranking | None:
    """The ranking of the metros that lie in the same states as a place, or in the state itself.

    Returns:
        None where the place is the whole country, or no such metro has a cell. A metro is there as a whole, even where
        it reaches into further states.
    """
    states = set(find_place(place).state_codes)
    if not states:
        return None
    try:
        metros = pay.by_place(soc_code, "metro")
    except NotPublished:
        return None
    codes = [str(code) for code in metros["place_code"]]
    near = [code != place and not states.isdisjoint(find_place(code).state_codes) for code in codes]
    return ranking.rank(metros[near], per=per) if any(near) else None


def with_prices(frame: pd.DataFrame, year: int, per: Per) -> pd.DataFrame:
    """Rows of places with their price level and what the pay buys at the average US price level.

    Args:
        frame: rows of `careers.pay.by_place`.
        year: year of the price levels, the same for all rows.
        per: period of the figures to divide.

    Returns:
        The frame with ``parity_index`` and ``parity_kind`` (missing where none is published) and
        ``pay_…_after_prices_usd`` for the average and each percentile.
    """
    levels = [_level(str(code), year) for code in frame["place_code"]]
    index = np.array([np.nan if level is None else level.parity_index for level in levels])
    kinds = [None if level is None else level.parity_kind for level in levels]
    new: dict[str, np.ndarray] = {"parity_index": index, "parity_kind": np.array(kinds, dtype=object)}
    for statistic in ("mean", *(f"p{p}" for p in pay.PERCENTILES)):
        paid = frame[column(statistic, per, after_prices=False)].to_numpy(float)
        new[column(statistic, per, after_prices=True)] = paid * 100 / index
    return frame.assign(**new)


def _level(place_code: str, year: int | None) -> prices.Parity | None:
    if year is None:
        return None
    try:
        return prices.parity(place_code, year)
    except NotPublished:
        return None


def _usd(here: PayRecord, per: Per, level: prices.Parity | None) -> float | None:
    cell = here.cell("p50", per)
    if cell.flag == "top_coded":
        return float("inf")
    return cell.value if level is None or cell.value is None else cell.value * 100 / level.parity_index


def _verdicts(here: PayRecord, others: Sequence[str], year: int | None) -> dict[str, Verdict]:
    records = [pay.lookup(here.soc_code, code) for code in others]
    levels = None
    if year is not None:
        mine = prices.parity(here.place_code, year).parity_index
        levels = [(mine, prices.parity(code, year).parity_index) for code in others]
    return dict(zip(others, pay.compare_several(here, records, price_levels=levels), strict=True))
