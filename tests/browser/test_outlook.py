"""Outlook in a browser: answer and picture on the first screen, charts when reached, years never mixed, ways on."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from tests.browser.conftest import PHONE, WIDE, VisitPage, stands_still

ADDRESS = "/outlook?job=43-4051&place=OH"
CHART = ".js-plotly-plot .main-svg"


def reach_everything(page) -> None:
    """Go down the page as a reader does, until all five charts are drawn."""
    for _step in range(60):
        waiting = page.get_by_role("button", name="Show this chart")
        # In one step, because the place of a chart is gone as soon as it is reached.
        waiting.evaluate_all("places => places[0]?.scrollIntoView({block: 'center'})")
        page.wait_for_timeout(250)
        if page.locator(CHART).count() >= 5 and not waiting.count():
            page.wait_for_timeout(300)
            return
    pytest.fail("Not every chart was drawn.")


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_first_screen_holds_the_answer_and_the_whole_picture_of_openings(visit: VisitPage, picture, size, scheme):
    page = visit(ADDRESS, size=size, scheme=scheme).page
    page.locator(CHART).first.wait_for()
    page.wait_for_timeout(300)
    picture(page, f"outlook-{size[0]}-{scheme}")
    answer = page.locator(".ww-main dd").bounding_box()
    chart = page.locator(".js-plotly-plot").first.bounding_box()
    assert answer["y"] + answer["height"] <= size[1]
    assert chart["y"] + chart["height"] <= size[1] + 24
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    cut = page.evaluate(
        "[...document.querySelectorAll('.ww-figure dd')].filter(d => d.scrollWidth > d.clientWidth + 1).length"
    )
    assert cut == 0


def test_charts_below_are_drawn_only_when_reached_and_then_all(visit: VisitPage):
    page = visit(ADDRESS, size=PHONE).page
    page.locator(CHART).first.wait_for()
    assert page.locator(".js-plotly-plot").count() < 5
    reach_everything(page)
    assert page.locator(".js-plotly-plot").count() == 5
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]


def test_no_figure_of_the_states_edition_ever_stands_under_the_national_one(visit: VisitPage):
    page = visit(ADDRESS).page
    reach_everything(page)
    # Every chart with the words around it: from its heading to its source line.
    blocks = page.evaluate(
        """() => [...document.querySelectorAll('.js-plotly-plot')].map(chart => {
          let box = chart;
          while (box && !box.querySelector('h2')) box = box.parentElement;
          return box.innerText + ' ' + [...chart.querySelectorAll('text')].map(t => t.textContent).join(' ');
        })"""
    )
    assert len(blocks) == 5
    national = [text for text in blocks if "2024–34 projections" in text]
    states = [text for text in blocks if "2022–32 projections of the states" in text]
    assert (len(national), len(states)) == (2, 1)
    for text in national:
        assert not re.search(r"373,400|−7\.1%|\+5\.9%", text)
    for told in ("373,400", "−7.1%", "+5.9%"):
        assert told in states[0]
    card = page.locator(".ww-figure", has_text="−7.1%")
    assert card.count() == 1
    assert "2022 to 2032" in card.inner_text()


def test_a_state_of_the_table_leads_to_that_state_and_the_industries_can_be_had_in_detail(visit: VisitPage):
    page = visit(ADDRESS).page
    reach_everything(page)
    page.get_by_text("Table and download").nth(2).click()
    page.get_by_role("link", name="Alaska").click()
    page.get_by_role("heading", level=1).filter(has_text="Alaska").wait_for()
    assert "place=AK" in page.url
    page.locator(".ww-figure", has_text="Alaska, 2022 to 2032").get_by_text("+5.9%").wait_for()
    page.get_by_role("radio", name="In detail").or_(page.get_by_role("button", name="In detail")).first.click()
    page.wait_for_url("**detail=4-digit**")
    reach_everything(page)
    page.get_by_text("business support services (8.3% of these jobs").wait_for()


def test_the_csv_of_the_states_holds_figures_and_their_source(visit: VisitPage, tmp_path: Path):
    page = visit(ADDRESS).page
    reach_everything(page)
    page.get_by_text("Table and download").nth(2).click()
    # What stands beside the button comes last; until then the button may still move away from under the pointer.
    page.locator("[class*=st-key-pictures] button").first.wait_for()
    with page.expect_download() as waiting:
        stands_still(page.get_by_role("button", name="Download CSV").first).click()
    path = tmp_path / "states.csv"
    waiting.value.save_as(path)
    lines = path.read_text("utf-8-sig").splitlines()
    rows = {row["place_code"]: row for row in csv.DictReader(line for line in lines if not line.startswith("#"))}
    assert len(rows) == 55
    assert rows["OH"]["employment_change_pct"] == "-7.1"
    told = " ".join(line for line in lines if line.startswith("#"))
    assert "2022–32" in told
    assert "Projections Central" in told


def test_a_group_that_is_not_projected_gets_a_plain_message_and_its_parts_as_ways_on(visit: VisitPage):
    page = visit("/outlook?job=37-3010&place=OH").page
    notice = page.locator(".ww-notice")
    assert "The 2024–34 projections do not list Grounds Maintenance Workers." in notice.inner_text()
    assert "Traceback" not in page.locator("body").inner_text()
    notice.get_by_role("link", name="Landscaping and groundskeeping workers").click()
    page.get_by_role("heading", level=1).filter(has_text="Landscaping").wait_for()
    assert "job=37-3011" in page.url
    page.locator(CHART).first.wait_for()


def test_an_earlier_edition_is_a_click_away_and_the_link_of_the_view_brings_it_back(visit: VisitPage):
    seen = visit(ADDRESS)
    page = seen.page
    page.get_by_text("A newer edition, 2025–35, came out on August 27, 2026.").wait_for()
    page.get_by_role("radio", name="2022–32").or_(page.get_by_role("button", name="2022–32")).first.click()
    page.wait_for_url("**edition=2022-32**")
    page.locator(".ww-figure", has_text="Openings a year").get_by_text("373,400").wait_for()
    page.get_by_text("A newer one is here: 2024–34.").wait_for()
    again = visit(page.url.removeprefix(seen.address)).page
    again.locator(".ww-figure", has_text="Openings a year").get_by_text("373,400").wait_for()
    unknown = visit("/outlook?job=43-4051&place=OH&edition=1999-09").page
    notice = unknown.locator(".ww-notice")
    assert "We have no projections of the edition “1999-09”." in notice.inner_text()
    notice.get_by_role("link", name="2023–33").click()
    unknown.locator(".ww-figure", has_text="Openings a year").get_by_text("365,300").wait_for()


@pytest.mark.parametrize("wrong", ["place=Atlantis", "job=99-9999", "detail=%3Cscript%3E", "place=%00"])
def test_wrong_values_in_the_address_leave_a_page_that_answers(visit: VisitPage, wrong):
    page = visit(f"/outlook?{wrong}").page
    page.locator(CHART).first.wait_for()
    text = page.locator("body").inner_text()
    assert "open up each year" in text
    assert "Traceback" not in text
