"""Trend: the dollars are in the address, the figures are those of the workbooks, gaps are told in words."""

from __future__ import annotations

import pytest

from tests.app.test_shell import OHIO, visit, words

SCRIPT = "pay/trend.py"


def test_the_page_answers_with_the_change_after_inflation_and_says_how_far_to_trust_it():
    app = visit(SCRIPT, **OHIO)
    told = words(app)
    assert not app.exception
    assert "+5%" in told
    assert "After inflation, middle pay rose 5% from 2013 to 2025" in told
    assert "May 2021 is the first year worked out with a new method" in told
    assert "advises against reading these figures as a time series" in told
    assert "Earlier years of Ohio are not here" in told


def test_nominal_medians_stand_in_the_table_as_the_articles_of_their_day_printed_them():
    app = visit(SCRIPT, **OHIO, dollars="nominal")
    app.session_state["table-trend"] = True
    told = words(app.run())
    assert "Middle pay rose 45% from 2013 to 2025, while prices rose 38%" in told
    for year, amount in (("2017", "$32,890"), ("2018", "$33,750"), ("2025", "$44,770")):
        assert f'<th scope="row">{year}</th><td>{amount}</td>' in told


def test_choosing_the_dollars_writes_them_into_the_address_and_choosing_back_takes_them_out():
    app = visit(SCRIPT, **OHIO)
    assert "dollars" not in app.query_params
    app.segmented_control[0].set_value("nominal").run()
    assert app.query_params["dollars"] in ("nominal", ["nominal"])
    assert "while prices rose" in words(app)
    app.segmented_control[0].set_value("real").run()
    assert "dollars" not in app.query_params
    assert "After inflation, middle pay rose" in words(app)


@pytest.mark.parametrize("value", ["<script>alert(1)</script>", "gold", "x" * 5000, ""])
def test_wrong_dollars_in_the_address_count_as_real_ones(value):
    app = visit(SCRIPT, **OHIO, dollars=value)
    assert not app.exception
    assert "After inflation, middle pay rose 5%" in words(app)
    assert "<script>" not in words(app)


def test_a_job_paid_by_the_hour_only_is_shown_by_the_hour():
    told = words(visit(SCRIPT, job="27-2011"))
    assert "published by the hour only" in told
    assert "$29.05" in told


def test_years_above_the_ceiling_are_named():
    told = words(visit(SCRIPT, job="29-1212"))
    assert "In 2021 to 2024 the middle pay is above what the edition prints" in told
    assert "This job’s code starts in 2021" in told
    assert "$496,010" in told
