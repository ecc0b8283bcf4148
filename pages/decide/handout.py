"""Handout: one page of paper for one to four jobs in one to three places, to take along and to check."""

from careers import handout
from careers.i18n import _
from careers.narrative import handout as say
from pages.ui import handing_out, selection, widgets

MOST = {"job": handout.MOST_JOBS, "place": handout.MOST_PLACES}

chosen, _problems = selection.current_shortlist()
found = handout.answer(chosen.jobs, chosen.places, chosen.industry, chosen.pay)
widgets.list_pickers(chosen, _("One page to hand out"), say.names(found), MOST)
if say.too_many(found):
    widgets.notice(say.too_many(found), [(_("Compare them all on the screen"), chosen.link("compare"))])
own = handing_out.own_words()
handing_out.page(found, own, handing_out.address(chosen))
widgets.as_data("compare")
