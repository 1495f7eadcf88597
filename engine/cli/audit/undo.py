"""astraweave audit undo: gives files the bytes back that they had before a fix."""

from pathlib import Path
from typing import Annotated

import typer

from engine.audit.fixes.applying.fixer import Fixer
from engine.audit.fixes.applying.records import FixError
from engine.cli.console import fail, print_json, verb

NAME = "audit undo"


def command(
    path: Annotated[Path, typer.Argument(metavar="PATH", exists=True, file_okay=False, help="The audited folder.")],
    number: Annotated[int, typer.Argument(min=0, metavar="[FIX]", help="Which fix; by default the last.")] = 0,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Undo a fix, byte for byte; what was fixed together is undone together.

    It is refused where a file was changed since: nothing that somebody wrote is thrown away.
    """
    with verb(as_json=as_json):
        try:
            record = Fixer(path).undo(number)
        except FixError as error:
            fail(str(error), as_json=as_json)
    files = [each.file for each in record.files_left]
    count = sum(each.file in files for each in record.fixes)
    if as_json:
        print_json({"fix": record.number, "files": files, "places": count})
    else:
        places = "1 place" if count == 1 else f"{count} places"
        typer.echo(f"fix {record.number} is undone: {places} in {', '.join(files)} as before")
