"""Threat: how much one enemy, a group and a whole encounter weigh, as one number that adds up.

By Lanchester's square law (F. W. Lanchester, Aircraft in Warfare, 1916) a side of n equal fighters has the strength
n * sqrt(health * damage per second): sides of equal strength wear each other down evenly. So the threat of one is that
root, and the threat of many is the sum.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from engine.document import SceneView

ATTACKS = ("melee", "ranged", "area_attack")
LEAST_LET_THROUGH = 0.05
"""Armour that keeps everything off would be no number; so much of a hit counts as harm at least."""
TICK_S = 1.0 / 60.0


@dataclass(frozen=True)
class GroupThreat:
    """What one spawn group, or one actor that stands there from the start, weighs: `count` times `each`."""

    entity: str
    count: int
    each: float

    @property
    def total(self) -> float:
        """The threat of all of them; a count below zero, which is an error of its own, counts as none."""
        return max(self.count, 0) * self.each


def threat_of(components: Mapping[str, Any]) -> float:
    """The threat of one fighter: sqrt(health [hp] / share of a hit that armour lets through * best damage [hp/s]).

    The attack that does most counts, windup and cooldown being the time of one blow; whoever has none is no threat.
    """
    health = components.get("health")
    if health is None:
        return 0.0
    let_through = max(LEAST_LET_THROUGH, 1.0 - float(health.armour))
    rate = max((_damage_a_second(components[name]) for name in ATTACKS if name in components), default=0.0)
    return math.sqrt(max(0.0, float(health.current)) / let_through * rate)


def threats(view: SceneView, side: str = "hostile") -> tuple[GroupThreat, ...]:
    """Every group of a side in scene order, then everybody of it who stands there."""
    found: list[GroupThreat] = []
    of_prefab: dict[str, float] = {}
    for entity in view.with_component("spawn_group"):
        group: Any = entity.components["spawn_group"]
        prefab = view.prefabs.get(group.prefab)
        if prefab is not None and _is_of(prefab.components, side):
            if group.prefab not in of_prefab:
                of_prefab[group.prefab] = threat_of(prefab.components)
            found.append(GroupThreat(entity.id, int(group.count), of_prefab[group.prefab]))
    for entity in view.with_component("team"):
        components = entity.components
        if "spawn_group" not in components and "body" in components and _is_of(components, side):
            found.append(GroupThreat(entity.id, 1, threat_of(components)))
    return tuple(found)


def total_threat(view: SceneView, side: str = "hostile") -> float:
    """The threat of a whole side."""
    return sum(each.total for each in threats(view, side))


def _damage_a_second(attack: Any) -> float:
    return float(attack.damage) / max(TICK_S, float(attack.windup) + float(attack.cooldown))


def _is_of(components: Mapping[str, Any], side: str) -> bool:
    team = components.get("team")
    return team is not None and team.side == side
