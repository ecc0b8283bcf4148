"""Colours and Plotly templates, one set for the light theme and one for the dark.

The light colours are the UK Government Analysis Function's categorical palette; on a dark ground its navy nearly
vanishes (1.8 to 1), so the dark set is our own, chosen to the same measure: each colour at least 3 to 1 on the ground,
and neighbours at least 3 to 1 against each other. A test computes both.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

import plotly.graph_objects as go

FONT: Final = '"Source Sans", "Source Sans Pro", system-ui, sans-serif'
"""Streamlit's own face, which the app serves itself; the same stack as the page around the chart."""


@dataclass(frozen=True)
class Palette:
    """The colours of one theme, as ``#RRGGBB``.

    Args:
        name: ``light`` or ``dark``.
        ground: behind the chart.
        text: labels that carry a fact.
        quiet: axis text and notes, at least 4.5 to 1.
        grid: lines that only guide the eye.
        focus: the reader's own job or place; also the one series of a chart.
        rest: everything that is there to compare with.
        reference: the line of the United States.
        series: up to four series, in this order, never more.
        pair: two series.
        sequence: classes of a value, low to high.
        missing: a place without a figure.
    """

    name: Literal["light", "dark"]
    ground: str
    text: str
    quiet: str
    grid: str
    focus: str
    rest: str
    reference: str
    series: tuple[str, str, str, str]
    pair: tuple[str, str]
    sequence: tuple[str, str, str]
    missing: str


LIGHT: Final = Palette(
    name="light",
    ground="#FFFFFF",
    text="#17212B",
    quiet="#55626F",
    grid="#E3E8ED",
    focus="#12436D",
    rest="#8A8A8A",
    reference="#B4460F",
    series=("#12436D", "#28A197", "#801650", "#F46A25"),
    pair=("#12436D", "#F46A25"),
    sequence=("#6BACE6", "#2073BC", "#12436D"),
    missing="#E3E8ED",
)

DARK: Final = Palette(
    name="dark",
    ground="#10161D",
    text="#E9EEF3",
    quiet="#A9B5C1",
    grid="#28333F",
    focus="#7CB8EE",
    rest="#76828E",
    reference="#F5A66B",
    series=("#BCDDF7", "#1F7F76", "#F3C2DC", "#B4551B"),
    pair=("#BCDDF7", "#B4551B"),
    sequence=("#2A6AA3", "#6BACE6", "#CBE4F8"),
    missing="#28333F",
)


def faded(colour: str, opacity: float) -> str:
    """``colour`` (``#RRGGBB``) as ``rgba`` with this opacity."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},{opacity:g})"


def template(palette: Palette) -> go.layout.Template:
    """The Plotly template of a theme: horizontal words, few pale lines, nothing that moves on its own."""
    axis = {
        "gridcolor": palette.grid,
        "linecolor": palette.grid,
        "zerolinecolor": palette.quiet,
        "zerolinewidth": 1,
        "tickcolor": palette.grid,
        "tickfont": {"color": palette.quiet, "size": 14},
        "title": {"font": {"color": palette.quiet, "size": 14}},
        "ticks": "",
        "automargin": True,
        "fixedrange": True,
        "tickangle": 0,
    }
    return go.layout.Template(
        layout={
            "font": {"family": FONT, "size": 15, "color": palette.text},
            "paper_bgcolor": palette.ground,
            "plot_bgcolor": palette.ground,
            "colorway": list(palette.series),
            "margin": {"l": 4, "r": 12, "t": 8, "b": 8, "pad": 2},
            "xaxis": axis,
            "yaxis": axis,
            "showlegend": False,
            "legend": {
                "orientation": "h",
                "x": 0,
                "xanchor": "left",
                "y": 1.02,
                "yanchor": "bottom",
                "font": {"size": 14},
                "itemclick": False,
                "itemdoubleclick": False,
            },
            "hoverlabel": {
                "bgcolor": palette.ground,
                "bordercolor": palette.quiet,
                "font": {"family": FONT, "size": 14, "color": palette.text},
                "align": "left",
            },
            "dragmode": False,
            "geo": {"bgcolor": palette.ground, "lakecolor": palette.ground},
        }
    )


TEMPLATES: Final = {palette.name: template(palette).to_plotly_json() for palette in (LIGHT, DARK)}
"""The templates as plain data, which a figure takes over without copying object by object."""
