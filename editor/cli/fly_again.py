"""`astraweave fly-again`: flies the path of a recorded run for the Streaming panel, and prints what it measured."""

from pathlib import Path
from typing import Annotated

import typer

from engine.telemetry.capture_error import CaptureError

NAME = "fly-again"
HIDDEN = True


def command(run: Annotated[Path, typer.Argument(help="A run, as the Streaming panel exports it.")]) -> None:
    """Fly the path with the settings that the file holds: the frames flown as they go, then the figures, as JSON."""
    from panels.streaming_diagnostics.flight import serve

    try:
        serve(run, lambda text: print(text, flush=True))
    except CaptureError as error:
        typer.echo(f"{run}: {error}", err=True)
        raise typer.Exit(1) from error
