"""Earlier years' workbooks to figures with flags: proved on synthetic workbooks."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from etl.cells import PERCENTILES
from etl.errors import CheckError, SourceChangedError
from etl.history import build, check, file_year, read_columns, read_history, shape_history
from etl.sources import SOURCES, RemoteFile
from tests.conftest import REPOSITORY
from tests.synthetic_workbooks import Cell, workbook_bytes

REFERENCE = REPOSITORY / "data" / "reference"

LINE: dict[str, Cell] = {
    "OCC_CODE": "99-0001",
    "OCC_TITLE": "Synthetic workers",
    "O_GROUP": "detailed",
    "TOT_EMP": 1200,
    "EMP_PRSE": 1.5,
    "H_MEAN": 20.0,
    "A_MEAN": 41600,
    "MEAN_PRSE": 0.5,
    "H_PCT10": 10.0,
    "H_PCT25": 15.0,
    "H_MEDIAN": 20.0,
    "H_PCT75": 25.0,
    "H_PCT90": 30.0,
    "A_PCT10": 20800,
    "A_PCT25": 31200,
    "A_MEDIAN": 41600,
    "A_PCT75": 52000,
    "A_PCT90": 62400,
    "ANNUAL": None,
    "HOURLY": None,
}
HOURLY = ("H_MEAN", "H_PCT10", "H_PCT25", "H_MEDIAN", "H_PCT75", "H_PCT90")
ANNUAL = ("A_MEAN", "A_PCT10", "A_PCT25", "A_MEDIAN", "A_PCT75", "A_PCT90")
ASIDE = {
    2024: {
        "AREA": "99",
        "AREA_TITLE": "U.S.",
        "AREA_TYPE": "1",
        "PRIM_STATE": "US",
        "NAICS": "000000",
        "NAICS_TITLE": "Cross-industry",
        "I_GROUP": "cross-industry",
        "OWN_CODE": "1235",
        "JOBS_1000": None,
        "LOC_QUOTIENT": None,
        "PCT_TOTAL": None,
        "PCT_RPT": None,
    }
}


def stars(columns: tuple[str, ...]) -> dict[str, Cell]:
    return dict.fromkeys(columns, "*")


def put(raw: Path, content: bytes, year: int = 2024, name: str = "oesm24nat/national_M2024_dl.xlsx") -> RemoteFile:
    remote = RemoteFile(f"https://www.bls.gov/oes/special-requests/oesm{year % 100}nat.zip")
    path = raw / remote.path
    path.parent.mkdir(parents=True)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(name, content)
    return remote


def shape(tmp_path: Path, *lines: dict[str, Any], year: int = 2024, drop: str = "", add: str = "") -> pl.DataFrame:
    """Shape synthetic lines, each given by how it differs from `LINE`."""
    whole = [{**ASIDE.get(year, {}), **LINE, **line} for line in lines]
    heads = [h for h in (*whole[0], *([add] if add else [])) if h != drop]
    rows = [heads, *([line.get(h, "x") for h in heads] for line in whole)]
    remote = put(tmp_path, workbook_bytes({f"national_M{year}_dl": rows}), year)
    return shape_history(read_history(tmp_path, remote, read_columns(REFERENCE)), year)


def test_figures_come_with_units_and_flags(tmp_path: Path):
    row = shape(tmp_path, {}).row(0, named=True)
    assert (row["soc_code"], row["year"], row["occupation_level"]) == ("99-0001", 2024, "detailed")
    assert (row["employment"], row["employment_flag"], row["employment_rse_pct"]) == (1200, "ok", 1.5)
    assert (row["pay_annual_p50_usd"], row["pay_annual_p50_flag"], row["pay_rse_pct"]) == (41600, "ok", 0.5)
    assert (row["pay_hourly_p90_usd"], row["pay_hourly_p90_flag"]) == (30, "ok")


def test_marks_become_flags_and_no_value(tmp_path: Path):
    frame = shape(
        tmp_path,
        {"H_PCT90": "#", "A_PCT90": "#"},
        {"OCC_CODE": "99-0002", **stars(HOURLY), "ANNUAL": "TRUE"},
        {"OCC_CODE": "99-0003", **stars(ANNUAL), "HOURLY": "TRUE"},
        {"OCC_CODE": "99-0004", **stars(HOURLY + ANNUAL), "MEAN_PRSE": "*"},
        {"OCC_CODE": "99-0005", "TOT_EMP": "**", "EMP_PRSE": "**"},
    )
    rows = {row["soc_code"]: row for row in frame.to_dicts()}
    expected = {
        ("99-0001", "pay_hourly_p90"): "top_coded",
        ("99-0001", "pay_annual_p90"): "top_coded",
        ("99-0001", "pay_annual_p75"): "ok",
        ("99-0002", "pay_hourly_mean"): "annual_only",
        ("99-0002", "pay_annual_mean"): "ok",
        ("99-0003", "pay_annual_p10"): "hourly_only",
        ("99-0003", "pay_hourly_p10"): "ok",
        ("99-0004", "pay_hourly_p50"): "not_released",
        ("99-0004", "pay_annual_p50"): "not_released",
    }
    found = {key: rows[key[0]][f"{key[1]}_flag"] for key in expected}
    assert found == expected
    assert all((rows[c][f"{f}_usd"] is None) == (flag != "ok") for (c, f), flag in expected.items())
    assert (rows["99-0005"]["employment"], rows["99-0005"]["employment_flag"]) == (None, "not_released")
    assert (rows["99-0005"]["employment_rse_pct"], rows["99-0004"]["pay_rse_pct"]) == (None, None)


def test_equal_neighbouring_percentiles_are_flagged_on_both_sides_within_one_series(tmp_path: Path):
    row = shape(tmp_path, {"A_PCT25": 41600, "A_PCT90": "#", "A_PCT75": "#"}).row(0, named=True)
    assert [row[f"pay_annual_p{p}_flag"] for p in PERCENTILES] == [
        "ok",
        "collapsed",
        "collapsed",
        "top_coded",
        "top_coded",
    ]
    assert row["pay_annual_p50_usd"] == 41600
    assert [row[f"pay_hourly_p{p}_flag"] for p in PERCENTILES] == ["ok"] * 5


def test_a_group_that_stands_as_broad_and_detailed_keeps_one_row(tmp_path: Path):
    frame = shape(tmp_path, {"OCC_CODE": "99-0010", "O_GROUP": "broad"}, {"OCC_CODE": "99-0010"})
    assert frame.select("soc_code", "occupation_level").rows() == [("99-0010", "detailed")]


@pytest.mark.parametrize(
    "second",
    [{"A_MEDIAN": 41610}, {"O_GROUP": "minor"}, {"O_GROUP": "broad"}],
    ids=["other figures", "other levels", "same level"],
)
def test_any_other_pair_of_rows_with_one_code_is_an_error(tmp_path: Path, second: dict[str, Any]):
    with pytest.raises(SourceChangedError, match="Row 2: code 99-0001 comes more than once"):
        shape(tmp_path, {"O_GROUP": "broad"}, second)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ({"A_MEDIAN": "~"}, "Row 2, column 'A_MEDIAN': '~' is neither"),
        ({"A_MEDIAN": None}, "Row 2, column 'A_MEDIAN': None is neither"),
        ({"TOT_EMP": "#"}, "Row 2, column 'TOT_EMP'"),
        ({"O_GROUP": "tiny"}, "Row 2: level 'tiny'"),
        ({"OCC_CODE": "990001"}, "Row 2: '990001' is not a code"),
        ({"OCC_TITLE": None}, "Row 2: '99-0001' is not a code with a title"),
        ({"ANNUAL": "maybe"}, "Row 2, column 'ANNUAL': 'maybe'"),
        ({"ANNUAL": "TRUE"}, "Row 2: ANNUAL is set, yet there is hourly pay"),
        ({"HOURLY": True}, "Row 2: HOURLY is set, yet there is annual pay"),
        ({"AREA": "39"}, "Row 2, column 'AREA': '39' instead of '99'"),
        ({"NAICS": "524000"}, "Row 2, column 'NAICS': '524000' instead of '000000'"),
    ],
)
def test_an_unknown_mark_is_named_with_row_and_column(tmp_path: Path, line: dict[str, Any], told: str):
    with pytest.raises(SourceChangedError, match=told) as error:
        shape(tmp_path, line)
    assert error.value.file == "national_M2024_dl.xlsx"
    assert "Sheet 'national_M2024_dl'" in error.value.cause


def test_a_renamed_an_added_and_a_missing_heading_are_named(tmp_path: Path):
    for folder, change in (("a", {"drop": "A_MEDIAN"}), ("b", {"drop": "A_MEDIAN", "add": "A_P50"})):
        with pytest.raises(SourceChangedError, match=r"no heading fits \['a_median'\]"):
            shape(tmp_path / folder, {}, **change)
    with pytest.raises(SourceChangedError, match="Unknown heading 'A_P50'"):
        shape(tmp_path / "c", {}, add="A_P50")


def test_a_heading_is_known_only_in_the_years_that_have_it(tmp_path: Path):
    early = {"OCC_GROUP": "detailed"}
    assert shape(tmp_path / "a", early, year=2016, drop="O_GROUP").height == 1
    with pytest.raises(SourceChangedError, match="Unknown heading 'PCT_RPT'"):
        shape(tmp_path / "b", early, year=2016, drop="O_GROUP", add="PCT_RPT")
    with pytest.raises(SourceChangedError, match=r"no heading fits \['occ_group'\]"):
        shape(tmp_path / "c", {}, year=2016)


def test_a_zip_file_without_exactly_one_workbook_is_refused(tmp_path: Path):
    remote = put(tmp_path, b"words", name="readme.txt")
    with pytest.raises(SourceChangedError, match="One workbook was expected"):
        read_history(tmp_path, remote, read_columns(REFERENCE))
    (tmp_path / remote.path).write_bytes(b"no zip")
    with pytest.raises(SourceChangedError, match="not a zip file"):
        read_history(tmp_path, remote, read_columns(REFERENCE))


def test_a_workbook_whose_sheet_has_another_name_is_refused(tmp_path: Path):
    remote = put(tmp_path, workbook_bytes({"state_M2024_dl": [list(LINE)]}))
    with pytest.raises(SourceChangedError, match="No sheet is called national_dl"):
        read_history(tmp_path, remote, read_columns(REFERENCE))


def test_the_year_is_read_from_the_files_name():
    assert [file_year(f) for f in SOURCES["oews_history"].files] == list(range(2013, 2025))
    with pytest.raises(SourceChangedError, match="does not tell the year"):
        file_year(RemoteFile("https://www.bls.gov/oes/special-requests/all_data.zip"))


def tables(tmp_path: Path, **changes: pl.DataFrame) -> dict[str, pl.DataFrame]:
    history = shape(tmp_path, {}, {"OCC_CODE": "11-1031"})
    editions = pl.DataFrame(
        {"year": [2024, 2025], "ceiling_hourly_usd": [115.0] * 2, "ceiling_annual_usd": [239200.0] * 2}
    )
    occupations = pl.DataFrame({"soc_code": ["99-0001"], "occupation_level": ["detailed"]})
    return {"pay_history": history, "pay_editions": editions, "occupations": occupations, **changes}


def test_check_passes_when_only_listed_codes_have_gone(tmp_path: Path):
    # 11-1031 is listed in code_differences.csv as gone since May 2024.
    check(tables(tmp_path), REFERENCE)


def test_check_names_a_code_that_went_and_one_that_came(tmp_path: Path):
    occupations = pl.DataFrame({"soc_code": ["99-0002"], "occupation_level": ["detailed"]})
    with pytest.raises(CheckError, match=r"\('99-0001', 'pay_history'\), \('99-0002', 'occupations'\)"):
        check(tables(tmp_path, occupations=occupations), REFERENCE)


def test_check_names_a_listed_difference_that_is_gone(tmp_path: Path):
    occupations = pl.DataFrame({"soc_code": ["99-0001", "11-1031"], "occupation_level": ["detailed"] * 2})
    with pytest.raises(CheckError, match=r"no longer different: \[\('11-1031', 'pay_history'\)\]"):
        check(tables(tmp_path, occupations=occupations), REFERENCE)


def test_check_refuses_a_percentile_at_the_ceiling(tmp_path: Path):
    editions = pl.DataFrame(
        {"year": [2024, 2025], "ceiling_hourly_usd": [30.0, 115.0], "ceiling_annual_usd": [239200.0] * 2}
    )
    with pytest.raises(CheckError, match="2 rows hold hourly percentiles at or above the ceiling"):
        check(tables(tmp_path, pay_editions=editions), REFERENCE)


def test_check_refuses_a_year_without_ceiling(tmp_path: Path):
    editions = pl.DataFrame({"year": [2025], "ceiling_hourly_usd": [115.0], "ceiling_annual_usd": [239200.0]})
    with pytest.raises(CheckError, match="same years without a gap"):
        check(tables(tmp_path, pay_editions=editions), REFERENCE)


@pytest.mark.mirror
def test_the_agencys_own_workbooks_give_what_they_print(mirror_dir: Path):
    history = build(mirror_dir, REFERENCE)["pay_history"]
    assert history.height == 16_540
    csr = dict(history.filter(pl.col("soc_code") == "43-4051").sort("year").select("year", "pay_annual_p50_usd").rows())
    # Read off the workbooks in a spreadsheet program's view of them, not through the loader.
    assert (csr[2013], csr[2017], csr[2018], csr[2024]) == (30870, 32890, 33750, 42830)
