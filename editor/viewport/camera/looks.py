"""Where the editing camera goes by itself: the first look at a scene, and at a place that was asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from editor.viewport.camera.camera import looking_at
from editor.viewport.camera.navigation import Navigation

LOOK, WIDE_LOOK = (8.4, 20.0, 18.0), (4.5, 5.6, 26.0)
"""From where a scene is seen first, relative to its middle [m]: a world has a horizon that belongs to the picture."""
CLEAR_M, CLEAR_SHARE = 3.0, 0.25
WILD_AWAY_M, WILD_CLEAR_M = 45.0, 24.0
"""How far above the ground, at least, a place is looked at from [m], and as a share of the distance to it."""
FIRST_LOOK_M = 8.0
"""At least so much [m] around the middle of those who fight is in the first picture of a scene."""


def look_first(navigation: Navigation, points: Sequence[Sequence[float]], *, is_endless: bool) -> None:
    """Bring points, those who fight, into the picture, seen from above and behind."""
    navigation.kind = "perspective"
    navigation.camera = looking_at(WIDE_LOOK if is_endless else LOOK, (0.0, 0.0, 0.0))
    points = points or [(0.0, 0.0, 0.0)]
    # One fighter alone would fill the picture with boots: some of the place belongs to the first look.
    cloud = np.asarray(points, dtype=np.float64)
    spread = float(np.linalg.norm(cloud - (cloud.min(axis=0) + cloud.max(axis=0)) / 2.0, axis=1).max())
    navigation.frame(points, reach=max(1.0, FIRST_LOOK_M - spread))


def look_at_place(
    navigation: Navigation, x: float, z: float, height_at: Callable[[float, float], float], *, is_wild: bool
) -> None:
    """Look at the ground at (x, z) [m] from where nothing is before it."""
    place = (x, height_at(x, z), z)
    # Woods stand where nobody has cleared them: there the place is looked at from above their crowns.
    navigation.look_at(place, max(navigation.camera.distance, WILD_AWAY_M) if is_wild else 0.0)
    eye_x, eye_y, eye_z = navigation.camera.eye
    lowest = height_at(eye_x, eye_z) + max(
        WILD_CLEAR_M if is_wild else CLEAR_M, navigation.camera.distance * CLEAR_SHARE
    )
    if navigation.kind == "perspective" and eye_y < lowest:
        # On a slope the same angle would look out of the ground.
        navigation.look_from_eye((eye_x, lowest, eye_z), place)
