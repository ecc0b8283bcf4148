"""Occupations by code and by what people call them.

A search compares the words typed with some 75,000 wordings: the agencies' titles, the titles that workers report, and
a short list of everyday words. Words count by how rare they are, so that "bank" in "bank teller" says more than
"worker". A word may be cut short, misspelt, in the plural, split, joined, or out of order.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from careers import occupation_names, tables
from careers.errors import Near, UnknownOccupation
from careers.i18n import FALLBACK, _, language

LONGEST: Final = 240
"""Characters of a typed text that are compared."""

MOST_WORDS: Final = 16
"""Words of a typed text that are compared."""

_MOST_GUESSED: Final = 5
"""Unknown words of a text that are looked at for typos, so that no text takes long."""

WEAKEST: Final = 63.0
"""Score from 0 to 100 below which an occupation is not offered."""

OWN_NAME: Final = 95.0
"""Score from which a group of occupations counts as called by its own name."""

TOTAL: Final = "00-0000"

_LOSS: Final = {
    "oews": 0.0,
    "everyday": 0.0,
    "soc": 0.5,
    "soc_direct_match": 1.0,
    "onet_occupation": 2.0,
    "onet_reported": 3.0,
    "onet_alternate": 4.0,
}
"""What a wording's source takes off its score: reviewed lists before long ones."""

_LONG_LIST: Final = 3.0
"""Loss from which a wording may stand for many occupations, and the larger one is likelier meant."""

_ALSO_CALLED: Final = ("onet_reported", "soc_direct_match", "onet_alternate")
"""Sources of other names, the ones that workers reported first."""

_FEW: Final = 3
"""A name that stands for more occupations than this says little of each."""

_QUERY_SHARE: Final = 0.72
"""Weight of how much of what was typed is found; the rest is how much of the wording was typed."""

_UNFINISHED_QUERY_SHARE: Final = 0.86
"""The same while the last word is unfinished: what the person will type next is not known yet."""

_CONTAINED_SHARE: Final = 0.6
"""What a wording counts for at least whose words all stand in a longer text, such as "nurse" in a whole sentence."""

_ORDER_BONUS: Final = 1.5
_OWN_TITLE_BONUS: Final = 2.0
_UNFINISHED_OWN_TITLE_BONUS: Final = 5.0
_SIZE_BONUS: Final = 3.0
_UNFINISHED_SIZE_BONUS: Final = 8.0
_INEXACT_CEILING: Final = 94.0
_REFINED: Final = 400

_ROLE_LOSS: Final = 8.0
_REST_LOSS: Final = 5.0
_HEAD_LOSS: Final = 2.0
_BEGUN: Final = 0.82
_RELATED: Final = 0.93
_EDIT: Final = 0.11
_WHOLLY: Final = 0.999
_EXACT: Final = 99.9
_LARGEST_LOG10: Final = 6.6
"""About four million jobs, as the largest detailed occupations have."""

_UNKNOWN_WEIGHT: Final = 5.0
_FILLER_WEIGHT: Final = 0.4

# fmt: off
_STOP: Final = frozenset({
    "a", "all", "an", "and", "are", "as", "at", "be", "by", "except", "for", "from", "i", "im", "in", "is", "me",
    "my", "of", "on", "or", "other", "the", "this", "to", "who", "with",
})
"""Words that say nothing about the occupation."""

_FILLER: Final = frozenset({
    "am", "based", "become", "career", "certified", "entry", "experienced", "freelance", "full", "good", "home",
    "intern", "job", "jobs", "jr", "junior", "lead", "level", "licensed", "like", "local", "looking", "night",
    "online", "part", "position", "professional", "remote", "role", "seasonal", "senior", "sr", "staff",
    "temporary", "time", "trainee", "want", "weekend", "work", "working", "would",
})
"""Words that say little: they are compared, but their absence costs next to nothing."""

_ROLES: Final = frozenset({
    "apprentice", "chief", "director", "foreman", "helper", "instructor", "manager", "professor", "supervisor",
    "teacher",
})
"""Words that make another occupation of one: nobody who types "billing" means its supervisor first."""
# fmt: on

_SHORT_FORMS: Final = {
    "tech": "technician",
    "techs": "technician",
    "rep": "representative",
    "reps": "representative",
    "mgr": "manager",
    "asst": "assistant",
    "admin": "administrative",
    "exec": "executive",
    "dir": "director",
    "supt": "superintendent",
    "dept": "department",
    "centre": "center",
    "ed": "education",
}
_CODE_EDITS: Final = 2
_CODE: Final = re.compile(r"(\d{2})-?(\d{4})(?:\.\d{2})?")
_MARKUP: Final = re.compile(r"<(script|style)\b.*?(</\1\s*>|$)|<[^<>]*>", re.IGNORECASE | re.DOTALL)
_EXCEPTIONS: Final = re.compile(r",? except\b.*$|, all other$", re.IGNORECASE)
_REST: Final = re.compile(r", all other$", re.IGNORECASE)
_PARENTHESES: Final = re.compile(r"\s*\(([^()]*)\)")
_FORM: Final = re.compile(r"(ing|er|or|e|man|woman|person)$")
_WORD: Final = re.compile(r"[a-z0-9+#]+")

Floats = npt.NDArray[np.float32]
Integers = npt.NDArray[np.int32]


@dataclass(frozen=True)
class Occupation:
    """One occupation of the pay tables.

    Args:
        soc_code: SOC 2018 code as OEWS publishes it.
        title: the agency's name for it.
        level: ``total``, ``major``, ``minor``, ``broad`` or ``detailed``.
        major_group_code: the major group it belongs to; None for the total.
        major_group_title: that group's name; None for the total.
    """

    soc_code: str
    title: str
    level: str
    major_group_code: str | None
    major_group_title: str | None


@dataclass(frozen=True)
class TitleMatch:
    """One answer to a search.

    Args:
        soc_code, title: the occupation.
        matched_title: the wording that matched, so that a screen can say why the occupation is there.
        score: how well it matched, 0 to 100.
    """

    soc_code: str
    title: str
    matched_title: str
    score: float


@tables.built_once
def _occupations() -> dict[str, Occupation]:
    frame = tables.load("occupations").sort_values("sort_order")
    names = dict(zip(frame["soc_code"].astype(str), frame["occupation_title"].astype(str), strict=True))
    occupations = {}
    for row in frame.to_dict("records"):
        group = None if pd.isna(row["major_group_code"]) else str(row["major_group_code"])
        occupations[str(row["soc_code"])] = Occupation(
            str(row["soc_code"]),
            str(row["occupation_title"]),
            str(row["occupation_level"]),
            group,
            names[group] if group else None,
        )
    return occupations


@tables.built_once
def _answering() -> dict[str, str | None]:
    """SOC 2018 code → the OEWS code that answers for it, where that is another one or None."""
    frame = tables.load("soc_crosswalk").astype(object)
    pairs = zip(frame["soc_2018_code"], frame["oews_soc_code"], strict=True)
    return {soc: None if pd.isna(oews) else oews for soc, oews in pairs if soc != oews}


@tables.built_once
def _unpublished() -> dict[str, str]:
    """Names of the SOC 2018 codes that OEWS does not publish at all."""
    frame = tables.load("soc_crosswalk").astype(object)
    frame = frame[frame["oews_soc_code"].isna()]
    return dict(zip(frame["soc_2018_code"], frame["soc_2018_title"], strict=True))


def occupation(soc_code: str) -> Occupation:
    """The occupation with that code, as OEWS publishes it.

    Raises:
        UnknownOccupation: there is none; ``nearest`` offers what comes close, such as the code that OEWS publishes for
            a SOC code that it merges with others.
    """
    found = _occupations().get(soc_code)
    if found is None:
        title = _unpublished().get(_typed_code(str(soc_code)) or "")
        told = _("The pay survey does not cover this occupation: {title}.").format(title=title) if title else ""
        raise UnknownOccupation(soc_code, [] if title else _nearest(str(soc_code)), told)
    return found


def _typed_code(text: str) -> str | None:
    """The code in ``43-4051``, ``434051`` or O*NET's ``43-4051.00``; None for anything else."""
    code = _CODE.fullmatch(text.strip())
    return f"{code[1]}-{code[2]}" if code else None


def _nearest(text: str) -> list[Near]:
    text = text.strip()[:LONGEST]
    code = _typed_code(text) or ""
    known = _occupations()
    found = known.get(_answering().get(code) or code)
    if found is not None:
        return [Near(found.soc_code, occupation_names.in_language(found.title))]
    if any(c.isdigit() for c in text) and not any(c.isalpha() for c in text):
        # A mistyped code most likely has its first two digits right.
        group = {soc: soc for soc, entry in known.items() if entry.level == "detailed" and soc[:2] == text[:2]}
        close = process.extract(text, group, scorer=OSA.distance, score_cutoff=_CODE_EDITS, limit=3)
        return [Near(soc, occupation_names.in_language(known[soc].title)) for _soc, _distance, soc in close]
    return [Near(match.soc_code, match.title) for match in search(text, limit=3)]


# --- Words --------------------------------------------------------------------------------------------------


@lru_cache(maxsize=1 << 15)
def _stem(word: str) -> str:
    """A word in the singular, its short form written out."""
    word = _SHORT_FORMS.get(word, word)
    if len(word) < 4 or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("men"):
        return word[:-3] + "man"
    if word.endswith(("sses", "xes", "ches", "shes", "zes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") else word


def _plain(text: str) -> str:
    """Lower case without accents, apostrophes, or the points inside abbreviations (R.N.)."""
    if not text.isascii():
        text = text.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    text = text.casefold().replace("'", "")
    return re.sub(r"\b(\w)\.(?=\w\b)", r"\1", text) if "." in text else text


def _words(text: str) -> list[str]:
    """The words that count, in order, each once.

    >>> _words("R.N.s and the Secretaries of the X-Ray Techs")
    ['rn', 'secretary', 'x', 'ray', 'technician']
    """
    words = [_stem(word) for word in _WORD.findall(_plain(text)) if word not in _STOP]
    return list(dict.fromkeys(words))


def _ways(wording: str) -> Iterable[tuple[str, float]]:
    """A wording and what else it says, each with what that takes off the score.

    ``Agent (CSR)`` is also ``Agent`` and ``CSR``; ``Cooks, Restaurant`` are ``Cooks``. ``Cooks, All Other`` hold the
    rest of the cooks, so they are not the first that the bare word should find.
    """
    if "," not in wording and "(" not in wording and "xcept" not in wording:
        yield wording, 0.0
        return
    rest = _REST.search(wording) is not None
    yield _EXCEPTIONS.sub("", wording), _REST_LOSS * rest
    if "(" in wording:
        yield _PARENTHESES.sub("", wording), 0.0
        yield from ((inside, 0.0) for inside in _PARENTHESES.findall(wording))
    head, _comma, tail = wording.partition(", ")
    if tail and "," not in tail and " and " not in tail and not rest:
        yield head, _HEAD_LOSS


def _relatives(word: str) -> Iterable[str]:
    """Other forms of a word, what is done and who does it: ``weld``, ``welder``, ``welding``; ``drive``, ``driver``."""
    root = _FORM.sub("", word)
    if len(root) > 2:
        yield from (root + ending for ending in ("", "e", "er", "or", "ing", "man") if root + ending != word)


# --- The index ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Index:
    """All wordings as numbers. ``way`` is one set of words; an entry ties a way to an occupation.

    Attributes:
        vocabulary: every word, in alphabetical order; a word's number is its place.
        number: word → its number.
        weight: of each word, from its rarity.
        pairs: neighbouring words somewhere in the wordings.
        ways: words of each way, joined by blanks, in their order.
        mass: sum of the weights of each way's words.
        posting, posting_start: numbers of the ways that hold word w are ``posting[start[w]:start[w + 1]]``.
        entry_occupation, entry_loss, entry_shown: of each entry; entries of way y are ``entry_start[y]`` to
            ``entry_start[y + 1]``.
        occupations: codes of the occupations that can be found.
        size: of each of them, 0 to 1, from its US jobs.
        jobs: its US jobs.
        own_way: the way of its own title.
        roles: the words of a way that are in ``_ROLES``, where it has any.
    """

    vocabulary: tuple[str, ...]
    number: dict[str, int]
    weight: Floats
    pairs: frozenset[tuple[str, str]]
    ways: tuple[str, ...]
    mass: Floats
    posting: Integers
    posting_start: Integers
    entry_occupation: Integers
    entry_loss: Floats
    entry_shown: tuple[str, ...]
    entry_start: Integers
    occupations: tuple[str, ...]
    size: Floats
    jobs: Floats
    own_way: Integers
    roles: dict[int, tuple[str, ...]]


@tables.built_once
def _wordings() -> pd.DataFrame:
    """All wordings, each text once in memory, however many things are built from it."""
    return tables.digest("titles").astype({"title": object})


@tables.built_once
def _index() -> _Index:
    """Build the index from the published tables; well under two seconds, once."""
    titles = _wordings()
    codes = tuple(sorted(set(titles["soc_code"].astype(str))))
    place_of = {code: i for i, code in enumerate(codes)}
    national = tables.load("pay_by_place").query("place_code == 'US'")
    employment = dict(zip(national["soc_code"].astype(str), national["employment"].fillna(0.0), strict=True))
    jobs = np.array([employment.get(code, 0.0) for code in codes], np.float32)

    ways: dict[tuple[str, ...], int] = {}
    entries: dict[tuple[int, int], tuple[float, str]] = {}
    own_way = np.zeros(len(codes), np.int32)
    rows = zip(*(titles[name].astype(object).tolist() for name in ("title", "soc_code", "title_source")), strict=True)
    parsed: dict[str, tuple[str, ...]] = {}
    for wording, code, source in rows:
        occupation_number, loss = place_of[code], _LOSS[source]
        for nth, (way, further_loss) in enumerate(_ways(wording)):
            words = parsed.get(way) or parsed.setdefault(way, tuple(_words(way)))
            if not words:
                continue
            number = ways.setdefault(words, len(ways))
            if source == "oews" and nth == 0:
                own_way[occupation_number] = number
            key = (number, occupation_number)
            if key not in entries or loss + further_loss < entries[key][0]:
                entries[key] = (loss + further_loss, wording)

    vocabulary = tuple(sorted({word for words in ways for word in words}))
    number_of = {word: i for i, word in enumerate(vocabulary)}
    way_of = np.repeat(np.arange(len(ways), dtype=np.int32), [len(words) for words in ways])
    word_of = np.array([number_of[word] for words in ways for word in words], np.int32)
    frequency = np.bincount(word_of, minlength=len(vocabulary))
    weight = np.log(len(ways) / frequency).astype(np.float32)
    order = np.argsort(word_of, kind="stable")
    ranked = sorted(entries)
    return _Index(
        vocabulary=vocabulary,
        number=number_of,
        weight=weight,
        pairs=frozenset(pair for words in ways for pair in zip(words, words[1:], strict=False)),
        ways=tuple(" ".join(words) for words in ways),
        mass=np.bincount(way_of, weight[word_of], minlength=len(ways)).astype(np.float32),
        posting=way_of[order],
        posting_start=np.concatenate([[0], np.cumsum(frequency)]).astype(np.int32),
        entry_occupation=np.array([occupation_number for _way, occupation_number in ranked], np.int32),
        entry_loss=np.array([entries[key][0] for key in ranked], np.float32),
        entry_shown=tuple(entries[key][1] for key in ranked),
        entry_start=np.searchsorted([way for way, _ in ranked], np.arange(len(ways) + 1)).astype(np.int32),
        occupations=codes,
        size=np.minimum(np.log10(jobs + 10) / _LARGEST_LOG10, 1.0).astype(np.float32),
        jobs=jobs,
        own_way=own_way,
        roles={number: found for words, number in ways.items() if (found := tuple(_ROLES.intersection(words)))},
    )


# --- Searching ----------------------------------------------------------------------------------------------


def search(text: str, limit: int = 8) -> list[TitleMatch]:
    """Occupations that ``text`` may stand for, best first; none where nothing comes close.

    A code, with or without its hyphen, finds exactly its occupation. Only detailed occupations are offered, and a major
    group or all occupations where their own name is typed. Of equally good matches the larger occupation goes first.

    Args:
        text: anything a person may type, of any length; what is beyond the first lines is left aside.
        limit: most answers.
    """
    code = _typed_code(text[:LONGEST])
    if code is not None:
        code = _answering().get(code) or code
        known = _occupations().get(code)
        exactly = [TitleMatch(code, occupation_names.in_language(known.title), code, 100.0)] if known else []
        return exactly[: max(limit, 0)]
    plain = " ".join(_MARKUP.sub(" ", text[:LONGEST]).split())
    found = _with_other_languages(plain, _search(plain))[: max(limit, 0)]
    if language() == FALLBACK:
        return found
    return [replace(match, title=occupation_names.in_language(match.title)) for match in found]


def _with_other_languages(text: str, found: list[TitleMatch]) -> list[TitleMatch]:
    """What was found, and the occupations that another language calls so.

    English keeps the words that it has itself: "director" finds the same whatever Spanish calls so.
    """
    if language() == FALLBACK and all(word in _index().number for word in _words(text)):
        return found
    known, index = _occupations(), _index()
    named = {
        match.soc_code: TitleMatch(match.soc_code, known[match.soc_code].title, match.name, match.score)
        for match in occupation_names.search(text)
        if match.score >= (WEAKEST if known[match.soc_code].level == "detailed" else OWN_NAME)
    }
    if not named:
        return found
    jobs = dict(zip(index.occupations, index.jobs.tolist(), strict=True))
    best = {match.soc_code: match for match in found}
    for soc, match in named.items():
        if soc not in best or match.score >= best[soc].score:
            best[soc] = match
    return sorted(best.values(), key=lambda match: (-match.score, -jobs.get(match.soc_code, 0.0), match.soc_code))


@tables.built_once
def _by_title() -> dict[str, str]:
    searched = (entry for entry in _occupations().values() if entry.level in ("total", "major", "detailed"))
    return {entry.title.casefold(): entry.soc_code for entry in searched}


def _search(text: str) -> list[TitleMatch]:
    # A lone "a" or "in" may be the beginning of a word.
    words = _words(text)[:MOST_WORDS] or _WORD.findall(_plain(text))[-1:]
    if not words:
        return []
    index = _index()
    if len(words) == 1 and len(words[0]) == 1:
        return _beginning(words[0])
    best: dict[int, tuple[float, str]] = {}
    for variant in _variants(words, index):
        for number, (score, shown) in _score(variant, index).items():
            if score > best.get(number, (0.0, ""))[0]:
                best[number] = (score, shown)
    known = _occupations()
    found = [
        TitleMatch(entry.soc_code, entry.title, shown, round(score, 1))
        for number, (score, shown) in best.items()
        if score >= WEAKEST and ((entry := known[index.occupations[number]]).level == "detailed" or score >= OWN_NAME)
    ]
    jobs = dict(zip(index.occupations, index.jobs.tolist(), strict=True))
    named = _by_title().get(text.casefold())
    if named is not None:
        found = [m for m in found if m.soc_code != named] + [
            TitleMatch(named, known[named].title, known[named].title, 100.0)
        ]
    return sorted(found, key=lambda m: (m.soc_code != named, -m.score, -jobs[m.soc_code], m.soc_code))


def _beginning(letter: str) -> list[TitleMatch]:
    """Occupations whose name begins with a letter, the largest first: all that a single letter tells."""
    index, known = _index(), _occupations()
    order = sorted(range(len(index.occupations)), key=lambda number: -index.jobs[number])
    entries = (known[index.occupations[number]] for number in order)
    return [
        TitleMatch(entry.soc_code, entry.title, entry.title, WEAKEST)
        for entry in entries
        if entry.level == "detailed" and entry.title.casefold().startswith(letter)
    ]


def _variants(words: Sequence[str], index: _Index) -> list[list[str]]:
    """The words as typed; with unknown words split where both halves stand together; with neighbours joined."""
    variants = [list(words)]
    split: list[str] = []
    for word in words:
        halves = [(word[:i], word[i:]) for i in range(1, len(word))] if word not in index.number else []
        split += next(([left, _stem(right)] for left, right in halves if (left, _stem(right)) in index.pairs), [word])
    joined: list[str] = []
    for word in words:
        if joined and joined[-1] + word in index.number:
            joined[-1] += word
        else:
            joined.append(word)
    variants += [variant for variant in (split, joined) if variant != list(words)]
    return variants


def _likenesses(word: str, index: _Index, *, last: bool, guess: bool) -> dict[int, float]:
    """Words of the vocabulary that ``word`` may mean, each with how sure that is, 0 to 1.

    Args:
        word: a word as typed.
        index: the index.
        last: whether it is the last word, which may be unfinished.
        guess: whether to look for typos, which takes about a millisecond.
    """
    like: dict[int, float] = {}
    exact = index.number.get(word)
    if exact is not None:
        like[exact] = 1.0
    if last or exact is None:
        # Unfinished: the words that begin with it. The last word counts as unfinished even where it is a word.
        start = bisect_left(index.vocabulary, word)
        end = bisect_left(index.vocabulary, word + "\uffff")
        for number in range(start, end):
            share = len(word) / len(index.vocabulary[number])
            like.setdefault(number, _BEGUN + (1 - _BEGUN) * share * share)
    for relative in _relatives(word):
        if relative in index.number:
            number = index.number[relative]
            like[number] = max(like.get(number, 0.0), _RELATED)
    if guess and exact is None and len(word) > 3 and not word.isdigit():
        edits = 1 if len(word) < 8 else 2 if len(word) < 12 else 3
        for other, distance, number in process.extract(
            word, index.vocabulary, scorer=OSA.distance, score_cutoff=edits, limit=12
        ):
            # People seldom mistype a first letter, and one letter for another makes a new word of a short one:
            # "love" is not "move", nor "chat" a "coat".
            swapped = len(word) < 5 and len(other) == len(word) and sorted(other) != sorted(word)
            if not swapped and (other[0] == word[0] or len(word) > 7):
                like[number] = max(like.get(number, 0.0), 1 - _EDIT * distance)
    return like


def _score(words: Sequence[str], index: _Index) -> dict[int, tuple[float, str]]:
    """Best score and wording of each occupation, by its number in the index."""
    found = np.zeros(len(index.ways), np.float32)
    covered = np.zeros(len(index.ways), np.float32)
    asked, guessed = 0.0, 0
    for nth, word in enumerate(words):
        exact = index.number.get(word)
        guessed += exact is None
        like = _likenesses(word, index, last=nth == len(words) - 1, guess=guessed <= _MOST_GUESSED)
        if word in _FILLER:
            weight = _FILLER_WEIGHT
        elif exact is not None:
            weight = float(index.weight[exact])
        elif like:
            weight = float(np.mean([index.weight[number] for number in like]))
        else:
            weight = _UNKNOWN_WEIGHT
        asked += weight
        quality = np.zeros(len(index.ways), np.float32)
        mass = np.zeros(len(index.ways), np.float32)
        # Rising, so that where several words of one wording are alike the likeliest stays.
        for number, sure in sorted(like.items(), key=lambda item: item[1]):
            holders = index.posting[index.posting_start[number] : index.posting_start[number + 1]]
            quality[holders] = sure
            mass[holders] = sure * index.weight[number]
        found += weight * quality
        covered += mass
    if not found.any():
        return {}
    share_found = found / np.float32(max(asked, 1e-6))
    share_covered = np.minimum(covered / np.maximum(index.mass, 1e-6), 1.0)
    if len(words) > 1:
        share_found = np.where(share_covered > _WHOLLY, np.maximum(share_found, _CONTAINED_SHARE), share_found)
    unfinished = words[-1] not in index.number
    query_share = _UNFINISHED_QUERY_SHARE if unfinished else _QUERY_SHARE
    size_bonus = _UNFINISHED_SIZE_BONUS if unfinished else _SIZE_BONUS
    own_bonus = _UNFINISHED_OWN_TITLE_BONUS if unfinished else _OWN_TITLE_BONUS
    plain = 100 * (query_share * share_found + (1 - query_share) * share_covered)
    affinity = share_found[index.own_way]

    best: dict[int, tuple[float, str]] = {}
    typed = " ".join(words)
    asked_roles = frozenset(words)
    count = min(_REFINED, int(np.count_nonzero(found)))
    for way in np.argpartition(-plain, count - 1)[:count].tolist():
        base = float(plain[way])
        exact_way = base > _EXACT
        unasked = _ROLE_LOSS * (not asked_roles.issuperset(index.roles.get(way, ())))
        order = _ORDER_BONUS * fuzz.ratio(typed, index.ways[way]) / 100
        for entry in range(int(index.entry_start[way]), int(index.entry_start[way + 1])):
            number = int(index.entry_occupation[entry])
            bonus = order + own_bonus * float(affinity[number])
            loss, smallness = float(index.entry_loss[entry]), 1 - float(index.size[number])
            if exact_way:
                score = base - loss - (_ORDER_BONUS + own_bonus - bonus) / 2
                score -= _SIZE_BONUS * smallness * (loss >= _LONG_LIST)
            else:
                score = min(base - loss - unasked + bonus - size_bonus * smallness, _INEXACT_CEILING)
            if score > best.get(number, (0.0, ""))[0]:
                best[number] = (score, index.entry_shown[entry])
    return best


# --- Other names --------------------------------------------------------------------------------------------


def also_called(soc_code: str, limit: int = 6) -> list[str]:
    """What workers and employers also call the occupation, told apart from its own title.

    Titles that workers reported to O*NET go first, then the SOC's direct matches, then O*NET's other titles; within
    each, those that name few other occupations, and the short ones. Abbreviations in parentheses are left out.

    Raises:
        UnknownOccupation: no such code.
    """
    own = occupation(soc_code)
    told = {frozenset(_words(_EXCEPTIONS.sub("", own.title)))}
    names: list[str] = []
    for wording in _also_called().get(own.soc_code, ()):
        if len(names) >= limit:
            break
        plain = _PARENTHESES.sub("", wording)
        words = frozenset(_words(plain))
        if words not in told:
            told.add(words)
            names.append(plain)
    return names


@tables.built_once
def _also_called() -> dict[str, tuple[str, ...]]:
    """Every wording of an occupation, in the order in which `also_called` tries them."""
    titles = _wordings()
    titles = titles[titles["title_source"].isin(_ALSO_CALLED)]
    wordings = titles["title"]
    rows = pd.DataFrame(
        {
            "soc_code": titles["soc_code"].cat.codes,
            "rank": titles["title_source"].cat.set_categories(_ALSO_CALLED).cat.codes,
            "aside": ~titles["onet_soc_code"].astype(object).fillna("").str.endswith(".00"),
            "shared": wordings.map(titles.groupby("title", observed=True)["soc_code"].nunique()) > _FEW,
            "words": wordings.str.count(" "),
            "title": wordings,
        }
    ).sort_values(["soc_code", "rank", "aside", "shared", "words", "title"])
    codes = titles["soc_code"].cat.categories.to_numpy(object)
    found: dict[str, list[str]] = {}
    for number, wording in zip(rows["soc_code"], rows["title"], strict=True):
        found.setdefault(codes[number], []).append(wording)
    return {code: tuple(listed) for code, listed in found.items()}
