"""An address to bytes on disk: asks politely, resumes, retries, verifies, and never reshapes.

A file at ``https://HOST/PATH`` lies at ``RAW/HOST/PATH``, or at ``RAW/HOST/PATH.gz`` where the server sent it
packed (the hash is always that of the unpacked content). While it comes in it is called ``PATH.part``; only a
whole and verified file gets its name. Beside it, ``PATH.record.json`` tells address, length, hash and date.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from enum import StrEnum
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO, Final, cast
from urllib.parse import urlsplit

import requests
import tenacity
import urllib3
from tqdm import tqdm

from etl.errors import DownloadError
from etl.sources import SOURCES, RemoteFile, Source

CONTACT_VARIABLE: Final = "WAGEWAYS_CONTACT"
_CONTACT: Final = re.compile(r"[!-?A-~]+@[!-?A-~]+\.[!-?A-~]+")
_CONTACT_REMEDY: Final = (
    f"Set {CONTACT_VARIABLE} to your e-mail address, for example: export {CONTACT_VARIABLE}=you@example.org"
)
# What is lost of a connection that falls silent is less than this.
_CHUNK_BYTES: Final = 1 << 16
_SNIFF_BYTES: Final = 1024
_HTML: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_ARCHIVES: Final = (".zip", ".xlsx")
_RETRIED_STATUSES: Final = frozenset({408, 429, 500, 502, 503, 504})


@dataclass(frozen=True)
class FetchOptions:
    """How to fetch.

    Args:
        mirror: where ``https://HOST/PATH`` is to be asked for as ``MIRROR/HOST/PATH``; None for the agencies.
        contact: e-mail address named in the User-Agent.
        accept_new: take a file that is not the edition the loaders were checked against.
        attempts: how often one file is tried at most.
        connect_timeout_s, read_timeout_s: seconds to wait for a connection, and for the next bytes.
        backoff_s, backoff_limit_s: first and longest pause between attempts; pauses double and vary a little.
        retry_after_limit_s: a server that asks for a longer pause than this is not waited for.
        progress: draw a bar when standard error is a terminal.
    """

    mirror: str | None = None
    contact: str | None = None
    accept_new: bool = False
    attempts: int = 5
    connect_timeout_s: float = 10.0
    read_timeout_s: float = 60.0
    backoff_s: float = 1.0
    backoff_limit_s: float = 30.0
    retry_after_limit_s: float = 120.0
    progress: bool = True


class Outcome(StrEnum):
    """What fetching one file came to."""

    DOWNLOADED = "downloaded"
    UNCHANGED = "unchanged"
    ACCEPTED_NEW = "accepted as a new edition"


@dataclass(frozen=True)
class DownloadRecord:
    """What is known of one download; kept beside it as ``NAME.record.json``.

    Args:
        address: the agency's address, also when a mirror was asked.
        stored_as: file name on disk, NAME or NAME.gz.
        bytes: length of the unpacked content.
        sha256: hash of the unpacked content.
        stored_bytes: length of the file on disk.
        etag, last_modified: what the server said of this version, for asking whether it still stands.
        retrieved: day of the download (UTC), as YYYY-MM-DD.
        checked_edition: False when ``accept_new`` took a file that is not the pinned edition.
    """

    address: str
    stored_as: str
    bytes: int
    sha256: str
    stored_bytes: int
    etag: str | None
    last_modified: str | None
    retrieved: str
    checked_edition: bool


class EditionChangedError(DownloadError):
    """Under a known address stands another file than the one the loaders were checked against."""


class _TemporaryFaultError(Exception):
    """A fault that may be gone at the next attempt."""

    def __init__(self, cause: str, retry_after_s: float | None = None) -> None:
        super().__init__(cause)
        self.retry_after_s = retry_after_s


@dataclass(frozen=True)
class _Partial:
    """What a part file on disk is part of; kept beside it so that a later run can go on from it."""

    address: str
    etag: str
    total_bytes: int


# --- Finding downloads -------------------------------------------------------------------------------------


def _beside(path: Path, ending: str) -> Path:
    return path.with_name(path.name + ending)


def record_path(raw_dir: Path, remote: RemoteFile) -> Path:
    """Where the record of a download lies, whether or not it exists."""
    return _beside(raw_dir / remote.path, ".record.json")


def read_record(raw_dir: Path, remote: RemoteFile) -> DownloadRecord | None:
    """Read the record of a download; None when there is none or it cannot be understood."""
    try:
        record = DownloadRecord(**json.loads(record_path(raw_dir, remote).read_text("utf-8")))
    except (FileNotFoundError, ValueError, TypeError):
        return None
    return record if record.address == remote.address else None


def _source_name(remote: RemoteFile) -> str:
    return next((s.name for s in SOURCES.values() if remote in s.files), remote.host)


def is_at_hand(raw_dir: Path, remote: RemoteFile) -> bool:
    """Whether a file has been downloaded, packed or not."""
    plain = raw_dir / remote.path
    return plain.is_file() or _beside(plain, ".gz").is_file()


def raw_path(raw_dir: Path, remote: RemoteFile) -> Path:
    """Find a download on disk.

    Returns:
        The path of NAME, or of NAME.gz where the server sent it packed.

    Raises:
        DownloadError: it has not been downloaded, or its length is not the recorded one.
    """
    source = _source_name(remote)
    remedy = f"Run `python -m etl fetch --source {source}`."
    plain = raw_dir / remote.path
    packed = _beside(plain, ".gz")
    record = read_record(raw_dir, remote)
    candidates = [plain.with_name(record.stored_as)] if record is not None else []
    for path in (*candidates, plain, packed):
        if not path.is_file():
            continue
        if record is not None and path.name == record.stored_as and path.stat().st_size != record.stored_bytes:
            raise DownloadError(source, path.name, "The file is not as long as its record says.", remedy)
        return path
    raise DownloadError(source, plain.name, "It has not been downloaded.", remedy)


def open_raw(raw_dir: Path, remote: RemoteFile) -> BinaryIO:
    """Open a download for reading its unpacked bytes; the caller closes it.

    Raises:
        DownloadError: see ``raw_path``.
    """
    path = raw_path(raw_dir, remote)
    return cast(BinaryIO, _open(path, packed=path.suffix == ".gz"))


def _open(path: Path, *, packed: bool) -> gzip.GzipFile | BufferedReader:
    return gzip.open(path, "rb") if packed else path.open("rb")


def verify_raw(source: Source, raw_dir: Path) -> None:
    """Make sure that all files of a source are on disk and are what was downloaded.

    A file without a record, put there by hand, has to be of the pinned edition. Of an optional source, only the files
    at hand are looked at.

    Raises:
        DownloadError: a file is missing, or is not what its record or its source says.
    """
    for remote in source.files:
        if source.optional and not is_at_hand(raw_dir, remote):
            continue
        path = raw_path(raw_dir, remote)
        record = read_record(raw_dir, remote)
        expected = record.sha256 if record is not None else remote.sha256
        try:
            intact = _digest(path, packed=path.suffix == ".gz")[0] == expected
        except _TemporaryFaultError:
            intact = False
        if not intact:
            raise DownloadError(
                source.name,
                path.name,
                "The file on disk is not what was downloaded: its SHA-256 differs or it cannot be unpacked.",
                f"Run `python -m etl fetch --source {source.name}`.",
            )


# --- Fetching ----------------------------------------------------------------------------------------------


def fetch_source(source: Source, raw_dir: Path, options: FetchOptions) -> dict[str, Outcome]:
    """Bring all files of a source up to date.

    Files of a new edition do not keep the source's other files from being looked at, so that one run tells
    all of them; any other fault ends the source.

    Returns:
        Outcome by address.

    Raises:
        EditionChangedError: at least one file is of another edition; the old files are still in place.
        DownloadError: a file could not be had.
    """
    outcomes: dict[str, Outcome] = {}
    changed: list[EditionChangedError] = []
    with make_session(options) as session:
        for remote in source.files:
            try:
                outcomes[remote.address] = fetch_file(remote, source.name, raw_dir, session, options)
            except EditionChangedError as error:
                changed.append(error)
    if len(changed) == 1:
        raise changed[0]
    if changed:
        names = ", ".join(error.file for error in changed)
        causes = " ".join(f"({error.file}) {error.cause}" for error in changed)
        raise EditionChangedError(source.name, names, causes, changed[0].remedy)
    return outcomes


def make_session(options: FetchOptions) -> requests.Session:
    """Make a session that tells the agencies who asks."""
    session = requests.Session()
    contact = f"; contact: {options.contact}" if options.contact else ""
    session.headers["User-Agent"] = f"Wageways/0.1 (career dashboard{contact})"
    return session


def fetch_file(
    remote: RemoteFile, source: str, raw_dir: Path, session: requests.Session, options: FetchOptions
) -> Outcome:
    """Bring one file up to date, trying again after faults that may pass.

    Raises:
        EditionChangedError: the server has another edition; what lay on disk is untouched.
        DownloadError: the file could not be had; what lay on disk is untouched.
    """
    return _Fetch(remote, source, raw_dir, session, options).run()


class _Fetch:
    """The fetching of one file."""

    def __init__(
        self, remote: RemoteFile, source: str, raw_dir: Path, session: requests.Session, options: FetchOptions
    ) -> None:
        self.remote = remote
        self.source = source
        self.raw_dir = raw_dir
        self.session = session
        self.options = options
        self.path = raw_dir / remote.path
        self.part = _beside(self.path, ".part")
        self.part_note = _beside(self.path, ".part.json")

    def run(self) -> Outcome:
        self._require_contact()
        options = self.options
        backoff = tenacity.wait_exponential_jitter(
            multiplier=options.backoff_s, max=options.backoff_limit_s, jitter=options.backoff_s
        )

        def wait(state: tenacity.RetryCallState) -> float:
            fault = state.outcome.exception() if state.outcome is not None else None
            asked = fault.retry_after_s if isinstance(fault, _TemporaryFaultError) else None
            return max(backoff(state), asked or 0.0)

        retrying = tenacity.Retrying(
            stop=tenacity.stop_after_attempt(options.attempts),
            wait=wait,
            retry=tenacity.retry_if_exception_type(_TemporaryFaultError),
            reraise=True,
        )
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            return retrying(self._attempt)
        except _TemporaryFaultError as fault:
            raise self._error(
                f"{fault} Tried {options.attempts} times.",
                "Wait a while and run the same command again. It goes on from what has come in, where the server "
                "allows that.",
            ) from fault
        except requests.RequestException as error:
            raise self._error(f"The request failed: {error}", "Check the address and your connection.") from error
        except OSError as error:
            raise self._error(
                f"The disk refused: {error}", f"Check the free space and the permissions of {self.raw_dir}."
            ) from error

    def _error(self, cause: str, remedy: str) -> DownloadError:
        return DownloadError(self.source, self.path.name, cause, remedy)

    def _require_contact(self) -> None:
        contact = self.options.contact
        if contact and not _CONTACT.fullmatch(contact):
            raise self._error(f"{contact!r} is not an e-mail address.", f"{_CONTACT_REMEDY}.")
        if not contact and _is_bls(self.remote.host):
            raise self._error(
                f"BLS refuses clients that name no contact e-mail address, and {CONTACT_VARIABLE} is not set. "
                "Nothing was asked.",
                f"{_CONTACT_REMEDY}. It is sent to the servers asked, with each request.",
            )

    # One attempt

    def _attempt(self) -> Outcome:
        record = self._record_of_sound_file()
        partial = self._partial()
        headers = {"Accept-Encoding": "gzip"}
        if partial is not None:
            # A range of packed content could not be joined to what is on disk.
            headers |= {
                "Accept-Encoding": "identity",
                "Range": f"bytes={self.part.stat().st_size}-",
                "If-Range": partial.etag,
            }
        elif record is not None and record.etag:
            headers["If-None-Match"] = record.etag
        elif record is not None and record.last_modified:
            headers["If-Modified-Since"] = record.last_modified
        with self._response(headers) as response:
            if response.status_code == requests.codes.not_modified and record is not None:
                return Outcome.UNCHANGED
            if response.status_code == requests.codes.requested_range_not_satisfiable and partial is not None:
                self._drop_part()
                raise _TemporaryFaultError("The server could not go on from where the last attempt broke off.")
            self._refuse_bad_status(response)
            resumed = response.status_code == requests.codes.partial
            if resumed:
                self._require_same_version(response, partial)
            packed = _is_packed(response)
            self._receive(response, packed=packed, resumed=resumed)
            etag, last_modified = response.headers.get("ETag"), response.headers.get("Last-Modified")
        return self._verify_and_keep(record, etag, last_modified, packed=packed, resumed=resumed)

    @contextmanager
    def _response(self, headers: dict[str, str]) -> Iterator[requests.Response]:
        """Ask, and turn every broken or stalled connection, now or while the body is read, into one fault."""
        options = self.options
        address = mirrored(self.remote.address, options.mirror)
        try:
            with self.session.get(
                address,
                headers=headers,
                stream=True,
                timeout=(options.connect_timeout_s, options.read_timeout_s),
            ) as response:
                yield response
        except (requests.Timeout, urllib3.exceptions.TimeoutError) as error:
            raise _TemporaryFaultError(
                f"{urlsplit(address).netloc} fell silent (waited {options.connect_timeout_s:g} s for a "
                f"connection, {options.read_timeout_s:g} s for data)."
            ) from error
        except (
            requests.ConnectionError,
            requests.exceptions.ChunkedEncodingError,
            urllib3.exceptions.HTTPError,
        ) as error:
            raise _TemporaryFaultError(
                f"The connection to {urlsplit(address).netloc} failed or broke ({_root_cause(error)})."
            ) from error

    def _refuse_bad_status(self, response: requests.Response) -> None:
        status = response.status_code
        if status in (requests.codes.ok, requests.codes.partial):
            return
        told = f"The server answered {status} ({response.reason})."
        if status in _RETRIED_STATUSES:
            pause = _retry_after_s(response)
            if pause is not None and pause > self.options.retry_after_limit_s:
                raise self._error(
                    f"{told} It asks to wait {pause:.0f} seconds.",
                    "Run the same command again after that time.",
                )
            raise _TemporaryFaultError(told, pause)
        if status == requests.codes.forbidden and _is_bls(self.remote.host):
            raise self._error(
                f"{told} BLS refuses clients that name no contact e-mail address it can use, and clients "
                f"that ask too often. The contact sent was {self.options.contact}.",
                f"Check that {CONTACT_VARIABLE} is your real address, wait an hour, and run the command again.",
            )
        if status in (requests.codes.not_found, requests.codes.gone):
            raise self._error(
                f"{told} There is no file at {response.url} any more.",
                "Look for its new address on the agency's site and change it in etl/sources.py.",
            )
        raise self._error(told, f"Open {response.url} in a browser to see what the agency says.")

    def _receive(self, response: requests.Response, *, packed: bool, resumed: bool) -> None:
        """Write the body to the part file, noting first what it is part of when it can be resumed."""
        start = self.part.stat().st_size if resumed else 0
        length = response.headers.get("Content-Length", "")
        total = start + int(length) if length.isdigit() else None
        if not resumed:
            self._drop_part()
            etag = response.headers.get("ETag", "")
            strong = etag.startswith('"')
            if strong and total is not None and not packed and response.headers.get("Accept-Ranges") == "bytes":
                note = json.dumps(asdict(_Partial(self.remote.address, etag, total)))
                self.part_note.write_text(note, "utf-8")
        with (
            self.part.open("ab" if resumed else "wb") as file,
            tqdm(
                desc=self.path.name,
                total=total,
                initial=start,
                unit="B",
                unit_scale=True,
                leave=False,
                disable=None if self.options.progress else True,
            ) as bar,
        ):
            for chunk in response.raw.stream(_CHUNK_BYTES, decode_content=False):
                file.write(chunk)
                bar.update(len(chunk))
            file.flush()
            os.fsync(file.fileno())
        came = self.part.stat().st_size
        if total is not None and came != total:
            raise _TemporaryFaultError(f"{came} of {total} bytes came in.")

    # Resuming

    def _partial(self) -> _Partial | None:
        """Tell what the part file is part of; anything that cannot be resumed is dropped."""
        try:
            partial = _Partial(**json.loads(self.part_note.read_text("utf-8")))
            at_hand = self.part.stat().st_size
        except (FileNotFoundError, ValueError, TypeError):
            partial, at_hand = None, 0
        if partial is None or partial.address != self.remote.address or not 0 < at_hand < partial.total_bytes:
            self._drop_part()
            return None
        return partial

    def _require_same_version(self, response: requests.Response, partial: _Partial | None) -> None:
        """Refuse to join what is on disk with bytes of another version, or from another place in the file."""
        expected = (
            f"bytes {self.part.stat().st_size}-{partial.total_bytes - 1}/{partial.total_bytes}" if partial else ""
        )
        if (
            partial is None
            or response.headers.get("ETag") != partial.etag
            or response.headers.get("Content-Range") != expected
            or _is_packed(response)
        ):
            self._drop_part()
            raise _TemporaryFaultError("The file changed on the server between two attempts.")

    def _drop_part(self) -> None:
        self.part_note.unlink(missing_ok=True)
        self.part.unlink(missing_ok=True)

    # Verifying and keeping

    def _record_of_sound_file(self) -> DownloadRecord | None:
        """Read the record of what lies on disk if that is whole and of an edition to be kept, else None."""
        record = read_record(self.raw_dir, self.remote)
        if record is None or (record.checked_edition and self.remote.sha256 not in (None, record.sha256)):
            return None
        stored = self.path.with_name(record.stored_as)
        try:
            return record if _digest(stored, packed=stored.suffix == ".gz") == (record.sha256, record.bytes) else None
        except (FileNotFoundError, _TemporaryFaultError):
            return None

    def _verify_and_keep(
        self,
        record: DownloadRecord | None,
        etag: str | None,
        last_modified: str | None,
        *,
        packed: bool,
        resumed: bool,
    ) -> Outcome:
        wrong = _wrong_kind(self.part, self.path.name, packed=packed)
        if wrong:
            self._drop_part()
            raise _TemporaryFaultError(wrong)
        try:
            sha256, size = _digest(self.part, packed=packed)
        except _TemporaryFaultError:
            self._drop_part()
            raise
        known = record.sha256 if record is not None else None
        expected = self.remote.sha256 or known
        is_checked = sha256 == self.remote.sha256 or self.remote.sha256 is None
        is_new = expected is not None and sha256 not in (expected, known)
        if is_new and not self.options.accept_new:
            self._drop_part()
            if resumed:
                raise _TemporaryFaultError("The parts of the file, joined, are not the expected file.")
            raise self._changed(sha256, size)
        kept = self.path if not packed else _beside(self.path, ".gz")
        other = _beside(self.path, ".gz") if not packed else self.path
        stored_bytes = self.part.stat().st_size
        self.part.replace(kept)
        other.unlink(missing_ok=True)
        self.part_note.unlink(missing_ok=True)
        self._write_record(
            DownloadRecord(
                address=self.remote.address,
                stored_as=kept.name,
                bytes=size,
                sha256=sha256,
                stored_bytes=stored_bytes,
                etag=etag,
                last_modified=last_modified,
                retrieved=datetime.now(UTC).date().isoformat(),
                checked_edition=is_checked,
            )
        )
        if is_new:
            return Outcome.ACCEPTED_NEW
        return Outcome.UNCHANGED if sha256 == known else Outcome.DOWNLOADED

    def _changed(self, sha256: str, size: int) -> EditionChangedError:
        remote = self.remote
        note = f" {remote.note}" if remote.note else ""
        length = f"{size:,} bytes" + (f" instead of {remote.size_bytes:,}" if remote.size_bytes else "")
        before = f"{remote.sha256[:12]}…" if remote.sha256 else "the recorded one"
        return EditionChangedError(
            self.source,
            self.path.name,
            f"{remote.address} holds another file than the one this loader was checked against: {length}, "
            f"SHA-256 {sha256[:12]}… instead of {before}.{note} Most likely the agency has published a new "
            "edition. The file at hand, if any, was kept.",
            f"To take it, run `python -m etl fetch --source {self.source} --accept-new`, then build and check.",
        )

    def _write_record(self, record: DownloadRecord) -> None:
        path = record_path(self.raw_dir, self.remote)
        fresh = _beside(path, ".part")
        fresh.write_text(json.dumps(asdict(record), indent=1) + "\n", "utf-8")
        fresh.replace(path)


def mirrored(address: str, mirror: str | None) -> str:
    """Turn ``https://HOST/PATH`` into ``MIRROR/HOST/PATH``; without a mirror the address stays."""
    return address if mirror is None else f"{mirror.rstrip('/')}/{address.partition('://')[2]}"


def _root_cause(error: BaseException) -> BaseException:
    """Find what the layers of HTTP clients wrapped up, which is what a person can understand."""
    while (inner := error.__cause__ or error.__context__) is not None:
        error = inner
    return error


def _is_bls(host: str) -> bool:
    return host == "bls.gov" or host.endswith(".bls.gov")


def _is_packed(response: requests.Response) -> bool:
    encoding = response.headers.get("Content-Encoding", "identity").strip().lower()
    if encoding not in ("", "identity", "gzip", "x-gzip"):
        raise _TemporaryFaultError(f"The server packed the file in a way it was not asked for ({encoding}).")
    return encoding in ("gzip", "x-gzip")


def _retry_after_s(response: requests.Response) -> float | None:
    told = response.headers.get("Retry-After")
    if told is None:
        return None
    try:
        return urllib3.Retry().parse_retry_after(told)
    except urllib3.exceptions.InvalidHeader:
        return None


def _digest(path: Path, *, packed: bool) -> tuple[str, int]:
    """Hash and length of a file's unpacked content."""
    try:
        with _open(path, packed=packed) as stream:
            sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
            return sha256, stream.tell()
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise _TemporaryFaultError(f"The packed file is damaged ({error}).") from error


def _wrong_kind(path: Path, name: str, *, packed: bool) -> str | None:
    """Tell what came instead of the file, judged by its first bytes and not by what the server called it."""
    try:
        with _open(path, packed=packed) as stream:
            head = stream.read(_SNIFF_BYTES)
    except (gzip.BadGzipFile, EOFError, zlib.error):
        return "The packed file is damaged."
    if _HTML.match(head):
        return "An HTML page came in place of the file."
    if not head:
        return "An empty file came."
    if name.lower().endswith(_ARCHIVES) and not head.startswith(b"PK\x03\x04"):
        return "What came is not a zip archive or workbook."
    return None
