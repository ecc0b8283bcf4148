"""Industries: where the job's workers are, what each industry pays them, and place and industry together."""

from careers import industry_pay
from careers.i18n import _
from careers.narrative import industries as say
from pages.ui import charts, failures, selection, widgets
from pages.ui.theme import Palette

FIRST_ROWS = 5

chosen = selection.current()
widgets.heading_and_pickers(chosen, industry=True)
main, chart, figures = widgets.answer_layout()
with figures, widgets.row():
    levels = {name: _(words) for name, words in say.LEVEL_LABELS.items()}
    level = widgets.choice("level", _("Level of detail"), levels)
    order = widgets.choice("order", _("Order"), {name: _(words) for name, words in say.ORDER_LABELS.items()})
    rows = widgets.choice("rows", _("How many"), {"first": _("The first"), "all": _("All")})
answer = industry_pay.answer(chosen.job, chosen.place, chosen.industry, level, chosen.pay, order)
frame = say.table(answer)
own = {"industry_code": answer.industry.industry_code} if answer.industry else None


def address(industry_code: object) -> str:
    kept = (f"&level={level}" if level != "sector" else "") + (f"&order={order}" if order != "jobs" else "")
    return chosen.link("industries", industry=str(industry_code)) + kept


def drawing(palette: Palette) -> charts.Drawing:
    return charts.spread_with_share(
        frame,
        charts.Words(*say.spread_words(answer)),
        name="industry_name",
        share="occupation_share_pct",
        per=answer.per,
        palette=palette,
        own=own,
        reference=say.reference(answer),
        most=FIRST_ROWS if rows == "first" else None,
        ceilings=answer.ceilings,
        left_out="is_left_out",
        notes=say.notes(answer),
    )


with main:
    for gap in answer.gaps:
        failures.show(gap)
    widgets.lead(*say.lead(answer, chosen.pay))
if answer.ranking is not None:
    with chart:
        widgets.figure_with_table(
            drawing,
            key="spread",
            sources=["pay_by_industry", "pay_by_place"],
            shown=say.table_columns(answer.per),
            series=answer.nation.series,
            rule=_("Figures as published. Share of jobs = jobs in the industry ÷ all jobs of this occupation."),
            own=own,
            addresses=lambda shown: [address(code) for code in shown["industry_code"]],
            ceilings=answer.ceilings,
            later=False,
            faint="is_left_out",
        )
with figures:
    if answer.place is not None:
        widgets.key_figures(*(widgets.KeyFigure(*figure) for figure in say.between(answer)))
    if answer.combined is not None:
        widgets.note(say.assumption(answer.combined))
    widgets.facts(say.asides(answer))
