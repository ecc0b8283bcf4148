"""Small synthetic workbooks, shaped like the agencies' own, so that loaders are proved without their files."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

import openpyxl

Cell = str | int | float | bool | None
Rows = Sequence[Sequence[Cell]]


def workbook_bytes(sheets: Mapping[str, Rows], merged: Mapping[str, Sequence[str]] | None = None) -> bytes:
    """An ``.xlsx`` file with these sheets; ``merged`` names cell ranges to merge, by sheet."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        for cells in (merged or {}).get(name, ()):
            sheet.merge_cells(cells)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
