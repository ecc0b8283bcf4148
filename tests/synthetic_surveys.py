"""Synthetic survey files, as a person might drop them on the page."""

from __future__ import annotations

from data.survey_format import COLUMNS

SYNTHETIC = {
    "survey_source": "Synthetic survey",
    "survey_publisher": "Synthetic guide",
    "soc_code": "43-4051",
    "reported_title": "Synthetic title",
    "place_code": "OH",
    "experience_from_years": "0",
    "experience_to_years": "5",
    "statistic": "median",
    "pay_period": "year",
    "pay_usd": "41234",
    "as_of_from_year": "2024",
    "as_of_to_year": "2024",
}


def file_of(*changes: dict[str, str]) -> bytes:
    """A survey file with a row for each of the changes to `SYNTHETIC`."""
    rows = [[(SYNTHETIC | change).get(column, "") for column in COLUMNS] for change in changes]
    return "\n".join(",".join(row) for row in [list(COLUMNS), *rows]).encode()
