"""Laws of walls and ground: no speed, crowd or wedge takes anybody through a wall, into one or off the ground."""

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st

from engine.physics.crowd.limits import DEEPEST
from engine.physics.obstacles import Obstacles, make_obstacles
from engine.present.draw_list import Ground
from engine.present.ground import height_at
from engine.terrain.height import make_patch
from engine.world.world import World
from tests.engine.physics.crowd.test_contacts import depths
from tests.engine.physics.crowds import Ground as Hills
from tests.engine.physics.crowds import lane, places, run, world

seeds = st.integers(0, 100_000)
ROUNDING_M = 1e-4
"""What float32 may add to a depth at these coordinates [m]."""
UNDER_M = 0.002
"""How far a foot may be off the terrain it stands on [m]: rounding."""


class Entered:
    """Tells how deep anybody is who was outside all things before: who begins inside one is only let out."""

    def __init__(self, made: World, things: Obstacles) -> None:
        self._made, self._things = made, things
        self._outside = np.zeros(len(made.view["life"]), bool)

    def outside(self) -> np.ndarray:
        """(n,) who is outside all things now."""
        return depths(self._made, self._things).max(axis=1) <= float(DEEPEST) + ROUNDING_M

    def depth(self) -> float:
        self._outside |= self.outside()
        return float(depths(self._made, self._things).max(axis=1)[self._outside].max(initial=-1.0))


@settings(max_examples=20, deadline=None)
@given(seeds)
def test_files_of_bodies_at_twenty_metres_a_second_do_not_press_anybody_through_a_thin_wall(seed):
    # given a wall 10 cm thick at any angle, and files of ten who run at it at 20 m/s, each into the back of the next
    rng = np.random.default_rng(seed)
    yaw = rng.uniform(-np.pi, np.pi)
    wall = make_obstacles([(0, 0, 28, 0.05, yaw, -1, 3)])
    normal = np.array([np.sin(yaw), np.cos(yaw)])
    along = np.array([normal[1], -normal[0]])
    radius = np.repeat(rng.uniform(0.08, 0.9, 6), 10)
    rank, file = np.tile(np.arange(10), 6), np.repeat(np.arange(6), 10)
    ahead = rng.uniform(1.0, 3.0, 60) + 2 * radius * rank
    starts = normal * ahead[:, None] + along * ((file - 2.5) * 2 + rng.uniform(-0.1, 0.1, 60))[:, None]
    lean = rng.uniform(-0.5, 0.5, 60)[:, None]
    push = (-normal * np.cos(lean) + along * np.sin(lean)) * 20
    velocity = np.stack([push[:, 0], np.zeros(60), push[:, 1]], axis=1)
    mass = rng.choice([10.0, 80.0, 2000.0], 60)
    made = world(
        lane(starts, desired_velocity=push, velocity=velocity, radius=radius, mass=mass, acceleration=1000.0),
        obstacles=wall,
    )
    entered = Entered(made, wall)
    for _ in range(60):
        run(made)
        assert (places(made) @ normal > 0).all()
        assert entered.depth() <= float(DEEPEST) + ROUNDING_M


@settings(max_examples=25, deadline=None)
@given(seeds)
@example(34)
@example(416)
@example(523)
def test_a_crowd_that_is_pressed_into_a_wedge_stays_inside_it(seed):
    # given two walls, thin or thick, that meet at 10 to 170 degrees, and forty who all run into the corner
    rng = np.random.default_rng(seed)
    half, turn = rng.uniform(np.radians(5), np.radians(85)), rng.uniform(-np.pi, np.pi)
    thin, speed = rng.choice([0.05, 0.5]), rng.choice([2.0, 5.0, 20.0])
    arm = lambda yaw: (6 * np.sin(yaw), 6 * np.cos(yaw), thin, 6.0, yaw, -1, 3)  # noqa: E731
    wedge = make_obstacles([arm(turn + half), arm(turn - half)])
    angle, away = turn + rng.uniform(-half, half, 40) * 0.6, rng.uniform(3, 10, 40)
    starts = np.stack([away * np.sin(angle), away * np.cos(angle)], axis=1)
    made = world(
        lane(starts, radius=rng.uniform(0.15, 0.6, 40), acceleration=1000.0, lane_solver_iterations=rng.choice([4, 8])),
        obstacles=wedge,
    )

    def is_outside() -> np.ndarray:
        x, z = places(made).T
        return np.abs(np.arctan2(x * np.cos(turn) - z * np.sin(turn), x * np.sin(turn) + z * np.cos(turn))) > half

    run(made)
    # Who leaves by the mouth, 12 m from the corner, may walk round to the other side; and who began where the walls
    # leave no room for him, as in 416 and 523, was inside both and may be let out on either side.
    entered = Entered(made, wedge)
    inside = ~is_outside() & entered.outside()
    for _ in range(90):
        at = places(made)
        far = np.hypot(*at.T)
        made.view["desired_velocity"][:] = -speed * at / np.maximum(far, 0.01)[:, None]
        inside &= far < 10.5
        run(made)
        assert not (is_outside() & inside).any()
        assert entered.depth() <= float(DEEPEST) + ROUNDING_M


def thicket(rng: np.random.Generator) -> Obstacles:
    """Boxes at any angle and circles that lie across each other: corners, wedges, gaps that are too narrow."""
    spots = rng.uniform(-6, 6, (24, 2))
    boxes = [(*spot, *rng.uniform(0.05, 1.5, 2), rng.uniform(0, np.pi), -1, 3) for spot in spots[:16]]
    return make_obstacles(boxes, [(*spot, rng.uniform(0.2, 1.2), 3) for spot in spots[16:]])


@settings(max_examples=25, deadline=None)
@given(seeds)
def test_nobody_enters_a_thicket_of_things_by_more_than_the_stated_bound(seed):
    rng = np.random.default_rng(seed)
    things = thicket(rng)
    made = world(
        lane(
            rng.uniform(-8, 8, (120, 2)),
            radius=rng.uniform(0.15, 0.6, 120),
            mass=rng.uniform(20, 300, 120),
            desired_velocity=rng.uniform(-1, 1, (120, 2)) * rng.choice([2, 6, 20]),
            acceleration=1000.0,
        ),
        obstacles=things,
    )
    entered = Entered(made, things)
    for tick in range(90):
        if tick % 15 == 14:
            made.view["desired_velocity"][:] = made.view["desired_velocity"][rng.permutation(120)]
        run(made)
        assert entered.depth() <= float(DEEPEST) + ROUNDING_M


@settings(max_examples=10, deadline=None)
@given(seeds)
def test_nobody_who_stands_leaves_the_terrain_at_any_speed(seed):
    # given hills, and people who run up and down them and into each other, and neither jump nor are knocked
    rng = np.random.default_rng(seed)
    ground = Hills(seed=seed % 50, amplitude=float(rng.uniform(0, 3)))
    speed = float(rng.choice([2.0, 6.0, 12.0]))
    spec = lane(rng.uniform(-25, 25, (80, 2)), desired_velocity=rng.uniform(-speed, speed, (80, 2)), acceleration=50.0)
    patch = make_patch(ground)
    heights = Ground(patch.heights, patch.origin, patch.cell)
    made = world(spec, ground=ground)
    at = made.view["position"]
    at[:, 1] = height_at(heights, at[:, 0].astype(float), at[:, 2].astype(float))
    for _ in range(60):
        run(made)
        x, y, z = at.astype(float).T
        assert np.abs(y - height_at(heights, x, z)).max() < UNDER_M
        assert not made.view["air_ticks"].any()
