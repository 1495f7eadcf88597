"""What a picture costs on this machine: `python -m editor.viewport.measure [project]` prints one JSON object."""

import argparse
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from editor.core.actions.builtin import install
from editor.core.editor import Editor
from editor.viewport.camera.camera import Camera, looking_at
from editor.viewport.camera.game_camera import GameCamera
from editor.viewport.camera.navigation import Navigation
from editor.viewport.picture.source import PictureSource
from editor.viewport.render.context import offscreen_context
from editor.viewport.render.options import RenderOptions
from editor.viewport.render.renderer import Renderer
from editor.viewport.view_state import ViewState
from engine.present.draw_list import DrawList
from engine.resources import samples_folder
from engine.telemetry.percentiles import percentiles

SIZES = ((640, 360), (1280, 720))
WARM_UP, TICKS_BEFORE = 8, 60


def measure(project: Path, frames: int) -> dict[str, object]:
    """Milliseconds of draw and read-back, editing and playing the main scene of a project, for two sizes."""
    editor = Editor()
    install(editor)
    editor.play.prepare = lambda _start: False
    editor.open_project(project, trusted=True)
    source = PictureSource(editor, ViewState(frozenset({"areas", "names"})))
    context = offscreen_context()
    renderer = Renderer(context, SIZES[0])
    figures: dict[str, object] = {"renderer": context.renderer, "frames": frames}
    navigation = Navigation(looking_at((8.4, 20.0, 18.0), (0.0, 0.0, 0.0)))
    fighters = [entity.id for entity in editor.view.with_component("team")]
    navigation.frame(source.points_of(tuple(fighters)) or [(0.0, 0.0, 0.0)], reach=1.0)
    edit = RenderOptions(selected=frozenset(fighters[-1:]))
    for size in SIZES:
        name = f"edit {size[0]}x{size[1]}"
        figures[name] = _timed(renderer, size, frames, source.picture, navigation.camera, edit)
    editor.play.autopilot = "expert"
    editor.play.start()
    for _ in range(TICKS_BEFORE):
        editor.play.advance(1.0 / 60.0)
    follower = GameCamera()
    follower.take_over(editor.view)
    target = source.picture().camera_target
    if target is not None:
        follower.follow(target, 0.0)
    camera = follower.camera(source.heights())
    for size in SIZES:
        name = f"play {size[0]}x{size[1]}"
        figures[name] = _timed(renderer, size, frames, source.picture, camera, RenderOptions(editing=False))
    editor.shut_down()
    return figures


def _timed(
    renderer: Renderer,
    size: tuple[int, int],
    frames: int,
    picture: Callable[[], DrawList],
    camera: Camera,
    options: RenderOptions,
) -> dict[str, float]:
    pixels = np.empty((size[1], size[0], 4), dtype=np.uint8)
    renderer.resize(size)
    wall: list[float] = []
    processor: list[float] = []
    for i in range(frames + WARM_UP):
        began, used = time.perf_counter(), time.process_time()
        renderer.draw(picture(), camera, options)
        renderer.read_pixels(pixels)
        if i >= WARM_UP:
            wall.append((time.perf_counter() - began) * 1000.0)
            processor.append((time.process_time() - used) * 1000.0)
    found = percentiles(wall)
    return {
        "min_ms": round(min(wall), 2),
        "p50_ms": round(found["p50"], 2),
        "p95_ms": round(found["p95"], 2),
        "cpu_p50_ms": round(percentiles(processor)["p50"], 2),
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("project", nargs="?", type=Path, default=samples_folder() / "veilweaver")
    parser.add_argument("--frames", type=int, default=120)
    arguments = parser.parse_args()
    sys.stdout.write(json.dumps(measure(arguments.project, arguments.frames), indent=1) + "\n")


if __name__ == "__main__":
    main()
