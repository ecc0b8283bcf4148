"""Published outlook, against figures read off the agency's workbook by hand."""

from __future__ import annotations

import polars as pl
import pytest

from etl.projections import CATEGORIES, check
from etl.publish import read_table
from tests.conftest import REPOSITORY

DATA = REPOSITORY / "data"
GOLDEN = "2024–34"
"""The edition that the figures below are copied from."""


@pytest.fixture(scope="module")
def outlook() -> pl.DataFrame:
    return read_table("outlook", DATA / "tables")


@pytest.fixture(scope="module")
def golden(outlook: pl.DataFrame) -> dict[str, dict[str, object]]:
    if outlook["base_year"].max() > 2024 and GOLDEN not in outlook["edition"]:
        pytest.skip(f"the tables hold a newer edition, and no longer {GOLDEN}")
    return {row["soc_code"]: row for row in outlook.filter(pl.col("edition") == GOLDEN).to_dicts()}


def test_customer_service_representatives_are_as_printed(golden: dict[str, dict[str, object]]):
    row = golden["43-4051"]
    assert (row["employment_base_thousand"], row["employment_target_thousand"]) == (2814.0, 2660.3)
    assert (row["employment_change_thousand"], row["employment_change_pct"]) == (-153.7, -5.5)
    assert (row["openings_annual_thousand"], row["self_employed_pct"]) == (341.7, 0.8)
    assert [row[c] for c in CATEGORIES] == [
        "High school diploma or equivalent",
        "None",
        "Short-term on-the-job training",
    ]


def test_all_occupations_are_as_printed(golden: dict[str, dict[str, object]]):
    row = golden["00-0000"]
    assert (row["employment_base_thousand"], row["employment_target_thousand"]) == (169956.1, 175167.9)
    assert (row["employment_change_pct"], row["occupation_level"]) == (3.1, "total")


def test_openings_are_split_as_printed(golden: dict[str, dict[str, object]]):
    row = golden["43-4051"]
    assert (row["labor_force_exits_annual_thousand"], row["occupational_transfers_annual_thousand"]) == (154.2, 202.9)
    assert (row["labor_force_exit_rate_pct"], row["occupational_transfer_rate_pct"]) == (5.6, 7.4)


def test_editions_stand_side_by_side(outlook: pl.DataFrame, golden: dict[str, dict[str, object]]):
    lines = dict(outlook.group_by("edition").len().rows())
    assert {edition: lines[edition] for edition in ("2022–32", "2023–33", GOLDEN)} == {
        "2022–32": 1113,
        "2023–33": 1113,
        GOLDEN: 1113,
    }
    jobs = outlook.filter((pl.col("soc_code") == "43-4051") & (pl.col("base_year") <= 2024)).sort("base_year")
    assert jobs["employment_base_thousand"].to_list() == [2982.9, 2954.6, 2814.0]


def test_none_required_is_not_missing(golden: dict[str, dict[str, object]]):
    # As many as the workbook prints.
    experience = [row["related_experience"] for row in golden.values()]
    assert (experience.count("None"), experience.count(None)) == (716, 281)


def test_every_occupation_with_pay_has_an_outlook_and_two_have_only_an_outlook(golden: dict[str, dict[str, object]]):
    occupations = read_table("occupations", DATA / "tables")
    with_pay = set(occupations.filter(pl.col("occupation_level") == "detailed")["soc_code"])
    projected = {code for code, row in golden.items() if row["occupation_level"] == "detailed"}
    assert (with_pay - projected, projected - with_pay) == (set(), {"11-1031", "45-3031"})


def test_34_occupations_stand_exactly_between_two_words(golden: dict[str, dict[str, object]]):
    cuts = (-0.5, 0.5, 2.5, 4.5, 6.5)
    on_cut = [r for r in golden.values() if r["occupation_level"] == "detailed" and r["employment_change_pct"] in cuts]
    assert len(on_cut) == 34


def test_growth_words_of_2024_34_cover_every_whole_percent():
    words = read_table("growth_words", DATA / "tables").filter(pl.col("edition") == GOLDEN)
    spans = {word: (low, high) for _, word, low, high, _ in words.rows()}
    assert spans == {
        "decline": (None, -1),
        "little or no change": (0, 0),
        "slower than average": (1, 2),
        "as fast as average": (3, 4),
        "faster than average": (5, 6),
        "much faster than average": (7, None),
    }


def test_the_tables_pass_their_own_check(outlook: pl.DataFrame):
    others = {name: read_table(name, DATA / "tables") for name in ("occupations", "growth_words")}
    check({"outlook": outlook, **others}, DATA / "reference")
