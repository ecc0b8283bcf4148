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


def test_shares_of_bands_add_up_and_have_their_errors(table: pd.DataFrame) -> None:
    shares = table["workers_share_pct"].unstack()
    assert (shares["all"].dropna() == 100).all()
    whole = shares[BANDS].dropna()
    assert len(whole) > 700
    assert (abs(whole.sum(axis=1) - 100) < 0.01).all()
    assert (table["workers_share_pct"].isna() == (table["people_n"] < 30)).all()
    told = table[(table["people_n"] >= 30) & (table.index.get_level_values("experience_band") != "all")]
    partly = told[told["workers_share_pct"] < 100]
    assert (partly["workers_share_se_points"] > 0).all()
    assert shares.loc["43-4051", BANDS].round(1).to_list() == [10.7, 13.3, 25.2, 50.9]


@pytest.mark.parametrize("name", ["pay_by_experience", "experience_groups", "majors"])
def test_percentiles_never_fall_and_lie_among_real_pay(name: str) -> None:
    frame = pd.read_parquet(TABLES / f"{name}.parquet")
    columns = [f"pay_annual_p{p}_usd" for p in (10, 25, 50, 75, 90)]
    pay = frame[columns]
    for left, right in zip(columns, columns[1:], strict=False):
        both = pay[[left, right]].dropna()
        assert len(both) > 1000
        assert (both[left] <= both[right]).all()
    # Some say that a full year's work brought them a few hundred dollars; the census keeps what they said.
    assert pay.min().min() > 500
    assert pay["pay_annual_p50_usd"].min() > 7000
    assert pay.max().max() < 1_000_000
    for column in columns:
        flag = frame[column.replace("_usd", "_flag")]
        assert (frame[column].notna() == (flag == "ok")).all()
        assert set(flag) <= {"ok", "top_coded", "not_released"}


# --- Within divisions, sectors and schooling -----------------------------------------------------------------------


@pytest.fixture(scope="module")
def groups() -> pd.DataFrame:
    return pd.read_parquet(TABLES / "experience_groups.parquet").astype(
        dict.fromkeys(["soc_code", "split", "split_group", "experience_band"], object)
    )


def test_only_divisions_of_which_every_state_is_at_hand_are_told(groups: pd.DataFrame) -> None:
    told = set(groups.loc[groups["split"] == "division", "split_group"])
    assert told == {
        "new_england", "middle_atlantic", "east_north_central", "west_north_central", "south_atlantic",
        "east_south_central", "mountain",
    }  # fmt: skip


def test_sectors_and_levels_of_schooling_are_all_there_and_no_other(groups: pd.DataFrame) -> None:
    sectors = set(groups.loc[groups["split"] == "sector", "split_group"])
    published = set(pd.read_parquet(TABLES / "industries.parquet").query("industry_level == 'sector'")["industry_code"])
    assert sectors == published
    levels = set(groups.loc[groups["split"] == "schooling", "split_group"])
    assert len(levels) == 7


def test_a_group_of_the_split_has_thirty_people_and_one_row(groups: pd.DataFrame) -> None:
    assert not groups.duplicated(["soc_code", "split", "split_group", "experience_band"]).any()
    assert (groups["people_n"] >= 30).all()


def test_everyone_is_in_one_sector_and_one_level_of_schooling(groups: pd.DataFrame, table: pd.DataFrame) -> None:
    everyone = groups[(groups["soc_code"] == "00-0000") & (groups["experience_band"] == "all")]
    counts = everyone.groupby("split")["people_n"].sum()
    whole = table.loc[("00-0000", "all"), "people_n"]
    assert counts["sector"] == counts["schooling"] == counts["experience"] == whole
    assert counts["division"] < whole


def test_finer_bands_are_parts_of_the_bands(groups: pd.DataFrame, table: pd.DataFrame) -> None:
    finer = groups[(groups["soc_code"] == "00-0000") & (groups["split"] == "experience")].set_index("split_group")
    for band, parts in {"0-5": ["0-2", "2-5"], "10-20": ["10-15", "15-20"], "20+": ["20-30", "30+"]}.items():
        assert finer.loc[parts, "people_n"].sum() == table.loc[("00-0000", band), "people_n"]


# --- The index -------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def index() -> pd.DataFrame:
    return pd.read_parquet(TABLES / "experience_index.parquet")


def test_every_detailed_occupation_has_each_band_at_each_level(index: pd.DataFrame) -> None:
    occupations = pd.read_parquet(TABLES / "occupations.parquet").query("occupation_level == 'detailed'")
    assert len(index) == len(occupations) * 4 * 5
    assert not index.duplicated(["soc_code", "experience_band", "schooling_level"]).any()
    assert set(index["soc_code"]) == set(occupations["soc_code"])


def test_an_estimate_is_drawn_from_its_own_people_toward_the_group(index: pd.DataFrame) -> None:
    shown = index[index["evidence_badge"] != "not_shown"]
    assert shown["estimate_ratio_log"].notna().all()
    assert (shown["estimate_ratio_log_se"] > 0).all()
    assert index.loc[index["evidence_badge"] == "not_shown", "estimate_ratio_log"].isna().all()
    assert index["own_weight"].dropna().between(0, 1).all()
    both = shown.dropna(subset=["pay_ratio_log", "group_ratio_log"])
    assert len(both) > 5000
    low, high = (both[["pay_ratio_log", "group_ratio_log"]].agg(side, axis=1) for side in ("min", "max"))
    assert (both["estimate_ratio_log"] >= low - 1e-5).all()
    assert (both["estimate_ratio_log"] <= high + 1e-5).all()


def test_measured_means_fifty_people_and_a_sure_median(index: pd.DataFrame, table: pd.DataFrame) -> None:
    measured = index[(index["evidence_badge"] == "measured") & (index["schooling_level"] == "all")]
    assert len(measured) > 2000
    assert (measured["people_n"] >= 50).all()
    cells = table.loc[list(zip(measured["soc_code"], measured["experience_band"], strict=True))]
    assert (cells["pay_annual_p50_se_usd"] / cells[MEDIAN]).max() <= 0.15


# --- Majors ----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def majors() -> pd.DataFrame:
    frame = pd.read_parquet(TABLES / "majors.parquet")
    return frame.astype(dict.fromkeys(["degree_field_code", "census_occupation_code"], object))


def test_every_field_is_told_and_shares_stay_below_the_whole(majors: pd.DataFrame) -> None:
    fields = pd.read_parquet(TABLES / "degree_fields.parquet")
    # Military technologies, 3801, were studied by fewer than 30 of the people asked.
    assert {*fields["degree_field_code"], "all"} - set(majors["degree_field_code"]) == {"3801"}
    assert not majors.duplicated(["degree_field_code", "census_occupation_code"]).any()
    assert (majors["people_n"] >= 30).all()
    jobs = majors[majors["census_occupation_code"] != "all"]
    assert jobs.groupby("degree_field_code")["field_share_pct"].sum().max() <= 100.01
    studied = majors[majors["degree_field_code"] != "all"]
    assert studied.groupby("census_occupation_code")["job_share_pct"].sum().max() <= 100.01
    inner = majors[(majors["census_occupation_code"] != "all") & (majors["degree_field_code"] != "all")]
    assert (inner[["field_share_se_points", "job_share_se_points"]] > 0).all(axis=None)


def test_pay_by_field_needs_thirty_people_whose_pay_is_told(majors: pd.DataFrame) -> None:
    few = majors[majors["paid_n"] < 30]
    assert len(few) > 100
    assert few["pay_annual_p50_usd"].isna().all()
    assert (majors["paid_n"] <= majors["people_n"]).all()


# --- Wage levels, surveys --------------------------------------------------------------------------------------------


def test_wage_levels_rise_and_are_named_by_the_hour_or_the_year() -> None:
    levels = pd.read_parquet(TABLES / "wage_levels.parquet")
    assert not levels.duplicated(["soc_code", "place_code"]).any()
    # The file's 848 codes: two have no OEWS code to stand under, and OEWS counts some that the file tells apart as one.
    assert (levels["soc_code"].nunique(), levels["place_code"].nunique()) == (830, 530)
    known = levels.dropna(subset=["wage_level_1_usd"])
    assert (known["wage_level_4_usd"] >= known["wage_level_1_usd"]).all()
    assert ((levels["wage_level_1_flag"] == "ok") == levels["wage_level_1_usd"].notna()).all()
    by_hour = known[known["pay_period"] == "hour"]
    # The federal minimum wage is the least; 2,080 hours of it a year.
    assert by_hour["wage_level_1_usd"].min() == 7.25
    assert by_hour["wage_level_4_usd"].max() < 500
    assert known[known["pay_period"] == "year"]["wage_level_1_usd"].min() >= 15_080
    columbus = levels[(levels["soc_code"] == "43-4051") & (levels["place_code"] == "18140")].iloc[0]
    assert (columbus["wage_level_1_usd"], columbus["wage_level_4_usd"], columbus["pay_period"]) == (
        16.55,
        25.08,
        "hour",
    )


def test_bundled_surveys_stay_as_reported_with_their_years() -> None:
    surveys = pd.read_parquet(TABLES / "pay_surveys.parquet")
    assert surveys["survey_row"].to_list() == list(range(1, 13))
    assert set(surveys["soc_code"]) == {"43-4051"}
    assert set(zip(surveys["as_of_from_year"], surveys["as_of_to_year"], strict=True)) == {(2017, 2019)}
    assert surveys["pay_usd"].to_list() == [
        28000, 30000, 32000, 34000, 28000, 35000, 36612, 13.52, 3000, 12.83, 7.25, 27.2,
    ]  # fmt: skip
    assert surveys["sample_size"].isna().all()


# --- Reckoned by other means, from the Census Bureau's files ---------------------------------------------------------

NUMBERS = ("AGEP", "SCHL", "WAGP", "WKHP", "WKWN", "COW", "PWGTP", "ESR", "ADJINC")
TEXTS = ("STATE", "OCCP", "NAICSP", "FOD1P")
AFTER = {15: 12.0, 16: 12.0, 17: 12.0, 18: 12.5, 19: 13.0, 20: 14.0, 21: 16.0, 22: 18.0, 23: 19.0, 24: 21.0}


@pytest.fixture(scope="module")
def people(mirror_dir: Path) -> pd.DataFrame:
    """Everyone with an occupation, read with pandas alone."""
    frames = []
    for path in sorted(mirror_dir.glob("www2.census.gov/programs-surveys/acs/data/pums/2024/1-Year/csv_p??.zip")):
        with zipfile.ZipFile(path) as archive:
            content = io.BytesIO(archive.read(archive.namelist()[0]))
        types = dict.fromkeys(NUMBERS, "float64") | dict.fromkeys(TEXTS, "str")
        state = pd.read_csv(content, usecols=[*NUMBERS, *TEXTS], dtype=types)
        state["top"] = state["WAGP"].max()
        frames.append(state[state["OCCP"].notna()])
    assert len(frames) == 49
    everyone = pd.concat(frames, ignore_index=True)
    assert set(everyone["ADJINC"]) == {1015250}
    return everyone


@pytest.fixture(scope="module")
def employees(people: pd.DataFrame) -> pd.DataFrame:
    """Full-time, year-round employees with their band of potential experience, from the rules alone."""
    chosen = (people.WKHP >= 35) & (people.WKWN >= 50) & (people.WAGP > 0) & people.COW.isin([1, 2, 3, 4, 5])
    found = people[chosen].copy()
    schooling = found.SCHL.map(lambda code: AFTER.get(code, max(0.0, code - 3)))
    years = np.maximum(0, np.minimum(found.AGEP - schooling - 6, found.AGEP - 16))
    found["band"] = np.select([years < 5, years < 10, years < 20], BANDS[:3], BANDS[3])
    return found


def agrees(row: pd.Series, cell: pd.DataFrame) -> int:
    """Hold a published cell against people; how many percentiles were compared."""
    compared = 0
    assert row["people_n"] == len(cell)
    if len(cell) < 30:
        return compared
    assert row["workers_weighted"] == cell.PWGTP.sum()
    for p in (10, 25, 50, 75, 90):
        left, edge = p / 100 * cell.PWGTP.sum(), 0.0
        for start in np.arange(-1250, 2_000_000, 2500):
            weight = cell.PWGTP[cell.WAGP.between(start, start + 2500, inclusive="left")].sum()
            if weight >= left:
                low = max(start, 0)
                edge = low + (start + 2500 - low) * left / weight
                break
            left -= weight
        top_bin = (cell.top.min() + 1250) // 2500 * 2500 - 1250
        if edge >= top_bin:
            assert row[f"pay_annual_p{p}_flag"] == "top_coded"
        else:
            assert row[f"pay_annual_p{p}_usd"] == pytest.approx(edge * 1.01525, abs=0.51)
            compared += 1
    return compared


@pytest.mark.mirror
@pytest.mark.slow
def test_bands_agree_with_a_reckoning_by_other_means(table: pd.DataFrame, employees: pd.DataFrame) -> None:
    wanted = {
        "43-4051": ["5240"],
        "29-1216": ["3090"],
        "15-1252": ["1021"],
        "29-1141": ["3255"],
        "53-3032": ["9130"],
        "13-1020": ["0510", "0520", "0530"],
    }
    compared = 0
    for soc_code, codes in wanted.items():
        everyone = employees[employees.OCCP.isin(codes)]
        for band in BANDS:
            cell, row = everyone[everyone.band == band], table.loc[(soc_code, band)]
            compared += agrees(row, cell)
            share = 100 * cell.PWGTP.sum() / everyone.PWGTP.sum()
            assert row["workers_share_pct"] == pytest.approx(share, abs=0.001)
            inside, weights = everyone.band == band, everyone.PWGTP
            squares = (weights**2 * (inside - share / 100) ** 2).sum() / weights.sum() ** 2
            error = 100 * (squares * len(everyone) / (len(everyone) - 1)) ** 0.5
            assert row["workers_share_se_points"] == pytest.approx(error, abs=0.001)
    assert compared >= 100


@pytest.mark.mirror
@pytest.mark.slow
@pytest.mark.parametrize(
    ("soc_code", "code", "split", "group"),
    [
        ("43-4051", "5240", "division", "east_north_central"),
        ("43-4051", "5240", "sector", "52"),
        ("29-1141", "3255", "schooling", "bachelor"),
        ("53-3032", "9130", "sector", "48-49"),
    ],
)
def test_groups_agree_with_a_reckoning_by_other_means(
    groups: pd.DataFrame, employees: pd.DataFrame, soc_code: str, code: str, split: str, group: str
) -> None:
    member = {
        "east_north_central": employees.STATE.isin(["17", "18", "26", "39", "55"]),
        "52": employees.NAICSP.str.startswith("52"),
        "48-49": employees.NAICSP.str[:2].isin(["48", "49"]),
        "bachelor": employees.SCHL == 21,
    }[group]
    cells = employees[member & (code == employees.OCCP)]
    rows = groups[(groups["soc_code"] == soc_code) & (groups["split"] == split) & (groups["split_group"] == group)]
    rows = rows.set_index("experience_band")
    compared = agrees(rows.loc["all"], cells)
    for band in BANDS:
        cell = cells[cells.band == band]
        assert (band in rows.index) == (len(cell) >= 30)
        if len(cell) >= 30:
            compared += agrees(rows.loc[band], cell)
    assert compared >= 20


@pytest.mark.mirror
@pytest.mark.slow
@pytest.mark.parametrize("field", ["2102", "6107", "5200"])
def test_shares_of_majors_agree_with_a_reckoning_by_other_means(
    majors: pd.DataFrame, people: pd.DataFrame, field: str
) -> None:
    graduates = people[people.ESR.isin([1, 2]) & people.FOD1P.notna()]
    studied = graduates[field == graduates.FOD1P]
    rows = majors[majors["degree_field_code"] == field].set_index("census_occupation_code")
    assert rows.loc["all", "people_n"] == len(studied)
    compared = 0
    for codes, row in rows.drop("all").iterrows():
        inside = studied.OCCP.isin(str(codes).split(";"))
        assert row["people_n"] == inside.sum()
        share = studied.PWGTP[inside].sum() / studied.PWGTP.sum()
        assert row["field_share_pct"] == pytest.approx(100 * share, abs=0.001)
        job = graduates[graduates.OCCP.isin(str(codes).split(";"))]
        of_job = job.PWGTP[field == job.FOD1P].sum() / job.PWGTP.sum()
        assert row["job_share_pct"] == pytest.approx(100 * of_job, abs=0.001)
        squares = (studied.PWGTP**2 * (inside - share) ** 2).sum() / studied.PWGTP.sum() ** 2
        error = 100 * (squares * len(studied) / (len(studied) - 1)) ** 0.5
        assert row["field_share_se_points"] == pytest.approx(error, abs=0.001)
        compared += 1
    assert compared >= 10
