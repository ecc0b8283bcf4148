"""Charts of projections: why jobs open, projected paths, change by state, industries with their growth, past paths.

Frames to figures, like `pages.ui.charts`; see there for who makes the words. What is projected is always dashed and
called so, and years between the first and the last of a projection are drawn straight.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any, Final

import pandas as pd

from careers import columns
from careers import format as fmt
from careers.i18n import _, pgettext
from careers.outlook import ALL_OCCUPATIONS, PastPath
from pages.ui.charts import ROW_HEIGHT, Drawing, Words, drawing_of, is_own_row, rows_of
from pages.ui.sketch import Sketch
from pages.ui.theme import LIGHT, Palette

FROM_EACH_END: Final = 7
"""Rows of a long ranking that are drawn from its top and from its bottom."""

LONGEST_NAME: Final = 40
"""Characters of a row's name above its marks; the table has it in full."""

OPENINGS_ROW_HEIGHT: Final = 43
"""Lower than other rows, so that all of them stand on a phone's first screen."""

LABEL_GAP: Final = 19
"""Pixels between two labels at the end of lines."""


def _known(value: Any) -> float | None:
    return None if value is None or math.isnan(value) else float(value)


def _name(text: str) -> str:
    return escape(text if len(text) <= LONGEST_NAME else text[: LONGEST_NAME - 1].rstrip(" ,(") + "…")


def _hatch(palette: Palette, *is_below: bool) -> dict[str, Any]:
    """White stripes over bars below zero, for those who see no side and no colour."""
    return {"shape": ["/" if below else "" for below in is_below], "fgcolor": palette.ground, "size": 7,
            "solidity": 0.3, "fillmode": "overlay", "fgopacity": 1}  # fmt: skip


def _row_label(figure: Sketch, at: float, text: str, palette: Palette, *, strong: bool = False) -> None:
    figure.add_annotation(
        x=0, xref="paper", y=at, yref="y", text=f"<b>{text}</b>" if strong else text, showarrow=False, xanchor="left",
        yanchor="middle", yshift=19, align="left", font={"size": 15, "color": palette.text}, bgcolor=palette.ground,
        borderpad=0,
    )  # fmt: skip


def openings(frame: pd.DataFrame, words: Words, *, palette: Palette = LIGHT) -> Drawing:
    """Why jobs open, as bars that each start where the one before ended, and all openings below them.

    Args:
        frame: from ``careers.narrative.outlook.openings_rows``: ``openings_reason``, ``openings_annual_thousand`` and
            ``is_total``. A part below zero goes back, hatched.
    """
    rows = rows_of(frame)
    figure = Sketch(palette, 22 + OPENINGS_ROW_HEIGHT * max(len(rows), 1))
    reached, highest, lowest = 0.0, 0.0, 0.0
    for at, row in enumerate(rows):
        amount, is_total = float(row["openings_annual_thousand"]), bool(row["is_total"])
        start = 0.0 if is_total else reached
        reached = start + amount
        highest, lowest = max(highest, start, reached), min(lowest, start, reached)
        text = columns.cell(row, "openings_annual_thousand")
        figure.add_bar(
            x=[amount], base=[start], y=[at], orientation="h", width=0.34,
            marker={"color": palette.focus if is_total else palette.rest,
                    "pattern": _hatch(palette, amount < 0)},
            hovertemplate=f"<b>{escape(str(row['openings_reason']))}</b><br>{text}<extra></extra>",
        )  # fmt: skip
        if not is_total and at + 1 < len(rows):
            # A hair line carries the eye to where the next part starts.
            figure.add_shape(
                type="line", x0=reached, x1=reached, y0=at - 0.18, y1=at + 1.18, layer="below",
                line={"color": palette.quiet, "width": 1, "dash": "dot"},
            )  # fmt: skip
        _row_label(figure, at, f"{_name(str(row['openings_reason']))}  <b>{text}</b>", palette, strong=is_total)
    figure.update_xaxes(range=[min(lowest * 1.02, 0), highest * 1.02 or 1], rangemode="tozero", visible=False)
    figure.update_yaxes(range=[max(len(rows), 1) - 0.6, -0.82], visible=False)
    figure.update_layout(barmode="overlay")
    return drawing_of(figure, words, frame)


def projected_paths(frame: pd.DataFrame, words: Words, *, palette: Palette = LIGHT) -> Drawing:
    """Projected change since the base year, the reader's job first and all occupations beside it, both dashed.

    Args:
        frame: a row each with ``soc_code``, ``occupation_title``, ``base_year``, ``target_year`` and
            ``employment_change_pct``.

    The axis holds zero, which is the number of jobs in the base year.
    """
    rows = [row for row in rows_of(frame) if _known(row["employment_change_pct"]) is not None]
    figure = Sketch(palette, 250)
    changes = [float(row["employment_change_pct"]) for row in rows]
    low, high = min([0.0, *changes]), max([0.0, *changes])
    room = (high - low or 1.0) * 0.28
    shifts = _apart(changes, (high - low + 2 * room) or 1.0, 200)
    for number, (row, change) in enumerate(zip(rows, changes, strict=True)):
        colour = palette.focus if number == 0 else palette.rest
        base, target, name = int(row["base_year"]), int(row["target_year"]), escape(str(row["occupation_title"]))
        figure.add_scatter(
            x=[base, target], y=[0, change], mode="lines+markers",
            line={"color": colour, "width": 4 if number == 0 else 2.5, "dash": "dash"},
            marker={"size": 10, "symbol": "circle" if number == 0 else "diamond", "color": colour},
            customdata=[fmt.pct(0.0), fmt.pct(change, signed=True)],
            hovertemplate=f"%{{x}}: %{{customdata}}<extra>{name}</extra>",
        )  # fmt: skip
        # Beside the end of a line, where there is little room.
        is_all = row["soc_code"] == ALL_OCCUPATIONS
        whose = pgettext("end of a line", "All jobs") if is_all else pgettext("end of a line", "This job")
        told = f"{whose} <b>{fmt.pct(change, signed=True)}</b>"
        figure.add_annotation(
            x=target, y=change, xanchor="left", xshift=10, yshift=shifts[number], showarrow=False,
            text=f"<b>{told}</b>" if number == 0 else told, font={"size": 14, "color": palette.text},
        )  # fmt: skip
    if rows:
        base, target = int(rows[0]["base_year"]), int(rows[0]["target_year"])
        figure.add_hline(y=0, line={"color": palette.quiet, "width": 1})
        figure.update_xaxes(range=[base - 0.4, target + 0.1], tickvals=[base, target], tickformat="d", showgrid=False)
        # Room for the words behind the ends of the lines.
        figure.update_layout(margin={"r": 122})
        figure.add_annotation(
            x=(base + target) / 2, y=changes[0] / 2, yshift=14 if changes[0] >= min(changes) else -14, showarrow=False,
            text=_("projected"), bgcolor=palette.ground, font={"size": 14, "color": palette.quiet},
        )  # fmt: skip
        figure.update_yaxes(range=[low - room, high + room], nticks=5, ticksuffix="%", zeroline=False)
    return drawing_of(figure, words, frame)


def _apart(values: Sequence[float], span: float, pixels: int) -> list[int]:
    """How far to move each label up, in pixels, so that no two lie on each other."""
    shifts = [0] * len(values)
    taken: float | None = None
    for i in sorted(range(len(values)), key=lambda i: values[i]):
        at = values[i] / span * pixels
        if taken is not None:
            shifts[i] = max(0, round(taken + LABEL_GAP - at))
        taken = at + shifts[i]
    return shifts


def changes(
    frame: pd.DataFrame,
    words: Words,
    *,
    name: str,
    value: str,
    palette: Palette = LIGHT,
    own: Mapping[str, object] | None = None,
    reference: Mapping[str, object] | None = None,
    faint: str | None = None,
    ranked: str | None = None,
    notes: Sequence[str] = (),
) -> Drawing:
    """Change in percent as short rows in the order given, bars to either side of zero.

    Args:
        frame: one row each, in the order to draw.
        name: column that names a row.
        value: column of changes in percent.
        own: column → value of the reader's own row, always drawn.
        reference: column → value of the row of the whole, always drawn.
        faint: column of truths: rows drawn pale.
        ranked: column that is missing where a row takes no part in the ranking; such a row is drawn only where it is
            the reader's own.
        notes: see `Drawing`.

    Of a long list the first and the last rows are drawn; where rows are skipped, a dotted line says so.
    """
    rows = rows_of(frame)

    candidates = [
        number
        for number, row in enumerate(rows)
        if _known(row[value]) is not None
        and (ranked is None or _known(row[ranked]) is not None or is_own_row(row, own) or is_own_row(row, reference))
    ]
    kept = set(candidates[:FROM_EACH_END]) | set(candidates[-FROM_EACH_END:])
    kept |= {number for number in candidates if is_own_row(rows[number], own) or is_own_row(rows[number], reference)}
    drawn = [number for number in candidates if number in kept]
    places: list[float] = []
    figure = Sketch(palette, 0)
    for number in drawn:
        skipped = bool(places) and candidates.index(number) != candidates.index(drawn[len(places) - 1]) + 1
        at = 0.0 if not places else places[-1] + (1.45 if skipped else 1)
        if skipped:
            figure.add_hline(y=at - 0.72, line={"color": palette.quiet, "width": 1, "dash": "dot"})
        places.append(at)
    amounts = [float(rows[number][value]) for number in drawn]
    told = [fmt.pct(amount, signed=True) for amount in amounts]
    strong = [is_own_row(rows[number], own) or is_own_row(rows[number], reference) for number in drawn]
    names = [escape(str(rows[number][name])) for number in drawn]
    colours = [
        palette.focus if is_own_row(row, own) else palette.reference if is_own_row(row, reference) else palette.rest
        for row in (rows[number] for number in drawn)
    ]
    figure.add_bar(
        x=amounts, y=places, orientation="h", width=0.66,
        marker={"color": colours,
                "opacity": [0.45 if faint and rows[n].get(faint) is True else 1 for n in drawn],
                "pattern": _hatch(palette, *(amount < 0 for amount in amounts))},
        text=[f"<b>{text}</b>" if mark else text for text, mark in zip(told, strong, strict=True)],
        textposition="outside", cliponaxis=False, constraintext="none", textfont={"size": 14, "color": palette.text},
        hovertext=[f"<b>{title}</b><br>{text}" for title, text in zip(names, told, strict=True)],
        hovertemplate="%{hovertext}<extra></extra>",
    )  # fmt: skip
    low, high = min([0.0, *amounts]), max([0.0, *amounts])
    # Room for the figure behind the longest bar on each side, on a phone a fifth of the width.
    room = (high - low or 1.0) * 0.3
    figure.update_xaxes(range=[low - (room if low < 0 else 0), high + (room if high > 0 else 0)], visible=False)
    figure.update_yaxes(
        tickvals=places, ticktext=[f"<b>{n}</b>" if mark else n for n, mark in zip(names, strong, strict=True)],
        range=[(places[-1] if places else 0) + 0.6, -0.6], showgrid=False, zeroline=False, ticklabelstandoff=4,
        tickfont={"size": 14, "color": palette.text},
    )  # fmt: skip
    figure.add_vline(x=0, line={"color": palette.quiet, "width": 1})
    figure.update_layout(height=34 + round(24 * ((places[-1] if places else 0) + 1)))
    return drawing_of(figure, words, frame, notes)


def share_and_growth(
    frame: pd.DataFrame,
    words: Words,
    *,
    name: str,
    share: str,
    growth: str,
    palette: Palette = LIGHT,
    most: int,
    whole: tuple[str, float] | None = None,
    notes: Sequence[str] = (),
) -> Drawing:
    """Two panels side by side, a row each: how many of the workers are there, and how the whole industry grows.

    Args:
        frame: one row each, in the order to draw.
        name: column that names a row.
        share: column of shares in percent; a share that is not released is said in words.
        growth: column of changes in percent, bars to either side of zero.
        most: rows drawn; the frame keeps all.
        whole: words and change of all industries together, drawn above the rows.
        notes: see `Drawing`.
    """
    rows = rows_of(frame)[:most]
    first = [] if whole is None else [{name: whole[0], growth: whole[1]}]
    drawn = [*first, *rows]
    figure = Sketch(palette, 34 + ROW_HEIGHT * max(len(drawn), 1))
    shares = [_known(row.get(share)) for row in drawn]
    changes = [_known(row[growth]) for row in drawn]
    for at, row in enumerate(drawn):
        is_whole = at < len(first)
        if not is_whole:
            figure.add_bar(
                x=[shares[at] or 0], y=[at], orientation="h", width=0.34, marker={"color": palette.focus},
                text=[columns.cell(row, share)], textposition="outside", cliponaxis=False, constraintext="none",
                textfont={"size": 14, "color": palette.text}, hoverinfo="skip",
            )  # fmt: skip
        change = changes[at]
        if change is not None:
            text = fmt.pct(change, signed=True)
            figure.add_bar(
                x=[change], y=[at], xaxis="x2", orientation="h", width=0.34, hoverinfo="skip",
                marker={"color": palette.reference if is_whole else palette.rest,
                        "pattern": _hatch(palette, change < 0)},
                text=[f"<b>{text}</b>" if is_whole else text], textposition="outside", cliponaxis=False,
                constraintext="none", textfont={"size": 14, "color": palette.text},
            )  # fmt: skip
        _row_label(figure, at, _name(str(row[name])), palette, strong=is_whole)
    known = [change for change in changes if change is not None]
    low, high = min([0.0, *known]), max([0.0, *known])
    # Room for the figure behind the longest bar, on a phone a third of the panel.
    room = (high - low or 1.0) * 0.36
    figure.add_shape(
        type="line", x0=0, x1=0, xref="x2", y0=0, y1=1, yref="paper", line={"color": palette.quiet, "width": 1},
        layer="below",
    )  # fmt: skip
    for x, text in ((0.0, _("Share of these jobs")), (0.52, _("Growth of the industry"))):
        figure.add_annotation(
            x=x, xref="paper", y=1, yref="paper", yanchor="bottom", xanchor="left", yshift=4, text=text,
            showarrow=False, font={"size": 14, "color": palette.quiet},
        )  # fmt: skip
    figure.update_yaxes(range=[max(len(drawn), 1) - 0.6, -0.82], visible=False)
    widest = max([value for value in shares if value is not None] or [1.0])
    figure.update_layout(
        margin={"t": 28}, barmode="overlay",
        xaxis={"domain": [0, 0.46], "range": [0, widest * 1.5], "visible": False, "rangemode": "tozero"},
        xaxis2={"domain": [0.52, 1], "range": [low - (room if low < 0 else 0), high + room], "anchor": "y",
                "visible": False},
    )  # fmt: skip
    return drawing_of(figure, words, frame, notes)


def past_paths(paths: Sequence[PastPath], frame: pd.DataFrame, words: Words, *, palette: Palette = LIGHT) -> Drawing:
    """The jobs that each edition starts from as a solid line, and each edition's path dashed, the newest strongest.

    Args:
        paths: oldest edition first.
        frame: the rows of the table, from ``careers.narrative.outlook.past_rows``.

    The axis does not start at zero, which a note says.
    """
    figure = Sketch(palette, 320)
    ends = [path.employment_target_thousand * 1000 for path in paths]
    counted = [path.employment_base_thousand * 1000 for path in paths]
    everything = [*ends, *counted] or [0.0]
    low, high = min(everything), max(everything)
    room = (high - low or high * 0.1 or 1.0) * 0.18
    shifts = _apart(ends, (high - low + 2 * room) or 1.0, 270)
    dashes = ("dot", "dashdot", "longdashdot")
    for number, path in enumerate(paths):
        newest = number == len(paths) - 1
        colour = palette.focus if newest else palette.rest
        figure.add_scatter(
            x=[path.base_year, path.target_year], y=[counted[number], ends[number]], mode="lines",
            line={"color": colour, "width": 4 if newest else 2.5,
                  "dash": "dash" if newest else dashes[number % len(dashes)]},
            customdata=[fmt.people(counted[number]), fmt.people(ends[number])],
            hovertemplate=f"%{{x}}: %{{customdata}}<extra>{escape(path.edition)}</extra>",
        )  # fmt: skip
        figure.add_annotation(
            x=path.target_year, y=ends[number], xanchor="left", xshift=6, yshift=shifts[number], showarrow=False,
            text=f"<b>{escape(path.edition)}</b>" if newest else escape(path.edition),
            font={"size": 14, "color": palette.text}, bgcolor=palette.ground,
        )  # fmt: skip
    figure.add_scatter(
        x=[path.base_year for path in paths], y=counted, mode="lines+markers",
        line={"color": palette.text, "width": 3}, marker={"size": 9, "color": palette.text},
        customdata=[fmt.people(amount) for amount in counted],
        hovertemplate=f"%{{x}}: %{{customdata}}<extra>{escape(_('counted'))}</extra>",
    )  # fmt: skip
    if paths:
        first, last = min(path.base_year for path in paths), max(path.target_year for path in paths)
        # The counts go on to the right; the other side of their first point is free.
        falls = counted[min(1, len(counted) - 1)] <= counted[0]
        figure.add_annotation(
            x=paths[0].base_year, y=counted[0], xanchor="left", yshift=15 if falls else -15, showarrow=False,
            text=f"<b>{_('counted')}</b>", font={"size": 14, "color": palette.text},
        )  # fmt: skip
        figure.update_xaxes(
            range=[first - 0.5, last + (last - first) * 0.2], showgrid=False,
            tickvals=sorted({first, paths[-1].base_year, last}), tickformat="d",
        )  # fmt: skip
        figure.update_yaxes(range=[low - room, high + room], nticks=5, tickformat=".3~s", zeroline=False)
    note = _("Solid: jobs counted. Dashed: projected, by edition. The axis does not start at zero.")
    return drawing_of(figure, words, frame, [note])
