"""Survey files: what is read stands as reported, and every fault is told with its row and column."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import polars as pl
import pytest

from data.survey_format import COLUMNS, LARGEST_FILE_BYTES
from etl.errors import CheckError
from etl.publish import check_frame, conform
from etl.survey import SurveyFaultsError, build, check, read_survey

REFERENCE = Path(__file__).resolve().parents[2] / "data" / "reference"

SYNTHETIC = {
    "survey_source": "Synthetic survey",
    "survey_publisher": "Synthetic guide",
    "soc_code": "43-4051",
    "reported_title": "Synthetic title",
    "place_code": "US",
    "experience_from_years": "0",
    "experience_to_years": "5",
    "experience_label": "",
    "statistic": "median",
    "pay_period": "year",
    "pay_usd": "30000",
    "sample_size": "120",
    "as_of_from_year": "2018",
    "as_of_to_year": "2018",
    "survey_address": "https://www.example.org/synthetic",
}


def file_of(*changes: dict[str, str], columns: tuple[str, ...] = COLUMNS) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, extrasaction="ignore")
    writer.writeheader()
    writer.writerows({**SYNTHETIC, **change} for change in changes)
    return text.getvalue().encode()


def faults_of(content: bytes) -> list[tuple[int, str]]:
    with pytest.raises(SurveyFaultsError) as caught:
        read_survey(content, "synthetic.csv")
    for fault in caught.value.faults:
        assert str(fault) in str(caught.value)
    return [(fault.row, fault.column) for fault in caught.value.faults]


def test_figures_are_read_as_reported_in_the_file_s_order() -> None:
    frame = read_survey(file_of({}, {"experience_from_years": "5", "experience_to_years": "", "pay_usd": "13.52"}), "f")
    assert frame["survey_row"].to_list() == [1, 2]
    assert frame["pay_usd"].to_list() == [30000.0, 13.52]
    assert frame["experience_to_years"].to_list() == [5.0, None]
    assert frame["sample_size"].to_list() == [120.0, 120.0]


def test_columns_may_stand_in_any_order_and_behind_a_byte_order_mark() -> None:
    frame = read_survey(b"\xef\xbb\xbf" + file_of({}, columns=COLUMNS[::-1]), "f")
    assert frame["soc_code"].to_list() == ["43-4051"]


@pytest.mark.parametrize(
    ("change", "column"),
    [
        ({"pay_usd": "$28,000"}, "pay_usd"),
        ({"pay_usd": "-5"}, "pay_usd"),
        ({"pay_usd": "0"}, "pay_usd"),
        ({"pay_usd": "nan"}, "pay_usd"),
        ({"pay_usd": ""}, "pay_usd"),
        ({"soc_code": "434051"}, "soc_code"),
        ({"place_code": "Ohio"}, "place_code"),
        ({"statistic": "mode"}, "statistic"),
        ({"pay_period": "month"}, "pay_period"),
        ({"sample_size": "12.5"}, "sample_size"),
        ({"as_of_from_year": "18"}, "as_of_from_year"),
        ({"as_of_to_year": "1017"}, "as_of_to_year"),
        ({"as_of_to_year": "2017"}, "as_of_to_year"),
        ({"experience_from_years": "6"}, "experience_to_years"),
        ({"experience_from_years": ""}, "experience_to_years"),
        ({"experience_from_years": "5"}, "experience_to_years"),
        ({"survey_address": "javascript:alert(1)"}, "survey_address"),
        ({"survey_publisher": '=HYPERLINK("x")'}, "survey_publisher"),
        ({"experience_label": "@synthetic"}, "experience_label"),
    ],
)
def test_a_faulty_cell_is_named_by_row_and_column(change: dict[str, str], column: str) -> None:
    good = {"experience_from_years": "10", "experience_to_years": "20"}
    assert faults_of(file_of(good, change)) == [(3, column)]


def test_all_faults_are_told_at_once() -> None:
    content = file_of({"pay_usd": "much"}, {"statistic": "x", "soc_code": "y"})
    assert faults_of(content) == [(2, "pay_usd"), (3, "soc_code"), (3, "statistic")]


def test_spans_of_one_survey_that_overlap_are_a_fault() -> None:
    assert faults_of(file_of({}, {"experience_from_years": "4", "experience_to_years": ""})) == [
        (3, "experience_from_years")
    ]


def test_spans_of_different_publishers_may_overlap() -> None:
    assert read_survey(file_of({}, {"survey_publisher": "Another synthetic guide"}), "f").height == 2


def test_missing_unknown_and_repeated_columns_are_named() -> None:
    assert faults_of(file_of({}, columns=tuple(c for c in COLUMNS if c != "pay_usd"))) == [(1, "pay_usd")]
    assert faults_of(file_of({"bonus": "1"}, columns=(*COLUMNS, "bonus"))) == [(1, "bonus")]
    assert faults_of(file_of({}, columns=(*COLUMNS, "pay_usd"))) == [(1, "pay_usd")]


@pytest.mark.parametrize(
    ("content", "row"),
    [
        (file_of(), 2),
        (file_of({}) + b"\xff\xfe", 3),
        (file_of({}) + b"a\0b", 3),
        (file_of({}) + b"only,three,cells\r\n", 3),
        (file_of({}) + b'"never closed', 1),
        (b" " * (LARGEST_FILE_BYTES + 1), 1),
    ],
    ids=["headings only", "not UTF-8", "binary", "too few cells", "open quote", "too large"],
)
def test_a_file_that_is_no_survey_table_is_refused(content: bytes, row: int) -> None:
    assert faults_of(content) == [(row, "")]


def test_an_empty_file_lacks_every_column() -> None:
    assert [(1, c) for c in COLUMNS] == faults_of(b"")[: len(COLUMNS)]


def test_lines_left_blank_are_passed_over() -> None:
    assert read_survey(file_of({}) + b"\r\n,,,,,,,,,,,,,,\r\n", "f").height == 1


def test_the_bundled_figures_stand_as_the_guides_reported_them() -> None:
    frame = conform("pay_surveys", build(Path(), REFERENCE)["pay_surveys"])
    check_frame("pay_surveys", frame)
    told = frame.select(
        "survey_publisher", "experience_from_years", "experience_to_years", "statistic", "pay_period", "pay_usd"
    ).rows()
    a, b, c, unknown = "Career guide A", "Career guide B", "Career guide C", "Career guide not recorded"
    assert told == [
        (a, 0, 5, "typical", "year", 28000),
        (a, 5, 10, "typical", "year", 30000),
        (a, 10, 20, "typical", "year", 32000),
        (a, 20, None, "typical", "year", 34000),
        (b, None, None, "typical", "year", 28000),
        (b, 20, None, "typical", "year", 35000),
        (unknown, None, None, "average", "year", 36612),
        (unknown, None, None, "average", "hour", 13.52),
        (unknown, None, None, "bonus_and_commission", "year", 3000),
        (c, None, None, "typical", "hour", 12.83),
        (c, None, None, "low", "hour", 7.25),
        (c, None, None, "high", "hour", 27.2),
    ]
    assert frame["soc_code"].unique().to_list() == ["43-4051"]
    assert frame.select("as_of_from_year", "as_of_to_year").unique().rows() == [(2017, 2019)]
    assert frame["survey_address"].null_count() == frame.height


def test_a_survey_of_an_occupation_or_place_nobody_knows_stops_the_build() -> None:
    tables = {
        "pay_surveys": read_survey(file_of({}), "f"),
        "occupations": pl.DataFrame({"soc_code": ["43-4051"]}),
        "places": pl.DataFrame({"place_code": ["US"]}),
    }
    check(tables, REFERENCE)
    with pytest.raises(CheckError, match="Row 2, column soc_code: '43-4051' is not in occupations"):
        check({**tables, "occupations": pl.DataFrame({"soc_code": ["11-1011"]})}, REFERENCE)
    with pytest.raises(CheckError, match="column place_code"):
        check({**tables, "places": pl.DataFrame({"place_code": ["OH"]})}, REFERENCE)


def test_the_documented_columns_are_those_of_the_format() -> None:
    text = (REFERENCE.parents[1] / "docs" / "survey-format.md").read_text("utf-8")
    assert [c for c in COLUMNS if f"`{c}`" not in text] == []
