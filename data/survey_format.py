"""Survey tables: the one reader of the file format that ``docs/survey-format.md`` describes.

It stands with the data, whose form it is, and imports nothing of ours, because two rooms need it: the ETL publishes
survey files, and a page reads a file that a person drops there. What is wrong with a file is told as `Fault`, whose
sentence the caller may translate first. Nothing is read from a faulty file.
"""

from __future__ import annotations

import csv
import io
import itertools
import math
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

COLUMNS: Final = (
    "survey_source",
    "survey_publisher",
    "soc_code",
    "reported_title",
    "place_code",
    "experience_from_years",
    "experience_to_years",
    "experience_label",
    "statistic",
    "pay_period",
    "pay_usd",
    "sample_size",
    "as_of_from_year",
    "as_of_to_year",
    "survey_address",
)
"""Headings of the file, in any order."""

MAY_BE_BLANK: Final = frozenset(
    {
        "soc_code",
        "experience_from_years",
        "experience_to_years",
        "experience_label",
        "sample_size",
        "survey_address",
    }
)
STATISTICS: Final = ("average", "median", "typical", "low", "high", "bonus_and_commission")
PAY_PERIODS: Final = ("year", "hour")

LARGEST_FILE_BYTES: Final = 5_000_000
MOST_ROWS: Final = 20_000
LONGEST_CELL: Final = 300
MOST_YEARS: Final = 60
LARGEST_PAY_USD: Final = 100_000_000
FIRST_YEAR, LAST_YEAR = 1990, 2100
MOST_FAULTS: Final = 200
"""Faults told of one file: a file made to be faulty shall not fill a screen, or the memory."""

MOST_TITLES: Final = 200
"""Different titles without a code that are looked up in one file: each search takes a moment."""

_SAME_STATISTIC: Final = (
    "survey_source",
    "survey_publisher",
    "soc_code",
    "reported_title",
    "place_code",
    "statistic",
    "pay_period",
)
_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
_WORKBOOKS: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_WIDE_TEXT: Final = (b"\xff\xfe", b"\xfe\xff")

Cell = str | float | int | None
Record = dict[str, Cell]


def N_(text: str) -> str:  # noqa: N802 - the customary gettext name for "extract, translate later"
    """Mark ``text`` for the translation catalogue and return it unchanged."""
    return text


@dataclass(frozen=True)
class Fault:
    """One thing wrong in a survey file.

    Args:
        row: row as a spreadsheet counts, the headings being row 1.
        column: heading of the cell, or "" when the whole row or file is at fault.
        sentence: what is wrong, in English, with ``{names}`` for ``parts``; a caller may translate it.
        parts: what the sentence names.
    """

    row: int
    column: str
    sentence: str
    parts: Mapping[str, object] = field(default_factory=dict)

    @property
    def cause(self) -> str:
        """The sentence in English."""
        return self.sentence.format(**self.parts)

    def __str__(self) -> str:
        """The fault as one line of text."""
        return f"Row {self.row}{', column ' + self.column if self.column else ''}: {self.cause}"


class _Wrong(Exception):  # noqa: N818 - never leaves this module
    def __init__(self, sentence: str, **parts: object) -> None:
        super().__init__(sentence)
        self.sentence, self.parts = sentence, parts


def read(content: bytes) -> tuple[list[Record], list[Fault]]:
    """Read a survey file and check every cell.

    Args:
        content: the bytes of the CSV file.

    Returns:
        The rows, with ``survey_row`` counted from 1 in the file's order; and every fault. One of the two is empty. A
        row may lack ``soc_code``: see `match_titles`.
    """
    try:
        rows = _rows(content)
        headings = _headings(rows)
    except _WholeFile as error:
        return [], error.faults
    faults: list[Fault] = []
    records: list[Record] = []
    for number, cells in enumerate(rows[1:], 2):
        if len(faults) > MOST_FAULTS:
            break
        if not any(cells):
            continue
        if len(cells) != len(headings):
            sentence = N_("It has {found} cells, the headings are {expected}.")
            faults.append(Fault(number, "", sentence, {"found": len(cells), "expected": len(headings)}))
            continue
        record, wrong = _record(number, dict(zip(headings, (c.strip() for c in cells), strict=True)))
        faults += wrong
        records.append({"survey_row": number - 1, **record})
    faults += overlaps(records) if not faults else []
    return ([], _first(faults)) if faults else (records, [])


def _first(faults: list[Fault]) -> list[Fault]:
    """As many faults as are told, and that there are more."""
    if len(faults) <= MOST_FAULTS:
        return faults
    more = Fault(faults[MOST_FAULTS].row, "", N_("From here on there are more faults. Correct these first."))
    return [*faults[:MOST_FAULTS], more]


class _WholeFile(Exception):  # noqa: N818 - never leaves this module
    def __init__(self, *faults: Fault) -> None:
        super().__init__()
        self.faults = _first(list(faults))


def _rows(content: bytes) -> list[list[str]]:
    if len(content) > LARGEST_FILE_BYTES:
        sentence = N_("The file is larger than {megabytes} MB.")
        raise _WholeFile(Fault(1, "", sentence, {"megabytes": LARGEST_FILE_BYTES // 1_000_000}))
    if content.startswith(_WORKBOOKS):
        raise _WholeFile(Fault(1, "", N_("The file is a workbook or an archive. Save the sheet as CSV in UTF-8.")))
    if content.startswith(_WIDE_TEXT):
        raise _WholeFile(Fault(1, "", N_("The file is not text in UTF-8. Save it as CSV in UTF-8.")))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = content[: error.start].count(b"\n") + 1
        sentence = N_("The file is not text in UTF-8. Save it as CSV in UTF-8.")
        raise _WholeFile(Fault(row, "", sentence)) from error
    if "\0" in text:
        raise _WholeFile(Fault(text[: text.index("\0")].count("\n") + 1, "", N_("The file is not text.")))
    try:
        reader = csv.reader(io.StringIO(text, newline=""), strict=True)
        rows = list(itertools.islice(reader, MOST_ROWS + 2))
    except csv.Error as error:
        raise _WholeFile(Fault(1, "", N_("The file is not CSV: {problem}."), {"problem": str(error)})) from error
    if len(rows) > MOST_ROWS + 1:
        sentence = N_("The file has more than {most} rows.")
        raise _WholeFile(Fault(MOST_ROWS + 2, "", sentence, {"most": f"{MOST_ROWS:,}"}))
    return rows


def _headings(rows: list[list[str]]) -> list[str]:
    headings = [cell.strip() for cell in rows[0]] if rows else []
    if len(headings) == 1 and ";" in headings[0]:
        raise _WholeFile(Fault(1, "", N_("The columns are set apart by semicolons. Save the file with commas.")))
    faults = [Fault(1, c, N_("The column is missing.")) for c in COLUMNS if c not in headings]
    faults += [Fault(1, c[:LONGEST_CELL], N_("The column is not known.")) for c in headings if c not in COLUMNS]
    faults += [Fault(1, c, N_("The column stands there twice.")) for c in COLUMNS if headings.count(c) > 1]
    if not any(map(any, rows[1:])):
        faults.append(Fault(2, "", N_("There are no figures in the file.")))
    if faults:
        raise _WholeFile(*faults)
    return headings


def _record(number: int, cells: Mapping[str, str]) -> tuple[Record, list[Fault]]:
    record: Record = {}
    faults: list[Fault] = []
    for column in COLUMNS:
        cell = cells[column]
        if not cell:
            record[column] = None
            if column not in MAY_BE_BLANK:
                faults.append(Fault(number, column, N_("The cell is blank.")))
            continue
        try:
            if cell.startswith(_FORMULA_STARTS):
                raise _Wrong(N_("“{cell}” begins like a formula."), cell=_short(cell))
            if len(cell) > LONGEST_CELL:
                raise _Wrong(N_("The cell is longer than {most} characters."), most=LONGEST_CELL)
            record[column] = _READERS[column](cell)
        except _Wrong as error:
            faults.append(Fault(number, column, error.sentence, error.parts))
    if not faults:
        start, end = record["experience_from_years"], record["experience_to_years"]
        if isinstance(end, float) and not (isinstance(start, float) and start < end):
            sentence = N_("The span from {start} to {end} does not run forward.")
            told = {"start": cells["experience_from_years"] or "—", "end": cells["experience_to_years"]}
            faults.append(Fault(number, "experience_to_years", sentence, told))
        if cells["as_of_to_year"] < cells["as_of_from_year"]:
            faults.append(Fault(number, "as_of_to_year", N_("The years run backward.")))
    return record, faults


def overlaps(records: Sequence[Record]) -> list[Fault]:
    """Find spans of experience that overlap others of the same survey, publisher, job, place and statistic."""
    spans: dict[tuple[Cell, ...], list[tuple[float, float, int]]] = defaultdict(list)
    for record in records:
        start, end, row = record["experience_from_years"], record["experience_to_years"], record["survey_row"]
        if isinstance(start, float) and isinstance(row, int):
            key = tuple(record[c] for c in _SAME_STATISTIC)
            spans[key].append((start, end if isinstance(end, float) else math.inf, row))
    faults = []
    for found in spans.values():
        found.sort()
        for (_, end, _), (start, _, row) in zip(found, found[1:], strict=False):
            if start < end:
                sentence = N_("The span overlaps another of the same survey.")
                faults.append(Fault(row + 1, "experience_from_years", sentence))
    return _first(sorted(faults, key=lambda fault: fault.row))


def check_codes(records: Sequence[Record], soc_codes: Collection[str], place_codes: Collection[str]) -> list[Fault]:
    """Find occupations and places that the pay tables do not know."""
    known = {"soc_code": soc_codes, "place_code": place_codes}
    return _first(
        [
            Fault(_row(record) + 1, column, N_("“{code}” is not known."), {"code": record[column]})
            for record in records
            for column, codes in known.items()
            if record[column] is not None and record[column] not in codes
        ]
    )


Candidate = tuple[str, str]
"""An occupation that a title may mean: code and name."""

Find = Callable[[str], tuple[bool, Sequence[Candidate]]]
"""Title → whether it is a wording that we know, and the occupations that it may mean."""


def match_titles(
    records: Sequence[Record],
    find: Find,
    ask: Callable[[str, Sequence[Candidate]], str | None] | None = None,
) -> tuple[list[Record], list[Fault]]:
    """Give an occupation to each row that has only a title.

    Args:
        records: see `read`.
        find: how to find occupations; a single one is taken if its wording is known, a mere likeness never.
        ask: asks a person which of several is meant; None where nobody can be asked. Each title is asked once.

    Returns:
        The rows, all with ``soc_code``; and a fault for each row whose title means none or several. One of the two is
        empty.
    """
    answers: dict[str, tuple[str | None, Sequence[Candidate]]] = {}
    matched: list[Record] = []
    faults: list[Fault] = []
    for record in records:
        if record["soc_code"] is not None:
            matched.append(dict(record))
            continue
        title = str(record["reported_title"])
        if title not in answers and len(answers) >= MOST_TITLES:
            sentence = N_("More than {most} titles have no code. Write the jobs' codes in soc_code.")
            return [], [Fault(_row(record) + 1, "reported_title", sentence, {"most": MOST_TITLES})]
        if title not in answers:
            is_known, found = find(title)
            answers[title] = (None, found)
            if is_known and len(found) == 1:
                answers[title] = (found[0][0], found)
            elif ask is not None and found:
                answers[title] = (ask(title, found), found)
        code, found = answers[title]
        if code is not None:
            matched.append({**record, "soc_code": code})
            continue
        sentence = N_("“{title}” is no title that we know. Write the job's code in soc_code.")
        if found:
            sentence = N_("“{title}” may mean {jobs}. Write the job's code in soc_code.")
        jobs = "; ".join(f"{name} ({code})" for code, name in found)
        faults.append(Fault(_row(record) + 1, "reported_title", sentence, {"title": _short(title), "jobs": jobs}))
    return ([], _first(faults)) if faults else (matched, [])


def _row(record: Record) -> int:
    row = record["survey_row"]
    assert isinstance(row, int)
    return row


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"


def _text(cell: str) -> str:
    return cell


def _code(pattern: str, example: str) -> Callable[[str], str]:
    def take(cell: str) -> str:
        if not re.fullmatch(pattern, cell, re.ASCII):
            raise _Wrong(N_("“{cell}” is not written like {example}."), cell=_short(cell), example=example)
        return cell

    return take


def _one_of(words: tuple[str, ...]) -> Callable[[str], str]:
    def take(cell: str) -> str:
        if cell not in words:
            raise _Wrong(N_("“{cell}” is not one of {words}."), cell=_short(cell), words=", ".join(words))
        return cell

    return take


def _number(cell: str) -> float:
    if not re.fullmatch(r"\d{1,12}(\.\d{1,6})?", cell, re.ASCII):
        raise _Wrong(N_("“{cell}” is not a plain number such as 28000 or 13.52."), cell=_short(cell))
    return float(cell)


def _years(cell: str) -> float:
    years = _number(cell)
    if years > MOST_YEARS:
        raise _Wrong(N_("{years} years are more than {most}."), years=cell, most=MOST_YEARS)
    return years


def _pay(cell: str) -> float:
    pay = _number(cell)
    if not 0 < pay <= LARGEST_PAY_USD:
        raise _Wrong(N_("Pay must be above 0 and up to {most}."), most=f"{LARGEST_PAY_USD:,}")
    return pay


def _people(cell: str) -> float:
    people = _number(cell)
    if people == 0 or people != int(people):
        raise _Wrong(N_("“{cell}” is not a whole number above 0."), cell=_short(cell))
    return people


def _year(cell: str) -> int:
    if not re.fullmatch(r"\d{4}", cell, re.ASCII) or not FIRST_YEAR <= int(cell) <= LAST_YEAR:
        sentence = N_("“{cell}” is not a year between {first} and {last}.")
        raise _Wrong(sentence, cell=_short(cell), first=FIRST_YEAR, last=LAST_YEAR)
    return int(cell)


_READERS: Final[dict[str, Callable[[str], Cell]]] = {
    "survey_source": _text,
    "survey_publisher": _text,
    "soc_code": _code(r"\d\d-\d{4}", "43-4051"),
    "reported_title": _text,
    "place_code": _code(r"[A-Z]{2}|\d{5}|\d{7}", "US, OH or 18140"),
    "experience_from_years": _years,
    "experience_to_years": _years,
    "experience_label": _text,
    "statistic": _one_of(STATISTICS),
    "pay_period": _one_of(PAY_PERIODS),
    "pay_usd": _pay,
    "sample_size": _people,
    "as_of_from_year": _year,
    "as_of_to_year": _year,
    "survey_address": _code(r"https?://[^\s<>\"']+", "https://www.example.org/article"),
}
