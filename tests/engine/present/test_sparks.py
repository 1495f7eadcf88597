"""Particles: the same at the same moment, alive for their time, bounded in number."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.present.effects import Telegraph
from engine.present.sparks import MOST, Look, Sparkler, chance

LOOK = Look(count=20, life_s=0.5, speed=(1.0, 3.0), gravity=5.0, around=0.2)
FALLING = Look(count=1, life_s=2.0, speed=(0.0, 0.0), gravity=10.0, around=0.0)


def burst(age, seed=3, look=LOOK):
    sparkler = Sparkler()
    sparkler.burst(look, seed, (1.0, 2.0, 3.0), age)
    return sparkler.sparks()


def stream(time, per_s=20.0, velocity=(0.0, 0.0, 0.0)):
    sparkler = Sparkler()
    sparkler.stream(LOOK, 9, (0.0, 0.0, 0.0), time, per_s, velocity=velocity)
    return sparkler.sparks()


def test_a_moment_looks_the_same_whenever_it_is_drawn():
    for drawn in (burst, stream):
        first, again = drawn(0.31), drawn(0.31)
        assert np.array_equal(first.place, again.place)
        assert np.array_equal(first.colour, again.colour)
    assert not np.array_equal(burst(0.31).place, burst(0.31, seed=4).place)


def test_a_burst_lasts_as_long_as_its_look_says():
    assert len(burst(0.0)) == len(burst(0.49)) == 20
    assert len(burst(0.5)) == len(burst(-0.01)) == 0


def test_particles_fly_and_fall():
    (fallen,) = burst(1.0, look=FALLING).place
    assert fallen == pytest.approx((1.0, 2.0 - 5.0, 3.0))
    away = np.linalg.norm(burst(0.2).place - np.array([1.0, 2.0, 3.0]), axis=1)
    assert away.max() < 0.2 + 3.0 * 0.2 + 0.5 * 5.0 * 0.04 + 1e-3


@given(st.floats(0.6, 500.0), st.floats(1.0, 60.0))
def test_a_stream_gives_off_as_many_a_second_as_asked(time, per_s):
    assert len(stream(time, per_s)) == pytest.approx(per_s * LOOK.life_s, abs=1.01)


def test_a_particle_of_a_stream_goes_on_where_it_was():
    before, after = stream(10.0), stream(10.0 + 1.0 / 240.0)
    moved = np.linalg.norm(after.place[:9] - before.place[-len(after) :][:9], axis=1)
    assert np.median(moved) < 0.06


def test_a_moving_source_leaves_them_behind():
    assert stream(10.0, velocity=(8.0, 0.0, 0.0)).place[:, 0].mean() < -1.0


def test_no_picture_has_more_than_it_can_draw():
    sparkler = Sparkler()
    for seed in range(400):
        sparkler.burst(LOOK, seed, (0.0, 0.0, 0.0), 0.1)
    assert len(sparkler.sparks()) == MOST


def test_chances_are_spread_evenly():
    values = chance(np.arange(20_000, dtype=np.uint64), 2)
    assert values.min() >= 0.0
    assert values.max() < 1.0
    assert np.histogram(values, 10, (0.0, 1.0))[0] == pytest.approx(np.full(10, 2000), rel=0.08)


@pytest.mark.parametrize(
    ("area", "inside", "outside"),
    [
        (Telegraph("circle", (1.0, 0.0, 1.0), 3.0), (3.5, 1.0), (4.5, 1.0)),
        (Telegraph("cone", (0.0, 0.0, 0.0), 4.0, np.pi / 2, yaw=np.pi / 2), (3.0, 1.0), (3.0, 3.5)),
        (Telegraph("line", (0.0, 0.0, 0.0), 6.0, 2.0, yaw=0.0), (0.5, 5.0), (1.5, 5.0)),
        (Telegraph("line", (0.0, 0.0, 0.0), 6.0, 2.0, yaw=0.0), (0.0, 0.1), (0.0, -0.5)),
    ],
)
def test_an_area_knows_who_stands_in_it(area, inside, outside):
    assert area.holds(*inside)
    assert not area.holds(*outside)
