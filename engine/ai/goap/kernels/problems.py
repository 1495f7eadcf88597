"""How problems lie in arrays: the numbers of their columns, and a state in a problem's own literals.

A problem numbers anew what matters to it. One with a policy table counts the facts that make up the table's index; one
that is searched counts literals: the facts that a goal or a precondition wants true or wants false, each on its own.
"""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.world.kernel import helper

NOTHING, ONE = np.uint64(0), np.uint64(1)
WORD = 64
LITERALS = 2 * WORD
"""A subgoal is two words of literals."""

MASK_LOW, MASK_HIGH, WANT_LOW, WANT_HIGH = 0, 1, 2, 3
"""Columns of `problem_word`: facts that matter, as in `facts`; literals that the goal wants."""

FIRST_LITERAL, FIRST_STEP = 0, 1
"""Columns of `problem_first`: where a problem's rows begin; they end where the next one's begin."""

FACT, FIRST_GIVER, FIRST_USER = 0, 1, 2
"""Columns of `problem_literal`: the fact's bit number, FALSE more where it must be false; where its givers begin; the
first step that needs it."""
FALSE = 128

GIVES, SPOILS, NEEDS, CLASHES = 0, 2, 4, 6
"""Columns of `step_word`, two each: literals that it makes true, makes false, needs, and needs the opposite of."""

ACTION, FIRST_NEED, FIRST_GIVE = 0, 1, 2
"""Columns of `step_number`: action id; where its lists of literals begin."""


@helper
def literals_of(low, high, problem_literal, begin, end):
    """Two words: which of the literals begin..end are true in a state of two words of facts, the first one lowest."""
    first, second = NOTHING, NOTHING
    for k in range(begin, end):
        fact = problem_literal[k, FACT]
        word = high if fact & WORD else low
        holds = ((word >> np.uint64(fact & (WORD - 1))) ^ np.uint64(fact >> 7)) & ONE
        place = k - begin
        if place < WORD:
            first |= holds << np.uint64(place)
        else:
            second |= holds << np.uint64(place - WORD)
    return first, second
