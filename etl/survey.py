"""Pay that others reported from surveys: a hand-kept CSV, checked cell by cell, published as reported.

The format is documented in ``docs/survey-format.md``.
"""

from __future__ import annotations

import csv
import io
import math
import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import polars as pl

from etl.errors import CheckError, SourceChangedError
from etl.schema import FIELDS, TABLES

FILE: Final = "pay_surveys.csv"
COLUMNS: Final = tuple(c for c in TABLES["pay_surveys"].fields if c != "survey_row")
LARGEST_FILE_BYTES: Final = 5_000_000
_OPTIONAL: Final = frozenset(
    {"experience_from_years", "experience_to_years", "experience_label", "sample_size", "survey_address"}
)
_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
_SAME_STATISTIC: Final = (
    "survey_source",
    "survey_publisher",
    "soc_code",
    "reported_title",
    "place_code",
    "statistic",
    "pay_period",
)
_REMEDY = "Correct the cells named; the format is described in docs/survey-format.md."

Cell = str | float | int | None


@dataclass(frozen=True)
class Fault:
    """One thing wrong in a survey file.

    Args:
        row: row as a spreadsheet counts, the headings being row 1.
        column: heading of the cell, or "" when the whole row is at fault.
        cause: what is wrong, as a sentence.
    """

    row: int
    column: str
    cause: str

    def __str__(self) -> str:
        """The fault as one line of text."""
        return f"Row {self.row}{', column ' + self.column if self.column else ''}: {self.cause}"


class SurveyFaultsError(SourceChangedError):
    """A survey file with faults; all of them are in ``faults``."""

    def __init__(self, file: str, faults: list[Fault]) -> None:
        """Keep the faults, and tell all of them."""
        self.faults = faults
        super().__init__("survey", file, " ".join(map(str, faults)), _REMEDY)


def read_survey(content: bytes, file: str) -> pl.DataFrame:
    """Read and check a survey file.

    Args:
        content: the bytes of the CSV file.
        file: its name, for messages.

    Returns:
        The table ``pay_surveys``, rows numbered from 1 in the file's order.

    Raises:
        SurveyFaultsError: every fault found, with row and column; nothing is read from a faulty file.
    """
    if len(content) > LARGEST_FILE_BYTES:
        cause = f"The file is larger than {LARGEST_FILE_BYTES // 1_000_000} MB."
        raise SurveyFaultsError(file, [Fault(1, "", cause)])
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = content[: error.start].count(b"\n") + 1
        raise SurveyFaultsError(file, [Fault(row, "", "The file is not text in UTF-8.")]) from error
    if "\0" in text:
        raise SurveyFaultsError(file, [Fault(text[: text.index("\0")].count("\n") + 1, "", "The file is not text.")])
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        raise SurveyFaultsError(file, [Fault(1, "", f"The file is not CSV: {error}.")]) from error
    headings = [cell.strip() for cell in rows[0]] if rows else []
    faults = [Fault(1, c, "The column is missing.") for c in COLUMNS if c not in headings]
    faults += [Fault(1, c, "The column is not known.") for c in headings if c not in COLUMNS]
    faults += [Fault(1, c, "The column stands there twice.") for c in COLUMNS if headings.count(c) > 1]
    if not any(map(any, rows[1:])):
        faults.append(Fault(2, "", "There are no figures in the file."))
    if faults:
        raise SurveyFaultsError(file, faults)
    records: list[dict[str, Cell]] = []
    for number, cells in enumerate(rows[1:], 2):
        if not any(cells):
            continue
        if len(cells) != len(headings):
            faults.append(Fault(number, "", f"It has {len(cells)} cells, the headings are {len(headings)}."))
            continue
        record, wrong = _read_row(number, dict(zip(headings, (c.strip() for c in cells), strict=True)))
        faults += wrong
        records.append({"survey_row": number - 1, **record})
    faults += _overlaps(records) if not faults else []
    if faults:
        raise SurveyFaultsError(file, faults)
    return pl.DataFrame(records, infer_schema_length=None)


def _read_row(number: int, cells: Mapping[str, str]) -> tuple[dict[str, Cell], list[Fault]]:
    record: dict[str, Cell] = {}
    faults: list[Fault] = []
    for column in COLUMNS:
        cell = cells[column]
        if not cell:
            record[column] = None
            if column not in _OPTIONAL:
                faults.append(Fault(number, column, "The cell is blank."))
            continue
        try:
            if cell.startswith(_FORMULA_STARTS):
                raise ValueError(f"{cell!r} begins like a formula.")
            record[column] = _READERS.get(column, _text)(cell)
            allowed = FIELDS[column].allowed
            if allowed and cell not in allowed:
                raise ValueError(f"{cell!r} is not one of {', '.join(allowed)}.")
        except ValueError as error:
            faults.append(Fault(number, column, str(error)))
    if not faults:
        start, end = record["experience_from_years"], record["experience_to_years"]
        if isinstance(end, float) and not (isinstance(start, float) and start < end):
            faults.append(Fault(number, "experience_to_years", f"The span from {start} to {end} does not run forward."))
        if cells["as_of_to_year"] < cells["as_of_from_year"]:
            faults.append(Fault(number, "as_of_to_year", "The years run backward."))
    return record, faults


def _overlaps(records: list[dict[str, Cell]]) -> list[Fault]:
    """Find spans of experience that overlap others of the same publisher, occupation, place and statistic."""
    spans: dict[tuple[Cell, ...], list[tuple[float, float, int]]] = defaultdict(list)
    for record in records:
        start, end = record["experience_from_years"], record["experience_to_years"]
        if isinstance(start, float):
            key = tuple(record[c] for c in _SAME_STATISTIC)
            row = record["survey_row"]
            assert isinstance(row, int)
            spans[key].append((start, end if isinstance(end, float) else math.inf, row))
    faults = []
    for found in spans.values():
        found.sort()
        for (_, end, _), (start, _, row) in zip(found, found[1:], strict=False):
            if start < end:
                faults.append(Fault(row + 1, "experience_from_years", "The span overlaps another of the same survey."))
    return sorted(faults, key=lambda fault: fault.row)


def _text(cell: str) -> str:
    return cell


def _code(pattern: str, example: str) -> Callable[[str], str]:
    def read(cell: str) -> str:
        if not re.fullmatch(pattern, cell):
            raise ValueError(f"{cell!r} is not a code such as {example}.")
        return cell

    return read


def _number(cell: str) -> float:
    if not re.fullmatch(r"\d+(\.\d+)?", cell):
        raise ValueError(f"{cell!r} is not a plain number such as 28000 or 13.52.")
    return float(cell)


def _pay(cell: str) -> float:
    pay = _number(cell)
    if pay == 0:
        raise ValueError("Pay must be above 0.")
    return pay


def _people(cell: str) -> float:
    people = _number(cell)
    if people == 0 or people != int(people):
        raise ValueError(f"{cell!r} is not a whole number above 0.")
    return people


def _year(cell: str) -> int:
    bounds = FIELDS["as_of_from_year"]
    if not re.fullmatch(r"\d{4}", cell) or not (bounds.minimum or 0) <= int(cell) <= (bounds.maximum or 0):
        raise ValueError(f"{cell!r} is not a year between {bounds.minimum:.0f} and {bounds.maximum:.0f}.")
    return int(cell)


_READERS: Final[dict[str, Callable[[str], Cell]]] = {
    "soc_code": _code(r"\d\d-\d{4}", "43-4051"),
    "place_code": _code(r"[A-Z]{2}|\d{5}|\d{7}", "US, OH or 18140"),
    "experience_from_years": _number,
    "experience_to_years": _number,
    "pay_usd": _pay,
    "sample_size": _people,
    "as_of_from_year": _year,
    "as_of_to_year": _year,
    "survey_address": _code(r"https?://[^\s<>\"']+", "https://www.example.org/article"),
}


def build(raw: Path, reference: Path) -> dict[str, pl.DataFrame]:  # noqa: ARG001 - every loader is called alike
    """Publish the survey figures kept in ``data/reference``.

    Raises:
        SurveyFaultsError: see `read_survey`.
    """
    return {"pay_surveys": read_survey((reference / FILE).read_bytes(), FILE)}


def check(tables: Mapping[str, pl.DataFrame], reference: Path) -> None:  # noqa: ARG001 - every check is called alike
    """Make sure that every survey figure is about an occupation and a place that the pay tables know.

    Raises:
        CheckError: names the row and the code.
    """
    surveys = tables["pay_surveys"]
    for column, table in (("soc_code", "occupations"), ("place_code", "places")):
        strange = surveys.filter(~pl.col(column).is_in(tables[table][column].to_list()))
        if strange.height:
            row, code = strange.select("survey_row", column).row(0)
            cause = f"Row {row + 1}, column {column}: {code!r} is not in {table}."
            raise CheckError("pay_surveys", FILE, cause, _REMEDY)
