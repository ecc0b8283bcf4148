"""State projections: proved on synthetic files, and on the agencies' own where at hand."""

from __future__ import annotations

import shutil
from pathlib import Path

import polars as pl
import pytest

from etl.errors import CheckError, SourceChangedError
from etl.places import read_states
from etl.sources import SOURCES
from etl.state_projections import build, check, facts, read_state_projections, shape_state_projections
from tests.conftest import REPOSITORY

REFERENCE = REPOSITORY / "data" / "reference"
HEAD = "Title,Base,Projected,PercentChange,AvgAnnualOpenings,STFIPS,OccCode,base_year,proj_year"
FIPS = ["0", *(str(int(code)) for code in read_states(REFERENCE)["state_fips_code"])]


def lines(title: str = "Synthetic agents", code: str = "99-0001", years: str = "2022,2032") -> list[str]:
    """One line for the nation and each state."""
    return [f"{title},1000,1100,10,90,{fips},{code},{years}" for fips in FIPS]


def content(*rows: str, head: str = HEAD) -> bytes:
    return "\n".join([head, *(rows or lines())]).encode()


def shape(data: bytes) -> pl.DataFrame:
    return shape_state_projections(read_state_projections(data, "synthetic.csv"), read_states(REFERENCE), "synthetic")


def test_each_line_gets_its_place_its_edition_and_thousands():
    frame = shape(content())
    assert frame.height == 55
    row = frame.filter(pl.col("place_code") == "OH").to_dicts()[0]
    assert row == {
        "soc_code": "99-0001",
        "place_code": "OH",
        "edition": "2022–32",
        "base_year": 2022,
        "target_year": 2032,
        "employment_base_thousand": 1.0,
        "employment_target_thousand": 1.1,
        "employment_change_pct": 10.0,
        "openings_annual_thousand": 0.09,
    }
    assert {"US", "AK", "DC", "GU", "PR", "VI"} <= set(frame["place_code"])


def test_another_edition_is_read_by_its_own_years():
    frame = shape(content(*lines(years="2024,2034")))
    assert set(frame["edition"]) == {"2024–34"}


def test_a_quoted_title_with_commas_moves_no_column():
    frame = shape(content(*lines(title='"Agents, synthetic, all other"')))
    assert set(frame["employment_change_pct"]) == {10.0}


def test_a_change_from_no_jobs_is_missing_and_the_jobs_stay():
    rows = lines()
    rows[3] = "Synthetic agents,0,70,0,10,4,99-0001,2022,2032"
    row = shape(content(*rows)).filter(pl.col("place_code") == "AZ").to_dicts()[0]
    assert (row["employment_base_thousand"], row["employment_target_thousand"]) == (0.0, 0.07)
    assert row["employment_change_pct"] is None


def test_a_change_that_rounding_to_tens_explains_is_taken_as_printed():
    rows = lines()
    rows[3] = "Synthetic agents,220,220,4.7,30,4,99-0001,2022,2032"
    assert shape(content(*rows)).filter(pl.col("place_code") == "AZ")["employment_change_pct"].to_list() == [4.7]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (content(head=HEAD.replace("Base,", "Employment,")), r"Columns missing: \['Base'\]; .*\['Employment'\]"),
        (content(*(f"{line},1" for line in lines()), head=f"{HEAD},Note"), r"columns not known: \['Note'\]"),
        (content(*lines()[:-1], "Agents,#,1100,10,90,78,99-0001,2022,2032"), "Line 56, column Base: '#'"),
        (content(*lines()[:-1], "Agents,,1100,10,90,78,99-0001,2022,2032"), "Line 56, column Base: ''"),
        (content(*lines()[:-1], "Agents,1000,1100,10,90,78,990001,2022,2032"), "column OccCode: '990001'"),
        (content(*lines()[:-1], "Agents,1000,1100,10,90,79,99-0001,2022,2032"), r"only in the file: \['79'\]; .*'78'"),
        (content(*lines()[:-1]), r"only in data/reference/states.csv: \['78'\]"),
        (content(*lines(), lines()[4]), "Line 6: occupation 99-0001 comes more than once in state 05"),
        (content(*lines(), *lines(code="99-0002", years="2024,2034")), "one pair of years"),
        (content(*lines(years="2032,2022")), "one pair of years"),
        (content(*lines()[:-1], "Agents,1000,1100,30,90,78,99-0001,2022,2032"), "do not fit a change of 30.0 percent"),
        (content(*lines()[:-1], "Agents,1100,1000,10,90,78,99-0001,2022,2032"), "1100 and 1000 jobs do not fit"),
        (b"<!doctype html><html><body>Not here</body></html>", "Columns missing"),
        (b"", "cannot be read as a CSV file"),
    ],
)
def test_a_file_that_is_not_as_known_stops_the_build_and_says_where(data: bytes, told: str):
    with pytest.raises(SourceChangedError, match=told) as caught:
        shape(data)
    assert caught.value.source == "state_projections"
    assert "etl/state_projections.py" in caught.value.remedy


def tables(reference: Path, **national: float) -> dict[str, pl.DataFrame]:
    """Synthetic tables that agree with each other; ``national`` puts other figures into the national projections."""
    states = shape(content(*lines(), *lines(code="99-0002")))
    reference.mkdir(exist_ok=True)
    reasons = "comparison,code,only_in,reason\nstate_projections,99-0002,outlook_by_state,Synthetic.\n"
    (reference / "code_differences.csv").write_text(reasons, "utf-8")
    jobs = {"employment_base_thousand": 1.0, "employment_target_thousand": 1.1, "openings_annual_thousand": 0.09}
    outlook = pl.DataFrame({"soc_code": ["99-0001"], "edition": ["2022–32"], **(jobs | national)})
    occupations = pl.DataFrame({"soc_code": ["99-0001", "99-0000"], "occupation_level": ["detailed", "major"]})
    return {"outlook_by_state": states, "outlook": outlook, "occupations": occupations}


def test_tables_that_agree_pass_and_a_code_that_is_not_listed_does_not(tmp_path: Path):
    check(tables(tmp_path), tmp_path)
    told = tables(tmp_path)
    told["outlook_by_state"] = told["outlook_by_state"].filter(pl.col("soc_code") == "99-0001")
    with pytest.raises(CheckError, match="no longer different"):
        check(told, tmp_path)
    told = tables(tmp_path)
    told["occupations"] = pl.DataFrame({"soc_code": ["99-0003"], "occupation_level": ["detailed"]})
    with pytest.raises(CheckError, match="not listed"):
        check(told, tmp_path)


def test_the_nations_figures_have_to_be_those_of_the_same_national_edition(tmp_path: Path):
    with pytest.raises(CheckError, match="99-0001 are not those of the national 2022–32"):
        check(tables(tmp_path, openings_annual_thousand=0.5), tmp_path)
    # Another edition at hand is not the one to compare with.
    told = tables(tmp_path, openings_annual_thousand=0.5)
    told["outlook"] = told["outlook"].with_columns(edition=pl.lit("2024–34"))
    check(told, tmp_path)


def test_the_agencies_own_file_builds_the_published_table(mirror_dir: Path, tmp_path: Path):
    remote = SOURCES["state_projections"].files[0]
    raw = tmp_path / remote.path
    raw.parent.mkdir(parents=True)
    shutil.copy(mirror_dir / remote.path, raw)
    frame = build(tmp_path, REFERENCE)["outlook_by_state"]
    assert frame.height == 36_626
    assert facts(tmp_path, REFERENCE) == {"outlook_by_state": {"source_editions": {"state_projections": "2022–32"}}}
