"""Whole arrays of random numbers are the very numbers that kernels draw one by one."""

import numpy as np
import pytest

from engine.world.random import rand01
from engine.world.random_arrays import random_array


@pytest.mark.parametrize("seed", [0, 7, -3, 2**40 + 5])
def test_an_array_holds_the_numbers_of_a_stream(seed):
    one_by_one = [rand01.py_func(seed, 12, 0, k) for k in range(50)]
    assert np.array_equal(random_array(seed, 12, 50), np.array(one_by_one, np.float32))
