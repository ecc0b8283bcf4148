"""Start from nothing: every detailed occupation in one place, narrowed by what matters to a person.

Pay and jobs are those of the place; growth, openings and what it takes to get in are the whole country's, because the
newest projections know no places. Nothing is estimated here: a figure is what its agency printed, with its flag.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, Literal, cast, get_args

import numpy as np
import pandas as pd

from careers import outlook, pay, ranking, ratings, tables
from careers.errors import CareersError, Near, NotPublished
from careers.i18n import N_, _
from careers.outlook import Outlook
from careers.pay import PERIOD, Per, Verdict
from careers.places import place as find_place
from careers.requirements import SCHOOLING, TRAINING, schooling_rank

Listed = Literal["fastest_growing", "most_openings", "best_paid_without_degree", "most_jobs"]
Order = Literal["jobs", "pay", "growth", "openings", "title"]
ORDERS: Final[tuple[Order, ...]] = get_args(Order)

LISTS: Final[dict[str, str]] = {
    "fastest_growing": N_("fastest growing"),
    "most_openings": N_("most openings"),
    "best_paid_without_degree": N_("best paid without a degree"),
    "most_jobs": N_("most jobs here"),
}
"""The lists people ask for. They leave out cells too uncertain to be ranked (`careers.ranking`)."""

FILTERS: Final[dict[str, str]] = {
    "schooling": N_("schooling"),
    "training": N_("training on the job"),
    "pay_at_least_usd": N_("pay"),
    "growth_at_least_pct": N_("growth"),
    "skill": N_("skill"),
    "interest": N_("interest"),
    "text": N_("words in the title"),
    "listed": N_("list"),
}
"""Names of the filters and what each is about. A list is one as well: it leaves occupations out."""

DEGREES: Final = "Associate's degree"
"""The first level of typical entry schooling that is a degree."""

STRONGEST_INTERESTS: Final = 2
"""How many of O*NET's six interest areas count as an occupation's own."""

TOP_SKILLS: Final = 3
"""How many of the skills that stand out most are named."""

HELD_AGAINST_THE_FIRST: Final = 9
"""How many of the next best-paid are held against the best-paid."""

LONGEST_TEXT: Final = 80
MOST_WORDS: Final = 6

_REVIEWED: Final = frozenset({"oews", "everyday", "soc", "soc_direct_match", "onet_occupation"})
"""Sources of wordings in which words are looked for; the long lists of reported titles name nearly everything."""

_WORD: Final = re.compile(r"[a-z0-9+#]+")


@dataclass(frozen=True)
class Loosening:
    """A filter whose removal would bring occupations back, and how many."""

    name: str
    occupations_n: int


@dataclass(frozen=True)
class Explored:
    """Occupations that pass what a person asked for, in one place.

    Attributes:
        place_code, place_title: the place of pay and jobs.
        per: period of the pay filter and of the order by pay.
        filters: those in force, name → value as asked for; without the list.
        listed: the list asked for, or None.
        order: what the rows are ordered by, where there is no list.
        frame: one row per occupation that passes; see `table`.
        everything_n: how many occupations there are.
        left_out: occupations that pass the filters but take no part in the list, with ``reason`` as in
            `careers.ranking`, or ``not_published`` (no cell here) and ``no_figure`` (nothing to rank by). Empty without
            a list.
        not_published_n: how many of the rows in ``frame`` have no cell in the place.
        leader: in a list by pay, verdicts on the first against the next ones in their order, Holm-corrected.
        loosen: where nothing passes, the filters that would bring occupations back when dropped alone, the most
            fruitful first; empty where only dropping several would.
        edition, base_year, target_year: of the projections.
        all_occupations_change_pct: projected change of all occupations together.
    """

    place_code: str
    place_title: str
    per: Per
    filters: dict[str, Any]
    listed: Listed | None
    order: Order
    frame: pd.DataFrame
    everything_n: int
    left_out: pd.DataFrame
    not_published_n: int
    leader: list[Verdict]
    loosen: tuple[Loosening, ...]
    edition: str
    base_year: int
    target_year: int
    all_occupations_change_pct: float | None

    @property
    def column(self) -> str:
        """The column that the rows are ordered by."""
        if self.listed is not None:
            return _list_column(self.listed, self.per)
        return _order_column(self.order, self.per)

    @property
    def is_loosenable(self) -> bool:
        """Whether nothing passes although something was asked for."""
        return not len(self.frame) and (bool(self.filters) or self.listed is not None)


def table(
    place: str = "US",
    *,
    schooling: str | None = None,
    training: str | None = None,
    pay_at_least_usd: float | None = None,
    growth_at_least_pct: float | None = None,
    skill: str | None = None,
    interest: str | None = None,
    text: str | None = None,
    listed: Listed | None = None,
    order: Order = "jobs",
    per: Per = "year",
) -> Explored:
    """All detailed occupations of a place, narrowed and in order.

    Args:
        place: ``US``, a state's letters, a metro's or a nonmetro area's code.
        schooling: the most that typical entry may ask for, as `careers.requirements.SCHOOLING` names it.
        training: the most training on the job, as `careers.requirements.TRAINING` names it.
        pay_at_least_usd: least middle pay here, per year or hour. A top-coded figure passes what its ceiling passes.
        growth_at_least_pct: least projected change in jobs, whole country, percent over the projection's span.
        skill: O*NET code of a skill or area of knowledge that stands out: important, and above the average job.
        interest: O*NET code of an interest area that is among the occupation's `STRONGEST_INTERESTS`.
        text: words, each of which begins a word of one of the occupation's titles.
        listed: one of `LISTS`.
        order: one of `ORDERS`, largest first, without a list. What has no figure comes last.
        per: year or hour.

    Returns:
        The answer. Its frame has ``soc_code``, ``occupation_title``, ``major_group_title``, ``employment``,
        ``employment_rse_pct``, ``pay_rse_pct``, ``pay_annual_p50_usd``, ``pay_hourly_p50_usd`` (each with its flag;
        of the place), ``employment_change_pct``, ``growth_word``, ``openings_annual_thousand``, ``openings_per_100``,
        ``typical_entry_schooling``, ``related_experience``, ``on_the_job_training`` (of the whole country),
        ``job_zone`` (O*NET's 1 to 5; a span where its occupations differ), ``top_skills`` and ``interests`` (O*NET's
        names, strongest first, missing where not rated), ``reason`` (why the cell is too uncertain to be ranked; empty
        where it is not) and ``is_uncertain``. An occupation that fails a filter because its figure is not known does
        not pass.

    Raises:
        UnknownPlace: no such code.
        CareersError: no such level, element, list or order; ``nearest`` names those that exist.
    """
    where = find_place(place)
    _check(schooling, SCHOOLING)
    _check(training, TRAINING)
    _check(skill, _skills().codes)
    _check(interest, _interests().codes)
    _check(listed, LISTS)
    _check(order, dict.fromkeys(ORDERS, ""))
    _check(per, {"year": "", "hour": ""})
    for figure in (pay_at_least_usd, growth_at_least_pct):
        if figure is not None and not math.isfinite(figure):
            raise CareersError(figure)
    words = " ".join((text or "").split())[:LONGEST_TEXT]
    found = _table(
        where.place_code, schooling, training, pay_at_least_usd, growth_at_least_pct, skill, interest, words or None,
        listed, order, per,
    )  # fmt: skip
    # What is kept is shared: pandas copies on write, so nobody can change what others read.
    return replace(found, frame=found.frame.copy(deep=False), left_out=found.left_out.copy(deep=False))


def _check(value: str | None, known: Mapping[str, str]) -> None:
    if value is not None and value not in known:
        raise CareersError(value, [Near(code, _(title) or code) for code, title in known.items()])


def skills() -> dict[str, str]:
    """Skills and areas of knowledge to choose from: O*NET's code → its name, skills first, each part by name."""
    return dict(_skills().codes)


def interests() -> dict[str, str]:
    """Interest areas to choose from: O*NET's code → its name, in O*NET's order."""
    return dict(_interests().codes)


@tables.kept(4)
def _table(
    place_code: str,
    schooling: str | None,
    training: str | None,
    pay_at_least_usd: float | None,
    growth_at_least_pct: float | None,
    skill: str | None,
    interest: str | None,
    text: str | None,
    listed: Listed | None,
    order: Order,
    per: Per,
) -> Explored:
    everything, here = _everything(), _here(place_code)
    asked = {
        "schooling": schooling,
        "training": training,
        "pay_at_least_usd": pay_at_least_usd,
        "growth_at_least_pct": growth_at_least_pct,
        "skill": skill,
        "interest": interest,
        "text": text,
    }
    filters = {name: value for name, value in asked.items() if value is not None}
    tests: dict[str, Callable[[Any], np.ndarray]] = {
        "schooling": lambda level: everything.schooling_rank <= schooling_rank(level),
        "training": lambda level: everything.training_rank <= list(TRAINING).index(level),
        "pay_at_least_usd": lambda usd: here.known_pay[per] >= usd,
        "growth_at_least_pct": lambda pct: everything.growth_pct >= pct,
        "skill": lambda code: _skills().has(code),
        "interest": lambda code: _interests().has(code),
        "text": _worded,
    }
    passed = {name: tests[name](value) for name, value in filters.items()}
    if listed is not None:
        passed["listed"] = _in_list(listed, here, per)

    def passing(names: Mapping[str, Any]) -> np.ndarray:
        return cast("np.ndarray", np.logical_and.reduce([np.full(everything.size, True), *(passed[n] for n in names)]))

    column = _order_column(order, per) if listed is None else _list_column(listed, per)
    frame = here.frame.iloc[_ordered(np.flatnonzero(passing(passed)), column, here, per)].reset_index(drop=True)
    left_out = here.frame.head(0)
    if listed is not None:
        left_out = here.frame.iloc[passing(filters) & ~passed["listed"] & _asked_by(listed)].reset_index(drop=True)
        left_out["reason"] = left_out["reason"].where(left_out["reason"] != "", "no_figure")
    loosen = []
    if not len(frame):
        counts = [(name, int(passing({n: 0 for n in passed if n != name}).sum())) for name in passed]
        loosen = [Loosening(name, count) for name, count in sorted(counts, key=lambda entry: -entry[1]) if count]
    told = everything.outlook
    return Explored(
        place_code=place_code,
        place_title=find_place(place_code).title,
        per=per,
        filters=filters,
        listed=listed,
        order=order,
        frame=frame,
        everything_n=everything.size,
        left_out=left_out,
        not_published_n=int((frame["reason"] == "not_published").sum()),
        leader=_leader(frame, place_code) if listed == "best_paid_without_degree" else [],
        loosen=tuple(loosen),
        edition=told.edition,
        base_year=told.base_year,
        target_year=told.target_year,
        all_occupations_change_pct=told.employment_change_pct,
    )


def _list_column(listed: Listed, per: Per) -> str:
    return {
        "fastest_growing": "employment_change_pct",
        "most_openings": "openings_annual_thousand",
        "best_paid_without_degree": f"pay_{PERIOD[per]}_p50_usd",
        "most_jobs": "employment",
    }[listed]


def _order_column(order: Order, per: Per) -> str:
    return {
        "jobs": "employment",
        "pay": f"pay_{PERIOD[per]}_p50_usd",
        "growth": "employment_change_pct",
        "openings": "openings_annual_thousand",
        "title": "occupation_title",
    }[order]


def _asked_by(listed: Listed) -> np.ndarray:
    """Which occupations a list is about, whether or not their figures are sure enough."""
    everything = _everything()
    if listed == "best_paid_without_degree":
        return everything.schooling_rank < list(SCHOOLING).index(DEGREES)
    return np.full(everything.size, True)


def _in_list(listed: Listed, here: _Here, per: Per) -> np.ndarray:
    figure = {
        "fastest_growing": _everything().growth_pct,
        "most_openings": _everything().openings,
        "best_paid_without_degree": here.ranked_pay[per],
        "most_jobs": here.frame["employment"].to_numpy(),
    }[listed]
    return cast("np.ndarray", _asked_by(listed) & (here.frame["reason"] == "").to_numpy() & ~np.isnan(figure))


def _ordered(positions: np.ndarray, column: str, here: _Here, per: Per) -> np.ndarray:
    """Positions, largest first, equal ones by their number of jobs; top-coded pay above all that is printed."""
    if column == "occupation_title":
        return positions[np.argsort(_everything().title_rank[positions])]
    figure = here.order_pay[per] if column.startswith("pay_") else here.frame[column].to_numpy(float)
    by_jobs = -np.nan_to_num(here.frame["employment"].to_numpy(float)[positions])
    return positions[np.lexsort((by_jobs, -np.nan_to_num(figure[positions], nan=-np.inf, posinf=math.inf)))]


def _leader(frame: pd.DataFrame, place_code: str) -> list[Verdict]:
    codes = [str(code) for code in frame["soc_code"].head(1 + HELD_AGAINST_THE_FIRST)]
    if len(codes) < 2:
        return []
    first, *others = (pay.lookup(code, place_code) for code in codes)
    return pay.compare_several(first, others)


# --- What does not depend on the place -----------------------------------------------------------------------


@dataclass(frozen=True)
class _Everything:
    """Every detailed occupation in order of code; ranks are NaN where the agency names no level.

    Attributes:
        frame: the columns of `table` that hold for the whole country.
        rows: occupation code → row.
        outlook: the projection of all occupations, for its edition.
    """

    frame: pd.DataFrame
    rows: dict[str, int]
    schooling_rank: np.ndarray
    training_rank: np.ndarray
    title_rank: np.ndarray
    growth_pct: np.ndarray
    openings: np.ndarray
    outlook: Outlook

    @property
    def size(self) -> int:
        return len(self.frame)


@tables.built_once
def _everything() -> _Everything:
    listed = tables.load("occupations").astype(object)
    groups = dict(zip(listed["soc_code"], listed["occupation_title"], strict=True))
    detailed = listed[listed["occupation_level"] == "detailed"].sort_values("soc_code")
    codes = detailed["soc_code"].tolist()
    told = [_outlook(code) for code in codes]
    skill, interest = _skills(), _interests()
    told_by = {
        "soc_code": codes,
        "occupation_title": detailed["occupation_title"].tolist(),
        "major_group_title": [groups[code] for code in detailed["major_group_code"]],
        "employment_change_pct": _figures(told, "employment_change_pct"),
        "growth_word": [record.growth_word if record else None for record in told],
        "openings_annual_thousand": _figures(told, "openings_annual_thousand"),
        "openings_per_100": _figures(told, "openings_per_100"),
        "typical_entry_schooling": [record.typical_entry_schooling if record else None for record in told],
        "related_experience": [record.related_experience if record else None for record in told],
        "on_the_job_training": [record.on_the_job_training if record else None for record in told],
        "job_zone": [_zone(code) for code in codes],
        "top_skills": [skill.names(code, TOP_SKILLS) for code in codes],
        "interests": [interest.names(code, STRONGEST_INTERESTS) for code in codes],
    }
    # Plain objects are cut several times faster than pandas' strings.
    frame = pd.DataFrame(
        {name: values if isinstance(values, np.ndarray) else pd.Series(values, dtype=object)
         for name, values in told_by.items()}
    )  # fmt: skip
    levels = [_rank(value, SCHOOLING) for value in frame["typical_entry_schooling"]]
    trainings = [_rank(value, TRAINING) for value in frame["on_the_job_training"]]
    return _Everything(
        frame,
        {code: row for row, code in enumerate(codes)},
        np.array(levels),
        np.array(trainings),
        frame["occupation_title"].rank().to_numpy(),
        frame["employment_change_pct"].to_numpy(float),
        frame["openings_annual_thousand"].to_numpy(float),
        outlook.lookup(outlook.ALL_OCCUPATIONS),
    )


def _outlook(soc_code: str) -> Outlook | None:
    try:
        return outlook.lookup(soc_code)
    except NotPublished:
        return None


def _figures(told: list[Outlook | None], name: str) -> np.ndarray:
    found = [None if record is None else getattr(record, name) for record in told]
    return np.array([math.nan if value is None else float(value) for value in found])


def _rank(value: str | None, levels: Mapping[str, str]) -> float:
    return math.nan if value is None else float(list(levels).index(value))


def _zone(soc_code: str) -> str | None:
    zones = sorted(set(ratings.job_zones(soc_code).values()))
    if not zones:
        return None
    return str(zones[0]) if len(zones) == 1 else f"{zones[0]}–{zones[-1]}"


@dataclass(frozen=True)
class _Traits:
    """What O*NET's ratings say of occupations: which items are an occupation's own, and in which order.

    Attributes:
        codes: O*NET's code → its name.
        own: occupation code → codes of its items, strongest first.
        named: codes that are named in a row; the others can only be filtered by.
    """

    codes: dict[str, str]
    own: dict[str, list[str]]
    named: frozenset[str]

    def has(self, element_code: str) -> np.ndarray:
        """Which occupations have the item, in the order of `_everything`."""
        return np.array([element_code in self.own.get(code, ()) for code in _everything().rows])

    def names(self, soc_code: str, most: int) -> str | None:
        """The strongest, by name."""
        found = [code for code in self.own.get(soc_code, ()) if code in self.named][:most]
        return "; ".join(self.codes[code] for code in found) or None


@tables.built_once
def _skills() -> _Traits:
    """Skills and knowledge that stand out (`careers.ratings.Item.stands_out`), furthest above the average job first."""
    codes: dict[str, str] = {}
    own: dict[str, list[tuple[float, str]]] = {}
    groups: tuple[ratings.Group, ...] = ("skill", "knowledge")
    for group in groups:
        found = ratings.matrix(group)
        codes |= dict(sorted(((code, name) for code, name, *_rest in found.elements), key=lambda entry: entry[1]))
        above = found.values - found.average
        stands_out = (found.values >= ratings.IMPORTANT) & (above > 0)
        for soc_code, row in found.rows.items():
            entries = [(-above[row, i], found.elements[i][0]) for i in np.flatnonzero(stands_out[row])]
            own.setdefault(soc_code, []).extend(entries)
    named = frozenset(element[0] for element in ratings.matrix("skill").elements)
    return _Traits(codes, {soc: [code for _above, code in sorted(entries)] for soc, entries in own.items()}, named)


@tables.built_once
def _interests() -> _Traits:
    """The strongest interest areas of each occupation."""
    found = ratings.matrix("interest")
    codes = {code: name for code, name, *_rest in found.elements}
    order = np.argsort(-found.values, axis=1, kind="stable")[:, :STRONGEST_INTERESTS]
    own = {soc: [found.elements[i][0] for i in order[row]] for soc, row in found.rows.items()}
    return _Traits(codes, own, frozenset(codes))


@dataclass(frozen=True)
class _Wordings:
    """Where each word stands: its wordings lie in one run of ``wording``, because the words are sorted.

    Attributes:
        words: every word there is, sorted.
        starts: where each word's run begins, and at last where all end.
        wording: number of the wording, for each word in turn.
        row: wording → row of its occupation.
    """

    words: list[str]
    starts: np.ndarray
    wording: np.ndarray
    row: np.ndarray


@tables.built_once
def _wordings() -> _Wordings:
    listed = tables.digest("titles").astype(object)
    known = _everything().rows
    entries = list(zip(known, _everything().frame["occupation_title"], strict=True))
    entries += [
        (soc, title)
        for soc, title, source in zip(listed["soc_code"], listed["title"], listed["title_source"], strict=True)
        if source in _REVIEWED and soc in known
    ]
    pairs = sorted((word, i) for i, (_soc, title) in enumerate(entries) for word in set(_words(title)))
    words = [word for word, _i in pairs]
    distinct = sorted(set(words))
    starts = np.array([*(bisect_left(words, word) for word in distinct), len(words)], np.int32)
    wording = np.array([i for _word, i in pairs], np.int32)
    return _Wordings(distinct, starts, wording, np.array([known[soc] for soc, _t in entries], np.int32))


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower().replace("'", "").replace("’", ""))


def _worded(text: str) -> np.ndarray:
    """Which occupations have a title in which every word typed begins a word."""
    index = _wordings()
    found = np.full(len(index.row), True)
    for typed in _words(text)[:MOST_WORDS]:
        # "nurses" finds "nurse", as "nurse" finds "nurses".
        beginning = typed[:-1] if len(typed) > 3 and typed.endswith("s") and not typed.endswith("ss") else typed
        first = bisect_left(index.words, beginning)
        last = bisect_left(index.words, beginning + "\U0010ffff")
        has_word = np.full(len(index.row), False)
        has_word[index.wording[index.starts[first] : index.starts[last]]] = True
        found &= has_word
    passing = np.full(_everything().size, False)
    if _words(text):
        passing[index.row[found]] = True
    return passing


# --- What depends on the place -------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Here:
    """Figures of one place, a row per occupation in the order of `_everything`.

    Attributes:
        frame: all columns of `table`.
        known_pay: middle pay by period as far as it is known, a top-coded one at its ceiling; else NaN.
        order_pay: the same with a top-coded one above all others.
        ranked_pay: the same as it can be ranked: NaN where `careers.ranking.rank` leaves the cell out.
    """

    frame: pd.DataFrame
    known_pay: dict[Per, np.ndarray]
    order_pay: dict[Per, np.ndarray]
    ranked_pay: dict[Per, np.ndarray]


_OF_THE_PLACE: Final = (
    "employment",
    "employment_flag",
    "employment_rse_pct",
    "pay_rse_pct",
    "pay_annual_p50_usd",
    "pay_annual_p50_flag",
    "pay_hourly_p50_usd",
    "pay_hourly_p50_flag",
)


@tables.kept(64)
def _here(place_code: str) -> _Here:
    """Built once per place and kept, 150 kB each."""
    published = _published()
    at = np.flatnonzero((published.place == published.number[place_code]) & (published.row >= 0))
    rows = published.row[at]
    size = _everything().size
    columns: dict[str, np.ndarray] = {}
    for name, cells in published.figures.items():
        columns[name] = np.full(size, np.nan)
        columns[name][rows] = cells[at]
    for name, (flags, words) in published.flags.items():
        columns[name] = np.full(size, "not_released", dtype=object)
        columns[name][rows] = words[flags[at]]
    is_published = np.zeros(size, bool)
    is_published[rows] = True
    columns["reason"] = np.where(is_published, ranking.doubts(columns), "not_published")
    columns["is_uncertain"] = columns["reason"] != ""
    known: dict[Per, np.ndarray] = {}
    above: dict[Per, np.ndarray] = {}
    ranked: dict[Per, np.ndarray] = {}
    for per in get_args(Per):
        figure = f"pay_{PERIOD[per]}_p50"
        is_capped = columns[f"{figure}_flag"] == "top_coded"
        ceiling = pay.ceilings()[PERIOD[per]]
        known[per] = np.where(is_capped, ceiling, columns[f"{figure}_usd"])
        above[per], reason = ranking.reasons(columns, figure, f"{figure}_usd", per)
        ranked[per] = np.where(reason == "", known[per], np.nan)
    # Words stay plain objects, which are cut several times faster than pandas' strings.
    whole = dict(_everything().frame.items()) | {
        name: pd.Series(columns[name], dtype=columns[name].dtype, copy=False)
        for name in (*_OF_THE_PLACE, "reason", "is_uncertain")
    }
    return _Here(pd.DataFrame(whole), known, above, ranked)


@dataclass(frozen=True)
class _Published:
    """The pay table's columns as arrays, a cell per row of the table.

    Attributes:
        number: place code → its number in ``place``.
        row: row of `_everything`, -1 for groups of occupations.
        figures: by name.
        flags: by name, the numbers of the words, and the words.
    """

    number: dict[str, int]
    place: np.ndarray
    row: np.ndarray
    figures: dict[str, np.ndarray]
    flags: dict[str, tuple[np.ndarray, np.ndarray]]


@tables.built_once
def _published() -> _Published:
    frame = tables.load("pay_by_place")
    rows = _everything().rows
    soc, place = frame["soc_code"].cat, frame["place_code"].cat
    of_row = np.array([rows.get(code, -1) for code in soc.categories])[soc.codes.to_numpy()]
    flagged = {name: frame[name].cat for name in _OF_THE_PLACE if name.endswith("_flag")}
    return _Published(
        {str(code): number for number, code in enumerate(place.categories)},
        place.codes.to_numpy(),
        of_row,
        {name: frame[name].to_numpy() for name in _OF_THE_PLACE if name not in flagged},
        {name: (cat.codes.to_numpy(), cat.categories.to_numpy(object)) for name, cat in flagged.items()},
    )
