"""Related roles in a real browser: the first screen, dots and cards that lead on, wishes kept in the address."""

from collections.abc import Callable

import pytest

from tests.browser.conftest import PHONE, WIDE, VisitPage

OHIO = "/related?job=43-4051&place=OH"
CHART = ".js-plotly-plot .main-svg"


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_first_screen_holds_the_answer_and_the_whole_picture(size, scheme, visit: VisitPage, picture: Callable):
    page = visit(OHIO, size=size, scheme=scheme).page
    page.wait_for_selector(CHART)
    assert "$45,610" in page.locator(".ww-lead").first.inner_text()
    page.get_by_text("4 of 12 similar roles clearly pay more; 1 of them grows").wait_for()
    box = page.locator(CHART).first.bounding_box()
    assert box["y"] + box["height"] <= size[1]
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    picture(page, f"related-{size[0]}-{scheme}")


def test_numbers_beside_the_dots_do_not_cover_each_other_on_a_phone(visit: VisitPage):
    page = visit(OHIO, size=PHONE).page
    page.wait_for_selector(CHART)
    boxes = page.evaluate(
        """() => [...document.querySelectorAll('.annotation-text')].filter((t) => /^\\d+$/.test(t.textContent))
             .map((t) => { const b = t.getBoundingClientRect(); return [b.left, b.top, b.right, b.bottom] })"""
    )
    assert len(boxes) == 12
    for i, (left, top, right, bottom) in enumerate(boxes):
        for other in boxes[:i]:
            across = min(right, other[2]) - max(left, other[0])
            down = min(bottom, other[3]) - max(top, other[1])
            assert min(across, down) < 4


def test_a_dot_leads_to_its_overview_in_the_same_place(visit: VisitPage):
    seen = visit(OHIO)
    page = seen.page
    page.wait_for_selector(CHART)
    page.wait_for_timeout(500)
    at = page.evaluate(
        """() => { const trace = document.querySelector('.js-plotly-plot')._fullData.findIndex((t) =>
               (t.customdata || []).includes('43-4011'))
             const full = document.querySelector('.js-plotly-plot')._fullData[trace]
             const point = full.customdata.indexOf('43-4011')
             const mark = document.querySelectorAll('.scatterlayer .trace')[trace].querySelectorAll('.point')[point]
             const box = mark.getBoundingClientRect()
             return [box.x + box.width / 2, box.y + box.height / 2] }"""
    )
    page.mouse.click(*at)
    page.get_by_role("heading", level=1).filter(has_text="Brokerage clerks in Ohio").wait_for()
    assert "job=43-4011" in page.url
    assert "place=OH" in page.url


def test_the_key_reaches_every_role_by_keyboard(visit: VisitPage):
    page = visit(OHIO).page
    link = page.locator(".ww-key a").nth(1)
    assert link.inner_text() == "Telemarketers"
    link.focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", level=1).filter(has_text="Telemarketers in Ohio").wait_for()


def test_a_wish_repaints_the_page_and_stands_in_the_address(visit: VisitPage):
    seen = visit(OHIO)
    page = seen.page
    page.get_by_role("button", name="Is growing").click()
    page.get_by_text("that pass, out of 24 related roles.").wait_for()
    assert "only=growing" in seen.settled().url
    assert "Telemarketers" not in page.locator(".ww-key").inner_text()
    again = visit(page.url.removeprefix(seen.address)).page
    assert again.locator(".ww-key").inner_text() == page.locator(".ww-key").inner_text()


def test_nothing_left_leads_back_to_something(visit: VisitPage):
    page = visit("/related?job=15-2051&place=WY&only=pays,schooling,growing,jobs").page
    page.get_by_role("link", name="Drop “pays at least as much here”").click()
    page.locator(".ww-key a").first.wait_for()
    assert "only=schooling,growing,jobs" in page.url.replace("%2C", ",")


def test_the_table_holds_what_the_picture_shows(visit: VisitPage):
    page = visit(OHIO).page
    page.get_by_text("Table and download").click()
    table = page.locator(".ww-table")
    table.wait_for()
    text = table.inner_text()
    for figure in ("+$13,780", "−$10,320", "clear difference", "first tier"):
        assert figure in text
    assert table.locator("tbody tr").count() == 13


def test_cards_stand_below_each_other_on_a_phone_and_nothing_is_cut_off(visit: VisitPage, picture: Callable):
    page = visit(OHIO, size=PHONE).page
    card = page.locator(".ww-cards > li").first
    card.scroll_into_view_if_needed()
    box = card.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= PHONE[0]
    assert page.evaluate("document.querySelector('[data-testid=\"stMain\"]').scrollWidth") <= PHONE[0]
    picture(page, "related-card-phone")
