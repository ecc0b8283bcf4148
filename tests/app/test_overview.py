"""Overview: what its headlines say about pay with experience and about offers, and when they say nothing."""

from __future__ import annotations

from tests.app.test_shell import OHIO, visit, words

SCRIPT = "pay/overview.py"


def test_experience_is_told_for_the_country_and_scaled_to_the_place_as_a_model():
    told = words(visit(SCRIPT, **OHIO))
    assert "under 5 years of potential experience earn about $35,300 a year" in told
    assert "Scaled to the pay in Ohio, a model: likely $34,100 to $38,100 a year with under 5 years" in told
    assert "$45,400 to $50,400 with 20 or more" in told


def test_in_the_whole_country_there_is_nothing_to_scale():
    assert "Scaled to the pay" not in words(visit(SCRIPT, job="43-4051"))


def test_an_offer_is_told_by_the_published_quarters_and_leads_on():
    told = words(visit(SCRIPT, **OHIO))
    # 43-4051 in Ohio, May 2025: P25 37,440 and P75 52,510.
    assert "From $37,440 to $52,510 a year an offer is among the middle half here" in told
    assert 'href="/offer?job=43-4051&amp;place=OH">Check an offer</a>' in told


def test_all_occupations_together_get_no_offer():
    assert "Is an offer fair?" not in words(visit(SCRIPT, job="00-0000"))


def test_a_job_paid_by_the_hour_is_told_by_the_hour():
    told = words(visit(SCRIPT, job="27-2011", place="OH"))
    assert "From $11.23 to $24.87 an hour an offer is among the middle half here" in told
