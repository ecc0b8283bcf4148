"""Overview: what the job pays in the place, and how that pay spreads."""

from dataclasses import asdict

import pandas as pd

from careers import columns, pay
from careers.i18n import _
from pages.ui import charts, selection, widgets
from pages.ui.blocks import KeyFigure

chosen = selection.current()
widgets.heading_and_pickers(chosen)

record = pay.lookup(chosen.job, chosen.place, chosen.industry)
frame = pd.DataFrame([asdict(record)])
row = asdict(record)
period = "annual" if chosen.pay == "year" else "hourly"


def words_of(statistic: str) -> str:
    return columns.cell(row, f"pay_{period}_{statistic}_usd")


widgets.key_figures(
    KeyFigure(_("Half earn more, half less (median)"), words_of("p50"), is_main=True),
    KeyFigure(_("Lowest tenth earn up to"), words_of("p10")),
    KeyFigure(_("Highest tenth earn from"), words_of("p90")),
    KeyFigure(_("Jobs"), columns.cell(row, "employment")),
)
widgets.figure_with_table(
    lambda palette: charts.pay_spread(
        frame,
        charts.Words(
            _("The middle half of workers earn {low} to {high}").format(low=words_of("p25"), high=words_of("p75")),
            f"{record.occupation_title}, {record.place_title}, {record.edition}",
            _("A tenth earn up to {low}, the middle is {middle}, a tenth earn {high} or more.").format(
                low=words_of("p10"), middle=words_of("p50"), high=words_of("p90")
            ),
        ),
        name="place_title",
        per=chosen.pay,
        palette=palette,
    ),
    key="spread",
    sources=[record.table],
    shown=["place_title", *(f"pay_{period}_{p}_usd" for p in charts.PERCENTILES), "employment"],
    series=record.series,
    rule=_("Figures as published."),
    later=False,
)
