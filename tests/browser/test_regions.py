"""Regions in a real browser: the first screen, the map, the box beside it, the tiles of a phone."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import PHONE, WIDE, VisitPage, stands_still

OHIO = "/regions?job=43-4051&place=OH"
CHART = ".js-plotly-plot .main-svg"


def rank_bars(page: Page) -> list[str]:
    """Figures behind the bars of the ranking, top to bottom."""
    return page.locator(".js-plotly-plot").first.locator(".bartext").all_text_contents()


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_first_screen_holds_the_answer_and_the_whole_ranking(size, scheme, visit: VisitPage, picture: Callable):
    page = visit(OHIO, size=size, scheme=scheme).page
    page.wait_for_selector(CHART)
    assert "$45,610" in page.locator(".ww-lead").first.inner_text()
    page.get_by_text("20 pay more and 33 pay less").wait_for()
    box = page.locator(CHART).first.bounding_box()
    assert box["y"] + box["height"] <= size[1]
    assert rank_bars(page)[0].startswith("$50,330")
    assert rank_bars(page)[-1].startswith("$45,610")
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    picture(page, f"regions-{size[0]}-{scheme}")


def test_after_local_prices_ohio_passes_california_and_the_address_says_so(visit: VisitPage):
    seen = visit(OHIO)
    seen.page.get_by_text("After local prices", exact=True).click()
    seen.page.get_by_text("Iowa leads").wait_for()
    assert "real=1" in seen.page.url
    assert "$49,162" in " ".join(rank_bars(seen.settled()))
    again = visit(OHIO + "&real=1").page
    again.get_by_text("Iowa leads").wait_for()


def test_a_click_on_the_map_chooses_that_state_and_the_back_button_returns(visit: VisitPage):
    seen = visit(OHIO)
    page = seen.page
    page.get_by_role("heading", name="Where the middle pay is higher and lower").first.scroll_into_view_if_needed()
    page.wait_for_function("document.querySelectorAll('.choroplethlayer path').length >= 51")
    page.locator(".choroplethlayer").scroll_into_view_if_needed()
    seen.settled()
    at = page.evaluate(
        """() => { const shape = [...document.querySelectorAll('.choroplethlayer path')]
             .find((path) => path.__data__?.loc === 'TX').getBoundingClientRect()
           return [shape.x + shape.width * 0.55, shape.y + shape.height / 2] }"""
    )
    page.mouse.click(*at)
    page.get_by_role("heading", level=1).filter(has_text="Texas").wait_for()
    assert "place=TX" in page.url
    page.go_back()
    page.get_by_role("heading", level=1).filter(has_text="Ohio").wait_for()


def test_the_box_beside_the_map_chooses_by_keyboard(visit: VisitPage):
    page = visit(OHIO + "&real=1").page
    box = page.get_by_role("combobox", name="Place").last
    box.click()
    page.keyboard.type("Maine")
    page.keyboard.press("Enter")
    page.get_by_role("heading", level=1).filter(has_text="Maine").wait_for()
    assert "real=1" in page.url


def test_metros_are_bubbles_on_the_map(visit: VisitPage):
    seen = visit(OHIO.replace("OH", "18140") + "&kind=metro")
    page = seen.page
    page.get_by_role("heading", name="Where the middle pay is higher and lower").first.scroll_into_view_if_needed()
    page.wait_for_function("document.querySelectorAll('.scattergeo path.point').length > 300")
    assert "Columbus, OH" in page.get_by_role("heading", level=1).inner_text()


def test_on_a_phone_a_tile_leads_to_its_state_and_keeps_the_prices(visit: VisitPage):
    seen = visit(OHIO + "&real=1", size=PHONE)
    tile = seen.page.get_by_role("link", name="Texas: ")
    tile.scroll_into_view_if_needed()
    tile.click()
    seen.page.get_by_role("heading", level=1).filter(has_text="Texas").wait_for()
    assert "real=1" in seen.page.url
    assert seen.page.locator(".choroplethlayer").count() == 0


def test_the_table_says_in_words_why_a_place_is_left_out_and_the_csv_carries_the_flags(
    visit: VisitPage, tmp_path: Path
):
    seen = visit("/regions?job=29-1212&place=OH")
    page = seen.page
    page.get_by_text("Table and download").first.click()
    table = page.locator("table.ww-table").first
    table.wait_for()
    told = table.inner_text()
    assert "at least $239,200" in told
    assert "left out: its pay is known only from below" in told
    assert "left out: its error is above 10%" in told
    assert table.locator("tr.ww-own").inner_text().startswith("Ohio")
    with page.expect_download() as download:
        stands_still(page.get_by_text("Download CSV").first).click()
    saved = tmp_path / "regions.csv"
    download.value.save_as(saved)
    lines = [line for line in saved.read_text("utf-8-sig").splitlines() if not line.startswith("#")]
    flags = {row["place_code"]: row["pay_annual_p50_flag"] for row in csv.DictReader(lines)}
    assert flags["CO"] == "top_coded"
    assert flags["OH"] == "ok"
