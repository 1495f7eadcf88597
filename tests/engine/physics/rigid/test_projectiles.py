"""Thrown balls: ranges, thin walls, knock-back by mass, and the end of a ball's time."""

import numpy as np
import pytest

from engine.physics.obstacles import make_obstacles
from engine.world.events import STRUCK
from tests.engine.physics.rigid.yards import ball, barrel, crate, person, place, play, speed, yard


def struck(world):
    """(target, amount) of each hit in the log."""
    data, amounts, _ = world.drain_log()
    return [(int(entry[4]), float(amount)) for entry, amount in zip(data, amounts, strict=True) if entry[2] == STRUCK]


@pytest.mark.parametrize("degrees", [15, 30, 45, 60])
@pytest.mark.parametrize("pace", [8.0, 16.0, 22.0])
def test_a_throw_on_flat_ground_goes_as_far_as_the_parabola_says(degrees: int, pace: float):
    angle = np.radians(degrees)
    world = yard([ball(-25.0, 0.0, 0.0, (pace * np.cos(angle), pace * np.sin(angle), 0.0))])
    before = place(world)
    for _ in range(300):
        before = place(world)
        play(world)
        if struck(world):
            break
    # Within the tick of the landing the flight goes on as it came, so the place is that at which y reaches 0.
    steps = before[1] / (before[1] - (before[1] + (pace * np.sin(angle) - 9.81 * world.view["tick"][0] / 60) / 60))
    reached = before[0] + 25.0 + steps * pace * np.cos(angle) / 60
    assert reached == pytest.approx(pace**2 * np.sin(2 * angle) / 9.81, rel=0.01)


def test_a_ball_bounces_off_a_thin_wall():
    wall = make_obstacles([(5.0, 0.0, 0.05, 5.0, 0.0, -0.5, 3.0)])
    for start in np.linspace(0.0, 0.5, 11):
        world = yard([ball(float(start), 1.0, 0.0, (25.0, 0.0, 0.0))], obstacles=wall)
        furthest = -1.0
        for _ in range(30):
            play(world)
            furthest = max(furthest, place(world)[0])
        assert furthest < 5.0
        assert speed(world)[0] < 0.0


@pytest.mark.parametrize("pace", [25.0, 60.0, 100.0, 400.0])
def test_no_speed_carries_a_ball_through_a_wall_of_a_centimetre(pace: float):
    wall = make_obstacles([(5.0, 0.0, 0.005, 5.0, 0.3, -0.5, 30.0)])
    world = play(yard([ball(0.0, 1.0, 0.0, (pace, 3.0, 0.0), radius=0.05)], obstacles=wall), 60)

    assert place(world)[0] < 5.2


def test_a_ball_passes_over_what_is_lower_and_through_no_pillar():
    things = make_obstacles([(3.0, 0.0, 0.2, 2.0, 0.0, -0.5, 0.5)], [(9.0, 0.0, 0.5, 4.0)])
    world = yard([ball(0.0, 1.0, 0.0, (20.0, 1.0, 0.0))], obstacles=things)
    passed = 0.0
    for _ in range(60):
        play(world)
        passed = max(passed, place(world)[0])
    assert 8.0 < passed < 8.5


def test_a_ball_knocks_a_light_person_further_than_a_heavy_one():
    changes = []
    for mass in (50.0, 100.0):
        # Hit early in a tick: what is left of it must not count the blow again.
        world = yard([ball(0.0, 1.0, 0.0, (15.0, 0.0, 0.0), mass=6.0), person(3.07, 0.0, mass=mass)])
        for _ in range(30):
            play(world)
            hits = struck(world)
            if hits:
                break
        ((target, amount),) = hits
        assert target == 1
        reach = 6.0 * mass / (6.0 + mass) * 15.0
        assert amount == pytest.approx(reach, rel=0.05)
        assert world.view["impulse"][1, 0] == pytest.approx(amount, rel=1e-4)
        changes.append(amount / mass)
    assert changes[0] > 1.7 * changes[1]


def test_a_hard_hit_takes_a_person_off_its_feet_and_a_soft_one_does_not():
    knocked = []
    for pace in (3.0, 25.0):
        world = yard([ball(0.0, 1.2, 0.0, (pace, 0.0, 0.0), mass=6.0), person(1.0, 0.0)])
        most = 0
        for _ in range(30):
            play(world)
            most = max(most, int(world.view["knocked_ticks"][1]))
        knocked.append(most > 0)
    assert knocked == [False, True]


def test_who_is_hit_flies_back_by_mass_and_gets_up():
    far = []
    for mass in (50.0, 100.0):
        world = yard([ball(0.0, 1.0, 0.0, (20.0, 0.0, 0.0), mass=12.0), person(2.0, 0.0, mass=mass, wants=(0.0, 0.0))])
        play(world, 240)
        far.append(place(world, 1)[0] - 2.0)
        assert world.view["knocked_ticks"][1] == 0
        assert not world.view["impulse"].any()
    assert far[0] > 1.5 * far[1] > 0.1


def test_a_ball_passes_over_a_head():
    world = play(yard([ball(0.0, 2.5, 0.0, (20.0, 0.0, 0.0)), person(3.0, 0.0)]), 15)

    assert struck(world) == []
    assert place(world)[0] > 4.5


def test_a_ball_drives_a_crate_with_its_momentum():
    smooth = {"rigid_friction": 0.0, "rigid_bounce": 0.0}
    world = yard([ball(0.0, 0.3, 0.0, (20.0, 0.0, 0.0), mass=8.0, **smooth), crate(2.0, 0.0, mass=40.0, **smooth)])
    play(world, 8)

    assert speed(world, 1)[0] == pytest.approx(8.0 * 20.0 / 48.0, rel=0.05)
    assert world.view["awake"][1] == 1


def test_a_hit_off_the_middle_spins_a_crate_the_right_way():
    world = play(yard([ball(0.0, 0.3, 0.4, (20.0, 0.0, 0.0), mass=8.0), crate(2.0, 0.0)]), 8)

    # The side towards +z is driven towards +x, and a yaw grows from +z towards +x.
    assert world.view["spin"][1] > 0.5


def test_a_barrel_is_as_round_for_a_ball_as_it_looks():
    world = play(yard([ball(0.0, 0.3, 0.45, (20.0, 0.0, 0.0), radius=0.04), barrel(2.0, 0.0, radius=0.4)]), 15)

    assert [hit for hit in struck(world) if hit[0] >= 0] == []


def test_a_ball_leaves_its_thrower_alone():
    world = play(yard([person(0.0, 0.0), ball(0.0, 1.2, 0.0, (15.0, 2.0, 0.0), owner=0)]), 10)

    assert struck(world) == []
    assert place(world, 1)[0] > 2.0


def test_a_ball_comes_to_rest_and_its_time_ends():
    world = yard([ball(0.0, 1.0, 0.0, (5.0, 0.0, 0.0), rigid_bounce=0.4)])
    play(world, 400)
    assert not speed(world).any()
    assert place(world)[1] == pytest.approx(0.0, abs=0.01)
    assert world.view["awake"][0] == 0

    play(world, 250)
    assert (world.view["life"][0], world.view["projectile_owner"][0]) == (0, -1)


def test_a_ball_stays_on_the_ground_of_the_scene_and_no_number_stops_it():
    world = yard([ball(25.0, 1.0, 0.0, (60.0, 5.0, 0.0)), ball(0.0, 1.0, 5.0, (float("nan"), 1.0, float("inf")))])
    play(world, 200)

    assert place(world)[0] <= 30.0
    assert np.isfinite(world.view["position"]).all()
    assert np.isfinite(world.view["velocity"]).all()


def test_the_crowd_does_not_see_a_ball():
    world = play(yard([ball(1.0, 0.0, 0.0, (0.0, 0.0, 0.0)), person(0.0, 0.0, wants=(2.0, 0.0))]), 90)

    assert place(world, 1)[0] > 2.5
