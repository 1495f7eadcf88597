"""Eight numbers at once: compiled code does to the bit what the NumPy twin of each function says."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.world.kernel import kernel, plain_twin
from engine.world.vectors import (
    abs8,
    all_zero8,
    any8,
    before8,
    bits8,
    clear8,
    count8,
    fill8,
    floats8,
    floor8,
    gather8,
    gather_pairs8,
    gather_triples8,
    gather_two8,
    ints8,
    load8,
    load_ints8,
    load_pairs8,
    load_triples8,
    lowest_bit,
    lowest_bits8,
    max8,
    min8,
    put,
    scatter8,
    scatter_pairs8,
    scatter_triples8,
    select8,
    sqrt8,
    store8,
    store_ints8,
    store_pairs8,
    take,
)

F32 = np.float32
TWO, HALF = F32(2), F32(0.5)
any_float = st.floats(width=32, allow_nan=True, allow_infinity=True)
eight = st.lists(any_float, min_size=8, max_size=8).map(lambda numbers: np.array(numbers, np.float32))
eight_ints = st.lists(st.integers(-(2**31), 2**31 - 1), min_size=8, max_size=8).map(
    lambda numbers: np.array(numbers, np.int32)
)


@kernel
def arithmetic(a, b, out):
    """Every operation and function of vectors of floats, a row of results of eight."""
    x = load8(a, 0)
    y = load8(b, 0)
    store8(out, 0, x + y)
    store8(out, 8, x - TWO)
    store8(out, 16, HALF * y)
    store8(out, 24, x / y)
    store8(out, 32, TWO / y)
    store8(out, 40, sqrt8(x))
    store8(out, 48, min8(x, y))
    store8(out, 56, max8(x, y))
    store8(out, 64, min8(max8(x, HALF), TWO))
    store8(out, 72, select8(x < y, x, y))
    store8(out, 80, select8((x <= y) & (y > HALF), fill8(TWO), HALF))
    store8(out, 88, select8((x >= y) | (y != x), HALF, y))
    store8(out, 96, select8(x != TWO, TWO, HALF))
    store8(out, 104, x * y + x)
    store8(out, 112, abs8(x))
    store8(out, 120, floor8(y))


@kernel
def masks(a, b):
    """What masks say of themselves, as one number."""
    low = load8(a, 0) < load8(b, 0)
    high = load8(a, 0) > load8(b, 0)
    both = low | high
    first = lowest_bit(bits8(both)) if any8(both) else 99
    return bits8(low) + 1000 * count8(high) + 100_000 * first


@kernel
def whole_numbers(a, b, out):
    """Every operation of eight whole numbers."""
    x = load_ints8(a, 0)
    y = load_ints8(b, 0)
    store_ints8(out, 0, x + y)
    store_ints8(out, 8, x - 1)
    store_ints8(out, 16, x & (x - 1))
    store_ints8(out, 24, lowest_bits8(x))
    store_ints8(out, 32, select8(x < y, x, y))
    store_ints8(out, 40, select8(x == y, 7, x))
    store_ints8(out, 48, select8(0 < x, 8 - y, x & y))
    store_ints8(out, 56, x * y)
    store_ints8(out, 64, ints8(floats8(x & 65535) * HALF))
    return bits8(before8(a, 0, -3))


@kernel
def pairs(array, places, out):
    """Pairs side by side and pairs wherever they lie; then eight written elsewhere."""
    first, second = load_pairs8(array, 1)
    store_pairs8(out, 0, second, first)
    first, second = gather_pairs8(array, places, 2)
    store_pairs8(out, 8, first + second, second)
    scatter_pairs8(out, places, 2, second, first)


@kernel
def triples(array, places, out):
    """Triples side by side and wherever they lie, and single elements likewise."""
    a, b, c = load_triples8(array, 1)
    d, e, f = gather_triples8(array, places, 2)
    scatter_triples8(out, places, 1, a + d, b + e, c + f)
    scatter8(out, places, 0, gather8(array, places, 1))
    first, second = gather_two8(array, load_ints8(places, 2) * 2)
    store8(out, 0, first - second)


@kernel
def zeros(array, i):
    """Whether eight elements are zero; they are, after."""
    found = all_zero8(array, i)
    clear8(array, i)
    return found


@kernel
def singles(array, counts, out):
    """One element at a time: a float stays float32, a whole number of any width counts as int64."""
    for k in range(len(counts)):
        put(out, k, take(array, take(counts, k)) * HALF)


def same(fn, *inputs, out):
    """What compiled and plain code write and return, and whether it is the same to the bit."""
    compiled, plain = out.copy(), out.copy()
    with np.errstate(all="ignore"):
        returned = fn(*inputs, compiled), plain_twin(fn)(*inputs, plain)
    # the payload of NaN is no part of any state: it is normalised here, its places are not
    if compiled.dtype == np.float32:
        compiled[np.isnan(compiled)] = plain[np.isnan(plain)] = np.nan
    return compiled.tobytes() == plain.tobytes() and returned[0] == returned[1]


@settings(max_examples=200, deadline=None)
@given(eight, eight)
def test_floats_have_the_same_bits_compiled_and_plain(a, b):
    assert same(arithmetic, a, b, out=np.zeros(128, np.float32))


@settings(max_examples=100, deadline=None)
@given(eight, eight)
def test_masks_say_the_same_compiled_and_plain(a, b):
    assert masks(a, b) == plain_twin(masks)(a, b)


@settings(max_examples=200, deadline=None)
@given(eight_ints, eight_ints)
def test_whole_numbers_are_the_same_compiled_and_plain(a, b):
    assert same(whole_numbers, a, b, out=np.zeros(72, np.int32))


@settings(max_examples=50, deadline=None)
@given(st.lists(st.integers(0, 15), min_size=10, max_size=10), st.integers(0, 2**32 - 1))
def test_pairs_are_found_wherever_they_lie(places, seed):
    array = np.random.default_rng(seed).random((16, 2), dtype=np.float32)
    assert same(pairs, array, np.array(places, np.int32), out=np.zeros((16, 2), np.float32))


@settings(max_examples=50, deadline=None)
@given(st.lists(st.integers(0, 15), min_size=10, max_size=10), st.integers(0, 2**32 - 1))
def test_triples_and_single_elements_are_found_wherever_they_lie(places, seed):
    array = np.random.default_rng(seed).random((16, 3), dtype=np.float32)
    assert same(triples, array, np.array(places, np.int32), out=np.zeros((16, 3), np.float32))


@pytest.mark.parametrize("run", [zeros, plain_twin(zeros)])
@pytest.mark.parametrize("kind", ["u1", "i4", "f4"])
def test_eight_zeros_are_told_from_anything_else(run, kind):
    array = np.zeros(24, kind)
    array[[7, 16]] = 3
    assert run(array, 8)
    assert not run(array, 0)
    assert not run(array, 9)
    assert not array.any()


def test_where_two_go_to_one_place_the_last_one_counts():
    out = np.zeros((16, 2), np.float32)
    array = np.arange(32, dtype=np.float32).reshape(16, 2)
    pairs(array, np.array([0, 0, 3, 3, 3, 3, 3, 3, 3, 5], np.int32), out)
    assert out[3].tolist() == [7.0, 6.0]
    assert out[5].tolist() == [11.0, 10.0]


@pytest.mark.parametrize("kind", ["u1", "i4", "i8"])
def test_single_elements_of_any_kind(kind):
    array, counts = np.arange(9, dtype=np.float32), np.array([[3, 1], [8, 0]], kind).reshape(-1)
    out = np.zeros(4, np.float32)
    singles(array, counts, out)
    plain_twin(singles)(array, counts, other := np.zeros(4, np.float32))
    assert out.tolist() == other.tolist() == [1.5, 0.5, 4.0, 0.0]
