"""Published projections by state and by industry, against figures read off the agencies' files by hand."""

from __future__ import annotations

import polars as pl
import pytest

from etl import industry_projections, state_projections
from etl.publish import read_table
from tests.conftest import REPOSITORY

DATA = REPOSITORY / "data"


@pytest.fixture(scope="module")
def states() -> pl.DataFrame:
    return read_table("outlook_by_state", DATA / "tables")


@pytest.fixture(scope="module")
def industries() -> pl.DataFrame:
    return read_table("industry_outlook", DATA / "tables")


@pytest.mark.parametrize(
    ("place", "soc_code", "base", "target", "change", "openings"),
    [
        ("US", "43-4051", 2982.9, 2820.2, -5.5, 373.4),
        ("OH", "43-4051", 105.13, 97.69, -7.1, 12.88),
        ("AK", "43-4051", 2.89, 3.06, 5.9, None),
        ("GU", "43-4051", 0.94, 0.95, 1.1, None),
        ("VI", "43-4051", 0.33, 0.31, -6.1, None),
        ("US", "00-0000", 164482.59, 169148.09, 2.8, None),
    ],
)
def test_states_are_as_printed(states: pl.DataFrame, place, soc_code, base, target, change, openings):
    (row,) = states.filter((pl.col("place_code") == place) & (pl.col("soc_code") == soc_code)).to_dicts()
    assert (row["employment_base_thousand"], row["employment_target_thousand"]) == (base, target)
    assert row["employment_change_pct"] == change
    assert openings is None or row["openings_annual_thousand"] == openings
    assert (row["edition"], row["base_year"], row["target_year"]) == ("2022–32", 2022, 2032)


def test_every_state_and_territory_is_there_and_only_guam_has_few_rows(states: pl.DataFrame):
    rows = dict(states.group_by("place_code").len().rows())
    assert len(rows) == 55
    assert (rows["US"], rows["OH"], rows["GU"], rows["VI"]) == (833, 819, 210, 283)
    assert states.height == 36_626


def test_82_rows_start_from_no_jobs_and_have_no_change_in_percent(states: pl.DataFrame):
    missing = states.filter(pl.col("employment_change_pct").is_null())
    assert missing.height == 82
    assert set(missing["employment_base_thousand"]) == {0.0}


def test_no_state_figure_is_of_the_national_edition(states: pl.DataFrame):
    national = read_table("outlook", DATA / "tables")
    newest = national.filter(pl.col("base_year") == national["base_year"].max())["edition"].unique().to_list()
    assert set(states["edition"]).isdisjoint(newest)


@pytest.mark.parametrize(
    ("code", "base", "target", "change"),
    [
        ("000000", 158140.9, 164760.3, 4.2),
        ("52", 6730.9, 7015.4, 4.2),
        ("44-45", 15590.1, 15225.3, -2.3),
        ("5614", 744.0, 727.0, -2.3),
        ("54", 10825.2, 11960.7, 10.5),
        ("62", 22645.2, 24918.4, 10.0),
        ("99", 11112.5, 11280.8, 1.5),
        ("611103", 7448.1, 7341.1, -1.4),
        ("622005", 5338.4, 5630.4, 5.5),
        ("4240A1", 1033.5, 1068.7, 3.4),
    ],
)
def test_industries_are_as_printed(industries: pl.DataFrame, code, base, target, change):
    (row,) = industries.filter(pl.col("matched_industry_code") == code).to_dicts()
    assert (row["employment_base_thousand"], row["employment_target_thousand"]) == (base, target)
    assert (row["employment_change_pct"], row["edition"]) == (change, "2023–33")


def test_every_sector_has_a_projection(industries: pl.DataFrame):
    sectors = read_table("industries", DATA / "tables").filter(pl.col("industry_level") == "sector")
    assert set(sectors["industry_code"]) <= set(industries["matched_industry_code"].drop_nulls())


def test_matched_industries_count_about_as_many_jobs_as_oews_unless_a_note_says_otherwise(industries: pl.DataFrame):
    """A code matched to the wrong industry shows as a gap in jobs; two years alone move few of them by half."""
    pay = read_table("pay_by_industry", DATA / "tables").filter(pl.col("soc_code") == "00-0000")
    both = industries.join(pay, left_on="matched_industry_code", right_on="industry_code").with_columns(
        ratio=pl.col("employment") / pl.col("employment_base_thousand") / 1000
    )
    assert both.height > 330
    far = both.filter(
        ~pl.col("ratio").is_between(0.6, 1.55)
        & pl.col("industry_scope_note").is_null()
        & (pl.col("employment_base_thousand") > 5)
    )
    assert far.select("matched_industry_code", "industry_title", "ratio").rows() == []


def test_the_tables_pass_their_own_checks():
    names = ("outlook_by_state", "industry_outlook", "outlook", "occupations", "industries")
    tables = {name: read_table(name, DATA / "tables") for name in names}
    state_projections.check(tables, DATA / "reference")
    industry_projections.check(tables, DATA / "reference")


def test_the_new_tables_are_small():
    sizes = [(DATA / "tables" / f"{name}.parquet").stat().st_size for name in ("outlook_by_state", "industry_outlook")]
    assert sum(sizes) < 500_000
