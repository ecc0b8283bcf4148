"""Explore in a real browser: the first screen, tiles that lead on, the list by keyboard, wishes kept in the address."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import PHONE, WIDE, VisitPage

OHIO = "/explore?job=43-4051&place=OH"


def pick(page: Page, label: str, option: str) -> None:
    """Choose in a box by keyboard."""
    page.get_by_role("combobox", name=label, exact=True).click()
    page.keyboard.type(option)
    page.get_by_role("option", name=option).first.wait_for()
    page.keyboard.press("Enter")


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_first_screen_holds_the_answer_and_the_whole_picture(size, scheme, visit: VisitPage, picture: Callable):
    page = visit(OHIO, size=size, scheme=scheme).page
    assert "All 830 occupations." in page.locator(".ww-lead").first.inner_text()
    box = page.locator(".ww-treemap").bounding_box()
    assert box["y"] + box["height"] <= size[1]
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    inside = page.evaluate(
        """() => { const map = document.querySelector('.ww-treemap').getBoundingClientRect()
             return [...document.querySelectorAll('.ww-treemap a')].every((tile) => {
               const box = tile.getBoundingClientRect()
               return box.left >= map.left - 2 && box.right <= map.right + 2 &&
                 box.top >= map.top - 2 && box.bottom <= map.bottom + 2 }) }"""
    )
    assert inside
    picture(page, f"explore-{size[0]}-{scheme}")


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_what_is_written_in_a_tile_is_not_cut_off(size, visit: VisitPage):
    page = visit(OHIO, size=size).page
    cut, written = page.evaluate(
        """() => { const shown = [...document.querySelectorAll('.ww-treemap a span')].filter((s) => s.offsetHeight)
             const cut = shown.filter((s) => s.parentElement.scrollHeight > s.parentElement.clientHeight + 1)
             return [cut.map((s) => s.textContent), shown.length] }"""
    )
    assert cut == []
    assert written >= (25 if size == WIDE else 6)


def test_a_tile_leads_to_its_overview_in_the_same_place_without_a_reload(visit: VisitPage):
    seen = visit(OHIO)
    page = seen.page
    loads = []
    page.on("framenavigated", lambda frame: loads.append(frame.url))
    page.locator(".ww-treemap a", has_text="Registered nurses").click()
    page.get_by_role("heading", level=1).filter(has_text="Registered nurses in Ohio").wait_for()
    assert "/overview" in page.url
    assert "job=29-1141" in page.url
    page.go_back()
    page.locator(".ww-treemap").wait_for()


def test_the_list_reaches_every_occupation_by_keyboard(visit: VisitPage):
    seen = visit(OHIO)
    page = seen.page
    page.get_by_role("button", name="Page 2", exact=True).focus()
    page.keyboard.press("Enter")
    page.get_by_text("Rows 26 to 50 of 830.").wait_for()
    assert "page=2" in page.url
    first = page.locator(".ww-stacked tbody th a").first
    first.focus()
    title = first.inner_text()
    page.keyboard.press("Enter")
    page.get_by_role("heading", level=1).filter(has_text=title.split(",")[0].capitalize()).wait_for()


def test_tiles_are_not_stops_for_the_tab_key(visit: VisitPage):
    page = visit(OHIO).page
    assert page.evaluate("[...document.querySelectorAll('.ww-treemap a')].every((tile) => tile.tabIndex === -1)")
    assert page.locator(".ww-treemap").get_attribute("aria-label").startswith("The largest: ")


def test_wishes_repaint_the_page_and_a_link_to_it_shows_the_same(visit: VisitPage):
    seen = visit("/explore?place=OH")
    page = seen.page
    pick(page, "Schooling, at most", "High school")
    page.get_by_text("434 of 830 occupations fit.").wait_for()
    pick(page, "List", "Fastest growing")
    page.locator(".ww-bars").wait_for()
    seen.settled()
    assert "schooling=1" in page.url
    assert "list=fastest_growing" in page.url
    first = page.locator(".ww-bars a").all_inner_texts()
    again = visit(page.url.removeprefix(seen.address)).page
    assert again.locator(".ww-bars a").all_inner_texts() == first


def test_a_place_chosen_keeps_the_wishes(visit: VisitPage):
    page = visit("/explore?place=OH&schooling=1&color=pay").page
    box = page.get_by_role("combobox", name="Place")
    box.click()
    box.fill("texas")
    page.get_by_role("option", name="Texas", exact=True).wait_for()
    box.press("Enter")
    page.get_by_role("heading", level=1).filter(has_text="Texas").wait_for()
    assert "schooling=1" in page.url
    assert "color=pay" in page.url


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_a_dot_of_pay_and_growth_leads_to_its_overview(visit: VisitPage, picture, size):
    page = visit("/explore?place=OH&color=dots", size=size).page
    page.locator(".js-plotly-plot .scatterlayer .point").first.wait_for()
    picture(page, f"explore-dots-{size[0]}")
    at = page.evaluate(
        """() => { const plot = document.querySelector('.js-plotly-plot')
             // The dot furthest to the right lies under no other.
             let most = {x: -Infinity}
             plot._fullData.forEach((trace, number) => (trace.customdata || []).forEach((code, point) => {
               if (trace.x[point] > most.x) most = {x: trace.x[point], number, point, code} }))
             const mark = document.querySelectorAll('.scatterlayer .trace')[most.number]
               .querySelectorAll('.point')[most.point]
             mark.scrollIntoView({block: 'center'})
             const box = mark.getBoundingClientRect()
             return [box.x + box.width / 2, box.y + box.height / 2, most.code] }"""
    )
    page.mouse.click(*at[:2])
    page.wait_for_url(f"**/overview?job={at[2]}&place=OH")
    page.get_by_role("heading", level=1).filter(has_text="in Ohio").wait_for()


def test_nothing_left_leads_back_to_something(visit: VisitPage):
    page = visit("/explore?schooling=1&least_pay=100000&least_growth=20&interest=1.B.1.d").page
    page.get_by_role("link", name="Drop “schooling").click()
    page.locator(".ww-treemap").wait_for()
    assert "schooling" not in page.url
    assert "least_pay=100000" in page.url


def test_on_a_phone_a_row_is_a_card_that_names_its_figures(visit: VisitPage, picture: Callable):
    page = visit("/explore?place=OH&words=registered+nurses", size=PHONE).page
    row = page.locator(".ww-stacked tbody tr").first
    row.scroll_into_view_if_needed()
    box = row.bounding_box()
    assert box["width"] <= PHONE[0]
    assert page.evaluate("document.querySelector('[data-testid=\"stMain\"]').scrollWidth") <= PHONE[0]
    named = row.locator("td").nth(1).evaluate("cell => getComputedStyle(cell, '::before').content")
    assert "Jobs" in named
    picture(page, "explore-card-phone")


def test_the_download_holds_every_row_with_its_flags(visit: VisitPage):
    page = visit("/explore?place=OH&list=fastest_growing").page
    with page.expect_download() as download:
        page.get_by_role("button", name="Download CSV").click()
    text = Path(download.value.path()).read_text("utf-8-sig")
    rows = list(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))
    assert len(rows) == 706
    assert rows[0]["soc_code"] == "49-9081"
    assert rows[0]["pay_annual_p50_flag"] == "ok"
    assert "O*NET" in text
