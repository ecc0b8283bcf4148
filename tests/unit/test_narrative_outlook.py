"""Sentences of the Outlook: true for growth, decline and ties, each figure with its years."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from careers import outlook
from careers.narrative import outlook as say

CSR = outlook.prospects("43-4051", "OH")
NURSES = outlook.prospects("29-1141", "US")
EVERYONE = outlook.lookup("00-0000")


def test_the_answer_puts_the_agencys_word_and_all_occupations_beside_the_change():
    label, value, note, is_main = say.main_figure(CSR)
    assert label == "Jobs in the United States, 2024 to 2034, projected"
    assert (value, note, is_main) == ("−5.5%", "“decline”; all occupations +3.1%", True)
    assert say.main_figure(NURSES)[1:3] == ("+4.9%", "“faster than average”; all occupations +3.1%")
    assert "held against" in say.main_figure(outlook.prospects("00-0000"))[2]


@pytest.mark.parametrize(
    ("soc_code", "word"),
    [("47-2031", "“as fast as average”"), ("17-3031", "“faster than average”"), ("41-9012", "“decline”")],
)
def test_occupations_on_a_cut_that_the_agency_words_itself_have_its_word(soc_code, word):
    assert say.main_figure(outlook.prospects(soc_code))[2].startswith(word)


def test_without_a_word_the_comparison_stands_alone_and_the_page_says_why():
    told = replace(CSR, nation=replace(CSR.nation, growth_word=None))
    assert say.main_figure(told)[2] == "all occupations +3.1%"
    assert "do not tell which one fits" in say.beside_words(told.nation)[0]
    # An edition whose words we do not know says nothing about words.
    other = replace(told.nation, edition="2034–44")
    assert "We do not know which words the agency used for growth in the 2034–44 edition." in say.beside_words(other)[0]


def test_the_lead_says_that_openings_come_although_jobs_go():
    (sentence,) = say.lead(CSR)
    assert sentence == (
        "The US is projected to have 2.66\N{NO-BREAK SPACE}million of these jobs in 2034, down from "
        "2.81\N{NO-BREAK SPACE}million in 2024. Even so, about 341,700 open up each year."
    )
    (sentence,) = say.lead(NURSES)
    assert "up from" in sentence
    assert "Even so" not in sentence


def test_a_change_too_small_to_tell_is_neither_up_nor_down():
    flat = replace(CSR, nation=replace(CSR.nation, employment_change_pct=0.2))
    assert "about as many of these jobs" in say.lead(flat)[0]


def test_key_figures_name_their_years_and_the_states_figure_is_the_states():
    figures = {label: (value, note) for label, value, note, _main in say.key_figures(CSR)}
    assert figures["Openings a year"] == ("341,700", "2024 to 2034; 12.1 for every 100 workers")
    assert figures["Jobs in 2034, projected"][1] == "−153,700 jobs"
    assert figures["Ohio, 2022 to 2032"] == ("−7.1%", "the state’s own projection; US in those years −5.5%")
    nation_only = [label for label, *_rest in say.key_figures(NURSES)]
    assert not any("2022" in label for label in nation_only)
    guam = say.key_figures(outlook.prospects("15-2011", "GU"))[-1]
    assert guam[:2] == ("Guam", "not projected")


# --- Openings ------------------------------------------------------------------------------------------------------


def test_the_parts_of_openings_are_those_of_the_agency_and_their_total_stands_last():
    rows = say.openings_rows(CSR.nation)
    assert list(rows["openings_reason"]) == [
        "People who change occupation",
        "People who stop working",
        "Jobs that go",
        "All openings",
    ]
    assert list(rows["openings_annual_thousand"]) == [202.9, 154.2, -15.4, 341.7]
    assert list(rows["is_total"]) == [False, False, False, True]
    assert say.openings_rows(NURSES.nation)["openings_reason"][2] == "New jobs"


def test_the_title_of_openings_names_the_largest_part_only_where_it_is_clear():
    nation = CSR.nation
    assert say.openings_words(nation)[0] == "Most openings come from people who change occupation"
    assert say.openings_words(NURSES.nation)[0] == "Most openings come from people who stop working"
    tie = replace(nation, labor_force_exits_annual_thousand=202.9)
    assert say.openings_words(tie)[0] == "Why jobs open"
    grows = replace(
        nation,
        employment_change_thousand=9000.0,
        openings_annual_thousand=1257.1,
    )
    assert say.openings_words(grows)[0] == "New jobs bring most of the openings"
    thirds = replace(nation, employment_change_thousand=2100.0, openings_annual_thousand=567.1)
    assert say.openings_words(thirds)[0] == "New jobs bring the largest part of the openings"


def test_the_sentence_of_openings_adds_up_in_words():
    assert say.openings_words(CSR.nation)[2] == (
        "202,900 openings a year come from people who change occupation and 154,200 from people who stop working; "
        "15,400 jobs a year go. That leaves 341,700."
    )
    assert say.openings_words(NURSES.nation)[2] == (
        "Of 189,100 openings a year, 74,600 come from people who change occupation, 97,900 from people who stop "
        "working, and 16,600 are new jobs."
    )


def test_a_split_that_is_not_available_is_said_and_not_drawn():
    nation = replace(CSR.nation, labor_force_exits_annual_thousand=None)
    assert say.openings_rows(nation).empty
    assert say.openings_words(nation)[2] == "The split of openings is not available."


# --- Path ----------------------------------------------------------------------------------------------------------


def test_the_path_is_told_with_both_years_and_beside_all_occupations():
    title, subtitle, sentence = say.path_words(CSR.nation, EVERYONE)
    assert title == "Projected to shrink 5.5% by 2034; all occupations +3.1%"
    assert subtitle.endswith("United States, 2024–34 projections")
    assert "in 2024" in sentence
    assert "in 2034" in sentence
    assert say.path_words(EVERYONE, EVERYONE)[0] == "Projected to grow 3.1% by 2034"
    rows = say.path_rows(CSR.nation, EVERYONE)
    assert list(rows["employment_change_pct"]) == [-5.5, 3.1]
    assert len(say.path_rows(EVERYONE, EVERYONE)) == 1


def test_schooling_training_and_experience_make_a_plain_sentence():
    told = " ".join(say.beside_words(CSR.nation))
    assert "a high school diploma or equivalent and up to a month of training on the job" in told
    assert "Experience in a related job is not asked for." in told


def test_every_word_of_training_in_the_published_table_can_be_said():
    from careers import tables

    words = set(tables.load("outlook")["on_the_job_training"].astype(object).dropna())
    assert words == set(say.TRAINING) | {say.NEVER_REQUIRED}


# --- States --------------------------------------------------------------------------------------------------------


def test_the_states_title_is_of_the_readers_state_or_of_the_first_and_every_figure_has_its_years():
    states = CSR.states
    assert states is not None
    title, subtitle, sentence = say.state_words(CSR, states)
    assert title == "Ohio projected −7.1% by 2032, the whole country −5.5%"
    assert "2022–32" in subtitle
    assert "Washington (+11.7%)" in sentence
    assert "373,400" in sentence
    assert "2024" not in title + subtitle + sentence
    whole = outlook.prospects("43-4051")
    assert say.state_words(whole, states)[0] == "Washington projected the most growth by 2032: +11.7%"


def test_no_state_is_called_first_when_two_tie_or_its_jobs_are_few():
    states = CSR.states
    assert states is not None
    whole = outlook.prospects("43-4051")
    tied = states.rows.assign(rank=[1.0, 1.0, *states.rows["rank"][2:]])
    neutral = "What the states projected for 2022 to 2032"
    assert say.state_words(whole, replace(states, rows=tied))[0] == neutral
    coarse = states.rows.assign(is_coarse=True)
    assert say.state_words(whole, replace(states, rows=coarse))[0] == neutral
    none = states.rows.assign(rank=float("nan"))
    assert say.state_words(whole, replace(states, rows=none))[0] == "Too few jobs in any state to rank"


def test_the_nation_stands_among_the_states_where_its_change_puts_it():
    states = CSR.states
    assert states is not None
    rows = say.state_rows(states)
    assert len(rows) == len(states.rows) + 1
    # Massachusetts is in doubt and stands last.
    changes = list(rows["employment_change_pct"].iloc[:-1])
    assert changes == sorted(changes, reverse=True)
    nation = rows[rows["place_code"] == "US"].iloc[0]
    assert (nation["place_title"], nation["employment_change_pct"]) == ("United States", -5.5)
    assert pd.isna(nation["rank"])


def test_the_states_notes_say_years_what_is_left_out_and_what_is_coarse():
    actuaries = outlook.prospects("15-2011", "GU")
    assert actuaries.states is not None
    notes = " ".join(say.state_notes(actuaries, actuaries.states))
    assert "for 2022 to 2032" in notes
    assert "2024–34 edition: other years" in notes
    assert "10 places with fewer than 100 of these jobs are not ranked." in notes
    assert "Pale bars" in notes
    assert "Not projected under this code in 14 states and territories." in notes
    assert "The 2022–32 projections of Guam do not list Actuaries." in notes
    columbus = outlook.prospects("43-4051", "18140")
    assert columbus.states is not None
    assert "Ohio stands for Columbus, OH." in " ".join(say.state_notes(columbus, columbus.states))


# --- Industries ----------------------------------------------------------------------------------------------------


def test_a_state_in_doubt_is_told_with_both_counts_and_makes_no_title():
    told = outlook.prospects("15-1252", "OH")
    words = (
        "Ohio projects from only 310 software developers in 2022, while the pay survey counts 44,790 in May 2025. It "
        "can hardly mean the same jobs, so do not lean on its figures."
    )
    notes = say.state_notes(told, told.states)
    assert words in notes
    others = "What a state lists there is far from all of its jobs, or from what the pay survey counts."
    assert f"In doubt and not ranked: Massachusetts and Idaho. {others}" in notes
    assert "Ohio" not in say.state_words(told, told.states)[0]
    assert say.key_figures(told)[-1][2] == "the state’s own projection, in doubt: see below"
    here = say.state_notes(outlook.prospects("29-1141", "MA"), outlook.by_state("29-1141"))
    assert any(
        note.startswith("The jobs that Massachusetts lists by occupation for 2022 add up to only 35%") for note in here
    )
    elsewhere = outlook.prospects("43-4051", "OH")
    assert [note for note in say.state_notes(elsewhere, elsewhere.states) if note.startswith("In doubt")] == [
        f"In doubt and not ranked: Massachusetts. {others}"
    ]


def test_industries_are_told_with_share_growth_and_both_editions():
    found = outlook.by_industry("43-4051")
    title, subtitle, sentence = say.industry_words(found)
    assert title == "84% of these jobs are in industries projected to grow"
    assert "May 2025" in subtitle
    assert "2023–33" in subtitle
    assert "finance and insurance (18.5% of these jobs, the industry +4.2%)" in sentence
    assert "2023 to 2033: +4.2%" in sentence


def test_the_notes_say_that_growth_is_the_industrys_and_what_stands_for_what():
    notes = " ".join(say.industry_notes(outlook.by_industry("29-1141", "4-digit")))
    assert "How this job fares inside an industry is not projected here." in notes
    assert "General medical and surgical hospitals" in notes
    assert "Postal Service" in " ".join(say.industry_notes(outlook.by_industry("43-4051")))


@pytest.mark.parametrize(
    ("change", "title"),
    [
        (1.0, "Nearly all of these jobs are in industries projected to grow"),
        (-1.0, "Hardly any of these jobs are in industries projected to grow"),
    ],
)
def test_all_and_none_are_said_as_such(change, title):
    found = outlook.by_industry("43-4051")
    found = replace(found, rows=found.rows.assign(employment_change_pct=change))
    assert say.industry_words(found)[0] == title


def test_without_released_jobs_no_share_is_claimed():
    found = outlook.by_industry("43-4051")
    found = replace(found, rows=found.rows.assign(occupation_share_pct=float("nan")))
    assert say.industry_words(found)[0] == "The industries that employ these workers"


# --- Past ----------------------------------------------------------------------------------------------------------


def test_the_past_is_told_with_how_far_off_others_were():
    title, subtitle, sentence = say.past_words(CSR)
    assert title == "In 2024 there were 4.6% fewer jobs than the 2022–32 path"
    assert subtitle.endswith("2022–32, 2023–33 and 2024–34 editions")
    assert "2.81" in sentence
    assert "All occupations together were 2.7% above theirs." in sentence
    trust = " ".join(say.past_trust(CSR.past))
    assert "After 2 years, half of all occupations were more than 7.4% above or below the 2022–32 path." in trust
    assert "This job was 4.6% off, less than 68% of them." in trust


def test_past_gaps_read_right_either_way_and_close_by():
    for gap, words in ((3.0, "3.0% more jobs"), (-3.0, "3.0% fewer jobs"), (0.2, "about where")):
        check = replace(CSR.past[0].checks[-1], gap_pct=gap)
        past = (replace(CSR.past[0], checks=(check,)), CSR.past[-1])
        assert words in say.past_words(replace(CSR, past=past))[0]


def test_a_single_edition_claims_no_past():
    told = replace(CSR, past=CSR.past[-1:])
    assert say.past_words(told)[0] == "No past projection to compare with"
    assert len(say.past_trust(told.past)) == 1


def test_the_table_of_the_past_has_a_row_for_each_count_and_one_for_the_newest_edition():
    rows = say.past_rows(CSR.past)
    assert list(rows["edition"]) == ["2022–32", "2022–32", "2023–33", "2024–34"]
    assert list(rows["counted_thousand"][:3]) == [2954.6, 2814.0, 2814.0]
    assert pd.isna(rows["counted_thousand"][3])


def test_a_newer_edition_is_told_with_its_day_and_one_that_is_here_by_name():
    assert CSR.newer is not None
    newer = "A newer edition, 2025–35, came out on August 27, 2026. It is not in these figures."
    assert say.edition_notes(CSR) == [newer]
    assert say.newer_link(CSR.newer) == ("To the 2025–35 edition at the agency", "https://www.bls.gov/emp/")
    undated = replace(CSR, newer=replace(CSR.newer, published_on=None))
    assert say.edition_notes(undated) == ["A newer edition, 2025–35, exists. It is not in these figures."]
    earlier = outlook.prospects("43-4051", "OH", "2022–32")
    here = "You see the 2022–32 edition, as it was published. A newer one is here: 2024–34."
    assert say.edition_notes(earlier) == [here, newer]
    assert say.edition_notes(replace(earlier, newer=None)) == [here]


def test_editions_to_choose_from_stand_newest_first_with_a_hyphen_in_the_address():
    assert say.edition_options() == {
        "2024-34": "2024–34 edition, newest here",
        "2023-33": "2023–33",
        "2022-32": "2022–32",
    }


def test_the_states_years_are_called_others_only_where_they_are():
    earlier = outlook.prospects("43-4051", "OH", "2022–32")
    assert earlier.states is not None
    told = " ".join(say.state_notes(earlier, earlier.states))
    assert "other years" not in told
    assert "do not add up to the national figures above" in told
