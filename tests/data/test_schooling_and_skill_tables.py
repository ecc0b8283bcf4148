"""Published schooling and skill scores, against rows read off the agency's workbooks by hand."""

from __future__ import annotations

import polars as pl
import pytest

from etl import schooling, skill_scores
from etl.publish import read_table
from etl.schema import ATTAINED
from tests.conftest import REPOSITORY

DATA = REPOSITORY / "data"


@pytest.mark.parametrize(
    ("soc_code", "shares"),
    [
        ("43-4051", [4.1, 26.4, 29.4, 12.2, 22.9, 4.4, 0.7]),
        ("29-1141", [0.5, 1.1, 4.1, 26.4, 53.8, 11.5, 2.5]),
        ("00-0000", [7.4, 22.6, 18.9, 9.5, 25.1, 11.7, 4.8]),
    ],
)
def test_schooling_is_as_printed_from_lowest_to_highest(soc_code, shares):
    rows = read_table("schooling_people_have", DATA / "tables").filter(pl.col("soc_code") == soc_code)
    assert rows["attained_schooling"].to_list() == list(ATTAINED)
    assert rows["attained_share_pct"].to_list() == shares
    assert set(rows["edition"]) == {"2021–22"}


def test_earnings_by_schooling_are_as_printed():
    rows = read_table("earnings_by_schooling", DATA / "tables")
    told = {row["attained_schooling"]: row["earnings_weekly_p50_usd"] for row in rows.to_dicts()}
    assert (told["high_school"], told["bachelors"], told["doctoral"], told["all"]) == (899, 1493, 2109, 1170)


@pytest.mark.parametrize(
    ("soc_code", "skill", "score", "rank"),
    [
        ("43-4051", "Customer service", 4.0, 97),
        ("43-4051", "Adaptability", 4.1, 83),
        ("43-4051", "Writing and reading", 3.4, 55),
        ("29-1141", "Interpersonal", 4.3, 97),
        ("29-1141", "Science", 2.5, 83),
    ],
)
def test_skill_scores_are_as_printed(soc_code, skill, score, rank):
    rows = read_table("skill_scores", DATA / "tables")
    (row,) = rows.filter((pl.col("soc_code") == soc_code) & (pl.col("skill_name") == skill)).to_dicts()
    assert (row["skill_score"], row["skill_percentile_rank"], row["edition"]) == (score, rank, "2023–33")


def test_the_tables_pass_their_own_checks():
    names = ("schooling_people_have", "skill_scores", "occupations")
    tables = {name: read_table(name, DATA / "tables") for name in names}
    schooling.check(tables, DATA / "reference")
    skill_scores.check(tables, DATA / "reference")
