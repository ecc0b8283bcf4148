"""O*NET's ratings of occupations, each beside the average job: what duties, requirements and related roles build on.

The average job is the average over all wage and salary jobs of the country: each rated occupation counts with its
number of jobs. So "above the average job" means above what most people's work asks for.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final, Literal, get_args

import numpy as np
import pandas as pd

from careers import format as fmt
from careers import tables
from careers.errors import CareersError, Near, NotPublished
from careers.i18n import N_, _, ngettext
from careers.occupation_names import in_language
from careers.titles import occupation as find_occupation

Group = Literal[
    "skill",
    "knowledge",
    "work_activity",
    "ability",
    "interest",
    "work_style",
    "work_value",
    "work_context",
    "credential",
]
GROUPS: Final[tuple[str, ...]] = get_args(Group)

IMPORTANT: Final = 3.0
"""Rating from which O*NET's five-point scale calls an item important."""

GROUP_WORDS: Final[dict[str, str]] = {
    "skill": N_("skills"),
    "knowledge": N_("knowledge"),
    "work_activity": N_("work activities"),
    "ability": N_("abilities"),
    "interest": N_("interests"),
    "work_style": N_("work styles"),
    "work_value": N_("work values"),
    "work_context": N_("surroundings at work"),
    "credential": N_("certificates and apprenticeships"),
}


@dataclass(frozen=True)
class Item:
    """One item of one occupation.

    Attributes:
        element_code, element_name, element_group: O*NET's code and name of the item, and its kind.
        plain_phrase: the item in our words, in the reader's language; None where we wrote none.
        rating: points between ``minimum`` and ``maximum`` of its scale.
        level: points from 0 to 7; None on scales without levels.
        average: the same rating in the average job.
        rating_precision: ``low`` where O*NET calls a figure in it too imprecise, ``not_stated`` where it says nothing.
        onet_occupations_n: how many of O*NET's occupations were averaged.
    """

    element_code: str
    element_name: str
    element_group: str
    plain_phrase: str | None
    rating: float
    level: float | None
    average: float
    minimum: float
    maximum: float
    rating_precision: str
    onet_occupations_n: int

    @property
    def difference(self) -> float:
        """Points above the average job; negative below it."""
        return self.rating - self.average

    @property
    def weight(self) -> float:
        """The rating on a scale from 0 to 100."""
        return 100 * (self.rating - self.minimum) / (self.maximum - self.minimum)

    @property
    def stands_out(self) -> bool:
        """In the upper half of its scale (important, or more), and above the average job."""
        return self.weight >= 50 and self.difference > 0


@dataclass(frozen=True)
class Coverage:
    """Whose ratings answer for an occupation.

    Attributes:
        soc_code, element_group: what was asked about.
        onet_occupations: those of O*NET's occupations that were averaged.
        unrated: those that belong to the occupation and have no ratings of this kind.
        edition: the release that holds them.
    """

    soc_code: str
    element_group: Group
    onet_occupations: tuple[Near, ...]
    unrated: tuple[Near, ...]
    edition: str

    @property
    def words(self) -> str:
        """One plain sentence: who answers."""
        names = fmt.listed([near.title for near in self.onet_occupations])
        count = len(self.onet_occupations)
        if not count:
            return unrated(self.soc_code, self.element_group).message
        told = ngettext(
            "O*NET {edition} rated {names}.",
            "The average of {count} occupations that O*NET {edition} rated: {names}.",
            count,
        ).format(count=count, names=names, edition=self.edition)
        if self.unrated:
            missing = fmt.listed([near.title for near in self.unrated])
            told = f"{told} " + _("Not rated yet: {names}.").format(names=missing)
        return told

    @property
    def source(self) -> tables.Source:
        """Who published the ratings."""
        record = tables.record("onet_ratings")
        return next((s for s in record.sources if s.edition == self.edition), record.source())


@dataclass(frozen=True)
class Ratings:
    """Ratings of one group: occupations × elements, NaN where there is none.

    Attributes:
        elements: code, name, phrase (English), lowest and highest value of the scale, in order of code.
        rows: occupation code → row.
        values, levels, counts: occupations × elements.
        precision: occupations × elements, numbers into ``precisions``.
        average: per element, over the country's jobs.
        edition: the release that holds them.
    """

    elements: tuple[tuple[str, str, str | None, float, float], ...]
    rows: dict[str, int]
    values: np.ndarray
    levels: np.ndarray
    counts: np.ndarray
    precision: np.ndarray
    precisions: tuple[str, ...]
    average: np.ndarray
    edition: str


@tables.built_once
def _all() -> dict[str, Ratings]:
    elements, frame = tables.load("onet_elements"), tables.digest("onet_ratings")
    group_of = dict(zip(elements["element_code"].astype(object), elements["element_group"].astype(object), strict=True))
    codes = list(frame["element_code"].cat.categories)
    groups = np.array([group_of[code] for code in codes], dtype=object)[frame["element_code"].cat.codes.to_numpy()]
    return {
        str(group): _ratings(elements[(elements["element_group"] == group).to_numpy()], frame[groups == group], _jobs())
        for group in dict.fromkeys(group_of.values())
    }


def _ratings(elements: pd.DataFrame, frame: pd.DataFrame, jobs: dict[str, float]) -> Ratings:
    listed = elements.sort_values("element_code").astype(object)
    column = {code: i for i, code in enumerate(listed["element_code"])}
    socs = frame["soc_code"].cat.remove_unused_categories()
    rows = {code: i for i, code in enumerate(socs.cat.categories)}
    at = (
        socs.cat.codes.to_numpy(),
        np.array([column.get(code, -1) for code in frame["element_code"].cat.categories])[
            frame["element_code"].cat.codes.to_numpy()
        ],
    )
    shape = (len(rows), len(column))
    values, levels = np.full(shape, np.nan), np.full(shape, np.nan)
    counts, precision = np.zeros(shape, np.int32), np.zeros(shape, np.int8)
    values[at] = frame["rating"].to_numpy(np.float64)
    levels[at] = frame["level"].to_numpy(np.float64)
    counts[at] = frame["onet_occupations_n"].to_numpy()
    precision[at] = frame["rating_precision"].cat.codes.to_numpy()
    # An occupation without a rating does not take part in that item's average.
    weights = np.array([jobs.get(code, 0.0) for code in rows])[:, None] * ~np.isnan(values)
    return Ratings(
        tuple(
            (code, name, None if pd.isna(phrase) else phrase, float(low), float(high))
            for code, name, phrase, low, high in zip(
                *(
                    listed[c]
                    for c in ("element_code", "element_name", "plain_phrase", "rating_minimum", "rating_maximum")
                ),
                strict=True,
            )
        ),
        rows,
        values,
        levels,
        counts,
        precision,
        tuple(frame["rating_precision"].cat.categories),
        (np.nan_to_num(values) * weights).sum(axis=0) / weights.sum(axis=0),
        str(listed["edition"].iloc[0]),
    )


def loaded() -> tuple[str, ...]:
    """Groups that the published tables hold ratings of."""
    return tuple(group for group in GROUPS if group in _all())


def matrix(group: Group) -> Ratings:
    """All ratings of a group.

    Raises:
        CareersError: the tables hold none of that group.
    """
    found = _all().get(group)
    if found is None:
        if group not in GROUPS:
            raise CareersError(group, [Near(g, _(GROUP_WORDS[g])) for g in loaded()])
        raise CareersError(
            group,
            message=_("The O*NET files these tables were built from held no ratings of {group}.").format(
                group=_(GROUP_WORDS[group])
            ),
        )
    return found


def is_rated(soc_code: str, group: Group) -> bool:
    """Whether an occupation has ratings of a group."""
    return group in _all() and soc_code in _all()[group].rows


def items(soc_code: str, group: Group) -> tuple[Item, ...]:
    """An occupation's ratings of one group, furthest above the average job first.

    Args:
        soc_code: such as ``43-4051``.
        group: one of `GROUPS`.

    Raises:
        UnknownOccupation: no such code.
        NotPublished: O*NET has not rated the occupation; ``nearest`` offers rated ones close by.
        CareersError: the tables hold none of that group.
    """
    job = find_occupation(soc_code)
    found = matrix(group)
    row = found.rows.get(job.soc_code)
    if row is None:
        raise unrated(job.soc_code, group)
    listed = [
        Item(
            code,
            name,
            group,
            None if phrase is None else _(phrase),
            float(found.values[row, i]),
            None if math.isnan(found.levels[row, i]) else float(found.levels[row, i]),
            float(found.average[i]),
            low,
            high,
            found.precisions[found.precision[row, i]],
            int(found.counts[row, i]),
        )
        for i, (code, name, phrase, low, high) in enumerate(found.elements)
        if not math.isnan(found.values[row, i])
    ]
    return tuple(sorted(listed, key=lambda item: (-item.difference, item.element_code)))


def unrated(soc_code: str, group: Group) -> NotPublished:
    """The error that says O*NET has not rated an occupation, with rated ones of its group, the largest first."""
    job = find_occupation(soc_code)
    known = matrix(group).rows
    stem = job.soc_code.rstrip("0") if job.soc_code.endswith("0") else job.soc_code
    near: list[str] = []
    while len(stem) >= 2 and not near:
        near = [code for code in known if code.startswith(stem)]
        stem = stem[:-1]
    near.sort(key=lambda code: -_jobs().get(code, 0.0))
    return NotPublished(
        job.title,
        [Near(code, find_occupation(code).title) for code in near[:3]],
        _("O*NET has no ratings of {group} for {job}.").format(group=_(GROUP_WORDS[group]), job=in_language(job.title)),
    )


@tables.built_once
def _jobs() -> dict[str, float]:
    pay = tables.load("pay_by_place")
    national = pay[(pay["place_code"] == "US").to_numpy()]
    return dict(zip(national["soc_code"].astype(object), national["employment"].fillna(0.0), strict=True))


@tables.built_once
def _belonging() -> dict[str, list[tuple[Near, frozenset[str], int | None]]]:
    found: dict[str, list[tuple[Near, frozenset[str], int | None]]] = {}
    for row in tables.load("onet_occupations").astype(object).to_dict("records"):
        if isinstance(row["oews_soc_code"], str):
            rated = row["rated_groups"]
            zone = row["job_zone"]
            found.setdefault(row["oews_soc_code"], []).append(
                (
                    Near(row["onet_soc_code"], row["onet_title"]),
                    frozenset(rated.split(";")) if isinstance(rated, str) else frozenset(),
                    None if pd.isna(zone) else int(zone),
                )
            )
    return found


def coverage(soc_code: str, group: Group) -> Coverage:
    """Whose ratings answer for an occupation; nobody's where O*NET has not rated it."""
    belonging = _belonging().get(soc_code, [])
    return Coverage(
        soc_code,
        group,
        tuple(near for near, rated, _zone in belonging if group in rated),
        tuple(near for near, rated, _zone in belonging if group not in rated),
        matrix(group).edition,
    )


def onet_occupations(soc_code: str) -> tuple[Near, ...]:
    """O*NET's occupations that belong to an OEWS occupation, whether rated or not."""
    return tuple(near for near, _rated, _zone in _belonging().get(soc_code, []))


def job_zones(soc_code: str) -> dict[str, int]:
    """Job zone (1 to 5) of each of O*NET's occupations that belong to an OEWS occupation and have one."""
    return {near.code: zone for near, _rated, zone in _belonging().get(soc_code, []) if zone is not None}
