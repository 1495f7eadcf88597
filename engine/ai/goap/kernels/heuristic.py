"""The heuristic of the search: how much each literal costs at least from one state (h-max)."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.ai.goap.kernels.problems import FIRST_GIVE, FIRST_NEED, FIRST_USER, GIVES, NOTHING, ONE, WORD
from engine.world.kernel import helper

FAR = 1 << 60
BIT_PRIME = np.uint64(67)  # 2**b mod 67 differs for every b below 64
BIT_OF = np.zeros(67, np.int64)
BIT_OF[[pow(2, bit, 67) for bit in range(64)]] = range(64)


@helper
def lowest(word):
    """The number of a word's lowest bit; the word is not 0."""
    return BIT_OF[int((word & (~word + ONE)) % BIT_PRIME)]


@helper
def literal_costs(
    first, second, count, literal_begin, begin, end, problem_literal, step_weight, step_word, step_number, step_link,
    value,
):  # fmt: skip
    """Fill value (count,) i8 with a lower bound on the weight from a state to each literal; FAR where out of reach.

    The state is two words of the literals that hold in it. Bonet and Geffner's h-max with negative literals: a literal
    costs the cheapest step (of begin..end) that gives it plus that step's dearest precondition. Steps lie in about the
    order in which they become possible; a literal that got cheaper calls for another sweep from its first user on.
    """
    for literal in range(count):
        word = first if literal < WORD else second
        holds = (word >> np.uint64(literal & (WORD - 1))) & ONE != NOTHING
        value[literal] = 0 if holds else FAR
    start = begin
    while start < end:
        again = end
        for k in range(start, end):
            if (step_word[k, GIVES] & ~first) | (step_word[k, GIVES + 1] & ~second) == NOTHING:
                continue
            dearest = 0
            for at in range(step_number[k, FIRST_NEED], step_number[k + 1, FIRST_NEED]):
                dearest = max(dearest, value[step_link[at]])
            if dearest >= FAR:
                continue
            after = dearest + step_weight[k]
            for at in range(step_number[k, FIRST_GIVE], step_number[k + 1, FIRST_GIVE]):
                literal = step_link[at]
                if after < value[literal]:
                    value[literal] = after
                    user = begin + problem_literal[literal_begin + literal, FIRST_USER]
                    if user <= k:
                        again = min(again, user)
        start = again


@helper
def dearest_literal(first, second, value):
    """The greatest value over a subgoal's literals; 0 for none."""
    worst = 0
    while first != NOTHING:
        worst = max(worst, value[lowest(first)])
        first = first & (first - ONE)
    while second != NOTHING:
        worst = max(worst, value[WORD + lowest(second)])
        second = second & (second - ONE)
    return worst
