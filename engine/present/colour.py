"""Colours: "#rrggbb" in sRGB to and from the linear numbers that light is reckoned in."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

F64 = NDArray[np.float64]


def srgb(colour: str) -> F64:
    """The three channels 0..1 as stored; ValueError unless the text is "#rrggbb"."""
    digits = colour.removeprefix("#")
    if len(digits) != 6:
        raise ValueError(f'a colour is written "#rrggbb", not "{colour}"')
    return np.array([int(digits[i : i + 2], 16) for i in (0, 2, 4)], dtype=np.float64) / 255.0


def linear(colour: str) -> F64:
    """The three channels as light (gamma 2.2)."""
    return srgb(colour) ** 2.2


@lru_cache(maxsize=4096)
def tint_of(colour: str) -> tuple[float, float, float]:
    """The same as three plain numbers: factors on a mesh's own colours."""
    red, green, blue = linear(colour).tolist()
    return red, green, blue
