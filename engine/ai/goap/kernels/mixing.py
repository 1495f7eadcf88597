"""Where a state of two words is looked for in a table of a power of two places."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.world.kernel import helper

# Knuth's multiplicative hash on each half of a word; a product of 32-bit numbers cannot overflow, compiled or plain.
FACTOR = np.uint64(2654435761)
_FACTOR_B, _FACTOR_C, _FACTOR_D = np.uint64(2246822519), np.uint64(3266489917), np.uint64(668265263)
_FOLD, _HALF, _LOW_HALF = np.uint64(19), np.uint64(32), np.uint64(0xFFFFFFFF)


@helper
def mixed(low, high):
    """The bits of two words u8, spread over one."""
    first = ((low & _LOW_HALF) * FACTOR) ^ ((low >> _HALF) * _FACTOR_B)
    return first ^ ((high & _LOW_HALF) * _FACTOR_C) ^ ((high >> _HALF) * _FACTOR_D)


@helper
def place_in(bits, room):
    """The first place to look for what mixes to `bits` u8, in a table of `room` (a power of two) places."""
    return int((bits ^ (bits >> _FOLD)) & _LOW_HALF) & (room - 1)
