"""Regions, run as Streamlit runs it: the printed figures on the page, and a way on for every bad case."""

from __future__ import annotations

import pytest

from tests.app.test_shell import OHIO, visit, words

PAGE = "pay/regions.py"


def test_ohio_shows_the_printed_median_and_counts_who_pays_more():
    told = words(visit(PAGE, **OHIO))
    assert "Middle pay: $45,610 a year" in told
    assert "20 pay more and 33 pay less" in told
    assert "Washington leads" in told


def test_after_local_prices_stands_in_the_address_and_changes_the_ranking():
    told = words(visit(PAGE, **OHIO, real="1"))
    assert "$49,162" in told
    assert "Iowa leads" in told
    assert "/regions?job=43-4051&amp;place=CA&amp;real=1" in told


@pytest.mark.parametrize("kind", ["metro", "nonmetro"])
def test_another_kind_of_place_keeps_the_readers_own_in_sight(kind):
    app = visit(PAGE, **OHIO, kind=kind)
    assert not app.exception
    assert "Middle pay: $45,610 a year" in words(app)
    assert "Your own place is drawn below the others" in words(app)


def test_choosing_a_kind_writes_it_into_the_address_and_the_first_one_leaves_it():
    app = visit(PAGE, **OHIO)
    app.segmented_control[0].set_value("metro").run()
    assert list(app.query_params["kind"]) == ["metro"] or app.query_params["kind"] == "metro"
    assert "metro areas that can be ranked" in words(app)
    app.segmented_control[0].set_value("state").run()
    assert "kind" not in app.query_params


def test_a_place_without_the_job_names_its_neighbours_and_the_rest_stays():
    told = words(visit(PAGE, job="19-1011", place="GU"))
    assert "does not publish pay" in told
    assert 'href="/regions?job=19-1011&amp;place=US"' in told
    assert "Middle pay in the whole country" in told


def test_an_industry_in_the_address_is_said_not_to_count_here():
    told = words(visit(PAGE, **OHIO, industry="44-45"))
    assert "all industries count here" in told
    assert "<h1>Customer service representatives in Ohio</h1>" in told


@pytest.mark.parametrize(
    ("job", "place", "expected"),
    [
        ("27-2011", "NY", "This work is paid by the hour, so no yearly figure is published."),
        ("53-2011", "OH", "Middle pay: $204,170 a year"),
        ("29-1212", "CO", "at least $239,200 a year"),
        ("27-2040", "OH", "No figure for states and territories is published for this job."),
        ("43-4051", "GU", "Middle pay: $30,350 a year"),
        ("00-0000", "US", "Middle pay: $50,980 a year."),
    ],
)
@pytest.mark.parametrize("real", ["0", "1"])
def test_odd_cells_are_told_in_words(job, place, expected, real):
    app = visit(PAGE, job=job, place=place, pay="year", real=real)
    assert not app.exception
    assert not app.error
    assert expected.rstrip(".") in words(app)
    assert "$nan" not in words(app)


@pytest.mark.parametrize("name", ["kind", "real", "rows"])
def test_hostile_values_of_this_pages_own_parameters_count_as_none(name):
    app = visit(PAGE, **OHIO, **{name: "<script>alert(1)</script>" + "x" * 500})
    assert not app.exception
    assert "Middle pay: $45,610 a year" in words(app)
    assert "<script>" not in words(app)
