"""The published pay tables against figures copied by hand from the agency's May 2025 flat file."""

from __future__ import annotations

import shutil
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner

from etl.__main__ import cli
from etl.oews import MEASURES, industry_code
from etl.publish import read_table
from etl.schema import PAY_FIELDS, TABLES

DATA = Path(__file__).resolve().parents[2] / "data"

REPRESENTATIVES, ACTORS, PILOTS, CARDIOLOGISTS, EVERYBODY = "43-4051", "27-2011", "53-2011", "29-1212", "00-0000"

COPIED = {
    # Values of measures 01 to 17 as printed; "-4" is a mark with footnote 4.
    "OEUN0000000000000434051": (
        "2595750 0.4 22.40 46590 0.2 15.27 17.72 21.53 24.89 30.57 31750 36870 44770 51780 63590"
    ),
    "OEUS3900000000000434051": (
        "85930 1.7 22.54 46870 0.6 15.07 18.00 21.93 25.25 30.39 31340 37440 45610 52510 63210 15.482 0.93"
    ),
    "OEUS0600000000000434051": (
        "176850 1.5 26.27 54640 0.5 18.32 21.25 23.83 29.57 36.39 38110 44200 49560 61510 75700 9.710 0.58"
    ),
    "OEUN000000042--43434051": (
        "164220 1.7 25.11 52220 0.3 17.79 20.37 23.41 28.80 34.81 37010 42360 48690 59900 72410"
    ),
    "OEUN000000044--46434051": "411850 0.9 19.05 39620 0.2 14.08 16.26 17.96 21.35 24.11 29280 33820 37350 44400 50140",
    "OEUN000000052--53434051": "481180 0.9 24.15 50230 0.3 17.68 19.93 22.86 27.94 31.26 36780 41450 47550 58110 65020",
    "OEUN0000000000000000000": (
        "155495730 0.0 33.54 69770 0.1 15.00 18.07 24.51 38.71 61.81 31200 37590 50980 80520 128560"
    ),
    "OEUN0000000000000272011": "55000 17.7 58.29 -4 8.4 16.50 20.34 29.05 97.95 143.68 -4 -4 -4 -4 -4",
    "OEUN0000000000000532011": "103560 1.1 -4 288650 2.7 -4 -4 -4 -4 -4 106710 182280 232140 384440 463830",
    "OEUN0000000000000291212": (
        "17290 5.4 218.72 454940 2.2 51.53 131.87 238.47 293.30 342.37 107190 274280 496010 610060 712130"
    ),
}

STATES = {"3900000": "OH", "0600000": "CA"}


@pytest.fixture(scope="module")
def place() -> pl.DataFrame:
    return read_table("pay_by_place", DATA / "tables")


@pytest.fixture(scope="module")
def industry() -> pl.DataFrame:
    return read_table("pay_by_industry", DATA / "tables")


@pytest.fixture(scope="module")
def industries() -> pl.DataFrame:
    return read_table("industries", DATA / "tables")


def one(frame: pl.DataFrame, soc_code: str, **key: str) -> dict[str, object]:
    (column, value), *_ = key.items()
    return frame.row(by_predicate=(pl.col("soc_code") == soc_code) & (pl.col(column) == value), named=True)


@pytest.mark.parametrize("series", COPIED)
def test_a_row_is_what_the_agency_printed(place, industry, series):
    area, code, digits = series[4:11], series[11:17], series[17:23]
    soc_code = f"{digits[:2]}-{digits[2:]}"
    if code == "000000":
        rows = [one(place, soc_code, place_code=STATES.get(area, "US"))]
        if area == "0000000":
            rows.append(one(industry, soc_code, industry_code=code))
    else:
        rows = [one(industry, soc_code, industry_code=industry_code(code))]
    for row in rows:
        for measure, printed in zip(MEASURES, COPIED[series].split(), strict=False):
            if measure in row:
                assert row[measure] == (None if printed == "-4" else float(printed)), measure


def test_actors_are_paid_by_the_hour_and_pilots_by_the_year(place):
    actor, pilot = one(place, ACTORS, place_code="US"), one(place, PILOTS, place_code="US")
    assert {actor[c] for c in PAY_FIELDS if c.startswith("pay_annual") and c.endswith("_flag")} == {"hourly_only"}
    assert {pilot[c] for c in PAY_FIELDS if c.startswith("pay_hourly") and c.endswith("_flag")} == {"annual_only"}
    assert (actor["pay_hourly_p50_usd"], actor["pay_annual_p50_usd"]) == (29.05, None)
    assert (pilot["pay_annual_p50_usd"], pilot["pay_hourly_p50_usd"]) == (232_140.0, None)


def test_pay_above_the_old_ceiling_is_printed_and_not_called_top_coded(place):
    row = one(place, CARDIOLOGISTS, place_code="US")
    assert (row["pay_annual_p50_usd"], row["pay_annual_p50_flag"]) == (496_010.0, "ok")


# Counted in the flat file with zgrep and sort, not by the loader.


def test_every_cell_of_the_flat_file_is_in_the_tables(place, industry):
    national = place.filter(pl.col("place_code") == "US").height
    assert (place.height, industry.height, national) == (236_799, 134_477, 1_104)
    assert place.height + industry.height - national == 370_172


def test_every_mark_of_the_flat_file_is_a_flag_of_its_kind(place, industry):
    national_again = industry.filter(pl.col("industry_code") != "000000")
    flags = pl.concat(
        [frame.select(f"pay_annual_{s}_flag" for s in ("mean", "p50", "p90")) for frame in (place, national_again)]
    )
    top_coded = {c: int((flags[c] == "top_coded").sum()) for c in flags.columns}
    assert top_coded == {"pay_annual_mean_flag": 359, "pay_annual_p50_flag": 360, "pay_annual_p90_flag": 374}


def test_jobs_are_withheld_in_13_419_cells_and_13_314_of_them_have_pay_all_the_same(place, industry):
    cells = pl.concat(
        [
            frame.select("employment", "employment_flag", *PAY_FIELDS)
            for frame in (place, industry.filter(pl.col("industry_code") != "000000"))
        ]
    )
    withheld = cells.filter(pl.col("employment_flag") == "not_released")
    any_pay = pl.any_horizontal(pl.col(c).is_not_null() for c in PAY_FIELDS if c.endswith("_usd"))
    assert withheld["employment"].null_count() == withheld.height == 13_419
    assert withheld.filter(any_pay).height == 13_314
    assert withheld["pay_annual_p50_usd"].is_not_null().sum() == 13_234


def test_places_are_the_nation_54_states_393_metros_and_135_nonmetro_areas(place):
    places = read_table("places", DATA / "tables")
    assert dict(places.group_by("place_kind").len().rows()) == {"nation": 1, "state": 54, "metro": 393, "nonmetro": 135}
    assert set(places["place_code"]) == set(place["place_code"])
    assert set(places.filter(pl.col("is_territory") & (pl.col("place_kind") == "state"))["place_code"]) == {
        "GU",
        "PR",
        "VI",
    }


def test_occupations_are_the_total_22_groups_and_830_detailed(place):
    levels = dict(read_table("occupations", DATA / "tables").group_by("occupation_level").len().rows())
    assert levels == {"total": 1, "major": 22, "minor": 88, "broad": 163, "detailed": 830}


def test_sectors_are_twenty_and_hold_the_jobs_but_for_rounding(industry, industries):
    sectors = industries.filter(pl.col("industry_level") == "sector")["industry_code"].to_list()
    assert len(sectors) == 20
    assert "99" in sectors
    of_job = industry.filter((pl.col("soc_code") == REPRESENTATIVES) & pl.col("industry_code").is_in(sectors))
    assert of_job["employment"].sum() == 2_595_770
    repeated = industries.filter(pl.col("industry_code").is_in(["999101", "999201", "999301"]))
    assert set(repeated["industry_level"]) == {"government"}


def test_every_industry_belongs_to_the_sector_that_its_code_names(industries):
    wrong = []
    for row in industries.filter(pl.col("industry_level").is_in(["3-digit", "4-digit", "5-6-digit"])).to_dicts():
        first, _, last = row["sector_code"].partition("-")
        if not int(first) <= int(row["industry_code"][:2]) <= int(last or first):
            wrong.append(row["industry_code"])
    assert wrong == []


def test_jobs_per_1000_and_location_quotient_are_missing_only_with_jobs_withheld_or_for_the_nation(place):
    local = place.filter(pl.col("place_code") != "US")
    for column in ("jobs_per_1000", "location_quotient"):
        assert (local[column].is_null() == (local["employment_flag"] == "not_released")).all()
        assert place.filter(pl.col("place_code") == "US")[column].null_count() == 1_104


def test_a_location_quotient_is_the_ratio_of_the_shares_it_is_said_to_be(place):
    share = place.filter(pl.col("employment_flag") == "ok").select(
        "soc_code", "place_code", "employment", "location_quotient"
    )
    total = share.filter(pl.col("soc_code") == EVERYBODY).select("place_code", whole="employment")
    share = share.join(total, on="place_code").with_columns(share=pl.col("employment") / pl.col("whole"))
    national = share.filter(pl.col("place_code") == "US").select("soc_code", us="share")
    big = share.join(national, on="soc_code").filter((pl.col("employment") > 5_000) & (pl.col("place_code") != "US"))
    off = big.filter(
        (pl.col("share") / pl.col("us") - pl.col("location_quotient")).abs() > 0.02 + 0.01 * pl.col("location_quotient")
    )
    assert big.height > 10_000
    assert off.height == 0


@pytest.mark.mirror
@pytest.mark.slow
def test_building_from_the_agencies_files_gives_the_bytes_in_git_each_time(mirror_dir, tmp_path):
    for folder in ("again", "anew"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "raw").symlink_to(mirror_dir)
        shutil.copytree(DATA / "reference", tmp_path / folder / "reference")
    # The dates of the downloads stand in the published records only, so they start from those.
    shutil.copytree(DATA / "tables", tmp_path / "again" / "tables")
    again, anew = (CliRunner().invoke(cli, ["build", "--data", str(tmp_path / f)]) for f in ("again", "anew"))
    assert (again.exit_code, again.stdout.splitlines()[-1]) == (0, "No table changed."), again.output
    assert anew.exit_code == 0, anew.output
    for name in TABLES:
        built = tmp_path / "anew" / "tables" / f"{name}.parquet"
        assert built.read_bytes() == (DATA / "tables" / f"{name}.parquet").read_bytes(), name
