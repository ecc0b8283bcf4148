"""Experience in a browser: bands on the first screen, survey figures beside them, words where there is no figure."""

from __future__ import annotations

import pytest

from tests.browser.conftest import PHONE, WIDE, VisitPage

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
