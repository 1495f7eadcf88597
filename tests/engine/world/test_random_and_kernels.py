"""Chance is named, not drawn; and plain Python gives what compiled code gives, however deep the helpers lie."""

import numpy as np

from engine.world import random
from engine.world.kernel import helper, plain_twin
from engine.world.random import mix, rand01

COUNT = 4000


def draws(seed=1, stream=2):
    return np.array([rand01(seed, stream, tick, who) for tick in range(COUNT // 40) for who in range(40)])


def test_numbers_lie_in_the_unit_interval_evenly():
    values = draws()
    counts, _ = np.histogram(values, 20, (0.0, 1.0))
    assert ((values >= 0) & (values < 1)).all()
    assert (abs(counts - COUNT / 20) < 5 * np.sqrt(COUNT / 20)).all()


def test_neighbouring_names_are_unrelated():
    for shift in (1, 40):
        first, second = draws()[:-shift], draws()[shift:]
        assert abs(np.corrcoef(first, second)[0, 1]) < 0.06
    assert abs(np.corrcoef(draws(stream=2), draws(stream=3))[0, 1]) < 0.06
    assert abs(np.corrcoef(draws(seed=1), draws(seed=2))[0, 1]) < 0.06


def test_every_bit_of_a_seed_counts():
    numbers = {rand01(1 << bit, 0, 0, 0) for bit in range(62)} | {rand01(-1, 0, 0, 0)}
    assert len(numbers) == 63


def test_compiled_and_plain_give_the_same_numbers_for_any_integer_type():
    plain = plain_twin(rand01)
    for seed in (0, 7, -3, 2**40 + 5):
        for tick in (0, 1, 35_999):
            names = (np.int64(seed), 3, np.int32(tick), np.int32(8))
            assert np.float32(rand01(*names)) == plain(*names)
            assert rand01(*names) == rand01(seed, 3, tick, 8)


@helper
def third(value):
    """One third in single precision."""
    return np.float32(value) * np.float32(1 / 3)


@helper
def by_name(value):
    """Call a helper that is imported by name."""
    return third(value) * third(value)


@helper
def by_module(seed):
    """Call a helper through its module."""
    return random.rand01(seed, 0, 0, 0) * third(seed)


def test_a_plain_twin_is_plain_all_the_way_down():
    for fn in (by_name, by_module):
        found = plain_twin(fn)(7)
        assert isinstance(found, np.float32)
        assert np.float32(fn(7)) == found


def test_a_helper_has_its_original():
    assert mix.py_func(1, 2) == mix(1, 2)
