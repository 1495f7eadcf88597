"""The player's hands: buttons and aim become the wishes that agents have too, and a walk without a path."""

import numpy as np
import pytest

from engine.ai.wish import BLOW, NOTHING, REVIVAL, SHOT, STANCE
from engine.play.systems.fighting.carried import carried
from engine.play.systems.fighting.facing import facing
from engine.play.systems.intent_reset import intent_reset
from engine.play.systems.player.input import player_input
from engine.play.systems.player.jump import player_jump
from engine.play.systems.player.walk import player_walk
from engine.world.ids import DOWN, GUARD, JUMP, MELEE, RANGED, USE
from tests.engine.play.systems.arena import actor, arena, foe, run


def hands(*others, buttons=0, aim=(0.0, 10.0), move=(0.0, 0.0), autopilot=0, **player):
    lane = {"input_buttons": buttons, "input_aim": aim, "input_move": move, "autopilot": autopilot}
    world = arena(actor(is_player=1, **player), *others, lane=lane)
    run(world, intent_reset, player_input)
    return world


def wish(world):
    return int(world.view["wish"][0]), int(world.view["wish_target"][0])


def test_the_blade_strikes_the_nearest_enemy_on_the_side_of_the_aim():
    assert wish(hands(foe(0.0, 1.9), foe(0.5, 1.6), foe(0.0, -1.2), buttons=MELEE)) == (BLOW, 2)


def test_a_blow_at_nobody_swings_in_vain():
    assert wish(hands(foe(0.0, 8.0), buttons=MELEE)) == (BLOW, -1)


def test_a_shot_hits_the_first_enemy_on_its_line():
    assert wish(hands(foe(0.4, 9.0), foe(-0.3, 5.0), foe(6.0, 3.0), buttons=RANGED)) == (SHOT, 2)
    assert wish(hands(foe(6.0, 3.0), buttons=RANGED)) == (SHOT, -1)


def test_use_helps_a_fallen_friend_at_hand_before_anything_else():
    fallen = actor(1.5, life=DOWN)
    assert wish(hands(fallen, foe(0.0, 1.2), buttons=USE | MELEE)) == (REVIVAL, 1)
    assert wish(hands(actor(5.0, life=DOWN), foe(0.0, 1.2), buttons=USE | MELEE)) == (BLOW, 2)


def test_guarding_is_a_stance_for_as_long_as_it_is_held():
    world = hands(buttons=GUARD)
    assert wish(world) == (STANCE, -1)
    world.view["input_buttons"][:] = 0
    run(world, intent_reset, player_input)
    assert world.view["is_guarding"][0] == 0


def test_hands_are_off_while_the_autopilot_plays_or_the_player_is_down_or_stunned():
    for state in ({"autopilot": 3}, {"life": DOWN}, {"stun": 10}):
        assert wish(hands(foe(0.0, 1.5), buttons=MELEE, **state)) == (NOTHING, -1)


def test_the_player_walks_as_the_keys_say_and_half_as_fast_while_guarding():
    world = hands(move=(0.6, 0.8))
    run(world, player_walk)
    assert world.view["desired_velocity"][0].tolist() == pytest.approx([2.4, 3.2])
    world = hands(move=(0.6, 0.8), buttons=GUARD)
    run(world, player_walk)
    assert world.view["desired_velocity"][0].tolist() == pytest.approx([1.2, 1.6])


def test_a_shove_carries_about_a_metre_and_wears_off():
    world = arena(actor(shove=(7.0, 0.0)))
    way = 0.0
    for _ in range(120):
        run(world, carried)
        way += float(world.view["velocity"][0, 0]) / 60 if world.view["shove"][0, 0] else 0.0
    assert 0.7 < way < 1.3
    assert world.view["shove"][0].tolist() == [0.0, 0.0]


def test_the_player_looks_where_they_aim():
    world = hands(aim=(10.0, 0.0))
    run(world, facing, ticks=30)
    assert world.view["yaw"][0] == pytest.approx(np.pi / 2, abs=1e-3)


def test_a_press_asks_for_one_jump_however_long_it_is_held():
    world = hands(buttons=JUMP)
    run(world, player_jump)
    assert world.view["wants_jump"][0] == 1
    world.view["wants_jump"][:] = 0
    run(world, player_jump)
    assert world.view["wants_jump"][0] == 0

    world.view["input_buttons"][:] = 0
    run(world, player_jump)
    world.view["input_buttons"][:] = JUMP
    run(world, player_jump)
    assert world.view["wants_jump"][0] == 1


def test_who_is_down_stunned_or_played_by_the_autopilot_asks_for_no_jump():
    for state in ({"autopilot": 3}, {"life": DOWN}, {"stun": 10}):
        world = hands(buttons=JUMP, **state)
        run(world, player_jump)
        assert world.view["wants_jump"][0] == 0
