"""Will there be jobs: employment projections of one edition, with the growth word that edition uses.

The nation's projections, the states' and the industries' are of different years. Each answer here names its edition,
and no figure of one edition is ever put together with one of another, save in `past_paths`, which is about that.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from fractions import Fraction
from statistics import median
from typing import Any, Final, overload

import numpy as np
import pandas as pd

from careers import editions as editions_known
from careers import industries, pay, tables
from careers.editions import NewerEdition
from careers.errors import CareersError, Near, NotPublished
from careers.i18n import N_, _
from careers.occupation_names import in_language
from careers.places import Place
from careers.places import place as find_place
from careers.significance import CRITICAL_Z
from careers.titles import Occupation
from careers.titles import occupation as find_occupation

ALL_OCCUPATIONS: Final = "00-0000"
PRINTED_HALF_STEP_THOUSAND: Final = Fraction(5, 100)
"""Employment is printed to one decimal, so the true figure lies within this much of it."""

FEWEST_JOBS_THOUSAND: Final = 0.1
"""A state with fewer jobs takes no part in a ranking, as with pay."""

COARSE_BELOW_THOUSAND: Final = 1.0
"""States' jobs are rounded to tens: below this many, rounding alone can move their change by a point."""

FAR_MORE: Final = 3
SURVEYED_AT_LEAST: Final = 500
"""Where the pay survey counts so many times the jobs that a state counts, even at the low end of its error, and no
handful, the state can hardly mean the same jobs. Ohio lists 310 software developers in 2022; the survey counts 44,790
in May 2025.
"""

LEAST_LISTED_PCT: Final = 70
"""A state whose occupations add up to less of its own total lists a part of its jobs. Those of Massachusetts add up to
35%, those of every other state to 81% or more.
"""

GROWTH_ONLY: Final = "growth_only"
"""Flag of a state's openings that count new jobs only, not those that people leave."""

LEAST_OPENINGS_TO_GROWTH: Final = 2
"""A state whose openings of all jobs together are not even so many times its new jobs a year leaves out those that
people leave. New York's are 1.06 times, those of every other state that grows 6 times or more.
"""


@dataclass(frozen=True)
class Outlook:
    """One occupation's projection.

    Attributes:
        soc_code, occupation_title: the occupation asked about.
        edition, base_year, target_year: such as 2024–34, from 2024 to 2034.
        employment_base_thousand, employment_target_thousand, employment_change_thousand: jobs with the self-employed.
        employment_change_pct: projected change, percent; None where not available.
        openings_annual_thousand: openings a year on average: growth, and people who leave or change occupation.
        labor_force_exits_annual_thousand: of these, because people stop working altogether.
        occupational_transfers_annual_thousand: of these, because people change to another occupation.
        self_employed_pct: share of self-employed people in the base year.
        typical_entry_schooling, related_experience, on_the_job_training: as the agency puts them; ``None`` as text
            means that none is required, a missing value that nothing is said.
        growth_word: the agency's word for this growth; None where the edition's words are unknown, or the printed
            figures cannot tell on which side of a cut the occupation stands.
        all_occupations_change_pct: the same rate for all occupations, to compare.
    """

    soc_code: str
    occupation_title: str
    edition: str
    base_year: int
    target_year: int
    employment_base_thousand: float | None
    employment_target_thousand: float | None
    employment_change_thousand: float | None
    employment_change_pct: float | None
    openings_annual_thousand: float | None
    labor_force_exits_annual_thousand: float | None
    occupational_transfers_annual_thousand: float | None
    self_employed_pct: float | None
    typical_entry_schooling: str | None
    related_experience: str | None
    on_the_job_training: str | None
    growth_word: str | None
    all_occupations_change_pct: float | None

    @property
    def openings(self) -> float | None:
        """Openings a year, as a count."""
        return None if self.openings_annual_thousand is None else round(self.openings_annual_thousand * 1000)

    @property
    def openings_per_100(self) -> float | None:
        """Openings a year per 100 people in the job in the base year."""
        if self.openings_annual_thousand is None or not self.employment_base_thousand:
            return None
        return self.openings_annual_thousand * 100 / self.employment_base_thousand

    @property
    def growth_annual_thousand(self) -> float | None:
        """Openings a year because there are more jobs; below zero where jobs go. The whole change, spread evenly."""
        if self.employment_change_thousand is None:
            return None
        return self.employment_change_thousand / (self.target_year - self.base_year)

    @property
    def edition_has_words(self) -> bool:
        """Whether we know which words the edition uses for growth."""
        return self.edition in _words()

    @property
    def source(self) -> tables.Source:
        """Who published the projection."""
        return record(self.edition).source()


@tables.built_once
def _rows() -> dict[tuple[str, str], dict[str, Any]]:
    rows = tables.load("outlook").astype(object).to_dict("records")
    return {(row["soc_code"], row["edition"]): {str(k): _bare(v) for k, v in row.items()} for row in rows}


def _bare(value: Any) -> Any:
    return None if isinstance(value, float) and math.isnan(value) else value


@tables.built_once
def editions() -> tuple[str, ...]:
    """Editions at hand, newest first."""
    by_year = {row["edition"]: row["base_year"] for row in _rows().values()}
    return tuple(sorted(by_year, key=lambda edition: -by_year[edition]))


@tables.kept(16)
def record(edition: str) -> tables.Record:
    """What the table of projections says of itself, with the one source and file that an edition is from.

    Raises:
        CareersError: no such edition; ``nearest`` lists those at hand.
    """
    chosen = _chosen(edition, editions(), _NO_EDITION)
    table = tables.record("outlook")
    source = next((s for s in table.sources if chosen in s.edition), table.source())
    # An earlier edition lies in a folder named for it, beside others.
    own = tuple(file for file in source.files if chosen.replace("–", "-") in file.address)
    citation = source.citation.replace(source.edition, chosen)
    return replace(table, sources=(replace(source, edition=chosen, citation=citation, files=own or source.files),))


@tables.built_once
def _words() -> dict[str, list[tuple[float, float, str]]]:
    words: dict[str, list[tuple[float, float, str]]] = {}
    for row in tables.load("growth_words").astype(object).to_dict("records"):
        low, high = (_bare(row[c]) for c in ("lower_bound_pct", "upper_bound_pct"))
        span = (-math.inf if low is None else float(low), math.inf if high is None else float(high))
        words.setdefault(row["edition"], []).append((*span, row["growth_word"]))
    return words


@tables.built_once
def _rulings() -> dict[tuple[str, str], str]:
    """Words that the handbook itself prints, for occupations whose printed figures leave them open."""
    frame = tables.load("growth_rulings").astype(object)
    keys = zip(frame["edition"], frame["soc_code"], strict=True)
    return dict(zip(keys, frame["growth_word"], strict=True))


@overload
def lookup(soc_code: str, state: None = None, edition: str | None = None) -> Outlook: ...


@overload
def lookup(soc_code: str, state: str, edition: str | None = None) -> StateOutlook: ...


def lookup(soc_code: str, state: str | None = None, edition: str | None = None) -> Outlook | StateOutlook:
    """One occupation's projection, for the nation or for one state.

    Args:
        soc_code: such as ``43-4051``.
        state: letters of a state or territory; None for the nation. The states' own projections are of other editions
            than the nation's, and never stand in for one another.
        edition: such as ``2024–34``, or with a hyphen; None for the newest of its kind.

    Raises:
        UnknownOccupation, UnknownPlace: no such code.
        NotPublished: the edition does not hold the occupation there, or the place is smaller than a state; ``nearest``
            names what is published.
        CareersError: no such edition of that kind; ``nearest`` lists those at hand.
    """
    job = find_occupation(soc_code)
    return _national(job, edition) if state is None else _of_state(job, find_place(state), edition)


def _national(job: Occupation, edition: str | None) -> Outlook:
    chosen = _chosen(edition, editions(), _NO_EDITION)
    row = _rows().get((job.soc_code, chosen))
    if row is None:
        raise NotPublished(
            job.title,
            _parts(job, chosen),
            message=_("The {edition} projections do not list {job}.").format(
                edition=chosen, job=in_language(job.title)
            ),
        )
    everyone = _rows().get((ALL_OCCUPATIONS, chosen), {})
    figures = {name: row[name] for name in Outlook.__dataclass_fields__ if name in row}
    figures |= {"soc_code": job.soc_code, "occupation_title": job.title}
    return Outlook(
        **figures,
        growth_word=_rulings().get((chosen, job.soc_code))
        or growth_word(
            row["employment_change_pct"],
            chosen,
            row["employment_base_thousand"],
            row["employment_target_thousand"],
            row["employment_change_thousand"],
        ),
        all_occupations_change_pct=everyone.get("employment_change_pct"),
    )


_NO_EDITION: Final = N_("We have no projections of that edition: “{edition}”.")
_NO_STATE_EDITION: Final = N_("We have no projections by state of that edition: “{edition}”.")


def _chosen(edition: str | None, at_hand: tuple[str, ...], message: str) -> str:
    """The edition asked for, or the newest. People type a hyphen where the agency prints a dash.

    Raises:
        CareersError: it is not at hand.
    """
    chosen = (edition or at_hand[0]).strip().replace("-", "–")
    if chosen not in at_hand:
        raise CareersError(chosen, [Near(e, e) for e in at_hand], _(message).format(edition=chosen[:20]))
    return chosen


def _parts(job: Occupation, edition: str) -> list[Near]:
    """Occupations inside a group that is not projected itself, the largest first."""
    stem = job.soc_code.rstrip("0")
    parts = [
        row
        for (soc_code, of), row in _rows().items()
        if of == edition and row["occupation_level"] == "detailed" and soc_code.startswith(stem)
    ]
    parts.sort(key=lambda row: -(row["employment_base_thousand"] or 0))
    return [Near(row["soc_code"], row["occupation_title"]) for row in parts]


def growth_word(
    change_pct: float | None,
    edition: str,
    base_thousand: float | None,
    target_thousand: float | None,
    change_thousand: float | None = None,
) -> str | None:
    """The word an edition uses for a change, on the whole percent.

    The agency rounds before it prints one decimal, so a change printed as exactly a half may belong to either side.
    Then the printed numbers of jobs and their printed change decide, if they can: each lies within ±0.05 thousand of
    what is printed.

    Returns:
        The word, or None where there is none for the edition or the printed figures leave it open.
    """
    words = _words().get(edition)
    if words is None or change_pct is None:
        return None
    exact = Fraction(str(change_pct))
    low = high = exact
    if exact % 1 == Fraction(1, 2):
        if not base_thousand or target_thousand is None:
            return None
        half = PRINTED_HALF_STEP_THOUSAND
        base, target = Fraction(str(base_thousand)), Fraction(str(target_thousand))
        changes = [(target - half - (base + half), target + half - (base - half))]
        if change_thousand is not None:
            change = Fraction(str(change_thousand))
            changes.append((change - half, change + half))
        least, most = max(c[0] for c in changes), min(c[1] for c in changes)
        bases = (max(base - half, half), base + half)
        low = max(min(least / b for b in bases) * 100, exact - half)
        high = min(max(most / b for b in bases) * 100, exact + half)
    found = {_word(words, _whole(edge)) for edge in (low, high)}
    return found.pop() if len(found) == 1 else None


def _whole(change: Fraction) -> int:
    """Nearest whole percent; a true half goes away from zero."""
    return math.floor(change + Fraction(1, 2)) if change >= 0 else math.ceil(change - Fraction(1, 2))


def _word(words: list[tuple[float, float, str]], whole: int) -> str | None:
    return next((word for low, high, word in words if low <= whole <= high), None)


# --- States --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class StateOutlook:
    """One occupation's projection in one state, by the state's own agency.

    Attributes:
        soc_code, occupation_title, place_code, place_title: what was asked about.
        edition, base_year, target_year: of the states' projections, not of the nation's newest ones.
        employment_base_thousand, employment_target_thousand: jobs, rounded to tens.
        employment_change_pct: projected change; None where there are no jobs to begin with.
        openings_annual_thousand: openings a year on average, rounded to tens.
        openings_annual_thousand_flag: ``ok``, or ``growth_only`` where the state counts new jobs only.
        all_occupations_change_pct: the same rate for all occupations in the state.
        nation_change_pct: the same rate for this occupation in the whole country, from the same edition.
        surveyed_employment: where the pay survey counts far more of these jobs there than the state does, how many;
            these figures are then in doubt. None where the two agree well enough or cannot be held against each other.
        listed_share_pct: where the occupations that the state lists add up to much less than its own total, to how much
            of it; these figures are then of a part of the jobs, and in doubt as well. Else None.
    """

    soc_code: str
    occupation_title: str
    place_code: str
    place_title: str
    edition: str
    base_year: int
    target_year: int
    employment_base_thousand: float
    employment_target_thousand: float
    employment_change_pct: float | None
    openings_annual_thousand: float
    openings_annual_thousand_flag: str
    all_occupations_change_pct: float | None
    nation_change_pct: float | None
    surveyed_employment: float | None
    listed_share_pct: float | None

    @property
    def is_in_doubt(self) -> bool:
        """Whether the state can hardly have counted all these jobs."""
        return self.surveyed_employment is not None or self.listed_share_pct is not None

    @property
    def openings(self) -> float:
        """Openings a year, as a count."""
        return round(self.openings_annual_thousand * 1000)

    @property
    def openings_per_100(self) -> float | None:
        """Openings a year per 100 people in the job in the base year."""
        if not self.employment_base_thousand:
            return None
        return self.openings_annual_thousand * 100 / self.employment_base_thousand

    @property
    def is_coarse(self) -> bool:
        """Whether there are so few jobs that rounding alone can move the change by a point or more."""
        return self.employment_base_thousand < COARSE_BELOW_THOUSAND

    @property
    def source(self) -> tables.Source:
        """Who published the projection."""
        return tables.record("outlook_by_state").source()


@dataclass(frozen=True)
class StateOutlooks:
    """One occupation's projections in all states, from one edition of the states' projections.

    Attributes:
        soc_code, occupation_title, edition, base_year, target_year: see `StateOutlook`.
        rows: one row per state or territory that projects the occupation, fastest growth first, those left out of the
            ranking last: ``place_code``, ``place_title``, the figures of ``outlook_by_state``, ``openings_per_100``,
            the flags of both columns of openings, ``is_coarse``, ``surveyed_employment``, ``listed_share_pct`` and
            ``is_in_doubt`` (see `StateOutlook`), and ``rank`` (1 grows fastest, equal figures share a rank; missing
            where left out).
        nation: the same for the whole country.
        n_left_out: rows with too few jobs to be ranked, not counting those in doubt.
        absent: names of states and territories that do not project the occupation.
    """

    soc_code: str
    occupation_title: str
    edition: str
    base_year: int
    target_year: int
    rows: pd.DataFrame
    nation: StateOutlook | None
    n_left_out: int
    absent: tuple[str, ...]


@dataclass(frozen=True)
class _States:
    """The states' table as arrays, where each occupation's rows lie, editions newest first, all states by name, and by
    edition and state the share of its own total that a state lists, where that is too little, and whose openings
    count new jobs only.
    """

    columns: dict[str, np.ndarray]
    slices: dict[str, slice]
    editions: tuple[str, ...]
    titles: dict[str, str]
    partial: dict[tuple[str, str], float]
    growth_only: frozenset[tuple[str, str]]


@tables.built_once
def _states() -> _States:
    frame = tables.digest("outlook_by_state")
    soc = frame["soc_code"].cat
    starts = np.searchsorted(soc.codes.to_numpy(), np.arange(len(soc.categories) + 1))
    slices = {code: slice(int(starts[i]), int(starts[i + 1])) for i, code in enumerate(soc.categories)}
    columns = {str(name): frame[name].to_numpy(object) for name in frame.columns}
    years = dict(zip(columns["edition"], columns["base_year"], strict=True))
    places = tables.load("places").astype(object)
    states = places[places["place_kind"] == "state"]
    titles = dict(zip(states["place_code"], states["place_title"], strict=True))
    newest_first = tuple(sorted(years, key=lambda e: -years[e]))
    return _States(columns, slices, newest_first, titles, _partial(frame), _growth_only(frame))


def _partial(frame: pd.DataFrame) -> dict[tuple[str, str], float]:
    codes = frame["soc_code"].astype(str)
    keys = [frame["edition"].astype(str), frame["place_code"].astype(str)]
    jobs = frame["employment_base_thousand"]
    listed = jobs.where(~codes.str.endswith("0"), 0.0).groupby(keys).sum()
    total = jobs.where(codes == ALL_OCCUPATIONS, 0.0).groupby(keys).sum()
    share = listed[total > 0] * 100 / total[total > 0]
    share = share[share < LEAST_LISTED_PCT]
    return dict(zip(share.index.to_list(), share.to_list(), strict=True))


def _growth_only(frame: pd.DataFrame) -> frozenset[tuple[str, str]]:
    total = frame[frame["soc_code"].astype(str) == ALL_OCCUPATIONS]
    years = total["target_year"] - total["base_year"]
    growth = (total["employment_target_thousand"] - total["employment_base_thousand"]) / years
    few = total[(growth > 0) & (total["openings_annual_thousand"] < LEAST_OPENINGS_TO_GROWTH * growth)]
    return frozenset(zip(few["edition"].astype(str), few["place_code"].astype(str), strict=True))


def state_editions() -> tuple[str, ...]:
    """Editions of the states' projections at hand, newest first."""
    return _states().editions


def _state_rows(soc_code: str, edition: str) -> list[dict[str, Any]]:
    states = _states()
    where = states.slices.get(soc_code, slice(0, 0))
    rows = zip(*(column[where] for column in states.columns.values()), strict=True)
    named = (dict(zip(states.columns, map(_bare, row), strict=True)) for row in rows)
    return [row for row in named if row["edition"] == edition]


def _of_state(job: Occupation, where: Place, edition: str | None) -> StateOutlook:
    if where.place_kind not in ("state", "nation"):
        raise NotPublished(
            where.title,
            [Near(code, find_place(code).title) for code in where.state_codes],
            _("Projections are made for whole states, not for {place}.").format(place=where.title),
        )
    chosen = _chosen(edition, state_editions(), _NO_STATE_EDITION)
    rows = {row["place_code"]: row for row in _state_rows(job.soc_code, chosen)}
    row = rows.get(where.place_code)
    if row is None:
        raise NotPublished(
            f"{in_language(job.title)}, {where.title}",
            [Near("US", find_place("US").title)],
            _("The {edition} projections of {place} do not list {job}.").format(
                edition=chosen, place=where.title, job=in_language(job.title)
            ),
        )
    return _state_outlook(job, row, rows.get("US"))


def _state_outlook(job: Occupation, row: dict[str, Any], nation: dict[str, Any] | None) -> StateOutlook:
    place = row["place_code"]
    everyone = _everyone_by_state(row["edition"])
    return StateOutlook(
        **row | {"soc_code": job.soc_code} | _doubts(job.soc_code, row),
        occupation_title=job.title,
        place_title=find_place(place).title,
        openings_annual_thousand_flag=_openings_flag(row),
        all_occupations_change_pct=everyone.get(place),
        nation_change_pct=None if nation is None else nation["employment_change_pct"],
    )


def _openings_flag(row: dict[str, Any]) -> str:
    return GROWTH_ONLY if (row["edition"], row["place_code"]) in _states().growth_only else "ok"


def _doubts(soc_code: str, row: dict[str, Any]) -> dict[str, float | None]:
    """What speaks against a state's projection: both None where nothing does."""
    place, base = row["place_code"], row["employment_base_thousand"] * 1000
    share = None if soc_code == ALL_OCCUPATIONS else _states().partial.get((row["edition"], place))
    return {"surveyed_employment": _surveyed_far_more(soc_code, place, base), "listed_share_pct": share}


def _surveyed_far_more(soc_code: str, place_code: str, base: float) -> float | None:
    """Jobs by the pay survey where they are far more than a projection starts from; else None.

    The survey leaves the self-employed out, so it should count fewer.
    """
    try:
        record = pay.lookup(soc_code, place_code)
    except NotPublished:
        return None
    jobs = record.employment
    if jobs is None or jobs < SURVEYED_AT_LEAST:
        return None
    least = jobs * (1 - CRITICAL_Z * (record.employment_rse_pct or 0.0) / 100)
    return jobs if least >= FAR_MORE * base else None


@tables.kept(8)
def _everyone_by_state(edition: str) -> dict[str, float | None]:
    return {row["place_code"]: row["employment_change_pct"] for row in _state_rows(ALL_OCCUPATIONS, edition)}


_STATE_COLUMNS: Final = (
    "place_code",
    "place_title",
    "employment_base_thousand",
    "employment_target_thousand",
    "employment_change_pct",
    "openings_annual_thousand",
)


def _per_100(row: dict[str, Any]) -> float:
    base = row["employment_base_thousand"]
    return float(row["openings_annual_thousand"] * 100 / base) if base else math.nan


@tables.kept(4)
def by_state(soc_code: str, edition: str | None = None) -> StateOutlooks:
    """An occupation's projections in all states and territories, ranked by growth.

    Args:
        soc_code: such as ``43-4051``.
        edition: of the states' projections; None for the newest.

    Raises:
        UnknownOccupation: no such code.
        NotPublished: no state projects the occupation.
        CareersError: no such edition; ``nearest`` lists those at hand.
    """
    job = find_occupation(soc_code)
    chosen = _chosen(edition, state_editions(), _NO_STATE_EDITION)
    rows = _state_rows(job.soc_code, chosen)
    nation = next((row for row in rows if row["place_code"] == "US"), None)
    titles = _states().titles
    listed = [row | {"place_title": titles[row["place_code"]]} for row in rows if row["place_code"] in titles]
    if not listed:
        raise NotPublished(
            job.title,
            message=_("No state lists {job} in its {edition} projections.").format(
                job=in_language(job.title), edition=chosen
            ),
        )
    for row in listed:
        row |= (against := _doubts(job.soc_code, row))
        # Kept out of the ranking, like the few: where a state missed most of the jobs, its rate tells of the rest.
        row["is_in_doubt"] = any(figure is not None for figure in against.values())
    sure = [row for row in listed if not row["is_in_doubt"]]
    changes = {
        row["place_code"]: row["employment_change_pct"]
        for row in sure
        if row["employment_change_pct"] is not None and row["employment_base_thousand"] >= FEWEST_JOBS_THOUSAND
    }
    falling = sorted(changes.values(), reverse=True)
    ranks = {place: falling.index(change) + 1 for place, change in changes.items()}
    listed.sort(key=lambda row: (ranks.get(row["place_code"], math.inf), -row["employment_base_thousand"]))
    frame = pd.DataFrame(
        {
            **{name: [row[name] for row in listed] for name in _STATE_COLUMNS},
            "openings_per_100": [_per_100(row) for row in listed],
            **{
                f"{name}_flag": [_openings_flag(row) for row in listed]
                for name in ("openings_annual_thousand", "openings_per_100")
            },
            "is_coarse": [row["employment_base_thousand"] < COARSE_BELOW_THOUSAND for row in listed],
            **{
                name: np.array([row[name] for row in listed], dtype=float)
                for name in ("surveyed_employment", "listed_share_pct")
            },
            "is_in_doubt": [row["is_in_doubt"] for row in listed],
            "rank": [ranks.get(row["place_code"], math.nan) for row in listed],
        }
    )
    have = {row["place_code"] for row in listed}
    return StateOutlooks(
        job.soc_code,
        job.title,
        chosen,
        int(rows[0]["base_year"]),
        int(rows[0]["target_year"]),
        frame,
        None if nation is None else _state_outlook(job, nation, nation),
        len(sure) - len(ranks),
        tuple(title for code, title in titles.items() if code not in have),
    )


# --- Industries ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class IndustryOutlooks:
    """The industries that employ an occupation, and how each whole industry is projected to grow.

    Attributes:
        soc_code, occupation_title: the occupation asked about.
        pay_edition: edition of the jobs (wage and salary), such as May 2025.
        edition, base_year, target_year: of the industries' projections.
        rows: one row per industry that employs the occupation, most jobs first: ``industry_code``, ``industry_title``,
            ``employment``, ``employment_flag``, ``occupation_share_pct`` (of the occupation's jobs),
            ``employment_change_pct`` (of the whole industry), ``projected_industry_code`` and
            ``projected_industry_title`` (the line it is from), ``is_wider`` (that line is of a wider industry), and
            ``industry_scope_note``.
        all_industries_change_pct: the same rate for all wage and salary jobs.
    """

    soc_code: str
    occupation_title: str
    pay_edition: str
    edition: str
    base_year: int
    target_year: int
    rows: pd.DataFrame
    all_industries_change_pct: float | None

    @property
    def in_growing_pct(self) -> float | None:
        """Share of the occupation's jobs in industries that grow, of the jobs in all rows; None without any."""
        known = self.rows[self.rows["occupation_share_pct"].notna() & self.rows["employment_change_pct"].notna()]
        whole = known["occupation_share_pct"].sum()
        growing = known.loc[known["employment_change_pct"] > 0, "occupation_share_pct"].sum()
        return float(growing / whole * 100) if whole else None


_INDUSTRY_COLUMNS: Final = ("industry_code", "industry_title", "employment", "employment_flag", "occupation_share_pct")
_BY_OWNER: Final = re.compile(r"(611|622)\d0[235]")


@tables.built_once
def _projected_industries() -> dict[str, dict[str, Any]]:
    """The newest projection of each industry, by the code that OEWS writes for it."""
    rows = tables.load("industry_outlook").astype(object).sort_values("base_year").to_dict("records")
    plain = [{str(k): _bare(v) for k, v in row.items()} for row in rows]
    newest = plain[-1]["edition"]
    return {
        row["matched_industry_code"]: row
        for row in plain
        if row["edition"] == newest and isinstance(row["matched_industry_code"], str)
    }


@tables.built_once
def _projections_by_code() -> dict[str, dict[str, Any]]:
    """The projection of every industry that has pay, or of the narrowest wider one that is projected."""
    projected = _projected_industries()
    found: dict[str, dict[str, Any]] = {}
    for code in tables.load("industries")["industry_code"].astype(object):
        narrower = (code[:n] for n in (5, 4, 3) if n < len(code))
        wider = [code, *narrower, industries.get(code).sector_code, industries.ALL]
        found[code] = next(projected[c] for c in wider if c in projected)
    return found


@tables.kept(4)
def by_industry(soc_code: str, level: industries.Level = "sector") -> IndustryOutlooks:
    """The industries that employ an occupation, with the projected growth of each whole industry.

    No projection crosses occupations with industries here: how the occupation fares inside an industry is not said.

    Args:
        soc_code: such as ``43-4051``.
        level: which industries; ``sector`` or ``4-digit``, as in `careers.pay.by_industry`. Schools and hospitals are
            listed together, whoever owns them.

    Raises:
        UnknownOccupation, UnknownIndustry: no such code or level.
        NotPublished: the occupation has no cell in any industry of that level.
    """
    job = find_occupation(soc_code)
    listed = pay.by_industry(job.soc_code, level)
    columns = [listed[name].to_numpy(object) for name in _INDUSTRY_COLUMNS]
    rows = [dict(zip(_INDUSTRY_COLUMNS, values, strict=True)) for values in zip(*columns, strict=True)]
    # Rows by owner repeat the jobs of the row without.
    rows = [row for row in rows if not _BY_OWNER.fullmatch(row["industry_code"])]
    rows.sort(key=lambda row: -math.inf if _bare(row["employment"]) is None else row["employment"], reverse=True)
    found = [_projections_by_code()[row["industry_code"]] for row in rows]
    frame = pd.DataFrame(
        {
            **{name: [row[name] for row in rows] for name in _INDUSTRY_COLUMNS},
            "employment_change_pct": [line["employment_change_pct"] for line in found],
            "projected_industry_code": [line["matched_industry_code"] for line in found],
            "projected_industry_title": [line["industry_title"] for line in found],
            "is_wider": [
                line["matched_industry_code"] != row["industry_code"] for row, line in zip(rows, found, strict=True)
            ],
            "industry_scope_note": [line["industry_scope_note"] or "" for line in found],
        }
    )
    everything = _projected_industries()[industries.ALL]
    return IndustryOutlooks(
        job.soc_code,
        job.title,
        tables.record("pay_by_industry").source().edition,
        everything["edition"],
        int(everything["base_year"]),
        int(everything["target_year"]),
        frame,
        everything["employment_change_pct"],
    )


# --- Past projections ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class PastCheck:
    """What a projection's path says for a later year, and the jobs that a later edition then counted.

    Attributes:
        year: base year of the later edition.
        counted_by: that edition.
        projected_thousand: on the straight line from the projection's first to its last year.
        counted_thousand: jobs that the later edition starts from.
        gap_pct: how far the count lies above the path, percent of the path.
        everyone_gap_pct: the same for all occupations together.
        typical_gap_pct: half of all occupations lie further off than this, above or below.
        further_off_pct: share of all occupations that lie further off than this one.
    """

    year: int
    counted_by: str
    projected_thousand: float
    counted_thousand: float
    gap_pct: float
    everyone_gap_pct: float | None
    typical_gap_pct: float
    further_off_pct: float


@dataclass(frozen=True)
class PastPath:
    """One edition's path for an occupation, and how later counts lie beside it; no checks for the newest edition."""

    edition: str
    base_year: int
    target_year: int
    employment_base_thousand: float
    employment_target_thousand: float
    checks: tuple[PastCheck, ...]

    def at(self, year: int) -> float:
        """Jobs in thousand that the straight line passes through in that year."""
        return _on_path({name: getattr(self, name) for name in _PATH}, year)


_PATH: Final = ("base_year", "target_year", "employment_base_thousand", "employment_target_thousand")


def _on_path(row: dict[str, Any], year: int) -> float:
    base, target = row["employment_base_thousand"], row["employment_target_thousand"]
    return float(base + (target - base) * (year - row["base_year"]) / (row["target_year"] - row["base_year"]))


def _gap_pct(path: dict[str, Any], count: dict[str, Any]) -> float | None:
    """How far a later edition's count lies above an earlier path, in percent of the path."""
    if any(path[name] is None for name in _PATH) or count["employment_base_thousand"] is None:
        return None
    projected = _on_path(path, count["base_year"])
    return (count["employment_base_thousand"] / projected - 1) * 100 if projected else None


@tables.built_once
def _all_gaps() -> dict[tuple[str, str], list[float]]:
    """Size of the gap of every detailed occupation, smallest first, by earlier and later edition."""
    at_hand = editions()
    codes = {code for (code, _edition), row in _rows().items() if row["occupation_level"] == "detailed"}
    gaps: dict[tuple[str, str], list[float]] = {}
    for place, later in enumerate(at_hand):
        for earlier in at_hand[place + 1 :]:
            pairs = [(_rows().get((code, earlier)), _rows().get((code, later))) for code in codes]
            found = [_gap_pct(path, count) for path, count in pairs if path is not None and count is not None]
            gaps[earlier, later] = sorted(abs(gap) for gap in found if gap is not None)
    return gaps


def past_paths(soc_code: str) -> tuple[PastPath, ...]:
    """How the paths of past editions compare with the jobs that later editions counted, oldest edition first.

    Joined on the same code only. Between the first and the last year of a projection nothing is published; the path is
    the straight line between them. The last path is the newest edition's, which nothing can be held against yet.

    Raises:
        UnknownOccupation: no such code.
    """
    job = find_occupation(soc_code)
    at_hand = tuple(reversed(editions()))
    paths = []
    for place, earlier in enumerate(at_hand):
        path = _rows().get((job.soc_code, earlier))
        if path is None or any(path[name] is None for name in _PATH):
            continue
        checks = [_check(job, path, earlier, later) for later in at_hand[place + 1 :]]
        paths.append(
            PastPath(
                earlier,
                path["base_year"],
                path["target_year"],
                path["employment_base_thousand"],
                path["employment_target_thousand"],
                tuple(check for check in checks if check is not None),
            )
        )
    return tuple(paths)


def _check(job: Occupation, path: dict[str, Any], earlier: str, later: str) -> PastCheck | None:
    count = _rows().get((job.soc_code, later))
    gap = None if count is None else _gap_pct(path, count)
    others = _all_gaps().get((earlier, later))
    if count is None or gap is None or not others:
        return None
    everyone = [_rows().get((ALL_OCCUPATIONS, edition)) for edition in (earlier, later)]
    return PastCheck(
        count["base_year"],
        later,
        _on_path(path, count["base_year"]),
        count["employment_base_thousand"],
        gap,
        _gap_pct(everyone[0], everyone[1]) if everyone[0] and everyone[1] else None,
        median(others),
        (len(others) - bisect_left(others, abs(gap))) / len(others) * 100,
    )


# --- One screen ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Prospects:
    """Everything the Outlook page says first, each part with its own edition.

    Attributes:
        nation: the national projection of the edition asked for.
        newest_edition: the newest national edition at hand.
        place: what the reader chose.
        state: the state that answers for the place; None for the whole country.
        here: that state's own projection, or None.
        states: all states' projections, or None where no state projects the occupation.
        past: see `past_paths`.
        newer: a newer national edition that is known to exist.
        gaps: sentences about parts that are not published.
    """

    nation: Outlook
    newest_edition: str
    place: Place
    state: Place | None
    here: StateOutlook | None
    states: StateOutlooks | None
    past: tuple[PastPath, ...]
    newer: NewerEdition | None
    gaps: tuple[str, ...]


@tables.kept(64)
def prospects(soc_code: str, place: str = "US", edition: str | None = None) -> Prospects:
    """Gather the outlook of one selection. Kept, so that a rerun computes nothing.

    Args:
        soc_code: such as ``43-4051``.
        place: any place; its main state answers for a metro or nonmetro area.
        edition: of the national projections; None for the newest.

    Raises:
        UnknownOccupation, UnknownPlace: no such code.
        NotPublished: the edition does not hold the occupation; ``nearest`` names its parts.
        CareersError: no such edition; ``nearest`` lists those at hand.
    """
    where = find_place(place)
    nation, newest = lookup(soc_code, edition=edition), editions()[0]
    state = find_place(where.state_codes[0]) if where.state_codes else None
    gaps: list[str] = []
    states = here = None
    try:
        states = by_state(soc_code)
        if state is not None:
            here = lookup(soc_code, state.place_code)
    except NotPublished as gap:
        gaps.append(str(gap))
    newer = editions_known.newer_than(tables.record("outlook").source())
    return Prospects(nation, newest, where, state, here, states, past_paths(soc_code), newer, tuple(gaps))
