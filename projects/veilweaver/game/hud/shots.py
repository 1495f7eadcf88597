"""Shots: a thread of light from the shooter to whoever was just hit from afar, for a tenth of a second."""

from typing import TYPE_CHECKING

import numpy as np

from engine.play.shown import shown
from engine.present.draw_list import DrawList, Ribbon
from engine.world.events import DAMAGE
from engine.world.ids import PARTY

if TYPE_CHECKING:
    from engine.play.running.session import Session

SEEN_TICKS = 7
AFAR_M = 3.5
HAND, CHEST = 0.75, 0.6
"""Shares of their heights at which a shot leaves and lands."""
PARTY_COLOUR, HOSTILE_COLOUR = "#ffe3a8", "#ff7a52"


@shown(order=30)
def shots(session: "Session", picture: DrawList, alpha: float) -> None:
    """Reads the latest hits; draws those over a distance, thinner as they fade."""
    view = session.world.view
    found: list[Ribbon] = []
    for event in reversed(session.events):
        age = session.tick - 1 - event.tick
        if age > SEEN_TICKS or event.tick < session.chapter_began:  # rows of an earlier chapter are others
            break
        if event.kind != DAMAGE or event.source < 0 or event.target < 0:
            continue
        start, end = view["position"][event.source], view["position"][event.target]
        if float(np.hypot(start[0] - end[0], start[2] - end[2])) < AFAR_M:
            continue
        colour = PARTY_COLOUR if view["team"][event.source] == PARTY else HOSTILE_COLOUR
        lift, drop = view["height"][event.source] * HAND, view["height"][event.target] * CHEST
        found.append(
            Ribbon(
                (float(start[0]), float(start[1] + lift), float(start[2])),
                (float(end[0]), float(end[1] + drop), float(end[2])),
                colour,
                width=0.12 * (1.0 - age / (SEEN_TICKS + 1.0)),
            )
        )
    if found:
        picture.ribbons = [*picture.ribbons, *found]
