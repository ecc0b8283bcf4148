"""Sentences of Related roles are true for what is shown: goldens, no pay here, pay by the hour, nothing left."""

from __future__ import annotations

import math
import re
from dataclasses import replace

import pytest

from careers import columns, related, tables
from careers.errors import NotPublished
from careers.narrative import related as say
from careers.related import FILTERS


def role(found: related.RelatedRoles, soc_code: str) -> related.RelatedRole:
    return next(entry for entry in found.roles if entry.soc_code == soc_code)


def test_the_present_job_is_told_with_its_pay_and_growth():
    assert say.now(related.find("43-4051", "OH")) == ("Your job now: $45,610 a year in the middle; jobs −5.5% by 2034.")
    assert say.now(related.find("27-2011", "US")).startswith("Your job now: $29.05 an hour")
    assert say.now(related.find("27-2011", "WY")) == (
        "No pay is published for this job in Wyoming, so changes in pay cannot be told."
    )


def test_trade_offs_of_telemarketers_in_ohio():
    """Pay copied by hand from the flat file: 45,610 here, 35,290 there; growth and openings from table 1.2."""
    told = say.trade_offs(role(related.find("43-4051", "OH"), "41-9041"), "year")
    assert told[:5] == [
        ("Middle pay here", "$35,290 a year", "−$10,320 (−23%), clear difference"),
        ("Schooling to get in", "none", "1 level less"),
        ("Change in US jobs, 2024–34", "−22.1%", "“decline”"),
        ("Openings a year, US", "6,500", ""),
        ("Jobs here", "3,090", ""),
    ]
    assert [name for name, _value, _note in told[5:]] == ["Matters more there", "", ""]
    assert told[5][1].startswith("Persuasion (3.0 → 4.1)")
    assert all(note for _name, _value, note in told[5:])


def test_a_role_that_is_not_rated_or_not_released_says_so():
    found = related.find("43-4051", "OH")
    assert say.trade_offs(role(found, "41-3091"), "year")[-1] == ("Matters more there", "not rated by O*NET", "")
    assert {n: v for n, v, _note in say.trade_offs(role(found, "43-4141"), "year")}["Jobs here"] == "not released"
    absent = next(entry for entry in related.find("43-4051", "48260", limit=50).roles if entry.record is None)
    assert say.trade_offs(absent, "year")[0] == ("Middle pay here", "not released", "")
    assert (say.verdict(absent), say.side(absent)) == ("not released here", "unknown")


def test_the_title_counts_clear_verdicts_and_who_of_these_grows():
    found = related.find("43-4051", "OH")
    more = [entry for entry in found.roles if say.side(entry) == "more"]
    assert sorted(entry.soc_code for entry in more) == ["41-3091", "43-4011", "43-4041", "43-9041"]
    assert say.picture_title(found) == "4 of 12 similar roles clearly pay more; 1 of them grows"
    better = related.find("29-1141", "18140")
    assert say.picture_title(better) == "7 of 12 similar roles clearly pay more, and all of them grow"
    shrinking = replace(found, roles=tuple(e for e in found.roles if not (e.growth_pct or 0) > 0))
    assert say.picture_title(shrinking).endswith("but none of them grows")
    worse = replace(found, roles=tuple(e for e in found.roles if say.side(e) != "more"))
    assert say.picture_title(worse) == f"None of these {len(worse.roles)} roles clearly pays more"
    assert say.picture_title(replace(worse, roles=worse.roles[:1])) == (
        "The one role that is left does not clearly pay more"
    )
    single = replace(found, roles=tuple(e for e in found.roles if e.soc_code in ("41-3091", "41-9041")))
    assert say.picture_title(single) == "1 of 2 similar roles clearly pays more, and it grows"
    assert say.picture_title(related.find("27-2011", "WY")) == "Pay and growth of similar roles"


def test_the_sentence_names_both_ends():
    assert say.picture_sentence(related.find("43-4051", "OH")) == (
        "Highest paid: Brokerage clerks $64,020 a year. Lowest paid: Telemarketers $35,290 a year. Grows most: Counter "
        "and rental clerks +3.2%."
    )


def test_rows_hold_the_present_job_first_and_every_role_with_its_number():
    found = related.find("43-4051", "OH")
    rows = say.rows(found)
    assert list(rows["number"]) == ["◆", *(str(n) for n in range(1, 13))]
    assert list(rows["soc_code"]) == ["43-4051", *(entry.soc_code for entry in found.roles)]
    assert rows["pay_change_usd"].tolist()[:3] == [0.0, 13_780.0, -10_320.0]
    assert set(say.table_columns(found)) <= set(rows.columns)
    for row in rows.to_dict("records"):
        for name in say.table_columns(found):
            assert columns.cell({str(k): v for k, v in row.items()}, name)
            assert columns.heading(name)
    assert columns.cell(rows.iloc[1].to_dict(), "pay_change_usd") == "+$13,780"


def test_pay_by_the_hour_is_shown_by_the_hour():
    found = related.find("27-2011", "US")
    rows = say.rows(found)
    assert say.per(found) == "hour"
    assert rows["pay_hourly_p50_usd"].iloc[0] == 29.05
    assert "Up: middle pay an hour" in say.picture_subtitle(found)


def test_lines_are_the_jobs_pay_and_the_growth_of_all_jobs():
    found = related.find("43-4051", "OH")
    assert say.pay_line(found) == ("your job $45,610", 45_610.0)
    assert say.growth_line(found) == ("all jobs +3.1%", 3.1)
    assert say.pay_line(related.find("27-2011", "WY")) is None


def test_notes_count_the_roles_without_a_dot():
    found = related.find("43-4051", "48260", limit=50)
    rows = say.rows(found).iloc[1:]
    absent = int((rows["pay_annual_p50_usd"].isna() | rows["employment_change_pct"].isna()).sum())
    assert absent > 0
    assert any(note.startswith(f"{absent} role") for note in say.notes(found))


def test_schooling_is_told_in_levels():
    found = related.find("43-4051", "OH", limit=50)
    told = {entry.soc_code: say.schooling_change(entry) for entry in found.roles}
    assert (told["43-9041"], told["43-4151"], told["41-9041"]) == ("the same", "1 level more", "1 level less")
    assert say.schooling_change(replace(found.roles[0], schooling_change=None)) == "not stated"
    assert say.schooling_change(replace(found.roles[0], schooling_change=3)) == "3 levels more"


def test_where_nothing_passes_each_way_on_drops_one_wish_and_keeps_the_others():
    for code in ("15-2051", "11-1011", "29-1212", "23-1011", "17-2112"):
        found = related.find(code, "WY", **dict.fromkeys(FILTERS, True))
        if found.roles:
            continue
        ways = say.ways_on(found)
        assert ways
        for words, kept in ways:
            assert words.startswith("Drop “")
            assert len(kept) == len(FILTERS) - 1
            back = related.find(code, "WY", **{say.WISH_OF[name]: True for name in kept})
            assert bool(back.roles) == bool(found.loosen)
        return
    pytest.fail("none of the occupations tried leaves nothing")


def test_how_many_are_shown():
    assert say.shown_of_all(related.find("43-4051", "OH")) == "12 of 24 related roles."
    found = related.find("43-4051", "OH", growing=True)
    assert say.shown_of_all(found) == f"{len(found.roles)} of {found.passing_n} that pass, out of 24 related roles."


def test_names_in_the_address_cover_every_filter():
    assert set(say.WISH_OF.values()) == set(FILTERS)
    assert set(say.WISHES) == set(say.WISH_OF)


def test_every_sentence_is_made_for_every_occupation():
    occupations = tables.load("occupations").astype(object)
    detailed = occupations[occupations["occupation_level"] == "detailed"]["soc_code"]
    for code in detailed[::6]:
        for place in ("US", "WY"):
            try:
                found = related.find(code, place)
            except NotPublished:
                continue
            told = [say.now(found), *say.picture_words(found), *say.notes(found), say.shown_of_all(found)]
            for entry in found.roles:
                told += [part for fact in say.trade_offs(entry, say.per(found)) for part in fact[1:]]
            for sentence in told:
                assert not re.search(r"[{}]|\bnan\b|\bNone\b(?! of)", sentence), (code, place, sentence)
            figures = say.rows(found)["pay_change_usd"]
            assert not any(math.isinf(value) for value in figures)
