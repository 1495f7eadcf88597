"""astraweave capture: what a captured run cost, by stage; two captures compared; a capture for other tools."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from engine.cli.console import UserError, print_json, verb

if TYPE_CHECKING:
    from engine.physics.capture import Capture, Comparison

NAME = "capture"


class What(StrEnum):
    """What is done with captures."""

    SHOW = "show"
    COMPARE = "compare"
    EXPORT = "export"


FILES = {What.SHOW: "FILE", What.COMPARE: "A B", What.EXPORT: "FILE TARGET"}


def command(
    what: Annotated[What, typer.Argument(help="show FILE; compare A B; export FILE TARGET (.csv, else a trace).")],
    files: Annotated[list[Path], typer.Argument(help="Captures; the target of an export comes last.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Read captures of physics, as `astraweave play --headless --capture FILE` and the Physics panel write them.

    export writes CSV, a line a tick, for a target that ends in .csv; else a Chrome trace, which Perfetto opens.
    """
    with verb(as_json=as_json):
        if len(files) != len(FILES[what].split()):
            raise UserError(f"{what.value} takes {FILES[what]}, got {len(files)}: {' '.join(map(str, files))}")
        from engine.physics.capture import CaptureError, compare, load

        try:
            if what is What.SHOW:
                _show(load(files[0]), as_json)
            elif what is What.COMPARE:
                first, second = load(files[0]), load(files[1])
                _tell(first, second, compare(first, second), files, as_json)
            else:
                if files[1].exists() and files[1].samefile(files[0]):
                    raise UserError(f"{files[1]} is the capture itself; export to another file, or it is lost.")
                _export(load(files[0]), files[1], as_json)
        except CaptureError as error:
            raise UserError(str(error)) from error


def _about(capture: "Capture") -> str:
    origin = capture.origin
    ticks = f"ticks {capture.first_tick:,} to {capture.last_tick:,}"
    return f"{origin.project}, {origin.scene}, seed {origin.seed}, {ticks}, {origin.threads_text}, {origin.machine}"


def _show(capture: "Capture", as_json: bool) -> None:
    from dataclasses import asdict

    from engine.physics.capture import summarize, time_text

    rows = summarize(capture.profiles)
    if as_json:
        print_json({"origin": asdict(capture.origin), "ticks": len(capture), "stages": [asdict(row) for row in rows]})
        return
    typer.echo(_about(capture))
    typer.echo(f"{'':14}{'min':>10}{'p50':>10}{'p95':>10}{'p99':>10}{'max':>10}{'share':>8}")
    for row in rows:
        times = (row.least, row.p50, row.p95, row.p99, row.most)
        cells = "".join(f"{'n/a' if time is None else time_text(time):>10}" for time in times)
        typer.echo(f"{row.title:14}{cells}{'n/a' if row.share is None else f'{row.share * 100:.0f} %':>8}")


def _tell(a: "Capture", b: "Capture", found: "Comparison", files: list[Path], as_json: bool) -> None:
    from engine.physics.capture import TITLES, sentence

    if as_json:
        print_json(_data(found))
        return
    for name, capture, file in zip("AB", (a, b), files, strict=True):
        typer.echo(f"{name}  {file.name}: {_about(capture)}")
    for stage in found.stages:
        if stage.count_a or stage.count_b:
            typer.echo(sentence(stage))
    if found.first_differing is not None:
        tick, stage = found.first_differing
        typer.echo(f"The bits differ: tick {tick:,}, {TITLES[stage].lower()}. The same run has to give the same bits.")
    elif found.equal_ticks:
        typer.echo(f"The same bits in all {found.equal_ticks:,} ticks that both hold.")


def _data(found: "Comparison") -> dict[str, Any]:
    from dataclasses import asdict

    return {
        "stages": [{**asdict(stage), "verdict": stage.verdict} for stage in found.stages],
        "equal_ticks": found.equal_ticks,
        "first_differing": found.first_differing,
    }


def _export(capture: "Capture", target: Path, as_json: bool) -> None:
    from engine.physics.capture import write_csv, write_trace

    written = write_csv(capture, target) if target.suffix == ".csv" else write_trace(capture, target)
    if as_json:
        print_json({"ok": True, "file": str(written), "ticks": len(capture)})
    else:
        typer.echo(f"{written}: {len(capture):,} ticks")
