"""Tables as CSV that a spreadsheet opens safely and that still says where its figures come from."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from typing import Any, Final

import pandas as pd

from careers import format as fmt
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
    for row in frame.itertuples(index=False):
        writer.writerow(["" if pd.isna(value) else neutral(value) for value in row])
    return out.getvalue().encode("utf-8-sig")


def file_name(*parts: str) -> str:
    """A file name from words: lower case, letters and digits, hyphens between: ``pay-43-4051-oh.csv``."""
    return "-".join(filter(None, (re.sub(r"[^a-z0-9]+", "-", part.lower()).strip("-") for part in parts))) + ".csv"
