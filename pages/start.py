"""Start: one box for the job, one for the place, and where to go from there."""

from careers.i18n import _
from pages.ui import selection, widgets

chosen = selection.current()

widgets.heading_and_pickers(chosen, title=_("What does a job pay, and where?"), pay=False, blank=True)
widgets.lead(
    _("Type a job and a place. Every figure comes from a US agency, with its source beside it."),
)
widgets.links([(_("See what it pays"), chosen.link("overview"))])
