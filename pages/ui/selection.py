"""What the reader chose: a job, a place, an industry, pay by year or hour. The address bar carries all of it.

A choice made on one page holds on the next: every link made here carries the whole selection, and an address that
carries none of it takes up what was chosen last. The address is hostile input: a value that answers nothing becomes a
`Problem` with a way on, and the rest of the selection stays.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, Literal, Self
from urllib.parse import urlencode

import streamlit as st

from careers import industries, places, titles
from careers.errors import LONGEST_SHOWN, CareersError
from careers.i18n import _
from pages.ui import site

Per = Literal["year", "hour"]

ALL_OCCUPATIONS: Final = "00-0000"
WHOLE_COUNTRY: Final = "US"
PARAMETERS: Final = ("job", "place", "industry", "pay")
LONGEST_VALUE: Final = 100
"""Characters of a value that are looked up; no code is nearly as long."""

_REMEMBERED: Final = "selection"
_PAGE: Final = "page"


@dataclass(frozen=True)
class Selection:
    """What the reader chose. Every value is one that the published tables know.

    Args:
        job: occupation code; ``00-0000`` is all occupations.
        place: ``US``, a state's letters, a metro's or a nonmetro area's code.
        industry: industry code, or None for all industries.
        pay: whether pay is shown by the ``year`` or by the ``hour``.
    """

    job: str = ALL_OCCUPATIONS
    place: str = WHOLE_COUNTRY
    industry: str | None = None
    pay: Per = "year"

    @property
    def job_title(self) -> str:
        """Name of the occupation, in the agency's words."""
        return titles.occupation(self.job).title

    @property
    def place_title(self) -> str:
        """Name of the place."""
        return places.place(self.place).title

    @property
    def industry_title(self) -> str | None:
        """Name of the industry, or None for all of them."""
        return industries.get(self.industry).title if self.industry else None

    def parameters(self) -> dict[str, str]:
        """The selection as the address carries it. Job and place always stand there, so that a link says all."""
        told = {"job": self.job, "place": self.place}
        if self.industry:
            told["industry"] = self.industry
        if self.pay != "year":
            told["pay"] = self.pay
        return told

    def but(self, **changes: str | None) -> Self:
        """The same selection with other values, each already known to the tables."""
        return replace(self, **changes)

    def link(self, page: str, **changes: str | None) -> str:
        """Address of a page with this selection: ``selection.link("regions", place="OH")``.

        Raises:
            KeyError: there is no such page.
        """
        return f"{site.page(page).path}?{urlencode(self.but(**changes).parameters())}"


@dataclass(frozen=True)
class Problem:
    """A value in the address that answers nothing.

    Args:
        message: a plain sentence that names the value, cut short; escape it where it is printed as HTML.
        offers: what is nearest, each a name and the selection it leads to.
    """

    message: str
    offers: tuple[tuple[str, Selection], ...] = ()


def _known_job(value: str) -> str:
    return titles.occupation(value).soc_code


def _known_place(value: str) -> str:
    return places.place(value).place_code


def _known_industry(value: str) -> str | None:
    code = industries.get(value).industry_code
    return None if code == industries.ALL else code


def _known_pay(value: str) -> str:
    if value not in ("year", "hour"):
        raise CareersError(value)
    return value


_KNOWN: Final[Mapping[str, Callable[[str], str | None]]] = {
    "job": _known_job,
    "place": _known_place,
    "industry": _known_industry,
    "pay": _known_pay,
}


def shown(value: str) -> str:
    """A typed value as a message repeats it: printable characters only, cut short."""
    plain = " ".join("".join(c if c.isprintable() else " " for c in value).split())
    return plain if len(plain) <= LONGEST_SHOWN else plain[: LONGEST_SHOWN - 1] + "…"


def read(parameters: Mapping[str, str]) -> tuple[Selection, list[Problem]]:
    """The selection that an address carries, and what in it answers nothing.

    Args:
        parameters: name → value of the address; names other than ``PARAMETERS`` are not looked at.

    Returns:
        A selection in which every unknown value is replaced by its default, and one problem for each of those, with
        the nearest values as offers that keep the rest of the selection.
    """
    chosen: dict[str, str | None] = {}
    unknown: list[tuple[str, str, CareersError]] = []
    for name, known in _KNOWN.items():
        value = parameters.get(name, "").strip()
        if not value:
            continue
        try:
            chosen[name] = known(value[:LONGEST_VALUE])
        except CareersError as error:
            unknown.append((name, value, error))
    selection = Selection().but(**chosen)
    return selection, [_problem(selection, *told) for told in unknown]


def _problem(selection: Selection, name: str, value: str, error: CareersError) -> Problem:
    sentence = {
        "job": _("We do not know a job called “{value}”."),
        "place": _("We do not know a place called “{value}”."),
        "industry": _("We do not know an industry called “{value}”."),
        "pay": _("We show pay by the year or by the hour, not by “{value}”."),
    }[name].format(value=shown(value))
    fallback = {
        "job": _("You see all occupations together for now."),
        "place": _("You see the whole country for now."),
        "industry": _("You see all industries together for now."),
        "pay": _("You see pay by the year for now."),
    }[name]
    near = [(entry.title, entry.code) for entry in error.nearest[:3]] or _searched(name, value)
    return Problem(f"{sentence} {fallback}", tuple((title, selection.but(**{name: code})) for title, code in near))


def _searched(name: str, value: str) -> list[tuple[str, str]]:
    """What people meant who typed a name where a code belongs."""
    if name == "job":
        return [(found.title, found.soc_code) for found in titles.search(value[:LONGEST_VALUE], limit=3)]
    if name == "place":
        return [(found.title, found.place_code) for found in places.search(value[:LONGEST_VALUE], limit=3)]
    if name == "pay":
        return [(_("By the year"), "year"), (_("By the hour"), "hour")]
    return []


def arrive() -> tuple[Selection, list[Problem]]:
    """The selection of this visit, remembered for the next page. The menu calls this once, before the page runs.

    An address with any of our parameters is the whole truth. One with none, such as that of a menu entry, takes up
    what was chosen last and has it written in.
    """
    told: Mapping[str, str] = st.query_params
    remembered = st.session_state.get(_REMEMBERED)
    if remembered is not None and not any(name in told for name in PARAMETERS):
        st.query_params.update(remembered.parameters())
        return remembered, []
    selection, problems = read(told)
    if any(name in told for name in PARAMETERS):
        st.session_state[_REMEMBERED] = selection
    return selection, problems


def enter(page: site.Page) -> None:
    """Note which page is being shown. The menu calls this once, before the page runs."""
    st.session_state[_PAGE] = page.name


def current_page() -> str:
    """Name of the page being shown, for links that stay on it."""
    return str(st.session_state.get(_PAGE, ""))


def current() -> Selection:
    """What the reader chose, for a page to answer."""
    selection, _problems = read(st.query_params)
    return selection


def stay(*dropped: str) -> str:
    """Address of the page being shown as it stands, without some of its own parameters."""
    kept = {name: value for name, value in st.query_params.items() if name not in (*PARAMETERS, *dropped)}
    address = current().link(current_page())
    return f"{address}&{urlencode(kept)}" if kept else address


def choose(**changes: Any) -> None:
    """Take over a choice made in the page: it goes through the same check as the address, and into the address."""
    told = current().parameters() | {name: str(value) for name, value in changes.items() if name in PARAMETERS}
    chosen = read(told)[0].parameters()
    for name in PARAMETERS:
        if name in chosen:
            st.query_params[name] = chosen[name]
        elif name in st.query_params:
            del st.query_params[name]
