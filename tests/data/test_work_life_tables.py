"""Work life as published: known shares, an independent reckoning from the Census files, and its rules."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pandas as pd
import pytest

TABLES = Path(__file__).resolve().parents[2] / "data" / "tables"


@pytest.fixture(scope="module")
def table() -> pd.DataFrame:
    return pd.read_parquet(TABLES / "work_life.parquet").set_index("soc_code")


@pytest.fixture(scope="module")
def shares() -> pd.DataFrame:
    return pd.read_parquet(TABLES / "work_life_shares.parquet").set_index(["soc_code", "trait", "trait_group"])


def test_part_time_shares_are_those_known_with_their_error(table: pd.DataFrame) -> None:
    assert round(table.loc["43-4051", "part_time_pct"], 1) == 26.4
    assert round(table.loc["00-0000", "part_time_pct"], 1) == 21.0
    assert 0.2 < table.loc["43-4051", "part_time_se_points"] < 0.6
    assert 0 < table.loc["00-0000", "part_time_se_points"] < 0.1


def test_every_occupation_and_group_is_there(table: pd.DataFrame, shares: pd.DataFrame) -> None:
    occupations = set(pd.read_parquet(TABLES / "occupations.parquet")["soc_code"])
    assert set(table.index) == occupations
    assert set(shares.index.get_level_values("soc_code")) == occupations
    assert len(shares) == 36 * len(occupations)


def test_shares_of_a_trait_add_up(shares: pd.DataFrame) -> None:
    known = shares[shares["share_flag"] == "ok"]["share_pct"]
    sums = known.groupby(["soc_code", "trait"], observed=True).sum()
    assert len(sums) > 6000
    assert (abs(sums - 100) < 0.1).all()


def test_part_time_is_the_sum_of_its_hours(table: pd.DataFrame, shares: pd.DataFrame) -> None:
    hours = shares.xs("weekly_hours", level="trait")["share_pct"].unstack()
    known = hours.dropna()
    both = known["under_20"] + known["20-34"]
    assert (abs(both - table.loc[known.index, "part_time_pct"]) < 0.03).all()


def test_few_people_give_no_figures(table: pd.DataFrame, shares: pd.DataFrame) -> None:
    few = table[table["people_n"] < 30]
    figures = [c for c in table.columns if c.endswith(("_pct", "_mean", "_se", "_points", "_years", "_weighted"))]
    assert len(figures) == 11
    assert few[figures].isna().all(axis=None)
    assert shares[shares["people_n"] < 30]["share_pct"].isna().all()
    assert (table[table["travelers_n"] < 30]["travel_minutes_mean_flag"] == "not_released").all()


def test_the_records_say_which_states_are_covered() -> None:
    for name in ("work_life", "work_life_shares"):
        facts = json.loads((TABLES / f"{name}.json").read_text("utf-8"))["facts"]
        assert facts["coverage"]["missing_state_codes"] == ["CA", "TX"]


@pytest.mark.mirror
@pytest.mark.slow
def test_figures_agree_with_a_reckoning_by_other_means(
    table: pd.DataFrame, shares: pd.DataFrame, mirror_dir: Path
) -> None:
    """Read all person files with pandas and reckon some figures from the rules alone."""
    columns = ["OCCP", "ESR", "PWGTP", "WKHP", "JWTRNS", "JWMNP", "COW", "SCHL", "AGEP"]
    frames = []
    for path in sorted(mirror_dir.glob("www2.census.gov/programs-surveys/acs/data/pums/2024/1-Year/csv_p??.zip")):
        with zipfile.ZipFile(path) as archive:
            people = pd.read_csv(io.BytesIO(archive.read(archive.namelist()[0])), dtype=str, usecols=columns)
        frames.append(people[people["ESR"].isin(["1", "2"])])
    people = pd.concat(frames)
    number = people.drop(columns="OCCP").astype(float)
    cells = {"00-0000": number, "43-4051": number[people.OCCP == "5240"], "29-1141": number[people.OCCP == "3255"]}
    for code, cell in cells.items():
        weight, row = cell.PWGTP, table.loc[code]

        def percent(chosen: pd.Series, base: pd.Series | None = None, weight: pd.Series = weight) -> float:
            return float(100 * weight[chosen].sum() / (weight if base is None else weight[base]).sum())

        assert row["people_n"] == len(cell)
        assert row["part_time_pct"] == pytest.approx(percent(cell.WKHP < 35), abs=0.006)
        assert row["from_home_pct"] == pytest.approx(percent(cell.JWTRNS == 11, cell.JWTRNS.notna()), abs=0.006)
        assert row["weekly_hours_mean"] == pytest.approx((cell.WKHP * weight).sum() / weight.sum(), abs=0.006)
        away = cell.JWMNP.notna()
        travel = (cell.JWMNP * weight)[away].sum() / weight[away].sum()
        assert row["travel_minutes_mean"] == pytest.approx(travel, abs=0.006)
        for trait, group, chosen in (
            ("employer", "federal_government", cell.COW == 5),
            ("employer", "self_employed", cell.COW == 6),
            ("schooling", "bachelor", cell.SCHL == 21),
            ("schooling", "some_college", cell.SCHL.isin([18, 19])),
            ("age", "55-64", cell.AGEP.between(55, 64)),
        ):
            assert shares.loc[(code, trait, group), "share_pct"] == pytest.approx(percent(chosen), abs=0.006)
        car = percent(cell.JWTRNS == 1, away)
        assert shares.loc[(code, "way_to_work", "car"), "share_pct"] == pytest.approx(car, abs=0.006)
