"""A page of synthetic charts, one below the other, for the tests of the shell: run by a server of its own."""

import pandas as pd
import streamlit as st

from pages.ui import charts, selection, site, widgets

FRAME = pd.DataFrame(
    {
        "place_title": [*(f"Synthetic {number}" for number in range(30)), "=Synthetic"],
        "pay_annual_p50_usd": [*(50000.0 - number for number in range(30)), None],
        "pay_annual_p50_flag": ["ok"] * 30 + ["not_released"],
    }
)
WORDS = charts.Words("A finding", "Synthetic pay", "Synthetic 0 pays $50,000.")

st.set_page_config(layout="wide")
widgets.style()
widgets.follow_links()
selection.enter(site.PAGES[0])
for number in range(5):
    widgets.figure_with_table(
        lambda palette: charts.ranked_bars(
            FRAME, WORDS, name="place_title", value="pay_annual_p50_usd", palette=palette, most=30
        ),
        key=f"chart-{number}",
        sources=["pay_by_place"],
        shown=["place_title", "pay_annual_p50_usd"],
        rule="Synthetic.",
        later=number > 0,
        height=1400,
    )
