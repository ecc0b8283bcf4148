"""Figures become the text that the chart rules ask for."""

import math

import pytest

from careers import format as fmt
from careers.i18n import use_language


def test_pay_reads_as_dollars_per_year_or_hour():
    assert fmt.usd_year(41250) == "$41,250"
    assert fmt.usd_hour(19.83) == "$19.83"
    assert fmt.usd_hour(20) == "$20.00"
    assert fmt.usd(50521.4, "year") == "$50,521"
    assert fmt.usd_axis(40000, "year") == "$40k"
    assert fmt.usd_axis(20, "hour") == "$20"


def test_negative_numbers_carry_a_true_minus_sign_and_zero_carries_none():
    assert fmt.pct(-5.5) == "\u22125.5%"
    assert fmt.pct(-6.2, 0) == "\u22126%"
    assert fmt.pct(-0.04) == "0.0%"
    assert fmt.usd_change(-840, "year") == "\u2212$840"
    assert fmt.usd_change(840, "year") == "+$840"
    assert fmt.usd_change(0.2, "year") == "$0"
    assert fmt.pct(2, 0, signed=True) == "+2%"
    assert fmt.pct(0.01, signed=True) == "0.0%"


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (2_595_750, "2.60\u00a0million"),
        (2_863_000, "2.86\u00a0million"),
        (85_930, "85,900"),
        (481_180, "481,000"),
        (999_999, "1.00\u00a0million"),
        (155_000_000, "155\u00a0million"),
        (312, "312"),
        (30, "30"),
        (0, "0"),
    ],
)
def test_people_have_three_significant_figures(number, text):
    assert fmt.people(number) == text


def test_counts_ratios_points_and_indexes():
    assert fmt.count(85930) == "85,930"
    assert fmt.ratio(0.93) == "0.93"
    assert fmt.index(92.74) == "92.7"
    assert fmt.points(1.3) == "1.3 points"
    assert fmt.points(1) == "1.0 point"


@pytest.mark.parametrize(
    ("value", "flag", "per", "ceiling", "text"),
    [
        (44770, "ok", "year", None, "$44,770"),
        (21.53, "collapsed", "hour", None, "$21.53"),
        (None, "top_coded", "year", 239200, "at least $239,200"),
        (None, "top_coded", "hour", 115, "at least $115.00"),
        (None, "top_coded", "year", None, "more than the source prints"),
        (None, "not_released", "year", None, "not released"),
        (None, "hourly_only", "year", None, "paid by the hour only"),
        (None, "annual_only", "hour", None, "paid by the year only"),
    ],
)
def test_every_flag_of_a_pay_cell_reads_as_words_or_a_figure(value, flag, per, ceiling, text):
    assert fmt.pay(value, flag, per, ceiling) == text


@pytest.mark.parametrize("value", [None, math.nan, math.inf])
def test_a_missing_figure_is_never_printed(value):
    with pytest.raises(ValueError, match=r"missing|promises"):
        fmt.pay(value, "ok", "year")
    with pytest.raises(ValueError, match="missing"):
        fmt.count(value)


def test_an_unknown_flag_is_an_error_not_a_word():
    with pytest.raises(ValueError, match="suppressed"):
        fmt.pay(None, "suppressed", "year")


def test_dates_and_lists_read_as_sentences_do():
    assert fmt.day("2026-07-14") == "July 14, 2026"
    assert fmt.day("2026-07-14T09:30:00+00:00") == "July 14, 2026"
    assert fmt.listed(["Ohio"]) == "Ohio"
    assert fmt.listed(["Ohio", "Texas", "Maine"]) == "Ohio, Texas and Maine"


def test_numbers_follow_the_language_in_use():
    with use_language("en"):
        assert fmt.usd_year(1234567) == "$1,234,567"


@pytest.mark.parametrize(
    ("items", "told"),
    [
        (["Ohio", "Indiana"], "Ohio e Indiana"),
        (["atención al cliente", "ingenieros"], "atención al cliente e ingenieros"),
        (["Texas", "Hialeah"], "Texas y Hialeah"),
        (["Iowa", "Ohio", "Maine"], "Iowa, Ohio y Maine"),
        (["uno", "hielo"], "uno y hielo"),
        (["uno", "hidráulica"], "uno e hidráulica"),
    ],
)
def test_the_spanish_and_changes_before_its_own_sound(items, told):
    with use_language("es"):
        assert fmt.listed(items) == told
