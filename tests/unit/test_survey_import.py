"""A survey file from outside: all faults told, titles matched or asked about, and all of it published or nothing.

Every survey here is synthetic.
"""

from __future__ import annotations

import csv
import io
import shutil
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner, Result

from careers import surveys
from data import survey_format
from data.survey_format import COLUMNS
from etl.__main__ import cli
from etl.publish import conform, read_table
from etl.schema import FIELDS, TABLES
from etl.survey import FILE, FOLDER, SurveyFaultsError, build, name_of

REPOSITORY = Path(__file__).resolve().parents[2]

SYNTHETIC = {
    "survey_source": "Synthetic survey",
    "survey_publisher": "Synthetic guide",
    "soc_code": "",
    "reported_title": "Registered nurse",
    "place_code": "OH",
    "experience_from_years": "0",
    "experience_to_years": "5",
    "experience_label": "",
    "statistic": "median",
    "pay_period": "year",
    "pay_usd": "70000",
    "sample_size": "120",
    "as_of_from_year": "2024",
    "as_of_to_year": "2024",
    "survey_address": "https://www.example.org/synthetic",
}


def content_of(*changes: dict[str, str], columns: tuple[str, ...] = COLUMNS) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns, extrasaction="ignore")
    writer.writeheader()
    writer.writerows({**SYNTHETIC, **change} for change in changes)
    return text.getvalue().encode()


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with the tables and hand-kept files that an import needs."""
    folder = tmp_path / "data"
    (folder / "tables").mkdir(parents=True)
    (folder / "reference").mkdir()
    for name in ("occupations", "places", "titles", "pay_surveys"):
        for ending in (".parquet", ".json"):
            shutil.copy(REPOSITORY / "data" / "tables" / f"{name}{ending}", folder / "tables")
    shutil.copy(REPOSITORY / "data" / "reference" / FILE, folder / "reference")
    return folder


def bring_in(data: Path, content: bytes, *options: str, name: str = "Synthetic 2024.csv", typed: str = "") -> Result:
    path = data.parent / name
    path.write_bytes(content)
    return CliRunner().invoke(cli, ["import-survey", str(path), "--data", str(data), *options], input=typed)


def state(data: Path) -> dict[str, bytes]:
    return {
        str(p.relative_to(data)): p.read_bytes() for p in sorted(data.rglob("*")) if p.is_file() and p.name[0] != "."
    }


# --- Publishing -----------------------------------------------------------------------------------------------


def test_a_survey_is_published_beside_the_others_with_its_occupation(data: Path) -> None:
    done = bring_in(
        data, content_of({}, {"experience_from_years": "5", "experience_to_years": "", "pay_usd": "81000.5"})
    )
    assert done.exit_code == 0, done.output
    assert "2 figures published from synthetic-2024.csv." in done.output
    table = read_table("pay_surveys", data / "tables")
    assert table.height == 14
    added = table.filter(survey_source="Synthetic survey").sort("survey_row")
    assert added["soc_code"].to_list() == ["29-1141"] * 2
    assert added["survey_row"].to_list() == [13, 14]
    assert added["pay_usd"].to_list() == [70000, 81000.5]
    kept = (data / "reference" / FOLDER / "synthetic-2024.csv").read_text("utf-8")
    assert kept.splitlines()[0] == ",".join(COLUMNS)
    assert "29-1141" in kept


def test_the_next_build_has_it_too(data: Path) -> None:
    assert bring_in(data, content_of({})).exit_code == 0
    built = conform("pay_surveys", build(Path(), data / "reference")["pay_surveys"])
    assert built.equals(read_table("pay_surveys", data / "tables"))


def test_a_file_of_the_same_name_takes_the_place_of_the_last(data: Path) -> None:
    assert bring_in(data, content_of({}, {"statistic": "average"})).exit_code == 0
    done = bring_in(data, content_of({"pay_usd": "71000"}))
    assert "1 figures published" in done.output
    assert "in place of the earlier file" in done.output
    table = read_table("pay_surveys", data / "tables")
    assert table.filter(survey_source="Synthetic survey")["pay_usd"].to_list() == [71000]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (content_of({}, {"pay_usd": "much"}), "Row 3, column pay_usd"),
        (content_of({"place_code": "ZZ"}), "Row 2, column place_code: “ZZ” is not known."),
        (content_of({"soc_code": "99-9999"}), "Row 2, column soc_code: “99-9999” is not known."),
        (
            content_of({"reported_title": "Qqqzzzx"}),
            "Row 2, column reported_title: “Qqqzzzx” is no title that we know.",
        ),
        (content_of({"reported_title": "Manager"}), "Row 2, column reported_title: “Manager” may mean"),
        (content_of({}, {"experience_from_years": "4", "experience_to_years": "9"}), "overlaps another"),
        (content_of({"experience_from_years": "9"}), "does not run forward"),
        (content_of({"experience_to_years": "61"}), "61 years are more than 60"),
        (content_of({"survey_source": "=1+1"}), "begins like a formula"),
        (content_of({"survey_source": "@SUM(A1)"}), "begins like a formula"),
        (content_of({"reported_title": "x" * 301}), "longer than 300 characters"),
        (content_of({"pay_usd": "1" * 12}), "up to 100,000,000"),
        (content_of({"pay_usd": "1" * 200}), "not a plain number"),
        (content_of({"pay_usd": "９９"}), "not a plain number"),
        (b"", "column survey_source: The column is missing."),
        (content_of(), "There are no figures in the file."),
        (b"PK\x03\x04rest of a workbook", "The file is a workbook or an archive."),
        (content_of({}).decode().encode("utf-16"), "not text in UTF-8. Save it as CSV in UTF-8."),
        (content_of({"survey_source": "Señor"}).decode().encode("latin-1"), "Row 2: The file is not text in UTF-8."),
        (bytes(range(256)) * 20, "The file is not text"),
        (content_of({}).replace(b",", b";"), "set apart by semicolons"),
        (b" " * (survey_format.LARGEST_FILE_BYTES + 1), "larger than 5 MB"),
        (content_of({}) + b"\r\n" * (survey_format.MOST_ROWS + 1), "more than 20,000 rows"),
    ],
)
def test_a_faulty_file_is_told_where_and_nothing_of_it_is_taken(data: Path, content: bytes, told: str) -> None:
    before = state(data)
    done = bring_in(data, content, "--no-ask")
    assert done.exit_code == 1
    assert told in done.output
    assert "What to do:" in done.output
    assert state(data) == before


def test_a_span_that_overlaps_a_kept_file_is_refused(data: Path) -> None:
    assert bring_in(data, content_of({})).exit_code == 0
    before = state(data)
    done = bring_in(data, content_of({"experience_from_years": "3", "experience_to_years": "8"}), name="other.csv")
    assert done.exit_code == 1
    assert "overlaps another of the same survey" in done.output
    assert state(data) == before


def test_what_cannot_be_published_does_not_stay_for_the_next_build(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert bring_in(data, content_of({})).exit_code == 0
    before = state(data)

    def fail(*_args: object) -> None:
        raise SurveyFaultsError("synthetic", [])

    monkeypatch.setattr("etl.__main__.publish_all", fail)
    for name in ("Synthetic 2024.csv", "other.csv"):
        assert bring_in(data, content_of({"statistic": "average"}), name=name).exit_code == 1
        assert state(data) == before


@pytest.mark.parametrize(
    ("file", "name"),
    [("My survey (2025).csv", "my-survey-2025.csv"), ("../../evil.csv", "evil.csv"), ("a" * 99, "a" * 60 + ".csv")],
)
def test_a_file_is_kept_under_a_plain_name(file: str, name: str) -> None:
    assert name_of(file) == name


def test_a_name_without_letters_is_refused() -> None:
    with pytest.raises(SurveyFaultsError, match="neither letters nor digits"):
        name_of("💥.csv")


# --- Titles ---------------------------------------------------------------------------------------------------


def test_an_ambiguous_title_is_asked_about_once(data: Path) -> None:
    content = content_of({"reported_title": "Manager"}, {"reported_title": "Manager", "statistic": "average"})
    done = bring_in(data, content, "--ask", typed="1\n")
    assert done.exit_code == 0, done.output
    assert done.output.count("Which one?") == 1
    table = read_table("pay_surveys", data / "tables")
    assert table.filter(reported_title="Manager")["soc_code"].n_unique() == 1


def test_none_of_those_asked_about_is_a_fault(data: Path) -> None:
    before = state(data)
    done = bring_in(data, content_of({"reported_title": "Manager"}), "--ask", typed="0\n")
    assert done.exit_code == 1
    assert "“Manager” may mean" in done.output
    assert state(data) == before


def test_a_title_that_only_resembles_one_is_never_taken_unasked(data: Path) -> None:
    done = bring_in(data, content_of({"reported_title": "Registred nurse"}), "--no-ask")
    assert done.exit_code == 1
    assert "Registered Nurses (29-1141)" in done.output


@pytest.mark.parametrize("title", ["Customer Service Representative", "customer service representatives"])
def test_the_agency_s_own_name_means_that_occupation(data: Path, title: str) -> None:
    assert bring_in(data, content_of({"reported_title": title}), "--no-ask").exit_code == 0
    table = read_table("pay_surveys", data / "tables")
    assert table.filter(reported_title=title)["soc_code"].to_list() == ["43-4051"]


# --- The same on a page ---------------------------------------------------------------------------------------


def test_a_page_reads_the_same_figures_and_keeps_nothing() -> None:
    reading = surveys.read(content_of({}, {"experience_from_years": "5", "experience_to_years": ""}))
    assert reading.faults == ()
    assert [(f.soc_code, f.pay_usd, f.experience_to_years) for f in reading.figures] == [
        ("29-1141", 70000, 5),
        ("29-1141", 70000, None),
    ]
    assert len(reading.about("29-1141")) == 2
    assert reading.about("43-4051") == ()


@pytest.mark.parametrize(
    ("content", "row", "column"),
    [
        (content_of({}, {"pay_usd": "-5"}), 3, "pay_usd"),
        (content_of({"place_code": "ZZ"}), 2, "place_code"),
        (content_of({"reported_title": "Manager"}), 2, "reported_title"),
        (content_of({"reported_title": "Qqqzzzx"}), 2, "reported_title"),
        (b"\x00\x01\x02", 1, ""),
        (b" " * (surveys.LARGEST_FILE_BYTES + 1), 1, ""),
    ],
)
def test_a_page_tells_faults_by_row_and_shows_nothing(content: bytes, row: int, column: str) -> None:
    reading = surveys.read(content)
    assert reading.figures == ()
    assert (reading.faults[0].row, reading.faults[0].column) == (row, column)
    assert reading.faults[0].cause


def test_a_file_full_of_faults_tells_the_first_and_that_there_are_more() -> None:
    reading = surveys.read(content_of(*[{"pay_usd": "-5", "statistic": "mode"}] * 1000))
    assert len(reading.faults) == survey_format.MOST_FAULTS + 1
    assert "there are more faults" in reading.faults[-1].cause
    headings = ",".join(f"column{i}" for i in range(5000)).encode()
    assert len(surveys.read(headings).faults) == survey_format.MOST_FAULTS + 1


def test_a_file_of_countless_titles_is_not_searched_to_its_end() -> None:
    reading = surveys.read(content_of(*[{"reported_title": f"Registered nurse {i}"} for i in range(5000)]))
    (fault,) = reading.faults
    assert "More than 200 titles have no code" in fault.cause
    assert fault.row == 202


def test_a_file_of_nothing_but_line_ends_is_not_taken_apart() -> None:
    (fault,) = surveys.read(b"\n" * survey_format.LARGEST_FILE_BYTES).faults
    assert "more than 20,000 rows" in fault.cause


def test_hostile_text_in_a_cell_comes_back_as_text() -> None:
    (figure,) = surveys.read(content_of({"experience_label": "<script>alert(1)</script>"})).figures
    assert figure.experience_label == "<script>alert(1)</script>"
    fault = surveys.read(content_of({"pay_usd": "{cell}{0}"})).faults[0]
    assert "{cell}{0}" in fault.cause


# --- One format -----------------------------------------------------------------------------------------------


def test_the_table_is_the_format_with_its_rows_numbered() -> None:
    assert TABLES["pay_surveys"].fields == ("survey_row", *COLUMNS)
    assert FIELDS["statistic"].allowed == survey_format.STATISTICS


def test_the_limits_are_documented() -> None:
    text = (REPOSITORY / "docs" / "survey-format.md").read_text("utf-8")
    most = f"{survey_format.MOST_TITLES} different titles"
    for limit in ("5 MB", f"{survey_format.MOST_ROWS:,} rows", f"{survey_format.LONGEST_CELL} characters", most):
        assert limit in text
    assert f"the first {survey_format.MOST_FAULTS}" in text


def test_a_random_heap_of_bytes_never_breaks_the_reader() -> None:
    import random

    generator = random.Random(4)
    good = content_of({}, {})
    for _ in range(300):
        heap = bytearray(good)
        for _ in range(generator.randrange(1, 12)):
            heap[generator.randrange(len(heap))] = generator.randrange(256)
        records, faults = survey_format.read(bytes(heap))
        assert bool(records) != bool(faults)
        assert all(str(fault) for fault in faults)


def test_polars_and_the_format_agree_on_the_bundled_file() -> None:
    content = (REPOSITORY / "data" / "reference" / FILE).read_bytes()
    records, faults = survey_format.read(content)
    assert faults == []
    assert [r["pay_usd"] for r in records] == pl.read_csv(content)["pay_usd"].to_list()
