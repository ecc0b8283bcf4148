"""O*NET: what people do in an occupation and what it takes, as ratings, shares and names.

Source: the O*NET database (onetcenter.org/dictionary), a zip of workbooks. Published are ratings, codes and names of
O*NET's items. Its sentences (tasks, activities, job zones, definitions) are written to the user's machine only.

O*NET rates its own occupations (43-4051.00, 29-1141.03), of which several may belong to one OEWS occupation. Then each
counts the same in a plain average, and ``onet_occupations_n`` says how many were averaged; ``onet_occupations`` names
them.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import polars as pl

from etl.download import open_raw, raw_path
from etl.errors import CheckError, SourceChangedError
from etl.oews import read_lists, shape_occupations
from etl.sources import SOURCES
from etl.titles import read_structure, shape_crosswalk
from etl.workbooks import Column, Sheet, Workbook

ZIP: Final = "onet"
EXTRACT: Final = "onet_extract"
_REMEDY: Final = "Compare the file with etl/onet.py. If O*NET changed it, the loader has to learn that."


@dataclass(frozen=True)
class Domain:
    """One kind of rated item.

    Args:
        group: name in ``element_group``.
        file: workbook in the zip, without its ending.
        phrases: reference file with our words for every element, or "" where we wrote none.
        required: whether the zip, or failing that the extract, has to hold it.
    """

    group: str
    file: str
    phrases: str = ""
    required: bool = True


DOMAINS: Final = (
    Domain("skill", "Skills", "skill_phrases.csv"),
    Domain("knowledge", "Knowledge", "knowledge_phrases.csv"),
    Domain("work_activity", "Work Activities", "work_activity_phrases.csv"),
    Domain("ability", "Abilities"),
    Domain("interest", "Interests", "interest_phrases.csv"),
    Domain("work_style", "Work Styles"),
    Domain("work_value", "Work Values"),
    Domain("work_context", "Work Context", required=False),
)
PREPARATION_FILE: Final = "Education, Training, and Experience"
CREDENTIAL_GROUP: Final = "credential"
"""Group of the two elements of the preparation workbook that are rated by importance: certification, apprenticeship."""

RATED: Final[dict[str, str]] = {
    "IM": "importance",
    "OI": "interest",
    "EX": "extent",
    "CX": "context",
    "CT": "context",
    "WI": "impact",
}
"""Scales whose value is the rating of an element, with the word for what they rate."""

LEVEL: Final = "LV"
LEFT_ASIDE: Final = frozenset({"IH", "VH", "DR", "CXP", "CTP"})
"""Scales that repeat in another form what a rated scale says: ranks, high points, shares behind a mean."""

SHARES: Final = frozenset({"RL", "RW", "PT", "OJ"})
"""Scales of the preparation workbook that give the percentage of answers in each category."""

TIERS: Final[dict[str, str]] = {"Primary-Short": "first", "Primary-Long": "second", "Supplemental": "third"}

_CODE: Final = Column(r"o\*net-soc code")
_TITLE: Final = Column("title", required=False, used=False)
_DATED: Final = {
    "date": Column("date", required=False, used=False),
    "domain_source": Column("domain source", required=False, used=False),
}
_ERRORS: Final = {
    "n": Column("n", required=False, used=False),
    "standard_error": Column("standard error", required=False, used=False),
    "lower": Column("lower ci bound", required=False, used=False),
    "upper": Column("upper ci bound", required=False, used=False),
    "suppress": Column("recommend suppress", required=False),
    "not_relevant": Column("not relevant", required=False, used=False),
}
_ELEMENT: Final = {"element_code": Column("element id"), "element_name": Column("element name")}
_SCALE: Final = {
    "scale": Column("scale id"),
    "scale_name": Column("scale name", required=False, used=False),
}
RATING_COLUMNS: Final = {
    "onet_soc_code": _CODE,
    "title": _TITLE,
    **_ELEMENT,
    **_SCALE,
    "category": Column("category", required=False),
    "value": Column("data value"),
    **_ERRORS,
    **_DATED,
}


def _fail(file: str, cause: str, source: str = ZIP) -> SourceChangedError:
    return SourceChangedError(source, file, cause, _REMEDY)


# --- The zip ------------------------------------------------------------------------------------------------


class Release:
    """One release of the database: its workbooks, each read when asked for."""

    def __init__(self, path: Path) -> None:
        """Open the zip.

        Raises:
            SourceChangedError: it is not a zip file.
        """
        self.file = path.name
        try:
            self._zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, OSError) as error:
            raise SourceChangedError(ZIP, self.file, f"It cannot be opened: {error}.", "Fetch it again.") from error
        self._names = {Path(name).name: name for name in self._zip.namelist()}

    def has(self, workbook: str) -> bool:
        """Whether the zip holds that workbook."""
        return f"{workbook}.xlsx" in self._names

    def edition(self) -> str:
        """The release as its own read-me names it, such as ``29.3``.

        Raises:
            SourceChangedError: the read-me is missing or names none.
        """
        name = self._names.get("Read Me.txt")
        told = self._content(name).decode("utf-8", "replace") if name else ""
        found = re.search(r"O\*NET\D{0,3}(\d+\.\d+) Database", told)
        if not found:
            raise _fail(self.file, "Its Read Me.txt does not name the release.")
        return found[1]

    def read(self, workbook: str, columns: Mapping[str, Column], key: str = "onet_soc_code") -> Sheet:
        """Read the one sheet of a workbook as text.

        Raises:
            SourceChangedError: the workbook is missing or has several sheets, or see ``Workbook.read``.
        """
        file = f"{workbook}.xlsx"
        if file not in self._names:
            raise _fail(self.file, f"The workbook {file!r} is missing; it holds {sorted(self._names)}.")
        book = Workbook(ZIP, f"{self.file}: {file}", self._content(self._names[file]))
        if len(book.sheets) != 1:
            raise _fail(f"{self.file}: {file}", f"It has {len(book.sheets)} sheets {list(book.sheets)}, not one.")
        return book.read(book.sheets[0], columns, key)

    def _content(self, name: str) -> bytes:
        try:
            return self._zip.read(name)
        except (zipfile.BadZipFile, OSError) as error:
            raise SourceChangedError(ZIP, self.file, f"{name!r}: {error}.", "Fetch it again.") from error


def open_release(raw: Path) -> Release:
    """Open the downloaded database."""
    remote = next(f for f in SOURCES[ZIP].files if f.path.suffix == ".zip")
    return Release(raw_path(raw, remote))


# --- Ratings ------------------------------------------------------------------------------------------------

RATINGS: Final = {
    "onet_soc_code": pl.String,
    "element_code": pl.String,
    "element_name": pl.String,
    "scale": pl.String,
    "category": pl.String,
    "value": pl.Float64,
    "suppress": pl.String,
}
"""Columns of ratings as read: ``category`` is null outside shares, ``suppress`` is Y, N, or null where not said."""


def read_ratings(release: Release, workbook: str) -> pl.DataFrame:
    """Read a workbook of ratings.

    Returns:
        Columns as in `RATINGS`, one row per O*NET occupation, element, scale and category.

    Raises:
        SourceChangedError: a heading, scale or mark is not known, or a rating comes twice.
    """
    sheet = release.read(workbook, RATING_COLUMNS)
    rows = sheet.rows.with_columns(value=sheet.figures("value", ()))
    return _checked(rows, sheet.file)


def read_extract(raw: Path, workbook: str) -> pl.DataFrame:
    """Read ratings from the text file that stands in for a workbook too large for the copy at hand.

    Returns:
        Columns as in `RATINGS`.

    Raises:
        SourceChangedError: a column is missing or unknown, or see `read_ratings`.
    """
    remote = next((f for f in SOURCES[EXTRACT].files if f.path.stem == workbook), None)
    if remote is None:
        raise _fail(workbook, "Neither the database nor the extract holds these ratings.", EXTRACT)
    file = remote.path.name
    with open_raw(raw, remote) as stream:
        text = pl.read_csv(stream.read(), separator="\t", quote_char=None, infer_schema=False)
    named = {
        heading: name
        for heading in text.columns
        for name, column in RATING_COLUMNS.items()
        if re.fullmatch(column.heading, heading.lower())
    }
    missing = [c.heading for name, c in RATING_COLUMNS.items() if c.required and name not in named.values()]
    unknown = [heading for heading in text.columns if heading not in named]
    if missing or unknown:
        raise _fail(file, f"Headings missing: {missing}; not known: {unknown}.", EXTRACT)
    rows = text.rename(named).with_columns(value=pl.col("value").cast(pl.Float64, strict=False))
    odd = rows.with_row_index("row", 2).filter(pl.col("value").is_null())
    if odd.height:
        raise _fail(file, f"Row {odd['row'][0]}: the data value is not a number ({odd.height} such rows).", EXTRACT)
    return _checked(rows, file, EXTRACT)


def _checked(rows: pl.DataFrame, file: str, source: str = ZIP) -> pl.DataFrame:
    for name in RATINGS:
        if name not in rows.columns:
            rows = rows.with_columns(pl.lit(None, RATINGS[name]).alias(name))
    empty = pl.col(pl.String).replace({"": None, "n/a": None})
    rows = rows.select(list(RATINGS)).with_columns(empty)
    malformed = rows.filter(~pl.col("onet_soc_code").str.contains(r"^\d\d-\d{4}\.\d\d$").fill_null(False))
    if malformed.height:
        raise _fail(file, f"{malformed['onet_soc_code'][0]!r} is not an O*NET-SOC code.", source)
    scales = set(rows["scale"].unique())
    unknown = sorted(str(s) for s in scales - {*RATED, LEVEL, *LEFT_ASIDE, *SHARES})
    if unknown:
        raise _fail(file, f"Scales {unknown} are not known.", source)
    marks = set(rows["suppress"].drop_nulls().unique()) - {"Y", "N"}
    if marks:
        raise _fail(file, f"Marks {sorted(marks)} under 'Recommend Suppress' are not known.", source)
    rows = rows.filter(~pl.col("scale").is_in(sorted(LEFT_ASIDE)))
    key = ["onet_soc_code", "element_code", "scale", "category"]
    twice = rows.filter(rows.select(key).is_duplicated())
    if twice.height:
        raise _fail(file, f"{twice.height} rows repeat another, the first {twice.select(key).row(0)}.", source)
    return rows


def read_scales(release: Release) -> dict[str, tuple[float, float]]:
    """Read each scale's lowest and highest value."""
    columns = {
        "scale": Column("scale id"),
        "name": Column("scale name", used=False),
        "minimum": Column("minimum"),
        "maximum": Column("maximum"),
    }
    sheet = release.read("Scales Reference", columns, "scale")
    return {
        scale: (low, high)
        for scale, low, high in zip(
            sheet.rows["scale"], sheet.figures("minimum", ()), sheet.figures("maximum", ()), strict=True
        )
    }


def check_scales(ratings: pl.DataFrame, scales: Mapping[str, tuple[float, float]], file: str) -> None:
    """Hold ratings against the bounds of their scales.

    Raises:
        SourceChangedError: a scale has no bounds, or a rating lies outside them.
    """
    for scale in sorted(ratings["scale"].unique()):
        if scale not in scales:
            raise _fail(file, f"Scale {scale!r} does not stand in 'Scales Reference'.")
        low, high = scales[scale]
        outside = ratings.filter((pl.col("scale") == scale) & ~pl.col("value").is_between(low, high))
        if outside.height:
            first = outside.select("onet_soc_code", "element_code", "value").row(0)
            raise _fail(file, f"{outside.height} ratings lie outside {scale} {low:g} to {high:g}, the first {first}.")


# --- From O*NET's occupations to OEWS's -----------------------------------------------------------------------


def soc_crosswalk(raw: Path) -> pl.DataFrame:
    """Find the OEWS code for each SOC 2018 code: ``soc_2018_code``, ``soc_code`` (null where none answers)."""
    crosswalk = shape_crosswalk(read_structure(raw), shape_occupations(read_lists(raw)["occupation"]))
    return crosswalk.select("soc_2018_code", soc_code="oews_soc_code")


def read_occupations(release: Release, answers: pl.DataFrame) -> pl.DataFrame:
    """Name O*NET's occupations and the OEWS occupation that each belongs to.

    An O*NET-SOC code begins with its SOC 2018 code (O*NET's own crosswalk agrees for all of them).

    Args:
        release: the database.
        answers: see `soc_crosswalk`.

    Returns:
        ``onet_soc_code``, ``onet_title``, ``soc_2018_code``, ``soc_code`` (null where OEWS has none: military
        occupations and the like).

    Raises:
        SourceChangedError: a SOC code is not in the 2018 classification.
    """
    columns = {"onet_soc_code": _CODE, "onet_title": Column("title"), "text": Column("description", used=False)}
    sheet = release.read("Occupation Data", columns)
    listed = sheet.rows.select("onet_soc_code", "onet_title", soc_2018_code=pl.col("onet_soc_code").str.head(7))
    stray = listed.join(answers, on="soc_2018_code", how="anti")
    if stray.height:
        raise sheet.fault(f"{stray.height} occupations are not in SOC 2018, the first {stray['onet_soc_code'][0]!r}.")
    return listed.join(answers, on="soc_2018_code", how="left", validate="m:1")


def _belongs(rows: pl.DataFrame, occupations: pl.DataFrame, file: str, source: str = ZIP) -> pl.DataFrame:
    """Add ``soc_code``; rows whose O*NET occupation has none in OEWS fall away."""
    stray = rows.join(occupations, on="onet_soc_code", how="anti")
    if stray.height:
        raise _fail(file, f"{stray['onet_soc_code'][0]!r} is not among O*NET's occupations.", source)
    known = occupations.select("onet_soc_code", "soc_code").drop_nulls()
    return rows.join(known, on="onet_soc_code", how="inner", validate="m:1")


def roll_up(ratings: pl.DataFrame) -> pl.DataFrame:
    """Average over the O*NET occupations of each OEWS occupation.

    Args:
        ratings: columns as in `RATINGS`, and ``soc_code``.

    Returns:
        ``soc_code``, ``element_code``, ``rating``, ``level`` (null on scales without levels), ``onet_occupations_n``,
        ``rating_precision``: ``low`` where O*NET advises against using one of the ratings averaged, ``not_stated``
        where it says nothing of one of them, else ``ok``.
    """
    rated = ratings.filter(pl.col("scale").is_in(sorted(RATED)))
    levels = ratings.filter(pl.col("scale") == LEVEL)
    key = ["soc_code", "element_code"]
    # Two decimals are what O*NET publishes; averages get two more.
    return (
        rated.group_by(key)
        .agg(
            rating=pl.col("value").mean().round(4),
            onet_occupations_n=pl.len().cast(pl.Int64),
            rating_precision=pl.when((pl.col("suppress") == "Y").any())
            .then(pl.lit("low"))
            .when(pl.col("suppress").is_null().any())
            .then(pl.lit("not_stated"))
            .otherwise(pl.lit("ok")),
        )
        .join(
            levels.group_by(key).agg(level=pl.col("value").mean().round(4)),
            on=key,
            how="left",
            validate="1:1",
        )
    )


def shape_elements(
    ratings: pl.DataFrame,
    group: str,
    edition: str,
    scales: Mapping[str, tuple[float, float]],
    phrases: Mapping[str, tuple[str, str]] | None,
    file: str,
) -> pl.DataFrame:
    """Name each rated element once, with its scale and our phrase.

    Args:
        phrases: element code → its name and our phrase; None for groups we wrote none for.

    Raises:
        SourceChangedError: an element has two names or scales, or the elements and our phrases are not the same set.
    """
    elements = ratings.filter(pl.col("scale").is_in(sorted(RATED))).select("element_code", "element_name", "scale")
    elements = elements.unique().sort("element_code")
    if elements["element_code"].is_duplicated().any():
        double = elements.filter(elements["element_code"].is_duplicated())
        raise _fail(file, f"Elements with two names or scales: {double.rows()[:4]}.")
    if phrases is not None:
        found = dict(elements.select("element_code", "element_name").rows())
        worded = {code: name for code, (name, _phrase) in phrases.items()}
        if found != worded:
            differing = sorted(set(found.items()) ^ set(worded.items()))
            raise _fail(file, f"Elements and our phrases in data/reference differ: {differing[:4]}.")
    return elements.select(
        "element_code",
        "element_name",
        element_group=pl.lit(group),
        plain_phrase=pl.col("element_code").replace_strict(
            {code: phrase for code, (_name, phrase) in (phrases or {}).items()}, default=None, return_dtype=pl.String
        ),
        rating_scale=pl.col("scale").replace_strict(RATED, return_dtype=pl.String),
        rating_minimum=pl.col("scale").replace_strict({s: b[0] for s, b in scales.items()}, return_dtype=pl.Float64),
        rating_maximum=pl.col("scale").replace_strict({s: b[1] for s, b in scales.items()}, return_dtype=pl.Float64),
        edition=pl.lit(edition),
    )


def read_phrases(reference: Path, file: str) -> dict[str, tuple[str, str]]:
    """Read our phrases: element code → O*NET's name of the element, our one line."""
    frame = pl.read_csv(reference / file, infer_schema=False)
    return {code: (name, phrase) for code, name, phrase in frame.rows()}


# --- Preparation: schooling, experience, training, as reported ------------------------------------------------


def shape_preparation(reported: pl.DataFrame, listed: pl.DataFrame, file: str) -> pl.DataFrame:
    """Shares of answers by category, averaged over the O*NET occupations of each OEWS occupation.

    Args:
        reported: columns as in `RATINGS`, and ``soc_code``.
        listed: ``element_code``, ``category``: what may be answered.

    Raises:
        SourceChangedError: the categories found and listed are not the same set, or shares do not add up to 100%.
    """
    shares = reported.filter(pl.col("scale").is_in(sorted(SHARES)))
    found = set(shares.select("element_code", "category").unique().rows())
    known = set(listed.select("element_code", "category").rows())
    if found != known:
        raise _fail(file, f"Categories found and listed differ: {sorted(found ^ known)[:5]}.")
    totals = shares.group_by("onet_soc_code", "element_code").agg(pl.col("value").sum()).sort("onet_soc_code")
    # Shares are printed with two decimals, so a dozen of them may miss 100 by a little.
    off = totals.filter((pl.col("value") - 100).abs() > 0.1)
    if off.height:
        raise _fail(file, f"Shares of {off.height} questions do not add up to 100%, the first {off.row(0)}.")
    return shares.group_by("soc_code", "element_code", pl.col("category").cast(pl.Int64).alias("answer_category")).agg(
        reported_share_pct=pl.col("value").mean().round(4),
        onet_occupations_n=pl.len().cast(pl.Int64),
        rating_precision=pl.when((pl.col("suppress") == "Y").any())
        .then(pl.lit("low"))
        .when(pl.col("suppress").is_null().any())
        .then(pl.lit("not_stated"))
        .otherwise(pl.lit("ok")),
    )


def read_categories(release: Release) -> pl.DataFrame:
    """Read which categories the preparation questions have: ``element_code``, ``category``."""
    columns = {
        **_ELEMENT,
        **_SCALE,
        "category": Column("category"),
        "text": Column("category description", used=False),
    }
    return release.read(f"{PREPARATION_FILE} Categories", columns, "element_code").rows.select(
        "element_code", "category"
    )


# --- Job zones, related occupations, technologies --------------------------------------------------------------


def read_job_zones(release: Release) -> pl.DataFrame:
    """Read the job zone (1 to 5) of O*NET's occupations: ``onet_soc_code``, ``job_zone``."""
    columns = {"onet_soc_code": _CODE, "title": _TITLE, "job_zone": Column("job zone"), **_DATED}
    sheet = release.read("Job Zones", columns)
    zones = sheet.rows.select("onet_soc_code", job_zone=sheet.figures("job_zone", ()).cast(pl.Int64))
    if not zones["job_zone"].is_between(1, 5).all() or zones["onet_soc_code"].is_duplicated().any():
        raise sheet.fault("An occupation has two job zones, or one that is not 1 to 5.")
    return zones


def shape_related(release: Release, occupations: pl.DataFrame) -> pl.DataFrame:
    """Related occupations with their tier, from O*NET's occupations to OEWS's.

    Of several O*NET pairs that meet in one OEWS pair, the nearest tier and position stand, and ``named_by_n`` tells how
    many of the occupation's O*NET occupations name the other. Pairs inside one OEWS occupation, and pairs with an
    occupation that OEWS does not have, fall away.
    """
    columns = {
        "onet_soc_code": _CODE,
        "title": _TITLE,
        "related_onet_soc_code": Column(r"related o\*net-soc code"),
        "related_title": Column("related title", required=False, used=False),
        "tier": Column("relatedness tier"),
        "position": Column("index"),
    }
    sheet = release.read("Related Occupations", columns)
    unknown = set(sheet.rows["tier"]) - set(TIERS)
    if unknown:
        raise sheet.fault(f"Tiers {sorted(map(str, unknown))} are not known.")
    pairs = sheet.rows.with_columns(sheet.figures("position", ()).cast(pl.Int64))
    belonging = occupations.select("onet_soc_code", "soc_code")
    pairs = _belongs(pairs, occupations, sheet.file)
    stray = pairs.join(belonging, left_on="related_onet_soc_code", right_on="onet_soc_code", how="anti")
    if stray.height:
        raise sheet.fault(f"{stray['related_onet_soc_code'][0]!r} is not among O*NET's occupations.")
    order = {tier: i for i, tier in enumerate(TIERS)}
    asked = pairs.group_by("soc_code").agg(onet_occupations_n=pl.col("onet_soc_code").n_unique().cast(pl.Int64))
    return (
        pairs.join(
            belonging.rename({"onet_soc_code": "related_onet_soc_code", "soc_code": "related_soc_code"}).drop_nulls(),
            on="related_onet_soc_code",
        )
        .filter(pl.col("soc_code") != pl.col("related_soc_code"))
        .sort(pl.col("tier").replace_strict(order, return_dtype=pl.Int64), "position", "related_onet_soc_code")
        .group_by("soc_code", "related_soc_code", maintain_order=True)
        .agg(
            relatedness_tier=pl.col("tier").first().replace_strict(TIERS, return_dtype=pl.String),
            relatedness_position=pl.col("position").first(),
            named_by_n=pl.col("onet_soc_code").n_unique().cast(pl.Int64),
        )
        .join(asked, on="soc_code", validate="m:1")
    )


def shape_technologies(release: Release, occupations: pl.DataFrame) -> pl.DataFrame:
    """Software named for each OEWS occupation, by any of its O*NET occupations."""
    columns = {
        "onet_soc_code": _CODE,
        "title": _TITLE,
        "technology_name": Column("example"),
        "commodity": Column("commodity code", used=False),
        "technology_category": Column("commodity title"),
        "hot": Column("hot technology"),
        "demanded": Column("in demand"),
    }
    sheet = release.read("Technology Skills", columns)
    marks = set(sheet.rows["hot"]) | set(sheet.rows["demanded"])
    if marks != {"Y", "N"}:
        raise sheet.fault(f"Marks under 'Hot Technology' and 'In Demand' are {sorted(map(str, marks))}, not Y and N.")
    rows = _belongs(sheet.rows, occupations, sheet.file)
    return rows.group_by("soc_code", "technology_name", "technology_category").agg(
        is_hot=(pl.col("hot") == "Y").any(),
        is_in_demand=(pl.col("demanded") == "Y").any(),
        named_by_n=pl.col("onet_soc_code").n_unique().cast(pl.Int64),
    )


def read_credentials(reference: Path) -> pl.DataFrame:
    """Read the certificates and licences that published career guides name; kept by hand.

    Raises:
        CheckError: a kind is not known, or a certificate has no issuer.
    """
    frame = pl.read_csv(reference / "certificates.csv", infer_schema=False)
    odd = frame.filter(~pl.col("credential_kind").is_in(["certificate", "licence"]) | pl.col("issuer").is_null())
    if odd.height:
        raise CheckError("credentials", "certificates.csv", f"Kind or issuer is wrong in {odd.row(0)}.", "Mend it.")
    return frame


# --- All together ---------------------------------------------------------------------------------------------


def build(raw: Path, reference: Path) -> dict[str, pl.DataFrame]:
    """Files to tables: onet_occupations, onet_elements, onet_ratings, preparation, related_occupations, …

    Work Context is read where the zip holds it; without it those tables have no rows of that group.

    Raises:
        SourceChangedError: a workbook, heading, scale, category or code is missing or not known.
    """
    release = open_release(raw)
    edition, scales = release.edition(), read_scales(release)
    occupations = read_occupations(release, soc_crosswalk(raw))
    elements: list[pl.DataFrame] = []
    ratings: list[pl.DataFrame] = []
    answering: list[pl.DataFrame] = []

    def add(group: str, rows: pl.DataFrame, phrases: str, file: str, source: str) -> None:
        check_scales(rows, scales, file)
        worded = read_phrases(reference, phrases) if phrases else None
        elements.append(shape_elements(rows, group, told if source == EXTRACT else edition, scales, worded, file))
        ratings.append(roll_up(_belongs(rows, occupations, file, source)))
        answering.append(rows.select("onet_soc_code", group=pl.lit(group)).unique())

    told = SOURCES[EXTRACT].edition
    for domain in DOMAINS:
        if release.has(domain.file):
            add(domain.group, read_ratings(release, domain.file), domain.phrases, domain.file, ZIP)
        elif domain.required:
            add(domain.group, read_extract(raw, domain.file), domain.phrases, domain.file, EXTRACT)
    reported = read_ratings(release, PREPARATION_FILE)
    check_scales(reported, scales, PREPARATION_FILE)
    add(CREDENTIAL_GROUP, reported.filter(pl.col("scale") == "IM"), "", PREPARATION_FILE, ZIP)
    groups = pl.concat(answering).sort("group").group_by("onet_soc_code").agg(pl.col("group").str.join(";"))
    return {
        "onet_occupations": occupations.join(read_job_zones(release), on="onet_soc_code", how="left")
        .join(groups.rename({"group": "rated_groups"}), on="onet_soc_code", how="left")
        .rename({"soc_code": "oews_soc_code"})
        .sort("onet_soc_code"),
        "onet_elements": pl.concat(elements),
        "onet_ratings": pl.concat(ratings),
        "preparation": shape_preparation(
            _belongs(reported, occupations, PREPARATION_FILE), read_categories(release), PREPARATION_FILE
        ),
        "related_occupations": shape_related(release, occupations),
        "technologies": shape_technologies(release, occupations),
        "credentials": read_credentials(reference),
    }


def check(tables: Mapping[str, pl.DataFrame], _reference: Path) -> None:
    """Rules across the O*NET tables and the OEWS occupations.

    Raises:
        CheckError: a code or element that another table does not know, ratings of an occupation that is not detailed,
            an occupation whose elements of one group are not all rated, or too few occupations rated.
    """

    def fail(table: str, cause: str) -> CheckError:
        return CheckError(table, f"{table}.parquet", cause, "Look at etl/onet.py and at O*NET's files.")

    detailed = set(tables["occupations"].filter(pl.col("occupation_level") == "detailed")["soc_code"])
    for name, column in (
        ("onet_ratings", "soc_code"),
        ("preparation", "soc_code"),
        ("related_occupations", "soc_code"),
        ("related_occupations", "related_soc_code"),
        ("technologies", "soc_code"),
        ("credentials", "soc_code"),
    ):
        stray = set(tables[name][column]) - detailed
        if stray:
            raise fail(name, f"{column} holds codes that are no detailed occupations: {sorted(stray)[:5]}.")
    elements, ratings = tables["onet_elements"], tables["onet_ratings"]
    if set(elements["element_code"]) != set(ratings["element_code"]):
        raise fail("onet_ratings", "Its elements and those of onet_elements are not the same set.")
    grouped = ratings.join(elements.select("element_code", "element_group"), on="element_code")
    sizes = elements.group_by("element_group").agg(of=pl.len())
    for group, soc, count, of in (
        grouped.group_by("element_group", "soc_code").agg(pl.len()).join(sizes, on="element_group").iter_rows()
    ):
        # Certification and apprenticeship were asked separately, so an occupation may have one without the other.
        if count != of and group not in (CREDENTIAL_GROUP, "work_context"):
            raise fail("onet_ratings", f"{soc} has {count} of {of} ratings of the group {group}.")
    for domain in DOMAINS:
        rated = grouped.filter(pl.col("element_group") == domain.group)["soc_code"].n_unique()
        if domain.required and rated < 0.85 * len(detailed):
            raise fail("onet_ratings", f"Only {rated} of {len(detailed)} occupations have ratings of {domain.group}.")


# --- O*NET's sentences: for this machine only -------------------------------------------------------------------


def local(raw: Path) -> dict[str, pl.DataFrame]:
    """O*NET's own sentences, for a directory that is not published.

    Returns:
        tasks: ``soc_code``, ``onet_soc_code``, ``onet_title``, ``task``, ``is_core`` (null where not said),
        ``importance`` (1 to 5) and ``relevance_pct``, both null where the zip has no Task Ratings;
        activity_sentences: ``soc_code``, ``element_code``, ``activity`` (detailed work activity) and ``tasks_n``, the
        number of the occupation's tasks that it stands for;
        job_zones: ``job_zone``, ``name``, ``experience``, ``education``, ``training``;
        element_definitions: ``element_code``, ``definition``.

    Raises:
        SourceChangedError: see `build`.
    """
    release = open_release(raw)
    occupations = read_occupations(release, soc_crosswalk(raw))
    return {
        "tasks": _tasks(release, occupations),
        "activity_sentences": _activity_sentences(release, occupations),
        "job_zones": _job_zone_texts(release),
        "element_definitions": release.read(
            "Content Model Reference",
            {**_ELEMENT, "definition": Column("description")},
            "element_code",
        ).rows.select("element_code", "definition"),
    }


def write_local(raw: Path, directory: Path) -> None:
    """Write `local`'s frames to ``directory/NAME.parquet``, each in one step."""
    directory.mkdir(parents=True, exist_ok=True)
    for name, frame in local(raw).items():
        fresh = directory / f".{name}.parquet.new"
        frame.write_parquet(fresh)
        fresh.replace(directory / f"{name}.parquet")


def _tasks(release: Release, occupations: pl.DataFrame) -> pl.DataFrame:
    columns = {
        "onet_soc_code": _CODE,
        "title": _TITLE,
        "task_id": Column("task id"),
        "task": Column("task"),
        "task_type": Column("task type"),
        "answers": Column("incumbents responding", required=False, used=False),
        **_DATED,
    }
    sheet = release.read("Task Statements", columns)
    types = set(sheet.rows["task_type"].drop_nulls()) - {"Core", "Supplemental", "n/a"}
    if types:
        raise sheet.fault(f"Task types {sorted(types)} are not known.")
    tasks = _belongs(sheet.rows, occupations, sheet.file).with_columns(
        is_core=pl.when(pl.col("task_type").is_in(["Core", "Supplemental"])).then(pl.col("task_type") == "Core")
    )
    ratings = read_task_ratings(release)
    return (
        tasks.join(ratings, on=["onet_soc_code", "task_id"], how="left", validate="1:1")
        .join(occupations.select("onet_soc_code", "onet_title"), on="onet_soc_code", validate="m:1")
        .select("soc_code", "onet_soc_code", "onet_title", "task", "is_core", "importance", "relevance_pct")
        .sort("soc_code", "importance", "task", descending=[False, True, False], nulls_last=True)
    )


def read_task_ratings(release: Release) -> pl.DataFrame:
    """Read how important and how common each task is; no rows where the zip has no Task Ratings.

    Returns:
        ``onet_soc_code``, ``task_id``, ``importance`` (1 to 5), ``relevance_pct``.
    """
    schema = {"onet_soc_code": pl.String, "task_id": pl.String, "importance": pl.Float64, "relevance_pct": pl.Float64}
    if not release.has("Task Ratings"):
        return pl.DataFrame(schema=schema)
    columns = {
        "onet_soc_code": _CODE,
        "title": _TITLE,
        "task_id": Column("task id"),
        "task": Column("task", required=False, used=False),
        **_SCALE,
        "category": Column("category", required=False),
        "value": Column("data value"),
        **_ERRORS,
        **_DATED,
    }
    sheet = release.read("Task Ratings", columns)
    scales = set(sheet.rows["scale"])
    if not scales <= {"IM", "RT", "FT"}:
        raise sheet.fault(f"Scales {sorted(scales - {'IM', 'RT', 'FT'})} are not known.")
    rows = sheet.rows.with_columns(value=sheet.figures("value", ()))
    key = ["onet_soc_code", "task_id"]
    parts = []
    for scale, name, (low, high) in (("IM", "importance", (1, 5)), ("RT", "relevance_pct", (0, 100))):
        part = rows.filter(pl.col("scale") == scale).select(*key, value="value")
        if part.select(key).is_duplicated().any() or not part["value"].is_between(low, high).all():
            raise sheet.fault(f"A task has two ratings on scale {scale}, or one outside {low} to {high}.")
        parts.append(part.rename({"value": name}))
    return parts[0].join(parts[1], on=key, how="full", coalesce=True).select(list(schema))


def _activity_sentences(release: Release, occupations: pl.DataFrame) -> pl.DataFrame:
    columns = {
        "onet_soc_code": _CODE,
        "title": _TITLE,
        "task_id": Column("task id"),
        "task": Column("task", required=False, used=False),
        "activity_id": Column("dwa id"),
        "activity": Column("dwa title"),
        **_DATED,
    }
    sheet = release.read("Tasks to DWAs", columns)
    rows = _belongs(sheet.rows, occupations, sheet.file)
    return (
        # 4.A.4.a.3.I01.D02 is a detailed activity of the element 4.A.4.a.3.
        rows.with_columns(element_code=pl.col("activity_id").str.extract(r"^(.+)\.I\d+\.D\d+$"))
        .group_by("soc_code", "element_code", "activity")
        .agg(tasks_n=pl.struct("onet_soc_code", "task_id").n_unique().cast(pl.Int64))
        .sort("soc_code", "tasks_n", "activity", descending=[False, True, False])
    )


def _job_zone_texts(release: Release) -> pl.DataFrame:
    columns = {
        "job_zone": Column("job zone"),
        "name": Column("name"),
        "experience": Column("experience"),
        "education": Column("education"),
        "training": Column("job training"),
        "examples": Column("examples", required=False, used=False),
        "svp": Column("svp range", required=False, used=False),
    }
    sheet = release.read("Job Zone Reference", columns, "job_zone")
    return sheet.rows.select(pl.col("job_zone").cast(pl.Int64), "name", "experience", "education", "training")
