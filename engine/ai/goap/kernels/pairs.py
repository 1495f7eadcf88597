"""The stronger heuristic: how much each pair of literals costs together at least from one state (h2)."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.ai.goap.kernels.heuristic import BIT_OF, BIT_PRIME, FALSE_OFFSET, FAR, NOTHING, ONE
from engine.world.kernel import helper


@helper
def pair_costs(
    state, wanted, weights, needs_true, needs_false, adds, removes, need_first, need_literal, give_first, give_literal,
    pair,
):  # fmt: skip
    """Fill pair (128, 128) i8 with a lower bound on the weight from `state` to both literals at once, FAR for never.

    Haslum and Geffner's h2: a pair comes about by an action that gives both, or gives one and leaves alone the other,
    which then has to hold before together with the action's preconditions. The diagonal holds single literals. `wanted`
    are the bits that the goal mentions.
    """
    relevant = wanted
    for k in range(len(weights)):
        relevant = relevant | needs_true[k] | needs_false[k] | adds[k] | removes[k]
    literals = np.empty(2 * FALSE_OFFSET, np.int64)
    count = 0
    for bit in range(FALSE_OFFSET):
        if (relevant >> np.uint64(bit)) & ONE != NOTHING:
            literals[count], literals[count + 1] = bit, FALSE_OFFSET + bit
            count += 2
    pair[:, :] = FAR
    for a in range(2 * FALSE_OFFSET):
        for b in range(2 * FALSE_OFFSET):
            a_holds = ((state >> np.uint64(a % FALSE_OFFSET)) & ONE != NOTHING) == (a < FALSE_OFFSET)
            b_holds = ((state >> np.uint64(b % FALSE_OFFSET)) & ONE != NOTHING) == (b < FALSE_OFFSET)
            if a_holds and b_holds:
                pair[a, b] = 0
    changed = True
    while changed:
        changed = False
        for k in range(len(weights)):
            before = 0
            for a in range(need_first[k], need_first[k + 1]):
                for b in range(a, need_first[k + 1]):
                    before = max(before, pair[need_literal[a], need_literal[b]])
            if before >= FAR:
                continue
            for a in range(give_first[k], give_first[k + 1]):
                for b in range(give_first[k], give_first[k + 1]):
                    if before + weights[k] < pair[give_literal[a], give_literal[b]]:
                        pair[give_literal[a], give_literal[b]] = before + weights[k]
                        changed = True
            touched = adds[k] | removes[k]
            for place in range(count):
                other = literals[place]
                if (touched >> np.uint64(other % FALSE_OFFSET)) & ONE != NOTHING:
                    continue
                both = max(before, pair[other, other])
                for a in range(need_first[k], need_first[k + 1]):
                    both = max(both, pair[need_literal[a], other])
                if both >= FAR:
                    continue
                for a in range(give_first[k], give_first[k + 1]):
                    given = give_literal[a]
                    if both + weights[k] < pair[given, other]:
                        pair[given, other] = both + weights[k]
                        pair[other, given] = both + weights[k]
                        changed = True


@helper
def dearest_pair(true, false, pair, members):
    """The greatest value over all pairs of a subgoal's literals; 0 for none. members (128,) i8 is scratch."""
    count = 0
    while true != NOTHING:
        members[count] = BIT_OF[int((true & (~true + ONE)) % BIT_PRIME)]
        true = true & (true - ONE)
        count += 1
    while false != NOTHING:
        members[count] = FALSE_OFFSET + BIT_OF[int((false & (~false + ONE)) % BIT_PRIME)]
        false = false & (false - ONE)
        count += 1
    worst = 0
    for a in range(count):
        for b in range(a, count):
            worst = max(worst, pair[members[a], members[b]])
    return worst
