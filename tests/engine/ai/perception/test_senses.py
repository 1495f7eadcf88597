"""Agents see what is near, in view and not hidden, hear what is loud, and know how their own side fares."""

import numpy as np
import pytest

from tests.engine.ai.arena import HOSTILE, PARTY, arena, sense

WALL = (0.0, 5.0, 3.0, 0.5, 1.0, 0.0, -1.0, 3.0)
LOW_WALL = (*WALL[:7], 1.0)
TREE = (0.0, 5.0, 1.0, 4.0)
QUIET_FOE = {"team": HOSTILE, "at": (0.0, 10.0)}
HALF_VIEW = float(np.cos(np.radians(45.0)))


@pytest.fixture(params=[False, True], ids=["compiled", "plain"])
def plain(request):
    return request.param


def me(**more):
    return {"team": PARTY, "at": (0.0, 0.0), **more}


def test_the_nearest_enemy_in_sight_is_the_target(plain):
    world = sense(arena(me(), QUIET_FOE, {"team": HOSTILE, "at": (0.0, 6.0)}), plain=plain)
    assert world.view["target"][0] == 2
    assert world.view["target_distance"][0] == np.float32(6.0) - np.float32(0.8)


def test_equally_near_enemies_go_to_the_lower_id():
    world = sense(arena(me(), {"team": HOSTILE, "at": (3.0, 0.0)}, {"team": HOSTILE, "at": (-3.0, 0.0)}))
    assert world.view["target"][0] == 1


def test_beyond_the_sight_range_nobody_is_seen(plain):
    world = sense(arena(me(sight_range=8.0), QUIET_FOE), plain=plain)
    assert (world.view["target"][0], world.view["nearest_enemy"][0]) == (-1, 1)


@pytest.mark.parametrize(("yaw", "seen"), [(0.0, True), (np.pi / 2, False), (np.pi, False), (0.7, True), (0.9, False)])
def test_only_the_field_of_view_is_seen(yaw, seen, plain):
    world = sense(arena(me(yaw=yaw, sight_cos=HALF_VIEW), QUIET_FOE), plain=plain)
    assert (world.view["target"][0] == 1) == seen


@pytest.mark.parametrize(
    ("boxes", "circles", "seen"), [([WALL], [], False), ([LOW_WALL], [], True), ([], [TREE], False), ([], [], True)]
)
def test_what_is_tall_hides_and_what_is_low_does_not(boxes, circles, seen, plain):
    world = sense(arena(me(), QUIET_FOE, boxes=boxes, circles=circles), plain=plain)
    assert (world.view["target"][0] == 1) == seen


def test_a_wall_put_up_in_play_hides():
    wall = {"team": 2, "at": (0.0, 5.0), "immovable": 1, "half_extent": (3.0, 0.3), "height": 3.0, "agent_profile": -1}
    foe = {**QUIET_FOE, "half_extent": (0.0, 0.0)}
    world = sense(arena(me(half_extent=(0.0, 0.0)), foe, wall))
    assert world.view["target"][0] == -1


@pytest.mark.parametrize(
    ("noise", "heard"),
    [({}, -1), ({"velocity": (3.0, 0.0, 0.0)}, 1), ({"velocity": (1.0, 0.0, 0.0)}, -1), ({"cast": 1}, 1)],
)
def test_who_runs_or_fights_is_heard_even_behind_a_wall(noise, heard, plain):
    quiet = {"velocity": (0.0, 0.0, 0.0)}
    world = sense(arena(me(**quiet), {**QUIET_FOE, **quiet, **noise}, boxes=[WALL]), plain=plain)
    assert world.view["heard"][0] == heard


def test_a_blow_gives_away_who_struck():
    far = {"team": HOSTILE, "at": (0.0, 80.0)}
    world = sense(arena(me(last_hit_by=1, last_hit_ticks=3), far))
    assert (world.view["target"][0], world.view["heard"][0]) == (-1, 1)


def test_the_fallen_and_the_neutral_are_no_enemies():
    world = sense(arena(me(), {**QUIET_FOE, "life": 2}, {"team": 2, "at": (1.0, 1.0)}))
    assert (world.view["target"][0], world.view["nearest_enemy"][0]) == (-1, -1)


def test_enemies_are_counted_by_distance():
    foes = [{"team": HOSTILE, "at": (x, 0.0)} for x in (3.0, 4.0, 7.0, 20.0)]
    world = sense(arena(me(), *foes))
    assert (world.view["enemies_close"][0], world.view["enemies_near"][0]) == (2, 3)


def test_the_friend_worst_off_is_the_one_to_help(plain):
    friends = [{"team": PARTY, "at": (5.0, 0.0), "health": 50.0}, {"team": PARTY, "at": (9.0, 0.0), "health": 20.0}]
    world = sense(arena(me(heal_below=0.55), *friends), plain=plain)
    assert world.view["ally_hurt"][0] == 2


def test_a_healer_helps_only_below_its_own_limit():
    world = sense(arena(me(heal_below=0.55), {"team": PARTY, "at": (5.0, 0.0), "health": 60.0}))
    assert world.view["ally_hurt"][0] == -1


def test_the_nearest_downed_friend_is_known():
    down = [{"team": PARTY, "at": (9.0, 0.0), "life": 2}, {"team": PARTY, "at": (4.0, 0.0), "life": 2}]
    world = sense(arena(me(), *down))
    assert (world.view["ally_down"][0], world.view["nearest_ally"][0]) == (2, -1)


def test_who_comes_near_the_player_is_a_threat(plain):
    player = {"team": PARTY, "at": (30.0, 0.0), "is_player": 1}
    world = sense(arena(me(), player, {"team": HOSTILE, "at": (34.0, 0.0)}, QUIET_FOE), plain=plain)
    assert (world.view["player_friend"][0], world.view["player_threat"][0]) == (1, 2)
    assert world.view["player_friend"][1] == -1


def test_the_post_is_where_one_first_stood():
    world = sense(arena(me()))
    world.view["position"][0] = (9.0, 0.0, 9.0)
    sense(world)
    assert world.view["post"][0].tolist() == [0.0, 0.0]


def test_company_changes_nothing():
    people = [me(), QUIET_FOE, {"team": HOSTILE, "at": (3.0, 3.0), "cast": 1}]
    alone, three = sense(arena(*people)), sense(arena(*people, lanes=3))
    assert {three.lane_digest(lane) for lane in range(3)} == {alone.lane_digest(0)}
