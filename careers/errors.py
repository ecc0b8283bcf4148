"""What ``careers`` says when it cannot answer: what was not found, and what is nearest.

Every error is a ``CareersError``, and so a ``ValueError``: a page or a command catches that one name, shows
``str(error)`` and offers ``error.nearest`` as the way on. What a person typed is cut short in the message;
whoever prints it as HTML has to escape it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from careers.i18n import N_, _

LONGEST_SHOWN = 60
"""Characters of what a person typed that a message repeats."""


@dataclass(frozen=True)
class Near:
    """Something that does exist and comes close.

    Args:
        code: occupation, place or industry code, as the address bar carries it.
        title: its name.
    """

    code: str
    title: str


class CareersError(ValueError):
    """A question that the published tables cannot answer.

    Args:
        what: what was asked for, such as a code or a table's name.
        nearest: what exists and comes close, best first; empty where nothing does.
        message: a plain sentence; without it, the class's own sentence about ``what``.
    """

    sentence: ClassVar[str] = N_("We could not find “{what}”.")

    def __init__(self, what: object, nearest: Iterable[Near] = (), message: str = "") -> None:
        """Keep the parts for the page and the sentence for ``str``."""
        self.what = str(what)
        self.nearest = list(nearest)
        shown = self.what if len(self.what) <= LONGEST_SHOWN else self.what[: LONGEST_SHOWN - 1] + "…"
        self.message = message or _(self.sentence).format(what=shown)
        super().__init__(self.message)


class UnknownOccupation(CareersError):  # noqa: N818 - reads as what happened
    """No occupation has that code."""

    sentence = N_("We do not know an occupation with the code “{what}”.")


class UnknownPlace(CareersError):  # noqa: N818 - reads as what happened
    """No nation, state, metro or nonmetro area has that code."""

    sentence = N_("We do not know a place with the code “{what}”.")


class UnknownIndustry(CareersError):  # noqa: N818 - reads as what happened
    """No industry has that code."""

    sentence = N_("We do not know an industry with the code “{what}”.")


class NotPublished(CareersError):  # noqa: N818 - reads as what happened
    """The agency publishes no such figure; ``nearest`` names the published neighbours."""

    sentence = N_("No figure is published for {what}.")


class Unusable(CareersError):  # noqa: N818 - reads as what happened
    """What a person typed cannot be used; the message says why, and what would do."""

    sentence = N_("We cannot use “{what}”.")


class TableMissing(CareersError):  # noqa: N818 - reads as what happened
    """A published table is absent or cannot be read."""

    sentence = N_("The table “{what}” is missing or damaged, so we cannot show its figures.")
