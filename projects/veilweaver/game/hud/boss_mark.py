"""The boss in the picture: its name before all others, a broad ring round its feet, and light along its edges."""

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from engine.play.shown import shown
from engine.present.batches import rings
from engine.present.draw_list import SIDE_COLOUR, DrawList, Instances
from engine.world.ids import UP

if TYPE_CHECKING:
    from engine.play.running.session import Session

LIT = 2.4
"""Factor on its rim light: it stands before walls as dark as itself."""
RING_M, THROUGH = 0.18, 0.55
OUTSIDE_M = 0.25
"""So far outside of its usual ring the broad one lies."""


@shown(order=50)
def boss_mark(session: "Session", picture: DrawList, alpha: float) -> None:
    """Marks who has the boss bar and is up, so that a stranger can point at it."""
    view = session.world.view
    rows = np.flatnonzero((view["has_boss_bar"] != 0) & (view["life"] == UP)).tolist()
    if not rows:
        return
    entities = {session.compiled.roster[row].entity for row in rows}
    named = [plate for plate in picture.plates if plate.entity in entities]
    picture.plates = [
        replace(plate, is_foremost=True) if plate.entity in entities else plate for plate in picture.plates
    ]
    picture.instances = [_lit(part, entities) for part in picture.instances]
    feet = {(plate.position[0], plate.position[2]) for plate in named}
    found = [ring for ring in picture.rings if (ring.position[0], ring.position[2]) in feet]
    if found:
        place, radius = [ring.position for ring in found], [ring.radius + OUTSIDE_M for ring in found]
        around = rings(picture.ground, place, radius, SIDE_COLOUR["hostile"], width=RING_M, through=THROUGH)
        # The scenery's own lists are shared by all pictures, so they are replaced, never added to.
        picture.ring_batches = [*picture.ring_batches, around]


def _lit(part: Instances, entities: set[str]) -> Instances:
    """The same, with more rim light on those entities."""
    if entities.isdisjoint(part.entity):
        return part
    is_boss = np.array([entity in entities for entity in part.entity], dtype=np.bool_)
    usual = np.ones(len(part), np.float32) if part.emphasis is None else part.emphasis
    return replace(part, emphasis=np.where(is_boss, usual * np.float32(LIT), usual).astype(np.float32))
