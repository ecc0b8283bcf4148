"""Work life: who is counted, how shares, means and their errors are had. People are synthetic."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from etl import acs, worklife
from etl.errors import CheckError, SourceChangedError
from etl.publish import check_frame, conform
from tests.synthetic_people import Person, write_people

GROUPS = pl.DataFrame(
    [("43-4051", "5240", 1), ("11-1011", "0010", 2)],
    schema=["soc_code", "census_occupation_code", "shared_by"],
    orient="row",
)
REFERENCE = Path(__file__).resolve().parents[2] / "data" / "reference"
Tables = dict[str, pl.DataFrame]


@pytest.fixture
def tables_of(tmp_path: Path) -> Callable[[list[Person]], Tables]:
    """Synthetic people, packed as the Census Bureau does, to the tables."""

    def make(people: list[Person]) -> Tables:
        path = write_people(tmp_path / "csv_poh.zip", people)
        made = worklife.shape_tables(acs.read_people([path]), GROUPS)
        for name, frame in made.items():
            check_frame(name, conform(name, frame))
        return made

    return make


def row_of(tables: Tables, code: str = "43-4051") -> dict[str, object]:
    return tables["work_life"].row(by_predicate=pl.col("soc_code") == code, named=True)


def shares_of(tables: Tables, trait: str, code: str = "43-4051") -> dict[str, float]:
    chosen = tables["work_life_shares"].filter(soc_code=code, trait=trait).sort("trait_group_order")
    return dict(chosen.select("trait_group", "share_pct").rows())


def test_civilians_with_a_job_count_at_work_or_away_from_it(tables_of: Callable[[list[Person]], Tables]) -> None:
    people: list[Person] = [{}] * 30
    people += [{"ESR": "2", "JWTRNS": "", "JWMNP": ""}] * 3
    people += [{"ESR": esr} for esr in ("3", "4", "5", "6", "")]
    row = row_of(tables_of(people))
    assert (row["people_n"], row["at_work_n"], row["travelers_n"], row["workers_weighted"]) == (33, 30, 30, 330)


def test_part_time_is_under_35_hours_and_counts_weights(tables_of: Callable[[list[Person]], Tables]) -> None:
    people: list[Person] = [{"WKHP": 34, "PWGTP": 30}] * 20 + [{"WKHP": 35, "PWGTP": 10}] * 20
    tables = tables_of(people)
    row = row_of(tables)
    assert row["part_time_pct"] == 75
    assert row["weekly_hours_mean"] == 34.25
    assert shares_of(tables, "weekly_hours") == {"under_20": 0, "20-34": 75, "35-40": 25, "41-49": 0, "50+": 0}


def test_working_from_home_is_a_share_of_those_at_work_and_ways_to_work_of_those_who_travel(
    tables_of: Callable[[list[Person]], Tables],
) -> None:
    people: list[Person] = [{"JWTRNS": "11", "JWMNP": ""}] * 40 + [{"JWTRNS": "02", "JWMNP": "50"}] * 15
    people += [{"JWTRNS": "10", "JWMNP": "10"}] * 45 + [{"ESR": "2", "JWTRNS": "", "JWMNP": ""}] * 100
    tables = tables_of(people)
    row = row_of(tables)
    assert (row["from_home_pct"], row["travel_minutes_mean"]) == (40, 20)
    assert shares_of(tables, "way_to_work")["public_transport"] == 25
    assert shares_of(tables, "way_to_work")["walk_or_bicycle"] == 75
    assert shares_of(tables, "travel_minutes") == {"under_15": 75, "15-29": 0, "30-44": 0, "45-59": 25, "60+": 0}


@pytest.mark.parametrize(
    ("trait", "column", "codes"),
    [
        ("employer", "COW", {1: "private_company", 6: "self_employed", 7: "own_incorporated_business"}),
        ("schooling", "SCHL", {15: "less_than_high_school", 16: "high_school", 20: "associate", 24: None}),
        ("age", "AGEP", {16: "16-24", 24: "16-24", 25: "25-34", 65: "65+", 99: "65+"}),
    ],
)
def test_groups_hold_the_codes_they_are_named_for(
    tables_of: Callable[[list[Person]], Tables], trait: str, column: str, codes: dict[int, str | None]
) -> None:
    for code, group in codes.items():
        shares = shares_of(tables_of([{column: code}] * 30), trait)
        assert shares[group or "doctoral_or_professional"] == 100
        assert sum(shares.values()) == 100


def test_errors_are_those_of_a_weighted_mean(tables_of: Callable[[list[Person]], Tables]) -> None:
    random = np.random.default_rng(5)
    hours, weights = random.integers(10, 60, 300), random.integers(1, 40, 300)
    people: list[Person] = [{"WKHP": int(h), "PWGTP": int(w)} for h, w in zip(hours, weights, strict=True)]
    tables = tables_of(people)
    row = row_of(tables)

    def error(values: np.ndarray) -> float:
        mean = np.average(values, weights=weights)
        squares = (weights**2 * (values - mean) ** 2).sum() * len(values) / (len(values) - 1)
        return float(acs.DESIGN_FACTOR * squares**0.5 / weights.sum())

    assert row["weekly_hours_mean"] == pytest.approx(np.average(hours, weights=weights), abs=0.006)
    assert row["weekly_hours_mean_se"] == pytest.approx(error(hours), abs=0.006)
    assert row["part_time_se_points"] == pytest.approx(100 * error((hours < 35).astype(float)), abs=0.006)
    shares = tables["work_life_shares"].filter(soc_code="43-4051", trait="weekly_hours", trait_group="50+")
    assert shares["share_se_points"][0] == pytest.approx(100 * error((hours >= 50).astype(float)), abs=0.006)


def test_with_replicate_weights_errors_are_their_spread(tables_of: Callable[[list[Person]], Tables]) -> None:
    random = np.random.default_rng(6)
    hours = random.integers(10, 60, 100)
    weights = random.integers(1, 40, (100, 80))
    people: list[Person] = [
        {"WKHP": int(h), **{r: int(w) for r, w in zip(acs.REPLICATE_WEIGHTS, ws, strict=True)}}
        for h, ws in zip(hours, weights, strict=True)
    ]
    tables = tables_of(people)
    row = row_of(tables)

    def error(values: np.ndarray) -> float:
        spread = (weights * values[:, None]).sum(axis=0) / weights.sum(axis=0) - values.mean()
        return float((4 / 80 * (spread**2).sum()) ** 0.5)

    assert row["weekly_hours_mean_se"] == pytest.approx(error(hours), abs=0.006)
    assert row["part_time_se_points"] == pytest.approx(100 * error((hours < 35).astype(float)), abs=0.006)
    shares = tables["work_life_shares"].filter(soc_code="43-4051", trait="weekly_hours", trait_group="50+")
    assert shares["share_se_points"][0] == pytest.approx(100 * error((hours >= 50).astype(float)), abs=0.006)


def test_a_group_with_nobody_in_it_has_the_error_of_half_a_person(
    tables_of: Callable[[list[Person]], Tables],
) -> None:
    shares = tables_of([{}] * 50)["work_life_shares"].filter(soc_code="43-4051", trait="employer")
    assert set(shares["share_pct"]) == {0, 100}
    assert set(shares["share_se_points"]) == {1.0}


def test_under_thirty_people_there_is_no_figure(tables_of: Callable[[list[Person]], Tables]) -> None:
    people: list[Person] = [{"JWTRNS": "11", "JWMNP": ""}] * 20 + [{}] * 29 + [{"OCCP": "0010"}] * 29
    tables = tables_of(people)
    row = row_of(tables)
    assert (row["weekly_hours_mean_flag"], row["from_home_flag"]) == ("ok", "ok")
    assert (row["travel_minutes_mean"], row["travel_minutes_mean_flag"], row["travelers_n"]) == (
        None,
        "not_released",
        29,
    )
    few = row_of(tables, "11-1011")
    assert few["people_n"] == 29
    assert few["workers_weighted"] is None
    assert {few[name] for name in few if name.endswith("_flag")} == {"not_released"}
    assert set(shares_of(tables, "age", "11-1011").values()) == {None}


def test_an_occupation_of_nobody_is_there_with_no_people(tables_of: Callable[[list[Person]], Tables]) -> None:
    tables = tables_of([{}] * 30)
    assert row_of(tables, "11-1011")["people_n"] == 0
    assert set(shares_of(tables, "schooling", "11-1011").values()) == {None}
    assert row_of(tables, "00-0000")["people_n"] == 30


@pytest.mark.parametrize("column", ["WKHP", "COW", "SCHL"])
def test_a_blank_where_everybody_with_a_job_has_a_value_stops_the_build(
    tables_of: Callable[[list[Person]], Tables], column: str
) -> None:
    with pytest.raises(SourceChangedError, match=f"Column {column} is blank for 1 people"):
        tables_of([{}, {column: ""}])


@pytest.mark.parametrize(("column", "code"), [("COW", 9), ("JWTRNS", 13), ("SCHL", 25), ("JWMNP", 201), ("AGEP", 15)])
def test_a_code_in_no_group_stops_the_build(
    tables_of: Callable[[list[Person]], Tables], column: str, code: int
) -> None:
    with pytest.raises(SourceChangedError, match=rf"Column {column} holds \[{code}\]"):
        tables_of([{}, {column: code}])


def test_the_check_finds_a_missing_occupation_and_shares_that_do_not_add_up(
    tables_of: Callable[[list[Person]], Tables],
) -> None:
    tables = tables_of([{}] * 30)
    tables["occupations"] = tables["work_life"].select("soc_code")
    worklife.check(tables, REFERENCE)
    shares = tables["work_life_shares"]
    with pytest.raises(CheckError, match=r"shares of age of 00-0000 add up to 0\.00%"):
        worklife.check(
            {**tables, "work_life_shares": shares.filter((pl.col("trait") != "age") | (pl.col("share_pct") == 0))},
            REFERENCE,
        )
    with pytest.raises(CheckError, match="11-1011"):
        worklife.check({**tables, "work_life": tables["work_life"].filter(pl.col("people_n") > 0)}, REFERENCE)
