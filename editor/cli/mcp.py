"""`astraweave mcp`: lets an outside agent read a project and propose changes to it, over standard input and output."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from engine.llm.agents.desk import Picture

NAME = "mcp"


def command(
    project: Annotated[Path, typer.Argument(help="Folder of the project.", show_default=False)],
    processes: Annotated[int, typer.Option(min=0, max=256, help="Worker processes of playtests; 0 is one a core.")] = 1,
    trust: Annotated[bool, typer.Option("--trust", help="Run the project's own Python.")] = False,
    pictures: Annotated[bool, typer.Option(help="Offer the tool that takes pictures of the scene.")] = True,
) -> None:
    """Serve a project to an outside agent by the Model Context Protocol, until the agent ends.

    The agent can look, propose and playtest; it can't change the project. Its proposals are kept for the editor, and
    every call is written down in the user's state folder.
    """
    import asyncio
    from contextlib import closing

    from engine.cli.console import open_project, verb
    from engine.resources import is_sample

    with verb(as_json=False):
        document, game = open_project(project, trust=trust)

    from engine.llm.agents.desk import Desk
    from engine.llm.agents.serving import serve_stdio
    from engine.llm.agents.source import FolderSource

    source = FolderSource(document, game, trusted=trust or is_sample(project), processes=processes)
    with closing(source):
        asyncio.run(serve_stdio(Desk(source, picture=_picture() if pictures else None), _version()))


def _picture() -> "Picture":
    from editor.viewport.picture.shots import ShotPainter

    return ShotPainter()


def _version() -> str:
    from importlib.metadata import version

    return version("astraweave-editor")
