"""What work is like, from the census microdata: hours, working from home, the way to work, who employs, schooling, age.

Universe: civilians with a job (ESR 1 or 2), employees and self-employed alike. OCCP alone would also count people who
do not work now.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import polars as pl

from etl import acs
from etl.coverage import check_same_codes
from etl.errors import CheckError, SourceChangedError

FULL_TIME_HOURS: Final = 35
"""Usual weekly hours from which on work is full-time (WKHP)."""

FROM_HOME: Final = 11
"""JWTRNS code of working from home."""


@dataclass(frozen=True)
class Trait:
    """Something people differ in, and the groups it is told in.

    Args:
        column: the Census Bureau's column.
        groups: name of the group → its codes, both ends included.
    """

    column: str
    groups: Mapping[str, tuple[int, int]]


TRAITS: Final[dict[str, Trait]] = {
    "weekly_hours": Trait(
        "WKHP", {"under_20": (1, 19), "20-34": (20, 34), "35-40": (35, 40), "41-49": (41, 49), "50+": (50, 99)}
    ),
    "way_to_work": Trait(
        "JWTRNS",
        {
            "car": (1, 1),
            "public_transport": (2, 6),
            "walk_or_bicycle": (9, 10),
            "taxi_or_motorcycle": (7, 8),
            "other": (12, 12),
        },
    ),
    "travel_minutes": Trait(
        "JWMNP", {"under_15": (1, 14), "15-29": (15, 29), "30-44": (30, 44), "45-59": (45, 59), "60+": (60, 200)}
    ),
    "employer": Trait(
        "COW",
        {
            "private_company": (1, 1),
            "nonprofit": (2, 2),
            "local_government": (3, 3),
            "state_government": (4, 4),
            "federal_government": (5, 5),
            "self_employed": (6, 6),
            "own_incorporated_business": (7, 7),
            "family_unpaid": (8, 8),
        },
    ),
    "schooling": Trait("SCHL", acs.SCHOOLING_LEVELS),
    "age": Trait(
        "AGEP",
        {
            "16-24": (16, 24),
            "25-34": (25, 34),
            "35-44": (35, 44),
            "45-54": (45, 54),
            "55-64": (55, 64),
            "65+": (65, 99),
        },
    ),
}
"""What is told in shares. The ways to work and the minutes are those of people who travel."""


@dataclass(frozen=True)
class Average:
    """A figure that is a mean over people.

    Args:
        column: the Census Bureau's column.
        value: from that column to what is averaged.
        figure, unit: parts of the names of the published columns.
    """

    column: str
    value: Callable[[pl.Expr], pl.Expr]
    figure: str
    unit: str = ""


AVERAGES: Final = (
    Average("WKHP", lambda hours: hours, "weekly_hours_mean"),
    Average("WKHP", lambda hours: 100 * (hours < FULL_TIME_HOURS).cast(pl.Float64), "part_time", "pct"),
    Average("JWTRNS", lambda way: 100 * (way == FROM_HOME).cast(pl.Float64), "from_home", "pct"),
    Average("JWMNP", lambda minutes: minutes, "travel_minutes_mean"),
)
"""The means in ``work_life``."""

BASES: Final = {"people_n": "WKHP", "at_work_n": "JWTRNS", "travelers_n": "JWMNP"}
"""Numbers of people in ``work_life``: who have the Census Bureau's column filled."""

ALWAYS_KNOWN: Final = ("WKHP", "COW", "SCHL", "AGEP")
"""Columns that everybody with a job fills. Who was away from work that week has no way to work."""


_EACH: Final[dict[str, Any]] = {"on": "soc_code", "how": "left", "validate": "1:1"}


def workers(people: acs.People) -> pl.DataFrame:
    """Civilians with a job, at work or away from it.

    Raises:
        SourceChangedError: someone with a job lacks hours, employer, schooling or age, or a code is in no group.
    """
    chosen = people.frame.filter(pl.col("ESR").is_in([1, 2]))
    for column in ALWAYS_KNOWN:
        if chosen[column].has_nulls():
            raise _fail(f"Column {column} is blank for {chosen[column].null_count()} people with a job.")
    for trait in TRAITS.values():
        known = {code for low, high in trait.groups.values() for code in range(low, high + 1)}
        known |= {FROM_HOME} if trait.column == "JWTRNS" else set()
        strange = set(chosen[trait.column].drop_nulls().unique()) - known
        if strange:
            raise _fail(f"Column {trait.column} holds {sorted(strange)[:5]}, which no group of TRAITS covers.")
    return chosen


def _fail(cause: str) -> SourceChangedError:
    remedy = "Compare TRAITS in etl/worklife.py with the Census Bureau's data dictionary of that year."
    return SourceChangedError("acs", "person files", cause, remedy)


def mean_with_error(cells: pl.DataFrame, value: pl.Expr, over: list[str]) -> pl.DataFrame:
    """Average a value over people, with the standard error.

    From the replicate weights where the files have them: √(4/80 · Σ(θᵣ − θ)²). Otherwise the linearised error of a
    weighted mean, times `acs.DESIGN_FACTOR`; approximate.

    Args:
        cells: see `acs.count_people`; all people of a cell have the same value.
        value: the value, from the cells' columns.
        over: columns that tell the groups to average over apart.

    Returns:
        One row per group: ``over``, ``people_n``, ``effective_n``, ``mean`` and ``error``; both are null under
        `acs.SMALLEST_SAMPLE` people.
    """
    replicates = [r for r in acs.REPLICATE_WEIGHTS if r in cells.columns]
    weight, squared = pl.col("weight"), pl.col("weight_squared")
    valued = cells.with_columns(value=value.cast(pl.Float64))
    means = valued.group_by(over).agg(
        pl.col("people_n").sum(),
        (weight.sum() ** 2 / squared.sum()).alias("effective_n"),
        *(((pl.col(w) * pl.col("value")).sum() / pl.col(w).sum()).alias(f"mean_{w}") for w in ("weight", *replicates)),
    )
    mean, n = pl.col("mean_weight"), pl.col("people_n")
    if replicates:
        squares = pl.sum_horizontal((pl.col(f"mean_{r}") - mean) ** 2 for r in replicates)
        means = means.with_columns(error=(4 / 80 * squares).sqrt())
    else:
        deviations = (
            valued.join(means.select(*over, "mean_weight"), on=over)
            .group_by(over)
            .agg(variance=(squared * (pl.col("value") - mean) ** 2).sum() / weight.sum() ** 2)
        )
        means = means.join(deviations, on=over).with_columns(
            error=acs.DESIGN_FACTOR * (pl.col("variance") * n / (n - 1)).sqrt()
        )
    enough = n >= acs.SMALLEST_SAMPLE
    return means.select(
        *over, "people_n", "effective_n", mean=pl.when(enough).then(mean), error=pl.when(enough).then("error")
    )


def shape_averages(counts: Mapping[str, pl.DataFrame], occupations: pl.DataFrame, year: int) -> pl.DataFrame:
    """Hours, part-time, working from home, travel and age by occupation.

    Args:
        counts: by Census column, counts by ``soc_code`` and ``bin`` (the value); see `acs.by_occupation`.
        occupations: see `acs.name_occupations`.
        year: survey year.

    Returns:
        The table ``work_life``; each figure with its flag, its error and the number of people behind it.
    """
    table = occupations.with_columns(year=pl.lit(year))
    for name, column in BASES.items():
        table = table.join(counts[column].group_by("soc_code").agg(pl.col("people_n").sum().alias(name)), **_EACH)
    for average in AVERAGES:
        means = mean_with_error(counts[average.column], average.value(pl.col("bin")), ["soc_code"])
        table = table.join(_figure(means, average.figure, average.unit), **_EACH)
    ages = acs.Distribution(counts["AGEP"], ["soc_code"], 1, 0)
    enough = pl.col("people_n") >= acs.SMALLEST_SAMPLE
    medians = ages.cells.with_columns(mean=pl.Series(ages.percentile(0.5)), error=pl.Series(ages.median_error()))
    medians = medians.select("soc_code", "weight", pl.when(enough).then(pl.col("mean", "error")))
    table = table.join(_figure(medians, "age_p50", "years"), **_EACH)
    weighted = medians.select("soc_code", workers_weighted=pl.when(pl.col("mean").is_not_null()).then("weight"))
    return table.join(weighted, **_EACH).with_columns(
        pl.col(list(BASES)).fill_null(0), pl.col("^.*_flag$").fill_null("not_released")
    )


def _figure(estimates: pl.DataFrame, figure: str, unit: str) -> pl.DataFrame:
    """Name an estimate, its flag and its error as they are published; a share's error is in percentage points."""
    ending = f"_{unit}" if unit else ""
    return estimates.select(
        "soc_code",
        pl.col("mean").round(2).alias(figure + ending),
        pl.when(pl.col("mean").is_null()).then(pl.lit("not_released")).otherwise(pl.lit("ok")).alias(f"{figure}_flag"),
        pl.col("error").round(2).alias(figure + "_se" + ending.replace("_pct", "_points")),
    )


def shape_shares(counts: Mapping[str, pl.DataFrame], occupations: pl.DataFrame, year: int) -> pl.DataFrame:
    """Shares of people by occupation, trait and group.

    Args:
        counts, occupations, year: see `shape_averages`.

    Returns:
        The table ``work_life_shares``: every group of every trait for every occupation. A group with nobody, or with
        everybody, in it gets the error of half a person, because the formulas would give none at all.
    """
    parts = []
    for name, trait in TRAITS.items():
        cells = acs.add_up(
            counts[trait.column]
            .with_columns(found=acs.in_group("bin", trait.groups))
            .filter(pl.col("found").is_not_null()),
            ["soc_code", "found"],
        )
        wanted = pl.DataFrame({"trait_group": list(trait.groups)}).with_row_index("trait_group_order", 1)
        over = ["soc_code", "trait_group"]
        shares = mean_with_error(cells.join(wanted, how="cross"), pl.col("found") == pl.col("trait_group"), over)
        parts.append(
            occupations.select("soc_code")
            .join(wanted, how="cross")
            .join(shares, on=over, how="left")
            .with_columns(trait=pl.lit(name))
        )
    mean = pl.col("mean")
    error = pl.when(mean.is_between(0, 1, closed="none")).then("error").otherwise(0.5 / pl.col("effective_n"))
    percent = pl.concat(parts).with_columns(mean=mean * 100, error=pl.when(mean.is_not_null()).then(error * 100))
    by = ["soc_code", "trait", "trait_group"]
    return percent.select(
        *by, pl.col("trait_group_order").cast(pl.Int64), pl.lit(year).alias("year"), pl.col("people_n").fill_null(0)
    ).hstack(_figure(percent, "share", "pct").drop("soc_code"))


def build(raw: Path, reference: Path) -> dict[str, pl.DataFrame]:
    """Files to ``work_life`` and ``work_life_shares``.

    Raises:
        SourceChangedError: see `acs.read_people`, `acs.read_groups` and `workers`.
    """
    people = acs.scan_people(raw)
    groups = acs.read_groups(raw, reference, set(people.frame["OCCP"].unique()))
    return shape_tables(people, groups)


def shape_tables(people: acs.People, groups: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """People to ``work_life`` and ``work_life_shares``; see `shape_averages` and `shape_shares`."""
    chosen = workers(people)
    counts = {}
    # Every average's column is a trait's or a base's.
    for column in {trait.column for trait in TRAITS.values()} | set(BASES.values()):
        values = chosen.filter(pl.col(column).is_not_null()).with_columns(bin=column)
        counts[column] = acs.by_occupation(acs.count_people(values, ["OCCP", "bin"]), groups, ["bin"])
    occupations = acs.name_occupations(groups)
    return {
        "work_life": shape_averages(counts, occupations, people.year),
        "work_life_shares": shape_shares(counts, occupations, people.year),
    }


def facts(raw: Path, reference: Path) -> dict[str, dict[str, Any]]:
    """What the tables' records tell about the files; see `acs.coverage_facts`."""
    told = acs.coverage_facts(raw, reference)
    return {"work_life": told, "work_life_shares": told}


def check(tables: Mapping[str, pl.DataFrame], reference: Path) -> None:
    """Rules across tables: every occupation is there, and the shares of a trait add up.

    Raises:
        CheckError: an occupation is missing or unknown, or shares do not add up to 100%.
    """
    shares = tables["work_life_shares"]
    for name in ("work_life", "work_life_shares"):
        codes = {"occupations": tables["occupations"]["soc_code"], name: tables[name]["soc_code"].unique()}
        check_same_codes(name, codes, reference)
    sums = shares.filter(pl.col("share_pct").is_not_null()).group_by("soc_code", "trait").agg(pl.col("share_pct").sum())
    wrong = sums.filter((pl.col("share_pct") - 100).abs() > 0.1).sort("soc_code", "trait")
    if wrong.height:
        code, trait, found = wrong.row(0)
        cause = f"The shares of {trait} of {code} add up to {found:.2f}%."
        raise CheckError("work_life_shares", "work_life_shares.parquet", cause, "Look at etl/worklife.py.")
