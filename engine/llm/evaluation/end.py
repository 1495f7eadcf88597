"""How a plan's world stands in the end, for the checks of a scenario."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import hypot
from typing import Any

from engine.play.compile.compiled import CompiledScene
from engine.play.running.state import Event
from engine.world.events import DAMAGE
from engine.world.world import World

KEPT = ("life", "health", "health_max", "position", "last_seen_tick", "target", "stun")
"""Row columns that checks may ask for."""
KEPT_OF_LANE = ("objective_state", "weave_state", "echo", "outcome", "tick", "anchor_stability", "trigger_clock")


@dataclass(frozen=True)
class End:
    """The last state of a lane and what happened in it. Entities are named by id."""

    compiled: CompiledScene
    start: Mapping[str, Any]
    rows: Mapping[str, Any]
    lane: Mapping[str, Any]
    events: tuple[Event, ...]

    @classmethod
    def of(
        cls, compiled: CompiledScene, start: Mapping[str, Any], world: World, slot: int, events: tuple[Event, ...]
    ) -> "End":
        """The state of a lane now."""
        block, view = world.rows_of(slot), world.view
        rows = {name: view[name][block].copy() for name in KEPT}
        lane = {name: view[name][slot].copy() for name in KEPT_OF_LANE if name in view}
        return cls(compiled, start, rows, lane, events)

    def row(self, entity: str) -> int:
        """Local id of an entity."""
        row = self.compiled.row_of(entity)
        assert row is not None, f"nobody in play is called {entity!r}"
        return row

    def life(self, entity: str) -> int:
        """A code of `engine.world.ids`."""
        return int(self.rows["life"][self.row(entity)])

    def health(self, entity: str) -> float:
        """What is left [hp]."""
        return float(self.rows["health"][self.row(entity)])

    def gained(self, entity: str) -> float:
        """Health that somebody has more than at the start [hp]."""
        row = self.row(entity)
        return float(self.rows["health"][row] - self.start["health"][row])

    def away(self, entity: str, x: float, z: float) -> float:
        """How far somebody is from a place [m]."""
        at_x, _, at_z = self.rows["position"][self.row(entity)].tolist()
        return hypot(at_x - x, at_z - z)

    def moved(self, entity: str) -> float:
        """How far somebody is from where it began [m]."""
        x, _, z = self.start["position"][self.row(entity)].tolist()
        return self.away(entity, x, z)

    def noticed(self, entity: str) -> bool:
        """Whether somebody ever noticed an enemy, seen or heard."""
        row = self.row(entity)
        return int(self.rows["last_seen_tick"][row]) != int(self.start["last_seen_tick"][row])

    def harm(self, *, by: str = "", to: str = "") -> float:
        """Harm that was done [hp], by somebody and to somebody where they are named."""
        source, target = (self.row(each) if each else None for each in (by, to))
        return sum(
            event.amount
            for event in self.events
            if event.kind == DAMAGE and source in (None, event.source) and target in (None, event.target)
        )

    def objective(self, number: int) -> int:
        """State of an objective, in file order."""
        return int(self.lane["objective_state"][number])
