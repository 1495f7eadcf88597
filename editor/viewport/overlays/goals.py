"""Goals: what each agent wants and does."""

from __future__ import annotations

from typing import Any

import numpy as np

from editor.viewport.overlays.overlay import Overlay, OverlayScene, Swatch
from engine.present.draw_list import DrawList, Label
from engine.present.entity_parts import place_of

COLOUR = "#d8c9ff"
ABOVE_M = 0.7


def add(scene: OverlayScene, picture: DrawList) -> None:
    """A chip at each agent: its goal and action in play, its strongest goal while editing."""
    if scene.session is not None:
        _add_running(scene, picture)
        return
    for entity in scene.view.with_component("agent"):
        components: Any = entity.components
        placed = place_of(components, scene.ground)
        text = strongest_goal(components["agent"].goals)
        if placed is not None and text:
            x, y, z = placed[0]
            picture.labels.append(Label(text, (x, y + ABOVE_M, z), COLOUR, entity.id))


def strongest_goal(goals: list[str]) -> str:
    """The goal with the greatest weight of texts "goal=weight", in words."""
    weighed: list[tuple[float, str]] = []
    for goal in goals:
        name, _, weight = goal.partition("=")
        try:
            weighed.append((float(weight or 1.0), name.strip()))
        except ValueError:
            continue
    return max(weighed)[1].replace("_", " ").capitalize() if weighed else ""


def _add_running(scene: OverlayScene, picture: DrawList) -> None:
    session = scene.session
    assert session is not None
    rows = session.world.view
    goals, actions = _names(session.compiled.parts, "goals"), _names(session.compiled.parts, "actions")
    for i in np.flatnonzero((rows["life"] == 1) & (rows["agent_profile"] >= 0)):
        words = [_word(goals, int(rows["goal"][i])), _word(actions, int(rows["action"][i]))]
        text = ": ".join(word for word in words if word)
        if text:
            x, y, z = (float(value) for value in rows["position"][i])
            picture.labels.append(Label(text, (x, y + ABOVE_M, z), COLOUR))


def _names(parts: Any, kind: str) -> list[str]:
    return sorted(part.name for part in getattr(parts, kind))


def _word(names: list[str], number: int) -> str:
    return names[number].replace("_", " ").capitalize() if 0 <= number < len(names) else ""


GOALS = Overlay(
    "goals", "Goals", "What does each agent want?", "brain", add, (Swatch("Goal and action", COLOUR),), order=50
)
