"""About as little as a page with a chart can be: a heading and three bars of synthetic figures. Told, not a limit."""

import plotly.graph_objects as go
import streamlit as st

chosen = f"{st.query_params.get('job', '')} {st.query_params.get('place', '')}"
st.title(chosen)
st.plotly_chart(go.Figure(go.Bar(x=[10_000 + len(chosen), 15_000, 19_000], y=[chosen, "Nation", "All"])), key="chart")
