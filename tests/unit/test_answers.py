"""Every question as data: published figures with flags, nothing missing told as a number, and what is understood."""

from __future__ import annotations

import json
import math
from datetime import date

import numpy as np
import pandas as pd
import pytest

from careers import answers, compare, pay
from careers.answers import QUESTIONS, Missing, Refused, ask, plain, understood
from careers.errors import Near, NotPublished, Unusable
from careers.i18n import use_language
from careers.pay import Cell

JOB = "43-4051"
BY_NAME = {question.name: question for question in QUESTIONS}


def told(name: str, **parameters: str) -> dict[str, object]:
    """An answer as it comes out of JSON."""
    found = ask(BY_NAME[name], {key: [value] for key, value in parameters.items()})
    return json.loads(json.dumps(found, allow_nan=False))


def here(**parameters: str) -> dict[str, object]:
    return told("pay", **parameters)["answer"]["here"]


# --- What JSON can hold ----------------------------------------------------------------------------------------------


def test_what_is_missing_is_null_and_never_nan():
    frame = pd.DataFrame({"pay": [1.5, math.nan], "flag": ["ok", None], "n": np.array([1, 2])})
    value = {"cells": (Cell(math.nan, "not_released"), Cell(math.inf, "ok")), 1: frame, "none": pd.NA}
    assert plain(value) == {
        "cells": [{"value": None, "flag": "not_released"}, {"value": None, "flag": "ok"}],
        "1": [{"pay": 1.5, "flag": "ok", "n": 1}, {"pay": None, "flag": None, "n": 2}],
        "none": None,
    }


def test_numbers_dates_and_gaps_are_told_plainly():
    assert plain([np.float64(2.5), np.int64(3), np.bool_(True), date(2026, 11, 22)]) == [2.5, 3, True, "2026-11-22"]
    gap = NotPublished("synthetic", [Near("US", "United States")], "Synthetic sentence.")
    assert plain(gap) == {"message": "Synthetic sentence.", "nearest": [{"code": "US", "title": "United States"}]}


def test_what_no_json_is_known_for_is_an_error_and_no_guess():
    with pytest.raises(TypeError, match="object"):
        plain(object())


# --- Figures ---------------------------------------------------------------------------------------------------------


def test_pay_in_ohio_is_the_published_row_with_its_source_and_its_page():
    found = told("pay", job=JOB, place="OH")
    row = found["answer"]["here"]
    assert (row["pay_annual_p50_usd"], row["pay_annual_p50_flag"]) == (45_610, "ok")
    assert (row["pay_annual_mean_usd"], row["pay_hourly_p50_usd"], row["employment"]) == (46_870, 21.93, 85_930)
    assert row == plain(pay.lookup(JOB, "OH"))
    assert found["sources"][0]["edition"] == "May 2025"
    assert all(len(file["sha256"]) == 64 for file in found["sources"][0]["files"])
    assert found["page"] == "/overview?job=43-4051&place=OH"
    assert found["question"] == {"lang": "en", "job": JOB, "place": "OH", "industry": None, "pay": "year"}


@pytest.mark.parametrize(
    ("parameters", "column", "flag"),
    [
        ({"job": "27-2011"}, "pay_annual_p50", "hourly_only"),
        ({"job": "25-2031"}, "pay_hourly_p50", "annual_only"),
        ({"job": "29-1022", "place": "16740"}, "pay_annual_p50", "top_coded"),
    ],
)
def test_a_figure_that_is_not_there_is_null_and_its_flag_says_why(parameters, column, flag):
    row = here(**parameters)
    assert (row[f"{column}_usd"], row[f"{column}_flag"]) == (None, flag)


def test_a_figure_that_is_not_released_is_null_in_a_list_of_all_places():
    rows = told("pay/places", job=JOB, kind="metro")["answer"]["frame"]
    withheld = [row for row in rows if row["pay_annual_p50_flag"] == "not_released"]
    assert withheld
    assert {row["pay_annual_p50_usd"] for row in withheld} == {None}
    assert next(row for row in rows if row["place_code"] == "18140")["pay_annual_p50_flag"] == "ok"


def test_two_states_side_by_side_have_the_verdicts_of_the_formula():
    pair = {"job": JOB, "place": "OH,CA"}
    found = told("compare", **pair)["answer"]["against_best"]
    assert found["nominal"][0]["verdict"]["z"] == pytest.approx(-19.8, abs=0.05)
    assert found["real"][0]["verdict"]["z"] == pytest.approx(-3.0, abs=0.05)
    flip = compare.grid([JOB], ["OH", "CA"]).flips[0]
    assert flip.higher_after_prices.place.place_code == "OH"


def test_years_of_experience_bring_an_estimate_with_its_steps():
    assert told("experience", job=JOB, place="OH")["answer"]["estimate"] is None
    estimate = told("experience", job=JOB, place="OH", years="8")["answer"]["estimate"]
    assert estimate["band"]["experience_band"] == "5-10"
    assert estimate["steps"][-1]["name"] == "pay"


def test_a_place_with_an_industry_is_answered_for_the_place_and_says_so():
    found = told("pay", job=JOB, place="OH", industry="52")["answer"]
    assert found["here"]["industry_code"] == "000000"
    assert any("Finance and Insurance" in gap for gap in found["gaps"])


# --- Understanding an address ----------------------------------------------------------------------------------------


def test_every_question_answers_its_examples_and_names_sources_with_editions():
    for question in QUESTIONS:
        parameters = {p.name: p.example for p in question.parameters if p.example}
        found = told(question.name, **(parameters or {"q": "nurse"}))
        assert found["sources"], question.name
        assert all(source["title"] and source["edition"] for source in found["sources"]), question.name


def test_every_page_that_answers_a_question_has_one_and_no_two_share_a_name():
    assert len(BY_NAME) == len(QUESTIONS)
    pages = [question.page for question in QUESTIONS if question.page]
    assert len(pages) == len(set(pages))
    assert answers.of_page("overview").name == "pay"
    assert (answers.of_page(""), answers.of_page("sources")) == (None, None)


def test_an_empty_value_counts_as_absent_and_of_a_repeated_one_the_last_counts():
    values = understood(BY_NAME["pay"], {"job": [JOB, "29-1141"], "place": [""], "unknown": ["x"]})
    assert (values["job"], values["place"]) == ("29-1141", "US")


def test_lists_come_with_commas_or_repeated():
    question = BY_NAME["compare"]
    for given in (["43-4051,29-1141"], ["43-4051", "29-1141"], [" 43-4051 ,, 29-1141 "]):
        assert understood(question, {"job": given})["job"] == ("43-4051", "29-1141")
    assert understood(question, {})["place"] == ("US",)


@pytest.mark.parametrize(
    ("name", "parameters", "at_fault", "cause"),
    [
        ("pay", {"job": "99-9999"}, "job", answers.CareersError),
        ("pay", {"pay": "week"}, "pay", answers.CareersError),
        ("pay/places", {"kind": "city"}, "kind", Unusable),
        ("experience", {"years": "-1"}, "years", Unusable),
        ("experience", {"years": "nan"}, "years", Unusable),
        ("outlook", {"edition": "1990"}, "edition", Unusable),
        ("explore", {"least_pay": "1"}, "least_pay", Unusable),
        ("related", {}, "job", Missing),
        ("offer", {"job": JOB}, "amount", Missing),
        ("pay", {"lang": "xx"}, "lang", Unusable),
    ],
)
def test_a_value_that_answers_nothing_is_refused_by_name(name, parameters, at_fault, cause):
    with pytest.raises(Refused) as refused:
        ask(BY_NAME[name], {key: [value] for key, value in parameters.items()})
    assert refused.value.parameter == at_fault
    assert isinstance(refused.value.cause, cause)
    assert str(refused.value)


def test_more_than_five_jobs_are_refused_with_the_sentence_of_the_page():
    six = "43-4051,29-1141,11-1011,11-1021,13-2011,15-1252"
    with pytest.raises(answers.Refused, match="jobs at a time") as refused:
        told("compare", job=six)
    assert refused.value.parameter == "job"


def test_one_job_named_over_and_over_is_one_job_beside_the_next():
    cells = told("compare", job=f"{'43-4051,' * 20}29-1141")["answer"]["cells"]
    assert [row[0]["job"]["soc_code"] for row in cells] == [JOB, "29-1141"]


def test_the_pair_and_the_move_of_the_page_are_in_the_answer():
    asked = {"job": JOB, "place": "US,OH,CA", "first": f"{JOB}.CA", "second": f"{JOB}.US"}
    found = told("compare", **asked, **{"from": "OH", "to": "CA", "amount": "$50,000"})["answer"]
    assert (found["picked"]["first"], found["picked"]["second"]) == ([JOB, "CA"], [JOB, "US"])
    verdict = compare.grid([JOB], ["US", "OH", "CA"]).verdict((JOB, "CA"), (JOB, "US"))
    assert found["picked"]["verdicts"]["nominal"]["z"] == verdict.z
    assert found["move"]["equal_usd"] == pytest.approx(50_000 * 110.72 / 92.774)
    usual = told("compare", job=JOB, place="OH,CA")["answer"]
    assert (usual["picked"]["first"], usual["move"]["amount_usd"]) == ([JOB, "OH"], 45_610)
    alone = told("compare", job=JOB, place="OH")["answer"]
    assert (alone["picked"], alone["move"]) == (None, None)


def test_the_address_as_data_keeps_what_the_question_knows_and_the_language():
    question = BY_NAME["compare"]
    parameters = {"job": [JOB, "29-1141"], "place": ["US,OH"], "own": ["x"], "years": ["8"]}
    assert answers.address(question, parameters) == "/api/compare?job=43-4051,29-1141&place=US,OH&years=8"
    with use_language("es"):
        assert answers.address(question, {"job": [JOB]}) == "/api/compare?job=43-4051&lang=es"
