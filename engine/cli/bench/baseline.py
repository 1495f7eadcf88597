"""astraweave bench baseline: a page of what everything costs on one machine, from the history."""

from pathlib import Path
from typing import Annotated

import typer

from engine.benchmarks.baseline_page import baseline_page
from engine.benchmarks.discovery import find_all
from engine.benchmarks.history.unmeasured import unmeasured
from engine.benchmarks.machine import machine_facts
from engine.benchmarks.regressions.series import MAIN
from engine.cli.bench.places import HERE, Branch, Folder, judged_series
from engine.cli.console import fail, verb
from engine.whole_file import write_whole

NAME = "bench baseline"


def command(
    *,
    history: Folder = HERE,
    branch: Branch = MAIN,
    hardware: Annotated[str, typer.Option(help="A hardware_id of the history; by default this machine's.")] = "",
    output: Annotated[Path | None, typer.Option(help="Write the page there instead of printing it.")] = None,
) -> None:
    """Write docs/baseline_metrics.md from the newest row of each case that was measured on one kind of machine."""
    wanted = hardware or str(machine_facts()["hardware_id"])
    with verb(as_json=False):
        series = judged_series(history, branch)
        try:
            text = baseline_page(series, {each.name: each for each in find_all()}, wanted, unmeasured(history, wanted))
        except ValueError as error:
            fail(f"{history}: {error}; run `astraweave bench run` there first.", as_json=False)
        if output is None:
            typer.echo(text, nl=False)
        else:
            write_whole(output, text)
