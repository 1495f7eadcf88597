"""`astraweave crowd-pictures`: a crowd goes through the proving yard's gate, a picture every few seconds."""

from pathlib import Path
from typing import Annotated

import typer

from engine.play.commands import Populate

NAME = "crowd-pictures"
HIDDEN = True
COUNT, START, GOAL = 300, (0.5, 6.5), (0.0, -15.0)
SECONDS = (0, 2, 4, 8, 12)
GATE_Z = -2.0
SIZE = (384, 216)
EYE, TARGET = (6.5, 14.5, 14.0), (0.0, 0.0, -3.0)


def command(
    folder: Annotated[Path, typer.Argument(help="Where the pictures go.")] = Path("docs/images"),
    count: Annotated[int, typer.Option(min=1, max=2_000, help="How many people want through the gate.")] = COUNT,
    seed: Annotated[int, typer.Option(help="What chance grows from.")] = 1,
    seconds: Annotated[str, typer.Option(help="When, divided by commas.")] = ",".join(map(str, SECONDS)),
) -> None:
    """Write gate_0.png, gate_2.png, ...: people who all want through a gate of 3 m, seen from above."""
    from editor.viewport.camera.camera import looking_at
    from editor.viewport.render.context import offscreen_context
    from editor.viewport.render.options import RenderOptions
    from editor.viewport.render.renderer import Renderer
    from engine.cli.console import open_scene
    from engine.play.compile.scene import compile_scene
    from engine.play.present import draw_list
    from engine.play.running.session import Session
    from engine.resources import samples_folder

    opened = open_scene(samples_folder() / "veilweaver", scene="proving_yard")
    session = Session(compile_scene(opened.view, game=opened.game), seed)
    renderer = Renderer(offscreen_context(), SIZE)
    folder.mkdir(parents=True, exist_ok=True)
    for second in sorted({int(part) for part in seconds.split(",")}):
        if session.tick == 0:
            session.step([Populate(count, seed, GOAL, START)])
        session.advance(max(0, second * 60 - session.tick))
        renderer.draw(draw_list(session), looking_at(EYE, TARGET), RenderOptions(editing=False, grid=False))
        path = folder / f"gate_{second}.png"
        _write(path, renderer.read_pixels().tobytes())
        through = int((session.world.view["position"][-count:, 2] < GATE_Z).sum())
        typer.echo(f"{path}  {through} of {count} are through")
    for finding in session.findings:
        typer.echo(finding.text, err=True)


def _write(path: Path, pixels: bytes) -> None:
    import numpy as np
    from PySide6.QtGui import QImage

    # Fewer shades pack far better, and nobody misses them at this size.
    coarse = (np.frombuffer(pixels, np.uint8) & 0xF8 | 0x04).tobytes()
    QImage(coarse, *SIZE, QImage.Format.Format_RGBA8888).convertToFormat(QImage.Format.Format_RGB888).save(str(path))
