"""astraweave audit log: what was fixed, how fast, and what was open on each day."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from engine.audit.audit import Audit
from engine.audit.fixes.log.entries import NAME as LOG
from engine.audit.fixes.log.entries import read_log, standing
from engine.audit.fixes.log.velocity import burn_down, per_day
from engine.cli.audit.found import FIXED_KINDS
from engine.cli.console import print_json, verb

NAME = "audit log"
WIDTH = 160


def command(
    path: Annotated[Path, typer.Argument(metavar="PATH", exists=True, file_okay=False, help="The audited folder.")],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Read UNWRAP_REMEDIATION_LOG.md of a folder: fixes that stand, fixes a day, and production places still open."""
    with verb(as_json=as_json):
        entries = read_log(path)
        found = Audit(path).scan().findings
    still = sum(each.kind in FIXED_KINDS and each.context == "production" for each in found)
    fixes = standing(entries)
    moments = [each.moment for each in fixes]
    days = burn_down(moments, still)
    if as_json:
        rows = [{**asdict(each), "day": each.day.isoformat()} for each in days]
        told = [asdict(each) for each in fixes]
        print_json({"fixes": told, "days": rows, "per_day": per_day(moments), "open": still})
        return
    if not fixes:
        typer.echo(f"{path / LOG} tells of no fix that stands; {still} production places are open.")
        return
    table = Table(box=None, pad_edge=False)
    for title in ("fix", "when", "place", "pattern", "checked"):
        table.add_column(title)
    for each in fixes:
        table.add_row(each.key.removeprefix("Fix "), each.when, f"{each.file}:{each.line}", each.pattern, each.checked)
    console = Console(width=WIDTH, markup=False, emoji=False)
    console.print(table)
    for day in days:
        console.print(f"{day.day}  {day.fixed} fixed, {day.fixed_in_all} in all, {day.open} open", highlight=False)
    console.print(f"{per_day(moments):.1f} a day; {still} production places are open.", highlight=False)
