"""The distances that perception counts by, and how fast is loud."""

import numpy as np

CLOSE_M, NEAR_M = np.float32(4.0), np.float32(8.0)
THREAT_M = np.float32(5.0)
LOUD_SPEED = np.float32(1.5)
"""Whoever moves faster than this [m/s] can be heard, and so can whoever is using an ability."""
