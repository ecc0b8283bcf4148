"""Start: one box for the job, one for the place, three ways in, and what the data are."""

from careers import tables
from careers.i18n import _
from careers.narrative import start as say
from careers.narrative.names import in_place, job_title
from pages.ui import selection, widgets
from pages.ui.blocks import Way

chosen = selection.current()

widgets.heading_and_pickers(chosen, title=_("What does a job pay, where, and will it last?"), pay=False, blank=True)
if chosen == selection.Selection():
    answer = Way(_("All occupations in the United States"), _("See all work together, to begin with."), "overview")
else:
    answer = Way(
        _("{job} {in_place}").format(
            job=job_title(chosen.job_title), in_place=in_place(chosen.place, chosen.place_title)
        ),
        _("See what it pays, how that compares, and whether it grows."),
        "overview",
    )
widgets.ways(Way(answer.title, answer.text, chosen.link(answer.address)))

widgets.section(_("Three ways in"))
widgets.ways(
    Way(
        _("Compare pay"),
        _("Put up to five jobs and places side by side, as paid or after local prices, and see which gaps are real."),
        chosen.link("compare"),
    ),
    Way(
        _("Present an outlook"),
        _("Show someone across the desk whether the job grows, how many openings there are, and what it takes."),
        chosen.link("outlook"),
    ),
    Way(
        _("Explore"),
        _("Start from nothing: every occupation, narrowed by schooling, pay, growth and what you like to do."),
        chosen.link("explore"),
    ),
)
occupations = tables.load("occupations")["occupation_level"].eq("detailed").sum()
widgets.note(say.reach(int(occupations), len(tables.load("places")), len(tables.load("industries"))))
widgets.section(_("Whose figures, and how fresh"))
widgets.facts(say.freshness())
