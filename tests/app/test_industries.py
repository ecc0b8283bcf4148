"""Industries, run as Streamlit runs it: the printed figures, the model named so, and a way on for every bad case."""

from __future__ import annotations

import pytest

from tests.app.test_shell import OHIO, visit, words

PAGE = "pay/industries.py"


def test_most_jobs_and_best_pay_with_the_place_beside():
    told = words(visit(PAGE, **OHIO))
    assert "481,180, 18.5% of this occupation’s" in told
    assert "Pay is best in utilities: $58,460" in told
    assert "$45,610" in told


def test_wholesale_and_retail_show_their_printed_medians():
    assert "Wholesale trade: $48,690 a year" in words(visit(PAGE, job="43-4051", industry="42"))
    assert "Retail trade: $37,350 a year" in words(visit(PAGE, job="43-4051", industry="44-45"))


def test_place_and_industry_together_are_modelled_between_published_neighbours():
    told = words(visit(PAGE, **OHIO, industry="42"))
    assert "about $49,600" in told
    assert "Modelled, not published. Range $49,100 to $50,200." in told
    assert told.index("Ohio, all industries") < told.index("Ohio, wholesale trade")
    assert "independent" in told


@pytest.mark.parametrize("level", ["sector", "3-digit", "4-digit", "5-6-digit"])
def test_every_level_shows_the_chosen_industry(level):
    app = visit(PAGE, **OHIO, industry="5241", level=level)
    assert not app.exception
    assert "Insurance carriers: $47,170 a year" in words(app)


def test_a_level_without_a_cell_leaves_the_page_standing():
    app = visit(PAGE, job="11-9131", place="OH", level="5-6-digit")
    assert not app.exception
    assert "Choose another level of detail" in words(app)
    assert "$97,680" in words(app)


def test_an_industry_without_the_job_names_its_neighbours_and_the_rest_stays():
    told = words(visit(PAGE, **OHIO, industry="999101"))
    assert "does not publish pay" in told
    assert "The most jobs are in finance and insurance" in told
    assert "$45,610" in told


@pytest.mark.parametrize(
    ("job", "place", "industry", "expected"),
    [
        ("27-2011", "NY", "71", "about $22.30"),
        ("53-2011", "OH", "48-49", "about $255,600"),
        ("29-1212", "CO", "62", "no figure"),
        ("27-2040", "OH", "71", "Arts, entertainment and recreation"),
        ("00-0000", "US", "52", "Finance and insurance: $77,030 a year"),
        ("43-4051", "OH", "999300", "about $48,100"),
    ],
)
def test_odd_cells_are_told_in_words(job, place, industry, expected):
    app = visit(PAGE, job=job, place=place, industry=industry)
    assert not app.exception
    assert not app.error
    assert expected in words(app)
    assert "$nan" not in words(app)


@pytest.mark.parametrize("name", ["level", "order", "rows"])
def test_hostile_values_of_this_pages_own_parameters_count_as_none(name):
    app = visit(PAGE, **OHIO, **{name: "<script>alert(1)</script>" + "x" * 500})
    assert not app.exception
    assert "The most jobs are in finance and insurance" in words(app)
    assert "<script>" not in words(app)
