"""The page that this dashboard's Overview is measured against: two pickers, a pandas filter, one chart.

Written the way most such pages are, on the same published table; the published name of every occupation and place is on
offer in the pickers, and the address carries the choice.
"""

from pathlib import Path

import pandas as pd
import plotly.express as px
import streamlit as st

TABLES = Path(__file__).resolve().parents[2] / "data" / "tables"


@st.cache_resource
def load(name: str) -> pd.DataFrame:
    """A published table, read once."""
    return pd.read_parquet(TABLES / f"{name}.parquet")


jobs = load("occupations").set_index("soc_code")["occupation_title"]
places = load("places").set_index("place_code")["place_title"]
codes, areas = list(jobs.index), list(places.index)
st.title("Pay")
job = st.selectbox("Job", codes, codes.index(st.query_params.get("job", "43-4051")), jobs.to_dict().get)
place = st.selectbox("Place", areas, areas.index(st.query_params.get("place", "OH")), places.to_dict().get)
pay = load("pay_by_place")
row = pay[(pay["soc_code"] == job) & (pay["place_code"] == place)]
spread = row.filter(regex=r"pay_annual_p\d\d_usd").T.reset_index()
spread.columns = ["percentile", "dollars"]
st.plotly_chart(px.bar(spread, x="dollars", y="percentile", title=f"{jobs[job]}, {places[place]}"), key="chart")
