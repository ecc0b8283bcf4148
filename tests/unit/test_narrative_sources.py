"""Sentences of Sources: everything published is listed once, and a figure is followed to its line and file."""

from __future__ import annotations

import pytest

from careers import pay, provenance, tables
from careers.narrative import sources as say
from careers.tables import RawFile


def steps(job: str, place: str = "US", industry: str | None = None, per: pay.Per = "year") -> str:
    record = pay.lookup(job, place, industry)
    return " | ".join(text for _name, text in say.trace_steps(record, provenance.trace(record, "p50", per), per))


def test_every_published_table_is_listed_once():
    listed = [record.table for record in say.records()]
    assert sorted(listed) == tables.names()


def test_every_source_of_every_table_is_listed_once():
    listed = [(source.name, source.edition) for source in say.sources(say.records())]
    assert len(listed) == len(set(listed))
    named = {(s.name, s.edition) for name in tables.names() for s in tables.record(name).sources}
    assert set(listed) == named


def test_the_summary_counts_tables_and_files():
    records = say.records()
    files = {file.address for record in records for source in record.sources for file in source.files}
    told = say.summary(records)
    assert told.startswith(f"{len(records)} tables, made from {len(files)} files")


def test_a_newer_edition_is_told_with_its_day_where_known():
    told = [say.newer(entry) for entry in say.newest(say.sources(say.records()))]
    assert "Employment Projections: we show 2024–34. The agency published 2025–35 on August 27, 2026." in told
    assert "O*NET Database: we show 29.3. The agency has published 30.3." in told


def test_attribution_holds_the_wording_that_o_net_asks_for():
    told = " ".join(say.attributions(say.sources(say.records())))
    assert "Includes information from the O*NET 29.3 Database" in told
    assert "CC BY 4.0" in told
    assert "O*NET is a trademark of USDOL/ETA" in told


def test_a_state_figure_is_followed_to_its_row_line_and_file():
    told = steps("43-4051", "OH")
    assert "customer service representatives in Ohio, all industries, May 2025: $45,610" in told
    assert "pay_by_place.csv, the row with soc_code = 43-4051, place_code = OH, column pay_annual_p50_usd" in told
    assert "OEUS390000000000043405113: 3900000 is the area, 000000 the industry, 434051 the job, 13 the measure" in told
    assert "In its value column you find 45610." in told
    assert "SHA-256 09879508d69f51149842368c8953f13974338728329375481d485ee696d3370b" in told


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (("43-4051", "US", "52", "year"), "pay_by_industry.csv, the row with soc_code = 43-4051, industry_code = 52"),
        (("43-4051", "US", None, "hour"), "In its value column you find 21.53."),
        (("27-2011", "US", None, "year"), "a dash with a footnote, which stands for “paid by the hour only”"),
    ],
)
def test_other_figures_are_followed_too(asked, told):
    job, place, industry, per = asked
    assert told in steps(job, place, industry, per)


def test_a_file_is_told_with_what_is_known_of_it():
    whole = RawFile("https://example.org/a.zip", "ab12", 1234, "2026-11-22", "Synthetic note.")
    assert say.file_line(whole) == "1,234 bytes, taken over on November 22, 2026, SHA-256 ab12. Synthetic note."
    assert say.file_line(RawFile("https://example.org/a.zip", None, None, None)) == ""


def test_a_table_is_told_with_rows_agency_edition_and_further_sources():
    told = say.table_line(tables.record("pay_by_place"))
    rows = f"{tables.record('pay_by_place').rows:,}"
    assert told == f"{rows} rows · U.S. Bureau of Labor Statistics, May 2025"
    assert say.table_line(tables.record("places")).endswith("and 1 more source")
