"""Places side by side: who takes part in a ranking, what prices do to it, and what several verdicts at once allow."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from careers import pay, ranking, regions
from careers.errors import UnknownOccupation, UnknownPlace

JOB = "43-4051"
"""Customer service representatives. Figures below are copied by hand from the agencies' files."""
CARDIOLOGISTS, ACTORS, PILOTS = "29-1212", "27-2011", "53-2011"


def figures(answer: regions.Regions) -> dict[str, float]:
    return dict(zip(answer.frame["place_code"], answer.frame[answer.column], strict=True))


def test_states_stand_in_order_of_their_printed_medians():
    answer = regions.answer(JOB, "OH")
    told = figures(answer)
    assert (told["WA"], told["CA"], told["OH"], told["PR"]) == (50_330, 49_560, 45_610, 26_700)
    ranked = [value for code, value in told.items()]
    assert ranked == sorted(ranked, reverse=True)
    assert len(told) == 54


def test_after_prices_every_figure_is_divided_by_one_years_price_level():
    answer = regions.answer(JOB, "OH", real=True)
    assert answer.price_year == 2024
    assert figures(answer)["OH"] == pytest.approx(45_610 * 100 / 92.774)
    assert answer.here_usd == pytest.approx(45_610 * 100 / 92.774)
    order = list(figures(answer))
    assert order.index("OH") < order.index("CA")
    metros = regions.answer(JOB, "OH", "metro", real=True)
    assert metros.price_year == 2023
    assert figures(metros)["18140"] == pytest.approx(46_350 * 100 / 94.52)


def test_after_prices_the_verdict_between_ohio_and_california_turns_round():
    paid = regions.answer(JOB, "OH").against_first["CA"]
    assert (paid.outcome, paid.higher) == ("clear", 2)
    real = pay.compare(pay.lookup(JOB, "OH"), pay.lookup(JOB, "CA"), price_levels=(92.774, 110.720))
    assert (real.outcome, real.higher) == ("clear", 1)


def test_territories_have_no_price_level_and_are_left_out_by_name():
    answer = regions.answer(JOB, "GU", real=True)
    left_out = dict(zip(answer.ranking.left_out["place_code"], answer.ranking.left_out["reason"], strict=True))
    assert left_out == dict.fromkeys(("GU", "PR", "VI"), "no_price_level")
    assert (answer.here_usd, answer.against_nation, answer.against_first) == (None, None, {})


def test_a_nonmetro_area_takes_its_states_level():
    answer = regions.answer(JOB, "0100001", "nonmetro", real=True)
    row = answer.frame[answer.frame["place_code"] == "0100001"].iloc[0]
    assert row["parity_kind"] == "state"
    assert answer.here_level.is_likely_high


def test_a_place_of_another_kind_is_listed_last_and_takes_no_part():
    answer = regions.answer(JOB, "18140", "state")
    last = answer.frame.iloc[-1]
    assert (last["place_code"], last["reason"], last["pay_annual_p50_usd"]) == ("18140", "other_kind", 46_350)
    assert "18140" not in set(answer.ranking.rows["place_code"])
    assert set(answer.frame.columns) == set(regions.answer(JOB, "OH").frame.columns)


def test_a_figure_known_only_from_below_is_not_ranked_above_printed_higher_ones():
    answer = regions.answer(CARDIOLOGISTS)
    capped = answer.frame[answer.frame["pay_annual_p50_flag"] == "top_coded"]
    assert len(capped)
    assert "" not in set(capped["reason"])
    assert answer.frame.iloc[0]["pay_annual_p50_usd"] > pay.ceilings()["annual"]


def test_where_nothing_above_the_ceiling_is_printed_a_top_coded_figure_leads():
    synthetic = pd.DataFrame(
        {
            "pay_annual_p50_usd": [90_000.0, None, 120_000.0],
            "pay_annual_p50_flag": ["ok", "top_coded", "ok"],
            "pay_rse_pct": [1.0, 1.0, 1.0],
            "employment": [500.0, 500.0, 500.0],
            "place_code": ["AA", "BB", "CC"],
        }
    )
    assert list(ranking.rank(synthetic).rows["place_code"]) == ["BB", "CC", "AA"]


def test_the_first_is_held_against_everyone_within_reach_however_far_down():
    rows = pd.DataFrame(
        {"pay_annual_mean_usd": [100.0, 90.0, 80.0, 70.0, 60.0], "pay_rse_pct": [1.0, 1.0, 1.0, 9.0, 1.0]}
    )
    synthetic = ranking.Ranking(rows, rows.head(0), "pay_annual_p50_usd")
    # 30 apart with an error of 6.4 is z = 4.7; 40 apart at 1.2 is out of reach: only those shown count then.
    assert ranking.rivals(synthetic, "pay_annual_mean_usd", 2) == [1]
    wide = rows.assign(pay_rse_pct=[1.0, 1.0, 1.0, 9.0, 15.0])
    synthetic = ranking.Ranking(wide.assign(pay_annual_mean_usd=[100.0, 90.0, 80.0, 76.0, 70.0]), rows.head(0), "")
    assert ranking.rivals(synthetic, "pay_annual_mean_usd", 2) == [1, 3, 4]


def test_cells_too_uncertain_to_rank_are_left_out_with_their_reason():
    answer = regions.answer(ACTORS, "NY")
    reasons = dict(zip(answer.frame["place_code"], answer.frame["reason"], strict=True))
    assert reasons["NY"] == "uncertain"
    for row in answer.frame.to_dict("records"):
        if row["reason"] == "":
            assert row["pay_rse_pct"] <= 10
            assert row["employment"] >= 100


def test_actors_are_shown_by_the_hour_and_pilots_by_the_year_whatever_was_asked():
    assert regions.answer(ACTORS, "NY", wanted="year").column == "pay_hourly_p50_usd"
    assert regions.answer(PILOTS, "OH", wanted="hour").column == "pay_annual_p50_usd"


def test_a_place_without_a_cell_leaves_the_rest_and_names_its_neighbours():
    answer = regions.answer("19-1011", "GU")
    assert answer.here.place_code == "US"
    assert [near.code for near in answer.gap.nearest] == ["US"]
    assert len(answer.frame)


def test_an_occupation_that_stands_in_no_state_has_no_ranking():
    answer = regions.answer("27-2040", "OH")
    assert answer.ranking is None
    assert len(answer.frame) == 0
    assert answer.gap is not None


def test_unknown_codes_are_named():
    with pytest.raises(UnknownOccupation):
        regions.answer("99-9999")
    with pytest.raises(UnknownPlace):
        regions.answer(JOB, "Atlantis")


def test_metros_around_lie_in_the_same_states():
    found = regions.metros_around(JOB, "OH")
    assert {"18140", "17140"} <= set(found.rows["place_code"])
    assert "38300" not in set(found.rows["place_code"])
    assert "18140" not in set(regions.metros_around(JOB, "18140").rows["place_code"])
    assert regions.metros_around(JOB, "US") is None


# --- Several verdicts at once ----------------------------------------------------------------------------------------


def cell(mean: float, rse: float = 1.0) -> pay.PayRecord:
    """A synthetic cell whose average and middle agree."""
    return replace(
        pay.lookup(JOB, "OH"), pay_annual_mean_usd=mean, pay_annual_p50_usd=mean, pay_rse_pct=rse, series="synthetic"
    )


def test_one_pair_among_several_needs_a_larger_gap():
    # 1% error each: 3% apart is z = 2.09, clear for one pair (1.645) but not for the hardest of five (2.33).
    near = replace(cell(103_000), place_code="CA")
    assert pay.compare(cell(100_000), near).outcome == "clear"
    assert pay.compare_several(cell(100_000), [near])[0].outcome == "clear"
    others = [replace(cell(100_000 + step), place_code="CA") for step in (100, 200, 300, 400)]
    told = pay.compare_several(cell(100_000), [near, *others])
    assert [verdict.outcome for verdict in told] == ["too_close"] * 5
    assert told[0].higher is None
    assert "at once" in told[0].reason


def test_after_a_clear_pair_the_next_is_judged_among_those_left():
    # z = 12.6, then 2.09: of two left the second needs 1.645 only.
    far, near = (replace(cell(mean), place_code="CA") for mean in (120_000, 103_000))
    assert [v.outcome for v in pay.compare_several(cell(100_000), [near, far])] == ["clear", "clear"]


def test_a_pair_that_cannot_be_judged_does_not_make_the_others_harder():
    near = replace(cell(103_000), place_code="CA")
    unknown = replace(near, pay_rse_pct=None)
    told = pay.compare_several(cell(100_000), [unknown, near])
    assert [verdict.outcome for verdict in told] == ["unknown", "clear"]
