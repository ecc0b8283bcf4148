"""Prevailing wage levels: units by label, levels evenly spaced, codes joined, faults named. Rows are synthetic."""

from __future__ import annotations

import zipfile
from pathlib import Path

import polars as pl
import pytest

from etl import wage_levels
from etl.errors import CheckError, SourceChangedError

HEADINGS = "Area,SocCode,GeoLvl,Level1,Level2,Level3,Level4,Average,Label"
CODES = {"43-4051": "43-4051", "25-2021": "25-2021", "13-1021": "13-1020", "13-1022": "13-1020"}
CODES_ALL: dict[str, str | None] = {**CODES, "11-1031": None, "45-3031": None}
WITHOUT = "18140,11-1031,,,,,,,\n18140,45-3031,,,,,,,\n"


def levels(tmp_path: Path, rows: str, headings: str = HEADINGS) -> pl.DataFrame:
    path = tmp_path / "synthetic.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("OFLC/ALC_Export.csv", f"{headings}\n{rows}{WITHOUT}")
        archive.writestr("OFLC/Geography.csv", "Area\n")
    return wage_levels.shape_levels(wage_levels.read_levels(path), CODES_ALL)


def test_levels_are_by_the_hour_unless_labelled_annual(tmp_path: Path) -> None:
    table = levels(
        tmp_path, "18140,43-4051,,16.55,19.39,22.24,25.08,,\n18140,25-2021,,50780,58013,65247,72480,,Annual Wage\n"
    )
    found = {
        row[0]: row[1:] for row in table.select("soc_code", "pay_period", "wage_level_1_usd", "wage_level_4_usd").rows()
    }
    assert found == {"43-4051": ("hour", 16.55, 25.08), "25-2021": ("year", 50780, 72480)}


def test_a_blank_row_is_not_released(tmp_path: Path) -> None:
    (row,) = levels(tmp_path, "18140,43-4051,,,,,,,\n").to_dicts()
    assert (row["wage_level_1_flag"], row["wage_level_1_usd"], row["wage_level_4_usd"]) == ("not_released", None, None)


def test_areas_get_our_codes(tmp_path: Path) -> None:
    rows = "".join(f"{area},43-4051,,10,11,12,13,,\n" for area in ("100001", "3900001", "18140", "6600001", "7800001"))
    assert set(levels(tmp_path, rows)["place_code"]) == {"0100001", "3900001", "18140", "GU", "VI"}


def test_codes_that_are_one_in_oews_become_one_row(tmp_path: Path) -> None:
    same = "18140,13-1021,,10,11,12,13,,\n18140,13-1022,,10,11,12,13,,\n"
    assert levels(tmp_path, same)["soc_code"].to_list() == ["13-1020"]
    with pytest.raises(SourceChangedError, match="13-1020 in 18140: its SOC codes have different levels"):
        levels(tmp_path, same.replace("13-1022,,10,11,12,13", "13-1022,,10,12,14,16"))


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("18140,43-4051,,10,11.01,12,13,,", r"Row 2, column Level2: 11.01 is not 1 of 3 parts"),
        ("18140,43-4051,,10,11,12.5,13,,", r"Row 2, column Level3: 12.5 is not 2 of 3 parts"),
        ("18140,43-4051,,10,11,,13,,", "Row 2: only some of the levels are there"),
        ("18140,43-4051,,ten,11,12,13,,", "Row 2, column Level1: 'ten' is not a number"),
        ("18140,43-4051,,10,11,12,13,,Weekly", "Row 2: the label 'Weekly' is not known"),
        ("18140,99-9999,,10,11,12,13,,", r"Unknown SOC codes: \['99-9999'\]"),
        ("18140,43-4051,,10,11,12,13,,\n18140,43-4051,,10,11,12,13,,", "stand in more than one row"),
    ],
)
def test_a_fault_is_named_with_its_row(tmp_path: Path, row: str, told: str) -> None:
    with pytest.raises(SourceChangedError, match=told):
        levels(tmp_path, row + "\n")


def test_a_renamed_column_or_another_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceChangedError, match="Its columns are"):
        levels(tmp_path, "", HEADINGS.replace("Level1", "L1"))
    page = tmp_path / "page.zip"
    page.write_text("<html>")
    with pytest.raises(SourceChangedError, match="not a whole zip file"):
        wage_levels.read_levels(page)
    with zipfile.ZipFile(page, "w") as archive:
        archive.writestr("readme.txt", "")
    with pytest.raises(SourceChangedError, match=r"ALC_Export\.csv is in it 0 times"):
        wage_levels.read_levels(page)


def test_the_check_wants_every_occupation_and_area(tmp_path: Path) -> None:
    tables = {
        "wage_levels": levels(tmp_path, "18140,43-4051,,10,11,12,13,,\n6600001,43-4051,,10,11,12,13,,\n"),
        "occupations": pl.DataFrame({"soc_code": ["43-4051"], "occupation_level": ["detailed"]}),
        "places": pl.DataFrame({"place_code": ["18140", "GU", "OH"], "place_kind": ["metro", "state", "state"]}),
    }
    wage_levels.check(tables, tmp_path)
    turned = tables["wage_levels"].with_columns(wage_level_1_usd=pl.lit(20.0))
    with pytest.raises(CheckError, match="Level I is above level IV"):
        wage_levels.check({**tables, "wage_levels": turned}, tmp_path)
    more = pl.DataFrame({"soc_code": ["43-4051", "25-2021"], "occupation_level": ["detailed"] * 2})
    with pytest.raises(CheckError, match="25-2021"):
        wage_levels.check({**tables, "occupations": more}, tmp_path)
