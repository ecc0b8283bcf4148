"""Work life by occupation: figures by hand, how sure they are, who shares them, and what is missing said."""

from __future__ import annotations

import json
import math
import time

import pandas as pd
import pytest

from careers import tables, worklife
from careers.errors import NotPublished, UnknownOccupation
from careers.significance import CRITICAL_Z, holm, part_variance
from careers.worklife import GROUPS, Estimate
from tests.timing import SLACK

REPRESENTATIVES, EVERYONE = "43-4051", "00-0000"


def test_part_time_of_representatives_and_of_all_workers_as_the_microdata_gives_them():
    own, everyone = (worklife.lookup(code).part_time_pct for code in (REPRESENTATIVES, EVERYONE))
    assert (round(own.value, 1), round(everyone.value, 1)) == (26.4, 21.0)
    assert (own.standard_error, everyone.standard_error) == (0.40, 0.05)
    assert (own.people_n, everyone.people_n) == (21_239, 1_273_733)
    assert own.everyone == everyone.value


def test_an_interval_is_1_645_errors_to_either_side_and_a_share_stays_between_0_and_100():
    assert Estimate(26.4, "ok", 0.4, 900, is_share=True).interval == pytest.approx((25.742, 27.058))
    assert Estimate(0.5, "ok", 1.0, 40, is_share=True).interval == pytest.approx((0, 2.145))
    assert Estimate(99.5, "ok", 1.0, 40, is_share=True).interval == pytest.approx((97.855, 100))
    assert Estimate(99.5, "ok", 1.0, 40, is_share=False).interval == pytest.approx((97.855, 101.145))
    assert Estimate(None, "not_released", None, 12, is_share=True).interval is None


def test_the_verdict_counts_the_job_as_a_part_of_all_workers():
    life, everyone = worklife.lookup(REPRESENTATIVES), worklife.lookup(EVERYONE)
    part = life.workers_weighted / everyone.workers_weighted
    # 26.37 − 20.98 = 5.39; √(0.40² · (1 − 2 · 0.01788) + 0.05²) = 0.3960
    assert part == pytest.approx(0.01788, abs=1e-5)
    assert life.part_time_pct.z == pytest.approx(5.39 / 0.3960, rel=1e-3)
    assert life.part_time_pct.outcome == "clear"


def test_what_lies_within_the_error_is_too_close_to_call_and_all_workers_have_nobody_to_compare_with():
    walking = worklife.lookup(REPRESENTATIVES).shares["way_to_work"][2]
    assert (walking.group, walking.outcome, abs(walking.z) < CRITICAL_Z) == ("walk_or_bicycle", "too_close", True)
    assert {figure.outcome for figure in worklife._estimates(worklife.lookup(EVERYONE))} == {"itself"}


def test_a_difference_that_one_comparison_would_call_clear_need_not_be_so_among_many():
    kept = [
        figure
        for code in tables.load("work_life")["soc_code"]
        for figure in worklife._estimates(worklife.lookup(code))
        if figure.outcome == "too_close" and abs(figure.z) > CRITICAL_Z
    ]
    assert len(kept) > 1_000
    assert max(abs(figure.z) for figure in kept) < 3.1  # what the first of 41 has to reach


def test_a_part_as_large_as_its_whole_differs_by_no_error_of_its_own():
    assert part_variance(0.4, 0.05, 0) == pytest.approx(0.4**2 + 0.05**2)
    assert part_variance(0.4, 0.05, 0.5) == pytest.approx(0.4**2 * 0.25)
    assert part_variance(0.05, 0.05, 1) == 0
    assert holm([]) == []


def test_the_shares_of_a_trait_stand_in_their_own_order_and_add_up():
    for code in (REPRESENTATIVES, "29-1141", "00-0000", "43-0000"):
        for trait, shares in worklife.lookup(code).shares.items():
            assert [share.group for share in shares] == list(GROUPS[trait])
            assert sum(share.value for share in shares) == pytest.approx(100, abs=0.1)


def test_every_group_of_the_table_has_words_and_no_more():
    frame = tables.load("work_life_shares").drop_duplicates(["trait", "trait_group"])
    found: dict[str, set[str]] = {}
    for trait, group in zip(frame["trait"].astype(object), frame["trait_group"].astype(object), strict=True):
        found.setdefault(trait, set()).add(group)
    assert found == {trait: set(groups) for trait, groups in GROUPS.items()}


def test_occupations_that_share_a_census_code_are_named():
    internists = worklife.lookup("29-1216")
    assert (internists.shared_by, len(internists.sharing)) == (13, 12)
    assert "Cardiologists" in [near.title for near in internists.sharing]
    cardiologists = worklife.lookup("29-1212")
    assert cardiologists.weekly_hours_mean == internists.weekly_hours_mean
    assert worklife.lookup(REPRESENTATIVES).sharing == ()


def test_as_many_are_named_as_the_table_counts():
    counts = tables.load("work_life").set_index("soc_code")["shared_by"]
    assert {code: len(worklife.lookup(code).sharing) + 1 for code in counts.index} == counts.to_dict()


def test_coverage_is_read_from_the_record():
    found = worklife.lookup(REPRESENTATIVES).coverage
    assert (len(found.state_codes), "DC" in found.state_codes) == (49, True)
    assert found.missing_state_codes == ("CA", "TX")


def test_an_unknown_code_is_named():
    with pytest.raises(UnknownOccupation, match="99-9999"):
        worklife.lookup("99-9999")


def test_every_occupation_is_answered_in_a_hundredth_of_a_second():
    codes = list(tables.load("occupations")["soc_code"])
    tables.forget()
    worklife.lookup(EVERYONE)
    times = []  # of this thread, so that a busy machine does not decide
    for code in codes:
        start = time.thread_time()
        worklife.lookup(code)
        times.append(time.thread_time() - start)
    times.sort()
    assert len(times) > 1_000
    assert times[int(len(times) * 0.99)] <= 0.010 * SLACK


@pytest.fixture
def synthetic(tmp_path, monkeypatch):
    """Change rows of copies of the tables: ``synthetic(lambda life, shares: …)``."""

    def change(edit):
        for name in tables.names():
            for ending in ("parquet", "json"):
                (tmp_path / f"{name}.{ending}").symlink_to(tables.directory() / f"{name}.{ending}")
        frames = [tables.load(name).copy() for name in (worklife.TABLE, worklife.SHARES_TABLE)]
        for name, frame in zip((worklife.TABLE, worklife.SHARES_TABLE), edit(*frames), strict=True):
            record = json.loads((tables.directory() / f"{name}.json").read_text("utf-8")) | {"sha256": None}
            for ending in ("parquet", "json"):
                (tmp_path / f"{name}.{ending}").unlink()
            frame.to_parquet(tmp_path / f"{name}.parquet", index=False)
            (tmp_path / f"{name}.json").write_text(json.dumps(record), "utf-8")
        monkeypatch.setenv(tables.DIRECTORY_VARIABLE, str(tmp_path))
        tables.forget()

    yield change
    monkeypatch.undo()
    tables.forget()


def test_too_few_people_have_a_flag_and_no_figure_no_interval_and_no_verdict(synthetic):
    def few(life: pd.DataFrame, shares: pd.DataFrame):
        at = life["soc_code"] == REPRESENTATIVES
        life.loc[at, ["travel_minutes_mean", "travel_minutes_mean_se"]] = math.nan
        life.loc[at, "travelers_n"] = 12
        life["travel_minutes_mean_flag"] = life["travel_minutes_mean_flag"].astype(object)
        life.loc[at, "travel_minutes_mean_flag"] = "not_released"
        return life, shares

    synthetic(few)
    travel = worklife.lookup(REPRESENTATIVES).travel_minutes_mean
    assert (travel.value, travel.flag, travel.people_n, travel.outcome) == (None, "not_released", 12, "unknown")
    assert travel.interval is None
    assert worklife.lookup(REPRESENTATIVES).part_time_pct.outcome == "clear"


def test_an_occupation_in_no_microdata_code_is_named(synthetic):
    synthetic(lambda life, shares: tuple(f[f["soc_code"] != REPRESENTATIVES] for f in (life, shares)))
    with pytest.raises(NotPublished, match="no figures on work life for Customer Service Representatives"):
        worklife.lookup(REPRESENTATIVES)
