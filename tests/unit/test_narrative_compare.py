"""Compare in words: no rank is claimed that the verdicts do not carry, flips are told, missing cells have words."""

from __future__ import annotations

import re

import pytest

from careers import columns, compare, pay, tables
from careers.narrative import compare as say

JOB = "43-4051"
PLACES = ("US", "OH", "18140", "CA", "41940")


@pytest.fixture(scope="module")
def five():
    return compare.grid([JOB], PLACES)


@pytest.fixture(scope="module")
def states():
    return compare.grid([JOB], ["OH", "CA"])


# --- On top -----------------------------------------------------------------------------------------------------------


def test_the_three_sentences_of_the_golden_comparison(five):
    assert say.lead(five, "nominal") == [
        "San Jose, CA pays most: $60,480 a year in the middle, clearly more than all others. "
        "Lowest middle pay: the United States, $44,770.",
        "The ranking flips: California pays more than Ohio, but after local prices Ohio does, both times clearly. "
        "1 more pair flips too.",
        "The states project a change in jobs of −3.2% in California and −7.1% in Ohio, 2022 to 2032.",
    ]


def test_after_prices_the_first_sentence_says_so_and_takes_the_other_order(states):
    assert say.lead(states, "nominal")[0] == (
        "California pays more: $49,560 a year in the middle against $45,610 in Ohio, a clear difference."
    )
    assert say.lead(states, "real")[0] == (
        "After local prices: Ohio pays more: $49,162 a year in the middle against $44,762 in California, a clear "
        "difference."
    )
    assert len(say.lead(states, "real")) == 3


def test_developers_do_not_flip_and_the_page_says_so():
    told = say.lead(compare.grid(["15-1252"], ["CA", "TX"]), "nominal")[1]
    assert told == (
        "No clear ranking flips after local prices: the highest middle pay is still that of California, worth $157,523 "
        "a year at average US prices."
    )


def test_no_rank_is_claimed_where_another_is_too_close_to_the_highest():
    managers = compare.grid(["11-9179"], ["OH", "IN", "MI", "KY", "PA"])
    first = say.lead(managers, "nominal")[0]
    assert first.startswith("Middle pay runs from $52,840 (Michigan) to $72,640 a year (Pennsylvania). ")
    assert first.endswith("Too close to call against the highest: Ohio, Indiana and Michigan. Not known: Kentucky.")
    assert say.words(managers, "nominal")[0] == "Middle pay from $52,840 to $72,640"
    assert {*say.rows(managers, "nominal")["mark"]} == {"highest", "too close to call", ""}


def test_what_is_known_from_below_only_is_not_called_the_highest():
    beside = compare.grid(["29-1211"], ["AK", "OH", "US"])
    assert say.lead(beside, "nominal")[0] == (
        "Middle pay runs from $391,490 (the United States) to $490,530 a year (Ohio). Known only from below: Alaska "
        "(at least $239,200 a year). So which is highest stays open."
    )
    assert say.words(beside, "nominal")[0] == "Middle pay: $239,200 or more"
    assert {*say.rows(beside, "nominal")["mark"]} == {"cannot be told"}
    both = compare.grid(["29-1211"], ["AK", "AZ"])
    assert say.lead(both, "nominal")[0].startswith("Known only from below: Alaska (at least $239,200 a year) and ")
    assert "Middle pay is known only from below: Alaska (at least" in say.words(both, "nominal")[2]
    after = say.lead(compare.grid(["29-1211"], ["AK", "OH"]), "real")[0]
    assert "Known only from below: Alaska (at least $233,687 a year)" in after
    alaska = compare.grid(["29-1211", JOB], ["AK"])
    assert say.lead(alaska, "nominal")[0] == (
        "Middle pay runs from $45,150 (customer service representatives) to at least $239,200 a year "
        "(anesthesiologists)."
    )
    assert [*say.rows(alaska, "nominal")["mark"]] == ["highest", "lower middle pay"]
    assert say.words(alaska, "nominal")[0] == "Highest middle pay: anesthesiologists, at least $239,200"
    alone = compare.grid(["29-1211"], ["AK"])
    assert say.words(alone, "nominal")[0] == "Middle pay: at least $239,200"


def test_equal_middles_are_called_equal():
    two = compare.grid([pay.ALL_OCCUPATIONS], ["ID", "NC"])
    assert say.lead(two, "nominal")[0] == (
        "Middle pay is the same, $47,970 a year: Idaho and North Carolina. The same middle pay, but clearly less on "
        "average than North Carolina: Idaho."
    )
    assert say.words(two, "nominal")[0] == "Middle pay: $47,970"
    assert [*say.rows(two, "nominal")["mark"]] == ["same middle pay", "highest"]
    three = say.lead(compare.grid([pay.ALL_OCCUPATIONS], ["ID", "NC", "MS"]), "nominal")[0]
    assert three.startswith("Middle pay runs from $40,120 (Mississippi) to $47,970 a year (North Carolina). The same ")


def test_an_industry_is_named_wherever_it_counts_and_where_it_cannot():
    finance = compare.grid([JOB], ["US", "OH"], "52")
    assert [label for label, _cells in say.beside(finance) if label.startswith("Jobs")] == [
        "Jobs, United States, finance and insurance",
        "Jobs, Ohio",
    ]
    assert [*say.beside_rows(finance)["industry_code"]] == ["52", "000000"]
    # Hardly any teacher works in finance: nothing is published, and the row says of what.
    teachers = compare.grid(["25-2021"], ["US", "OH"], "52")
    assert say.rows(teachers, "nominal")["row_title"][0] == "United States, finance and insurance"
    states = say.notes(compare.grid([JOB], ["OH", "CA"], "52"), "nominal", "year")
    assert states[-1].startswith("All industries together, not finance and insurance alone")


def test_without_price_levels_it_is_those_that_are_missing():
    territories = compare.grid([JOB], ["PR", "GU"])
    assert say.words(territories, "real")[2].startswith("No price level is published for these places")


def test_a_pair_paid_by_the_other_period_is_told_by_it():
    grid = compare.grid(["27-2042", "25-2021"], ["CA", "TX"])
    assert say.pair(grid, ("27-2042", "CA"), ("27-2042", "TX"))[0] == (
        "As paid: California $61.30 an hour on average, Texas $43.77. A clear difference. Higher: California."
    )


def test_cells_that_are_not_published_are_not_counted_as_beaten():
    told = say.lead(compare.grid(["29-1211", "29-1229"], ["OH", "CA", "GU"]), "nominal")[0]
    assert "clearly more than all others that are published" in told
    assert told.endswith(
        "Not known: anesthesiologists in California; anesthesiologists in Guam; physicians, all other in Guam."
    )


def test_several_jobs_are_told_apart_by_growth_and_schooling():
    told = say.lead(compare.grid([JOB, "29-1141"], ["OH"]), "nominal")
    assert told[0].startswith("Registered nurses earn more: $82,510 a year in the middle against $45,610 for customer ")
    assert "+4.9% for registered nurses and by −5.5% for customer service representatives, 2024 to 2034" in told[1]
    assert "degree for registered nurses; a high school diploma" in told[2]


def test_one_cell_alone_is_told_as_on_other_pages():
    told = say.lead(compare.grid([JOB], ["OH"]), "nominal")
    assert told[0] == "Half earn more than $45,610 a year, and half earn less."
    assert "−5.5% from 2024 to 2034" in told[1]


GRIDS = {
    "golden": ([JOB], PLACES),
    "five by five": (["43-4051", "29-1141", "15-1252", "11-1021", "13-2011"], PLACES),
    "one": ([JOB], ["OH"]),
    "all suppressed": (["27-2011"], ["WY", "ND"]),
    "one suppressed": (["27-2011"], ["US", "WY"]),
    "no common period": (["27-2011", "53-2011"], ["US", "WY"]),
    "territories": ([JOB], ["PR", "VI"]),
    "beside a territory": ([JOB], ["PR", "OH"]),
    "nonmetro": ([JOB, "29-1141"], ["OH", "3900001"]),
    "very high pay": (["29-1212", "29-1215"], ["US", "OH", "TX"]),
    "all occupations": (["00-0000"], ["US", "DC"]),
    "a city of saints": ([JOB], ["41180", "OH", "MO"]),
}


@pytest.mark.parametrize("measure", compare.MEASURES)
@pytest.mark.parametrize("name", GRIDS)
def test_every_kind_of_grid_is_told_in_whole_sentences(name, measure):
    asked = compare.grid(*GRIDS[name])
    told = say.lead(asked, measure)
    assert 1 <= len(told) <= say.SENTENCES
    title, subtitle, sentence = say.words(asked, measure)
    for text in [*told, subtitle + ".", sentence, *say.notes(asked, measure, "year"), *say.beside_notes(asked)]:
        assert re.fullmatch(r"(?s)[A-Z−+$].*\.", text), text
        assert not re.search(r"\{|\}|None|nan|  |\.\.", text), text
    assert title[0].isupper()
    assert "nan" not in title
    for text in (say.heading(asked), *say.options(asked).values()):
        assert text[0].isupper() or text[0].isdigit()


def test_all_cells_suppressed_are_told_with_their_reason():
    none = compare.grid(["27-2011"], ["WY", "ND"])
    assert say.lead(none, "nominal")[0] == "No agency publishes middle pay for any of these."
    assert "The agency does not publish pay for Actors in North Dakota." in say.notes(none, "nominal", "year")
    frame = say.rows(none, "nominal")
    assert [columns.cell(row, "pay_annual_p50_usd") for row in frame.to_dict("records")] == ["not released"] * 2


def test_without_price_levels_the_page_says_that_pay_stands_as_paid_only():
    territories = compare.grid([JOB], ["PR", "VI"])
    assert "can only be shown as paid" in say.lead(territories, "real")[0]
    assert "No local price level is published for Puerto Rico." in say.notes(territories, "real", "year")


# --- The table and the chart ------------------------------------------------------------------------------------------


def test_rows_hold_the_published_cells_with_flags_and_pay_after_prices(five):
    frame = say.rows(five, "real").set_index("place_code")
    for place in PLACES:
        record, row = pay.lookup(JOB, place), frame.loc[place]
        for statistic in ("mean", "p10", "p25", "p50", "p75", "p90"):
            name = f"pay_annual_{statistic}"
            assert row[f"{name}_usd"] == getattr(record, f"{name}_usd")
            assert row[f"{name}_flag"] == getattr(record, f"{name}_flag")
            after = row[f"{name}_after_prices_usd"]
            assert after == pytest.approx(row[f"{name}_usd"] * 100 / row["parity_index"])
    assert list(frame["mark"]) == ["clearly lower"] * 4 + ["highest"]
    assert list(frame.loc[["18140", "41940"], "parity_index"]) == [94.52, 112.87]


def test_as_paid_the_rows_hold_nothing_that_prices_made(five):
    """Their file says that nothing is estimated here, and names the pay survey alone."""
    assert not [column for column in say.rows(five, "nominal") if "prices" in column or "parity" in column]
    assert say.sources(five, "nominal") == ["pay_by_place"]
    assert say.sources(five, "real") == ["pay_by_place", "price_parities"]


def test_a_grid_in_parts_holds_every_row_once_with_the_marks_of_the_whole():
    grid = compare.grid([JOB, "29-1141"], ["OH", "CA"])
    parts = say.parts(grid, "nominal", "year", apart=True)
    assert [mark for part in parts for mark in part.rows["mark"]] == [*say.rows(grid, "nominal")["mark"]]
    assert [part.words[0] for part in parts] == [
        "Middle pay from $45,610 to $49,560",
        "Middle pay from $82,510 to $140,270",
    ]
    assert "customer service representatives" in parts[0].words[1]
    assert (len(parts[0].notes), parts[-1].notes) == (1, say.notes(grid, "nominal", "year"))
    for whole in (
        say.parts(grid, "nominal", "year", apart=False),
        say.parts(compare.grid([JOB], ["OH", "CA"]), "nominal", "year", apart=True),
    ):
        assert [part.key for part in whole] == ["compared"]


@pytest.mark.parametrize("measure", compare.MEASURES)
@pytest.mark.parametrize("name", GRIDS)
def test_every_shown_column_has_a_heading_and_every_cell_has_words(name, measure):
    asked = compare.grid(*GRIDS[name])
    shown = say.columns(asked, measure)
    assert all(columns.heading(column) for column in shown)
    for row in say.rows(asked, measure).to_dict("records"):
        for column in shown:
            assert columns.cell(row, column, asked.ceilings).strip() not in ("", "nan", "None")


def test_panels_stand_only_where_both_jobs_and_places_are_several(five):
    assert say.panel(five) is None
    assert say.panel(compare.grid([JOB, "29-1141"], ["US"])) is None
    assert say.panel(compare.grid([JOB, "29-1141"], ["US", "OH"])) == "panel_title"


def test_a_states_projection_in_doubt_is_marked_explained_and_no_difference():
    grid = compare.grid(["15-1252", JOB], ["OH", "CA"])
    assert dict(say.beside(grid))["Growth, Ohio, 2022–32 (the state's own)"] == ["+16.1% (in doubt)", "−7.1%"]
    assert any(note.startswith("Ohio projects from only 310 software developers") for note in say.beside_notes(grid))
    alone = compare.grid(["15-1252"], ["OH", "CA"])
    assert not any("The states project" in sentence for sentence in say.lead(alone, "nominal"))
    assert any(note.startswith("Ohio projects from only 310") for note in say.beside_notes(alone))
    massachusetts = say.beside_notes(compare.grid(["29-1141", JOB], ["MA"]))
    assert len([note for note in massachusetts if "add up to only 35%" in note]) == 1


def test_prices_are_named_with_their_year_and_doubt(five, states):
    assert "Price levels are of 2023 for all places, the newest year that metro areas have." in say.notes(
        five, "real", "year"
    )
    assert "Price levels are of 2024." in say.notes(states, "real", "year")
    assert any("overstates" in text for text in say.notes(compare.grid([JOB], ["OH", "3900001"]), "real", "year"))


def test_a_job_paid_by_the_hour_only_turns_all_pay_to_the_hour_and_says_so():
    mixed = compare.grid([JOB, "27-2011"], ["US"])
    assert "Actors: paid by the hour only. So all pay stands here by the hour." in say.notes(mixed, "nominal", "year")
    assert "$29.05 an hour" in say.lead(mixed, "nominal")[0]


# --- Two cells --------------------------------------------------------------------------------------------------------


def test_a_picked_pair_shows_both_averages_both_verdicts_and_the_flip(states):
    assert say.pair(states, (JOB, "OH"), (JOB, "CA")) == [
        "As paid: Ohio $46,870 a year on average, California $54,640. A clear difference. Higher: California.",
        "After local prices of 2024: Ohio $50,521 a year on average, California $49,350. A clear difference. Higher: "
        "Ohio.",
        "The ranking flips once local prices count.",
    ]
    note = say.pair_note(states, (JOB, "OH"), (JOB, "CA"))
    assert "−19.8 as paid, 3.0 after local prices" in note


def test_the_pair_to_start_with_is_the_largest_flip_or_the_first_two(five):
    first, second = say.pair_options(five)
    assert (next(iter(first)), next(iter(second))) == ("43-4051.OH", "43-4051.CA")
    assert set(first) == set(second) == {f"{JOB}.{place}" for place in PLACES}
    plain = compare.grid(["15-1252"], ["CA", "TX"])
    assert [next(iter(options)) for options in say.pair_options(plain)] == ["15-1252.CA", "15-1252.TX"]


def test_developers_keep_their_order_in_words():
    told = say.pair(compare.grid(["15-1252"], ["CA", "TX"]), ("15-1252", "CA"), ("15-1252", "TX"))
    assert told[-1] == "The order stays the same after local prices."


def test_a_pair_in_one_place_or_of_one_cell_or_without_figures_is_told():
    two = compare.grid([JOB, "27-2011"], ["OH", "WY"])
    assert say.pair(two, (JOB, "OH"), (JOB, "OH")) == ["Pick two different ones to see whether they differ."]
    assert say.pair(two, (JOB, "OH"), ("27-2011", "OH"))[-1] == "In one place local prices cancel out."
    told = say.pair(two, (JOB, "OH"), ("27-2011", "WY"))
    assert told[0] == "As paid: we cannot tell. One of the two is not published."
    assert say.pair_note(two, (JOB, "OH"), ("27-2011", "WY")) == ""


# --- Beside pay -------------------------------------------------------------------------------------------------------


def test_beside_pay_every_fact_has_a_cell_for_each_job_and_its_years():
    told = dict(say.beside(compare.grid([JOB, "29-1141", "41-3091"], ["US", "OH", "18140"], years=7)))
    assert all(len(cells) == 3 and all(cells) for cells in told.values())
    assert told["Jobs, Ohio"][0] == "85,930 (0.93 times the US share)"
    assert told["Growth, whole country, 2024–34"][:2] == ["−5.5% (“decline”)", "+4.9% (“faster than average”)"]
    assert told["Growth, Ohio, 2022–32 (the state's own)"][0] == "−7.1%"
    assert told["Openings a year per 100 workers, 2024–34"][0] == "12.1 (341,700 a year)"
    assert told["Schooling to get in"][0] == "a high school diploma or equivalent"
    assert told["Training on the job"][0] == "up to a month of training on the job"
    assert told["Share working part-time"][0].startswith("26.4% ± ")
    assert told["How near to customer service representatives"][0] == "itself"
    assert "first tier" in told["How near to customer service representatives"][2]
    assert "Middle pay with your experience" in told
    assert not any(name.startswith("Growth, Columbus") for name in told)


@pytest.mark.parametrize("name", GRIDS)
def test_beside_pay_no_cell_is_blank(name):
    asked = compare.grid(*GRIDS[name], years=0)
    for fact, cells in say.beside(asked):
        assert fact
        assert len(cells) == len(asked.cells)
        assert not any(re.search(r"^$|nan|None|\{", cell) for cell in cells), (fact, cells)


def test_the_download_beside_pay_holds_a_row_for_each_job_and_place():
    frame = say.beside_rows(compare.grid([JOB, "29-1141"], ["US", "OH"]))
    assert list(zip(frame["soc_code"], frame["place_code"], strict=True)) == [
        (JOB, "US"), (JOB, "OH"), ("29-1141", "US"), ("29-1141", "OH"),
    ]  # fmt: skip
    ohio = frame.iloc[1]
    assert (ohio["edition"], ohio["state_edition"]) == ("2024–34", "2022–32")
    assert (ohio["employment"], ohio["employment_flag"]) == (85_930, "ok")


def test_every_level_of_schooling_and_training_in_the_table_has_words():
    frame = tables.load("outlook")
    assert set(frame["typical_entry_schooling"].dropna()) <= set(say.SCHOOLING)
    assert set(frame["on_the_job_training"].dropna()) <= {*say.TRAINING, say.NEVER_REQUIRED}


# --- Moving -----------------------------------------------------------------------------------------------------------


def test_a_move_names_the_amount_the_kind_and_year_of_the_levels_and_housing_apart():
    told = say.moving(compare.move(50_000, "OH", "CA"), "year")
    assert told[0] == "$50,000 a year in Ohio buys about as much as $59,672 in California."
    assert told[1] == ("Price levels of 2024, US = 100: Ohio 92.77 (state level), California 110.72 (state level).")
    assert told[2].startswith("Housing alone: Ohio 73.01, California 154.35.")


def test_a_move_to_a_metro_shows_its_published_level():
    told = say.moving(compare.move(50_000, "18140", "41940"), "year")
    assert "Columbus, OH 94.52 (metro level)" in told[1]
    assert "112.87 (metro level)" in told[1]
    assert told[1].startswith("Price levels of 2023")
    assert "87.10" in told[2]
    assert "213.01" in told[2]


def test_a_move_from_a_nonmetro_area_says_that_its_level_is_the_states():
    told = say.moving(compare.move(50_000, "3900001", "CA"), "year")
    assert "overstates" in told[-1]


def test_only_places_with_a_price_level_can_be_moved_between():
    assert list(say.places_with_prices(compare.grid([JOB], ["PR", "OH", "US"]))) == ["OH", "US"]
    starts = compare.grid([JOB], ["OH", "CA"])
    assert say.usual_amount(starts, "OH") == 45_610
    assert "customer service representatives in Ohio" in say.usual_words(starts, "OH")
    assert "<b>" in say.no_amount(starts, "OH", "<b>")  # escaped where it is shown
    hourly = compare.grid(["27-2011", "25-2021"], ["NY", "CA"])
    assert say.no_amount(hourly, "NY", "") == (
        "We have no middle pay there to start from (paid by the hour only). Type an amount."
    )
