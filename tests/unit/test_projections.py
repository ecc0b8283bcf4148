"""Employment Projections of any edition: proved on synthetic workbooks, and on the agency's own where at hand."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from etl.errors import CheckError, SourceChangedError
from etl.projections import CATEGORIES, check, occupation_level, read_edition, shape_outlook
from tests.conftest import REPOSITORY
from tests.synthetic_workbooks import Cell, Rows, workbook_bytes

REFERENCE = REPOSITORY / "data" / "reference"

HEAD: tuple[str, ...] = (
    "2024 National Employment Matrix title",
    "2024 National Employment Matrix code",
    "Occupation type",
    "Employment, 2024",
    "Employment, 2034",
    "Employment distribution, percent, 2024",
    "Employment distribution, percent, 2034",
    "Employment change, numeric, 2024–34",
    "Employment change, percent, 2024–34",
    "Percent self employed, 2024",
    "Occupational openings, 2024–34 annual average",
    "Median annual wage, dollars, 2024[1]",
    "Typical education needed for entry",
    "Work experience in a related occupation",
    "Typical on-the-job training needed to attain competency in the occupation",
)
SCHOOL = "High school diploma or equivalent"
TRAINING = "Short-term on-the-job training"
TOTAL: tuple[Cell, ...] = (
    "Total, all occupations",
    "00-0000",
    "Summary",
    1000.0,
    1031.0,
    100,
    100,
    31.0,
    3.1,
    5.8,
    110.5,
    49500,
    "—",
    "—",
    "—",
)
AGENTS: tuple[Cell, ...] = (
    "      Synthetic agents[2]",
    "99-0001",
    "Line item",
    200.0,
    189.0,
    20,
    18.3,
    -11.0,
    -5.5,
    "—",
    25.5,
    ">=$239,200",
    SCHOOL,
    "None",
    TRAINING,
)
TITLE: Rows = [("Table 1.2 Occupational projections, 2024–2034 (Employment in thousands)",)]
NOTES: Rows = [("Footnotes:",), ("[1] Synthetic.",), ("Source: synthetic",)]


def workbook(head: tuple[Cell, ...] = HEAD, *rows: tuple[Cell, ...], sheet: str = "Table 1.2") -> bytes:
    return workbook_bytes(
        {"Index": [("Synthetic contents",)], sheet: [*TITLE, head, *(rows or (TOTAL, AGENTS)), *NOTES]}
    )


def shape(content: bytes) -> pl.DataFrame:
    return shape_outlook(read_edition("synthetic", "synthetic.xlsx", content))


def changed(row: tuple[Cell, ...], **cells: Cell) -> tuple[Cell, ...]:
    """A row with other cells, named c1, c2, … by column."""
    return tuple(cells.get(f"c{i}", cell) for i, cell in enumerate(row, 1))


def test_an_edition_is_shaped_with_the_years_its_headings_name():
    rows = {row["soc_code"]: row for row in shape(workbook()).to_dicts()}
    agents = rows["99-0001"]
    assert (agents["edition"], agents["base_year"], agents["target_year"]) == ("2024–34", 2024, 2034)
    assert (agents["employment_base_thousand"], agents["employment_target_thousand"]) == (200, 189)
    assert (agents["employment_change_thousand"], agents["employment_change_pct"]) == (-11, -5.5)
    assert (agents["openings_annual_thousand"], agents["self_employed_pct"]) == (25.5, None)
    assert (agents["occupation_title"], agents["occupation_level"]) == ("Synthetic agents", "detailed")
    assert rows["00-0000"]["occupation_level"] == "total"


def test_the_printed_word_none_is_an_answer_and_a_dash_is_not():
    rows = {row["soc_code"]: row for row in shape(workbook()).to_dicts()}
    assert [rows["99-0001"][c] for c in CATEGORIES] == [SCHOOL, "None", TRAINING]
    assert [rows["00-0000"][c] for c in CATEGORIES] == [None, None, None]


def test_columns_are_found_in_any_order():
    order = [8, 1, 12, 3, 0, 4, 2, 7, 13, 9, 14, 10]
    rows = [tuple(row[i] for i in order) for row in (HEAD, TOTAL, AGENTS)]
    assert shape(workbook(rows[0], *rows[1:])).equals(shape(workbook()))


def test_an_edition_with_headings_over_merged_rows_is_read():
    keep = (0, 1, 2, 3, 4, 7, 8, 9, 10, 11, 12, 13, 14)
    openings = "Occupational openings, 2016–26 annual average"
    rest = ("Change, 2016–26", None, "Percent self employed, 2016", openings, "Median annual wage, 2017(1)", *HEAD[12:])
    heads: Rows = [
        ("Table 1.7 Occupational projections, 2016–26 (Numbers in thousands)",),
        ("2016 National Employment Matrix title and code", None, "Occupation type", "Employment", None, *rest),
        (None, None, None, "2016", "2026", "Number", "Percent", *[None] * 6),
    ]
    merges = [
        "A1:M1",
        "A2:B3",
        "D2:E2",
        "F2:G2",
        "A6:M6",
        *(f"{c}2:{c}3" for c in "CHIJKLM"),
    ]
    body = [tuple(row[i] for i in keep) for row in (TOTAL, AGENTS)]
    content = workbook_bytes({"Table 1.7": [*heads, *body, ("Note: merged.",)]}, {"Table 1.7": merges})
    found = shape(content)
    assert found["edition"].unique().to_list() == ["2016–26"]
    assert found.drop("edition", "base_year", "target_year").equals(
        shape(workbook()).drop("edition", "base_year", "target_year")
    )


def test_a_next_edition_under_the_same_address_is_read_as_such():
    head = tuple(h.replace("2034", "2035").replace("2024", "2025").replace("–34", "–35") for h in HEAD)
    assert shape(workbook(head)).select("edition", "base_year", "target_year").unique().rows() == [
        ("2025–35", 2025, 2035)
    ]


def test_schooling_may_stand_in_another_table_of_the_workbook():
    short = [row[:11] for row in (HEAD, TOTAL, AGENTS)]
    content = workbook_bytes({"Table 1.2": [*TITLE, *short], "Table 1.7": [*TITLE, HEAD, TOTAL, AGENTS]})
    assert shape(content).equals(shape(workbook()))


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (workbook(sheet="Table 9"), r"Sheet 'Table 1.2' is missing; there are \['Index', 'Table 9'\]"),
        (workbook(changed(HEAD, c13="Schooling")), "Sheet 'Table 1.2': no heading fits .*typical education"),
        (workbook((*HEAD, "Mood"), (*TOTAL, "good")), "Unknown heading 'Mood'"),
        (workbook(changed(HEAD, c5="Employment, 2024 ")), "Unknown heading 'Employment, 2024 #2'"),
        (workbook(changed(HEAD, c9="Employment change, percent, 2023–33")), "does not fit jobs of 2024 and 2034"),
        (workbook(HEAD, changed(AGENTS, c2="43-405X")), "Row 3: '43-405X' is not an occupation code"),
        (workbook(HEAD, changed(AGENTS, c2=None)), "Row 3 has figures but nothing under"),
        (workbook(HEAD, AGENTS, AGENTS), "Row 3: code 99-0001 comes more than once"),
        (workbook(HEAD, changed(AGENTS, c3="Estimate")), "Row 3: occupation type 'Estimate'"),
        (workbook(HEAD, changed(AGENTS, c13="Some school")), "Row 3, column 'Typical education.*'Some school'"),
        (workbook(HEAD, changed(AGENTS, c11="n/a")), "Row 3, column 'Occupational openings.*'n/a'"),
        (workbook(HEAD, changed(AGENTS, c4=201.0)), "Row 3 .99-0001.: jobs 201.0 and 189.0, .* do not fit together"),
        (workbook(HEAD, changed(AGENTS, c9=5.5)), "Row 3 .99-0001.: .* do not fit together"),
        (b"PK no workbook", "cannot be opened as a workbook"),
    ],
)
def test_a_workbook_that_is_not_as_known_is_refused_with_sheet_and_heading_or_row(content: bytes, told: str):
    with pytest.raises(SourceChangedError, match=told) as error:
        shape(content)
    assert error.value.file == "synthetic.xlsx"


def test_levels_come_from_codes_where_no_column_tells_them():
    head, total, agents = (row[:2] + row[3:] for row in (HEAD, TOTAL, AGENTS))
    rows = [
        total,
        *(changed(agents, c2=c) for c in ("15-0000", "15-1200", "15-1250", "15-1252", "15-1290", "51-2000")),
        *(changed(agents, c2=c) for c in ("51-2090", "51-2091", "51-2092")),
    ]
    found = shape(workbook(head, *rows))
    assert found["occupation_level"].to_list() == [
        "total",
        "major",
        "minor",
        "broad",
        "detailed",
        "detailed",
        "minor",
        "broad",
        "detailed",
        "detailed",
    ]


def test_level_of_a_combined_line_is_detailed():
    assert occupation_level("13-1020", is_line_item=True) == "detailed"
    assert occupation_level("13-1020", is_line_item=False) == "broad"


def tables(*codes: str, words: pl.DataFrame | None = None) -> dict[str, pl.DataFrame]:
    known = pl.DataFrame({c: sorted(w) + [None] * (8 - len(w)) for c, w in CATEGORIES.items()})
    outlook = pl.DataFrame({"soc_code": [*codes, *[f"98-{i:04}" for i in range(8 - len(codes))]]}).hstack(known)
    outlook = outlook.with_columns(occupation_level=pl.lit("detailed"), base_year=pl.lit(2024))
    pay = outlook.filter(~pl.col("soc_code").is_in(["11-1031", "45-3031"]))
    whole = pl.DataFrame({"edition": "a", "growth_word": ["x", "y"], "lower_bound_pct": [None, 0.0]})
    whole = whole.with_columns(upper_bound_pct=pl.Series([-1.0, None]))
    return {
        "outlook": outlook,
        "occupations": pay.select("soc_code", "occupation_level"),
        "growth_words": whole if words is None else words,
    }


def test_check_passes_when_only_listed_codes_lack_pay():
    check(tables("11-1031", "45-3031"), REFERENCE)


def test_check_names_codes_that_only_one_table_has():
    with pytest.raises(CheckError, match=r"listed but no longer different: \[\('45-3031', 'outlook'\)\]"):
        check(tables("11-1031"), REFERENCE)
    whole = tables("11-1031", "45-3031")
    with pytest.raises(CheckError, match=r"not listed: \[\('98-0000', 'outlook'\)\]"):
        check({**whole, "occupations": whole["occupations"].slice(1)}, REFERENCE)


def test_check_names_a_word_that_no_occupation_has_any_more():
    whole = tables("11-1031", "45-3031")
    outlook = whole["outlook"].with_columns(related_experience=pl.lit("None"))
    with pytest.raises(CheckError, match=r"related_experience: no occupation has .*5 years or more"):
        check({**whole, "outlook": outlook}, REFERENCE)


def test_check_refuses_growth_words_with_a_gap():
    gap = pl.DataFrame(
        {"edition": "a", "growth_word": ["x", "y"], "lower_bound_pct": [None, 1.0], "upper_bound_pct": [-1.0, None]}
    )
    with pytest.raises(CheckError, match="Edition a: the words leave a gap"):
        check(tables("11-1031", "45-3031", words=gap), REFERENCE)


# Copied by hand from the workbooks, opened in another reader: jobs now, jobs then, percent, openings.
AGENCY = {
    "occupation.xlsx": ("2024–34", (169956.1, 175167.9, 3.1, 18863.3), (2814.0, 2660.3, -5.5, 341.7)),
    "archive/2023-33/occupation.xlsx": ("2023–33", (167849.8, 174589.0, 4.0, 19174.8), (2954.6, 2805.8, -5.0, 365.3)),
    "archive/2022-32/occupation.xlsx": ("2022–32", (164482.6, 169148.1, 2.8, 18566.5), (2982.9, 2820.2, -5.5, 373.4)),
}


@pytest.mark.mirror
@pytest.mark.parametrize("file", AGENCY)
def test_the_agencys_own_workbooks_give_what_they_print(mirror_dir: Path, file: str):
    edition, everyone, agents = AGENCY[file]
    path = mirror_dir / "www.bls.gov" / "emp" / "ind-occ-matrix" / file
    found = shape_outlook(read_edition("projections", file, path.read_bytes()))
    figures = (
        "employment_base_thousand",
        "employment_target_thousand",
        "employment_change_pct",
        "openings_annual_thousand",
    )
    rows = {row["soc_code"]: row for row in found.to_dicts()}
    assert {row["edition"] for row in rows.values()} == {edition}
    assert tuple(rows["00-0000"][f] for f in figures) == everyone
    assert tuple(rows["43-4051"][f] for f in figures) == agents
    assert [rows["43-4051"][c] for c in CATEGORIES] == [SCHOOL, "None", TRAINING]
    assert (found.height, found.filter(pl.col("occupation_level") == "detailed").height) == (1113, 832)
