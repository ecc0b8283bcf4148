"""Compare in a browser: lists by mouse and keyboard, the link on a fresh server, the first screen, a narrow phone."""

from __future__ import annotations

import csv
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, WIDE, StartServer, VisitPage, stands_still

ADDRESS = "/compare?job=43-4051&place=US,OH,18140,CA,41940"
STATES = "/compare?job=43-4051&place=OH,CA"


def wait_for_list(page: Page, name: str, expected: list[str]) -> None:
    """Wait until the list shows exactly these names: the address changes before the page has been redrawn."""
    entries = page.locator(f'[data-field="{name}"].list ol > li > span')
    expect(entries).to_have_text(expected, use_inner_text=True)


def focused(page: Page) -> str:
    """Name of the button that has the focus, inside a picker as well."""
    told: str = page.evaluate(
        "() => { let at = document.activeElement; while (at.shadowRoot) at = at.shadowRoot.activeElement;"
        " return at.ariaLabel ?? at.textContent }"
    )
    return told


def asked(page: Page, name: str) -> str:
    """A parameter of the address."""
    return parse_qs(urlsplit(page.url).query)[name][0]


def wait_for_address(page: Page, name: str, value: str) -> None:
    page.wait_for_function(
        "([name, value]) => new URLSearchParams(location.search).get(name) === value", arg=[name, value]
    )


@pytest.mark.parametrize(("size", "scheme"), [(WIDE, "light"), (PHONE, "light"), (PHONE, "dark")])
def test_the_first_screen_holds_three_sentences_and_the_chart(visit: VisitPage, picture, size, scheme):
    page = visit(ADDRESS, size=size, scheme=scheme).page
    chart = page.locator(".js-plotly-plot").first
    chart.wait_for()
    picture(page, f"compare-{size[0]}-{scheme}")
    sentences = page.locator(".ww-lead")
    assert sentences.count() == 3
    for at in range(3):
        box = sentences.nth(at).bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= size[1]
    box = chart.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= size[1] + 1
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]


def test_at_360_pixels_only_the_table_scrolls_sideways(visit: VisitPage):
    page = visit(
        "/compare?job=43-4051,29-1141,15-1252,11-1021,13-2011&place=US,OH,18140,CA,41940", size=(360, 740)
    ).page
    page.locator(".ww-matrix").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    main = page.locator('[data-testid="stMain"]')
    assert main.evaluate("element => element.scrollWidth") <= 360
    region = page.locator(".ww-scroll:has(.ww-matrix)")
    assert region.evaluate("element => element.scrollWidth > element.clientWidth")
    assert region.get_attribute("tabindex") == "0"


def test_lists_are_changed_by_keyboard_alone_and_the_focus_stays(visit: VisitPage):
    page = visit(STATES).page
    page.get_by_label("Add a place").focus()
    page.keyboard.type("texas")
    page.get_by_role("option", name="Texas").first.wait_for()
    page.keyboard.press("Enter")
    wait_for_address(page, "place", "OH,CA,TX")
    wait_for_list(page, "place", ["Ohio", "California", "Texas"])
    page.get_by_role("button", name="Move Texas toward the front").focus()
    page.keyboard.press("Enter")
    wait_for_address(page, "place", "OH,TX,CA")
    assert focused(page) == "Move Texas toward the front"
    page.keyboard.press("Enter")
    wait_for_address(page, "place", "TX,OH,CA")
    assert focused(page) == "Move Texas toward the end"
    page.get_by_role("button", name="Remove Ohio").focus()
    page.keyboard.press("Enter")
    wait_for_address(page, "place", "TX,CA")
    wait_for_list(page, "place", ["Texas", "California"])
    page.get_by_role("heading", name="Customer service representatives in Texas and California").wait_for()
    assert focused(page) == "Remove California"


def test_pressing_faster_than_the_server_answers_loses_no_press(visit: VisitPage):
    page = visit(ADDRESS).page
    page.get_by_role("button", name="Move San Jose, CA toward the front").focus()
    for _press in range(4):
        page.keyboard.press("Enter")
    at_once = ["San Jose, CA", "United States", "Ohio", "Columbus, OH", "California"]
    seen = page.locator('[data-field="place"].list ol').evaluate_handle(
        """list => {
          const seen = []
          const note = () => seen.push([...list.children].map((item) => item.firstChild.textContent).join('; '))
          note()
          new MutationObserver(note).observe(list, { childList: true })
          return seen
        }"""
    )
    wait_for_address(page, "place", "41940,US,OH,18140,CA")
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')
    wait_for_list(page, "place", at_once)
    assert set(seen.json_value()) == {"; ".join(at_once)}
    assert focused(page) == "Move San Jose, CA toward the end"


def test_the_switch_between_year_and_hour_keeps_the_focus(visit: VisitPage):
    page = visit(STATES).page
    page.get_by_role("radio", name="Year").focus()
    page.keyboard.press("ArrowRight")
    wait_for_address(page, "pay", "hour")
    page.get_by_role("heading", name="Highest middle pay: California, $23.83").wait_for()
    expect(page.get_by_role("radio", name="Hour")).to_be_focused()


def test_a_job_is_added_by_search_and_the_last_one_cannot_be_removed(visit: VisitPage):
    page = visit(STATES).page
    assert page.get_by_role("button", name="Remove Customer").count() == 0
    page.get_by_label("Add a job").fill("rn")
    page.get_by_role("option", name="Registered Nurses").first.click()
    wait_for_address(page, "job", "43-4051,29-1141")
    page.get_by_role(
        "heading", name="Customer service representatives and registered nurses in Ohio and California"
    ).wait_for()
    page.get_by_role("button", name="Remove Customer service representatives").click()
    wait_for_address(page, "job", "29-1141")


def test_with_five_places_there_is_no_box_for_a_sixth(visit: VisitPage):
    page = visit(ADDRESS).page
    page.get_by_text("Places (full)").wait_for()
    assert not page.get_by_label("Add a place").is_visible()
    page.get_by_role("button", name="Remove San Jose, CA").click()
    page.get_by_label("Add a place").wait_for()
    wait_for_address(page, "place", "US,OH,18140,CA")


def test_after_local_prices_ohio_pays_more_and_the_link_opens_that_view_on_a_fresh_server(
    visit: VisitPage, start_server: StartServer
):
    seen = visit(STATES)
    page = seen.page
    page.get_by_text("The ranking flips: California pays more than Ohio").wait_for()
    page.get_by_text("After local prices", exact=True).click()
    page.get_by_role("heading", name="Highest middle pay: Ohio, $49,162").wait_for()
    wait_for_address(page, "real", "1")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy link").click()
    page.get_by_text("Copied.").wait_for()
    path = page.evaluate("navigator.clipboard.readText()").removeprefix(seen.address)
    assert path == STATES + "&real=1"
    fresh = visit(path, on=start_server()).page
    fresh.get_by_role("heading", name="Highest middle pay: Ohio, $49,162").wait_for()
    assert fresh.get_by_text("Page not found").count() == 0


def test_the_csv_holds_published_pay_flags_and_price_levels(visit: VisitPage, tmp_path: Path):
    page = visit(ADDRESS + "&real=1").page
    page.get_by_text("Table and download").first.click()
    with page.expect_download() as waiting:
        # The table beside pay has a button of the same name, and stands alone until the chart's own has opened.
        stands_still(page.locator(".st-key-csv-compared button")).click()
    path = tmp_path / "compare.csv"
    waiting.value.save_as(path)
    lines = path.read_text("utf-8-sig").splitlines()
    rows = {row["place_code"]: row for row in csv.DictReader(line for line in lines if not line.startswith("#"))}
    assert list(rows) == ["US", "OH", "18140", "CA", "41940"]
    assert (rows["OH"]["pay_annual_p50_usd"], rows["OH"]["pay_annual_p50_flag"]) == ("45610.0", "ok")
    assert (rows["18140"]["parity_index"], rows["18140"]["parity_year"]) == ("94.52", "2023")
    assert round(float(rows["CA"]["pay_annual_mean_after_prices_usd"])) == 48_701
    assert any("Bureau of Economic Analysis" in line for line in lines if line.startswith("#"))


def test_a_half_broken_address_names_the_part_at_fault_and_a_click_repairs_it(visit: VisitPage):
    page = visit("/compare?place=OH,%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E,CA&job=nurse,43-4051&pay=year").page
    page.get_by_text("We do not know a job called “nurse”.").wait_for()
    assert page.locator("img[src=x]").count() == 0
    page.get_by_role("link", name="Registered Nurses").first.click()
    wait_for_address(page, "job", "29-1141,43-4051")
    wait_for_list(page, "job", ["Registered nurses", "Customer service representatives"])
