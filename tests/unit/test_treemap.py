"""Tiles: areas in proportion, nothing outside, names that fit, links that lead, markup that stays text. Synthetic."""

from __future__ import annotations

import re

import pytest

from careers import explore
from careers.narrative import explore as say
from pages.ui.treemap import PHONE, WIDE, Mark, treemap

COLOURS = (("#111111", "#FFFFFF"), ("#222222", "#FFFFFF"), ("#333333", "#FFFFFF"))
TILE = re.compile(
    r'<a href="([^"]*)" tabindex="-1" class="([^"]*)" style="left:([\d.]+)%;top:([\d.]+)%;width:([\d.]+)%;'
    r'height:([\d.]+)%" title="([^"]*)">(.*?)</a>'
)


def mark(name: str, size: float, group: str = "group", **more: object) -> Mark:
    told = {"words": "+1.0%", "told": f"{name}: {size:g} jobs", "level": 1, "address": f"/overview?job={name}"}
    return Mark(**{"name": name, "size": size, "group": group, **told, **more})  # type: ignore[arg-type]


def tiles(markup: str) -> dict[str, tuple[float, float, float, float]]:
    """Title → left, top, width and height in percent."""
    return {found[6]: tuple(float(part) for part in found[2:6]) for found in TILE.findall(markup)}


def test_areas_are_in_proportion_and_fill_the_whole():
    sizes = {f"job {n}": float(n) for n in range(1, 40)}
    markup = treemap([mark(name, size, f"group {size % 5}") for name, size in sizes.items()], COLOURS, "label")
    found = tiles(markup)
    assert len(found) == len(sizes)
    total = sum(sizes.values())
    for told, (left, top, width, height) in found.items():
        assert width * height / 10_000 == pytest.approx(sizes[told.split(":")[0]] / total, rel=0.02)
        assert left >= 0
        assert top >= 0
        assert left + width <= 100.01
        assert top + height <= 100.01


def test_no_two_tiles_overlap():
    markup = treemap([mark(f"job {n}", 50.0 / n, f"group {n % 4}") for n in range(1, 60)], COLOURS, "label")
    boxes = list(tiles(markup).values())
    for i, (left, top, width, height) in enumerate(boxes):
        for other_left, other_top, other_width, other_height in boxes[:i]:
            across = min(left + width, other_left + other_width) - max(left, other_left)
            down = min(top + height, other_top + other_height) - max(top, other_top)
            assert across < 0.01 or down < 0.01


@pytest.mark.parametrize("place", ["US", "OH", "18140", "WY", "VI"])
def test_every_place_has_a_tile_for_every_released_number_of_jobs(place):
    answer = explore.table(place)
    rows = say.picture_rows(answer, "growth")
    marks = [
        Mark(row.job, row.short_words, row.told, row.employment, row.major_group_title, 0, f"/?job={row.soc_code}")
        for row in rows.itertuples()
    ]
    assert len(TILE.findall(treemap(marks, COLOURS, "label"))) == int(answer.frame["employment"].notna().sum())


def test_each_tile_is_a_link_and_the_own_one_is_marked():
    markup = treemap([mark("mine", 3.0, is_own=True), mark("other", 2.0, level=None)], COLOURS, "label")
    links = {told.split(":")[0]: (address, dress) for address, dress, *_box, told, _text in TILE.findall(markup)}
    assert links == {"mine": ("/overview?job=mine", "c1 own"), "other": ("/overview?job=other", "a")}


def test_a_large_tile_has_its_name_and_value_and_a_tiny_one_none():
    markup = treemap([mark("Registered nurses", 10_000.0), mark("Tiny", 1.0)], COLOURS, "label")
    texts = {told.split(":")[0]: text for *_rest, told, text in TILE.findall(markup)}
    assert "Registered nurses<b>+1.0%</b>" in texts["Registered nurses"]
    assert texts["Tiny"] == ""


def test_a_name_without_room_is_cut_with_a_mark_and_never_within_a_small_word():
    marks = [mark("Laborers and freight, stock, and material movers, hand", 1.0, str(n)) for n in range(24)]
    texts = re.findall(r"<span[^>]*>(.*?)<b>", treemap(marks, COLOURS, "label"))
    assert texts
    for text in texts:
        assert text.endswith("…") or text == "Laborers and freight, stock, and material movers, hand"
        assert not re.search(r"(?<!\w)(and|of|the)…$", text)


def test_what_a_tile_says_fits_into_it():
    """By the widths that the page reckons with: letters of half their height."""
    sizes = [900.0 / n for n in range(1, 80)]
    markup = treemap([mark("Secretaries and administrative assistants", size) for size in sizes], COLOURS, "x")
    for *_link, _left, _top, width, height, _told, text in TILE.findall(markup):
        for dress, name in re.findall(r'<span(?: class="([^"]*)")?>(.*?)<b>', text):
            screens = {"w": [WIDE], "p": [PHONE]}.get(dress.split(" ")[0], [WIDE, PHONE])
            letters = 15 if "l" in dress.split(" ") else 12
            for screen in screens:
                room = float(width) / 100 * screen[0] / (0.5 * letters)
                lines = float(height) / 100 * screen[1] / (1.15 * letters)
                assert len(name) <= room * lines


def test_words_are_text_and_never_markup():
    bad = "<img src=x onerror=alert(1)>"
    markup = treemap([mark(bad, 5.0, told=bad, address='/overview?job="><script>')], COLOURS, bad)
    assert "<img" not in markup
    assert "<script" not in markup


def test_nothing_makes_an_empty_map():
    assert TILE.findall(treemap([], COLOURS, "label")) == []
