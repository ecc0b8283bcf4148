"""Blocks of HTML: what is typed or published is text in them, never markup; states are complete."""

import csv
from pathlib import Path

import pandas as pd
import pytest

from pages.ui import blocks
from pages.ui.blocks import KeyFigure, Tile

NASTY = "<img src=x onerror=alert(1)>\"'&"
SAFE = "&lt;img src=x onerror=alert(1)&gt;&quot;&#x27;&amp;"
ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    "html",
    [
        blocks.heading(NASTY, NASTY),
        blocks.paragraphs([NASTY]),
        blocks.notice(NASTY, [(NASTY, f"/overview?job={NASTY}")]),
        blocks.navigation(
            [(NASTY, NASTY, True)],
            NASTY,
            [(NASTY, NASTY, "es")],
            "en",
            (NASTY, NASTY),
            dict.fromkeys(("copy", "copied", "by_hand"), NASTY),
        ),
        blocks.origin([], NASTY, NASTY, NASTY),
        blocks.key_figures([KeyFigure(NASTY, NASTY, NASTY)]),
        blocks.tiles([Tile("OH", NASTY, NASTY, None, NASTY)], [], NASTY),
        blocks.legend([("#fff", NASTY)]),
        blocks.table(pd.DataFrame({"place_title": [NASTY]}), ["place_title"], NASTY, addresses=[NASTY]),
    ],
    ids=["heading", "paragraphs", "notice", "navigation", "origin", "key_figures", "tiles", "legend", "table"],
)
def test_what_is_put_into_a_block_is_text_and_never_markup(html):
    assert "<img" not in html
    assert SAFE in html


def test_a_table_shows_no_blank_and_marks_the_readers_own_row():
    frame = pd.DataFrame(
        {
            "place_title": ["Ohio", "Guam"],
            "pay_annual_p50_usd": [45610.0, None],
            "pay_annual_p50_flag": ["ok", "not_released"],
        }
    )
    html = blocks.table(frame, ["place_title", "pay_annual_p50_usd"], "Pay", own={"place_title": "Ohio"})
    assert '<tr class="ww-own"><th scope="row">Ohio</th><td>$45,610</td></tr>' in html
    assert '<td class="ww-absent">not released</td>' in html
    assert "<td></td>" not in html


def test_every_state_and_dc_has_a_tile_of_its_own():
    with (ROOT / "data" / "reference" / "states.csv").open(encoding="utf-8", newline="") as file:
        states = {row["state_code"] for row in csv.DictReader(file) if row["is_territory"] == "false"}
    assert states <= set(blocks.TILES)
    assert len(set(blocks.TILES.values())) == len(blocks.TILES)


def test_a_tile_says_its_state_and_figure_to_a_screen_reader():
    html = blocks.tiles(
        [Tile("OH", "Ohio", "$46k", 1, "/regions?place=OH", is_chosen=True)], [("#fff", "#000")] * 3, "x"
    )
    assert 'aria-label="Ohio: $46k"' in html
    assert 'aria-current="true"' in html
