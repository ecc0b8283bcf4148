"""Overview: what the job pays here, how that compares, where it pays more, and whether it grows."""

from careers import overview
from careers.i18n import _
from careers.narrative import overview as say
from pages.ui import charts, selection, widgets

chosen = selection.current()
widgets.heading_and_pickers(
    chosen, title=widgets.heading_words(chosen, with_industry=chosen.place == selection.WHOLE_COUNTRY)
)
if chosen.industry and chosen.place != selection.WHOLE_COUNTRY:
    widgets.notice(
        say.crossed(chosen.industry_title or "", chosen.place_title),
        [
            (_("The industry, with an estimate for this place"), chosen.link("industries")),
            (_("The industry in the whole country"), chosen.link("overview", place=selection.WHOLE_COUNTRY)),
        ],
    )
answer = overview.answer(chosen.job, chosen.place, chosen.industry, chosen.pay)
here = answer.here

main, chart, figures = widgets.answer_layout()
with main:
    widgets.key_figures(widgets.KeyFigure(*say.main_figure(answer)))
    widgets.lead(*say.lead(answer, chosen.pay))
with chart:
    widgets.figure_with_table(
        lambda palette: charts.pay_spread(
            say.spread_rows(answer),
            charts.Words(*say.spread_words(answer)),
            name="row_title",
            per=answer.per,
            palette=palette,
            own={"row_title": say.row_titles(answer)[0]},
            ceilings=answer.ceilings,
        ),
        key="spread",
        sources=list(dict.fromkeys([here.table, "pay_by_place"])),
        shown=["row_title", *say.spread_columns(answer.per), "employment", "pay_rse_pct"],
        series=here.series,
        rule=_("Figures as the agency publishes them. Nothing is estimated here."),
        ceilings=answer.ceilings,
        later=False,
    )
with figures:
    widgets.key_figures(*(widgets.KeyFigure(*figure) for figure in say.key_figures(answer)))

left, right = widgets.side_by_side()
with left:
    widgets.section(_("How that compares"))
    widgets.facts(say.comparisons(answer))
    widgets.section(_("Where it pays more"))
    for label, ranked, name, page in (
        (_("Best-paying states"), answer.states, "place", "overview"),
        (_("Best-paying industries, whole country"), answer.industries, "industry", "industries"),
    ):
        if ranked is not None:
            widgets.note(say.ranking_note(label, ranked))
            widgets.links(
                [(words, chosen.link(page, **{name: code})) for words, code in say.best(ranked, name, answer)]
            )
with right:
    for title, sentences, page, words in say.headlines(answer):
        widgets.section(title)
        widgets.facts(sentences)
        if page:
            widgets.links([(words, chosen.link(page))])

widgets.links([(_("Make one page of paper to hand out"), chosen.link("handout"))])
