"""Helpers are compiled for kernels alone, whole numbers widened; Python still gets an answer from them."""

import numba
import numpy as np
import pytest

from engine.world.kernel import compile_for, helper, is_plain

pytestmark = pytest.mark.skipif(is_plain(), reason="nothing is compiled in this process")
FLOATS = numba.types.Array(numba.float64, 1, "C")


@helper
def item(values, index):
    """One value."""
    return values[index]


def two_items(values, out):
    """Ask with both kinds of whole number."""
    out[0] = item(values, np.int32(1)) + item(values, 2)


def test_one_version_serves_both_kinds_of_whole_number():
    out = np.zeros(1)
    compile_for(two_items, numba.types.void(FLOATS, FLOATS))(np.arange(3.0), out)
    assert out[0] == 3.0
    assert len(item.overloads) <= 1  # none when the kernel came from the cache


def test_python_may_call_what_was_compiled_for_a_kernel():
    compile_for(two_items, numba.types.void(FLOATS, FLOATS))
    assert item(np.arange(3.0), 1) == 1.0
    assert item(np.arange(3), 2) == 2
