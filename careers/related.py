"""What else a person could do: related roles, each as a trade-off in their place, never as one score.

Two sources name them. O*NET lists up to twenty related occupations in three tiers, which are kept. To these come the
nearest by skills and knowledge: two occupations are as near as the pattern of their importance ratings is alike (the
correlation over the 68 skills and areas of knowledge). Of the measures tried, this one finds most of O*NET's own
lists again (docs/decisions/related-roles-by-pattern-of-importance.md).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from careers import format as fmt
from careers import outlook, pay, ratings, tables
from careers.errors import CareersError, Near, NotPublished
from careers.i18n import N_, _, ngettext
from careers.occupation_names import in_language
from careers.outlook import Outlook
from careers.pay import PayRecord, Per, Verdict
from careers.places import place as find_place
from careers.ranking import FEWEST_JOBS
from careers.ratings import IMPORTANT
from careers.requirements import schooling_rank
from careers.significance import holm
from careers.titles import occupation as find_occupation

NEAREST: Final = 10
"""How many of the nearest by skills and knowledge are named beside O*NET's list."""

GAPS: Final = 3
"""How many skill gaps a role names."""

FILTERS: Final[dict[str, str]] = {
    "pays_at_least_as_much": N_("pays at least as much here"),
    "no_more_schooling": N_("takes no more schooling"),
    "growing": N_("is growing"),
    "enough_jobs": N_("has enough jobs here"),
}
"""Names of the filters and what each asks of a role."""

TIER_WORDS: Final[dict[str, str]] = {
    "first": N_("first tier: O*NET’s nearest"),
    "second": N_("second tier of O*NET’s list"),
    "third": N_("third tier of O*NET’s list"),
}


@dataclass(frozen=True)
class Gap:
    """A skill or area of knowledge that matters more there.

    Attributes:
        element_code, element_name, plain_phrase: O*NET's code and name, and our words.
        element_group: ``skill`` or ``knowledge``.
        here, there: importance in the present and the related occupation, 1 to 5.
    """

    element_code: str
    element_name: str
    element_group: str
    plain_phrase: str | None
    here: float
    there: float

    @property
    def difference(self) -> float:
        """Points of importance by which it matters more there."""
        return self.there - self.here


@dataclass(frozen=True)
class RelatedRole:
    """One related role, against the present one in the same place.

    Attributes:
        soc_code, occupation_title: the role.
        tier, position: where O*NET lists it: ``first``, ``second`` or ``third``, and 1 to 20; None where it does not.
        named_by_n, named_by_of: how many of how many of O*NET's occupations, that belong to the present one, name it.
        skill_rank: 1 for the nearest of all by skills and knowledge; None where one of the two is not rated.
        likeness: correlation of the two patterns of importance, -1 to 1; None likewise.
        record: its published pay and jobs in the place; None where the agency publishes none.
        pay_change_usd, pay_change_pct: its middle pay less the present one's; None where either is not released.
        per: whether that is pay a year or an hour.
        verdict: whether the averages differ by more than their error, corrected for all roles shown; None without both
            records. 1 is this role, 2 the present one.
        outlook: its projection for the whole country; None where there is none.
        schooling_change: levels of typical entry schooling above (positive) or below the present one; None where the
            agency does not name both.
        gaps: what matters most more there, largest first, among what is important there; None where not rated.
    """

    soc_code: str
    occupation_title: str
    tier: str | None
    position: int | None
    named_by_n: int
    named_by_of: int
    skill_rank: int | None
    likeness: float | None
    record: PayRecord | None
    pay_change_usd: float | None
    pay_change_pct: float | None
    per: Per
    verdict: Verdict | None
    outlook: Outlook | None
    schooling_change: int | None
    gaps: tuple[Gap, ...] | None

    @property
    def jobs(self) -> float | None:
        """Wage and salary jobs in the place; None where not released."""
        return None if self.record is None else self.record.employment

    @property
    def jobs_flag(self) -> str:
        """What kind of figure the number of jobs is."""
        return "not_released" if self.record is None else self.record.employment_flag

    @property
    def growth_pct(self) -> float | None:
        """Projected change in jobs over the projection's span, whole country, percent."""
        return None if self.outlook is None else self.outlook.employment_change_pct

    @property
    def openings(self) -> float | None:
        """Projected openings a year in the whole country."""
        return None if self.outlook is None else self.outlook.openings

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why it is here, one plain phrase per source."""
        told = [_(TIER_WORDS[self.tier])] if self.tier else []
        if self.skill_rank is not None and self.skill_rank <= NEAREST:
            told.append(_("number {rank} by skills and knowledge").format(rank=self.skill_rank))
        return tuple(told)


@dataclass(frozen=True)
class Loosening:
    """A filter whose removal would bring roles back, and how many."""

    name: str
    words: str
    roles_n: int


@dataclass(frozen=True)
class RelatedRoles:
    """An occupation's related roles in one place.

    Attributes:
        soc_code, occupation_title, place_code, place_title: what was asked.
        own: the present occupation's pay and jobs in the place; None where the agency publishes none.
        own_outlook: its projection.
        roles: those that pass the filters, at most as many as asked for: O*NET's first and second tier, those that both
            sources name, the nearest by skills, then O*NET's third tier.
        passing_n: how many pass the filters, shown or not.
        candidates_n: how many there are without filters.
        filters: those in force.
        loosen: where nothing passes, the filters that would bring roles back when dropped alone, the most fruitful
            first; empty where only dropping several would.
        is_rated: whether O*NET rated the present occupation's skills; without that nobody is near by skills.
        attribution: what has to stand beside O*NET's lists.
    """

    soc_code: str
    occupation_title: str
    place_code: str
    place_title: str
    own: PayRecord | None
    own_outlook: Outlook | None
    roles: tuple[RelatedRole, ...]
    passing_n: int
    candidates_n: int
    filters: tuple[str, ...]
    loosen: tuple[Loosening, ...]
    is_rated: bool
    attribution: str

    @property
    def loosen_words(self) -> str | None:
        """Where nothing passes, one sentence that says which filter to drop; else None."""
        if self.roles or not self.filters:
            return None
        if not self.loosen:
            wishes = fmt.listed([_("“{filter}”").format(filter=_(FILTERS[name])) for name in self.filters])
            return _("No related role passes. Drop more than one of these: {filters}.").format(filters=wishes)
        best = self.loosen[0]
        return ngettext(
            "No related role passes. Drop “{filter}” and {count} role comes back.",
            "No related role passes. Drop “{filter}” and {count} roles come back.",
            best.roles_n,
        ).format(filter=best.words, count=fmt.count(best.roles_n))


def find(soc_code: str, place: str = "US", limit: int = 12, **filters: bool) -> RelatedRoles:
    """Related roles as trade-offs in a person's place.

    Args:
        soc_code: the present occupation, such as ``43-4051``.
        place: ``US``, a state's letters, a metro's or a nonmetro area's code.
        limit: how many roles at most.
        filters: those of `FILTERS` that are wished for, such as ``growing=True``. A role whose figure is not known does
            not pass. ``enough_jobs`` means at least `careers.ranking.FEWEST_JOBS` released jobs in the place.

    Raises:
        UnknownOccupation, UnknownPlace: no such code.
        NotPublished: neither source names related roles; ``nearest`` offers occupations that have some.
        CareersError: no such filter.
    """
    job, where = find_occupation(soc_code), find_place(place)
    for name in filters:
        if name not in FILTERS:
            raise CareersError(name, [Near(known, _(FILTERS[known])) for known in FILTERS])
    wished = tuple(name for name in FILTERS if filters.get(name))
    own, own_outlook = _record(job.soc_code, where.place_code), _outlook(job.soc_code)
    candidates = [_role(job.soc_code, code, where.place_code, own, own_outlook) for code in _candidates(job.soc_code)]
    passes: Mapping[str, Callable[[RelatedRole], bool]] = {
        "pays_at_least_as_much": lambda role: _pays_as_much(role, own),
        "no_more_schooling": lambda role: role.schooling_change is not None and role.schooling_change <= 0,
        "growing": lambda role: role.growth_pct is not None and role.growth_pct > 0,
        "enough_jobs": lambda role: role.jobs is not None and role.jobs >= FEWEST_JOBS,
    }

    def passing(names: tuple[str, ...]) -> list[RelatedRole]:
        return [role for role in candidates if all(passes[name](role) for name in names)]

    found = passing(wished)
    loosen = [] if found else [(name, len(passing(tuple(w for w in wished if w != name)))) for name in wished]
    shown = found[: max(0, limit)]
    return RelatedRoles(
        job.soc_code,
        job.title,
        where.place_code,
        where.title,
        own,
        own_outlook,
        tuple(_judge(shown, own)),
        len(found),
        len(candidates),
        wished,
        tuple(
            Loosening(name, _(FILTERS[name]), count)
            for name, count in sorted(loosen, key=lambda entry: -entry[1])
            if count
        ),
        ratings.is_rated(job.soc_code, "skill"),
        tables.record("related_occupations").source("onet").citation,
    )


def _record(soc_code: str, place_code: str) -> PayRecord | None:
    try:
        return pay.lookup(soc_code, place_code)
    except NotPublished:
        return None


@tables.kept(2048)
def _outlook(soc_code: str) -> Outlook | None:
    try:
        return outlook.lookup(soc_code)
    except NotPublished:
        return None


# --- Who is related -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Listed:
    tier: str
    position: int
    named_by_n: int
    named_by_of: int


@tables.built_once
def _listed() -> dict[str, dict[str, _Listed]]:
    """O*NET's related occupations by occupation."""
    found: dict[str, dict[str, _Listed]] = {}
    frame = tables.digest("related_occupations")
    columns = (
        "soc_code",
        "related_soc_code",
        "relatedness_tier",
        "relatedness_position",
        "named_by_n",
        "onet_occupations_n",
    )
    for soc, related, tier, position, named, of in zip(
        *(frame[c].astype(object).tolist() for c in columns), strict=True
    ):
        found.setdefault(soc, {})[related] = _Listed(tier, int(position), int(named), int(of))
    return found


@dataclass(frozen=True)
class _Profiles:
    """Importance of skills and knowledge: occupations × elements; and how alike occupations are.

    Attributes:
        codes, rows: occupation codes in order, and occupation code → row.
        elements: code, name, phrase (English), group.
        values: importance, 1 to 5.
        likeness: occupations × occupations, correlation.
        rank: occupations × occupations, 1 for the nearest other.
    """

    codes: tuple[str, ...]
    rows: dict[str, int]
    elements: tuple[tuple[str, str, str | None, str], ...]
    values: np.ndarray
    likeness: np.ndarray
    rank: np.ndarray


@tables.built_once
def _profiles() -> _Profiles:
    skill, knowledge = ratings.matrix("skill"), ratings.matrix("knowledge")
    codes = [code for code in skill.rows if code in knowledge.rows]
    values = np.hstack([group.values[[group.rows[code] for code in codes]] for group in (skill, knowledge)])
    likeness = np.corrcoef(values)
    np.fill_diagonal(likeness, -np.inf)
    # Equal likeness keeps the order of codes, so that the same tables always give the same ranks.
    order = np.argsort(-likeness, axis=1, kind="stable")
    rank = np.empty(order.shape, np.int16)
    np.put_along_axis(rank, order, np.arange(1, len(codes) + 1, dtype=np.int16)[None, :], axis=1)
    elements = tuple(
        (code, name, phrase, label)
        for label, group in (("skill", skill), ("knowledge", knowledge))
        for code, name, phrase, _low, _high in group.elements
    )
    return _Profiles(tuple(codes), {code: i for i, code in enumerate(codes)}, elements, values, likeness, rank)


@dataclass(frozen=True)
class Nearness:
    """How near one occupation is to another.

    Attributes:
        tier: O*NET's tier of the other in the first one's list; None where it is not listed.
        skill_rank: 1 for the nearest of all by skills and knowledge; None where one of the two is not rated.
        ranked_n: how many others are ranked so.
    """

    tier: str | None
    skill_rank: int | None
    ranked_n: int


def between(soc_code: str, other: str) -> Nearness:
    """How near ``other`` is to an occupation, which is not the same the other way round.

    Raises:
        UnknownOccupation: no such code.
    """
    codes = [find_occupation(code).soc_code for code in (soc_code, other)]
    entry, profiles = _listed().get(codes[0], {}).get(codes[1]), _profiles()
    here, there = (profiles.rows.get(code) for code in codes)
    rank = None if here is None or there is None or here == there else int(profiles.rank[here, there])
    return Nearness(entry.tier if entry else None, rank, len(profiles.codes) - 1)


def _candidates(soc_code: str) -> list[str]:
    """Codes of related roles in order: tiers first and second, named by both sources, nearest, third tier."""
    listed, profiles = _listed().get(soc_code, {}), _profiles()
    row = profiles.rows.get(soc_code)
    near = {}
    if row is not None:
        near = {profiles.codes[i]: int(profiles.rank[row, i]) for i in np.nonzero(profiles.rank[row] <= NEAREST)[0]}
    if not listed and not near:
        error = ratings.unrated(soc_code, "skill")
        message = _("O*NET lists no related occupations for {job}.").format(
            job=in_language(find_occupation(soc_code).title)
        )
        raise NotPublished(error.what, error.nearest, message)

    def order(code: str) -> tuple[int, int, int, str]:
        # Two of a list may share a position: O*NET lists for several occupations that we show as one. Then the nearer
        # by skills comes first, so that a link shows the same everywhere.
        entry, there = listed.get(code), profiles.rows.get(code)
        rank = len(profiles.codes) if row is None or there is None else int(profiles.rank[row, there])
        if entry is not None and entry.tier != "third":
            return (0, entry.position, rank, code)
        if entry is not None and code in near:
            return (1, near[code], rank, code)
        if entry is None:
            return (2, near[code], rank, code)
        return (3, entry.position, rank, code)

    return sorted({*listed, *near}, key=order)


def _role(soc_code: str, code: str, place_code: str, own: PayRecord | None, own_outlook: Outlook | None) -> RelatedRole:
    entry, profiles = _listed().get(soc_code, {}).get(code), _profiles()
    here, there = profiles.rows.get(soc_code), profiles.rows.get(code)
    is_rated = here is not None and there is not None
    record, told = _record(code, place_code), _outlook(code)
    per, change, change_pct = _pay_change(record, own)
    schooling = [schooling_rank(o.typical_entry_schooling) if o is not None else None for o in (told, own_outlook)]
    return RelatedRole(
        code,
        find_occupation(code).title,
        entry.tier if entry else None,
        entry.position if entry else None,
        entry.named_by_n if entry else 0,
        entry.named_by_of if entry else len(ratings.onet_occupations(soc_code)),
        int(profiles.rank[here, there]) if is_rated else None,
        float(profiles.likeness[here, there]) if is_rated else None,
        record,
        change,
        change_pct,
        per,
        None,
        told,
        None if schooling[0] is None or schooling[1] is None else schooling[0] - schooling[1],
        _gaps(profiles, here, there) if here is not None and there is not None else None,
    )


def _pay_change(record: PayRecord | None, own: PayRecord | None) -> tuple[Per, float | None, float | None]:
    flags = {r.pay_annual_p50_flag for r in (record, own) if r is not None}
    per: Per = "hour" if "hourly_only" in flags else "year"
    if record is None or own is None:
        return per, None, None
    there, here = record.cell("p50", per).value, own.cell("p50", per).value
    if there is None or here is None:
        return per, None, None
    return per, there - here, 100 * (there - here) / here


def _pays_as_much(role: RelatedRole, own: PayRecord | None) -> bool:
    if role.pay_change_usd is not None:
        return role.pay_change_usd >= 0
    # Above the highest pay that is printed: more than any pay that is.
    top = role.record is not None and role.record.cell("p50", role.per).flag == "top_coded"
    return top and own is not None and own.cell("p50", role.per).value is not None


def _gaps(profiles: _Profiles, here: int, there: int) -> tuple[Gap, ...]:
    difference = profiles.values[there] - profiles.values[here]
    difference[profiles.values[there] < IMPORTANT] = -np.inf
    largest = [i for i in np.argsort(-difference, kind="stable")[:GAPS] if difference[i] > 0]
    gaps = []
    for i in largest:
        code, name, phrase, group = profiles.elements[i]
        values = (float(profiles.values[here, i]), float(profiles.values[there, i]))
        gaps.append(Gap(code, name, group, None if phrase is None else _(phrase), *values))
    return tuple(gaps)


# --- Several comparisons at once ------------------------------------------------------------------------------


def _judge(roles: list[RelatedRole], own: PayRecord | None) -> list[RelatedRole]:
    """Give each role shown its verdict, with Holm's correction over all of them."""
    if own is None:
        return roles
    verdicts = [None if role.record is None else pay.compare(role.record, own) for role in roles]
    known = [v.z for v in verdicts if v is not None and v.z is not None]
    critical = iter(holm(known))
    judged = []
    for role, verdict in zip(roles, verdicts, strict=True):
        if verdict is not None and verdict.z is not None and role.record is not None:
            verdict = pay.compare(role.record, own, critical_z=next(critical))
        judged.append(replace(role, verdict=verdict))
    return judged
