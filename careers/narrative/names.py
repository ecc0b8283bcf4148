"""Names of jobs and places as a sentence needs them.

The agency writes titles in capitals, "Customer Service Representatives". A heading reads better as "Customer service
representatives", a sentence as "customer service representatives"; the agency's own projections write them so.
"""

from __future__ import annotations

from typing import Final

from careers.i18n import _, language

PROPER_NOUNS: Final = frozenset({"English"})
"""Words of occupation titles that keep their capital inside a sentence. A test finds those that are missing here."""


def job_title(title: str) -> str:
    """An occupation's title as a heading."""
    words = job_in_sentence(title)
    return words[:1].upper() + words[1:]


def job_in_sentence(title: str) -> str:
    """An occupation's title inside a sentence. Titles stay English in every language."""
    if title == "All Occupations" and language() != "en":
        return _("all occupations")
    words = title.replace(" & ", " and ").split(" ")
    return " ".join(word if word.strip(",") in PROPER_NOUNS else word.lower() for word in words)


def in_place(place_code: str, place_title: str) -> str:
    """Where, as a phrase: "in Ohio", "in the United States", "in the Columbus, OH, area"."""
    if place_code == "US":
        return _("in the United States")
    if place_code.isdigit() and len(place_code) == 5:
        return _("in the {place} metro area").format(place=place_title)
    if place_code.isdigit():
        return _("in {place}").format(place=_without_repeat(place_title))
    if place_code == "DC":
        return _("in the District of Columbia")
    if place_code == "VI":
        return _("in the Virgin Islands")
    return _("in {place}").format(place=place_title)


def _without_repeat(place_title: str) -> str:
    return _("the {place}").format(place=place_title) if "area" in place_title.lower() else place_title
