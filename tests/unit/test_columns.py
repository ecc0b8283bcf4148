"""Columns have names people read, and no cell is ever blank."""

import math

import pytest

from careers import columns, tables

CEILINGS = {"annual": 239200.0, "hourly": 115.0}


P50, P90 = "pay_annual_p50_usd", "pay_annual_p90_usd"


@pytest.mark.parametrize(
    ("row", "column", "text"),
    [
        ({"pay_annual_p50_usd": 45610.0, "pay_annual_p50_flag": "ok"}, "pay_annual_p50_usd", "$45,610"),
        ({"pay_hourly_p50_usd": 21.53, "pay_hourly_p50_flag": "collapsed"}, "pay_hourly_p50_usd", "$21.53"),
        ({P90: math.nan, "pay_annual_p90_flag": "top_coded"}, P90, "at least $239,200"),
        ({"pay_hourly_p90_usd": None, "pay_hourly_p90_flag": "top_coded"}, "pay_hourly_p90_usd", "at least $115.00"),
        ({P50: math.nan, "pay_annual_p50_flag": "hourly_only"}, P50, "paid by the hour only"),
        ({"employment": 85930.0, "employment_flag": "ok"}, "employment", "85,930"),
        ({"employment": math.nan, "employment_flag": "not_released"}, "employment", "not released"),
        ({"location_quotient": 0.93}, "location_quotient", "0.93"),
        ({"location_quotient": math.nan}, "location_quotient", "not released"),
        ({"occupation_share_pct": 18.54}, "occupation_share_pct", "18.5%"),
        ({"pay_annual_p50_real_usd": 44000.4, "pay_annual_p50_flag": "ok"}, "pay_annual_p50_real_usd", "$44,000"),
        ({"pay_annual_p90_real_usd": math.nan, "pay_annual_p90_flag": "top_coded"}, "pay_annual_p90_real_usd",
         "more than the source prints"),
        ({"year": 2017}, "year", "2017"),
        ({"as_of_to_year": 2019}, "as_of_to_year", "2019"),
        ({P50: 46861.0, "pay_annual_p50_flag": "ok", "people_n": 7844}, P50, "$46,900"),
        ({P50: math.nan, "pay_annual_p50_flag": "not_released", "people_n": 12}, P50,
         "not shown: fewer than 30 people"),
        ({"workers_weighted": math.nan, "people_n": 12}, "workers_weighted", "not shown: fewer than 30 people"),
        ({P90: math.nan, "pay_annual_p90_flag": "top_coded", "people_n": 812}, P90, "more than the source prints"),
        ({"experience_label": None}, "experience_label", "not stated"),
        ({"experience_band": "20+"}, "experience_band", "20+ years"),
        ({"statistic": "bonus_and_commission"}, "statistic", "bonus and commission"),
        ({"place_title": "Ohio"}, "place_title", "Ohio"),
    ],
)  # fmt: skip
def test_a_cell_reads_as_a_figure_or_as_words(row, column, text):
    assert columns.cell(row, column, CEILINGS) == text


def test_a_figure_without_a_value_whose_flag_promises_one_is_an_error():
    with pytest.raises(ValueError, match="promises"):
        columns.cell({"pay_annual_p50_usd": math.nan, "pay_annual_p50_flag": "ok"}, "pay_annual_p50_usd")


def test_every_pay_column_of_the_tables_has_a_name():
    for period in ("annual", "hourly"):
        for statistic in columns.STATISTICS:
            assert columns.heading(f"pay_{period}_{statistic}_usd")
    with pytest.raises(KeyError):
        columns.heading("no_such_column")


def test_every_category_that_a_table_holds_has_words():
    held = {
        "experience_band": tables.load("pay_by_experience"),
        "statistic": tables.load("pay_surveys"),
        "pay_period": tables.load("pay_surveys"),
    }
    for column, frame in held.items():
        assert set(frame[column].astype(str)) <= set(columns.WORDS[column])


def test_a_group_has_no_figures_exactly_when_it_has_fewer_people_than_we_say():
    frame = tables.load("pay_by_experience")
    hidden = frame["pay_annual_p50_flag"] == "not_released"
    assert hidden.any()
    assert (hidden == (frame["people_n"] < columns.FEWEST_PEOPLE)).all()


def test_words_of_a_hand_kept_list_are_read_in_the_language_in_use(monkeypatch):
    said = {"entry": "synthetic translation"}
    monkeypatch.setattr(columns, "_", lambda text: said.get(text, text))
    assert columns.cell({"experience_label": "entry"}, "experience_label") == "synthetic translation"
    assert columns.cell({"experience_label": "a reader's own"}, "experience_label") == "a reader's own"
