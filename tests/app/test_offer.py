"""Offer: a plain verdict with its range, rung by rung, and questions where an amount looks like a slip."""

from __future__ import annotations

import pytest

from tests.app.test_shell import OHIO, visit, words

SCRIPT = "decide/offer.py"


def test_ohios_offer_of_46000_is_about_the_middle_with_its_range():
    app = visit(SCRIPT, **OHIO, amount="46000")
    told = words(app)
    assert not app.exception
    assert "About the middle" in told
    assert "Of customer service representatives in Ohio, about 50 to 53 in 100 earn less." in told
    assert "$390 above the middle pay there, $45,610 a year" in told
    assert "without overtime and year-end bonus" in told


def test_industry_and_years_are_further_rungs_and_experience_is_called_modelled():
    told = words(visit(SCRIPT, job="43-4051", place="18140", industry="52", amount="$52,000", years="8"))
    for rung in (
        "in Ohio: above the middle",
        "in the United States: above the middle",
        "in finance and insurance, whole country: above the middle",
        "with 5 to 10 years (modelled)",
    ):
        assert rung in told
    assert "8 years fall into the group 5 to 10 years." in told


def test_schooling_moves_the_rung_of_experience_and_the_address_carries_it():
    told = words(visit(SCRIPT, job="43-4051", place="OH", amount="52000", years="8", schooling="bachelor"))
    assert "with 5 to 10 years and a bachelor’s degree (modelled)" in told
    assert "People with a bachelor’s degree are counted apart." in told
    assert "by years of potential experience with a bachelor’s degree, modelled" in told
    app = visit(SCRIPT, job="43-4051", place="OH", amount="52000", years="8")
    app.selectbox(key="choice-schooling").select("master").run()
    assert app.query_params["schooling"] == "master"
    assert "and a graduate degree (modelled)" in words(app)


def test_schooling_that_too_few_share_says_so():
    told = words(visit(SCRIPT, job="21-1012", place="OH", amount="50000", years="3", schooling="high_school"))
    assert "so all schooling counts together" in told
    assert "this is of everyone with these years" in told
    assert "with under 5 years (modelled)" in told


def test_the_table_has_each_rung_with_its_jobs_and_error():
    app = visit(SCRIPT, **OHIO, amount="46000")
    app.session_state["table-ladder"] = True
    told = words(app.run())
    assert "<td>85,930</td><td>0.6%</td>" in told
    assert "<td>49.6%</td><td>53.3%</td>" in told


def test_the_same_offer_elsewhere_is_after_prices():
    told = words(visit(SCRIPT, **OHIO, amount="46000"))
    # 46,000 × 110.72 ÷ 92.774
    assert '<th scope="row">California</th><td>$54,900</td>' in told


def test_a_yearly_amount_typed_by_the_hour_is_asked_about_and_both_answers_lead_on():
    told = words(visit(SCRIPT, **OHIO, pay="hour", amount="46000"))
    assert "Is it for a year?" in told
    assert "amount=46000" in told
    assert "in 100 earn less" not in told
    sure = words(visit(SCRIPT, **OHIO, pay="hour", amount="46000", sure="hour-46000"))
    assert "In the highest tenth" in sure


def test_being_sure_of_one_amount_does_not_vouch_for_another():
    assert "Is it for a year?" in words(visit(SCRIPT, **OHIO, pay="hour", amount="47000", sure="hour-46000"))


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"amount": "0"}, "more than zero"),
        ({"amount": "-5"}, "Please type the offer as a number"),
        ({"amount": "a lot"}, "Please type the offer as a number"),
        ({"amount": "<script>alert(1)</script>"}, "Please type the offer as a number"),
        ({"amount": "99999999999"}, "Is the amount right"),
        ({"amount": "46000", "years": "61"}, "Years of experience must be a number from 0 to 60."),
        ({"amount": "46000", "years": "-1"}, "Years of experience must be a number from 0 to 60."),
        ({"amount": "46000", "years": "8", "schooling": "phd"}, "no level of schooling that we know"),
        ({"amount": "46000", "schooling": "bachelor"}, "Schooling counts only together with years"),
        ({"amount": "46000", "hours": "0"}, "Hours a week go from 1 to 100"),
    ],
)
def test_what_cannot_be_an_offer_gets_a_plain_message(typed, message):
    app = visit(SCRIPT, **OHIO, **typed)
    assert not app.exception
    assert message in words(app)
    assert "<script>" not in words(app)


def test_a_part_time_offer_is_compared_by_the_hour():
    told = words(visit(SCRIPT, **OHIO, amount="23400", hours="20", weeks="50"))
    assert "An offer of $23.40 an hour" in told
    assert "$23,400 a year for 20 hours a week and 50 weeks is $23.40 an hour." in told


def test_a_job_paid_by_the_hour_only_says_so():
    told = words(visit(SCRIPT, job="27-2011", amount="60000"))
    assert "The data cannot tell" in told
    assert "This job is paid by the hour" in told


def test_without_an_amount_the_page_asks_for_one_and_offers_an_example():
    told = words(visit(SCRIPT, **OHIO))
    assert "Type the offer above" in told
    assert "amount=45610" in told


def test_nothing_is_called_entry_level():
    assert "entry" not in words(visit(SCRIPT, **OHIO, amount="25000", years="0")).lower().replace("entry schooling", "")


def test_a_place_with_none_of_the_rungs_says_so_and_the_country_answers():
    told = words(visit(SCRIPT, job="29-1216", place="VI", amount="200000", years="3"))
    reason = "does not publish pay for General Internal Medicine Physicians in Virgin Islands"
    assert told.count(reason) >= 2, "for the place, and for like experience there"
    assert "Of general internal medicine physicians in the United States, about 38 to 44 in 100 earn less." in told
    assert "By years of experience nothing can be told here." in told


def test_a_job_without_enough_people_in_the_microdata_says_so_and_the_rest_answers():
    app = visit(SCRIPT, job="29-1291", place="US", amount="80000", years="3")
    told = words(app)
    assert not app.exception
    assert "Of acupuncturists in the United States" in told
    assert "with under 5 years (modelled)" in told


def test_an_hourly_offer_is_placed_among_hourly_pay():
    told = words(visit(SCRIPT, **OHIO, pay="hour", amount="22.50", years="8"))
    assert "An offer of $22.50 an hour" in told
    assert "in 100 earn less" in told
    assert "an hour" in told[told.index("How the figure for your years came about") :]


def test_an_hourly_offer_typed_by_the_year_is_asked_about():
    told = words(visit(SCRIPT, **OHIO, amount="22.50"))
    assert "That is very little for a year. Is it for an hour?" in told
    assert "Yes, it is for an hour" in told
