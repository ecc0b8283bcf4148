"""Published pay of earlier years, against figures read off the agency's workbooks by hand."""

from __future__ import annotations

import polars as pl
import pytest

from etl.history import check
from etl.publish import read_table
from tests.conftest import REPOSITORY

DATA = REPOSITORY / "data"


@pytest.fixture(scope="module")
def history() -> pl.DataFrame:
    return read_table("pay_history", DATA / "tables")


@pytest.fixture(scope="module")
def occupations() -> pl.DataFrame:
    return read_table("occupations", DATA / "tables")


def detailed(frame: pl.DataFrame) -> set[str]:
    return set(frame.filter(pl.col("occupation_level") == "detailed")["soc_code"])


def test_every_year_has_as_many_occupations_as_its_workbook(history: pl.DataFrame):
    # Lines of each workbook, less one for each group that stands there twice.
    lines = [1394, 1394, 1394, 1394, 1382 - 6, 1379 - 6, 1329 - 13, 1329 - 13, 1403 - 7, 1402 - 7, 1403 - 7, 1403 - 7]
    assert history.group_by("year").len().sort("year").rows() == list(zip(range(2013, 2025), lines, strict=True))


@pytest.mark.parametrize(
    ("soc_code", "year", "figure", "value"),
    [
        ("43-4051", 2017, "pay_annual_p50_usd", 32890),
        ("43-4051", 2018, "pay_annual_p50_usd", 33750),
        ("00-0000", 2013, "employment", 132588810),
        ("00-0000", 2013, "pay_annual_p50_usd", 35080),
        ("00-0000", 2024, "pay_annual_p50_usd", 49500),
        ("00-0000", 2019, "pay_hourly_p90_usd", 48.57),
        ("11-0000", 2022, "pay_annual_p90_usd", 220550),
        ("53-7199", 2020, "employment", 26300),
    ],
)
def test_a_published_figure_is_the_printed_one(
    history: pl.DataFrame, soc_code: str, year: int, figure: str, value: float
):
    row = history.row(by_predicate=(pl.col("soc_code") == soc_code) & (pl.col("year") == year), named=True)
    assert row[figure] == value
    assert row[figure.replace("_usd", "") + "_flag"] == "ok"


def test_marks_are_flags_of_the_right_kind(history: pl.DataFrame):
    rows = {(r["soc_code"], r["year"]): r for r in history.to_dicts()}
    assert rows["11-0000", 2021]["pay_annual_p90_flag"] == "top_coded"
    assert rows["27-2011", 2024]["pay_annual_p50_flag"] == "hourly_only"  # actors
    assert rows["53-2011", 2024]["pay_hourly_p50_flag"] == "annual_only"  # airline pilots
    assert rows["13-1074", 2020]["employment_flag"] == "not_released"  # farm labor contractors
    assert rows["41-9012", 2021]["pay_annual_p50_flag"] == "not_released"  # models
    assert rows["41-9012", 2021]["employment"] == 2000


def test_flags_are_as_many_as_the_marks_of_the_workbooks(history: pl.DataFrame):
    flags = [c for c in history.columns if c.endswith("_flag")]
    counts = history.select(flags).unpivot(value_name="flag")["flag"].cast(pl.String).value_counts()
    assert dict(counts.rows()) == {
        "ok": 206_374,
        "collapsed": 36,
        "top_coded": 2_225,
        "annual_only": 5_928,
        "hourly_only": 444,
        "not_released": 13,
    }


def test_700_of_830_occupations_run_through_all_years(history: pl.DataFrame, occupations: pl.DataFrame):
    now = detailed(occupations)
    through = now.intersection(*(detailed(group) for _, group in history.group_by("year")))
    assert (len(now), len(through)) == (830, 700)


def test_only_legislators_have_gone_since_the_last_edition_and_none_has_come(
    history: pl.DataFrame, occupations: pl.DataFrame
):
    last = history.filter(pl.col("year") == history["year"].max())
    assert detailed(last) - detailed(occupations) == {"11-1031"}
    assert detailed(occupations) - detailed(last) == set()


def test_codes_break_in_2019_and_2021_and_next_to_nowhere_else(history: pl.DataFrame):
    codes = {int(year[0]): detailed(group) for year, group in history.group_by("year")}  # type: ignore[call-overload]
    changes = {year: len(codes[year] ^ codes[year - 1]) for year in range(2014, 2025)}
    assert {year: n for year, n in changes.items() if n > 2} == {2017: 31, 2019: 177, 2021: 102}


def test_ceilings_belong_to_their_edition_and_breaks_are_noted():
    editions = read_table("pay_editions", DATA / "tables")
    ceilings = {y: (h, a) for y, h, a, *_ in editions.rows()}
    assert {ceilings[y] for y in (2013, 2014, 2015)} == {(90, 187_200)}
    assert {ceilings[y] for y in range(2016, 2022)} == {(100, 208_000)}
    assert {ceilings[y] for y in range(2022, 2026)} == {(115, 239_200)}
    breaks = editions.filter(pl.col("break_note").is_not_null())
    assert breaks.select("year", "break_kind").rows() == [(2019, "codes"), (2021, "method")]


def test_the_tables_pass_their_own_check(history: pl.DataFrame, occupations: pl.DataFrame):
    editions = read_table("pay_editions", DATA / "tables")
    check({"pay_history": history, "pay_editions": editions, "occupations": occupations}, DATA / "reference")
