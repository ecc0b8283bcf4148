"""Published prices, against figures read off the agencies' files by hand."""

from __future__ import annotations

import polars as pl
import pytest

from etl.prices import COMPONENTS, check
from etl.publish import read_table
from tests.conftest import REPOSITORY

DATA = REPOSITORY / "data"
OLD_METROS_ONLY = {
    *("14100", "15680", "16060", "17460", "19060", "19180", "20700"),
    *("31460", "35100", "36140", "38220", "39100", "45540"),
}
METROS_WITHOUT_PARITY = {
    *("10380", "11200", "11640", "14580", "17410", "20580", "25020", "25740", "28450", "28880", "30500"),
    *("32420", "33500", "37140", "38240", "38660", "41780", "41980", "43640", "45900", "47930", "48680"),
}


@pytest.fixture(scope="module")
def parities() -> pl.DataFrame:
    return read_table("price_parities", DATA / "tables")


@pytest.mark.parametrize(
    ("place", "year", "component", "index"),
    [
        ("OH", 2024, "all", 92.774),
        ("CA", 2024, "all", 110.72),
        ("AL", 2008, "all", 88.901),
        ("WY", 2024, "other_services", 100.428),
        ("US", 2024, "housing", 100.629),
        ("18140", 2023, "all", 94.52),
        ("41940", 2023, "all", 112.87),
        ("49740", 2023, "other_services", 93.26),
    ],
)
def test_a_published_parity_is_the_printed_one(
    parities: pl.DataFrame, place: str, year: int, component: str, index: float
):
    found = parities.filter(
        (pl.col("place_code") == place) & (pl.col("year") == year) & (pl.col("parity_component") == component)
    )
    assert found["parity_index"].to_list() == [index]


def test_states_reach_from_2008_to_2024_and_metros_have_2023(parities: pl.DataFrame):
    states = parities.filter(pl.col("parity_kind") == "state")
    metros = parities.filter(pl.col("parity_kind") == "metro")
    assert (states["year"].unique().sort().to_list(), metros["year"].unique().to_list()) == (
        list(range(2008, 2025)),
        [2023],
    )
    assert (states.height, metros.height) == (52 * 17 * 5, 384 * 5)
    assert set(parities["parity_component"]) == set(COMPONENTS.values())


def test_371_of_393_metros_have_a_parity_and_the_others_are_known(parities: pl.DataFrame):
    places = read_table("places", DATA / "tables")
    metros = set(places.filter(pl.col("place_kind") == "metro")["place_code"])
    with_parity = set(parities.filter(pl.col("parity_kind") == "metro")["place_code"])
    assert (len(metros), len(metros & with_parity)) == (393, 371)
    assert metros - with_parity == METROS_WITHOUT_PARITY
    assert with_parity - metros == OLD_METROS_ONLY


def test_price_index_runs_without_a_gap_to_2025():
    index = dict(read_table("price_index", DATA / "tables").rows())
    assert sorted(index) == list(range(1913, 2026))
    assert (index[1913], index[2024], index[2025]) == (9.9, 313.689, 321.943)


def test_the_tables_pass_their_own_check(parities: pl.DataFrame):
    others = {name: read_table(name, DATA / "tables") for name in ("price_index", "pay_editions", "places")}
    check({"price_parities": parities, **others}, DATA / "reference")
