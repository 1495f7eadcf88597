"""Steps of whole numbers towards a goal that always arrive and never go beyond it."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

LEAST_SHARE = 1.0 / 256.0
"""Where less of a brush than this acts, nothing happens: a step of one would be far too much there."""


def toward(now: NDArray[Any], goal: NDArray[Any] | float, share: NDArray[np.float64]) -> NDArray[np.float64]:
    """`now` after a share (0..1) of the way to `goal`, as whole numbers (f8), the step rounded up to the next one."""
    way = (goal - now) * np.where(share >= LEAST_SHARE, share, 0.0)
    return now + np.copysign(np.ceil(np.abs(way)), way)
