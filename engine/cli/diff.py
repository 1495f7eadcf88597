"""`astraweave diff`: what changed between two states of a project, in designers' words or as commands."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from engine.schema.file_bytes import named_on_disk

if TYPE_CHECKING:
    from engine.document import Snapshot

NAME = "diff"
_GIT = "Compare states of git instead: OLD and NEW are revisions, NEW is the folder as it is where it is left out."


def command(
    old: Annotated[
        str,
        typer.Argument(metavar="OLD", help="Project folder or file before; with --git a revision.", show_default=False),
    ],
    new: Annotated[str, typer.Argument(metavar="[NEW]", help="Project folder or file after.", show_default=False)] = "",
    git: Annotated[Path | None, typer.Option("--git", metavar="FOLDER", help=_GIT, show_default=False)] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")] = False,
) -> None:
    """Tell what changed from OLD to NEW: by file and entity, value by value.

    Exit code 0: nothing changed; 1: something did; 2: one of them can't be read.
    """
    from engine.cli.console import ANSWER_IS_NO, UserError, print_json, verb
    from engine.document.diff import diff
    from engine.document.telling import told

    with verb(as_json=as_json):
        if git is None and not new:
            raise UserError("give two project folders or files: OLD NEW; or a revision and --git FOLDER.")
        before, after = _states(old, new, git)
        commands = diff(before, after)
    lines = told(commands, before, after)
    worded = [
        file
        for file in sorted({*before.files, *after.files})
        if file not in lines and _text(before, file) != _text(after, file)
    ]
    if as_json:
        print_json(
            {
                "same": not commands and not worded,
                "commands": [json.loads(each.to_json()) for each in commands],
                "layout": worded,
            }
        )
    else:
        _print(lines, worded)
    if commands or worded:
        raise typer.Exit(ANSWER_IS_NO)


def _states(old: str, new: str, git: Path | None) -> tuple["Snapshot", "Snapshot"]:
    from engine.document.document import Document
    from engine.document.merge.driver import named
    from engine.document.merge.git import texts_at

    if git is not None:
        before = Document.from_texts(texts_at(git, old), folder=git).snapshot()
        after = Document.from_texts(texts_at(git, new), folder=git).snapshot() if new else _opened(git)
        return before, after
    one, two = Path(old), Path(new)
    if one.is_dir() and two.is_dir():
        return _opened(one), _opened(two)
    texts = [_text_of(each) for each in (one, two)]
    name = named(two.resolve().as_posix(), texts[1])
    before, after = (Document.from_texts({name: text}, folder=two.parent).snapshot() for text in texts)
    return before, after


def _opened(folder: Path) -> "Snapshot":
    from engine.document.document import Document
    from engine.document.errors import DocumentError

    document = Document.open(folder)
    for finding in document.load_findings:
        if finding.rule == "broken-file":
            raise DocumentError(finding.text, str(folder))
    return document.snapshot()


def _text_of(path: Path) -> str:
    from engine.document.errors import DocumentError

    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DocumentError("the file is no text in UTF-8", str(path)) from error


def _text(state: "Snapshot", file: str) -> str | None:
    return state.text(file) if file in state.files else None


def _print(lines: dict[str, list[str]], worded: list[str]) -> None:
    for file, about in lines.items():
        typer.echo(named_on_disk(file))
        for line in about:
            typer.echo(f"    {line}")
    for file in worded:
        typer.echo(f"{named_on_disk(file)}\n    only comments or layout changed")
    if not lines and not worded:
        typer.echo("Nothing changed.")
