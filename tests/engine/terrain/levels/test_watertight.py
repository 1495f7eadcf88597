"""The drawn ground has no crack and no hole: at a thousand places, fading, half loaded, at the world's ends."""

from collections.abc import Iterator

import numpy as np
import pytest

from engine.terrain.lattice import WORLD_HALF_M
from engine.terrain.levels import DrawnChunks, LevelSelector
from engine.terrain.levels.watertight import cracks
from tests.engine.terrain.levels.level_worlds import (
    EVERYTHING,
    LARGE,
    SMALL,
    TIGHT,
    Growing,
    assert_covered_once,
    assert_restricted,
    ground,
)

PLACES = 1000
SOME_PLACES = 250


def _places(rng: np.random.Generator, count: int) -> Iterator[tuple[float, float, float]]:
    """Walks with leaps: the middle of the world, its corners and its rims."""
    place = np.zeros(2)
    for number in range(count):
        # from one place to the next, as fast as 10 m a frame; every 25th is elsewhere
        if number % 25 == 0:
            place = rng.choice([-1.0, 0.0, 1.0], 2) * (WORLD_HALF_M - 300.0) + rng.uniform(-600, 600, 2)
        else:
            place = place + rng.normal(0, 10, 2)
        yield (float(place[0]), 50.0, float(place[1]))


@pytest.mark.parametrize(
    ("quads", "places"), [(64, PLACES), (16, SOME_PLACES), pytest.param(16, PLACES, marks=pytest.mark.slow)]
)
def test_no_crack_at_a_thousand_places_while_it_loads_and_fades(quads, places):
    rng = np.random.default_rng(quads)
    selector = LevelSelector(LARGE)
    cache = Growing(rng)
    fading = chunks = 0
    for number, eye in enumerate(_places(rng, places)):
        if number % 200 == 110:
            cache.held.clear()
        cache.load(selector.target(eye).keys, 0.5)
        drawn = selector.step(eye, cache)
        fading += bool(np.any((drawn.blend > 0) & (drawn.blend < 1)))
        chunks += len(drawn)
        assert cracks(drawn, ground, quads) == 0
        if number % 7 == 0:
            assert_covered_once(drawn)
            assert_restricted(drawn.keys)
    # then many of these frames had fades under way
    assert fading > places / 4
    assert chunks > places * 40


def test_chunks_that_are_lost_by_chance_leave_no_crack():
    rng = np.random.default_rng(3)
    selector = LevelSelector(SMALL)
    held: set = set()
    for eye in _places(rng, 300):
        keys = selector.target(eye).keys
        held = {key for key in held if rng.random() < 0.97} | {key for key in keys if rng.random() < 0.2}
        drawn = selector.step(eye, held)
        assert set(drawn.keys) <= held
        assert cracks(drawn, ground) == 0
        assert_covered_once(drawn)
        assert_restricted(drawn.keys)


def test_distances_that_are_too_close_still_give_neighbours_of_one_level_difference():
    selector = LevelSelector(TIGHT)
    for number in range(150):
        # to and fro, so that chunks split and merge beside each other
        eye = (100.0 * np.sin(number / 12) + number * 0.5, 0.0, 60.0 * np.cos(number / 9))
        assert_restricted(selector.target(eye).leaves)
        drawn = selector.step(eye, EVERYTHING)
        assert_restricted(drawn.keys)
        assert_covered_once(drawn)
        assert cracks(drawn, ground) == 0
    # then all reaches its level once the eye stands
    for _ in range(12 * TIGHT.fade_frames):
        drawn = selector.step(eye, EVERYTHING)
    assert drawn.behind == 0


def _fading(selector: LevelSelector) -> DrawnChunks:
    """A place with three levels side by side, and fades under way."""
    selector.step((0.0, 0.0, 0.0), EVERYTHING)
    for number in range(60):
        drawn = selector.step((number * 3.0, 0.0, number * 1.0), EVERYTHING)
    return drawn


def _with_edges(drawn: DrawnChunks, edges: np.ndarray) -> DrawnChunks:
    return DrawnChunks(drawn.keys, drawn.level, drawn.x, drawn.z, drawn.blend, edges, drawn.uncovered, drawn.behind)


def test_a_dropped_snap_is_found():
    drawn = _fading(LevelSelector(SMALL))
    assert cracks(drawn, ground) == 0
    # when the edges towards coarser neighbours blend instead of lying on them
    assert cracks(_with_edges(drawn, np.where(drawn.edges < 0, 0, drawn.edges).astype(np.float32)), ground) > 0


def test_a_blend_of_its_own_instead_of_the_lesser_is_found():
    drawn = _fading(LevelSelector(SMALL))
    own = np.where(drawn.edges < 0, drawn.edges, drawn.blend[:, None]).astype(np.float32)
    assert np.any(own != drawn.edges)
    assert cracks(_with_edges(drawn, own), ground) > 0


def test_a_missing_chunk_is_found():
    drawn = _fading(LevelSelector(SMALL))
    kept = [number for number in range(len(drawn)) if number != 5]
    arrays = (part[kept] for part in (drawn.level, drawn.x, drawn.z, drawn.blend, drawn.edges))
    keys = tuple(drawn.keys[number] for number in kept)
    assert cracks(DrawnChunks(keys, *arrays, uncovered=0, behind=0), ground) > 0
