"""The frame around every page, in a real browser on a server of its own."""

import gzip
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import expect

from careers import tables
from pages.ui import site
from tests.browser.conftest import PHONE, REPOSITORY, WIDE, Server, StartServer, VisitPage, running, stands_still

OHIO = "job=43-4051&place=OH"
CHART = ".js-plotly-plot .main-svg"


def get(server: Server, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    with urlopen(Request(server.address + path, headers=headers), timeout=10) as reply:
        return reply.status, {name.lower(): value for name, value in reply.headers.items()}, reply.read()


@pytest.mark.parametrize("name", ["", "overview", "outlook", "compare", "handout", "sources"])
def test_a_deep_link_as_the_very_first_request_shows_that_page_and_nothing_over_it(
    name: str, start_server: StartServer, visit: VisitPage
):
    """One page of each part of the menu, and one that the menu does not list: each wants a server of its own."""
    page = site.page(name)
    seen = visit(f"/{page.name}?{OHIO}", on=start_server())
    shown = seen.page
    marked = shown.locator("nav.ww-nav a[aria-current=page]").all_inner_texts()
    assert marked == ([page.title] if page.in_menu else [])
    assert shown.title().startswith(f"{page.title}: ")
    assert shown.locator('[role="dialog"]').count() == 0
    assert "not found" not in shown.locator("body").inner_text().lower()
    assert shown.locator('[data-testid="stException"], [data-testid="stAlert"]').count() == 0


def test_a_choice_in_the_box_repaints_the_page_and_stands_in_the_address(visit: VisitPage):
    seen = visit(f"/overview?{OHIO}")
    box = seen.page.get_by_role("combobox", name="Place")
    box.click()
    box.fill("calif")
    seen.page.get_by_role("option", name="California", exact=True).wait_for()
    box.press("Enter")
    seen.page.get_by_role("heading", level=1).filter(has_text="California").wait_for()
    assert "place=CA" in seen.page.url
    assert "job=43-4051" in seen.page.url
    assert box.input_value() == "California"


def test_the_box_works_by_keyboard_alone_and_says_why_it_matched(visit: VisitPage):
    seen = visit(f"/overview?{OHIO}")
    page = seen.page
    box = page.get_by_role("combobox", name="Job")
    box.focus()
    page.keyboard.type("call center agent")
    page.get_by_role("option").first.wait_for()
    assert "matched “" in page.get_by_role("listbox", name="Job").inner_text()
    assert box.get_attribute("aria-expanded") == "true"
    first = box.get_attribute("aria-activedescendant")
    page.keyboard.press("ArrowDown")
    assert box.get_attribute("aria-activedescendant") != first
    page.keyboard.press("Escape")
    assert box.get_attribute("aria-expanded") == "false"
    assert "43-4051" in page.url


def test_the_box_says_so_when_nothing_is_found_and_typed_markup_stays_text(visit: VisitPage):
    seen = visit(f"/overview?{OHIO}")
    box = seen.page.get_by_role("combobox", name="Job")
    box.click()
    box.fill("<img src=x onerror=alert(1)>")
    listing = seen.page.get_by_role("listbox", name="Job")
    listing.wait_for()
    assert "Nothing found" in listing.inner_text()
    assert listing.locator("img").count() == 0


def test_a_link_changes_the_page_without_reloading_it_and_back_leads_back(visit: VisitPage):
    seen = visit(f"/overview?{OHIO}&pay=hour")
    loads = []
    seen.page.on("framenavigated", lambda frame: loads.append(frame.url))
    before = sum(url.endswith(".js") for url in seen.requests)
    seen.page.locator("nav.ww-nav a", has_text="Start").click()
    seen.page.locator("nav.ww-nav a[aria-current=page]", has_text="Start").wait_for()
    assert OHIO in seen.page.url
    assert "pay=hour" in seen.page.url
    seen.page.go_back()
    seen.page.locator("nav.ww-nav a[aria-current=page]", has_text="Overview").wait_for()
    assert "/overview" in seen.page.url
    assert sum("index." in url and url.endswith(".js") for url in seen.requests[before:]) <= 1


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_first_screen_holds_the_pickers_the_answer_and_a_chart_and_cuts_nothing_off(
    size, scheme, visit: VisitPage, picture
):
    seen = visit(f"/overview?{OHIO}", size=size, scheme=scheme)
    page = seen.page
    page.locator(CHART).first.wait_for()
    page.wait_for_timeout(400)
    picture(page, f"overview-{size[0]}-{scheme}")
    height = size[1]
    assert page.get_by_role("combobox", name="Job").bounding_box()["y"] < height / 3
    chart = page.locator(CHART).first.bounding_box()
    assert chart["y"] + min(chart["height"], 150) <= height
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    cut = page.evaluate(
        "[...document.querySelectorAll('.ww-figure dd')].filter(d => d.scrollWidth > d.clientWidth + 1).length"
    )
    assert cut == 0


def test_charts_follow_the_theme(visit: VisitPage):
    for scheme, ground in (("light", "rgb(255, 255, 255)"), ("dark", "rgb(16, 22, 29)")):
        page = visit(f"/overview?{OHIO}", scheme=scheme).page
        page.locator(CHART).first.wait_for()
        assert page.locator(CHART).first.evaluate("e => e.style.background") == ground


@pytest.fixture(scope="module")
def synthetic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running(tmp_path_factory.mktemp("synthetic") / "server.log", "tests/browser/synthetic_charts.py") as own:
        yield own


def test_charts_below_the_first_screen_are_drawn_only_when_reached(synthetic: Server, visit: VisitPage):
    page = visit("/", on=synthetic).page
    page.locator(CHART).first.wait_for()
    page.wait_for_timeout(1_000)
    assert page.locator(".js-plotly-plot").count() == 1
    assert page.get_by_role("button", name="Show this chart").count() == 4
    for _turn in range(12):
        page.mouse.move(600, 500)
        page.mouse.wheel(0, 800)
        page.wait_for_timeout(600)
    assert page.locator(".js-plotly-plot").count() == 5
    assert page.get_by_role("button", name="Show this chart").count() == 0


def test_a_reader_who_scrolls_past_quickly_finds_the_chart_on_the_way_back(synthetic: Server, visit: VisitPage):
    page = visit("/", on=synthetic).page
    page.locator(CHART).first.wait_for()
    waiting = page.get_by_role("button", name="Show this chart")
    assert waiting.count() == 4
    # Some pictures of the screen with the next chart's place in view, then the end of the page, and no quiet moment.
    waiting.first.evaluate(
        """async button => {
            const page = document.querySelector('[data-testid="stMain"]')
            const busily = async times => {
                for (; times; times--) {
                    await new Promise(requestAnimationFrame)
                    const end = performance.now() + 30
                    while (performance.now() < end);
                }
            }
            button.scrollIntoView()
            await busily(5)
            page.scrollTop = page.scrollHeight
            await busily(5)
        }"""
    )
    expect(page.locator(".st-key-chart-chart-1 .js-plotly-plot")).to_be_attached(timeout=15_000)


def test_a_chart_has_its_source_its_table_its_origin_and_a_safe_csv(synthetic: Server, visit: VisitPage):
    page = visit("/", on=synthetic).page
    page.locator(CHART).first.wait_for()
    body = page.locator("body")
    assert "Source: Occupational Employment and Wage Statistics" in body.inner_text()
    assert page.locator('[aria-label="A finding"]').count() == 1
    page.get_by_text("Table and download").first.click()
    table = page.get_by_role("table").first
    table.wait_for()
    assert "not released" in table.inner_text()
    with page.expect_download() as download:
        stands_still(page.get_by_role("button", name="Download CSV").first).click()
    text = Path(download.value.path()).read_text("utf-8-sig")
    assert "# Source: Occupational Employment" in text
    assert "'=Synthetic,,not_released" in text
    page.get_by_text("Where do these numbers come from?").first.click()
    page.get_by_text("oe.data.0.Current").first.wait_for()


def test_charts_follow_a_change_between_light_and_dark_while_the_page_is_open(synthetic: Server, visit: VisitPage):
    page = visit("/", on=synthetic).page
    page.locator(CHART).first.wait_for()
    page.emulate_media(color_scheme="dark")
    page.wait_for_function(
        "document.querySelector('.js-plotly-plot .main-svg')?.style.background === 'rgb(16, 22, 29)'", timeout=10_000
    )


@pytest.mark.parametrize(
    "wrong", ["job=99-9999", "place=<script>alert(1)</script>", "industry=%00", "pay=week", "job=" + "x" * 3000]
)
def test_a_wrong_value_gets_a_message_with_a_way_on_and_no_stack_trace(wrong, visit: VisitPage):
    seen = visit(f"/overview?place=OH&job=43-4051&{wrong}")
    page = seen.page
    assert page.locator(".ww-notice").count() == 1
    assert "Traceback" not in page.locator("body").inner_text()
    assert page.locator("h1").count() == 1


def test_a_missing_table_gets_a_message_and_the_trace_goes_to_the_log(
    start_server: StartServer, visit: VisitPage, tmp_path
):
    broken = tmp_path / "tables"
    shutil.copytree(tables.directory(), broken)
    (broken / "pay_by_place.parquet").write_bytes(b"synthetic damage")
    crippled = start_server(WAGEWAYS_TABLES=str(broken))
    text = visit(f"/overview?{OHIO}", on=crippled).page.locator("body").inner_text()
    assert "pay_by_place" in text
    assert "Traceback" not in text
    assert "TableMissing" in crippled.said()


def test_the_search_answers_as_one_types_and_survives_anything(server: Server):
    for path, key in (("titles", "soc_code"), ("places", "place_code"), ("industries", "industry_code")):
        status, headers, body = get(server, f"/api/{path}?q=ohio%20retail%20sales")
        assert status == 200
        assert headers["content-type"].split(";")[0] == "application/json"
        assert all(key in match for match in json.loads(body)["matches"])
        for nasty in ("", "%00", "%F0%9F%A6%84", "x" * 5000, "<script>"):
            assert get(server, f"/api/{path}?q={nasty}")[0] == 200
    assert json.loads(get(server, "/api/titles?q=customer%20service%20agent")[2])["matches"][0]["soc_code"] == "43-4051"


def test_scripts_and_outlines_travel_compressed_once_and_are_whole(server: Server):
    _status, headers, _page = get(server, "/")
    bundle = headers["link"].split(">")[0].strip("<")
    plain = get(server, bundle)[2]
    status, headers, packed = get(server, bundle, **{"Accept-Encoding": "gzip"})
    assert (status, headers["content-encoding"]) == (200, "gzip")
    assert "immutable" in headers["cache-control"]
    assert len(packed) < len(plain) / 3
    assert gzip.decompress(packed) == plain
    _status, headers, packed = get(server, "/outlines/states.geojson", **{"Accept-Encoding": "gzip"})
    assert len(packed) < 60_000
    assert len(json.loads(gzip.decompress(packed))["features"]) == 51
    assert "max-age" in headers["cache-control"]


def test_answers_carry_careful_headers(server: Server):
    _status, headers, _body = get(server, "/overview")
    assert headers["x-content-type-options"] == "nosniff"
    assert "default-src 'self'" in headers["content-security-policy"]
    assert "http" not in headers["content-security-policy"]


def test_the_icon_is_our_own(server: Server):
    status, headers, body = get(server, "/favicon.png")
    assert (status, headers["content-type"]) == (200, "image/png")
    assert body == (REPOSITORY / "static" / "favicon.png").read_bytes()
