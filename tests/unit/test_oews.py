"""OEWS flat files: every mark becomes its flag, and a file that is not what we know stops the build."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from etl import oews
from etl.errors import CheckError, SourceChangedError
from etl.publish import check_frame, conform
from etl.schema import TABLES
from tests.synthetic_oews import (
    AKRON,
    ALL_INDUSTRIES,
    NATION,
    OHIO,
    RURAL_OHIO,
    FlatFiles,
    cell,
    marked,
    series,
)

ANNUAL = tuple(m for m in oews.MEASURES if m.startswith("pay_annual_"))
HOURLY = tuple(m for m in oews.MEASURES if m.startswith("pay_hourly_"))


@pytest.fixture
def files() -> FlatFiles:
    return FlatFiles()


@pytest.fixture
def build(files: FlatFiles, tmp_path: Path) -> Callable[[], dict[str, pl.DataFrame]]:
    """Write the files as they are now, build, and hold each table against its schema."""
    reference = tmp_path / "reference"
    reference.mkdir()
    (reference / "states.csv").write_text("state_fips_code,state_code,state_name\n39,OH,Ohio\n")

    def run() -> dict[str, pl.DataFrame]:
        tables = {n: conform(n, f) for n, f in oews.build(files.write(tmp_path / "raw"), reference).items()}
        for name, frame in tables.items():
            check_frame(name, frame)
        return tables

    return run


def figure(frame: pl.DataFrame, name: str, **key: str) -> tuple[float | None, str]:
    row = frame.row(by_predicate=pl.all_horizontal(pl.col(c) == v for c, v in key.items()), named=True)
    return row[name], row[name.removesuffix("_usd") + "_flag"]


CHIEF = "111011"
CHIEF_IN_OHIO = {"soc_code": "11-1011", "place_code": "OH"}


# --- What is read --------------------------------------------------------------------------------------------


def test_every_figure_of_an_ordinary_cell_arrives_in_its_own_column(files, build):
    row = build()["pay_by_place"].row(
        by_predicate=(pl.col("soc_code") == "11-1011") & (pl.col("place_code") == "OH"), named=True
    )
    assert {m: row[m] for m in oews.MEASURES} == {m: float(value) for m, (value, _) in cell().items()}
    assert {row[c] for c in row if c.endswith("_flag")} == {"ok"}


def test_places_and_industries_are_addressed_as_people_write_them(files, build):
    tables = build()
    assert set(tables["pay_by_place"]["place_code"]) == {"US", "OH", "10420", "3900003"}
    assert set(tables["pay_by_industry"]["industry_code"]) == {"000000", "44-45", "524", "999001", "999101"}
    industries = {r["industry_code"]: r for r in tables["industries"].to_dicts()}
    assert {c: r["industry_level"] for c, r in industries.items()} == {
        "000000": "all",
        "44-45": "sector",
        "524": "3-digit",
        "999001": "ownership",
        "999101": "government",
    }
    assert industries["44-45"]["industry_title"] == "Synthetic trade"
    assert industries["000000"]["sector_code"] is None
    occupations = {
        r["soc_code"]: (r["occupation_level"], r["major_group_code"]) for r in build()["occupations"].to_dicts()
    }
    assert occupations == {
        "00-0000": ("total", None),
        "11-0000": ("major", "11-0000"),
        "11-1011": ("detailed", "11-0000"),
    }


@pytest.mark.parametrize(
    ("published", "written"),
    [
        ("44--46", "44-45"),
        ("31--34", "31-33"),
        ("48--50", "48-49"),
        ("52--53", "52"),
        ("99-100", "99"),
        ("524000", "524"),
        ("524100", "5241"),
        ("541510", "541510"),
        ("541511", "541511"),
        ("3250A1", "3250A1"),
        ("999001", "999001"),
        ("999000", "999000"),
        ("000000", "000000"),
        ("000001", "000001"),
    ],
)
def test_an_industry_code_is_written_as_people_do(published, written):
    assert oews.industry_code(published) == written


# --- Flags ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("measure", [m for m in oews.FLAGGED if m != "employment"])
def test_a_top_coded_figure_has_no_value_and_says_top_coded(files, build, measure):
    files.cells[OHIO, ALL_INDUSTRIES, CHIEF] = cell(**marked("5", measure))
    assert figure(build()["pay_by_place"], measure, **CHIEF_IN_OHIO) == (None, "top_coded")


@pytest.mark.parametrize("measure", oews.FLAGGED)
def test_a_figure_not_released_has_no_value_and_says_so(files, build, measure):
    files.cells[OHIO, ALL_INDUSTRIES, CHIEF] = cell(**marked("8", measure))
    assert figure(build()["pay_by_place"], measure, **CHIEF_IN_OHIO) == (None, "not_released")


def test_pay_without_employment_keeps_the_pay(files, build):
    withheld = ("employment", "employment_rse_pct", "jobs_per_1000", "location_quotient")
    files.cells[OHIO, ALL_INDUSTRIES, CHIEF] = cell(**marked("8", *withheld))
    table = build()["pay_by_place"]
    assert figure(table, "employment", **CHIEF_IN_OHIO) == (None, "not_released")
    assert figure(table, "pay_annual_p50_usd", **CHIEF_IN_OHIO) == (39520.0, "ok")


def test_an_occupation_paid_by_the_hour_gets_no_annual_figure(files, build):
    files.cells[OHIO, ALL_INDUSTRIES, CHIEF] = cell(**marked("4", *ANNUAL))
    table = build()["pay_by_place"]
    assert {figure(table, m, **CHIEF_IN_OHIO) for m in ANNUAL} == {(None, "hourly_only")}
    assert figure(table, "pay_hourly_p50_usd", **CHIEF_IN_OHIO) == (19.0, "ok")


def test_an_occupation_paid_by_the_year_gets_no_hourly_figure(files, build):
    files.cells[OHIO, ALL_INDUSTRIES, CHIEF] = cell(**marked("4", *HOURLY))
    table = build()["pay_by_place"]
    assert {figure(table, m, **CHIEF_IN_OHIO) for m in HOURLY} == {(None, "annual_only")}
    assert figure(table, "pay_annual_p50_usd", **CHIEF_IN_OHIO) == (39520.0, "ok")


def test_equal_neighbouring_percentiles_keep_their_value_and_are_called_collapsed(files, build):
    files.cells[OHIO, ALL_INDUSTRIES, CHIEF] = cell(pay_annual_p25_usd=("20800", ""))
    table = build()["pay_by_place"]
    flags = [figure(table, f"pay_annual_p{p}_usd", **CHIEF_IN_OHIO) for p in (10, 25, 50, 75, 90)]
    assert flags[:2] == [(20800.0, "collapsed")] * 2
    assert [flag for _, flag in flags[2:]] == ["ok"] * 3
    assert figure(table, "pay_hourly_p10_usd", **CHIEF_IN_OHIO)[1] == "ok"


def test_two_top_coded_neighbours_are_not_called_collapsed(files, build):
    files.cells[OHIO, ALL_INDUSTRIES, CHIEF] = cell(**marked("5", "pay_annual_p75_usd", "pay_annual_p90_usd"))
    table = build()["pay_by_place"]
    assert [figure(table, f"pay_annual_p{p}_usd", **CHIEF_IN_OHIO)[1] for p in (50, 75, 90)] == [
        "ok",
        "top_coded",
        "top_coded",
    ]


def test_a_figure_above_the_ceiling_stays_as_printed(files, build):
    files.cells[OHIO, ALL_INDUSTRIES, CHIEF] = cell(pay_annual_p90_usd=("496010", ""))
    assert figure(build()["pay_by_place"], "pay_annual_p90_usd", **CHIEF_IN_OHIO) == (496010.0, "ok")


# --- A file that is not what we know -------------------------------------------------------------------------


def change_row(files: FlatFiles, column: int, value: str, row: int = 5) -> str:
    files.data_rows = files.rows()
    changed = list(files.data_rows[row])
    changed[column] = value
    files.data_rows[row] = tuple(changed)
    return files.rows()[row][0]


def refuses(build: Callable[[], object], *words: str) -> None:
    with pytest.raises(SourceChangedError) as caught:
        build()
    told = str(caught.value)
    assert caught.value.source == "oews"
    assert caught.value.remedy in told
    for word in words:
        assert word in told


@pytest.mark.parametrize("mark", ["*", "#", "**", "", "n/a", "NaN", "inf", "1,000"])
def test_an_unknown_mark_stops_the_build_and_names_its_series(files, build, mark):
    named = change_row(files, 3, mark)
    refuses(build, oews.DATA_FILE, "value", "unknown mark", named)


@pytest.mark.parametrize("footnote", ["9", "1", "58", "x"])
def test_an_unknown_footnote_stops_the_build_and_names_its_series(files, build, footnote):
    named = change_row(files, 4, footnote)
    refuses(build, oews.DATA_FILE, "footnote_codes", named)


def test_a_mark_without_a_footnote_stops_the_build(files, build):
    named = change_row(files, 3, "-")
    refuses(build, "mark without a footnote", named)


def test_a_number_with_a_footnote_stops_the_build(files, build):
    named = change_row(files, 4, "8")
    refuses(build, "number with one", named)


@pytest.mark.parametrize("footnote", ["4", "5"])
def test_a_number_of_jobs_with_a_footnote_that_belongs_to_pay_stops_the_build(files, build, footnote):
    files.cells[OHIO, ALL_INDUSTRIES, CHIEF] = cell(**marked(footnote, "employment"))
    refuses(build, "number of jobs")


@pytest.mark.parametrize("number", ["18", "00", "xx"])
def test_an_unknown_measure_stops_the_build(files, build, number):
    named = series(OHIO, ALL_INDUSTRIES, CHIEF, 1)[:-2] + number
    change_row(files, 0, named)
    refuses(build, named, "not the known layout")


@pytest.mark.parametrize("name", ["ENU", "OEUX"])
def test_a_series_of_another_layout_stops_the_build(files, build, name):
    change_row(files, 0, name + "0" * 24)
    refuses(build, "not the known layout")


@pytest.mark.parametrize(("column", "value"), [(1, "2024"), (1, ""), (2, "M05"), (2, "")])
def test_another_year_or_period_within_the_file_stops_the_build(files, build, column, value):
    named = change_row(files, column, value)
    refuses(build, "Year or period", named)


def test_another_period_throughout_stops_the_build(files, build):
    files.data_rows = [(r[0], r[1], "M05", *r[3:]) for r in files.rows()]
    refuses(build, "M05")


@pytest.mark.parametrize(
    "columns",
    [
        ("series_id", "year", "period", "wert", "footnote_codes"),
        ("series_id", "year", "period", "value", "footnote_codes", "extra"),
        ("series_id", "year", "value", "period", "footnote_codes"),
        ("series_id", "year", "period", "value"),
    ],
)
def test_a_renamed_added_swapped_or_lost_column_stops_the_build(files, build, columns):
    files.data_columns = columns
    refuses(build, oews.DATA_FILE, "Columns are", repr(columns[-1]))


def test_a_row_with_more_fields_than_columns_stops_the_build(files, build):
    files.data_rows = files.rows()
    files.data_rows[7] = (*files.data_rows[7], "stray")
    refuses(build, oews.DATA_FILE, "A row has not the columns")


def test_a_measure_that_comes_twice_stops_the_build(files, build):
    files.data_rows = files.rows()
    files.data_rows.insert(5, files.data_rows[5])
    refuses(build, "same measure twice")


def test_a_cell_that_comes_twice_stops_the_build(files, build):
    files.data_rows = [*files.rows(), *files.rows()[:17]]
    refuses(build, "do not stand together")


def test_a_cell_without_one_of_its_measures_stops_the_build(files, build):
    del files.cells[OHIO, ALL_INDUSTRIES, CHIEF]["pay_annual_p75_usd"]
    refuses(build, "lack the measure", "Annual 75th percentile wage")


@pytest.mark.parametrize(("name", "column"), [("oe.area", 1), ("oe.industry", 0), ("oe.occupation", 0)])
def test_a_code_in_the_data_that_the_list_lacks_stops_the_build(files, build, name, column):
    code = files.lists[name][1].pop()[column]
    refuses(build, name, f"only in the data ['{code}']")


@pytest.mark.parametrize(
    ("name", "row"),
    [
        ("oe.area", ("39", "0099999", "M", "Synthetic newcomer")),
        ("oe.industry", ("621000", "Synthetic newcomer", "3", "T", "99")),
        ("oe.occupation", ("111021", "Synthetic newcomer", "3", "T", "99")),
    ],
)
def test_a_code_in_the_list_that_the_data_lack_stops_the_build(files, build, name, row):
    files.lists[name][1].append(row)
    code = row[1] if name == "oe.area" else row[0]
    refuses(build, name, f"only in the list ['{code}']")


@pytest.mark.parametrize(
    "name", ["oe.area", "oe.industry", "oe.occupation", "oe.datatype", "oe.footnote", "oe.release"]
)
def test_a_renamed_column_of_a_code_list_stops_the_build(files, build, name):
    files.lists[name][0][0] = "code_renamed"
    refuses(build, name, "Columns missing", "code_renamed")


def test_an_added_column_of_a_code_list_stops_the_build_unless_it_is_known(files, build):
    columns, rows = files.lists["oe.occupation"]
    files.lists["oe.occupation"] = ([*columns, "occupation_description"], [(*r, "Synthetic words.") for r in rows])
    assert build()["occupations"].height == 3
    files.lists["oe.occupation"][0][-1] = "surprise"
    refuses(build, "oe.occupation", "surprise")


@pytest.mark.parametrize("name", ["oe.industry", "oe.occupation"])
@pytest.mark.parametrize("level", ["9", "", "x"])
def test_an_unknown_display_level_stops_the_build(files, build, name, level):
    row = list(files.lists[name][1][2])
    row[2] = level
    files.lists[name][1][2] = tuple(row)
    refuses(build, name, row[0], "display level")


def test_a_measure_with_another_name_stops_the_build(files, build):
    files.lists["oe.datatype"][1][3] = ("04", "Annual median wage")
    refuses(build, "oe.datatype", "Annual median wage")


def test_a_new_footnote_stops_the_build(files, build):
    files.lists["oe.footnote"][1].append(("9", "Synthetic."))
    refuses(build, "oe.footnote", "'9'")


def test_data_of_another_year_than_the_release_stop_the_build(files, build):
    files.lists["oe.release"][1][0] = ("2026A01", "May 2026")
    refuses(build, "oe.release", "May 2026", "2025")


def test_a_state_without_letters_in_our_list_stops_the_build(files, build):
    files.lists["oe.area"][1][1] = ("98", "3900000", "S", "Synthetic newcomer")
    refuses(build, "oe.area", "98", "states.csv")


def test_a_place_crossed_with_an_industry_stops_the_build(files, build):
    files.cells[OHIO, "524000", CHIEF] = cell()
    refuses(build, "cross a place with an industry")


# --- Checks across tables ------------------------------------------------------------------------------------


def promising(build: Callable[[], dict[str, pl.DataFrame]], tmp_path: Path) -> dict[str, pl.DataFrame]:
    """Synthetic tables that keep every promise `oews.check` looks at."""
    tables = build()
    states = [f"S{n}" for n in range(53)]
    ohio = tables["pay_by_place"].filter(pl.col("place_code") == "OH")
    more = [ohio.with_columns(place_code=pl.lit(state)) for state in states]
    tables["pay_by_place"] = pl.concat([tables["pay_by_place"], *more])
    kinds = {"US": "nation", "OH": "state", "10420": "metro", "3900003": "nonmetro", **dict.fromkeys(states, "state")}
    tables["places"] = pl.DataFrame({"place_code": list(kinds), "place_kind": list(kinds.values())})
    return tables


def broken(tables: dict[str, pl.DataFrame], tmp_path: Path, *words: str) -> None:
    with pytest.raises(CheckError) as caught:
        oews.check(tables, tmp_path)
    for word in words:
        assert word in str(caught.value)


def test_tables_that_keep_every_promise_pass(build, tmp_path):
    assert oews.check(promising(build, tmp_path), tmp_path) is None


def test_a_missing_state_is_found(build, tmp_path):
    tables = promising(build, tmp_path)
    tables["places"] = tables["places"].filter(pl.col("place_code") != "S7")
    broken(tables, tmp_path, "pay_by_place", "53 states")


def test_a_state_without_pay_is_found(build, tmp_path):
    tables = promising(build, tmp_path)
    tables["pay_by_place"] = tables["pay_by_place"].filter(pl.col("place_code") != "S7")
    broken(tables, tmp_path, "pay_by_place", "all with pay")


def test_an_occupation_without_pay_is_found(build, tmp_path):
    tables = promising(build, tmp_path)
    tables["pay_by_industry"] = tables["pay_by_industry"].filter(pl.col("soc_code") != "11-1011")
    broken(tables, tmp_path, "pay_by_industry", "11-1011")


def test_national_tables_that_differ_are_found(build, tmp_path):
    tables = promising(build, tmp_path)
    tables["pay_by_industry"] = tables["pay_by_industry"].with_columns(
        employment=pl.when(pl.col("industry_code") == "000000").then(999.0).otherwise("employment")
    )
    broken(tables, tmp_path, "3 occupations differ between the two national tables")


@pytest.mark.parametrize("column", ["employment_rse_pct", "pay_rse_pct"])
def test_a_figure_without_its_published_error_is_found(build, tmp_path, column):
    tables = promising(build, tmp_path)
    tables["pay_by_place"] = tables["pay_by_place"].with_columns(
        pl.when(pl.col("place_code") == "10420").then(None).otherwise(column).alias(column)
    )
    broken(tables, tmp_path, "3 rows", column, "10420")


def test_detailed_occupations_that_add_up_to_too_little_are_found(build, tmp_path):
    tables = promising(build, tmp_path)
    for name, column in (("pay_by_place", "place_code"), ("pay_by_industry", "industry_code")):
        national = (pl.col("soc_code") == "11-1011") & pl.col(column).is_in(["US", "000000"])
        tables[name] = tables[name].with_columns(employment=pl.when(national).then(900.0).otherwise("employment"))
    broken(tables, tmp_path, "Detailed occupations add up to 900 of 1,000 jobs")


def test_every_table_that_the_loader_promises_is_in_the_schema(build):
    assert set(build()) <= set(TABLES)


def test_every_kind_of_area_is_exercised_here(files):
    assert {kind for _, _, kind, _ in files.lists["oe.area"][1]} == {"N", "S", "M"}
    assert {NATION, OHIO, AKRON, RURAL_OHIO} == {(kind, area) for _, area, kind, _ in files.lists["oe.area"][1]}
