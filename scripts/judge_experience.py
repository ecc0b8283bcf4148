"""Judge the experience index against what it never saw, and against its rivals.

    python scripts/judge_experience.py [--data data]

Reads the census person files below ``data/raw`` and prints Markdown tables; takes some minutes and up to 3 GB.
``docs/decisions/experience-model.md`` holds what it printed.

1. *Households held out.* Fitted on four fifths of the households, held against the fifth; five times. Then turned
   round: fitted on one fifth, so that small cells meet a well-measured truth.
2. *States held out, and sectors.* Fitted without a state or sector; its band medians are predicted as its own all-band
   median times the index. Their true differences widen the ranges of estimates for places and industries.
3. *Bands.* Finer bands, age and schooling instead of four bands of potential experience, judged person by person.

An error is a difference of logarithms, told in percent, without the part that the held-out sample's own noise
explains. Coverage is how often the held-out index lies within 1.645 × √(SE² of the fit + SE² of the held-out cell).
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import click
import numpy as np
import polars as pl

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from etl import acs, experience_index
from etl.experience_index import Estimates

FOLDS = 5
SEED = 1
SMALLEST_HELD_OUT = 30
FEWEST_MEMBERS = 3
SIZES = ((0, 30), (30, 50), (50, 100), (100, 200), (200, 500), (500, 10**9))
BY = ["experience_band"]

Rule = Callable[[pl.DataFrame, list[str]], pl.DataFrame]


@dataclass(frozen=True)
class Sample:
    """Everyone whose pay is judged.

    Args:
        workers: see `acs.pay_bins`, with ``schooling_level``, ``fold`` and ``unit``.
        groups: one occupation per set of census codes; see `census_occupations.occupation_groups`.
        families: their groups; see `experience_index.read_families`.
    """

    workers: pl.DataFrame
    groups: pl.DataFrame
    families: pl.DataFrame


def read(data: Path) -> Sample:
    """Read the person files, and give each household one of the folds."""
    raw, reference = data / "raw", data / "reference"
    people = acs.scan_people(raw)
    groups = acs.read_groups(raw, reference, set(people.frame["OCCP"].unique()))
    families = experience_index.read_families(raw, groups)
    sets = acs.name_occupations(groups).select("soc_code", "census_occupation_code")
    once = families.join(sets, on="soc_code").unique("census_occupation_code", keep="first", maintain_order=True)
    families = families.filter(pl.col("soc_code").is_in(once["soc_code"].to_list())).with_columns(
        is_member=pl.lit(True)
    )
    groups = groups.filter(pl.col("soc_code").is_in(once["soc_code"].to_list()))
    workers = experience_index.with_schooling(acs.pay_bins(acs.employees(people), people)).join(
        groups.select(OCCP="census_occupation_code", unit="soc_code"), on="OCCP", how="inner"
    )
    households = workers.select(pl.col("SERIALNO").unique().sort())
    random = np.random.default_rng(SEED)
    folds = households.with_columns(fold=pl.Series(random.integers(0, FOLDS, households.height)))
    workers = workers.join(folds, on="SERIALNO").with_columns(sector=acs.splits(people, reference)["sector"])
    return Sample(workers, groups, families)


# --- Rules ----------------------------------------------------------------------------------------------------


def shipped(cells: pl.DataFrame, by: list[str]) -> pl.DataFrame:
    """The rule that is published."""
    return experience_index.estimate(cells, by)


def toward(minor: str | None, major: str | None) -> Rule:
    """The same rule with other groups: a column, or None for all occupations."""

    def rule(cells: pl.DataFrame, by: list[str]) -> pl.DataFrame:
        named = [
            (pl.col(column) if column else pl.lit("all")).alias(name)
            for column, name in ((minor, "minor_group_code"), (major, "major_group_code"))
        ]
        return experience_index.estimate(cells.with_columns(named), by)

    return rule


def a_variance_per_group(cells: pl.DataFrame, by: list[str]) -> pl.DataFrame:
    """Minor group, else major: each group with a mean and a variance of its own."""
    parts = []
    for _, band in cells.group_by(by, maintain_order=True):
        own = Estimates(*(band[c].fill_null(np.nan).to_numpy() for c in ("value", "variance")))
        mean, error, between = (np.full(band.height, np.nan) for _ in range(3))
        for level in ("major_group_code", "minor_group_code"):
            family = band[level].to_numpy().astype(str)
            for name in np.unique(family):
                inside = (family == name) & ~np.isnan(own.value)
                if inside.sum() >= FEWEST_MEMBERS:
                    one = Estimates(own.value[inside], own.variance[inside])
                    spread, means = experience_index.pooled_variance(one, family[inside])
                    mean[family == name], error[family == name] = means[name]
                    between[family == name] = spread
        weight = np.where(np.isnan(mean), 1.0, between / (between + own.variance))
        weight = np.where(np.isnan(own.value), 0.0, weight)
        value = np.where(weight == 1, own.value, weight * np.nan_to_num(own.value) + (1 - weight) * mean)
        rest = np.where(weight == 1, 0.0, (1 - weight) ** 2 * (between + error))
        variance = weight**2 * np.nan_to_num(own.variance) + rest
        parts.append(band.with_columns(estimate=pl.Series(value), estimate_variance=pl.Series(variance)))
    return pl.concat(parts).with_columns(pl.selectors.float().fill_nan(None))


def raw_cell(cells: pl.DataFrame, _by: list[str]) -> pl.DataFrame:
    """Baseline: what the cell itself says."""
    return cells.with_columns(estimate="value", estimate_variance="variance")


def no_experience(cells: pl.DataFrame, _by: list[str]) -> pl.DataFrame:
    """Baseline: everyone earns the all-band median."""
    return cells.with_columns(estimate=pl.lit(0.0), estimate_variance=pl.lit(0.0))


RULES: Mapping[str, Rule] = {
    "no experience (baseline)": no_experience,
    "raw cell (baseline)": raw_cell,
    "minor else major, a variance per group": a_variance_per_group,
    "toward minor group, one variance": toward("minor_group_code", "minor_group_code"),
    "toward major group, one variance": toward("major_group_code", "major_group_code"),
    "toward all occupations, one variance": toward(None, None),
    "**minor drawn toward major, one variance**": shipped,
}


def fit(workers: pl.DataFrame, sample: Sample, by: list[str]) -> pl.DataFrame:
    """Cells of every occupation and band, with their groups, ready for a rule."""
    found = experience_index.occupation_cells(workers, sample.groups, by)
    every = sample.families.join(found.select(by).unique(maintain_order=True), how="cross")
    return every.join(found, on=["soc_code", *by], how="left").with_columns(pl.col("people_n").fill_null(0))


# --- Judging --------------------------------------------------------------------------------------------------


def errors(fitted: pl.DataFrame, held_out: pl.DataFrame, by: list[str]) -> pl.DataFrame:
    """Estimates beside what was held out, for cells of enough people there."""
    truth = held_out.filter(pl.col("people_n") >= SMALLEST_HELD_OUT, pl.col("value").is_not_null()).select(
        "soc_code", *by, truth="value", truth_variance="variance"
    )
    return (
        fitted.join(truth, on=["soc_code", *by])
        .filter(pl.col("estimate").is_not_null())
        .select(
            "people_n",
            error=pl.col("truth") - pl.col("estimate"),
            noise="truth_variance",
            spread=pl.col("estimate_variance") + pl.col("truth_variance"),
            z=(pl.col("truth") - pl.col("estimate")) / (pl.col("estimate_variance") + pl.col("truth_variance")).sqrt(),
        )
    )


def told(found: pl.DataFrame) -> tuple[int, float, float, float]:
    """Cells, typical error without noise and middle absolute error in percent, and coverage in percent."""
    row = found.select(
        n=pl.len(),
        squares=(pl.col("error") ** 2 - pl.col("noise")).mean(),
        middle=pl.col("error").abs().median(),
        covered=(pl.col("z").abs() <= acs.INTERVAL_Z).mean(),
    ).row(0, named=True)
    if not row["n"]:
        return 0, float("nan"), float("nan"), float("nan")
    return row["n"], 100 * float(np.sqrt(max(row["squares"], 0))), 100 * row["middle"], 100 * row["covered"]


def print_rules(title: str, found: Mapping[str, pl.DataFrame]) -> None:
    """One line per rule."""
    print(f"\n### {title}\n\n| rule | cells | error | middle error | coverage |\n|---|---|---|---|---|")
    for name, frame in found.items():
        n, typical, middle, covered = told(frame)
        print(f"| {name} | {n:,} | {typical:.1f}% | {middle:.1f}% | {covered:.1f}% |")


def print_sizes(found: pl.DataFrame) -> None:
    """One line per size of the fitted cell."""
    print("\n| people in the fitted cell | cells | error | middle error | coverage |\n|---|---|---|---|---|")
    for low, high in SIZES:
        n, typical, middle, covered = told(found.filter(pl.col("people_n").is_between(low, high - 1)))
        if n:
            name = f"{low} and more" if high == SIZES[-1][1] else f"{low} to {high - 1}"
            print(f"| {name} | {n:,} | {typical:.1f}% | {middle:.1f}% | {covered:.1f}% |")


def households(sample: Sample, *, turned_round: bool) -> dict[str, pl.DataFrame]:
    """Test 1."""
    found: dict[str, list[pl.DataFrame]] = {name: [] for name in RULES}
    for fold in range(FOLDS):
        outside = pl.col("fold") == fold
        inside = outside if turned_round else ~outside
        cells = fit(sample.workers.filter(inside), sample, BY)
        held_out = fit(sample.workers.filter(~inside), sample, BY)
        for name, rule in RULES.items():
            found[name].append(errors(rule(cells, BY), held_out, BY))
    return {name: pl.concat(parts) for name, parts in found.items()}


def left_out(sample: Sample, column: str) -> dict[str, pl.DataFrame]:
    """Test 2: by a column, each of its groups left out of the fit in turn."""
    found: dict[str, list[pl.DataFrame]] = {name: [] for name in RULES}
    workers = sample.workers.filter(pl.col(column).is_not_null())
    for group in workers[column].unique().sort():
        cells = fit(workers.filter(pl.col(column) != group), sample, BY)
        held_out = fit(workers.filter(pl.col(column) == group), sample, BY)
        for name, rule in RULES.items():
            found[name].append(errors(rule(cells, BY), held_out, BY))
    return {name: pl.concat(parts) for name, parts in found.items()}


def print_true_difference(found: pl.DataFrame) -> None:
    """How far groups truly differ from the index, and the coverage once the range holds that too."""
    known = Estimates(found["error"].to_numpy(), found["spread"].to_numpy())
    between, _ = experience_index.pooled_variance(known, np.full(found.height, "all"))
    wider = found.with_columns(z=pl.col("error") / (pl.col("spread") + between).sqrt())
    print(f"\nTrue differences: {np.sqrt(between):.4f}; with them in the range, coverage is {told(wider)[3]:.1f}%.")


def bands() -> dict[str, list[pl.Expr]]:
    """Ways to tell people apart; several expressions are added up, each with an index of its own."""
    ages = {"under 25": 0, "25-30": 25, "30-40": 30, "40+": 40}
    by_age = pl.lit(None, pl.String)
    for name, start in ages.items():
        by_age = pl.when(pl.col("AGEP") >= start).then(pl.lit(name)).otherwise(by_age)
    four, finer = acs.band_of(acs.BAND_STARTS), acs.band_of(acs.FINER_BAND_STARTS)
    level = pl.col("schooling_level")

    def crossed(band: pl.Expr) -> pl.Expr:
        return pl.concat_str([band, level], separator=" ")

    return {
        "no experience": [],
        "**four bands**": [four],
        "seven bands": [finer],
        "age, four bands of like size": [by_age],
        "schooling alone": [level],
        "**four bands × schooling**": [crossed(four)],
        "seven bands × schooling": [crossed(finer)],
        "age × schooling": [crossed(by_age)],
        "four bands + schooling, two indexes added": [four, level],
    }


def people(sample: Sample) -> None:
    """Test 3: distance of each held-out person's log pay from the predicted median, weighted."""
    ways = bands()
    losses: dict[str, list[float]] = {name: [] for name in ways}
    cover: dict[str, list[pl.DataFrame]] = {name: [] for name in ways}
    for fold in range(FOLDS):
        inside, outside = sample.workers.filter(pl.col("fold") != fold), sample.workers.filter(pl.col("fold") == fold)
        width = acs.BIN_WIDTH_USD
        counts = acs.by_occupation(acs.count_people(inside, ["OCCP", "bin"]), sample.groups, ["bin"])
        whole = acs.Distribution(counts, ["soc_code"], width, -width / 2)
        medians = whole.cells.select(unit="soc_code").with_columns(middle=pl.Series(whole.percentile(0.5)).log())
        judged = outside.join(medians, on="unit").with_columns(rest=pl.col("WAGP").log() - pl.col("middle"))
        for name, parts in ways.items():
            left = judged
            for band in parts:
                cells = shipped(fit(inside.with_columns(band=band), sample, ["band"]), ["band"])
                known = cells.select("band", "estimate", unit="soc_code")
                left = left.with_columns(band=band).join(known, on=["unit", "band"], how="left")
                left = left.with_columns(rest=pl.col("rest") - pl.col("estimate").fill_null(0)).drop("estimate", "band")
                if len(parts) == 1:
                    truth = fit(outside.with_columns(band=band), sample, ["band"])
                    cover[name].append(errors(cells, truth, ["band"]))
            weight = pl.col("PWGTP")
            losses[name].append(left.select((pl.col("rest").abs() * weight).sum() / weight.sum()).item())
    first = np.array(losses["**four bands**"])
    print(
        "\n### Bands, person by person\n\n| told apart by | loss | against four bands | coverage |\n|---|---|---|---|"
    )
    for name, found in losses.items():
        loss, change = np.array(found), np.array(found) - first
        covered = f"{told(pl.concat(cover[name]))[3]:.1f}%" if cover[name] else ""
        print(f"| {name} | {loss.mean():.4f} | {change.mean():+.4f} ± {1.645 * change.std():.4f} | {covered} |")


@click.command()
@click.option("--data", type=click.Path(exists=True, path_type=Path), default=Path("data"), show_default=True)
def main(data: Path) -> None:
    """Judge the experience index."""
    sample = read(data)
    print(f"{sample.workers.height:,} people in {sample.families.height} occupations that the census tells apart")
    for title, turned_round in (("Fitted on four fifths of households", False), ("Fitted on one fifth", True)):
        found = households(sample, turned_round=turned_round)
        print_rules(title, found)
        print_sizes(found["**minor drawn toward major, one variance**"])
    for title, column in (("A state left out", "STATE"), ("A sector left out", "sector")):
        found = left_out(sample, column)
        print_rules(title, found)
        print_sizes(found["**minor drawn toward major, one variance**"])
        print_true_difference(found["**minor drawn toward major, one variance**"])
    people(sample)


if __name__ == "__main__":
    main()
