"""`astraweave fly`: a flight over an endless scene, streamed and drawn, in a window or without, and its frame times."""

from pathlib import Path
from typing import Annotated, Any

import typer

from engine.cli.console import ANSWER_IS_NO, UserError, open_scene, print_json, verb
from engine.terrain.lattice import WORLD_HALF_M

NAME = "fly"
PRESENTERS = ("egl", "window")
MOST_PIXELS = 16_384.0
"""Along a side of a picture, as far as any graphics card goes."""
OWN_GROUND = {"kind": "endless", "seed": 7, "amplitude": 60.0}


def command(
    project: Annotated[Path | None, typer.Argument(help="Folder of the project; none: a ground of its own.")] = None,
    scene: Annotated[str, typer.Argument(help="An endless scene of it.")] = "",
    speed: Annotated[float, typer.Option(min=1.0, max=2000.0, help="m/s.")] = 200.0,
    distance: Annotated[float, typer.Option(min=10.0, max=100_000.0, help="How far [m].")] = 20_000.0,
    height: Annotated[float, typer.Option(min=1.0, max=4000.0, help="Above the ground [m].")] = 60.0,
    start: Annotated[str, typer.Option(help="x,z of the start [m].")] = "0,0",
    seconds: Annotated[float, typer.Option(min=0.0, help="Stop after so much of the flight; 0: fly it all.")] = 0.0,
    frames: Annotated[int, typer.Option(min=0, help="Stop after so many frames; 0: fly it all.")] = 0,
    size: Annotated[str, typer.Option(help="Width and height in pixels.")] = "1920x1080",
    npcs: Annotated[int, typer.Option(min=0, max=1_000_000, help="People who stand around.")] = 0,
    stress: Annotated[
        bool, typer.Option("--stress", help="No flight: about 2 M triangles as 49, 256 and 1,024 fixed chunks.")
    ] = False,
    chunks: Annotated[str, typer.Option(help="With --stress: counts of chunks, divided by commas.")] = "49,256,1024",
    crowds: Annotated[str, typer.Option(help="With --stress: counts of people.")] = "0,2500,100000",
    screenshots: Annotated[Path | None, typer.Option(help="Folder for pictures on the way.")] = None,
    pictures: Annotated[int, typer.Option(min=1, max=1000, help="How many pictures.")] = 8,
    presenter: Annotated[
        str, typer.Option(help="egl: drawn without a window; window: the real one, flown by mouse and key.")
    ] = "egl",
    paced: Annotated[bool, typer.Option("--paced/--unpaced", help="60 frames a second, or as fast as it goes.")] = True,
    debug: Annotated[bool, typer.Option("--levels", help="Colours of the levels of detail.")] = False,
    trust: Annotated[bool, typer.Option("--trust", help="Run the project's own Python.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Fly over endless ground and tell frame times (p50, p90, p99, max), hitches over 2 ms and holes.

    Needs no Qt, unless --presenter window flies in the editor's own window, of a size of --size.

    On a machine with a graphics card and no screen:
    EGL_PLATFORM=device python3 -m editor fly projects/veilweaver wild_march --speed 200 --distance 20000 --json
    EGL_PLATFORM=device python3 -m editor fly --stress --frames 600 --json
    In the window: astraweave fly projects/veilweaver wild_march --presenter window --screenshots pictures
    """
    with verb(as_json=as_json):
        if presenter not in PRESENTERS:
            raise UserError(f'there is no presenter "{presenter}"; there is {", ".join(PRESENTERS)}.')
        width, tall = _pair(size, "x", "--size", "1920x1080", 1.0, MOST_PIXELS)
        x, z = _pair(start, ",", "--start", "0,0", -WORLD_HALF_M, WORLD_HALF_M)
        plan: dict[str, Any] = {
            "speed": speed, "distance": distance, "height": height, "size": (int(width), int(tall)), "start": (x, z),
            "frames": frames or round(seconds * 60.0), "screenshots": screenshots, "pictures": pictures,
        }  # fmt: skip
        if presenter == "window":
            told = _in_window(project, scene, trust, plan)
        else:
            plan |= {"npcs": npcs, "paced": paced, "debug": debug}
            told = _run(
                project, scene, stress=stress, chunks=chunks, crowds=crowds, trust=trust, as_json=as_json, plan=plan
            )
        if as_json:
            print_json({"ok": True, **told})
        else:
            _tell(told)
        if told.get("holes"):
            raise typer.Exit(ANSWER_IS_NO)


def _in_window(project: Path | None, scene: str, trust: bool, plan: dict[str, Any]) -> dict[str, Any]:
    if project is None:
        raise UserError("--presenter window flies over a scene of a project; name its folder and the scene.")
    _check_endless(scene, open_scene(project, scene=scene, trust=trust).view.header.terrain.kind)
    from editor.cli.fly_window import WindowFlight, fly_in_window

    return fly_in_window(WindowFlight(project, scene, **plan))


def _check_endless(scene: str, kind: str) -> None:
    if kind != "endless":
        raise UserError(f'the ground of scene "{scene}" is a patch; to fly, its terrain.kind must be "endless".')


def _run(
    project: Path | None,
    scene: str,
    *,
    stress: bool,
    chunks: str,
    crowds: str,
    trust: bool,
    as_json: bool,
    plan: dict[str, Any],
) -> dict[str, Any]:
    from editor.viewport.flight.flight import FlightPlan, fly, measure_patchwork
    from editor.viewport.flight.patchwork import SIDES, patchwork
    from editor.viewport.render.context import offscreen_context
    from engine.present.draw_list import Environment
    from engine.present.scene_pictures import environment_of
    from engine.schema.files import TerrainSettings
    from engine.terrain.edited import terrain_edits_of
    from engine.terrain.landscape import Landscape
    from engine.terrain.streaming.config import FILE_NAME, StreamingConfig
    from engine.terrain.streaming.config_file import load_config

    config, air = StreamingConfig(), Environment()
    settings, edits = TerrainSettings.model_validate(OWN_GROUND), None
    if project is not None:
        opened = open_scene(project, scene=scene, trust=trust)
        settings, air = opened.view.header.terrain, environment_of(opened.view.header.environment)
        edits = terrain_edits_of(opened.view)
        _check_endless(scene, settings.kind)
        config, findings = load_config(project / FILE_NAME)
        for finding in findings:
            typer.echo(finding.text, err=True)
    landscape = Landscape(settings, edits) if edits is not None else Landscape(settings)
    context = offscreen_context()
    if not stress:
        return fly(landscape, config, air, FlightPlan(**plan), context, None if as_json else _progress)
    cases: list[dict[str, Any]] = []
    for count in _numbers(chunks, "--chunks"):
        if count not in SIDES:
            raise UserError(f"--chunks {count}: expected some of {', '.join(map(str, SIDES))}.")
        frame = patchwork(landscape, count, SIDES[count])
        for people in _numbers(crowds, "--crowds"):
            case: dict[str, Any] = {**plan, "npcs": people, "frames": plan["frames"] or 600}
            cases.append(measure_patchwork(landscape, frame, air, FlightPlan(**case), context))
    return {"renderer": context.renderer, "cases": cases}


def _tell(told: dict[str, Any]) -> None:
    from editor.viewport.flight.frame_times import PARTS

    for case in told.get("cases", [told]):
        if "npcs" in case:
            typer.echo(f"{case['chunks']} chunks, {case['npcs']} people")
        where = case.get("renderer", "the window")
        typer.echo(f"{where}, {case['size'][0]} x {case['size'][1]}, {case['frames']} frames")
        if "metres" in case:
            typer.echo(f"  {case['metres']:,.0f} m in {case['seconds']:.1f} s")
        for name, each in case["milliseconds"].items():
            numbers = "  ".join(f"{key} {value:8.3f}" for key, value in each.items())
            typer.echo(f"  {name:10} {numbers}  ms")
        for name in ("chunks_drawn", "triangles", "instances") if "triangles" in case else ():
            typer.echo(f"  {name:12} median {case[name]['median']:>10,}  most {case[name]['max']:>10,}")
        holes = f", {case['holes']} frames with a hole" if "holes" in case else ""
        over = "over the median" if "renderer" in case else "of streaming"
        typer.echo(f"  {case['hitches']} hitches of more than 2 ms {over}{holes}")
        for hitch in case["worst"][:8]:
            found = {"total": hitch["total"], **hitch.get("parts", {name: hitch.get(name) for name in PARTS})}
            parts = "  ".join(f"{name} {ms:.2f}" for name, ms in found.items())
            typer.echo(f"    frame {hitch['frame']:>6}  {parts} ms, {hitch['uploads']} uploads")


def _progress(done: int, total: int) -> None:
    if done % 300 == 0 or done == total:
        typer.echo(f"{done} of {total} frames", err=True)


def _pair(text: str, mark: str, option: str, example: str, low: float, high: float) -> tuple[float, float]:
    parts = text.split(mark)
    try:
        first, second = map(float, parts)
    except ValueError:
        raise UserError(f"{option} {text}: expected two numbers like {example}.") from None
    if not (low <= first <= high and low <= second <= high):
        raise UserError(f"{option} {text}: expected two numbers from {low:g} to {high:g}, like {example}.")
    return first, second


def _numbers(text: str, option: str) -> list[int]:
    try:
        return [int(part) for part in text.split(",") if part]
    except ValueError:
        raise UserError(f"{option} {text}: expected whole numbers divided by commas.") from None
