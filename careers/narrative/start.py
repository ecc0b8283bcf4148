"""Sentences of the start page: what can be asked here, and how fresh the answers are."""

from __future__ import annotations

from careers import format as fmt
from careers import tables
from careers.i18n import N_, _

SUBJECTS = {
    "pay_by_place": N_("Pay and jobs"),
    "outlook": N_("Job outlook"),
    "pay_by_experience": N_("Pay with experience"),
    "price_parities": N_("Local prices"),
}
"""Published table → what a reader calls it; these are the tables whose age matters to a reader."""


def freshness() -> list[str]:
    """One line for each subject: whose figures, which edition, when taken over."""
    lines = []
    for table, subject in SUBJECTS.items():
        source = tables.record(table).source()
        days = sorted(file.retrieved for file in source.files if file.retrieved)
        text = _("{subject}: {title}, {edition}, from the {agency}.").format(
            subject=_(subject), title=source.title, edition=fmt.edition(source.edition), agency=source.agency
        )
        if days:
            text += " " + _("Taken over on {day}.").format(day=fmt.day(days[-1]))
        lines.append(text)
    return lines


def reach(jobs: int, places: int, industries: int) -> str:
    """How much there is to ask."""
    return _(
        "Ask about any of {jobs} occupations in {places} places and {industries} industries. Every figure comes from a "
        "US agency and can be traced to its file. Where the figures are too uncertain to tell, we say so."
    ).format(jobs=fmt.count(jobs), places=fmt.count(places), industries=fmt.count(industries))
