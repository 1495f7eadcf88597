"""Checksums of what each stage left behind: 64-bit sums that tell two states apart, cheap enough for every step.

Each 32-bit word counts times an odd weight that grows with its place, so the same values in another order give another
sum. It costs well under a microsecond per thousand words, where BLAKE2b over everything would cost more than the step.
"""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.physics.crowd.sort import first_slot
from engine.world.kernel import helper, quick_kernel

U64 = np.uint64
MIX = U64(0x9E3779B97F4A7C15)
ONE, TWO = U64(1), U64(2)


@helper
def weigh(total, values, begin, end):
    """`total` stirred, plus the weighted sum of the words begin..end of a flat array of 4-byte values."""
    words = values.view(np.uint32)
    found = U64(0)
    for index in range(begin, end):
        found += U64(words[index]) * (U64(index - begin) * TWO + ONE)
    return total * MIX + found


@quick_kernel
def sum_slots(first, crowd_count, crowd_order, crowd_place):
    """Checksum of the filled slots of every lane: order and place."""
    places = crowd_place.reshape(-1)
    total = U64(0)
    for L in range(len(crowd_count)):
        begin = first_slot(first, L)
        end = begin + crowd_count[L]
        total = weigh(total, crowd_order, begin, end)
        total = weigh(total, places, 2 * begin, 2 * end)
    return total


@quick_kernel
def sum_rows(position, velocity, yaw):
    """Checksum of where every row is, how it moves and where it looks."""
    total = weigh(U64(0), position.reshape(-1), 0, position.size)
    total = weigh(total, velocity.reshape(-1), 0, velocity.size)
    return weigh(total, yaw, 0, len(yaw))
