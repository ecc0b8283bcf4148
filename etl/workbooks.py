"""Agencies' workbooks as text: the heading row is found, columns are known by their headings, nothing is guessed.

Cells come as text, so that a code keeps its zeros and the words ``None`` ("none required") and ``—`` ("not available")
stay what they are. An error names file, sheet, and row or heading.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import fastexcel
import polars as pl

from etl.errors import SourceChangedError

NOT_AVAILABLE: Final = "—"
"""What the agencies print where they have no figure."""

_HEADING_ROWS_SEARCHED: Final = 25
_HEADING_ROWS_MERGED: Final = 3
_HEADING_FOOTNOTE: Final = re.compile(r"\s*(\[\d+\]|\(\d\))")
_CELL_FOOTNOTE: Final = r"(\s*\[\d+\])+$"
_DASHES: Final = re.compile("[\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{FIGURE DASH}\N{EN DASH}\N{EM DASH}\N{MINUS SIGN}]")
_REMEDY: Final = "Open the file and compare it with the loader. If the agency changed it, the loader has to learn that."


@dataclass(frozen=True)
class Column:
    """How a column is known.

    Args:
        heading: pattern of the whole heading, as `plain_heading` gives it. A group called ``year`` lets the column
            come once for each year; its name then is ``NAME_YEAR``.
        required: whether the sheet must have it.
        used: False for a column that the loader knows and leaves aside.
    """

    heading: str
    required: bool = True
    used: bool = True


@dataclass(frozen=True)
class Sheet:
    """One table of a workbook, as text.

    Attributes:
        source, file, name: for messages.
        title: what stands above the headings.
        headings: heading as printed, by column name.
        rows: one text column per name, and ``sheet_row``, the row's number in the sheet counted from 1. Empty cells
            are null. Rows with a single filled cell (notes, merged or not) are left out.
    """

    source: str
    file: str
    name: str
    title: str
    headings: Mapping[str, str]
    rows: pl.DataFrame

    def fault(self, cause: str) -> SourceChangedError:
        """Make an error that names file and sheet."""
        return SourceChangedError(self.source, self.file, f"Sheet {self.name!r}: {cause}", _REMEDY)

    def text(self, column: str, missing: Sequence[str] = (NOT_AVAILABLE,)) -> pl.Series:
        """A column's words without footnote marks; null where empty or marked ``missing``."""
        words = pl.col(column).str.replace(_CELL_FOOTNOTE, "").str.replace_all("’", "'")
        return self.rows.select(pl.when(words.is_in(list(missing))).then(None).otherwise(words).alias(column))[column]

    def figures(self, column: str, missing: Sequence[str] = (NOT_AVAILABLE,)) -> pl.Series:
        """A column's numbers; null where it is marked ``missing``.

        Raises:
            SourceChangedError: an empty cell, or a mark that is neither a number nor ``missing``.
        """
        printed = self.rows[column].str.replace(_CELL_FOOTNOTE, "").str.replace_all(",", "")
        numbers = printed.cast(pl.Float64, strict=False)
        odd = self.rows.filter(numbers.is_null() & ~printed.is_in(list(missing)).fill_null(False))
        if odd.height:
            raise self.fault(
                f"Row {odd['sheet_row'][0]}, column {self.headings[column]!r}: "
                f"{odd[column][0]!r} is neither a number nor a known mark ({odd.height} such cells)."
            )
        return numbers.alias(column)


class Workbook:
    """A workbook opened for reading its sheets as text."""

    def __init__(self, source: str, file: str, content: bytes) -> None:
        """Open the bytes of an ``.xls`` or ``.xlsx`` file.

        Raises:
            SourceChangedError: they are not a workbook.
        """
        self.source, self.file = source, file
        try:
            self._reader = fastexcel.read_excel(content)
        except fastexcel.FastExcelError as error:
            cause = f"It cannot be opened as a workbook ({str(error).splitlines()[0]})."
            raise SourceChangedError(source, file, cause, "Fetch the file again.") from error
        self.sheets: tuple[str, ...] = tuple(self._reader.sheet_names)

    def find(self, pattern: str) -> str | None:
        """Name of the one sheet whose name fits ``pattern``, capitals and outer blanks aside; None without any.

        Raises:
            SourceChangedError: several fit.
        """
        fitting = [s for s in self.sheets if re.fullmatch(pattern, s.strip(), re.IGNORECASE)]
        if len(fitting) > 1:
            raise SourceChangedError(self.source, self.file, f"Sheets {fitting} all fit {pattern!r}.", _REMEDY)
        return fitting[0] if fitting else None

    def read_table(self, number: str, columns: Mapping[str, Column], key: str) -> Sheet:
        """Read the sheet called ``Table NUMBER``; see `read`.

        Raises:
            SourceChangedError: there is none, or `read` finds it changed.
        """
        name = self.find(f"table {re.escape(number)}")
        if name is None:
            raise SourceChangedError(
                self.source,
                self.file,
                f"Sheet 'Table {number}' is missing; there are {list(self.sheets)}.",
                "Make sure that it is the right workbook. A renamed sheet has to be told to the loader.",
            )
        return self.read(name, columns, key)

    def read(self, sheet: str, columns: Mapping[str, Column], key: str) -> Sheet:
        """Read a sheet whose heading row is the first that holds all required columns.

        Headings may be spread over up to three rows with merged cells: ``Employment`` above ``2016`` is read as
        ``employment, 2016``. A column without a heading of its own belongs to the merged heading on its left and gets
        that heading with ``#2`` behind it.

        Args:
            sheet: its name.
            columns: what may stand in the sheet.
            key: the column that every row of the table fills.

        Raises:
            SourceChangedError: sheet or heading missing, unknown or twice, or a row without its key.
        """
        grid = self._grid(sheet)
        best: dict[str, int] = {}
        for top in range(min(grid.height, _HEADING_ROWS_SEARCHED)):
            for depth in range(1, _HEADING_ROWS_MERGED + 1):
                headings = _merged_headings(grid, top, depth)
                found = _recognise(headings, columns)
                names = {name for name, _ in found.values()}
                if len(names) > len(best):
                    best = dict.fromkeys(names, top + 1)
                if {name for name, column in columns.items() if column.required} <= names:
                    return self._table(sheet, grid, columns, key, top, depth, headings, found)
        missing = [c.heading for name, c in columns.items() if c.required and name not in best]
        nearest = f"The nearest row of headings is row {next(iter(best.values()))}" if best else "No row looks like it"
        raise SourceChangedError(
            self.source, self.file, f"Sheet {sheet!r}: no heading fits {missing}. {nearest}.", _REMEDY
        )

    def _grid(self, sheet: str) -> pl.DataFrame:
        if sheet not in self.sheets:
            cause = f"Sheet {sheet!r} is missing; there are {list(self.sheets)}."
            raise SourceChangedError(self.source, self.file, cause, _REMEDY)
        # Nothing skipped, so that row numbers in messages are those a person sees.
        grid: pl.DataFrame = self._reader.load_sheet(sheet, header_row=None, skip_rows=0, dtypes="string").to_polars()
        stripped = pl.all().str.strip_chars()
        return grid.select(pl.when(stripped != "").then(stripped).name.keep())

    def _table(
        self,
        sheet: str,
        grid: pl.DataFrame,
        columns: Mapping[str, Column],
        key: str,
        top: int,
        depth: int,
        headings: Sequence[str],
        found: Mapping[int, tuple[str, str]],
    ) -> Sheet:
        body = grid.with_row_index("sheet_row", 1).slice(top + depth)
        filled = pl.sum_horizontal(pl.col(grid.columns).is_not_null().cast(pl.Int32))
        body = body.filter(filled > 1)
        unknown = [
            headings[i] for i, name in enumerate(grid.columns) if i not in found and body[name].is_not_null().any()
        ]
        used = {i: full for i, (name, full) in found.items() if columns[name].used}
        twice = sorted({full for full in used.values() if list(used.values()).count(full) > 1})
        title = " ".join(cell for row in grid.head(top).rows() for cell in row if cell is not None)
        table = Sheet(
            self.source,
            self.file,
            sheet,
            title,
            {full: headings[i] for i, full in used.items()},
            body.select(
                pl.col("sheet_row").cast(pl.Int64),
                *(pl.col(grid.columns[i]).alias(full) for i, full in used.items() if full not in twice),
            ),
        )
        if unknown:
            raise table.fault(f"Unknown heading {unknown[0]!r} ({len(unknown)} unknown).")
        if twice:
            doubled = [headings[i] for i, full in used.items() if full in twice]
            raise table.fault(f"Several headings mean the same ({', '.join(twice)}): {doubled}.")
        keyless = table.rows.filter(pl.col(key).is_null())
        if keyless.height:
            raise table.fault(f"Row {keyless['sheet_row'][0]} has figures but nothing under {table.headings[key]!r}.")
        return table


def plain_heading(text: str) -> str:
    """A heading in lower case, on one line, with plain hyphens and without footnote marks.

    >>> plain_heading("Median annual wage,\\n dollars, 2024[1]"), plain_heading("2016–26 (1)")
    ('median annual wage, dollars, 2024', '2016-26')
    """
    return " ".join(_DASHES.sub("-", _HEADING_FOOTNOTE.sub("", text)).lower().split())


def _merged_headings(grid: pl.DataFrame, top: int, depth: int) -> list[str]:
    """Headings over ``depth`` rows, joined downwards; merged cells reach to the right."""
    rows = grid.slice(top, depth).rows()
    headings: list[str] = []
    above: list[str | None] = [None] * depth
    for i in range(grid.width):
        cells = [row[i] for row in rows]
        filled = [level for level, cell in enumerate(cells) if cell is not None]
        # A cell of its own ends the reach of the merged cells at its level and below.
        first = filled[0] if filled else depth
        above = [above[level] if level < first else cells[level] for level in range(len(cells))]
        headings.append(", ".join(cell for cell in above if cell is not None))
    seen: dict[str, int] = {}
    for i, heading in enumerate(headings):
        seen[heading] = seen.get(heading, 0) + 1
        if heading and seen[heading] > 1:
            headings[i] = f"{heading} #{seen[heading]}"
    return headings


def _recognise(headings: Sequence[str], columns: Mapping[str, Column]) -> dict[int, tuple[str, str]]:
    """Which known column stands where: its name, and its name with the year where it has one."""
    found: dict[int, tuple[str, str]] = {}
    for i, heading in enumerate(headings):
        for name, column in columns.items():
            match = re.fullmatch(column.heading, plain_heading(heading))
            if match:
                year = match.groupdict().get("year")
                found[i] = (name, f"{name}_{year}" if year else name)
                break
    return found
