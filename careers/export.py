"""Tables as CSV that a spreadsheet opens safely and that still says where its figures come from."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from functools import reduce
from typing import Any, Final

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as arrow_csv
import pyarrow.parquet as pq

from careers import format as fmt
from careers import tables
from careers.errors import TableMissing
from careers.i18n import _
from careers.tables import Record

FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What makes a spreadsheet run a text cell as a formula (OWASP, "CSV Injection"), full-width forms included."""


def neutral(value: Any) -> Any:
    """A text cell that no spreadsheet runs: an apostrophe goes before what would start a formula.

    Numbers pass as they are, so that −5.5 stays a number.
    """
    if isinstance(value, str) and value.lstrip(" \u00a0").startswith(FORMULA_STARTS):
        return f"'{value}"
    return value


def source_lines(records: Iterable[Record]) -> list[str]:
    """One line per source of these tables: title, agency, edition, day of download, address of the figures' home."""
    lines = []
    for source in dict.fromkeys(source for record in records for source in record.sources):
        taken = max((file.retrieved for file in source.files if file.retrieved), default=None)
        when = _(" (accessed {day})").format(day=fmt.day(taken)) if taken else ""
        lines.append(
            _("Source: {title}, {agency}, {edition}{when}.").format(
                title=source.title, agency=source.agency, edition=source.edition, when=when
            )
        )
    return lines


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
    for row in frame.itertuples(index=False, name=None):
        writer.writerow(["" if pd.isna(value) else neutral(value) for value in row])
    return out.getvalue().encode("utf-8-sig")


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


def file_name(*parts: str) -> str:
    """A file name from words: lower case, letters and digits, hyphens between: ``pay-43-4051-oh.csv``."""
    return "-".join(filter(None, (re.sub(r"[^a-z0-9]+", "-", part.lower()).strip("-") for part in parts))) + ".csv"
