"""A grid's cells are the published figures, its verdicts allow for every pair shown, and prices can turn a ranking."""

from __future__ import annotations

import time
from itertools import combinations, product

import pytest

from careers import compare, outlook, pay, prices, worklife
from careers.errors import CareersError, UnknownIndustry, UnknownOccupation, UnknownPlace
from careers.significance import CRITICAL_Z, holm

JOB = "43-4051"
PLACES = ("US", "OH", "18140", "CA", "41940")
MEDIANS = {"US": 44_770, "OH": 45_610, "18140": 46_350, "CA": 49_560, "41940": 60_480}
"""Copied by hand from the agency's flat files of May 2025 (data type 13)."""

LEVELS_2023 = {"US": 100, "OH": 91.903, "18140": 94.52, "CA": 112.195, "41940": 112.87}
"""Copied by hand from the agency's files SARPP and MARPP."""


@pytest.fixture(scope="module")
def five() -> compare.Grid:
    return compare.grid([JOB], PLACES)


def test_each_cell_is_the_published_figure(five):
    assert {cell.place.place_code: cell.pay("p50", "year").value for cell in five.all_cells} == MEDIANS
    for cell in five.all_cells:
        assert cell.record == pay.lookup(JOB, cell.place.place_code)


def test_real_pay_is_pay_times_100_by_the_price_level_of_the_year_that_all_places_have(five):
    assert five.price_year == 2023
    for cell in five.all_cells:
        level = LEVELS_2023[cell.place.place_code]
        assert cell.parity.parity_index == pytest.approx(level)
        for statistic in ("mean", "p10", "p50", "p90"):
            paid = cell.pay(statistic, "year").value
            assert cell.pay(statistic, "year", "real").value == pytest.approx(paid * 100 / level)


def test_two_states_alone_take_the_newer_levels_and_their_ranking_flips():
    two = compare.grid([JOB], ["OH", "CA"])
    ohio, california = two.all_cells
    assert two.price_year == 2024
    nominal = two.verdict(ohio.key, california.key)
    assert (round(nominal.z, 1), nominal.outcome, nominal.higher) == (-19.8, "clear", 2)
    assert [round(cell.pay("mean", "year", "real").value) for cell in two.all_cells] == [50_521, 49_350]
    real = two.verdict(ohio.key, california.key, "real")
    assert (round(real.z, 1), real.outcome, real.higher) == (3.0, "clear", 1)
    (flip,) = two.flips
    assert (flip.higher_as_paid, flip.higher_after_prices) == (california, ohio)


def test_with_a_metro_in_the_grid_the_same_two_states_take_its_year(five):
    real = {cell.place.place_code: cell.pay("mean", "year", "real").value for cell in five.all_cells}
    assert round(real["CA"]) == 48_701
    # By the published level of 91.903; half a dollar below the round $51,000.
    assert real["OH"] == pytest.approx(46_870 * 100 / 91.903) == pytest.approx(51_000, abs=1)


def test_software_developers_keep_their_order_after_prices():
    developers = compare.grid(["15-1252"], ["CA", "TX"])
    assert [round(cell.pay("p50", "year", "real").value) for cell in developers.all_cells] == [157_523, 136_157]
    assert developers.flips == ()


def test_the_best_is_the_highest_middle_in_either_measure(five):
    assert five.best().place.place_code == max(MEDIANS, key=MEDIANS.__getitem__)
    real = {code: MEDIANS[code] / LEVELS_2023[code] for code in PLACES}
    assert five.best("real").place.place_code == max(real, key=real.__getitem__)


@pytest.mark.parametrize("measure", compare.MEASURES)
def test_every_pair_of_which_something_is_said_is_judged_with_all_others(five, measure):
    judged = five.judged[measure]
    assert {frozenset((pair.first.place.place_code, pair.second.place.place_code)) for pair in judged} == {
        frozenset(pair) for pair in combinations(PLACES, 2)
    }
    critical = holm([pair.verdict.z for pair in judged])
    for pair, needed in zip(judged, critical, strict=True):
        if pair.verdict.outcome != "disagree":
            assert (pair.verdict.outcome == "clear") == (abs(pair.verdict.z) >= needed)
    against = five.against_best(measure)
    assert len(against) == 4
    assert {pair.second.key for pair in against} == {five.best(measure).key}


def test_a_pair_that_is_clear_alone_can_be_too_close_among_many():
    """Personal service managers (11-9179) in Ohio: 1.8 standard errors below Pennsylvania."""
    shown = compare.grid(["11-9179"], ["OH", "IN", "MI", "KY", "PA"])
    pair = next(pair for pair in shown.against_best() if pair.first.place.place_code == "OH")
    alone = pay.compare(pair.first.record, pair.second.record)
    assert pair.second.place.place_code == "PA"
    assert abs(alone.z) >= CRITICAL_Z
    assert (alone.outcome, pair.verdict.outcome) == ("clear", "too_close")
    assert (pair.verdict.z, pair.verdict.higher) == (alone.z, None)


def test_a_picked_pair_says_the_same_as_the_pairs_shown_and_its_turn_is_the_other_way_round(five):
    best = five.best()
    for pair in five.against_best():
        assert five.verdict(pair.first.key, best.key) == pair.verdict
        turned = five.verdict(best.key, pair.first.key)
        assert turned.z == -pair.verdict.z
        assert {turned.higher, pair.verdict.higher} in ({1, 2}, {None})


def test_a_picked_pair_beside_those_judged_needs_as_much_as_all_of_them_together():
    two = compare.grid([JOB, "29-1141"], ["OH", "IN", "MI"])
    ohio, michigan = two.cell(JOB, "OH"), two.cell("29-1141", "MI")
    low, high = two.cell(JOB, "OH"), two.cell("29-1141", "IN")
    judged = {frozenset((pair.first.key, pair.second.key)) for pair in two.judged["nominal"]}
    assert two.best().key == michigan.key
    assert frozenset((low.key, high.key)) not in judged
    alone = pay.compare(low.record, high.record)
    needed = holm([*(pair.verdict.z for pair in two.judged["nominal"]), alone.z])[-1]
    assert (two.verdict(low.key, high.key).outcome == "clear") == (abs(alone.z) >= needed)
    assert two.verdict(ohio.key, michigan.key) in [pair.verdict for pair in two.against_best()]


@pytest.mark.parametrize(
    ("jobs", "places"),
    [
        (["53-3053", "17-2112", "29-1141"], ["NJ", "US"]),
        (["51-4041", "23-2011", "35-1010"], ["MD", "DC", "KY", "US"]),
    ],
)
def test_a_flip_told_on_top_and_the_verdict_on_that_pair_never_contradict(jobs, places):
    """Each was judged among other pairs once, and one called clear what the other called too close."""
    grid = compare.grid(jobs, places)
    flips = {frozenset((flip.higher_as_paid.key, flip.higher_after_prices.key)) for flip in grid.flips}
    for row in grid.cells:
        for a, b in combinations((cell for cell in row if cell.record is not None), 2):
            paid, after = (grid.verdict(a.key, b.key, measure) for measure in compare.MEASURES)
            turns = paid.outcome == after.outcome == "clear" and paid.higher != after.higher
            assert turns == (frozenset((a.key, b.key)) in flips)


def test_a_cell_is_not_compared_with_itself(five):
    with pytest.raises(CareersError, match="two different"):
        five.verdict((JOB, "OH"), (JOB, "OH"))
    with pytest.raises(CareersError):
        five.cell(JOB, "TX")


def test_a_flip_is_clear_both_times_and_turns_round(five):
    assert five.flips
    for flip in five.flips:
        for verdict in (flip.as_paid, flip.after_prices):
            assert verdict.outcome == "clear"
        assert flip.higher_as_paid.pay("mean", "year").value > flip.higher_after_prices.pay("mean", "year").value
        higher = flip.higher_after_prices.pay("mean", "year", "real").value
        assert higher > flip.higher_as_paid.pay("mean", "year", "real").value
    sizes = [abs(flip.as_paid.z) for flip in five.flips]
    assert sizes == sorted(sizes, reverse=True)


# --- Beside pay -------------------------------------------------------------------------------------------------------


def test_beside_pay_stands_what_the_other_modules_answer():
    two = compare.grid([JOB, "29-1141"], ["US", "OH", "18140"])
    service, nurses = two.beside
    assert service.outlook == outlook.lookup(JOB)
    assert service.outlook.openings == 341_700
    assert nurses.outlook.typical_entry_schooling == "Bachelor's degree"
    assert two.cell(JOB, "OH").outlook == outlook.lookup(JOB, state="OH")
    assert (two.cell(JOB, "OH").outlook.edition, service.outlook.edition) == ("2022–32", "2024–34")
    assert two.cell(JOB, "18140").outlook is None
    assert two.cell(JOB, "US").outlook is None
    assert service.nearness is None
    assert nurses.nearness.skill_rank > 1


def test_hours_are_those_of_work_life():
    beside = compare.grid([JOB], ["US"]).beside[0]
    life = worklife.lookup(JOB)
    for name in ("weekly_hours_mean", "part_time_pct"):
        own, whole = getattr(beside.hours, name), getattr(life, name)
        assert (own.value, own.standard_error, own.people_n) == (whole.value, whole.standard_error, whole.people_n)
    assert round(beside.hours.part_time_pct.value, 1) == 26.4


def test_the_nearest_related_role_is_named_with_its_tier():
    near = compare.grid([JOB, "41-3091"], ["US"]).beside[1].nearness
    assert near.tier == "first"


@pytest.mark.parametrize(
    ("years", "band"), [(0, "0-5"), (4.9, "0-5"), (5, "5-10"), (10, "10-20"), (20, "20+"), (60, "20+")]
)
def test_years_fall_into_the_band_that_holds_them(years, band):
    beside = compare.grid([JOB], ["US"], years=years).beside[0]
    assert beside.band.experience_band == band


def test_the_experience_gap_is_that_of_the_first_and_the_last_band():
    beside = compare.grid([JOB], ["US"], years=0).beside[0]
    last = compare.grid([JOB], ["US"], years=20).beside[0].band.cell("p50").value
    first = beside.band.cell("p50").value
    assert beside.experience_gap_usd == pytest.approx(last - first)
    assert beside.experience_gap_pct == pytest.approx((last / first - 1) * 100)


# --- Odd questions ----------------------------------------------------------------------------------------------------


def test_what_is_asked_twice_stands_once_and_is_named():
    twice = compare.grid([JOB, JOB], ["OH", "oh", "CA"])
    assert [cell.place.place_code for cell in twice.all_cells] == ["OH", "CA"]
    assert twice.repeated == (JOB, "OH")
    assert compare.grid([JOB], ["OH", "CA"]).repeated == ()


@pytest.mark.parametrize(
    ("jobs", "places"),
    [([], ["US"]), ([JOB], []), ([JOB], ["OH", "IN", "MI", "KY", "PA", "WV"]),
     (["43-4051", "29-1141", "15-1252", "11-1021", "13-2011", "41-2031"], ["US"])],
)  # fmt: skip
def test_none_or_more_than_five_of_either_is_refused_in_words(jobs, places):
    with pytest.raises(CareersError, match="1 to 5"):
        compare.grid(jobs, places)


@pytest.mark.parametrize(
    ("asked", "error"),
    [
        ({"jobs": ["99-9999"], "places": ["US"]}, UnknownOccupation),
        ({"jobs": [JOB], "places": ["Atlantis"]}, UnknownPlace),
        ({"jobs": [JOB], "places": ["OH"], "industry": "nonsense"}, UnknownIndustry),
        ({"jobs": [JOB], "places": ["OH"], "years": -1}, CareersError),
        ({"jobs": [JOB], "places": ["OH"], "years": float("nan")}, CareersError),
    ],
)
def test_what_is_unknown_is_named(asked, error):
    with pytest.raises(error):
        compare.grid(**asked)


def test_a_job_without_a_cell_in_one_place_leaves_the_rest_standing():
    """Actors have no figure in Wyoming."""
    actors = compare.grid(["27-2011"], ["US", "WY"])
    nation, absent = actors.all_cells
    assert nation.record is not None
    assert absent.record is None
    assert "Actors" in absent.gap
    assert "Wyoming" in absent.gap
    assert absent.pay("p50", "hour") == pay.Cell(None, "not_released")
    assert actors.best() is nation
    assert actors.against_best() == []
    assert actors.verdict(nation.key, absent.key).outcome == "unknown"


def test_without_any_cell_there_is_no_best_and_no_verdict():
    none = compare.grid(["27-2011"], ["WY", "ND"])
    assert [cell.record for cell in none.all_cells] == [None, None]
    assert none.best() is None
    assert none.judged == {"nominal": (), "real": ()}
    assert none.flips == ()


def test_a_territory_has_pay_and_no_price_level():
    puerto_rico = compare.grid([JOB], ["PR", "OH"]).cell(JOB, "PR")
    assert puerto_rico.pay("p50", "year").value is not None
    assert puerto_rico.pay("p50", "year", "real") == pay.Cell(None, "not_released")
    assert "Puerto Rico" in puerto_rico.price_gap


@pytest.mark.parametrize(
    ("jobs", "wanted", "shown"),
    [
        ([JOB], "year", "year"),
        ([JOB], "hour", "hour"),
        ([JOB, "27-2011"], "year", "hour"),  # actors: by the hour only
        ([JOB, "53-2011"], "hour", "year"),  # airline pilots: by the year only
        (["27-2011", "53-2011"], "year", "year"),  # nothing in common
        (["27-2011", "53-2011"], "hour", "hour"),
    ],
)
def test_the_period_is_one_that_all_jobs_have_where_there_is_one(jobs, wanted, shown):
    assert compare.grid(jobs, ["US"], wanted=wanted).per == shown


ANESTHESIOLOGISTS = "29-1211"
"""In May 2025: Alaska and Arizona top-coded (from $239,200 a year on), Ohio $490,530, the whole country $391,490."""


def test_a_top_coded_middle_is_the_highest_only_where_all_others_lie_below_the_ceiling():
    alaska = compare.grid([JOB, ANESTHESIOLOGISTS], ["AK"])
    assert alaska.best().job.soc_code == ANESTHESIOLOGISTS
    assert alaska.best().pay("p50", "year") == pay.Cell(None, "top_coded")


def test_a_top_coded_middle_leaves_open_which_is_the_highest():
    """The source prints many figures above its ceiling."""
    beside = compare.grid([ANESTHESIOLOGISTS], ["AK", "OH", "US"])
    assert beside.cell(ANESTHESIOLOGISTS, "OH").pay("p50", "year").value == 490_530
    assert (beside.best(), beside.against_best()) == (None, [])
    both = compare.grid([ANESTHESIOLOGISTS], ["AK", "AZ"])
    assert both.best() is None
    assert [cell.place.place_code for cell in both.capped()] == ["AK", "AZ"]


def test_a_ceiling_is_brought_to_average_prices_like_any_pay():
    alaska = compare.grid([ANESTHESIOLOGISTS], ["AK", "PR"]).cells[0][0]
    grid = compare.grid([ANESTHESIOLOGISTS], ["AK", "PR"])
    assert grid.ceiling(alaska) == 239_200
    assert grid.ceiling(alaska, "real") == pytest.approx(239_200 * 100 / prices.parity("AK", 2024).parity_index)
    assert grid.ceiling(grid.cells[0][1], "real") is None


def test_of_equal_middles_that_with_the_higher_average_is_the_best():
    """All occupations, Idaho and North Carolina: $47,970 each; averages of $61,170 and $64,290."""
    for places in (["ID", "NC"], ["NC", "ID"], ["MS", "ID", "NC"]):
        level = compare.grid([pay.ALL_OCCUPATIONS], places)
        assert level.best().place.place_code == "NC"
        assert all(pair.verdict.higher == 2 for pair in level.against_best())


def test_an_industry_counts_for_the_whole_country_only():
    with_industry = compare.grid([JOB], ["US", "OH"], industry="52")
    nation, ohio = with_industry.all_cells
    assert nation.record == pay.lookup(JOB, "US", "52")
    assert ohio.record == pay.lookup(JOB, "OH")
    assert (nation.industry.industry_code, ohio.industry) == ("52", None)
    assert with_industry.industry == nation.industry
    assert compare.grid([JOB], ["US"], industry="000000").all_cells[0].record == pay.lookup(JOB)


# --- Moving -----------------------------------------------------------------------------------------------------------


def test_a_move_keeps_what_the_pay_buys_and_names_housing_apart():
    told = compare.move(50_000, "OH", "CA")
    assert told.equal_usd == pytest.approx(50_000 * 110.72 / 92.774)
    assert (told.from_parity.parity_kind, told.from_parity.year) == ("state", 2024)
    assert told.to_housing.parity_index == pytest.approx(prices.parity("CA", 2024, "housing").parity_index)
    back = compare.move(told.equal_usd, "CA", "OH")
    assert back.equal_usd == pytest.approx(50_000)


def test_a_move_takes_the_price_levels_of_the_grid_it_stands_in():
    grid = compare.grid([JOB], ["OH", "CA", "18140"])
    told = compare.move(50_000, "OH", "CA", grid.price_year)
    assert (told.from_parity.year, told.to_parity.year) == (2023, 2023)
    assert told.from_parity == grid.cell(JOB, "OH").parity


def test_a_move_to_a_metro_takes_the_metros_year():
    told = compare.move(50_000, "OH", "18140")
    assert (told.from_parity.year, told.to_parity.year) == (2023, 2023)
    assert told.equal_usd == pytest.approx(50_000 * 94.52 / 91.903)


@pytest.mark.parametrize("amount", [0, -1, float("nan")])
def test_a_move_needs_an_amount_above_zero(amount):
    with pytest.raises(CareersError, match="above zero"):
        compare.move(amount, "OH", "CA")


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("52000", 52_000),
        ("$52,000", 52_000),
        (" 52 000 ", 52_000),
        ("21.50", 21.5),
        ("0", None),
        ("-5", None),
        ("1e9", None),
        ("nan", None),
        ("٥٢", None),
        ("1.2.3", None),
        ("9" * 400, None),
        ("<b>", None),
        (".", None),
        ("", None),
    ],
)
def test_an_amount_is_read_as_people_type_it(typed, amount):
    assert compare.typed_amount(typed) == amount


@pytest.mark.parametrize(
    ("typed", "start"),
    [("0", "0"), ("4.9", "0"), ("5", "5"), ("8", "5"), ("60", "20"), ("", ""), ("-1", "-1"), ("nan", "nan"), ("٥", "٥"),
     (".", ".")],
)  # fmt: skip
def test_years_as_an_address_carries_them_are_one_of_the_bands(typed, start):
    assert compare.band_start(typed) == start


# --- Speed ------------------------------------------------------------------------------------------------------------


def test_twenty_five_cells_take_no_more_work_than_twenty_five_cells_should():
    """A look-out for a grid that became slow in kind; the limit of 25 ms is the benchmark's."""
    jobs = ("11-1021", "13-2011", "15-1252", "29-1141", "43-4051")
    places = ("US", "OH", "18140", "CA", "41940")
    spent = []
    for shift, other in product(range(5), ("TX", "NY", "WA")):
        asked = (*places[: shift % 4], *places[shift % 4 + 1 :], other)
        start = time.process_time()
        compare.grid(jobs, asked)
        spent.append(time.process_time() - start)
    assert sorted(spent)[len(spent) // 2] < 0.05
