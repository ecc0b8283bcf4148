"""Experience: bands of the census with their people and coverage, survey figures beside them, never blended."""

from __future__ import annotations

import pytest

from careers import experience
from data.survey_format import LARGEST_FILE_BYTES
from tests.app.test_shell import OHIO, visit, words
from tests.synthetic_surveys import file_of

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


def test_the_census_s_own_people_of_the_chosen_sector_stand_beside_the_model():
    told = words(visit(SCRIPT, job="43-4051", place="OH", industry="52"))
    assert "$44,900 with 5 to 10 years (233 people)" in told
    assert "These are measured, in 2024 dollars." in told


def test_schooling_is_context_and_the_job_s_own_figures_stand_beside_it():
    told = words(visit(SCRIPT, **OHIO))
    assert "$899 with a high school diploma" in told
    assert "$1,493 with a bachelor’s degree" in told
    assert "say nothing about one job" in told
    assert '<th scope="row">bachelor’s degree</th><td>3,529</td>' in told
    assert "no group by schooling is shown" in words(visit(SCRIPT, job="27-2031"))


def test_a_job_without_microdata_says_so_and_the_other_evidence_stands(monkeypatch):
    rows = {key: row for key, row in experience._rows().items() if key[0] != "43-4051"}
    monkeypatch.setattr(experience, "_rows", lambda: rows)
    app = visit(SCRIPT, job="43-4051", place="18140")
    told = words(app)
    assert not app.exception
    assert "The census has no pay by experience for Customer Service Representatives." in told
    assert "level I $16.55" in told
    assert "What salary surveys said, 2017 to 2019" in told
    assert "Schooling, as context" in told
    assert len(app.file_uploader) == 1
    offer = words(visit("decide/offer.py", job="43-4051", place="OH", amount="46000", years="8"))
    assert "about 50 to 53 in 100 earn less" in offer
    assert "The census has no pay by experience for Customer Service Representatives." in offer


# --- Who is in the job ----------------------------------------------------------------------------------------------


def with_shares(**parameters):
    """The page once the reader has come to the chart of who is in the job, with its table open."""
    app = visit(SCRIPT, **parameters)
    app.session_state["reached"].add("shares")
    app.session_state["table-shares"] = True
    return app.run()


def test_who_is_in_the_job_has_a_finding_its_doubt_a_table_and_what_it_does_not_show():
    app = with_shares(**OHIO)
    told = words(app)
    assert not app.exception
    assert "<h2>51% have 20 years or more, against 54% of all workers</h2>" in told
    assert "under 5 years 10.7% (all workers 8.9%)" in told
    assert "It does not show where others went" in told
    assert "<td>10.7%</td><td>10.0%</td><td>11.3%</td>" in told
    assert "clear difference" in told
    assert "too close to call" in told


def test_all_occupations_are_not_compared_with_themselves():
    told = words(with_shares(job="00-0000"))
    assert "<h2>54% have 20 years or more</h2>" in told
    assert "(all workers" not in told


def test_a_group_too_small_to_tell_its_share_says_so():
    told = words(with_shares(job="27-2011"))
    assert "Too few people were asked to show who is in the job" in told


# --- A file of the reader's own -------------------------------------------------------------------------------------


def drop(content: bytes, name: str = "synthetic.csv", **parameters: str):
    app = visit(SCRIPT, **(parameters or OHIO))
    app.file_uploader[0].upload(name, content, "text/csv")
    return app.run()


def test_a_dropped_survey_stands_beside_the_rest_and_can_be_removed():
    app = drop(file_of({}, {"experience_from_years": "5", "experience_to_years": "", "pay_usd": "47777"}))
    told = words(app)
    assert not app.exception
    assert "Your file: synthetic.csv" in told
    assert "About customer service representatives: 2 of 2 figures." in told
    assert "<td>$41,234</td>" in told
    assert "5 years or more" in told
    assert "What salary surveys said, 2017 to 2019" in told, "the bundled ones stay"
    app.button(key="own-survey-remove").click().run()
    assert "41,234" not in words(app)
    assert "Your file" not in words(app)


def test_a_dropped_survey_stays_on_the_way_through_the_pages_of_one_visit_and_no_other_visit_sees_it():
    app = drop(file_of({}))
    app.switch_page("pay/overview.py").run()
    assert "41,234" not in words(app)
    app.switch_page(SCRIPT).run()
    assert "<td>$41,234</td>" in words(app)
    assert "41,234" not in words(visit(SCRIPT, **OHIO))


def test_a_file_about_other_jobs_says_which():
    told = words(drop(file_of({"soc_code": "29-1141"})))
    assert "No figure of your file is about customer service representatives. It is about registered nurses." in told


def test_bonus_and_commission_of_a_dropped_survey_are_told():
    told = words(drop(file_of({"statistic": "bonus_and_commission", "pay_usd": "2500"})))
    assert "One also reports about $2,500 a year in bonus and commission." in told


@pytest.mark.parametrize(
    ("content", "row", "column", "cause"),
    [
        (b"", 1, "survey_source", "The column is missing."),
        (b" " * (LARGEST_FILE_BYTES + 1), 1, "the whole row", "larger than 5 MB"),
        (b"\n" * LARGEST_FILE_BYTES, 20002, "the whole row", "more than 20,000 rows"),
        (b"PK\x03\x04" + bytes(range(256)), 1, "the whole row", "a workbook or an archive"),
        (bytes(range(128, 256)) * 9, 1, "the whole row", "not text"),
        (file_of({}).decode().encode("utf-16"), 1, "the whole row", "not text in UTF-8"),
        (file_of({"survey_source": "Señor"}).decode().encode("latin-1"), 2, "the whole row", "not text in UTF-8"),
        (file_of({"survey_source": "=cmd|' /C calc'!A0"}), 2, "survey_source", "begins like a formula"),
        (file_of({}, {"soc_code": "", "reported_title": "Qqqzzzx"}), 3, "reported_title", "no title that we know"),
        (file_of({"soc_code": "", "reported_title": "Manager"}), 2, "reported_title", "may mean"),
        (file_of({}, {"experience_from_years": "4", "experience_to_years": "9"}), 3, "experience_from_years", "span"),
        (file_of({"experience_from_years": "9"}), 2, "experience_to_years", "does not run forward"),
        (file_of({"pay_usd": "<script>alert(1)</script>"}), 2, "pay_usd", "not a plain number"),
    ],
    ids=[
        "empty", "huge", "line ends", "workbook", "binary", "UTF-16", "Latin-1", "formula", "unknown title",
        "ambiguous title", "overlapping bands", "reversed band", "markup",
    ],
)  # fmt: skip
def test_a_faulty_survey_is_told_by_row_and_column_and_nothing_of_it_is_shown(content, row, column, cause):
    app = drop(content)
    told = words(app)
    assert not app.exception
    assert f'<th scope="row">{row}</th><td class="ww-text">{column}</td>' in told
    assert cause in told
    assert "Nothing of this file is shown" in told
    assert "41,234" not in told
    assert "<script>" not in told


def test_a_hostile_file_name_is_text():
    told = words(drop(file_of({}), name="<img src=x onerror=alert(1)>\u202e.csv"))
    assert "<img" not in told
    assert "\u202e" not in told
