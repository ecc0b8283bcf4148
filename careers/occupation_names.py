"""Occupations in other languages than English: what they are called there, and found by.

Only the largest have a name in another language; the others keep the agency's. A name is found whatever the language
in use, with or without its accents, in the singular or plural, for men or women.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from careers import tables
from careers.i18n import FALLBACK, language

_WORD: Final = re.compile(r"[a-z0-9]+")
_ENDING: Final = re.compile(r"(?<=\w{3})(?:[oea]s?|s)$")
_STOP: Final = frozenset(
    ["a", "al", "con", "de", "del", "e", "el", "en", "la", "las", "los", "o", "para", "por", "que", "un", "una", "y"]
)
_UNFINISHED: Final = 0.85
"""What a word counts for of which only the beginning is typed."""

_MISTYPED: Final = 0.8
_FOUND_SHARE: Final = 0.72
"""Weight of how much of what was typed is found; the rest is how much of the name was typed."""


@dataclass(frozen=True)
class Match:
    """A name that was found.

    Args:
        soc_code: the occupation.
        name: the name that matched.
        score: how well, 0 to 100.
    """

    soc_code: str
    name: str
    score: float


def _words(text: str) -> list[str]:
    """Words that count, without accents, number and gender, in order, each once."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return list(dict.fromkeys(_ENDING.sub("", word) for word in _WORD.findall(plain) if word not in _STOP))


@tables.built_once
def _shown() -> dict[tuple[str, str], str]:
    """Language and agency's title, in lower case → the name shown."""
    occupations = tables.load("occupations")
    title = dict(zip(occupations["soc_code"].astype(str), occupations["occupation_title"].astype(str), strict=True))
    names = tables.load("occupation_names").query("name_use == 'shown'")
    columns = (names[column].astype(str) for column in ("language_code", "soc_code", "name"))
    return {(code, _key(title[soc])): name for code, soc, name in zip(*columns, strict=True)}


def _key(title: str) -> str:
    # The projections write titles in lower case, and "and" where the pay survey may write "&".
    return title.casefold().replace(" & ", " and ")


@tables.built_once
def _searched() -> tuple[list[tuple[str, str, str, frozenset[str]]], frozenset[str]]:
    """Language, code, name and words of every name; and all their words."""
    names = tables.load("occupation_names")
    columns = (names[column].astype(str) for column in ("language_code", "soc_code", "name"))
    entries = [(code, soc, name, frozenset(_words(name))) for code, soc, name in zip(*columns, strict=True)]
    return entries, frozenset(word for *_rest, words in entries for word in words)


def shown(title: str) -> str | None:
    """The occupation's name in the language in use; None where it has none but the agency's.

    Args:
        title: the agency's title, in capitals or as its projections write it.
    """
    return None if language() == FALLBACK else _shown().get((language(), _key(title)))


def in_language(title: str) -> str:
    """What to show for an agency's title: its name in the language in use, or the title itself."""
    return shown(title) or title


def search(text: str) -> list[Match]:
    """The best name of every occupation that has one with all the words of ``text``, best first.

    The last word may be unfinished, and a long word mistyped.
    """
    typed = _words(text)
    if not typed:
        return []
    entries, vocabulary = _searched()
    like = [_likenesses(word, vocabulary, is_last=word == typed[-1]) for word in typed]
    best: dict[str, Match] = {}
    if not all(like):
        return []
    for _code, soc, name, words in entries:
        sure = [max((share for word, share in found.items() if word in words), default=0.0) for found in like]
        if not all(sure):
            continue
        score = 100 * (_FOUND_SHARE * sum(sure) / len(sure) + (1 - _FOUND_SHARE) * min(1.0, sum(sure) / len(words)))
        if soc not in best or score > best[soc].score:
            best[soc] = Match(soc, name, round(score, 1))
    return sorted(best.values(), key=lambda match: (-match.score, match.soc_code))


def _likenesses(word: str, vocabulary: frozenset[str], *, is_last: bool) -> dict[str, float]:
    """Words of the vocabulary that a typed word may mean, each with how sure that is."""
    like = dict.fromkeys((other for other in vocabulary if is_last and other.startswith(word)), _UNFINISHED)
    if word in vocabulary:
        like[word] = 1.0
    if not like and len(word) > 4:
        close = process.extract(word, vocabulary, scorer=OSA.distance, score_cutoff=1, limit=3)
        like = {other: _MISTYPED for other, _distance, _place in close if other[0] == word[0]}
    return like
