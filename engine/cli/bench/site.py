"""astraweave bench site: the history as one page that opens from a file, without a network."""

import tempfile
from contextlib import nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from engine.benchmarks.discovery import find_all
from engine.benchmarks.regressions.trends.trend import trends_of
from engine.benchmarks.site.deploying import DeployError, deploy
from engine.benchmarks.site.page import FILE, LARGEST, NotBundledError, write_page
from engine.cli.bench.places import HERE, Folder, read_and_tell
from engine.cli.console import fail, print_json, verb

NAME = "bench site"


def command(
    output: Annotated[
        Path | None, typer.Argument(metavar="[OUT/]", help="The folder that index.html is written into.")
    ] = None,
    *,
    history: Folder = HERE,
    is_deployed: Annotated[bool, typer.Option("--deploy", help="Push the page to a branch of a remote.")] = False,
    remote: Annotated[str, typer.Option(help="With --deploy: a remote of the checkout.")] = "origin",
    branch: Annotated[str, typer.Option(help="With --deploy: the branch that the forge shows.")] = "gh-pages",
    tree: Annotated[Path, typer.Option(exists=True, file_okay=False, help="With --deploy: the checkout.")] = Path(),
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Write the history as a page: lines with bands and changes, filters, pages by topic, and exports.

    One file with everything in it; no request leaves it. `make site` builds its script once. With --deploy it becomes
    one commit on top of the branch, whose other files stay; nothing of the checkout's own files is touched.
    """
    if output is None and not is_deployed:
        fail("name a folder to write the page into, or push it with --deploy.", as_json=as_json)
    with (
        verb(as_json=as_json),
        nullcontext(output) if output else tempfile.TemporaryDirectory(prefix="astraweave-site-") as folder,
    ):
        rows = read_and_tell(history).rows
        if not rows:
            fail(f"{history} holds no row; run `astraweave bench run` first.", as_json=as_json)
        found = trends_of(rows, {each.name: each for each in find_all()})
        made = datetime.now(UTC)
        message = f"Benchmarks of {made:%Y-%m-%d %H:%M} UTC: {len(rows)} runs of {len(found)} series"
        try:
            path = write_page(found, Path(folder), made)
            size = path.stat().st_size
            pushed = deploy(tree, {FILE: path}, remote=remote, branch=branch, message=message) if is_deployed else None
        except (DeployError, NotBundledError) as error:
            fail(f"{str(error).rstrip('.')}.", as_json=as_json)
    if size > LARGEST:
        typer.echo(f"the page is {size / 1000:.0f} kB; it is meant to stay below {LARGEST // 1000} kB.", err=True)
    place = str(output / FILE) if output else None
    told = {"remote": remote, "branch": branch, "commit": pushed.commit, "before": pushed.before} if pushed else None
    if as_json:
        print_json({"page": place, "bytes": size, "series": len(found), "rows": len(rows), "deployed": told})
        return
    typer.echo(f"{place or 'the page'}: {len(found)} series, {len(rows)} runs, {size / 1000:.0f} kB.")
    if pushed:
        typer.echo(f"{branch} of {remote} is at {pushed.commit[:12]} now.")
