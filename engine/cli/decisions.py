"""`astraweave decisions`: whether the agents of a project still decide what was pinned."""

from pathlib import Path
from typing import Annotated, Any

import typer

from engine.ai.goap.decisions.pinned import Pinned, check_project
from engine.ai.goap.domain import DomainError
from engine.cli.console import ANSWER_IS_NO, UserError, open_project, print_json, verb
from engine.world.registry import RegistryError

NAME = "decisions"


def command(
    project: Annotated[Path, typer.Argument(help="Folder of the project.", show_default=False)],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    trust: Annotated[bool, typer.Option("--trust", help="Run the project's own Python.")] = False,
) -> None:
    """Check every pinned decision in decisions/ against the agents of today.

    Exit code 0: all are still made; 1: one is not, or its file has a problem; 2: the project can't be read.
    """
    with verb(as_json=as_json):
        found, broken = checked(project, trust=trust)
        ok = not broken and all(each.check.holds for each in found)
        if as_json:
            print_json({"project": str(project), "ok": ok, "decisions": [*map(_data, found)], "problems": broken})
        else:
            typer.echo("\n".join([*map(_line, found), *broken, _sum(found, broken)]))
        if not ok:
            raise typer.Exit(ANSWER_IS_NO)


def checked(folder: Path, *, trust: bool = False) -> tuple[list[Pinned], list[str]]:
    """Every pinned decision with its check, and what is wrong with files in decisions/. UserError, DocumentError."""
    from engine.document.heads import head_problems
    from engine.play.compile.parts import parts_of

    document, game = open_project(folder, trust=trust)
    try:
        found = list(check_project(document.snapshot(), parts_of(game)))
    except (DomainError, RegistryError) as error:
        raise UserError(f"The words of {folder} contradict each other: {error}") from error
    lost = [each for each in document.load_findings if each.where and each.where.file.startswith("decisions/")]
    wrong = [problem for each in found for problem in head_problems(each.node)]
    return found, [each.text for each in (*lost, *wrong)]


def _data(pinned: Pinned) -> dict[str, Any]:
    pin, check = pinned.pin, pinned.check
    return {
        "file": f"{pinned.node.name}.toml",
        "title": pinned.node.title,
        "scene": pin.scene,
        "encounter": pin.encounter,
        "entity": pin.entity,
        "tick": pin.tick,
        "holds": check.holds,
        "expected": check.expected,
        "found": check.found,
        "text": check.text,
    }


def _line(pinned: Pinned) -> str:
    mark = "holds " if pinned.check.holds else "FAILS "
    return f"{mark} {pinned.node.name}.toml: {pinned.check.text}"


def _sum(found: list[Pinned], broken: list[str]) -> str:
    failed = sum(not each.check.holds for each in found)
    if not found and not broken:
        return "No decision is pinned."
    rest = f"; {len(broken)} problem{'s' if len(broken) > 1 else ''} of files" if broken else ""
    return f"{len(found) - failed} of {len(found)} pinned decisions hold{rest}."
