"""Experience: bands of the census with their people and coverage, survey figures beside them, never blended."""

from __future__ import annotations

from tests.app.test_shell import OHIO, visit, words

SCRIPT = "pay/experience.py"


def test_the_page_shows_bands_with_price_year_coverage_people_and_what_they_are_not():
    app = visit(SCRIPT, **OHIO)
    told = words(app)
    assert not app.exception
    assert "$46,900" in told
    assert "in 2024 dollars" in told
    assert "48 states and DC, without California and Texas" in told
    assert "1,227 with under 5 years" in told
    assert "not one person’s path" in told
    assert "not “entry level”" in told


def test_the_table_behind_the_chart_has_people_percentiles_and_error():
    app = visit(SCRIPT, **OHIO)
    app.session_state["table-bands"] = True
    told = words(app.run())
    assert '<th scope="row">0–5 years</th><td>1,227</td><td>$16,000</td><td>$25,500</td><td>$35,300</td>' in told
    assert "<td>$514</td>" in told


def test_surveys_stand_beside_dated_and_told_to_disagree():
    told = words(visit(SCRIPT, **OHIO))
    assert "What salary surveys said, 2017 to 2019" in told
    assert "They disagree on pay with 20 years and more: $34,000 a year and $35,000 a year." in told
    for amount in ("$28,000", "$30,000", "$32,000", "$36,612", "$13.52", "$12.83", "$7.25", "$27.20", "$3,000"):
        assert f"<td>{amount}</td>" in told


def test_another_job_says_that_no_survey_is_bundled():
    told = words(visit(SCRIPT, job="15-1252"))
    assert "No salary survey by experience is bundled for this job." in told


def test_a_group_of_few_people_is_not_shown_and_says_so():
    app = visit(SCRIPT, job="27-2011")
    app.session_state["table-bands"] = True
    told = words(app.run())
    assert not app.exception
    assert "Too few people to show pay by years of experience" in told
    assert "<td>not shown: fewer than 30 people</td>" in told


def test_a_code_that_the_census_shares_is_told():
    assert "its code covers 13 occupations" in words(visit(SCRIPT, job="29-1212"))


def test_a_place_outside_the_files_is_told():
    assert "hold nobody from California" in words(visit(SCRIPT, job="43-4051", place="CA"))


def test_place_and_industry_are_applied_and_called_modelled():
    told = words(visit(SCRIPT, job="43-4051", place="18140", industry="52"))
    assert "What that means in finance and insurance, the Columbus, OH metro area" in told
    assert told.count(">modelled</td>") == 4
    assert "even the middle pay is modelled" in told


def test_the_gap_is_told_in_dollars_and_percent_beside_all_occupations():
    told = words(visit(SCRIPT, **OHIO))
    assert "differs by +$11,600 (+33%)" in told
    assert "Over all occupations it is +$24,600 (+59%)." in told


def test_wage_levels_are_levels_of_skill_and_never_years():
    told = words(visit(SCRIPT, job="43-4051", place="18140"))
    assert "level I $16.55; level II $19.39; level III $22.24; level IV $25.08 an hour." in told
    assert "never years of experience" in told
    assert "may come from a wider area" in told
    assert "there are none for" in words(visit(SCRIPT, **OHIO))


def test_a_place_without_published_pay_says_so_and_the_rest_stands():
    app = visit(SCRIPT, job="27-2011", place="AK", industry="21")
    assert not app.exception
    assert "does not publish pay for" in words(app)
