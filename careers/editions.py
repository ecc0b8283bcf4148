"""Whether an agency is known to have published a newer edition than the one our figures are from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from careers import tables


@dataclass(frozen=True)
class NewerEdition:
    """An edition that exists and is not the one shown.

    Args:
        source: the source as it stands in the records of our tables.
        newer_edition: as the agency names it.
        published_on: day of publication, or None where it is not known.
        address: where it is.
    """

    source: tables.Source
    newer_edition: str
    published_on: date | None
    address: str


@tables.built_once
def known() -> tuple[NewerEdition, ...]:
    """Newer editions of the sources behind the published tables, in order of source.

    A row of the list counts only while a table rests on the edition that the row calls the one at hand, and none on the
    newer one: hand-kept tables of that source may lag behind when it has been taken over.
    """
    at_hand = {
        (source.name, source.edition): source for name in tables.names() for source in tables.record(name).sources
    }
    rows = tables.load("newer_editions").astype(object).to_dict("records")
    return tuple(
        NewerEdition(
            at_hand[row["source_name"], row["edition_at_hand"]],
            row["newer_edition"],
            date.fromisoformat(row["published_on"]) if isinstance(row["published_on"], str) else None,
            row["newer_address"],
        )
        for row in rows
        if (row["source_name"], row["edition_at_hand"]) in at_hand
        and (row["source_name"], row["newer_edition"]) not in at_hand
    )


def newer_than(source: tables.Source) -> NewerEdition | None:
    """The newer edition known of this source, or None."""
    return next((entry for entry in known() if entry.source.name == source.name), None)
