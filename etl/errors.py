"""What goes wrong in the ETL, said so that a person can act on it."""

from __future__ import annotations


class EtlError(Exception):
    """A fault in getting, reading, shaping or publishing a source.

    Every part is plain text and shown to the user as it is.

    Args:
        source: name of the source in ``etl.sources.SOURCES``, or of the published table.
        file: the file at fault, as the agency names it.
        cause: what was found, and where (row, column, value).
        remedy: what the user can do about it.
    """

    def __init__(self, source: str, file: str, cause: str, remedy: str) -> None:
        super().__init__(f"{source}: {file}: {cause} What to do: {remedy}")
        self.source = source
        self.file = file
        self.cause = cause
        self.remedy = remedy


class DownloadError(EtlError):
    """An agency's server did not hand over the file it promised."""


class SourceChangedError(EtlError):
    """A file's columns, codes or marks are not those that the loader knows."""


class CheckError(EtlError):
    """A table breaks one of the promises that its record makes."""
