"""Sentences of Explore are true for what is shown: lists, ties, filters that leave nothing, classes and their words."""

from __future__ import annotations

import math
import re
from dataclasses import replace

import pandas as pd
import pytest

from careers import explore, pay, tables
from careers.narrative import explore as say
from careers.requirements import SCHOOLING, TRAINING

PLACES = ("US", "OH", "18140", "WY", "VI")


def synthetic(answer: explore.Explored, *figures: float) -> explore.Explored:
    """The answer with made-up figures in the column it is ordered by."""
    frame = answer.frame.head(len(figures)).assign(**{answer.column: list(figures)})
    return replace(answer, frame=frame)


# --- The answer ----------------------------------------------------------------------------------------------


def test_without_wishes_it_says_how_many_there_are_and_how_many_have_no_figures_here():
    assert say.lead(explore.table()) == ["All 830 occupations."]
    assert say.lead(explore.table("OH")) == ["All 830 occupations. 45 of them have no figures in Ohio."]


def test_with_wishes_it_counts_what_fits():
    answer = explore.table("OH", interest="1.B.1.d")
    assert say.lead(answer)[0].startswith(f"{len(answer.frame)} of 830 occupations fit.")


def test_a_list_names_its_leader_with_the_printed_figure():
    """Copied by hand from the projections and OEWS."""
    lead = say.lead(explore.table(listed="fastest_growing"))
    assert lead == [
        "Wind turbine service technicians grow fastest: +49.9% in the United States from 2024 to 2034.",
        "824 of 830 occupations are reliable enough for this list.",
    ]
    assert "about 904,300 a year" in say.lead(explore.table(listed="most_openings"))[0]
    assert "163,560 jobs in Ohio" in say.lead(explore.table("OH", listed="most_jobs"))[0]


def test_best_paid_without_a_degree_says_whether_the_lead_is_clear():
    clear = say.leader(explore.table(listed="best_paid_without_degree"))
    assert clear == (
        "Commercial pilots earn the most of those that ask for no degree: $123,220 a year in the middle. On average "
        "that is clearly more than each of the next 9."
    )
    close = explore.table("WY", listed="best_paid_without_degree")
    undecided = sum(v.outcome != "clear" or v.higher != 1 for v in close.leader)
    assert undecided > 0
    assert f"But against {undecided} of the next 9 it is too close to call." in say.leader(close)
    assert f"{undecided} of the next are too close to call" in say.leaders_title(close)


def test_several_in_front_are_never_told_as_one():
    answer = synthetic(explore.table(listed="fastest_growing"), 9.0, 9.0, 9.0, 1.0)
    assert say.leaders_title(answer) == "3 occupations share the lead"
    assert say.leader(answer).startswith("3 share the lead: +9.0%")


def test_what_a_list_leaves_out_is_counted_by_reason():
    answer = explore.table("OH", listed="fastest_growing")
    told = say.left_out(answer)
    numbers = [int(number) for number in re.findall(r"(\d+) w", told)]
    assert sum(numbers) == len(answer.left_out) == 830 - len(answer.frame)
    assert "45 without any figure here" in told
    assert "36 with fewer than 100 jobs" in told


def test_the_words_for_being_left_out_cover_every_reason():
    found = {
        reason
        for place in PLACES
        for listed in explore.LISTS
        for reason in explore.table(place, listed=listed).left_out["reason"]
    }
    assert found == set(say.WHY_LEFT_OUT)


# --- Wishes --------------------------------------------------------------------------------------------------


def test_every_option_of_the_address_asks_for_what_it_says():
    for per in ("year", "hour"):
        for name, values in say.options(per).items():
            assert next(iter(values)) == ""
            for value in values:
                wishes = say.asked({name: value}, per)
                assert len(wishes) == (1 if value else 0)
                explore.table("OH", **wishes, per=per)
    assert say.asked({"schooling": "1"}, "year") == {"schooling": "High school diploma or equivalent"}
    assert say.asked({"training": "0"}, "year") == {"training": "None"}
    assert say.asked({"least_pay": "50000", "least_growth": "0"}, "year") == {
        "pay_at_least_usd": 50_000.0,
        "growth_at_least_pct": 0.0,
    }


@pytest.mark.parametrize("value", ["99", "-1", "<script>", "nan", "1e9", "x" * 1000])
def test_a_value_that_is_no_option_asks_for_nothing(value):
    for name in say.options("year"):
        assert say.asked({name: value}, "year") == {}


def test_there_are_words_for_every_level_and_every_interest():
    frame = tables.load("outlook").astype(object)
    assert set(frame["on_the_job_training"].dropna()) <= set(say.TRAINING_SHORT) == set(TRAINING)
    assert set(frame["typical_entry_schooling"].dropna()) == set(SCHOOLING)
    assert all(say.schooling_short(level) != level for level in SCHOOLING)
    assert set(say.INTEREST_LABELS) == set(explore.interests().values())
    assert set(say.LIST_LABELS) - {"all"} == set(explore.LISTS)
    assert set(say.ORDER_LABELS) == set(explore.ORDERS)


def test_where_nothing_passes_it_says_which_wish_to_drop_and_how_many_come_back():
    answer = explore.table(
        schooling="High school diploma or equivalent",
        pay_at_least_usd=100_000.0,
        growth_at_least_pct=20.0,
        interest="1.B.1.d",
    )
    best = answer.loosen[0]
    assert say.nothing_left(answer) == (
        "No occupation passes all of this. Drop “schooling: at most a high school diploma or equivalent”, and "
        f"{best.occupations_n} come back."
    )
    assert say.ways_on(answer)[0] == ("Drop “schooling: at most a high school diploma or equivalent”", "schooling")
    hopeless = explore.table(text="zzzz", pay_at_least_usd=9e6)
    assert say.nothing_left(hopeless).startswith("No occupation passes all of this. Drop more than one: ")
    assert [name for _words, name in say.ways_on(hopeless)] == ["least_pay", "words"]


def test_every_wish_has_words():
    asked = {
        "schooling": "Bachelor's degree",
        "training": "Apprenticeship",
        "pay_at_least_usd": 40.0,
        "growth_at_least_pct": 3.0,
        "skill": "2.A.1.d",
        "interest": "1.B.1.a",
        "text": "zzzz",
        "listed": "most_jobs",
    }
    answer = explore.table(**asked, per="hour")
    told = {name: say.wish(answer, name) for name in asked}
    assert told["pay_at_least_usd"] == "pays $40 or more an hour"
    assert told["growth_at_least_pct"] == "growth of +3% or more"
    assert told["skill"] == "skill: Speaking"
    assert told["interest"] == "interest: Hands-on work (Realistic)"
    assert told["listed"] == "list: most jobs here"
    assert told["text"] == "the words “zzzz”"


# --- The picture ---------------------------------------------------------------------------------------------


def test_the_title_states_the_share_of_jobs_that_the_table_gives():
    answer = explore.table("OH")
    rows = say.picture_rows(answer, "growth")
    cuts, words = say.classes(answer, "growth")
    known = answer.frame[answer.frame["employment"].notna()]
    shrink = known[known["employment_change_pct"] < 0]["employment"].sum() / known["employment"].sum()
    assert say.picture_title(answer, "growth", rows, cuts) == (
        f"{100 * shrink:.0f}% of these jobs are in occupations projected to shrink"
    )
    assert cuts == (0.0, 3.1)
    assert words == ("fewer jobs", "0 to +3.1%", "+3.1% or more")
    assert len(rows) == len(known)


def test_the_share_without_a_degree_counts_the_four_lower_levels():
    answer = explore.table("OH")
    rows = say.picture_rows(answer, "schooling")
    cuts, _words = say.classes(answer, "schooling")
    known = answer.frame[answer.frame["employment"].notna()]
    below = known["typical_entry_schooling"].isin(list(SCHOOLING)[:4])
    share = known[below]["employment"].sum() / known["employment"].sum()
    assert say.picture_title(answer, "schooling", rows, cuts).startswith(f"{100 * share:.0f}% of these jobs")
    assert set(rows[rows["value"] < cuts[0]]["short_words"]) == {"none", "high school", "some college", "certificate"}


def test_openings_in_a_tile_never_contradict_its_class():
    rows = say.picture_rows(explore.table(), "openings")
    cuts, words = say.classes(explore.table(), "openings")
    assert words == ("under 8", "8 to 11", "12 and more")
    for value, told in zip(rows["value"], rows["short_words"], strict=True):
        number = int(told.split()[0])
        assert (value >= cuts[0]) == (number >= 8)
        assert (value >= cuts[1]) == (number >= 12)


def test_a_top_coded_pay_belongs_to_the_highest_class_and_says_at_least():
    answer = explore.table("18140")
    capped = answer.frame[answer.frame["pay_annual_p50_flag"] == "top_coded"]
    rows = say.picture_rows(answer, "pay").set_index("soc_code")
    code = next(code for code in capped["soc_code"] if code in rows.index)
    assert rows.loc[code, "value"] == math.inf
    assert rows.loc[code, "short_words"].startswith("≥$")


def test_a_withheld_pay_is_said_in_words_and_never_zero():
    rows = say.picture_rows(explore.table(), "pay").set_index("soc_code")
    assert math.isnan(rows.loc["27-2011", "value"])
    assert rows.loc["27-2011", "short_words"] == "paid by the hour only"


def test_short_words_and_told_agree_with_the_figures():
    answer = explore.table("OH")
    rows = say.picture_rows(answer, "pay").set_index("soc_code")
    assert rows.loc["43-4051", "short_words"] == "$46k"
    assert rows.loc["43-4051", "told"] == "Customer service representatives: 85,930 jobs, $46k"
    growth = say.picture_rows(answer, "growth").set_index("soc_code")
    assert growth.loc["43-4051", "short_words"] == "−5.5%"


def test_nothing_to_divide_gets_a_neutral_title():
    answer = explore.table("OH", text="customer service representatives")
    one = replace(answer, frame=answer.frame.head(1))
    rows = say.picture_rows(one, "growth")
    assert say.picture_title(one, "growth", rows, (0.0, 3.1)) == "Occupations by their number of jobs"
    assert say.picture_sentence(rows).startswith("Only one: Customer service representatives: 85,930 jobs")
    nobody = rows.head(0)
    assert say.picture_sentence(nobody) == "None of these has a released number of jobs here."
    assert say.picture_title(one, "pay", nobody, (1.0, 2.0)) == "Occupations by their number of jobs"


def test_notes_count_what_has_no_tile_and_what_is_hatched():
    answer = explore.table("OH")
    drawn = len(say.picture_rows(answer, "growth"))
    told = " ".join(say.notes(answer, drawn, 2))
    assert f"{830 - drawn} occupations have no released number of jobs here" in told
    assert "Hatched: 2 occupations without a released figure." in told
    assert "all jobs together grow +3.1%" in told


def test_every_sentence_is_made_for_every_list_and_place():
    for place in PLACES:
        for listed in (None, *explore.LISTS):
            answer = explore.table(place, listed=listed)
            told = [*say.lead(answer), *say.list_notes(answer), say.list_title(answer), say.list_subtitle(answer)]
            if listed:
                told += [*say.leaders_words(answer), *say.notes(answer, len(answer.frame))]
            else:
                for measure in set(say.PICTURES) - {say.DOTS}:
                    rows = say.picture_rows(answer, measure)
                    cuts = say.classes(answer, measure)
                    told += say.picture_words(answer, measure, rows, cuts[0] if cuts else (1.0, 2.0))
            for sentence in told:
                assert sentence.strip()
                assert not re.search(r"[{}]|\bnan\b|\bNone\b(?! of)", sentence), sentence


def test_list_columns_are_in_the_frame():
    for per in ("year", "hour"):
        answer = explore.table("OH", per=per)
        assert set(say.list_columns(answer)) <= set(answer.frame.columns)
    assert isinstance(answer.frame, pd.DataFrame)


# --- Dots ----------------------------------------------------------------------------------------------------------


def test_dots_stand_above_both_lines_or_not_and_the_title_counts_them():
    answer = explore.table("OH")
    frame = say.dots_rows(answer)
    middle = pay.lookup("00-0000", "OH").pay_annual_p50_usd
    assert say.middle_of_all(answer) == middle
    above = frame[frame["pay_side"] == "more"]
    known = above[above["pay_annual_p50_flag"] != "top_coded"]
    assert (known["pay_annual_p50_usd"] > middle).all()
    assert (above["employment_change_pct"] > 3.1).all()
    others = frame[frame["pay_side"] == "less"]
    assert not ((others["pay_annual_p50_usd"] > middle) & (others["employment_change_pct"] > 3.1)).any()
    title, subtitle, sentence = say.dots_words(answer, frame)
    drawn = (frame["pay_annual_p50_usd"].notna() | (frame["pay_annual_p50_flag"] == "top_coded")).sum()
    assert title == f"{len(above)} of {drawn} occupations pay above the middle and grow faster than all jobs"
    assert "a year in Ohio, May 2025" in subtitle
    assert "2024–34" in subtitle
    assert sentence.startswith("Of those, these grow fastest: ")
    across, up = say.dots_lines(answer)
    assert across == ("all jobs +3.1%", 3.1)
    assert up is not None
    assert up[1] == middle
    # Top-coded pay is above the line, although no figure is printed.
    first = frame[frame["pay_side"] == "more"].index[0]
    frame.loc[first, ["pay_annual_p50_flag", "pay_annual_p50_usd"]] = ["top_coded", None]
    assert say.dots_rows(replace(answer, frame=frame)).loc[first, "pay_side"] == "more"


def test_dots_say_what_is_not_drawn_and_claim_nothing_where_nothing_passes():
    answer = explore.table("OH", text="cashier")
    frame = say.dots_rows(answer)
    title, _subtitle, sentence = say.dots_words(answer, frame)
    assert title.startswith("0 of ")
    assert sentence == "None of these pays above the middle and grows faster than all."
    told = " ".join(say.dots_notes(explore.table("OH"), say.dots_rows(explore.table("OH"))))
    assert "neither causes the other" in told
    assert re.search(r"\d+ occupations lack one of the two figures", told)
