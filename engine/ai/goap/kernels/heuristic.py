"""The heuristic of the search: how much the dearest wanted literal costs at least (h-max)."""

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


@helper
def estimate(state, wanted, weights, need_first, need_literal, give_first, give_literal, value):
    """A lower bound on the weight from `state` to the goal: Bonet and Geffner's h-max, with negative literals.

    Each literal costs the cheapest action that gives it plus that action's dearest precondition; the goal costs its
    dearest literal. Admissible and consistent; FAR when the goal is out of reach even so. `wanted` (w,) i4 holds
    literal numbers; action k needs need_literal[need_first[k]:need_first[k + 1]]; value (128,) i8 is scratch.
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
    worst = 0
    for place in range(len(wanted)):
        worst = max(worst, value[wanted[place]])
    return worst
