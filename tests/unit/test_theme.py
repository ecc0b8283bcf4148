"""Colours keep the contrast that the chart rules ask for, in both themes."""

import re
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest

from pages.ui.theme import DARK, LIGHT, Palette, faded

REPOSITORY = Path(__file__).resolve().parents[2]
THEMES = tomllib.loads((REPOSITORY / ".streamlit" / "config.toml").read_text("utf-8"))["theme"]
STYLE = (REPOSITORY / "pages" / "ui" / "assets" / "style.css").read_text("utf-8")


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_the_yardstick_itself_agrees_with_the_published_figures():
    assert contrast("#FFFFFF", "#000000") == pytest.approx(21)
    assert contrast("#8A8A8A", "#FFFFFF") == pytest.approx(3.45, abs=0.05)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=lambda p: p.name)
def test_marks_stand_out_from_the_ground_and_from_their_neighbours(palette: Palette):
    for colour in (*palette.series, *palette.pair, palette.focus, palette.rest, palette.reference):
        assert contrast(colour, palette.ground) >= 2.99, colour
    for one, other in (*pairwise(palette.series), palette.pair):
        assert contrast(one, other) >= 2.99, (one, other)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=lambda p: p.name)
def test_words_can_be_read(palette: Palette):
    for colour in (palette.text, palette.quiet):
        assert contrast(colour, palette.ground) >= 4.5, colour


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=lambda p: p.name)
def test_classes_of_a_value_differ_in_lightness_so_that_grey_print_tells_them_apart(palette: Palette):
    steps = [luminance(colour) for colour in palette.sequence]
    assert steps == sorted(steps, reverse=palette is LIGHT)
    for one, other in pairwise(palette.sequence):
        assert contrast(one, other) >= 1.6, (one, other)


def test_a_faded_colour_keeps_its_hue():
    assert faded("#12436D", 0.25) == "rgba(18,67,109,0.25)"


def blended(colour: str, ground: str, opacity: float) -> str:
    """``colour`` with this opacity as it looks on ``ground``."""
    pairs = [(int(colour[i : i + 2], 16), int(ground[i : i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(over * opacity + under * (1 - opacity)):02X}" for over, under in pairs)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=lambda p: p.name)
def test_the_page_around_the_charts_has_their_ground_and_readable_words(palette: Palette):
    theme = THEMES[palette.name]
    assert theme["backgroundColor"] == palette.ground
    assert theme["textColor"] == palette.text
    for ground in (theme["backgroundColor"], theme["secondaryBackgroundColor"]):
        for colour in ("textColor", "linkColor", "primaryColor"):
            assert contrast(theme[colour], ground) >= 4.5, (colour, ground)
        assert contrast(theme["borderColor"], theme["backgroundColor"]) >= 3, "the edge of a box to type in"


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=lambda p: p.name)
def test_words_made_paler_can_still_be_read_also_on_a_card(palette: Palette):
    told = [float(value) for value in re.findall(r"opacity: (0\.\d+)", STYLE)]
    assert len(told) > 8
    card = blended(palette.text, palette.ground, 0.05)
    for opacity in told:
        assert contrast(blended(palette.text, card, opacity), card) >= 4.5, opacity


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=lambda p: p.name)
def test_our_accents_stand_out_in_both_themes(palette: Palette):
    accents = re.findall(r"--ww-\w+: light-dark\((#\w{6}), (#\w{6})\)", STYLE)
    assert len(accents) == 2
    for light, dark in accents:
        assert contrast(light if palette is LIGHT else dark, palette.ground) >= 4.5
