"""Areas: where triggers, waves and objectives lie, and the pins of what has no body."""

from __future__ import annotations

from editor.viewport.overlays.overlay import Overlay, OverlayScene, Swatch
from engine.present.draw_list import DrawList


def add(_scene: OverlayScene, _picture: DrawList) -> None:
    """Nothing to add: the picture of an edited scene has them already; being off takes them away."""


AREAS = Overlay(
    "areas",
    "Triggers and waves",
    "Where does the encounter begin?",
    "map-pin",
    add,
    (
        Swatch("Trigger", "#ffffff", "dashed", "A place where something starts once somebody enters it."),
        Swatch("Wave", "#ff6b7d", "dashed", "Where enemies appear together."),
    ),
    is_on_at_start=True,
    order=10,
)
