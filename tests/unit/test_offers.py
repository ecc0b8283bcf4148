"""Where an offer stands: golden answers, ranges that never go beyond what is published, and amounts that cannot be."""

from __future__ import annotations

import math

import numpy as np
import pytest

from careers import experience, offers, pay, tables
from careers.errors import CareersError, UnknownIndustry, UnknownOccupation, UnknownPlace, Unusable
from careers.offers import AskAgain, Position

FIVE = [(10, 30_000.0), (25, 36_000.0), (50, 45_000.0), (75, 52_000.0), (90, 65_000.0)]


def position(check: offers.OfferCheck, kind: str) -> Position:
    rung = check.rung(kind)  # type: ignore[arg-type]
    assert rung is not None
    assert rung.position is not None, rung.reason
    return rung.position


# --- Golden ---------------------------------------------------------------------------------------------------


def test_ohio_s_customer_service_at_46000_is_about_the_middle() -> None:
    check = offers.check("43-4051", 46_000, place="OH")
    here = position(check, "state")
    assert here.where == "about_middle"
    # Log-linear between 45,610 (P50) and 51,610 (P75): 50 + 25 × ln(46000/45610) ÷ ln(P75/45610); the error of the
    # sample reaches 1.8 points to both sides.
    p75 = pay.lookup("43-4051", "OH").pay_annual_p75_usd
    assert p75 is not None
    straight = 50 + 25 * math.log(46_000 / 45_610) / math.log(p75 / 45_610)
    assert here.low_pct is not None
    assert here.high_pct is not None
    assert here.low_pct < straight < here.high_pct
    assert (here.low_pct, here.high_pct) == pytest.approx((49.6, 53.3), abs=0.1)
    assert [rung.kind for rung in check.rungs] == ["state", "nation"]
    assert check.rungs[0].jobs == 85_930
    assert check.edition == "May 2025"


def test_the_ladder_goes_from_metro_to_state_to_nation_then_industry_and_experience() -> None:
    check = offers.check("43-4051", 46_000, place="18140", industry="52", years=8)
    assert [(rung.kind, rung.code) for rung in check.rungs] == [
        ("metro", "18140"),
        ("state", "OH"),
        ("nation", "US"),
        ("industry", "52"),
        ("experience", "5-10"),
    ]
    assert all(rung.position is not None for rung in check.rungs)
    assert check.nearest is check.rungs[0]
    assert check.estimate is not None
    assert check.estimate.base.kind == "place_and_industry"
    assert [rung.kind for rung in offers.check("43-4051", 46_000, place="3900001").rungs][:1] == ["nonmetro"]


# --- Ranges ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("p", [10, 25, 50, 75, 90])
def test_published_percentiles_are_met_exactly(p: int) -> None:
    assert offers.locate(dict(FIVE)[p], FIVE) == pytest.approx((p, p))


def test_the_range_holds_both_curves() -> None:
    low, high = offers.locate(48_000, FIVE)
    straight = 50 + 25 * math.log(48_000 / 45_000) / math.log(52_000 / 45_000)
    assert low is not None
    assert high is not None
    assert low <= straight <= high
    assert 0.05 < high - low < 5


def test_the_smooth_curve_is_pchip() -> None:
    """Against slopes worked out by hand for three points (0, 0), (1, 1), (3, 2)."""
    curve = offers._smooth([0.0, 1.0, 3.0], [0.0, 1.0, 2.0])
    # Weighted harmonic mean of the slopes 1 and 1/2 with weights 5 and 4; at the end 3-point, kept from overshooting.
    inner = 9 / (5 / 1 + 4 / 0.5)
    start = (4 * 1 - 1 * 0.5) / 3
    assert curve(0.5) == pytest.approx(0.5 * 0 + 0.125 * start + 0.5 * 1 - 0.125 * inner)
    assert [curve(x) for x in (0.0, 1.0, 3.0)] == pytest.approx([0, 1, 2])
    values = [curve(x) for x in np.linspace(0, 3, 301)]
    assert all(a <= b + 1e-12 for a, b in zip(values, values[1:], strict=False))


def test_positions_rise_with_the_offer() -> None:
    amounts = np.linspace(30_000, 65_000, 200)
    found = [offers.locate(float(a), FIVE, 400) for a in amounts]
    for end in (0, 1):
        told = [pair[end] for pair in found if pair[end] is not None]
        assert told == sorted(told)
    assert len([1 for low, high in found if low is not None and high is not None and low > high]) == 0


def test_fewer_people_make_a_wider_range() -> None:
    widths = []
    for n in (100_000, 1_000, 100):
        low, high = offers.locate(46_000, FIVE, n)
        assert low is not None
        assert high is not None
        widths.append(high - low)
    assert widths == sorted(widths)
    # 1.645 × √(¼ ÷ 100) to both sides, beside the two curves' own distance.
    assert widths[2] - widths[0] == pytest.approx(2 * 1.645 * 5, rel=0.05)


@pytest.mark.parametrize(
    ("offer", "told"), [(29_999, (None, 10)), (1, (None, 10)), (65_001, (90, None)), (1e9, (90, None))]
)
def test_beyond_the_published_percentiles_nothing_is_extrapolated(offer: float, told: tuple[float | None, ...]) -> None:
    assert offers.locate(offer, FIVE, 500) == told


def test_a_range_that_reaches_below_the_lowest_percentile_has_no_lower_end() -> None:
    low, high = offers.locate(30_100, FIVE, 200)
    assert low is None
    assert high is not None
    assert high > 10


def test_equal_neighbours_give_all_between_them() -> None:
    collapsed = [(10, 30_000.0), (25, 30_000.0), (50, 30_000.0), (75, 40_000.0), (90, 50_000.0)]
    assert offers.locate(30_000, collapsed) == pytest.approx((10, 50))
    # A float may not stand exactly on the step above.
    low, high = offers.locate(30_000.01, collapsed)
    assert low == pytest.approx(50, abs=0.1)
    assert high == pytest.approx(50, abs=1)


def test_real_collapsed_cells_give_all_between_their_neighbours() -> None:
    frame = tables.load("pay_by_place")
    found = frame[
        (frame["pay_annual_p25_flag"] == "collapsed") & (frame["pay_annual_p10_usd"] == frame["pay_annual_p25_usd"])
    ]
    row = found[found["pay_annual_p50_usd"] > found["pay_annual_p25_usd"]].iloc[0]
    check = offers.check(str(row["soc_code"]), float(row["pay_annual_p10_usd"]), place=str(row["place_code"]))
    rung = next(r for r in check.rungs if r.code == row["place_code"])
    assert rung.position is not None
    assert rung.position.high_pct is not None
    assert rung.position.high_pct >= 25
    assert rung.position.low_pct is None or rung.position.low_pct <= 10


def test_the_effective_number_follows_from_spread_and_error() -> None:
    sigma = math.log(65_000 / 30_000) / (2 * 1.2815515655)
    expected = (math.exp(sigma**2) - 1) / 0.01**2
    assert offers.effective_n(FIVE, 1.0, None) == pytest.approx(expected)
    assert offers.effective_n(FIVE, 0.0, None) == pytest.approx(expected * 400)
    assert offers.effective_n(FIVE, 1.0, 50) == 50
    assert offers.effective_n(FIVE, None, None) is None
    assert offers.effective_n([(10, 5.0), (90, 5.0)], 1.0, None) is None


@pytest.mark.parametrize(
    ("low", "high", "where"),
    [
        (None, 10, "lowest_tenth"),
        (None, 24, "lowest_quarter"),
        (None, 50, "below_middle"),
        (None, 60, "unclear"),
        (11, 24, "lowest_quarter"),
        (30, 45, "below_middle"),
        (47, 53, "about_middle"),
        (41, 48, "about_middle"),
        (51, 59, "about_middle"),
        (52, 70, "above_middle"),
        (76, 85, "highest_quarter"),
        (20, 70, "unclear"),
        (50, None, "above_middle"),
        (80, None, "highest_quarter"),
        (90, None, "highest_tenth"),
        (40, None, "unclear"),
        (None, None, "unclear"),
    ],
)
def test_a_range_has_one_word(low: float | None, high: float | None, where: str) -> None:
    assert offers.word(low, high) == where


# --- What is withheld -----------------------------------------------------------------------------------------


def test_a_job_paid_by_the_hour_takes_no_yearly_offer_and_the_other_way_round() -> None:
    actors, pilots = offers.check("27-2011", 50_000, years=12), offers.check("53-2011", 90, "hour", years=12)
    assert [rung.position for rung in (*actors.rungs, *pilots.rungs)] == [None] * 4
    assert all("paid by the hour" in rung.reason for rung in actors.rungs)
    assert all("paid by the year" in rung.reason for rung in pilots.rungs)
    assert position(offers.check("27-2011", 29, "hour"), "nation").where == "about_middle"
    assert position(offers.check("53-2011", 232_140), "nation").where == "about_middle"


def test_a_place_that_publishes_nothing_says_so_and_the_next_rung_answers() -> None:
    check = offers.check("29-1022", 400_000, place="OH", years=12)
    assert check.rungs[0].position is None
    assert "does not publish pay" in check.rungs[0].reason
    assert check.rungs[0].record is None
    assert check.nearest is check.rungs[1]
    assert check.rungs[2].kind == "experience"
    assert check.rungs[2].position is None
    assert check.estimate is None


def test_between_the_last_figure_and_a_top_coded_one_the_range_ends_there() -> None:
    frame = tables.load("pay_by_place")
    only = frame[
        (frame["pay_annual_p90_flag"] == "top_coded") & frame["pay_annual_p75_usd"].between(100_000, 230_000)
    ].iloc[0]
    code, place = str(only["soc_code"]), str(only["place_code"])
    inside = next(r for r in offers.check(code, 239_000, place=place).rungs if r.code == place).position
    beyond = next(r for r in offers.check(code, 300_000, place=place).rungs if r.code == place).position
    assert inside == Position(75, 90, "highest_quarter")
    assert beyond == Position(75, None, "highest_quarter")


def test_where_all_pay_is_above_what_is_printed_an_offer_below_it_is_in_the_lowest_tenth() -> None:
    frame = tables.load("pay_by_place")
    flags = [f"pay_annual_p{p}_flag" for p in (10, 25, 50, 75, 90)]
    every = frame[(frame[flags] == "top_coded").all(axis=1)]
    if every.empty:
        pytest.skip("no place in this edition has all five percentiles above the ceiling")
    code, place = every.iloc[0][["soc_code", "place_code"]]
    rung = next(r for r in offers.check(code, 200_000, place=place).rungs if r.code == place)
    assert rung.position == Position(None, 10, "lowest_tenth")


def test_too_few_people_with_such_experience_place_an_offer_by_the_middle_alone() -> None:
    frame = tables.load(experience.INDEX_TABLE)
    thin = frame[(frame["evidence_badge"] == "modelled") & (frame["schooling_level"] == "all")]
    code, band = next(
        (str(r.soc_code), str(r.experience_band))
        for r in thin.itertuples()
        if pay.lookup(str(r.soc_code)).pay_annual_p50_usd
    )
    years = experience.BAND_STARTS[experience.BANDS.index(band)]
    found = experience.estimate(code, years).band
    assert found.value_usd
    told = [position(offers.check(code, found.value_usd * f, years=years), "experience") for f in (0.6, 1, 1.9)]
    assert told == [
        Position(None, 50, "below_middle"),
        Position(None, None, "about_middle"),
        Position(50, None, "above_middle"),
    ]


def test_the_range_among_like_experience_holds_the_error_of_the_model() -> None:
    band = experience.estimate("43-4051", 8, "OH").band
    assert band.value_usd
    rung = offers.check("43-4051", band.value_usd, place="OH", years=8).rung("experience")
    assert rung is not None
    assert rung.position is not None
    assert rung.position.low_pct is not None
    assert rung.position.high_pct is not None
    assert rung.position.low_pct < 50 < rung.position.high_pct
    assert rung.position.where == "about_middle"


def test_every_occupation_and_kind_of_place_answers_or_says_why() -> None:
    for code in list(tables.load("occupations")["soc_code"])[::7]:
        middle = pay.lookup(code).pay_annual_p50_usd
        per, amount = ("year", middle) if middle else ("hour", pay.lookup(code).pay_hourly_p50_usd)
        for place in ("US", "OH", "CA", "PR", "18140", "3900001"):
            check = offers.check(code, amount, per, place, "62", 8)  # type: ignore[arg-type]
            for rung in check.rungs:
                assert (rung.position is None) == bool(rung.reason)


# --- Amounts that cannot be ------------------------------------------------------------------------------------


@pytest.mark.parametrize("amount", [0, -1, -46_000, math.nan, math.inf, -math.inf, True, None, "46000", [46_000]])
def test_an_amount_that_cannot_be_is_refused(amount: object) -> None:
    with pytest.raises(Unusable):
        offers.check("43-4051", amount)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("amount", "per", "reason", "other"),
    [
        (46_000, "hour", "looks_yearly", "year"),
        (22, "year", "looks_hourly", "hour"),
        (46_000_000, "year", "too_high", None),
        (1e300, "year", "too_high", None),
        (1_900, "year", "too_low", None),
        (900, "hour", "too_high", None),
        (0.01, "hour", "too_low", None),
    ],
)
def test_an_amount_that_looks_like_a_slip_is_asked_about(
    amount: float, per: str, reason: str, other: str | None
) -> None:
    with pytest.raises(AskAgain) as asked:
        offers.check("43-4051", amount, per, "OH")  # type: ignore[arg-type]
    assert (asked.value.reason, asked.value.per) == (reason, other)
    assert str(asked.value).endswith("?")
    sure = offers.check("43-4051", amount, per, "OH", sure=True)  # type: ignore[arg-type]
    assert position(sure, "state").where in ("lowest_tenth", "highest_tenth")


def test_slips_are_told_for_jobs_paid_in_one_way_only() -> None:
    with pytest.raises(AskAgain) as asked:
        offers.check("27-2011", 60_000, "hour")
    assert asked.value.reason == "looks_yearly"
    with pytest.raises(AskAgain) as asked:
        offers.check("53-2011", 110, "year")
    assert asked.value.reason == "looks_hourly"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("52000", 52_000),
        ("$52,000", 52_000),
        (" 52k ", 52_000),
        ("$24.50", 24.5),
        ("1,234,567.5", 1_234_567.5),
        ("52.5K", 52_500),
    ],
)
def test_an_amount_is_read_as_people_type_it(text: str, value: float) -> None:
    assert offers.parse(text) == value


@pytest.mark.parametrize(
    "text", ["", "abc", "-5", "5,00", "1e9", "52000 a year", "<script>", "=1+1", "nan", "９９", "5" * 100]
)
def test_text_that_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(Unusable, match="such as 52,000"):
        offers.parse(text)


def test_a_part_year_offer_is_told_by_the_hour() -> None:
    assert offers.per_hour(20_000, 20, 40) == 25
    for wrong in ((20_000, 0, 40), (20_000, 20, 54), (20_000, math.nan, 40), (0, 20, 40), (20_000, True, 40)):
        with pytest.raises(Unusable):
            offers.per_hour(*wrong)


@pytest.mark.parametrize(
    ("asked", "error"),
    [
        ({"soc_code": "99-9999"}, UnknownOccupation),
        ({"place": "ZZ"}, UnknownPlace),
        ({"industry": "xx"}, UnknownIndustry),
        ({"per": "month"}, Unusable),
        ({"years": -1}, Unusable),
        ({"years": 8, "schooling": "phd"}, Unusable),
    ],
)
def test_what_nobody_knows_is_an_error_by_name(asked: dict[str, object], error: type[CareersError]) -> None:
    with pytest.raises(error):
        offers.check(**{"soc_code": "43-4051", "amount": 46_000, **asked})  # type: ignore[arg-type]
