"""Published O*NET tables, against figures read off the release's workbooks by hand and by another route."""

from __future__ import annotations

import csv
import io
import statistics
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
import pytest

from etl import handbook, onet
from etl.publish import read_table
from etl.schema import TABLES
from tests.conftest import REPOSITORY

DATA = REPOSITORY / "data"
NAMES = (
    "onet_occupations",
    "onet_elements",
    "onet_ratings",
    "preparation",
    "related_occupations",
    "technologies",
    "credentials",
    "handbook_pages",
)
DATABASE = Path("www.onetcenter.org/dl_files/database")


@pytest.fixture(scope="module")
def tables() -> dict[str, pl.DataFrame]:
    return {name: read_table(name, DATA / "tables") for name in ("occupations", *NAMES)}


@pytest.fixture(scope="module")
def rating(tables) -> dict[tuple[str, str], dict[str, Any]]:
    named = tables["onet_ratings"].join(
        tables["onet_elements"].select("element_code", "element_name"), on="element_code"
    )
    chosen = named.filter(pl.col("soc_code").is_in(["43-4051", "29-1141", "47-2031"]))
    return {(row["soc_code"], row["element_code"]): row for row in chosen.to_dicts()}


def test_tables_agree_with_each_other(tables):
    onet.check(tables, DATA / "reference")
    handbook.check(tables, DATA / "reference")


def test_tables_are_small(tables):
    sizes = {name: (DATA / "tables" / f"{name}.parquet").stat().st_size for name in NAMES}
    assert sum(sizes.values()) < 1_000_000, sizes


@pytest.mark.parametrize(
    ("element", "name", "importance", "level"),
    [
        ("2.A.1.b", "Active Listening", 4, 4),
        ("2.B.1.f", "Service Orientation", 4, 3.62),
        ("2.B.3.e", "Programming", 1.5, 0.62),
        ("2.C.1.e", "Customer and Personal Service", 4.7, 5.67),
        ("2.C.1.d", "Sales and Marketing", 3.45, 3.71),
        ("4.A.4.a.3", "Communicating with People Outside the Organization", 4.51, 3.67),
        ("4.A.4.a.8", "Performing for or Working Directly with the Public", 4.37, 4.06),
        ("4.A.3.b.1", "Working with Computers", 4.54, 3.42),
        ("1.A.1.a.3", "Oral Expression", 4.12, 3.88),
        ("1.B.1.f", "Conventional", 6.16, None),
        ("1.B.2.d", "Relationships", 6, None),
        ("2.D.4.a", "Job-Related Professional Certification", 1.76, None),
        ("3.A.4.a", "Job-related Apprenticeship", 1.3, None),
    ],
)
def test_customer_service_representatives_are_rated_as_printed(rating, element, name, importance, level):
    row = rating["43-4051", element]
    assert (row["element_name"], row["rating"], row["level"]) == (name, importance, level)
    assert row["onet_occupations_n"] == 1


def test_registered_nurses_are_the_average_of_five(rating, tables):
    # Critical Thinking: importance 4, 4, 4, 4, 4.12; level 4.12, 4, 4, 4.12, 4.25.
    row = rating["29-1141", "2.A.2.a"]
    assert (row["rating"], row["level"], row["onet_occupations_n"]) == (4.024, 4.098, 5)
    zones = tables["onet_occupations"].filter(pl.col("oews_soc_code") == "29-1141").sort("onet_soc_code")["job_zone"]
    assert zones.to_list() == [4, 3, 5, 4, 5]


def test_carpenters_are_realistic(rating):
    assert (rating["47-2031", "1.B.1.a"]["rating"], rating["47-2031", "1.B.1.c"]["rating"]) == (6.74, 2.19)


def test_reported_schooling_is_as_printed(tables):
    rows = tables["preparation"].filter((pl.col("soc_code") == "43-4051") & (pl.col("element_code") == "2.D.1"))
    shares = dict(rows.select("answer_category", "reported_share_pct").rows())
    assert {k: v for k, v in shares.items() if v} == {2: 54.76, 4: 17.36, 5: 13.67, 6: 14.22}
    assert sorted(shares) == list(range(1, 13))


def test_related_occupations_keep_their_tiers(tables):
    rows = tables["related_occupations"].filter(pl.col("soc_code") == "43-4051").sort("relatedness_position")
    tiers = defaultdict(list)
    for row in rows.to_dicts():
        tiers[row["relatedness_tier"]].append(row["related_soc_code"])
    assert tiers["first"] == ["41-3091", "41-9041", "43-9041", "43-4141", "43-4041"]
    assert tiers["second"] == ["43-3021", "43-4171", "43-4011", "43-3011", "43-4151"]
    assert tiers["third"][3] == "43-9061"
    assert rows.height == 20


def test_software_in_demand_is_as_printed(tables):
    rows = tables["technologies"].filter(pl.col("soc_code") == "43-4051")
    assert (rows.height, rows["is_hot"].sum()) == (113, 27)
    assert sorted(rows.filter("is_in_demand")["technology_name"]) == [
        "Microsoft Excel",
        "Microsoft Office software",
        "Microsoft Outlook",
    ]


def test_certificates_are_those_that_guides_name(tables):
    rows = tables["credentials"].select("soc_code", "credential_name", "issuer").rows()
    assert sorted(rows) == [
        ("43-4051", "Certified Customer Service Professional", "National Customer Service Association"),
        ("43-4051", "Certified Service Professional", "Customer Service Institute of America"),
        ("43-4051", "Customer Service Representative", "HDI"),
        ("43-4051", "State license", "The state"),
    ]


def test_items_are_all_there_with_our_words(tables):
    elements = tables["onet_elements"]
    counts = dict(elements.group_by("element_group").len().rows())
    assert counts == {
        "skill": 35,
        "knowledge": 33,
        "work_activity": 41,
        "ability": 52,
        "interest": 6,
        "work_style": 16,
        "work_value": 6,
        "credential": 2,
    }
    worded = elements.filter(pl.col("plain_phrase").is_not_null())
    assert dict(worded.group_by("element_group").len().rows()) == {
        "skill": 35,
        "knowledge": 33,
        "work_activity": 41,
        "interest": 6,
    }


def test_handbook_pages_lead_to_the_handbook(tables):
    pages = dict(tables["handbook_pages"].select("soc_code", "handbook_address").rows())
    address = "office-and-administrative-support/customer-service-representatives.htm"
    assert pages["43-4051"] == f"https://www.bls.gov/OOH/{address}"
    assert len(pages) == 591


def sheet(mirror: Path, workbook: str) -> Iterator[dict[str, Any]]:
    with zipfile.ZipFile(mirror / DATABASE / "db_29_3_excel.zip") as archive:
        content = archive.read(f"db_29_3_excel/{workbook}.xlsx")
    rows = openpyxl.load_workbook(io.BytesIO(content), read_only=True).worksheets[0].iter_rows(values_only=True)
    head = next(rows)
    for row in rows:
        yield dict(zip(head, row, strict=True))


def averages(rows: Iterator[dict[str, Any]], scale: str) -> dict[tuple[str, str], tuple[float, int]]:
    """Plain averages over O*NET's occupations, by OEWS code and element, the slow way."""
    crosswalk = read_table("soc_crosswalk", DATA / "tables")
    answers = dict(crosswalk.select("soc_2018_code", "oews_soc_code").rows())
    found = defaultdict(list)
    for row in rows:
        soc = answers[row["O*NET-SOC Code"][:7]]
        if row["Scale ID"] == scale and soc is not None:
            found[soc, row["Element ID"]].append(float(row["Data Value"]))
    return {key: (statistics.fmean(values), len(values)) for key, values in found.items()}


def published(tables: dict[str, pl.DataFrame], group: str, column: str = "rating") -> dict[tuple[str, str], tuple]:
    codes = tables["onet_elements"].filter(pl.col("element_group") == group)["element_code"].to_list()
    rows = tables["onet_ratings"].filter(pl.col("element_code").is_in(codes))
    return {(r["soc_code"], r["element_code"]): (r[column], r["onet_occupations_n"]) for r in rows.to_dicts()}


def same(mine: dict, theirs: dict) -> None:
    assert mine.keys() == theirs.keys()
    for key, (value, count) in theirs.items():
        assert mine[key][0] == pytest.approx(value, abs=5.1e-5), key
        assert mine[key][1] == count, key


@pytest.mark.mirror
@pytest.mark.slow
@pytest.mark.parametrize(
    ("workbook", "group", "scale", "column"),
    [
        ("Skills", "skill", "IM", "rating"),
        ("Skills", "skill", "LV", "level"),
        ("Interests", "interest", "OI", "rating"),
        ("Work Values", "work_value", "EX", "rating"),
        ("Work Styles", "work_style", "IM", "rating"),
    ],
)
def test_every_rating_is_the_average_of_the_workbook(mirror_dir, tables, workbook, group, scale, column):
    same(published(tables, group, column), averages(sheet(mirror_dir, workbook), scale))


@pytest.mark.mirror
@pytest.mark.parametrize(("file", "group"), [("Work Activities", "work_activity"), ("Abilities", "ability")])
def test_every_rating_is_the_average_of_the_extract(mirror_dir, tables, file, group):
    with (mirror_dir / DATABASE / "extract_30" / f"{file}.txt").open(encoding="utf-8", newline="") as stream:
        found = averages(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE), "IM")
    same(published(tables, group), found)


@pytest.mark.mirror
@pytest.mark.slow
def test_none_of_onets_sentences_is_published(mirror_dir):
    sentences = {row["Task"] for row in sheet(mirror_dir, "Task Statements")}
    sentences |= {row["DWA Title"] for row in sheet(mirror_dir, "Tasks to DWAs")}
    sentences |= {row["Description"] for row in sheet(mirror_dir, "Content Model Reference")}
    sentences |= {row["Description"] for row in sheet(mirror_dir, "Occupation Data")}
    sentences |= {row[c] for row in sheet(mirror_dir, "Job Zone Reference") for c in ("Experience", "Education")}
    # What is a name and no sentence ("Skills", "Worker Characteristics") may stand in a table.
    sentences = {s for s in sentences if s and len(s.split()) > 5}
    assert len(sentences) > 18_000
    for name in TABLES:
        if (DATA / "tables" / f"{name}.parquet").is_file():
            frame = read_table(name, DATA / "tables")
            for column in frame.select(pl.col(pl.String)).columns:
                assert not sentences & set(frame[column].drop_nulls().unique()), (name, column)


@pytest.mark.mirror
@pytest.mark.slow
def test_our_phrases_share_no_run_of_five_words_with_onets_definitions(mirror_dir, tables):
    def runs(text: str) -> set[tuple[str, ...]]:
        words = "".join(c.lower() if c.isalnum() else " " for c in text).split()
        return {tuple(words[i : i + 5]) for i in range(len(words) - 4)}

    theirs = set().union(*(runs(row["Description"] or "") for row in sheet(mirror_dir, "Content Model Reference")))
    for phrase in tables["onet_elements"]["plain_phrase"].drop_nulls():
        assert not runs(phrase) & theirs, phrase
