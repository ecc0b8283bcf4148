"""Tables as CSV and Excel that a spreadsheet opens safely and that still say where their figures come from."""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from numbers import Real
from typing import Any, Final

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as arrow_csv
import pyarrow.parquet as pq
import xlsxwriter

from careers import columns, tables
from careers import format as fmt
from careers.errors import TableMissing
from careers.i18n import _
from careers.tables import Record

FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What makes a spreadsheet run a text cell as a formula (OWASP, "CSV Injection"), full-width forms included."""


EXCEL: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
"""Media type of a workbook."""


def neutral(value: Any) -> Any:
    """A text cell that no spreadsheet runs: an apostrophe goes before what would start a formula.

    Numbers pass as they are, so that −5.5 stays a number.
    """
    return f"'{value}" if _is_risky(value) else value


def _is_risky(value: Any) -> bool:
    return isinstance(value, str) and value.lstrip(" \u00a0").startswith(FORMULA_STARTS)


def source_lines(records: Iterable[Record]) -> list[str]:
    """One line per source of these tables: title, agency, edition, day of download, address of the figures' home."""
    lines = []
    for source in dict.fromkeys(source for record in records for source in record.sources):
        taken = max((file.retrieved for file in source.files if file.retrieved), default=None)
        when = _(" (accessed {day})").format(day=fmt.day(taken)) if taken else ""
        lines.append(
            _("Source: {title}, {agency}, {edition}{when}.").format(
                title=source.title, agency=source.agency, edition=fmt.edition(source.edition), when=when
            )
        )
    return lines


def source_line(records: Sequence[Record]) -> str:
    """The line under a chart: its sources with agency and edition; of a single one also the day of download."""
    sources = dict.fromkeys(record.source() for record in records)
    named = dict.fromkeys(f"{source.title}, {source.agency}, {fmt.edition(source.edition)}" for source in sources)
    return source_lines(records[:1])[0] if len(named) < 2 else _("Sources: {names}.").format(names="; ".join(named))


def to_csv(frame: pd.DataFrame, title: str, records: Iterable[Record], notes: Iterable[str] = ()) -> bytes:
    """A frame as CSV: what it is and where it comes from in ``#`` lines, then headings with units, then the rows.

    Args:
        frame: columns named as in the published tables, flags beside their figures. Nothing is dropped.
        title: what the table shows.
        records: records of the published tables behind it.
        notes: further lines, such as the rule by which a column was computed.

    Returns:
        UTF-8 with a byte-order mark, which Excel needs to read accents; lines end in CRLF. Missing figures are empty,
        and the flag beside them says why.
    """
    out = io.StringIO()
    for line in (title, *source_lines(records), *notes):
        out.write("# " + " ".join(str(line).split()) + "\r\n")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([neutral(str(column)) for column in frame.columns])
    whole = [_WHOLE.fullmatch(str(column)) is not None for column in frame.columns]
    for row in frame.itertuples(index=False, name=None):
        writer.writerow([_written(value, is_whole) for value, is_whole in zip(row, whole, strict=True)])
    return out.getvalue().encode("utf-8-sig")


_WHOLE: Final = re.compile(r"employment|(.*_)?year|.*_n")
"""Columns of counts and years: pandas holds them as fractions where one is missing."""


def _written(value: Any, is_whole: bool) -> Any:
    if pd.isna(value):
        return ""
    return int(value) if is_whole and isinstance(value, float) and value.is_integer() else neutral(value)


_WIDEST: Final = 48
"""Characters of the widest column of a workbook; longer cells are cut on screen, not in the file."""

_NUMBER_FORMATS: Final = (
    (re.compile(r"pay_hourly_.*_usd"), "$#,##0.00"),
    (re.compile(r".*_usd"), "$#,##0"),
    (re.compile(r"(.*_)?year|.*_code"), "0"),
    (re.compile(r"employment|.*_n|.*_weighted|.*_size"), "#,##0"),
)
"""How a column's figures are written; the cells hold them as published."""


def to_excel(frame: pd.DataFrame, title: str, records: Iterable[Record], notes: Iterable[str] = ()) -> bytes:
    """The same as `to_csv` as an Excel workbook: figures are numbers, and text stays text, whatever it looks like.

    Above each column's name, which holds the unit, stands what the screen calls it.

    Returns:
        The workbook. Missing figures are empty cells, and the flag beside them says why.
    """
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"title": title})
        sheet = book.add_worksheet(_("Table"))
        bold, named = book.add_format({"bold": True}), book.add_format({"bold": True, "text_wrap": True})
        # What starts like a formula stays text even when somebody edits the cell.
        quoted = book.add_format({"quote_prefix": True})
        lines = [" ".join(str(line).split()) for line in (title, *source_lines(records), *notes)]
        for row, line in enumerate(lines):
            sheet.write_string(row, 0, line, bold if not row else None)
        first = len(lines) + 3
        for at, column in enumerate(map(str, frame.columns)):
            cells = frame.iloc[:, at].tolist()
            if called := _called(column):
                sheet.write_string(first - 2, at, called, named)
            sheet.write_string(first - 1, at, column, bold)
            shape = next((shape for names, shape in _NUMBER_FORMATS if names.fullmatch(column)), "General")
            figures = book.add_format({"num_format": shape})
            for row, value in enumerate(cells, start=first):
                if pd.isna(value):
                    continue
                if isinstance(value, bool):
                    sheet.write_boolean(row, at, value)
                elif isinstance(value, Real) and math.isfinite(value):
                    sheet.write_number(row, at, float(value), figures)
                else:
                    sheet.write_string(row, at, str(value), quoted if _is_risky(value) else None)
            longest = max((len(str(value)) for value in cells if isinstance(value, str)), default=0)
            sheet.set_column(at, at, min(max(longest, len(column)) + 2, _WIDEST))
        sheet.freeze_panes(first, 1)
        if len(frame.columns):
            sheet.autofilter(first - 1, 0, first - 1 + len(frame), len(frame.columns) - 1)
    return out.getvalue()


def _called(column: str) -> str:
    """What the screen calls a column; nothing where no screen shows it, such as a flag."""
    try:
        return columns.heading(column)
    except KeyError:
        return ""


ROWS_AT_ONCE: Final = 1 << 15


def table_csv(name: str) -> Iterator[bytes]:
    """A whole published table as CSV, in pieces, so that the largest takes neither long nor much memory.

    The same form as `to_csv`, except that lines end in LF.

    Raises:
        TableMissing: there is no such table, or it cannot be read; raised before the first piece.
    """
    if name not in tables.names():
        raise TableMissing(name)
    record = tables.record(name)
    try:
        file = pq.ParquetFile(tables.directory() / f"{name}.parquet")
    except (OSError, pa.ArrowException) as error:
        raise TableMissing(name) from error
    notes = [record.title, *source_lines([record]), *record.caveats]
    return _pieces(file, "".join("# " + " ".join(_(note).split()) + "\n" for note in notes))


def _pieces(file: pq.ParquetFile, head: str) -> Iterator[bytes]:
    with file:
        yield head.encode("utf-8-sig") + (",".join(file.schema_arrow.names) + "\n").encode()
        for batch in file.iter_batches(ROWS_AT_ONCE, use_threads=False):
            out = pa.BufferOutputStream()
            safe = pa.table([_neutral_column(column) for column in batch.columns], names=batch.schema.names)
            arrow_csv.write_csv(safe, out, arrow_csv.WriteOptions(include_header=False, quoting_style="needed"))
            yield out.getvalue().to_pybytes()


def _neutral_column(column: pa.Array) -> pa.Array:
    """A column whose text no spreadsheet runs: `neutral`, for all cells at once."""
    if pa.types.is_dictionary(column.type):
        words = _neutral_column(column.dictionary)
        return words.take(column.indices)
    if not pa.types.is_string(column.type):
        return column
    trimmed = pc.utf8_ltrim(column, " \u00a0")
    risky = reduce(pc.or_, (pc.starts_with(trimmed, start) for start in FORMULA_STARTS))
    return pc.if_else(risky, pc.binary_join_element_wise("'", column, ""), column)


def file_name(*parts: str, kind: str = "csv") -> str:
    """A file name from words: lower case, letters and digits, hyphens between: ``pay-43-4051-oh.csv``.

    Without a ``kind`` it has no ending yet.
    """
    words = (re.sub(r"[^a-z0-9]+", "-", part.lower()).strip("-") for part in parts)
    return "-".join(filter(None, words)) + (f".{kind}" if kind else "")
