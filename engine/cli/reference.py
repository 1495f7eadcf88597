"""`astraweave reference`: the reference of the file format, made from the vocabulary."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from engine.cli.console import UserError, print_json, verb

if TYPE_CHECKING:
    from engine.schema.vocabulary import Vocabulary

NAME = "reference"


def command(
    project: Annotated[
        Path | None, typer.Argument(help="Folder of a project whose own components are told too.", show_default=False)
    ] = None,
    output: Annotated[Path | None, typer.Option(help="Write the page to this file instead of printing it.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the JSON schema of the files instead.")] = False,
    trust: Annotated[
        bool, typer.Option("--trust", help="Run the project's own Python, to learn its components.")
    ] = False,
) -> None:
    """Tell what stands in a project's files: every head, key, component and field with unit, range and default."""
    with verb(as_json=as_json):
        from engine.schema.reference import file_schema, page
        from engine.schema.vocabulary import Vocabulary
        from engine.whole_file import write_whole

        vocabulary, title = _with_project(project, trust=trust) if project else (Vocabulary.builtin(), "")
        if as_json:
            print_json(file_schema(vocabulary))
            return
        text = page(vocabulary, title)
        if output is None:
            typer.echo(text, nl=False)
        else:
            write_whole(output, text)


def _with_project(folder: Path, *, trust: bool) -> "tuple[Vocabulary, str]":
    from engine.document import Document
    from engine.resources import is_sample
    from engine.schema.vocabulary import Vocabulary
    from engine.world.project import FOLDER, load_game

    title = Document.open(folder).files["project"].title
    if not (folder / FOLDER).is_dir():
        return Vocabulary.builtin(), title
    if not (trust or is_sample(folder)):
        raise UserError(
            f"{folder} has Python of its own in {FOLDER}/, which would run on this machine. "
            "Look at it first, then add --trust."
        )
    return Vocabulary.builtin().extended(load_game(folder)), title
