"""Bytes for each chunk of the world take memory only where the camera is."""

import sys

import numpy as np
import pytest

from engine.benchmarks.terrain.resident_set import resident_bytes
from engine.terrain.levels.pages import WorldBytes

SIZE = 64 << 20


def test_what_is_kept_stays_and_all_else_is_zero():
    world = WorldBytes(10_000)
    numbers = np.array([3, 4_097, 9_999])
    world.values[numbers] = [7, 8, 9]
    world.forget_but(numbers)
    assert world.values[numbers].tolist() == [7, 8, 9]
    assert int(world.values.sum()) == 24


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere pages stay")
def test_pages_are_given_back():
    world = WorldBytes(SIZE)
    untouched = resident_bytes() or 0
    world.values[:] = 1
    touched = resident_bytes() or 0
    world.values[:] = 0
    world.forget_but(np.array([1]))
    left = resident_bytes() or 0
    assert touched - untouched > SIZE / 2
    assert left - untouched < SIZE / 8
