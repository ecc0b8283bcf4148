"""Skill scores: how much each of 17 broad skills matters in an occupation, as the projections programme scores it.

The agency works them out from O*NET's ratings and scores every occupation, taking a similar one's ratings where O*NET
has none. So they answer for occupations that O*NET has not rated, and tell how an occupation ranks among all.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from careers import tables
from careers.ratings import IMPORTANT
from careers.titles import occupation as find_occupation

TABLE: Final = "skill_scores"
ALL_OCCUPATIONS: Final = "00-0000"
SCALE: Final = (1.0, 5.0)
"""From not important to extremely important."""


@dataclass(frozen=True)
class Score:
    """One skill in one occupation.

    Attributes:
        skill_name: the agency's name.
        skill_score: 1 to 5.
        everyone: the score of all occupations together.
        skill_percentile_rank: share of occupations with a lower score, percent.
    """

    skill_name: str
    skill_score: float
    everyone: float
    skill_percentile_rank: float

    @property
    def difference(self) -> float:
        """Points above the score of all occupations; both are printed to one decimal."""
        return round(self.skill_score - self.everyone, 1)

    @property
    def stands_out(self) -> bool:
        """Whether it is important and scores above all occupations."""
        return self.skill_score >= IMPORTANT and self.difference > 0


@dataclass(frozen=True)
class Scores:
    """All scores of one occupation.

    Attributes:
        soc_code, occupation_title: the occupation.
        scores: furthest above all occupations first.
        is_borrowed: whether the agency took them from a similar occupation.
        edition: such as 2023–33.
    """

    soc_code: str
    occupation_title: str
    scores: tuple[Score, ...]
    is_borrowed: bool
    edition: str

    @property
    def any_stands_out(self) -> bool:
        """Whether any skill is important and scores above all occupations."""
        return any(score.stands_out for score in self.scores)

    @property
    def strongest(self) -> tuple[Score, ...]:
        """What stands out, furthest first; the most important where nothing does."""
        above = tuple(score for score in self.scores if score.stands_out)
        return above or tuple(sorted(self.scores, key=lambda score: -score.skill_score))

    @property
    def source(self) -> tables.Source:
        """Who published them."""
        return tables.record(TABLE).source()


def scores(soc_code: str) -> Scores | None:
    """The skill scores of an occupation; None where the agency has none, as for groups of occupations.

    Raises:
        UnknownOccupation: no such code.
    """
    job = find_occupation(soc_code)
    found = _scores().get(job.soc_code)
    if found is None:
        return None
    listed, is_borrowed, edition = found
    return Scores(job.soc_code, job.title, listed, is_borrowed, edition)


@tables.built_once
def _scores() -> dict[str, tuple[tuple[Score, ...], bool, str]]:
    """Scores by occupation, furthest above all occupations first; whether they are borrowed; their edition."""
    columns = ("soc_code", "skill_name", "skill_score", "skill_percentile_rank", "is_borrowed", "edition")
    frame = tables.load(TABLE)
    rows = list(zip(*(frame[name].astype(object).tolist() for name in columns), strict=True))
    everyone = {skill: float(score) for soc, skill, score, *_rest in rows if soc == ALL_OCCUPATIONS}
    found: dict[str, list[Score]] = {}
    told: dict[str, tuple[bool, str]] = {}
    for soc, skill, score, rank, is_borrowed, edition in rows:
        if soc != ALL_OCCUPATIONS:
            found.setdefault(soc, []).append(Score(skill, float(score), everyone[skill], float(rank)))
            told[soc] = bool(is_borrowed), str(edition)
    return {
        soc: (tuple(sorted(listed, key=lambda s: (-s.difference, -s.skill_percentile_rank, s.skill_name))), *told[soc])
        for soc, listed in found.items()
    }
