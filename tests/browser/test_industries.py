"""Industries in a real browser: the answer and its chart on the first screen, the choices, the modelled figure."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import PHONE, WIDE, VisitPage

OHIO = "/industries?job=43-4051&place=OH"
CHART = ".js-plotly-plot .main-svg"


def names(page: Page) -> list[str]:
    """Names of the rows and the words above the panels."""
    return page.locator(".js-plotly-plot").first.locator(".annotation-text").all_text_contents()


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_first_screen_holds_the_answer_and_the_chart(size, scheme, visit: VisitPage, picture: Callable):
    page = visit(OHIO, size=size, scheme=scheme).page
    page.wait_for_selector(CHART)
    lead = page.locator(".ww-lead").first
    assert "481,180, 18.5%" in page.locator("body").inner_text()
    assert lead.bounding_box()["y"] < size[1] / 2
    box = page.locator(CHART).first.bounding_box()
    assert box["y"] + box["height"] <= size[1] + (60 if size is PHONE else 0)
    told = " ".join(names(page))
    assert "Finance and insurance" in told
    assert "$47,550" in told
    assert "Ohio, all industries $45,610" in told
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    picture(page, f"industries-{size[0]}-{scheme}")


def test_best_pay_first_and_the_level_stand_in_the_address(visit: VisitPage):
    seen = visit(OHIO)
    seen.page.get_by_text("Best pay first", exact=True).click()
    seen.page.wait_for_url("**order=pay**")
    assert any("Utilities" in name for name in names(seen.settled()))
    seen.page.get_by_text("4-digit", exact=True).click()
    seen.page.wait_for_url("**level=4-digit**")
    assert any("Aerospace" in name for name in names(seen.settled()))
    again = visit(OHIO + "&order=pay&level=4-digit").page
    assert any("Aerospace" in name for name in names(again))


def test_place_and_industry_together_show_a_modelled_figure_between_two_published(visit: VisitPage):
    page = visit(OHIO + "&industry=42").page
    cards = page.locator(".ww-figure").all_inner_texts()
    told = " | ".join(cards)
    assert "Ohio, all industries\n$45,610" in told
    assert "US, wholesale trade\n$48,690" in told
    assert "about $49,600" in told
    assert "Modelled, not published" in told


def test_an_industry_is_chosen_from_the_table(visit: VisitPage):
    page = visit(OHIO).page
    page.get_by_text("Table and download").first.click()
    page.get_by_role("link", name="Retail Trade").click()
    page.get_by_role("heading", level=1).filter(has_text="Retail").wait_for()
    assert "industry=44-45" in page.url
    page.get_by_text("Retail trade: $37,350 a year").wait_for()


def test_an_industry_without_the_job_offers_its_neighbours(visit: VisitPage):
    page = visit(OHIO + "&industry=999101").page
    notice = page.locator(".ww-notice")
    assert "does not publish pay" in notice.inner_text()
    notice.get_by_role("link").first.click()
    page.wait_for_function("!location.search.includes('999101')")
    page.wait_for_selector(CHART)
