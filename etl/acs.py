"""American Community Survey microdata: one pass over the person files, and the tables made from it.

`scan_people` reads each state's zip once and keeps what the tables need; the aggregations stand apart and share it. The
rules are those of ``docs/decisions/pay-by-experience.md``. Columns keep the Census Bureau's names (WAGP is yearly pay,
WKHP usual weekly hours, PWGTP the number of people a person stands for …).
"""

from __future__ import annotations

import shutil
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import polars as pl

from etl import census_occupations, oews, titles
from etl.cells import PERCENTILES
from etl.coverage import check_same_codes
from etl.download import raw_path
from etl.errors import CheckError, SourceChangedError
from etl.schema import EXPERIENCE_BANDS
from etl.sources import SOURCES

PERSON_COLUMNS: Final[dict[str, pl.DataType]] = {
    "SERIALNO": pl.String(),
    "ADJINC": pl.Int64(),
    "PWGTP": pl.Int32(),
    "AGEP": pl.Int16(),
    "COW": pl.Int8(),
    "SCHL": pl.Int8(),
    "WAGP": pl.Int32(),
    "WKHP": pl.Int16(),
    "WKWN": pl.Int16(),
    "OCCP": pl.String(),
}
"""The columns that every person file must have, beside the state's, and how they are typed."""

STATE_COLUMNS: Final = ("STATE", "ST")
"""What the state column is called, since 2023 and before."""

ALWAYS_FILLED: Final = ("STATE", "SERIALNO", "ADJINC", "PWGTP", "AGEP")
REPLICATE_WEIGHTS: Final = tuple(f"PWGTP{i}" for i in range(1, 81))
NATIONAL_FILE: Final = "csv_pus.zip"
CODES_WITHOUT_OCCUPATION: Final = frozenset({"9830", "9920"})
"""OCCP of the military without a rank, and of the unemployed who have not worked for five years."""

SCHOOLING_YEARS: Final[dict[int, float]] = {
    **dict.fromkeys((1, 2, 3), 0.0),
    **{code: code - 3.0 for code in range(4, 15)},
    **dict.fromkeys((15, 16, 17), 12.0),
    18: 12.5,
    19: 13.0,
    20: 14.0,
    21: 16.0,
    22: 18.0,
    23: 19.0,
    24: 21.0,
}
"""SCHL code → years of schooling."""

BAND_STARTS: Final[dict[str, float]] = {"0-5": 0, "5-10": 5, "10-20": 10, "20+": 20}
"""Where each band of potential experience begins; it ends, itself left out, where the next begins."""

BIN_WIDTH_USD: Final = 2_500
"""People round their pay; inside bins of this width, centred on its multiples, percentiles are interpolated."""

SMALLEST_SAMPLE: Final = 30
DESIGN_FACTOR: Final = 1.0
"""Standard error in this survey ÷ standard error in a simple random sample of the same effective size.

Measured: with 1.0, the medians of two random halves of the households agree within a 90% interval in 90.4% of cells.
That sees the weights and people of one household, not what the sampling of areas adds or takes away.
"""

INTERVAL_Z: Final = 1.645
"""Half-width of a 90% interval in standard errors."""

_SOURCE = "acs"
_REMEDY = "Compare the file with PERSON_COLUMNS in etl/acs.py and the Census Bureau's data dictionary of that year."

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class People:
    """Everyone in the person files who has an occupation, at work now or within five years.

    Args:
        frame: one row per person: ``STATE`` and `PERSON_COLUMNS` but for SERIALNO and ADJINC, and `REPLICATE_WEIGHTS`
            where the files have them.
        year: survey year.
        to_survey_year_dollars: what pay as reported is multiplied with (ADJINC ÷ 10⁶).
        top_pay_usd: by two-digit state code, the highest WAGP there: the mean that stands for all pay above a cut.
        people_n: persons in the files by two-digit state code, with and without an occupation.
    """

    frame: pl.DataFrame
    year: int
    to_survey_year_dollars: float
    top_pay_usd: dict[str, int]
    people_n: dict[str, int]

    @property
    def has_replicate_weights(self) -> bool:
        """Whether errors can be had from replicate weights."""
        return REPLICATE_WEIGHTS[0] in self.frame.columns


def person_files(raw: Path) -> list[Path]:
    """Find the person files: the national one if somebody put it there, else all states' files at hand."""
    paths = [raw_path(raw, remote) for remote in SOURCES[_SOURCE].files]
    folder = paths[0].parent
    national = folder / NATIONAL_FILE
    return [national] if national.is_file() else sorted({*paths, *folder.glob("csv_p[a-z][a-z].zip")})


@lru_cache(maxsize=1)
def scan_people(raw: Path) -> People:
    """Read all person files once; see `read_people`."""
    return read_people(person_files(raw))


def read_people(files: Sequence[Path]) -> People:
    """Read person files, one at a time.

    Raises:
        SourceChangedError: not a zip file, no CSV file in it, a column missing or not a number, a blank where none may
            be, a state in two files, or files of different years.
    """
    frames: list[pl.DataFrame] = []
    top_pay: dict[str, int] = {}
    people_n: dict[str, int] = {}
    editions: dict[tuple[str, int], str] = {}
    for path in files:
        frame = _read_file(path)
        states = frame.group_by("STATE").agg(people_n=pl.len(), top=pl.col("WAGP").max().fill_null(0))
        twice = sorted(set(states["STATE"]) & set(people_n))
        if twice:
            raise _fail(path, f"The people of state {twice} stand in an earlier file too.", "Keep one file per state.")
        people_n |= dict(states.select("STATE", "people_n").rows())
        top_pay |= dict(states.select("STATE", "top").rows())
        editions |= dict.fromkeys(frame.select(pl.col("SERIALNO").str.head(4), "ADJINC").unique().rows(), path.name)
        frames.append(frame.filter(pl.col("OCCP").is_not_null()).drop("SERIALNO", "ADJINC"))
    if len(editions) != 1:
        raise _fail(files[-1], f"More than one year or ADJINC: {editions}.", "Use the 1-year files of one year.")
    ((year, factor),) = editions
    missing = [f.name for f, frame in zip(files, frames, strict=True) if set(frame.columns) != set(frames[0].columns)]
    if missing:
        raise _fail(files[0], f"Only some files have replicate weights; these differ: {missing}.", _REMEDY)
    everyone = pl.concat(frames, how="diagonal", rechunk=True)
    return People(everyone, int(year), factor / 1e6, top_pay, people_n)


def _fail(path: Path, cause: str, remedy: str = _REMEDY) -> SourceChangedError:
    return SourceChangedError(_SOURCE, path.name, cause, remedy)


def _read_file(path: Path) -> pl.DataFrame:
    """Read the CSV files in one zip: needed columns only, as text, then typed."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = [m for m in archive.namelist() if m.lower().endswith(".csv")]
            if not members:
                raise _fail(path, f"There is no CSV file in it, only {archive.namelist()}.")
            frames = []
            for member in members:
                # Unpacked to disk first: the official national file is larger than many machines' memory.
                with tempfile.NamedTemporaryFile() as unpacked:
                    with archive.open(member) as packed:
                        shutil.copyfileobj(packed, unpacked, 1 << 20)
                    unpacked.flush()
                    frames.append(_read_csv(Path(unpacked.name), path, member))
    except zipfile.BadZipFile as error:
        raise _fail(path, f"It is not a whole zip file: {error}.", "Run `python -m etl fetch --source acs`.") from error
    return pl.concat(frames)


def _read_csv(csv: Path, path: Path, member: str) -> pl.DataFrame:
    lazy = pl.scan_csv(csv, infer_schema=False)
    found = lazy.collect_schema().names()
    state = next((c for c in STATE_COLUMNS if c in found), None)
    missing = [c for c in PERSON_COLUMNS if c not in found]
    if state is None:
        missing.append(" or ".join(STATE_COLUMNS))
    if state is None or missing:
        raise _fail(path, f"{member}: columns missing: {', '.join(missing)}; found {', '.join(found[:30])}.")
    types = dict(PERSON_COLUMNS)
    replicates = [c for c in REPLICATE_WEIGHTS if c in found]
    if replicates and len(replicates) != len(REPLICATE_WEIGHTS):
        raise _fail(path, f"{member}: only {len(replicates)} of the 80 replicate weights are there.")
    types |= dict.fromkeys(replicates, pl.Int32())
    text = lazy.select(pl.col(state).str.zfill(2).alias("STATE"), *types)
    typed = text.with_columns(pl.col(c).cast(kind) for c, kind in types.items() if kind != pl.String())
    try:
        frame = typed.collect(engine="streaming")
    except pl.exceptions.InvalidOperationError as error:
        raise _fail(path, f"{member}: {_not_numbers(text.collect(), types)}") from error
    blank = [c for c in ALWAYS_FILLED if frame[c].has_nulls()]
    if blank:
        row = frame.select(pl.col(blank[0]).is_null().arg_max()).item() + 2
        raise _fail(path, f"{member}: column {blank[0]} is blank in row {row}.")
    return frame


def _not_numbers(text: pl.DataFrame, types: dict[str, pl.DataType]) -> str:
    for column, kind in types.items():
        bad = text.with_row_index("row", 2).filter(
            pl.col(column).is_not_null() & pl.col(column).cast(kind, strict=False).is_null()
        )
        if bad.height:
            return f"column {column}, row {bad['row'][0]}: {bad[column][0]!r} is not a whole number."
    return "a value does not fit its column."


# --- Pay by experience -------------------------------------------------------------------------------------


def employees(people: People) -> pl.DataFrame:
    """Full-time, year-round employees with their potential experience.

    Universe: WKHP ≥ 35, WKWN ≥ 50, WAGP > 0, COW 1–5. Potential experience is age minus schooling minus six, but no
    more than the years since 16 and never below zero.

    Returns:
        The people's rows with ``experience_years`` (float) and ``experience_band``.

    Raises:
        SourceChangedError: a SCHL code that is not in `SCHOOLING_YEARS`.
    """
    chosen = people.frame.filter(
        pl.col("WKHP") >= 35, pl.col("WKWN") >= 50, pl.col("WAGP") > 0, pl.col("COW").is_between(1, 5)
    )
    unknown = set(chosen["SCHL"].unique()) - set(SCHOOLING_YEARS)
    if unknown:
        cause = f"Column SCHL holds {sorted(map(str, unknown))}, which SCHOOLING_YEARS does not map."
        raise SourceChangedError(_SOURCE, "person files", cause, _REMEDY)
    schooling = pl.col("SCHL").replace_strict(SCHOOLING_YEARS, return_dtype=pl.Float64)
    years = pl.max_horizontal(0.0, pl.min_horizontal(pl.col("AGEP") - schooling - 6, pl.col("AGEP") - 16))
    band = pl.lit(None, pl.String)
    for name, start in BAND_STARTS.items():
        band = pl.when(pl.col("experience_years") >= start).then(pl.lit(name)).otherwise(band)
    return chosen.with_columns(experience_years=years).with_columns(experience_band=band)


def pay_histogram(workers: pl.DataFrame, people: People, by: Sequence[str]) -> pl.DataFrame:
    """Count workers by cell and bin of reported pay; every percentile and its error comes from these counts.

    Returns:
        ``by``, ``bin``, ``people_n``, ``weight``, ``weight_squared``, ``top_pay_usd`` (lowest top value of the states
        whose people are in the bin) and the replicate weights, summed.
    """
    top = pl.col("STATE").replace_strict(people.top_pay_usd, return_dtype=pl.Int64)
    sums = {c: pl.col(c).cast(pl.Int64).sum() for c in REPLICATE_WEIGHTS if c in workers.columns}
    return (
        workers.with_columns(bin=(pl.col("WAGP") + BIN_WIDTH_USD // 2) // BIN_WIDTH_USD, top_pay_usd=top)
        .group_by(*by, "bin")
        .agg(
            people_n=pl.len().cast(pl.Int64),
            weight=pl.col("PWGTP").cast(pl.Int64).sum(),
            weight_squared=(pl.col("PWGTP").cast(pl.Int64) ** 2).sum(),
            top_pay_usd=pl.col("top_pay_usd").min(),
            **sums,
        )
    )


def add_up(histogram: pl.DataFrame, by: Sequence[str]) -> pl.DataFrame:
    """Merge the cells of a histogram that agree in ``by``."""
    counts = ["people_n", "weight", "weight_squared", *(c for c in REPLICATE_WEIGHTS if c in histogram.columns)]
    return histogram.group_by(*by, "bin").agg(pl.col(counts).sum(), pl.col("top_pay_usd").min())


@dataclass(frozen=True)
class Cells:
    """A histogram laid out for arithmetic: one entry per cell and bin, cells one after another, bins rising.

    Args:
        first: index of each cell's first entry; one per cell.
        low, high: edges of the bins in dollars as reported.
    """

    first: npt.NDArray[np.int64]
    low: Floats
    high: Floats

    def total(self, weight: Floats) -> Floats:
        """Sum of a weight by cell."""
        return np.add.reduceat(weight, self.first)

    def percentile(self, weight: Floats, share: float | Floats) -> Floats:
        """Pay that a share of each cell's weight does not exceed, interpolated linearly inside its bin.

        Args:
            weight: one per entry.
            share: between 0 and 1, one for all cells or one per cell.

        Returns:
            Dollars as reported, one per cell.
        """
        reached = np.maximum.accumulate(np.cumsum(weight))
        before = reached[self.first] - weight[self.first]
        last = np.append(self.first[1:], len(weight)) - 1
        target = before + share * self.total(weight)
        at = np.clip(np.searchsorted(reached, target), self.first, last)
        inside = (target - (reached[at] - weight[at])) / weight[at]
        return self.low[at] + np.clip(inside, 0, 1) * (self.high[at] - self.low[at])


def describe_pay(histogram: pl.DataFrame, people: People, by: Sequence[str]) -> pl.DataFrame:
    """Percentiles of yearly pay by cell, with the median's error and flags.

    The error comes from the replicate weights where the files have them: √(4/80 · Σ(θᵣ − θ)²). Otherwise it is
    Woodruff's: the share's error on the effective sample size (Σw)² ÷ Σw² times `DESIGN_FACTOR`, read off the
    distribution; that one is approximate.

    Returns:
        One row per cell: ``by``, ``people_n``, ``workers_weighted``, ``pay_annual_p10_usd`` … ``pay_annual_p90_usd`` in
        survey-year dollars, each with its flag, and ``pay_annual_p50_se_usd``. Cells under `SMALLEST_SAMPLE` people
        have no figures. A percentile that reaches the bin of a state's top value is ``top_coded``: the Census Bureau
        put one mean in place of all pay above a cut there.
    """
    rows = histogram.sort(*by, "bin")
    cells = rows.group_by(by, maintain_order=True).agg(
        pl.len().alias("bins"), pl.col("people_n", "weight", "weight_squared").sum(), pl.col("top_pay_usd").min()
    )
    bins = cells["bins"].to_numpy().astype(np.int64)
    half = BIN_WIDTH_USD / 2
    centre = rows["bin"].to_numpy() * float(BIN_WIDTH_USD)
    layout = Cells(np.cumsum(bins) - bins, np.maximum(centre - half, 0), centre + half)
    weight = rows["weight"].to_numpy().astype(float)

    dollars = people.to_survey_year_dollars
    ceiling = (cells["top_pay_usd"].to_numpy() + half) // BIN_WIDTH_USD * BIN_WIDTH_USD - half
    enough = cells["people_n"].to_numpy() >= SMALLEST_SAMPLE
    columns: dict[str, Any] = {}
    for p in PERCENTILES:
        pay = layout.percentile(weight, p / 100)
        flag = np.where(enough, np.where(pay >= ceiling, "top_coded", "ok"), "not_released")
        columns[f"pay_annual_p{p}_usd"] = np.where(flag == "ok", np.round(pay * dollars), np.nan)
        columns[f"pay_annual_p{p}_flag"] = flag
    if people.has_replicate_weights:
        median = layout.percentile(weight, 0.5)
        squares = sum(
            (layout.percentile(rows[r].to_numpy().astype(float), 0.5) - median) ** 2 for r in REPLICATE_WEIGHTS
        )
        error = np.sqrt(4 / 80 * squares)
    else:
        effective_n = cells["weight"].to_numpy().astype(float) ** 2 / cells["weight_squared"].to_numpy()
        reach = INTERVAL_Z * DESIGN_FACTOR * np.sqrt(0.25 / effective_n)
        lower, upper = (layout.percentile(weight, np.clip(0.5 + side * reach, 0, 1)) for side in (-1, 1))
        error = (upper - lower) / (2 * INTERVAL_Z)
    known = columns["pay_annual_p50_flag"] == "ok"
    columns["pay_annual_p50_se_usd"] = np.where(known, np.round(error * dollars), np.nan)
    columns["workers_weighted"] = np.where(enough, layout.total(weight), np.nan)
    figures = pl.DataFrame(columns).with_columns(pl.selectors.float().fill_nan(None))
    return cells.select(*by, "people_n").hstack(figures)


def shape_experience(people: People, groups: pl.DataFrame) -> pl.DataFrame:
    """Pay by occupation and band of potential experience.

    Args:
        people: see `read_people`.
        groups: see `census_occupations.occupation_groups`.

    Returns:
        The table ``pay_by_experience``: each occupation of ``groups`` and 00-0000, in each band and in all.
    """
    by = ["soc_code", "experience_band"]
    detailed = pay_histogram(employees(people), people, ["OCCP", "experience_band"])
    total = add_up(detailed, ["experience_band"]).with_columns(soc_code=pl.lit(census_occupations.TOTAL))
    grouped = add_up(
        groups.select("soc_code", OCCP="census_occupation_code").join(detailed, on="OCCP", how="inner"), by
    )
    banded = pl.concat([grouped, total.select(grouped.columns)])
    whole = add_up(banded, ["soc_code"]).with_columns(experience_band=pl.lit("all")).select(grouped.columns)
    described = describe_pay(pl.concat([banded, whole]), people, by)
    codes = groups.group_by("soc_code").agg(
        pl.col("census_occupation_code").sort().str.join(";"), pl.col("shared_by").first()
    )
    everyone = pl.DataFrame(
        {
            "soc_code": [census_occupations.TOTAL],
            "census_occupation_code": [census_occupations.EVERY_CENSUS_CODE],
            "shared_by": [1],
        }
    )
    bands = pl.DataFrame({"experience_band": EXPERIENCE_BANDS})
    return (
        pl.concat([everyone, codes])
        .join(bands, how="cross")
        .join(described, on=by, how="left")
        .with_columns(
            pl.col("people_n").fill_null(0),
            pl.col("^pay_annual_p.._flag$").fill_null("not_released"),
            year=pl.lit(people.year),
        )
    )


def read_groups(raw: Path, reference: Path, found: set[str]) -> pl.DataFrame:
    """Say which codes of the microdata answer for each OEWS occupation; see `census_occupations.occupation_groups`.

    Args:
        raw, reference: folders of the downloads and of the hand-kept files.
        found: the occupation codes that the microdata holds.

    Raises:
        SourceChangedError: those codes are not the ones that the Census code list, after known mergers, leads to.
    """
    codes = census_occupations.read_code_list(raw)
    merged = census_occupations.read_merged(reference)
    known = (set(codes) | CODES_WITHOUT_OCCUPATION) - set(merged)
    if found != known:
        raise SourceChangedError(
            _SOURCE,
            "person files",
            f"Column OCCP: codes not in the Census list: {sorted(found - known)}; codes of the list that nobody has: "
            f"{sorted(known - found)}.",
            f"Look the codes up in the data dictionary and correct data/reference/{census_occupations.MERGED_FILE}.",
        )
    occupations = oews.shape_occupations(oews.read_lists(raw)["occupation"])
    crosswalk = titles.shape_crosswalk(titles.read_structure(raw), occupations)
    census_of = census_occupations.census_code_of(codes, crosswalk["soc_2018_code"].to_list())
    return census_occupations.occupation_groups(census_of, merged, crosswalk, occupations)


def build(raw: Path, reference: Path) -> dict[str, pl.DataFrame]:
    """Files to the tables made from the microdata.

    Raises:
        SourceChangedError: see `read_people` and `read_groups`.
    """
    people = scan_people(raw)
    groups = read_groups(raw, reference, set(people.frame["OCCP"].unique()))
    return {"pay_by_experience": shape_experience(people, groups)}


def facts(raw: Path, reference: Path) -> dict[str, dict[str, Any]]:
    """What the tables' records tell about the files: the states and persons covered, and how errors were had."""
    people = scan_people(raw)
    states = pl.read_csv(reference / "states.csv", infer_schema=False).filter(pl.col("is_territory") == "false")
    covered = pl.col("state_fips_code").is_in(list(people.people_n))
    told = {
        "coverage": {
            "state_codes": sorted(states.filter(covered)["state_code"]),
            "missing_state_codes": sorted(states.filter(~covered)["state_code"]),
            "people_n": sum(people.people_n.values()),
        },
        "error_method": "replicate weights" if people.has_replicate_weights else "effective sample size, approximate",
    }
    return {"pay_by_experience": told}


def check(tables: Mapping[str, pl.DataFrame], reference: Path) -> None:
    """Rules across tables: every occupation has its bands, and bands add up.

    Raises:
        CheckError: an occupation is missing or unknown, lacks a band, or its bands do not add up to all.
    """
    name = "pay_by_experience"
    table = tables[name]
    check_same_codes(name, {"occupations": tables["occupations"]["soc_code"], name: table["soc_code"]}, reference)
    by_code = table.group_by("soc_code").agg(
        bands=pl.len(),
        sum=pl.col("people_n").filter(pl.col("experience_band") != "all").sum(),
        all=pl.col("people_n").filter(pl.col("experience_band") == "all").sum(),
    )
    wrong = by_code.filter((pl.col("bands") != len(EXPERIENCE_BANDS)) | (pl.col("sum") != pl.col("all")))
    if wrong.height:
        cause = f"The bands of {wrong['soc_code'].sort().head(5).to_list()} are not all there or do not add up to all."
        raise CheckError(name, f"{name}.parquet", cause, "Look at etl/acs.py.")
