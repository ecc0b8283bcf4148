"""Will there be jobs: employment projections of one edition, with the growth word that edition uses."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from careers import tables
from careers.errors import CareersError, Near, NotPublished
from careers.i18n import _
from careers.titles import occupation as find_occupation

ALL_OCCUPATIONS: Final = "00-0000"
PRINTED_HALF_STEP_THOUSAND: Final = Fraction(5, 100)
"""Employment is printed to one decimal, so the true figure lies within this much of it."""


@dataclass(frozen=True)
class Outlook:
    """One occupation's projection.

    Attributes:
        soc_code, occupation_title: the occupation asked about.
        edition, base_year, target_year: such as 2024–34, from 2024 to 2034.
        employment_base_thousand, employment_target_thousand, employment_change_thousand: jobs with the self-employed.
        employment_change_pct: projected change, percent; None where not available.
        openings_annual_thousand: openings a year on average: growth, and people who leave or change occupation.
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
    def source(self) -> tables.Source:
        """Who published the projection."""
        return tables.record("outlook").source()


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


def lookup(soc_code: str, edition: str | None = None) -> Outlook:
    """One occupation's projection.

    Args:
        soc_code: such as ``43-4051``.
        edition: such as ``2024–34``; None for the newest.

    Raises:
        UnknownOccupation: no such code.
        NotPublished: the edition does not hold the occupation.
        CareersError: no such edition; ``nearest`` lists those at hand.
    """
    job = find_occupation(soc_code)
    chosen = edition or editions()[0]
    if chosen not in editions():
        raise CareersError(
            chosen,
            [Near(e, e) for e in editions()],
            _("We have no projections of that edition: “{edition}”.").format(edition=chosen[:20]),
        )
    row = _rows().get((job.soc_code, chosen))
    if row is None:
        raise NotPublished(
            job.title,
            message=_("The {edition} projections do not list {job}.").format(edition=chosen, job=job.title),
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
