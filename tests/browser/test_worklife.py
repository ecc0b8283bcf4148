"""Work life in a real browser: answer and chart on the first screen, more charts when reached, nothing cut off."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, WIDE, stands_still

ADDRESS = "/worklife?job=43-4051&place=OH"
BAR = ".st-key-answer-chart .js-plotly-plot .barlayer .point path"


def no_sideways_scrolling(page: Page) -> bool:
    return bool(page.evaluate("document.scrollingElement.scrollWidth <= innerWidth"))


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_first_screen_holds_the_answer_and_the_whole_chart(visit, picture, size, scheme):
    page = visit(ADDRESS, size=size, scheme=scheme).page
    page.wait_for_selector(BAR)
    figure = page.locator(".ww-main dd").first
    expect(figure).to_contain_text("36.0")
    bottom = page.locator(".st-key-answer-chart .js-plotly-plot").first.bounding_box()
    assert bottom["y"] + bottom["height"] <= size[1]
    assert no_sideways_scrolling(page)
    picture(page, f"worklife_{size[0]}_{scheme}")


def test_the_bars_have_their_lengths_in_the_order_of_the_groups(visit):
    page = visit(ADDRESS).page
    page.wait_for_selector(BAR)
    widths = [bar.bounding_box()["width"] for bar in page.locator(BAR).all()]
    assert len(widths) == 5
    # 8.34, 18.03, 62.14, 5.54 and 5.95%
    assert [round(width / widths[2], 2) for width in widths] == [0.13, 0.29, 1.0, 0.09, 0.10]


def test_further_charts_are_drawn_when_the_reader_comes_near(visit):
    seen = visit(ADDRESS, size=PHONE)
    page = seen.page
    page.wait_for_selector(BAR)
    assert page.locator(".js-plotly-plot").count() == 1
    for title in (
        "15 to 29 minutes",
        "go by car, truck or van",
        "work for a private company",
        "Half are no older than",
    ):
        for _turn in range(30):
            if page.get_by_role("heading", name=re.compile(title)).count():
                break
            page.mouse.move(200, 500)
            page.mouse.wheel(0, 300)
            page.wait_for_timeout(150)
        expect(page.get_by_role("heading", name=re.compile(title))).to_be_visible(timeout=10_000)
    seen.settled()
    assert no_sideways_scrolling(page)


def test_the_table_behind_the_chart_opens_with_the_keyboard_and_shows_range_and_verdict(visit):
    page = visit(ADDRESS).page
    page.wait_for_selector(BAR)
    page.locator(".st-key-table-weekly_hours summary").focus()
    page.keyboard.press("Enter")
    row = page.locator(".st-key-table-weekly_hours tr", has_text="35 to 40 hours")
    expect(row).to_contain_text("62.1%")
    expect(row).to_contain_text("56.2%")
    expect(row).to_contain_text("clear difference")
    page.locator(".st-key-pictures-weekly_hours button").first.wait_for()
    with page.expect_download() as download:
        stands_still(page.locator(".st-key-csv-weekly_hours button")).click()
    lines = download.value.path().read_text("utf-8-sig").splitlines()
    assert any(line.startswith("43-4051,35 to 40 hours,62.14,ok,") for line in lines)


def test_no_figure_is_cut_off_on_a_phone(visit):
    page = visit("/worklife?job=29-1216&place=CA", size=PHONE).page
    page.wait_for_selector(BAR)
    for figure in page.locator(".ww-figure").all():
        assert figure.evaluate("e => e.scrollWidth <= e.clientWidth + 1")
    expect(page.get_by_text("anesthesiologists")).to_be_visible()
    expect(page.get_by_text("nobody from California")).to_be_visible()
