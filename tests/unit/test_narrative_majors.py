"""Sentences of the Majors page: shares with range, jobs told together, groups too small."""

from __future__ import annotations

from careers import majors
from careers.narrative import majors as say


def test_jobs_that_the_census_tells_together_are_named_by_the_largest_and_how_many_more():
    line = next(line for line in majors.occupations("6107").lines if line.soc_codes == ("29-1171", "29-1161"))
    assert say.short(line, "jobs") == "Nurse practitioners and 1 more"
    assert say.name(line, "jobs") == "Nurse practitioners; Nurse midwives"


def test_the_table_holds_every_line_with_a_range_around_its_share():
    lines = majors.of("15-1252")
    frame = say.table(lines, "fields")
    assert len(frame) == len(lines.lines)
    assert (frame["share_low_pct"] <= frame["share_pct"]).all()
    assert (frame["share_pct"] <= frame["share_high_pct"]).all()
    assert set(say.COLUMNS) <= set(frame.columns)


def test_notes_say_how_much_is_drawn_and_how_much_is_hidden():
    told = say.notes(majors.of("15-1252"), "fields", 5)
    assert told[0] == "Drawn: the 5 most common of 53. The table has all of them."
    assert told[1].startswith("8.8% are in fields of fewer than 30 people")


def test_a_long_name_is_cut_for_the_chart_only():
    for line in majors.occupations("6107").lines:
        assert len(say.short(line, "jobs")) <= say.LONGEST_NAME
