"""The `astraweave` program: every file of `engine/cli` and `editor/cli` is one verb, found by a walk."""

import importlib
import sys
from pathlib import Path

import typer

from engine.cli.grouped import group_of
from engine.walk import module_names

VERB_FOLDERS = ("engine.cli", "editor.cli")


def application(only: str = "") -> typer.Typer:
    """The command line with all its verbs; a verb's file exports `NAME` and `command`, and may be `HIDDEN`.

    A name of two words is a verb of a verb; those lie in one folder, whose docstring tells of them together.

    Args:
        only: A verb; where its file is called like it, no other is imported, so that it starts fast.
    """
    app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
    app.callback(help="Author game encounters, play them, and see what they cost.")(_group)
    names = [
        name
        for folder in VERB_FOLDERS
        for name in module_names(folder)
        if name != folder and not name.rsplit(".", 1)[-1].startswith("_")
    ]
    wanted = [name for name in names if only in name.split(".")[2:]] or names
    groups: dict[str, typer.Typer] = {}
    for verb in map(importlib.import_module, wanted):
        if not hasattr(verb, "NAME"):
            continue
        first, _, second = verb.NAME.partition(" ")
        if second and first not in groups:
            groups[first] = group_of(app, first, importlib.import_module(verb.__package__ or "").__doc__ or "")
        (groups[first] if second else app).command(second or first, hidden=getattr(verb, "HIDDEN", False))(verb.command)
    return app


def _group() -> None:
    """Keep verbs as sub-commands even when there is only one."""


def with_verb(arguments: list[str]) -> list[str]:
    """The arguments with the verb that is meant: a project's folder in the place of a verb is opened."""
    if not arguments or (Path(arguments[0]) / "project.toml").is_file():
        return ["edit", *arguments]
    return arguments


def main() -> None:
    """Run one verb; without arguments, or with a project's folder as the first, open the editor."""
    arguments = with_verb(sys.argv[1:])
    try:
        application(arguments[0])(arguments, prog_name="astraweave")
    except KeyboardInterrupt:
        raise SystemExit(130) from None
