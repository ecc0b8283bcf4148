"""What money buys where, and when: regional price parities (BEA) and consumer prices over time (CPI-U)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from careers import tables
from careers.errors import NotPublished
from careers.i18n import _
from careers.places import Place
from careers.places import place as find_place

ParityKind = Literal["nation", "state", "metro"]
COMPONENTS: Final = ("all", "goods", "housing", "utilities", "other_services")


@dataclass(frozen=True)
class Parity:
    """A place's price level where the US is 100.

    Attributes:
        place_code, place_title: the place asked about.
        parity_index: its price level.
        parity_kind: whose level answers: the nation's, a state's or a metro's.
        parity_place_code: the place whose level answers; a nonmetro area has its state's.
        year: year of the level.
        component: ``all``, or one kind of spending.
    """

    place_code: str
    place_title: str
    parity_index: float
    parity_kind: ParityKind
    parity_place_code: str
    year: int
    component: str

    @property
    def is_likely_high(self) -> bool:
        """A nonmetro area answers with its state's level, which likely overstates prices there."""
        return self.parity_place_code != self.place_code


@dataclass(frozen=True)
class RealAmount:
    """An amount before and after local prices."""

    nominal_usd: float
    real_usd: float
    parity: Parity


@tables.built_once
def _levels() -> dict[tuple[str, int, str], tuple[float, str]]:
    frame = tables.load("price_parities")
    return {
        (place, int(year), component): (float(index), kind)
        for place, year, component, index, kind in zip(
            frame["place_code"].astype(object),
            frame["year"],
            frame["parity_component"].astype(object),
            frame["parity_index"],
            frame["parity_kind"].astype(object),
            strict=True,
        )
    }


@tables.built_once
def _newest() -> dict[str, int]:
    """Newest year with a level, by kind."""
    newest: dict[str, int] = {}
    for (_place, year, _component), (_index, kind) in _levels().items():
        newest[kind] = max(year, newest.get(kind, 0))
    return newest


def common_year(places: Iterable[str]) -> int:
    """The one year whose price levels serve all these places: the metros' year as soon as one metro is among them.

    Raises:
        UnknownPlace: no such place.
    """
    kinds = {find_place(code).place_kind for code in places}
    return _newest()["metro"] if "metro" in kinds else _newest()["state"]


def parity(place: str, year: int | None = None, component: str = "all") -> Parity:
    """A place's price level.

    Args:
        place: code of the place; the US is 100 by definition.
        year: year of the level; None for the newest of that kind of place.
        component: one of `COMPONENTS`.

    Raises:
        UnknownPlace: no such place.
        NotPublished: no level for it (territories, and metros whose borders changed).
    """
    where = find_place(place)
    chosen = year if year is not None else common_year([where.place_code])
    if where.place_code == "US":
        return Parity("US", where.title, 100.0, "nation", "US", chosen, component)
    source = _source(where)
    found = _levels().get((source, chosen, component)) if source else None
    if found is None:
        raise NotPublished(
            where.title, message=_("No local price level is published for {place}.").format(place=where.title)
        )
    kind: ParityKind = "metro" if found[1] == "metro" else "state"
    return Parity(where.place_code, where.title, found[0], kind, str(source), chosen, component)


def _source(where: Place) -> str | None:
    """Code of the place whose level answers: a nonmetro area has none of its own, so its state's."""
    if where.place_kind == "nonmetro":
        return where.state_codes[0] if where.state_codes else None
    return where.place_code


def real(amount: float, place: str, year: int | None = None) -> RealAmount:
    """What an amount earned in a place buys, in dollars of the average US price level.

    Args:
        amount: US dollars per any period.
        place: code of the place where it is earned.
        year: year of the price level; when places are compared, pass `common_year` of all of them.

    Returns:
        Both amounts, and the price level with its kind and year.

    Raises:
        UnknownPlace, NotPublished: see `parity`.
    """
    level = parity(place, year)
    return RealAmount(amount, amount * 100 / level.parity_index, level)
