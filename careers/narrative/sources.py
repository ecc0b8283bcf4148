"""Sentences of the Sources page: whose data these are, and how a figure is followed back to the agency's file."""

from __future__ import annotations

from collections.abc import Iterable

from careers import editions, tables
from careers import format as fmt
from careers.editions import NewerEdition
from careers.i18n import N_, _, ngettext
from careers.industries import ALL as ALL_INDUSTRIES
from careers.narrative.names import in_place, workers
from careers.pay import PayRecord, Per
from careers.provenance import Trace
from careers.tables import RawFile, Record, Source

MEASURE_WORDS: dict[Per, str] = {"year": N_("middle (median) yearly pay"), "hour": N_("middle (median) hourly pay")}


def records() -> list[Record]:
    """All published tables, in order of title."""
    return sorted((tables.record(name) for name in tables.names()), key=lambda record: _(record.title))


def sources(of: Iterable[Record]) -> list[Source]:
    """Every source of these tables once, in order of agency and title."""
    found: dict[tuple[str, str], Source] = {}
    for record in of:
        for source in record.sources:
            found.setdefault((source.name, source.edition), source)
    return sorted(found.values(), key=lambda source: (source.agency, source.title))


def summary(of: list[Record]) -> str:
    """What there is, in one sentence."""
    files = {file.address for record in of for source in record.sources for file in source.files}
    taken = [
        file.retrieved for record in of for source in record.sources for file in source.files if file.retrieved
    ]  # fmt: skip
    return _(
        "{tables} tables, made from {files} files that agencies publish, last taken over on {day}. Every figure is "
        "the agency’s own, or worked out from one by a rule that stands beside it."
    ).format(tables=fmt.count(len(of)), files=fmt.count(len(files)), day=fmt.day(max(taken)))


def newer(found: NewerEdition) -> str:
    """That a newer edition exists, and since when."""
    told = {
        "source": found.source.title,
        "old": fmt.edition(found.source.edition),
        "new": fmt.edition(found.newer_edition),
    }
    if found.published_on is None:
        return _("{source}: we show {old}. The agency has published {new}.").format(**told)
    return _("{source}: we show {old}. The agency published {new} on {day}.").format(
        **told, day=fmt.day(found.published_on)
    )


def newest(of: Iterable[Source]) -> list[NewerEdition]:
    """Newer editions known of these sources."""
    return [entry for entry in (editions.newer_than(source) for source in of) if entry is not None]


def table_line(record: Record) -> str:
    """Edition, agency and rows of a table, to stand below its title."""
    rows = ngettext("{number} row", "{number} rows", record.rows).format(number=fmt.count(record.rows))
    made_from = dict.fromkeys((source.agency, source.edition) for source in record.sources)
    first = next(iter(made_from))
    told = {"rows": rows, "agency": first[0], "edition": fmt.edition(first[1])}
    more = len(made_from) - 1
    if not more:
        return _("{rows} · {agency}, {edition}").format(**told)
    return ngettext(
        "{rows} · {agency}, {edition} and {number} more source",
        "{rows} · {agency}, {edition} and {number} more sources",
        more,
    ).format(**told, number=fmt.count(more))


def file_line(file: RawFile) -> str:
    """Size, day and hash of a file, as far as they are known."""
    parts = []
    if file.size_bytes is not None:
        parts.append(_("{number} bytes").format(number=fmt.count(file.size_bytes)))
    if file.retrieved:
        parts.append(_("taken over on {day}").format(day=fmt.day(file.retrieved)))
    if file.sha256:
        parts.append(f"SHA-256 {file.sha256}")
    told = ", ".join(parts)
    return f"{told}. {_(file.note)}" if file.note else told


PUBLIC_DOMAIN = "public domain"


def attributions(of: Iterable[Source]) -> list[str]:
    """Whom a licence or courtesy demands to be named; first what holds for everything else."""
    named = [source for source in of if PUBLIC_DOMAIN not in source.licence and source.files]
    return [
        _("Works of the US government are in the public domain. We name them under every chart all the same."),
        *dict.fromkeys(source.citation for source in named),
    ]


# --- Following one figure back --------------------------------------------------------------------------------------


def trace_title(trace: Trace, per: Per) -> str:
    """The figure that is followed back, as a heading."""
    return _("Follow one figure back: {amount}").format(amount=_amount(trace, per))


def trace_subtitle() -> str:
    """What the steps below show."""
    return _("The middle pay of your choice above, step by step. Any figure of the pay tables is found this way.")


def _amount(trace: Trace, per: Per) -> str:
    return fmt.pay(trace.cell.value, trace.cell.flag, per)


def trace_steps(record: PayRecord, trace: Trace, per: Per) -> list[tuple[str, str]]:
    """From the screen to the agency's file, a step each: its name and what to look for."""
    where = in_place(record.place_code, record.place_title)
    key = ", ".join(f"{column} = {value}" for column, value in trace.key.items())
    series = trace.series
    split = _("{area} is the area, {industry} the industry, {job} the job, {measure} the measure").format(
        area=series[4:11], industry=series[11:17], job=series[17:23], measure=trace.measure
    )
    if trace.cell.value is None:
        found = _("In its value column you find a dash with a footnote, which stands for “{words}”.").format(
            words=_amount(trace, per)
        )
    else:
        found = _("In its value column you find {value}.").format(value=f"{trace.cell.value:.10g}")
    return [
        (
            _("On the screen"),
            _("{measure} of {job} {where}, {industry}, {edition}: {amount}").format(
                measure=_(MEASURE_WORDS[per]).capitalize(),
                job=workers(record.occupation_title),
                where=where,
                industry=_("all industries") if record.industry_code == ALL_INDUSTRIES else record.industry_title,
                edition=fmt.edition(record.edition),
                amount=_amount(trace, per),
            ),
        ),
        (
            _("In our table"),
            _("{table}.csv, the row with {key}, column {column}").format(
                table=trace.table, key=key, column=trace.column
            ),
        ),
        (
            _("In the agency’s file"),
            _("{file}, the line that begins with {series}: {split}. {found}").format(
                file=trace.file.name, series=series, split=split, found=found
            ),
        ),
        (
            _("Is it the same file?"),
            _("We read {address}, {line}. A copy with the same SHA-256 is the same to the last byte.").format(
                address=trace.file.address, line=file_line(trace.file)
            ),
        ),
    ]
