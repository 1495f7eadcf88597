"""The renderer alone: plays and draws offscreen, 60 frames a second, without Qt; for machines with a graphics card."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from editor.core.profiling.frames import memory_mb
from editor.soak.hang_watch import HangWatch
from editor.soak.log import SoakLog
from editor.soak.planted import Planted
from editor.soak.report import STACKS
from editor.viewport.camera.game_camera import GameCamera
from editor.viewport.render.context import Context
from editor.viewport.render.options import RenderOptions
from editor.viewport.render.png import write_png
from editor.viewport.render.renderer import Renderer
from engine.play.present import draw_list
from engine.play.running.session import Session
from engine.present.ground import height_under
from engine.telemetry.frame_profile import FrameSample

FRAME_S = 1.0 / 60.0
MEMORY_EVERY_S = 1.0


@dataclass(frozen=True)
class OffscreenPlan:
    """For how long [s], how large a picture, and a file for the last one."""

    seconds: float
    size: tuple[int, int] = (1920, 1080)
    picture: Path | None = None


def soak_offscreen(
    begin: Callable[[int], Session], seed: int, plan: OffscreenPlan, context: Context, folder: Path, planted: Planted
) -> None:
    """Play `begin(seed)`, then the next seed, and draw each tick; a frame is from present to present, waiting included.

    The picture is finished by the card before the frame counts; it is not read back.
    """
    renderer = Renderer(context, plan.size)
    log, hangs = SoakLog(folder), HangWatch(folder / STACKS)
    session = begin(seed)
    # The first tick loads what was compiled: that is part of a start, not of a frame.
    session.step()
    camera = _camera_of(session)
    compiled = session.compiled
    start = last = time.perf_counter()
    looked, megabytes = start, memory_mb()
    due = start
    try:
        while last - start < plan.seconds:
            session.step()
            if not session.is_running:
                log.run_ended(session, session.outcome)
                session.close()
                seed += 1
                session = begin(seed)
            if session.compiled is not compiled:
                compiled, camera = session.compiled, _camera_of(session)
            picture = draw_list(session, 1.0)
            camera.watch(picture, FRAME_S, leads=True)
            ground = picture.ground
            seen = camera.camera(lambda x, z, ground=ground: height_under(ground, x, z))
            renderer.draw(picture, seen, RenderOptions(editing=False))
            renderer.finish()
            # Frames keep to the beat of a display; one that is late is followed at once.
            due += FRAME_S
            rest = due - time.perf_counter()
            if rest > 0.0:
                time.sleep(rest)
            else:
                due = time.perf_counter()
            now = time.perf_counter()
            if now - looked > MEMORY_EVERY_S:
                looked, megabytes = now, memory_mb()
            profile = session.profile
            log.frame(
                FrameSample(
                    now - start, (now - last) * 1000.0, profile.physics_ns / 1e6, profile.planning_ns / 1e6,
                    profile.total_ns / 1e6, megabytes,
                ),
                session,
            )  # fmt: skip
            hangs.beat()
            planted.frame(now - start)
            last = now
        if plan.picture is not None:
            write_png(plan.picture, renderer.read_pixels())
        log.run_ended(session, session.outcome)
    finally:
        hangs.close()
        session.close()
        log.close()


def _camera_of(session: Session) -> GameCamera:
    camera = GameCamera()
    camera.take_over(session.compiled.scene)
    return camera
