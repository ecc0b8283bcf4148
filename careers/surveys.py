"""A person's own survey file: read as the bundled ones are, faults told by row, and kept nowhere."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any

from careers import tables, titles
from careers.experience import SurveyFigure
from careers.i18n import _
from careers.titles import occupation as find_occupation
from data import survey_format
from data.survey_format import COLUMNS, LARGEST_FILE_BYTES, MOST_ROWS, Candidate

__all__ = ["COLUMNS", "LARGEST_FILE_BYTES", "MOST_ROWS", "Reading", "RowFault", "read"]

MOST_CANDIDATES = 5


@dataclass(frozen=True)
class RowFault:
    """One thing wrong in a file.

    Args:
        fault: what is wrong, in words not yet of the reader's language: a file is kept while the language may change.
    """

    fault: survey_format.Fault

    @property
    def row(self) -> int:
        """Row as a spreadsheet counts, the headings being row 1."""
        return self.fault.row

    @property
    def column(self) -> str:
        """Heading of the cell, or "" when the whole row or file is at fault."""
        return self.fault.column

    @property
    def cause(self) -> str:
        """What is wrong, as a sentence."""
        return _(self.fault.sentence).format(**self.fault.parts)


@dataclass(frozen=True)
class Reading:
    """What a file came to: figures, or faults. One of the two is empty."""

    figures: tuple[SurveyFigure, ...]
    faults: tuple[RowFault, ...]

    def about(self, soc_code: str) -> tuple[SurveyFigure, ...]:
        """The figures about one occupation.

        Raises:
            UnknownOccupation: no such code.
        """
        return tuple(self._by_job.get(find_occupation(soc_code).soc_code, ()))

    @cached_property
    def _by_job(self) -> dict[str, list[SurveyFigure]]:
        # A file is kept while the reader goes from job to job.
        found: dict[str, list[SurveyFigure]] = {}
        for figure in self.figures:
            found.setdefault(figure.soc_code, []).append(figure)
        return found


def read(content: bytes) -> Reading:
    """Read and check a survey file, as ``docs/survey-format.md`` describes it.

    A title without a code is taken where it is the name of one occupation; one that may mean several is a fault that
    names them.

    Args:
        content: the bytes of the file, at most `LARGEST_FILE_BYTES` and `MOST_ROWS` rows.
    """
    records, faults = survey_format.read(content)
    if not faults:
        faults = survey_format.check_codes(records, _known("occupations", "soc_code"), _known("places", "place_code"))
    if not faults:
        records, faults = survey_format.match_titles(records, _find)
        faults += survey_format.overlaps(records)
    told = tuple(map(RowFault, faults))
    return Reading(() if told else tuple(_figure(record) for record in records), told)


@tables.kept(4)
def _known(table: str, column: str) -> frozenset[str]:
    return frozenset(tables.load(table)[column].astype(str))


def _find(title: str) -> tuple[bool, list[Candidate]]:
    found = titles.search(title, limit=MOST_CANDIDATES)
    wanted = title.strip().casefold().removesuffix("s")
    own = [match for match in found if match.title.casefold().removesuffix("s") == wanted]
    if own:
        return True, [(own[0].soc_code, own[0].title)]
    return False, [(match.soc_code, match.title) for match in found]


def _figure(record: survey_format.Record) -> SurveyFigure:
    values: dict[str, Any] = {field.name: record[field.name] for field in fields(SurveyFigure)}
    return SurveyFigure(**values)
