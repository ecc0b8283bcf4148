"""The agency's tables of schooling: proved on synthetic workbooks, and on its own where at hand."""

from __future__ import annotations

import shutil
from pathlib import Path

import polars as pl
import pytest

from etl.errors import CheckError, SourceChangedError
from etl.schooling import build, check, facts, shape_attainment, shape_earnings
from etl.sources import SOURCES
from etl.workbooks import Workbook
from tests.conftest import REPOSITORY
from tests.synthetic_workbooks import Cell, workbook_bytes

SHARES: tuple[Cell, ...] = (
    "2023 National Employment Matrix title",
    "2023 National Employment Matrix code",
    "Less than high school diploma",
    "High school diploma or equivalent",
    "Some college, no degree",
    "Associate's degree",
    "Bachelor's degree",
    "Master's degree",
    "Doctoral or professional degree",
)
AGENTS: tuple[Cell, ...] = ("Synthetic agents", "99-0001", 10, 20, 30, 10, 20, 5, 5)
BORROWED: tuple[Cell, ...] = ("Synthetic clerks[1]", "99-0002", 10.1, 20, 30, 10, 20, 5, 5)
EARNINGS: tuple[Cell, ...] = ("Educational attainment", "Median usual weekly earnings ($)", "Unemployment rate (%)")
LEVELS = (
    "Doctoral degree",
    "Professional degree",
    "Master's degree",
    "Bachelor's degree",
    "Associate's degree",
    "Some college, no degree",
    "High school diploma",
    "Less than a high school diploma",
    "Total",
)
NOTE: tuple[Cell, ...] = ("Source: synthetic",)


def workbook(
    *rows: tuple[Cell, ...],
    head: tuple[Cell, ...] = SHARES,
    title: str = "Table 5.3 Synthetic, 2021-22",
    levels: tuple[str, ...] = LEVELS,
) -> Workbook:
    first = [("Table 5.1 Synthetic, 2023",), EARNINGS, *((level, 1000, 3.5) for level in levels), NOTE]
    second = [(title,), head, *(rows or (AGENTS, BORROWED)), NOTE]
    return Workbook("synthetic", "synthetic.xlsx", workbook_bytes({"Table 5.1": first, "Table 5.3": second}))


def changed(row: tuple[Cell, ...], at: int, cell: Cell) -> tuple[Cell, ...]:
    return (*row[:at], cell, *row[at + 1 :])


def test_each_occupation_has_a_row_for_each_schooling_from_lowest_to_highest():
    frame = shape_attainment(workbook()).filter(pl.col("soc_code") == "99-0001").sort("attained_order")
    assert frame["attained_schooling"].to_list() == [
        "below_high_school",
        "high_school",
        "some_college",
        "associates",
        "bachelors",
        "masters",
        "doctoral_or_professional",
    ]
    assert frame["attained_share_pct"].to_list() == [10, 20, 30, 10, 20, 5, 5]
    assert set(frame["edition"]) == {"2021–22"}


def test_figures_of_a_wider_group_are_marked():
    marks = dict(shape_attainment(workbook()).select("soc_code", "is_borrowed").unique().rows())
    assert marks == {"99-0001": False, "99-0002": True}


def test_other_years_are_read_from_the_title():
    frame = shape_attainment(workbook(title="Table 5.3 Synthetic, 2024–25"))
    assert set(frame["edition"]) == {"2024–25"}


@pytest.mark.parametrize(
    ("told", "broken"),
    [
        ("do not add up to 100", lambda: workbook(changed(AGENTS, 2, 90))),
        ("99-0001 comes twice", lambda: workbook(AGENTS, AGENTS)),
        ("names no year", lambda: workbook(title="Table 5.3 Synthetic")),
        ("no heading fits", lambda: workbook(head=changed(SHARES, 5, "Two-year degree"))),
        ("'many' is neither a number", lambda: workbook(changed(AGENTS, 3, "many"))),
    ],
)
def test_a_sheet_that_is_not_as_known_stops_the_build(told, broken):
    with pytest.raises(SourceChangedError, match=told):
        shape_attainment(broken())


def test_earnings_come_by_schooling_and_another_level_is_an_error():
    frame = shape_earnings(workbook())
    assert frame.height == 9
    assert {"doctoral", "professional", "all"} < set(frame["attained_schooling"])
    assert set(frame["edition"]) == {"2023"}
    with pytest.raises(SourceChangedError, match="Levels of schooling"):
        shape_earnings(workbook(levels=("Wizardry", *LEVELS[1:])))


def test_a_workbook_without_the_table_says_which_it_has():
    other = Workbook("synthetic", "synthetic.xlsx", workbook_bytes({"Table 1.2": [("Synthetic",)]}))
    with pytest.raises(SourceChangedError, match=r"'Table 5.3' is missing; there are \['Table 1.2'\]"):
        shape_attainment(other)


def test_codes_match_those_with_pay_or_the_difference_is_listed(tmp_path: Path):
    (tmp_path / "code_differences.csv").write_text("comparison,code,only_in,reason\n", "utf-8")
    occupations = pl.DataFrame({"soc_code": ["99-0001", "99-0002"], "occupation_level": ["detailed", "detailed"]})
    tables = {"schooling_people_have": shape_attainment(workbook()), "occupations": occupations}
    check(tables, tmp_path)
    with pytest.raises(CheckError, match="99-0002"):
        check(tables | {"occupations": occupations.head(1)}, tmp_path)


def test_the_agencys_own_workbook_builds(mirror_dir: Path, tmp_path: Path):
    remote = SOURCES["education"].files[0]
    raw = tmp_path / remote.path
    raw.parent.mkdir(parents=True)
    shutil.copy(mirror_dir / remote.path, raw)
    reference = REPOSITORY / "data" / "reference"
    assert build(tmp_path, reference)["schooling_people_have"].height == 5_831
    told = facts(tmp_path, reference)
    assert told["schooling_people_have"]["source_editions"] == {"education": "2021–22"}
    assert told["earnings_by_schooling"]["source_editions"] == {"education": "2023"}
