"""What looks ahead is ready before the first tick: nothing is compiled, loaded or started while a game plays."""

import threading

import numpy as np

from engine.terrain.edits import EditTile, TerrainEdits
from engine.terrain.pinned import ground as module
from engine.terrain.pinned.ground import PinnedGround
from tests.engine.terrain.pinned.wilds import LAND, lane, run, world

KERNELS = (module.MARK_HERE, module.MARK_AHEAD, module.MARK_PLACES, module.FORGET_ASKED)


def versions() -> list[int]:
    return [len(getattr(kernel, "signatures", ())) for kernel in KERNELS]


def test_no_thread_is_started_and_no_kernel_is_loaded_while_walkers_walk_on():
    made, ground = world(lane(np.array([[10.0, 20.0], [40.0, -30.0]]), np.array([[9.0, 0.0], [0.0, 9.0]]), speed=9.0))
    ground.attach(made)
    before, threads = versions(), set(threading.enumerate())
    run(made, ground, 40)
    assert versions() == before
    assert set(threading.enumerate()) == threads
    ground.close()


def test_tiles_that_were_shaped_are_made_once_before_play():
    heights, weights = np.full((16, 16), 1500, np.int32), np.zeros((16, 16, 4), np.uint8)
    cover = np.full((16, 16), 255, np.uint8)
    shaped = LAND.with_edits(TerrainEdits({(900, -70): EditTile(heights, weights, cover)}))
    asked: list[tuple[int, int]] = []

    def made_tile(landscape, column, row):
        asked.append((column, row))
        return landscape.lattice_heights(column * 64, row * 64, 65)

    ground = PinnedGround(shaped)
    made, _ = world(lane(np.array([[10.0, 20.0]])), ground=PinnedGround(LAND))
    original, module.tile_of = module.tile_of, made_tile
    try:
        ground.attach(made)
        assert (225, -18) in asked
        ground.close()
    finally:
        module.tile_of = original


def test_a_world_that_never_looks_ahead_has_no_worker():
    ground = PinnedGround(LAND, prefetch_s=0.0)
    made, _ = world(lane(np.array([[10.0, 20.0]]), 5.0), ground=ground)
    run(made, ground, 20)
    assert ground._workers is None
