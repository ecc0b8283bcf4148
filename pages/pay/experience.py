"""Experience: pay by years of potential experience in the census, and what salary surveys reported beside it."""

from dataclasses import asdict

import pandas as pd

from careers import experience
from careers.i18n import _
from careers.narrative import experience as say
from pages.ui import charts, selection, widgets

chosen = selection.current()
widgets.heading_and_pickers(chosen, pay=False)
profile = experience.profile(chosen.job)
figures = experience.surveys(chosen.job)
shown = [f"pay_annual_{percentile}_usd" for percentile in charts.PERCENTILES]

main, chart, beside = widgets.answer_layout()
with main:
    widgets.key_figures(widgets.KeyFigure(*say.main_figure(profile)))
with chart:
    widgets.figure_with_table(
        lambda palette: charts.bands_by_experience(
            pd.DataFrame([asdict(band) for band in profile.bands]),
            charts.Words(say.title(profile), say.subtitle(profile), say.sentence(profile)),
            palette=palette,
        ),
        key="bands",
        sources=["pay_by_experience"],
        shown=["experience_band", "people_n", *shown, "pay_annual_p50_se_usd"],
        series=say.codes(profile),
        notes=[say.people(profile)],
        rule=say.rule(profile),
        later=False,
    )
with beside:
    widgets.section(_("How to read this"))
    widgets.facts(say.how_to_read(profile, chosen.place, chosen.place_title))

widgets.section(say.survey_title(figures))
told, table = widgets.side_by_side()
with told:
    widgets.facts(say.survey_facts(figures))
if figures:
    with table:
        widgets.rows_with_download(
            pd.DataFrame([asdict(figure) for figure in figures]),
            say.survey_subtitle(figures),
            key="surveys",
            sources=[experience.SURVEY_TABLE],
            shown=["survey_publisher", "experience_label", "statistic", "pay_usd", "pay_period"],
        )
