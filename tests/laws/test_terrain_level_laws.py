"""Laws of the levels of detail: nothing flaps, every fade ends, nothing leaps, and all of the view is covered."""

import math
from itertools import pairwise
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from engine.terrain.lattice import MOST_LEVEL, WORLD_HALF_M, ChunkKey
from engine.terrain.levels import DrawnChunks, LevelSelector, LevelSettings, trees
from engine.terrain.levels.kernels import fading, wanted
from engine.terrain.levels.watertight import vertices
from engine.world.kernel import plain_twin
from tests.engine.terrain.levels.level_worlds import (
    EVERYTHING,
    HEIGHTS,
    LARGE,
    SMALL,
    TIGHT,
    Growing,
    assert_covered_once,
    ground,
)

Eye = tuple[float, float, float]
FRAME_S = 1 / 60
speeds = st.sampled_from([0.5, 5.0, 15.0, 60.0, 200.0])
places = st.floats(-WORLD_HALF_M, WORLD_HALF_M)


@st.composite
def to_and_fro(draw: st.DrawFn, frames: int = 240) -> list[Eye]:
    """A walk along a line that turns about at random, so that thresholds are crossed both ways, again and again."""
    x, z = draw(places), draw(places)
    turn = draw(st.floats(0, math.tau))
    speed = draw(speeds)
    turns = draw(st.lists(st.integers(1, 60), min_size=1, max_size=12))
    eyes, way, forward = [], 0.0, 1
    for number in range(frames):
        if turns and number % turns[number % len(turns)] == 0:
            forward = -forward
        way += forward * speed * FRAME_S
        eyes.append((x + way * math.cos(turn), 0.0, z + way * math.sin(turn)))
    return eyes


def _gap(key: ChunkKey, eye: Eye, cell: float) -> float:
    side = key.side_cells * cell
    away = [max(place * side - at, at - (place + 1) * side, 0.0) for place, at in ((key.x, eye[0]), (key.z, eye[2]))]
    return math.hypot(*away)


@given(to_and_fro())
@settings(max_examples=30, deadline=None)
def test_a_chunk_changes_at_most_once_for_each_way_through_its_band(eyes: list[Eye]) -> None:
    # given a walk over thresholds, and for each chunk the side of its band on which the eye was last
    selector, seen = LevelSelector(LARGE), dict[ChunkKey, list[bool]]()
    for eye in eyes:
        inner = set(selector.target(eye).inner)
        for key in inner - seen.keys():
            seen[key] = []
        for key, states in seen.items():
            states.append(key in inner)
    # then it changed no more often than the eye went through the band from one side to the other
    for key, states in seen.items():
        near = LARGE.distances_m[key.level - 1]
        sides, crossings = None, 0
        for eye in eyes[-len(states) :]:
            gap = _gap(key, eye, LARGE.cell)
            side = True if gap < near - 0.01 else False if gap > near * (1 + LARGE.hysteresis) + 0.01 else sides
            crossings += sides is not None and side != sides
            sides = side
        changes = sum(a != b for a, b in pairwise(states))
        assert changes <= crossings + 1


@given(to_and_fro(frames=90))
@settings(max_examples=40, deadline=None)
def test_every_fade_ends_once_the_eye_stands(eyes: list[Eye]) -> None:
    selector = LevelSelector(LARGE)
    for eye in eyes:
        drawn = selector.step(eye, EVERYTHING)
    fading_now = {key for key, blend in zip(drawn.keys, drawn.blend, strict=True) if 0 < blend < 1}
    for _ in range(LARGE.fade_frames):
        drawn = selector.step(eyes[-1], EVERYTHING)
    # then what was fading is done after as many frames as a fade has
    assert not [key for key, b in zip(drawn.keys, drawn.blend, strict=True) if key in fading_now and 0 < b < 1]
    # and what had to wait for it is done after as many again
    for _ in range(LARGE.fade_frames):
        drawn = selector.step(eyes[-1], EVERYTHING)
    assert drawn.behind == 0
    assert np.all(drawn.blend == 1)
    assert set(drawn.keys) == set(selector.target(eyes[-1]).leaves)
    # and from then on the very same picture is handed out
    assert selector.step(eyes[-1], EVERYTHING) is drawn


@given(to_and_fro(frames=60))
@settings(max_examples=25, deadline=None)
def test_a_change_begins_in_the_frame_that_asks_for_it(eyes: list[Eye]) -> None:
    # given an eye that stands until all fades are done, before every step of its walk
    selector = LevelSelector(LARGE)
    for eye in eyes[::10]:
        for _ in range(3 * LARGE.fade_frames):
            selector.step(eye, EVERYTHING)
    before = selector.step(eye, EVERYTHING)
    beyond = (eye[0] + 40.0, 0.0, eye[2])
    wanted_then = set(selector.target(beyond).leaves)
    drawn = selector.step(beyond, EVERYTHING)
    # then every chunk that is wanted finer by now is four already, or waits for a coarser neighbour alone
    late = [key for key in drawn.keys if key.level > 0 and key not in wanted_then and not _is_below(key, wanted_then)]
    assert not [key for key in late if key in before.keys and not _touches_coarser(key, before)]


def _is_below(key: ChunkKey, leaves: set[ChunkKey]) -> bool:
    while key.level < MOST_LEVEL:
        key = key.parent
        if key in leaves:
            return True
    return False


def _touches_coarser(key: ChunkKey, drawn: DrawnChunks) -> bool:
    return bool(np.any(drawn.edges[drawn.keys.index(key)] < 0))


@given(st.integers(0, 2**32 - 1), places, places, speeds)
@settings(max_examples=25, deadline=None)
def test_all_of_the_view_is_covered_once_its_roots_are_there(seed: int, x: float, z: float, speed: float) -> None:
    rng = np.random.default_rng(seed)
    selector, cache = LevelSelector(SMALL), Growing(rng)
    for number in range(60):
        eye = (x + number * speed * FRAME_S, 0.0, z)
        keys = selector.target(eye).keys
        cache.load(keys, 0.2)
        drawn = selector.step(eye, cache)
        assert set(drawn.keys) <= cache.held
        assert_covered_once(drawn)
        covered = {(key.x >> (MOST_LEVEL - key.level), key.z >> (MOST_LEVEL - key.level)) for key in drawn.keys}
        in_view = {(k.x, k.z) for k in keys if k.level == MOST_LEVEL and _gap(k, eye, SMALL.cell) < SMALL.view_m}
        assert len(in_view - covered) == drawn.uncovered
        turn, away = rng.uniform(0, math.tau, 50), rng.uniform(0, SMALL.view_m - 0.01, 50)
        at_x, at_z = eye[0] + away * np.cos(turn), eye[2] + away * np.sin(turn)
        inside = (np.abs(at_x) < WORLD_HALF_M) & (np.abs(at_z) < WORLD_HALF_M)
        side = 64 * (1 << MOST_LEVEL) * SMALL.cell
        touched = set(zip((at_x[inside] // side).astype(int), (at_z[inside] // side).astype(int), strict=True))
        assert touched <= in_view


def _rims(drawn: DrawnChunks) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """The ground's height on the rims of chunks up to level 2, at their lattice points and half way between them.

    Places (n,) as one number each, in order, none twice, and heights (n,) [m].
    """
    heights = np.stack([ground(key).heights for key in drawn.keys])
    steps = np.arange(65, dtype=np.int64)
    none, most = np.zeros_like(steps), np.full_like(steps, 64)
    places, found = [], []
    for u, v, is_along_z in ((none, steps, True), (most, steps, True), (steps, none, False), (steps, most, False)):
        i, j, height = vertices(drawn, heights, u, v)
        for row in np.flatnonzero(drawn.level <= 2).tolist():
            along, across = (j[row], int(i[row][0])) if is_along_z else (i[row], int(j[row][0]))
            fine = np.arange(along[0], along[-1] + 1, max(1, 1 << drawn.level[row] >> 1))
            places.append((across << 32) + fine if is_along_z else (fine << 32) + across)
            found.append(np.interp(fine, along, height[row]))
    if not places:
        return np.zeros(0, np.int64), np.zeros(0)
    codes, first = np.unique(np.concatenate(places), return_index=True)
    return codes, np.concatenate(found)[first]


@pytest.mark.parametrize("levels", [SMALL, TIGHT])
@pytest.mark.parametrize("speed", [60.0, 200.0])
def test_no_vertex_on_a_rim_leaps_from_frame_to_frame(speed: float, levels: LevelSettings) -> None:
    # given that no height is farther than this from the mean of its neighbours
    most = 2 * float(np.abs(HEIGHTS).max())
    selector = LevelSelector(levels)
    before, moved = (np.zeros(0, np.int64), np.zeros(0)), 0.0
    for number in range(100):
        way = speed * FRAME_S * (number if number < 50 else 100 - number)
        eye = (way, 0.0, 0.3 * way)
        now = _rims(selector.step(eye, EVERYTHING))
        _, here, there = np.intersect1d(now[0], before[0], assume_unique=True, return_indices=True)
        leap = float(np.abs(now[1][here] - before[1][there]).max(initial=0.0))
        # then from frame to frame each moves by one frame's share of it at most
        assert leap <= most / levels.fade_frames
        moved = max(moved, leap)
        before = now
    assert moved > 0


def test_plain_python_draws_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    # given a walk with a leap while chunks come by chance, first compiled, then as plain Python
    def walk() -> list[tuple]:
        selector, cache, told = LevelSelector(SMALL), Growing(np.random.default_rng(5)), []
        for number in range(70):
            eye = (-900.0 + number * 4.0 + 1200.0 * (number > 45), 0.0, 65000.0 + number * 9.0)
            cache.load(selector.target(eye).keys, 0.4)
            drawn = selector.step(eye, cache)
            told.append((drawn.keys, drawn.blend.tobytes(), drawn.edges.tobytes(), drawn.uncovered, drawn.behind))
        return told

    compiled = walk()
    for module in (fading, wanted):
        names = ("find_roots", "choose", "list_wanted", "advance", "list_drawn")
        twins = {name: plain_twin(vars(module)[name]) for name in names if name in vars(module)}
        monkeypatch.setattr(trees, module.__name__.rpartition(".")[2], SimpleNamespace(**twins))
    assert walk() == compiled


def test_settings_that_can_not_be_are_refused_with_what_is_expected() -> None:
    for wrong in (
        {"distances_m": (256.0, 512.0)},
        {"distances_m": (256.0, 128.0, 1024.0, 2048.0, 4096.0)},
        {"view_m": 0.0},
        {"hysteresis": 2.0},
        {"fade_frames": 0},
        {"cell": 0.3},
        {"jump_m": 0.0},
    ):
        with pytest.raises(ValueError, match="expected"):
            LevelSettings(**wrong)
    with pytest.raises(ValueError, match="number"):
        LevelSelector(SMALL).target((math.nan, 0.0, 0.0))
