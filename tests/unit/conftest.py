"""Fixtures that several unit tests share."""

from __future__ import annotations

from collections.abc import Iterator

import plotly.graph_objects as go
import pytest

from pages.ui.sketch import Sketch


@pytest.fixture
def plotly_accepts_every_figure(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Hand each figure made in a test to Plotly, which refuses what it does not know."""
    made = []
    finished = Sketch.finished
    monkeypatch.setattr(Sketch, "finished", lambda sketch: made.append(finished(sketch)) or made[-1])
    yield
    for figure in made:
        go.Figure(figure.to_dict())
