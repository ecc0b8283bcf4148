"""Searching places by what people type, and places by code."""

from __future__ import annotations

import time
from statistics import quantiles

import pytest

from careers import places, tables
from careers.errors import UnknownPlace
from tests.timing import SLACK


def codes(text: str, limit: int = 8) -> list[str]:
    return [match.place_code for match in places.search(text, limit)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("ohio", "OH"),
        ("OH", "OH"),
        ("oh", "OH"),
        ("Ohio ", "OH"),
        ("columbus", "18140"),
        ("columbus ga", "17980"),
        ("Columbus, Georgia", "17980"),
        ("columbus in", "18020"),
        ("Columbus, OH", "18140"),
        ("columbus ohio", "18140"),
        ("NYC", "35620"),
        ("nyc", "35620"),
        ("new york", "NY"),
        ("new york city", "35620"),
        ("bay area", "41860"),
        ("the bay area", "41860"),
        ("greater boston", "14460"),
        ("boston metro area", "14460"),
        ("boise", "14260"),
        ("honolulu", "46520"),
        ("nashville", "34980"),
        ("louisville", "31140"),
        ("st louis", "41180"),
        ("Saint Louis", "41180"),
        ("ft worth", "19100"),
        ("winston-salem", "49180"),
        ("washington", "WA"),
        ("washington dc", "DC"),
        ("D.C.", "DC"),
        ("LA", "LA"),
        ("in", "IN"),
        ("USA", "US"),
        ("u.s.", "US"),
        ("united states", "US"),
        ("nationwide", "US"),
        ("puerto rico", "PR"),
        ("mayagüez", "32420"),
        ("guam", "GU"),
        ("texas houston", "26420"),
        ("rural ohio", "3900001"),
        ("jobs in ohio", "OH"),
        ("18140", "18140"),
        ("0018140", "18140"),
        ("3900001", "3900001"),
        ("calfornia", "CA"),
        ("massachusets", "MA"),
        ("ohoi", "OH"),
        ("cincinati", "17140"),
        ("san fransisco", "41860"),
        ("los angelas", "31080"),
        ("minneapolis st paul", "33460"),
        ("cali", "CA"),
        ("virg", "VA"),
        ("phil", "37980"),
    ],
)
def test_what_people_type_finds_the_place_first(text: str, code: str) -> None:
    assert codes(text)[0] == code


def test_a_name_of_several_places_offers_them_all_the_larger_first() -> None:
    assert codes("columbus")[:3] == ["18140", "17980", "18020"]
    assert codes("portland")[:2] == ["38900", "38860"]
    jobs = tables.load("pay_by_place").query("soc_code == '00-0000'").set_index("place_code")["employment"]
    springfields = codes("springfield")[:4]
    assert len(springfields) == 4
    assert list(jobs[springfields]) == sorted(jobs[springfields], reverse=True)


def test_a_state_comes_before_the_metro_of_its_name() -> None:
    assert codes("new york")[:2] == ["NY", "35620"]
    assert codes("washington")[:2] == ["WA", "47900"]
    assert {"LA", "31080"} <= set(codes("la"))


@pytest.mark.parametrize(
    "text", ["", "   ", "zzzz", "asdfgh", "🙂", "<script>alert(1)</script>", "?", "x" * 5_000, "99999"]
)
def test_nonsense_finds_nothing(text: str) -> None:
    assert places.search(text) == []


def test_a_match_says_what_matched_and_how_well() -> None:
    best = places.search("NYC")[0]
    assert (best.title, best.matched, best.score) == ("New York-Newark-Jersey City, NY-NJ", "NYC", 100.0)
    assert best.place_kind == "metro"
    later = places.search("oakland")[0]
    assert (later.place_code, later.matched) == ("41860", "Oakland, CA")


@pytest.mark.parametrize("text", ["new", "c", "san", "ohio", "springfield"])
def test_answers_stand_by_score(text: str) -> None:
    found = places.search(text, 30)
    assert len(found) > 1
    assert [match.score for match in found] == sorted((match.score for match in found), reverse=True)
    assert len({match.place_code for match in found}) == len(found)


@pytest.mark.parametrize("limit", [0, -1, 1, 3])
def test_limit_is_kept(limit: int) -> None:
    assert len(places.search("new", limit)) == max(limit, 0)


def test_every_title_finds_itself_first() -> None:
    wrong = {
        row.place_title: codes(row.place_title, 1)
        for row in tables.load("places").itertuples()
        if codes(row.place_title, 1) != [row.place_code]
    }
    assert wrong == {}


def test_searching_is_quick() -> None:
    places.search("a")
    took = []
    for text in ["ohio", "columbus", "san fransisco", "c", "zzzz", "new york city", "x" * 5_000, "rural ohio"] * 5:
        start = time.thread_time()
        places.search(text)
        took.append(time.thread_time() - start)
    assert quantiles(took, n=20)[-1] <= 0.030 * SLACK


def test_place_tells_kind_states_and_middle() -> None:
    found = places.place("17140")
    assert (found.title, found.place_kind) == ("Cincinnati, OH-KY-IN", "metro")
    assert found.state_codes == ("OH", "KY", "IN")
    assert found.latitude_degrees == pytest.approx(39.1, abs=0.3)
    assert found.longitude_degrees == pytest.approx(-84.5, abs=0.3)
    assert found.oews_area_code == "0017140"
    nation = places.place("US")
    assert (nation.title, nation.place_kind, nation.state_codes) == ("United States", "nation", ())
    assert nation.latitude_degrees is None
    assert places.place("PR").is_territory
    assert not places.place("DC").is_territory


@pytest.mark.parametrize(("code", "same"), [("oh", "OH"), (" us ", "US"), ("0018140", "18140"), ("3900000", "OH")])
def test_a_code_may_be_written_in_other_ways(code: str, same: str) -> None:
    assert places.place(code) is places.place(same)


@pytest.mark.parametrize(("code", "nearest"), [("18141", "18140"), ("columbus", "18140"), ("Ohoi", "OH")])
def test_an_unknown_code_names_what_is_nearest(code: str, nearest: str) -> None:
    with pytest.raises(UnknownPlace) as caught:
        places.place(code)
    assert caught.value.what == code
    assert caught.value.nearest[0].code == nearest


@pytest.mark.parametrize("code", ["", "ZZ", "99999", "<b>", "x" * 5_000, "\x00"])
def test_a_hostile_or_empty_code_raises_a_short_message(code: str) -> None:
    with pytest.raises(UnknownPlace) as caught:
        places.place(code)
    assert 0 < len(str(caught.value)) < 160


def test_resolve_takes_a_code_or_a_name() -> None:
    assert places.resolve("18140").place_code == "18140"
    assert places.resolve("LA").place_code == "LA"
    assert places.resolve("los angeles").place_code == "31080"
    assert places.resolve("Ohio").place_code == "OH"


@pytest.mark.parametrize("text", ["zzzz", "", "ohoi"])
def test_resolve_does_not_guess(text: str) -> None:
    with pytest.raises(UnknownPlace):
        places.resolve(text)
