"""The agency's skill scores: proved on synthetic workbooks, and on its own where at hand."""

from __future__ import annotations

import shutil
from pathlib import Path

import polars as pl
import pytest

from etl.errors import CheckError, SourceChangedError
from etl.skill_scores import SKILLS, build, check, facts, shape_skills
from etl.sources import SOURCES
from etl.workbooks import Workbook
from tests.conftest import REPOSITORY
from tests.synthetic_workbooks import Cell, workbook_bytes

NAMES: tuple[Cell, ...] = ("2023 National Employment Matrix title", "2023 National Employment Matrix code")
JOBS: tuple[Cell, ...] = (
    "Employment, 2023",
    "Employment, 2033",
    "Employment change, numeric, 2023–33",
    "Employment change, percent, 2023–33",
    "Median annual wage, dollars, 2023[1]",
    "Typical education needed for entry",
)
NUMBERS: tuple[Cell, ...] = (100.0, 110.0, 10.0, 10.0, 40000, "Bachelor's degree")


def scores(title: str, code: str, first: Cell = 3.5) -> tuple[Cell, ...]:
    return (title, code, *NUMBERS, first, *([2.5] * (len(SKILLS) - 1)))


def ranks(title: str, code: str, first: Cell = 60) -> tuple[Cell, ...]:
    return (title, code, first, *([40] * (len(SKILLS) - 1)))


def workbook(
    scored: list[tuple[Cell, ...]] | None = None,
    ranked: list[tuple[Cell, ...]] | None = None,
    skills: tuple[str, ...] = SKILLS,
) -> Workbook:
    everyone = scores("Total, all occupations", "00-0000")
    first = scored or [scores("Synthetic agents", "99-0001"), scores("Synthetic clerks[2]", "99-0002")]
    second = ranked or [ranks("Synthetic agents", "99-0001"), ranks("Synthetic clerks[1]", "99-0002")]
    sheets = {
        "Table 6.2": [("Table 6.2 Synthetic",), (*NAMES, *JOBS, *skills), everyone, *first, ("Source: synthetic",)],
        "Table 6.5": [("Table 6.5 Synthetic",), (*NAMES, *skills), *second, ("Source: synthetic",)],
    }
    return Workbook("synthetic", "synthetic.xlsx", workbook_bytes(sheets))


def test_each_occupation_has_each_skill_with_score_and_rank_and_the_edition_of_the_headings():
    frame = shape_skills(workbook())
    assert frame.height == 3 * len(SKILLS)
    row = frame.filter((pl.col("soc_code") == "99-0001") & (pl.col("skill_name") == SKILLS[0])).to_dicts()[0]
    assert (row["skill_score"], row["skill_percentile_rank"], row["edition"]) == (3.5, 60, "2023–33")


def test_all_occupations_have_scores_and_no_rank_and_borrowed_scores_are_marked():
    frame = shape_skills(workbook())
    assert frame.filter(pl.col("soc_code") == "00-0000")["skill_percentile_rank"].null_count() == len(SKILLS)
    assert dict(frame.select("soc_code", "is_borrowed").unique().rows())["99-0002"] is True


def test_a_score_that_is_not_available_is_missing_with_its_rank():
    frame = shape_skills(
        workbook([scores("Synthetic agents", "99-0001", "—")], [ranks("Synthetic agents", "99-0001", "—")])
    )
    row = frame.filter((pl.col("soc_code") == "99-0001") & (pl.col("skill_name") == SKILLS[0])).to_dicts()[0]
    assert (row["skill_score"], row["skill_percentile_rank"]) == (None, None)


@pytest.mark.parametrize(
    ("told", "broken"),
    [
        ("99-0002.* stand only there", lambda: workbook(ranked=[ranks("Synthetic agents", "99-0001")])),
        (
            "99-0001 is marked as borrowed",
            lambda: workbook([scores("Agents[1]", "99-0001")], [ranks("Agents", "99-0001")]),
        ),
        (
            "score without a rank",
            lambda: workbook([scores("Agents", "99-0001")], [ranks("Agents", "99-0001", "—")]),
        ),
        ("comes twice", lambda: workbook([scores("Agents", "99-0001")] * 2, [ranks("Agents", "99-0001")])),
        ("no heading fits", lambda: workbook(skills=("Wizardry", *SKILLS[1:]))),
    ],
)
def test_a_workbook_that_is_not_as_known_stops_the_build(told, broken):
    with pytest.raises(SourceChangedError, match=told):
        shape_skills(broken())


def test_codes_match_those_with_pay_or_the_difference_is_listed(tmp_path: Path):
    (tmp_path / "code_differences.csv").write_text("comparison,code,only_in,reason\n", "utf-8")
    levels = {"00-0000": "total", "99-0001": "detailed", "99-0002": "detailed"}
    occupations = pl.DataFrame({"soc_code": list(levels), "occupation_level": list(levels.values())})
    tables = {"skill_scores": shape_skills(workbook()), "occupations": occupations}
    check(tables, tmp_path)
    with pytest.raises(CheckError, match="99-0002"):
        check(tables | {"occupations": occupations.head(2)}, tmp_path)


def test_the_agencys_own_workbook_builds(mirror_dir: Path, tmp_path: Path):
    remote = SOURCES["skills"].files[0]
    raw = tmp_path / remote.path
    raw.parent.mkdir(parents=True)
    shutil.copy(mirror_dir / remote.path, raw)
    reference = REPOSITORY / "data" / "reference"
    assert build(tmp_path, reference)["skill_scores"].height == 14_161
    assert facts(tmp_path, reference)["skill_scores"]["source_editions"] == {"skills": "2023–33"}
