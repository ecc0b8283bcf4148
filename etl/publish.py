"""Frames to ``data/tables``: checked, byte-reproducible, and all or nothing.

A run writes its tables into a fresh directory beside the live one, checks them there, and swaps the two directories in
one step. A failure or a kill before the swap leaves the last good tables; after it, the new ones stand.
"""

from __future__ import annotations

import ctypes
import hashlib
import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import pandera.polars as pandera
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from etl.cells import FLAGS, FLAGS_WITH_VALUE, PERCENTILES
from etl.download import is_at_hand
from etl.errors import CheckError
from etl.schema import FIELDS, TABLES, Field, Table
from etl.sources import SOURCES

POLARS_TYPES: Final[dict[str, pl.DataType]] = {
    "text": pl.String(),
    "category": pl.String(),
    "flag": pl.Enum(FLAGS),
    "count": pl.Int64(),
    "year": pl.Int64(),
    "figure": pl.Float64(),
    "truth": pl.Boolean(),
}
"""Type of each kind of field in the frames that source modules hand over."""

FLAGGED_UNITS: Final = ("_usd", "_pct", "_years", "")
"""How the name of a figure may go on where that of its flag ends in ``_flag``."""

Checks = Callable[[Mapping[str, pl.DataFrame]], None]

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def conform(name: str, frame: pl.DataFrame) -> pl.DataFrame:
    """Put a frame's columns, types and rows into the order that the table promises.

    Returns:
        The frame with exactly the columns of ``TABLES[name]``, sorted by its key.

    Raises:
        CheckError: a column is missing or unknown, or a value does not fit its type.
    """
    table = TABLES[name]
    missing = [c for c in table.fields if c not in frame.columns]
    unknown = [c for c in frame.columns if c not in table.fields]
    if missing or unknown:
        raise CheckError(
            name,
            f"{name}.parquet",
            f"Columns missing: {missing}; columns not in the schema: {unknown}.",
            "Make the loader and etl/schema.py say the same.",
        )
    try:
        typed = frame.select(pl.col(c).cast(POLARS_TYPES[FIELDS[c].kind]) for c in table.fields)
    except pl.exceptions.PolarsError as error:
        raise CheckError(
            name, f"{name}.parquet", f"A value does not fit its column: {error}.", "Mend the loader."
        ) from error
    for column in table.fields:
        if frame.schema[column].is_float() and typed.schema[column].is_integer():
            # A cast would cut 1.5 to 1 without a word.
            cut = frame.filter(pl.col(column) != pl.col(column).floor())
            if cut.height:
                raise CheckError(
                    name,
                    f"{name}.parquet",
                    f"Column {column} holds {cut[column][0]} and should hold whole numbers.",
                    "Mend the loader.",
                )
    return typed.sort(table.sort or table.key)


def _column(field: Field) -> pandera.Column:
    checks = []
    if field.minimum is not None:
        checks.append(pandera.Check.ge(field.minimum))
    if field.maximum is not None:
        checks.append(pandera.Check.le(field.maximum))
    if field.allowed is not None:
        checks.append(pandera.Check.isin(field.allowed))
    return pandera.Column(POLARS_TYPES[field.kind], checks, nullable=field.nullable)


def check_frame(name: str, frame: pl.DataFrame) -> None:
    """Hold one conformed frame against its schema.

    Checks types, ranges, allowed categories, the key's uniqueness, that a value stands exactly where its flag says so,
    and that percentiles do not fall.

    Raises:
        CheckError: names the column, how many rows break the rule, and the first of them.
    """
    table = TABLES[name]
    schema = pandera.DataFrameSchema(
        {c: _column(FIELDS[c]) for c in table.fields}, unique=list(table.key), strict=True, ordered=True
    )
    try:
        schema.validate(frame, lazy=True)
    except pandera.errors.SchemaErrors as error:
        cases = error.failure_cases.head(5).to_dicts()
        found = "; ".join(f"{c['column'] or table.key}: {c['check']}, found {c['failure_case']!r}" for c in cases)
        raise CheckError(
            name, f"{name}.parquet", f"{found}.", "Look at the loader and at the agency's file."
        ) from error
    rules: dict[str, pl.Expr] = {}
    for column in table.fields:
        if FIELDS[column].kind == "figure":
            rules[f"{column} is a finite number"] = pl.col(column).is_finite().fill_null(True)
        value = next(
            (
                column.removesuffix("_flag") + unit
                for unit in FLAGGED_UNITS
                if column.removesuffix("_flag") + unit in table.fields
            ),
            "",
        )
        if FIELDS[column].kind == "flag" and value:
            holds = pl.col(column).cast(pl.String).is_in(sorted(FLAGS_WITH_VALUE))
            rules[f"{value} stands exactly where {column} says so"] = holds == pl.col(value).is_not_null()
    for per in ("hourly", "annual"):
        columns = [f"pay_{per}_p{p}_usd" for p in PERCENTILES]
        if set(columns) <= set(table.fields):
            for low, high in zip(columns, columns[1:], strict=False):
                rules[f"{low} is not above {high}"] = (pl.col(low) <= pl.col(high)).fill_null(True)
    for rule, holds in rules.items():
        broken = frame.filter(~holds)
        if broken.height:
            first = broken.select(table.key).row(0)
            raise CheckError(
                name,
                f"{name}.parquet",
                f"Rule broken: {rule}, in {broken.height} rows, the first {dict(zip(table.key, first, strict=True))}.",
                "Look at the loader and at the agency's file.",
            )


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def write_table(name: str, frame: pl.DataFrame, directory: Path) -> None:
    """Write ``NAME.parquet`` so that the same frame always gives the same bytes."""
    arrow = frame.to_arrow()
    columns = []
    for column in TABLES[name].fields:
        values = arrow.column(column)
        kind = FIELDS[column].kind
        if kind in ("category", "flag"):
            values = _dictionary(values.cast(pa.string()))
        elif kind == "text":
            values = values.cast(pa.string())
        elif kind in ("count", "year"):
            values = values.cast(pa.int32())
        columns.append(values)
    pq.write_table(
        pa.table(columns, names=list(TABLES[name].fields)),
        directory / f"{name}.parquet",
        compression="zstd",
        # Level 19 takes five times as long for 2% less.
        compression_level=9,
        row_group_size=1 << 20,
        write_statistics=False,
    )


def _dictionary(values: pa.ChunkedArray) -> pa.ChunkedArray:
    """Dictionary-encode, with the words in alphabetical order so that equal data give equal bytes."""
    encoded = values.combine_chunks().dictionary_encode()
    words = sorted(encoded.dictionary.to_pylist())
    place = {word: i for i, word in enumerate(words)}
    renumber = pa.array([place[w] for w in encoded.dictionary.to_pylist()], pa.int32())
    return pa.chunked_array(
        [pa.DictionaryArray.from_arrays(renumber.take(encoded.indices), pa.array(words, pa.string()))]
    )


def record(
    name: str,
    rows: int,
    sha256: str,
    raw: Path | None,
    previous: Mapping[str, Any] | None,
    facts: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Describe a published table: fields, units, key, sources with edition and licence, caveats, row count.

    The date of retrieval comes from the download's own record; where the file has not changed since the last
    publication, the earlier date stays, so that a rebuild without news changes nothing. ``facts`` are what a loader
    learned from the files themselves, such as which states they cover; an edition in their ``source_editions``, by
    source, stands in for the one expected; ``kept_editions`` were published before and are not in the files at hand.
    """
    table: Table = TABLES[name]
    known = {
        f["address"]: f for s in (previous or {}).get("sources", []) for f in s.get("files", []) if f.get("sha256")
    }
    sources = []
    for source_name in table.sources:
        source = SOURCES[source_name]
        edition = str((facts or {}).get("source_editions", {}).get(source.name, source.edition))
        # An optional file that is not at hand has given nothing to this table.
        remotes = [f for f in source.files if raw is None or not source.optional or is_at_hand(raw, f)]
        if source.files and not remotes:
            continue
        files = []
        for remote in remotes:
            described: dict[str, Any] = {"address": remote.address}
            note = raw / remote.path.with_name(remote.path.name + ".record.json") if raw is not None else None
            if note is not None and note.is_file():
                download = json.loads(note.read_text("utf-8"))
                described |= {k: download[k] for k in ("bytes", "sha256", "retrieved")}
                before = known.get(remote.address)
                if before is not None and before["sha256"] == described["sha256"]:
                    described["retrieved"] = before["retrieved"]
            elif remote.address in known:
                described = dict(known[remote.address])
            if remote.note:
                described["note"] = remote.note
            files.append(described)
        sources.append(
            {
                "name": source.name,
                "title": source.title,
                "agency": source.agency,
                "edition": edition,
                "homepage": source.homepage,
                "licence": source.licence,
                "citation": source.citation.replace(source.edition, edition),
                "files": files,
            }
        )
    # Editions kept from an earlier publication keep the source and the files that they were built from.
    kept = (facts or {}).get("kept_editions", ())
    for before in (previous or {}).get("sources", []):
        is_told = (before["name"], before["edition"]) in {(s["name"], s["edition"]) for s in sources}
        if not is_told and any(edition in before["edition"] for edition in kept):
            sources.append(before)
    return {
        "table": name,
        "title": table.title,
        "rows": rows,
        "sha256": sha256,
        "key": list(table.key),
        "fields": [
            {"name": c, "kind": FIELDS[c].kind, "unit": FIELDS[c].unit, "meaning": FIELDS[c].meaning}
            for c in table.fields
        ],
        "caveats": list(table.caveats),
        **({"facts": dict(facts)} if facts else {}),
        "sources": sources,
    }


def read_table(name: str, directory: Path) -> pl.DataFrame:
    """Read a published table back as a conformed frame.

    Raises:
        CheckError: the table or its record is missing, or the bytes are not those that the record names.
    """
    path, note = directory / f"{name}.parquet", directory / f"{name}.json"
    remedy = "Run `git checkout data/tables`, or `python -m etl build`."
    for file in (path, note):
        if not file.is_file():
            raise CheckError(name, file.name, "The file is missing.", remedy)
    try:
        told = json.loads(note.read_text("utf-8"))
        if told["sha256"] != _sha256(path):
            raise CheckError(name, path.name, "Its bytes are not those that its record names.", remedy)
        frame = pl.from_arrow(pq.read_table(path))
        rows = told["rows"]
    except (ValueError, KeyError, TypeError, OSError, pa.ArrowException) as error:
        raise CheckError(name, path.name, f"It or its record cannot be read: {error!r}.", remedy) from error
    if not isinstance(frame, pl.DataFrame) or frame.height != rows:
        raise CheckError(name, path.name, "It has not the rows that its record names.", remedy)
    return conform(name, frame)


def publish_all(
    tables: Mapping[str, pl.DataFrame],
    data: Path,
    raw: Path | None = None,
    checks: Checks | None = None,
    facts: Mapping[str, Mapping[str, Any]] | None = None,
) -> list[str]:
    """Publish a run's tables together, or none of them.

    Args:
        tables: frames by table name; tables not named stay as they are.
        data: the directory that holds ``tables``.
        raw: the downloads, whose records tell hashes and dates.
        checks: a check across tables, run over the new tables and those that stay.
        facts: by table name, what its loader learned from the files; goes into the record.

    Returns:
        Names of the tables whose bytes changed.

    Raises:
        CheckError: a table breaks a promise; nothing has changed on disk.
    """
    data.mkdir(parents=True, exist_ok=True)
    with _alone(data):
        recover(data)
        return _publish(tables, data, raw, checks, facts or {})


@contextmanager
def _alone(data: Path) -> Iterator[None]:
    """Wait until no other run publishes here: two at once would lose each other's tables."""
    with (data / ".tables.lock").open("w") as handle:
        if sys.platform != "win32":
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _previous(note: Path) -> dict[str, Any] | None:
    """The record published last, or None: a damaged one must not stop the build that replaces it."""
    try:
        told = json.loads(note.read_text("utf-8"))
    except (FileNotFoundError, ValueError):
        return None
    return told if isinstance(told, dict) else None


def _publish(
    tables: Mapping[str, pl.DataFrame],
    data: Path,
    raw: Path | None,
    checks: Checks | None,
    facts: Mapping[str, Mapping[str, Any]],
) -> list[str]:
    live, fresh = data / "tables", data / ".tables.new"
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    try:
        conformed = {name: conform(name, frame) for name, frame in tables.items()}
        for name, frame in conformed.items():
            check_frame(name, frame)
            write_table(name, frame, fresh)
            previous = _previous(live / f"{name}.json")
            described = record(name, frame.height, _sha256(fresh / f"{name}.parquet"), raw, previous, facts.get(name))
            text = json.dumps(described, indent=1, ensure_ascii=False) + "\n"
            (fresh / f"{name}.json").write_text(text, "utf-8")
        for file in sorted(live.glob("*")) if live.is_dir() else ():
            if file.stem in TABLES and not (fresh / file.name).exists():
                shutil.copy2(file, fresh / file.name)
        if checks is not None:
            stay = {p.stem for p in fresh.glob("*.parquet")} - set(conformed)
            checks({**conformed, **{name: read_table(name, fresh) for name in sorted(stay)}})
        changed = [
            name
            for name in conformed
            if any(
                not (live / f"{name}{end}").is_file()
                or (live / f"{name}{end}").read_bytes() != (fresh / f"{name}{end}").read_bytes()
                for end in (".parquet", ".json")
            )
        ]
        if changed:
            _swap(fresh, live)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return changed


def check_tables(data: Path, names: list[str] | None = None, checks: Checks | None = None) -> None:
    """Re-verify published tables against their records, their schema and each other.

    Raises:
        CheckError: the first promise found broken.
    """
    directory = data / "tables"
    wanted = names or list(TABLES)
    frames = {name: read_table(name, directory) for name in wanted}
    for name, frame in frames.items():
        check_frame(name, frame)
    if checks is not None:
        checks(frames)


def recover(data: Path) -> None:
    """Undo a swap that was killed half-way on a system that cannot exchange two directories in one step."""
    live, old = data / "tables", data / ".tables.old"
    if old.is_dir():
        if live.is_dir():
            shutil.rmtree(old)
        else:
            old.rename(live)


def _swap(fresh: Path, live: Path) -> None:
    """Put ``fresh`` in the place of ``live``; what was live then lies at ``fresh``."""
    if not live.exists():
        fresh.rename(live)
        return
    if sys.platform == "linux":
        libc = ctypes.CDLL(None, use_errno=True)
        if hasattr(libc, "renameat2") and not libc.renameat2(
            _AT_FDCWD, os.fsencode(fresh), _AT_FDCWD, os.fsencode(live), _RENAME_EXCHANGE
        ):
            return
    # Without an exchange there is a moment with no live tables; `recover` mends it after a kill.
    old = live.with_name(".tables.old")
    live.rename(old)
    fresh.rename(live)
    old.rename(fresh)
