"""Facts in columns: two words a row, and a fact as its bit in one of them."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.world.kernel import helper

_NOTHING = np.uint64(0)


@helper
def believe(facts, i, fact):
    """Row i of facts (rows, 2) u8 believes a fact from now on, given as its bit in two words (a `fact_<name>` column).

    A fact of no bit, because the scene does not know it, changes nothing.
    """
    facts[i, 0] |= fact[0]
    facts[i, 1] |= fact[1]


@helper
def with_fact(low, high, fact):
    """A state of two words in which a fact (2,) u8 is true as well: for loops that believe many facts of one row."""
    return low | fact[0], high | fact[1]


@helper
def fulfils(low, high, needs, forbids, k):
    """Whether a state of two words has all facts of row k of needs (n, 2) u8 and none of row k of forbids."""
    if low & needs[k, 0] != needs[k, 0] or high & needs[k, 1] != needs[k, 1]:
        return False
    return (low & forbids[k, 0]) | (high & forbids[k, 1]) == _NOTHING
