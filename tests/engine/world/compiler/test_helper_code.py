"""Functions without a door stay bitcode: linked into their callers, kept in the cache, and ready when somebody asks."""

import numba
import numpy as np
import pytest

from engine.world.compiler.helper_code import has_door
from engine.world.kernel import compile_for, helper, is_plain

pytestmark = pytest.mark.skipif(is_plain(), reason="nothing is compiled in this process")
FLOATS = numba.types.Array(numba.float64, 1, "C")


@helper
def item(values, index):
    """One value."""
    return values[index]


@helper
def asked(values, index):
    """One value, of a function whose address somebody will ask for."""
    return values[index]


@helper
def refused(values, index):
    """One value; those below zero are refused in words that are made when it happens."""
    if values[index] < 0.0:
        raise ValueError("below zero: number", index)
    return values[index]


@numba.njit
def _first(values):
    return item(values, 0)


@numba.njit
def _first_asked(values):
    return asked(values, 0)


@numba.njit
def _first_refused(values):
    return refused(values, 0)


def test_a_part_is_bitcode_and_what_python_calls_is_not():
    assert _first(np.ones(1)) == 1.0
    (part,) = item.overloads.values()
    (whole,) = _first.overloads.values()
    assert not has_door(part.library)
    assert part.library._is_put_off
    assert has_door(whole.library)
    assert not whole.library._is_put_off
    assert part.library.serialize_using_object_code()[1] == "bitcode"
    assert whole.library.serialize_using_object_code()[1] == "object"


def test_a_linked_part_raises_with_values_of_its_own():
    with pytest.raises(ValueError, match=r"below zero.*0"):
        _first_refused(-np.ones(1))


def test_machine_code_is_made_when_somebody_asks_for_the_address():
    _first_asked(np.ones(1))
    (part,) = asked.overloads.values()
    library, name = part.library, part.fndesc.llvm_func_name
    assert library.get_pointer_to_function("_ZN_nobody") == 0
    assert library.get_pointer_to_function(name) != 0
    assert not library._is_put_off
    assert compile_for(item.py_func, numba.float64(FLOATS, numba.int64))(np.full(2, 3.0), 1) == 3.0


def test_functions_over_arrays_are_called_by_address():
    doubled = numba.vectorize([numba.float64(numba.float64)])(lambda value: value * 2.0)
    assert doubled(np.arange(3.0)).tolist() == [0.0, 2.0, 4.0]
