"""Synthetic OEWS flat files, small enough to read in a test. No figure here is anybody's real pay."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain
from pathlib import Path

from etl.oews import DATA_COLUMNS, DATA_FILE, MEASURE_NAMES, MEASURES
from etl.sources import SOURCES

Printed = tuple[str, str]
"""What stands in the columns value and footnote_codes."""

NATION = ("N", "0000000")
OHIO = ("S", "3900000")
AKRON = ("M", "0010420")
RURAL_OHIO = ("M", "3900003")
ALL_INDUSTRIES = "000000"

_NUMBERS = (
    ("1000", "2.5", "20.00", "41600", "1.5"),
    ("10.00", "15.00", "19.00", "25.00", "30.00"),
    ("20800", "31200", "39520", "52000", "62400"),
    ("7.5", "1.1"),
)
ORDINARY: Mapping[str, Printed] = {
    measure: (value, "") for measure, value in zip(MEASURES, chain(*_NUMBERS), strict=True)
}
"""A cell in which everything is published."""

ONLY_OF_PLACES = ("jobs_per_1000", "location_quotient")

OCCUPATIONS = [("000000", "Synthetic all", "0"), ("110000", "Synthetic group", "0"), ("111011", "Synthetic chief", "3")]
INDUSTRIES = [
    ("000000", "Synthetic everything", "0"),
    ("44--46", "Sector 44 and 45 - Synthetic trade", "2"),
    ("524000", "Synthetic insurance", "3"),
    ("999001", "Synthetic government", "2"),
    ("999101", "Synthetic federal government", "2"),
]
AREAS = [
    ("00", "0000000", "N", "Synthetic nation"),
    ("39", "3900000", "S", "Synthetic Ohio"),
    ("39", "0010420", "M", "Synthetic Akron"),
    ("39", "3900003", "M", "Synthetic country"),
]


def cell(**changes: Printed) -> dict[str, Printed]:
    """An ordinary cell with some figures printed differently."""
    assert changes.keys() <= ORDINARY.keys()
    return {**ORDINARY, **changes}


def marked(footnote: str, *measures: str) -> dict[str, Printed]:
    """Measures printed as a mark with a footnote."""
    return dict.fromkeys(measures, ("-", footnote))


def series(place: tuple[str, str], industry: str, occupation: str, measure: int) -> str:
    """A series identifier."""
    return f"OEU{place[0]}{place[1]}{industry}{occupation}{measure:02}"


def rows(
    cells: Mapping[tuple[tuple[str, str], str, str], Mapping[str, Printed]], year: str = "2025"
) -> list[tuple[str, ...]]:
    """Rows of the data file, one per cell and measure, as the agency orders them."""
    found = []
    for (place, industry, occupation), printed in cells.items():
        for number, measure in enumerate(MEASURES, 1):
            if measure in printed and (industry == ALL_INDUSTRIES or measure not in ONLY_OF_PLACES):
                found.append((series(place, industry, occupation, number), year, "A01", *printed[measure]))
    return found


def every_cell() -> dict[tuple[tuple[str, str], str, str], dict[str, Printed]]:
    """One ordinary cell for each area, and for each industry in the nation, of each occupation."""
    codes = [code for code, *_ in OCCUPATIONS]
    places = [(kind, area) for _, area, kind, _ in AREAS]
    cells = {(place, ALL_INDUSTRIES, code): cell() for place in places for code in codes}
    cells |= {(NATION, industry, code): cell() for industry, *_ in INDUSTRIES[1:] for code in codes}
    return cells


def table(columns: Iterable[str], lines: Iterable[Iterable[str]]) -> str:
    """A tab-separated file with the agency's line ends and padding."""
    return "".join("\t".join(part) + "\r\n" for part in (columns, *lines))


class FlatFiles:
    """The files of one synthetic edition; change an attribute, then `write`."""

    def __init__(self) -> None:
        self.cells = every_cell()
        self.data_columns: tuple[str, ...] = DATA_COLUMNS
        self.data_rows: list[tuple[str, ...]] | None = None
        self.lists: dict[str, tuple[list[str], list[tuple[str, ...]]]] = {
            "oe.datatype": (
                ["datatype_code", "datatype_name"],
                [(f"{i:02}", name) for i, name in enumerate(MEASURE_NAMES, 1)],
            ),
            "oe.footnote": (["footnote_code", "footnote_text"], [(c, "Synthetic.") for c in "123458"]),
            "oe.release": (["release_date", "description"], [("2025A01", "May 2025")]),
            "oe.area": (["state_code", "area_code", "areatype_code", "area_name"], list(AREAS)),
            "oe.industry": (
                ["industry_code", "industry_name", "display_level", "selectable", "sort_sequence"],
                [(c, n, level, "T", str(i)) for i, (c, n, level) in enumerate(INDUSTRIES)],
            ),
            "oe.occupation": (
                ["occupation_code", "occupation_name", "display_level", "selectable", "sort_sequence"],
                [(c, n, level, "T", str(i)) for i, (c, n, level) in enumerate(OCCUPATIONS)],
            ),
        }

    def rows(self) -> list[tuple[str, ...]]:
        """The rows of the data file, to be changed and put into ``data_rows``."""
        return rows(self.cells)

    def write(self, raw: Path) -> Path:
        """Write all files below ``raw``, where the loader looks for them."""
        at = {remote.path.name: raw / remote.path for remote in SOURCES["oews"].files}
        padded = [(r[0].ljust(30), *r[1:]) for r in (self.rows() if self.data_rows is None else self.data_rows)]
        texts = {name: table(*content) for name, content in self.lists.items()}
        texts[DATA_FILE] = table(self.data_columns, padded)
        for name, text in texts.items():
            at[name].parent.mkdir(parents=True, exist_ok=True)
            at[name].write_text(text, "utf-8", newline="")
        return raw
