"""Pay by experience as published: known medians, an independent reckoning from the Census files, and its rules."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

TABLES = Path(__file__).resolve().parents[2] / "data" / "tables"
BANDS = ["0-5", "5-10", "10-20", "20+"]
MEDIAN = "pay_annual_p50_usd"


@pytest.fixture(scope="module")
def table() -> pd.DataFrame:
    return pd.read_parquet(TABLES / "pay_by_experience.parquet").set_index(["soc_code", "experience_band"])


@pytest.mark.parametrize(
    ("soc_code", "medians_thousand"),
    [
        ("15-1252", (97, 117, 137, 142)),
        ("29-1141", (68, 76, 81, 89)),
        ("53-3032", (38, 44, 51, 61)),
        ("29-1216", (66, 82, 254, 305)),
    ],
    ids=["software developers", "registered nurses", "heavy truck drivers", "physicians (Census 3090)"],
)
def test_medians_by_band_are_those_known(
    table: pd.DataFrame, soc_code: str, medians_thousand: tuple[float, ...]
) -> None:
    # The known figures take the middle person's rounded pay; interpolating inside $2,500 bins moves that by less than
    # half a bin.
    published = [table.loc[(soc_code, band), MEDIAN] for band in BANDS]
    assert published == pytest.approx([1000 * m for m in medians_thousand], abs=1250)


def test_customer_service_representatives_stand_as_reckoned_by_hand(table: pd.DataFrame) -> None:
    rows = table.loc["43-4051"].loc[BANDS]
    assert rows["people_n"].to_list() == [1227, 1668, 3309, 7844]
    assert rows[MEDIAN].to_list() == [35300, 41181, 45158, 46861]
    assert set(rows["census_occupation_code"]) == {"5240"}


def test_over_half_of_the_occupations_share_their_census_code(table: pd.DataFrame) -> None:
    occupations = pd.read_parquet(TABLES / "occupations.parquet")
    detailed = set(occupations.loc[occupations["occupation_level"] == "detailed", "soc_code"])
    every = table.xs("all", level="experience_band")
    shared = every.loc[every.index.isin(detailed), "shared_by"]
    assert len(shared) == 830
    assert (shared > 1).sum() == 454
    assert every.loc["29-1216", "shared_by"] == 13


def test_every_occupation_and_group_has_all_bands(table: pd.DataFrame) -> None:
    occupations = set(pd.read_parquet(TABLES / "occupations.parquet")["soc_code"])
    assert set(table.index.get_level_values("soc_code")) == occupations
    assert len(table) == 5 * len(occupations)


def test_bands_add_up_to_all(table: pd.DataFrame) -> None:
    counts = table["people_n"].unstack()
    assert (counts[BANDS].sum(axis=1) == counts["all"]).all()
    assert counts.loc["00-0000", "all"] == 843405


def test_few_people_give_no_figures(table: pd.DataFrame) -> None:
    few = table[table["people_n"] < 30]
    assert len(few) > 100
    figures = [c for c in table.columns if c.endswith("_usd")]
    assert few[[*figures, "workers_weighted"]].isna().all(axis=None)
    assert (few[[c for c in table.columns if c.endswith("_flag")]] == "not_released").all(axis=None)


def test_a_median_that_is_shown_has_its_error(table: pd.DataFrame) -> None:
    shown = table["pay_annual_p50_flag"] == "ok"
    assert (table.loc[shown, "pay_annual_p50_se_usd"] > 0).all()
    assert table.loc[~shown, "pay_annual_p50_se_usd"].isna().all()


def test_the_record_says_which_states_are_covered() -> None:
    facts = json.loads((TABLES / "pay_by_experience.json").read_text("utf-8"))["facts"]
    assert facts["coverage"]["missing_state_codes"] == ["CA", "TX"]
    assert len(facts["coverage"]["state_codes"]) == 49
    assert facts["coverage"]["people_n"] == 2_736_891
    assert facts["error_method"] == "effective sample size, approximate"


@pytest.mark.mirror
@pytest.mark.slow
def test_figures_agree_with_a_reckoning_by_other_means(table: pd.DataFrame, mirror_dir: Path) -> None:
    """Read all person files with pandas and reckon some cells in plain loops, from the rules alone."""
    wanted = {"43-4051": ["5240"], "29-1216": ["3090"], "13-1020": ["0510", "0520", "0530"], "49-9081": ["7640"]}
    codes = [code for group in wanted.values() for code in group]
    frames = []
    for path in sorted(mirror_dir.glob("www2.census.gov/programs-surveys/acs/data/pums/2024/1-Year/csv_p??.zip")):
        with zipfile.ZipFile(path) as archive:
            people = pd.read_csv(io.BytesIO(archive.read(archive.namelist()[0])), dtype=str)
        people["top"] = people["WAGP"].astype(float).max()
        frames.append(people[people["OCCP"].isin(codes)])
    people = pd.concat(frames)
    assert set(people["ADJINC"]) == {"1015250"}
    number = people[["AGEP", "SCHL", "WAGP", "WKHP", "WKWN", "COW", "PWGTP"]].astype(float)
    number[["OCCP", "top"]] = people[["OCCP", "top"]]
    workers = number[
        (number.WKHP >= 35) & (number.WKWN >= 50) & (number.WAGP > 0) & number.COW.isin([1, 2, 3, 4, 5])
    ].copy()
    after = {15: 12.0, 16: 12.0, 17: 12.0, 18: 12.5, 19: 13.0, 20: 14.0, 21: 16.0, 22: 18.0, 23: 19.0, 24: 21.0}
    schooling = workers.SCHL.map(lambda code: after.get(code, max(0.0, code - 3)))
    years = np.maximum(0, np.minimum(workers.AGEP - schooling - 6, workers.AGEP - 16))
    workers["band"] = np.select([years < 5, years < 10, years < 20], BANDS[:3], BANDS[3])
    compared = 0
    for soc_code, group in wanted.items():
        for band in BANDS:
            cell = workers[workers.OCCP.isin(group) & (workers.band == band)]
            row = table.loc[(soc_code, band)]
            assert row["people_n"] == len(cell)
            if len(cell) < 30:
                continue
            assert row["workers_weighted"] == cell.PWGTP.sum()
            for p in (10, 25, 50, 75, 90):
                left, edge = p / 100 * cell.PWGTP.sum(), 0.0
                for start in np.arange(-1250, 2_000_000, 2500):
                    weight = cell.PWGTP[cell.WAGP.between(start, start + 2500, inclusive="left")].sum()
                    if weight >= left:
                        edge = start + 2500 * left / weight
                        break
                    left -= weight
                top_bin = (cell.top.min() + 1250) // 2500 * 2500 - 1250
                if edge >= top_bin:
                    assert row[f"pay_annual_p{p}_flag"] == "top_coded"
                else:
                    assert row[f"pay_annual_p{p}_usd"] == pytest.approx(edge * 1.01525, abs=0.51)
                    compared += 1
    assert compared >= 60
