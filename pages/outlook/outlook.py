"""Outlook: will there be jobs, why they open, what states and industries expect, and how past projections fared."""

from careers import outlook
from careers.errors import NotPublished
from careers.i18n import _
from careers.narrative import outlook as say
from pages.ui import charts, outlook_charts, selection, widgets

chosen = selection.current()
widgets.heading_and_pickers(chosen, pay=False)
options = say.edition_options()
main, chart, figures = widgets.answer_layout()
with figures:
    edition = widgets.choice("edition", _("Edition of the projections"), options, say.unknown_edition())
told = outlook.prospects(chosen.job, chosen.place, edition)
nation, published = told.nation, outlook.record(edition)
kept = "" if nation.edition == told.newest_edition else f"&edition={edition}"

with main:
    widgets.key_figures(widgets.KeyFigure(*say.main_figure(told)))
    widgets.lead(*say.lead(told))
with chart:
    widgets.figure_with_table(
        lambda palette: outlook_charts.openings(
            say.openings_rows(nation), charts.Words(*say.openings_words(nation)), palette=palette
        ),
        key="openings",
        sources=[published],
        shown=["openings_reason", "openings_annual_thousand"],
        rule=say.openings_rule(),
        later=False,
    )
with figures:
    widgets.note(*say.edition_notes(told))
    widgets.key_figures(*(widgets.KeyFigure(*figure) for figure in say.key_figures(told)))

left, right = widgets.side_by_side()
with left:
    widgets.section(_("How to read this"))
    widgets.facts(say.beside_words(nation))
    if told.newer is not None:
        widgets.links([say.newer_link(told.newer)])
with right:
    everyone = outlook.lookup(outlook.ALL_OCCUPATIONS, edition=edition)
    widgets.figure_with_table(
        lambda palette: outlook_charts.projected_paths(
            say.path_rows(nation, everyone), charts.Words(*say.path_words(nation, everyone)), palette=palette
        ),
        key="path",
        sources=[published],
        shown=["occupation_title", *say.PATH_COLUMNS],
        rule=say.path_rule(nation),
        height=250,
    )

left, right = widgets.side_by_side()
with left:
    states = told.states
    own = {"place_code": told.state.place_code} if told.state is not None else None
    if states is None:
        widgets.section(_("By state"))
        widgets.facts(told.gaps)
    else:
        widgets.figure_with_table(
            lambda palette: outlook_charts.changes(
                say.state_rows(states),
                charts.Words(*say.state_words(told, states)),
                name="place_title",
                value="employment_change_pct",
                palette=palette,
                own=own,
                reference={"place_code": "US"},
                faint="is_faint",
                ranked="rank",
            ),
            key="states",
            sources=["outlook_by_state"],
            shown=["place_title", *say.STATE_COLUMNS],
            notes=say.state_notes(told, states),
            rule=say.state_rule(),
            own=own,
            addresses=lambda frame: [chosen.link("outlook", place=code) + kept for code in frame["place_code"]],
            faint="is_faint",
        )
with right:
    level = widgets.choice("detail", _("Industries"), {"sector": _("Broad industries"), "4-digit": _("In detail")})
    try:
        industries = outlook.by_industry(chosen.job, level)
    except NotPublished:
        widgets.section(_("By industry"))
        widgets.facts([say.no_industries(nation)])
    else:
        widgets.figure_with_table(
            lambda palette: outlook_charts.share_and_growth(
                say.industry_rows(industries),
                charts.Words(*say.industry_words(industries)),
                name="industry_title",
                share="occupation_share_pct",
                growth="employment_change_pct",
                most=say.MOST_INDUSTRIES,
                whole=say.all_industries(industries),
                palette=palette,
            ),
            key="industries",
            sources=["industry_outlook", "pay_by_industry"],
            shown=["industry_title", *say.INDUSTRY_COLUMNS],
            notes=say.industry_notes(industries),
            rule=say.industry_rule(industries),
        )

left, right = widgets.side_by_side()
with left:
    widgets.section(_("How far to trust a projection"))
    widgets.facts(say.past_trust(told.past))
with right:
    widgets.figure_with_table(
        lambda palette: outlook_charts.past_paths(
            told.past, say.past_rows(told.past), charts.Words(*say.past_words(told)), palette=palette
        ),
        key="past",
        sources=["outlook"],
        shown=["edition", *say.PAST_COLUMNS],
        rule=say.past_rule(),
        height=320,
    )
