"""Prevailing wage levels I to IV of the U.S. Department of Labor: what a job in a place pays by the skill it asks for.

They are levels of skill that an employer's job description is held against, never years of experience.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import numpy as np

from careers import tables
from careers.errors import Near, NotPublished
from careers.i18n import _
from careers.occupation_names import in_language
from careers.pay import Per
from careers.places import place as find_place
from careers.titles import occupation as find_occupation

TABLE: Final = "wage_levels"
_DECIMALS: Final[dict[Per, int]] = {"year": 0, "hour": 2}


@dataclass(frozen=True)
class WageLevels:
    """The four levels of one occupation in one area.

    Args:
        soc_code, place_code, place_title: the occupation and the area.
        per: the period in which they are set.
        levels_usd: levels I to IV, US dollars per ``per``; empty where ``flag`` is ``not_released``.
        flag: ``ok`` or ``not_released``.
        is_area_told: whether the file tells from how wide an area a level comes. Where it does not, a level may come
            from a wider one than the place named.
    """

    soc_code: str
    place_code: str
    place_title: str
    per: Per
    levels_usd: tuple[float, ...]
    flag: str
    is_area_told: bool

    @property
    def source(self) -> tables.Source:
        """Who set the levels, and for which months."""
        return tables.record(TABLE).source(TABLE)


@dataclass(frozen=True)
class _Levels:
    """The table as columns, sorted by its key, with one number per key for bisection."""

    occupations: dict[str, int]
    places: dict[str, int]
    numbers: np.ndarray
    first: np.ndarray
    last: np.ndarray
    is_annual: np.ndarray


@tables.built_once
def _levels() -> _Levels:
    frame = tables.digest(TABLE)
    soc, place = frame["soc_code"].cat, frame["place_code"].cat
    numbers = soc.codes.to_numpy(np.int64) * len(place.categories) + place.codes.to_numpy(np.int64)
    order = np.argsort(numbers)
    return _Levels(
        {code: i for i, code in enumerate(soc.categories)},
        {code: i for i, code in enumerate(place.categories)},
        numbers[order],
        frame["wage_level_1_usd"].to_numpy(np.float64)[order],
        frame["wage_level_4_usd"].to_numpy(np.float64)[order],
        (frame["pay_period"] == "year").to_numpy()[order],
    )


def lookup(soc_code: str, place: str) -> WageLevels:
    """The four levels of an occupation in a metro or nonmetro area, Guam or the Virgin Islands.

    Args:
        soc_code: a detailed occupation, such as ``43-4051``.
        place: the area's code.

    Raises:
        UnknownOccupation, UnknownPlace: no such code.
        NotPublished: no levels are set for it: states and the nation have none, nor do groups of occupations.
    """
    job, where, levels = find_occupation(soc_code), find_place(place), _levels()
    occupation, area = levels.occupations.get(job.soc_code), levels.places.get(where.place_code)
    if occupation is None or area is None:
        message = _(
            "Wage levels are set for single jobs in metro and nonmetro areas, so there are none for {job}, {place}."
        )
        near = [Near(where.place_code, where.title)] if occupation is None and area is not None else []
        name = in_language(job.title)
        raise NotPublished(name, near, message.format(job=name, place=where.title))
    at = int(np.searchsorted(levels.numbers, occupation * len(levels.places) + area))
    first, last = float(levels.first[at]), float(levels.last[at])
    per: Per = "year" if levels.is_annual[at] else "hour"
    missing = math.isnan(first)
    return WageLevels(
        soc_code=job.soc_code,
        place_code=where.place_code,
        place_title=where.title,
        per=per,
        levels_usd=() if missing else tuple(_between(first, last, third, per) for third in range(4)),
        flag="not_released" if missing else "ok",
        is_area_told=bool(tables.record(TABLE).facts["area_of_level_is_told"]),
    )


def _between(first: float, last: float, third: int, per: Per) -> float:
    """A level, evenly spaced and rounded as the agency rounds: half up."""
    scale: int = 10 ** _DECIMALS[per]
    # Half a cent is not to be lost to binary fractions.
    return math.floor((first + (last - first) * third / 3) * scale + 0.5 + 1e-6) / scale
