"""O*NET's loader on a small synthetic release: invented occupations, items, ratings and sentences in its layout."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from etl import onet
from etl.download import raw_path
from etl.errors import CheckError, SourceChangedError
from etl.publish import check_frame, conform
from etl.sources import SOURCES
from tests.conftest import REPOSITORY
from tests.synthetic_workbooks import Rows, workbook_bytes

ZIP = next(f for f in SOURCES["onet"].files if f.path.suffix == ".zip")
# Two of O*NET's occupations belong to 99-1011, one to 99-1012, and 99-1013 has no OEWS code.
FIRST, SPECIAL, SECOND, UNSURVEYED = "99-1011.00", "99-1011.01", "99-1012.00", "99-1013.00"
ANSWERS = pl.DataFrame(
    {"soc_2018_code": ["99-1011", "99-1012", "99-1013"], "soc_code": ["99-1011", "99-1012", None]},
    schema={"soc_2018_code": pl.String, "soc_code": pl.String},
)
HEAD = ("O*NET-SOC Code", "Title", "Element ID", "Element Name", "Scale ID", "Scale Name")
ERRORS = ("N", "Standard Error", "Lower CI Bound", "Upper CI Bound", "Recommend Suppress")
DATED = ("Date", "Domain Source")
ELEMENTS = {
    "Skills": ("9.S", "Synthetic Skill", "IM"),
    "Knowledge": ("9.K", "Synthetic Knowledge", "IM"),
    "Work Activities": ("9.A", "Synthetic Activity", "IM"),
    "Abilities": ("9.B", "Synthetic Ability", "IM"),
    "Interests": ("9.I", "Synthetic Interest", "OI"),
    "Work Styles": ("9.Y", "Synthetic Style", "IM"),
    "Work Values": ("9.V", "Synthetic Value", "EX"),
}
PHRASES = {
    "skill_phrases.csv": "Skills",
    "knowledge_phrases.csv": "Knowledge",
    "work_activity_phrases.csv": "Work Activities",
    "interest_phrases.csv": "Interests",
}
EXTRACTED = ("Work Activities", "Abilities")

Release = dict[str, Rows]


def rated(workbook: str, *ratings: tuple[str, str, float, str | None]) -> Rows:
    """Rows of a workbook of ratings: code, scale, value, mark under 'Recommend Suppress'."""
    code, name, _scale = ELEMENTS[workbook]
    head = (*HEAD, "Data Value", *ERRORS, "Not Relevant", *DATED)
    return [
        head,
        *(
            (soc, "Synthetic", code, name, scale, "Synthetic scale", value, 20, 0.1, 1, 5, mark, "N", "05/2099", "Made")
            for soc, scale, value, mark in ratings
        ),
    ]


def release() -> Release:
    """Every workbook that a release has to hold."""
    books: Release = {
        workbook: rated(
            workbook,
            *((soc, scale, value, "N") for soc, value in ((FIRST, 2.0), (SPECIAL, 3.5), (SECOND, 4.0))),
            *((soc, "LV", 5.0, "N") for soc in (FIRST, SPECIAL, SECOND) if scale == "IM"),
        )
        for workbook, (_code, _name, scale) in ELEMENTS.items()
        if workbook not in EXTRACTED
    }
    shares = [
        (
            soc,
            "Synthetic",
            "2.D.1",
            "Schooling",
            "RL",
            "Synthetic",
            category,
            value,
            20,
            None,
            None,
            None,
            mark,
            "x",
            "y",
        )
        for soc, values, mark in ((FIRST, (40, 60), "N"), (SPECIAL, (0, 100), "Y"))
        for category, value in enumerate(values, 1)
    ]
    certificate = (FIRST, "Synthetic", "2.D.4.a", "Certificate", "IM", "Importance", None, 2.5, 20, None, None, None)
    books[onet.PREPARATION_FILE] = [
        (*HEAD, "Category", "Data Value", *ERRORS, *DATED),
        *shares,
        (*certificate, "N", "x", "y"),
    ]
    books[f"{onet.PREPARATION_FILE} Categories"] = [
        ("Element ID", "Element Name", "Scale ID", "Scale Name", "Category", "Category Description"),
        *(("2.D.1", "Schooling", "RL", "Synthetic", category, "synthetic answer") for category in (1, 2)),
    ]
    books["Scales Reference"] = [
        ("Scale ID", "Scale Name", "Minimum", "Maximum"),
        *((scale, "Synthetic", low, high) for scale, low, high in (("IM", 1, 5), ("LV", 0, 7), ("OI", 1, 7))),
        *((scale, "Synthetic", low, high) for scale, low, high in (("EX", 1, 7), ("RL", 0, 100), ("CX", 1, 5))),
    ]
    books["Occupation Data"] = [
        ("O*NET-SOC Code", "Title", "Description"),
        (FIRST, "Synthetic makers", "made up"),
        (SPECIAL, "Synthetic makers, special", "made up"),
        (SECOND, "Synthetic sellers", "made up"),
        (UNSURVEYED, "Synthetic soldiers", "made up"),
    ]
    books["Job Zones"] = [
        ("O*NET-SOC Code", "Title", "Job Zone", *DATED),
        *((soc, "Synthetic", zone, "x", "y") for soc, zone in ((FIRST, 2), (SPECIAL, 4), (SECOND, 1))),
    ]
    books["Related Occupations"] = [
        ("O*NET-SOC Code", "Title", "Related O*NET-SOC Code", "Related Title", "Relatedness Tier", "Index"),
        (FIRST, "", SPECIAL, "", "Primary-Short", 1),
        (FIRST, "", SECOND, "", "Supplemental", 11),
        (SPECIAL, "", SECOND, "", "Primary-Long", 6),
        (SPECIAL, "", UNSURVEYED, "", "Primary-Long", 7),
        (SECOND, "", FIRST, "", "Primary-Short", 2),
    ]
    books["Technology Skills"] = [
        ("O*NET-SOC Code", "Title", "Example", "Commodity Code", "Commodity Title", "Hot Technology", "In Demand"),
        (FIRST, "", "Synthetic Sheet", 1, "Spreadsheets", "Y", "N"),
        (SPECIAL, "", "Synthetic Sheet", 1, "Spreadsheets", "Y", "Y"),
        (SECOND, "", "None", 2, "Other", "N", "N"),
    ]
    books["Task Statements"] = [
        ("O*NET-SOC Code", "Title", "Task ID", "Task", "Task Type", "Incumbents Responding", *DATED),
        (FIRST, "", 1, "Make synthetic things.", "Core", 20, "x", "y"),
        (FIRST, "", 2, "Tidy up.", "Supplemental", 20, "x", "y"),
        (SECOND, "", 3, "Sell synthetic things.", "n/a", None, "x", "y"),
    ]
    books["Tasks to DWAs"] = [
        ("O*NET-SOC Code", "Title", "Task ID", "Task", "DWA ID", "DWA Title", *DATED),
        (FIRST, "", 1, "Make synthetic things.", "9.A.I01.D01", "Make things.", "x", "y"),
        (FIRST, "", 2, "Tidy up.", "9.A.I01.D01", "Make things.", "x", "y"),
    ]
    books["Job Zone Reference"] = [
        ("Job Zone", "Name", "Experience", "Education", "Job Training", "Examples", "SVP Range"),
        (2, "Synthetic zone", "some", "some", "some", "some", "some"),
    ]
    books["Content Model Reference"] = [
        ("Element ID", "Element Name", "Description"),
        ("9.A", "Synthetic Activity", "A synthetic definition."),
    ]
    return books


@pytest.fixture
def reference(tmp_path: Path) -> Path:
    """Our words for the synthetic items."""
    folder = tmp_path / "reference"
    folder.mkdir()
    for file, workbook in PHRASES.items():
        code, name, _scale = ELEMENTS[workbook]
        (folder / file).write_text(f"element_code,element_name,plain_phrase\n{code},{name},You do it.\n", "utf-8")
    (folder / "certificates.csv").write_text(
        "soc_code,credential_kind,credential_name,issuer,credential_note\n"
        "99-1011,certificate,Synthetic Certificate,Synthetic Institute,\n",
        "utf-8",
    )
    return folder


@pytest.fixture
def raw(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[Release], Path]:
    """Write a release, and the extract beside it, where downloads lie."""
    monkeypatch.setattr(onet, "soc_crosswalk", lambda _raw: ANSWERS)
    folder = tmp_path / "raw"

    def write(books: Release, readme: str = "O*NET 99.9 Database\nSynthetic") -> Path:
        path = folder / ZIP.path
        path.parent.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("db_99_9_excel/Read Me.txt", readme)
            for name, rows in books.items():
                archive.writestr(f"db_99_9_excel/{name}.xlsx", workbook_bytes({name[:30]: rows}))
        for remote in SOURCES["onet_extract"].files:
            code, name, _scale = ELEMENTS[remote.path.stem]
            heading = "O*NET-SOC Code\tElement ID\tElement Name\tScale ID\tData Value\tN\tRecommend Suppress\tDate\n"
            rows = "".join(
                f"{soc}\t{code}\t{name}\t{scale}\t{value}\t\t\t\n"
                for soc, value in ((FIRST, 3.0), (SPECIAL, 4.01), (SECOND, 1.5))
                for scale in ("IM", "LV")
            )
            (folder / remote.path).parent.mkdir(parents=True, exist_ok=True)
            (folder / remote.path).write_text(heading + rows, "utf-8")
        return folder

    return write


def ratings_of(tables: dict[str, pl.DataFrame], element: str) -> dict[str, tuple[float, float, int, str]]:
    rows = tables["onet_ratings"].filter(pl.col("element_code") == element)
    return {
        row["soc_code"]: (row["rating"], row["level"], row["onet_occupations_n"], row["rating_precision"])
        for row in rows.to_dicts()
    }


def test_every_table_keeps_its_contract(raw, reference):
    tables = onet.build(raw(release()), reference)
    assert set(tables) == {
        "onet_occupations",
        "onet_elements",
        "onet_ratings",
        "preparation",
        "related_occupations",
        "technologies",
        "credentials",
    }
    for name, frame in tables.items():
        check_frame(name, conform(name, frame))


def test_ratings_of_several_occupations_are_averaged_and_counted(raw, reference):
    ratings = ratings_of(onet.build(raw(release()), reference), "9.S")
    assert ratings == {"99-1011": (2.75, 5.0, 2, "ok"), "99-1012": (4.0, 5.0, 1, "ok")}


def test_the_occupations_that_answer_are_named(raw, reference):
    rows = onet.build(raw(release()), reference)["onet_occupations"].to_dicts()
    told = {row["onet_soc_code"]: (row["oews_soc_code"], row["job_zone"], row["rated_groups"]) for row in rows}
    groups = "ability;interest;knowledge;skill;work_activity;work_style;work_value"
    assert told == {
        FIRST: ("99-1011", 2, f"ability;credential;{groups.removeprefix('ability;')}"),
        SPECIAL: ("99-1011", 4, groups),
        SECOND: ("99-1012", 1, groups),
        UNSURVEYED: (None, None, None),
    }


def test_a_rating_called_imprecise_marks_the_average(raw, reference):
    books = release()
    books["Skills"] = rated("Skills", (FIRST, "IM", 2.0, "N"), (SPECIAL, "IM", 3.0, "Y"), (SECOND, "IM", 3.0, None))
    ratings = ratings_of(onet.build(raw(books), reference), "9.S")
    assert {soc: rating[3] for soc, rating in ratings.items()} == {"99-1011": "low", "99-1012": "not_stated"}


def test_the_extract_answers_only_where_the_release_lacks_a_workbook(raw, reference):
    tables = onet.build(raw(release()), reference)
    assert ratings_of(tables, "9.A")["99-1011"] == (3.505, 3.505, 2, "not_stated")
    edition = dict(tables["onet_elements"].select("element_code", "edition").rows())
    assert (edition["9.S"], edition["9.A"]) == ("99.9", SOURCES["onet_extract"].edition)

    books = release()
    for workbook in EXTRACTED:
        books[workbook] = rated(workbook, (FIRST, "IM", 1.25, "N"), (FIRST, "LV", 0.0, "N"))
    folder = raw(books)
    for remote in SOURCES["onet_extract"].files:
        (folder / remote.path).unlink()
    tables = onet.build(folder, reference)
    assert ratings_of(tables, "9.A") == {"99-1011": (1.25, 0.0, 1, "ok")}
    assert dict(tables["onet_elements"].select("element_code", "edition").rows())["9.A"] == "99.9"


def test_reported_shares_are_averaged_by_answer(raw, reference):
    rows = onet.build(raw(release()), reference)["preparation"].sort("answer_category").to_dicts()
    assert [(r["soc_code"], r["answer_category"], r["reported_share_pct"], r["rating_precision"]) for r in rows] == [
        ("99-1011", 1, 20.0, "low"),
        ("99-1011", 2, 80.0, "low"),
    ]


def test_the_importance_of_a_certificate_is_a_rating(raw, reference):
    assert ratings_of(onet.build(raw(release()), reference), "2.D.4.a") == {"99-1011": (2.5, None, 1, "ok")}


def test_related_occupations_meet_at_their_nearest_tier(raw, reference):
    rows = onet.build(raw(release()), reference)["related_occupations"].sort("soc_code").rows()
    assert rows == [("99-1011", "99-1012", "second", 6, 2, 2), ("99-1012", "99-1011", "first", 2, 1, 1)]


def test_software_is_in_demand_where_one_occupation_says_so(raw, reference):
    rows = onet.build(raw(release()), reference)["technologies"].sort("soc_code").rows()
    assert rows[0] == ("99-1011", "Synthetic Sheet", "Spreadsheets", True, True, 2)
    assert rows[1][1] == "None"  # a program of that name, not a missing value


def test_work_context_is_read_where_the_release_holds_it(raw, reference):
    books = release()
    assert "work_context" not in set(onet.build(raw(books), reference)["onet_elements"]["element_group"])
    head = (*HEAD, "Category", "Data Value", *ERRORS, "Not Relevant", *DATED)
    blank = (None,) * 4
    books["Work Context"] = [
        head,
        (FIRST, "", "9.C", "Synthetic Noise", "CX", "Context", "n/a", 3.5, *blank, "N", None, "x", "y"),
        (FIRST, "", "9.C", "Synthetic Noise", "CXP", "Shares", 1, 50, *blank, "N", None, "x", "y"),
        (FIRST, "", "9.C", "Synthetic Noise", "CXP", "Shares", 2, 50, *blank, "N", None, "x", "y"),
    ]
    tables = onet.build(raw(books), reference)
    assert ratings_of(tables, "9.C") == {"99-1011": (3.5, None, 1, "ok")}
    element = tables["onet_elements"].filter(pl.col("element_code") == "9.C").row(0, named=True)
    assert (element["element_group"], element["rating_scale"], element["rating_maximum"]) == (
        "work_context",
        "context",
        5,
    )


def test_tasks_come_with_their_importance_where_the_release_rates_them(raw, reference):
    books = release()
    tasks = onet.local(raw(books))["tasks"]
    assert tasks.select("task", "is_core", "importance").rows() == [
        ("Make synthetic things.", True, None),
        ("Tidy up.", False, None),
        ("Sell synthetic things.", None, None),
    ]
    head = ("O*NET-SOC Code", "Title", "Task ID", "Task", "Scale ID", "Scale Name", "Category", "Data Value")
    rows = [
        (FIRST, "", task, "", scale, "", category, value, *(None,) * 4, "N", "x", "y")
        for task, scale, category, value in ((1, "IM", "n/a", 3.2), (2, "IM", "n/a", 4.6), (2, "RT", "n/a", 88.5))
    ]
    rows.append((FIRST, "", 2, "", "FT", "", 1, 100, *(None,) * 4, "N", "x", "y"))
    books["Task Ratings"] = [(*head, *ERRORS, *DATED), *rows]
    rated_tasks = onet.local(raw(books))["tasks"].filter(pl.col("soc_code") == "99-1011")
    assert rated_tasks.select("task", "importance", "relevance_pct").rows() == [
        ("Tidy up.", 4.6, 88.5),
        ("Make synthetic things.", 3.2, None),
    ]


def test_sentences_go_to_the_local_folder_and_to_no_table(raw, reference, tmp_path):
    folder = raw(release())
    onet.write_local(folder, tmp_path / "local")
    kept = {path.stem: pl.read_parquet(path) for path in (tmp_path / "local").glob("*.parquet")}
    assert set(kept) == {"tasks", "activity_sentences", "job_zones", "element_definitions"}
    assert kept["activity_sentences"].rows() == [("99-1011", "9.A", "Make things.", 2)]
    published = onet.build(folder, reference)
    words = {str(value) for frame in published.values() for row in frame.rows() for value in row}
    sentences = {"Make synthetic things.", "Make things.", "A synthetic definition.", "made up", "synthetic answer"}
    assert not words & sentences


def change(books: Release, workbook: str, old: object, new: object) -> Release:
    return books | {workbook: [tuple(new if cell == old else cell for cell in row) for row in books[workbook]]}


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        (lambda b: {k: v for k, v in b.items() if k != "Skills"}, "Skills"),
        (lambda b: change(b, "Skills", "Data Value", "Value of data"), "data value"),
        (lambda b: b | {"Skills": [(*b["Skills"][0], "New"), *((*r, "x") for r in b["Skills"][1:])]}, "'New'"),
        (lambda b: change(b, "Skills", "IM", "ZZ"), "['ZZ']"),
        (lambda b: change(b, "Skills", "N", "Maybe"), "Maybe"),
        (lambda b: change(b, "Skills", 3.5, 5.5), "1 to 5"),
        (lambda b: change(b, "Skills", 3.5, "high"), "'high'"),
        (lambda b: change(b, "Skills", SPECIAL, FIRST), "repeat another"),
        (lambda b: change(b, "Skills", SPECIAL, "99-1011"), "is not an O*NET-SOC code"),
        (lambda b: change(b, "Skills", SPECIAL, "98-7654.00"), "98-7654.00"),
        (lambda b: change(b, "Skills", "Synthetic Skill", "Renamed Skill"), "Renamed Skill"),
        (lambda b: change(b, "Skills", "9.S", "9.T"), "9.T"),
        (lambda b: change(b, "Occupation Data", SECOND, "97-0001.00"), "97-0001.00"),
        (lambda b: change(b, "Related Occupations", "Supplemental", "Fourth"), "Fourth"),
        (lambda b: change(b, "Technology Skills", "Y", "yes"), "yes"),
        (lambda b: change(b, "Job Zones", 4, 6), "job zones"),
        (lambda b: change(b, onet.PREPARATION_FILE, 60, 70), "100%"),
        (lambda b: change(b, f"{onet.PREPARATION_FILE} Categories", 2, 3), "Categories found and listed differ"),
        (lambda b: change(b, "Scales Reference", "OI", "IO"), "'OI'"),
    ],
)
def test_a_changed_release_is_refused_by_name(raw, reference, broken, told):
    with pytest.raises(SourceChangedError) as caught:
        onet.build(raw(broken(release())), reference)
    assert told in str(caught.value)
    assert caught.value.file
    assert caught.value.remedy


def test_a_release_that_does_not_name_itself_is_refused(raw, reference):
    with pytest.raises(SourceChangedError, match="does not name the release"):
        onet.build(raw(release(), readme="no name"), reference)


def test_a_file_that_is_no_zip_is_refused(raw, reference):
    folder = raw(release())
    raw_path(folder, ZIP).write_bytes(b"<html>not a zip</html>")
    with pytest.raises(SourceChangedError, match="cannot be opened"):
        onet.build(folder, reference)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [("Data Value", "Value", "data value"), ("3.0", "n/a", "Row 2"), ("Date", "Novelty", "Novelty")],
)
def test_a_changed_extract_is_refused_by_name(raw, reference, old, new, told):
    folder = raw(release())
    path = folder / SOURCES["onet_extract"].files[0].path
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    with pytest.raises(SourceChangedError, match=told):
        onet.build(folder, reference)


def test_a_certificate_without_an_issuer_is_refused(raw, reference):
    path = reference / "certificates.csv"
    path.write_text(path.read_text("utf-8").replace("Synthetic Institute", ""), "utf-8")
    with pytest.raises(CheckError, match=r"certificates\.csv"):
        onet.build(raw(release()), reference)


OURS = sorted((REPOSITORY / "data" / "reference").glob("*_phrases.csv"))


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.stem)
def test_our_phrases_are_one_plain_line_each(path: Path):
    rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8"))))
    phrases = [row["plain_phrase"] for row in rows]
    assert len(set(phrases)) == len(rows)
    for phrase in phrases:
        assert phrase[0].isupper()
        assert phrase.endswith(".")
        assert 12 <= len(phrase) <= 100
        longest = max(phrase.split(), key=len)
        assert len(longest) <= 13, longest


def test_our_phrases_cover_every_item_they_promise():
    counts = {path.stem: len(path.read_text("utf-8").splitlines()) - 1 for path in OURS}
    assert counts == {
        "interest_phrases": 6,
        "knowledge_phrases": 33,
        "skill_phrases": 35,
        "work_activity_phrases": 41,
    }
