"""Trend in a browser: the answer and its chart on the first screen, the dollars by mouse and by keyboard, the CSV."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.browser.conftest import PHONE, WIDE, VisitPage, stands_still

ADDRESS = "/trend?job=43-4051&place=OH"


@pytest.mark.parametrize(("size", "scheme"), [(WIDE, "light"), (PHONE, "light"), (PHONE, "dark")])
def test_the_first_screen_holds_the_answer_and_the_chart(visit: VisitPage, picture, size, scheme):
    page = visit(ADDRESS, size=size, scheme=scheme).page
    chart = page.locator(".js-plotly-plot").first
    chart.wait_for()
    box = chart.bounding_box()
    answer = page.get_by_text("+5%").first.bounding_box()
    picture(page, f"trend-{size[0]}-{scheme}")
    assert answer is not None
    assert box is not None
    assert answer["y"] + answer["height"] <= size[1]
    assert box["y"] + box["height"] <= size[1] + 1
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]


def test_other_dollars_repaint_the_chart_and_stand_in_the_address_that_others_can_open(visit: VisitPage):
    seen = visit(ADDRESS)
    page = seen.page
    page.get_by_role("radio", name="In dollars of each year").or_(
        page.get_by_role("button", name="In dollars of each year")
    ).first.click()
    page.get_by_role("heading", name="Middle pay rose 45% from 2013 to 2025, while prices rose 38%").wait_for()
    assert "dollars=nominal" in page.url
    again = visit(page.url.removeprefix(seen.address)).page
    again.get_by_role("heading", name="Middle pay rose 45% from 2013 to 2025, while prices rose 38%").wait_for()


def test_the_csv_holds_the_published_medians_with_flags_and_breaks(visit: VisitPage, tmp_path: Path):
    page = visit(ADDRESS + "&dollars=nominal").page
    page.get_by_text("Table and download").first.click()
    with page.expect_download() as waiting:
        stands_still(page.get_by_role("button", name="Download CSV").first).click()
    path = tmp_path / "trend.csv"
    waiting.value.save_as(path)
    lines = path.read_text("utf-8-sig").splitlines()
    rows = list(csv.DictReader(line for line in lines if not line.startswith("#")))
    told = {row["year"]: row for row in rows}
    assert (told["2017"]["pay_annual_p50_usd"], told["2018"]["pay_annual_p50_usd"]) == ("32890.0", "33750.0")
    assert told["2017"]["pay_annual_p50_flag"] == "ok"
    assert told["2021"]["break_kind"] == "method"
    assert any("U.S. Bureau of Labor Statistics" in line for line in lines if line.startswith("#"))


def test_the_number_of_jobs_is_drawn_when_reached(visit: VisitPage):
    page = visit(ADDRESS, size=PHONE).page
    page.get_by_role("heading", name="How far to trust this").scroll_into_view_if_needed()
    page.mouse.wheel(0, 2500)
    page.get_by_role("heading", name="9% more jobs in 2025 than in 2013").wait_for()


def test_a_hostile_value_for_the_dollars_changes_nothing(visit: VisitPage):
    page = visit(ADDRESS + "&dollars=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E").page
    page.get_by_role("heading", name="After inflation, middle pay rose 5% from 2013 to 2025").wait_for()
    assert page.locator("img[src=x]").count() == 0
