"""Where every figure comes from: one typed record per source.

The source line under a chart, the record beside a table and the downloader all read these records, so an
address or an edition is written down once.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

PUBLIC_DOMAIN = "US government work, public domain"
CC_BY_4 = "CC BY 4.0"


@dataclass(frozen=True)
class RemoteFile:
    """One file at an agency.

    Args:
        address: the https address at the agency.
        sha256: hash of the decoded content of the edition that this version of the loader was checked against;
            None where the file is too volatile to pin.
        size_bytes: length of the decoded content, when known.
    """

    address: str
    sha256: str | None = None
    size_bytes: int | None = None

    @property
    def path(self) -> Path:
        """Where the download lies below ``data/raw``: HOST/PATH, as in the address."""
        parts = urlsplit(self.address)
        return Path(parts.netloc) / parts.path.lstrip("/")


@dataclass(frozen=True)
class Source:
    """What a reader needs to know to trust, cite and find a source."""

    name: str
    title: str
    agency: str
    edition: str
    homepage: str
    licence: str
    citation: str
    files: tuple[RemoteFile, ...] = field(default_factory=tuple)
