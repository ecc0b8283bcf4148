"""American Community Survey microdata: one pass over the person files, and the tables made from it.

`scan_people` reads each state's zip once and keeps what the tables need; the aggregations stand apart and share it. The
rules are those of ``docs/decisions/pay-by-experience.md``. Columns keep the Census Bureau's names (WAGP is yearly pay,
WKHP usual weekly hours, PWGTP the number of people a person stands for …).
"""

from __future__ import annotations

import itertools
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
    "NAICSP": pl.String(),
    "FOD1P": pl.String(),
    "ESR": pl.Int8(),
    "JWTRNS": pl.Int8(),
    "JWMNP": pl.Int16(),
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

SCHOOLING_LEVELS: Final[dict[str, tuple[int, int]]] = {
    "less_than_high_school": (1, 15),
    "high_school": (16, 17),
    "some_college": (18, 19),
    "associate": (20, 20),
    "bachelor": (21, 21),
    "master": (22, 22),
    "doctoral_or_professional": (23, 24),
}
"""Highest schooling reached → its SCHL codes, both ends included."""

BAND_STARTS: Final[dict[str, float]] = {"0-5": 0, "5-10": 5, "10-20": 10, "20+": 20}
"""Where each band of potential experience begins; it ends, itself left out, where the next begins."""

FINER_BAND_STARTS: Final[dict[str, float]] = {
    "0-2": 0,
    "2-5": 2,
    "5-10": 5,
    "10-15": 10,
    "15-20": 15,
    "20-30": 20,
    "30+": 30,
}
"""The same, for occupations with many people in the sample."""

SECTORS: Final[dict[str, str]] = {
    **{code: code for code in ("11", "21", "22", "23", "42", "51", "52", "53", "54", "55", "56")},
    **{code: code for code in ("61", "62", "71", "72", "81")},
    **dict.fromkeys(("31", "32", "33", "3M"), "31-33"),
    **dict.fromkeys(("44", "45", "4M"), "44-45"),
    **dict.fromkeys(("48", "49"), "48-49"),
    "92": "99",
}
"""What NAICSP begins with → sector as OEWS codes it. Its 99 is government, the census's 92 public administration."""

NO_INDUSTRY: Final = "99"
"""What NAICSP begins with for the unemployed who have not worked for five years."""

DIVISIONS_FILE: Final = "census_divisions.csv"

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

_SUMMED: Final = ("people_n", "weight", "weight_squared")
_LOWEST: Final = ("top_bin",)
_SOURCE = "acs"
_REMEDY = "Compare the file with PERSON_COLUMNS in etl/acs.py and the Census Bureau's data dictionary of that year."

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class People:
    """Everyone in the person files who has an occupation, at work now or within five years.

    Args:
        frame: one row per person: ``STATE`` and `PERSON_COLUMNS` but for ADJINC, and `REPLICATE_WEIGHTS` where the
            files have them.
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
        frames.append(frame.filter(pl.col("OCCP").is_not_null()).drop("ADJINC"))
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
    return chosen.with_columns(experience_years=years).with_columns(experience_band=band_of(BAND_STARTS))


def band_of(starts: Mapping[str, float]) -> pl.Expr:
    """The band that ``experience_years`` falls into.

    Args:
        starts: name of the band → where it begins, in rising order.
    """
    band = pl.lit(None, pl.String)
    for name, start in starts.items():
        band = pl.when(pl.col("experience_years") >= start).then(pl.lit(name)).otherwise(band)
    return band


def in_group(column: str, groups: Mapping[str, tuple[int, int]]) -> pl.Expr:
    """The group that a column's code falls into, or null: name → its codes, both ends included."""
    found = pl.lit(None, pl.String)
    for name, (low, high) in groups.items():
        found = pl.when(pl.col(column).is_between(low, high)).then(pl.lit(name)).otherwise(found)
    return found


def count_people(people: pl.DataFrame, by: Sequence[str]) -> pl.DataFrame:
    """Count people by cell: every estimate and its error comes from such counts.

    Returns:
        ``by``, ``people_n``, ``weight``, ``weight_squared`` and the replicate weights, summed; the lowest ``top_bin``
        where there is one.
    """
    weight = pl.col("PWGTP").cast(pl.Int64)
    ones = people.select(*by, *_present(people, _LOWEST, REPLICATE_WEIGHTS), weight=weight, weight_squared=weight**2)
    return add_up(ones.with_columns(people_n=pl.lit(1, pl.Int64)), by)


def add_up(counts: pl.DataFrame, by: Sequence[str]) -> pl.DataFrame:
    """Merge the cells of `count_people` that agree in ``by``."""
    return counts.group_by(by).agg(
        pl.col(_present(counts, _SUMMED, REPLICATE_WEIGHTS)).cast(pl.Int64).sum(),
        pl.col(_present(counts, _LOWEST)).min(),
    )


def _present(frame: pl.DataFrame, *columns: tuple[str, ...]) -> list[str]:
    return [c for c in itertools.chain(*columns) if c in frame.columns]


def by_occupation(counts: pl.DataFrame, groups: pl.DataFrame, by: Sequence[str]) -> pl.DataFrame:
    """Turn counts by OCCP into counts by OEWS occupation or group, and 00-0000 for everyone.

    Args:
        counts: see `count_people`; with a column OCCP.
        groups: see `census_occupations.occupation_groups`.
        by: the other columns that tell cells apart.
    """
    members = groups.select("soc_code", OCCP="census_occupation_code").join(counts, on="OCCP", how="inner")
    grouped = add_up(members, ["soc_code", *by])
    total = add_up(counts, by).with_columns(soc_code=pl.lit(census_occupations.TOTAL))
    return pl.concat([grouped, total.select(grouped.columns)])


def name_occupations(groups: pl.DataFrame) -> pl.DataFrame:
    """One row per occupation: ``soc_code``, its codes joined (``census_occupation_code``), ``shared_by``."""
    codes = groups.group_by("soc_code").agg(
        pl.col("census_occupation_code").sort().str.join(";"), pl.col("shared_by").first()
    )
    everyone = {
        "soc_code": census_occupations.TOTAL,
        "census_occupation_code": census_occupations.EVERY_CENSUS_CODE,
        "shared_by": 1,
    }
    return pl.concat([pl.DataFrame([everyone]), codes])


def pay_bins(workers: pl.DataFrame, people: People) -> pl.DataFrame:
    """Add ``bin`` (of reported pay) and ``top_bin`` (of the top value in the person's state) to employees."""
    top = pl.col("STATE").replace_strict(people.top_pay_usd, return_dtype=pl.Int32)

    def bin_of(pay: pl.Expr) -> pl.Expr:
        return (pay + BIN_WIDTH_USD // 2) // BIN_WIDTH_USD

    return workers.with_columns(bin=bin_of(pl.col("WAGP")), top_bin=bin_of(top))


class Distribution:
    """Counts by cell and bin, laid out for percentiles and their errors.

    Attributes:
        cells: one row per cell: ``by``, ``people_n``, ``weight``, ``weight_squared`` and, where counted, ``top_bin``.
    """

    def __init__(self, counts: pl.DataFrame, by: Sequence[str], bin_width: float, bin_offset: float) -> None:
        """Lay out counts.

        Args:
            counts: see `count_people`, with a column ``bin``.
            by: columns that tell cells apart.
            bin_width, bin_offset: bin k reaches from k × width + offset to (k + 1) × width + offset, but not below 0.
        """
        rows = counts.sort(*by, "bin")
        self.cells = rows.group_by(by, maintain_order=True).agg(
            pl.len().alias("bins"), pl.col(_SUMMED).sum(), pl.col(_present(rows, _LOWEST)).min()
        )
        bins = self.cells["bins"].to_numpy().astype(np.int64)
        self._last = np.cumsum(bins) - 1
        self._first = self._last - bins + 1
        low = rows["bin"].to_numpy() * bin_width + bin_offset
        self._low, self._high = np.maximum(low, 0), low + bin_width
        self._weight = rows["weight"].to_numpy().astype(float)
        self._replicates = [rows[c].to_numpy().astype(float) for c in _present(rows, REPLICATE_WEIGHTS)]

    def percentile(self, share: float | Floats, weight: Floats | None = None) -> Floats:
        """Find what a share of each cell's people does not exceed, interpolated linearly inside its bin.

        Args:
            share: between 0 and 1, one for all cells or one per cell.
            weight: a replicate weight; None for the weight itself.

        Returns:
            One value per cell.
        """
        weight = self._weight if weight is None else weight
        reached = np.maximum.accumulate(np.cumsum(weight))
        before = reached[self._first] - weight[self._first]
        target = before + share * np.add.reduceat(weight, self._first)
        at = np.clip(np.searchsorted(reached, target), self._first, self._last)
        inside = np.clip((target - (reached[at] - weight[at])) / weight[at], 0, 1)
        found: Floats = self._low[at] + inside * (self._high[at] - self._low[at])
        return found

    def share_below(self, value: Floats) -> Floats:
        """Find the share of each cell's people below a value, one per cell: the reverse of `percentile`."""
        in_bin = np.repeat(value, self._last - self._first + 1) - self._low
        below = np.clip(in_bin / (self._high - self._low), 0, 1) * self._weight
        found: Floats = np.add.reduceat(below, self._first) / np.add.reduceat(self._weight, self._first)
        return found

    @property
    def replicates(self) -> list[Floats]:
        """The replicate weights, as `percentile` takes them; empty where the files have none."""
        return self._replicates

    @property
    def effective_n(self) -> Floats:
        """How many equally weighted people would tell as much: (Σw)² ÷ Σw², one per cell."""
        squares = self.cells["weight_squared"].to_numpy().astype(float)
        found: Floats = self.cells["weight"].to_numpy().astype(float) ** 2 / squares
        return found

    def median_error(self) -> Floats:
        """Standard error of each cell's median.

        From the replicate weights where the files have them: √(4/80 · Σ(θᵣ − θ)²). Otherwise Woodruff's: the share's
        error on the effective sample size (Σw)² ÷ Σw² times `DESIGN_FACTOR`, read off the distribution; approximate.
        """
        if self._replicates:
            median = self.percentile(0.5)
            squares: Floats = np.sum([(self.percentile(0.5, r) - median) ** 2 for r in self._replicates], axis=0)
            spread: Floats = np.sqrt(4 / len(self._replicates) * squares)
            return spread
        reach = INTERVAL_Z * DESIGN_FACTOR * np.sqrt(0.25 / self.effective_n)
        lower, upper = (self.percentile(np.clip(0.5 + side * reach, 0, 1)) for side in (-1, 1))
        error: Floats = (upper - lower) / (2 * INTERVAL_Z)
        return error


def describe_pay(counts: pl.DataFrame, people: People, by: Sequence[str]) -> pl.DataFrame:
    """Percentiles of yearly pay by cell, with the median's error and flags.

    Returns:
        One row per cell: ``by``, ``people_n``, ``workers_weighted``, ``pay_annual_p10_usd`` … ``pay_annual_p90_usd`` in
        survey-year dollars, each with its flag, and ``pay_annual_p50_se_usd``. Cells under `SMALLEST_SAMPLE` people
        have no figures. A percentile that reaches the bin of a state's top value is ``top_coded``: the Census Bureau
        put one mean in place of all pay above a cut there.
    """
    distribution = Distribution(counts, by, BIN_WIDTH_USD, -BIN_WIDTH_USD / 2)
    cells = distribution.cells
    ceiling = (cells["top_bin"].to_numpy() - 0.5) * BIN_WIDTH_USD
    enough = cells["people_n"].to_numpy() >= SMALLEST_SAMPLE
    dollars = people.to_survey_year_dollars
    columns: dict[str, Any] = {}
    for p in PERCENTILES:
        pay = distribution.percentile(p / 100)
        flag = np.where(enough, np.where(pay >= ceiling, "top_coded", "ok"), "not_released")
        columns[f"pay_annual_p{p}_usd"] = np.where(flag == "ok", np.round(pay * dollars), np.nan)
        columns[f"pay_annual_p{p}_flag"] = flag
    known = columns["pay_annual_p50_flag"] == "ok"
    columns["pay_annual_p50_se_usd"] = np.where(known, np.round(distribution.median_error() * dollars), np.nan)
    columns["workers_weighted"] = np.where(enough, cells["weight"].to_numpy(), np.nan)
    figures = pl.DataFrame(columns).with_columns(pl.selectors.float().fill_nan(None))
    return cells.select(*by, "people_n").hstack(figures)


def share_with_error(part: pl.DataFrame, whole: pl.DataFrame, on: str, name: str, by: Sequence[str]) -> pl.DataFrame:
    """What share of a whole its parts are, in percent.

    Args:
        part: see `count_people`, by ``by``.
        whole: the same, by ``on`` alone.
        on: the column that names the whole.
        name: what the figure is called.
        by: columns that tell the parts apart, ``on`` among them.

    Returns:
        ``by`` with ``NAME_pct`` and ``NAME_se_points``. The error comes from the replicate weights where the files have
        them, else from the linearised share, times `DESIGN_FACTOR`; approximate.
    """
    both = part.join(whole, on=on, suffix="_all", validate="m:1")
    share = pl.col("weight") / pl.col("weight_all")
    replicates = [c for c in REPLICATE_WEIGHTS if c in part.columns]
    if replicates:
        squares = pl.sum_horizontal((pl.col(r) / pl.col(f"{r}_all") - share) ** 2 for r in replicates)
        error = (4 / 80 * squares).sqrt()
    else:
        inside, every = pl.col("weight_squared"), pl.col("weight_squared_all")
        total, n = pl.col("weight_all").cast(pl.Float64), pl.col("people_n_all")
        variance = ((1 - share) ** 2 * inside + share**2 * (every - inside)) / total**2
        error = DESIGN_FACTOR * (variance * n / (n - 1)).sqrt()
    return both.select(
        *by, (100 * share).round(3).alias(f"{name}_pct"), (100 * error).round(3).alias(f"{name}_se_points")
    )


def shape_experience(people: People, groups: pl.DataFrame) -> pl.DataFrame:
    """Pay by occupation and band of potential experience.

    Args:
        people: see `read_people`.
        groups: see `census_occupations.occupation_groups`.

    Returns:
        The table ``pay_by_experience``: each occupation of ``groups`` and 00-0000, in each band and in all, with the
        band's share of its workers.
    """
    by = ["soc_code", "experience_band"]
    counts = count_people(pay_bins(employees(people), people), ["OCCP", "experience_band", "bin"])
    banded = by_occupation(counts, groups, ["experience_band", "bin"])
    whole = add_up(banded, ["soc_code", "bin"]).with_columns(experience_band=pl.lit("all")).select(banded.columns)
    described = describe_pay(pl.concat([banded, whole]), people, by)
    everyone = add_up(whole, ["soc_code"])
    parts = pl.concat([add_up(banded, by), add_up(whole, by)])
    shares = share_with_error(parts, everyone, "soc_code", "workers_share", by)
    is_shown = pl.col("people_n") >= SMALLEST_SAMPLE
    bands = pl.DataFrame({"experience_band": EXPERIENCE_BANDS})
    return (
        name_occupations(groups)
        .join(bands, how="cross")
        .join(described, on=by, how="left")
        .join(shares, on=by, how="left")
        .with_columns(
            pl.when(is_shown).then(pl.col("^workers_share_.*$")),
            pl.col("people_n").fill_null(0),
            pl.col("^pay_annual_p.._flag$").fill_null("not_released"),
            year=pl.lit(people.year),
        )
    )


def splits(people: People, reference: Path) -> dict[str, pl.Expr]:
    """What else pay by experience is told by: the name of the split → the group that a person belongs to, or null.

    A division is left out where the files lack one of its states.

    Raises:
        SourceChangedError: NAICSP begins with something that `SECTORS` does not map.
    """
    states = pl.read_csv(reference / "states.csv", infer_schema=False).filter(pl.col("is_territory") == "false")
    divisions = pl.read_csv(reference / DIVISIONS_FILE, infer_schema=False).join(
        states, on="state_code", how="full", coalesce=True, validate="1:1"
    )
    if divisions.null_count().sum_horizontal().item():
        cause = f"Its states are not those of states.csv: {divisions.filter(pl.any_horizontal(pl.all().is_null()))}."
        raise SourceChangedError(_SOURCE, DIVISIONS_FILE, cause, "Name every state once.")
    complete = divisions.filter(
        pl.col("state_fips_code").is_in(list(people.people_n)).all().over("census_division")
    ).select("state_fips_code", "census_division")
    prefix = pl.col("NAICSP").str.head(2)
    found = set(people.frame.select(prefix.unique()).to_series().drop_nulls())
    if not found <= {*SECTORS, NO_INDUSTRY}:
        cause = f"Column NAICSP holds codes that begin with {sorted(found - {*SECTORS, NO_INDUSTRY})}."
        raise SourceChangedError(_SOURCE, "person files", cause, "Correct SECTORS in etl/acs.py.")
    return {
        "division": pl.col("STATE").replace_strict(dict(complete.rows()), default=None, return_dtype=pl.String),
        "sector": prefix.replace_strict(SECTORS, default=None, return_dtype=pl.String),
        "schooling": in_group("SCHL", SCHOOLING_LEVELS),
        "experience": band_of(FINER_BAND_STARTS),
    }


def shape_experience_groups(people: People, groups: pl.DataFrame, split: Mapping[str, pl.Expr]) -> pl.DataFrame:
    """Pay by occupation and band, within census divisions, sectors and levels of schooling, and in finer bands.

    Args:
        people: see `read_people`.
        groups: see `census_occupations.occupation_groups`.
        split: see `splits`.

    Returns:
        The table ``experience_groups``: cells of `SMALLEST_SAMPLE` people or more, those of all bands together too.
    """
    workers = pay_bins(employees(people), people)
    by = ["soc_code", "split_group", "experience_band"]
    parts = []
    for name, group in split.items():
        grouped = workers.with_columns(split_group=group).filter(pl.col("split_group").is_not_null())
        counts = count_people(grouped, ["OCCP", "split_group", "experience_band", "bin"])
        counted = by_occupation(counts, groups, ["split_group", "experience_band", "bin"])
        whole = add_up(counted, ["soc_code", "split_group", "bin"]).with_columns(experience_band=pl.lit("all"))
        # A finer band is a part of one band.
        cells = [whole] if name == "experience" else [counted, whole.select(counted.columns)]
        # A number stands for the three words of a cell: sorting millions of words takes longest. The numbers keep the
        # words' order, so that the same files give the same sums, to the last bit.
        words = pl.concat(cells)
        job, part, band = (pl.col(c).cast(pl.Enum(words[c].unique().sort())).to_physical().cast(pl.Int64) for c in by)
        numbered = words.with_columns(cell=(job * 1_000 + part) * 1_000 + band)
        sizes = numbered.group_by("cell").agg(pl.col("people_n").sum(), pl.col(by).first())
        enough = sizes.filter(pl.col("people_n") >= SMALLEST_SAMPLE).select("cell", *by)
        described = describe_pay(numbered.drop(by).join(enough.select("cell"), on="cell"), people, ["cell"])
        described = described.join(enough, on="cell", validate="1:1").drop("cell")
        parts.append(described.with_columns(split=pl.lit(name)))
    return pl.concat(parts).with_columns(year=pl.lit(people.year))


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
    return {
        "pay_by_experience": shape_experience(people, groups),
        "experience_groups": shape_experience_groups(people, groups, splits(people, reference)),
    }


def coverage_facts(raw: Path, reference: Path) -> dict[str, Any]:
    """What a table's record tells about the files: the states and persons covered, and how errors were had."""
    people = scan_people(raw)
    states = pl.read_csv(reference / "states.csv", infer_schema=False).filter(pl.col("is_territory") == "false")
    covered = pl.col("state_fips_code").is_in(list(people.people_n))
    return {
        "coverage": {
            "state_codes": sorted(states.filter(covered)["state_code"]),
            "missing_state_codes": sorted(states.filter(~covered)["state_code"]),
            "people_n": sum(people.people_n.values()),
        },
        "error_method": "replicate weights" if people.has_replicate_weights else "effective sample size, approximate",
    }


def facts(raw: Path, reference: Path) -> dict[str, dict[str, Any]]:
    """What the tables' records tell about the files; see `coverage_facts`."""
    told = coverage_facts(raw, reference)
    return {"pay_by_experience": told, "experience_groups": told}


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
