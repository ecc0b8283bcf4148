"""Reading workbooks as text: proved on synthetic ones."""

from __future__ import annotations

import pytest

from etl.errors import SourceChangedError
from etl.workbooks import Column, Sheet, Workbook
from tests.synthetic_workbooks import Rows, workbook_bytes

COLUMNS = {
    "title": Column("title( and code)?"),
    "code": Column("code|title and code #2"),
    "jobs": Column(r"jobs, (?P<year>\d{4})"),
    "wage": Column(r"median wage.*", required=False, used=False),
}
HEAD = ("Title", "Code", "Jobs, 2024", "Jobs, 2034")


def read(rows: Rows, merged: tuple[str, ...] = ()) -> Sheet:
    content = workbook_bytes({"Table 1": rows}, {"Table 1": merged})
    return Workbook("synthetic", "synthetic.xlsx", content).read("Table 1", COLUMNS, key="code")


def test_heading_row_is_found_below_titles_and_columns_in_any_order():
    sheet = read([("A table",), (None,), ("Jobs, 2034", "Code", "Title", "Jobs, 2024"), (2.5, "01-0001", "Bakers", 1)])
    assert sheet.title == "A table"
    assert sheet.rows.row(0, named=True) == {
        "sheet_row": 4,
        "jobs_2034": "2.5",
        "code": "01-0001",
        "title": "Bakers",
        "jobs_2024": "1",
    }


def test_merged_headings_over_two_rows_are_joined():
    sheet = read(
        [
            ("A table (in thousands)", None, None, None),
            ("Title and code", None, "Jobs", None),
            (None, None, "2024", "2034"),
            ("Bakers", "01-0001", 1, 2),
        ],
        ("A1:D1", "A2:B3", "C2:D2"),
    )
    assert sheet.rows.select("title", "code", "jobs_2024", "jobs_2034").rows() == [("Bakers", "01-0001", "1", "2")]


def test_none_stays_a_word_dash_becomes_missing_and_footnote_marks_go():
    sheet = read([HEAD, ("None", "01-0001", "—", "1,234.5[2]"), ("Bakers[1] [3]", "01-0002", 7, 8)])
    assert sheet.text("title").to_list() == ["None", "Bakers"]
    assert sheet.figures("jobs_2024").to_list() == [None, 7]
    assert sheet.figures("jobs_2034").to_list() == [1234.5, 8]


def test_footnote_marks_in_headings_are_no_part_of_them():
    sheet = read([("Title[1]", "Code (2)", "Jobs, 2024", "Jobs, 2034", "Median wage, 2024[1]"), ("a", "b", 1, 2, "#")])
    assert sheet.rows.columns == ["sheet_row", "title", "code", "jobs_2024", "jobs_2034"]


def test_notes_merged_or_not_are_left_out_wherever_they_stand():
    note = ("Note: something.", None, None, None)
    sheet = read([HEAD, note, ("Bakers", "01-0001", 1, 2), note, (None,) * 4, note], ("A2:D2", "A4:D4"))
    assert sheet.rows["sheet_row"].to_list() == [3]


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([("Title", "Code", "Workers, 2024"), ("a", "b", 1)], r"Sheet 'Table 1': no heading fits \['jobs, .*row 1"),
        ([(*HEAD, "Extra"), ("a", "b", 1, 2, 3)], "Sheet 'Table 1': Unknown heading 'Extra'"),
        ([(*HEAD, None), ("a", "b", 1, 2, 3)], "Unknown heading 'Jobs, 2034 #2'"),
        ([(*HEAD, "Jobs, 2024[1]"), ("a", "b", 1, 2, 3)], "Several headings mean the same .jobs_2024"),
        ([HEAD, ("a", "b", 1, 2), ("a", None, 1, 2)], "Row 3 has figures but nothing under 'Code'"),
        ([("nothing",)], "No row looks like it"),
    ],
)
def test_a_sheet_that_is_not_as_known_is_named_with_row_or_heading(rows: Rows, told: str):
    with pytest.raises(SourceChangedError, match=told) as error:
        read(rows)
    assert error.value.file == "synthetic.xlsx"


@pytest.mark.parametrize("mark", ["n.a.", "*", "12 3", None])
def test_an_unknown_mark_among_figures_is_named_with_row_and_heading(mark: str | None):
    sheet = read([HEAD, ("Bakers", "01-0001", 1, 2), ("Cooks", "01-0002", 1, mark)])
    with pytest.raises(SourceChangedError, match=r"Row 3, column 'Jobs, 2034'"):
        sheet.figures("jobs_2034")


def test_a_missing_sheet_is_named_with_those_there_are():
    workbook = Workbook("synthetic", "synthetic.xlsx", workbook_bytes({"Other": [HEAD]}))
    with pytest.raises(SourceChangedError, match=r"'Table 1' is missing; there are \['Other'\]"):
        workbook.read("Table 1", COLUMNS, key="code")


def test_sheets_are_found_whatever_their_capitals_and_two_that_fit_are_refused():
    workbook = Workbook("synthetic", "synthetic.xlsx", workbook_bytes({"TABLE 1.2 ": [HEAD], "Table 1.20": [HEAD]}))
    assert workbook.find(r"table 1\.2") == "TABLE 1.2 "
    assert workbook.find(r"table 9") is None
    with pytest.raises(SourceChangedError, match="all fit"):
        workbook.find(r"table 1\.20?")


def test_bytes_that_are_no_workbook_are_refused():
    with pytest.raises(SourceChangedError, match="cannot be opened as a workbook"):
        Workbook("synthetic", "synthetic.xlsx", b"<html>busy</html>")
