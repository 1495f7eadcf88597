"""`astraweave warm`: compile the kernels that a project's play needs, so that play starts at once."""

from pathlib import Path
from typing import Annotated

import typer

NAME = "warm"


def command(
    project: Annotated[Path | None, typer.Argument(help="The project's folder.")] = None,
    trust: Annotated[bool, typer.Option(help="Run the project's own code, which its systems are part of.")] = False,
    threads: Annotated[
        bool, typer.Option("--threads", help="Compile what worker threads run, which any project can use.")
    ] = False,
) -> None:
    """Compile the kernels of a project and say how far it is."""
    from editor.core.play.starting.warm import compile_everything, compile_threads

    if project is not None:
        compile_everything(project, trusted=trust, tell=lambda done, total: print(f"{done} of {total}", flush=True))
    if threads:
        compile_threads()
