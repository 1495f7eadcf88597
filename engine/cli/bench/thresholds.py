"""astraweave bench thresholds: all thresholds as one file, generated from the benchmarks."""

from pathlib import Path
from typing import Annotated

import typer

from engine.benchmarks.discovery import find_all
from engine.benchmarks.thresholds_file import thresholds_text
from engine.cli.console import verb
from engine.whole_file import write_whole

NAME = "bench thresholds"


def command(
    *, output: Annotated[Path | None, typer.Option(help="Write the file there instead of printing it.")] = None
) -> None:
    """Print resources/benchmark_thresholds.toml as the benchmarks have it now."""
    text = thresholds_text(find_all())
    if output is None:
        typer.echo(text, nl=False)
        return
    with verb(as_json=False):
        write_whole(output, text)
