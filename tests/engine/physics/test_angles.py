"""Angles in kernels: as exact as they say, and the same bits for ever, since recordings rest on them."""

import hashlib

import numpy as np
import pytest

from engine.physics.angles import cosine, heading, sine, turn_towards, wrap_angle
from engine.world.kernel import plain_twin

F32 = np.float32
ANGLES = np.linspace(-7.0, 7.0, 2_001).astype(F32)
PEAK = np.linspace(1.2, 1.9, 20_001).astype(F32)
SINE, COSINE, HEADING, TURN, WRAP = map(plain_twin, (sine, cosine, heading, turn_towards, wrap_angle))
STEPS = [(F32(x), F32(z)) for x in np.arange(-6, 7) for z in np.arange(-6, 7)]


def bits_of(values: list[np.float32]) -> str:
    found = np.array(values)
    assert found.dtype == F32
    return hashlib.blake2b(found.tobytes(), digest_size=8).hexdigest()


def test_sine_and_cosine_are_as_exact_as_they_say():
    exact = ANGLES.astype(np.float64)
    assert np.abs([SINE(each) for each in ANGLES] - np.sin(exact)).max() < 5e-6
    assert np.abs([COSINE(each) for each in ANGLES] - np.cos(exact)).max() < 5e-6


def test_a_heading_looks_along_its_direction():
    off = [HEADING(x, z) - np.arctan2(x, z, dtype=np.float64) for x, z in STEPS]
    assert np.abs((np.array(off) + np.pi) % (2 * np.pi) - np.pi).max() < 2e-5
    assert HEADING(F32(0), F32(0)) == 0.0


@pytest.mark.parametrize(
    ("yaw", "wanted", "now"),
    [(0, 2, 0.5), (0, -2, -0.5), (1, 1.25, 1.25), (3, -3, 3 + 2 * np.pi - 6), (-1, -1.5, -1.5)],
)
def test_a_body_turns_the_short_way_and_no_further_than_a_step(yaw, wanted, now):
    assert abs(WRAP(TURN(F32(yaw), F32(wanted), F32(0.5)) - F32(now))) < 1e-6


def test_angles_keep_their_bits():
    # near its peak even the last bits of the sine's last coefficient show in some angle
    assert bits_of([SINE(each) for each in PEAK]) == "2a7bb127810b6b05"
    assert bits_of([SINE(each) for each in ANGLES]) == "b418f1f8ebd1edd8"
    assert bits_of([HEADING(*each) for each in STEPS]) == "16bf2ca01b7a3d4f"
    assert bits_of([WRAP(each) for each in ANGLES]) == "5adf7c07af978121"
    assert bits_of([TURN(each, F32(0.7), F32(0.3)) for each in ANGLES]) == "d75734292fa60e28"
