"""What a reader takes along: pictures of charts, workbooks, links, and the same figures as data."""

from __future__ import annotations

import json
import re
import struct
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import urlopen
from xml.etree import ElementTree

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, Locator, Page

from tests.browser.conftest import PHONE, Server, VisitPage, running, stands_still

OHIO = "job=43-4051&place=OH"
SVG = "{http://www.w3.org/2000/svg}"


def opened(page: Page, key: str) -> Locator:
    """The buttons below a chart, once its downloads are open."""
    page.locator(f".st-key-table-{key} summary").click()
    buttons = page.locator(f".st-key-pictures-{key}")
    stands_still(buttons.get_by_role("button").first)
    return buttons


def saved(page: Page, button: Locator, folder: Path, *, with_keys: bool = False) -> Path:
    """The file that a button saves."""
    with page.expect_download() as download:
        if with_keys:
            button.focus()
            page.keyboard.press("Enter")
        else:
            button.click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def size_of(png: Path) -> tuple[int, int]:
    """Width and height as its header tells them."""
    head = png.read_bytes()[:24]
    assert head[:8] == b"\x89PNG\r\n\x1a\n"
    return struct.unpack(">II", head[16:24])


@pytest.mark.parametrize(
    ("path", "key", "scheme"),
    [
        (f"/overview?{OHIO}", "spread", "light"),
        (f"/regions?{OHIO}&kind=metro", "map-metro", "dark"),
        (f"/explore?{OHIO}", "picture", "dark"),
        (f"/explore?{OHIO}&list=most_openings", "picture", "light"),
    ],
    ids=["chart", "map", "treemap", "bars"],
)
def test_a_chart_is_saved_as_a_picture_with_title_source_and_white_ground(
    visit: VisitPage, tmp_path: Path, path: str, key: str, scheme: str
):
    seen = visit(path, scheme=scheme)
    page = seen.page
    place = page.locator(f".st-key-table-{key}")
    page.evaluate("document.querySelector('[data-testid=stMain]').scrollTo(0, 600)")
    place.wait_for()
    buttons = opened(page, key)
    title = buttons.get_by_role("button").first.get_attribute("aria-label").removeprefix("Picture (PNG): ")
    assert page.get_by_role("heading", name=title, exact=True).count()

    svg = saved(page, buttons.get_by_role("button", name=f"Drawing (SVG): {title}", exact=True), tmp_path)
    drawn = ElementTree.parse(svg).getroot()
    assert drawn.find(f"{SVG}title").text == title
    told = " ".join("".join(text.itertext()) for text in drawn.iter(f"{SVG}text"))
    assert title in told
    assert re.search(
        "Sources?: Occupational Employment and Wage Statistics, U.S. Bureau of Labor Statistics, May 2025", told
    )
    ground = drawn.find(f"{SVG}rect")
    assert (ground.get("fill"), ground.get("width")) == ("#FFFFFF", drawn.get("width"))
    marks = list(drawn.iter(f"{SVG}path")) + list(drawn.iter(f"{SVG}rect"))
    assert len(marks) > 5

    png = saved(page, buttons.get_by_role("button", name=f"Picture (PNG): {title}"), tmp_path, with_keys=True)
    height = float(drawn.get("height"))
    assert size_of(png) == (2 * 960, 2 * height)
    assert png.stem == svg.stem
    assert png.stat().st_size > 10_000
    assert f"Saved as {png.name}." in buttons.get_by_role("status").inner_text()


def test_without_the_pages_own_plotly_ours_is_fetched_when_a_picture_is_asked_for(visit: VisitPage, tmp_path: Path):
    seen = visit(f"/overview?{OHIO}")
    page = seen.page
    buttons = opened(page, "spread")
    page.evaluate("() => { delete window.Plotly }")
    assert page.evaluate("window.Plotly === undefined")
    assert not any("/pictures/" in url for url in seen.requests)
    for _time in range(2):
        png = saved(page, buttons.get_by_role("button", name="Picture (PNG)"), tmp_path)
        assert size_of(png)[0] == 2 * 960
    assert sum("/pictures/plotly-" in url for url in seen.requests) == 1


def test_a_picture_shows_the_figures_of_its_chart(visit: VisitPage, tmp_path: Path):
    page = visit(f"/overview?{OHIO}").page
    svg = saved(page, opened(page, "spread").get_by_role("button", name="Drawing (SVG)"), tmp_path)
    assert "$45,610" in "".join(ElementTree.parse(svg).getroot().itertext())


def test_a_picture_that_cannot_be_made_is_said(visit: VisitPage):
    seen = visit(f"/overview?{OHIO}")
    page = seen.page
    page.route("**/pictures/**", lambda route: route.abort())
    buttons = opened(page, "spread")
    page.evaluate("() => { delete window.Plotly }")
    buttons.get_by_role("button", name="Picture (PNG)").click()
    buttons.get_by_text("The picture could not be made.").wait_for()
    assert any("did not arrive" in complaint for complaint in seen.complaints)
    seen.complaints.clear()


def test_a_workbook_holds_the_published_figures_as_numbers(visit: VisitPage, tmp_path: Path):
    page = visit(f"/overview?{OHIO}").page
    opened(page, "spread")
    book = saved(page, page.get_by_role("button", name="Download Excel"), tmp_path)
    assert book.name == "wageways-spread-43-4051-oh.xlsx"
    rows = list(load_workbook(book).active.iter_rows(values_only=True))
    heads = next(row for row in rows if "pay_annual_p50_usd" in row)
    first = dict(zip(heads, rows[rows.index(heads) + 1], strict=True))
    assert (first["row_title"], first["pay_annual_p50_usd"], first["pay_annual_p50_flag"]) == ("Ohio", 45610, "ok")
    assert any("May 2025" in str(row[0]) for row in rows)


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Another server, which knows nothing of what was looked at here."""
    with running(tmp_path_factory.mktemp("elsewhere") / "server.log") as another:
        yield another


@pytest.mark.parametrize(
    "path",
    [
        f"/overview?{OHIO}",
        f"/regions?{OHIO}&kind=metro&real=1",
        "/compare?job=43-4051,29-1141&place=US,OH,18140&real=1",
        f"/offer?{OHIO}&amount=46000&years=8",
        f"/outlook?{OHIO}&edition=2023-33&lang=es",
    ],
)
def test_a_copied_link_opens_the_same_view_on_a_fresh_server(visit: VisitPage, elsewhere: Server, path: str):
    seen = visit(path)
    page = seen.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    button = page.locator(".ww-copy")
    button.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelector('.ww-tools [role=status]').textContent !== ''")
    link = page.evaluate("navigator.clipboard.readText()")
    assert link.startswith(seen.address)
    assert len(link) - len(seen.address) < 120
    there = visit(link.removeprefix(seen.address), on=elsewhere).page
    for words in (".ww h1", ".ww-main, .ww-lead"):
        assert there.locator(words).first.inner_text() == page.locator(words).first.inner_text()
    assert urlsplit(there.url).query == urlsplit(link).query


def test_where_nothing_may_be_copied_the_link_is_shown(visit: VisitPage):
    page = visit(f"/overview?{OHIO}&present=0").page
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('refused')) }")
    shown = []
    page.on("dialog", lambda dialog: (shown.append((dialog.message, dialog.default_value)), dialog.dismiss()))
    page.locator(".ww-copy").click()
    page.wait_for_timeout(300)
    assert shown == [
        ("Your browser does not let us copy. Copy the link from here:", page.url.replace("&present=0", ""))
    ]


def test_a_chart_names_its_address_as_data_and_there_stands_the_same_figure(visit: VisitPage, server: Server):
    page = visit(f"/overview?{OHIO}").page
    page.get_by_text("Where do these numbers come from?").first.click()
    link = page.locator('a[href^="/api/pay"]')
    assert link.inner_text() == f"/api/pay?{OHIO}"
    with urlopen(server.address + link.get_attribute("href")) as reply:
        told = json.load(reply)
    assert told["answer"]["here"]["pay_annual_p50_usd"] == 45_610
    assert page.locator('.ww-footer a[href="/api"]').count() == 1


def test_the_guide_reads_without_scripts_and_fits_a_phone(browser: Browser, server: Server):
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": 360, "height": PHONE[1]}, color_scheme="dark"
    )
    try:
        page = context.new_page()
        page.goto(f"{server.address}/api")
        assert page.locator("h1").inner_text() == "The API of Wageways"
        assert page.locator("h2").count() > 15
        # Only the tables scroll sideways, each in its own room.
        assert page.locator("html").bounding_box()["width"] == 360
        assert max(page.locator(part).first.bounding_box()["width"] for part in ("main", "section", ".wide")) <= 360
    finally:
        context.close()
