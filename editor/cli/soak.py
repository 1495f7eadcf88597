"""astraweave soak: a long run that must not grow, hang or go wrong, and a report of it."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from engine.cli.console import ANSWER_IS_NO, UserError, print_json, verb

NAME = "soak"
TICKS = 100_000
TICKS_A_MINUTE = 3_600
WHAT = ("demo", "terrain")
PRESENTERS = ("window", "egl")
REPORTS = Path("target/soak")


def command(
    what: Annotated[str, typer.Argument(help="demo: the slice in the window; terrain: streaming alone.")] = "demo",
    project: Annotated[Path | None, typer.Option(help="Play this project; by default Veilweaver.")] = None,
    encounter: Annotated[str, typer.Option(help="Play one encounter instead of the slice.")] = "",
    minutes: Annotated[
        float, typer.Option(min=0.0, max=10_000.0, help="How long by the clock; the demo runs 10 unless told.")
    ] = 0.0,
    autopilot: Annotated[str, typer.Option(help="novice, average or expert plays the demo.")] = "expert",
    presenter: Annotated[
        str, typer.Option(help="window: the whole editor; egl: the renderer alone, without Qt, for a graphics card.")
    ] = "window",
    size: Annotated[str, typer.Option(help="Of the window, or of the picture by egl.")] = "",
    ticks: Annotated[
        int, typer.Option(min=100, help="terrain: so many ticks in virtual time, unless --minutes.")
    ] = TICKS,
    seed: Annotated[int, typer.Option(min=0, help="Of the first run, or of the camera's path.")] = 1,
    report: Annotated[Path | None, typer.Option(help="File for the report.")] = None,
    plant_leak: Annotated[float, typer.Option(min=0.0, help="Leak so many MB a minute: the report must fail.")] = 0.0,
    plant_hang: Annotated[float, typer.Option(min=0.0, help="Hang once for so many seconds: likewise.")] = 0.0,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Soak the demo or the streaming: it must not crash, hang, stutter or grow.

    The demo plays by autopilot from seed to seed in a real window (on a virtual screen where there is no display). The
    report lies in target/soak/WHAT.json; exit code 1 when anything in it is not as it should be.
    """
    with verb(as_json=as_json):
        if what not in WHAT:
            raise UserError(f'there is no soak "{what}"; there is {", ".join(WHAT)}.')
        if presenter not in PRESENTERS:
            raise UserError(f'there is no presenter "{presenter}"; there is {", ".join(PRESENTERS)}.')
        from engine.benchmarks.machine import machine_now
        from engine.whole_file import write_whole

        path = report or REPORTS / f"{what}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        if what == "terrain":
            told, lines = _terrain(round(minutes * TICKS_A_MINUTE) if minutes else ticks, not minutes, seed, as_json)
        else:
            words = _words(project, encounter, autopilot, presenter, size, seed)
            faults = {"--plant-leak": plant_leak, "--plant-hang": plant_hang}
            planted = [word for name, value in faults.items() if value for word in (name, str(value))]
            told = _demo(minutes or 10.0, presenter, autopilot, words, planted)
            lines = _lines(told)
            if not planted:
                _remember(told)
        told = {"soak": what, **told, "machine": machine_now()}
        write_whole(path, json.dumps(told, indent=1, allow_nan=False).encode() + b"\n")
        if as_json:
            print_json({"report": str(path), **told})
        else:
            for line in (*lines, f"report: {path}"):
                typer.echo(line)
            for problem in told["problems"]:
                typer.echo(problem, err=True)
        if told["problems"]:
            raise typer.Exit(ANSWER_IS_NO)


def _words(project: Path | None, encounter: str, skill: str, presenter: str, size: str, seed: int) -> list[str]:
    """What the soaked process is told."""
    from engine.resources import samples_folder

    options = {
        "--encounter": encounter,
        "--autopilot": skill,
        "--presenter": presenter,
        "--size": size,
        "--seed": str(seed),
    }
    given = [word for name, value in options.items() if value for word in (name, value)]
    return [str(project or samples_folder() / "veilweaver"), *given]


def _demo(minutes: float, presenter: str, skill: str, words: list[str], planted: list[str]) -> dict[str, Any]:
    import tempfile

    from editor.soak.report import ABOUT, Soak, report_of
    from editor.soak.supervise import SoakOrder, supervise

    with tempfile.TemporaryDirectory(prefix="astraweave-soak-") as scratch:
        order = SoakOrder(Path(scratch), minutes * 60.0, words, planted)
        parts = supervise(order, say=lambda text: typer.echo(text, err=True))
        about: dict[str, Any] = {}
        for part in parts:
            facts = part.folder / ABOUT
            about |= json.loads(facts.read_text()) if facts.exists() else {}
        dumps = {part.folder: _kept(part.folder) for part in parts if part.hung}
        return report_of(Soak(minutes, presenter, skill, parts, about, dumps))


def _kept(folder: Path) -> str:
    """The stacks of a process that hung, moved where they stay; its place."""
    from editor.soak.report import STACKS

    dump = folder / STACKS
    REPORTS.mkdir(parents=True, exist_ok=True)
    target = REPORTS / f"stacks_{folder.name}.txt"
    target.write_bytes(dump.read_bytes() if dump.exists() else b"the process did not answer and was killed\n")
    return str(target)


def _lines(told: dict[str, Any]) -> list[str]:
    lines = [f"{told['frames']:,} frames in {told['minutes']:g} minutes, {told.get('renderer', 'no renderer')}"]
    for name in ("frame_ms", "simulation_ms", "planning_ms", "physics_ms"):
        numbers = told[name]
        text = "n/a" if numbers is None else "  ".join(f"{rank} {value:.2f}" for rank, value in numbers.items())
        lines.append(f"  {name:14} {text}")
    lines.append(f"  {told['hitch_count']} frames longer than 50 ms")
    for memory in told["memory"]:
        grown = (
            "n/a"
            if memory is None
            else f"{memory['median_mb']:.0f} MB, {memory['slope_percent_in_10_min']} % in 10 min"
        )
        lines.append(f"  memory {grown}")
    lines += [f"  seed {run['seed']}: {run['outcome']} after {run['ticks']:,} ticks" for run in told["runs"]]
    return lines


def _remember(told: dict[str, Any]) -> None:
    """Rows in the history of measurements, beside those of the benchmarks."""
    from editor.soak.rows import remember

    remember(told)


def _terrain(ticks: int, is_virtual: bool, seed: int, as_json: bool) -> tuple[dict[str, Any], list[str]]:
    from engine.benchmarks.terrain.soak import soak

    found = soak(ticks, is_virtual=is_virtual, seed=seed, progress=None if as_json else _progress)
    slope = "n/a" if found.slope_percent is None else f"{found.slope_percent:.3f} %"
    line = (
        f"{found.ticks} ticks, {found.generated} chunks made, {found.evictions} dropped; "
        f"growth once the cache was full: {slope}; errors {found.errors}, made twice {found.duplicates}, "
        f"holes {found.holes}"
    )
    return {**found.to_json(), "problems": list(found.problems)}, [line]


def _progress(done: int, total: int) -> None:
    if done % (total // 20 or 1) == 0:
        typer.echo(f"{done} of {total} ticks", err=True)
