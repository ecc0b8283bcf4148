"""Publishing: the same frame gives the same bytes, a broken promise is named, and a kill leaves whole tables."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import textwrap
import threading
from collections.abc import Callable, Mapping
from pathlib import Path

import polars as pl
import pytest

from etl import publish
from etl.cells import FLAGS
from etl.errors import CheckError
from etl.schema import FIELDS, PAY_FIELDS, TABLES
from etl.sources import SOURCES

REPOSITORY = Path(__file__).resolve().parents[2]


def prices(first: float = 100.0) -> pl.DataFrame:
    """Synthetic consumer prices."""
    return pl.DataFrame({"year": [2023, 2024, 2025], "price_index": [first, first + 3, first + 5]})


def parities() -> pl.DataFrame:
    """Synthetic local price levels."""
    return pl.DataFrame(
        {
            "place_code": ["OH", "CA", "10420"],
            "year": [2024, 2024, 2023],
            "parity_kind": ["state", "state", "metro"],
            "parity_component": ["all"] * 3,
            "parity_index": [91.0, 112.0, 90.0],
        }
    )


def pay(**changes: object) -> pl.DataFrame:
    """One synthetic row of ``pay_by_industry``; ``changes`` replace its figures and flags."""
    row: dict[str, object] = {
        "soc_code": "11-1011",
        "industry_code": "52",
        "employment": 1000.0,
        "employment_flag": "ok",
        "employment_rse_pct": 1.0,
        "pay_rse_pct": 1.0,
    }
    for per, scale in (("hourly", 1.0), ("annual", 2080.0)):
        row |= {f"pay_{per}_mean_usd": 25.0 * scale, f"pay_{per}_mean_flag": "ok"}
        for place, p in enumerate((10, 25, 50, 75, 90), 1):
            row |= {f"pay_{per}_p{p}_usd": 10.0 * place * scale, f"pay_{per}_p{p}_flag": "ok"}
    assert row.keys() == set(TABLES["pay_by_industry"].fields)
    assert changes.keys() <= row.keys()
    return pl.DataFrame(
        [{**row, **changes}], schema_overrides={c: pl.Float64 for c in PAY_FIELDS if c.endswith("_usd")}
    )


def files(data: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (data / "tables").iterdir()}


def leftovers(data: Path) -> set[str]:
    return {path.name for path in data.iterdir()} - {"tables", ".tables.lock"}


# --- The same bytes ------------------------------------------------------------------------------------------


def test_the_same_rows_in_any_order_give_the_same_bytes(tmp_path):
    for folder, frame in (
        ("a", parities()),
        ("b", parities().reverse()),
        ("c", parities().select(reversed(parities().columns))),
    ):
        assert publish.publish_all({"price_parities": frame}, tmp_path / folder) == ["price_parities"]
    assert files(tmp_path / "a") == files(tmp_path / "b") == files(tmp_path / "c")
    assert len(files(tmp_path / "a")) == 2


def test_publishing_again_changes_nothing_and_touches_nothing(tmp_path):
    publish.publish_all({"price_index": prices()}, tmp_path)
    before = (tmp_path / "tables").stat().st_ino
    assert publish.publish_all({"price_index": prices()}, tmp_path) == []
    assert (tmp_path / "tables").stat().st_ino == before


def test_what_is_read_back_is_what_was_published(tmp_path):
    publish.publish_all({"price_parities": parities(), "pay_by_industry": pay()}, tmp_path)
    for name, frame in (("price_parities", parities()), ("pay_by_industry", pay())):
        assert publish.read_table(name, tmp_path / "tables").equals(publish.conform(name, frame))


def test_tables_of_earlier_runs_stay_and_strangers_go(tmp_path):
    publish.publish_all({"price_index": prices()}, tmp_path)
    (tmp_path / "tables" / "no_longer_a_table.parquet").write_bytes(b"old")
    kept = {name: content for name, content in files(tmp_path).items() if name.startswith("price_index")}
    publish.publish_all({"price_parities": parities()}, tmp_path)
    assert files(tmp_path).keys() == {
        f"{n}{end}" for n in ("price_index", "price_parities") for end in (".parquet", ".json")
    }
    assert kept.items() <= files(tmp_path).items()


# --- The record ----------------------------------------------------------------------------------------------


def download(data: Path, sha256: str, retrieved: str) -> Path:
    """A synthetic download of the consumer prices, as the downloader records it."""
    remote = SOURCES["cpi"].files[0]
    note = data / "raw" / remote.path.with_name(remote.path.name + ".record.json")
    note.parent.mkdir(parents=True, exist_ok=True)
    note.write_text(json.dumps({"bytes": 7, "sha256": sha256, "retrieved": retrieved}))
    return data / "raw"


def recorded(data: Path) -> dict[str, object]:
    told = json.loads((data / "tables" / "price_index.json").read_text("utf-8"))
    return told["sources"][0]["files"][0]


def test_a_record_tells_fields_units_key_source_edition_licence_caveats_and_rows(tmp_path):
    publish.publish_all({"price_parities": parities()}, tmp_path)
    told = json.loads((tmp_path / "tables" / "price_parities.json").read_text("utf-8"))
    assert told["rows"] == 3
    assert told["key"] == ["place_code", "year", "parity_component"]
    assert [f["name"] for f in told["fields"]] == list(TABLES["price_parities"].fields)
    assert told["fields"][-1]["unit"] == "index, US = 100"
    assert told["caveats"] == list(TABLES["price_parities"].caveats)
    source = told["sources"][0]
    assert (source["edition"], source["licence"]) == (SOURCES["parities"].edition, SOURCES["parities"].licence)
    assert [f["address"] for f in source["files"]] == [f.address for f in SOURCES["parities"].files]
    # What was checked against a copy that differs from the agency's own file says so.
    assert [f.get("note", "") for f in source["files"]] == [f.note for f in SOURCES["parities"].files]
    assert any(f.note for f in SOURCES["parities"].files)


def test_the_date_of_an_unchanged_download_stays_and_that_of_a_changed_one_is_new(tmp_path):
    publish.publish_all({"price_index": prices()}, tmp_path, download(tmp_path, "aa", "2026-01-01T00:00:00Z"))
    assert recorded(tmp_path)["retrieved"] == "2026-01-01T00:00:00Z"
    again = publish.publish_all({"price_index": prices()}, tmp_path, download(tmp_path, "aa", "2026-02-02T00:00:00Z"))
    assert (again, recorded(tmp_path)["retrieved"]) == ([], "2026-01-01T00:00:00Z")
    publish.publish_all({"price_index": prices()}, tmp_path, download(tmp_path, "bb", "2026-03-03T00:00:00Z"))
    assert recorded(tmp_path) == {
        "address": SOURCES["cpi"].files[0].address,
        "bytes": 7,
        "sha256": "bb",
        "retrieved": "2026-03-03T00:00:00Z",
        "note": SOURCES["cpi"].files[0].note,
    }


def test_without_the_downloads_a_record_keeps_what_the_last_one_knew_of_them(tmp_path):
    publish.publish_all({"price_index": prices()}, tmp_path, download(tmp_path, "aa", "2026-01-01T00:00:00Z"))
    publish.publish_all({"price_index": prices(50.0)}, tmp_path)
    assert (recorded(tmp_path)["sha256"], recorded(tmp_path)["retrieved"]) == ("aa", "2026-01-01T00:00:00Z")


@pytest.mark.parametrize("damage", ["", "{", "[]", "null"])
def test_a_damaged_record_does_not_stop_the_build_that_mends_it(tmp_path, damage):
    publish.publish_all({"price_index": prices()}, tmp_path)
    good = files(tmp_path)
    (tmp_path / "tables" / "price_index.json").write_text(damage)
    assert publish.publish_all({"price_index": prices()}, tmp_path) == ["price_index"]
    assert files(tmp_path) == good


def test_what_a_loader_learned_from_the_files_stands_in_the_record(tmp_path):
    publish.publish_all({"price_index": prices()}, tmp_path, facts={"price_index": {"states": ["OH"]}})
    assert json.loads((tmp_path / "tables" / "price_index.json").read_text())["facts"] == {"states": ["OH"]}


# --- Broken promises -----------------------------------------------------------------------------------------


def refused(name: str, frame: pl.DataFrame, tmp_path: Path, *words: str) -> None:
    """The frame is refused with a message that has these words, and the last good tables stay."""
    publish.publish_all({"price_index": prices()}, tmp_path)
    before = files(tmp_path)
    with pytest.raises(CheckError) as caught:
        publish.publish_all({"price_index": prices(1.0), name: frame}, tmp_path)
    for word in (f"{name}.parquet", "What to do:", *words):
        assert word in str(caught.value)
    assert files(tmp_path) == before
    assert leftovers(tmp_path) == set()


def test_a_missing_and_an_unknown_column_are_named(tmp_path):
    refused("price_parities", parities().rename({"year": "jahr"}), tmp_path, "missing: ['year']", "['jahr']")


def test_a_value_of_another_type_is_named(tmp_path):
    refused("price_parities", parities().with_columns(parity_index=pl.lit("much")), tmp_path, "does not fit", "much")


def test_half_a_person_is_not_cut_off_silently(tmp_path):
    frame = pl.DataFrame({"title": ["a"], "soc_code": ["b"], "title_source": ["soc"], "onet_soc_code": [None]})
    assert publish.conform("titles", frame).height == 1
    refused("price_parities", parities().with_columns(year=pl.lit(2023.5)), tmp_path, "year", "2023.5", "whole numbers")


def test_a_key_that_comes_twice_is_named(tmp_path):
    refused("price_parities", pl.concat([parities(), parities()]), tmp_path, "place_code", "parity_component")


def test_a_category_outside_the_allowed_is_named(tmp_path):
    refused("price_parities", parities().with_columns(parity_kind=pl.lit("planet")), tmp_path, "parity_kind", "planet")


def test_a_value_below_its_range_is_named(tmp_path):
    refused("price_parities", parities().with_columns(parity_index=pl.lit(-1.0)), tmp_path, "parity_index", "-1.0")


def test_an_empty_cell_where_none_may_be_is_named(tmp_path):
    refused(
        "price_parities", parities().with_columns(place_code=pl.lit(None, pl.String)), tmp_path, "place_code", "null"
    )


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_a_number_that_is_none_is_named(tmp_path, value):
    refused("price_parities", parities().with_columns(parity_index=pl.lit(value)), tmp_path, "finite", "parity_index")


def test_an_unknown_flag_is_named(tmp_path):
    refused("pay_by_industry", pay(employment_flag="perhaps"), tmp_path, "perhaps")


@pytest.mark.parametrize("flag", [f for f in FLAGS if f not in ("ok", "collapsed")])
def test_a_value_beside_a_flag_that_says_there_is_none_is_named(tmp_path, flag):
    frame = pay(pay_annual_p50_flag=flag)
    refused(
        "pay_by_industry", frame, tmp_path, "pay_annual_p50_usd stands exactly where pay_annual_p50_flag", "11-1011"
    )
    publish.check_frame(
        "pay_by_industry", publish.conform("pay_by_industry", pay(pay_annual_p50_flag=flag, pay_annual_p50_usd=None))
    )


@pytest.mark.parametrize("flag", ["ok", "collapsed"])
def test_a_flag_that_promises_a_value_without_one_is_named(tmp_path, flag):
    frame = pay(employment=None, employment_flag=flag).with_columns(pl.col("employment").cast(pl.Float64))
    refused("pay_by_industry", frame, tmp_path, "employment stands exactly where employment_flag")


@pytest.mark.parametrize("low", ["pay_hourly_p10_usd", "pay_annual_p75_usd"])
def test_percentiles_that_fall_are_named(tmp_path, low):
    refused("pay_by_industry", pay(**{low: 99.0 if "hourly" in low else 999_999.0}), tmp_path, f"{low} is not above")


def test_every_pay_figure_of_the_schema_has_its_flag_checked():
    figures = [c for c in PAY_FIELDS if FIELDS[c].kind == "figure"]
    assert len(figures) == 12
    for column in figures:
        with pytest.raises(CheckError, match=f"{column} stands exactly"):
            publish.check_frame("pay_by_industry", publish.conform("pay_by_industry", pay(**{column: None})))


# --- All or nothing ------------------------------------------------------------------------------------------


def test_a_failing_check_across_tables_leaves_the_last_good_ones(tmp_path):
    publish.publish_all({"price_index": prices(), "price_parities": parities()}, tmp_path)
    before = files(tmp_path)
    seen: list[Mapping[str, pl.DataFrame]] = []

    def check(tables: Mapping[str, pl.DataFrame]) -> None:
        seen.append(tables)
        raise CheckError("price_index", "price_index.parquet", "Synthetic.", "Nothing.")

    with pytest.raises(CheckError):
        publish.publish_all({"price_index": prices(1.0)}, tmp_path, checks=check)
    assert seen[0]["price_index"]["price_index"][0] == 1.0
    assert seen[0]["price_parities"].height == 3
    assert files(tmp_path) == before
    assert leftovers(tmp_path) == set()


@pytest.mark.parametrize("broken", ["write_table", "_sha256", "_swap", "record"])
def test_a_fault_at_any_step_leaves_the_last_good_tables(tmp_path, monkeypatch, broken):
    publish.publish_all({"price_index": prices(), "price_parities": parities()}, tmp_path)
    before = files(tmp_path)

    def fault(*_: object) -> None:
        raise OSError("synthetic: no space left")

    monkeypatch.setattr(publish, broken, fault)
    with pytest.raises(OSError, match="synthetic"):
        publish.publish_all({"price_index": prices(1.0), "price_parities": parities()}, tmp_path)
    assert files(tmp_path) == before
    assert leftovers(tmp_path) == set()


KILLED_AT = textwrap.dedent(
    """
    import os, signal, sys
    from pathlib import Path
    from etl import publish
    from tests.unit.test_publish import parities, prices

    data, moment, exchange = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3] == "exchange"
    if not exchange:
        publish.sys = type(sys)("synthetic")
        publish.sys.platform = "win32"
    touched = 0

    def count(event, arguments):
        # Python reports each file that it opens, makes, renames or removes before it does so.
        global touched
        mine = event in ("open", "os.rename", "os.mkdir", "os.rmdir", "os.remove", "shutil.copyfile", "ctypes.dlsym")
        if mine and (event == "ctypes.dlsym" or any(str(data) in str(a) or ".tables" in str(a) for a in arguments)):
            touched += 1
            if touched == moment:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)
    publish.publish_all({"price_index": prices(1.0), "price_parities": parities()}, data)
    print(touched)
    """
)


def publish_and_be_killed(data: Path, moment: int, how: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", KILLED_AT, str(data), str(moment), how]
    return subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, timeout=60, check=False)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="wants kill -9")
@pytest.mark.parametrize("how", ["exchange", "two renames"])
def test_a_kill_at_any_moment_leaves_whole_tables_old_or_new_and_the_next_run_tidies_up(tmp_path, how):
    def fresh_start(folder: str) -> Path:
        publish.publish_all({"price_index": prices(), "price_parities": parities().head(2)}, tmp_path / folder)
        return tmp_path / folder

    old = files(fresh_start("old"))
    done = publish_and_be_killed(fresh_start("new"), 0, how)
    assert done.returncode == 0, done.stderr
    new, moments = files(tmp_path / "new"), int(done.stdout)
    assert new != old
    assert moments > 12
    outcomes = []
    for moment in sorted({*range(1, moments + 1, moments // 5), moments - 1, moments}):
        data = fresh_start(f"killed-{moment}")
        assert publish_and_be_killed(data, moment, how).returncode == -signal.SIGKILL
        if how == "two renames":
            publish.recover(data)
        assert files(data) in (old, new), f"torn at moment {moment} of {moments}"
        outcomes.append(files(data) == new)
        publish.publish_all({"price_index": prices(1.0), "price_parities": parities()}, data)
        assert files(data) == new
        assert leftovers(data) == set()
    assert outcomes[0] is False
    assert outcomes[-1] is True


def test_a_swap_killed_between_its_two_renames_is_undone(tmp_path):
    publish.publish_all({"price_index": prices()}, tmp_path)
    before = files(tmp_path)
    (tmp_path / "tables").rename(tmp_path / ".tables.old")
    publish.recover(tmp_path)
    assert files(tmp_path) == before
    (tmp_path / ".tables.old").mkdir()
    publish.recover(tmp_path)
    assert files(tmp_path) == before
    assert leftovers(tmp_path) == set()


def test_two_runs_at_once_lose_nothing(tmp_path):
    runs: list[Callable[[], object]] = [
        lambda: publish.publish_all({"price_index": prices()}, tmp_path),
        lambda: publish.publish_all({"price_parities": parities()}, tmp_path),
    ] * 3
    threads = [threading.Thread(target=run) for run in runs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    publish.check_tables(tmp_path, ["price_index", "price_parities"])
    assert leftovers(tmp_path) == set()


# --- Damage found --------------------------------------------------------------------------------------------


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    path.write_bytes(content)


def empty(path: Path) -> None:
    path.write_bytes(b"")


def truncate(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def remove(path: Path) -> None:
    path.unlink()


@pytest.mark.parametrize("end", ["parquet", "json"])
@pytest.mark.parametrize("damage", [flip, empty, truncate, remove])
def test_damage_is_found_and_the_way_back_named(tmp_path, damage, end):
    publish.publish_all({"price_index": prices()}, tmp_path)
    publish.check_tables(tmp_path, ["price_index"])
    damage(tmp_path / "tables" / f"price_index.{end}")
    with pytest.raises(CheckError) as caught:
        publish.check_tables(tmp_path, ["price_index"])
    assert "price_index." in caught.value.file
    assert "python -m etl build" in caught.value.remedy


@pytest.mark.parametrize("told", ["[]", "null", '{"rows": 3}', '{"sha256": "00"}'])
def test_a_record_that_is_no_record_is_found(tmp_path, told):
    publish.publish_all({"price_index": prices()}, tmp_path)
    (tmp_path / "tables" / "price_index.json").write_text(told)
    with pytest.raises(CheckError, match=r"price_index\.parquet"):
        publish.check_tables(tmp_path, ["price_index"])


def test_a_record_that_counts_other_rows_is_found(tmp_path):
    publish.publish_all({"price_index": prices()}, tmp_path)
    note = tmp_path / "tables" / "price_index.json"
    note.write_text(note.read_text().replace('"rows": 3', '"rows": 4'))
    with pytest.raises(CheckError, match="has not the rows"):
        publish.check_tables(tmp_path, ["price_index"])
