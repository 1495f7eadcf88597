"""Counter-based random numbers: a number is named by seed, stream, tick and actor, so no state is kept or restored."""

# pyright: basic
# Kernels are typed by their arguments when numba compiles them.

import numpy as np

from engine.world.kernel import helper

_SCALE = np.float32(1.0 / 16_777_216.0)
_MASK = 0xFFFFFFFF


@helper
def mix(state, value):
    """Fold an integer into a 32-bit hash (the two-multiply finaliser of Ellis, "hash-prospector", lowbias32).

    int() and the mask keep plain Python, where an int32 would overflow, on the same bits as compiled code.
    """
    state = ((int(state) ^ (int(value) & _MASK)) * 0x7FEB352D) & _MASK
    state = ((state ^ (state >> 15)) * 0x846CA68B) & _MASK
    return state ^ (state >> 16)


@helper
def random_bits(seed, stream, tick, who):
    """A 32-bit integer named by (seed, stream, tick, local id). Never pass a row or slot number as `who`."""
    state = mix(mix(0x9E3779B9, seed), int(seed) >> 32)
    return mix(mix(mix(state, stream), tick), who)


@helper
def rand01(seed, stream, tick, who):
    """Uniform float32 in [0, 1) with 24 random bits, named by (seed, stream, tick, local id)."""
    return np.float32(random_bits(seed, stream, tick, who) >> 8) * _SCALE
