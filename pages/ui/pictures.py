"""Charts as pictures, PNG and SVG, made in the reader’s own browser (``docs/decisions/pictures-in-the-browser.md``)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import plotly
import streamlit as st

from careers.i18n import _
from pages.ui.charts import Drawing

OUTLINES: Final = "/outlines/empty/"
"""Plotly would fetch outlines from its maker; this address holds an empty map, and we draw our own."""

PLOTLY_FILE: Final = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
PLOTLY_ADDRESS: Final = f"/pictures/plotly-{plotly.__version__}.min.js"
"""Where the server offers that file. Another release has another address, so a browser may keep it for good."""

_ASSETS: Final = Path(__file__).resolve().parent / "assets"
_pictures: Final = st.components.v2.component(
    "wageways_pictures",
    html='<div class="pictures"></div>',
    css=(_ASSETS / "pictures.css").read_text("utf-8"),
    js=(_ASSETS / "pictures.js").read_text("utf-8"),
)


def buttons(drawing: Drawing, lines: Sequence[str], name: str, key: str) -> None:
    """Buttons that save a chart as a picture with its title, subtitle, legend and source.

    Args:
        drawing: the chart in the colours of paper.
        lines: what stands below it: the source with its edition, and notes.
        name: name of the file, without its ending.
        key: unique on the page.
    """
    _pictures(
        key=key,
        width="content",
        data={
            "figure": drawing.figure.to_json(validate=False) if drawing.figure is not None else "",
            "markup": drawing.markup,
            "title": drawing.title,
            "subtitle": drawing.subtitle,
            "sentence": drawing.sentence,
            "legend": [list(entry) for entry in drawing.legend],
            "lines": list(lines),
            "name": name,
            "plotly": PLOTLY_ADDRESS,
            "outlines": OUTLINES,
            "words": {
                "png": _("Picture (PNG)"),
                "svg": _("Drawing (SVG)"),
                "of": _("{kind}: {title}"),
                "making": _("The picture is being made."),
                "made": _("Saved as {name}."),
                "failed": _("The picture could not be made. Try again in a moment."),
            },
        },
    )
