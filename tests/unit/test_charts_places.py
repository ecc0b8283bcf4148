"""Charts of places and industries on synthetic rows: order, zero, the reader's own row, what is not there."""

from __future__ import annotations

import math

import pandas as pd
import plotly.graph_objects as go
import pytest

from pages.ui import charts
from pages.ui.charts import Words
from pages.ui.theme import DARK, LIGHT

WORDS = Words("Synthetic title", "Synthetic subtitle", "Synthetic sentence.")
CEILINGS = {"annual": 239_200.0, "hourly": 115.0}


def places(*rows: tuple[str, float | None, str, bool]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "place_code": name[:2].upper(),
                "place_title": name,
                "pay_annual_p50_usd": math.nan if usd is None else usd,
                "pay_annual_p50_flag": flag,
                "is_left_out": out,
            }
            for name, usd, flag, out in rows
        ]
    )


RANKED = places(
    ("Ohio", 50_000, "ok", False),
    ("Utah", 40_000, "ok", False),
    ("Iowa", 30_000, "ok", False),
    ("Maine", 60_000, "ok", True),
    ("Guam", None, "not_released", True),
)


def drawn(frame: pd.DataFrame, **more) -> charts.Drawing:
    options = {"name": "place_title", "value": "pay_annual_p50_usd", "left_out": "is_left_out"} | more
    drawing = charts.ranked_places(frame, WORDS, **options)
    go.Figure(drawing.figure.to_dict())
    return drawing


def labels(drawing: charts.Drawing) -> list[str]:
    return list(drawing.figure.layout.yaxis.ticktext)


def test_places_stand_in_the_order_given_and_bars_start_at_zero():
    drawing = drawn(RANKED)
    assert labels(drawing) == ["Ohio", "Utah", "Iowa"]
    assert list(drawing.figure.data[0].x) == [50_000, 40_000, 30_000]
    assert drawing.figure.layout.xaxis.range[0] == 0
    assert drawing.figure.layout.xaxis.rangemode == "tozero"
    assert len(drawing.frame) == 5


def test_the_readers_own_place_is_drawn_beyond_the_cap_and_when_left_out():
    drawing = drawn(RANKED, most=1, own={"place_code": "IO"})
    assert labels(drawing) == ["Ohio", "<b>Iowa</b>"]
    assert drawing.figure.data[0].y[1] > 1
    assert list(drawing.figure.data[0].marker.color) == [LIGHT.rest, LIGHT.focus]
    assert labels(drawn(RANKED, own={"place_code": "MA"}))[-1] == "<b>Maine</b>"
    assert labels(drawn(RANKED, own={"place_code": "GU"})) == ["Ohio", "Utah", "Iowa"]


def test_a_figure_known_only_from_below_is_hatched_and_says_so():
    drawing = drawn(places(("Ohio", None, "top_coded", False), ("Utah", 200_000, "ok", False)), ceilings=CEILINGS)
    bars = drawing.figure.data[0]
    assert bars.x[0] == 239_200
    assert list(bars.marker.pattern.shape) == ["/", ""]
    assert "at least $239,200" in bars.text[0]


def test_a_sign_stands_behind_the_figure_it_belongs_to():
    bars = drawn(RANKED, signs={"UT": "≈"}).figure.data[0]
    assert [text.strip() for text in bars.text] == ["$50,000", "$40,000 ≈", "$30,000"]


def test_no_rows_draw_nothing_and_fail_at_nothing():
    assert labels(drawn(RANKED.head(0))) == []


# --- Share beside spread ---------------------------------------------------------------------------------------------


def industries(*rows: tuple[str, float, float]) -> pd.DataFrame:
    told = []
    for name, share, middle in rows:
        row = {"industry_code": name, "industry_name": name, "occupation_share_pct": share, "is_left_out": False}
        for step, p in enumerate(charts.PERCENTILES):
            row |= {f"pay_annual_{p}_usd": middle + (step - 2) * 5_000, f"pay_annual_{p}_flag": "ok"}
        told.append(row)
    return pd.DataFrame(told)


def spread(frame: pd.DataFrame, **more) -> charts.Drawing:
    options = {"name": "industry_name", "share": "occupation_share_pct"} | more
    drawing = charts.spread_with_share(frame, WORDS, **options)
    go.Figure(drawing.figure.to_dict())
    return drawing


def test_share_and_spread_stand_side_by_side_both_from_zero():
    drawing = spread(industries(("Retail", 60.0, 30_000), ("Mining", 5.0, 50_000)))
    bars = [trace for trace in drawing.figure.data if trace.type == "bar"]
    assert [(bar.x[0], bar.text[0]) for bar in bars] == [(60.0, "60.0%"), (5.0, "5.0%")]
    layout = drawing.figure.layout
    assert layout.xaxis.domain[1] < layout.xaxis2.domain[0]
    assert (layout.xaxis.range[0], layout.xaxis2.range[0]) == (0, 0)
    medians = [trace.name for trace in drawing.figure.data if trace.name]
    assert medians == ["$30,000", "$50,000"]


def test_the_chosen_industry_is_drawn_beyond_the_cap_in_the_focus_colour():
    frame = industries(("Retail", 60.0, 30_000), ("Mining", 5.0, 50_000), ("Farming", 1.0, 20_000))
    drawing = spread(frame, most=1, own={"industry_code": "Farming"})
    bars = [trace for trace in drawing.figure.data if trace.type == "bar"]
    assert [bar.x[0] for bar in bars] == [60.0, 1.0]
    assert bars[0].marker.color != bars[1].marker.color
    assert len(drawing.frame) == 3


def test_a_share_that_is_not_released_is_told_in_words_and_long_names_are_cut_in_the_picture_only():
    frame = industries(("A" * 80, math.nan, 30_000))
    drawing = spread(frame)
    assert next(trace for trace in drawing.figure.data if trace.type == "bar").text[0] == "not released"
    label = next(a.text for a in drawing.figure.layout.annotations if "AAA" in a.text)
    assert "…" in label
    assert drawing.frame["industry_name"][0] == "A" * 80


def test_a_reference_is_named_in_its_own_colour():
    drawing = spread(industries(("Retail", 60.0, 30_000)), reference=("Ohio $40,000", 40_000.0), palette=DARK)
    told = [a for a in drawing.figure.layout.annotations if "Ohio $40,000" in a.text]
    assert [a.font.color for a in told] == [DARK.reference]
    assert drawing.figure.layout.xaxis2.range[1] > 40_000


# --- Metros on the map -----------------------------------------------------------------------------------------------


def test_metros_are_bubbles_whose_area_grows_with_jobs_and_whose_colour_is_their_class():
    frame = pd.DataFrame(
        {
            "place_code": ["11111", "22222", "33333", "44444"],
            "place_title": ["Small, OH", "Large, OH", "Hidden, OH", "Silent, OH"],
            "latitude_degrees": [40.0, 41.0, 42.0, 43.0],
            "longitude_degrees": [-83.0, -84.0, -85.0, -86.0],
            "employment": [1_000.0, 100_000.0, math.nan, 500.0],
            "employment_flag": ["ok", "ok", "not_released", "ok"],
            "pay_annual_p50_usd": [30_000.0, 60_000.0, 45_000.0, math.nan],
            "pay_annual_p50_flag": ["ok", "ok", "ok", "not_released"],
        }
    )
    classes = charts.Classes((40_000, 50_000), ("low", "middle", "high"))
    drawing = charts.metro_map(frame, WORDS, value="pay_annual_p50_usd", classes=classes, own="22222")
    go.Figure(drawing.figure.to_dict())
    bubbles = {
        code: (size, trace.marker.color)
        for trace in drawing.figure.data
        if trace.type == "scattergeo" and trace.customdata
        for code, size in zip(trace.customdata, trace.marker.size, strict=True)
    }
    assert set(bubbles) == {"11111", "22222", "33333"}
    assert bubbles["22222"][0] > bubbles["11111"][0] >= bubbles["33333"][0]
    assert [bubbles[code][1] for code in ("11111", "33333", "22222")] == list(LIGHT.sequence)
    assert [words for _colour, words in drawing.legend] == ["low", "middle", "high"]
    ring = drawing.figure.data[-1]
    assert (ring.lat[0], ring.marker.line.color) == (41.0, LIGHT.reference)


def test_the_grey_map_below_holds_every_state_that_has_an_outline():
    assert len(charts.ON_MAP) == 51
    assert "PR" not in charts.ON_MAP


def test_classes_are_cut_among_finite_figures_and_what_is_only_known_from_below_is_the_highest():
    classes = charts.three_classes([30_000.0, 40_000.0, 50_000.0, math.inf])
    assert classes.level(math.inf) == 2
    with pytest.raises(ValueError, match="no classes"):
        charts.three_classes([math.inf])
