"""Skill scores: how much each of 17 skills matters in an occupation, as the projections programme scores it from O*NET.

Source: ``skills.xlsx`` at www.bls.gov/emp/ind-occ-matrix, tables 6.2 (scores) and 6.5 (rank among occupations). Any
edition is read; the years stand in the headings of table 6.2.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import polars as pl

from etl.coverage import check_same_codes
from etl.download import open_raw
from etl.projections import CORE, edition_name, read_years
from etl.sources import SOURCES
from etl.workbooks import Column, Sheet, Workbook

SOURCE: Final = "skills"

SKILLS: Final = (
    "Adaptability",
    "Computers and information technology",
    "Creativity and innovation",
    "Critical and analytical thinking",
    "Customer service",
    "Detail oriented",
    "Fine motor",
    "Interpersonal",
    "Leadership",
    "Mathematics",
    "Mechanical",
    "Physical strength and stamina",
    "Problem solving and decision making",
    "Project management",
    "Science",
    "Speaking and listening",
    "Writing and reading",
)
"""Names of the skills, as the headings have them."""

ALL_OCCUPATIONS: Final = "00-0000"

_MATRIX: Final = r"(\d{4} )?national employment matrix (occupation )?"
_NAMES: Final[dict[str, Column]] = {
    "occupation_title": Column(f"{_MATRIX}title"),
    "soc_code": Column(f"{_MATRIX}code"),
    **{name: Column(re.escape(name.lower())) for name in SKILLS},
}
_ASIDE: Final[dict[str, Column]] = {
    **{name: CORE[name] for name in ("employment", "employment_change_thousand", "employment_change_pct")},
    "wage": Column(r"median annual wage.*", required=False, used=False),
    "entry": Column("typical education needed for entry", required=False, used=False),
}
_MARKED: Final = r"\[\d+\]\s*$"


def _long(sheet: Sheet, value: str) -> pl.DataFrame:
    """One row per occupation and skill: ``soc_code``, ``skill_name``, ``value`` and ``is_borrowed``."""
    codes = sheet.text("soc_code")
    odd = sheet.rows.filter(codes.is_duplicated() | ~codes.str.contains(r"^\d{2}-\d{4}$").fill_null(False))
    if odd.height:
        raise sheet.fault(f"Row {odd['sheet_row'][0]}: code {odd['soc_code'][0]} comes twice or is none.")
    wide = pl.DataFrame(
        [
            codes,
            sheet.rows["occupation_title"].str.contains(_MARKED).alias("is_borrowed"),
            *(sheet.figures(name) for name in SKILLS),
        ]
    )
    return wide.unpivot(
        index=["soc_code", "is_borrowed"], on=list(SKILLS), variable_name="skill_name", value_name=value
    )


def shape_skills(workbook: Workbook) -> pl.DataFrame:
    """Put scores and ranks together.

    Returns:
        The columns of ``skill_scores``: every occupation with each skill, all occupations together among them (which
        has no rank). A score is missing where the agency has none; ``is_borrowed`` where it took a similar
        occupation's, which the table marks.

    Raises:
        SourceChangedError: sheet or heading missing or unknown, a code twice, or occupations that stand in one of the
            two tables only or are marked in one only.
    """
    scores = workbook.read_table("6.2", {**_NAMES, **_ASIDE}, key="soc_code")
    ranks = workbook.read_table("6.5", _NAMES, key="soc_code")
    base, target = read_years(scores)
    first, second = _long(scores, "skill_score"), _long(ranks, "skill_percentile_rank")
    differing = set(first["soc_code"]) ^ (set(second["soc_code"]) | {ALL_OCCUPATIONS})
    if differing:
        raise ranks.fault(f"Codes {sorted(differing)} stand only there or only in sheet {scores.name!r}.")
    both = first.join(second, on=["soc_code", "skill_name"], how="left", suffix="_rank", validate="1:1")
    odd = both.filter(pl.col("is_borrowed") != pl.col("is_borrowed_rank"))
    if odd.height:
        raise ranks.fault(f"{odd['soc_code'][0]} is marked as borrowed there or in sheet {scores.name!r}, not in both.")
    odd = both.filter(
        pl.col("skill_score").is_null() != pl.col("skill_percentile_rank").is_null(),
        pl.col("soc_code") != ALL_OCCUPATIONS,
    )
    if odd.height:
        raise ranks.fault(f"{odd['soc_code'][0]} has a score without a rank, or a rank without a score.")
    return both.drop("is_borrowed_rank").with_columns(edition=pl.lit(edition_name(base, target)))


def build(raw: Path, reference: Path) -> dict[str, pl.DataFrame]:  # noqa: ARG001 - every loader takes both
    """Build ``skill_scores``.

    Raises:
        SourceChangedError: see `shape_skills`.
    """
    (remote,) = SOURCES[SOURCE].files
    with open_raw(raw, remote) as stream:
        return {"skill_scores": shape_skills(Workbook(SOURCE, remote.path.name, stream.read()))}


def facts(raw: Path, reference: Path) -> dict[str, dict[str, Any]]:
    """Tell which edition the file holds, for the record of ``skill_scores``."""
    return {"skill_scores": {"source_editions": {SOURCE: build(raw, reference)["skill_scores"]["edition"][0]}}}


def check(tables: Mapping[str, pl.DataFrame], reference: Path) -> None:
    """Hold the occupations against those that have pay.

    Raises:
        CheckError: a detailed code that only one of ``skill_scores`` and ``occupations`` has and that
            ``code_differences.csv`` does not list.
    """
    wanted = pl.col("occupation_level").is_in(["total", "detailed"])
    check_same_codes(
        "skill_scores",
        {
            "skill_scores": tables["skill_scores"]["soc_code"].unique().to_list(),
            "occupations": tables["occupations"].filter(wanted)["soc_code"].to_list(),
        },
        reference,
    )
