"""What it takes as the reader gets it: duties, entry, steps, and a page that stands without O*NET's ratings."""

import html
import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from careers import tables

MENU = Path(__file__).resolve().parents[2] / "pages" / "menu.py"


def visit(**parameters: str) -> AppTest:
    app = AppTest.from_file(str(MENU), default_timeout=60)
    for name, value in parameters.items():
        app.query_params[name] = value
    app.switch_page("outlook/requirements.py")
    return app.run()


def markup(app: AppTest) -> str:
    return " ".join(block.proto.body for block in app.get("html") if "<style>" not in block.proto.body)


def words(app: AppTest) -> str:
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", markup(app))))


def test_duties_come_first_then_skills_entry_and_steps():
    told = words(visit(job="43-4051", place="OH"))
    parts = [
        "you are the voice of your workplace",
        "matter more here than in the average job",
        "A high school diploma or equivalent",
        "None needed",
        "Short-term on-the-job training",
        "How to get in",
        "For your résumé",
        "For the interview",
        "Official pages",
        "Software",
        "CC BY 4.0",
    ]
    places = [told.find(part) for part in parts]
    assert -1 not in places
    assert places == sorted(places)


def test_links_lead_to_the_handbook_onet_and_careeronestop_in_the_persons_place():
    told = html.unescape(markup(visit(job="43-4051", place="OH")))
    assert (
        'href="https://www.bls.gov/OOH/office-and-administrative-support/customer-service-representatives.htm"' in told
    )
    assert 'href="https://www.onetonline.org/link/summary/43-4051.00"' in told
    assert "find-licenses.aspx?keyword=Customer+Service+Representatives&location=Ohio" in told
    assert "find-jobs.aspx?keyword=Customer+Service+Representatives&location=Ohio" in told


def test_steps_are_a_numbered_list():
    told = markup(visit(job="43-4051"))
    steps = told[told.index("<ol") : told.index("</ol>")]
    assert steps.count("<li>") == 7


def test_an_occupation_without_ratings_says_so_and_the_rest_of_the_page_stands():
    app = visit(job="11-2032", place="OH")
    app.session_state["reached"] = {"schooling"}
    told = words(app.run())
    assert "O*NET has no ratings of work activities for Public Relations Managers." in told
    assert "O*NET has no ratings of skills for Public Relations Managers." in told
    assert "Bachelor's degree" in told
    assert "Five years or more in a related job" in told
    assert "is the highest schooling" in told
    assert "How to get in" in told
    # The projections programme scores it all the same, so its skills and prompts stand here too.
    assert "Scores above all occupations: Speaking and listening; Writing and reading" in told
    assert "BLS took those of a similar one" in told
    assert "Speaking and listening: How did you explain something hard" in told
    assert "Source: Employment Projections, skills, U.S. Bureau of Labor Statistics, 2023–33" in told


def test_what_people_have_stands_beside_the_agencys_own_count_and_what_goes_with_schooling():
    app = visit(job="43-4051", place="OH")
    app.session_state["reached"] = {"schooling", "knowledge", "scores"}
    app.session_state["table-schooling"] = True
    told = words(app.run())
    assert "is of 2021–22: 29.4% have some college, no degree as their highest schooling" in told
    assert "BLS count, from age 25 on" in told
    assert "High school diploma: $899 a week in the middle, 3.9% unemployed." in told
    assert "Bachelor’s degree: $1,493 a week in the middle, 2.2% unemployed." in told
    assert "does not say what a degree would bring you" in told
    assert "Source: Employment Projections, education, U.S. Bureau of Labor Statistics, 2023" in told
    assert "Customer service is where it stands highest: 4.0 of 5, a higher score than in 97% of occupations." in told


@pytest.mark.parametrize("job", ["00-0000", "43-0000", "43-4000"])
def test_a_group_of_occupations_asks_for_one_job_and_shows_what_people_have(job):
    app = visit(job=job, place="OH")
    assert not app.exception
    told = words(app)
    assert "Choose one in the box above" in told
    assert "is the highest schooling" in told
    if job == "43-0000":
        assert 'href="/requirements?job=43-4051&amp;place=OH"' in markup(app)


@pytest.mark.parametrize("job", ["29-1141", "15-1252", "15-1299", "29-1216", "53-2011", "27-2011", "45-2092"])
def test_no_occupation_breaks_the_page(job):
    app = visit(job=job, place="18140")
    assert not app.exception
    assert not app.error
    assert "How to get in" in words(app)
    assert not re.search(r"\bnan\b", words(app))


def test_without_onets_sentences_the_page_reads_well(monkeypatch):
    monkeypatch.setattr(tables, "load_local", lambda name: None)
    tables.forget()
    try:
        told = words(visit(job="43-4051"))
    finally:
        monkeypatch.undo()
        tables.forget()
    assert "you are the voice of your workplace" in told
    assert "They are not on this machine" in told
