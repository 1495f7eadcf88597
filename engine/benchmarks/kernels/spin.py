"""Work that needs a core and nothing else: what more cores can give at best."""

# pyright: basic

import numba
import numpy as np

from engine.world.compiler import cache

cache.install()  # it lies with all the others


@numba.njit(cache=True, nogil=True)
def spin(rounds, state):
    """A chain of `rounds` integer multiplications and shifts, without memory and without the GIL; returns its end."""
    state = np.uint64(state)
    for _ in range(rounds):
        state = (state ^ (state >> np.uint64(29))) * np.uint64(0xBF58476D1CE4E5B9)
    return state
