"""Knocks and jumps of one body in plain Python, each at the very limits that are stated for it."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest

from engine.physics.crowd.jumps import take_knock_and_jump
from engine.physics.crowd.limits import AIR_CONTROL, BUFFER_TICKS, COYOTE_TICKS, DT, KNOCK_LONGEST, SLIDE_FRICTION
from engine.world.ids import DOWN, UP
from engine.world.kernel import plain_twin

F32 = np.float32
TAKE = plain_twin(take_knock_and_jump)
ACCELERATION = F32(12)
MASS = F32(75)


@dataclass
class Body:
    """A body before or after it was asked: its columns as numbers."""

    life: int = UP
    velocity: tuple[float, float, float] = (0.0, 0.0, 0.0)
    wish: tuple[float, float] = (1.0, 0.0)
    impulse: tuple[float, float, float] = (0.0, 0.0, 0.0)
    jump_height: float = 1.0
    wants_jump: int = 0
    jump_buffer: int = 0
    air_ticks: int = 0
    knocked_ticks: int = 0
    hold: float = 0.0
    share: float = 0.0


def taken(**columns: Any) -> Body:
    """What becomes of a body; that before and that behind it stay as they are."""
    body = Body(**columns)
    floats = {"velocity": body.velocity, "wish": body.wish, "impulse": body.impulse, "jump_height": body.jump_height}
    view = {name: np.array([value] * 3, F32) for name, value in floats.items()}
    whole = ("life", "wants_jump", "jump_buffer", "air_ticks", "knocked_ticks")
    view |= {name: np.array([getattr(body, name)] * 3, np.int32) for name in whole}
    before = {name: value.copy() for name, value in view.items()}
    body.hold, body.share = TAKE(
        1, view["life"], view["velocity"], view["wish"], np.full(3, ACCELERATION), np.full(3, MASS), view["impulse"],
        view["jump_height"], view["wants_jump"], view["jump_buffer"], view["air_ticks"], view["knocked_ticks"],
    )  # fmt: skip
    for name, value in view.items():
        assert np.array_equal(value[[0, 2]], before[name][[0, 2]])
        setattr(body, name, value[1].tolist())
    return body


def test_who_stands_is_steered_by_all_of_its_acceleration():
    body = taken(velocity=(1.0, 0.5, 2.0))
    assert (body.hold, body.share) == (ACCELERATION * DT, 1)
    assert body.velocity == [1.0, 0.5, 2.0]
    assert (body.air_ticks, body.jump_buffer, body.wants_jump, body.knocked_ticks) == (0, 0, 0, 0)


def test_an_impulse_is_shared_out_by_mass_and_taken_once():
    body = taken(velocity=(1.0, 0.0, -1.0), impulse=(150.0, 0.0, 300.0))
    assert body.velocity == [3.0, 0.0, 3.0]
    assert body.impulse == [0.0, 0.0, 0.0]


@pytest.mark.parametrize(("up", "velocity", "air"), [(75.0, 1.0, COYOTE_TICKS + 1), (-75.0, 0.5, 0), (0.0, 0.5, 0)])
def test_a_knock_upwards_lifts_who_stands_and_one_downwards_does_nothing(up, velocity, air):
    body = taken(velocity=(0.0, 0.5, 0.0), impulse=(0.0, up, 0.0))
    assert (body.velocity[1], body.air_ticks) == (velocity, air)
    assert body.impulse == [0.0, 0.0, 0.0]


@pytest.mark.parametrize(("up", "velocity"), [(75.0, 1.5), (-75.0, -0.5)])
def test_in_the_air_a_knock_adds_to_what_there_is(up, velocity):
    body = taken(velocity=(0.0, 0.5, 0.0), impulse=(0.0, up, 0.0), air_ticks=1)
    assert (body.velocity[1], body.air_ticks) == (velocity, 1)


@pytest.mark.parametrize(
    ("impulse", "is_knocked"),
    [((37.5, 0.0, 0.0), False), ((0.0, 0.0, -37.5), False), ((38.0, 0.0, 0.0), True), ((0.0, 0.0, -38.0), True)],
)
def test_a_blow_of_more_than_half_a_metre_a_second_takes_the_steering(impulse, is_knocked):
    body = taken(impulse=impulse)
    assert (body.share == 0) == is_knocked
    assert (body.knocked_ticks > 0) == is_knocked
    assert body.hold == (SLIDE_FRICTION * DT if is_knocked else ACCELERATION * DT)


def test_a_slide_lasts_until_friction_has_used_up_all_speed():
    # 3 and 4 m/s are 5 m/s together: 33.3 ticks of friction, of which this one is the first
    assert taken(velocity=(1.0, 0.0, 4.0), impulse=(150.0, 0.0, 0.0)).knocked_ticks == 33
    assert taken(velocity=(3.0, 0.0, 1.0), impulse=(0.0, 0.0, 225.0)).knocked_ticks == 33
    assert taken(impulse=(1e6, 0.0, 0.0)).knocked_ticks == KNOCK_LONGEST
    assert taken(velocity=(1.0, 0.0, 4.0), impulse=(150.0, 0.0, 0.0), knocked_ticks=90).knocked_ticks == 89


def test_who_slides_has_friction_on_the_ground_and_nothing_in_the_air():
    assert taken(knocked_ticks=1).knocked_ticks == 0
    on_ground, in_air = taken(knocked_ticks=5), taken(knocked_ticks=5, air_ticks=1)
    assert (on_ground.hold, on_ground.share, on_ground.knocked_ticks) == (SLIDE_FRICTION * DT, 0, 4)
    assert (in_air.hold, in_air.share, in_air.knocked_ticks) == (0, 0, 4)


@pytest.mark.parametrize(
    ("wish", "share"), [((1.0, 0.0), AIR_CONTROL), ((0.0, -1.0), AIR_CONTROL), ((0.0, 0.0), F32(0))]
)
def test_in_the_air_there_is_less_hold_and_none_to_brake_with(wish, share):
    body = taken(wish=wish, air_ticks=1)
    assert (body.hold, body.share) == (ACCELERATION * DT * share, 1)


@pytest.mark.parametrize("air", [0, 1, COYOTE_TICKS])
def test_a_jump_takes_off_as_fast_as_its_height_needs(air):
    body = taken(wants_jump=1, jump_height=1.25, air_ticks=air, velocity=(2.0, -1.0, 0.0))
    assert body.velocity == [2.0, pytest.approx(np.sqrt(2 * 9.81 * 1.25)), 0.0]
    assert (body.wants_jump, body.jump_buffer, body.air_ticks) == (0, 0, COYOTE_TICKS + 1)


@pytest.mark.parametrize("reason", [{"air_ticks": COYOTE_TICKS + 1}, {"knocked_ticks": 1}, {"life": DOWN}])
def test_who_can_not_jump_yet_keeps_the_wish_for_a_while(reason):
    body = taken(wants_jump=1, velocity=(0.0, -1.0, 0.0), **reason)
    assert (body.wants_jump, body.jump_buffer, body.velocity[1]) == (0, BUFFER_TICKS, -1.0)
    assert body.air_ticks == reason.get("air_ticks", 0)


def test_a_jump_that_was_asked_for_waits_a_tick_less_each_time():
    assert [taken(jump_buffer=ticks, air_ticks=20).jump_buffer for ticks in (3, 2, 1, 0)] == [2, 1, 0, 0]
    assert taken(jump_buffer=2).velocity[1] > 1.0
    assert taken(jump_buffer=1).velocity[1] == 0.0
    assert taken(jump_buffer=0).velocity[1] == 0.0
    assert taken(jump_buffer=2, wants_jump=1, air_ticks=20).jump_buffer == BUFFER_TICKS


def test_who_has_no_jump_height_forgets_the_wish_and_stands():
    body = taken(wants_jump=1, jump_height=0.0)
    assert (body.wants_jump, body.jump_buffer, body.air_ticks, body.velocity[1]) == (0, 0, 0, 0.0)
