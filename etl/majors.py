"""From a field of study to the jobs people in fact hold, and back: bachelor's degree holders in the census microdata.

Shares are of civilians with a job; pay is that of the full-time, year-round employees among them. The field is that of
the first bachelor's degree (FOD1P), whatever degree came after it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import polars as pl

from etl import acs, oews, worklife
from etl.cells import PERCENTILES
from etl.errors import CheckError, SourceChangedError

EVERY: Final = "all"
"""What stands for all fields, and for all occupations."""

FIELDS_FILE: Final = "degree_fields.csv"
_BY: Final = ("degree_field_code", "census_occupation_code")


def read_fields(reference: Path, found: set[str]) -> pl.DataFrame:
    """Read the names of the fields of study.

    Args:
        reference: the folder with the file.
        found: the codes in the microdata.

    Returns:
        ``degree_field_code``, ``degree_field_title``.

    Raises:
        SourceChangedError: the codes found and the codes named are not the same.
    """
    fields = pl.read_csv(reference / FIELDS_FILE, infer_schema=False)
    named = set(fields["degree_field_code"])
    if found != named or fields["degree_field_code"].is_duplicated().any():
        cause = f"Codes without a name: {sorted(found - named)}; names without people: {sorted(named - found)}."
        raise SourceChangedError("acs", "person files", f"Column FOD1P. {cause}", f"Correct {FIELDS_FILE}.")
    return fields


def shape_majors(people: acs.People, occupations: Mapping[str, str]) -> pl.DataFrame:
    """Jobs by field of study, with shares and pay.

    Args:
        people: see `acs.read_people`.
        occupations: OCCP → the census codes that answer together for OEWS occupations, joined by ``;``.

    Returns:
        The table ``majors``: each field with each group of occupations in which `acs.SMALLEST_SAMPLE` people or more
        work, both with all of the other, and everyone.

    Raises:
        SourceChangedError: see `worklife.workers`.
    """
    graduates = worklife.workers(people).filter(pl.col("FOD1P").is_not_null())
    employees = acs.pay_bins(acs.employees(people), people).filter(
        pl.col("FOD1P").is_not_null(), pl.col("ESR").is_in([1, 2])
    )

    def named(persons: pl.DataFrame) -> pl.DataFrame:
        return persons.with_columns(
            degree_field_code="FOD1P", census_occupation_code=pl.col("OCCP").replace(occupations)
        )

    counts = _with_totals(acs.count_people(named(graduates), list(_BY)), [])
    pay = acs.describe_pay(
        _with_totals(acs.count_people(named(employees), [*_BY, "bin"]), ["bin"]), people, list(_BY)
    ).rename({"people_n": "paid_n"})
    field, job = _BY
    field_share = acs.share_with_error(counts, _whole(counts, job), field, "field_share", _BY)
    job_share = acs.share_with_error(counts, _whole(counts, field), job, "job_share", _BY)
    flags = [pl.col(f"pay_annual_p{p}_flag").fill_null("not_released") for p in PERCENTILES]
    return (
        counts.filter(
            pl.col("people_n") >= acs.SMALLEST_SAMPLE,
            pl.col("census_occupation_code").is_in([*occupations.values(), EVERY]),
        )
        .select(*_BY, "people_n", graduates_weighted="weight")
        .join(field_share, on=_BY, how="left", validate="1:1")
        .join(job_share, on=_BY, how="left", validate="1:1")
        .join(pay.drop("workers_weighted"), on=_BY, how="left", validate="1:1")
        .with_columns(*flags, pl.col("paid_n").fill_null(0), year=pl.lit(people.year))
    )


def _with_totals(counts: pl.DataFrame, more: Sequence[str]) -> pl.DataFrame:
    """Add each field with all occupations, each occupation with all fields, and everyone."""
    parts = [acs.add_up(counts, [*_BY, *more])]
    for left in (_BY[:1], _BY[1:], _BY):
        every = counts.with_columns(pl.lit(EVERY).alias(c) for c in left)
        parts.append(acs.add_up(every, [*_BY, *more]).select(parts[0].columns))
    return pl.concat(parts)


def _whole(counts: pl.DataFrame, other: str) -> pl.DataFrame:
    return counts.filter(pl.col(other) == EVERY).drop(other)


def build(raw: Path, reference: Path) -> dict[str, pl.DataFrame]:
    """Files to ``majors`` and ``degree_fields``.

    Raises:
        SourceChangedError: see `acs.read_people`, `acs.read_groups` and `read_fields`.
    """
    people = acs.scan_people(raw)
    fields = read_fields(reference, set(people.frame["FOD1P"].drop_nulls().unique()))
    groups = acs.read_groups(raw, reference, set(people.frame["OCCP"].unique()))
    return {"majors": shape_majors(people, together(raw, groups)), "degree_fields": fields}


def together(raw: Path, groups: pl.DataFrame) -> dict[str, str]:
    """Which census codes answer together for OEWS occupations: code → all of them, joined by ``;``.

    Raises:
        SourceChangedError: a code belongs to two such sets, so that shares would not add up.
    """
    occupations = oews.shape_occupations(oews.read_lists(raw)["occupation"])
    detailed = occupations.filter(pl.col("occupation_level") == "detailed")["soc_code"].to_list()
    names = acs.name_occupations(groups.filter(pl.col("soc_code").is_in(detailed)))
    found: dict[str, str] = {}
    for joined in sorted(set(names["census_occupation_code"]) - {EVERY}):
        for code in joined.split(";"):
            if found.setdefault(code, joined) != joined:
                cause = f"Census code {code} belongs to {found[code]} and to {joined}."
                raise SourceChangedError("census_occupations", "code list", cause, "Look at etl/majors.py.")
    return found


def facts(raw: Path, reference: Path) -> dict[str, dict[str, Any]]:
    """What the tables' records tell about the files; see `acs.coverage_facts`."""
    return {"majors": acs.coverage_facts(raw, reference)}


def check(tables: Mapping[str, pl.DataFrame], reference: Path) -> None:  # noqa: ARG001 - every check is called alike
    """Rules across tables: fields are named, occupations are those of the pay tables, and shares fit.

    Raises:
        CheckError: a code is unknown, or a field's shares add up to more than all of its people.
    """
    majors = tables["majors"]
    known = {
        "degree_field_code": {*tables["degree_fields"]["degree_field_code"], EVERY},
        "census_occupation_code": set(tables["pay_by_experience"]["census_occupation_code"]),
    }
    for column, codes in known.items():
        strange = set(majors[column]) - codes
        if strange:
            cause = f"Column {column} holds {sorted(strange)[:5]}, which no other table knows."
            raise CheckError("majors", "majors.parquet", cause, "Build all tables from the same files.")
    for share, whole, part in (
        ("field_share_pct", "degree_field_code", "census_occupation_code"),
        ("job_share_pct", "census_occupation_code", "degree_field_code"),
    ):
        sums = majors.filter(pl.col(part) != EVERY).group_by(whole).agg(pl.col(share).sum())
        wrong = sums.filter(pl.col(share) > 100.1)
        if wrong.height:
            cause = f"{share} adds up to {wrong[share][0]:.1f}% for {wrong[whole][0]}."
            raise CheckError("majors", "majors.parquet", cause, "Look at etl/majors.py.")
