"""Falling and rising: what harm does, who goes down, who helps them up, and who gets away."""

import numpy as np
import pytest

from engine.ai.wish import BLOW, MENDING, NOTHING, REVIVAL
from engine.play.systems.fighting.cooldowns import cooldowns
from engine.play.systems.fighting.damage import STUN, damage
from engine.play.systems.fighting.flight import GONE, flight
from engine.play.systems.fighting.mending import mending
from engine.play.systems.fighting.revival import NEEDED, revival
from engine.play.systems.fighting.support import GESTURE, support
from engine.world.ids import DEAD, DOWN, FLED, NEUTRAL, UP
from tests.engine.play.systems.arena import PARTS, actor, arena, events, foe, run


def test_harm_lowers_health_once_and_is_remembered():
    world = arena(foe(harm=30.0, last_hit_by=0))
    run(world, damage, ticks=2)
    assert world.view["health"][0] == 70.0
    assert world.view["party_damage"][0] == 30.0
    assert world.view["last_hit_ticks"][0] == 0


def test_a_companion_goes_down_and_an_enemy_dies():
    world = arena(actor(harm=100.0), foe(harm=100.0))
    run(world, damage)
    assert world.view["life"].tolist() == [DOWN, DEAD]
    assert [kind for kind, _, _ in events(world)] == ["downed", "death"]
    assert (world.view["party_downs"][0], world.view["hostiles_beaten"][0]) == (1, 1)


def test_a_broken_barricade_is_gone_and_nobody_counts_it_as_beaten():
    world = arena(actor(harm=120.0, team=NEUTRAL, immovable=1))
    run(world, damage)
    assert (world.view["life"][0], world.view["hostiles_beaten"][0]) == (DEAD, 0)
    assert [kind for kind, _, _ in events(world)] == ["broken"]


def test_enough_stagger_stuns_and_ends_the_cast():
    world = arena(foe(stagger=45.0, stagger_in=10.0, cast=BLOW, cast_ticks=9))
    run(world, damage)
    assert (world.view["stun"][0], world.view["cast"][0], world.view["stagger"][0]) == (STUN, NOTHING, 0.0)
    run(world, cooldowns, ticks=STUN)
    assert world.view["stun"][0] == 0


def test_stagger_fades_with_time():
    world = arena(foe(stagger=6.0))
    run(world, cooldowns, ticks=60)
    assert world.view["stagger"][0] == pytest.approx(0.0, abs=1e-4)


def test_healing_over_time_stops_at_the_maximum():
    world = arena(actor(health=90.0, mend_ticks=180, mend_rate=np.float32(20.0 / 180)))
    run(world, mending, ticks=60)
    assert world.view["health"][0] == pytest.approx(96.67, abs=0.01)
    run(world, mending, ticks=180)
    assert (world.view["health"][0], world.view["mend_ticks"][0]) == (100.0, 0)


def healer(**columns):
    support_of = {"heal_fraction": 0.2, "heal_time": 180, "support_range": 9.0, "support_cooldown": 360}
    return actor(wish=MENDING, wish_target=1, **support_of, **columns)


def test_a_helper_restores_a_fifth_over_three_seconds():
    world = arena(healer(), actor(5.0, health=40.0))
    run(world, support, ticks=GESTURE)
    run(world, mending, ticks=180)
    assert world.view["health"][1] == pytest.approx(60.0, abs=1e-3)
    assert events(world)[0] == ("heal", 0, 1)


def test_help_does_not_reach_beyond_its_range():
    world = arena(healer(), actor(12.0, health=40.0))
    run(world, support, ticks=GESTURE + 5)
    assert world.view["mend_ticks"][1] == 0


def fallen(**columns):
    return actor(1.5, life=DOWN, health=0.0, **columns)


def test_a_friend_within_two_metres_brings_the_fallen_back_in_three_seconds():
    world = arena(actor(wish=REVIVAL, wish_target=1), fallen())
    run(world, revival, ticks=NEEDED - 1)
    assert world.view["life"][1] == DOWN
    run(world, revival)
    assert (world.view["life"][1], world.view["health"][1]) == (UP, 40.0)
    assert events(world) == [("revived", 0, 1)]


def test_an_interrupted_revival_begins_anew():
    world = arena(actor(wish=REVIVAL, wish_target=1), fallen())
    run(world, revival, ticks=NEEDED - 1)
    world.view["wish"][0] = NOTHING
    run(world, revival)
    assert (world.view["revive_ticks"][1], world.view["life"][1]) == (0, DOWN)


@pytest.mark.parametrize("helper", [foe(wish=REVIVAL, wish_target=1), actor(-1.0, wish=REVIVAL, wish_target=1)])
def test_an_enemy_and_a_friend_too_far_away_help_nobody_up(helper):
    world = arena(helper, fallen())
    run(world, revival, ticks=NEEDED + 10)
    assert world.view["life"][1] == DOWN
    assert world.view["downed_ticks"][1] == NEEDED + 10


def test_who_flees_and_stays_out_of_the_arena_has_fled():
    fleeing = list(PARTS.actions).index("flee")
    world = arena(foe(0.0, 21.0, action=fleeing), foe(0.0, 19.0, action=fleeing), foe(0.0, 21.0))
    run(world, flight, ticks=GONE)
    assert world.view["life"].tolist() == [FLED, UP, UP]
    assert events(world) == [("fled", 0, -1)]
