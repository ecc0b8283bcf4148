"""Colours keep the contrast that the chart rules ask for, in both themes."""

from itertools import pairwise

import pytest

from pages.ui.theme import DARK, LIGHT, Palette, faded


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
