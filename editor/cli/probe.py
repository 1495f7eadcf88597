"""`astraweave probe`: the window that the benchmarks measure; it does what is asked on standard input."""

import sys
from pathlib import Path
from typing import Annotated

import typer

NAME = "probe"
HIDDEN = True


def command(
    small: Annotated[Path, typer.Argument(help="A project that is open first.")],
    large: Annotated[Path, typer.Argument(help="The project to measure with.")],
) -> None:
    """Open a window and measure the steps that are named on standard input."""
    from editor.benchmarks.probe.serve import serve

    serve(small, large, sys.stdin, lambda text: print(text, flush=True))
