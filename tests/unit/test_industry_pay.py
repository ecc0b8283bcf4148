"""An occupation by industry: shares of its own jobs, the two orders, the choices beside."""

from __future__ import annotations

import pytest

from careers import industry_pay

JOB = "43-4051"
"""Customer service representatives. Figures below are copied by hand from the agency's May 2025 file."""


def test_most_jobs_are_in_finance_with_the_share_of_this_occupation():
    answer = industry_pay.answer(JOB)
    assert answer.most_jobs["industry_code"] == "52"
    assert answer.most_jobs["employment"] == 481_180
    assert answer.most_jobs["occupation_share_pct"] == pytest.approx(481_180 / 2_595_750 * 100)
    assert list(answer.frame["employment"]) == sorted(answer.frame["employment"], reverse=True)


def test_best_pay_first_puts_the_highest_median_on_top():
    answer = industry_pay.answer(JOB, order="pay")
    told = dict(zip(answer.frame["industry_code"], answer.frame["pay_annual_p50_usd"], strict=True))
    assert next(iter(told)) == "22"
    assert (told["22"], told["42"], told["44-45"]) == (58_460, 48_690, 37_350)


def test_the_sectors_make_up_the_whole_and_hold_no_special_code():
    answer = industry_pay.answer(JOB)
    assert answer.frame["occupation_share_pct"].sum() == pytest.approx(100, abs=0.01)
    assert len(answer.frame) == 20
    assert not any(code.startswith("999") for code in answer.frame["industry_code"])


@pytest.mark.parametrize("level", industry_pay.LEVELS)
def test_a_chosen_industry_is_listed_on_every_level(level):
    answer = industry_pay.answer(JOB, industry="5241", level=level)
    rows = answer.frame[answer.frame["industry_code"] == "5241"]
    assert len(rows) == 1
    assert rows["pay_annual_p50_usd"].iloc[0] == 47_170
    assert rows["occupation_share_pct"].iloc[0] == pytest.approx(119_950 / 2_595_750 * 100)
    assert (rows["reason"].iloc[0] == "other_level") == (level != "4-digit")
    assert "5241" in set(answer.ranking.rows["industry_code"]) or level != "4-digit"


def test_place_and_industry_stand_beside_and_their_product_between():
    answer = industry_pay.answer(JOB, "OH", "42")
    assert (answer.place.pay_annual_p50_usd, answer.industry.pay_annual_p50_usd) == (45_610, 48_690)
    assert answer.combined.value_usd == pytest.approx(45_610 * 48_690 / 44_770)
    assert answer.industry_against_nation.outcome == "clear"


def test_what_is_not_published_is_a_gap_and_the_rest_stays():
    answer = industry_pay.answer(JOB, "OH", "999101")
    assert [gap.nearest[-1].code for gap in answer.gaps] == ["US"]
    assert (answer.industry, answer.combined) == (None, None)
    assert answer.place is not None
    assert len(answer.frame) == 20


def test_actors_are_shown_by_the_hour():
    answer = industry_pay.answer("27-2011", "NY", "71", wanted="year")
    assert answer.per == "hour"
    assert answer.combined.per == "hour"
    assert not [name for name in answer.frame.columns if name.startswith("pay_annual")]


def test_hidden_numbers_of_jobs_are_counted():
    assert industry_pay.answer(JOB, level="4-digit").jobs_hidden == 3
