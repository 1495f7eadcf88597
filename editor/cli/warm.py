"""`astraweave warm`: compile the kernels that a project's play needs, so that play starts at once."""

from pathlib import Path
from typing import Annotated

import typer

NAME = "warm"


def command(
    project: Annotated[Path, typer.Argument(help="The project's folder.")],
    trust: Annotated[bool, typer.Option(help="Run the project's own code, which its systems are part of.")] = False,
) -> None:
    """Compile the kernels of a project and say how far it is."""
    from editor.core.warm import compile_everything

    compile_everything(project, trusted=trust, tell=lambda done, total: print(f"{done} of {total}", flush=True))
