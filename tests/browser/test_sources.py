"""Sources in a browser: a figure followed back, parts that open by keyboard, whole tables that download."""

from __future__ import annotations

from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from careers import tables
from tests.browser.conftest import PHONE, WIDE, Server, VisitPage

ADDRESS = "/sources?job=43-4051&place=OH"


@pytest.mark.parametrize(("size", "scheme"), [(WIDE, "light"), (PHONE, "light"), (WIDE, "dark")])
def test_the_first_screen_follows_the_readers_own_figure(visit: VisitPage, picture, size, scheme):
    page = visit(ADDRESS, size=size, scheme=scheme).page
    heading = page.get_by_role("heading", name="Follow one figure back: $45,610")
    box = heading.bounding_box()
    picture(page, f"sources-{size[0]}-{scheme}")
    assert box is not None
    assert box["y"] + box["height"] <= size[1]
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]


def test_a_table_opens_by_keyboard_and_tells_fields_with_units(visit: VisitPage, picture):
    page = visit(ADDRESS).page
    part = page.locator("details", has_text="Pay and jobs by place").first
    field = part.locator("tr", has=page.get_by_text("pay_annual_p50_usd", exact=True))
    assert not field.is_visible()
    part.locator("summary").focus()
    page.keyboard.press("Enter")
    field.wait_for()
    picture(page, "sources-open")
    assert "US dollars per year" in field.inner_text()
    assert "Wage and salary jobs" in part.inner_text() or "wage and salary jobs" in part.inner_text()


def test_a_source_opens_on_its_files_with_address_size_day_and_hash(visit: VisitPage):
    page = visit(ADDRESS).page
    part = page.locator("details", has_text="national estimates of earlier years").first
    part.locator("summary").click()
    told = part.inner_text()
    file = tables.record("pay_history").source().files[0]
    assert file.name in told
    assert f"{file.size_bytes:,} bytes" in told
    assert f"SHA-256 {file.sha256}" in told
    assert part.locator(f'a[href="{file.address}"]').count() == 1


def test_a_whole_table_downloads_from_its_link(visit: VisitPage):
    page = visit(ADDRESS).page
    part = page.locator("details", has_text="Consumer prices (CPI-U), yearly average").first
    part.locator("summary").click()
    with page.expect_download() as waiting:
        part.get_by_role("link", name="Download the whole table as CSV").click()
    assert waiting.value.suggested_filename == "wageways-price-index.csv"
    text = waiting.value.path().read_text("utf-8-sig")
    assert "\n2025,321.943\n" in text


def test_the_largest_table_comes_whole_and_says_what_it_is(server: Server):
    with urlopen(f"{server.address}/api/tables/pay_by_place.csv", timeout=60) as reply:
        assert reply.headers["Content-Disposition"] == 'attachment; filename="wageways-pay-by-place.csv"'
        assert reply.headers["Content-Type"].startswith("text/csv")
        lines = reply.read().decode("utf-8-sig").splitlines()
    rows = [line for line in lines if not line.startswith("#")]
    assert len(rows) == tables.record("pay_by_place").rows + 1
    assert any(line.startswith('"43-4051","OH",85930,"ok"') and ",45610," in line for line in rows)


@pytest.mark.parametrize("name", ["nope", "pay_by_place.parquet", "%2e%2e%2fapp", "%3Cscript%3E"])
def test_a_table_that_is_not_there_is_refused_as_plain_text(server: Server, name):
    with pytest.raises(HTTPError) as caught:
        urlopen(f"{server.address}/api/tables/{name}.csv", timeout=10)
    assert caught.value.code in (400, 404)
    assert "text/html" not in caught.value.headers.get("Content-Type", "")
