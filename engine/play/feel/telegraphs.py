"""Warnings: where a blow will land, who stands there, and how hard the ground shakes when it did."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.ai.perception.telegraph import LINE_HALF_WIDTH
from engine.play.feel.recent import Recent
from engine.present.effects import Telegraph
from engine.world.events import ABILITY, DAMAGE
from engine.world.ids import HOSTILE, UP

if TYPE_CHECKING:
    from engine.play.running.session import Session
    from engine.present.draw_list import DrawList

FROM_HOSTILES, FROM_FRIENDS, IN_DANGER = "#ff4d3a", "#ffc667", "#ff2e2e"
SHAPES = ("circle", "cone", "line")
CONE_RAD, LINE_M = math.pi / 2.0, 2.0 * float(LINE_HALF_WIDTH)
SHAKE_TICKS, SHAKE_FADES = 40, 9.0
HEAVY_HP, SHAKE_REACH_M = 10.0, 16.0


def telegraphs(session: Session, recent: Recent, where: Any, alpha: float, picture: DrawList) -> None:
    """Add the areas of all blows under way; redden the rings of those of the party who stand in one of a hostile."""
    found = _told(session, where, alpha)
    picture.telegraphs = [*picture.telegraphs, *found]
    threats = [each for each in found if each.colour == FROM_HOSTILES]
    if threats:
        picture.rings = [
            replace(ring, colour=IN_DANGER, style="dashed")
            if ring.side in {"player", "party"}
            and any(each.holds(ring.position[0], ring.position[2], ring.radius * 0.6) for each in threats)
            else ring
            for ring in picture.rings
        ]
    picture.camera_shake = shaking(session, recent, where)


def shaking(session: Session, recent: Recent, where: Any) -> float:
    """How hard the ground shakes at the player, 0..1: a heavy blow on them, or a shockwave near by, a moment ago."""
    view = session.world.view
    player = np.flatnonzero(view["is_player"] != 0)
    if not len(player):
        return 0.0
    row, strength = int(player[0]), 0.0
    for event, age in recent.of_kind(DAMAGE, SHAKE_TICKS):
        if event.target == row and event.amount >= HEAVY_HP:
            strength += min(event.amount / 40.0, 0.8) * math.exp(-age / SHAKE_FADES)
    for event, age in recent.of_kind(ABILITY, SHAKE_TICKS):
        if 0 <= event.source < len(where):
            away = float(np.hypot(*(where[event.source] - where[row])[[0, 2]]))
            strength += max(0.0, 1.0 - away / SHAKE_REACH_M) * math.exp(-age / SHAKE_FADES)
    return min(strength, 1.0)


def _colour(session: Session, row: int) -> str:
    return FROM_HOSTILES if int(session.world.view["team"][row]) == HOSTILE else FROM_FRIENDS


def _told(session: Session, where: Any, alpha: float) -> list[Telegraph]:
    """What the attacks under way say of themselves in the columns of telegraphs."""
    view = session.world.view
    if "telegraph" not in view:
        return []
    found: list[Telegraph] = []
    for row in np.flatnonzero((view["life"] == UP) & (view["telegraph"] > 0)).tolist():
        shape = SHAPES[int(np.clip(view["telegraph_shape"][row], 0, 2))]
        x, z, reach, yaw = view["telegraph_place"][row].tolist()
        filled = 1.0 - (float(view["telegraph"][row]) - alpha) / max(int(view["telegraph_whole"][row]), 1)
        width = CONE_RAD if shape == "cone" else LINE_M
        place = (x, float(where[row, 1]), z)
        found.append(Telegraph(shape, place, reach, width, yaw, min(filled, 1.0), _colour(session, row)))
    return found
