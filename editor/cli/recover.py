"""`astraweave recover`: lost work of sessions that ended without saving, listed, written back, or forgotten."""

import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from engine.cli.console import ANSWER_IS_NO, UserError, fail, print_json, verb

if TYPE_CHECKING:
    from editor.core.editor import Editor
    from editor.core.recovery.lost_work import Lost, Recovered

NAME = "recover"


def command(
    project: Annotated[
        Path | None, typer.Argument(help="The project's folder; without one, the lost work of all projects is listed.")
    ] = None,
    to: Annotated[
        Path | None, typer.Option("--to", metavar="FOLDER", help="Write the recovered project there instead.")
    ] = None,
    show: Annotated[bool, typer.Option("--list", help="Only list, with every change.")] = False,
    discard: Annotated[bool, typer.Option("--discard", help="Forget the project's lost work for good.")] = False,
    trust: Annotated[
        bool, typer.Option("--trust", help="Run the project's own code, which its parts may need.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")] = False,
) -> None:
    """Bring back what was not saved when the editor ended, and write it to the project; old versions stay as .bak.

    Exit code 0: done, or nothing was lost; 1: not all of it came back; 2: it can't be done.
    """
    from editor.core.editor import Editor

    if project is None and (to is not None or discard):
        fail("name the project whose lost work is meant.", as_json=as_json)
    if project is not None and not (project / "project.toml").is_file():
        fail(f"{project} is no project: it has no project.toml.", as_json=as_json)
    editor = Editor()
    try:
        lost = editor.recovery.pending(project)
        if project is None or show:
            _list(lost, show=show, as_json=as_json)
        elif discard:
            _discard(editor, lost, as_json=as_json)
        elif not lost:
            _say(f"Nothing of {project} was lost.", {"ok": True, "recovered": 0}, as_json=as_json)
        else:
            _recover(editor, project, lost, to, trust=trust, as_json=as_json)
    finally:
        editor.shut_down()


def _list(lost: "list[Lost]", *, show: bool, as_json: bool) -> None:
    if as_json:
        print_json({"ok": True, "lost": [_as_json(each) for each in lost]})
        return
    for each in lost:
        print(f"{each.sentence}, last {_when(each.last)}: {each.project}")
        for told in each.entries if show else ():
            print(f"    {_when(told.time)}  {told.who:<10} {told.sentence}")
        if each.damage:
            print(f"    The journal ends there: {each.damage}.")
    if not lost:
        print("Nothing was lost.")


def _discard(editor: "Editor", lost: "list[Lost]", *, as_json: bool) -> None:
    from editor.core.recovery.lost_work import RecoveryError

    for each in lost:
        try:
            editor.recovery.discard(each)
        except RecoveryError as error:
            fail(str(error), as_json=as_json)
    told = "; ".join(each.sentence for each in lost) or "nothing was lost"
    _say(f"Forgotten: {told}.", {"ok": True, "discarded": len(lost)}, as_json=as_json)


def _recover(
    editor: "Editor", project: Path, lost: "list[Lost]", to: Path | None, *, trust: bool, as_json: bool
) -> None:
    from editor.core.project.copying import CopyRefusedError
    from editor.core.project.opening import needs_trust
    from editor.core.recovery.lost_work import RecoveryError

    with verb(as_json=as_json):
        try:
            trusted = trust or not needs_trust(project, editor.settings.files.trusted_folders)
            editor.open_project(project, trusted=trusted)
            back = [_bring_back(editor, each) for each in lost]
            written = [editor.save_copy(to)] if to is not None else editor.save()
        except (RecoveryError, CopyRefusedError) as error:
            raise UserError(str(error)) from error
    left = [told.sentence for each in back for told in each.left]
    count = sum(each.count for each in back)
    report: dict[str, Any] = {
        "ok": not left,
        "recovered": count,
        "written": [str(path) for path in written],
        "left": left,
        "reason": " ".join(each.reason for each in back if each.reason),
        "kept": [str(each.kept) for each in back if each.kept is not None],
    }
    place = to if to is not None else project
    _say(f"{count} change{'' if count == 1 else 's'} recovered and written to {place}.", report, as_json=as_json)
    if left and not as_json:
        print(f"Not recovered, since {report['reason']}:")
        print(*(f"    {sentence}" for sentence in left), sep="\n")
    for path in report["kept"] if not as_json else ():
        print(f"Not all of the journal can be read; it is kept in {path}.")
    if left:
        raise typer.Exit(ANSWER_IS_NO)


def _bring_back(editor: "Editor", lost: "Lost") -> "Recovered":
    recovered = editor.recovery.recover(lost)
    if recovered.is_merging:
        merge = editor.outside.merge
        conflicts = [conflict.text for conflict in merge.conflicts] if merge is not None else []
        raise UserError(
            f"The files were changed since, and only you can say what holds: {' '.join(conflicts)} "
            "Open the project in the editor and choose; nothing was written."
        )
    return recovered


def _say(text: str, report: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        print_json(report)
    else:
        print(text)


def _as_json(lost: "Lost") -> dict[str, Any]:
    changes = [{"sentence": told.sentence, "who": told.who, "time": told.time} for told in lost.entries]
    return {
        "project": str(lost.project),
        "title": lost.title,
        "changes": changes,
        "last": lost.last,
        "damage": lost.damage,
        "journal": str(lost.path),
    }


def _when(seconds: float) -> str:
    return time.strftime("%Y-%m-%d %H:%M", time.localtime(seconds))
