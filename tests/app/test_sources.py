"""Sources: every table and file is listed, and the reader's own figure is followed to its line."""

from __future__ import annotations

from careers import tables
from tests.app.test_shell import OHIO, visit, words

SCRIPT = "about/sources.py"


def test_the_readers_own_figure_is_followed_back():
    app = visit(SCRIPT, **OHIO)
    told = words(app)
    assert not app.exception
    assert "Follow one figure back: $45,610" in told
    assert "OEUS390000000000043405113" in told
    assert "09879508d69f51149842368c8953f13974338728329375481d485ee696d3370b" in told


def test_a_job_paid_by_the_hour_only_is_followed_by_the_hour():
    assert "OEUN000000000000027201108" in words(visit(SCRIPT, job="27-2011"))


def test_an_industry_is_followed_with_the_whole_country_and_left_out_with_a_place():
    alone = words(visit(SCRIPT, job="43-4051", place="US", industry="52"))
    assert "OEUN000000052--5343405113" in alone
    assert "in Finance and Insurance, United States</h1>" in alone
    placed = words(visit(SCRIPT, **OHIO, industry="52"))
    assert "OEUS390000000000043405113" in placed
    assert "Finance and Insurance" not in placed.split("</h1>")[0].split("<h1>")[1]


def test_every_table_is_there_with_its_rows_fields_caveats_and_download():
    told = words(visit(SCRIPT, **OHIO))
    for name in tables.names():
        record = tables.record(name)
        assert f'href="/api/tables/{name}.csv"' in told
        assert f"{record.rows:,} row" in told
        for field in record.fields:
            assert f"<code>{field['name']}</code>" in told
    assert "Wage and salary jobs, without the self-employed." in told


def test_every_file_is_there_with_its_hash():
    told = words(visit(SCRIPT, **OHIO))
    for name in tables.names():
        for source in tables.record(name).sources:
            for file in source.files:
                assert file.sha256 in told


def test_newer_editions_and_attribution_are_on_the_page():
    told = words(visit(SCRIPT, **OHIO))
    assert "The agency published 2025–35 on August 27, 2026." in told
    assert "O*NET is a trademark of USDOL/ETA" in told
