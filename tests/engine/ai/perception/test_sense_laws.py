"""Laws of sight and hearing, each alone, over random small fields: mirrors, walls, distance."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.ai.perception.enemies import notice_enemies
from tests.engine.ai.arena import HOSTILE, PARTY, arena

LONG_WALL = (0.0, 0.0, 60.0, 0.25, 1.0, 0.0, -1.0, 9.0)
STEPS = st.integers(-40, 40).map(lambda step: step / 2)
SENSES = ("target", "target_distance", "heard", "nearest_enemy", "nearest_enemy_distance", "enemies_close")

people = st.lists(
    st.fixed_dictionaries(
        {
            "at": st.tuples(STEPS, STEPS),
            "team": st.sampled_from([PARTY, HOSTILE]),
            "yaw": st.integers(-3, 3).map(float),
            "sight_range": st.sampled_from([0.0, 6.0, 25.0]),
            "sight_cos": st.sampled_from([-1.0, 0.0, 0.5]),
            "hearing_range": st.sampled_from([0.0, 8.0, 30.0]),
            "cast": st.integers(0, 1),
        }
    ),
    min_size=2,
    max_size=9,
)
walls = st.lists(
    st.tuples(
        STEPS, STEPS, st.sampled_from([0.5, 3.0]), st.just(0.25), st.integers(-3, 3), st.sampled_from([1.0, 4.0])
    ),
    max_size=4,
)


def boxes(some, side=1.0):
    """Walls turned by whole radians, as boxes; `side` -1 mirrors them in the plane x = 0."""
    return [
        (side * x, z, wide, deep, np.cos(turn), side * np.sin(turn), -1.0, top) for x, z, wide, deep, turn, top in some
    ]


def noticed(some, *, boxes=(), plain=False):
    """What everybody notices when each has had a turn: columns by name."""
    world = arena(*some, boxes=boxes)
    for tick in range(6):
        world.view["tick"][:] = tick
        notice_enemies.run(world, plain=plain)
    return {name: world.view[name].copy() for name in SENSES}


def same(one, other):
    return all(np.array_equal(one[name], other[name]) for name in SENSES)


@settings(max_examples=80, deadline=None)
@given(people, walls)
def test_in_a_mirror_everybody_notices_the_same(some, things):
    mirrored = [{**one, "at": (-one["at"][0], one["at"][1]), "yaw": -one["yaw"]} for one in some]
    assert same(noticed(some, boxes=boxes(things)), noticed(mirrored, boxes=boxes(things, side=-1.0)))


@settings(max_examples=60, deadline=None)
@given(people, walls)
def test_when_sides_change_places_everybody_notices_the_same(some, things):
    swapped = [{**one, "team": HOSTILE if one["team"] == PARTY else PARTY} for one in some]
    assert same(noticed(some, boxes=boxes(things)), noticed(swapped, boxes=boxes(things)))


@settings(max_examples=80, deadline=None)
@given(people)
def test_nobody_sees_through_a_wall_and_everybody_hears_through_it(some):
    apart = [{**one, "at": (one["at"][0], np.copysign(abs(one["at"][1]) + 1.0, one["at"][1]))} for one in some]
    walled, bare = noticed(apart, boxes=[LONG_WALL]), noticed(apart)
    side = np.array([one["at"][1] > 0 for one in apart])
    seen = walled["target"]
    assert all(side[i] == side[seen[i]] for i in np.flatnonzero(seen >= 0))
    assert np.array_equal(walled["heard"], bare["heard"])


@settings(max_examples=80, deadline=None)
@given(people)
def test_what_is_heard_is_the_nearest_loud_enemy_within_hearing(some):
    told = noticed(some, boxes=[LONG_WALL])["heard"]
    for i, one in enumerate(some):
        gaps = {
            k: max(float(np.hypot(*np.subtract(one["at"], other["at"]))) - 0.8, 0.0)
            for k, other in enumerate(some)
            if other["team"] != one["team"] and other["cast"]
        }
        within = {k: gap for k, gap in gaps.items() if gap <= one["hearing_range"] - 1e-4}
        if within:
            assert gaps[told[i]] <= min(within.values()) + 1e-4
        elif not any(gap <= one["hearing_range"] + 1e-4 for gap in gaps.values()):
            assert told[i] == -1


@settings(max_examples=40, deadline=None)
@given(people, walls)
def test_who_is_seen_is_an_enemy_in_range_and_in_view(some, things):
    told = noticed(some, boxes=boxes(things))
    for i in np.flatnonzero(told["target"] >= 0):
        one, other = some[i], some[told["target"][i]]
        way = np.subtract(other["at"], one["at"])
        apart = float(np.hypot(*way))
        assert one["team"] != other["team"]
        assert told["target_distance"][i] <= one["sight_range"]
        assert way @ [np.sin(one["yaw"]), np.cos(one["yaw"])] >= (one["sight_cos"] - 1e-3) * apart


@settings(max_examples=25, deadline=None)
@given(people, walls)
def test_plain_python_notices_the_same_to_the_bit(some, things):
    assert same(noticed(some, boxes=boxes(things)), noticed(some, boxes=boxes(things), plain=True))
