"""astraweave compare: the first tick at which two recorded runs differ, and what differs there."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from engine.cli.console import ANSWER_IS_NO, fingerprint_of, open_recorded, print_json, sample_of, verb, working

if TYPE_CHECKING:
    from engine.play.past.past import Said
    from engine.play.recording.comparing import ColumnDifference, Comparison

NAME = "compare"
MOST_COLUMNS, MOST_ROWS = 12, 4


def command(
    one: Annotated[Path, typer.Argument(help="A recording.")],
    other: Annotated[Path, typer.Argument(help="Another one of the same scene or slice.")],
    project: Annotated[
        Path | None, typer.Argument(help="Folder of their project; a sample is found by itself.")
    ] = None,
    trust: Annotated[bool, typer.Option("--trust", help="Run the project's own Python.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Play two recordings side by side and say where they part; exit code 1 when they do."""
    with verb(as_json=as_json):
        from engine.play.recording import load
        from engine.play.recording.comparing import compare_recordings

        recordings = [load(one), load(other)]
        folder = project or sample_of(recordings[0].project)
        compiled, _ = open_recorded(recordings[0], folder, trust=trust)
        with working("Comparing the recordings"):
            found = compare_recordings(recordings[0], recordings[1], compiled)
        if as_json:
            print_json(as_data(found) | {"one": str(one), "other": str(other), "project": str(folder)})
        else:
            typer.echo("\n".join(told(found)))
            if any(each.fingerprint != fingerprint_of(compiled) for each in recordings):
                typer.echo("the scene has been edited since they were recorded: both were played as it is now")
    if found.tick is not None or found.recorded is not None:
        raise typer.Exit(ANSWER_IS_NO)


def as_data(found: "Comparison") -> dict[str, Any]:
    """A comparison as plain data."""
    from engine.play.commands import as_data as plain

    said = [[plain(command) for command in each] for each in found.said]
    return {
        "tick": found.tick,
        "compared": found.compared,
        "recorded": found.recorded,
        "said": said,
        "columns": [asdict(column) for column in found.columns],
    }


def told(found: "Comparison") -> list[str]:
    """A comparison in lines."""
    if found.tick is None:
        lines = [f"the same bits up to tick {found.compared}, the last one that both have"]
        if found.recorded is not None:
            lines.append(
                f"yet their files differ at tick {found.recorded}: the same was said, so another version of the "
                "program or the scene made one of them"
            )
        return lines
    lines = [f"they differ at tick {found.tick} ({found.tick / 60:.2f} s); up to there they are the same bits"]
    if any(found.said):
        lines.append(f"said before it: {_said(found.said[0])}; and {_said(found.said[1])}")
    lines += [_column(column) for column in found.columns[:MOST_COLUMNS]]
    if len(found.columns) > MOST_COLUMNS:
        lines.append(f"and {len(found.columns) - MOST_COLUMNS} more columns")
    return lines


def _said(said: "Said") -> str:
    return ", ".join(str(each) for each in said) or "nothing"


def _column(column: "ColumnDifference") -> str:
    parts = [f"{each.name} ({each.entity}) " * bool(each.entity) + f"{each.one} | {each.other}" for each in column.rows]
    return f"  {column.column}: {_joined(parts, column.count)}"


def _joined(parts: Sequence[str], count: int) -> str:
    shown = list(parts[:MOST_ROWS])
    more = count - len(shown)
    return "; ".join(shown) + (f"; and {more} more" if more > 0 else "")
