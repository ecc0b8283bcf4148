"""CSV files are safe to open, keep their flags, and say where they come from."""

import io

import pandas as pd
import pytest

from careers.export import file_name, neutral, to_csv
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


def test_file_names_hold_nothing_that_a_file_system_minds():
    assert file_name("Pay", "43-4051", "../OH") == "pay-43-4051-oh.csv"
