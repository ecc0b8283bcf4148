"""Synthetic census microdata, packed as the Census Bureau packs it."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable
from pathlib import Path

SYNTHETIC_PERSON = {
    "RT": "P",
    "SERIALNO": "2024HU0000001",
    "STATE": "39",
    "ADJINC": "1000000",
    "PWGTP": "10",
    "AGEP": "40",
    "COW": "1",
    "SCHL": "21",
    "WAGP": "50000",
    "WKHP": "40",
    "WKWN": "52",
    "OCCP": "5240",
    "NAICSP": "522M",
    "FOD1P": "6203",
    "ESR": "1",
    "JWTRNS": "01",
    "JWMNP": "20",
}
COLUMNS = tuple(SYNTHETIC_PERSON)
Person = dict[str, object]


def write_people(path: Path, people: Iterable[Person], columns: tuple[str, ...] = COLUMNS) -> Path:
    """Write a person file: each person is `SYNTHETIC_PERSON` but for what is named.

    Columns of the first person that are not in ``columns`` nor in `SYNTHETIC_PERSON` come after them.
    """
    rows = [{**SYNTHETIC_PERSON, **person} for person in people]
    extra = [c for c in (rows[0] if rows else {}) if c not in COLUMNS]
    text = io.StringIO()
    writer = csv.DictWriter(text, dict.fromkeys([*columns, *extra]), extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("synthetic_readme.pdf", b"")
        archive.writestr("psam_p39.csv", text.getvalue())
    return path
