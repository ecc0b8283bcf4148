"""Majors: who is counted, shares with errors on both paths, and codes that must be named. People are synthetic."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from etl import acs, majors
from etl.errors import CheckError, SourceChangedError
from tests.synthetic_people import Person, write_people

OCCUPATIONS = {"0010": "0010", "0020": "0020;0030", "0030": "0020;0030"}
RICHEST: Person = {"OCCP": "9999", "WAGP": 2_000_000, "FOD1P": "", "SCHL": "16"}


def shape(path: Path, people: list[Person]) -> dict[tuple[str, str], dict[str, object]]:
    read = acs.read_people([write_people(path / "csv_poh.zip", [*people, RICHEST])])
    return {
        (r["degree_field_code"], r["census_occupation_code"]): r
        for r in majors.shape_majors(read, OCCUPATIONS).to_dicts()
    }


def test_shares_are_of_a_fields_people_and_of_an_occupations_graduates(tmp_path: Path) -> None:
    people = [{"OCCP": "0010", "FOD1P": "6107"}] * 60 + [{"OCCP": "0020", "FOD1P": "6107"}] * 15
    people += [{"OCCP": "0030", "FOD1P": "6107"}] * 25 + [{"OCCP": "0010", "FOD1P": "1100"}] * 40
    found = shape(tmp_path, people)
    assert found[("6107", "0010")]["field_share_pct"] == 60
    assert found[("6107", "0010")]["job_share_pct"] == 60
    assert found[("6107", "0020;0030")]["field_share_pct"] == 40
    assert found[("6107", "0020;0030")]["job_share_pct"] == 100
    assert found[("6107", "all")]["people_n"] == 100
    assert found[("all", "0010")]["people_n"] == 100
    assert found[("all", "all")]["people_n"] == 140
    # √(0.6 × 0.4 ÷ 99) for equal weights.
    assert found[("6107", "0010")]["field_share_se_points"] == pytest.approx(100 * (0.24 / 99) ** 0.5, abs=0.001)
    assert found[("6107", "0020;0030")]["job_share_se_points"] == 0


def test_only_graduates_with_a_civilian_job_count_and_pay_is_that_of_the_full_time(tmp_path: Path) -> None:
    people: list[Person] = [{"OCCP": "0010", "FOD1P": "6107", "WAGP": 60_000}] * 40
    people += [{"OCCP": "0010", "FOD1P": "6107", "WAGP": 9_000, "WKHP": 10}] * 20
    people += [{"OCCP": "0010", "FOD1P": "6107", "ESR": 3}] * 50 + [{"OCCP": "0010", "FOD1P": "", "SCHL": "16"}] * 50
    row = shape(tmp_path, people)[("6107", "0010")]
    assert (row["people_n"], row["paid_n"], row["pay_annual_p50_usd"]) == (60, 40, 60_000)


def test_under_thirty_people_there_is_no_row_and_under_thirty_paid_no_pay(tmp_path: Path) -> None:
    people: list[Person] = [{"OCCP": "0010", "FOD1P": "6107"}] * 29 + [{"OCCP": "0020", "FOD1P": "6107"}] * 29
    people += [{"OCCP": "0030", "FOD1P": "6107", "WKHP": 10}] * 5
    found = shape(tmp_path, people)
    assert ("6107", "0010") not in found
    row = found[("6107", "0020;0030")]
    assert (row["people_n"], row["paid_n"], row["pay_annual_p50_usd"], row["pay_annual_p50_flag"]) == (
        34,
        29,
        None,
        "not_released",
    )


def test_with_replicate_weights_a_share_s_error_is_their_spread(tmp_path: Path) -> None:
    random = np.random.default_rng(2)
    people: list[Person] = []
    for i in range(90):
        weights = {r: int(w) for r, w in zip(acs.REPLICATE_WEIGHTS, random.integers(1, 20, 80), strict=True)}
        people.append({"OCCP": "0010" if i % 3 else "0020", "FOD1P": "6107", **weights})
    read = acs.read_people(
        [write_people(tmp_path / "csv_poh.zip", [*people, {**RICHEST, **dict.fromkeys(acs.REPLICATE_WEIGHTS, 1)}])]
    )
    table = majors.shape_majors(read, OCCUPATIONS).filter(degree_field_code="6107", census_occupation_code="0010")

    def share(weight: str) -> float:
        inside = sum(int(str(p.get(weight, 10))) for p in people if p["OCCP"] == "0010")
        return inside / sum(int(str(p.get(weight, 10))) for p in people)

    squares = sum((share(r) - share("PWGTP")) ** 2 for r in acs.REPLICATE_WEIGHTS)
    assert table["field_share_se_points"].item() == pytest.approx(100 * (4 / 80 * squares) ** 0.5, abs=0.001)


def test_every_field_found_has_a_name_and_every_name_people(tmp_path: Path) -> None:
    (tmp_path / majors.FIELDS_FILE).write_text("degree_field_code,degree_field_title\n1100,General agriculture\n")
    assert majors.read_fields(tmp_path, {"1100"}).rows() == [("1100", "General agriculture")]
    for found in ({"1100", "1101"}, set()):
        with pytest.raises(SourceChangedError, match="Column FOD1P"):
            majors.read_fields(tmp_path, found)


def test_the_check_wants_known_codes_and_shares_that_fit(tmp_path: Path) -> None:
    row = {
        "degree_field_code": "1100",
        "census_occupation_code": "0010",
        "field_share_pct": 60.0,
        "job_share_pct": 60.0,
    }
    tables = {
        "majors": pl.DataFrame([row, {**row, "census_occupation_code": "0020"}]).with_columns(
            field_share_pct=pl.lit(50.0)
        ),
        "degree_fields": pl.DataFrame({"degree_field_code": ["1100"]}),
        "pay_by_experience": pl.DataFrame({"census_occupation_code": ["0010", "0020", "all"]}),
    }
    majors.check(tables, tmp_path)
    with pytest.raises(CheckError, match=r"adds up to 120\.0% for 1100"):
        majors.check({**tables, "majors": tables["majors"].with_columns(field_share_pct=pl.lit(60.0))}, tmp_path)
    with pytest.raises(CheckError, match=r"\['0020'\]"):
        majors.check({**tables, "pay_by_experience": pl.DataFrame({"census_occupation_code": ["0010"]})}, tmp_path)
