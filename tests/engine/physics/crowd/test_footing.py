"""What a body stands on at the end of a tick, at the very limits that are stated for it, in plain Python."""

import inspect
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest

from engine.physics.crowd.footing import place_foot
from engine.physics.crowd.limits import DEEPEST, DROP, FALL, RATE, SLACK, SURE_FOOTED, TERMINAL_SPEED
from engine.physics.obstacles import make_obstacles
from engine.world.kernel import plain_twin
from engine.world.world import World
from tests.engine.physics.crowds import lane, world

F32 = np.float32
FOOT = plain_twin(place_foot)
NAMES = list(inspect.signature(place_foot.py_func if hasattr(place_foot, "py_func") else place_foot).parameters)
STEP, TALL, RADIUS = F32(0.35), F32(1.8), F32(0.4)
Box = tuple[float, float, float, float, float, float]


@dataclass
class Footing:
    """Where a body is now: x, foot, z [m], vertical speed [m/s], ticks in the air, and whether it stands on a thing."""

    x: float
    foot: float
    z: float
    rise: float
    air: int
    level: int


def placed(
    at: tuple[float, float] = (0.0, 0.0),
    *,
    foot: float = 0.0,
    ground: float = 0.0,
    boxes: tuple[Box, ...] = (),
    is_near: bool = True,
    start: tuple[float, float] = (0.0, 0.0),
    rise: float = 0.0,
    **columns: Any,
) -> Footing:
    """The footing at `at` of a body that began the tick at `start` among boxes (x, z, half x, half z, bottom, top)."""
    things = make_obstacles([(x, z, wide, deep, 0.0, low, top) for x, z, wide, deep, low, top in boxes])
    spec = lane([start], **{"step_height": STEP, "height": TALL, "radius": RADIUS, "crowd_level": 1, **columns})
    spec.rows["position"][0, 1] = foot
    spec.rows["velocity"] = [(0.0, rise, 0.0)]
    made = world(spec, obstacles=things)
    return of(made, at, ground, is_near)


def of(made: World, at: tuple[float, float], ground: float, is_near: bool) -> Footing:
    """The footing of row 0."""
    own = {"row": 0, "x": F32(at[0]), "z": F32(at[1]), "ground": F32(ground), "is_near": is_near}
    own |= {"wall_begin": 1, "wall_end": 1}
    view = made.view
    x, y, z, rise = FOOT(*(own[name] if name in own else view[name] for name in NAMES))
    return Footing(x, y, z, rise, int(view["air_ticks"][0]), int(view["crowd_level"][0]))


# --- on the terrain ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("foot", [0.0, 0.25, -0.25, float(STEP)])
def test_who_stands_follows_the_ground_up_and_down_a_step(foot):
    found = placed(foot=foot, is_near=False)
    assert found == Footing(0, 0, 0, pytest.approx(-foot * 60), 0, 0)


def test_what_is_lower_than_a_step_is_a_fall():
    found = placed((1.0, 2.0), foot=float(np.nextafter(STEP, F32(1))), is_near=False)
    assert found == Footing(1, np.nextafter(STEP, F32(1)) - DROP, 2, -FALL, 1, 0)


@pytest.mark.parametrize(("foot", "air"), [(SURE_FOOTED, 0), (np.nextafter(SURE_FOOTED, F32(1)), 1)])
def test_who_has_no_step_follows_the_ground_for_a_little(foot, air):
    assert placed(foot=float(foot), is_near=False, step_height=0.0).air == air


def test_a_fall_goes_on_and_becomes_no_faster_than_air_lets_it():
    found = placed(foot=5.0, rise=-2.0, air_ticks=9)
    assert found == Footing(0, pytest.approx(5 - 2 / 60 - DROP), 0, F32(-2) - FALL, 10, 0)
    assert placed(foot=5.0, rise=float(-TERMINAL_SPEED), air_ticks=9).rise == -TERMINAL_SPEED


def test_a_fall_ends_where_the_ground_is():
    assert placed(foot=0.02, rise=-3.0, air_ticks=9, ground=-0.01) == Footing(0, F32(-0.01), 0, 0, 0, 0)
    assert placed(foot=float(DROP), air_ticks=9).air == 0  # exactly there
    assert placed(foot=float(FALL / RATE + DROP), rise=float(-FALL), air_ticks=9, ground=0.0).air <= 10


def test_ground_that_rises_into_who_takes_off_lifts_it_and_does_not_hold_it():
    found = placed(foot=0.0, rise=3.0, air_ticks=7, ground=0.2)
    assert found == Footing(0, F32(0.2), 0, F32(3) - FALL, 8, 0)
    # who no longer rises has landed
    assert placed(foot=0.0, rise=float(FALL), air_ticks=7, ground=0.2) == Footing(0, F32(0.2), 0, 0, 0, 0)


def test_away_from_things_nobody_stands_on_one():
    assert placed(boxes=((0, 0, 1, 1, -1, 0.2),), is_near=False) == Footing(0, 0, 0, 0, 0, 0)


# --- on things and under them --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("top", "level"), [(0.2, 1), (-0.2, 0), (0.0, 0)])
def test_the_higher_one_of_terrain_and_top_carries(top, level):
    found = placed(boxes=((0, 0, 1, 1, -1, top),), crowd_level=1 - level)
    assert (found.foot, found.level, found.air) == (F32(max(top, 0.0)), level, 0)


def test_in_the_air_nobody_stands_on_a_thing():
    assert placed(foot=3.0, air_ticks=1, rise=-1.0, boxes=((0, 0, 1, 1, -1, 0.2),)).level == 0
    assert placed(foot=0.21, air_ticks=1, rise=-3.0, boxes=((0, 0, 1, 1, -1, 0.2),)) == Footing(0, F32(0.2), 0, 0, 0, 1)


@pytest.mark.parametrize(("foot", "reached", "rise"), [(0.6, 0.7, 0.0), (0.5, 0.55 - float(DROP), 3.0 - float(FALL))])
def test_who_jumps_under_a_deck_ends_at_it(foot, reached, rise):
    found = placed(foot=foot, rise=3.0 if foot == 0.5 else 9.0, air_ticks=3, boxes=((0, 0, 1, 1, 2.5, 3),))
    assert found == Footing(0, pytest.approx(reached, abs=1e-6), 0, pytest.approx(rise, abs=1e-6), 4, 0)


def test_whose_head_touches_a_deck_is_not_pushed_down_by_it():
    # given a head that is a little in the deck, as far as heights may be rounded, and hardly rises
    found = placed(foot=float(F32(0.7) + SLACK * F32(0.9)), rise=0.1, air_ticks=3, boxes=((0, 0, 1, 1, 2.5, 3),))
    assert found.rise == F32(0.1) - FALL
    assert found.foot == pytest.approx(0.7, abs=1e-6)


def test_who_would_be_caught_stays_where_the_tick_began():
    wall = (1.0, 0.0, 0.5, 2.0, -1.0, 3.0)  # its face is at x = 0.5, so a body's middle at 0.1 touches it
    deep = float(F32(0.1) + 2 * DEEPEST)
    assert placed((deep, 0.3), boxes=(wall,)) == Footing(0, 0, 0, 0, 0, 0)
    shallow = float(F32(0.1) + DEEPEST / 2)
    assert placed((shallow, 0.3), boxes=(wall,)) == Footing(F32(shallow), 0, F32(0.3), 0, 0, 0)


def test_who_is_caught_already_moves_only_to_where_it_is_less():
    wall = (1.0, 0.0, 0.5, 2.0, -1.0, 3.0)
    assert placed((0.2, 0.3), boxes=(wall,), start=(0.3, 0.0)).x == F32(0.2)  # on the way out
    assert placed((0.3, 0.3), boxes=(wall,), start=(0.2, 0.0)).x == F32(0.2)  # on the way in: it stays
    assert placed((0.3, 0.3), boxes=(wall,), start=(0.3, 0.0)).z == F32(0.3)  # along it


def test_who_has_no_room_for_the_head_stays_where_the_tick_began():
    # given a step of 0.3 m under a deck: the foot is free on either side of it, the head is not above it
    step, deck = (2.0, 0.0, 1.0, 1.0, -1.0, 0.3), (2.0, 0.0, 3.0, 1.0, 2.0, 2.2)
    on_step = placed((2.0, 0.0), boxes=(step, deck))
    assert on_step == Footing(0, 0, 0, 0, 0, 0)
    # with as much room as it needs, but for what heights are rounded by, it goes up
    enough = (2.0, 0.0, 3.0, 1.0, float(F32(0.3) + TALL - SLACK / 2), 2.5)
    assert placed((2.0, 0.0), boxes=(step, enough)).foot == F32(0.3)


def test_who_stays_stands_on_the_terrain_of_its_old_place():
    # given ground that is higher at the place where it would be caught
    made = world(
        lane([(0, 0)], step_height=STEP, height=TALL, radius=RADIUS),
        obstacles=make_obstacles([(5, 5, 1, 1, 0, -30, 30)]),
    )
    found = of(made, (5.0, 5.0), 0.3, is_near=True)
    assert (found.x, found.z, found.foot) == (0, 0, 0)
