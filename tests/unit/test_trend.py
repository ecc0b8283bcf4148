"""How pay moved: published figures by year, in two kinds of dollars, with a verdict on the change."""

from __future__ import annotations

import math

import pytest

from careers import tables, trend
from careers.errors import UnknownOccupation

REPRESENTATIVES, ACTORS, PILOTS, CARDIOLOGISTS = "43-4051", "27-2011", "53-2011", "29-1212"
DEVELOPERS, BUSINESS = "15-1252", "13-1199"


def middles(found: trend.Trend, dollars: trend.Dollars = "nominal") -> dict[int, float]:
    return dict(zip(found.frame["year"], found.frame[found.column("p50", dollars)], strict=True))


def test_medians_are_those_that_the_workbooks_print():
    told = middles(trend.trend(REPRESENTATIVES))
    assert sorted(told) == list(range(2013, 2026))
    assert (told[2017], told[2018], told[2025]) == (32890, 33750, 44770)


def test_real_dollars_are_nominal_ones_times_consumer_prices_of_the_newest_year():
    found = trend.trend(REPRESENTATIVES)
    # CPI-U, yearly averages as published: 232.957 in 2013, 321.943 in 2025.
    assert middles(found, "real")[2013] == pytest.approx(30870 * 321.943 / 232.957)
    assert middles(found, "real")[2025] == 44770
    row = found.frame.set_index("year").loc[2016]
    assert row["ceiling_annual_real_usd"] == pytest.approx(208000 * 321.943 / row["price_index"])
    assert found.prices_pct == pytest.approx((321.943 / 232.957 - 1) * 100)


def test_the_change_runs_over_all_years_that_have_a_figure_and_names_the_breaks_inside():
    real, nominal = trend.trend(REPRESENTATIVES).pay, trend.trend(REPRESENTATIVES, dollars="nominal").pay
    assert real is not None
    assert nominal is not None
    assert (real.first_year, real.last_year, real.break_years) == (2013, 2025, (2019, 2021))
    assert real.change_pct == pytest.approx(4.94, abs=0.01)
    assert nominal.change_pct == pytest.approx(45.03, abs=0.01)
    assert (real.outcome, nominal.outcome) == ("clear", "clear")


def test_average_and_middle_that_move_apart_give_no_clear_change():
    change = trend.trend(DEVELOPERS).pay
    assert change is not None
    assert change.change_pct < 0
    means = trend.trend(DEVELOPERS)
    history = tables.load("pay_history")
    first = history[(history["soc_code"] == DEVELOPERS) & (history["year"] == 2021)]["pay_annual_mean_usd"].iloc[0]
    index = dict(zip(means.frame["year"], means.frame["price_index"], strict=True))
    place = tables.load("pay_by_place")
    now = place[(place["soc_code"] == DEVELOPERS) & (place["place_code"] == "US")]["pay_annual_mean_usd"].iloc[0]
    assert now > first * index[2025] / index[2021]
    assert change.outcome == "disagree"


def test_a_break_counts_even_where_the_code_was_not_published_that_year():
    found = trend.trend(BUSINESS)
    assert {2019, 2020}.isdisjoint(found.frame["year"])
    assert found.pay is not None
    assert found.pay.break_years == (2019, 2021)


@pytest.mark.parametrize(("job", "asked", "shown"), [(ACTORS, "year", "hour"), (PILOTS, "hour", "year")])
def test_a_job_paid_one_way_only_is_shown_that_way(job, asked, shown):
    found = trend.trend(job, asked)
    assert found.per == shown
    assert middles(found)[2025] == {ACTORS: 29.05, PILOTS: 232140}[job]


def test_top_coded_years_have_no_figure_and_no_change_is_made_of_one_year():
    found = trend.trend(CARDIOLOGISTS)
    assert found.pay is None
    assert [math.isnan(v) for v in middles(found).values()] == [True, True, True, True, False]
    assert set(found.frame[found.flag("p50")][:4]) == {"top_coded"}


def test_jobs_are_judged_by_their_own_errors():
    found = trend.trend(REPRESENTATIVES).jobs
    assert found is not None
    assert (found.first, found.last, found.outcome) == (2389580, 2595750, "clear")
    few = trend.trend(CARDIOLOGISTS).jobs
    assert few is not None
    assert few.outcome == "too_close"


def test_every_tenth_occupation_has_a_trend_in_order_of_years():
    for code in tables.load("occupations")["soc_code"][5::10]:
        found = trend.trend(code)
        assert len(found.frame) >= 1
        assert found.frame["year"].is_monotonic_increasing


def test_an_unknown_job_is_refused():
    with pytest.raises(UnknownOccupation):
        trend.trend("99-9999")
