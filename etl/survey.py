"""Pay that others reported from surveys: hand-kept CSV files, checked cell by cell, published as reported.

The format is documented in ``docs/survey-format.md`` and read by `survey_format`, which a page uses as well.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import polars as pl
from rapidfuzz import fuzz, process
from rapidfuzz.utils import default_process

from data import survey_format
from data.survey_format import COLUMNS, Candidate, Fault, Find, Record
from etl.errors import CheckError, SourceChangedError
from etl.schema import TABLES

FILE: Final = "pay_surveys.csv"
FOLDER: Final = "surveys"
"""Where imported files are kept, beside `FILE`."""

MOST_CANDIDATES: Final = 5
WEAKEST: Final = 75
"""Score from 0 to 100 below which a wording is not offered for a title."""

_REMEDY: Final = "Correct the cells named; the format is described in docs/survey-format.md."
_TYPES: Final[dict[str, pl.DataType]] = {
    "experience_from_years": pl.Float64(),
    "experience_to_years": pl.Float64(),
    "pay_usd": pl.Float64(),
    "sample_size": pl.Float64(),
    "survey_row": pl.Int64(),
    "as_of_from_year": pl.Int64(),
    "as_of_to_year": pl.Int64(),
}

Ask = Callable[[str, Sequence[Candidate]], str | None]


class SurveyFaultsError(SourceChangedError):
    """A survey file with faults; all of them are in ``faults``."""

    def __init__(self, file: str, faults: list[Fault]) -> None:
        """Keep the faults, and tell all of them."""
        self.faults = faults
        super().__init__("survey", file, " ".join(map(str, faults)), _REMEDY)


def read_survey(content: bytes, file: str) -> pl.DataFrame:
    """Read and check a survey file in which every row has its occupation.

    Args:
        content: the bytes of the CSV file.
        file: its name, for messages.

    Returns:
        The table ``pay_surveys``, rows numbered from 1 in the file's order.

    Raises:
        SurveyFaultsError: every fault found, with row and column; nothing is read from a faulty file.
    """
    records, faults = survey_format.read(content)
    faults += [
        Fault(int(str(record["survey_row"])) + 1, "soc_code", "The cell is blank.")
        for record in records
        if record["soc_code"] is None
    ]
    if faults:
        raise SurveyFaultsError(file, faults)
    return _frame(records)


def _frame(records: Sequence[Record]) -> pl.DataFrame:
    fields = TABLES["pay_surveys"].fields
    return pl.DataFrame(list(records), schema={c: _TYPES.get(c, pl.String()) for c in fields})


def build(raw: Path, reference: Path) -> dict[str, pl.DataFrame]:  # noqa: ARG001 - every loader is called alike
    """Publish the survey figures kept in ``data/reference``: the bundled file, then the imported ones by name.

    Raises:
        SurveyFaultsError: see `read_survey`; or files that overlap each other.
    """
    return {"pay_surveys": _together(_kept(reference))}


def _kept(reference: Path) -> dict[Path, bytes]:
    files = [reference / FILE, *sorted((reference / FOLDER).glob("*.csv"))]
    return {path: path.read_bytes() for path in files}


def _together(files: Mapping[Path, bytes]) -> pl.DataFrame:
    """All files as one table, rows numbered on."""
    frames: list[pl.DataFrame] = []
    rows = 0
    for path, content in files.items():
        frame = read_survey(content, path.name)
        frames.append(frame.with_columns(pl.col("survey_row") + rows))
        rows += max(frame["survey_row"].to_list())
    table = pl.concat(frames)
    faults = survey_format.overlaps(table.to_dicts())
    if faults:
        raise SurveyFaultsError(list(files)[-1].name, faults)
    return table


def name_of(file: str) -> str:
    """The name under which an imported file is kept: ``My survey (2025).csv`` becomes ``my-survey-2025.csv``.

    Raises:
        SurveyFaultsError: nothing is left of the name.
    """
    stem = re.sub(r"[^a-z0-9]+", "-", Path(file).stem.lower()).strip("-")[:60]
    if not stem:
        raise SurveyFaultsError(file, [Fault(1, "", "The file's name holds neither letters nor digits.")])
    return f"{stem}.csv"


def finder(titles: pl.DataFrame, occupations: pl.DataFrame) -> Find:
    """How to find the occupations that a title may mean.

    Args:
        titles: ``title``, ``soc_code``, ``title_source``; see the table ``titles``.
        occupations: ``soc_code``, ``occupation_title``.

    Returns:
        A function for `survey_format.match_titles`. A wording that is the agency's own name of an occupation, in the
        singular or plural, means that one alone.
    """
    names = dict(occupations.select("soc_code", "occupation_title").rows())
    own: dict[str, str] = {}
    wordings: dict[str, list[str]] = {}
    for title, code, source in titles.select("title", "soc_code", "title_source").rows():
        wording = default_process(title)
        if source == "oews":
            own |= {wording: code, wording.removesuffix("s"): code}
        wordings.setdefault(wording, []).append(code)

    def find(title: str) -> tuple[bool, list[Candidate]]:
        wanted = default_process(title)
        codes = [own[wanted]] if wanted in own else wordings.get(wanted, [])
        is_known = bool(codes)
        if not codes and wanted:
            near = process.extract(wanted, list(wordings), scorer=fuzz.WRatio, score_cutoff=WEAKEST, limit=20)
            codes = [code for wording, _score, _at in near for code in wordings[wording]]
        return is_known, [(code, names[code]) for code in dict.fromkeys(codes)][:MOST_CANDIDATES]

    return find


@dataclass(frozen=True)
class Imported:
    """A survey file that may be published.

    Args:
        path: where it is kept.
        content: what is kept there: the file's rows, each with its occupation.
        table: the table ``pay_surveys`` with it.
        rows: how many of its rows are from the file.
        replaces: whether a file of that name was kept before.
    """

    path: Path
    content: bytes
    table: pl.DataFrame
    rows: int
    replaces: bool


def import_survey(
    content: bytes, file: str, reference: Path, tables: Mapping[str, pl.DataFrame], ask: Ask | None = None
) -> Imported:
    """Check a survey file against everything, and say what would be kept; nothing is written.

    Args:
        content: the bytes of the CSV file.
        file: its name.
        reference: the folder of hand-kept files.
        tables: ``occupations``, ``places`` and ``titles``.
        ask: asks a person which occupation a title means; None where nobody can be asked.

    Raises:
        SurveyFaultsError: every fault found, with row and column.
    """
    path = reference / FOLDER / name_of(file)
    records, faults = survey_format.read(content)
    if not faults:
        faults = survey_format.check_codes(
            records, set(tables["occupations"]["soc_code"]), set(tables["places"]["place_code"])
        )
    if not faults:
        records, faults = survey_format.match_titles(records, finder(tables["titles"], tables["occupations"]), ask)
        faults += survey_format.overlaps(records)
    if faults:
        raise SurveyFaultsError(file, faults)
    kept = _kept(reference)
    replaces = path in kept
    kept[path] = _written(records)
    table = _together(dict(sorted(kept.items(), key=lambda item: (item[0].parent != reference, item[0].name))))
    return Imported(path, kept[path], table, len(records), replaces)


def _written(records: Sequence[Record]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    for record in records:
        writer.writerow({c: int(v) if isinstance(v := record[c], float) and v.is_integer() else v for c in COLUMNS})
    return text.getvalue().encode()


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
