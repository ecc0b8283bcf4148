"""Trend: what the job paid since 2013, before and after inflation, and how many jobs there were."""

from careers import trend
from careers.i18n import _
from careers.narrative import trend as say
from pages.ui import charts, selection, widgets

chosen = selection.current()
widgets.heading_and_pickers(chosen)

main, chart, beside = widgets.answer_layout()
with chart:
    dollars = widgets.choice(
        "dollars", _("Dollars"), {"real": _("After inflation"), "nominal": _("In dollars of each year")}
    )
answer = trend.trend(chosen.job, chosen.pay, dollars)
middle, other = answer.column("p50"), answer.column("p50", "nominal" if dollars == "real" else "real")
edges = (answer.column("p10"), answer.column("p90"))

with main:
    widgets.key_figures(widgets.KeyFigure(*say.main_figure(trend.trend(chosen.job, chosen.pay, "real"))))
with chart:
    widgets.figure_with_table(
        lambda palette: charts.trend_lines(
            answer.frame,
            charts.Words(say.title(answer), say.subtitle(answer), say.sentence(answer)),
            lines=[charts.Line(middle, _("Middle"))],
            band=edges,
            band_label=_("8 in 10 workers"),
            per=answer.per,
            ceiling=answer.ceiling,
            palette=palette,
            height=290,
        ),
        key="trend",
        sources=["pay_history", "pay_by_place", "price_index", "pay_editions"],
        shown=["year", middle, other, *edges, "employment"],
        notes=[*say.gaps(answer), *say.coverage(answer)],
        rule=say.rule(answer),
        later=False,
    )
with beside:
    widgets.key_figures(*(widgets.KeyFigure(*figure) for figure in say.key_figures(answer)))
    widgets.section(_("How far to trust this"))
    widgets.facts(say.trust(answer, chosen.pay, chosen.place, chosen.place_title, chosen.industry_title))
    widgets.figure_with_table(
        lambda palette: charts.jobs_by_year(
            answer.frame,
            charts.Words(say.jobs_title(answer), say.jobs_subtitle(answer), say.jobs_sentence(answer)),
            palette=palette,
        ),
        key="jobs",
        sources=["pay_history", "pay_by_place"],
        shown=["year", "employment", "employment_rse_pct"],
        rule=_("Figures as the agency publishes them. Nothing is estimated here."),
        height=240,
    )
