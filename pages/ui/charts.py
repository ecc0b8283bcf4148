"""Frames to figures. Each function answers one kind of question and returns a `Drawing`.

The words come from the caller (``careers.narrative`` builds them from the same frame): a title that states the finding,
a subtitle that says what is measured, a sentence that says the chart to those who do not see it. They stand around the
figure, not in it, so that they wrap on a phone and are read aloud; names of rows stand above their bars for the same
reason. Frames keep the tables' column names, flags beside figures: a figure that is not there is drawn as words.

No Streamlit here. Colours come in as a `pages.ui.theme.Palette`.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from itertools import groupby
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from careers import columns
from careers import format as fmt
from careers.i18n import _
from careers.narrative.names import job_title
from pages.ui.blocks import TILES, Bar, bars
from pages.ui.sketch import Sketch
from pages.ui.theme import LIGHT, Palette, faded
from pages.ui.treemap import Mark
from pages.ui.treemap import treemap as tiles_by_size

MOST_ROWS: Final = 15
"""Rows of a ranking that are drawn; the reader's own and the reference come on top of these."""

ROW_HEIGHT: Final = 46
"""Pixels of a row whose name stands above its bar."""

SPREAD_ROW_HEIGHT: Final = 37
"""The same where there are more than a few rows."""

FEW_ROWS: Final = 4
PANEL_GAP: Final = 0.7
"""Rows of room for the name of a panel."""

MAP_HEIGHT: Final = 390
PLACE_ROW_HEIGHT: Final = 22
"""Pixels of a row whose short name stands before its bar."""

PERCENTILES: Final = ("p10", "p25", "p50", "p75", "p90")
OUTLINES: Final = "/outlines/states.geojson"
ON_MAP: Final = tuple(sorted(set(TILES) - {"PR"}))
"""Letters of the states that have an outline there."""


@dataclass(frozen=True)
class Words:
    """What is said around a chart.

    Args:
        title: the finding, in about ten words.
        subtitle: measure, who, place, period.
        sentence: the chart in one sentence, with its top and bottom values.
    """

    title: str
    subtitle: str
    sentence: str


@dataclass(frozen=True)
class Drawing:
    """A figure with its words and its rows.

    Args:
        figure: without title and without menu; its height is set, its width is the reader's. None where ``markup``
            stands for it.
        title, subtitle, sentence: see `Words`.
        frame: the rows behind the figure, all of them, in the order in which the table shows them.
        notes: what the figure marks with a sign, said in words.
        legend: colour and words of each class, low to high; empty where marks are labelled.
        markup: a picture made of links, already escaped.
    """

    figure: go.Figure | None
    title: str
    subtitle: str
    sentence: str
    frame: pd.DataFrame
    notes: tuple[str, ...] = ()
    legend: tuple[tuple[str, str], ...] = ()
    markup: str = ""


def drawing_of(figure: Sketch, words: Words, frame: pd.DataFrame, notes: Sequence[str] = ()) -> Drawing:
    """A finished figure with its words and the frame behind it."""
    return Drawing(figure.finished(), words.title, words.subtitle, words.sentence, frame, tuple(notes))


def _period(per: fmt.Per) -> str:
    return "annual" if per == "year" else "hourly"


def _value(row: Mapping[str, Any], column: str) -> float | None:
    value = row.get(column)
    return None if value is None or (isinstance(value, float) and math.isnan(value)) else float(value)


def rows_of(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Column → value of every row."""
    return [dict(zip(frame.columns, values, strict=True)) for values in frame.itertuples(index=False, name=None)]


def is_own_row(row: Mapping[str, Any], own: Mapping[str, object] | None) -> bool:
    """Whether this is the row that ``own`` names by column → value."""
    return bool(own) and all(row.get(column) == value for column, value in (own or {}).items())


def _own_rows(frame: pd.DataFrame, own: Mapping[str, object] | None) -> list[bool]:
    if not own:
        return [False] * len(frame)
    return pd.concat([frame[column] == wanted for column, wanted in own.items()], axis=1).all(axis=1).tolist()


def _label(figure: Sketch, at: float, words: str, palette: Palette, *, strong: bool, shift: int = 15) -> None:
    """The name of a row, above its bar and flush left, so that a long name costs no width."""
    figure.add_annotation(
        x=0, xref="paper", y=at, yref="y", text=f"<b>{words}</b>" if strong else words, showarrow=False,
        xanchor="left", yanchor="middle", yshift=shift, align="left",
        font={"size": 15, "color": palette.text},
    )  # fmt: skip


def _row_axis(figure: Sketch, count: float) -> None:
    # The first row stands on top; half a row of air above it holds its name.
    figure.update_yaxes(range=[count - 0.35, -0.75], visible=False)


def _dollar_axis(figure: Sketch, per: fmt.Per, **more: Any) -> None:
    figure.update_xaxes(
        rangemode="tozero", tickprefix="$", tickformat="~s" if per == "year" else ",.0f", nticks=6, **more
    )


# --- Spread ---------------------------------------------------------------------------------------------------------


def pay_spread(
    frame: pd.DataFrame,
    words: Words,
    *,
    name: str,
    per: fmt.Per = "year",
    palette: Palette = LIGHT,
    own: Mapping[str, object] | None = None,
    ceilings: Mapping[str, float] | None = None,
    reference: tuple[str, float] | None = None,
    has_dots: bool = False,
    panel: str | None = None,
    mark: str | None = None,
    after_prices: bool = False,
    reach: float = 0.0,
    notes: Sequence[str] = (),
) -> Drawing:
    """How pay spreads within each row: a line from P10 to P90, a band over the middle half, a mark at the median.

    Args:
        frame: one row each, in the order to draw, with ``pay_annual_p10_usd`` … ``pay_annual_p90_flag`` (or hourly).
        name: column that names a row.
        own: column → value of the reader's own row, drawn in the focus colour; without it all rows are.
        ceilings: ``annual`` and ``hourly`` ceiling of the edition; a top-coded end is drawn up to there, with an arrow.
        reference: words and value of a line across all rows, such as the median of the US.
        has_dots: whether P10 and P90 have a dot.
        panel: column that names a group of rows: rows of one group follow each other below its name, and all groups
            share one scale.
        mark: column of words behind the figure of a row.
        after_prices: whether the columns are those after local prices; ``parity_index`` then places a top-coded end.
        reach: what the axis covers at least, so that several charts share one scale; see `farthest`.
        notes: see `Drawing`.

    A single row has its five figures written beside their marks. The axis starts at zero.
    """
    column = _pay_columns(per, after_prices)
    rows = rows_of(frame)
    single = len(rows) == 1
    places, heads = _in_panels([row[panel] for row in rows] if panel else [None] * len(rows))
    is_dense = len(rows) > FEW_ROWS
    height, band, shift = (SPREAD_ROW_HEIGHT, 12, 17) if is_dense else (ROW_HEIGHT, 16, 19)
    figure = Sketch(palette, 196 if single else round(56 + height * (len(rows) + PANEL_GAP * len(heads))))
    for at, head in heads:
        # The name of a panel stands above the name of its first row.
        _label(figure, at - PANEL_GAP, f"{escape(str(head))}", palette, strong=True, shift=15)
    highest = max(reach, farthest(frame, per=per, ceilings=ceilings, after_prices=after_prices))
    for at, row in zip(places, rows, strict=True):
        focus = own is None or is_own_row(row, own)
        colour = palette.focus if focus else palette.rest
        told = {p: columns.cell(row, column[p], ceilings) for p in PERCENTILES}
        drawn, cut = _ends(row, per, ceilings, after_prices)
        known = [value for value in drawn.values() if value is not None]
        hover = "<br>".join(f"{columns.heading(column[p])}: {told[p]}" for p in PERCENTILES)
        hover = f"<b>{escape(str(row[name]))}</b><br>{hover}<extra></extra>"
        if len(known) > 1:
            _stroke(figure, at, min(known), max(known), palette.rest if not focus else colour, 3, hover)
        if drawn["p25"] is not None and drawn["p75"] is not None:
            _stroke(figure, at, drawn["p25"], drawn["p75"], colour, band, hover, opacity=0.55 if focus else 0.4)
        if has_dots:
            figure.add_scatter(
                x=[drawn[p] for p in ("p10", "p90") if p not in cut], y=[at, at], mode="markers", hovertemplate=hover,
                marker={"size": 11, "color": colour},
            )  # fmt: skip
        if drawn["p50"] is not None:
            figure.add_scatter(
                x=[drawn["p50"]], y=[at], mode="markers", hovertemplate=hover, name=told["p50"],
                marker={"symbol": "line-ns" if "p50" not in cut else "triangle-right",
                        "size": 22 if single else 11 if is_dense else 15,
                        "color": palette.text, "line": {"width": 4, "color": palette.text}},
            )  # fmt: skip
        if cut and known:
            figure.add_scatter(
                x=[max(known)], y=[at], mode="markers", hovertemplate=hover,
                marker={"symbol": "triangle-right", "size": 13, "color": colour},
            )  # fmt: skip
        if single:
            _point_labels(figure, drawn, told, palette, highest)
        else:
            words_behind = f"  · {escape(str(row[mark]))}" if mark and row[mark] else ""
            label = f"{escape(str(row[name]))}  <b>{told['p50']}</b>{words_behind}"
            _label(figure, at, label, palette, strong=focus and own is not None, shift=shift)
    if reference is not None:
        highest = max(highest, reference[1])
        _reference(figure, reference, palette, highest)
    _row_axis(figure, len(rows) + PANEL_GAP * len(heads))
    _dollar_axis(figure, per, range=[0, highest * 1.06 or 1], visible=highest > 0)
    if single:
        # Five figures stand beside their marks; of the axis only its zero is worth ink.
        figure.update_yaxes(range=[1.1, -1.25])
        figure.update_xaxes(tickvals=[0], ticktext=["$0"], showgrid=False)
    return drawing_of(figure, words, frame, notes)


def farthest(
    frame: pd.DataFrame,
    *,
    per: fmt.Per = "year",
    ceilings: Mapping[str, float] | None = None,
    after_prices: bool = False,
) -> float:
    """Where the longest row of a `pay_spread` ends, top-coded ends at their ceiling; zero where nothing is known."""
    drawn = [_ends(row, per, ceilings, after_prices)[0].values() for row in rows_of(frame)]
    return max((value for values in drawn for value in values if value is not None), default=0.0)


def _pay_columns(per: fmt.Per, after_prices: bool) -> dict[str, str]:
    return {p: f"pay_{_period(per)}_{p}{'_after_prices' if after_prices else ''}_usd" for p in PERCENTILES}


def _ends(
    row: Mapping[str, Any], per: fmt.Per, ceilings: Mapping[str, float] | None, after_prices: bool
) -> tuple[dict[str, float | None], set[str]]:
    """Where each percentile of a row is drawn, and which of them are known from below only: those at the ceiling."""
    period = _period(per)
    cut = {p for p in PERCENTILES if row.get(f"pay_{period}_{p}_flag") == "top_coded"}
    ceiling = (ceilings or {}).get(period)
    if after_prices and ceiling is not None:
        level = _value(row, "parity_index")
        ceiling = None if level is None else ceiling * 100 / level
    ends = {p: _value(row, column) for p, column in _pay_columns(per, after_prices).items()}
    return ends | dict.fromkeys(cut, ceiling), cut


def _in_panels(groups: Sequence[object]) -> tuple[list[float], list[tuple[float, object]]]:
    """Where each row stands, and where each new group starts; rows without a group simply follow each other."""
    places: list[float] = []
    heads: list[tuple[float, object]] = []
    for number, group in enumerate(groups):
        if group is not None and (not heads or heads[-1][1] != group):
            heads.append((number + PANEL_GAP * (len(heads) + 1), group))
        places.append(number + PANEL_GAP * len(heads))
    return places, heads


def spread_with_share(
    frame: pd.DataFrame,
    words: Words,
    *,
    name: str,
    share: str,
    per: fmt.Per = "year",
    palette: Palette = LIGHT,
    own: Mapping[str, object] | None = None,
    reference: tuple[str, float] | None = None,
    most: int | None = MOST_ROWS,
    ceilings: Mapping[str, float] | None = None,
    left_out: str | None = None,
    notes: Sequence[str] = (),
) -> Drawing:
    """Two panels side by side, a row each: how many of the workers are there, and how their pay spreads.

    Args:
        frame: one row each, in the order to draw, with the five percentiles, their flags and ``share``.
        name: column that names a row.
        share: column of shares in percent, drawn as bars from zero.
        per: year or hour.
        own: column → value of the reader's own row, in the focus colour, drawn even beyond ``most``.
        reference: words and value of a dashed line across the right panel, such as the whole country.
        most: rows drawn; None for all.
        ceilings: ``annual`` and ``hourly`` ceiling of the edition; a top-coded end is drawn up to there, with an arrow.
        left_out: column of truths: rows too uncertain to rank; drawn pale.
        notes: see `Drawing`.

    Both axes start at zero. Names stand above the rows, so that long ones cost no width.
    """
    period = _period(per)
    everything = rows_of(frame)
    rows = everything[:most] + [row for row in everything[most:] if is_own_row(row, own)] if most else everything
    figure = Sketch(palette, 66 + SHARE_ROW_HEIGHT * max(len(rows), 1))
    highest, widest = 0.0, 0.0
    for at, row in enumerate(rows):
        mine = is_own_row(row, own)
        pale = left_out is not None and row.get(left_out) is True
        colour = faded(palette.focus if mine or own is None else palette.rest, 0.45 if pale else 1)
        told = {p: columns.cell(row, f"pay_{period}_{p}_usd", ceilings) for p in PERCENTILES}
        cut = {p for p in PERCENTILES if row.get(f"pay_{period}_{p}_flag") == "top_coded"}
        drawn = {
            p: (ceilings or {}).get(period) if p in cut else _value(row, f"pay_{period}_{p}_usd") for p in PERCENTILES
        }
        known = [value for value in drawn.values() if value is not None]
        part = _value(row, share)
        highest, widest = max([highest, *known]), max(widest, part or 0.0)
        part_words = columns.cell(row, share)
        hover = f"<b>{escape(str(row[name]))}</b><br>" + "<br>".join(
            [f"{columns.heading(f'pay_{period}_{p}_usd')}: {told[p]}" for p in PERCENTILES]
            + [f"{columns.heading(share)}: {part_words}"]
        )
        hover += "<extra></extra>"
        figure.add_bar(
            x=[part or 0], y=[at], orientation="h", width=0.3, marker={"color": colour}, hovertemplate=hover,
            text=[part_words], textposition="outside", cliponaxis=False, constraintext="none",
            textfont={"size": 14, "color": palette.text},
        )  # fmt: skip
        if len(known) > 1:
            _panel_stroke(figure, at, min(known), max(known), colour, 3, hover)
        if drawn["p25"] is not None and drawn["p75"] is not None:
            _panel_stroke(figure, at, drawn["p25"], drawn["p75"], colour, 12, hover)
        if drawn["p50"] is not None:
            figure.add_scatter(
                x=[drawn["p50"]], y=[at], xaxis="x2", mode="markers", hovertemplate=hover, name=told["p50"],
                marker={"symbol": "line-ns", "size": 13, "color": palette.ground,
                        "line": {"width": 7, "color": palette.ground}},
            )  # fmt: skip
            figure.add_scatter(
                x=[drawn["p50"]], y=[at], xaxis="x2", mode="markers", hoverinfo="skip",
                marker={"symbol": "line-ns", "size": 15, "color": palette.text,
                        "line": {"width": 3, "color": palette.text}},
            )  # fmt: skip
        if cut:
            figure.add_scatter(
                x=[max(known)], y=[at], xaxis="x2", mode="markers", hovertemplate=hover,
                marker={"symbol": "triangle-right", "size": 13, "color": colour},
            )  # fmt: skip
        _label(figure, at, f"{_shortened(str(row[name]))}  <b>{told['p50']}</b>", palette, strong=mine, shift=17)
    for label in figure.annotations:
        # The grid would run through the names.
        label["bgcolor"] = palette.ground
    if reference is not None:
        highest = max(highest, reference[1])
        figure.add_shape(
            type="line", x0=reference[1], x1=reference[1], xref="x2", y0=0, y1=1, yref="paper", layer="below",
            line={"color": palette.reference, "width": 2, "dash": "dash"},
        )  # fmt: skip
    heads = [(0.0, _("Share of jobs"), palette.quiet)]
    # The dashed line is named here, in its own colour: beside the line there is no room on a phone.
    heads.append((0.3, f"╎ {escape(reference[0])}", palette.reference) if reference else (0.3, _("Pay"), palette.quiet))
    for x, text, colour in heads:
        figure.add_annotation(
            x=x, xref="paper", y=1, yref="paper", yanchor="bottom", xanchor="left", yshift=4, text=text,
            showarrow=False, font={"size": 14, "color": colour},
        )  # fmt: skip
    count = max(len(rows), 1)
    figure.update_yaxes(range=[count - 0.62, -0.82], visible=False)
    _dollar_axis(figure, per)
    figure.update_layout(
        margin={"t": 28}, barmode="overlay",
        xaxis={"domain": [0, 0.24], "range": [0, (widest or 1) * 2], "visible": False, "rangemode": "tozero"},
        xaxis2={"domain": [0.3, 1], "range": [0, highest * 1.04 or 1], "anchor": "y", "rangemode": "tozero",
                "tickprefix": "$", "tickformat": "~s" if per == "year" else ",.0f", "nticks": 6},
    )  # fmt: skip
    return drawing_of(figure, words, frame, notes)


SHARE_ROW_HEIGHT: Final = 40
LONGEST_NAME: Final = 40
"""Characters of a row's name above its marks; the table has it in full."""


def _shortened(words: str) -> str:
    return escape(words if len(words) <= LONGEST_NAME else words[: LONGEST_NAME - 1].rstrip(" ,(") + "…")


def _panel_stroke(figure: Sketch, at: int, low: float, high: float, colour: str, width: int, hover: str) -> None:
    figure.add_scatter(
        x=[low, high], y=[at, at], xaxis="x2", mode="lines", hovertemplate=hover,
        line={"color": colour, "width": width},
    )  # fmt: skip


def bands_by_experience(frame: pd.DataFrame, words: Words, *, palette: Palette = LIGHT) -> Drawing:
    """Yearly pay by band of experience, in the bands' own order: a sequence is never sorted by value.

    Args:
        frame: one row per band with ``experience_band``, ``people_n``, the five percentiles and their flags.
    """
    named = frame.assign(row_title=[columns.cell(row, "experience_band") for row in rows_of(frame)])
    drawing = pay_spread(named, words, name="row_title", palette=palette, has_dots=True)
    key = _("The mark is the middle, the band the middle half of workers, the dots the lowest and the highest tenth.")
    return replace(drawing, frame=frame, notes=(key,))


def _stroke(
    figure: Sketch, at: float, low: float, high: float, colour: str, width: int, hover: str, opacity: float = 1.0
) -> None:
    figure.add_scatter(
        x=[low, high], y=[at, at], mode="lines", hovertemplate=hover,
        line={"color": faded(colour, opacity), "width": width},
    )  # fmt: skip


def _point_labels(
    figure: Sketch, drawn: Mapping[str, float | None], told: Mapping[str, str], palette: Palette, highest: float
) -> None:
    """Five figures beside their marks: three above, two below; where two would touch, the later one moves out."""
    short = {
        "p10": _("lowest tenth"),
        "p25": _("lower quarter"),
        "p50": _("middle"),
        "p75": _("upper quarter"),
        "p90": _("highest tenth"),
    }
    for above, points in ((True, ("p10", "p50", "p90")), (False, ("p25", "p75"))):
        last, level = -math.inf, 0
        for point in points:
            value = drawn[point]
            if value is None:
                continue
            # A label is about a fifth of a phone's width.
            level = (level + 1) % 2 if (value - last) / (highest or 1) < 0.23 else 0
            last = value
            shift = (30 + 36 * level) * (1 if above else -1)
            figure.add_annotation(
                x=value, y=0, yshift=shift, showarrow=False, align="center",
                text=f"<b>{told[point]}</b><br><span style='font-size:12px'>{short[point]}</span>",
                xanchor="right" if value > 0.9 * highest else "left" if value < 0.08 * highest else "center",
                font={"size": 15 if point != "p50" else 17, "color": palette.text},
            )  # fmt: skip


def _reference(figure: Sketch, reference: tuple[str, float], palette: Palette, highest: float) -> None:
    words, value = reference
    # On a phone the words are a third of the width: beyond the middle they end at the line instead of straddling it.
    side = "right" if value > 0.6 * highest else "left" if value < 0.3 * highest else "center"
    figure.add_vline(x=value, line={"color": palette.reference, "width": 2, "dash": "dash"}, layer="below")
    figure.add_annotation(
        x=value, y=1, yref="paper", yanchor="bottom", xanchor=side, text=escape(words), showarrow=False,
        font={"color": palette.reference, "size": 14},
    )  # fmt: skip
    figure.update_layout(margin={"t": 26})


# --- Ranking --------------------------------------------------------------------------------------------------------


def ranked_bars(
    frame: pd.DataFrame,
    words: Words,
    *,
    name: str,
    value: str,
    palette: Palette = LIGHT,
    own: Mapping[str, object] | None = None,
    reference: tuple[str, float] | None = None,
    faint: str | None = None,
    most: int = MOST_ROWS,
    ceilings: Mapping[str, float] | None = None,
) -> Drawing:
    """Rows sorted by value, largest first, as bars from zero.

    Args:
        frame: one row each, in any order, with the flag of ``value`` beside it.
        name: column that names a row.
        value: column to rank by.
        own: column → value of the reader's own row; it is drawn even beyond the cap, and even without a figure.
        reference: words and value of a dashed line, such as the US.
        faint: column of truths: rows whose figure is too uncertain to rank; drawn pale.
        most: rows drawn; the frame of the drawing keeps all.
        ceilings: ``annual`` and ``hourly`` ceiling of the edition, to name top-coded cells.

    The drawing's frame holds all rows, sorted, those without a figure last.
    """
    ordered = frame.sort_values(value, ascending=False, na_position="last", kind="stable", ignore_index=True)
    rows = rows_of(ordered)
    drawn = [(number, row) for number, row in enumerate(rows) if number < most and _value(row, value) is not None]
    drawn += [
        (number, row)
        for number, row in enumerate(rows)
        if is_own_row(row, own) and number not in {place for place, _row in drawn}
    ]
    figure = Sketch(palette, 24 + ROW_HEIGHT * max(len(drawn), 1))
    for at, (number, row) in enumerate(drawn):
        mine = is_own_row(row, own)
        text = columns.cell(row, value, ceilings)
        amount = _value(row, value)
        if amount is not None:
            figure.add_bar(
                x=[amount], y=[at], orientation="h", width=0.34, name=str(row[name]),
                marker={"color": palette.focus if mine else palette.rest,
                        "opacity": 0.4 if faint is not None and row.get(faint) is True else 1},
                hovertemplate=f"<b>{escape(str(row[name]))}</b><br>{text}<extra></extra>",
            )  # fmt: skip
        rank = f"{number + 1}. " if mine and number >= most and amount is not None else ""
        _label(figure, at, f"{rank}{escape(str(row[name]))}  <b>{text}</b>", palette, strong=mine, shift=17)
    highest = max([_value(row, value) or 0 for _number, row in drawn] + ([reference[1]] if reference else []) or [1])
    figure.update_xaxes(range=[0, (highest or 1) * 1.02], rangemode="tozero", visible=False)
    _row_axis(figure, max(len(drawn), 1))
    if reference is not None:
        _reference(figure, reference, palette, highest)
        figure.update_layout(height=figure.height + 22)
    figure.update_layout(barmode="overlay")
    return drawing_of(figure, words, ordered)


def ranked_places(
    frame: pd.DataFrame,
    words: Words,
    *,
    name: str,
    value: str,
    per: fmt.Per = "year",
    palette: Palette = LIGHT,
    own: Mapping[str, object] | None = None,
    reference: tuple[str, float] | None = None,
    most: int | None = MOST_ROWS,
    ceilings: Mapping[str, float] | None = None,
    left_out: str | None = None,
    signs: Mapping[str, str] | None = None,
    notes: Sequence[str] = (),
) -> Drawing:
    """Short rows in the order given, as bars from zero, each with its name before and its figure behind it.

    Args:
        frame: one row each, in the order to draw; rows without a figure are in the table only.
        name: column that names a row, in a few words.
        value: column that is drawn; its flag stands beside it.
        own: column → value of the reader's own row; beyond ``most`` it is drawn below a gap, without a rank.
        reference: words and value of a dashed line, such as the US.
        most: rows drawn; None for all.
        ceilings: ``annual`` and ``hourly`` ceiling of the edition: a top-coded figure is drawn up to there, hatched.
        left_out: column of truths: rows that take no part in the ranking and are not drawn, save the reader's own.
        signs: ``place_code`` → sign behind the figure; ``notes`` say what it means.
        notes: see `Drawing`.
    """
    ceiling = (ceilings or {}).get(_period(per))
    flags = frame[columns.flag_of(value)].tolist()
    figures = [ceiling if told == "top_coded" else amount for told, amount in zip(flags, frame[value], strict=True)]
    known = [number for number, amount in enumerate(figures) if amount is not None and not math.isnan(amount)]
    out = frame[left_out].tolist() if left_out else [False] * len(frame)
    first = [number for number in known if not out[number]][:most]
    is_own = _own_rows(frame, own)
    extra = [number for number in known if is_own[number] and number not in first]
    rows, amounts = rows_of(frame.iloc[[*first, *extra]]), [float(figures[number]) for number in (*first, *extra)]
    capped = [row.get(columns.flag_of(value)) == "top_coded" for row in rows]
    places = [float(at) for at in range(len(first))] + [len(first) + 0.45] * len(extra)
    mine = [is_own_row(row, own) for row in rows]
    told = [
        columns.cell(row, value, ceilings) + f" {(signs or {}).get(str(row.get('place_code')), '')}" for row in rows
    ]
    bold = [f"<b>{text}</b>" if own_row else text for text, own_row in zip(told, mine, strict=True)]
    highest = max([*amounts, *([reference[1]] if reference else [])] or [1.0])
    # A figure that the dashed line would run through gets a ground of its own.
    crossed = [
        reference is not None and 0 <= reference[1] - amount < 0.025 * len(text) * highest
        for amount, text in zip(amounts, told, strict=True)
    ]
    figure = Sketch(palette, 34 + PLACE_ROW_HEIGHT * max(len(rows), 1) + (10 if extra else 0))
    figure.add_bar(
        x=amounts, y=places, orientation="h", width=0.66,
        marker={"color": [palette.focus if own_row else palette.rest for own_row in mine],
                "pattern": {"shape": ["/" if cut else "" for cut in capped], "fgcolor": palette.ground,
                            "size": 6}},
        text=["" if across else words_of for words_of, across in zip(bold, crossed, strict=True)],
        textposition="outside", cliponaxis=False, constraintext="none", textfont={"size": 14, "color": palette.text},
        hovertext=[f"<b>{escape(str(row[name]))}</b><br>{text}" for row, text in zip(rows, told, strict=True)],
        hovertemplate="%{hovertext}<extra></extra>",
    )  # fmt: skip
    for amount, at, words_of, across in zip(amounts, places, bold, crossed, strict=True):
        if across:
            figure.add_annotation(
                x=amount, y=at, text=words_of, xanchor="left", xshift=3, showarrow=False, bgcolor=palette.ground,
                borderpad=0, font={"size": 14, "color": palette.text},
            )  # fmt: skip
    # Room for the figure behind the longest bar, on a phone a third of the width.
    figure.update_xaxes(range=[0, highest * 1.3], rangemode="tozero", visible=False)
    names = [escape(str(row[name])) for row in rows]
    figure.update_yaxes(
        tickvals=places, ticktext=[f"<b>{n}</b>" if m else n for n, m in zip(names, mine, strict=True)],
        range=[(places[-1] if places else 0) + 0.6, -0.6], showgrid=False, zeroline=False, ticklabelstandoff=4,
        tickfont={"size": 14, "color": palette.text},
    )  # fmt: skip
    if extra and first:
        figure.add_hline(y=len(first) - 0.28, line={"color": palette.quiet, "width": 1, "dash": "dot"})
    if reference is not None:
        _reference(figure, reference, palette, highest * 1.3)
    return drawing_of(figure, words, frame, notes)


def diverging_from_us(
    frame: pd.DataFrame,
    words: Words,
    *,
    name: str,
    difference: str,
    palette: Palette = LIGHT,
    own: Mapping[str, object] | None = None,
    most: int = MOST_ROWS,
) -> Drawing:
    """How far each row lies above or below the US median, in percent, as bars from zero to either side.

    Args:
        frame: one row each, in any order.
        name: column that names a row.
        difference: column of differences in percent.
        own: column → value of the reader's own row, always drawn.
        most: rows drawn, half of them from each end.
    """
    ordered = frame.sort_values(difference, ascending=False, na_position="last", kind="stable", ignore_index=True)
    rows = [row for row in rows_of(ordered) if _value(row, difference) is not None]
    half = most // 2
    middle = [row for row in rows[half:-half] if is_own_row(row, own)] if len(rows) > most else rows[half:-half]
    drawn = [*rows[:half], *middle, *rows[-half:]] if len(rows) > 2 * half else rows
    figure = Sketch(palette, 24 + ROW_HEIGHT * max(len(drawn), 1))
    for at, row in enumerate(drawn):
        mine, amount = is_own_row(row, own), float(row[difference])
        text = fmt.pct(amount, signed=True)
        # The side says the sign; the pattern says it again to those who see no colour.
        figure.add_bar(
            x=[amount], y=[at], orientation="h", width=0.34, name=str(row[name]),
            marker={"color": palette.focus if mine else palette.rest,
                    "pattern": {"shape": "" if amount >= 0 else "/", "fgcolor": palette.ground, "size": 6,
                                "fillmode": "overlay", "fgopacity": 1}},
            hovertemplate=f"<b>{escape(str(row[name]))}</b><br>{text}<extra></extra>",
        )  # fmt: skip
        _label(figure, at, f"{escape(str(row[name]))}  <b>{text}</b>", palette, strong=mine, shift=17)
    reach = max([abs(float(row[difference])) for row in drawn] or [1]) or 1
    figure.update_xaxes(range=[-reach * 1.02, reach * 1.02], visible=False)
    figure.add_vline(x=0, line={"color": palette.quiet, "width": 1})
    _row_axis(figure, max(len(drawn), 1))
    figure.update_layout(barmode="overlay")
    return drawing_of(figure, words, ordered)


# --- Shares, and against the average job ----------------------------------------------------------------------------


AVERAGE_ROW_HEIGHT: Final = 40
"""Pixels of a row of two dots with its name above."""


def shares_with_error(frame: pd.DataFrame, words: Words, *, name: str, palette: Palette = LIGHT) -> Drawing:
    """Groups of people in their own order: how many are in each, how sure that is, and how many of all workers are.

    Args:
        frame: one row per group with ``share_pct``, its flag, ``share_low_pct`` and ``share_high_pct`` (90% interval),
            ``people_n`` and, where there is something to compare with, ``everyone_share_pct``.
        name: column that names a group.

    Bars start at zero. A share that is not shown has its words and no bar.
    """
    rows = rows_of(frame)
    figure = Sketch(palette, 14 + ROW_HEIGHT * max(len(rows), 1))
    highest, is_compared = 0.0, False
    for at, row in enumerate(rows):
        share, everyone = _value(row, "share_pct"), _value(row, "everyone_share_pct")
        text = columns.cell(row, "share_pct")
        label = escape(str(row[name]))
        _label(figure, at, f"{label}  <b>{text}</b>", palette, strong=False, shift=17)
        if share is None:
            continue
        low, high = _value(row, "share_low_pct") or 0.0, _value(row, "share_high_pct") or 0.0
        highest = max(highest, high, everyone or 0.0)
        likely = _("likely {low} to {high}").format(low=fmt.pct(low), high=fmt.pct(high))
        hover = f"<b>{label}</b><br>{text}<br>{likely}"
        hover += "<br>" + _("all workers {share}").format(share=fmt.pct(everyone)) if everyone is not None else ""
        figure.add_bar(
            x=[share], y=[at], orientation="h", width=0.34, marker={"color": palette.focus},
            hovertemplate=f"{hover}<extra></extra>",
        )  # fmt: skip
        # The end of the interval inside the bar needs the ground's colour to be seen, the other end the text's.
        for edge, colour in ((low, palette.ground), (high, palette.text)):
            figure.add_scatter(
                x=[share, edge], y=[at, at], mode="lines+markers", hoverinfo="skip",
                line={"color": colour, "width": 2},
                marker={"symbol": "line-ns", "size": [0, 5], "opacity": 1, "line": {"width": 2, "color": colour}},
            )  # fmt: skip
        if everyone is not None:
            is_compared = True
            figure.add_scatter(
                x=[everyone], y=[at], mode="markers", hovertemplate=f"{hover}<extra></extra>",
                marker={"symbol": "line-ns", "size": 13, "color": palette.reference,
                        "line": {"width": 4, "color": palette.reference}},
            )  # fmt: skip
    figure.update_xaxes(range=[0, (highest or 1) * 1.02], rangemode="tozero", visible=False)
    figure.update_yaxes(range=[max(len(rows), 1) - 0.62, -0.82], visible=False)
    figure.update_layout(barmode="overlay")
    key = _("Bar: this job. Thin line at its end: likely range (90%).")
    if is_compared:
        key = _("Bar: this job. Thin line at its end: likely range (90%). Upright mark: all workers.")
    return drawing_of(figure, words, frame, [key] if highest else [])


def against_average(
    frame: pd.DataFrame,
    words: Words,
    *,
    name: str,
    scale: tuple[float, float],
    ends: tuple[str, str],
    palette: Palette = LIGHT,
    most: int = 5,
    notes: Sequence[str] = (),
    rating: str = "rating",
    average: str = "average_job_rating",
) -> Drawing:
    """How much a job asks for, item by item, beside the average job: a filled dot, an open one, a line between.

    Args:
        frame: one row per item in the order to draw; the table has all.
        name: column that names an item.
        rating, average: columns of the job's figure and of the average job's.
        scale: lowest and highest rating there can be, both on the axis.
        ends: what these two stand for.
        most: rows drawn.
        notes: see `Drawing`.
    """
    rows = rows_of(frame)[:most]
    figure = Sketch(palette, 44 + AVERAGE_ROW_HEIGHT * max(len(rows), 1))
    for at, row in enumerate(rows):
        own, usual = float(row[rating]), float(row[average])
        told = [fmt.one_decimal(own), fmt.one_decimal(usual)]
        label = escape(str(row[name]))
        hover = f"<b>{label}</b><br>{_('this job {own}, average job {average}').format(own=told[0], average=told[1])}"
        hover += "<extra></extra>"
        _label(figure, at, f"{label}  <b>{told[0]}</b>", palette, strong=False, shift=15)
        figure.add_scatter(x=[usual, own], y=[at, at], mode="lines", hovertemplate=hover,
                           line={"color": palette.focus, "width": 5})  # fmt: skip
        figure.add_scatter(
            x=[usual, own], y=[at, at], mode="markers", hovertemplate=hover,
            marker={"size": [13, 15], "opacity": 1, "color": [palette.ground, palette.focus],
                    "line": {"width": 3, "color": [palette.quiet, palette.focus]}},
        )  # fmt: skip
    low, high = scale
    steps = list(range(math.ceil(low), math.floor(high) + 1))
    # Room for a whole dot at either end.
    figure.update_xaxes(range=[low - 0.03 * (high - low), high + 0.03 * (high - low)], tickvals=steps, zeroline=False)
    for x, side, text in ((0.0, "left", ends[0]), (1.0, "right", ends[1])):
        figure.add_annotation(
            x=x, xref="paper", y=0, yref="paper", yanchor="top", xanchor=side, yshift=-20, text=escape(text),
            showarrow=False, font={"size": 14, "color": palette.quiet},
        )  # fmt: skip
    figure.update_yaxes(range=[max(len(rows), 1) - 0.55, -0.82], visible=False)
    figure.update_layout(margin={"b": 42})
    return drawing_of(figure, words, frame, [_("Filled dot: this job. Open dot: the average job."), *notes])


# --- Change ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Line:
    """One line of a chart over time.

    Args:
        column: its figures.
        label: its name, written at its end.
        is_dashed: whether it is drawn dashed besides its colour, for those who see no colour.
    """

    column: str
    label: str
    is_dashed: bool = False


def trend_lines(
    frame: pd.DataFrame,
    words: Words,
    *,
    lines: Sequence[Line],
    band: tuple[str, str] | None = None,
    per: fmt.Per = "year",
    palette: Palette = LIGHT,
    ceiling: str | None = None,
    band_label: str = "",
    height: int = 400,
) -> Drawing:
    """Pay over the years, oldest first, from zero.

    Args:
        frame: one row per year with ``year``, the lines' columns, their flags and, where codes or method changed,
            ``break_kind`` and ``break_note``. A year may be missing: the line does not cross the gap.
        lines: up to four.
        band: columns of the lower and upper edge of a shaded band.
        ceiling: column of the edition's ceiling; a top-coded figure is marked there with a triangle.
        band_label: what the band is, written in it.
        height: pixels.

    Across a break no solid line is drawn: the two sides are joined by a dotted one, the break gets a number on top, and
    the drawing's notes say what changed.
    """
    ordered = frame.sort_values("year", ignore_index=True)
    rows = rows_of(ordered)
    figure = Sketch(palette, height)
    if band is not None:
        _band(figure, rows, band, palette, ceiling)
    colours = palette.series if len(lines) > 2 else palette.pair if len(lines) == 2 else (palette.focus,)
    for line, colour in zip(lines, colours, strict=False):
        _broken_line(figure, rows, line, colour)
    capped = _ceilings(figure, rows, [*(line.column for line in lines), *(band or ())], palette, ceiling)
    _name_lines(figure, rows, lines, per, palette, above=not _is_crowded(rows, lines, capped))
    notes = _breaks(figure, rows, palette)
    if capped:
        notes.append(_("▲ At least this much: the edition prints no higher pay."))
    if band is not None and band_label:
        longest = max(_band_runs(rows, band[1], ceiling), key=len, default=[])
        if longest:
            figure.add_annotation(
                x=int(longest[0]["year"]), y=float(longest[0][band[1]]), yshift=-13, xanchor="left", xshift=4,
                text=escape(band_label), showarrow=False, font={"color": palette.quiet, "size": 14},
            )  # fmt: skip
    figure.update_yaxes(rangemode="tozero", tickprefix="$", tickformat="~s" if per == "year" else ",.0f", nticks=6)
    _year_axis(figure, rows)
    return drawing_of(figure, words, ordered, notes)


def _segments(rows: Sequence[Mapping[str, Any]], column: str) -> list[list[Mapping[str, Any]]]:
    """Runs of years without a gap, a missing figure or a break between them."""
    runs: list[list[Mapping[str, Any]]] = []
    previous: int | None = None
    for row in rows:
        if _value(row, column) is None:
            previous = None
            continue
        year = int(row["year"])
        if previous is None or year != previous + 1 or isinstance(row.get("break_kind"), str):
            runs.append([])
        runs[-1].append(row)
        previous = year
    return runs


def _broken_line(figure: Sketch, rows: Sequence[Mapping[str, Any]], line: Line, colour: str) -> None:
    runs = _segments(rows, line.column)
    for run in runs:
        figure.add_scatter(
            x=[int(row["year"]) for row in run], y=[float(row[line.column]) for row in run], mode="lines+markers",
            line={"color": colour, "width": 3, "dash": "dash" if line.is_dashed else "solid"},
            marker={"size": 8, "symbol": "diamond" if line.is_dashed else "circle"}, name=line.label,
            customdata=[columns.cell(row, line.column) for row in run],
            hovertemplate=f"%{{x}}: %{{customdata}}<extra>{escape(line.label)}</extra>",
        )  # fmt: skip
    for before, after in zip(runs, runs[1:], strict=False):
        figure.add_scatter(
            x=[int(before[-1]["year"]), int(after[0]["year"])],
            y=[float(before[-1][line.column]), float(after[0][line.column])],
            mode="lines", line={"color": colour, "width": 1.5, "dash": "dot"}, hoverinfo="skip",
        )  # fmt: skip


def _name_lines(
    figure: Sketch,
    rows: Sequence[Mapping[str, Any]],
    lines: Sequence[Line],
    per: fmt.Per,
    palette: Palette,
    *,
    above: bool,
) -> None:
    """Names and newest figures on the lines, at the end where the lines lie farther apart, upper ones above."""
    ends = {}
    for line in lines:
        known = [row for row in rows if _value(row, line.column) is not None]
        if known:
            ends[line] = (known[0], known[-1])
    if not ends:
        return

    def apart(side: int) -> float:
        values = sorted(float(end[side][line.column]) for line, end in ends.items())
        return min((b - a for a, b in zip(values, values[1:], strict=False)), default=0)

    side = 0 if apart(0) > apart(1) else 1
    ranked = sorted(ends, key=lambda line: float(ends[line][side][line.column]), reverse=True)
    for place, line in enumerate(ranked):
        at, newest = ends[line][side], ends[line][1]
        told = line.label
        if side == 1:
            amount = fmt.usd(float(newest[line.column]), per)
            told = _("{line}: {amount} in {year}").format(line=line.label, amount=amount, year=int(newest["year"]))
        figure.add_annotation(
            x=int(at["year"]), y=float(at[line.column]), yshift=15 if place == 0 and above else -16, showarrow=False,
            xanchor="left" if side == 0 else "right", text=f"<b>{escape(told)}</b>",
            font={"color": palette.text, "size": 14},
        )  # fmt: skip


def _band(
    figure: Sketch, rows: Sequence[Mapping[str, Any]], band: tuple[str, str], palette: Palette, ceiling: str | None
) -> None:
    low, high = band
    for run in _band_runs(rows, high, ceiling):
        known = [row for row in run if _value(row, low) is not None]
        # A year that stands alone is as wide as a bar, or it would not be seen.
        years = [int(row["year"]) for row in known]
        years = [years[0] - 0.2, years[0] + 0.2] if len(years) == 1 else years
        known = known * 2 if len(known) == 1 else known
        edges = [float(row[low]) for row in known] + [float(row[high]) for row in reversed(known)]
        figure.add_scatter(
            x=[*years, *reversed(years)], y=edges, fill="toself", mode="lines", line={"width": 0}, hoverinfo="skip",
            fillcolor=faded(palette.focus, 0.16),
        )  # fmt: skip


def _band_runs(rows: Sequence[Mapping[str, Any]], high: str, ceiling: str | None) -> list[list[Mapping[str, Any]]]:
    """Runs of years as `_segments`, with top-coded edges at their ceiling; those do not run on into printed edges."""
    flag = columns.flag_of(high)
    runs: list[list[Mapping[str, Any]]] = []
    for run in _segments([_capped(row, high, ceiling) for row in rows], high):
        for _is_cut, part in groupby(run, key=lambda row: row.get(flag) == "top_coded"):
            runs.append(list(part))
    return runs


def _capped(row: Mapping[str, Any], column: str, ceiling: str | None) -> Mapping[str, Any]:
    """The row with a top-coded figure at its ceiling, where the band has to end somewhere."""
    if ceiling is not None and row.get(columns.flag_of(column)) == "top_coded":
        return {**row, column: row[ceiling]}
    return row


def _ceilings(
    figure: Sketch,
    rows: Sequence[Mapping[str, Any]],
    names: Sequence[str],
    palette: Palette,
    ceiling: str | None,
) -> dict[int, float]:
    """Mark the years in which a figure is top-coded, at that year's ceiling: year → ceiling."""
    if ceiling is None:
        return {}
    capped = {int(row["year"]): float(row[ceiling]) for row in rows for column in names
              if row.get(columns.flag_of(column)) == "top_coded"}  # fmt: skip
    if capped:
        figure.add_scatter(
            x=list(capped), y=list(capped.values()), mode="markers", hovertemplate="%{x}: ≥ %{y:$,}<extra></extra>",
            marker={"symbol": "triangle-up", "size": 12, "color": palette.quiet},
        )  # fmt: skip
    return capped


def _is_crowded(rows: Sequence[Mapping[str, Any]], lines: Sequence[Line], capped: Mapping[int, float]) -> bool:
    """Whether marks of ceilings lie close above a line, where its name would stand."""
    return any(
        0 <= top / value - 1 < 0.5
        for row in rows
        for line in lines
        if (value := _value(row, line.column)) and (top := capped.get(int(row["year"]))) is not None
    )


def _breaks(figure: Sketch, rows: Sequence[Mapping[str, Any]], palette: Palette) -> list[str]:
    notes: list[str] = []
    for row in rows[1:]:
        if not isinstance(row.get("break_kind"), str):
            continue
        number = len(notes) + 1
        figure.add_vline(x=int(row["year"]) - 0.5, line={"color": palette.quiet, "width": 1, "dash": "dot"})
        figure.add_annotation(
            x=int(row["year"]) - 0.5, y=1, yref="paper", yanchor="bottom", text=f"({number})", showarrow=False,
            font={"color": palette.quiet, "size": 14},
        )  # fmt: skip
        what = row.get("break_note")
        told = _(str(what)) if isinstance(what, str) else _("Codes or methods changed.")
        notes.append(_("({number}) {year}: {what}").format(number=number, year=int(row["year"]), what=told))
    if notes:
        figure.update_layout(margin={"t": 26})
    return notes


def jobs_by_year(frame: pd.DataFrame, words: Words, *, palette: Palette = LIGHT) -> Drawing:
    """The number of jobs by year as bars from zero, oldest first; the newest in the focus colour, both ends labelled.

    Args:
        frame: one row per year with ``year``, ``employment`` and its flag and, where codes or method changed,
            ``break_kind`` and ``break_note``. A year may be missing or not released: it has no bar.
    """
    ordered = frame.sort_values("year", ignore_index=True)
    rows = rows_of(ordered)
    known = [row for row in rows if _value(row, "employment") is not None]
    figure = Sketch(palette, 240)
    for row in known:
        is_end = row in (known[0], known[-1])
        figure.add_bar(
            x=[int(row["year"])], y=[float(row["employment"])], width=0.7,
            marker={"color": palette.focus if row is known[-1] else palette.rest},
            text=f"<b>{fmt.people(row['employment'])}</b>" if is_end else None, textposition="outside",
            textfont={"size": 14, "color": palette.text}, cliponaxis=False, constraintext="none",
            hovertemplate=f"{int(row['year'])}: {columns.cell(row, 'employment')}<extra></extra>",
        )  # fmt: skip
    notes = _breaks(figure, rows, palette)
    highest = max((float(row["employment"]) for row in known), default=1)
    figure.update_yaxes(rangemode="tozero", range=[0, highest * 1.18], tickformat="~s", nticks=4)
    _year_axis(figure, rows)
    figure.update_layout(barmode="overlay")
    return drawing_of(figure, words, ordered, notes)


def _year_axis(figure: go.Figure, rows: Sequence[Mapping[str, Any]]) -> None:
    """A year axis on which the newest year always has its tick."""
    years = [int(row["year"]) for row in rows]
    if years:
        first, last = min(years), max(years)
        ticks = list(range(last, first - 1, -max(1, math.ceil((last - first) / 4))))
        figure.update_xaxes(range=[first - 0.6, last + 0.6], tickvals=ticks, tickformat="d", showgrid=False)


# --- Places ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Classes:
    """Three classes of a value, for a map or tiles.

    Args:
        cuts: the two values that part them; a value on a cut belongs to the upper class.
        words: what each class stands for, low to high.
    """

    cuts: tuple[float, float]
    words: tuple[str, str, str]

    def level(self, value: float | None) -> int | None:
        """Class of a value, 0 to 2, or None where there is none."""
        if value is None or math.isnan(value):
            return None
        return sum(value >= cut for cut in self.cuts)


def three_classes(values: Sequence[float | None], per: fmt.Per = "year") -> Classes:
    """Three classes with about as many values in each, cut at round amounts: $500 a year, 25 cents an hour.

    Raises:
        ValueError: there is no value at all.
    """
    known = sorted(value for value in values if value is not None and math.isfinite(value))
    if not known:
        raise ValueError("Without a single value there are no classes.")
    step = 500 if per == "year" else 0.25
    low, high = (round(known[min(len(known) * part // 3, len(known) - 1)] / step) * step for part in (1, 2))
    if per == "year":
        words = (
            _("under {amount}").format(amount=fmt.usd_year(low)),
            _("{low} to {high}").format(low=fmt.usd_year(low), high=fmt.usd_year(high)),
            _("{amount} and more").format(amount=fmt.usd_year(high)),
        )
    else:
        words = (
            _("under {amount}").format(amount=fmt.usd_hour(low)),
            _("{low} to {high}").format(low=fmt.usd_hour(low), high=fmt.usd_hour(high)),
            _("{amount} and more").format(amount=fmt.usd_hour(high)),
        )
    return Classes((low, high), words)


def class_colours(palette: Palette) -> tuple[tuple[str, str], ...]:
    """Ground and text colour of each class, for `pages.ui.blocks.tiles`."""
    ink = ("#10161D", "#FFFFFF", "#FFFFFF") if palette.name == "light" else ("#FFFFFF", "#10161D", "#10161D")
    return tuple(zip(palette.sequence, ink, strict=True))


def state_map(
    frame: pd.DataFrame,
    words: Words,
    *,
    value: str,
    classes: Classes,
    palette: Palette = LIGHT,
    own: str | None = None,
    ceilings: Mapping[str, float] | None = None,
) -> Drawing:
    """A map of the states in three classes, with the states that have no figure in grey.

    Args:
        frame: one row per state: ``place_code`` (letters), ``place_title``, ``value`` and its flag.
        value: column to show.
        classes: from `three_classes` over the same column.
        own: letters of the reader's state, outlined.
        ceilings: ``annual`` and ``hourly`` ceiling of the edition, to name top-coded cells.

    The outlines are fetched from this app's own address. Territories have no place on this map; the table has them.
    """
    figure = Sketch(palette, MAP_HEIGHT)
    rows = rows_of(frame)
    for level in (None, 0, 1, 2):
        members = [row for row in rows if classes.level(_value(row, value)) == level]
        if not members:
            continue
        colour = palette.missing if level is None else palette.sequence[level]
        figure.add_choropleth(
            locations=[row["place_code"] for row in members], z=[1] * len(members), geojson=OUTLINES,
            customdata=[row["place_code"] for row in members],
            colorscale=[[0, colour], [1, colour]], showscale=False,
            marker={"line": {"color": palette.ground, "width": 1}},
            text=[f"<b>{escape(str(row['place_title']))}</b><br>{columns.cell(row, value, ceilings)}"
                  for row in members],
            hovertemplate="%{text}<extra></extra>",
            name=_("not released") if level is None else classes.words[level],
        )  # fmt: skip
    if own is not None:
        figure.add_choropleth(
            locations=[own], z=[1], geojson=OUTLINES, showscale=False, hoverinfo="skip",
            colorscale=[[0, "rgba(0,0,0,0)"], [1, "rgba(0,0,0,0)"]],
            marker={"line": {"color": palette.reference, "width": 4}},
        )  # fmt: skip
    _geography(figure, palette)
    ordered = frame.sort_values(value, ascending=False, na_position="last", kind="stable", ignore_index=True)
    return replace(drawing_of(figure, words, ordered), legend=_class_legend(classes, palette))


def _geography(figure: Sketch, palette: Palette) -> None:
    figure.update_geos(
        scope="usa", projection={"type": "albers usa"}, visible=False, bgcolor=palette.ground,
        domain={"x": [0, 1], "y": [0, 1]},
    )  # fmt: skip
    figure.update_layout(margin={"l": 0, "r": 0, "t": 0, "b": 0})


def _class_legend(classes: Classes, palette: Palette) -> tuple[tuple[str, str], ...]:
    return tuple(zip(palette.sequence, classes.words, strict=True))


def metro_map(
    frame: pd.DataFrame,
    words: Words,
    *,
    value: str,
    classes: Classes,
    palette: Palette = LIGHT,
    own: str | None = None,
    ceilings: Mapping[str, float] | None = None,
) -> Drawing:
    """Metros as bubbles on a grey map of the states: the colour is the class of the pay, the area the number of jobs.

    Args:
        frame: one row per metro: ``place_code``, ``place_title``, ``latitude_degrees``, ``longitude_degrees``,
            ``employment``, ``value`` and their flags. Where jobs are not released the bubble is the smallest.
        value: column to show; metros without a figure are in the table only.
        classes: from `three_classes` over the same column.
        own: code of the reader's metro, ringed.
        ceilings: ``annual`` and ``hourly`` ceiling of the edition, to name top-coded cells.
    """
    figure = Sketch(palette, MAP_HEIGHT)
    figure.add_choropleth(
        locations=list(ON_MAP), z=[1] * len(ON_MAP), geojson=OUTLINES, showscale=False, hoverinfo="skip",
        colorscale=[[0, palette.missing], [1, palette.missing]],
        marker={"line": {"color": palette.ground, "width": 1}},
    )  # fmt: skip
    # Large bubbles first, so that small ones lie on top of them and can be reached.
    ordered = frame.sort_values("employment", ascending=False, na_position="last", kind="stable")
    rows = rows_of(ordered)
    most_jobs = max([_value(row, "employment") or 0.0 for row in rows] or [1.0]) or 1.0
    for level in (0, 1, 2):
        members = [row for row in rows if classes.level(_value(row, value)) == level]
        figure.add_scattergeo(
            lat=[row["latitude_degrees"] for row in members], lon=[row["longitude_degrees"] for row in members],
            mode="markers", customdata=[row["place_code"] for row in members],
            marker={"size": [_bubble(_value(row, "employment"), most_jobs) for row in members], "opacity": 0.9,
                    "color": palette.sequence[level], "line": {"color": palette.ground, "width": 1}},
            text=[f"<b>{escape(str(row['place_title']))}</b><br>{columns.cell(row, value, ceilings)}<br>"
                  + _("Jobs: {jobs}").format(jobs=columns.cell(row, "employment")) for row in members],
            hovertemplate="%{text}<extra></extra>", name=classes.words[level],
        )  # fmt: skip
    for row in rows:
        if row["place_code"] == own:
            figure.add_scattergeo(
                lat=[row["latitude_degrees"]], lon=[row["longitude_degrees"]], mode="markers", hoverinfo="skip",
                marker={"size": _bubble(_value(row, "employment"), most_jobs) + 8, "color": "rgba(0,0,0,0)",
                        "line": {"color": palette.reference, "width": 4}},
            )  # fmt: skip
    _geography(figure, palette)
    return replace(
        drawing_of(figure, words, frame, [_("The larger the circle, the more jobs.")]),
        legend=_class_legend(classes, palette),
    )


def _bubble(jobs: float | None, most: float) -> float:
    """Diameter whose area grows with the number of jobs, but never too small to be hit with a finger's tip."""
    return max(7.0, 38 * math.sqrt((jobs or 0) / most))


# --- Many occupations at once ---------------------------------------------------------------------------------------


def treemap(
    frame: pd.DataFrame,
    words: Words,
    *,
    classes: Classes,
    addresses: Sequence[str],
    palette: Palette = LIGHT,
    own: Mapping[str, object] | None = None,
    notes: Sequence[str] = (),
) -> Drawing:
    """Occupations as tiles that are links: the area is the number of jobs, the colour the class of a value.

    Args:
        frame: one row per occupation with ``job``, ``major_group_title``, ``employment`` above zero, ``value``,
            ``short_words`` (the value in the tile) and ``told`` (name and figures in a line).
        classes: three classes of ``value``.
        addresses: where each row leads.
        own: a column and its value in the reader's own row, which is outlined.
        notes: see `Drawing`.
    """
    named = [frame[column].tolist() for column in ("job", "short_words", "told", "employment", "major_group_title")]
    levels = [classes.level(value) for value in frame["value"].tolist()]
    is_own = [False] * len(frame)
    for column, value in (own or {}).items():
        is_own = (frame[column] == value).tolist()
    marks = [Mark(*cells) for cells in zip(*named, levels, addresses, is_own, strict=True)]
    markup = tiles_by_size(marks, class_colours(palette), words.sentence)
    return Drawing(
        None, words.title, words.subtitle, words.sentence, frame, tuple(notes), _class_legend(classes, palette), markup
    )


def leaders(
    frame: pd.DataFrame,
    words: Words,
    *,
    value: str,
    addresses: Sequence[str],
    own: Mapping[str, object] | None = None,
    ceilings: Mapping[str, float] | None = None,
    notes: Sequence[str] = (),
) -> Drawing:
    """The first of a list as bars from zero, each with a link: name above, figure behind.

    Args:
        frame: one row per occupation with ``occupation_title``, ``value`` and its flag, in order; only what is drawn.
        value: column whose figures are the lengths. What is below zero has no bar; a top-coded figure has the longest.
        addresses: where each row leads.
        own: column → value of the reader's own row, set in bold.
        ceilings: ``annual`` and ``hourly`` ceiling of the edition, to name top-coded cells.
        notes: see `Drawing`.
    """
    rows = rows_of(frame)
    amounts = [_value(row, value) for row in rows]
    longest = max([amount for amount in amounts if amount is not None] or [0.0])
    entries = [
        Bar(
            job_title(str(row["occupation_title"])),
            columns.cell(row, value, ceilings),
            1.0 if amount is None else max(0.0, amount) / longest if longest > 0 else 0.0,
            address,
            is_own_row(row, own),
        )
        for row, amount, address in zip(rows, amounts, addresses, strict=True)
    ]
    markup = bars(entries, words.sentence)
    return Drawing(None, words.title, words.subtitle, words.sentence, frame, tuple(notes), markup=markup)


def pay_against_growth(
    frame: pd.DataFrame,
    words: Words,
    *,
    name: str,
    pay: str,
    growth: str,
    per: fmt.Per = "year",
    palette: Palette = LIGHT,
    own: Mapping[str, object] | None = None,
    growth_line: tuple[str, float] | None = None,
    pay_line: tuple[str, float] | None = None,
    ceilings: Mapping[str, float] | None = None,
    sides: Mapping[str, str] | None = None,
    notes: Sequence[str] = (),
    is_crowded: bool = False,
) -> Drawing:
    """A dot per occupation: to the right where jobs grow more, up where it pays more. Dots carry their number.

    Args:
        frame: one row each, with ``soc_code``, ``number`` (what stands beside the dot; empty for none), ``pay_side``
            (``more`` or ``less`` where that is clear, ``close`` where it is too close to call, else ``unknown``),
            ``pay`` with its flag, and ``growth``. Rows without one of the two figures are in the table only.
        name: column that names a row.
        pay, growth: columns of the axes: dollars, and percent.
        per: year or hour.
        own: column → value of the reader's own row, drawn as a diamond.
        growth_line, pay_line: words and value of a dashed line across, such as the growth of all jobs.
        ceilings: ``annual`` and ``hourly`` ceiling of the edition: a top-coded pay is drawn there as a triangle.
        sides: words of each ``pay_side``, for the legend.
        notes: see `Drawing`.
        is_crowded: whether there are hundreds: small dots without numbers, and each line upward doubles the pay.

    Neither axis need start at zero: dots show where, not how much of.
    """
    ceiling = (ceilings or {}).get(_period(per))
    flag = columns.flag_of(pay)
    rows = [
        {**row, pay: ceiling if row.get(flag) == "top_coded" else _value(row, pay)}
        for row in rows_of(frame)
        if _value(row, growth) is not None
    ]
    rows = [row for row in rows if row[pay] is not None]
    figure = Sketch(palette, SCATTER_HEIGHT + (CROWD_HEIGHT if is_crowded else 0))
    size = 8 if is_crowded else 13
    upward: Callable[[float], float] = math.log10 if is_crowded else float
    colours = {"less": palette.rest, "close": palette.ground, "unknown": palette.ground, "more": palette.focus}
    for side, colour in colours.items():
        members = [row for row in rows if row["pay_side"] == side and not is_own_row(row, own)]
        if members:
            _dots(figure, members, name, pay, growth, ceilings, colour, palette, size)
    for row in rows:
        if is_own_row(row, own):
            figure.add_scatter(
                x=[row[growth]], y=[row[pay]], mode="markers", hovertemplate=_told(row, name, pay, growth, ceilings),
                marker={"symbol": "diamond", "size": 15, "color": palette.reference,
                        "line": {"color": palette.ground, "width": 1}},
            )  # fmt: skip
    across = _span([*(row[growth] for row in rows), *([growth_line[1]] if growth_line else [])], 0.09)
    up = _span([upward(value) for value in (*(row[pay] for row in rows), *([pay_line[1]] if pay_line else []))], 0.1)
    if growth_line is not None:
        _upright_line(figure, growth_line, across, palette)
    if pay_line is not None:
        level = upward(pay_line[1])
        beside = [row[growth] for row in rows if abs(upward(row[pay]) - level) < 0.09 * (up[1] - up[0])]
        _level_line(figure, pay_line, level, across, beside, palette)
    if not is_crowded:
        _numbers(figure, rows, pay, growth, own, across, up, palette)
    figure.update_xaxes(
        range=across, ticksuffix="%", nticks=6, zeroline=False, title={"text": columns.heading(growth), "standoff": 6}
    )
    figure.update_yaxes(
        range=up, tickprefix="$", tickformat="~s" if per == "year" else ",.0f", nticks=6, zeroline=False
    )
    if is_crowded:
        steps = [_FIRST_TICK_USD[per] * 2**power for power in range(8)]
        told = [f"${step // 1000}k" if per == "year" else f"${step}" for step in steps]
        figure.update_yaxes(type="log", tickvals=steps, ticktext=told, tickprefix="")
    figure.update_layout(margin={"t": 26, "r": 14})
    present = {str(row["pay_side"]) for row in rows}
    legend = tuple((colours[side], told) for side, told in (sides or {}).items() if side in present)
    return replace(drawing_of(figure, words, frame, notes), legend=legend)


SCATTER_HEIGHT: Final = 300
CROWD_HEIGHT: Final = 40
"""How much taller the picture of hundreds of dots is."""

_FIRST_TICK_USD: Final[dict[fmt.Per, int]] = {"year": 10_000, "hour": 5}
NARROWEST: Final = (286.0, 216.0)
"""Pixels of a scatter's panel on a phone: where numbers find room there, they find it everywhere."""


def _span(values: Sequence[float], air: float) -> list[float]:
    low, high = (min(values), max(values)) if values else (0.0, 1.0)
    room = (high - low) * air or abs(high) * air or 1.0
    return [low - room, high + room]


def _told(row: Mapping[str, Any], name: str, pay: str, growth: str, ceilings: Mapping[str, float] | None) -> str:
    amount = columns.cell({**row, pay: None} if row.get(columns.flag_of(pay)) == "top_coded" else row, pay, ceilings)
    told = f"{columns.heading(pay)}: {amount}<br>{columns.heading(growth)}: {columns.cell(row, growth)}"
    return f"<b>{escape(columns.cell(row, name))}</b><br>{told}<extra></extra>"


def _dots(
    figure: Sketch,
    rows: Sequence[Mapping[str, Any]],
    name: str,
    pay: str,
    growth: str,
    ceilings: Mapping[str, float] | None,
    colour: str,
    palette: Palette,
    size: int,
) -> None:
    figure.add_scatter(
        x=[row[growth] for row in rows], y=[row[pay] for row in rows], mode="markers",
        customdata=[row["soc_code"] for row in rows],
        hovertemplate=[_told(row, name, pay, growth, ceilings) for row in rows],
        marker={"size": size, "color": colour,
                "symbol": ["triangle-up" if row.get(columns.flag_of(pay)) == "top_coded"
                           else "square" if row["pay_side"] == "unknown" else "circle" for row in rows],
                "line": {"width": 2 if size > 10 else 1,
                         "color": palette.ground if colour != palette.ground else palette.quiet}},
    )  # fmt: skip


def _upright_line(figure: Sketch, line: tuple[str, float], across: Sequence[float], palette: Palette) -> None:
    words, value = line
    share = (value - across[0]) / (across[1] - across[0])
    figure.add_vline(x=value, line={"color": palette.reference, "width": 1.5, "dash": "dash"}, layer="below")
    figure.add_annotation(
        x=value, y=1, yref="paper", yanchor="bottom", text=escape(words), showarrow=False,
        xanchor="right" if share > 0.75 else "left" if share < 0.25 else "center",
        font={"color": palette.reference, "size": 14},
    )  # fmt: skip


def _level_line(
    figure: Sketch,
    line: tuple[str, float],
    level: float,
    across: Sequence[float],
    beside: Sequence[float],
    palette: Palette,
) -> None:
    """A level line, named at the end where fewer dots lie beside it; ``level`` is where the axis counts it."""
    words, value = line
    middle = (across[0] + across[1]) / 2
    is_left = sum(at < middle for at in beside) < sum(at > middle for at in beside)
    figure.add_hline(y=value, line={"color": palette.reference, "width": 1.5, "dash": "dash"}, layer="below")
    figure.add_annotation(
        x=0.01 if is_left else 1, xref="paper", xanchor="left" if is_left else "right", y=level, yshift=-10,
        text=escape(words), showarrow=False, font={"color": palette.reference, "size": 14},
    )  # fmt: skip


_AROUND: Final = ((0, 15), (15, 0), (-15, 0), (0, -15), (13, 12), (-13, 12), (13, -12), (-13, -12))
"""Where a number may stand beside its dot, in pixels right and up, the best place first."""


def _numbers(
    figure: Sketch,
    rows: Sequence[Mapping[str, Any]],
    pay: str,
    growth: str,
    own: Mapping[str, object] | None,
    across: Sequence[float],
    up: Sequence[float],
    palette: Palette,
) -> None:
    """Write each row's number beside its dot, where it covers least of the others."""
    scale = NARROWEST[0] / (across[1] - across[0]), NARROWEST[1] / (up[1] - up[0])
    spots = [(row[growth] * scale[0], row[pay] * scale[1]) for row in rows]
    taken = list(spots)
    for row, (x, y) in zip(rows, spots, strict=True):
        if not row["number"] or is_own_row(row, own):
            continue

        def crowding(shift: tuple[int, int], x: float = x, y: float = y) -> float:
            return sum(max(0.0, 17 - max(abs(x + shift[0] - a), abs(y + shift[1] - b))) for a, b in taken)

        # The dot's own place is among those taken and weighs the same for every shift of equal length.
        best = min(_AROUND, key=crowding)
        taken.append((x + best[0], y + best[1]))
        figure.add_annotation(
            x=row[growth], y=row[pay], xshift=best[0], yshift=best[1], text=f"<b>{escape(str(row['number']))}</b>",
            showarrow=False, font={"size": 14, "color": palette.text},
        )  # fmt: skip
