"""The numbers of `engine.world.random` for many actors at once, for what is made outside of a kernel."""

import numpy as np
from numpy.typing import NDArray

_MASK = 0xFFFFFFFF
_FIRST, _SECOND = np.uint64(0x7FEB352D), np.uint64(0x846CA68B)
_SCALE = np.float32(1.0 / 16_777_216.0)


def random_array(seed: int, stream: int, count: int) -> NDArray[np.float32]:
    """(count,) float32, uniform in [0, 1): `rand01(seed, stream, 0, k)` for k = 0..count - 1."""
    state = np.full(count, 0x9E3779B9, np.uint64)
    for value in (seed & _MASK, (seed >> 32) & _MASK, stream & _MASK, 0):
        state = _mixed(state, np.uint64(value))
    return (_mixed(state, np.arange(count, dtype=np.uint64)) >> np.uint64(8)).astype(np.float32) * _SCALE


def _mixed(state: NDArray[np.uint64], value: "np.uint64 | NDArray[np.uint64]") -> NDArray[np.uint64]:
    state = ((state ^ value) * _FIRST) & np.uint64(_MASK)
    state = ((state ^ (state >> np.uint64(15))) * _SECOND) & np.uint64(_MASK)
    return state ^ (state >> np.uint64(16))
