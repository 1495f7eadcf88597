"""`astraweave merge`: merges two states of a project, works as git's merge driver, and settles what is left."""

from pathlib import Path
from typing import Annotated, Any

import typer

NAME = "merge"
_TAKE = "Whose value holds: ours, theirs or base; for the conflicts named, or for all."


def command(
    places: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[BASE OURS THEIRS] | [FOLDER] [KEY...]",
            help="Three files or project folders, merged into OURS; with --show, --take, --install or --uninstall the "
            "project's folder, then the keys of conflicts.",
            show_default=False,
        ),
    ] = None,
    path: Annotated[str, typer.Option("--path", help="The file's path in the repository; git gives it.")] = "",
    install: Annotated[
        bool, typer.Option("--install", help="Make git merge this project's files entity-wise.")
    ] = False,
    uninstall: Annotated[bool, typer.Option("--uninstall", help="Take that out of the repository again.")] = False,
    show: Annotated[bool, typer.Option("--show", help="List the conflicts that git left unmerged, in words.")] = False,
    take: Annotated[str, typer.Option("--take", metavar="SIDE", help=_TAKE, show_default=False)] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")] = False,
) -> None:
    """Merge what two sides made of a project, entity by entity and field by field.

    Exit code 0: merged, or nothing is left to settle; 1: there are conflicts, ours holds in them; 2: it can't be done.
    """
    from engine.cli.console import UserError, verb

    asked = [install, uninstall, show or bool(take)]
    given = places or []
    with verb(as_json=as_json):
        if sum(asked) > 1 or (any(asked) and path):
            raise UserError("give only one of --install, --uninstall, --show and --take.")
        if not any(asked):
            _merge_three(given, path, as_json)
        elif show or take:
            _settle(given, take, as_json)
        else:
            _set_up(given, install, as_json)


def _merge_three(given: list[str], path: str, as_json: bool) -> None:
    from engine.cli.console import UserError
    from engine.document.merge.driver import drive

    if len(given) != 3:
        raise UserError("give three files or three project folders: BASE OURS THEIRS.")
    base, ours, theirs = (Path(each) for each in given)
    folders = [each for each in (base, ours, theirs) if each.is_dir()]
    if len(folders) == 3:
        _merge_folders(base, ours, theirs, as_json)
        return
    others = [each for each in (base, ours, theirs) if each not in folders]
    if folders and others:
        raise UserError(f"{others[0]} is no folder, but {folders[0]} is; give three files or three project folders.")
    driven = drive(base, ours, theirs, path or str(ours))
    if as_json:
        _print(driven.conflicts, ok=not driven.code, error=driven.error)
    else:
        for line in driven.told:
            typer.echo(line, err=True)
    if driven.code:
        raise typer.Exit(driven.code)


def _merge_folders(base: Path, ours: Path, theirs: Path, as_json: bool) -> None:
    from engine.document.document import Document
    from engine.document.merge import merge, merge_commands

    documents = [Document.open(each) for each in (base, ours, theirs)]
    for document in documents:
        _refuse_broken(document)
    texts = [{file: document.text(file) for file in document.files} for document in documents]
    merged = merge(*texts)
    change = merge_commands(documents[1], merged.texts(), f"Merge {theirs.name}")
    if change is not None:
        documents[1].apply(change)
        documents[1].save()
    _told(merged.conflicts, as_json)


def _refuse_broken(document: Any) -> None:
    """A file that can't be read would look as if it had been deleted."""
    from engine.document.errors import DocumentError

    for finding in document.load_findings:
        if finding.rule == "broken-file":
            raise DocumentError(f"nothing was merged: {finding.text}", str(document.folder))


def _settle(given: list[str], take: str, as_json: bool) -> None:
    from engine.cli.console import UserError
    from engine.document.merge.settle import pending

    has_folder = bool(given) and Path(given[0]).is_dir()
    folder, keys = (Path(given[0]), given[1:]) if has_folder else (Path(), given)
    if not (folder / "project.toml").is_file():
        raise UserError(f"{folder} is no project: it has no project.toml. Give the folder that holds it.")
    found = pending(folder)
    if take:
        if take not in ("ours", "theirs", "base"):
            raise UserError(f'--take is "{take}"; expected ours, theirs or base.')
        done = found.take(take, keys)
        if not as_json:
            for file in done:
                typer.echo(f"{file}.toml is resolved.")
        found = pending(folder)
    if as_json:
        _print(found.open_conflicts(), ok=not found.files, unmerged=list(found.files), taken=found.taken)
    else:
        _list(found)
    if found.files:
        raise typer.Exit(1)


def _list(found: Any) -> None:
    open_conflicts = found.open_conflicts()
    for conflict in open_conflicts:
        typer.echo(f"{conflict.file}.toml: {conflict.text}\n    {conflict.key}")
    for file in found.files:
        if all(each.file != file for each in open_conflicts):
            why = (
                "was changed by hand; git add it once it is right" if file in found.by_hand else "has nothing to settle"
            )
            typer.echo(f"{file}.toml {why}.")
    if not found.files:
        typer.echo("Nothing is left to merge.")


def _set_up(given: list[str], is_install: bool, as_json: bool) -> None:
    from engine.cli.console import print_json
    from engine.document.merge.install import install, uninstall

    done = (install if is_install else uninstall)(Path(given[0]) if given else Path())
    if as_json:
        print_json({"ok": True, "attributes": str(done.attributes), "driver": done.driver, "changed": done.changed})
    elif is_install:
        typer.echo(
            f"Git merges this project entity by entity now. Commit {done.attributes.name}; the rest is this clone's."
        )
    else:
        typer.echo("Git merges this project line by line again.")


def _told(conflicts: Any, as_json: bool) -> None:
    if as_json:
        _print(conflicts, ok=not conflicts)
    else:
        for conflict in conflicts:
            typer.echo(f"{conflict.file}.toml: {conflict.text}")
    if conflicts:
        raise typer.Exit(1)


def _print(conflicts: Any, **more: Any) -> None:
    from engine.cli.console import print_json

    listed = [
        {
            "key": each.key,
            "file": f"{each.file}.toml",
            "entity": each.entity,
            "kind": each.kind,
            "title": each.title,
            "label": each.label,
            "text": each.text,
            "base": each.base,
            "ours": each.ours,
            "theirs": each.theirs,
        }
        for each in conflicts
    ]
    print_json({**more, "conflicts": listed})
