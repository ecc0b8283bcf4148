"""Published tables, each loaded once per process and shared by every reader.

The app and the commands read ``data/tables`` and nothing else. A frame handed out is a shallow copy: pandas copies on
write, so nobody can change what others read.
"""

from __future__ import annotations

import hashlib
import json
import os
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache, wraps
from pathlib import Path
from typing import Any, Final, ParamSpec, TypeVar, cast

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from careers.errors import TableMissing
from careers.i18n import language

DIRECTORY_VARIABLE: Final = "WAGEWAYS_TABLES"
"""Environment variable that names another directory of tables, for tests."""

P = ParamSpec("P")
T = TypeVar("T")

# Reading needs several times what stays. Arrow's own allocator would keep that; the system's gives it back: 70 MB.
pa.set_memory_pool(pa.system_memory_pool())

_lock = threading.RLock()


def directory() -> Path:
    """Where the published tables lie."""
    return Path(os.environ.get(DIRECTORY_VARIABLE, Path(__file__).resolve().parent.parent / "data" / "tables"))


@dataclass(frozen=True)
class RawFile:
    """One file at the agency, as it was when the table was built; ``note`` says how our copy differs from its own."""

    address: str
    sha256: str | None
    size_bytes: int | None
    retrieved: str | None
    note: str = ""

    @property
    def name(self) -> str:
        """Last part of the address."""
        return self.address.rsplit("/", 1)[-1]


@dataclass(frozen=True)
class Source:
    """Who measured a figure, in which edition, under which licence."""

    name: str
    title: str
    agency: str
    edition: str
    homepage: str
    licence: str
    citation: str
    files: tuple[RawFile, ...]


@dataclass(frozen=True)
class Record:
    """What a published table says of itself.

    ``facts`` are what the loader learned from the files, such as the states they cover; empty for most tables.
    """

    table: str
    title: str
    rows: int
    sha256: str
    key: tuple[str, ...]
    fields: tuple[dict[str, str], ...]
    caveats: tuple[str, ...]
    sources: tuple[Source, ...]
    facts: dict[str, Any] = field(default_factory=dict, hash=False)

    def source(self, name: str | None = None) -> Source:
        """The source of that name, or the first."""
        return next((s for s in self.sources if s.name == name), self.sources[0]) if name else self.sources[0]


def load(name: str) -> pd.DataFrame:
    """A published table as a frame, sorted by its key; categories where the values repeat.

    Raises:
        TableMissing: there is no such file, it cannot be read, or its bytes are not those that its record names.
    """
    with _lock:
        return _load(name, directory(), _record(name, directory()).sha256).copy(deep=False)


def digest(name: str) -> pd.DataFrame:
    """The same as `load`, for what is built from a table once and keeps nothing of the frame: after the warm-up the
    frame gives its memory back, and who still asks for it reads it again.

    Raises:
        TableMissing: see `load`.
    """
    _digested.add(name)
    return load(name)


_frames: dict[tuple[str, Path, str | None], pd.DataFrame] = {}
_digested: set[str] = set()


def _load(name: str, where: Path, sha256: str | None = None) -> pd.DataFrame:
    key = (name, where, sha256)
    if key not in _frames:
        _frames[key] = _read(*key)
    return _frames[key]


def _read(name: str, where: Path, sha256: str | None) -> pd.DataFrame:
    try:
        content = (where / f"{name}.parquet").read_bytes()
        # A damaged byte can decode to another figure without any error.
        if sha256 is not None and hashlib.sha256(content).hexdigest() != sha256:
            raise TableMissing(name)
        table = pq.read_table(pa.BufferReader(content), use_threads=False)
    except (OSError, pa.ArrowException) as error:
        raise TableMissing(name) from error
    text = pd.StringDtype("pyarrow", na_value=float("nan"))
    frame: pd.DataFrame = table.to_pandas(types_mapper={pa.string(): text}.get)
    del table, content
    pa.default_memory_pool().release_unused()
    return frame


def load_local(name: str) -> pd.DataFrame | None:
    """A table that is kept on this machine only, such as O*NET's sentences; None where it was never made.

    Raises:
        TableMissing: the file is there and cannot be read.
    """
    where = directory().parent / "local"
    if not (where / f"{name}.parquet").is_file():
        return None
    with _lock:
        return _load(name, where).copy(deep=False)


def record(name: str) -> Record:
    """What the published table says of itself: key, fields with units, caveats, sources with edition and licence.

    Raises:
        TableMissing: there is no such record, or it cannot be read.
    """
    return _record(name, directory())


@lru_cache(maxsize=64)
def _record(name: str, where: Path) -> Record:
    try:
        told: dict[str, Any] = json.loads((where / f"{name}.json").read_text("utf-8"))
        sources = tuple(
            Source(
                **{k: v for k, v in s.items() if k != "files"},
                files=tuple(
                    RawFile(f["address"], f.get("sha256"), f.get("bytes"), f.get("retrieved"), f.get("note", ""))
                    for f in s["files"]
                ),
            )
            for s in told["sources"]
        )
        return Record(
            told["table"],
            told["title"],
            told["rows"],
            told["sha256"],
            tuple(told["key"]),
            tuple(told["fields"]),
            tuple(told["caveats"]),
            sources,
            told.get("facts", {}),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise TableMissing(name) from error


def names() -> list[str]:
    """Names of all published tables, in order of name."""
    return sorted(path.stem for path in directory().glob("*.parquet"))


def forget() -> None:
    """Drop every loaded table and all that was built from them, so that the next look-up reads anew. For tests."""
    with _lock:
        _frames.clear()
        _record.cache_clear()
        for clear in _clear:
            clear()


def warm_up() -> None:
    """Load every published table, and build what the imported modules keep of them, before the first visitor.

    Raises:
        TableMissing: a table cannot be read.
    """
    for name in names():
        load(name)
        record(name)
    for build in _builders:
        build()
    with _lock:
        for key in [key for key in _frames if key[0] in _digested]:
            del _frames[key]


_clear: list[Callable[[], None]] = []
_builders: list[Callable[[], object]] = []


def kept(maxsize: int) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Decorate a function of tables whose latest ``maxsize`` answers are kept until `forget`.

    An answer is kept for the language it was given in: many hold words.
    """

    def decorate(function: Callable[P, T]) -> Callable[P, T]:
        cached = lru_cache(maxsize)(lambda _language, *args, **kwargs: function(*args, **kwargs))
        _clear.append(cached.cache_clear)

        @wraps(function)
        def answer(*args: P.args, **kwargs: P.kwargs) -> T:
            return cached(language(), *args, **cast("dict[str, Any]", kwargs))

        return answer

    return decorate


def built_once(function: Callable[[], T]) -> Callable[[], T]:
    """Decorate an argumentless function whose result is built from tables once and kept until `forget`.

    It serves every language, so it must hold no words: a test watches that nothing built so asks for the language.
    """
    cached = lru_cache(maxsize=1)(function)
    _clear.append(cached.cache_clear)

    @wraps(function)
    def once() -> T:
        # Readers of something already built must not wait for each other; only building is locked.
        if cached.cache_info().currsize:
            return cached()
        with _lock:
            return cached()

    _builders.append(once)
    return once
