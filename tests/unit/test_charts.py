"""Charts keep their order, start at zero, and say missing figures in words. Frames here are synthetic."""

import math

import pandas as pd
import pytest

from pages.ui import charts
from pages.ui.charts import Line, Words
from pages.ui.theme import DARK, LIGHT

pytestmark = pytest.mark.usefixtures("plotly_accepts_every_figure")

WORDS = Words("Utah pays most", "Median annual pay, synthetic", "Utah pays $50,000, Iowa $30,000.")
CEILINGS = {"annual": 239200.0, "hourly": 115.0}


def ranking(*rows: tuple[str, float | None, str]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "place_code": [name[:2].upper() for name, _value, _flag in rows],
            "place_title": [name for name, _value, _flag in rows],
            "pay_annual_p50_usd": [math.nan if value is None else value for _name, value, _flag in rows],
            "pay_annual_p50_flag": [flag for _name, _value, flag in rows],
        }
    )


def spread(**changes: object) -> pd.DataFrame:
    row: dict[str, object] = {"place_title": "Utah"}
    for percentile, value in {"p10": 20000.0, "p25": 30000.0, "p50": 40000.0, "p75": 50000.0, "p90": 70000.0}.items():
        row[f"pay_annual_{percentile}_usd"] = value
        row[f"pay_annual_{percentile}_flag"] = "ok"
    return pd.DataFrame([row | changes])


def years(*rows: dict[str, object]) -> pd.DataFrame:
    return pd.DataFrame([{"pay_annual_p50_flag": "ok", "break_kind": None, "break_note": None} | row for row in rows])


def bars(drawing: charts.Drawing) -> list[tuple[str, float]]:
    found = [trace for trace in drawing.figure.data if trace.type == "bar"]
    return [(trace.name, trace.x[0]) for trace in sorted(found, key=lambda trace: trace.y[0])]


def labels(drawing: charts.Drawing) -> str:
    return " ".join(annotation.text for annotation in drawing.figure.layout.annotations)


def test_a_ranking_is_sorted_by_value_and_starts_at_zero():
    frame = ranking(("Iowa", 30000, "ok"), ("Utah", 50000, "ok"), ("Ohio", 40000, "ok"))
    drawing = charts.ranked_bars(frame, WORDS, name="place_title", value="pay_annual_p50_usd")
    assert bars(drawing) == [("Utah", 50000), ("Ohio", 40000), ("Iowa", 30000)]
    assert drawing.figure.layout.xaxis.range[0] == 0
    assert drawing.figure.layout.xaxis.rangemode == "tozero"
    assert (drawing.title, drawing.subtitle, drawing.sentence) == (WORDS.title, WORDS.subtitle, WORDS.sentence)


def test_a_ranking_is_capped_and_keeps_the_readers_own_row_with_its_rank():
    frame = ranking(*((f"State {n:02}", 60000.0 - n, "ok") for n in range(40)))
    drawing = charts.ranked_bars(
        frame, WORDS, name="place_title", value="pay_annual_p50_usd", own={"place_title": "State 30"}
    )
    assert [name for name, _ in bars(drawing)] == [*(f"State {n:02}" for n in range(15)), "State 30"]
    assert "31. State 30" in labels(drawing)
    assert len(drawing.frame) == 40


def test_only_the_readers_own_bar_has_the_focus_colour():
    frame = ranking(("Iowa", 30000, "ok"), ("Utah", 50000, "ok"))
    drawing = charts.ranked_bars(
        frame, WORDS, name="place_title", value="pay_annual_p50_usd", own={"place_code": "IO"}, palette=DARK
    )
    colours = {trace.name: trace.marker.color for trace in drawing.figure.data}
    assert colours == {"Iowa": DARK.focus, "Utah": DARK.rest}


def test_a_row_without_a_figure_is_no_zero_but_stays_in_the_table_and_in_words_if_it_is_the_readers_own():
    frame = ranking(("Utah", 50000, "ok"), ("Iowa", None, "not_released"), ("Ohio", None, "not_released"))
    drawing = charts.ranked_bars(frame, WORDS, name="place_title", value="pay_annual_p50_usd", own={"place_code": "OH"})
    assert bars(drawing) == [("Utah", 50000)]
    assert "Ohio  <b>not released</b>" in labels(drawing)
    assert "Iowa" not in labels(drawing)
    assert list(drawing.frame["place_title"]) == ["Utah", "Iowa", "Ohio"]


def test_a_ranking_in_which_nothing_is_released_is_empty_and_does_not_break():
    drawing = charts.ranked_bars(
        ranking(("Iowa", None, "not_released")), WORDS, name="place_title", value="pay_annual_p50_usd"
    )
    assert bars(drawing) == []


def test_ties_keep_the_order_in_which_they_came():
    frame = ranking(("Iowa", 40000, "ok"), ("Ohio", 40000, "ok"), ("Utah", 50000, "ok"))
    drawing = charts.ranked_bars(frame, WORDS, name="place_title", value="pay_annual_p50_usd")
    assert [name for name, _ in bars(drawing)] == ["Utah", "Iowa", "Ohio"]


def test_names_are_text_and_never_markup():
    frame = ranking(("<b>Utah</b><script>", 50000, "ok"))
    drawing = charts.ranked_bars(frame, WORDS, name="place_title", value="pay_annual_p50_usd")
    assert "&lt;script&gt;" in labels(drawing)
    assert "<script>" not in labels(drawing) + str(drawing.figure.data[0].hovertemplate)


def test_a_spread_draws_the_tenths_the_middle_half_and_the_median_from_zero():
    drawing = charts.pay_spread(spread(), WORDS, name="place_title")
    drawn = [tuple(trace.x) for trace in drawing.figure.data]
    assert drawn == [(20000, 70000), (30000, 50000), (40000,)]
    assert drawing.figure.layout.xaxis.range[0] == 0
    for figure in ("$20,000", "$30,000", "$40,000", "$50,000", "$70,000"):
        assert figure in labels(drawing)


def test_a_top_coded_end_is_drawn_up_to_the_ceiling_and_says_at_least():
    frame = spread(pay_annual_p90_usd=math.nan, pay_annual_p90_flag="top_coded")
    drawing = charts.pay_spread(frame, WORDS, name="place_title", ceilings=CEILINGS)
    assert tuple(drawing.figure.data[0].x) == (20000, 239200)
    assert drawing.figure.data[-1].marker.symbol == "triangle-right"
    assert "at least $239,200" in labels(drawing)


def test_a_spread_of_a_job_paid_by_the_hour_only_says_so_and_draws_nothing():
    frame = spread(**{f"pay_annual_{p}_usd": math.nan for p in charts.PERCENTILES}, **{
        f"pay_annual_{p}_flag": "hourly_only" for p in charts.PERCENTILES})  # fmt: skip
    two = pd.concat([frame, spread(place_title="Iowa")], ignore_index=True)
    drawing = charts.pay_spread(two, WORDS, name="place_title")
    assert "Utah  <b>paid by the hour only</b>" in labels(drawing)
    assert all(trace.y[0] == 1 for trace in drawing.figure.data)


def test_spreads_that_reach_equally_far_share_one_scale_and_each_shows_its_own_farthest_end():
    low, high = spread(), spread(place_title="Iowa", pay_annual_p90_usd=90000.0)
    reach = charts.farthest(pd.concat([low, high], ignore_index=True))
    assert reach == 90000
    drawn = [charts.pay_spread(rows, WORDS, name="place_title", reach=reach) for rows in (low, high)]
    assert [drawing.figure.layout.xaxis.range for drawing in drawn] == [(0, 90000 * 1.06)] * 2
    alone = charts.pay_spread(high, WORDS, name="place_title", reach=70000.0)
    assert alone.figure.layout.xaxis.range == (0, 90000 * 1.06)


def test_a_top_coded_end_reaches_to_the_ceiling_and_after_prices_to_what_it_buys_there():
    frame = spread(pay_annual_p90_usd=math.nan, pay_annual_p90_flag="top_coded", parity_index=80.0)
    assert charts.farthest(frame, ceilings=CEILINGS) == 239200
    assert charts.farthest(frame, ceilings=CEILINGS, after_prices=True) == 239200 / 0.8
    assert charts.farthest(spread().iloc[:0]) == 0


def test_rows_of_a_spread_keep_the_order_they_came_in():
    bands = ("0-5", "5-10", "10-20")
    frame = pd.concat([spread(experience_band=band, people_n=40) for band in bands], ignore_index=True)
    drawing = charts.bands_by_experience(frame, WORDS)
    told = labels(drawing)
    assert told.index("0–5 years") < told.index("5–10 years") < told.index("10–20 years")
    assert list(drawing.frame["experience_band"]) == list(bands)
    dots = [tuple(trace.x) for trace in drawing.figure.data if trace.marker.size == 11]
    assert dots == [(20000, 70000)] * 3


def test_differences_from_the_us_stand_on_both_sides_of_zero_with_their_sign():
    frame = pd.DataFrame({"place_title": ["Iowa", "Utah"], "difference_pct": [-6.0, 12.0]})
    drawing = charts.diverging_from_us(frame, WORDS, name="place_title", difference="difference_pct")
    assert bars(drawing) == [("Utah", 12.0), ("Iowa", -6.0)]
    low, high = drawing.figure.layout.xaxis.range
    assert low == -high
    assert "+12.0%" in labels(drawing)
    assert "−6.0%" in labels(drawing)
    assert drawing.figure.data[1].marker.pattern.shape == "/"


def test_a_long_list_of_differences_shows_both_ends_and_the_readers_own_row():
    frame = pd.DataFrame(
        {"place_title": [f"S{n:02}" for n in range(40)], "difference_pct": [20.0 - n for n in range(40)]}
    )
    drawing = charts.diverging_from_us(
        frame, WORDS, name="place_title", difference="difference_pct", own={"place_title": "S20"}, most=6
    )
    assert [name for name, _ in bars(drawing)] == ["S00", "S01", "S02", "S20", "S37", "S38", "S39"]


def test_a_trend_starts_at_zero_and_is_not_drawn_solid_across_a_break_or_a_missing_year():
    frame = years(
        {"year": 2017, "pay_annual_p50_usd": 30000.0},
        {"year": 2018, "pay_annual_p50_usd": 31000.0},
        {"year": 2019, "pay_annual_p50_usd": 32000.0, "break_kind": "codes", "break_note": "Synthetic change."},
        {"year": 2021, "pay_annual_p50_usd": 34000.0},
        {"year": 2022, "pay_annual_p50_usd": math.nan, "pay_annual_p50_flag": "not_released"},
        {"year": 2023, "pay_annual_p50_usd": 36000.0},
    )
    drawing = charts.trend_lines(frame, WORDS, lines=[Line("pay_annual_p50_usd", "Median")])
    solid = [tuple(trace.x) for trace in drawing.figure.data if trace.line.dash == "solid"]
    dotted = [tuple(trace.x) for trace in drawing.figure.data if trace.line.dash == "dot"]
    assert solid == [(2017, 2018), (2019,), (2021,), (2023,)]
    assert dotted == [(2018, 2019), (2019, 2021), (2021, 2023)]
    assert drawing.figure.layout.yaxis.rangemode == "tozero"
    assert drawing.notes == ("(1) 2019: Synthetic change.",)


def test_a_top_coded_year_is_marked_at_that_years_ceiling():
    frame = years(
        {"year": 2017, "pay_annual_p50_usd": 200000.0},
        {"year": 2018, "pay_annual_p50_usd": math.nan, "pay_annual_p50_flag": "top_coded"},
    ).assign(ceiling_annual_usd=208000.0)
    drawing = charts.trend_lines(
        frame, WORDS, lines=[Line("pay_annual_p50_usd", "Median")], ceiling="ceiling_annual_usd"
    )
    marks = [trace for trace in drawing.figure.data if trace.marker.symbol == "triangle-up"]
    assert [(tuple(trace.x), tuple(trace.y)) for trace in marks] == [((2018,), (208000,))]
    assert any("At least" in note for note in drawing.notes)


def test_the_band_breaks_off_where_the_ceiling_ends_and_a_lone_year_is_wide_enough_to_see():
    frame = years(
        *({"year": year, "pay_annual_p50_usd": 180000.0, "pay_annual_p10_usd": 90000.0,
           "pay_annual_p90_usd": math.nan, "pay_annual_p90_flag": "top_coded"} for year in (2023, 2024)),
        {"year": 2025, "pay_annual_p50_usd": 190000.0, "pay_annual_p10_usd": 95000.0,
         "pay_annual_p90_usd": 400000.0, "pay_annual_p90_flag": "ok"},
    ).assign(ceiling_annual_usd=239200.0)  # fmt: skip
    drawing = charts.trend_lines(
        frame, WORDS, lines=[Line("pay_annual_p50_usd", "Middle")], ceiling="ceiling_annual_usd",
        band=("pay_annual_p10_usd", "pay_annual_p90_usd"),
    )  # fmt: skip
    bands = [(tuple(trace.x), tuple(trace.y)) for trace in drawing.figure.data if trace.fill == "toself"]
    assert bands == [
        ((2023, 2024, 2024, 2023), (90000, 90000, 239200, 239200)),
        ((2024.8, 2025.2, 2025.2, 2024.8), (95000, 95000, 400000, 400000)),
    ]
    # The marks of the ceilings lie close above the line, so its name stands below.
    name = next(a for a in drawing.figure.layout.annotations if "Middle" in a.text)
    assert name.yshift < 0


def test_jobs_are_bars_from_zero_with_the_newest_in_the_focus_colour_and_breaks_numbered():
    frame = pd.DataFrame(
        {
            "year": [2018, 2019, 2021], "employment": [1000.0, math.nan, 1500.0],
            "employment_flag": ["ok", "not_released", "ok"],
            "break_kind": [None, "codes", None], "break_note": [None, "Synthetic change.", None],
        }
    )  # fmt: skip
    drawing = charts.jobs_by_year(frame, WORDS)
    assert [(trace.x[0], trace.y[0], trace.marker.color) for trace in drawing.figure.data] == [
        (2018, 1000, LIGHT.rest),
        (2021, 1500, LIGHT.focus),
    ]
    assert drawing.figure.layout.yaxis.range[0] == 0
    assert drawing.notes == ("(1) 2019: Synthetic change.",)
    assert len(drawing.frame) == 3


def test_three_classes_cover_every_value_and_a_value_on_a_cut_belongs_above():
    classes = charts.three_classes([30000.0, 35000.0, 40000.0, 45000.0, 50000.0, 60000.0, None, math.nan])
    assert classes.cuts == (40000, 50000)
    assert [classes.level(value) for value in (39999, 40000, 50000, None, math.nan)] == [0, 1, 2, None, None]
    assert classes.words == ("under $40,000", "$40,000 to $50,000", "$50,000 and more")
    with pytest.raises(ValueError, match="no classes"):
        charts.three_classes([None])


def test_the_map_uses_our_own_outlines_and_shows_states_without_a_figure():
    frame = ranking(("Iowa", 30000, "ok"), ("Utah", 50000, "ok"), ("Ohio", None, "not_released"))
    classes = charts.three_classes(list(frame["pay_annual_p50_usd"]))
    drawing = charts.state_map(frame, WORDS, value="pay_annual_p50_usd", classes=classes, own="UT")
    assert {trace.geojson for trace in drawing.figure.data} == {"/outlines/states.geojson"}
    drawn = {name for trace in drawing.figure.data[:-1] for name in trace.locations}
    assert drawn == {"IO", "UT", "OH"}
    missing = drawing.figure.data[0]
    assert list(missing.locations) == ["OH"]
    assert "not released" in missing.text[0]
    assert missing.colorscale[0][1] == LIGHT.missing
