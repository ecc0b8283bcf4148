"""Offer in a browser: answer and chart on the first screen, at both sizes, light and dark."""

from __future__ import annotations

import pytest

from tests.browser.conftest import PHONE, WIDE, VisitPage

ADDRESS = "/offer?job=43-4051&place=OH&amount=46000"


@pytest.mark.parametrize(("size", "scheme"), [(WIDE, "light"), (PHONE, "light"), (PHONE, "dark")])
def test_the_first_screen_holds_the_verdict_and_the_ladder(visit: VisitPage, picture, size, scheme):
    page = visit(ADDRESS, size=size, scheme=scheme).page
    chart = page.locator(".js-plotly-plot").first
    chart.wait_for()
    verdict, box = page.get_by_text("about 50 to 53 in 100").first.bounding_box(), chart.bounding_box()
    picture(page, f"offer-{size[0]}-{scheme}")
    assert verdict is not None
    assert box is not None
    assert verdict["y"] + verdict["height"] <= size[1]
    assert box["y"] + box["height"] <= size[1] + 1
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]


def test_on_a_phone_a_ladder_of_five_rungs_fits_the_first_screen(visit: VisitPage, picture):
    page = visit("/offer?job=43-4051&place=18140&industry=52&amount=52000&years=8", size=PHONE).page
    chart = page.locator(".js-plotly-plot").first
    chart.wait_for()
    picture(page, "offer-five-rungs")
    verdict, box = page.locator(".ww-main").bounding_box(), chart.bounding_box()
    assert verdict is not None
    assert box is not None
    assert verdict["y"] + verdict["height"] <= box["y"]
    assert box["y"] + box["height"] <= PHONE[1] + 1
    named = chart.evaluate("e => e._fullLayout.annotations.map(a => a.text).filter(t => t.includes('$'))")
    assert len(named) == 6, "five rungs and the offer"


def test_schooling_is_chosen_and_stands_in_the_address(visit: VisitPage):
    seen = visit("/offer?job=43-4051&place=OH&amount=46000&years=8")
    page = seen.page
    page.get_by_label("Highest schooling, if years are given").click()
    page.get_by_role("option", name="Bachelor’s degree").click()
    page.get_by_text("and a bachelor’s degree (modelled)").first.wait_for()
    assert "schooling=bachelor" in page.url


def test_a_slip_is_answered_by_a_link(visit: VisitPage):
    page = visit("/offer?job=43-4051&place=OH&pay=hour&amount=46000").page
    page.get_by_text("Yes, it is for a year").click()
    page.get_by_text("about 50 to 53 in 100").first.wait_for()
    assert "amount=46000" in page.url
