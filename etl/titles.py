"""Wordings that people use for occupations, and which OEWS code answers for each code of SOC 2018.

OEWS publishes most detailed codes of SOC 2018 as they are. For a few it publishes one code for several: either the
broad code (31-1120 for 31-1121 and 31-1122) or a code of its own inside the broad group (21-1018 for 21-1011 and
21-1014). Both follow one rule: within a broad group, the one detailed OEWS code that SOC 2018 lacks answers for the
SOC codes that OEWS lacks. The Employment Projections crosswalk names these codes too and is held against the result.

Wordings are the SOC 2018 direct-match titles, O*NET's titles (names only; CC BY 4.0), and a short list of our own of
what people say and the agencies do not list.
"""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import polars as pl

from etl.coverage import check_same_codes
from etl.download import open_raw
from etl.errors import CheckError, SourceChangedError
from etl.oews import read_lists, shape_occupations
from etl.sources import SOURCES
from etl.workbooks import Column, Sheet, Workbook

STRUCTURE_FILE: Final = "soc_structure_2018.xlsx"
DIRECT_MATCH_FILE: Final = "soc_2018_direct_match_title_file.xlsx"
TAXONOMY_FILE: Final = "2019_to_SOC_Crosswalk.xlsx"
MATRIX_FILE: Final = "nem-onet-to-soc-crosswalk.xlsx"
DATABASE_FILE: Final = "db_29_3_excel.zip"
EVERYDAY_FILE: Final = "everyday_titles.csv"

SEARCHED_GROUPS: Final = ("total", "major")
"""Levels above the detailed one whose own name can be searched for."""

_ONET_CODE: Final = Column(r"o\*net-soc( 2019)? code")
_ONET_TITLE: Final = Column(r"(o\*net-soc( 2019)? )?title", used=False)

_STRUCTURE: Final = {
    "major": Column("major group", used=False),
    "minor": Column("minor group", used=False),
    "broad": Column("broad group", used=False),
    "soc_2018_code": Column("detailed occupation"),
    # The names stand in a column without a heading of its own.
    "soc_2018_title": Column("detailed occupation #2"),
}
_DIRECT_MATCH: Final = {
    "soc_2018_code": Column("2018 soc code"),
    "soc_2018_title": Column("2018 soc title", used=False),
    "title": Column("2018 soc direct match title"),
    "example": Column("illustrative example", required=False, used=False),
}
_TAXONOMY: Final = {
    "onet_soc_code": _ONET_CODE,
    "onet_title": _ONET_TITLE,
    "soc_2018_code": Column("2018 soc code"),
    "soc_2018_title": Column("2018 soc title", used=False),
}
_MATRIX: Final = {
    "onet_soc_code": _ONET_CODE,
    "onet_title": _ONET_TITLE,
    "matrix_code": Column("nem code"),
    "aside": Column("sort order|national employment matrix occupational title|ooh .*", required=False, used=False),
}
_OCCUPATIONS: Final = {
    "onet_soc_code": _ONET_CODE,
    "title": Column("title"),
    "description": Column("description", used=False),
}
_ALTERNATE: Final = {
    "onet_soc_code": _ONET_CODE,
    "onet_title": _ONET_TITLE,
    "title": Column("alternate title"),
    "short_title": Column("short title"),
    "listed_by": Column(r"source\(s\)", used=False),
}
_REPORTED: Final = {
    "onet_soc_code": _ONET_CODE,
    "onet_title": _ONET_TITLE,
    "title": Column("reported job title"),
    "shown": Column("shown in my next move", required=False, used=False),
}

_REMEDY: Final = "Compare the two lists, and correct etl/titles.py if the agency changed its codes."


def _read(raw: Path, source: str, file: str, columns: Mapping[str, Column], key: str, member: str = "") -> Sheet:
    """Read the first sheet of a workbook, or of ``member`` inside a zip."""
    remote = next(f for f in SOURCES[source].files if f.path.name == file)
    with open_raw(raw, remote) as stream:
        content = stream.read() if not member else b""
        if member:
            try:
                with zipfile.ZipFile(stream) as archive:
                    inside = next((name for name in archive.namelist() if name.endswith(f"/{member}")), None)
                    if inside is None:
                        raise SourceChangedError(source, file, f"It holds no {member!r}.", _REMEDY)
                    content = archive.read(inside)
            except zipfile.BadZipFile as error:
                cause = f"It cannot be opened as a zip file ({error})."
                raise SourceChangedError(source, file, cause, "Fetch the file again.") from error
    workbook = Workbook(source, member or file, content)
    return workbook.read(workbook.sheets[0], columns, key)


def read_structure(raw: Path) -> pl.DataFrame:
    """Read the detailed codes of SOC 2018: ``soc_2018_code`` and ``soc_2018_title``, 867 rows."""
    rows = _read(raw, "soc", STRUCTURE_FILE, _STRUCTURE, "soc_2018_title").rows
    return rows.filter(pl.col("soc_2018_code").is_not_null()).select("soc_2018_code", "soc_2018_title")


def shape_crosswalk(structure: pl.DataFrame, occupations: pl.DataFrame) -> pl.DataFrame:
    """Find the OEWS code that answers for each detailed SOC 2018 code.

    Args:
        structure: see `read_structure`.
        occupations: the table ``occupations``.

    Returns:
        The columns of the table ``soc_crosswalk``; ``oews_soc_code`` is null where OEWS has no code.

    Raises:
        SourceChangedError: an OEWS code answers for nothing, or a broad group has two codes of OEWS's own.
    """
    detailed = set(occupations.filter(pl.col("occupation_level") == "detailed")["soc_code"])
    own = detailed - set(structure["soc_2018_code"])
    by_broad = {code[:6]: code for code in sorted(own)}
    if len(by_broad) != len(own):
        raise SourceChangedError("oews", "oe.occupation", f"Two codes of one broad group in {sorted(own)}.", _REMEDY)
    answers = {
        code: code if code in detailed else by_broad.get(code[:6]) for code in structure["soc_2018_code"].to_list()
    }
    idle = detailed - set(answers.values())
    if idle:
        cause = f"Detailed codes {sorted(idle)} answer for no code of SOC 2018."
        raise SourceChangedError("oews", "oe.occupation", cause, _REMEDY)
    answer = pl.col("soc_2018_code").replace_strict(answers, return_dtype=pl.String)
    together = pl.len().over("oews_soc_code")
    return structure.with_columns(oews_soc_code=answer).with_columns(
        shared_by=pl.when(pl.col("oews_soc_code").is_null()).then(1).otherwise(together)
    )


def _check_matrix(matrix: pl.DataFrame, taxonomy: pl.DataFrame, crosswalk: pl.DataFrame) -> None:
    """Hold our O*NET-SOC → OEWS codes against those that the Employment Projections crosswalk names."""
    joined = taxonomy.join(crosswalk, on="soc_2018_code", how="left").join(matrix, on="onet_soc_code", how="full")
    ours, theirs = pl.col("oews_soc_code"), pl.col("matrix_code")
    # The matrix keeps a code of its own for the two civilian occupations that OEWS does not survey, and has no
    # military ones.
    differing = joined.filter(ours.ne_missing(theirs) & ~(ours.is_null() & theirs.eq_missing(pl.col("soc_2018_code"))))
    differing = differing.filter(~(pl.col("soc_2018_code").str.starts_with("55-").fill_null(False) & theirs.is_null()))
    if differing.height:
        found = differing.select("onet_soc_code", "oews_soc_code", "matrix_code").rows()[:5]
        cause = f"{differing.height} O*NET-SOC codes lead to another code than our rule gives, such as {found}."
        raise SourceChangedError("crosswalk", MATRIX_FILE, cause, _REMEDY)


def _match(source: str, file: str, what: str, found: set[str], known: set[str], *, both_ways: bool = True) -> None:
    """Stop where codes of one file are not those of the other."""
    strange, lacking = sorted(found - known), sorted(known - found) if both_ways else []
    if strange or lacking:
        raise SourceChangedError(source, file, f"{what}: unknown {strange[:5]}, missing {lacking[:5]}.", _REMEDY)


def read_everyday(reference: Path, occupations: pl.DataFrame) -> pl.DataFrame:
    """Read our own list: ``title``, ``soc_code``; a wording may stand there for several occupations.

    Raises:
        CheckError: a code that OEWS does not publish as detailed, or a line that comes twice.
    """
    listed = pl.read_csv(reference / EVERYDAY_FILE, infer_schema=False, comment_prefix="#")
    detailed = occupations.filter(pl.col("occupation_level") == "detailed")["soc_code"]
    strange = listed.filter(~pl.col("soc_code").is_in(detailed.to_list()))
    doubled = listed.filter(listed.is_duplicated())
    if strange.height or doubled.height:
        cause = f"Unknown codes: {strange.rows()[:5]}; lines that come twice: {doubled.rows()[:5]}."
        raise CheckError("titles", EVERYDAY_FILE, cause, "Correct data/reference/everyday_titles.csv.")
    return listed


def build(raw: Path, reference: Path) -> dict[str, pl.DataFrame]:
    """Files to tables: soc_crosswalk, titles.

    Raises:
        SourceChangedError: a code in one of the files is not in the list it should be in, or the two crosswalks
            disagree.
        CheckError: SOC codes without an OEWS code are not those listed in ``code_differences.csv``; see
            `read_everyday`.
    """
    occupations = shape_occupations(read_lists(raw)["occupation"])
    structure = read_structure(raw)
    crosswalk = shape_crosswalk(structure, occupations)
    answered = crosswalk.filter(pl.col("oews_soc_code").is_not_null())["soc_2018_code"]
    check_same_codes("soc_answered", {"soc_2018": structure["soc_2018_code"], "oews": answered}, reference)

    taxonomy = _read(raw, "onet", TAXONOMY_FILE, _TAXONOMY, "onet_soc_code").rows
    taxonomy = taxonomy.select("onet_soc_code", "soc_2018_code")
    _match("onet", TAXONOMY_FILE, "SOC codes", set(taxonomy["soc_2018_code"]), set(structure["soc_2018_code"]))
    matrix = _read(raw, "crosswalk", MATRIX_FILE, _MATRIX, "onet_soc_code").rows
    _check_matrix(matrix.select("onet_soc_code", "matrix_code"), taxonomy, crosswalk)

    direct = _read(raw, "soc", DIRECT_MATCH_FILE, _DIRECT_MATCH, "soc_2018_code").rows
    codes = set(structure["soc_2018_code"])
    _match("soc", DIRECT_MATCH_FILE, "SOC codes", set(direct["soc_2018_code"]), codes, both_ways=False)
    searched = pl.col("occupation_level").is_in(["detailed", *SEARCHED_GROUPS])
    named = [
        occupations.filter(searched).select("soc_code", title="occupation_title", title_source=pl.lit("oews")),
        read_everyday(reference, occupations).select("soc_code", "title", title_source=pl.lit("everyday")),
    ]
    by_soc = [
        structure.select("soc_2018_code", title="soc_2018_title", title_source=pl.lit("soc")),
        direct.select("soc_2018_code", "title", title_source=pl.lit("soc_direct_match")),
    ]
    by_onet = []
    known = set(taxonomy["onet_soc_code"])
    for source, member, columns in (
        ("onet_occupation", "Occupation Data.xlsx", _OCCUPATIONS),
        ("onet_alternate", "Alternate Titles.xlsx", _ALTERNATE),
        ("onet_reported", "Sample of Reported Titles.xlsx", _REPORTED),
    ):
        rows = _read(raw, "onet", DATABASE_FILE, columns, "onet_soc_code", member).rows
        whole = source == "onet_occupation"
        _match("onet", member, "O*NET-SOC codes", set(rows["onet_soc_code"]), known, both_ways=whole)
        for column in ("title", "short_title"):
            if column in rows.columns:
                wording = rows.filter(pl.col(column).is_not_null())
                by_onet.append(wording.select("onet_soc_code", title=column, title_source=pl.lit(source)))
    wordings = pl.concat(
        [
            *named,
            pl.concat(by_soc).join(crosswalk, on="soc_2018_code").rename({"oews_soc_code": "soc_code"}),
            pl.concat(by_onet)
            .join(taxonomy, on="onet_soc_code")
            .join(crosswalk, on="soc_2018_code")
            .rename({"oews_soc_code": "soc_code"}),
        ],
        how="diagonal",
    ).select(
        pl.col("title").str.replace_all(r"\s+", " ").str.strip_chars(), "soc_code", "title_source", "onet_soc_code"
    )
    titles = (
        wordings.filter(pl.col("soc_code").is_not_null())
        .sort("title", "soc_code", "title_source", "onet_soc_code")
        .unique(["title", "soc_code", "title_source"], keep="first", maintain_order=True)
    )
    return {
        "soc_crosswalk": crosswalk.select("soc_2018_code", "soc_2018_title", "oews_soc_code", "shared_by"),
        "titles": titles,
    }


def check(tables: Mapping[str, pl.DataFrame], reference: Path) -> None:  # noqa: ARG001 - every loader's check takes it
    """Rules across the tables: every detailed occupation answers for a SOC code and can be found by a wording.

    Raises:
        CheckError: names the codes at fault.
    """
    occupations, crosswalk, titles = tables["occupations"], tables["soc_crosswalk"], tables["titles"]
    detailed = set(occupations.filter(pl.col("occupation_level") == "detailed")["soc_code"])
    searched = set(occupations.filter(pl.col("occupation_level").is_in(["detailed", *SEARCHED_GROUPS]))["soc_code"])
    for name, found, wanted in (
        ("soc_crosswalk", set(crosswalk["oews_soc_code"].drop_nulls()), detailed),
        ("titles", set(titles["soc_code"]), searched),
    ):
        if found != wanted:
            cause = f"Its OEWS codes and those of occupations differ: {sorted(found ^ wanted)[:5]}."
            raise CheckError(name, f"{name}.parquet", cause, "Build titles and oews from the same edition.")
