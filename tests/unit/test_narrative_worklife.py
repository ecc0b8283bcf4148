"""What Work life says: each figure with its likely range and verdict, and true for every occupation."""

from __future__ import annotations

from dataclasses import replace

import pytest

from careers import columns, ratings, tables, worklife
from careers.narrative import census
from careers.narrative import worklife as say
from careers.worklife import GROUPS, Estimate


@pytest.fixture(scope="module")
def representatives():
    return worklife.lookup("43-4051")


@pytest.fixture(scope="module")
def everyone():
    return worklife.lookup("00-0000")


def test_part_time_is_told_with_its_likely_range_and_the_verdict(representatives, everyone):
    label, value, note, is_main = say.key_figures(representatives)[0]
    assert (label, value, is_main) == ("Work part-time (under 35 hours)", "26.4%", False)
    assert note == "likely 25.7% to 27.0%; all workers 21.0%: clear difference"
    assert say.key_figures(everyone)[0][1:3] == ("21.0%", "likely 20.9% to 21.1%")


def test_the_main_figure_is_the_hours(representatives):
    assert say.main_figure(representatives) == (
        "Usual hours a week, on average", "36.0", "likely 35.8 to 36.1; all workers 38.5: clear difference", True,
    )  # fmt: skip


def test_what_is_too_close_is_called_so(representatives):
    close = replace(representatives.part_time_pct, outcome="too_close")
    assert "21.0%: too close to call" in say.key_figures(replace(representatives, part_time_pct=close))[0][2]


def test_too_few_people_are_told_in_words_and_never_as_a_blank(representatives):
    few = Estimate(None, "not_released", None, 12, is_share=False)
    told = replace(representatives, weekly_hours_mean=few, travel_minutes_mean=few)
    assert say.main_figure(told)[1] == "not shown: fewer than 30 people"
    assert say.key_figures(told)[2][1:3] == ("not shown: fewer than 30 people", "")
    absent = tuple(
        replace(share, value=None, flag="not_released", standard_error=None, people_n=12, outcome="unknown")
        for share in representatives.shares["travel_minutes"]
    )
    told = replace(representatives, shares=representatives.shares | {"travel_minutes": absent})
    assert say.title(told, "travel_minutes") == "Too few people were asked to show this"
    assert say.sentence(told, "travel_minutes") == "No group is shown: fewer than 30 people were asked."
    frame = say.table(told, "travel_minutes")
    for row in frame.to_dict("records"):
        assert columns.cell(row, "share_pct") == "not shown: fewer than 30 people"
        assert row["verdict"] == "cannot be told"


def test_a_title_states_the_largest_group_and_the_sentence_every_group(representatives):
    assert say.title(representatives, "weekly_hours") == "62% usually work 35 to 40 hours a week"
    assert say.title(representatives, "employer") == "86% work for a private company"
    assert say.title(representatives, "age") == "Half are no older than 37.7"
    assert say.sentence(representatives, "weekly_hours") == (
        "By usual hours a week: under 20 hours 8.3%; 20 to 34 hours 18.0%; 35 to 40 hours 62.1%; 41 to 49 hours 5.5%; "
        "50 hours or more 6.0%."
    )


@pytest.mark.parametrize("trait", GROUPS)
def test_the_title_is_true_for_every_occupation(trait):
    for code in tables.load("occupations")["soc_code"].astype(object):
        life = worklife.lookup(code)
        words, subtitle, sentence = say.words(life, trait)
        largest = max(life.shares[trait], key=lambda share: share.value)
        if trait != "age":
            assert f"{largest.value:.0f}%" in words
            assert largest.words in words
        assert "without California and Texas, 2024" in subtitle
        assert all(f"{share.words} " in sentence for share in life.shares[trait])


def test_schooling_says_that_the_young_count_too(representatives):
    assert say.asked(representatives, "weekly_hours") == "21,239 people were asked."
    assert say.asked(representatives, "travel_minutes") == "16,272 people were asked."
    assert "from 16 on" in say.asked(representatives, "schooling")


def test_the_table_has_the_interval_the_error_and_all_workers_beside_each_share(representatives, everyone):
    frame = say.table(representatives, "weekly_hours")
    row = frame.iloc[2]
    assert (row["trait_words"], row["share_pct"], row["share_se_points"]) == ("35 to 40 hours", 62.14, 0.45)
    assert row["share_low_pct"] == pytest.approx(62.14 - 1.645 * 0.45)
    assert row["share_high_pct"] == pytest.approx(62.14 + 1.645 * 0.45)
    assert (row["everyone_share_pct"], row["verdict"], row["people_n"]) == (56.19, "clear difference", 21_239)
    assert "everyone_share_pct" not in say.table(everyone, "weekly_hours")
    for column in say.table_columns(frame):
        assert columns.heading(column)
        assert columns.cell(row.to_dict(), column)


def test_who_shares_the_code_is_named_and_a_long_list_is_cut():
    internists, pilots = worklife.lookup("29-1216"), worklife.lookup("53-2011")
    assert census.shared(internists.shared_by, internists.sharing) == (
        "The census counts this job together with anesthesiologists, cardiologists, dermatologists and 9 more (13 jobs "
        "in all). These figures are of them together."
    )
    assert "together with commercial pilots (2 jobs in all)" in census.shared(pilots.shared_by, pilots.sharing)
    assert census.shared(1, ()) == ""


def test_a_place_is_told_that_the_figures_are_not_its_own(representatives):
    assert say.first_notes(representatives, "US", "United States") == []
    assert say.first_notes(representatives, "OH", "Ohio") == [
        "These figures are for the country as a whole, not for Ohio."
    ]
    assert say.first_notes(representatives, "CA", "California") == [
        "These figures hold nobody from California: California is not in the files."
    ]


def test_how_to_read_names_sample_universe_coverage_and_the_approximate_error(representatives, everyone):
    told = " ".join(say.how_to_read(representatives))
    assert "civilian with a job" in told
    assert "48 states and DC, without California and Texas" in told
    assert "21,239 people" in told
    assert "approximate" in told
    assert "too close to call" in told
    assert "too close to call" not in " ".join(say.how_to_read(everyone))
    assert "approximate" not in " ".join(say.how_to_read(replace(representatives, error_is_approximate=False)))


def test_without_work_context_one_line_says_what_is_missing_and_how_to_load_it(monkeypatch, representatives):
    if "work_context" in ratings.loaded():
        monkeypatch.setattr(ratings, "loaded", lambda: ("skill",))
    assert say.surroundings("43-4051").empty
    told = say.surroundings_missing("43-4051", representatives.occupation_title)
    assert "not loaded" in told
    assert "python -m etl build --source onet" in told


def test_with_work_context_what_stands_out_is_listed(monkeypatch):
    item = ratings.Item("4.C.1", "Synthetic noise", "work_context", None, 4.2, None, 2.1, 1.0, 5.0, "ok", 1)
    faint = replace(item, element_name="Synthetic calm", average=4.1)
    monkeypatch.setattr(ratings, "loaded", lambda: ("work_context",))
    monkeypatch.setattr(ratings, "is_rated", lambda soc_code, group: soc_code == "43-4051")
    monkeypatch.setattr(ratings, "items", lambda soc_code, group: (item, faint))
    frame = say.surroundings("43-4051")
    assert list(frame["element_name"]) == ["Synthetic noise"]
    assert [columns.cell(frame.iloc[0].to_dict(), c) for c in say.SURROUNDINGS_COLUMNS] == [
        "Synthetic noise", "4.20", "2.10", "2.10",
    ]  # fmt: skip
    assert say.surroundings("15-1252").empty
    monkeypatch.setattr(ratings, "items", lambda soc_code, group: (faint,))
    assert "stands out" in say.surroundings_missing("43-4051", "Customer Service Representatives")
