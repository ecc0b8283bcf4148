"""Shares with their error, and a job beside the average job, keep order, scale and words. Frames here are synthetic."""

import math

import pandas as pd
import plotly.graph_objects as go
import pytest

from pages.ui import charts
from pages.ui.charts import Words
from pages.ui.theme import DARK, LIGHT

WORDS = Words("Half work so", "Hours, synthetic", "Some 50%; others 10%.")


def shares(*rows: dict[str, object]) -> pd.DataFrame:
    plain = {"share_flag": "ok", "share_low_pct": 8.0, "share_high_pct": 12.0, "people_n": 90}
    return pd.DataFrame([plain | row for row in rows])


def ratings(*rows: tuple[str, float, float]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["element_name", "rating", "average_job_rating"])


def drawn(frame: pd.DataFrame, **more: object) -> charts.Drawing:
    drawing = charts.shares_with_error(frame, WORDS, name="trait_words", **more)
    go.Figure(drawing.figure.to_dict())
    return drawing


def scatters(drawing: charts.Drawing, mode: str) -> list[go.Scatter]:
    return [trace for trace in drawing.figure.data if trace.type == "scatter" and trace.mode == mode]


def labels(drawing: charts.Drawing) -> list[str]:
    return [annotation.text for annotation in drawing.figure.layout.annotations]


TWO = (
    {"trait_words": "Few", "share_pct": 10.0, "everyone_share_pct": 20.0},
    {
        "trait_words": "Many",
        "share_pct": 50.0,
        "share_low_pct": 45.0,
        "share_high_pct": 55.0,
        "everyone_share_pct": 40.0,
    },
)


def test_groups_keep_their_own_order_and_bars_start_at_zero():
    drawing = drawn(shares(*TWO))
    bars = [trace for trace in drawing.figure.data if trace.type == "bar"]
    assert [(bar.x[0], bar.y[0]) for bar in bars] == [(10.0, 0), (50.0, 1)]
    assert drawing.figure.layout.xaxis.range[0] == 0
    assert drawing.figure.layout.xaxis.rangemode == "tozero"
    assert labels(drawing) == ["Few  <b>10.0%</b>", "Many  <b>50.0%</b>"]


def test_each_bar_has_its_interval_and_the_mark_of_all_workers():
    drawing = drawn(shares(*TWO))
    ends = [trace.x[1] for trace in scatters(drawing, "lines+markers")]
    assert ends == [8.0, 12.0, 45.0, 55.0]
    marks = [trace.x[0] for trace in scatters(drawing, "markers")]
    assert marks == [20.0, 40.0]
    assert drawing.notes == ("Bar: this job. Thin line at its end: likely range (90%). Upright mark: all workers.",)


def test_without_anybody_to_compare_with_there_is_no_mark_and_the_key_names_none():
    drawing = drawn(shares(*TWO).drop(columns="everyone_share_pct"))
    assert not scatters(drawing, "markers")
    assert "all workers" not in drawing.notes[0]


def test_a_share_of_too_few_people_is_words_and_no_bar():
    none = {"share_pct": math.nan, "share_flag": "not_released", "people_n": 12}
    drawing = drawn(shares({"trait_words": "Few", **none}, {"trait_words": "Many", **none}))
    assert not drawing.figure.data
    assert labels(drawing)[0] == "Few  <b>not shown: fewer than 30 people</b>"
    assert drawing.notes == ()


def test_names_of_groups_are_text_and_never_markup():
    assert "&lt;b&gt;" in labels(drawn(shares(TWO[0] | {"trait_words": "<b>x</b>"})))[0]


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_a_job_stands_filled_beside_the_open_dot_of_the_average_job(palette):
    frame = ratings(("Reading", 4.0, 3.0), ("Science", 1.5, 2.5))
    drawing = charts.against_average(
        frame, WORDS, name="element_name", scale=(1.0, 5.0), ends=("not", "very"), palette=palette
    )
    go.Figure(drawing.figure.to_dict())
    dots = scatters(drawing, "markers")
    assert [list(dot.x) for dot in dots] == [[3.0, 4.0], [2.5, 1.5]]
    assert [list(dot.marker.color) for dot in dots] == [[palette.ground, palette.focus]] * 2
    assert {dot.marker.opacity for dot in dots} == {1}
    assert labels(drawing) == ["Reading  <b>4.0</b>", "Science  <b>1.5</b>", "not", "very"]


def test_the_whole_scale_is_on_the_axis_and_the_table_has_what_is_not_drawn():
    frame = ratings(*((f"Item {n}", 4.0, 3.0) for n in range(9)))
    drawing = charts.against_average(frame, WORDS, name="element_name", scale=(1.0, 5.0), ends=("", ""), most=3)
    low, high = drawing.figure.layout.xaxis.range
    assert low < 1 < 5 < high
    assert list(drawing.figure.layout.xaxis.tickvals) == [1, 2, 3, 4, 5]
    assert len(scatters(drawing, "markers")) == 3
    assert len(drawing.frame) == 9
