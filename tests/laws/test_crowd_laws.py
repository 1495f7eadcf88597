"""Laws of the whole crowd, seen from outside: whatever it is made of and whatever is done to it, these hold."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from engine.benchmarks.scenes.crowd_one import CrowdOne
from engine.benchmarks.scenes.crowd_scene import CrowdScene
from engine.physics.crowd.limits import DEEPEST
from engine.physics.obstacles import Obstacles
from engine.present.draw_list import Ground
from engine.present.ground import height_at

seeds = st.integers(0, 100_000)
DEEP_M = float(DEEPEST) + 1e-3
"""How deep a body may end in a thing [m]: the stated bound, and as much as heights may be rounded."""
UNDER_M = 0.002
"""How far a foot may be under the ground [m]: rounding."""
JUMP_M = 1.1
KNOCK_NS = 400.0
STEP_M = 0.35


@dataclass
class Course(CrowdScene):
    """Agents in a field of obstacles of all heights, a few decks among them, spread wider than in CROWD-1."""

    spread: float = 1.5
    things: Obstacles = field(default_factory=Obstacles)

    def __post_init__(self) -> None:
        """Draw everything by the seed."""
        rng = np.random.default_rng(self.seed)
        self.half = float(np.sqrt(self.agents)) * self.spread
        spots = rng.uniform(-self.half, self.half, (10, 2))
        boxes = np.zeros((10, 8), np.float32)
        yaw = rng.uniform(-np.pi, np.pi, 10)
        boxes[:, :2], boxes[:, 2:4] = spots, rng.uniform(0.2, 1.5, (10, 2))
        boxes[:, 4], boxes[:, 5] = np.cos(yaw), np.sin(yaw)
        base = rng.uniform(-1, 2, 10)
        boxes[:, 6], boxes[:, 7] = -20.0, base + rng.uniform(0.1, 4.0, 10)
        boxes[7:, 2:4] = rng.uniform(2, 4, (3, 2))  # decks to walk under and to stand on
        boxes[7:, 6], boxes[7:, 7] = 4.5, 4.8
        circles = np.zeros((8, 4), np.float32)
        circles[:, :2], circles[:, 2] = rng.uniform(-self.half, self.half, (8, 2)), rng.uniform(0.2, 1.0, 8)
        circles[:, 3] = rng.uniform(0.1, 6.0, 8)
        self.things = Obstacles(boxes, circles)
        self.starts = rng.uniform(-self.half, self.half, (self.agents, 2)).astype(np.float32)
        self.speed = rng.uniform(0.5, 6.0, self.agents).astype(np.float32)

    def obstacles(self) -> Obstacles:
        """As drawn."""
        return self.things


def trouble(seed: int, count: int) -> Callable[[Any], None]:
    """Somebody jumps and somebody is knocked about in most ticks, drawn by the seed."""
    rng = np.random.default_rng(seed)

    def each_tick(view: Any) -> None:
        view["wants_jump"][:] |= rng.random(count) < 0.02
        hit = rng.random(count) < 0.01
        view["impulse"][hit] += rng.uniform(-KNOCK_NS, KNOCK_NS, (int(hit.sum()), 3)).astype(np.float32)

    return each_tick


def troubled(seed: int, *, threads: int = 0, count: int = 90, **more: Any) -> CrowdOne:
    """A random crowd on a random course: all sizes, some can jump, knocked about; it has just begun."""
    rng = np.random.default_rng(seed + 1)
    rows = {
        "radius": rng.uniform(0.2, 0.6, count).astype(np.float32),
        "mass": rng.uniform(30, 150, count).astype(np.float32),
        "height": rng.uniform(1.0, 2.2, count).astype(np.float32),
        "jump_height": np.where(rng.random(count) < 0.5, JUMP_M, 0.0).astype(np.float32),
        "acceleration": 20.0,
        **more,
    }
    scene = Course(count, seed, amplitude=float(rng.choice([0.0, 1.0, 3.0])))
    return CrowdOne(
        count, threads, scene=scene, rows=rows, settle=0, each_tick=trouble(seed, count), chunks=3 if threads else None
    )


def over_ground(crowd: CrowdOne) -> np.ndarray:
    """(n,) metres from the terrain up to each foot."""
    ground = crowd.place.ground
    place = crowd.world.view["position"].astype(float)
    return place[:, 1] - height_at(Ground(ground.heights, ground.origin, ground.cell), place[:, 0], place[:, 2])


def in_boxes(crowd: CrowdOne, grown: np.ndarray | float) -> np.ndarray:
    """(n, boxes) depth [m] of circles of radius `grown` in each box, seen from above; negative outside."""
    place, b = crowd.world.view["position"].astype(float), crowd.place.obstacles().boxes.astype(float)
    dx, dz = place[:, None, 0] - b[None, :, 0], place[:, None, 2] - b[None, :, 1]
    right = np.abs(dx * b[:, 4] - dz * b[:, 5]) - b[:, 2]
    ahead = np.abs(dx * b[:, 5] + dz * b[:, 4]) - b[:, 3]
    outside = np.hypot(np.maximum(right, 0), np.maximum(ahead, 0))
    inside = np.where((right < 0) & (ahead < 0), np.maximum(right, ahead), outside)
    return np.asarray(grown, float).reshape(-1, 1) - inside


def in_circles(crowd: CrowdOne, grown: np.ndarray | float) -> np.ndarray:
    """(n, circles) the same for circles."""
    place, c = crowd.world.view["position"].astype(float), crowd.place.obstacles().circles.astype(float)
    gap = np.hypot(place[:, None, 0] - c[None, :, 0], place[:, None, 2] - c[None, :, 1])
    return np.asarray(grown, float).reshape(-1, 1) + c[None, :, 2] - gap


def deepest(crowd: CrowdOne) -> np.ndarray:
    """(n,) how deep everybody is in an obstacle whose height they can neither step on nor pass under [m]."""
    view, things = crowd.world.view, crowd.place.obstacles()
    foot, radius = view["position"][:, 1].astype(float), view["radius"].astype(float)
    head, knee = foot + view["height"], foot + view["step_height"] + 0.02
    blocks = (things.boxes[None, :, 7] > knee[:, None]) & (things.boxes[None, :, 6] < head[:, None] - 0.02)
    depth = np.where(blocks, in_boxes(crowd, radius), -1.0).max(axis=1, initial=-1.0)
    tall = things.circles[None, :, 3] > knee[:, None]
    return np.maximum(depth, np.where(tall, in_circles(crowd, radius), -1.0).max(axis=1, initial=-1.0))


@settings(max_examples=15, deadline=None)
@given(seeds)
@example(106)  # somebody begins between things that leave no room for him
@example(22)  # somebody in the air comes down onto a ledge that leaves no room for his head
def test_nobody_ends_in_a_thing_under_the_ground_or_nowhere(seed):
    # given a crowd of all sizes that jumps and is knocked about; who begins where things leave no room may stay there
    crowd = troubled(seed)
    view = crowd.world.view
    rim = crowd.place.rim
    was_outside = np.zeros(len(view["life"]), bool)
    for _ in range(150):
        crowd.aim()
        crowd.tick()
        for name, column in crowd.world.columns.items():
            if column.table == "row" and column.digest and column.dtype == "f4":
                assert np.isfinite(view[name]).all(), name
        assert over_ground(crowd).min() > -UNDER_M
        reach = np.abs(view["position"][:, ::2]).max(axis=1) + view["radius"]
        assert reach.max() < rim + 0.01
        deep = deepest(crowd)
        assert (deep[was_outside] < DEEP_M).all()
        was_outside |= deep < DEEP_M


def holds(top: np.ndarray, foot: np.ndarray) -> np.ndarray:
    """Whether a foot is on a top or, over its edge, on the way down from it: lower by a step at most."""
    return (foot - top < 0.02) & (top - foot < STEP_M + 0.02)


@settings(max_examples=15, deadline=None)
@given(seeds)
def test_whoever_is_not_in_the_air_stands_on_something(seed):
    crowd = troubled(seed)
    view, things = crowd.world.view, crowd.place.obstacles()
    flown = 0
    for _ in range(120):
        crowd.aim()
        crowd.tick()
        foot, radius = view["position"][:, 1].astype(float), view["radius"].astype(float)
        on_terrain = over_ground(crowd) < 0.02
        on_box = (in_boxes(crowd, radius) > -0.05) & holds(things.boxes[None, :, 7], foot[:, None])
        on_circle = (in_circles(crowd, radius) > -0.05) & holds(things.circles[None, :, 3], foot[:, None])
        stands = on_terrain | on_box.any(axis=1) | on_circle.any(axis=1)
        assert stands[view["air_ticks"] == 0].all()
        flown += int((view["air_ticks"] > 0).sum())
    assert flown > 0


@settings(max_examples=10, deadline=None)
@given(seeds)
def test_nobody_flies_higher_than_a_jump_and_a_knock_can_lift(seed):
    crowd = troubled(seed)
    view = crowd.world.view
    knock = KNOCK_NS * 3 / view["mass"].astype(float)
    for _ in range(90):
        before = view["position"][:, 1].copy()
        crowd.aim()
        crowd.tick()
        # a tick lifts nobody by more than a step, a jump's first tick or a knock's
        rise = view["position"][:, 1] - before
        jump = np.sqrt(2 * 9.81 * JUMP_M) / 60
        assert (rise <= np.maximum(STEP_M, jump) + knock / 60 + 0.02).all()


@settings(max_examples=10, deadline=None)
@given(seeds)
def test_left_alone_everybody_lands_and_comes_to_rest(seed):
    # given two seconds of jumps and knocks, and then nobody who wants anything
    crowd = troubled(seed)
    view = crowd.world.view
    for _ in range(120):
        crowd.aim()
        crowd.tick()
    view["wants_jump"][:], view["impulse"][:], view["desired_velocity"][:] = 0, 0.0, 0.0
    for _ in range(240):
        crowd.tick()

    assert not view["air_ticks"].any()
    assert not view["knocked_ticks"].any()
    # then all stand still, but for those who slide down what is too steep or are still being parted
    speed = np.hypot(view["velocity"][:, 0], view["velocity"][:, 2])
    assert np.percentile(speed, 95) < 0.05


@settings(max_examples=6, deadline=None)
@given(seeds)
def test_serial_and_two_threads_give_the_same_bits(seed):
    serial, threaded = troubled(seed), troubled(seed, threads=2)
    try:
        for _ in range(60):
            for crowd in (serial, threaded):
                crowd.aim()
                crowd.tick()
            assert serial.world.digest() == threaded.world.digest()
    finally:
        serial.close()
        threaded.close()


@settings(max_examples=6, deadline=None)
@given(seeds)
def test_a_snapshot_goes_on_as_the_run_did(seed):
    crowd = troubled(seed)
    for _ in range(30):
        crowd.aim()
        crowd.tick()
    saved, wish = crowd.world.snapshot(), crowd.world.view["desired_velocity"].copy()

    def later() -> str:
        for _ in range(20):
            crowd.world.view["desired_velocity"][:] = wish
            crowd.tick()
        return crowd.world.digest()

    first = later()
    crowd.world.restore(saved)
    assert later() == first


@pytest.mark.parametrize("may_overlap", [False, True])
def test_a_team_overlaps_itself_exactly_where_it_may(may_overlap):
    # given two heaps of people of one team each, of whom the second team may overlap itself
    count = 60
    team = (np.arange(count) % 2).astype(np.int32)
    scene = Course(count, 3, amplitude=0.0, things=Obstacles())
    scene.things = Obstacles()
    scene.starts = np.random.default_rng(1).uniform(-1.5, 1.5, (count, 2)).astype(np.float32)
    crowd = CrowdOne(
        count, scene=scene, rows={"team": team}, lane={"overlap_teams": 2 if may_overlap else 0}, settle=0, iterations=8
    )
    for _ in range(240):
        crowd.tick()
    place = crowd.places().astype(float)
    gap = np.linalg.norm(place[:, None] - place[None], axis=2) + 9 * np.eye(count)
    same_second = (team[:, None] == 1) & (team[None] == 1)

    assert gap[~same_second].min() > 0.8 - 0.03
    assert (gap[same_second].min() < 0.6) == may_overlap


@dataclass
class Gate(Course):
    """A wall across the whole field with a gate 3 m wide; everybody begins south of it."""

    def __post_init__(self) -> None:
        """Two walls and a block of people."""
        super().__post_init__()
        self.half = 20.0
        wall = [[side * 11.5, 0.0, 10.0, 0.4, 1.0, 0.0, -5.0, 5.0] for side in (-1, 1)]
        self.things = Obstacles(np.array(wall, np.float32), np.zeros((0, 4), np.float32))
        rng = np.random.default_rng(self.seed)
        self.starts = (rng.uniform(-1, 1, (self.agents, 2)) * (10, 5) - (0, 8)).astype(np.float32)


@settings(max_examples=4, deadline=None)
@given(seeds)
def test_a_crowd_gets_through_a_gate(seed):
    # given a hundred people who all want through at once
    count = 100
    scene = Gate(count, seed, amplitude=0.0)
    crowd = CrowdOne(count, scene=scene, rows={"acceleration": 20.0}, settle=0)
    through = []
    for _ in range(12):  # five seconds each
        for _ in range(300):
            place = crowd.places()
            south = place[:, 1] < 1.0
            goal = np.where(south[:, None], (0.0, 1.5), np.stack([place[:, 0], np.full(count, 18.0)], axis=1))
            away = goal - place
            crowd.world.view["desired_velocity"][:] = 2.5 * away / np.maximum(np.hypot(*away.T), 0.5)[:, None]
            crowd.tick()
        through.append(int((crowd.places()[:, 1] > 0.8).sum()))
        if through[-1] == count:
            break

    # then in each of these stretches somebody gets through, until all have
    assert through[-1] == count, through
    assert (np.diff([0, *through]) > 0).all(), through


@settings(max_examples=6, deadline=None)
@given(seeds)
def test_crates_are_walked_round_and_pushed_and_hold_the_laws(seed):
    rng = np.random.default_rng(seed)
    count, crates = 60, 8
    is_crate = np.arange(count) >= count - crates
    half = np.where(is_crate[:, None], rng.uniform(0.3, 0.6, (count, 2)), 0.0).astype(np.float32)
    scene = Course(count, seed, amplitude=0.0)
    scene.things = Obstacles()
    spots = np.array([(x, z) for x in (-6, -2, 2, 6) for z in (-3, 3)], np.float32)
    scene.starts[is_crate] = spots
    rows = {
        "rigid": is_crate.astype(np.uint8),
        "immovable": is_crate.astype(np.uint8),
        "half_extent": half,
        "radius": np.where(is_crate, np.hypot(half[:, 0], half[:, 1]), 0.4).astype(np.float32),
        "mass": np.where(is_crate, 40.0, 80.0).astype(np.float32),
        "height": np.where(is_crate, 1.0, 1.8).astype(np.float32),
        "awake": is_crate.astype(np.uint8),
    }
    crowd = CrowdOne(count, scene=scene, rows=rows, settle=0)
    view = crowd.world.view
    for tick in range(150):
        crowd.aim()
        view["desired_velocity"][is_crate] = 0.0
        crowd.tick()
        assert np.isfinite(view["position"]).all()
        assert np.isfinite(view["velocity"]).all()
        if tick < 60:
            continue
        people, boxes = view["position"][~is_crate].astype(float), view["position"][is_crate].astype(float)
        cos, sin = np.cos(view["yaw"][is_crate].astype(float)), np.sin(view["yaw"][is_crate].astype(float))
        dx, dz = people[:, None, 0] - boxes[None, :, 0], people[:, None, 2] - boxes[None, :, 2]
        right = np.abs(dx * cos - dz * sin) - half[is_crate][None, :, 0]
        ahead = np.abs(dx * sin + dz * cos) - half[is_crate][None, :, 1]
        assert np.maximum(right, ahead).min() > -0.3  # no middle of a person is deep in a crate
