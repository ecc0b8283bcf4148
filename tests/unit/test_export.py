"""CSV and Excel files are safe to open, keep their flags, and say where they come from."""

import csv
import io
import json

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from openpyxl import load_workbook

from careers import export, tables
from careers.errors import TableMissing
from careers.export import file_name, neutral, to_csv, to_excel
from careers.tables import RawFile, Record, Source

SYNTHETIC_SOURCE = Source(
    "synthetic", "Synthetic survey", "Synthetic agency", "May 2025", "https://example.org", "public domain", "",
    (RawFile("https://example.org/file.zip", None, None, "2026-11-22"),),
)  # fmt: skip
SYNTHETIC = Record(
    table="synthetic",
    title="Synthetic",
    rows=2,
    sha256="",
    key=("place_title",),
    fields=(),
    caveats=(),
    sources=(SYNTHETIC_SOURCE,),
    facts={},
)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "＝1", "=cmd|' /C calc'!A0"])
def test_a_text_cell_that_would_run_as_a_formula_is_neutralised(text):
    assert neutral(text) == f"'{text}"


@pytest.mark.parametrize("value", [-5.5, 0, None, "Ohio", "43-4051", "a=b", ""])
def test_numbers_and_plain_words_stay_as_they_are(value):
    assert neutral(value) == value


def test_a_csv_keeps_flags_and_names_source_edition_and_day():
    frame = pd.DataFrame(
        {
            "place_title": ["Ohio", "=HYPERLINK(1)"],
            "pay_annual_p50_usd": [45610.0, None],
            "pay_annual_p50_flag": ["ok", "not_released"],
        }
    )
    written = to_csv(frame, "Synthetic\ntitle", [SYNTHETIC], ["A rule."])
    text = written.decode("utf-8-sig")
    lines = text.split("\r\n")
    assert written.startswith(b"\xef\xbb\xbf")
    assert lines[0] == "# Synthetic title"
    assert lines[1] == "# Source: Synthetic survey, Synthetic agency, May 2025 (accessed November 22, 2026)."
    assert lines[2] == "# A rule."
    back = pd.read_csv(io.StringIO(text), comment="#")
    assert list(back.columns) == list(frame.columns)
    assert back["pay_annual_p50_usd"][0] == 45610
    assert pd.isna(back["pay_annual_p50_usd"][1])
    assert list(back["pay_annual_p50_flag"]) == ["ok", "not_released"]
    assert back["place_title"][1] == "'=HYPERLINK(1)"


def test_a_workbook_has_figures_as_numbers_text_as_text_and_says_where_it_comes_from():
    frame = pd.DataFrame(
        {
            "place_title": ["Ohio", "=HYPERLINK(1)", "https://example.org", "0042"],
            "pay_annual_p50_usd": [45610.0, None, float("inf"), 0.5],
            "pay_hourly_p50_usd": [21.93, None, 1.0, 2.0],
            "pay_annual_p50_flag": ["ok", "not_released", "ok", "ok"],
            "is_left_out": [True, False, None, True],
        }
    )
    sheet = load_workbook(io.BytesIO(to_excel(frame, "Synthetic\ntitle", [SYNTHETIC], ["=A rule."]))).active
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    assert [row[0] for row in rows[:4]] == [
        "Synthetic title",
        "Source: Synthetic survey, Synthetic agency, May 2025 (accessed November 22, 2026).",
        "=A rule.",
        None,
    ]
    assert rows[4] == ["Place", "Middle (median, P50)", "Middle (median, P50)", None, None]
    assert rows[5] == list(frame.columns)
    assert rows[6:] == [
        ["Ohio", 45610, 21.93, "ok", True],
        ["=HYPERLINK(1)", None, None, "not_released", False],
        ["https://example.org", "inf", 1, "ok", None],
        ["0042", 0.5, 2, "ok", True],
    ]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "b"}
    assert sheet["A8"].quotePrefix
    assert (sheet["B7"].number_format, sheet["C7"].number_format) == ("$#,##0", "$#,##0.00")
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("B7", "A6:E10")


def test_an_empty_table_makes_a_workbook_that_opens():
    sheet = load_workbook(io.BytesIO(to_excel(pd.DataFrame({"year": []}), "Synthetic", [SYNTHETIC]))).active
    assert [row[0] for row in sheet.iter_rows(values_only=True)][-1] == "year"


def test_file_names_hold_nothing_that_a_file_system_minds():
    assert file_name("Pay", "43-4051", "../OH") == "pay-43-4051-oh.csv"
    assert file_name("Pay", "", kind="xlsx") == "pay.xlsx"


@pytest.fixture
def synthetic_table(tmp_path, monkeypatch):
    """A synthetic published table with hostile text, a missing figure and accents."""
    frame = pa.table(
        {
            "title": pa.array(["=1+1", " @SUM(A1)", "Café, “bar”", None, "−5 is text"]),
            "kind": pa.array(["-x", "ok", "ok", "-x", "ok"]).dictionary_encode(),
            "change_pct": pa.array([-5.5, 1.0, None, 0.25, 3.0]),
        }
    )
    pq.write_table(frame, tmp_path / "synthetic.parquet")
    told = {"table": "synthetic", "title": "Synthetic\ntable", "rows": 5, "sha256": "", "key": ["title"], "fields": [],
            "caveats": ["Made up."], "sources": []}  # fmt: skip
    (tmp_path / "synthetic.json").write_text(json.dumps(told), "utf-8")
    monkeypatch.setenv(tables.DIRECTORY_VARIABLE, str(tmp_path))
    tables.forget()
    yield "synthetic"
    monkeypatch.undo()
    tables.forget()


def read_whole(name: str) -> tuple[list[str], list[list[str]]]:
    text = b"".join(export.table_csv(name)).decode("utf-8-sig")
    lines = text.splitlines(keepends=True)
    told = [line for line in lines if line.startswith("# ")]
    return told, list(csv.reader(lines[len(told) :]))


def test_a_whole_table_has_its_notes_and_its_formulas_are_neutralised(synthetic_table):
    told, rows = read_whole(synthetic_table)
    assert told == ["# Synthetic table\n", "# Made up.\n"]
    assert rows == [
        ["title", "kind", "change_pct"],
        ["'=1+1", "'-x", "-5.5"],
        ["' @SUM(A1)", "ok", "1"],
        ["Café, “bar”", "ok", ""],
        ["", "'-x", "0.25"],
        ["−5 is text", "ok", "3"],
    ]


@pytest.mark.parametrize("text", [*export.FORMULA_STARTS, *(f" {start}x" for start in export.FORMULA_STARTS), "a", ""])
def test_a_column_is_neutralised_as_its_cells_are(text):
    assert export._neutral_column(pa.array([text])).to_pylist() == [export.neutral(text)]


@pytest.mark.parametrize("name", ["no_such", "../secrets", "synthetic.parquet", ""])
def test_an_unknown_table_is_refused_before_anything_is_sent(name):
    with pytest.raises(TableMissing):
        export.table_csv(name)


def test_a_published_table_comes_whole_with_source_and_flags():
    told, rows = read_whole("pay_history")
    assert any("May 2013 to May 2024" in line for line in told)
    assert len(rows) == tables.record("pay_history").rows + 1
    row = next(dict(zip(rows[0], row, strict=True)) for row in rows if row[:2] == ["43-4051", "2017"])
    assert (row["pay_annual_p50_usd"], row["pay_annual_p50_flag"]) == ("32890", "ok")


def test_one_line_names_every_source_once_and_a_single_one_with_its_day():
    pay, prices = tables.record("pay_by_place"), tables.record("price_parities")
    alone = export.source_line([pay])
    assert alone == export.source_lines([pay])[0]
    assert "accessed" in alone
    both = export.source_line([pay, prices, pay])
    assert both.startswith(
        "Sources: Occupational Employment and Wage Statistics, U.S. Bureau of Labor Statistics, May 2025; "
    )
    assert "Regional Price Parities, U.S. Bureau of Economic Analysis, " in both
    assert both.count("Occupational Employment") == 1


def test_counts_and_years_are_written_whole_though_one_is_missing():
    frame = pd.DataFrame(
        {"employment": [2595750.0, None], "parity_year": [2023.0, None], "pay_annual_p50_usd": [1.0, 2.5]}
    )
    lines = export.to_csv(frame, "Synthetic", []).decode("utf-8-sig").splitlines()
    assert lines[-2:] == ["2595750,2023,1.0", ",,2.5"]
