"""astraweave replay: play a recording again and say whether it still gives the same bits."""

from dataclasses import asdict
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Annotated

import typer

from engine.cli.console import ANSWER_IS_NO, open_recorded, print_json, sample_of, verb, working

if TYPE_CHECKING:
    from engine.play.recording import ReplayReport

NAME = "replay"


def command(
    file: Annotated[Path, typer.Argument(help="The recording.")],
    project: Annotated[Path | None, typer.Argument(help="Folder of its project; a sample is found by itself.")] = None,
    trust: Annotated[bool, typer.Option("--trust", help="Run the project's own Python.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Play a recording from its start and compare every checkpoint; exit code 1 when the bits differ."""
    with verb(as_json=as_json):
        from engine.play.recording import load, replay

        recording = load(file)
        folder = project or sample_of(recording.project)
        compiled, _ = open_recorded(recording, folder, trust=trust)
        began = perf_counter()
        with working("Playing the recording"):
            report = replay(recording, compiled)
        seconds = perf_counter() - began
        if as_json:
            print_json({**asdict(report), "seconds": seconds, "file": str(file), "project": str(folder)})
        elif report.is_equal:
            typer.echo(
                f"the same bits: {report.ticks} ticks, {report.checkpoints} checkpoints, {report.outcome}, "
                f"digest {report.digest}"
            )
        else:
            typer.echo(_why(report))
    if not report.is_equal:
        raise typer.Exit(ANSWER_IS_NO)


def _why(report: "ReplayReport") -> str:
    difference = report.first_difference
    scene = "" if report.is_same_scene else "; the scene has been edited since it was recorded"
    if difference is None:
        return f"the run ends otherwise: {report.outcome} at tick {report.ticks}{scene}"
    columns = f", seen in {', '.join(difference.columns)}" if difference.columns else ""
    return f"the bits differ at tick {difference.tick} (last equal: {difference.after_tick}){columns}{scene}"
