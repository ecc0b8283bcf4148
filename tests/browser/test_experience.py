"""Experience in a browser: bands on the first screen, survey figures beside them, words where there is no figure."""

from __future__ import annotations

import pytest

from tests.browser.conftest import PHONE, WIDE, VisitPage
from tests.synthetic_surveys import file_of

ADDRESS = "/experience?job=43-4051&place=OH"


@pytest.mark.parametrize(("size", "scheme"), [(WIDE, "light"), (PHONE, "light"), (PHONE, "dark")])
def test_the_first_screen_holds_the_answer_and_the_chart(visit: VisitPage, picture, size, scheme):
    page = visit(ADDRESS, size=size, scheme=scheme).page
    chart = page.locator(".js-plotly-plot").first
    chart.wait_for()
    answer, box = page.get_by_text("$46,900").first.bounding_box(), chart.bounding_box()
    picture(page, f"experience-{size[0]}-{scheme}")
    assert answer is not None
    assert box is not None
    assert answer["y"] + answer["height"] <= size[1]
    assert box["y"] + box["height"] <= size[1] + 1
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]


def test_bands_stand_in_their_own_order_and_the_axis_starts_at_zero(visit: VisitPage):
    page = visit(ADDRESS).page
    page.locator(".js-plotly-plot").first.wait_for()
    layout = page.evaluate(
        "(({annotations, xaxis}) => [annotations.map(a => [a.y, a.text]), xaxis.range[0]])"
        "(document.querySelector('.js-plotly-plot')._fullLayout)"
    )
    named = [text.split(" years")[0] for _y, text in sorted(layout[0]) if " years" in text]
    assert named == ["0–5", "5–10", "10–20", "20+"]
    assert layout[1] == 0


def test_all_survey_figures_can_be_read_without_scrolling_inside_the_table(visit: VisitPage):
    page = visit(ADDRESS).page
    table = page.locator(".ww-scroll", has_text="Career guide A")
    table.scroll_into_view_if_needed()
    assert table.evaluate("e => e.scrollHeight - e.clientHeight") <= 1
    assert "$27.20" in table.inner_text()


def test_a_job_with_too_few_people_shows_words_and_no_axis(visit: VisitPage, picture):
    page = visit("/experience?job=27-2011").page
    page.locator(".js-plotly-plot").first.wait_for()
    picture(page, "experience-few")
    told = page.locator(".js-plotly-plot").first.evaluate("e => e.textContent")
    assert told.count("not shown: fewer than 30 people") == 4
    assert "$" not in told


def test_a_file_dropped_on_the_page_is_shown_here_removed_at_a_click_and_seen_by_nobody_else(visit: VisitPage, picture):
    seen = visit(ADDRESS)
    page = seen.page
    box = page.locator('[data-testid="stFileUploader"] input[type="file"]')
    box.set_input_files({"name": "synthetic.csv", "mimeType": "text/csv", "buffer": file_of({})})
    page.get_by_text("Your file: synthetic.csv").wait_for()
    page.get_by_text("$41,234").first.scroll_into_view_if_needed()
    picture(page, "experience-own-survey")
    assert page.get_by_text("$41,234").first.is_visible()
    other = visit(ADDRESS).page
    assert other.get_by_text("$41,234").count() == 0
    page.get_by_role("button", name="Remove the file").click()
    page.get_by_text("Your file: synthetic.csv").wait_for(state="detached")
    assert page.get_by_text("$41,234").count() == 0


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "The column is missing."),
        (bytes(range(128, 256)), "not text in UTF-8"),
        (b"PK\x03\x04", "a workbook or an archive"),
        (file_of({"survey_source": "=1+1"}), "begins like a formula"),
    ],
    ids=["empty", "binary", "workbook", "formula"],
)
def test_a_faulty_file_is_told_by_row(visit: VisitPage, content, told):
    page = visit(ADDRESS, size=PHONE).page
    box = page.locator('[data-testid="stFileUploader"] input[type="file"]')
    box.set_input_files({"name": "synthetic.csv", "mimeType": "text/csv", "buffer": content})
    page.get_by_text("Nothing of this file is shown").wait_for()
    assert page.get_by_text(told).first.is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]


def test_a_file_beyond_the_limit_does_not_leave_the_browser(visit: VisitPage):
    page = visit(ADDRESS).page
    box = page.locator('[data-testid="stFileUploader"] input[type="file"]')
    box.set_input_files({"name": "synthetic.csv", "mimeType": "text/csv", "buffer": b" " * 5_300_000})
    page.get_by_text("File must be 5.0MB or smaller").wait_for()
    assert page.get_by_text("Your file").count() == 0


def test_who_is_in_the_job_is_drawn_when_reached(visit: VisitPage, picture):
    page = visit(ADDRESS).page
    page.get_by_role("button", name="Show this chart").first.scroll_into_view_if_needed()
    page.get_by_text("51% have 20 years or more, against 54% of all workers").wait_for()
    chart = page.locator(".js-plotly-plot").nth(1)
    chart.wait_for()
    chart.scroll_into_view_if_needed()
    picture(page, "experience-shares")
    assert chart.evaluate("e => e._fullLayout.xaxis.range[0]") == 0
