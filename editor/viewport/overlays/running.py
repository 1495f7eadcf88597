"""What overlays of the running simulation share: its rows, and the sentence for when nothing runs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from editor.viewport.overlays.overlay import OverlayScene
from engine.present.draw_list import DrawList
from engine.world.ids import DOWN, UP

Rows = Mapping[str, NDArray[Any]]
"""Row columns by name, cut to the lane that is shown."""
THROUGH = 0.45
"""How much is left of a mark's opacity where a crowd hides it: at eye height bodies hide most of the ground."""


def running_rows(scene: OverlayScene, picture: DrawList, title: str) -> Rows | None:
    """The columns of the lane that is shown; without a running copy None, and the legend says what is missing."""
    session = scene.session
    if session is None:
        picture.notes.append(f"{title}: shown while a copy plays")
        return None
    return session.world.view


def bodies(rows: Rows) -> NDArray[np.intp]:
    """Rows of those who can move and are up or down: what the crowd steps."""
    lane_end = int(rows["first"][1])
    life = rows["life"][:lane_end]
    return np.flatnonzero(((life == UP) | (life == DOWN)) & (rows["immovable"][:lane_end] == 0))
