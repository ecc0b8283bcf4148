"""What pages there are, under which address, in which order. The menu and every link are made from this list."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import Final

from careers.i18n import N_


@dataclass(frozen=True)
class Page:
    """One page of the app.

    Args:
        name: its address without the slash; empty for the start page.
        script: its file, from ``pages/``.
        title: its name in the menu, to be translated when shown.
        in_menu: whether the menu lists it; the others are reached from a page that leads to them.
    """

    name: str
    script: str
    title: str
    in_menu: bool = True

    @property
    def path(self) -> str:
        """Its address on this server."""
        return f"/{self.name}"


PAGES: Final[tuple[Page, ...]] = (
    Page("", "start.py", N_("Start")),
    Page("overview", "pay/overview.py", N_("Overview")),
    Page("regions", "pay/regions.py", N_("Regions")),
    Page("industries", "pay/industries.py", N_("Industries")),
    Page("experience", "pay/experience.py", N_("Experience")),
    Page("trend", "pay/trend.py", N_("Trend")),
    Page("outlook", "outlook/outlook.py", N_("Outlook")),
    Page("requirements", "outlook/requirements.py", N_("What it takes")),
    Page("worklife", "outlook/worklife.py", N_("Work life")),
    Page("related", "outlook/related.py", N_("Related roles")),
    Page("explore", "decide/explore.py", N_("Explore")),
    Page("compare", "decide/compare.py", N_("Compare")),
    Page("handout", "decide/handout.py", N_("Handout"), in_menu=False),
    Page("offer", "decide/offer.py", N_("Offer")),
    Page("majors", "decide/majors.py", N_("Majors")),
    Page("sources", "about/sources.py", N_("Sources")),
)

TURN: Final = threading.Lock()
"""Held by the visitor whose page is being made (``docs/decisions/garbage-is-collected-apart.md``)."""


def page(name: str) -> Page:
    """The page of that address.

    Raises:
        KeyError: there is none; a link to it would be a dead end.
    """
    found = next((entry for entry in PAGES if entry.name == name), None)
    if found is None:
        raise KeyError(f"There is no page “{name}”.")
    return found
