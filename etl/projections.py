"""Employment Projections: jobs now and in ten years, openings and why they open, typical schooling and training.

Source: ``occupation.xlsx`` at www.bls.gov/emp/ind-occ-matrix, table 1.2 (in editions up to 2022–32 some columns stand
in table 1.7 only) and table 1.10. Any edition from 2016–26 on is read: which years it spans is read from its headings,
and columns are found by meaning, wherever they stand and over one to three heading rows. The printed word ``None``
means that none is required, and stays; ``—`` means not available.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import polars as pl

from etl.coverage import check_same_codes
from etl.download import is_at_hand, open_raw
from etl.errors import CheckError, SourceChangedError
from etl.publish import read_table
from etl.sources import SOURCES
from etl.workbooks import Column, Sheet, Workbook

_SPAN: Final = r"\d{4}-\d{2,4}"
_MATRIX: Final = r"(\d{4} )?national employment matrix (occupation )?"
_NUMBER: Final = "(numeric|number)"

CORE: Final[dict[str, Column]] = {
    "occupation_title": Column(_MATRIX + "title( and code)?"),
    "soc_code": Column(f"{_MATRIX}(code|title and code #2)"),
    "occupation_type": Column("occupation type", required=False),
    "employment": Column(rf"employment, ({_NUMBER}, )?(?P<year>\d{{4}})"),
    "employment_change_thousand": Column(f"(employment )?change, ({_NUMBER}, {_SPAN}|{_SPAN}, {_NUMBER})"),
    "employment_change_pct": Column(f"(employment )?change, (percent, {_SPAN}|{_SPAN}, percent)"),
    "openings_annual_thousand": Column(f"occupational openings, {_SPAN}( annual average)?"),
}
"""What every table of occupations holds, by heading."""

CHARACTERISTICS: Final[dict[str, Column]] = {
    "self_employed_pct": Column(r"percent self-? ?employed, \d{4}"),
    "typical_entry_schooling": Column("typical education needed for entry"),
    "related_experience": Column("work experience in a related occupation"),
    "on_the_job_training": Column("typical on-the-job training needed to attain competency in the occupation"),
}

SEPARATIONS: Final[dict[str, Column]] = {
    "labor_force_exit_rate_pct": Column(f"labor force exit rate, {_SPAN}( annual average)?"),
    "occupational_transfer_rate_pct": Column(f"occupational transfer rate, {_SPAN}( annual average)?"),
    "separation_rate_pct": Column(f"total occupational separations rate, {_SPAN}( annual average)?"),
    "labor_force_exits_annual_thousand": Column(f"labor force exits, {_SPAN}( annual average)?"),
    "occupational_transfers_annual_thousand": Column(f"occupational transfers, {_SPAN}( annual average)?"),
    "separations_annual_thousand": Column(f"total occupational separations, {_SPAN}( annual average)?"),
}
"""Why jobs open, beside growth: people leave the labor force, or move to another occupation."""

SEPARATIONS_PUBLISHED: Final = tuple(name for name in SEPARATIONS if not name.startswith("separation"))

_ASIDE: Final[dict[str, Column]] = {
    "distribution": Column(r"employment( distribution)?, percent( distribution)?, \d{4}", required=False, used=False),
    "wage": Column(r"median annual wage.*", required=False, used=False),
    "handbook": Column(r"related occupational outlook handbook.*", required=False, used=False),
}

LINE_ITEM: Final = "line item"
SUMMARY: Final = "summary"

CATEGORIES: Final[dict[str, frozenset[str]]] = {
    "typical_entry_schooling": frozenset(
        {
            "No formal educational credential",
            "High school diploma or equivalent",
            "Some college, no degree",
            "Postsecondary nondegree award",
            "Associate's degree",
            "Bachelor's degree",
            "Master's degree",
            "Doctoral or professional degree",
        }
    ),
    "related_experience": frozenset({"None", "Less than 5 years", "5 years or more"}),
    "on_the_job_training": frozenset(
        {
            "None",
            "Short-term on-the-job training",
            "Moderate-term on-the-job training",
            "Long-term on-the-job training",
            "Apprenticeship",
            "Internship/residency",
        }
    ),
}
"""Every word the agency uses in these columns."""

MINOR_GROUPS_BELOW_A_THOUSAND: Final = frozenset({"15-1200", "31-1100", "51-5100"})
"""Minor groups of SOC 2018 whose codes look like broad ones."""


@dataclass(frozen=True)
class Edition:
    """One edition as text, with the years that its headings name.

    Attributes:
        base_year, target_year: first and last year of the projection.
        sheet: table 1.2, or 1.7 where that one is complete.
        separations: table 1.10.
    """

    base_year: int
    target_year: int
    sheet: Sheet
    separations: Sheet

    @property
    def name(self) -> str:
        """The edition as people write it, with an en dash: 2024–34."""
        return edition_name(self.base_year, self.target_year)


def edition_name(base_year: int, target_year: int) -> str:
    """An edition as people write it, with an en dash.

    >>> edition_name(2024, 2034)
    '2024–34'
    """
    return f"{base_year}–{target_year % 100:02}"


def read_edition(source: str, file: str, content: bytes) -> Edition:
    """Read the occupations of one edition as text.

    Args:
        source, file: for messages.
        content: the workbook's bytes.

    Raises:
        SourceChangedError: no table 1.2 or 1.10, a heading missing or unknown, or headings that disagree about the
            years.
    """
    workbook = Workbook(source, file, content)
    sheet = _read_first(workbook, ("1.2", "1.7"), {**CORE, **CHARACTERISTICS, **_ASIDE})
    separations = _read_first(workbook, ("1.10",), {**CORE, **SEPARATIONS})
    base_year, target_year = read_years(sheet)
    if read_years(separations) != (base_year, target_year):
        raise separations.fault(f"Its years are not {base_year} and {target_year}, as in sheet {sheet.name!r}.")
    return Edition(base_year, target_year, sheet, separations)


def read_years(sheet: Sheet) -> tuple[int, int]:
    """First and last year, as all of a sheet's headings name them.

    Raises:
        SourceChangedError: jobs stand there for other than two years, or a heading names others.
    """
    years = sorted(int(name[-4:]) for name in sheet.headings if re.fullmatch(r"employment_\d{4}", name))
    if len(years) != 2:
        raise sheet.fault(f"Jobs should stand there for two years; found {years}.")
    base_year, target_year = years
    for heading in sheet.headings.values():
        span = re.search(r"(\d{4})\D(\d{2,4})", heading)
        if span is not None and (int(span[1]) != base_year or int(span[2]) % 100 != target_year % 100):
            raise sheet.fault(f"Heading {heading!r} does not fit jobs of {base_year} and {target_year}.")
    return base_year, target_year


def _read_first(workbook: Workbook, tables: tuple[str, ...], columns: Mapping[str, Column]) -> Sheet:
    """Read the first of the tables that has all columns; if none has, say what the first one lacks."""
    fault: SourceChangedError | None = None
    for table in tables:
        name = workbook.find(f"table {re.escape(table)}")
        if name is None:
            continue
        try:
            return workbook.read(name, columns, key="soc_code")
        except SourceChangedError as error:
            fault = fault or error
    if fault is None:
        raise SourceChangedError(
            workbook.source,
            workbook.file,
            f"Sheet 'Table {tables[0]}' is missing; there are {list(workbook.sheets)}.",
            "Make sure that it is the workbook of occupations. A renamed sheet has to be told to the loader.",
        )
    raise fault


def shape_outlook(edition: Edition) -> pl.DataFrame:
    """Give an edition's rows numbers, levels and known words.

    Codes stay those of the National Employment Matrix, which are the OEWS codes of the edition's own years; a combined
    code that the matrix does not split further (13-1020) is ``detailed``, as in OEWS.

    Returns:
        The columns of ``outlook``, summary rows included.

    Raises:
        SourceChangedError: a code without the form of one or coming twice, an unknown occupation type, word or mark,
            or figures that contradict each other.
    """
    sheet = edition.sheet
    rows = sheet.rows
    codes = _codes(sheet)
    words = {name: _known_words(sheet, name) for name in CATEGORIES}
    shaped = pl.DataFrame(
        [
            rows["sheet_row"],
            codes,
            sheet.text("occupation_title"),
            _levels(sheet, codes),
            sheet.figures(f"employment_{edition.base_year}").alias("employment_base_thousand"),
            sheet.figures(f"employment_{edition.target_year}").alias("employment_target_thousand"),
            sheet.figures("employment_change_thousand"),
            sheet.figures("employment_change_pct"),
            sheet.figures("self_employed_pct"),
            sheet.figures("openings_annual_thousand"),
            *words.values(),
        ]
    )
    check_sums(sheet, shaped, "soc_code")
    separations = _shape_separations(edition)
    differing = set(separations["soc_code"]) ^ set(codes)
    if differing:
        raise edition.separations.fault(f"Codes {sorted(differing)} stand only there or only in sheet {sheet.name!r}.")
    shaped = shaped.join(separations, on="soc_code", how="left", validate="1:1")
    odd = shaped.filter(pl.col("openings_annual_thousand") != pl.col("openings_in_separations"))
    if odd.height:
        raise edition.separations.fault(f"Openings of {odd['soc_code'][0]} are others than in sheet {sheet.name!r}.")
    return shaped.drop("sheet_row", "openings_in_separations").with_columns(
        edition=pl.lit(edition.name), base_year=pl.lit(edition.base_year), target_year=pl.lit(edition.target_year)
    )


def _codes(sheet: Sheet) -> pl.Series:
    codes = sheet.text("soc_code")
    odd = sheet.rows.filter(~codes.str.contains(r"^\d{2}-\d{4}$").fill_null(False))
    if odd.height:
        raise sheet.fault(f"Row {odd['sheet_row'][0]}: {odd['soc_code'][0]!r} is not an occupation code.")
    odd = sheet.rows.filter(codes.is_duplicated())
    if odd.height:
        raise sheet.fault(f"Row {odd['sheet_row'][0]}: code {odd['soc_code'][0]} comes more than once.")
    return codes


def _shape_separations(edition: Edition) -> pl.DataFrame:
    """Table 1.10 as numbers, its sums held against its parts."""
    sheet = edition.separations
    figures = {name: sheet.figures(name) for name in ("openings_annual_thousand", *SEPARATIONS)}
    change = sheet.figures("employment_change_thousand")
    shaped = pl.DataFrame([sheet.rows["sheet_row"], _codes(sheet), *figures.values(), change])
    exits, transfers = (
        pl.col("labor_force_exits_annual_thousand"),
        pl.col("occupational_transfers_annual_thousand"),
    )
    total = pl.col("separations_annual_thousand")
    per_year = pl.col("employment_change_thousand") / (edition.target_year - edition.base_year)
    rates = pl.col("labor_force_exit_rate_pct") + pl.col("occupational_transfer_rate_pct")
    # Each figure is rounded to one decimal by itself.
    fits = (
        ((exits + transfers - total).abs() < 0.1501)
        & ((rates - pl.col("separation_rate_pct")).abs() < 0.1501)
        & ((total + per_year - pl.col("openings_annual_thousand")).abs() < 0.1101)
    )
    odd = shaped.filter(~fits.fill_null(False))
    if odd.height:
        raise sheet.fault(
            f"Row {odd['sheet_row'][0]} ({odd['soc_code'][0]}): openings, people leaving and people changing "
            f"occupation do not add up ({odd.height} such rows)."
        )
    return shaped.select(
        "soc_code", *SEPARATIONS_PUBLISHED, pl.col("openings_annual_thousand").alias("openings_in_separations")
    )


def _known_words(sheet: Sheet, column: str) -> pl.Series:
    words = sheet.text(column)
    odd = sheet.rows.filter(words.is_not_null() & ~words.is_in(sorted(CATEGORIES[column])))
    if odd.height:
        raise sheet.fault(
            f"Row {odd['sheet_row'][0]}, column {sheet.headings[column]!r}: {odd[column][0]!r} is not a known word."
        )
    return words


def _levels(sheet: Sheet, codes: pl.Series) -> pl.Series:
    """Level of each row, from its code and from whether it is a line of its own or a sum of others."""
    if "occupation_type" in sheet.headings:
        kind = sheet.text("occupation_type").str.to_lowercase()
        odd = sheet.rows.filter(~kind.is_in([LINE_ITEM, SUMMARY]).fill_null(False))
        if odd.height:
            raise sheet.fault(f"Row {odd['sheet_row'][0]}: occupation type {odd['occupation_type'][0]!r} is not known.")
        is_line = (kind == LINE_ITEM).to_list()
    else:
        # Without the column, a row is a line of its own when no other row's code lies below it.
        stems = [code.rstrip("0") for code in codes]
        is_line = [
            not any(other != code and other.startswith(stem) for other in codes)
            for code, stem in zip(codes, stems, strict=True)
        ]
    return pl.Series("occupation_level", [occupation_level(c, n) for c, n in zip(codes, is_line, strict=True)])


def occupation_level(code: str, is_line_item: bool) -> str:
    """Level of an occupation code.

    >>> [occupation_level(c, False) for c in ("00-0000", "43-0000", "43-4000", "15-1200", "15-1250")]
    ['total', 'major', 'minor', 'minor', 'broad']
    >>> occupation_level("43-4051", True), occupation_level("13-1020", True)
    ('detailed', 'detailed')
    """
    if code == "00-0000":
        return "total"
    if is_line_item:
        return "detailed"
    if code.endswith("-0000"):
        return "major"
    if code.endswith("000") or code in MINOR_GROUPS_BELOW_A_THOUSAND:
        return "minor"
    return "broad" if code.endswith("0") else "detailed"


def check_sums(sheet: Sheet, shaped: pl.DataFrame, key: str) -> None:
    """Hold change against jobs, and percent against change: a column read under a wrong name shows here.

    Jobs are printed to 0.1 thousand and percent to 0.1, each rounded from unrounded figures.

    Raises:
        SourceChangedError: names the row and its ``key``.
    """
    base, target = pl.col("employment_base_thousand"), pl.col("employment_target_thousand")
    change, percent = pl.col("employment_change_thousand"), pl.col("employment_change_pct")
    change_fits = (target - base - change).abs() < 0.1501
    percent_fits = (percent * base - 100 * change).abs() <= 0.0501 * base + 0.05 * percent.abs() + 5.1
    odd = shaped.filter(~(change_fits & percent_fits).fill_null(False))
    if odd.height:
        raise sheet.fault(
            f"Row {odd['sheet_row'][0]} ({odd[key][0]}): jobs {odd['employment_base_thousand'][0]} and "
            f"{odd['employment_target_thousand'][0]}, change {odd['employment_change_thousand'][0]} and "
            f"{odd['employment_change_pct'][0]} percent do not fit together ({odd.height} such rows)."
        )


def read_growth_words(reference: Path) -> pl.DataFrame:
    """Read the words for growth, by edition, with the whole percents that each stands for."""
    return pl.read_csv(
        reference / "growth_words.csv",
        schema_overrides={"lower_bound_pct": pl.Float64, "upper_bound_pct": pl.Float64},
    )


def _read_editions(raw: Path) -> list[Edition]:
    """Read the newest edition, and the earlier ones that are at hand."""
    editions: list[Edition] = []
    for source in (SOURCES["projections"], SOURCES["projections_archive"]):
        for remote in source.files:
            if source.optional and not is_at_hand(raw, remote):
                continue
            with open_raw(raw, remote) as stream:
                edition = read_edition(source.name, remote.path.name, stream.read())
            if edition.name in (other.name for other in editions):
                raise edition.sheet.fault(f"Edition {edition.name} has been read from another file already.")
            editions.append(edition)
    return editions


def build(raw: Path, reference: Path) -> dict[str, pl.DataFrame]:
    """Build ``outlook``, all editions at hand side by side, ``growth_words`` and ``growth_rulings``.

    Raises:
        SourceChangedError: see `read_edition` and `shape_outlook`; or two files of the same edition.
    """
    outlook = pl.concat(shape_outlook(edition) for edition in _read_editions(raw))
    return {
        "outlook": outlook,
        "growth_words": read_growth_words(reference),
        "growth_rulings": pl.read_csv(reference / "growth_rulings.csv", infer_schema=False),
    }


def facts(raw: Path, reference: Path) -> dict[str, dict[str, Any]]:  # noqa: ARG001 - every loader offers the same
    """Tell which editions the files hold, by source, for the record of ``outlook``."""
    names: dict[str, list[str]] = {}
    for edition in _read_editions(raw):
        names.setdefault(edition.sheet.source, []).append(edition.name)
    return {"outlook": {"source_editions": {source: " and ".join(found) for source, found in names.items()}}}


def keep(tables: dict[str, pl.DataFrame], facts: dict[str, dict[str, Any]], directory: Path) -> None:
    """Keep editions that were published before: the agency replaces each by the next, and a file may be gone.

    Args:
        tables, facts: of this run; ``outlook`` gains the rows, and its facts the names (``kept_editions``).
        directory: the published tables.

    Raises:
        CheckError: the published table holds such an edition and cannot be read.
    """
    note = directory / "outlook.json"
    told = json.loads(note.read_text("utf-8")).get("facts", {}) if note.is_file() else {}
    named = [*told.get("source_editions", {}).values(), *told.get("kept_editions", ())]
    built = set(tables["outlook"]["edition"])
    gone = {edition for text in named for edition in text.split(" and ")} - built
    if gone:
        rows = read_table("outlook", directory).filter(pl.col("edition").is_in(sorted(gone)))
        kept = rows.select(tables["outlook"].columns).cast(tables["outlook"].schema)
        tables["outlook"] = pl.concat([tables["outlook"], kept])
        facts["outlook"]["kept_editions"] = sorted(gone)


def check(tables: Mapping[str, pl.DataFrame], reference: Path) -> None:
    """Hold the newest edition against the occupations that have pay, and the growth words against themselves.

    Raises:
        CheckError: a detailed code that only one of ``outlook`` and ``occupations`` has and that
            ``code_differences.csv`` does not list, a known word that no row uses, or growth words with a gap.
    """
    outlook, words = tables["outlook"], tables["growth_words"]
    newest = outlook.filter(pl.col("base_year") == outlook["base_year"].max())
    of_level = pl.col("occupation_level") == "detailed"
    check_same_codes(
        "projections_detailed",
        {
            "outlook": newest.filter(of_level)["soc_code"].to_list(),
            "occupations": tables["occupations"].filter(of_level)["soc_code"].to_list(),
        },
        reference,
    )
    for column, known in CATEGORIES.items():
        unused = known - set(newest[column].drop_nulls())
        if unused:
            raise CheckError(
                "outlook",
                "outlook.parquet",
                f"Column {column}: no occupation has {sorted(unused)}.",
                "Look whether the agency changed its words, then correct CATEGORIES in etl/projections.py.",
            )
    for edition, group in words.group_by("edition"):
        ordered = group.sort("lower_bound_pct", nulls_last=False)
        lower, upper = ordered["lower_bound_pct"].to_list(), ordered["upper_bound_pct"].to_list()
        if (
            lower[0] is not None
            or upper[-1] is not None
            or any(b != a + 1 for a, b in zip(upper, lower[1:], strict=False))
        ):
            raise CheckError(
                "growth_words",
                "growth_words.parquet",
                f"Edition {edition[0]}: the words leave a gap or overlap.",
                "Correct data/reference/growth_words.csv.",
            )
