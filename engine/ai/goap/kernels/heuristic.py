"""The heuristic of the search: how much each literal costs at least from one state (h-max)."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.world.kernel import helper

NOTHING = np.uint64(0)
ONE = np.uint64(1)
LOW_HALF = np.uint64(0xFFFFFFFF)
HALF = np.uint64(32)
FAR = 1 << 60
FALSE_OFFSET = 64  # literal "bit b is true" is number b, "bit b is false" is FALSE_OFFSET + b
BIT_PRIME = np.uint64(67)  # 2**b mod 67 differs for every b below 64
BIT_OF = np.array([next((b for b in range(64) if pow(2, b, 67) == rest), -1) for rest in range(67)], np.int64)


@helper
def literal_costs(state, weights, need_first, need_literal, give_first, give_literal, value):
    """Fill value (128,) i8 with a lower bound on the weight from `state` to each literal; FAR where it is out of reach.

    Bonet and Geffner's h-max with negative literals: a literal costs the cheapest action that gives it plus that
    action's dearest precondition. Action k needs need_literal[need_first[k]:need_first[k + 1]].
    """
    for bit in range(FALSE_OFFSET):
        if (state >> np.uint64(bit)) & ONE != NOTHING:
            value[bit], value[FALSE_OFFSET + bit] = 0, FAR
        else:
            value[bit], value[FALSE_OFFSET + bit] = FAR, 0
    changed = True
    while changed:
        changed = False
        for k in range(len(weights)):
            dearest = 0
            for place in range(need_first[k], need_first[k + 1]):
                dearest = max(dearest, value[need_literal[place]])
            if dearest >= FAR:
                continue
            after = dearest + weights[k]
            for place in range(give_first[k], give_first[k + 1]):
                literal = give_literal[place]
                if after < value[literal]:
                    value[literal] = after
                    changed = True


@helper
def dearest_literal(true, false, value):
    """The greatest value over the bits that must be true and those that must be false; 0 for none."""
    worst = 0
    while true != NOTHING:
        worst = max(worst, value[BIT_OF[int((true & (~true + ONE)) % BIT_PRIME)]])
        true = true & (true - ONE)
    while false != NOTHING:
        worst = max(worst, value[FALSE_OFFSET + BIT_OF[int((false & (~false + ONE)) % BIT_PRIME)]])
        false = false & (false - ONE)
    return worst
