"""Names that stay English in every language: those of agencies' items, such as industries, places and skills.

A page marks them wherever they stand, alone or inside a sentence, so that a screen reader speaks them as English in the
middle of another language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from careers import tables
from careers.i18n import FALLBACK, language
from careers.narrative.names import place_short

_COLUMNS: Final = (
    ("industries", "industry_title"),
    ("places", "place_title"),
    ("onet_elements", "element_name"),
    ("onet_occupations", "onet_title"),
    ("degree_fields", "degree_field_title"),
    ("handbook_pages", "handbook_title"),
    ("credentials", "credential_name"),
    ("technologies", "technology_name"),
    ("technologies", "technology_category"),
    ("skill_scores", "skill_name"),
    ("occupations", "occupation_title"),
)
"""Tables and columns that hold such names."""

_JOBS: Final = frozenset({"onet_occupations", "occupations"})
"""Tables whose titles stand in lower case inside a sentence, those of one word too."""

_WORD: Final = re.compile(r"\w+")


@tables.built_once
def _names() -> dict[str, tuple[tuple[int, str, str], ...]]:
    """First word → names that begin with it, the longest first: where that word stands in the name, the name in lower
    case, and as it has to be written to count, or nothing where any case will do.
    """
    written: dict[str, str] = {}
    for table, column in _COLUMNS:
        for name in tables.load(table)[column].dropna().astype(str).unique():
            _note(written, name, any_case=table in _JOBS)
    places = tables.load("places")
    for code, title in zip(places["place_code"].astype(str), places["place_title"].astype(str), strict=True):
        _note(written, place_short(code, title))
    for table in tables.names():
        for source in tables.record(table).sources:
            for name in (source.title, source.agency, source.citation, *(file.name for file in source.files)):
                _note(written, name)
    by_word: dict[str, list[tuple[int, str, str]]] = {}
    for name, spelling in written.items():
        first = _WORD.search(name)
        if first:
            by_word.setdefault(first.group(), []).append((first.start(), name, spelling))
    return {word: tuple(sorted(entries, key=lambda entry: -len(entry[1]))) for word, entries in by_word.items()}


def _note(written: dict[str, str], name: str, *, any_case: bool = False) -> None:
    """Add a name. One of a single word may be a word of another language too, so it counts only as it is written."""
    for spelling in {name, name.replace(" & ", " and ")}:
        lower = spelling.lower()
        if any_case or " " in spelling:
            written[lower] = ""
        else:
            written.setdefault(lower, spelling)


def language_of(text: str) -> str:
    """Code of the language that a text which stands alone is in: English for an agency's name, else the one in use."""
    return FALLBACK if [is_name for _piece, is_name in runs(text)] == [True] else language()


def runs(text: str) -> tuple[tuple[str, bool], ...]:
    """A text in pieces, in order: each with whether it is an agency's name that stays English in the language in use.

    In English the text is one piece.
    """
    return ((text, False),) if language() == FALLBACK else _runs(text)


# A page says the same again whenever it runs, and a table of many names takes 20 ms.
@tables.kept(8192)
def _runs(text: str) -> tuple[tuple[str, bool], ...]:
    lower = text.lower()
    # A letter whose small form is longer would shift everything behind it.
    return tuple(_pieces(text, lower)) if len(lower) == len(text) else ((text, False),)


def _pieces(text: str, lower: str) -> Iterator[tuple[str, bool]]:
    told = 0
    for first in _WORD.finditer(lower):
        found = next(_starting(text, lower, first, told), None)
        if found is None:
            continue
        start, end = found
        if start > told:
            yield text[told:start], False
        yield text[start:end], True
        told = end
    if told < len(text):
        yield text[told:], False


def _starting(text: str, lower: str, first: re.Match[str], told: int) -> Iterator[tuple[int, int]]:
    """Where names begin and end whose first word is this one, the longest name first."""
    for offset, name, spelling in _names().get(first.group(), ()):
        start = first.start() - offset
        end = start + len(name)
        is_whole = not (name[-1:].isalnum() and lower[end : end + 1].isalnum())
        if start < told or not is_whole or not lower.startswith(name, start):
            continue
        # A single letter is a name only where nothing else stands.
        if (not spelling or spelling == text[start:end]) and (end - start > 1 or lower.strip() == name):
            yield start, end
