"""From a field of study to the jobs people in fact hold, and back: graduates in the census microdata.

Shares are of people with a bachelor's degree or more who have a job; pay is that of the full-time, year-round employees
among them. The field is that of the first bachelor's degree, whatever degree came after it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Final

from rapidfuzz import fuzz, process
from rapidfuzz.utils import default_process

from careers import tables
from careers.errors import CareersError, Near, NotPublished
from careers.i18n import N_, _
from careers.occupation_names import in_language
from careers.pay import Cell
from careers.significance import CRITICAL_Z
from careers.titles import occupation as find_occupation

TABLE: Final = "majors"
EVERY: Final = "all"
FEWEST_PEOPLE: Final = 30
"""People under which a field in an occupation is not shown."""

WEAKEST: Final = 60
"""Score from 0 to 100 below which a name is not taken for what was typed."""

_LONGEST: Final = 200


class UnknownField(CareersError):  # noqa: N818 - reads as what happened
    """No field of study has that code or name."""

    sentence = N_("We do not know a field of study called “{what}”.")


@dataclass(frozen=True)
class Field:
    """A field of study: the census's code and its name."""

    degree_field_code: str
    title: str


@dataclass(frozen=True)
class Line:
    """People of one field in one group of occupations.

    Args:
        degree_field_code, field_title: the field, or ``all``.
        soc_codes, title: the occupations, which the census does not tell apart where there are several; empty for all.
        people_n: working graduates in the sample, 30 or more.
        share_pct, share_se_points: the share asked about, with its standard error in percentage points: of the field's
            people in `occupations`, of the occupations' graduates in `of`.
        paid_n: those whose pay is told.
        pay: ``p10`` … ``p90`` of yearly pay, in survey-year dollars, each with its flag.
        pay_p50_se_usd: standard error of the median, None where that is not shown.
    """

    degree_field_code: str
    field_title: str
    soc_codes: tuple[str, ...]
    title: str
    people_n: int
    share_pct: float
    share_se_points: float
    paid_n: int
    pay: dict[str, Cell]
    pay_p50_se_usd: float | None

    @property
    def low_pct(self) -> float:
        """Lower end of the share's 90% range."""
        return max(0.0, self.share_pct - CRITICAL_Z * self.share_se_points)

    @property
    def high_pct(self) -> float:
        """Upper end of the share's 90% range."""
        return min(100.0, self.share_pct + CRITICAL_Z * self.share_se_points)


@dataclass(frozen=True)
class Lines:
    """All that is known of a field, or of an occupation.

    Args:
        everyone: the whole: all jobs of the field, or all fields of the occupation; its share is 100.
        lines: its parts, largest share first.
        not_shown_pct: the share in parts of fewer than 30 people, which are not shown.
        year: survey year.
    """

    everyone: Line
    lines: tuple[Line, ...]
    not_shown_pct: float
    year: int

    @property
    def source(self) -> tables.Source:
        """Who asked the people."""
        return tables.record(TABLE).source("acs")


@tables.built_once
def _fields() -> dict[str, Field]:
    frame = tables.load("degree_fields").astype(object)
    return {c: Field(c, t) for c, t in zip(frame["degree_field_code"], frame["degree_field_title"], strict=True)}


@tables.built_once
def _occupations() -> dict[str, tuple[str, ...]]:
    """Detailed occupations by the census codes that answer for them together, largest first."""
    frame = tables.load("pay_by_experience").astype(object)
    frame = frame[frame["experience_band"] == EVERY]
    national = tables.load("pay_by_place")
    national = national[national["place_code"] == "US"]
    jobs = dict(zip(national["soc_code"].astype(object), national["employment"].fillna(0), strict=True))
    found: dict[str, list[str]] = {}
    for soc_code, codes in zip(frame["soc_code"], frame["census_occupation_code"], strict=True):
        if find_occupation(soc_code).level == "detailed":
            found.setdefault(codes, []).append(soc_code)
    return {codes: tuple(sorted(soc, key=lambda code: -jobs.get(code, 0.0))) for codes, soc in found.items()}


@tables.built_once
def _census_codes() -> dict[str, str]:
    return {soc_code: codes for codes, together in _occupations().items() for soc_code in together}


@dataclass(frozen=True)
class _Rows:
    by_field: dict[str, list[dict[str, Any]]]
    by_occupation: dict[str, list[dict[str, Any]]]


@tables.built_once
def _rows() -> _Rows:
    frame = tables.load(TABLE).astype(object)
    by_field: dict[str, list[dict[str, Any]]] = {}
    by_occupation: dict[str, list[dict[str, Any]]] = {}
    for record in frame.to_dict("records"):
        row: dict[str, Any] = {str(k): None if isinstance(v, float) and math.isnan(v) else v for k, v in record.items()}
        by_field.setdefault(row["degree_field_code"], []).append(row)
        by_occupation.setdefault(row["census_occupation_code"], []).append(row)
    return _Rows(by_field, by_occupation)


def fields() -> list[Field]:
    """Every field of study, in order of name."""
    return sorted(_fields().values(), key=lambda field: field.title)


def field(text: str) -> Field:
    """The field with that code or exact name.

    Raises:
        UnknownField: there is none; ``nearest`` offers names that come close.
    """
    typed = str(text).strip()
    found = _fields().get(typed) or _by_name().get(default_process(typed[:_LONGEST]))
    if found is None:
        raise UnknownField(text, [Near(f.degree_field_code, f.title) for f in search(typed, limit=3)])
    return found


@tables.built_once
def _by_name() -> dict[str, Field]:
    return {default_process(found.title): found for found in _fields().values()}


def search(text: str, limit: int = 8) -> list[Field]:
    """Fields whose name answers ``text``, best first; empty where nothing comes close."""
    wanted = default_process(str(text)[:_LONGEST])
    if not wanted:
        return []
    names = _by_name()
    scored = process.extract(wanted, list(names), scorer=fuzz.WRatio, score_cutoff=WEAKEST, limit=None)

    # A word that begins a word of the name is what someone is still typing; it outranks a mere likeness.
    def order(hit: tuple[str, float, int]) -> tuple[bool, float, int]:
        words = hit[0].split()
        begins = all(any(word.startswith(typed) for word in words) for typed in wanted.split())
        return not begins, -hit[1], len(words)

    return [names[name] for name, _score, _at in sorted(scored, key=order)[:limit]]


def occupations(field_of_study: str) -> Lines:
    """The jobs that people who studied a field hold.

    Args:
        field_of_study: the census's code, such as ``6107``, or the field's exact name.

    Returns:
        Occupations with the share of the field's people in each; jobs that the census does not tell apart stand
        together.

    Raises:
        UnknownField: no such field.
        NotPublished: fewer than 30 people who studied it were asked.
    """
    found = field(field_of_study)
    rows = _rows().by_field.get(found.degree_field_code, [])
    return _lines(rows, "census_occupation_code", "field_share", found.title)


def of(soc_code: str) -> Lines:
    """What the graduates in an occupation studied.

    Args:
        soc_code: a detailed occupation, such as ``15-1252``.

    Returns:
        Fields with the share of the occupation's graduates in each.

    Raises:
        UnknownOccupation: no such code.
        NotPublished: fewer than 30 graduates in it were asked, or it is a group of occupations.
    """
    job = find_occupation(soc_code)
    rows = _rows().by_occupation.get(_census_codes().get(job.soc_code, ""), [])
    return _lines(rows, "degree_field_code", "job_share", in_language(job.title))


def _lines(rows: list[dict[str, Any]], part: str, share: str, name: str) -> Lines:
    everyone = next((row for row in rows if row[part] == EVERY), None)
    if everyone is None:
        message = _("Fewer than {number} graduates were asked about {name}, so nothing is shown.")
        raise NotPublished(name, message=message.format(number=FEWEST_PEOPLE, name=name))
    lines = [_line(row, share) for row in rows if row is not everyone]
    lines.sort(key=lambda line: -line.share_pct)
    hidden = max(0.0, 100 - sum(line.share_pct for line in lines))
    return Lines(_line(everyone, share), tuple(lines), hidden, int(everyone["year"]))


def _line(row: dict[str, Any], share: str) -> Line:
    together = _occupations().get(row["census_occupation_code"], ())
    known = _fields().get(row["degree_field_code"])
    return Line(
        degree_field_code=row["degree_field_code"],
        field_title=known.title if known else _("all fields"),
        soc_codes=together,
        title=" · ".join(find_occupation(code).title for code in together) or _("all jobs"),
        people_n=int(row["people_n"]),
        share_pct=float(row[f"{share}_pct"]),
        share_se_points=float(row[f"{share}_se_points"]),
        paid_n=int(row["paid_n"]),
        pay={f"p{p}": Cell(row[f"pay_annual_p{p}_usd"], row[f"pay_annual_p{p}_flag"]) for p in (10, 25, 50, 75, 90)},
        pay_p50_se_usd=row["pay_annual_p50_se_usd"],
    )
