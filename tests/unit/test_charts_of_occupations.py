"""Charts of many occupations: tiles and bars that are links, pay against growth. Frames here are synthetic."""

from __future__ import annotations

import itertools
import math

import pandas as pd
import pytest

from pages.ui import blocks, charts
from pages.ui.charts import Classes, Words
from pages.ui.theme import DARK, LIGHT

pytestmark = pytest.mark.usefixtures("plotly_accepts_every_figure")

WORDS = Words("A finding", "Synthetic", "Synthetic: one leads.")
CEILINGS = {"annual": 239200.0, "hourly": 115.0}


def roles(*rows: tuple[str, float | None, float | None, str], flag: str = "ok") -> pd.DataFrame:
    return pd.DataFrame(
        {
            "soc_code": [name for name, *_rest in rows],
            "occupation_title": [f"Role {name}" for name, *_rest in rows],
            "number": [str(n) if name != "own" else "◆" for n, (name, *_rest) in enumerate(rows)],
            "pay_side": [side for *_rest, side in rows],
            "pay_annual_p50_usd": [math.nan if pay is None else pay for _name, pay, _growth, _side in rows],
            "pay_annual_p50_flag": [flag if pay is None else "ok" for _name, pay, _growth, _side in rows],
            "employment_change_pct": [math.nan if growth is None else growth for _name, _pay, growth, _side in rows],
        }
    )


def scatter(frame: pd.DataFrame, **more: object) -> charts.Drawing:
    told = {"name": "occupation_title", "pay": "pay_annual_p50_usd", "growth": "employment_change_pct"}
    return charts.pay_against_growth(frame, WORDS, **told, own={"soc_code": "own"}, ceilings=CEILINGS, **more)


def numbers(drawing: charts.Drawing) -> list[str]:
    return [a.text for a in drawing.figure.layout.annotations if a.text.startswith("<b>")]


OWN = ("own", 50_000.0, 1.0, "")


def test_hundreds_of_dots_are_small_without_numbers_on_an_axis_that_doubles_and_holds_all_of_them():
    many = [(f"job-{i}", 20_000.0 * 1.05**i, float(i - 30), "more" if i > 40 else "less") for i in range(70)]
    drawing = scatter(roles(OWN, *many), is_crowded=True, pay_line=("all jobs $50,000", 50_000.0))
    axis = drawing.figure.layout.yaxis
    assert axis.type == "log"
    assert all(second == 2 * first for first, second in itertools.pairwise(axis.tickvals))
    assert list(axis.ticktext[:3]) == ["$10k", "$20k", "$40k"]
    low, high = (10**edge for edge in axis.range)
    assert low < 20_000 < many[-1][1] < high
    assert numbers(drawing) == []
    (words,) = [a for a in drawing.figure.layout.annotations if a.text == "all jobs $50,000"]
    assert words.y == pytest.approx(math.log10(50_000))
    assert {size for trace in drawing.figure.data if trace.customdata is not None for size in [trace.marker.size]} == {
        8
    }
    assert sum(len(trace.customdata) for trace in drawing.figure.data if trace.customdata is not None) == 70


def test_dots_stand_where_the_figures_are_and_carry_their_code_for_the_click():
    drawing = scatter(roles(OWN, ("a", 60_000.0, 5.0, "more"), ("b", 40_000.0, -3.0, "less")))
    found = {code: (x, y) for trace in drawing.figure.data if trace.customdata is not None
             for code, x, y in zip(trace.customdata, trace.x, trace.y, strict=True)}  # fmt: skip
    assert found == {"a": (5.0, 60_000.0), "b": (-3.0, 40_000.0)}
    diamond = next(trace for trace in drawing.figure.data if trace.marker.symbol == "diamond")
    assert (diamond.x[0], diamond.y[0]) == (1.0, 50_000.0)
    assert numbers(drawing) == ["<b>1</b>", "<b>2</b>"]


def test_the_side_is_told_by_fill_and_by_the_legend_not_by_place_alone():
    frame = roles(OWN, ("a", 60_000.0, 5.0, "more"), ("b", 51_000.0, 2.0, "close"), ("c", 9_000.0, 2.0, "unknown"))
    sides = {"more": "pays more", "close": "too close", "less": "pays less", "unknown": "cannot be told"}
    for palette in (LIGHT, DARK):
        drawing = scatter(frame, palette=palette, sides=sides)
        assert [words for _colour, words in drawing.legend] == ["pays more", "too close", "cannot be told"]
        dots = {trace.customdata[0]: trace.marker for trace in drawing.figure.data if trace.customdata is not None}
        assert dots["a"].color == palette.focus
        assert dots["b"].color == palette.ground
        assert (dots["b"].symbol[0], dots["c"].symbol[0]) == ("circle", "square")


def test_what_has_no_figure_has_no_dot_and_stays_in_the_table():
    drawing = scatter(roles(OWN, ("a", None, 5.0, "unknown"), ("b", 60_000.0, None, "more"), flag="not_released"))
    assert all(trace.customdata is None for trace in drawing.figure.data)
    assert list(drawing.frame["soc_code"]) == ["own", "a", "b"]


def test_a_top_coded_pay_is_a_triangle_at_the_ceiling_and_says_at_least():
    drawing = scatter(roles(OWN, ("a", None, 5.0, "more"), flag="top_coded"))
    dot = next(trace for trace in drawing.figure.data if trace.customdata is not None)
    assert (dot.y[0], dot.marker.symbol[0]) == (239_200.0, "triangle-up")
    assert "at least $239,200" in dot.hovertemplate[0]


def test_lines_name_what_they_stand_for_and_widen_the_axes():
    drawing = scatter(
        roles(OWN, ("a", 60_000.0, 5.0, "more")), growth_line=("all jobs +9%", 9.0), pay_line=("your job", 20_000.0)
    )
    words = [a.text for a in drawing.figure.layout.annotations]
    assert {"all jobs +9%", "your job"} <= set(words)
    low, high = drawing.figure.layout.xaxis.range
    assert low < 1.0
    assert high > 9.0
    assert drawing.figure.layout.yaxis.range[0] < 20_000


def test_numbers_of_close_dots_do_not_lie_on_each_other():
    frame = roles(
        OWN, *((f"r{n}", 60_000.0 + 400 * n, 5.0 + 0.3 * n, "more") for n in range(4)), ("z", 1e5, 40.0, "more")
    )
    drawing = scatter(frame)
    marks = [a for a in drawing.figure.layout.annotations if a.text.startswith("<b>")]
    spans = (drawing.figure.layout.xaxis.range, drawing.figure.layout.yaxis.range)
    scale = [room / (span[1] - span[0]) for room, span in zip(charts.NARROWEST, spans, strict=True)]
    spots = [(a.x * scale[0] + a.xshift, a.y * scale[1] + a.yshift) for a in marks]
    for i, (x, y) in enumerate(spots):
        assert all(max(abs(x - a), abs(y - b)) >= 7 for a, b in spots[:i])


def test_names_are_text_and_never_markup():
    frame = roles(OWN, ("a", 60_000.0, 5.0, "more")).assign(occupation_title="<img src=x>")
    assert "<img" not in str(scatter(frame).figure.to_dict())


def test_an_empty_frame_makes_an_empty_chart():
    assert len(scatter(roles(OWN).head(0)).figure.data) == 0


def occupations(*values: float) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "soc_code": [f"{n}" for n in range(len(values))],
            "job": [f"Job {n}" for n in range(len(values))],
            "major_group_title": "Group",
            "employment": [100.0 - n for n in range(len(values))],
            "value": list(values),
            "short_words": [f"{value:g}%" for value in values],
            "told": [f"Job {n}: {value:g}%" for n, value in enumerate(values)],
        }
    )


def test_tiles_take_the_colour_of_their_class_and_the_legend_says_what_it_stands_for():
    frame = occupations(-1.0, 0.0, 3.1, math.nan)
    classes = Classes((0.0, 3.1), ("fewer", "some", "more"))
    drawing = charts.treemap(
        frame, WORDS, classes=classes, addresses=[f"/overview?job={n}" for n in range(4)], own={"soc_code": "1"}
    )
    assert drawing.figure is None
    for n, dress in enumerate(("c0", "c1 own", "c2", "a")):
        assert f'href="/overview?job={n}" tabindex="-1" class="{dress}"' in drawing.markup
    assert [words for _colour, words in drawing.legend] == ["fewer", "some", "more"]
    assert f'aria-label="{WORDS.sentence}"' in drawing.markup


def leaders(*amounts: float | None, flag: str = "not_released", **more: object) -> charts.Drawing:
    frame = pd.DataFrame(
        {
            "soc_code": [str(n) for n in range(len(amounts))],
            "occupation_title": [f"Job {n}" for n in range(len(amounts))],
            "pay_annual_p50_usd": [math.nan if amount is None else amount for amount in amounts],
            "pay_annual_p50_flag": [flag if amount is None else "ok" for amount in amounts],
        }
    )
    addresses = [f"/overview?job={n}" for n in range(len(amounts))]
    return charts.leaders(frame, WORDS, value="pay_annual_p50_usd", addresses=addresses, ceilings=CEILINGS, **more)


def test_bars_start_at_zero_keep_their_order_and_are_links():
    markup = leaders(80_000.0, 40_000.0, own={"soc_code": "1"}).markup
    assert markup.index("Job 0") < markup.index("Job 1")
    assert "width:80.00%" in markup
    assert "width:40.00%" in markup
    assert '<li class="ww-own"><a href="/overview?job=1">Job 1</a>' in markup
    assert "$80,000" in markup


def test_a_bar_below_zero_has_no_length_and_a_top_coded_one_the_longest():
    assert "width:0.00%" in leaders(5.0, -5.0).markup
    assert "width:0.00%" in leaders(-5.0).markup
    capped = leaders(None, 40_000.0, flag="top_coded").markup
    assert capped.count("width:80.00%") == 2
    assert "at least $239,200" in capped


def test_cards_are_numbered_links_with_figures_and_never_markup():
    card = blocks.Card("<b>Role</b>", "/overview?job=1", "why", [("Pay", "$1", "+$1"), ("", "<i>", "")])
    markup = blocks.cards([card])
    assert '<a href="/overview?job=1">1. &lt;b&gt;Role&lt;/b&gt;</a>' in markup
    assert "<dt>Pay</dt><dd>$1 " in markup
    assert "<i>" not in markup
    assert blocks.key([("<b>", "/a")]) == '<ol class="ww ww-key"><li><a href="/a">&lt;b&gt;</a></li></ol>'


def test_a_stacked_table_repeats_its_headings_for_a_phone():
    frame = pd.DataFrame({"occupation_title": ["Synthetic"], "employment": [5.0], "employment_flag": ["ok"]})
    shown = ["occupation_title", "employment"]
    assert 'data-name="Jobs"' in blocks.table(frame, shown, "caption", is_stacked=True)
    assert "data-name" not in blocks.table(frame, shown, "caption")
