"""What every figure from the census microdata says of itself: whose answers, which places, what shares its code."""

from __future__ import annotations

from careers import format as fmt
from careers import places
from careers.errors import Near
from careers.experience import Coverage
from careers.i18n import _, ngettext
from careers.narrative.names import job_in_sentence

MOST_NAMED = 4
"""Occupations that a sentence names; of more it tells the number."""


def covered(coverage: Coverage) -> str:
    """Which states the files hold: "48 states and DC, without California and Texas"."""
    states = [code for code in coverage.state_codes if code != "DC"]
    number = ngettext("{number} state", "{number} states", len(states)).format(number=len(states))
    text = _("{states} and DC").format(states=number) if "DC" in coverage.state_codes else number
    missing = [places.place(code).title for code in coverage.missing_state_codes]
    return _("{states}, without {missing}").format(states=text, missing=fmt.listed(missing)) if missing else text


def codes(census_occupation_code: str) -> str:
    """Which records of the microdata answer."""
    if census_occupation_code == "all":
        return _("All occupation codes (OCCP)")
    return _("Census occupation code (OCCP) {codes}").format(codes=census_occupation_code.replace(";", ", "))


def shared(shared_by: int, sharing: tuple[Near, ...]) -> str:
    """Says so where the census code covers more than this job, and names what it covers besides."""
    if shared_by < 2:
        return ""
    names = [job_in_sentence(near.title) for near in sharing]
    if len(names) > MOST_NAMED:
        rest = _("{number} more").format(number=len(names) - MOST_NAMED + 1)
        names = [*names[: MOST_NAMED - 1], rest]
    return _(
        "The census counts this job together with {names} ({number} jobs in all). These figures are of them together."
    ).format(number=shared_by, names=fmt.listed(names))


def scope(coverage: Coverage, place_code: str, place_title: str) -> str:
    """Says so where a place was chosen, above all one whose people are not in the files."""
    if place_code == "US":
        return ""
    states = set(places.place(place_code).state_codes)
    absent = states & set(coverage.missing_state_codes)
    if not absent:
        return _("These figures are for the country as a whole, not for {place}.").format(place=place_title)
    text = _("These figures hold only part of the people in {place}: {missing} is not in the files.")
    if absent == states:
        text = _("These figures hold nobody from {place}: {missing} is not in the files.")
    return text.format(place=place_title, missing=fmt.listed([places.place(code).title for code in sorted(absent)]))
