"""What is drawn around a figure: how wide its ring is, how high its plate hangs, whose colour it has."""

from __future__ import annotations

from engine.present.draw_list import Side
from engine.present.meshes import MESHES

PLATE_GAP_M = 0.32


def ring_radius(mesh: str, body_radius: float, scale: float = 1.0) -> float:
    """Radius [m] of the ring under a figure: outside its body and outside what one sees of it."""
    return max(body_radius * 1.3, MESHES.spec(mesh).shadow_radius * scale)


def plate_height(mesh: str, scale: float = 1.0) -> float:
    """How far above its feet a figure's name hangs [m]."""
    return MESHES.spec(mesh).mesh.height * scale + PLATE_GAP_M


def side_of(team: str, *, is_player: bool = False) -> Side:
    """The side that colours a figure: the player has its own."""
    if is_player:
        return "player"
    if team == "party":
        return "party"
    return "hostile" if team == "hostile" else "neutral"
