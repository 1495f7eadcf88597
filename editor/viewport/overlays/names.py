"""Names: who is who, and how much health is left."""

from __future__ import annotations

from editor.viewport.overlays.overlay import Overlay, OverlayScene, Swatch
from engine.present.draw_list import SIDE_COLOUR, DrawList


def add(_scene: OverlayScene, _picture: DrawList) -> None:
    """Nothing to add: plates belong to every picture; being off takes them away."""


NAMES = Overlay(
    "names",
    "Names and health",
    "Who is who?",
    "tag",
    add,
    (
        Swatch("Party", SIDE_COLOUR["party"], "ring", "Who fights on the player's side."),
        Swatch("Hostile", SIDE_COLOUR["hostile"], "ring", "Who fights against the party."),
    ),
    is_on_at_start=True,
    order=5,
)
