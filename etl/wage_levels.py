"""Prevailing wage levels of the Office of Foreign Labor Certification: four skill levels of a job in a place.

Level I is the mean of the lowest third of the surveyed pay, level IV the mean of the upper two thirds, II and III stand
evenly between them. They are levels of skill, never years of experience. The file's ``Label`` tells whether a row is by
the year; without one it is by the hour. ``GeoLvl``, which would tell whether a level comes from a wider area, may be
blank.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import polars as pl

from etl import oews, titles
from etl.download import raw_path
from etl.errors import CheckError, SourceChangedError
from etl.sources import SOURCES

MEMBER: Final = "ALC_Export.csv"
LEVELS: Final = ("Level1", "Level2", "Level3", "Level4")
COLUMNS: Final = ("Area", "SocCode", "GeoLvl", *LEVELS, "Average", "Label")
PERIODS: Final[dict[str, tuple[str, int]]] = {"": ("hour", 2), "Annual Wage": ("year", 0)}
"""``Label`` → pay period, and the decimals to which its levels are printed."""

WITHOUT_OEWS: Final = frozenset({"11-1031", "45-3031"})
"""Occupations that have levels and no OEWS code to stand under: legislators, fishing and hunting workers."""

TERRITORIES: Final = {"6600001": "GU", "7800001": "VI"}
"""Areas that are a whole territory → our code of the place."""

_SOURCE: Final = "wage_levels"
_REMEDY: Final = "Compare the file with COLUMNS and PERIODS in etl/wage_levels.py."


def _fail(cause: str, file: str = MEMBER) -> SourceChangedError:
    return SourceChangedError(_SOURCE, file, cause, _REMEDY)


def read_levels(path: Path) -> pl.DataFrame:
    """Read the levels from the zip file.

    Returns:
        `COLUMNS`, as text, one row per area and SOC code; blanks are null.

    Raises:
        SourceChangedError: no zip file, the CSV file or a column missing or unknown, or two rows of one key.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            members = [m for m in archive.namelist() if m.rsplit("/", 1)[-1] == MEMBER]
            if len(members) != 1:
                raise _fail(f"{MEMBER} is in it {len(members)} times; it holds {archive.namelist()}.", path.name)
            content = archive.read(members[0])
    except zipfile.BadZipFile as error:
        raise _fail(f"It is not a whole zip file: {error}.", path.name) from error
    frame = pl.read_csv(io.BytesIO(content), infer_schema=False)
    if set(frame.columns) != set(COLUMNS):
        raise _fail(f"Its columns are {frame.columns}, expected {list(COLUMNS)}.")
    twice = frame.filter(pl.struct("Area", "SocCode").is_duplicated())
    if twice.height:
        raise _fail(f"Area and SocCode {twice.row(0)[:2]} stand in more than one row.")
    return frame.select(COLUMNS)


def shape_levels(frame: pl.DataFrame, oews_code: Mapping[str, str | None]) -> pl.DataFrame:
    """Rows of the file to the table ``wage_levels``.

    Only levels I and IV are kept: II and III are ⅓ and ⅔ of the way, rounded half up, and it is made sure that the file
    says the same.

    Args:
        frame: see `read_levels`.
        oews_code: SOC 2018 and OEWS codes → the OEWS code that answers for them, or None.

    Raises:
        SourceChangedError: a label, a code, a level that is no number, levels partly blank, II or III elsewhere than
            evenly between I and IV, or codes that are one in OEWS with different levels.
    """
    rows = frame.with_row_index("row", 2).with_columns(pl.col("Label").fill_null(""))
    strange = rows.filter(~pl.col("Label").is_in(list(PERIODS)))
    if strange.height:
        raise _fail(f"Row {strange['row'][0]}: the label {strange['Label'][0]!r} is not known.")
    unknown = sorted(set(rows["SocCode"]) - set(oews_code))
    lost = {code for code in rows["SocCode"].unique() if oews_code.get(code) is None} - set(unknown)
    if unknown or lost != WITHOUT_OEWS:
        raise _fail(f"Unknown SOC codes: {unknown[:5]}. Without an OEWS code: {sorted(lost)}.")
    typed = rows.with_columns(pl.col(c).cast(pl.Float64, strict=False) for c in LEVELS)
    for column in LEVELS:
        bad = rows.filter(pl.col(column).is_not_null() & typed[column].is_null())
        if bad.height:
            raise _fail(f"Row {bad['row'][0]}, column {column}: {bad[column][0]!r} is not a number.")
    filled = pl.sum_horizontal(pl.col(c).is_not_null() for c in LEVELS)
    partly = typed.filter(~filled.is_in([0, len(LEVELS)]))
    if partly.height:
        raise _fail(f"Row {partly['row'][0]}: only some of the levels are there.")
    _check_between(typed)
    keyed = typed.with_columns(
        soc_code=pl.col("SocCode").replace_strict(dict(oews_code), return_dtype=pl.String),
        place_code=pl.when(pl.col("Area").str.len_chars() == 5)
        .then("Area")
        .otherwise(pl.col("Area").str.zfill(7).replace(TERRITORIES)),
        pay_period=pl.col("Label").replace_strict({label: period for label, (period, _) in PERIODS.items()}),
        wage_level_1_flag=pl.when(pl.col("Level1").is_null()).then(pl.lit("not_released")).otherwise(pl.lit("ok")),
    )
    table = (
        keyed.filter(pl.col("soc_code").is_not_null())
        .select(
            "soc_code",
            "place_code",
            "pay_period",
            "wage_level_1_flag",
            wage_level_1_usd="Level1",
            wage_level_4_usd="Level4",
        )
        .unique()
    )
    differ = table.filter(pl.struct("soc_code", "place_code").is_duplicated())
    if differ.height:
        raise _fail(f"{differ['soc_code'][0]} in {differ['place_code'][0]}: its SOC codes have different levels.")
    return table


def _check_between(typed: pl.DataFrame) -> None:
    """Make sure that levels II and III are where the rule puts them."""
    first, last = pl.col("Level1"), pl.col("Level4")
    for label, (_, decimals) in PERIODS.items():
        scale = 10**decimals
        for column, third in (("Level2", 1), ("Level3", 2)):
            # Half a cent is not to be lost to binary fractions.
            expected = ((first + (last - first) * third / 3) * scale + 0.5 + 1e-6).floor() / scale
            wrong = typed.filter((pl.col("Label") == label) & ((pl.col(column) - expected).abs() > 0.1 / scale))
            if wrong.height:
                at, found = wrong["row"][0], wrong[column][0]
                raise _fail(f"Row {at}, column {column}: {found} is not {third} of 3 parts from level I to IV.")


def build(raw: Path, reference: Path) -> dict[str, pl.DataFrame]:  # noqa: ARG001 - every loader takes both
    """File to ``wage_levels``.

    Raises:
        SourceChangedError: see `read_levels` and `shape_levels`.
    """
    occupations = oews.shape_occupations(oews.read_lists(raw)["occupation"])
    crosswalk = titles.shape_crosswalk(titles.read_structure(raw), occupations)
    detailed = occupations.filter(pl.col("occupation_level") == "detailed")["soc_code"]
    codes = dict(crosswalk.select("soc_2018_code", "oews_soc_code").rows()) | {code: code for code in detailed}
    (remote,) = SOURCES[_SOURCE].files
    return {"wage_levels": shape_levels(read_levels(raw_path(raw, remote)), codes)}


def facts(raw: Path, reference: Path) -> dict[str, dict[str, Any]]:  # noqa: ARG001 - every loader takes both
    """Whether the file tells from which area a level comes."""
    (remote,) = SOURCES[_SOURCE].files
    blank = read_levels(raw_path(raw, remote))["GeoLvl"].is_null().all()
    return {"wage_levels": {"area_of_level_is_told": not blank}}


def check(tables: Mapping[str, pl.DataFrame], reference: Path) -> None:  # noqa: ARG001 - every check is called alike
    """Rules across tables: occupations and places are OEWS's, all of them, and level I is not above level IV.

    Raises:
        CheckError: names the codes.
    """
    name, levels = "wage_levels", tables["wage_levels"]
    codes = set(tables["occupations"].filter(pl.col("occupation_level") == "detailed")["soc_code"])
    places = tables["places"].filter(
        pl.col("place_kind").is_in(["metro", "nonmetro"]) | pl.col("place_code").is_in(list(TERRITORIES.values()))
    )
    for column, known in (("soc_code", codes), ("place_code", set(places["place_code"]))):
        differ = set(levels[column].unique()) ^ known
        if differ:
            cause = f"Column {column} and the other tables differ in {sorted(differ)[:8]}."
            raise CheckError(name, f"{name}.parquet", cause, "Look at etl/wage_levels.py.")
    reversed_ = levels.filter(pl.col("wage_level_1_usd") > pl.col("wage_level_4_usd"))
    if reversed_.height:
        cause = f"Level I is above level IV in {reversed_.row(0)}."
        raise CheckError(name, f"{name}.parquet", cause, "Look at the agency's file.")
