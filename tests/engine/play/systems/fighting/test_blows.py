"""Blows, shots and shockwaves: who is hit, when, and how hard."""

import numpy as np
import pytest

from engine.ai.wish import BLOW, NOTHING, SHOCKWAVE, SHOT
from engine.play.systems.fighting.area_attack import area_attack_lands
from engine.play.systems.fighting.cooldowns import cooldowns
from engine.play.systems.fighting.melee import melee
from engine.play.systems.fighting.ranged import ranged
from engine.world.ids import DOWN, NEUTRAL
from tests.engine.play.systems.arena import actor, arena, events, foe, run


def striker(**columns):
    return actor(0.0, 0.0, wish=BLOW, wish_target=1, **columns)


def test_a_blow_lands_when_its_windup_is_over():
    world = arena(striker(), foe(0.0, 1.5, yaw=np.pi))
    run(world, melee, ticks=2)
    assert world.view["harm"][1] == 0.0
    run(world, melee)
    assert 18.0 <= world.view["harm"][1] <= 22.0
    assert world.view["stagger_in"][1] == 10.0
    assert events(world) == [("damage", 0, 1)]


def test_a_target_out_of_reach_is_not_struck_at():
    world = arena(striker(), foe(0.0, 2.5))
    run(world, melee, ticks=5)
    assert world.view["cast"][0] == NOTHING
    assert world.view["melee_ready"][0] == 0


def test_a_target_that_slips_away_is_missed():
    world = arena(striker(), foe(0.0, 1.5))
    run(world, melee)
    world.view["position"][1, 2] = 4.0
    run(world, melee, ticks=5)
    assert world.view["harm"][1] == 0.0


def test_a_blow_from_behind_does_a_quarter_more():
    front = arena(striker(), foe(0.0, 1.5, yaw=np.pi))
    behind = arena(striker(), foe(0.0, 1.5, yaw=0.0))
    run(front, melee, ticks=3)
    run(behind, melee, ticks=3)
    assert behind.view["harm"][1] / front.view["harm"][1] == pytest.approx(1.25)


def test_the_next_blow_waits_for_the_cooldown():
    world = arena(striker(), foe(0.0, 1.5, health=1e6))
    run(world, cooldowns, melee, ticks=120)
    assert len(events(world)) == 2


def test_armour_marks_and_a_guarding_stance_count():
    plain = arena(striker(), foe(0.0, 1.5, yaw=np.pi))
    tough = arena(striker(), foe(0.0, 1.5, yaw=np.pi, armour=0.3, vulnerability=1.15, is_guarding=1))
    run(plain, melee, ticks=3)
    run(tough, melee, ticks=3)
    assert tough.view["harm"][1] / plain.view["harm"][1] == pytest.approx(0.7 * 1.15 * 0.5)


def test_friends_and_the_fallen_are_never_hit():
    for target in (actor(0.0, 1.5), foe(0.0, 1.5, life=DOWN)):
        world = arena(striker(), target)
        run(world, melee, ticks=5)
        assert world.view["harm"][1] == 0.0


def test_a_stunned_actor_begins_nothing_and_loses_its_cast():
    world = arena(striker(stun=30, cast=BLOW, cast_ticks=2, cast_target=1), foe(0.0, 1.5))
    run(world, cooldowns, melee, ticks=10)
    assert world.view["cast"][0] == NOTHING
    assert world.view["harm"][1] == 0.0


def shooter(**columns):
    return actor(0.0, 0.0, wish=SHOT, wish_target=1, **columns)


def test_a_true_shot_hits_far_away():
    world = arena(shooter(), foe(0.0, 17.0))
    run(world, ranged, ticks=2)
    assert 10.8 <= world.view["harm"][1] <= 13.2


def test_a_shot_stops_at_an_obstacle():
    wall = [[0.0, 8.0, 2.0, 0.5, 1.0, 0.0, 0.0, 3.0]]
    world = arena(shooter(), foe(0.0, 15.0), obstacle_box=np.array(wall))
    run(world, ranged, ticks=2)
    assert world.view["harm"][1] == 0.0


def test_a_low_wall_is_shot_over():
    wall = [[0.0, 8.0, 2.0, 0.5, 1.0, 0.0, 0.0, 1.0]]
    world = arena(shooter(), foe(0.0, 15.0), obstacle_box=np.array(wall))
    run(world, ranged, ticks=2)
    assert world.view["harm"][1] > 0.0


def hit_share(aim_error, **target):
    world = arena(shooter(aim_error=aim_error), foe(0.0, 10.0, **target), lanes=400)
    run(world, ranged, ticks=2)
    return np.count_nonzero(world.view["harm"]) / 400


def test_a_shaky_aim_misses_as_often_as_its_error_says():
    # The shot passes within 1 m to either side of the middle of a body of 0.5 m radius: half of them hit.
    assert hit_share(0.1) == pytest.approx(0.5, abs=0.08)


def test_what_moves_is_harder_to_hit():
    assert hit_share(0.05, velocity=(5.0, 0.0, 0.0)) < 0.5 < hit_share(0.05)


def test_a_shockwave_reaches_all_round_and_throws_back():
    centre = actor(area_damage=25.0, area_radius=6.0, area_cooldown=180, area_windup=2, wish=SHOCKWAVE)
    around = [foe(0.0, 5.9), foe(0.0, -5.9), foe(5.9, 0.0), foe(-5.9, 0.0), foe(0.0, 6.1), actor(1.0, 1.0)]
    world = arena(centre, *around)
    run(world, area_attack_lands, ticks=2)
    assert (world.view["harm"][1:5] > 20.0).all()
    assert (world.view["harm"][5:] == 0.0).all()
    assert world.view["shove"][1, 1] > 0.0 > world.view["shove"][2, 1]


def test_neutrals_are_left_alone_and_neutral_walls_break():
    centre = actor(area_damage=25.0, area_radius=6.0, area_windup=1, wish=SHOCKWAVE)
    world = arena(centre, foe(0.0, 3.0, team=NEUTRAL), foe(3.0, 0.0, team=NEUTRAL, immovable=1))
    run(world, area_attack_lands)
    assert world.view["harm"][1] == 0.0
    assert world.view["harm"][2] > 20.0


def test_thorns_give_a_share_of_a_blow_back_and_say_so():
    world = arena(striker(), foe(0.0, 1.5, thorns=0.15))
    run(world, melee, ticks=3)
    arrived, returned = float(world.view["harm"][1]), float(world.view["harm"][0])
    assert returned == pytest.approx(0.15 * arrived, rel=1e-6)
    assert world.view["last_hit_by"].tolist() == [1, 0]
    assert events(world) == [("damage", 0, 1), ("damage", 1, 0), ("reflected", 1, 0)]


def test_no_shot_comes_back_but_some_bodies_turn_it():
    hits = []
    for more in ({}, {"thorns": 0.5, "shot_armour": 0.4}):
        world = arena(shooter(), foe(0.0, 8.0, **more))
        run(world, ranged, ticks=3)
        hits.append((float(world.view["harm"][1]), float(world.view["harm"][0])))
    (plain, _), (turned, back) = hits
    assert (turned / plain, back) == (pytest.approx(0.6), 0.0)


def test_blows_and_shots_are_counted_apart():
    world = arena(striker(), foe(0.0, 1.5, armour=0.5))
    run(world, melee, ticks=3)
    far = arena(shooter(), foe(0.0, 8.0))
    run(far, ranged, ticks=3)
    counted = [[float(w.view[name][0]) for name in ("dealt_near", "dealt_far")] for w in (world, far)]
    assert counted == [[float(world.view["harm"][1]), 0.0], [0.0, float(far.view["harm"][1])]]
