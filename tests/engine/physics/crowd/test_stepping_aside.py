"""Whom a body steps aside for and by how much, at the very limits that are stated for it."""

from typing import Any

import numpy as np
import pytest

from engine.benchmarks.scenes.crowd_one import crowd_parts
from engine.physics.crowd.avoidance import HORIZON, LARGEST, REACH, ROOM, SHARE, SLOWEST, SOONEST, step_aside
from engine.world.ids import DEAD, DOWN, UP, VICTORY
from engine.world.kernel import plain_twin
from engine.world.schedule import Schedule
from engine.world.world import LaneSpec, World
from tests.engine.physics.crowds import lane, square_crowd, statics

F32 = np.float32
ASIDE = plain_twin(step_aside)
STEERING = Schedule(each for each in crowd_parts().systems if each.name == "step_aside_for_others")


def aside(*numbers: float) -> tuple[float, float]:
    """The change of velocity for (dx, dz, speed x, speed z, reach), of who walks along +z."""
    dx, dz, speed_x, speed_z, reach = map(F32, numbers)
    return ASIDE(dx, dz, speed_x, speed_z, F32(0), F32(1), reach)


# --- one other -----------------------------------------------------------------------------------------------------


def test_who_meets_head_on_is_passed_on_the_right_half_a_way_each():
    # given 1.5 s until the middles meet and 1 s until the bodies touch
    assert aside(0, 3, 0, -2, 1) == pytest.approx((SHARE, 0.0))
    # then twice as near it takes twice the speed, and no less time than the shortest
    assert aside(0, 2, 0, -2, 1) == pytest.approx((SHARE / 0.5, 0.0))
    assert aside(0, 1.2, 0, -2, 1) == pytest.approx((SHARE / SOONEST, 0.0))


def test_who_passes_on_the_right_is_left_there_and_on_the_left_pushes_to_the_right():
    right, left = aside(0.5, 3, 0, -2, 1), aside(-0.5, 3, 0, -2, 1)
    assert right[0] < 0 < left[0]
    until = 1.5 - np.sqrt((1 - 0.25) / 4)
    assert right == pytest.approx((-SHARE * 0.5 / until, 0.0))
    assert left == pytest.approx((SHARE * 0.5 / until, 0.0))


def test_who_walks_the_other_way_has_its_own_right():
    x, z = ASIDE(F32(-3), F32(0), F32(2), F32(0), F32(-1), F32(0), F32(1))
    assert (x, z) == pytest.approx((0.0, SHARE))


def test_who_crosses_slows_down():
    # given somebody from the left who will be 0.3 m ahead of the middle when it is nearest
    x, z = aside(-2, 0.3, 2, 0, 1)
    until = 1 - np.sqrt((1 - 0.09) / 4)
    push = SHARE * (1 - 0.3) / until / np.hypot(0.25, 0.3)
    assert (x, z) == pytest.approx((0.25 * push, -0.3 * push), rel=1e-4)


@pytest.mark.parametrize(
    ("numbers", "is_avoided"),
    [
        ((0, 0.1, 0, -SLOWEST, 1), False),
        ((0, 0.1, 0, -np.nextafter(SLOWEST, F32(1)), 1), True),
        ((0, 1000, 0, -np.sqrt(LARGEST), 1), True),
        ((0, 1000, 0, -1001, 1), False),
        ((0, 3, 0, np.nan, 1), False),
        ((0, 1, 1, 0, 2), False),  # nearest just now
        ((0, 1, 1, -0.01, 2), True),
        ((0, 1, 0, 1, 2), False),  # goes away
        ((0, 2 * HORIZON, 0, -2, 1), False),
        ((0, 1.99 * HORIZON, 0, -2, 1), True),
        ((1, 2, 0, -2, 1), False),  # just touches in passing
        ((1.01, 2, 0, -2, 1), False),
        ((0.99, 2, 0, -2, 1), True),
        ((0.25, 2, 0, -2, 1), False),  # passes where there is neither left nor right
    ],
)
def test_only_who_would_touch_soon_is_stepped_aside_for(numbers, is_avoided):
    found = aside(*numbers)
    assert np.isfinite(found).all()
    assert any(found) is is_avoided


# --- one body of two -----------------------------------------------------------------------------------------------


def wished(
    place: tuple[float, float] = (0.0, 2.0), speed: tuple[float, float] = (0.0, -1.0), wish: float = 1.0, **more: Any
) -> tuple[float, float]:
    """What the first of two wishes after steering, who wished for (0, wish) and meets the other at `place`."""
    position = np.zeros((2, 3), np.float32)
    position[1, ::2] = place
    position[:, 1] = more.pop("foot", 0.0)
    columns = {"velocity": [(0, 0, 0), (speed[0], 0, speed[1])], "desired_velocity": [(0, wish), (0, 0)]}
    own = {"lane_avoidance": 1, "radius": 0.4, "height": 1.75}
    spec = lane([(0, 0), place], **{**own, **columns, **more})
    spec.rows["position"] = position
    return steered(spec)[0]


def steered(*specs: LaneSpec) -> np.ndarray:
    """Everybody's wish after steering; scratch holds garbage before."""
    rows = sum(each.count for each in specs)
    made = World(crowd_parts().columns, rows=rows, lanes=len(specs), statics=statics())
    made.add_lanes(specs)
    for name in ("avoid_order", "avoid_cells", "avoid_table"):
        made.view[name][:] = np.iinfo(np.int32).max
    made.view["avoid_frame"][:] = np.nan
    STEERING.run(made, style="plain")
    return made.view["desired_velocity"]


KEPT = [0.0, 1.0]


def test_the_wish_is_turned_by_a_part_of_itself_and_never_grows():
    # 0.8 of the wish to the right, and the whole as long as before
    assert wished((0.0, 1.2)) == pytest.approx([0.8 / np.hypot(1, 0.8), 1 / np.hypot(1, 0.8)], abs=1e-6)
    # from farther off as much as it takes
    until = 1.2 - float(0.8 + ROOM) / 2
    push = float(SHARE) * float(0.8 + ROOM) / until
    assert push < 0.8 * 1.5
    turned = np.array([push, 1.5]) * (1.5 / np.hypot(push, 1.5))
    assert wished((0.0, 2.4), (0.0, -0.5), 1.5) == pytest.approx(turned, abs=1e-6)


def test_who_would_have_to_wait_is_slower_than_wished():
    slower = wished((-1.5, 1.0), (1.5, 0.4))
    assert np.hypot(*slower) < 0.95
    assert slower[1] < 0.95


@pytest.mark.parametrize(
    ("case", "is_turned"),
    [
        ({}, True),
        ({"place": (0.0, float(REACH))}, True),
        ({"place": (0.0, 2.52)}, False),
        ({"place": (1.0, 0.0), "speed": (-1.0, 1.0)}, False),  # beside, not ahead
        ({"place": (1.0, 0.01), "speed": (-1.0, 1.0)}, True),
        ({"foot": [0.0, 1.75]}, False),  # on the first one's head
        ({"foot": [0.0, 1.74]}, True),
        ({"foot": [1.75, 0.0]}, False),
        ({"foot": [1.74, 0.0]}, True),
        ({"height": [1.75, 1.0], "foot": [1.0, 0.0]}, False),
        ({"height": [1.0, 1.75], "foot": [0.0, 1.0]}, False),
        ({"team": [1, 1], "lane_overlap_teams": 2}, False),
        ({"team": [0, 0], "lane_overlap_teams": 2}, True),
        ({"team": [1, 0], "lane_overlap_teams": 2}, True),
        ({"team": [0, 1], "lane_overlap_teams": 2}, True),
        ({"team": [1, 1], "lane_overlap_teams": 5}, True),
        ({"team": [2, 2], "lane_overlap_teams": 4}, False),
        ({"immovable": [1, 0]}, False),
        ({"immovable": [0, 1]}, True),
        ({"life": [DOWN, UP]}, False),
        ({"life": [UP, DOWN]}, True),
        ({"life": [UP, DEAD]}, False),
        ({"is_player": [1, 0], "lane_autopilot": 0}, False),
        ({"is_player": [1, 0], "lane_autopilot": 1}, True),
        ({"is_player": [0, 1], "lane_autopilot": 0}, True),
        ({"lane_outcome": VICTORY}, False),
        ({"lane_avoidance": 0}, False),
    ],
)
def test_whom_one_steps_aside_for(case, is_turned):
    assert (wished(**case).tolist() != KEPT) is is_turned


@pytest.mark.parametrize(("wish", "is_turned"), [(SLOWEST, False), (0.2, True), (LARGEST, True), (2 * LARGEST, False)])
def test_who_stands_or_wishes_for_no_number_is_left_alone(wish, is_turned):
    fast = max(float(wish), 1.0)
    found = wished((0.0, 2.0), (0.0, -1.0 if fast == 1.0 else fast - 2.0), wish)
    assert (found.tolist() != [0.0, float(F32(wish))]) is is_turned


def test_who_is_nowhere_is_no_matter():
    assert wished((0.0, np.nan)).tolist() == KEPT
    assert wished((0.0, 2.0), (0.0, np.nan)).tolist() == KEPT


# --- many ----------------------------------------------------------------------------------------------------------


def expected(spec: LaneSpec) -> np.ndarray:
    """The wishes of a lane by looking at everybody, without cells."""
    place, speed = spec.rows["position"][:, ::2].astype(float), np.asarray(spec.rows["velocity"])[:, ::2]
    wishes = np.array(spec.rows["desired_velocity"], float)
    radius = np.asarray(spec.rows["radius"], float)
    for i, wish in enumerate(wishes.copy()):
        long = np.hypot(*wish)
        total = np.zeros(2)
        for j in range(len(wishes)):
            off = place[j] - place[i]
            if j != i and np.hypot(*off) <= REACH and off @ wish > 0:
                numbers = (*off, *(speed[j] - wish), *(wish / long), radius[i] + radius[j] + float(ROOM))
                total += ASIDE(*map(F32, numbers))
        if total.any():
            turned = wish + total * min(1.0, 0.8 * long / np.hypot(*total))
            wishes[i] = turned * min(1.0, long / np.hypot(*turned))
    return wishes


def crowd(seed: int, count: int, side: float, middle: float) -> LaneSpec:
    rng = np.random.default_rng(seed)
    return lane(
        square_crowd(count, seed, side=side) + np.float32(middle),
        velocity=rng.uniform(-2, 2, (count, 3)).astype(F32),
        desired_velocity=rng.uniform(-2, 2, (count, 2)).astype(F32),
        radius=rng.uniform(0.2, 0.5, count).astype(F32),
        lane_avoidance=1,
    )


@pytest.mark.parametrize(("count", "side"), [(9, 4.0), (40, 9.0), (60, 25.0), (30, 14.0)])
@pytest.mark.parametrize("middle", [-40.0, 0.0, 40.0])
def test_everybody_near_is_looked_at_and_nobody_else_whatever_cell_they_are_in(count, side, middle):
    specs = [crowd(1, 5, 3.0, 0.0), crowd(2, count, side, middle), crowd(3, 3, 2.0, 1.0)]
    found = steered(*specs)
    wanted = np.concatenate([expected(each) for each in specs])
    assert np.abs(found - wanted).max() < 2e-4
    assert (found[5 : 5 + count] != specs[1].rows["desired_velocity"]).any()
