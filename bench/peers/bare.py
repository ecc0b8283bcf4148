"""A server of one nearly empty page with one chart, and the same care for the garbage collector as the dashboard."""

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import plotly.graph_objects  # noqa: F401 - loaded before the first visitor, as the dashboard does
import streamlit as st


@asynccontextmanager
async def warm_start(_app: st.App) -> AsyncIterator[None]:
    """Tell the collector to skip what is loaded."""
    gc.collect()
    gc.freeze()
    yield


app = st.App("bare_page.py", lifespan=warm_start)
