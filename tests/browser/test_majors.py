"""Majors in a browser: answer and chart on the first screen, at both sizes, light and dark."""

from __future__ import annotations

import pytest

from tests.browser.conftest import PHONE, WIDE, VisitPage

ADDRESS = "/majors?job=15-1252&field=6107"
LONG_NAMES = "/majors?job=43-4051"


@pytest.mark.parametrize(("size", "scheme"), [(WIDE, "light"), (PHONE, "light"), (PHONE, "dark")])
def test_the_first_screen_holds_the_answer_and_the_chart(visit: VisitPage, picture, size, scheme):
    page = visit(ADDRESS, size=size, scheme=scheme).page
    chart = page.locator(".js-plotly-plot").first
    chart.wait_for()
    box = chart.bounding_box()
    picture(page, f"majors-{size[0]}-{scheme}")
    assert box is not None
    assert box["y"] + box["height"] <= size[1] + 1
    assert page.get_by_text("likely 58.1% to 59.5%").first.is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]


def test_on_a_phone_long_names_leave_room_for_pay_and_share(visit: VisitPage):
    page = visit(LONG_NAMES, size=PHONE).page
    chart = page.locator(".js-plotly-plot").first
    chart.wait_for()
    box = chart.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= PHONE[1] + 1
    ends = chart.evaluate("e => [...e.querySelectorAll('.annotation-text')].map(t => t.getBoundingClientRect().right)")
    assert len(ends) == 5
    assert max(ends) <= PHONE[0]
