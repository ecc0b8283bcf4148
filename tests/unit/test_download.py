"""The downloader against servers that misbehave: one of our own, and the mirror's where it is at hand."""

from __future__ import annotations

import dataclasses
import gzip
import hashlib
import json
import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from etl.download import (
    EditionChangedError,
    FetchOptions,
    Outcome,
    fetch_file,
    fetch_source,
    make_session,
    mirrored,
    open_raw,
    raw_path,
    read_record,
    record_path,
    verify_raw,
)
from etl.errors import DownloadError
from etl.sources import SOURCES, RemoteFile, Source
from tests.fault_server import FaultServer, ServedFile, wait_until

REPOSITORY = Path(__file__).resolve().parents[2]

ADDRESS = "https://agency.example/data/synthetic.txt"
PATH = "agency.example/data/synthetic.txt"
SYNTHETIC = random.Random(1).randbytes(200_000)
NEWER = random.Random(2).randbytes(150_000)


def pinned(content: bytes = SYNTHETIC, address: str = ADDRESS) -> RemoteFile:
    return RemoteFile(address, hashlib.sha256(content).hexdigest(), len(content))


def options(server: FaultServer | str, **changes: object) -> FetchOptions:
    quick = FetchOptions(
        mirror=server if isinstance(server, str) else server.url,
        contact="tester@example.org",
        attempts=4,
        read_timeout_s=0.2,
        backoff_s=0.001,
        progress=False,
    )
    return dataclasses.replace(quick, **changes)  # type: ignore[arg-type]


def fetch(server: FaultServer | str, raw: Path, remote: RemoteFile | None = None, **changes: object) -> Outcome:
    chosen = options(server, **changes)
    with make_session(chosen) as session:
        return fetch_file(remote or pinned(), "synthetic", raw, session, chosen)


def files_in(raw: Path) -> set[str]:
    return {path.name for path in raw.rglob("*") if path.is_file()}


@pytest.fixture
def server(fault_server: FaultServer) -> FaultServer:
    fault_server.files[PATH] = ServedFile(SYNTHETIC)
    return fault_server


# --- A good download -----------------------------------------------------------------------------------------


def test_a_download_lies_under_its_host_and_path_with_a_record_beside_it(server: FaultServer, tmp_path: Path) -> None:
    assert fetch(server, tmp_path) is Outcome.DOWNLOADED
    assert (tmp_path / PATH).read_bytes() == SYNTHETIC
    assert files_in(tmp_path) == {"synthetic.txt", "synthetic.txt.record.json"}
    record = json.loads(record_path(tmp_path, pinned()).read_text())
    assert record.pop("retrieved").count("-") == 2
    assert record == {
        "address": ADDRESS,
        "stored_as": "synthetic.txt",
        "bytes": 200_000,
        "sha256": hashlib.sha256(SYNTHETIC).hexdigest(),
        "stored_bytes": 200_000,
        "etag": '"v1"',
        "last_modified": "Wed, 01 Apr 2026 12:00:00 GMT",
        "checked_edition": True,
    }


def test_the_user_agent_names_the_contact(server: FaultServer, tmp_path: Path) -> None:
    fetch(server, tmp_path)
    assert "tester@example.org" in server.asked[0].headers["User-Agent"]


def test_packed_replies_are_stored_packed_and_hashed_unpacked(server: FaultServer, tmp_path: Path) -> None:
    text = b"synthetic line\n" * 10_000
    server.files[PATH] = ServedFile(text, packed=True)
    remote = pinned(text)
    assert fetch(server, tmp_path, remote) is Outcome.DOWNLOADED
    assert files_in(tmp_path) == {"synthetic.txt.gz", "synthetic.txt.record.json"}
    stored = raw_path(tmp_path, remote)
    assert stored.stat().st_size < len(text) / 10
    assert gzip.decompress(stored.read_bytes()) == text
    with open_raw(tmp_path, remote) as stream:
        assert stream.read() == text
    assert fetch(server, tmp_path, remote) is Outcome.UNCHANGED
    assert server.asked[-1].status == 304


def test_a_file_that_is_no_longer_sent_packed_replaces_the_packed_one(server: FaultServer, tmp_path: Path) -> None:
    server.files[PATH] = ServedFile(SYNTHETIC, packed=True, etag='"packed"')
    fetch(server, tmp_path)
    server.files[PATH] = ServedFile(SYNTHETIC)
    assert fetch(server, tmp_path) is Outcome.UNCHANGED
    assert files_in(tmp_path) == {"synthetic.txt", "synthetic.txt.record.json"}
    assert raw_path(tmp_path, pinned()).read_bytes() == SYNTHETIC


def test_mirrored_addresses_keep_host_and_path() -> None:
    assert (
        mirrored("https://www.bls.gov/a/b.zip", "http://127.0.0.1:8901/") == "http://127.0.0.1:8901/www.bls.gov/a/b.zip"
    )
    assert mirrored("https://www.bls.gov/a/b.zip", None) == "https://www.bls.gov/a/b.zip"


# --- Asking again only when needed ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("etag", "header"), [('"v1"', "If-None-Match"), ('W/"v1"', "If-None-Match"), (None, "If-Modified-Since")]
)
def test_a_file_that_has_not_changed_is_left_untouched(
    server: FaultServer, tmp_path: Path, etag: str | None, header: str
) -> None:
    server.files[PATH].etag = etag
    fetch(server, tmp_path)
    before = [(p, p.stat().st_mtime_ns, p.stat().st_ino) for p in sorted(tmp_path.rglob("*"))]
    assert fetch(server, tmp_path) is Outcome.UNCHANGED
    assert header in server.asked[1].headers
    assert (server.asked[1].status, server.asked[1].sent_bytes) == (304, 0)
    assert [(p, p.stat().st_mtime_ns, p.stat().st_ino) for p in sorted(tmp_path.rglob("*"))] == before


@pytest.mark.parametrize("damage", [b"", SYNTHETIC[:-1], SYNTHETIC[:-1] + b"!"])
def test_a_file_damaged_on_disk_is_downloaded_again(server: FaultServer, tmp_path: Path, damage: bytes) -> None:
    fetch(server, tmp_path)
    (tmp_path / PATH).write_bytes(damage)
    fetch(server, tmp_path)
    assert server.asked[1].status == 200
    assert (tmp_path / PATH).read_bytes() == SYNTHETIC


@pytest.mark.parametrize("text", ["", "{", "[]", '{"address": 3}'])
def test_a_record_that_cannot_be_read_counts_as_none(server: FaultServer, tmp_path: Path, text: str) -> None:
    fetch(server, tmp_path)
    record_path(tmp_path, pinned()).write_text(text)
    assert read_record(tmp_path, pinned()) is None
    fetch(server, tmp_path)
    assert server.asked[1].status == 200
    assert read_record(tmp_path, pinned()) is not None


# --- Faults that pass ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "fault", ["500", "502", "503", "504", "429", "408", "html", "truncate", "stall", "silence", "drop"]
)
def test_a_passing_fault_is_got_over(server: FaultServer, tmp_path: Path, fault: str) -> None:
    server.faults[PATH] = [fault, fault]
    assert fetch(server, tmp_path) is Outcome.DOWNLOADED
    assert (tmp_path / PATH).read_bytes() == SYNTHETIC
    assert len(server.asked) == 3
    assert files_in(tmp_path) == {"synthetic.txt", "synthetic.txt.record.json"}


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ("503", "answered 503"),
        ("429", "answered 429"),
        ("html", "HTML page"),
        ("silence", "fell silent"),
        ("drop", "failed or broke"),
    ],
)
def test_a_fault_that_stays_ends_after_the_allowed_attempts_and_says_what_it_was(
    server: FaultServer, tmp_path: Path, fault: str, words: str
) -> None:
    server.faults[PATH] = [fault] * 9
    with pytest.raises(DownloadError, match=words) as caught:
        fetch(server, tmp_path)
    assert len(server.asked) == 4
    assert caught.value.source == "synthetic"
    assert caught.value.file == "synthetic.txt"
    assert "run the same command again" in caught.value.remedy
    assert not files_in(tmp_path) & {"synthetic.txt", "synthetic.txt.gz", "synthetic.txt.record.json"}


@pytest.mark.parametrize("fault", ["503", "html", "truncate", "silence", "403", "404"])
def test_a_fault_leaves_the_last_good_file(server: FaultServer, tmp_path: Path, fault: str) -> None:
    fetch(server, tmp_path)
    server.files[PATH].etag = '"v2"'
    server.faults[PATH] = [fault] * 9
    with pytest.raises(DownloadError):
        fetch(server, tmp_path, attempts=2)
    assert raw_path(tmp_path, pinned()).read_bytes() == SYNTHETIC


def test_retry_after_is_honoured(server: FaultServer, tmp_path: Path) -> None:
    server.faults[PATH] = ["429 Retry-After: 1"]
    started = time.monotonic()
    fetch(server, tmp_path)
    assert time.monotonic() - started >= 1


def test_a_server_that_asks_for_a_long_pause_is_not_waited_for(server: FaultServer, tmp_path: Path) -> None:
    server.faults[PATH] = ["429 Retry-After: 3600"]
    with pytest.raises(DownloadError, match="wait 3600 seconds"):
        fetch(server, tmp_path)
    assert len(server.asked) == 1


def test_a_pause_given_as_a_date_in_the_past_or_as_nonsense_does_not_stop_the_retry(
    server: FaultServer, tmp_path: Path
) -> None:
    server.faults[PATH] = ["503 Retry-After: Wed, 01 Apr 2020 12:00:00 GMT", "503 Retry-After: soon"]
    assert fetch(server, tmp_path) is Outcome.DOWNLOADED


def test_pauses_between_attempts_double(server: FaultServer, tmp_path: Path) -> None:
    server.faults[PATH] = ["503"] * 9
    started = time.monotonic()
    with pytest.raises(DownloadError):
        fetch(server, tmp_path, attempts=4, backoff_s=0.04)
    assert time.monotonic() - started >= 0.04 + 0.08 + 0.16


def test_nobody_listening_is_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(DownloadError, match=r"127\.0\.0\.1:9 failed"):
        fetch("http://127.0.0.1:9", tmp_path, attempts=2)


# --- Faults that stay ----------------------------------------------------------------------------------------


def test_html_is_recognised_whatever_the_server_calls_it(server: FaultServer, tmp_path: Path) -> None:
    page = b"\xef\xbb\xbf \n<?xml version='1.0'?><!-- synthetic -->\n<HTML lang='en'><body>Sorry</body></HTML>"
    server.files[PATH] = ServedFile(page, content_type="text/csv")
    with pytest.raises(DownloadError, match="HTML page"):
        fetch(server, tmp_path, pinned(page))
    assert files_in(tmp_path) == set()


def test_a_good_file_called_html_by_the_server_is_taken(server: FaultServer, tmp_path: Path) -> None:
    server.files[PATH].content_type = "text/html"
    assert fetch(server, tmp_path) is Outcome.DOWNLOADED


def test_a_workbook_that_is_no_archive_is_refused(server: FaultServer, tmp_path: Path) -> None:
    server.files["agency.example/data/synthetic.xlsx"] = ServedFile(b"Access denied, reference 18.1")
    remote = RemoteFile("https://agency.example/data/synthetic.xlsx")
    with pytest.raises(DownloadError, match="not a zip archive or workbook"):
        fetch(server, tmp_path, remote)
    assert files_in(tmp_path) == set()


def test_an_empty_file_is_refused(server: FaultServer, tmp_path: Path) -> None:
    server.files[PATH] = ServedFile(b"")
    with pytest.raises(DownloadError, match="empty file"):
        fetch(server, tmp_path, RemoteFile(ADDRESS))


def test_a_packed_reply_that_is_damaged_is_refused(server: FaultServer, tmp_path: Path) -> None:
    class Damaged(ServedFile):
        @property
        def sent(self) -> bytes:
            return gzip.compress(self.content)[:-200]

    server.files[PATH] = Damaged(SYNTHETIC, packed=True)
    with pytest.raises(DownloadError, match="damaged"):
        fetch(server, tmp_path)
    assert files_in(tmp_path) == set()


@pytest.mark.parametrize("contact", [None, ""])
def test_bls_is_not_asked_without_a_contact(server: FaultServer, tmp_path: Path, contact: str | None) -> None:
    remote = RemoteFile("https://download.bls.gov/pub/synthetic.txt")
    with pytest.raises(DownloadError, match="WAGEWAYS_CONTACT is not set") as caught:
        fetch(server, tmp_path, remote, contact=contact)
    assert "export WAGEWAYS_CONTACT=" in caught.value.remedy
    assert server.asked == []


def test_other_agencies_are_asked_without_a_contact(server: FaultServer, tmp_path: Path) -> None:
    assert fetch(server, tmp_path, contact=None) is Outcome.DOWNLOADED


@pytest.mark.parametrize("contact", ["me", "a b@c.d", "a@b", "a@b.c\r\nX-Evil: 1", "ä@b.c"])
def test_a_contact_that_is_no_address_is_refused_before_anything_is_sent(
    server: FaultServer, tmp_path: Path, contact: str
) -> None:
    chosen = options(server, contact=contact)
    with make_session(options(server)) as session, pytest.raises(DownloadError, match="not an e-mail address"):
        fetch_file(pinned(), "synthetic", tmp_path, session, chosen)
    assert server.asked == []


def test_a_refusal_by_bls_names_the_contact_and_is_not_repeated(server: FaultServer, tmp_path: Path) -> None:
    path = "www.bls.gov/synthetic.txt"
    server.faults[path] = ["403"] * 9
    with pytest.raises(DownloadError, match=r"answered 403.*tester@example\.org"):
        fetch(server, tmp_path, RemoteFile(f"https://{path}"))
    assert len(server.asked) == 1


@pytest.mark.parametrize(("status", "words"), [("403", "answered 403"), ("404", "no file at"), ("410", "no file at")])
def test_a_final_refusal_is_not_repeated(server: FaultServer, tmp_path: Path, status: str, words: str) -> None:
    server.faults[PATH] = [status] * 9
    with pytest.raises(DownloadError, match=words):
        fetch(server, tmp_path)
    assert len(server.asked) == 1


def test_a_disk_that_refuses_is_said_plainly(server: FaultServer, tmp_path: Path) -> None:
    (tmp_path / "agency.example").write_text("a file where a folder has to be")
    with pytest.raises(DownloadError, match="The disk refused"):
        fetch(server, tmp_path)


# --- Resuming ------------------------------------------------------------------------------------------------


def test_a_broken_download_goes_on_where_it_stopped(server: FaultServer, tmp_path: Path) -> None:
    server.faults[PATH] = ["truncate"]
    fetch(server, tmp_path)
    first, second = server.asked
    assert (first.status, first.sent_bytes) == (200, 100_000)
    assert (second.headers["Range"], second.headers["If-Range"]) == ("bytes=100000-", '"v1"')
    assert (second.status, second.sent_bytes) == (206, 100_000)
    assert (tmp_path / PATH).read_bytes() == SYNTHETIC


def test_a_later_run_goes_on_where_an_earlier_one_gave_up(server: FaultServer, tmp_path: Path) -> None:
    server.faults[PATH] = ["stall"]
    with pytest.raises(DownloadError):
        fetch(server, tmp_path, attempts=1)
    assert files_in(tmp_path) == {"synthetic.txt.part", "synthetic.txt.part.json"}
    at_hand = (tmp_path / f"{PATH}.part").stat().st_size
    assert fetch(server, tmp_path) is Outcome.DOWNLOADED
    assert 0 < at_hand <= 100_000
    assert server.asked[1].headers["Range"] == f"bytes={at_hand}-"
    assert server.asked[1].sent_bytes == 200_000 - at_hand
    assert (tmp_path / PATH).read_bytes() == SYNTHETIC


@pytest.mark.parametrize("heeds_if_range", [True, False])
def test_versions_are_never_joined(server: FaultServer, tmp_path: Path, heeds_if_range: bool) -> None:
    server.faults[PATH] = ["truncate"]
    with pytest.raises(DownloadError):
        fetch(server, tmp_path, attempts=1)
    server.files[PATH] = ServedFile(NEWER, etag='"v2"', heeds_if_range=heeds_if_range)
    assert fetch(server, tmp_path, pinned(NEWER)) is Outcome.DOWNLOADED
    assert (tmp_path / PATH).read_bytes() == NEWER


def test_parts_that_join_to_something_else_are_fetched_afresh(server: FaultServer, tmp_path: Path) -> None:
    server.faults[PATH] = ["truncate"]
    with pytest.raises(DownloadError):
        fetch(server, tmp_path, attempts=1)
    part = tmp_path / f"{PATH}.part"
    part.write_bytes(b"!" + part.read_bytes()[1:])
    assert fetch(server, tmp_path) is Outcome.DOWNLOADED
    statuses = [asked.status for asked in server.asked]
    # On a busy machine a part may have to be asked for again.
    assert [statuses[0], *dict.fromkeys(statuses[1:])] == [200, 206, 200]
    assert (tmp_path / PATH).read_bytes() == SYNTHETIC


@pytest.mark.parametrize(
    "served",
    [
        ServedFile(SYNTHETIC, ranges=False),
        ServedFile(SYNTHETIC, etag=None),
        ServedFile(SYNTHETIC, etag='W/"v1"'),
        ServedFile(SYNTHETIC, packed=True),
    ],
    ids=["no ranges", "no version", "weak version", "packed"],
)
def test_what_cannot_be_resumed_safely_starts_over(server: FaultServer, tmp_path: Path, served: ServedFile) -> None:
    server.files[PATH] = served
    server.faults[PATH] = ["truncate"]
    assert fetch(server, tmp_path) is Outcome.DOWNLOADED
    assert "Range" not in server.asked[1].headers
    with open_raw(tmp_path, pinned()) as stream:
        assert stream.read() == SYNTHETIC


def test_a_server_that_cannot_go_on_is_asked_for_the_whole_file(server: FaultServer, tmp_path: Path) -> None:
    server.faults[PATH] = ["truncate", "416"]
    assert fetch(server, tmp_path) is Outcome.DOWNLOADED
    assert [asked.status for asked in server.asked] == [200, 416, 200]


@pytest.mark.parametrize("note", ["", "[]", '{"address": "https://other.example/x", "etag": "v", "total_bytes": 9}'])
def test_a_part_of_unknown_origin_is_dropped(server: FaultServer, tmp_path: Path, note: str) -> None:
    part = tmp_path / f"{PATH}.part"
    part.parent.mkdir(parents=True)
    part.write_bytes(b"unknown")
    part.with_name("synthetic.txt.part.json").write_text(note)
    fetch(server, tmp_path)
    assert "Range" not in server.asked[0].headers
    assert (tmp_path / PATH).read_bytes() == SYNTHETIC


def test_a_kill_in_mid_download_leaves_no_file_that_looks_whole(server: FaultServer, tmp_path: Path) -> None:
    server.faults[PATH] = ["stall"]
    program = (
        "import sys; from pathlib import Path; from etl.download import *; from etl.sources import RemoteFile\n"
        "options = FetchOptions(mirror=sys.argv[1])\n"
        "fetch_file(RemoteFile(sys.argv[2]), 'synthetic', Path(sys.argv[3]), make_session(options), options)"
    )
    process = subprocess.Popen([sys.executable, "-c", program, server.url, ADDRESS, str(tmp_path)], cwd=REPOSITORY)
    part = tmp_path / f"{PATH}.part"
    try:
        wait_until(lambda: part.is_file() and part.stat().st_size > 0)
    finally:
        process.kill()
        process.wait()
    assert files_in(tmp_path) == {"synthetic.txt.part", "synthetic.txt.part.json"}
    with pytest.raises(DownloadError, match="not been downloaded"):
        raw_path(tmp_path, pinned())
    at_hand = part.stat().st_size
    assert fetch(server, tmp_path) is Outcome.DOWNLOADED
    assert server.asked[1].headers["Range"] == f"bytes={at_hand}-"
    assert (tmp_path / PATH).read_bytes() == SYNTHETIC


# --- A newer edition under the same address ------------------------------------------------------------------


def test_another_edition_is_reported_and_the_old_file_kept(server: FaultServer, tmp_path: Path) -> None:
    fetch(server, tmp_path)
    record = record_path(tmp_path, pinned()).read_bytes()
    server.files[PATH] = ServedFile(NEWER, etag='"v2"', last_modified=None)
    with pytest.raises(EditionChangedError, match="150,000 bytes instead of 200,000") as caught:
        fetch(server, tmp_path)
    assert "--accept-new" in caught.value.remedy
    assert len(server.asked) == 2, "a new edition is no passing fault"
    assert (tmp_path / PATH).read_bytes() == SYNTHETIC
    assert record_path(tmp_path, pinned()).read_bytes() == record
    assert files_in(tmp_path) == {"synthetic.txt", "synthetic.txt.record.json"}


def test_another_edition_is_reported_at_the_first_download_too(server: FaultServer, tmp_path: Path) -> None:
    remote = dataclasses.replace(pinned(NEWER), note="The checked copy is synthetic.")
    with pytest.raises(EditionChangedError, match="The checked copy is synthetic"):
        fetch(server, tmp_path, remote)
    assert files_in(tmp_path) == set()


def test_an_accepted_edition_says_that_it_is_not_the_checked_one_and_stays(server: FaultServer, tmp_path: Path) -> None:
    fetch(server, tmp_path)
    server.files[PATH] = ServedFile(NEWER, etag='"v2"', last_modified=None)
    assert fetch(server, tmp_path, accept_new=True) is Outcome.ACCEPTED_NEW
    assert (tmp_path / PATH).read_bytes() == NEWER
    record = read_record(tmp_path, pinned())
    assert record is not None
    assert not record.checked_edition
    assert fetch(server, tmp_path) is Outcome.UNCHANGED
    server.files[PATH].etag = '"v2, moved"'
    assert fetch(server, tmp_path) is Outcome.UNCHANGED, "the same bytes stay accepted under another version mark"
    assert read_record(tmp_path, pinned()).checked_edition is False  # type: ignore[union-attr]


def test_a_third_edition_is_not_covered_by_an_earlier_acceptance(server: FaultServer, tmp_path: Path) -> None:
    fetch(server, tmp_path)
    server.files[PATH] = ServedFile(NEWER, etag='"v2"', last_modified=None)
    fetch(server, tmp_path, accept_new=True)
    server.files[PATH] = ServedFile(NEWER[:-1], etag='"v3"', last_modified=None)
    with pytest.raises(EditionChangedError):
        fetch(server, tmp_path)
    assert (tmp_path / PATH).read_bytes() == NEWER


def test_without_a_pinned_hash_the_recorded_download_is_the_measure(server: FaultServer, tmp_path: Path) -> None:
    remote = RemoteFile(ADDRESS)
    assert fetch(server, tmp_path, remote) is Outcome.DOWNLOADED
    server.files[PATH] = ServedFile(NEWER, etag='"v2"', last_modified=None)
    with pytest.raises(EditionChangedError, match="the recorded one"):
        fetch(server, tmp_path, remote)
    assert (tmp_path / PATH).read_bytes() == SYNTHETIC


def test_a_file_of_the_edition_before_is_replaced_when_the_loader_moves_on(server: FaultServer, tmp_path: Path) -> None:
    fetch(server, tmp_path)
    server.files[PATH].content = NEWER  # the server's version mark stays, so asking conditionally would miss it
    assert fetch(server, tmp_path, pinned(NEWER)) is Outcome.DOWNLOADED
    assert (tmp_path / PATH).read_bytes() == NEWER


# --- Sources -------------------------------------------------------------------------------------------------


def test_all_changed_files_of_a_source_are_told_at_once(fault_server: FaultServer, tmp_path: Path) -> None:
    addresses = [f"https://agency.example/{name}.txt" for name in ("one", "two", "three")]
    for address in addresses:
        fault_server.files[address.removeprefix("https://")] = ServedFile(SYNTHETIC)
    fault_server.files["agency.example/one.txt"] = ServedFile(NEWER)
    fault_server.files["agency.example/three.txt"] = ServedFile(NEWER)
    source = Source("synthetic", "", "", "", "", "", "", tuple(pinned(address=address) for address in addresses))
    with pytest.raises(EditionChangedError) as caught:
        fetch_source(source, tmp_path, options(fault_server))
    assert caught.value.file == "one.txt, three.txt"
    assert files_in(tmp_path) == {"two.txt", "two.txt.record.json"}


def test_a_missing_download_names_the_command_that_brings_it(tmp_path: Path) -> None:
    with pytest.raises(DownloadError, match="python -m etl fetch --source cpi"):
        open_raw(tmp_path, SOURCES["cpi"].files[0])


def test_a_download_of_another_length_than_recorded_is_not_opened(server: FaultServer, tmp_path: Path) -> None:
    fetch(server, tmp_path)
    (tmp_path / PATH).write_bytes(SYNTHETIC[:-1])
    with pytest.raises(DownloadError, match="not as long as its record says"):
        open_raw(tmp_path, pinned())


def test_verifying_finds_a_changed_byte_and_accepts_a_pinned_file_put_there_by_hand(tmp_path: Path) -> None:
    source = Source("synthetic", "", "", "", "", "", "", (pinned(),))
    path = tmp_path / PATH
    path.parent.mkdir(parents=True)
    path.write_bytes(SYNTHETIC)
    verify_raw(source, tmp_path)
    path.write_bytes(SYNTHETIC[:-1] + b"!")
    with pytest.raises(DownloadError, match="not what was downloaded"):
        verify_raw(source, tmp_path)


def test_every_file_of_every_source_is_pinned_and_addressed_once() -> None:
    remotes = [remote for source in SOURCES.values() for remote in source.files]
    assert len({remote.address for remote in remotes}) == len(remotes) >= 79
    for remote in remotes:
        assert urlsplit(remote.address).scheme == "https"
        assert len(remote.sha256 or "") == 64
        assert remote.size_bytes


def test_every_source_can_be_cited() -> None:
    for name, source in SOURCES.items():
        assert source.name == name
        assert all((source.title, source.agency, source.edition, source.licence, source.citation))
        assert source.homepage.startswith("https://")
    assert "CC BY 4.0" in SOURCES["onet"].citation
    assert "changed" in SOURCES["onet"].citation


def test_microdata_are_those_of_48_states_and_dc() -> None:
    states = {remote.path.stem.removeprefix("csv_p") for remote in SOURCES["acs"].files}
    assert len(states) == 49
    assert "dc" in states
    assert not states & {"ca", "tx", "pr"}


# --- The mirror ----------------------------------------------------------------------------------------------


def cpi() -> RemoteFile:
    return SOURCES["cpi"].files[0]


@pytest.mark.mirror
@pytest.mark.parametrize("fault", ["fail", "limit", "truncate", "stall", "html"])
def test_the_faults_of_the_mirror_are_got_over(
    mirror_server: Callable[..., str], mirror_dir: Path, tmp_path: Path, fault: str
) -> None:
    url = mirror_server(**{fault: 1})
    assert fetch(url, tmp_path, cpi()) is Outcome.DOWNLOADED
    assert (tmp_path / cpi().path).read_bytes() == (mirror_dir / cpi().path).read_bytes()
    assert fetch(url, tmp_path, cpi()) is Outcome.UNCHANGED


@pytest.mark.mirror
def test_the_mirror_refuses_bls_files_to_a_client_without_contact(
    mirror_server: Callable[..., str], tmp_path: Path
) -> None:
    chosen = options(mirror_server())
    anonymous = make_session(dataclasses.replace(chosen, contact=None))
    with anonymous, pytest.raises(DownloadError, match="answered 403"):
        fetch_file(cpi(), "cpi", tmp_path, anonymous, chosen)


@pytest.mark.mirror
def test_what_the_mirror_sends_packed_is_kept_packed_with_the_published_hash(
    mirror_server: Callable[..., str], mirror_dir: Path, tmp_path: Path
) -> None:
    remote = SOURCES["oews"].files[0]
    assert remote.path.name == "oe.data.0.Current"
    assert fetch(mirror_server(), tmp_path, remote, read_timeout_s=10) is Outcome.DOWNLOADED
    stored = raw_path(tmp_path, remote)
    assert stored.stat().st_size == (mirror_dir / f"{remote.path}.gz").stat().st_size
    record = read_record(tmp_path, remote)
    assert record is not None
    assert record.bytes == 331_509_758
    assert record.sha256 == "09879508d69f51149842368c8953f13974338728329375481d485ee696d3370b"


@pytest.mark.mirror
def test_every_address_of_every_source_is_in_the_mirror(mirror_dir: Path) -> None:
    missing = [
        remote.address
        for source in SOURCES.values()
        for remote in source.files
        if not (mirror_dir / remote.path).is_file() and not (mirror_dir / f"{remote.path}.gz").is_file()
    ]
    assert missing == []
