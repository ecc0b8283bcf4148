"""Sentences of Industries: goldens, claims only as far as the figures bear them, and the modelled figure named so."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from careers import industry_pay
from careers.industry_pay import LEVELS
from careers.narrative import industries as say
from careers.ranking import Ranking

JOB = "43-4051"
CARDIOLOGISTS, ACTORS, PILOTS = "29-1212", "27-2011", "53-2011"


def test_most_jobs_against_best_pay():
    assert say.lead(industry_pay.answer(JOB), "year") == [
        "The most jobs are in finance and insurance: 481,180, 18.5% of this occupation’s.",
        "Pay is best in utilities: $58,460 in the middle, with 1.0% of the jobs.",
    ]
    title, subtitle, sentence = say.spread_words(industry_pay.answer(JOB))
    assert title == "The most jobs are in finance and insurance, the best pay in utilities"
    assert subtitle.endswith("customer service representatives, whole country, May 2025")
    assert "from $58,460 in utilities down to $34,920" in sentence


def test_a_chosen_industry_comes_first_with_its_verdict():
    assert say.lead(industry_pay.answer(JOB, "US", "42"), "year") == [
        "Wholesale trade: $48,690 a year, 9% above all industries ($44,770), a clear difference."
    ]
    assert say.lead(industry_pay.answer(JOB, "US", "44-45"), "year")[0].startswith("Retail trade: $37,350 a year, 17%")


def test_place_and_industry_together_are_called_modelled_beside_both_published_figures():
    answer = industry_pay.answer(JOB, "OH", "42")
    assert "In Ohio we model about $49,600 for it; nobody publishes the two together." in say.lead(answer, "year")
    figures = say.between(answer)
    assert [figure[:3] for figure in figures] == [
        ("Ohio, all industries", "$45,610", "Published"),
        ("US, wholesale trade", "$48,690", "Published"),
        ("Ohio, wholesale trade", "about $49,600", "Modelled, not published. Range $49,100 to $50,200."),
    ]
    assert "independent" in say.assumption(answer.combined)


def test_without_a_figure_the_reason_stands_in_its_place():
    answer = industry_pay.answer(CARDIOLOGISTS, "CO", "62")
    assert say.between(answer)[-1][1] == "no figure"
    assert "can be modelled" in say.lead(answer, "year")[1]
    assert say.between(answer)[0][1] == "at least $239,200"


def test_a_place_alone_stands_beside_and_says_that_nobody_crosses_the_two():
    answer = industry_pay.answer(JOB, "OH")
    assert say.between(answer) == [("Ohio, all industries", "$45,610", "Published", False)]
    assert any("Choose an industry" in sentence for sentence in say.asides(answer))


def test_hidden_jobs_make_the_claim_smaller():
    answer = industry_pay.answer(JOB, level="4-digit")
    assert "Of the 4-digit industries that release their jobs" in say.most_jobs(answer)
    assert say.spread_words(answer)[0] == "Jobs and pay by industry"


def test_a_tie_at_the_top_names_no_winner():
    answer = industry_pay.answer(JOB)
    rows = answer.ranking.rows.copy()
    rows.loc[1, ["pay_annual_p50_usd", "rank"]] = [rows.loc[0, "pay_annual_p50_usd"], 1]
    tied = replace(answer, ranking=Ranking(rows, answer.ranking.left_out, answer.ranking.column))
    assert say.best_pay(tied) == "Several industries share the best pay: $58,460."
    assert say.spread_words(tied)[0] == "The most jobs are in finance and insurance"


def test_a_leader_who_is_not_clear_is_not_called_the_best_in_the_title():
    answer = industry_pay.answer("00-0000")
    assert any(verdict.outcome != "clear" for verdict in answer.leader)
    assert say.spread_words(answer)[0].endswith("where pay is best is too close to call")
    assert "too close to call" in say.best_pay(answer)


def test_industries_left_out_are_counted_and_the_claim_is_of_those_ranked():
    answer = industry_pay.answer(PILOTS)
    assert say.best_pay(answer).startswith("Of those that can be ranked")
    assert "of those ranked" in say.spread_words(answer)[0]
    assert "Left out of the ranking by pay" in " ".join(say.notes(answer))


def test_a_level_without_a_cell_says_so_and_points_to_the_others():
    assert say.lead(industry_pay.answer("11-9131", level="5-6-digit"), "year") == [
        "The agency publishes no 5- and 6-digit industries for this job. Choose another level of detail."
    ]


def test_the_only_industry_that_can_be_ranked_is_called_so():
    told = say.best_pay(industry_pay.answer(CARDIOLOGISTS))
    assert told == "Only health care and social assistance can be ranked by pay: $506,320 in the middle."


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("industry", [None, "42", "5241", "999300", "999101"])
@pytest.mark.parametrize("place", ["US", "OH", "GU", "18140"])
@pytest.mark.parametrize("job", [JOB, ACTORS, PILOTS, CARDIOLOGISTS, "27-2040", "00-0000"])
def test_every_selection_has_words_and_no_blank(job, place, industry, level):
    answer = industry_pay.answer(job, place, industry, level)
    told = [*say.lead(answer, "year"), *say.spread_words(answer), *say.notes(answer), *say.asides(answer)]
    told += [words for figure in say.between(answer) for words in figure[:3]]
    for sentence in told:
        assert sentence.strip()
        assert not re.search(r"\bnan\b|\bNone\b(?! of)|\binf\b|[{}_]", sentence), sentence
    assert set(say.table(answer)["ranking"].map(bool)) <= {True}
