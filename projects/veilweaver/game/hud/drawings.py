"""What Veilweaver adds to the picture of a running fight: threads, weaving and marks."""

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from engine.play.shown import shown
from engine.present.draw_list import DrawList, Glow, Label, Ribbon
from engine.present.ground import height_under
from engine.world.ids import UP

from ..abilities import MENDING_ANCHOR
from ..anchor_search import nearest_frayed
from ..anchor_states import PERFECT_FROM, STATES, state_of
from .readings import anchor_names

if TYPE_CHECKING:
    from engine.play.running.session import Session

HAND_M, CRYSTAL_M = 1.2, 1.8
GOLD = "#ffc667"
THINNEST = 0.25


@shown(order=0)
def anchor_threads(session: "Session", picture: DrawList, alpha: float) -> None:
    """Threads grow thin as their anchors fray; a label tells each anchor's stability."""
    view = session.world.view
    stability = view["anchor_stability"][0]
    if not len(stability):
        return
    weakest = max(THINNEST, float(np.min(stability)))
    picture.ribbons = [replace(ribbon, width=ribbon.width * weakest) for ribbon in picture.ribbons]
    heights = _anchor_points(session, picture)
    labels = list(picture.labels)
    for number, name in enumerate(anchor_names(session)):
        state = STATES[state_of.py_func(stability[number])]
        x, y, z = heights[number]
        labels.append(Label(f"{name}  {stability[number]:.2f}", (x, y + 3.4, z), state.colour))
    picture.labels = labels


@shown(order=10)
def weaving(session: "Session", picture: DrawList, alpha: float) -> None:
    """A thread from the weaver's hand to the anchor that is being mended."""
    view = session.world.view
    for row in np.flatnonzero(view["wish"] == MENDING_ANCHOR).tolist():
        where = view["position"]
        number = nearest_frayed.py_func(row, where, view["anchor_place"], view["anchor_stability"][0], PERFECT_FROM)
        if number < 0:
            continue
        x, y, z = (float(value) for value in where[row])
        end_x, end_y, end_z = _anchor_points(session, picture)[number]
        thread = Ribbon((x, y + HAND_M, z), (end_x, end_y + CRYSTAL_M, end_z), GOLD, sag=-0.7, width=0.13)
        picture.ribbons = [*picture.ribbons, thread]


@shown(order=20)
def marks(session: "Session", picture: DrawList, alpha: float) -> None:
    """A green light above the marked."""
    view = session.world.view
    up = view["life"] == UP
    for row in np.flatnonzero(up & (view["mark_left"] > 0)).tolist():
        x, y, z = (float(value) for value in view["position"][row])
        picture.glows = [*picture.glows, Glow((x, y + float(view["height"][row]) + 0.2, z), 0.5, "#b8f58a")]


def _anchor_points(session: "Session", picture: DrawList) -> list[tuple[float, float, float]]:
    """Foot of each anchor [m], on the ground that is drawn."""
    return [
        (float(x), height_under(picture.ground, float(x), float(z)), float(z))
        for x, z in session.world.view["anchor_place"]
    ]
