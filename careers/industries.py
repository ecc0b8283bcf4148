"""Industries by code and by name: ``44-45``, ``52``, ``524``, ``5241``, ``541511``, and government as published."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final, Literal, get_args

from rapidfuzz import fuzz, process
from rapidfuzz.utils import default_process

from careers import tables
from careers.errors import Near, UnknownIndustry

Level = Literal["all", "ownership", "sector", "3-digit", "4-digit", "5-6-digit", "government"]
LEVELS: Final[tuple[str, ...]] = get_args(Level)

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
        oews_industry_code: the six characters of the flat files.
        score: how well it answers a search, 0 to 100.
    """

    industry_code: str
    title: str
    level: str
    sector_code: str | None
    oews_industry_code: str
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
            str(row.oews_industry_code),
        )
        for row in frame.itertuples()
    }


@tables.built_once
def _searchable() -> dict[str, str]:
    return {code: default_process(industry.title) for code, industry in _all().items()}


@tables.built_once
def _aliases() -> dict[str, str]:
    """Other ways to write a code: as the flat files do, without trailing zeros, or one part of a sector's span."""
    aliases: dict[str, str] = {}
    for code, entry in _all().items():
        aliases[entry.oews_industry_code] = code
        if entry.level == "5-6-digit":
            aliases.setdefault(code.rstrip("0"), code)
        if entry.level == "sector" and "-" in code:
            first, last = code.split("-")
            aliases |= {str(part): code for part in range(int(first), int(last) + 1)}
    return {alias: code for alias, code in aliases.items() if alias not in _all()}


def get(code: str) -> Industry:
    """The industry with that code, written as people do (``44-45``, ``524``) or as the flat files do (``524000``).

    Raises:
        UnknownIndustry: there is none; ``nearest`` offers the industries above it, or those whose name comes close.
    """
    typed, code = code, str(code).strip().upper().replace("–", "-")
    known, aliases = _all(), _aliases()
    found = known.get(code) or known.get(aliases.get(code, ""))
    if found is None:
        above = [known.get(part) or known.get(aliases.get(part, "")) for part in (code[:n] for n in (5, 4, 3, 2))]
        near = list(dict.fromkeys(industry for industry in above if industry)) or search(code, limit=3)
        raise UnknownIndustry(typed, [Near(industry.industry_code, industry.title) for industry in near])
    return found


def at_level(level: Level) -> list[Industry]:
    """Every industry of one level, in the agency's order.

    Raises:
        UnknownIndustry: there is no such level; ``nearest`` offers all levels.
    """
    if level not in LEVELS:
        raise UnknownIndustry(level, [Near(name, name) for name in LEVELS])
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
    return replace(industry, score=round(score, 1))
