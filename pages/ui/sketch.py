"""A figure being drawn: traces, words and lines collected as plain data.

Plotly checks every property at every call that adds to a figure, which takes nine tenths of the time of making one. Our
figures are made by few functions, so the tests check them (``tests/unit/test_charts.py`` hands each to Plotly) and a
visitor does not wait for it. The methods are named as Plotly's own and take the same arguments.
"""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go

from pages.ui.theme import TEMPLATES, Palette


class Sketch:
    """Collects a figure; `finished` hands it over.

    Args:
        palette: whose template it follows.
        height: pixels.
    """

    def __init__(self, palette: Palette, height: int) -> None:
        self.traces: list[dict[str, Any]] = []
        self.annotations: list[dict[str, Any]] = []
        self.shapes: list[dict[str, Any]] = []
        self.layout: dict[str, Any] = {"template": TEMPLATES[palette.name], "height": height}

    @property
    def height(self) -> int:
        """Pixels."""
        return int(self.layout["height"])

    def add_scatter(self, **trace: Any) -> None:
        """Add lines or marks."""
        self.traces.append({"type": "scatter", **trace})

    def add_bar(self, **trace: Any) -> None:
        """Add bars."""
        self.traces.append({"type": "bar", **trace})

    def add_choropleth(self, **trace: Any) -> None:
        """Add filled areas of a map."""
        self.traces.append({"type": "choropleth", **trace})

    def add_scattergeo(self, **trace: Any) -> None:
        """Add marks on a map."""
        self.traces.append({"type": "scattergeo", **trace})

    def add_annotation(self, **annotation: Any) -> None:
        """Add words."""
        self.annotations.append(annotation)

    def add_shape(self, **shape: Any) -> None:
        """Add a line or box."""
        self.shapes.append(shape)

    def add_vline(self, x: float, **line: Any) -> None:
        """Add an upright line over the whole height of the first panel."""
        self.shapes.append({"type": "line", "x0": x, "x1": x, "y0": 0, "y1": 1, "yref": "y domain", **line})

    def add_hline(self, y: float, **line: Any) -> None:
        """Add a level line over the whole width of the first panel."""
        self.shapes.append({"type": "line", "y0": y, "y1": y, "x0": 0, "x1": 1, "xref": "x domain", **line})

    def update_layout(self, **layout: Any) -> None:
        """Merge into the layout."""
        _merge(self.layout, layout)

    def update_xaxes(self, **axis: Any) -> None:
        """Merge into every horizontal axis there is so far."""
        self._update_axes("xaxis", axis)

    def update_yaxes(self, **axis: Any) -> None:
        """Merge into every upright axis there is so far."""
        self._update_axes("yaxis", axis)

    def update_geos(self, **geo: Any) -> None:
        """Merge into the map."""
        _merge(self.layout.setdefault("geo", {}), geo)

    def _update_axes(self, kind: str, axis: dict[str, Any]) -> None:
        self.layout.setdefault(kind, {})
        for name in self.layout:
            if name.startswith(kind):
                _merge(self.layout[name], axis)

    def finished(self) -> go.Figure:
        """The figure, not yet checked by Plotly; ``go.Figure(figure.to_dict())`` does that."""
        layout = self.layout | {"annotations": self.annotations, "shapes": self.shapes}
        return go.Figure(self.traces, layout, _validate=False)


def _merge(into: dict[str, Any], more: dict[str, Any]) -> None:
    for name, value in more.items():
        if isinstance(value, dict) and isinstance(into.get(name), dict):
            _merge(into[name], value)
        else:
            into[name] = value
