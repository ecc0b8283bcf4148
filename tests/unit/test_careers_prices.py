"""Local prices: whose price level answers, of which year, and what is said where there is none."""

from __future__ import annotations

import pytest

from careers import prices, tables
from careers.errors import NotPublished, UnknownPlace

# Copied by hand from the agency's files.
OHIO_2024, CALIFORNIA_2024, COLUMBUS_2023 = 92.774, 110.72, 94.52


def test_a_state_answers_with_its_newest_level():
    level = prices.parity("OH")
    assert (level.parity_index, level.parity_kind, level.year, level.parity_place_code) == (
        OHIO_2024,
        "state",
        2024,
        "OH",
    )
    assert not level.is_likely_high


def test_a_metro_answers_with_its_own_level_of_its_own_year():
    level = prices.parity("18140")
    assert (level.parity_index, level.parity_kind, level.year) == (COLUMBUS_2023, "metro", 2023)
    assert not level.is_likely_high


def test_a_nonmetro_area_answers_with_its_states_level_which_is_likely_high():
    level = prices.parity("3900003")
    assert (level.parity_index, level.parity_kind, level.parity_place_code) == (OHIO_2024, "state", "OH")
    assert level.is_likely_high


def test_the_nation_is_100_by_definition():
    assert prices.parity("US").parity_index == 100
    assert prices.real(50_000, "US").real_usd == 50_000


@pytest.mark.parametrize("place", ["PR", "GU", "VI", "41980"])
def test_a_territory_has_no_level_and_none_is_invented(place):
    with pytest.raises(NotPublished) as caught:
        prices.real(50_000, place)
    assert "price level" in str(caught.value)


@pytest.mark.parametrize("place", ["17410", "28880"])
def test_a_metro_whose_borders_changed_has_no_level(place):
    with pytest.raises(NotPublished):
        prices.parity(place)


def test_a_year_without_levels_is_said_to_have_none():
    with pytest.raises(NotPublished):
        prices.parity("OH", 1999)


def test_real_pay_is_pay_times_100_over_the_level():
    real = prices.real(46_870, "OH")
    assert real.nominal_usd == 46_870
    assert round(real.real_usd) == 50_521
    assert round(prices.real(54_640, "CA").real_usd) == 49_350
    assert (real.parity.parity_kind, real.parity.year) == ("state", 2024)


def test_one_metro_among_the_places_sets_the_year_for_all():
    assert prices.common_year(["OH", "CA"]) == 2024
    assert prices.common_year(["OH", "18140"]) == 2023
    assert prices.common_year(["US", "3900003"]) == 2024
    assert prices.parity("OH", prices.common_year(["OH", "18140"])).year == 2023
    with pytest.raises(UnknownPlace):
        prices.common_year(["OH", "nowhere"])


@pytest.mark.parametrize("component", prices.COMPONENTS)
def test_each_kind_of_spending_has_a_level(component):
    assert 50 < prices.parity("CA", component=component).parity_index < 250


def test_every_place_has_a_level_or_says_that_it_has_none():
    places = tables.load("places").astype(object)
    without = []
    for row in places.to_dict("records"):
        try:
            assert 70 < prices.parity(row["place_code"]).parity_index < 130
        except NotPublished:
            without.append(row)
    metros = [row["place_code"] for row in without if row["place_kind"] == "metro"]
    assert len(metros) == 393 - 371
    assert {row["place_code"] for row in without if row["place_kind"] == "state"} == {"GU", "PR", "VI"}
    assert all(row["is_territory"] for row in without if row["place_kind"] == "nonmetro")
