"""Census occupation codes, and which OEWS occupations each of them answers for.

The Census Bureau codes occupations in about 570 groups. Its code list names the SOC codes of each group: one code, a
whole SOC group (``11-2030``), or "the rest of" a group (``13-20XX``: whatever no other line claims). The public
microdata merges some small groups into neighbours; which, its data dictionary tells, and
``data/reference/census_codes_merged_in_microdata.csv`` keeps.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Final

import polars as pl

from etl.download import open_raw
from etl.errors import SourceChangedError
from etl.sources import SOURCES
from etl.workbooks import Column, Workbook

SHEET: Final = "2018 Census Occ Code List"
COLUMNS: Final = {
    "group": Column("", required=False, used=False),
    "title": Column("2018 census title", used=False),
    "census_occupation_code": Column("2018 census code"),
    "soc_pattern": Column("2018 soc code"),
}
NO_SOC_CODE: Final = "none"
MERGED_FILE: Final = "census_codes_merged_in_microdata.csv"
TOTAL: Final = "00-0000"
EVERY_CENSUS_CODE: Final = "all"
"""What stands for the Census codes in the row of all occupations."""

_SOURCE = "census_occupations"
_REMEDY = "Compare the file with etl/census_occupations.py and mend the one that is wrong."


def read_code_list(raw: Path) -> dict[str, str]:
    """Read the Census code list.

    Returns:
        Four-digit Census code → its SOC code or pattern, such as ``43-4051``, ``11-2030`` or ``13-20XX``. Codes without
        a SOC code (rank not given, never worked) are left out.

    Raises:
        SourceChangedError: the sheet or a heading is missing, a code is there twice, or a SOC code is malformed.
    """
    remote = SOURCES[_SOURCE].files[0]
    with open_raw(raw, remote) as stream:
        sheet = Workbook(_SOURCE, remote.path.name, stream.read()).read(SHEET, COLUMNS, "census_occupation_code")
    codes: dict[str, str] = {}
    for row in sheet.rows.to_dicts():
        code, soc = row["census_occupation_code"], row["soc_pattern"]
        if not re.fullmatch(r"\d{4}", code) or soc == NO_SOC_CODE:
            continue
        if code in codes or not re.fullmatch(r"\d\d-[\dX]{4}", soc or ""):
            raise sheet.fault(f"Row {row['sheet_row']}: code {code!r} with SOC code {soc!r} is a repeat or malformed.")
        codes[code] = soc
    return codes


def read_merged(reference: Path) -> dict[str, str]:
    """Read which Census codes the microdata counts under another code.

    Returns:
        Census code → the code under which the microdata files it.
    """
    frame = pl.read_csv(reference / MERGED_FILE, infer_schema=False)
    return dict(frame.select("census_occupation_code", "microdata_occupation_code").rows())


def soc_prefix(code: str) -> str:
    """What all codes inside a SOC group begin with; a detailed code is its own prefix.

    >>> soc_prefix("11-2030"), soc_prefix("15-1200"), soc_prefix("43-0000"), soc_prefix("43-4051")
    ('11-203', '15-12', '43-', '43-4051')
    """
    return code.rstrip("0") if code.endswith("0") else code


def census_code_of(codes: Mapping[str, str], detailed: Collection[str]) -> dict[str, str]:
    """Find the one Census code of every detailed SOC code.

    Whole codes and groups claim theirs first; of the "rest of" lines, the narrowest claims first.

    Args:
        codes: see `read_code_list`.
        detailed: all detailed SOC 2018 codes.

    Returns:
        Detailed SOC code → Census code.

    Raises:
        SourceChangedError: a SOC code is claimed twice or not at all, or a Census code claims none.
    """
    found: dict[str, str] = {}
    for census, soc in sorted(codes.items(), key=lambda item: (item[1].count("X"), item[0])):
        if "X" in soc:
            claims = [d for d in detailed if d not in found and _matches(d, soc)]
        else:
            claims = [d for d in detailed if d.startswith(soc_prefix(soc))]
        twice = [d for d in claims if d in found]
        if twice or not claims:
            cause = f"Census code {census} ({soc}) claims {claims or 'no SOC code'}; claimed before: {twice}."
            raise SourceChangedError(_SOURCE, SHEET, cause, _REMEDY)
        found.update(dict.fromkeys(claims, census))
    left = sorted(set(detailed) - set(found))
    if left:
        raise SourceChangedError(_SOURCE, SHEET, f"No Census code claims the SOC codes {left}.", _REMEDY)
    return found


def _matches(soc_code: str, pattern: str) -> bool:
    return all(p in ("X", c) for c, p in zip(soc_code, pattern, strict=True))


def occupation_groups(
    census_of: Mapping[str, str],
    merged: Mapping[str, str],
    crosswalk: pl.DataFrame,
    occupations: pl.DataFrame,
) -> pl.DataFrame:
    """Say which microdata codes answer for each OEWS occupation and group of occupations.

    An occupation is answered by every microdata code that holds one of its SOC codes, a group by those of all the SOC
    codes in it. 00-0000 is everyone and has no row here.

    Args:
        census_of: detailed SOC code → Census code.
        merged: Census code → the code under which the microdata files it.
        crosswalk: ``soc_2018_code``, ``oews_soc_code``.
        occupations: ``soc_code``, ``occupation_level``.

    Returns:
        ``soc_code``, ``census_occupation_code`` (one microdata code per row) and ``shared_by``: how many occupations of
        that level the codes touch, itself included.
    """
    members = crosswalk.select(
        pl.col("oews_soc_code").alias("soc_code"),
        pl.col("soc_2018_code")
        .replace_strict(census_of, return_dtype=pl.String)
        .replace(merged)
        .alias("census_occupation_code"),
    ).drop_nulls()
    parts = []
    for code, level in occupations.select("soc_code", "occupation_level").rows():
        if level == "detailed":
            inside = members.filter(pl.col("soc_code") == code)
        elif level != "total":
            inside = members.filter(pl.col("soc_code").str.starts_with(soc_prefix(code)))
        else:
            continue
        parts.append(
            inside.select(soc_code=pl.lit(code), level=pl.lit(level), census_occupation_code="census_occupation_code")
        )
    groups = pl.concat(parts).unique(maintain_order=True)
    touched = (
        groups.join(groups, on=["level", "census_occupation_code"], suffix="_other")
        .group_by("soc_code")
        .agg(shared_by=pl.col("soc_code_other").n_unique().cast(pl.Int64))
    )
    return (
        groups.join(touched, on="soc_code")
        .select("soc_code", "census_occupation_code", "shared_by")
        .sort("soc_code", "census_occupation_code")
    )
