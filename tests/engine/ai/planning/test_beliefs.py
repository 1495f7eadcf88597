"""Facts follow from senses and body; each is true when it should be, and not when it should not."""

import pytest

from tests.engine.ai.arena import HOSTILE, PARTY, arena, believed, sense

FIGHTER = {"melee_damage": 10.0, "melee_reach": 1.5}
ARCHER = {"ranged_range": 12.0}


@pytest.fixture(params=[False, True], ids=["compiled", "plain"])
def plain(request):
    return request.param


def me(**more):
    return {"team": PARTY, "at": (0.0, 0.0), **more}


def foe(x=0.0, z=10.0, **more):
    return {"team": HOSTILE, "at": (x, z), **more}


@pytest.mark.parametrize(
    ("fact", "mine", "others"),
    [
        ("enemy_seen", {}, [foe()]),
        ("enemy_noticed", {}, [foe()]),
        ("enemy_staggered", {}, [foe(stun=5)]),
        ("enemy_remembered", {}, [foe()]),
        ("enemy_looks_away", {}, [foe(yaw=0.0, sight_cos=0.5)]),
        ("behind_enemy", {}, [foe(z=2.0, yaw=0.0)]),
        ("surrounded", {}, [foe(2.0, 0.0), foe(-2.0, 0.0)]),
        ("outnumbered", {}, [foe(6.0, 0.0), foe(-6.0, 0.0)]),
        ("ally_near", {}, [{"team": PARTY, "at": (3.0, 0.0)}]),
        ("ally_hurt", {}, [{"team": PARTY, "at": (3.0, 0.0), "health": 10.0}]),
        ("in_support_range", {"support_range": 6.0}, [{"team": PARTY, "at": (3.0, 0.0), "health": 10.0}]),
        ("ally_down", {}, [{"team": PARTY, "at": (3.0, 0.0), "life": 2}]),
        ("at_downed_ally", {}, [{"team": PARTY, "at": (1.5, 0.0), "life": 2}]),
        ("player_threatened", {}, [{"team": PARTY, "at": (30.0, 0.0), "is_player": 1}, foe(32.0, 0.0)]),
        ("near_player", {}, [{"team": PARTY, "at": (4.0, 0.0), "is_player": 1}]),
        ("at_post", {}, []),
        ("in_blast", {}, [foe(z=6.5, telegraph=9, telegraph_place=(0.0, 6.5, 6.0, 0.0))]),
        ("help_is_risky", {}, [{"team": PARTY, "at": (30.0, 0.0), "life": 2}, foe(33.0, 0.0, area_radius=6.0)]),
        ("player_down", {}, [{"team": PARTY, "at": (30.0, 0.0), "is_player": 1, "life": 2}]),
        ("has_friends", {}, [{"team": PARTY, "at": (90.0, 0.0)}]),
        ("is_hurt", {"health": 30.0}, []),
        ("nearly_fallen", {"health": 19.0}, []),
        ("can_melee", FIGHTER, []),
        ("can_shoot", ARCHER, []),
        ("can_area", {"area_radius": 6.0}, []),
        ("can_support", {"support_range": 6.0}, []),
        ("in_melee_reach", FIGHTER, [foe(z=2.0)]),
        ("in_shot", ARCHER, [foe(z=12.0)]),
        ("in_area_reach", {"area_radius": 6.0}, [foe(z=6.0)]),
        ("too_close", ARCHER, [foe(z=3.0)]),
    ],
)
def test_a_fact_that_holds_is_believed(fact, mine, others, plain):
    assert fact in believed(sense(arena(me(**mine), *others), plain=plain))


@pytest.mark.parametrize(
    ("fact", "mine", "others"),
    [
        ("enemy_seen", {"sight_range": 5.0}, [foe()]),
        ("enemy_noticed", {"sight_range": 5.0}, [foe(cast=0)]),
        ("enemy_looks_away", {}, [foe(yaw=3.14159, sight_cos=0.5)]),
        ("behind_enemy", {}, [foe(z=2.0, yaw=3.14159)]),
        ("behind_enemy", {}, [foe(z=9.0, yaw=0.0)]),
        ("surrounded", {}, [foe(2.0, 0.0)]),
        ("outnumbered", {}, [foe(6.0, 0.0), {"team": PARTY, "at": (3.0, 0.0)}]),
        ("ally_near", {}, [{"team": PARTY, "at": (9.0, 0.0)}]),
        ("at_downed_ally", {}, [{"team": PARTY, "at": (5.0, 0.0), "life": 2}]),
        ("player_threatened", {}, [{"team": PARTY, "at": (30.0, 0.0), "is_player": 1}, foe(40.0, 0.0)]),
        ("enemy_remembered", {"sight_range": 5.0}, [foe()]),
        ("in_blast", {}, [foe(z=7.5, telegraph=9, telegraph_place=(0.0, 7.5, 6.0, 0.0))]),
        ("in_blast", {}, [foe(z=6.5, area_radius=6.0)]),
        ("in_blast", {}, [{"team": PARTY, "at": (3.0, 0.0), "telegraph": 9, "telegraph_place": (3.0, 0.0, 6.0, 0.0)}]),
        ("help_is_risky", {}, [{"team": PARTY, "at": (30.0, 0.0), "life": 2}, foe(38.0, 0.0, area_radius=6.0)]),
        ("player_down", {}, [foe(is_player=1, life=2)]),
        ("has_friends", {}, [{"team": PARTY, "at": (3.0, 0.0), "life": 2}, foe()]),
        ("is_hurt", {"health": 34.0}, []),
        ("nearly_fallen", {"health": 20.0}, []),
        ("can_melee", {**FIGHTER, "melee_ready": 1}, []),
        ("can_melee", {"melee_reach": 1.5}, []),
        ("can_shoot", {**ARCHER, "ranged_ready": 9}, []),
        ("in_melee_reach", FIGHTER, [foe(z=4.0)]),
        ("in_shot", ARCHER, [foe(z=14.0)]),
        ("in_area_reach", {"area_radius": 6.0}, [foe(z=9.0)]),
        ("too_close", {}, [foe(z=3.0)]),
    ],
)
def test_a_fact_that_does_not_hold_is_not_believed(fact, mine, others, plain):
    assert fact not in believed(sense(arena(me(**mine), *others), plain=plain))


def test_having_left_ones_post_is_known():
    world = sense(arena(me()))
    world.view["position"][0] = (5.0, 0.0, 0.0)
    assert "at_post" not in believed(sense(world))


def test_a_player_who_stands_again_is_no_longer_believed_down(plain):
    world = sense(arena(me(), {"team": PARTY, "at": (30.0, 0.0), "is_player": 1, "life": 2}), plain=plain)
    assert "player_down" in believed(world)
    world.view["life"][1] = 1
    assert "player_down" not in believed(sense(world, plain=plain))


def test_outcomes_are_never_believed():
    assert "enemy_harmed" not in believed(sense(arena(me(**FIGHTER), foe(z=1.0))))
