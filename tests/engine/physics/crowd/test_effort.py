"""The crowd's shortcuts are taken: what most of a crowd needs is done eight at once, and nothing is looked at twice."""

import inspect
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from engine.physics.crowd.contact import push_out_of_things
from engine.physics.crowd.integrate import integrate_each, integrate_slots
from engine.physics.crowd.limits import NEIGHBOURS, WALL_RELAXATIONS
from engine.physics.crowd.neighbours import list_neighbours
from engine.physics.obstacles import make_obstacles
from engine.world.kernel import plain_twin
from engine.world.schedule import Schedule
from engine.world.world import World
from tests.engine.physics.crowd.test_neighbours import BROAD
from tests.engine.physics.crowds import PARTS, lane, square_crowd, world

F32 = np.float32
Calls = list[tuple[Any, ...]]
BEFORE = Schedule(each for each in PARTS.systems if each.name in {"broad_phase", "narrow_phase"})


def watched(helper: Callable[..., Any], name: str) -> tuple[Callable[..., Any], Calls]:
    """A helper as plain Python, and the arguments of each call that it makes of another one."""
    twin, calls = plain_twin(helper), list[tuple[Any, ...]]()
    called = twin.__globals__[name]

    def noted(*arguments: Any) -> Any:
        calls.append(arguments)
        return called(*arguments)

    twin.__globals__[name] = noted
    return twin, calls


def rest_of(twin: Callable[..., Any], made: World, given: int) -> list[np.ndarray]:
    """The columns that a helper takes after its first parameters."""
    return [made.view[name] for name in list(inspect.signature(twin).parameters)[given:]]


def alone(spots: np.ndarray, foot: dict[int, float], **columns: Any) -> set[int]:
    """Who of a lane on open ground is integrated one by one: slots are rows here, since all lie in one cell."""
    spec = lane(spots, **columns)
    for row, height in foot.items():
        spec.rows["position"][row, 1] = height
    made = world(spec)
    BEFORE.run(made, style="plain")
    assert made.view["crowd_order"][: len(spots)].tolist() == list(range(len(spots)))
    twin, calls = watched(integrate_slots, "integrate_each")
    with np.errstate(all="ignore"):
        twin(0, len(spots), len(spots), len(spots), *rest_of(twin, made, 4))
    found = [first + bit for first, bits, *_ in calls for bit in range(8) if bits >> bit & 1]
    assert len(set(found)) == len(found)
    return set(found)


APART = np.array([(2.0 * (k % 6), 2.0 * (k // 6)) for k in range(24)])


def test_on_open_ground_eight_are_integrated_at_once():
    assert alone(APART, {}) == set()
    assert alone(APART[:21], {}) == {16, 17, 18, 19, 20}  # an incomplete group


def test_only_who_is_up_to_something_is_integrated_alone():
    step = float(F32(0.35))
    foot = {3: step, 9: step + 0.01, 12: -1.0, 20: 3.0}
    assert alone(APART, foot, air_ticks=np.where(np.arange(24) == 5, 1, 0)) == {5, 9, 20}
    # without a step the ground is followed for a little
    assert alone(APART, {3: 0.0499, 4: 0.0501}, step_height=0.0) == {4}


def test_who_is_pushed_beyond_the_lists_is_integrated_alone():
    spots = APART.copy()
    spots[10] = spots[9] + (0.2, 0.0)  # 0.3 m each
    spots[17] = spots[16] + (0.4, 0.0)  # 0.2 m each
    assert alone(spots, {}, radius=0.4) == {9, 10}


def test_who_falls_far_from_things_looks_for_none():
    spec = lane([(0, 0), (4, 0)], air_ticks=1)
    spec.rows["position"][:, 1] = 3.0
    made = world(spec, obstacles=make_obstacles([(4, 0, 1, 1, 0, -1, 1)]))
    BEFORE.run(made, style="plain")
    twin, calls = watched(integrate_each, "place_foot")
    twin(0, 3, 2, 2, *rest_of(twin, made, 4))
    assert {arguments[0]: bool(arguments[4]) for arguments in calls} == {0: False, 1: True}


def test_in_a_heap_no_more_is_looked_through_than_a_list_holds():
    made = world(lane(square_crowd(160, 4, side=0.6), radius=0.1))
    BROAD.run(made, plain=True)
    twin, calls = watched(list_neighbours, "touched")
    twin(0, 0, 160, 0, 160, *rest_of(twin, made, 5))
    assert (made.view["near_rounds"][:160:8] == NEIGHBOURS).all()
    # each window has eight of the run here and eight of the run there, of each of the eight
    runs = made.view["near_runs"].reshape(-1)[: 160 * 5].reshape(20, 5, 8)
    longest = np.maximum(runs[:, 1] - runs[:, 0], runs[:, 3] - runs[:, 2]).max(axis=1)
    assert len(calls) < 0.6 * 16 * np.ceil(longest / 8).sum()


def test_a_lone_group_is_looked_through_once():
    made = world(lane(square_crowd(8, 4, side=9.0)))
    BROAD.run(made, plain=True)
    twin, calls = watched(list_neighbours, "touched")
    twin(0, 0, 8, 0, 8, *rest_of(twin, made, 5))
    assert len(calls) == 16


@pytest.mark.parametrize(("place", "passes"), [((0.0, 0.0), 1), ((0.0, -1.2), 2)])
def test_a_pass_that_moves_nobody_is_the_last(place, passes):
    made = world(lane([(9, 9)]), obstacles=make_obstacles([(0, -2, 3, 1, 0, -1, 3), (0, 3, 3, 1, 0, -1, 3)]))
    twin, calls = watched(push_out_of_things, "push_out_of_box")
    names = list(inspect.signature(twin).parameters)
    own = {"x": F32(place[0]), "z": F32(place[1]), "own_radius": F32(0.5), "knee": F32(0.3), "head": F32(1.8)}
    own |= {"wall_begin": 1, "wall_end": 1}
    twin(*(own[name] if name in own else made.view[name] for name in names))
    cell = [arguments[4] for arguments in calls]
    assert len(cell) == passes * len(set(cell)) > 0
    assert passes < WALL_RELAXATIONS
