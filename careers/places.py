"""Places by code and by name: ``US``, ``OH``, a metro's CBSA code (``18140``), a nonmetro area's seven digits.

A name is compared with the agency's title, with each city a metro is named for, and with everyday names. Where several
places answer equally well the larger comes first, except that a state goes before the metros that share its name.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from typing import Final

import pandas as pd
from rapidfuzz import fuzz, process

from careers import tables
from careers.errors import Near, UnknownPlace
from careers.i18n import FALLBACK, N_, _, language

_COUNTRY: Final = N_("United States")

LONGEST: Final = 80
"""Characters of a typed text that are compared."""

WEAKEST: Final = 75
"""Likeness from 0 to 100 below which a name is not taken for what was typed."""

RELIABLE: Final = 80
"""Score from which `resolve` takes the best match without asking."""

_EXACT: Final = 100.0
_CITY: Final = 98.0
_BEGINS: Final = 92.0
_ALL_WORDS: Final = 90.0
_WORDS_BEGUN: Final = 84.0
_CONTAINED: Final = 80.0
_SHORTEST_CONTAINED: Final = 3
_LATER_CITY: Final = 3.0
_NONMETRO: Final = 6.0
_KINDS: Final = {"nation": 0, "state": 1, "metro": 2, "nonmetro": 3}
_NONMETRO_WORDS: Final = re.compile(r" nonmetropolitan area( \(noncontiguous\))?$")
_CITY_BREAK: Final = re.compile(r"--|-|/")
_FILLER: Final = frozenset({"area", "metro", "metropolitan", "region", "greater", "the", "near", "around", "state"})
_SHORT_FORMS: Final = {"saint": "st", "ft": "fort", "mt": "mount", "pt": "port"}


@dataclass(frozen=True)
class Place:
    """One place of the pay tables.

    Args:
        place_code: how the address bar carries it.
        title: the agency's name for it.
        place_kind: ``nation``, ``state`` (territories too), ``metro`` or ``nonmetro``.
        state_codes: letters of the states it touches, main state first; empty for the nation.
        is_territory: Guam, Puerto Rico, the Virgin Islands, and places in them.
        latitude_degrees, longitude_degrees: its middle; None for the nation and nonmetro areas.
        oews_area_code: the seven digits of the flat files.
    """

    place_code: str
    title: str
    place_kind: str
    state_codes: tuple[str, ...]
    is_territory: bool
    latitude_degrees: float | None
    longitude_degrees: float | None
    oews_area_code: str


@dataclass(frozen=True)
class PlaceMatch:
    """One answer to a search.

    Args:
        place_code, title, place_kind: see `Place`.
        matched: the name that matched, so that a screen can say why the place is there.
        score: how well it matched, 0 to 100.
    """

    place_code: str
    title: str
    place_kind: str
    matched: str
    score: float


@dataclass(frozen=True)
class _Name:
    """One way to call a place: words to compare, and what is taken off the score for being less than its name."""

    words: str
    shown: str
    place_code: str
    loss: float
    whole: float


@dataclass(frozen=True)
class _Index:
    names: tuple[_Name, ...]
    texts: tuple[str, ...]
    tokens: tuple[tuple[str, ...], ...]
    jobs: dict[str, float]


def _plain(text: str) -> str:
    """Lower case without accents or punctuation, and the short forms of a few words made one."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    words = re.sub(r"[^a-z0-9]+", " ", bare.casefold().replace(".", "").replace("'", "")).split()
    return " ".join(_SHORT_FORMS.get(word, word) for word in words)


@tables.built_once
def _all() -> dict[str, Place]:
    places: dict[str, Place] = {}
    for row in tables.load("places").sort_values("sort_order").to_dict("records"):
        places[row["place_code"]] = Place(
            row["place_code"],
            row["place_title"],
            row["place_kind"],
            () if pd.isna(row["state_codes"]) else tuple(row["state_codes"].split(";")),
            bool(row["is_territory"]),
            None if pd.isna(row["latitude_degrees"]) else float(row["latitude_degrees"]),
            None if pd.isna(row["longitude_degrees"]) else float(row["longitude_degrees"]),
            row["oews_area_code"],
        )
    return places


@tables.built_once
def _by_area_code() -> dict[str, str]:
    return {place.oews_area_code: place.place_code for place in _all().values()}


@tables.built_once
def _index() -> _Index:
    """Every name of every place, ready to be compared."""
    places = _all()
    states = {code: entry.title for code, entry in places.items() if entry.place_kind == "state"}
    names: list[_Name] = []

    def add(text: str, shown: str, code: str, loss: float = 0.0, whole: float = _EXACT) -> None:
        names.append(_Name(_plain(text), shown, code, loss, whole))

    for code, entry in places.items():
        if entry.place_kind == "state":
            add(entry.title, entry.title, code)
            add(code, code, code)
        elif entry.place_kind == "metro":
            cities, _comma, letters = entry.title.rpartition(", ")
            around = " ".join([letters, *(states[state] for state in entry.state_codes)])
            add(entry.title, entry.title, code)
            add(cities, entry.title, code, whole=_CITY)
            for nth, city in enumerate(_CITY_BREAK.split(cities)):
                loss = _LATER_CITY * (nth > 0)
                for short in {city, re.sub(r" (City|Town|County)$|^Urban ", "", city)} - {""}:
                    add(short, f"{city}, {letters}", code, loss, _CITY)
                    add(f"{short} {around}", f"{city}, {letters}", code, loss, _CITY)
        elif entry.place_kind == "nonmetro":
            add(entry.title, entry.title, code, _NONMETRO)
            add(_NONMETRO_WORDS.sub("", entry.title), entry.title, code, _NONMETRO)
            add(f"rural {states[entry.state_codes[0]]}", entry.title, code, _NONMETRO)
        else:
            add(entry.title, entry.title, code)
            add(code, code, code)
    for row in tables.load("place_names").itertuples():
        add(str(row.place_name), str(row.place_name), str(row.place_code))
    pay = tables.load("pay_by_place")
    total = pay[pay["soc_code"] == "00-0000"]
    jobs = dict(zip(total["place_code"].astype(str), total["employment"].fillna(0.0), strict=True))
    return _Index(tuple(names), tuple(n.words for n in names), tuple(tuple(n.words.split()) for n in names), jobs)


def place(code: str) -> Place:
    """The place with that code; letters in any case, and OEWS's seven-digit area codes too.

    Raises:
        UnknownPlace: there is none; ``nearest`` offers the places whose code or name comes close.
    """
    known = _all()
    found = known.get(code)
    if found is None:
        typed = str(code).strip().upper()
        found = known.get(typed) or known.get(_by_area_code().get(typed, ""))
    if found is None:
        raise UnknownPlace(code, _nearest(str(code)))
    return found if language() == FALLBACK else replace(found, title=in_language(found.title))


def in_language(title: str) -> str:
    """A place's name in the language in use: the country has one in each, all others keep the agency's."""
    return _(title) if title == _COUNTRY else title


def _nearest(text: str) -> list[Near]:
    typed = text.strip()[:LONGEST]
    if typed.isdigit():
        close = process.extract(typed, list(_all()), scorer=fuzz.ratio, score_cutoff=WEAKEST, limit=3)
        return [Near(code, _all()[code].title) for code, _score, _i in close]
    return [Near(match.place_code, match.title) for match in search(typed, limit=3)]


def resolve(text: str) -> Place:
    """The one place that a code or a name stands for.

    Raises:
        UnknownPlace: nothing comes close enough to be taken unasked; ``nearest`` offers what comes closest.
    """
    try:
        return place(text)
    except UnknownPlace as error:
        found = search(text, limit=3)
        if found and found[0].score >= RELIABLE:
            return _all()[found[0].place_code]
        raise UnknownPlace(text, error.nearest, error.message) from error


def search(text: str, limit: int = 8) -> list[PlaceMatch]:
    """Places that ``text`` may stand for, best first; none where nothing comes close.

    A code finds its place. A name may be cut short, misspelt, or followed by its state in any form; of equally good
    matches a state goes first, then the place with more jobs.
    """
    code = text.strip()[:LONGEST].upper()
    wanted = _plain(text[:LONGEST])
    # A filler word counts only where it is part of a name, as in "the bay area".
    useful = " ".join(word for word in wanted.split() if word not in _FILLER) or wanted
    wholes = {wanted, wanted.removeprefix("the "), useful}
    if not useful:
        return []
    index, places = _index(), _all()
    best: dict[str, tuple[float, str]] = {}

    def offer(nth: int, score: float) -> None:
        name = index.names[nth]
        score -= name.loss
        if score > best.get(name.place_code, (0.0, ""))[0]:
            best[name.place_code] = (score, name.shown)

    exact = code if code in places else _by_area_code().get(code)
    if exact is not None:
        best[exact] = (_EXACT, code)
    typed = useful.split()
    for nth, (words, tokens) in enumerate(zip(index.texts, index.tokens, strict=True)):
        if words in wholes:
            offer(nth, index.names[nth].whole)
        elif words.startswith(useful):
            offer(nth, _BEGINS)
        elif len(typed) > 1 and set(typed) <= set(tokens):
            offer(nth, _ALL_WORDS)
        elif all(any(token.startswith(word) for token in tokens) for word in typed):
            offer(nth, _WORDS_BEGUN)
        elif len(words) > _SHORTEST_CONTAINED and f" {words} " in f" {wanted} ":
            offer(nth, _CONTAINED)
    if len(useful) > 3 and max((score for score, _shown in best.values()), default=0.0) < _BEGINS:
        for _words, likeness, nth in process.extract(
            useful, index.texts, scorer=fuzz.ratio, score_cutoff=WEAKEST, limit=40
        ):
            offer(nth, likeness * 0.9)
    ranked = sorted(
        best.items(),
        key=lambda item: (-item[1][0], _KINDS[places[item[0]].place_kind], -index.jobs.get(item[0], 0.0), item[0]),
    )
    return [
        PlaceMatch(found, in_language(places[found].title), places[found].place_kind, shown, round(score, 1))
        for found, (score, shown) in ranked[: max(limit, 0)]
    ]
