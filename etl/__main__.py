"""``python -m etl``: fetch the agencies' files, build the tables from them, check what is published."""

from __future__ import annotations

import importlib
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import click
import polars as pl
from tqdm import tqdm

from etl.download import CONTACT_VARIABLE, FetchOptions, Outcome, fetch_source, verify_raw
from etl.errors import CheckError, EtlError
from etl.publish import check_tables, publish_all, read_table
from etl.schema import TABLES
from etl.sources import SOURCES

DATA: Final = Path(__file__).resolve().parent.parent / "data"

BUILDERS: Final[dict[str, tuple[str, ...]]] = {
    "etl.oews": ("occupations", "industries", "pay_by_place", "pay_by_industry"),
    "etl.places": ("places", "place_names"),
    "etl.history": ("pay_history", "pay_editions"),
    "etl.titles": ("soc_crosswalk", "titles"),
    "etl.occupation_names": ("occupation_names",),
    "etl.prices": ("price_index", "price_parities"),
    "etl.projections": ("outlook", "growth_words", "growth_rulings"),
    "etl.state_projections": ("outlook_by_state",),
    "etl.industry_projections": ("industry_outlook",),
    "etl.schooling": ("schooling_people_have", "earnings_by_schooling"),
    "etl.skill_scores": ("skill_scores",),
    "etl.onet": (
        "onet_occupations",
        "onet_elements",
        "onet_ratings",
        "preparation",
        "related_occupations",
        "technologies",
        "credentials",
    ),
    "etl.handbook": ("handbook_pages",),
    "etl.acs": ("pay_by_experience", "experience_groups"),
    "etl.experience_index": ("experience_index",),
    "etl.majors": ("majors", "degree_fields"),
    "etl.wage_levels": ("wage_levels",),
    "etl.worklife": ("work_life", "work_life_shares"),
    "etl.survey": ("pay_surveys",),
    "etl.editions": ("newer_editions",),
}
"""Which module builds which tables.

Each offers ``build(raw, reference)``, which gives frames by table name. It may offer ``check(tables, reference)``,
which raises CheckError when its tables and others do not agree, and ``facts(raw, reference)``, what it learned from the
files and the tables' records should tell, by table name; and ``keep(tables, facts, directory)``, which adds what was
published before and no longer stands in the files. ``write_local(raw, directory)`` keeps what must not be
published, such as an agency's sentences, in a folder of this machine.
"""


@dataclass(frozen=True)
class _Failure:
    source: str
    error: EtlError


def _mirror_address(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    if value is not None:
        parts = urlsplit(value)
        if parts.scheme not in ("http", "https") or not parts.netloc:
            raise click.BadParameter("give a whole address, such as http://127.0.0.1:8901")
    return value


_source_option = click.option(
    "--source",
    "names",
    multiple=True,
    metavar="NAME",
    type=click.Choice(list(SOURCES)),
    help=f"Only this source; may be given more than once. Known: {', '.join(SOURCES)}.",
)
_data_option = click.option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path),
    default=DATA,
    help="The folder that holds raw, reference and tables. Default: data in the repository.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
def cli() -> None:
    """Turn the agencies' files into the tables that the dashboard shows.

    First `fetch`, then `build`. A command that fails says why in one message, exits with a status other than
    zero, and leaves the last good files and tables as they were.
    """


@cli.command()
@_source_option
@click.option(
    "--mirror",
    metavar="URL",
    callback=_mirror_address,
    help="Ask URL/HOST/PATH wherever a source says https://HOST/PATH.",
)
@_data_option
@click.option(
    "--contact",
    metavar="EMAIL",
    envvar=CONTACT_VARIABLE,
    show_envvar=True,
    help="Your e-mail address, sent to the agencies with each request. BLS refuses downloads without one.",
)
@click.option(
    "--accept-new",
    is_flag=True,
    help="Take files that are not the edition the loaders were checked against. Run build and check afterwards.",
)
def fetch(names: tuple[str, ...], mirror: str | None, data: Path, contact: str | None, accept_new: bool) -> None:
    """Download the agencies' files into data/raw, and verify them.

    Files that have not changed are not downloaded again, and a broken download goes on where it stopped. When
    one source fails the others are still fetched.
    """
    options = FetchOptions(mirror=mirror, contact=contact, accept_new=accept_new)
    failures: list[_Failure] = []
    for source in (SOURCES[name] for name in names or SOURCES):
        if not source.files:
            if source.name in names:
                click.echo(f"{source.name}: nothing to download. {source.note}")
            continue
        try:
            outcomes = Counter(fetch_source(source, data / "raw", options).values())
        except EtlError as error:
            if source.optional and source.name not in names:
                click.echo(f"{source.name}: not to be had; a build goes on without it", err=True)
                continue
            failures.append(_Failure(source.name, error))
            click.echo(f"{source.name}: failed", err=True)
        else:
            told = ", ".join(f"{outcomes[outcome]} {outcome}" for outcome in Outcome if outcomes[outcome])
            click.echo(f"{source.name} ({source.edition}): {told}")
    if failures:
        for failure in failures:
            click.echo(f"\n{failure.error}", err=True)
        click.echo(f"\nNot fetched: {', '.join(failure.source for failure in failures)}.", err=True)
        raise SystemExit(1)


@cli.command()
@_source_option
@_data_option
def build(names: tuple[str, ...], data: Path) -> None:
    """Build the tables in data/tables from the files in data/raw.

    The tables of one run are checked first and then put in place together, or not at all.
    """
    raw, reference = data / "raw", data / "reference"
    tables: dict[str, pl.DataFrame] = {}
    facts: dict[str, dict[str, Any]] = {}
    verified: set[str] = set()
    try:
        chosen = [(module, promised) for module, promised in BUILDERS.items() if _concerned(promised, names)]
        # Without a terminal there is no bar, only the lines.
        for module, promised in tqdm(chosen, unit="module", leave=False, disable=None):
            needed = {source for table in promised for source in TABLES[table].sources}
            for name in sorted(needed - verified):
                verify_raw(SOURCES[name], raw)
            verified |= needed
            loader = importlib.import_module(module)
            built: dict[str, pl.DataFrame] = loader.build(raw, reference)
            if set(built) != set(promised):
                raise CheckError(
                    module,
                    ", ".join(sorted(set(built) ^ set(promised))),
                    f"The loader built {sorted(built)} and should build {sorted(promised)}.",
                    "Make the loader and BUILDERS in etl/__main__.py say the same.",
                )
            for table, frame in built.items():
                tqdm.write(f"{table}: {frame.height:,} rows")
            tables |= built
            if hasattr(loader, "facts"):
                facts |= loader.facts(raw, reference)
            if hasattr(loader, "keep"):
                loader.keep(tables, facts, data / "tables")
        changed = publish_all(tables, data, raw, lambda at_hand: _check_across(at_hand, data), facts)
        for loader in (importlib.import_module(module) for module, _ in chosen):
            if hasattr(loader, "write_local"):
                loader.write_local(raw, data / "local")
    except EtlError as error:
        _fail(error)
    click.echo(f"Changed: {', '.join(changed)}." if changed else "No table changed.")


@cli.command("import-survey")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--ask/--no-ask",
    default=None,
    help="Ask which occupation a title means, or take such titles for faults. Asks when a person sits at a terminal.",
)
@_data_option
def import_survey(file: Path, ask: bool | None, data: Path) -> None:
    """Check a salary survey's FILE and publish its figures as reported.

    docs/survey-format.md describes the columns. Every fault is told with its row and column, and nothing of a
    faulty file is taken. The file is kept in data/reference/surveys, so that the next build has it too; another of
    the same name takes its place.
    """
    from etl import survey

    asks = sys.stdin.isatty() if ask is None else ask
    try:
        tables = _Tables({}, data / "tables")
        found = survey.import_survey(
            file.read_bytes(), file.name, data / "reference", tables, _ask_for_occupation if asks else None
        )
        before = found.path.read_bytes() if found.replaces else None
        found.path.parent.mkdir(exist_ok=True)
        _replace(found.path, found.content)
        try:
            published = {"pay_surveys": found.table}
            publish_all(published, data, None, lambda at_hand: survey.check(at_hand, data / "reference"))
        except BaseException:
            # What could not be published must not come with the next build either.
            if before is None:
                found.path.unlink()
            else:
                _replace(found.path, before)
            raise
    except EtlError as error:
        _fail(error)
    instead = ", in place of the earlier file of that name" if found.replaces else ""
    click.echo(f"{found.rows:,} figures published from {found.path.name}{instead}.")


def _ask_for_occupation(title: str, jobs: Sequence[tuple[str, str]]) -> str | None:
    click.echo(f"“{title}” may mean:")
    for number, (code, name) in enumerate(jobs, 1):
        click.echo(f"  {number}  {name} ({code})")
    chosen: int = click.prompt("Which one? 0 for none", type=click.IntRange(0, len(jobs)))
    return jobs[chosen - 1][0] if chosen else None


def _replace(path: Path, content: bytes) -> None:
    """Write a file in one step."""
    part = path.with_suffix(".part")
    part.write_bytes(content)
    part.replace(path)


@cli.command()
@_source_option
@_data_option
def check(names: tuple[str, ...], data: Path) -> None:
    """Verify the tables in data/tables, each by itself and against the others.

    Looks at bytes, columns, keys, ranges, flags, the order of percentiles, codes that should be the same in two tables,
    and the coverage against the last edition.
    """
    wanted = [table for table in TABLES if _concerned((table,), names)]
    try:
        check_tables(data, wanted, lambda at_hand: _check_across(at_hand, data))
    except EtlError as error:
        _fail(error)
    click.echo(f"Checked, all in order: {', '.join(wanted)}.")


class _Tables(dict[str, pl.DataFrame]):
    """Tables at hand by name; the others are read from those published when a check asks for them."""

    def __init__(self, at_hand: Mapping[str, pl.DataFrame], published: Path) -> None:
        super().__init__(at_hand)
        self.published = published

    def __missing__(self, name: str) -> pl.DataFrame:
        self[name] = read_table(name, self.published)
        return self[name]


def _check_across(at_hand: Mapping[str, pl.DataFrame], data: Path) -> None:
    """Run the checks across tables of every module that builds one of those at hand."""
    tables = _Tables(at_hand, data / "tables")
    for module, promised in BUILDERS.items():
        if not at_hand.keys().isdisjoint(promised):
            check_module = getattr(importlib.import_module(module), "check", None)
            if check_module is not None:
                check_module(tables, data / "reference")


def _concerned(tables: tuple[str, ...], names: tuple[str, ...]) -> bool:
    """Whether any of the tables draws on one of the named sources; with none named, all do."""
    return not names or any(source in names for table in tables for source in TABLES[table].sources)


def _fail(error: EtlError) -> None:
    click.echo(str(error), err=True)
    raise SystemExit(1) from error


if __name__ == "__main__":
    cli(prog_name="python -m etl")
