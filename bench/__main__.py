"""``python -m bench [etl] [census] [lookups] [experience] [handout] [app]``: measure, print one table, and
fail where a limit is missed.
"""

from __future__ import annotations

import importlib
import sys

import click

from bench.measure import table

PARTS = ("etl", "census", "lookups", "experience", "handout", "app")


@click.command()
@click.argument("parts", nargs=-1, type=click.Choice(PARTS))
def main(parts: tuple[str, ...]) -> None:
    """Measure speed and memory; all parts without an argument."""
    measured = []
    for part in parts or PARTS:
        click.echo(f"Measuring {part} …", err=True)
        measured += importlib.import_module(f"bench.{part}").measure()
    click.echo(table(measured))
    sys.exit(any(row.is_missed for row in measured))


if __name__ == "__main__":
    main(prog_name="python -m bench")
