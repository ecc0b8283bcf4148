"""Sentences of the Offer page: ranges in words, what a typed question comes to, no word for a beginner."""

from __future__ import annotations

import pytest

from careers import offers
from careers.narrative import offer as say
from careers.offers import Position

REPRESENTATIVES = "43-4051"


@pytest.mark.parametrize(
    ("low", "high", "told"),
    [
        (49.6, 53.3, "about 50 to 53 in 100 earn less"),
        (54.2, 54.4, "about 54 in 100 earn less"),
        (None, 10.0, "at most 10 in 100 earn less"),
        (90.0, None, "at least 90 in 100 earn less"),
        (None, None, "the figures do not tell how many earn less"),
    ],
)
def test_a_range_is_told_as_people_in_a_hundred_and_never_beyond_what_is_known(low, high, told):
    assert say.standing(Position(low, high, "unclear")) == told


def test_every_word_for_a_place_in_the_range_is_known():
    assert set(say.WHERE_WORDS) == set(offers.Where.__args__)


def test_an_amount_alone_is_compared_as_it_is():
    question = say.read({"amount": "$46,000"}, "year")
    assert (question.amount, question.compared_usd, question.compared_per) == (46000, 46000, "year")
    assert question.problems == []


def test_hours_or_weeks_turn_a_yearly_sum_into_an_hourly_one():
    question = say.read({"amount": "23400", "hours": "20", "weeks": "50"}, "year")
    assert (question.compared_usd, question.compared_per) == (23.4, "hour")


@pytest.mark.parametrize("text", ["nan", "inf", "-1", "1e3", "61", "٣", "1.2.3", "x" * 500])
def test_years_that_cannot_be_are_a_problem_and_no_number(text):
    question = say.read({"amount": "46000", "years": text}, "year")
    assert question.years is None
    assert question.problems == ["Years of experience must be a number from 0 to 60."]


def test_sure_counts_for_one_amount_and_period_only():
    told = {"amount": "46000", "sure": say.sure_of("46000", "hour")}
    assert say.read(told, "hour").sure
    assert not say.read(told, "year").sure
    assert not say.read(told | {"amount": "47000"}, "hour").sure


def test_the_ladder_shows_the_published_percentiles_of_each_rung_with_the_offers_place():
    check = offers.check(REPRESENTATIVES, 46000, place="OH", industry="42", years=8)
    frame = say.ladder(check)
    assert list(frame["rung_title"]) == ["Ohio", "United States", "Wholesale trade, US", "5 to 10 years, modelled"]
    assert list(frame["pay_annual_p50_usd"][:3]) == [45610, 44770, 48690]
    assert (frame["percentile_low_pct"] <= frame["percentile_high_pct"]).all()


def test_an_offer_above_the_middle_is_not_said_to_be_below_it():
    more, less = say.to_say(offers.check(REPRESENTATIVES, 46000, place="OH"))
    assert "One in four customer service representatives in Ohio earn $52,510 a year or more" in more[0]
    assert any("earn less than $45,610 a year" in sentence for sentence in less)
    assert not any("earn more than" in sentence for sentence in more + less)


def test_the_low_end_is_never_called_entry_level():
    check = offers.check(REPRESENTATIVES, 30000, place="OH", years=0)
    told = [*say.main_figure(check)[:3], *say.rungs_told(check), *say.cautions(check), *say.movers(check)]
    assert not any("entry" in sentence.lower() for sentence in told)
    assert "not a beginner’s" in " ".join(told)
