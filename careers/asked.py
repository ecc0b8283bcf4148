"""What an address asks about: a job, a place, an industry, a period. Pages and the API read the four the same way, and
say the same where a value answers nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, get_args

from careers import industries, places, titles
from careers.errors import LONGEST_SHOWN, CareersError, Near
from careers.i18n import _
from careers.pay import Per

LONGEST_VALUE: Final = 100
"""Characters of a value that are looked up; no code is nearly as long."""

MOST_OFFERED: Final = 3


def _job(value: str) -> str:
    return titles.occupation(value).soc_code


def _place(value: str) -> str:
    return places.place(value).place_code


def _industry(value: str) -> str | None:
    code = industries.get(value).industry_code
    return None if code == industries.ALL else code


def _pay(value: str) -> str:
    if value not in get_args(Per):
        raise CareersError(value)
    return value


_KNOWN: Final[Mapping[str, Callable[[str], str | None]]] = {
    "job": _job,
    "place": _place,
    "industry": _industry,
    "pay": _pay,
}
NAMES: Final = tuple(_KNOWN)


def known(name: str, value: str) -> str | None:
    """The code of what ``value`` names; None for all industries.

    Args:
        name: one of `NAMES`.
        value: as it stands in the address; hostile.

    Raises:
        CareersError: nothing has that code; `explained` says so to people.
    """
    return _KNOWN[name](value[:LONGEST_VALUE])


def explained(name: str, value: str, error: CareersError) -> CareersError:
    """The same error as people are told it: what they asked for, and up to three things that come close.

    Args:
        name, value, error: what `known` was asked, and what it raised.
    """
    message = {
        "job": _("We do not know a job called “{value}”."),
        "place": _("We do not know a place called “{value}”."),
        "industry": _("We do not know an industry called “{value}”."),
        "pay": _("We show pay by the year or by the hour, not by “{value}”."),
    }[name].format(value=shown(value))
    return type(error)(value, error.nearest[:MOST_OFFERED] or _searched(name, value), message)


def _searched(name: str, value: str) -> list[Near]:
    """What people meant who typed a name where a code belongs."""
    text = value[:LONGEST_VALUE]
    if name == "job":
        return [Near(found.soc_code, found.title) for found in titles.search(text, limit=MOST_OFFERED)]
    if name == "place":
        return [Near(found.place_code, found.title) for found in places.search(text, limit=MOST_OFFERED)]
    if name == "pay":
        return [Near("year", _("By the year")), Near("hour", _("By the hour"))]
    return []


def shown(value: str) -> str:
    """A typed value as a message repeats it: printable characters only, cut short."""
    plain = " ".join("".join(c if c.isprintable() else " " for c in value).split())
    return plain if len(plain) <= LONGEST_SHOWN else plain[: LONGEST_SHOWN - 1] + "…"
