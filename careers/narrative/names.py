"""Names of jobs, places and industries as a sentence or a chart needs them.

The agency writes titles in capitals, "Customer Service Representatives". A heading reads better as "Customer service
representatives", a sentence as "customer service representatives"; the agency's own projections write them so.
"""

from __future__ import annotations

import re
from typing import Final

from careers import occupation_names
from careers.i18n import N_, _

PROPER_NOUNS: Final = frozenset({"English"})
"""Words of occupation titles that keep their capital inside a sentence. A test finds those that are missing here."""


def job_title(title: str) -> str:
    """An occupation's title as a heading."""
    words = job_in_sentence(title)
    return words[:1].upper() + words[1:]


def job_in_sentence(title: str) -> str:
    """An occupation's title inside a sentence; in another language the name it has there, if any."""
    name = occupation_names.shown(title)
    if name is not None:
        return name[:1].lower() + name[1:]
    words = title.replace(" & ", " and ").split(" ")
    return " ".join(word if word.strip(",") in PROPER_NOUNS else word.lower() for word in words)


def workers(title: str) -> str:
    """The people of an occupation inside a sentence: "actors", but "workers in all occupations"."""
    job = job_in_sentence(title)
    return _("workers in {group}").format(group=job) if title.endswith("Occupations") else job


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


def place_short(place_code: str, place_title: str) -> str:
    """A place's name as short as it stays clear: "Columbus, OH" for a metro named for three cities."""
    if place_code.isdigit() and len(place_code) == 5:
        cities, _comma, states = place_title.rpartition(", ")
        return f"{_CITY_BREAK.split(cities)[0]}, {states}"
    return _NONMETRO.sub("", place_title)


def place_in_sentence(place_code: str, place_title: str) -> str:
    """A place as a noun inside a sentence: "Ohio", "the United States", "the Columbus, OH metro area"."""
    if place_code == "US":
        return _("the United States")
    if place_code == "DC":
        return _("the District of Columbia")
    if place_code == "VI":
        return _("the Virgin Islands")
    short = place_short(place_code, place_title)
    if place_code.isdigit() and len(place_code) == 5:
        return _("the {place} metro area").format(place=short)
    return _("the {place} nonmetro area").format(place=short) if place_code.isdigit() else short


_CITY_BREAK: Final = re.compile(r"--|-|/")
_NONMETRO: Final = re.compile(r" nonmetropolitan area( \(noncontiguous\))?$")

SECTORS: Final[dict[str, str]] = {
    "11": N_("farming, forestry and fishing"),
    "21": N_("mining, oil and gas"),
    "22": N_("utilities"),
    "23": N_("construction"),
    "31-33": N_("manufacturing"),
    "42": N_("wholesale trade"),
    "44-45": N_("retail trade"),
    "48-49": N_("transportation and warehousing"),
    "51": N_("information"),
    "52": N_("finance and insurance"),
    "53": N_("real estate and rental"),
    "54": N_("professional and technical services"),
    "55": N_("company headquarters"),
    "56": N_("administrative and support services"),
    "61": N_("education"),
    "62": N_("health care and social assistance"),
    "71": N_("arts, entertainment and recreation"),
    "72": N_("hotels and restaurants"),
    "81": N_("other services"),
    "99": N_("government"),
}
"""Sectors in everyday words; the agency's full names stand in the tables."""

_KEEP_CAPITALS: Final = re.compile(r"^\W*(U\.S\.|[A-Z]{2,}|Federal)\W*$")


def industry_in_sentence(industry_code: str, industry_title: str) -> str:
    """An industry inside a sentence: a sector in everyday words, any other as the agency names it."""
    if industry_code in SECTORS:
        return _(SECTORS[industry_code])
    words = industry_title.replace(" & ", " and ").split(" ")
    return " ".join(word if _KEEP_CAPITALS.match(word) else word.lower() for word in words)


def industry_name(industry_code: str, industry_title: str) -> str:
    """An industry as a label: its words inside a sentence with a capital."""
    words = industry_in_sentence(industry_code, industry_title)
    return words[:1].upper() + words[1:]
