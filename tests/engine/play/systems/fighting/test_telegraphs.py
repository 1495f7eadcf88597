"""Telegraphs: which ground they show, how they count down, and when they end before their time."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.ai.perception import telegraph
from engine.ai.perception.telegraph import CIRCLE, CONE, LINE
from engine.ai.wish import SHOCKWAVE
from engine.play.systems.fighting.area_attack import area_attack_lands
from engine.play.systems.fighting.cooldowns import cooldowns
from engine.play.systems.fighting.telegraphs import telegraphs
from engine.world.ids import DEAD
from tests.engine.play.systems.arena import actor, arena, foe, run

is_under = telegraph.is_under.py_func
SHOCK = {"wish": SHOCKWAVE, "area_radius": 6.0, "area_windup": 10, "area_cooldown": 100, "area_damage": 20.0}
NONE = np.float32(0.0)


def place(x=0.0, z=0.0, size=6.0, yaw=0.0):
    return np.array([x, z, size, yaw], np.float32)


@pytest.mark.parametrize(
    ("shape", "inside", "outside"),
    [
        (CIRCLE, [(0.0, 0.0), (0.0, -5.9), (4.2, 4.2)], [(0.0, 6.1), (4.3, 4.3)]),
        (CONE, [(0.0, 5.9), (2.0, 2.1), (-3.9, 4.0)], [(2.2, 2.0), (0.0, -0.5), (0.0, 6.1), (4.4, 4.4)]),
        (LINE, [(0.0, 5.9), (1.2, 3.0), (-1.2, 0.1)], [(1.4, 3.0), (0.0, 6.1), (0.0, -0.2)]),
    ],
)
def test_each_shape_covers_its_own_ground(shape, inside, outside):
    assert all(is_under(np.float32(x), np.float32(z), shape, place(), NONE) for x, z in inside)
    assert not any(is_under(np.float32(x), np.float32(z), shape, place(), NONE) for x, z in outside)


@given(st.floats(-12, 12), st.floats(-12, 12), st.floats(-3.1, 3.1), st.sampled_from([CONE, LINE]))
def test_a_shape_turns_with_its_yaw(x, z, yaw, shape):
    cos, sin = np.cos(yaw), np.sin(yaw)
    turned = np.float32(x * cos + z * sin), np.float32(z * cos - x * sin)
    straight = is_under(np.float32(x), np.float32(z), shape, place(), NONE)
    # Within a millimetre of the edge rounding decides.
    if straight == is_under(np.float32(x), np.float32(z), shape, place(), np.float32(0.001)):
        shrunk = is_under(np.float32(x), np.float32(z), shape, place(), np.float32(-0.001))
        if shrunk == straight:
            assert is_under(*turned, shape, place(yaw=yaw), NONE) == straight


def test_an_area_attack_counts_down_on_the_ground_that_it_will_strike():
    world = arena(actor(2.0, 1.0, **SHOCK), foe(0.0, 3.0))
    left = []
    for _ in range(11):
        run(world, area_attack_lands, telegraphs)
        left.append(int(world.view["telegraph"][0]))
        world.view["wish"][0] = 0
    assert left == [9, 8, 7, 6, 5, 4, 3, 2, 1, 0, 0]
    assert world.view["telegraph_place"][0].tolist() == [2.0, 1.0, 6.0, 0.0]
    assert (world.view["telegraph_shape"][0], world.view["telegraph_whole"][0]) == (CIRCLE, 0)


@pytest.mark.parametrize("ends", [{"stun": 30}, {"life": DEAD}])
def test_who_is_stunned_or_falls_shows_nothing_any_more(ends):
    world = arena(actor(2.0, 1.0, **SHOCK), foe(0.0, 3.0))
    run(world, area_attack_lands, telegraphs, ticks=3)
    assert (world.view["telegraph"][0], world.view["telegraph_whole"][0]) == (7, 10)
    for name, value in ends.items():
        world.view[name][0] = value
    run(world, cooldowns, telegraphs)
    assert (world.view["telegraph"][0], world.view["telegraph_whole"][0]) == (0, 0)
