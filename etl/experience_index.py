"""How pay moves with experience in each occupation: the census's own cell, drawn toward its occupational group.

The index of a cell is the logarithm of its median pay over that of everyone in the occupation. Small cells are noisy,
so each is drawn toward what is usual in its group of occupations, the more the less is known of it. The rules, and how
they were judged against others, stand in ``docs/decisions/experience-model.md``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import polars as pl

from etl import acs, census_occupations, oews
from etl.coverage import check_same_codes
from etl.errors import CheckError
from etl.schema import SCHOOLING_LEVELS

EVERY_LEVEL: Final = "all"
SCHOOLING_CODES: Final[dict[str, tuple[int, int]]] = {
    "up_to_high_school": (1, 17),
    "some_college_or_associate": (18, 20),
    "bachelor": (21, 21),
    "graduate": (22, 24),
}
"""Levels of schooling that the index tells apart → SCHL codes, both ends included."""

SMALLEST_MEASURED_SAMPLE: Final = 50
LARGEST_MEASURED_CV: Final = 0.15
"""From how many people on, and up to which standard error ÷ median, a cell counts as measured."""

_BISECTIONS: Final = 60
_LARGEST_VARIANCE: Final = 4.0

Floats = npt.NDArray[np.float64]
Strings = npt.NDArray[np.str_]


@dataclass(frozen=True)
class Estimates:
    """Numbers with their variances, one per cell; not a number where nothing is known."""

    value: Floats
    variance: Floats


def occupation_cells(workers: pl.DataFrame, groups: pl.DataFrame, by: list[str]) -> pl.DataFrame:
    """The index of every cell of an occupation as the sample has it.

    Args:
        workers: see `acs.pay_bins`.
        groups: see `census_occupations.occupation_groups`.
        by: columns that tell an occupation's cells apart.

    Returns:
        ``soc_code``, ``by``, ``people_n``, ``effective_n``, ``median_cv`` (standard error ÷ median), ``value`` and
        ``variance`` of the index. The last two are null where a median cannot be told: fewer than
        `acs.SMALLEST_SAMPLE` people, or pay above what the Census Bureau prints.
    """
    counts = acs.by_occupation(acs.count_people(workers, ["OCCP", *by, "bin"]), groups, [*by, "bin"])
    width = acs.BIN_WIDTH_USD
    part = acs.Distribution(counts, ["soc_code", *by], width, -width / 2)
    whole = acs.Distribution(acs.add_up(counts, ["soc_code", "bin"]), ["soc_code"], width, -width / 2)
    place = {code: i for i, code in enumerate(whole.cells["soc_code"])}
    at = np.array([place[code] for code in part.cells["soc_code"]], dtype=np.int64)
    median, median_all = part.percentile(0.5), whole.percentile(0.5)[at]
    value = np.log(median / median_all)
    error = part.median_error()
    variance = _variance(part, whole, at)
    ceiling = [(d.cells["top_bin"].to_numpy() - 0.5) * width for d in (part, whole)]
    known = (
        (part.cells["people_n"].to_numpy() >= acs.SMALLEST_SAMPLE)
        & (median < ceiling[0])
        & (median_all < ceiling[1][at])
        & (variance > 0)
    )
    return part.cells.select("soc_code", *by, "people_n").with_columns(
        effective_n=pl.Series(part.effective_n),
        median_cv=pl.Series(error / median),
        value=pl.Series(np.where(known, value, np.nan)).fill_nan(None),
        variance=pl.Series(np.where(known, variance, np.nan)).fill_nan(None),
    )


def _variance(part: acs.Distribution, whole: acs.Distribution, at: npt.NDArray[np.int64]) -> Floats:
    """Sampling variance of log(median of a part ÷ median of the whole it belongs to).

    From the replicate weights where the files have them. Otherwise from both medians' errors and their covariance: the
    part's people move both. With F the part's share below the whole's median, the covariance of the two shares is
    min(F, 1 − F) ÷ 2 × Σw² of the part ÷ (W of the part × W of the whole).
    """
    median, median_all = part.percentile(0.5), whole.percentile(0.5)[at]
    if part.replicates:
        squares = [
            np.log(part.percentile(0.5, p) / whole.percentile(0.5, w)[at] * median_all / median) ** 2
            for p, w in zip(part.replicates, whole.replicates, strict=True)
        ]
        spread: Floats = 4 / len(squares) * np.sum(squares, axis=0)
        return spread
    error, error_all = part.median_error(), whole.median_error()[at]
    below = part.share_below(median_all)
    weight = part.cells["weight"].to_numpy().astype(float)
    weight_all = whole.cells["weight"].to_numpy().astype(float)[at]
    share = part.cells["weight_squared"].to_numpy() / (weight * weight_all) * np.minimum(below, 1 - below) / 2
    # An error is √(¼ ÷ effective n) ÷ density, so this is 1 ÷ density.
    spread_of_one = 2 * error * np.sqrt(part.effective_n)
    spread_of_all = 2 * error_all * np.sqrt(whole.effective_n[at])
    covariance = share * spread_of_one * spread_of_all
    found: Floats = (error / median) ** 2 + (error_all / median_all) ** 2 - 2 * covariance / (median * median_all)
    return found


def pooled_variance(known: Estimates, family: Strings) -> tuple[float, dict[str, tuple[float, float]]]:
    """How far members of a family truly differ, one variance for all families, and each family's mean.

    The variance is the one at which the members' squared distances from their family's weighted mean, each over its
    own variance, come to what chance would make of them (Paule and Mandel).

    Args:
        known: members' estimates.
        family: the family of each member.

    Returns:
        The variance between members, and by family its mean and that mean's sampling variance.
    """
    names, index = np.unique(family, return_inverse=True)

    def means(between: float) -> tuple[Floats, Floats]:
        weight = 1 / (known.variance + between)
        total: Floats = np.bincount(index, weight).astype(float)
        return np.bincount(index, weight * known.value) / total, total

    def excess(between: float) -> float:
        centre, _ = means(between)
        distances = (known.value - centre[index]) ** 2 / (known.variance + between)
        return float(distances.sum()) - (len(known.value) - len(names))

    low, high = 0.0, _LARGEST_VARIANCE
    if excess(low) <= 0:
        high = 0.0
    else:
        for _ in range(_BISECTIONS):
            middle = (low + high) / 2
            low, high = (middle, high) if excess(middle) > 0 else (low, middle)
    centre, total = means(high)
    return high, {str(name): (float(m), float(1 / t)) for name, m, t in zip(names, centre, total, strict=True)}


def draw(own: Estimates, target: Estimates, between: float) -> tuple[Estimates, Floats]:
    """Draw each estimate toward its target.

    Args:
        own: what the cell itself says.
        target: what is usual in its group; the variance is that of the group's mean.
        between: variance of the group's members around that mean.

    Returns:
        The estimates, and how much weight the cell itself has in each: 1 where there is no target, 0 where the cell
        says nothing.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        weight = np.where(between > 0, between / (between + own.variance), 0.0)
    weight = np.where(np.isnan(own.value), 0.0, np.where(np.isnan(target.value), 1.0, weight))
    value = np.where(
        weight == 1, own.value, np.where(weight == 0, target.value, weight * own.value + (1 - weight) * target.value)
    )
    own_part = np.where(weight == 0, 0.0, weight**2 * own.variance)
    rest = np.where(weight == 1, 0.0, (1 - weight) ** 2 * (between + target.variance))
    return Estimates(value, np.where(np.isnan(value), np.nan, own_part + rest)), weight


def targets(own: Estimates, minor: Strings, major: Strings, members: npt.NDArray[np.bool_]) -> tuple[Estimates, float]:
    """What is usual in each cell's minor group, itself drawn toward the major group.

    Args:
        own: the cells of one band, one per occupation.
        minor, major: the groups that each occupation belongs to.
        members: which cells count in their groups: each group of people once, though several occupations share them.

    Returns:
        A target per cell, and the variance of occupations around it.
    """
    known = members & ~np.isnan(own.value)
    inside = Estimates(own.value[known], own.variance[known])
    between, of_minor = pooled_variance(inside, minor[known])
    major_of = dict(zip(minor.tolist(), major.tolist(), strict=True))
    names = list(of_minor)
    means = Estimates(np.array([of_minor[n][0] for n in names]), np.array([of_minor[n][1] for n in names]))
    between_minors, of_major = pooled_variance(means, np.array([major_of[n] for n in names]))
    nothing = (np.nan, np.nan)
    of_each = [of_minor.get(n, nothing) for n in minor.tolist()]
    above = [of_major.get(n, nothing) for n in major.tolist()]
    drawn, _ = draw(
        Estimates(*np.array(of_each, dtype=float).T), Estimates(*np.array(above, dtype=float).T), between_minors
    )
    return drawn, between


def estimate(cells: pl.DataFrame, by: list[str]) -> pl.DataFrame:
    """Draw every occupation's cells toward its groups.

    Args:
        cells: see `occupation_cells`, with ``minor_group_code``, ``major_group_code``, and ``is_member`` (see
            `targets`).
        by: columns that name a band; each is judged by itself.

    Returns:
        The cells with ``group_value``, ``group_variance``, ``between_variance``, ``own_weight``, ``estimate`` and
        ``estimate_variance``.
    """
    parts = []
    for _, band in cells.group_by(by, maintain_order=True):
        own = Estimates(*(band[c].fill_null(np.nan).to_numpy() for c in ("value", "variance")))
        minor, major = (band[f"{level}_group_code"].to_numpy().astype(str) for level in ("minor", "major"))
        target, between = targets(own, minor, major, band["is_member"].to_numpy())
        found, weight = draw(own, target, between)
        parts.append(
            band.with_columns(
                group_value=pl.Series(target.value),
                group_variance=pl.Series(target.variance),
                between_variance=pl.lit(between),
                own_weight=pl.Series(weight),
                estimate=pl.Series(found.value),
                estimate_variance=pl.Series(found.variance),
            )
        )
    return pl.concat(parts).with_columns(pl.selectors.float().fill_nan(None))


def read_families(raw: Path, groups: pl.DataFrame) -> pl.DataFrame:
    """The groups that each occupation belongs to.

    Returns:
        One row per detailed occupation: ``soc_code``, ``minor_group_code`` (the major group where it has none),
        ``major_group_code``, and ``is_member``: whether it is the one that stands for its people in its minor group.
    """
    occupations = oews.shape_occupations(oews.read_lists(raw)["occupation"])
    minors = occupations.filter(pl.col("occupation_level") == "minor")["soc_code"].to_list()
    detailed = occupations.filter(pl.col("occupation_level") == "detailed").select("soc_code", "major_group_code")
    minor = {
        code: next((m for m in minors if code.startswith(census_occupations.soc_prefix(m))), major)
        for code, major in detailed.rows()
    }
    people = acs.name_occupations(groups).select("soc_code", "census_occupation_code")
    return (
        detailed.with_columns(minor_group_code=pl.col("soc_code").replace_strict(minor, return_dtype=pl.String))
        .join(people, on="soc_code", how="left")
        .with_columns(is_member=pl.struct("minor_group_code", "census_occupation_code").is_first_distinct())
        .select("soc_code", "minor_group_code", "major_group_code", "is_member")
    )


def with_schooling(workers: pl.DataFrame) -> pl.DataFrame:
    """Add ``schooling_level`` to workers."""
    return workers.with_columns(schooling_level=acs.in_group("SCHL", SCHOOLING_CODES))


def shape_index(workers: pl.DataFrame, groups: pl.DataFrame, families: pl.DataFrame, year: int) -> pl.DataFrame:
    """The index of every occupation, band and level of schooling.

    Args:
        workers: see `acs.pay_bins`, with ``schooling_level``.
        groups: see `census_occupations.occupation_groups`.
        families: see `read_families`.
        year: survey year.

    Returns:
        The table ``experience_index``: each occupation of ``families`` in each band, for everyone and by level of
        schooling.
    """
    detailed = groups.filter(pl.col("soc_code").is_in(families["soc_code"].to_list()))
    by = ["experience_band", "schooling_level"]
    everyone = workers.with_columns(schooling_level=pl.lit(EVERY_LEVEL))
    found = pl.concat([occupation_cells(everyone, detailed, by), occupation_cells(workers, detailed, by)])
    every = families.join(pl.DataFrame({"experience_band": list(acs.BAND_STARTS)}), how="cross").join(
        pl.DataFrame({"schooling_level": SCHOOLING_LEVELS}), how="cross"
    )
    cells = every.join(found, on=["soc_code", *by], how="left", validate="1:1").with_columns(
        pl.col("people_n").fill_null(0)
    )
    drawn = estimate(cells, by)
    measured = (
        (pl.col("people_n") >= SMALLEST_MEASURED_SAMPLE)
        & (pl.col("median_cv") <= LARGEST_MEASURED_CV)
        & pl.col("value").is_not_null()
    )
    # A median above what is printed is no reason to show what the group's would be.
    hidden = pl.col("estimate").is_null() | (pl.col("value").is_null() & (pl.col("people_n") >= acs.SMALLEST_SAMPLE))
    badge = pl.when(hidden).then(pl.lit("not_shown")).when(measured).then(pl.lit("measured"))
    return drawn.select(
        "soc_code",
        *by,
        pl.lit(year).alias("year"),
        "people_n",
        pl.col("effective_n").round(1),
        pl.col("value").round(5).alias("pay_ratio_log"),
        pl.col("variance").sqrt().round(5).alias("pay_ratio_log_se"),
        pl.col("group_value").round(5).alias("group_ratio_log"),
        pl.col("group_variance").sqrt().round(5).alias("group_ratio_log_se"),
        pl.col("between_variance").sqrt().round(5).alias("between_ratio_log_sd"),
        pl.when(~hidden).then(pl.col("own_weight").round(4)).alias("own_weight"),
        pl.when(~hidden).then(pl.col("estimate").round(5)).alias("estimate_ratio_log"),
        pl.when(~hidden).then(pl.col("estimate_variance").sqrt().round(5)).alias("estimate_ratio_log_se"),
        badge.otherwise(pl.lit("modelled")).alias("evidence_badge"),
    )


def build(raw: Path, reference: Path) -> dict[str, pl.DataFrame]:
    """Files to ``experience_index``.

    Raises:
        SourceChangedError: see `acs.read_people` and `acs.read_groups`.
    """
    people = acs.scan_people(raw)
    groups = acs.read_groups(raw, reference, set(people.frame["OCCP"].unique()))
    workers = with_schooling(acs.pay_bins(acs.employees(people), people))
    return {"experience_index": shape_index(workers, groups, read_families(raw, groups), people.year)}


def facts(raw: Path, reference: Path) -> dict[str, dict[str, Any]]:
    """What the table's record tells about the files; see `acs.coverage_facts`."""
    return {"experience_index": acs.coverage_facts(raw, reference)}


def check(tables: Mapping[str, pl.DataFrame], reference: Path) -> None:
    """Rules across tables: every occupation is there, and its people are those of ``pay_by_experience``.

    Raises:
        CheckError: an occupation is missing or unknown, or a band has another number of people.
    """
    name = "experience_index"
    index = tables[name]
    occupations = tables["occupations"].filter(pl.col("occupation_level") == "detailed")
    check_same_codes(name, {"occupations": occupations["soc_code"], name: index["soc_code"].unique()}, reference)
    key = ["soc_code", "experience_band"]
    mine = index.filter(pl.col("schooling_level") == EVERY_LEVEL).select(*key, "people_n")
    both = mine.join(tables["pay_by_experience"].select(*key, "people_n"), on=key, how="left", suffix="_pay")
    wrong = both.filter(pl.col("people_n").ne_missing(pl.col("people_n_pay")))
    if wrong.height:
        cause = f"{wrong.height} bands have not the people of pay_by_experience, the first {wrong.row(0)}."
        raise CheckError(name, f"{name}.parquet", cause, "Build both tables from the same files.")
