"""A pose: what a body does, as a row of numbers that a rig turns into the places of its joints."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

F32 = NDArray[np.float32]

PHASE, STRIDE, GOING, MOVING, STRIKE, PROGRESS, FALL, STAGGER, RECOIL = range(9)
"""Columns of a pose.

PHASE: of the walk, in turns; it grows with the way that was walked, never with time, so that feet do not slide.
STRIDE: length of a whole turn, two steps [m]. GOING: which way it walks, relative to where it looks [rad].
MOVING: 0 stands, 1 walks. STRIKE: what is under way (a number below), PROGRESS 0..1 of it: it is wound up until LANDS,
then lands and recovers. FALL: 0 stands, 1 lies. STAGGER: 0..1, how far its stance is broken. RECOIL: 1 at the moment of
a hit, fading to 0.
"""
WIDTH = 9
NO_STRIKE, BLOW, SHOT, SLAM, CAST, CALL, RUSH, STANCE = range(8)
"""What may be under way: a blow, a shot, a blow on the ground, a spell, a call, a dash, a guarding stance."""
LANDS = 0.5
"""The progress at which what was wound up lands."""


def standing(count: int) -> F32:
    """Poses (count, WIDTH) f4 of those who stand and do nothing."""
    return np.zeros((count, WIDTH), dtype=np.float32)
