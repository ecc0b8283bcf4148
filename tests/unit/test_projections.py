"""Employment Projections of any edition: proved on synthetic workbooks, and on the agency's own where at hand."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import polars as pl
import pytest

from etl.download import verify_raw
from etl.errors import CheckError, DownloadError, SourceChangedError
from etl.projections import CATEGORIES, build, check, facts, keep, occupation_level, read_edition, shape_outlook
from etl.publish import publish_all, read_table, record
from etl.sources import SOURCES
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
SPLIT_HEAD: tuple[str, ...] = (
    *HEAD[:5],
    *HEAD[7:9],
    "Labor force exit rate, 2024–34 annual average",
    "Occupational transfer rate, 2024–34 annual average",
    "Total occupational separations rate, 2024–34 annual average",
    "Labor force exits, 2024–34 annual average",
    "Occupational transfers, 2024–34 annual average",
    "Total occupational separations, 2024–34 annual average",
    HEAD[10],
)
SPLIT: dict[Cell, tuple[Cell, ...]] = {
    31.0: (5.0, 5.7, 10.7, 50.0, 57.4, 107.4),
    -11.0: (5.3, 8.0, 13.3, 10.6, 16.0, 26.6),
}
"""Rates and counts of people who leave, change, and both, by the change in jobs that `TOTAL` and `AGENTS` have."""

TITLE: Rows = [("Table 1.2 Occupational projections, 2024–2034 (Employment in thousands)",)]
NOTES: Rows = [("Footnotes:",), ("[1] Synthetic.",), ("Source: synthetic",)]


def split(rows: Rows, head: tuple[Cell, ...] = SPLIT_HEAD) -> Rows:
    """Table 1.10 for the rows of a table 1.2."""
    return [*TITLE, head, *((*row[:5], *row[7:9], *SPLIT[row[7]], row[10]) for row in rows), *NOTES]


def workbook(
    head: tuple[Cell, ...] = HEAD, *rows: tuple[Cell, ...], sheet: str = "Table 1.2", parts: Rows | None = None
) -> bytes:
    """A workbook with tables 1.2 and 1.10 (``parts``)."""
    body = rows or (TOTAL, AGENTS)
    tables = {sheet: [*TITLE, head, *body, *NOTES], "Table 1.10": parts or split(body)}
    return workbook_bytes({"Index": [("Synthetic contents",)], **tables})


def shape(content: bytes) -> pl.DataFrame:
    return shape_outlook(read_edition("synthetic", "synthetic.xlsx", content))


def of_edition(head: tuple[str, ...], base: int) -> tuple[str, ...]:
    """Headings of the edition that starts in ``base``."""
    years = {"2024": f"{base}", "2034": f"{base + 10}", "–34": f"–{(base + 10) % 100}"}
    return tuple(re.sub("2024|2034|–34", lambda found: years[found[0]], heading) for heading in head)


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
    assert shape(workbook(rows[0], *rows[1:], parts=split([TOTAL, AGENTS]))).equals(shape(workbook()))


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
    tables = {
        "Table 1.7": [*heads, *body, ("Note: merged.",)],
        "Table 1.10": split([TOTAL, AGENTS], of_edition(SPLIT_HEAD, 2016)),
    }
    content = workbook_bytes(tables, {"Table 1.7": merges})
    found = shape(content)
    assert found["edition"].unique().to_list() == ["2016–26"]
    assert found.drop("edition", "base_year", "target_year").equals(
        shape(workbook()).drop("edition", "base_year", "target_year")
    )


def test_a_next_edition_under_the_same_address_is_read_as_such():
    parts = split([TOTAL, AGENTS], of_edition(SPLIT_HEAD, 2025))
    found = shape(workbook(of_edition(HEAD, 2025), parts=parts))
    assert found.select("edition", "base_year", "target_year").unique().rows() == [("2025–35", 2025, 2035)]


def test_schooling_may_stand_in_another_table_of_the_workbook():
    short = [row[:11] for row in (HEAD, TOTAL, AGENTS)]
    whole = [*TITLE, HEAD, TOTAL, AGENTS]
    content = workbook_bytes({"Table 1.2": [*TITLE, *short], "Table 1.7": whole, "Table 1.10": split([TOTAL, AGENTS])})
    assert shape(content).equals(shape(workbook()))


def test_openings_are_split_into_people_leaving_and_people_changing_occupation():
    row = shape(workbook()).row(by_predicate=pl.col("soc_code") == "99-0001", named=True)
    assert (row["labor_force_exits_annual_thousand"], row["occupational_transfers_annual_thousand"]) == (10.6, 16.0)
    assert (row["labor_force_exit_rate_pct"], row["occupational_transfer_rate_pct"]) == (5.3, 8.0)


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        (split([TOTAL]), r"Codes \['99-0001'\] stand only there or only in sheet 'Table 1.2'"),
        (split([TOTAL, changed(AGENTS, c11=25.6)]), "Openings of 99-0001 are others than in sheet 'Table 1.2'"),
        (split([TOTAL, changed(AGENTS, c11=35.5)]), "Row 4 .99-0001.: openings, people leaving .* do not add up"),
        (split([TOTAL, AGENTS], changed(SPLIT_HEAD, c11="Exits")), "no heading fits .*labor force exits"),
        (
            split([TOTAL, AGENTS], changed(SPLIT_HEAD, c11=SPLIT_HEAD[11], c12=SPLIT_HEAD[10], c13=SPLIT_HEAD[10])),
            "no heading fits .*total occupational separations",
        ),
        (
            split([TOTAL, AGENTS], tuple(h.replace("4", "5") for h in SPLIT_HEAD)),
            "Its years are not 2024 and 2034, as in sheet 'Table 1.2'",
        ),
    ],
)
def test_a_split_of_openings_that_does_not_fit_is_refused_with_its_sheet(parts: Rows, told: str):
    with pytest.raises(SourceChangedError, match=told) as error:
        shape(workbook(parts=parts))
    assert "Sheet 'Table 1.10'" in error.value.cause


def put_editions(raw: Path, *bases: int) -> None:
    """The newest edition under its address, earlier ones in the archive."""
    remotes = [f for name in ("projections", "projections_archive") for f in SOURCES[name].files]
    for remote, base in zip(remotes, bases, strict=False):
        path = raw / remote.path
        path.parent.mkdir(parents=True, exist_ok=True)
        parts = split([TOTAL, AGENTS], of_edition(SPLIT_HEAD, base))
        path.write_bytes(workbook(of_edition(HEAD, base), parts=parts))


def test_editions_live_side_by_side_and_the_record_names_those_read(tmp_path: Path):
    put_editions(tmp_path, 2025, 2022, 2024)
    outlook = build(tmp_path, REFERENCE)["outlook"]
    assert outlook.group_by("edition").len().sort("edition").rows() == [("2022–32", 2), ("2024–34", 2), ("2025–35", 2)]
    found = facts(tmp_path, REFERENCE)
    assert found["outlook"]["source_editions"] == {
        "projections": "2025–35",
        "projections_archive": "2022–32 and 2024–34",
    }
    source = record("outlook", 6, "0", tmp_path, None, found["outlook"])["sources"][0]
    assert (source["edition"], source["citation"][-8:]) == ("2025–35", "2025–35.")


def test_a_build_goes_on_without_the_archive_and_does_not_name_it(tmp_path: Path):
    put_editions(tmp_path, 2025)
    assert build(tmp_path, REFERENCE)["outlook"]["edition"].unique().to_list() == ["2025–35"]
    told = record("outlook", 2, "0", tmp_path, None, facts(tmp_path, REFERENCE)["outlook"])
    assert [source["name"] for source in told["sources"]] == ["projections"]
    verify_raw(SOURCES["projections_archive"], tmp_path)
    with pytest.raises(DownloadError, match="has not been downloaded"):
        verify_raw(SOURCES["projections"], tmp_path / "elsewhere")


def test_an_edition_published_before_is_kept_when_its_file_is_gone(tmp_path: Path):
    raw, data = tmp_path / "raw", tmp_path / "data"
    put_editions(raw, 2024, 2022)
    publish_all(build(raw, REFERENCE), data, raw, facts=facts(raw, REFERENCE))
    published = read_table("outlook", data / "tables")
    for base in (2025, 2026):
        shutil.rmtree(raw)
        put_editions(raw, base)
        tables, told = build(raw, REFERENCE), facts(raw, REFERENCE)
        keep(tables, told, data / "tables")
        publish_all(tables, data, raw, facts=told)
    whole = read_table("outlook", data / "tables")
    assert sorted(set(whole["edition"])) == ["2022–32", "2024–34", "2025–35", "2026–36"]
    assert whole.filter(pl.col("base_year") <= 2024).equals(published)
    record = json.loads((data / "tables" / "outlook.json").read_text("utf-8"))
    assert [(source["name"], source["edition"]) for source in record["sources"]] == [
        ("projections", "2026–36"), ("projections", "2025–35"),
        ("projections", "2024–34"), ("projections_archive", "2022–32"),
    ]  # fmt: skip


def test_the_same_edition_twice_is_refused(tmp_path: Path):
    put_editions(tmp_path, 2024, 2024)
    with pytest.raises(SourceChangedError, match="Edition 2024–34 has been read from another file"):
        build(tmp_path, REFERENCE)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (workbook(sheet="Table 9"), r"Sheet 'Table 1.2' is missing; there are \['Index', 'Table 9', 'Table 1.10'\]"),
        (workbook_bytes({"Table 1.2": [HEAD, TOTAL]}), "Sheet 'Table 1.10' is missing"),
        (workbook(changed(HEAD, c13="Schooling")), "Sheet 'Table 1.2': no heading fits .*typical education"),
        (workbook((*HEAD, "Mood"), (*TOTAL, "good"), parts=split([TOTAL])), "Unknown heading 'Mood'"),
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
    parts = split([changed(AGENTS, c2=row[1], c8=row[6], c11=row[9]) for row in rows])
    found = shape(workbook(head, *rows, parts=parts))
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


# Copied by hand from the workbooks, opened in another reader: jobs now, jobs then, percent, openings,
# people leaving the labor force, people changing occupation.
AGENCY = {
    "occupation.xlsx": (
        "2024–34",
        (169956.1, 175167.9, 3.1, 18863.3, 8155.0, 10187.1),
        (2814.0, 2660.3, -5.5, 341.7, 154.2, 202.9),
    ),
    "archive/2023-33/occupation.xlsx": (
        "2023–33",
        (167849.8, 174589.0, 4.0, 19174.8, 7636.9, 10864.0),
        (2954.6, 2805.8, -5.0, 365.3, 146.6, 233.6),
    ),
    "archive/2022-32/occupation.xlsx": (
        "2022–32",
        (164482.6, 169148.1, 2.8, 18566.5, 8018.3, 10081.7),
        (2982.9, 2820.2, -5.5, 373.4, 162.2, 227.5),
    ),
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
        "labor_force_exits_annual_thousand",
        "occupational_transfers_annual_thousand",
    )
    rows = {row["soc_code"]: row for row in found.to_dicts()}
    assert {row["edition"] for row in rows.values()} == {edition}
    assert tuple(rows["00-0000"][f] for f in figures) == everyone
    assert tuple(rows["43-4051"][f] for f in figures) == agents
    assert [rows["43-4051"][c] for c in CATEGORIES] == [SCHOOL, "None", TRAINING]
    assert (found.height, found.filter(pl.col("occupation_level") == "detailed").height) == (1113, 832)
