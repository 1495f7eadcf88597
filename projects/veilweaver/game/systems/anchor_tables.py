"""Anchor tables: where anchors stand and what wears and mends them, filled when a scene is compiled."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.world.ids import TICKS_PER_SECOND
from engine.world.roster import roster_of
from engine.world.system import static

from ..anchor_states import state_of
from ..reserves import BARRICADES

TICKS_PER_MINUTE = 60 * TICKS_PER_SECOND


@static(columns="anchor_place anchor_rule anchor_stability anchor_state")
def anchor_tables(scene: Any, parts: Any) -> Mapping[str, NDArray[Any]]:
    """Anchors in scene order; their stability and state are where each lane starts."""
    places: list[Any] = []
    rules: list[Any] = []
    stability: list[float] = []
    for entity in scene.with_component("anchor"):
        anchor, place = entity.components["anchor"], entity.components.get("transform")
        places.append((place.position[0], place.position[2]) if place else (0.0, 0.0))
        rules.append(
            (
                anchor.decay_per_minute / TICKS_PER_MINUTE,
                anchor.fight_loss,
                anchor.fight_radius,
                anchor.repair,
                round(anchor.repair_time * TICKS_PER_SECOND),
                anchor.repair_radius,
            )
        )
        stability.append(anchor.stability)
    levels = np.array(stability, "f4")
    return {
        "anchor_place": np.array(places, "f4").reshape(len(places), 2),
        "anchor_rule": np.array(rules, "f4").reshape(len(rules), 6),
        "anchor_stability": levels,
        "anchor_state": np.array([state_of.py_func(level) for level in levels], "i4"),
    }


@static(columns="echo echo_least is_barricade_spare")
def purse_tables(scene: Any, parts: Any) -> Mapping[str, Any]:
    """Echo that the encounter begins with, and the rows that wait to be placed as barricades."""
    head = scene.encounter_header
    spare = [row.reserve == BARRICADES.name for row in roster_of(scene, parts)]
    begin = 0 if head is None else head.echo_start
    return {"echo": begin, "echo_least": begin, "is_barricade_spare": np.array(spare, "u1")}
