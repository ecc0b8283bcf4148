"""Explore, run as Streamlit runs it: printed figures, wishes in the address, lists, pages, a way on from nothing."""

from __future__ import annotations

import re

import pytest

from pages.ui.widgets import ROWS_PER_PAGE
from tests.app.test_shell import OHIO, visit, words

PAGE = "decide/explore.py"


def rows(told: str) -> list[str]:
    """Codes of the occupations in the list, in order."""
    body = told[told.index("<tbody>") : told.index("</tbody>")]
    return re.findall(r'<tr[^>]*><th scope="row"><a href="/overview\?job=([\d-]+)', body)


def row(told: str, code: str) -> str:
    return next(part for part in told.split("<tr") if f"job={code}&amp;" in part and "<td" in part)


def test_every_occupation_has_a_tile_that_leads_to_its_overview_in_the_same_place():
    told = words(visit(PAGE, **OHIO))
    assert "<h1>Explore jobs in Ohio</h1>" in told
    tiles = re.findall(r'<a href="/overview\?job=([\d-]+)&amp;place=OH" tabindex="-1"', told)
    assert len(tiles) == len(set(tiles)) == 765
    assert 'class="c0 own"' in told


def test_the_list_shows_the_printed_figures_of_registered_nurses():
    told = words(visit(PAGE, place="OH", words="registered nurses"))
    found = row(told, "29-1141")
    for figure in ("$82,510", "143,730", "+4.9%", "189,100", "bachelor’s degree"):
        assert figure in found


def test_a_list_comes_in_pages_of_25_rows_and_the_address_carries_the_page():
    first = rows(words(visit(PAGE, place="OH")))
    second = rows(words(visit(PAGE, place="OH", page="2")))
    assert len(first) == len(second) == ROWS_PER_PAGE
    assert not set(first) & set(second)
    assert "Rows 26 to 50 of 830." in words(visit(PAGE, place="OH", page="2"))


@pytest.mark.parametrize("page", ["0", "-1", "999999999999", "two", "<script>", "²"])
def test_a_page_that_is_none_shows_one_that_is(page):
    app = visit(PAGE, place="OH", page=page)
    assert not app.exception
    assert rows(words(app))
    assert "<script>" not in words(app)


def test_the_fastest_growing_name_the_leaders_and_what_is_left_out():
    told = words(visit(PAGE, list="fastest_growing"))
    assert "Wind turbine service technicians grow fastest: +49.9%" in told
    assert rows(told)[:3] == ["49-9081", "47-2231", "29-1171"]
    assert "Left out of this list: 6 with an error of pay above 10%." in told
    ohio = words(visit(PAGE, list="fastest_growing", place="OH"))
    assert rows(ohio)[:2] == ["49-9081", "29-1171"]
    assert "36 with fewer than 100 jobs" in ohio


@pytest.mark.parametrize("listed", ["most_openings", "best_paid_without_degree", "most_jobs"])
def test_each_list_has_ten_bars_that_are_links(listed):
    told = words(visit(PAGE, place="OH", list=listed))
    bars = told[told.index("ww-bars") : told.index("</ol>")]
    assert len(re.findall(r'<li[^>]*><a href="/overview\?job=[\d-]+&amp;place=OH">', bars)) == 10


@pytest.mark.parametrize("color", ["growth", "pay", "schooling", "openings"])
def test_what_colors_the_tiles_stands_in_the_address(color):
    app = visit(PAGE, place="OH", color=color)
    assert not app.exception
    expected = {"growth": "projected to shrink", "pay": "that pay $", "schooling": "ask for no degree",
                "openings": "openings per 100 workers"}  # fmt: skip
    assert expected[color] in words(app)


def test_all_occupations_can_be_seen_as_dots_of_pay_and_growth_which_lead_to_their_overview():
    app = visit(PAGE, place="OH", color="dots")
    assert not app.exception
    told = words(app)
    assert re.search(r"\d+ of \d+ occupations pay above the middle and grow faster than all jobs", told)
    assert "Up: middle pay a year in Ohio, May 2025. Right: change in US jobs, 2024–34." in told
    assert "neither causes the other" in told
    (chart,) = app.get("plotly_chart")
    assert '"53-2012"' in chart.proto.spec
    assert rows(told)[0] == "35-3023"
    narrowed = words(visit(PAGE, place="OH", color="dots", schooling="1", pay="hour"))
    assert re.search(r"\d+ of [1-4]\d\d occupations pay above the middle", narrowed)


def test_wishes_narrow_the_list_and_stand_in_the_address():
    app = visit(PAGE, place="OH")
    boxes = {box.label: box for box in app.selectbox}
    boxes["Schooling, at most"].select("1").run()
    assert list(app.query_params["schooling"]) == ["1"] or app.query_params["schooling"] == "1"
    told = words(app)
    assert "434 of 830 occupations fit." in told
    assert "29-1141" not in rows(told)


def test_a_new_wish_starts_the_list_at_its_first_page():
    app = visit(PAGE, place="OH", page="3")
    next(box for box in app.selectbox if box.label == "What you like").select("1.B.1.d").run()
    assert "page" not in app.query_params
    assert "Rows 1 to 25" in words(app)


def test_words_find_titles():
    app = visit(PAGE, place="OH")
    app.text_input[0].set_value("nurse practitioners").run()
    assert rows(words(app)) == ["29-1171"]


def test_pay_by_the_hour_filters_by_the_hour():
    told = words(visit(PAGE, place="OH", pay="hour", least_pay="50", order="pay"))
    assert "29-1171" in rows(told) or "occupations fit" in told
    amounts = [float(found.replace(",", "")) for found in re.findall(r'data-name="Middle[^"]*">\$([\d,.]+)<', told)]
    assert amounts
    assert min(amounts) >= 50


def test_wishes_that_leave_nothing_say_which_to_drop_and_lead_there():
    asked = {"schooling": "1", "least_pay": "100000", "least_growth": "20", "interest": "1.B.1.d"}
    told = words(visit(PAGE, **asked))
    assert "No occupation passes all of this. Drop “schooling:" in told
    link = re.search(r'<a href="/explore\?([^"]*)">Drop “schooling', told)[1].replace("&amp;", "&")
    kept = dict(part.split("=") for part in link.split("&"))
    assert "schooling" not in kept
    back = words(visit(PAGE, **{name: value for name, value in kept.items() if name not in ("job", "place")}))
    assert rows(back)
    assert "ww-footer" in told


@pytest.mark.parametrize(
    "asked",
    [
        {"words": "<script>alert(1)</script>"},
        {"words": "x" * 5000},
        {"schooling": "99"},
        {"list": "nicest"},
        {"color": "mauve"},
        {"order": "beauty"},
        {"skill": "'; DROP TABLE"},
        {"least_pay": "nan"},
    ],
)
def test_hostile_wishes_do_no_harm(asked):
    app = visit(PAGE, place="OH", **asked)
    assert not app.exception
    assert not app.error
    assert "<script>" not in words(app)


def test_a_place_with_few_figures_says_how_few():
    told = words(visit(PAGE, place="VI"))
    assert "668 of them have no figures in the Virgin Islands." in told


def test_onets_attribution_stands_beside_its_ratings():
    assert "CC BY 4.0" in words(visit(PAGE, place="OH"))
