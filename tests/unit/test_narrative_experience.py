"""Sentences of Experience: census bands as far as their errors carry, and surveys beside them with their quarrels."""

from __future__ import annotations

import dataclasses

import pytest

from careers import experience, schooling, tables
from careers.experience import Band, ExperienceProfile
from careers.narrative import experience as say

REPRESENTATIVES, ACTORS, CARDIOLOGISTS, CAPTAINS = "43-4051", "27-2011", "29-1212", "53-5021"


def synthetic(middles: dict[str, float | None], error: float = 500.0, people: int = 100) -> ExperienceProfile:
    """A profile with synthetic medians; None is a band with too few people."""
    real = experience.profile(REPRESENTATIVES)
    bands = tuple(
        dataclasses.replace(
            band,
            people_n=people if middles.get(band.experience_band) is not None else 12,
            pay_annual_p50_usd=middles.get(band.experience_band),
            pay_annual_p50_flag="ok" if middles.get(band.experience_band) is not None else "not_released",
            pay_annual_p50_se_usd=error if middles.get(band.experience_band) is not None else None,
        )
        for band in real.bands
    )
    return dataclasses.replace(real, bands=bands)


def test_the_title_names_the_first_and_the_last_band_to_the_nearest_hundred():
    profile = experience.profile(REPRESENTATIVES)
    assert (profile.bands[0].pay_annual_p50_usd, profile.bands[-1].pay_annual_p50_usd) == (35300, 46861)
    assert say.title(profile) == "Middle pay: $35,300 with under 5 years, $46,900 with 20 years or more"


def test_the_card_tells_the_gap_between_the_bands():
    label, value, note, is_main = say.main_figure(experience.profile(REPRESENTATIVES))
    assert label == "Middle pay with 20 years or more of potential experience, 2024"
    assert (value, is_main) == ("$46,900", True)
    assert note == "a year, 33% more than the $35,300 with under 5 years"


def test_less_pay_with_more_years_is_told_as_less():
    profile = synthetic({"0-5": 50000, "5-10": 45000, "10-20": 42000, "20+": 40000})
    assert say.main_figure(profile)[2] == "a year, 20% less than the $50,000 with under 5 years"


def test_a_gap_within_the_error_claims_nothing():
    profile = synthetic({"0-5": 40000, "5-10": 41000, "10-20": 41000, "20+": 40600}, error=500)
    assert say.title(profile).startswith("No clear difference in middle pay")
    assert "too close" in say.main_figure(profile)[2]
    assert say.title(synthetic({"0-5": 40000, "20+": 41200}, error=500)).startswith("Middle pay:")


def test_a_band_without_an_error_is_never_called_clear():
    band = experience.profile(REPRESENTATIVES).bands[0]
    assert not say.is_clear(band, dataclasses.replace(band, pay_annual_p50_usd=90000, pay_annual_p50_se_usd=None))


def test_too_few_people_leave_words_and_no_claim():
    profile = experience.profile(ACTORS)
    assert say.title(profile) == "Too few people to show pay by years of experience"
    assert say.main_figure(profile)[1] == "not shown: fewer than 30 people"
    assert say.sentence(profile) == "No group is shown: each has fewer than 30 people."


def test_one_band_that_is_too_small_is_told_and_the_others_compared():
    profile = experience.profile(CAPTAINS)
    assert profile.bands[0].people_n < 30
    assert "with 5 to 10 years" in say.title(profile)
    assert say.sentence(profile).startswith("The middle of each group: not shown with under 5 years,")


def test_the_subtitle_names_price_year_who_and_which_states():
    told = say.subtitle(experience.profile(REPRESENTATIVES))
    assert told == (
        "Yearly pay in 2024 dollars, customer service representatives, full-time and year-round, 48 states and DC, "
        "without California and Texas"
    )


def test_coverage_comes_from_the_record_and_not_from_the_page():
    profile = experience.profile(REPRESENTATIVES)
    told = tables.record("pay_by_experience").facts["coverage"]
    assert set(profile.coverage.missing_state_codes) == set(told["missing_state_codes"]) == {"CA", "TX"}
    whole = dataclasses.replace(profile.coverage, state_codes=("AL", "AK"), missing_state_codes=())
    assert say.covered(dataclasses.replace(profile, coverage=whole)) == "2 states"


@pytest.mark.parametrize(
    ("place", "title", "told"),
    [
        ("US", "United States", ""),
        ("OH", "Ohio", "for the country as a whole, not for Ohio"),
        ("CA", "California", "hold nobody from California"),
        ("45500", "Texarkana, TX-AR", "hold only part of the people in Texarkana, TX-AR: Texas is not"),
    ],
)
def test_a_place_is_told_whether_its_people_are_in_the_figures(place, title, told):
    said = say.scope(experience.profile(REPRESENTATIVES), place, title)
    assert told in said
    assert bool(said) == bool(told)


def test_a_shared_census_code_is_told_with_its_number():
    profile = experience.profile(CARDIOLOGISTS)
    assert profile.shared_by == 13
    assert "its code covers 13 occupations" in say.shared(profile)
    assert say.shared(experience.profile(REPRESENTATIVES)) == ""


def test_the_reader_is_told_what_potential_experience_is_and_that_a_tenth_is_no_entry_level():
    told = " ".join(say.how_to_read(experience.profile(REPRESENTATIVES), "US", "United States"))
    assert "age minus years of schooling minus six" in told
    assert "not one person’s path" in told
    assert "not “entry level”" in told


def test_people_behind_the_bands_and_their_error_are_told():
    told = say.people(experience.profile(REPRESENTATIVES))
    assert "1,227 with under 5 years" in told
    assert "give or take about $700 to $1,100 (90%)" in told


def test_surveys_that_disagree_are_told_to_disagree_and_are_not_blended():
    figures = experience.surveys(REPRESENTATIVES)
    told = say.survey_facts(figures)
    assert "not blended" in told[0]
    assert "in dollars of 2017 to 2019" in told[0]
    assert "They disagree on pay with 20 years and more: $34,000 a year and $35,000 a year." in told
    assert "They disagree on pay: $12.83 an hour and $13.52 an hour." in told
    assert any("$36,612 a year, is above the highest for any experience, $35,000 a year" in text for text in told)
    assert "One also reports about $3,000 a year in bonus and commission." in told
    assert not any("entry" in text for text in told)


def test_reports_that_agree_are_not_told_to_disagree():
    figures = experience.surveys(REPRESENTATIVES)
    assert say.disagreements(figures[:4]) == []
    assert say.bonus(figures[:4]) == []


def test_a_job_without_surveys_says_that_none_is_bundled():
    told = say.survey_facts(experience.surveys(CARDIOLOGISTS))
    assert told == ["No salary survey by experience is bundled for this job. The census figures above stand alone."]


def test_every_occupation_has_its_sentences():
    for code in tables.load("occupations")["soc_code"]:
        profile = experience.profile(code)
        told = [
            say.title(profile), say.subtitle(profile), say.sentence(profile), *say.main_figure(profile)[:3],
            say.people(profile), say.codes(profile), say.rule(profile), *say.how_to_read(profile, "CA", "California"),
        ]  # fmt: skip
        assert not any("nan" in text.split() or "None" in text or "{" in text for text in told), (code, told)


def test_top_coded_bands_are_told_as_more_than_is_printed():
    hidden = [
        code
        for code in tables.load("occupations")["soc_code"]
        if any(band.pay_annual_p50_flag == "top_coded" for band in experience.profile(code).bands)
    ]
    assert hidden
    for code in hidden:
        assert "more than the source prints" in say.sentence(experience.profile(code))


def test_bands_are_named_in_sentences_for_every_band_of_the_table():
    assert set(say.SPANS) == set(experience.BANDS)
    assert isinstance(experience.profile(REPRESENTATIVES).bands[0], Band)


# --- Who is in the job ----------------------------------------------------------------------------------------------


def told_of_shares(soc_code: str, shares: tuple[experience.BandShare, ...] | None = None) -> tuple[str, str, str]:
    return say.share_words(experience.profile(soc_code), shares or experience.shares(soc_code))


def test_the_widest_clear_difference_is_the_finding():
    title, subtitle, sentence = told_of_shares("29-1216")
    assert title == "43% have 20 years or more, against 54% of all workers"
    assert "full-time and year-round, 48 states and DC, without California and Texas, 2024" in subtitle
    assert "5 to 10 years 18.7% (all workers 12.4%)" in sentence


def test_without_a_clear_difference_none_is_claimed():
    shares = tuple(dataclasses.replace(share, outcome="too_close") for share in experience.shares("43-4051"))
    assert told_of_shares("43-4051", shares)[0] == "No clear difference from all workers in years of experience"
    assert set(say.share_rows(shares)["verdict"]) == {"too close to call"}


def test_a_share_that_is_not_known_is_not_told():
    _title, _subtitle, sentence = told_of_shares("27-2011")
    assert sentence == "No group is shown: each has fewer than 30 people."


def test_the_shares_say_who_is_there_and_not_where_others_went():
    notes = " ".join(say.share_notes(experience.profile("43-4051")))
    assert "who is in the job now" in notes
    assert "does not show where others went" in notes
    assert "approximate" in notes


# --- A sector's own people, and schooling ---------------------------------------------------------------------------


def test_a_sector_with_too_few_people_is_not_told():
    applied = experience.profile("43-4051", "US", "52")
    assert say.in_industry(applied, {}) == []
    (told,) = say.in_industry(applied, experience.within("43-4051", "sector", "52"))
    assert "in finance and insurance" in told
    assert "(1,157 people)" in told


def test_schooling_is_told_as_context_of_all_occupations():
    levels, caution = say.schooling(schooling.earnings())
    assert levels.startswith("Middle pay a week of full-time workers from 25 years on, 2023: $708 with no high school")
    assert "say nothing about one job" in caution
