"""The streamer on real threads: a view fills, stays whole, and nothing is left behind."""

import sys
import time

from engine.schema.files import TerrainSettings
from engine.terrain.landscape import Landscape
from engine.terrain.streaming.config import StreamingConfig
from engine.terrain.streaming.streamer import TerrainStreamer
from engine.terrain.streaming.viewpoint import ViewPoint

LAND = Landscape(TerrainSettings(kind="endless", seed=3, amplitude=60.0))


def until_whole(streamer: TerrainStreamer, view: ViewPoint, frame: int = 0) -> int:
    """Frames until nothing is missing."""
    deadline = time.monotonic() + 60.0
    while time.monotonic() < deadline:
        frame += 1
        streamer.update(view, frame)
        stats = streamer.stats()
        if not stats.missing and not stats.is_hole:
            return frame
        # Frames come at a pace; a loop without one would keep the processor from the workers.
        time.sleep(0.001)
    raise AssertionError(f"still missing after a minute: {streamer.stats()}")


def test_a_view_fills_from_threads_and_they_are_gone_after_it():
    before = sys.getswitchinterval()
    streamer = TerrainStreamer(LAND, StreamingConfig())
    assert sys.getswitchinterval() < 0.001

    until_whole(streamer, ViewPoint((10.0, 40.0, -3.0)))
    frame = streamer.update(ViewPoint((10.0, 40.0, -3.0)), 100_000)
    streamer.close()

    assert len(frame) > 0
    assert len(set(frame.slot.tolist())) == len(frame)
    assert sys.getswitchinterval() == before
    assert streamer.stats().duplicates == 0
