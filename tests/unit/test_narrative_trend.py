"""Sentences of the Trend are true for jobs with a clear change, none, gaps, ceilings, new codes and old names."""

from __future__ import annotations

import dataclasses

import pytest

from careers import tables, trend
from careers.narrative import trend as say

REPRESENTATIVES, ACTORS, PILOTS, CARDIOLOGISTS = "43-4051", "27-2011", "53-2011", "29-1212"
DEVELOPERS, BUSINESS = "15-1252", "13-1199"


def test_the_title_says_the_change_after_inflation():
    assert say.title(trend.trend(REPRESENTATIVES)) == "After inflation, middle pay rose 5% from 2013 to 2025"


def test_before_inflation_the_title_sets_prices_beside_pay():
    told = say.title(trend.trend(REPRESENTATIVES, dollars="nominal"))
    assert told == "Middle pay rose 45% from 2013 to 2025, while prices rose 38%"


def test_a_fall_is_called_a_fall():
    assert say.title(trend.trend(BUSINESS)) == "After inflation, middle pay fell 9% from 2013 to 2025"


@pytest.mark.parametrize(
    ("outcome", "change_pct", "told"),
    [
        ("too_close", 5.0, "No clear change in pay after inflation from 2013 to 2025"),
        ("disagree", -5.0, "No clear change in pay after inflation from 2013 to 2025"),
        ("unknown", 5.0, "Middle pay after inflation, 2013 to 2025"),
        ("clear", 0.3, "After inflation, middle pay is about the same in 2025 as in 2013"),
    ],
)
def test_the_title_claims_no_more_than_the_verdict(outcome, change_pct, told):
    found = trend.trend(REPRESENTATIVES)
    assert found.pay is not None
    change = dataclasses.replace(found.pay, outcome=outcome, change_pct=change_pct)
    assert say.title(dataclasses.replace(found, pay=change)) == told


def test_a_single_known_year_claims_no_change():
    found = trend.trend(CARDIOLOGISTS)
    assert say.title(found) == "Only 2025 has a figure for middle pay"
    assert say.sentence(found) == "Middle pay in 2025: $496,010."
    assert say.main_figure(found)[1] == "$496,010"


def test_the_sentence_names_first_last_lowest_and_highest():
    assert say.sentence(trend.trend(REPRESENTATIVES)) == (
        "Middle pay was $42,662 in 2013 and $44,770 in 2025; it was lowest in 2022 ($41,561) and highest in 2025 "
        "($44,770), in 2025 dollars."
    )
    assert "in dollars of each year." in say.sentence(trend.trend(REPRESENTATIVES, dollars="nominal"))


def test_the_card_tells_the_change_after_inflation_where_it_is_clear():
    assert say.main_figure(trend.trend(REPRESENTATIVES))[:3] == (
        "Middle pay after inflation, US, 2013 to 2025",
        "+5%",
        "from $42,662 to $44,770 a year, both in 2025 dollars",
    )
    assert say.main_figure(trend.trend(ACTORS))[1:3] == (
        "no clear change",
        "from $30.61 to $29.05 an hour, both in 2025 dollars",
    )


def test_prices_and_pay_before_inflation_stand_beside():
    assert say.key_figures(trend.trend(REPRESENTATIVES)) == [
        ("Before inflation", "+45%", "from $30,870 to $44,770"),
        ("Prices", "+38%", "consumer prices, CPI-U"),
    ]
    assert say.key_figures(trend.trend(CARDIOLOGISTS)) == []


def test_breaks_and_disagreement_are_told_as_doubts():
    assert "changed in 2019 and 2021" in say.doubts(trend.trend(REPRESENTATIVES))
    assert "point different ways" in say.doubts(trend.trend(DEVELOPERS))
    assert say.doubts(trend.trend(CARDIOLOGISTS)) == ""


def test_a_later_code_a_gap_and_an_old_name_are_told():
    assert say.coverage(trend.trend(REPRESENTATIVES)) == []
    assert "starts in 2021" in " ".join(say.coverage(trend.trend(DEVELOPERS)))
    assert "Nothing was published under this job’s code in 2019 and 2020" in " ".join(
        say.coverage(trend.trend(BUSINESS))
    )
    history = tables.load("pay_history")
    place = tables.load("pay_by_place")
    renamed = history.groupby("soc_code", observed=True)["occupation_title"].nunique()
    code = next(c for c in renamed[renamed > 1].index if c in set(place["soc_code"]))
    old = history[history["soc_code"] == code]["occupation_title"].iloc[0]
    assert f"“{old}”" in " ".join(say.coverage(trend.trend(code)))


def test_years_above_the_ceiling_are_told_with_their_ceilings():
    told = " ".join(say.gaps(trend.trend(PILOTS)))
    assert "In 2013 to 2024 the highest tenth’s pay" in told
    assert "$187,200, $208,000 and $239,200" in told
    assert say.gaps(trend.trend(REPRESENTATIVES)) == []


def test_a_missing_year_says_why():
    found = trend.trend(REPRESENTATIVES)
    frame = found.frame.copy()
    frame.loc[frame["year"] == 2016, ["pay_annual_p50_usd", "pay_annual_p50_real_usd"]] = float("nan")
    frame.loc[frame["year"] == 2016, "pay_annual_p50_flag"] = "not_released"
    assert say.gaps(dataclasses.replace(found, frame=frame)) == ["In 2016 the middle pay is missing: not released."]


def test_a_job_paid_by_the_hour_only_says_so():
    assert "by the hour only" in say.period_note(trend.trend(ACTORS, "year"), "year")
    assert "by the year only" in say.period_note(trend.trend(PILOTS, "hour"), "hour")
    assert say.period_note(trend.trend(REPRESENTATIVES), "year") == ""


@pytest.mark.parametrize(
    ("years", "told"),
    [([2013], "2013"), ([2013, 2014], "2013 and 2014"), ([2013, 2014, 2015, 2019], "2013 to 2015 and 2019")],
)
def test_runs_of_years_are_drawn_together(years, told):
    assert say.years_phrase(years) == told


def test_a_place_or_an_industry_is_told_to_have_no_earlier_years_here():
    assert "Ohio" in say.scope_note("OH", "Ohio", None)
    assert "Hospitals" in say.scope_note("US", "United States", "Hospitals")
    assert say.scope_note("US", "United States", None) == ""


def test_jobs_say_more_fewer_or_no_clear_change():
    assert say.jobs_title(trend.trend(REPRESENTATIVES)) == "9% more jobs in 2025 than in 2013"
    assert say.jobs_title(trend.trend("11-1011")) == "18% fewer jobs in 2025 than in 2013"
    assert say.jobs_title(trend.trend(CARDIOLOGISTS)) == "No clear change in the number of jobs from 2021 to 2025"
    told = say.jobs_sentence(trend.trend(REPRESENTATIVES)).replace("\u00a0", " ")
    assert told.startswith("2.39 million jobs in 2013 and 2.60 million")


def test_every_tenth_occupation_has_its_sentences_in_both_dollars_and_periods():
    for code in tables.load("occupations")["soc_code"][::10]:
        for per in ("year", "hour"):
            for dollars in ("real", "nominal"):
                found = trend.trend(code, per, dollars)
                told = [
                    say.title(found), say.subtitle(found), say.sentence(found), *say.main_figure(found)[:3],
                    *say.trust(found, per, "OH", "Ohio", None), *say.gaps(found), *say.coverage(found),
                    say.jobs_title(found), say.jobs_sentence(found), say.rule(found),
                ]  # fmt: skip
                assert not any("nan" in text.split() or "None" in text or "{" in text for text in told), (code, told)
