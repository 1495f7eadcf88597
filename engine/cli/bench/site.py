"""astraweave bench site: the history as one page that opens from a file, without a network."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from engine.benchmarks.discovery import find_all
from engine.benchmarks.regressions.trends.trend import trends_of
from engine.benchmarks.site.page import LARGEST, NotBundledError, write_page
from engine.cli.bench.places import HERE, Folder, read_and_tell
from engine.cli.console import fail, print_json, verb

NAME = "bench site"


def command(
    output: Annotated[Path, typer.Argument(metavar="OUT/", help="The folder that index.html is written into.")],
    *,
    history: Folder = HERE,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Write the history as a page: lines with bands and changes, filters, pages by topic, and exports.

    One file with everything in it; no request leaves it. `make site` builds its script once.
    """
    with verb(as_json=as_json):
        rows = read_and_tell(history).rows
        if not rows:
            fail(f"{history} holds no row; run `astraweave bench run` first.", as_json=as_json)
        found = trends_of(rows, {each.name: each for each in find_all()})
        try:
            path = write_page(found, output, datetime.now(UTC))
        except NotBundledError as error:
            fail(str(error), as_json=as_json)
    size = path.stat().st_size
    if size > LARGEST:
        typer.echo(f"{path} is {size / 1000:.0f} kB; it is meant to stay below {LARGEST // 1000} kB.", err=True)
    if as_json:
        print_json({"page": str(path), "bytes": size, "series": len(found), "rows": len(rows)})
    else:
        typer.echo(f"{path}: {len(found)} series, {len(rows)} runs, {size / 1000:.0f} kB.")
