"""What it takes in a real browser: duties and a chart on the first screen, steps with links, no job that breaks it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, WIDE

ADDRESS = "/requirements?job=43-4051&place=OH"
DOTS = ".st-key-answer-chart .js-plotly-plot .scatterlayer .point"


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_first_screen_opens_with_what_they_do_and_holds_the_chart(visit, picture, size, scheme):
    page = visit(ADDRESS, size=size, scheme=scheme).page
    page.wait_for_selector(DOTS)
    lead = page.locator(".ww-lead").first
    expect(lead).to_contain_text("you are the voice of your workplace")
    assert page.locator(DOTS).count() == 10
    lowest = max(dot.bounding_box()["y"] + dot.bounding_box()["height"] for dot in page.locator(DOTS).all())
    assert lowest <= size[1]
    assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")
    picture(page, f"requirements_{size[0]}_{scheme}")


def test_the_steps_are_numbered_and_lead_to_official_pages_outside(visit):
    page = visit(ADDRESS).page
    steps = page.locator("ol.ww-list li")
    expect(steps).to_have_count(7)
    assert steps.first.evaluate("e => getComputedStyle(e).listStyleType") == "decimal"
    expect(page.get_by_role("link", name="Look up licenses")).to_have_attribute(
        "href", re.compile(r"^https://www\.careeronestop\.org/.*location=Ohio$")
    )
    expect(page.get_by_role("link", name="Occupational Outlook Handbook (BLS)")).to_have_attribute(
        "href", "https://www.bls.gov/OOH/office-and-administrative-support/customer-service-representatives.htm"
    )
    expect(page.get_by_role("link", name="O*NET OnLine", exact=True)).to_have_attribute(
        "href", "https://www.onetonline.org/link/summary/43-4051.00"
    )


def test_what_people_have_and_knowledge_are_drawn_when_reached(visit):
    seen = visit(ADDRESS)
    page = seen.page
    for _turn in range(40):
        if page.get_by_role("heading", name=re.compile("Knowledge that matters more here")).count():
            break
        page.mouse.move(640, 500)
        page.mouse.wheel(0, 400)
        page.wait_for_timeout(150)
    expect(page.get_by_role("heading", name=re.compile("Knowledge that matters more here"))).to_be_visible()
    expect(page.get_by_role("heading", name=re.compile("is the highest schooling"))).to_be_visible()
    expect(page.get_by_text("CC BY 4.0").first).to_be_visible()
    seen.settled()


def test_a_job_without_ratings_says_so_and_the_rest_stands(visit, picture):
    page = visit("/requirements?job=11-2032&place=OH", size=PHONE).page
    expect(page.get_by_text("O*NET has no ratings of work activities")).to_be_visible()
    expect(page.get_by_role("heading", name="How to get in")).to_be_attached()
    # The projections programme scores the job all the same.
    expect(page.get_by_role("heading", name="Scores above all occupations")).to_be_visible()
    page.wait_for_selector(".st-key-answer-chart .js-plotly-plot .scatterlayer .point")
    picture(page, "requirements_unrated")


def test_a_group_of_occupations_offers_single_jobs_and_a_click_answers_it(visit):
    seen = visit("/requirements?job=43-0000&place=OH")
    page = seen.page
    page.get_by_role("link", name="Customer Service Representatives").click()
    expect(page.get_by_text("you are the voice of your workplace").first).to_be_visible(timeout=10_000)
    assert "job=43-4051" in page.url
    seen.settled()
