"""Industry projections: proved on synthetic workbooks, and on the agency's own where at hand."""

from __future__ import annotations

import shutil
from pathlib import Path

import polars as pl
import pytest

from etl.errors import CheckError, SourceChangedError
from etl.industry_projections import build, check, facts, industry_code, read_industries, read_scopes, shape_industries
from etl.sources import SOURCES
from tests.conftest import REPOSITORY
from tests.synthetic_workbooks import Cell, Rows, workbook_bytes

REFERENCE = REPOSITORY / "data" / "reference"
HEAD: tuple[Cell, ...] = (
    "2023 National Employment Matrix title",
    "2023 National Employment Matrix code",
    "Industry type",
    "Employment, 2023",
    "Employment, 2033",
    "Employment change, numeric, 2023–33",
    "Employment change, percent, 2023–33",
    "Compound annual rate of change, employment, 2023–33",
    "Output, 2023[1][2]",
    "Output, 2033[1][2]",
    "Compound annual rate of change, output, 2023–33",
)
ALL: tuple[Cell, ...] = ("Total wage and salary", "TE1200", "Summary", 1000, 1042, 42, 4.2, 0.4, "–", "–", "–")
TRADE: tuple[Cell, ...] = ("    Synthetic trade", "44-450", "Summary", 200.0, 195.4, -4.6, -2.3, -0.2, 1.0, 2.0, 7.2)
DWELLINGS: tuple[Cell, ...] = ("Owner-occupied dwellings", "9999R1", "–", "–", "–", "–", "–", "–", 1, 2, 2.4)
TITLE: Rows = [("Table 2.11 Employment and output by industry (synthetic)",)]
NOTES: Rows = [("Footnotes:",), ("[1] Synthetic.",), ("Source: synthetic",)]


def workbook(*rows: tuple[Cell, ...], head: tuple[Cell, ...] = HEAD, sheet: str = "Table 2.11") -> bytes:
    return workbook_bytes(
        {"Index": [("Synthetic",)], sheet: [*TITLE, head, *(rows or (ALL, TRADE, DWELLINGS)), *NOTES]}
    )


def shape(content: bytes, scopes: dict[str, str] | None = None) -> pl.DataFrame:
    return shape_industries(*read_industries("synthetic.xlsx", content), scopes or {})


def changed(row: tuple[Cell, ...], at: int, cell: Cell) -> tuple[Cell, ...]:
    return (*row[:at], cell, *row[at + 1 :])


def test_each_line_gets_its_numbers_its_edition_and_the_oews_code():
    frame = shape(workbook(), {"44-45": "Synthetic note."})
    assert frame.filter(pl.col("matrix_industry_code") == "44-450").to_dicts() == [
        {
            "matrix_industry_code": "44-450",
            "industry_title": "Synthetic trade",
            "matched_industry_code": "44-45",
            "employment_base_thousand": 200.0,
            "employment_target_thousand": 195.4,
            "employment_change_thousand": -4.6,
            "employment_change_pct": -2.3,
            "edition": "2023–33",
            "base_year": 2023,
            "target_year": 2033,
            "industry_scope_note": "Synthetic note.",
        }
    ]


def test_a_line_with_output_and_no_jobs_is_left_out():
    assert set(shape(workbook())["matrix_industry_code"]) == {"TE1200", "44-450"}


def test_another_edition_is_read_by_the_years_of_its_headings():
    head = tuple(str(h).replace("2023", "2025").replace("2033", "2035").replace("–33", "–35") for h in HEAD)
    frame = shape(workbook(head=head))
    assert set(frame["edition"]) == {"2025–35"}


def test_columns_are_found_wherever_they_stand():
    order = [1, 0, 4, 3, 6, 5, 2, 7, 8, 9, 10]
    moved = shape(workbook(*(tuple(row[i] for i in order) for row in (ALL, TRADE)), head=tuple(HEAD[i] for i in order)))
    assert moved.equals(shape(workbook(ALL, TRADE)))


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("110000", "11"),
        ("31-330", "31-33"),
        ("323000", "323"),
        ("541500", "5415"),
        ("541330", "541330"),
        ("722511", "722511"),
        ("999100", "999100"),
        ("910000", "999101"),
        ("900000", "99"),
        ("61110P", "611105"),
        ("62210S", "622102"),
        ("61110L", "611103"),
        ("6220P0", "622005"),
        ("4240A1", "4240A1"),
        ("TE1200", "000000"),
        ("516210", "5162"),
        # Several industries of OEWS in one line: none of them may get its figures.
        ("TE1000", None),
        ("1131-2", None),
        ("313-40", None),
        ("523,50", None),
        ("6110Y1", None),
        ("6110P1", None),
        ("5136A9", None),
        ("4445R0", None),
    ],
)
def test_a_matrix_code_becomes_the_oews_code_of_the_same_industry_or_none(code: str, expected: str | None):
    assert industry_code(code) == expected


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (workbook(sheet="Table 2.1"), "Sheet 'Table 2.11' is missing"),
        (workbook(head=changed(HEAD, 4, "Jobs, 2033")), "Unknown heading 'Jobs, 2033'"),
        (workbook(head=changed(HEAD, 1, "Industry number")), "no heading fits"),
        (workbook(head=changed(HEAD, 10, "Robots, 2033")), "Unknown heading 'Robots, 2033'"),
        (workbook(head=changed(HEAD, 6, "Employment change, percent, 2022–32")), "does not fit jobs of 2023 and 2033"),
        (workbook(ALL, changed(TRADE, 3, "many")), "Row 4, column 'Employment, 2023': 'many'"),
        (workbook(ALL, changed(TRADE, 6, 2.3)), "44-450.*do not fit together"),
        (workbook(ALL, TRADE, TRADE), "matrix_industry_code 44-450 comes more than once"),
        (workbook(ALL, changed(TRADE, 1, None)), "has figures but nothing under"),
        (b"synthetic bytes", "cannot be opened as a workbook"),
    ],
)
def test_a_workbook_that_is_not_as_known_stops_the_build_and_says_where(content: bytes, told: str):
    with pytest.raises(SourceChangedError, match=told) as caught:
        shape(content)
    assert caught.value.source == "industry_projections"


def tables() -> dict[str, pl.DataFrame]:
    outlook = pl.DataFrame({"matched_industry_code": ["000000", "44-45", None]})
    return {"industry_outlook": outlook, "industries": pl.DataFrame({"industry_code": ["000000", "44-45", "52"]})}


def write(reference: Path, differences: str, scopes: str) -> None:
    (reference / "code_differences.csv").write_text(f"comparison,code,only_in,reason\n{differences}", "utf-8")
    (reference / "industry_scopes.csv").write_text(f"industry_code,industry_scope_note\n{scopes}", "utf-8")


def test_industries_match_both_ways_or_the_difference_is_listed(tmp_path: Path):
    write(tmp_path, "industry_projections,52,industries,Synthetic.\n", "44-45,Synthetic.\n")
    check(tables(), tmp_path)
    write(tmp_path, "", "44-45,Synthetic.\n")
    with pytest.raises(CheckError, match=r"not listed: .*'52'"):
        check(tables(), tmp_path)


def test_a_note_on_an_industry_without_projection_is_an_error(tmp_path: Path):
    write(tmp_path, "industry_projections,52,industries,Synthetic.\n", "52,Synthetic.\n")
    with pytest.raises(CheckError, match=r"matched to: \['52'\]"):
        check(tables(), tmp_path)


def test_the_hand_kept_notes_are_sentences():
    notes = read_scopes(REFERENCE)
    assert {"11", "48-49", "81", "99"} <= set(notes)
    assert all(note.startswith("The projection ") and note.endswith(".") for note in notes.values())


def test_the_agencys_own_workbook_builds(mirror_dir: Path, tmp_path: Path):
    remote = SOURCES["industry_projections"].files[0]
    raw = tmp_path / remote.path
    raw.parent.mkdir(parents=True)
    shutil.copy(mirror_dir / remote.path, raw)
    frame = build(tmp_path, REFERENCE)["industry_outlook"]
    assert frame.height == 424
    assert facts(tmp_path, REFERENCE)["industry_outlook"]["source_editions"] == {"industry_projections": "2023–33"}
