"""Place and industry together: the product of its neighbours, its range, and when there is no figure."""

from __future__ import annotations

from dataclasses import replace

import pytest

from careers import combined, pay
from careers.errors import NotPublished, UnknownIndustry

JOB = "43-4051"


def test_ohio_wholesale_is_the_product_of_the_printed_medians():
    told = combined.estimate(JOB, "OH", "42")
    assert told.value_usd == pytest.approx(45_610 * 48_690 / 44_770)
    assert (told.place.place_code, told.industry.industry_code, told.nation.place_code) == ("OH", "42", "US")
    assert told.reason == ""


def test_the_range_adds_the_errors_of_both_neighbours():
    told = combined.estimate(JOB, "OH", "42")
    errors = (told.place.pay_rse_pct, told.industry.pay_rse_pct)
    reach = told.value_usd * 1.645 * (errors[0] ** 2 + errors[1] ** 2) ** 0.5 / 100
    assert (told.low_usd, told.high_usd) == pytest.approx((told.value_usd - reach, told.value_usd + reach))
    assert reach > told.value_usd * 1.645 * max(errors) / 100


def test_by_the_hour_it_rests_on_hourly_medians():
    told = combined.estimate(JOB, "OH", "42", "hour")
    cells = [record.cell("p50", "hour").value for record in (told.place, told.industry, told.nation)]
    assert told.value_usd == pytest.approx(cells[0] * cells[1] / cells[2])


def test_a_top_coded_neighbour_gives_no_figure_but_a_reason():
    told = combined.estimate("29-1212", "CO", "62")
    assert told.place.pay_annual_p50_flag == "top_coded"
    assert (told.value_usd, told.low_usd, told.high_usd) == (None, None, None)
    assert "above" in told.reason


def test_an_hourly_only_job_has_no_yearly_figure():
    told = combined.estimate("27-2011", "NY", "71", "year")
    assert told.value_usd is None
    assert "not released" in told.reason


def test_without_the_error_of_a_neighbour_there_is_no_figure(monkeypatch):
    real = pay.lookup

    def without_error(soc_code, place="US", industry=None):
        found = real(soc_code, place, industry)
        return replace(found, pay_rse_pct=None) if industry else found

    monkeypatch.setattr(pay, "lookup", without_error)
    told = combined.estimate(JOB, "OH", "42")
    assert told.value_usd is None
    assert "error" in told.reason


def test_a_neighbour_that_is_not_published_is_an_error_with_a_way_on():
    with pytest.raises(NotPublished) as caught:
        combined.estimate(JOB, "OH", "999101")
    assert "US" in [near.code for near in caught.value.nearest]
    with pytest.raises(UnknownIndustry):
        combined.estimate(JOB, "OH", "spaceflight")
