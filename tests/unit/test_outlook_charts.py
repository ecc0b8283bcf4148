"""Charts of projections: order, zero, dashes for what is projected, and nothing told by colour alone."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
import pytest

from careers import outlook
from careers.narrative import outlook as say
from pages.ui import outlook_charts as charts
from pages.ui.charts import Words
from pages.ui.theme import DARK, LIGHT

WORDS = Words("Synthetic finding", "Synthetic measure", "Synthetic sentence.")
CSR = outlook.prospects("43-4051", "OH")
EVERYONE = outlook.lookup("00-0000")


def checked(figure: go.Figure) -> go.Figure:
    """The figure as Plotly itself accepts it."""
    return go.Figure(figure.to_dict())


def texts(figure: go.Figure) -> str:
    return " | ".join(str(note.text) for note in figure.layout.annotations)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_each_part_of_openings_starts_where_the_one_before_ends_and_the_total_at_zero(palette):
    drawing = charts.openings(say.openings_rows(CSR.nation), WORDS, palette=palette)
    figure = checked(drawing.figure)
    spans = [(bar.base[0], bar.base[0] + bar.x[0]) for bar in figure.data]
    assert spans[0][0] == 0
    for before, after in zip(spans[:2], spans[1:3], strict=True):
        assert after[0] == pytest.approx(before[1])
    assert spans[3] == (0, 341.7)
    assert spans[2][1] == pytest.approx(341.7, abs=0.1)
    assert figure.layout.xaxis.range[0] == 0
    assert [bar.marker.pattern.shape[0] for bar in figure.data] == ["", "", "/", ""]
    assert figure.data[3].marker.color == palette.focus
    assert "202,900" in texts(figure)
    assert "−15,400" in texts(figure)


def test_without_a_split_nothing_is_drawn_and_nothing_breaks():
    empty = pd.DataFrame(columns=["openings_reason", "openings_annual_thousand", "is_total"])
    assert len(checked(charts.openings(empty, WORDS).figure).data) == 0


def test_projected_paths_are_dashed_straight_from_zero_and_called_projected():
    figure = checked(charts.projected_paths(say.path_rows(CSR.nation, EVERYONE), WORDS).figure)
    assert [tuple(line.x) for line in figure.data] == [(2024, 2034), (2024, 2034)]
    assert [tuple(line.y) for line in figure.data] == [(0, -5.5), (0, 3.1)]
    assert {line.line.dash for line in figure.data} == {"dash"}
    assert len({line.marker.symbol for line in figure.data}) == 2
    low, high = figure.layout.yaxis.range
    assert low < -5.5 < 0 < 3.1 < high
    assert "projected" in texts(figure)
    assert "This job <b>−5.5%</b>" in texts(figure)
    assert "All jobs <b>+3.1%</b>" in texts(figure)
    assert tuple(figure.layout.xaxis.tickvals) == (2024, 2034)


def test_labels_at_the_ends_of_lines_never_lie_on_each_other():
    rows = say.path_rows(CSR.nation, EVERYONE).assign(employment_change_pct=[3.0, 3.1])
    figure = checked(charts.projected_paths(rows, WORDS).figure)
    ends = [note for note in figure.layout.annotations if note.xanchor == "left"]
    low, high = figure.layout.yaxis.range
    at = sorted(note.y / (high - low) * 200 + (note.yshift or 0) for note in ends)
    assert at[1] - at[0] >= charts.LABEL_GAP - 1


def states_chart(**more) -> go.Figure:
    states = CSR.states
    assert states is not None
    drawing = charts.changes(
        say.state_rows(states), WORDS, name="place_title", value="employment_change_pct", ranked="rank",
        own={"place_code": "OH"}, reference={"place_code": "US"}, faint="is_coarse", **more,
    )  # fmt: skip
    assert len(drawing.frame) == 55
    return checked(drawing.figure)


def test_states_keep_their_order_and_the_readers_own_and_the_nation_are_always_drawn():
    figure = states_chart()
    (bars,) = figure.data
    names = list(figure.layout.yaxis.ticktext)
    assert list(bars.x) == sorted(bars.x, reverse=True)
    assert names[0] == "Washington"
    assert "<b>Ohio</b>" in names
    assert "<b>United States</b>" in names
    assert len(names) <= 2 * charts.FROM_EACH_END + 2
    colours = dict(zip(names, bars.marker.color, strict=True))
    assert colours["<b>Ohio</b>"] == LIGHT.focus
    assert colours["<b>United States</b>"] == LIGHT.reference
    low, high = figure.layout.xaxis.range
    assert low < 0 < high


def test_bars_below_zero_are_hatched_and_skipped_rows_leave_a_line():
    figure = states_chart()
    (bars,) = figure.data
    assert [shape == "/" for shape in bars.marker.pattern.shape] == [amount < 0 for amount in bars.x]
    assert any(shape.line.dash == "dot" for shape in figure.layout.shapes)


def test_a_state_that_is_not_ranked_is_drawn_only_for_its_own_reader():
    rows = pd.DataFrame(
        {
            "place_code": ["OH", "TX", "GU"],
            "place_title": ["Ohio", "Texas", "Guam"],
            "change_pct": [5.0, 1.0, 90.0],
            "rank": [1.0, 2.0, float("nan")],
            "is_coarse": [False, False, True],
        }
    )

    def names(own: str) -> list[str]:
        drawing = charts.changes(
            rows, WORDS, name="place_title", value="change_pct", ranked="rank", own={"place_code": own},
            faint="is_coarse",
        )  # fmt: skip
        return list(checked(drawing.figure).layout.yaxis.ticktext)

    assert names("OH") == ["<b>Ohio</b>", "Texas"]
    assert names("GU") == ["Ohio", "Texas", "<b>Guam</b>"]


def test_industries_have_a_panel_for_the_share_and_one_for_growth_with_the_whole_on_top():
    found = outlook.by_industry("43-4051")
    drawing = charts.share_and_growth(
        say.industry_rows(found), WORDS, name="industry_title", share="occupation_share_pct",
        growth="employment_change_pct", most=10, whole=say.all_industries(found),
    )  # fmt: skip
    figure = checked(drawing.figure)
    shares = [bar.x[0] for bar in figure.data if bar.xaxis != "x2"]
    growth = [bar.x[0] for bar in figure.data if bar.xaxis == "x2"]
    assert len(shares) == 10
    assert shares == sorted(shares, reverse=True)
    assert growth[:3] == [4.2, 4.2, -2.3]
    assert figure.layout.xaxis.range[0] == 0
    assert figure.layout.xaxis2.range[0] < -2.3
    assert figure.layout.xaxis.domain[1] < figure.layout.xaxis2.domain[0]
    assert "All industries together" in texts(figure)
    assert len(drawing.frame) == len(found.rows)


def test_a_share_that_is_not_released_is_said_in_words():
    rows = pd.DataFrame(
        {
            "industry_title": ["Synthetic trade"],
            "occupation_share_pct": [float("nan")],
            "employment_change_pct": [1.0],
        }
    )
    drawing = charts.share_and_growth(
        rows, WORDS, name="industry_title", share="occupation_share_pct", growth="employment_change_pct", most=10
    )
    assert checked(drawing.figure).data[0].text[0] == "not released"


def test_past_paths_are_dashed_counts_are_solid_and_the_axis_is_said_not_to_start_at_zero():
    drawing = charts.past_paths(CSR.past, say.past_rows(CSR.past), WORDS)
    figure = checked(drawing.figure)
    *paths, counted = figure.data
    assert all(path.line.dash not in (None, "solid") for path in paths)
    assert len({path.line.dash for path in paths}) == 3
    assert counted.line.dash in (None, "solid")
    assert list(counted.y) == [2_982_900, 2_954_600, 2_814_000]
    assert "does not start at zero" in drawing.notes[0]
    assert "2022–32" in texts(figure)
    assert "2024–34" in texts(figure)
    low, high = figure.layout.yaxis.range
    assert low < 2_660_300
    assert high > 2_982_900


def test_a_single_path_and_none_are_drawn_without_breaking():
    assert len(checked(charts.past_paths(CSR.past[-1:], say.past_rows(CSR.past[-1:]), WORDS).figure).data) == 2
    assert checked(charts.past_paths((), pd.DataFrame(), WORDS).figure).layout.height


def test_markup_in_a_name_stays_text():
    rows = pd.DataFrame({"name": ["<script>x"], "change_pct": [1.0]})
    figure = charts.changes(rows, WORDS, name="name", value="change_pct").figure
    assert "<script>" not in str(figure.to_dict())
