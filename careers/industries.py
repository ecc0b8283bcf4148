"""Industries by code and by name: ``44-45``, ``52``, ``524``, ``5241``, ``541511``, and government as published."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz, process
from rapidfuzz.utils import default_process

from careers import tables
from careers.errors import Near, UnknownIndustry

ALL: Final = "000000"
"""Code of all industries together."""

WEAKEST: Final = 60
"""Score from 0 to 100 below which a name is not taken for what was typed."""

LONGEST: Final = 200
"""Characters of a typed text that are compared."""


@dataclass(frozen=True)
class Industry:
    """One industry as OEWS publishes it.

    Args:
        industry_code: the code as people write it.
        title: the agency's name for it.
        level: ``all``, ``ownership``, ``sector``, ``3-digit``, ``4-digit``, ``5-6-digit`` or ``government``.
        sector_code: the sector it belongs to, or None where it spans sectors.
        score: how well it answers a search, 0 to 100.
    """

    industry_code: str
    title: str
    level: str
    sector_code: str | None
    score: float = 100.0


@tables.built_once
def _all() -> dict[str, Industry]:
    frame = tables.load("industries").sort_values("sort_order")
    return {
        str(row.industry_code): Industry(
            str(row.industry_code),
            str(row.industry_title),
            str(row.industry_level),
            str(row.sector_code) if isinstance(row.sector_code, str) else None,
        )
        for row in frame.itertuples()
    }


@tables.built_once
def _searchable() -> dict[str, str]:
    return {code: default_process(industry.title) for code, industry in _all().items()}


def get(code: str) -> Industry:
    """The industry with that code.

    Raises:
        UnknownIndustry: there is none; ``nearest`` offers industries whose code or name comes close.
    """
    found = _all().get(code)
    if found is None:
        raise UnknownIndustry(code, [Near(near.industry_code, near.title) for near in search(code, limit=3)])
    return found


def at_level(level: str) -> list[Industry]:
    """Every industry of one level, in the agency's order."""
    return [industry for industry in _all().values() if industry.level == level]


def search(text: str, limit: int = 8) -> list[Industry]:
    """Industries whose name or code answers ``text``, best first; an empty text lists the sectors.

    A code finds itself first and then what stands below it; a name is compared word by word, so that typos and
    word order do not matter. Where nothing comes close the list is empty.
    """
    wanted = default_process(text[:LONGEST])
    if not text.strip():
        # Typing nothing means looking around: all industries, then the sectors, which are few.
        return [_all()[ALL], *at_level("sector")]
    if not wanted:
        return []
    code = text.strip()[:LONGEST]
    by_code = [
        industry for industry in _all().values() if code[0].isdigit() and industry.industry_code.startswith(code)
    ]
    found = process.extract(wanted, _searchable(), scorer=fuzz.WRatio, score_cutoff=WEAKEST, limit=None)
    by_name = []
    for name, score, key in found:
        # A word that begins a word of the name is what someone is still typing; it outranks a mere likeness.
        begins = all(any(part.startswith(typed) for part in name.split()) for typed in wanted.split())
        industry = _all()[key]
        by_name.append((not begins, -score, _LEVEL_ORDER.get(industry.level, 9), industry))
    by_name.sort(key=lambda ranked: ranked[:3])
    ranked = [*by_code, *(_scored(industry, -minus) for _, minus, _, industry in by_name if industry not in by_code)]
    return ranked[:limit]


_LEVEL_ORDER: Final = {"sector": 0, "3-digit": 1, "4-digit": 2, "5-6-digit": 3, "government": 4}


def _scored(industry: Industry, score: float) -> Industry:
    return Industry(industry.industry_code, industry.title, industry.level, industry.sector_code, round(score, 1))
