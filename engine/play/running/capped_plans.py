"""Searches that gave up in play: one Finding for each agent and goal, which says what to do about it."""

from dataclasses import dataclass, field
from typing import Any

from engine.document import Finding
from engine.world.world import World


@dataclass
class CappedPlans:
    """Watches one lane; `look` after each tick costs a comparison of two numbers."""

    _seen: int = 0
    _told: set[tuple[str, str]] = field(default_factory=set[tuple[str, str]])

    def look(self, world: World, compiled: Any, findings: list[Finding]) -> None:
        """Add a Finding for each agent and goal that was not told yet."""
        totals = world.view.get("capped_total")
        if totals is None or not len(totals) or int(totals[0]) == self._seen:
            return
        total, ring = int(totals[0]), world.view["capped_told"][0]
        # After a restore the count may have gone back; all that the ring holds is looked at again then.
        new = total - self._seen if total > self._seen else len(ring)
        self._seen = total
        goals = compiled.mind.domain.goals
        for number in range(max(0, total - min(new, len(ring))), total):
            local_id, goal = (int(value) for value in ring[number % len(ring)])
            entity, name = compiled.entity_of_row[local_id]
            if (entity, goals[goal].name) in self._told:
                continue
            self._told.add((entity, goals[goal].name))
            findings.append(_finding(int(world.view["tick"][0]), entity, name, goals[goal].name))


def _finding(tick: int, entity: str, name: str, goal: str) -> Finding:
    text = (
        f"At tick {tick} {name}'s search for a plan to the goal {goal!r} gave up: there are too many ways to try, so "
        "the goal is passed over. Give the agent fewer actions that lead towards it, or split the goal with a fact on "
        "the way."
    )
    return Finding("plan-capped", "warning", text, None, entity)
