"""The stronger heuristic: how much each pair of literals costs together at least from one state (h2)."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.ai.goap.kernels.heuristic import FAR, lowest
from engine.ai.goap.kernels.problems import FIRST_GIVE, FIRST_NEED, GIVES, NOTHING, ONE, SPOILS, WORD
from engine.world.kernel import helper


@helper
def has(first, second, literal):
    """Whether two words hold a literal."""
    word = first if literal < WORD else second
    return (word >> np.uint64(literal & (WORD - 1))) & ONE != NOTHING


@helper
def pair_costs(first, second, count, begin, end, step_weight, step_word, step_number, step_link, pair):
    """Fill pair[a * count + b] with a lower bound on the weight from a state to both literals at once, FAR for never.

    Haslum and Geffner's h2: a pair comes about by a step that gives both, or gives one and leaves alone the other,
    which then has to hold before together with the step's preconditions. The diagonal holds single literals.
    """
    for a in range(count):
        for b in range(count):
            pair[a * count + b] = 0 if has(first, second, a) and has(first, second, b) else FAR
    changed = True
    while changed:
        changed = False
        for k in range(begin, end):
            need_first, need_last = step_number[k, FIRST_NEED], step_number[k + 1, FIRST_NEED]
            give_first, give_last = step_number[k, FIRST_GIVE], step_number[k + 1, FIRST_GIVE]
            before = 0
            for a in range(need_first, need_last):
                for b in range(a, need_last):
                    before = max(before, pair[step_link[a] * count + step_link[b]])
            if before >= FAR:
                continue
            for a in range(give_first, give_last):
                for b in range(give_first, give_last):
                    both = step_link[a] * count + step_link[b]
                    if before + step_weight[k] < pair[both]:
                        pair[both] = before + step_weight[k]
                        changed = True
            touched = step_word[k, GIVES] | step_word[k, SPOILS]
            touched_more = step_word[k, GIVES + 1] | step_word[k, SPOILS + 1]
            for other in range(count):
                if has(touched, touched_more, other):
                    continue
                both = max(before, pair[other * count + other])
                for a in range(need_first, need_last):
                    both = max(both, pair[step_link[a] * count + other])
                if both >= FAR:
                    continue
                both += step_weight[k]
                for a in range(give_first, give_last):
                    given = step_link[a]
                    if both < pair[given * count + other]:
                        pair[given * count + other] = both
                        pair[other * count + given] = both
                        changed = True


@helper
def dearest_pair(first, second, count, pair):
    """The greatest value over all pairs of a subgoal's literals; 0 for none."""
    worst = 0
    while first != NOTHING or second != NOTHING:
        if first != NOTHING:
            a = lowest(first)
            first = first & (first - ONE)
        else:
            a = WORD + lowest(second)
            second = second & (second - ONE)
        worst = max(worst, pair[a * count + a])
        rest, more = first, second
        while rest != NOTHING:
            worst = max(worst, pair[a * count + lowest(rest)])
            rest = rest & (rest - ONE)
        while more != NOTHING:
            worst = max(worst, pair[a * count + WORD + lowest(more)])
            more = more & (more - ONE)
        if worst >= FAR:
            break
    return worst
