"""Work life: hours, part-time, working from home, the way to work, who employs, ages, and the surroundings."""

from careers import worklife
from careers.i18n import _
from careers.narrative import worklife as say
from pages.ui import charts, selection, widgets

chosen = selection.current()
widgets.heading_and_pickers(chosen, pay=False)
life = worklife.lookup(chosen.job)


def shares(trait: str, later: bool = True) -> None:
    frame = say.table(life, trait)
    widgets.figure_with_table(
        lambda palette: charts.shares_with_error(
            frame, charts.Words(*say.words(life, trait)), name="trait_words", palette=palette
        ),
        key=trait,
        sources=[worklife.SHARES_TABLE, worklife.TABLE],
        shown=say.table_columns(frame),
        series=say.series(life),
        rule=say.rule(),
        notes=[say.asked(life, trait)],
        later=later,
        height=400,
    )


main, chart, figures = widgets.answer_layout()
with main:
    widgets.key_figures(widgets.KeyFigure(*say.main_figure(life)))
with chart:
    shares("weekly_hours", later=False)
with figures:
    widgets.key_figures(*(widgets.KeyFigure(*figure) for figure in say.key_figures(life)))
    widgets.note(*say.first_notes(life, chosen.place, chosen.place_title))

left, right = widgets.side_by_side()
with left:
    shares("travel_minutes")
    shares("way_to_work")
with right:
    shares("employer")
    shares("age")

left, right = widgets.side_by_side()
with left:
    widgets.section(_("How to read this"))
    widgets.facts(say.how_to_read(life))
with right:
    widgets.section(_("Surroundings"))
    around = say.surroundings(chosen.job)
    if len(around):
        widgets.rows_with_download(
            around, say.surroundings_caption(chosen.job_title), key="surroundings", sources=["onet_ratings"],
            shown=say.SURROUNDINGS_COLUMNS,
        )  # fmt: skip
    else:
        widgets.facts([say.surroundings_missing(chosen.job, chosen.job_title)])
