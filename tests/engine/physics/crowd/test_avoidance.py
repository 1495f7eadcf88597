"""Stepping aside: who meets head-on passes, streams mix, doorways flow; switched off nothing is changed."""

import numpy as np
import pytest

from engine.benchmarks.scenes.crowd_one import CrowdOne, crowd_parts
from engine.physics.obstacles import Obstacles, make_obstacles
from engine.world.schedule import Schedule
from engine.world.world import World
from tests.engine.physics.crowds import lane, places, statics

SLOTS = {"steering", "crowd"}
WITH = Schedule(s for s in crowd_parts().needed_by({"avoidance": 1}) if s.slot in SLOTS)
WITHOUT = Schedule(s for s in crowd_parts().needed_by({"avoidance": 0}) if s.slot in SLOTS)


def made_of(spec: object, things: Obstacles | None = None) -> World:
    made = World(crowd_parts().columns, rows=spec.count, lanes=1, statics=statics(things))
    made.add_lanes([spec])
    return made


def walk(made: World, wishes: np.ndarray, schedule: Schedule = WITH, style: str = "each") -> None:
    """One tick in which everybody wishes the same as ever."""
    made.view["desired_velocity"][:] = wishes
    schedule.run(made, style=style)


def gap(made: World) -> float:
    """How near the first two bodies are [m]; below 0 they overlap."""
    a, b = places(made)[:2]
    return float(np.hypot(*(a - b)) - made.view["radius"][:2].sum())


def meeting(offset: float, is_on: bool) -> tuple[float, np.ndarray]:
    """(how near two who walk at each other came [m], where they are after 8 s)."""
    wishes = np.array([(0.0, 1.5), (0.0, -1.5)], np.float32)
    made = made_of(lane([(0, -6), (offset, 6)], desired_velocity=wishes, lane_avoidance=int(is_on)))
    nearest = 9.0
    for _ in range(480):
        walk(made, wishes, WITH if is_on else WITHOUT)
        nearest = min(nearest, gap(made))
    return nearest, places(made)


@pytest.mark.parametrize("offset", [-0.5, -0.1, 0.0, 0.1, 0.3, 0.6])
def test_two_who_meet_head_on_pass_without_touching(offset):
    nearest, after = meeting(offset, is_on=True)
    assert nearest > 0.0
    assert after[0, 1] > 3.0
    assert after[1, 1] < -3.0
    assert meeting(offset, is_on=False)[0] <= 0.001


def test_who_meets_exactly_keeps_to_the_right():
    wishes = np.array([(0.0, 1.5), (0.0, -1.5)], np.float32)
    made = made_of(lane([(0, -4), (0, 4)], desired_velocity=wishes, lane_avoidance=1))
    for _ in range(160):
        walk(made, wishes)
    # who walks along +z has +x at the right hand
    assert places(made)[0, 0] > 0.2
    assert places(made)[1, 0] < -0.2


def streams(is_on: bool, seed: int) -> tuple[float, float]:
    """(mean overlap [m] of a tick, metres gone) of two streams of sixty that cross at a right angle."""
    rng = np.random.default_rng(seed)
    one = np.stack([rng.uniform(-14, -4, 60), rng.uniform(-4, 4, 60)], axis=1)
    starts = np.concatenate([one, one[:, ::-1]])
    wishes = np.repeat(np.array([(1.4, 0.0), (0.0, 1.4)], np.float32), 60, axis=0)
    made = made_of(lane(starts, desired_velocity=wishes, radius=0.3, lane_avoidance=int(is_on)))
    touched = 0
    for _ in range(600):
        walk(made, wishes, WITH if is_on else WITHOUT)
        touched += int(made.view["crowd_pairs"][0])
    return touched / 600, float(((places(made) - starts) * wishes).sum(axis=1).mean() / 1.4)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_crossing_streams_touch_less_and_get_on(seed):
    touched, gone = streams(True, seed)
    touched_off, gone_off = streams(False, seed)
    assert touched < 0.5 * touched_off
    assert gone > 0.8 * gone_off


def test_a_doorway_still_flows():
    # given sixty who all want through a door 2 m wide
    wall = make_obstacles([(side * 8, 0, 7.0, 0.3, 0, -1, 3) for side in (-1, 1)])
    rng = np.random.default_rng(4)
    made = made_of(lane(rng.uniform((-4, -8), (4, -1.5), (60, 2)), radius=0.3, lane_avoidance=1), wall)
    for _ in range(2400):
        at = places(made)
        goal = np.where(at[:, 1:] < 0.5, (0.0, 1.0), np.stack([at[:, 0], np.full(60, 25.0)], axis=1))
        way = goal - at
        walk(made, (1.5 * way / np.maximum(np.hypot(*way.T), 0.3)[:, None]).astype(np.float32))
    assert (places(made)[:, 1] > 0.5).all()


def crowd(seed: int) -> tuple[object, np.ndarray]:
    """A dense crowd, and what it wishes."""
    rng = np.random.default_rng(seed)
    wishes = rng.uniform(-3, 3, (120, 2)).astype(np.float32)
    wishes[::17] = 0.0
    return lane(rng.uniform(-6, 6, (120, 2)), team=np.arange(120) % 3, velocity=rng.uniform(-2, 2, (120, 3))), wishes


def test_nobody_becomes_faster_than_wished_and_who_stands_stays():
    spec, wishes = crowd(5)
    spec.lane["avoidance"] = 1
    made = made_of(spec)
    changed = 0
    for _ in range(40):
        walk(made, wishes)
        speed, wished = (np.hypot(*v.T.astype(float)) for v in (made.view["desired_velocity"], wishes))
        assert (speed <= wished * (1 + 1e-6)).all()
        changed += int((made.view["desired_velocity"] != wishes).any(axis=1).sum())
    assert changed > 100


def test_compiled_and_plain_agree_and_lanes_are_apart():
    spec, wishes = crowd(6)
    spec.lane["avoidance"] = 1
    digests = []
    for style in ("each", "fused", "plain"):
        made = made_of(spec)
        for _ in range(3):
            walk(made, wishes, style=style)
        digests.append(made.digest())
    assert len(set(digests)) == 1

    # and beside two other lanes, one of which has it off, the first is the same
    other, more = crowd(7)
    three = World(crowd_parts().columns, rows=360, lanes=3, statics=statics())
    three.add_lanes([other, spec, crowd(8)[0]])
    for _ in range(3):
        walk(three, np.concatenate([more, wishes, crowd(8)[1]]))
    assert three.lane_digest(1) == digests[0]
    assert (three.view["desired_velocity"][:120] == more).all()


def test_switched_off_no_system_of_it_is_in_the_schedule():
    names = {system.name for system in WITHOUT.systems}
    assert "step_aside_for_others" not in names
    assert {system.name for system in WITH.systems} - names == {"step_aside_for_others"}


def test_a_wish_or_a_velocity_that_is_no_number_changes_nobody_else_to_one():
    spec, wishes = crowd(9)
    spec.lane["avoidance"] = 1
    made = made_of(spec)
    made.view["velocity"][3] = np.nan
    made.view["position"][5] = np.nan
    wishes[7] = np.nan
    walk(made, wishes)
    assert np.isfinite(made.view["position"]).all()
    assert np.isfinite(made.view["velocity"]).all()


def test_a_large_crowd_has_the_same_bits_on_two_threads():
    serial, threaded = (
        CrowdOne(900, threads, settle=0, lane={"avoidance": 1}, chunks=3 if threads else None) for threads in (0, 2)
    )
    try:
        for _ in range(30):
            for each in (serial, threaded):
                each.aim()
                each.tick()
        assert serial.world.digest() == threaded.world.digest()
    finally:
        serial.close()
        threaded.close()
