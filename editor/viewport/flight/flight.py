"""Flies over endless ground through the real streamer and draws each frame offscreen, measuring both."""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from editor.viewport.camera.camera import Camera
from editor.viewport.flight.crowd import place_crowd
from editor.viewport.flight.frame_times import FrameTimes
from editor.viewport.flight.path import FlightPath, Station
from editor.viewport.ground.scenery import Scenery, scenery_workers
from editor.viewport.render.context import Context
from editor.viewport.render.options import RenderOptions
from editor.viewport.render.png import write_png
from editor.viewport.render.renderer import Renderer
from engine.present.draw_list import DrawList, Environment
from engine.present.terrain import TerrainFrame
from engine.terrain.landscape import Landscape
from engine.terrain.streaming.config import StreamingConfig
from engine.terrain.streaming.streamer import TerrainStreamer
from engine.terrain.streaming.viewpoint import ViewPoint

FRAME_S = 1.0 / 60.0
WARM_FRAMES = 90
"""Frames before the flight starts, in which the ground around the start comes in; they are not counted."""
SWITCH_S = 0.0005
LENS_DEG = 60.0
CROWD_HALF_M = 1500.0


@dataclass(frozen=True)
class FlightPlan:
    """How to fly: speed [m/s], distance [m], height above the ground [m], size of the picture, bodies, pictures."""

    speed: float = 200.0
    distance: float = 20_000.0
    height: float = 60.0
    size: tuple[int, int] = (1920, 1080)
    start: tuple[float, float] = (0.0, 0.0)
    npcs: int = 0
    frames: int = 0
    screenshots: Path | None = None
    pictures: int = 8
    paced: bool = True
    debug: bool = False


def fly(
    landscape: Landscape,
    config: StreamingConfig,
    air: Environment,
    plan: FlightPlan,
    context: Context,
    progress: Callable[[int, int], None] | None = None,
) -> dict[str, Any]:
    """Fly the plan; what was measured, as plain JSON values. Times are wall clock."""
    if context.is_software:
        config = config.scaled(config.software_scale)
    path = FlightPath(
        landscape.height_at, speed=plan.speed, distance=plan.distance, height=plan.height, start=plan.start
    )
    frames = plan.frames or round(path.seconds / FRAME_S)
    renderer = Renderer(context, plan.size)
    place_crowd(renderer, plan.npcs, plan.start, CROWD_HALF_M, landscape.heights_at)
    options = RenderOptions(editing=False, grid=False, terrain_debug=plan.debug)
    workers = scenery_workers()
    scenery = Scenery(landscape, config.software_scale if context.is_software else 1.0, workers)
    times = FrameTimes()
    switch, streamer = sys.getswitchinterval(), TerrainStreamer(landscape, config)
    sys.setswitchinterval(SWITCH_S)
    shots = set(np.linspace(0, frames - 1, plan.pictures).astype(int).tolist()) if plan.screenshots else set()
    if plan.screenshots:
        plan.screenshots.mkdir(parents=True, exist_ok=True)
    drawn: list[tuple[int, int, int]] = []
    try:
        for frame in range(-WARM_FRAMES, frames):
            begun = time.perf_counter()
            station = path.at(max(frame, 0) * FRAME_S)
            if frame <= 0:
                station = Station(station.eye, station.forward, (0.0, 0.0, 0.0))
            if frame == 0:
                gc.collect()
                gc.freeze()
            took = _draw_one(renderer, streamer, scenery, station, config, air, options, frame + WARM_FRAMES)
            if frame >= 0:
                terrain = renderer.terrain
                times.add(*took, terrain.uploads, terrain.uploaded_bytes)
                drawn.append((terrain.drawn, renderer.cost.triangles, renderer.cost.instances))
                if frame in shots and plan.screenshots is not None:
                    write_png(plan.screenshots / f"flight_{frame:05d}.png", renderer.read_pixels())
                if progress is not None:
                    progress(frame + 1, frames)
            if plan.paced:
                time.sleep(max(0.0, FRAME_S - (time.perf_counter() - begun)))
        stats = streamer.stats()
        told = _report(plan, frames, context, times, drawn)
        told["holes"] = stats.holes
        told["streaming"] = stats.to_json()
        return told
    finally:
        streamer.close()
        workers.shutdown(cancel_futures=True)
        gc.unfreeze()
        sys.setswitchinterval(switch)


def measure_patchwork(
    landscape: Landscape, frame: TerrainFrame, air: Environment, plan: FlightPlan, context: Context
) -> dict[str, Any]:
    """Draw a fixed frame, with people on it, from a camera that turns; what was measured, as for a flight."""
    renderer = Renderer(context, plan.size)
    side = float((frame.x.max() - frame.x.min() + 1) * (len(frame.everything()[0][1].weights) - 1))
    place_crowd(renderer, plan.npcs, (0.0, 0.0), side / 2.0, landscape.heights_at)
    options = RenderOptions(editing=False, grid=False, terrain_quads=len(frame.everything()[0][1].weights) - 1)
    times, drawn = FrameTimes(), list[tuple[int, int, int]]()
    frames = plan.frames or 600
    height = landscape.height_at(0.0, -side / 2.0) + plan.height
    for number in range(-min(30, frames), frames):
        if number == 0:
            gc.collect()
            gc.freeze()
        begun = time.perf_counter()
        # From the rim over the whole square, so that nearly all of it is in view; it sways, so that nothing is kept.
        camera = Camera(
            eye=(0.0, height, -side / 2.0), yaw=0.1 * float(np.sin(number * 0.05)), pitch=-0.12, fov=LENS_DEG
        )
        renderer.draw(DrawList(terrain=frame, environment=air, view_m=4.0 * side), camera, options)
        submitted = time.perf_counter()
        renderer.finish()
        if number >= 0:
            times.add(0.0, 0.0, submitted - begun, time.perf_counter() - submitted)
            drawn.append((renderer.terrain.drawn, renderer.cost.triangles, renderer.cost.instances))
    gc.unfreeze()
    if plan.screenshots is not None:
        plan.screenshots.mkdir(parents=True, exist_ok=True)
        write_png(plan.screenshots / f"patchwork_{len(frame)}_{plan.npcs}.png", renderer.read_pixels())
    return {"chunks": len(frame), "npcs": plan.npcs, **_report(plan, frames, context, times, drawn)}


def _draw_one(
    renderer: Renderer,
    streamer: TerrainStreamer,
    scenery: Scenery,
    station: Station,
    config: StreamingConfig,
    air: Environment,
    options: RenderOptions,
    number: int,
) -> tuple[float, float, float, float]:
    start = time.perf_counter()
    frame = streamer.update(ViewPoint(station.eye, station.forward, station.velocity), number)
    streamed = time.perf_counter()
    scenery.around(station.eye[0], station.eye[2])
    strewn = time.perf_counter()
    x, y, z = station.forward
    camera = Camera(station.eye, float(np.arctan2(x, z)), float(np.arcsin(y)), LENS_DEG)
    view_m = config.view_distance_m
    picture = DrawList(terrain=frame, environment=air, view_m=view_m, scenery=scenery, time=number * FRAME_S)
    renderer.draw(picture, camera, options)
    submitted = time.perf_counter()
    renderer.finish()
    return streamed - start, strewn - streamed, submitted - strewn, time.perf_counter() - submitted


def _report(
    plan: FlightPlan, frames: int, context: Context, times: FrameTimes, drawn: list[tuple[int, int, int]]
) -> dict[str, Any]:
    count, worst = times.hitches()
    table = np.array(drawn).reshape(-1, 3)
    return {
        "renderer": context.renderer,
        "size": list(plan.size),
        "frames": frames,
        "milliseconds": times.summary(),
        "hitches": count,
        "worst": worst,
        "chunks_drawn": {"median": int(np.median(table[:, 0])), "max": int(table[:, 0].max())},
        "triangles": {"median": int(np.median(table[:, 1])), "max": int(table[:, 1].max())},
        "instances": {"median": int(np.median(table[:, 2])), "max": int(table[:, 2].max())},
    }
