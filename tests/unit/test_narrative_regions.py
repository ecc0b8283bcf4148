"""Sentences of Regions are true for every selection: goldens, ties, missing places, top-coded and withheld figures."""

from __future__ import annotations

import re
from dataclasses import replace

import pandas as pd
import pytest

from careers import regions
from careers.narrative import regions as say
from careers.ranking import Ranking
from careers.regions import Regions

JOB = "43-4051"
CARDIOLOGISTS, ACTORS, PILOTS = "29-1212", "27-2011", "53-2011"


def synthetic(answer: Regions, *figures: float, left_out: int = 0) -> Regions:
    """The answer with a made-up ranking of as many states as there are figures, in the order given."""
    rows = answer.frame.head(len(figures)).assign(**{answer.column: list(figures)})
    ranks = pd.Series(figures).rank(method="min", ascending=False).astype(int).to_numpy()
    gone = answer.frame.tail(left_out).assign(reason="few_jobs")
    codes = list(rows["place_code"])
    return replace(
        answer,
        ranking=Ranking(rows.assign(rank=ranks), gone, answer.column),
        frame=pd.concat([rows, gone]),
        leader=answer.leader[: len(figures) - 1],
        against_first={code: v for code, v in answer.against_first.items() if code in codes},
    )


def test_ohio_in_three_sentences():
    assert say.lead(regions.answer(JOB, "OH"), "year") == [
        "Middle pay: $45,610 a year; too close to call against the US ($44,770).",
        "Of the 53 other states and territories that can be ranked, 20 pay more and 33 pay less.",
        "Each of the 8 best-paying clearly pays more on average.",
    ]


def test_after_prices_the_sentence_says_what_the_pay_buys():
    told = say.lead(regions.answer(JOB, "OH", real=True), "year")
    assert told[0] == (
        "Middle pay: $45,610 a year, which buys what $49,162 buys at average US prices; "
        "10% above the US ($44,770), a clear difference."
    )
    assert "4 pay more and 46 pay less" in told[1]


def test_the_whole_country_gets_the_range_of_its_states():
    told = say.lead(regions.answer(JOB), "year")
    assert told[0] == "Middle pay: $44,770 a year."
    assert told[1] == "It runs from $26,700 to $50,330 in the 54 states and territories that can be ranked."


def test_no_rank_is_claimed_and_equal_pay_is_counted_as_equal():
    answer = synthetic(regions.answer(JOB, "OH"), 60_000, 45_610, 45_610, 30_000)
    assert say.position(answer) == (
        "Of 4 states and territories that can be ranked, 1 pays more, 2 pay the same and 1 pays less."
    )


def test_a_tie_at_the_top_names_no_winner():
    assert say.ranked_title(synthetic(regions.answer(JOB, "OH"), 60_000, 60_000, 50_000)) == "2 share the top: $60,000"


def test_a_leader_who_is_not_clear_is_told_with_the_number_too_close():
    assert say.ranked_title(regions.answer(JOB, "OH")) == "Washington leads, but 2 others are too close to call"


def test_the_most_of_all_is_said_only_where_nothing_is_left_out():
    everyone = regions.answer("00-0000", "OH")
    assert say.ranked_title(everyone) == "The District of Columbia pays the most of all 54 states and territories"
    fewer = synthetic(everyone, 3.0, 2.0, 1.0, left_out=2)
    assert say.ranked_title(fewer).endswith("pays the most of the 3 states and territories that can be ranked")


def test_one_ranked_place_and_none():
    answer = regions.answer(JOB, "OH")
    assert say.ranked_title(synthetic(answer, 50_000.0)) == "Only Washington can be ranked"
    assert say.ranked_title(synthetic(answer)) == "Nothing here can be ranked"
    assert say.ranked_sentence(synthetic(answer)) == (
        "No figure is sure enough to be ranked; the table shows what is published."
    )


def test_a_place_left_out_is_told_why():
    assert "New York is not ranked: its error is above 10%." in say.lead(regions.answer(ACTORS, "NY"), "year")
    told = say.lead(regions.answer(JOB, "GU", real=True), "year")
    assert told[0] == ("Middle pay: $30,350 a year. No local price level is published, so what it buys stays open.")
    assert "Guam is not ranked: no local price level is published for it." in told


def test_a_top_coded_place_says_at_least_and_claims_nothing():
    told = say.lead(regions.answer(CARDIOLOGISTS, "CO"), "year")
    assert told[0] == "Middle pay: at least $239,200 a year."
    assert "Colorado is not ranked: its pay is known only from below." in told
    assert not any("best-paying" in sentence for sentence in told)


@pytest.mark.parametrize(("job", "wanted", "words"), [(ACTORS, "year", "an hour"), (PILOTS, "hour", "a year")])
def test_a_job_paid_by_the_other_period_says_so(job, wanted, words):
    told = say.lead(regions.answer(job, "OH", wanted=wanted), wanted)
    assert words in told[0]
    assert any("no yearly figure" in s or "no hourly figure" in s for s in told)


def test_a_place_without_a_cell_is_answered_with_the_country():
    told = say.lead(regions.answer("27-2040", "OH"), "year")
    assert told[0] == "Middle pay in the whole country: $43.27 an hour."
    assert say.asides(regions.answer("27-2040", "OH"), None) == [
        "No figure for states and territories is published for this job."
    ]


def test_the_notes_count_what_is_left_out_by_reason():
    told = " ".join(say.notes(regions.answer(CARDIOLOGISTS, "OH")))
    answer = regions.answer(CARDIOLOGISTS, "OH")
    for reason, number in answer.ranking.left_out["reason"].value_counts().items():
        assert f"{number} {say.WHY_LEFT_OUT[reason]}" in told
    assert "borrows its state’s price level" in " ".join(say.notes(regions.answer(JOB, "OH", "nonmetro", real=True)))


def test_what_is_known_only_from_below_is_brought_to_average_prices_too():
    """Alaska's anesthesiologists: at least $239,200 a year, at a price level of 102.359 in 2024."""
    answer = regions.answer("29-1211", "AK", real=True)
    assert "; Alaska at least $233,687; " in say.ranked_sentence(answer)
    told = {code: words for code, _name, words, _value in say.tiles(answer)}
    assert told["AK"] == "≥$234k"
    assert "at least $239,200 a year" in say.here(answer)


def test_places_too_close_to_the_readers_own_carry_a_sign_that_a_note_explains():
    answer = regions.answer(JOB, "OH", real=True)
    assert set(say.marks(answer).values()) == {"≈"}
    assert say.marks(answer).keys() == {
        code for code, verdict in answer.against_first.items() if verdict.outcome != "clear"
    }
    assert say.notes(answer)[0] == "≈ too close to call against Ohio, tested for the 8 best."


def test_the_map_shows_every_state_and_no_class_for_what_others_exceed_that_is_only_known_from_below():
    rows = say.map_rows(regions.answer(CARDIOLOGISTS, "OH"))
    assert len(rows) == 54
    capped = rows[rows["pay_annual_p50_flag"] == "top_coded"]
    # The source prints up to $600,000 and more elsewhere: "at least $239,200" can be anything beside that.
    assert len(capped) > 0
    assert rows["pay_annual_p50_usd"].max() > 239_200
    assert capped["pay_annual_p50_usd"].isna().all()
    told = dict(zip(rows["place_code"], say.tiles(regions.answer(CARDIOLOGISTS, "OH")), strict=True))
    assert {told[code][2] for code in capped["place_code"]} == {"≥$239k"}
    absent = rows[~rows["place_code"].isin(regions.answer(CARDIOLOGISTS, "OH").frame["place_code"])]
    assert set(absent["pay_annual_p50_flag"]) == {"not_released"}
    assert not say.has_map(regions.answer(JOB, "OH", "nonmetro"))
    assert not say.has_map(regions.answer("27-2040", "OH"))
    metros = say.map_rows(regions.answer(JOB, "OH", "metro"))
    assert metros["latitude_degrees"].notna().all()


@pytest.mark.parametrize("kind", regions.KINDS)
@pytest.mark.parametrize("real", [False, True])
@pytest.mark.parametrize("job", [JOB, ACTORS, PILOTS, CARDIOLOGISTS, "27-2040", "00-0000"])
@pytest.mark.parametrize("place", ["US", "OH", "GU", "18140", "0100001"])
def test_every_selection_has_words_and_no_blank(job, place, kind, real):
    answer = regions.answer(job, place, kind, "year", real)
    told = [*say.lead(answer, "year"), *say.ranked_words(answer), *say.notes(answer), *say.asides(answer, "Utilities")]
    told += [words for figure in say.key_figures(answer) for words in figure[:2]]
    told += list(say.place_options(answer).values())
    for sentence in told:
        assert sentence.strip()
        assert not re.search(r"\bnan\b|\bNone\b(?! of)|\binf\b|[{}_]", sentence), sentence
    assert set(say.table(answer)["ranking"].map(bool)) <= {True}
