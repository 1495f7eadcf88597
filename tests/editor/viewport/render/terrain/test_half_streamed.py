"""While ground still comes in, what is there covers all that is seen."""

from dataclasses import replace

import numpy as np

from editor.viewport.camera.camera import Camera
from editor.viewport.flight.path import FlightPath
from editor.viewport.render.renderer import Renderer
from engine.present.draw_list import DrawList
from engine.terrain.streaming.config import StreamingConfig
from engine.terrain.streaming.streamer import TerrainStreamer
from engine.terrain.streaming.viewpoint import ViewPoint
from engine.terrain.streaming.virtual import VirtualWorkers
from tests.editor.viewport.render.terrain.patchwork import HILLS
from tests.editor.viewport.render.terrain.test_terrain_pass import BARE, SIZE, uncovered

CONFIG = StreamingConfig().scaled(0.5)


def test_no_hole_shows_on_a_flight_and_after_jumps(renderer: Renderer) -> None:
    streamer = TerrainStreamer(HILLS, CONFIG, workers=VirtualWorkers())
    renderer.resize(SIZE)
    path = FlightPath(HILLS.height_at, speed=200.0, distance=2000.0, height=70.0)
    blends = 0
    for number in range(200):
        jump = 10_000.0 * (number // 67)
        station = path.at(number / 60.0)
        x, y, z = station.eye
        eye = (x + jump, HILLS.height_at(x + jump, z) + 60.0, z) if jump else (x, y, z)
        frame = streamer.update(ViewPoint(eye, (0.8, -0.5, 0.33), station.velocity), number)
        blends += int((frame.blend < 1.0).any())
        camera = Camera(eye, yaw=0.4 + number * 0.05, pitch=-0.55, fov=45.0)
        renderer.draw(DrawList(terrain=frame, view_m=CONFIG.view_distance_m), camera, replace(BARE, terrain_quads=32))
        if number % 67 > 3:
            seen = uncovered(renderer.read_pixels())
            assert not seen.any(), (number, int(seen.sum()), np.argwhere(seen)[:3])
    assert blends > 20
    streamer.close()
