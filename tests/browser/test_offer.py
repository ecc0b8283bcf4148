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


def test_a_slip_is_answered_by_a_link(visit: VisitPage):
    page = visit("/offer?job=43-4051&place=OH&pay=hour&amount=46000").page
    page.get_by_text("Yes, it is for a year").click()
    page.get_by_text("about 50 to 53 in 100").first.wait_for()
    assert "amount=46000" in page.url
